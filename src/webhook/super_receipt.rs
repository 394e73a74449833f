//! Super Message receipts: one for each phone and channel that was tried.
//!
//! Vendor page: "Super Message API webhook". There is no status: the code tells. `sendTime` has no zone: the caller's is
//! assumed, and the event says so. The same request has a receipt for each of its phones, so a message is a request id
//! and a phone.

use std::borrow::Cow;

use crate::webhook::around::Scope;
use crate::webhook::event::{Cost, Direction, Event, Failure, name_of};
use crate::webhook::json::{Text, Value};
use crate::webhook::shape::Platform;

/// The event of one receipt.
pub fn receipt<'a>(body: Value<'a>, scope: &Scope<'_>, sink: &mut dyn FnMut(Event<'a>)) {
    let mut event = Event { bare: scope.bare, ..Event::new(Platform::Super, "status") };
    event.direction = Some(Direction::Outbound);
    let (mut code, mut words) = (None, None);
    for (key, value) in body.members() {
        match key.raw {
            "requestId" => event.message_id = event.take(key, value),
            "phone" => event.contact = event.take(key, value),
            "channel" => match value.string().and_then(channel) {
                Some(word) => event.channel = Some(word),
                None => event.keep(key, value),
            },
            "sendTime" => event.take_time(key, value, scope.zone),
            "cost" | "costs" => costs(&mut event, key, value),
            "code" => code = Some((key, value)),
            "message" => words = Some((key, value)),
            _ => event.keep(key, value),
        }
    }
    let number = code.and_then(|(_, value)| value.scalar());
    if let Some(name) = number.and_then(status) {
        event.name = Cow::Borrowed(name);
    }
    if matches!(&*event.name, "status.failed" | "status.expired") {
        let code = code.and_then(|(key, value)| event.take(key, value));
        let title = words.and_then(|(key, value)| event.take(key, value));
        let mut failure = Failure { code, title, ..Failure::default() };
        failure.explain(Platform::Super);
        event.errors.push(failure);
    } else {
        for (key, value) in code.into_iter().chain(words) {
            event.keep(key, value);
        }
    }
    sink(event);
}

/// What a code says happened; none for one that the vendor does not document.
fn status(code: Text<'_>) -> Option<&'static str> {
    match code.raw {
        "14003" | "14005" => Some("status.failed"),
        "14004" => Some("status.delivered"),
        "14006" => Some("status.expired"),
        _ => None,
    }
}

/// The vendor writes `SMS` and `VIBER`.
fn channel(word: Text<'_>) -> Option<Cow<'static, str>> {
    for known in ["sms", "viber"] {
        if word.raw.eq_ignore_ascii_case(known) {
            return Some(Cow::Borrowed(known));
        }
    }
    name_of("", word, &[])
}

/// `localPrice` is in CNY, `originalPrice` in `currency`. What a cost holds beyond these keeps the whole in `detail`.
fn costs<'a>(event: &mut Event<'a>, key: Text<'a>, value: Value<'a>) {
    let mut whole = true;
    let one = value.is_object().then_some(value);
    for cost in one.into_iter().chain(value.elements()) {
        let mut ours = Cost::default();
        for (key, value) in cost.members() {
            match key.raw {
                "currency" => {
                    ours.currency = value.scalar();
                    whole &= ours.currency.is_some() || value.is_empty();
                }
                "localPrice" => ours.price = (!value.is_empty()).then_some(value),
                "originalPrice" => ours.foreign_price = (!value.is_empty()).then_some(value),
                _ => whole &= value.is_empty(),
            }
        }
        whole &= cost.is_object();
        if ours.price.is_some() || ours.foreign_price.is_some() || ours.currency.is_some() {
            event.costs.push(ours);
        }
    }
    if !whole || event.costs.is_empty() {
        event.keep(key, value);
    }
}

#[cfg(test)]
mod tests {
    use crate::webhook::decode::tests::{events, one};
    use crate::webhook::shape::{self, Platform};

    const DELIVERED: &str = r#"{"requestId":"ec6fceb05c1843bd9e4c3bc81e69ed74","phone":"85291237630","channel":"SMS",
        "code":14004,"message":"delivered","sendTime":"2026-11-20 10:00:05",
        "cost":{"currency":"HKD","localPrice":0.31,"originalPrice":0.33}}"#;

    #[test]
    fn a_receipt_of_one_phone_and_channel() {
        let event = one(DELIVERED);
        assert_eq!(event["platform"], "super");
        assert_eq!(event["event"], "status.delivered");
        assert_eq!(event["time"], "2026-11-20T02:00:05Z");
        assert_eq!(event["time_assumed"], true);
        assert_eq!(event["direction"], "outbound");
        assert_eq!(event["contact"], "85291237630");
        assert_eq!(event["channel"], "sms");
        assert_eq!(event["message_id"], "ec6fceb05c1843bd9e4c3bc81e69ed74");
        assert_eq!(event["costs"].to_string(), r#"[{"currency":"HKD","price":0.31,"foreign_price":0.33}]"#);
        assert_eq!(event["detail"].to_string(), r#"{"code":14004,"message":"delivered"}"#);
    }

    #[test]
    fn the_code_tells_what_happened() {
        for (code, name) in [
            ("14003", "status.failed"),
            ("14004", "status.delivered"),
            ("14005", "status.failed"),
            ("14006", "status.expired"),
            ("14099", "status"),
        ] {
            for code in [code.to_owned(), format!("\"{code}\"")] {
                let event = one(&DELIVERED.replace("14004", &code));
                assert_eq!(event["event"], name, "{code}");
                let error = &event["errors"][0];
                if matches!(name, "status.failed" | "status.expired") {
                    assert!(error["explanation"].is_string(), "{event}");
                    assert_eq!(error["title"], "delivered");
                    assert!(event.get("detail").is_none(), "{event}");
                } else {
                    assert!(error.is_null() && !event["detail"]["code"].is_null(), "{event}");
                }
            }
        }
    }

    #[test]
    fn what_else_stands_in_a_receipt_is_kept() {
        let event = one(&DELIVERED
            .replace("\"SMS\"", "\"RCS Business\"")
            .replace("\"originalPrice\":0.33", "\"originalPrice\":\"0.330\",\"unitPrice\":1"));
        assert_eq!(event["channel"], "rcs_business");
        assert_eq!(event["costs"][0]["foreign_price"].to_string(), "0.330");
        assert_eq!(event["detail"]["cost"]["unitPrice"], 1);
        let event = one(&DELIVERED.replace("\"SMS\"", "[\"SMS\"]").replace("14004", "14005"));
        assert_eq!(event["detail"]["channel"][0], "SMS");
        let event = one(&DELIVERED.replace("2026-11-20 10:00:05", "yyyy-MM-dd HH:mm:ss"));
        assert_eq!(event["detail"]["sendTime"], "yyyy-MM-dd HH:mm:ss");
        assert!(event.get("time").is_none());
    }

    #[test]
    fn a_reply_of_the_send_is_no_receipt() {
        for body in [
            r#"{"code":0,"message":"Success","data":{"requestId":"e","channelStatus":{"sms":{"code":0}}}}"#,
            r#"{"requestId":"e","phone":"852","channel":"push","code":200}"#,
            r#"{"requestId":"e","phone":"852","channel":"SMS","sendTime":"2026-11-20 10:00:05"}"#,
        ] {
            assert_eq!(shape::platform(body.as_bytes()), None, "{body}");
            assert_eq!(events(body)[0]["event"], "unknown");
        }
        assert_eq!(shape::platform(DELIVERED.as_bytes()), Some(Platform::Super));
    }
}
