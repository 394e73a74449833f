//! WhatsApp: NXCloud's flat callbacks, its news about templates and accounts, and Meta's own envelope
//! with the same things inside.
//!
//! Vendor page: "WhatsApp Webhook"; what it leaves out is named by WhatsApp's own word.

use std::borrow::Cow;

use jiff::tz::TimeZone;

use crate::webhook::event::{Conversation, Cost, Direction, Event, Failure, Media, Part, name_of, snake_case};
use crate::webhook::json::{Parser, Text, Value};
use crate::webhook::moment::Moment;
use crate::webhook::shape::Platform;
use crate::webhook::text::{write_string, write_value};

const STATUSES: &[&str] = &["status.sent", "status.delivered", "status.read", "status.failed"];

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

/// What a body says about all its events.
#[derive(Clone, Debug, Default)]
struct Frame<'a> {
    business: Option<Text<'a>>,
    contacts: Option<Value<'a>>,
    /// What stands beside the lists: `metadata`, `app_id`, `channel`, the envelope's `entry`.
    more: Vec<(Text<'a>, Part<'a>)>,
}

impl<'a> Frame<'a> {
    fn of(body: Value<'a>, more: Vec<(Text<'a>, Part<'a>)>) -> Self {
        let mut frame = Self { more, ..Self::default() };
        let (mut business, mut merchant, mut display) = (None, None, None);
        for (key, value) in body.members() {
            match key.raw {
                "statuses" | "messages" | "calls" | "errors" | "messaging_product" => {}
                "contacts" => frame.contacts = Some(value),
                "business_phone" => business = value.scalar(),
                "merchant_phone" => merchant = value.scalar(),
                _ => {
                    if key.raw == "metadata" {
                        display = value.get("display_phone_number").and_then(Value::scalar);
                    }
                    if !value.is_empty() {
                        frame.more.push((key, Part::Value(value)));
                    }
                }
            }
        }
        frame.business = business.or(merchant).or(display);
        if let (Some(merchant), Some(business)) = (merchant, business)
            && merchant.raw != business.raw
            && let Some(value) = body.get("merchant_phone")
        {
            frame.more.push((Text::plain("merchant_phone"), Part::Value(value)));
        }
        frame
    }

    fn event(&self, name: Cow<'static, str>, direction: Direction) -> Event<'a> {
        let mut event = Event::new(Platform::Whatsapp, name);
        event.direction = Some(direction);
        event.business = self.business;
        event
    }

    /// Name the person; what the contact says beyond name and number goes to `detail`.
    fn introduce(&self, event: &mut Event<'a>) {
        let Some(contacts) = self.contacts else { return };
        let number = |contact: Value<'a>| contact.get("wa_id").and_then(Value::scalar);
        let person = event.contact;
        let is_person = |contact: &Value<'a>| number(*contact).zip(person).is_some_and(|(one, two)| one.raw == two.raw);
        let mut all = contacts.elements();
        let Some(contact) = all.clone().find(is_person).or_else(|| all.next().filter(|_| all.next().is_none())) else {
            return;
        };
        event.contact = person.or(number(contact));
        event.contact_name = contact.get("profile").and_then(|profile| profile.get("name")).and_then(Value::scalar);
        let ordinary = is_person(&contact)
            && contact.members().all(|(key, value)| match key.raw {
                "wa_id" => true,
                "profile" => value.members().all(|(key, _)| key.raw == "name"),
                _ => value.is_empty(),
            });
        if !ordinary {
            let taken = event.detail.iter().any(|(key, _)| key.raw == "contacts");
            let key = if taken { "contact" } else { "contacts" };
            event.detail.push((Text::plain(key), Part::Value(if taken { contact } else { contacts })));
        }
    }
}

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
    let frame = Frame::of(body, more);
    let mut any = false;
    for (key, list) in body.members() {
        if !matches!(key.raw, "statuses" | "messages" | "calls") {
            continue;
        }
        for element in list.elements() {
            any = true;
            let mut event = match key.raw {
                "statuses" => status(&frame, element, zone),
                "messages" => message(&frame, element, zone),
                _ => call(&frame, element, zone),
            };
            event.detail.extend(frame.more.iter().cloned());
            sink(event);
        }
    }
    any
}

fn status<'a>(frame: &Frame<'a>, status: Value<'a>, zone: &TimeZone) -> Event<'a> {
    let mut event = frame.event(Cow::Borrowed("status"), Direction::Outbound);
    for (key, value) in status.members() {
        match key.raw {
            "id" => event.message_id = value.scalar(),
            "status" => {
                if let Some(name) = value.string().and_then(|word| name_of("status", word, STATUSES)) {
                    event.name = name;
                } else {
                    event.keep(key, value);
                }
            }
            "timestamp" => time(&mut event, key, value, zone),
            "recipient_id" => event.contact = value.scalar(),
            "errors" => errors(&mut event, value),
            "costs" | "cost" => costs(&mut event, key, value),
            "conversation" => conversation(&mut event, key, value, zone),
            "meta_message_id" => {
                event.meta_message_id = value.scalar();
                event.keep(key, value);
            }
            _ => event.keep(key, value),
        }
    }
    frame.introduce(&mut event);
    event
}

