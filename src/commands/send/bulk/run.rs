//! `--recipients`: what the options ask for, the question, the run with its progress, and the result.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use super::failure::{count, job_error, no_scratch};
use super::question::{self, BAD_NUMBER_NOTE};
use super::sending::Send;
use super::summary::{self, Told};
use super::{BatchArgs, BulkArgs, OnBadNumber, Plan};
use crate::bulk::RecipientKind;
use crate::bulk::compare;
use crate::bulk::engine::{Ended, Engine, Ports, Settings, Tally};
use crate::bulk::identity::check_name;
use crate::bulk::job::{self, Entered, JobError};
use crate::bulk::journal::{Counts, Feed, Jobs, Ledger, Turn};
use crate::bulk::prepare::Prepared;
use crate::bulk::report::{self, Form};
use crate::context::Context;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::output::{Figures, Outcomes};
use crate::output_file::OutputFile;
use crate::private;
use crate::sobot::message::retired;

/// The longest wait for other jobs to enter their rows.
const TURN: Duration = Duration::from_secs(120);

/// Doubtful recipients that are shown one by one.
const DOUBTS_SHOWN: usize = 10;

/// Runs `--recipients`: reads and checks every row, asks, sends, and tells the state of the whole job.
pub fn run(context: &Context, plan: Plan<'_>, args: BulkArgs, batch: BatchArgs) -> Result<Exit> {
    let dry = context.options.dry_run.is_some();
    let report = check_arguments(&args, dry)?;
    summary::check_output(context, dry)?;
    let since = crate::time::rfc3339(context.clock.now());
    let root = context.state_dir()?.join("jobs");
    let jobs = if dry {
        Jobs::look(&root, &plan.profile)
    } else {
        private::directory(&context.state_dir()?, "jobs").map_err(Error::from)?;
        Jobs::of(&root, &plan.profile, &since)
    }?;
    let send = Send { context, plan, args, batch, report, jobs };
    if dry { send.rehearse() } else { send.send(since) }
}

