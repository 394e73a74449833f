//! NXCloud's reply to a Super Message, read from whatever came, and what the channels of one come to.

use serde_json::{Map, Value};

use crate::codes::{Book, Ruling};
use crate::vendor::{self, Answer, ChannelAnswer};

/// A Super Message as answered.
pub type Called = vendor::Called<Reply>;

/// A reply that is NXCloud's JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// Code, message and ruling. Under code 0 they are a channel's when no channel took the message: "0 Success"
    /// would explain nothing.
    pub answer: Answer,
    /// What each channel said.
    pub channels: Vec<ChannelAnswer>,
    /// `data.requestId`: the vendor's id of the request, for all its phones.
    pub request_id: Option<String>,
    /// `traceId`, for the vendor's support.
    pub trace_id: Option<String>,
}

impl vendor::Reply for Reply {
    /// Reads a body; none when it is no JSON object with a code. The document's integers may come as
    /// strings, and `data` and everything in it may be absent.
    fn read(body: &[u8]) -> Option<Self> {
        let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
        let object: Map<String, Value> = serde_json::from_slice(body).ok()?;
        let code = code(object.get("code")?)?;
        let message = text(object.get("message")).unwrap_or_default();
        let data = object.get("data").and_then(Value::as_object);
        let channels = data.and_then(|data| data.get("channelStatus")).and_then(Value::as_object);
        let channels: Vec<ChannelAnswer> = channels.into_iter().flatten().filter_map(channel).collect();
        let mut answer = Answer::of(&[Book::Nxcloud], code, message);
        if answer.ruling == Ruling::Accepted
            && let Some(decisive) = decisive(&channels)
        {
            answer = decisive;
        }
        Some(Self {
            answer,
            channels,
            request_id: data.and_then(|data| text(data.get("requestId"))),
            trace_id: text(object.get("traceId")).or_else(|| data.and_then(|data| text(data.get("traceId")))),
        })
    }

    fn answer(&self) -> &Answer {
        &self.answer
    }

    fn mask(&mut self, mask: &dyn Fn(String) -> String) {
        for channel in &mut self.channels {
            channel.message = mask(std::mem::take(&mut channel.message));
        }
    }
}

impl Reply {
    /// Channels that did not take a message which another one took.
    pub fn other_channels(&self) -> impl Iterator<Item = &ChannelAnswer> {
        self.channels.iter().filter(|channel| channel.code != "0")
    }
}

/// Channel codes that are a plain no.
const CHANNEL_REFUSED: [&str; 2] = ["14001", "14002"];

/// What the channels say in place of the request's own code 0: one channel with 0 is enough, and no channels told
/// is an acceptance; all of them a plain no is a refusal; anything else, 14003 or a code nobody knows, leaves it open.
fn decisive(channels: &[ChannelAnswer]) -> Option<Answer> {
    if channels.iter().any(|channel| channel.code == "0") {
        return None;
    }
    let refused = channels.iter().all(|channel| CHANNEL_REFUSED.contains(&channel.code.as_str()));
    let severity = |channel: &&ChannelAnswer| match channel.code.as_str() {
        "14001" => 0,
        "14002" => 1,
        _ => 2,
    };
    let channel = channels.iter().max_by_key(severity)?;
    let message = format!("{} ({})", channel.message, channel.channel);
    let answer = Answer::of(&[Book::Nxcloud], channel.code.clone(), message);
    // A code of no book is the vendor's all the same: its answer as a whole is known.
    let book = answer.book.or(Some(Book::Nxcloud));
    Some(if refused { answer } else { Answer { ruling: Ruling::Unknown, book, ..answer } })
}

/// A whole number, or a string that is not empty.
fn code(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) if number.is_i64() || number.is_u64() => Some(number.to_string()),
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        _ => None,
    }
}

