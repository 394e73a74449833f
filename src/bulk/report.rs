//! Rows of a job as people get them back: their own cells unchanged, then what became of them.

mod read;

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Cursor, Write};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

pub use read::{Sought, each_listed, each_sent};

use super::journal::{CodeCount, Delivery, FullRow, Journal, JournalError, State};
use super::reason;
use super::rows::{BadRows, ColumnError, Format, REPORT_COLUMNS, Reader, RowsError, added_name, cell_of, own_columns};
use crate::codes::{self, Book};
use crate::csv::{defused, write_row};
use crate::output_file::{OutputFile, OutputFileError};
use crate::time::rfc3339_of_millis;

/// Why a report cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The ending of the name says no format.
    #[error("the report `{}` must end in .csv, .ndjson or .json", .0.display())]
    Ending(PathBuf),
    /// It could not be written.
    #[error(transparent)]
    File(#[from] OutputFileError),
    /// It could not be read.
    #[error("the report `{}` could not be read", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The journal could not be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// It is no list.
    #[error(transparent)]
    Rows(#[from] RowsError),
    /// It is no JSON.
    #[error("the report is not JSON")]
    Json(#[from] serde_json::Error),
    /// Rows of it cannot be read.
    #[error("{} of `{}` cannot be read{}", rows(bad.len()), path.display(), listed(bad))]
    BadRows {
        /// The file.
        path: PathBuf,
        /// What is wrong with which of them.
        bad: Box<BadRows>,
    },
    /// It has no column of recipients.
    #[error(transparent)]
    Column(#[from] ColumnError),
    /// It says nothing about anybody.
    #[error("it has no rows")]
    NoRows,
    /// It does not say what became of its rows.
    #[error("the report has no column `outcome`")]
    NoOutcome,
    /// It does not say whom its rows are about.
    #[error("the report has no column `{0}`, which holds the recipient here")]
    NoRecipient(String),
}

fn rows(count: u64) -> String {
    if count == 1 { "a row".to_owned() } else { format!("{count} rows") }
}

fn listed(bad: &BadRows) -> String {
    bad.lines().iter().map(|line| format!("\n  {line}")).collect()
}

/// The format of a report, told by the ending of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Comma-separated, with a header.
    Csv,
    /// One object a line.
    Ndjson,
    /// One array.
    Json,
}

impl Form {
    /// The form of a file name.
    pub fn of(path: &Path) -> Result<Self, ReportError> {
        match path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase).as_deref() {
            Some("csv") => Ok(Self::Csv),
            Some("ndjson" | "jsonl") => Ok(Self::Ndjson),
            Some("json") => Ok(Self::Json),
            _ => Err(ReportError::Ending(path.to_owned())),
        }
    }
}

/// Makes objects of rows.
pub struct Shape {
    /// Columns of each layout.
    layouts: Vec<(i64, Vec<String>)>,
    /// The own columns of all CSV lists of the job, in the order in which they came.
    own: Vec<String>,
    /// The names of what is added behind them.
    added: Vec<String>,
}

impl Shape {
    /// The shape of a job's rows. Rows that came as NDJSON bring their own columns: they are looked
    /// through only when there are any.
    pub fn new(journal: &Journal) -> Result<Self, JournalError> {
        let layouts: Vec<(i64, Vec<String>)> =
            journal.layouts()?.into_iter().map(|(layout, columns)| (layout, keys(columns))).collect();
        let mut own: Vec<String> = Vec::new();
        let mut known = HashSet::new();
        let mut add = |name: &str| {
            if !known.contains(name) {
                known.insert(name.to_owned());
                own.push(name.to_owned());
            }
        };
        layouts.iter().flat_map(|(_, columns)| columns).for_each(|column| add(column));
        journal.each_own_cells(&mut |cells| {
            if let Ok(Value::Object(object)) = serde_json::from_str(cells) {
                object.keys().for_each(|key| add(key));
            }
        })?;
        let taken = |name: &str| own.iter().any(|own| own.trim() == name);
        let added = REPORT_COLUMNS.iter().map(|column| added_name(column, taken)).collect();
        Ok(Self { layouts, own, added })
    }

    /// The rows' own columns.
    pub fn own(&self) -> &[String] {
        &self.own
    }

    /// The names of what is added behind them: those of [`REPORT_COLUMNS`], unless a row has one of its own.
    pub fn added(&self) -> &[String] {
        &self.added
    }

    /// The row as an object: own cells as they were, then what became of it.
    pub fn object(&self, row: &FullRow) -> Value {
        let mut object = self.cells(row);
        for ((name, column), told) in self.added.iter().zip(REPORT_COLUMNS).zip(became(row)) {
            let value = match column {
                "attempts" => row.attempts.into(),
                _ => told.map_or(Value::Null, Value::from),
            };
            object.insert(name.clone(), value);
        }
        Value::Object(object)
    }

    /// A row's own cells where they are texts and stand as the report has them, which most do.
    fn own_cells(&self, row: &FullRow) -> Option<Vec<String>> {
        let (_, columns) = self.layouts.iter().find(|(layout, _)| *layout == row.layout)?;
        let cells: Vec<String> = serde_json::from_str(&row.cells).ok()?;
        (*columns == self.own && cells.len() == self.own.len()).then_some(cells)
    }

    fn cells(&self, row: &FullRow) -> Map<String, Value> {
        match serde_json::from_str(&row.cells) {
            Ok(Value::Object(object)) => object,
            Ok(Value::Array(cells)) => {
                let columns = self.layouts.iter().find(|(layout, _)| *layout == row.layout).map(|(_, columns)| columns);
                columns.into_iter().flatten().cloned().zip(cells).collect()
            }
            _ => Map::new(),
        }
    }
}

/// The columns of a list as keys of an object: one without a name is called by its place, or all such would be one.
fn keys(mut columns: Vec<String>) -> Vec<String> {
    let named: HashSet<String> = columns.iter().map(|column| column.trim().to_owned()).collect();
    for (index, column) in columns.iter_mut().enumerate().filter(|(_, column)| column.trim().is_empty()) {
        *column = format!("column_{}", index + 1);
        while named.contains(column.as_str()) {
            column.push('_');
        }
    }
    columns
}

/// What became of a row, a text for each of [`REPORT_COLUMNS`]; none where there is nothing to say.
fn became(row: &FullRow) -> [Option<Cow<'_, str>>; REPORT_COLUMNS.len()] {
    fn same(text: &Option<String>) -> Option<Cow<'_, str>> {
        text.as_deref().map(Cow::Borrowed)
    }
    let delivery = row.delivery();
    let heard = delivery.and_then(|_| row.kept.at());
    [
        Some(Cow::Borrowed(row.state.word())),
        same(&row.answer.code),
        explained(row),
        same(&row.reason),
        same(&row.answer.message_id),
        same(&row.answer.request_id),
        same(&row.answer.trace_id),
        Some(Cow::Owned(row.attempts.to_string())),
        row.at.and_then(rfc3339_of_millis).map(Cow::Owned),
        delivery.map(|delivery| Cow::Borrowed(delivery.word())),
        heard.and_then(rfc3339_of_millis).map(Cow::Owned),
        failure(row).map(|(code, _)| Cow::Borrowed(code)),
        evidence(row).map(Cow::Borrowed),
    ]
}

