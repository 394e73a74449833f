use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use tempfile::TempDir;

use super::*;
use crate::bulk::journal::State;
use crate::bulk::journal::testing::job;
use crate::bulk::journal::{Counts, Jobs, Owner};
use crate::codes::Book;
use crate::vendor::{Judged, NotSent, Platform, Unknown, Verdict};

mod breakers;
mod model;
mod outage;

/// What the far side does with one request.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Deed {
    Accept,
    Refuse(&'static str),
    /// The vendor took it and the answer was lost.
    AcceptAndLose,
    /// The vendor never saw it, and nobody can tell.
    Lose,
    /// The same, told only when the time limit has passed.
    Hang,
    /// An answer that says nothing.
    Gateway,
    RateLimit(Option<u64>),
    RecipientLimit,
    Unreachable,
    TokenExpired,
}

type Script<'a> = dyn Fn(u64, &[&str]) -> Deed + 'a;

/// A vendor that does what a script says, and remembers what it accepted.
struct Fake<'a> {
    platform: Platform,
    script: Box<Script<'a>>,
    delay: Duration,
    requests: Cell<u64>,
    in_flight: Cell<usize>,
    most_in_flight: Cell<usize>,
    accepted: RefCell<BTreeMap<(String, String), u32>>,
    batches: RefCell<Vec<Vec<String>>>,
    times: RefCell<Vec<Instant>>,
    renewals: Cell<u32>,
    renew: Box<dyn Fn(u32) -> Result<(), SendError> + 'a>,
    /// Whether a token has to be had first.
    needs_token: Cell<bool>,
    renewals_ended: Cell<u32>,
    /// Stretches of time in which the vendor has asked for silence.
    quiet: RefCell<Vec<(Instant, Instant)>>,
    most_rows: Cell<usize>,
    rows_in_flight: Cell<usize>,
    /// The ids that messages came with.
    ids: RefCell<Vec<String>>,
    /// How long a commit takes.
    disk: Duration,
}

impl<'a> Fake<'a> {
    fn new(script: impl Fn(u64, &[&str]) -> Deed + 'a) -> Self {
        Self {
            platform: Platform::Sobot,
            script: Box::new(script),
            delay: Duration::from_millis(20),
            requests: Cell::new(0),
            in_flight: Cell::new(0),
            most_in_flight: Cell::new(0),
            accepted: RefCell::default(),
            batches: RefCell::default(),
            times: RefCell::default(),
            renewals: Cell::new(0),
            renew: Box::new(|_| Ok(())),
            needs_token: Cell::new(false),
            renewals_ended: Cell::new(0),
            quiet: RefCell::default(),
            most_rows: Cell::new(0),
            rows_in_flight: Cell::new(0),
            ids: RefCell::default(),
            disk: Duration::ZERO,
        }
    }

    fn nxcloud(mut self) -> Self {
        self.platform = Platform::Nxcloud;
        self
    }

    fn accepted_once(&self) -> BTreeSet<String> {
        let accepted = self.accepted.borrow();
        assert!(accepted.values().all(|count| *count == 1), "{accepted:?}");
        accepted.keys().map(|(recipient, _)| recipient.clone()).collect()
    }

    fn accept(&self, message: &str, recipients: &[&str]) {
        for recipient in recipients {
            *self.accepted.borrow_mut().entry(((*recipient).to_owned(), message.to_owned())).or_default() += 1;
        }
    }
}

fn sent(verdict: Verdict, code: Option<&str>, book: Option<Book>, status: Option<u16>) -> Sent {
    Sent {
        judged: Judged {
            book,
            verdict,
            code: code.map(str::to_owned),
            message: "said".into(),
            http_status: status,
            retry_after: None,
        },
        message_id: None,
        request_id: None,
        trace_id: None,
        channels: Vec::new(),
    }
}

