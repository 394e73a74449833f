//! `msgops jobs`: what bulk sends left behind.

use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Map, Value, json};

use super::confirm::confirm;
use super::send::bulk::{codes_json, counts_json, job_error, lock_error, print_codes};
use crate::bulk::RecipientKind;
use crate::bulk::journal::{Counts, JobLock, Jobs, Journal, State, is_running};
use crate::bulk::report::Shape;
use crate::context::Context;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::output::{Column, Flow, NamedColumn, Show};
use crate::time;

/// List, look into, settle and remove the jobs of bulk sends
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops jobs list
  msgops jobs rows spring --state refused -o csv > again.csv")]
pub struct JobsArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// All jobs with their state and counts
    #[command(after_help = "Examples:
  msgops jobs list
  msgops jobs list -o json --jq '.[] | select(.state != \"finished\") | .job'")]
    List,
    /// One job: what it sends, how far it is, and why rows were refused
    #[command(after_help = "Examples:
  msgops jobs show spring
  msgops jobs show spring -o json --jq .by_code")]
    Show {
        /// The job
        job: String,
    },
    /// The rows of a job with their own columns, ready to be sent again
    #[command(after_help = "Examples:
  msgops jobs rows spring --state unknown
  msgops jobs rows spring --state refused -o csv > again.csv")]
    Rows {
        /// The job
        job: String,
        /// Only rows in this state
        #[arg(long, value_name = "STATE")]
        state: Option<StateArg>,
    },
    /// Record your own word about rows whose outcome is unknown
    #[command(after_help = "Examples:
  msgops jobs settle spring --as accepted
  msgops jobs settle spring --as refused --recipient 8631234567890123")]
    Settle {
        /// The job
        job: String,
        /// What became of them
        #[arg(long = "as", value_name = "OUTCOME")]
        outcome: SettledAs,
        /// Only this recipient; may be given again [default: every unknown row]
        #[arg(long, value_name = "ID")]
        recipient: Vec<String>,
    },
    /// Forget a job; with unknown rows this needs --yes
    #[command(after_help = "Examples:
  msgops jobs remove spring
  msgops jobs remove spring --yes")]
    Remove {
        /// The job
        job: String,
        /// Remove it even when it has unknown rows
        #[arg(short, long)]
        yes: bool,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum StateArg {
    Accepted,
    Refused,
    Unknown,
    Skipped,
    Pending,
    Sending,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SettledAs {
    Accepted,
    Refused,
}

pub(super) const LIST: &[Column] = &[
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
    Column::extra("created_at", Show::Time),
    Column::new("ended_at", Show::Time),
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
    Column::new("message", Show::Json),
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
];

const SETTLED: &[Column] =
    &[Column::new("job", Show::Id), Column::new("settled", Show::Number), Column::new("as", Show::Outcome)];

/// Runs the command.
pub fn run(context: &Context, args: JobsArgs) -> Result<Exit> {
    let jobs = Jobs::new(context.state_dir()?.join("jobs"));
    match args.verb {
        Verb::List => list(context, &jobs),
        Verb::Show { job } => show(context, &jobs, &job),
        Verb::Rows { job, state } => rows(context, &jobs, &job, state),
        Verb::Settle { job, outcome, recipient } => settle(context, &jobs, &job, outcome, &recipient),
        Verb::Remove { job, yes } => remove(context, &jobs, &job, yes),
    }
}

/// What state a job is in: `running`, `finished`, `interrupted`, `stopped`, or `crashed` when its
/// process ended without a word.
fn state(journal: &Journal, counts: &Counts, running: bool) -> Result<&'static str> {
    if running {
        return Ok("running");
    }
    if counts.pending == 0 && counts.sending == 0 {
        return Ok("finished");
    }
    let run = journal.last_run().map_err(job_error)?;
    Ok(match run {
        Some(run) if run.ended_at.is_some() && counts.sending == 0 => match run.ending.as_deref() {
            Some("interrupted" | "terminated") => "interrupted",
            _ => "stopped",
        },
        _ => "crashed",
    })
}

fn list(context: &Context, jobs: &Jobs) -> Result<Exit> {
    let mut rows = context.output.rows(LIST)?;
    for name in jobs.names().map_err(job_error)? {
        let row = jobs.read(&name).map_err(job_error).and_then(|journal| overview(jobs, &name, &journal));
        match row {
            Ok(row) => {
                if rows.push(&Value::Object(row))? == Flow::Closed {
                    return Ok(Exit::Done);
                }
            }
            // One broken journal hides no other.
            Err(error) => context.output.warn(&format!("job `{name}`: {}", error.message())),
        }
    }
    rows.finish()?;
    Ok(Exit::Done)
}

fn overview(jobs: &Jobs, name: &str, journal: &Journal) -> Result<Map<String, Value>> {
    let running = is_running(jobs.dir(), name);
    let counts = journal.counts().map_err(job_error)?;
    let header = journal.header();
    let run = journal.last_run().map_err(job_error)?;
    let mut row = Map::new();
    row.insert("job".to_owned(), name.into());
    row.insert("state".to_owned(), state(journal, &counts, running)?.into());
    row.insert("profile".to_owned(), header.profile.clone().into());
    row.insert("kind".to_owned(), header.command.clone().into());
    row.extend(counts_json(&if running { counts } else { counts.at_rest() }));
    row.insert("account".to_owned(), header.account.clone().into());
    row.insert("created_at".to_owned(), time::rfc3339_of_millis(header.created_at).into());
    let ended = run.and_then(|run| run.ended_at).filter(|_| !running).and_then(time::rfc3339_of_millis);
    row.insert("ended_at".to_owned(), ended.into());
    Ok(row)
}

fn show(context: &Context, jobs: &Jobs, name: &str) -> Result<Exit> {
    let journal = open(jobs, name)?;
    let mut card = overview(jobs, name, &journal)?;
    let header = journal.header();
    let run = journal.last_run().map_err(job_error)?;
    let message: Value = serde_json::from_str(&header.source).unwrap_or_else(|_| header.source.clone().into());
    card.insert("platform".to_owned(), header.platform.clone().into());
    card.insert("recipient_column".to_owned(), header.recipient_column.trim().into());
    card.insert("recipient_kind".to_owned(), header.kind.clone().into());
    card.insert("message".to_owned(), message);
    let sending = journal.counts().map_err(job_error)?.sending;
    let in_flight = if card.get("state").is_some_and(|state| state == "running") { sending } else { 0 };
    card.insert("in_flight".to_owned(), in_flight.into());
    card.insert("detail".to_owned(), run.as_ref().and_then(|run| run.detail.clone()).into());
    let started = run.and_then(|run| time::rfc3339_of_millis(run.started_at));
    card.insert("started_at".to_owned(), started.into());
    let codes = codes_json(&journal)?;
    card.insert("by_code".to_owned(), codes.clone());
    context.output.object(CARD, &Value::Object(card))?;
    if context.output.is_table() && codes.as_array().is_some_and(|codes| !codes.is_empty()) {
        context.output.heading("By code")?;
        print_codes(context, &codes)?;
    }
    Ok(Exit::Done)
}

fn rows(context: &Context, jobs: &Jobs, name: &str, wanted: Option<StateArg>) -> Result<Exit> {
    let journal = open(jobs, name)?;
    let shape = Shape::new(&journal).map_err(job_error)?;
    let own =
        shape.own().iter().map(|name| NamedColumn { key: name.clone().into(), show: Show::Verbatim, default: true });
    let added = shape.added().iter().enumerate().map(|(index, name)| {
        let (show, default) = match index {
            0 => (Show::Outcome, true),
            1 => (Show::Code, true),
            2 => (Show::Text, true),
            7 => (Show::Number, false),
            8 => (Show::Time, false),
            _ => (Show::Id, false),
        };
        NamedColumn { key: name.clone().into(), show, default }
    });
    let mut rows = context.output.rows_named(own.chain(added).collect())?;
    let running = is_running(jobs.dir(), name);
    // What a crash left in flight may have been accepted: it is unknown, and listed with the unknown rows.
    let state = wanted.map(StateArg::state);
    let asked = if state == Some(State::Unknown) && !running { None } else { state };
    journal.each_row::<Error>(asked, &mut |mut row| {
        if row.state == State::Sending && !running {
            row.state = State::Unknown;
            row.reason = Some("crashed".to_owned());
        }
        if state.is_some_and(|state| state != row.state) {
            return Ok(true);
        }
        Ok(rows.push(&shape.object(&row))? == Flow::Open)
    })?;
    rows.finish()?;
    Ok(Exit::Done)
}

fn settle(context: &Context, jobs: &Jobs, name: &str, outcome: SettledAs, recipients: &[String]) -> Result<Exit> {
    let (_lock, mut journal) = lock(context, jobs, name)?;
    journal.recover().map_err(job_error)?;
    let is_phone = journal.header().kind == RecipientKind::Phone.word();
    let recipients: Vec<String> =
        recipients.iter().map(|cell| if is_phone { digits(cell) } else { cell.clone() }).collect();
    let missing = journal.not_unknown(&recipients).map_err(job_error)?;
    if !missing.is_empty() {
        let missing: Vec<String> = missing.iter().map(|recipient| format!("`{recipient}`")).collect();
        return Err(Error::usage(format!("no unknown row of job `{name}` is for {}", missing.join(", ")))
            .hint(format!("`msgops jobs rows {name} --state unknown` lists them")));
    }
    let (state, word) = match outcome {
        SettledAs::Accepted => (State::Accepted, "accepted"),
        SettledAs::Refused => (State::Refused, "refused"),
    };
    let some = (!recipients.is_empty()).then_some(recipients.as_slice());
    let settled = journal.settle(state, some).map_err(job_error)?;
    context.output.object(SETTLED, &json!({ "job": name, "settled": settled, "as": word }))?;
    Ok(Exit::Done)
}

fn remove(context: &Context, jobs: &Jobs, name: &str, yes: bool) -> Result<Exit> {
    let (_lock, journal) = lock(context, jobs, name)?;
    let counts = journal.counts().map_err(job_error)?.at_rest();
    drop(journal);
    if counts.unknown > 0 && !yes {
        let question = format!("remove job `{name}` with {} rows whose outcome is unknown", counts.unknown);
        confirm(context, &question, yes)?;
    }
    jobs.remove(name).map_err(job_error)?;
    context.output.note(&format!("job `{name}` is removed; whom it reached is forgotten"));
    Ok(Exit::Done)
}

/// Opens a job to be read; one that is not there is exit 2 with the nearest name.
fn open(jobs: &Jobs, name: &str) -> Result<Journal> {
    check_exists(jobs, name)?;
    jobs.read(name).map_err(job_error)
}

fn lock(context: &Context, jobs: &Jobs, name: &str) -> Result<(JobLock, Journal)> {
    check_exists(jobs, name)?;
    let since = time::rfc3339(context.clock.now());
    let lock = JobLock::take(jobs.dir(), name, since).map_err(|error| lock_error(name, error))?;
    Ok((lock, jobs.open(name).map_err(job_error)?))
}

fn check_exists(jobs: &Jobs, name: &str) -> Result<()> {
    if crate::bulk::identity::check_name(name).is_ok() && jobs.exists(name) {
        return Ok(());
    }
    let names = jobs.names().map_err(job_error)?;
    let near = names.iter().map(|other| (strsim::damerau_levenshtein(name, other), other)).min();
    let error = Error::new(Kind::Usage, format!("there is no job `{name}`"));
    Err(match near {
        Some((distance, near)) if distance <= 2.max(near.len() / 3) || near.starts_with(name) => {
            error.hint(format!("did you mean `{near}`?"))
        }
        _ => error.hint("`msgops jobs list` shows all jobs"),
    })
}

/// A phone as it is compared: its digits, without a leading `00`.
fn digits(cell: &str) -> String {
    let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
    digits.strip_prefix("00").map(str::to_owned).unwrap_or(digits)
}

impl StateArg {
    fn state(self) -> State {
        match self {
            Self::Accepted => State::Accepted,
            Self::Refused => State::Refused,
            Self::Unknown => State::Unknown,
            Self::Skipped => State::Skipped,
            Self::Pending => State::Pending,
            Self::Sending => State::Sending,
        }
    }
}
