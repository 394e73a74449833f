//! The documented limits of a message, checked before anything leaves. Lengths count code points.

use serde_json::value::RawValue;
use serde_json::{Map, Value};
use url::{Host, Url};

use super::{Button, Element, MediaKind, MediaSource, Message};

/// Longest text of a button template.
pub const BUTTON_TEXT_LIMIT: usize = 640;

/// Longest title and subtitle of a generic element.
pub const ELEMENT_LIMIT: usize = 80;

/// Longest title and description of a topic.
pub const TOPIC_LIMIT: usize = 65;

/// Most buttons of a template or an element.
pub const BUTTONS: usize = 3;

/// The kinds that `--type` takes.
pub const PAYLOAD_KINDS: [&str; 6] = ["text", "image", "audio", "video", "file", "template"];

impl Message {
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
}

impl Element {
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
