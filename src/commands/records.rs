//! `msgops records`: what became of single messages in the vendor's books.

use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

use super::choice::Choice;
use super::listing::{self, CONNECTIONS, Keep, Listing, MergedListing, PagingArgs, Period, PeriodArgs};
use super::session::Session;
use crate::commands::sobot_link::SobotLink;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::{Bar, Column, Format, Ink, Show};
use crate::sobot::Client;
use crate::sobot::pages::{Ask, List};
use crate::sobot::record::{ByCode, FIELDS, RecordQuery, Status};
use crate::sobot::row::Row;

/// What the vendor keeps by itself when no time is asked for, and so what we ask for.
const DEFAULT_DAYS: i64 = 30;
const DAY: i64 = 24 * 60 * 60 * 1000;

/// Look up sent messages: whom they went to, what became of them
///
/// A record itself carries no status: `--status` asks for those with one, `--with-status` for all four in turn.
/// Without times the last 30 days are asked for.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops records list --since 7d --status failed
  msgops records stats --task 758ded7c3ff6483776a8382e61db058b")]
pub struct RecordsArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// The records that match, as they come
    #[command(after_help = "Examples:
  msgops records list --recipient 7608034689289950 --since 2026-11-01
  msgops records list --with-status --since 1d --all -o csv > records.csv
  msgops records list --status failed --all -o ndjson --jq .recipient_id")]
    List {
        #[command(flatten)]
        filters: FilterArgs,
        /// All four statuses as one list; newest first, each record once and with its status
        #[arg(long)]
        with_status: bool,
        #[command(flatten)]
        paging: PagingArgs,
    },
    /// How many by status, and by code with what it means
    ///
    /// The numbers by status are the vendor's own totals; those by code are counted over every
    /// record that matches, so `--status failed` is quicker when only failures are of interest.
    #[command(after_help = "Examples:
  msgops records stats --since 7d
  msgops records stats --since 7d --status failed -o json --jq '.by_code[0]'")]
    Stats {
        #[command(flatten)]
        filters: FilterArgs,
    },
}

#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Filters")]
struct FilterArgs {
    #[command(flatten)]
    period: PeriodArgs,
    /// A message id (`m_…`)
    #[arg(long, value_name = "ID")]
    message: Option<String>,
    /// What became of it; again for more
    #[arg(long, value_name = "STATUS", value_parser = STATUSES)]
    status: Vec<Status>,
    /// The code it ended with; again for more. The vendor cannot be asked for it, so it is looked for here
    #[arg(long, value_name = "CODE")]
    code: Vec<String>,
    /// A task's id
    #[arg(long, value_name = "ID")]
    task: Option<String>,
    /// A task's name
    #[arg(long, value_name = "NAME")]
    task_name: Option<String>,
    /// Who sent it, an agent's id
    #[arg(long, value_name = "ID")]
    agent: Option<String>,
    /// The Facebook page that sent it
    #[arg(long, value_name = "ID")]
    page: Option<String>,
    /// Whom it went to
    #[arg(long, value_name = "ID")]
    recipient: Option<String>,
    /// A topic's title, or a tag; such as ACCOUNT_UPDATE
    #[arg(long, value_name = "TOPIC|TAG")]
    topic_or_tag: Option<String>,
}

const STATUSES: Choice<Status> = Choice(&[
    ("sent", Status::Sent, ""),
    ("delivered", Status::Delivered, ""),
    ("read", Status::Read, ""),
    ("failed", Status::Failed, ""),
]);

const NAMED: &[Column] = &[
    Column::new("send_time", Show::Time),
    Column::new("recipient_id", Show::Id),
    Column::new("error_code", Show::Code),
    Column::new("explanation", Show::Text),
    Column::new("task_name", Show::Text),
    Column::new("message_topic_or_tag", Show::Text),
    Column::extra("status", Show::Outcome),
];

pub(super) fn columns() -> Vec<Column> {
    listing::columns(NAMED, FIELDS)
}

const STATS_COLUMNS: &[Column] =
    &[Column::new("total", Show::Number), Column::new("by_status", Show::Json), Column::new("by_code", Show::Json)];

/// The same as csv.
const FIGURE_COLUMNS: &[Column] = &[
    Column::new("figure", Show::Text),
    Column::new("name", Show::Text),
    Column::new("count", Show::Number),
    Column::new("explanation", Show::Text),
];

