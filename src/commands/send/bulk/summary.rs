//! What a bulk send tells at its end: the result, and the exit code that is true of the whole job.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::run::journal_error;
use crate::bulk::compare;
use crate::bulk::engine::{Ended, Stop};
use crate::bulk::journal::{Counts, Hold, Journal};
use crate::bulk::prepare::Prepared;
use crate::bulk::report;
use crate::bulk::sender::SendError;
use crate::context::Context;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::interrupt::Signal;
use crate::output::{Column, Show};
use crate::time;

/// The columns of a job's result.
const COLUMNS: &[Column] = &[
    Column::new("job", Show::Id),
    Column::new("total", Show::Number),
    Column::new("accepted", Show::Number),
    Column::new("refused", Show::Number),
    Column::new("unknown", Show::Number),
    Column::new("skipped", Show::Number),
    Column::new("pending", Show::Number),
    Column::new("sent_now", Show::Number),
    Column::extra("elapsed_ms", Show::Number),
    Column::extra("finished_at", Show::Time),
    Column::extra("by_code", Show::Json),
];

const CODE_COLUMNS: &[Column] = &[
    Column::new("code", Show::Code),
    Column::new("book", Show::Text),
    Column::new("count", Show::Number),
    Column::new("explanation", Show::Text),
];

const DRY_COLUMNS: &[Column] = &[
    Column::new("job", Show::Id),
    Column::new("total", Show::Number),
    Column::new("to_send", Show::Number),
    Column::new("skipped", Show::Number),
    Column::extra("requests", Show::Json),
];

/// The end of a run, or of a command that had nothing to send.
pub(super) struct Told<'a> {
    pub(super) name: &'a str,
    pub(super) counts: Counts,
    pub(super) ended: Option<&'a Ended>,
    /// When the job's last run ended, where there was nothing left to send.
    pub(super) finished_before: Option<i64>,
    pub(super) elapsed: Duration,
    /// How to go on.
    pub(super) again: &'static str,
}

/// The counts of a job as members of a result.
pub(crate) fn counts_json(counts: &Counts) -> Map<String, Value> {
    let mut object = Map::new();
    for (key, count) in [
        ("total", counts.total),
        ("accepted", counts.accepted),
        ("refused", counts.refused),
        ("unknown", counts.unknown),
        ("skipped", counts.skipped),
        ("pending", counts.pending),
    ] {
        object.insert(key.to_owned(), count.into());
    }
    object
}

/// The codes of a job as `by_code`.
pub(crate) fn codes_json(journal: &Journal) -> Result<Value> {
    let codes = journal.codes().map_err(journal_error)?;
    let codes = codes.into_iter().map(|code| {
        let explanation = report::explain(&code);
        json!({ "code": code.code, "book": code.book, "count": code.count, "explanation": explanation })
    });
    Ok(codes.collect())
}

