//! Messenger as Sobot forwards it: what Facebook sends to a page, and Sobot's own news of an upload.
//!
//! Vendor page: "Facebook Messenger", section on forwarded webhooks; what it leaves out is Facebook's Messenger
//! Platform, and is named by Facebook's own word.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::webhook::around::{Level, Scope};
use crate::webhook::event::{Direction, Event, Media, Part, UNKNOWN, name_of, snake_case, strays};
use crate::webhook::json::{Kind, Text, Value};
use crate::webhook::moment::Moment;
use crate::webhook::shape::{Platform, is_messaging, is_page_item};
use crate::webhook::whatsapp::{beside_entries, entry_level};

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
pub fn upload<'a>(body: Value<'a>, scope: &Scope<'_>, sink: &mut dyn FnMut(Event<'a>)) {
    let mut event = Event { bare: scope.bare, ..Event::new(Platform::Messenger, "upload.completed") };
    for (key, value) in body.members() {
        event.keep(key, value);
    }
    sink(event);
}

/// The lists of an entry.
const LISTS: [&str; 3] = ["messaging", "standby", "changes"];

/// A body of `entry[]`, each with `messaging[]`, `standby[]` or `changes[]`.
pub fn page<'a>(body: Value<'a>, scope: &Scope<'_>, sink: &mut dyn FnMut(Event<'a>)) {
    let forwarder = scope.level(|| beside_entries(body));
    for entry in body.get("entry").into_iter().flat_map(Value::elements) {
        let own = scope.level(|| entry_level(entry, &LISTS));
        let page = entry.get("id").and_then(Value::scalar).filter(|id| scope.room.repeats(*id));
        let mut any = false;
        for (key, list) in entry.members().filter(|(key, _)| LISTS.contains(&key.raw)) {
            let mut elements = list.elements().peekable();
            while let Some(item) = elements.next() {
                any = true;
                let mut item_of = Item { page, around: &[&own, &forwarder], scope, sink: &mut *sink };
                match key.raw {
                    _ if !item.is_object() || item.is_empty() => {
                        item_of.give(strays(Platform::Messenger, key, item, &mut elements));
                    }
                    "changes" => item_of.change(item),
                    list => item_of.messaging(item, list == "standby"),
                }
            }
        }
        if !any {
            let mut event = Event { platform: Some(Platform::Messenger), ..Event::unknown(entry) };
            event.surround(std::iter::once(&forwarder), &scope.room);
            sink(event);
        }
    }
}

/// A change without an envelope, as the dashboard sends it to test.
pub fn bare_change<'a>(body: Value<'a>, scope: &Scope<'_>, sink: &mut dyn FnMut(Event<'a>)) {
    Item { page: None, around: &[], scope, sink }.change(body);
}

/// One item of an entry on its way to its events.
struct Item<'p, 'a> {
    /// The entry's id.
    page: Option<Text<'a>>,
    around: &'p [&'p Level<'a>],
    scope: &'p Scope<'p>,
    sink: &'p mut dyn FnMut(Event<'a>),
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
    let mut found: Option<(usize, (Text<'a>, Value<'a>))> = None;
    for (key, value) in item.members() {
        if matches!(key.raw, "sender" | "recipient" | "timestamp") || value.is_empty() {
            continue;
        }
        let place = match value.is_object() {
            true => HAPPENED.iter().position(|word| key.raw == *word).unwrap_or(HAPPENED.len()),
            false => HAPPENED.len() + 1,
        };
        if found.is_none_or(|(best, _)| place < best) {
            found = Some((place, (key, value)));
        }
    }
    found.map(|(_, member)| member)
}

