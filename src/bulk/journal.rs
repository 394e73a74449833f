//! The journal of a job: one SQLite file that says of every row what happened to it, written before
//! every request.
//!
//! A row whose request is about to leave stands in `sending`, put there by the transaction that was
//! synced before the request left; its outcome takes it out again. What a crash leaves in `sending` may
//! have been accepted: the next run enters it as unknown. This module alone knows SQLite.

mod beside;
mod change;
mod delivery;
mod feed;
mod header;
mod jobs;
mod lock;
mod mark;
mod read;
mod runs;
mod spool;
#[cfg(test)]
pub(super) mod testing;
mod version;
mod watermark;
mod writer;

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::private::{self, PrivateError};
pub use change::Changes;
pub use delivery::{Deliveries, Delivery, Kept, Ladder, RowCost, SentRow, Timed};
pub use feed::{CanaryRows, Feed, PendingRow};
#[cfg(test)]
pub use header::MessageKind;
pub use header::{Command, Header, MessageIds, Product, UnknownWord};
pub use jobs::{Jobs, Turn};
pub use lock::{JobLock, LockError, Owner};
use mark::Mark;
pub use read::{CodeCount, Counts, FullRow, RowKey};
pub use runs::Hold;
pub use spool::{NewRow, Spool};
pub use version::Version;
pub use watermark::Watermark;
pub use writer::{Answer, Claim, Claims, Ledger, Resolved, Transaction};

/// Marks the file as one of ours ("msgo").
const APPLICATION_ID: i32 = 0x6d73_676f;

const SCHEMA: &str = "
CREATE TABLE job (
    name TEXT NOT NULL, profile TEXT NOT NULL, platform TEXT NOT NULL, account TEXT NOT NULL, command TEXT NOT NULL,
    kind TEXT NOT NULL, source TEXT NOT NULL, message TEXT, recipient_column TEXT NOT NULL, by_message INTEGER NOT NULL,
    created_at INTEGER NOT NULL, hold TEXT);
-- The columns of the list the rows came from; NDJSON rows carry their own keys.
CREATE TABLE layouts (id INTEGER PRIMARY KEY, columns TEXT NOT NULL);
-- Never changed once written. person and pair are hashes of the recipient, and of recipient and message.
CREATE TABLE rows (
    id INTEGER PRIMARY KEY, line INTEGER NOT NULL, layout INTEGER NOT NULL, person INTEGER NOT NULL, pair INTEGER NOT NULL,
    said INTEGER, recipient TEXT NOT NULL, message TEXT, cells TEXT NOT NULL);
-- Rows whose request is leaving or in flight.
CREATE TABLE sending (row INTEGER PRIMARY KEY, request INTEGER NOT NULL, at INTEGER NOT NULL, attempts INTEGER NOT NULL);
-- What became of a row; a row that is not here is pending.
CREATE TABLE outcomes (
    row INTEGER PRIMARY KEY, state INTEGER NOT NULL, at INTEGER NOT NULL, attempts INTEGER NOT NULL, request INTEGER, reason TEXT);
-- Outcomes of earlier rounds (--again, --retry-refused, --retry-unknown).
CREATE TABLE past (row INTEGER NOT NULL, state INTEGER NOT NULL, at INTEGER NOT NULL, attempts INTEGER NOT NULL, request INTEGER, reason TEXT);
-- One line per request that was answered, or whose answer was lost.
CREATE TABLE requests (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, code TEXT, book TEXT, message TEXT, http_status INTEGER,
    message_id TEXT, request_id TEXT, trace_id TEXT, channels TEXT);
-- A run is entered open and closed last: an open one whose process is gone has crashed.
CREATE TABLE runs (
    id INTEGER PRIMARY KEY, started_at INTEGER NOT NULL, ended_at INTEGER, ending TEXT, detail TEXT, pid INTEGER NOT NULL, host TEXT NOT NULL);
";

/// Why a journal cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// A file operation failed.
    #[error("`{}` could not be {action}", path.display())]
    Io {
        /// What was tried: `written`, `read`, `removed`.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Somebody else could write in its place.
    #[error(transparent)]
    Private(#[from] PrivateError),
    /// SQLite failed.
    #[error("the journal `{}` could not be {action}", path.display())]
    Sqlite {
        /// What was tried: `opened`, `read`, `written`.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        source: rusqlite::Error,
    },
    /// A later version wrote it.
    #[error("the journal `{}` was written by a newer msgops (its version is {found}, this one knows {})", path.display(), Version::CURRENT)]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: Version,
    },
    /// Something else lies there.
    #[error("`{}` is not a journal of msgops", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A run was cut off, and what it wrote last is no longer there.
    #[error("the log `{}` of a run that was cut off is lost or damaged: what it held may have been sent", path.display())]
    LogLost {
        /// The log.
        path: PathBuf,
    },
    /// The thread that writes is gone.
    #[error("the journal's writer has ended")]
    WriterGone,
    /// Another process runs the job, though its lock could be had.
    #[error("another process is running this job")]
    Running {
        /// Who.
        owner: Owner,
    },
}

