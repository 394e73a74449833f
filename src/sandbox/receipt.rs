//! The form of a Super Message's receipt, one for each phone and channel (vendor page "Super Message API webhook").

use jiff::Timestamp;
use jiff::tz::{TimeZone, offset};
use serde_json::{Value, json};

/// A receipt: what became of one phone's message on one channel.
#[derive(Clone, Copy, Debug)]
pub(super) struct Receipt<'a> {
    pub(super) request_id: &'a str,
    pub(super) phone: &'a str,
    /// As the store has it: `sms`, `viber`.
    pub(super) channel: &'a str,
    /// Epoch milliseconds.
    pub(super) time: i64,
}

impl Receipt<'_> {
    /// The body that is posted.
    pub(super) fn body(&self) -> Value {
        let code = self.code();
        // In fen, and in cents of the foreign currency: what is not delivered costs nothing.
        let (local, foreign) = match (code, self.channel) {
            (14_004, "viber") => (0.18, 0.025),
            (14_004, _) => (0.36, 0.05),
            _ => (0.0, 0.0),
        };
        json!({
            "requestId": self.request_id,
            "phone": self.phone,
            "channel": self.channel.to_ascii_uppercase(),
            "code": code,
            "message": message_of(code),
            "sendTime": clock(self.time),
            "cost": { "currency": "USD", "localPrice": local, "originalPrice": foreign }
        })
    }

    /// A phone `15553CCCCCC` gets CCCCCC on every channel, `15554CCCCCC` on Viber alone; all others are reached.
    fn code(&self) -> i64 {
        let asked = || {
            let (way, digits) = self.phone.strip_prefix("1555").filter(|rest| rest.len() == 7)?.split_at(1);
            let is_meant = way == "3" || way == "4" && self.channel == "viber";
            digits.parse().ok().filter(|code| is_meant && (14_003..=14_006).contains(code))
        };
        asked().unwrap_or(14_004)
    }
}

fn message_of(code: i64) -> &'static str {
    match code {
        14_003 => "Send error",
        14_005 => "Undelivered",
        14_006 => "Expired",
        _ => "Delivered",
    }
}

/// The vendor's clock: China's time, and no zone said.
fn clock(millis: i64) -> String {
    let instant = Timestamp::from_millisecond(millis).unwrap_or_default();
    instant.to_zoned(TimeZone::fixed(offset(8))).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(phone: &str, channel: &str) -> Value {
        Receipt { request_id: "r", phone, channel, time: 1_763_604_005_000 }.body()
    }

    #[test]
    fn the_form_of_the_vendors_page() {
        assert_eq!(
            body("85291234567", "sms"),
            json!({
                "requestId": "r", "phone": "85291234567", "channel": "SMS", "code": 14_004, "message": "Delivered",
                "sendTime": "2025-11-20 10:00:05",
                "cost": { "currency": "USD", "localPrice": 0.36, "originalPrice": 0.05 }
            })
        );
    }

    #[test]
    fn special_phones_fail_on_every_channel_or_on_viber() {
        for (phone, sms, viber) in [
            ("15553014005", 14_005, 14_005),
            ("15554014006", 14_004, 14_006),
            ("15553014001", 14_004, 14_004),
            ("15550014003", 14_004, 14_004),
        ] {
            assert_eq!((&body(phone, "sms")["code"], &body(phone, "viber")["code"]), (&json!(sms), &json!(viber)));
        }
    }
}
