//! CSV: a header and a line per row, with cells that no spreadsheet runs.

use std::borrow::Cow;

use serde_json::Value;

use super::column::{self, NamedColumn, Show};
use crate::csv::{defused, write_row};

/// Writes lines into a buffer that is used again for each.
pub(super) struct Lines {
    columns: Vec<NamedColumn>,
    buffer: Vec<u8>,
}

impl Lines {
    pub(super) fn new(columns: Vec<NamedColumn>) -> Self {
        Self { columns, buffer: Vec::new() }
    }

    /// The header line. A column of the user's own file keeps its name: templates over the file know it by that.
    pub(super) fn header(&mut self) -> &[u8] {
        let Self { columns, buffer } = self;
        buffer.clear();
        let names = columns.iter().map(|column| match column.show {
            Show::Verbatim => Cow::Borrowed(&*column.key),
            _ => defused(&column.key),
        });
        write_row(buffer, names);
        buffer
    }

    /// The line of one row.
    pub(super) fn row(&mut self, row: &Value) -> &[u8] {
        let Self { columns, buffer } = self;
        buffer.clear();
        let cells = columns.iter().map(|column| cell(column::lookup(row, &column.key), column.show));
        write_row(buffer, cells);
        buffer
    }
}

fn cell(value: Option<&Value>, show: Show) -> Cow<'_, str> {
    match value {
        None | Some(Value::Null) => Cow::Borrowed(""),
        Some(Value::String(text)) if show == Show::Verbatim => Cow::Borrowed(text),
        Some(Value::String(text)) => defused(text),
        Some(other) => column::text_of(other),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::Column;
    use super::*;

    #[test]
    fn lines_quote_what_needs_it_and_give_input_cells_and_their_columns_back() {
        let columns = [
            Column::new("text", Show::Text),
            Column::new("=own", Show::Verbatim),
            Column::new("=theirs", Show::Text),
            Column::new("number", Show::Number),
            Column::new("nested", Show::Json),
            Column::new("absent", Show::Text),
        ];
        let mut lines = Lines::new(columns.map(NamedColumn::from).to_vec());
        assert_eq!(lines.header(), b"text,=own,'=theirs,number,nested,absent\n");
        let row: Value = serde_json::from_str(
            r#"{"text":"=a,\"b\"\nc","=own":"=kept","number":-124.0,"nested":{"b":1.10,"a":[]},"more":1}"#,
        )
        .unwrap();
        assert_eq!(
            String::from_utf8_lossy(lines.row(&row)),
            "\"'=a,\"\"b\"\"\nc\",=kept,,-124.0,\"{\"\"b\"\":1.10,\"\"a\"\":[]}\",\n"
        );
    }

    #[test]
    fn a_single_empty_cell_is_still_a_line() {
        let mut lines = Lines::new(vec![Column::new("only", Show::Text).into()]);
        assert_eq!(lines.row(&json!({})), b"\"\"\n");
    }
}
