//! What stdout, a filter or an option meets must neither stop what sends nor hide what came of it.

use std::process::Stdio;

use crate::harness::{Machine, RawServer, Run, finish};

const PERSON: &str = "7608034689289950";

fn sandbox(machine: &Machine, arguments: &[&str]) -> Run {
    machine.run(["-p", "sandbox"].iter().chain(arguments))
}

fn send(machine: &Machine, extra: &[&str]) -> Run {
    let mut all = vec!["send", "messenger", "text", "--to", PERSON, "hi"];
    all.extend(extra);
    sandbox(machine, &all)
}

fn accepted(machine: &Machine) -> u64 {
    let state = machine.run(["sandbox", "state", "-o", "json"]).exits(0).json();
    state["accepted_messenger"].as_u64().unwrap()
}

/// Filters that are none, or whose reading would use up a stack.
fn unreadable_filters() -> Vec<String> {
    vec![
        ".[".to_owned(),
        r#"import "x" as $x; $x"#.to_owned(),
        "include \"x\"; .".to_owned(),
        "(".repeat(100_000),
        format!("{}.{}", "(".repeat(30_000), ")".repeat(30_000)),
    ]
}

#[test]
fn a_filter_that_is_none_is_found_before_anything_is_sent() {
    let machine = Machine::new();
    for filter in unreadable_filters() {
        for option in ["--jq", "--fail-if"] {
            let command = if option == "--jq" { "send" } else { "records" };
            let run = match command {
                "send" => send(&machine, &["-o", "json", option, &filter]),
                _ => sandbox(&machine, &["records", "list", "-o", "json", option, &filter]),
            };
            let run = run.exits(2);
            assert_eq!((run.stdout.as_str(), &run.error()["kind"]), ("", &"usage".into()), "{}", run.stderr);
        }
    }
    assert_eq!(accepted(&machine), 0);
}

