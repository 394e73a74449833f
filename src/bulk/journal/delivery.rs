//! What became of accepted rows: kept beside their outcomes, only ever added to.

use std::collections::BTreeMap;
use std::str::FromStr;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::header::UnknownWord;
use super::{Journal, JournalError, State};

/// Tables of deliveries. `heard` has a bit for each step that was heard: sent, failed, delivered, read; then one for each of
/// delivered and read that a watermark says, which counts only while nothing failed. Each cost stands once: a category, or a
/// channel, of a row; amounts are digits. Departures are those of requests whose answer was lost.
pub(super) const TABLES: &str = "
CREATE TABLE deliveries (
    row INTEGER PRIMARY KEY, heard INTEGER NOT NULL, sent_at INTEGER, delivered_at INTEGER, read_at INTEGER,
    failed_at INTEGER, code TEXT, book TEXT, evidence TEXT);
CREATE TABLE delivery_costs (
    row INTEGER NOT NULL, kind TEXT NOT NULL, currency TEXT NOT NULL, price TEXT, foreign_price TEXT,
    PRIMARY KEY (row, kind, currency)) WITHOUT ROWID;
CREATE TABLE tracks (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, heard_until INTEGER);
CREATE TABLE departures (request INTEGER PRIMARY KEY, at INTEGER NOT NULL);
";

/// How far an accepted row came, as far as was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// Nothing was heard.
    Unheard,
    /// Left.
    Sent,
    /// Arrived.
    Delivered,
    /// Seen.
    Read,
    /// Will not arrive.
    Failed,
}

impl Delivery {
    /// Every step, in the order of results.
    pub const ALL: [Self; 5] = [Self::Unheard, Self::Sent, Self::Delivered, Self::Read, Self::Failed];

    /// The word in results (`delivery`).
    pub fn word(self) -> &'static str {
        match self {
            Self::Unheard => "unheard",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::Failed => "failed",
        }
    }

    /// The highest of the steps that were heard.
    fn of(heard: u8) -> Self {
        let told = heard & 15;
        let marked = if told & 2 == 0 { heard >> 2 & 12 } else { 0 };
        match told | marked {
            8.. => Self::Read,
            4.. => Self::Delivered,
            2.. => Self::Failed,
            1 => Self::Sent,
            0 => Self::Unheard,
        }
    }
}

impl FromStr for Delivery {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|step| step.word() == word).ok_or_else(|| UnknownWord::new(word))
    }
}

/// A row that left: accepted, refused or unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentRow {
    /// Its number; 0 for one of an earlier round.
    pub row: i64,
    /// Whom it went to.
    pub recipient: String,
    /// Accepted, refused or unknown.
    pub state: State,
    /// When its end was known; of a row that a crash left in flight, when it left. Epoch milliseconds.
    pub at: i64,
    /// When its request left, where that is kept.
    pub departed: Option<i64>,
    /// The request's number.
    pub request: i64,
    /// Messenger's message id.
    pub message_id: Option<String>,
    /// Super Message's request id.
    pub request_id: Option<String>,
    /// The message, where rows have their own.
    pub message: Option<String>,
    /// By when the vendor had sent it, by its own clock, where that was heard.
    pub sent_at: Option<i64>,
}

/// What is kept of a row's delivery.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Which steps were heard, a bit each.
    pub heard: u8,
    /// The first time of each, epoch milliseconds. That of the sending is told by any echo, record or receipt: by then the
    /// vendor had sent it, by its own clock.
    pub sent_at: Option<i64>,
    /// As above.
    pub delivered_at: Option<i64>,
    /// As above.
    pub read_at: Option<i64>,
    /// The latest time of a failure.
    pub failed_at: Option<i64>,
    /// Its code.
    pub code: Option<String>,
    /// The code's book.
    pub book: Option<String>,
    /// What an unknown row was resolved by, or how many candidates it has.
    pub evidence: Option<String>,
}

impl Kept {
    /// The highest step.
    pub fn delivery(&self) -> Delivery {
        Delivery::of(self.heard)
    }

    /// When it came there, epoch milliseconds.
    pub fn at(&self) -> Option<i64> {
        match self.delivery() {
            Delivery::Unheard => None,
            Delivery::Sent => self.sent_at,
            Delivery::Delivered => self.delivered_at,
            Delivery::Read => self.read_at,
            Delivery::Failed => self.failed_at,
        }
    }

