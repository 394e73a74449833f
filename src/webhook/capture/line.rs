//! One line by itself, for whoever reads a file line by line: most lines stand for themselves, and those that only begin
//! something are given back.

use std::ops::ControlFlow;

use super::containers::{self, Begins, Look};
use super::outlet::{Around, Flow, Notes, ON, Outlet};
use super::{Capture, colours, open, text};
use crate::webhook::body::{Body, BodySink, LineEnd, Problem, Request, Source};
use crate::webhook::json::{Value, scan};

/// Reads one line, without its end, that is not a plain known body.
pub fn line(line: &[u8], source: Source<'_>, sink: &mut dyn BodySink) -> LineEnd {
    // Colours are taken out where the text comes in.
    if !colours::are_in(line)
        && let Some(flow) = whole_line(line, source, sink).or_else(|| line_of_words(line, source, sink))
    {
        return LineEnd::Done(flow);
    }
    // Nothing may be handed on before it is known that nothing goes on in the next line: what is found is not kept, but found
    // again.
    let mut nobody = Nobody { requests: sink.wants_requests() };
    if !is_whole(line, source, &mut nobody) {
        return LineEnd::Spans;
    }
    let mut capture = Capture::resume(source.file, source.line);
    for piece in [line, b"\n"] {
        if capture.push(piece, sink).is_break() {
            return LineEnd::Done(ControlFlow::Break(()));
        }
    }
    LineEnd::Done(capture.finish(sink))
}

/// Whether a line leaves nothing begun.
fn is_whole(line: &[u8], source: Source<'_>, sink: &mut dyn BodySink) -> bool {
    let mut capture = Capture::resume(source.file, source.line);
    for piece in [line, b"\n"] {
        let _ = capture.push(piece, sink);
    }
    capture.at_rest()
}

/// A line that is one JSON object, as most are: it spans nothing.
fn whole_line(line: &[u8], source: Source<'_>, sink: &mut dyn BodySink) -> Option<ControlFlow<()>> {
    let text = line.trim_ascii();
    let mut scanner = scan::Scanner::listing();
    let is_whole = text.first() == Some(&b'{') && scanner.scan_whole(text) == scan::Scan::Done(text.len());
    let value = std::str::from_utf8(text).ok().filter(|_| is_whole).and_then(|text| scanner.value(text))?;
    Some(value_alone(value, source, false, sink))
}

/// Opens a value that stands by itself; of one that is `searched` nothing is taken but callbacks.
pub fn value_alone(value: Value<'_>, source: Source<'_>, searched: bool, sink: &mut dyn BodySink) -> ControlFlow<()> {
    let around = Around { raw: Some(value.source().as_bytes()), ..Around::line(source.line) };
    let open = |out: &mut Outlet<'_>| {
        out.known_only = searched;
        Some(open::value(out, value, around))
    };
    alone(source, sink, open).unwrap_or(ON)
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
        if scanner.scan_whole(line) == scan::Scan::Done(line.len()) {
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

/// Takes everything and keeps nothing.
struct Nobody {
    /// Whether whole requests are wanted.
    requests: bool,
}

impl BodySink for Nobody {
    fn body(&mut self, _: Body<'_>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    fn problem(&mut self, _: Problem<'_>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    fn wants_requests(&self) -> bool {
        self.requests
    }

    fn request(&mut self, _: Request<'_>) -> Option<ControlFlow<()>> {
        self.requests.then_some(ControlFlow::Continue(()))
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
