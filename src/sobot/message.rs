//! Every kind of Messenger message, its documented limits, and the JSON that is sent.
//!
//! Page: "发送消息" and "发送optin消息" of the Sobot document. Lengths count Unicode code points.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use url::{Host, Url};

use crate::payload::map_strings;

/// Path of an ordinary message.
pub const SEND_PATH: &str = "/chat-facebook/api/messenger/send";

/// Path of an opt-in message.
pub const OPT_IN_PATH: &str = "/chat-facebook/api/messenger/send_opt_in_message";

/// Longest text of a button template.
pub const BUTTON_TEXT_LIMIT: usize = 640;

/// Longest title and subtitle of a generic element.
pub const ELEMENT_LIMIT: usize = 80;

/// Longest title and description of a topic.
pub const TOPIC_LIMIT: usize = 65;

/// Most buttons of a template or an element.
pub const BUTTONS: usize = 3;

/// `messaging_type`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessagingType {
    /// An answer within 24 hours.
    Response,
    /// Sent on one's own account within 24 hours.
    Update,
    /// Beyond 24 hours, with a tag.
    MessageTag,
}

impl MessagingType {
    /// The vendor's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Response => "RESPONSE",
            Self::Update => "UPDATE",
            Self::MessageTag => "MESSAGE_TAG",
        }
    }
}

/// `tag`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A change of the person's account.
    AccountUpdate,
    /// A reminder of an event the person has signed up for.
    ConfirmedEventUpdate,
    /// A person answers.
    HumanAgent,
    /// A change of a recent purchase.
    PostPurchaseUpdate,
}

impl Tag {
    /// The vendor's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::AccountUpdate => "ACCOUNT_UPDATE",
            Self::ConfirmedEventUpdate => "CONFIRMED_EVENT_UPDATE",
            Self::HumanAgent => "HUMAN_AGENT",
            Self::PostPurchaseUpdate => "POST_PURCHASE_UPDATE",
        }
    }
}

/// A file by URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaKind {
    /// Picture.
    Image,
    /// Sound.
    Audio,
    /// Moving picture.
    Video,
    /// Anything else.
    File,
}

impl MediaKind {
    /// The vendor's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Audio => "audio",
            Self::Video => "video",
            Self::File => "file",
        }
    }
}

/// A button of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Button {
    /// Opens a page.
    Web {
        /// What stands on it.
        title: String,
        /// Where it leads.
        url: String,
    },
    /// Sends a postback to the page's webhook.
    Postback {
        /// What stands on it.
        title: String,
        /// What the webhook gets.
        payload: String,
    },
}

impl std::str::FromStr for Button {
    type Err = String;

    /// `Title=https://…` or `Title=postback:PAYLOAD`, split at the first `=`.
    fn from_str(spec: &str) -> Result<Self, Self::Err> {
        let Some((title, target)) = spec.split_once('=') else {
            return Err(format!("`{spec}` is no button; write 'Title=https://…' or 'Title=postback:PAYLOAD'"));
        };
        let title = title.to_owned();
        Ok(match target.strip_prefix("postback:") {
            Some(payload) => Self::Postback { title, payload: payload.to_owned() },
            None => Self::Web { title, url: target.to_owned() },
        })
    }
}

/// An element of a generic template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// Made from options.
    Made {
        /// Title, up to 80.
        title: String,
        /// Subtitle, up to 80.
        subtitle: Option<String>,
        /// Picture.
        image_url: Option<String>,
        /// Where a click on the element leads.
        default_url: Option<String>,
        /// Up to 3.
        buttons: Vec<Button>,
    },
    /// The vendor's JSON as written.
    Json(String),
}

/// What a media template shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MediaSource {
    /// An attachment that was uploaded before.
    Attachment(String),
    /// A Facebook URL.
    Url(String),
}

