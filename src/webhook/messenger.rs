//! Messenger as Sobot forwards it: what Facebook sends to a page, and Sobot's own news of an upload.
//!
//! Vendor page: "Facebook Messenger", section on forwarded webhooks; what it leaves out is Facebook's Messenger
//! Platform, and is named by Facebook's own word.

use std::borrow::Cow;

use jiff::tz::TimeZone;

use crate::webhook::event::{Direction, Event, Media, Part, UNKNOWN, name_of, snake_case};
use crate::webhook::json::{Kind, Text, Value};
use crate::webhook::moment::Moment;
use crate::webhook::shape::Platform;
use crate::webhook::whatsapp::entry_part;

const MESSAGES: &[&str] = &[
    "message.image",
    "message.video",
    "message.audio",
    "message.file",
    "message.location",
    "message.fallback",
    "message.template",
];

/// The upload that a track id stands for is complete.
pub fn upload<'a>(body: Value<'a>, sink: &mut dyn FnMut(Event<'a>)) {
    let mut event = Event::new(Platform::Messenger, "upload.completed");
    for (key, value) in body.members() {
        event.keep(key, value);
    }
    sink(event);
}

/// A body of `entry[]`, each with `messaging[]`, `standby[]` or `changes[]`.
pub fn page<'a>(body: Value<'a>, zone: &TimeZone, sink: &mut dyn FnMut(Event<'a>)) {
    for entry in body.get("entry").into_iter().flat_map(Value::elements) {
        let mut any = false;
        for (key, list) in entry.members() {
            let standby = match key.raw {
                "messaging" => false,
                "standby" => true,
                "changes" => {
                    for change in list.elements() {
                        any = true;
                        sink(page_change(entry, change, zone));
                    }
                    continue;
                }
                _ => continue,
            };
            for item in list.elements() {
                any = true;
                messaging(entry, item, standby, zone, sink);
            }
        }
        if !any {
            let mut event = Event::unknown(entry);
            event.platform = Some(Platform::Messenger);
            sink(event);
        }
    }
}

/// News about the page itself (`feed`, `mention`).
fn page_change<'a>(entry: Value<'a>, change: Value<'a>, zone: &TimeZone) -> Event<'a> {
    let field = change.get("field").and_then(Value::scalar);
    let name = field.and_then(|field| name_of("change", field, &[])).unwrap_or(Cow::Borrowed("change"));
    let mut event = Event::new(Platform::Messenger, name);
    event.business = entry.get("id").and_then(Value::scalar);
    for (key, value) in change.members() {
        if key.raw == "value" {
            let time = ["created_time", "timestamp"].iter().find_map(|key| value.get(key));
            event.time = time.and_then(|time| Moment::read(time, zone));
        }
        event.keep(key, value);
    }
    event.detail.push(entry_part(entry, "changes"));
    event
}

/// One item: who, when, and one thing that happened; a delivery is one event for each message.
fn messaging<'a>(entry: Value<'a>, item: Value<'a>, standby: bool, zone: &TimeZone, sink: &mut dyn FnMut(Event<'a>)) {
    let mut event = Event::new(Platform::Messenger, UNKNOWN);
    let (mut sender, mut recipient, mut happened) = (None, None, None);
    for (key, value) in item.members() {
        match key.raw {
            "sender" => sender = party(&mut event, key, value),
            "recipient" => recipient = party(&mut event, key, value),
            "timestamp" => {
                event.time = Moment::read(value, zone);
                if event.time.is_none() {
                    event.keep(key, value);
                }
            }
            _ if happened.is_none() && !value.is_empty() => happened = Some((key, value)),
            _ => event.keep(key, value),
        }
    }
    let echo = happened.is_some_and(|(_, value)| {
        value.kind() == Kind::Object && value.get("is_echo").is_some_and(|echo| echo.kind() == Kind::True)
    });
    let page = entry.get("id").and_then(Value::scalar);
    let (person, other) = if echo { (recipient, sender) } else { (sender, recipient) };
    event.contact = person;
    event.business = page.or(other);
    event.direction = Some(if echo { Direction::Outbound } else { Direction::Inbound });
    let mids = happened.and_then(|(key, value)| kind(&mut event, key, value, echo));
    if standby {
        event.detail.push((Text::plain("standby"), Part::Made("true".to_owned())));
    }
    event.detail.push(entry_part(entry, "changes"));
    match mids {
        Some(mids) => {
            for mid in mids.elements() {
                sink(Event { message_id: mid.scalar(), ..event.clone() });
            }
        }
        None => sink(event),
    }
}

/// The id of a sender or recipient; what else it says (`user_ref`) stays.
fn party<'a>(event: &mut Event<'a>, key: Text<'a>, value: Value<'a>) -> Option<Text<'a>> {
    if value.members().any(|(key, value)| key.raw != "id" && !value.is_empty()) {
        event.keep(key, value);
    }
    value.get("id").and_then(Value::scalar)
}

