//! The one JSON form of an event: everything it has is told once, by [`Field`], so that ndjson, json, csv, table and jq all
//! read the same and none can lack anything.

use jiff::Timestamp;

use crate::webhook::body::Source;
use crate::webhook::effort;
use crate::webhook::event::{Conversation, Cost, Event, Failure, Media, Part, price_digits};
use crate::webhook::json::{Kind, Text, Value};
use crate::webhook::moment::{self, Moment};
use crate::webhook::text::{write_integer, write_quoted};
use crate::webhook::write::{write_string, write_value};

/// Whether the signature over a body was right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verified {
    /// It was.
    Yes,
    /// It was, by MD5, which the callback does not name.
    Assumed,
    /// It was not, and this is why.
    No(&'static str),
}

/// Where an event was found, and in what state.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// File and line.
    pub source: Source<'a>,
    /// When the container says that it was received.
    pub received: Option<Timestamp>,
    /// The JSON was mended.
    pub repaired: bool,
    /// With `--verify`.
    pub verified: Option<Verified>,
    /// With `--verify`: how long the callback was under way, as its signed `ts` and the container tell; in milliseconds.
    pub age: Option<i64>,
}

/// A key of the event, in the order of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Platform,
    Event,
    Time,
    TimeAssumed,
    Direction,
    Business,
    Contact,
    ContactName,
    Channel,
    MessageId,
    ReplyTo,
    Text,
    Media,
    Errors,
    Costs,
    Conversation,
    Detail,
    Verified,
    VerifyError,
    AlgorithmAssumed,
    Repaired,
    Source,
}

impl Field {
    /// Every key, in order.
    pub const ALL: [Self; 22] = [
        Self::Platform,
        Self::Event,
        Self::Time,
        Self::TimeAssumed,
        Self::Direction,
        Self::Business,
        Self::Contact,
        Self::ContactName,
        Self::Channel,
        Self::MessageId,
        Self::ReplyTo,
        Self::Text,
        Self::Media,
        Self::Errors,
        Self::Costs,
        Self::Conversation,
        Self::Detail,
        Self::Verified,
        Self::VerifyError,
        Self::AlgorithmAssumed,
        Self::Repaired,
        Self::Source,
    ];

    /// The key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Platform => "platform",
            Self::Event => "event",
            Self::Time => "time",
            Self::TimeAssumed => "time_assumed",
            Self::Direction => "direction",
            Self::Business => "business",
            Self::Contact => "contact",
            Self::ContactName => "contact_name",
            Self::Channel => "channel",
            Self::MessageId => "message_id",
            Self::ReplyTo => "reply_to",
            Self::Text => "text",
            Self::Media => "media",
            Self::Errors => "errors",
            Self::Costs => "costs",
            Self::Conversation => "conversation",
            Self::Detail => "detail",
            Self::Verified => "verified",
            Self::VerifyError => "verify_error",
            Self::AlgorithmAssumed => "algorithm_assumed",
            Self::Repaired => "repaired",
            Self::Source => "source",
        }
    }
}

/// An event with its origin: what is written.
#[derive(Clone, Copy, Debug)]
pub struct View<'v, 'a> {
    /// The event.
    pub event: &'v Event<'a>,
    /// Where it was found.
    pub origin: &'v Origin<'a>,
}

