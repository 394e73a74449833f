//! What changes in a journal while nothing is sent: a new round of the list, and a person's word.

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, OpenFlags, params};

use super::{Journal, JournalError, Spool, State, spool};
use crate::bulk::row_set::RowSet;

/// Everything that a new round of the list changes.
pub struct Changes<'a> {
    /// Rows that go back to pending; their outcome is kept as past.
    pub reset: &'a RowSet,
    /// Rows that are left out from now on, with the reason.
    pub skips: [(&'a RowSet, &'static str); 3],
    /// The list, closed.
    pub spool: &'a Spool,
    /// Its rows that are new; the first gets the next free number.
    pub fresh: &'a RowSet,
    /// Epoch milliseconds.
    pub at: i64,
}

impl Journal {
    /// Enters a new round, all of it or nothing.
    pub fn change(&mut self, changes: &Changes<'_>) -> Result<(), JournalError> {
        let path = changes.spool.path();
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let list = Connection::open_with_flags(path, flags).map_err(|source| JournalError::Sqlite {
            action: "opened",
            path: path.to_owned(),
            source,
        })?;
        self.in_transaction(|connection| {
            reset(connection, &mut changes.reset.iter())?;
            for (rows, reason) in changes.skips {
                spool::skip(connection, &mut rows.iter().map(|row| (row, reason.to_owned())), changes.at)?;
            }
            take_rows(connection, &list, changes.fresh)
        })
    }

    /// Puts rows back to pending, their outcome kept as past; `rows` come in any order.
    #[cfg(test)]
    pub fn reset(&mut self, rows: &mut dyn Iterator<Item = i64>) -> Result<(), JournalError> {
        self.in_transaction(|connection| reset(connection, rows))
    }

    /// Enters rows as skipped.
    #[cfg(test)]
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
}

fn reset(connection: &Connection, rows: &mut dyn Iterator<Item = i64>) -> rusqlite::Result<()> {
    let mut keep = connection.prepare(
        "INSERT INTO past (row, state, at, attempts, request, reason)
         SELECT row, state, at, attempts, request, reason FROM outcomes WHERE row = ?1",
    )?;
    let mut forget = connection.prepare("DELETE FROM outcomes WHERE row = ?1")?;
    // What became of the earlier message says nothing of the next one.
    let mut forget_delivery = connection.prepare("DELETE FROM deliveries WHERE row = ?1")?;
    let mut forget_costs = connection.prepare("DELETE FROM delivery_costs WHERE row = ?1")?;
    for row in rows {
        for statement in [&mut keep, &mut forget, &mut forget_delivery, &mut forget_costs] {
            statement.execute([row])?;
        }
    }
    Ok(())
}

/// Takes the `wanted` rows of a list over, in order, with what is known of those that are left out.
fn take_rows(connection: &Connection, list: &Connection, wanted: &RowSet) -> rusqlite::Result<()> {
    if wanted.is_empty() {
        return Ok(());
    }
    let number = |of: &str| connection.query_row(of, [], |row| row.get::<_, i64>(0));
    let layout = number("SELECT coalesce(max(id), 0) + 1 FROM layouts")?;
    let mut columns = list.prepare("SELECT columns FROM layouts WHERE id = 1")?;
    let mut columns = columns.query([])?;
    if let Some(row) = columns.next()? {
        let columns = ToSqlOutput::Borrowed(row.get_ref(0)?);
        connection.execute("INSERT INTO layouts (id, columns) VALUES (?1, ?2)", params![layout, columns])?;
    }
    let mut read = list.prepare(
        "SELECT r.line, CASE r.layout WHEN 0 THEN 0 ELSE ?2 END, r.person, r.pair, r.said, r.recipient, r.message, r.cells,
                o.state, o.at, o.attempts, o.reason
         FROM rows r LEFT JOIN outcomes o ON o.row = r.id WHERE r.id = ?1",
    )?;
    let mut enter = connection.prepare(
        "INSERT INTO rows (id, line, layout, person, pair, said, recipient, message, cells)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    let mut left_out = connection.prepare(
        "INSERT INTO outcomes (row, state, at, attempts, request, reason) VALUES (?1, ?2, ?3, ?4, NULL, ?5)",
    )?;
    let mut next = number("SELECT coalesce(max(id), 0) FROM rows")?;
    for id in wanted.iter() {
        let mut rows = read.query([id, layout])?;
        let Some(row) = rows.next()? else { continue };
        let cell = |place| row.get_ref(place).map(ToSqlOutput::Borrowed);
        next += 1;
        enter.execute(params![next, cell(0)?, cell(1)?, cell(2)?, cell(3)?, cell(4)?, cell(5)?, cell(6)?, cell(7)?])?;
        if row.get::<_, Option<i64>>(8)?.is_some() {
            left_out.execute(params![next, cell(8)?, cell(9)?, cell(10)?, cell(11)?])?;
        }
    }
    Ok(())
}
