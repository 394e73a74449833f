//! TAB, in the real shells where they are installed, and what the tool answers them.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::harness::{Machine, finish};

/// A machine with two profiles and two jobs.
fn machine() -> Machine {
    let machine = Machine::new();
    machine.config("[profiles.prod]\n[profiles.prod.sobot]\npage = \"1\"\n[profiles.staging]\n");
    machine.file("state/jobs/prod/spring.sqlite", "");
    machine.file("state/jobs/prod/summer.sqlite", "");
    machine
}

/// Runs a script in a shell that finds the tool by its name; none when the shell is not installed.
fn shell(machine: &Machine, shell: &str, script: &str) -> Option<String> {
    let tool = Path::new(env!("CARGO_BIN_EXE_msgops")).parent().unwrap();
    let found = Command::new(shell).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if found.is_err() {
        return None;
    }
    let path = format!("{}:{}", tool.display(), std::env::var("PATH").unwrap());
    let child = Command::new(shell)
        .args(["-c", script])
        .env_clear()
        .env("PATH", path)
        .env("HOME", machine.path())
        .env("LC_ALL", "C.UTF-8")
        .env("MSGOPS_STATE_DIR", machine.state_dir())
        .env("MSGOPS_CONFIG", machine.path().join("config.toml"))
        .current_dir(machine.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    Some(finish(child).stdout)
}

/// What a TAB behind the words is to offer.
const CASES: &[(&[&str], &[&str])] = &[
    (&["se"], &["send"]),
    (&["-p", "s"], &["staging", "sandbox"]),
    (&["-p", "prod", "jobs", "show", ""], &["spring", "summer"]),
    (&["codes", "21000"], &["210008"]),
    (&["topics", "list", "--columns", "ti"], &["title"]),
    (&["webhook-decode", "--event", "status.f"], &["status.failed"]),
    (&["records", "list", "--status", "fa"], &["failed"]),
    (&["topics", "list", "--tz", "Asia/Shang"], &["Asia/Shanghai"]),
    (&["send", "messenger", "text", "--tag", "hu"], &["human-agent"]),
    (&["help", "exit"], &["exit-codes"]),
];

fn offers(shell: &str, typed: &[&str], wanted: &[&str], told: &str) {
    for word in wanted {
        let is_there = told.lines().any(|line| line.split(['\t', ':', ' ']).next() == Some(*word));
        assert!(is_there, "{shell}: {typed:?} offers no `{word}`: {told}");
    }
}

#[test]
fn bash_offers_what_this_machine_knows() {
    let machine = machine();
    for (typed, wanted) in CASES {
        let words: Vec<String> = typed.iter().map(|word| format!("'{word}'")).collect();
        let script = format!(
            "source <(msgops completions bash); COMP_WORDS=(msgops {}); COMP_CWORD={}; COMP_TYPE=9; \
             _clap_complete_msgops msgops {} x 2>/dev/null; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            words.join(" "),
            words.len(),
            words.last().unwrap()
        );
        let Some(told) = shell(&machine, "bash", &script) else { return };
        offers("bash", typed, wanted, &told);
    }
}

#[test]
fn zsh_offers_what_this_machine_knows() {
    let machine = machine();
    for (typed, wanted) in CASES {
        let words: Vec<String> = typed.iter().map(|word| format!("'{word}'")).collect();
        // What zsh's own functions would show is printed instead.
        let script = format!(
            "compdef() {{ :; }}; _describe() {{ print -rl -- \"${{(@P)3}}\"; }}; \
             source <(msgops completions zsh); words=(msgops {}); CURRENT={}; _clap_dynamic_completer_msgops",
            words.join(" "),
            words.len() + 1
        );
        let Some(told) = shell(&machine, "zsh", &script) else { return };
        offers("zsh", typed, wanted, &told);
    }
}

#[test]
fn fish_offers_what_this_machine_knows() {
    let machine = machine();
    for (typed, wanted) in CASES {
        let script = format!("msgops completions fish | source; complete -C 'msgops {}'", typed.join(" "));
        let Some(told) = shell(&machine, "fish", &script) else { return };
        offers("fish", typed, wanted, &told);
    }
}

#[test]
fn every_script_is_a_few_lines_that_ask_the_tool() {
    let machine = Machine::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = machine.run(["completions", shell]).exits(0).stdout;
        assert!(script.contains("MSGOPS_COMPLETE") && script.lines().count() < 60, "{shell}: {script}");
    }
}

#[test]
fn a_code_comes_with_its_meaning_and_a_broken_profile_file_offers_nothing_but_the_rest() {
    let machine = machine();
    machine.config("this is no toml");
    let Some(told) = shell(&machine, "fish", "msgops completions fish | source; complete -C 'msgops codes 210008'")
    else {
        return;
    };
    assert!(told.contains("210008\tsobot"), "{told}");
    let told = shell(&machine, "fish", "msgops completions fish | source; complete -C 'msgops -p s'").unwrap();
    assert!(told.contains("sandbox"), "{told}");
}
