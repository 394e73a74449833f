//! Writing while a job runs: finished outcomes and next intents in one transaction, on a thread of its own.

use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;

use rusqlite::{Connection, params};
use tokio::sync::oneshot;

use super::runs::{self, Standing};
use super::{Hold, Journal, JournalError, State};

/// Rows about to leave in one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The request's number in this journal.
    pub request: i64,
    /// Its rows.
    pub rows: Vec<i64>,
    /// How often the rows were tried, this time included.
    pub attempts: u32,
    /// Epoch milliseconds.
    pub at: i64,
}

/// What the vendor said to a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The vendor's code.
    pub code: Option<String>,
    /// The book it was found in.
    pub book: Option<String>,
    /// The vendor's message, or the machine's.
    pub message: String,
    /// HTTP status.
    pub http_status: Option<u16>,
    /// Messenger's id of the message.
    pub message_id: Option<String>,
    /// Super Message's id of the request.
    pub request_id: Option<String>,
    /// Super Message's trace id.
    pub trace_id: Option<String>,
    /// What each channel said, as JSON.
    pub channels: Option<String>,
}

/// How a request ended for its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The request's number.
    pub request: i64,
    /// Its rows.
    pub rows: Vec<i64>,
    /// Accepted, refused, unknown, or back to pending.
    pub state: State,
    /// Why it is unknown, skipped or still pending.
    pub reason: Option<&'static str>,
    /// How often the rows were tried.
    pub attempts: u32,
    /// Epoch milliseconds.
    pub at: i64,
    /// What was said; none when the request did not leave after all, and nothing changed for its rows.
    pub answer: Option<Answer>,
}

/// What one commit writes.
#[derive(Clone, Debug, Default)]
pub struct Transaction {
    /// Finished requests.
    pub resolved: Vec<Resolved>,
    /// Requests that will leave once this is on disk.
    pub claims: Vec<Claim>,
    /// What the job waits for from now on; `Some(None)` lets it go on.
    pub hold: Option<Option<Hold>>,
}

impl Transaction {
    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.resolved.is_empty() && self.claims.is_empty() && self.hold.is_none()
    }
}

/// What became of a transaction's claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claims {
    /// They are on disk, but for these rows, which were no longer free.
    Entered {
        /// Rows that somebody else has in flight or has resolved.
        taken: Vec<i64>,
    },
    /// None was entered: another runner was there, and is turned away now. They may be made again, with new numbers.
    Later,
    /// None was entered: an older runner has this job.
    Ousted,
}

/// WAL with a sync at every commit; false where there can be no WAL.
pub(super) fn make_durable(connection: &Connection) -> rusqlite::Result<bool> {
    let mode: String = connection.query_row("PRAGMA journal_mode=WAL", [], |row| row.get(0))?;
    connection.execute_batch(
        "PRAGMA synchronous=FULL; PRAGMA fullfsync=ON; PRAGMA cache_size=-4096; PRAGMA wal_autocheckpoint=2000",
    )?;
    Ok(mode.eq_ignore_ascii_case("wal"))
}

/// Where the engine writes; the answer comes when it is on disk.
pub struct Ledger {
    way: Way,
    numbers: Arc<AtomicI64>,
    hold: Option<Hold>,
}

enum Way {
    /// On the caller's thread, so that tests own time: what is written is told after a while.
    #[cfg(test)]
    Here(Box<Journal>, std::time::Duration),
    Thread(Option<(mpsc::Sender<Job>, JoinHandle<Journal>)>),
}

type Written = Result<Claims, JournalError>;

type Job = (Arc<Transaction>, oneshot::Sender<Written>);

impl Ledger {
    /// Writes on a thread of its own.
    pub fn start(journal: Journal) -> Result<Self, JournalError> {
        let (numbers, hold) = (Arc::new(AtomicI64::new(journal.next_request()?)), journal.hold()?);
        let (sender, receiver) = mpsc::channel::<Job>();
        let path: PathBuf = journal.path().to_owned();
        let counter = Arc::clone(&numbers);
        let writer = std::thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || {
                let mut journal = journal;
                while let Ok((transaction, answer)) = receiver.recv() {
                    // Nobody may be left to hear it; what is written is written.
                    let _ = answer.send(journal.commit(&transaction, &counter));
                }
                journal
            })
            .map_err(|source| JournalError::Io { action: "written", path, source })?;
        Ok(Self { way: Way::Thread(Some((sender, writer))), numbers, hold })
    }

    /// Writes where it is called, on a disk that takes so long.
    #[cfg(test)]
    pub fn here(journal: Journal, latency: std::time::Duration) -> Result<Self, JournalError> {
        let (numbers, hold) = (Arc::new(AtomicI64::new(journal.next_request()?)), journal.hold()?);
        Ok(Self { way: Way::Here(Box::new(journal), latency), numbers, hold })
    }

    /// What the job waited for when this was started.
    pub fn hold(&self) -> Option<Hold> {
        self.hold
    }

    /// The number of the next request; none is ever given twice in the life of a journal.
    pub fn number(&mut self) -> i64 {
        self.numbers.fetch_add(1, Ordering::Relaxed)
    }

    /// Writes; the receiver hears when it is on disk. A receiver that is closed means that the writer is gone.
    pub fn commit(&mut self, transaction: Arc<Transaction>) -> oneshot::Receiver<Written> {
        let (sender, receiver) = oneshot::channel();
        match &mut self.way {
            #[cfg(test)]
            Way::Here(journal, latency) => {
                let written = journal.commit(&transaction, &self.numbers);
                if latency.is_zero() {
                    let _ = sender.send(written);
                } else {
                    let latency = *latency;
                    tokio::spawn(async move {
                        tokio::time::sleep(latency).await;
                        let _ = sender.send(written);
                    });
                }
            }
            Way::Thread(Some((writer, _))) => {
                let _ = writer.send((transaction, sender));
            }
            Way::Thread(None) => {}
        }
        receiver
    }

    /// Waits until everything is written and gives the journal back.
    pub fn finish(mut self) -> Result<Journal, JournalError> {
        match std::mem::replace(&mut self.way, Way::Thread(None)) {
            #[cfg(test)]
            Way::Here(journal, _) => Ok(*journal),
            Way::Thread(Some((sender, writer))) => {
                drop(sender);
                writer.join().map_err(|_| JournalError::WriterGone)
            }
            Way::Thread(None) => Err(JournalError::WriterGone),
        }
    }
}

