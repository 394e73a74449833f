//! What a bulk send tells at its end: the result, and the exit code that is true of the whole job.

use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::bulk::engine::Stop;
use crate::bulk::job::Closed;
use crate::bulk::journal::{CodeCount, Counts, Hold};
use crate::bulk::report;
use crate::bulk::sender::SendError;
use crate::context::Context;
use crate::error::{CHECK_ADDRESS, Error, Kind, Result};
use crate::exit::Exit;
use crate::interrupt::Signal;
use crate::output::{Column, Show};
use crate::time;
use crate::vendor::is_refusing_status;

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
    Column::extra("skipped_by_reason", Show::Json),
];

/// How often each code was met, in the book that it stands in.
pub(crate) const CODE_COLUMNS: &[Column] = &[
    Column::new("code", Show::Code),
    Column::new("book", Show::Text),
    Column::new("count", Show::Number),
    Column::new("explanation", Show::Text),
];

const SKIP_COLUMNS: &[Column] =
    &[Column::new("reason", Show::Text), Column::new("count", Show::Number), Column::new("explanation", Show::Text)];

/// The columns of a dry run.
pub(super) const DRY_COLUMNS: &[Column] = &[
    Column::new("job", Show::Id),
    Column::new("total", Show::Number),
    Column::new("to_send", Show::Number),
    Column::new("skipped", Show::Number),
    Column::new("total_requests", Show::Number),
    Column::extra("segments", Show::Number),
    Column::extra("skipped_by_reason", Show::Json),
    Column::extra("segments_by_country", Show::Json),
    Column::extra("requests", Show::Json),
];

/// Finds what is wrong with `--columns` and `--jq`, before anything is read.
pub(super) fn check_output(context: &Context, dry: bool) -> Result<()> {
    context.output.before_read(if dry { DRY_COLUMNS } else { COLUMNS })
}

/// To be called before the first request: from then on output hides nothing.
pub(super) fn before_work(context: &Context) -> Result<()> {
    context.output.before_work(COLUMNS)
}

/// The end of a run, or of a command that had nothing to send.
pub(super) struct Told {
    pub(super) closed: Closed,
    pub(super) elapsed: Duration,
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
pub(crate) fn codes_json(codes: &[CodeCount]) -> Value {
    let codes = codes.iter().map(|code| {
        json!({ "code": code.code, "book": code.book, "count": code.count, "explanation": report::explain(code) })
    });
    codes.collect()
}

/// Why rows are left out, as `skipped_by_reason`.
pub(crate) fn skips_json(skips: &[(String, u64)]) -> Value {
    let skips = skips.iter().map(
        |(reason, count)| json!({ "reason": reason, "count": count, "explanation": report::explain_reason(reason) }),
    );
    skips.collect()
}

/// How the journal has the end of a run: the word, and why.
pub(super) fn ending(counts: &Counts, stop: Option<&Stop>) -> (&'static str, Option<String>) {
    match stop {
        Some(Stop::Signal(Signal::Terminate)) => ("terminated", None),
        Some(Stop::Signal(_)) => ("interrupted", None),
        Some(stop) => ("stopped", Some(reason(stop))),
        None if counts.pending > 0 => ("stopped", Some("rows are set aside for now".to_owned())),
        None => ("finished", None),
    }
}

impl Told {
    fn stop(&self) -> Option<&Stop> {
        self.closed.stop.as_ref()
    }

    /// Prints the result on stdout, and on stderr what a person should know besides.
    pub(super) fn print(&self, context: &Context) -> Result<()> {
        let (output, closed) = (&context.output, &self.closed);
        let counts = &closed.counts;
        if closed.tally.is_none() && counts.pending == 0 {
            let date = closed.finished_before.and_then(time::rfc3339_of_millis);
            match date {
                Some(date) => output.note(&format!("job `{}` finished on {date}; nothing was sent now", closed.name)),
                None => output.note(&format!("job `{}` has nothing to send", closed.name)),
            }
            if counts.total > 0 {
                output.note("`--again` starts it anew");
            }
        }
        let mut result = Map::new();
        result.insert("job".to_owned(), closed.name.clone().into());
        result.extend(counts_json(counts));
        result.insert("sent_now".to_owned(), closed.tally.map_or(0, |tally| tally.sent()).into());
        result.insert("elapsed_ms".to_owned(), u64::try_from(self.elapsed.as_millis()).unwrap_or(u64::MAX).into());
        if counts.pending == 0 {
            let finished = closed.finished_at.and_then(time::rfc3339_of_millis);
            result.insert("finished_at".to_owned(), finished.into());
        }
        let codes = codes_json(&closed.codes);
        result.insert("by_code".to_owned(), codes.clone());
        result.insert("skipped_by_reason".to_owned(), skips_json(&closed.skips));
        output.object(COLUMNS, &Value::Object(result))?;
        print_codes(context, &codes)?;
        print_skips(context, &closed.skips)?;
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
        let failed = self.closed.report.is_some() || self.closed.unclosed.is_some();
        let exit = self.outcome();
        if failed { exit.worse(Exit::Machine) } else { exit }
    }

