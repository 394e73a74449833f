//! Rows of a recipients file: CSV or NDJSON, recognised by content, read as text in flat memory.
//!
//! Knows cells and lines; what a recipient may look like is the vendor's business
//! ([`MessageTemplate::recipient`](super::MessageTemplate::recipient)).

mod column;

use std::borrow::Cow;
use std::io::{self, Read};

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::csv::{self, Cells, undefused};

pub use column::{Column, ColumnError, column};

/// The longest row that is read; a quote that is never closed ends here.
const MAX_ROW: usize = 16 * 1024 * 1024;

/// How much is read at once.
const CHUNK: usize = 128 * 1024;

/// What a report and `jobs rows` add behind a row's own columns; a name that the row has itself gets [`PREFIX`].
/// A list that ends in all of them is such a report, sent again: they are not the row's own.
pub const REPORT_COLUMNS: [&str; 9] =
    ["outcome", "code", "explanation", "reason", "message_id", "request_id", "trace_id", "attempts", "updated_at"];

/// Stands before a report's column where the row has one of that name.
pub const PREFIX: &str = "msgops_";

/// The name under which a report adds `column` to a row that `has` columns of its own.
pub fn added_name(column: &str, has: impl Fn(&str) -> bool) -> String {
    let mut name = column.to_owned();
    while has(&name) {
        name.insert_str(0, PREFIX);
    }
    name
}

/// How many of the columns are the row's own, before those that a report added.
pub(super) fn own_columns<'c>(columns: impl DoubleEndedIterator<Item = &'c str> + ExactSizeIterator) -> usize {
    let count = columns.len();
    let added = REPORT_COLUMNS.len();
    let mut tail = columns.rev().zip(REPORT_COLUMNS.iter().rev());
    let is_report = count > added
        && tail.all(|(column, name)| {
            let mut column = column;
            while let Some(rest) = column.strip_prefix(PREFIX) {
                column = rest;
            }
            column == *name
        });
    if is_report { count - added } else { count }
}

/// A file that is no list at all: nothing of it can be used.
#[derive(Debug, thiserror::Error)]
pub enum RowsError {
    /// The file could not be read.
    #[error("the list could not be read")]
    Io(#[from] io::Error),
    /// Another encoding, or not a text.
    #[error("line {line}: {problem}")]
    Encoding {
        /// Where.
        line: u64,
        /// What is wrong.
        problem: String,
    },
    /// Not even a header.
    #[error("the list is empty: the first line must be a CSV header, or the first row a JSON object")]
    Empty,
    /// A JSON array or another JSON value.
    #[error("the list is one JSON value, not one object a line; `-o ndjson` or `-o csv` writes a list")]
    NotNdjson,
    /// Two columns of one name.
    #[error("the column `{0}` stands twice in the header")]
    TwiceNamed(String),
    /// A quote that opens and never closes: everything behind it would be one cell.
    #[error("line {line}: a quote that opens in this row is never closed")]
    OpenQuote {
        /// Where the row starts.
        line: u64,
    },
    /// A row beyond `MAX_ROW`.
    #[error("line {line}: the row is longer than 16 MiB")]
    TooLong {
        /// Where the row starts.
        line: u64,
    },
}

/// A row that cannot be sent, and why, as a fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The line it starts in, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub problem: String,
}

/// One row, its memory used again for the next.
#[derive(Debug, Default)]
pub struct Record {
    /// The line the row starts in, from 1.
    pub line: u64,
    cells: Cells,
    /// The line of an NDJSON row.
    text: String,
    object: Option<Map<String, Value>>,
}

impl Record {
    /// A row that is an object already.
    pub fn of_object(object: Map<String, Value>) -> Self {
        Self { object: Some(object), ..Self::default() }
    }

    /// The cell as it is used: without the one `'` that keeps a spreadsheet from running it.
    pub fn value(&self, index: usize) -> Option<&str> {
        self.cells.get(index).map(undefused)
    }

