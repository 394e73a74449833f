//! `msgops webhook-decode`: what is in a captured file.

pub mod inputs;
pub mod printer;
mod summary;

use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::Args;
use jiff::tz::TimeZone;

use super::event_filter::EventArgs;
use crate::commands::session;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::{Format, Output, grouped};
use crate::output_file::OutputFile;
use crate::time::TimeArg;
use crate::webhook::batch::{Batch, Plan, Signer, Want};
use crate::webhook::body::ProblemKind;
use crate::webhook::pipeline::{self, ReadError};
use crate::webhook::stats::page::About;
use crate::webhook::stats::{self, Keys, Report, Stats};
use crate::webhook::tally::Tally;
use crate::webhook::trouble::{Teller, Telling};
use inputs::Source;
use printer::Printer;

/// Decode captured webhooks: one normalised event a row
///
/// Reads files and directories (`-` or none: stdin; also .gz and .zst) whatever they are: JSON,
/// NDJSON, logs with JSON in their lines, raw HTTP, HAR and exports of request inspectors, CSV with a
/// body column. What cannot be read is told with file and line and does not stop the rest.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct WebhookDecodeArgs {
    /// Files and directories; `-` or none is stdin
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    events: EventArgs,
    /// Only events at or after this time
    #[arg(long, value_name = "TIME")]
    since: Option<TimeArg>,
    /// Only events up to this time
    #[arg(long, value_name = "TIME")]
    until: Option<TimeArg>,
    /// Statistics: events, failures by code, costs, people, funnel, latencies
    #[arg(long, conflicts_with = "follow")]
    stats: bool,
    /// Write the statistics as one self-contained page
    #[arg(long, value_name = "FILE", requires = "stats")]
    html: Option<PathBuf>,
    /// Check NXCloud's signatures; with the profile's access secret
    #[arg(long)]
    verify: bool,
    /// Exit 2 if anything is not sound; it was not recognised, was repaired, or is not verified
    #[arg(long)]
    strict: bool,
    /// Time zone of vendor times without one [default: +08:00]
    #[arg(long, value_name = "TZ", value_parser = crate::time::zone)]
    assume_tz: Option<TimeZone>,
    /// Keep reading as the files grow
    #[arg(long)]
    follow: bool,
}

const EXAMPLES: &str = "\
Examples:
  pbpaste | msgops webhook-decode
  msgops webhook-decode callbacks.ndjson.gz --event status.failed -o csv \\
      --columns time,contact,code,explanation
  msgops webhook-decode captures/ --stats --html report.html
  msgops webhook-decode -p prod requests.har --verify --strict";

pub use printer::columns;

/// Runs the command.
pub fn run(context: &Context, args: WebhookDecodeArgs) -> Result<Exit> {
    check(context, &args)?;
    context.output.check()?;
    let printer = Printer::new(&context.output, args.verify)?;
    let want = if args.stats { Want::Facts } else { printer.want() };
    let plan = plan(context, &args, want)?;
    let inputs::Found { mut sources, failed } = inputs::find(&args.paths, context)?;
    let page = args.html.as_ref().map(|page| inputs::page_file(page, &args.paths, &mut sources)).transpose()?;
    let teller = Teller::new(context.output.settings().verbose > 0);
    let mut run = Run { context, plan: &plan, tally: Tally::default(), teller, failed: Vec::new() };
    failed.into_iter().for_each(|message| run.fail(message));
    if args.stats {
        let mut stats = Stats::default();
        run.all(&sources, &mut |batch| {
            stats.add(&mut batch.facts, &batch.tally).map_err(no_room)?;
            Ok(ControlFlow::Continue(()))
        })?;
        let report = stats.finish().map_err(no_room)?;
        context.output.whole(|| report.to_json())?;
        summary::print(&context.output, &report)?;
        if let Some(file) = &page {
            write_page(context, &sources, &report, file)?;
        }
    } else if args.follow {
        inputs::follow(&sources, &plan, printer, &mut run)?;
    } else {
        let mut printer = printer;
        run.all(&sources, &mut |batch| printer.print(batch))?;
        printer.finish()?;
    }
    run.end(args.strict)
}

/// The same as one page.
fn write_page(context: &Context, sources: &[Source], report: &Report, file: &OutputFile) -> Result<()> {
    if context.options.dry_run.is_some() {
        context.output.note(&format!("dry run: the page would be written to `{}`", file.path().display()));
        return Ok(());
    }
    let files: Vec<&str> = sources.iter().map(Source::name).collect();
    let now = context.clock.now().to_zoned(context.output.zone());
    super::page::write(&context.output, &stats::page::page(report, &About { files: &files, now: &now }), file)
}

/// What the command line asks for that cannot be.
fn check(context: &Context, args: &WebhookDecodeArgs) -> Result<()> {
    let settings = context.output.settings();
    if args.follow && settings.format == Format::Json {
        return Err(Error::usage("a file that grows has no end, so its events are no JSON array")
            .hint("add `-o ndjson`: one event a line"));
    }
    if settings.fail_if.is_some() && args.follow {
        return Err(Error::usage("`--fail-if` judges a whole result, and a file that grows has no end"));
    }
    if settings.fail_if.is_some() && !args.stats && !settings.format.is_json() {
        return Err(Error::usage("`--fail-if` over events judges them as JSON")
            .hint("add `-o ndjson`, or `--stats` to judge the statistics"));
    }
    if args.stats && settings.columns.is_some() {
        return Err(Error::usage("`--columns` chooses columns of events, and `--stats` prints none")
            .hint("`-o json --jq FILTER` picks from the statistics"));
    }
    Ok(())
}