impl Send<'_> {
    /// `--dry-run`: the counts and the first requests; nothing is made or changed.
    fn rehearse(&self) -> Result<Exit> {
        let (order, options) = (self.order(), self.options());
        let scratch = tempfile::tempdir().map_err(no_scratch)?;
        let mut list = self.read_list(scratch.path())?;
        let name = job::name(&order, &options, &list);
        let failed = |error| job_error(Some(&name), error);
        let journal = job::look(&self.jobs, &name, &order, list.column.kind, &options).map_err(failed)?;
        let held = journal.as_ref().map_or(Ok(None), |journal| journal.hold())?.is_some();
        let compared = self.compare(&mut list, journal.as_ref(), &name, held).map_err(failed)?;
        question::show(self, &name, &list, &compared)?;
        Ok(Exit::Done)
    }

    fn send(&self, since: String) -> Result<Exit> {
        let (order, options) = (self.order(), self.options());
        let mut list = self.read_list(self.jobs.dir())?;
        let name = job::name(&order, &options, &list);
        let failed = |error| job_error(Some(&name), error);
        let opened = job::open(&self.jobs, &name, &order, list.column.kind, &options, since).map_err(failed)?;
        // What its canary or `--max-failures` holds ends without sending: there is nothing to ask, and nothing that was
        // refused goes back to be sent.
        let held = opened.journal.as_ref().map_or(Ok(None), |journal| journal.hold())?.is_some();
        let looked = self.now();
        let compared = self.compare(&mut list, opened.journal.as_ref(), &name, held).map_err(failed)?;
        if !compared.sending.is_empty() && (!held || self.goes_on()) {
            question::ask(self, &list, &compared)?;
        }
        // From the last look at other jobs until this one's rows are in its journal, no other comes between.
        let turn = self.turn()?;
        let options = self.options_held(held);
        let journal = opened.journal.as_ref();
        let compared = job::compare_again(&self.jobs, &name, &mut list, journal, compared, &options, looked);
        let compared = compared.map_err(failed)?;
        let started = Instant::now();
        let entered = job::enter(&self.jobs, &name, opened, list, &compared, &order, self.now()).map_err(failed)?;
        let lock = entered.lock.owner().clone();
        // From here on nothing that stdout or a filter meets may hide what was sent.
        summary::before_work(self.context)?;
        let ran = if entered.to_send == 0 {
            drop(turn);
            Err(entered)
        } else {
            let Entered { lock: held, mut journal, .. } = entered;
            journal.begin_run(&lock, self.now()).map_err(|error| failed(error.into()))?;
            drop(turn);
            let ended = self.run_engine(journal);
            drop(held);
            Ok(ended?)
        };
        let closed = job::close(&self.jobs, &name, ran, self.report.as_ref(), self.now(), &summary::ending);
        let told = Told { closed: closed.map_err(failed)?, elapsed: started.elapsed() };
        let printed = told.print(self.context);
        // Whoever was asked has read it.
        if told.closed.halved && self.args.yes {
            self.context.output.note(BAD_NUMBER_NOTE);
        }
        told.exit().and_then(|exit| printed.map(|()| exit))
    }

    /// Waits until no other process of this profile is entering rows; that takes it as long as it writes them.
    fn turn(&self) -> Result<Turn> {
        let started = Instant::now();
        let mut told = false;
        loop {
            if let Some(turn) = self.jobs.turn()? {
                return Ok(turn);
            }
            if started.elapsed() > TURN {
                return Err(Error::new(
                    Kind::Locked,
                    "another job of this profile has been entering its rows for minutes",
                ));
            }
            if started.elapsed() > Duration::from_secs(1) && !told {
                told = true;
                self.context.output.note("waiting for another job of this profile to enter its rows");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Reads the list, and tells what in it is left out or doubtful.
    fn read_list(&self, dir: &Path) -> Result<Prepared> {
        let list = job::read_list(open_list(&self.args)?, &self.order(), &self.options(), dir, self.now())
            .map_err(|error| job_error(None, error))?;
        let output = &self.context.output;
        if !list.bad.is_empty() {
            output.warn(&format!("{} left out:", count(list.bad.len(), "wrong row", "wrong rows")));
            list.bad.lines().iter().for_each(|line| output.warn(line));
        }
        list.warnings.iter().for_each(|warning| output.warn(warning));
        if list.column.kind == RecipientKind::Token {
            output.warn(retired::TOKENS);
        }
        let doubts = list.doubts.once();
        doubts.iter().take(DOUBTS_SHOWN).for_each(|line| output.warn(line));
        if doubts.len() > DOUBTS_SHOWN {
            let doubts = list.doubts.len();
            output.warn(&format!("{doubts} recipients are doubtful in all; they are sent all the same"));
        }
        Ok(list)
    }

    fn compare(
        &self,
        list: &mut Prepared,
        journal: Option<&crate::bulk::journal::Journal>,
        name: &str,
        held: bool,
    ) -> Result<compare::Plan, JobError> {
        let options = self.options_held(held);
        let compared = job::compare(&self.jobs, name, list, journal, &self.order(), &options, self.now())?;
        // A part of the list is expected to miss people of the report.
        if compared.strangers > 0 && options.shard.is_none() && options.limit.is_none() {
            let people = count(compared.strangers, "recipient", "recipients");
            self.context
                .output
                .warn(&format!("{people} of the report do not stand in this list; are they written alike?"));
        }
        Ok(compared)
    }

    fn run_engine(&self, journal: crate::bulk::journal::Journal) -> Result<Ended> {
        let counts = journal.counts()?;
        let header = journal.header();
        let settings = Settings {
            kind: header.kind,
            concurrency: self.args.concurrency(),
            batch: self.batch_size(),
            halve: self.batch.on_bad_number.unwrap_or_default() == OnBadNumber::Halve,
            interval: self.args.rate.or(self.plan.rate).map(crate::rate::Rate::interval),
            canary: self.args.canary.map(|canary| canary.get() as u64),
            max_failures: self.args.max_failures,
            go_on: self.goes_on(),
            before: counts,
            message: header.message.clone(),
            message_ids: header.message_ids.clone(),
        };
        let progress = self.context.output.job_progress(&format!("job {}", header.name));
        let watch = |tally: Tally| progress.update(|| figures(&counts, tally));
        let clock = || self.now();
        self.context.block_on(async {
            let feed = Feed::start(journal.path())?;
            let ledger = Ledger::start(journal)?;
            let interrupt = Interrupt::listen()?;
            self.plan.sender.halted_by(Rc::new(interrupt.clone()));
            let ports = Ports {
                sender: self.plan.sender,
                clock: &clock,
                progress: &watch,
                interrupt: Box::pin(async move { interrupt.signal().await }),
            };
            Ok(Engine::new(ports, settings, ledger, feed).run().await)
        })
    }
}

/// The bytes of the list.
pub(super) fn open_list(args: &BulkArgs) -> Result<Box<dyn Read + std::marker::Send>> {
    if args.takes_stdin() {
        return Ok(Box::new(io::stdin()));
    }
    let path = args.recipients.as_deref().unwrap_or(Path::new("-"));
    let opened = File::open(path).and_then(|file| match file.metadata()?.is_dir() {
        true => Err(io::Error::from(io::ErrorKind::IsADirectory)),
        false => Ok(file),
    });
    let unreadable =
        |error: io::Error| Error::input(format!("the list `{}` could not be read", path.display())).source(error);
    Ok(Box::new(opened.map_err(unreadable)?))
}

fn check_arguments(args: &BulkArgs, dry: bool) -> Result<Option<OutputFile>> {
    if let Some(name) = &args.job {
        check_name(name).map_err(Error::usage)?;
    }
    if args.retry_unknown && !args.yes && !dry {
        return Err(Error::usage("`--retry-unknown` may send a message twice, so it always needs `--yes`")
            .hint("look first: `msgops jobs rows JOB --state unknown`"));
    }
    let Some(report) = &args.report else { return Ok(None) };
    Form::of(report).map_err(|error| Error::usage(error.to_string()))?;
    let inputs: Vec<&Path> =
        args.recipients.iter().chain(&args.resume_from).chain(&args.exclude).map(PathBuf::as_path).collect();
    OutputFile::check(report, "report", &inputs, report::recognise).map(Some).map_err(Error::unfit)
}

fn figures(before: &Counts, tally: Tally) -> Figures {
    let done = before.total - before.pending + tally.sent();
    Figures {
        done,
        total: Some(before.total),
        outcomes: Some(Outcomes {
            accepted: before.accepted + tally.accepted,
            refused: before.refused + tally.refused,
            unknown: before.unknown + tally.unknown,
        }),
    }
}
