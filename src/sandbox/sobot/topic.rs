//! `create_or_update_title` and `del_title`.

use serde_json::Value;

use super::{Checked, check_page, refuse, success};
use crate::sandbox::call::{Request, Turn};
use crate::sandbox::fields::{Fields, is_longer};
use crate::sandbox::reply::Reply;
use crate::sandbox::store::Topic;

/// The longest title and description, in code points.
pub(super) const LONGEST: usize = 65;
/// `image_ratio`.
pub(super) const RATIOS: [&str; 2] = ["SQUARE", "HORIZONTAL"];
/// `button_type`.
pub(super) const BUTTONS: [&str; 5] = ["ALLOW", "GET", "GET_UPDATES", "OPT_IN", "SIGN_UP"];

/// Makes a topic, or changes the one that `configid` names.
pub(super) fn save(body: &Value, turn: &mut Turn<'_>) -> Checked<Reply> {
    let fields = Fields::root(body)?;
    fields.only(&["appid", "title", "describe", "image_ratio", "button_type", "image_url", "timezone", "configid"])?;
    let page = check_page(fields.text("appid")?, turn)?;
    let title = bounded(&fields, "title", "210003", "210004")?;
    let describe = bounded(&fields, "describe", "210005", "210006")?;
    let Some(button_type) = fields.one_of("button_type", &BUTTONS)? else { return refuse("210007") };
    let Some(image_ratio) = fields.one_of("image_ratio", &RATIOS)? else { return refuse("210012") };
    fields.link("image_url")?;
    let fresh = turn.random.hex_id();
    let config_id = match fields.text("configid")? {
        None if turn.db.topic_titled(&page, title)?.is_some() => return refuse("210008"),
        None => fresh.as_str(),
        Some(config_id) => match turn.db.topic(config_id)? {
            None => return refuse("210013"),
            Some(topic) if topic.page != page || topic.title != title => return refuse("210011"),
            Some(_) => config_id,
        },
    };
    let topic = Topic {
        config_id,
        page: &page,
        title,
        describe,
        image_ratio,
        button_type,
        image_url: fields.text("image_url")?,
        timezone: fields.text("timezone")?.unwrap_or("UTC"),
    };
    turn.db.save_topic(&topic, turn.now)?;
    Ok(success(Some(config_id.into())))
}

fn bounded<'a>(fields: &Fields<'a>, key: &str, missing: &str, too_long: &str) -> Checked<&'a str> {
    match fields.text(key)? {
        None => refuse(missing),
        Some(text) if is_longer(text, LONGEST) => refuse(too_long),
        Some(text) => Ok(text),
    }
}

/// Deletes a topic; what its subscribers were is kept, as at the vendor.
pub(super) fn delete(request: &Request<'_>, turn: &mut Turn<'_>) -> Checked<Reply> {
    let Some(config_id) = request.parameter("configid") else { return refuse("210013") };
    if turn.db.delete_topic(&config_id)? { Ok(success(None)) } else { refuse("210013") }
}
