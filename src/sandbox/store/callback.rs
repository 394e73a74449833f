//! Callbacks that are still to be sent: entered with what they are about, in one transaction, so that they come even if whoever
//! sent the message is killed before he has heard of it.
//!
//! As the vendors' they come late, twice, and out of order.

use serde_json::{Map, Value, json};

use super::webhook::page_event;
use super::{Db, Store, StoreError};
use crate::sandbox::endpoint::Vendor;
use crate::sandbox::random::Random;
use crate::sandbox::receipt::Receipt;

/// What a callback tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum News {
    /// A message of ours, told back.
    Echo = 0,
    Delivered = 1,
    Read = 2,
    Upload = 3,
    /// A Super Message's receipt on that channel.
    Viber = 4,
    Sms = 5,
    /// The statuses of a WhatsApp message.
    WhatsappSent = 6,
    WhatsappDelivered = 7,
    WhatsappRead = 8,
    WhatsappFailed = 9,
}

impl News {
    const ALL: [Self; 10] = [
        Self::Echo,
        Self::Delivered,
        Self::Read,
        Self::Upload,
        Self::Viber,
        Self::Sms,
        Self::WhatsappSent,
        Self::WhatsappDelivered,
        Self::WhatsappRead,
        Self::WhatsappFailed,
    ];

    /// How long after the sending a channel has its receipt, in milliseconds.
    pub(in crate::sandbox) fn of_channel(channel: &str) -> (Self, i64) {
        if channel == "viber" { (Self::Viber, 2_000) } else { (Self::Sms, 4_000) }
    }

    /// The news of that number; a message sent where there is none such.
    pub(super) fn of_number(number: &str) -> Self {
        Self::ALL.into_iter().find(|news| (*news as i64).to_string() == number).unwrap_or(Self::WhatsappSent)
    }

    fn is_receipt(self) -> bool {
        matches!(self, Self::Viber | Self::Sms)
    }

    fn is_whatsapp(self) -> bool {
        self as i64 >= Self::WhatsappSent as i64
    }
}

/// One callback's place in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) struct Slip {
    due: i64,
    news: i64,
    subject: i64,
    copy: i64,
}

/// A callback that is due.
#[derive(Debug)]
pub(in crate::sandbox) struct Callback {
    pub(in crate::sandbox) slip: Slip,
    pub(in crate::sandbox) vendor: Vendor,
    /// The address of the request's own, on this machine.
    pub(in crate::sandbox) webhook: Option<String>,
    pub(in crate::sandbox) body: Value,
}

impl Db<'_> {
    /// Enters a callback about what happens at `at`. One in twenty is late, one in twelve comes twice.
    pub(in crate::sandbox) fn schedule(
        self,
        random: &mut Random,
        news: News,
        subject: i64,
        at: i64,
    ) -> rusqlite::Result<()> {
        let mut wait = |least: u64, more: u64| (least + random.below(more)) as i64;
        let mut due = at + wait(50, 450);
        if wait(0, 20) == 0 {
            due += wait(3_000, 12_000);
        }
        let copies = if wait(0, 12) == 0 { vec![due, due + wait(200, 5_000)] } else { vec![due] };
        let mut insert = self.0.prepare_cached("INSERT INTO callback VALUES (?1, ?2, ?3, ?4)")?;
        for (copy, due) in copies.into_iter().enumerate() {
            insert.execute((due, news as i64, subject, copy as i64))?;
        }
        Ok(())
    }

    fn callback(self, slip: Slip) -> rusqlite::Result<Option<Callback>> {
        let Some(news) = News::ALL.into_iter().find(|news| *news as i64 == slip.news) else { return Ok(None) };
        let found = if news.is_receipt() {
            self.receipt(slip.subject, news)
        } else if news.is_whatsapp() {
            self.whatsapp_status(slip.subject, news)
        } else if news == News::Upload {
            self.completed(slip.subject)
        } else {
            self.page_callback(slip.subject, news)
        };
        let found = match found {
            // The store was emptied meanwhile.
            Err(rusqlite::Error::QueryReturnedNoRows) => return Ok(None),
            other => other?,
        };
        let vendor = if news.is_receipt() || news.is_whatsapp() { Vendor::Nxcloud } else { Vendor::Sobot };
        Ok(Some(Callback { slip, vendor, webhook: found.0, body: found.1 }))
    }

    fn receipt(self, push: i64, news: News) -> rusqlite::Result<(Option<String>, Value)> {
        let channel = if news == News::Viber { "viber" } else { "sms" };
        let (_, delay) = News::of_channel(channel);
        self.0.prepare_cached("SELECT request_id, phone, sent_at, webhook FROM push WHERE seq = ?1")?.query_row(
            [push],
            |row| {
                let (request_id, phone): (String, String) = (row.get(0)?, row.get(1)?);
                let time = row.get::<_, i64>(2)? + delay;
                let body = Receipt { request_id: &request_id, phone: &phone, channel, time }.body();
                Ok((row.get(3)?, body))
            },
        )
    }

    fn completed(self, upload: i64) -> rusqlite::Result<(Option<String>, Value)> {
        self.0.prepare_cached("SELECT track_id, attachment_id FROM upload WHERE rowid = ?1")?.query_row(
            [upload],
            |row| {
                let (track_id, attachment_id): (String, String) = (row.get(0)?, row.get(1)?);
                Ok((None, json!({ "track_id": track_id, "attachment_id": attachment_id })))
            },
        )
    }

    fn page_callback(self, record: i64, news: News) -> rusqlite::Result<(Option<String>, Value)> {
        self.0
            .prepare_cached(
                "SELECT page, recipient, message_id, send_time, delivered_at, read_at, message FROM record WHERE seq = ?1",
            )?
            .query_row([record], |row| {
                let (page, person, id): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
                let sent: i64 = row.get(3)?;
                Ok((
                    None,
                    match news {
                        News::Delivered => {
                            let told = json!({ "mids": [id], "watermark": sent });
                            page_event(&page, (&person, &page), row.get(4)?, ("delivery", told))
                        }
                        News::Read => {
                            page_event(&page, (&person, &page), row.get(5)?, ("read", json!({ "watermark": sent })))
                        }
                        _ => {
                            let told = echo(&id, &row.get::<_, String>(6)?);
                            page_event(&page, (&page, &person), sent, ("message", told))
                        }
                    },
                ))
            })
    }
}

