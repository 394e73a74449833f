//! One row of a list.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::BadRow;
use super::header::own_columns;
use crate::csv::{Cells, undefused};
use crate::excerpt::excerpt;

/// One row, its memory used again for the next.
#[derive(Debug, Default)]
pub struct Record {
    /// The line the row starts in, from 1; in a workbook the row of the sheet.
    pub line: u64,
    pub(super) cells: Cells,
    /// The line of an NDJSON row.
    pub(super) text: String,
    pub(super) object: Option<Map<String, Value>>,
}

impl Record {
    /// A row that is an object already.
    pub fn of_object(line: u64, object: Map<String, Value>) -> Self {
        Self { line, object: Some(object), ..Self::default() }
    }

    /// Forgets the row before: whatever fails from here on must not leave its cells behind.
    pub(super) fn begin(&mut self, line: u64) {
        self.line = line;
        self.cells.clear();
        self.text.clear();
        self.object = None;
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
            if own == object.len() && !self.text.is_empty() {
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

    /// Holds the row to the digits it has: a number that a spreadsheet rounded to `8.63E+17` has lost them, whatever its
    /// column. `names` are those of the header.
    pub fn check_digits(&self, names: Option<&[String]>) -> Result<(), BadRow> {
        let bad = |column: &str, cell: &str| BadRow::new(self.line, rounded(column, cell));
        if let Some(object) = &self.object {
            for (column, value) in object {
                let cell = cell_of(value);
                if matches!(value, Value::String(_) | Value::Number(_)) && looks_mangled(&cell) {
                    return Err(bad(column, &cell));
                }
            }
            return Ok(());
        }
        if memchr::memchr(b'+', self.cells.text().as_bytes()).is_none() {
            return Ok(());
        }
        for (index, column) in names.unwrap_or_default().iter().enumerate() {
            if let Some(cell) = self.value(index).filter(|cell| looks_mangled(cell)) {
                return Err(bad(column, cell));
            }
        }
        Ok(())
    }
}

/// Writes a JSON string.
fn write_json(out: &mut String, text: &str) {
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

fn rounded(column: &str, cell: &str) -> String {
    format!(
        "`{}` in column `{}` is a long number that a spreadsheet rounded, its digits are lost; format the column as text and export again",
        excerpt(cell),
        excerpt(column.trim())
    )
}
