use std::collections::BTreeMap;

use proptest::prelude::*;

use super::fact::{Fact, Source};
use super::join::{Joined, Subject, Tracker};
use super::ladder::Ladder;
use super::row::{Claim, Flight, Mark, RowState, Vendor};
use crate::webhook::decimal::Decimal;
use crate::webhook::heard::{Heard, HeardCost, Step};
use crate::webhook::shape::Platform;

mod runs;
mod truth;

const PAGE: &str = "106474898833640";
const MINUTE: i64 = 60_000;
const PEOPLE: [&str; 4] = ["70", "71", "72", "73"];

fn row(number: i64, state: RowState, id: &'static str, contact: &'static str, at: i64) -> Claim<'static> {
    Claim {
        row: Some(number),
        request: number,
        state,
        id,
        contact,
        flight: Flight { from: at, to: at + 500 },
        sent: None,
        text: Some("hi"),
    }
}

fn heard(platform: Platform, step: Step, id: &str, contact: &str, time: i64) -> Heard {
    Heard {
        platform,
        step,
        time: Some(time),
        id: id.into(),
        meta_id: String::new(),
        own_id: String::new(),
        contact: contact.into(),
        business: PAGE.into(),
        watermark: None,
        channel: String::new(),
        code: String::new(),
        book: None,
        echo: None,
        costs: Vec::new(),
    }
}

fn echo(id: &str, contact: &str, time: i64, text: &str) -> Heard {
    Heard { echo: Some(text.into()), ..heard(Platform::Messenger, Step::Sent, id, contact, time) }
}

fn mark(step: Step, contact: &str, watermark: i64, time: i64) -> Heard {
    Heard { watermark: Some(watermark), ..heard(Platform::Messenger, step, "", contact, time) }
}

fn record<'a>(step: Step, id: &'a str, contact: &'a str, sent: i64) -> Fact<'a> {
    Fact {
        source: Source::Record,
        step,
        time: Some(sent + 1),
        sent: Some(sent),
        id,
        contact,
        code: if step == Step::Failed { "551" } else { "" },
        book: None,
        text: "",
        costs: Vec::new(),
    }
}

fn joined(vendor: Vendor, claims: &[Claim<'_>], heard: &[Heard], records: &[Fact<'_>]) -> Vec<Joined> {
    join(vendor, true, claims, heard, records)
}

fn join(vendor: Vendor, all: bool, claims: &[Claim<'_>], heard: &[Heard], records: &[Fact<'_>]) -> Vec<Joined> {
    let dir = tempfile::tempdir().unwrap();
    let mut tracker = Tracker::new(Subject { vendor, page: PAGE.into() }, dir.path());
    if !all {
        tracker.lacks_claims();
    }
    heard.iter().for_each(|heard| tracker.hear(heard).unwrap());
    claims.iter().for_each(|claim| tracker.claim(claim).unwrap());
    records.iter().for_each(|record| tracker.record(record).unwrap());
    let mut all = Vec::new();
    tracker
        .finish::<std::io::Error>(&mut |joined| {
            all.push(joined);
            Ok(())
        })
        .unwrap();
    all
}

fn steps(joined: &[Joined]) -> Vec<(i64, Option<Step>)> {
    joined.iter().map(|joined| (joined.row, joined.ladder.step())).collect()
}