impl<'a> View<'_, 'a> {
    /// The text of a field that is one text; none for absent ones and for nested fields.
    pub fn text(self, field: Field) -> Option<Text<'a>> {
        let event = self.event;
        match field {
            Field::Platform => event.platform.map(|platform| Text::plain(platform.word())),
            Field::Direction => event.direction.map(|direction| Text::plain(direction.word())),
            Field::Business => event.business,
            Field::Contact => event.contact,
            Field::ContactName => event.contact_name,
            Field::MessageId => event.message_id,
            Field::ReplyTo => event.reply_to,
            Field::Text => event.text,
            Field::VerifyError => match self.origin.verified {
                Some(Verified::No(reason)) => Some(Text::plain(reason)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Writes the value of a field as JSON; false when there is none.
    pub fn write(self, field: Field, out: &mut Vec<u8>) -> bool {
        let event = self.event;
        match field {
            Field::Event => write_quoted(out, &event.name),
            Field::Channel => match &event.channel {
                Some(channel) => write_quoted(out, channel),
                None => return false,
            },
            Field::Time => match event.time {
                Some(time) => write_time(out, time.millis),
                None => return false,
            },
            Field::TimeAssumed => return write_true(out, event.time.is_some_and(|time| time.assumed)),
            Field::Media => match &event.media {
                Some(media) => write_media(out, media),
                None => return false,
            },
            Field::Errors => return write_list(out, &event.errors, write_failure),
            Field::Costs => return write_list(out, &event.costs, write_cost),
            Field::Conversation => match &event.conversation {
                Some(conversation) => write_conversation(out, conversation),
                None => return false,
            },
            Field::Detail => return write_detail(out, &event.detail),
            Field::Verified => match self.origin.verified {
                Some(verified) => {
                    out.extend_from_slice(if matches!(verified, Verified::No(_)) { b"false" } else { b"true" });
                }
                None => return false,
            },
            Field::AlgorithmAssumed => return write_true(out, self.origin.verified == Some(Verified::Assumed)),
            Field::Repaired => return write_true(out, self.origin.repaired),
            Field::Source => write_source(out, self.origin),
            _ => match self.text(field) {
                Some(text) => write_string(out, text),
                None => return false,
            },
        }
        true
    }

    /// Writes the whole event as one line of JSON, without the line break.
    pub fn write_json(self, out: &mut Vec<u8>) {
        let start = out.len();
        for field in Field::ALL.into_iter().filter(|field| !self.lacks(*field)) {
            let mark = out.len();
            out.extend_from_slice(if mark == start { b"{\"" } else { b",\"" });
            out.extend_from_slice(field.key().as_bytes());
            out.extend_from_slice(b"\":");
            if !self.write(field, out) {
                out.truncate(mark);
            }
        }
        out.push(b'}');
    }

    /// Whether there is certainly nothing to write: most events have half of the fields.
    fn lacks(self, field: Field) -> bool {
        let event = self.event;
        match field {
            Field::TimeAssumed => !event.time.is_some_and(|time| time.assumed),
            Field::ContactName => event.contact_name.is_none(),
            Field::Channel => event.channel.is_none(),
            Field::MessageId => event.message_id.is_none(),
            Field::ReplyTo => event.reply_to.is_none(),
            Field::Text => event.text.is_none(),
            Field::Media => event.media.is_none(),
            Field::Errors => event.errors.is_empty(),
            Field::Costs => event.costs.is_empty(),
            Field::Conversation => event.conversation.is_none(),
            Field::Detail => event.detail.is_empty(),
            Field::Verified | Field::VerifyError | Field::AlgorithmAssumed => self.origin.verified.is_none(),
            Field::Repaired => !self.origin.repaired,
            Field::Platform | Field::Event | Field::Time | Field::Direction | Field::Business | Field::Contact => false,
            Field::Source => false,
        }
    }
}

/// The members of an object being written; nothing is written for what is absent.
struct Object<'o> {
    out: &'o mut Vec<u8>,
    empty: bool,
}

impl<'o> Object<'o> {
    fn new(out: &'o mut Vec<u8>) -> Self {
        out.push(b'{');
        Self { out, empty: true }
    }

    fn key(&mut self, key: Text<'_>) -> &mut Vec<u8> {
        if !self.empty {
            self.out.push(b',');
        }
        self.empty = false;
        write_string(self.out, key);
        self.out.push(b':');
        self.out
    }

    /// Members as they stand in the body.
    fn run(&mut self, run: Option<Run<'_>>) {
        if let Some(Run { text, from, to }) = run {
            if !self.empty {
                self.out.push(b',');
            }
            self.empty = false;
            effort::spend(to - from);
            self.out.extend_from_slice(&text.as_bytes()[from..to]);
        }
    }

    fn text(&mut self, key: &'static str, text: Option<Text<'_>>) {
        if let Some(text) = text {
            write_string(self.key(Text::plain(key)), text);
        }
    }

    fn number(&mut self, key: &'static str, value: Option<Value<'_>>) {
        if let Some(value) = value {
            write_number(self.key(Text::plain(key)), value);
        }
    }

    fn time(&mut self, key: &'static str, time: Option<Moment>) {
        if let Some(time) = time {
            write_time(self.key(Text::plain(key)), time.millis);
        }
    }

    fn end(self) {
        self.out.push(b'}');
    }
}

fn write_time(out: &mut Vec<u8>, millis: i64) {
    out.push(b'"');
    moment::write_rfc3339(out, millis);
    out.push(b'"');
}

fn write_true(out: &mut Vec<u8>, is_true: bool) -> bool {
    if is_true {
        out.extend_from_slice(b"true");
    }
    is_true
}

/// A price: a number also when the vendor wrote it as text, digit for digit.
fn write_number(out: &mut Vec<u8>, value: Value<'_>) {
    match price_digits(value) {
        Some(digits) => out.extend_from_slice(digits.as_bytes()),
        None => write_value(out, value),
    }
}

fn write_list<T>(out: &mut Vec<u8>, items: &[T], write: fn(&mut Vec<u8>, &T)) -> bool {
    if items.is_empty() {
        return false;
    }
    for (index, item) in items.iter().enumerate() {
        out.push(if index == 0 { b'[' } else { b',' });
        write(out, item);
    }
    out.push(b']');
    true
}

fn write_media(out: &mut Vec<u8>, media: &Media<'_>) {
    let mut object = Object::new(out);
    object.text("kind", media.kind);
    object.text("id", media.id);
    object.text("url", media.url);
    object.text("mime_type", media.mime_type);
    object.text("sha256", media.sha256);
    object.text("caption", media.caption);
    object.text("filename", media.filename);
    object.end();
}

fn write_failure(out: &mut Vec<u8>, failure: &Failure<'_>) {
    let mut object = Object::new(out);
    object.text("code", failure.code);
    object.text("meta_code", failure.meta_code);
    object.text("title", failure.title);
    if let Some(entry) = failure.entry {
        write_quoted(object.key(Text::plain("explanation")), entry.explanation());
    }
    for (key, value) in &failure.more {
        write_value(object.key(*key), *value);
    }
    object.end();
}

fn write_cost(out: &mut Vec<u8>, cost: &Cost<'_>) {
    let mut object = Object::new(out);
    object.text("message_id", cost.message_id);
    object.text("currency", cost.currency);
    object.number("price", cost.price);
    object.number("foreign_price", cost.foreign_price);
    object.text("category", cost.category().map(Text::plain));
    object.text("cdr_type", cost.cdr_type);
    object.text("direction", cost.direction.map(|direction| Text::plain(direction.word())));
    object.end();
}

fn write_conversation(out: &mut Vec<u8>, conversation: &Conversation<'_>) {
    let mut object = Object::new(out);
    object.text("id", conversation.id);
    object.text("category", conversation.category);
    object.time("expires", conversation.expires);
    object.end();
}

fn write_detail(out: &mut Vec<u8>, detail: &[(Text<'_>, Part<'_>)]) -> bool {
    if detail.is_empty() {
        return false;
    }
    write_members(out, detail);
    true
}

/// Writes an object with these members.
pub fn write_members(out: &mut Vec<u8>, members: &[(Text<'_>, Part<'_>)]) {
    let mut object = Object::new(out);
    // Members that stand beside one another in the body as they are written are copied together.
    let mut run: Option<Run<'_>> = None;
    for (key, part) in members {
        let next = if let Part::Value(value) = part { Run::of(*key, *value) } else { None };
        match (&mut run, next) {
            (Some(run), Some(next)) if run.is_before(&next) => {
                run.to = next.to;
                continue;
            }
            _ => {}
        }
        object.run(run.take());
        if next.is_some() {
            run = next;
            continue;
        }
        let out = object.key(*key);
        match part {
            Part::Value(value) => write_value(out, *value),
            Part::Made(json) => out.extend_from_slice(json.as_bytes()),
            Part::Members(members) => {
                let mut inner = Object::new(out);
                members.iter().for_each(|(key, value)| write_value(inner.key(*key), *value));
                inner.end();
            }
        }
    }
    object.run(run);
    object.end();
}

/// Members of an object in the body, in a row, that need no other writing.
#[derive(Clone, Copy)]
struct Run<'a> {
    text: &'a str,
    from: usize,
    to: usize,
}

