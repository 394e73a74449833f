//! Exact statistics of a capture of any size in one pass and a bounded memory.
//!
//! Counts are small. What has to be joined by id (statuses of one message, costs that come twice, people) is kept in
//! tables of fixed-size records under 128-bit keys; a table that outgrows its share of memory goes to a temporary file and
//! is joined at the end ([`table`]).

mod facts;
pub mod figure;
mod key;
mod lane;
mod message;
mod money;
pub mod page;
pub mod report;
pub mod table;
pub mod timeline;

use std::collections::HashMap;
use std::io;

pub use facts::Facts;
pub use key::Keys;
pub use message::Step;
pub use report::Report;

use crate::webhook::shape::Platform;
use crate::webhook::tally::Tally;
use facts::{CodeCount, CodeName, Counts};
use message::Message;
use money::Money;
use table::{Record, Records, Table, Walk};
use timeline::Timeline;

/// How many records each table keeps in memory.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Messages, of 65 bytes.
    pub messages: usize,
    /// Second ids of messages, of 33 bytes.
    pub aliases: usize,
    /// Costs, of 25 bytes.
    pub costs: usize,
    /// People, of 33 bytes.
    pub contacts: usize,
}

impl Default for Limits {
    /// About 32 MiB in all when every table is full: seven eighths of a power of two is where a table would grow.
    fn default() -> Self {
        let full = |power: u32| (1_usize << power) / 8 * 7;
        Self { messages: full(17), aliases: full(17), costs: full(19), contacts: full(17) }
    }
}

/// A second id of a message.
#[derive(Clone, Copy)]
struct Alias(u128);

impl Record for Alias {
    const SIZE: usize = 16;
    fn put(&self, bytes: &mut [u8]) {
        bytes.copy_from_slice(&self.0.to_le_bytes());
    }
    fn take(bytes: &[u8]) -> Self {
        Self(bytes.try_into().map_or(0, u128::from_le_bytes))
    }
    fn absorb(&mut self, other: &Self) {
        self.0 = self.0.min(other.0);
    }
}

/// What a person did, and on which platform ([`facts::person`]).
#[derive(Clone, Copy)]
struct Person(u8);

impl Record for Person {
    const SIZE: usize = 1;
    fn put(&self, bytes: &mut [u8]) {
        bytes[0] = self.0;
    }
    fn take(bytes: &[u8]) -> Self {
        Self(bytes[0])
    }
    fn absorb(&mut self, other: &Self) {
        self.0 |= other.0;
    }
}

/// A watermark, or a message that waits for one; sorted by person, then by time from the latest.
#[derive(Clone, Copy)]
struct Mark {
    /// The message's own record, or a mark's time under its step.
    message: Option<Message>,
    time: i64,
    read: bool,
}

impl Record for Mark {
    const SIZE: usize = 2 + 8 + Message::SIZE;
    fn put(&self, bytes: &mut [u8]) {
        bytes[0] = u8::from(self.message.is_some());
        bytes[1] = u8::from(self.read);
        bytes[2..10].copy_from_slice(&self.time.to_le_bytes());
        match &self.message {
            Some(message) => message.put(&mut bytes[10..]),
            None => bytes[10..].fill(0),
        }
    }
    fn take(bytes: &[u8]) -> Self {
        Self {
            message: (bytes[0] == 1).then(|| Message::take(&bytes[10..])),
            read: bytes[1] == 1,
            time: bytes[2..10].try_into().map_or(0, i64::from_le_bytes),
        }
    }
    fn absorb(&mut self, _: &Self) {}
}

/// Person, then time from the latest; at one instant marks stand before messages.
fn mark_key(person: u64, time: i64, is_message: bool) -> u128 {
    let from_latest = !((time as u64) ^ (1 << 63));
    (u128::from(person) << 64) | u128::from(from_latest & !1 | u64::from(is_message))
}

/// How often a number of milliseconds was met.
#[derive(Clone, Copy)]
struct Times(u64);

impl Record for Times {
    const SIZE: usize = 8;
    fn put(&self, bytes: &mut [u8]) {
        bytes.copy_from_slice(&self.0.to_le_bytes());
    }
    fn take(bytes: &[u8]) -> Self {
        Self(bytes.try_into().map_or(0, u64::from_le_bytes))
    }
    fn absorb(&mut self, other: &Self) {
        self.0 += other.0;
    }
}

/// The statistics while they grow.
pub struct Stats {
    limits: Limits,
    tally: Tally,
    names: [Counts<String>; lane::PLACES],
    codes: Vec<CodeCount>,
    code_places: HashMap<CodeName, usize>,
    timeline: Timeline,
    messages: Table<Message>,
    aliases: Table<Alias>,
    contacts: Table<Person>,
    marks: Records<Mark>,
    marked: bool,
    money: Money,
}

