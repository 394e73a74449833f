//! Events as cells: the columns of csv, read from the same fields as the JSON.
//!
//! Besides the event's own keys there are three that only people need: `said` (the text, caption or
//! file name), `code` and `explanation` (of the first error that counts).

use crate::csv::{defused, is_plain, write_cell};
use crate::webhook::json::{Kind, Parser, Text, Value};
use crate::webhook::view::{Field, View};
use crate::webhook::write;

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// A key of the event.
    Field(Field),
    /// A walk into a nested key: `media.url`, `errors.0.code`, `detail.value.event`.
    Inside(Field, String),
    /// What was said, for people.
    Said,
    /// The code that counts of the first error.
    Code,
    /// What that code means.
    Explanation,
}

impl Column {
    /// Whether it reads an event's `detail`.
    pub fn tells_detail(&self) -> bool {
        matches!(self, Self::Field(Field::Detail) | Self::Inside(Field::Detail, _) | Self::Said)
    }

    /// The column of that name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "said" => return Some(Self::Said),
            "code" => return Some(Self::Code),
            "explanation" => return Some(Self::Explanation),
            _ => {}
        }
        let field = |key: &str| Field::ALL.into_iter().find(|field| field.key() == key);
        match name.split_once('.') {
            None => field(name).map(Self::Field),
            Some((outer, inner)) => field(outer).map(|field| Self::Inside(field, inner.to_owned())),
        }
    }
}

/// Writes lines of csv: quoted where it must be, and with no cell that a spreadsheet would run.
#[derive(Debug)]
pub struct Lines {
    columns: Vec<(String, Column)>,
    parser: Parser,
    scratch: Vec<u8>,
}

impl Lines {
    /// Lines of these columns, each under its name.
    pub fn new(columns: Vec<(String, Column)>) -> Self {
        Self { columns, parser: Parser::default(), scratch: Vec::new() }
    }

    /// The header.
    pub fn header(&self, out: &mut Vec<u8>) {
        for (index, (name, _)) in self.columns.iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            write_cell(out, defused(name).as_bytes());
        }
        out.push(b'\n');
    }

    /// The line of one event.
    pub fn row(&mut self, view: View<'_, '_>, out: &mut Vec<u8>) {
        let start = out.len();
        let Self { columns, parser, scratch } = self;
        for (index, (_, column)) in columns.iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            match column {
                Column::Field(field) => write_field(view, *field, scratch, out),
                Column::Inside(field, path) => {
                    scratch.clear();
                    if view.write(*field, scratch) {
                        write_inside(parser, scratch, path, out);
                    }
                }
                Column::Said => write_text(out, view.event.said()),
                Column::Code => {
                    write_text(out, view.event.errors.first().and_then(|error| Some(error.telling_code()?.0)));
                }
                Column::Explanation => write_text(out, view.event.explanation()),
            }
        }
        // One empty cell alone would read back as no line at all.
        if out.len() == start {
            out.extend_from_slice(b"\"\"");
        }
        out.push(b'\n');
    }
}

fn write_field(view: View<'_, '_>, field: Field, scratch: &mut Vec<u8>, out: &mut Vec<u8>) {
    if let Some(text) = view.text(field) {
        return write_text(out, Some(text));
    }
    scratch.clear();
    if !view.write(field, scratch) {
        return;
    }
    match field {
        // Names and times of ours: nothing in them needs a quote.
        Field::Event | Field::Time | Field::Channel => out.extend_from_slice(&scratch[1..scratch.len() - 1]),
        _ => write_cell(out, scratch),
    }
}

/// What a path leads to: a text as it is, anything else as compact JSON.
fn write_inside(parser: &mut Parser, json: &[u8], path: &str, out: &mut Vec<u8>) {
    let Some(found) = std::str::from_utf8(json).ok().and_then(|json| walk(parser.parse(json).ok()?, path)) else {
        return;
    };
    match found.kind() {
        Kind::Null => {}
        Kind::String => write_text(out, found.string()),
        _ => {
            let mut json = Vec::new();
            write::write_value(&mut json, found);
            write_cell(out, &json);
        }
    }
}

/// The value under a path: the key as it is, else a walk along its dots; a number is a place in a list.
fn walk<'a>(value: Value<'a>, path: &str) -> Option<Value<'a>> {
    let step = |name: &str| match value.kind() {
        Kind::Array => value.elements().nth(name.parse().ok()?),
        _ => value.get(name),
    };
    step(path).or_else(|| {
        let (outer, inner) = path.split_once('.')?;
        walk(step(outer)?, inner)
    })
}

fn write_text(out: &mut Vec<u8>, text: Option<Text<'_>>) {
    let Some(text) = text else { return };
    if !text.escaped && is_plain(text.raw.as_bytes()) {
        return out.extend_from_slice(text.raw.as_bytes());
    }
    write_cell(out, defused(&text.decoded()).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::webhook::body::Source;
    use crate::webhook::decode::decode;
    use crate::webhook::view::Origin;

    fn row(body: &str, names: &[&str]) -> String {
        let columns = names.iter().map(|name| ((*name).to_owned(), Column::named(name).unwrap())).collect();
        let mut lines = Lines::new(columns);
        let origin = Origin {
            source: Source { file: "f", line: 3 },
            received: None,
            repaired: false,
            verified: None,
            age: None,
        };
        let mut out = Vec::new();
        let mut parser = Parser::default();
        decode(parser.parse(body).unwrap(), &jiff::tz::TimeZone::UTC, &mut |event| {
            lines.row(View { event: &event, origin: &origin }, &mut out);
        });
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn cells_of_every_kind() {
        let body = r#"{"statuses":[{"id":"w","recipient_id":"=1+1","timestamp":"1700000000","status":"failed",
            "errors":[{"code":10000,"meta_code":131009,"title":"a, \"b\"\nc"}],"conversation":{"id":"c"},"x":{"y":[1.50]}}]}"#;
        let line = row(
            body,
            &[
                "event",
                "time",
                "contact",
                "errors.0.title",
                "errors.0.nothing",
                "code",
                "detail.x.y.0",
                "detail.x",
                "source.line",
            ],
        );
        assert_eq!(
            line,
            "status.failed,2023-11-14T22:13:20Z,'=1+1,\"a, \"\"b\"\"\nc\",,131009,1.50,\"{\"\"y\"\":[1.50]}\",3\n"
        );
        assert_eq!(row(body, &["text"]), "\"\"\n");
    }

    #[test]
    fn reads_back_as_a_csv_reader_sees_it() {
        for said in ["plain", "a,b", "quo\\\"te", "line\\nbreak", "-1", "+SUM(A1)", "@x", "\\tx", "你好", "\\u003d1"]
        {
            let body = format!(
                r#"{{"sender":{{"id":"1"}},"recipient":{{"id":"2"}},"sendTime":1,"message":{{"text":"{said}"}}}}"#
            );
            let line = row(&body, &["contact", "text"]);
            let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
            let record = reader.records().next().unwrap().unwrap();
            let meant: String = serde_json::from_str(&format!("\"{said}\"")).unwrap();
            assert_eq!(&record[1], defused(&meant), "{said}");
        }
    }

    #[test]
    fn unknown_columns_are_none() {
        assert!(Column::named("colour").is_none() && Column::named("colour.red").is_none());
        assert!(Column::named("said").is_some() && Column::named("media.url").is_some());
    }
}