    pub(super) fn read(row: &Row<'_>, first: usize) -> rusqlite::Result<Self> {
        Ok(Self {
            heard: row.get::<_, Option<u8>>(first)?.unwrap_or(0),
            sent_at: row.get(first + 1)?,
            delivered_at: row.get(first + 2)?,
            read_at: row.get(first + 3)?,
            failed_at: row.get(first + 4)?,
            code: row.get(first + 5)?,
            book: row.get(first + 6)?,
            evidence: row.get(first + 7)?,
        })
    }
}

/// The columns of [`Kept`], of a table that is called `d`.
pub(super) const KEPT: &str = "d.heard, d.sent_at, d.delivered_at, d.read_at, d.failed_at, d.code, d.book, d.evidence";

/// Whether a row's delivery, and its reading, count: told of it, or said by a watermark while nothing failed.
const DELIVERED: &str = "((d.heard & 4) != 0 OR (d.heard & 18) = 16)";
const READ: &str = "((d.heard & 8) != 0 OR (d.heard & 34) = 32)";

/// How many accepted rows stand on each step, each at its highest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ladder {
    /// Nothing was heard.
    pub unheard: u64,
    /// Left.
    pub sent: u64,
    /// Arrived.
    pub delivered: u64,
    /// Seen.
    pub read: u64,
    /// Will not arrive.
    pub failed: u64,
    /// Rows that were unknown and are accepted by evidence.
    pub resolved: u64,
    /// Failed rows by code and book.
    pub by_code: Vec<(String, Option<String>, u64)>,
    /// The newest time that was heard of.
    pub heard_until: Option<i64>,
}

