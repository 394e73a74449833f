//! Opens JSON values until a body comes to light. Which envelopes there are is in [`super::envelope`]; this is what
//! happens to everything else: arrays, JSON inside of texts, objects that merely hold a callback somewhere.

use std::borrow::Cow;
use std::cell::Cell;

use super::outlet::{Around, Flow, MAX_LAYERS, ON, Outlet, is_known};
use super::stream::Stream;
use super::{envelope, flatted, headers, json};
use crate::webhook::body::Together;
use crate::webhook::json::fix::mend;
use crate::webhook::json::scan::{Scan, Scanner};
use crate::webhook::json::{Kind, Parser, Value};

/// A text that the scanner has passed from end to end.
pub fn scanned(out: &mut Outlet<'_>, json: &[u8], scanner: &Scanner, around: Around<'_>) -> Flow {
    if !scanner.fixes().is_empty() {
        return text(out, &mend(json, scanner.fixes(), &[]), Around { repaired: true, ..around });
    }
    match std::str::from_utf8(json).ok().and_then(|json| scanner.value(json)) {
        Some(found) => value(out, found, around),
        None => text(out, json, around),
    }
}

/// A text that is one JSON value.
pub fn text(out: &mut Outlet<'_>, json: &[u8], around: Around<'_>) -> Flow {
    let json = String::from_utf8_lossy(json);
    let around = Around { lossy: around.lossy || matches!(json, Cow::Owned(_)), ..around };
    match Parser::default().parse(&json) {
        Ok(found) => value(out, found, around),
        Err(_) => out.unreadable(around.line, None, "the body is not JSON, or nested too deep, or of too many values"),
    }
}

/// A whole JSON value.
pub fn value(out: &mut Outlet<'_>, value: Value<'_>, around: Around<'_>) -> Flow {
    if around.layers >= MAX_LAYERS {
        return out.body(value, around);
    }
    match value.kind() {
        Kind::Object => object(out, value, around),
        Kind::Array => array(out, value, around),
        Kind::String => text_value(out, value, around),
        _ => out.body(value, around),
    }
}

fn object(out: &mut Outlet<'_>, object: Value<'_>, around: Around<'_>) -> Flow {
    let around = Around { prose: false, ..around };
    if is_known(object) {
        return out.known_body(object, around);
    }
    if envelope::is_elsewheres(object) {
        // What a stranger wrote stands in its texts.
        return if out.known_only { ON } else { out.body(object, around) };
    }
    if let Some(flow) = envelope::open(out, object, around) {
        return flow;
    }
    if out.known_only {
        return search(out, object, around);
    }
    let before = out.known;
    out.known_only = true;
    let flow = search(out, object, around);
    out.known_only = false;
    if flow.is_break() || out.known > before { flow } else { out.body(object, around) }
}

/// Looks for callbacks anywhere in an object of no known kind, within texts only where they carry bodies. Replies are not
/// looked into, nor what a person wrote.
fn search(out: &mut Outlet<'_>, object: Value<'_>, around: Around<'_>) -> Flow {
    let found = object.members().find(|(key, _)| envelope::is_headers(&key.decoded()));
    let found = found.and_then(|(_, value)| headers::from_json(value));
    let around = Around { headers: found.as_ref().or(around.headers), ..around };
    let by_person = envelope::is_by_person(object);
    for member in json::members(object) {
        if envelope::is_reply(&member.key) {
            continue;
        }
        let carries = envelope::is_carrier(&member.key) && !by_person;
        let inner = Around { raw: None, prose: !carries, ..around.inside(member.line) };
        let flow = match member.value.kind() {
            Kind::Object | Kind::Array => value(out, member.value, inner),
            Kind::String if carries && member.value.raw().contains('{') => text_value(out, member.value, inner),
            _ => ON,
        };
        if flow.is_break() {
            return flow;
        }
    }
    ON
}

fn array(out: &mut Outlet<'_>, array: Value<'_>, around: Around<'_>) -> Flow {
    if let Some(whole) = flatted::unflatten(array) {
        return text(out, &whole, Around { raw: None, ..around.inside(0) });
    }
    let whole = around.raw.map(|raw| Together {
        headers: around.headers,
        raw,
        verdict: Cell::new(None),
        taken: Cell::new(false),
    });
    let around = Around { together: whole.as_ref().or(around.together), ..around };
    let mut empty = true;
    for (element, lines) in json::elements(array) {
        empty = false;
        let flow = value(out, element, around.inside(lines));
        if flow.is_break() {
            return flow;
        }
    }
    if empty { out.skipped(around.line, "an empty array") } else { ON }
}

/// A JSON string: the body's bytes, or a text that holds it.
fn text_value(out: &mut Outlet<'_>, value: Value<'_>, around: Around<'_>) -> Flow {
    if out.known_only && around.prose {
        return ON;
    }
    let content = json::text(value);
    match content.trim_start().as_bytes().first() {
        Some(b'{' | b'[' | b'"') => received(out, content.as_bytes(), around.inside(0)),
        _ => lines(out, content.as_bytes(), around.inside(0)),
    }
}

/// The body of a request as it was received.
pub fn received(out: &mut Outlet<'_>, bytes: &[u8], around: Around<'_>) -> Flow {
    if let Some(flow) = out.request(bytes, around) {
        return flow;
    }
    let around = Around { raw: Some(bytes), ..around };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = bytes.trim_ascii();
    if text.is_empty() || text == b"-" {
        return out.skipped(around.line, "no body recorded");
    }
    if matches!(text[0], b'{' | b'[' | b'"') {
        let mut scanner = Scanner::listing();
        if scanner.scan(text) == Scan::Done(text.len()) {
            return scanned(out, text, &scanner, around);
        }
    }
    nested(out, text, around)
}

/// Lines of a log, or anything else that a file could hold, inside of something else.
pub fn lines(out: &mut Outlet<'_>, text: &[u8], around: Around<'_>) -> Flow {
    nested(out, text, Around { raw: None, ..around })
}

fn nested(out: &mut Outlet<'_>, text: &[u8], around: Around<'_>) -> Flow {
    if around.layers >= MAX_LAYERS {
        return out.unreadable(around.line, None, "texts within texts, too deep to be opened");
    }
    let mut stream = Stream::inside();
    let flow = stream.push(text, out, around);
    if flow.is_break() { flow } else { stream.finish(out, around) }
}