fn plan(context: &Context, args: &WebhookDecodeArgs, want: Want) -> Result<Plan> {
    let filter = args.events.filter(context, args.since, args.until)?;
    let assumed = || TimeZone::fixed(jiff::tz::offset(8));
    Ok(Plan {
        want,
        filter,
        zone: args.assume_tz.clone().unwrap_or_else(assumed),
        signer: if args.verify { Some(signer(context)?) } else { None },
        keys: Keys::new(),
    })
}

/// Whose signatures to check; the profile is read only when that was asked for.
pub fn signer(context: &Context) -> Result<Signer> {
    let mut profile = crate::profile::resolve(context)?;
    session::attach_credentials(&mut profile);
    let settings = profile.nxcloud()?;
    let auth = settings.auth()?;
    Ok(Signer {
        access_key: Some(auth.access_key.value.clone()),
        access_secret: session::secret(context, &auth.access_secret)?.expose().to_owned(),
    })
}

/// The statistics need a temporary directory that can be written.
fn no_room(error: std::io::Error) -> Error {
    Error::io("the statistics outgrew the memory and a temporary file failed")
        .source(error)
        .hint("set TMPDIR to a directory with room")
}

/// The run over all inputs: what was met, and what failed.
struct Run<'c> {
    context: &'c Context,
    plan: &'c Plan,
    tally: Tally,
    teller: Teller,
    failed: Vec<String>,
}

impl Run<'_> {
    /// Decodes every input in turn. One that cannot be read is told and does not stop the rest.
    fn all(&mut self, sources: &[Source], take: &mut dyn FnMut(&mut Batch) -> Result<ControlFlow<()>>) -> Result<()> {
        for source in sources {
            let input = match source.open() {
                Ok(input) => input,
                Err(error) => {
                    self.fail(format!("`{}` could not be read: {error}", source.name()));
                    continue;
                }
            };
            let (plan, slow) = (self.plan, input.slow);
            let flow = pipeline::run(input, plan, &mut |batch: &mut Batch| {
                self.note(batch);
                if slow {
                    self.settle();
                }
                take(batch)
            });
            for telling in self.teller.end() {
                self.tell(&telling);
            }
            match flow {
                Ok(ControlFlow::Continue(())) => {}
                Ok(ControlFlow::Break(())) => return Ok(()),
                Err(ReadError::Taker(error)) => return Err(error),
                Err(ReadError::Starved(source)) => {
                    return Err(Error::io("this machine starts no further thread").source(source));
                }
                Err(ReadError::Input { file, source }) => self.fail(format!("`{file}` could not be read: {source}")),
            }
        }
        Ok(())
    }

    fn fail(&mut self, message: String) {
        self.context.output.warn(&message);
        self.failed.push(message);
    }

    /// Tells a batch's problems and adds up its counts.
    fn note(&mut self, batch: &Batch) {
        self.tally.add(&batch.tally);
        for telling in self.teller.take(&batch.troubles, batch.tally.bodies) {
            self.tell(&telling);
        }
    }

    /// Tells the problem that waits for others of its kind: more input may be long in coming.
    fn settle(&mut self) {
        for telling in self.teller.settle() {
            self.tell(&telling);
        }
    }

    fn tell(&self, telling: &Telling) {
        tell(&self.context.output, telling);
    }

    /// Sums up on stderr, and decides the exit code.
    fn end(self, strict: bool) -> Result<Exit> {
        let tally = &self.tally;
        if tally.untimed > 0 {
            self.context.output.note(&format!(
                "{} without a time left out by the time filter",
                counted(tally.untimed, "event", "events")
            ));
        }
        let faults = faults(tally);
        if !faults.is_empty() && !strict {
            self.context.output.note(&faults);
        }
        if let Some(first) = self.failed.first() {
            let more = self.failed.len() - 1;
            let message = if more == 0 { first.clone() } else { format!("{first}, and {more} more inputs failed") };
            return Err(Error::input(message));
        }
        if strict && !tally.is_clean() {
            return Err(Error::input(format!("not everything in the capture is sound: {faults}")));
        }
        Ok(Exit::Done)
    }
}

/// Tells what was met in a capture that is no event.
pub fn tell(output: &Output, telling: &Telling) {
    let (kind, text) = match telling {
        Telling::Whole(trouble) => (trouble.kind, trouble.to_string()),
        Telling::Nothing { first, lines } => {
            let text = format!(
                "{}: no callback in {} lines of it, from line {} on ({}); `-v` tells each",
                first.file,
                grouped(&lines.to_string()),
                first.line,
                first.message
            );
            (ProblemKind::Unreadable, text)
        }
        Telling::More { like, places, lines } => {
            let lines = if lines == places { String::new() } else { format!(" ({lines} in all)") };
            let text = format!(
                "{}: {}, in {} more places{lines}; `-v` tells each",
                like.file,
                like.message,
                grouped(&places.to_string())
            );
            (like.kind, text)
        }
    };
    match kind {
        ProblemKind::Unreadable => output.warn(&text),
        ProblemKind::Skipped => output.note(&text),
    }
}

fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What `--strict` objects to, in words; empty when there is nothing.
fn faults(tally: &Tally) -> String {
    [
        (tally.unknown, "not recognised"),
        (tally.unreadable, "unreadable"),
        (tally.repaired, "repaired"),
        (tally.unverified, "not verified"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, words)| format!("{count} {words}"))
    .collect::<Vec<_>>()
    .join(", ")
}
