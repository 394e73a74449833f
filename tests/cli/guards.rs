//! What keeps people from being reached twice, or against their will, when a list, a report or another job is not what
//! it seems.

use std::path::Path;

use serde_json::Value;

use crate::harness::{Machine, Run};

const SEND: &[&str] = &["-p", "sandbox", "send", "messenger", "text", "--recipients"];

fn send(machine: &Machine, list: &Path, more: &[&str]) -> Run {
    let list = list.to_string_lossy();
    machine.run([SEND, &[&*list], more].concat())
}

fn psids(range: std::ops::Range<u32>) -> String {
    range.fold("psid\n".to_owned(), |list, number| list + &format!("76080346892{number:05}\n"))
}

/// A job sends to these people at this very moment: another one must not, whatever has been answered so far.
#[test]
fn people_whom_a_running_job_is_about_to_reach_count_as_reached() {
    let machine = Machine::new();
    let list = machine.file("l.csv", psids(0..40));
    let path = list.to_string_lossy();
    let slow = [SEND, &[&*path, "--rate", "1/s", "--job", "slow", "--yes", "hello"]].concat();
    let mut running = machine.command(slow).stdout(std::process::Stdio::null()).spawn().expect("a run");
    let shown = || machine.run(["-p", "sandbox", "jobs", "show", "slow", "-o", "json"]);
    while shown().code != 9 && !shown().stdout.contains("\"running\"") {
        std::thread::yield_now();
    }
    let same = send(&machine, &list, &["--job", "other", "--yes", "hello"]).exits(2);
    let other = send(&machine, &list, &["--job", "third", "--yes", "--not-within", "7d", "-o", "json", "another"]);
    running.kill().expect("a kill");
    running.wait().expect("an end");
    assert!(same.stderr.contains("40 recipients"), "{}", same.stderr);
    assert_eq!(other.json()["skipped"], 40, "{} {}", other.stdout, other.stderr);
}

/// The failed export of a list of people who must not be written to: everybody was written to.
#[test]
fn a_list_of_people_to_leave_out_that_has_no_bytes_is_refused() {
    let machine = Machine::new();
    let list = machine.file("l.csv", psids(0..2));
    for name in ["z.csv", "z.ndjson", "z.txt", "z"] {
        let empty = machine.file(name, "");
        let run = send(&machine, &list, &["--exclude", &empty.to_string_lossy(), "--dry-run", "hi"]).exits(2);
        assert!(run.stderr.contains(name), "{}", run.stderr);
    }
}

/// A line alone was taken for the header of a list without rows: the one person in it was written to.
#[test]
fn a_list_of_people_to_leave_out_names_them_or_is_refused() {
    let machine = Machine::new();
    let list = machine.file("l.csv", psids(0..2));
    let dry = |exclude: &Path, code| {
        send(&machine, &list, &["--exclude", &exclude.to_string_lossy(), "--dry-run", "hi"]).exits(code)
    };
    for line in ["24680000000777777", "24680000000777777,Ada", "name,foo", "please do not contact", "phone"] {
        let run = dry(&machine.file("stop.csv", line), 2);
        assert!(run.stderr.contains("stop.csv") && run.stderr.contains("holds recipients"), "{line}: {}", run.stderr);
    }
    for (name, text) in [("stop.csv", "psid\n"), ("stop.json", "[]")] {
        let run = dry(&machine.file(name, text), 0);
        assert!(run.stderr.contains(&format!("{name}` has no rows: it leaves nobody out")), "{}", run.stderr);
    }
    let run = dry(&machine.file("stop.csv", "to,psid\n24680000000777777,24680000000777778\n"), 2);
    assert!(run.stderr.contains("more than one column can hold the recipient"), "{}", run.stderr);
}

/// Ids were read as tokens, another column was taken for the one that was named, and a broken row hid what was wrong.
#[test]
fn a_list_of_people_to_leave_out_is_read_as_the_list_itself() {
    let machine = Machine::new();
    let dry = |list: &str, exclude: &str, more: &[&str], code| {
        let (list, exclude) = (machine.path().join(list), machine.path().join(exclude));
        let base = ["--exclude", &exclude.to_string_lossy(), "--dry-run", "-o", "json", "hi"];
        send(&machine, &list, &[&base[..], more].concat()).exits(code)
    };
    machine.file("tokens.csv", "recipient_token\nabcdefgh\n");
    machine.file("ids.csv", "to,name\n24680000000777777,Ada\n");
    let run = dry("tokens.csv", "ids.csv", &[], 2);
    assert!(run.stderr.contains("no column of the list has a name that holds recipients"), "{}", run.stderr);
    let two = "id,Handle,handle\nx,24680000000777771,24680000000777772\ny,24680000000777773,24680000000777774\n";
    machine.file("two.csv", two);
    machine.file("one.csv", two.lines().take(2).collect::<Vec<_>>().join("\n") + "\n");
    let named = ["--recipient-column", "handle", "--recipient-kind", "id"];
    assert_eq!(dry("two.csv", "one.csv", &named, 0).json()["to_send"], 1);
    machine.file("psids.csv", psids(0..2));
    machine.file("bad.ndjson", "{\"psid\":\"12\"}\n{\"psid\":\"13\"\n{\"name\":\"Bo\"}\n");
    let run = dry("psids.csv", "bad.ndjson", &[], 2);
    assert!(run.stderr.contains("line 2: not a JSON object"), "{}", run.stderr);
    assert!(run.stderr.contains("line 3: no column of the list"), "{}", run.stderr);
}

