//! Messenger's watermarks: what was sent to a person before one was delivered, or read, by the time it was told.
//!
//! In memory they are looked up by person; past that, messages and marks are sorted together.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::io;
use std::ops::Range;

use crate::webhook::stats::facts::MarkFact;
use crate::webhook::stats::message::{Message, Step};
use crate::webhook::stats::record::Record;
use crate::webhook::stats::table::{Passed, Records};

/// Records that are sorted in memory where messages and marks are sorted together.
const SORTED: usize = 1 << 15;

/// All watermarks while they grow.
pub struct Marks {
    held: Vec<MarkFact>,
    records: Records<Mark>,
    spilled: bool,
}

impl Marks {
    /// None yet.
    pub fn new() -> Self {
        Self { held: Vec::new(), records: Records::new(SORTED), spilled: false }
    }

    /// Adds some.
    pub fn add(&mut self, facts: &mut Vec<MarkFact>) {
        self.held.append(facts);
    }

    /// The bytes in memory.
    pub fn bytes(&self) -> usize {
        self.held.capacity() * size_of::<MarkFact>()
    }

    /// Everything goes to the sorter.
    pub fn spill(&mut self) -> io::Result<()> {
        for mark in std::mem::take(&mut self.held) {
            self.spilled = true;
            let record = Mark { message: None, time: mark.time, read: mark.step == Step::Read };
            self.records.add(mark_key(mark.contact, mark.before, false), record)?;
        }
        Ok(())
    }

    /// Whether all of them are in memory.
    pub fn is_in_memory(&self) -> bool {
        !self.spilled
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.held.is_empty() && !self.spilled
    }

    /// Those in memory, by person.
    pub fn into_persons(self) -> Persons {
        Persons::of(self.held)
    }

    /// A message that waits for its watermark goes to the sorter.
    pub fn wait(&mut self, (person, sent): (u64, i64), message: Message) -> io::Result<()> {
        let record = Mark { message: Some(message), time: 0, read: false };
        self.records.add(mark_key(person, sent, true), record)
    }

    /// Gives the messages that waited, marked: from the latest to the earliest, the earliest telling so far is the one that
    /// holds. Gives the bytes that went to disk.
    pub fn each(mut self, mut take: impl FnMut(Message) -> io::Result<()>) -> io::Result<u64> {
        self.spill()?;
        let mut person = None;
        let (mut delivered, mut read): (Option<i64>, Option<i64>) = (None, None);
        self.records.each(|key, mark| {
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
                Some(message) => take(marked(message, delivered, read)),
            }
        })?;
        Ok(self.records.spilled())
    }
}

fn marked(mut message: Message, delivered: Option<i64>, read: Option<i64>) -> Message {
    for (step, time) in [(Step::Delivered, delivered), (Step::Read, read)] {
        if let Some(time) = time {
            message.marked(step, time);
        }
    }
    message
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
    const MOST: usize = 2 + 8 + Message::MOST;

    fn put(&self, bytes: &mut [u8]) -> usize {
        bytes[0] = u8::from(self.message.is_some());
        bytes[1] = u8::from(self.read);
        bytes[2..10].copy_from_slice(&self.time.to_le_bytes());
        10 + self.message.map_or(0, |message| message.put(&mut bytes[10..]))
    }

    fn take(bytes: &[u8]) -> (Self, usize) {
        let message = (bytes[0] == 1).then(|| Message::take(&bytes[10..]));
        let mark = Self {
            message: message.map(|(message, _)| message),
            read: bytes[1] == 1,
            time: bytes[2..10].try_into().map_or(0, i64::from_le_bytes),
        };
        (mark, 10 + message.map_or(0, |(_, length)| length))
    }

    fn absorb(&mut self, _: &Self) {}
}

/// What tells two instants apart: two neighbouring milliseconds are one.
fn instant(time: i64) -> i64 {
    time >> 1
}

/// Person, then time from the latest; at one instant marks stand before messages.
fn mark_key(person: u64, time: i64, is_message: bool) -> u128 {
    let from_latest = !((instant(time) as u64) ^ (1 << 62)) << 1;
    (u128::from(person) << 64) | u128::from(from_latest | u64::from(is_message))
}

/// Watermarks in memory.
pub struct Persons {
    /// By person and step, from the latest to the earliest; each with the earliest telling so far.
    marks: Vec<MarkFact>,
    places: HashMap<u64, Range<u32>, BuildHasherDefault<Passed>>,
}

impl Persons {
    fn of(mut marks: Vec<MarkFact>) -> Self {
        marks.sort_unstable_by_key(|mark| (mark.contact, mark.step, Reverse(mark.before), mark.time));
        let mut places = HashMap::default();
        for start in 0..marks.len() {
            let mark = marks[start];
            places.entry(mark.contact).or_insert(start as u32..0).end = start as u32 + 1;
            if let Some(next) =
                marks.get_mut(start + 1).filter(|next| (next.contact, next.step) == (mark.contact, mark.step))
            {
                next.time = next.time.min(mark.time);
            }
        }
        Self { marks, places }
    }

    /// The message with what its person's watermarks tell of it.
    pub fn reach(&self, message: Message) -> Message {
        let Some((person, sent)) = message.waits_for_watermark() else { return message };
        let Some(range) = self.places.get(&person) else { return message };
        let marks = &self.marks[range.start as usize..range.end as usize];
        let (delivered, read) = marks.split_at(marks.partition_point(|mark| mark.step < Step::Read));
        let earliest = |marks: &[MarkFact]| {
            let reaching = marks.partition_point(|mark| instant(mark.before) >= instant(sent));
            marks[..reaching].last().map(|mark| mark.time)
        };
        marked(message, earliest(delivered), earliest(read))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::webhook::shape::Platform;

    #[test]
    fn marks_in_memory_tell_what_sorted_ones_tell() {
        let mut random = fastrand::Rng::with_seed(5);
        for _ in 0..50 {
            let times = [-3, 0, 1, 2, 3, 4, 5, 6, 7, 900, i64::MAX - 1];
            let mut marks = (Marks::new(), Marks::new());
            for _ in 0..random.usize(0..40) {
                let mut fact = || MarkFact {
                    contact: random.u64(1..4),
                    before: times[random.usize(0..times.len())],
                    time: random.i64(0..50),
                    step: if random.bool() { Step::Read } else { Step::Delivered },
                };
                let fact = fact();
                marks.0.add(&mut vec![fact]);
                marks.1.add(&mut vec![fact]);
            }
            let (mut one, mut other) = (Vec::new(), Vec::new());
            let persons = marks.0.into_persons();
            for _ in 0..60 {
                let sent = times[random.usize(0..times.len())];
                let message = Message::new(Platform::Messenger, Some(Step::Sent), Some(sent), None, random.u64(1..5));
                one.push(persons.reach(message));
                marks.1.wait(message.waits_for_watermark().unwrap(), message).unwrap();
            }
            marks
                .1
                .each(|message| {
                    other.push(message);
                    Ok(())
                })
                .unwrap();
            let order = |messages: &mut Vec<Message>| messages.sort_by_key(|message| format!("{message:?}"));
            order(&mut one);
            order(&mut other);
            assert_eq!(one, other);
        }
    }
}
