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
use crate::webhook::whatsapp::{beside_entries, entry_part};

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

/// The lists of an entry.
const LISTS: [&str; 3] = ["messaging", "standby", "changes"];

/// A body of `entry[]`, each with `messaging[]`, `standby[]` or `changes[]`.
pub fn page<'a>(body: Value<'a>, zone: &TimeZone, sink: &mut dyn FnMut(Event<'a>)) {
    let around = beside_entries(body);
    for entry in body.get("entry").into_iter().flat_map(Value::elements) {
        let mut any = false;
        for (key, list) in entry.members().filter(|(key, _)| LISTS.contains(&key.raw)) {
            for item in list.elements() {
                any = true;
                let mut take = |mut event: Event<'a>| {
                    event.detail.push(entry_part(entry, &LISTS));
                    event.surround(&around);
                    sink(event);
                };
                match key.raw {
                    _ if !item.is_object() => {
                        let mut event = Event::new(Platform::Messenger, UNKNOWN);
                        event.detail.push((key, Part::Value(item)));
                        take(event);
                    }
                    "changes" => take(page_change(entry, item, zone)),
                    list => messaging(entry, item, list == "standby", zone, &mut take),
                }
            }
        }
        if !any {
            let mut event = Event { platform: Some(Platform::Messenger), ..Event::unknown(entry) };
            event.surround(&around);
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
    event
}

/// What can have happened, by Facebook's words, the telling ones first: a forwarder or Facebook itself puts more beside
/// them (`hop_context`, `prior_message`), in any order.
const HAPPENED: [&str; 16] = [
    "message",
    "delivery",
    "read",
    "postback",
    "reaction",
    "optin",
    "account_linking",
    "message_edit",
    "pass_thread_control",
    "take_thread_control",
    "request_thread_control",
    "app_roles",
    "policy_enforcement",
    "policy-enforcement",
    "game_play",
    "referral",
];

/// The member that tells what happened: a word of Facebook's, else the first object, else the first of all.
fn happened<'a>(item: Value<'a>) -> Option<(Text<'a>, Value<'a>)> {
    let others = || {
        item.members()
            .filter(|(key, value)| !matches!(key.raw, "sender" | "recipient" | "timestamp") && !value.is_empty())
    };
    let known = HAPPENED.iter().find_map(|word| others().find(|(key, value)| key.raw == *word && value.is_object()));
    known.or_else(|| others().find(|(_, value)| value.is_object())).or_else(|| others().next())
}

/// One item: who, when, and one thing that happened; a delivery is one event for each message.
fn messaging<'a>(entry: Value<'a>, item: Value<'a>, standby: bool, zone: &TimeZone, sink: &mut dyn FnMut(Event<'a>)) {
    let mut event = Event::new(Platform::Messenger, UNKNOWN);
    let (mut sender, mut recipient) = (None, None);
    let happened = happened(item);
    for (key, value) in item.members() {
        match key.raw {
            "sender" => sender = party(&mut event, key, value),
            "recipient" => recipient = party(&mut event, key, value).map(|id| (key, value, id)),
            "timestamp" => event.take_time(key, value, zone),
            own if happened.is_some_and(|(key, _)| key.raw == own) => {}
            _ => event.keep(key, value),
        }
    }
    let page = entry.get("id").and_then(Value::scalar);
    let echo = happened.is_some_and(|(_, value)| value.get("is_echo").is_some_and(|echo| echo.kind() == Kind::True));
    let to = recipient.map(|(.., id)| id);
    let is_page = |id: Option<Text<'_>>| page.zip(id).is_some_and(|(page, id)| page.raw == id.raw);
    let outbound = echo || is_page(sender) && !is_page(to) && to.is_some();
    let (person, other) = if outbound { (to, sender) } else { (sender, to) };
    event.contact = person;
    event.business = page.or(other);
    event.direction = Some(if outbound { Direction::Outbound } else { Direction::Inbound });
    // A recipient that is neither the person nor the page stands nowhere else.
    if let Some((key, value, id)) = recipient.filter(|_| !outbound && page.is_some())
        && !is_page(Some(id))
        && !event.has(key)
    {
        event.keep(key, value);
    }
    let mids = happened.and_then(|(key, value)| kind(&mut event, key, value, echo));
    if standby {
        event.detail.push((Text::plain("standby"), Part::Made("true".to_owned())));
    }
    match mids {
        Some(mids) => {
            for mid in mids.elements().filter_map(Value::scalar) {
                sink(Event { message_id: Some(mid), ..event.clone() });
            }
        }
        None => sink(event),
    }
}

