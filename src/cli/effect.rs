//! What each command does to the world. A test holds the table to the whole tree of commands.

use clap::ArgMatches;

use crate::error::{Error, Result};

/// What a command does, as far as options of every command ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    /// It prints a result that `--fail-if` can judge.
    pub is_judged: bool,
    /// It sends something, or changes or writes something on this machine or at a vendor's: `--dry-run` says what it
    /// would do.
    pub changes: bool,
}

const READS: Effect = Effect { is_judged: true, changes: false };
const CHANGES: Effect = Effect { is_judged: false, changes: true };
const BOTH: Effect = Effect { is_judged: true, changes: true };
const PRINTS: Effect = Effect { is_judged: false, changes: false };

/// Each command, or the group of commands that are alike; the longest name that fits counts.
const EFFECTS: &[(&str, Effect)] = &[
    ("send", CHANGES),
    ("upload", CHANGES),
    ("topics", READS),
    ("topics create", CHANGES),
    ("topics update", CHANGES),
    ("topics delete", CHANGES),
    ("topics export", PRINTS),
    ("topics apply", CHANGES),
    ("tasks", READS),
    ("tasks stats", BOTH),
    ("records", READS),
    ("token", CHANGES),
    ("token show", READS),
    ("webhook-decode", BOTH),
    ("codes", READS),
    ("profile", CHANGES),
    ("profile list", READS),
    ("profile show", READS),
    ("profile path", PRINTS),
    ("doctor", BOTH),
    ("jobs", READS),
    ("jobs settle", CHANGES),
    ("jobs remove", CHANGES),
    ("jobs report", BOTH),
    ("jobs track", BOTH),
    ("listen", CHANGES),
    ("replay", CHANGES),
    ("templates", READS),
    ("media", CHANGES),
    ("media show", READS),
    ("numbers", READS),
    ("sandbox", CHANGES),
    ("sandbox state", READS),
    ("completions", PRINTS),
    ("man", CHANGES),
    ("help", PRINTS),
];

/// What the command of this name (`topics list`) does; none when the table does not have it.
pub fn of(name: &str) -> Option<Effect> {
    let fits =
        |row: &&(&str, Effect)| name == row.0 || name.strip_prefix(row.0).is_some_and(|rest| rest.starts_with(' '));
    EFFECTS.iter().filter(fits).max_by_key(|row| row.0.len()).map(|row| row.1)
}

/// The names of all commands that have none below them.
pub fn leaves(root: &clap::Command) -> Vec<String> {
    let mut names = Vec::new();
    for below in root.get_subcommands() {
        if below.has_subcommands() {
            names.extend(leaves(below).into_iter().map(|name| format!("{} {name}", below.get_name())));
        } else {
            names.push(below.get_name().to_owned());
        }
    }
    names
}

/// The name of the command that was chosen: `topics list`.
pub fn name(matches: &ArgMatches) -> String {
    let mut names = Vec::new();
    let mut matches = matches;
    while let Some((name, below)) = matches.subcommand() {
        names.push(name);
        matches = below;
    }
    names.join(" ")
}

/// Commands that print no result which a filter could take, or that has columns.
const WITHOUT_RESULT: &[&str] = &[
    "topics export",
    "token clear",
    "profile set",
    "profile remove",
    "profile default",
    "profile path",
    "jobs remove",
    "completions",
    "man",
    "help",
];

/// Commands without a vendor's reply that could be shown; `token` says itself why it shows none.
const WITHOUT_REPLY: &[&str] = &[
    "webhook-decode",
    "codes",
    "profile",
    "doctor",
    "jobs",
    "listen",
    "replay",
    "sandbox",
    "completions",
    "man",
    "help",
];

/// Which options of every command are given that not every command has something for.
#[derive(Clone, Copy, Debug)]
pub struct Given {
    /// `--fail-if`
    pub fail_if: bool,
    /// `--raw`
    pub raw: bool,
    /// `--dry-run`
    pub dry_run: bool,
    /// `--jq`
    pub jq: bool,
    /// `--columns`
    pub columns: bool,
}

/// Refuses options of every command where this one has nothing for them.
///
/// # Errors
/// Exit 2: `--fail-if`, `--jq` or `--columns` without a result, `--raw` without a reply.
pub fn check(name: &str, given: Given) -> Result<()> {
    let is_one = |names: &[&str]| names.iter().any(|one| name == *one || name.starts_with(&format!("{one} ")));
    if given.raw && is_one(WITHOUT_REPLY) {
        return Err(Error::usage(format!("`--raw` shows a vendor's reply, and `{name}` has none to show")));
    }
    for (option, is_given) in [("--jq", given.jq), ("--columns", given.columns)] {
        if is_given && is_one(WITHOUT_RESULT) {
            return Err(Error::usage(format!("`{option}` chooses from a result, and `{name}` prints none")));
        }
    }
    if !given.fail_if {
        return Ok(());
    }
    if !of(name).is_some_and(|effect| effect.is_judged) {
        return Err(Error::usage(format!("`--fail-if` judges the result of a read, and `{name}` is none"))
            .hint("its exit code tells how it ended: `msgops help exit-codes`"));
    }
    if given.raw {
        return Err(Error::usage("`--fail-if` judges a result, and `--raw` shows the vendor's reply instead of one"));
    }
    if given.dry_run {
        return Err(Error::usage("`--fail-if` judges a result, and a dry run has none"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_of_the_tree_says_what_it_does() {
        let names = leaves(&crate::cli::command());
        let missing: Vec<_> = names.iter().filter(|name| of(name).is_none()).collect();
        assert!(missing.is_empty(), "no row in the table: {missing:?}");
        let unknown = |name: &&str| !names.iter().any(|one| one == name || one.starts_with(&format!("{name} ")));
        let gone: Vec<_> = WITHOUT_RESULT.iter().chain(WITHOUT_REPLY).copied().filter(unknown).collect();
        assert!(gone.is_empty(), "no such command: {gone:?}");
        assert_eq!(of("topics list"), Some(READS));
        assert_eq!(of("topics delete"), Some(CHANGES));
    }
}
