//! Jobs with their state and counts, and one of them in full.

use clap::Args;
use serde_json::{Map, Value};

use super::delivery::{delivery_json, print_delivery};
use super::{jobs, open, root};
use crate::bulk::journal::{Counts, Jobs, Journal};
use crate::commands::send::bulk::{
    codes_json, counts_json, in_words, print_codes, print_skips, skips_json, source_json,
};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::{Column, Flow, Show};
use crate::time::{self, TimeArg};

#[derive(Args, Debug)]
pub(super) struct ListArgs {
    /// The jobs of every profile
    #[arg(long)]
    all_profiles: bool,
    /// Only jobs made since then
    #[arg(long, value_name = "TIME")]
    since: Option<TimeArg>,
}

pub(in crate::commands) const LIST: &[Column] = &[
    Column::new("job", Show::Id),
    Column::new("state", Show::Outcome),
    Column::new("profile", Show::Text),
    Column::new("kind", Show::Text),
    Column::new("total", Show::Number),
    Column::new("accepted", Show::Number),
    Column::new("refused", Show::Number),
    Column::new("unknown", Show::Number),
    Column::extra("skipped", Show::Number),
    Column::new("pending", Show::Number),
    Column::extra("account", Show::Id),
    Column::new("created_at", Show::Time),
    Column::extra("ended_at", Show::Time),
];

const CARD: &[Column] = &[
    Column::new("job", Show::Id),
    Column::new("state", Show::Outcome),
    Column::new("detail", Show::Text),
    Column::new("profile", Show::Text),
    Column::new("kind", Show::Text),
    Column::new("platform", Show::Text),
    Column::new("account", Show::Id),
    Column::new("recipient_column", Show::Text),
    Column::new("recipient_kind", Show::Text),
    Column::new("message", Show::Text),
    Column::extra("source", Show::Json),
    Column::new("total", Show::Number),
    Column::new("accepted", Show::Number),
    Column::new("refused", Show::Number),
    Column::new("unknown", Show::Number),
    Column::new("skipped", Show::Number),
    Column::new("pending", Show::Number),
    Column::new("in_flight", Show::Number),
    Column::new("created_at", Show::Time),
    Column::new("started_at", Show::Time),
    Column::new("ended_at", Show::Time),
    Column::extra("by_code", Show::Json),
    Column::extra("skipped_by_reason", Show::Json),
    Column::extra("delivery", Show::Json),
];

/// What state a job is in: `running`, `finished`, `interrupted`, `stopped`, or `crashed` when its
/// process ended without a word.
fn state(journal: &Journal, counts: &Counts, running: bool) -> Result<&'static str> {
    if running {
        return Ok("running");
    }
    if counts.pending == 0 && counts.sending == 0 {
        return Ok("finished");
    }
    let run = journal.last_run()?;
    Ok(match run {
        Some(run) if run.ended_at.is_some() && counts.sending == 0 => match run.ending.as_deref() {
            Some("interrupted" | "terminated") => "interrupted",
            _ => "stopped",
        },
        _ => "crashed",
    })
}

/// Prints the jobs, the newest first.
pub(super) fn list(context: &Context, args: &ListArgs) -> Result<Exit> {
    let now = context.clock.now();
    let since = args.since.map(|since| since.since(now, &context.output.zone())).transpose().map_err(Error::usage)?;
    let since = since.map_or(i64::MIN, |since| since.as_millisecond());
    let mut rows = context.output.rows(LIST)?;
    let all = if args.all_profiles { Jobs::of_all_profiles(&root(context)?)? } else { vec![jobs(context)?] };
    let mut found = Vec::new();
    for jobs in &all {
        for name in jobs.names()? {
            match jobs.read(&name) {
                Ok(journal) if journal.header().created_at < since => {}
                Ok(journal) => found.push((journal.header().created_at, jobs, name)),
                // One broken journal hides no other.
                Err(error) => context.output.warn(&format!("job `{name}`: {}", Error::from(error).message())),
            }
        }
    }
    found.sort_by(|left, right| right.0.cmp(&left.0).then_with(|| left.2.cmp(&right.2)));
    for (_, jobs, name) in found {
        // Opened again: as many journals as there are jobs would be too many files at once.
        match jobs.read(&name).map_err(Error::from).and_then(|journal| overview(jobs, &name, &journal)) {
            Ok(row) => {
                if rows.push(&Value::Object(row))? == Flow::Closed {
                    return Ok(Exit::Done);
                }
            }
            Err(error) => context.output.warn(&format!("job `{name}`: {}", error.message())),
        }
    }
    rows.finish()?;
    Ok(Exit::Done)
}

fn overview(jobs: &Jobs, name: &str, journal: &Journal) -> Result<Map<String, Value>> {
    let running = jobs.runs(name, journal)?;
    let counts = journal.counts()?;
    let header = journal.header();
    let run = journal.last_run()?;
    let mut row = Map::new();
    row.insert("job".to_owned(), name.into());
    row.insert("state".to_owned(), state(journal, &counts, running)?.into());
    row.insert("profile".to_owned(), header.profile.clone().into());
    row.insert("kind".to_owned(), header.command.to_string().into());
    row.extend(counts_json(&if running { counts } else { counts.at_rest() }));
    row.insert("account".to_owned(), header.account.clone().into());
    row.insert("created_at".to_owned(), time::rfc3339_of_millis(header.created_at).into());
    let ended = run.and_then(|run| run.ended_at).filter(|_| !running).and_then(time::rfc3339_of_millis);
    row.insert("ended_at".to_owned(), ended.into());
    Ok(row)
}

/// Prints one job.
pub(super) fn show(context: &Context, name: &str) -> Result<Exit> {
    let jobs = jobs(context)?;
    let journal = open(&jobs, name)?;
    let mut card = overview(&jobs, name, &journal)?;
    let running = card.get("state").is_some_and(|state| state == "running");
    let header = journal.header();
    let run = journal.last_run()?;
    card.insert("platform".to_owned(), header.command.product.platform().into());
    card.insert("recipient_column".to_owned(), header.recipient_column.trim().into());
    card.insert("recipient_kind".to_owned(), header.kind.word().into());
    card.insert("message".to_owned(), in_words(&header.source).into());
    card.insert("source".to_owned(), source_json(&header.source));
    let sending = journal.counts()?.sending;
    card.insert("in_flight".to_owned(), if running { sending } else { 0 }.into());
    let mut detail = run.as_ref().and_then(|run| run.detail.clone());
    if !running && journal.has_lost_its_log()? {
        detail = Some("the log of a run that was cut off is lost: pending rows may have been sent".to_owned());
    }
    card.insert("detail".to_owned(), detail.into());
    let started = run.and_then(|run| time::rfc3339_of_millis(run.started_at));
    card.insert("started_at".to_owned(), started.into());
    let codes = codes_json(&journal.codes()?);
    card.insert("by_code".to_owned(), codes.clone());
    let skips = journal.skips()?;
    card.insert("skipped_by_reason".to_owned(), skips_json(&skips));
    let delivery = delivery_json(&journal)?;
    card.insert("delivery".to_owned(), delivery.clone());
    context.output.object(CARD, &Value::Object(card))?;
    print_codes(context, &codes)?;
    if journal.is_tracked()? {
        print_delivery(context, &delivery)?;
    }
    print_skips(context, &skips)?;
    Ok(Exit::Done)
}
