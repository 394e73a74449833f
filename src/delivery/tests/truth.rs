//! Whatever happened and whatever of it is heard: nothing is claimed that is not so.

use super::*;

/// A message as it truly was.
#[derive(Clone, Debug)]
struct Truth {
    person: usize,
    /// Of which row; none: of nobody whom a journal knows.
    row: Option<i64>,
    sent: i64,
    reached: usize,
    failed: bool,
}

/// Person, kind, how far it came and in which minute, of each message; and seeds.
type World = (Vec<(usize, u8, u8, i64)>, Vec<u64>);

/// What happened, and what of it was heard, as seeds.
fn world() -> impl Strategy<Value = World> {
    let message = (0usize..4, 0u8..6, 0u8..4, 0i64..30);
    (prop::collection::vec(message, 1..14), prop::collection::vec(any::<u64>(), 8..60))
}

const LADDER: [Step; 3] = [Step::Sent, Step::Delivered, Step::Read];

/// Rows, and the truth about them: kind 0 accepted, 1 unknown and sent, 2 unknown and never sent, 3 a message of an
/// agent's, which no journal knows, 4 refused, 5 accepted and failed.
fn happened(messages: &[(usize, u8, u8, i64)]) -> (Vec<Claim<'static>>, Vec<Truth>) {
    let (mut claims, mut truth) = (Vec::new(), Vec::new());
    let lost: Vec<(usize, i64)> = messages
        .iter()
        .filter(|(_, kind, ..)| matches!(kind, 1 | 2))
        .map(|(person, _, _, minute)| (*person, *minute))
        .collect();
    for (index, (person, kind, reached, minute)) in messages.iter().enumerate() {
        let number = index as i64 + 1;
        let at = minute * MINUTE;
        let id: &'static str = Box::leak(format!("m{number}").into_boxed_str());
        let (state, claimed) = match kind {
            0 | 5 => (RowState::Accepted, id),
            4 => (RowState::Refused, ""),
            _ => (RowState::Unknown, ""),
        };
        if *kind == 3 && lost.iter().any(|(who, when)| who == person && (when - minute).abs() <= 3) {
            // What cannot be told apart by anybody: an agent writes while a message of ours is lost.
            continue;
        }
        if *kind != 3 {
            let own = (*kind != 4).then_some(number);
            claims.push(Claim { text: None, row: own, ..row(number, state, claimed, PEOPLE[*person], at) });
        }
        if *kind != 2 {
            let row = matches!(kind, 0 | 1 | 5).then_some(number);
            let failed = matches!(kind, 4 | 5);
            let reached = if failed { 0 } else { usize::from(*reached).min(2) };
            truth.push(Truth { person: *person, row, sent: at + 250, reached, failed });
        }
    }
    (claims, truth)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 400 } else { 20_000 }))]
    #[test]
    fn nothing_is_claimed_that_is_not_so((messages, seeds) in world()) {
        let (claims, truth) = happened(&messages);
        // Of every message each step that it reached is told or not, once or twice, by callback, watermark or record.
        let (mut told, mut records) = (Vec::new(), Vec::new());
        let names: Vec<String> = truth.iter().enumerate().map(|(index, one)| match one.row {
            Some(row) => format!("m{row}"),
            None => format!("agent{index}"),
        }).collect();
        let mut failures = Vec::new();
        for (index, seed) in seeds.iter().enumerate() {
            if truth.is_empty() { break }
            let place = index % truth.len();
            let one = &truth[place];
            if one.failed && seed % 4 < 2 {
                // A refused send leaves a failed record without an id; what failed later may leave one as well, but no two.
                let id = if one.row.is_some() && place.is_multiple_of(2) { &*names[place] } else { "" };
                if !id.is_empty() { failures.push(one.row) }
                records.push(record(Step::Failed, id, PEOPLE[one.person], one.sent));
                continue;
            }
            if one.failed && one.row.is_none() { continue }
            let step = LADDER[(*seed as usize >> 8) % (one.reached + 1)];
            let time = one.sent + 10 * (step as i64 + 1);
            match seed % 4 {
                0 => told.push(heard(Platform::Messenger, step, &names[place], PEOPLE[one.person], time)),
                1 => records.push(record(step, &names[place], PEOPLE[one.person], one.sent)),
                // A watermark says of everything before it what is true of it.
                2 if step >= Step::Delivered => {
                    let holds = truth.iter().filter(|other| other.person == one.person && other.sent <= one.sent && !other.failed)
                        .all(|other| LADDER[other.reached] >= step);
                    let unsent = claims.iter().all(|claim| truth.iter().any(|other| other.row == claim.row)
                        || claim.contact != PEOPLE[one.person]);
                    if holds && unsent { told.push(mark(step, PEOPLE[one.person], one.sent, time)) }
                }
                _ => {}
            }
        }
        let result = joined(Vendor::Messenger, &claims, &told, &records);
        for one in &result {
            let so = truth.iter().find(|truth| truth.row == Some(one.row));
            if let Some(resolution) = &one.resolution {
                prop_assert!(so.is_some(), "row {} was never sent: {resolution:?}", one.row);
                prop_assert_eq!(&resolution.id, &format!("m{}", one.row));
            }
            if let Some(step) = one.ladder.step() {
                // Of a failure that was not heard the watermark of another message can't know.
                let is_so = |so: &Truth| match so.failed {
                    true => step == Step::Failed || !failures.contains(&Some(one.row)),
                    false => step != Step::Failed && LADDER[so.reached] >= step,
                };
                prop_assert!(so.is_some_and(is_so), "{one:?}");
            }
        }
        // Neither order nor repetition changes anything.
        let mut again = told.clone();
        again.reverse();
        again.extend(told.iter().take(5).cloned());
        let mut turned = records.clone();
        turned.reverse();
        prop_assert_eq!(joined(Vendor::Messenger, &claims, &again, &turned), result);
    }
}