    /// What became of the rows.
    fn outcome(&self) -> Exit {
        let counts = &self.closed.counts;
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
            Some(Stop::Journal(_)) => exit.worse(Exit::Machine),
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
            Exit::Machine => Kind::Io,
            Exit::Locked => Kind::Locked,
            _ => Kind::Unreachable,
        };
        let (closed, counts) = (&self.closed, &self.closed.counts);
        let mut parts = Vec::new();
        if let Some(stop) = self.stop() {
            parts.push(reason(stop));
        }
        if let Some(error) = &closed.unclosed {
            parts.push(format!("the end of the run could not be entered ({})", in_full(error)));
        }
        if let Some(error) = &closed.report {
            parts.push(format!("everything is in the journal, but the report is not written ({})", in_full(error)));
        }
        // What stopped it has counted the refused rows already.
        let refused = if matches!(self.stop(), Some(Stop::MaxFailures { .. })) { 0 } else { counts.refused };
        for (count, what) in
            [(counts.unknown, "may have been accepted"), (refused, "refused"), (counts.pending, "not sent yet")]
        {
            if count > 0 {
                parts.push(format!("{count} of {} rows {what}", counts.total));
            }
        }
        let mut error = Error::new(kind, format!("job `{}`: {}", closed.name, parts.join(", ")));
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
        if closed.unrecorded > 0 {
            error = error.hint(format!(
                "{} outcomes could not be written; they come back as unknown with the next run",
                closed.unrecorded
            ));
        }
        if closed.report.is_some() {
            error = error.hint(format!("`msgops jobs rows {} -o csv` prints the same rows", closed.name));
        }
        if closed.codes.iter().any(|code| code.book.is_none() && is_refusing_status(&code.code)) {
            error = error.hint(CHECK_ADDRESS);
        }
        self.ways_on(error)
    }

    fn ways_on(&self, mut error: Error) -> Error {
        let (name, counts) = (&self.closed.name, &self.closed.counts);
        let held = matches!(self.stop(), Some(Stop::Canary { .. } | Stop::MaxFailures { .. } | Stop::Held(_)));
        if counts.pending > 0 && !held {
            error = error.hint("the same command again goes on");
        }
        if counts.refused > 0 {
            error = error.hint(format!(
                "`msgops jobs rows {name} --state refused` lists the refused rows; `--retry-refused` sends them again"
            ));
        }
        if counts.unknown > 0 {
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

/// The error with its causes.
fn in_full(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let next = error.to_string();
        if !text.ends_with(&next) {
            text.push_str(&format!(": {next}"));
        }
        cause = error.source();
    }
    text
}

/// A table of codes, for people.
pub(crate) fn print_codes(context: &Context, codes: &Value) -> Result<()> {
    print_table(context, "By code", CODE_COLUMNS, codes)
}

/// A table of reasons, for people.
pub(crate) fn print_skips(context: &Context, skips: &[(String, u64)]) -> Result<()> {
    print_table(context, "Skipped", SKIP_COLUMNS, &skips_json(skips))
}

fn print_table(context: &Context, heading: &str, columns: &'static [Column], values: &Value) -> Result<()> {
    let Some(values) = values.as_array().filter(|values| !values.is_empty() && context.output.is_table()) else {
        return Ok(());
    };
    // Who names the columns of the result wants these alone.
    if context.output.settings().columns.is_some() {
        return Ok(());
    }
    context.output.heading(heading)?;
    let mut rows = context.output.rows(columns)?;
    for value in values {
        rows.push(value)?;
    }
    rows.finish()?;
    Ok(())
}
