//! The command reference, `docs/commands.md`: the command tree as one Markdown page.

use std::fmt::Write;

use clap::{Arg, ArgAction, Command};

const HEAD: &str = "\
# Commands

Made from the command line's own help, and held to it by a test; `MSGOPS_UPDATE=1 cargo test --test cli generated` writes it anew.
";

/// The heading under which every command has the global options.
const GLOBAL: &str = "Global options";

/// The whole page.
pub fn markdown() -> String {
    let root = built();
    let mut page = HEAD.to_owned();
    page.push('\n');
    walk(&root, &mut |command| {
        let name = name(command);
        let _ = writeln!(page, "{}- [`{name}`](#{})", "  ".repeat(name.matches(' ').count()), anchor(&name));
    });
    let _ = writeln!(page, "\n## {GLOBAL}\n\nAccepted before or after every command.\n");
    table(&mut page, "option", options(&root, true));
    walk(&root, &mut |command| section(&mut page, command));
    page
}

/// The command tree with everything worked out that clap works out late (global options, names).
pub(super) fn built() -> Command {
    let mut root = super::told().disable_help_subcommand(true);
    root.build();
    root
}

/// Visits a command and everything below it that is not hidden, parents first.
pub(super) fn walk(command: &Command, visit: &mut dyn FnMut(&Command)) {
    visit(command);
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        walk(below, visit);
    }
}

/// The examples of a command's help, one a line, without heading and indentation.
pub(super) fn examples(command: &Command) -> Option<String> {
    let text = command.get_after_long_help().or(command.get_after_help())?.to_string();
    let text = text.trim_start().strip_prefix("Examples:").unwrap_or(&text).trim_matches('\n');
    let indent =
        text.lines().filter(|line| !line.trim().is_empty()).map(|line| line.len() - line.trim_start().len()).min();
    let lines: Vec<&str> = text.lines().map(|line| line.get(indent.unwrap_or(0)..).unwrap_or("")).collect();
    Some(lines.join("\n"))
}

fn section(page: &mut String, command: &Command) {
    let _ = writeln!(page, "\n## {}\n", name(command));
    if let Some(about) = command.get_long_about().or(command.get_about()) {
        let _ = writeln!(page, "{}\n", about.to_string().trim());
    }
    let usage = command.clone().render_usage().to_string();
    let _ = writeln!(page, "```text\n{}\n```", usage.strip_prefix("Usage: ").unwrap_or(&usage).trim());
    let arguments: Vec<_> = command
        .get_positionals()
        .filter(|argument| !argument.is_hide_set())
        .map(|argument| (format!("`{argument}`"), meaning(argument)))
        .collect();
    for (title, rows) in [("argument", arguments), ("option", options(command, false))] {
        if !rows.is_empty() {
            page.push('\n');
            table(page, title, rows);
        }
    }
    for (place, below) in command.get_subcommands().filter(|below| !below.is_hide_set()).enumerate() {
        let name = name(below);
        let about = below.get_about().map(ToString::to_string).unwrap_or_default();
        let gap = if place == 0 { "\n" } else { "" };
        let _ = writeln!(page, "{gap}- [`{name}`](#{}): {about}", anchor(&name));
    }
    if let Some(examples) = examples(command) {
        let _ = writeln!(page, "\n```text\n{examples}\n```");
    }
}

fn options(command: &Command, global: bool) -> Vec<(String, String)> {
    command
        .get_arguments()
        .filter(|argument| !argument.is_positional() && !argument.is_hide_set())
        .filter(|argument| (argument.get_help_heading() == Some(GLOBAL)) == global)
        .filter(|argument| !matches!(argument.get_id().as_str(), "help" | "version"))
        .map(|argument| (format!("`{}`", spelling(argument)), meaning(argument)))
        .collect()
}

fn table(page: &mut String, title: &str, rows: Vec<(String, String)>) {
    let _ = writeln!(page, "| {title} | meaning |\n|---|---|");
    for (spelling, meaning) in rows {
        let _ = writeln!(page, "| {} | {} |", cell(&spelling), cell(&meaning));
    }
}

/// `-p, --profile <NAME>`.
fn spelling(argument: &Arg) -> String {
    let long = argument.to_string();
    match argument.get_short() {
        Some(short) if argument.get_long().is_some() => format!("-{short}, {long}"),
        _ => long,
    }
}

/// The help, with the values that can be given and the default.
fn meaning(argument: &Arg) -> String {
    let help = argument.get_long_help().or(argument.get_help());
    let mut text = help.map(ToString::to_string).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let values: Vec<String> = argument
        .get_possible_values()
        .iter()
        .filter(|value| !value.is_hide_set())
        .map(|value| format!("`{}`", value.get_name()))
        .collect();
    if takes_value(argument) && !values.is_empty() && !argument.is_hide_possible_values_set() {
        let _ = write!(text, " (one of {})", values.join(", "));
    }
    if takes_value(argument) && !argument.get_default_values().is_empty() && !argument.is_hide_default_value_set() {
        let values: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
        let _ = write!(text, " [default: {}]", values.join(" "));
    }
    text.trim().to_owned()
}

fn takes_value(argument: &Arg) -> bool {
    matches!(argument.get_action(), ArgAction::Set | ArgAction::Append)
}

fn name(command: &Command) -> String {
    command.get_bin_name().unwrap_or(command.get_name()).to_owned()
}

fn anchor(name: &str) -> String {
    name.replace(' ', "-")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