impl Sender for Fake<'_> {
    fn batch_limit(&self) -> usize {
        2000
    }

    fn send<'s>(&'s self, request: Outgoing<'s>) -> Local<'s, Result<Sent, SendError>> {
        let Outgoing { message, recipients, id, .. } = request;
        self.ids.borrow_mut().extend(id.map(str::to_owned));
        Box::pin(async move {
            let number = self.requests.replace(self.requests.get() + 1);
            self.in_flight.set(self.in_flight.get() + 1);
            self.most_in_flight.set(self.most_in_flight.get().max(self.in_flight.get()));
            self.rows_in_flight.set(self.rows_in_flight.get() + recipients.len());
            self.most_rows.set(self.most_rows.get().max(self.rows_in_flight.get()));
            self.times.borrow_mut().push(Instant::now());
            self.batches.borrow_mut().push(recipients.iter().map(|recipient| (*recipient).to_owned()).collect());
            let deed = (self.script)(number, recipients);
            if matches!(deed, Deed::Accept | Deed::AcceptAndLose) {
                self.accept(message, recipients);
            }
            tokio::time::sleep(if deed == Deed::Hang { Duration::from_secs(30) } else { self.delay }).await;
            self.in_flight.set(self.in_flight.get() - 1);
            self.rows_in_flight.set(self.rows_in_flight.get() - recipients.len());
            let ok = Some(200);
            let book = Some(if self.platform == Platform::Nxcloud { Book::Nxcloud } else { Book::Sobot });
            if let Deed::RateLimit(Some(wait)) = deed {
                let now = Instant::now();
                self.quiet.borrow_mut().push((now, now + Duration::from_secs(wait)));
            }
            let mut sent = match deed {
                Deed::Accept => sent(Verdict::Accepted, Some("000000"), book, ok),
                Deed::Refuse(code) => sent(Verdict::Refused, Some(code), book, ok),
                Deed::AcceptAndLose | Deed::Lose | Deed::Hang => {
                    sent(Verdict::Unknown(Unknown::ConnectionLost), None, None, None)
                }
                Deed::Gateway => sent(Verdict::Unknown(Unknown::HttpStatus), Some("http_502"), None, Some(502)),
                Deed::RateLimit(wait) => {
                    let mut sent = sent(Verdict::NotSent(NotSent::RateLimited), Some("4"), book, ok);
                    sent.judged.retry_after = wait.map(Duration::from_secs);
                    sent
                }
                Deed::RecipientLimit => sent(Verdict::NotSent(NotSent::RecipientLimited), Some("2018352"), None, ok),
                Deed::Unreachable => sent(Verdict::NotSent(NotSent::Unreachable), None, None, None),
                Deed::TokenExpired => sent(Verdict::NotSent(NotSent::TokenExpired), Some("900002"), None, ok),
            };
            sent.message_id = Some(number.to_string());
            Ok(sent)
        })
    }

    fn ready(&self) -> Option<Local<'_, Result<(), SendError>>> {
        let renewing = || async move {
            let renewed = self.renew().await;
            self.needs_token.set(renewed.is_err());
            renewed
        };
        self.needs_token.get().then(|| Box::pin(renewing()) as Local<'_, _>)
    }

    fn renew(&self) -> Local<'_, Result<(), SendError>> {
        Box::pin(async move {
            self.renewals.set(self.renewals.get() + 1);
            let start = Instant::now();
            tokio::time::sleep(Duration::from_millis(50)).await;
            self.quiet.borrow_mut().push((start, Instant::now()));
            self.renewals_ended.set(self.renewals_ended.get() + 1);
            (self.renew)(self.renewals.get())
        })
    }
}

fn settings() -> Settings {
    Settings {
        kind: RecipientKind::Id,
        concurrency: 16,
        batch: 1,
        halve: true,
        interval: None,
        canary: None,
        max_failures: None,
        go_on: false,
        before: Counts::default(),
        message: Some("hi".into()),
        message_ids: None,
    }
}

fn engine<'a>(jobs: &Jobs, fake: &'a Fake<'a>, settings: Settings, interrupt: Local<'a, Signal>) -> Engine<'a> {
    engine_at(jobs, fake, settings, interrupt, &|| 0)
}