impl Told<'_> {
    fn stop(&self) -> Option<&Stop> {
        self.ended.and_then(|ended| ended.stop.as_ref())
    }

    /// How the journal has the end of this run: the word, and why.
    pub(super) fn ending(&self) -> (&'static str, Option<String>) {
        match self.stop() {
            Some(Stop::Signal(Signal::Terminate)) => ("terminated", None),
            Some(Stop::Signal(_)) => ("interrupted", None),
            Some(stop) => ("stopped", Some(reason(stop))),
            None if self.counts.pending > 0 => ("stopped", Some("rows are set aside for now".to_owned())),
            None => ("finished", None),
        }
    }

    /// Prints the result on stdout, and on stderr what a person should know besides.
    pub(super) fn print(&self, context: &Context, journal: &Journal) -> Result<()> {
        let output = &context.output;
        if self.ended.is_none() && self.counts.pending == 0 {
            let date = self.finished_before.and_then(time::rfc3339_of_millis);
            match date {
                Some(date) => output.note(&format!("job `{}` finished on {date}; nothing was sent now", self.name)),
                None => output.note(&format!("job `{}` has nothing to send", self.name)),
            }
            if self.counts.total > 0 {
                output.note("`--again` starts it anew");
            }
        }
        let mut result = Map::new();
        result.insert("job".to_owned(), self.name.into());
        result.extend(counts_json(&self.counts));
        let sent_now = self.ended.map_or(0, |ended| ended.tally.sent());
        result.insert("sent_now".to_owned(), sent_now.into());
        result.insert("elapsed_ms".to_owned(), u64::try_from(self.elapsed.as_millis()).unwrap_or(u64::MAX).into());
        if self.counts.pending == 0 {
            let run = journal.last_run().map_err(journal_error)?;
            let finished = run.and_then(|run| run.ended_at).and_then(time::rfc3339_of_millis);
            result.insert("finished_at".to_owned(), finished.into());
        }
        let codes = codes_json(journal)?;
        result.insert("by_code".to_owned(), codes.clone());
        output.object(COLUMNS, &Value::Object(result))?;
        if output.is_table() && codes.as_array().is_some_and(|codes| !codes.is_empty()) {
            output.heading("By code")?;
            print_codes(context, &codes)?;
        }
        output.flush()?;
        Ok(())
    }

    /// The exit code of the whole job: an error object sums up what is not well.
    pub(super) fn exit(&self) -> Result<Exit> {
        let exit = self.code();
        if exit == Exit::Done {
            return Ok(exit);
        }
        Err(self.error(exit))
    }

    fn code(&self) -> Exit {
        let counts = &self.counts;
        let mut exit = Exit::Done;
        if counts.pending > 0 {
            exit = match self.stop() {
                Some(Stop::Sender(error)) => cause(error).map_or(Exit::Unreachable, |error| match doomed(error) {
                    true => Exit::Partial,
                    false => error.exit(),
                }),
                Some(Stop::TokensDie) => Exit::Refused,
                _ => Exit::Unreachable,
            };
        }
        if counts.refused > 0 {
            exit = exit.worse(Exit::Partial);
        }
        if counts.unknown > 0 {
            exit = exit.worse(Exit::Unknown);
        }
        match self.stop() {
            Some(
                Stop::Doomed { .. } | Stop::MaxFailures { .. } | Stop::Canary { .. } | Stop::Held(_) | Stop::BadNumber,
            ) => exit.worse(Exit::Partial),
            Some(Stop::Signal(signal)) => exit.worse(signal.exit()),
            Some(Stop::Journal(_)) => exit.worse(Exit::Internal),
            Some(Stop::OtherRunner) => Exit::Locked,
            _ => exit,
        }
    }

    fn error(&self, exit: Exit) -> Error {
        let kind = match exit {
            Exit::Unknown => Kind::UnknownOutcome,
            Exit::Partial => Kind::Partial,
            Exit::Refused => Kind::Refused,
            Exit::Interrupted => Kind::Interrupted,
            Exit::Terminated => Kind::Terminated,
            Exit::Config => Kind::Config,
            Exit::Internal => Kind::Internal,
            Exit::Locked => Kind::Locked,
            _ => Kind::Unreachable,
        };
        let mut parts = Vec::new();
        if let Some(stop) = self.stop() {
            parts.push(reason(stop));
        }
        for (count, what) in [
            (self.counts.unknown, "may have been accepted"),
            (self.counts.refused, "refused"),
            (self.counts.pending, "not sent yet"),
        ] {
            if count > 0 {
                parts.push(format!("{count} of {} rows {what}", self.counts.total));
            }
        }
        let mut error = Error::new(kind, format!("job `{}`: {}", self.name, parts.join(", ")));
        match self.stop() {
            Some(Stop::Doomed { code, book, .. }) => error = error.code(code.clone(), *book),
            Some(Stop::Canary { .. } | Stop::MaxFailures { .. } | Stop::Held(_)) => {
                error = error.hint("the same command with `--go-on` goes on all the same");
            }
            Some(Stop::Sender(cause)) if let Some(cause) = self::cause(cause) => {
                if let Some((code, book)) = cause.vendor_code() {
                    error = error.code(code, book);
                }
                for hint in cause.hints() {
                    error = error.hint(hint.clone());
                }
            }
            _ => {}
        }
        if let Some(unrecorded) = self.ended.map(|ended| ended.unrecorded).filter(|count| *count > 0) {
            error = error.hint(format!(
                "{unrecorded} outcomes could not be written; they come back as unknown with the next run"
            ));
        }
        self.ways_on(error)
    }

    fn ways_on(&self, mut error: Error) -> Error {
        let name = self.name;
        if self.counts.pending > 0 {
            error = error.hint(self.again);
        }
        if self.counts.refused > 0 {
            error = error.hint(format!(
                "`msgops jobs rows {name} --state refused` lists the refused rows; `--retry-refused` sends them again"
            ));
        }
        if self.counts.unknown > 0 {
            error = error.hint(format!(
                "`msgops jobs rows {name} --state unknown` lists what may have been accepted; settle it with `msgops jobs settle {name} --as accepted`, or send it again with `--retry-unknown --yes`"
            ));
        }
        error
    }
}