/// The state of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Not sent yet.
    Pending,
    /// The vendor took it.
    Accepted,
    /// The vendor said no.
    Refused,
    /// Nobody can tell.
    Unknown,
    /// Left out, with a reason.
    Skipped,
    /// In flight at this moment.
    Sending,
}

impl State {
    /// Every state, in the order of results.
    pub const ALL: [Self; 6] =
        [Self::Accepted, Self::Refused, Self::Unknown, Self::Skipped, Self::Pending, Self::Sending];

    /// The word in results (`outcome`).
    pub fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::Skipped => "skipped",
            Self::Sending => "sending",
        }
    }

    fn number(self) -> i64 {
        match self {
            Self::Pending => 0,
            Self::Accepted => 1,
            Self::Refused => 2,
            Self::Unknown => 3,
            Self::Skipped => 4,
            Self::Sending => 5,
        }
    }

    fn from_number(number: i64) -> Self {
        Self::ALL.into_iter().find(|state| state.number() == number).unwrap_or(Self::Unknown)
    }
}

/// A run as the journal has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Epoch milliseconds.
    pub started_at: i64,
    /// Epoch milliseconds; none while it runs, or when it crashed.
    pub ended_at: Option<i64>,
    /// `finished`, `interrupted`, `terminated`, `stopped`.
    pub ending: Option<String>,
    /// Why it stopped.
    pub detail: Option<String>,
}

/// An open journal.
pub struct Journal {
    connection: Connection,
    path: PathBuf,
    header: Header,
    /// The layout's version in the file.
    version: Version,
    /// The run that was begun here.
    run: Option<i64>,
    /// The highest number that a request of this run has, beside the file.
    mark: Option<Mark>,
    /// Whether there was no log when the file was opened.
    without_log: bool,
}

impl std::fmt::Debug for Journal {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Journal").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Journal {
    fn open(path: &Path, write: bool) -> Result<Self, JournalError> {
        let failed = |source| JournalError::Sqlite { action: "opened", path: path.to_owned(), source };
        // SQLite would follow a link of somebody else's.
        private::open_to_read(path)?;
        // A reader of a WAL file writes to its index, so both open it for writing; query_only holds readers back.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let without_log = !beside::beside(path, beside::LOG).metadata().is_ok_and(|log| log.len() > 0);
        let connection = match Connection::open_with_flags(path, flags) {
            Err(_) if !write => {
                Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
                    .map_err(failed)?
            }
            other => other.map_err(failed)?,
        };
        connection.busy_timeout(std::time::Duration::from_secs(10)).map_err(failed)?;
        // The log of a run that was cut off stays until that run is closed: that it is gone must mean something.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).map_err(failed)?;
        let foreign = || JournalError::Foreign { path: path.to_owned() };
        let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0));
        let id = number("application_id").map_err(|error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => foreign(),
            _ => failed(error),
        })?;
        if id != APPLICATION_ID {
            return Err(foreign());
        }
        let found = Version::from_number(number("user_version").map_err(failed)?);
        if found > Version::CURRENT {
            return Err(JournalError::Newer { path: path.to_owned(), found });
        }
        let version = if write {
            if !writer::make_durable(&connection).map_err(failed)? {
                let source = io::Error::other("this file system cannot keep a write-ahead log");
                return Err(JournalError::Io { action: "opened", path: path.to_owned(), source });
            }
            version::upgrade(&connection, found).map_err(failed)?;
            Version::CURRENT
        } else {
            version::stand_in(&connection, found).map_err(failed)?;
            connection.execute_batch("PRAGMA query_only=ON; PRAGMA cache_size=-2048").map_err(failed)?;
            found
        };
        let header = header::read(&connection).map_err(failed)?;
        Ok(Self { connection, path: path.to_owned(), header, version, run: None, mark: None, without_log })
    }

    /// Writes the log into the file and closes it.
    pub fn close(self) -> Result<(), JournalError> {
        self.checkpoint("TRUNCATE").map(|_| ())
    }

    /// Brings what the log holds into the file; whether all of it could be, which a reader may prevent.
    fn checkpoint(&self, how: &str) -> Result<bool, JournalError> {
        self.connection
            .query_row(&format!("PRAGMA wal_checkpoint({how})"), [], |row| Ok(row.get::<_, i64>(0)? == 0))
            .map_err(self.writing())
    }

    /// What the job is.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn reading(&self) -> impl Fn(rusqlite::Error) -> JournalError + '_ {
        |source| JournalError::Sqlite { action: "read", path: self.path.clone(), source }
    }

    fn writing(&self) -> impl Fn(rusqlite::Error) -> JournalError + '_ {
        |source| JournalError::Sqlite { action: "written", path: self.path.clone(), source }
    }

    fn in_transaction<T>(&mut self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, JournalError> {
        let path = self.path.clone();
        let failed = |source| JournalError::Sqlite { action: "written", path: path.clone(), source };
        let transaction = self.connection.transaction().map_err(failed)?;
        let value = work(&transaction).map_err(failed)?;
        transaction.commit().map_err(failed)?;
        Ok(value)
    }
}
