//! Reading a journal: counts, rows with their outcomes, and who was reached.

use rusqlite::{Connection, Row, params};

use super::delivery::{KEPT, Kept};
use super::{Delivery, Journal, JournalError, State};

/// How many rows stand in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All rows.
    pub total: u64,
    /// Taken by the vendor.
    pub accepted: u64,
    /// Refused by the vendor.
    pub refused: u64,
    /// Nobody can tell.
    pub unknown: u64,
    /// Left out.
    pub skipped: u64,
    /// Not sent yet.
    pub pending: u64,
    /// In flight, as far as the journal knows.
    pub sending: u64,
}

impl Counts {
    /// What a job without a runner has in flight may have been accepted.
    #[must_use]
    pub fn at_rest(mut self) -> Self {
        self.unknown += std::mem::take(&mut self.sending);
        self
    }
}

/// How many rows of one outcome share a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeCount {
    /// The vendor's code, or the reason where none came.
    pub code: String,
    /// The book of a vendor's code.
    pub book: Option<String>,
    /// Rows.
    pub count: u64,
}

/// What was said about a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowAnswer {
    /// The vendor's code.
    pub code: Option<String>,
    /// Its book.
    pub book: Option<String>,
    /// The vendor's message.
    pub message: Option<String>,
    /// HTTP status.
    pub http_status: Option<i64>,
    /// The message id: our own where the job gives ids, else the vendor's.
    pub message_id: Option<String>,
    /// Super Message's request id; of a message with an id of ours what the vendor calls it, where it does.
    pub request_id: Option<String>,
    /// Super Message's trace id.
    pub trace_id: Option<String>,
    /// Channels, as JSON.
    pub channels: Option<String>,
}

/// A row with everything that is known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FullRow {
    /// Its number.
    pub id: i64,
    /// The line of its list.
    pub line: i64,
    /// Which columns its cells belong to; 0: its own.
    pub layout: i64,
    /// The recipient as it is sent.
    pub recipient: String,
    /// Its own cells, as JSON.
    pub cells: String,
    /// Its state.
    pub state: State,
    /// When it got there, epoch milliseconds.
    pub at: Option<i64>,
    /// How often it was tried.
    pub attempts: u32,
    /// Why it is skipped, unknown or still pending.
    pub reason: Option<String>,
    /// What was said.
    pub answer: RowAnswer,
    /// What was heard since.
    pub kept: Kept,
}

impl FullRow {
    /// As it is when no process runs the job: what a crash left in flight may have been accepted.
    #[must_use]
    pub fn at_rest(self) -> Self {
        if self.state != State::Sending {
            return self;
        }
        Self { state: State::Unknown, reason: Some("crashed".to_owned()), ..self }
    }

    /// How far it came; none unless it was accepted.
    pub fn delivery(&self) -> Option<Delivery> {
        (self.state == State::Accepted).then(|| self.kept.delivery())
    }
}

/// The hashes of a row, for matching.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowKey {
    /// Its number.
    pub id: i64,
    /// Hash of the recipient.
    pub person: i64,
    /// Hash of recipient and message.
    pub pair: i64,
    /// Its state.
    pub state: State,
    /// Whether it is skipped because an edited list no longer had it.
    pub gone: bool,
}

/// How many rows are left out, by reason, the most frequent first; what is wrong with a wrong one does not count.
pub(super) fn skips(connection: &Connection) -> rusqlite::Result<Vec<(String, u64)>> {
    let mut statement = connection.prepare(
        "SELECT CASE WHEN reason LIKE 'invalid:%' THEN 'invalid' ELSE coalesce(reason, 'skipped') END AS why, count(*) AS many
         FROM outcomes WHERE state = 4 GROUP BY 1 ORDER BY many DESC, why",
    )?;
    statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?.collect()
}

impl Journal {
    /// How many rows are left out, by reason, the most frequent first.
    pub fn skips(&self) -> Result<Vec<(String, u64)>, JournalError> {
        skips(&self.connection).map_err(self.reading())
    }

    /// How many rows stand in each state.
    pub fn counts(&self) -> Result<Counts, JournalError> {
        self.count().map_err(self.reading())
    }

