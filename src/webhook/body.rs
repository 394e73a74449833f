//! The seam between containers and events: what `capture` finds in a file, and who takes it.
//!
//! `capture` owns everything about containers (files, encodings, envelopes, logs, repair) and feeds a
//! [`BodySink`]; the decoder owns everything about the JSON of one body. Neither knows the other's
//! insides, so that any container holds any callback.
//!
//! The decoder reads plain NDJSON itself, line by line on several threads, and calls `capture` for the rest:
//! - `capture::read(input: impl Read, start: Source, sink)`: everything from here to the end of the input,
//!   the container recognised by content (also in the middle of a file: `start.line` may be past 1);
//! - `capture::line(line: &[u8], source: Source, sink) -> LineEnd`: one line that is not a plain known body.
//!
//! `capture` asks [`crate::webhook::shape::platform`] whether an object is itself a callback before it
//! looks into it for a body, and hands over what it cannot open as a body all the same (it becomes `unknown`).

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::ControlFlow;

use jiff::Timestamp;

use crate::webhook::json::{Parser, Value};

/// The largest body that is decoded, in bytes; a larger one is reported and skipped.
pub const MAX_BODY: usize = 16 * 1024 * 1024;

/// Where something stands in the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source<'a> {
    /// The file as it was named; `-` is stdin.
    pub file: &'a str,
    /// The line it starts on, from 1.
    pub line: u64,
}

/// The headers that came with a body, in order, names as captured; looked up ignoring case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers(pub Vec<(String, String)>);

impl Headers {
    /// The first header of that name, in any case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// An array of bodies as it was received: its signature is over all of it, and looked at once.
#[derive(Debug)]
pub struct Together<'a> {
    /// The headers that it came with.
    pub headers: Option<&'a Headers>,
    /// Its bytes.
    pub raw: &'a [u8],
    /// What was found of the signature: right, by an algorithm that was assumed or not, or why it is wrong.
    pub verdict: Cell<Option<Result<bool, &'static str>>>,
    /// It was handed on whole.
    pub taken: Cell<bool>,
}

impl Together<'_> {
    /// Whether these are its headers and bytes, and not those of something within it. While it lives, nothing else has their places.
    pub fn is(&self, headers: Option<&Headers>, raw: Option<&[u8]>) -> bool {
        let same_headers = match (self.headers, headers) {
            (Some(own), Some(other)) => std::ptr::eq(own, other),
            (own, other) => own.is_none() && other.is_none(),
        };
        same_headers && raw.is_some_and(|raw| std::ptr::eq(raw, self.raw))
    }
}

/// One captured body.
#[derive(Clone, Copy, Debug)]
pub struct Body<'a> {
    /// The JSON text of one body: UTF-8, one value, at most [`MAX_BODY`] bytes.
    pub bytes: &'a [u8],
    /// The same as a value, where the reader has it at hand: see [`Body::read`].
    pub value: Option<Value<'a>>,
    /// Where it stands.
    pub source: Source<'a>,
    /// The request's headers, when the container held them.
    pub headers: Option<&'a Headers>,
    /// The bytes exactly as they were received, when the container kept them, so that a signature over them can
    /// be checked: `bytes` before it was trimmed or mended, or a whole array of which `bytes` is one element.
    /// None when the container holds the body parsed.
    pub raw: Option<&'a [u8]>,
    /// The array that it came in.
    pub together: Option<&'a Together<'a>>,
    /// When the container says that it was received; never the event's own time.
    pub received: Option<Timestamp>,
    /// The text was not JSON as captured and was mended in the only way it can have been meant.
    pub repaired: bool,
    /// What the listener that wrote the capture found of the signature; none when it looked at none.
    pub verified: Option<bool>,
}

impl<'a> Body<'a> {
    /// A body with nothing around it.
    pub fn plain(bytes: &'a [u8], source: Source<'a>) -> Self {
        Self {
            bytes,
            value: None,
            source,
            headers: None,
            raw: Some(bytes),
            together: None,
            received: None,
            repaired: false,
            verified: None,
        }
    }

    /// The array that it is an element of, when its own headers and bytes are that's.
    pub fn of_array(&self) -> Option<&'a Together<'a>> {
        self.together.filter(|whole| whole.is(self.headers, self.raw))
    }

    /// The body as a value; none when nobody can read it.
    pub fn read<'p: 'a>(&self, parser: &'p mut Parser) -> Option<Value<'a>> {
        self.value.or_else(|| parser.parse(std::str::from_utf8(self.bytes).ok()?).ok())
    }
}

/// One captured request whose bytes the container kept: what `replay` and a forwarder send on.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The method, where the container tells it; a bare body has none.
    pub method: Option<&'a str>,
    /// Path and query as they came, in some containers with scheme and host before them.
    pub target: Option<&'a str>,
    /// In order, names as captured, a header that came twice stands twice. Those of the connection
    /// (`transfer-encoding`, `content-length`) are still among them.
    pub headers: &'a Headers,
    /// The body to the byte: still compressed when `content-encoding` says so, chunks put together.
    pub body: &'a [u8],
    /// When the container says that it was received.
    pub received: Option<Timestamp>,
    /// Where it stands.
    pub source: Source<'a>,
    /// What the listener that wrote the capture found of the signature.
    pub verified: Option<bool>,
}

/// Takes whole requests, in input order; `Break` ends the reading.
pub trait RequestSink {
    /// One request.
    fn request(&mut self, request: Request<'_>) -> ControlFlow<()>;

    /// Something that is none, or one of which the container did not keep the bytes.
    fn problem(&mut self, problem: Problem<'_>) -> ControlFlow<()>;
}

/// What kind of trouble it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// Not JSON, cut off, too large, undecodable: something may have been lost.
    Unreadable,
    /// Rightly no event: a response, a verification request, a request without a recorded body.
    Skipped,
}

/// Something in the input that holds no body.
#[derive(Clone, Debug)]
pub struct Problem<'a> {
    /// Where it starts.
    pub source: Source<'a>,
    /// The column of the trouble on that line, from 1, counted in characters.
    pub column: Option<u64>,
    /// Whether something may have been lost.
    pub kind: ProblemKind,
    /// What was found and what was expected: a lower-case fragment without full stop.
    pub message: Cow<'a, str>,
    /// How often in a row, from `source` on, with nothing else in between; at least 1.
    pub count: u64,
}

/// Takes what a container holds, in input order; `Break` ends the reading (nobody wants more).
pub trait BodySink {
    /// One body.
    fn body(&mut self, body: Body<'_>) -> ControlFlow<()>;

    /// Something that is no body.
    fn problem(&mut self, problem: Problem<'_>) -> ControlFlow<()>;

    /// Whether it takes whole requests.
    fn wants_requests(&self) -> bool {
        false
    }

    /// A whole request, for who wants those: its body is then not opened. None: it is.
    fn request(&mut self, _: Request<'_>) -> Option<ControlFlow<()>> {
        None
    }
}

/// What a single line turned out to be, for the reader of plain NDJSON that met a line which is
/// not one JSON object of a known shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnd {
    /// Everything on the line went to the sink; the next line starts afresh.
    Done(ControlFlow<()>),
    /// The line only begins something (a pretty-printed document, an HTTP request, a CSV cell with
    /// newlines): nothing went to the sink, and the general reader must go on from this line's start.
    Spans,
}
