//! `msgops jobs track`: what became of each row, from captured callbacks and the vendor's records.

use std::cell::Cell;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::captures::{self, Captures};
use super::delivery::{COLUMNS, print_result};
use crate::bulk::journal::{Counts, Header, Jobs, Journal, Product, State};
use crate::commands::listing::CONNECTIONS;
use crate::commands::send::bulk::lock_error;
use crate::commands::session::Session;
use crate::commands::sobot_link::SobotLink;
use crate::context::Context;
use crate::delivery::{self, Changed, Reading, Subject, TrackError, Tracker, Vendor};
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::interrupt::Listener;
use crate::output::Figures;
use crate::sobot::Client;
use crate::sobot::pages::{Ask, LARGEST_PAGE, List};
use crate::sobot::record::{RecordQuery, Status};
use crate::sobot::records::MergedRecords;
use crate::webhook::stats::figure::span;

/// The vendor's time of a message may differ so much from ours.
const TOLERANCE: i64 = 2 * 60 * 1000;
/// How long `--watch` watches when nothing is said.
const WATCH: Duration = Duration::from_secs(60 * 60);
/// Between two looks at captures.
const LOOK: Duration = Duration::from_secs(1);
/// Between two questions for records: the first, and the longest.
const ASK: Duration = Duration::from_secs(15);
const SLOWEST_ASK: Duration = Duration::from_secs(5 * 60);

#[derive(Args, Debug)]
pub(super) struct TrackArgs {
    /// The job
    job: String,
    /// Captured callbacks: files, or directories of them; again for more [default: what `listen` wrote for the profile]
    #[arg(long, value_name = "PATH")]
    captures: Vec<PathBuf>,
    /// Do not ask the vendor for its records (Messenger)
    #[arg(long)]
    no_records: bool,
    /// Go on until every accepted row is delivered, read or failed
    #[arg(long)]
    watch: bool,
    /// How long to go on; then exit 8 [default: 1h]
    #[arg(long, value_name = "DURATION", value_parser = crate::time::duration, requires = "watch")]
    watch_timeout: Option<Duration>,
}

/// Joins the job with what was heard, and prints what is known now.
pub(super) fn run(context: &Context, args: &TrackArgs) -> Result<Exit> {
    context.output.before_read(COLUMNS)?;
    let jobs = super::jobs(context)?;
    super::check_exists(&jobs, &args.job)?;
    let session = Session::open(context)?;
    let sources = Captures::of(context, &session, &args.captures, args.watch)?;
    if context.options.dry_run.is_some() {
        return dry_run(context, &session, &jobs, args, &sources);
    }
    let since = crate::time::rfc3339(context.clock.now());
    let lock = jobs.lock(&args.job, since).map_err(|error| lock_error(&args.job, error))?;
    let mut journal = jobs.open(&args.job)?;
    journal.recover()?;
    context.output.before_work(COLUMNS)?;
    let track = Track { context, session: &session, jobs: &jobs, args, name: &args.job, malformed: Cell::new(0) };
    let in_time = if args.watch {
        track.watch(&mut journal, &sources)?
    } else {
        track.alone(&mut journal, &sources).map(|()| true)?
    };
    let counts = journal.counts()?;
    print_result(context, &args.job, &journal, &counts)?;
    drop(lock);
    let exit = job_exit(&args.job, &counts);
    if !in_time {
        let limit = u64::try_from(args.watch_timeout.unwrap_or(WATCH).as_millis()).unwrap_or(u64::MAX);
        let ladder = journal.ladder()?;
        // What else is to be said of the job does not go unsaid.
        if let Err(error) = exit {
            context.output.warn(&error.message());
        }
        return Err(Error::new(
            Kind::Timeout,
            format!(
                "after {} {} of {} accepted rows are unheard, and {} are sent and no more was heard of them",
                span(limit),
                ladder.unheard,
                counts.accepted,
                ladder.sent
            ),
        )
        .hint("what is unheard may have arrived all the same; `--watch-timeout` waits longer"));
    }
    exit
}

/// The exit code of the job as it is: 7 with unknown rows, 6 with refused ones.
fn job_exit(name: &str, counts: &Counts) -> Result<Exit> {
    let told = |kind, count: u64, what: &str, state: State| {
        let state = state.word();
        Err(Error::new(kind, format!("job `{name}`: {count} of {} rows {what}", counts.total))
            .hint(format!("`msgops jobs rows {name} --state {state}` lists them")))
    };
    match (counts.unknown, counts.refused, counts.pending) {
        (0, 0, 0) => Ok(Exit::Done),
        (0, 0, pending) => told(Kind::Unreachable, pending, "not sent yet", State::Pending),
        (0, refused, _) => told(Kind::Partial, refused, "refused", State::Refused),
        (unknown, ..) => told(Kind::UnknownOutcome, unknown, "may have been accepted", State::Unknown),
    }
}

