//! Headers and times of receipt in the forms that containers give them.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::json;
use crate::webhook::body::Headers;
use crate::webhook::json::{Kind, Value};

/// More headers than this are no headers.
const MAX_HEADERS: usize = 256;

/// The longest name that may stand before each value of a list.
const MAX_REPEATED: usize = 256;

/// The longest line of a head, and the longest value that several lines make.
pub const MAX_HEAD_LINE: usize = 64 * 1024;

/// Keeps a header that stands on a line of its own, up to as many and as long as heads have them.
pub fn keep(headers: &mut Headers, (name, value): (String, String)) {
    if headers.0.len() < MAX_HEADERS && name.len() + value.len() <= MAX_HEAD_LINE {
        headers.0.push((name, value));
    }
}

/// Lets the last header go on with another line, up to the length that a value may have; false when there is none.
pub fn go_on(headers: &mut Headers, line: &[u8]) -> bool {
    let Some((_, value)) = headers.0.last_mut() else { return false };
    let more = String::from_utf8_lossy(line.trim_ascii());
    if value.len() + 1 + more.len() <= MAX_HEAD_LINE {
        value.push(' ');
        value.push_str(&more);
    }
    true
}

/// Headers from JSON: `{"name":"value"}`, `{"name":["value"]}`, `[{"name":…,"value":…}]`, `[["name","value"]]`, or
/// a text of `Name: value` lines. None for anything else.
pub fn from_json(value: Value<'_>) -> Option<Headers> {
    let mut found = Vec::new();
    match value.kind() {
        Kind::Object => {
            for (name, value) in value.members().take(MAX_HEADERS) {
                let name = name.decoded().into_owned();
                let left = MAX_HEADERS.saturating_sub(found.len());
                let mut values = value.elements().take(left).peekable();
                // A name that is no name is not told with each of its values.
                if values.peek().is_none() || name.len() > MAX_REPEATED {
                    found.push((name, scalar(value)));
                } else {
                    found.extend(values.map(|value| (name.clone(), scalar(value))));
                }
            }
        }
        // Node's list of names and values in turn.
        Kind::Array if value.elements().all(Value::is_string) => {
            let mut texts = value.elements().map(scalar);
            while let Some((name, text)) = texts.next().zip(texts.next()).filter(|_| found.len() < MAX_HEADERS) {
                found.push((name, text));
            }
        }
        Kind::Array => {
            for element in value.elements().take(MAX_HEADERS) {
                let pair = match element.kind() {
                    Kind::Object => json::member(element, "name").zip(json::member(element, "value")),
                    _ => {
                        let mut pair = element.elements();
                        pair.next().zip(pair.next())
                    }
                };
                let (name, text) = pair?;
                found.push((scalar(name), scalar(text)));
            }
        }
        Kind::String => {
            return Some(from_lines(json::text(value).as_bytes())).filter(|headers| !headers.0.is_empty());
        }
        _ => return None,
    }
    Some(Headers(found))
}

/// Headers from `Name: value` lines; other lines are left out.
pub fn from_lines(text: &[u8]) -> Headers {
    let lines = text.split(|&byte| byte == b'\n').take(MAX_HEADERS);
    Headers(lines.filter_map(line).collect())
}

/// One `Name: value` line.
pub fn line(line: &[u8]) -> Option<(String, String)> {
    let colon = memchr::memchr(b':', line)?;
    let name = line[..colon].trim_ascii();
    let token = |&byte: &u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if name.is_empty() || !name.iter().all(token) {
        return None;
    }
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes.trim_ascii()).into_owned();
    Some((text(name), text(&line[colon + 1..])))
}

fn scalar(value: Value<'_>) -> String {
    match value.string() {
        Some(text) => text.decoded().into_owned(),
        None => value.raw().to_owned(),
    }
}

/// The member names under which containers say when they received a request.
pub fn is_time(name: &str) -> bool {
    const NAMES: [&str; 18] = [
        "__REALTIME_TIMESTAMP",
        "startedDateTime",
        "start",
        "created_at",
        "createdAt",
        "received_at",
        "receivedAt",
        "ingested_at",
        "timestamp",
        "Timestamp",
        "@timestamp",
        "time",
        "timeEpoch",
        "requestTimeEpoch",
        "receiveTimestamp",
        "date",
        "ts",
        "received",
    ];
    NAMES.contains(&name)
}

/// A time of receipt: RFC 3339, a date and time (UTC, as webhook.site and CloudWatch mean it), or an epoch in seconds,
/// milliseconds, microseconds or nanoseconds.
pub fn received(value: Value<'_>) -> Option<Timestamp> {
    if value.source().len() > 64 { None } else { time(&scalar(value)) }
}

/// The same of a text.
pub fn time(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(epoch) = text.parse::<i64>() {
        return match text.len() {
            10 => Timestamp::from_second(epoch).ok(),
            13 => Timestamp::from_millisecond(epoch).ok(),
            16 => Timestamp::from_microsecond(epoch).ok(),
            19 => Timestamp::from_nanosecond(i128::from(epoch)).ok(),
            _ => None,
        };
    }
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some(time);
    }
    let local: DateTime = text.parse().ok()?;
    TimeZone::UTC.to_timestamp(local).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Headers> {
        json::within(text.as_bytes(), from_json).flatten()
    }

    #[test]
    fn headers_in_every_form() {
        for json in [
            r#"{"Sign":"abc","ts":"1"}"#,
            r#"{"Sign":["abc","other"],"ts":1}"#,
            r#"[{"name":"Sign","value":"abc"},{"name":"ts","value":"1"}]"#,
            r#"[["Sign","abc"],["ts","1"]]"#,
            r#""Sign: abc\r\nts:1\r\n""#,
        ] {
            let headers = read(json).unwrap();
            assert_eq!((headers.get("sign"), headers.get("TS")), (Some("abc"), Some("1")), "{json}");
        }
        assert_eq!(read("[1]"), None);
        assert_eq!(read("\"text\""), None);
    }

    #[test]
    fn times_of_receipt() {
        for (json, time) in [
            ("\"2025-07-04 14:27:26\"", "2025-07-04T14:27:26Z"),
            ("\"2014-12-15T20:32:07-08:00\"", "2014-12-16T04:32:07Z"),
            ("1583348638390", "2020-03-04T19:03:58.39Z"),
            ("\"1583348638\"", "2020-03-04T19:03:58Z"),
        ] {
            assert_eq!(json::within(json.as_bytes(), received).flatten(), Some(time.parse().unwrap()), "{json}");
        }
        for json in ["12", "\"soon\"", "null", "{}"] {
            assert_eq!(json::within(json.as_bytes(), received).flatten(), None, "{json}");
        }
    }
}
