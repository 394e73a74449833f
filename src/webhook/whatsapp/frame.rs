//! What a WhatsApp body says about all its events: the business, the people, and what else stands beside the lists.

use crate::webhook::around::{Level, Scope};
use crate::webhook::event::{Direction, Event, Part};
use crate::webhook::json::{Kind, Text, Value};
use crate::webhook::shape::Platform;

use super::part;
use super::people::People;

/// What a body says about all its events.
#[derive(Debug, Default)]
pub struct Frame<'a> {
    /// The business's number.
    business: Option<Text<'a>>,
    people: People<'a>,
    /// As the body has them, for when they say more than the events do.
    contacts: Level<'a>,
    /// Of the whole body; which of several events they are about is not said.
    errors: Option<(Value<'a>, Level<'a>)>,
    /// `metadata`, `app_id`, `channel`.
    more: Level<'a>,
    /// Nobody asks for what stands around its events.
    bare: bool,
}

impl<'a> Frame<'a> {
    /// Of a body, without its lists of events.
    pub fn of(body: Value<'a>, mut is_listed: impl FnMut(Value<'a>) -> bool, scope: &Scope<'_>) -> Self {
        let (room, bare) = (&scope.room, scope.bare);
        let is_number = |value: Value<'a>| value.scalar().is_some_and(|text| room.repeats(text));
        let mut frame = Self { bare, ..Self::default() };
        let (mut business, mut merchant, mut display) = (None, None, None);
        let mut more = Vec::with_capacity(if bare { 0 } else { 8 });
        let mut keep = |key: Text<'a>, value: Value<'a>| {
            if !bare && !value.is_empty() {
                more.push((key, Part::of(key, value)));
            }
        };
        for (key, value) in body.members() {
            let is_list = value.kind() == Kind::Array;
            match key.raw {
                "messaging_product" if value.is("whatsapp") => {}
                "errors" if is_list && value.is_empty() => {}
                "errors" if is_list => frame.errors = Some((value, Level::one("errors", value))),
                "contacts" if is_list => {
                    frame.people = People::of(value, room);
                    let is_none = bare || value.is_empty();
                    frame.contacts = if is_none { Level::default() } else { Level::one("contacts", value) };
                }
                "business_phone" if is_number(value) => business = value.scalar(),
                "merchant_phone" if is_number(value) => merchant = Some((key, value)),
                _ if is_list && is_listed(value) => {}
                _ => {
                    if key.raw == "metadata" {
                        display = value
                            .get("display_phone_number")
                            .filter(|number| is_number(*number))
                            .and_then(Value::scalar);
                    }
                    keep(key, value);
                }
            }
        }
        let is_other = |value: &Value<'a>| business.is_some_and(|own: Text<'a>| own.raw != value.raw());
        if let Some((key, value)) = merchant.filter(|(_, merchant)| is_other(merchant)) {
            keep(key, value);
        }
        frame.business = business.or(merchant.and_then(|(_, value)| value.scalar())).or(display);
        frame.more = Level::new(more);
        frame
    }

    /// An event of the body.
    pub fn event(&self, name: &'static str, direction: Option<Direction>) -> Event<'a> {
        let mut event = Event { bare: self.bare, ..Event::new(Platform::Whatsapp, name) };
        event.direction = direction;
        event.business = self.business;
        event
    }

    /// Whether the number is the business's own.
    pub fn is_own(&self, number: Text<'_>) -> bool {
        self.business.is_some_and(|own| own.raw == number.raw)
    }

    /// Names the person and adds what stands around the lists; `alone`: the body holds no other event.
    pub fn complete(&self, event: &mut Event<'a>, alone: bool, around: &[&Level<'a>], scope: &Scope<'_>) {
        let is_told = event.is_unknown() || self.people.name(event, alone);
        let mut errors = self.errors.as_ref();
        if let Some((list, _)) = errors.filter(|_| alone && event.errors.is_empty()) {
            part::errors(event, Text::plain("errors"), *list);
            errors = None;
        }
        let contacts = (!is_told).then_some(&self.contacts);
        let errors = errors.map(|(_, level)| level);
        let levels = contacts.into_iter().chain(errors).chain(around.iter().copied()).chain([&self.more]);
        event.surround(levels, &scope.room);
    }
}