/// What stood in the way of a request, where it is an error of a command.
fn cause(error: &SendError) -> Option<&Error> {
    std::error::Error::source(error)?.downcast_ref()
}

/// Whether what could not even be sent is about a code that dooms all (a wrong app key).
fn doomed(error: &Error) -> bool {
    error.vendor_code().is_some_and(|(code, book)| book.is_some_and(|book| crate::codes::dooms_every_row(book, code)))
}

/// Why a job stopped, as a fragment.
fn reason(stop: &Stop) -> String {
    match stop {
        Stop::Signal(Signal::Terminate) => "terminated; what was in flight is recorded".to_owned(),
        Stop::Signal(_) => "interrupted; what was in flight is recorded".to_owned(),
        Stop::Doomed { code, message, .. } => {
            format!("stopped, for every further row would be refused with code {code} too ({message})")
        }
        Stop::MaxFailures { refused, answered } => {
            format!("stopped by `--max-failures`: {refused} of {answered} answered rows were refused")
        }
        Stop::Canary { refused, unknown, deferred } => format!(
            "stopped by `--canary`: {refused} refused, {unknown} unknown and {deferred} set aside among the first rows"
        ),
        Stop::Held(Hold::Canary) => "nothing was sent, for `--canary` stopped it in an earlier run".to_owned(),
        Stop::Held(Hold::MaxFailures) => {
            "nothing was sent, for `--max-failures` stopped it in an earlier run".to_owned()
        }
        Stop::BadNumber => "stopped by `--on-bad-number stop`: a batch was refused with code 9002".to_owned(),
        Stop::Silence(last) => format!("stopped, for no answer came for two minutes ({last})"),
        Stop::NothingThrough(last) => format!("stopped, for nothing got through for two minutes ({last})"),
        Stop::AskedToWait(wait) => format!("stopped, for the vendor asks to wait {} s", wait.as_secs()),
        Stop::TokensDie => {
            "stopped, for three fresh tokens died within a minute: another client is renewing the token".to_owned()
        }
        Stop::OtherRunner => "stopped, for another process is running this job".to_owned(),
        Stop::Sender(error) => match cause(error) {
            Some(error) => format!("stopped: {}", error.message()),
            None => format!("stopped: {error}"),
        },
        Stop::Journal(error) => {
            let cause = std::error::Error::source(error).map_or_else(String::new, |cause| format!(": {cause}"));
            format!("stopped before the next send: {error}{cause}")
        }
    }
}

/// The counts and the first requests of a dry run.
pub(super) fn print_dry_run(
    context: &Context,
    name: &str,
    list: &Prepared,
    plan: &compare::Plan,
    requests: &[String],
) -> Result<()> {
    let output = &context.output;
    let total = list.rows.unsigned_abs();
    let to_send = plan.sending.len();
    if output.is_table() {
        for request in requests {
            output.line(request.trim_end())?;
            output.line("")?;
        }
    }
    let counts = json!({
        "job": name, "total": total, "to_send": to_send, "skipped": total.saturating_sub(to_send), "requests": requests,
    });
    output.object(DRY_COLUMNS, &counts)?;
    Ok(())
}

/// A table of codes.
pub(crate) fn print_codes(context: &Context, codes: &Value) -> Result<()> {
    let mut rows = context.output.rows(CODE_COLUMNS)?;
    for code in codes.as_array().into_iter().flatten() {
        rows.push(code)?;
    }
    rows.finish()?;
    Ok(())
}
