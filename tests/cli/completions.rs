//! TAB, in the real shells where they are installed, and what the tool answers them.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::harness::{Machine, finish};

/// A machine with two profiles and two jobs.
fn machine() -> Machine {
    let machine = Machine::new();
    machine.config("[profiles.prod]\n[profiles.prod.sobot]\npage = \"1\"\n[profiles.staging]\n");
    machine.file("state/jobs/prod/spring.sqlite", "");
    machine.file("state/jobs/prod/summer.sqlite", "");
    // What lists have shown lately; a TAB asks nobody for it.
    machine.run(["-p", "sandbox", "topics", "list"]).exits(0);
    machine.run(["-p", "sandbox", "templates", "list", "--all"]).exits(0);
    machine
}

/// Runs a script in a shell that finds the tool by its name; none when the shell is not installed.
fn shell(machine: &Machine, shell: &str, script: &str) -> Option<String> {
    let tool = Path::new(env!("CARGO_BIN_EXE_msgops")).parent().unwrap();
    let found = Command::new(shell).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if found.is_err() {
        // Seen whatever the test run captures.
        let _ = writeln!(std::io::stderr(), "skipped: there is no {shell} on this machine");
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
    (&["-p", "sandbox", "topics", "delete", "c4432"], &["c4432c85f096497cdd300a0fd1922173"]),
    (&["-p", "sandbox", "templates", "show", "order"], &["order_update"]),
    (&["-p", "sandbox", "send", "whatsapp", "template", "order_update", "--language", "z"], &["zh_CN"]),
    (&["-p", "sandbox", "topics", "subscribers", "Restoc"], &["Restocks"]),
    (&["--lang", "z"], &["zh"]),
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

#[cfg(target_os = "linux")]
#[test]
fn a_title_of_the_vendor_runs_nothing_and_stays_one_word_when_bash_inserts_it() {
    let machine = Machine::new();
    let titles = [
        r#"Big $(touch pwned)"#,
        r#"It's "on"; `touch pwned`"#,
        "Line\nbreak; touch pwned",
        "Star *",
        "Two words",
        "Two worlds",
    ];
    let topics: Vec<_> = titles.iter().map(|title| json!({"config_id": title, "title": title})).collect();
    machine.file("state/topics/sandbox.json", json!(topics).to_string());
    machine.file("Star file", "");
    // Real keys on a real terminal: what was inserted is written down by what the line runs.
    let mut keys = String::from(
        "show() { printf '%s|' \"$#\" \"$3\" >>shown; }\n\
         source <(msgops completions bash); complete -o nospace -o bashdefault -F _clap_complete_msgops show\n",
    );
    for typed in ["Big", "'Big", "\"Big", "It", "'It", "\"It", "Star", "Two\tld", "Line"] {
        keys.push_str(&format!("show topics subscribers {typed}\t\n"));
    }
    keys.push_str("exit\n");
    machine.file("keys", keys);
    let script = "script -qec 'bash --norc --noprofile -i' /dev/null <keys";
    if shell(&machine, "script", "true").is_none() {
        return;
    }
    shell(&machine, "bash", &format!("export MSGOPS_PROFILE=sandbox INPUTRC=/dev/null TERM=dumb; {script}"));
    let shown = std::fs::read_to_string(machine.path().join("shown")).unwrap();
    let (big, its) = (titles[0], titles[1]);
    assert_eq!(shown, format!("3|{big}|3|{big}|3|{big}|3|{its}|3|{its}|3|{its}|3|Star *|3|Two worlds|3|Line|"));
    assert!(!machine.path().join("pwned").exists());
    for shell in ["zsh", "fish", "elvish", "powershell"] {
        let mut command = machine.command(["--", "msgops", "-p", "sandbox", "topics", "delete", ""]);
        let told = command.env("MSGOPS_COMPLETE", shell).env("_CLAP_COMPLETE_INDEX", "5").output().unwrap().stdout;
        let told = String::from_utf8(told).unwrap();
        assert!(told.contains("Star *") && !told.contains("Line"), "{shell}: {told}");
    }
}

/// It became `\~/par.csv`, a directory called `~`; and behind `=` nothing was offered.
#[cfg(target_os = "linux")]
#[test]
fn bash_completes_files_of_the_home_and_values_behind_an_equals_sign() {
    let machine = Machine::new();
    machine.file("par.csv", "");
    machine.file("cfg/c.toml", "");
    let keys = "show() { for last; do :; done; printf '%s|' \"$last\" >>shown; }\n\
         source <(msgops completions bash); complete -o nospace -o bashdefault -F _clap_complete_msgops show\n\
         show send messenger text --recipients ~/par.c\t\n\
         show send messenger text --recipients=~/par.c\t\n\
         show --config=cfg/c.\t\n\
         show --config cfg/c.\t\n\
         exit\n";
    machine.file("keys", keys);
    if shell(&machine, "script", "true").is_none() {
        return;
    }
    let script = "script -qec 'bash --norc --noprofile -i' /dev/null <keys";
    shell(&machine, "bash", &format!("export INPUTRC=/dev/null TERM=dumb; {script}"));
    let shown = std::fs::read_to_string(machine.path().join("shown")).unwrap();
    let home = machine.path().display();
    // What bash itself makes of a tilde behind `=` is its own business.
    let second = shown.split('|').nth(1).unwrap_or_default().replace(&format!("{home}"), "~");
    assert_eq!(second, "--recipients=~/par.csv", "{shown}");
    let rest: Vec<&str> = shown.split('|').skip(2).collect();
    assert_eq!(shown.split('|').next(), Some(&*format!("{home}/par.csv")));
    assert_eq!(rest, ["--config=cfg/c.toml", "cfg/c.toml", ""]);
}

/// What the tool itself answers, in the words that the scripts ask with.
fn answer(machine: &Machine, typed: &[&str]) -> String {
    let index = typed.len().to_string();
    let mut command = machine.command([&["--", "msgops"], typed].concat());
    command.env("MSGOPS_COMPLETE", "bash").env("_CLAP_COMPLETE_INDEX", index).env("_CLAP_IFS", "\n");
    command.env("_CLAP_COMPLETE_COMP_TYPE", "9").env("_CLAP_COMPLETE_SPACE", "true");
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

#[test]
fn the_name_of_a_profile_leads_out_of_no_directory() {
    let machine = machine();
    machine.file("state/elsewhere/secret.sqlite", "");
    machine.file("state/other.json", r#"[{"config_id": "stolen", "title": "stolen"}]"#);
    for profile in ["../elsewhere", "prod/../../elsewhere", "/etc", ".."] {
        let told = answer(&machine, &["-p", profile, "jobs", "show", ""]);
        assert!(!told.contains("secret") && !told.contains("spring"), "{profile}: {told}");
    }
    let told = answer(&machine, &["-p", "../other", "topics", "delete", ""]);
    assert!(!told.contains("stolen"), "{told}");
    assert!(answer(&machine, &["-p", "prod", "jobs", "show", ""]).contains("spring"));
}

#[test]
fn topics_that_are_gone_are_offered_no_longer() {
    let machine = machine();
    let id = "c4432c85f096497cdd300a0fd1922173";
    let typed = ["-p", "sandbox", "topics", "update", ""];
    assert!(answer(&machine, &typed).contains(id));
    machine.run(["-p", "sandbox", "topics", "delete", "--yes", id]).exits(0);
    assert!(!answer(&machine, &typed).contains(id));
    let made = ["--title", "Fresh", "--describe", "x", "--image-ratio", "square", "--button-type", "allow"];
    machine.run([&["-p", "sandbox", "topics", "create"], &made[..]].concat()).exits(0);
    assert!(answer(&machine, &["-p", "sandbox", "topics", "subscribers", "Fr"]).contains("Fresh"));
    machine.run(["-p", "sandbox", "sandbox", "reset"]).exits(0);
    assert!(!answer(&machine, &["-p", "sandbox", "topics", "subscribers", "Fr"]).contains("Fresh"));
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
