//! The grammar of CSV: which delimiter, where a row ends, what its cells are.

use super::{BadRow, Record, utf8};

/// The delimiters that are recognised, the likelier first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The delimiter that stands most often in the header outside quotes; a comma when none does.
pub(super) fn delimiter(header: &[u8]) -> u8 {
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut quoted = false;
    for byte in header {
        if *byte == b'"' {
            quoted = !quoted;
        } else if !quoted && let Some(index) = DELIMITERS.iter().position(|delimiter| delimiter == byte) {
            counts[index] += 1;
        }
    }
    let mut best = 0;
    for index in 1..DELIMITERS.len() {
        if counts[index] > counts[best] {
            best = index;
        }
    }
    DELIMITERS[best]
}

/// Where in a cell the scan of a row stands; carried from line to line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Start,
    Bare,
    Quoted,
    /// Behind a quote inside quotes: the end of the cell, or the first half of `""`.
    Closing,
}

/// Follows the quotes of a row over its lines.
#[derive(Default)]
pub(super) struct Quotes(Place);

impl Quotes {
    /// Whether a quote is still open, so that the row goes on in the next line.
    pub(super) fn open(&self) -> bool {
        self.0 == Place::Quoted
    }

    /// Reads one line, newline included.
    pub(super) fn scan(&mut self, line: &[u8], delimiter: u8) {
        if self.0 == Place::Start && memchr::memchr(b'"', line).is_none() {
            return;
        }
        for byte in line {
            self.0 = match (self.0, *byte) {
                (Place::Quoted, b'"') => Place::Closing,
                (Place::Quoted, _) => Place::Quoted,
                (Place::Start | Place::Closing, b'"') => Place::Quoted,
                (_, byte) if byte == delimiter => Place::Start,
                _ => Place::Bare,
            };
        }
    }
}

/// Splits a row into cells.
pub(super) fn split(row: &[u8], delimiter: u8, line: u64, record: &mut Record) -> Result<(), BadRow> {
    record.line = line;
    record.object = None;
    record.text.clear();
    record.spans.clear();
    let text = utf8(row, line)?;
    if memchr::memchr(b'"', row).is_none() {
        record.text.push_str(text);
        let mut start = 0;
        for end in memchr::memchr_iter(delimiter, row) {
            record.spans.push((start, end));
            start = end + 1;
        }
        record.spans.push((start, row.len()));
        return Ok(());
    }
    split_quoted(text, delimiter, line, record)
}

fn split_quoted(text: &str, delimiter: u8, line: u64, record: &mut Record) -> Result<(), BadRow> {
    let delimiter = char::from(delimiter);
    let mut rest = text;
    loop {
        let start = record.text.len();
        if let Some(quoted) = rest.strip_prefix('"') {
            rest = quoted;
            loop {
                // The scan of the row has closed every quote, so there is one.
                let Some(quote) = rest.find('"') else {
                    return Err(BadRow { line, problem: "a quote is never closed".to_owned() });
                };
                record.text.push_str(&rest[..quote]);
                rest = &rest[quote + 1..];
                let Some(more) = rest.strip_prefix('"') else { break };
                record.text.push('"');
                rest = more;
            }
            if !rest.is_empty() && !rest.starts_with(delimiter) {
                let problem = "text behind a closing quote; a quote inside a quoted cell is written twice".to_owned();
                return Err(BadRow { line, problem });
            }
        } else {
            let end = rest.find(delimiter).unwrap_or(rest.len());
            record.text.push_str(&rest[..end]);
            rest = &rest[end..];
        }
        record.spans.push((start, record.text.len()));
        match rest.strip_prefix(delimiter) {
            Some(more) => rest = more,
            None => return Ok(()),
        }
    }
}
