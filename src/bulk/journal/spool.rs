//! Rows on their way into a journal: written unsynced into a file of their own, which becomes the
//! journal by a rename once every row is checked and the question was answered.

use std::path::{Path, PathBuf};

use crate::platform::files::{give_name, sync_names};

use rusqlite::{Connection, params};
use tempfile::TempPath;

use super::{APPLICATION_ID, Header, Jobs, Journal, JournalError, SCHEMA, State, Version, beside, header, read};

/// How the file names of spools start; a crash leaves them behind.
const PREFIX: &str = ".preparing-";

/// A spool this old belongs to nobody any more.
const STALE: std::time::Duration = std::time::Duration::from_secs(24 * 3600);

/// A row as it is entered.
#[derive(Clone, Copy, Debug)]
pub struct NewRow<'a> {
    /// Its number, from 1 without gaps.
    pub id: i64,
    /// The line of the list it starts in.
    pub line: u64,
    /// Whether its cells are those of the layout (CSV) or its own (NDJSON).
    pub has_layout: bool,
    /// Hash of the recipient.
    pub person: i64,
    /// Hash of recipient and message.
    pub pair: i64,
    /// Hash of the message, where rows are sent in the order of their messages.
    pub said: Option<i64>,
    /// The recipient as it is sent; of a row that is wrong, what stood in the cell.
    pub recipient: &'a str,
    /// The message; none where the job has one for all.
    pub message: Option<&'a str>,
    /// Its own cells, unchanged, as JSON.
    pub cells: &'a str,
}

/// A journal in the making.
pub struct Spool {
    connection: Option<Connection>,
    file: TempPath,
}

impl Spool {
    /// A new one in `dir`.
    pub fn create(dir: &Path) -> Result<Self, JournalError> {
        clean(dir);
        let file = tempfile::Builder::new()
            .prefix(PREFIX)
            .tempfile_in(dir)
            .map_err(|source| JournalError::Io { action: "written", path: dir.to_owned(), source })?
            .into_temp_path();
        let made = Connection::open(&file).and_then(|connection| {
            connection.query_row("PRAGMA journal_mode=OFF", [], |_| Ok(()))?;
            connection.execute_batch(
                "PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-4096; PRAGMA temp_store=FILE",
            )?;
            connection.execute_batch(SCHEMA)?;
            connection.execute_batch(super::delivery::TABLES)?;
            connection.execute_batch(header::MESSAGE_IDS)?;
            connection.execute_batch(super::watermark::TABLE)?;
            connection.execute_batch("BEGIN")?;
            Ok(connection)
        });
        let connection =
            made.map_err(|source| JournalError::Sqlite { action: "written", path: file.to_path_buf(), source })?;
        Ok(Self { connection: Some(connection), file })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.file
    }

    fn connection(&self) -> Result<&Connection, JournalError> {
        self.connection.as_ref().ok_or(JournalError::WriterGone)
    }

    fn failed(&self) -> impl Fn(rusqlite::Error) -> JournalError + use<> {
        let path: PathBuf = self.file.to_path_buf();
        move |source| JournalError::Sqlite { action: "written", path: path.clone(), source }
    }

    /// Enters the columns of a CSV list.
    pub fn layout(&self, columns: &[String]) -> Result<(), JournalError> {
        let columns = serde_json::Value::from(columns.to_vec()).to_string();
        self.connection()?
            .execute("INSERT INTO layouts (id, columns) VALUES (1, ?1)", [columns])
            .map(|_| ())
            .map_err(self.failed())
    }

