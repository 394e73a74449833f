//! `msgops tasks`: broadcast tasks of the vendor's console, with rates and funnels.

mod page;
mod stats;

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Subcommand};
use serde_json::Value;

use super::choice::Choice;
use super::listing::{self, CONNECTIONS, Listing, PagingArgs, PeriodArgs};
use super::records::CODE_COLUMNS;
use super::session::Session;
use crate::commands::sobot_link::SobotLink;
use crate::context::Context;
use crate::error::{Error, Kind, Platform, Result};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::output::{Bar, Column, Ink, Output, Show, grouped};
use crate::sobot::Client;
use crate::sobot::pages::{Ask, LARGEST_PAGE, List};
use crate::sobot::record::{ByCode, RecordQuery, Status};
use crate::sobot::row::{Row, count};
use crate::sobot::task::{FIELDS, MessageType, NUMBERS, TaskQuery, has_ended, numbers};
use crate::vendor;

/// Records of a task are looked for from so long before its start: clocks differ, and a task's zone
/// can be wrong.
const BEFORE_START: i64 = 24 * 60 * 60 * 1000;

/// How long `--wait` waits when nothing is said.
const WAIT: Duration = Duration::from_secs(60 * 60);
/// Between two looks at a task that moves.
const FIRST_LOOK: Duration = Duration::from_secs(2);
/// Between two looks at one that does not.
const SLOWEST_LOOK: Duration = Duration::from_secs(60);

/// Broadcast tasks: what was sent, delivered, read, answered
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops tasks list --since 7d
  msgops tasks show 758ded7c3ff6483776a8382e61db058b")]
pub struct TasksArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// The tasks that match, with their rates
    #[command(after_help = "Examples:
  msgops tasks list --since 2026-11-01 --type marketing
  msgops tasks list --all -o csv > tasks.csv")]
    List {
        #[command(flatten)]
        filters: FilterArgs,
        #[command(flatten)]
        paging: PagingArgs,
    },
    /// Totals and rates over all tasks that match
    #[command(after_help = "Examples:
  msgops tasks stats --since 30d
  msgops tasks stats --name 'Spring sale' -o json --jq .read_rate
  msgops tasks stats --since 30d --html tasks.html")]
    Stats {
        #[command(flatten)]
        filters: FilterArgs,
        /// Write a page too; all tasks over time, the funnel of each, failures by code
        #[arg(long, value_name = "FILE")]
        html: Option<PathBuf>,
    },
    /// One task: its funnel, rates, and failures by code
    ///
    /// The vendor cannot be asked for a task by its id, so the list is searched, newest first, until
    /// the task is found; `--since`, `--until` and `--name` make that quicker.
    #[command(after_help = "Examples:
  msgops tasks show 758ded7c3ff6483776a8382e61db058b
  msgops tasks show 758ded7c3ff6483776a8382e61db058b --wait --wait-timeout 30m
  msgops tasks show 758ded7c3ff6483776a8382e61db058b --jq '.failures[0]'")]
    Show {
        /// The task's id
        #[arg(value_name = "TASK_ID")]
        task: String,
        #[command(flatten)]
        period: PeriodArgs,
        /// The task's name
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// Ask again until the task has ended and its numbers stand still
        #[arg(long)]
        wait: bool,
        /// How long to wait; then it is shown as it is, with exit 8 [default: 1h]
        #[arg(long, value_name = "DURATION", value_parser = crate::time::duration, requires = "wait")]
        wait_timeout: Option<Duration>,
    },
}

#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Filters")]
struct FilterArgs {
    #[command(flatten)]
    period: PeriodArgs,
    /// The Facebook page that sent
    #[arg(long, value_name = "ID")]
    page: Option<String>,
    /// The task's name
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// A topic's title, or a tag; such as ACCOUNT_UPDATE
    #[arg(long, value_name = "TOPIC|TAG")]
    topic_or_tag: Option<String>,
    /// Kind of message; marketing messages to a topic, or messages under a tag
    #[arg(long = "type", value_name = "TYPE", value_parser = TYPES)]
    message_type: Option<MessageType>,
}

const TYPES: Choice<MessageType> = Choice(&[("marketing", MessageType::Marketing, ""), ("tag", MessageType::Tag, "")]);

const NAMED: &[Column] = &[
    Column::new("task_id", Show::Id),
    Column::new("task_name", Show::Text),
    Column::new("task_start_time", Show::Time),
    Column::new("send_success_num", Show::Number),
    Column::new("send_error_num", Show::Number),
    Column::new("delivery_rate", Show::Rate),
    Column::new("read_rate", Show::Rate),
    Column::new("reply_rate", Show::Rate),
    Column::new("failure_rate", Show::Rate),
    Column::extra("task_end_time", Show::Time),
    Column::extra("timezone", Show::Text),
];

