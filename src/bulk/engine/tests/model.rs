//! The life of a job against a plain model: what the vendor saw is the truth, and whatever comes between
//! (lost answers, refusals, slow-downs, dead tokens, dooms, kills, settlements) the journal agrees with it.

use proptest::prelude::*;

use super::outage::departed_into_silence;
use super::*;

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    proptest::collection::vec(
        prop_oneof![
            24 => Just(Deed::Accept),
            2 => Just(Deed::Refuse("210009")),
            1 => Just(Deed::Refuse("210001")),
            2 => Just(Deed::AcceptAndLose),
            2 => Just(Deed::Lose),
            1 => Just(Deed::Hang),
            1 => Just(Deed::Gateway),
            2 => Just(Deed::RateLimit(None)),
            1 => (0_u64..400).prop_map(|wait| Deed::RateLimit(Some(wait))),
            2 => Just(Deed::Unreachable),
            2 => Just(Deed::TokenExpired),
            2 => Just(Deed::RecipientLimit),
        ],
        1..60,
    )
}

/// What comes next in the life of a job.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// A run; killed after so many milliseconds, or with a signal then, or to its end.
    Run {
        until: Option<u64>,
        signal: bool,
        go_on: bool,
        canary: Option<u64>,
        max_failures: Option<u64>,
    },
    Settle {
        accepted: bool,
    },
    /// Two runs at a time, the younger so many milliseconds behind: the lock file is gone, and neither sees the other.
    Two {
        behind: u64,
    },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let until = proptest::option::weighted(0.8, 0_u64..600);
    let run = (until, any::<bool>(), any::<bool>(), proptest::option::of(1_u64..8), proptest::option::of(1_u64..6));
    let run = run.prop_map(|(until, signal, go_on, canary, max_failures)| Step::Run {
        until,
        signal,
        go_on,
        canary,
        max_failures,
    });
    proptest::collection::vec(
        prop_oneof![
            6 => run,
            1 => any::<bool>().prop_map(|accepted| Step::Settle { accepted }),
            1 => (0_u64..300).prop_map(|behind| Step::Two { behind }),
        ],
        0..7,
    )
}

/// One job, its vendor, and what is known to be true.
struct Life<'a> {
    jobs: Jobs,
    fake: Fake<'a>,
    settings: Settings,
    settled: BTreeMap<String, State>,
}

impl Life<'_> {
    fn run(&self, step: Step) -> Option<Stop> {
        let Step::Run { until, signal, go_on, canary, max_failures } = step else { return None };
        let max_failures = max_failures.map(MaxFailures::Count);
        let settings = Settings { go_on, canary, max_failures, ..self.settings.clone() };
        self.fake.in_flight.set(0);
        self.fake.rows_in_flight.set(0);
        self.fake.times.borrow_mut().clear();
        self.fake.quiet.borrow_mut().clear();
        let stop = block_on(async {
            let after = Duration::from_millis(until.unwrap_or(u64::MAX / 4));
            if signal {
                let interrupt = Box::pin(async move {
                    tokio::time::sleep(after).await;
                    Signal::Interrupt
                });
                return engine(&self.jobs, &self.fake, settings, interrupt).run().await.stop;
            }
            // Dropping the engine in mid-flight is what a kill looks like from the disk.
            let run = engine(&self.jobs, &self.fake, settings, never()).run();
            tokio::time::timeout(after, run).await.ok().and_then(|ended| ended.stop)
        });
        self.check_run();
        stop
    }

    /// Each keeps its own bounds, so only what the journal says is looked at.
    fn run_two(&self, behind: u64) {
        block_on(async {
            let old = engine(&self.jobs, &self.fake, self.settings.clone(), never()).run();
            let young = async {
                tokio::time::sleep(Duration::from_millis(behind)).await;
                engine(&self.jobs, &self.fake, self.settings.clone(), never()).run().await
            };
            let (old, young) = tokio::join!(old, young);
            for stop in [old.stop, young.stop].into_iter().flatten() {
                assert!(!matches!(stop, Stop::Journal(_)), "{stop:?}");
            }
        });
        self.fake.most_in_flight.set(0);
        self.fake.most_rows.set(0);
    }

    /// What holds after every run, however it ended.
    fn check_run(&self) {
        let sending = self.jobs.read("j").unwrap().counts().unwrap().sending as usize;
        let Settings { concurrency, batch, interval, .. } = self.settings;
        assert!(sending <= concurrency * batch && sending <= 2000, "{sending} were in flight");
        assert!(self.fake.most_rows.get() <= 2000 && self.fake.most_in_flight.get() <= concurrency);
        assert_eq!(departed_into_silence(&self.fake), []);
        let times = self.fake.times.borrow();
        if let Some(interval) = interval {
            for (first, from) in times.iter().enumerate() {
                for (place, until) in times.iter().enumerate().skip(first + 1) {
                    let least = interval * u32::try_from(place - first).unwrap();
                    let took = *until - *from + Duration::from_millis(12);
                    assert!(took >= least, "{} left within {took:?}", place - first + 1);
                }
            }
        }
    }

    fn settle(&mut self, accepted: bool) {
        let mut journal = self.jobs.open("j").unwrap();
        journal.recover().unwrap();
        let state = if accepted { State::Accepted } else { State::Refused };
        for (recipient, row) in rows(&journal) {
            if row.0 == State::Unknown {
                self.settled.insert(recipient, state);
            }
        }
        journal.settle(state, None).unwrap();
    }

    /// The journal says of everybody what happened, and of nobody else.
    fn check(&self) {
        let mut journal = self.jobs.open("j").unwrap();
        journal.recover().unwrap();
        let (accepted, batches) = (self.fake.accepted_once(), self.fake.batches.borrow());
        let mut ids = BTreeMap::new();
        for (recipient, (state, id)) in rows(&journal) {
            let reached = accepted.contains(&recipient);
            match (state, self.settled.get(&recipient)) {
                (state, Some(settled)) => assert_eq!(state, *settled, "{recipient}"),
                (State::Accepted, None) => assert!(reached, "{recipient} was not accepted"),
                (State::Refused | State::Pending, None) => assert!(!reached, "{recipient} was accepted, not {state:?}"),
                (State::Unknown, None) => {}
                (other, None) => panic!("{recipient} is {other:?}"),
            }
            // A request's answer is shown for its own rows alone.
            if let Some(id) = id {
                let request: usize = id.parse().unwrap();
                assert!(batches[request].contains(&recipient), "{recipient} shows the answer of {request}");
                *ids.entry(request).or_insert(0_usize) += 1;
            }
        }
        for (request, rows) in ids {
            assert!(rows <= batches[request].len());
        }
    }
}

