//! ModSecurity's audit log: sections `--<id>-B--` (the request's head), `-C--` (its body); E and F are the reply's.

use super::containers::{Begins, Container, Look};
use super::headers;
use super::http_text;
use super::open;
use super::outlet::{Around, Flow, ON, Outlet};
use super::stream::{LIMIT, State, Step, Stream};
use crate::webhook::body::{Headers, MAX_BODY};

/// A transaction that is being read.
#[derive(Default)]
pub struct Sections {
    section: u8,
    line: u64,
    headers: Headers,
    verification: bool,
    body: Option<Vec<u8>>,
    too_large: bool,
}

/// Whether the line begins a section.
pub fn begins(look: &Look<'_>) -> Begins {
    marker(look.line).map_or(Begins::No, |_| Begins::Here(0, Box::new(Sections::default())))
}

/// The section that a line `--<id>-X--` begins.
fn marker(line: &[u8]) -> Option<u8> {
    let inner = line.trim_ascii_end().strip_prefix(b"--")?.strip_suffix(b"--")?;
    let (id, letter) = inner.split_at_checked(inner.len().checked_sub(2)?)?;
    let is_id =
        (4..=40).contains(&id.len()) && id.iter().all(|byte| byte.is_ascii_alphanumeric() || b"@_-".contains(byte));
    (is_id && letter[0] == b'-' && letter[1].is_ascii_uppercase()).then_some(letter[1])
}

impl Container for Sections {
    fn next(mut self: Box<Self>, stream: &mut Stream, out: &mut Outlet<'_>, outer: Around<'_>, eof: bool) -> Step {
        let Some((length, whole)) = stream.line_end(eof) else {
            if eof {
                return deliver(&mut self, out, outer).into();
            }
            if stream.rest().len() > LIMIT {
                self.too_large |= self.section == b'C';
                stream.consume(stream.rest().len());
            }
            stream.state = State::Container(self);
            return Step::Wait;
        };
        let line = &stream.rest()[..length];
        let mut flow = ON;
        if let Some(section) = marker(line) {
            if section == b'A' || section == b'Z' {
                flow = deliver(&mut self, out, outer);
            }
            if section == b'A' || self.line == 0 {
                self.line = stream.around(outer).line;
            }
            self.section = section;
        } else {
            match self.section {
                b'B' => {
                    self.verification |= memchr::memmem::find(line, b"hub.mode=").is_some();
                    if let Some(header) = headers::line(line) {
                        headers::keep(&mut self.headers, header);
                    }
                }
                b'C' => {
                    if self.body.is_none() {
                        self.line = stream.around(outer).line;
                    }
                    let body = self.body.get_or_insert_default();
                    body.extend_from_slice(&stream.buffer[stream.at..stream.at + whole]);
                    self.too_large |= body.len() > MAX_BODY + 2;
                    if self.too_large {
                        body.clear();
                    }
                }
                _ => {}
            }
        }
        stream.consume(whole);
        stream.state = State::Container(self);
        flow.into()
    }
}

fn deliver(sections: &mut Sections, out: &mut Outlet<'_>, outer: Around<'_>) -> Flow {
    let transaction = std::mem::take(sections);
    let line = transaction.line;
    if transaction.section == 0 || transaction.section == b'Z' {
        return ON;
    }
    if transaction.too_large {
        return out.too_large(line);
    }
    let Some(body) = transaction.body else {
        let what = if transaction.verification { http_text::VERIFICATION } else { "no body recorded" };
        return out.skipped(line, what);
    };
    let around = Around { line, headers: Some(&transaction.headers), ..outer.inside(0) };
    open::received(out, body.trim_ascii_end(), around)
}
