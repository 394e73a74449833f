//! The messages of WhatsApp: what each kind holds, its limits, and its JSON.

use serde_json::{Map, Value, json};

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

/// Where media is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Meta fetches it there.
    Link(String),
    /// It was uploaded.
    Id(String),
}

/// A kind of media.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Media {
    /// jpeg or png.
    Image,
    /// mp4 or 3gp.
    Video,
    /// aac, mp4, mpeg, amr or ogg.
    Audio,
    /// Text, pdf or office.
    Document,
    /// webp.
    Sticker,
}

impl Media {
    /// The vendor's word, and ours.
    pub fn word(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Document => "document",
            Self::Sticker => "sticker",
        }
    }
}

/// One value of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name, of a template whose values have names.
    pub name: Option<String>,
    /// What stands in its place.
    pub value: String,
}

/// What fills the head of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Header {
    /// The value of its text.
    Text(String),
    /// Media of a kind, by URL.
    Media(Media, String),
}

/// What fills a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Components {
    /// Values, to be put into Meta's form.
    Values {
        /// Of the head.
        header: Option<Header>,
        /// Of the body, in order or by name.
        body: Vec<Parameter>,
        /// Of buttons, by their place from 0. What kind of button it is, the template says.
        buttons: Vec<(u8, String)>,
    },
    /// Meta's own list, as written.
    Raw(String),
}

/// A call of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateCall {
    /// Its name.
    pub name: String,
    /// Its language.
    pub language: String,
    /// What fills it.
    pub components: Components,
    /// Whether each button is a URL button (else a quick reply), as far as the template was read.
    pub url_buttons: Vec<bool>,
    /// Whether the code stands on the first button as well: a one-time code.
    pub one_time_code: bool,
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

impl Message {
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
                    Source::Link(url) => link(kind.word(), url)?,
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
            Self::Reaction { message, emoji } => {
                filled("message id", message)?;
                let plain = emoji.chars().any(|character| character.is_ascii() || character.is_alphabetic());
                // An emoji may be put together of many code points, but it is not a text.
                let keycap = emoji.ends_with('\u{20e3}');
                if plain && !keycap || emoji.chars().count() > 16 {
                    return Err(MessageError::Emoji(emoji.clone()));
                }
                Ok(())
            }
            Self::Json { kind, payload } => {
                filled("type", kind)?;
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
                put(&mut object, "longitude", Some(longitude));
                put(&mut object, "latitude", Some(latitude));
                put(&mut object, "name", name.as_deref());
                put(&mut object, "address", address.as_deref());
                ("location", Value::Object(object))
            }
            Self::Reaction { message, emoji } => ("reaction", json!({"message_id": message, "emoji": emoji})),
        };
        Ok(format!("{{\"type\":\"{kind}\",\"{kind}\":{value}}}"))
    }
}

impl TemplateCall {
    fn check(&self) -> Result<(), MessageError> {
        let word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if self.name.is_empty() || !self.name.bytes().all(word) {
            return Err(MessageError::Name(self.name.clone()));
        }
        check_language(&self.language)?;
        match &self.components {
            Components::Raw(text) => match serde_json::from_str::<Value>(text) {
                Ok(Value::Array(_)) => Ok(()),
                Ok(_) => Err(MessageError::Json("the components are no JSON list".to_owned())),
                Err(error) => Err(MessageError::Json(format!("the components are not JSON: {error}"))),
            },
            Components::Values { header, body, buttons } => {
                match header {
                    Some(Header::Text(text)) => value("the header".to_owned(), text)?,
                    Some(Header::Media(kind, url)) => link(kind.word(), url)?,
                    None => {}
                }
                for (place, one) in body.iter().enumerate() {
                    let name = one.name.clone().unwrap_or_else(|| (place + 1).to_string());
                    value(format!("{{{{{name}}}}}"), &one.value)?;
                }
                buttons.iter().try_for_each(|(place, text)| value(format!("button {place}"), text))
            }
        }
    }