/// A message without recipient and page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Plain text.
    Text(String),
    /// A file by URL.
    Media {
        /// Which kind.
        kind: MediaKind,
        /// Where it is.
        url: String,
    },
    /// Text with buttons.
    Button {
        /// Up to 640.
        text: String,
        /// 1 to 3.
        buttons: Vec<Button>,
    },
    /// Cards.
    Generic(Vec<Element>),
    /// A picture or video with nothing else.
    MediaTemplate {
        /// `image` or `video`.
        kind: MediaKind,
        /// What it shows.
        source: MediaSource,
    },
    /// Asks a person to subscribe to a topic.
    OptIn {
        /// The topic.
        title: String,
        /// Its description.
        describe: Option<String>,
        /// Picture.
        image_url: Option<String>,
        /// `SQUARE` or `HORIZONTAL`.
        image_ratio: Option<String>,
        /// `ALLOW`, `GET`, …
        button_type: Option<String>,
        /// Zone of the topic.
        timezone: Option<String>,
    },
    /// A payload as written.
    Json {
        /// `text`, `image`, `audio`, `video`, `file` or `template`.
        kind: String,
        /// JSON text.
        payload: String,
    },
}

/// What stands beside the payload.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// `messaging_type`, absent unless asked for.
    pub messaging_type: Option<MessagingType>,
    /// `tag`, which goes with `MESSAGE_TAG`.
    pub tag: Option<Tag>,
}

/// Whom a message goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipient<'a> {
    /// A PSID.
    Id(&'a str),
    /// A marketing-message token.
    Token(&'a str),
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

impl Message {
    /// The vendor's path for this kind.
    pub fn path(&self) -> &'static str {
        if matches!(self, Self::OptIn { .. }) { OPT_IN_PATH } else { SEND_PATH }
    }

    /// The word of the kind, as on the command line.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Media { kind, .. } => kind.word(),
            Self::Button { .. } => "button",
            Self::Generic(_) => "generic",
            Self::MediaTemplate { .. } => "media",
            Self::OptIn { .. } => "optin",
            Self::Json { .. } => "json",
        }
    }

    /// The same message with every text, title, URL and button run through `change`; in JSON the
    /// string values, never the JSON text.
    pub fn map(&self, change: &mut dyn FnMut(&str) -> Result<String, String>) -> Result<Self, String> {
        let optional = |text: &Option<String>, change: &mut dyn FnMut(&str) -> Result<String, String>| {
            text.as_deref().map(change).transpose()
        };
        Ok(match self {
            Self::Text(text) => Self::Text(change(text)?),
            Self::Media { kind, url } => Self::Media { kind: *kind, url: change(url)? },
            Self::Button { text, buttons } => {
                Self::Button { text: change(text)?, buttons: map_buttons(buttons, change)? }
            }
            Self::Generic(elements) => {
                Self::Generic(elements.iter().map(|element| element.map(change)).collect::<Result<_, _>>()?)
            }
            Self::MediaTemplate { kind, source } => Self::MediaTemplate {
                kind: *kind,
                source: match source {
                    MediaSource::Attachment(id) => MediaSource::Attachment(change(id)?),
                    MediaSource::Url(url) => MediaSource::Url(change(url)?),
                },
            },
            Self::OptIn { title, describe, image_url, image_ratio, button_type, timezone } => Self::OptIn {
                title: change(title)?,
                describe: optional(describe, change)?,
                image_url: optional(image_url, change)?,
                image_ratio: image_ratio.clone(),
                button_type: button_type.clone(),
                timezone: timezone.clone(),
            },
            Self::Json { kind, payload } => Self::Json { kind: kind.clone(), payload: map_strings(payload, change)? },
        })
    }

    /// Holds the message to every limit of the document, before anything leaves. The error is a
    /// fragment that names the limit.
    pub fn check(&self) -> Result<(), String> {
        match self {
            Self::Text(text) => not_empty("the text", text),
            Self::Media { url, .. } => web_url("the URL", url),
            Self::Button { text, buttons } => {
                not_empty("the text", text)?;
                at_most("the text of a button template", text, BUTTON_TEXT_LIMIT)?;
                if buttons.is_empty() {
                    return Err(format!("a button template needs 1 to {BUTTONS} buttons, and there is none"));
                }
                check_buttons(buttons)
            }
            Self::Generic(elements) => {
                if elements.is_empty() {
                    return Err("a generic template needs at least one element".to_owned());
                }
                elements.iter().try_for_each(Element::check)
            }
            Self::MediaTemplate { kind, source } => {
                if !matches!(kind, MediaKind::Image | MediaKind::Video) {
                    return Err(format!("a media template shows an image or a video, not `{}`", kind.word()));
                }
                match source {
                    MediaSource::Attachment(id) => not_empty("the attachment id", id),
                    MediaSource::Url(url) => facebook_url(url),
                }
            }
            Self::OptIn { title, describe, image_url, .. } => {
                not_empty("the topic's title", title)?;
                at_most("the topic's title", title, TOPIC_LIMIT)?;
                if let Some(describe) = describe {
                    at_most("the topic's description", describe, TOPIC_LIMIT)?;
                }
                image_url.as_deref().map_or(Ok(()), |url| web_url("the image URL", url))
            }
            Self::Json { kind, payload } => check_payload(kind, payload),
        }
    }

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

