//! A file of any form, decoded: NDJSON line by line, arrays, exports and documents value by value on every core, everything else by
//! `capture`.
//!
//! Workers take turns at the input, each reading the next half megabyte up to a line's end, decode without
//! talking to each other, and hand their batches to the caller, who sees them in input order. The file is read, not
//! mapped: a mapping needs unsafe code and counts as resident memory. A line that only begins something longer ends
//! the parallel part; from its start on `capture` reads alone, until lines of NDJSON follow again, or elements of an array, or objects
//! one after another: where those end is found without reading them, and a worker has as many as end in its piece. The first
//! fault is `capture`'s again. What is compressed is unpacked on a thread of its own.

mod chunk;
mod ends;
mod parallel;
mod tail;
mod transcription;
mod values;

use std::collections::VecDeque;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::sync::Mutex;

use crate::webhook::batch::{Batch, Decoder, Plan};
use crate::webhook::body::{LineEnd, Source};
use crate::webhook::capture::{self, Spot};
use crate::webhook::json::Parser;
use chunk::{CHUNK, Chunk, Chunks, Stop};
use ends::Values;
use parallel::{Ended, Parallel, Turn};
use tail::{From, Tail, TailEnd};
use transcription::transcribed;

/// Why the decoding ended early.
#[derive(Debug, thiserror::Error)]
pub enum ReadError<E> {
    /// The input could not be read.
    #[error("`{file}` could not be read")]
    Input {
        /// The file as it was named.
        file: String,
        /// The cause.
        #[source]
        source: io::Error,
    },
    /// The machine starts no thread for it.
    #[error("this machine starts no further thread")]
    Starved(#[source] io::Error),
    /// The taker of the batches failed.
    #[error("the result could not be taken")]
    Taker(E),
}

/// Takes batches in input order.
pub type Take<'t, E> = &'t mut dyn FnMut(&mut Batch) -> Result<ControlFlow<()>, E>;

/// An input and its name.
pub struct Input<'i> {
    /// The file as it was named; `-` is stdin.
    pub file: &'i str,
    /// Its bytes.
    pub bytes: Box<dyn Read + Send + 'i>,
    /// Bytes may come slowly (a pipe): what came is decoded before more is waited for.
    pub slow: bool,
}

/// Decodes everything. `Break`: the taker wanted no more.
///
/// # Errors
/// When the input cannot be read, or the taker fails.
pub fn run<E>(input: Input<'_>, plan: &Plan, take: Take<'_, E>) -> Result<ControlFlow<()>, ReadError<E>> {
    let Input { file, mut bytes, slow } = input;
    let mut head = vec![0; CHUNK / 8];
    let mut filled = 0;
    // Four bytes tell how the text is encoded.
    while filled < 4 {
        match bytes.read(&mut head[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(source) => return Err(ReadError::Input { file: file.to_owned(), source }),
        }
    }
    head.truncate(filled);
    match capture::text_from(&head) {
        Some(mark) => {
            head.drain(..mark);
            text(Chunks::new(bytes, slow, head), file, plan, take)
        }
        None => transcribed(Input { file, bytes, slow }, &head, plan, take),
    }
}

/// Decodes plain text: lines of NDJSON and values that stand one after another on every core, what else there is by `capture`,
/// in turn.
fn text<E>(
    mut chunks: Chunks<'_>,
    file: &str,
    plan: &Plan,
    take: Take<'_, E>,
) -> Result<ControlFlow<()>, ReadError<E>> {
    let failed = |source| ReadError::Input { file: file.to_owned(), source };
    let mut first = Chunk::default();
    if !chunks.fill(&mut first).map_err(failed)? {
        return Ok(ControlFlow::Continue(()));
    }
    let mut decoder = Decoder::new(plan);
    let by_lines = is_lines(first.bytes());
    if by_lines && chunks.ended && chunks.carry.is_empty() {
        return alone(file, &mut decoder, first, &mut chunks, take);
    }
    let mut begun = VecDeque::from([first]);
    let mut end = TailEnd::Lines;
    let mut at_least = 0;
    if !by_lines {
        end = Tail { file, from: From::Start, at_least }.read(&mut decoder, &mut begun, &mut chunks, take)?;
    }
    loop {
        let standing = match end {
            TailEnd::Done(flow) => return Ok(flow),
            TailEnd::Lines => None,
            TailEnd::Values(standing) => Some(standing),
        };
        let values = standing.as_ref().map(|standing| match standing.is_array() {
            true => Values::Elements(standing.is_searched()),
            false => Values::Documents,
        });
        chunks.go_on(standing.as_ref().map_or(Spot::line(chunks.spot.line), |standing| standing.spot), values);
        let first_of_these = chunks.seq;
        let turn = Turn { chunks, stopped: false, failed: None, first: begun };
        let parallel = Parallel { file, plan, chunks: Mutex::new(turn), values };
        let (rest, is_over) = match parallel.run(take)? {
            Ended::Done(flow) => return Ok(flow),
            Ended::Stopped(rest) => (rest, false),
            Ended::Over(rest) => (rest, true),
        };
        (begun, chunks) = (rest.begun, rest.chunks);
        let spot = begun.front().map_or(chunks.spot, |chunk| chunk.spot);
        let from = match standing {
            None => From::Line(spot.line),
            Some(standing) => From::Standing(standing.further(spot, rest.handed)),
        };
        // Whoever stops often is read by one thread for longer and longer.
        let is_orderly = is_over && chunks.seq > first_of_these;
        at_least = if is_orderly { 2 * CHUNK } else { (2 * at_least).max(2 * CHUNK) };
        end = Tail { file, from, at_least }.read(&mut decoder, &mut begun, &mut chunks, take)?;
    }
}

/// A small input: no thread is worth its start.
fn alone<E>(
    file: &str,
    decoder: &mut Decoder<'_>,
    chunk: Chunk,
    chunks: &mut Chunks<'_>,
    take: Take<'_, E>,
) -> Result<ControlFlow<()>, ReadError<E>> {
    let mut batch = Batch::default();
    let stop = decode_lines(decoder, &chunk, file, &mut batch);
    if take(&mut batch).map_err(ReadError::Taker)? == ControlFlow::Break(()) {
        return Ok(ControlFlow::Break(()));
    }
    match stop {
        Some(stop) => {
            let rest = chunk.from(stop);
            let tail = Tail { file, from: From::Line(rest.spot.line), at_least: usize::MAX };
            match tail.read(decoder, &mut VecDeque::from([rest]), chunks, take)? {
                TailEnd::Done(flow) => Ok(flow),
                TailEnd::Lines | TailEnd::Values(_) => Ok(ControlFlow::Continue(())),
            }
        }
        None => Ok(ControlFlow::Continue(())),
    }
}

/// Whether the first line that is not blank is one JSON object, so that the file is read by lines.
fn is_lines(bytes: &[u8]) -> bool {
    first_line(bytes).is_some_and(|line| {
        line.first() == Some(&b'{') && std::str::from_utf8(line).is_ok_and(|text| Parser::default().parse(text).is_ok())
    })
}

/// The same in the middle of a file, where lines of a log are also read by lines. At its start they may be the head of a table.
fn goes_on_in_lines(bytes: &[u8]) -> bool {
    first_line(bytes).is_some_and(capture::is_separate)
}

fn first_line(bytes: &[u8]) -> Option<&[u8]> {
    bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).find(|line| !line.is_empty())
}

