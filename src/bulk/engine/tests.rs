use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::bulk::journal::testing::job;
use crate::bulk::journal::{Counts, Jobs};
use crate::codes::Book;
use crate::vendor::{Judged, NotSent, Platform, Unknown, Verdict};

/// What the far side does with one request.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Deed {
    Accept,
    Refuse(&'static str),
    /// The vendor took it and the answer was lost.
    AcceptAndLose,
    /// The vendor never saw it, and nobody can tell.
    Lose,
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
    renew: Box<dyn Fn(u32) -> Result<(), Error> + 'a>,
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
            book: None,
            verdict,
            code: code.map(str::to_owned),
            message: "said".into(),
            http_status: status,
            retry_after: None,
        },
        book,
        message_id: None,
        request_id: None,
        trace_id: None,
        channels: Vec::new(),
    }
}

impl Sender for Fake<'_> {
    fn platform(&self) -> Platform {
        self.platform
    }

    fn batch_limit(&self) -> usize {
        2000
    }

    fn send<'s>(
        &'s self,
        message: &'s str,
        recipients: &'s [&'s str],
        _kind: RecipientKind,
    ) -> Local<'s, Result<Sent, Error>> {
        Box::pin(async move {
            let number = self.requests.replace(self.requests.get() + 1);
            self.in_flight.set(self.in_flight.get() + 1);
            self.most_in_flight.set(self.most_in_flight.get().max(self.in_flight.get()));
            self.times.borrow_mut().push(Instant::now());
            self.batches.borrow_mut().push(recipients.iter().map(|recipient| (*recipient).to_owned()).collect());
            let deed = (self.script)(number, recipients);
            if matches!(deed, Deed::Accept | Deed::AcceptAndLose) {
                self.accept(message, recipients);
            }
            tokio::time::sleep(self.delay).await;
            self.in_flight.set(self.in_flight.get() - 1);
            let ok = Some(200);
            Ok(match deed {
                Deed::Accept => sent(Verdict::Accepted, Some("000000"), Some(Book::Sobot), ok),
                Deed::Refuse(code) => sent(Verdict::Refused, Some(code), Some(Book::Sobot), ok),
                Deed::AcceptAndLose | Deed::Lose => sent(Verdict::Unknown(Unknown::ConnectionLost), None, None, None),
                Deed::Gateway => sent(Verdict::Unknown(Unknown::HttpStatus), Some("http_502"), None, Some(502)),
                Deed::RateLimit(wait) => {
                    let mut sent = sent(Verdict::NotSent(NotSent::RateLimited), Some("4"), Some(Book::Sobot), ok);
                    sent.judged.retry_after = wait.map(Duration::from_secs);
                    sent
                }
                Deed::RecipientLimit => sent(Verdict::NotSent(NotSent::RecipientLimited), Some("2018352"), None, ok),
                Deed::Unreachable => sent(Verdict::NotSent(NotSent::Unreachable), None, None, None),
                Deed::TokenExpired => sent(Verdict::NotSent(NotSent::TokenExpired), Some("900002"), None, ok),
            })
        })
    }

    fn renew(&self) -> Local<'_, Result<(), Error>> {
        Box::pin(async move {
            self.renewals.set(self.renewals.get() + 1);
            tokio::time::sleep(Duration::from_millis(50)).await;
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
        message: Some("hi".into()),
    }
}

fn engine<'a>(jobs: &Jobs, fake: &'a Fake<'a>, settings: Settings, interrupt: Local<'a, Exit>) -> Engine<'a> {
    engine_at(jobs, fake, settings, interrupt, &|| 0)
}

fn engine_at<'a>(
    jobs: &Jobs,
    fake: &'a Fake<'a>,
    settings: Settings,
    interrupt: Local<'a, Exit>,
    clock: &'a dyn Fn() -> i64,
) -> Engine<'a> {
    let mut journal = jobs.open("j").unwrap();
    journal.recover().unwrap();
    let outside = Outside { sender: fake, clock, watch: &|_| {}, interrupt };
    Engine::new(outside, settings, Ledger::here(journal).unwrap(), Feed::here(&jobs.path("j")).unwrap())
}

