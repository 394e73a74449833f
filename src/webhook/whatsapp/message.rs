//! A person's message: who, when, and what was said or sent.

use std::borrow::Cow;

use jiff::tz::TimeZone;

use crate::webhook::event::{Direction, Event, Media, Part, name_of};
use crate::webhook::json::{Parser, Text, Value};
use crate::webhook::write::{write_string, write_value};

use super::frame::Frame;
use super::part;

const MESSAGES: &[&str] = &[
    "message.text",
    "message.image",
    "message.video",
    "message.voice",
    "message.audio",
    "message.document",
    "message.location",
    "message.sticker",
    "message.button_reply",
    "message.list_reply",
    "message.nfm_reply",
    "message.order",
    "message.reaction",
    "message.button",
    "message.contacts",
    "message.unsupported",
];

/// The event of one element of `messages`, named `prefix` and its type. One that the business's own number sent (a history,
/// an echo of its phone) goes out, to `to`.
pub fn message<'a>(frame: &Frame<'a>, message: Value<'a>, prefix: &'static str, zone: &TimeZone) -> Event<'a> {
    let mut event = frame.event(prefix, Some(Direction::Inbound));
    let (mut kind, mut user, mut to) = (None, None, None);
    for (key, value) in message.members() {
        match key.raw {
            "id" => event.message_id = event.take(key, value),
            "from" => event.contact = event.take(key, value),
            "from_user_id" if value.scalar().is_some() => user = Some((key, value)),
            "to" if value.scalar().is_some() => to = Some((key, value)),
            "type" => kind = Some((key, value)),
            "timestamp" => event.take_time(key, value, zone),
            "errors" => part::errors(&mut event, key, value),
            "cost" | "costs" => part::costs(&mut event, key, value),
            "meta_message_id" => {
                event.meta_message_id = value.scalar();
                event.keep(key, value);
            }
            "context" => {
                event.reply_to = value.get("id").and_then(Value::scalar).or(event.reply_to);
                event.keep(key, value);
            }
            _ => content(&mut event, key, value),
        }
    }
    let word = kind.and_then(|(_, value)| value.string());
    let (name, told) = name(prefix, word, message.get("interactive"));
    event.name = name;
    if let Some((key, value)) = kind.filter(|_| !told) {
        event.keep(key, value);
    }
    if let Some((key, value)) = user {
        match event.contact {
            None => event.contact = value.scalar(),
            Some(_) => event.keep(key, value),
        }
    }
    if event.contact.is_some_and(|from| frame.is_own(from)) {
        event.direction = Some(Direction::Outbound);
        event.contact = to.and_then(|(_, value): (_, Value<'a>)| value.scalar());
    } else if let Some((key, value)) = to {
        event.keep(key, value);
    }
    event
}

/// `interactive` is named after what was pressed; everything else after its own type. Also whether the name tells that type.
fn name(prefix: &'static str, kind: Option<Text<'_>>, interactive: Option<Value<'_>>) -> (Cow<'static, str>, bool) {
    let pressed = interactive.and_then(|reply| pressed(reply)).map(|(word, _)| word);
    let word = match (kind, pressed) {
        (Some(kind), Some(pressed)) if kind.is("interactive") => Some(pressed),
        (kind, pressed) => kind.or(pressed),
    };
    match word.and_then(|word| name_of(prefix, word, MESSAGES)) {
        Some(name) => (name, kind.is_some()),
        None => (Cow::Borrowed(prefix), false),
    }
}

/// What was pressed: its word and its object, after `type`, else the only object there is.
fn pressed<'a>(interactive: Value<'a>) -> Option<(Text<'a>, Option<Value<'a>>)> {
    if let Some(kind) = interactive.get("type").and_then(Value::string) {
        return Some((kind, interactive.get(&kind.decoded())));
    }
    let mut objects = interactive.members().filter(|(_, value)| value.is_object());
    let (key, value) = objects.next()?;
    objects.next().is_none().then_some((key, Some(value)))
}

