//! Between journals and the join: rows in, what was found written back.

use std::io;

use serde_json::Value;

use super::join::{Joined, Tracker};
use super::ladder::{Failure, Ladder};
use super::row::{Claim, Flight, Mark, RowState, Vendor};
use crate::bulk::RecipientKind;
use crate::bulk::journal::{Deliveries, Journal, JournalError, Kept, SentRow, State, Watermark};
use crate::sobot::row::Row;
use crate::webhook::decimal::Decimal;
use crate::webhook::heard::Step;

use super::fact::{Fact, Source};

/// Why a job cannot be tracked.
#[derive(Debug, thiserror::Error)]
pub enum TrackError {
    /// The journal failed.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// A temporary file failed.
    #[error("a temporary file failed")]
    Temporary(#[from] io::Error),
}

/// What the rows of a journal are to the join.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// Whose messages.
    pub vendor: Vendor,
    /// What the recipient column holds.
    pub kind: RecipientKind,
    /// The message of every row, where it is the same.
    pub message: Option<&'a str>,
    /// Whether it is the tracked job.
    pub own: bool,
}

/// Gives the rows of a journal to the tracker; the number of unknown ones.
///
/// # Errors
/// When the journal cannot be read, or a temporary file fails.
pub fn claim_rows(journal: &Journal, reading: &Reading<'_>, tracker: &mut Tracker) -> Result<u64, TrackError> {
    let common = reading.message.and_then(text_of);
    let mut unknown = 0;
    journal.each_sent::<TrackError>(&mut |row| {
        let state = match row.state {
            State::Unknown => RowState::Unknown,
            // Of the others' refused sends no record is left.
            State::Refused if reading.vendor != Vendor::Messenger => return Ok(()),
            State::Refused => RowState::Refused,
            _ => RowState::Accepted,
        };
        let is_refused = state == RowState::Refused;
        let told = match reading.vendor {
            Vendor::Messenger | Vendor::Whatsapp => row.message_id.as_deref(),
            Vendor::Super => row.request_id.as_deref(),
        };
        let own = journal.header().message_ids.as_ref().filter(|_| row.request > 0).map(|ids| ids.of(row.request));
        let id = own.as_deref().or(told).filter(|_| !is_refused);
        // What has an id needs no text to be known by.
        let looks = is_refused || id.is_none() || state == RowState::Unknown;
        let own_text = row.message.as_deref().filter(|_| looks).and_then(text_of);
        let text = if row.message.is_some() { own_text.as_deref() } else { common.as_deref().filter(|_| looks) };
        unknown += u64::from(row.state == State::Unknown && row.row != 0);
        let contact = if reading.kind == RecipientKind::Token { "" } else { row.recipient.as_str() };
        let claim = Claim {
            row: (reading.own && row.row != 0 && !is_refused).then_some(row.row),
            request: row.request,
            state,
            id: id.unwrap_or_default(),
            contact,
            flight: flight(&row),
            sent: row.sent_at.filter(|_| reading.own),
            text,
        };
        tracker.claim(&claim)?;
        // Its receipts may come under the vendor's id all the same.
        match told.filter(|told| own.as_deref().is_some_and(|own| own != *told)) {
            Some(told) => Ok(tracker.claim(&Claim { id: told, ..claim })?),
            None => Ok(()),
        }
    })?;
    if reading.own && reading.vendor == Vendor::Messenger {
        journal.each_watermark::<TrackError>(&mut |kept| {
            let step = if kept.is_read { Step::Read } else { Step::Delivered };
            Ok(tracker.mark(&kept.contact, step, kept.watermark, kept.at)?)
        })?;
    }
    Ok(unknown)
}

fn flight(row: &SentRow) -> Flight {
    Flight { from: row.departed.unwrap_or(row.at), to: row.at }
}

/// The text of a Messenger text message.
fn text_of(message: &str) -> Option<String> {
    let message: Value = serde_json::from_str(message).ok()?;
    if message.get("type")?.as_str()? != "text" {
        return None;
    }
    message.get("payload")?.as_str().map(str::to_owned)
}