fn rows(journal: &Journal) -> BTreeMap<String, (State, Option<String>)> {
    let mut rows = BTreeMap::new();
    journal
        .each_row::<JournalError>(None, &mut |row| {
            rows.insert(row.recipient.clone(), (row.state, row.answer.message_id.clone()));
            Ok(true)
        })
        .unwrap();
    rows
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Any interleaving of claims, replies, stops, kills and settlements: nobody gets a message twice, nobody is
    /// lost, numbers are unique, the rate and the bounds are kept.
    #[test]
    fn the_truth_survives_any_life(
        deeds in deeds(),
        steps in steps(),
        count in 1_usize..80,
        concurrency in 1_usize..9,
        batch in 1_usize..6,
        interval in proptest::option::of(1_u64..60),
        disk in 0_u64..9,
        by_message in any::<bool>(),
    ) {
        let dir = TempDir::new().unwrap();
        let messages: Vec<Option<&str>> =
            (0..count).map(|row| by_message.then(|| ["a", "b", "c"][row % 3])).collect();
        let calm = Cell::new(false);
        let script = |number: u64, _: &[&str]| match calm.get() {
            true => Deed::Accept,
            false => deeds[number as usize % deeds.len()],
        };
        let mut fake = Fake::new(script);
        fake.disk = Duration::from_millis(disk);
        let message = (!by_message).then(|| "hi".to_owned());
        let interval = interval.map(Duration::from_millis);
        let settings = Settings { concurrency, batch, interval, message, ..settings() };
        let mut life = Life { jobs: job(dir.path(), &messages), fake, settings, settled: BTreeMap::new() };
        for step in steps {
            match step {
                Step::Settle { accepted } => life.settle(accepted),
                Step::Two { behind } => life.run_two(behind),
                Step::Run { go_on, .. } => {
                    let held = life.jobs.read("j").unwrap().hold().unwrap();
                    let requests = life.fake.requests.get();
                    let stop = life.run(step);
                    if held.is_some() && !go_on {
                        prop_assert_eq!(life.fake.requests.get(), requests, "a held job sends nothing: {:?}", stop);
                    }
                }
            }
            life.check();
        }
        // Now the vendor behaves, and somebody says to go on.
        calm.set(true);
        let rest = Step::Run { until: None, signal: false, go_on: true, canary: None, max_failures: None };
        let stop = life.run(rest);
        prop_assert!(stop.is_none(), "{:?}", stop);
        life.check();
        let counts = life.jobs.read("j").unwrap().counts().unwrap();
        prop_assert_eq!((counts.pending + counts.sending, counts.total as usize), (0, count));
    }
}
