//! The join: rows and facts meet by id, then by person, and come out by row. Everything goes through sorters, so that
//! neither the size of a capture nor that of a job shows in memory.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use super::fact::{Fact, Reader, Source, put_time, short};
use super::ladder::Ladder;
use super::person;
use super::row::{Agreement, Claim, Mark, Row, RowState, Vendor, resolve, tag, to_row};
use crate::sorter::Sorter;
use crate::webhook::decimal::Decimal;
use crate::webhook::heard::{Heard, Step};

/// Bytes that each of the three sorters may hold.
const HELD: usize = 10 << 20;

/// The job that is tracked.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Whose messages.
    pub vendor: Vendor,
    /// The page that sent; callbacks of others say nothing. Empty: any.
    pub page: String,
}

/// An unknown row that turned out to have been accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// The vendor's id.
    pub id: String,
    /// What says so: `record ID`, `echo MID`, `receipt REQUEST_ID`, `own id`.
    pub evidence: String,
}

/// What came of the join for a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// Its number.
    pub row: i64,
    /// What was heard of it now.
    pub ladder: Ladder,
    /// What it cost: kind, currency, CNY, foreign.
    pub costs: Vec<(String, String, Option<Decimal>, Option<Decimal>)>,
    /// It was unknown, and is accepted.
    pub resolution: Option<Resolution>,
    /// It stays unknown: so many messages may be it.
    pub candidates: u32,
    /// Watermarks of its person that may reach a row of theirs once more is heard of it.
    pub later: Vec<Mark>,
}

/// A text as a key: its length goes first, so that no text is the beginning of another.
fn key_of(text: &str, tag: u8) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() + 5);
    key.extend_from_slice(&(text.len() as u32).to_be_bytes());
    key.extend_from_slice(text.as_bytes());
    key.push(tag);
    key
}

/// Collects rows and facts, in any order.
pub struct Tracker {
    subject: Subject,
    dir: PathBuf,
    ids: Sorter,
    persons: Sorter,
    heard_until: Option<i64>,
    /// Something was heard that only the person can give to a row.
    is_by_person: bool,
    /// Rows that may claim a message are not among the claims.
    lacks_claims: bool,
    /// Facts with longer names than any vendor gives.
    malformed: u64,
    buffer: Vec<u8>,
}

impl Tracker {
    /// A tracker that spills into `dir`.
    pub fn new(subject: Subject, dir: &Path) -> Self {
        let sorter = || Sorter::new(dir, HELD);
        Self {
            subject,
            dir: dir.to_owned(),
            ids: sorter(),
            persons: sorter(),
            heard_until: None,
            is_by_person: false,
            lacks_claims: false,
            malformed: 0,
            buffer: Vec::new(),
        }
    }

    /// Takes a row.
    ///
    /// # Errors
    /// When a temporary file fails; so with everything here.
    pub fn claim(&mut self, claim: &Claim<'_>) -> io::Result<()> {
        self.buffer.clear();
        claim.write(&mut self.buffer);
        if !claim.id.is_empty() {
            return self.ids.push(&key_of(&short(claim.id), tag::CLAIM), &self.buffer);
        }
        let Some(row) = Row::read(&self.buffer) else { return Ok(()) };
        by_person(&mut self.persons, &row)
    }

    /// Takes what a callback says.
    pub fn hear(&mut self, heard: &Heard) -> io::Result<()> {
        let Subject { vendor, page } = &self.subject;
        let other_page = !page.is_empty() && !heard.business.is_empty() && heard.business != *page;
        if heard.platform != vendor.platform() || (*vendor == Vendor::Messenger && other_page) {
            return Ok(());
        }
        let fact = Fact::of_callback(heard);
        if fact.is_too_long() {
            self.malformed += 1;
            return Ok(());
        }
        self.heard_until = self.heard_until.max(heard.time);
        if let (Some(watermark), false) = (heard.watermark, heard.contact.is_empty()) {
            self.mark(&heard.contact, heard.step, watermark, heard.time)?;
        }
        self.take(&fact)?;
        if self.subject.vendor != Vendor::Whatsapp {
            return Ok(());
        }
        // The same message under its other names.
        let others = [&heard.meta_id, &heard.own_id];
        for (place, id) in others.iter().enumerate() {
            let fact = Fact { id, ..fact.clone() };
            if !id.is_empty() && **id != heard.id && !others[..place].contains(id) && !fact.is_too_long() {
                self.take(&fact)?;
            }
        }
        Ok(())
    }