pub(super) fn columns() -> Vec<Column> {
    listing::columns(NAMED, FIELDS)
}

const RATES: [Column; 4] = [
    Column::extra("delivery_rate", Show::Rate),
    Column::extra("read_rate", Show::Rate),
    Column::extra("reply_rate", Show::Rate),
    Column::extra("failure_rate", Show::Rate),
];

pub(super) fn stats_columns() -> Vec<Column> {
    let numbers = NUMBERS.map(|name| Column::extra(name, Show::Number));
    [&[Column::new("tasks", Show::Number)], &numbers[..], &RATES].concat()
}

pub(super) fn show_columns() -> Vec<Column> {
    let fields = listing::columns(&[], FIELDS).into_iter();
    let told = fields.map(|column| Column { default: column.show != Show::Number, ..column });
    told.chain(RATES).chain([Column::extra("failures", Show::Json)]).collect()
}

/// Runs the command.
pub fn run(context: &Context, args: TasksArgs) -> Result<Exit> {
    match args.verb {
        Verb::List { filters, paging } => {
            let query = filters.query(context)?;
            let session = Session::open(context)?;
            let columns = columns();
            Listing { list: query, paging: &paging, columns, keep: None, seen: None }.run(context, &session)
        }
        Verb::Stats { filters, html } => {
            let filters = filters.query(context)?;
            stats::run(context, &filters, html.as_deref())
        }
        Verb::Show { task, period, name, wait, wait_timeout } => {
            if wait && context.options.raw {
                return Err(Error::usage("`--raw` shows replies as they come and `--wait` asks over and over")
                    .hint("leave one of the two out"));
            }
            let period = period.resolve(context)?;
            let query = TaskQuery { since: period.since, until: period.until, name, ..TaskQuery::default() };
            show(context, &task, query, wait.then(|| wait_timeout.unwrap_or(WAIT)))
        }
    }
}

impl FilterArgs {
    fn query(self, context: &Context) -> Result<TaskQuery> {
        let period = self.period.resolve(context)?;
        listing::doubt_page(context, self.page.as_slice());
        Ok(TaskQuery {
            since: period.since,
            until: period.until,
            page: self.page,
            name: self.name,
            topic_or_tag: self.topic_or_tag,
            message_type: self.message_type,
        })
    }
}

/// The request that a search through the list starts with.
fn first_page(context: &Context, session: &Session<'_>, query: &TaskQuery) -> Result<Exit> {
    let link = SobotLink::open(session, 1)?;
    let call = query.call(Ask { number: 1, size: LARGEST_PAGE });
    super::dry_run(context, &Client::request(link.base_url(), &call, ""))?;
    Ok(Exit::Done)
}

fn show(context: &Context, id: &str, query: TaskQuery, wait: Option<Duration>) -> Result<Exit> {
    let session = Session::open(context)?;
    context.output.before_read(&show_columns())?;
    if context.options.dry_run.is_some() {
        return first_page(context, &session, &query);
    }
    let link = SobotLink::open(&session, CONNECTIONS)?;
    let tokens = link.tokens()?;
    let client = link.client(&*tokens);
    let (mut task, failures, waited) = match wait {
        None => link.asking(&*tokens, async {
            let task = find(context, &client, id, &query).await?;
            let failures = failures(context, &client, id, &task).await?;
            Ok((task, failures, Waited::Settled))
        }),
        // A signal ends the wait, and what was seen last is shown.
        Some(limit) => link.block_on(&*tokens, async {
            let (task, waited) = settled(context, &client, id, query, limit, &Interrupt::listen()?).await?;
            let failures = failures(context, &client, id, &task).await?;
            Ok((task, failures, waited))
        }),
    }?;
    if context.options.raw {
        return Ok(Exit::Done);
    }
    let failures = failures.rows();
    task.insert("failures".to_owned(), Value::Array(failures.clone()));
    let output = &context.output;
    output.object(&show_columns(), &Value::Object(task.clone()))?;
    if output.is_table() && output.settings().columns.is_none() {
        funnel(output, &task)?;
        if !failures.is_empty() {
            output.heading("Failures by code")?;
            let mut rows = output.rows(CODE_COLUMNS)?;
            for row in &failures {
                rows.push(row)?;
            }
            rows.finish()?;
        }
    }
    match waited {
        Waited::Settled => Ok(Exit::Done),
        Waited::TooLong(limit) => {
            let message = format!("the task had not come to rest within {:.0} s", limit.as_secs_f64());
            Err(Error::new(Kind::Timeout, message).hint("`--wait-timeout` waits longer"))
        }
        Waited::Signal(signal) => Err(Error::signalled(signal, "the wait for the task was ended")),
    }
}

