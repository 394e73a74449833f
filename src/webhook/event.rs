//! The normalised event: what every callback of every platform becomes, and its one JSON form.
//!
//! Everything an event has is told once, by [`Field`]: ndjson, json, csv, table and jq all read the same
//! fields, so that none can lack one. Texts are borrowed from the body; ids and numbers stay digits.

use std::borrow::Cow;

use jiff::Timestamp;

use crate::codes::{self, Book, Entry};
use crate::webhook::body::Source;
use crate::webhook::json::{Kind, Text, Value};
use crate::webhook::moment::{self, Moment};
use crate::webhook::shape::Platform;
use crate::webhook::text::{write_integer, write_quoted, write_string, write_value};

/// The name of an event that nobody knows.
pub const UNKNOWN: &str = "unknown";

/// Which way a message went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From a person to the business.
    Inbound,
    /// From the business to a person.
    Outbound,
}

impl Direction {
    /// The word in results.
    pub fn word(self) -> &'static str {
        match self {
            Self::Inbound => "inbound",
            Self::Outbound => "outbound",
        }
    }
}

/// A picture, recording or file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Media<'a> {
    /// The vendor's word for it.
    pub kind: Option<Text<'a>>,
    /// The id under which the vendor stores it.
    pub id: Option<Text<'a>>,
    /// Where it can be fetched.
    pub url: Option<Text<'a>>,
    /// Its MIME type.
    pub mime_type: Option<Text<'a>>,
    /// Its digest as the vendor wrote it.
    pub sha256: Option<Text<'a>>,
    /// What was written under it.
    pub caption: Option<Text<'a>>,
    /// Its name.
    pub filename: Option<Text<'a>>,
}

/// One reason of a failure, as it came, and the meaning of the code that counts.
#[derive(Clone, Debug, Default)]
pub struct Failure<'a> {
    /// The platform's code, or Meta's own.
    pub code: Option<Text<'a>>,
    /// Meta's code behind the platform's 10000.
    pub meta_code: Option<Text<'a>>,
    /// The vendor's words.
    pub title: Option<Text<'a>>,
    /// What else the vendor's object has (`href`, `message`, `error_data`).
    pub more: Vec<(Text<'a>, Value<'a>)>,
    /// The entry of the code that counts.
    pub entry: Option<&'static Entry>,
}

impl<'a> Failure<'a> {
    /// The code that counts, Meta's when the platform only says that Meta refused, and its book.
    pub fn telling_code(&self) -> Option<(Text<'a>, Option<Book>)> {
        match self.meta_code {
            Some(meta) => Some((meta, Some(Book::Meta))),
            None => self.code.map(|code| (code, self.entry.map(|entry| entry.book))),
        }
    }

    /// Finds the entry: Meta's book for a `meta_code`, then the platform's own book, then Meta's.
    pub fn explain(&mut self, platform: Platform) {
        let own = match platform {
            Platform::Whatsapp => Book::NxcloudWhatsapp,
            Platform::NxMessenger => Book::NxcloudMessenger,
            Platform::Messenger => Book::SobotRecord,
        };
        let find = |books: &[Book], code: Option<Text<'_>>| codes::find_in(books, &code?.decoded());
        self.entry = find(&[Book::Meta], self.meta_code).or_else(|| find(&[own, Book::Meta], self.code));
    }
}

/// One cost. `price` is CNY whatever `currency` says; `currency` belongs to `foreign_price`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost<'a> {
    /// The message it is for.
    pub message_id: Option<Text<'a>>,
    /// Of the foreign price.
    pub currency: Option<Text<'a>>,
    /// In CNY.
    pub price: Option<Value<'a>>,
    /// In `currency`.
    pub foreign_price: Option<Value<'a>>,
    /// The vendor's number for the category.
    pub cdr_type: Option<Text<'a>>,
    /// Which way the message went.
    pub direction: Option<Direction>,
}

