//! The callbacks that both vendors would have sent by now, in the shapes of their documents.

use serde_json::{Value, json};

use super::{Db, News, Store, StoreError};
use crate::sandbox::receipt::Receipt;

/// The most callbacks of one look.
pub(super) const MOST: i64 = 10_000;

impl Store {
    /// Uploads completed, messages delivered and read, and what became of Super Messages, after `since` and until `now`,
    /// oldest first, at most 10,000.
    pub fn webhooks(&mut self, since: i64, now: i64) -> Result<Vec<Value>, StoreError> {
        self.flush()?;
        self.read(|db| db.webhooks(since, now))
    }
}

impl Db<'_> {
    fn webhooks(self, since: i64, now: i64) -> rusqlite::Result<Vec<Value>> {
        self.0
            .prepare(
                "SELECT * FROM (
                     SELECT completed_at AS at, 'upload', '', track_id, attachment_id, 0 FROM upload
                     UNION ALL SELECT delivered_at, 'delivery', page, recipient, message_id, send_time FROM record
                         WHERE message IS NOT NULL AND delivered_at IS NOT NULL
                     UNION ALL SELECT read_at, 'read', page, recipient, message_id, send_time FROM record
                         WHERE message IS NOT NULL AND read_at IS NOT NULL
                     UNION ALL SELECT sent_at + 2000, 'viber', '', phone, request_id, 0 FROM push
                         WHERE instr(channels, 'viber')
                     UNION ALL SELECT sent_at + 4000, 'sms', '', phone, request_id, 0 FROM push
                         WHERE instr(channels, 'sms')
                     UNION ALL SELECT sent_at + 1000, 'whatsapp', '6', phone, id, seq FROM whatsapp
                     UNION ALL SELECT sent_at + 2000, 'whatsapp', CASE WHEN fails IS NULL THEN '7' ELSE '9' END, phone, id, seq FROM whatsapp
                     UNION ALL SELECT sent_at + 6000, 'whatsapp', '8', phone, id, seq FROM whatsapp
                         WHERE fails IS NULL AND CAST(substr(phone, -1) AS INTEGER) % 2 = 0
                 ) WHERE at > ?1 AND at <= ?2 ORDER BY at LIMIT ?3",
            )?
            .query_map((since, now, MOST), |row| {
                let at: i64 = row.get(0)?;
                let (page, who): (String, String) = (row.get(2)?, row.get(3)?);
                let (id, watermark): (String, i64) = (row.get(4)?, row.get(5)?);
                Ok(match row.get::<_, String>(1)?.as_str() {
                    "upload" => json!({ "track_id": who, "attachment_id": id }),
                    "delivery" => page_event(
                        &page,
                        (&who, &page),
                        at,
                        ("delivery", json!({ "mids": [id], "watermark": watermark })),
                    ),
                    "read" => page_event(&page, (&who, &page), at, ("read", json!({ "watermark": watermark }))),
                    "whatsapp" => self.whatsapp_status(watermark, News::of_number(&page))?.1,
                    channel => Receipt { request_id: &id, phone: &who, channel, time: at }.body(),
                })
            })?
            .collect()
    }
}

pub(super) fn page_event(page: &str, (from, to): (&str, &str), at: i64, (kind, event): (&str, Value)) -> Value {
    json!({
        "object": "page",
        "entry": [{
            "time": at,
            "id": page,
            "messaging": [{
                "sender": { "id": from },
                "recipient": { "id": to },
                "timestamp": at,
                kind: event
            }]
        }]
    })
}
