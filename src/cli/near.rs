//! Words that people try before they know ours, and what leads on from each.

use clap::Command;

use crate::error::Error;

/// The command it stands below, the word, and the way on.
const COMMANDS: &[(&str, &[&str], &str)] = &[
    ("msgops", &["decode", "webhook", "webhooks", "callbacks"], "`msgops webhook-decode` reads captured callbacks"),
    ("msgops", &["sms", "viber", "super"], "`msgops send super text` sends over SMS and Viber"),
    ("msgops", &["messenger", "facebook", "text", "message"], "`msgops send messenger text` sends over Messenger"),
    ("msgops", &["whatsapp", "wa", "waba"], "`msgops send whatsapp text` sends over WhatsApp"),
    ("msgops", &["login", "auth", "init", "config", "setup"], "`msgops profile set NAME KEY=VALUE…` keeps credentials"),
    (
        "msgops",
        &["status", "log", "logs", "history"],
        "`msgops records list` and `msgops jobs list` show what was sent",
    ),
    ("msgops", &["resume", "continue", "retry"], "run the same `send` command again: it goes on where it stopped"),
    ("msgops", &["explain", "code", "error", "errors"], "`msgops codes CODE` explains a vendor's code"),
    ("msgops", &["completion"], "`msgops completions SHELL` prints what a shell needs"),
    ("msgops send", &["sms", "viber"], "`msgops send super text` sends over SMS and Viber"),
    ("msgops send", &["facebook", "fb", "sobot"], "`msgops send messenger text` sends over Messenger"),
    ("msgops send", &["wa", "waba", "meta"], "`msgops send whatsapp text` sends over WhatsApp"),
    (
        "msgops send",
        &["template", "location", "sticker", "reaction"],
        "name the way first: `msgops send whatsapp template`",
    ),
    (
        "msgops send",
        &["nxcloud"],
        "`msgops send super text` sends over SMS and Viber, `msgops send whatsapp text` over WhatsApp",
    ),
    (
        "msgops send",
        &["text", "image", "video", "file"],
        "name the way first: `msgops send messenger text`, `msgops send super text`, `msgops send whatsapp text`",
    ),
    (
        "msgops jobs",
        &["resume", "continue", "restart", "retry", "run", "start", "go-on"],
        "run the same `send` command again: it goes on where it stopped, and sends nothing twice",
    ),
    (
        "msgops jobs",
        &["cancel", "stop", "pause", "kill", "abort"],
        "Ctrl-C where it runs stops a job: what is in flight is awaited, and the same command goes on later",
    ),
    ("msgops jobs", &["status", "get", "info"], "`msgops jobs show JOB` tells where a job stands"),
    ("msgops token", &["print", "fetch"], "`msgops token get` prints the token, and fetches one when none is cached"),
    ("msgops profile", &["add", "create", "new", "edit"], "`msgops profile set NAME KEY=VALUE…` makes a profile"),
    ("msgops profile", &["use", "switch", "select"], "`msgops profile default NAME` makes a profile the default"),
];

/// Options of other tools, and ours.
const OPTIONS: &[(&[&str], &str)] = &[
    (
        &["--message", "--text", "--body", "--msg"],
        "the text is an argument of its own: `msgops send messenger text --to ID 'Hello'`",
    ),
    (&["--phone", "--psid", "--recipient", "--user"], "`--to ID` names a recipient, `--recipients FILE` a list"),
    (&["--file", "--csv", "--list", "--input"], "`--recipients FILE` reads a list"),
    (&["--json"], "`-o json` prints JSON"),
    (&["--format"], "`-o FORMAT` chooses between table, json, ndjson and csv"),
    (&["--resume", "--continue"], "the same command again goes on where it stopped"),
    (&["--debug"], "`-vv` shows what was asked of whom, with headers and bodies"),
];

/// What takes away or cannot be taken back is never what somebody is led to who typed something else.
const DESTROYS: &[&str] =
    &["remove", "delete", "clear", "reset", "settle", "apply", "--prune", "--again", "--retry-unknown"];

/// The error of a command that is not there; `parent` is the name of the one it stands below.
pub fn command(root: &Command, parent: &str, word: &str) -> Error {
    let error = Error::usage(format!("there is no command `{parent} {word}`"));
    let known = COMMANDS.iter().find(|(above, words, _)| *above == parent && words.contains(&word));
    let error = match (known, nearest(root, parent, word)) {
        (Some((.., hint)), _) => error.hint(*hint),
        (None, Some(name)) => error.hint(format!("did you mean `{parent} {name}`?")),
        (None, None) => error,
    };
    error.hint(format!("`{parent} --help` lists what there is"))
}

/// What leads on from an option that is not there.
pub fn option(word: &str) -> Option<&'static str> {
    let word = word.split('=').next().unwrap_or(word);
    OPTIONS.iter().find(|(words, _)| words.contains(&word)).map(|(_, hint)| *hint)
}

/// Whether a tip would lead towards something that destroys.
pub fn destroys(word: &str) -> bool {
    DESTROYS.contains(&word)
}

fn nearest<'a>(root: &'a Command, parent: &str, word: &str) -> Option<&'a str> {
    let mut above = root;
    for name in parent.split(' ').skip(1) {
        above = above.find_subcommand(name)?;
    }
    above
        .get_subcommands()
        .filter(|below| !below.is_hide_set())
        .map(|below| (strsim::damerau_levenshtein(below.get_name(), word), below.get_name()))
        .min()
        .filter(|(distance, name)| *distance <= 1.max(name.len() / 3) && !destroys(name))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hints(parent: &str, word: &str) -> Vec<String> {
        command(&crate::cli::command(), parent, word).hints().to_vec()
    }

    #[test]
    fn words_of_other_tools_lead_on_and_never_towards_what_destroys() {
        for (parent, word, way) in [
            ("msgops", "decode", "webhook-decode"),
            ("msgops send", "sms", "send super"),
            ("msgops send", "viber", "send super"),
            ("msgops send", "wa", "send whatsapp"),
            ("msgops jobs", "resume", "same `send` command again"),
            ("msgops jobs", "cancel", "Ctrl-C"),
            ("msgops", "topcis", "msgops topics"),
        ] {
            assert!(hints(parent, word)[0].contains(way), "{parent} {word}: {:?}", hints(parent, word));
        }
        for (parent, word) in
            [("msgops jobs", "remve"), ("msgops topics", "delet"), ("msgops sandbox", "rest"), ("msgops token", "cler")]
        {
            assert_eq!(hints(parent, word).len(), 1, "{:?}", hints(parent, word));
        }
        assert!(option("--message=hi").is_some_and(|hint| hint.contains("argument")));
        assert_eq!(option("--frobnicate"), None);
    }

    #[test]
    fn every_way_on_is_a_command_that_is_there() {
        let root = crate::cli::command();
        let hints = COMMANDS.iter().map(|(.., hint)| *hint).chain(OPTIONS.iter().map(|(_, hint)| *hint));
        for hint in hints {
            for named in hint.split('`').filter(|part| part.starts_with("msgops ")) {
                let mut at = &root;
                for word in named.split(' ').skip(1) {
                    if !at.has_subcommands() {
                        break;
                    }
                    at = at.find_subcommand(word).unwrap_or_else(|| panic!("`{named}` is no command"));
                }
            }
        }
    }
}
