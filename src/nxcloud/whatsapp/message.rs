//! The messages of WhatsApp: what each kind holds, its limits, and its JSON.
//!
//! A [`Message`] may still hold templates of a bulk send; [`Message::map_strings`] renders them, and only the
//! rendered one is checked and written.

use serde_json::{Map, Value, json};

use super::emoji;
use super::limits::{
    Change, LONGEST_CAPTION, LONGEST_TEXT, MessageError, at_most, check_kind, coordinate, filled, link, object, put,
    shown_as,
};
use super::media::Media;
use super::template_call::TemplateCall;
use crate::payload;

/// Where media is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Meta fetches it there.
    Link(String),
    /// It was uploaded.
    Id(String),
}

/// What is sent, without to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A text.
    Text {
        /// The text.
        text: String,
        /// Whether the first link is shown as a card.
        preview: bool,
    },
    /// Media.
    Media {
        /// Which kind.
        kind: Media,
        /// Where it is.
        source: Source,
        /// The text under it.
        caption: Option<String>,
        /// A document's name.
        filename: Option<String>,
    },
    /// A point on the map.
    Location {
        /// Degrees north.
        latitude: String,
        /// Degrees east.
        longitude: String,
        /// What it is called.
        name: Option<String>,
        /// Where that is.
        address: Option<String>,
    },
    /// A template.
    Template(TemplateCall),
    /// A reaction to a message.
    Reaction {
        /// To which.
        message: String,
        /// One emoji; empty takes it back.
        emoji: String,
    },
    /// The object of a type, as written.
    Json {
        /// Meta's word of the type.
        kind: String,
        /// The object.
        payload: String,
    },
}

fn optional(text: &Option<String>, change: Change<'_>) -> Result<Option<String>, String> {
    text.as_deref().map(change).transpose()
}

impl Message {
    /// The kind, as the command line names it; part of a job's identity.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::Media { kind, .. } => kind.word(),
            Self::Location { .. } => "location",
            Self::Template(_) => "template",
            Self::Reaction { .. } => "reaction",
            Self::Json { .. } => "json",
        }
    }

    /// The same message with every text, URL and value put through `change`; of JSON, every string value.
    ///
    /// # Errors
    /// The first fragment that `change` gives, or that the JSON is none.
    pub fn map_strings(&self, change: Change<'_>) -> Result<Self, String> {
        Ok(match self {
            Self::Text { text, preview } => Self::Text { text: change(text)?, preview: *preview },
            Self::Media { kind, source, caption, filename } => Self::Media {
                kind: *kind,
                source: match source {
                    Source::Link(url) => Source::Link(change(url)?),
                    Source::Id(id) => Source::Id(change(id)?),
                },
                caption: optional(caption, change)?,
                filename: optional(filename, change)?,
            },
            Self::Location { latitude, longitude, name, address } => Self::Location {
                latitude: change(latitude)?,
                longitude: change(longitude)?,
                name: optional(name, change)?,
                address: optional(address, change)?,
            },
            Self::Template(call) => Self::Template(call.map_strings(change)?),
            Self::Reaction { message, emoji } => Self::Reaction { message: change(message)?, emoji: change(emoji)? },
            Self::Json { kind, payload } => {
                Self::Json { kind: kind.clone(), payload: payload::map_strings(payload, change)? }
            }
        })
    }

    /// Holds a rendered message to its limits.
    ///
    /// # Errors
    /// The first limit it breaks.
    pub fn check(&self) -> Result<(), MessageError> {
        match self {
            Self::Text { text, .. } => {
                filled("text", text)?;
                at_most("text", text, LONGEST_TEXT)
            }
            Self::Media { kind, source, caption, filename } => {
                match source {
                    Source::Link(url) => {
                        link(kind.word(), url)?;
                        shown_as(*kind, url)?;
                    }
                    Source::Id(id) => filled("media id", id)?,
                }
                if let Some(caption) = caption {
                    at_most("caption", caption, LONGEST_CAPTION)?;
                }
                filename.as_deref().map_or(Ok(()), |name| filled("file name", name))
            }
            Self::Location { latitude, longitude, .. } => {
                coordinate("latitude", latitude, 90)?;
                coordinate("longitude", longitude, 180)
            }
            Self::Template(call) => call.check(),
            Self::Reaction { message, emoji: given } => {
                filled("message id", message)?;
                let is_reaction = given.is_empty() || emoji::is_one(given);
                if is_reaction { Ok(()) } else { Err(MessageError::Emoji(given.clone())) }
            }
            Self::Json { kind, payload } => {
                check_kind(kind)?;
                object(payload).map(|_| ())
            }
        }
    }

    /// Checks and writes a rendered message: `type` and the object of that name, between braces.
    ///
    /// # Errors
    /// The first limit it breaks.
    pub fn to_json_string(&self) -> Result<String, MessageError> {
        self.check()?;
        let (kind, value) = match self {
            Self::Json { kind, payload } => {
                return Ok(format!(
                    "{{\"type\":{},{}:{payload}}}",
                    Value::from(kind.as_str()),
                    Value::from(kind.as_str())
                ));
            }
            Self::Template(call) => return call.to_json_string(),
            Self::Text { text, preview } => ("text", json!({"body": text, "preview_url": preview})),
            Self::Media { kind, source, caption, filename } => {
                let mut object = Map::new();
                put_source(&mut object, source);
                put(&mut object, "caption", caption.as_deref());
                put(&mut object, "filename", filename.as_deref());
                (kind.word(), Value::Object(object))
            }
            Self::Location { latitude, longitude, name, address } => {
                let mut object = Map::new();
                put(&mut object, "longitude", Some(longitude.trim()));
                put(&mut object, "latitude", Some(latitude.trim()));
                put(&mut object, "name", name.as_deref());
                put(&mut object, "address", address.as_deref());
                ("location", Value::Object(object))
            }
            Self::Reaction { message, emoji } => ("reaction", json!({"message_id": message, "emoji": emoji})),
        };
        Ok(format!("{{\"type\":\"{kind}\",\"{kind}\":{value}}}"))
    }
}

