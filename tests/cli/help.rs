//! What `-h`, `--help` and `help` show, and where a wrong word leads.

use crate::harness::Machine;

fn stdout(arguments: &[&str]) -> String {
    Machine::new().run(arguments).exits(0).stdout
}

fn wrong(arguments: &[&str]) -> String {
    Machine::new().run(arguments).exits(2).stderr
}

#[test]
fn arguments_stand_in_a_group_of_their_own_before_all_options() {
    for command in [
        vec!["send", "messenger", "text"],
        vec!["send", "messenger", "image"],
        vec!["send", "messenger", "json"],
        vec!["send", "super", "text"],
        vec!["topics", "subscribers"],
        vec!["codes"],
    ] {
        let help = stdout(&[&command[..], &["--help"]].concat());
        let arguments = help.find("\nArguments:\n").unwrap_or_else(|| panic!("{command:?}:\n{help}"));
        let options =
            help.lines().position(|line| line.trim_start().starts_with("--") || line.trim_start().starts_with('-'));
        let first = help.lines().take(options.unwrap()).map(|line| line.len() + 1).sum::<usize>();
        assert!(arguments < first, "{command:?}:\n{help}");
        for (before, line) in
            help.lines().zip(help.lines().skip(1)).filter(|(_, line)| line.trim_start().starts_with(['[', '<']))
        {
            assert!(!before.ends_with(':') || before == "Arguments:", "{command:?}: `{line}` stands under {before}");
        }
    }
}

#[test]
fn the_short_help_fits_a_screen_and_names_the_global_options() {
    for command in [
        vec![],
        vec!["send", "messenger", "text"],
        vec!["send", "super", "card"],
        vec!["records", "list"],
        vec!["codes"],
    ] {
        let help = stdout(&[&command[..], &["-h"]].concat());
        assert!(help.lines().count() <= 48, "{command:?} takes {} lines:\n{help}", help.lines().count());
        assert!(help.contains("Also, of every command: -p --config -o"), "{command:?}:\n{help}");
        assert!(!help.contains("Global options:"), "{help}");
        let long = stdout(&[&command[..], &["--help"]].concat());
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
        let wide = text.lines().find(|line| line.chars().count() > 88);
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
