//! Reports and lists read again, in whatever form they come: for `--resume-from`, which asks whom a report says was
//! reached, and for `--exclude`, which asks who stands in it. As strictly as a list: what cannot be read may be
//! somebody who was reached.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufReader, Cursor, Read};
use std::path::Path;

use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::ReportError;
use crate::bulk::journal::State;
use crate::bulk::reason;
use crate::bulk::rows;
use crate::bulk::rows::{
    BadRow, BadRows, Column, ColumnError, Encoding, Format, Reader, Record, bare, cell_of, column,
};
use crate::bulk::{Recipient, RecipientKind};
use crate::csv::undefused;
use crate::excerpt::excerpt;

/// Reads a recipient cell, or says why it is none.
pub type Check<'a> = dyn Fn(&str) -> Result<Recipient, String> + 'a;

/// Is given the recipient of a row, the row, and the names of the columns of a CSV report.
pub type EachSent<'a, E> = dyn FnMut(Recipient, &Record, Option<&[String]>) -> Result<(), E> + 'a;

/// Gives the recipient of every row that a report says was accepted or may have been, with the row itself.
///
/// # Errors
/// A report that is none, and one with a row that cannot be read: every such row is named.
pub fn each_sent<E: From<ReportError>>(
    path: &Path,
    recipients: &Column,
    check: &Check<'_>,
    each: &mut EachSent<'_, E>,
) -> Result<(), E> {
    let mut bad = BadRows::default();
    let mut rows = 0;
    let walked = each_row::<E>(path, &mut |outcome, record, names| {
        rows += 1;
        let places = Places::new(record, names, &recipients.name)?;
        match outcome.and_then(|()| places.sent(record, names, recipients.kind, check)) {
            Ok(Some(recipient)) => each(recipient, record, names)?,
            Ok(None) => {}
            Err(row) => bad.add(&row),
        }
        Ok(())
    })?;
    if let Some(line) = walked.cut {
        bad.add_line(line, "the report ends in the middle of this row");
    }
    walked.held_to(path, bad)?;
    // A report of a run has every row of it: one without rows was cut, or never written.
    if rows == 0 { Err(ReportError::NoRows.into()) } else { Ok(()) }
}

/// Whose recipients are looked for in other lists.
#[derive(Clone, Copy)]
pub struct Sought<'a> {
    /// The column that holds them in the list that is sent.
    pub column: &'a Column,
    /// What recipients of the send may be: `to` is what it is there.
    pub kinds: &'a [RecipientKind],
    /// It was named by the user, and so is meant in other lists as well.
    pub is_named: bool,
}

/// Gives every recipient that stands in a list or a report, whatever became of them, and how many rows there are. The column is
/// the one that holds recipients of that kind; where several do, the one of the list's own name when the user named it or it
/// is a report.
///
/// # Errors
/// A list that is none, also one without rows whose header names no recipients (the first of them would be taken for it), and
/// one with a row that cannot be read: every such row is named.
pub fn each_listed<E: From<ReportError>>(
    path: &Path,
    sought: Sought<'_>,
    check: &Check<'_>,
    each: &mut dyn FnMut(Recipient) -> Result<(), E>,
) -> Result<u64, E> {
    let mut bad = BadRows::default();
    let mut rows = 0;
    let walked = each_row::<E>(path, &mut |outcome, record, names| {
        rows += 1;
        let row = match (outcome, place_of_recipient(record, names, sought)) {
            (Err(row), _) => Err(row),
            (Ok(()), Ok(place)) => listed(record, names, &place, check),
            // Each object brings columns of its own.
            (Ok(()), Err(error)) if names.is_none() => Err(BadRow::new(record.line, error.to_string())),
            (Ok(()), Err(error)) => return Err(ReportError::from(error).into()),
        };
        match row {
            Ok(Some(recipient)) => each(recipient)?,
            Ok(None) => {}
            Err(row) => bad.add(&row),
        }
        Ok(())
    })?;
    if let (Some(names), 0) = (&walked.names, rows) {
        place_of_recipient(&Record::default(), Some(names), sought).map_err(ReportError::from)?;
    }
    walked.held_to(path, bad)?;
    Ok(rows)
}

/// Where a row has a column: a cell of a CSV row, a key of an object.
#[derive(Debug)]
enum Place {
    Cell(usize),
    Key(String),
}

impl Place {
    fn value<'r>(&self, record: &'r Record) -> Option<Cow<'r, str>> {
        match self {
            Self::Cell(index) => record.value(*index).map(Cow::Borrowed),
            Self::Key(key) => record.object()?.get(key).map(cell_of),
        }
    }
}