impl Element {
    fn map(&self, change: &mut dyn FnMut(&str) -> Result<String, String>) -> Result<Self, String> {
        let optional = |text: &Option<String>, change: &mut dyn FnMut(&str) -> Result<String, String>| {
            text.as_deref().map(change).transpose()
        };
        Ok(match self {
            Self::Made { title, subtitle, image_url, default_url, buttons } => Self::Made {
                title: change(title)?,
                subtitle: optional(subtitle, change)?,
                image_url: optional(image_url, change)?,
                default_url: optional(default_url, change)?,
                buttons: map_buttons(buttons, change)?,
            },
            Self::Json(text) => Self::Json(map_strings(text, change)?),
        })
    }

    fn check(&self) -> Result<(), String> {
        match self {
            Self::Made { title, subtitle, image_url, default_url, buttons } => {
                not_empty("an element's title", title)?;
                at_most("an element's title", title, ELEMENT_LIMIT)?;
                if let Some(subtitle) = subtitle {
                    at_most("an element's subtitle", subtitle, ELEMENT_LIMIT)?;
                }
                if let Some(url) = image_url {
                    web_url("an element's image URL", url)?;
                }
                if let Some(url) = default_url {
                    web_url("an element's default URL", url)?;
                }
                check_buttons(buttons)
            }
            Self::Json(text) => check_element_json(text),
        }
    }

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
        let _ = write!(self.text, "\"{name}\":{json}");
    }

    fn finish(mut self) -> String {
        self.text.push('}');
        self.text
    }
}

fn json_string(text: &str) -> String {
    Value::from(text).to_string()
}

fn buttons_json(buttons: &[Button]) -> String {
    let buttons: Vec<ButtonJson<'_>> = buttons.iter().map(ButtonJson::from).collect();
    serde_json::to_string(&buttons).unwrap_or_default()
}

fn map_buttons(
    buttons: &[Button],
    change: &mut dyn FnMut(&str) -> Result<String, String>,
) -> Result<Vec<Button>, String> {
    buttons
        .iter()
        .map(|button| {
            Ok(match button {
                Button::Web { title, url } => Button::Web { title: change(title)?, url: change(url)? },
                Button::Postback { title, payload } => {
                    Button::Postback { title: change(title)?, payload: change(payload)? }
                }
            })
        })
        .collect()
}

fn check_buttons(buttons: &[Button]) -> Result<(), String> {
    if buttons.len() > BUTTONS {
        return Err(format!("there are {} buttons; at most {BUTTONS} are allowed", buttons.len()));
    }
    for button in buttons {
        match button {
            Button::Web { title, url } => {
                not_empty("a button's title", title)?;
                web_url(&format!("the URL of the button `{title}`"), url)?;
            }
            Button::Postback { title, payload } => {
                not_empty("a button's title", title)?;
                not_empty(&format!("the postback payload of the button `{title}`"), payload)?;
            }
        }
    }
    Ok(())
}

/// The kinds that `--type` takes.
pub const PAYLOAD_KINDS: [&str; 6] = ["text", "image", "audio", "video", "file", "template"];

fn check_payload(kind: &str, payload: &str) -> Result<(), String> {
    let raw: &RawValue = serde_json::from_str(payload).map_err(|error| format!("the payload is not JSON: {error}"))?;
    let is_string = raw.get().starts_with('"');
    let is_object = raw.get().starts_with('{');
    if kind == "text" {
        if !is_string {
            return Err("the payload of type `text` is a JSON string, with its quotes".to_owned());
        }
        let text: String =
            serde_json::from_str(payload).map_err(|error| format!("the payload is not JSON: {error}"))?;
        return not_empty("the text", &text);
    }
    if !is_object {
        return Err(format!("the payload of type `{kind}` is a JSON object"));
    }
    let object: Map<String, Value> =
        serde_json::from_str(payload).map_err(|error| format!("the payload is not JSON: {error}"))?;
    if kind == "template" { check_template(&object) } else { check_url_field(&object, "url", "the payload's url") }
}

