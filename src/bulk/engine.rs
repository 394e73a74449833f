//! The run of a job: claims rows, sends them, books what came back, and never sends a row whose
//! earlier try may have been accepted.
//!
//! One cycle is one commit: everything that finished since the last one is written together with the
//! intents of the requests that leave next. A slot is free again only in the transaction that books
//! the outcome, so on disk claimed minus resolved never exceeds what may be in flight.

mod breaker;
mod claims;
mod completion;
mod health;
mod stop;

use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::sync::oneshot;
use tokio::time::Instant;

use super::journal::{
    CanaryRows, Claims, Counts, Feed, Hold, Journal, JournalError, Ledger, MessageIds, PendingRow, Resolved,
    Transaction,
};
use super::pace::Pace;
use super::sender::{Local, Outgoing, RecipientKind, SendError, Sender, Sent};
use crate::interrupt::Signal;

use breaker::{Breaker, Canary};
use health::Health;

pub use breaker::MaxFailures;
pub use stop::Stop;

/// How often whoever watches hears of it, when nothing else happens.
const TICK: Duration = Duration::from_millis(500);

/// So many answers are taken in a row before the disk gets its turn: it works on them while the next ones are taken.
const AT_A_TIME: usize = 16;

/// How often the last outcomes are tried to be written when the disk refuses them.
const LAST_TRIES: u32 = 3;

/// How a job is run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What the recipients are.
    pub kind: RecipientKind,
    /// Requests in flight, at least 1.
    pub concurrency: usize,
    /// Rows of one message in a request, at least 1.
    pub batch: usize,
    /// Whether a batch refused for a bad number is halved; otherwise the job stops.
    pub halve: bool,
    /// Between two requests; none: as fast as answers come.
    pub interval: Option<Duration>,
    /// So many rows of the list go first.
    pub canary: Option<u64>,
    /// When to give up.
    pub max_failures: Option<MaxFailures>,
    /// Whether a canary or `--max-failures` that stopped the job earlier is overruled.
    pub go_on: bool,
    /// How the rows stand before this run.
    pub before: Counts,
    /// The message of every row, where it is the same.
    pub message: Option<String>,
    /// The ids that its messages have, where the job gives them any.
    pub message_ids: Option<MessageIds>,
}

/// What this run did, in rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Accepted.
    pub accepted: u64,
    /// Refused.
    pub refused: u64,
    /// Unknown.
    pub unknown: u64,
}

impl Tally {
    /// Rows that left and got an outcome.
    pub fn sent(self) -> u64 {
        self.accepted + self.refused + self.unknown
    }
}

/// How a run ended.
#[derive(Debug)]
pub struct Ended {
    /// What it did.
    pub tally: Tally,
    /// Why it stopped before its end; none: nothing is left that could be sent now.
    pub stop: Option<Stop>,
    /// Whether a batch was halved after 9002.
    pub halved: bool,
    /// Rows whose outcome could not be written: they will come back as unknown.
    pub unrecorded: u64,
    /// The journal, when it could be had back.
    pub journal: Option<Journal>,
}

/// What the engine needs from outside.
pub struct Ports<'a> {
    /// How requests leave.
    pub sender: &'a dyn Sender,
    /// The wall clock in epoch milliseconds.
    pub clock: &'a dyn Fn() -> i64,
    /// Called now and then with how far the run is.
    pub progress: &'a dyn Fn(Tally),
    /// Ends with the signal that came.
    pub interrupt: Local<'a, Signal>,
}

/// Rows that share a request.
#[derive(Clone, Debug)]
struct Batch {
    rows: Vec<PendingRow>,
    message: Rc<str>,
    attempts: u32,
    /// Not before.
    ready: Instant,
}

impl Batch {
    fn ids(&self) -> Vec<i64> {
        self.rows.iter().map(|row| row.id).collect()
    }
}

/// A request that came back.
struct Completion {
    request: i64,
    batch: Batch,
    departed: Instant,
    generation: u64,
    result: Result<Sent, SendError>,
}

/// A transaction on its way to the disk, with the requests that leave behind it.
struct Commit {
    written: oneshot::Receiver<Result<Claims, JournalError>>,
    transaction: Arc<Transaction>,
    claimed: Vec<(i64, Batch)>,
}