#[test]
fn a_filter_that_dies_on_the_result_of_a_send_hides_no_row_and_changes_no_exit_code() {
    let machine = Machine::new();
    for (number, filter) in
        ["def f: 1+f; f", "error(\"no\")", "reduce range(1e9) as $i (\"x\"; . * 1000)"].into_iter().enumerate()
    {
        for format in ["json", "ndjson"] {
            let run = send(&machine, &["-o", format, "--jq", filter]).exits(0);
            assert!(run.stderr.starts_with("warning: the jq filter "), "{filter}: {}", run.stderr);
            assert!(run.stdout.contains(r#""outcome":"accepted""#), "{filter}: {}", run.stdout);
        }
        assert_eq!(accepted(&machine), 2 * (number as u64 + 1));
    }
}

#[test]
fn a_filter_that_dies_on_a_read_is_a_usage_error() {
    for format in ["json", "ndjson"] {
        let run = sandbox(&Machine::new(), &["topics", "list", "-o", format, "--jq", "def f: 1+f; f"]).exits(2);
        assert!(run.error()["message"].as_str().unwrap().contains("too deep"), "{}", run.stderr);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_stdout_tells_the_outcome_of_a_send_on_stderr() {
    let machine = Machine::new();
    for format in ["table", "json", "ndjson", "csv"] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let child = machine
            .command(["-p", "sandbox", "send", "messenger", "text", "--to", PERSON, "hi", "-o", format])
            .stdout(full)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let run = finish(child).exits(0);
        assert!(run.stderr.contains("stdout could not be written"), "{}", run.stderr);
        assert!(run.stderr.contains("accepted") && run.stderr.contains(PERSON), "{format}: {}", run.stderr);
    }
    assert_eq!(accepted(&machine), 4);
}

#[test]
fn a_closed_stdout_stops_no_send_and_is_no_error() {
    let machine = Machine::new();
    let mut child = machine
        .command(["-p", "sandbox", "send", "messenger", "text", "--to", PERSON, "--to", "7608034689289951", "hi"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    finish(child).exits(0);
    assert_eq!(accepted(&machine), 2);
}

#[test]
fn a_wrong_column_is_found_before_any_command_asks() {
    for command in [
        vec!["topics", "list"],
        vec!["topics", "subscribers", "Weekly news", "--page", "1"],
        vec![
            "topics",
            "create",
            "--title",
            "T",
            "--describe",
            "D",
            "--image-ratio",
            "square",
            "--button-type",
            "get",
            "--page",
            "1",
        ],
        vec!["topics", "delete", "10d7de1db4884c43b4b88e3fcbbf47d2", "--yes"],
        vec!["tasks", "list"],
        vec!["tasks", "stats"],
        vec!["tasks", "show", "17fe5afc271d48769f2e4bb24cf6a4f4"],
        vec!["records", "list"],
        vec!["records", "stats"],
        vec!["send", "messenger", "text", "--to", PERSON, "--page", "1", "hi"],
        vec!["upload", "image", "https://example.com/a.png", "--page", "1"],
        vec!["doctor"],
    ] {
        let server = RawServer::new(vec![RawServer::json("{}")]);
        let machine =
            Machine::new().env("MSGOPS_SOBOT_BASE_URL", server.url()).env("MSGOPS_SOBOT_TOKEN", "token-from-outside");
        for wrong in [["--columns", "nope"], ["--jq", ".["]] {
            let run = machine.run(command.iter().chain(&wrong)).exits(2);
            assert!(run.stdout.is_empty(), "{command:?}: {}", run.stdout);
        }
        assert_eq!(server.requests(), Vec::<String>::new(), "{command:?}");
    }
}

#[test]
fn fail_if_judges_the_whole_result_whatever_the_format() {
    let machine = Machine::new();
    for format in ["table", "json", "ndjson", "csv"] {
        for (filter, code) in [("length > 0", 11), ("length == 0", 0), (".[0].page_id | type == \"string\"", 11)] {
            let run = sandbox(&machine, &["topics", "list", "-o", format, "--fail-if", filter]).exits(code);
            assert!(!run.stdout.is_empty(), "the result is printed first");
            if code == 11 {
                assert_eq!(run.stderr.matches("--fail-if").count(), 1, "{}", run.stderr);
            }
        }
        sandbox(&machine, &["tasks", "stats", "-o", format, "--fail-if", ".failure_rate >= 0"]).exits(11);
        sandbox(&machine, &["records", "stats", "-o", format, "--since", "365d", "--fail-if", ".by_code | length > 0"])
            .exits(11);
    }
    let run =
        sandbox(&machine, &["topics", "list", "-o", "json", "--jq", "length", "--fail-if", "length > 1"]).exits(11);
    assert_eq!(run.error()["kind"], "condition");
    assert!(run.stdout.trim().parse::<u64>().is_ok(), "{}", run.stdout);
    sandbox(&machine, &["topics", "list", "--count", "--fail-if", ". > 1"]).exits(11);
    machine.run(["codes", "210008", "--fail-if", "map(.book) | index(\"sobot\")"]).exits(0);
    machine.run(["codes", "210008", "--fail-if", "any(.[]; .book == \"sobot\")"]).exits(11);
}

#[test]
fn fail_if_is_refused_where_there_is_nothing_to_judge() {
    let machine = Machine::new();
    for arguments in [
        vec!["send", "messenger", "text", "--to", PERSON, "hi"],
        vec!["topics", "delete", "10d7de1db4884c43b4b88e3fcbbf47d2", "--yes"],
        vec!["token", "clear"],
        vec!["sandbox", "reset"],
        vec!["topics", "list", "--raw"],
        vec!["topics", "list", "--dry-run"],
    ] {
        let run = sandbox(&machine, &[&arguments[..], &["--fail-if", "true"]].concat()).exits(2);
        assert!(run.stderr.contains("--fail-if"), "{arguments:?}: {}", run.stderr);
    }
    assert_eq!(accepted(&machine), 0);
    let run = sandbox(&machine, &["topics", "list", "--fail-if", "error(\"x\")"]).exits(2);
    assert!(run.stderr.contains("could not be judged"), "{}", run.stderr);
}

#[test]
fn a_filter_by_element_prints_before_the_last_row_has_come() {
    let machine = Machine::new();
    let line = r#"{"statuses":[{"id":"wamid.1","status":"sent","timestamp":"1660019986","recipient_id":"8617"}],"business_phone":"85"}"#;
    let file = machine.file("many.ndjson", format!("{line}\n").repeat(20_000));
    let run = machine.run(["webhook-decode", file.to_str().unwrap(), "--jq", ".[] | .contact"]).exits(0);
    assert_eq!(run.stdout.lines().count(), 20_000);
    let run = machine
        .run([
            "webhook-decode",
            file.to_str().unwrap(),
            "--jq",
            ".[] | if .source.line == 19999 then error else .contact end",
        ])
        .exits(2);
    assert!(run.stdout.lines().count() > 1_000, "what came before it is printed");
}

#[test]
fn values_of_options_that_could_move_the_cursor_come_back_harmless() {
    let run = Machine::new().run(["topics", "list", "--output", "\u{1b}[2J\u{202e}\u{9b}"]).exits(2);
    assert!(!run.stderr.contains(['\u{1b}', '\u{202e}', '\u{9b}']), "{:?}", run.stderr);
    let run = Machine::new().run(["\u{1b}[2Jtopics"]).exits(2);
    assert!(!run.stderr.contains('\u{1b}'), "{:?}", run.stderr);
}

/// A dry run of each command that changes anything, and whether it may be refused instead.
const DRY: &[&[&str]] = &[
    &["send", "messenger", "text", "--to", PERSON, "hi"],
    &["send", "messenger", "text", "--recipients", "people.csv", "hi"],
    &["send", "super", "text", "--to", "85212345678", "hi"],
    &["upload", "image", "https://example.com/a.png"],
    &["topics", "create", "--title", "T", "--describe", "D", "--image-ratio", "square", "--button-type", "get"],
    &["topics", "update", "10d7de1db4884c43b4b88e3fcbbf47d2", "--describe", "D"],
    &["topics", "delete", "10d7de1db4884c43b4b88e3fcbbf47d2", "--yes"],
    &["topics", "apply", "topics.toml", "--yes"],
    &["token", "get"],
    &["token", "refresh"],
    &["token", "clear"],
    &["webhook-decode", "capture.ndjson", "--stats", "--html", "page.html"],
    &["profile", "set", "staging", "sobot.page=7"],
    &["profile", "remove", "prod"],
    &["profile", "default", "prod"],
    &["doctor", "--renew-token"],
    &["sandbox", "serve"],
    &["sandbox", "reset"],
    &["man", "pages"],
];

/// Commands that need more than a line to be tried; the tests of their own rooms do.
const ELSEWHERE: &[&str] = &[
    "jobs settle",
    "jobs remove",
    "jobs report",
    "jobs track",
    "listen",
    "replay",
    "media",
    "send whatsapp",
    "tasks stats",
];

#[test]
fn no_command_that_changes_anything_ignores_a_dry_run() {
    for arguments in DRY {
        let server = RawServer::new(vec![RawServer::json("{}")]);
        let machine = Machine::new();
        machine.file("people.csv", format!("psid\n{PERSON}\n"));
        machine.file("capture.ndjson", "{}\n");
        machine.file("topics.toml", "");
        machine.config(&format!(
            "[profiles.prod]\n[profiles.prod.sobot]\nbase-url = \"{url}\"\nappid = \"1\"\napp-key = \"k\"\npage = \"1\"\n\
             [profiles.prod.nxcloud]\nbase-url = \"{url}\"\naccess-key = \"a\"\naccess-secret = \"s\"\nappkey = \"b\"\n",
            url = server.url()
        ));
        let before = machine.everything();
        let profile: &[&str] =
            if arguments[0] == "profile" || arguments[0] == "sandbox" { &[] } else { &["-p", "prod"] };
        let run = machine.run(profile.iter().chain(*arguments).chain(&["--dry-run"]));
        let is_refused = run.code == 2 && run.stderr.contains("--dry-run");
        assert!(run.code == 0 || is_refused, "{arguments:?}: {run:?}");
        assert_eq!(machine.everything(), before, "{arguments:?} left something");
        assert_eq!(server.requests(), Vec::<String>::new(), "{arguments:?} asked somebody");
        assert!(!run.stdout.is_empty() || !run.stderr.is_empty(), "{arguments:?} says nothing");
    }
}

#[test]
fn every_command_that_changes_anything_has_a_dry_run_of_its_own_here() {
    let groups =
        ["send", "topics", "tasks", "token", "profile", "jobs", "sandbox", "media", "records", "templates", "numbers"];
    for command in msgops::workbench::changing_commands() {
        let is_here = DRY.iter().any(|arguments| {
            let words = if groups.contains(&arguments[0]) { 2 } else { 1 };
            // The kinds of one sender share their way out.
            command.starts_with(&arguments[..words].join(" "))
        });
        let is_elsewhere = ELSEWHERE.iter().any(|name| command.starts_with(name));
        assert!(is_here || is_elsewhere, "`{command}` changes something, and no dry run of it is tried");
    }
}

#[test]
fn what_a_row_has_explained_its_error_does_not_explain_again() {
    let machine = Machine::new();
    let send = ["-p", "sandbox", "send", "messenger", "text", "--to", "9900000000000551", "hi"];
    let explanation = "this person has blocked the page";
    let run = machine.run(send).exits(4);
    assert!(run.stdout.contains(explanation) && !run.stderr.contains(explanation), "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("`551`") && run.stderr.contains("take the person off the list"), "{}", run.stderr);
    // Without the column nobody has said it yet.
    let run = machine.run([&send[..], &["--columns", "recipient,code"]].concat()).exits(4);
    assert!(run.stderr.contains(explanation), "{}", run.stderr);
    let run = machine.run([&send[..], &["-o", "json"]].concat()).exits(4);
    assert!(run.error()["explanation"].as_str().unwrap().contains(explanation));
}

#[test]
fn a_job_that_max_failures_stopped_counts_one_way_and_names_the_one_way_on() {
    let machine = Machine::new();
    machine.file("list.csv", "to\n9900000000000551\n24681012141618203\n24681012141618204\n");
    let line = ["send", "messenger", "text", "--recipients", "list.csv", "--max-failures", "1", "--concurrency", "1"];
    let run = machine.run([&["-p", "sandbox"], &line[..], &["--yes", "hi"]].concat()).exits(6);
    assert_eq!(run.stderr.lines().next().unwrap().matches("refused").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("--go-on") && !run.stderr.contains("again goes on"), "{}", run.stderr);
}

#[test]
fn a_gate_with_a_misspelt_key_says_so() {
    let gate = |filter: &str| Machine::new().run(["-p", "sandbox", "tasks", "stats", "--fail-if", filter]);
    let run = gate(".failure_rat > 0.05").exits(0);
    assert!(run.stderr.contains("`.failure_rat`") && run.stderr.contains("`.failure_rate`"), "{}", run.stderr);
    assert!(!gate(".failure_rate > 0.05").exits(11).stderr.contains("warning:"));
}
