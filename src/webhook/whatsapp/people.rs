//! The people that a body lists beside its events, found by number or user id.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::webhook::around::Room;
use crate::webhook::event::Event;
use crate::webhook::json::{Text, Value};

/// How many people are looked through one by one.
const FEW: usize = 8;

/// One contact.
#[derive(Clone, Copy, Debug, Default)]
struct Person<'a> {
    wa_id: Option<Text<'a>>,
    user_id: Option<Text<'a>>,
    name: Option<Text<'a>>,
    /// The contact says more than an event's own fields can hold.
    says_more: bool,
}

impl<'a> Person<'a> {
    fn of(contact: Value<'a>, room: &Room) -> Self {
        let mut person = Self::default();
        let mut username = None;
        for (key, value) in contact.members() {
            let place = match key.raw {
                "wa_id" => &mut person.wa_id,
                "user_id" => &mut person.user_id,
                "profile" if value.is_object() => {
                    username = person.profile(value, room).or(username);
                    continue;
                }
                "username" => {
                    username = value.scalar().filter(|name| room.repeats(*name)).or(username);
                    person.says_more |= !value.is_empty();
                    continue;
                }
                _ => {
                    person.says_more |= !value.is_empty();
                    continue;
                }
            };
            let id = value.scalar().filter(|id| room.repeats(*id));
            person.says_more |= place.is_some() || id.is_none() && !value.is_empty();
            *place = id;
        }
        person.name = person.name.or(username);
        person
    }

    /// Takes the name; gives the user name, which is not the person's own.
    fn profile(&mut self, profile: Value<'a>, room: &Room) -> Option<Text<'a>> {
        let short = |value: Value<'a>| value.scalar().filter(|name| room.repeats(*name));
        let mut username = None;
        for (key, value) in profile.members() {
            match key.raw {
                "name" => {
                    self.says_more |= self.name.is_some() || short(value).is_none() && !value.is_empty();
                    self.name = short(value);
                }
                "username" => {
                    username = short(value);
                    self.says_more |= !value.is_empty();
                }
                _ => self.says_more |= !value.is_empty(),
            }
        }
        username
    }

    fn ids(&self) -> impl Iterator<Item = Text<'a>> {
        self.wa_id.into_iter().chain(self.user_id)
    }

    fn is(&self, id: &str) -> bool {
        self.ids().any(|own| own.raw == id)
    }
}

/// Everybody in `contacts`.
#[derive(Debug, Default)]
pub struct People<'a> {
    list: Vec<Person<'a>>,
    places: OnceCell<HashMap<&'a str, usize>>,
}

impl<'a> People<'a> {
    /// The people of a list of contacts.
    pub fn of(contacts: Value<'a>, room: &Room) -> Self {
        Self { list: contacts.elements().map(|contact| Person::of(contact, room)).collect(), places: OnceCell::new() }
    }

    fn find(&self, id: &str) -> Option<&Person<'a>> {
        if self.list.len() <= FEW {
            return self.list.iter().find(|person| person.is(id));
        }
        let places = self.places.get_or_init(|| {
            let mut places = HashMap::with_capacity(self.list.len());
            for (place, person) in self.list.iter().enumerate() {
                person.ids().for_each(|own| {
                    places.entry(own.raw).or_insert(place);
                });
            }
            places
        });
        self.list.get(*places.get(id)?)
    }

    /// Names the event's person after the contact with that number, else after the only one of an event that is `alone` in
    /// its body or names nobody; false when the contacts say more than the event's own fields hold.
    pub fn name(&self, event: &mut Event<'a>, alone: bool) -> bool {
        let Some(first) = self.list.first() else { return true };
        let only = self.list.len() == 1;
        let found = event.contact.and_then(|id| self.find(id.raw));
        let guess = Some(first).filter(|_| only && (alone || event.contact.is_none()));
        let Some(person) = found.or(guess) else { return false };
        event.contact = event.contact.or(person.wa_id).or(person.user_id);
        event.contact_name = person.name.or(event.contact_name);
        let told = event.contact.map(|contact| contact.raw);
        only && found.is_some() && !person.says_more && person.ids().all(|own| Some(own.raw) == told)
    }
}
