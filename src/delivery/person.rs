//! Everything about one person: the rows that went to them, what the vendor says of them without an id that a row has,
//! and Messenger's watermarks. Here, and only here, unknown rows are resolved.

use std::collections::{BTreeMap, HashMap};
use std::io;

use super::fact::{Fact, Reader, Source, put_text, put_time};
use super::row::{Agreement, Flight, Mark, Row, RowState, Vendor, resolve, tag, to_row};
use crate::sorter::Sorter;
use crate::webhook::heard::Step;

/// How far the vendor's time of a message may lie outside of its request's flight.
const TOLERANCE: i64 = 2 * 60 * 1000;

/// The most messages of one person that are told apart; past that nothing about them is certain.
const MOST: usize = 1_000;

/// The most facts kept of one of them.
const MOST_FACTS: usize = 64;

/// A message of nobody's.
#[derive(Default)]
struct Candidate {
    /// The request of ours that its id belongs to; 0: nobody's.
    request: i64,
    facts: Vec<Vec<u8>>,
    /// When it was sent, by the vendor's clock, and what says so.
    evidence: Option<(i64, Source)>,
    text: Option<String>,
    /// Something else was told of it than that it failed: it is no refused send.
    left: bool,
}

/// The entries of one person, as they come.
pub struct Person<'s> {
    vendor: Vendor,
    out: &'s mut Sorter,
    rows: Vec<Row>,
    failed: Vec<(i64, Vec<u8>)>,
    candidates: HashMap<String, Candidate>,
    /// More messages than can be told apart.
    crowded: bool,
    /// All rows that may claim a message are known.
    certain: bool,
    /// What rows were resolved by, of requests that have several.
    agreement: Agreement,
    /// Places of `rows` by time, and for each how early a mark reached it and not the next one.
    marked: Option<Marks>,
}

struct Marks {
    /// Time and place of each row, the earliest first.
    order: Vec<(i64, usize)>,
    /// The earliest mark that reaches so many rows and no more, of deliveries and of reads.
    first: [Vec<Option<Option<i64>>>; 2],
    /// Marks that may reach a row once more is heard of it: step and watermark, and how early they were told.
    later: Later,
    /// The same behind every row that is unknown, of deliveries and of reads: of these the earliest is enough.
    behind: [Option<(Option<i64>, i64)>; 2],
}

impl<'s> Person<'s> {
    /// Nobody yet; what is found goes to `out`, by row. Unless it is `certain` that every row which may claim a message is
    /// among the entries, no message is given to any.
    pub fn new(vendor: Vendor, certain: bool, out: &'s mut Sorter) -> Self {
        let (rows, failed, candidates) = (Vec::new(), Vec::new(), HashMap::new());
        let agreement = Agreement::default();
        Self { vendor, out, rows, failed, candidates, crowded: false, certain, agreement, marked: None }
    }

    /// What the rows of each request were resolved by.
    pub fn into_agreement(self) -> Agreement {
        self.agreement
    }

    /// One entry; they come in the order of their tags.
    pub fn entry(&mut self, tag: u8, value: &[u8]) -> io::Result<()> {
        match tag {
            tag::CLAIM => self.rows.extend(Row::read_whole(value)),
            tag::FAILED => {
                let sent = Fact::read(value).and_then(|fact| fact.sent);
                if let Some(sent) = sent.filter(|_| !self.rows.is_empty()) {
                    self.crowded |= self.failed.len() >= MOST;
                    if !self.crowded {
                        self.failed.push((sent, value.to_vec()));
                    }
                }
            }
            tag::CANDIDATE => self.candidate(value),
            // Most persons are nobody's.
            tag::MARK if self.rows.is_empty() => {}
            tag::MARK => {
                if self.marked.is_none() {
                    self.settle()?;
                }
                self.mark(value);
            }
            _ => {}
        }
        Ok(())
    }

    fn candidate(&mut self, value: &[u8]) {
        // Only an unknown row looks for a message.
        if !self.rows.iter().any(|row| row.state == RowState::Unknown) {
            return;
        }
        let mut reader = Reader(value);
        let Some(request) = reader.long() else { return };
        let Some(fact) = Fact::read(reader.0) else { return };
        if self.candidates.len() >= MOST && !self.candidates.contains_key(fact.id) {
            self.crowded = true;
            return;
        }
        let candidate = self.candidates.entry(fact.id.to_owned()).or_default();
        candidate.request = request;
        if candidate.facts.len() < MOST_FACTS {
            candidate.facts.push(reader.0.to_vec());
        }
        candidate.left |= fact.step != Step::Failed;
        if fact.source == Source::Echo && candidate.text.as_deref().is_none_or(|text| fact.text < text) {
            candidate.text = Some(fact.text.to_owned());
        }
        let counts = self.vendor == Vendor::Super || fact.source != Source::Callback;
        if let Some(sent) = fact.sent.filter(|_| counts) {
            // A record says more than an echo, and the earliest time is that of the message.
            let better = |(own, source): (i64, Source)| {
                if fact.source == Source::Record && source == Source::Echo {
                    true
                } else {
                    fact.source == source && sent < own
                }
            };
            if candidate.evidence.is_none_or(better) {
                candidate.evidence = Some((sent, fact.source));
            }
        }
    }