fn never<'a>() -> Local<'a, Exit> {
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
    fake.renew = Box::new(|_| Err(Error::new(crate::error::Kind::Refused, "the token came from outside")));
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
fn a_code_that_dooms_all_stops_at_once() {
    let fake = Fake::new(|_, _| Deed::Refuse("210001"));
    let (ended, counts, _dir) = run(500, &fake, settings());
    assert!(matches!(ended.stop, Some(Stop::Doomed { ref code, .. }) if code == "210001"), "{:?}", ended.stop);
    assert!(counts.refused <= 16 && counts.pending >= 484, "{counts:?}");
    // Of another vendor the same number means something else.
    let fake = Fake::new(|_, _| Deed::Refuse("9000"));
    let (ended, counts, _dir) = run(50, &fake, settings());
    assert!(ended.stop.is_none());
    assert_eq!(counts.refused, 50);
}

#[test]
fn a_wrong_app_key_refuses_no_row() {
    let fake = Fake::new(|_, _| Deed::Refuse("900003"));
    let (ended, counts, _dir) = run(50, &fake, settings());
    assert!(matches!(ended.stop, Some(Stop::Doomed { .. })));
    assert_eq!((counts.refused, counts.pending), (0, 50));
}

#[test]
fn max_failures_by_count_and_by_share() {
    let fake = Fake::new(|number, _| if number % 2 == 0 { Deed::Refuse("210009") } else { Deed::Accept });
    let settings_of = |most| Settings { max_failures: Some(most), concurrency: 1, ..settings() };
    let (ended, counts, _dir) = run(500, &fake, settings_of(MaxFailures::Count(5)));
    assert!(matches!(ended.stop, Some(Stop::MaxFailures { refused: 5, .. })), "{:?}", ended.stop);
    assert_eq!(counts.refused, 5);
    fake.requests.set(0);
    let (ended, counts, _dir) = run(500, &fake, settings_of(MaxFailures::Percent(30.0)));
    assert!(matches!(ended.stop, Some(Stop::MaxFailures { refused: 50, answered: 100 })), "{:?}", ended.stop);
    assert_eq!(counts.pending, 400);
}

#[test]
fn a_canary_goes_first_and_alone() {
    let fake = Fake::new(|number, _| if number == 2 { Deed::Refuse("210009") } else { Deed::Accept });
    let canary = Settings { canary: Some(5), ..settings() };
    let (ended, counts, _dir) = run(100, &fake, canary.clone());
    assert!(matches!(ended.stop, Some(Stop::Canary { refused: 1, unknown: 0 })), "{:?}", ended.stop);
    assert_eq!((counts.accepted, counts.refused, counts.pending), (4, 1, 95));
    let fake = Fake::new(|_, _| Deed::Accept);
    let (ended, counts, _dir) = run(100, &fake, canary.clone());
    assert!(ended.stop.is_none());
    assert_eq!(counts.accepted, 100);
    let (_, counts, _dir) = run(3, &fake, canary);
    assert_eq!(counts.accepted, 3);
}

#[test]
fn two_minutes_of_silence_end_the_job() {
    let fake = Fake::new(|_, _| Deed::Unreachable);
    let (ended, counts, _dir) = run(500, &fake, settings());
    assert!(matches!(ended.stop, Some(Stop::Silence(_))), "{:?}", ended.stop);
    assert_eq!((counts.pending, counts.unknown), (500, 0));
    let times = fake.times.borrow();
    let span = *times.last().unwrap() - times[0];
    assert!((115..=150).contains(&span.as_secs()), "{span:?}");
    assert!(times.len() < 60, "{}", times.len());
}

#[test]
fn an_outage_costs_few_unknown_rows() {
    for deed in [Deed::Lose, Deed::Gateway] {
        let fake = Fake::new(move |number, _| if number < 100 { Deed::Accept } else { deed });
        let (ended, counts, _dir) = run(5000, &fake, settings());
        assert!(matches!(ended.stop, Some(Stop::Silence(_) | Stop::NothingThrough(_))), "{:?}", ended.stop);
        assert!(counts.unknown < 80, "{counts:?}");
        assert_eq!(counts.pending + counts.unknown + 100, 5000);
    }
}

#[test]
fn an_outage_that_passes_is_survived() {
    let fake = Fake::new(|number, _| if (100..115).contains(&number) { Deed::Unreachable } else { Deed::Accept });
    let (ended, counts, _dir) = run(1000, &fake, settings());
    assert!(ended.stop.is_none());
    assert_eq!(counts.accepted, 1000);
}

#[test]
fn a_vendor_that_asks_for_too_long_a_pause_ends_the_job() {
    let fake = Fake::new(|_, _| Deed::RateLimit(Some(301)));
    let (ended, counts, _dir) = run(50, &fake, settings());
    assert!(matches!(ended.stop, Some(Stop::AskedToWait(_))), "{:?}", ended.stop);
    assert_eq!(counts.pending, 50);
    let fake = Fake::new(|number, _| if number < 3 { Deed::RateLimit(Some(299)) } else { Deed::Accept });
    let (ended, counts, _dir) = run(50, &fake, Settings { concurrency: 1, ..settings() });
    assert!(ended.stop.is_none(), "{:?}", ended.stop);
    assert_eq!(counts.accepted, 50);
}

#[test]
fn a_signal_waits_for_what_is_in_flight() {
    let dir = TempDir::new().unwrap();
    let jobs = job(dir.path(), &vec![None; 1000]);
    let fake = Fake::new(|_, _| Deed::Accept);
    let ended = block_on(async {
        let interrupt = Box::pin(async {
            tokio::time::sleep(Duration::from_millis(90)).await;
            Exit::Interrupted
        });
        engine(&jobs, &fake, settings(), interrupt).run().await
    });
    assert!(matches!(ended.stop, Some(Stop::Signal(Exit::Interrupted))));
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
    assert!(landing::doom(Platform::Nxcloud, &closed).is_some());
    assert!(landing::doom(Platform::Sobot, &closed).is_none());
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

/// What happens in the life of a job: runs that die after so many requests.
fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    proptest::collection::vec(
        prop_oneof![
            8 => Just(Deed::Accept),
            1 => Just(Deed::Refuse("210009")),
            1 => Just(Deed::AcceptAndLose),
            1 => Just(Deed::Lose),
            1 => Just(Deed::RateLimit(None)),
            1 => Just(Deed::Unreachable),
            1 => Just(Deed::TokenExpired),
            1 => Just(Deed::RecipientLimit),
        ],
        1..40,
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Any interleaving of claims, replies and crashes: nobody gets a message twice, nobody is lost,
    /// and the journal says of everybody what happened.
    #[test]
    fn the_truth_survives_any_crash(
        deeds in deeds(),
        crashes in proptest::collection::vec(0_u64..400, 0..6),
        rows in 1_usize..60,
        concurrency in 1_usize..8,
        batch in 1_usize..5,
    ) {
        let dir = TempDir::new().unwrap();
        let jobs = job(dir.path(), &vec![None; rows]);
        let fake = Fake::new(|number, _| deeds[number as usize % deeds.len()]);
        let settings = Settings { concurrency, batch, ..settings() };
        for after in crashes {
            // Dropping the engine in mid-flight is what a kill looks like from the disk.
            block_on(async {
                let engine = engine(&jobs, &fake, settings.clone(), never());
                let _ = tokio::time::timeout(Duration::from_millis(after), engine.run()).await;
            });
            let mut journal = jobs.open("j").unwrap();
            let before = journal.counts().unwrap();
            prop_assert!(before.sending as usize <= concurrency * batch, "{:?}", before);
            journal.recover().unwrap();
            let counts = journal.counts().unwrap();
            prop_assert_eq!(counts.sending, 0);
            prop_assert_eq!(counts.total as usize, rows);
        }
        // Now the vendor behaves.
        let accepted_before = fake.accepted.borrow().clone();
        let calm = Fake::new(|_, _| Deed::Accept);
        *calm.accepted.borrow_mut() = accepted_before;
        let ended = again(&jobs, &calm, settings);
        prop_assert!(ended.stop.is_none(), "{:?}", ended.stop);
        let counts = ended.journal.as_ref().unwrap().counts().unwrap();
        prop_assert_eq!(counts.pending + counts.sending, 0);
        let accepted = calm.accepted_once();
        let mut truth: BTreeMap<String, State> = BTreeMap::new();
        ended.journal.unwrap().each_row::<JournalError>(None, &mut |row| {
            truth.insert(row.recipient.clone(), row.state);
            Ok(true)
        }).unwrap();
        prop_assert_eq!(truth.len(), rows);
        for (recipient, state) in truth {
            match state {
                State::Accepted => prop_assert!(accepted.contains(&recipient), "{} was not accepted", recipient),
                State::Refused => prop_assert!(!accepted.contains(&recipient), "{} was accepted", recipient),
                State::Unknown => {}
                other => prop_assert!(false, "{} is {:?}", recipient, other),
            }
        }
    }
}
