//! One bulk send from the list to the result: read and check, compare with what is known, ask, send, tell.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use super::{BatchArgs, BulkArgs, Duplicates, OnBadNumber, Plan, summary};
use crate::bulk::compare::{self, CompareError, Conflicts, Rules, reason};
use crate::bulk::engine::{Ended, Engine, Ports, Settings, Tally};
use crate::bulk::identity::{Identity, check_name};
use crate::bulk::journal::{Counts, Feed, Header, JobLock, Jobs, Journal, JournalError, Ledger, LockError};
use crate::bulk::prepare::{OnOtherMessage, PrepareError, Prepared, Reading, prepare};
use crate::bulk::report::{self, Form, ReportError};
use crate::bulk::rows::{BadRows, Format};
use crate::bulk::template::Templates;
use crate::bulk::{RecipientKind, buckets};
use crate::commands::confirm::confirm;
use crate::context::Context;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::output::{Figures, Outcomes};
use crate::output_file::OutputFile;
use crate::private;

/// Requests in flight when `--concurrency` is absent.
const CONCURRENCY: usize = 16;

/// Phones in a request when `--batch-size` is absent.
const BATCH: usize = 500;

/// How far back another job's messages stop a new one.
const GUARD: Duration = Duration::from_secs(7 * 24 * 3600);

/// Doubtful recipients that are shown one by one.
const DOUBTS_SHOWN: usize = 10;

/// Requests that a dry run shows.
const SHOWN: usize = 3;

/// Runs `--recipients`: reads and checks every row, asks, sends, and tells the state of the whole job.
pub fn run(context: &Context, plan: Plan<'_>, args: BulkArgs, batch: BatchArgs) -> Result<Exit> {
    context.output.check()?;
    let report = check_arguments(&args)?;
    let dry = context.options.dry_run.is_some();
    let jobs = Jobs::new(context.state_dir()?.join("jobs"));
    if !dry {
        private::directory(&context.state_dir()?, "jobs").map_err(Error::from)?;
    }
    let scratch = if dry { Some(tempfile::tempdir().map_err(no_scratch)?) } else { None };
    let dir: PathBuf = scratch.as_ref().map_or_else(|| jobs.dir().to_owned(), |scratch| scratch.path().to_owned());
    let send = Send { context, plan, args, batch, report, jobs, dir };
    let mut list = send.read_list()?;
    let name = send.name(&list)?;
    if dry {
        let journal = if send.jobs.exists(&name) { Some(send.jobs.read(&name).map_err(journal_error)?) } else { None };
        let compared = send.compare(&mut list, journal.as_ref(), &name)?;
        return send.show(&name, &list, &compared);
    }
    let since = crate::time::rfc3339(context.clock.now());
    let lock = JobLock::take(send.jobs.dir(), &name, since).map_err(|error| lock_error(&name, error))?;
    let journal = if send.jobs.exists(&name) {
        let mut journal = send.jobs.open(&name).map_err(journal_error)?;
        journal.recover().map_err(journal_error)?;
        Some(journal)
    } else {
        None
    };
    let compared = send.compare(&mut list, journal.as_ref(), &name)?;
    if !compared.sending.is_empty() {
        send.ask(&list, &compared)?;
    }
    send.go(&name, list, journal, compared, &lock)
}

/// A bulk send under way.
struct Send<'a> {
    context: &'a Context,
    plan: Plan<'a>,
    args: BulkArgs,
    batch: BatchArgs,
    report: Option<OutputFile>,
    jobs: Jobs,
    dir: PathBuf,
}

