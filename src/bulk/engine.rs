//! The run of a job: claims rows, sends them, books what came back, and never sends a row whose
//! earlier try may have been accepted.
//!
//! One cycle is one commit: everything that finished since the last one is written together with the
//! intents of the requests that leave next. A slot is free again only in the transaction that books
//! the outcome, so on disk claimed minus resolved never exceeds the concurrency.

mod landing;
mod stop;
mod weather;

use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::sync::oneshot;
use tokio::time::Instant;

use super::journal::{Claim, Claims, Feed, Journal, JournalError, Ledger, PendingRow, Resolved, State, Transaction};
use super::pace::Pace;
use super::sender::{Local, RecipientKind, Sender, Sent};
use crate::error::Error;
use crate::exit::Exit;

pub use stop::Stop;
use weather::Weather;

/// How often whoever watches is told, when nothing else happens.
const TICK: Duration = Duration::from_millis(500);

/// How often the last outcomes are tried to be written when the disk refuses them.
const LAST_TRIES: u32 = 3;

/// `--max-failures`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MaxFailures {
    /// So many refused rows.
    Count(u64),
    /// Per cent of the answered rows, from 100 answers on.
    Percent(f64),
}

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
    /// Rows that go first.
    pub canary: Option<u64>,
    /// When to give up.
    pub max_failures: Option<MaxFailures>,
    /// The message of every row, where it is the same.
    pub message: Option<String>,
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
pub struct Outside<'a> {
    /// How requests leave.
    pub sender: &'a dyn Sender,
    /// The wall clock in epoch milliseconds.
    pub clock: &'a dyn Fn() -> i64,
    /// Told now and then how far the run is.
    pub watch: &'a dyn Fn(Tally),
    /// Ends with the exit code of the signal that came.
    pub interrupt: Local<'a, Exit>,
}

/// Rows that share a request.
#[derive(Clone, Debug)]
struct Task {
    rows: Vec<PendingRow>,
    message: Rc<str>,
    attempts: u32,
    /// Not before.
    ready: Instant,
}

/// A request that came back.
struct Landing {
    request: i64,
    task: Task,
    departed: Instant,
    generation: u64,
    result: Result<Sent, Error>,
}

type Commit = (oneshot::Receiver<Result<Claims, JournalError>>, Arc<Transaction>, Vec<(i64, Task)>);

/// A job being run.
pub struct Engine<'a> {
    outside: Outside<'a>,
    settings: Settings,
    message: Option<Rc<str>>,
    ledger: Ledger,
    feed: Feed,
    asked: Option<oneshot::Receiver<Result<Vec<PendingRow>, JournalError>>>,
    buffer: VecDeque<PendingRow>,
    exhausted: bool,
    retries: Vec<Task>,
    flights: FuturesUnordered<Local<'a, Landing>>,
    finished: Vec<Resolved>,
    commit: Option<Commit>,
    journal_failed: bool,
    pace: Pace,
    weather: Weather,
    renewal: Option<Local<'a, Result<(), Error>>>,
    generation: u64,
    deaths: Vec<Instant>,
    canary_left: Option<u64>,
    tally: Tally,
    stop: Option<Stop>,
    interrupted: bool,
    halved: bool,
}

impl<'a> Engine<'a> {
    /// A job that is about to run; must be called inside a runtime.
    pub fn new(outside: Outside<'a>, settings: Settings, ledger: Ledger, feed: Feed) -> Self {
        let now = Instant::now();
        let message = settings.message.as_deref().map(Rc::from);
        Self {
            message,
            pace: Pace::new(settings.interval, now),
            weather: Weather::new(settings.concurrency),
            canary_left: settings.canary,
            outside,
            settings,
            ledger,
            feed,
            asked: None,
            buffer: VecDeque::new(),
            exhausted: false,
            retries: Vec::new(),
            flights: FuturesUnordered::new(),
            finished: Vec::new(),
            commit: None,
            journal_failed: false,
            renewal: None,
            generation: 0,
            deaths: Vec::new(),
            tally: Tally::default(),
            stop: None,
            interrupted: false,
            halved: false,
        }
    }

