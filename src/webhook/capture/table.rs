//! Tables as psql and mysql print them: lines of dashes, `*** 1. row ***`, cells that go over several lines.

use super::containers::{Begins, Container, Look};
use super::open;
use super::outlet::{Around, Flow, Outlet};
use super::stream::{LIMIT, State, Step, Stream};
use crate::webhook::json::scan::{Scan, Scanner};

/// Whether the line draws a table.
pub fn begins(look: &Look<'_>) -> Begins {
    if is_furniture(look.line) { Begins::Furniture } else { Begins::No }
}

/// A line that only draws the table: it holds no data.
pub fn is_furniture(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    let rule = line.len() >= 3
        && line.iter().all(|byte| b"-+|= ".contains(byte))
        && memchr::memmem::find(line, b"--").is_some();
    let is_row = line.starts_with(b"***") && line.ends_with(b"***") && memchr::memmem::find(line, b". row ").is_some();
    let is_record = line.starts_with(b"-[ RECORD ");
    let is_count = line.len() < 64
        && (line.starts_with(b"(") && (line.ends_with(b" rows)") || line.ends_with(b" row)"))
            || line.first().is_some_and(u8::is_ascii_digit) && memchr::memmem::find(line, b" in set").is_some());
    rule || is_row || is_record || is_count
}

/// A line of a table whose cells hold no JSON: another column of a row, a heading.
pub fn is_other_cell(line: &[u8]) -> bool {
    let opens = memchr::memchr(b'{', line).is_some() || line.trim_ascii_end().ends_with(b"[");
    !opens && line.iter().any(|byte| matches!(byte, b'|' | b':'))
}

/// A cell of psql's that goes on in the next line, which `+` at its right end tells.
pub struct Cell {
    line: u64,
    bars: usize,
    text: Vec<u8>,
    scanner: Scanner,
}

impl Cell {
    /// When JSON begins on this line and the cell goes on.
    pub fn begin(line: &[u8], number: u64) -> Option<Self> {
        let start = memchr::memchr2(b'{', b'[', line)?;
        let bars = line[..start].iter().filter(|&&byte| byte == b'|').count();
        let text = continued(&line[start..])?;
        let mut scanner = Scanner::listing();
        if scanner.scan(text) != Scan::More {
            return None;
        }
        Some(Self { line: number, bars, text: [text, b"\n"].concat(), scanner })
    }
}

/// The cell's text when a `+` says that it goes on.
fn continued(text: &[u8]) -> Option<&[u8]> {
    let at = memchr::memrchr(b'+', text)?;
    let after = text[at + 1..].trim_ascii_start();
    (after.is_empty() || after.starts_with(b"|")).then(|| &text[..at])
}

impl Container for Cell {
    fn next(mut self: Box<Self>, stream: &mut Stream, out: &mut Outlet<'_>, outer: Around<'_>, eof: bool) -> Step {
        let Some((length, whole)) = stream.line_end(eof) else {
            if eof || stream.rest().len() > LIMIT {
                stream.state = State::PassLine;
                return Step::from(out.unreadable(self.line, None, "cut off: a cell of a table without its end"))
                    .or_wait(eof);
            }
            stream.state = State::Container(self);
            return Step::Wait;
        };
        let line = &stream.buffer[stream.at..stream.at + length];
        let mut start = 0;
        for _ in 0..self.bars {
            start += memchr::memchr(b'|', &line[start..]).map_or(0, |at| at + 1);
        }
        let goes_on = continued(&line[start..]).is_some();
        let text = continued(&line[start..]).unwrap_or(&line[start..]);
        self.text.extend_from_slice(text);
        self.text.push(b'\n');
        let scan = self.scanner.scan(&self.text);
        let flow = match scan {
            Scan::Done(end) => {
                let around =
                    Around { line: if stream.is_inside() { outer.line } else { self.line }, ..outer.inside(0) };
                open::scanned(out, &self.text[..end], &self.scanner, around)
            }
            Scan::More if goes_on && self.text.len() < LIMIT => {
                stream.consume(whole);
                stream.state = State::Container(self);
                return Step::On;
            }
            _ => out.unreadable(self.line, None, "a cell of a table that is no JSON"),
        };
        stream.consume(whole);
        Flow::into(flow)
    }
}
