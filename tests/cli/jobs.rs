//! Jobs as files: what a report may replace, and what the journal says whatever becomes of the output.

use crate::bulk::{Sandbox, people};

const SEND: [&str; 9] = ["send", "messenger", "text", "Hi", "--yes", "--job", "j", "--recipients", "list.csv"];

#[test]
fn a_report_replaces_neither_the_list_nor_a_strangers_file() {
    let sandbox = Sandbox::start(&[]);
    let list = people(0..3);
    let path = sandbox.list("list.csv", &list);
    sandbox.list("notes.csv", "my,own\n1,2\n");
    sandbox.list("made/with.csv/x", "");
    #[cfg(unix)]
    std::os::unix::fs::symlink("list.csv", sandbox.machine.path().join("link.csv")).unwrap();
    let full = path.to_str().unwrap();
    for (report, why) in [
        ("list.csv", "input"),
        ("./list.csv", "input"),
        ("link.csv", "input"),
        (full, "input"),
        ("notes.csv", "is no report"),
        ("made/with.csv", "is a directory"),
        ("missing/r.csv", "could not be written"),
        ("r.txt", "must end in"),
    ] {
        let run = sandbox.run(&[&SEND[..], &["--report", report]].concat()).exits(2);
        assert!(run.stderr.contains(why), "{report}: {}", run.stderr);
    }
    // The list through stdin is an input like any other.
    let mut command = sandbox.machine.command([&SEND[..8], &["-", "--report", "list.csv"]].concat());
    command.stdin(std::fs::File::open(&path).unwrap()).stderr(std::process::Stdio::piped());
    let run = crate::harness::finish(command.spawn().unwrap()).exits(2);
    assert!(run.stderr.contains("input"), "{}", run.stderr);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), list);
    assert!(sandbox.accepted().is_empty());
    for name in ["r.csv", "r.ndjson", "r.json"] {
        // The second run replaces the report of the first.
        sandbox.run(&[&SEND[..], &["--report", name]].concat()).exits(0);
        sandbox.run(&[&SEND[..], &["--report", name]].concat()).exits(0);
    }
    assert_eq!(sandbox.once().len(), 3);
}

fn journal(sandbox: &Sandbox) -> std::path::PathBuf {
    sandbox.machine.state_dir().join("jobs/(environment)/j.sqlite")
}

/// Bulk with every wrong output option: nothing is sent. With an output that breaks on the way: the rows, the
/// report and the exit code are as they would be.
#[test]
fn output_that_is_wrong_stops_before_and_output_that_breaks_hides_nothing() {
    let sandbox = Sandbox::start(&[]);
    sandbox.list("list.csv", &format!("{}99000210008,X\n", people(0..2)));
    for wrong in [&["--columns", "nope"][..], &["--jq", ".job | ("], &["--report", "r.txt"]] {
        sandbox.run(&[&SEND[..], wrong].concat()).exits(2);
    }
    assert!(sandbox.accepted().is_empty());
    // The filter is right and fails on the result.
    let run = sandbox.run(&[&SEND[..], &["--jq", ".job.x", "--report", "r.csv"]].concat()).exits(6);
    assert!(run.stderr.contains("warning") && run.stderr.contains("refused"), "{}", run.stderr);
    assert_eq!(std::fs::read_to_string(sandbox.machine.path().join("r.csv")).unwrap().lines().count(), 4);
    assert_eq!(sandbox.once().len(), 2);
    #[cfg(target_os = "linux")]
    {
        sandbox.list("list.csv", &people(5..9));
        let mut command =
            sandbox.machine.command([&SEND[..5], &["--recipients", "list.csv", "--report", "s.csv"]].concat());
        command.stdin(std::process::Stdio::null()).stderr(std::process::Stdio::piped());
        command.stdout(std::fs::File::options().write(true).open("/dev/full").unwrap());
        let run = crate::harness::finish(command.spawn().unwrap()).exits(0);
        assert!(run.stderr.contains("stdout could not be written"), "{}", run.stderr);
        assert_eq!(std::fs::read_to_string(sandbox.machine.path().join("s.csv")).unwrap().lines().count(), 5);
        assert_eq!(sandbox.once().len(), 6);
    }
}