impl Cost<'_> {
    /// The category that `cdr_type` numbers; the words are those of `conversation.origin.type`.
    /// NXCloud, WhatsApp webhook, "cost object".
    pub fn category(&self) -> Option<&'static str> {
        match self.cdr_type?.raw {
            "1" => Some("message"),
            "4" => Some("marketing"),
            "5" => Some("utility"),
            "6" => Some("authentication"),
            "7" => Some("service"),
            "8" => Some("referral_conversion"),
            _ => None,
        }
    }
}

/// The conversation that a status belongs to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Conversation<'a> {
    /// Its id.
    pub id: Option<Text<'a>>,
    /// The vendor's `origin.type`.
    pub category: Option<Text<'a>>,
    /// When it ends.
    pub expires: Option<Moment>,
}

/// A part of `detail`: the vendor's own value, or one that was made here from it.
#[derive(Clone, Debug)]
pub enum Part<'a> {
    /// As it came.
    Value(Value<'a>),
    /// JSON text of ours.
    Made(String),
}

/// One event. Nothing in it is empty: what is absent is none.
#[derive(Clone, Debug, Default)]
pub struct Event<'a> {
    /// Whose callback; none for what nobody knows.
    pub platform: Option<Platform>,
    /// `status.failed`, `message.text`, …
    pub name: Cow<'static, str>,
    /// The event's own time.
    pub time: Option<Moment>,
    /// Which way the message went.
    pub direction: Option<Direction>,
    /// The business's number, or the page.
    pub business: Option<Text<'a>>,
    /// The person.
    pub contact: Option<Text<'a>>,
    /// The person's name.
    pub contact_name: Option<Text<'a>>,
    /// The vendor's `id`, `mid` or `requestId`.
    pub message_id: Option<Text<'a>>,
    /// The message that this one answers or reacts to.
    pub reply_to: Option<Text<'a>>,
    /// What was said.
    pub text: Option<Text<'a>>,
    /// The first attachment.
    pub media: Option<Media<'a>>,
    /// Why it failed.
    pub errors: Vec<Failure<'a>>,
    /// What it cost.
    pub costs: Vec<Cost<'a>>,
    /// The conversation.
    pub conversation: Option<Conversation<'a>>,
    /// Everything else, under the vendor's own names.
    pub detail: Vec<(Text<'a>, Part<'a>)>,
    /// Meta's second id of the same message (it stands in `detail` too); joins statuses.
    pub meta_message_id: Option<Text<'a>>,
    /// Messenger: everything sent to the person before this instant (milliseconds) was delivered or read.
    pub watermark: Option<i64>,
}

impl<'a> Event<'a> {
    /// An event of a platform.
    pub fn new(platform: Platform, name: impl Into<Cow<'static, str>>) -> Self {
        Self { platform: Some(platform), name: name.into(), ..Self::default() }
    }

    /// Something that is no callback: the payload as it came.
    pub fn unknown(payload: Value<'a>) -> Self {
        let mut event = Self { name: Cow::Borrowed(UNKNOWN), ..Self::default() };
        if payload.is_object() {
            for (key, value) in payload.members() {
                event.keep(key, value);
            }
        } else {
            event.keep(Text::plain("value"), payload);
        }
        event
    }

    /// Whether it was recognised.
    pub fn is_unknown(&self) -> bool {
        self.name == UNKNOWN
    }

    /// Puts a vendor's value into `detail`, unless it is empty.
    pub fn keep(&mut self, key: Text<'a>, value: Value<'a>) {
        if !value.is_empty() {
            self.detail.push((key, Part::Value(value)));
        }
    }

    /// What was said, for people: the text, else a caption, a file's name or address, the name of a place or template.
    pub fn said(&self) -> Option<Text<'a>> {
        let media = self.media.unwrap_or_default();
        self.text.or(media.caption).or(media.filename).or(media.url).or_else(|| self.detail.iter().find_map(named))
    }
}

/// The name of the place, template or payload that a part of `detail` tells of.
fn named<'a>((key, part): &(Text<'a>, Part<'a>)) -> Option<Text<'a>> {
    let Part::Value(value) = part else { return None };
    let keys: &[&str] = match key.raw {
        "location" => &["name", "address"],
        "value" => &["message_template_name", "decision"],
        "postback" => &["payload"],
        "optin" => &["title"],
        _ => return None,
    };
    keys.iter().find_map(|key| value.get(key)?.scalar())
}

