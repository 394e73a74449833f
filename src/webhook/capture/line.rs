//! One line by itself, for whoever reads a file line by line: most lines stand for themselves, and those that only begin
//! something are given back.

use std::ops::ControlFlow;

use jiff::Timestamp;

use super::containers::{self, Begins, Look};
use super::outlet::{Around, Flow, Notes, ON, Outlet};
use super::{Capture, colours, open, text};
use crate::webhook::body::{Body, BodySink, Headers, LineEnd, Problem, ProblemKind, Request, Source};
use crate::webhook::json::{Value, scan};

/// Reads one line, without its end, that is not a plain known body.
pub fn line(line: &[u8], source: Source<'_>, sink: &mut dyn BodySink) -> LineEnd {
    // Colours are taken out where the text comes in.
    if !colours::are_in(line)
        && let Some(flow) = whole_line(line, source, sink).or_else(|| line_of_words(line, source, sink))
    {
        return LineEnd::Done(flow);
    }
    let mut held = Held { requests: sink.wants_requests(), ..Held::default() };
    let mut capture = Capture::resume(source.file, source.line);
    for piece in [line, b"\n"] {
        let _ = capture.push(piece, &mut held);
    }
    if !capture.at_rest() {
        return LineEnd::Spans;
    }
    let _ = capture.finish(&mut held);
    LineEnd::Done(held.give(source.file, sink))
}

/// A line that is one JSON object, as most are: it spans nothing.
fn whole_line(line: &[u8], source: Source<'_>, sink: &mut dyn BodySink) -> Option<ControlFlow<()>> {
    let text = line.trim_ascii();
    let mut scanner = scan::Scanner::listing();
    let is_whole = text.first() == Some(&b'{') && scanner.scan(text) == scan::Scan::Done(text.len());
    let value = std::str::from_utf8(text).ok().filter(|_| is_whole).and_then(|text| scanner.value(text))?;
    Some(object_line(value, source, sink))
}

/// Reads a line, already read as JSON, that is one object.
pub fn object_line(object: Value<'_>, source: Source<'_>, sink: &mut dyn BodySink) -> ControlFlow<()> {
    let around = Around { raw: Some(object.source().as_bytes()), ..Around::line(source.line) };
    alone(source, sink, |out| Some(open::value(out, object, around))).unwrap_or(ON)
}

