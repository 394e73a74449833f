//! WhatsApp: NXCloud's flat callbacks, its news about templates and accounts, and Meta's own envelope
//! with the same things inside.
//!
//! Vendor page: "WhatsApp Webhook"; what it leaves out is named by WhatsApp's own word.

mod frame;
mod message;
mod part;

use std::borrow::Cow;

use jiff::tz::TimeZone;

use crate::webhook::event::{Direction, Event, Part, UNKNOWN, made_object, name_of, snake_case};
use crate::webhook::json::{Kind, Text, Value};
use crate::webhook::moment::Moment;
use crate::webhook::shape::Platform;
use frame::{Frame, LISTS};
use message::message;

const STATUSES: &[&str] = &["status.sent", "status.delivered", "status.read", "status.failed"];

/// Lists of other news: each element is an event of the change that it came with.
const NEWS: [&str; 3] = ["user_preferences", "message_echoes", "groups"];

/// Takes the events of a body with `statuses`, `messages` or `calls`.
pub fn flat<'a>(body: Value<'a>, zone: &TimeZone, sink: &mut dyn FnMut(Event<'a>)) {
    lists(body, Vec::new(), zone, sink);
}

/// Gives every listed event to `sink`; false when there was none.
fn lists<'a>(
    body: Value<'a>,
    more: Vec<(Text<'a>, Part<'a>)>,
    zone: &TimeZone,
    sink: &mut dyn FnMut(Event<'a>),
) -> bool {
    let listed = || body.members().filter(|(key, _)| LISTS.contains(&key.raw));
    let count = listed().map(|(_, list)| list.elements().take(2).count()).sum::<usize>();
    if count == 0 {
        return false;
    }
    let frame = Frame::of(body, more);
    for (key, list) in listed() {
        for element in list.elements() {
            let mut event = match key.raw {
                _ if !element.is_object() => stray(key, element),
                "statuses" => status(&frame, element, zone),
                "messages" => message(&frame, element, zone),
                _ => call(&frame, element, zone),
            };
            frame.complete(&mut event, count == 1);
            sink(event);
        }
    }
    true
}

/// Something in a list that is no object.
fn stray<'a>(list: Text<'a>, element: Value<'a>) -> Event<'a> {
    let mut event = Event::new(Platform::Whatsapp, UNKNOWN);
    event.detail.push((list, Part::Value(element)));
    event
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
pub fn change<'a>(
    change: Value<'a>,
    more: Vec<(Text<'a>, Part<'a>)>,
    zone: &TimeZone,
    sink: &mut dyn FnMut(Event<'a>),
) {
    if !change.is_object() {
        let mut event = Event { platform: Some(Platform::Whatsapp), ..Event::unknown(change) };
        event.surround(&more);
        return sink(event);
    }
    let (mut field, mut rest) = (None, Vec::new());
    for (key, value) in change.members().filter(|(key, value)| key.raw != "value" && !value.is_empty()) {
        match key.raw {
            "field" => field = Some(value),
            _ => rest.push((key, Part::of(key, value))),
        }
    }
    let word = field.and_then(Value::scalar);
    let body = change.get("value");
    if let Some(value) = body {
        let mut around = rest.clone();
        // The name of a message or call tells its field; that of what comes in a history does not.
        if let Some(field) = field.filter(|field| !field.is("messages") && !field.is("calls")) {
            around.push((Text::plain("field"), Part::Value(field)));
        }
        around.extend(more.iter().cloned());
        if lists(value, around.clone(), zone, sink) || news(value, word, around, zone, sink) {
            return;
        }
    }
    let mut event = Event::new(Platform::Whatsapp, change_name(word, body));
    if let Some(value) = body {
        event.business = business(value);
        event.time = ["time", "timestamp"].iter().find_map(|key| Moment::read(value.get(key)?, zone));
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
    event.surround(&rest);
    event.surround(&more);
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

/// Lists whose elements are events of their change: a person's choice about marketing, what the business wrote on its
/// phone. False when there is none.
fn news<'a>(
    value: Value<'a>,
    field: Option<Text<'a>>,
    more: Vec<(Text<'a>, Part<'a>)>,
    zone: &TimeZone,
    sink: &mut dyn FnMut(Event<'a>),
) -> bool {
    let found = value.members().find(|(key, list)| {
        NEWS.contains(&key.raw)
            && !list.is_empty()
            && list.elements().all(Value::is_object)
            && list.kind() == Kind::Array
    });
    let Some((key, list)) = found else { return false };
    let beside = Frame::of(value, Vec::new());
    let others: Vec<_> = value.members().filter(|(own, _)| own.raw != key.raw).collect();
    for element in list.elements() {
        let scalar = |name: &str| element.get(name).and_then(Value::scalar);
        let mut event = beside.event("change", None);
        event.name = change_name(field, Some(value));
        event.time = element.get("timestamp").and_then(|time| Moment::read(time, zone));
        match key.raw {
            "message_echoes" => {
                event.direction = Some(Direction::Outbound);
                event.message_id = scalar("id");
                event.contact = scalar("to");
                event.text = element.get("text").and_then(|text| text.get("body")?.scalar());
            }
            "user_preferences" => {
                event.direction = Some(Direction::Inbound);
                event.contact = scalar("wa_id").or_else(|| scalar("user_id"));
            }
            _ => {}
        }
        event.keep(key, element);
        beside.name_person(&mut event, false);
        for (own, value) in &others {
            if own.raw != "messaging_product" {
                event.keep(*own, *value);
            }
        }
        event.surround(&more);
        sink(event);
    }
    true
}

fn change_name(field: Option<Text<'_>>, value: Option<Value<'_>>) -> Cow<'static, str> {
    let Some(field) = field else { return Cow::Borrowed("change") };
    let word = value.and_then(|value| value.get("event")).and_then(Value::string);
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
pub fn envelope<'a>(body: Value<'a>, zone: &TimeZone, sink: &mut dyn FnMut(Event<'a>)) {
    let around = beside_entries(body);
    for entry in body.get("entry").into_iter().flat_map(Value::elements) {
        let more: Vec<_> = std::iter::once(entry_part(entry, &["changes"])).chain(around.iter().cloned()).collect();
        let changes = entry.get("changes").into_iter().flat_map(Value::elements);
        let mut any = false;
        for one in changes {
            any = true;
            change(one, more.clone(), zone, sink);
        }
        if !any {
            let mut event = Event { platform: Some(Platform::Whatsapp), ..Event::unknown(entry) };
            event.surround(&around);
            sink(event);
        }
    }
}

/// What a forwarder put beside `object` and `entry`.
pub fn beside_entries<'a>(body: Value<'a>) -> Vec<(Text<'a>, Part<'a>)> {
    let others = body.members().filter(|(key, value)| !matches!(key.raw, "object" | "entry") && !value.is_empty());
    others.map(|(key, value)| (key, Part::of(key, value))).collect()
}

/// An entry without its lists: its id and its own time, which is not the event's.
pub fn entry_part<'a>(entry: Value<'a>, lists: &[&str]) -> (Text<'a>, Part<'a>) {
    let is_list = |key: Text<'_>, value: Value<'_>| lists.contains(&key.raw) && value.kind() == Kind::Array;
    let rest: Vec<_> = entry
        .members()
        .filter(|(key, value)| !is_list(*key, *value))
        .map(|(key, value)| (key, Part::Value(value)))
        .collect();
    (Text::plain("entry"), Part::Made(made_object(&rest)))
}