impl<'a> Item<'_, 'a> {
    fn give(&mut self, mut event: Event<'a>) {
        event.surround(self.around.iter().copied(), &self.scope.room);
        (self.sink)(event);
    }

    /// News about the page itself (`feed`, `mention`); or an item of `messaging` under its field's name.
    fn change(&mut self, change: Value<'a>) {
        let [field, value] = change.pick(["field", "value"]);
        let word = field.and_then(Value::scalar);
        if let Some(value) = value.filter(|value| word.is_some_and(is_messaging) && is_page_item(*value)) {
            let beside = self.scope.level(|| Level::beside(change, |key, _| key.raw == "value"));
            let around: Vec<&Level<'a>> = std::iter::once(&beside).chain(self.around.iter().copied()).collect();
            let standby = word.is_some_and(|word| word.is("standby"));
            Item { page: self.page, around: &around, scope: self.scope, sink: &mut *self.sink }
                .messaging(value, standby);
            return;
        }
        let name = word.and_then(|field| name_of("change", field, &[])).unwrap_or(Cow::Borrowed("change"));
        let mut event = Event { bare: self.scope.bare, ..Event::new(Platform::Messenger, name) };
        event.business = self.page;
        let time = value.and_then(|value| value.pick(["created_time", "timestamp"]).into_iter().flatten().next());
        event.time = time.and_then(|time| Moment::read(time, self.scope.zone));
        for (key, value) in change.members() {
            event.keep(key, value);
        }
        self.give(event);
    }

    /// One item: who, when, and one thing that happened; a delivery is one event for each message.
    fn messaging(&mut self, item: Value<'a>, standby: bool) {
        let mut event = Event { bare: self.scope.bare, ..Event::new(Platform::Messenger, UNKNOWN) };
        let (mut sender, mut recipient) = (None, None);
        let happened = happened(item);
        for (key, value) in item.members() {
            match key.raw {
                "sender" => sender = self.party(&mut event, key, value),
                "recipient" => recipient = self.party(&mut event, key, value).map(|id| (key, value, id)),
                "timestamp" => event.take_time(key, value, self.scope.zone),
                own if happened.is_some_and(|(key, _)| key.raw == own) => {}
                _ => event.keep(key, value),
            }
        }
        let page = self.page;
        let echo =
            happened.is_some_and(|(_, value)| value.get("is_echo").is_some_and(|echo| echo.kind() == Kind::True));
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
        if standby && !event.bare {
            event.detail.push((Text::plain("standby"), Part::Made("true".to_owned())));
        }
        match mids {
            Some(mids) => self.delivered(event, mids),
            None => self.give(event),
        }
    }

    /// The id of a sender or recipient; one that is too long for an id stays where it was.
    fn party(&self, event: &mut Event<'a>, key: Text<'a>, value: Value<'a>) -> Option<Text<'a>> {
        match value.get("id").and_then(Value::scalar) {
            Some(id) if !self.scope.room.repeats(id) => {
                event.keep(key, value);
                None
            }
            _ => party(event, key, value),
        }
    }

    /// One event for each message of a delivery; what they have in common stands around them.
    fn delivered(&mut self, mut event: Event<'a>, mids: Value<'a>) {
        let common = Level::new(std::mem::take(&mut event.detail));
        let around: Vec<&Level<'a>> = std::iter::once(&common).chain(self.around.iter().copied()).collect();
        for mid in mids.elements().filter_map(Value::scalar) {
            let mut event = Event { message_id: Some(mid), ..event.clone() };
            event.surround(around.iter().copied(), &self.scope.room);
            (self.sink)(event);
        }
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
    if event.bare {
        return;
    }
    let nameless = event.name == "message" && own.iter().all(|(_, value)| value.is_empty());
    // A key of the item that the message has too (`referral`): the message stays whole.
    if nameless || has_any(event, &own) {
        event.keep(key, message);
    } else {
        own.into_iter().for_each(|(key, value)| event.keep(key, value));
    }
}

/// Whether the event has one of these keys already.
fn has_any(event: &Event<'_>, own: &[(Text<'_>, Value<'_>)]) -> bool {
    let mut filled = own.iter().filter(|(_, value)| !value.is_empty());
    // Most have a handful; whoever sends thousands gets a set.
    if own.len() < 64 || event.detail.len() < 64 {
        return filled.any(|(key, _)| event.has(*key));
    }
    let keys: HashSet<&str> = event.detail.iter().map(|(key, _)| key.raw).collect();
    filled.any(|(key, _)| keys.contains(key.raw))
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