/// How a wait ended.
enum Waited {
    Settled,
    TooLong(Duration),
    Signal(Exit),
}

/// Asks until the task has ended and two looks in a row show the same numbers.
async fn settled(
    context: &Context,
    client: &Client<'_>,
    id: &str,
    mut query: TaskQuery,
    limit: Duration,
    interrupt: &Interrupt,
) -> Result<(Row, Waited)> {
    let started = tokio::time::Instant::now();
    let mut pause = FIRST_LOOK;
    let mut task = find(context, client, id, &query).await?;
    // From now on only tasks of its name are searched.
    query.name = query.name.or_else(|| task.get("task_name").and_then(Value::as_str).map(str::to_owned));
    loop {
        let left = limit.saturating_sub(started.elapsed());
        if left.is_zero() {
            return Ok((task, Waited::TooLong(limit)));
        }
        let sent = |name| count(&task, name).map_or_else(|| "?".to_owned(), |count| grouped(&count.to_string()));
        context.output.note(&format!(
            "sent {} of {}, {} failed; looking again in {:.0} s",
            sent("send_success_num"),
            sent("estimate_send_num"),
            sent("send_error_num"),
            pause.min(left).as_secs_f64()
        ));
        if !vendor::pause(pause.min(left), Some(interrupt)).await {
            let signal = interrupt.wait().await;
            return Ok((task, Waited::Signal(signal)));
        }
        let next = find(context, client, id, &query).await?;
        let still = numbers(&next) == numbers(&task);
        if still && has_ended(&next, context.clock.now()) {
            return Ok((next, Waited::Settled));
        }
        task = next;
        pause = if still { (pause * 2).min(SLOWEST_LOOK) } else { FIRST_LOOK };
    }
}

/// Looks for a task in the list, which the vendor gives newest first.
async fn find(context: &Context, client: &Client<'_>, id: &str, query: &TaskQuery) -> Result<Row> {
    let mut found = None;
    let searched = listing::each(context, client, query, None, |task| {
        if task.get("task_id").and_then(Value::as_str) == Some(id) {
            found = Some(task);
        }
        found.is_none()
    })
    .await?;
    found.ok_or_else(|| {
        let many = if searched == 1 { "task" } else { "tasks" };
        Error::new(
            Kind::Refused,
            format!("no task `{id}` among the {} {many} searched", grouped(&searched.to_string())),
        )
        .platform(Platform::Sobot)
        .hint("`msgops tasks list` shows the ids; `--since`, `--until` and `--name` may have left it out")
    })
}

/// The task's failed records by code.
async fn failures(context: &Context, client: &Client<'_>, id: &str, task: &Row) -> Result<ByCode> {
    let now = context.clock.now();
    let start = task.get("task_start_time").and_then(Value::as_str).and_then(|time| time.parse().ok());
    let start: jiff::Timestamp = start.unwrap_or_else(|| {
        context.output.warn("the task's start is no time we can read; its failures are those of the last 30 days");
        now - jiff::SignedDuration::from_hours(30 * 24)
    });
    let query = RecordQuery {
        since: Some(start.as_millisecond() - BEFORE_START),
        until: Some(now.as_millisecond()),
        task: Some(id.to_owned()),
        status: Some(Status::Failed),
        ..RecordQuery::default()
    };
    let mut failures = ByCode::default();
    listing::each(context, client, &query, None, |record| {
        failures.add(&record);
        true
    })
    .await?;
    Ok(failures)
}

/// The steps of a task's life as bars. They need not shrink: the vendor's numbers do not add up.
fn funnel(output: &Output, row: &Row) -> Result<()> {
    let remark = |rate: &str, of: &str| match row.get(rate).and_then(Value::as_f64) {
        Some(rate) => format!("{:.1} % of {of}", rate * 100.0),
        None => String::new(),
    };
    let bar = |label: &str, name: &str| {
        Bar::new(label, count(row, name).and_then(|count| u64::try_from(count).ok()).unwrap_or(0))
    };
    let bars = [
        bar("planned", "estimate_send_num"),
        bar("sent", "send_success_num").ink(Ink::Green),
        bar("failed", "send_error_num").ink(Ink::Red).remark(remark("failure_rate", "sent and failed")),
        bar("delivered", "already_send_num").ink(Ink::Green).remark(remark("delivery_rate", "sent")),
        bar("read", "already_read_num").ink(Ink::Green).remark(remark("read_rate", "delivered")),
        bar("replied", "reply_data_num").ink(Ink::Green).remark(remark("reply_rate", "delivered")),
    ];
    output.heading("Funnel")?;
    output.chart(&bars)?;
    Ok(())
}
