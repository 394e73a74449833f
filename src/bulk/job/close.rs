//! The end of a run: first the journal, then the report, and what is to be told of both.

use super::{Entered, JobError};
use crate::bulk::engine::{Ended, Stop, Tally};
use crate::bulk::journal::{CodeCount, Counts, Jobs, JournalError};
use crate::bulk::report::{self, ReportError};
use crate::output_file::OutputFile;

/// A job after its run, or after a command that had nothing to send.
#[derive(Debug)]
pub struct Closed {
    /// Its name.
    pub name: String,
    /// Its rows.
    pub counts: Counts,
    /// What this run did; none when nothing was to be sent.
    pub tally: Option<Tally>,
    /// Why the run stopped before its end.
    pub stop: Option<Stop>,
    /// Whether a batch was halved after 9002.
    pub halved: bool,
    /// Rows whose outcome could not be written.
    pub unrecorded: u64,
    /// What was said about rows that are neither accepted nor left out.
    pub codes: Vec<CodeCount>,
    /// Why rows are left out.
    pub skips: Vec<(String, u64)>,
    /// When the last run ended, where nothing is pending; epoch milliseconds.
    pub finished_at: Option<i64>,
    /// When the job had ended before this command came; epoch milliseconds.
    pub finished_before: Option<i64>,
    /// Why the report is not written.
    pub report: Option<ReportError>,
    /// Why the end of the run is not in the journal: it looks crashed, and loses nothing.
    pub unclosed: Option<JournalError>,
}

/// How a run ended, as the journal has it: a word, and why.
pub type Ending = (&'static str, Option<String>);

/// Closes the run and writes the report. Neither of the two hides what became of the rows.
///
/// # Errors
/// A journal that cannot be read.
pub fn close(
    jobs: &Jobs,
    name: &str,
    ran: Result<Ended, Entered>,
    report: Option<&OutputFile>,
    now: i64,
    ending: &dyn Fn(&Counts, Option<&Stop>) -> Ending,
) -> Result<Closed, JobError> {
    let (ended, journal, finished_before) = match ran {
        Ok(mut ended) => {
            let journal = ended.journal.take();
            (Some(ended), journal, None)
        }
        Err(entered) => (None, Some(entered.journal), entered.finished_before),
    };
    let journal = match journal {
        Some(journal) => journal,
        None => jobs.read(name)?,
    };
    let counts = journal.counts()?.at_rest();
    let mut unclosed = None;
    if let Some(ended) = &ended {
        let (word, detail) = ending(&counts, ended.stop.as_ref());
        unclosed = journal.end_run(now, word, detail.as_deref()).err();
    }
    let report = report.and_then(|file| report::write(&journal, file, false).err());
    let finished_at = match counts.pending {
        0 => journal.last_run()?.and_then(|run| run.ended_at),
        _ => None,
    };
    Ok(Closed {
        name: name.to_owned(),
        counts,
        tally: ended.as_ref().map(|ended| ended.tally),
        halved: ended.as_ref().is_some_and(|ended| ended.halved),
        unrecorded: ended.as_ref().map_or(0, |ended| ended.unrecorded),
        stop: ended.and_then(|ended| ended.stop),
        codes: journal.codes()?,
        skips: journal.skips()?,
        finished_at,
        finished_before,
        report,
        unclosed,
    })
}
