//! The grammar of CSV: which delimiter, where a row ends, what its cells are.

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
#[derive(Debug, Default)]
pub struct Quotes(Place);

impl Quotes {
    /// Whether a quote is still open, so that the row goes on in the next line.
    pub fn open(&self) -> bool {
        self.0 == Place::Quoted
    }

    /// Reads one line, line end included.
    pub fn scan(&mut self, line: &[u8], delimiter: u8) {
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
pub fn split(row: &str, delimiter: u8, cells: &mut Cells) -> Result<(), BrokenRow> {
    cells.clear();
    if memchr::memchr(b'"', row.as_bytes()).is_none() {
        let mut start = 0;
        for end in memchr::memchr_iter(delimiter, row.as_bytes()) {
            cells.push(&row[start..end]);
            start = end + 1;
        }
        cells.push(&row[start..]);
        return Ok(());
    }
    split_quoted(row, char::from(delimiter), cells)
}

fn split_quoted(row: &str, delimiter: char, cells: &mut Cells) -> Result<(), BrokenRow> {
    let mut rest = row;
    loop {
        if let Some(quoted) = rest.strip_prefix('"') {
            rest = quoted;
            loop {
                let quote = rest.find('"').ok_or(BrokenRow::Open)?;
                cells.text.push_str(&rest[..quote]);
                rest = &rest[quote + 1..];
                let Some(more) = rest.strip_prefix('"') else { break };
                cells.text.push('"');
                rest = more;
            }
            if !rest.is_empty() && !rest.starts_with(delimiter) {
                return Err(BrokenRow::TextBehindQuote);
            }
        } else {
            let end = rest.find(delimiter).unwrap_or(rest.len());
            cells.text.push_str(&rest[..end]);
            rest = &rest[end..];
        }
        cells.ends.push(cells.text.len());
        match rest.strip_prefix(delimiter) {
            Some(more) => rest = more,
            None => return Ok(()),
        }
    }
}
