//! What one batch says to the statistics: small counts, and a fact for each id that is joined later.
//!
//! Made on the threads that decode; the ids are keys already, so that the one thread that joins moves numbers only.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::codes::{Book, Entry};
use crate::webhook::decimal::Decimal;
use crate::webhook::effort;
use crate::webhook::event::price_digits;
use crate::webhook::event::{Cost, Direction, Event, UNKNOWN};
use crate::webhook::json::{Text, Value};
use crate::webhook::shape::Platform;
use crate::webhook::stats::key::Keys;
use crate::webhook::stats::lane::{PLACES, platform_index};
use crate::webhook::stats::message::{Message, Step};
use crate::webhook::stats::timeline::Timeline;

/// The most different names that are counted apart; hostile input must not fill the memory.
pub const MAX_NAMES: usize = 4096;

/// The most different codes of a batch that are counted apart.
const MAX_CODES: usize = 256;

/// What stands for names past that.
const OTHER: &str = "(other)";

/// What stands for the code of an error that has none.
const NO_CODE: &str = "(none)";

/// How often a name was met, in order of its first appearance.
#[derive(Clone, Debug)]
pub struct Counts<K> {
    /// Name and count.
    pub list: Vec<(K, u64)>,
    places: HashMap<K, usize>,
    last: usize,
}

impl<K> Default for Counts<K> {
    fn default() -> Self {
        Self { list: Vec::new(), places: HashMap::new(), last: 0 }
    }
}

impl<K: Clone + Eq + std::hash::Hash> Counts<K> {
    /// Counts a name that is equal to `probe`; `make` gives the name to keep, or `other` when there are too many.
    fn add<Q>(&mut self, probe: &Q, count: u64, make: impl FnOnce() -> K, other: impl FnOnce() -> K)
    where
        K: std::borrow::Borrow<Q>,
        Q: Eq + std::hash::Hash + ?Sized,
    {
        // Events of one kind come in rows.
        if let Some((name, own)) = self.list.get_mut(self.last)
            && (*name).borrow() == probe
        {
            *own += count;
            return;
        }
        let place = match self.places.get(probe) {
            Some(place) => *place,
            None => {
                let name = if self.list.len() < MAX_NAMES { make() } else { other() };
                match self.places.get(name.borrow()) {
                    Some(place) => *place,
                    None => {
                        self.list.push((name.clone(), 0));
                        self.places.insert(name, self.list.len() - 1);
                        self.list.len() - 1
                    }
                }
            }
        };
        self.last = place;
        self.list[place].1 += count;
    }

    fn clear(&mut self) {
        for (_, count) in &mut self.list {
            *count = 0;
        }
        if self.list.len() > 256 {
            *self = Self::default();
        }
    }
}

/// A code and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CodeName {
    /// The code that counts.
    pub code: String,
    /// The book it belongs to, when one has it or Meta's was named.
    pub book: Option<Book>,
    /// The platform whose event it was.
    pub platform: Option<Platform>,
}

/// Where a code was met, with what explains it.
#[derive(Clone, Debug)]
pub struct CodeCount {
    /// Its name.
    pub name: CodeName,
    /// How often.
    pub count: u64,
    /// Its entry.
    pub entry: Option<&'static Entry>,
    /// The vendor's words, of the first time.
    pub title: String,
}

/// A cost with the key under which it counts once.
#[derive(Clone, Copy, Debug)]
pub struct CostFact {
    /// Of message, category and direction; none counts by itself.
    pub key: Option<u128>,
    /// In CNY; none when there is none, or it is no number.
    pub price: Option<Decimal>,
    /// In the currency.
    pub foreign: Option<Decimal>,
    /// One of the two is there and no number.
    pub unreadable: bool,
    /// A place in the batch's words: the vendor's number for the category, or a channel.
    pub category: u16,
    /// Whether it is a channel: of a Super Message.
    pub by_channel: bool,
    /// A place in the batch's words.
    pub currency: u16,
    /// Which way.
    pub direction: Option<Direction>,
}

/// A read or delivery of everything before an instant.
#[derive(Clone, Copy, Debug)]
pub struct MarkFact {
    /// Of platform, page and person.
    pub contact: u64,
    /// The watermark, in milliseconds.
    pub before: i64,
    /// When it was told.
    pub time: i64,
    /// Delivered or read.
    pub step: Step,
}