#[test]
fn a_whatsapp_message_is_known_by_any_of_its_ids_and_an_unknown_one_by_ours_alone() {
    let claims = || {
        let accepted = row(1, RowState::Accepted, "own-1", "5", 0);
        [Claim { id: "wamid.1", ..accepted.clone() }, accepted, row(2, RowState::Unknown, "own-2", "5", 0)]
    };
    let whatsapp = |step, id: &str, contact: &str| heard(Platform::Whatsapp, step, id, contact, 9 * MINUTE);
    let tell = |facts: &[Heard]| {
        let dir = tempfile::tempdir().unwrap();
        let mut tracker = Tracker::new(Subject { vendor: Vendor::Whatsapp, page: String::new() }, dir.path());
        claims().iter().for_each(|claim| tracker.claim(claim).unwrap());
        facts.iter().for_each(|fact| tracker.hear(fact).unwrap());
        let mut joined = Vec::new();
        let taken = tracker.finish::<std::io::Error>(&mut |one| {
            joined.push(one);
            Ok(())
        });
        taken.unwrap();
        joined
    };
    let steps = |joined: &[Joined]| joined.iter().map(|one| (one.row, one.ladder.step())).collect::<Vec<_>>();
    let under_meta = Heard { meta_id: "wamid.1".into(), ..whatsapp(Step::Read, "else", "5") };
    let repeated = Heard { own_id: "own-2".into(), ..whatsapp(Step::Delivered, "wamid.9", "5") };
    assert_eq!(steps(&tell(std::slice::from_ref(&under_meta))), [(1, Some(Step::Read))]);
    assert_eq!(
        steps(&tell(&[whatsapp(Step::Sent, "wamid.1", "6"), whatsapp(Step::Failed, "own-1", "5")])),
        [(1, Some(Step::Failed))]
    );
    // The person, the time and the text of somebody else's message are no evidence.
    assert!(tell(&[whatsapp(Step::Delivered, "wamid.9", "5")]).is_empty());
    for fact in [repeated, whatsapp(Step::Failed, "own-2", "")] {
        let joined = tell(&[fact.clone(), fact, under_meta.clone()]);
        let evidence = joined[1].resolution.as_ref().map(|resolution| resolution.evidence.as_str());
        assert_eq!((joined.len(), joined[1].row, evidence), (2, 2, Some("own id")));
    }
}

#[test]
fn receipts_by_id_and_watermarks_by_person_make_the_ladder() {
    let claims = [
        row(1, RowState::Accepted, "m1", "7", 0),
        row(2, RowState::Accepted, "m2", "8", 0),
        row(3, RowState::Accepted, "m3", "8", 10 * MINUTE),
        row(4, RowState::Accepted, "m4", "9", 0),
    ];
    let mut other_page = mark(Step::Read, "9", 20 * MINUTE, 20 * MINUTE);
    other_page.business = "1".into();
    let heard = [
        mark(Step::Read, "8", 5 * MINUTE, 6 * MINUTE),
        heard(Platform::Messenger, Step::Delivered, "m1", "7", MINUTE),
        heard(Platform::Messenger, Step::Delivered, "m3", "8", 11 * MINUTE),
        other_page,
    ];
    let joined = joined(Vendor::Messenger, &claims, &heard, &[]);
    assert_eq!(steps(&joined), [(1, Some(Step::Delivered)), (2, Some(Step::Read)), (3, Some(Step::Delivered))]);
    assert_eq!(joined[1].ladder.time(Step::Read), Some(6 * MINUTE));
}

#[test]
fn an_unknown_row_is_resolved_by_the_only_record_or_echo_in_its_time() {
    let unknown = || [row(1, RowState::Unknown, "", "7", 0)];
    let evidence = |heard: &[Heard], records: &[Fact<'_>], claims: &[Claim<'_>]| {
        let joined = joined(Vendor::Messenger, claims, heard, records);
        let first = joined.into_iter().find(|joined| joined.row == 1);
        first.map_or((None, 0), |one| (one.resolution.map(|resolution| resolution.evidence), one.candidates))
    };
    let found = |text: &str| (Some(text.to_owned()), 0);
    assert_eq!(evidence(&[], &[record(Step::Read, "r1", "7", 300)], &unknown()), found("record r1"));
    assert_eq!(evidence(&[echo("e1", "7", 300, "hi")], &[], &unknown()), found("echo e1"));
    assert_eq!(evidence(&[echo("e1", "7", 300, "ho")], &[], &unknown()), (None, 0), "another text");
    let refuted = evidence(&[echo("e1", "7", 300, "ho")], &[record(Step::Sent, "e1", "7", 300)], &unknown());
    assert_eq!(refuted, (None, 0), "its record does not say what it said");
    assert_eq!(evidence(&[], &[record(Step::Sent, "r1", "7", 3 * MINUTE)], &unknown()), (None, 0), "too late");
    let two = [record(Step::Sent, "r1", "7", 1), record(Step::Sent, "r2", "7", 2)];
    assert_eq!(evidence(&[], &two, &unknown()), (None, 2));
    let claimed = [row(1, RowState::Unknown, "", "7", 0), row(2, RowState::Accepted, "r1", "7", 0)];
    assert_eq!(evidence(&[], &two[..1], &claimed), (None, 0), "claimed by another row");
    assert_eq!(evidence(&[], &two, &claimed), found("record r2"));
    let elsewhere =
        [row(1, RowState::Unknown, "", "7", 0), Claim { row: None, ..row(1, RowState::Unknown, "", "7", 0) }];
    assert_eq!(evidence(&[], &two[..1], &elsewhere), (None, 1), "two jobs, one person");
    let failed = [record(Step::Failed, "", "7", 5)];
    assert_eq!(evidence(&[], &failed, &unknown()), (None, 1), "it may be that of a send which was refused");
    assert_eq!(evidence(&[heard(Platform::Messenger, Step::Delivered, "x", "7", 5)], &[], &unknown()), (None, 0));
}

