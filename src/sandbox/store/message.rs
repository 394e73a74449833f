//! What was accepted: Messenger messages, which become records, Super Message pushes, and uploads.

use super::Db;

/// A message that a call sends to one person.
pub(in crate::sandbox) struct Dispatch<'a> {
    /// None when it was refused: the vendor's books keep the attempt.
    pub(in crate::sandbox) message_id: Option<&'a str>,
    pub(in crate::sandbox) page: &'a str,
    /// The person's id, as records show it.
    pub(in crate::sandbox) recipient: &'a str,
    /// What the call named: the id or the token.
    pub(in crate::sandbox) address: &'a str,
    pub(in crate::sandbox) topic_or_tag: Option<&'a str>,
    /// The message itself, as JSON or text; identity for counting.
    pub(in crate::sandbox) message: &'a str,
    pub(in crate::sandbox) send_time: i64,
    pub(in crate::sandbox) delivered_at: Option<i64>,
    pub(in crate::sandbox) read_at: Option<i64>,
    pub(in crate::sandbox) failed_at: Option<i64>,
    pub(in crate::sandbox) error_code: Option<&'a str>,
}

/// A Super Message to one phone.
pub(in crate::sandbox) struct Push<'a> {
    pub(in crate::sandbox) request_id: &'a str,
    pub(in crate::sandbox) phone: &'a str,
    pub(in crate::sandbox) message: &'a str,
    /// The channels that took it, such as `viber,sms`.
    pub(in crate::sandbox) channels: &'a str,
    pub(in crate::sandbox) sent_at: i64,
    /// Where its receipts are to go, when that is on this machine.
    pub(in crate::sandbox) webhook: Option<&'a str>,
}

/// Who sends through the interface, as records show it.
pub(super) const API_AGENT: &str = "3bdc079ab21d4db1847e36ae752e1048";

impl Db<'_> {
    /// Enters a message into the records; gives its number there.
    pub(in crate::sandbox) fn add_message(self, dispatch: &Dispatch<'_>) -> rusqlite::Result<i64> {
        self.0
            .prepare_cached(
                "INSERT INTO record (message_id, page, recipient, agent, topic_or_tag, send_time, delivered_at, read_at,
                 failed_at, error_code, address, message) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?
            .execute((
                dispatch.message_id,
                dispatch.page,
                dispatch.recipient,
                API_AGENT,
                dispatch.topic_or_tag,
                dispatch.send_time,
                dispatch.delivered_at,
                dispatch.read_at,
                dispatch.failed_at,
                dispatch.error_code,
                dispatch.address,
                dispatch.message,
            ))?;
        Ok(self.0.last_insert_rowid())
    }

    /// Enters a push; gives its number.
    pub(in crate::sandbox) fn add_push(self, push: &Push<'_>) -> rusqlite::Result<i64> {
        self.0
            .prepare_cached(
                "INSERT INTO push (request_id, phone, message, channels, sent_at, webhook) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((push.request_id, push.phone, push.message, push.channels, push.sent_at, push.webhook))?;
        Ok(self.0.last_insert_rowid())
    }

    /// Enters an upload, whose attachment will be ready at `completed_at`; gives its number.
    pub(in crate::sandbox) fn add_upload(
        self,
        track_id: &str,
        attachment_id: &str,
        page: &str,
        (kind, url): (&str, &str),
        completed_at: i64,
    ) -> rusqlite::Result<i64> {
        self.0.prepare_cached("INSERT INTO upload VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute((
            track_id,
            attachment_id,
            page,
            kind,
            url,
            completed_at,
        ))?;
        Ok(self.0.last_insert_rowid())
    }
}
