//! `msgops topics export`, `plan` and `apply` against the emulator.

use serde_json::Value;

use crate::harness::{Machine, Run, Served};

fn topics(machine: &Machine, arguments: &[&str]) -> Run {
    let mut all = vec!["topics"];
    all.extend(arguments);
    machine.run(all)
}

/// The exported file of a page, with one topic changed, one taken out and one added.
fn edited(machine: &Machine, page: &str) -> String {
    let exported = topics(machine, &["export", "--page", page]).exits(0).stdout;
    let mut entries: Vec<String> = exported.split("\n[[topic]]\n").skip(1).map(str::to_owned).collect();
    assert!(entries.len() >= 2, "{exported}");
    entries.pop();
    entries[0] =
        entries[0]
            .lines()
            .map(|line| {
                if line.starts_with("describe") { "describe = \"changed, 改\"\n".into() } else { format!("{line}\n") }
            })
            .collect();
    entries.push(format!(
        "page = '{page}'\ntitle = 'Brand new'\ndescribe = 'x'\nimage-ratio = 'square'\nbutton-type = 'sign-up'\n"
    ));
    entries.iter().map(|entry| format!("[[topic]]\n{entry}\n")).collect()
}

const PAGE: &str = "106474898833640";

fn actions(run: &Run) -> Vec<String> {
    let word = |row: &Value| row["action"].as_str().unwrap().to_owned();
    run.json().as_array().unwrap().iter().map(word).collect()
}

#[test]
fn what_was_exported_needs_no_change_and_what_was_applied_neither() {
    let machine = Machine::new().env("MSGOPS_PROFILE", "sandbox");
    let whole = topics(&machine, &["export"]).exits(0).stdout;
    let file = machine.file("topics.toml", &whole).display().to_string();
    let plan = topics(&machine, &["plan", &file, "-o", "json"]).exits(0);
    assert_eq!(plan.json(), Value::Array(Vec::new()), "{}", plan.stderr);
    assert!(plan.stderr.contains("nothing to do"), "{}", plan.stderr);
    let nothing = topics(&machine, &["apply", &file]).exits(0);
    assert!(nothing.stderr.contains("nothing was done"), "{}", nothing.stderr);

    machine.file("topics.toml", edited(&machine, PAGE));
    let plan = topics(&machine, &["plan", &file, "-o", "json"]).exits(0);
    assert_eq!(actions(&plan), ["create", "update", "extra"]);
    assert_eq!(plan.json()[1]["changes"][0]["to"], "changed, 改");
    let table = topics(&machine, &["plan", &file]).exits(0);
    assert!(table.stdout.contains("describe: ") && table.stderr.contains("create 1, update 1"), "{table:?}");
    let unasked = topics(&machine, &["apply", &file]).exits(2);
    assert!(unasked.stderr.contains("--yes"), "{}", unasked.stderr);

    let applied = topics(&machine, &["apply", &file, "--yes", "-o", "json"]).exits(0);
    assert_eq!(actions(&applied), ["create", "update"]);
    assert!(
        applied
            .json()
            .as_array()
            .unwrap()
            .iter()
            .all(|row| row["outcome"] == "accepted" && row["config_id"].is_string())
    );
    assert_eq!(topics(&machine, &["apply", &file, "--yes", "-o", "json"]).exits(0).json(), Value::Array(Vec::new()));

    let question = topics(&machine, &["apply", &file, "--prune"]).exits(2);
    assert!(question.stderr.contains("deleting `"), "{}", question.stderr);
    let pruned = topics(&machine, &["apply", &file, "--prune", "--yes", "-o", "json"]).exits(0);
    assert_eq!(actions(&pruned), ["delete"]);
    let left = topics(&machine, &["plan", &file, "--prune", "-o", "json"]).exits(0);
    assert_eq!(left.json(), Value::Array(Vec::new()));
    let others = topics(&machine, &["list", "--all", "-o", "json"]).exits(0).json();
    assert!(others.as_array().unwrap().iter().any(|row| row["page_id"] != PAGE), "other pages keep their topics");
}

#[test]
fn a_lost_answer_is_looked_for_and_nothing_is_made_twice() {
    let served = Served::new(&["reset-after:on=topic-save"]);
    let machine = &served.machine;
    let file = machine.file("topics.toml", edited(machine, PAGE)).display().to_string();
    let applied = topics(machine, &["apply", &file, "--yes", "-o", "json"]).exits(0);
    for row in applied.json().as_array().unwrap() {
        assert_eq!(row["outcome"], "accepted", "{row}");
        assert!(row["message"].as_str().unwrap().contains("the list shows"), "{row}");
    }
    let named = topics(machine, &["list", "--title", "Brand new", "-o", "json"]).exits(0).json();
    assert_eq!(named.as_array().unwrap().len(), 1);
    assert_eq!(topics(machine, &["apply", &file, "--yes", "-o", "json"]).exits(0).json(), Value::Array(Vec::new()));
}

#[test]
fn a_request_that_never_arrived_stays_unknown_and_the_rest_is_told() {
    let served = Served::new(&["reset-before:on=topic-save:first=1"]);
    let machine = &served.machine;
    let file = machine.file("topics.toml", edited(machine, PAGE)).display().to_string();
    let applied = topics(machine, &["apply", &file, "--yes", "-o", "json"]).exits(7);
    let outcomes: Vec<String> =
        applied.json().as_array().unwrap().iter().map(|row| row["outcome"].as_str().unwrap().to_owned()).collect();
    assert_eq!(outcomes, ["unknown", "accepted"]);
    let again = topics(machine, &["apply", &file, "--yes", "-o", "json"]).exits(0);
    assert_eq!(actions(&again), ["create"]);
}

#[test]
fn a_file_that_cannot_be_used_is_told_by_line_before_anybody_is_asked() {
    let machine = Machine::new().env("MSGOPS_PROFILE", "sandbox");
    let file = machine.file("topics.toml", "\n[[topic]]\ntitel = 'x'\n").display().to_string();
    for verb in [&["plan"][..], &["apply", "--yes"]] {
        let mut arguments = verb.to_vec();
        arguments.push(&file);
        let run = topics(&machine, &arguments).exits(2);
        assert!(run.stderr.contains("line 3") && run.stderr.contains("did you mean `title`?"), "{}", run.stderr);
    }
    topics(&machine, &["plan", "nowhere.toml"]).exits(2);
    let latin = machine.file("latin.toml", b"[[topic]]\ntitle = 'caf\xe9'\n").display().to_string();
    assert!(topics(&machine, &["plan", &latin]).exits(2).stderr.contains("not UTF-8"));
    assert!(topics(&machine, &["export", "-o", "json"]).exits(2).stderr.contains("topics list"));
    let read_only = Machine::new().env("MSGOPS_PROFILE", "sandbox").env("MSGOPS_READ_ONLY", "1");
    topics(&read_only, &["apply", &file, "--yes"]).exits(3);
    let dry = topics(&machine, &["apply", &machine.file("t.toml", "").display().to_string(), "--dry-run"]).exits(0);
    assert!(dry.stdout.contains("get_title_list"), "{}", dry.stdout);
}
