//! The records of several statuses as one list, newest first: the vendor's records carry no status, so each
//! status is a query of its own.
//!
//! The vendor gives each of them newest first, so the lists are merged by `send_time` as they come, in memory
//! that does not grow. A message that moved on between two queries stands in both, at the same time: it comes
//! once, at its highest status.

use std::collections::VecDeque;

use jiff::Timestamp;
use serde_json::Value;

use super::client::{CallError, Client};
use super::pages::{Pages, Step};
use super::record::{RecordQuery, Status};
use super::row::Row;

/// The record lists of several statuses, merged.
pub struct MergedRecords<'a> {
    lists: Vec<StatusList<'a>>,
}

struct StatusList<'a> {
    status: Status,
    pages: Pages<'a>,
    rows: VecDeque<(Option<Timestamp>, Row)>,
    total: Option<u64>,
    over: bool,
}

impl<'a> MergedRecords<'a> {
    /// The lists of `queries`, each with a status of its own, asked for with at most `size` rows at a time;
    /// `wanted` is how many rows the reader will take.
    pub fn of(client: &'a Client<'a>, queries: &'a [RecordQuery], size: u64, wanted: u64) -> Self {
        let list = |query: &'a RecordQuery| {
            let pages = Pages::of(client, query, size, wanted);
            let status = query.status.unwrap_or(Status::Sent);
            StatusList { status, pages, rows: VecDeque::new(), total: None, over: false }
        };
        Self { lists: queries.iter().map(list).collect() }
    }

    /// The next rows, as far as the pages at hand reach; none when every list is over.
    ///
    /// # Errors
    /// A page that the vendor refused, or that could not be had after all tries.
    pub async fn next(&mut self) -> Result<Option<Step>, CallError> {
        let mut raw = Vec::new();
        for list in &mut self.lists {
            while list.rows.is_empty() && !list.over {
                match list.pages.next().await? {
                    Some(step) => {
                        list.total = step.total.or(list.total);
                        list.rows.extend(step.rows.into_iter().map(|row| (sent_at(&row), row)));
                        if !raw.is_empty() {
                            raw.push(b'\n');
                        }
                        raw.extend(step.raw.trim_ascii_end().iter().map(|byte| match byte {
                            b'\n' | b'\r' => b' ',
                            byte => *byte,
                        }));
                    }
                    None => list.over = true,
                }
            }
        }
        if self.lists.iter().all(|list| list.rows.is_empty()) {
            return Ok(None);
        }
        let mut rows = Vec::new();
        // A list that has run out may go on with a row newer than those of the others.
        while self.lists.iter().all(|list| list.over || !list.rows.is_empty()) {
            match self.newest() {
                Some(row) => rows.push(row),
                None => break,
            }
        }
        Ok(Some(Step { rows, total: self.total(), raw: raw.into() }))
    }

    /// How many rows the vendor announced all along that never came.
    pub fn missing(&self) -> u64 {
        self.lists.iter().map(|list| list.pages.missing()).fold(0, u64::saturating_add)
    }

    /// The sum of what the lists announce; a message that moves on meanwhile is in two of them.
    fn total(&self) -> Option<u64> {
        let announced = |list: &StatusList<'_>| if list.over { list.total.or(Some(0)) } else { list.total };
        self.lists.iter().map(announced).try_fold(0, |sum: u64, total| Some(sum.saturating_add(total?)))
    }

    /// Takes the newest row, and every other row of the same message with it. Of rows sent at one time the
    /// higher status comes first, so that what is taken is the highest.
    fn newest(&mut self) -> Option<Row> {
        let heads = self.lists.iter().enumerate().filter_map(|(place, list)| {
            let (at, _) = list.rows.front()?;
            // A row whose time cannot be read is not held back.
            Some((at.is_none(), *at, rank(list.status), place))
        });
        let (.., place) = heads.max()?;
        let (at, row) = self.lists[place].rows.pop_front()?;
        if let Some(id) = row.get("message_id").and_then(Value::as_str).filter(|id| !id.is_empty()) {
            for list in &mut self.lists {
                let same = |(other, twin): &(Option<Timestamp>, Row)| {
                    *other == at && twin.get("message_id").and_then(Value::as_str) == Some(id)
                };
                list.rows.retain(|entry| !same(entry));
            }
        }
        Some(row)
    }
}

/// Read before delivered before failed before sent, as everywhere.
fn rank(status: Status) -> u8 {
    match status {
        Status::Sent => 0,
        Status::Failed => 1,
        Status::Delivered => 2,
        Status::Read => 3,
    }
}

fn sent_at(row: &Row) -> Option<Timestamp> {
    row.get("send_time").and_then(Value::as_str)?.parse().ok()
}