    fn to_json_string(&self) -> Result<String, MessageError> {
        let head = format!(
            "{{\"type\":\"template\",\"template\":{{\"name\":{},\"language\":{}",
            Value::from(self.name.as_str()),
            json!({"code": self.language, "policy": "deterministic"})
        );
        let components = match &self.components {
            Components::Raw(text) => text.clone(),
            Components::Values { header, body, buttons } => {
                let components = self.components(header.as_ref(), body, buttons);
                if components.is_empty() {
                    return Ok(format!("{head}}}}}"));
                }
                Value::Array(components).to_string()
            }
        };
        Ok(format!("{head},\"components\":{components}}}}}"))
    }

    fn components(&self, header: Option<&Header>, body: &[Parameter], buttons: &[(u8, String)]) -> Vec<Value> {
        let mut components = Vec::new();
        match header {
            Some(Header::Text(text)) => {
                components.push(json!({"type": "header", "parameters": [{"type": "text", "text": text}]}));
            }
            Some(Header::Media(kind, url)) => {
                let (kind, url) = (kind.word(), url.as_str());
                components.push(json!({"type": "header", "parameters": [{"type": kind, kind: {"link": url}}]}));
            }
            None => {}
        }
        let text = |one: &Parameter| {
            let mut parameter = Map::new();
            put(&mut parameter, "type", Some("text"));
            put(&mut parameter, "parameter_name", one.name.as_deref());
            put(&mut parameter, "text", Some(&one.value));
            Value::Object(parameter)
        };
        if !body.is_empty() {
            components.push(json!({"type": "body", "parameters": body.iter().map(text).collect::<Vec<_>>()}));
        }
        let button = |place: u8, value: &str| {
            if self.url_buttons.get(usize::from(place)).copied().unwrap_or(self.one_time_code) {
                json!({"type": "button", "sub_type": "url", "index": place.to_string(),
                    "parameters": [{"type": "text", "text": value}]})
            } else {
                json!({"type": "button", "sub_type": "quick_reply", "index": place.to_string(),
                    "parameters": [{"type": "payload", "payload": value}]})
            }
        };
        components.extend(buttons.iter().map(|(place, value)| button(*place, value)));
        // A one-time code stands in the body and on the button that copies it.
        if let (true, true, Some(code)) = (self.one_time_code, buttons.is_empty(), body.first()) {
            components.push(button(0, &code.value));
        }
        components
    }
}