#[test]
fn a_resolved_row_is_read_by_a_later_watermark_and_failed_by_its_record() {
    let claims = [row(1, RowState::Unknown, "", "7", 0)];
    let read = joined(
        Vendor::Messenger,
        &claims,
        &[mark(Step::Read, "7", MINUTE, MINUTE)],
        &[record(Step::Sent, "r1", "7", 300)],
    );
    assert_eq!(steps(&read), [(1, Some(Step::Read))]);
    let failed = joined(Vendor::Messenger, &claims, &[], &[record(Step::Failed, "r1", "7", 300)]);
    assert_eq!(failed[0].ladder.failure().map(|failure| failure.code.as_str()), Some("551"));
    assert!(failed[0].resolution.is_some());
}

#[test]
fn a_failed_record_of_a_refused_send_is_no_other_row_s() {
    let refused = Claim { row: None, ..row(2, RowState::Refused, "", "7", 900) };
    let failed = [record(Step::Failed, "", "7", 905)];
    let unknown = [row(1, RowState::Unknown, "", "7", 0), refused.clone()];
    let left = joined(Vendor::Messenger, &unknown, &[], &failed);
    assert_eq!((left[0].resolution.as_ref(), left[0].candidates, left[0].ladder.step()), (None, 1, None));
    let accepted = [row(1, RowState::Accepted, "m1", "7", 0), refused.clone()];
    assert_eq!(joined(Vendor::Messenger, &accepted, &[], &failed), [], "it stays unheard");
    // Should the vendor give it an id, then that proves as little; but what arrived was not refused.
    let with_id = joined(Vendor::Messenger, &unknown, &[], &[record(Step::Failed, "r1", "7", 905)]);
    assert_eq!((with_id[0].resolution.as_ref(), with_id[0].candidates), (None, 1));
    assert!(joined(Vendor::Messenger, &unknown, &[], &[record(Step::Read, "r1", "7", 5)])[0].resolution.is_some());
}

#[test]
fn a_watermark_says_nothing_of_a_message_that_failed() {
    let claims = [row(1, RowState::Accepted, "m1", "7", 0), row(2, RowState::Accepted, "m2", "7", 900)];
    let watermark = mark(Step::Read, "7", MINUTE, MINUTE);
    let failed = heard(Platform::Messenger, Step::Failed, "m1", "7", 300);
    for told in [[watermark.clone(), failed.clone()], [failed.clone(), watermark.clone()]] {
        let joined = joined(Vendor::Messenger, &claims, &told, &[]);
        assert_eq!(steps(&joined), [(1, Some(Step::Failed)), (2, Some(Step::Read))]);
    }
    let receipt = heard(Platform::Messenger, Step::Delivered, "m1", "7", 400);
    let told = [failed, receipt, watermark];
    assert_eq!(steps(&joined(Vendor::Messenger, &claims, &told, &[]))[0], (1, Some(Step::Delivered)));
}

#[test]
fn each_amount_of_a_cost_counts_whichever_was_told_first() {
    let cost = |step, price: Option<&str>, foreign: &str| Heard {
        costs: vec![HeardCost {
            kind: "marketing".into(),
            currency: "USD".into(),
            price: price.and_then(Decimal::parse),
            foreign: Decimal::parse(foreign),
        }],
        ..heard(Platform::Whatsapp, step, "w1", "5", MINUTE)
    };
    let claims = [row(1, RowState::Accepted, "w1", "5", 0)];
    let mut told = [
        cost(Step::Sent, None, "0.02"),
        cost(Step::Delivered, Some("0.14"), "0.02"),
        cost(Step::Read, Some("0.1"), "0.03"),
    ];
    let first = joined(Vendor::Whatsapp, &claims, &told, &[]);
    let amount = Decimal::parse;
    assert_eq!(first[0].costs, [("marketing".into(), "USD".into(), amount("0.14"), amount("0.03"))]);
    told.reverse();
    assert_eq!(joined(Vendor::Whatsapp, &claims, &told, &[]), first);
}