const PHONES: [&str; 5] = ["860", "861", "862", "863", "864"];

/// Which phones, what became of its answer (0 accepted, 1 lost and taken, 2 lost and never taken, 3 another program's),
/// and in which minute, of each request; and which receipts come, in which round.
fn batches() -> impl Strategy<Value = (Vec<(u8, u8, i64)>, Vec<u64>)> {
    (prop::collection::vec((1u8..32, 0u8..4, 0i64..24), 1..10), prop::collection::vec(any::<u64>(), 4..80))
}

/// The rows of a request as the journal has them.
fn batch(request: usize, phones: u8, id: &'static str, state: RowState, minute: i64) -> Vec<Claim<'static>> {
    let phones = PHONES.iter().enumerate().filter(|(place, _)| phones & 1 << place != 0);
    let row = |(place, phone): (usize, &&'static str)| Claim {
        request: request as i64 + 1,
        text: None,
        ..row((request * PHONES.len() + place) as i64 + 1, state, id, phone, minute * MINUTE)
    };
    phones.map(row).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 400 } else { 20_000 }))]
    #[test]
    fn no_phone_of_a_batch_is_resolved_wrongly((requests, seeds) in batches()) {
        let lost = |phones: u8, minute: i64| requests.iter().any(|(others, kind, when)| {
            matches!(kind, 1 | 2) && others & phones != 0 && (when - minute).abs() <= 3
        });
        let ids: Vec<&'static str> =
            (0..requests.len()).map(|number| &*Box::leak(format!("q{number}").into_boxed_str())).collect();
        let mut claims = Vec::new();
        for (number, (phones, kind, minute)) in requests.iter().enumerate() {
            match kind {
                0 => claims.extend(batch(number, *phones, ids[number], RowState::Accepted, *minute)),
                1 | 2 => claims.extend(batch(number, *phones, "", RowState::Unknown, *minute)),
                _ => {}
            }
        }
        let fails = |number: usize, place: usize| (number + place).is_multiple_of(3);
        let mut rounds = [Vec::new(), Vec::new()];
        for seed in &seeds {
            let number = (*seed as usize >> 8) % requests.len();
            let place = (*seed as usize >> 20) % PHONES.len();
            let (phones, kind, minute) = requests[number];
            // What nobody can tell apart: another program reaches the phone while a message of ours is lost.
            if phones & 1 << place == 0 || kind == 2 || kind == 3 && lost(1 << place, minute) { continue }
            let step = if fails(number, place) { Step::Failed } else { Step::Delivered };
            let told = heard(Platform::Super, step, ids[number], PHONES[place], minute * MINUTE + 250);
            rounds[*seed as usize & 1].push(told);
        }
        for round in rounds {
            let result = joined(Vendor::Super, &claims, &round, &[]);
            let turned: Vec<Heard> = round.iter().rev().chain(round.iter().take(5)).cloned().collect();
            prop_assert_eq!(&joined(Vendor::Super, &claims, &turned, &[]), &result);
            for one in &result {
                let (number, place) = ((one.row as usize - 1) / PHONES.len(), (one.row as usize - 1) % PHONES.len());
                if let Some(resolution) = &one.resolution {
                    prop_assert!(requests[number].1 == 1, "request {number} was never taken: {resolution:?}");
                    prop_assert_eq!(&resolution.id, ids[number]);
                    // The journal keeps the id with the request, so that all its rows have it.
                    for claim in claims.iter_mut().filter(|claim| claim.request == number as i64 + 1) {
                        claim.id = ids[number];
                        if claim.row == Some(one.row) { claim.state = RowState::Accepted }
                    }
                }
                if let Some(step) = one.ladder.step() {
                    prop_assert!(requests[number].1 < 2, "{one:?}");
                    prop_assert_eq!(step, if fails(number, place) { Step::Failed } else { Step::Delivered });
                }
            }
        }
    }
}
