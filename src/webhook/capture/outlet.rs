//! Where bodies and problems leave the readers: the last checks on a body, and problems of one kind
//! in a row told once.

use std::borrow::Cow;
use std::ops::ControlFlow;

use jiff::Timestamp;
use memchr::memmem;

use super::secrets;
use crate::webhook::body::{Body, BodySink, Headers, MAX_BODY, Problem, ProblemKind, Request, Source, Together};
use crate::webhook::effort;
use crate::webhook::json::Value;
use crate::webhook::json::scan::{Scan, Scanner};
use crate::webhook::shape;

/// Whether to go on.
pub type Flow = ControlFlow<()>;

/// Go on.
pub const ON: Flow = ControlFlow::Continue(());

/// How deep containers are opened within one another.
pub const MAX_LAYERS: u8 = 24;

/// What is known of a value from what stands around it.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The line it starts on.
    pub line: u64,
    /// The headers of its request.
    pub headers: Option<&'a Headers>,
    /// The bytes that were received, when they are at hand.
    pub raw: Option<&'a [u8]>,
    /// The array of bodies that it came in.
    pub together: Option<&'a Together<'a>>,
    /// When it was received.
    pub received: Option<Timestamp>,
    /// It was mended.
    pub repaired: bool,
    /// How many containers are around it.
    pub layers: u8,
    /// It stands where people's texts may stand, not where a body would.
    pub prose: bool,
    /// Method and target of its request.
    pub request: Option<RequestLine<'a>>,
    /// What the listener found of its signature.
    pub verified: Option<bool>,
    /// Not all of the text around it was UTF-8: U+FFFD stands in place of what was not.
    pub lossy: bool,
}

/// The first line of a request, as far as it is known.
#[derive(Clone, Copy, Debug)]
pub struct RequestLine<'a> {
    /// `POST`.
    pub method: Option<&'a str>,
    /// Path and query, or a URL.
    pub target: Option<&'a str>,
}

impl Around<'_> {
    /// Nothing around it.
    pub fn line(line: u64) -> Self {
        Self {
            line,
            headers: None,
            raw: None,
            together: None,
            received: None,
            repaired: false,
            layers: 0,
            prose: false,
            request: None,
            verified: None,
            lossy: false,
        }
    }

    /// So many lines further down, one container further in.
    #[must_use]
    pub fn inside(self, lines: u64) -> Self {
        Self { line: self.line + lines, layers: self.layers.saturating_add(1), ..self }
    }
}

/// A problem that waits for another of its kind.
#[derive(Debug)]
struct Held {
    line: u64,
    column: Option<u64>,
    kind: ProblemKind,
    message: Cow<'static, str>,
    count: u64,
}

/// Problems not yet told; lives as long as the file is read.
#[derive(Debug, Default)]
pub struct Notes {
    held: Option<Held>,
    /// How many bodies were handed on and problems met.
    pub handed: u64,
}

impl Notes {
    /// After so many.
    pub fn after(handed: u64) -> Self {
        Self { held: None, handed }
    }

    /// Takes back what was said of this line alone: the next one shows that it heads a table.
    pub fn forget(&mut self, line: u64) {
        self.held.take_if(|held| held.line == line && held.count == 1 && held.column.is_none());
    }
}

/// The way out.
pub struct Outlet<'o> {
    /// The file as it was named.
    pub file: &'o str,
    /// Who takes the bodies.
    pub sink: &'o mut dyn BodySink,
    /// Problems not yet told.
    pub notes: &'o mut Notes,
    /// Hand on only bodies of known shape, tell no problems: looking into something that may hold none.
    pub known_only: bool,
    /// How many bodies of known shape were handed on.
    pub known: u64,
}