/// The part of a message that holds what was said or sent; whatever finds no room in the event's own fields stays
/// in `detail`.
fn content<'a>(event: &mut Event<'a>, key: Text<'a>, value: Value<'a>) {
    let string = |name: &str| value.get(name).and_then(Value::scalar);
    match key.raw {
        "text" => {
            let said = string("body");
            let only = |(name, value): (Text<'_>, Value<'_>)| name.raw == "body" && said.is_some() || value.is_empty();
            if !value.is_object() {
                event.text = event.take(key, value);
            } else if !value.members().all(only) {
                event.keep(key, value);
            }
            event.text = said.or(event.text);
        }
        "image" | "video" | "voice" | "audio" | "document" | "sticker" => {
            let (media, whole) = media(key, value);
            if event.media.is_none() && value.is_object() {
                event.media = Some(media);
                if whole {
                    return;
                }
            }
            event.keep(key, value);
        }
        "interactive" => interactive(event, key, value),
        "reaction" => {
            event.text = string("emoji");
            event.reply_to = string("message_id");
            event.keep(key, value);
        }
        "button" | "order" => {
            event.text = string("text");
            event.keep(key, value);
        }
        "system" => {
            event.text = string("body");
            event.keep(key, value);
        }
        "edit" => {
            if let Some(edited) = value.get("message") {
                edit(event, edited);
            }
            event.keep(key, value);
        }
        _ => event.keep(key, value),
    }
}

/// What a message says after it was edited; all of it stays in `detail`.
fn edit<'a>(event: &mut Event<'a>, edited: Value<'a>) {
    for (key, value) in edited.members() {
        match key.raw {
            "text" => event.text = value.get("body").and_then(Value::scalar).or(event.text),
            "image" | "video" | "document" => event.media = Some(media(key, value).0),
            _ => {}
        }
    }
}

/// A stored file; true when the event's own field holds all that the vendor's object has.
fn media<'a>(kind: Text<'a>, value: Value<'a>) -> (Media<'a>, bool) {
    let mut media = Media { kind: Some(kind), ..Media::default() };
    let mut whole = value.is_object();
    for (key, value) in value.members() {
        let place = match key.raw {
            "id" => &mut media.id,
            "url" | "link" => &mut media.url,
            "mime_type" => &mut media.mime_type,
            "sha256" => &mut media.sha256,
            "caption" => &mut media.caption,
            "filename" => &mut media.filename,
            _ => {
                whole &= value.is_empty();
                continue;
            }
        };
        whole &= place.is_none() && value.scalar().is_some() || value.is_empty();
        *place = place.or(value.scalar());
    }
    (media, whole)
}

fn interactive<'a>(event: &mut Event<'a>, key: Text<'a>, value: Value<'a>) {
    let reply = pressed(value).and_then(|(_, reply)| reply);
    let say = |name: &str| reply.and_then(|reply| reply.get(name)).and_then(Value::scalar);
    event.text = say("title").or_else(|| say("body"));
    let has_response = reply.is_some_and(|reply| reply.get("response").is_some());
    let is_wanted = !has_response && !event.bare;
    let response = reply.filter(|_| is_wanted).and_then(|reply| with_response(value, reply));
    match response {
        Some(json) => event.detail.push((key, Part::Made(json))),
        None => event.keep(key, value),
    }
}

/// The reply of a form, with its `response_json` parsed beside it as `response`; none when that text is no JSON.
fn with_response(interactive: Value<'_>, reply: Value<'_>) -> Option<String> {
    let decoded = reply.get("response_json")?.string()?.decoded();
    let mut parser = Parser::default();
    let parsed = parser.parse(&decoded).ok()?;
    let mut out = vec![b'{'];
    for (index, (key, value)) in interactive.members().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write_string(&mut out, key);
        out.push(b':');
        write_value(&mut out, value);
        if value.start() == reply.start() {
            out.pop();
            out.extend_from_slice(b",\"response\":");
            write_value(&mut out, parsed);
            out.push(b'}');
        }
    }
    out.push(b'}');
    String::from_utf8(out).ok()
}