/// A string or a number as text; nothing for an empty one.
fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A channel with an empty code when it told none: nobody can tell what it did.
fn channel((name, value): (&String, &Value)) -> Option<ChannelAnswer> {
    let (code, message) = match value {
        Value::Null => return None,
        Value::Object(object) => (object.get("code").and_then(code), text(object.get("message"))),
        other => (code(other), None),
    };
    Some(ChannelAnswer { channel: name.clone(), code: code.unwrap_or_default(), message: message.unwrap_or_default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Reply as HttpReply;
    use crate::vendor::outcome::judge;
    use crate::vendor::{Judged, Reply as _, Unknown, Verdict};

    fn judged(body: &str) -> Judged {
        let exchange = Ok(HttpReply {
            status: 200,
            headers: Default::default(),
            body: body.as_bytes().to_vec().into(),
            elapsed: Default::default(),
        });
        let reply = Reply::read(body.as_bytes());
        judge(&exchange, reply.as_ref().map(|reply| &reply.answer))
    }

    fn channels(sms: &str, viber: &str) -> String {
        format!(
            r#"{{"code":0,"message":"Success","data":{{"requestId":"r","channelStatus":{{"sms":{{"code":{sms},"message":"s"}},"viber":{{"code":{viber},"message":"v"}}}}}}}}"#
        )
    }

    #[test]
    fn the_documents_success() {
        let body = r#"{"code":0,"message":"Success","data":{"requestId":"ec6fceb05c1843bd9e4c3bc81e69ed74","channelStatus":{"sms":{"code":0,"message":"Success"},"viber":{"code":0,"message":"Success"}}},"traceId":"t1"}"#;
        let reply = Reply::read(body.as_bytes()).unwrap();
        assert_eq!(reply.request_id.as_deref(), Some("ec6fceb05c1843bd9e4c3bc81e69ed74"));
        assert_eq!(reply.trace_id.as_deref(), Some("t1"));
        assert_eq!(reply.channels.len(), 2);
        assert_eq!(reply.other_channels().count(), 0);
        assert_eq!(reply.answer.book, Some(Book::Nxcloud));
        assert_eq!(judged(body).verdict, Verdict::Accepted);
    }

    #[test]
    fn codes_come_as_numbers_and_as_strings_and_data_may_be_absent() {
        assert_eq!(judged(r#"{"code":"0","message":"Success"}"#).verdict, Verdict::Accepted);
        assert_eq!(judged(r#"{"code":0,"data":null}"#).verdict, Verdict::Accepted);
        assert_eq!(judged("\u{feff}{\"code\":0}").verdict, Verdict::Accepted);
        assert_eq!(judged(r#"{"code":-1,"message":"Failure"}"#).verdict, Verdict::Unknown(Unknown::VendorCode));
        assert_eq!(judged(r#"{"code":"9002"}"#).verdict, Verdict::Refused);
        assert_eq!(Reply::read(br#"{"code":0,"traceId":17}"#).unwrap().trace_id.as_deref(), Some("17"));
    }

    #[test]
    fn what_is_not_the_vendors_json_is_no_answer() {
        for body in [
            "",
            "<html>busy</html>",
            "[]",
            "{}",
            r#"{"code":null}"#,
            r#"{"code":0.5}"#,
            r#"{"code":""}"#,
            "{\"code\":0",
        ] {
            assert_eq!(Reply::read(body.as_bytes()), None, "{body}");
            assert_eq!(judged(body).verdict, Verdict::Unknown(Unknown::UnreadableReply), "{body}");
        }
    }

    #[test]
    fn the_channel_that_decided_gives_the_code() {
        let refused = judged(&channels("14001", "14002"));
        assert_eq!((refused.verdict, refused.code.as_deref()), (Verdict::Refused, Some("14002")));
        let open = judged(&channels("\"14003\"", "14001"));
        assert_eq!((open.verdict, open.code.as_deref()), (Verdict::Unknown(Unknown::VendorCode), Some("14003")));
        let taken = judged(&channels("0", "14003"));
        assert_eq!((taken.verdict, taken.code.as_deref()), (Verdict::Accepted, Some("0")));
        let reply = Reply::read(channels("0", "14003").as_bytes()).unwrap();
        assert_eq!(reply.other_channels().map(|channel| channel.code.as_str()).collect::<Vec<_>>(), ["14003"]);
    }

    #[test]
    fn channels_of_an_accepted_request() {
        use Verdict::{Accepted, Refused};
        let open = Verdict::Unknown(Unknown::VendorCode);
        for (sms, viber, expected) in [
            ("0", "14001", Accepted),
            ("14003", "0", Accepted),
            ("14001", "14002", Refused),
            ("14002", "14002", Refused),
            ("14001", "14003", open),
            ("9002", "9002", open),
            ("777", "14001", open),
        ] {
            assert_eq!(judged(&channels(sms, viber)).verdict, expected, "{sms} {viber}");
        }
        assert_eq!(judged(r#"{"code":0,"data":{"channelStatus":{}}}"#).verdict, Accepted);
    }

    /// What a book says of a channel's code and what the channel comes to must not contradict each other.
    #[test]
    fn channel_codes_agree_with_their_book() {
        for entry in Book::Nxcloud.entries().iter().filter(|entry| entry.code.starts_with("1400")) {
            let verdict = judged(&channels(entry.code, entry.code)).verdict;
            assert_eq!(matches!(verdict, Verdict::Unknown(_)), entry.ruling == Ruling::Unknown, "{}", entry.code);
        }
    }

    #[test]
    fn a_channel_nobody_knows_is_kept() {
        let body =
            r#"{"code":0,"data":{"channelStatus":{"rcs":{"code":0,"message":"ok"},"fax":7,"telex":null,"odd":{}}}}"#;
        let reply = Reply::read(body.as_bytes()).unwrap();
        let seen: Vec<(&str, &str)> =
            reply.channels.iter().map(|channel| (channel.channel.as_str(), channel.code.as_str())).collect();
        assert_eq!(seen, [("rcs", "0"), ("fax", "7"), ("odd", "")]);
        assert_eq!(judged(body).verdict, Verdict::Accepted);
        assert_eq!(
            judged(r#"{"code":0,"data":{"channelStatus":{"odd":{}}}}"#).verdict,
            Verdict::Unknown(Unknown::VendorCode)
        );
    }
}
