//! What `-h`, `--help` and `help` show, and where a wrong word leads.

use crate::harness::Machine;

fn stdout(arguments: &[&str]) -> String {
    Machine::new().run(arguments).exits(0).stdout
}

fn wrong(arguments: &[&str]) -> String {
    Machine::new().run(arguments).exits(2).stderr
}

/// Every command, as the words behind `msgops`.
fn every_command() -> Vec<Vec<String>> {
    fn walk(command: &clap::Command, path: &[String], found: &mut Vec<Vec<String>>) {
        found.push(path.to_vec());
        for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
            walk(below, &[path, &[below.get_name().to_owned()]].concat(), found);
        }
    }
    let mut found = Vec::new();
    walk(&msgops::cli::command(), &[], &mut found);
    found
}

/// The help of a command on a terminal of 80 columns.
fn help(machine: &Machine, command: &[String], option: &str) -> String {
    let output = machine.command(command).arg(option).env("COLUMNS", "80").output().unwrap();
    assert!(output.status.success(), "{command:?} {option}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn arguments_stand_in_a_group_of_their_own_before_all_options() {
    let machine = Machine::new();
    for command in every_command() {
        for option in ["-h", "--help"] {
            let help = help(&machine, &command, option);
            let mut heading = "";
            let mut options_begun = false;
            for line in help.lines().take_while(|line| !line.starts_with("Examples")) {
                let entry = line.trim_start();
                match () {
                    () if line.ends_with(':') && !line.starts_with(' ') => heading = line,
                    () if line.starts_with("  [") || line.starts_with("  <") => {
                        assert_eq!(heading, "Arguments:", "{command:?} {option}: `{line}`");
                        assert!(!options_begun, "{command:?} {option}: `{line}` stands behind options");
                    }
                    () => options_begun |= !heading.is_empty() && line.starts_with("  ") && entry.starts_with('-'),
                }
            }
        }
    }
}

/// A screen has some 30 lines; the two that need more are named.
#[test]
fn the_short_help_of_every_command_fits_a_screen_and_names_the_global_options() {
    let machine = Machine::new();
    for command in every_command() {
        let short = help(&machine, &command, "-h");
        let room = match command.join(" ").as_str() {
            "" | "send whatsapp template" => 40,
            _ => 30,
        };
        let lines = short.lines().count();
        assert!(lines <= room, "{command:?} takes {lines} lines:\n{short}");
        let wide = short.lines().find(|line| line.chars().count() > 80);
        assert_eq!(wide, None, "{command:?}");
        assert!(short.contains("Also, of every command: -p --config -o"), "{command:?}:\n{short}");
        assert!(!short.contains("Global options:"), "{short}");
        let long = help(&machine, &command, "--help");
        assert!(long.contains("Global options:"), "{long}");
    }
}

#[test]
fn the_top_page_names_where_to_go_on() {
    let help = stdout(&["--help"]);
    for word in ["msgops -p sandbox send messenger text", "help exit-codes", "docs/"] {
        assert!(help.contains(word), "{word}:\n{help}");
    }
}

#[test]
fn topics_of_help_and_help_of_commands() {
    let codes = stdout(&["help", "exit-codes"]);
    for code in ["   0  done", "  10  this machine failed", "  11  the condition", " 143  "] {
        assert!(codes.contains(code), "{codes}");
    }
    assert!(stdout(&["help", "environment"]).contains("MSGOPS_STATE_DIR"));
    assert!(stdout(&["help", "output"]).contains("--fail-if"));
    assert!(stdout(&["help", "files"]).contains("config.toml"));
    for topic in ["exit-codes", "environment", "output"] {
        let text = stdout(&["help", topic]);
        let wide = text.lines().find(|line| line.chars().count() > 80);
        assert_eq!(wide, None, "{topic}");
    }
    assert_eq!(stdout(&["help", "topics", "list"]), stdout(&["topics", "list", "--help"]));
    let run = wrong(&["help", "topics", "frobnicate"]);
    assert!(run.contains("exit-codes"), "{run}");
}

#[test]
fn near_words_lead_on() {
    for (arguments, way) in [
        (vec!["send", "sms", "--to", "85212345678", "hi"], "msgops send super text"),
        (vec!["-p", "sandbox", "send", "viber"], "msgops send super text"),
        (vec!["jobs", "resume", "spring"], "run the same `send` command again"),
        (vec!["jobs", "cancel", "spring"], "Ctrl-C"),
        (vec!["decode", "f.ndjson"], "msgops webhook-decode"),
        (vec!["send", "messenger", "text", "--to", "1", "--message", "hi"], "the text is an argument of its own"),
        (vec!["topcis"], "did you mean `msgops topics`?"),
    ] {
        let stderr = wrong(&arguments);
        assert!(stderr.contains(way), "{arguments:?}: {stderr}");
    }
    let json = Machine::new().run(["jobs", "resume", "spring", "-o", "json"]).exits(2);
    assert!(json.error()["hint"].as_str().unwrap().contains("same `send` command"), "{}", json.stderr);
}

#[test]
fn no_tip_leads_towards_what_destroys() {
    for arguments in [
        vec!["jobs", "resume", "x"],
        vec!["jobs", "remov", "x"],
        vec!["jobs", "settl", "x"],
        vec!["topics", "delet", "x"],
        vec!["sandbox", "rest"],
        vec!["token", "clea"],
        vec!["topics", "apply", "f", "--prun"],
        vec!["profile", "remov", "prod"],
    ] {
        let stderr = wrong(&arguments);
        let tip = stderr.lines().find(|line| {
            ["remove", "settle", "delete", "reset", "clear", "--prune"].iter().any(|word| line.contains(word))
                && !line.starts_with("error:")
                && !line.starts_with("Usage:")
        });
        assert_eq!(tip, None, "{arguments:?}: {stderr}");
    }
}

#[test]
fn an_unknown_variable_is_a_warning_with_the_nearest_known_one() {
    let run = Machine::new()
        .env("MSGOPS_SOBOT_APPIDD", "1")
        .env("MSGOPS_ZEBRA_CROSSING", "1")
        .run(["codes", "210008"])
        .exits(0);
    assert!(
        run.stderr.contains("`MSGOPS_SOBOT_APPIDD`; the nearest known one is `MSGOPS_SOBOT_APPID`"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("`MSGOPS_ZEBRA_CROSSING`\n"), "{}", run.stderr);
    assert_eq!(Machine::new().run(["codes", "210008"]).exits(0).stderr, "");
}

#[test]
fn a_manual_page_carries_the_whole_name_of_its_command() {
    let machine = Machine::new();
    machine.run(["man", "pages"]).exits(0);
    let page = std::fs::read_to_string(machine.path().join("pages/msgops-send-messenger-text.1")).unwrap();
    let synopsis = page.split(".SH SYNOPSIS").nth(1).unwrap().lines().nth(1).unwrap();
    assert!(synopsis.contains("msgops send messenger text"), "{synopsis}");
}
