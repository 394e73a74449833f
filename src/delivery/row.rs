//! A row in the join: what claims a message, what a row is told, and whether the rows of one request agree.

use std::collections::{BTreeSet, HashMap};
use std::io;

use super::fact::{Fact, Reader, Source, is_too_long, put_text, put_time, short};
use crate::sorter::Sorter;
use crate::webhook::heard::Step;
use crate::webhook::shape::Platform;

/// Whose messages they are, and so how they are known again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vendor {
    /// By the vendor's message id, and by page and person.
    Messenger,
    /// By request id and phone.
    Super,
    /// By the message's own id, or what the vendor calls it.
    Whatsapp,
}

impl Vendor {
    pub(super) fn platform(self) -> Platform {
        match self {
            Self::Messenger => Platform::Messenger,
            Self::Super => Platform::Super,
            Self::Whatsapp => Platform::Whatsapp,
        }
    }
}

/// While a request was under way, epoch milliseconds: from before it left to after its end was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flight {
    /// Not earlier.
    pub from: i64,
    /// Not later.
    pub to: i64,
}

/// What the journal says of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowState {
    /// The vendor took it.
    Accepted,
    /// The vendor refused it: no message of ours came of it, but a failed record may be left of it.
    Refused,
    /// Nobody can tell.
    Unknown,
}

/// A row that may claim what is heard: one of the tracked job, or one of another job of the profile.
#[derive(Clone, Debug)]
pub struct Claim<'a> {
    /// The row's number in the tracked job; none for a row of another job or of an earlier round.
    pub row: Option<i64>,
    /// The request's number in its journal.
    pub request: i64,
    /// Its state.
    pub state: RowState,
    /// The vendor's id of the message or request, or our own; empty when there is none.
    pub id: &'a str,
    /// The person; empty when only a token is known.
    pub contact: &'a str,
    /// When its request was under way.
    pub flight: Flight,
    /// By when it was sent by the vendor's clock, where an earlier run heard that.
    pub sent: Option<i64>,
    /// The text that was sent, of a text message.
    pub text: Option<&'a str>,
}

impl Claim<'_> {
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.row.unwrap_or(0).to_le_bytes());
        out.extend_from_slice(&self.request.to_le_bytes());
        out.push(self.state as u8);
        put_time(out, Some(self.flight.from));
        put_time(out, Some(self.flight.to));
        // Nothing is heard of a person with such a name.
        put_text(out, if is_too_long(self.contact) { "" } else { self.contact });
        out.push(u8::from(self.text.is_some()));
        put_text(out, &short(self.text.unwrap_or_default()));
        put_time(out, self.sent);
    }
}

/// Everything that was sent to a person up to an instant came so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The person.
    pub contact: String,
    /// Delivered or read.
    pub step: Step,
    /// The instant, by the vendor's clock, epoch milliseconds.
    pub watermark: i64,
    /// When that was told.
    pub time: Option<i64>,
}

/// A claim as it comes back.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub row: Option<i64>,
    pub request: i64,
    pub state: RowState,
    pub flight: Flight,
    pub contact: String,
    pub text: Option<String>,
    /// It has an id of its own.
    pub has_id: bool,
    /// A record of it was found.
    pub has_record: bool,
    /// By when it was sent, by the vendor's clock.
    pub sent: Option<i64>,
}

impl Row {
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        let row = Some(reader.long()?).filter(|row| *row != 0);
        let request = reader.long()?;
        let states = [RowState::Accepted, RowState::Refused, RowState::Unknown];
        let state = states.get(usize::from(reader.byte()?)).copied()?;
        let flight = Flight { from: reader.long()?, to: reader.long()? };
        let contact = reader.text()?.to_owned();
        let text = (reader.byte()? == 1).then_some(reader.text()?.to_owned());
        let sent = reader.time()?;
        Some(Self { row, request, state, flight, contact, text, has_id: false, has_record: false, sent })
    }

    /// Writes it for the join by person.
    pub fn write(&self, out: &mut Vec<u8>) {
        let claim = Claim {
            row: self.row,
            request: self.request,
            state: self.state,
            id: "",
            contact: &self.contact,
            flight: self.flight,
            sent: self.sent,
            text: self.text.as_deref(),
        };
        claim.write(out);
        out.push(u8::from(self.has_id));
        out.push(u8::from(self.has_record));
    }

    /// Reads what was written for the join by person.
    pub fn read_whole(bytes: &[u8]) -> Option<Self> {
        let mut row = Self::read(bytes)?;
        let mut reader = Reader(bytes.get(bytes.len().checked_sub(2)?..)?);
        row.has_id = reader.byte()? == 1;
        row.has_record = reader.byte()? == 1;
        Some(row)
    }

    /// Hears of a fact by when the vendor had sent it, and gives what of that is to be kept with the row. An echo and a
    /// record tell the message's own time. A receipt that names it has a watermark, and that is no earlier: it counts
    /// where it is nearer than our answer.
    pub fn hear_sent(&mut self, fact: &Fact<'_>) -> Option<i64> {
        let told = fact.sent.filter(|at| fact.source != Source::Callback || *at <= self.flight.to);
        self.sent = self.sent.into_iter().chain(told).min();
        told
    }
}

/// Tags of entries, in the order in which they are needed within a group.
pub(super) mod tag {
    pub const CLAIM: u8 = 0;
    pub const FAILED: u8 = 1;
    pub const CANDIDATE: u8 = 2;
    pub const MARK: u8 = 3;
    pub const FACT: u8 = 4;
    pub const RESOLVED: u8 = 5;
    pub const CANDIDATES: u8 = 6;
    pub const LATER: u8 = 7;
}

/// What a row is told.
pub(super) fn to_row(rows: &mut Sorter, row: i64, tag: u8, value: &[u8]) -> io::Result<()> {
    let mut key = [tag; 9];
    key[..8].copy_from_slice(&row.to_be_bytes());
    rows.push(&key, value)
}

/// A resolution for a row; one that was found by the person names its request, whose other rows must agree.
pub(super) fn resolve(rows: &mut Sorter, row: i64, request: Option<i64>, id: &str, evidence: &str) -> io::Result<()> {
    let mut value = Vec::new();
    put_time(&mut value, request);
    put_text(&mut value, id);
    put_text(&mut value, evidence);
    to_row(rows, row, tag::RESOLVED, &value)
}

/// What rows of lost requests were resolved by. One request has one id and an id is one request's: where several are
/// found, none of them is proven. Only requests of several phones need it, and few of those are ever lost.
#[derive(Default)]
pub(super) struct Agreement {
    ids: HashMap<i64, BTreeSet<String>>,
    requests: HashMap<String, BTreeSet<i64>>,
}

impl Agreement {
    /// A row of the request was found to have the id.
    pub fn add(&mut self, request: i64, id: &str) {
        self.ids.entry(request).or_default().insert(id.to_owned());
        self.requests.entry(id.to_owned()).or_default().insert(request);
    }

    /// How many messages the request may be, when others speak against the id; else 0.
    pub fn against(&self, request: i64, id: &str) -> u32 {
        let ids = self.ids.get(&request).map_or(0, BTreeSet::len);
        let requests = self.requests.get(id).map_or(0, BTreeSet::len);
        if ids > 1 || requests > 1 { u32::try_from(ids).unwrap_or(u32::MAX) } else { 0 }
    }
}
