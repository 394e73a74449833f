//! Pending rows in the order in which they are sent, read a block at a time by a thread of its own.

use std::path::Path;
use std::sync::mpsc;
use std::thread::JoinHandle;

use rusqlite::{Connection, params};
use tokio::sync::oneshot;

use super::{Journal, JournalError, State};

/// A pending row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingRow {
    /// Its number.
    pub id: i64,
    /// The recipient as it is sent.
    pub recipient: String,
    /// Its message; none where the job has one for all.
    pub message: Option<String>,
    /// How often it was tried before.
    pub attempts: u32,
}

/// The first rows of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CanaryRows {
    /// Those still to be sent.
    pub pending: Vec<PendingRow>,
    /// Of the others: refused.
    pub refused: u64,
    /// Of the others: unknown.
    pub unknown: u64,
}

enum Asked {
    Rows(usize, oneshot::Sender<Result<Vec<PendingRow>, JournalError>>),
    Canary(u64, oneshot::Sender<Result<CanaryRows, JournalError>>),
}

/// The rows still to be sent. It only goes forward: what goes back to pending meanwhile is not seen again.
pub struct Feed {
    way: Way,
}

enum Way {
    /// On the caller's thread, so that tests own time.
    #[cfg(test)]
    #[cfg(test)]
    Here(Box<Reader>),
    Thread {
        sender: mpsc::Sender<Asked>,
        _reader: JoinHandle<()>,
    },
}

struct Reader {
    journal: Journal,
    after: (i64, i64),
}

impl Feed {
    /// Reads on a thread of its own, through a connection of its own.
    pub fn start(path: &Path) -> Result<Self, JournalError> {
        let mut reader = Reader::open(path)?;
        let (sender, receiver) = mpsc::channel::<Asked>();
        let thread = std::thread::Builder::new()
            .name("rows".to_owned())
            .spawn(move || {
                while let Ok(asked) = receiver.recv() {
                    // Nobody may be left to hear it.
                    match asked {
                        Asked::Rows(limit, answer) => drop(answer.send(reader.next(limit))),
                        Asked::Canary(count, answer) => drop(answer.send(reader.canary(count))),
                    }
                }
            })
            .map_err(|source| JournalError::Io { action: "read", path: path.to_owned(), source })?;
        Ok(Self { way: Way::Thread { sender, _reader: thread } })
    }

    /// Reads where it is called.
    #[cfg(test)]
    #[cfg(test)]
    pub fn here(path: &Path) -> Result<Self, JournalError> {
        Ok(Self { way: Way::Here(Box::new(Reader::open(path)?)) })
    }

    /// The next `limit` rows; fewer only at the end.
    pub fn next(&mut self, limit: usize) -> oneshot::Receiver<Result<Vec<PendingRow>, JournalError>> {
        let (answer, receiver) = oneshot::channel();
        match &mut self.way {
            #[cfg(test)]
            #[cfg(test)]
            Way::Here(reader) => {
                let _ = answer.send(reader.next(limit));
            }
            Way::Thread { sender, .. } => {
                let _ = sender.send(Asked::Rows(limit, answer));
            }
        }
        receiver
    }

    /// The first `count` rows of the list, skipped ones not counted, whatever order the others are sent in.
    /// Those that are pending come again among the [`next`](Self::next) ones unless they were resolved meanwhile.
    pub fn canary(&mut self, count: u64) -> oneshot::Receiver<Result<CanaryRows, JournalError>> {
        let (answer, receiver) = oneshot::channel();
        match &mut self.way {
            #[cfg(test)]
            Way::Here(reader) => {
                let _ = answer.send(reader.canary(count));
            }
            Way::Thread { sender, .. } => {
                let _ = sender.send(Asked::Canary(count, answer));
            }
        }
        receiver
    }
}

impl Reader {
    fn open(path: &Path) -> Result<Self, JournalError> {
        Ok(Self { journal: Journal::open(path, false)?, after: (i64::MIN, 0) })
    }

    fn next(&mut self, limit: usize) -> Result<Vec<PendingRow>, JournalError> {
        let rows = match self.journal.header.by_message {
            true => Self::by_message(&self.journal.connection, self.after, limit),
            false => Self::in_order(&self.journal.connection, self.after.1, limit),
        };
        let rows = rows.map_err(self.journal.reading())?;
        if let Some((row, said)) = rows.last() {
            self.after = (*said, row.id);
        }
        Ok(rows.into_iter().map(|(row, _)| row).collect())
    }

    fn canary(&self, count: u64) -> Result<CanaryRows, JournalError> {
        let read = || -> rusqlite::Result<CanaryRows> {
            let mut statement = self.journal.connection.prepare(
                "SELECT r.id, r.recipient, r.message, coalesce(o.attempts, 0), coalesce(o.state, 0) FROM rows r
                 LEFT JOIN outcomes o ON o.row = r.id WHERE coalesce(o.state, 0) <> 4 ORDER BY r.id LIMIT ?1",
            )?;
            let mut rows = statement.query([i64::try_from(count).unwrap_or(i64::MAX)])?;
            let mut canary = CanaryRows::default();
            while let Some(row) = rows.next()? {
                let (row, state) = fed(row)?;
                match State::from_number(state) {
                    State::Pending => canary.pending.push(row),
                    State::Refused => canary.refused += 1,
                    State::Accepted => {}
                    State::Unknown | State::Skipped | State::Sending => canary.unknown += 1,
                }
            }
            // Rows of the same message share requests.
            canary.pending.sort_by(|one, other| one.message.cmp(&other.message));
            Ok(canary)
        };
        read().map_err(self.journal.reading())
    }

    fn in_order(connection: &Connection, after: i64, limit: usize) -> rusqlite::Result<Vec<(PendingRow, i64)>> {
        let mut statement = connection.prepare_cached(
            "SELECT r.id, r.recipient, r.message, coalesce(o.attempts, 0), 0 FROM rows r LEFT JOIN outcomes o ON o.row = r.id
             WHERE r.id > ?1 AND coalesce(o.state, 0) = 0 AND NOT EXISTS (SELECT 1 FROM sending s WHERE s.row = r.id)
             ORDER BY r.id LIMIT ?2",
        )?;
        statement.query_map(params![after, limit as i64], fed)?.collect()
    }

    fn by_message(
        connection: &Connection,
        after: (i64, i64),
        limit: usize,
    ) -> rusqlite::Result<Vec<(PendingRow, i64)>> {
        let mut statement = connection.prepare_cached(
            "SELECT r.id, r.recipient, r.message, coalesce(o.attempts, 0), r.said FROM rows r INDEXED BY rows_by_message
             LEFT JOIN outcomes o ON o.row = r.id
             WHERE (r.said, r.id) > (?1, ?2) AND r.said IS NOT NULL AND coalesce(o.state, 0) = 0
               AND NOT EXISTS (SELECT 1 FROM sending s WHERE s.row = r.id)
             ORDER BY r.said, r.id LIMIT ?3",
        )?;
        statement.query_map(params![after.0, after.1, limit as i64], fed)?.collect()
    }
}

fn fed(row: &rusqlite::Row<'_>) -> rusqlite::Result<(PendingRow, i64)> {
    Ok((
        PendingRow { id: row.get(0)?, recipient: row.get(1)?, message: row.get(2)?, attempts: row.get(3)? },
        row.get(4)?,
    ))
}
