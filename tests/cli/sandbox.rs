//! `msgops sandbox`, and the built-in profile: one store for all processes.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use msgops::workbench::{self as sandbox, Clock, Options};
use serde_json::Value;

use crate::harness::{Machine, Run, finish};

/// `sandbox serve`, stopped when it is dropped.
struct Server {
    child: Child,
    said: Value,
}

impl Server {
    fn start(machine: &Machine, arguments: &[&str]) -> Self {
        let mut command = machine.command(["sandbox", "serve", "-o", "ndjson"]);
        let mut child = command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let said = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        Self { child, said }
    }

    /// A machine of its own whose environment leads to this server.
    fn visitor(&self) -> Machine {
        let environment = self.said["environment"].as_object().unwrap();
        environment.iter().fold(Machine::new(), |machine, (name, value)| machine.env(name, value.as_str().unwrap()))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn state(machine: &Machine) -> Value {
    machine.run(["sandbox", "state", "-o", "json"]).exits(0).json()
}

fn text(machine: &Machine, to: &str) -> Run {
    machine.run(["send", "messenger", "text", "--to", to, "hello", "-o", "json"])
}

#[test]
fn a_topic_of_one_command_is_listed_by_the_next() {
    let machine = Machine::new().env("MSGOPS_PROFILE", "sandbox");
    let made = [
        "topics",
        "create",
        "--title",
        "Rehearsal",
        "--describe",
        "Once",
        "--image-ratio",
        "square",
        "--button-type",
        "allow",
    ];
    machine.run(made).exits(0);
    let listed = machine.run(["topics", "list", "--title", "Rehearsal", "-o", "json"]).exits(0).json();
    assert_eq!(listed[0]["title"], "Rehearsal");
    assert_eq!(listed[0]["page_id"], "106474898833640");
    machine.run(["sandbox", "reset"]).exits(0);
    let listed = machine.run(["topics", "list", "--title", "Rehearsal", "-o", "json"]).exits(0).json();
    assert_eq!(listed, serde_json::json!([]));
}

#[test]
fn a_message_of_the_built_in_profile_is_in_the_books() {
    let machine = Machine::new().env("MSGOPS_PROFILE", "sandbox");
    let sent = text(&machine, "24681012141618203").exits(0).json();
    assert_eq!(sent[0]["outcome"], "accepted");
    let records = ["records", "list", "--recipient", "24681012141618203", "-o", "json"];
    assert_eq!(machine.run(records).exits(0).json()[0]["message_id"], sent[0]["message_id"]);
    let accepted = machine.run(["sandbox", "state", "--accepted", "-o", "json"]).exits(0).json();
    assert_eq!(accepted[0]["recipient"], "24681012141618203");
    assert_eq!((&accepted[0]["message"], &accepted[0]["count"]), (&Value::from("hello"), &Value::from(1)));
    let again = text(&machine, "24681012141618203").exits(0).json();
    assert_eq!(again[0]["outcome"], "accepted");
    assert_eq!(state(&machine)["tokens_issued"], 1, "the token is shared by both commands");
}

#[test]
fn a_server_is_used_by_whoever_has_its_environment() {
    let home = Machine::new();
    let server = Server::start(&home, &[]);
    let visitor = server.visitor();
    assert_eq!(text(&visitor, "5611755588").exits(0).json()[0]["outcome"], "accepted");
    let sent = visitor.run(["send", "super", "text", "--to", "85251234567", "hello", "-o", "json"]).exits(0).json();
    assert_eq!(sent[0]["outcome"], "accepted");
    let state = state(&home);
    assert_eq!((&state["accepted_messenger"], &state["accepted_super"]), (&Value::from(1), &Value::from(1)));
}

#[test]
fn faults_reach_the_commands() {
    let home = Machine::new();
    let server = Server::start(&home, &["--fault", "reset-after:first=1:on=send", "--fault", "code=551:on=send"]);
    let visitor = server.visitor();
    assert_eq!(text(&visitor, "5611755588").exits(7).json()[0]["outcome"], "unknown");
    assert_eq!(text(&visitor, "5611755589").exits(4).json()[0]["code"], "551");
    assert_eq!(state(&home)["accepted_messenger"], 1);
}

#[test]
fn a_special_recipient_is_refused_with_its_code() {
    let machine = Machine::new().env("MSGOPS_PROFILE", "sandbox");
    let run = text(&machine, "9900000002018108").exits(4);
    assert_eq!(run.json()[0]["code"], "2018108");
    assert_eq!(run.error()["book"], "sobot.record");
}

#[test]
fn a_wrong_fault_is_a_usage_error_that_names_the_right_one() {
    let run = Machine::new().run(["sandbox", "serve", "--fault", "latncy=1s"]).exits(2);
    assert!(run.stderr.contains("did you mean `latency`?"), "{}", run.stderr);
}

#[test]
fn an_address_that_others_can_reach_is_refused() {
    let run = Machine::new().run(["sandbox", "serve", "--addr", "0.0.0.0:0"]).exits(2);
    assert!(run.stderr.contains("--expose"), "{}", run.stderr);
}

#[test]
fn an_address_that_is_taken_is_told() {
    let machine = Machine::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let run = machine.run(["sandbox", "serve", "--addr", &address]).exits(10);
    assert!(run.stderr.contains(&address), "{}", run.stderr);
}

#[test]
fn a_dry_run_starts_and_empties_nothing() {
    let machine = Machine::new();
    machine.run(["sandbox", "serve", "--dry-run"]).exits(0);
    machine.run(["sandbox", "reset", "--dry-run"]).exits(0);
    assert!(!machine.state_dir().exists());
}

#[cfg(unix)]
#[test]
fn a_signal_ends_a_server_with_0_and_its_books_are_kept() {
    for signal in ["-INT", "-TERM"] {
        let home = Machine::new();
        let mut server = Server::start(&home, &[]);
        text(&server.visitor(), "5611755588").exits(0);
        let id = server.child.id().to_string();
        assert!(std::process::Command::new("kill").args([signal, &id]).status().unwrap().success());
        assert_eq!(server.child.wait().unwrap().code(), Some(0), "{signal}");
        assert_eq!(state(&home)["accepted_messenger"], 1);
    }
}

#[test]
fn a_table_has_lines_to_export() {
    let machine = Machine::new();
    let mut child = machine.command(["sandbox", "serve"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let exported = lines.by_ref().find(|line| line.starts_with("export ")).unwrap();
    assert!(exported.starts_with("export MSGOPS_SOBOT_BASE_URL=http://127.0.0.1:"), "{exported}");
    child.kill().unwrap();
    finish(child);
}

#[test]
fn captured_callbacks_can_be_decoded() {
    let machine = Machine::new();
    // An hour ago, so that by now everything has come.
    let then = jiff::Timestamp::now().as_millisecond() - 3_600_000;
    let clock = Clock::Shared(Arc::new(AtomicI64::new(then)));
    let running = sandbox::start(&machine.state_dir(), Options { clock, ..Options::default() }).unwrap();
    let visitor = Machine::new()
        .env("MSGOPS_SOBOT_BASE_URL", running.sobot_url())
        .env("MSGOPS_SOBOT_APPID", sandbox::APPID)
        .env("MSGOPS_SOBOT_APP_KEY", sandbox::APP_KEY)
        .env("MSGOPS_SOBOT_PAGE", sandbox::PAGE);
    let uploaded = visitor.run(["upload", "image", "https://images.example/a.png", "-o", "json"]).exits(0).json();
    drop(running);
    let run = machine.run(["sandbox", "state", "--webhooks"]).exits(0);
    let callback: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(callback["track_id"], uploaded["track_id"]);
    assert!(callback["attachment_id"].is_string());
    let rows = machine.run(["sandbox", "state", "--webhooks", "-o", "json"]).exits(0).json();
    assert_eq!(rows[0], callback);
}

#[test]
fn read_only_leaves_the_store_alone() {
    let machine = Machine::new().env("MSGOPS_READ_ONLY", "1");
    let run = machine.run(["sandbox", "reset"]).exits(3);
    assert!(run.stderr.contains("MSGOPS_READ_ONLY"), "{}", run.stderr);
    machine.run(["sandbox", "state"]).exits(0);
}

#[test]
fn a_store_that_is_no_database_is_told_with_the_way_out() {
    let machine = Machine::new();
    machine.file("state/sandbox/store.sqlite3", "this is no database, but it is long enough ".repeat(40));
    let run = machine.run(["sandbox", "state", "-o", "json"]).exits(10);
    assert!(run.error()["hint"].as_str().unwrap().contains("msgops sandbox reset"));
    machine.run(["sandbox", "reset"]).exits(0);
    assert_eq!(state(&machine)["tasks"], 24);
}

/// The store was emptied and the jobs were forgotten, and then the column turned out to be none.
#[test]
fn a_wrong_column_or_filter_leaves_the_store_as_it_is() {
    let machine = Machine::new();
    machine.run(["-p", "sandbox", "send", "messenger", "text", "--to", "7608034689289950", "hi"]).exits(0);
    let state = || machine.run(["sandbox", "state", "--jq", ".accepted_messenger"]).exits(0).stdout;
    let before = state();
    for wrong in [["--columns", "nope"], ["--jq", "."], ["--jq", ".["]] {
        let csv = if wrong[1] == "." { &["-o", "csv"][..] } else { &[] };
        machine.run([&["-p", "sandbox", "sandbox", "reset"], &wrong[..], csv].concat()).exits(2);
        assert_eq!(state(), before, "{wrong:?}");
    }
    machine.run(["sandbox", "serve", "--columns", "nope"]).exits(2);
    // What fails over the result comes too late to undo anything, and is a warning.
    machine.run(["sandbox", "reset", "--jq", "error(1)"]).exits(0);
    assert_ne!(state(), before);
}

/// A new token had killed the one before, and the exit code said that nothing had happened.
#[test]
fn a_filter_that_fails_over_a_renewed_token_does_not_hide_it() {
    let run = Machine::new().run(["-p", "sandbox", "token", "refresh", "-o", "json", "--jq", "error(1)"]).exits(0);
    assert!(run.stderr.contains("warning:"), "{}", run.stderr);
}