fn check_template(object: &Map<String, Value>) -> Result<(), String> {
    match object.get("template_type").and_then(Value::as_str) {
        Some("button") => {
            let text = object.get("text").and_then(Value::as_str).unwrap_or_default();
            not_empty("the template's text", text)?;
            at_most("the text of a button template", text, BUTTON_TEXT_LIMIT)?;
            let count = object.get("buttons").and_then(Value::as_array).map_or(0, Vec::len);
            if count == 0 {
                return Err(format!("a button template needs 1 to {BUTTONS} buttons, and there is none"));
            }
            check_button_count(count)
        }
        Some("generic") => {
            let elements = object.get("elements").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            if elements.is_empty() {
                return Err("a generic template needs at least one element".to_owned());
            }
            elements.iter().try_for_each(check_element)
        }
        Some(_) => Ok(()),
        None => Err("a template's payload needs a `template_type`".to_owned()),
    }
}

fn check_element_json(text: &str) -> Result<(), String> {
    let value: Value = serde_json::from_str(text).map_err(|error| format!("the element is not JSON: {error}"))?;
    check_element(&value)
}

fn check_element(element: &Value) -> Result<(), String> {
    let Some(object) = element.as_object() else {
        return Err("an element is a JSON object".to_owned());
    };
    let title = object.get("title").and_then(Value::as_str).unwrap_or_default();
    not_empty("an element's title", title)?;
    at_most("an element's title", title, ELEMENT_LIMIT)?;
    if let Some(subtitle) = object.get("subtitle").and_then(Value::as_str) {
        at_most("an element's subtitle", subtitle, ELEMENT_LIMIT)?;
    }
    if object.contains_key("image_url") {
        check_url_field(object, "image_url", "an element's image_url")?;
    }
    check_button_count(object.get("buttons").and_then(Value::as_array).map_or(0, Vec::len))
}

fn check_button_count(count: usize) -> Result<(), String> {
    if count > BUTTONS {
        return Err(format!("there are {count} buttons; at most {BUTTONS} are allowed"));
    }
    Ok(())
}

fn check_url_field(object: &Map<String, Value>, field: &str, what: &str) -> Result<(), String> {
    match object.get(field).and_then(Value::as_str) {
        Some(url) => web_url(what, url),
        None => Err(format!("{what} is missing")),
    }
}

/// Refuses a text of more than `limit` code points, with both numbers.
pub fn at_most(what: &str, text: &str, limit: usize) -> Result<(), String> {
    let length = text.chars().count();
    if length > limit {
        return Err(format!("{what} has {length} characters; at most {limit} are allowed"));
    }
    Ok(())
}

fn not_empty(what: &str, text: &str) -> Result<(), String> {
    if text.trim().is_empty() { Err(format!("{what} is empty")) } else { Ok(()) }
}

/// Refuses what is not an absolute http or https URL with a host.
pub fn web_url(what: &str, url: &str) -> Result<(), String> {
    parse_url(what, url).map(drop)
}

fn parse_url(what: &str, url: &str) -> Result<Url, String> {
    let parsed = Url::parse(url).map_err(|error| format!("{what} `{url}` is no URL: {error}; write https://…"))?;
    if !matches!(parsed.scheme(), "http" | "https") {
        return Err(format!("{what} `{url}` is not http or https"));
    }
    if url.chars().any(|character| character.is_whitespace() || character.is_control()) {
        return Err(format!("{what} `{url}` has a blank or control character in it"));
    }
    Ok(parsed)
}

fn facebook_url(url: &str) -> Result<(), String> {
    let parsed = parse_url("the URL", url)?;
    let known = ["facebook.com", "fb.com", "fb.watch", "fb.me"];
    let is_facebook = match parsed.host() {
        Some(Host::Domain(host)) => known.iter().any(|name| host == *name || host.ends_with(&format!(".{name}"))),
        _ => false,
    };
    if is_facebook {
        return Ok(());
    }
    Err(format!("`{url}` is no Facebook URL; a media template takes only those, or an attachment id"))
}

#[cfg(test)]
mod tests;