/// The code and the book of a message that was accepted and failed later.
fn failure(row: &FullRow) -> Option<(&str, Option<&str>)> {
    let failed = row.delivery() == Some(Delivery::Failed);
    row.kept.code.as_deref().filter(|_| failed).map(|code| (code, row.kept.book.as_deref()))
}

/// By what an unknown row was resolved, or how many messages it may be.
fn evidence(row: &FullRow) -> Option<&str> {
    let is_told =
        row.state == State::Unknown || row.state == State::Accepted && row.reason.as_deref() == Some("resolved");
    row.kept.evidence.as_deref().filter(|_| is_told)
}

/// What a row's outcome means, in our words; empty where there is nothing to say. Of a message that failed later: why.
pub fn explanation(row: &FullRow) -> Option<String> {
    explained(row).map(Cow::into_owned)
}

fn explained(row: &FullRow) -> Option<Cow<'_, str>> {
    if let Some(text) = failure(row).and_then(|(code, book)| explain_code(book, code)) {
        return Some(Cow::Borrowed(text));
    }
    let settled = matches!(row.reason.as_deref(), Some("settled" | "crashed" | "resolved"));
    if let Some(code) = row.answer.code.as_deref().filter(|_| !settled)
        && let Some(text) = explain_code(row.answer.book.as_deref(), code)
    {
        return Some(Cow::Borrowed(text));
    }
    row.reason.as_deref().map(|reason| Cow::Owned(explain_reason(reason)))
}

