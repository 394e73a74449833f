//! A file of any form, decoded: plain NDJSON line by line on every core, everything else by `capture`.
//!
//! Workers take turns at the input, each reading the next half megabyte up to a line's end, decode without
//! talking to each other, and hand their batches to the caller, who sees them in input order. The file is read, not
//! mapped: a mapping needs unsafe code and counts as resident memory. A line that only begins something longer ends
//! the parallel part; from its start on `capture` reads alone.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::webhook::batch::{Batch, Decoder, Plan};
use crate::webhook::body::{LineEnd, MAX_BODY, Source};
use crate::webhook::capture::{self, Capture};
use crate::webhook::json::Parser;

/// How much of the input a worker takes at a time.
const CHUNK: usize = 512 * 1024;

/// More workers than this only take memory: one core decodes faster than most disks read.
const MAX_WORKERS: usize = 4;

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
    let file = input.file;
    let mut chunks = Chunks { input: input.bytes, slow: input.slow, carry: Vec::new(), line: 1, seq: 0, ended: false };
    let mut first = Chunk::default();
    let failed = |source| ReadError::Input { file: file.to_owned(), source };
    if !chunks.fill(&mut first).map_err(failed)? {
        return Ok(ControlFlow::Continue(()));
    }
    let mut decoder = Decoder::new(plan);
    if !is_lines(first.bytes()) {
        return Tail { file, line: 1, resumed: false }.read(&mut decoder, &[first], &mut chunks, take);
    }
    if chunks.ended && chunks.carry.is_empty() {
        return alone(file, &mut decoder, first, &mut chunks, take);
    }
    Parallel { file, plan, chunks: Mutex::new(Turn { chunks, stopped: false, failed: None, first: Some(first) }) }
        .run(decoder, take)
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
            Tail { file, line: rest.line, resumed: true }.read(decoder, &[rest], chunks, take)
        }
        None => Ok(ControlFlow::Continue(())),
    }
}

/// Whether the first line that is not blank is one JSON object, so that the file is read by lines.
fn is_lines(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let Some(line) = lines.next() else { return false };
    line.first() == Some(&b'{') && std::str::from_utf8(line).is_ok_and(|text| Parser::default().parse(text).is_ok())
}

/// A piece of the input that ends with a line, or with the input.
#[derive(Default)]
struct Chunk {
    buffer: Vec<u8>,
    filled: usize,
    start: usize,
    /// The line that it starts with.
    line: u64,
    seq: u64,
    /// A line longer than any body: no worker can take it.
    too_long: bool,
}

impl Chunk {
    fn bytes(&self) -> &[u8] {
        &self.buffer[self.start..self.filled]
    }

    fn from(mut self, stop: Stop) -> Self {
        self.start += stop.offset;
        self.line = stop.line;
        self
    }
}

/// Where a chunk holds something that is no line of its own.
#[derive(Clone, Copy, Debug)]
struct Stop {
    offset: usize,
    line: u64,
}

/// The input, cut into chunks.
struct Chunks<'i> {
    input: Box<dyn Read + Send + 'i>,
    slow: bool,
    /// The beginning of a line whose end was not read yet.
    carry: Vec<u8>,
    line: u64,
    seq: u64,
    ended: bool,
}

