//! The journal of a job: one SQLite file that says of every row what happened to it, written before
//! every request.
//!
//! A row whose request is about to leave stands in `sending`, put there by the transaction that was
//! synced before the request left; its outcome takes it out again. What a crash leaves in `sending` may
//! have been accepted: the next run enters it as unknown. This module alone knows SQLite.

mod feed;
mod lock;
mod read;
mod runs;
mod spool;
#[cfg(test)]
pub(super) mod testing;
mod version;
mod writer;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, params};

pub use feed::{CanaryRows, Feed, PendingRow};
pub use lock::{JobLock, LockError, Owner, is_running};
pub use read::{CodeCount, Counts, FullRow, RowKey};
pub use runs::Hold;
pub use spool::{NewRow, Spool};
use version::SCHEMA_VERSION;
pub use writer::{Answer, Claim, Claims, Ledger, Resolved, Transaction};

/// Marks the file as one of ours ("msgo").
const APPLICATION_ID: i32 = 0x6d73_676f;

/// How a journal's file name ends.
const EXTENSION: &str = "sqlite";

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
    #[error("the journal `{}` was written by a newer msgops (its version is {found}, this one knows {SCHEMA_VERSION})", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i32,
    },
    /// Something else lies there.
    #[error("`{}` is not a journal of msgops", path.display())]
    Foreign {
        /// The file.
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

/// What a job is, fixed when it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// The profile it belongs to.
    pub profile: String,
    /// The vendor's word.
    pub platform: String,
    /// Page or appkey.
    pub account: String,
    /// The command's kind.
    pub command: String,
    /// What the recipient column holds.
    pub kind: String,
    /// The message as typed, unrendered.
    pub source: String,
    /// The message of every row, when it is the same.
    pub message: Option<String>,
    /// The recipient column.
    pub recipient_column: String,
    /// Whether rows are sent in the order of their messages, so that equal ones share requests.
    pub by_message: bool,
    /// Epoch milliseconds.
    pub created_at: i64,
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

/// The directory of all jobs.
#[derive(Clone, Debug)]
pub struct Jobs {
    dir: PathBuf,
}

impl Jobs {
    /// The jobs in `dir`, which need not exist.
    pub fn new(dir: PathBuf) -> Self {
        Self { dir }
    }

    /// The directory.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The file of a job.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.join(format!("{name}.{EXTENSION}"))
    }

    /// Whether the job exists.
    pub fn exists(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    /// The names of all jobs, sorted.
    pub fn names(&self) -> Result<Vec<String>, JournalError> {
        let failed = |source| JournalError::Io { action: "read", path: self.dir.clone(), source };
        let entries = match std::fs::read_dir(&self.dir) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(failed(error)),
        };
        let mut names = Vec::new();
        for entry in entries {
            let path = entry.map_err(failed)?.path();
            let is_journal = path.extension().is_some_and(|extension| extension == EXTENSION);
            if let Some(name) =
                path.file_stem().and_then(|name| name.to_str()).filter(|name| is_journal && !name.starts_with('.'))
            {
                names.push(name.to_owned());
            }
        }
        names.sort();
        Ok(names)
    }

    /// Opens a job to be read, also while another process runs it.
    pub fn read(&self, name: &str) -> Result<Journal, JournalError> {
        Journal::open(&self.path(name), false)
    }

    /// Opens a job to be written; the caller holds its lock.
    pub fn open(&self, name: &str) -> Result<Journal, JournalError> {
        Journal::open(&self.path(name), true)
    }

    /// Removes a job's files; the caller holds its lock.
    pub fn remove(&self, name: &str) -> Result<(), JournalError> {
        let path = self.path(name);
        for suffix in ["-wal", "-shm", ""] {
            let mut file = path.clone().into_os_string();
            file.push(suffix);
            match std::fs::remove_file(&file) {
                Err(source) if source.kind() != io::ErrorKind::NotFound => {
                    return Err(JournalError::Io { action: "removed", path: file.into(), source });
                }
                _ => {}
            }
        }
        // Whoever waits for the lock checks that the file it got is still the one in the directory.
        let _ = std::fs::remove_file(lock::path(&self.dir, name));
        Ok(())
    }
}

/// An open journal.
pub struct Journal {
    connection: Connection,
    path: PathBuf,
    header: Header,
    /// The layout's version in the file.
    version: i32,
    /// The run that was begun here.
    run: Option<i64>,
}

