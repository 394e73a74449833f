//! The walk-throughs of both READMEs and of the tour are run as they stand, each in one shell, and must print what the
//! page shows.
//!
//! Its ```` ```console ```` blocks hold `$ command` lines and their output (both streams). Ids, times and
//! other words with digits may differ; everything else may not. `MSGOPS_UPDATE=1` writes anew what differs.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::harness::{Machine, finish};

/// Stands on a line of its own after each command's output; no tool prints it.
const MARK: &str = "\u{1}-- end of output --";

fn page_of(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// A part of the page: prose that is kept, or a command with the output that is shown below it.
enum Part {
    Prose(String),
    Command { line: String, output: String },
}

fn parts(page: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut console = false;
    for line in page.split_inclusive('\n') {
        let fence = line.starts_with("```");
        if fence {
            console = line.trim_end() == "```console";
        }
        match (console && !fence, line.strip_prefix("$ "), parts.last_mut()) {
            (true, Some(command), _) => {
                parts.push(Part::Command { line: command.trim_end().to_owned(), output: String::new() });
            }
            (true, None, Some(Part::Command { output, .. })) => output.push_str(line),
            (_, _, Some(Part::Prose(prose))) => prose.push_str(line),
            _ => parts.push(Part::Prose(line.to_owned())),
        }
    }
    parts
}

/// Runs the commands one after another in one shell and gives what each printed.
fn run(machine: &Machine, commands: &[&str]) -> Vec<String> {
    let binary = Path::new(env!("CARGO_BIN_EXE_msgops"));
    let path = std::env::var("PATH").unwrap_or_default();
    let mut shell = Command::new("sh");
    let with = machine.command(["unused"]);
    // The user's own profile file, not one that a variable names.
    shell.env_clear().envs(with.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell.env_remove("MSGOPS_CONFIG");
    shell.env("PATH", format!("{}:{path}", binary.parent().unwrap().display()));
    let mut script = "exec 2>&1\n".to_owned();
    for command in commands {
        script += &format!("{command}\nprintf '%s\\n' '{MARK}'\n");
    }
    shell.arg("-c").arg(script).current_dir(machine.path());
    shell.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    let printed = finish(shell.spawn().unwrap()).stdout.replace(machine.path().to_str().unwrap(), "~");
    let outputs: Vec<String> = printed.split(&format!("{MARK}\n")).map(str::to_owned).collect();
    assert_eq!(outputs.len(), commands.len() + 1, "the shell ended early:\n{printed}");
    outputs[..commands.len()].to_vec()
}

/// What two runs have in common: words with digits are masked, spaces count once, bars not at all.
fn masked(output: &str) -> String {
    let words = output.split_whitespace().filter(|word| !word.starts_with(|letter| ('▀'..='▟').contains(&letter)));
    let words = words.map(|word| if word.contains(|letter: char| letter.is_ascii_digit()) { "#" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
#[cfg(unix)]
fn the_readme_prints_what_it_shows() {
    walk_through("README.md");
}

#[test]
#[cfg(unix)]
fn the_chinese_readme_prints_what_it_shows() {
    walk_through("README.zh-CN.md");
}

#[test]
#[cfg(unix)]
fn the_tour_prints_what_it_shows() {
    walk_through("docs/tour.md");
}

#[cfg(unix)]
#[track_caller]
fn walk_through(name: &str) {
    let machine = Machine::new();
    std::os::unix::fs::symlink(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"), machine.path().join("tests"))
        .unwrap();
    let page = std::fs::read_to_string(page_of(name)).unwrap();
    let parts = parts(&page);
    let commands: Vec<&str> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Command { line, .. } => Some(line.as_str()),
            Part::Prose(_) => None,
        })
        .collect();
    let mut printed = run(&machine, &commands).into_iter();
    let update = std::env::var_os("MSGOPS_UPDATE").is_some();
    let mut fresh = String::new();
    for part in &parts {
        match part {
            Part::Prose(prose) => fresh += prose,
            Part::Command { line, output } => {
                let printed = printed.next().unwrap();
                let gap = if output.ends_with("\n\n") || output == "\n" { "\n" } else { "" };
                let same = masked(&printed) == masked(output);
                assert!(update || same, "$ {line}\nprints\n{printed}\n{name} shows\n{output}");
                fresh += &if same { format!("$ {line}\n{output}") } else { format!("$ {line}\n{printed}{gap}") };
            }
        }
    }
    if update {
        std::fs::write(page_of(name), fresh).unwrap();
    }
}
