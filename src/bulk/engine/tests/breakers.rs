//! What stops a job for too much that went wrong, and how it is remembered.

use super::*;

#[test]
fn a_code_that_dooms_all_stops_at_once() {
    let fake = Fake::new(|_, _| Deed::Refuse("210001"));
    let (ended, counts, _dir) = run(500, &fake, settings());
    assert!(matches!(ended.stop, Some(Stop::Doomed { ref code, .. }) if code == "210001"), "{:?}", ended.stop);
    assert_eq!((counts.refused, counts.pending), (0, 500), "the account is at fault, not the people");
    assert!(fake.requests.get() <= 16);
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
    assert!(matches!(ended.stop, Some(Stop::Canary { refused: 1, unknown: 0, deferred: 0 })), "{:?}", ended.stop);
    assert_eq!((counts.accepted, counts.refused, counts.pending), (4, 1, 95));
    let fake = Fake::new(|_, _| Deed::Accept);
    let (ended, counts, _dir) = run(100, &fake, canary.clone());
    assert!(ended.stop.is_none());
    assert_eq!(counts.accepted, 100);
    let (_, counts, _dir) = run(3, &fake, canary);
    assert_eq!(counts.accepted, 3);
}

#[test]
fn batches_in_flight_that_meet_a_doom_go_back_to_pending() {
    let fake = Fake::new(|_, _| Deed::Refuse("1102")).nxcloud();
    let (ended, counts, _dir) = run(4000, &fake, Settings { batch: 500, ..settings() });
    assert!(matches!(ended.stop, Some(Stop::Doomed { .. })), "{:?}", ended.stop);
    assert_eq!((fake.requests.get(), counts.refused, counts.pending), (4, 0, 4000));
    assert_eq!(ended.tally.sent(), 0);
    let codes = ended.journal.as_ref().unwrap().codes().unwrap();
    assert_eq!(codes.first().map(|code| (code.code.as_str(), code.count)), Some(("1102", 2000)), "it is told why");
}

#[test]
fn a_canary_is_the_first_of_the_list_whatever_the_order_of_sending() {
    let dir = TempDir::new().unwrap();
    let messages: Vec<String> = (0..40).map(|row| format!("message {row}")).collect();
    let messages: Vec<Option<&str>> = messages.iter().map(|message| Some(message.as_str())).collect();
    let jobs = job(dir.path(), &messages);
    let fake = Fake::new(|_, _| Deed::Accept).nxcloud();
    let ended = again(&jobs, &fake, Settings { canary: Some(5), batch: 10, message: None, ..settings() });
    assert!(ended.stop.is_none(), "{:?}", ended.stop);
    let mut first: Vec<u32> = fake.batches.borrow()[..5].iter().flatten().map(|to| to.parse().unwrap()).collect();
    first.sort_unstable();
    assert_eq!(first, [1, 2, 3, 4, 5]);
    assert_eq!(fake.accepted_once().len(), 40);
}

#[test]
fn rows_set_aside_pass_no_canary() {
    let fake = Fake::new(|_, recipients| if recipients == ["2"] { Deed::RecipientLimit } else { Deed::Accept });
    let (ended, counts, _dir) = run(20, &fake, Settings { canary: Some(3), ..settings() });
    assert!(matches!(ended.stop, Some(Stop::Canary { refused: 0, unknown: 0, deferred: 1 })), "{:?}", ended.stop);
    assert_eq!((counts.accepted, counts.pending), (2, 18));
}