    /// Takes a watermark of a person's, heard now or in an earlier run.
    pub fn mark(&mut self, contact: &str, step: Step, watermark: i64, time: Option<i64>) -> io::Result<()> {
        self.buffer.clear();
        self.buffer.push(step as u8);
        put_time(&mut self.buffer, time);
        put_time(&mut self.buffer, Some(watermark));
        self.persons.push(&key_of(contact, tag::MARK), &self.buffer)
    }

    /// Takes what a record of the vendor's says.
    pub fn record(&mut self, fact: &Fact<'_>) -> io::Result<()> {
        if fact.is_too_long() {
            self.malformed += 1;
            return Ok(());
        }
        self.heard_until = self.heard_until.max(fact.time);
        self.take(fact)
    }

    /// How many callbacks and records were passed over because a name in them is longer than any vendor's.
    pub fn malformed(&self) -> u64 {
        self.malformed
    }

    /// Rows that may claim what was heard cannot be told: nothing is given to a row for the person alone, and no unknown
    /// row is resolved.
    pub fn lacks_claims(&mut self) {
        self.lacks_claims = true;
    }

    /// Whether something was heard that has no id, so that the rows of other jobs may claim it.
    pub fn is_by_person(&self) -> bool {
        self.is_by_person
    }

    fn take(&mut self, fact: &Fact<'_>) -> io::Result<()> {
        self.buffer.clear();
        fact.write(&mut self.buffer);
        if !fact.id.is_empty() {
            return self.ids.push(&key_of(&short(fact.id), tag::FACT), &self.buffer);
        }
        // A failed record may have no id; what else has none cannot be joined.
        if fact.source == Source::Record && fact.step == Step::Failed && !fact.contact.is_empty() {
            self.is_by_person = true;
            return self.persons.push(&key_of(fact.contact, tag::FAILED), &self.buffer);
        }
        Ok(())
    }

    /// The newest time that was heard of.
    pub fn heard_until(&self) -> Option<i64> {
        self.heard_until
    }

    /// Gives what came of it, in the order of the rows; rows of which nothing is known are not among it.
    pub fn finish<E: From<io::Error>>(self, give: &mut dyn FnMut(Joined) -> Result<(), E>) -> Result<(), E> {
        let Self { subject, dir, ids, mut persons, lacks_claims, .. } = self;
        let mut rows = Sorter::new(&dir, HELD);
        let (vendor, claims) = (subject.vendor, Vec::new());
        let mut group =
            IdGroup { vendor, claims, is_sorted: false, persons: &mut persons, rows: &mut rows, buffer: Vec::new() };
        each_group(ids, &mut |entry| match entry {
            Some((tag, value)) => group.entry(tag, value),
            None => group.end(),
        })?;
        let mut person = person::Person::new(subject.vendor, !lacks_claims, &mut rows);
        each_group(persons, &mut |entry| match entry {
            Some((tag, value)) => person.entry(tag, value),
            None => person.end(),
        })?;
        let agreement = person.into_agreement();
        by_row(rows, &agreement, give)
    }
}

fn by_person(persons: &mut Sorter, row: &Row) -> io::Result<()> {
    if row.contact.is_empty() {
        return Ok(());
    }
    let mut value = Vec::new();
    row.write(&mut value);
    persons.push(&key_of(&row.contact, tag::CLAIM), &value)
}

