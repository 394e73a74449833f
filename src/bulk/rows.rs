//! Rows of a recipients file: CSV, NDJSON or a workbook, recognised by content, read as text; in flat memory but for
//! workbooks.
//!
//! Knows cells and lines; what a recipient may look like is the vendor's business
//! ([`MessageTemplate::recipient`](super::MessageTemplate::recipient)).

mod column;
mod encoding;
mod header;
mod lines;
mod problems;
mod reader;
mod record;
mod workbook;

use std::io;

pub use column::{Column, ColumnError, column, place};
pub use encoding::Encoding;
pub(in crate::bulk) use header::{bare, own_columns};
pub use problems::BadRows;
pub use reader::{Format, Reader};
pub use record::{Record, cell_of};
pub use workbook::WorkbookError;

use crate::excerpt::excerpt;

/// The longest row that is read; a quote that is never closed ends here.
const MAX_ROW: usize = 16 * 1024 * 1024;

/// What a report and `jobs rows` add behind a row's own columns; a name that the row has itself gets [`PREFIX`].
/// A list that ends in all of them is such a report, sent again: they are not the row's own.
pub const REPORT_COLUMNS: [&str; 13] = [
    "outcome",
    "code",
    "explanation",
    "reason",
    "message_id",
    "request_id",
    "trace_id",
    "attempts",
    "updated_at",
    "delivery",
    "delivery_at",
    "delivery_code",
    "evidence",
];

/// What `jobs rows --costs` adds behind all of them.
pub const COSTS_COLUMN: &str = "costs";

/// How many of them the reports of earlier versions ended in: those that tell how the sending went.
const EARLIER_REPORT_COLUMNS: usize = 9;

/// Stands before a report's column where the row has one of that name.
const PREFIX: &str = "msgops_";

/// The name under which a report adds `column` to a row that `has` columns of its own.
pub fn added_name(column: &str, has: impl Fn(&str) -> bool) -> String {
    let mut name = column.to_owned();
    while has(&name) {
        name.insert_str(0, PREFIX);
    }
    name
}

/// A file that is no list at all: nothing of it can be used.
#[derive(Debug, thiserror::Error)]
pub enum RowsError {
    /// The file could not be read.
    #[error("the list could not be read")]
    Io(#[from] io::Error),
    /// Not a text.
    #[error("line {line}: {problem}")]
    Encoding {
        /// Where.
        line: u64,
        /// What is wrong.
        problem: String,
    },
    /// Another encoding than UTF-8, and no mark that says which.
    #[error("line {line} is not UTF-8; the file looks like {encoding}: `--encoding {encoding}` reads it")]
    Likely {
        /// The first such line.
        line: u64,
        /// What it most likely is.
        encoding: Encoding,
    },
    /// Not even a header.
    #[error("the list is empty: the first line must be a CSV header, or the first row a JSON object")]
    Empty,
    /// A header and nothing else.
    #[error("the list has no rows")]
    NoRows,
    /// The sheet has no cell.
    #[error("the sheet `{0}` is empty: its first row must be the header")]
    EmptySheet(String),
    /// A JSON array or another JSON value.
    #[error("the list is one JSON value, not one object a line; `-o ndjson` or `-o csv` writes a list")]
    NotNdjson,
    /// Two columns of one name.
    #[error("the column `{}` stands twice in the header", excerpt(.0))]
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
    /// A workbook that cannot be read.
    #[error(transparent)]
    Workbook(Box<WorkbookError>),
    /// `--sheet` with a file that has none.
    #[error("the list is no workbook, so it has no sheet `{0}`")]
    NoWorkbook(String),
    /// `--encoding` with a file that says its own.
    #[error("the list is a workbook, whose text needs no `--encoding {0}`")]
    EncodedWorkbook(Encoding),
}

impl From<WorkbookError> for RowsError {
    fn from(error: WorkbookError) -> Self {
        Self::Workbook(Box::new(error))
    }
}

/// A row that cannot be sent, and why, as a fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The line it starts in, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub problem: String,
    /// Whether it is no UTF-8, which is a matter of the file and not of the row.
    pub is_encoding: bool,
}

impl BadRow {
    /// What is wrong with the row of that line.
    pub fn new(line: u64, problem: String) -> Self {
        Self { line, problem, is_encoding: false }
    }
}

#[cfg(test)]
mod tests;
