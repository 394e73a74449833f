//! What stands around a list of events: the envelope's entry, the business, what a forwarder added.
//!
//! It is told with each event, as long as that stays a small multiple of the body; past that with the first event alone.
//! So the output and the time grow with the input, however many elements a list has and whatever stands beside it. An event
//! that lacks some of it says so. A text that many events would repeat in a field of their own (the business, a name) stays
//! there too when it is too long for that.

use std::cell::Cell;
use std::collections::HashSet;

use jiff::tz::TimeZone;

use crate::webhook::effort;
use crate::webhook::event::{Event, Part};
use crate::webhook::json::{Text, Value};
use crate::webhook::view::made_object;

/// How often its own length the surroundings of a body may take.
const TIMES: usize = 4;

/// What they may take of a short body, in bytes.
const LEAST: usize = 64 * 1024;

/// How long a text may be that each event of a body repeats, whatever the body: ids and names are shorter.
const SHORT: usize = 256;

/// The key in `detail` of an event that lacks what the first event of its body tells.
pub const OMITTED: &str = "around_omitted";

/// How many comparisons of keys are made before a set of them is.
const COMPARISONS: usize = 4096;

/// What may still be told again of what stands around the lists of one body.
#[derive(Debug)]
pub struct Room {
    left: Cell<usize>,
    /// The longest text that each event may repeat.
    longest: usize,
}

impl Room {
    /// For a body.
    pub fn of(body: Value<'_>) -> Self {
        let left = TIMES * body.raw().len() + LEAST;
        // It has fewer events than values.
        Self { left: Cell::new(left), longest: SHORT.max(left / body.count()) }
    }

    fn take(&self, bytes: usize) -> bool {
        let left = self.left.get();
        let is_enough = bytes <= left;
        if is_enough {
            self.left.set(left - bytes);
        }
        is_enough
    }

    /// Whether each event of the body may repeat the text in a field of its own.
    pub fn repeats(&self, text: Text<'_>) -> bool {
        text.raw.len() <= self.longest
    }
}

/// What the decoding of one body needs to know.
#[derive(Debug)]
pub struct Scope<'z> {
    /// Assumed for times without one.
    pub zone: &'z TimeZone,
    /// For what stands around the lists.
    pub room: Room,
    /// Nobody asks for `detail`.
    pub bare: bool,
}

impl Scope<'_> {
    /// What stands around a list, where somebody asks for it.
    pub fn level<'a>(&self, make: impl FnOnce() -> Level<'a>) -> Level<'a> {
        if self.bare { Level::default() } else { make() }
    }
}

/// What stands around a list.
#[derive(Debug, Default)]
pub struct Level<'a> {
    parts: Vec<(Text<'a>, Part<'a>)>,
    bytes: usize,
    told: Cell<bool>,
}

impl<'a> Level<'a> {
    /// These parts; what is empty in them was left out.
    pub fn new(parts: Vec<(Text<'a>, Part<'a>)>) -> Self {
        // A key and its marks take room in memory, too.
        let bytes = parts.iter().map(|(key, part)| key.raw.len() + part.len() + 8).sum();
        Self { parts, bytes, told: Cell::new(false) }
    }

    /// The members of an object that are neither empty nor left out.
    pub fn beside(object: Value<'a>, left_out: impl Fn(Text<'a>, Value<'a>) -> bool) -> Self {
        let told = object.members().filter(|(key, value)| !value.is_empty() && !left_out(*key, *value));
        Self::new(told.map(|(key, value)| (key, Part::of(key, value))).collect())
    }

    /// An object without its lists, under one key.
    pub fn object(key: &'static str, object: Value<'a>, left_out: impl Fn(Text<'a>, Value<'a>) -> bool) -> Self {
        let members = object.members().filter(|(key, value)| !left_out(*key, *value)).collect();
        Self::new(vec![(Text::plain(key), Part::Members(members))])
    }

    /// One part.
    pub fn one(key: &'static str, value: Value<'a>) -> Self {
        Self::new(vec![(Text::plain(key), Part::Value(value))])
    }

    /// Whether it is told once more.
    fn is_told(&self, room: &Room) -> bool {
        room.take(self.bytes) || !self.told.get()
    }
}