impl std::fmt::Debug for Journal {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Journal").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Journal {
    fn open(path: &Path, write: bool) -> Result<Self, JournalError> {
        let failed = |source| JournalError::Sqlite { action: "opened", path: path.to_owned(), source };
        // A reader of a WAL file writes to its index, so both open it for writing; query_only holds readers back.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = match Connection::open_with_flags(path, flags) {
            Err(_) if !write => {
                Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
                    .map_err(failed)?
            }
            other => other.map_err(failed)?,
        };
        connection.busy_timeout(std::time::Duration::from_secs(10)).map_err(failed)?;
        let foreign = || JournalError::Foreign { path: path.to_owned() };
        let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0));
        let id = number("application_id").map_err(|error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => foreign(),
            _ => failed(error),
        })?;
        if id != APPLICATION_ID {
            return Err(foreign());
        }
        let found = number("user_version").map_err(failed)?;
        if found > SCHEMA_VERSION {
            return Err(JournalError::Newer { path: path.to_owned(), found });
        }
        let version = if write {
            writer::make_durable(&connection).map_err(failed)?;
            version::upgrade(&connection, found).map_err(failed)?;
            SCHEMA_VERSION
        } else {
            connection.execute_batch("PRAGMA query_only=ON; PRAGMA cache_size=-2048").map_err(failed)?;
            found
        };
        let header = read::header(&connection).map_err(failed)?;
        Ok(Self { connection, path: path.to_owned(), header, version, run: None })
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

    /// Puts rows back to pending, their outcome kept as past; `rows` come in any order.
    pub fn reset(&mut self, rows: &mut dyn Iterator<Item = i64>) -> Result<(), JournalError> {
        self.in_transaction(|connection| {
            let mut keep = connection.prepare(
                "INSERT INTO past (row, state, at, attempts, request, reason)
                 SELECT row, state, at, attempts, request, reason FROM outcomes WHERE row = ?1",
            )?;
            let mut forget = connection.prepare("DELETE FROM outcomes WHERE row = ?1")?;
            for row in rows {
                keep.execute([row])?;
                forget.execute([row])?;
            }
            Ok(())
        })
    }

    /// Enters rows as skipped.
    pub fn skip(&mut self, rows: &mut dyn Iterator<Item = (i64, String)>, at: i64) -> Result<(), JournalError> {
        self.in_transaction(|connection| spool::skip(connection, rows, at))
    }

    /// Records a person's word about unknown rows: of these recipients, or of all. Gives the number of rows.
    pub fn settle(&mut self, state: State, recipients: Option<&[String]>) -> Result<u64, JournalError> {
        self.in_transaction(|connection| {
            let keep = "INSERT INTO past (row, state, at, attempts, request, reason)
                        SELECT row, state, at, attempts, request, reason FROM outcomes WHERE state = 3";
            let change = "UPDATE outcomes SET state = ?1, reason = 'settled' WHERE state = 3";
            let Some(recipients) = recipients else {
                connection.execute(keep, [])?;
                return Ok(connection.execute(change, [state.number()])? as u64);
            };
            let of = "AND row IN (SELECT id FROM rows WHERE recipient = ?2)";
            let mut count = 0;
            for recipient in recipients {
                connection
                    .execute(&format!("{keep} AND row IN (SELECT id FROM rows WHERE recipient = ?1)"), [recipient])?;
                count += connection.execute(&format!("{change} {of}"), params![state.number(), recipient])? as u64;
            }
            Ok(count)
        })
    }

    /// Takes the rows of a spool over, but only those that `wanted` gives, in order; the first gets the next free id.
    pub fn take_rows(&mut self, spool: &Spool, wanted: &mut dyn Iterator<Item = i64>) -> Result<(), JournalError> {
        let from = spool.path().to_string_lossy().into_owned();
        self.connection.execute("ATTACH ?1 AS spool", [&from]).map_err(self.writing())?;
        let taken = self.in_transaction(|connection| {
            let layout: i64 = connection.query_row("SELECT coalesce(max(id), 0) + 1 FROM layouts", [], |row| row.get(0))?;
            connection.execute("INSERT INTO layouts (id, columns) SELECT ?1, columns FROM spool.layouts WHERE id = 1", [layout])?;
            let mut next: i64 = connection.query_row("SELECT coalesce(max(id), 0) FROM rows", [], |row| row.get(0))?;
            let mut copy = connection.prepare(
                "INSERT INTO main.rows (id, line, layout, person, pair, said, recipient, message, cells)
                 SELECT ?1, line, CASE layout WHEN 0 THEN 0 ELSE ?2 END, person, pair, said, recipient, message, cells FROM spool.rows WHERE id = ?3",
            )?;
            let mut skipped = connection.prepare(
                "INSERT INTO main.outcomes (row, state, at, attempts, request, reason)
                 SELECT ?1, state, at, attempts, request, reason FROM spool.outcomes WHERE row = ?2",
            )?;
            for row in wanted {
                next += 1;
                copy.execute([next, layout, row])?;
                skipped.execute([next, row])?;
            }
            Ok(())
        });
        let _ = self.connection.execute("DETACH spool", []);
        taken
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

/// Syncs a directory, so that a renamed file is there after a power cut.
fn sync_directory(dir: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(dir)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = (dir, File::open);
    Ok(())
}