#[test]
fn a_job_with_tokens_is_not_the_job_with_psids() {
    let sandbox = Sandbox::start(&[]);
    sandbox.list("list.csv", "psid\n1000000000000001\n");
    sandbox.run(&SEND).exits(0);
    sandbox.list("list.csv", "sub_token\n1000000000000002\n");
    let run = sandbox.run(&SEND).exits(2);
    assert!(run.stderr.contains("recipients of kind `id`"), "{}", run.stderr);
    assert_eq!(sandbox.once().len(), 1);
}

#[test]
fn a_job_that_reached_anybody_is_removed_only_on_a_word_and_a_dry_run_keeps_it() {
    let sandbox = Sandbox::start(&["reset-after:first=1:on=send"]);
    sandbox.list("list.csv", &people(0..3));
    sandbox.run(&[&SEND[..], &["--concurrency", "1"]].concat()).exits(7);
    let run = sandbox.run(&["jobs", "remove", "j"]).exits(2);
    assert!(run.stderr.contains("2 accepted, 1 unknown") && run.stderr.contains("--yes"), "{}", run.stderr);
    sandbox.run(&["jobs", "remove", "j", "--yes", "--dry-run"]).exits(0);
    let dry = sandbox.json(&["jobs", "settle", "j", "--as", "accepted", "--dry-run"]);
    assert_eq!(dry["settled"], 1);
    assert_eq!(sandbox.json(&["jobs", "show", "j"])["unknown"], 1);
    let run = sandbox.run(&["jobs", "resume", "j"]).exits(2);
    assert!(run.stderr.contains("same `send` command again") && !run.stderr.contains("remove"), "{}", run.stderr);
    sandbox.run(&["jobs", "remove", "j", "--yes"]).exits(0);
    assert!(!journal(&sandbox).exists());
    assert_eq!(std::fs::read_dir(journal(&sandbox).parent().unwrap()).unwrap().count(), 0, "nothing stays beside it");
}

#[test]
fn the_guard_counts_people() {
    let sandbox = Sandbox::start(&[]);
    sandbox.list("list.csv", &people(0..3));
    sandbox.run(&SEND).exits(0);
    sandbox.run(&[&SEND[..], &["--again"]].concat()).exits(0);
    let run = sandbox.run(&["send", "messenger", "text", "Hi", "--yes", "--job", "k", "--recipients", "list.csv"]);
    assert!(run.exits(2).stderr.contains("to 3 recipients"));
}

#[test]
fn jobs_belong_to_their_profile_and_the_sandbox_forgets_its_own() {
    let sandbox = Sandbox::start(&[]);
    sandbox.list("list.csv", &people(0..2));
    sandbox.run(&SEND).exits(0);
    sandbox.run(&[&["-p", "sandbox"], &SEND[..]].concat()).exits(0);
    let names = |more: &[&str]| sandbox.json(&[&["jobs", "list"], more].concat()).as_array().unwrap().len();
    assert_eq!((names(&[]), names(&["-p", "sandbox"]), names(&["--all-profiles"])), (1, 1, 2));
    assert_eq!(names(&["--since", "2999-01-01"]), 0);
    sandbox.run(&["sandbox", "reset"]).exits(0);
    assert_eq!((names(&[]), names(&["-p", "sandbox"])), (1, 0));
}

#[test]
fn the_old_layout_is_taken_over_once() {
    let sandbox = Sandbox::start(&[]);
    sandbox.list("list.csv", &people(0..3));
    sandbox.run(&SEND).exits(0);
    let old = sandbox.machine.state_dir().join("jobs/j.sqlite");
    std::fs::rename(journal(&sandbox), &old).unwrap();
    let show = sandbox.json(&["jobs", "show", "j", "--dry-run"]);
    assert_eq!((show["accepted"].as_u64(), old.exists()), (Some(3), true), "a dry run moves nothing");
    let run = sandbox.run(&[&SEND[..], &["-o", "json"]].concat()).exits(0);
    assert_eq!((run.json()["sent_now"].as_u64(), old.exists()), (Some(0), false));
    assert!(journal(&sandbox).exists());
    assert_eq!(sandbox.once().len(), 3);
}

/// Kills a run under way, so that its log is all there is.
fn killed(sandbox: &Sandbox) {
    sandbox.list("list.csv", &people(0..400));
    let mut command = sandbox.machine.command([&SEND[..], &["--concurrency", "2"]].concat());
    command.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    let mut process = command.spawn().unwrap();
    crate::bulk::wait_until(|| sandbox.accepted().len() > 4);
    process.kill().unwrap();
    process.wait().unwrap();
}

