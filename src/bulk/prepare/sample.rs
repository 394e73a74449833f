//! One row of a list, rendered: what `--test-to` sends to somebody else.

use std::io::Read;

use super::{PrepareError, Reading, Source};
use crate::bulk::RecipientKind;
use crate::bulk::rows::{Reader, Record, RowsError};

/// The message of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The vendor's JSON, without recipient.
    pub message: String,
    /// What a person should know before it leaves.
    pub notes: Vec<String>,
    /// What is most likely a mistake in the message.
    pub warnings: Vec<String>,
    /// What the list's recipient column holds.
    pub kind: RecipientKind,
    /// The line the row starts in.
    pub line: u64,
}

/// Renders row `number` of a list, from 1; rows before it are passed over unlooked at.
///
/// # Errors
/// A list that is none, a row that cannot be sent, and a list that has fewer rows.
pub fn sample(input: Box<dyn Read + Send>, reading: &Reading<'_>, number: u64) -> Result<Sample, PrepareError> {
    let strings = reading.template.strings();
    let mut source = Source::new(Reader::new(input, reading.format)?, &strings, reading)?;
    let mut record = Record::default();
    while let Some(read) = source.reader.next(&mut record)? {
        source.read += 1;
        if source.read < number {
            continue;
        }
        let in_line = |problem: String| PrepareError::Message(format!("line {}: {problem}", record.line));
        read.and_then(|()| record.check_digits(source.reader.names())).map_err(|bad| in_line(bad.problem))?;
        if source.column.is_none() {
            source.choose_column(Some(&record))?;
        }
        let mut fill = source.templates.fill(&record);
        let rendered = reading.template.render(&mut |text| fill.next(text)).map_err(in_line)?;
        return Ok(Sample {
            message: rendered.message,
            notes: rendered.notes,
            kind: source.recipient_column().kind,
            warnings: source.warnings,
            line: record.line,
        });
    }
    match source.read {
        0 => Err(RowsError::NoRows.into()),
        rows => Err(PrepareError::Message(format!("the list has only {rows} rows, so there is no row {number}"))),
    }
}
