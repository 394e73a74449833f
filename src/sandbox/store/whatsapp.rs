//! WhatsApp messages that were taken, and media.

use rusqlite::OptionalExtension;
use serde_json::{Map, Value, json};

use super::Db;
use super::callback::News;
use crate::sandbox::credentials::BUSINESS_PHONE;

/// The tables; stores of before have none of them.
pub(super) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS whatsapp (
    seq     INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    phone   TEXT NOT NULL,
    category TEXT NOT NULL,
    message TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    webhook TEXT,
    fails   INTEGER
);
CREATE TABLE IF NOT EXISTS whatsapp_media (id TEXT PRIMARY KEY, mime_type TEXT NOT NULL, file_name TEXT NOT NULL) WITHOUT ROWID;
";

/// A message that is taken.
pub(in crate::sandbox) struct WhatsappMessage<'a> {
    pub(in crate::sandbox) id: &'a str,
    pub(in crate::sandbox) phone: &'a str,
    /// What it is charged as, in the vendor's word: `service`, `utility`, `marketing`, `authentication`.
    pub(in crate::sandbox) category: &'a str,
    pub(in crate::sandbox) message: &'a str,
    pub(in crate::sandbox) sent_at: i64,
    pub(in crate::sandbox) webhook: Option<&'a str>,
    /// Meta's code with which it will fail.
    pub(in crate::sandbox) fails: Option<i64>,
}

impl Db<'_> {
    /// Whether a message has that id.
    pub(in crate::sandbox) fn has_whatsapp_message(self, id: &str) -> rusqlite::Result<bool> {
        self.0.prepare_cached("SELECT EXISTS (SELECT 1 FROM whatsapp WHERE id = ?1)")?.query_row([id], |row| row.get(0))
    }

    /// Enters a message; gives its number.
    pub(in crate::sandbox) fn add_whatsapp_message(self, message: &WhatsappMessage<'_>) -> rusqlite::Result<i64> {
        self.0
            .prepare_cached(
                "INSERT INTO whatsapp (id, phone, category, message, sent_at, webhook, fails) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute((
                message.id,
                message.phone,
                message.category,
                message.message,
                message.sent_at,
                message.webhook,
                message.fails,
            ))?;
        Ok(self.0.last_insert_rowid())
    }

    /// Enters media.
    pub(in crate::sandbox) fn add_whatsapp_media(self, id: &str, mime: &str, name: &str) -> rusqlite::Result<()> {
        self.0.execute("INSERT INTO whatsapp_media VALUES (?1, ?2, ?3)", (id, mime, name)).map(drop)
    }

    /// Type and name of media.
    pub(in crate::sandbox) fn whatsapp_media(self, id: &str) -> rusqlite::Result<Option<(String, String)>> {
        self.0
            .query_row("SELECT mime_type, file_name FROM whatsapp_media WHERE id = ?1", [id], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()
    }

    /// Takes media away.
    pub(in crate::sandbox) fn remove_whatsapp_media(self, id: &str) -> rusqlite::Result<()> {
        self.0.execute("DELETE FROM whatsapp_media WHERE id = ?1", [id]).map(drop)
    }

    /// A status of a message, in the form of NXCloud's WhatsApp webhook, and the address that it goes to.
    pub(super) fn whatsapp_status(self, message: i64, news: News) -> rusqlite::Result<(Option<String>, Value)> {
        self.0
            .prepare_cached("SELECT id, phone, category, sent_at, webhook, fails FROM whatsapp WHERE seq = ?1")?
            .query_row([message], |row| {
                let (id, phone, category): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
                let (sent_at, fails): (i64, Option<i64>) = (row.get(3)?, row.get(5)?);
                Ok((row.get(4)?, status(&id, &phone, &category, sent_at, fails, news)))
            })
    }
}

fn status(id: &str, phone: &str, category: &str, sent_at: i64, fails: Option<i64>, news: News) -> Value {
    let (word, delay) = match news {
        News::WhatsappDelivered => ("delivered", 2_000),
        News::WhatsappRead => ("read", 6_000),
        News::WhatsappFailed => ("failed", 2_000),
        _ => ("sent", 1_000),
    };
    let mut status = Map::new();
    status.insert("id".into(), id.into());
    status.insert("meta_message_id".into(), format!("wamid.{}", id.replace('-', "")).into());
    status.insert("status".into(), word.into());
    status.insert("timestamp".into(), ((sent_at + delay) / 1000).to_string().into());
    status.insert("recipient_id".into(), phone.into());
    if let (News::WhatsappFailed, Some(code)) = (news, fails) {
        status.insert(
            "errors".into(),
            json!([{ "code": 10000, "meta_code": code, "title": format!("Meta refused with {code}") }]),
        );
    } else if news != News::WhatsappRead {
        status.insert(
            "pricing".into(),
            json!({ "billable": true, "pricing_model": "PMP", "type": "regular", "category": category }),
        );
    }
    if news == News::WhatsappDelivered {
        // In CNY, and in the account's currency.
        let (cdr_type, price, foreign) = match category {
            "marketing" => (4, 0.5179, 0.075),
            "utility" => (5, 0.1381, 0.02),
            "authentication" => (6, 0.1243, 0.018),
            _ => (7, 0.0345, 0.005),
        };
        status.insert(
            "costs".into(),
            json!([{ "currency": "USD", "price": price, "foreign_price": foreign, "cdr_type": cdr_type, "message_id": id, "direction": 1 }]),
        );
    }
    json!({ "statuses": [status], "business_phone": BUSINESS_PHONE, "messaging_product": "whatsapp" })
}