/// A report that says nothing about anybody let everybody be sent to again.
#[test]
fn a_report_without_rows_is_refused_and_one_about_others_is_told() {
    let machine = Machine::new();
    let list = machine.file("l.csv", psids(0..3));
    let head = "psid,line,outcome,reason,message_id,request_id,code,message,attempts,updated_at\n";
    for (name, text) in [("a.csv", head), ("b.ndjson", ""), ("c.json", "[]")] {
        let report = machine.file(name, text);
        let run = send(&machine, &list, &["--resume-from", &report.to_string_lossy(), "--dry-run", "hi"]).exits(2);
        assert!(
            run.stderr.contains(name) && run.stderr.contains("no rows") || run.stderr.contains("empty"),
            "{}",
            run.stderr
        );
    }
    let row = "7608034689200000,2,accepted,,m,,000000,,1,2026-11-28T10:00:00Z\n";
    let report = machine.file("d.csv", format!("{head}{row}{}", row.replace("00000,2", "0,3")));
    let run = send(&machine, &list, &["--resume-from", &report.to_string_lossy(), "--dry-run", "hi"]).exits(0);
    assert!(run.stderr.contains("1 recipient of the report"), "{}", run.stderr);
}

/// Two numbers under one key: the last one was sent to.
#[test]
fn a_key_that_stands_twice_in_a_row_is_refused_by_line() {
    let machine = Machine::new();
    let list =
        machine.file("l.ndjson", "{\"psid\":\"76080346892\"}\n{\"psid\":\"1111111111\",\"psid\":\"2222222222\"}\n");
    let run = send(&machine, &list, &["--dry-run", "hi"]).exits(2);
    assert!(run.stderr.contains("line 2: the key `psid` stands twice"), "{}", run.stderr);
    let run = send(&machine, &list, &["--dry-run", "--skip-invalid", "-o", "json", "hi"]).exits(0);
    assert_eq!(run.json()["to_send"], 1);
}

/// Everybody whose name is not plain ASCII was left out.
#[test]
fn a_list_in_another_encoding_is_refused_also_when_wrong_rows_may_be_left_out() {
    let machine = Machine::new();
    let (text, _, _) =
        encoding_rs::GBK.encode("psid,name\n76080346892,Ann\n76080346893,张伟明\n76080346894,李小龙先生\n");
    let list = machine.file("l.csv", &*text);
    let run = send(&machine, &list, &["--dry-run", "--skip-invalid", "hi"]).exits(2);
    assert!(run.stderr.contains("--encoding"), "{}", run.stderr);
    // One damaged line is no other encoding.
    let list = machine.file("m.csv", b"psid,name\n76080346892,Ann\n76080346893,\xff\xfe\n");
    send(&machine, &list, &["--dry-run", "--skip-invalid", "hi"]).exits(0);
}

/// It sent to everybody, accepted rows included.
#[test]
fn starting_anew_and_sending_what_was_refused_contradict_each_other() {
    let machine = Machine::new();
    let list = machine.file("l.csv", psids(0..2));
    for retry in ["--retry-refused", "--retry-unknown"] {
        send(&machine, &list, &["--again", retry, "--yes", "hi"]).exits(2);
    }
}

/// The job is held: nothing of it may change, and the way on is said once.
#[test]
fn a_held_job_keeps_what_was_refused_and_names_one_way_on() {
    let machine = Machine::new();
    // `99…CODE` is refused with that code.
    let list = machine.file("l.csv", "psid\n990000000551\n76080346892\n76080346893\n");
    let job = |more: &[&str]| {
        send(&machine, &list, &[&["--job", "j", "--canary", "1", "--yes", "-o", "json"], more, &["hi"]].concat())
    };
    let first = job(&[]).exits(6);
    let refused = first.json()["refused"].clone();
    assert_eq!(refused, 1, "{}", first.stdout);
    assert!(
        first.stderr.contains("--go-on") && !first.stderr.contains("the same command again goes on"),
        "{}",
        first.stderr
    );
    let again = job(&["--retry-refused"]).exits(6);
    assert_eq!(
        (again.json()["refused"].clone(), again.json()["sent_now"].clone()),
        (refused, Value::from(0)),
        "{}",
        again.stdout
    );
}

