//! The normalised event: what every callback of every platform becomes. [`super::view`] writes it.
//!
//! Texts are borrowed from the body; ids and numbers stay digits. What finds no room in a field of its own stays in
//! `detail` under the vendor's name: [`Event::take`] and [`Event::keep`] see to it.

use std::borrow::Cow;
use std::iter::Peekable;
use std::rc::Rc;

use jiff::tz::TimeZone;

use crate::codes::{self, Book, Entry};
use crate::secret_names::is_secret;
use crate::webhook::capture::secrets;
use crate::webhook::json::{Elements, Kind, Text, Value};
use crate::webhook::moment::Moment;
use crate::webhook::shape::Platform;
use crate::webhook::write::{write_string, write_value};

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

    /// Finds the entry: Meta's book for a `meta_code`, then the platform's own book, then Meta's. Of Messenger, whose codes
    /// are Facebook's, the book of Sobot's records, which has them.
    pub fn explain(&mut self, platform: Platform) {
        let books: &[Book] = match platform {
            Platform::Whatsapp => &[Book::NxcloudWhatsapp, Book::Meta],
            Platform::NxMessenger => &[Book::NxcloudMessenger, Book::SobotRecord],
            Platform::Super => &[Book::NxcloudSuper, Book::Nxcloud],
            Platform::Messenger => &[Book::SobotRecord, Book::Meta],
        };
        let find = |books: &[Book], code: Option<Text<'_>>| codes::find_in(books, &code?.decoded());
        self.entry = find(&[Book::Meta], self.meta_code).or_else(|| find(books, self.code));
    }

    /// Whether the vendor said nothing in it.
    pub fn is_empty(&self) -> bool {
        self.code.is_none() && self.meta_code.is_none() && self.title.is_none() && self.more.is_empty()
    }
}

/// The digits of a price: a number, or a text that is one with nothing but white space around it.
pub fn price_digits(value: Value<'_>) -> Option<&str> {
    match value.kind() {
        Kind::Number => Some(value.raw()),
        // An escape is never part of a number.
        Kind::String => Some(value.raw().trim()).filter(|digits| is_number(digits)),
        _ => None,
    }
}

/// Whether a text is a number as JSON writes it.
fn is_number(text: &str) -> bool {
    serde_json::from_str::<serde_json::Number>(text).is_ok()
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
    /// Some members of a vendor's object: those that tell of all its events.
    Members(Rc<[(Text<'a>, Value<'a>)]>),
}

impl<'a> Part<'a> {
    /// A value of something that nobody knows: no secret in it is shown.
    fn guarded(key: Text<'a>, value: Value<'a>) -> Self {
        let mut text = Vec::new();
        write_string(&mut text, key);
        text.push(b':');
        let front = text.len();
        write_value(&mut text, value);
        let masked = secrets::mask(&text).and_then(|text| String::from_utf8(text[front..].to_vec()).ok());
        masked.map_or(Self::Value(value), Self::Made)
    }

    /// About how long it is as JSON.
    pub fn len(&self) -> usize {
        match self {
            Self::Value(value) => value.raw().len(),
            Self::Made(json) => json.len(),
            Self::Members(members) => members.iter().map(|(key, value)| key.raw.len() + value.raw().len() + 8).sum(),
        }
    }

    /// A vendor's value. Headers that somebody put beside the vendor's own keys, and what is signed or verified with, do
    /// not show their secrets.
    pub fn of(key: Text<'a>, value: Value<'a>) -> Self {
        let masked = match key.raw {
            "headers" | "Headers" | "rawHeaders" | "raw_headers" | "request_headers" | "req_headers"
            | "requestHeaders" | "multiValueHeaders" | "query" | "query_params" => {
                let mut text = Vec::new();
                write_value(&mut text, value);
                secrets::mask(&text)
            }
            name if is_secret(name) => Some(b"\"***\"".to_vec()),
            _ => None,
        };
        match masked.and_then(|text| String::from_utf8(text).ok()) {
            Some(text) => Self::Made(text),
            None => Self::Value(value),
        }
    }
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
    /// Super Message: the way it took, such as `sms` or `viber`; letters, digits and `_` only.
    pub channel: Option<Cow<'static, str>>,
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
    /// Nobody asks for `detail`: nothing is put there.
    pub bare: bool,
}

