//! A listing on its way out: the same rows as table, json, ndjson, csv, or through `--jq`.

use serde_json::Value;

use super::column::NamedColumn;
use super::{Flow, Format, Output, csv, json, table};
use crate::error::{Error, Result};

/// A listing being printed. When it is dropped without [`Rows::finish`], because the work failed, a
/// table prints the rows that came, and a json array stays open: nobody may take it for the whole.
pub struct Rows<'a> {
    output: &'a Output,
    shape: Shape,
    count: u64,
}

enum Shape {
    Table(Box<table::Table>),
    /// An array, opened with the first row.
    Json,
    /// The whole array is what the filter sees.
    JsonFiltered(Vec<Value>),
    Ndjson,
    NdjsonFiltered,
    Csv {
        lines: csv::Lines,
        begun: bool,
    },
}

impl<'a> Rows<'a> {
    pub(super) fn new(output: &'a Output, known: Vec<NamedColumn>) -> Result<Self> {
        let settings = output.settings();
        let filtered = output.filter()?.is_some();
        let named = output.named(&known)?;
        let shape = match (settings.format, filtered) {
            (Format::Table, _) => {
                let may_drop = named.is_none();
                let columns = named.unwrap_or_else(|| known.into_iter().filter(|column| column.default).collect());
                let (limit, color) = (settings.table_width(), settings.stdout_color());
                Shape::Table(Box::new(table::Table::new(columns, settings.tz.clone(), limit, color, may_drop)))
            }
            (Format::Csv, _) => Shape::Csv { lines: csv::Lines::new(named.unwrap_or(known)), begun: false },
            (Format::Json, false) => Shape::Json,
            (Format::Json, true) => Shape::JsonFiltered(Vec::new()),
            (Format::Ndjson, false) => Shape::Ndjson,
            (Format::Ndjson, true) => Shape::NdjsonFiltered,
        };
        Ok(Self { output, shape, count: 0 })
    }

    /// One row.
    ///
    /// # Errors
    /// A `--jq` filter that fails on the row (exit 2), or an stdout that cannot be written (exit 10).
    pub fn push(&mut self, row: &Value) -> Result<Flow> {
        self.count += 1;
        let output = self.output;
        match &mut self.shape {
            Shape::Table(table) => match table.push(row) {
                Some(text) => {
                    output.write(text.as_bytes())?;
                    Self::tell_dropped(output, table);
                }
                None => return Ok(output.flow()),
            },
            Shape::Json => {
                let opening: &[u8] = if self.count == 1 { b"[\n" } else { b",\n" };
                output.write(opening)?;
                output.write(output.safe_json(&json::compact(row)?).as_bytes())?;
            }
            Shape::JsonFiltered(rows) => {
                rows.push(row.clone());
                return Ok(output.flow());
            }
            Shape::Ndjson => {
                output.write(output.safe_json(&json::compact(row)?).as_bytes())?;
                output.write(b"\n")?;
            }
            Shape::NdjsonFiltered => {
                let count = self.count;
                output.filtered(row).map_err(|error| {
                    if error.kind() == crate::error::Kind::Usage {
                        error.hint(format!("it was row {count}; earlier rows are printed"))
                    } else {
                        error
                    }
                })?;
            }
            Shape::Csv { lines, begun } => {
                if !std::mem::replace(begun, true) {
                    output.write_text(lines.header())?;
                }
                output.write_text(lines.row(row))?;
            }
        }
        output.end_row()
    }

    /// Writes what waits, for a listing that is about to wait for more (a file that grows, a slow
    /// vendor).
    pub fn flush(&mut self) -> Result<Flow> {
        if let Shape::Table(table) = &mut self.shape {
            self.output.write(table.draw().as_bytes())?;
            Self::tell_dropped(self.output, table);
        }
        self.output.flush()
    }

    /// Ends the listing: closes the array, prints what is left of the table.
    pub fn finish(mut self) -> Result<Flow> {
        let output = self.output;
        match &mut self.shape {
            Shape::Table(_) if self.count == 0 => output.note("no rows"),
            Shape::Table(_) | Shape::Ndjson | Shape::NdjsonFiltered => {}
            Shape::Json => {
                output.write(if self.count == 0 { b"[]\n" } else { b"\n]\n" })?;
            }
            Shape::JsonFiltered(rows) => {
                let whole = Value::Array(std::mem::take(rows));
                output.filtered(&whole)?;
            }
            Shape::Csv { lines, begun } => {
                if !std::mem::replace(begun, true) {
                    output.write_text(lines.header())?;
                }
            }
        }
        self.flush()
    }

    fn tell_dropped(output: &Output, table: &mut table::Table) {
        let dropped = table.take_dropped();
        if !dropped.is_empty() {
            let many = if dropped.len() == 1 { "column" } else { "columns" };
            output.note(&format!(
                "the terminal is too narrow for the {many} {}; `--columns` or `-o json` shows them",
                dropped.join(", ")
            ));
        }
    }
}

impl Drop for Rows<'_> {
    fn drop(&mut self) {
        if let Shape::Table(table) = &mut self.shape {
            let _ = self.output.write(table.draw().as_bytes());
        }
    }
}

/// A value that cannot be written is a bug of ours.
pub(super) fn not_json(error: serde_json::Error) -> Error {
    Error::internal("a value could not be written as JSON").source(error)
}