impl Outlet<'_> {
    /// Hands on one body, of known shape or not.
    pub fn body(&mut self, value: Value<'_>, around: Around<'_>) -> Flow {
        let known = is_known(value);
        if !known && self.known_only { ON } else { self.hand_on(value, known, around) }
    }

    /// Hands on one body whose shape is known.
    pub fn known_body(&mut self, value: Value<'_>, around: Around<'_>) -> Flow {
        self.hand_on(value, true, around)
    }

    fn hand_on(&mut self, value: Value<'_>, known: bool, around: Around<'_>) -> Flow {
        let text = value.source();
        if text.len() > MAX_BODY {
            return self.too_large(around.line);
        }
        let repaired = around.repaired || around.lossy && text.contains(char::REPLACEMENT_CHARACTER);
        let mut text = plain_numbers(text.as_bytes());
        if known {
            self.known += 1;
        } else if let Some(masked) = secrets::mask(&text) {
            text = Cow::Owned(masked);
        }
        self.notes.handed += 1;
        let told = self.flush();
        if told.is_break() {
            return told;
        }
        self.sink.body(Body {
            bytes: &text,
            value: matches!(text, Cow::Borrowed(_)).then_some(value),
            source: Source { file: self.file, line: around.line },
            headers: around.headers,
            raw: around.raw,
            together: around.together,
            received: around.received,
            repaired,
            verified: around.verified,
        })
    }

    /// Gives a request with this body to a sink that wants whole ones; none when its body is to be opened.
    pub fn request(&mut self, body: &[u8], around: Around<'_>) -> Option<Flow> {
        if around.request.is_none() && around.headers.is_none() {
            return None;
        }
        let none = Headers::default();
        let flow = self.sink.request(Request {
            method: around.request.and_then(|line| line.method),
            target: around.request.and_then(|line| line.target),
            headers: around.headers.unwrap_or(&none),
            body,
            received: around.received,
            source: Source { file: self.file, line: around.line },
            verified: around.verified,
        })?;
        self.known += 1;
        self.notes.handed += 1;
        Some(flow)
    }

    /// Tells that something may have been lost.
    pub fn unreadable(&mut self, line: u64, column: Option<u64>, message: impl Into<Cow<'static, str>>) -> Flow {
        self.problem(line, column, ProblemKind::Unreadable, message.into())
    }

    /// Tells that something rightly gives no event.
    pub fn skipped(&mut self, line: u64, message: &'static str) -> Flow {
        self.problem(line, None, ProblemKind::Skipped, message.into())
    }

    /// Tells of a body over the limit.
    pub fn too_large(&mut self, line: u64) -> Flow {
        self.unreadable(line, None, "a body of more than 16 MiB was skipped")
    }

    fn problem(&mut self, line: u64, column: Option<u64>, kind: ProblemKind, message: Cow<'static, str>) -> Flow {
        if self.known_only {
            return ON;
        }
        self.notes.handed += 1;
        match &mut self.notes.held {
            Some(held) if held.kind == kind && held.column.is_none() && column.is_none() && held.message == message => {
                held.count += 1;
                return ON;
            }
            _ => {}
        }
        let told = self.flush();
        self.notes.held = Some(Held { line, column, kind, message, count: 1 });
        told
    }

    /// Tells what waits.
    pub fn flush(&mut self) -> Flow {
        let Some(held) = self.notes.held.take() else { return ON };
        self.sink.problem(Problem {
            source: Source { file: self.file, line: held.line },
            column: held.column,
            kind: held.kind,
            message: held.message,
            count: held.count,
        })
    }
}

/// Whether the value is itself a callback of the vendors.
pub fn is_known(value: Value<'_>) -> bool {
    let text = value.source().as_bytes();
    if !value.is_object() || text.len() > MAX_BODY {
        return false;
    }
    match plain_numbers(text) {
        Cow::Borrowed(_) => shape::of(value).is_some(),
        Cow::Owned(plain) => shape::platform(&plain).is_some(),
    }
}

/// MongoDB's extended JSON as plain JSON: `{"$numberLong":"17"}` is 17, `{"$oid":"…"}` the text.
fn plain_numbers(text: &[u8]) -> Cow<'_, [u8]> {
    effort::spend(text.len());
    let is_mark = |at: usize| {
        let marks = ["$number", "$oid\"", "$date\""];
        text[..at].ends_with(b"\"") && marks.iter().any(|mark| text[at..].starts_with(mark.as_bytes()))
    };
    if !memchr::memchr_iter(b'$', text).any(is_mark) {
        return Cow::Borrowed(text);
    }
    let mut plain = Vec::with_capacity(text.len());
    let mut from = 0;
    for start in memmem::find_iter(text, b"\"$") {
        let Some(open) = text[..start].iter().rposition(|byte| !byte.is_ascii_whitespace()) else { continue };
        if open < from || text[open] != b'{' {
            continue;
        }
        let Some((value, length)) = extended(&text[open..]) else { continue };
        plain.extend_from_slice(&text[from..open]);
        plain.extend_from_slice(&value);
        from = open + length;
    }
    plain.extend_from_slice(&text[from..]);
    Cow::Owned(plain)
}

/// The plain value of an object of extended JSON, and the object's length.
fn extended(object: &[u8]) -> Option<(Vec<u8>, usize)> {
    // The longest is a date in an object of its own: a bound, so that a body full of `"$` stays linear.
    let object = &object[..object.len().min(256)];
    let mut scanner = Scanner::listing();
    let Scan::Done(end) = scanner.scan(object) else { return None };
    let object = scanner.value(std::str::from_utf8(&object[..end]).ok()?)?;
    Some((plain_value(object)?, end))
}

fn plain_value(object: Value<'_>) -> Option<Vec<u8>> {
    let mut members = object.members();
    let (key, value) = members.next()?;
    if members.next().is_some() {
        return None;
    }
    let number = || {
        let text = value.string()?.decoded().into_owned();
        serde_json::from_str::<serde_json::Number>(&text).is_ok().then(|| text.into_bytes())
    };
    match &*key.decoded() {
        "$numberLong" | "$numberInt" | "$numberDouble" | "$numberDecimal" => number(),
        "$oid" if !value.is_string() => None,
        "$date" if value.is_object() => plain_value(value),
        "$oid" | "$date" => Some(value.source().as_bytes().to_vec()),
        _ => None,
    }
}