/// It stood in the way of every other job, and nothing could take it away.
#[test]
fn a_damaged_journal_can_be_removed() {
    let machine = Machine::new();
    let list = machine.file("l.csv", psids(0..2));
    send(&machine, &list, &["--job", "j", "--yes", "hi"]).exits(0);
    let journal = machine.state_dir().join("jobs/sandbox/j.sqlite");
    let mut bytes = std::fs::read(&journal).expect("a journal");
    bytes[..16].fill(b'x');
    std::fs::write(&journal, bytes).expect("damage");
    let run = send(&machine, &list, &["--job", "k", "--yes", "another"]).exits(10);
    assert!(run.stderr.contains("msgops jobs remove j"), "{}", run.stderr);
    machine.run(["-p", "sandbox", "jobs", "remove", "j", "--dry-run"]).exits(0);
    assert!(journal.exists());
    machine.run(["-p", "sandbox", "jobs", "remove", "j"]).exits(2);
    machine.run(["-p", "sandbox", "jobs", "remove", "j", "--yes"]).exits(0);
    send(&machine, &list, &["--job", "k", "--yes", "another"]).exits(0);
}

/// Each looked before the other had entered anything.
#[test]
fn two_jobs_that_start_together_reach_nobody_twice() {
    let machine = Machine::new();
    machine.run(["-p", "sandbox", "sandbox", "state"]).exits(0);
    let list = machine.file("l.csv", psids(0..150));
    let path = list.to_string_lossy();
    let start = |name: &str| {
        let arguments = [SEND, &[&*path, "--job", name, "--yes", "hello"]].concat();
        let mut command = machine.command(arguments);
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().expect("a run")
    };
    let runs: Vec<_> = ["a", "b", "c", "d"].map(start).into_iter().collect();
    let mut codes: Vec<i32> =
        runs.into_iter().map(|run| run.wait_with_output().expect("an end").status.code().unwrap_or(-1)).collect();
    codes.sort_unstable();
    assert_eq!(codes, [0, 2, 2, 2]);
    let twice = machine.run(["sandbox", "state", "--jq", ".accepted_twice"]).exits(0);
    assert_eq!(twice.stdout.trim(), "0");
}

/// A job whose log was lost had reached nobody, said the guard: twelve of twenty people were sent to twice.
#[test]
fn pending_rows_of_a_job_whose_log_is_lost_count_as_reached() {
    let machine = Machine::new();
    let list = machine.file("l.csv", psids(0..40));
    let path = list.to_string_lossy();
    let slow = [SEND, &[&*path, "--rate", "20/s", "--concurrency", "1", "--job", "lost", "--yes", "hello"]].concat();
    let mut running = machine.command(slow).stdout(std::process::Stdio::null()).spawn().expect("a run");
    let accepted = || machine.run(["-p", "sandbox", "jobs", "show", "lost", "--jq", ".accepted"]);
    while accepted().stdout.trim().parse::<u32>().unwrap_or(0) < 3 {
        std::thread::yield_now();
    }
    running.kill().expect("a kill");
    running.wait().expect("an end");
    for ending in ["-wal", "-shm"] {
        std::fs::remove_file(machine.state_dir().join(format!("jobs/sandbox/lost.sqlite{ending}"))).expect("a log");
    }
    let other = send(&machine, &list, &["--job", "other", "--yes", "hello"]).exits(2);
    assert!(other.stderr.contains("`lost`") && other.stderr.contains("40 recipients"), "{}", other.stderr);
    let dry = send(&machine, &list, &["--job", "lost", "--dry-run", "hello"]).exits(10);
    assert!(dry.stderr.contains("--resume-from"), "{}", dry.stderr);
}

/// `jobs track` has a job's lock for an hour; whom that job has yet to reach was left out meanwhile.
#[test]
fn a_job_that_is_only_tracked_reaches_nobody() {
    let machine = Machine::new();
    let list = machine.file("l.csv", psids(0..12));
    let job = ["--job", "j", "--canary", "2", "--yes"];
    // `99…CODE` is refused with that code: the canary holds the job, and all others stay pending.
    let held = machine.file("h.csv", psids(0..12).replacen("psid\n", "psid\n76080346899\n990000000551\n", 1));
    send(&machine, &held, &[&job[..], &["hello"]].concat()).exits(6);
    let track = ["-p", "sandbox", "jobs", "track", "j", "--watch", "--watch-timeout", "60s", "--no-records"];
    let captures = machine.file("captures/c.ndjson", "");
    let captures = captures.to_string_lossy();
    let mut tracking = machine
        .command([&track[..], &["--captures", &captures]].concat())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("a run");
    while send(&machine, &held, &[&job[..], &["hello"]].concat()).code != 9 {
        assert!(tracking.try_wait().expect("a state").is_none(), "it has ended");
    }
    let state = machine.run(["-p", "sandbox", "jobs", "show", "j", "--jq", ".state"]).exits(0);
    let other = send(&machine, &list, &["--job", "k", "--dry-run", "-o", "json", "hello"]).exits(0);
    tracking.kill().expect("a kill");
    tracking.wait().expect("an end");
    assert!(!state.stdout.contains("running"), "{}", state.stdout);
    assert_eq!(other.json()["to_send"], 12);
}