impl<'a> Event<'a> {
    /// Adds what stands around it, from the inside out. A key that the event has already would stand twice in one object:
    /// those go together under `callback`.
    pub fn surround<'l>(&mut self, levels: impl Iterator<Item = &'l Level<'a>>, room: &Room)
    where
        'a: 'l,
    {
        if self.bare {
            return;
        }
        let mut again = Vec::new();
        let mut omitted = false;
        for level in levels.filter(|level| !level.parts.is_empty()) {
            if !level.is_told(room) {
                omitted = true;
                continue;
            }
            level.told.set(true);
            effort::spend(level.bytes);
            self.detail.reserve(level.parts.len());
            let many = self.detail.len() * level.parts.len() > COMPARISONS;
            let mut keys: HashSet<&str> =
                if many { self.detail.iter().map(|(key, _)| key.raw).collect() } else { HashSet::new() };
            for (key, part) in &level.parts {
                let is_there = if many { !keys.insert(key.raw) } else { self.has(*key) };
                let place = if is_there { &mut again } else { &mut self.detail };
                place.push((*key, part.clone()));
            }
        }
        if omitted {
            self.detail.push((Text::plain(OMITTED), Part::Made("true".to_owned())));
        }
        if !again.is_empty() {
            let key = ["callback", "callback_2"].into_iter().find(|key| !self.has(Text::plain(key)));
            self.detail.push((Text::plain(key.unwrap_or("callback_3")), Part::Made(made_object(&again))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::webhook::decode::decode;
    use crate::webhook::decode::tests::events;
    use crate::webhook::effort::spent;
    use crate::webhook::json::Parser;

    /// The events of a body, and the bytes of their JSON.
    fn told(body: &str) -> (usize, usize) {
        let events = events(body);
        (events.len(), events.iter().map(|event| event.to_string().len()).sum())
    }

    fn many(count: usize, one: impl Fn(usize) -> String) -> String {
        (0..count).map(one).collect::<Vec<_>>().join(",")
    }

    /// Bodies of `count` events each, with four times as many keys that nobody knows around them.
    fn hostile(count: usize) -> Vec<String> {
        let extra = many(4 * count, |number| format!("\"extra_key_{number}\":\"value {number}\""));
        let status =
            |number| format!(r#"{{"id":"w{number}","status":"sent","recipient_id":"{number}","timestamp":"1"}}"#);
        let statuses = many(count, status);
        let contacts = many(count, |number| format!(r#"{{"wa_id":"{number}","profile":{{"name":"n"}}}}"#));
        let item = |number| format!(r#"{{"sender":{{"id":"{number}"}},"message":{{"mid":"m","text":"t"}}}}"#);
        let items = many(count, item);
        let lists = many(count, |number| format!(r#""messaging":[{}]"#, item(number)));
        let mids = many(count, |number| format!("\"m_{number}\""));
        let messages = many(count, |number| format!(r#"{{"from":"1","id":"{number}","timestamp":"1","type":"text"}}"#));
        let page = |entry: &str| format!(r#"{{"object":"page","entry":[{{"id":"7",{entry}}}]}}"#);
        vec![
            format!(r#"{{{extra},"statuses":[{statuses}]}}"#),
            format!(r#"{{"statuses":[{statuses}],"contacts":[{contacts}]}}"#),
            format!(r#"{{"statuses":[{statuses}],"errors":[{{{extra}}}]}}"#),
            page(&format!(r#""x":{{{extra}}},"messaging":[{items}]"#)),
            page(&format!(r#"{extra},{lists}"#)),
            page(&format!(r#""messaging":[{{"sender":{{"id":"5"}},{extra},"delivery":{{"mids":[{mids}]}}}}]"#)),
            format!(r#"{{"object":"page","x":{{{extra}}},"entry":[{{"id":"7","messaging":[{items}]}}]}}"#),
            format!(
                r#"{{"object":"whatsapp_business_account","entry":[{{"id":"1","x":{{{extra}}},"changes":[{{"field":"messages","value":{{"statuses":[{statuses}]}}}}]}}]}}"#
            ),
            format!(
                r#"{{"messaging_product":"whatsapp","history":[{{"metadata":{{{extra}}},"threads":[{{"id":"8","messages":[{messages}]}}]}}]}}"#
            ),
            format!(r#"{{"field":"x","value":{{"wabaId":"1",{extra},"user_actions":[{messages}]}}}}"#),
        ]
    }

    #[test]
    fn what_stands_around_a_list_takes_a_small_multiple_of_the_body() {
        for body in hostile(1000) {
            let (count, bytes) = told(&body);
            assert_eq!(count, 1000, "{}", &body[..60]);
            assert!(bytes < count * 300 + 7 * body.len() + LEAST, "{bytes} of {}: {}", body.len(), &body[..60]);
        }
    }

    #[test]
    fn twice_the_body_takes_twice_the_steps() {
        let steps = |body: &str| {
            let mut parser = Parser::default();
            let value = parser.parse(body).unwrap();
            let before = spent();
            decode(value, &TimeZone::UTC, &mut |_| {});
            spent() - before
        };
        for (one, two) in hostile(400).iter().zip(hostile(800)) {
            let (one, two) = (steps(one), steps(&two));
            assert!(two < 5 * one / 2 + 1000, "{one} and {two} steps: {}", &hostile(1)[0]);
        }
    }

    #[test]
    fn strays_in_a_row_are_one_event() {
        let zeros = many(100_000, |_| "0".to_owned());
        let (count, bytes) = told(&format!(
            r#"{{"messaging_product":"whatsapp","statuses":[{zeros},{{}},{{"id":"1","status":"sent","recipient_id":"2"}},null]}}"#
        ));
        assert_eq!(count, 3);
        assert!(bytes < 300_000, "{bytes}");
    }

    #[test]
    fn what_is_small_is_told_with_every_event() {
        let statuses =
            many(500, |number| format!(r#"{{"id":"w{number}","status":"sent","recipient_id":"1","timestamp":"1"}}"#));
        let body = format!(r#"{{"statuses":[{statuses}],"metadata":{{"phone_number_id":"1"}}}}"#);
        for event in events(&body) {
            assert_eq!(event["detail"]["metadata"]["phone_number_id"], "1");
        }
    }
}
