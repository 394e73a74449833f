//! The input, cut into pieces that end with a line, or between two values.

use std::io::{self, Read};

use super::ends::{Between, Ends, Values};
use crate::webhook::capture::Spot;

/// How much of the input a worker takes at a time.
pub(super) const CHUNK: usize = 512 * 1024;

/// A longer line is left to the reader that holds only one: as many as there are workers would take too much memory.
const LONG: usize = 2 * CHUNK;

/// A piece of the input that ends with a line, between two values, or with the input.
pub(super) struct Chunk {
    pub(super) buffer: Vec<u8>,
    pub(super) filled: usize,
    pub(super) start: usize,
    /// Where it starts.
    pub(super) spot: Spot,
    pub(super) seq: u64,
    /// It holds the beginning of a line that is too long for a worker.
    pub(super) too_long: bool,
}

impl Default for Chunk {
    fn default() -> Self {
        Self { buffer: Vec::new(), filled: 0, start: 0, spot: Spot::line(1), seq: 0, too_long: false }
    }
}

impl Chunk {
    pub(super) fn bytes(&self) -> &[u8] {
        &self.buffer[self.start..self.filled]
    }

    pub(super) fn from(mut self, stop: Stop) -> Self {
        let gone = self.start..self.start + stop.offset;
        self.spot.pass(&self.buffer[gone]);
        debug_assert_eq!(self.spot.line, stop.line);
        self.start += stop.offset;
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
    input: Box<dyn Read + Send + 'i>,
    /// It has no more.
    exhausted: bool,
    /// Was read from the input and given back, and how much of it was read again.
    back: (Vec<u8>, usize),
    pub(super) slow: bool,
    /// The beginning of a line whose end was not read yet, or of a value.
    pub(super) carry: Vec<u8>,
    /// Where the next one starts.
    pub(super) spot: Spot,
    pub(super) seq: u64,
    pub(super) ended: bool,
    /// Cut between values in place of lines.
    pub(super) values: Option<(Values, Ends)>,
    /// No further value begins.
    over: bool,
}

impl<'i> Chunks<'i> {
    /// An input of which the front was read already.
    pub(super) fn new(input: Box<dyn Read + Send + 'i>, slow: bool, front: Vec<u8>) -> Self {
        Self {
            input,
            exhausted: false,
            back: (Vec::new(), 0),
            slow,
            carry: front,
            spot: Spot::line(1),
            seq: 0,
            ended: false,
            values: None,
            over: false,
        }
    }

    /// The next ones start there, and are lines or values.
    pub(super) fn go_on(&mut self, spot: Spot, values: Option<Values>) {
        let between = |values| if matches!(values, Values::Documents) { Between::Lines } else { Between::Commas };
        self.spot = spot;
        self.over = false;
        self.values = values.map(|values| (values, Ends::new(between(values))));
    }

    /// These bytes are read again, before what stands in `carry`.
    pub(super) fn give_back(&mut self, mut front: Vec<u8>) {
        front.append(&mut self.carry);
        front.extend_from_slice(&self.back.0[self.back.1..]);
        self.back = (front, 0);
        self.ended = false;
    }

    /// Reads on; nothing at the end of the input.
    pub(super) fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let (back, at) = &mut self.back;
        if *at < back.len() {
            let count = buffer.len().min(back.len() - *at);
            buffer[..count].copy_from_slice(&back[*at..*at + count]);
            *at += count;
            return Ok(count);
        }
        if *at > 0 {
            self.back = (Vec::new(), 0);
        }
        // A terminal would ask again.
        while !self.exhausted {
            match self.input.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Ok(0) => self.exhausted = true,
                read => return read,
            }
        }
        Ok(0)
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
        if self.over {
            return Ok(false);
        }
        chunk.buffer[..chunk.filled].copy_from_slice(&self.carry);
        let known = self.carry.len();
        self.carry.clear();
        let end = match self.values.take() {
            None => self.read_lines(chunk)?,
            Some((values, mut ends)) => {
                let end = self.read_values(chunk, &mut ends, known);
                self.values = Some((values, ends));
                end?
            }
        };
        self.carry.extend_from_slice(&chunk.buffer[end..chunk.filled]);
        chunk.filled = end;
        chunk.spot = self.spot;
        chunk.seq = self.seq;
        self.seq += u64::from(end > 0);
        match self.values {
            None => self.spot.line += memchr::memchr_iter(b'\n', chunk.bytes()).count() as u64,
            Some(_) => self.spot.pass(chunk.bytes()),
        }
        self.over = self.values.is_some() && end == 0;
        Ok(chunk.filled > 0)
    }

    /// Reads until there is a place between two values (of a file: in a whole chunk); gives the last one, 0 when there is none.
    fn read_values(&mut self, chunk: &mut Chunk, ends: &mut Ends, known: usize) -> io::Result<usize> {
        let mut looked = known;
        let mut end = ends.last(&chunk.buffer[..chunk.filled]);
        while !self.ended && !ends.closed && (end.is_none() || !self.slow && chunk.filled < chunk.buffer.len()) {
            if chunk.filled == chunk.buffer.len() {
                if chunk.filled > LONG {
                    break;
                }
                chunk.buffer.resize(chunk.buffer.len() + CHUNK, 0);
            }
            match self.read(&mut chunk.buffer[chunk.filled..])? {
                0 => self.ended = true,
                count => chunk.filled += count,
            }
            let bytes = &chunk.buffer[..chunk.filled];
            ends.look(bytes, looked);
            looked = bytes.len();
            end = ends.last(bytes);
        }
        let end = end.unwrap_or_default();
        ends.forget(end);
        Ok(end)
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
            match self.read(&mut chunk.buffer[chunk.filled..])? {
                0 => self.ended = true,
                count => chunk.filled += count,
            }
            if let Some(newline) = memchr::memrchr(b'\n', &chunk.buffer[searched..chunk.filled]) {
                end = Some(searched + newline + 1);
            }
            searched = chunk.filled;
        }
        let end = if self.slow { end } else { place_between(&chunk.buffer[..chunk.filled]).or(end) };
        Ok(if self.ended { chunk.filled } else { end.unwrap_or(chunk.filled) })
    }
}

/// The last place between two lines of which the second begins something: a line of a document goes on at the left with
/// nothing but a closing bracket. The last place between any two, where there is no such one nearby.
fn place_between(bytes: &[u8]) -> Option<usize> {
    let mut newlines = memchr::memrchr_iter(b'\n', bytes).take_while(|newline| bytes.len() - newline < CHUNK / 8);
    let begins = |newline: &usize| {
        bytes.get(newline + 1).is_some_and(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'}' | b']'))
    };
    newlines.find(begins).map(|newline| newline + 1)
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