/// Decodes the lines of a chunk; stops at one that only begins something.
fn decode_lines(decoder: &mut Decoder<'_>, chunk: &Chunk, file: &str, batch: &mut Batch) -> Option<Stop> {
    let bytes = chunk.bytes();
    let mut offset = 0;
    let mut line = chunk.spot.line;
    // One check for the whole chunk; only where it fails is it made line by line.
    let valid = valid_front(bytes);
    while offset < bytes.len() {
        let rest = &bytes[offset..];
        let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let raw = &rest[..length];
        if !is_blank(raw) {
            let source = Source { file, line };
            let text = valid.get(offset..offset + length).or_else(|| text_of(raw));
            let taken = text.is_some_and(|text| decoder.plain_line(text, source, batch));
            if !taken && !other_line(decoder, raw, source, batch) {
                let Some(end) = document(decoder, valid.get(offset..), source, batch) else {
                    return Some(Stop { offset, line });
                };
                line += memchr::memchr_iter(b'\n', &bytes[offset..offset + end]).count() as u64;
                offset += end;
                continue;
            }
        }
        offset += length + 1;
        line += 1;
    }
    None
}

fn is_blank(line: &[u8]) -> bool {
    line.first() != Some(&b'{') && line.trim_ascii().is_empty()
}

/// The text up to the first byte that is no UTF-8.
fn valid_front(bytes: &[u8]) -> &str {
    match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => text_of(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    }
}

fn text_of(line: &[u8]) -> Option<&str> {
    std::str::from_utf8(line).ok()
}

/// A line that is no plain callback; false when it cannot be read on its own.
fn other_line(decoder: &mut Decoder<'_>, raw: &[u8], source: Source<'_>, batch: &mut Batch) -> bool {
    let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
    match capture::line(raw, source, &mut decoder.sink(batch)) {
        LineEnd::Done(_) => true,
        LineEnd::Spans => false,
    }
}

/// A sound document over several lines, with nothing behind it on its last; gives where the line after it begins.
fn document(decoder: &mut Decoder<'_>, text: Option<&str>, source: Source<'_>, batch: &mut Batch) -> Option<usize> {
    let text = text.filter(|text| text.starts_with('{'))?;
    let line_end = |end: usize| {
        let blank = text.as_bytes()[end..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
        (end + blank, text.as_bytes().get(end + blank))
    };
    let is_alone = |end: usize| matches!(line_end(end).1, None | Some(b'\n'));
    let end = decoder.value(text, source, false, is_alone, batch)?;
    let (end, newline) = line_end(end);
    Some(end + usize::from(newline.is_some()))
}

#[cfg(test)]
mod tests;