    /// The object of an NDJSON row.
    pub fn object(&self) -> Option<&Map<String, Value>> {
        self.object.as_ref()
    }

    /// The row's own cells, unchanged, for the journal: a JSON array of the first `own` ones, or the object.
    pub fn write_cells(&self, own: usize, out: &mut String) {
        if let Some(object) = &self.object {
            let own = own_columns(object.keys().map(String::as_str));
            if own == object.len() {
                out.push_str(&self.text);
            } else {
                let object: Map<String, Value> =
                    object.iter().take(own).map(|(name, value)| (name.clone(), value.clone())).collect();
                out.push_str(&Value::Object(object).to_string());
            }
            return;
        }
        out.push('[');
        for (index, cell) in self.cells.iter().take(own).enumerate() {
            if index > 0 {
                out.push(',');
            }
            write_json(out, cell);
        }
        out.push(']');
    }
}

/// Writes a JSON string.
pub(super) fn write_json(out: &mut String, text: &str) {
    if text.bytes().all(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\') {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        out.push_str(&Value::from(text).to_string());
    }
}

/// A value of an NDJSON row as a cell: texts as they are, digits kept, nothing for null.
pub fn cell_of(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    }
}

/// `8.63E+17` or `8,63E+17`: what a spreadsheet makes of a long number.
pub fn looks_mangled(cell: &str) -> bool {
    let Some((mantissa, exponent)) = cell.trim().split_once(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    exponent.strip_prefix('+').is_some_and(digits) && digits(whole) && digits(fraction)
}

/// The list being read.
pub struct Reader {
    input: Box<dyn Read + Send>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    at_end: bool,
    next_line: u64,
    digest: Sha256,
    delimiter: Option<u8>,
    columns: Vec<String>,
    own: usize,
}

impl Reader {
    /// Recognises the format; reads the header of a CSV file.
    pub fn new(input: Box<dyn Read + Send>) -> Result<Self, RowsError> {
        let mut reader = Self {
            input,
            buffer: vec![0; CHUNK],
            start: 0,
            end: 0,
            at_end: false,
            next_line: 1,
            digest: Sha256::new(),
            delimiter: None,
            columns: Vec::new(),
            own: 0,
        };
        reader.skip_marks()?;
        match reader.first_byte()? {
            None => return Err(RowsError::Empty),
            Some(b'{') => {}
            Some(b'[') => return Err(RowsError::NotNdjson),
            Some(_) => reader.read_header()?,
        }
        Ok(reader)
    }

    /// The rows' own columns of a CSV file in order; none for NDJSON.
    pub fn columns(&self) -> Option<&[String]> {
        self.delimiter.map(|_| &self.columns[..self.own])
    }

    /// Every column of a CSV file, those of a report too; none for NDJSON.
    pub fn all_columns(&self) -> Option<&[String]> {
        self.delimiter.map(|_| self.columns.as_slice())
    }

    /// SHA-256 of every byte of the file; reads what is left of it.
    pub fn digest(mut self) -> Result<[u8; 32], RowsError> {
        while !self.at_end {
            self.start = self.end;
            self.fill()?;
        }
        Ok(self.digest.finalize().into())
    }

    /// The next row; the inner error is about this row alone.
    pub fn next(&mut self, record: &mut Record) -> Result<Option<Result<(), BadRow>>, RowsError> {
        match self.delimiter {
            Some(delimiter) => self.next_csv(record, delimiter),
            None => self.next_object(record),
        }
    }

    fn next_csv(&mut self, record: &mut Record, delimiter: u8) -> Result<Option<Result<(), BadRow>>, RowsError> {
        let Some((line, length)) = self.take_csv(delimiter)? else { return Ok(None) };
        let bytes = &self.buffer[self.start..self.start + length];
        let outcome = split(trim_end(bytes), delimiter, line, record);
        self.start += length;
        let expected = self.columns.len();
        Ok(Some(outcome.and_then(|()| {
            let found = record.cells.len();
            if found == expected {
                return check_mangled(record, &self.columns);
            }
            let cells = |count: usize| if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") };
            Err(BadRow { line, problem: format!("the row has {}, the header {}", cells(found), cells(expected)) })
        })))
    }

    /// The first line and the length of the next CSV row, which may go over several lines; blank lines are passed over.
    fn take_csv(&mut self, delimiter: u8) -> Result<Option<(u64, usize)>, RowsError> {
        loop {
            let line = self.next_line;
            let mut quotes = csv::Quotes::default();
            let mut length = 0;
            while let Some(end) = self.line_end(length)? {
                quotes.scan(&self.buffer[self.start + length..self.start + end], delimiter);
                length = end;
                self.next_line += 1;
                if !quotes.open() {
                    break;
                }
                if length > MAX_ROW {
                    return Err(RowsError::OpenQuote { line });
                }
            }
            if quotes.open() {
                return Err(RowsError::OpenQuote { line });
            }
            if length == 0 {
                return Ok(None);
            }
            if trim_end(&self.buffer[self.start..self.start + length]).is_empty() {
                self.start += length;
                continue;
            }
            return Ok(Some((line, length)));
        }
    }

    fn next_object(&mut self, record: &mut Record) -> Result<Option<Result<(), BadRow>>, RowsError> {
        loop {
            let Some(length) = self.line_end(0)? else { return Ok(None) };
            let line = self.next_line;
            self.next_line += 1;
            let bytes = self.buffer[self.start..self.start + length].trim_ascii();
            if bytes.is_empty() {
                self.start += length;
                continue;
            }
            let outcome = read_object(bytes, line, record);
            self.start += length;
            return Ok(Some(outcome));
        }
    }

    /// Where the line that starts `from` bytes behind the start ends, its newline included.
    fn line_end(&mut self, from: usize) -> Result<Option<usize>, RowsError> {
        let mut searched = from;
        loop {
            if let Some(found) = memchr::memchr(b'\n', &self.buffer[self.start + searched..self.end]) {
                return Ok(Some(searched + found + 1));
            }
            searched = self.end - self.start;
            if self.at_end {
                return Ok(if searched > from { Some(searched) } else { None });
            }
            if searched > MAX_ROW {
                return Err(RowsError::TooLong { line: self.next_line });
            }
            self.fill()?;
        }
    }

    /// Reads more behind what is not used yet.
    fn fill(&mut self) -> Result<(), RowsError> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.end == self.buffer.len() {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let count = loop {
            match self.input.read(&mut self.buffer[self.end..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.digest.update(&self.buffer[self.end..self.end + count]);
        self.end += count;
        self.at_end = count == 0;
        Ok(())
    }

    /// Passes over a byte order mark; refuses what is not UTF-8 text at all.
    fn skip_marks(&mut self) -> Result<(), RowsError> {
        while self.end < 4 && !self.at_end {
            self.fill()?;
        }
        let head = &self.buffer[..self.end];
        let refused = |problem: &str| Err(RowsError::Encoding { line: 1, problem: problem.to_owned() });
        if head.starts_with(&[0xef, 0xbb, 0xbf]) {
            self.start = 3;
        } else if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
            return refused("the file is UTF-16; save it as UTF-8 (in a spreadsheet: CSV UTF-8)");
        } else if head.starts_with(&[0x1f, 0x8b]) || head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
            return refused("the file is compressed; unpack it first");
        } else if head.starts_with(b"PK\x03\x04") {
            return refused("the file is a workbook; save it as CSV UTF-8");
        }
        Ok(())
    }

    /// The first byte that is not white space.
    fn first_byte(&mut self) -> Result<Option<u8>, RowsError> {
        let mut from = 0;
        loop {
            let seen = &self.buffer[self.start..self.end];
            if let Some(byte) = seen[from..].iter().find(|byte| !byte.is_ascii_whitespace()) {
                return Ok(Some(*byte));
            }
            from = seen.len();
            if self.at_end {
                return Ok(None);
            }
            if from > MAX_ROW {
                return Err(RowsError::TooLong { line: 1 });
            }
            self.fill()?;
        }
    }

    fn read_header(&mut self) -> Result<(), RowsError> {
        let length = self.line_end(0)?.unwrap_or(0);
        let delimiter = csv::delimiter(&self.buffer[self.start..self.start + length]);
        let Some((line, length)) = self.take_csv(delimiter)? else { return Err(RowsError::Empty) };
        let mut record = Record::default();
        split(trim_end(&self.buffer[self.start..self.start + length]), delimiter, line, &mut record)
            .map_err(|bad| RowsError::Encoding { line: bad.line, problem: bad.problem })?;
        self.start += length;
        let columns: Vec<String> = record.cells.iter().map(str::to_owned).collect();
        for (index, name) in columns.iter().enumerate() {
            let name = name.trim();
            if !name.is_empty() && columns[..index].iter().any(|other| other.trim() == name) {
                return Err(RowsError::TwiceNamed(name.to_owned()));
            }
        }
        self.delimiter = Some(delimiter);
        self.own = own_columns(columns.iter().map(|column| column.trim()));
        self.columns = columns;
        Ok(())
    }
}

/// Splits a row into the record.
fn split(row: &[u8], delimiter: u8, line: u64, record: &mut Record) -> Result<(), BadRow> {
    record.line = line;
    record.object = None;
    record.text.clear();
    record.cells.clear();
    csv::split(utf8(row, line)?, delimiter, &mut record.cells)
        .map_err(|broken| BadRow { line, problem: broken.to_string() })
}

fn trim_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// The text of `bytes`, or which byte is none.
fn utf8(bytes: &[u8], line: u64) -> Result<&str, BadRow> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let breaks = bytes[..at].iter().filter(|byte| **byte == b'\n').count() as u64;
        let byte = bytes.get(at).copied().unwrap_or(0);
        BadRow { line: line + breaks, problem: format!("not UTF-8 (byte 0x{byte:02X}); save the file as UTF-8") }
    })
}

