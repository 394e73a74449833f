//! The part of an input that one thread reads.

use std::collections::VecDeque;
use std::ops::ControlFlow;

use super::chunk::{CHUNK, Chunk, Chunks};
use super::{ReadError, Take, goes_on_in_lines};
use crate::webhook::batch::{Batch, Decoder};
use crate::webhook::capture::{Capture, Standing};

/// The part of an input that `capture` reads: from where it is told to begin, to where lines of NDJSON begin, or values that
/// can be decoded by themselves.
pub(super) struct Tail<'f> {
    pub(super) file: &'f str,
    pub(super) from: From,
    /// How many bytes are read before anybody looks for what can be read on every thread.
    pub(super) at_least: usize,
}

/// Where such a part begins.
pub(super) enum From {
    /// At the first byte of the text.
    Start,
    /// At the start of a line.
    Line(u64),
    /// Between two values.
    Standing(Standing),
}

/// How such a part ended.
pub(super) enum TailEnd {
    /// At the end of the input, or when nobody wanted more.
    Done(ControlFlow<()>),
    /// Lines of NDJSON follow.
    Lines,
    /// Values follow that can be decoded by themselves.
    Values(Standing),
}

const GONE: TailEnd = TailEnd::Done(ControlFlow::Break(()));

impl Tail<'_> {
    pub(super) fn read<E>(
        self,
        decoder: &mut Decoder<'_>,
        begun: &mut VecDeque<Chunk>,
        chunks: &mut Chunks<'_>,
        take: Take<'_, E>,
    ) -> Result<TailEnd, ReadError<E>> {
        let capture = match self.from {
            From::Start => Capture::text(self.file),
            From::Line(line) => Capture::resume(self.file, line),
            From::Standing(standing) => Capture::stand(self.file, standing),
        };
        let mut one = OneThread { capture, batch: Batch::default(), fed: 0, at_least: self.at_least, decoder, take };
        while let Some(chunk) = begun.pop_front() {
            let more = !begun.is_empty() || !chunks.ended || !chunks.carry.is_empty();
            for (place, piece) in chunk.bytes().chunks(CHUNK).enumerate() {
                if one.feed(piece, more)?.is_break() {
                    return Ok(GONE);
                }
                if more && let Some((standing, mut left)) = one.leave(chunks.slow)? {
                    left.extend_from_slice(&chunk.bytes()[CHUNK * place + piece.len()..]);
                    begun.drain(..).for_each(|chunk| left.extend_from_slice(chunk.bytes()));
                    chunks.give_back(left);
                    return Ok(TailEnd::Values(standing));
                }
            }
            let next = begun.front().map_or(&*chunks.carry, Chunk::bytes);
            if one.may_leave() && one.capture.at_rest() && chunk.bytes().ends_with(b"\n") && goes_on_in_lines(next) {
                let _ = one.finish()?;
                if let (Some(next), Some(_)) = (begun.front(), &chunks.values) {
                    // They do not end with their lines.
                    chunks.spot.line = next.spot.line;
                    chunks.give_back(begun.drain(..).flat_map(|chunk| chunk.bytes().to_vec()).collect());
                }
                return Ok(TailEnd::Lines);
            }
        }
        let carry = std::mem::take(&mut chunks.carry);
        if one.feed(&carry, false)?.is_break() {
            return Ok(GONE);
        }
        let mut buffer = vec![0; CHUNK / 4];
        while !chunks.ended {
            let count =
                chunks.read(&mut buffer).map_err(|source| ReadError::Input { file: self.file.to_owned(), source })?;
            if count == 0 {
                break;
            }
            let piece = &buffer[..count];
            let end_of = |newline: Option<usize>| newline.map_or(0, |newline| newline + 1);
            let (lines, rest) = piece.split_at(end_of(memchr::memrchr(b'\n', piece)));
            // A line that is whole tells what may follow; the rest after the last is only begun.
            let last = end_of(memchr::memrchr(b'\n', &lines[..lines.len().saturating_sub(1)]));
            let next = &lines[last..];
            if one.feed(lines, true)?.is_break() {
                return Ok(GONE);
            }
            let starts_afresh = one.may_leave() && !lines.is_empty() && one.capture.at_rest();
            if starts_afresh && !chunks.slow && goes_on_in_lines(next) {
                let line = one.capture.line();
                let _ = one.finish()?;
                chunks.give_back(rest.to_vec());
                chunks.spot.line = line;
                return Ok(TailEnd::Lines);
            }
            if one.feed(rest, true)?.is_break() {
                return Ok(GONE);
            }
            if let Some((standing, left)) = one.leave(chunks.slow)? {
                chunks.give_back(left);
                return Ok(TailEnd::Values(standing));
            }
        }
        Ok(TailEnd::Done(one.finish()?))
    }
}

/// The one thread's reader, and where its batches go.
struct OneThread<'o, 'p, 't, E> {
    capture: Capture,
    batch: Batch,
    fed: usize,
    at_least: usize,
    decoder: &'o mut Decoder<'p>,
    take: Take<'t, E>,
}

impl<E> OneThread<'_, '_, '_, E> {
    /// Whether enough was read to look for what can be read on every thread.
    fn may_leave(&self) -> bool {
        self.fed >= self.at_least
    }

    /// Takes more of the text; `more` of it is there besides.
    fn feed(&mut self, bytes: &[u8], more: bool) -> Result<ControlFlow<()>, ReadError<E>> {
        self.capture.leave_soon(more && self.may_leave());
        let flow = self.capture.push(bytes, &mut self.decoder.sink(&mut self.batch));
        self.fed += bytes.len();
        self.hand_on(flow)
    }

    fn finish(&mut self) -> Result<ControlFlow<()>, ReadError<E>> {
        let flow = self.capture.finish(&mut self.decoder.sink(&mut self.batch));
        self.hand_on(flow)
    }

    /// Where values stand that others can read, and what was not read. A document that comes slowly is told as soon as it ends.
    fn leave(&mut self, slow: bool) -> Result<Option<(Standing, Vec<u8>)>, ReadError<E>> {
        if !self.may_leave() || slow && !self.capture.is_in_array() {
            return Ok(None);
        }
        let left = self.capture.leave(&mut self.decoder.sink(&mut self.batch));
        let _ = self.hand_on(ControlFlow::Continue(()))?;
        Ok(left)
    }

    fn hand_on(&mut self, flow: ControlFlow<()>) -> Result<ControlFlow<()>, ReadError<E>> {
        let taken = (self.take)(&mut self.batch).map_err(ReadError::Taker)?;
        self.batch.clear();
        Ok(if flow.is_break() { flow } else { taken })
    }
}
