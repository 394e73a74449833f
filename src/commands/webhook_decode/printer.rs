//! Events on their way out. ndjson, json and csv come finished from the decoder's threads and pass through as bytes;
//! a table and `--jq` see each event as a row.

use std::borrow::Cow;
use std::ops::ControlFlow;

use crate::error::{Error, Result};
use crate::output::{self, Flow, Format, Output, Rows, Show, sanitize};
use crate::webhook::batch::{Batch, Want};
use crate::webhook::columns::Column;
use crate::webhook::view::Field;

/// The first columns of an event.
const FIRST: &[output::Column] = &[
    output::Column::new("time", Show::Time),
    output::Column::extra("platform", Show::Id),
    output::Column::new("event", Show::Id),
    output::Column::new("contact", Show::Id),
    output::Column::extra("contact_name", Show::Text),
    output::Column::new("code", Show::Code),
    output::Column::new("said", Show::Text),
    output::Column::extra("explanation", Show::Text),
];

/// The columns of a table, and the names that `--columns` knows: the event's own keys, and what only people need.
pub fn columns() -> Vec<output::Column> {
    let show = |field: Field| match field {
        Field::Business | Field::Channel | Field::MessageId | Field::ReplyTo => Show::Id,
        Field::Media | Field::Errors | Field::Costs | Field::Conversation | Field::Detail | Field::Source => Show::Json,
        _ => Show::Text,
    };
    output::Column::with_others(FIRST, Field::ALL.map(|field| (field.key(), show(field))))
}

/// Prints batches of events.
pub struct Printer<'o> {
    output: &'o Output,
    shape: Shape<'o>,
}

enum Shape<'o> {
    /// A table, or rows through a filter.
    Rows(Rows<'o>),
    /// Finished lines.
    Lines,
    /// Finished lines, to be joined to an array.
    Array {
        begun: bool,
        joined: Vec<u8>,
    },
    Csv {
        columns: Vec<(String, Column)>,
        begun: bool,
    },
}

impl<'o> Printer<'o> {
    /// A printer for the format that was asked for; with `verify`, a table has a column for the verdict.
    ///
    /// # Errors
    /// An unknown column (exit 2).
    pub fn new(output: &'o Output, verify: bool) -> Result<Self> {
        let settings = output.settings();
        if settings.format != Format::Table {
            // Errs on unknown names, nearest one named, as every listing does.
            drop(output.rows(&columns())?);
        }
        let shape = match settings.format {
            Format::Table => Shape::Rows(output.rows_named(table_columns(verify))?),
            Format::Json | Format::Ndjson if settings.jq.is_some() || settings.fail_if.is_some() => {
                Shape::Rows(output.rows(&columns())?)
            }
            Format::Ndjson => Shape::Lines,
            Format::Json => Shape::Array { begun: false, joined: Vec::new() },
            Format::Csv => Shape::Csv { columns: csv_columns(settings.columns.as_deref())?, begun: false },
        };
        Ok(Self { output, shape })
    }

    /// What the decoder is to make of an event.
    pub fn want(&self) -> Want {
        match &self.shape {
            Shape::Rows(_) if self.output.is_table() => Want::People,
            Shape::Csv { columns, .. } => Want::Csv(columns.clone()),
            _ => Want::Json,
        }
    }

    /// Prints a batch; `Break` when nobody reads any more.
    pub fn print(&mut self, batch: &mut Batch) -> Result<ControlFlow<()>> {
        let out = &batch.out;
        let flow = match &mut self.shape {
            Shape::Rows(rows) => return push(rows, out),
            Shape::Lines => self.output.raw(&safe_json(self.output, out))?,
            Shape::Array { begun, joined } => {
                joined.clear();
                join(out, begun, joined);
                self.output.raw(&safe_json(self.output, joined))?
            }
            Shape::Csv { columns, begun } => {
                if !std::mem::replace(begun, true) {
                    self.output.raw(&safe_text(self.output, &header(columns)))?;
                }
                self.output.raw(&safe_text(self.output, out))?
            }
        };
        Ok(control(flow))
    }

