//! Writing while a job runs: finished outcomes and next intents in one transaction, on a thread of its own.

use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;

use rusqlite::{Connection, params};
use tokio::sync::oneshot;

use super::{Journal, JournalError, State};

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
pub struct Booked {
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
    pub answer: Option<Booked>,
}

/// What one commit writes.
#[derive(Clone, Debug, Default)]
pub struct Transaction {
    /// Finished requests.
    pub resolved: Vec<Resolved>,
    /// Requests that will leave once this is on disk.
    pub claims: Vec<Claim>,
}

impl Transaction {
    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.resolved.is_empty() && self.claims.is_empty()
    }
}

/// WAL with a sync at every commit.
pub(super) fn make_durable(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA journal_mode=WAL", [], |_| Ok(()))?;
    connection.execute_batch(
        "PRAGMA synchronous=FULL; PRAGMA fullfsync=ON; PRAGMA cache_size=-4096; PRAGMA wal_autocheckpoint=2000",
    )
}

/// Where the engine writes; the answer comes when it is on disk.
pub struct Ledger {
    way: Way,
    next_request: i64,
}

enum Way {
    /// On the caller's thread, so that tests own time.
    #[cfg(test)]
    Here(Box<Journal>),
    Thread(Option<(mpsc::Sender<Job>, JoinHandle<Journal>)>),
}

type Job = (Arc<Transaction>, oneshot::Sender<Result<(), JournalError>>);

impl Ledger {
    /// Writes on a thread of its own.
    pub fn start(journal: Journal) -> Result<Self, JournalError> {
        let next_request = journal.next_request()?;
        let (sender, receiver) = mpsc::channel::<Job>();
        let path: PathBuf = journal.path().to_owned();
        let writer = std::thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || {
                while let Ok((transaction, answer)) = receiver.recv() {
                    // Nobody may be left to hear it; what is written is written.
                    let _ = answer.send(journal.write(&transaction));
                }
                journal
            })
            .map_err(|source| JournalError::Io { action: "written", path, source })?;
        Ok(Self { way: Way::Thread(Some((sender, writer))), next_request })
    }

    /// Writes where it is called.
    #[cfg(test)]
    pub fn here(journal: Journal) -> Result<Self, JournalError> {
        Ok(Self { next_request: journal.next_request()?, way: Way::Here(Box::new(journal)) })
    }

    /// The number of the next request.
    pub fn number(&mut self) -> i64 {
        let number = self.next_request;
        self.next_request += 1;
        number
    }

    /// Writes; the receiver hears when it is on disk. A receiver that is closed means that the writer is gone.
    pub fn commit(&mut self, transaction: Arc<Transaction>) -> oneshot::Receiver<Result<(), JournalError>> {
        let (sender, receiver) = oneshot::channel();
        match &self.way {
            #[cfg(test)]
            Way::Here(journal) => {
                let _ = sender.send(journal.write(&transaction));
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
            Way::Here(journal) => Ok(*journal),
            Way::Thread(Some((sender, writer))) => {
                drop(sender);
                writer.join().map_err(|_| JournalError::WriterGone)
            }
            Way::Thread(None) => Err(JournalError::WriterGone),
        }
    }
}

impl Journal {
    fn next_request(&self) -> Result<i64, JournalError> {
        self.connection
            .query_row(
                "SELECT 1 + max((SELECT coalesce(max(id), 0) FROM requests), (SELECT coalesce(max(request), 0) FROM sending),
                                (SELECT coalesce(max(request), 0) FROM outcomes WHERE reason = 'crashed'))",
                [],
                |row| row.get(0),
            )
            .map_err(self.reading())
    }

    /// One transaction; returns when it is synced.
    pub fn write(&self, transaction: &Transaction) -> Result<(), JournalError> {
        let written = self.write_inside(transaction);
        if written.is_err() && !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        written.map_err(self.writing())
    }

    fn write_inside(&self, transaction: &Transaction) -> rusqlite::Result<()> {
        let connection = &self.connection;
        connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        if !transaction.resolved.is_empty() {
            self.write_outcomes(&transaction.resolved)?;
        }
        if !transaction.claims.is_empty() {
            let mut claim = connection
                .prepare_cached("INSERT INTO sending (row, request, at, attempts) VALUES (?1, ?2, ?3, ?4)")?;
            for intent in &transaction.claims {
                for row in &intent.rows {
                    claim.execute(params![row, intent.request, intent.at, intent.attempts])?;
                }
            }
        }
        connection.prepare_cached("COMMIT")?.execute([])?;
        Ok(())
    }

    fn write_outcomes(&self, resolved: &[Resolved]) -> rusqlite::Result<()> {
        let connection = &self.connection;
        let mut landed = connection.prepare_cached("DELETE FROM sending WHERE row = ?1")?;
        let mut outcome = connection.prepare_cached(
            "INSERT OR REPLACE INTO outcomes (row, state, at, attempts, request, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        let mut request = connection.prepare_cached(
            "INSERT INTO requests (id, at, code, book, message, http_status, message_id, request_id, trace_id, channels)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?;
        for end in resolved {
            let Some(answer) = &end.answer else {
                for row in &end.rows {
                    landed.execute([row])?;
                }
                continue;
            };
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
                landed.execute([row])?;
                outcome.execute(params![row, end.state.number(), end.at, end.attempts, end.request, end.reason])?;
            }
        }
        Ok(())
    }
}
