//! A file of any form, decoded: plain NDJSON line by line on every core, everything else by `capture`.
//!
//! Workers take turns at the input, each reading the next half megabyte up to a line's end, decode without
//! talking to each other, and hand their batches to the caller, who sees them in input order. The file is read, not
//! mapped: a mapping needs unsafe code and counts as resident memory. A line that only begins something longer ends
//! the parallel part; from its start on `capture` reads alone, until lines of NDJSON follow again. What is compressed is
//! unpacked on a thread of its own.

use std::collections::{BTreeMap, VecDeque};
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::webhook::batch::{Batch, Decoder, Plan};
use crate::webhook::body::{BodySink as _, LineEnd, MAX_BODY, Problem, ProblemKind, Source};
use crate::webhook::capture::{self, Capture};
use crate::webhook::json::Parser;

/// How much of the input a worker takes at a time.
const CHUNK: usize = 512 * 1024;

/// How many pieces of decoded text wait at the most.
const PIECES: usize = 4;

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

/// Decodes an input that is compressed or in UTF-16: a thread of its own makes plain text of it.
fn transcribed<E>(
    input: Input<'_>,
    head: &[u8],
    plan: &Plan,
    take: Take<'_, E>,
) -> Result<ControlFlow<()>, ReadError<E>> {
    let Input { file, bytes, slow } = input;
    let (sender, receiver) = mpsc::sync_channel(PIECES);
    let (flow, ended) = thread::scope(|scope| {
        let reading = scope.spawn(move || transcribe(head, bytes, &sender));
        let pieces = Pieces { receiver, piece: Vec::new(), at: 0 };
        let flow = text(Chunks::new(Box::new(pieces), slow, Vec::new()), file, plan, &mut *take);
        (flow, reading.join())
    });
    let flow = flow?;
    let (line, ended) = ended.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    match ended {
        Err(Untranscribed::Input(source)) if flow.is_continue() => {
            Err(ReadError::Input { file: file.to_owned(), source })
        }
        Err(Untranscribed::Encoding(error)) if flow.is_continue() => {
            let mut batch = Batch::default();
            let problem = Problem {
                source: Source { file, line },
                column: None,
                kind: ProblemKind::Unreadable,
                message: error.to_string().into(),
                count: 1,
            };
            let _ = Decoder::new(plan).sink(&mut batch).problem(problem);
            take(&mut batch).map_err(ReadError::Taker)
        }
        _ => Ok(flow),
    }
}

/// Why the text of an input ends early.
enum Untranscribed {
    Input(io::Error),
    Encoding(capture::Undecodable),
}