    /// Enters rows.
    pub fn append<'a>(&self, rows: impl Iterator<Item = NewRow<'a>>) -> Result<(), JournalError> {
        let append = |connection: &Connection| {
            let mut insert = connection.prepare_cached(
                "INSERT INTO rows (id, line, layout, person, pair, said, recipient, message, cells)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?;
            for row in rows {
                insert.execute(params![
                    row.id,
                    row.line as i64,
                    i64::from(row.has_layout),
                    row.person,
                    row.pair,
                    row.said,
                    row.recipient,
                    row.message,
                    row.cells
                ])?;
            }
            Ok(())
        };
        append(self.connection()?).map_err(self.failed())
    }

    /// Enters rows as skipped.
    pub fn skip(&self, rows: &mut dyn Iterator<Item = (i64, String)>, at: i64) -> Result<(), JournalError> {
        skip(self.connection()?, rows, at).map_err(self.failed())
    }

    /// Takes out every row behind `last`.
    pub fn cut(&self, last: i64) -> Result<(), JournalError> {
        let cut = |connection: &Connection| {
            connection.execute("DELETE FROM rows WHERE id > ?1", [last])?;
            connection.execute("DELETE FROM outcomes WHERE row > ?1", [last])
        };
        cut(self.connection()?).map(|_| ()).map_err(self.failed())
    }

    /// The line of a row.
    pub fn line(&self, row: i64) -> Result<i64, JournalError> {
        self.connection()?
            .query_row("SELECT line FROM rows WHERE id = ?1", [row], |row| row.get(0))
            .map_err(self.failed())
    }

    /// Recipient and message of a row.
    pub fn row(&self, row: i64) -> Result<(String, Option<String>), JournalError> {
        self.connection()?
            .query_row("SELECT recipient, message FROM rows WHERE id = ?1", [row], |row| Ok((row.get(0)?, row.get(1)?)))
            .map_err(self.failed())
    }

    /// Gives number, recipient and message of every row in order.
    pub fn each_row(&self, each: &mut dyn FnMut(i64, &str, Option<&str>)) -> Result<(), JournalError> {
        let read = |connection: &Connection| -> rusqlite::Result<()> {
            let mut statement = connection.prepare("SELECT id, recipient, message FROM rows ORDER BY id")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                each(row.get(0)?, row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str_or_null()?);
            }
            Ok(())
        };
        let mut read = read;
        read(self.connection()?).map_err(self.failed())
    }

    /// Requests that the rows in `wanted` make, up to `batch` of one message in each.
    pub fn requests(&self, wanted: &dyn Fn(i64) -> bool, batch: u64) -> Result<u64, JournalError> {
        let count = |connection: &Connection| -> rusqlite::Result<u64> {
            let mut statement = connection.prepare("SELECT id, said FROM rows ORDER BY said, id")?;
            let mut rows = statement.query([])?;
            let (mut requests, mut last, mut together) = (0, None, 0);
            while let Some(row) = rows.next()? {
                if !wanted(row.get(0)?) {
                    continue;
                }
                let said: Option<i64> = row.get(1)?;
                together = if requests > 0 && said == last && together < batch { together + 1 } else { 1 };
                requests += u64::from(together == 1);
                last = said;
            }
            Ok(requests)
        };
        count(self.connection()?).map_err(self.failed())
    }

    /// How many rows are left out, by reason.
    pub fn skips(&self) -> Result<Vec<(String, u64)>, JournalError> {
        read::skips(self.connection()?).map_err(self.failed())
    }

    /// Ends the writing, so that another connection can read the file.
    pub fn close(&mut self) -> Result<(), JournalError> {
        let failed = self.failed();
        if let Some(connection) = self.connection.take() {
            connection.execute_batch("COMMIT").map_err(&failed)?;
            connection.close().map_err(|(_, error)| failed(error))?;
        }
        Ok(())
    }

    /// Makes the spool the journal of `header.name`: complete, synced, then renamed.
    pub fn become_journal(mut self, all: &Jobs, header: &Header) -> Result<Journal, JournalError> {
        let failed = self.failed();
        {
            let connection = self.connection()?;
            enter(connection, header).map_err(&failed)?;
        }
        self.close()?;
        let path = all.path(&header.name);
        let io = |source| JournalError::Io { action: "written", path: path.clone(), source };
        std::fs::OpenOptions::new().write(true).open(&self.file).and_then(|file| file.sync_all()).map_err(io)?;
        // A log that a removed job of this name left would be read into the new one.
        beside::remove_leftovers(&path).map_err(io)?;
        give_name(self.file, &path).map_err(io)?;
        sync_names(all.dir()).map_err(io)?;
        all.open(&header.name)
    }
}

fn enter(connection: &Connection, header: &Header) -> rusqlite::Result<()> {
    header::write(connection, header)?;
    if header.by_message {
        connection.execute_batch("CREATE INDEX rows_by_message ON rows (said, id)")?;
    }
    let version = Version::CURRENT.number();
    connection.execute_batch(&format!("PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={version}"))
}

pub(super) fn skip(
    connection: &Connection,
    rows: &mut dyn Iterator<Item = (i64, String)>,
    at: i64,
) -> rusqlite::Result<()> {
    for (row, reason) in rows {
        // For each, and of none: this is called for every person of a list, and few of them have anything to skip.
        let mut insert = connection.prepare_cached(
            "INSERT OR REPLACE INTO outcomes (row, state, at, attempts, request, reason) VALUES (?1, ?2, ?3, 0, NULL, ?4)",
        )?;
        insert.execute(params![row, State::Skipped.number(), at, reason])?;
    }
    Ok(())
}

/// Removes what crashed preparations left behind.
pub(super) fn clean(dir: &Path) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    for entry in entries.flatten() {
        let is_spool = entry.file_name().to_string_lossy().starts_with(PREFIX);
        let is_stale = || {
            let modified = entry.metadata().and_then(|metadata| metadata.modified()).ok()?;
            modified.elapsed().ok().map(|age| age > STALE)
        };
        if is_spool && is_stale() == Some(true) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}
