//! What goes to people: `send`, `send_opt_in_message`, and `upload_async` for what they will be shown.

mod payload;

use serde_json::{Value, json};

use super::{Checked, Refusal, check_page, message_of, refuse, success};
use crate::sandbox::call::Turn;
use crate::sandbox::fields::{Fields, Misfit, is_longer};
use crate::sandbox::reply::Reply;
use crate::sandbox::store::{Dispatch, News};

/// Tags that a message outside the 24 hours may carry.
const TAGS: [&str; 4] = ["ACCOUNT_UPDATE", "CONFIRMED_EVENT_UPDATE", "HUMAN_AGENT", "POST_PURCHASE_UPDATE"];

/// Codes that say "ask again": the attempt leaves no record.
const AGAIN: [&str; 4] = ["4", "2534040", "2018352", "900002"];

/// `messenger/send`.
pub(super) fn send(body: &Value, turn: &mut Turn<'_>) -> Checked<Reply> {
    let fields = Fields::root(body)?;
    fields.only(&["messaging_type", "recipientid", "recipient_token", "pageid", "type", "tag", "payload"])?;
    let page = check_page(fields.text("pageid")?, turn)?;
    let address = one_recipient(&fields)?;
    let tag = check_tag(&fields)?;
    payload::check(&fields)?;
    let payload = &body["payload"];
    let message = payload.as_str().map_or_else(|| payload.to_string(), str::to_owned);
    dispatch(turn, &Letter { page: &page, address, topic_or_tag: tag, message: &message })
        .map(|message_id| success(Some(json!({ "message_id": message_id, "recipient_id": address.id() }))))
}

/// Who is to get a message, as the call names them.
#[derive(Clone, Copy)]
enum Address<'a> {
    Id(&'a str),
    Token(&'a str),
}

impl<'a> Address<'a> {
    fn id(self) -> &'a str {
        match self {
            Self::Id(id) | Self::Token(id) => id,
        }
    }
}

fn one_recipient<'a>(fields: &Fields<'a>) -> Checked<Address<'a>> {
    match (fields.text("recipientid")?, fields.text("recipient_token")?) {
        (Some(_), Some(_)) => Err(Misfit("recipientid and recipient_token exclude each other".into()).into()),
        (Some(id), None) => Ok(Address::Id(id)),
        (None, Some(token)) => Ok(Address::Token(token)),
        (None, None) => refuse("210009"),
    }
}

fn check_tag<'a>(fields: &Fields<'a>) -> Checked<Option<&'a str>> {
    let messaging_type = fields.one_of("messaging_type", &["RESPONSE", "UPDATE", "MESSAGE_TAG"])?;
    let tag = fields.one_of("tag", &TAGS)?;
    match (messaging_type, tag) {
        (Some("MESSAGE_TAG"), None) => Err(fields.missing("tag").into()),
        (Some("MESSAGE_TAG"), tag) => Ok(tag),
        (_, Some(_)) => Err(Misfit("tag goes with the messaging_type MESSAGE_TAG only".into()).into()),
        (_, None) => Ok(None),
    }
}

/// `send_opt_in_message`. The document's table says `recipientid`, its example `recipient_id`: either will do.
pub(super) fn opt_in(body: &Value, turn: &mut Turn<'_>) -> Checked<Reply> {
    let fields = Fields::root(body)?;
    fields.only(&[
        "appid",
        "title",
        "recipientid",
        "recipient_id",
        "describe",
        "image_url",
        "image_ratio",
        "button_type",
        "timezone",
    ])?;
    let page = check_page(fields.text("appid")?, turn)?;
    let Some(title) = fields.text("title")? else { return refuse("210003") };
    let recipient = match (fields.text("recipientid")?, fields.text("recipient_id")?) {
        (Some(one), Some(other)) if one != other => {
            return Err(Misfit("recipientid and recipient_id are not the same".into()).into());
        }
        (Some(id), _) | (None, Some(id)) => id,
        (None, None) => return refuse("210009"),
    };
    if fields.text("describe")?.is_some_and(|describe| is_longer(describe, super::topic::LONGEST)) {
        return refuse("210006");
    }
    fields.link("image_url")?;
    fields.one_of("image_ratio", &super::topic::RATIOS)?;
    fields.one_of("button_type", &super::topic::BUTTONS)?;
    fields.text("timezone")?;
    if turn.db.topic_titled(&page, title)?.is_none() {
        return refuse("210010");
    }
    let message = json!({ "optin": title }).to_string();
    let letter = Letter { page: &page, address: Address::Id(recipient), topic_or_tag: Some(title), message: &message };
    dispatch(turn, &letter)
        .map(|message_id| success(Some(json!({ "message_id": message_id, "recipient_id": recipient }))))
}

