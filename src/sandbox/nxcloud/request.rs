//! A signed Super Message: phones, message, priority, and what each channel says.

use serde_json::Value;

use super::message::{self, Kind};
use super::{Checked, refuse, success};
use crate::sandbox::call::{Request, Turn};
use crate::sandbox::credentials::APPKEY;
use crate::sandbox::fields::{Fields, Misfit};
use crate::sandbox::postman::loopback;
use crate::sandbox::reply::Reply;
use crate::sandbox::store::{News, Push};

/// The most phones of one request.
const MOST_PHONES: usize = 2000;

/// The channels that the sandbox's account has opened, in the order of the document's example.
const CHANNELS: [&str; 2] = ["sms", "viber"];

/// Sends, after everything was checked; the request is taken or refused as a whole.
pub(super) fn carry_out(request: &Request<'_>, turn: &mut Turn<'_>) -> Checked<Reply> {
    let Ok(body) = serde_json::from_slice::<Value>(request.body) else {
        return refuse(1002, "the body is not JSON");
    };
    let fields = Fields::root(&body)?;
    fields.only(&["appkey", "phones", "message", "webhook", "priority"])?;
    if fields.required("appkey")? != APPKEY {
        return refuse(9003, "the appkey is unknown");
    }
    let phones = phones(&fields)?;
    let kind = message::check(&fields.required_object("message")?)?;
    let webhook = fields.link("webhook")?;
    let order = priority(&fields)?;
    let wish = check_phones(&phones)?;
    let channels = deliver(kind, order.as_deref(), wish);
    let (request_id, trace_id) = (turn.random.hex_id(), turn.random.hex_id());
    let taken: Vec<_> = channels.iter().filter(|(_, code)| *code == 0).map(|(name, _)| *name).collect();
    if !taken.is_empty() {
        let (message, list) = (body["message"].to_string(), taken.join(","));
        let webhook = webhook.filter(|webhook| loopback(webhook).is_some());
        let webhook = webhook.as_ref().map(url::Url::as_str);
        for phone in &phones {
            let sent_at = turn.now;
            let push = Push { request_id: &request_id, phone, message: &message, channels: &list, sent_at, webhook };
            let number = turn.db.add_push(&push)?;
            for channel in &taken {
                let (news, delay) = News::of_channel(channel);
                turn.db.schedule(turn.random, news, number, sent_at + delay)?;
            }
        }
    }
    Ok(Reply::ok(success(&request_id, &trace_id, &channels)))
}

fn phones<'a>(fields: &Fields<'a>) -> Result<Vec<&'a str>, Misfit> {
    let list = fields.list("phones")?.ok_or_else(|| fields.missing("phones"))?;
    if list.is_empty() || list.len() > MOST_PHONES {
        return Err(Misfit(format!("phones must have 1 to {MOST_PHONES} entries, not {}", list.len())));
    }
    list.iter().map(|phone| phone.as_str().ok_or_else(|| Misfit("phones must be strings".into()))).collect()
}

/// None: every opened channel.
fn priority(fields: &Fields<'_>) -> Result<Option<Vec<&'static str>>, Misfit> {
    let Some(list) = fields.list("priority")? else { return Ok(None) };
    let channel = |value: &Value| {
        let word = value.as_str().unwrap_or_default();
        let known = CHANNELS.into_iter().find(|channel| channel.to_ascii_uppercase() == word);
        known.ok_or_else(|| Misfit(format!("priority knows SMS and VIBER, not {value}")))
    };
    let order = list.iter().map(channel).collect::<Result<Vec<_>, _>>()?;
    Ok(Some(order).filter(|order| !order.is_empty()))
}

/// What a phone asks for: `1555`, which channel (0 all, 1 viber, 2 sms), six digits of a code.
#[derive(Clone, Copy)]
struct Wish {
    channel: Option<&'static str>,
    code: i64,
}

/// One bad number refuses the whole request; one special number answers for it.
fn check_phones(phones: &[&str]) -> Checked<Option<Wish>> {
    let is_number = |phone: &str| (7..=15).contains(&phone.len()) && phone.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(bad) = phones.iter().find(|phone| !is_number(phone) || phone.starts_with('0')) {
        return refuse(9002, &format!("{bad} is no number with country code"));
    }
    let mut wish = None;
    for phone in phones {
        let Some(asked) = wish_of(phone) else { continue };
        if asked.channel.is_none() && !(14_001..=14_999).contains(&asked.code) {
            return refuse(asked.code, &format!("{phone} asks for this answer"));
        }
        wish = Some(asked);
    }
    Ok(wish)
}

fn wish_of(phone: &str) -> Option<Wish> {
    let (channel, digits) = phone.strip_prefix("1555").filter(|rest| rest.len() == 7)?.split_at(1);
    let channel = match channel {
        "0" => None,
        "1" => Some("viber"),
        "2" => Some("sms"),
        _ => return None,
    };
    // A phone cannot say -1: 1 stands for it.
    match digits.parse().ok()? {
        0 => None,
        1 => Some(Wish { channel, code: -1 }),
        code => Some(Wish { channel, code }),
    }
}

/// What the channels say: with a priority one after the other until one takes it, without one all.
fn deliver(kind: Kind, order: Option<&[&'static str]>, wish: Option<Wish>) -> Vec<(&'static str, i64)> {
    let mut said = Vec::new();
    for channel in order.unwrap_or(&CHANNELS) {
        let code = match wish {
            Some(wish) if wish.channel.is_none_or(|only| only == *channel) => wish.code,
            _ if kind == Kind::Rich && *channel == "sms" => 14_002,
            _ => 0,
        };
        said.push((*channel, code));
        if order.is_some() && code == 0 {
            break;
        }
    }
    said
}
