//! WhatsApp: NXCloud's flat callbacks, its news about templates and accounts, and Meta's own envelope
//! with the same things inside.
//!
//! Vendor page: "WhatsApp Webhook"; what it leaves out is named by WhatsApp's own word.

mod frame;
mod message;
mod news;
mod part;
mod people;

use std::borrow::Cow;
use std::cell::OnceCell;

use jiff::tz::TimeZone;

use crate::webhook::around::{Level, Scope};
use crate::webhook::event::{Direction, Event, name_of, snake_case, strays};
use crate::webhook::json::{Kind, Text, Value};
use crate::webhook::moment::Moment;
use crate::webhook::shape::Platform;
use frame::Frame;
use message::message;
use news::Place;

const STATUSES: &[&str] = &["status.sent", "status.delivered", "status.read", "status.failed", "status.played"];

/// The lists of events, by their key.
const LISTS: [&str; 3] = ["statuses", "messages", "calls"];

/// Takes the events of a body with `statuses`, `messages` or `calls`, or other news.
pub fn flat<'a>(body: Value<'a>, scope: &Scope<'_>, sink: &mut dyn FnMut(Event<'a>)) {
    lists(body, None, &[], scope, sink);
}

fn is_listed(key: Text<'_>, value: Value<'_>) -> bool {
    value.is_array() && (LISTS.contains(&key.raw) || news::is_list(key, value))
}

/// Gives every listed event to `sink`; false when there was none.
fn lists<'a>(
    body: Value<'a>,
    field: Option<Text<'a>>,
    around: &[&Level<'a>],
    scope: &Scope<'_>,
    sink: &mut dyn FnMut(Event<'a>),
) -> bool {
    let listed: Vec<_> = body.members().filter(|(key, list)| is_listed(*key, *list)).collect();
    let count = listed.iter().map(|(_, list)| list.elements().take(2).count()).sum::<usize>();
    if count == 0 {
        return false;
    }
    // They come in the same order again.
    let mut lists = listed.iter().peekable();
    let frame = Frame::of(body, |value| lists.next_if(|(_, list)| list.start() == value.start()).is_some(), scope);
    let prefix = if field.is_some_and(|field| field.is("history")) { "history" } else { "message" };
    let word = OnceCell::new();
    for (key, list) in listed {
        if !LISTS.contains(&key.raw) {
            let word = *word.get_or_init(|| event_word(body));
            let name = news_name(field, key, word);
            let place = Place { frame: &frame, key, name: &name, alone: count == 1, around, scope };
            list.elements().for_each(|element| place.element(element, sink));
            continue;
        }
        let mut elements = list.elements().peekable();
        while let Some(element) = elements.next() {
            let mut event = match key.raw {
                _ if !element.is_object() || element.is_empty() => {
                    strays(Platform::Whatsapp, key, element, &mut elements)
                }
                "statuses" => status(&frame, element, scope.zone),
                "messages" => message(&frame, element, prefix, scope.zone),
                _ => call(&frame, element, scope.zone),
            };
            frame.complete(&mut event, count == 1, around, scope);
            sink(event);
        }
    }
    true
}

/// Other news is named after its field, and after its list where the field is that of all messages.
fn news_name<'a>(field: Option<Text<'a>>, key: Text<'a>, word: Option<Text<'a>>) -> Cow<'static, str> {
    let field = field.filter(|field| !field.is("messages"));
    change_name(Some(field.unwrap_or(key)), word)
}

/// The word under `event`.
fn event_word<'a>(value: Value<'a>) -> Option<Text<'a>> {
    value.get("event").and_then(Value::string)
}

fn status<'a>(frame: &Frame<'a>, status: Value<'a>, zone: &TimeZone) -> Event<'a> {
    let mut event = frame.event("status", Some(Direction::Outbound));
    let mut user = None;
    for (key, value) in status.members() {
        match key.raw {
            "id" => event.message_id = event.take(key, value),
            "status" => {
                if let Some(name) = value.string().and_then(|word| name_of("status", word, STATUSES)) {
                    event.name = name;
                } else {
                    event.keep(key, value);
                }
            }
            "timestamp" => event.take_time(key, value, zone),
            "recipient_id" => event.contact = event.take(key, value),
            "recipient_user_id" if value.scalar().is_some() => user = Some((key, value)),
            "errors" => part::errors(&mut event, key, value),
            "costs" | "cost" => part::costs(&mut event, key, value),
            "conversation" => part::conversation(&mut event, key, value, zone),
            "meta_message_id" => {
                event.meta_message_id = value.scalar();
                event.keep(key, value);
            }
            _ => event.keep(key, value),
        }
    }
    if let Some((key, value)) = user {
        match event.contact {
            None => event.contact = value.scalar(),
            Some(_) => event.keep(key, value),
        }
    }
    event
}

