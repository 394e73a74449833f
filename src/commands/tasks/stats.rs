//! `msgops tasks stats`: totals over all tasks that match, and the page of them.

use std::collections::HashSet;
use std::path::Path;

use jiff::Timestamp;
use serde_json::Value;

use super::page::{About, Told};
use super::{BEFORE_START, first_page, funnel, stats_columns};
use crate::commands::listing::{self, CONNECTIONS};
use crate::commands::page;
use crate::commands::session::Session;
use crate::commands::sobot_link::SobotLink;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output_file::OutputFile;
use crate::sobot::Client;
use crate::sobot::record::{ByCode, RecordQuery, Status};
use crate::sobot::task::{MessageType, TaskQuery, Totals};

/// Runs the command.
pub fn run(context: &Context, query: &TaskQuery, html: Option<&Path>) -> Result<Exit> {
    if html.is_some() && context.options.raw {
        return Err(Error::usage("`--raw` shows replies as they come, and a page is none")
            .hint("leave one of `--raw` and `--html` out"));
    }
    let session = Session::open(context)?;
    context.output.before_read(&stats_columns())?;
    let file = html.map(|path| page::file(path, &[])).transpose()?;
    if context.options.dry_run.is_some() {
        if let Some(file) = &file {
            context.output.note(&format!("dry run: the page would be written to `{}`", file.path().display()));
        }
        return first_page(context, &session, query);
    }
    let link = SobotLink::open(&session, CONNECTIONS)?;
    let tokens = link.tokens()?;
    let mut totals = Totals::default();
    let mut tasks = Vec::new();
    let failures = link.asking(&*tokens, async {
        let client = link.client(&*tokens);
        listing::each(context, &client, query, None, |task| {
            totals.add(&task);
            if file.is_some() {
                tasks.push(Told::of(&task));
            }
            true
        })
        .await?;
        // Nothing is asked for what nobody will read.
        if file.is_some() { failures(context, &client, query, &tasks).await } else { Ok(Vec::new()) }
    })?;
    if context.options.raw {
        return Ok(Exit::Done);
    }
    let row = totals.row();
    context.output.object(&stats_columns(), &Value::Object(row.clone()))?;
    if context.output.is_table() && context.output.settings().columns.is_none() {
        funnel(&context.output, &row)?;
    }
    if let Some(file) = &file {
        write(context, query, &tasks, (&row, &failures), file)?;
    }
    Ok(Exit::Done)
}

fn write(
    context: &Context,
    query: &TaskQuery,
    tasks: &[Told],
    (totals, failures): (&crate::sobot::row::Row, &[Value]),
    file: &OutputFile,
) -> Result<()> {
    let now = context.clock.now().to_zoned(context.output.zone());
    let about = About { filters: filters(query, now.time_zone()), now: &now };
    page::write(&context.output, &super::page::page(tasks, totals, failures, &about), file)
}

/// The filters in words; empty when there are none.
fn filters(query: &TaskQuery, zone: &jiff::tz::TimeZone) -> String {
    let time = |millis: Option<i64>| {
        let instant = Timestamp::from_millisecond(millis?).ok()?.to_zoned(zone.clone());
        Some(instant.strftime("%Y-%m-%d %H:%M").to_string())
    };
    let kind = query.message_type.map(|kind| match kind {
        MessageType::Marketing => "marketing".to_owned(),
        MessageType::Tag => "tag".to_owned(),
    });
    [
        ("since", time(query.since)),
        ("until", time(query.until)),
        ("page", query.page.clone()),
        ("name", query.name.clone()),
        ("topic or tag", query.topic_or_tag.clone()),
        ("type", kind),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some(format!("{name} {}", value?)))
    .collect::<Vec<_>>()
    .join(", ")
}

/// The failed records of these tasks by code. The vendor cannot be asked for several tasks at once, so all of the
/// period are read and those of other tasks left out.
async fn failures(context: &Context, client: &Client<'_>, query: &TaskQuery, tasks: &[Told]) -> Result<Vec<Value>> {
    let Some(first) = tasks.iter().filter_map(Told::started).min() else { return Ok(Vec::new()) };
    let ids: HashSet<&str> = tasks.iter().map(|task| task.id.as_str()).collect();
    let records = RecordQuery {
        since: Some(first - BEFORE_START),
        until: Some(context.clock.now().as_millisecond()),
        status: Some(Status::Failed),
        page: query.page.clone(),
        topic_or_tag: query.topic_or_tag.clone(),
        ..RecordQuery::default()
    };
    let mut failures = ByCode::default();
    listing::each(context, client, &records, None, |record| {
        if record.get("task_id").and_then(Value::as_str).is_some_and(|task| ids.contains(task)) {
            failures.add(&record);
        }
        true
    })
    .await?;
    Ok(failures.rows())
}