fn check_mangled(record: &Record, columns: &[String]) -> Result<(), BadRow> {
    if memchr::memchr(b'+', record.cells.text().as_bytes()).is_none() {
        return Ok(());
    }
    for (index, column) in columns.iter().enumerate() {
        if let Some(cell) = record.value(index).filter(|cell| looks_mangled(cell)) {
            return Err(BadRow { line: record.line, problem: mangled(column.trim(), cell) });
        }
    }
    Ok(())
}

fn mangled(column: &str, cell: &str) -> String {
    format!(
        "`{cell}` in column `{column}` is a long number that a spreadsheet rounded, its digits are lost; format the column as text and export again"
    )
}

fn read_object(bytes: &[u8], line: u64, record: &mut Record) -> Result<(), BadRow> {
    // Before anything can fail: a row that is left out must not keep the cells of the row before it.
    record.line = line;
    record.cells.clear();
    record.text.clear();
    record.object = None;
    let text = utf8(bytes, line)?;
    record.text.push_str(text);
    let value: Value = serde_json::from_str(text).map_err(|error| BadRow {
        line,
        problem: format!("not a JSON object: {}", error.to_string().replace("line 1 column", "column")),
    })?;
    let Value::Object(object) = value else {
        return Err(BadRow { line, problem: "not a JSON object".to_owned() });
    };
    for (column, value) in &object {
        let cell = cell_of(value);
        if matches!(value, Value::String(_) | Value::Number(_)) && looks_mangled(&cell) {
            return Err(BadRow { line, problem: mangled(column, &cell) });
        }
    }
    record.object = Some(object);
    Ok(())
}

#[cfg(test)]
mod tests;
