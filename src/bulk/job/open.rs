//! The job that a command means, and what of the list it has yet to send.

use std::io;
use std::path::Path;
use std::time::Duration;

use super::{ConflictLine, Conflicting, Difference, JobError, Options, Order};
use crate::bulk::compare::{self, Plan, Rules};
use crate::bulk::journal::{JobLock, Jobs, Journal};
use crate::bulk::prepare::{OnOtherMessage, Prepared};
use crate::bulk::report::{self, ReportError};
use crate::bulk::template::Templates;
use crate::bulk::{RecipientKind, entries, hashes};

/// How far back another job's messages stop a new one.
const GUARD: Duration = Duration::from_secs(7 * 24 * 3600);

/// A job that nobody else can run until this is dropped.
pub struct Opened {
    /// The right to it.
    pub lock: JobLock,
    /// Its journal; none while the job is new.
    pub journal: Option<Journal>,
}

/// Takes the job's lock, opens its journal, holds it to the order, and enters what a crash left in flight.
///
/// # Errors
/// Somebody else runs it; the name means another job; its log is lost, and no report tells what it held.
pub fn open(
    jobs: &Jobs,
    name: &str,
    order: &Order<'_>,
    kind: RecipientKind,
    options: &Options<'_>,
    since: String,
) -> Result<Opened, JobError> {
    let lock = jobs.lock(name, since)?;
    let mut journal = jobs.exists(name).then(|| jobs.open(name)).transpose()?;
    if let Some(journal) = &mut journal {
        check_same(journal, order, kind)?;
        match options.resume_from {
            Some(_) => journal.recover_without_log()?,
            None => journal.recover()?,
        };
    }
    Ok(Opened { lock, journal })
}

/// The same for a dry run: nothing is locked, entered or changed.
///
/// # Errors
/// As [`open`].
pub fn look(
    jobs: &Jobs,
    name: &str,
    order: &Order<'_>,
    kind: RecipientKind,
    options: &Options<'_>,
) -> Result<Option<Journal>, JobError> {
    let journal = jobs.exists(name).then(|| jobs.read(name)).transpose()?;
    if let Some(journal) = &journal {
        check_same(journal, order, kind)?;
        if options.resume_from.is_none() && !jobs.is_running(name) {
            journal.check_log()?;
        }
    }
    Ok(journal)
}

/// The same name means the same job: profile, account, command, kind of recipient and message.
fn check_same(journal: &Journal, order: &Order<'_>, kind: RecipientKind) -> Result<(), JobError> {
    let header = journal.header();
    let difference = if header.profile != order.profile {
        Difference::Profile(header.profile.clone())
    } else if header.account != order.account {
        Difference::Account(header.account.clone())
    } else if header.command != order.command {
        Difference::Command(header.command.to_string())
    } else if header.kind != kind {
        Difference::RecipientKind(header.kind.word())
    } else if header.source != order.template.source() {
        Difference::Templates
    } else {
        return Ok(());
    };
    Err(JobError::Different(difference))
}

/// Compares the list with the job's own journal, with the profile's other jobs, and with a report.
///
/// # Errors
/// What stops a job before it begins, and files that cannot be read.
pub fn compare(
    jobs: &Jobs,
    name: &str,
    list: &mut Prepared,
    journal: Option<&Journal>,
    order: &Order<'_>,
    options: &Options<'_>,
    now: i64,
) -> Result<Plan, JobError> {
    if let Some(journal) = journal {
        let counts = journal.counts()?.at_rest();
        if options.again && counts.pending > 0 {
            return Err(JobError::NotFinished);
        }
        compare::add_journal(list, journal)?;
    }
    let mut others = Vec::new();
    if let Some(since) = since(options, now) {
        add_others(jobs, list, name, since, &mut others)?;
        if let (Some(journal), true, true) = (journal, options.again, options.not_within.is_some()) {
            compare::add_reached(list, others.len() as i64, journal, since, false)?;
            others.push(name.to_owned());
        }
    }
    if let Some(path) = options.resume_from {
        add_report(list, path, order, options)?;
    }
    decide(list, journal, options, others)
}

/// The same once more, for what other jobs did since `looked` (epoch milliseconds): while a person was asked, or while
/// another process came to send to the same people. To be called when it is this process's turn.
///
/// # Errors
/// As [`compare`].
pub fn compare_again(
    jobs: &Jobs,
    name: &str,
    list: &mut Prepared,
    journal: Option<&Journal>,
    plan: Plan,
    options: &Options<'_>,
    looked: i64,
) -> Result<Plan, JobError> {
    let Some(since) = since(options, looked) else { return Ok(plan) };
    let mut others = plan.others.clone();
    if add_others(jobs, list, name, since.max(looked), &mut others)? == 0 {
        return Ok(plan);
    }
    decide(list, journal, options, others)
}

