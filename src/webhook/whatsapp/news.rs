//! Lists of other news: each element is an event of the change that it came with. A person's choice about marketing, what
//! the business wrote on its phone, contacts of that phone, and the messages of a history, which are old ones.

use crate::webhook::around::{Level, Scope};
use crate::webhook::event::{Direction, Event};
use crate::webhook::json::{Kind, Text, Value};
use crate::webhook::moment::Moment;

use super::frame::Frame;
use super::message::message;
use super::part;

/// Keys that name a person, an id or a time: an element that has one is an event of its own.
const OWN: [&str; 9] =
    ["id", "message_id", "wa_id", "user_id", "from", "to", "recipient_id", "timestamp", "phone_number"];

/// Whether a member of a body is such a list.
pub fn is_list(key: Text<'_>, list: Value<'_>) -> bool {
    if list.kind() != Kind::Array || list.is_empty() || matches!(key.raw, "contacts" | "errors") {
        return false;
    }
    match key.raw {
        "history" | "message_echoes" | "state_sync" | "user_actions" | "user_preferences" | "groups" => {
            list.elements().all(Value::is_object)
        }
        _ => list.elements().all(has_own),
    }
}

fn has_own(element: Value<'_>) -> bool {
    element.members().any(|(key, value)| OWN.contains(&key.raw) && value.scalar().is_some())
}

/// One element of a list: what it is named after, and what stands around it.
pub struct Place<'p, 'a> {
    pub frame: &'p Frame<'a>,
    /// The list's key.
    pub key: Text<'a>,
    /// The name of its events.
    pub name: &'p str,
    /// The body holds no other event.
    pub alone: bool,
    pub around: &'p [&'p Level<'a>],
    pub scope: &'p Scope<'p>,
}

impl<'a> Place<'_, 'a> {
    /// Gives the events of an element.
    pub fn element(&self, element: Value<'a>, sink: &mut dyn FnMut(Event<'a>)) {
        if self.key.raw == "history" && self.history(element, sink) {
            return;
        }
        let mut event = self.event();
        let scalar = |name: &str| element.get(name).and_then(Value::scalar);
        event.time = element.get("timestamp").and_then(|time| Moment::read(time, self.scope.zone));
        match self.key.raw {
            "message_echoes" => {
                event.direction = Some(Direction::Outbound);
                event.message_id = scalar("id");
                event.contact = scalar("to");
                event.text = element.get("text").and_then(|text| text.get("body")?.scalar());
            }
            "user_preferences" | "user_actions" => {
                event.direction = Some(Direction::Inbound);
                event.contact = ["wa_id", "from", "user_id", "from_user_id"].iter().find_map(|key| scalar(key));
            }
            "state_sync" => self.synchronised(&mut event, element),
            "groups" | "history" => {}
            _ => {
                event.message_id = scalar("id").or_else(|| scalar("message_id"));
                event.contact = ["wa_id", "user_id", "from", "recipient_id", "to"].iter().find_map(|key| scalar(key));
            }
        }
        if let Some(errors) = element.get("errors") {
            part::errors(&mut event, Text::plain("errors"), errors);
        }
        event.keep(self.key, element);
        self.frame.complete(&mut event, self.alone, self.around, self.scope);
        sink(event);
    }

    fn event(&self) -> Event<'a> {
        let mut event = self.frame.event("change", None);
        event.name = self.name.to_owned().into();
        event
    }

    /// A contact of the business's phone.
    fn synchronised(&self, event: &mut Event<'a>, element: Value<'a>) {
        if let Some(contact) = element.get("contact") {
            let [number, user, full, first] = contact.pick(["phone_number", "user_id", "full_name", "first_name"]);
            event.contact = number.or(user).and_then(Value::scalar);
            event.contact_name = full.and_then(Value::scalar).or_else(|| first.and_then(Value::scalar));
        }
        let time = element.get("metadata").and_then(|own| own.get("timestamp"));
        event.time = time.and_then(|time| Moment::read(time, self.scope.zone)).or(event.time);
    }

    /// The messages of a history: what was said before there was anybody to tell. False when it lists none.
    fn history(&self, element: Value<'a>, sink: &mut dyn FnMut(Event<'a>)) -> bool {
        let threads = || element.get("threads").into_iter().flat_map(Value::elements);
        if !threads().any(|thread| thread.is_object()) {
            return false;
        }
        let is_list =
            |key: &'static str| move |own: Text<'_>, value: Value<'_>| own.raw == key && value.kind() == Kind::Array;
        let chunk = self.scope.level(|| Level::object("history", element, is_list("threads")));
        for thread in threads() {
            let of_thread = self.scope.level(|| Level::object("thread", thread, is_list("messages")));
            let around: Vec<&Level<'a>> = [&of_thread, &chunk].into_iter().chain(self.around.iter().copied()).collect();
            let person = thread.get("id").and_then(Value::scalar).filter(|id| self.scope.room.repeats(*id));
            let mut any = false;
            for one in thread.get("messages").into_iter().flat_map(Value::elements) {
                any = true;
                let mut event = message(self.frame, one, "history", self.scope.zone);
                event.contact = event.contact.or(person);
                self.frame.complete(&mut event, false, &around, self.scope);
                sink(event);
            }
            if !any {
                let mut event = self.event();
                event.contact = person;
                self.frame.complete(&mut event, false, &around, self.scope);
                sink(event);
            }
        }
        true
    }
}