impl Send<'_> {
    fn now(&self) -> i64 {
        self.context.clock.now().as_millisecond()
    }

    fn on_other(&self) -> OnOtherMessage {
        match self.args.duplicates {
            None => OnOtherMessage::Refuse,
            Some(Duplicates::Send) => OnOtherMessage::Send,
            Some(Duplicates::First) => OnOtherMessage::First,
        }
    }

    fn shard(&self) -> Option<(u64, u64)> {
        self.args.shard.map(|shard| (shard.part, shard.of))
    }

    /// Reads the list; wrong rows and repeated recipients end the command here.
    fn read_list(&self) -> Result<Prepared> {
        let input = open_list(&self.args)?;
        let reading = Reading {
            template: self.plan.template,
            kinds: self.plan.kinds,
            column: self.args.recipient_column.as_deref(),
            kind: self.args.recipient_kind.map(RecipientKind::from),
            format: Format { encoding: self.args.encoding, sheet: self.args.sheet.as_deref() },
            exclude: &self.args.exclude,
            shard: self.shard(),
            batches: self.plan.sender.batch_limit() > 1,
            dir: &self.dir,
            now: self.now(),
        };
        let mut list = prepare(input, &reading).map_err(prepare_error)?;
        self.tell_problems(&list)?;
        let conflicts = compare::remove_duplicates(&mut list, self.on_other(), self.now()).map_err(compare_error)?;
        if conflicts.count > 0 {
            return Err(conflict_error(&conflicts, |row, _| list.spool.line(row).unwrap_or_default()));
        }
        if let Some(limit) = self.args.limit {
            compare::limit(&mut list, limit.get() as u64).map_err(compare_error)?;
        }
        Ok(list)
    }

    fn tell_problems(&self, list: &Prepared) -> Result<()> {
        let none_good = list.rows.unsigned_abs() == list.skipped.len();
        if !list.bad.is_empty() && (!self.args.skip_invalid || none_good) {
            return Err(bad_rows_error(&list.bad, list.rows));
        }
        if !list.bad.is_empty() {
            self.context.output.warn(&format!("{} left out:", count(list.bad.len(), "wrong row", "wrong rows")));
            list.bad.lines().iter().for_each(|line| self.context.output.warn(line));
        }
        list.warnings.iter().for_each(|warning| self.context.output.warn(warning));
        let doubts = list.doubts.once();
        doubts.iter().take(DOUBTS_SHOWN).for_each(|line| self.context.output.warn(line));
        if doubts.len() > DOUBTS_SHOWN {
            let doubts = list.doubts.len();
            self.context.output.warn(&format!("{doubts} recipients are doubtful in all; they are sent all the same"));
        }
        Ok(())
    }

    /// The job's name: as typed, or derived.
    fn name(&self, list: &Prepared) -> Result<String> {
        if let Some(name) = &self.args.job {
            return Ok(name.clone());
        }
        let source = self.plan.template.source();
        let identity = Identity {
            profile: &self.plan.profile,
            account: &self.plan.account,
            command: &self.plan.kind,
            source: &source,
            digest: &list.digest,
            column: list.column.name.trim(),
            kind: list.column.kind.word(),
            shard: self.shard(),
            limit: self.args.limit.map(|limit| limit.get() as u64),
        };
        Ok(identity.name())
    }

    /// Compares the list with the job's own journal, with other jobs, and with a report.
    fn compare(&self, list: &mut Prepared, journal: Option<&Journal>, name: &str) -> Result<compare::Plan> {
        let now = self.now();
        if let Some(journal) = journal {
            self.check_same(journal)?;
            if self.args.again && !is_finished(&journal.counts().map_err(journal_error)?.at_rest()) {
                return Err(Error::usage(format!("job `{name}` is not finished, so it cannot start anew"))
                    .hint("the same command without `--again` goes on"));
            }
            compare::add_journal(list, journal).map_err(compare_error)?;
        }
        let window = self.args.not_within.unwrap_or(GUARD);
        let since = now.saturating_sub(i64::try_from(window.as_millis()).unwrap_or(i64::MAX));
        let mut others = Vec::new();
        if !window.is_zero() {
            others = self.add_others(list, name, since)?;
            if let (Some(journal), true, true) = (journal, self.args.again, self.args.not_within.is_some()) {
                compare::add_reached(list, others.len() as i64, journal, since).map_err(compare_error)?;
            }
        }
        if let Some(path) = &self.args.resume_from {
            self.add_report(list, path)?;
        }
        let rules = Rules {
            on_other: self.on_other(),
            again: self.args.again,
            retry_refused: self.args.retry_refused,
            retry_unknown: self.args.retry_unknown,
            skip_reached: self.args.not_within.is_some(),
        };
        let plan = compare::plan(list, rules).map_err(compare_error)?;
        if plan.conflicts.count > 0 {
            let lines = |row, reached| match (reached, journal) {
                (true, Some(journal)) => journal.line(row).unwrap_or_default(),
                _ => list.spool.line(row).unwrap_or_default(),
            };
            return Err(conflict_error(&plan.conflicts, lines));
        }
        if self.args.not_within.is_none() {
            guard(&plan, &others)?;
        }
        Ok(plan)
    }

    /// The same name means the same job: profile, account, kind and message.
    fn check_same(&self, journal: &Journal) -> Result<()> {
        let header = journal.header();
        let different = |what: &str, had: &str| {
            Err(Error::usage(format!("job `{}` already exists with {what}{had}", header.name))
                .hint("give this one another name with `--job NAME`")
                .hint(format!("`msgops jobs show {}` tells what it sends", header.name)))
        };
        if header.profile != self.plan.profile {
            return different("profile ", &format!("`{}`", header.profile));
        }
        if header.account != self.plan.account {
            return different("page or appkey ", &format!("`{}`", header.account));
        }
        if header.command != self.plan.kind {
            return different("messages of kind ", &format!("`{}`", header.command));
        }
        if header.source != self.plan.template.source() {
            return different("other templates", "");
        }
        Ok(())
    }

    /// Adds everybody whom another job of this profile reached; gives those jobs' names.
    fn add_others(&self, list: &mut Prepared, name: &str, since: i64) -> Result<Vec<String>> {
        let mut others = Vec::new();
        for other in self.jobs.names().map_err(journal_error)?.into_iter().filter(|other| other != name) {
            let added = self.jobs.read(&other).map_err(CompareError::from).and_then(|journal| {
                if journal.header().profile == self.plan.profile {
                    compare::add_reached(list, others.len() as i64, &journal, since)?;
                    others.push(other.clone());
                }
                Ok(())
            });
            added.map_err(|error| {
                compare_error(error)
                    .hint(format!("whom job `{other}` reached cannot be told; `--not-within 0s` sends without looking"))
            })?;
        }
        Ok(others)
    }

    fn add_report(&self, list: &mut Prepared, path: &Path) -> Result<()> {
        let column = list.column.clone();
        let template = self.plan.template;
        let strings = template.strings();
        let by_pair = self.on_other() == OnOtherMessage::Send;
        let check = |cell: &str| template.recipient(cell, column.kind);
        report::each_sent::<ReadReportError>(path, &column, &check, &mut |recipient, record, columns| {
            let pair = if by_pair {
                Templates::new(&strings, columns).ok().and_then(|templates| {
                    let mut fill = templates.fill(record);
                    let rendered = template.render(&mut |text| fill.next(text)).ok()?;
                    Some(buckets::pair(&recipient.value, &buckets::message(&rendered.message)))
                })
            } else {
                None
            };
            let entry = buckets::Entry {
                person: buckets::person(&recipient.value),
                pair: pair.unwrap_or(0),
                id: 0,
                origin: buckets::Origin::Report,
            };
            Ok(list.buckets.add(entry)?)
        })
        .map_err(|error| match error {
            ReadReportError::Report(error) => {
                Error::input(format!("the report `{}` cannot be resumed from", path.display())).source(error)
            }
            ReadReportError::Io(error) => compare_error(error.into()),
        })
    }

    /// Asks, with the count and the profile named.
    fn ask(&self, list: &Prepared, compared: &compare::Plan) -> Result<()> {
        let output = &self.context.output;
        self.plan.cautions.iter().for_each(|caution| output.warn(caution));
        if self.plan.sender.batch_limit() > 1 && self.on_bad_number() == OnBadNumber::Halve {
            output.note(BAD_NUMBER_NOTE);
        }
        list.notes.iter().for_each(|note| output.note(&format!("the first message: {note}")));
        if self.args.retry_unknown && !self.args.yes {
            return Err(Error::usage("`--retry-unknown` may send a message twice, so it always needs `--yes`")
                .hint("look first: `msgops jobs rows JOB --state unknown`"));
        }
        let people = count(compared.sending.len(), "recipient", "recipients");
        let question = format!("send `{}` to {people} with profile `{}`", self.plan.kind, self.plan.profile);
        confirm(self.context, &question, self.args.yes)
    }

    fn on_bad_number(&self) -> OnBadNumber {
        self.batch.on_bad_number.unwrap_or_default()
    }

    fn batch_size(&self) -> usize {
        self.batch.batch_size.unwrap_or(BATCH).min(self.plan.sender.batch_limit())
    }

    /// Enters the rows and sends them.
    fn go(
        &self,
        name: &str,
        list: Prepared,
        journal: Option<Journal>,
        compared: compare::Plan,
        lock: &JobLock,
    ) -> Result<Exit> {
        let started = Instant::now();
        let to_send = compared.sending.len();
        let finished_before = match &journal {
            Some(journal) if to_send == 0 => journal.last_run().map_err(journal_error)?.and_then(|run| run.ended_at),
            _ => None,
        };
        let mut journal = self.enter(name, list, journal, &compared).map_err(journal_error)?;
        let ended = if to_send == 0 {
            None
        } else {
            journal.begin_run(lock.owner(), self.now()).map_err(journal_error)?;
            Some(self.send(journal)?)
        };
        self.close(name, ended, finished_before, started)
    }

    /// Writes what the comparison decided into the journal, which is made here when the job is new.
    fn enter(
        &self,
        name: &str,
        mut list: Prepared,
        journal: Option<Journal>,
        compared: &compare::Plan,
    ) -> Result<Journal, JournalError> {
        let (plan, now) = (compared, self.now());
        let skips = plan
            .fresh_reached
            .iter()
            .map(|row| (row, reason::NOT_WITHIN.to_owned()))
            .chain(plan.fresh_reported.iter().map(|row| (row, reason::REPORTED.to_owned())))
            .chain(plan.fresh_other.iter().map(|row| (row, reason::OTHER_MESSAGE.to_owned())));
        list.spool.skip(&mut { skips }, now)?;
        let Some(mut journal) = journal else {
            let header = Header {
                name: name.to_owned(),
                profile: self.plan.profile.clone(),
                platform: self.plan.sender.platform().word().to_owned(),
                account: self.plan.account.clone(),
                command: self.plan.kind.clone(),
                kind: list.column.kind.word().to_owned(),
                source: self.plan.template.source(),
                message: list.constant,
                recipient_column: list.column.name,
                by_message: list.by_message,
                created_at: now,
            };
            return list.spool.become_journal(&self.jobs, &header);
        };
        journal.reset(&mut plan.reset.iter())?;
        let skips = plan
            .gone
            .iter()
            .map(|row| (row, reason::NOT_IN_LIST.to_owned()))
            .chain(plan.reached.iter().map(|row| (row, reason::NOT_WITHIN.to_owned())))
            .chain(plan.reported.iter().map(|row| (row, reason::REPORTED.to_owned())));
        journal.skip(&mut { skips }, now)?;
        if !plan.fresh.is_empty() {
            list.spool.close()?;
            journal.take_rows(&list.spool, &mut plan.fresh.iter())?;
        }
        Ok(journal)
    }

    fn send(&self, journal: Journal) -> Result<Ended> {
        let counts = journal.counts().map_err(journal_error)?;
        let header = journal.header();
        let settings = Settings {
            kind: RecipientKind::from_word(&header.kind).unwrap_or(RecipientKind::Id),
            concurrency: self.args.concurrency.unwrap_or(CONCURRENCY),
            batch: self.batch_size().max(1),
            halve: self.on_bad_number() == OnBadNumber::Halve,
            interval: self.args.rate.or(self.plan.rate).map(crate::rate::Rate::interval),
            canary: self.args.canary.map(|canary| canary.get() as u64),
            max_failures: self.args.max_failures,
            go_on: self.args.go_on || self.args.again,
            before: counts,
            message: header.message.clone(),
        };
        let progress = self.context.output.job_progress(&format!("job {}", header.name));
        let watch = |tally: Tally| progress.update(|| figures(&counts, tally));
        let clock = || self.now();
        self.context.block_on(async {
            let feed = Feed::start(journal.path()).map_err(journal_error)?;
            let ledger = Ledger::start(journal).map_err(journal_error)?;
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

    /// Closes the run, prints the result, writes the report, and sums up.
    fn close(&self, name: &str, ended: Option<Ended>, finished_before: Option<i64>, started: Instant) -> Result<Exit> {
        let (ended, journal) = match ended {
            Some(mut ended) => {
                let journal = ended.journal.take();
                (Some(ended), journal)
            }
            None => (None, None),
        };
        let journal = match journal {
            Some(journal) => journal,
            None => self.jobs.read(name).map_err(journal_error)?,
        };
        let counts = journal.counts().map_err(journal_error)?.at_rest();
        let told = summary::Told {
            name,
            counts,
            ended: ended.as_ref(),
            finished_before,
            elapsed: started.elapsed(),
            again: "the same command again goes on",
        };
        if let Some(ended) = &ended {
            let (ending, detail) = told.ending();
            if let Err(error) = journal.end_run(self.now(), ending, detail.as_deref()) {
                // Where the disk is full the stop itself tells it; the job then looks crashed, which is true.
                if ended.stop.is_none() {
                    return Err(journal_error(error));
                }
            }
        }
        told.print(self.context, &journal)?;
        if let Some(file) = &self.report {
            report::write(&journal, file).map_err(|error| {
                Error::io("the job is recorded, but its report is not written")
                    .source(error)
                    .hint(format!("`msgops jobs rows {name} -o csv` prints the same rows"))
            })?;
        }
        if ended.as_ref().is_some_and(|ended| ended.halved) {
            self.context.output.note(BAD_NUMBER_NOTE);
        }
        told.exit()
    }

    /// `--dry-run`: the counts and the first requests.
    fn show(&self, name: &str, list: &Prepared, plan: &compare::Plan) -> Result<Exit> {
        let batch = self.batch_size().max(1);
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        for row in plan.sending.iter() {
            let (recipient, message) = list.spool.row(row).map_err(journal_error)?;
            let message = message.or_else(|| list.constant.clone()).unwrap_or_default();
            let full = groups.len() == SHOWN;
            match groups.last_mut() {
                Some((last, group)) if *last == message && group.len() < batch => group.push(recipient),
                _ if full => break,
                _ => groups.push((message, vec![recipient])),
            }
        }
        let requests = groups
            .iter()
            .map(|(message, recipients)| {
                let recipients: Vec<&str> = recipients.iter().map(String::as_str).collect();
                (self.plan.preview)(message, &recipients, list.column.kind)
            })
            .collect::<Result<Vec<_>>>()?;
        self.plan.cautions.iter().for_each(|caution| self.context.output.warn(caution));
        if self.plan.sender.batch_limit() > 1 && self.on_bad_number() == OnBadNumber::Halve {
            self.context.output.note(BAD_NUMBER_NOTE);
        }
        list.notes.iter().for_each(|note| self.context.output.note(&format!("the first message: {note}")));
        summary::print_dry_run(self.context, name, list, plan, &requests)?;
        Ok(Exit::Done)
    }
}

/// Said in the question, in a dry run and behind a run that halved.
const BAD_NUMBER_NOTE: &str = "on code 9002 (bad number) a batch is halved and its halves are sent again; the vendor nowhere says that 9002 refused the whole request (`--on-bad-number stop` stops instead)";

fn check_arguments(args: &BulkArgs) -> Result<Option<OutputFile>> {
    if let Some(name) = &args.job {
        check_name(name).map_err(Error::usage)?;
    }
    let Some(report) = &args.report else { return Ok(None) };
    Form::of(report).map_err(|error| Error::usage(error.to_string()))?;
    let inputs: Vec<&Path> = args.recipients.iter().chain(&args.resume_from).map(PathBuf::as_path).collect();
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

fn is_finished(counts: &Counts) -> bool {
    counts.pending == 0 && counts.sending == 0
}

fn guard(plan: &compare::Plan, others: &[String]) -> Result<()> {
    let worst = plan.repeats.iter().copied().zip(others).filter(|(count, _)| *count > 0).max();
    let Some((repeats, job)) = worst else { return Ok(()) };
    let people = count(repeats, "recipient", "recipients");
    Err(Error::usage(format!("job `{job}` sent this very message to {people} of this list within the last 7 days"))
        .hint(format!("`msgops jobs show {job}` tells what it did"))
        .hint("`--not-within 7d` skips whom any job reached in that time; `--not-within 0s` sends anyway"))
}

/// `1 row`, `2 rows`.
fn count(number: u64, one: &str, many: &str) -> String {
    let number_text = crate::output::grouped(&number.to_string());
    if number == 1 { format!("{number_text} {one}") } else { format!("{number_text} {many}") }
}

fn bad_rows_error(bad: &BadRows, rows: i64) -> Error {
    let rows = rows.unsigned_abs().max(bad.len());
    let mut message = format!("{} of {rows} cannot be sent, so nothing was sent", count(bad.len(), "row", "rows"));
    for line in bad.lines() {
        message.push_str("\n  ");
        message.push_str(&line);
    }
    Error::input(message).hint("mend the list, or leave these rows out with `--skip-invalid`")
}

fn conflict_error(conflicts: &Conflicts, line: impl Fn(i64, bool) -> i64) -> Error {
    let many = count(conflicts.count, "recipient stands", "recipients stand");
    let mut message = format!("{many} in the list again with another message, so nothing was sent");
    for conflict in &conflicts.named {
        let (first, second) = (line(conflict.first, conflict.reached), line(conflict.second, false));
        let reached = if conflict.reached { " (already sent by this job)" } else { "" };
        message.push_str(&format!("\n  line {second}: the recipient of line {first}{reached}"));
    }
    Error::input(message).hint("`--duplicates first` sends only the first message, `--duplicates send` all of them")
}

/// The bytes of the list.
pub(super) fn open_list(args: &BulkArgs) -> Result<Box<dyn Read + std::marker::Send>> {
    let path = args.recipients.as_deref().unwrap_or(Path::new("-"));
    if args.takes_stdin() {
        return Ok(Box::new(io::stdin()));
    }
    let opened = File::open(path).and_then(|file| match file.metadata()?.is_dir() {
        true => Err(io::Error::from(io::ErrorKind::IsADirectory)),
        false => Ok(file),
    });
    let file = opened
        .map_err(|error| Error::input(format!("the list `{}` could not be read", path.display())).source(error))?;
    Ok(Box::new(file))
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

fn compare_error(error: CompareError) -> Error {
    match error {
        CompareError::Journal(error) => journal_error(error),
        CompareError::Io(error) => no_scratch(error),
    }
}

fn no_scratch(error: io::Error) -> Error {
    Error::internal("temporary files could not be written").source(error)
}

/// What a failing journal means for the command.
pub(crate) fn journal_error(error: JournalError) -> Error {
    match &error {
        JournalError::Newer { .. } => {
            Error::config("this job cannot be used").source(error).hint("run it with the newer msgops")
        }
        JournalError::Foreign { .. } => Error::config("this job cannot be used").source(error),
        JournalError::Running { owner } => Error::new(
            Kind::Locked,
            format!("this job is running: process {} on `{}` since {}", owner.pid, owner.host, owner.since),
        ),
        _ => Error::internal("the journal of the job failed").source(error),
    }
}

pub(crate) fn lock_error(name: &str, error: LockError) -> Error {
    match error {
        LockError::Held(Some(owner)) => Error::new(
            Kind::Locked,
            format!("job `{name}` is running: process {} on `{}` since {}", owner.pid, owner.host, owner.since),
        )
        .hint(format!("`msgops jobs show {name}` tells how far it is")),
        LockError::Held(None) => Error::new(Kind::Locked, format!("job `{name}` is running in another process")),
        LockError::Io { .. } => Error::internal("the job could not be locked").source(error),
    }
}

impl From<JournalError> for Error {
    fn from(error: JournalError) -> Self {
        journal_error(error)
    }
}

#[derive(Debug)]
enum ReadReportError {
    Report(ReportError),
    Io(io::Error),
}

impl From<ReportError> for ReadReportError {
    fn from(error: ReportError) -> Self {
        Self::Report(error)
    }
}

impl From<io::Error> for ReadReportError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
