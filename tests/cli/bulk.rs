//! Bulk sends against the sandbox: what is sent, what is not, what a kill leaves behind.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::harness::{Machine, Run, finish};

/// The emulator in a process of its own, so that a killed client cannot take it along.
pub struct Sandbox {
    process: Child,
    pub machine: Machine,
}

impl Sandbox {
    pub fn start(faults: &[&str]) -> Self {
        let machine = Machine::new();
        let mut command = machine.command(["sandbox", "serve", "-o", "ndjson"]);
        for fault in faults {
            command.args(["--fault", fault]);
        }
        let mut process = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let told: Value = serde_json::from_str(&line).unwrap();
        let machine = told["environment"]
            .as_object()
            .unwrap()
            .iter()
            .fold(machine, |machine, (name, value)| machine.env(name, value.as_str().unwrap()));
        Self { process, machine }
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        self.machine.run(arguments)
    }

    pub fn json(&self, arguments: &[&str]) -> Value {
        self.run(&[arguments, &["-o", "json"]].concat()).json()
    }

    /// How often each recipient was accepted at the server.
    pub fn accepted(&self) -> BTreeMap<String, u64> {
        let rows = self.json(&["sandbox", "state", "--accepted"]);
        let mut accepted = BTreeMap::new();
        for row in rows.as_array().unwrap() {
            *accepted.entry(row["recipient"].as_str().unwrap().to_owned()).or_insert(0) +=
                row["count"].as_u64().unwrap();
        }
        accepted
    }

    pub fn once(&self) -> BTreeSet<String> {
        let accepted = self.accepted();
        assert!(accepted.values().all(|count| *count == 1), "{accepted:?}");
        accepted.into_keys().collect()
    }