fn engine_at<'a>(
    jobs: &Jobs,
    fake: &'a Fake<'a>,
    settings: Settings,
    interrupt: Local<'a, Signal>,
    clock: &'a dyn Fn() -> i64,
) -> Engine<'a> {
    let mut journal = jobs.open("j").unwrap();
    journal.recover().unwrap();
    journal.begin_run(&Owner::current(String::new()), 0).unwrap();
    let settings = Settings { before: journal.counts().unwrap(), ..settings };
    let ports = Ports { sender: fake, clock, progress: &|_| {}, interrupt };
    let ledger = Ledger::here(journal, fake.disk).unwrap();
    Engine::new(ports, settings, ledger, Feed::here(&jobs.path("j")).unwrap())
}

fn never<'a>() -> Local<'a, Signal> {
    Box::pin(std::future::pending())
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap().block_on(future)
}

/// Runs a job of `rows` rows with the same message to its end.
fn run(rows: usize, fake: &Fake<'_>, settings: Settings) -> (Ended, Counts, TempDir) {
    let dir = TempDir::new().unwrap();
    let jobs = job(dir.path(), &vec![None; rows]);
    let ended = again(&jobs, fake, settings);
    let counts = ended.journal.as_ref().unwrap().counts().unwrap();
    (ended, counts, dir)
}

fn again(jobs: &Jobs, fake: &Fake<'_>, settings: Settings) -> Ended {
    block_on(async { engine(jobs, fake, settings, never()).run().await })
}

#[test]
fn a_message_s_id_is_that_of_its_request_and_another_try_has_another() {
    let fake = Fake::new(|number, _| if number == 2 { Deed::RateLimit(None) } else { Deed::Accept });
    let ids = MessageIds::new();
    let settings = Settings { message_ids: Some(ids.clone()), concurrency: 1, ..settings() };
    let (ended, counts, _dir) = run(5, &fake, settings);
    assert_eq!((ended.stop.is_none(), counts.accepted), (true, 5));
    let given: BTreeSet<String> = fake.ids.borrow().iter().cloned().collect();
    assert_eq!(given.len(), 6, "{given:?}");
    assert!((1..=6).all(|request| given.contains(&ids.of(request))), "{given:?}");
    assert_ne!(MessageIds::new().of(1), ids.of(1));
}

#[test]
fn everything_accepted_once_within_the_concurrency() {
    let fake = Fake::new(|_, _| Deed::Accept);
    let (ended, counts, _dir) = run(1000, &fake, settings());
    assert!(ended.stop.is_none(), "{:?}", ended.stop);
    assert_eq!((counts.total, counts.accepted, counts.pending), (1000, 1000, 0));
    assert_eq!(ended.tally.sent(), 1000);
    assert_eq!(fake.accepted_once().len(), 1000);
    assert_eq!(fake.most_in_flight.get(), 16);
}

#[test]
fn a_lost_answer_is_unknown_and_never_sent_again() {
    let fake = Fake::new(|number, _| if number % 7 == 3 { Deed::AcceptAndLose } else { Deed::Accept });
    let (ended, counts, _dir) = run(100, &fake, settings());
    assert!(ended.stop.is_none());
    assert_eq!((counts.accepted, counts.unknown), (86, 14));
    assert_eq!(fake.requests.get(), 100);
    assert_eq!(fake.accepted_once().len(), 100);
}

#[test]
fn only_what_was_certainly_not_accepted_is_tried_again() {
    for deed in [Deed::RateLimit(None), Deed::RateLimit(Some(1)), Deed::Unreachable] {
        let fake = Fake::new(move |number, _| if number % 5 == 1 { deed } else { Deed::Accept });
        let (ended, counts, _dir) = run(200, &fake, settings());
        assert!(ended.stop.is_none(), "{deed:?} {:?}", ended.stop);
        assert_eq!((counts.accepted, counts.pending), (200, 0), "{deed:?}");
        assert_eq!(fake.accepted_once().len(), 200, "{deed:?}");
    }
}

#[test]
fn a_rate_is_kept_without_bursts() {
    let fake = Fake::new(|_, _| Deed::Accept);
    run(100, &fake, Settings { interval: Some(Duration::from_millis(20)), ..settings() });
    let times = fake.times.borrow();
    let gaps: Vec<u128> = times.windows(2).map(|pair| (pair[1] - pair[0]).as_millis()).collect();
    assert!(gaps.iter().all(|gap| (19..=22).contains(gap)), "{gaps:?}");
}

