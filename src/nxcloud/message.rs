//! The messages of Super Message: what each kind holds, its limits, and its JSON in the key order of
//! the vendor's examples.
//!
//! A [`Message`] may still hold templates; [`Message::map_strings`] renders them, and only the
//! rendered one is checked and written.

mod limits;

use serde_json::{Map, Value, json};

use super::segments::{self, Estimate};
use crate::payload;
pub use limits::{MessageError, check_url};
use limits::{check_choices, check_file, check_shape, filled};

/// One megabyte, as the command line means it.
pub const MEGABYTE: u64 = 1024 * 1024;

/// The largest video or file: 200 MB.
pub const LARGEST: u64 = 200 * MEGABYTE;

/// The longest video, in seconds.
pub const LONGEST: u64 = 600;

/// A button: its name and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the button says.
    pub name: String,
    /// What it opens.
    pub url: String,
}

impl std::str::FromStr for Choice {
    type Err = String;

    /// `NAME=URL`, split at the first `=`; both may be templates, so neither is checked here.
    fn from_str(spec: &str) -> Result<Self, Self::Err> {
        match spec.split_once('=') {
            Some((name, url)) => Ok(Self { name: name.to_owned(), url: url.to_owned() }),
            None => Err(format!("`{spec}` is not NAME=URL")),
        }
    }
}

/// What is sent, without to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A text; the only kind that SMS carries.
    Text {
        /// The text.
        text: String,
    },
    /// An image.
    Image {
        /// Where it is.
        url: String,
    },
    /// A video.
    Video {
        /// Where it is.
        url: String,
        /// Where its still image is.
        thumbnail: String,
        /// Bytes.
        size: u64,
        /// Seconds.
        duration: u64,
    },
    /// A file.
    File {
        /// Where it is.
        url: String,
        /// Its name; by default the last of the URL's path.
        name: Option<String>,
        /// Its type; by default the extension of the URL's path, else of the name.
        file_type: Option<String>,
    },
    /// A title over buttons.
    Choice {
        /// The title.
        title: String,
        /// The buttons, one or more.
        choices: Vec<Choice>,
    },
    /// A card.
    Card {
        /// The title.
        title: String,
        /// Where its image is.
        image: Option<String>,
        /// Its buttons, if any.
        choices: Vec<Choice>,
    },
    /// The vendor's `message` object as written.
    Json(String),
}