impl Chunks<'_> {
    /// Fills a chunk; false at the end of the input.
    fn fill(&mut self, chunk: &mut Chunk) -> io::Result<bool> {
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
        let mut end = None;
        while !self.ended && (end.is_none() || !self.slow && chunk.filled < chunk.buffer.len()) {
            if chunk.filled == chunk.buffer.len() {
                if chunk.filled > MAX_BODY {
                    chunk.too_long = true;
                    return Ok(chunk.filled);
                }
                chunk.buffer.resize((chunk.buffer.len() * 2).min(MAX_BODY + CHUNK), 0);
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

/// Decodes the lines of a chunk; stops at one that only begins something.
fn decode_lines(decoder: &mut Decoder<'_>, chunk: &Chunk, file: &str, batch: &mut Batch) -> Option<Stop> {
    let bytes = chunk.bytes();
    let mut offset = 0;
    let mut line = chunk.line;
    // One check for the whole chunk; only where it fails is it made line by line.
    let valid = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => text_of(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    };
    while offset < bytes.len() {
        let rest = &bytes[offset..];
        let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let raw = &rest[..length];
        if !is_blank(raw) {
            let source = Source { file, line };
            let text = valid.get(offset..offset + length).or_else(|| text_of(raw));
            let taken = text.is_some_and(|text| decoder.plain_line(text, source, batch));
            if !taken && !other_line(decoder, raw, source, batch) {
                return Some(Stop { offset, line });
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

/// The part of an input that `capture` reads: from a line's start to the end.
struct Tail<'f> {
    file: &'f str,
    line: u64,
    /// It is not the start of the file.
    resumed: bool,
}

impl Tail<'_> {
    fn read<E>(
        self,
        decoder: &mut Decoder<'_>,
        begun: &[Chunk],
        chunks: &mut Chunks<'_>,
        take: Take<'_, E>,
    ) -> Result<ControlFlow<()>, ReadError<E>> {
        let mut capture = if self.resumed { Capture::resume(self.file, self.line) } else { Capture::new(self.file) };
        let mut batch = Batch::default();
        let carry = std::mem::take(&mut chunks.carry);
        let known = begun.iter().map(Chunk::bytes).chain([&*carry]);
        let mut feed = |bytes: Option<&[u8]>| -> Result<ControlFlow<()>, ReadError<E>> {
            let mut sink = decoder.sink(&mut batch);
            let flow = match bytes {
                Some(bytes) => capture.push(bytes, &mut sink),
                None => capture.finish(&mut sink),
            };
            let taken = take(&mut batch).map_err(ReadError::Taker)?;
            batch.clear();
            Ok(if flow.is_break() { flow } else { taken })
        };
        for bytes in known {
            for piece in bytes.chunks(CHUNK) {
                if feed(Some(piece))? == ControlFlow::Break(()) {
                    return Ok(ControlFlow::Break(()));
                }
            }
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
            if feed(Some(&buffer[..count]))? == ControlFlow::Break(()) {
                return Ok(ControlFlow::Break(()));
            }
        }
        feed(None)
    }
}

/// Whose turn it is to read.
struct Turn<'i> {
    chunks: Chunks<'i>,
    stopped: bool,
    failed: Option<io::Error>,
    /// The chunk that was read to see what the input is.
    first: Option<Chunk>,
}

impl Turn<'_> {
    /// The next chunk, in a used one's memory; none when there is no more work.
    fn next(&mut self, mut chunk: Chunk) -> Option<Chunk> {
        if self.stopped {
            return None;
        }
        if let Some(first) = self.first.take() {
            return Some(first);
        }
        match self.chunks.fill(&mut chunk) {
            Ok(true) => Some(chunk),
            Ok(false) => None,
            Err(error) => {
                self.stopped = true;
                self.failed = Some(error);
                None
            }
        }
    }
}

/// What goes round between a worker and the caller.
#[derive(Default)]
struct Load {
    chunk: Chunk,
    batch: Batch,
    stop: Option<Stop>,
}

struct Parallel<'i, 'p> {
    file: &'i str,
    plan: &'p Plan,
    chunks: Mutex<Turn<'i>>,
}

impl<'p> Parallel<'_, 'p> {
    fn run<E>(self, mut decoder: Decoder<'p>, take: Take<'_, E>) -> Result<ControlFlow<()>, ReadError<E>> {
        let workers = thread::available_parallelism().map_or(1, NonZeroUsize::get).clamp(1, MAX_WORKERS);
        let (done, loads) = mpsc::channel::<Load>();
        let (spare, spares) = mpsc::channel::<Load>();
        // One load more than workers for the caller to hold, one to wait for its turn.
        for _ in 0..workers + 2 {
            let _ = spare.send(Load::default());
        }
        let spares = Mutex::new(spares);
        let ended = thread::scope(|scope| {
            for _ in 0..workers {
                let done = done.clone();
                let (turn, spares) = (&self.chunks, &spares);
                let (file, plan) = (self.file, self.plan);
                scope.spawn(move || work(file, plan, turn, spares, &done));
            }
            drop(done);
            self.collect(&loads, spare, take)
        });
        let mut turn = self.chunks.into_inner().unwrap_or_else(PoisonError::into_inner);
        match ended? {
            Ended::Stopped(begun) => {
                let line = begun.first().map_or(1, |chunk| chunk.line);
                Tail { file: self.file, line, resumed: true }.read(&mut decoder, &begun, &mut turn.chunks, take)
            }
            Ended::Done(flow) => match turn.failed {
                Some(source) => Err(ReadError::Input { file: self.file.to_owned(), source }),
                None => Ok(flow),
            },
        }
    }

    /// Gives the batches to the caller in input order.
    fn collect<E>(
        &self,
        loads: &Receiver<Load>,
        spare: Sender<Load>,
        take: Take<'_, E>,
    ) -> Result<Ended, ReadError<E>> {
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        let mut begun: Vec<Chunk> = Vec::new();
        let mut outcome = Ok(Ended::Done(ControlFlow::Continue(())));
        // Dropped when everything is to stop: a worker that waits for a spare load wakes up and ends.
        let mut spare = Some(spare);
        for load in loads {
            waiting.insert(load.chunk.seq, load);
            while let Some(mut load) = waiting.remove(&next) {
                next += 1;
                if !begun.is_empty() {
                    begun.push(load.chunk);
                    continue;
                }
                if !matches!(outcome, Ok(Ended::Done(ControlFlow::Continue(())))) {
                    continue;
                }
                match take(&mut load.batch) {
                    Ok(ControlFlow::Continue(())) => {}
                    Ok(ControlFlow::Break(())) => outcome = Ok(Ended::Done(ControlFlow::Break(()))),
                    Err(error) => outcome = Err(ReadError::Taker(error)),
                }
                if !matches!(outcome, Ok(Ended::Done(ControlFlow::Continue(())))) {
                    lock(&self.chunks).stopped = true;
                    spare = None;
                    continue;
                }
                match load.stop {
                    Some(stop) => {
                        lock(&self.chunks).stopped = true;
                        spare = None;
                        begun.push(load.chunk.from(stop));
                    }
                    None => {
                        load.batch.clear();
                        if let Some(spare) = &spare {
                            let _ = spare.send(load);
                        }
                    }
                }
            }
        }
        if begun.is_empty() { outcome } else { Ok(Ended::Stopped(begun)) }
    }
}

/// How the parallel part ended.
enum Ended {
    /// At the end of the input, or when nobody wanted more.
    Done(ControlFlow<()>),
    /// At something that is no line: these chunks are not decoded yet.
    Stopped(Vec<Chunk>),
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A worker: takes a spare load, fills it in turn, decodes it.
fn work(file: &str, plan: &Plan, turn: &Mutex<Turn<'_>>, spares: &Mutex<Receiver<Load>>, done: &Sender<Load>) {
    let mut decoder = Decoder::new(plan);
    loop {
        let Ok(mut load) = lock(spares).recv() else { return };
        let Some(chunk) = lock(turn).next(std::mem::take(&mut load.chunk)) else { return };
        load.chunk = chunk;
        load.stop = if load.chunk.too_long {
            Some(Stop { offset: 0, line: load.chunk.line })
        } else {
            decode_lines(&mut decoder, &load.chunk, file, &mut load.batch)
        };
        if done.send(load).is_err() {
            return;
        }
    }
}
