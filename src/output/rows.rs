//! A listing on its way out: the same rows as table, json, ndjson, csv, or through `--jq`.

use serde_json::Value;

use super::column::NamedColumn;
use super::filter::{FilterError, Filters, Sink};
use super::{Flow, Format, Output, csv, json, table};
use crate::error::Result;

/// A listing being printed. When it is dropped without [`Rows::finish`], because the work failed, a
/// table prints the rows that came, and a json array stays open: nobody may take it for the whole.
pub struct Rows<'a> {
    output: &'a Output,
    shape: Shape,
    filters: Option<&'a Filters>,
    /// Where the rows are kept for `--fail-if`.
    judged: Option<&'a Filters>,
    count: u64,
}

enum Shape {
    Table(Box<table::Table>),
    /// An array, opened with the first row.
    Json,
    /// The whole array is what the filter sees; the rows stay here too where they tell of something done.
    JsonFiltered(Vec<String>),
    /// Row by row through the filter; in an array of its own with json, when the filter asks for no more at once.
    EachFiltered {
        in_array: bool,
    },
    Ndjson,
    Csv {
        lines: csv::Lines,
        begun: bool,
    },
}

impl<'a> Rows<'a> {
    pub(super) fn new(output: &'a Output, known: Vec<NamedColumn>) -> Result<Self> {
        let settings = output.settings();
        let filters = output.filters()?.filter(|filters| filters.filters());
        let judged = output.judging()?;
        let named = output.named(&known)?;
        let shape = match (settings.format, filters) {
            (Format::Table, _) => {
                let columns = named.unwrap_or_else(|| known.into_iter().filter(|column| column.default).collect());
                let (limit, color) = (settings.table_width(), settings.stdout_color());
                Shape::Table(Box::new(table::Table::new(columns, settings.tz.clone(), limit, color)))
            }
            (Format::Csv, _) => Shape::Csv { lines: csv::Lines::new(named.unwrap_or(known)), begun: false },
            (Format::Json, None) => Shape::Json,
            (Format::Json, Some(filters)) if filters.is_by_element() => Shape::EachFiltered { in_array: true },
            (Format::Json, Some(_)) => Shape::JsonFiltered(Vec::new()),
            (Format::Ndjson, None) => Shape::Ndjson,
            (Format::Ndjson, Some(_)) => Shape::EachFiltered { in_array: false },
        };
        Ok(Self { output, shape, judged, filters, count: 0 })
    }

    /// One row.
    ///
    /// # Errors
    /// A `--jq` filter that fails on the row (exit 2), or an stdout that cannot be written (exit 10).
    pub fn push(&mut self, row: &Value) -> Result<Flow> {
        let row = &*self.output.masked_value(row);
        if let Shape::Table(_) | Shape::Csv { .. } = &self.shape {
            if self.judged.is_some() {
                self.keep(&json::compact(row)?)?;
            }
            return self.draw(row);
        }
        self.push_json(&json::compact(row)?)
    }

    /// One row that is JSON on one line already; not for a table or csv, which look into it.
    pub fn push_json(&mut self, row: &str) -> Result<Flow> {
        if let Shape::Table(_) | Shape::Csv { .. } = &self.shape {
            return self.push(&serde_json::from_str(row).map_err(json::not_json)?);
        }
        let output = self.output;
        let row = &*output.known.mask_json(row);
        self.keep(row)?;
        self.count += 1;
        match &mut self.shape {
            Shape::Json => {
                let opening: &[u8] = if self.count == 1 { b"[\n" } else { b",\n" };
                output.write(opening)?;
                output.write(output.safe_json(row).as_bytes())?;
            }
            Shape::Ndjson => output.unfiltered(row)?,
            Shape::JsonFiltered(rows) => {
                // Kept for the condition, it is there for the filter too.
                let kept = match (self.filters, self.judged) {
                    (Some(filters), None) => filters.keep(row.as_bytes()),
                    _ => Ok(()),
                };
                if output.working.get() {
                    rows.push(row.to_owned());
                } else {
                    kept?;
                }
                return Ok(output.flow());
            }
            Shape::EachFiltered { in_array } => {
                let (in_array, now) = (*in_array, output.working.get());
                let Some(filters) = self.filters else { return Ok(output.flow()) };
                if !output.printed(|sink| filters.rows(row.as_bytes(), in_array, now, sink))? {
                    output.unfiltered(row)?;
                }
            }
            Shape::Table(_) | Shape::Csv { .. } => {}
        }
        output.end_row()
    }

    fn keep(&self, row: &str) -> Result<()> {
        match self.judged {
            // Too much is told when it comes to the condition; the rows go on.
            Some(filters) => match filters.keep(row.as_bytes()) {
                Err(FilterError::TooMuch) if !matches!(self.shape, Shape::JsonFiltered(_)) => Ok(()),
                kept => Ok(kept?),
            },
            None => Ok(()),
        }
    }

    fn draw(&mut self, row: &Value) -> Result<Flow> {
        self.count += 1;
        let output = self.output;
        if let (Shape::Table(table), Some(text)) = (&self.shape, row["explanation"].as_str())
            && table.shows("explanation")
        {
            let mut explained = output.explained.borrow_mut();
            explained.clear();
            explained.push_str(text);
        }
        match &mut self.shape {
            Shape::Table(table) => match table.push(row) {
                Some(text) => {
                    output.write(text.as_bytes())?;
                }
                None => return Ok(output.flow()),
            },
            Shape::Csv { lines, begun } => {
                if !std::mem::replace(begun, true) {
                    output.write_text(lines.header())?;
                }
                output.write_text(lines.row(row))?;
            }
            _ => {}
        }
        output.end_row()
    }

    /// Writes what waits, for a listing that is about to wait for more (a file that grows, a slow
    /// vendor).
    pub fn flush(&mut self) -> Result<Flow> {
        if let Shape::Table(table) = &mut self.shape {
            self.output.write(table.draw().as_bytes())?;
        }
        self.output.flush()
    }

    /// Ends the listing: closes the array, prints what is left of the table.
    pub fn finish(mut self) -> Result<Flow> {
        let output = self.output;
        if let Some(filters) = self.judged {
            filters.kept_all()?;
        }
        match &mut self.shape {
            Shape::Table(_) if self.count == 0 => output.note("no rows"),
            Shape::Table(_) | Shape::Ndjson | Shape::EachFiltered { .. } => {}
            Shape::Json => {
                output.write(if self.count == 0 { b"[]\n" } else { b"\n]\n" })?;
            }
            Shape::JsonFiltered(rows) => {
                let Some(filters) = self.filters else { return Ok(output.flow()) };
                let all = |sink: Sink<'_>| match filters.kept_all() {
                    Ok(()) => filters.whole(sink),
                    Err(error) => Ok(Err(error)),
                };
                if !output.printed(all)? {
                    output.unfiltered(&format!("[{}]", rows.join(",\n")))?;
                }
            }
            Shape::Csv { lines, begun } => {
                if !std::mem::replace(begun, true) {
                    output.write_text(lines.header())?;
                }
            }
        }
        self.flush()
    }
}

impl Drop for Rows<'_> {
    fn drop(&mut self) {
        if let Shape::Table(table) = &mut self.shape {
            let _ = self.output.write(table.draw().as_bytes());
        }
    }
}