/// What a code, or the reason that stands in its place, means.
pub fn explain(code: &CodeCount) -> Option<String> {
    match explain_code(code.book.as_deref(), &code.code) {
        Some(text) => Some(text.to_owned()),
        None => Some(explain_reason(&code.code)).filter(|text| *text != code.code),
    }
}

fn explain_code(book: Option<&str>, code: &str) -> Option<&'static str> {
    let book: Book = book?.parse().ok()?;
    codes::find(book, code).map(|entry| entry.explanation())
}

pub fn explain_reason(word: &str) -> String {
    let text = match word {
        "timeout" => "no answer came in time; it may have been accepted",
        "connection_lost" => "the connection ended before an answer; it may have been accepted",
        "unreadable_reply" => "the answer was cut or not readable; it may have been accepted",
        "http_status" => "an HTTP error that does not say whether it was accepted",
        "vendor_code" => "the vendor itself does not know whether it was accepted",
        "crashed" => "msgops ended while the request was in flight; it may have been accepted",
        "settled" => "settled by hand",
        "resolved" => "its answer was lost; what was heard since says that it was accepted",
        "log_lost" => "the job's log was lost, and with it whether this was sent",
        "unreachable" => "the vendor was not reached",
        "rate_limited" => "the vendor asked for fewer requests",
        "recipient_limited" => "this person gets too many messages at the moment",
        "token_expired" => "the token was no longer valid",
        "no_token" => "no token was to be had",
        "not_sent" => "the request could not be made",
        "bad_number_in_batch" => "another number of its batch was refused",
        reason::DUPLICATE => "the same message to the same recipient stands further up",
        reason::OTHER_MESSAGE => "another message to the same recipient stands further up",
        reason::NOT_WITHIN => "another job reached this person recently",
        reason::REPORTED => "the report says that it was sent",
        reason::EXCLUDED => "left out by `--exclude`",
        reason::NOT_IN_LIST => "the edited list no longer has it",
        reason::INVALID => "it cannot be sent; `jobs rows` tells why",
        reason::KNOWN => "the job has it already: sent, refused or unknown",
        other => other,
    };
    text.to_owned()
}

/// Writes every row of a job, which a process may be running.
pub fn write(journal: &Journal, file: &OutputFile, is_running: bool) -> Result<(), ReportError> {
    let form = Form::of(file.path())?;
    let shape = Shape::new(journal)?;
    let failed = |source| ReportError::File(file.failed(source));
    file.write(|out| {
        let mut writer = Writer { out, form, count: 0, line: Vec::new() };
        writer.begin(&shape).map_err(failed)?;
        journal.each_row::<ReportError>(None, &mut |row| {
            let row = if is_running { row } else { row.at_rest() };
            writer.row(&shape, &row).map_err(failed)?;
            Ok(true)
        })?;
        writer.end().map_err(failed)
    })
}

