//! `action/run`, what the GitHub action runs, with a tool that writes down what it was given.

use std::process::{Command, Stdio};

use crate::harness::{Machine, finish};

/// The words that the tool was given, each in brackets.
fn given(machine: &Machine, settings: &[(&str, &str)]) -> String {
    use std::os::unix::fs::PermissionsExt;
    let tool = machine.file("bin/msgops", "#!/bin/sh\nprintf '[%s]' \"$@\" >>given; printf '\\n' >>given\n");
    std::fs::set_permissions(&tool, std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", tool.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let child = Command::new("bash")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/action/run"))
        .env_clear()
        .env("PATH", path)
        .env("GITHUB_OUTPUT", machine.path().join("output"))
        .envs(settings.iter().copied())
        .current_dir(machine.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    finish(child).exits(0);
    std::fs::read_to_string(machine.path().join("given")).unwrap()
}

#[test]
fn the_report_stands_before_the_two_dashes_of_the_command() {
    let machine = Machine::new();
    let send = ("ACTION_COMMAND", "send messenger text --yes -- '-5% \"today\"'\n");
    let told = given(&machine, &[send, ("ACTION_REPORT", "out/r.csv")]);
    assert_eq!(told, "[send][messenger][text][--yes][--report][out/r.csv][--][-5% \"today\"]\n");
    let machine = Machine::new();
    let told = given(&machine, &[("ACTION_COMMAND", "doctor | cat && msgops codes"), ("ACTION_REPORT", "r.csv")]);
    assert_eq!(told, "[doctor][--report][r.csv]\n[codes]\n", "it belongs to the command alone");
    let machine = Machine::new();
    assert_eq!(given(&machine, &[("ACTION_COMMAND", "doctor")]), "[doctor]\n");
}

#[test]
fn no_report_but_an_earlier_one_is_resumed_from() {
    let settings = [("ACTION_COMMAND", "send"), ("ACTION_REPORT", "/r.csv")];
    let machine = Machine::new();
    machine.file("before/r.csv", "");
    let told = given(&machine, &[&settings[..], &[("ACTION_BEFORE", "before")]].concat());
    assert_eq!(told, "[send][--report][/r.csv][--resume-from][before/r.csv]\n");
    let told = given(&Machine::new(), &[&settings[..], &[("ACTION_BEFORE", "before")]].concat());
    assert!(!told.contains("--resume-from"), "{told}");
}
