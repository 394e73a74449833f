//! What is about to happen, before it does: the question, and a dry run.

use serde_json::{Value, json};

use super::failure::{count, job_error};
use super::message::in_words;
use super::sending::Send;
use super::summary::{DRY_COLUMNS, print_skips, skips_json};
use crate::bulk::compare;
use crate::bulk::job::{self, Totals};
use crate::bulk::prepare::Prepared;
use crate::commands::confirm::confirm;
use crate::error::Result;

/// Requests that a dry run shows.
const SHOWN: usize = 3;

/// Said in the question, in a dry run and behind a run that halved.
pub(super) const BAD_NUMBER_NOTE: &str = "on code 9002 (bad number) a batch is halved and its halves are sent again; the vendor nowhere says that 9002 refused the whole request (`--on-bad-number stop` stops instead)";

/// Asks, unless `--yes` answers, with everything that a person should know before it leaves.
pub(super) fn ask(send: &Send<'_>, list: &Prepared, compared: &compare::Plan) -> Result<()> {
    let output = &send.context.output;
    send.plan.cautions.iter().for_each(|caution| output.warn(caution));
    if send.args.yes {
        return Ok(());
    }
    warn_of_halving(send, compared);
    let totals = totals(send, list, compared)?;
    if let Some(first) = &totals.first {
        output.note(&match send.plan.template.seen(first) {
            Some(seen) => format!("the first person sees:\n{seen}"),
            None => format!("the first message: {}", in_words(first)),
        });
    }
    list.notes.iter().for_each(|note| output.note(note));
    if let Some(segments) = segments_in_words(&totals) {
        output.note(&segments);
    }
    let people = count(compared.sending.len(), "recipient", "recipients");
    let requests = count(totals.requests, "request", "requests");
    let plan = &send.plan;
    let account = plan.command.product.account();
    let question = format!(
        "send `{}` to {people} in {requests} with profile `{}` from {account} `{}`",
        plan.command, plan.profile, plan.account
    );
    confirm(send.context, &question, false)
}

/// `--dry-run`: the counts, why rows are left out, the totals, and the first requests.
pub(super) fn show(send: &Send<'_>, name: &str, list: &Prepared, compared: &compare::Plan) -> Result<()> {
    let output = &send.context.output;
    let requests = first_requests(send, list, compared)?;
    send.plan.cautions.iter().for_each(|caution| output.warn(caution));
    warn_of_halving(send, compared);
    list.notes.iter().for_each(|note| output.note(&format!("the first message: {note}")));
    let totals = totals(send, list, compared)?;
    if let Some(seen) = totals.first.as_deref().and_then(|first| send.plan.template.seen(first)) {
        output.note(&format!("the first person sees:\n{seen}"));
    }
    let skips = job::skips(list, compared).map_err(|error| job_error(Some(name), error))?;
    let total = list.rows.unsigned_abs();
    let to_send = compared.sending.len();
    if output.is_table() {
        for request in &requests {
            output.line(request.trim_end())?;
            output.line("")?;
        }
    }
    let segments: Vec<Value> = totals
        .segments
        .iter()
        .map(
            |(country, sms)| json!({ "country_code": country, "recipients": sms.recipients, "segments": sms.segments }),
        )
        .collect();
    let all: u64 = totals.segments.values().map(|sms| sms.segments).sum();
    let counts = json!({
        "job": name,
        "total": total,
        "to_send": to_send,
        "skipped": total.saturating_sub(to_send),
        "total_requests": totals.requests,
        "segments": (!segments.is_empty()).then_some(all),
        "skipped_by_reason": skips_json(&skips),
        "segments_by_country": segments,
        "requests": requests,
    });
    output.object(DRY_COLUMNS, &counts)?;
    print_skips(send.context, &skips)?;
    if let Some(segments) = segments_in_words(&totals) {
        output.note(&segments);
    }
    Ok(())
}

fn totals(send: &Send<'_>, list: &Prepared, compared: &compare::Plan) -> Result<Totals> {
    let batch = send.batch_size() as u64;
    job::totals(list, compared, &send.order(), batch).map_err(|error| job_error(None, error))
}

/// One row alone cannot be halved.
fn warn_of_halving(send: &Send<'_>, compared: &compare::Plan) {
    if send.halves() && compared.sending.len() > 1 {
        send.context.output.note(BAD_NUMBER_NOTE);
    }
}

fn segments_in_words(totals: &Totals) -> Option<String> {
    let all: u64 = totals.segments.values().map(|sms| sms.segments).sum();
    let mut countries: Vec<_> = totals.segments.iter().collect();
    countries.sort_by_key(|(_, sms)| std::cmp::Reverse(sms.segments));
    let told: Vec<String> = countries
        .iter()
        .map(|(country, sms)| {
            format!(
                "+{country}: {} for {}",
                count(sms.segments, "segment", "segments"),
                count(sms.recipients, "recipient", "recipients")
            )
        })
        .collect();
    (!told.is_empty())
        .then(|| format!("as SMS about {} in all; {}", count(all, "segment", "segments"), told.join("; ")))
}

/// The first requests as they would leave.
fn first_requests(send: &Send<'_>, list: &Prepared, compared: &compare::Plan) -> Result<Vec<String>> {
    let batch = send.batch_size();
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for row in compared.sending.iter() {
        let (recipient, message) = list.spool.row(row)?;
        let message = message.or_else(|| list.constant.clone()).unwrap_or_default();
        let full = groups.len() == SHOWN;
        match groups.last_mut() {
            Some((last, group)) if *last == message && group.len() < batch => group.push(recipient),
            _ if full => break,
            _ => groups.push((message, vec![recipient])),
        }
    }
    groups
        .iter()
        .map(|(message, recipients)| {
            let recipients: Vec<&str> = recipients.iter().map(String::as_str).collect();
            (send.plan.preview)(message, &recipients, list.column.kind)
        })
        .collect()
}