/// Names the event after what happened; gives the messages of a delivery, when it names any.
fn kind<'a>(event: &mut Event<'a>, key: Text<'a>, value: Value<'a>, echo: bool) -> Option<Value<'a>> {
    let scalar = |name: &str| value.get(name).and_then(Value::scalar);
    let watermark = || scalar("watermark").and_then(|text| text.raw.parse().ok());
    match key.raw {
        "message" => {
            message(event, key, value, echo);
            return None;
        }
        "delivery" => {
            event.name = Cow::Borrowed("status.delivered");
            event.direction = Some(Direction::Outbound);
            event.watermark = watermark();
            event.keep(key, value);
            return value.get("mids").filter(|mids| mids.elements().next().is_some());
        }
        "read" => {
            event.name = Cow::Borrowed("status.read");
            event.direction = Some(Direction::Outbound);
            event.message_id = scalar("mid");
            event.watermark = watermark();
        }
        "optin" => event.name = optin_name(value),
        "postback" => {
            event.name = Cow::Borrowed("postback");
            event.message_id = scalar("mid");
            event.text = scalar("title");
        }
        "reaction" => {
            event.name = Cow::Borrowed("reaction");
            event.reply_to = scalar("mid");
            event.text = scalar("emoji");
        }
        "message_edit" => {
            event.name = Cow::Borrowed("message_edit");
            event.message_id = scalar("mid");
            event.text = scalar("text");
        }
        "pass_thread_control" => event.name = Cow::Borrowed("handover.pass_thread_control"),
        "take_thread_control" => event.name = Cow::Borrowed("handover.take_thread_control"),
        "request_thread_control" => event.name = Cow::Borrowed("handover.request_thread_control"),
        "app_roles" => event.name = Cow::Borrowed("handover.app_roles"),
        _ => {
            let name = snake_case(&key.decoded());
            if !name.is_empty() {
                event.name = Cow::Owned(name);
            }
        }
    }
    event.keep(key, value);
    None
}

fn optin_name(optin: Value<'_>) -> Cow<'static, str> {
    let word = |key: &str| optin.get(key).and_then(Value::scalar);
    let named = |word: Text<'_>| name_of("optin", word, &[]);
    let Some(kind) = word("type") else { return Cow::Borrowed("optin.plugin") };
    if !kind.is("notification_messages") {
        return named(kind).unwrap_or(Cow::Borrowed("optin"));
    }
    match word("notification_messages_status") {
        None => Cow::Borrowed("optin.subscribed"),
        Some(status) if status.is("STOP_NOTIFICATIONS") => Cow::Borrowed("optin.stopped"),
        Some(status) if status.is("RESUME_NOTIFICATIONS") => Cow::Borrowed("optin.resumed"),
        Some(status) => named(status).unwrap_or(Cow::Borrowed("optin")),
    }
}

fn message<'a>(event: &mut Event<'a>, key: Text<'a>, message: Value<'a>, echo: bool) {
    let mut flags = Flags::default();
    for (key, value) in message.members() {
        match key.raw {
            "mid" => event.message_id = value.scalar(),
            "text" => event.text = value.scalar(),
            "attachments" => {
                let (kind, whole) = attachments(event, value);
                flags.attachment = kind;
                if !whole {
                    event.keep(key, value);
                }
            }
            "reply_to" => {
                event.reply_to = value.get("mid").and_then(Value::scalar);
                if value.members().any(|(key, _)| key.raw != "mid") {
                    event.keep(key, value);
                }
            }
            "quick_reply" => {
                flags.quick_reply = true;
                event.keep(key, value);
            }
            _ => {
                flags.deleted |= key.raw == "is_deleted" && value.kind() == Kind::True;
                flags.unsupported |= key.raw == "is_unsupported" && value.kind() == Kind::True;
                event.keep(key, value);
            }
        }
    }
    event.name = if echo { Cow::Borrowed("message.echo") } else { flags.name(event.text.is_some()) };
    if event.name == "message" && event.detail.is_empty() {
        event.keep(key, message);
    }
}

/// What decides the name of a message.
#[derive(Default)]
struct Flags<'a> {
    attachment: Option<Text<'a>>,
    quick_reply: bool,
    deleted: bool,
    unsupported: bool,
}

impl Flags<'_> {
    fn name(&self, text: bool) -> Cow<'static, str> {
        if self.deleted {
            return Cow::Borrowed("message.deleted");
        }
        if self.quick_reply {
            return Cow::Borrowed("message.quick_reply");
        }
        if let Some(name) = self.attachment.and_then(|kind| name_of("message", kind, MESSAGES)) {
            return name;
        }
        Cow::Borrowed(match (self.unsupported, text) {
            (true, _) => "message.unsupported",
            (_, true) => "message.text",
            _ => "message",
        })
    }
}

/// The first attachment becomes the event's; its type, and whether nothing is lost by that.
fn attachments<'a>(event: &mut Event<'a>, list: Value<'a>) -> (Option<Text<'a>>, bool) {
    let mut all = list.elements();
    let Some(first) = all.next() else { return (None, list.is_empty()) };
    let kind = first.get("type").and_then(Value::scalar);
    let payload = first.get("payload");
    let url = payload.and_then(|payload| payload.get("url")).and_then(Value::scalar);
    if url.is_some() {
        event.media = Some(Media { kind, url, ..Media::default() });
    }
    let plain = url.is_some()
        && first.members().all(|(key, value)| matches!(key.raw, "type" | "payload") || value.is_empty())
        && payload.is_some_and(|payload| payload.members().all(|(key, value)| key.raw == "url" || value.is_empty()));
    (kind, plain && all.next().is_none())
}