fn put_source(object: &mut Map<String, Value>, source: &Source) {
    match source {
        Source::Link(url) => put(object, "link", Some(url)),
        Source::Id(id) => put(object, "id", Some(id)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json_of(message: &Message) -> String {
        message.to_json_string().unwrap()
    }

    #[test]
    fn every_kind_has_the_form_of_the_vendors_page() {
        let text = Message::Text { text: "hi".into(), preview: false };
        assert_eq!(json_of(&text), r#"{"type":"text","text":{"body":"hi","preview_url":false}}"#);
        let image = Message::Media {
            kind: Media::Image,
            source: Source::Link("https://x.example/a.png".into()),
            caption: Some("c".into()),
            filename: None,
        };
        assert_eq!(json_of(&image), r#"{"type":"image","image":{"link":"https://x.example/a.png","caption":"c"}}"#);
        let place = Message::Location {
            latitude: "22.3".into(),
            longitude: "114.2".into(),
            name: Some("Kowloon".into()),
            address: None,
        };
        assert_eq!(
            json_of(&place),
            r#"{"type":"location","location":{"longitude":"114.2","latitude":"22.3","name":"Kowloon"}}"#
        );
        let json = Message::Json { kind: "interactive".into(), payload: "{\"b\":1,\"a\":1.50}".into() };
        assert_eq!(json_of(&json), r#"{"type":"interactive","interactive":{"b":1,"a":1.50}}"#);
    }

    #[test]
    fn what_breaks_a_limit_says_where() {
        let error = |message: Message| message.check().unwrap_err().to_string();
        assert!(error(Message::Text { text: "x".repeat(4097), preview: false }).contains("4097"));
        assert!(error(Message::Text { text: " ".into(), preview: false }).contains("empty"));
        for kind in ["to", "type", "", "a b", "Text"] {
            assert!(error(Message::Json { kind: kind.into(), payload: "{}".into() }).contains("no type"), "{kind}");
        }
        let place = |latitude: &str| Message::Location {
            latitude: latitude.into(),
            longitude: "0".into(),
            name: None,
            address: None,
        };
        for latitude in ["91", "north", "NaN", "inf", "", "1e1", "1 2"] {
            assert!(error(place(latitude)).contains("latitude"), "{latitude}");
        }
        let react = |emoji: &str| Message::Reaction { message: "wamid.x".into(), emoji: emoji.into() };
        assert!(
            react("👍").check().is_ok()
                && react("👨‍👩‍👧‍👦").check().is_ok()
                && react("").check().is_ok()
                && react("1️⃣").check().is_ok()
        );
        assert!(react("ok").check().is_err() && react("好").check().is_err());
        assert!(react(" ").check().is_err() && react("👍👍").check().is_err() && react("ℹ️").check().is_ok());
    }
}