/// What a batch says.
#[derive(Debug, Default)]
pub struct Facts {
    pub(super) names: [Counts<String>; PLACES],
    pub(super) codes: Vec<CodeCount>,
    /// Where a code stands in that list, for each platform and book.
    code_places: HashMap<String, Vec<usize>>,
    pub(super) timeline: Timeline,
    pub(super) messages: Vec<(u128, Message)>,
    pub(super) aliases: Vec<(u128, u128)>,
    pub(super) contacts: Vec<(u128, u8)>,
    pub(super) costs: Vec<CostFact>,
    pub(super) words: Vec<String>,
    pub(super) marks: Vec<MarkFact>,
}

/// A person who wrote.
pub const WROTE: u8 = 1;
/// A person who was written to.
pub const ADDRESSED: u8 = 2;

/// What a person did, with the platform in the bits above.
fn person(platform: Option<Platform>, did: u8) -> u8 {
    (platform_index(platform) as u8) << 2 | did
}

impl Facts {
    /// Empties it, keeping its memory.
    pub fn clear(&mut self) {
        self.names.iter_mut().for_each(Counts::clear);
        self.codes.clear();
        self.code_places.clear();
        self.timeline.clear();
        self.messages.clear();
        self.aliases.clear();
        self.contacts.clear();
        self.costs.clear();
        self.words.clear();
        self.marks.clear();
    }

    /// Takes an event.
    pub fn take(&mut self, event: &Event<'_>, keys: &Keys) {
        let names = &mut self.names[platform_index(event.platform)];
        names.add(&*event.name, 1, || event.name.to_string(), || OTHER.to_owned());
        if let Some(time) = event.time {
            self.timeline.add(time.millis, lane(event), 1);
        }
        for error in &event.errors {
            let (code, book) = error.telling_code().unwrap_or((Text::plain(NO_CODE), None));
            self.code(event.platform, code, book, error.entry, error.title);
        }
        let contact = self.contact(event, keys);
        if event.direction == Some(Direction::Outbound) {
            self.message(event, contact, keys);
        }
        for cost in &event.costs {
            let fact = self.cost(event, cost, contact, keys);
            self.costs.push(fact);
        }
    }

    fn cost(&mut self, event: &Event<'_>, cost: &Cost<'_>, contact: u128, keys: &Keys) -> CostFact {
        let id = cost.message_id.or(event.message_id);
        let is_super = event.platform == Some(Platform::Super);
        let (key, category) = if is_super {
            let channel = event.channel.as_deref().unwrap_or_default();
            let of_phone = |id: Text<'_>| keys.key(4, id.decoded().as_bytes()) ^ contact;
            (id.map(|id| of_phone(id) ^ keys.key(5, channel.as_bytes())), channel)
        } else {
            let cdr_type = cost.cdr_type.map_or("", |text| text.raw);
            (id.map(|id| of_category(keys, id, cdr_type, cost.direction)), cdr_type)
        };
        let (price, foreign) = (amount(cost.price), amount(cost.foreign_price));
        CostFact {
            key,
            price,
            foreign,
            unreadable: cost.price.is_some() && price.is_none() || cost.foreign_price.is_some() && foreign.is_none(),
            category: self.word(category),
            by_channel: is_super,
            currency: self.word(&cost.currency.map(Text::decoded).unwrap_or_default()),
            direction: cost.direction,
        }
    }

    /// The person's key, noted with what they did.
    fn contact(&mut self, event: &Event<'_>, keys: &Keys) -> u128 {
        let Some(contact) = event.contact else { return 0 };
        let key = keys.key(platform_index(event.platform) as u8, contact.decoded().as_bytes());
        let did = match event.direction {
            _ if is_old(event) => 0,
            Some(Direction::Inbound) => WROTE,
            Some(Direction::Outbound) => ADDRESSED,
            None => 0,
        };
        self.contacts.push((key, person(event.platform, did)));
        key
    }

    fn message(&mut self, event: &Event<'_>, contact: u128, keys: &Keys) {
        let Some(platform) = event.platform else { return };
        let step = match &*event.name {
            "status.sent" | "message.echo" => Some(Step::Sent),
            "status.delivered" => Some(Step::Delivered),
            // Who has heard a voice message has read it.
            "status.read" | "status.played" => Some(Step::Read),
            "status.failed" => Some(Step::Failed),
            "status.expired" if platform == Platform::Super => Some(Step::Failed),
            name if name.starts_with("status.") => None,
            _ => return,
        };
        // A page and a person: watermarks are theirs together.
        let person = match event.business {
            Some(page) if platform == Platform::Messenger => contact ^ keys.key(2, page.decoded().as_bytes()),
            _ => contact,
        };
        let person = (person >> 64) as u64;
        let time = event.time.map(|time| time.millis);
        match (event.message_id, event.watermark, step) {
            (Some(id), watermark, _) => {
                // One request goes to many phones: a Super Message is a request id and a phone.
                let mut own = keys.key(0, id.decoded().as_bytes());
                if platform == Platform::Super {
                    own ^= contact;
                }
                let key = match event.meta_message_id.filter(|meta| meta.raw != id.raw) {
                    Some(meta) => {
                        let meta = keys.key(0, meta.decoded().as_bytes());
                        self.aliases.push((own, meta));
                        meta
                    }
                    None => own,
                };
                self.messages.push((key, Message::new(platform, step, time, watermark, person)));
            }
            (None, Some(before), Some(step)) if platform == Platform::Messenger && time.is_some() => {
                self.marks.push(MarkFact { contact: person, before, time: time.unwrap_or(before), step });
            }
            _ => {}
        }
    }

