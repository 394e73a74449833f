//! The header of a list: which columns there are, under which names.

use std::collections::HashSet;

use super::{COSTS_COLUMN, EARLIER_REPORT_COLUMNS, PREFIX, REPORT_COLUMNS, RowsError};
use crate::csv::{self, BrokenRow, Cells, DELIMITERS, Dialect, undefused};

/// The columns of a list.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    /// As they stand in the file.
    pub(super) raw: Vec<String>,
    /// As they are used: without what stands around them, and without the `'` that keeps a spreadsheet from running them.
    pub(super) names: Vec<String>,
    /// How many are the rows' own, before those that a report added.
    pub(super) own: usize,
}

impl Header {
    pub(super) fn new(raw: Vec<String>) -> Result<Self, RowsError> {
        let names: Vec<String> = raw.iter().map(|cell| undefused(trim(cell)).to_owned()).collect();
        let mut seen = HashSet::with_capacity(names.len());
        if let Some(twice) = names.iter().find(|name| !name.is_empty() && !seen.insert(name.as_str())) {
            return Err(RowsError::TwiceNamed(twice.clone()));
        }
        let own = own_columns(names.iter().map(String::as_str));
        Ok(Self { raw, names, own })
    }
}

/// White space, and the marks that come with a column copied from elsewhere.
fn trim(cell: &str) -> &str {
    cell.trim_matches(|character: char| character.is_whitespace() || matches!(character, '\u{feff}' | '\u{200b}'))
}

/// How many of the columns are the row's own, before those that a report added.
pub(in crate::bulk) fn own_columns<'c>(
    columns: impl DoubleEndedIterator<Item = &'c str> + ExactSizeIterator + Clone,
) -> usize {
    let with_costs = columns.clone().next_back().is_some_and(|last| bare(last) == COSTS_COLUMN);
    let mut columns = columns;
    if with_costs {
        columns.next_back();
    }
    let count = columns.len();
    let ends_in = |added: &[&str]| {
        let mut tail = columns.clone().rev().zip(added.iter().rev());
        count > added.len() && tail.all(|(column, name)| bare(column) == *name)
    };
    match [&REPORT_COLUMNS[..], &REPORT_COLUMNS[..EARLIER_REPORT_COLUMNS]].into_iter().find(|added| ends_in(added)) {
        Some(added) => count - added.len(),
        None => count + usize::from(with_costs),
    }
}

/// The name of a column without what a report puts before it.
pub(in crate::bulk) fn bare(column: &str) -> &str {
    let mut name = column.trim();
    while let Some(rest) = name.strip_prefix(PREFIX) {
        name = rest;
    }
    name
}

/// The delimiter that a line `sep=;` names, as Excel writes and reads it.
pub(super) fn declared_delimiter(line: &[u8]) -> Option<u8> {
    let line = line.trim_ascii_start();
    let value = line.get(..4).filter(|word| word.eq_ignore_ascii_case(b"sep=")).map(|_| &line[4..])?;
    match value {
        [b' ' | b'\t', rest @ ..] if rest.iter().all(u8::is_ascii_whitespace) => Some(value[0]),
        [delimiter, rest @ ..] if delimiter.is_ascii_punctuation() && rest.iter().all(u8::is_ascii_whitespace) => {
            Some(*delimiter).filter(|delimiter| *delimiter != b'"')
        }
        _ => None,
    }
}

/// Whether a line before the header says nothing: white space, or the empty cells that a spreadsheet leaves.
pub(super) fn is_blank(line: &[u8]) -> bool {
    line.iter().all(|byte| byte.is_ascii_whitespace() || DELIMITERS.contains(byte))
}

/// The cells of a header. Unlike those of a row they may have blanks around their quotes: a name has none of its own.
pub(super) fn cells(row: &str, delimiter: u8) -> Result<Vec<String>, BrokenRow> {
    let mut cells = Cells::default();
    csv::split(row, Dialect::of(delimiter).padded(), &mut cells)?;
    Ok(cells.iter().map(str::to_owned).collect())
}