fn message<'a>(frame: &Frame<'a>, message: Value<'a>, zone: &TimeZone) -> Event<'a> {
    let mut event = frame.event(Cow::Borrowed("message"), Direction::Inbound);
    let kind = message.get("type").and_then(Value::string);
    for (key, value) in message.members() {
        match key.raw {
            "id" => event.message_id = value.scalar(),
            "from" => event.contact = value.scalar(),
            "type" => {}
            "timestamp" => time(&mut event, key, value, zone),
            "errors" => errors(&mut event, value),
            "cost" | "costs" => costs(&mut event, key, value),
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
    event.name = message_name(kind, message.get("interactive"));
    frame.introduce(&mut event);
    event
}

/// `interactive` is named after what was pressed; everything else after its own type.
fn message_name(kind: Option<Text<'_>>, interactive: Option<Value<'_>>) -> Cow<'static, str> {
    let pressed = interactive.and_then(|reply| reply.get("type")).and_then(Value::string);
    let kind = match (kind, pressed) {
        (Some(kind), Some(pressed)) if kind.is("interactive") => Some(pressed),
        (kind, pressed) => kind.or(pressed),
    };
    kind.and_then(|kind| name_of("message", kind, MESSAGES)).unwrap_or(Cow::Borrowed("message"))
}

/// The part of a message that holds what was said or sent; whatever finds no room in the event's own fields stays
/// in `detail`.
fn content<'a>(event: &mut Event<'a>, key: Text<'a>, value: Value<'a>) {
    let string = |name: &str| value.get(name).and_then(Value::scalar);
    match key.raw {
        "text" => {
            event.text = string("body").or(event.text);
            if value.members().any(|(name, value)| name.raw != "body" && !value.is_empty()) {
                event.keep(key, value);
            }
        }
        "image" | "video" | "voice" | "audio" | "document" | "sticker" => {
            let (media, whole) = media(key, value);
            event.media = Some(media);
            if !whole {
                event.keep(key, value);
            }
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
            let text = value.get("message").and_then(|message| message.get("text")?.get("body")?.scalar());
            event.text = text.or(event.text);
            event.keep(key, value);
        }
        _ => event.keep(key, value),
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
        *place = value.scalar();
        whole &= place.is_some() || value.is_empty();
    }
    (media, whole)
}

fn interactive<'a>(event: &mut Event<'a>, key: Text<'a>, value: Value<'a>) {
    let reply = value.get("type").and_then(Value::string).and_then(|kind| value.get(&kind.decoded()));
    let say = |name: &str| reply.and_then(|reply| reply.get(name)).and_then(Value::scalar);
    event.text = say("title").or_else(|| say("body"));
    match reply.and_then(|reply| reply.get("response_json")).and_then(Value::string) {
        Some(response) => match with_response(value, response) {
            Some(json) => event.detail.push((key, Part::Made(json))),
            None => event.keep(key, value),
        },
        None => event.keep(key, value),
    }
}

/// The reply of a form, with its `response_json` parsed beside it as `response`; none when that text is no JSON.
fn with_response(interactive: Value<'_>, response: Text<'_>) -> Option<String> {
    let decoded = response.decoded();
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
        if value.get("response_json").is_some() {
            out.pop();
            out.extend_from_slice(b",\"response\":");
            write_value(&mut out, parsed);
            out.push(b'}');
        }
    }
    out.push(b'}');
    String::from_utf8(out).ok()
}

/// A voice call: WhatsApp lists it under `calls`, so the event is that change.
fn call<'a>(frame: &Frame<'a>, call: Value<'a>, zone: &TimeZone) -> Event<'a> {
    let scalar = |key: &str| call.get(key).and_then(Value::scalar);
    let outbound = call.get("direction").is_some_and(|way| way.is("BUSINESS_INITIATED"));
    let direction = if outbound { Direction::Outbound } else { Direction::Inbound };
    let mut event = frame.event(Cow::Borrowed("change.calls"), direction);
    event.message_id = scalar("id");
    event.contact = scalar(if outbound { "to" } else { "from" });
    event.time = call.get("timestamp").and_then(|value| Moment::read(value, zone));
    event.business = event.business.or(scalar(if outbound { "from" } else { "to" }));
    if let Some(list) = call.get("errors") {
        errors(&mut event, list);
    }
    event.keep(Text::plain("call"), call);
    frame.introduce(&mut event);
    event
}

