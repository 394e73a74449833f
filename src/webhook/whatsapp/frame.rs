//! What a WhatsApp body says about all its events: the business, the people, and what else stands beside the lists.

use crate::webhook::event::{Direction, Event, Part};
use crate::webhook::json::{Kind, Text, Value};
use crate::webhook::shape::Platform;

use super::part;

/// The lists of events, by their key.
pub const LISTS: [&str; 3] = ["statuses", "messages", "calls"];

/// What a body says about all its events.
#[derive(Clone, Debug, Default)]
pub struct Frame<'a> {
    /// The business's number.
    pub business: Option<Text<'a>>,
    contacts: Option<Value<'a>>,
    /// Of the whole body; which of several events they are about is not said.
    errors: Option<Value<'a>>,
    /// `metadata`, `app_id`, `channel`, the envelope's `entry`.
    more: Vec<(Text<'a>, Part<'a>)>,
}

impl<'a> Frame<'a> {
    /// Of a body with lists; `more` is what stood around it.
    pub fn of(body: Value<'a>, more: Vec<(Text<'a>, Part<'a>)>) -> Self {
        let mut frame = Self { more, ..Self::default() };
        let (mut business, mut merchant, mut display) = (None, None, None);
        for (key, value) in body.members() {
            let is_list = value.kind() == Kind::Array;
            match key.raw {
                "messaging_product" if value.is("whatsapp") => {}
                "errors" if is_list => frame.errors = Some(value).filter(|list| !list.is_empty()),
                "contacts" if is_list => frame.contacts = Some(value),
                "business_phone" if value.scalar().is_some() => business = value.scalar(),
                "merchant_phone" if value.scalar().is_some() => merchant = Some((key, value)),
                list if is_list && LISTS.contains(&list) => {}
                _ => {
                    if key.raw == "metadata" {
                        display = value.get("display_phone_number").and_then(Value::scalar);
                    }
                    frame.keep(key, value);
                }
            }
        }
        if let Some((key, value)) =
            merchant.filter(|(_, merchant)| business.is_some_and(|own| own.raw != merchant.raw()))
        {
            frame.keep(key, value);
        }
        frame.business = business.or(merchant.and_then(|(_, value)| value.scalar())).or(display);
        frame
    }

    fn keep(&mut self, key: Text<'a>, value: Value<'a>) {
        if !value.is_empty() {
            self.more.push((key, Part::of(key, value)));
        }
    }

    /// An event of the body.
    pub fn event(&self, name: &'static str, direction: Option<Direction>) -> Event<'a> {
        let mut event = Event::new(Platform::Whatsapp, name);
        event.direction = direction;
        event.business = self.business;
        event
    }

    /// Whether the number is the business's own.
    pub fn is_own(&self, number: Text<'_>) -> bool {
        self.business.is_some_and(|own| own.raw == number.raw)
    }

    /// Names the person and adds what stands around the lists; `alone`: the body holds no other event.
    pub fn complete(&self, event: &mut Event<'a>, alone: bool) {
        if !event.is_unknown() {
            self.introduce(event, alone);
        }
        if let Some(errors) = self.errors {
            if alone && event.errors.is_empty() {
                part::errors(event, Text::plain("errors"), errors);
            } else {
                event.surround(&[(Text::plain("errors"), Part::Value(errors))]);
            }
        }
        event.surround(&self.more);
    }

    /// Names the person. A list of contacts that says more than the event's own fields hold goes to `detail`.
    fn introduce(&self, event: &mut Event<'a>, alone: bool) {
        if let Some(contacts) = self.contacts.filter(|contacts| !contacts.is_empty())
            && !self.name_person(event, alone)
        {
            event.surround(&[(Text::plain("contacts"), Part::Value(contacts))]);
        }
    }

    /// Names the person after the contact with that number, else after the only one of an event that is `alone` in its body;
    /// false when the contacts say more than the event's own fields hold.
    pub fn name_person(&self, event: &mut Event<'a>, alone: bool) -> bool {
        let Some(contacts) = self.contacts else { return true };
        let id = |contact: Value<'a>, key: &str| contact.get(key).and_then(Value::scalar);
        let person = event.contact;
        let is_person = |contact: &Value<'a>| {
            person.is_some_and(|person| {
                ["wa_id", "user_id"].iter().any(|key| id(*contact, key).is_some_and(|own| own.raw == person.raw))
            })
        };
        let mut all = contacts.elements();
        let only = all.next().filter(|_| all.next().is_none());
        let guess = only.filter(|_| alone || person.is_none());
        let Some(contact) = contacts.elements().find(is_person).or(guess) else { return false };
        let profile = contact.get("profile");
        event.contact = person.or_else(|| id(contact, "wa_id")).or_else(|| id(contact, "user_id"));
        event.contact_name = profile.and_then(|profile| profile.get("name")).and_then(Value::scalar);
        only.is_some() && is_person(&contact) && is_ordinary(contact, event)
    }
}

/// Whether a contact says nothing that the event's `contact` and `contact_name` do not.
fn is_ordinary(contact: Value<'_>, event: &Event<'_>) -> bool {
    let is = |value: Value<'_>, told: Option<Text<'_>>| {
        value.is_empty() || value.scalar().zip(told).is_some_and(|(one, other)| one.raw == other.raw)
    };
    contact.members().all(|(key, value)| match key.raw {
        "wa_id" | "user_id" => is(value, event.contact),
        "profile" if value.is_object() => value
            .members()
            .all(|(key, value)| if key.raw == "name" { is(value, event.contact_name) } else { value.is_empty() }),
        _ => value.is_empty(),
    })
}
