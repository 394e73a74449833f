//! What the store holds, in figures: for `sandbox state`, for tests and for the proof of bulk jobs.

use rusqlite::Connection;
use serde::Serialize;

use super::{Db, Store, StoreError};
use crate::sandbox::endpoint::Endpoint;

/// The figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct State {
    /// Facebook pages.
    pub pages: Vec<String>,
    /// Topics.
    pub topics: i64,
    /// People subscribed to a topic, or once subscribed.
    pub subscribers: i64,
    /// Broadcast tasks.
    pub tasks: i64,
    /// Send records, seeded and sent.
    pub records: i64,
    /// Uploads.
    pub uploads: i64,
    /// Messenger messages that were accepted.
    pub accepted_messenger: i64,
    /// Phones of Super Messages that were accepted.
    pub accepted_super: i64,
    /// WhatsApp messages that were accepted.
    pub accepted_whatsapp: i64,
    /// Pairs of recipient and message that were accepted more than once.
    pub accepted_twice: i64,
    /// Tokens issued.
    pub tokens_issued: i64,
    /// Calls seen.
    pub requests: Vec<Requests>,
}

/// How often a call was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Requests {
    /// Its word, as in `on=` of a fault.
    pub endpoint: String,
    /// How often.
    pub count: i64,
}

/// A recipient and a message that were accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Accepted {
    /// `sobot` or `nxcloud`.
    pub platform: String,
    /// The id, token or phone, as the call named it.
    pub recipient: String,
    /// The text, or the vendor's JSON of the message.
    pub message: String,
    /// How often.
    pub count: i64,
}

/// Messages that came through a call and got an id.
const ACCEPTED: &str = "
    SELECT 'sobot' AS platform, address AS recipient, message FROM record
    WHERE message IS NOT NULL AND message_id IS NOT NULL
    UNION ALL SELECT 'nxcloud', phone, message FROM push
    UNION ALL SELECT 'whatsapp', phone, message FROM whatsapp";

/// Adds to the counts of calls and clears them.
pub(super) fn add_counts(connection: &Connection, counts: &mut [i64]) -> rusqlite::Result<()> {
    for (endpoint, count) in Endpoint::ALL.into_iter().zip(counts) {
        if *count > 0 {
            connection
                .prepare_cached(
                    "INSERT INTO request VALUES (?1, ?2) ON CONFLICT (endpoint) DO UPDATE SET count = count + excluded.count",
                )?
                .execute((endpoint.word(), *count))?;
            *count = 0;
        }
    }
    Ok(())
}

impl Store {
    /// The figures, with the calls that are not written yet.
    pub fn state(&mut self) -> Result<State, StoreError> {
        self.flush()?;
        self.read(|db| db.state())
    }

    /// Every recipient and message that was accepted, those accepted most often first; with
    /// `least` 2 only what was accepted more than once.
    pub fn accepted(&mut self, least: i64) -> Result<Vec<Accepted>, StoreError> {
        self.flush()?;
        self.read(|db| db.accepted(least))
    }
}

impl Db<'_> {
    fn state(self) -> rusqlite::Result<State> {
        let number = |query: &str| self.0.query_row(query, [], |row| row.get(0));
        let requests = self
            .0
            .prepare("SELECT endpoint, count FROM request ORDER BY endpoint")?
            .query_map([], |row| Ok(Requests { endpoint: row.get(0)?, count: row.get(1)? }))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(State {
            pages: self.pages()?,
            topics: number("SELECT count(*) FROM topic")?,
            subscribers: number("SELECT count(*) FROM subscriber")?,
            tasks: number("SELECT count(*) FROM task")?,
            records: number("SELECT count(*) FROM record")?,
            uploads: number("SELECT count(*) FROM upload")?,
            accepted_messenger: number(
                "SELECT count(*) FROM record WHERE message IS NOT NULL AND message_id IS NOT NULL",
            )?,
            accepted_super: number("SELECT count(*) FROM push")?,
            accepted_whatsapp: number("SELECT count(*) FROM whatsapp")?,
            accepted_twice: number(&format!(
                "SELECT count(*) FROM (SELECT 1 FROM ({ACCEPTED}) GROUP BY platform, recipient, message HAVING count(*) > 1)"
            ))?,
            tokens_issued: self.tokens_issued()?,
            requests,
        })
    }

    fn accepted(self, least: i64) -> rusqlite::Result<Vec<Accepted>> {
        self.0
            .prepare(&format!(
                "SELECT platform, recipient, message, count(*) AS times FROM ({ACCEPTED})
                 GROUP BY platform, recipient, message HAVING times >= ?1 ORDER BY times DESC, platform, recipient, message"
            ))?
            .query_map([least], |row| {
                Ok(Accepted { platform: row.get(0)?, recipient: row.get(1)?, message: row.get(2)?, count: row.get(3)? })
            })?
            .collect()
    }
}
