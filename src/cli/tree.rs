//! The command tree as people meet it in help: arguments before options, a short `-h` that fits a screen.

use clap::builder::{PossibleValue, Resettable};
use clap::{Arg, Command};

/// Options of bulk runs that the short help shows; `--help` tells all.
const OFTEN: &[&str] = &["recipients", "test_to", "yes", "rate", "report"];
/// Options that the short help leaves out wherever they stand.
const SELDOM: &[&str] = &["appkey", "webhook", "no_message_id", "agent", "task_name"];
/// The heading of bulk runs.
const BULK: &str = "Bulk";
/// What clap leaves between the names of options and their words, and around.
const GAP: usize = 8;
/// The width that help lines of ours keep to.
const WIDTH: usize = 80;

/// The tree with its help in order, as pages about it show it.
pub fn ordered(root: Command) -> Command {
    let mut root = arguments_first(root);
    for global in globals(&root) {
        root = root.mut_arg(global.get_id().clone(), |argument| argument.hide_short_help(true));
    }
    root
}

/// The tree as the command line has it: the same, and a short help that fits a screen.
pub fn polished(root: Command) -> Command {
    let root = ordered(root);
    let line = globals_line(&root);
    short(root, &line, "msgops")
}

fn globals(root: &Command) -> Vec<Arg> {
    root.get_arguments().filter(|argument| argument.is_global_set()).cloned().collect()
}

/// The names of the options of every command.
fn globals_line(root: &Command) -> String {
    let mut line = "Also, of every command:".to_owned();
    for global in globals(root) {
        let word = match (global.get_short(), global.get_long()) {
            (Some(short), _) => format!("-{short}"),
            (None, Some(long)) => format!("--{long}"),
            (None, None) => continue,
        };
        let used = line.rsplit('\n').next().unwrap_or_default().len();
        line.push_str(if used + word.len() + 1 > WIDTH { "\n  " } else { " " });
        line.push_str(&word);
    }
    line.push_str("\n`--help` tells all.");
    line
}

/// A heading above a group of options would else take in the arguments that stand behind it.
fn arguments_first(mut command: Command) -> Command {
    let positional: Vec<_> = command.get_positionals().map(|argument| argument.get_id().clone()).collect();
    for id in positional {
        command = command.mut_arg(id, |argument| argument.help_heading(Resettable::Reset));
    }
    below(command, |child, _| arguments_first(child))
}

fn below(mut command: Command, work: impl Fn(Command, &str) -> Command) -> Command {
    let names: Vec<_> = command.get_subcommands().map(|child| child.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(&name, |child| work(child, &name));
    }
    command
}

fn short(mut command: Command, globals: &str, name: &str) -> Command {
    let seldom: Vec<_> = command
        .get_opts()
        .filter(|option| {
            let id = option.get_id().as_str();
            SELDOM.contains(&id) || option.get_help_heading() == Some(BULK) && !OFTEN.contains(&id)
        })
        .map(|option| option.get_id().clone())
        .collect();
    for id in seldom {
        command = command.mut_arg(id, |option| option.hide_short_help(true));
    }
    command = shortened(command);
    let usage = command.clone().bin_name(name).render_usage().to_string();
    if usage.lines().any(|line| line.chars().count() > WIDTH) {
        let words = usage.trim_start_matches("Usage:").trim();
        command = command.override_usage(folded(words, "Usage: ".len()));
    }
    if let Some(examples) = command.get_after_help().map(ToString::to_string) {
        let first = if command.has_subcommands() { examples.clone() } else { first_example(&examples).to_owned() };
        if command.get_after_long_help().is_none() {
            command = command.after_long_help(examples);
        }
        command = command.after_help(format!("{first}\n\n{globals}"));
    }
    below(command, |child, child_name| short(child, globals, &format!("{name} {child_name}")))
}

/// The examples up to the second one: each begins where lines begin, and what it needs more stands deeper.
fn first_example(examples: &str) -> &str {
    let second = examples.match_indices("\n  ").filter(|(place, _)| !examples[place + 3..].starts_with(' ')).nth(1);
    second.map_or(examples, |(place, _)| &examples[..place])
}

