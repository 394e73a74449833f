//! Headers and times of receipt in the forms that containers give them.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::json;
use crate::webhook::body::Headers;

/// More headers than this are no headers.
const MAX_HEADERS: usize = 256;

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
pub fn from_json(value: &[u8]) -> Option<Headers> {
    let mut found = Vec::new();
    match value.first()? {
        b'{' => {
            for member in json::members(value).take(MAX_HEADERS) {
                let name = member.key.into_owned();
                let mut values = json::elements(member.value).map(|(value, _)| scalar(value)).peekable();
                if values.peek().is_none() {
                    found.push((name, scalar(member.value)));
                } else {
                    found.extend(values.take(MAX_HEADERS).map(|value| (name.clone(), value)));
                }
            }
        }
        // Node's list of names and values in turn.
        b'[' if json::elements(value).all(|(element, _)| json::is_string(element)) => {
            let mut texts = json::elements(value).map(|(element, _)| scalar(element));
            while let Some((name, text)) = texts.next().zip(texts.next()).filter(|_| found.len() < MAX_HEADERS) {
                found.push((name, text));
            }
        }
        b'[' => {
            for (element, _) in json::elements(value).take(MAX_HEADERS) {
                let pair = match element.first() {
                    Some(b'{') => json::member(element, "name").zip(json::member(element, "value")),
                    Some(b'[') => {
                        let mut pair = json::elements(element).map(|(part, _)| part);
                        pair.next().zip(pair.next())
                    }
                    _ => None,
                };
                let (name, text) = pair?;
                found.push((scalar(name), scalar(text)));
            }
        }
        b'"' => return Some(from_lines(json::unescape(value).as_bytes())).filter(|headers| !headers.0.is_empty()),
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

fn scalar(value: &[u8]) -> String {
    if json::is_string(value) {
        json::unescape(value).into_owned()
    } else {
        String::from_utf8_lossy(value).into_owned()
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
pub fn received(value: &[u8]) -> Option<Timestamp> {
    if value.len() > 64 {
        return None;
    }
    let text = scalar(value);
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

    #[test]
    fn headers_in_every_form() {
        for json in [
            r#"{"Sign":"abc","ts":"1"}"#,
            r#"{"Sign":["abc","other"],"ts":1}"#,
            r#"[{"name":"Sign","value":"abc"},{"name":"ts","value":"1"}]"#,
            r#"[["Sign","abc"],["ts","1"]]"#,
            r#""Sign: abc\r\nts:1\r\n""#,
        ] {
            let headers = from_json(json.as_bytes()).unwrap();
            assert_eq!((headers.get("sign"), headers.get("TS")), (Some("abc"), Some("1")), "{json}");
        }
        assert_eq!(from_json(b"[1]"), None);
        assert_eq!(from_json(b"\"text\""), None);
    }

    #[test]
    fn times_of_receipt() {
        for (json, time) in [
            ("\"2025-07-04 14:27:26\"", "2025-07-04T14:27:26Z"),
            ("\"2014-12-15T20:32:07-08:00\"", "2014-12-16T04:32:07Z"),
            ("1583348638390", "2020-03-04T19:03:58.39Z"),
            ("\"1583348638\"", "2020-03-04T19:03:58Z"),
        ] {
            assert_eq!(received(json.as_bytes()), Some(time.parse().unwrap()), "{json}");
        }
        for json in ["12", "\"soon\"", "null", "{}"] {
            assert_eq!(received(json.as_bytes()), None, "{json}");
        }
    }
}