impl Default for Stats {
    fn default() -> Self {
        Self::new(Limits::default())
    }
}

impl Stats {
    /// Nothing counted yet.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            tally: Tally::default(),
            names: Default::default(),
            codes: Vec::new(),
            code_places: HashMap::new(),
            timeline: Timeline::default(),
            messages: Table::new(limits.messages),
            aliases: Table::new(limits.aliases),
            contacts: Table::new(limits.contacts),
            marks: Records::new(limits.messages / 4),
            marked: false,
            money: Money::new(limits.costs),
        }
    }

    /// Adds what a batch says. Batches come in input order.
    ///
    /// # Errors
    /// When a table has to go to disk and cannot.
    pub fn add(&mut self, facts: &mut Facts, tally: &Tally) -> io::Result<()> {
        self.tally.add(tally);
        for (own, names) in self.names.iter_mut().zip(&facts.names) {
            own.merge(names);
        }
        for code in facts.codes.drain(..) {
            self.add_code(code);
        }
        self.timeline.merge(&mut facts.timeline);
        for (key, message) in facts.messages.drain(..) {
            self.messages.add(key, message)?;
        }
        for (key, other) in facts.aliases.drain(..) {
            self.aliases.add(key, Alias(other))?;
        }
        for (key, did) in facts.contacts.drain(..) {
            self.contacts.add(key, Person(did))?;
        }
        for mark in facts.marks.drain(..) {
            self.marked = true;
            let record = Mark { message: None, time: mark.time, read: mark.step == Step::Read };
            self.marks.add(mark_key(mark.contact, mark.before, false), record)?;
        }
        self.money.add(&facts.costs, &facts.words)?;
        facts.costs.clear();
        Ok(())
    }

    fn add_code(&mut self, code: CodeCount) {
        if let Some(place) = self.code_places.get(&code.name) {
            self.codes[*place].count += code.count;
        } else if self.codes.len() < facts::MAX_NAMES {
            self.code_places.insert(code.name.clone(), self.codes.len());
            self.codes.push(code);
        } else if let Some(last) = self.codes.last_mut() {
            // Thousands of codes that nobody knows: they are counted together.
            last.count += code.count;
            "(other)".clone_into(&mut last.name.code);
            last.entry = None;
            last.title.clear();
        }
    }

    /// Joins what is to be joined.
    ///
    /// # Errors
    /// When a temporary file cannot be written or read.
    pub fn finish(self) -> io::Result<Report> {
        let Self {
            limits,
            tally,
            names,
            codes,
            mut timeline,
            messages,
            aliases,
            contacts,
            mut marks,
            marked,
            money,
            ..
        } = self;
        let unknown = names.iter().map(Counts::unknown).sum();
        let period = timeline.period();
        let mut report = Report::new(tally, unknown, &names, codes, timeline.bars());
        report.period = period;
        report.spilled += contacts.each(|person| {
            report.contacts.count(person.0);
            Ok(())
        })?;
        money.finish(&mut report)?;
        let mut latencies = Latencies { table: Table::new(limits.messages / 4), reversed: 0 };
        let mut waiting = 0_u64;
        let mut spilled = 0;
        each_message(messages, aliases, &mut spilled, |message| {
            match message.waits_for_watermark().filter(|_| marked) {
                Some((person, sent)) => {
                    waiting += 1;
                    marks.add(mark_key(person, sent, true), Mark { message: Some(message), time: 0, read: false })
                }
                None => report.count_message(&message, &mut latencies),
            }
        })?;
        report.spilled += spilled;
        if waiting > 0 {
            mark_messages(&mut marks, |message| report.count_message(&message, &mut latencies))?;
            report.spilled += marks.spilled();
        }
        report.set_latencies(latencies)?;
        report.sort();
        Ok(report)
    }
}

/// Gives every message once, its two ids joined.
fn each_message(
    messages: Table<Message>,
    aliases: Table<Alias>,
    spilled: &mut u64,
    take: impl FnMut(Message) -> io::Result<()>,
) -> io::Result<()> {
    if messages.is_in_memory() && aliases.is_in_memory() {
        let mut messages = messages.into_map();
        for (first, Alias(second)) in aliases.into_map() {
            if let Some(message) = messages.remove(&first) {
                messages.entry(second).and_modify(|own| own.absorb(&message)).or_insert(message);
            }
        }
        return messages.into_values().try_for_each(take);
    }
    let (mut messages, mut aliases) = (messages.finish()?, aliases.finish()?);
    // Messages told under their first id alone move to their second; few do, for most statuses name both.
    let mut moved: Table<Message> = Table::new(1 << 14);
    {
        let mut other = Peeked::new(aliases.walk()?)?;
        messages.each(|key, message| match other.find(key)? {
            Some(Alias(second)) => moved.add(second, *message),
            None => Ok(()),
        })?;
    }
    let mut moved = moved.finish()?;
    give_moved(&mut messages, &mut aliases, &mut moved, take)?;
    *spilled += messages.spilled() + aliases.spilled() + moved.spilled();
    Ok(())
}