impl Journal {
    /// Gives every row that left, in the order of their numbers; then, under the number 0, what was sent in earlier
    /// rounds, and what is in flight at this moment.
    pub fn each_sent<E: From<JournalError>>(&self, each: &mut dyn FnMut(SentRow) -> Result<(), E>) -> Result<(), E> {
        let failed = self.reading();
        let mut statement = self
            .connection
            .prepare(
                "SELECT o.row, r.recipient, o.state, o.at, p.at, coalesce(o.request, 0), q.message_id, q.request_id, r.message,
                        d.sent_at
                 FROM outcomes o JOIN rows r ON r.id = o.row LEFT JOIN requests q ON q.id = o.request
                 LEFT JOIN departures p ON p.request = o.request LEFT JOIN deliveries d ON d.row = o.row WHERE o.state IN (1, 2, 3)
                 UNION ALL
                 SELECT 0, r.recipient, CASE WHEN o.state = 2 OR coalesce(q.message_id, q.request_id) IS NULL THEN o.state ELSE 1 END,
                        o.at, p.at, coalesce(o.request, 0), q.message_id, q.request_id, r.message, NULL
                 FROM past o JOIN rows r ON r.id = o.row LEFT JOIN requests q ON q.id = o.request
                 LEFT JOIN departures p ON p.request = o.request
                 WHERE o.state IN (1, 2, 3)
                   AND NOT EXISTS (SELECT 1 FROM outcomes c WHERE c.row = o.row AND c.request IS o.request)
                 UNION ALL
                 SELECT 0, r.recipient, 3, s.at, s.at, s.request, NULL, NULL, r.message, NULL
                 FROM sending s JOIN rows r ON r.id = s.row",
            )
            .map_err(&failed)?;
        let mut rows = statement.query([]).map_err(&failed)?;
        while let Some(row) = rows.next().map_err(&failed)? {
            let sent = |row: &Row<'_>| -> rusqlite::Result<SentRow> {
                Ok(SentRow {
                    row: row.get(0)?,
                    recipient: row.get(1)?,
                    state: State::from_number(row.get(2)?),
                    at: row.get(3)?,
                    departed: row.get(4)?,
                    request: row.get(5)?,
                    message_id: row.get(6)?,
                    request_id: row.get(7)?,
                    message: row.get(8)?,
                    sent_at: row.get(9)?,
                })
            };
            each(sent(row).map_err(&failed)?)?;
        }
        Ok(())
    }

    /// From when to when its rows left, epoch milliseconds.
    pub fn sent_period(&self) -> Result<Option<(i64, i64)>, JournalError> {
        self.connection
            .query_row(
                "SELECT min(coalesce(p.at, o.at)), max(o.at) FROM outcomes o LEFT JOIN departures p ON p.request = o.request
                 WHERE o.state IN (1, 3)",
                [],
                |row| Ok(row.get::<_, Option<i64>>(0)?.zip(row.get::<_, Option<i64>>(1)?)),
            )
            .map_err(self.reading())
    }

    /// The same for everything that [`each_sent`](Self::each_sent) gives.
    pub fn claimed_period(&self) -> Result<Option<(i64, i64)>, JournalError> {
        self.connection
            .query_row(
                "SELECT min(first), max(last) FROM (
                     SELECT min(coalesce(p.at, o.at)) AS first, max(o.at) AS last
                     FROM (SELECT at, request, state FROM outcomes UNION ALL SELECT at, request, state FROM past) o
                     LEFT JOIN departures p ON p.request = o.request WHERE o.state IN (1, 2, 3)
                     UNION ALL SELECT min(at), max(at) FROM sending)",
                [],
                |row| Ok(row.get::<_, Option<i64>>(0)?.zip(row.get::<_, Option<i64>>(1)?)),
            )
            .map_err(self.reading())
    }

    /// Writes deliveries: all that `write` does is one transaction.
    pub fn deliver<E: From<JournalError>>(
        &mut self,
        at: i64,
        write: &mut dyn FnMut(&Deliveries<'_>) -> Result<Option<i64>, E>,
    ) -> Result<(), E> {
        let failed = self.writing();
        self.connection.execute_batch("BEGIN IMMEDIATE").map_err(&failed)?;
        let any = "SELECT EXISTS (SELECT 1 FROM deliveries)";
        let is_empty = self.connection.query_row(any, [], |row| row.get::<_, bool>(0)).is_ok_and(|any| !any);
        let deliveries = Deliveries { journal: self, is_empty };
        let done = write(&deliveries).and_then(|heard_until| {
            self.connection
                .execute("INSERT INTO tracks (at, heard_until) VALUES (?1, ?2)", params![at, heard_until])
                .and_then(|_| self.connection.execute_batch("COMMIT"))
                .map_err(|error| E::from(failed(error)))
        });
        if done.is_err() && !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        done
    }

    /// Whether it was ever joined with what was heard.
    pub fn is_tracked(&self) -> Result<bool, JournalError> {
        self.connection.query_row("SELECT EXISTS (SELECT 1 FROM tracks)", [], |row| row.get(0)).map_err(self.reading())
    }

    /// How far the accepted rows came.
    pub fn ladder(&self) -> Result<Ladder, JournalError> {
        self.count_ladder().map_err(self.reading())
    }

    fn count_ladder(&self) -> rusqlite::Result<Ladder> {
        let mut ladder = Ladder::default();
        let connection = &self.connection;
        let mut statement = connection.prepare(
            "SELECT coalesce(d.heard, 0), count(*) FROM outcomes o LEFT JOIN deliveries d ON d.row = o.row
             WHERE o.state = 1 GROUP BY 1",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let count: u64 = row.get::<_, i64>(1)?.unsigned_abs();
            *match Delivery::of(row.get(0)?) {
                Delivery::Read => &mut ladder.read,
                Delivery::Delivered => &mut ladder.delivered,
                Delivery::Failed => &mut ladder.failed,
                Delivery::Sent => &mut ladder.sent,
                Delivery::Unheard => &mut ladder.unheard,
            } += count;
        }
        ladder.resolved = connection.query_row(
            "SELECT count(*) FROM outcomes WHERE state = 1 AND reason = 'resolved'",
            [],
            |row| row.get::<_, i64>(0).map(i64::unsigned_abs),
        )?;
        let mut statement = connection.prepare(
            "SELECT coalesce(d.code, ''), d.book, count(*) AS many FROM deliveries d JOIN outcomes o ON o.row = d.row
             WHERE o.state = 1 AND (d.heard & 15) BETWEEN 2 AND 3 GROUP BY 1, 2 ORDER BY many DESC, 1",
        )?;
        let codes =
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)?.unsigned_abs())))?;
        ladder.by_code = codes.collect::<rusqlite::Result<_>>()?;
        ladder.heard_until = connection.query_row("SELECT max(heard_until) FROM tracks", [], |row| row.get(0))?;
        Ok(ladder)
    }

    /// The milliseconds from our answer to a step, of the accepted rows that came so far: at these shares of them, in
    /// per cent, by nearest rank; none when no row did.
    pub fn latencies<const N: usize>(&self, step: Timed, shares: [u64; N]) -> Result<Option<[i64; N]>, JournalError> {
        let (column, counts) = match step {
            Timed::Delivered => ("delivered_at", DELIVERED),
            Timed::Read => ("read_at", READ),
        };
        let read = || -> rusqlite::Result<Option<[i64; N]>> {
            let from = format!(
                "FROM deliveries d JOIN outcomes o ON o.row = d.row WHERE o.state = 1 AND d.{column} IS NOT NULL AND {counts}"
            );
            let count: i64 = self.connection.query_row(&format!("SELECT count(*) {from}"), [], |row| row.get(0))?;
            if count == 0 {
                return Ok(None);
            }
            let mut statement =
                self.connection.prepare(&format!("SELECT max(0, d.{column} - o.at) AS took {from} ORDER BY took"))?;
            let mut rows = statement.query([])?;
            let wanted: BTreeMap<u64, ()> =
                shares.iter().map(|share| ((count.unsigned_abs() * share).div_ceil(100).max(1), ())).collect();
            let mut found = BTreeMap::new();
            let mut rank = 0;
            while let Some(row) = rows.next()? {
                rank += 1;
                if wanted.contains_key(&rank) {
                    found.insert(rank, row.get::<_, i64>(0)?);
                }
            }
            let at = |share: u64| {
                found.get(&(count.unsigned_abs() * share).div_ceil(100).max(1)).copied().unwrap_or_default()
            };
            Ok(Some(shares.map(at)))
        };
        read().map_err(self.reading())
    }

    /// Gives the instants of every accepted row, epoch milliseconds: when it was accepted, delivered, read, and when it
    /// failed, unless it arrived all the same.
    pub fn each_moment(&self, each: &mut dyn FnMut([Option<i64>; 4])) -> Result<(), JournalError> {
        let mut read = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare(&format!(
                "SELECT o.at, CASE WHEN {DELIVERED} THEN d.delivered_at END, CASE WHEN {READ} THEN d.read_at END,
                        CASE WHEN (d.heard & 15) < 4 THEN d.failed_at END
                 FROM outcomes o LEFT JOIN deliveries d ON d.row = o.row WHERE o.state = 1",
            ))?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                each([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]);
            }
            Ok(())
        };
        read().map_err(self.reading())
    }

    /// Gives every cost.
    pub fn each_cost(&self, each: &mut dyn FnMut(KeptCost<'_>)) -> Result<(), JournalError> {
        let mut read = || -> rusqlite::Result<()> {
            let mut statement = self
                .connection
                .prepare("SELECT kind, currency, price, foreign_price FROM delivery_costs ORDER BY row, kind")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let text = |place| row.get_ref(place).ok().and_then(|value| value.as_str().ok());
                each(KeptCost {
                    kind: text(0).unwrap_or_default(),
                    currency: text(1).unwrap_or_default(),
                    price: text(2),
                    foreign: text(3),
                });
            }
            Ok(())
        };
        read().map_err(self.reading())
    }
}

