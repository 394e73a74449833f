//! Opens JSON values until a body comes to light. Which envelopes there are is in [`super::envelope`]; this is what
//! happens to everything else: arrays, JSON inside of texts, objects that merely hold a callback somewhere.

use crate::webhook::json::fix::mend;
use super::outlet::{Around, Flow, MAX_LAYERS, ON, Outlet, is_known};
use crate::webhook::json::scan::{Scan, Scanner};
use super::stream::Stream;
use super::{envelope, flatted, headers, json};

/// A whole JSON value.
pub fn value(out: &mut Outlet<'_>, text: &[u8], around: Around<'_>) -> Flow {
    if around.layers >= MAX_LAYERS {
        return out.body(text, around);
    }
    match text.first() {
        Some(b'{') => object(out, text, around),
        Some(b'[') => array(out, text, around),
        Some(b'"') => text_value(out, text, around),
        _ => out.body(text, around),
    }
}

fn object(out: &mut Outlet<'_>, text: &[u8], around: Around<'_>) -> Flow {
    let around = Around { prose: false, ..around };
    if is_known(text) {
        return out.known_body(text, around);
    }
    if envelope::is_elsewheres(text) {
        // What a stranger wrote stands in its texts.
        return if out.known_only { ON } else { out.body(text, around) };
    }
    if let Some(flow) = envelope::open(out, text, around) {
        return flow;
    }
    if out.known_only {
        return search(out, text, around);
    }
    let before = out.known;
    out.known_only = true;
    let flow = search(out, text, around);
    out.known_only = false;
    if flow.is_break() || out.known > before { flow } else { out.body(text, around) }
}

/// Looks for callbacks anywhere in an object of no known kind, within texts only where they carry bodies. Replies are not
/// looked into, nor what a person wrote.
fn search(out: &mut Outlet<'_>, text: &[u8], around: Around<'_>) -> Flow {
    let found = json::members(text).find(|member| envelope::is_headers(&member.key));
    let found = found.and_then(|member| headers::from_json(member.value));
    let around = Around { headers: found.as_ref().or(around.headers), ..around };
    let by_person = envelope::is_by_person(text);
    for member in json::members(text) {
        if envelope::is_reply(&member.key) {
            continue;
        }
        let carries = envelope::is_carrier(&member.key) && !by_person;
        let inner = Around { raw: None, prose: !carries, ..around.inside(member.line) };
        let flow = match member.value.first() {
            Some(b'{' | b'[') => value(out, member.value, inner),
            Some(b'"') if carries && memchr::memchr(b'{', member.value).is_some() => {
                text_value(out, member.value, inner)
            }
            _ => ON,
        };
        if flow.is_break() {
            return flow;
        }
    }
    ON
}

fn array(out: &mut Outlet<'_>, text: &[u8], around: Around<'_>) -> Flow {
    if let Some(whole) = flatted::unflatten(text) {
        return value(out, &whole, Around { raw: None, ..around.inside(0) });
    }
    let mut empty = true;
    for (element, lines) in json::elements(text) {
        empty = false;
        let flow = value(out, element, around.inside(lines));
        if flow.is_break() {
            return flow;
        }
    }
    if empty { out.skipped(around.line, "an empty array") } else { ON }
}

/// A JSON string: the body's bytes, or a text that holds it.
fn text_value(out: &mut Outlet<'_>, text: &[u8], around: Around<'_>) -> Flow {
    if out.known_only && around.prose {
        return ON;
    }
    let content = json::unescape(text);
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
        let mut scanner = Scanner::new();
        let scan = scanner.scan(text);
        if scan == Scan::Done(text.len()) {
            if scanner.fixes().is_empty() {
                return value(out, text, around);
            }
            let mended = mend(text, scanner.fixes(), &[]);
            return value(out, &mended, Around { repaired: true, ..around });
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