    /// Writes what waits, for a file that grows.
    pub fn flush(&mut self) -> Result<ControlFlow<()>> {
        Ok(control(match &mut self.shape {
            Shape::Rows(rows) => rows.flush()?,
            _ => self.output.flush()?,
        }))
    }

    /// Ends the result.
    pub fn finish(self) -> Result<()> {
        match self.shape {
            Shape::Rows(rows) => {
                rows.finish()?;
            }
            Shape::Array { begun, .. } => {
                self.output.raw(if begun { b"\n]\n" } else { b"[]\n" })?;
            }
            Shape::Csv { columns, begun: false } => {
                self.output.raw(&safe_text(self.output, &header(&columns)))?;
            }
            Shape::Lines | Shape::Csv { .. } => {}
        }
        self.output.flush()?;
        Ok(())
    }
}

/// The columns of a table; those that say whether a signature was right stand before the code.
fn table_columns(verify: bool) -> Vec<output::NamedColumn> {
    let mut columns: Vec<_> = columns().into_iter().map(output::NamedColumn::from).collect();
    if verify {
        let is_verdict = |column: &output::NamedColumn| matches!(&*column.key, "verified" | "verify_error");
        let (mut verdict, others): (Vec<_>, Vec<_>) = columns.into_iter().partition(is_verdict);
        verdict.iter_mut().for_each(|column| column.default = true);
        columns = others;
        let code = columns.iter().position(|column| column.key == "code").unwrap_or(columns.len());
        columns.splice(code..code, verdict);
    }
    columns
}

fn control(flow: Flow) -> ControlFlow<()> {
    if flow == Flow::Closed { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}

/// The columns of csv: those asked for, else every key of the event.
fn csv_columns(asked: Option<&[String]>) -> Result<Vec<(String, Column)>> {
    let Some(names) = asked else {
        return Ok(Field::ALL.into_iter().map(|field| (field.key().to_owned(), Column::Field(field))).collect());
    };
    names
        .iter()
        .map(|name| {
            let name = name.trim();
            let column = Column::named(name).ok_or_else(|| Error::usage(format!("no column `{name}`")))?;
            Ok((name.to_owned(), column))
        })
        .collect()
}

fn header(columns: &[(String, Column)]) -> Vec<u8> {
    let mut line = Vec::new();
    crate::webhook::columns::Lines::new(columns.to_vec()).header(&mut line);
    line
}

/// Each line of JSON as a row.
fn push(rows: &mut Rows<'_>, lines: &[u8]) -> Result<ControlFlow<()>> {
    for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let row = str::from_utf8(line).map_err(|error| Error::internal("an event is no text").source(error))?;
        if rows.push_json(row)? == Flow::Closed {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// Lines become elements of an array: no event has a line break inside.
fn join(lines: &[u8], begun: &mut bool, joined: &mut Vec<u8>) {
    for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        joined.extend_from_slice(if std::mem::replace(begun, true) { b",\n" } else { b"[\n" });
        joined.extend_from_slice(line);
    }
}

/// On a terminal, JSON without characters that could move the cursor.
fn safe_json<'b>(output: &Output, bytes: &'b [u8]) -> Cow<'b, [u8]> {
    if !output.settings().stdout_terminal {
        return Cow::Borrowed(bytes);
    }
    Cow::Owned(sanitize::json(&String::from_utf8_lossy(bytes)).into_owned().into_bytes())
}

/// On a terminal, csv without characters that could move the cursor.
fn safe_text<'b>(output: &Output, bytes: &'b [u8]) -> Cow<'b, [u8]> {
    if !output.settings().stdout_terminal {
        return Cow::Borrowed(bytes);
    }
    Cow::Owned(sanitize::lines(&String::from_utf8_lossy(bytes)).into_owned().into_bytes())
}