/// What a record with its status says; none for one without a person or time.
pub fn of_record(record: &Row) -> Option<Fact<'_>> {
    let text = |name: &str| record.get(name).and_then(Value::as_str).unwrap_or_default();
    let time = |name: &str| text(name).parse::<jiff::Timestamp>().ok().map(jiff::Timestamp::as_millisecond);
    let step = match text("status") {
        "sent" => Step::Sent,
        "delivered" => Step::Delivered,
        "read" => Step::Read,
        "failed" => Step::Failed,
        _ => return None,
    };
    let sent = time("send_time");
    let failed = step == Step::Failed;
    Some(Fact {
        source: Source::Record,
        step,
        time: if step == Step::Sent { sent } else { time("status_update_time").or(sent) },
        sent,
        id: text("message_id"),
        contact: text("recipient_id"),
        code: if failed { text("error_code") } else { "" },
        book: failed.then_some(crate::codes::Book::SobotRecord),
        text: "",
        costs: Vec::new(),
    })
}

/// What a run of tracking changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Rows of which something new is known.
    pub rows: u64,
    /// Unknown rows that are accepted now.
    pub resolved: u64,
}

/// Writes what was found into the journal, all of it or nothing. What was kept before stays.
///
/// # Errors
/// When the journal cannot be written, or a temporary file fails.
pub fn write(journal: &mut Journal, vendor: Vendor, tracker: Tracker, now: i64) -> Result<Changed, TrackError> {
    let heard_until = tracker.heard_until();
    let mut changed = Changed::default();
    let mut tracker = Some(tracker);
    journal.deliver::<TrackError>(now, &mut |deliveries| {
        if let Some(tracker) = tracker.take() {
            tracker.finish::<TrackError>(&mut |joined| {
                keep(deliveries, vendor, &joined, &mut changed).map_err(TrackError::from)
            })?;
        }
        Ok(heard_until)
    })?;
    Ok(changed)
}

fn keep(
    deliveries: &Deliveries<'_>,
    vendor: Vendor,
    joined: &Joined,
    changed: &mut Changed,
) -> Result<(), JournalError> {
    let before = deliveries.kept(joined.row)?;
    let mut ladder = ladder_of(&before);
    ladder.add(&joined.ladder);
    let mut kept = kept_of(&ladder, before.evidence.clone());
    match &joined.resolution {
        Some(resolution) => {
            kept.evidence = Some(resolution.evidence.clone());
            let id = Some(resolution.id.as_str()).filter(|id| !id.is_empty());
            let ids = if vendor == Vendor::Super { (None, id) } else { (id, None) };
            deliveries.resolve(joined.row, ids)?;
            changed.resolved += 1;
        }
        None if joined.candidates > 0 => kept.evidence = Some(format!("{} candidates", joined.candidates)),
        None => {}
    }
    let mut is_new = kept != before;
    if is_new {
        deliveries.keep(joined.row, &kept)?;
    }
    for (kind, currency, price, foreign) in &joined.costs {
        let (kept_price, kept_foreign) = deliveries.kept_cost(joined.row, kind, currency)?;
        let larger = |own: &Option<String>, heard: &Option<Decimal>| {
            let own = own.as_deref().and_then(Decimal::parse);
            heard.filter(|heard| own.is_none_or(|own| own < *heard)).map(|amount| amount.to_string())
        };
        let (price, foreign) = (larger(&kept_price, price), larger(&kept_foreign, foreign));
        deliveries.cost(joined.row, kind, currency, price.as_deref(), foreign.as_deref())?;
        is_new |= price.is_some() || foreign.is_some();
    }
    for Mark { contact, step, watermark, time } in &joined.later {
        let (contact, is_read) = (contact.clone(), *step == Step::Read);
        deliveries.keep_watermark(&Watermark { contact, is_read, watermark: *watermark, at: *time })?;
    }
    changed.rows += u64::from(is_new);
    Ok(())
}

fn ladder_of(kept: &Kept) -> Ladder {
    let failure = Failure {
        time: kept.failed_at,
        code: kept.code.clone().unwrap_or_default(),
        book: kept.book.clone().unwrap_or_default(),
    };
    Ladder::kept(kept.heard, kept.sent_at, kept.delivered_at, kept.read_at, failure)
}

fn kept_of(ladder: &Ladder, evidence: Option<String>) -> Kept {
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let failure = ladder.failure();
    Kept {
        heard: ladder.bits(),
        sent_at: ladder.time(Step::Sent),
        delivered_at: ladder.time(Step::Delivered),
        read_at: ladder.time(Step::Read),
        failed_at: ladder.time(Step::Failed),
        code: failure.and_then(|failure| text(&failure.code)),
        book: failure.and_then(|failure| text(&failure.book)),
        evidence,
    }
}
