//! Lines that are not JSON but hold some: logs with a prefix or a tail, escaped by nginx, a logger or a
//! programming language.

use std::borrow::Cow;

use super::dialect::{self, Unreadable};
use super::json;
use super::loose::Loose;
use super::open;
use super::outlet::{Around, Flow, ON, Outlet};
use crate::webhook::effort;
use crate::webhook::json::fix::mend;
use crate::webhook::json::scan::{Broken, Scan, Scanner};

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
    /// What passed it, when it stands there as JSON.
    scanner: Option<Box<Scanner>>,
}

/// What stood at a bracket.
enum Found<'a> {
    Piece(Piece<'a>, usize),
    Spans,
    Nothing(Option<Broken>),
    /// Escaped JSON that ends there, before it should.
    Cut(usize, Broken),
    Gone(usize),
}

/// Hands on what is on the line. `column` is where the line starts in its file's line, from 0; with `may_span` a value
/// may go on after it.
pub fn line(out: &mut Outlet<'_>, text: &[u8], around: Around<'_>, column: u64, may_span: bool) -> Outcome {
    if is_reply_line(text) {
        return Outcome::Done(out.skipped(around.line, super::http_text::REPLY));
    }
    let read = read(text, may_span);
    match read.spans {
        Some(start) => {
            let flow = deliver(out, &read.pieces, around);
            if flow.is_break() { Outcome::Done(flow) } else { Outcome::Spans(start) }
        }
        None => Outcome::Done(tell(out, text, &read, around, column)),
    }
}

/// Hands on what is on a line that stands for itself; none, and nothing handed on, when a value may go on after it.
pub fn alone(out: &mut Outlet<'_>, text: &[u8], around: Around<'_>) -> Option<Flow> {
    if is_reply_line(text) {
        return Some(out.skipped(around.line, super::http_text::REPLY));
    }
    let read = read(text, true);
    read.spans.is_none().then(|| tell(out, text, &read, around, 0))
}

/// What was read on a line.
#[derive(Default)]
struct LineRead<'a> {
    pieces: Vec<Piece<'a>>,
    /// The first place where JSON breaks.
    trouble: Option<(usize, Broken)>,
    /// console.log left something out.
    gone: bool,
    /// Where a value starts that goes on in the next line.
    spans: Option<usize>,
}

fn read(text: &[u8], may_span: bool) -> LineRead<'_> {
    let mut read = LineRead::default();
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
                read.pieces.push(piece);
                at = end;
            }
            Found::Gone(end) => {
                read.gone = true;
                at = end;
            }
            Found::Cut(end, broken) => {
                read.trouble = read.trouble.or(Some((end, broken)));
                at = end;
            }
            Found::Spans => {
                read.spans = Some(start);
                return read;
            }
            Found::Nothing(broken) => {
                budget = budget.saturating_sub(text.len() - start);
                let rest = &text[start..];
                if rest[1..].trim_ascii_start().first().is_some_and(|next| matches!(next, b'"' | b'{' | b'[')) {
                    // JSON that is broken further on: what is inside of it is no body of its own.
                    read.trouble = read.trouble.or(broken.map(|broken| (start + broken.at, broken)));
                    at = match Loose::new(false).scan(rest) {
                        Scan::Done(end) => start + end,
                        _ => text.len(),
                    };
                }
            }
        }
    }
    read
}