    /// Gives every message that can be nothing else to its row, when all rows and messages are known.
    fn settle(&mut self) -> io::Result<()> {
        let (failed, candidates) = (std::mem::take(&mut self.failed), std::mem::take(&mut self.candidates));
        // What may be what: places of rows for each message, and messages for each row.
        let mut messages: Vec<Message> = Vec::new();
        for (sent, fact) in failed {
            let rows = self.places(|row| !row.has_record && within(row.flight, sent));
            messages.push(Message { id: None, facts: vec![fact], evidence: String::new(), sent, rows });
        }
        for (id, candidate) in candidates {
            let Some((sent, source)) = candidate.evidence else { continue };
            let rows = self.places(|row| candidate.may_be(row, sent, source));
            let word = match source {
                Source::Record => "record",
                Source::Echo => "echo",
                Source::Callback => "receipt",
            };
            let evidence = format!("{word} {id}");
            messages.push(Message { id: Some(id), facts: candidate.facts, evidence, sent, rows });
        }
        let mut of_row: Vec<Vec<usize>> = vec![Vec::new(); self.rows.len()];
        for (number, message) in messages.iter().enumerate() {
            message.rows.iter().for_each(|place| of_row[*place].push(number));
        }
        for (place, mine) in of_row.iter().enumerate() {
            let Some(number) = self.rows[place].row else { continue };
            let only = match mine[..] {
                [only] if self.certain && !self.crowded && messages[only].rows.len() == 1 => Some(&messages[only]),
                _ => None,
            };
            let is_unknown = self.rows[place].state == RowState::Unknown;
            // A failure without an id may be that of a send which was refused: it proves nothing of an unknown row.
            let Some(message) = only.filter(|message| !is_unknown || message.id.is_some()) else {
                if is_unknown && !mine.is_empty() {
                    to_row(self.out, number, tag::CANDIDATES, &(mine.len() as i64).to_le_bytes())?;
                }
                continue;
            };
            if let Some(id) = message.id.as_deref().filter(|_| is_unknown) {
                let request = self.rows[place].request;
                let request = (self.vendor == Vendor::Super && request > 0).then_some(request);
                request.iter().for_each(|request| self.agreement.add(*request, id));
                resolve(self.out, number, request, id, &message.evidence)?;
                self.rows[place].state = RowState::Accepted;
                self.rows[place].sent = Some(message.sent);
            }
            for bytes in &message.facts {
                let Some(mut fact) = Fact::read(bytes) else { continue };
                let told = self.rows[place].hear_sent(&fact);
                fact.sent = told.filter(|_| self.vendor == Vendor::Messenger);
                let mut bare = Vec::new();
                fact.write_bare(&mut bare);
                to_row(self.out, number, tag::FACT, &bare)?;
            }
        }
        let mut order: Vec<(i64, usize)> = self
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.row.is_some() && row.state == RowState::Accepted)
            .map(|(place, row)| (row.sent.unwrap_or(row.flight.to), place))
            .collect();
        order.sort_unstable();
        let none = vec![None; order.len() + 1];
        let (later, behind) = (BTreeMap::new(), [None; 2]);
        self.marked = Some(Marks { order, first: [none.clone(), none], later, behind });
        Ok(())
    }

    fn places(&self, may_be: impl Fn(&Row) -> bool) -> Vec<usize> {
        (0..self.rows.len()).filter(|place| may_be(&self.rows[*place])).collect()
    }

    /// Everything sent before an instant was delivered, or read.
    fn mark(&mut self, value: &[u8]) {
        let Some(marks) = &mut self.marked else { return };
        let mut reader = Reader(value);
        let Some((step, time, Some(watermark))) = (|| Some((reader.byte()?, reader.time()?, reader.time()?)))() else {
            return;
        };
        let reached = marks.order.partition_point(|(sent, _)| *sent <= watermark);
        let first = &mut marks.first[usize::from(step == Step::Read as u8)][reached];
        *first = Some(first.flatten().into_iter().chain(time).min());
        marks.keep(&self.rows, step, watermark, time);
    }

    /// Gives the marks that may matter later to the first row of the person.
    fn keep(&mut self, later: Later, behind: [Option<(Option<i64>, i64)>; 2]) -> io::Result<()> {
        let Some((number, contact)) = self.rows.iter().find_map(|row| Some((row.row?, row.contact.clone()))) else {
            return Ok(());
        };
        let behind = [Step::Delivered, Step::Read].into_iter().zip(behind);
        let behind = behind.filter_map(|(step, one)| one.map(|(time, watermark)| ((step as u8, watermark), time)));
        for ((step, watermark), time) in later.into_iter().chain(behind) {
            let mut value = vec![step];
            put_time(&mut value, Some(watermark));
            put_time(&mut value, time);
            put_text(&mut value, &contact);
            to_row(self.out, number, tag::LATER, &value)?;
        }
        Ok(())
    }

    /// The last entry of the person was given.
    pub fn end(&mut self) -> io::Result<()> {
        let is_told = !self.failed.is_empty() || !self.candidates.is_empty();
        if self.marked.is_none() && is_told {
            self.settle()?;
        }
        if let Some(Marks { order, first, later, behind }) = self.marked.take() {
            self.keep(later, behind)?;
            for (step, first) in [Step::Delivered, Step::Read].into_iter().zip(first) {
                let mut earliest: Option<Option<i64>> = None;
                for (reached, (_, place)) in order.iter().enumerate().rev() {
                    if let Some(own) = first[reached + 1] {
                        earliest = Some(earliest.flatten().into_iter().chain(own).min());
                    }
                    if let (Some(time), Some(number)) = (earliest, self.rows[*place].row) {
                        let mut value = vec![step as u8];
                        put_time(&mut value, time);
                        to_row(self.out, number, tag::MARK, &value)?;
                    }
                }
            }
        }
        self.rows.clear();
        self.failed.clear();
        self.candidates.clear();
        self.crowded = false;
        Ok(())
    }
}