/// A message that has been checked.
struct Letter<'a> {
    page: &'a str,
    address: Address<'a>,
    topic_or_tag: Option<&'a str>,
    message: &'a str,
}

/// Accepts a message and settles what will become of it, or refuses it for its recipient's sake.
fn dispatch(turn: &mut Turn<'_>, letter: &Letter<'_>) -> Checked<String> {
    let address = letter.address.id();
    let owner = match letter.address {
        Address::Token(token) => turn.db.token_owner(token)?,
        Address::Id(_) => None,
    };
    let topic = owner.as_ref().map(|(_, title, _)| title.as_str());
    let mut record = Dispatch {
        message_id: None,
        page: letter.page,
        recipient: owner.as_ref().map_or(address, |(id, _, _)| id),
        address,
        topic_or_tag: letter.topic_or_tag.or(topic),
        message: letter.message,
        send_time: turn.now,
        delivered_at: None,
        read_at: None,
        failed_at: None,
        error_code: None,
    };
    let stopped = owner.as_ref().is_some_and(|(_, _, subscribed)| !subscribed);
    let code = if stopped { Some("1893015") } else { code_in("99", address) };
    if let Some(code) = code {
        if !AGAIN.contains(&code) {
            (record.failed_at, record.error_code) = (Some(turn.now), Some(code));
            turn.db.add_message(&record)?;
        }
        return Err(Refusal::Code(code.to_owned(), message_of(code)));
    }
    let message_id = turn.random.message_id();
    record.message_id = Some(&message_id);
    if let Some(code) = code_in("98", address) {
        (record.failed_at, record.error_code) = (Some(turn.now + 2_000), Some(code));
    } else {
        (record.delivered_at, record.read_at) = fate(turn);
    }
    let number = turn.db.add_message(&record)?;
    let news = [(News::Echo, Some(turn.now)), (News::Delivered, record.delivered_at), (News::Read, record.read_at)];
    for (news, at) in news {
        if let Some(at) = at {
            turn.db.schedule(turn.random, news, number, at)?;
        }
    }
    Ok(message_id)
}

/// When a message will be delivered and read: 97 in 100 within 8 seconds, 6 in 10 of these read
/// within 5 minutes.
fn fate(turn: &mut Turn<'_>) -> (Option<i64>, Option<i64>) {
    if turn.random.below(100) >= 97 {
        return (None, None);
    }
    let delivered = turn.now + 1_000 + turn.random.below(7_000) as i64;
    let read = turn.random.below(10) < 6;
    (Some(delivered), read.then(|| delivered + 5_000 + turn.random.below(295_000) as i64))
}

/// The code that an address asks for: the prefix, at least three zeros, and the code.
fn code_in<'a>(prefix: &str, address: &'a str) -> Option<&'a str> {
    let rest = address.strip_prefix(prefix)?;
    let code = rest.trim_start_matches('0');
    let asked =
        rest.len() - code.len() >= 3 && (1..=7).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
    asked.then_some(code)
}

/// `upload_async`. The attachment is ready after 3 seconds.
pub(super) fn upload(body: &Value, turn: &mut Turn<'_>) -> Checked<Reply> {
    let fields = Fields::root(body)?;
    fields.only(&["pageid", "type", "payload"])?;
    let page = check_page(fields.text("pageid")?, turn)?;
    let kind = fields.one_of("type", &["image", "audio", "video", "file"])?.ok_or_else(|| fields.missing("type"))?;
    let payload = fields.required_object("payload")?;
    payload.only(&["url"])?;
    let url = payload.required_link("url")?;
    let (track_id, attachment_id) = (turn.random.hex_id(), turn.random.digits(16));
    let ready = turn.now + 3_000;
    let number = turn.db.add_upload(&track_id, &attachment_id, &page, (kind, url.as_str()), ready)?;
    turn.db.schedule(turn.random, News::Upload, number, ready)?;
    Ok(success(Some(track_id.into())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_asks_for_a_code_with_prefix_and_zeros() {
        assert_eq!(code_in("99", "9900000000000551"), Some("551"));
        assert_eq!(code_in("99", "99000551"), Some("551"));
        assert_eq!(code_in("99", "9900000000010"), Some("10"));
        for other in ["9900551", "9955100000000000", "99000000000000", "8900000000000551", "99000x", "551"] {
            assert_eq!(code_in("99", other), None, "{other}");
        }
    }
}
