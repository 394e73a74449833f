//! CSV: a header and a line per row, with cells that no spreadsheet runs.

use std::borrow::Cow;

use serde_json::Value;

use super::column::{self, NamedColumn, Show};
use crate::error::{Error, Result};

/// Writes lines into a buffer that is used again for each.
pub(super) struct Lines {
    columns: Vec<NamedColumn>,
    buffer: Vec<u8>,
}

impl Lines {
    pub(super) fn new(columns: Vec<NamedColumn>) -> Self {
        Self { columns, buffer: Vec::new() }
    }

    /// The header line.
    pub(super) fn header(&mut self) -> Result<&[u8]> {
        let Self { columns, buffer } = self;
        record(buffer, columns.iter().map(|column| defused(&column.key)))
    }

    /// The line of one row.
    pub(super) fn row(&mut self, row: &Value) -> Result<&[u8]> {
        let Self { columns, buffer } = self;
        record(buffer, columns.iter().map(|column| cell(column::lookup(row, &column.key), column.show)))
    }
}

fn record<'a, 'b>(buffer: &'a mut Vec<u8>, mut cells: impl Iterator<Item = Cow<'b, str>>) -> Result<&'a [u8]> {
    buffer.clear();
    let mut writer = ::csv::WriterBuilder::new().from_writer(&mut *buffer);
    let written = cells
        .try_for_each(|cell| writer.write_field(cell.as_bytes()))
        .and_then(|()| writer.write_record(None::<&[u8]>))
        .and_then(|()| writer.flush().map_err(::csv::Error::from));
    drop(writer);
    written.map_err(|error| Error::internal("a csv line could not be made").source(error))?;
    Ok(buffer)
}

fn cell(value: Option<&Value>, show: Show) -> Cow<'_, str> {
    match value {
        None | Some(Value::Null) => Cow::Borrowed(""),
        Some(Value::String(text)) if show == Show::Verbatim => Cow::Borrowed(text),
        Some(Value::String(text)) => defused(text),
        Some(other) => column::text_of(other),
    }
}

/// A text that a spreadsheet would run as a formula gets a `'` in front; a number stays.
///
/// See OWASP, "CSV Injection".
pub fn defused(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// `-1`, `+85212345678`, `-0.5`, `1e9`: digits with at most a sign, a point and an exponent.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = |text: &str| text.strip_prefix(['+', '-']).map_or_else(|| text.to_owned(), ToOwned::to_owned);
    let text = unsigned(text);
    let (mantissa, exponent) =
        text.split_once(['e', 'E']).map_or((&*text, None), |(mantissa, exponent)| (mantissa, Some(exponent)));
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(whole, part)| (whole, Some(part)));
    digits(whole) && fraction.is_none_or(digits) && exponent.is_none_or(|exponent| digits(&unsigned(exponent)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::Column;
    use super::*;

    #[test]
    fn hostile_cells_are_defused_and_numbers_stay() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("+SUM(A1)", "'+SUM(A1)"),
            ("-2+3", "'-2+3"),
            ("@import", "'@import"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("-", "'-"),
            ("-1", "-1"),
            ("+85212345678", "+85212345678"),
            ("-0.5", "-0.5"),
            ("-1e-9", "-1e-9"),
            ("-1.", "'-1."),
            ("-1e", "'-1e"),
            ("-1\n", "'-1\n"),
            ("plain", "plain"),
            ("", ""),
        ] {
            assert_eq!(defused(text), cell, "{text:?}");
        }
    }

    #[test]
    fn lines_quote_what_needs_it_and_give_input_cells_back() {
        let columns = [
            Column::new("text", Show::Text),
            Column::new("own", Show::Verbatim),
            Column::new("number", Show::Number),
            Column::new("nested", Show::Json),
            Column::new("absent", Show::Text),
        ];
        let mut lines = Lines::new(columns.map(NamedColumn::from).to_vec());
        assert_eq!(lines.header().unwrap(), b"text,own,number,nested,absent\n");
        let row: Value = serde_json::from_str(
            r#"{"text":"=a,\"b\"\nc","own":"=kept","number":-124.0,"nested":{"b":1.10,"a":[]},"more":1}"#,
        )
        .unwrap();
        assert_eq!(
            String::from_utf8_lossy(lines.row(&row).unwrap()),
            "\"'=a,\"\"b\"\"\nc\",=kept,-124.0,\"{\"\"b\"\":1.10,\"\"a\"\":[]}\",\n"
        );
    }

    #[test]
    fn a_single_empty_cell_is_still_a_line() {
        let mut lines = Lines::new(vec![Column::new("only", Show::Text).into()]);
        assert_eq!(lines.row(&json!({})).unwrap(), b"\"\"\n");
    }
}