/// Takes the tag and value of an entry, and none behind the last of a key.
type TakeEntry<'e> = &'e mut dyn FnMut(Option<(u8, &[u8])>) -> io::Result<()>;

/// Gives the entries of each key in the order of their tags, and none behind the last of a key.
fn each_group(mut entries: Sorter, each: TakeEntry<'_>) -> io::Result<()> {
    let mut sorted = entries.sorted()?;
    // A name has a length before it, so none is empty.
    let mut current = Vec::new();
    while let Some((key, value)) = sorted.next()? {
        let Some((tag, name)) = key.split_last() else { continue };
        if current != name {
            if !current.is_empty() {
                each(None)?;
            }
            current.clear();
            current.extend_from_slice(name);
        }
        each(Some((*tag, value)))?;
    }
    if current.is_empty() { Ok(()) } else { each(None) }
}

/// A fact for a row: whose message it is of, the row knows.
fn fact_to_row(rows: &mut Sorter, row: i64, fact: &Fact<'_>, buffer: &mut Vec<u8>) -> io::Result<()> {
    buffer.clear();
    fact.write_bare(buffer);
    to_row(rows, row, tag::FACT, buffer)
}

/// Everything with one id: first the rows that claim it, then what was heard of it.
struct IdGroup<'s> {
    vendor: Vendor,
    claims: Vec<Row>,
    /// The claims stand in the order of their persons.
    is_sorted: bool,
    persons: &'s mut Sorter,
    rows: &'s mut Sorter,
    buffer: Vec<u8>,
}

impl IdGroup<'_> {
    fn entry(&mut self, tag: u8, value: &[u8]) -> io::Result<()> {
        if tag == tag::CLAIM {
            self.claims.extend(Row::read(value).map(|row| Row { has_id: true, ..row }));
            return Ok(());
        }
        let Some(fact) = Fact::read(value) else { return Ok(()) };
        if self.vendor == Vendor::Super { self.receipt(&fact, value) } else { self.message(&fact, value) }
    }

    fn message(&mut self, fact: &Fact<'_>, value: &[u8]) -> io::Result<()> {
        // A vendor that gives one id twice: then only the person tells.
        let several = self.claims.len() > 1;
        let mut found = false;
        for row in &mut self.claims {
            if several && row.contact != fact.contact {
                continue;
            }
            found = true;
            let sent = row.hear_sent(fact);
            row.has_record |= fact.source == Source::Record;
            if row.contact.is_empty() {
                fact.contact.clone_into(&mut row.contact);
            }
            if let Some(number) = row.row {
                if self.vendor == Vendor::Whatsapp && row.state == RowState::Unknown {
                    // No other message has an id of ours.
                    resolve(self.rows, number, None, fact.id, "own id")?;
                    row.state = RowState::Accepted;
                }
                fact_to_row(self.rows, number, &Fact { sent, ..fact.clone() }, &mut self.buffer)?;
            }
        }
        if !found && self.claims.is_empty() && self.vendor == Vendor::Messenger && !fact.contact.is_empty() {
            return self.candidate(fact, 0, value);
        }
        Ok(())
    }

    /// A receipt of one phone of a request.
    fn receipt(&mut self, fact: &Fact<'_>, value: &[u8]) -> io::Result<()> {
        if !std::mem::replace(&mut self.is_sorted, true) {
            self.claims.sort_by(|one, other| one.contact.cmp(&other.contact));
        }
        let place = self.claims.partition_point(|row| *row.contact < *fact.contact);
        if let Some(row) = self.claims.get_mut(place).filter(|row| row.contact == fact.contact) {
            let Some(number) = row.row else { return Ok(()) };
            if row.state == RowState::Unknown {
                // Its request's answer was lost, and the id is known by another phone of it.
                resolve(self.rows, number, None, fact.id, &format!("receipt {}", fact.id))?;
                row.state = RowState::Accepted;
            }
            return fact_to_row(self.rows, number, &Fact { sent: None, ..fact.clone() }, &mut self.buffer);
        }
        match self.claims.iter().find(|row| row.row.is_some()) {
            // The rest of a batch whose request id is known.
            Some(row) => self.candidate(fact, row.request, value),
            None if self.claims.is_empty() => self.candidate(fact, 0, value),
            None => Ok(()),
        }
    }

    /// A message that nobody claims; `request` is the one of ours that its id belongs to, if it does.
    fn candidate(&mut self, fact: &Fact<'_>, request: i64, value: &[u8]) -> io::Result<()> {
        let mut entry = request.to_le_bytes().to_vec();
        entry.extend_from_slice(value);
        self.persons.push(&key_of(fact.contact, tag::CANDIDATE), &entry)
    }

    fn end(&mut self) -> io::Result<()> {
        self.is_sorted = false;
        if self.vendor == Vendor::Messenger {
            self.claims.iter().try_for_each(|row| by_person(self.persons, row))?;
        }
        self.claims.clear();
        Ok(())
    }
}

