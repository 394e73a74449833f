//! `msgops records` with several statuses and codes, against the emulator.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::harness::{Machine, Served};

fn rows(machine: &Machine, arguments: &[&str]) -> Vec<Value> {
    let mut all = vec!["records", "list", "--since", "365d", "--all", "-o", "ndjson", "-q"];
    all.extend(arguments);
    let run = machine.run(all).exits(0);
    run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn key(row: &Value) -> String {
    format!("{} {} {} {}", row["message_id"], row["recipient_id"], row["send_time"], row["error_code"])
}

#[test]
fn with_status_is_every_record_once_newest_first_whatever_the_pages() {
    for faults in [&[][..], &["small-pages=7:on=records"]] {
        let served = Served::new(faults);
        let machine = &served.machine;
        let plain = rows(machine, &[]);
        let merged = rows(machine, &["--with-status"]);
        let count = |rows: &[Value]| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            rows.iter().for_each(|row| *counts.entry(key(row)).or_default() += 1);
            counts
        };
        assert_eq!(count(&merged), count(&plain), "{faults:?}");
        let times: Vec<jiff::Timestamp> =
            merged.iter().map(|row| row["send_time"].as_str().unwrap().parse().unwrap()).collect();
        assert!(times.windows(2).all(|pair| pair[0] >= pair[1]), "{faults:?}");
        for status in ["sent", "delivered", "read", "failed"] {
            let alone = rows(machine, &["--status", status]);
            let among = merged.iter().filter(|row| row["status"] == status).count();
            assert_eq!(alone.len(), among, "{status}");
        }
        let two = rows(machine, &["--status", "failed", "--status", "sent", "--status", "failed"]);
        assert!(two.iter().all(|row| row["status"] == "failed" || row["status"] == "sent"));
        let limited = machine.run(["records", "list", "--with-status", "--limit", "5", "-o", "json"]).exits(0);
        assert_eq!(limited.json().as_array().unwrap().len(), 5);
        assert!(limited.stderr.contains("5 of"), "{}", limited.stderr);
    }
}

#[test]
fn records_are_found_by_code_and_statistics_count_what_was_asked_for() {
    let served = Served::new(&[]);
    let machine = &served.machine;
    let by_code = rows(machine, &["--code", "551", "--code", "1893015", "--with-status"]);
    assert!(!by_code.is_empty());
    assert!(by_code.iter().all(|row| row["status"] == "failed" && row["explanation"].is_string()));
    let count = machine.run(["records", "list", "--since", "365d", "--code", "551", "--count"]).exits(0);
    let fives = by_code.iter().filter(|row| row["error_code"] == "551").count();
    assert_eq!(count.stdout.trim(), fives.to_string());
    let stats = machine.run(["records", "stats", "--since", "365d", "--code", "551", "-o", "json"]).exits(0).json();
    assert_eq!(stats["by_status"], json!({"sent": 0, "delivered": 0, "read": 0, "failed": fives}));
    assert_eq!(stats["by_code"].as_array().unwrap().len(), 1);
    let csv = machine.run(["records", "stats", "--status", "failed", "--status", "read", "-o", "csv"]).exits(0).stdout;
    assert!(csv.starts_with("figure,name,count,explanation\nstatus,read,"), "{csv}");
    assert!(csv.lines().any(|line| line.starts_with("code,551,") && line.contains("blocked")), "{csv}");
    let dry = machine.run(["records", "list", "--with-status", "--dry-run"]).exits(0).stdout;
    assert_eq!(dry.matches("message_status").count(), 4, "{dry}");
}
