//! Lines that are not JSON but hold some: logs with a prefix or a tail, escaped by nginx, a logger or a
//! programming language.

use std::borrow::Cow;

use super::dialect::{self, Unreadable};
use super::json;
use super::open;
use super::outlet::{Around, Flow, ON, Outlet};
use super::scan::{Broken, Loose, Scan, Scanner, mend};

/// How many places of one line are tried.
const MAX_TRIES: usize = 64;

/// What a line came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was handed on or told.
    Done(Flow),
    /// From this offset on a value starts that goes on in the next line. What stood before was handed on.
    Spans(usize),
}

/// A value on the line.
struct Piece<'a> {
    json: Cow<'a, [u8]>,
    raw: Option<Cow<'a, [u8]>>,
    repaired: bool,
}

/// What stood at a bracket.
enum Found<'a> {
    Piece(Piece<'a>, usize),
    Spans,
    Nothing(Option<Broken>),
    Gone(usize),
}

/// Hands on what is on the line. `column` is where the line starts in its file's line, from 0; with `may_span` a value
/// may go on after it.
pub fn line(out: &mut Outlet<'_>, text: &[u8], around: Around<'_>, column: u64, may_span: bool) -> Outcome {
    if is_reply_line(text) {
        return Outcome::Done(out.skipped(around.line, super::http_text::REPLY));
    }
    let mut pieces = Vec::new();
    let mut trouble = None;
    let mut gone = false;
    let mut at = 0;
    let mut tries = 0;
    // Each failed try may have read to the end of the line: a bound keeps a hostile line linear.
    let mut budget = 4 * text.len() + 4096;
    while let Some(offset) = memchr::memchr2(b'{', b'[', text.get(at..).unwrap_or_default()) {
        let start = at + offset;
        if tries == MAX_TRIES || budget == 0 {
            break;
        }
        at = start + 1;
        if !is_opening(&text[start..]) {
            continue;
        }
        tries += 1;
        match at_bracket(text, start, may_span) {
            Found::Piece(piece, end) => {
                pieces.push(piece);
                at = end;
            }
            Found::Gone(end) => {
                gone = true;
                at = end;
            }
            Found::Spans => {
                let flow = deliver(out, &pieces, around);
                return if flow.is_break() { Outcome::Done(flow) } else { Outcome::Spans(start) };
            }
            Found::Nothing(broken) => {
                budget = budget.saturating_sub(text.len() - start);
                let rest = &text[start..];
                if rest[1..].trim_ascii_start().first().is_some_and(|next| matches!(next, b'"' | b'{' | b'[')) {
                    // JSON that is broken further on: what is inside of it is no body of its own.
                    trouble = trouble.or(broken.map(|broken| (start + broken.at, broken)));
                    at = match Loose::new(false).scan(rest) {
                        Scan::Done(end) => start + end,
                        _ => text.len(),
                    };
                }
            }
        }
    }
    if gone && pieces.is_empty() {
        return Outcome::Done(out.unreadable(around.line, None, GONE));
    }
    if pieces.is_empty() {
        return Outcome::Done(nothing(out, text, around, column, trouble));
    }
    Outcome::Done(deliver(out, &pieces, around))
}

/// What is said of console.log's `[Object]`.
pub const GONE: &str =
    "console.log left `[Object]` or `[Array]` in place of the data, which is gone; print with JSON.stringify";

/// What is said of a line of words.
pub const NO_JSON: &str = "no JSON on this line";

/// Whether something that starts here may be a value: `[2024-04-26` and `[info]` are not.
fn is_opening(rest: &[u8]) -> bool {
    let next = rest[1..].iter().find(|byte| !byte.is_ascii_whitespace());
    match (rest[0], next) {
        (b'{', Some(next)) => !matches!(next, b'{' | b'}' | b'%' | b')' | b']'),
        (b'{', None) => true,
        (_, Some(next)) => matches!(next, b'{' | b'['),
        (_, None) => true,
    }
}

