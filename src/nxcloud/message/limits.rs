//! What the document allows a message to hold, checked before anything leaves.

use serde_json::{Map, Value};
use url::Url;

use super::{Choice, LARGEST, LONGEST};
use crate::nxcloud::file_type::{self, FILE_TYPES};

/// Keys of the `message` object, of which a message has exactly one.
const KINDS: [&str; 4] = ["textMessage", "mediaMessage", "choiceMessage", "cardMessage"];

/// Keys of a `mediaMessage`, of which it has exactly one.
const MEDIA_KINDS: [&str; 3] = ["image", "video", "file"];

/// Why a message cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    /// A text that has to say something says nothing.
    #[error("the {field} is empty")]
    Empty {
        /// Which.
        field: &'static str,
    },
    /// Not an address that a phone could fetch.
    #[error("the {field} `{url}` {complaint}")]
    Url {
        /// Which.
        field: &'static str,
        /// As given.
        url: String,
        /// What is wrong with it.
        complaint: &'static str,
    },
    /// A video without bytes, or with too many.
    #[error("the video's size is {size} bytes; it has to be between 1 and {LARGEST} (200 MB)")]
    Size {
        /// As given.
        size: u64,
    },
    /// A video without seconds, or with too many.
    #[error("the video's duration is {duration} s; it has to be between 1 and {LONGEST} s")]
    Duration {
        /// As given.
        duration: u64,
    },
    /// A file whose name nobody told.
    #[error("the path of `{url}` names no file; give the name with `--name`")]
    NoFileName {
        /// The file's URL.
        url: String,
    },
    /// A file whose type nobody told.
    #[error("neither the path of `{url}` nor the name tells the type of the file; give it with `--type`")]
    NoFileType {
        /// The file's URL.
        url: String,
    },
    /// A type outside the document's table.
    #[error("the file type `{file_type}` is not one the vendor takes: {}", FILE_TYPES.join(", "))]
    FileType {
        /// As given or found.
        file_type: String,
    },
    /// A choice message without choices.
    #[error("a choice message needs at least one choice, NAME=URL")]
    NoChoices,
    /// JSON that is not one message.
    #[error("the message {complaint}")]
    Shape {
        /// What is wrong with it.
        complaint: String,
    },
}

/// A text that has to say something.
pub(super) fn filled(field: &'static str, text: &str) -> Result<(), MessageError> {
    if text.trim().is_empty() { Err(MessageError::Empty { field }) } else { Ok(()) }
}

/// Every button has a name and leads somewhere.
pub(super) fn check_choices(choices: &[Choice]) -> Result<(), MessageError> {
    choices.iter().try_for_each(|choice| {
        filled("choice's name", &choice.name)?;
        check_url("choice's URL", &choice.url)
    })
}

/// An absolute http or https URL with a host. It goes out as written, so what a browser would
/// silently repair is refused.
pub fn check_url(field: &'static str, url: &str) -> Result<(), MessageError> {
    let wrong = |complaint| Err(MessageError::Url { field, url: url.to_owned(), complaint });
    if url.trim().is_empty() {
        return Err(MessageError::Empty { field });
    }
    if url.chars().any(|character| character.is_whitespace() || character.is_control()) {
        return wrong("has white space in it; write a space as %20");
    }
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let Some(rest) = ["http://", "https://"].iter().find(|scheme| lower.starts_with(**scheme)).map(|s| &url[s.len()..])
    else {
        return wrong("has to begin with http:// or https://");
    };
    if rest.is_empty() || rest.starts_with(['/', '?', '#', ':', '\\']) {
        return wrong("names no host");
    }
    match Url::parse(url) {
        Ok(url) if url.host().is_some() => Ok(()),
        _ => wrong("is not a URL"),
    }
}

/// Name and type of a file, given or found.
pub(super) fn check_file(
    url: &str,
    name: Option<&str>,
    file_type: Option<&str>,
) -> Result<(String, String), MessageError> {
    check_url("file URL", url)?;
    let in_url = file_type::name_in_url(url);
    let name = match name {
        Some(name) => {
            filled("file's name", name)?;
            name.to_owned()
        }
        None => in_url.clone().ok_or_else(|| MessageError::NoFileName { url: url.to_owned() })?,
    };
    let file_type = file_type
        .map(file_type::normalise)
        .or_else(|| in_url.as_deref().and_then(file_type::of_name))
        .or_else(|| file_type::of_name(&name))
        .ok_or_else(|| MessageError::NoFileType { url: url.to_owned() })?;
    if !file_type::is_known(&file_type) {
        return Err(MessageError::FileType { file_type });
    }
    Ok((name, file_type))
}

/// Exactly one message kind, and in a media message exactly one medium; gives the kind.
pub(super) fn check_shape(text: &str) -> Result<&'static str, MessageError> {
    let shape = |complaint: String| MessageError::Shape { complaint };
    let value: Value = serde_json::from_str(text).map_err(|error| shape(format!("is not JSON: {error}")))?;
    let Value::Object(object) = value else {
        return Err(shape("has to be a JSON object".into()));
    };
    if object.contains_key("message") || object.contains_key("phones") {
        return Err(shape("is a whole request; give its `message` object alone".into()));
    }
    let kind = only_one("", &object, &KINDS).map_err(shape)?;
    if kind == "mediaMessage" {
        let Some(media) = object[kind].as_object() else {
            return Err(shape("has a `mediaMessage` that is no JSON object".into()));
        };
        only_one("`mediaMessage` with ", media, &MEDIA_KINDS).map_err(shape)?;
    }
    if !object[kind].is_object() {
        return Err(shape(format!("has a `{kind}` that is no JSON object")));
    }
    Ok(kind)
}

fn only_one(inside: &str, object: &Map<String, Value>, known: &[&'static str]) -> Result<&'static str, String> {
    let list = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    // Keys beside them are the user's business: the message goes out as written.
    let found: Vec<&'static str> = known.iter().copied().filter(|word| object.contains_key(*word)).collect();
    match found.as_slice() {
        [one] => Ok(one),
        [] => Err(format!("has {inside}none of {}; it needs exactly one", list(known))),
        several => Err(format!("has {inside}{} at once; it needs exactly one", list(several))),
    }
}
