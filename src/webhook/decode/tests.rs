use std::path::Path;

use jiff::tz::TimeZone;
use serde_json::{Value as Json, json};

use super::decode;
use crate::webhook::body::Source;
use crate::webhook::json::Parser;
use crate::webhook::view::{Origin, View};

mod hostile;
mod messenger;
mod whatsapp;

/// The events of a body as their JSON.
pub fn events(body: &str) -> Vec<Json> {
    let origin =
        Origin { source: Source { file: "f", line: 1 }, received: None, repaired: false, verified: None, age: None };
    let zone = crate::time::zone("+08:00").unwrap();
    let mut parser = Parser::default();
    let mut events = Vec::new();
    decode(parser.parse(body).unwrap(), &zone, &mut |event| {
        let mut out = Vec::new();
        View { event: &event, origin: &origin }.write_json(&mut out);
        let mut json: Json = serde_json::from_slice(&out).unwrap();
        assert!(json.as_object_mut().unwrap().remove("source").is_some());
        events.push(json);
    });
    events
}

pub fn one(body: &str) -> Json {
    let mut events = events(body);
    assert_eq!(events.len(), 1, "{events:?}");
    events.remove(0)
}

fn messaging(item: &str) -> Json {
    let body = format!(
        r#"{{"object":"page","entry":[{{"id":"77","time":1700000000999,"messaging":[{{"sender":{{"id":"5"}},"recipient":{{"id":"77"}},"timestamp":1700000000123,{item}}}]}}]}}"#
    );
    one(&body)
}

fn whatsapp(message: &str) -> Json {
    one(&format!(
        r#"{{"messaging_product":"whatsapp","contacts":[{{"profile":{{"name":"Jay"}},"wa_id":"8525"}}],"messages":[{{"from":"8525","id":"wamid.1","timestamp":"1700000000",{message}}}],"business_phone":"852"}}"#
    ))
}

fn corpus() -> Vec<(Json, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/corpus");
    let manifest = std::fs::read_to_string(root.join("manifest.jsonl")).unwrap();
    let read = |line: &str| {
        let row: Json = serde_json::from_str(line).unwrap();
        let text = std::fs::read_to_string(root.join(row["file"].as_str().unwrap())).unwrap();
        (row, text)
    };
    manifest.lines().map(read).collect()
}

/// Every scalar in a JSON value, as text.
fn leaves(value: &Json, into: &mut Vec<String>) {
    match value {
        Json::Array(items) => items.iter().for_each(|item| leaves(item, into)),
        Json::Object(members) => members.values().for_each(|member| leaves(member, into)),
        Json::String(text) => into.push(text.clone()),
        Json::Null => {}
        other => into.push(other.to_string()),
    }
}

fn millis_of(fact: &Json) -> Option<i64> {
    let number: i64 = fact.as_i64().or_else(|| fact.as_str()?.parse().ok())?;
    Some(if number < 100_000_000_000 { number * 1000 } else { number })
}

#[test]
fn every_example_of_the_documents_decodes_to_its_platform_event_and_facts() {
    let mut seen = 0;
    for (row, text) in corpus() {
        // The two that are no JSON as printed are mended by `capture`; its tests and the end-to-end tests have them.
        let (Some(expected), true) = (row["event"].as_str(), row["strict_json"] == true) else { continue };
        seen += 1;
        let file = row["file"].as_str().unwrap();
        let event = one(&text);
        assert_eq!(event["event"], expected, "{file}");
        assert_eq!(event["platform"], row["platform"], "{file}");
        check_facts(file, &event, &row["facts"]);
    }
    assert_eq!(seen, 73);
}

