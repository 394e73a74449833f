use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use super::message::Step;
use super::*;
use crate::webhook::decode::decode;
use crate::webhook::json::Parser;

/// Less than anything takes.
const TINY: usize = 1;

/// The statistics of bodies, `size` of them a batch.
fn stats(bodies: &[String], memory: usize, size: usize) -> Report {
    let keys = Keys::new();
    let mut stats = Stats::new(memory);
    let mut parser = Parser::default();
    let mut facts = Facts::default();
    for batch in bodies.chunks(size) {
        let mut tally = Tally::default();
        for body in batch {
            tally.bodies += 1;
            decode(parser.parse(body).unwrap(), &jiff::tz::TimeZone::UTC, &mut |event| {
                tally.events += 1;
                facts.take(&event, &keys);
            });
        }
        stats.add(&mut facts, &tally).unwrap();
        facts.clear();
    }
    stats.finish().unwrap()
}

fn of(bodies: &[&str]) -> Json {
    let bodies: Vec<String> = bodies.iter().map(|body| (*body).to_owned()).collect();
    stats(&bodies, MEMORY, 2).to_json()
}

fn status(id: &str, status: &str, seconds: u64, more: &str) -> String {
    format!(r#"{{"statuses":[{{"id":"{id}","recipient_id":"1","status":"{status}","timestamp":"{seconds}"{more}}}]}}"#)
}

fn cost(id: &str, cdr_type: u32, price: &str) -> String {
    format!(
        r#"{{"currency":"USD","price":{price},"foreign_price":0.01,"cdr_type":{cdr_type},"message_id":"{id}","direction":1}}"#
    )
}

#[test]
fn a_cost_counts_once_and_price_is_cny_whatever_the_currency_says() {
    let costs = format!(r#","costs":[{},{}]"#, cost("w1", 4, "0.1"), cost("w1", 1, "0"));
    let again = format!(r#","costs":[{}]"#, cost("w1", 4, "0.7"));
    let other = format!(r#","costs":[{}]"#, cost("w2", 4, "0.2"));
    let report = of(&[
        &status("w1", "sent", 1_700_000_000, &costs),
        &status("w1", "delivered", 1_700_000_001, &again),
        &status("w2", "sent", 1_700_000_002, &other),
    ]);
    let costs = &report["costs"];
    assert_eq!((&costs["seen"], &costs["counted"]), (&json!(4), &json!(3)));
    assert_eq!(costs["cny"].to_string(), "0.3");
    assert_eq!(costs["foreign"][0]["currency"], "USD");
    assert_eq!(costs["foreign"][0]["amount"].to_string(), "0.03");
    assert_eq!(costs["by_category"][0]["category"], "marketing");
    assert_eq!(costs["by_category"][0]["cny"].to_string(), "0.3");
}

#[test]
fn the_funnel_never_goes_down_and_two_ids_are_one_message() {
    let meta = r#","meta_message_id":"m1""#;
    let report = of(&[
        &status("w1", "read", 1_700_000_030, meta),
        &status("w1", "sent", 1_700_000_000, ""),
        &status("m1", "delivered", 1_700_000_010, ""),
        &status("w2", "delivered", 1_700_000_005, ""),
        &status("w2", "sent", 1_700_000_001, ""),
        &status("w3", "sent", 1_700_000_000, ""),
        &status("w3", "failed", 1_700_000_001, r#","errors":[{"code":131026,"title":"t"}]"#),
        &status("w3", "delivered", 1_700_000_002, ""),
        &status("w4", "weird", 1_700_000_002, ""),
    ]);
    let funnel = &report["funnel"];
    let steps = ["accepted", "sent", "delivered", "read", "failed"].map(|step| funnel[step].as_u64().unwrap());
    assert_eq!(steps, [4, 2, 2, 1, 1]);
    let latency = &report["latency"];
    assert_eq!(
        (&latency[0]["from"], &latency[0]["to"], &latency[0]["count"]),
        (&json!("sent"), &json!("delivered"), &json!(3))
    );
    assert_eq!((&latency[0]["p50_ms"], &latency[0]["max_ms"]), (&json!(4000), &json!(10_000)));
    assert_eq!(report["errors"][0]["code"], "131026");
    assert_eq!(report["errors"][0]["book"], "meta");
}

fn page(person: u64, time: i64, happened: &str) -> String {
    format!(
        r#"{{"object":"page","entry":[{{"id":"77","messaging":[{{"sender":{{"id":"{person}"}},"recipient":{{"id":"77"}},"timestamp":{time},{happened}}}]}}]}}"#
    )
}

#[test]
fn a_watermark_reads_everything_sent_before_it_to_that_person() {
    let at = 1_700_000_000_000;
    let report = of(&[
        &page(5, at + 900, r#""read":{"watermark":1700000000500}"#),
        &page(5, at + 100, r#""delivery":{"mids":["a"],"watermark":1700000000050}"#),
        &page(5, at + 400, r#""delivery":{"mids":["b"],"watermark":1700000000300}"#),
        &page(5, at + 800, r#""delivery":{"mids":["c"],"watermark":1700000000700}"#),
        &page(6, at + 100, r#""delivery":{"mids":["d"],"watermark":1700000000050}"#),
        &page(5, at + 600, r#""read":{"watermark":1700000000100}"#),
    ]);
    let funnel = &report["funnel"];
    assert_eq!((&funnel["accepted"], &funnel["delivered"], &funnel["read"]), (&json!(4), &json!(4), &json!(2)));
    let latency = &report["latency"][0];
    // `a` was read by the earlier telling: 600 - 100; `b`: 900 - 400.
    assert_eq!(
        (&latency["from"], &latency["count"], &latency["max_ms"]),
        (&json!("delivered"), &json!(2), &json!(500))
    );
}

/// What a plain reading of the rules gives, with all of it in memory.
#[derive(Default)]
struct Naive {
    messages: BTreeMap<String, BTreeMap<&'static str, u64>>,
    costs: BTreeMap<(String, u32), u64>,
    people: BTreeSet<u32>,
}

#[test]
fn spilling_changes_nothing() {
    let mut random = fastrand::Rng::with_seed(11);
    for _ in 0..20 {
        let mut naive = Naive::default();
        let mut bodies = Vec::new();
        for _ in 0..random.usize(1..400) {
            let number = random.u32(0..60);
            let step = ["sent", "delivered", "read", "failed"][random.usize(0..4)];
            let seconds = 1_700_000_000 + random.u64(0..1000);
            let (own, meta) = (format!("w{number}"), format!("m{number}"));
            // The same message under its first id, its second, or both.
            let (id, more) = match random.u32(0..3) {
                0 => (own.clone(), String::new()),
                1 => (meta.clone(), String::new()),
                _ => (own.clone(), format!(r#","meta_message_id":"{meta}""#)),
            };
            let joined = number;
            let person = random.u32(0..30);
            let cdr = random.u32(4..7);
            let cents = u64::from(number) * 7 + 1;
            naive.people.insert(person);
            naive.costs.entry((own.clone(), cdr)).or_insert(cents);
            let steps = naive.messages.entry(joined.to_string()).or_default();
            let first = steps.entry(step).or_insert(seconds);
            *first = (*first).min(seconds);
            bodies.push(format!(
                r#"{{"statuses":[{{"id":"{id}","recipient_id":"{person}","status":"{step}","timestamp":"{seconds}"{more},"costs":[{}]}}]}}"#,
                cost(&own, cdr, &format!("0.{cents:04}"))
            ));
        }
        // Every message is told once under both ids, so that all its statuses belong together.
        for number in 0..60 {
            if naive.messages.contains_key(&number.to_string()) {
                bodies.push(status(
                    &format!("w{number}"),
                    "accepted",
                    1,
                    &format!(r#","meta_message_id":"m{number}""#),
                ));
                naive.people.insert(1);
            }
        }
        let in_memory = stats(&bodies, MEMORY, 50);
        let spilled = stats(&bodies, TINY, 7);
        assert_eq!(in_memory.spilled, 0);
        assert!(spilled.spilled > 0);
        let json = |report: &Report| {
            let mut json = report.to_json();
            json.as_object_mut().unwrap().remove("spilled_bytes");
            json
        };
        assert_eq!(json(&in_memory), json(&spilled));
        check(&naive, &in_memory);
    }
}

fn check(naive: &Naive, report: &Report) {
    let has = |steps: &BTreeMap<&str, u64>, names: &[&str]| names.iter().any(|name| steps.contains_key(name));
    let alive = || naive.messages.values().filter(|steps| !steps.contains_key("failed"));
    let funnel = report.funnel();
    assert_eq!(funnel.accepted, naive.messages.len() as u64);
    assert_eq!(funnel.read, alive().filter(|steps| has(steps, &["read"])).count() as u64);
    assert_eq!(funnel.delivered, alive().filter(|steps| has(steps, &["read", "delivered"])).count() as u64);
    assert_eq!(funnel.failed, naive.messages.values().filter(|steps| steps.contains_key("failed")).count() as u64);
    let cents: u64 = naive.costs.values().sum();
    assert_eq!(report.costs.counted, naive.costs.len() as u64);
    assert_eq!(report.cny().unwrap(), crate::webhook::decimal::Decimal::parse(&format!("{cents}e-4")).unwrap());
    assert_eq!(report.contacts.platforms[0].all, naive.people.len() as u64);
    let mut times: Vec<u64> = naive
        .messages
        .values()
        .filter_map(|steps| steps.get("delivered")?.checked_sub(*steps.get("sent")?))
        .map(|seconds| seconds * 1000)
        .collect();
    times.sort_unstable();
    let latency = report.latencies.iter().find(|latency| latency.pair == (Step::Sent, Step::Delivered));
    assert_eq!(latency.map_or(0, |latency| latency.count), times.len() as u64);
    if let Some(latency) = latency {
        for (place, per_cent) in [50, 90, 95, 99, 100].into_iter().enumerate() {
            assert_eq!(latency.millis[place], times[(times.len() * per_cent).div_ceil(100) - 1], "p{per_cent}");
        }
    }
}

#[test]
fn hostile_names_are_bounded_and_escaped_in_the_page() {
    let mut bodies: Vec<String> =
        (0..6000).map(|number| status("w", &format!("x{number}"), 1_700_000_000 + number * 86_400, "")).collect();
    bodies.push(status(
        "w",
        "failed",
        1_700_000_000,
        r#","errors":[{"code":"<script>alert(1)</script>","title":"\u001b[2J\u202e\"'&"}]"#,
    ));
    let report = stats(&bodies, MEMORY, 100);
    assert!(report.events.len() <= 4097, "{}", report.events.len());
    assert_eq!(report.events.iter().map(|event| event.count).sum::<u64>(), 6001);
    assert!(report.timeline.len() <= 481);
    let page = html(&report);
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;"));
    assert!(!page.contains('\u{1b}') && !page.contains('\u{202e}') && page.contains("\\u{202e}"));
    assert!(!page.contains("http://") && !page.contains("https://"), "nothing is fetched");
}

fn html(report: &Report) -> String {
    let now = jiff::Timestamp::UNIX_EPOCH.to_zoned(jiff::tz::TimeZone::UTC);
    page::page(report, &page::About { files: &["captures/a.ndjson"], now: &now }).render().unwrap()
}

#[test]
fn the_page_names_file_period_and_date() {
    let page =
        html(&stats(&[status("a", "sent", 1_700_000_000, ""), status("a", "read", 1_700_003_661, "")], MEMORY, 1));
    assert!(page.contains("<title>Webhooks: a.ndjson</title>") && page.contains("captures&#x2f;a.ndjson"));
    assert!(page.contains("2023-11-14 22:13 +00:00 to 2023-11-14 23:14 +00:00"), "{page}");
    assert!(page.contains("1970-01-01 00:00 +00:00, msgops "));
}

#[test]
fn an_empty_capture_has_a_page_too() {
    let report = stats(&[], MEMORY, 1);
    assert!(html(&report).contains("no event has a time"));
    assert_eq!(report.to_json()["funnel"]["accepted"], 0);
}