    fn code(
        &mut self,
        platform: Option<Platform>,
        code: Text<'_>,
        book: Option<Book>,
        entry: Option<&'static Entry>,
        title: Option<Text<'_>>,
    ) {
        let code = code.decoded();
        let find = |facts: &Self, code: &str| {
            let mut places = facts.code_places.get(code)?.iter().copied();
            places.find(|place| {
                facts.codes.get(*place).is_some_and(|own| (own.name.platform, own.name.book) == (platform, book))
            })
        };
        let code =
            if find(self, &code).is_none() && self.codes.len() >= MAX_CODES { Cow::Borrowed(OTHER) } else { code };
        effort::spend(code.len());
        if let Some(place) = find(self, &code) {
            self.codes[place].count += 1;
        } else {
            let name = CodeName { code: code.into_owned(), book, platform };
            self.code_places.entry(name.code.clone()).or_default().push(self.codes.len());
            let title = title.map(|title| title.decoded().chars().take(200).collect()).unwrap_or_default();
            self.codes.push(CodeCount { name, count: 1, entry, title });
        }
    }

    /// The place of a word in the batch's list.
    fn word(&mut self, word: &str) -> u16 {
        place_of(&mut self.words, word, MAX_WORDS) as u16
    }
}

/// The most different categories and currencies of a batch.
const MAX_WORDS: usize = 512;

/// The longest of them.
const MAX_WORD: usize = 64;

/// The place of a word in a list of at most `most`; what finds no room stands under one word at its end.
pub(super) fn place_of(words: &mut Vec<String>, word: &str, most: usize) -> usize {
    let word = word.char_indices().nth(MAX_WORD).map_or(word, |(end, _)| &word[..end]);
    let find = |words: &[String], word: &str| words.iter().position(|own| own == word);
    if let Some(place) = find(words, word) {
        return place;
    }
    let word = if words.len() + 1 < most { word } else { OTHER };
    find(words, word).unwrap_or_else(|| {
        words.push(word.to_owned());
        words.len() - 1
    })
}

/// The key under which a cost counts once: message, category and direction.
fn of_category(keys: &Keys, id: Text<'_>, cdr_type: &str, direction: Option<Direction>) -> u128 {
    let way = match direction {
        None => 0,
        Some(Direction::Outbound) => 1,
        Some(Direction::Inbound) => 2,
    };
    // Category and direction distinguish the key; a cdr_type that is no short number is taken whole.
    let space = match cdr_type.as_bytes() {
        [digit @ b'0'..=b'9'] => digit - b'0',
        _ => 10,
    };
    let of_id = keys.key(64 + 16 * way + space, id.decoded().as_bytes());
    if space == 10 { of_id ^ keys.key(3, cdr_type.as_bytes()) } else { of_id }
}

/// Whether it comes out of a history: nobody wrote it now.
fn is_old(event: &Event<'_>) -> bool {
    event.name.starts_with("history")
}

/// What kind of bar an event belongs to.
fn lane(event: &Event<'_>) -> usize {
    if matches!(&*event.name, "status.failed" | "status.expired") {
        return 2;
    }
    match event.direction {
        _ if is_old(event) => 3,
        Some(Direction::Inbound) => 0,
        Some(Direction::Outbound) => 1,
        None => 3,
    }
}

fn amount(value: Option<Value<'_>>) -> Option<Decimal> {
    Decimal::parse(price_digits(value?)?)
}

impl Counts<String> {
    /// Adds the counts of another list.
    pub(super) fn merge(&mut self, other: &Self) {
        for (name, count) in other.list.iter().filter(|(_, count)| *count > 0) {
            self.add(name.as_str(), *count, || name.clone(), || OTHER.to_owned());
        }
    }

    /// How often unknown things were met.
    pub(super) fn unknown(&self) -> u64 {
        self.list.iter().filter(|(name, _)| name == UNKNOWN).map(|(_, count)| *count).sum()
    }
}
