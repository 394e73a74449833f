//! What an outage, a slow-down and a dead token cost, counted in requests and rows.

use super::*;

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
        // What was in flight when it began, and probes.
        assert!(counts.unknown <= 16 + 30, "{counts:?}");
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
fn an_outage_costs_at_most_2000_phones_and_small_probes() {
    for (deed, probes) in [(Deed::Hang, 6), (Deed::Lose, 30), (Deed::Gateway, 30)] {
        for (batch, concurrency) in [(500, 16), (2000, 16), (300, 1024), (500, 1), (1, 1024)] {
            let fake = Fake::new(move |number, _| if number < 4 { Deed::Accept } else { deed }).nxcloud();
            let (ended, counts, _dir) = run(12_000, &fake, Settings { batch, concurrency, ..settings() });
            assert!(matches!(ended.stop, Some(Stop::Silence(_) | Stop::NothingThrough(_))), "{:?}", ended.stop);
            let most = 2000.min(batch * concurrency) as u64;
            assert!(counts.unknown <= most + probes, "{deed:?} {batch} {concurrency}: {counts:?}");
            assert!(fake.most_rows.get() <= 2000, "{}", fake.most_rows.get());
            assert!(fake.requests.get() <= 4 + concurrency as u64 + probes, "{}", fake.requests.get());
        }
    }
}

#[test]
fn batches_shrink_at_the_first_loss_and_grow_again() {
    let fake = Fake::new(|number, _| if number == 2 { Deed::Lose } else { Deed::Accept }).nxcloud();
    let (ended, counts, _dir) = run(6000, &fake, Settings { batch: 500, concurrency: 1, ..settings() });
    assert!(ended.stop.is_none(), "{:?}", ended.stop);
    assert_eq!((counts.unknown, counts.accepted), (500, 5500));
    let sizes: Vec<usize> = fake.batches.borrow().iter().map(Vec::len).collect();
    assert!(sizes[3] < 500 && sizes.iter().rev().skip(1).step_by(1).take(3).all(|size| *size == 500), "{sizes:?}");
}

#[test]
fn answers_lost_now_and_then_do_not_slow_a_job() {
    let fake = Fake::new(|number, _| if number % 50 == 7 { Deed::Lose } else { Deed::Accept });
    let (ended, counts, _dir) = run(2000, &fake, settings());
    assert!(ended.stop.is_none());
    assert_eq!(counts.unknown, 40);
    let times = fake.times.borrow();
    let span = *times.last().unwrap() - times[0];
    assert!(span < Duration::from_secs(4), "16 in flight at 20 ms are 800 a second: {span:?}");
}

#[test]
fn a_wait_that_the_vendor_names_to_all_in_flight_counts_once() {
    let fake = Fake::new(|number, _| if number < 16 { Deed::RateLimit(Some(60)) } else { Deed::RateLimit(None) });
    let (ended, counts, _dir) = run(500, &fake, settings());
    assert!(matches!(ended.stop, Some(Stop::NothingThrough(_))), "{:?}", ended.stop);
    assert_eq!(counts.pending, 500);
    let times = fake.times.borrow();
    let span = *times.last().unwrap() - times[0];
    assert!((150..=230).contains(&span.as_secs()), "{span:?}");
}

/// Departures inside a stretch in which the vendor has asked for silence, or in which the token is known to be dead.
pub(super) fn departed_into_silence(fake: &Fake<'_>) -> Vec<(Instant, Instant, Instant)> {
    let (times, quiet) = (fake.times.borrow(), fake.quiet.borrow());
    let mut wrong = Vec::new();
    for (from, until) in quiet.iter() {
        wrong.extend(times.iter().filter(|time| *time > from && *time < until).map(|time| (*from, *time, *until)));
    }
    wrong
}

#[test]
fn claims_on_their_way_to_the_disk_do_not_leave_into_a_fresh_pause() {
    let mut fake = Fake::new(|number, _| if number % 9 == 4 { Deed::RateLimit(Some(5)) } else { Deed::Accept });
    fake.disk = Duration::from_millis(30);
    let (ended, counts, _dir) = run(200, &fake, settings());
    assert!(ended.stop.is_none(), "{:?}", ended.stop);
    assert_eq!((counts.accepted, counts.pending), (200, 0));
    assert_eq!(departed_into_silence(&fake), []);
    assert_eq!(fake.accepted_once().len(), 200);
}

#[test]
fn claims_on_their_way_to_the_disk_do_not_leave_with_a_dead_token() {
    let alive = Rc::new(Cell::new(false));
    let (sees, renews) = (Rc::clone(&alive), Rc::clone(&alive));
    let mut fake =
        Fake::new(move |number, _| if number < 40 || sees.get() { Deed::Accept } else { Deed::TokenExpired });
    fake.renew = Box::new(move |_| {
        renews.set(true);
        Ok(())
    });
    fake.disk = Duration::from_millis(30);
    let (_, counts, _dir) = run(100, &fake, settings());
    assert_eq!((counts.accepted, fake.renewals.get()), (100, 1));
    assert_eq!(departed_into_silence(&fake), []);
}

#[test]
fn a_token_being_fetched_is_waited_for_whatever_stops_the_job() {
    let fake = Fake::new(|_, _| Deed::TokenExpired);
    let dir = TempDir::new().unwrap();
    let jobs = job(dir.path(), &[None; 20]);
    let ended = block_on(async {
        // The first answers come after 20 ms, the renewal takes 50.
        let interrupt = Box::pin(async {
            tokio::time::sleep(Duration::from_millis(40)).await;
            Signal::Terminate
        });
        engine(&jobs, &fake, settings(), interrupt).run().await
    });
    assert!(matches!(ended.stop, Some(Stop::Signal(Signal::Terminate))));
    assert_eq!((fake.renewals.get(), fake.renewals_ended.get()), (1, 1));
}

#[test]
fn no_row_is_claimed_before_there_is_a_token() {
    let fake = Fake::new(|_, _| Deed::Accept);
    fake.needs_token.set(true);
    let (ended, counts, _dir) = run(20, &fake, settings());
    assert!(ended.stop.is_none());
    assert_eq!((counts.accepted, fake.renewals.get()), (20, 1));
    assert_eq!(departed_into_silence(&fake), []);
    // Nothing to send asks for none.
    let fake = Fake::new(|_, _| Deed::Accept);
    fake.needs_token.set(true);
    let dir = TempDir::new().unwrap();
    let jobs = job(dir.path(), &[None; 1]);
    jobs.open("j").unwrap().skip(&mut [(1, "reported".to_owned())].into_iter(), 0).unwrap();
    again(&jobs, &fake, settings());
    assert_eq!(fake.renewals.get(), 0);
}

#[test]
fn a_rate_is_not_broken_by_a_slow_down() {
    for deed in [Deed::RateLimit(None), Deed::RecipientLimit] {
        let fake = Fake::new(move |number, _| if number == 1 { deed } else { Deed::Accept });
        run(5, &fake, Settings { interval: Some(Duration::from_secs(10)), ..settings() });
        let times = fake.times.borrow();
        let gaps: Vec<u64> = times.windows(2).map(|pair| (pair[1] - pair[0]).as_secs()).collect();
        assert!(gaps.iter().all(|gap| *gap >= 9), "{deed:?} {gaps:?}");
    }
}
