//! CSV, TSV and their kin with a body in one cell: delimiter and header recognised, and whether quotes are doubled or
//! escaped.

use super::base64_text::base64;
use super::containers::{Begins, Container, Look};
use super::open;
use super::outlet::{Around, Flow, Outlet};
use super::stream::{LIMIT, State, Step, Stream};
use super::text;
use super::{envelope, headers, json};
use crate::csv::{self, Dialect, Quotes};
use crate::webhook::effort;

/// Names of columns that hold a body, the one nearest to the received bytes first, in lower case.
const BODIES: [&str; 29] = [
    "raw_body",
    "rawbody",
    "body",
    "request_body",
    "requestbody",
    "req_body",
    "content",
    "payload",
    "postdata",
    "raw",
    "webhook_body",
    "event_body",
    "webhook",
    "callback",
    "json",
    "data",
    "event_data",
    "request",
    "event",
    "message",
    "@message",
    "msg",
    "textpayload",
    "log",
    "text",
    "value",
    "params",
    "details",
    "body_preview",
];

/// The longest header line.
const MAX_HEADER: usize = 64 * 1024;

/// A table of cells that is being read.
pub struct Rows {
    dialect: Dialect,
    names: Vec<String>,
    scanned: usize,
    quotes: Quotes,
    /// Only a bracket stands in the cell so far.
    opened: bool,
    /// The longest row.
    most: usize,
}

impl Rows {
    fn boxed(delimiter: u8, names: Vec<String>) -> Box<Self> {
        let dialect = Dialect::of(delimiter).padded();
        let quotes = Quotes::new(dialect);
        Box::new(Self { dialect, names, scanned: 0, quotes, opened: false, most: 2 * LIMIT })
    }

    /// Cells of rows that are soon too long.
    #[cfg(test)]
    pub fn of_at_most(most: usize) -> Box<Self> {
        Box::new(Self { most, ..*Self::boxed(b',', Vec::new()) })
    }

    /// The length of the row that begins here, without and with its end.
    fn row_end(&mut self, rest: &[u8]) -> Option<(usize, usize)> {
        let before = self.scanned;
        let found = self.scan(rest);
        effort::spend(found.map_or(self.scanned, |(_, whole)| whole) - before);
        found
    }

    fn scan(&mut self, rest: &[u8]) -> Option<(usize, usize)> {
        while let Some(&byte) = rest.get(self.scanned) {
            self.scanned += 1;
            // JSON never has a backslash after its first bracket: the writer escapes quotes with it.
            if self.opened && byte == b'\\' {
                self.dialect = self.dialect.escaped();
                self.quotes.escape();
            }
            self.opened = match byte {
                b'{' | b'[' => self.quotes.opens(),
                byte => self.opened && byte.is_ascii_whitespace(),
            };
            self.quotes.byte(byte);
            if byte == b'\n' && !self.quotes.open() {
                let (whole, end) = (self.scanned, self.scanned - 1);
                let length = if end > 0 && rest[end - 1] == b'\r' { end - 1 } else { end };
                self.row_over();
                return Some((length, whole));
            }
        }
        None
    }

    /// The next byte begins a row.
    fn row_over(&mut self) {
        self.scanned = 0;
        self.quotes = Quotes::new(self.dialect);
    }
}

/// Whether a file begins as a table of cells: its first line, and what follows it.
pub fn begins(look: &Look<'_>) -> Begins {
    let Look { line, whole, after, eof, .. } = *look;
    if !look.first {
        return Begins::No;
    }
    if line.len() > MAX_HEADER || line.iter().any(|byte| matches!(byte, b'{' | b'}' | b'<')) {
        // No header, but perhaps cells at once.
        return match memchr::memmem::find(line, b"\"{\"\"") {
            Some(at) if at > 0 && b",;\t".contains(&line[at - 1]) => {
                Begins::Here(0, Rows::boxed(line[at - 1], Vec::new()))
            }
            Some(0) => Begins::Here(0, Rows::boxed(b',', Vec::new())),
            _ => Begins::No,
        };
    }
    for delimiter in *b",;\t|" {
        let names: Vec<String> =
            csv::split_any(line, Dialect::of(delimiter).padded()).iter().map(|cell| name(cell)).collect();
        if !names.iter().all(|name| is_name(name)) {
            continue;
        }
        let known = names.iter().any(|name| BODIES.contains(&name.as_str()));
        if names.len() < 2 && !known {
            continue;
        }
        let near = &after[..after.len().min(4096)];
        let end = memchr::memchr(b'\n', near);
        if end.is_none() && near.len() < 4096 && !eof {
            return Begins::Wait;
        }
        let second = &near[..end.unwrap_or(near.len())];
        if super::table::is_furniture(second) {
            return Begins::No;
        }
        let has_json = memchr::memchr(b'{', second).is_some();
        let is_prose = delimiter == b',' && line.contains(&b' ') && !has_json;
        if has_json || known && names.len() > 1 && !is_prose {
            return Begins::Here(whole, Rows::boxed(delimiter, names));
        }
    }
    Begins::No
}

