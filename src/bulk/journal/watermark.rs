//! Messenger's watermarks that no row could be told of yet: kept until more is heard of their person's rows.

use rusqlite::{Row, params};

use super::{Deliveries, Journal, JournalError};

/// Messenger's watermarks that may reach a row of the person once its own time, or what became of it, is heard of.
pub(super) const TABLE: &str = "
CREATE TABLE watermarks (
    contact TEXT NOT NULL, step INTEGER NOT NULL, watermark INTEGER NOT NULL, at INTEGER,
    PRIMARY KEY (contact, step, watermark)) WITHOUT ROWID;
";

/// A watermark of Messenger's: what was sent to the person up to then came so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watermark {
    /// The person.
    pub contact: String,
    /// It was read; else delivered.
    pub is_read: bool,
    /// The vendor's instant, epoch milliseconds.
    pub watermark: i64,
    /// When it was told.
    pub at: Option<i64>,
}

impl Journal {
    /// Gives every watermark that was kept.
    pub fn each_watermark<E: From<JournalError>>(
        &self,
        each: &mut dyn FnMut(Watermark) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = self.reading();
        let mut statement =
            self.connection.prepare("SELECT contact, step, watermark, at FROM watermarks").map_err(&failed)?;
        let mut rows = statement.query([]).map_err(&failed)?;
        while let Some(row) = rows.next().map_err(&failed)? {
            let kept = |row: &Row<'_>| -> rusqlite::Result<Watermark> {
                Ok(Watermark { contact: row.get(0)?, is_read: row.get(1)?, watermark: row.get(2)?, at: row.get(3)? })
            };
            each(kept(row).map_err(&failed)?)?;
        }
        Ok(())
    }
}

impl Deliveries<'_> {
    /// Keeps a watermark, with the first time it was told.
    pub fn keep_watermark(&self, kept: &Watermark) -> Result<(), JournalError> {
        let write = || {
            self.connection()
                .prepare_cached(
                    "INSERT INTO watermarks (contact, step, watermark, at) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (contact, step, watermark) DO UPDATE SET at = coalesce(min(at, excluded.at), at, excluded.at)",
                )?
                .execute(params![kept.contact, kept.is_read, kept.watermark, kept.at])
        };
        write().map(|_| ()).map_err(self.journal.writing())
    }
}
