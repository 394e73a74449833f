//! What is made from the command tree and committed: completion scripts, manual pages, the command
//! reference. With `MSGOPS_UPDATE=1` these tests write the files anew; without it they fail when one is stale.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::harness::Machine;

const UPDATE: &str = "MSGOPS_UPDATE=1 cargo test --test cli generated";

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Holds a committed file to what it should be.
#[track_caller]
fn committed(path: &Path, fresh: &str) {
    if std::env::var_os("MSGOPS_UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, fresh).unwrap();
        return;
    }
    let there = std::fs::read_to_string(path).unwrap_or_default();
    let line = there.lines().zip(fresh.lines()).take_while(|(there, fresh)| there == fresh).count();
    assert!(there == fresh, "{} is stale from line {} on; run {UPDATE}", path.display(), line + 1);
}

#[test]
fn generated_completions_are_current() {
    let machine = Machine::new();
    for (shell, file) in [
        ("bash", "msgops.bash"),
        ("zsh", "_msgops"),
        ("fish", "msgops.fish"),
        ("powershell", "_msgops.ps1"),
        ("elvish", "msgops.elv"),
    ] {
        let run = machine.run(["completions", shell]).exits(0);
        assert_eq!(run.stderr, "", "{shell}");
        assert!(run.stdout.contains("MSGOPS_COMPLETE"), "{shell}");
        committed(&repository("completions").join(file), &run.stdout);
    }
}

#[test]
fn generated_man_pages_are_current() {
    let machine = Machine::new();
    let run = machine.run(["man", "new/man1"]).exits(0);
    assert_eq!(run.stdout, "", "stdout carries data only");
    let fresh = files(&machine.path().join("new/man1"));
    assert!(fresh.contains_key("msgops.1") && fresh.contains_key("msgops-send-messenger.1"));
    let home = repository("docs/man");
    for (name, page) in &fresh {
        committed(&home.join(name), page);
    }
    let gone: Vec<_> = files(&home).into_keys().filter(|name| !fresh.contains_key(name)).collect();
    if std::env::var_os("MSGOPS_UPDATE").is_some() {
        gone.iter().for_each(|name| std::fs::remove_file(home.join(name)).unwrap());
    } else {
        assert!(gone.is_empty(), "pages of commands that are gone: {gone:?}; run {UPDATE}");
    }
}

#[test]
fn generated_command_reference_is_current() {
    committed(&repository("docs/commands.md"), &msgops::workbench::command_reference());
}

fn files(directory: &Path) -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(directory).into_iter().flatten().map(|entry| entry.unwrap());
    entries
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read_to_string(entry.path()).unwrap()))
        .collect()
}

#[test]
fn man_says_which_directory_cannot_be_written() {
    let machine = Machine::new();
    machine.file("taken", "a file");
    let run = machine.run(["man", "taken"]).exits(10);
    assert!(run.stderr.contains("`taken`"), "{}", run.stderr);
}

#[test]
fn completions_want_a_shell_that_is_known() {
    let run = Machine::new().run(["completions", "tcsh"]).exits(2);
    assert!(run.stderr.contains("elvish"), "{}", run.stderr);
    assert_eq!(run.stdout, "");
}