fn name(cell: &[u8]) -> String {
    String::from_utf8_lossy(cell.trim_ascii()).to_lowercase()
}

fn is_name(name: &str) -> bool {
    let part = |character: char| character.is_alphanumeric() || "_-.@ /()#:$".contains(character);
    !name.is_empty() && name.len() <= 64 && name.chars().all(part) && name.chars().any(char::is_alphabetic)
}

impl Container for Rows {
    fn next(mut self: Box<Self>, stream: &mut Stream, out: &mut Outlet<'_>, outer: Around<'_>, eof: bool) -> Step {
        let rest = &stream.buffer[stream.at..];
        let found = self.row_end(rest);
        let (length, whole) = match found {
            Some(found) => found,
            None if rest.len() > self.most => {
                let flow = out.unreadable(
                    stream.around(outer).line,
                    None,
                    "a row of more than 32 MiB was skipped: is a quote missing?",
                );
                self.row_over();
                // What was looked at is looked at again from the next line on, as far as the credit goes.
                let seen = rest.len();
                let first = memchr::memchr(b'\n', rest).map_or(seen, |end| end + 1);
                let enough = stream.credit > seen;
                stream.credit = stream.credit.saturating_sub(seen);
                stream.consume(if enough { first } else { seen });
                stream.state = State::Container(self);
                return flow.into();
            }
            None if eof && !rest.is_empty() => (rest.len(), rest.len()),
            None => {
                stream.state = State::Container(self);
                return Step::Wait;
            }
        };
        let around = stream.around(outer);
        let row = &stream.buffer[stream.at..stream.at + length];
        let flow = if row.trim_ascii().is_empty() { Flow::Continue(()) } else { body(&self, row, around, out) };
        stream.consume(whole);
        self.row_over();
        stream.state = State::Container(self);
        flow.into()
    }
}

/// Hands on the body of a row.
fn body(rows: &Rows, row: &[u8], around: Around<'_>, out: &mut Outlet<'_>) -> Flow {
    let cells = csv::split_any(row, rows.dialect);
    let at = |name: &str| rows.names.iter().position(|other| other == name).and_then(|index| cells.get(index));
    let own = ["headers", "request_headers", "req_headers"].iter().find_map(|name| at(name)).and_then(|cell| {
        let cell = cell.trim_ascii();
        if matches!(cell.first(), Some(b'{' | b'[')) && json::first_end(cell) == Some(cell.len()) {
            return json::within(cell, headers::from_json).flatten();
        }
        Some(headers::from_lines(cell)).filter(|headers| !headers.0.is_empty())
    });
    let received = rows.names.iter().zip(&cells).find_map(|(name, cell)| {
        (headers::is_time(name) && cell.len() < 64).then(|| headers::time(&String::from_utf8_lossy(cell))).flatten()
    });
    let around = Around { headers: own.as_ref(), received, raw: None, ..around };
    // Beside a person's name, `text` is what the person wrote.
    let is_person = |name: &String| matches!(name.as_str(), "from" | "user" | "username" | "author" | "sender");
    let by_person = rows.names.iter().any(is_person);
    let is_body = |name: &&&str| !by_person || !matches!(**name, "text" | "message" | "msg" | "content");
    if let Some(cell) = BODIES.iter().filter(is_body).find_map(|name| at(name)) {
        return cell_body(out, cell, around, at("body_preview").is_some());
    }
    let is_reply = |index: usize| rows.names.get(index).is_some_and(|name| envelope::is_reply(name));
    let mut candidates = cells.iter().enumerate().filter(|&(index, cell)| is_json(cell) && !is_reply(index));
    match candidates.next() {
        Some((_, cell)) => cell_body(out, cell, around, false),
        None if !by_person && memchr::memchr(b'{', row).is_some() => match text::line(out, row, around, 0, false) {
            text::Outcome::Done(flow) => flow,
            text::Outcome::Spans(_) => Flow::Continue(()),
        },
        None => out.unreadable(around.line, None, "no cell of this row holds JSON"),
    }
}

fn is_json(cell: &[u8]) -> bool {
    matches!(cell.trim_ascii().first(), Some(b'{' | b'[')) || cell.starts_with(b"\"{")
}

fn cell_body(out: &mut Outlet<'_>, cell: &[u8], around: Around<'_>, preview: bool) -> Flow {
    let text = cell.trim_ascii();
    if matches!(text, b"" | b"NULL" | b"null" | b"\\N" | b"-") {
        return out.skipped(around.line, "no body recorded");
    }
    if preview && json::first_end(text) != Some(text.len()) {
        return out.unreadable(around.line, None, "the export holds only a preview of the body, which is cut off");
    }
    if is_json(text) {
        return open::received(out, cell, around);
    }
    match base64(text).filter(|bytes| is_json(bytes)) {
        Some(bytes) => open::received(out, &bytes, around),
        None => open::lines(out, cell, around),
    }
}
