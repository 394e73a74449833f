//! The command tree as people meet it in help: arguments before options, a short `-h` that fits a screen.

use clap::Command;
use clap::builder::Resettable;

/// Options of bulk runs that the short help shows; `--help` tells all.
const OFTEN: &[&str] = &["recipients", "yes", "report", "rate", "canary", "limit"];
/// The heading of those.
const BULK: &str = "Bulk";
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
    below(root, &line)
}

fn below(mut command: Command, globals: &str) -> Command {
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
    if let Some(examples) = command.get_after_help().map(ToString::to_string) {
        if command.get_after_long_help().is_none() {
            command = command.after_long_help(examples.clone());
        }
        command = command.after_help(format!("{examples}\n\n{globals}"));
    }
    let names: Vec<_> = command.get_subcommands().map(|child| child.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(name, |child| below(child, globals));
    }
    command
}
