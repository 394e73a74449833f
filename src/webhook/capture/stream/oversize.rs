//! Containers that are opened while they stream: arrays at the top of a file, and objects too large to be held. Every
//! element is then read as if it stood alone; a body or a text that is too large is told and passed over.

use super::{LIMIT, Level, State, Step, Stream};
use crate::webhook::capture::envelope;
use crate::webhook::capture::json;
use crate::webhook::capture::line;
use crate::webhook::capture::loose::Loose;
use crate::webhook::capture::outlet::{Around, Flow, ON, Outlet};
use crate::webhook::capture::text::not_json;
use crate::webhook::json::scan::{Scan, Scanner};

/// How deep containers are opened; a HAR's requests are 3 deep, an execution's items 8.
const MAX_LEVELS: usize = 16;

/// The longest key.
const MAX_KEY: usize = 64 * 1024;

/// Enters a container whose bracket was consumed.
pub fn enter(stream: &mut Stream, open: u8, search: bool, handed: u64) {
    stream.levels.push(Level { open, after_value: false, lacks_commas: false, key: String::new(), search, handed });
    stream.state = State::Between;
}

/// Between the elements of a container.
pub fn between(stream: &mut Stream, byte: u8, out: &mut Outlet<'_>, outer: Around<'_>, eof: bool) -> Step {
    let in_array = stream.levels.last().is_some_and(|level| level.open == b'[' && !level.after_value);
    if stream.leaves && in_array && matches!(byte, b'{' | b'[' | b'"') && !eof && stream.is_sound() {
        return Step::Wait;
    }
    match another_begins(stream, byte, eof) {
        Some(true) => {
            stream.levels.clear();
            return Step::On;
        }
        Some(false) => {}
        None => return Step::Wait,
    }
    let Some(level) = stream.levels.last_mut() else { return Step::On };
    let close = if level.open == b'{' { b'}' } else { b']' };
    match byte {
        b',' if level.after_value => {
            (level.after_value, level.lacks_commas) = (false, false);
            stream.consume(1);
            Step::On
        }
        _ if byte == close => leave(stream, out, outer).into(),
        _ if level.after_value => {
            let expected = if close == b'}' { "`,` or `}`" } else { "`,` or `]`" };
            // Only the comma is missing.
            let goes_on = matches!((close, byte), (b'}', b'"') | (b']', b'{' | b'[' | b'"'));
            level.after_value = !goes_on;
            if goes_on && std::mem::replace(&mut level.lacks_commas, true) {
                return Step::On;
            }
            let flow = stream.unreadable(out, outer, stream.at, not_json(expected, Some(&byte)));
            if !goes_on {
                stream.give_up_element();
            }
            flow.into()
        }
        _ if level.open == b'{' => key(stream, byte, out, outer, eof),
        b'}' => {
            let flow = stream.unreadable(out, outer, stream.at, not_json("a value or `]`", Some(&byte)));
            stream.levels.clear();
            stream.consume(1);
            flow.into()
        }
        _ => stream.begin(),
    }
}

/// Whether, in a broken export, a line at the very left is no part of it but another thing; none when that cannot be told yet.
fn another_begins(stream: &mut Stream, byte: u8, eof: bool) -> Option<bool> {
    let level = stream.levels.last()?;
    let at_left = level.search && stream.column == 0 && !stream.inked;
    // An element follows a comma or the bracket.
    let is_element = matches!(byte, b'{' | b'[') && level.open == b'[' && !level.after_value;
    let is_part = matches!(byte, b'"' | b',' | b'}' | b']') || is_element;
    if !at_left || is_part {
        return Some(false);
    }
    if byte == b'{' {
        return Some(true);
    }
    match stream.line_end(eof) {
        Some((length, _)) => Some(line::holds_callback(&stream.rest()[..length])),
        None if stream.rest().len() <= LIMIT && !eof => None,
        None => Some(false),
    }
}

fn leave(stream: &mut Stream, out: &mut Outlet<'_>, outer: Around<'_>) -> Flow {
    let line = stream.around(outer).line;
    stream.consume(1);
    let level = stream.levels.pop();
    if let Some(outer) = stream.levels.last_mut() {
        outer.after_value = true;
        return ON;
    }
    match level {
        Some(level) if level.search && out.notes.handed == level.handed => {
            out.unreadable(line, None, "a document of more than 16 MiB in which no body was found")
        }
        _ => ON,
    }
}

