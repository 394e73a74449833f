//! Exact statistics of a capture of any size in one pass and a bounded memory.
//!
//! Counts are small. What has to be joined by id (statuses of one message, costs that come twice, people) is kept as packed
//! records under 96-bit keys ([`held`]) and joined at the end; what outgrows the memory goes to temporary files ([`table`]).

mod facts;
pub mod figure;
mod held;
mod key;
mod lane;
mod marks;
mod message;
mod money;
pub mod page;
mod record;
pub mod report;
pub mod table;
pub mod timeline;

use std::collections::HashMap;
use std::io;

pub use facts::Facts;
pub use key::Keys;
pub use report::Report;

use crate::webhook::shape::Platform;
use crate::webhook::tally::Tally;
use facts::{CodeCount, CodeName, Counts};
use marks::Marks;
use message::Message;
use money::Money;
use record::Record;
use table::{Ledger, Records, Table, Walk};
use timeline::Timeline;

/// Bytes of records that are kept in memory: a million and a half ids, and what is told of them.
const MEMORY: usize = 34 << 20;

/// How many lengths of time are kept in memory: seven eighths of a power of two is where their table would grow.
const LENGTHS: usize = (1 << 17) / 8 * 7;

/// A second id of a message.
#[derive(Clone, Copy)]
struct Alias(u128);

impl Record for Alias {
    const MOST: usize = 12;
    fn put(&self, bytes: &mut [u8]) -> usize {
        bytes[..12].copy_from_slice(&self.0.to_be_bytes()[..12]);
        12
    }
    fn take(bytes: &[u8]) -> (Self, usize) {
        let mut key = [0; 16];
        key[..12].copy_from_slice(&bytes[..12]);
        (Self(u128::from_be_bytes(key)), 12)
    }
    fn absorb(&mut self, other: &Self) {
        self.0 = self.0.min(other.0);
    }
}

impl From<Alias> for u128 {
    fn from(alias: Alias) -> Self {
        alias.0
    }
}

/// What a person did, and on which platform ([`facts::person`]).
#[derive(Clone, Copy)]
struct Person(u8);

impl Record for Person {
    const MOST: usize = 1;
    fn put(&self, bytes: &mut [u8]) -> usize {
        bytes[0] = self.0;
        1
    }
    fn take(bytes: &[u8]) -> (Self, usize) {
        (Self(bytes[0]), 1)
    }
    fn absorb(&mut self, other: &Self) {
        self.0 |= other.0;
    }
}

/// How often a number of milliseconds was met.
#[derive(Clone, Copy)]
struct Times(u64);

impl Record for Times {
    const MOST: usize = 8;
    fn put(&self, bytes: &mut [u8]) -> usize {
        bytes[..8].copy_from_slice(&self.0.to_le_bytes());
        8
    }
    fn take(bytes: &[u8]) -> (Self, usize) {
        (Self(bytes[..8].try_into().map_or(0, u64::from_le_bytes)), 8)
    }
    fn absorb(&mut self, other: &Self) {
        self.0 += other.0;
    }
}

/// The statistics while they grow.
pub struct Stats {
    memory: usize,
    tally: Tally,
    names: [Counts<String>; lane::PLACES],
    codes: Vec<CodeCount>,
    code_places: HashMap<CodeName, usize>,
    timeline: Timeline,
    messages: Ledger<Message>,
    aliases: Ledger<Alias>,
    contacts: Ledger<Person>,
    marks: Marks,
    money: Money,
}

impl Default for Stats {
    fn default() -> Self {
        Self::new(MEMORY)
    }
}

impl Stats {
    /// Nothing counted yet; so many bytes of records stay in memory.
    pub fn new(memory: usize) -> Self {
        Self {
            memory,
            tally: Tally::default(),
            names: Default::default(),
            codes: Vec::new(),
            code_places: HashMap::new(),
            timeline: Timeline::default(),
            messages: Ledger::new(),
            aliases: Ledger::new(),
            contacts: Ledger::new(),
            marks: Marks::new(),
            money: Money::new(),
        }
    }

