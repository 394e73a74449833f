//! The engine of bulk sends end to end: what a kill, a stop or a second runner leaves behind, and how the job goes on.

use std::collections::BTreeSet;

use crate::bulk::{Sandbox, figures, people, person, send, signal, spawn, wait_until};
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
    let of_profiles = std::fs::read_dir(sandbox.machine.state_dir().join("jobs")).unwrap();
    let mut locks = of_profiles.map(|profile| profile.unwrap().path().join("j.lock")).filter(|lock| lock.exists());
    std::fs::remove_file(locks.next().unwrap()).unwrap();
    let second = sandbox.machine.run(send(&["--job", "j", "-o", "json"])).exits(9);
    assert_eq!(second.error()["kind"], "locked");
    sandbox.run(&["jobs", "settle", "j", "--as", "accepted"]).exits(9);
    let first = finish(first).exits(0);
    assert_eq!(figures(&first.json()), [80, 80, 0, 0, 0, 0]);
    assert_eq!(sandbox.once().len(), 80);
}

#[test]
fn a_canary_that_failed_is_remembered_by_the_same_command() {
    let sandbox = Sandbox::start(&[]);
    let mut list = people(0..20);
    list.insert_str("to,name\n".len(), "99000210008,A\n");
    sandbox.list("list.csv", &list);
    let canary = ["--job", "j", "--canary", "3", "-o", "json"];
    let first = sandbox.machine.run(send(&canary)).exits(6);
    assert_eq!(figures(&first.json()), [21, 2, 1, 0, 0, 18]);
    assert!(first.stderr.contains("--go-on"), "{}", first.stderr);
    // Neither with the canary nor without it, until somebody says so.
    for arguments in [&canary[..], &["--job", "j", "-o", "json"]] {
        let run = sandbox.machine.run(send(arguments)).exits(6);
        assert_eq!((figures(&run.json()), run.json()["sent_now"].as_u64()), ([21, 2, 1, 0, 0, 18], Some(0)));
        assert!(run.stderr.contains("--go-on"), "{}", run.stderr);
    }
    let run = sandbox.machine.run(send(&[&canary[..], &["--go-on"]].concat())).exits(6);
    assert_eq!(figures(&run.json()), [21, 20, 1, 0, 0, 0]);
    assert_eq!(sandbox.once().len(), 20);
}

#[test]
fn the_canary_of_super_is_the_first_of_the_list() {
    let sandbox = Sandbox::start(&["code=9003:skip=3:on=send"]);
    let mut list = "phone,name\n".to_owned();
    (0..30).for_each(|id| list.push_str(&format!("852612345{id:02},P{id}\n")));
    sandbox.list("list.csv", &list);
    let command = ["send", "super", "text", "Hi {{ name }}", "--priority", "sms", "--recipients", "list.csv", "--yes"];
    sandbox.run(&[&command[..], &["--canary", "3", "--concurrency", "1"]].concat()).exits(6);
    let first: Vec<String> = sandbox.once().into_iter().collect();
    assert_eq!(first, ["85261234500", "85261234501", "85261234502"]);
}

#[test]
fn an_account_s_refusal_burns_no_row() {
    let sandbox = Sandbox::start(&["code=1102:on=send:when=before"]);
    let mut list = "phone\n".to_owned();
    (0..60).for_each(|id| list.push_str(&format!("852612345{id:02}\n")));
    sandbox.list("list.csv", &list);
    let command = ["send", "super", "text", "Hi", "--priority", "sms", "--recipients", "list.csv", "--yes"];
    let run = sandbox.run(&[&command[..], &["--batch-size", "5", "-o", "json"]].concat()).exits(6);
    assert_eq!(figures(&run.json()), [60, 0, 0, 0, 0, 60]);
    assert_eq!((run.error()["code"].as_str(), &run.json()["by_code"][0]["code"]), (Some("1102"), &"1102".into()));
}

#[cfg(unix)]
#[test]
fn a_terminal_that_goes_away_ends_a_job_as_sigterm_does() {
    // Whoever runs the tests under nohup has it ignored for every child: that is the next test's case.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).map(str::trim);
    if ignored.is_some_and(|mask| u64::from_str_radix(mask, 16).is_ok_and(|mask| mask & 1 == 1)) {
        eprintln!("skipped: SIGHUP is ignored here");
        return;
    }
    let sandbox = Sandbox::start(&["latency=100ms:on=send"]);
    sandbox.list("list.csv", &people(0..200));
    let runner = spawn(&sandbox, &["--job", "j", "--concurrency", "4"]);
    wait_until(|| progress(&sandbox).0 > 4);
    signal(&runner, "HUP");
    signal(&runner, "HUP");
    finish(runner).exits(143);
    let show = sandbox.json(&["jobs", "show", "j"]);
    assert_eq!((show["state"].as_str(), show["unknown"].as_u64()), (Some("interrupted"), Some(0)));
    assert_eq!(show["accepted"].as_u64(), Some(sandbox.once().len() as u64));
}

#[cfg(unix)]
#[test]
fn under_nohup_a_job_goes_on_when_the_terminal_goes_away() {
    let sandbox = Sandbox::start(&["latency=50ms:on=send"]);
    sandbox.list("list.csv", &people(0..60));
    let template = sandbox.machine.command([""]);
    let mut command = std::process::Command::new("nohup");
    command.arg(env!("CARGO_BIN_EXE_msgops")).args(send(&["--job", "j", "--concurrency", "4"])).env_clear();
    template.get_envs().for_each(|(name, value)| {
        command.env(name, value.unwrap());
    });
    command.current_dir(sandbox.machine.path());
    let piped = std::process::Stdio::piped;
    let runner = command.stdin(std::process::Stdio::null()).stdout(piped()).stderr(piped()).spawn().unwrap();
    wait_until(|| progress(&sandbox).0 > 4);
    signal(&runner, "HUP");
    finish(runner).exits(0);
    assert_eq!(sandbox.once().len(), 60);
    assert!(sandbox.once().contains(&person(0)));
}
