//! A Super Message request, its body in the key order of the vendor's examples.
//!
//! Page: "通过API发起多渠道的消息发送服务", `POST /v1/message/mt`.

use std::fmt::Write as _;

use serde_json::Value;

use super::channel::{Channel, Priority};
use super::client::Call;
use super::message::{Message, MessageError};

/// Path of the one call.
pub const PATH: &str = "/v1/message/mt";

/// Its business operation, fixed by the document.
pub const ACTION: &str = "mt";

/// The most phones of one request.
pub const MOST_PHONES: usize = 2000;

/// What stands beside the message, the same for everybody it goes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delivery {
    /// Where the vendor posts receipts.
    pub webhook: Option<String>,
    /// The channels to try in order; without one, every opened channel gets the message.
    pub priority: Option<Priority>,
}

/// The call that carries a body.
pub fn call(body: String) -> Call {
    Call::json(PATH, ACTION, body)
}

/// Everything of the body but appkey and phones, as a JSON object: what identifies a message.
///
/// # Errors
/// The first limit that the rendered message breaks.
pub fn rest(message: &Message, delivery: &Delivery) -> Result<String, MessageError> {
    let mut text = format!("{{\"message\":{}", message.to_json_string()?);
    if let Some(webhook) = &delivery.webhook {
        let _ = write!(text, ",\"webhook\":{}", Value::from(webhook.as_str()));
    }
    if let Some(priority) = &delivery.priority {
        let channels: Value = priority.channels().iter().map(|channel| Channel::wire(*channel)).collect();
        let _ = write!(text, ",\"priority\":{channels}");
    }
    text.push('}');
    Ok(text)
}

/// The whole body: appkey and phones in front of [`rest`].
pub fn body(appkey: &str, phones: &[&str], rest: &str) -> String {
    let phones: Value = phones.iter().copied().collect();
    let appkey = Value::from(appkey);
    format!("{{\"appkey\":{appkey},\"phones\":{phones},{}", rest.strip_prefix('{').unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stand_as_in_the_documents_table() {
        let delivery = Delivery {
            webhook: Some("https://x.com/hook".into()),
            priority: Some(Priority::parse("viber,sms").unwrap()),
        };
        let rest = rest(&Message::Text { text: "a \"b\"".into() }, &delivery).unwrap();
        assert_eq!(
            body("pem28kje", &["8613800138000", "8613800138001"], &rest),
            r#"{"appkey":"pem28kje","phones":["8613800138000","8613800138001"],"message":{"textMessage":{"text":"a \"b\""}},"webhook":"https://x.com/hook","priority":["VIBER","SMS"]}"#
        );
    }

    #[test]
    fn json_goes_out_as_written() {
        let message = Message::Json("{ \"textMessage\" : {\"text\":\"a\",\"n\":1.50} }".into());
        let rest = rest(&message, &Delivery::default()).unwrap();
        assert_eq!(
            body("a", &["1"], &rest),
            "{\"appkey\":\"a\",\"phones\":[\"1\"],\"message\":{ \"textMessage\" : {\"text\":\"a\",\"n\":1.50} }}"
        );
    }
}