/// Sends the text of an encoded input in pieces; gives the line it came to.
fn transcribe(
    head: &[u8],
    mut bytes: Box<dyn Read + Send + '_>,
    sender: &SyncSender<Vec<u8>>,
) -> (u64, Result<(), Untranscribed>) {
    let mut line = 1;
    let mut take = |text: &[u8]| {
        for piece in text.chunks(CHUNK / 2) {
            line += memchr::memchr_iter(b'\n', piece).count() as u64;
            if sender.send(piece.to_vec()).is_err() {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    };
    let mut text = capture::Text::new();
    let mut read = || {
        let mut flow = text.push(head, &mut take).map_err(Untranscribed::Encoding)?;
        let mut buffer = vec![0; CHUNK / 8];
        while flow.is_continue() {
            flow = match bytes.read(&mut buffer) {
                Ok(0) => return text.finish(&mut take).map(|_| ()).map_err(Untranscribed::Encoding),
                Ok(count) => text.push(&buffer[..count], &mut take).map_err(Untranscribed::Encoding)?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => flow,
                Err(source) => return Err(Untranscribed::Input(source)),
            };
        }
        Ok(())
    };
    let ended = read();
    (line, ended)
}

/// The pieces of a text as one input.
struct Pieces {
    receiver: Receiver<Vec<u8>>,
    piece: Vec<u8>,
    at: usize,
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.piece.len() {
            match self.receiver.recv() {
                Ok(piece) => (self.piece, self.at) = (piece, 0),
                Err(_) => return Ok(0),
            }
        }
        let count = buffer.len().min(self.piece.len() - self.at);
        buffer[..count].copy_from_slice(&self.piece[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

/// Decodes plain text: lines of NDJSON on every core, what else there is by `capture`, in turn.
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
    let mut tail = Tail { file, line: 1, resumed: false, at_least: 0 };
    let mut begun = VecDeque::from([first]);
    if !by_lines {
        match tail.read(&mut decoder, &mut begun, &mut chunks, take)? {
            TailEnd::Done(flow) => return Ok(flow),
            TailEnd::Lines => {}
        }
    }
    loop {
        let parallel =
            Parallel { file, plan, chunks: Mutex::new(Turn { chunks, stopped: false, failed: None, first: begun }) };
        match parallel.run(take)? {
            Ended::Done(flow) => return Ok(flow),
            Ended::Stopped(stopped, rest) => (begun, chunks) = (stopped, rest),
        }
        tail.resumed = true;
        tail.line = begun.front().map_or(1, |chunk| chunk.line);
        // Whoever stops often is read by one thread for longer and longer.
        tail.at_least = (2 * tail.at_least).max(2 * CHUNK);
        match tail.read(&mut decoder, &mut begun, &mut chunks, take)? {
            TailEnd::Done(flow) => return Ok(flow),
            TailEnd::Lines => {}
        }
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
            let mut tail = Tail { file, line: rest.line, resumed: true, at_least: usize::MAX };
            match tail.read(decoder, &mut VecDeque::from([rest]), chunks, take)? {
                TailEnd::Done(flow) => Ok(flow),
                TailEnd::Lines => Ok(ControlFlow::Continue(())),
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

impl<'i> Chunks<'i> {
    /// An input of which the front was read already.
    fn new(input: Box<dyn Read + Send + 'i>, slow: bool, front: Vec<u8>) -> Self {
        Self { input, slow, carry: front, line: 1, seq: 0, ended: false }
    }

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
        let mut end = memchr::memrchr(b'\n', &chunk.buffer[..searched]).map(|newline| newline + 1);
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

/// The part of an input that `capture` reads: from a line's start on, to where lines of NDJSON begin again.
struct Tail<'f> {
    file: &'f str,
    line: u64,
    /// It is not the start of the file.
    resumed: bool,
    /// How many bytes are read before anybody looks for lines again.
    at_least: usize,
}

/// How such a part ended.
enum TailEnd {
    /// At the end of the input, or when nobody wanted more.
    Done(ControlFlow<()>),
    /// Lines of NDJSON follow.
    Lines,
}

impl Tail<'_> {
    fn read<E>(
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

/// Whose turn it is to read.
struct Turn<'i> {
    chunks: Chunks<'i>,
    stopped: bool,
    failed: Option<io::Error>,
    /// Chunks that were read already.
    first: VecDeque<Chunk>,
}

impl Turn<'_> {
    /// The number of the chunk that comes next.
    fn next_seq(&self) -> u64 {
        self.first.front().map_or(self.chunks.seq, |chunk| chunk.seq)
    }

    /// The next chunk, in a used one's memory; none when there is no more work.
    fn next(&mut self, mut chunk: Chunk) -> Option<Chunk> {
        if self.stopped {
            return None;
        }
        if let Some(first) = self.first.pop_front() {
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

struct Parallel<'f, 'i, 'p> {
    file: &'f str,
    plan: &'p Plan,
    chunks: Mutex<Turn<'i>>,
}

impl<'i> Parallel<'_, 'i, '_> {
    fn run<E>(self, take: Take<'_, E>) -> Result<Ended<'i>, ReadError<E>> {
        let workers = thread::available_parallelism().map_or(1, NonZeroUsize::get).clamp(1, MAX_WORKERS);
        let (done, loads) = mpsc::channel::<Load>();
        let (spare, spares) = mpsc::channel::<Load>();
        // One load more than workers for the caller to hold, one to wait for its turn.
        for _ in 0..workers + 2 {
            let _ = spare.send(Load::default());
        }
        let spares = Mutex::new(spares);
        let next = lock(&self.chunks).next_seq();
        let ended = thread::scope(|scope| {
            for _ in 0..workers {
                let done = done.clone();
                let (turn, spares) = (&self.chunks, &spares);
                let (file, plan) = (self.file, self.plan);
                scope.spawn(move || work(file, plan, turn, spares, &done));
            }
            drop(done);
            self.collect(&loads, spare, next, take)
        });
        let mut turn = self.chunks.into_inner().unwrap_or_else(PoisonError::into_inner);
        match ended? {
            Collected::Stopped(mut begun) => {
                begun.append(&mut turn.first);
                Ok(Ended::Stopped(begun, turn.chunks))
            }
            Collected::Done(flow) => match turn.failed {
                Some(source) => Err(ReadError::Input { file: self.file.to_owned(), source }),
                None => Ok(Ended::Done(flow)),
            },
        }
    }

    /// Gives the batches to the caller in input order.
    fn collect<E>(
        &self,
        loads: &Receiver<Load>,
        spare: Sender<Load>,
        mut next: u64,
        take: Take<'_, E>,
    ) -> Result<Collected, ReadError<E>> {
        let mut waiting = BTreeMap::new();
        let mut begun: VecDeque<Chunk> = VecDeque::new();
        let mut outcome = Ok(Collected::Done(ControlFlow::Continue(())));
        // Dropped when everything is to stop: a worker that waits for a spare load wakes up and ends.
        let mut spare = Some(spare);
        for load in loads {
            waiting.insert(load.chunk.seq, load);
            while let Some(mut load) = waiting.remove(&next) {
                next += 1;
                if !begun.is_empty() {
                    begun.push_back(load.chunk);
                    continue;
                }
                if !matches!(outcome, Ok(Collected::Done(ControlFlow::Continue(())))) {
                    continue;
                }
                match take(&mut load.batch) {
                    Ok(ControlFlow::Continue(())) => {}
                    Ok(ControlFlow::Break(())) => outcome = Ok(Collected::Done(ControlFlow::Break(()))),
                    Err(error) => outcome = Err(ReadError::Taker(error)),
                }
                if !matches!(outcome, Ok(Collected::Done(ControlFlow::Continue(())))) {
                    lock(&self.chunks).stopped = true;
                    spare = None;
                    continue;
                }
                match load.stop {
                    Some(stop) => {
                        lock(&self.chunks).stopped = true;
                        spare = None;
                        begun.push_back(load.chunk.from(stop));
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
        if begun.is_empty() { outcome } else { Ok(Collected::Stopped(begun)) }
    }
}

/// How the collecting ended.
enum Collected {
    /// At the end of the input, or when nobody wanted more.
    Done(ControlFlow<()>),
    /// At something that is no line: these chunks are not decoded yet.
    Stopped(VecDeque<Chunk>),
}

/// How the parallel part ended.
enum Ended<'i> {
    /// At the end of the input, or when nobody wanted more.
    Done(ControlFlow<()>),
    /// At something that is no line: these chunks are not decoded yet, and the input is where it is.
    Stopped(VecDeque<Chunk>, Chunks<'i>),
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

#[cfg(test)]
mod tests;
