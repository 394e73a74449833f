//! The input, cut into pieces that end with a line.

use std::io::{self, Read};

/// How much of the input a worker takes at a time.
pub(super) const CHUNK: usize = 512 * 1024;

/// A longer line is left to the reader that holds only one: as many as there are workers would take too much memory.
const LONG: usize = 2 * CHUNK;

/// A piece of the input that ends with a line, or with the input.
#[derive(Default)]
pub(super) struct Chunk {
    pub(super) buffer: Vec<u8>,
    pub(super) filled: usize,
    pub(super) start: usize,
    /// The line that it starts with.
    pub(super) line: u64,
    pub(super) seq: u64,
    /// It holds the beginning of a line that is too long for a worker.
    pub(super) too_long: bool,
}

impl Chunk {
    pub(super) fn bytes(&self) -> &[u8] {
        &self.buffer[self.start..self.filled]
    }

    pub(super) fn from(mut self, stop: Stop) -> Self {
        self.start += stop.offset;
        self.line = stop.line;
        self
    }
}

/// Where a chunk holds something that is no line of its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stop {
    pub(super) offset: usize,
    pub(super) line: u64,
}

/// The input, cut into chunks.
pub(super) struct Chunks<'i> {
    pub(super) input: Box<dyn Read + Send + 'i>,
    pub(super) slow: bool,
    /// The beginning of a line whose end was not read yet.
    pub(super) carry: Vec<u8>,
    pub(super) line: u64,
    pub(super) seq: u64,
    pub(super) ended: bool,
}

impl<'i> Chunks<'i> {
    /// An input of which the front was read already.
    pub(super) fn new(input: Box<dyn Read + Send + 'i>, slow: bool, front: Vec<u8>) -> Self {
        Self { input, slow, carry: front, line: 1, seq: 0, ended: false }
    }

    /// Fills a chunk; false at the end of the input.
    pub(super) fn fill(&mut self, chunk: &mut Chunk) -> io::Result<bool> {
        chunk.start = 0;
        chunk.filled = self.carry.len();
        chunk.too_long = false;
        if chunk.buffer.len() > 4 * CHUNK {
            chunk.buffer = Vec::new();
        }
        if chunk.buffer.len() < chunk.filled + CHUNK {
            chunk.buffer.resize(chunk.filled + CHUNK, 0);
        }
        chunk.buffer[..chunk.filled].copy_from_slice(&self.carry);
        self.carry.clear();
        let end = self.read_lines(chunk)?;
        self.carry.extend_from_slice(&chunk.buffer[end..chunk.filled]);
        chunk.filled = end;
        chunk.line = self.line;
        chunk.seq = self.seq;
        self.seq += 1;
        self.line += memchr::memchr_iter(b'\n', chunk.bytes()).count() as u64;
        Ok(chunk.filled > 0)
    }

    /// Reads until there is a whole line (of a file: a whole chunk); gives where the last one ends.
    fn read_lines(&mut self, chunk: &mut Chunk) -> io::Result<usize> {
        let mut searched = chunk.filled;
        let mut end = memchr::memrchr(b'\n', &chunk.buffer[..searched]).map(|newline| newline + 1);
        while !self.ended && (end.is_none() || !self.slow && chunk.filled < chunk.buffer.len()) {
            if chunk.filled == chunk.buffer.len() {
                if chunk.filled > LONG {
                    chunk.too_long = true;
                    return Ok(chunk.filled);
                }
                chunk.buffer.resize(chunk.buffer.len() + CHUNK, 0);
            }
            match self.input.read(&mut chunk.buffer[chunk.filled..]) {
                Ok(0) => self.ended = true,
                Ok(count) => chunk.filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
            if let Some(newline) = memchr::memrchr(b'\n', &chunk.buffer[searched..chunk.filled]) {
                end = Some(searched + newline + 1);
            }
            searched = chunk.filled;
        }
        Ok(if self.ended { chunk.filled } else { end.unwrap_or(chunk.filled) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A32: a line over 16 MiB was held by a worker, and by the reader of the rest again.
    #[test]
    fn a_line_that_is_too_long_for_a_worker_is_not_held_by_one() {
        let line = |length: usize| format!("{{\"a\":\"{}\"}}\n", "x".repeat(length)).into_bytes();
        let file = [line(100), line(40 * 1024 * 1024), line(100), line(3 * CHUNK), line(100)].concat();
        let mut chunks = Chunks::new(Box::new(&file[..]), false, Vec::new());
        let mut chunk = Chunk::default();
        let (mut read, mut most, mut long) = (0, 0, 0);
        while chunks.fill(&mut chunk).unwrap() {
            read += chunk.bytes().len();
            most = most.max(chunk.buffer.capacity()).max(chunks.carry.capacity());
            long += usize::from(chunk.too_long);
        }
        assert_eq!(read, file.len());
        assert!(long > 0 && most <= 2 * (LONG + 2 * CHUNK), "{most}");
    }
}
