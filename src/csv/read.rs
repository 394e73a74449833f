//! The grammar of CSV: which delimiter, where a row ends, what its cells are.

use std::borrow::Cow;
use std::ops::Range;

/// The delimiters that are recognised, the likelier first.
pub const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The delimiter that stands most often in the header outside quotes; a comma when none does.
pub fn delimiter(header: &[u8]) -> u8 {
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

/// How a file writes its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    delimiter: u8,
    padded: bool,
    escaped: bool,
}

impl Dialect {
    /// As RFC 4180 has it, with this delimiter.
    pub const fn of(delimiter: u8) -> Self {
        Self { delimiter, padded: false, escaped: false }
    }

    /// The same where white space may stand around the quotes of a cell.
    pub fn padded(self) -> Self {
        Self { padded: true, ..self }
    }

    /// The same where a quote inside of quotes, and a backslash, may stand behind a backslash.
    pub fn escaped(self) -> Self {
        Self { escaped: true, ..self }
    }
}

/// Where in a cell the scan of a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Start,
    Bare,
    /// Behind the first quote.
    Opening,
    Quoted,
    Escaped,
    /// Behind a quote inside quotes: the end of the cell, or the first half of `""`.
    Closing,
}

/// Follows the quotes of a row over its bytes, in whatever pieces they come.
#[derive(Debug)]
pub struct Quotes {
    dialect: Dialect,
    place: Place,
}

impl Quotes {
    /// At the start of a row.
    pub fn new(dialect: Dialect) -> Self {
        Self { dialect, place: Place::Start }
    }

    /// Whether a quote is still open, so that the row goes on in the next line.
    pub fn open(&self) -> bool {
        matches!(self.place, Place::Opening | Place::Quoted | Place::Escaped)
    }

    /// Whether the last byte opened a quote.
    pub fn opens(&self) -> bool {
        self.place == Place::Opening
    }

    /// From here on quotes stand behind a backslash too.
    pub fn escape(&mut self) {
        self.dialect.escaped = true;
    }

    /// Reads one byte.
    pub fn byte(&mut self, byte: u8) {
        let Dialect { delimiter, padded, escaped } = self.dialect;
        self.place = match (self.place, byte) {
            (Place::Start, b'"') => Place::Opening,
            (Place::Opening | Place::Quoted, b'\\') if escaped => Place::Escaped,
            (Place::Opening | Place::Quoted, b'"') => Place::Closing,
            (Place::Opening | Place::Quoted | Place::Escaped, _) | (Place::Closing, b'"') => Place::Quoted,
            (_, byte) if byte == delimiter => Place::Start,
            (Place::Start, byte) if padded && byte.is_ascii_whitespace() => Place::Start,
            _ => Place::Bare,
        };
    }

    /// Reads one line, line end included.
    pub fn line(&mut self, line: &[u8]) {
        if self.place == Place::Start && memchr::memchr(b'"', line).is_none() {
            return;
        }
        line.iter().for_each(|byte| self.byte(*byte));
    }
}

/// The cells of one row in one piece of memory, which is used again for the next.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    text: String,
    ends: Vec<usize>,
}

impl Cells {
    /// How many cells.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell as it stands in the file.
    pub fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        self.text.get(start..end)
    }

    /// Every cell in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    /// All cells in one text, without what stood between them.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Adds a cell.
    pub fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    /// Takes every cell out.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }
}

/// A row whose quotes do not come in pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BrokenRow {
    /// It is never closed.
    #[error("a quote is never closed")]
    Open,
    /// Something stands between a closing quote and the delimiter.
    #[error("text behind a closing quote; a quote inside a quoted cell is written twice")]
    TextBehindQuote,
}