/// Hands on what was read of a whole line, or tells why there is nothing.
fn tell(out: &mut Outlet<'_>, text: &[u8], read: &LineRead<'_>, around: Around<'_>, column: u64) -> Flow {
    match (read.pieces.is_empty(), read.gone) {
        (true, true) => out.unreadable(around.line, None, GONE),
        (true, false) => nothing(out, text, around, column, read.trouble),
        (false, _) => deliver(out, &read.pieces, around),
    }
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
    let mut scanner = Scanner::listing();
    match scanner.scan(rest) {
        Scan::Done(end) => {
            let raw = &rest[..end];
            let repaired = !scanner.fixes().is_empty();
            let (json, scanner) = match repaired {
                true => (Cow::Owned(mend(raw, scanner.fixes(), &[])), None),
                false => (Cow::Borrowed(raw), Some(Box::new(scanner))),
            };
            Found::Piece(Piece { json, raw: Some(Cow::Borrowed(raw)), repaired, scanner }, start + end)
        }
        Scan::More if may_span => Found::Spans,
        Scan::More => match scanner.missing_end() {
            Some(end) => {
                let json = Cow::Owned(mend(rest, scanner.fixes(), &end));
                let raw = Some(Cow::Borrowed(rest));
                Found::Piece(Piece { json, raw, repaired: true, scanner: None }, text.len())
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
            Ok(json) => {
                let json = Cow::Owned(json);
                Found::Piece(Piece { json, raw: None, repaired: false, scanner: None }, start + end)
            }
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
    let before = |back: usize| start.checked_sub(back).map(|at| text[at]);
    let quote = before(1).filter(|byte| matches!(byte, b'\'' | b'"'));
    if let (Some(quote), Some(b'b')) = (quote, before(2)) {
        return whole_literal(dialect::python_bytes(rest, quote)?, start);
    }
    // Python's repr of a text: its own escapes around those of JSON.
    if quote == Some(b'\'') && memchr::memchr(b'\\', rest).is_some() {
        let literal = dialect::python_text(rest, b'\'');
        if let Some(found) = literal.and_then(|literal| whole_literal(literal, start)) {
            return Some(found);
        }
    }
    if inner.starts_with(b"\\x") {
        let end = memchr::memchr(b'"', rest).unwrap_or(rest.len());
        return layers(&rest[..end], &[Escape::Hex], start);
    }
    if is_quoted(inner) {
        let end = quoted_end(rest);
        // Escaped as often as it was encoded.
        let mut plain = json::unescape_inner(&rest[..end]).into_bytes();
        let mut count = 1;
        while count < 5 && is_quoted(after_brackets(&plain)) {
            plain = json::unescape_inner(&plain[..quoted_end(&plain)]).into_bytes();
            count += 1;
        }
        return layers(&rest[..end], &[Escape::Json; 5][..count], start);
    }
    if inner.starts_with(b"\"\"") && inner.get(2).is_some_and(|&byte| byte != b':' && byte != b',') {
        return layers(rest, &[Escape::Doubled], start);
    }
    if entity(inner).is_some_and(|(_, character)| character == '"') {
        return layers(rest, &[Escape::Html], start);
    }
    None
}

/// JSON in a literal, of which it may be the front.
fn whole_literal((plain, length): (Vec<u8>, usize), start: usize) -> Option<Found<'static>> {
    let mut scanner = Scanner::new();
    let Scan::Done(end) = scanner.scan(&plain) else { return None };
    Some(found(&plain[..end], &scanner, start + length))
}

fn found(raw: &[u8], scanner: &Scanner, end: usize) -> Found<'static> {
    let json = mend(raw, scanner.fixes(), &[]);
    let repaired = !scanner.fixes().is_empty();
    let raw = Some(Cow::Owned(raw.to_vec()));
    Found::Piece(Piece { json: Cow::Owned(json), raw, repaired, scanner: None }, end)
}

/// How a text is escaped.
#[derive(Clone, Copy)]
enum Escape {
    /// As inside of a JSON string.
    Json,
    /// nginx's default: `\xHH`. The bytes first, UTF-8 after.
    Hex,
    /// Quotes doubled, as in a cell.
    Doubled,
    /// `&quot;`, `&#34;` and their like.
    Html,
}

impl Escape {
    fn decode(self, text: &[u8]) -> Vec<u8> {
        effort::spend(text.len());
        match self {
            Self::Json => json::unescape_inner(text).into_bytes(),
            Self::Hex => {
                let mut plain = Vec::with_capacity(text.len());
                let mut at = 0;
                while at < text.len() {
                    let (length, byte) = hex(&text[at..]);
                    plain.push(byte);
                    at += length;
                }
                plain
            }
            Self::Doubled => replace(text, b"\"\"", b"\""),
            Self::Html => {
                let mut plain = Vec::with_capacity(text.len());
                let mut at = 0;
                while let Some(offset) = memchr::memchr(b'&', &text[at..]) {
                    plain.extend_from_slice(&text[at..at + offset]);
                    at += offset;
                    let (length, character) = entity(&text[at..]).unwrap_or((1, '&'));
                    plain.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                    at += length;
                }
                plain.extend_from_slice(&text[at..]);
                plain
            }
        }
    }

    /// How much of the text it takes to decode to so many bytes.
    fn length_of(self, text: &[u8], decoded: usize) -> usize {
        let (mut at, mut made) = (0, 0);
        while made < decoded && at < text.len() {
            effort::spend(1);
            let rest = &text[at..];
            let (length, bytes) = match self {
                Self::Json if rest[0] == b'\\' => {
                    let length = match rest.get(1) {
                        Some(b'u')
                            if rest.get(6..8) == Some(b"\\u")
                                && json::unescape_inner(&rest[..12.min(rest.len())]).chars().count() == 1 =>
                        {
                            12
                        }
                        Some(b'u') => 6,
                        _ => 2,
                    };
                    let length = length.min(rest.len());
                    (length, json::unescape_inner(&rest[..length]).len())
                }
                Self::Hex => (hex(rest).0, 1),
                Self::Doubled if rest.starts_with(b"\"\"") => (2, 1),
                Self::Html => entity(rest).map_or((1, 1), |(length, character)| (length, character.len_utf8())),
                _ => (1, 1),
            };
            at += length;
            made += bytes;
        }
        at
    }
}

/// JSON under layers of escapes, the outermost first; what follows it on the line stays.
fn layers(text: &[u8], escapes: &[Escape], start: usize) -> Option<Found<'static>> {
    let mut under: Vec<Vec<u8>> = Vec::new();
    for escape in escapes {
        let outer = under.last().map_or(text, |text| text.as_slice());
        let outer = if under.is_empty() { outer } else { &outer[..quoted_end(outer)] };
        let plain = escape.decode(outer);
        under.push(plain);
    }
    let plain = under.last()?;
    let mut scanner = Scanner::new();
    let end = match scanner.scan(plain) {
        Scan::Done(end) => end,
        // What is inside of it is no body of its own.
        Scan::More => {
            let (at, expected) = (start + text.len(), scanner.expected());
            return Some(Found::Cut(at, Broken { at, expected, deep: false, after_value: false }));
        }
        Scan::Broken(_) => return None,
    };
    let mut length = end;
    for (place, escape) in escapes.iter().enumerate().rev() {
        let outer = if place == 0 { text } else { &under[place - 1] };
        length = escape.length_of(outer, length);
    }
    Some(found(&plain[..end], &scanner, start + length.max(1)))
}

