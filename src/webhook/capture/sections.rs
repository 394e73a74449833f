//! ModSecurity's audit log: sections `--<id>-B--` (the request's head), `-C--` (its body); E and F are the reply's.

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

impl Sections {
    /// When the line begins a section.
    pub fn begin(line: &[u8]) -> Option<Self> {
        marker(line).map(|_| Self::default())
    }
}

/// The section that a line `--<id>-X--` begins.
fn marker(line: &[u8]) -> Option<u8> {
    let inner = line.trim_ascii_end().strip_prefix(b"--")?.strip_suffix(b"--")?;
    let (id, letter) = inner.split_at_checked(inner.len().checked_sub(2)?)?;
    let is_id =
        (4..=40).contains(&id.len()) && id.iter().all(|byte| byte.is_ascii_alphanumeric() || b"@_-".contains(byte));
    (is_id && letter[0] == b'-' && letter[1].is_ascii_uppercase()).then_some(letter[1])
}

/// Reads a line.
pub fn step(
    stream: &mut Stream,
    mut sections: Box<Sections>,
    out: &mut Outlet<'_>,
    outer: Around<'_>,
    eof: bool,
) -> Step {
    let Some((length, whole)) = stream.line_end(eof) else {
        if eof {
            return deliver(&mut sections, out, outer).into();
        }
        if stream.rest().len() > LIMIT {
            sections.too_large |= sections.section == b'C';
            stream.consume(stream.rest().len());
        }
        stream.state = State::Sections(sections);
        return Step::Wait;
    };
    let line = &stream.rest()[..length];
    let mut flow = ON;
    if let Some(section) = marker(line) {
        if section == b'A' || section == b'Z' {
            flow = deliver(&mut sections, out, outer);
        }
        if section == b'A' || sections.line == 0 {
            sections.line = stream.around(outer).line;
        }
        sections.section = section;
    } else {
        match sections.section {
            b'B' => {
                sections.verification |= memchr::memmem::find(line, b"hub.mode=").is_some();
                sections.headers.0.extend(headers::line(line));
            }
            b'C' => {
                if sections.body.is_none() {
                    sections.line = stream.around(outer).line;
                }
                let body = sections.body.get_or_insert_default();
                body.extend_from_slice(&stream.buffer[stream.at..stream.at + whole]);
                sections.too_large |= body.len() > MAX_BODY + 2;
                if sections.too_large {
                    body.clear();
                }
            }
            _ => {}
        }
    }
    stream.consume(whole);
    stream.state = State::Sections(sections);
    flow.into()
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