#[test]
fn a_callback_with_a_name_of_megabytes_is_passed_over_and_counted() {
    let long = "9".repeat(11 << 20);
    let dir = tempfile::tempdir().unwrap();
    let mut tracker = Tracker::new(Subject { vendor: Vendor::Messenger, page: PAGE.into() }, dir.path());
    let whole = Claim { text: Some(&long), ..row(1, RowState::Unknown, "", "7", 0) };
    let contact = Claim { contact: &long, ..row(2, RowState::Accepted, "m2", "", 0) };
    let id = Claim { id: &long, ..row(3, RowState::Accepted, "", "8", 0) };
    [whole, contact, id].iter().for_each(|claim| tracker.claim(claim).unwrap());
    tracker.hear(&heard(Platform::Messenger, Step::Read, &long, "7", 300)).unwrap();
    tracker.hear(&heard(Platform::Messenger, Step::Read, "m1", &long, 300)).unwrap();
    tracker.hear(&mark(Step::Read, &long, 300, 300)).unwrap();
    tracker.hear(&Heard { code: long.clone(), ..heard(Platform::Messenger, Step::Failed, "m1", "7", 300) }).unwrap();
    tracker.record(&record(Step::Failed, "", &long, 300)).unwrap();
    assert_eq!(tracker.malformed(), 5);
    // A text may be long, and is still told from any other.
    tracker.hear(&echo("e1", "7", 300, &long)).unwrap();
    tracker.hear(&echo("e2", "7", 300, &"8".repeat(11 << 20))).unwrap();
    tracker.hear(&heard(Platform::Messenger, Step::Delivered, "m2", "9", 300)).unwrap();
    let mut told = Vec::new();
    tracker
        .finish::<std::io::Error>(&mut |joined| {
            told.push((joined.row, joined.ladder.step(), joined.resolution.map(|resolution| resolution.evidence)));
            Ok(())
        })
        .unwrap();
    assert_eq!(told, [(1, Some(Step::Sent), Some("echo e1".into())), (2, Some(Step::Delivered), None)]);
}

#[test]
fn the_phones_of_a_lost_request_are_resolved_by_one_id_or_not_at_all() {
    let unknown = |number, request, phone| Claim { request, ..row(number, RowState::Unknown, "", phone, 0) };
    let receipt = |id: &str, phone: &str| heard(Platform::Super, Step::Delivered, id, phone, 300);
    let kept = |claims: &[Claim<'_>], heard: &[Heard]| -> Vec<(i64, Option<Step>, bool, u32)> {
        let joined = joined(Vendor::Super, claims, heard, &[]);
        joined.iter().map(|one| (one.row, one.ladder.step(), one.resolution.is_some(), one.candidates)).collect()
    };
    let two = [unknown(1, 4, "86"), unknown(2, 4, "87")];
    let differ = [receipt("q1", "86"), receipt("q2", "87")];
    assert_eq!(kept(&two, &differ), [(1, None, false, 2), (2, None, false, 2)]);
    let apart = [unknown(1, 4, "86"), unknown(2, 5, "87")];
    assert_eq!(kept(&apart, &differ), [(1, Some(Step::Delivered), true, 0), (2, Some(Step::Delivered), true, 0)]);
    let same = [receipt("q1", "86"), receipt("q1", "87")];
    assert_eq!(kept(&apart, &same), [(1, None, false, 1), (2, None, false, 1)], "an id is one request's");
}

proptest! {
    #[test]
    fn no_order_of_what_is_heard_and_no_run_in_between_changes_a_ladder(
        told in prop::collection::vec((0usize..4, prop::option::of(0i64..9), any::<bool>(), any::<prop::sample::Index>()), 0..12),
        cut in any::<prop::sample::Index>(),
    ) {
        const STEPS: [Step; 4] = [Step::Sent, Step::Failed, Step::Delivered, Step::Read];
        let ladder = |told: &[(usize, Option<i64>, bool, prop::sample::Index)]| {
            let mut ladder = Ladder::default();
            for (step, time, is_mark, _) in told {
                if *is_mark { ladder.mark(STEPS[*step], *time) } else { ladder.hear(STEPS[*step], *time, "", None) }
            }
            ladder
        };
        let whole = ladder(&told);
        let mut turned = told.clone();
        turned.sort_by_key(|(.., place)| place.index(1000));
        let (one, other) = turned.split_at(cut.index(turned.len() + 1));
        let mut twice = ladder(other);
        twice.add(&ladder(one));
        twice.add(&ladder(other));
        prop_assert_eq!(&twice, &whole);
        let failed = told.iter().any(|(step, _, is_mark, _)| STEPS[*step] == Step::Failed && !is_mark);
        let arrived = told.iter().any(|(step, _, is_mark, _)| STEPS[*step] >= Step::Delivered && !is_mark);
        prop_assert_eq!(whole.step() == Some(Step::Failed), failed && !arrived);
    }
}

