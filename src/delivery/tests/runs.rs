//! Several runs of `jobs track` are one.

use super::*;

/// Joins in several runs; between them a journal keeps what it keeps.
fn in_runs(claims: &[Claim<'static>], runs: &[(Vec<Heard>, Vec<Fact<'_>>)]) -> BTreeMap<i64, Ladder> {
    let (mut claims, mut ladders, mut marks) = (claims.to_vec(), BTreeMap::<i64, Ladder>::new(), Vec::new());
    for (heard, records) in runs {
        let dir = tempfile::tempdir().unwrap();
        let mut tracker = Tracker::new(Subject { vendor: Vendor::Messenger, page: PAGE.into() }, dir.path());
        claims.iter().for_each(|claim| tracker.claim(claim).unwrap());
        for Mark { contact, step, watermark, time } in &marks {
            tracker.mark(contact, *step, *watermark, *time).unwrap();
        }
        heard.iter().for_each(|heard| tracker.hear(heard).unwrap());
        records.iter().for_each(|record| tracker.record(record).unwrap());
        let told = tracker.finish::<std::io::Error>(&mut |joined| {
            let ladder = ladders.entry(joined.row).or_default();
            ladder.add(&joined.ladder);
            marks.extend(joined.later);
            for claim in claims.iter_mut().filter(|claim| claim.row == Some(joined.row)) {
                claim.sent = ladder.time(Step::Sent);
                if let Some(resolution) = &joined.resolution {
                    (claim.state, claim.id) = (RowState::Accepted, Box::leak(resolution.id.clone().into_boxed_str()));
                }
            }
            Ok(())
        });
        told.unwrap();
    }
    ladders.retain(|_, ladder| *ladder != Ladder::default());
    ladders
}

#[test]
fn the_watermark_of_the_last_message_counts_whenever_its_own_time_is_heard_of() {
    // The vendor had it at 300, and our answer came at 500: what is read is told of at 300.
    let claims = [row(1, RowState::Accepted, "m1", "7", 0)];
    let read = || (vec![mark(Step::Read, "7", 300, MINUTE)], vec![]);
    let named = Heard { watermark: Some(300), ..heard(Platform::Messenger, Step::Delivered, "m1", "7", 400) };
    for told in [
        (vec![echo("m1", "7", 300, "hi")], vec![]),
        (vec![], vec![record(Step::Delivered, "m1", "7", 300)]),
        (vec![named], vec![]),
    ] {
        for runs in [[told.clone(), read()], [read(), told]] {
            let ladders = in_runs(&claims, &runs);
            assert_eq!(ladders[&1].step(), Some(Step::Read), "{runs:?}");
        }
    }
    assert_eq!(in_runs(&claims, &[read()]), BTreeMap::new(), "it may be that of another message");
}

#[test]
fn a_watermark_before_a_lost_message_is_resolved_counts() {
    let claims = [row(1, RowState::Unknown, "", "7", 0)];
    let runs =
        [(vec![mark(Step::Read, "7", 9 * MINUTE, 9 * MINUTE)], vec![]), (vec![echo("e1", "7", 300, "hi")], vec![])];
    assert_eq!(in_runs(&claims, &runs)[&1].step(), Some(Step::Read));
}

proptest! {
    #[test]
    fn what_is_heard_in_several_runs_is_what_is_heard_in_one(
        sent in prop::collection::vec((0usize..2, any::<bool>(), 0i64..500), 1..6),
        told in prop::collection::vec((any::<prop::sample::Index>(), 0u8..5, 0i64..4000, 0usize..3), 0..16),
    ) {
        let ids: Vec<&'static str> = (0..sent.len()).map(|n| &*Box::leak(format!("m{n}").into_boxed_str())).collect();
        let at = |number: usize| number as i64 * 5 * MINUTE;
        let claims: Vec<Claim<'_>> = sent.iter().enumerate().map(|(number, (person, lost, _))| {
            let (state, id) = if *lost { (RowState::Unknown, "") } else { (RowState::Accepted, ids[number]) };
            row(number as i64 + 1, state, id, PEOPLE[*person], at(number))
        }).collect();
        let mut runs = vec![(Vec::new(), Vec::new()); 3];
        let mut whole = (Vec::new(), Vec::new());
        for (place, kind, offset, run) in &told {
            let number = place.index(sent.len());
            let (person, lost, after) = sent[number];
            let (contact, vendors) = (PEOPLE[person], at(number) + after);
            let mut hear = |heard: Heard| {
                runs[*run].0.push(heard.clone());
                whole.0.push(heard);
            };
            match kind {
                0 => hear(echo(ids[number], contact, vendors, "hi")),
                1 => {
                    let told = record(Step::Delivered, ids[number], contact, vendors);
                    runs[*run].1.push(told.clone());
                    whole.1.push(told);
                }
                // A receipt names a message that a row has by then.
                2 if lost => {}
                2 => {
                    let step = heard(Platform::Messenger, Step::Delivered, ids[number], contact, vendors + offset);
                    hear(Heard { watermark: Some(vendors + offset / 10), ..step });
                }
                // Also long behind the message, and behind those that came later.
                _ => {
                    let behind = offset % 4 * 4 * MINUTE;
                    let step = if *kind == 3 { Step::Delivered } else { Step::Read };
                    hear(mark(step, contact, at(number) + offset / 4 + behind, vendors + offset + behind));
                }
            }
        }
        prop_assert_eq!(in_runs(&claims, &runs), in_runs(&claims, &[whole]));
    }
}
