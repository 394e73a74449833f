//! Options of every command, with commands that have nothing for them: never passed over in silence.

use crate::harness::Machine;

fn machine() -> Machine {
    let machine = Machine::new().env("MSGOPS_PROFILE", "sandbox");
    machine.config("[profiles.prod]\n[profiles.prod.sobot]\npage = \"1\"\n");
    machine
}

/// Each is refused with exit 2 and a word about the option, and nothing is changed.
fn refused(machine: &Machine, commands: &[&str], option: &[&str]) {
    // The emulator makes its store for whoever comes near it.
    let everything = || {
        let mut files = machine.everything();
        files.retain(|path, _| !path.starts_with(machine.state_dir().join("sandbox")));
        files
    };
    let before = everything();
    for command in commands {
        let words = command.split(' ').chain(option.iter().copied());
        let run = machine.run(words).exits(2);
        assert!(run.stderr.contains(option[0]) && run.stdout.is_empty(), "{command} {option:?}: {run:?}");
    }
    assert!(everything() == before, "{option:?} changed something");
}

#[test]
fn a_filter_or_columns_for_a_command_without_a_result_are_refused() {
    let silent = [
        "topics export",
        "token clear",
        "profile set prod rate=5/s",
        "profile remove prod",
        "profile default prod",
        "profile path",
        "jobs remove spring --yes",
        "completions bash",
        "man pages",
        "help exit-codes",
    ];
    refused(&machine(), &silent, &["--jq", "."]);
    refused(&machine(), &silent, &["--columns", "key"]);
}

#[test]
fn raw_for_a_command_that_has_no_reply_is_refused() {
    let local = [
        "codes 551",
        "profile list",
        "profile show",
        "profile path",
        "doctor",
        "jobs list",
        "jobs show spring",
        "jobs rows spring",
        "jobs settle spring --as accepted",
        "jobs remove spring --yes",
        "jobs track spring",
        "jobs report spring --report r.csv",
        "webhook-decode heard.ndjson",
        "listen --addr 127.0.0.1:0",
        "replay heard.ndjson --to http://127.0.0.1:9/",
        "sandbox reset",
        "sandbox state",
        "token show",
        "completions bash",
        "man pages",
        "help exit-codes",
    ];
    refused(&machine(), &local, &["--raw"]);
}

#[test]
fn columns_of_rows_that_are_only_counted_are_refused() {
    let counted = [
        "topics list --count",
        "topics subscribers Restocks --count",
        "tasks list --count",
        "records list --count",
        "records list --with-status --count",
        "templates list --count",
    ];
    refused(&machine(), &counted, &["--columns", "title"]);
}

#[test]
fn a_column_that_nobody_knows_is_refused_whatever_the_format() {
    let machine = machine();
    machine.file("heard.ndjson", "{}\n");
    for format in ["table", "csv", "json", "ndjson"] {
        let run = machine.run(["webhook-decode", "heard.ndjson", "--columns", "colour", "-o", format]).exits(2);
        assert_eq!(run.stdout, "", "{format}");
    }
}

#[test]
fn the_path_of_the_profile_file_is_json_where_that_is_asked_for() {
    let machine = machine();
    let told = machine.run(["profile", "path", "-o", "json"]).exits(0).json();
    assert_eq!(told.as_str().unwrap(), machine.run(["profile", "path"]).exits(0).stdout.trim_end());
}