/// Whether the signature over a body was right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verified {
    /// It was.
    Yes,
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
#[expect(missing_docs, reason = "each is the key of the contract of the same name")]
pub enum Field {
    Platform,
    Event,
    Time,
    TimeAssumed,
    Direction,
    Business,
    Contact,
    ContactName,
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
    Repaired,
    Source,
}

impl Field {
    /// Every key, in order.
    pub const ALL: [Self; 20] = [
        Self::Platform,
        Self::Event,
        Self::Time,
        Self::TimeAssumed,
        Self::Direction,
        Self::Business,
        Self::Contact,
        Self::ContactName,
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
                    out.extend_from_slice(if verified == Verified::Yes { b"true" } else { b"false" });
                }
                None => return false,
            },
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
        for field in Field::ALL {
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
    let raw = value.raw();
    if value.kind() == Kind::String && serde_json::from_str::<serde_json::Number>(raw).is_ok() {
        out.extend_from_slice(raw.as_bytes());
    } else {
        write_value(out, value);
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
        write_quoted(object.key(Text::plain("explanation")), entry.explanation);
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
    let mut object = Object::new(out);
    for (key, part) in detail {
        let out = object.key(*key);
        match part {
            Part::Value(value) => write_value(out, *value),
            Part::Made(json) => out.extend_from_slice(json.as_bytes()),
        }
    }
    object.end();
    true
}

fn write_source(out: &mut Vec<u8>, origin: &Origin<'_>) {
    let mut object = Object::new(out);
    write_quoted(object.key(Text::plain("file")), origin.source.file);
    write_integer(object.key(Text::plain("line")), origin.source.line);
    object
        .time("received", origin.received.map(|received| Moment { millis: received.as_millisecond(), assumed: false }));
    if let Some(age) = origin.age {
        let out = object.key(Text::plain("age_ms"));
        out.extend_from_slice(age.to_string().as_bytes());
    }
    object.end();
}

/// The vendor's word as part of an event's name: lower case, words joined by `_`, nothing but letters and digits.
pub fn snake_case(word: &str) -> String {
    let mut name = String::with_capacity(word.len());
    let mut lower_before = false;
    for character in word.chars().take(64) {
        if character.is_alphanumeric() {
            if character.is_uppercase() && lower_before {
                name.push('_');
            }
            lower_before = character.is_lowercase() || character.is_numeric();
            name.extend(character.to_lowercase());
        } else {
            lower_before = false;
            if !name.is_empty() && !name.ends_with('_') {
                name.push('_');
            }
        }
    }
    while name.ends_with('_') {
        name.pop();
    }
    name
}

/// The name of an event: `known` has the common ones without a copy; none when the word has no letter.
pub fn name_of(prefix: &str, word: Text<'_>, known: &[&'static str]) -> Option<Cow<'static, str>> {
    if !word.escaped {
        let found = known.iter().find(|name| {
            name.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('.')).is_some_and(|rest| rest == word.raw)
        });
        if let Some(name) = found {
            return Some(Cow::Borrowed(name));
        }
    }
    let word = snake_case(&word.decoded());
    (!word.is_empty()).then(|| Cow::Owned(if prefix.is_empty() { word } else { format!("{prefix}.{word}") }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vendors_word_becomes_a_plain_name() {
        for (word, name) in [
            ("DISABLED_UPDATE", "disabled_update"),
            ("policy-enforcement", "policy_enforcement"),
            ("buttonReply", "button_reply"),
            ("nfm_reply", "nfm_reply"),
            ("\u{1b}[2Jevil\u{202e}", "2_jevil"),
            ("  ", ""),
            ("HTML5Thing", "html5_thing"),
        ] {
            assert_eq!(snake_case(word), name, "{word:?}");
        }
        assert!(snake_case(&"x".repeat(10_000)).len() <= 64);
    }
}
