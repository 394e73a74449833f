//! The JSON of a message as the vendor reads it, written field by field so that raw values keep
//! their digits and order.

use serde::Serialize;

use super::{Button, Element, Envelope, MediaSource, Message, OPT_IN_PATH, Recipient};

/// The body of a request: the rendered message with recipient and page put in front. The document
/// calls the opt-in recipient `recipientid` in its table and `recipient_id` in its example: both are sent.
pub fn body(message: &str, path: &str, page: &str, recipient: Recipient<'_>) -> String {
    let mut head = Object::new();
    match recipient {
        Recipient::Id(id) if path == OPT_IN_PATH => {
            head.string("appid", page);
            head.string("recipientid", id);
            head.string("recipient_id", id);
        }
        Recipient::Id(id) => {
            head.string("recipientid", id);
            head.string("pageid", page);
        }
        Recipient::Token(token) => {
            head.string("recipient_token", token);
            head.string("pageid", page);
        }
    }
    let mut text = head.text;
    let rest = message.strip_prefix('{').unwrap_or(message);
    if rest != "}" {
        text.push(',');
    }
    text.push_str(rest);
    text
}

impl Message {
    /// The vendor's JSON of everything but recipient and page: the same message gives the same bytes.
    pub fn to_json(&self, envelope: Envelope) -> String {
        let mut json = Object::new();
        if let Some(messaging_type) = envelope.messaging_type {
            json.string("messaging_type", messaging_type.word());
        }
        if let Self::OptIn { title, describe, image_url, image_ratio, button_type, timezone } = self {
            json.string("title", title);
            for (name, value) in [
                ("describe", describe),
                ("image_url", image_url),
                ("image_ratio", image_ratio),
                ("button_type", button_type),
                ("timezone", timezone),
            ] {
                if let Some(value) = value {
                    json.string(name, value);
                }
            }
            return json.finish();
        }
        json.string("type", self.vendor_type());
        if let Some(tag) = envelope.tag {
            json.string("tag", tag.word());
        }
        json.raw("payload", &self.payload());
        json.finish()
    }

    fn vendor_type(&self) -> &str {
        match self {
            Self::Text(_) => "text",
            Self::Media { kind, .. } => kind.word(),
            Self::Json { kind, .. } => kind,
            _ => "template",
        }
    }

    fn payload(&self) -> String {
        match self {
            Self::Text(text) => json_string(text),
            Self::Media { url, .. } => {
                let mut json = Object::new();
                json.string("url", url);
                json.finish()
            }
            Self::Button { text, buttons } => {
                let mut json = Object::new();
                json.string("template_type", "button");
                json.string("text", text);
                json.raw("buttons", &buttons_json(buttons));
                json.finish()
            }
            Self::Generic(elements) => {
                let elements: Vec<String> = elements.iter().map(Element::to_json).collect();
                let mut json = Object::new();
                json.string("template_type", "generic");
                json.raw("elements", &format!("[{}]", elements.join(",")));
                json.finish()
            }
            Self::MediaTemplate { kind, source } => {
                let mut element = Object::new();
                element.string("media_type", kind.word());
                match source {
                    MediaSource::Attachment(id) => element.string("attachment_id", id),
                    MediaSource::Url(url) => element.string("url", url),
                }
                let mut json = Object::new();
                json.string("template_type", "media");
                json.raw("elements", &format!("[{}]", element.finish()));
                json.finish()
            }
            Self::OptIn { .. } => String::new(),
            Self::Json { payload, .. } => payload.clone(),
        }
    }
}

impl Element {
    fn to_json(&self) -> String {
        match self {
            Self::Made { title, subtitle, image_url, default_url, buttons } => {
                let mut json = Object::new();
                json.string("title", title);
                if let Some(url) = image_url {
                    json.string("image_url", url);
                }
                if let Some(subtitle) = subtitle {
                    json.string("subtitle", subtitle);
                }
                if let Some(url) = default_url {
                    let mut action = Object::new();
                    action.string("type", "web_url");
                    action.string("url", url);
                    json.raw("default_action", &action.finish());
                }
                if !buttons.is_empty() {
                    json.raw("buttons", &buttons_json(buttons));
                }
                json.finish()
            }
            Self::Json(text) => text.clone(),
        }
    }
}

/// A JSON object written field by field, so that raw values keep their digits and order.
struct Object {
    text: String,
}

impl Object {
    fn new() -> Self {
        Self { text: "{".to_owned() }
    }

    fn string(&mut self, name: &str, value: &str) {
        self.raw(name, &json_string(value));
    }

    fn raw(&mut self, name: &str, json: &str) {
        if self.text.len() > 1 {
            self.text.push(',');
        }
        for piece in ["\"", name, "\":", json] {
            self.text.push_str(piece);
        }
    }

    fn finish(mut self) -> String {
        self.text.push('}');
        self.text
    }
}

fn json_string(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

fn buttons_json(buttons: &[Button]) -> String {
    let buttons: Vec<ButtonJson<'_>> = buttons.iter().map(ButtonJson::from).collect();
    serde_json::to_string(&buttons).unwrap_or_default()
}

#[derive(Serialize)]
struct ButtonJson<'a> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    payload: Option<&'a str>,
}

impl<'a> From<&'a Button> for ButtonJson<'a> {
    fn from(button: &'a Button) -> Self {
        match button {
            Button::Web { title, url } => Self { r#type: "web_url", url: Some(url), title, payload: None },
            Button::Postback { title, payload } => {
                Self { r#type: "postback", url: None, title, payload: Some(payload) }
            }
        }
    }
}
