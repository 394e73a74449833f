//! What a job is about to do, in figures: for the question and for a dry run.

use std::collections::BTreeMap;

use super::{JobError, Order};
use crate::bulk::compare::Plan;
use crate::bulk::prepare::Prepared;
use crate::bulk::reason;

/// Figures of what is about to be sent.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// Requests, if none has to be repeated or halved.
    pub requests: u64,
    /// Where SMS may carry the messages: recipients and segments by country code.
    pub segments: BTreeMap<String, Segments>,
    /// The message of the first row.
    pub first: Option<String>,
}

/// SMS to one country.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Segments {
    /// Recipients.
    pub recipients: u64,
    /// SMS to be paid.
    pub segments: u64,
}

/// Counts requests and segments over all rows that will be sent; `batch` is how many rows share a request at most.
///
/// # Errors
/// The temporary files'.
pub fn totals(list: &Prepared, plan: &Plan, order: &Order<'_>, batch: u64) -> Result<Totals, JobError> {
    let mut totals = Totals::default();
    if let Some(first) = plan.sending.iter().next() {
        let (_, message) = list.spool.row(first)?;
        totals.first = message.or_else(|| list.constant.clone());
    }
    totals.requests = match (batch, &list.constant) {
        (0 | 1, _) => plan.sending.len(),
        (_, Some(_)) => plan.sending.len().div_ceil(batch),
        (_, None) => list.spool.requests(&|row| plan.sending.contains(row), batch)?,
    };
    let constant = list.constant.as_deref().map(|message| order.template.segments(message));
    if constant != Some(None) {
        list.spool.each_row(&mut |row, recipient, message| {
            if !plan.sending.contains(row) {
                return;
            }
            let segments = constant.flatten().or_else(|| order.template.segments(message.unwrap_or_default()));
            if let Some(segments) = segments {
                let country = totals.segments.entry(order.template.country(recipient)).or_default();
                country.recipients += 1;
                country.segments += segments;
            }
        })?;
    }
    Ok(totals)
}

/// Rows of the list that will not be sent: how many for each reason.
pub type Skips = Vec<(String, u64)>;

/// Why rows of the list will not be sent, each reason by itself.
///
/// # Errors
/// The temporary files'.
pub fn skips(list: &Prepared, plan: &Plan) -> Result<Skips, JobError> {
    let mut skips: Skips = list.spool.skips()?;
    for (word, count) in [
        (reason::NOT_WITHIN, plan.fresh_reached.len() + plan.reached.len()),
        (reason::REPORTED, plan.fresh_reported.len() + plan.reported.len()),
        (reason::OTHER_MESSAGE, plan.fresh_other.len()),
    ] {
        match skips.iter_mut().find(|(known, _)| known == word) {
            Some((_, known)) => *known += count,
            None if count > 0 => skips.push((word.to_owned(), count)),
            None => {}
        }
    }
    let told: u64 = skips.iter().map(|(_, count)| count).sum();
    let known = list.rows.unsigned_abs().saturating_sub(plan.sending.len() + told);
    if known > 0 {
        skips.push((reason::KNOWN.to_owned(), known));
    }
    skips.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Ok(skips)
}