fn check_facts(file: &str, event: &Json, facts: &Json) {
    let mut present = Vec::new();
    leaves(event, &mut present);
    for (name, fact) in facts.as_object().unwrap() {
        match name.as_str() {
            "timestamp" | "sendTime" if millis_of(fact).is_some() => {
                let expected = crate::time::rfc3339_of_millis(millis_of(fact).unwrap()).unwrap();
                assert_eq!(event["time"], json!(expected), "{file}");
            }
            "conversation_expiration" if !fact.is_null() => {
                let expected = crate::time::rfc3339_of_millis(millis_of(fact).unwrap()).unwrap();
                assert_eq!(event["conversation"]["expires"], json!(expected), "{file}");
            }
            "time" => {
                let expected = crate::time::rfc3339_of_millis(millis_of(fact).unwrap()).unwrap();
                assert_eq!(event["time"], json!(expected), "{file}");
            }
            // They became the event's name.
            "status" | "type" | "interactive_type" | "error_meta_code" if fact.is_null() || fact.is_string() => {}
            "id" | "mid" | "requestId" => assert_eq!(event["message_id"], *fact, "{file}"),
            "sender" => assert_eq!(event["contact"], *fact, "{file}"),
            "context_id" | "reacted_to" => assert_eq!(event["reply_to"], *fact, "{file}"),
            "contact_name" => assert_eq!(event["contact_name"], *fact, "{file}"),
            "text" | "reply_title" | "emoji" => assert_eq!(event["text"], *fact, "{file}"),
            "media_id" => assert_eq!(event["media"]["id"], *fact, "{file}"),
            "media_url" | "attachment_url" => assert_eq!(event["media"]["url"], *fact, "{file}"),
            "media_type" | "attachment_type" => assert_eq!(event["media"]["kind"], *fact, "{file}"),
            "error_code" => assert_eq!(event["errors"][0]["code"], json!(fact.to_string()), "{file}"),
            "error_title" => assert_eq!(event["errors"][0]["title"], *fact, "{file}"),
            "page_id" => assert_eq!(event["business"], *fact, "{file}"),
            _ => {
                let mut wanted = Vec::new();
                leaves(fact, &mut wanted);
                for leaf in wanted {
                    assert!(present.contains(&leaf), "{file}: {name} = {leaf} is not in {event:#}");
                }
            }
        }
    }
}

#[test]
fn api_requests_and_replies_are_unknown() {
    let mut seen = 0;
    for (row, text) in corpus() {
        if row.get("exchange").is_none() {
            continue;
        }
        seen += 1;
        let event = one(&text);
        assert_eq!(event["event"], "unknown", "{}", row["file"]);
        assert!(event.get("platform").is_none() && event.get("detail").is_some(), "{}", row["file"]);
    }
    assert_eq!(seen, 22);
}

#[test]
fn a_receipt_without_a_zone_is_marked() {
    let event = one(
        r#"{"status":"failed","requestId":"m","code":16000,"message":"send error","sendTime":"2025-01-14 13:57:19"}"#,
    );
    assert_eq!((&event["time"], &event["time_assumed"]), (&json!("2025-01-14T05:57:19Z"), &json!(true)));
    assert_eq!(event["errors"][0]["code"], "16000");
    let event = one(
        r#"{"sender":{"id":"1"},"recipient":{"id":"2"},"sendTime":1736834239000,"appkey":"k","message":{"text":"t"}}"#,
    );
    assert_eq!((&event["time"], event.get("time_assumed")), (&json!("2025-01-14T05:57:19Z"), None));
}