/// Says what would be read, and asks and writes nothing.
fn dry_run(
    context: &Context,
    session: &Session<'_>,
    jobs: &Jobs,
    args: &TrackArgs,
    captures: &Captures,
) -> Result<Exit> {
    let journal = jobs.read(&args.job)?;
    for source in captures.sources(context)? {
        context.output.note(&format!("would read `{}`", source.name()));
    }
    if let Some(queries) = queries(&journal, args)? {
        let link = SobotLink::open(session, CONNECTIONS)?;
        for query in &queries {
            let call = query.call(Ask { number: 1, size: LARGEST_PAGE });
            crate::commands::dry_run(context, &Client::request(link.base_url(), &call, ""))?;
        }
    }
    Ok(Exit::Done)
}

fn vendor(header: &Header) -> Vendor {
    match header.command.product {
        Product::Messenger => Vendor::Messenger,
        Product::Super => Vendor::Super,
        Product::Whatsapp => Vendor::Whatsapp,
    }
}

/// The four status queries over the job's period and page.
fn queries(journal: &Journal, args: &TrackArgs) -> Result<Option<Vec<RecordQuery>>> {
    let header = journal.header();
    let Some((since, until)) =
        journal.sent_period()?.filter(|_| vendor(header) == Vendor::Messenger && !args.no_records)
    else {
        return Ok(None);
    };
    let query = |status| RecordQuery {
        since: Some(since - TOLERANCE),
        until: Some(until + TOLERANCE),
        status: Some(status),
        page: Some(header.account.clone()),
        ..RecordQuery::default()
    };
    Ok(Some(Status::ALL.map(query).to_vec()))
}

struct Track<'a> {
    context: &'a Context,
    session: &'a Session<'a>,
    jobs: &'a Jobs,
    args: &'a TrackArgs,
    name: &'a str,
    /// How many malformed facts were told of.
    malformed: Cell<u64>,
}