/// By code, in a table of its own.
pub(super) const CODE_COLUMNS: &[Column] = &[
    Column::new("code", Show::Code),
    Column::new("count", Show::Number),
    Column::new("explanation", Show::Text),
    Column::extra("book", Show::Text),
];

/// Runs the command.
pub fn run(context: &Context, args: RecordsArgs) -> Result<Exit> {
    match args.verb {
        Verb::List { filters, with_status, paging } => list(context, filters, with_status, &paging),
        Verb::Stats { filters } => stats(context, filters),
    }
}

fn list(context: &Context, filters: FilterArgs, with_status: bool, paging: &PagingArgs) -> Result<Exit> {
    let mut statuses = filters.statuses();
    if with_status && statuses.is_empty() {
        statuses = Status::ALL.to_vec();
    }
    let codes = filters.code.clone();
    let query = filters.query(context)?;
    let session = Session::open(context)?;
    let mut columns = columns();
    // Where a status was asked for it stands in the table.
    for column in columns.iter_mut().filter(|column| column.key == "status") {
        column.default = !statuses.is_empty();
    }
    let test = |row: &Row| has_code(row, &codes);
    let keep = (!codes.is_empty()).then_some(Keep { word: "with such a code", test: &test });
    let mut queries = statuses.into_iter().map(|status| RecordQuery { status: Some(status), ..query.clone() });
    match queries.len() {
        0 => Listing { list: query, paging, columns, keep, seen: None }.run(context, &session),
        1 => {
            let list = queries.next().unwrap_or(query);
            Listing { list, paging, columns, keep, seen: None }.run(context, &session)
        }
        _ => {
            let queries: Vec<RecordQuery> = queries.collect();
            MergedListing { queries: &queries, paging, columns, keep }.run(context, &session)
        }
    }
}

fn has_code(record: &Row, codes: &[String]) -> bool {
    let code = record.get("error_code").and_then(Value::as_str).unwrap_or_default();
    codes.iter().any(|asked| asked == code)
}

impl FilterArgs {
    /// The statuses asked for, each once.
    fn statuses(&self) -> Vec<Status> {
        let asked = |status: &Status| self.status.contains(status);
        Status::ALL.into_iter().filter(asked).collect()
    }

    /// The query without a status.
    fn query(self, context: &Context) -> Result<RecordQuery> {
        let period = self.period.resolve(context)?;
        if period == Period::default() {
            context.output.note(&format!("the last {DEFAULT_DAYS} days; `--since` asks for more"));
        }
        let period = bounded(period, context.clock.now().as_millisecond())?;
        listing::doubt_page(context, self.page.as_slice());
        Ok(RecordQuery {
            since: period.since,
            until: period.until,
            message: self.message,
            status: None,
            task: self.task,
            task_name: self.task_name,
            agent: self.agent,
            page: self.page,
            recipient: self.recipient,
            topic_or_tag: self.topic_or_tag,
        })
    }
}

/// Both ends of a period: none given, the last 30 days; only a beginning, until now; only an end,
/// the 30 days before it. A fixed end also keeps new records from moving the pages under us.
///
/// # Errors
/// Exit 2 when the beginning is still to come and no end was given.
fn bounded(period: Period, now: i64) -> Result<Period> {
    let until = period.until.unwrap_or(now);
    let since = period.since.unwrap_or(until - DEFAULT_DAYS * DAY);
    if since > until {
        return Err(Error::usage("the period ends before it begins: `--since` is still to come"));
    }
    Ok(Period { since: Some(since), until: Some(until) })
}