/// One change of Meta's envelope or of NXCloud's: `field` and `value`.
pub fn change<'a>(
    change: Value<'a>,
    more: Vec<(Text<'a>, Part<'a>)>,
    zone: &TimeZone,
    sink: &mut dyn FnMut(Event<'a>),
) {
    let field = change.get("field").and_then(Value::scalar);
    let mut rest = more;
    for (key, value) in change.members() {
        if !matches!(key.raw, "field" | "value") && !value.is_empty() {
            rest.push((key, Part::Value(value)));
        }
    }
    let Some(value) = change.get("value") else {
        let mut event = Event::unknown(change);
        event.platform = Some(Platform::Whatsapp);
        return sink(event);
    };
    if lists(value, rest.clone(), zone, sink) {
        return;
    }
    let mut event = Event::new(Platform::Whatsapp, change_name(field, value));
    let scalar = |key: &str| value.get(key).and_then(Value::scalar);
    let display = value.get("metadata").and_then(|metadata| metadata.get("display_phone_number")?.scalar());
    event.business = scalar("business_phone").or_else(|| scalar("merchant_phone")).or(display);
    event.time = ["time", "timestamp"].iter().find_map(|key| Moment::read(value.get(key)?, zone));
    if let Some(list) = value.get("errors") {
        errors(&mut event, list);
    }
    if let Some(field) = change.get("field") {
        event.keep(Text::plain("field"), field);
    }
    event.keep(Text::plain("value"), value);
    event.detail.extend(rest);
    sink(event);
}

fn change_name(field: Option<Text<'_>>, value: Value<'_>) -> Cow<'static, str> {
    let Some(field) = field else { return Cow::Borrowed("change") };
    let word = value.get("event").and_then(Value::string);
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
    for entry in body.get("entry").into_iter().flat_map(Value::elements) {
        let changes = entry.get("changes").into_iter().flat_map(Value::elements);
        let mut any = false;
        for one in changes {
            any = true;
            change(one, vec![entry_part(entry, "changes")], zone, sink);
        }
        if !any {
            let mut event = Event::unknown(entry);
            event.platform = Some(Platform::Whatsapp);
            sink(event);
        }
    }
}

/// An entry without its list: its id and its own time, which is not the event's.
pub fn entry_part<'a>(entry: Value<'a>, list: &str) -> (Text<'a>, Part<'a>) {
    let mut out = vec![b'{'];
    for (key, value) in
        entry.members().filter(|(key, _)| key.raw != list && !matches!(key.raw, "messaging" | "standby"))
    {
        if out.len() > 1 {
            out.push(b',');
        }
        write_string(&mut out, key);
        out.push(b':');
        write_value(&mut out, value);
    }
    out.push(b'}');
    (Text::plain("entry"), Part::Made(String::from_utf8(out).unwrap_or_default()))
}

/// The event's time; a value that is none (a placeholder) stays as it came.
fn time<'a>(event: &mut Event<'a>, key: Text<'a>, value: Value<'a>, zone: &TimeZone) {
    event.time = Moment::read(value, zone);
    if event.time.is_none() {
        event.keep(key, value);
    }
}

fn errors<'a>(event: &mut Event<'a>, list: Value<'a>) {
    for error in list.elements() {
        let mut failure = Failure::default();
        for (key, value) in error.members() {
            match key.raw {
                "code" => failure.code = value.scalar(),
                "meta_code" => failure.meta_code = value.scalar(),
                "title" => failure.title = value.scalar(),
                _ if value.is_empty() => {}
                _ => failure.more.push((key, value)),
            }
        }
        failure.explain(Platform::Whatsapp);
        event.errors.push(failure);
    }
    if list.elements().next().is_none() {
        event.keep(Text::plain("errors"), list);
    }
}

/// One cost or a list of them; what a cost holds beyond the event's fields keeps the whole in `detail`.
fn costs<'a>(event: &mut Event<'a>, key: Text<'a>, value: Value<'a>) {
    let mut whole = true;
    let one = value.is_object().then_some(value);
    for cost in one.into_iter().chain(value.elements()) {
        let mut ours = Cost::default();
        for (key, value) in cost.members() {
            match key.raw {
                "message_id" => ours.message_id = value.scalar(),
                "currency" => ours.currency = value.scalar(),
                "price" => ours.price = (!value.is_empty()).then_some(value),
                "foreign_price" => ours.foreign_price = (!value.is_empty()).then_some(value),
                "cdr_type" => ours.cdr_type = value.scalar(),
                "direction" => match value.raw() {
                    "1" => ours.direction = Some(Direction::Outbound),
                    "2" => ours.direction = Some(Direction::Inbound),
                    _ => whole &= value.is_empty(),
                },
                _ => whole &= value.is_empty(),
            }
        }
        whole &= cost.is_object();
        event.costs.push(ours);
    }
    if !whole || event.costs.is_empty() {
        event.keep(key, value);
    }
}

fn conversation<'a>(event: &mut Event<'a>, key: Text<'a>, value: Value<'a>, zone: &TimeZone) {
    let mut ours = Conversation::default();
    let mut whole = value.is_object();
    for (key, value) in value.members() {
        match key.raw {
            "id" => ours.id = value.scalar(),
            "expiration_timestamp" => {
                ours.expires = Moment::read(value, zone);
                whole &= ours.expires.is_some();
            }
            "origin" => {
                ours.category = value.get("type").and_then(Value::scalar);
                whole &= value.members().all(|(key, value)| key.raw == "type" || value.is_empty());
            }
            _ => whole &= value.is_empty(),
        }
    }
    event.conversation = Some(ours);
    if !whole {
        event.keep(key, value);
    }
}