#[test]
fn a_lost_or_cut_log_of_a_killed_run_is_seen_and_nobody_is_sent_to_twice() {
    for cut in [false, true] {
        let sandbox = Sandbox::start(&["latency=20ms:on=send"]);
        killed(&sandbox);
        let log = sandbox.machine.state_dir().join("jobs/(environment)/j.sqlite-wal");
        if cut {
            // The head of the log says nothing any more: all of it is void.
            std::fs::OpenOptions::new().write(true).open(&log).unwrap().set_len(100).unwrap();
        } else {
            std::fs::remove_file(&log).unwrap();
            std::fs::remove_file(log.with_file_name("j.sqlite-mark")).unwrap();
        }
        let run = sandbox.run(&[&SEND[..], &["-o", "json"]].concat()).exits(10);
        assert_eq!(run.error()["kind"], "io");
        assert!(run.stderr.contains("--resume-from") && run.stderr.contains("jobs settle j"), "{}", run.stderr);
        sandbox.run(&["jobs", "settle", "j", "--as", "accepted"]).exits(0);
        let result = sandbox.run(&[&SEND[..], &["-o", "json"]].concat()).exits(0).json();
        assert_eq!((result["sent_now"].as_u64(), result["accepted"].as_u64()), (Some(0), Some(400)));
        sandbox.once();
    }
}

#[test]
fn a_killed_run_goes_on_from_its_log_also_after_somebody_looked() {
    let sandbox = Sandbox::start(&["latency=20ms:on=send"]);
    killed(&sandbox);
    for _ in 0..2 {
        assert_eq!(sandbox.json(&["jobs", "show", "j"])["state"], "crashed");
        sandbox.run(&[&SEND[..8], &["list.csv", "--dry-run"]].concat()).exits(0);
    }
    let run = sandbox.run(&[&SEND[..], &["-o", "json"]].concat());
    assert_eq!(run.json()["pending"], 0, "{}", run.stderr);
    sandbox.once();
}

#[test]
fn what_is_left_out_is_told_by_reason_and_the_message_in_words() {
    let sandbox = Sandbox::start(&[]);
    sandbox.list("list.csv", "phone,name\n85261234501,Ann\n85261234501,Ann\n447700900001,Bo\n85261234502,\n");
    let send = ["send", "super", "text", "Hi {{ name }}", "--priority", "sms", "--recipients", "list.csv", "--job"];
    let dry = sandbox.json(&[&send[..], &["j", "--dry-run"]].concat());
    assert_eq!(dry["skipped_by_reason"][0]["reason"], "duplicate");
    assert_eq!((dry["total_requests"].as_u64(), dry["segments"].as_u64()), (Some(3), Some(3)));
    assert_eq!(dry["segments_by_country"][1]["country_code"], "852");
    assert_eq!(dry["segments_by_country"][1]["recipients"], 2);
    let result = sandbox.json(&[&send[..], &["j", "--yes"]].concat());
    assert_eq!(result["skipped_by_reason"][0]["count"], 1);
    let show = sandbox.json(&["jobs", "show", "j"]);
    assert_eq!(show["message"], "Hi {{ name }}");
    let run = sandbox.run(&[&send[..], &["k", "--not-within", "0s"]].concat()).exits(2);
    for word in ["3 recipients in 3 requests", "appkey `", "the first message: Hi Ann", "+852: 2 segments"] {
        assert!(run.stderr.contains(word), "{word}: {}", run.stderr);
    }
}

#[test]
fn what_a_canary_stopped_waits_for_a_word() {
    let sandbox = Sandbox::start(&[]);
    sandbox.list("list.csv", &format!("to,name\n99000210008,X\n{}", &people(0..5)["to,name\n".len()..]));
    sandbox.run(&[&SEND[..], &["--canary", "2", "-o", "json"]].concat()).exits(6);
    let run = sandbox.run(&[&SEND[..], &["-o", "json"]].concat()).exits(6);
    assert_eq!(run.json()["sent_now"], 0);
    assert!(run.stderr.contains("--go-on"), "{}", run.stderr);
    let result = sandbox.run(&[&SEND[..], &["--go-on", "-o", "json"]].concat()).exits(6).json();
    assert_eq!((result["pending"].as_u64(), result["accepted"].as_u64()), (Some(0), Some(5)));
}