#[test]
fn a_failed_record_without_an_id_is_of_the_one_row_without_a_record() {
    let pair = [row(1, RowState::Accepted, "m1", "7", 0), row(2, RowState::Accepted, "m2", "7", 900)];
    let failed = record(Step::Failed, "", "7", 5);
    assert!(joined(Vendor::Messenger, &pair, &[], std::slice::from_ref(&failed)).is_empty(), "one of two");
    let known = joined(Vendor::Messenger, &pair, &[], &[failed.clone(), record(Step::Sent, "m1", "7", 1)]);
    assert_eq!(steps(&known), [(1, Some(Step::Sent)), (2, Some(Step::Failed))]);
    let twice = joined(Vendor::Messenger, &pair[..1], &[], &[failed.clone(), record(Step::Failed, "", "7", 6)]);
    assert!(twice.is_empty(), "one of them is another message's");
}

#[test]
fn while_claims_are_lacking_nothing_is_given_for_the_person_alone() {
    let unknown = [row(1, RowState::Unknown, "", "7", 0)];
    let sent = [record(Step::Sent, "r1", "7", 300)];
    let left = join(Vendor::Messenger, false, &unknown, &[echo("r1", "7", 300, "hi")], &sent);
    assert_eq!((left[0].resolution.as_ref(), left[0].candidates), (None, 1));
    let phone = [row(1, RowState::Unknown, "", "86", 0)];
    let receipt = [heard(Platform::Super, Step::Delivered, "q1", "86", 300)];
    assert_eq!(join(Vendor::Super, false, &phone, &receipt, &[])[0].resolution, None);
    let accepted = [row(1, RowState::Accepted, "m1", "7", 0)];
    assert!(join(Vendor::Messenger, false, &accepted, &[], &[record(Step::Failed, "", "7", 5)]).is_empty());
    let by_id = join(Vendor::Messenger, false, &accepted, &[], &[record(Step::Failed, "m1", "7", 5)]);
    assert_eq!(steps(&by_id), [(1, Some(Step::Failed))], "an id is one row's whoever else is there");
}

#[test]
fn a_failed_record_without_an_id_may_be_another_job_s() {
    let dir = tempfile::tempdir().unwrap();
    let mut tracker = Tracker::new(Subject { vendor: Vendor::Messenger, page: PAGE.into() }, dir.path());
    assert!(!tracker.is_by_person());
    tracker.record(&record(Step::Failed, "", "7", 5)).unwrap();
    assert!(tracker.is_by_person(), "who tracks brings the other jobs");
    let rows = [
        row(1, RowState::Accepted, "m1", "7", 0),
        Claim { row: None, ..row(1, RowState::Accepted, "m2", "7", MINUTE) },
    ];
    assert!(joined(Vendor::Messenger, &rows, &[], &[record(Step::Failed, "", "7", 5)]).is_empty());
}

#[test]
fn a_token_row_learns_its_person_from_its_receipts() {
    let claims = [Claim { contact: "", ..row(1, RowState::Accepted, "m1", "", 0) }];
    let heard =
        [heard(Platform::Messenger, Step::Delivered, "m1", "7", MINUTE), mark(Step::Read, "7", 2 * MINUTE, 2 * MINUTE)];
    assert_eq!(steps(&joined(Vendor::Messenger, &claims, &heard, &[])), [(1, Some(Step::Read))]);
}