    /// Adds what a batch says. Batches come in input order.
    ///
    /// # Errors
    /// When the records have to go to disk and cannot.
    pub fn add(&mut self, facts: &mut Facts, tally: &Tally) -> io::Result<()> {
        self.tally.add(tally);
        for (own, names) in self.names.iter_mut().zip(&facts.names) {
            own.merge(names);
        }
        for code in facts.codes.drain(..) {
            self.add_code(code);
        }
        self.timeline.merge(&mut facts.timeline);
        facts.messages.drain(..).for_each(|(key, message)| self.messages.add(key, &message));
        facts.aliases.drain(..).for_each(|(key, other)| self.aliases.add(key, &Alias(other)));
        facts.contacts.drain(..).for_each(|(key, did)| self.contacts.add(key, &Person(did)));
        self.marks.add(&mut facts.marks);
        self.money.add(&facts.costs, &facts.words)?;
        facts.costs.clear();
        if self.bytes() > self.memory { self.make_room() } else { Ok(()) }
    }

    /// Bytes of records in memory.
    fn bytes(&self) -> usize {
        let ids = self.messages.bytes() + self.aliases.bytes() + self.contacts.bytes();
        ids + self.marks.bytes() + self.money.bytes()
    }

    /// Joins what is in memory; when that makes little room, all of it goes to disk.
    fn make_room(&mut self) -> io::Result<()> {
        self.messages.join();
        self.aliases.join();
        self.contacts.join();
        self.money.join();
        if self.bytes() < self.memory / 8 * 7 {
            return Ok(());
        }
        self.messages.spill()?;
        self.aliases.spill()?;
        self.contacts.spill()?;
        self.money.spill()?;
        self.marks.spill()
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
        let Self { tally, names, codes, mut timeline, messages, aliases, contacts, marks, money, .. } = self;
        let unknown = names.iter().map(Counts::unknown).sum();
        let period = timeline.period();
        let mut report = Report::new(tally, unknown, &names, codes, timeline.bars());
        report.period = period;
        report.spilled += contacts.each(|person| {
            report.contacts.count(person.0);
            Ok(())
        })?;
        money.finish(&mut report)?;
        let mut latencies = Latencies { table: Table::new(LENGTHS), reversed: 0 };
        join_messages(messages, aliases, marks, &mut report, &mut latencies)?;
        report.set_latencies(latencies)?;
        report.sort();
        Ok(report)
    }
}

/// Counts every message once, its two ids joined, with what watermarks tell of it.
fn join_messages(
    messages: Ledger<Message>,
    aliases: Ledger<Alias>,
    mut marks: Marks,
    report: &mut Report,
    latencies: &mut Latencies,
) -> io::Result<()> {
    if messages.is_in_memory() && aliases.is_in_memory() && marks.is_in_memory() {
        let (mut messages, persons) = (messages.into_held(), marks.into_persons());
        messages.rename(aliases.into_held());
        return messages.drain(|_, message| report.count_message(&persons.reach(*message), latencies));
    }
    let is_marked = !marks.is_empty();
    let mut spilled = 0;
    each_message(messages, aliases, &mut spilled, |message| {
        match message.waits_for_watermark().filter(|_| is_marked) {
            Some(sent) => marks.wait(sent, message),
            None => report.count_message(&message, latencies),
        }
    })?;
    report.spilled += spilled;
    report.spilled += marks.each(|message| report.count_message(&message, latencies))?;
    Ok(())
}

/// Gives every message once, its two ids joined, where some went to disk.
fn each_message(
    messages: Ledger<Message>,
    aliases: Ledger<Alias>,
    spilled: &mut u64,
    take: impl FnMut(Message) -> io::Result<()>,
) -> io::Result<()> {
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