/// A voice call: WhatsApp lists it under `calls`, so the event is that change.
fn call<'a>(frame: &Frame<'a>, call: Value<'a>, zone: &TimeZone) -> Event<'a> {
    let scalar = |key: &str| call.get(key).and_then(Value::scalar);
    let outbound = call.get("direction").is_some_and(|way| way.is("BUSINESS_INITIATED"));
    let direction = if outbound { Direction::Outbound } else { Direction::Inbound };
    let mut event = frame.event("change.calls", Some(direction));
    event.message_id = scalar("id");
    event.contact = scalar(if outbound { "to" } else { "from" });
    event.time = call.get("timestamp").and_then(|value| Moment::read(value, zone));
    event.business = event.business.or(scalar(if outbound { "from" } else { "to" }));
    if let Some(list) = call.get("errors") {
        part::errors(&mut event, Text::plain("errors"), list);
    }
    event.keep(Text::plain("call"), call);
    event
}

/// One change of Meta's envelope or of NXCloud's: `field` and `value`.
pub fn change<'a>(change: Value<'a>, outer: &[&Level<'a>], scope: &Scope<'_>, sink: &mut dyn FnMut(Event<'a>)) {
    if !change.is_object() {
        let mut event = Event { platform: Some(Platform::Whatsapp), ..Event::unknown(change) };
        event.surround(outer.iter().copied(), &scope.room);
        return sink(event);
    }
    let [field, body] = change.pick(["field", "value"]);
    let field = field.filter(|field| !field.is_empty());
    let word = field.and_then(Value::scalar);
    let rest = scope.level(|| Level::beside(change, |key, _| matches!(key.raw, "field" | "value")));
    if let Some(value) = body {
        // The name of a message or call tells its field; that of what comes in a history does not.
        let named = field.filter(|field| !field.is("messages") && !field.is("calls"));
        let named = scope.level(|| named.map(|field| Level::one("field", field)).unwrap_or_default());
        let around: Vec<&Level<'a>> = [&rest, &named].into_iter().chain(outer.iter().copied()).collect();
        if lists(value, word, &around, scope, sink) {
            return;
        }
    }
    let mut event =
        Event { bare: scope.bare, ..Event::new(Platform::Whatsapp, change_name(word, body.and_then(event_word))) };
    if let Some(value) = body {
        event.business = business(value);
        event.time = ["time", "timestamp"].iter().find_map(|key| Moment::read(value.get(key)?, scope.zone));
        if let Some(list) = value.get("errors") {
            part::errors(&mut event, Text::plain("errors"), list);
        }
    }
    event.business = event.business.or_else(|| business(change));
    if let Some(field) = field {
        event.keep(Text::plain("field"), field);
    }
    if let Some(value) = body {
        event.keep(Text::plain("value"), value);
    }
    event.surround(std::iter::once(&rest).chain(outer.iter().copied()), &scope.room);
    sink(event);
}

/// `business_phone`, else `merchant_phone`, else the display number.
fn business<'a>(value: Value<'a>) -> Option<Text<'a>> {
    let scalar = |key: &str| value.get(key).and_then(Value::scalar);
    let display = || value.get("metadata").and_then(|metadata| metadata.get("display_phone_number")?.scalar());
    scalar("business_phone")
        .or_else(|| scalar("merchant_phone"))
        .or_else(display)
        .or_else(|| scalar("display_phone_number"))
}

/// The name of a change; `word` is its `event`.
fn change_name(field: Option<Text<'_>>, word: Option<Text<'_>>) -> Cow<'static, str> {
    let Some(field) = field else { return Cow::Borrowed("change") };
    let of_event = |prefix: &str| word.and_then(|word| name_of(prefix, word, &[]));
    let named = match &*field.decoded() {
        "message_template_status_update" => of_event("template"),
        "message_template_quality_update" => Some(Cow::Borrowed("template.quality")),
        "template_category_update" => Some(Cow::Borrowed("template.category")),
        "account_update" => of_event("account"),
        "account_review_update" => Some(Cow::Borrowed("account.review")),
        _ => None,
    };
    named.unwrap_or_else(|| match snake_case(&field.decoded()) {
        name if name.is_empty() => Cow::Borrowed("change"),
        name => Cow::Owned(format!("change.{name}")),
    })
}

/// Meta's own envelope: `entry[].changes[]`.
pub fn envelope<'a>(body: Value<'a>, scope: &Scope<'_>, sink: &mut dyn FnMut(Event<'a>)) {
    let forwarder = scope.level(|| beside_entries(body));
    for entry in body.get("entry").into_iter().flat_map(Value::elements) {
        let own = scope.level(|| entry_level(entry, &["changes"]));
        let around = [&own, &forwarder];
        let mut any = false;
        for one in entry.get("changes").into_iter().flat_map(Value::elements) {
            any = true;
            change(one, &around, scope, sink);
        }
        if !any {
            let mut event = Event { platform: Some(Platform::Whatsapp), ..Event::unknown(entry) };
            event.surround(std::iter::once(&forwarder), &scope.room);
            sink(event);
        }
    }
}

/// What a forwarder put beside `object` and `entry`.
pub fn beside_entries(body: Value<'_>) -> Level<'_> {
    Level::beside(body, |key, _| matches!(key.raw, "object" | "entry"))
}

/// An entry without its lists: its id and its own time, which is not the event's.
pub fn entry_level<'a>(entry: Value<'a>, lists: &[&str]) -> Level<'a> {
    Level::object("entry", entry, |key, value| lists.contains(&key.raw) && value.kind() == Kind::Array)
}