#[test]
fn a_canary_that_failed_is_remembered_until_somebody_says_go_on() {
    let dir = TempDir::new().unwrap();
    let jobs = job(dir.path(), &[None; 30]);
    let fake = Fake::new(|_, recipients| if recipients == ["2"] { Deed::Refuse("210009") } else { Deed::Accept });
    let canary = Settings { canary: Some(3), ..settings() };
    assert!(matches!(again(&jobs, &fake, canary.clone()).stop, Some(Stop::Canary { .. })));
    for settings in [canary.clone(), settings()] {
        let ended = again(&jobs, &fake, settings);
        assert!(matches!(ended.stop, Some(Stop::Held(Hold::Canary))), "{:?}", ended.stop);
    }
    assert_eq!(fake.requests.get(), 3, "nothing more has left");
    let ended = again(&jobs, &fake, Settings { go_on: true, ..canary });
    assert!(ended.stop.is_none(), "{:?}", ended.stop);
    assert_eq!(ended.journal.unwrap().hold().unwrap(), None);
    assert_eq!(fake.accepted_once().len(), 29);
}

#[test]
fn a_canary_that_was_killed_is_judged_by_all_of_its_rows() {
    let dir = TempDir::new().unwrap();
    let jobs = job(dir.path(), &[None; 30]);
    let fake = Fake::new(|_, _| Deed::Accept);
    let canary = Settings { canary: Some(4), concurrency: 1, ..settings() };
    block_on(async {
        let killed = engine(&jobs, &fake, canary.clone(), never()).run();
        let _ = tokio::time::timeout(Duration::from_millis(50), killed).await;
    });
    assert_eq!(fake.requests.get(), 3, "the third is in flight");
    let ended = again(&jobs, &fake, canary);
    assert!(matches!(ended.stop, Some(Stop::Canary { refused: 0, unknown: 1, deferred: 0 })), "{:?}", ended.stop);
    assert_eq!(fake.requests.get(), 3);
}

#[test]
fn max_failures_count_earlier_runs_and_hold_the_job() {
    let dir = TempDir::new().unwrap();
    let jobs = job(dir.path(), &[None; 60]);
    let fake = Fake::new(|number, _| if number % 2 == 0 { Deed::Refuse("210009") } else { Deed::Accept });
    let run = |most, go_on| {
        let max_failures = Some(MaxFailures::Count(most));
        let ended = again(&jobs, &fake, Settings { max_failures, go_on, concurrency: 1, ..settings() });
        (ended.stop, ended.journal.unwrap().counts().unwrap().refused)
    };
    assert!(matches!(run(3, false), (Some(Stop::MaxFailures { refused: 3, .. }), 3)));
    assert!(matches!(run(3, false), (Some(Stop::Held(Hold::MaxFailures)), 3)));
    assert!(matches!(run(5, false), (Some(Stop::Held(Hold::MaxFailures)), 3)));
    assert!(matches!(run(5, true), (Some(Stop::MaxFailures { refused: 5, .. }), 5)), "earlier ones count");
    // Where they alone would stop it again, going on means counting anew.
    assert!(matches!(run(5, true), (Some(Stop::MaxFailures { refused: 5, .. }), 10)));
}

#[test]
fn max_failures_that_earlier_runs_have_reached_stop_before_anything_leaves() {
    let dir = TempDir::new().unwrap();
    let jobs = job(dir.path(), &[None; 60]);
    let fake = Fake::new(|number, _| if number % 2 == 0 { Deed::Refuse("210009") } else { Deed::Accept });
    let ended = block_on(async {
        let interrupt = Box::pin(async {
            tokio::time::sleep(Duration::from_millis(50)).await;
            Signal::Terminate
        });
        engine(&jobs, &fake, Settings { concurrency: 4, ..settings() }, interrupt).run().await
    });
    let refused = ended.journal.as_ref().unwrap().counts().unwrap().refused;
    drop(ended);
    let requests = fake.requests.get();
    let ended = again(&jobs, &fake, Settings { max_failures: Some(MaxFailures::Count(refused)), ..settings() });
    assert!(matches!(ended.stop, Some(Stop::MaxFailures { .. })), "{:?}", ended.stop);
    assert_eq!((fake.requests.get(), ended.tally.sent()), (requests, 0));
}