fn keys<'r>(record: &'r Record, names: Option<&'r [String]>) -> Vec<&'r str> {
    match (record.object(), names) {
        (Some(object), _) => object.keys().map(String::as_str).collect(),
        (None, names) => names.unwrap_or_default().iter().map(String::as_str).collect(),
    }
}

fn place(record: &Record, index: usize, key: &str) -> Place {
    if record.object().is_some() { Place::Key(key.to_owned()) } else { Place::Cell(index) }
}

fn place_of_recipient(record: &Record, names: Option<&[String]>, sought: Sought<'_>) -> Result<Place, ColumnError> {
    let keys = keys(record, names);
    let Sought { column: own, kinds, is_named } = sought;
    let is_report = || keys.iter().any(|name| bare(name) == "outcome");
    if let Some(index) = rows::place(&keys, &own.name).filter(|_| is_named || is_report()) {
        return Ok(place(record, index, keys[index]));
    }
    let found = column(&keys, None, Some(own.kind), kinds)?;
    let index = keys.iter().position(|name| *name == found.name).unwrap_or_default();
    Ok(place(record, index, &found.name))
}

/// Where a report says what became of its rows.
struct Places {
    outcome: Option<Place>,
    reason: Option<Place>,
    recipient: Option<Place>,
}

impl Places {
    fn new(record: &Record, names: Option<&[String]>, recipient: &str) -> Result<Self, ReportError> {
        let keys = keys(record, names);
        let added =
            |added: &str| keys.iter().rposition(|name| bare(name) == added).map(|at| place(record, at, keys[at]));
        let own = keys.iter().position(|name| name.trim() == recipient.trim()).map(|at| place(record, at, keys[at]));
        let places = Self { outcome: added("outcome"), reason: added("reason"), recipient: own };
        if names.is_some() && places.outcome.is_none() {
            return Err(ReportError::NoOutcome);
        }
        if names.is_some() && places.recipient.is_none() {
            return Err(ReportError::NoRecipient(recipient.trim().to_owned()));
        }
        Ok(places)
    }

    /// The recipient of a row that must not be sent again.
    fn sent(
        &self,
        record: &Record,
        names: Option<&[String]>,
        kind: RecipientKind,
        check: &Check<'_>,
    ) -> Result<Option<Recipient>, BadRow> {
        let bad = |problem: String| BadRow::new(record.line, problem);
        let value = |place: &Option<Place>| place.as_ref().and_then(|place| place.value(record));
        let outcome = value(&self.outcome).ok_or_else(|| bad("the row has no `outcome`".to_owned()))?;
        let why = value(&self.reason).unwrap_or_default();
        let sent = was_sent(&outcome, &why).map_err(bad)?;
        if !sent && outcome.trim() == State::Skipped.word() {
            // It was left out, for its cells most likely.
            return Ok(None);
        }
        record.check_digits(names)?;
        let cell = value(&self.recipient).ok_or_else(|| bad("the row has no recipient".to_owned()))?;
        let cell = undefused(&cell);
        if kind == RecipientKind::Id && has_decimals(cell) {
            return Err(bad(format!("`{}` is an id that a spreadsheet made a number of", excerpt(cell))));
        }
        let recipient = check(cell).map_err(bad)?;
        Ok(sent.then_some(recipient))
    }
}

fn listed(
    record: &Record,
    names: Option<&[String]>,
    place: &Place,
    check: &Check<'_>,
) -> Result<Option<Recipient>, BadRow> {
    let keys = keys(record, names);
    let added = |added: &str| {
        keys.iter().rposition(|name| bare(name) == added).and_then(|at| self::place(record, at, keys[at]).value(record))
    };
    let was_wrong = added("outcome").is_some_and(|outcome| outcome.trim() == State::Skipped.word())
        && added("reason").is_some_and(|why| why.starts_with("invalid"));
    if was_wrong {
        return Ok(None);
    }
    record.check_digits(names)?;
    let cell = place.value(record).unwrap_or_default();
    check(undefused(&cell)).map(Some).map_err(|problem| BadRow::new(record.line, problem))
}