    pub fn list(&self, name: &str, content: &str) -> PathBuf {
        self.machine.file(name, content)
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

const SEND: [&str; 7] = ["send", "messenger", "text", "--recipients", "list.csv", "--yes", "Hi {{ name }}"];

pub fn send(more: &[&str]) -> Vec<String> {
    SEND.iter().chain(more).map(|word| (*word).to_owned()).collect()
}

pub fn people(range: std::ops::Range<u64>) -> String {
    let mut list = "to,name\n".to_owned();
    range.for_each(|id| list.push_str(&format!("{},P{id}\n", 10_000_000_000_000_000 + id)));
    list
}

pub fn person(id: u64) -> String {
    (10_000_000_000_000_000 + id).to_string()
}

pub fn figures(result: &Value) -> [u64; 6] {
    ["total", "accepted", "refused", "unknown", "skipped", "pending"].map(|key| result[key].as_u64().unwrap())
}

#[test]
fn the_same_command_again_sends_nothing_and_says_when() {
    let sandbox = Sandbox::start(&[]);
    sandbox.list("list.csv", &people(0..30));
    let first = sandbox.machine.run(send(&["-o", "json"])).exits(0).json();
    assert_eq!(figures(&first), [30, 30, 0, 0, 0, 0]);
    assert_eq!(first["sent_now"], 30);
    assert_eq!(first["by_code"], serde_json::json!([]));
    let run = sandbox.machine.run(send(&["-o", "json"])).exits(0);
    assert_eq!((run.json()["sent_now"].as_u64(), run.json()["job"] == first["job"]), (Some(0), true));
    assert!(run.stderr.contains("finished on 20"), "{}", run.stderr);
    assert_eq!(sandbox.once().len(), 30);
    let again = sandbox.machine.run(send(&["--again", "-o", "json"])).exits(0).json();
    assert_eq!(again["sent_now"], 30);
    assert!(sandbox.accepted().values().all(|count| *count == 2));
}

#[test]
fn without_a_terminal_it_needs_yes_and_sends_nothing() {
    let sandbox = Sandbox::start(&[]);
    sandbox.list("list.csv", &people(0..3));
    let run = sandbox.run(&["send", "messenger", "text", "--recipients", "list.csv", "Hi"]).exits(2);
    assert!(run.stderr.contains("--yes") && run.stderr.contains("3 recipients"), "{}", run.stderr);
    let run = sandbox.machine.run(send(&["--dry-run"])).exits(0);
    assert_eq!(run.stdout.matches("\"recipientid\"").count(), 3, "{}", run.stdout);
    assert!(sandbox.accepted().is_empty());
    assert_eq!(sandbox.json(&["jobs", "list"]), serde_json::json!([]));
}

#[test]
fn every_bad_row_is_named_and_nothing_is_sent() {
    let sandbox = Sandbox::start(&[]);
    sandbox
        .list("list.csv", "to,name\n1000000000000001,Ann\n8.63E+17,Bo\n,Cy\n1000000000000004\n1000000000000005,Di\n");
    let run = sandbox.machine.run(send(&[])).exits(2);
    for word in ["line 3: `8.63E+17`", "line 4: ", "line 5: ", "3 rows of 5"] {
        assert!(run.stderr.contains(word), "{word}: {}", run.stderr);
    }
    assert!(sandbox.accepted().is_empty());
    let result = sandbox.machine.run(send(&["--skip-invalid", "-o", "json"])).exits(0).json();
    assert_eq!(figures(&result), [5, 2, 0, 0, 3, 0]);
    let run = sandbox.machine.run([
        "send",
        "messenger",
        "text",
        "--recipients",
        "list.csv",
        "--yes",
        "--skip-invalid",
        "{{ nmae }}",
    ]);
    assert!(run.exits(2).stderr.contains("did you mean `name`?"));
}

#[test]
fn duplicates_are_sent_once_and_other_messages_are_an_error() {
    let sandbox = Sandbox::start(&[]);
    sandbox.list("list.csv", "to,name\n11,Ann\n12,Bo\n11,Ann\n12,Bob\n");
    let run = sandbox.machine.run(send(&[])).exits(2);
    assert!(run.stderr.contains("line 5") && run.stderr.contains("line 3"), "{}", run.stderr);
    let first = sandbox.machine.run(send(&["--duplicates", "first", "--dry-run", "-o", "json"])).exits(0).json();
    assert_eq!((first["to_send"].as_u64(), first["skipped"].as_u64()), (Some(2), Some(2)));
    let all = sandbox.machine.run(send(&["--duplicates", "send", "-o", "json"])).exits(0).json();
    assert_eq!(figures(&all), [4, 3, 0, 0, 1, 0]);
    assert_eq!(sandbox.accepted(), BTreeMap::from([("11".into(), 1), ("12".into(), 2)]));
}

#[test]
fn an_edited_list_goes_on_under_its_name_and_is_guarded_under_another() {
    let sandbox = Sandbox::start(&[]);
    sandbox.list("list.csv", &people(0..10));
    sandbox.machine.run(send(&["--job", "spring"])).exits(0);
    sandbox.list("list.csv", &people(0..14));
    let run = sandbox.machine.run(send(&[])).exits(2);
    assert!(run.stderr.contains("`spring`") && run.stderr.contains("10 recipients"), "{}", run.stderr);
    let result = sandbox.machine.run(send(&["--job", "spring", "-o", "json"])).exits(0).json();
    assert_eq!(figures(&result), [14, 14, 0, 0, 0, 0]);
    assert_eq!(result["sent_now"], 4);
    sandbox.list("list.csv", &people(0..16));
    let result = sandbox.machine.run(send(&["--not-within", "1h", "-o", "json"])).exits(0).json();
    assert_eq!(figures(&result), [16, 2, 0, 0, 14, 0]);
    assert_eq!(sandbox.once().len(), 16);
    let run =
        sandbox.run(&["send", "messenger", "text", "--recipients", "list.csv", "--yes", "--job", "spring", "Bye"]);
    assert!(run.exits(2).stderr.contains("other templates"));
    sandbox.machine.run(send(&["--job", "other", "--not-within", "0s"])).exits(0);
    assert!(sandbox.accepted().values().all(|count| *count == 2));
}

#[test]
fn refused_rows_come_back_with_their_own_cells_and_can_be_sent_again() {
    let sandbox = Sandbox::start(&[]);
    let text = "to,code,say\n11,A1,\"a, \"\"b\"\"\"\n99000210008,'=B2,\"two\nlines\"\n12,,x\n";
    sandbox.list("list.csv", text);
    let send = [
        "send",
        "messenger",
        "text",
        "--recipients",
        "list.csv",
        "--yes",
        "--job",
        "j",
        "{{ say }}",
        "--report",
        "r.csv",
    ];
    let run = sandbox.run(&[&send[..], &["-o", "json"]].concat()).exits(6);
    assert_eq!(figures(&run.json()), [3, 2, 1, 0, 0, 0]);
    assert_eq!(run.json()["by_code"][0]["code"], "210008");
    assert_eq!((run.error()["kind"].as_str(), run.error()["exit_code"].as_u64()), (Some("partial"), Some(6)));
    let again = sandbox.run(&["jobs", "rows", "j", "--state", "refused", "-o", "csv"]).exits(0).stdout;
    assert!(again.starts_with("to,code,say,outcome,msgops_code,explanation,"), "{again}");
    assert!(again.contains("\n99000210008,'=B2,\"two\nlines\",refused,210008,"), "{again}");
    let report = std::fs::read_to_string(sandbox.machine.path().join("r.csv")).unwrap();
    assert!(report.contains("\n11,A1,\"a, \"\"b\"\"\",accepted,"), "{report}");
    sandbox.list("again.csv", &again);
    let run =
        sandbox.run(&["send", "messenger", "text", "--recipients", "again.csv", "--yes", "{{ code }}", "--dry-run"]);
    assert!(run.exits(0).stdout.contains("\"payload\":\"=B2\""));
    // Everything but the report and the output is the same: nothing is sent, the code stays true.
    let run = sandbox.run(&send[..8].iter().chain(&["{{ say }}", "-o", "json"]).copied().collect::<Vec<_>>()).exits(6);
    assert_eq!(run.json()["sent_now"], 0);
    let run = sandbox.run(&[&send[..], &["--retry-refused", "-o", "json"]].concat()).exits(6);
    assert_eq!(run.json()["sent_now"], 1);
}

#[test]
fn a_fresh_machine_resumes_from_a_report() {
    for report in ["r.csv", "r.ndjson", "r.json"] {
        let first = Sandbox::start(&["reset-after:every=5:on=send"]);
        first.list("list.csv", &people(0..20));
        let result = first.machine.run(send(&["--report", report, "--limit", "12", "-o", "json"])).exits(7).json();
        assert_eq!(result["accepted"].as_u64().unwrap() + result["unknown"].as_u64().unwrap(), 12);
        let second = Sandbox::start(&[]);
        second.list("list.csv", &people(0..20));
        second.list(report, &std::fs::read_to_string(first.machine.path().join(report)).unwrap());
        let result = second.machine.run(send(&["--resume-from", report, "-o", "json"])).exits(0).json();
        assert_eq!(figures(&result), [20, 8, 0, 0, 12, 0], "{report}");
        // The report of the second attempt alone is enough for a third.
        second.machine.run(send(&["--resume-from", report, "--report", "second.csv"])).exits(0);
        let third = Sandbox::start(&[]);
        third.list("list.csv", &people(0..20));
        third.list("second.csv", &std::fs::read_to_string(second.machine.path().join("second.csv")).unwrap());
        let result = third.machine.run(send(&["--resume-from", "second.csv", "-o", "json"])).exits(0).json();
        assert_eq!(figures(&result), [20, 0, 0, 0, 20, 0], "{report}");
        assert!(first.once().is_disjoint(&second.once()));
    }
}

#[test]
fn shards_cover_the_list_without_overlap() {
    let sandbox = Sandbox::start(&[]);
    sandbox.list("list.csv", &people(0..60));
    let mut total = 0;
    for shard in ["1/3", "2/3", "3/3"] {
        let result = sandbox.machine.run(send(&["--shard", shard, "-o", "json"])).exits(0).json();
        assert_eq!(result["total"], result["accepted"]);
        total += result["total"].as_u64().unwrap();
    }
    assert_eq!((total, sandbox.once().len()), (60, 60));
}

#[test]
fn subscribers_of_a_topic_are_sent_to_through_a_pipe() {
    let sandbox = Sandbox::start(&[]);
    let page = sandbox
        .machine
        .command([""])
        .get_envs()
        .find(|(name, _)| *name == "MSGOPS_SOBOT_PAGE")
        .unwrap()
        .1
        .unwrap()
        .to_owned();
    let topics = sandbox.json(&["topics", "list", "--page", page.to_str().unwrap()]);
    let title = topics[0]["title"].as_str().unwrap().to_owned();
    let list =
        sandbox.run(&["topics", "subscribers", &title, "--status", "subscribed", "--all", "-o", "csv"]).exits(0).stdout;
    let rows = list.lines().count() as u64 - 1;
    assert!(rows > 0);
    let pipe = [
        "send",
        "messenger",
        "text",
        "--recipients",
        "-",
        "--recipient-column",
        "sub_token",
        "--recipient-kind",
        "token",
    ];
    let run = sandbox
        .machine
        .run_with_input([&pipe[..], &["--yes", "-o", "json", "Hello"]].concat(), list.as_bytes())
        .exits(0);
    assert_eq!(run.json()["accepted"].as_u64(), Some(rows));
    let run = sandbox.machine.run_with_input([&pipe[..], &["Hello"]].concat(), list.as_bytes()).exits(0);
    assert!(run.stderr.contains("finished on"));
}

#[test]
fn unknown_rows_are_settled_or_sent_again_only_with_yes() {
    let sandbox = Sandbox::start(&["reset-after:first=2:on=send"]);
    sandbox.list("list.csv", &people(0..5));
    let run = sandbox.machine.run(send(&["--job", "j", "--concurrency", "1", "-o", "json"])).exits(7);
    assert_eq!(figures(&run.json()), [5, 3, 0, 2, 0, 0]);
    assert_eq!(run.error()["kind"], "unknown_outcome");
    let run = sandbox.run(&[
        "send",
        "messenger",
        "text",
        "--recipients",
        "list.csv",
        "Hi {{ name }}",
        "--job",
        "j",
        "--retry-unknown",
    ]);
    assert!(run.exits(2).stderr.contains("--yes"));
    sandbox.run(&["jobs", "settle", "j", "--as", "refused", "--recipient", "nobody"]).exits(2);
    sandbox.run(&["jobs", "settle", "j", "--as", "refused", "--recipient", &person(0)]).exits(0);
    sandbox.run(&["jobs", "remove", "j"]).exits(2);
    let result = sandbox.machine.run(send(&["--job", "j", "--retry-unknown", "-o", "json"])).exits(6).json();
    assert_eq!(figures(&result), [5, 4, 1, 0, 0, 0]);
    assert_eq!(sandbox.accepted()[&person(1)], 2);
    let show = sandbox.json(&["jobs", "show", "j"]);
    assert_eq!((show["state"].as_str(), show["refused"].as_u64()), (Some("finished"), Some(1)));
    sandbox.run(&["jobs", "remove", "j", "--yes"]).exits(0);
    sandbox.run(&["jobs", "show", "j"]).exits(2);
}

#[test]
fn breakers_stop_with_six_and_leave_the_rest_pending() {
    let sandbox = Sandbox::start(&[]);
    let mut list = people(0..40);
    list.insert_str("to,name\n".len(), "99000210008,A\n99000210009,B\n");
    sandbox.list("list.csv", &list);
    let one = ["--concurrency", "1", "-o", "json"];
    let canary = sandbox.machine.run(send(&[&one[..], &["--job", "a", "--canary", "3"]].concat())).exits(6).json();
    assert_eq!(figures(&canary), [42, 1, 2, 0, 0, 39]);
    assert_eq!(sandbox.json(&["jobs", "show", "a"])["state"], "stopped");
    let most = send(&[&one[..], &["--job", "b", "--max-failures", "2", "--not-within", "0s"]].concat());
    assert_eq!(figures(&sandbox.machine.run(most).exits(6).json()), [42, 0, 2, 0, 0, 40]);
    sandbox.list("list.csv", &format!("to,name\n99000210001,A\n{}", &people(0..40)["to,name\n".len()..]));
    let doom = sandbox.machine.run(send(&[&one[..], &["--job", "c", "--not-within", "0s"]].concat())).exits(6);
    assert_eq!(figures(&doom.json()), [41, 0, 0, 0, 0, 41]);
    assert_eq!(doom.error()["code"], "210001");
}

#[test]
fn a_token_from_outside_that_dies_stops_with_four() {
    let sandbox = Sandbox::start(&["expired-token:skip=5:on=send"]);
    sandbox.list("list.csv", &people(0..20));
    let token = sandbox.run(&["token", "get"]).exits(0).stdout.trim().to_owned();
    let mut command = sandbox.machine.command(send(&["--concurrency", "1", "-o", "json"]));
    command.env("MSGOPS_SOBOT_TOKEN", token).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let run = finish(command.spawn().unwrap()).exits(4);
    assert_eq!(figures(&run.json()), [20, 5, 0, 0, 0, 15]);
}

#[test]
fn a_token_that_dies_under_way_is_renewed_once_for_all() {
    let sandbox = Sandbox::start(&["expired-token:every=40:on=send"]);
    sandbox.list("list.csv", &people(0..100));
    let result = sandbox.machine.run(send(&["-o", "json"])).exits(0).json();
    assert_eq!(figures(&result), [100, 100, 0, 0, 0, 0]);
    assert_eq!(sandbox.once().len(), 100);
}

#[test]
fn a_wrong_key_refuses_no_row() {
    let sandbox = Sandbox::start(&[]);
    sandbox.list("list.csv", &people(0..20));
    let mut command = sandbox.machine.command(send(&["-o", "json"]));
    command.env("MSGOPS_SOBOT_APP_KEY", "wrong").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let run = finish(command.spawn().unwrap()).exits(6);
    assert_eq!(figures(&run.json()), [20, 0, 0, 0, 0, 20]);
    assert_eq!(run.error()["code"], "900003");
}

/// Each fault, and how three rows end: accepted, refused, unknown, pending; the exit code; and how many
/// the server accepted.
type Fault = (&'static str, [u64; 4], i32, u64);

const EVERY: &[Fault] = &[
    ("reset-before:first=1:on=send", [2, 0, 1, 0], 7, 2),
    ("reset-after:first=1:on=send", [2, 0, 1, 0], 7, 3),
    ("cut:first=1:on=send:when=after", [2, 0, 1, 0], 7, 3),
    ("hang:first=1:on=send:when=before", [2, 0, 1, 0], 7, 2),
    ("hang:first=1:on=send:when=after", [2, 0, 1, 0], 7, 3),
    ("html=200:first=1:on=send:when=before", [2, 0, 1, 0], 7, 2),
    ("huge:first=1:on=send:when=after", [2, 0, 1, 0], 7, 3),
    ("http=408:first=1:on=send:when=before", [2, 0, 1, 0], 7, 2),
    ("http=500:first=1:on=send:when=after", [2, 0, 1, 0], 7, 3),
    ("http=502:first=1:on=send:when=before", [2, 0, 1, 0], 7, 2),
    ("http=503:first=1:on=send:when=before", [2, 0, 1, 0], 7, 2),
    ("http=503:retry-after=0:first=1:on=send", [3, 0, 0, 0], 0, 3),
    ("http=429:first=1:on=send", [3, 0, 0, 0], 0, 3),
    ("http=404:first=1:on=send:when=before", [2, 1, 0, 0], 6, 2),
    ("redirect:first=1:on=send:when=before", [2, 1, 0, 0], 6, 2),
];

const MESSENGER: &[Fault] = &[
    ("code=4:first=1:on=send", [3, 0, 0, 0], 0, 3),
    ("code=2018352:first=1:on=send", [2, 0, 0, 1], 5, 2),
    ("code=999999:first=1:on=send:when=after", [2, 0, 1, 0], 7, 3),
    ("code=1:first=1:on=send:when=before", [2, 0, 1, 0], 7, 2),
    ("code=210008:first=1:on=send:when=before", [2, 1, 0, 0], 6, 2),
    ("code=190:first=1:on=send:when=before", [0, 0, 0, 3], 6, 0),
    ("expired-token:first=1:on=send", [3, 0, 0, 0], 0, 3),
];

const SUPER: &[Fault] = &[
    ("code=9010:first=1:on=send", [3, 0, 0, 0], 0, 3),
    ("code=-1:first=1:on=send:when=after", [2, 0, 1, 0], 7, 3),
    ("code=9999:first=1:on=send:when=before", [2, 0, 1, 0], 7, 2),
    ("code=14003:first=1:on=send:when=before", [2, 0, 1, 0], 7, 2),
    ("code=9002:first=1:on=send:when=before", [2, 1, 0, 0], 6, 2),
    ("code=1102:first=1:on=send:when=before", [0, 0, 0, 3], 6, 0),
    ("code=1003:first=1:on=send:when=before", [0, 0, 0, 3], 6, 0),
];

fn holds(fault: &Fault, send: &[&str]) {
    let (spec, [accepted, refused, unknown, pending], exit, at_server) = *fault;
    let sandbox = Sandbox::start(&[spec]);
    sandbox.list("list.csv", "to\n85261234501\n85261234502\n85261234503\n");
    let common = ["--recipients", "list.csv", "--yes", "--concurrency", "1", "--timeout", "2s", "-o", "json"];
    let run = sandbox.run(&[send, &common].concat());
    assert_eq!(run.code, exit, "{spec}: {}\n{}", run.stdout, run.stderr);
    assert_eq!(figures(&run.json()), [3, accepted, refused, unknown, 0, pending], "{spec}: {}", run.stderr);
    assert_eq!(sandbox.once().len() as u64, at_server, "{spec}");
}

#[test]
fn every_fault_ends_as_the_table_says_for_messenger() {
    EVERY.iter().chain(MESSENGER).for_each(|fault| holds(fault, &["send", "messenger", "text", "Hi"]));
}

#[test]
fn every_fault_ends_as_the_table_says_for_super() {
    let send = ["send", "super", "text", "Hi", "--priority", "sms", "--batch-size", "1"];
    EVERY.iter().chain(SUPER).for_each(|fault| holds(fault, &send));
}

#[test]
fn super_batches_equal_messages_and_halves_out_a_bad_number() {
    let sandbox = Sandbox::start(&[]);
    let mut list = "phone,name\n".to_owned();
    (0..40).for_each(|id| list.push_str(&format!("+852 6123 {:04},{}\n", 4500 + id, ["Ann", "Bo"][id % 2])));
    list.push_str("15550009002,Ann\n");
    sandbox.list("list.csv", &list);
    let send = [
        "send",
        "super",
        "text",
        "Hi {{ name }}",
        "--priority",
        "sms",
        "--recipients",
        "list.csv",
        "--yes",
        "-o",
        "json",
    ];
    let run = sandbox.run(&send).exits(6);
    assert_eq!(figures(&run.json()), [41, 40, 1, 0, 0, 0]);
    assert!(run.stderr.contains("nowhere says"), "{}", run.stderr);
    assert_eq!(sandbox.once().len(), 40);
}

#[test]
fn a_second_runner_is_turned_away_and_told_who_runs() {
    let sandbox = Sandbox::start(&["latency=50ms:on=send"]);
    sandbox.list("list.csv", &people(0..400));
    let first = spawn(&sandbox, &["--job", "j", "--concurrency", "2"]);
    // With the first outcome in the journal the runner listens for signals too.
    let accepted = || sandbox.json(&["jobs", "list"])[0]["accepted"].as_u64().unwrap_or(0);
    wait_until(|| accepted() > 0);
    assert_eq!(sandbox.json(&["jobs", "list"])[0]["state"], "running");
    let run = sandbox.machine.run(send(&["--job", "j", "-o", "json"])).exits(9);
    assert_eq!(run.error()["kind"], "locked");
    assert!(run.stderr.contains(&format!("process {}", first.id())), "{}", run.stderr);
    sandbox.run(&["jobs", "remove", "j", "--yes"]).exits(9);
    signal(&first, "TERM");
    let run = finish(first).exits(143);
    assert!(run.stderr.contains("goes on"), "{}", run.stderr);
    assert_eq!(sandbox.json(&["jobs", "show", "j"])["state"], "interrupted");
    assert_eq!(sandbox.json(&["jobs", "show", "j"])["unknown"], 0);
    let before = accepted();
    let second = spawn(&sandbox, &["--job", "j", "--concurrency", "2"]);
    wait_until(|| accepted() > before);
    signal(&second, "INT");
    finish(second).exits(130);
    let accepted = sandbox.json(&["jobs", "show", "j"])["accepted"].as_u64().unwrap();
    assert_eq!(accepted as usize, sandbox.once().len());
}

#[test]
fn a_disk_that_is_full_stops_before_the_next_send() {
    let sandbox = Sandbox::start(&[]);
    sandbox.list("list.csv", &people(0..3000));
    // A limit on the size of files stands in for a small disk: the journal's log cannot grow beyond it.
    let binary = env!("CARGO_BIN_EXE_msgops");
    let arguments: Vec<String> = send(&["--job", "j", "-o", "json"]).iter().map(|word| format!("'{word}'")).collect();
    let script = format!("trap '' XFSZ; ulimit -f 1200; exec '{binary}' {}", arguments.join(" "));
    let template = sandbox.machine.command([""]);
    let mut command = std::process::Command::new("bash");
    command.arg("-c").arg(script).env_clear().current_dir(sandbox.machine.path());
    template.get_envs().for_each(|(name, value)| {
        command.env(name, value.unwrap());
    });
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let run = finish(command.spawn().unwrap());
    assert!(run.code == 10, "{} {} {}", run.code, run.stdout, run.stderr);
    assert!(run.stderr.contains("journal") && run.stderr.contains("before the next send"), "{}", run.stderr);
    let counts = sandbox.json(&["jobs", "show", "j"]);
    let known = counts["accepted"].as_u64().unwrap() + counts["unknown"].as_u64().unwrap();
    let accepted = sandbox.once().len() as u64;
    assert!(accepted <= known && counts["unknown"].as_u64().unwrap() <= 16, "{accepted} {counts}");
    assert!(counts["pending"].as_u64().unwrap() > 0);
    let result = sandbox.machine.run(send(&["--job", "j", "-o", "json"])).json();
    assert_eq!(result["pending"], 0);
    sandbox.once();
}

#[test]
fn a_newer_journal_is_refused_and_a_foreign_file_too() {
    let sandbox = Sandbox::start(&[]);
    sandbox.list("list.csv", &people(0..3));
    sandbox.machine.run(send(&["--job", "j"])).exits(0);
    let path = sandbox.machine.state_dir().join("jobs/(environment)/j.sqlite");
    let mut bytes = std::fs::read(&path).unwrap();
    // The user version of SQLite stands at offset 60, big-endian.
    bytes[63] = 99;
    std::fs::write(&path, &bytes).unwrap();
    let run = sandbox.machine.run(send(&["--job", "j"])).exits(3);
    assert!(run.stderr.contains("newer"), "{}", run.stderr);
    std::fs::write(&path, b"not a database, but long enough to be read as one, or so it seems to be").unwrap();
    let run = sandbox.machine.run(send(&["--job", "j"])).exits(10);
    assert!(run.stderr.contains("not a journal"), "{}", run.stderr);
    sandbox.run(&["jobs", "list"]).exits(0);
}

/// Kills a job at random instants, resumes it, and counts at the server. `MSGOPS_KILLS` and
/// `MSGOPS_KILL_ROWS` make it long; `.ci/kill-test` does.
#[test]
fn killed_at_any_instant_nobody_gets_a_message_twice() {
    let setting =
        |name: &str, default: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default);
    let kills = setting("MSGOPS_KILLS", 12);
    let rows = setting("MSGOPS_KILL_ROWS", 40 * kills);
    // Seldom enough that no three fresh tokens die within a minute, which would rightly stop the job.
    let expired = format!("expired-token:every={}:on=send", 211.max(rows / 2));
    let faults = [
        "latency=3ms:on=send",
        "reset-after:p=0.02:seed=1:on=send",
        "reset-before:p=0.02:seed=2:on=send",
        "http=503:retry-after=0:p=0.02:seed=3:on=send",
        &expired,
    ];
    let concurrency = 8;
    messenger_or_super(kills, rows, concurrency, &faults, false);
    messenger_or_super(kills.div_ceil(3), rows, concurrency, &faults[..4], true);
}

fn messenger_or_super(kills: u64, rows: u64, concurrency: u64, faults: &[&str], batches: bool) {
    let sandbox = Sandbox::start(faults);
    let mut list = "to\n".to_owned();
    (0..rows).for_each(|id| list.push_str(&format!("852{}\n", 61_000_000 + id)));
    sandbox.list("list.csv", &list);
    let concurrency_text = concurrency.to_string();
    let batch = if batches { 3 } else { 1 };
    let mut command = if batches {
        vec!["send", "super", "text", "Hi", "--priority", "sms", "--batch-size", "3"]
    } else {
        vec!["send", "messenger", "text", "Hi"]
    };
    command.extend([
        "--recipients",
        "list.csv",
        "--yes",
        "--job",
        "j",
        "--concurrency",
        &concurrency_text,
        "-o",
        "json",
    ]);
    let mut crashed_before = 0;
    let mut random = Random(rows ^ 0x9e37_79b9_7f4a_7c15);
    for _ in 0..kills {
        let mut process = sandbox
            .machine
            .command(&command)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The instant is the point of the test: no event is waited for.
        std::thread::sleep(Duration::from_millis(10 + random.next() % 200));
        process.kill().unwrap();
        process.wait().unwrap();
        if !sandbox.machine.state_dir().join("jobs/(environment)/j.sqlite").exists() {
            continue;
        }
        let crashed = sandbox.json(&["jobs", "rows", "j", "--state", "unknown"]);
        let crashed = crashed.as_array().unwrap().iter().filter(|row| row["reason"] == "crashed").count() as u64;
        assert!(crashed - crashed_before <= concurrency * batch, "{crashed_before} → {crashed}");
        crashed_before = crashed;
    }
    let run = sandbox.run(&command);
    let result = run.json();
    assert_eq!((result["pending"].as_u64(), result["total"].as_u64()), (Some(0), Some(rows)), "{}", run.stderr);
    let at_server = sandbox.once();
    let journal = sandbox.json(&["jobs", "rows", "j"]);
    let mut unknown = 0;
    for row in journal.as_array().unwrap() {
        let reached = at_server.contains(row["to"].as_str().unwrap());
        match row["outcome"].as_str().unwrap() {
            "accepted" => assert!(reached, "{row}"),
            "unknown" => unknown += 1,
            other => panic!("{other}: {row}"),
        }
    }
    assert_eq!(result["unknown"].as_u64(), Some(unknown));
    assert!(at_server.len() as u64 + unknown >= rows, "{} accepted, {unknown} unknown of {rows}", at_server.len());
    assert_eq!(run.code, if unknown > 0 { 7 } else { 0 });
}

/// A small generator of its own: a test's instants need no quality.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

pub fn spawn(sandbox: &Sandbox, more: &[&str]) -> Child {
    let mut command = sandbox.machine.command(send(more));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

pub fn signal(process: &Child, name: &str) {
    let sent =
        std::process::Command::new("kill").args([&format!("-{name}"), &process.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

pub fn wait_until(mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_secs(30), "it never came to be");
        std::thread::sleep(Duration::from_millis(20));
    }
}
