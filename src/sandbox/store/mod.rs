//! The sandbox's books in SQLite: opening, and writing in groups.
//!
//! Any number of processes may have the store open at once; a token that one of them issues is
//! known to the others. Writes of calls that come in together share a transaction, and a call is
//! answered only when its transaction is committed: what was accepted survives the end of the process.

mod callback;
mod listing;
mod message;
mod schema;
mod seed;
mod state;
mod token;
mod topic;
mod webhook;
mod whatsapp;

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::oneshot;

pub(super) use callback::{Callback, News};
pub(super) use listing::{Page, Paging, RecordFilter, SubscriberFilter, TaskFilter, TopicFilter};
pub(super) use message::{Dispatch, Push};
pub use state::{Accepted, State};
pub(super) use token::TokenState;
pub(super) use topic::Topic;
pub(super) use whatsapp::WhatsappMessage;

use super::endpoint::Endpoint;
use crate::platform::permissions;
use crate::private::{self, PrivateError};

/// How long one process waits for another's transaction.
const BUSY: Duration = Duration::from_secs(10);

/// The store could not be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file or directory.
    #[error("`{}` could not be used", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// Somebody else could write in its place.
    #[error(transparent)]
    Private(#[from] PrivateError),
    /// SQLite.
    #[error("the sandbox's store `{}` could not be used", path.display())]
    Sqlite {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: rusqlite::Error,
    },
    /// A later version of msgops made it.
    #[error("the sandbox's store `{}` was made by a later msgops (version {found}, this one knows {})", path.display(), schema::VERSION)]
    Newer {
        /// Which.
        path: PathBuf,
        /// Its version.
        found: i64,
    },
}

/// The store's file below the state directory.
pub fn store_path(state_dir: &Path) -> PathBuf {
    state_dir.join("sandbox").join("store.sqlite3")
}

/// The tables as one call reads and writes them.
#[derive(Clone, Copy)]
pub(super) struct Db<'a>(pub(super) &'a Connection);

/// The open store.
pub struct Store {
    connection: Connection,
    path: PathBuf,
    group: Option<Vec<oneshot::Sender<()>>>,
    counts: [i64; Endpoint::ALL.len()],
}

impl Store {
    /// Opens the store below `state_dir`; the first time makes and seeds it, as of `now` (epoch milliseconds).
    pub fn open(state_dir: &Path, now: i64) -> Result<Self, StoreError> {
        let path = store_path(state_dir);
        prepare_directory(&path)?;
        let mut store = Self::connect(&path)?;
        let failed = |source| StoreError::Sqlite { path: path.clone(), source };
        match schema::version(&store.connection).map_err(failed)? {
            schema::VERSION => {}
            found if found > schema::VERSION => return Err(StoreError::Newer { path, found }),
            _ => {
                let _lock = lock(&path)?;
                // Another process may have made it while we waited.
                match schema::version(&store.connection).map_err(failed)? {
                    schema::VERSION => {}
                    1..=3 => store.change(schema::upgrade)?,
                    _ => store.fill(now)?,
                }
            }
        }
        Ok(store)
    }

    /// A store without a file.
    pub fn in_memory(now: i64) -> Result<Self, StoreError> {
        let path = PathBuf::from(":memory:");
        let failed = |source| StoreError::Sqlite { path: path.clone(), source };
        let mut store = Self::new(Connection::open_in_memory().map_err(failed)?, path.clone());
        store.fill(now)?;
        Ok(store)
    }

    /// Empties the store below `state_dir` and seeds it anew, also under processes that have it
    /// open; one that cannot be read is made anew.
    pub fn reset(state_dir: &Path, now: i64) -> Result<Self, StoreError> {
        let path = store_path(state_dir);
        prepare_directory(&path)?;
        let reset = Self::connect(&path).and_then(|mut store| store.fill(now).map(|()| store));
        match reset {
            Err(StoreError::Sqlite { source, .. }) if is_damaged(&source) => {
                let removing = lock(&path)?;
                for ending in ["", "-wal", "-shm"] {
                    remove(&with_ending(&path, ending))?;
                }
                drop(removing);
                let mut store = Self::connect(&path)?;
                store.fill(now)?;
                Ok(store)
            }
            other => other,
        }
    }

    fn new(connection: Connection, path: PathBuf) -> Self {
        connection.set_prepared_statement_cache_capacity(64);
        Self { connection, path, group: None, counts: [0; Endpoint::ALL.len()] }
    }

    fn connect(path: &Path) -> Result<Self, StoreError> {
        create_private(path)?;
        let failed = |source| StoreError::Sqlite { path: path.to_owned(), source };
        let connection = Connection::open(path).map_err(failed)?;
        connection.busy_timeout(BUSY).map_err(failed)?;
        set_pragmas(&connection, path)?;
        Ok(Self::new(connection, path.to_owned()))
    }

    fn fill(&mut self, now: i64) -> Result<(), StoreError> {
        self.change(|connection| {
            schema::create(connection)?;
            seed::seed(connection, now)
        })
    }