impl Journal {
    /// One more than every number that a request of this journal ever had, whatever became of it.
    pub(super) fn next_request(&self) -> Result<i64, JournalError> {
        self.connection
            .query_row(
                "SELECT 1 + max((SELECT coalesce(max(id), 0) FROM requests), (SELECT coalesce(max(request), 0) FROM sending),
                                (SELECT coalesce(max(request), 0) FROM outcomes), (SELECT coalesce(max(request), 0) FROM past))",
                [],
                |row| row.get(0),
            )
            .map_err(self.reading())
    }

    fn commit(&mut self, transaction: &Transaction, numbers: &AtomicI64) -> Written {
        let takes_back = transaction.resolved.iter().any(|end| end.answer.is_none());
        if let Some(mark) = self.mark.as_mut().filter(|_| takes_back) {
            mark.lower();
        }
        let claims = self.write(transaction)?;
        if let (Some(mark), Some(last), Claims::Entered { taken }) =
            (&mut self.mark, transaction.claims.last(), &claims)
            && !last.rows.iter().all(|row| taken.contains(row))
        {
            mark.raise(last.request);
        }
        if claims == Claims::Later {
            // The other runner has given numbers too.
            numbers.fetch_max(self.next_request()?, Ordering::Relaxed);
        }
        Ok(claims)
    }

    /// One transaction; returns when it is synced.
    pub fn write(&self, transaction: &Transaction) -> Written {
        let written = self.write_inside(transaction);
        if written.is_err() && !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        written.map_err(self.writing())
    }

    fn write_inside(&self, transaction: &Transaction) -> rusqlite::Result<Claims> {
        let connection = &self.connection;
        connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        if !transaction.resolved.is_empty() {
            self.write_outcomes(&transaction.resolved)?;
        }
        let claims = self.write_claims(&transaction.claims)?;
        if let Some(hold) = transaction.hold {
            connection.execute("UPDATE job SET hold = ?1", [hold.map(Hold::word)])?;
        }
        connection.prepare_cached("COMMIT")?.execute([])?;
        Ok(claims)
    }

    /// Enters intents, but only for rows that nobody has in flight or has resolved.
    fn write_claims(&self, claims: &[Claim]) -> rusqlite::Result<Claims> {
        let connection = &self.connection;
        let mut taken = Vec::new();
        if claims.is_empty() {
            return Ok(Claims::Entered { taken });
        }
        match self.run.map_or(Ok(Standing::Alone), |run| runs::stand(connection, run))? {
            Standing::Alone => {}
            Standing::Contested => return Ok(Claims::Later),
            Standing::Ousted => return Ok(Claims::Ousted),
        }
        // Its own key keeps a row from standing there twice: a statement that read the table it writes would make a
        // temporary one for every row.
        let mut claim = connection.prepare_cached(
            "INSERT INTO sending (row, request, at, attempts) SELECT ?1, ?2, ?3, ?4
             WHERE NOT EXISTS (SELECT 1 FROM outcomes WHERE row = ?1 AND state <> 0) ON CONFLICT (row) DO NOTHING",
        )?;
        for intent in claims {
            for row in &intent.rows {
                if claim.execute(params![row, intent.request, intent.at, intent.attempts])? == 0 {
                    taken.push(*row);
                }
            }
        }
        Ok(Claims::Entered { taken })
    }

    fn write_outcomes(&self, resolved: &[Resolved]) -> rusqlite::Result<()> {
        let connection = &self.connection;
        let mut landed = connection.prepare_cached("DELETE FROM sending WHERE row = ?1 AND request = ?2")?;
        let mut outcome = connection.prepare_cached(
            "INSERT OR REPLACE INTO outcomes (row, state, at, attempts, request, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        let mut request = connection.prepare_cached(
            "INSERT INTO requests (id, at, code, book, message, http_status, message_id, request_id, trace_id, channels)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?;
        for end in resolved {
            let Some(answer) = &end.answer else {
                // Where another runner took this one for crashed, it has entered the row as unknown.
                let mut undo = connection
                    .prepare_cached("DELETE FROM outcomes WHERE row = ?1 AND request = ?2 AND reason = 'crashed'")?;
                for row in &end.rows {
                    landed.execute([*row, end.request])?;
                    undo.execute([*row, end.request])?;
                }
                continue;
            };
            if let (State::Unknown, Some(row)) = (end.state, end.rows.first()) {
                connection
                    .prepare_cached("INSERT OR IGNORE INTO departures (request, at) SELECT request, at FROM sending WHERE row = ?1 AND request = ?2")?
                    .execute(params![row, end.request])?;
            }
            request.execute(params![
                end.request,
                end.at,
                answer.code,
                answer.book,
                answer.message,
                answer.http_status,
                answer.message_id,
                answer.request_id,
                answer.trace_id,
                answer.channels
            ])?;
            for row in &end.rows {
                landed.execute([*row, end.request])?;
                outcome.execute(params![row, end.state.number(), end.at, end.attempts, end.request, end.reason])?;
            }
        }
        Ok(())
    }
}