/// Replies that proxies log beside the requests.
fn is_reply_line(text: &[u8]) -> bool {
    memchr::memmem::find(text, b"dumpio_out").is_some()
}

fn at_bracket(text: &[u8], start: usize, may_span: bool) -> Found<'_> {
    let rest = &text[start..];
    if let Some(found) = escaped(text, start) {
        return found;
    }
    let mut scanner = Scanner::new();
    match scanner.scan(rest) {
        Scan::Done(end) => {
            let raw = &rest[..end];
            let fixed = !scanner.fixes().is_empty();
            let json = if fixed { Cow::Owned(mend(raw, scanner.fixes(), &[])) } else { Cow::Borrowed(raw) };
            Found::Piece(Piece { json, raw: Some(Cow::Borrowed(raw)), repaired: fixed }, start + end)
        }
        Scan::More if may_span => Found::Spans,
        Scan::More => match scanner.missing_end() {
            Some(end) => {
                let json = Cow::Owned(mend(rest, scanner.fixes(), &end));
                Found::Piece(Piece { json, raw: Some(Cow::Borrowed(rest)), repaired: true }, text.len())
            }
            None => Found::Nothing(Some(Broken {
                at: rest.len(),
                expected: scanner.expected(),
                deep: false,
                after_value: false,
            })),
        },
        Scan::Broken(broken) if dialect::is_likely(rest, broken) => foreign(rest, start, broken, may_span),
        Scan::Broken(broken) => Found::Nothing(Some(broken)),
    }
}

/// Something in brackets that another language printed.
fn foreign(rest: &[u8], start: usize, broken: Broken, may_span: bool) -> Found<'_> {
    match Loose::new(true).scan(rest) {
        Scan::Done(end) => match dialect::to_json(&rest[..end]) {
            Ok(json) => Found::Piece(Piece { json: Cow::Owned(json), raw: None, repaired: false }, start + end),
            Err(Unreadable::Gone) => Found::Gone(start + end),
            Err(Unreadable::Foreign) => Found::Nothing(Some(broken)),
        },
        Scan::More if may_span && broken.at < 64 => Found::Spans,
        _ => Found::Nothing(Some(broken)),
    }
}

/// JSON whose quotes are escaped, as the first of them tells.
fn escaped(text: &[u8], start: usize) -> Option<Found<'_>> {
    let rest = &text[start..];
    let inner = after_brackets(rest);
    let (plain, length) = if start >= 2 && text[start - 2] == b'b' && matches!(text[start - 1], b'\'' | b'"') {
        dialect::python_bytes(rest, text[start - 1])?
    } else if inner.starts_with(b"\\x") {
        nginx(rest)
    } else if is_quoted(inner) {
        let end = quoted_end(rest);
        let mut plain = json::unescape_inner(&rest[..end]).into_bytes();
        // Escaped as often as it was encoded.
        for _ in 0..4 {
            if is_quoted(after_brackets(&plain)) {
                plain = json::unescape_inner(&plain[..quoted_end(&plain)]).into_bytes();
            }
        }
        (plain, end)
    } else if inner.starts_with(b"\"\"") && inner.get(2).is_some_and(|&byte| byte != b':' && byte != b',') {
        let end = rest.len();
        (replace(&rest[..end], b"\"\"", b"\""), end)
    } else if inner.starts_with(b"&quot;") {
        (replace(rest, b"&quot;", b"\""), rest.len())
    } else {
        return None;
    };
    let mut scanner = Scanner::new();
    let Scan::Done(end) = scanner.scan(&plain) else { return None };
    let raw = plain[..end].to_vec();
    let json = mend(&raw, scanner.fixes(), &[]);
    let repaired = !scanner.fixes().is_empty();
    Some(Found::Piece(Piece { json: Cow::Owned(json), raw: Some(Cow::Owned(raw)), repaired }, start + length))
}

/// What follows the first brackets.
fn after_brackets(text: &[u8]) -> &[u8] {
    let is_front = |byte: &&u8| byte.is_ascii_whitespace() || matches!(byte, b'{' | b'[');
    &text[text.iter().take(64).take_while(is_front).count()..]
}