/// A key and its colon.
fn key(stream: &mut Stream, byte: u8, out: &mut Outlet<'_>, outer: Around<'_>, eof: bool) -> Step {
    let rest = stream.rest();
    let mut scanner = Scanner::new();
    let scan = if byte == b'"' { scanner.scan(&rest[..rest.len().min(MAX_KEY)]) } else { Scan::More };
    let colon = match scan {
        Scan::Done(end) => rest[end..].iter().position(|byte| !byte.is_ascii_whitespace()).map(|offset| end + offset),
        Scan::More | Scan::Broken(_) => None,
    };
    match (scan, colon) {
        (Scan::Done(end), Some(colon)) if rest[colon] == b':' => {
            let name = json::unescape(&rest[..end]);
            let value = rest[colon + 1..].iter().position(|byte| !byte.is_ascii_whitespace());
            let Some(value) = value.map(|offset| colon + 1 + offset) else {
                return if eof { broken(stream, out, outer, "a value") } else { Step::Wait };
            };
            stream.consume(value);
            let reply = envelope::is_reply(&name);
            if let Some(level) = stream.levels.last_mut() {
                level.key = name;
            }
            if reply { pass(stream) } else { stream.begin() }
        }
        (Scan::More, _) | (Scan::Done(_), None) if !eof && byte == b'"' && rest.len() < MAX_KEY => Step::Wait,
        _ => broken(stream, out, outer, "a key in double quotes or `}`"),
    }
}

fn broken(stream: &mut Stream, out: &mut Outlet<'_>, outer: Around<'_>, expected: &str) -> Step {
    let found = stream.rest().first().copied();
    let flow = stream.unreadable(out, outer, stream.at, not_json(expected, found.as_ref()));
    if let Some(level) = stream.levels.last_mut() {
        level.after_value = false;
        level.search = true;
    }
    stream.state = State::Resync;
    flow.into()
}

/// A value has grown past the limit: opens it when it is a container, else tells and passes over it.
pub fn open(stream: &mut Stream, out: &mut Outlet<'_>, outer: Around<'_>) -> Step {
    if is_container(stream, stream.rest()) {
        open_container(stream, out.notes.handed);
        return Step::On;
    }
    let flow = out.too_large(stream.around(outer).line);
    if flow.is_break() { Step::Stop } else { pass(stream) }
}

/// Whether the value with this front can be read element by element: it is no body itself.
pub fn is_container(stream: &Stream, front: &[u8]) -> bool {
    let key = stream.levels.last().map_or("", |level| level.key.as_str());
    let is_container = match front.first() {
        Some(b'{') => !is_body_name(key) && !is_body(front),
        Some(b'[') => true,
        _ => false,
    };
    is_container && stream.levels.len() < MAX_LEVELS
}

/// Reads it element by element.
pub fn open_container(stream: &mut Stream, handed: u64) {
    let byte = stream.rest()[0];
    stream.consume(1);
    // Of a list that is a member, too, nothing is taken but callbacks.
    let search = byte == b'{' || stream.levels.last().is_some_and(|level| level.search);
    enter(stream, byte, search, handed);
}

/// Passes over the value that begins here.
pub fn pass(stream: &mut Stream) -> Step {
    stream.state = match stream.rest()[0] {
        b'{' | b'[' => State::Pass(Loose::new(false)),
        b'"' => State::Pass(Loose::text()),
        _ => return stream.begin(),
    };
    Step::On
}

fn is_body_name(key: &str) -> bool {
    matches!(key, "body" | "Body" | "rawBody" | "raw_body" | "content" | "payload" | "request_body" | "text")
}

/// Whether the front of an object has keys of a callback: then it is one body, not a container.
fn is_body(front: &[u8]) -> bool {
    let mut scanner = Scanner::listing();
    let front = String::from_utf8_lossy(front);
    let _ = scanner.scan(front.as_bytes());
    scanner.front(&front).is_some_and(|front| {
        front.members().take(64).any(|(key, value)| {
            matches!(
                &*key.decoded(),
                "entry" | "statuses" | "messages" | "sendTime" | "changes" | "messaging" | "contacts"
            ) || key.is("object") && (value.is("page") || value.is("whatsapp_business_account"))
        })
    })
}