/// The id of a sender or recipient; what else it says (`user_ref`) stays.
pub fn party<'a>(event: &mut Event<'a>, key: Text<'a>, value: Value<'a>) -> Option<Text<'a>> {
    let id = value.get("id").and_then(Value::scalar);
    let told = |(key, value): (Text<'_>, Value<'_>)| key.raw == "id" && id.is_some() || value.is_empty();
    if !value.is_object() || !value.members().all(told) {
        event.keep(key, value);
    }
    id
}

/// Names the event after what happened; gives the messages of a delivery, when it names any.
fn kind<'a>(event: &mut Event<'a>, key: Text<'a>, value: Value<'a>, echo: bool) -> Option<Value<'a>> {
    let scalar = |name: &str| value.get(name).and_then(Value::scalar);
    let watermark = || scalar("watermark").and_then(|text| text.raw.parse().ok());
    let nobody_wrote = |event: &mut Event<'a>, name: &'static str| {
        event.name = Cow::Borrowed(name);
        event.direction = None;
    };
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
            return value.get("mids").filter(|mids| mids.elements().any(|mid| mid.scalar().is_some()));
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
        "pass_thread_control" => nobody_wrote(event, "handover.pass_thread_control"),
        "take_thread_control" => nobody_wrote(event, "handover.take_thread_control"),
        "request_thread_control" => nobody_wrote(event, "handover.request_thread_control"),
        "app_roles" => nobody_wrote(event, "handover.app_roles"),
        "policy_enforcement" | "policy-enforcement" => nobody_wrote(event, "policy_enforcement"),
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
    let mut own = Vec::new();
    for (key, value) in message.members() {
        match key.raw {
            "mid" if value.scalar().is_some() => event.message_id = value.scalar(),
            "text" if value.scalar().is_some() => event.text = value.scalar(),
            "attachments" => {
                let (kind, whole) = attachments(event, value);
                flags.attachment = kind;
                if !whole {
                    own.push((key, value));
                }
            }
            "reply_to" => {
                event.reply_to = value.get("mid").and_then(Value::scalar);
                let told = event.reply_to.is_some();
                if !value.is_object()
                    || !value.members().all(|(key, value)| key.raw == "mid" && told || value.is_empty())
                {
                    own.push((key, value));
                }
            }
            _ => {
                flags.quick_reply |= key.raw == "quick_reply";
                flags.deleted |= key.raw == "is_deleted" && value.kind() == Kind::True;
                flags.unsupported |= key.raw == "is_unsupported" && value.kind() == Kind::True;
                own.push((key, value));
            }
        }
    }
    event.name = if echo { Cow::Borrowed("message.echo") } else { flags.name(event.text.is_some()) };
    let nameless = event.name == "message" && own.iter().all(|(_, value)| value.is_empty());
    // A key of the item that the message has too (`referral`): the message stays whole.
    if nameless || own.iter().any(|(key, value)| !value.is_empty() && event.has(*key)) {
        event.keep(key, message);
    } else {
        own.into_iter().for_each(|(key, value)| event.keep(key, value));
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
    let is_word = kind.is_some_and(|kind| kind.decoded().chars().any(char::is_alphanumeric));
    let url = payload.and_then(|payload| payload.get("url")).and_then(Value::scalar);
    if url.is_some() {
        event.media = Some(Media { kind, url, ..Media::default() });
    }
    let plain = url.is_some()
        && is_word
        && first.members().all(|(key, value)| matches!(key.raw, "type" | "payload") || value.is_empty())
        && payload.is_some_and(|payload| payload.members().all(|(key, value)| key.raw == "url" || value.is_empty()));
    (kind, plain && all.next().is_none())
}