/// Since when other jobs count; none when they do not.
fn since(options: &Options<'_>, now: i64) -> Option<i64> {
    let window = options.not_within.unwrap_or(GUARD);
    (!window.is_zero()).then(|| now.saturating_sub(i64::try_from(window.as_millis()).unwrap_or(i64::MAX)))
}

fn decide(
    list: &mut Prepared,
    journal: Option<&Journal>,
    options: &Options<'_>,
    others: Vec<String>,
) -> Result<Plan, JobError> {
    let rules = Rules {
        on_other: options.on_other,
        again: options.again,
        retry_refused: options.retry_refused,
        retry_unknown: options.retry_unknown,
        skip_reached: options.not_within.is_some(),
    };
    let mut plan = compare::plan(list, rules)?;
    if plan.conflicts.count > 0 {
        return Err(JobError::Conflicts(conflicting(&plan, list, journal)));
    }
    if options.not_within.is_none()
        && let Some((people, job)) = plan.repeats.iter().copied().zip(&others).filter(|(count, _)| *count > 0).max()
    {
        return Err(JobError::Repeats { job: job.clone(), people });
    }
    plan.others = others;
    Ok(plan)
}

fn conflicting(plan: &Plan, list: &Prepared, journal: Option<&Journal>) -> Conflicting {
    let line = |row, reached| match (reached, journal) {
        (true, Some(journal)) => journal.line(row).unwrap_or_default(),
        _ => list.spool.line(row).unwrap_or_default(),
    };
    let lines = plan.conflicts.named.iter().map(|conflict| ConflictLine {
        first: line(conflict.first, conflict.reached),
        reached: conflict.reached,
        second: line(conflict.second, false),
    });
    Conflicting { count: plan.conflicts.count, lines: lines.collect() }
}

/// Adds everybody whom another job of this profile reached, and that job's name to `others`; gives how many.
fn add_others(
    jobs: &Jobs,
    list: &mut Prepared,
    name: &str,
    since: i64,
    others: &mut Vec<String>,
) -> Result<u64, JobError> {
    let mut added = 0;
    for other in jobs.names()?.into_iter().filter(|other| other != name) {
        let unreadable = |source| JobError::Other { job: other.clone(), source: Box::new(source) };
        let journal = match jobs.read(&other) {
            Ok(journal) => journal,
            // Removed since the directory was listed.
            Err(_) if !jobs.exists(&other) => continue,
            Err(error) => return Err(unreadable(error)),
        };
        // Whoever stands as pending is about to be reached, or was, if the log of a run that was cut off is lost.
        let is_held = jobs.is_running(&other);
        let runs =
            if is_held { jobs.runs(&other, &journal) } else { journal.has_lost_its_log() }.map_err(unreadable)?;
        added +=
            compare::add_reached(list, others.len() as i64, &journal, since, runs).map_err(|error| match error {
                compare::CompareError::Journal(error) => unreadable(error),
                compare::CompareError::Io(error) => JobError::Scratch(error),
            })?;
        others.push(other);
    }
    Ok(added)
}

/// Adds everybody of whom a report says that they were reached, or may have been.
fn add_report(list: &mut Prepared, path: &Path, order: &Order<'_>, options: &Options<'_>) -> Result<(), JobError> {
    let column = list.column.clone();
    let template = order.template;
    let strings = template.strings();
    // Only where one person may get several messages does the message matter.
    let by_pair = options.on_other == OnOtherMessage::Send;
    let check = |cell: &str| template.recipient(cell, column.kind);
    report::each_sent::<ReadReportError>(path, &column, &check, &mut |recipient, record, columns| {
        let pair = if by_pair {
            Templates::new(&strings, columns).ok().and_then(|templates| {
                let mut fill = templates.fill(record);
                let rendered = template.render(&mut |text| fill.next(text)).ok()?;
                Some(hashes::pair(&recipient.value, &hashes::message(&rendered.message)))
            })
        } else {
            None
        };
        let entry = entries::Entry {
            person: hashes::person(&recipient.value),
            pair: pair.unwrap_or(0),
            id: 0,
            origin: entries::Origin::Report,
        };
        Ok(list.entries.add(entry)?)
    })
    .map_err(|error| match error {
        ReadReportError::Report(source) => JobError::Report { path: path.to_owned(), source: Box::new(source) },
        ReadReportError::Io(error) => JobError::Scratch(error),
    })
}

#[derive(Debug, thiserror::Error)]
enum ReadReportError {
    #[error(transparent)]
    Report(#[from] ReportError),
    #[error(transparent)]
    Io(#[from] io::Error),
}