#[test]
fn a_clock_that_jumps_moves_no_row() {
    const YEAR: i64 = 365 * 24 * 3600 * 1000;
    let looks = Cell::new(0_i64);
    let clock = || {
        looks.set(looks.get() + 1);
        // Forth by years, back before the epoch, and still.
        [20 * YEAR, 90 * YEAR, -YEAR, 0][usize::try_from(looks.get() % 4).unwrap()]
    };
    let fake = Fake::new(|number, _| if number % 9 == 4 { Deed::RateLimit(None) } else { Deed::Accept });
    let dir = TempDir::new().unwrap();
    let jobs = job(dir.path(), &[None; 200]);
    let paced = || Settings { interval: Some(Duration::from_millis(5)), ..settings() };
    let ended = block_on(async { engine_at(&jobs, &fake, paced(), never(), &clock).run().await });
    assert!(ended.stop.is_none(), "{:?}", ended.stop);
    let counts = ended.journal.as_ref().unwrap().counts().unwrap();
    assert_eq!((counts.accepted, counts.pending, counts.unknown), (200, 0, 0));
    drop(ended);
    let requests = fake.requests.get();
    let ended = block_on(async { engine_at(&jobs, &fake, paced(), never(), &clock).run().await });
    assert_eq!((ended.tally.sent(), fake.requests.get()), (0, requests), "it comes back as finished");
    assert_eq!(fake.accepted_once().len(), 200);
}

#[test]
fn one_person_too_often_stays_pending_and_the_rest_goes_on() {
    let fake = Fake::new(|_, recipients| if recipients == ["5"] { Deed::RecipientLimit } else { Deed::Accept });
    let (ended, counts, _dir) = run(20, &fake, settings());
    assert!(ended.stop.is_none());
    assert_eq!((counts.accepted, counts.pending, counts.refused), (19, 1, 0));
}

#[test]
fn one_renewal_is_shared_and_no_row_is_lost_or_doubled() {
    let alive = Rc::new(Cell::new(false));
    let (sees, renews) = (Rc::clone(&alive), Rc::clone(&alive));
    let mut fake =
        Fake::new(move |number, _| if number < 40 || sees.get() { Deed::Accept } else { Deed::TokenExpired });
    fake.renew = Box::new(move |_| {
        renews.set(true);
        Ok(())
    });
    let (ended, counts, _dir) = run(100, &fake, settings());
    assert!(ended.stop.is_none());
    assert_eq!((counts.accepted, fake.renewals.get()), (100, 1));
    assert_eq!(fake.accepted_once().len(), 100);
}

#[test]
fn a_token_from_outside_stops_the_job_with_its_rows_pending() {
    let mut fake = Fake::new(|number, _| if number < 3 { Deed::Accept } else { Deed::TokenExpired });
    fake.renew = Box::new(|_| Err(SendError::Impossible("the token came from outside".into())));
    let (ended, counts, _dir) = run(50, &fake, settings());
    assert!(matches!(ended.stop, Some(Stop::Sender(_))), "{:?}", ended.stop);
    assert_eq!((counts.accepted, counts.pending, counts.refused, counts.unknown), (3, 47, 0, 0));
}

#[test]
fn fresh_tokens_that_die_at_once_stop_the_job() {
    let fake = Fake::new(|_, _| Deed::TokenExpired);
    let (ended, counts, _dir) = run(50, &fake, settings());
    assert!(matches!(ended.stop, Some(Stop::TokensDie)), "{:?}", ended.stop);
    assert_eq!((counts.pending, fake.renewals.get()), (50, 3));
}

