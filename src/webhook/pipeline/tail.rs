//! The part of an input that is not read by lines.

use std::collections::VecDeque;
use std::io::{self, Read as _};
use std::ops::ControlFlow;

use super::chunk::{CHUNK, Chunk, Chunks};
use super::{ReadError, Take, goes_on_in_lines};
use crate::webhook::batch::{Batch, Decoder};
use crate::webhook::capture::Capture;

/// The part of an input that `capture` reads: from a line's start on, to where lines of NDJSON begin again.
pub(super) struct Tail<'f> {
    pub(super) file: &'f str,
    pub(super) line: u64,
    /// It is not the start of the file.
    pub(super) resumed: bool,
    /// How many bytes are read before anybody looks for lines again.
    pub(super) at_least: usize,
}

/// How such a part ended.
pub(super) enum TailEnd {
    /// At the end of the input, or when nobody wanted more.
    Done(ControlFlow<()>),
    /// Lines of NDJSON follow.
    Lines,
}

impl Tail<'_> {
    pub(super) fn read<E>(
        &mut self,
        decoder: &mut Decoder<'_>,
        begun: &mut VecDeque<Chunk>,
        chunks: &mut Chunks<'_>,
        take: Take<'_, E>,
    ) -> Result<TailEnd, ReadError<E>> {
        let mut capture = if self.resumed { Capture::resume(self.file, self.line) } else { Capture::text(self.file) };
        let mut batch = Batch::default();
        let mut fed = 0;
        let mut feed = |capture: &mut Capture, bytes: Option<&[u8]>| -> Result<ControlFlow<()>, ReadError<E>> {
            let mut sink = decoder.sink(&mut batch);
            let flow = match bytes {
                Some(bytes) => capture.push(bytes, &mut sink),
                None => capture.finish(&mut sink),
            };
            let taken = take(&mut batch).map_err(ReadError::Taker)?;
            batch.clear();
            Ok(if flow.is_break() { flow } else { taken })
        };
        const GONE: TailEnd = TailEnd::Done(ControlFlow::Break(()));
        while let Some(chunk) = begun.pop_front() {
            for piece in chunk.bytes().chunks(CHUNK) {
                if feed(&mut capture, Some(piece))?.is_break() {
                    return Ok(GONE);
                }
            }
            fed += chunk.bytes().len();
            let next = begun.front().map_or(&*chunks.carry, Chunk::bytes);
            if fed >= self.at_least && capture.at_rest() && chunk.bytes().ends_with(b"\n") && goes_on_in_lines(next) {
                let _ = feed(&mut capture, None)?;
                return Ok(TailEnd::Lines);
            }
        }
        let carry = std::mem::take(&mut chunks.carry);
        if feed(&mut capture, Some(&carry))?.is_break() {
            return Ok(GONE);
        }
        let mut buffer = vec![0; CHUNK / 4];
        while !chunks.ended {
            let count = match chunks.input.read(&mut buffer) {
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(source) => return Err(ReadError::Input { file: self.file.to_owned(), source }),
            };
            if count == 0 {
                break;
            }
            fed += count;
            let piece = &buffer[..count];
            let end_of = |newline: Option<usize>| newline.map_or(0, |newline| newline + 1);
            let (lines, rest) = piece.split_at(end_of(memchr::memrchr(b'\n', piece)));
            // A line that is whole tells what may follow; the rest after the last is only begun.
            let last = end_of(memchr::memrchr(b'\n', &lines[..lines.len().saturating_sub(1)]));
            let next = &lines[last..];
            if feed(&mut capture, Some(lines))?.is_break() {
                return Ok(GONE);
            }
            if fed >= self.at_least && !lines.is_empty() && capture.at_rest() && !chunks.slow && goes_on_in_lines(next)
            {
                let line = capture.line();
                let _ = feed(&mut capture, None)?;
                chunks.carry = rest.to_vec();
                chunks.line = line;
                return Ok(TailEnd::Lines);
            }
            if feed(&mut capture, Some(rest))?.is_break() {
                return Ok(GONE);
            }
        }
        Ok(TailEnd::Done(feed(&mut capture, None)?))
    }
}
