//! One line by itself, for whoever reads a file line by line: most lines stand for themselves, and those that only begin
//! something are given back.

use std::ops::ControlFlow;

use super::containers::{self, Begins, Look};
use super::outlet::{Around, Notes, Outlet};
use super::{Capture, colours, open, scan, text};
use crate::webhook::body::{Body, BodySink, LineEnd, Problem, Source};

/// Reads one line, without its end, that is not a plain known body.
pub fn line(line: &[u8], source: Source<'_>, sink: &mut dyn BodySink) -> LineEnd {
    // Colours are taken out where the text comes in.
    if !colours::are_in(line)
        && let Some(flow) = whole_line(line, source, sink).or_else(|| line_of_words(line, source, sink))
    {
        return LineEnd::Done(flow);
    }
    let mut rehearsal = Capture::resume(source.file, source.line);
    let mut nobody = Nobody;
    let _ = rehearsal.push(line, &mut nobody);
    let _ = rehearsal.push(b"\n", &mut nobody);
    if !rehearsal.at_rest() {
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

/// A line that is one JSON object, as most are: it spans nothing and needs no rehearsal.
fn whole_line(line: &[u8], source: Source<'_>, sink: &mut dyn BodySink) -> Option<ControlFlow<()>> {
    let text = line.trim_ascii();
    let mut scanner = scan::Scanner::new();
    let is_whole = text.first() == Some(&b'{') && scanner.scan(text) == scan::Scan::Done(text.len());
    if !is_whole || !scanner.fixes().is_empty() {
        return None;
    }
    let mut notes = Notes::default();
    let mut out = Outlet { file: source.file, sink, notes: &mut notes, known_only: false, known: 0 };
    let flow = open::value(&mut out, text, Around { raw: Some(text), ..Around::line(source.line) });
    Some(if flow.is_break() { flow } else { out.flush() })
}

/// A line of a log, whose values end on it; none, and nothing handed on, for every other line.
fn line_of_words(line: &[u8], source: Source<'_>, sink: &mut dyn BodySink) -> Option<ControlFlow<()>> {
    if !is_words(line) {
        return None;
    }
    let mut notes = Notes::default();
    let mut out = Outlet { file: source.file, sink, notes: &mut notes, known_only: false, known: 0 };
    let flow = text::alone(&mut out, line, Around::line(source.line))?;
    Some(if flow.is_break() { flow } else { out.flush() })
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
        if scan::Scanner::new().scan(line) == scan::Scan::Done(line.len()) {
            let _ = open::value(&mut out, line, Around::line(1));
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

/// Takes nothing.
struct Nobody;

impl BodySink for Nobody {
    fn body(&mut self, _: Body<'_>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    fn problem(&mut self, _: Problem<'_>) -> ControlFlow<()> {
        ControlFlow::Continue(())
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