#[test]
fn a_signal_waits_for_what_is_in_flight() {
    let dir = TempDir::new().unwrap();
    let jobs = job(dir.path(), &vec![None; 1000]);
    let fake = Fake::new(|_, _| Deed::Accept);
    let ended = block_on(async {
        let interrupt = Box::pin(async {
            tokio::time::sleep(Duration::from_millis(90)).await;
            Signal::Interrupt
        });
        engine(&jobs, &fake, settings(), interrupt).run().await
    });
    assert!(matches!(ended.stop, Some(Stop::Signal(Signal::Interrupt))));
    let counts = ended.journal.unwrap().counts().unwrap();
    assert_eq!(counts.sending, 0);
    assert_eq!(counts.accepted as usize, fake.accepted_once().len());
    assert!(counts.accepted > 0 && counts.pending > 0, "{counts:?}");
    let ended = again(&jobs, &fake, settings());
    assert_eq!(ended.journal.unwrap().counts().unwrap().accepted, 1000);
    assert_eq!(fake.accepted_once().len(), 1000);
}

#[test]
fn batches_hold_equal_messages_and_are_full() {
    let dir = TempDir::new().unwrap();
    let messages: Vec<Option<&str>> = (0..1000).map(|row| Some(["a", "b", "c"][row % 3])).collect();
    let jobs = job(dir.path(), &messages);
    let fake = Fake::new(|_, _| Deed::Accept).nxcloud();
    let ended = again(&jobs, &fake, Settings { batch: 100, message: None, ..settings() });
    assert_eq!(ended.journal.unwrap().counts().unwrap().accepted, 1000);
    assert_eq!(fake.accepted_once().len(), 1000);
    assert_eq!(fake.requests.get(), 12);
    let accepted = fake.accepted.borrow();
    assert!(accepted.keys().all(|(recipient, message)| {
        let row: usize = recipient.parse().unwrap();
        *message == ["a", "b", "c"][(row - 1) % 3]
    }));
}

#[test]
fn a_bad_number_is_halved_out_of_its_batch() {
    let bad = ["17", "600"];
    let script = move |_: u64, recipients: &[&str]| {
        if recipients.iter().any(|recipient| bad.contains(recipient)) { Deed::Refuse("9002") } else { Deed::Accept }
    };
    let fake = Fake::new(script).nxcloud();
    let (ended, counts, _dir) = run(1000, &fake, Settings { batch: 500, ..settings() });
    assert!(ended.stop.is_none() && ended.halved);
    assert_eq!((counts.accepted, counts.refused), (998, 2));
    assert!(fake.requests.get() < 45, "{}", fake.requests.get());
    assert_eq!(fake.accepted_once().len(), 998);
    let fake = Fake::new(script).nxcloud();
    let (ended, counts, _dir) = run(1000, &fake, Settings { batch: 500, halve: false, concurrency: 1, ..settings() });
    assert!(matches!(ended.stop, Some(Stop::BadNumber)));
    assert_eq!((counts.refused, counts.pending), (500, 500));
}

#[test]
fn all_channels_closed_dooms_the_job() {
    let closed = sent(Verdict::Refused, Some("0"), Some(Book::Nxcloud), Some(200));
    let channel =
        |code: &str| crate::vendor::ChannelAnswer { channel: "sms".into(), code: code.into(), message: String::new() };
    let closed = Sent { channels: vec![channel("14001"), channel("14002")], ..closed };
    assert_eq!(closed.doom(), Some(("14001", Book::Nxcloud)));
    let open = sent(Verdict::Accepted, Some("0"), Some(Book::Nxcloud), Some(200));
    assert_eq!(Sent { channels: vec![channel("14001"), channel("0")], ..open }.doom(), None);
}

#[test]
fn rows_of_a_running_job_that_cannot_write_do_not_leave() {
    let dir = TempDir::new().unwrap();
    let jobs = job(dir.path(), &vec![None; 200]);
    // From the tenth request on the table of intents is gone: what a full disk does, at an exact place.
    let path = jobs.path("j");
    let fake = Fake::new(move |number, _| {
        if number == 10 {
            let other = rusqlite::Connection::open(&path).unwrap();
            other.execute_batch("DROP TABLE sending").unwrap();
        }
        Deed::Accept
    });
    let ended = again(&jobs, &fake, Settings { concurrency: 4, ..settings() });
    assert!(matches!(ended.stop, Some(Stop::Journal(_))), "{:?}", ended.stop);
    assert!(ended.unrecorded > 0 && ended.unrecorded <= 4, "{}", ended.unrecorded);
    assert!(fake.requests.get() <= 14, "{}", fake.requests.get());
}
