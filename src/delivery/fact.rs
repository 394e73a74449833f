//! One fact about a message as bytes, for the sorters.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

use crate::codes::Book;
use crate::webhook::decimal::Decimal;
use crate::webhook::heard::{Heard, Step};
use crate::webhook::shape::Platform;

/// The most bytes of the names in a fact: no vendor's id, person or code is nearly so long.
const LONGEST: usize = 4 << 10;

/// Texts up to so many bytes are compared as they are, longer ones by their digest.
const SHORT: usize = 256;

/// Whether a name is longer than any vendor's.
pub(super) fn is_too_long(name: &str) -> bool {
    name.len() > LONGEST
}

/// What tells a text from any other, and is short.
pub(super) fn short(text: &str) -> Cow<'_, str> {
    if text.len() <= SHORT {
        return Cow::Borrowed(text);
    }
    let digest = Sha256::digest(text);
    Cow::Owned(digest.iter().fold(format!("{} bytes ", text.len()), |text, byte| text + &format!("{byte:02x}")))
}

/// Where a fact comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A captured callback.
    Callback,
    /// A captured echo of a message: it was sent, and this was its text.
    Echo,
    /// The vendor's record.
    Record,
}

/// What was heard of one message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<'a> {
    /// Where from.
    pub source: Source,
    /// How far it came.
    pub step: Step,
    /// When, by the vendor's clock, epoch milliseconds.
    pub time: Option<i64>,
    /// When the message was sent, by the vendor's clock, where that is told; of a Messenger receipt that names it, by when.
    pub sent: Option<i64>,
    /// The vendor's id of the message (of the request, for a Super Message).
    pub id: &'a str,
    /// The person.
    pub contact: &'a str,
    /// Why it failed.
    pub code: &'a str,
    /// The book of that code.
    pub book: Option<Book>,
    /// Of an echo: what was said.
    pub text: &'a str,
    /// What it cost: kind, currency, CNY, foreign.
    pub costs: Vec<(&'a str, &'a str, Option<Decimal>, Option<Decimal>)>,
}

impl<'a> Fact<'a> {
    /// What a callback says.
    pub fn of_callback(heard: &'a Heard) -> Self {
        let echo = heard.echo.as_deref();
        Self {
            source: if echo.is_some() { Source::Echo } else { Source::Callback },
            step: heard.step,
            time: heard.time,
            // An echo has the time of the message, a Super Message's receipt the time it was sent.
            sent: if echo.is_some() || heard.platform == Platform::Super { heard.time } else { heard.watermark },
            id: &heard.id,
            contact: &heard.contact,
            code: &heard.code,
            book: heard.book,
            text: echo.unwrap_or_default(),
            costs: heard.costs.iter().map(|cost| (&*cost.kind, &*cost.currency, cost.price, cost.foreign)).collect(),
        }
    }

    /// Whether its names are longer than any vendor's: such a one is malformed, and says nothing.
    pub fn is_too_long(&self) -> bool {
        let costs: usize = self.costs.iter().map(|(kind, currency, ..)| kind.len() + currency.len() + 48).sum();
        self.id.len() + self.contact.len() + self.code.len() + costs > LONGEST
    }

    /// Writes it behind what `out` holds; its text is [`short`] when it comes back.
    pub fn write(&self, out: &mut Vec<u8>) {
        self.write_with([self.id, self.contact, &short(self.text)], out);
    }

    /// The same without the message's id, person and text.
    pub fn write_bare(&self, out: &mut Vec<u8>) {
        self.write_with([""; 3], out);
    }

    fn write_with(&self, [id, contact, said]: [&str; 3], out: &mut Vec<u8>) {
        out.push(self.source as u8);
        out.push(self.step as u8);
        put_time(out, self.time);
        put_time(out, self.sent);
        for text in [id, contact, self.code, self.book.map_or("", Book::word), said] {
            put_text(out, text);
        }
        out.extend_from_slice(&(self.costs.len() as u32).to_le_bytes());
        for (kind, currency, price, foreign) in &self.costs {
            put_text(out, kind);
            put_text(out, currency);
            for amount in [price, foreign] {
                let (units, scale) = amount.map_or((0, u32::MAX), Decimal::parts);
                out.extend_from_slice(&units.to_le_bytes());
                out.extend_from_slice(&scale.to_le_bytes());
            }
        }
    }

    /// Reads what [`write`](Self::write) wrote; none when it is cut.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        let source = [Source::Callback, Source::Echo, Source::Record].get(usize::from(reader.byte()?)).copied()?;
        let step = [Step::Sent, Step::Failed, Step::Delivered, Step::Read].get(usize::from(reader.byte()?)).copied()?;
        let (time, sent) = (reader.time()?, reader.time()?);
        let (id, contact, code, book, text) =
            (reader.text()?, reader.text()?, reader.text()?, reader.text()?, reader.text()?);
        let count = reader.number()?;
        let mut costs = Vec::new();
        for _ in 0..count {
            costs.push((reader.text()?, reader.text()?, reader.amount()?, reader.amount()?));
        }
        let book = Book::ALL.iter().copied().find(|own| own.word() == book);
        Some(Self { source, step, time, sent, id, contact, code, book, text, costs })
    }
}

/// No time.
const NEVER: i64 = i64::MIN;

pub(super) fn put_time(out: &mut Vec<u8>, time: Option<i64>) {
    out.extend_from_slice(&time.unwrap_or(NEVER).to_le_bytes());
}

pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(&(text.len() as u32).to_le_bytes());
    out.extend_from_slice(text.as_bytes());
}

/// Reads back what was put.
pub(super) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    pub fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    pub fn long(&mut self) -> Option<i64> {
        Some(i64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    pub fn time(&mut self) -> Option<Option<i64>> {
        self.long().map(|time| Some(time).filter(|time| *time != NEVER))
    }

    pub fn text(&mut self) -> Option<&'a str> {
        let length = self.number()? as usize;
        std::str::from_utf8(self.take(length)?).ok()
    }

    fn amount(&mut self) -> Option<Option<Decimal>> {
        let units = i128::from_le_bytes(self.take(16)?.try_into().ok()?);
        let scale = self.number()?;
        Some((scale != u32::MAX).then(|| Decimal::from_parts(units, scale)))
    }
}