/// `24680000000777777.0`: what a spreadsheet or a program makes of an id that it takes for a number.
fn has_decimals(cell: &str) -> bool {
    cell.trim().split_once('.').is_some_and(|(whole, fraction)| {
        [whole, fraction].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// What a report says of a row that must not be sent again: it was sent then, or it was left out
/// because it had been sent before, so that the newest report is enough.
fn was_sent(outcome: &str, why: &str) -> Result<bool, String> {
    let outcome = outcome.trim();
    let Some(state) = State::ALL.iter().find(|state| state.word() == outcome) else {
        let words: Vec<&str> = State::ALL.iter().map(|state| state.word()).collect();
        return Err(format!("`{}` is no outcome; there are {}", excerpt(outcome), words.join(", ")));
    };
    Ok(match state {
        State::Accepted | State::Unknown | State::Sending => true,
        State::Skipped => matches!(why.trim(), reason::REPORTED | reason::NOT_WITHIN),
        State::Refused | State::Pending => false,
    })
}

/// A file that was gone through.
struct Walked {
    /// The row in which it ends, when that is not whole.
    cut: Option<u64>,
    /// The names of the columns of a CSV file or a sheet.
    names: Option<Vec<String>>,
    likely: Option<Encoding>,
    sheet: Option<String>,
}

impl Walked {
    fn held_to(self, path: &Path, mut bad: BadRows) -> Result<(), ReportError> {
        if bad.is_empty() {
            return Ok(());
        }
        bad.set_encoding(self.likely);
        bad.set_sheet(self.sheet.as_deref());
        Err(ReportError::BadRows { path: path.to_owned(), bad: Box::new(bad) })
    }
}

/// Is given each row, or what is wrong with it, and the names of the columns of a CSV file or a sheet.
type EachRow<'a, E> = dyn FnMut(Result<(), BadRow>, &Record, Option<&[String]>) -> Result<(), E> + 'a;

fn each_row<E: From<ReportError>>(path: &Path, each: &mut EachRow<'_, E>) -> Result<Walked, E> {
    let failed = |source| ReportError::Io { path: path.to_owned(), source };
    let mut file = File::open(path).map_err(failed)?;
    let mut head = Vec::new();
    let mut byte = [0];
    while file.read(&mut byte).map_err(failed)? > 0 {
        head.push(byte[0]);
        if !byte[0].is_ascii_whitespace() {
            break;
        }
    }
    let is_array = head.last() == Some(&b'[');
    let input = Cursor::new(head).chain(file);
    if is_array {
        each_of_array(input, each)?;
        return Ok(Walked { cut: None, names: None, likely: None, sheet: None });
    }
    let mut reader = Reader::new(Box::new(input), Format::default()).map_err(ReportError::from)?;
    let names = reader.all_names().map(<[String]>::to_vec);
    let mut record = Record::default();
    while let Some(outcome) = reader.next(&mut record).map_err(ReportError::from)? {
        each(outcome, &record, names.as_deref())?;
    }
    let cut = reader.is_open() && names.as_ref().is_some_and(|names| !has_whole_end(&record, names));
    Ok(Walked {
        cut: cut.then_some(record.line),
        names,
        likely: reader.likely_encoding(),
        sheet: reader.sheet().map(str::to_owned),
    })
}

/// Whether a row without a line end is whole all the same: a report of an earlier version ends with a time. Other lists
/// end with what they like, and a report with what nothing is asked of.
fn has_whole_end(record: &Record, names: &[String]) -> bool {
    let Some(last) = names.len().checked_sub(1).filter(|last| bare(&names[*last]) == "updated_at") else { return true };
    record.value(last).is_some_and(|time| time.parse::<jiff::Timestamp>().is_ok())
}

/// Reads a JSON array object by object.
fn each_of_array<E: From<ReportError>>(input: impl Read, each: &mut EachRow<'_, E>) -> Result<(), E> {
    let mut failure = None;
    let rows = Rows { each, failure: &mut failure };
    let mut deserializer = serde_json::Deserializer::from_reader(BufReader::new(input));
    let read = rows.deserialize(&mut deserializer).and_then(|()| deserializer.end());
    match failure {
        Some(error) => Err(error),
        None => Ok(read.map_err(ReportError::from)?),
    }
}

struct Rows<'a, 'e, E> {
    each: &'a mut EachRow<'e, E>,
    failure: &'a mut Option<E>,
}

impl<'de, E: From<ReportError>> DeserializeSeed<'de> for Rows<'_, '_, E> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, E: From<ReportError>> Visitor<'de> for Rows<'_, '_, E> {
    type Value = ();

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("an array of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        // A report of ours has its bracket in the first line and a row in each that follows.
        let mut line = 1;
        while let Some(object) = rows.next_element::<Map<String, Value>>()? {
            line += 1;
            if let Err(error) = (self.each)(Ok(()), &Record::of_object(line, object), None) {
                *self.failure = Some(error);
                return Err(serde::de::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}