#[test]
fn ids_and_numbers_never_pass_through_a_float() {
    let event = whatsapp(
        r#""type":"location","location":{"latitude":22.550802897696343000001,"longitude":113},"app_id":12345678901234567890123"#,
    );
    let text = event.to_string();
    assert!(text.contains("22.550802897696343000001") && text.contains("12345678901234567890123"), "{text}");
    let event = one(r#"{"statuses":[{"id":12345678901234567890,"recipient_id":85212345678901234,"status":"sent"}]}"#);
    assert_eq!(
        (&event["message_id"], &event["contact"]),
        (&json!("12345678901234567890"), &json!("85212345678901234"))
    );
}

#[test]
fn hostile_shapes_end_in_events_not_in_panics() {
    for body in [
        r#"{"object":"page","entry":[]}"#,
        r#"{"object":"page","entry":[{}]}"#,
        r#"{"object":"page","entry":[{"messaging":[null,1,[],{}]}]}"#,
        r#"{"object":"page","entry":[{"messaging":{"a":1}}]}"#,
        r#"{"object":"whatsapp_business_account","entry":[{"changes":[null,{"field":"x"},{"value":{}}]}]}"#,
        r#"{"field":"account_update","value":{"event":7}}"#,
        r#"{"statuses":[{"id":"1","status":"","recipient_id":"2","errors":{},"costs":"x","conversation":[]}]}"#,
        r#"{"sender":{"id":"1"},"recipient":{"id":"2"},"sendTime":null,"message":{}}"#,
    ] {
        let events = events(body);
        assert!(!events.is_empty(), "{body}");
    }
}

/// Every place of a JSON value, as pointers.
fn places(value: &Json, at: &str, into: &mut Vec<String>) {
    into.push(at.to_owned());
    match value {
        Json::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| places(item, &format!("{at}/{index}"), into))
        }
        Json::Object(members) => members.iter().for_each(|(key, member)| {
            places(member, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), into);
        }),
        _ => {}
    }
}

#[test]
fn whatever_stands_where_it_is_not_expected_reaches_the_event() {
    for (row, text) in corpus() {
        let Ok(body) = serde_json::from_str::<Json>(&text) else { continue };
        let mut all = Vec::new();
        places(&body, "", &mut all);
        // A token's value is never shown, whatever it is.
        for place in all.iter().filter(|place| !place.ends_with("/token")) {
            let odd = [json!({"odd": "ODD"}), json!(["ODD"]), json!("ODD"), json!({"id": {"odd": "ODD"}})];
            let mut variants: Vec<Json> = odd
                .into_iter()
                .map(|odd| {
                    let mut body = body.clone();
                    *body.pointer_mut(place).unwrap() = odd;
                    body
                })
                .collect();
            // A key that nobody knows, before and after all others.
            if let Some(Json::Object(members)) = body.pointer(place) {
                let odd = [("odd_key".to_owned(), json!("ODD"))];
                for members in [
                    odd.clone().into_iter().chain(members.clone()).collect(),
                    members.clone().into_iter().chain(odd).collect(),
                ] {
                    let mut body = body.clone();
                    *body.pointer_mut(place).unwrap() = Json::Object(members);
                    variants.push(body);
                }
            }
            for variant in variants.iter().filter(|variant| variant.is_object()) {
                let events = events(&variant.to_string());
                // `"object":"ODD"` and the like: the name of an event has its words in lower case.
                let told = Json::from(events).to_string().to_lowercase();
                assert!(told.contains("odd"), "{} {place}: {variant} became {told}", row["file"]);
            }
        }
    }
}

#[test]
fn no_key_stands_twice_in_a_detail() {
    for body in [
        r#"{"messaging_product":"whatsapp","metadata":{"display_phone_number":"2"},"channel":2,"messages":[{"from":"8","id":"1","timestamp":"1701856516","type":"text","text":{"body":"x"},"metadata":{"own":1},"channel":"CH1"}]}"#,
        r#"{"object":"page","entry":[{"id":"7","messaging":[{"sender":{"id":"5"},"message":{"mid":"m","text":"t","referral":{"ref":"a"}},"referral":{"ref":"b"}}]}]}"#,
        r#"{"object":"page","entry":1,"x":1,"entry":[{"id":"7","messaging":[{"sender":{"id":"5"},"x":2,"message":{"mid":"m","text":"t","x":3}}]}]}"#,
    ] {
        let zone = TimeZone::UTC;
        let mut parser = Parser::default();
        decode(parser.parse(body).unwrap(), &zone, &mut |event| {
            for (place, (key, _)) in event.detail.iter().enumerate() {
                assert!(event.detail[..place].iter().all(|(other, _)| other.raw != key.raw), "{}: {body}", key.raw);
            }
        });
    }
}