impl Track<'_> {
    /// One join, and no more.
    fn alone(&self, journal: &mut Journal, captures: &Captures) -> Result<()> {
        // Until records are asked for a signal ends the process as it stands: nothing is changed, and a pipe that is
        // read may be silent for ever.
        let mut signals = None;
        self.once(journal, captures, true, &mut signals)?;
        match signals.and_then(|signals| signals.caught()) {
            Some(signal) => Err(Error::signalled(signal, HEARD)),
            None => Ok(()),
        }
    }

    /// One join of everything that can be heard now. Who asks for records listens for signals ever after.
    fn once(
        &self,
        journal: &mut Journal,
        captures: &Captures,
        ask: bool,
        signals: &mut Option<Listener>,
    ) -> Result<Changed> {
        let header = journal.header().clone();
        let vendor = vendor(&header);
        let page = if vendor == Vendor::Messenger { header.account.clone() } else { String::new() };
        let mut tracker = Tracker::new(Subject { vendor, page }, self.jobs.dir());
        let unknown = delivery::claim_rows(journal, &reading(&header, true), &mut tracker).map_err(failed)?;
        for source in captures.sources(self.context)? {
            captures::hear(self.context, &source, &mut tracker, signals.as_ref())?;
            go_on(signals.as_ref())?;
        }
        if let Some(queries) = queries(journal, self.args)?.filter(|_| ask) {
            if signals.is_none() {
                *signals = Some(Listener::start()?);
            }
            self.read_records(&queries, &mut tracker)?;
        }
        if unknown > 0 || tracker.is_by_person() {
            self.claim_of_others(journal, vendor, &mut tracker)?;
        }
        go_on(signals.as_ref())?;
        let malformed = tracker.malformed();
        if malformed > 0 && self.malformed.replace(malformed) != malformed {
            self.context.output.warn(&format!(
                "{malformed} callbacks or records were passed over: an id, a person or a code in them is longer than any vendor's"
            ));
        }
        let now = self.context.clock.now().as_millisecond();
        delivery::write(journal, vendor, tracker, now).map_err(failed)
    }

    /// What other jobs of the profile claim: a message of theirs is none of ours. One that cannot be read may claim
    /// anything, so then no unknown row is resolved.
    fn claim_of_others(&self, journal: &Journal, vendor: Vendor, tracker: &mut Tracker) -> Result<()> {
        let period = journal.sent_period()?;
        for name in self.jobs.names()?.into_iter().filter(|name| name != self.name) {
            match self.claim_of_other(&name, journal, period, vendor, tracker) {
                Ok(()) => {}
                Err(TrackError::Journal(error)) => {
                    tracker.lacks_claims();
                    self.context.output.warn(&format!(
                        "job `{name}` cannot be read, so unknown rows stay unknown: {}",
                        Error::from(error).message()
                    ));
                }
                Err(error) => return Err(failed(error)),
            }
        }
        Ok(())
    }

    fn claim_of_other(
        &self,
        name: &str,
        journal: &Journal,
        period: Option<(i64, i64)>,
        vendor: Vendor,
        tracker: &mut Tracker,
    ) -> std::result::Result<(), TrackError> {
        let other = self.jobs.read(name)?;
        if !self.jobs.is_running(name) {
            other.check_log()?;
        }
        let header = other.header();
        let overlaps = match (period, other.claimed_period()?) {
            (Some((from, to)), Some((first, last))) => {
                first - TOLERANCE <= to + TOLERANCE && from - TOLERANCE <= last + TOLERANCE
            }
            _ => false,
        };
        if overlaps && self::vendor(header) == vendor && header.account == journal.header().account {
            delivery::claim_rows(&other, &reading(header, false), tracker)?;
        }
        Ok(())
    }

    fn read_records(&self, queries: &[RecordQuery], tracker: &mut Tracker) -> Result<()> {
        let link = SobotLink::open(self.session, CONNECTIONS * queries.len())?;
        let tokens = link.tokens()?;
        let client = link.client(&*tokens);
        link.asking(&*tokens, async {
            let progress = self.context.output.progress("records");
            let mut lists = MergedRecords::of(&client, queries, LARGEST_PAGE, u64::MAX);
            let mut done = 0;
            while let Some(step) = lists.next().await? {
                for record in &step.rows {
                    done += 1;
                    if let Some(fact) = delivery::of_record(record) {
                        tracker.record(&fact).map_err(|error| failed(error.into()))?;
                    }
                }
                progress.update(|| Figures { done, total: step.total, outcomes: None });
            }
            Ok(())
        })
    }

    /// Joins again whenever there is something new; false when the time ran out before every row was heard of.
    fn watch(&self, journal: &mut Journal, captures: &Captures) -> Result<bool> {
        let mut signals = Some(Listener::start()?);
        let started = std::time::Instant::now();
        let limit = self.args.watch_timeout.unwrap_or(WATCH);
        let mut seen = Vec::new();
        let (mut ask_at, mut wait) = (started, ASK);
        let progress = self.context.output.progress("deliveries");
        loop {
            let state = captures.state();
            let asks = queries(journal, self.args)?.is_some() && std::time::Instant::now() >= ask_at;
            let mut took = Duration::ZERO;
            if state != seen || asks {
                let begun = std::time::Instant::now();
                let changed = self.once(journal, captures, asks, &mut signals)?;
                took = begun.elapsed();
                seen = state;
                if asks {
                    wait = if changed.rows > 0 { ASK } else { (wait * 2).min(SLOWEST_ASK) };
                    ask_at = std::time::Instant::now() + wait.max(took * 10);
                }
            }
            let ladder = journal.ladder()?;
            let done = ladder.delivered + ladder.read + ladder.failed;
            let total = done + ladder.sent + ladder.unheard;
            progress.update(|| Figures { done, total: Some(total), outcomes: None });
            if done == total {
                return Ok(true);
            }
            let left = limit.saturating_sub(started.elapsed());
            if left.is_zero() {
                return Ok(false);
            }
            // A join that takes long is made seldom.
            let wait = LOOK.max(took * 10).min(left);
            if let Some(signal) = signals.as_ref().and_then(|signals| signals.pause(wait)) {
                return Err(Error::signalled(signal, HEARD));
            }
        }
    }
}

/// What is so when a signal ends it behind a join.
const HEARD: &str = "what was heard is in the journal";

/// Ends before anything is written when a signal came.
fn go_on(signals: Option<&Listener>) -> Result<()> {
    match signals.and_then(Listener::caught) {
        Some(signal) => {
            Err(Error::signalled(signal, "what was heard this time is not in the journal yet; run it again"))
        }
        None => Ok(()),
    }
}

fn reading(header: &Header, own: bool) -> Reading<'_> {
    Reading { vendor: vendor(header), kind: header.kind, message: header.message.as_deref(), own }
}

fn failed(error: TrackError) -> Error {
    match error {
        TrackError::Journal(error) => error.into(),
        TrackError::Temporary(error) => Error::io("temporary files could not be written").source(error),
    }
}
