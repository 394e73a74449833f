//! `msgops jobs`: what bulk sends left behind.

mod captures;
mod change;
mod delivery;
mod report;
mod rows;
mod show;
mod track;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

pub(super) use show::LIST;

use crate::bulk::journal::{Jobs, Journal};
use crate::context::Context;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::{private, profile};

/// Jobs of bulk sends: list, look into, track, settle, remove
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
    /// The profile's jobs with their state and counts, the newest first
    #[command(after_help = "Examples:
  msgops jobs list --since 7d
  msgops jobs list -o json --jq '.[] | select(.state != \"finished\") | .job'")]
    List(show::ListArgs),
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
  msgops jobs rows spring --delivery failed --delivery unheard
  msgops jobs rows spring --state refused -o csv > again.csv")]
    Rows(rows::RowsArgs),
    /// Tell what became of each row: who received it, who read it, and why it failed
    ///
    /// Joins the job with the callbacks that were captured since and, for Messenger, with the vendor's records, and
    /// keeps what is known in the job. Run again it adds what is new and takes nothing back. A row that is unknown
    /// becomes accepted only by what can be no other message, as far as this machine's jobs know.
    #[command(after_help = "Examples:
  msgops jobs track spring
  msgops jobs track spring --captures callbacks.ndjson --jq .delivery")]
    Track(track::TrackArgs),
    /// Write a job as a page, or its rows into a file, at any time
    ///
    /// The page tells what was sent to how many, how far it came, over time, why it failed and who must act, what it
    /// cost, and every unknown row. It needs no network and no script.
    #[command(after_help = "Examples:
  msgops jobs report spring --html spring.html
  msgops jobs report spring --report spring.csv")]
    Report(report::ReportArgs),
    /// Record your own word about rows whose outcome is unknown
    #[command(after_help = "Examples:
  msgops jobs settle spring --as accepted
  msgops jobs settle spring --as refused --recipient 8631234567890123")]
    Settle(change::SettleArgs),
    /// Forget a job, and with it whom it reached
    #[command(after_help = "Examples:
  msgops jobs remove spring
  msgops jobs remove spring --yes")]
    Remove(change::RemoveArgs),
}

/// Runs the command.
pub fn run(context: &Context, args: JobsArgs) -> Result<Exit> {
    match args.verb {
        Verb::List(args) => show::list(context, &args),
        Verb::Show { job } => show::show(context, &job),
        Verb::Rows(args) => rows::run(context, &args),
        Verb::Track(args) => track::run(context, &args),
        Verb::Report(args) => report::run(context, &args),
        Verb::Settle(args) => change::settle(context, &args),
        Verb::Remove(args) => change::remove(context, &args),
    }
}

/// Where all jobs lie.
fn root(context: &Context) -> Result<PathBuf> {
    Ok(context.state_dir()?.join("jobs"))
}

/// The jobs of the profile in force. What lay where all jobs once did is moved, but not by a dry run.
fn jobs(context: &Context) -> Result<Jobs> {
    let root = root(context)?;
    let profile = profile_name(context, &root)?;
    // Where there is nothing yet, nothing is made.
    if context.options.dry_run.is_some() || !root.is_dir() {
        return Ok(Jobs::look(&root, &profile)?);
    }
    private::directory(&context.state_dir()?, "jobs").map_err(Error::from)?;
    Ok(Jobs::of(&root, &profile, &crate::time::rfc3339(context.clock.now()))?)
}

/// The profile's name; of one that is gone from the profile file too, as long as it has jobs.
fn profile_name(context: &Context, root: &Path) -> Result<String> {
    match profile::inspect(context, None) {
        Ok((resolved, _)) => Ok(resolved.name),
        Err(error) => match &context.options.profile {
            Some((name, _)) if Jobs::look(root, name)?.names().is_ok_and(|names| !names.is_empty()) => Ok(name.clone()),
            _ => Err(error),
        },
    }
}

/// Refuses a read-only profile. One that is gone from the file has what the environment says.
fn require_writable(context: &Context, what: &str) -> Result<()> {
    match profile::resolve(context) {
        Ok(profile) => Ok(profile.require_writable(what)?),
        Err(_) if context.options.dry_run.is_some() => Ok(()),
        Err(_) => profile::refuse_read_only(&context.env, what),
    }
}

/// Opens a job to be read; one that is not there is exit 2 with the nearest name.
fn open(jobs: &Jobs, name: &str) -> Result<Journal> {
    check_exists(jobs, name)?;
    Ok(jobs.read(name)?)
}

fn check_exists(jobs: &Jobs, name: &str) -> Result<()> {
    if crate::bulk::identity::check_name(name).is_ok() && jobs.exists(name) {
        return Ok(());
    }
    let names = jobs.names()?;
    let near = names.iter().map(|other| (strsim::damerau_levenshtein(name, other), other)).min();
    let error = Error::new(Kind::Usage, format!("this profile has no job `{name}`"));
    Err(match near {
        Some((distance, near)) if distance <= 2.max(near.len() / 3) || near.starts_with(name) => {
            error.hint(format!("did you mean `{near}`?"))
        }
        _ => error.hint("`msgops jobs list --all-profiles` shows all jobs"),
    })
}