/// The message as the page's own, in the form in which people's messages come.
fn echo(id: &str, message: &str) -> Value {
    let mut told = Map::new();
    told.insert("is_echo".into(), true.into());
    told.insert("mid".into(), id.into());
    match serde_json::from_str::<Value>(message) {
        Ok(payload @ Value::Object(_)) => {
            told.insert("attachments".into(), json!([{ "type": "template", "payload": payload }]));
        }
        _ => {
            told.insert("text".into(), message.into());
        }
    }
    Value::Object(told)
}

/// Callbacks whose request named an address.
const OWN_ADDRESS: &str = "AND CASE WHEN news >= 6 THEN (SELECT webhook FROM whatsapp WHERE seq = subject)
    WHEN news >= 4 THEN (SELECT webhook FROM push WHERE seq = subject) END IS NOT NULL";

impl Store {
    /// What is due by `now`, at most so many; with `own` only what has an address of its own.
    pub(in crate::sandbox) fn due(&mut self, now: i64, most: usize, own: bool) -> Result<Vec<Callback>, StoreError> {
        let condition = if own { OWN_ADDRESS } else { "" };
        let query = format!(
            "SELECT due, news, subject, copy FROM callback WHERE due <= ?1 {condition} ORDER BY due LIMIT {most}"
        );
        let mut gone = Vec::new();
        let found = self.read(|db| {
            let slips: Vec<Slip> =
                db.0.prepare_cached(&query)?
                    .query_map([now], |row| {
                        Ok(Slip { due: row.get(0)?, news: row.get(1)?, subject: row.get(2)?, copy: row.get(3)? })
                    })?
                    .collect::<rusqlite::Result<_>>()?;
            let mut found = Vec::with_capacity(slips.len());
            for slip in slips {
                match db.callback(slip)? {
                    Some(callback) => found.push(callback),
                    None => gone.push(slip),
                }
            }
            Ok(found)
        })?;
        if !gone.is_empty() {
            self.settle(&gone, &[], 0)?;
        }
        Ok(found)
    }

    /// Takes the first off the queue, and puts the others off until `later`.
    pub(in crate::sandbox) fn settle(&mut self, done: &[Slip], again: &[Slip], later: i64) -> Result<(), StoreError> {
        self.write(|db| {
            let key = "due = ?1 AND news = ?2 AND subject = ?3 AND copy = ?4";
            let mut remove = db.0.prepare_cached(&format!("DELETE FROM callback WHERE {key}"))?;
            for slip in done {
                remove.execute((slip.due, slip.news, slip.subject, slip.copy))?;
            }
            let mut put_off = db.0.prepare_cached(&format!("UPDATE callback SET due = ?5 WHERE {key}"))?;
            for slip in again {
                put_off.execute((slip.due, slip.news, slip.subject, slip.copy, later))?;
            }
            Ok(())
        })?;
        self.commit()
    }

    /// Gives up what was due before that time.
    pub(in crate::sandbox) fn give_up(&mut self, before: i64) -> Result<(), StoreError> {
        self.write(|db| db.0.execute("DELETE FROM callback WHERE due < ?1", [before]).map(drop))?;
        self.commit()
    }
}