impl Journal {
    /// What the delivery of a row cost: each cost once, by currency, digits in CNY and digits in the currency.
    pub fn costs_of(&self, row: i64) -> Result<Vec<RowCost>, JournalError> {
        let read = || -> rusqlite::Result<Vec<RowCost>> {
            self.connection
                .prepare_cached(
                    "SELECT currency, price, foreign_price FROM delivery_costs WHERE row = ?1 ORDER BY kind, currency",
                )?
                .query_map([row], |row| {
                    Ok(RowCost { currency: row.get(0)?, price: row.get(1)?, foreign: row.get(2)? })
                })?
                .collect()
        };
        read().map_err(self.reading())
    }
}

/// A cost of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowCost {
    /// The currency of `foreign`; may be empty.
    pub currency: String,
    /// Digits in CNY.
    pub price: Option<String>,
    /// Digits in the currency: the same money.
    pub foreign: Option<String>,
}

/// A cost that is kept.
#[derive(Clone, Copy, Debug)]
pub struct KeptCost<'a> {
    /// Its category, or its channel.
    pub kind: &'a str,
    /// The currency of `foreign`; may be empty.
    pub currency: &'a str,
    /// Digits in CNY.
    pub price: Option<&'a str>,
    /// Digits in the currency: the same money.
    pub foreign: Option<&'a str>,
}

