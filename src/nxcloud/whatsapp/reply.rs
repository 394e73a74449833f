//! NXCloud's replies to WhatsApp calls, read from whatever came.

use serde_json::{Map, Value};

use crate::codes::Book;
use crate::vendor::{self, Answer};

/// What carries Meta's own error.
const META_ERROR: &str = "9099";
const SUCCESS: &str = "0";

/// The reply to a send.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Code, message and ruling: Meta's own, where the vendor hands on Meta's refusal.
    pub answer: Answer,
    /// `data.messages[0].id`.
    pub message_id: Option<String>,
}

/// The reply to anything else: `data`, as it came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed {
    /// Code, message and ruling.
    pub answer: Answer,
    /// What was asked for.
    pub data: Value,
}

impl vendor::Reply for Sent {
    fn read(body: &[u8]) -> Option<Self> {
        let (answer, data) = read(body, |data| message_id(data).is_some())?;
        let message_id = message_id(&data);
        Some(Self { answer, message_id })
    }

    fn answer(&self) -> &Answer {
        &self.answer
    }
}

impl vendor::Reply for Listed {
    fn read(body: &[u8]) -> Option<Self> {
        // What was asked for stands beside an error that is none.
        let (answer, data) = read(body, |data| data.as_object().is_some_and(|data| data.len() > 1))?;
        Some(Self { answer, data })
    }

    fn answer(&self) -> &Answer {
        &self.answer
    }
}

fn message_id(data: &Value) -> Option<String> {
    text(data.get("messages")?.get(0)?.get("id"))
}

/// The answer and the data; none when it is no JSON object with a code. An error under a code of success counts where the
/// data does not show that the call did succeed.
fn read(body: &[u8], did_succeed: impl Fn(&Value) -> bool) -> Option<(Answer, Value)> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    let mut object: Map<String, Value> = serde_json::from_slice(body).ok()?;
    let code = text(object.get("code"))?;
    let message = text(object.get("message")).unwrap_or_default();
    let data = object.remove("data").unwrap_or(Value::Null);
    let tells_error = code == META_ERROR || (code == SUCCESS && !did_succeed(&data));
    let meta_code = |error: &Value| text(error.get("code")).filter(|code| code != SUCCESS);
    let says = |error: &Value| meta_code(error).is_some() || text(error.get("message")).is_some();
    let error = data.get("error").filter(|error| tells_error && says(error));
    let answer = match (error.and_then(meta_code), error) {
        (None, Some(error)) => {
            let said = text(error.get("message")).unwrap_or(message);
            Answer::of(&[Book::NxcloudWhatsappSend], META_ERROR.to_owned(), said)
        }
        (Some(meta), Some(error)) => {
            let said = text(error.get("message")).unwrap_or(message);
            let details = error.get("error_data").and_then(|data| text(data.get("details")));
            let said = details
                .filter(|details| *details != said)
                .map_or(said.clone(), |details| format!("{said} ({details})"));
            Answer::of(&[Book::Meta], meta, said)
        }
        _ => Answer::of(&[Book::NxcloudWhatsappSend], code, message),
    };
    Some((answer, data))
}

/// A string or a number as text; nothing for an empty one.
fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::Ruling;
    use crate::vendor::Reply;

    fn answer(body: &str) -> (String, Ruling) {
        let sent = Sent::read(body.as_bytes()).unwrap();
        (sent.answer.code.clone(), sent.answer.ruling)
    }

    #[test]
    fn the_code_that_counts_is_metas_where_there_is_one() {
        let taken = Sent::read(br#"{"code":0,"data":{"messages":[{"id":"wamid.x"}]},"message":"ok"}"#).unwrap();
        assert_eq!((taken.answer.ruling, taken.message_id.as_deref()), (Ruling::Accepted, Some("wamid.x")));
        let meta = |code: &str| {
            answer(&format!(r#"{{"code":9099,"message":"m","data":{{"error":{{"code":{code},"message":"x"}}}}}}"#))
        };
        assert_eq!(meta("131047"), ("131047".into(), Ruling::Refused));
        assert_eq!(meta("130429").1, Ruling::SlowDown);
        assert_eq!(meta("80007").1, Ruling::SlowDown);
        assert_eq!(meta("4").1, Ruling::SlowDown);
        assert_eq!(meta("131056").1, Ruling::SparePerson);
        assert_eq!(meta("131000").1, Ruling::Unknown);
        assert_eq!(meta("2").1, Ruling::Unknown);
        assert_eq!(answer(r#"{"code":9099,"message":"m"}"#), ("9099".into(), Ruling::Unknown));
        assert_eq!(answer(r#"{"code":"9005"}"#).1, Ruling::Dooms);
        assert_eq!(answer(r#"{"code":9000}"#).1, Ruling::Refused);
        assert_eq!(answer(r#"{"code":-1}"#).1, Ruling::Unknown);
        let under_success = |data: &str| answer(&format!(r#"{{"code":0,"message":"Success","data":{data}}}"#));
        let refused = r#""error":{"code":131047,"message":"x"}"#;
        assert_eq!(under_success(&format!("{{{refused}}}")), ("131047".into(), Ruling::Refused));
        assert_eq!(under_success(r#"{"error":{"message":"x"}}"#), ("9099".into(), Ruling::Unknown));
        let sent = format!(r#"{{"messages":[{{"id":"wamid.x"}}],{refused}}}"#);
        assert_eq!(under_success(&sent), ("0".into(), Ruling::Accepted));
        assert_eq!(under_success(r#"{"error":null}"#), ("0".into(), Ruling::Accepted));
        assert_eq!(under_success(r#"{"error":{}}"#), ("0".into(), Ruling::Accepted));
        assert_eq!(under_success(r#"{"error":{"code":0}}"#), ("0".into(), Ruling::Accepted));
        assert!(Sent::read(b"[]").is_none() && Sent::read(b"{}").is_none());
    }

    /// What was deleted or uploaded was called unknown for an empty error beside it.
    #[test]
    fn an_error_of_a_list_counts_where_nothing_else_is_in_it() {
        let answer = |data: &str| {
            let listed = Listed::read(format!(r#"{{"code":0,"message":"Success","data":{data}}}"#).as_bytes()).unwrap();
            (listed.answer.code.clone(), listed.answer.message.clone())
        };
        let success = ("0".to_owned(), "Success".to_owned());
        for data in [r#"{"success":true,"error":{}}"#, r#"{"id":"9","error":{"code":0}}"#, r#"{"error":{}}"#] {
            assert_eq!(answer(data), success, "{data}");
        }
        assert_eq!(answer(r#"{"data":[],"error":{"code":100,"message":"x"}}"#), success);
        assert_eq!(answer(r#"{"error":{"code":100,"message":"x"}}"#), ("100".into(), "x".into()));
        assert_eq!(answer(r#"{"error":{"message":"no such template"}}"#), ("9099".into(), "no such template".into()));
    }
}