/// In the short help each option says its first clause, and its values where they fit; `--help` says all.
fn shortened(mut command: Command) -> Command {
    let widths: Vec<_> = command
        .get_arguments()
        .map(|argument| (argument.get_id().clone(), argument.get_help_heading(), width(argument)))
        .collect();
    let beside = |heading| widths.iter().filter(|(_, own, _)| *own == heading).map(|(.., width)| *width).max();
    let rooms: Vec<_> = widths
        .iter()
        .map(|(id, heading, _)| (id.clone(), WIDTH.saturating_sub(beside(*heading).unwrap_or(0) + GAP)))
        .collect();
    for (id, room) in rooms {
        command = command.mut_arg(id, |argument| {
            let Some(help) = argument.get_help().map(ToString::to_string) else { return argument };
            let long = argument.get_long_help().map_or_else(|| help.clone(), ToString::to_string);
            let short = first_clause(&help);
            let values = values(&argument);
            if values.is_empty() {
                return argument.help(short.to_owned()).long_help(long);
            }
            let with = format!("{short}: {values}");
            let short = if with.chars().count() <= room { with } else { short.to_owned() };
            let long = format!("{long}\n\n{}", told(&argument, &values));
            argument.help(short).long_help(long).hide_possible_values(true)
        });
    }
    command
}

/// The columns of `--name <VALUE>`. The tree is not built yet, and clap writes an argument out only then.
fn width(argument: &Arg) -> usize {
    let name = argument.get_long().map_or(0, |long| long.len() + 3);
    let value = |name: &clap::builder::Str| name.len() + 2;
    let values = argument.get_action().takes_values();
    let value = argument.get_value_names().and_then(|names| names.first()).filter(|_| values).map_or(0, value);
    name + value + 4
}

/// The words an option takes, unless it says itself what they are.
fn values(argument: &Arg) -> String {
    if !argument.get_action().takes_values() || argument.is_hide_possible_values_set() {
        return String::new();
    }
    let values = argument.get_possible_values();
    let shown = values.iter().filter(|value| !value.is_hide_set()).map(PossibleValue::get_name);
    shown.collect::<Vec<_>>().join(", ")
}

/// The values as clap tells them in a long help.
fn told(argument: &Arg, values: &str) -> String {
    let possible = argument.get_possible_values();
    if possible.iter().all(|value| value.get_help().is_none()) {
        return format!("[possible values: {values}]");
    }
    let mut text = "Possible values:".to_owned();
    for value in possible.iter().filter(|value| !value.is_hide_set()) {
        text.push_str(&format!("\n- {}", value.get_name()));
        if let Some(help) = value.get_help() {
            text.push_str(&format!(": {help}"));
        }
    }
    text
}

/// The text up to where a new thought begins, and not within brackets or backticks.
fn first_clause(text: &str) -> &str {
    let (mut depth, mut quoted) = (0_usize, false);
    for (place, letter) in text.char_indices() {
        match letter {
            '`' => quoted = !quoted,
            '[' if depth == 0 && !quoted && text[..place].ends_with(' ') => return text[..place].trim_end(),
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ';' | '.' | ':' if depth == 0 && !quoted && text[place + 1..].starts_with(' ') => return &text[..place],
            _ => {}
        }
    }
    text
}

/// A usage in lines that fit, broken before an option or argument.
fn folded(usage: &str, indent: usize) -> String {
    let mut lines = vec![String::new()];
    let mut words = usage.split(' ').peekable();
    while let Some(word) = words.next() {
        // The value of an option stays beside it.
        let value = words.next_if(|next| word.starts_with("--") && next.starts_with('<'));
        let part = value.map_or_else(|| word.to_owned(), |value| format!("{word} {value}"));
        let room = WIDTH - indent - lines.last().map_or(0, |line| line.chars().count());
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(&part),
            Some(line) if part.chars().count() < room => {
                line.push(' ');
                line.push_str(&part);
            }
            _ => lines.push(format!("  {part}")),
        }
    }
    lines.join(&format!("\n{:indent$}", ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_help_says_the_first_clause() {
        for (whole, first) in [
            ("The text; `-` or nothing reads stdin", "The text"),
            ("Again (once. or twice; so) and on", "Again (once. or twice; so) and on"),
            ("`a; b` stays: the rest goes", "`a; b` stays"),
            ("A rate such as 50/s [default: 1. or 2]", "A rate such as 50/s"),
            ("Version 1.5 of it", "Version 1.5 of it"),
        ] {
            assert_eq!(first_clause(whole), first);
        }
    }

    #[test]
    fn a_long_usage_is_broken_before_an_option() {
        let usage = "msgops topics create [OPTIONS] --title <TITLE> --describe <TEXT> --image-ratio <RATIO> --button-type <TYPE>";
        let folded = folded(usage, 7);
        assert_eq!(folded.split_whitespace().collect::<Vec<_>>(), usage.split(' ').collect::<Vec<_>>());
        for line in folded.lines() {
            assert!(line.len() <= WIDTH && !line.trim_start().starts_with('<'), "{line}");
        }
    }
}