fn stats(context: &Context, filters: FilterArgs) -> Result<Exit> {
    let asked = filters.statuses();
    let statuses = if asked.is_empty() { Status::ALL.to_vec() } else { asked.clone() };
    let codes = filters.code.clone();
    let query = filters.query(context)?;
    let session = Session::open(context)?;
    let csv = context.output.settings().format == Format::Csv;
    context.output.before_read(if csv { FIGURE_COLUMNS } else { STATS_COLUMNS })?;
    let link = SobotLink::open(&session, CONNECTIONS)?;
    let of_status = |status: Status| RecordQuery { status: Some(status), ..query.clone() };
    if context.options.dry_run.is_some() {
        for status in statuses {
            let call = of_status(status).call(Ask { number: 1, size: 1 });
            super::dry_run(context, &Client::request(link.base_url(), &call, ""))?;
        }
        return Ok(Exit::Done);
    }
    let tokens = link.tokens()?;
    let client = link.client(&*tokens);
    let (by_status, by_code) = link.asking(&*tokens, async {
        let mut by_code = ByCode::default();
        let mut by_status = Vec::with_capacity(statuses.len());
        for status in statuses {
            // The vendor counts by status, but not by code; then every record is read.
            let reads = !codes.is_empty() || !asked.is_empty();
            let mut counted: u64 = 0;
            if reads {
                listing::each(context, &client, &of_status(status), None, |record| {
                    if codes.is_empty() || has_code(&record, &codes) {
                        counted += 1;
                        by_code.add(&record);
                    }
                    true
                })
                .await?;
            }
            let count = match codes.is_empty() {
                true if reads => listing::total(context, &client, &of_status(status)).await?.unwrap_or(counted),
                true => listing::counted(context, &client, &of_status(status)).await?,
                false => counted,
            };
            by_status.push((status, count));
        }
        if asked.is_empty() && codes.is_empty() {
            listing::each(context, &client, &query, None, |record| {
                by_code.add(&record);
                true
            })
            .await?;
        }
        Ok((by_status, by_code))
    })?;
    if !context.options.raw {
        print_stats(context, &by_status, &by_code)?;
    }
    Ok(Exit::Done)
}

fn print_stats(context: &Context, by_status: &[(Status, u64)], by_code: &ByCode) -> Result<()> {
    let output = &context.output;
    output.whole(|| stats_object(by_status, by_code))?;
    if output.is_table() && output.settings().columns.is_none() {
        let bars: Vec<Bar> = by_status
            .iter()
            .map(|(status, count)| Bar::new(status.word(), *count).ink(Ink::of_word(status.word())))
            .collect();
        output.chart(&bars)?;
        output.heading("By code")?;
        let mut rows = output.rows(CODE_COLUMNS)?;
        for row in by_code.rows() {
            rows.push(&row)?;
        }
        rows.finish()?;
        return Ok(());
    }
    if output.settings().format == Format::Csv {
        return print_figures(context, by_status, by_code);
    }
    output.object(STATS_COLUMNS, &stats_object(by_status, by_code))?;
    Ok(())
}

fn stats_object(by_status: &[(Status, u64)], by_code: &ByCode) -> Value {
    let counts: Map<String, Value> =
        by_status.iter().map(|(status, count)| (status.word().to_owned(), Value::from(*count))).collect();
    let mut object = Map::new();
    object.insert("total".into(), by_status.iter().map(|(_, count)| *count).fold(0, u64::saturating_add).into());
    object.insert("by_status".into(), Value::Object(counts));
    object.insert("by_code".into(), Value::Array(by_code.rows()));
    Value::Object(object)
}

/// One figure a row, for spreadsheets.
fn print_figures(context: &Context, by_status: &[(Status, u64)], by_code: &ByCode) -> Result<()> {
    let mut rows = context.output.rows(FIGURE_COLUMNS)?;
    for (status, count) in by_status {
        rows.push(&json!({"figure": "status", "name": status.word(), "count": count}))?;
    }
    for row in by_code.rows() {
        let (name, count, explanation) = (&row["code"], &row["count"], &row["explanation"]);
        rows.push(&json!({"figure": "code", "name": name, "count": count, "explanation": explanation}))?;
    }
    rows.finish()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_always_has_both_ends() {
        let now = 1_700_000_000_000;
        for (since, until, expected) in [
            (None, None, (now - 30 * DAY, now)),
            (Some(5), None, (5, now)),
            (None, Some(100 * DAY), (70 * DAY, 100 * DAY)),
            (Some(5), Some(6), (5, 6)),
        ] {
            let period = bounded(Period { since, until }, now).unwrap();
            assert_eq!((period.since, period.until), (Some(expected.0), Some(expected.1)));
        }
        let to_come = bounded(Period { since: Some(now + 1), until: None }, now).unwrap_err();
        assert_eq!(to_come.exit(), Exit::Usage);
    }
}