/// Whether quotes and line ends are escaped here as inside of a JSON string.
fn is_quoted(inner: &[u8]) -> bool {
    matches!(inner, [b'\\', b'"' | b'n' | b'r' | b't' | b'u' | b'\\', ..])
}

/// nginx's default escaping: `\xHH` up to the next plain quote. The bytes first, UTF-8 after.
fn nginx(rest: &[u8]) -> (Vec<u8>, usize) {
    let end = memchr::memchr(b'"', rest).unwrap_or(rest.len());
    let mut plain = Vec::with_capacity(end);
    let mut at = 0;
    while at < end {
        let hex = (rest[at] == b'\\' && rest.get(at + 1) == Some(&b'x'))
            .then(|| rest.get(at + 2..at + 4))
            .flatten()
            .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        match hex {
            Some(byte) => {
                plain.push(byte);
                at += 4;
            }
            None => {
                plain.push(rest[at]);
                at += 1;
            }
        }
    }
    (plain, end)
}

/// Where a text in quotes ends whose opening quote stands before it.
fn quoted_end(rest: &[u8]) -> usize {
    let mut at = 0;
    while let Some(offset) = rest.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        at += offset;
        if rest[at] == b'"' {
            return at;
        }
        at += 2;
    }
    rest.len()
}

fn replace(text: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut copied = 0;
    for at in memchr::memmem::find_iter(text, from) {
        out.extend_from_slice(&text[copied..at]);
        out.extend_from_slice(to);
        copied = at + from.len();
    }
    out.extend_from_slice(&text[copied..]);
    out
}

/// Hands on the callbacks among the values; when there is none, every value, for nothing is dropped silently. A
/// context object beside a callback is not a body.
fn deliver(out: &mut Outlet<'_>, pieces: &[Piece<'_>], around: Around<'_>) -> Flow {
    let was_known_only = out.known_only;
    let before = out.known;
    out.known_only = true;
    let mut flow = each(out, pieces, around);
    out.known_only = was_known_only;
    if flow.is_continue() && out.known == before && !was_known_only {
        flow = each(out, pieces, around);
    }
    flow
}

fn each(out: &mut Outlet<'_>, pieces: &[Piece<'_>], around: Around<'_>) -> Flow {
    for piece in pieces {
        let inner = Around {
            raw: around.raw.or(piece.raw.as_deref()),
            repaired: around.repaired || piece.repaired,
            ..around.inside(0)
        };
        let flow = open::value(out, &piece.json, inner);
        if flow.is_break() {
            return flow;
        }
    }
    ON
}

/// A line without a value.
fn nothing(
    out: &mut Outlet<'_>,
    text: &[u8],
    around: Around<'_>,
    column: u64,
    trouble: Option<(usize, Broken)>,
) -> Flow {
    if let Some((at, broken)) = trouble {
        let column = column + characters(&text[..at.min(text.len())]) + 1;
        return out.unreadable(around.line, Some(column), not_json(broken.expected, text.get(at)));
    }
    let trimmed = text.trim_ascii();
    if trimmed == b"-" || trimmed.ends_with(b" -") || trimmed.ends_with(b"\"-\"") {
        return out.skipped(around.line, "no body recorded");
    }
    if memchr::memmem::find(text, b"hub.mode=").is_some() {
        return out.skipped(around.line, super::http_text::VERIFICATION);
    }
    out.unreadable(around.line, None, NO_JSON)
}

/// How many characters the bytes are.
pub fn characters(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count() as u64
}

/// What is said of a text that stops being JSON.
pub fn not_json(expected: &str, found: Option<&u8>) -> String {
    match found {
        None | Some(b'\n' | b'\r') => format!("not JSON: expected {expected}, found the end"),
        Some(byte) if byte.is_ascii_graphic() => {
            format!("not JSON: expected {expected}, found `{}`", char::from(*byte))
        }
        Some(_) => format!("not JSON: expected {expected}"),
    }
}
