//! What ends a job before it begins, as the user meets it.

use std::io;

use crate::bulk::job::{Conflicting, JobError};
use crate::bulk::journal::{JournalError, LockError, Owner};
use crate::bulk::prepare::PrepareError;
use crate::bulk::rows::BadRows;
use crate::error::{Error, Kind};
use crate::output::grouped;

/// `1 row`, `2 rows`.
pub(super) fn count(number: u64, one: &str, many: &str) -> String {
    let text = grouped(&number.to_string());
    if number == 1 { format!("{text} {one}") } else { format!("{text} {many}") }
}

/// The error of job `name`, which may not have one yet.
pub(super) fn job_error(name: Option<&str>, error: JobError) -> Error {
    let name = name.unwrap_or("JOB");
    match error {
        JobError::Prepare(error) => prepare_error(error),
        JobError::BadRows { bad, rows } => bad_rows(&bad, rows),
        JobError::Conflicts(conflicting) => conflicts(&conflicting),
        JobError::Different(difference) => {
            Error::usage(format!("job `{name}` already exists with {difference}"))
                .hint("give this one another name with `--job NAME`")
                .hint(format!("`msgops jobs show {name}` tells what it sends"))
        }
        JobError::NotFinished => Error::usage(format!("job `{name}` is not finished, so it cannot start anew"))
            .hint("the same command without `--again` goes on"),
        JobError::Repeats { job, people } => {
            let people = count(people, "recipient", "recipients");
            Error::usage(format!("job `{job}` sent this very message to {people} of this list within the last 7 days"))
                .hint(format!("`msgops jobs show {job}` tells what it did"))
                .hint("`--not-within 7d` skips whom any job reached in that time; `--not-within 0s` sends anyway")
        }
        JobError::Other { job, source } => journal_error(*source)
            .hint(format!("whom job `{job}` reached cannot be told; `--not-within 0s` sends without looking at any job"))
            .hint(format!("`msgops jobs remove {job}` takes it away for good; people that it reached are then forgotten")),
        JobError::Report { path, source } => {
            Error::input(format!("the report `{}` cannot be resumed from", path.display())).source(*source)
        }
        JobError::Lock(error) => lock_error(name, error),
        JobError::Journal(JournalError::Running { owner }) => running(name, &owner),
        JobError::Journal(error @ JournalError::LogLost { .. }) => Error::io(format!("job `{name}` does not go on"))
            .source(error)
            .hint("with a report of who was sent to, `--resume-from REPORT` goes on without them")
            .hint(format!("else `msgops jobs settle {name} --as accepted` takes everybody not yet accounted for as sent to, `--as refused` as not")),
        JobError::Journal(error) => journal_error(error),
        JobError::Scratch(error) => no_scratch(error),
    }
}

fn bad_rows(bad: &BadRows, rows: u64) -> Error {
    let mut message = format!("{} of {rows} cannot be sent, so nothing was sent", count(bad.len(), "row", "rows"));
    for line in bad.lines() {
        message.push_str("\n  ");
        message.push_str(&line);
    }
    Error::input(message).hint("mend the list, or leave these rows out with `--skip-invalid`")
}

fn conflicts(conflicting: &Conflicting) -> Error {
    let many = count(conflicting.count, "recipient stands", "recipients stand");
    let mut message = format!("{many} in the list again with another message, so nothing was sent");
    for line in &conflicting.lines {
        let reached = if line.reached { " (already sent by this job)" } else { "" };
        message.push_str(&format!("\n  line {}: the recipient of line {}{reached}", line.second, line.first));
    }
    Error::input(message).hint("`--duplicates first` sends only the first message, `--duplicates send` all of them")
}

pub(super) fn prepare_error(error: PrepareError) -> Error {
    match error {
        PrepareError::Journal(error) => journal_error(error),
        PrepareError::Io(error) => no_scratch(error),
        PrepareError::Column(error) => {
            let hint = error.hint();
            Error::usage(error.to_string()).hint(hint)
        }
        PrepareError::Template(error) => Error::usage(error.to_string()),
        PrepareError::Message(message) => Error::usage(message),
        PrepareError::Exclude { path, source } => {
            Error::input(format!("`{}` cannot be excluded", path.display())).source(*source)
        }
        PrepareError::Rows(error) => Error::input("the list cannot be read").source(error),
    }
}

pub(super) fn no_scratch(error: io::Error) -> Error {
    Error::io("temporary files could not be written").source(error)
}

/// What a failing journal means for the command.
pub(crate) fn journal_error(error: JournalError) -> Error {
    if let JournalError::Private(error) = error {
        return error.into();
    }
    match &error {
        JournalError::Newer { .. } => {
            Error::config("this job cannot be used").source(error).hint("run it with the newer msgops")
        }
        JournalError::Foreign { .. } => Error::io("this job cannot be used").source(error),
        JournalError::Running { owner } => running("JOB", owner),
        _ => Error::io("the journal of the job failed").source(error),
    }
}

pub(crate) fn lock_error(name: &str, error: LockError) -> Error {
    match error {
        LockError::Held(Some(owner)) => running(name, &owner),
        LockError::Held(None) => Error::new(Kind::Locked, format!("job `{name}` is running in another process")),
        LockError::Io { .. } => Error::io("the job could not be locked").source(error),
    }
}

fn running(name: &str, owner: &Owner) -> Error {
    Error::new(
        Kind::Locked,
        format!("job `{name}` is running: process {} on `{}` since {}", owner.pid, owner.host, owner.since),
    )
    .hint(format!("`msgops jobs show {name}` tells how far it is"))
}

impl From<JournalError> for Error {
    fn from(error: JournalError) -> Self {
        journal_error(error)
    }
}
