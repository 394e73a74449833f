//! Messenger as NXCloud calls back: a person's message, or the receipt of one of ours.
//!
//! Vendor page: "Messenger Webhook". A receipt's `sendTime` has no zone: the caller's is assumed, and the
//! event says so.

use std::borrow::Cow;

use jiff::tz::TimeZone;

use crate::webhook::event::{Direction, Event, Failure, Media, name_of};
use crate::webhook::json::{Text, Value};
use crate::webhook::moment::Moment;
use crate::webhook::shape::Platform;

const MESSAGES: &[&str] = &["message.text", "message.image", "message.audio", "message.video"];
const STATUSES: &[&str] = &["status.delivered", "status.read", "status.failed"];

/// A person's message.
pub fn message<'a>(body: Value<'a>, zone: &TimeZone, sink: &mut dyn FnMut(Event<'a>)) {
    let mut event = Event::new(Platform::NxMessenger, "message");
    event.direction = Some(Direction::Inbound);
    for (key, value) in body.members() {
        match key.raw {
            "sender" => event.contact = party(&mut event, key, value),
            "recipient" => event.business = party(&mut event, key, value),
            "sendTime" => time(&mut event, key, value, zone),
            "message" => content(&mut event, key, value),
            _ => event.keep(key, value),
        }
    }
    sink(event);
}

/// The id of a sender or recipient; what else it says stays.
fn party<'a>(event: &mut Event<'a>, key: Text<'a>, value: Value<'a>) -> Option<Text<'a>> {
    if value.members().any(|(key, value)| key.raw != "id" && !value.is_empty()) {
        event.keep(key, value);
    }
    value.get("id").and_then(Value::scalar)
}

fn content<'a>(event: &mut Event<'a>, key: Text<'a>, message: Value<'a>) {
    let scalar = |name: &str| message.get(name).and_then(Value::scalar);
    let (kind, url) = (scalar("type"), scalar("url"));
    event.text = scalar("text");
    event.message_id = scalar("mid");
    let kind = kind.or(event.text.map(|_| Text::plain("text")));
    if let Some(name) = kind.and_then(|kind| name_of("message", kind, MESSAGES)) {
        event.name = name;
    }
    if url.is_some() {
        event.media = Some(Media { kind, url, ..Media::default() });
    }
    if message.members().any(|(key, value)| !matches!(key.raw, "text" | "url" | "type" | "mid") && !value.is_empty()) {
        event.keep(key, message);
    }
}

/// A receipt.
pub fn status<'a>(body: Value<'a>, zone: &TimeZone, sink: &mut dyn FnMut(Event<'a>)) {
    let mut event = Event::new(Platform::NxMessenger, "status");
    event.direction = Some(Direction::Outbound);
    let (mut code, mut words) = (None, None);
    for (key, value) in body.members() {
        match key.raw {
            "requestId" => event.message_id = value.scalar(),
            "status" => {
                event.name = value
                    .string()
                    .and_then(|word| name_of("status", word, STATUSES))
                    .unwrap_or(Cow::Borrowed("status"));
            }
            "sendTime" => time(&mut event, key, value, zone),
            "code" => code = Some((key, value)),
            "message" => words = Some((key, value)),
            _ => event.keep(key, value),
        }
    }
    if event.name == "status.failed" {
        let text = |part: Option<(Text<'a>, Value<'a>)>| part.and_then(|(_, value)| value.scalar());
        let mut failure = Failure { code: text(code), title: text(words), ..Failure::default() };
        failure.explain(Platform::NxMessenger);
        event.errors.push(failure);
    } else {
        for (key, value) in code.into_iter().chain(words) {
            event.keep(key, value);
        }
    }
    sink(event);
}

fn time<'a>(event: &mut Event<'a>, key: Text<'a>, value: Value<'a>, zone: &TimeZone) {
    event.time = Moment::read(value, zone);
    if event.time.is_none() {
        event.keep(key, value);
    }
}