/// A step whose time is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timed {
    /// Arrived.
    Delivered,
    /// Seen.
    Read,
}

/// The digits of a cost in CNY, and in its currency.
pub type Amounts = (Option<String>, Option<String>);

/// The way deliveries are written.
pub struct Deliveries<'j> {
    pub(super) journal: &'j Journal,
    /// Nothing was kept before: each row is asked about once.
    is_empty: bool,
}

impl Deliveries<'_> {
    pub(super) fn connection(&self) -> &Connection {
        &self.journal.connection
    }

    /// What was kept of a row before; each is asked about once, and then kept.
    pub fn kept(&self, row: i64) -> Result<Kept, JournalError> {
        if self.is_empty {
            return Ok(Kept::default());
        }
        let read = || {
            self.connection()
                .prepare_cached(&format!("SELECT {KEPT} FROM deliveries d WHERE d.row = ?1"))?
                .query_row([row], |row| Kept::read(row, 0))
                .optional()
        };
        read().map(Option::unwrap_or_default).map_err(self.journal.reading())
    }

    /// Keeps what is known of a row now.
    pub fn keep(&self, row: i64, kept: &Kept) -> Result<(), JournalError> {
        let write = || {
            self.connection()
                .prepare_cached(
                    "INSERT OR REPLACE INTO deliveries (row, heard, sent_at, delivered_at, read_at, failed_at, code, book, evidence)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                )?
                .execute(params![
                    row,
                    kept.heard,
                    kept.sent_at,
                    kept.delivered_at,
                    kept.read_at,
                    kept.failed_at,
                    kept.code,
                    kept.book,
                    kept.evidence
                ])
        };
        write().map(|_| ()).map_err(self.journal.writing())
    }

    /// What was kept of a cost before: digits in CNY, and in its currency.
    pub fn kept_cost(&self, row: i64, kind: &str, currency: &str) -> Result<Amounts, JournalError> {
        if self.is_empty {
            return Ok(Amounts::default());
        }
        let read = || {
            self.connection()
                .prepare_cached(
                    "SELECT price, foreign_price FROM delivery_costs WHERE row = ?1 AND kind = ?2 AND currency = ?3",
                )?
                .query_row(params![row, kind, currency], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()
        };
        read().map(Option::unwrap_or_default).map_err(self.journal.reading())
    }

    /// Keeps a cost; an amount that is not given stays as it is.
    pub fn cost(
        &self,
        row: i64,
        kind: &str,
        currency: &str,
        price: Option<&str>,
        foreign: Option<&str>,
    ) -> Result<(), JournalError> {
        let write = || {
            self.connection()
                .prepare_cached(
                    "INSERT INTO delivery_costs (row, kind, currency, price, foreign_price) VALUES (?1, ?2, ?3, ?4, ?5)
                     ON CONFLICT (row, kind, currency) DO UPDATE SET
                         price = coalesce(excluded.price, price), foreign_price = coalesce(excluded.foreign_price, foreign_price)",
                )?
                .execute(params![row, kind, currency, price, foreign])
        };
        write().map(|_| ()).map_err(self.journal.writing())
    }

    /// An unknown row is accepted: `ids` are what is known of it now, message id and request id.
    pub fn resolve(&self, row: i64, ids: (Option<&str>, Option<&str>)) -> Result<(), JournalError> {
        let write = || -> rusqlite::Result<()> {
            let connection = self.connection();
            connection
                .prepare_cached(
                    "INSERT INTO past (row, state, at, attempts, request, reason)
                     SELECT row, state, at, attempts, request, reason FROM outcomes WHERE row = ?1 AND state = 3",
                )?
                .execute([row])?;
            connection
                .prepare_cached("UPDATE outcomes SET state = 1, reason = 'resolved' WHERE row = ?1 AND state = 3")?
                .execute([row])?;
            connection
                .prepare_cached(
                    "INSERT INTO requests (id, at, message, message_id, request_id)
                     SELECT request, at, '', ?2, ?3 FROM outcomes WHERE row = ?1 AND request IS NOT NULL
                     ON CONFLICT (id) DO UPDATE SET message_id = coalesce(message_id, ?2), request_id = coalesce(request_id, ?3)",
                )?
                .execute(params![row, ids.0, ids.1])?;
            Ok(())
        };
        write().map_err(self.journal.writing())
    }
}