/// Gives the messages that have no other id, and those that moved, in the order of their keys.
fn give_moved(
    messages: &mut Records<Message>,
    aliases: &mut Records<Alias>,
    moved: &mut Records<Message>,
    mut take: impl FnMut(Message) -> io::Result<()>,
) -> io::Result<()> {
    let mut moved = moved.walk()?;
    let mut next = moved.take_next()?;
    let mut other = Peeked::new(aliases.walk()?)?;
    let mut stay = messages.walk()?;
    let mut last: Option<(u128, Message)> = None;
    while let Some((key, message)) = stay.take_next()? {
        if other.find(key)?.is_some() {
            continue;
        }
        while let Some((moved_key, record)) = next.filter(|(moved_key, _)| *moved_key <= key) {
            give(&mut last, moved_key, record, &mut take)?;
            next = moved.take_next()?;
        }
        give(&mut last, key, message, &mut take)?;
    }
    while let Some((key, record)) = next {
        give(&mut last, key, record, &mut take)?;
        next = moved.take_next()?;
    }
    last.map_or(Ok(()), |(_, message)| take(message))
}

/// Holds back one message until the next key, so that two of one key are joined.
fn give(
    last: &mut Option<(u128, Message)>,
    key: u128,
    message: Message,
    take: &mut impl FnMut(Message) -> io::Result<()>,
) -> io::Result<()> {
    match last {
        Some((own, held)) if *own == key => held.absorb(&message),
        _ => {
            if let Some((_, done)) = last.replace((key, message)) {
                take(done)?;
            }
        }
    }
    Ok(())
}

/// Second ids, asked for in the order of the first.
struct Peeked<'w> {
    walk: Walk<'w, Alias>,
    head: Option<(u128, Alias)>,
}

impl<'w> Peeked<'w> {
    fn new(mut walk: Walk<'w, Alias>) -> io::Result<Self> {
        let head = walk.take_next()?;
        Ok(Self { walk, head })
    }

    fn find(&mut self, key: u128) -> io::Result<Option<Alias>> {
        while self.head.as_ref().is_some_and(|(own, _)| *own < key) {
            self.head = self.walk.take_next()?;
        }
        Ok(self.head.filter(|(own, _)| *own == key).map(|(_, alias)| alias))
    }
}

/// Messenger: what was sent to a person before a watermark was delivered, or read, by the time the watermark came. From the
/// latest to the earliest, the earliest telling so far is the one that holds.
fn mark_messages(marks: &mut Records<Mark>, mut take: impl FnMut(Message) -> io::Result<()>) -> io::Result<()> {
    let mut person = None;
    let (mut delivered, mut read): (Option<i64>, Option<i64>) = (None, None);
    marks.each(|key, mark| {
        let own = (key >> 64) as u64;
        if person != Some(own) {
            person = Some(own);
            (delivered, read) = (None, None);
        }
        match mark.message {
            None => {
                let earliest = if mark.read { &mut read } else { &mut delivered };
                *earliest = Some(earliest.map_or(mark.time, |time| time.min(mark.time)));
                Ok(())
            }
            Some(mut message) => {
                if let Some(time) = delivered {
                    message.marked(Step::Delivered, time);
                }
                if let Some(time) = read {
                    message.marked(Step::Read, time);
                }
                take(message)
            }
        }
    })
}

/// Times between steps, counted by length.
pub struct Latencies {
    table: Table<Times>,
    /// Messages whose later step has the earlier time.
    reversed: u64,
}

impl Latencies {
    fn add(&mut self, platform: Option<Platform>, message: &Message) -> io::Result<()> {
        for (pair, (from, to)) in report::PAIRS.iter().enumerate() {
            let Some(millis) = message.latency(*from, *to) else { continue };
            match u64::try_from(millis) {
                Ok(millis) => {
                    let lane = (lane::platform_index(platform) * report::PAIRS.len() + pair) as u128;
                    self.table.add((lane << 64) | u128::from(millis), Times(1))?;
                }
                Err(_) => self.reversed += 1,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