#[test]
fn a_phone_is_known_by_request_and_phone_and_any_channel_delivers() {
    let claims = [
        Claim { request: 9, ..row(1, RowState::Accepted, "q1", "86", 0) },
        Claim { request: 9, ..row(2, RowState::Accepted, "q1", "87", 0) },
    ];
    let receipt = |step, phone: &str, channel: &str| Heard {
        channel: channel.into(),
        ..heard(Platform::Super, step, "q1", phone, MINUTE)
    };
    let heard = [
        receipt(Step::Failed, "86", "viber"),
        receipt(Step::Delivered, "86", "sms"),
        receipt(Step::Failed, "87", "sms"),
        receipt(Step::Delivered, "88", "sms"),
    ];
    let joined = joined(Vendor::Super, &claims, &heard, &[]);
    assert_eq!(steps(&joined), [(1, Some(Step::Delivered)), (2, Some(Step::Failed))]);
}

#[test]
fn an_unknown_phone_takes_a_request_of_nobody_or_of_its_own_batch() {
    let unknown = |number, request, phone| Claim { request, ..row(number, RowState::Unknown, "", phone, 0) };
    let receipt = |id: &str, phone: &str| heard(Platform::Super, Step::Delivered, id, phone, 300);
    let evidence = |claims: &[Claim<'_>], heard: &[Heard]| -> Vec<(i64, Option<String>)> {
        let joined = joined(Vendor::Super, claims, heard, &[]);
        joined.into_iter().map(|one| (one.row, one.resolution.map(|resolution| resolution.evidence))).collect()
    };
    let found = |row| (row, Some("receipt q1".to_owned()));
    assert_eq!(evidence(&[unknown(1, 4, "86")], &[receipt("q1", "86")]), [found(1)]);
    let two = [unknown(1, 4, "86"), unknown(2, 4, "87")];
    assert_eq!(evidence(&two, &[receipt("q1", "86"), receipt("q1", "87")]), [found(1), found(2)]);
    let accepted = Claim { request: 4, ..row(3, RowState::Accepted, "q1", "88", 0) };
    let batch = [unknown(1, 4, "86"), accepted.clone()];
    assert_eq!(evidence(&batch, &[receipt("q1", "86")]), [found(1)], "the rest of its batch");
    let foreign = [unknown(1, 5, "86"), accepted];
    assert_eq!(evidence(&foreign, &[receipt("q1", "86")]), [], "another request's id");
    let others = [unknown(1, 4, "86"), Claim { row: None, ..row(0, RowState::Accepted, "q1", "90", 0) }];
    assert_eq!(evidence(&others, &[receipt("q1", "86")]), [], "another job's id");
}

#[test]
fn the_rest_of_a_batch_is_resolved_when_its_id_is_known_by_then() {
    // The batch's answer was lost, and an earlier receipt of another phone told the id.
    let claims = [
        Claim { request: 4, ..row(1, RowState::Accepted, "q1", "86", 0) },
        Claim { request: 4, ..row(2, RowState::Unknown, "q1", "87", 0) },
        Claim { request: 4, ..row(3, RowState::Unknown, "q1", "88", 0) },
    ];
    let late = [heard(Platform::Super, Step::Delivered, "q1", "87", 60 * MINUTE)];
    let joined = joined(Vendor::Super, &claims, &late, &[]);
    assert_eq!(steps(&joined), [(2, Some(Step::Delivered))]);
    assert_eq!(joined[0].resolution.as_ref().map(|resolution| resolution.evidence.as_str()), Some("receipt q1"));
}

#[test]
fn two_unknown_rows_and_one_message_stay_unknown() {
    let pair = [row(1, RowState::Unknown, "", "7", 0), row(2, RowState::Unknown, "", "7", 900)];
    let kept = |joined: Vec<Joined>| -> Vec<(i64, bool, u32)> {
        joined.iter().map(|one| (one.row, one.resolution.is_some(), one.candidates)).collect()
    };
    let both = [(1, false, 1), (2, false, 1)];
    assert_eq!(kept(joined(Vendor::Messenger, &pair, &[], &[record(Step::Read, "r1", "7", 5)])), both);
    assert_eq!(kept(joined(Vendor::Messenger, &pair, &[echo("e1", "7", 5, "hi")], &[])), both);
    let receipt = [heard(Platform::Super, Step::Delivered, "q1", "7", 5)];
    assert_eq!(kept(joined(Vendor::Super, &pair, &receipt, &[])), both);
}

#[test]
fn a_receipt_of_a_request_that_nobody_knows_changes_nothing() {
    let claims = [row(1, RowState::Accepted, "q1", "86", 0)];
    let stranger = [heard(Platform::Super, Step::Delivered, "q9", "86", 5)];
    assert_eq!(joined(Vendor::Super, &claims, &stranger, &[]), []);
}