/// Whether a file that begins so is a report, of any form: what a new one may take the place of.
pub fn recognise(head: &[u8]) -> bool {
    let is_row = |object: Map<String, Value>| own_columns(object.keys().map(String::as_str)) < object.len();
    let text = head.trim_ascii_start();
    match text.first() {
        Some(b'[') => {
            let mut rows = serde_json::Deserializer::from_slice(&text[1..]).into_iter::<Map<String, Value>>();
            text[1..].trim_ascii() == b"]" || rows.next().is_some_and(|row| row.is_ok_and(is_row))
        }
        Some(b'{') => {
            let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
            serde_json::from_slice(line).is_ok_and(is_row)
        }
        _ => Reader::new(Box::new(Cursor::new(head.to_vec())), Format::default()).is_ok_and(
            |reader| matches!((reader.columns(), reader.all_names()), (Some(own), Some(all)) if own.len() < all.len()),
        ),
    }
}

struct Writer<W: Write> {
    out: W,
    form: Form,
    count: u64,
    line: Vec<u8>,
}

impl<W: Write> Writer<W> {
    fn begin(&mut self, shape: &Shape) -> io::Result<()> {
        match self.form {
            Form::Csv => {
                let own = shape.own.iter().map(|name| Cow::Borrowed(name.as_str()));
                self.csv(own.chain(shape.added.iter().map(|name| defused(name))))
            }
            Form::Json => self.out.write_all(b"["),
            Form::Ndjson => Ok(()),
        }
    }

    fn row(&mut self, shape: &Shape, row: &FullRow) -> io::Result<()> {
        self.count += 1;
        match self.form {
            // A vendor's words are a stranger's; the row's own cells go back as they came.
            Form::Csv => {
                let added = became(row).into_iter().map(|told| match told.unwrap_or_default() {
                    Cow::Borrowed(text) => defused(text),
                    Cow::Owned(text) => Cow::Owned(defused(&text).into_owned()),
                });
                if let Some(own) = shape.own_cells(row) {
                    return self.csv(own.iter().map(|cell| Cow::Borrowed(cell.as_str())).chain(added));
                }
                let cells = shape.cells(row);
                let own = shape.own.iter().map(|name| cells.get(name).map(cell_of).unwrap_or_default());
                self.csv(own.chain(added))
            }
            Form::Json => {
                write!(self.out, "{}\n{}", if self.count > 1 { "," } else { "" }, shape.object(row))
            }
            Form::Ndjson => writeln!(self.out, "{}", shape.object(row)),
        }
    }

    fn csv<'c>(&mut self, cells: impl Iterator<Item = Cow<'c, str>>) -> io::Result<()> {
        self.line.clear();
        write_row(&mut self.line, cells);
        self.out.write_all(&self.line)
    }

    fn end(&mut self) -> io::Result<()> {
        if self.form == Form::Json {
            self.out.write_all(b"\n]\n")?;
        }
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_recognised_in_every_form_and_nothing_else_is() {
        let names = REPORT_COLUMNS.join(",");
        let object = format!("{{\"to\":\"1\",{}}}", REPORT_COLUMNS.map(|name| format!("\"{name}\":null")).join(","));
        for ours in [
            format!("to,{names}\n1,accepted\n"),
            format!("to,outcome,{}\n", names.replacen("outcome", "msgops_outcome", 1)),
            format!("{object}\n{object}\n"),
            format!("[\n{object}\n,"),
            "[\n]\n".to_owned(),
        ] {
            assert!(recognise(ours.as_bytes()), "{ours}");
        }
        for other in ["to,name\n1,Ann\n", "to\n", "{\"to\":1}\n", "[{\"to\":1}]", "[1]", "text", "\0\u{1}"] {
            assert!(!recognise(other.as_bytes()), "{other}");
        }
    }
}