/// Gives the rows one after the other.
fn by_row<E: From<io::Error>>(
    mut rows: Sorter,
    agreement: &Agreement,
    give: &mut dyn FnMut(Joined) -> Result<(), E>,
) -> Result<(), E> {
    let mut current: Option<Joined> = None;
    let mut costs: HashMap<(String, String), (Option<Decimal>, Option<Decimal>)> = HashMap::new();
    let mut end = |joined: Joined, costs: &mut HashMap<_, _>| -> Result<(), E> {
        let mut joined = joined;
        joined.costs =
            costs.drain().map(|((kind, currency), (price, foreign))| (kind, currency, price, foreign)).collect();
        joined.costs.sort_by(|one, other| (&one.0, &one.1).cmp(&(&other.0, &other.1)));
        if joined == (Joined { row: joined.row, ..Joined::default() }) { Ok(()) } else { give(joined) }
    };
    let mut sorted = rows.sorted()?;
    while let Some((key, value)) = sorted.next()? {
        let Some((tag, number)) = key.split_last() else { continue };
        let Ok(number) = number.try_into().map(i64::from_be_bytes) else { continue };
        if current.as_ref().is_none_or(|joined| joined.row != number) {
            if let Some(joined) = current.take() {
                end(joined, &mut costs)?;
            }
            current = Some(Joined { row: number, ..Joined::default() });
        }
        let Some(joined) = &mut current else { continue };
        let mut reader = Reader(value);
        match *tag {
            tag::FACT => {
                let Some(fact) = Fact::read(value) else { continue };
                joined.ladder.take(&fact);
                for (kind, currency, price, foreign) in fact.costs {
                    // Each amount by itself, and of two the larger, whichever came first.
                    let kept = costs.entry((kind.to_owned(), currency.to_owned())).or_default();
                    *kept = (kept.0.max(price), kept.1.max(foreign));
                }
            }
            tag::MARK => {
                let step =
                    reader.byte().filter(|step| *step == Step::Read as u8).map_or(Step::Delivered, |_| Step::Read);
                joined.ladder.mark(step, reader.time().flatten());
            }
            tag::RESOLVED => {
                let request = reader.time().flatten();
                let (id, evidence) = (reader.text().unwrap_or_default(), reader.text().unwrap_or_default());
                let candidates = request.map_or(0, |request| agreement.against(request, id));
                if candidates > 0 {
                    // Then what was heard of that message is nothing of this row's either.
                    costs.clear();
                    *joined = Joined { row: number, candidates, ..Joined::default() };
                    continue;
                }
                joined.resolution = Some(Resolution { id: id.to_owned(), evidence: evidence.to_owned() });
            }
            tag::LATER => joined.later.extend(person::read_later(value)),
            tag::CANDIDATES => joined.candidates = reader.long().and_then(|count| count.try_into().ok()).unwrap_or(0),
            _ => {}
        }
    }
    match current {
        Some(joined) => end(joined, &mut costs),
        None => Ok(()),
    }
}