impl<'a> Run<'a> {
    /// One member, when its key stands right before its value.
    fn of(key: Text<'a>, value: Value<'a>) -> Option<Self> {
        let text = value.whole();
        let is_plain = match value.kind() {
            Kind::String | Kind::Object | Kind::Array => value.is_plain(),
            _ => true,
        };
        let quote = usize::from(value.is_string());
        let (start, to) = (value.start() - quote, value.start() + value.raw().len() + quote);
        let from = start.checked_sub(key.raw.len() + 3)?;
        let is_here = std::ptr::eq(text.as_bytes()[from + 1..].as_ptr(), key.raw.as_ptr());
        let is_joined = text.as_bytes()[from] == b'"' && &text.as_bytes()[start - 2..start] == b"\":";
        (is_plain && !key.escaped && is_here && is_joined).then_some(Self { text, from, to })
    }

    /// Whether the other one goes on where this one ends.
    fn is_before(&self, next: &Self) -> bool {
        std::ptr::eq(self.text, next.text) && self.to + 1 == next.from && self.text.as_bytes()[self.to] == b','
    }
}

fn write_source(out: &mut Vec<u8>, origin: &Origin<'_>) {
    let mut object = Object::new(out);
    write_quoted(object.key(Text::plain("file")), origin.source.file);
    write_integer(object.key(Text::plain("line")), origin.source.line);
    if let Some(received) = origin.received {
        write_time(object.key(Text::plain("received")), received.as_millisecond());
    }
    if let Some(age) = origin.age {
        let out = object.key(Text::plain("age_ms"));
        out.extend_from_slice(age.to_string().as_bytes());
    }
    object.end();
}