/// Marks by step and watermark, and when they were told.
type Later = BTreeMap<(u8, i64), Option<i64>>;

/// A mark for a time to come, as it was written.
pub(super) fn read_later(bytes: &[u8]) -> Option<Mark> {
    let mut reader = Reader(bytes);
    let step = reader.byte().map(|step| if step == Step::Read as u8 { Step::Read } else { Step::Delivered })?;
    Some(Mark { step, watermark: reader.long()?, time: reader.time()?, contact: reader.text()?.to_owned() })
}

impl Marks {
    /// Holds a mark that does not reach a row of ours as far as is known, but may when its echo, its record or the
    /// fate of an unknown row is heard of.
    fn keep(&mut self, rows: &[Row], step: u8, watermark: i64, time: Option<i64>) {
        let (mut is_near, mut is_behind, mut is_behind_all) = (false, false, true);
        for row in rows.iter().filter(|row| row.row.is_some()) {
            let is_unknown = row.state == RowState::Unknown;
            let is_open = is_unknown || row.sent.unwrap_or(row.flight.to) > watermark;
            is_near |= is_open && within(row.flight, watermark);
            is_behind |= is_unknown && watermark > row.flight.to;
            is_behind_all &= !is_unknown || watermark > row.flight.to;
        }
        let is_for_some = is_near || is_behind && !is_behind_all;
        if is_for_some && (self.later.len() < MOST || self.later.contains_key(&(step, watermark))) {
            let kept = self.later.entry((step, watermark)).or_insert(time);
            *kept = kept.iter().copied().chain(time).min();
        } else if is_behind && is_behind_all {
            let kept = &mut self.behind[usize::from(step == Step::Read as u8)];
            let own = (time, watermark);
            *kept = Some(kept.map_or(own, |kept| kept.min(own)));
        }
    }
}

/// A message that no id gives to a row, and the rows that it may be.
struct Message {
    id: Option<String>,
    facts: Vec<Vec<u8>>,
    evidence: String,
    sent: i64,
    rows: Vec<usize>,
}

impl Candidate {
    /// Whether it may be the message of a row that has no id.
    fn may_be(&self, row: &Row, sent: i64, source: Source) -> bool {
        let may_have = match row.state {
            RowState::Accepted => !row.has_id,
            RowState::Refused => source == Source::Record && !self.left,
            RowState::Unknown => true,
        };
        if !may_have || !within(row.flight, sent) {
            return false;
        }
        if self.request != 0 && (row.row.is_none() || row.request != self.request) {
            return false;
        }
        match (&self.text, &row.text) {
            (Some(echo), Some(text)) => echo == text,
            // An echo alone tells nothing of a message without a text.
            _ => source != Source::Echo,
        }
    }
}

fn within(flight: Flight, instant: i64) -> bool {
    (flight.from.saturating_sub(TOLERANCE)..=flight.to.saturating_add(TOLERANCE)).contains(&instant)
}
