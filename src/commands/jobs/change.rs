//! A person's word about unknown rows, and the end of a job.

use clap::Args;
use serde_json::json;

use super::{check_exists, jobs, require_writable};
use crate::bulk::RecipientKind;
use crate::bulk::journal::{JobLock, Jobs, Journal, JournalError, State};
use crate::commands::choice::Choice;
use crate::commands::confirm::confirm;
use crate::commands::send::bulk::lock_error;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::{Column, Show, grouped};
use crate::time;

#[derive(Args, Debug)]
pub(super) struct SettleArgs {
    /// The job
    job: String,
    /// What became of them
    #[arg(long = "as", value_name = "OUTCOME", value_parser = OUTCOMES)]
    outcome: State,
    /// Only this recipient; may be given again [default: every unknown row]
    #[arg(long, value_name = "ID")]
    recipient: Vec<String>,
}

#[derive(Args, Debug)]
pub(super) struct RemoveArgs {
    /// The job
    job: String,
    /// Do not ask; needed without a terminal
    #[arg(short, long)]
    yes: bool,
}

const OUTCOMES: Choice<State> = Choice(&[("accepted", State::Accepted, ""), ("refused", State::Refused, "")]);

const SETTLED: &[Column] =
    &[Column::new("job", Show::Id), Column::new("settled", Show::Number), Column::new("as", Show::Outcome)];

/// Settles unknown rows.
pub(super) fn settle(context: &Context, args: &SettleArgs) -> Result<Exit> {
    context.output.before_read(SETTLED)?;
    require_writable(context, "settling rows")?;
    let (jobs, name) = (jobs(context)?, &args.job);
    check_exists(&jobs, name)?;
    let word = args.outcome.word();
    if context.options.dry_run.is_some() {
        let journal = jobs.read(name)?;
        let recipients = recipients(&journal, &args.recipient);
        check_unknown(&journal, name, &recipients)?;
        let some = (!recipients.is_empty()).then_some(recipients.as_slice());
        let settled = journal.count_unsettled(some)?;
        context.output.note("dry run: nothing is settled");
        context.output.object(SETTLED, &json!({ "job": name, "settled": settled, "as": word }))?;
        return Ok(Exit::Done);
    }
    let (_lock, mut journal) = lock(context, &jobs, name)?;
    journal.recover_in_doubt(context.clock.now().as_millisecond())?;
    let recipients = recipients(&journal, &args.recipient);
    check_unknown(&journal, name, &recipients)?;
    let some = (!recipients.is_empty()).then_some(recipients.as_slice());
    let settled = journal.settle(args.outcome, some)?;
    context.output.before_work(SETTLED)?;
    context.output.object(SETTLED, &json!({ "job": name, "settled": settled, "as": word }))?;
    Ok(Exit::Done)
}

fn recipients(journal: &Journal, given: &[String]) -> Vec<String> {
    let is_phone = journal.header().kind == RecipientKind::Phone;
    given.iter().map(|cell| if is_phone { digits(cell) } else { cell.trim().to_owned() }).collect()
}

fn check_unknown(journal: &Journal, name: &str, recipients: &[String]) -> Result<()> {
    let missing = journal.not_unknown(recipients)?;
    if missing.is_empty() {
        return Ok(());
    }
    let missing: Vec<String> = missing.iter().map(|recipient| format!("`{recipient}`")).collect();
    Err(Error::usage(format!("no unknown row of job `{name}` is for {}", missing.join(", ")))
        .hint(format!("`msgops jobs rows {name} --state unknown` lists them")))
}

/// A phone as it is compared: its digits, without a leading `00`.
fn digits(cell: &str) -> String {
    let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
    digits.strip_prefix("00").map(str::to_owned).unwrap_or(digits)
}

/// Removes a job; one that reached anybody, or has rows still to be sent or settled, only after a question.
pub(super) fn remove(context: &Context, args: &RemoveArgs) -> Result<Exit> {
    require_writable(context, "removing a job")?;
    let (jobs, name) = (jobs(context)?, &args.job);
    check_exists(&jobs, name)?;
    if context.options.dry_run.is_some() {
        let counts = match jobs.read(name) {
            Ok(journal) => journal.counts()?,
            Err(error @ JournalError::Newer { .. }) => return Err(error.into()),
            Err(error) => {
                context
                    .output
                    .note(&format!("dry run: job `{name}`, which cannot be read ({error}), would be removed"));
                return Ok(Exit::Done);
            }
        };
        context.output.note(&format!(
            "dry run: job `{name}` would be removed: {}",
            remembered(counts.accepted, counts.at_rest().unknown, counts.pending)
        ));
        return Ok(Exit::Done);
    }
    let since = time::rfc3339(context.clock.now());
    let lock = jobs.lock(name, since).map_err(|error| lock_error(name, error))?;
    let journal = match jobs.open(name) {
        Ok(journal) => journal,
        Err(error @ JournalError::Newer { .. }) => return Err(error.into()),
        // Nothing else could take a damaged one away, and it stands in the way of every other job.
        Err(error) => {
            let question = format!("remove job `{name}`, which cannot be read ({error}), and forget whom it reached");
            confirm(context, &question, args.yes)?;
            jobs.remove(name, lock)?;
            context.output.note(&format!("job `{name}` is removed; whom it reached is forgotten"));
            return Ok(Exit::Done);
        }
    };
    journal.refuse_live_runner()?;
    let counts = journal.counts()?.at_rest();
    let reached = journal.has_reached()?;
    drop(journal);
    if reached || counts.unknown + counts.pending > 0 {
        let question = format!(
            "remove job `{name}` and forget what it knows ({}); the same command would send to all of them again",
            remembered(counts.accepted, counts.unknown, counts.pending)
        );
        confirm(context, &question, args.yes)?;
    }
    jobs.remove(name, lock)?;
    context.output.note(&format!("job `{name}` is removed; whom it reached is forgotten"));
    Ok(Exit::Done)
}

fn remembered(accepted: u64, unknown: u64, pending: u64) -> String {
    let parts: Vec<String> = [(accepted, "accepted"), (unknown, "unknown"), (pending, "not sent yet")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", grouped(&count.to_string())))
        .collect();
    if parts.is_empty() { "nobody reached".to_owned() } else { parts.join(", ") }
}

fn lock(context: &Context, jobs: &Jobs, name: &str) -> Result<(JobLock, Journal)> {
    let since = time::rfc3339(context.clock.now());
    let lock = jobs.lock(name, since).map_err(|error| lock_error(name, error))?;
    Ok((lock, jobs.open(name)?))
}
