//! The examples of every `--help` run as they are printed, at the sandbox: who copies one sees it work.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::harness::{Machine, Run, Served, finish};

/// Why an example is not run to its end here.
enum Apart {
    /// It serves until it is stopped, waits for what comes in minutes, or needs a server, a program, a place or an id
    /// that this machine lacks.
    Elsewhere,
    /// It asks on a terminal, and says so without one.
    Asks,
}

/// By a part of the example's text.
const APART: &[(&str, Apart)] = &[
    ("msgops -p sandbox listen", Apart::Elsewhere),
    ("msgops -p prod listen", Apart::Elsewhere),
    ("sandbox serve", Apart::Elsewhere),
    ("./run-elsewhere.sh", Apart::Elsewhere),
    ("https://…", Apart::Elsewhere),
    ("pbpaste", Apart::Elsewhere),
    (" --wait", Apart::Elsewhere),
    ("replay", Apart::Elsewhere),
    ("/usr/local/share", Apart::Elsewhere),
    ("&& man msgops", Apart::Elsewhere),
    ("media show 1013859600285441", Apart::Elsewhere),
    ("--media 1013859600285441", Apart::Elsewhere),
    ("media delete 1013859600285441 --yes", Apart::Elsewhere),
    ("--verify --strict", Apart::Elsewhere),
    ("--as refused --recipient", Apart::Elsewhere),
    ("topics delete c4432c85f096497cdd300a0fd1922173", Apart::Asks),
    ("app-key=- rate", Apart::Asks),
    ("media delete 1013859600285441\n", Apart::Asks),
    ("jobs remove spring\n", Apart::Asks),
];

/// What takes away what others want comes last.
const LAST: &[&str] = &["profile default", "settle", "--prune", "delete", "remove", "clear", "reset"];

/// What the examples read; `prod` is the sandbox in another process.
#[cfg(unix)]
fn furnish(machine: &Machine, served: &Served) {
    let people = "to,name,picture,invoice\n24681012141618203,Ada,a.png,7\n";
    let phones = "phone,name,picture,order\n85291234567,Ada,a.png,7\n";
    let element = json!({"title": "Hats"});
    let template = json!({"template_type": "generic", "elements": [element]});
    let list = json!({
        "type": "list", "body": {"text": "Which?"},
        "action": {"button": "Choose", "sections": [{"title": "Hats", "rows": [{"id": "1", "title": "Red"}]}]}
    });
    let card = json!({"cardMessage": {"title": "New hats"}});
    for (name, content) in [
        ("people.csv", people.to_owned()),
        ("phones.csv", phones.to_owned()),
        ("first.json", element.to_string()),
        ("second.json", element.to_string()),
        ("payload.json", template.to_string()),
        ("list.json", list.to_string()),
        ("card.json", card.to_string()),
        ("invoice.pdf", "%PDF-1.4\n%%EOF\n".to_owned()),
        ("voice.bin", "OggS".to_owned()),
        ("secret.txt", "secret\n".to_owned()),
        ("callbacks.ndjson", String::new()),
        ("msgops.toml", "[profiles.staging]\n".to_owned()),
    ] {
        machine.file(name, &content);
    }
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/corpus/webhooks");
    #[cfg(unix)]
    std::os::unix::fs::symlink(corpus, machine.path().join("captures")).unwrap();
    let with = served.machine.command(["unused"]);
    let given = |name: &str| {
        let value = with.get_envs().find(|(known, _)| *known == name).and_then(|(_, value)| value);
        value.unwrap_or_else(|| panic!("{name}")).to_str().unwrap().to_owned()
    };
    let mut config = String::new();
    for (vendor, keys) in [
        ("sobot", &["base-url", "appid", "app-key", "page"][..]),
        ("nxcloud", &["base-url", "access-key", "access-secret", "appkey"]),
    ] {
        config += &format!("[profiles.prod.{vendor}]\n");
        for key in keys {
            let variable = format!("MSGOPS_{vendor}_{key}").to_uppercase().replace('-', "_");
            config += &format!("{key} = \"{}\"\n", given(&variable));
        }
    }
    machine.config(&format!("{config}[profiles.staging]\n"));
    let places = "mkdir -p ~/.local/share/bash-completion/completions ~/.config/fish/completions";
    shell(machine, &format!("{places}; chmod 600 msgops.toml; gzip -k callbacks.ndjson")).exits(0);
    let bulk = ["send", "messenger", "text", "--recipients", "people.csv", "--job", "spring", "--yes", "Hello"];
    machine.run([&["-p", "sandbox"], &bulk[..]].concat()).exits(0);
    shell(machine, "msgops topics export > topics.toml").exits(0);
}

/// Runs a line in a shell, as who has chosen the sandbox.
fn shell(machine: &Machine, line: &str) -> Run {
    let binary = Path::new(env!("CARGO_BIN_EXE_msgops")).parent().unwrap();
    let with = machine.command(["unused"]);
    let mut shell = Command::new("sh");
    shell.env_clear().envs(with.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell.env("PATH", format!("{}:{}", binary.display(), std::env::var("PATH").unwrap()));
    shell.env("MSGOPS_PROFILE", "sandbox").args(["-c", line]).current_dir(machine.path());
    finish(shell.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap())
}

/// Each example with what continues it.
fn examples(command: &clap::Command) -> Vec<String> {
    let help = command.get_after_long_help().or(command.get_after_help()).map(ToString::to_string).unwrap_or_default();
    let mut examples: Vec<String> = Vec::new();
    for line in help.lines().skip(1).take_while(|line| !line.is_empty()) {
        match (line.strip_prefix("  ").filter(|line| !line.starts_with(' ')), examples.last_mut()) {
            (None, Some(begun)) => *begun += &format!("{line}\n"),
            (own, _) => examples.push(format!("{}\n", own.unwrap_or(line))),
        }
    }
    examples
}

#[test]
#[cfg(unix)]
fn the_examples_of_every_help_run_at_the_sandbox_as_printed() {
    fn walk(command: &clap::Command, found: &mut Vec<String>) {
        found.extend(examples(command));
        command.get_subcommands().filter(|below| !below.is_hide_set()).for_each(|below| walk(below, found));
    }
    let mut found = Vec::new();
    walk(&msgops::cli::command(), &mut found);
    found.sort_by_key(|example| (LAST.iter().position(|word| example.contains(word)), example.clone()));
    found.dedup();
    assert!(found.len() > 100, "{}", found.len());
    let (machine, served) = (Machine::new(), Served::new(&[]));
    furnish(&machine, &served);
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for example in &found {
        let apart = APART.iter().find(|(part, _)| example.contains(part)).map(|(_, apart)| apart);
        let expected: &[i32] = match apart {
            Some(Apart::Elsewhere) => continue,
            Some(Apart::Asks) => &[2],
            None => &[0],
        };
        seen += 1;
        let run = shell(&machine, example);
        if !expected.contains(&run.code) {
            wrong.push(format!("{example}ended with {}:\n{}", run.code, run.stderr));
        }
    }
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.join("\n"));
}