/// Rows that were asked for and are being read.
enum Reading {
    Rows(oneshot::Receiver<Result<Vec<PendingRow>, JournalError>>),
    Canary(oneshot::Receiver<Result<CanaryRows, JournalError>>),
}

/// Rows that were read.
enum Read {
    Rows(Vec<PendingRow>),
    Canary(CanaryRows),
}

/// A job being run.
pub struct Engine<'a> {
    ports: Ports<'a>,
    settings: Settings,
    message: Option<Rc<str>>,
    ledger: Ledger,
    feed: Feed,
    reading: Option<Reading>,
    buffer: VecDeque<PendingRow>,
    exhausted: bool,
    retries: Vec<Batch>,
    flights: FuturesUnordered<Local<'a, Completion>>,
    rows_in_flight: usize,
    finished: Vec<Resolved>,
    /// What the journal has not heard yet of what holds the job.
    hold: Option<Option<Hold>>,
    commit: Option<Commit>,
    journal_failed: bool,
    pace: Pace,
    health: Health,
    renewal: Option<Local<'a, Result<(), SendError>>>,
    /// Counts the tokens of this run, so that a death is told of the right one.
    generation: u64,
    /// Whether the token was made under way, so that its death counts.
    fresh: bool,
    deaths: Vec<Instant>,
    canary: Option<Canary>,
    breaker: Breaker,
    tally: Tally,
    stop: Option<Stop>,
    interrupted: bool,
    halved: bool,
}

impl<'a> Engine<'a> {
    /// A job that is about to run; must be called inside a runtime.
    pub fn new(ports: Ports<'a>, settings: Settings, ledger: Ledger, feed: Feed) -> Self {
        let now = Instant::now();
        let message = settings.message.as_deref().map(Rc::from);
        let held = ledger.hold();
        let mut engine = Self {
            message,
            pace: Pace::new(settings.interval, now),
            health: Health::new(settings.concurrency, settings.batch),
            canary: settings.canary.filter(|_| !settings.go_on).map(Canary::new),
            breaker: Breaker::new(settings.max_failures, settings.before, settings.go_on),
            hold: held.filter(|_| settings.go_on).map(|_| None),
            ports,
            settings,
            ledger,
            feed,
            reading: None,
            buffer: VecDeque::new(),
            exhausted: false,
            retries: Vec::new(),
            flights: FuturesUnordered::new(),
            rows_in_flight: 0,
            finished: Vec::new(),
            commit: None,
            journal_failed: false,
            renewal: None,
            generation: 0,
            fresh: false,
            deaths: Vec::new(),
            tally: Tally::default(),
            stop: None,
            interrupted: false,
            halved: false,
        };
        if let Some(by) = held.filter(|_| !engine.settings.go_on) {
            engine.stop_with(Stop::Held(by));
        }
        engine.check_failures();
        engine
    }

    /// Runs until nothing is left to send, or something stops it; what is in flight is waited for
    /// and booked in either case, also a token that is being fetched.
    pub async fn run(mut self) -> Ended {
        loop {
            let now = Instant::now();
            self.refill();
            self.pass_canary();
            if self.commit.is_none() && !self.journal_failed {
                self.begin_commit(now);
            }
            if self.is_done() {
                break;
            }
            let wake = self.wake(now);
            tokio::select! {
                biased;
                signal = &mut self.ports.interrupt, if !self.interrupted => {
                    self.interrupted = true;
                    self.stop_with(Stop::Signal(signal));
                }
                written = written(&mut self.commit), if self.commit.is_some() => {
                    self.end_commit(written);
                    self.take_ready();
                }
                Some(completion) = self.flights.next(), if !self.flights.is_empty() => {
                    self.complete(completion);
                    self.take_ready();
                }
                read = read(&mut self.reading), if self.reading.is_some() => self.take_in(read),
                renewed = renewed(&mut self.renewal), if self.renewal.is_some() => self.renewed(renewed),
                () = tokio::time::sleep_until(wake) => {}
            }
            (self.ports.progress)(self.tally);
        }
        self.end().await
    }

    /// What has come already shares the next commit; what has not is not waited for.
    fn take_ready(&mut self) {
        for _ in 1..AT_A_TIME {
            let Some(Some(completion)) = self.flights.next().now_or_never() else { break };
            self.complete(completion);
        }
    }