/// A byte as nginx writes it, and how long that is.
fn hex(text: &[u8]) -> (usize, u8) {
    let digits = text.strip_prefix(b"\\x").and_then(|rest| rest.get(..2));
    match digits.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()) {
        Some(byte) => (4, byte),
        None => (1, text[0]),
    }
}

/// An entity of HTML at the start of the text: how long it is, and the character that it stands for.
fn entity(text: &[u8]) -> Option<(usize, char)> {
    let inner = text.strip_prefix(b"&")?;
    let end = inner.iter().take(10).position(|&byte| byte == b';')?;
    let name = std::str::from_utf8(&inner[..end]).ok()?;
    let character = match name {
        "quot" => '"',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => digits.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some((end + 2, character))
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

/// Where a text in quotes ends, before its closing quote; its opening quote stands before it.
fn quoted_end(rest: &[u8]) -> usize {
    json::closing_quote(rest, 0).unwrap_or(rest.len())
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
        let flow = match &piece.scanner {
            Some(scanner) => open::scanned(out, &piece.json, scanner, inner),
            None => open::text(out, &piece.json, inner),
        };
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
    if let Some(message) = super::notation::within(text) {
        return out.unreadable(around.line, None, message);
    }
    if let Some((at, broken)) = trouble {
        let column = column + characters(&text[..at.min(text.len())]) + 1;
        return out.unreadable(around.line, Some(column), not_json(broken.expected, text.get(at)));
    }
    let trimmed = text.trim_ascii();
    if trimmed == b"-" || trimmed.ends_with(b" -") || trimmed.ends_with(b"\"-\"") {
        return out.skipped(around.line, "no body recorded");
    }
    if let Some(json) = super::http_text::form_value(text) {
        return open::received(out, &json, Around { raw: None, ..around.inside(0) });
    }
    // The lines between the requests of a .http file, and Apache's count of the bytes to come.
    if trimmed.starts_with(b"#") || trimmed.starts_with(b"// ") || memchr::memmem::find(text, b"(data-HEAP)").is_some()
    {
        return out.skipped(around.line, "a comment or a count of bytes");
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
