//! The payload of a message, by its type.

use crate::sandbox::fields::{Fields, Misfit};

/// The longest text above buttons, in code points.
const BUTTON_TEXT: usize = 640;
/// The longest title and subtitle of an element, in code points.
const ELEMENT_TEXT: usize = 80;
/// The most buttons of a template or an element.
const MOST_BUTTONS: usize = 3;

/// Checks `type` and `payload`.
pub(super) fn check(fields: &Fields<'_>) -> Result<(), Misfit> {
    let kinds = ["text", "image", "audio", "video", "file", "template"];
    match fields.one_of("type", &kinds)?.ok_or_else(|| fields.missing("type"))? {
        "text" => fields.required("payload").map(drop),
        "template" => template(&fields.required_object("payload")?),
        _ => {
            let payload = fields.required_object("payload")?;
            payload.only(&["url"])?;
            payload.required_link("url").map(drop)
        }
    }
}

fn template(payload: &Fields<'_>) -> Result<(), Misfit> {
    let kind = payload.one_of("template_type", &["button", "generic", "media"])?;
    match kind.ok_or_else(|| payload.missing("template_type"))? {
        "button" => {
            payload.only(&["template_type", "text", "buttons"])?;
            payload.text_up_to("text", BUTTON_TEXT)?.ok_or_else(|| payload.missing("text"))?;
            buttons(payload)
        }
        "generic" => {
            // The table wants buttons here as well; the example, which works, has none.
            payload.only(&["template_type", "elements", "buttons"])?;
            optional_buttons(payload)?;
            elements(payload)?.iter().try_for_each(generic)
        }
        _ => {
            payload.only(&["template_type", "elements"])?;
            elements(payload)?.iter().try_for_each(media)
        }
    }
}

fn elements<'a>(payload: &Fields<'a>) -> Result<Vec<Fields<'a>>, Misfit> {
    let elements = payload.elements("elements")?;
    if elements.is_empty() {
        return Err(Misfit(format!("{} is empty", payload.name("elements"))));
    }
    Ok(elements)
}

fn generic(element: &Fields<'_>) -> Result<(), Misfit> {
    element.only(&["title", "subtitle", "image_url", "default_action", "buttons"])?;
    element.text_up_to("title", ELEMENT_TEXT)?.ok_or_else(|| element.missing("title"))?;
    element.text_up_to("subtitle", ELEMENT_TEXT)?;
    element.link("image_url")?;
    if let Some(action) = element.object("default_action")? {
        action.only(&["type", "url", "messenger_extensions", "webview_height_ratio", "fallback_url"])?;
        action.one_of("type", &["web_url"])?.ok_or_else(|| action.missing("type"))?;
        action.required_link("url")?;
        action.link("fallback_url")?;
        action.one_of("webview_height_ratio", &["compact", "tall", "full"])?;
    }
    optional_buttons(element)
}

fn media(element: &Fields<'_>) -> Result<(), Misfit> {
    element.only(&["media_type", "attachment_id", "url"])?;
    element.one_of("media_type", &["image", "video"])?.ok_or_else(|| element.missing("media_type"))?;
    match (element.text("attachment_id")?, element.link("url")?) {
        (Some(_), None) => Ok(()),
        (None, Some(link)) if is_facebook(&link) => Ok(()),
        (None, Some(_)) => Err(Misfit(format!("{} is not an address at Facebook", element.name("url")))),
        _ => Err(Misfit(format!("{} or url, one of them, must be there", element.name("attachment_id")))),
    }
}

fn is_facebook(link: &url::Url) -> bool {
    let host = link.host_str().unwrap_or("");
    ["facebook.com", "fb.com", "fb.watch"]
        .into_iter()
        .any(|domain| host == domain || host.strip_suffix(domain).is_some_and(|sub| sub.ends_with('.')))
}

fn optional_buttons(fields: &Fields<'_>) -> Result<(), Misfit> {
    if fields.list("buttons")?.is_some() { buttons(fields) } else { Ok(()) }
}

fn buttons(fields: &Fields<'_>) -> Result<(), Misfit> {
    let buttons = fields.elements("buttons")?;
    if buttons.is_empty() || buttons.len() > MOST_BUTTONS {
        return Err(Misfit(format!("{} must have 1 to {MOST_BUTTONS} entries", fields.name("buttons"))));
    }
    buttons.iter().try_for_each(button)
}

fn button(button: &Fields<'_>) -> Result<(), Misfit> {
    button.required("title")?;
    match button.one_of("type", &["web_url", "postback"])?.ok_or_else(|| button.missing("type"))? {
        "web_url" => {
            button.only(&["type", "title", "url", "messenger_extensions", "webview_height_ratio", "fallback_url"])?;
            button.required_link("url").map(drop)
        }
        _ => {
            button.only(&["type", "title", "payload"])?;
            button.required("payload").map(drop)
        }
    }
}