    fn stop_with(&mut self, stop: Stop) {
        // The first reason counts, but a signal is always told.
        if self.stop.is_none() || matches!(stop, Stop::Signal(_)) {
            self.stop = Some(stop);
        }
    }

    fn is_done(&self) -> bool {
        // A token that is being fetched has killed the one before: it is waited for, whatever stopped the job.
        let nothing_moves = self.flights.is_empty() && self.commit.is_none() && self.renewal.is_none();
        if self.journal_failed {
            return nothing_moves;
        }
        let nothing_left = self.exhausted && self.buffer.is_empty() && self.retries.is_empty() && self.canary.is_none();
        nothing_moves && self.finished.is_empty() && (self.stop.is_some() || nothing_left)
    }

    /// Asks for rows well before they run out: first for the canary alone.
    fn refill(&mut self) {
        if self.reading.is_some() || self.stop.is_some() {
            return;
        }
        if let Some(canary) = &self.canary {
            if !canary.is_read() {
                self.reading = Some(Reading::Canary(self.feed.canary(canary.size())));
            }
            return;
        }
        let block = (2 * self.settings.batch).max(4 * self.settings.concurrency).max(256);
        if !self.exhausted && self.buffer.len() < block {
            self.reading = Some(Reading::Rows(self.feed.next(block)));
        }
    }

    fn take_in(&mut self, read: Result<Read, JournalError>) {
        match read {
            Ok(Read::Rows(rows)) => {
                self.exhausted = rows.is_empty();
                self.buffer.extend(rows);
            }
            Ok(Read::Canary(rows)) => self.take_canary(rows),
            Err(error) => {
                self.exhausted = true;
                self.stop_with(Stop::Journal(error));
            }
        }
    }

    /// When there is something to look at, if nothing comes in before.
    fn wake(&self, now: Instant) -> Instant {
        let mut wake = now + TICK;
        let may_claim = self.stop.is_none() && self.commit.is_none() && self.renewal.is_none();
        if may_claim && self.health.room(self.flights.len(), self.rows_in_flight).is_some() {
            let departure = self.pace.next(now);
            if departure > now {
                wake = wake.min(departure);
            }
            if let Some(ready) = self.retries.iter().map(|batch| batch.ready).filter(|ready| *ready > now).min() {
                wake = wake.min(ready.max(departure));
            }
        }
        wake
    }

    async fn end(mut self) -> Ended {
        for _ in 0..LAST_TRIES {
            if self.finished.is_empty() && self.hold.is_none() {
                break;
            }
            let (resolved, hold) = (std::mem::take(&mut self.finished), self.hold.take());
            let transaction = Arc::new(Transaction { resolved, hold, ..Transaction::default() });
            if !matches!(self.ledger.commit(Arc::clone(&transaction)).await, Ok(Ok(_))) {
                self.finished = transaction.resolved.clone();
                self.hold = transaction.hold;
            }
        }
        let unrecorded = self.finished.iter().filter(|end| end.answer.is_some()).map(|end| end.rows.len() as u64).sum();
        (self.ports.progress)(self.tally);
        Ended {
            tally: self.tally,
            stop: self.stop,
            halved: self.halved,
            unrecorded,
            journal: self.ledger.finish().ok(),
        }
    }
}

async fn written(commit: &mut Option<Commit>) -> Result<Claims, JournalError> {
    match commit {
        Some(commit) => (&mut commit.written).await.unwrap_or(Err(JournalError::WriterGone)),
        None => std::future::pending().await,
    }
}

async fn read(reading: &mut Option<Reading>) -> Result<Read, JournalError> {
    let gone = || Err(JournalError::WriterGone);
    let read = match reading {
        Some(Reading::Rows(receiver)) => receiver.await.unwrap_or_else(|_| gone()).map(Read::Rows),
        Some(Reading::Canary(receiver)) => receiver.await.unwrap_or(Err(JournalError::WriterGone)).map(Read::Canary),
        None => std::future::pending().await,
    };
    *reading = None;
    read
}

async fn renewed(renewal: &mut Option<Local<'_, Result<(), SendError>>>) -> Result<(), SendError> {
    let Some(future) = renewal else { return std::future::pending().await };
    let renewed = future.await;
    *renewal = None;
    renewed
}

#[cfg(test)]
mod tests;