/// Whether a text can be a template's language.
///
/// # Errors
/// That it cannot.
pub fn check_language(code: &str) -> Result<(), MessageError> {
    let (language, region) = code.split_once('_').map_or((code, None), |(language, region)| (language, Some(region)));
    let is_language = (2..=3).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_region = region.is_none_or(|region| {
        (2..=4).contains(&region.len()) && region.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    if is_language && is_region { Ok(()) } else { Err(MessageError::Language(code.to_owned())) }
}

fn filled(what: &'static str, text: &str) -> Result<(), MessageError> {
    if text.trim().is_empty() { Err(MessageError::Empty(what)) } else { Ok(()) }
}

fn at_most(what: &'static str, text: &str, limit: usize) -> Result<(), MessageError> {
    let length = text.chars().count();
    if length > limit { Err(MessageError::TooLong { what, length, limit }) } else { Ok(()) }
}

fn link(what: &'static str, url: &str) -> Result<(), MessageError> {
    check_url(what, url).map_err(|error| MessageError::Url(error.to_string()))
}

fn coordinate(what: &'static str, text: &str, limit: u32) -> Result<(), MessageError> {
    let number =
        text.trim().parse::<f64>().ok().filter(|number| number.is_finite() && number.abs() <= f64::from(limit));
    match number {
        Some(_) => Ok(()),
        None => Err(MessageError::Coordinate { what, value: text.to_owned(), limit }),
    }
}

/// What Meta refuses in a value: nothing, line breaks, tabs, more than four blanks in a row.
fn value(place: String, text: &str) -> Result<(), MessageError> {
    let complaint = if text.trim().is_empty() {
        "is empty"
    } else if text.contains(['\n', '\r']) {
        "has a line break"
    } else if text.contains('\t') {
        "has a tab"
    } else if text.contains("     ") {
        "has more than four blanks in a row"
    } else {
        return Ok(());
    };
    Err(MessageError::Value { place, complaint })
}

fn object(text: &str) -> Result<Map<String, Value>, MessageError> {
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(MessageError::Json("the payload is no JSON object".to_owned())),
        Err(error) => Err(MessageError::Json(format!("the payload is not JSON: {error}"))),
    }
}

fn put_source(object: &mut Map<String, Value>, source: &Source) {
    match source {
        Source::Link(url) => put(object, "link", Some(url)),
        Source::Id(id) => put(object, "id", Some(id)),
    }
}

fn put(object: &mut Map<String, Value>, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        object.insert(key.to_owned(), value.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json_of(message: &Message) -> String {
        message.to_json_string().unwrap()
    }

    fn call(components: Components) -> TemplateCall {
        TemplateCall {
            name: "order_update".into(),
            language: "en_US".into(),
            components,
            url_buttons: vec![true, false],
            one_time_code: false,
        }
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
    fn a_template_takes_values_by_place_or_name_and_buttons_by_their_kind() {
        let values = Components::Values {
            header: Some(Header::Media(Media::Document, "https://x.example/a.pdf".into())),
            body: vec![Parameter { name: Some("who".into()), value: "Ada".into() }],
            buttons: vec![(0, "42".into()), (1, "YES".into())],
        };
        assert_eq!(
            json_of(&Message::Template(call(values))),
            concat!(
                r#"{"type":"template","template":{"name":"order_update","language":{"code":"en_US","policy":"deterministic"},"#,
                r#""components":[{"type":"header","parameters":[{"type":"document","document":{"link":"https://x.example/a.pdf"}}]},"#,
                r#"{"type":"body","parameters":[{"type":"text","parameter_name":"who","text":"Ada"}]},"#,
                r#"{"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"42"}]},"#,
                r#"{"type":"button","sub_type":"quick_reply","index":"1","parameters":[{"type":"payload","payload":"YES"}]}]}}"#
            )
        );
        let code = TemplateCall {
            one_time_code: true,
            ..call(Components::Values {
                header: None,
                body: vec![Parameter { name: None, value: "123456".into() }],
                buttons: Vec::new(),
            })
        };
        assert_eq!(json_of(&Message::Template(code)).matches("123456").count(), 2);
    }

    #[test]
    fn what_breaks_a_limit_says_where() {
        let error = |message: Message| message.check().unwrap_err().to_string();
        assert!(error(Message::Text { text: "x".repeat(4097), preview: false }).contains("4097"));
        assert!(error(Message::Text { text: " ".into(), preview: false }).contains("empty"));
        let place = |latitude: &str| Message::Location {
            latitude: latitude.into(),
            longitude: "0".into(),
            name: None,
            address: None,
        };
        for latitude in ["91", "north", "NaN", "inf", ""] {
            assert!(error(place(latitude)).contains("latitude"), "{latitude}");
        }
        for (value, complaint) in [("", "empty"), ("a\nb", "line break"), ("a\tb", "tab"), ("a     b", "blanks")] {
            let body = vec![Parameter { name: None, value: value.into() }];
            let values = Components::Values { header: None, body, buttons: Vec::new() };
            let told = error(Message::Template(call(values)));
            assert!(told.contains("{{1}}") && told.contains(complaint), "{told}");
        }
        let raw = |text: &str| Message::Template(call(Components::Raw(text.into())));
        assert!(error(raw("{}")).contains("list"));
        assert!(error(raw("[")).contains("not JSON"));
        for code in ["english", "EN", "en-US", "", "e"] {
            assert!(check_language(code).is_err(), "{code}");
        }
        for code in ["en", "en_US", "zh_CN", "fil", "pt_BR"] {
            assert!(check_language(code).is_ok(), "{code}");
        }
        let react = |emoji: &str| Message::Reaction { message: "wamid.x".into(), emoji: emoji.into() };
        assert!(
            react("👍").check().is_ok()
                && react("👨‍👩‍👧‍👦").check().is_ok()
                && react("").check().is_ok()
                && react("1️⃣").check().is_ok()
        );
        assert!(react("ok").check().is_err() && react("好").check().is_err());
    }
}