impl Message {
    /// The kind, as the command line names it; part of a job's identity.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::Image { .. } => "image",
            Self::Video { .. } => "video",
            Self::File { .. } => "file",
            Self::Choice { .. } => "choice",
            Self::Card { .. } => "card",
            Self::Json(_) => "json",
        }
    }

    /// The same message with every text, title, name, URL and button put through `change`; of JSON, every
    /// string value.
    ///
    /// # Errors
    /// The first fragment that `change` gives, or that the JSON is none.
    pub fn map_strings(&self, change: &mut dyn FnMut(&str) -> Result<String, String>) -> Result<Self, String> {
        Ok(match self {
            Self::Text { text } => Self::Text { text: change(text)? },
            Self::Image { url } => Self::Image { url: change(url)? },
            Self::Video { url, thumbnail, size, duration } => {
                Self::Video { url: change(url)?, thumbnail: change(thumbnail)?, size: *size, duration: *duration }
            }
            Self::File { url, name, file_type } => {
                Self::File { url: change(url)?, name: map_optional(name, change)?, file_type: file_type.clone() }
            }
            Self::Choice { title, choices } => {
                Self::Choice { title: change(title)?, choices: map_choices(choices, change)? }
            }
            Self::Card { title, image, choices } => Self::Card {
                title: change(title)?,
                image: map_optional(image, change)?,
                choices: map_choices(choices, change)?,
            },
            Self::Json(text) => Self::Json(payload::map_strings(text, change)?),
        })
    }

    /// Holds a rendered message to the document's limits.
    ///
    /// # Errors
    /// The first limit it breaks.
    pub fn check(&self) -> Result<(), MessageError> {
        match self {
            Self::Text { text } => filled("text", text),
            Self::Image { url } => check_url("image URL", url),
            Self::Video { url, thumbnail, size, duration } => {
                check_url("video URL", url)?;
                check_url("thumbnail URL", thumbnail)?;
                if !(1..=LARGEST).contains(size) {
                    return Err(MessageError::Size { size: *size });
                }
                if !(1..=LONGEST).contains(duration) {
                    return Err(MessageError::Duration { duration: *duration });
                }
                Ok(())
            }
            Self::File { url, name, file_type } => check_file(url, name.as_deref(), file_type.as_deref()).map(|_| ()),
            Self::Choice { title, choices } => {
                filled("title", title)?;
                if choices.is_empty() {
                    return Err(MessageError::NoChoices);
                }
                check_choices(choices)
            }
            Self::Card { title, image, choices } => {
                filled("title", title)?;
                if let Some(image) = image {
                    check_url("image URL", image)?;
                }
                check_choices(choices)
            }
            Self::Json(text) => check_shape(text).map(|_| ()),
        }
    }

    /// Checks and writes a rendered message: the `message` object of the request.
    ///
    /// # Errors
    /// The first limit it breaks.
    pub fn to_json_string(&self) -> Result<String, MessageError> {
        self.check()?;
        let value = match self {
            Self::Json(text) => return Ok(text.clone()),
            Self::Text { text } => json!({"textMessage": {"text": text}}),
            Self::Image { url } => json!({"mediaMessage": image(url)}),
            Self::Video { url, thumbnail, size, duration } => json!({"mediaMessage": {"video": {
                "url": url,
                "thumbnailUrl": thumbnail,
                "videoSize": size.to_string(),
                "duration": duration.to_string(),
            }}}),
            Self::File { url, name, file_type } => {
                let (name, file_type) = check_file(url, name.as_deref(), file_type.as_deref())?;
                json!({"mediaMessage": {"file": {"fileName": name, "url": url, "fileType": file_type}}})
            }
            Self::Choice { title, choices } => {
                json!({"choiceMessage": {"textMessage": {"text": title}, "choices": buttons(choices)}})
            }
            Self::Card { title, image: card_image, choices } => {
                let mut card = Map::new();
                card.insert("title".into(), json!(title));
                if let Some(url) = card_image {
                    card.insert("mediaMessage".into(), image(url));
                }
                if !choices.is_empty() {
                    card.insert("choices".into(), buttons(choices));
                }
                json!({"cardMessage": card})
            }
        };
        Ok(value.to_string())
    }

    /// The text, when the message is one that SMS carries.
    pub fn sms_text(&self) -> Option<String> {
        match self {
            Self::Text { text } => Some(text.clone()),
            Self::Json(json) => {
                let value: Value = serde_json::from_str(json).ok()?;
                Some(value.get("textMessage")?.get("text")?.as_str()?.to_owned())
            }
            _ => None,
        }
    }

    /// Whether SMS carries it.
    pub fn is_text(&self) -> bool {
        match self {
            Self::Text { .. } => true,
            Self::Json(json) => check_shape(json).is_ok_and(|kind| kind == "textMessage"),
            _ => false,
        }
    }

    /// How many SMS the text becomes, when it is one.
    pub fn segments(&self) -> Option<Estimate> {
        self.sms_text().map(|text| segments::estimate(&text))
    }
}

fn map_optional(
    text: &Option<String>,
    change: &mut dyn FnMut(&str) -> Result<String, String>,
) -> Result<Option<String>, String> {
    text.as_deref().map(change).transpose()
}

fn map_choices(
    choices: &[Choice],
    change: &mut dyn FnMut(&str) -> Result<String, String>,
) -> Result<Vec<Choice>, String> {
    choices.iter().map(|choice| Ok(Choice { name: change(&choice.name)?, url: change(&choice.url)? })).collect()
}

fn image(url: &str) -> Value {
    json!({"image": {"url": url}})
}

fn buttons(choices: &[Choice]) -> Value {
    let button = |choice: &Choice| json!({"textMessage": {"text": choice.name}, "urlMessage": {"url": choice.url}});
    choices.iter().map(button).collect()
}

#[cfg(test)]
mod tests;
