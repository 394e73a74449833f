//! The engine of bulk sends end to end: what a kill, a stop or a second runner leaves behind, and how the job goes on.

use std::collections::BTreeSet;

use crate::bulk::{Sandbox, figures, people, send, spawn, wait_until};
use crate::harness::finish;

/// How many rows of job `j` are accepted, and how many are in flight.
fn progress(sandbox: &Sandbox) -> (u64, usize) {
    let accepted = sandbox.json(&["jobs", "list"])[0]["accepted"].as_u64().unwrap_or(0);
    let sending = sandbox.run(&["jobs", "rows", "j", "--state", "sending", "-o", "json"]);
    let sending = serde_json::from_str::<serde_json::Value>(&sending.stdout).ok();
    (accepted, sending.and_then(|rows| Some(rows.as_array()?.len())).unwrap_or(0))
}

#[test]
fn request_numbers_never_repeat_after_kill_and_settle() {
    let sandbox = Sandbox::start(&["latency=300ms:on=send"]);
    sandbox.list("list.csv", &people(0..12));
    let arguments = ["--job", "j", "--concurrency", "2", "-o", "json"];
    let mut runner = spawn(&sandbox, &arguments);
    wait_until(|| matches!(progress(&sandbox), (2.., 2)));
    runner.kill().unwrap();
    runner.wait().unwrap();
    sandbox.run(&["jobs", "settle", "j", "--as", "accepted"]).exits(0);
    let result = sandbox.machine.run(send(&arguments)).exits(0).json();
    assert_eq!(result["accepted"], 12);
    let rows = sandbox.json(&["jobs", "rows", "j"]);
    let mut ids = BTreeSet::new();
    for row in rows.as_array().unwrap() {
        match (row["reason"].as_str(), row["message_id"].as_str()) {
            (Some("settled"), id) => assert_eq!(id, None, "{row}"),
            (_, id) => assert!(ids.insert(id.unwrap().to_owned()), "{row}"),
        }
    }
    assert!(ids.len() >= 8, "{rows}");
    sandbox.once();
}

#[test]
fn a_second_runner_without_a_lock_file_stops_with_nine() {
    let sandbox = Sandbox::start(&["latency=100ms:on=send"]);
    sandbox.list("list.csv", &people(0..80));
    let first = spawn(&sandbox, &["--job", "j", "--concurrency", "4", "-o", "json"]);
    wait_until(|| progress(&sandbox).0 > 4);
    std::fs::remove_file(sandbox.machine.state_dir().join("jobs/j.lock")).unwrap();
    let second = sandbox.machine.run(send(&["--job", "j", "-o", "json"])).exits(9);
    assert_eq!(second.error()["kind"], "locked");
    sandbox.run(&["jobs", "settle", "j", "--as", "accepted"]).exits(9);
    let first = finish(first).exits(0);
    assert_eq!(figures(&first.json()), [80, 80, 0, 0, 0, 0]);
    assert_eq!(sandbox.once().len(), 80);
}