impl<'a> Event<'a> {
    /// An event of a platform.
    pub fn new(platform: Platform, name: impl Into<Cow<'static, str>>) -> Self {
        Self { platform: Some(platform), name: name.into(), ..Self::default() }
    }

    /// Something that is no callback, without its payload.
    pub fn unnamed() -> Self {
        Self { name: Cow::Borrowed(UNKNOWN), ..Self::default() }
    }

    /// Something that is no callback: the payload as it came, also what is empty in it.
    pub fn unknown(payload: Value<'a>) -> Self {
        let mut event = Self::unnamed();
        if payload.is_object() {
            event.detail.extend(payload.members().map(|(key, value)| (key, Part::guarded(key, value))));
        } else {
            event.detail.push((Text::plain("value"), Part::guarded(Text::plain("value"), payload)));
        }
        event
    }

    /// Whether it was recognised.
    pub fn is_unknown(&self) -> bool {
        self.name == UNKNOWN
    }

    /// Puts a vendor's value into `detail`, unless it is empty.
    pub fn keep(&mut self, key: Text<'a>, value: Value<'a>) {
        if !self.bare && !value.is_empty() {
            self.detail.push((key, Part::of(key, value)));
        }
    }

    /// The text or digits of a vendor's value; anything else that stands there (a list, an object, `true`) goes into
    /// `detail`.
    pub fn take(&mut self, key: Text<'a>, value: Value<'a>) -> Option<Text<'a>> {
        let text = value.scalar();
        if text.is_none() {
            self.keep(key, value);
        }
        text
    }

    /// Whether `detail` has that key.
    pub fn has(&self, key: Text<'_>) -> bool {
        self.detail.iter().any(|(own, _)| own.raw == key.raw)
    }

    /// The event's time; a value that is none (a placeholder), or is finer than a millisecond, also stays as it came.
    pub fn take_time(&mut self, key: Text<'a>, value: Value<'a>, zone: &TimeZone) {
        self.time = Moment::read(value, zone);
        if self.time.is_none_or(|time| time.rounded) {
            self.keep(key, value);
        }
    }

    /// What was said, for people: the text, else a caption, a file's name or address, the name of a place or template; of a
    /// failure, what its code means.
    pub fn said(&self) -> Option<Text<'a>> {
        let media = self.media.unwrap_or_default();
        let told = self.text.or(media.caption).or(media.filename).or(media.url);
        told.or_else(|| self.detail.iter().find_map(named)).or_else(|| self.explanation())
    }

    /// What the first error that counts means.
    pub fn explanation(&self) -> Option<Text<'a>> {
        self.errors.first()?.entry.map(|entry| Text::plain(entry.explanation()))
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

/// Things in a list that are no objects, or empty ones: those in a row are one event.
pub fn strays<'a>(
    platform: Platform,
    list: Text<'a>,
    first: Value<'a>,
    rest: &mut Peekable<Elements<'a>>,
) -> Event<'a> {
    let mut event = Event::new(platform, UNKNOWN);
    let is_stray = |element: &Value<'_>| !element.is_object() || element.is_empty();
    let Some(second) = rest.next_if(is_stray) else {
        event.detail.push((list, Part::Value(first)));
        return event;
    };
    let mut json = vec![b'['];
    write_value(&mut json, first);
    let mut next = Some(second);
    while let Some(element) = next {
        json.push(b',');
        write_value(&mut json, element);
        next = rest.next_if(is_stray);
    }
    json.push(b']');
    event.detail.push((list, Part::Made(String::from_utf8(json).unwrap_or_default())));
    event
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
