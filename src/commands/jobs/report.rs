//! `msgops jobs report`: a job as a page, or its rows in a file, at any time.

use std::path::PathBuf;

use clap::Args;

use super::delivery::{COLUMNS, print_result};
use super::{jobs, open};
use crate::bulk::journal::Journal;
use crate::bulk::report::{self, Form};
use crate::commands::page as page_file;
use crate::commands::send::bulk::in_words;
use crate::context::Context;
use crate::delivery::page::{self, About};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output_file::OutputFile;

#[derive(Args, Debug)]
pub(super) struct ReportArgs {
    /// The job
    job: String,
    /// Write the job as one self-contained page
    #[arg(long, value_name = "FILE", required_unless_present = "report")]
    html: Option<PathBuf>,
    /// Write every row with its own columns and what became of it, as csv, ndjson or json by its ending
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

/// Writes what was asked for, and prints what is known in figures.
pub(super) fn run(context: &Context, args: &ReportArgs) -> Result<Exit> {
    context.output.before_read(COLUMNS)?;
    let jobs = jobs(context)?;
    let journal = open(&jobs, &args.job)?;
    let (html, report) = outputs(args, &journal)?;
    if context.options.dry_run.is_some() {
        for (what, file) in [("page", &html), ("report", &report)] {
            if let Some(file) = file {
                context.output.note(&format!("dry run: the {what} would be written to `{}`", file.path().display()));
            }
        }
        return Ok(Exit::Done);
    }
    let is_running = jobs.runs(&args.job, &journal)?;
    // All that is told is of one instant, also while the job runs.
    journal.hold_still()?;
    let counts = journal.counts()?;
    print_result(context, &args.job, &journal, &if is_running { counts } else { counts.at_rest() })?;
    // The files may go where the result went.
    context.output.flush()?;
    if let Some(file) = &report {
        report::write(&journal, file, is_running).map_err(|error| failed(file, error))?;
        context.output.note(&format!("the report is in `{}`", file.path().display()));
    }
    if let Some(file) = &html {
        write_page(context, &args.job, &journal, is_running, file)?;
    }
    Ok(Exit::Done)
}

/// The files, found fit before anything is read.
fn outputs(args: &ReportArgs, journal: &Journal) -> Result<(Option<OutputFile>, Option<OutputFile>)> {
    if args.html.is_some() && args.html == args.report {
        return Err(Error::usage("`--html` and `--report` name the same file"));
    }
    let inputs = [journal.path()];
    let html = args.html.as_deref().map(|path| page_file::file(path, &inputs)).transpose()?;
    let Some(path) = &args.report else { return Ok((html, None)) };
    if path.as_os_str() == "-" {
        return Err(Error::usage("`--report` needs a file, and `-` is none")
            .hint(format!("`msgops jobs rows {} -o csv` prints the rows", args.job)));
    }
    Form::of(path).map_err(|error| Error::usage(error.to_string()))?;
    let report = OutputFile::check(path, "report", &inputs, report::recognise).map_err(Error::unfit)?;
    Ok((html, Some(report)))
}

fn write_page(context: &Context, name: &str, journal: &Journal, is_running: bool, file: &OutputFile) -> Result<()> {
    let now = context.clock.now().to_zoned(context.output.zone());
    let message = in_words(&journal.header().source);
    let page = page::page(journal, &About { name, message: &message, is_running, now: &now })?;
    page_file::write(&context.output, &page, file)
}

fn failed(file: &OutputFile, error: report::ReportError) -> Error {
    match error {
        report::ReportError::File(error) => error.into(),
        report::ReportError::Journal(error) => error.into(),
        other => Error::io(format!("the report `{}` could not be written", file.path().display())).source(other),
    }
}