/// JSON text of an object with these members.
pub fn made_object(members: &[(Text<'_>, Part<'_>)]) -> String {
    let mut out = Vec::new();
    write_members(&mut out, members);
    String::from_utf8(out).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::webhook::json::Parser;

    #[test]
    fn members_copied_together_are_what_each_alone_is() {
        let (mut parser, mut other) = (Parser::default(), Parser::default());
        let body = parser
            .parse(r#"{"a":1,"b":"x\ty","c":{"d":[2]},"e" :3,"f": 4,"":5,"g":{"h": 6},"i":"","j":"k","j":null,"\u006c":7,"m":true}"#)
            .unwrap();
        let strange = other.parse(r#"{"n":8,"o":9}"#).unwrap();
        let all: Vec<_> = body.members().chain(strange.members()).collect();
        // Every choice of members in their order, and each turned round.
        for choice in 0_u32..1 << all.len() {
            let chosen =
                || all.iter().enumerate().filter(|(place, _)| choice >> place & 1 == 1).map(|(_, member)| *member);
            let write = |members: &[(Text<'_>, Value<'_>)]| {
                let parts: Vec<_> = members.iter().map(|(key, value)| (*key, Part::Value(*value))).collect();
                let mut alone = Vec::new();
                for (key, value) in members {
                    alone.push(if alone.is_empty() { b'{' } else { b',' });
                    write_string(&mut alone, *key);
                    alone.push(b':');
                    write_value(&mut alone, *value);
                }
                alone.extend_from_slice(if alone.is_empty() { b"{}" } else { b"}" });
                assert_eq!(made_object(&parts), String::from_utf8(alone).unwrap());
            };
            write(&chosen().collect::<Vec<_>>());
            write(&chosen().rev().collect::<Vec<_>>());
        }
    }
}
