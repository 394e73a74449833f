//! Lines on every core: workers take turns at the input and decode without talking to each other; the caller sees their
//! batches in input order.

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use super::chunk::{Chunk, Chunks, Stop};
use super::ends::Values;
use super::values::decode_values;
use super::{ReadError, Take, decode_lines};
use crate::webhook::batch::{Batch, Decoder, Plan};

/// More workers than this only take memory: one core decodes faster than most disks read.
const MAX_WORKERS: usize = 4;

/// Whose turn it is to read.
pub(super) struct Turn<'i> {
    pub(super) chunks: Chunks<'i>,
    pub(super) stopped: bool,
    pub(super) failed: Option<io::Error>,
    /// Chunks that were read already.
    pub(super) first: VecDeque<Chunk>,
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

/// What the collecting came to.
struct Collecting {
    outcome: Collected,
    /// Something was found or told.
    handed: bool,
}

pub(super) struct Parallel<'f, 'i, 'p> {
    pub(super) file: &'f str,
    pub(super) plan: &'p Plan,
    pub(super) chunks: Mutex<Turn<'i>>,
    /// What the chunks hold in place of lines.
    pub(super) values: Option<Values>,
}

impl<'i> Parallel<'_, 'i, '_> {
    pub(super) fn run<E>(self, take: Take<'_, E>) -> Result<Ended<'i>, ReadError<E>> {
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
            for worker in 0..workers {
                let done = done.clone();
                let (turn, spares) = (&self.chunks, &spares);
                let job = Job { file: self.file, plan: self.plan, values: self.values };
                let started = thread::Builder::new().spawn_scoped(scope, move || job.work(turn, spares, &done));
                match started {
                    Ok(_) => {}
                    Err(error) if worker == 0 => return Err(ReadError::Starved(error)),
                    // A few do the work of many.
                    Err(_) => break,
                }
            }
            drop(done);
            self.collect(&loads, spare, next, take)
        });
        let mut turn = self.chunks.into_inner().unwrap_or_else(PoisonError::into_inner);
        let Collecting { outcome, handed } = ended?;
        match (outcome, turn.failed) {
            (Collected::Stopped(mut begun), _) => {
                begun.append(&mut turn.first);
                Ok(Ended::Stopped(Rest { begun, chunks: turn.chunks, handed }))
            }
            (Collected::Done(_), Some(source)) => Err(ReadError::Input { file: self.file.to_owned(), source }),
            (Collected::Done(ControlFlow::Continue(())), None) if self.values.is_some() => {
                Ok(Ended::Over(Rest { begun: VecDeque::new(), chunks: turn.chunks, handed }))
            }
            (Collected::Done(flow), None) => Ok(Ended::Done(flow)),
        }
    }

    /// Gives the batches to the caller in input order.
    fn collect<E>(
        &self,
        loads: &Receiver<Load>,
        spare: Sender<Load>,
        mut next: u64,
        take: Take<'_, E>,
    ) -> Result<Collecting, ReadError<E>> {
        let mut handed = false;
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
                handed |= load.batch.tally.bodies > 0 || !load.batch.troubles.is_empty();
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
        let outcome = if begun.is_empty() { outcome? } else { Collected::Stopped(begun) };
        Ok(Collecting { outcome, handed })
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
pub(super) enum Ended<'i> {
    /// At the end of the input, or when nobody wanted more.
    Done(ControlFlow<()>),
    /// At something that is no line or no sound value.
    Stopped(Rest<'i>),
    /// Where no further value begins.
    Over(Rest<'i>),
}

/// What a parallel part leaves.
pub(super) struct Rest<'i> {
    /// These chunks are not decoded yet.
    pub(super) begun: VecDeque<Chunk>,
    /// The input is where it is.
    pub(super) chunks: Chunks<'i>,
    /// Something was found or told.
    pub(super) handed: bool,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What workers do.
#[derive(Clone, Copy)]
struct Job<'j> {
    file: &'j str,
    plan: &'j Plan,
    values: Option<Values>,
}

impl Job<'_> {
    /// A worker: takes a spare load, fills it in turn, decodes it.
    fn work(self, turn: &Mutex<Turn<'_>>, spares: &Mutex<Receiver<Load>>, done: &Sender<Load>) {
        let mut decoder = Decoder::new(self.plan);
        loop {
            let Ok(mut load) = lock(spares).recv() else { return };
            let Some(chunk) = lock(turn).next(std::mem::take(&mut load.chunk)) else { return };
            load.chunk = chunk;
            load.stop = match self.values {
                _ if load.chunk.too_long => Some(Stop { offset: 0, line: load.chunk.spot.line }),
                Some(values) => decode_values(&mut decoder, &load.chunk, values, self.file, &mut load.batch),
                None => decode_lines(&mut decoder, &load.chunk, self.file, &mut load.batch),
            };
            if done.send(load).is_err() {
                return;
            }
        }
    }
}