    fn count(&self) -> rusqlite::Result<Counts> {
        // One statement, one snapshot: the job may be running. Ids have no gaps.
        let mut statement = self.connection.prepare(
            "SELECT -1, coalesce(max(id), 0) FROM rows UNION ALL SELECT 5, count(*) FROM sending
             UNION ALL SELECT state, count(*) FROM outcomes WHERE row NOT IN (SELECT row FROM sending) GROUP BY state",
        )?;
        let mut counts = Counts::default();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let count: u64 = row.get::<_, i64>(1)?.unsigned_abs();
            match row.get::<_, i64>(0)? {
                -1 => counts.total = count,
                number => match State::from_number(number) {
                    State::Accepted => counts.accepted = count,
                    State::Refused => counts.refused = count,
                    State::Unknown => counts.unknown = count,
                    State::Skipped => counts.skipped = count,
                    State::Sending => counts.sending = count,
                    State::Pending => {}
                },
            }
        }
        let known = counts.accepted + counts.refused + counts.unknown + counts.skipped + counts.sending;
        counts.pending = counts.total.saturating_sub(known);
        Ok(counts)
    }

    /// The codes of everything that is neither accepted nor skipped, the most frequent first; where no
    /// code came, the reason stands in its place.
    pub fn codes(&self) -> Result<Vec<CodeCount>, JournalError> {
        self.codes_of("0, 2, 3")
    }

    fn codes_of(&self, states: &str) -> Result<Vec<CodeCount>, JournalError> {
        let read = || -> rusqlite::Result<Vec<_>> {
            let mut statement = self.connection.prepare(&format!(
                "SELECT CASE WHEN q.code IS NULL OR o.reason IN ('settled', 'crashed') THEN o.reason ELSE q.code END AS said,
                        CASE WHEN o.reason IN ('settled', 'crashed') THEN NULL ELSE q.book END AS book, count(*) AS many
                 FROM outcomes o LEFT JOIN requests q ON q.id = o.request
                 WHERE o.state IN ({states}) AND said IS NOT NULL GROUP BY 1, 2 ORDER BY many DESC, said",
            ))?;
            statement
                .query_map([], |row| {
                    Ok(CodeCount { code: row.get(0)?, book: row.get(1)?, count: row.get::<_, i64>(2)?.unsigned_abs() })
                })?
                .collect()
        };
        read().map_err(self.reading())
    }

    /// The codes of refused rows, the most frequent first; where no code came, the reason stands in its place.
    pub fn refusals(&self) -> Result<Vec<CodeCount>, JournalError> {
        self.codes_of("2")
    }

    /// From now on everything that is read here is of one instant, whoever writes meanwhile.
    pub fn hold_still(&self) -> Result<(), JournalError> {
        self.connection.execute_batch("BEGIN").map_err(self.reading())
    }

    /// The line of a row in the list that brought it.
    pub fn line(&self, row: i64) -> Result<i64, JournalError> {
        self.connection
            .query_row("SELECT line FROM rows WHERE id = ?1", [row], |row| row.get(0))
            .map_err(self.reading())
    }

    /// The columns of each layout, by its number.
    pub fn layouts(&self) -> Result<Vec<(i64, Vec<String>)>, JournalError> {
        let read = || -> rusqlite::Result<Vec<_>> {
            let mut statement = self.connection.prepare("SELECT id, columns FROM layouts ORDER BY id")?;
            let rows = statement.query_map([], |row| {
                let columns: String = row.get(1)?;
                Ok((row.get(0)?, serde_json::from_str(&columns).unwrap_or_default()))
            })?;
            rows.collect()
        };
        read().map_err(self.reading())
    }

    /// Gives every row, or those of one state, in the order of the list, until `each` says to stop.
    pub fn each_row<E: From<JournalError>>(
        &self,
        state: Option<State>,
        each: &mut dyn FnMut(FullRow) -> Result<bool, E>,
    ) -> Result<(), E> {
        let failed = self.reading();
        let mut statement = self
            .connection
            .prepare(&format!(
                "SELECT r.id, r.line, r.layout, r.recipient, r.cells,
                    CASE WHEN s.row IS NOT NULL THEN 5 ELSE coalesce(o.state, 0) END AS now,
                    coalesce(s.at, o.at), coalesce(s.attempts, o.attempts, 0), o.reason,
                    q.code, q.book, q.message, q.http_status, q.message_id, q.request_id, q.trace_id, q.channels,
                    coalesce(s.request, o.request), {KEPT}
                 FROM rows r LEFT JOIN outcomes o ON o.row = r.id LEFT JOIN sending s ON s.row = r.id
                 LEFT JOIN requests q ON q.id = o.request AND s.row IS NULL LEFT JOIN deliveries d ON d.row = r.id
                 WHERE ?1 IS NULL OR now = ?1 ORDER BY r.id",
            ))
            .map_err(&failed)?;
        let mut rows = statement.query([state.map(State::number)]).map_err(&failed)?;
        while let Some(row) = rows.next().map_err(&failed)? {
            if !each(self.full(row).map_err(&failed)?)? {
                break;
            }
        }
        Ok(())
    }

    /// Gives the cells of every row that brings its own columns.
    pub fn each_own_cells(&self, each: &mut dyn FnMut(&str)) -> Result<(), JournalError> {
        let read = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare("SELECT cells FROM rows WHERE layout = 0 ORDER BY id")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                each(row.get_ref(0)?.as_str().unwrap_or_default());
            }
            Ok(())
        };
        let mut read = read;
        read().map_err(self.reading())
    }

    /// Gives the hashes of every row.
    pub fn each_key<E: From<JournalError>>(&self, each: &mut dyn FnMut(RowKey) -> Result<(), E>) -> Result<(), E> {
        let failed = self.reading();
        let mut statement = self
            .connection
            .prepare(
                "SELECT r.id, r.person, r.pair, CASE WHEN EXISTS (SELECT 1 FROM sending s WHERE s.row = r.id) THEN 5 ELSE coalesce(o.state, 0) END,
                        coalesce(o.reason IN ('not_in_list', 'excluded'), 0)
                 FROM rows r LEFT JOIN outcomes o ON o.row = r.id ORDER BY r.id",
            )
            .map_err(&failed)?;
        let mut rows = statement.query([]).map_err(&failed)?;
        while let Some(row) = rows.next().map_err(&failed)? {
            let key = |row: &Row<'_>| -> rusqlite::Result<RowKey> {
                let state = State::from_number(row.get(3)?);
                Ok(RowKey { id: row.get(0)?, person: row.get(1)?, pair: row.get(2)?, state, gone: row.get(4)? })
            };
            each(key(row).map_err(&failed)?)?;
        }
        Ok(())
    }

    /// Gives person and pair of everybody whom this job reached (accepted or unknown) at `since`, in
    /// epoch milliseconds, or later; of one that `runs` at this moment also those whom it is about to reach.
    pub fn each_reached<E: From<JournalError>>(
        &self,
        since: i64,
        runs: bool,
        each: &mut dyn FnMut(i64, i64) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = self.reading();
        let mut statement = self
            .connection
            .prepare(
                "SELECT r.person, r.pair FROM outcomes o JOIN rows r ON r.id = o.row WHERE o.state IN (1, 3) AND o.at >= ?1
                 UNION ALL SELECT r.person, r.pair FROM sending s JOIN rows r ON r.id = s.row
                 UNION ALL SELECT r.person, r.pair FROM past o JOIN rows r ON r.id = o.row WHERE o.state IN (1, 3) AND o.at >= ?1
                 UNION ALL SELECT r.person, r.pair FROM rows r LEFT JOIN outcomes o ON o.row = r.id WHERE ?2 AND coalesce(o.state, 0) = 0",
            )
            .map_err(&failed)?;
        let mut rows = statement.query(params![since, runs]).map_err(&failed)?;
        while let Some(row) = rows.next().map_err(&failed)? {
            let pair = |row: &Row<'_>| -> rusqlite::Result<(i64, i64)> { Ok((row.get(0)?, row.get(1)?)) };
            let (person, pair) = pair(row).map_err(&failed)?;
            each(person, pair)?;
        }
        Ok(())
    }

    /// Whether this job ever reached anybody, or may have.
    pub fn has_reached(&self) -> Result<bool, JournalError> {
        self.connection
            .query_row(
                "SELECT EXISTS (SELECT 1 FROM outcomes WHERE state IN (1, 3)) OR EXISTS (SELECT 1 FROM sending)
                     OR EXISTS (SELECT 1 FROM past WHERE state IN (1, 3))",
                [],
                |row| row.get(0),
            )
            .map_err(self.reading())
    }

    /// How many rows a person's word about these recipients, or all, would settle.
    pub fn count_unsettled(&self, recipients: Option<&[String]>) -> Result<u64, JournalError> {
        let open = "(SELECT row FROM outcomes WHERE state = 3 UNION SELECT row FROM sending)";
        let count = || -> rusqlite::Result<i64> {
            let Some(recipients) = recipients else {
                return self.connection.query_row(&format!("SELECT count(*) FROM {open}"), [], |row| row.get(0));
            };
            let mut statement =
                self.connection.prepare(&format!("SELECT count(*) FROM rows WHERE recipient = ?1 AND id IN {open}"))?;
            recipients.iter().map(|recipient| statement.query_row([recipient], |row| row.get::<_, i64>(0))).sum()
        };
        count().map(i64::unsigned_abs).map_err(self.reading())
    }

    /// Whether anybody can have been reached at `since` or later; cheap, and never wrongly no.
    pub fn may_have_reached(&self, since: i64) -> Result<bool, JournalError> {
        self.connection
            .query_row(
                "SELECT EXISTS (SELECT 1 FROM sending)
                     OR EXISTS (SELECT 1 FROM runs WHERE ended_at IS NULL OR ended_at >= ?1 OR started_at >= ?1)",
                params![since],
                |row| row.get(0),
            )
            .map_err(self.reading())
    }

    /// Which of `recipients` are not among the unknown rows.
    pub fn not_unknown(&self, recipients: &[String]) -> Result<Vec<String>, JournalError> {
        let read = || {
            let mut statement = self.connection.prepare(
                "SELECT EXISTS (SELECT 1 FROM rows r JOIN outcomes o ON o.row = r.id WHERE o.state = 3 AND r.recipient = ?1)
                     OR EXISTS (SELECT 1 FROM rows r JOIN sending s ON s.row = r.id WHERE r.recipient = ?1)",
            )?;
            let mut missing = Vec::new();
            for recipient in recipients {
                if !statement.query_row([recipient], |row| row.get::<_, bool>(0))? {
                    missing.push(recipient.clone());
                }
            }
            Ok(missing)
        };
        read().map_err(self.reading())
    }
}

