//! The command tree as people meet it in help: arguments before options, a short `-h` that fits a screen.

use clap::Command;
use clap::builder::Resettable;

/// Options of bulk runs that the short help shows; `--help` tells all.
const OFTEN: &[&str] = &["recipients", "test_to", "yes", "rate", "report"];
/// The heading of those.
const BULK: &str = "Bulk";
/// The columns that an option's words have beside its name, mostly.
const ROOM: usize = 52;
/// The width that help lines of ours keep to.
const WIDTH: usize = 80;

/// The tree with its help in order.
pub fn polished(mut root: Command) -> Command {
    let globals: Vec<_> = root.get_arguments().filter(|argument| argument.is_global_set()).cloned().collect();
    let mut line = "Also, of every command:".to_owned();
    for global in &globals {
        let word = match (global.get_short(), global.get_long()) {
            (Some(short), _) => format!("-{short}"),
            (None, Some(long)) => format!("--{long}"),
            (None, None) => continue,
        };
        let used = line.rsplit('\n').next().unwrap_or_default().len();
        line.push_str(if used + word.len() + 1 > WIDTH { "\n  " } else { " " });
        line.push_str(&word);
    }
    line.push_str("\n`--help` tells more of each.");
    for global in globals {
        root = root.mut_arg(global.get_id().clone(), |argument| argument.hide_short_help(true));
    }
    below(root, &line, "msgops")
}

fn below(mut command: Command, globals: &str, name: &str) -> Command {
    let positional: Vec<_> = command.get_positionals().map(|argument| argument.get_id().clone()).collect();
    for id in positional {
        // A heading above a group of options would else take in the arguments that stand behind it.
        command = command.mut_arg(id, |argument| argument.help_heading(Resettable::Reset));
    }
    let seldom: Vec<_> = command
        .get_opts()
        .filter(|option| option.get_help_heading() == Some(BULK) && !OFTEN.contains(&option.get_id().as_str()))
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
        if command.get_after_long_help().is_none() {
            command = command.after_long_help(examples.clone());
        }
        command = command.after_help(format!("{examples}\n\n{globals}"));
    }
    let path = name.to_owned();
    let names: Vec<_> = command.get_subcommands().map(|child| child.get_name().to_owned()).collect();
    for name in names {
        let whole = format!("{path} {name}");
        command = command.mut_subcommand(name, |child| below(child, globals, &whole));
    }
    command
}

/// In the short help each option says its first clause, and its values where they fit; `--help` says all.
fn shortened(mut command: Command) -> Command {
    let ids: Vec<_> = command.get_arguments().map(|argument| argument.get_id().clone()).collect();
    for id in ids {
        command = command.mut_arg(id, |argument| {
            let Some(help) = argument.get_help().map(ToString::to_string) else { return argument };
            let long = argument.get_long_help().map_or_else(|| help.clone(), ToString::to_string);
            let short = first_clause(&help);
            let values = values(&argument);
            if values.is_empty() {
                return argument.help(short.to_owned()).long_help(long);
            }
            let with = format!("{short}: {values}");
            let short = if with.chars().count() <= ROOM { with } else { short.to_owned() };
            argument.help(short).long_help(format!("{long} [possible values: {values}]")).hide_possible_values(true)
        });
    }
    command
}

/// The words an option takes, unless it says itself what they are or each has a line of its own.
fn values(argument: &clap::Arg) -> String {
    let values = argument.get_possible_values();
    let takes = argument.get_action().takes_values();
    if !takes || argument.is_hide_possible_values_set() || values.iter().any(|value| value.get_help().is_some()) {
        return String::new();
    }
    let shown = values.iter().filter(|value| !value.is_hide_set()).map(clap::builder::PossibleValue::get_name);
    shown.collect::<Vec<_>>().join(", ")
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
