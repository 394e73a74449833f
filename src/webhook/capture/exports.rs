//! What APIs export and clouds send, as declared paths to the requests or bodies in it: `Records[]`, `log.entries[]`. To read one
//! more is to add a row.

use super::envelope::{Parts, all_objects, string_body};
use super::json;
use super::outlet::{Around, Flow, ON, Outlet};
use super::{headers, open};
use crate::webhook::json::Value;

/// An object that holds others at a path.
struct Export {
    /// Keys from the object on; `[]` behind one goes into each element of its list.
    path: &'static str,
    /// Whether the value under the path's first key is such an export's.
    is: fn(&Parts<'_>, Value<'_>) -> bool,
    /// What stands at the path.
    holds: Holds,
}

/// What stands at the end of a path.
#[derive(Clone, Copy)]
enum Holds {
    /// A body, a request, an envelope.
    Value,
    /// A body in base64.
    Base64,
}

const EXPORTS: [Export; 12] = [
    // HAR.
    Export {
        path: "log.entries[]",
        is: |_, log| json::member(log, "entries").is_some_and(Value::is_array),
        holds: Holds::Value,
    },
    // Firehose.
    Export { path: "records[].data", is: |_, list| all(list, is_base64), holds: Holds::Base64 },
    // ngrok, HookSense.
    Export { path: "requests[]", is: |_, list| all_objects(list), holds: Holds::Value },
    // SQS, SNS, Kinesis, S3.
    Export { path: "Records[]", is: |_, list| all_objects(list), holds: Holds::Value },
    // Hookdeck.
    Export {
        path: "models[]",
        is: |parts, list| list.is_array() && parts.has_any(&["pagination", "count"]),
        holds: Holds::Value,
    },
    // webhook.site; `data` alone is everybody's word.
    Export { path: "data[]", is: |_, list| is_site_list(list), holds: Holds::Value },
    // CloudWatch: each event's message is a line of a log.
    Export { path: "events[].message", is: |_, list| all(list, has_message), holds: Holds::Value },
    Export { path: "logEvents[].message", is: |_, list| all(list, has_message), holds: Holds::Value },
    // Pub/Sub.
    Export { path: "message.data", is: |_, message| is_pushed(message), holds: Holds::Base64 },
    Export { path: "Sns", is: |_, sns| sns.is_object(), holds: Holds::Value },
    Export { path: "awslogs.data", is: |_, logs| is_base64(logs), holds: Holds::Base64 },
    Export { path: "kinesis.data", is: |_, record| is_base64(record), holds: Holds::Base64 },
];

/// Opens the object when it is one of these; none when it is not.
pub fn open(out: &mut Outlet<'_>, parts: &Parts<'_>, around: Around<'_>) -> Option<Flow> {
    EXPORTS.iter().find_map(|export| {
        let (first, rest) = export.path.split_once('.').unwrap_or((export.path, ""));
        let member = parts.get(first.trim_end_matches("[]")).filter(|member| (export.is)(parts, member.value))?;
        let around = Around { raw: None, ..around.inside(member.line) };
        Some(enter(out, member.value, (first, rest), export.holds, around))
    })
}

/// Into the value of a key of the path, or each of its elements.
fn enter(out: &mut Outlet<'_>, value: Value<'_>, (key, rest): (&str, &str), holds: Holds, around: Around<'_>) -> Flow {
    if !key.ends_with("[]") {
        return walk(out, value, rest, holds, around);
    }
    for (element, lines) in json::elements(value) {
        // CloudWatch tells the time beside each line.
        let own = if rest.is_empty() { None } else { json::member(element, "timestamp").and_then(headers::received) };
        let around = Around { received: own.or(around.received), ..around.inside(lines) };
        let flow = walk(out, element, rest, holds, around);
        if flow.is_break() {
            return flow;
        }
    }
    ON
}

/// Goes on along the path.
fn walk(out: &mut Outlet<'_>, value: Value<'_>, path: &str, holds: Holds, around: Around<'_>) -> Flow {
    if path.is_empty() {
        return match holds {
            Holds::Value => open::value(out, value, around),
            Holds::Base64 => string_body(out, &json::text(value), true, around),
        };
    }
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    match json::members(value).find(|member| member.key == first.trim_end_matches("[]")) {
        Some(member) => enter(out, member.value, (first, rest), holds, around.inside(member.line)),
        None => ON,
    }
}

/// Whether a list holds objects of that kind and nothing else.
fn all(list: Value<'_>, is: fn(Value<'_>) -> bool) -> bool {
    all_objects(list) && list.elements().all(is)
}

/// A record of Firehose, a message of Pub/Sub: the body in base64 under `data`.
fn is_base64(record: Value<'_>) -> bool {
    record.is_object() && json::member(record, "data").is_some_and(Value::is_string)
}

fn is_pushed(message: Value<'_>) -> bool {
    let marks = ["messageId", "publishTime", "attributes"];
    is_base64(message) && message.members().any(|(key, _)| marks.contains(&&*key.decoded()))
}

fn has_message(event: Value<'_>) -> bool {
    json::member(event, "message").is_some()
}

fn is_site_list(list: Value<'_>) -> bool {
    list.elements().next().is_some_and(|first| {
        let has = |key| json::member(first, key).is_some();
        first.is_object() && has("content") && (has("uuid") || has("token_id"))
    })
}