/// What a line that stands for itself gives.
fn alone(
    source: Source<'_>,
    sink: &mut dyn BodySink,
    give: impl FnOnce(&mut Outlet<'_>) -> Option<Flow>,
) -> Option<Flow> {
    let mut notes = Notes::default();
    let mut out = Outlet { file: source.file, sink, notes: &mut notes, known_only: false, known: 0 };
    let flow = give(&mut out)?;
    Some(if flow.is_break() { flow } else { out.flush() })
}

/// A line of a log, whose values end on it; none, and nothing handed on, for every other line.
fn line_of_words(line: &[u8], source: Source<'_>, sink: &mut dyn BodySink) -> Option<ControlFlow<()>> {
    if !is_words(line) {
        return None;
    }
    alone(source, sink, |out| text::alone(out, line, Around::line(source.line)))
}

/// Whether a line can be told apart from what stands around it: it is one JSON object, or a line of a log with values on it.
pub fn is_separate(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    if line.first() == Some(&b'{') {
        return scan::Scanner::new().scan(line) == scan::Scan::Done(line.len());
    }
    let mut any = AnyBody(false);
    line_of_words(line, Source { file: "", line: 1 }, &mut any).is_some() && any.0
}

/// Whether a line by itself holds a callback of known shape, in whatever it is wrapped.
pub fn holds_callback(line: &[u8]) -> bool {
    let line = line.trim_ascii_end();
    if memchr::memchr(b'{', line).is_none() {
        return false;
    }
    let (mut any, mut notes) = (AnyBody(false), Notes::default());
    let mut out = Outlet { file: "", sink: &mut any, notes: &mut notes, known_only: true, known: 0 };
    if line.first() == Some(&b'{') {
        let mut scanner = scan::Scanner::listing();
        if scanner.scan(line) == scan::Scan::Done(line.len()) {
            let _ = open::scanned(&mut out, line, &scanner, Around::line(1));
        }
    } else if is_words(line) {
        let _ = text::alone(&mut out, line, Around::line(1));
    }
    out.known > 0
}

/// Only sees whether there is a body.
struct AnyBody(bool);

impl BodySink for AnyBody {
    fn body(&mut self, _: Body<'_>) -> ControlFlow<()> {
        self.0 = true;
        ControlFlow::Continue(())
    }

    fn problem(&mut self, _: Problem<'_>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// What a line gave, until it is known that nothing of it goes on in the next one.
#[derive(Default)]
struct Held {
    items: Vec<Item>,
    /// Whether whole requests are wanted.
    requests: bool,
}

enum Item {
    Body { bytes: Vec<u8>, raw: Option<Vec<u8>>, repaired: bool, around: Beside },
    Request { method: Option<String>, target: Option<String>, body: Vec<u8>, around: Beside },
    Problem { line: u64, column: Option<u64>, kind: ProblemKind, message: String, count: u64 },
}

/// What bodies and requests have in common.
struct Beside {
    line: u64,
    headers: Option<Headers>,
    received: Option<Timestamp>,
    verified: Option<bool>,
}

impl Held {
    /// Gives everything to who waits for it.
    fn give(self, file: &str, sink: &mut dyn BodySink) -> ControlFlow<()> {
        let none = Headers::default();
        for item in &self.items {
            let flow = match item {
                Item::Body { bytes, raw, repaired, around } => sink.body(Body {
                    bytes,
                    value: None,
                    source: Source { file, line: around.line },
                    headers: around.headers.as_ref(),
                    raw: raw.as_deref(),
                    received: around.received,
                    repaired: *repaired,
                    verified: around.verified,
                }),
                Item::Request { method, target, body, around } => {
                    let request = Request {
                        method: method.as_deref(),
                        target: target.as_deref(),
                        headers: around.headers.as_ref().unwrap_or(&none),
                        body,
                        received: around.received,
                        source: Source { file, line: around.line },
                        verified: around.verified,
                    };
                    sink.request(request).unwrap_or(ControlFlow::Continue(()))
                }
                Item::Problem { line, column, kind, message, count } => sink.problem(Problem {
                    source: Source { file, line: *line },
                    column: *column,
                    kind: *kind,
                    message: message.as_str().into(),
                    count: *count,
                }),
            };
            if flow.is_break() {
                return flow;
            }
        }
        ControlFlow::Continue(())
    }
}

impl BodySink for Held {
    fn body(&mut self, body: Body<'_>) -> ControlFlow<()> {
        self.items.push(Item::Body {
            bytes: body.bytes.to_vec(),
            raw: body.raw.map(<[u8]>::to_vec),
            repaired: body.repaired,
            around: Beside {
                line: body.source.line,
                headers: body.headers.cloned(),
                received: body.received,
                verified: body.verified,
            },
        });
        ControlFlow::Continue(())
    }

    fn problem(&mut self, problem: Problem<'_>) -> ControlFlow<()> {
        let Problem { source, column, kind, message, count } = problem;
        self.items.push(Item::Problem { line: source.line, column, kind, message: message.into_owned(), count });
        ControlFlow::Continue(())
    }

    fn wants_requests(&self) -> bool {
        self.requests
    }

    fn request(&mut self, request: Request<'_>) -> Option<ControlFlow<()>> {
        if !self.requests {
            return None;
        }
        self.items.push(Item::Request {
            method: request.method.map(str::to_owned),
            target: request.target.map(str::to_owned),
            body: request.body.to_vec(),
            around: Beside {
                line: request.source.line,
                headers: Some(request.headers.clone()),
                received: request.received,
                verified: request.verified,
            },
        });
        Some(ControlFlow::Continue(()))
    }
}

/// Whether a line is words, as of a log: nothing that goes over several lines begins with it but what its brackets hold.
fn is_words(line: &[u8]) -> bool {
    let starts = match line {
        // A time stamp in brackets.
        [b'[', digit, rest @ ..] => {
            digit.is_ascii_digit()
                && rest.iter().find(|byte| !byte.is_ascii_digit()).is_some_and(|byte| matches!(byte, b'-' | b'/'))
        }
        [b'{' | b'"' | b',' | b';' | b']' | b'}' | 0 | 0x1e, ..] | [] => false,
        [first, ..] => !first.is_ascii_whitespace(),
    };
    starts && matches!(containers::begins(&Look::alone(line)), Begins::No)
}
