//! What the parts of WhatsApp's messages have in common: the limits that they are held to, and how they are written.

use serde_json::{Map, Value};

use super::media::{self, Media};
use crate::nxcloud::message::check_url;

/// The longest text, in code points (Meta's reference).
pub const LONGEST_TEXT: usize = 4096;

/// The longest caption, in code points (Meta's reference).
pub const LONGEST_CAPTION: usize = 1024;

/// Why a message cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    /// A text that has to say something says nothing.
    #[error("the {0} is empty")]
    Empty(&'static str),
    /// More than WhatsApp shows.
    #[error("the {what} has {length} characters; at most {limit} are allowed")]
    TooLong {
        /// Which text.
        what: &'static str,
        /// As given, in code points.
        length: usize,
        /// At most.
        limit: usize,
    },
    /// Not an address that Meta could fetch.
    #[error("{0}")]
    Url(String),
    /// Media of a type that is not shown as this kind.
    #[error(
        "WhatsApp shows no `{ending}` as {kind}, only {takes} (`send whatsapp json --type {kind}` sends the URL as it is)"
    )]
    Ending {
        /// As the URL ends.
        ending: String,
        /// As what it is to be shown.
        kind: &'static str,
        /// What is.
        takes: String,
    },
    /// A point that is nowhere.
    #[error("the {what} `{value}` is no number between -{limit} and {limit}")]
    Coordinate {
        /// Which.
        what: &'static str,
        /// As given.
        value: String,
        /// At most, either way.
        limit: u32,
    },
    /// What cannot name a language.
    #[error("`{0}` is no language code; write it as the template has it, such as en, en_US or zh_CN")]
    Language(String),
    /// What cannot name a template.
    #[error("`{0}` is no template's name; it has small letters, digits and `_`")]
    Name(String),
    /// A value that Meta refuses.
    #[error("the value of {place} {complaint}: WhatsApp refuses such a value in a template")]
    Value {
        /// Which.
        place: String,
        /// What is wrong with it.
        complaint: &'static str,
    },
    /// JSON that is none, or no object or list where one belongs.
    #[error("{0}")]
    Json(String),
    /// More than one emoji, or none.
    #[error("`{0}` is no emoji; a reaction is one, or nothing to take it back")]
    Emoji(String),
}

/// What is done to every text of a message.
pub(super) type Change<'c> = &'c mut dyn FnMut(&str) -> Result<String, String>;

pub(super) fn filled(what: &'static str, text: &str) -> Result<(), MessageError> {
    if text.trim().is_empty() { Err(MessageError::Empty(what)) } else { Ok(()) }
}

pub(super) fn at_most(what: &'static str, text: &str, limit: usize) -> Result<(), MessageError> {
    let length = text.chars().count();
    if length > limit { Err(MessageError::TooLong { what, length, limit }) } else { Ok(()) }
}

pub(super) fn link(what: &'static str, url: &str) -> Result<(), MessageError> {
    check_url(what, url).map_err(|error| MessageError::Url(error.to_string()))
}

/// Whether media at a URL can be shown as a kind, as far as the URL's ending tells.
pub(super) fn shown_as(kind: Media, url: &str) -> Result<(), MessageError> {
    match media::unfit(kind, url) {
        Some((ending, takes)) => Err(MessageError::Ending { ending, kind: kind.word(), takes }),
        None => Ok(()),
    }
}

/// Members of the call itself: none of them can name an object beside them.
const OWN_MEMBERS: [&str; 8] =
    ["appkey", "business_phone", "messaging_product", "recipient_type", "to", "type", "cus_message_id", "dr_webhook"];

/// Whether a word can be a type, and so the name of its object.
pub(super) fn check_kind(kind: &str) -> Result<(), MessageError> {
    let is_word = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if is_word && !OWN_MEMBERS.contains(&kind) {
        return Ok(());
    }
    Err(MessageError::Json(format!("`{kind}` is no type of message; write WhatsApp's word, such as interactive")))
}

pub(super) fn coordinate(what: &'static str, text: &str, limit: u32) -> Result<(), MessageError> {
    // Digits alone: who reads it may know no `1e1`.
    let is_decimal = text.trim().bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    let number = text.trim().parse::<f64>().ok().filter(|number| is_decimal && number.abs() <= f64::from(limit));
    match number {
        Some(_) => Ok(()),
        None => Err(MessageError::Coordinate { what, value: text.to_owned(), limit }),
    }
}

pub(super) fn object(text: &str) -> Result<Map<String, Value>, MessageError> {
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(MessageError::Json("the payload is no JSON object".to_owned())),
        Err(error) => Err(MessageError::Json(format!("the payload is not JSON: {error}"))),
    }
}

pub(super) fn put(object: &mut Map<String, Value>, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        object.insert(key.to_owned(), value.into());
    }
}
