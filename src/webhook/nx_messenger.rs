//! Messenger as NXCloud calls back: a person's message, or the receipt of one of ours.
//!
//! Vendor page: "Messenger Webhook". A receipt's `sendTime` has no zone: the caller's is assumed, and the
//! event says so.

use crate::webhook::around::Scope;
use crate::webhook::event::{Direction, Event, Failure, Media, name_of};
use crate::webhook::json::{Text, Value};
use crate::webhook::messenger::party;
use crate::webhook::shape::Platform;

const MESSAGES: &[&str] = &["message.text", "message.image", "message.audio", "message.video"];
/// The code of a message that was not sent.
const FAILED: &str = "16000";

const STATUSES: &[&str] = &["status.delivered", "status.read", "status.failed"];

/// A person's message.
pub fn message<'a>(body: Value<'a>, scope: &Scope<'_>, sink: &mut dyn FnMut(Event<'a>)) {
    let mut event = Event { bare: scope.bare, ..Event::new(Platform::NxMessenger, "message") };
    event.direction = Some(Direction::Inbound);
    for (key, value) in body.members() {
        match key.raw {
            "sender" => event.contact = party(&mut event, key, value),
            "recipient" => event.business = party(&mut event, key, value),
            "sendTime" => event.take_time(key, value, scope.zone),
            "message" => content(&mut event, key, value),
            _ => event.keep(key, value),
        }
    }
    sink(event);
}

fn content<'a>(event: &mut Event<'a>, key: Text<'a>, message: Value<'a>) {
    let scalar = |name: &str| message.get(name).and_then(Value::scalar);
    let (kind, url) = (scalar("type"), scalar("url"));
    event.text = scalar("text");
    event.message_id = scalar("mid");
    let word = kind.or(event.text.map(|_| Text::plain("text")));
    let name = word.and_then(|word| name_of("message", word, MESSAGES));
    let named = name.is_some();
    if let Some(name) = name {
        event.name = name;
    }
    if url.is_some() {
        event.media = Some(Media { kind, url, ..Media::default() });
    }
    let told = |(key, value): (Text<'_>, Value<'_>)| {
        value.is_empty()
            || value.scalar().is_some() && (matches!(key.raw, "text" | "url" | "mid") || key.raw == "type" && named)
    };
    if !message.is_object() || !message.members().all(told) {
        event.keep(key, message);
    }
}

/// A receipt. The vendor's code tells a failure too, whatever word stands beside it.
pub fn status<'a>(body: Value<'a>, scope: &Scope<'_>, sink: &mut dyn FnMut(Event<'a>)) {
    let mut event = Event { bare: scope.bare, ..Event::new(Platform::NxMessenger, "status") };
    event.direction = Some(Direction::Outbound);
    let (mut code, mut words) = (None, None);
    for (key, value) in body.members() {
        match key.raw {
            "requestId" => event.message_id = event.take(key, value),
            "status" => match value.string().and_then(|word| name_of("status", word, STATUSES)) {
                Some(name) => event.name = name,
                None => event.keep(key, value),
            },
            "sendTime" => event.take_time(key, value, scope.zone),
            "code" => code = Some((key, value)),
            "message" => words = Some((key, value)),
            _ => event.keep(key, value),
        }
    }
    let number = code.and_then(|(_, value)| value.scalar());
    if event.name == "status.failed" || number.is_some_and(|code| code.is(FAILED)) {
        let code = code.and_then(|(key, value)| event.take(key, value));
        let title = words.and_then(|(key, value)| event.take(key, value));
        let mut failure = Failure { code, title, ..Failure::default() };
        failure.explain(Platform::NxMessenger);
        if !failure.is_empty() {
            event.errors.push(failure);
        }
    } else {
        for (key, value) in code.into_iter().chain(words) {
            event.keep(key, value);
        }
    }
    sink(event);
}
