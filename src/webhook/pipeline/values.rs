//! Values that stand one after another, decoded by a worker: the elements of an array, or documents. Only what is sound is; from the
//! first fault on `capture` reads alone, as if nobody had looked.

use super::chunk::{Chunk, Stop};
use super::ends::Values;
use super::valid_front;
use crate::webhook::batch::{Batch, Decoder};
use crate::webhook::body::Source;
use crate::webhook::capture;

/// Decodes the values of a chunk, which ends between two of them.
pub(super) fn decode_values(
    decoder: &mut Decoder<'_>,
    chunk: &Chunk,
    values: Values,
    file: &str,
    batch: &mut Batch,
) -> Option<Stop> {
    let bytes = chunk.bytes();
    let mut line = chunk.spot.line;
    let whole = Stop { offset: 0, line };
    if capture::may_be_coloured(bytes) {
        return Some(whole);
    }
    let valid = valid_front(bytes);
    let mut at = 0;
    loop {
        at += blank(&bytes[at..], &mut line);
        if at == bytes.len() {
            return None;
        }
        let stop = Some(Stop { offset: at, line });
        let may_begin = match (values, bytes[at]) {
            (_, b'{') | (Values::Elements(_), b'[' | b'"') => true,
            // A word at the very left of an export may be no part of it.
            (Values::Elements(searched), b'0'..=b'9' | b'-' | b't' | b'f' | b'n') => !searched,
            _ => false,
        };
        let Some(text) = valid.get(at..).filter(|_| may_begin) else { return stop };
        let ends_well = |end: usize| match values {
            Values::Elements(_) => another_follows(&bytes[at + end..]),
            Values::Documents => is_alone(&bytes[at + end..]),
        };
        let searched = values == Values::Elements(true);
        let Some(end) = decoder.value(text, Source { file, line }, searched, ends_well, batch) else { return stop };
        line += memchr::memchr_iter(b'\n', &bytes[at..at + end]).count() as u64;
        at += end;
        at += blank(&bytes[at..], &mut line);
        // What may stand between documents is what stands between elements.
        at += usize::from(bytes.get(at) == Some(&b','));
    }
}

/// How much white space stands here.
fn blank(bytes: &[u8], line: &mut u64) -> usize {
    let count = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    *line += bytes[..count].iter().filter(|byte| **byte == b'\n').count() as u64;
    count
}

/// Whether, after an element, a comma and another one follow: a comma without one is a fault. The chunk ends before one.
fn another_follows(rest: &[u8]) -> bool {
    match rest.trim_ascii_start() {
        [b',', rest @ ..] => !matches!(rest.trim_ascii_start().first(), Some(b',' | b']' | b'}')),
        _ => false,
    }
}

/// Whether nothing else stands on the line after a document.
fn is_alone(rest: &[u8]) -> bool {
    let next = rest.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
    matches!(next, None | Some(b'\n' | b'{' | b','))
}