    /// Runs until nothing is left to send, or something stops it; what is in flight is waited for
    /// and booked in either case.
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
                exit = &mut self.outside.interrupt, if !self.interrupted => {
                    self.interrupted = true;
                    self.stop_with(Stop::Signal(exit));
                }
                written = written(&mut self.commit), if self.commit.is_some() => self.end_commit(written),
                Some(landing) = self.flights.next(), if !self.flights.is_empty() => {
                    self.land(landing);
                    // All that came meanwhile shares the next commit.
                    while let Some(Some(landing)) = self.flights.next().now_or_never() {
                        self.land(landing);
                    }
                }
                rows = fed(&mut self.asked), if self.asked.is_some() => self.take_in(rows),
                renewed = renewed(&mut self.renewal), if self.renewal.is_some() => self.renewed(renewed),
                () = tokio::time::sleep_until(wake) => {}
            }
            (self.outside.watch)(self.tally);
        }
        self.end().await
    }

    fn stop_with(&mut self, stop: Stop) {
        // The first reason counts, but a signal is always told.
        if self.stop.is_none() || matches!(stop, Stop::Signal(_)) {
            self.stop = Some(stop);
        }
    }

    fn is_done(&self) -> bool {
        let nothing_moves = self.flights.is_empty() && self.commit.is_none();
        if self.journal_failed {
            return nothing_moves;
        }
        let nothing_left =
            self.exhausted && self.buffer.is_empty() && self.retries.is_empty() && self.renewal.is_none();
        nothing_moves && self.finished.is_empty() && (self.stop.is_some() || nothing_left)
    }

    /// Asks for rows well before they run out.
    fn refill(&mut self) {
        let block = (2 * self.settings.batch).max(4 * self.settings.concurrency).max(256);
        if self.asked.is_none() && !self.exhausted && self.stop.is_none() && self.buffer.len() < block {
            self.asked = Some(self.feed.next(block));
        }
    }

    fn take_in(&mut self, rows: Result<Vec<PendingRow>, JournalError>) {
        match rows {
            Ok(rows) => {
                self.exhausted = rows.is_empty();
                self.buffer.extend(rows);
            }
            Err(error) => {
                self.exhausted = true;
                self.stop_with(Stop::Journal(error));
            }
        }
    }

    /// Starts to write what finished and what leaves next.
    fn begin_commit(&mut self, now: Instant) {
        let mut transaction = Transaction { resolved: std::mem::take(&mut self.finished), ..Transaction::default() };
        let mut claimed = Vec::new();
        if self.stop.is_none() && self.renewal.is_none() {
            let limit = self.weather.concurrency();
            while self.flights.len() + claimed.len() < limit && self.pace.next(now) <= now {
                let Some(mut task) = self.next_task(now) else { break };
                task.attempts += 1;
                self.pace.departed(now);
                let request = self.ledger.number();
                transaction.claims.push(Claim {
                    request,
                    rows: task.rows.iter().map(|row| row.id).collect(),
                    attempts: task.attempts,
                    at: (self.outside.clock)(),
                });
                claimed.push((request, task));
            }
        }
        if !transaction.is_empty() {
            let transaction = Arc::new(transaction);
            self.commit = Some((self.ledger.commit(Arc::clone(&transaction)), transaction, claimed));
        }
    }

    fn end_commit(&mut self, written: Result<Claims, JournalError>) {
        let Some((_, transaction, mut claimed)) = self.commit.take() else { return };
        match &written {
            Ok(Claims::Entered { taken }) if !taken.is_empty() => {
                for (_, task) in &mut claimed {
                    task.rows.retain(|row| !taken.contains(&row.id));
                }
                claimed.retain(|(_, task)| !task.rows.is_empty());
            }
            Ok(Claims::Later) => {
                for (_, mut task) in std::mem::take(&mut claimed) {
                    task.attempts -= 1;
                    self.retries.push(task);
                }
            }
            Ok(Claims::Ousted) => {
                claimed.clear();
                self.stop_with(Stop::OtherRunner);
            }
            _ => {}
        }
        match written {
            Ok(_) if self.stop.is_none() => {
                for (request, task) in claimed {
                    self.depart(request, task);
                }
            }
            Ok(_) => {
                // Stopped between the intent and the request: it does not leave after all.
                let at = (self.outside.clock)();
                self.finished.extend(claimed.into_iter().map(|(request, task)| Resolved {
                    request,
                    rows: task.rows.iter().map(|row| row.id).collect(),
                    state: State::Pending,
                    reason: None,
                    attempts: task.attempts - 1,
                    at,
                    answer: None,
                }));
            }
            Err(error) => {
                self.journal_failed = true;
                self.finished.extend(transaction.resolved.iter().cloned());
                self.stop_with(Stop::Journal(error));
            }
        }
    }

    fn depart(&mut self, request: i64, task: Task) {
        let (sender, kind, generation) = (self.outside.sender, self.settings.kind, self.generation);
        self.flights.push(Box::pin(async move {
            let departed = Instant::now();
            let recipients: Vec<&str> = task.rows.iter().map(|row| row.recipient.as_str()).collect();
            let result = sender.send(&task.message, &recipients, kind).await;
            Landing { request, task, departed, generation, result }
        }));
    }

    /// The next rows that may leave now: first those that wait for another try.
    fn next_task(&mut self, now: Instant) -> Option<Task> {
        if let Some(index) = self.retries.iter().position(|task| task.ready <= now) {
            return Some(self.retries.remove(index));
        }
        // While so many rows wait for another try, new ones would only join them.
        if self.retries.len() >= self.settings.concurrency {
            return None;
        }
        let most = match self.canary_left {
            Some(left) => self.settings.batch.min(usize::try_from(left).unwrap_or(usize::MAX)),
            None => self.settings.batch,
        };
        if most == 0 {
            return None;
        }
        let first = self.buffer.front()?;
        let together = self.buffer.iter().take(most).take_while(|row| row.message == first.message).count();
        if together == self.buffer.len() && together < most && !self.exhausted {
            return None;
        }
        let mut rows: Vec<PendingRow> = self.buffer.drain(..together).collect();
        if let Some(left) = &mut self.canary_left {
            *left -= rows.len() as u64;
        }
        let own = rows.first_mut().and_then(|row| row.message.take());
        let message = own.map(Rc::from).or_else(|| self.message.clone()).unwrap_or_else(|| Rc::from(""));
        let attempts = rows.iter().map(|row| row.attempts).max().unwrap_or(0);
        Some(Task { rows, message, attempts, ready: now })
    }

    /// Goes on behind the canary when every row of it has an outcome and none is bad.
    fn pass_canary(&mut self) {
        let moving =
            !self.flights.is_empty() || !self.retries.is_empty() || self.commit.is_some() || !self.finished.is_empty();
        if self.canary_left != Some(0) || moving || self.stop.is_some() {
            return;
        }
        self.canary_left = None;
        if self.tally.refused + self.tally.unknown > 0 {
            self.stop_with(Stop::Canary { refused: self.tally.refused, unknown: self.tally.unknown });
        }
    }

    /// When there is something to look at, if nothing comes in before.
    fn wake(&self, now: Instant) -> Instant {
        let mut wake = now + TICK;
        if self.stop.is_none() && self.commit.is_none() && self.flights.len() < self.weather.concurrency() {
            let departure = self.pace.next(now);
            if departure > now {
                wake = wake.min(departure);
            }
            if let Some(ready) = self.retries.iter().map(|task| task.ready).filter(|ready| *ready > now).min() {
                wake = wake.min(ready.max(departure));
            }
        }
        wake
    }

    async fn end(mut self) -> Ended {
        let mut unrecorded = 0;
        for _ in 0..LAST_TRIES {
            if self.finished.is_empty() {
                break;
            }
            let resolved = std::mem::take(&mut self.finished);
            let transaction = Arc::new(Transaction { resolved, ..Transaction::default() });
            if !matches!(self.ledger.commit(Arc::clone(&transaction)).await, Ok(Ok(_))) {
                self.finished = transaction.resolved.clone();
            }
        }
        unrecorded +=
            self.finished.iter().filter(|end| end.answer.is_some()).map(|end| end.rows.len() as u64).sum::<u64>();
        (self.outside.watch)(self.tally);
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
        Some((receiver, _, _)) => receiver.await.unwrap_or(Err(JournalError::WriterGone)),
        None => std::future::pending().await,
    }
}

async fn fed(
    asked: &mut Option<oneshot::Receiver<Result<Vec<PendingRow>, JournalError>>>,
) -> Result<Vec<PendingRow>, JournalError> {
    let Some(receiver) = asked else { return std::future::pending().await };
    let rows = receiver.await.unwrap_or(Err(JournalError::WriterGone));
    *asked = None;
    rows
}

async fn renewed(renewal: &mut Option<Local<'_, Result<(), Error>>>) -> Result<(), Error> {
    let Some(future) = renewal else { return std::future::pending().await };
    let renewed = future.await;
    *renewal = None;
    renewed
}

#[cfg(test)]
mod tests;