    fn change(&mut self, work: impl FnOnce(&Connection) -> rusqlite::Result<()>) -> Result<(), StoreError> {
        let change = |connection: &mut Connection| {
            let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            work(&transaction)?;
            transaction.commit()
        };
        change(&mut self.connection).map_err(|source| self.failed(source))
    }

    fn failed(&self, source: rusqlite::Error) -> StoreError {
        StoreError::Sqlite { path: self.path.clone(), source }
    }

    /// Counts a call; written with the next group.
    pub(super) fn count(&mut self, endpoint: Endpoint) {
        self.counts[endpoint as usize] += 1;
    }

    /// Reads; sees the open group's writes.
    pub(super) fn read<T>(&self, work: impl FnOnce(Db<'_>) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        work(Db(&self.connection)).map_err(|source| self.failed(source))
    }

    /// Writes within the open group. The receiver hears of the commit; when it hears that the
    /// sender is gone, nothing was written.
    pub(super) fn write<T>(
        &mut self,
        work: impl FnOnce(Db<'_>) -> rusqlite::Result<T>,
    ) -> Result<(T, oneshot::Receiver<()>), StoreError> {
        if self.group.is_none() {
            self.connection
                .prepare_cached("BEGIN IMMEDIATE")
                .and_then(|mut begin| begin.execute([]))
                .map_err(|source| self.failed(source))?;
            self.group = Some(Vec::new());
        }
        match work(Db(&self.connection)) {
            Ok(value) => {
                let (sender, receiver) = oneshot::channel();
                self.group.get_or_insert_default().push(sender);
                Ok((value, receiver))
            }
            Err(source) => {
                self.abandon();
                Err(self.failed(source))
            }
        }
    }

    /// Commits the open group and tells everybody in it.
    pub(super) fn commit(&mut self) -> Result<(), StoreError> {
        let Some(waiting) = self.group.take() else { return Ok(()) };
        let commit = |connection: &Connection, counts: &mut [i64]| {
            state::add_counts(connection, counts)?;
            connection.prepare_cached("COMMIT")?.execute([])
        };
        if let Err(source) = commit(&self.connection, &mut self.counts) {
            self.abandon();
            return Err(self.failed(source));
        }
        for sender in waiting {
            // Whoever no longer waits has left: the reply was not wanted.
            let _ = sender.send(());
        }
        Ok(())
    }

    /// Writes what is left, counts included.
    pub(super) fn flush(&mut self) -> Result<(), StoreError> {
        if self.group.is_none() && self.counts.iter().any(|count| *count > 0) {
            self.write(|_| Ok(()))?;
        }
        self.commit()
    }

    fn abandon(&mut self) {
        self.group = None;
        // A rollback that fails finds no transaction: there is nothing left to undo.
        let _ = self.connection.execute_batch("ROLLBACK");
    }
}

/// WAL is kept in the file. `synchronous = OFF`: a commit outlives the process (the pages are with
/// the system), not a power cut, which takes a rehearsal's client along anyway.
fn set_pragmas(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::Sqlite { path: path.to_owned(), source };
    let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0)).map_err(failed)?;
    if mode != "wal" {
        // Two processes that change the mode at once would find the file busy, whatever the busy timeout.
        let _lock = lock(path)?;
        connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).map_err(failed)?;
    }
    connection.execute_batch("PRAGMA synchronous = OFF").map_err(failed)
}

fn is_damaged(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    matches!(error.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase))
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            Err(StoreError::Io { path: path.to_owned(), source })
        }
        _ => Ok(()),
    }
}

/// One process at a time makes the store; the lock goes with the file that is returned.
fn lock(path: &Path) -> Result<File, StoreError> {
    let path = with_ending(path, ".lock");
    let failed = |source| StoreError::Io { path: path.clone(), source };
    let file = private_file(&path).map_err(failed)?;
    file.lock().map_err(failed)?;
    Ok(file)
}

/// The store's directory, ours alone, and the store in it as SQLite may open it: not through a link of somebody else's.
fn prepare_directory(path: &Path) -> Result<(), StoreError> {
    let directory = path.parent().unwrap_or(path);
    if let (Some(root), Some(name)) = (directory.parent(), directory.file_name().and_then(|name| name.to_str())) {
        private::directory(root, name)?;
    }
    // A log that is a link would be written through as well.
    for ending in ["", "-wal", "-shm"] {
        private::open_to_read(&with_ending(path, ending))?;
    }
    Ok(())
}

/// SQLite gives its side files the mode of the store: the store must have ours before SQLite sees it.
fn create_private(path: &Path) -> Result<(), StoreError> {
    if path.exists() {
        return Ok(());
    }
    private_file(path).map(drop).map_err(|source| StoreError::Io { path: path.to_owned(), source })
}

fn private_file(path: &Path) -> io::Result<File> {
    permissions::private_file(OpenOptions::new().create(true).truncate(false).write(true)).open(path)
}

#[cfg(test)]
mod tests;