#[test]
fn what_happened_is_found_whatever_stands_before_it() {
    for before in [
        r#""hop_context":[{"app_id":1}],"#,
        r#""prior_message":{"source":"x"},"#,
        r#""companyid":"c1","#,
        r#""is_standby":false,"#,
    ] {
        let event = messaging(&format!(r#"{before}"message":{{"mid":"m","text":"hi"}}"#));
        assert_eq!(
            (&event["event"], &event["text"], &event["message_id"]),
            (&json!("message.text"), &json!("hi"), &json!("m"))
        );
        assert!(event["detail"].as_object().unwrap().len() == 2, "{event}");
    }
}

#[test]
fn every_element_that_names_somebody_is_an_event_of_its_own() {
    let value = r#"{"messaging_product":"whatsapp","metadata":{"display_phone_number":"1555"},"state_sync":[{"type":"contact","contact":{"full_name":"Jay Chou","first_name":"Jay","phone_number":"8525"},"action":"add","metadata":{"timestamp":"1738346006"}},{"type":"contact","contact":{"phone_number":"8526"},"action":"remove","metadata":{"timestamp":"1738346007"}}]}"#;
    for (body, name) in [
        (value.to_owned(), "change.state_sync"),
        (format!(r#"{{"field":"smb_app_state_sync","value":{value}}}"#), "change.smb_app_state_sync"),
    ] {
        let events = events(&body);
        assert_eq!(events.len(), 2);
        assert_eq!(
            (&events[0]["event"], &events[0]["contact"], &events[0]["contact_name"], &events[0]["time"]),
            (&json!(name), &json!("8525"), &json!("Jay Chou"), &json!("2025-01-31T17:53:26Z"))
        );
        assert_eq!(
            (&events[1]["contact"], &events[1]["detail"]["state_sync"]["action"]),
            (&json!("8526"), &json!("remove"))
        );
    }
    let events = events(
        r#"{"field":"brand_new","value":{"wabaId":"1","visits":[{"wa_id":"8525","timestamp":"1738346006"},{"wa_id":"8526","timestamp":"1738346007"}]}}"#,
    );
    assert_eq!(events.len(), 2);
    assert_eq!((&events[1]["event"], &events[1]["contact"]), (&json!("change.brand_new"), &json!("8526")));
    let one = one(
        r#"{"value":{"business_phone":"1","wabaId":"2","event":"ACCOUNT_RESTRICTION","restriction_info":[{"restriction_type":"X","expiration":"1"}]},"field":"account_update"}"#,
    );
    assert_eq!(
        (&one["event"], &one["detail"]["value"]["wabaId"]),
        (&json!("account.account_restriction"), &json!("2"))
    );
}

#[test]
fn a_key_that_stands_many_times_is_looked_up_once() {
    // Each pass over the members counts: forty thousand of them in the square would be a thousand million steps.
    for key in ["statuses", "messages", "calls", "field", "requestId", "track_id", "sendTime", "appkey", "history"] {
        let list = match key {
            "field" => r#""email""#,
            "requestId" | "track_id" | "sendTime" | "appkey" => r#""1""#,
            _ => "[]",
        };
        let members = vec![format!("\"{key}\":{list}"); 40_000].join(",");
        let mut parser = Parser::default();
        let body = format!("{{{members}}}");
        let value = parser.parse(&body).unwrap();
        let before = crate::webhook::effort::spent();
        assert_eq!(crate::webhook::shape::of(value), None);
        let steps = crate::webhook::effort::spent() - before;
        assert!(steps < 12 * 40_000, "{key}: {steps} steps");
    }
}

#[test]
fn a_time_finer_than_a_millisecond_stays_as_it_came() {
    let event = one(
        r#"{"sender":{"id":"1"},"recipient":{"id":"2"},"sendTime":"2024-08-14T10:55:40.123456Z","appkey":"k","message":{"text":"t"}}"#,
    );
    assert_eq!(
        (&event["time"], &event["detail"]["sendTime"]),
        (&json!("2024-08-14T10:55:40.123Z"), &json!("2024-08-14T10:55:40.123456Z"))
    );
}