/// Splits a row, without its line end, into cells.
///
/// # Errors
/// Quotes that do not come in pairs; the cells before them are there.
pub fn split(row: &str, dialect: Dialect, cells: &mut Cells) -> Result<(), BrokenRow> {
    cells.clear();
    if memchr::memchr(b'"', row.as_bytes()).is_none() {
        let mut start = 0;
        for end in memchr::memchr_iter(dialect.delimiter, row.as_bytes()) {
            cells.push(&row[start..end]);
            start = end + 1;
        }
        cells.push(&row[start..]);
        return Ok(());
    }
    let mut parts = Parts { row: row.as_bytes(), dialect, at: Some(0) };
    while let Some(cell) = parts.cell(&mut |part| cells.text.push_str(&row[part])) {
        cell?;
        cells.ends.push(cells.text.len());
    }
    Ok(())
}

/// The cells of a row whose quotes need not come in pairs: one that is never closed goes to the end, what stands behind a
/// closing quote is passed over.
pub fn split_any(row: &[u8], dialect: Dialect) -> Vec<Cow<'_, [u8]>> {
    let mut parts = Parts { row, dialect, at: Some(0) };
    let mut cells = Vec::new();
    loop {
        let mut cell = Cow::Borrowed(&row[..0]);
        let more = parts.cell(&mut |part| match cell.is_empty() {
            true => cell = Cow::Borrowed(&row[part]),
            false => cell.to_mut().extend_from_slice(&row[part]),
        });
        if more.is_none() {
            return cells;
        }
        cells.push(cell);
    }
}

/// The grammar of a row: cell after cell, each as the parts of its text.
struct Parts<'r> {
    row: &'r [u8],
    dialect: Dialect,
    /// Where the next cell begins.
    at: Option<usize>,
}

impl Parts<'_> {
    /// Gives the parts of the next cell; none when there is no more. After what is broken the next cell is the one
    /// behind the next delimiter.
    fn cell(&mut self, text: &mut impl FnMut(Range<usize>)) -> Option<Result<(), BrokenRow>> {
        let start = self.at?;
        let Dialect { delimiter, padded, .. } = self.dialect;
        let opening = if padded { self.padding(start) } else { start };
        let is_quoted = self.row.get(opening) == Some(&b'"');
        let (mut closed, mut outcome) = (start, Ok(()));
        if is_quoted {
            match self.quoted(opening + 1, text) {
                Ok(end) => closed = if padded { self.padding(end) } else { end },
                Err(broken) => (closed, outcome) = (self.row.len(), Err(broken)),
            }
        }
        let behind = memchr::memchr(delimiter, &self.row[closed..]);
        let end = behind.map_or(self.row.len(), |length| closed + length);
        if !is_quoted {
            text(start..end);
        } else if end > closed {
            outcome = Err(BrokenRow::TextBehindQuote);
        }
        self.at = behind.map(|_| end + 1);
        Some(outcome)
    }

    /// Gives the text of a quoted cell from behind its first quote, and where its last one was passed.
    fn quoted(&self, mut start: usize, text: &mut impl FnMut(Range<usize>)) -> Result<usize, BrokenRow> {
        let row = self.row;
        let mut at = start;
        loop {
            let found = match self.dialect.escaped {
                true => memchr::memchr2(b'"', b'\\', &row[at..]),
                false => memchr::memchr(b'"', &row[at..]),
            };
            let Some(found) = found.map(|found| at + found) else {
                text(start..row.len());
                return Err(BrokenRow::Open);
            };
            match (row[found], row.get(found + 1)) {
                (b'"', Some(b'"')) => {
                    text(start..found + 1);
                    (start, at) = (found + 2, found + 2);
                }
                (b'"', _) => {
                    text(start..found);
                    return Ok(found + 1);
                }
                // Only what had to be escaped: any other backslash is the text's own.
                (_, Some(b'"' | b'\\')) => {
                    text(start..found);
                    (start, at) = (found + 1, found + 2);
                }
                _ => at = found + 1,
            }
        }
    }

    /// Where the white space that begins here ends.
    fn padding(&self, mut at: usize) -> usize {
        while let Some(blank) = first_char(&self.row[at..])
            && blank.is_whitespace()
            && blank != char::from(self.dialect.delimiter)
        {
            at += blank.len_utf8();
        }
        at
    }
}

fn first_char(bytes: &[u8]) -> Option<char> {
    bytes[..bytes.len().min(4)].utf8_chunks().next()?.valid().chars().next()
}