impl Journal {
    fn full(&self, row: &Row<'_>) -> rusqlite::Result<FullRow> {
        let state = State::from_number(row.get(5)?);
        let request: Option<i64> = row.get(17)?;
        let own = self.header.message_ids.as_ref().zip(request).map(|(ids, request)| ids.of(request));
        let own = own.filter(|_| !matches!(state, State::Pending | State::Skipped));
        let (told, request_id): (Option<String>, Option<String>) = (row.get(13)?, row.get(14)?);
        // What a vendor calls a message that has an id of ours.
        let other = told.clone().filter(|told| own.as_ref().is_some_and(|own| own != told));
        Ok(FullRow {
            id: row.get(0)?,
            line: row.get(1)?,
            layout: row.get(2)?,
            recipient: row.get(3)?,
            cells: row.get(4)?,
            state,
            at: row.get(6)?,
            attempts: row.get(7)?,
            reason: row.get(8)?,
            answer: RowAnswer {
                code: row.get(9)?,
                book: row.get(10)?,
                message: row.get(11)?,
                http_status: row.get(12)?,
                message_id: own.or(told),
                request_id: request_id.or(other),
                trace_id: row.get(15)?,
                channels: row.get(16)?,
            },
            kept: Kept::read(row, 18)?,
        })
    }
}
