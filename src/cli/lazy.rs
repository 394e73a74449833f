//! The tree as a command line is first read with: of the commands only the chosen one has its options, for to make them all
//! takes longer than most commands. What it takes is what the whole tree takes; whatever it does not take is read again with
//! the whole tree, which has the words for it.

use clap::error::Error;
use clap::{ArgMatches, Args, Command, CommandFactory, FromArgMatches, Subcommand};

use super::{Cli, completions, help, man};
use crate::commands;

/// A command and what adds its options.
type Branch = (&'static str, fn(Command) -> Command);

const BRANCHES: &[Branch] = &[
    ("send", |command| branched(command, SEND)),
    ("upload", commands::upload::UploadArgs::augment_args),
    ("topics", commands::topics::TopicsArgs::augment_args),
    ("tasks", commands::tasks::TasksArgs::augment_args),
    ("records", commands::records::RecordsArgs::augment_args),
    ("templates", commands::templates::TemplatesArgs::augment_args),
    ("media", commands::media::MediaArgs::augment_args),
    ("numbers", commands::numbers::NumbersArgs::augment_args),
    ("token", commands::token::TokenArgs::augment_args),
    ("webhook-decode", commands::webhook_decode::WebhookDecodeArgs::augment_args),
    ("listen", commands::listen::ListenArgs::augment_args),
    ("replay", commands::replay::ReplayArgs::augment_args),
    ("codes", commands::codes::CodesArgs::augment_args),
    ("profile", commands::profile::ProfileArgs::augment_args),
    ("doctor", commands::doctor::DoctorArgs::augment_args),
    ("jobs", commands::jobs::JobsArgs::augment_args),
    ("sandbox", commands::sandbox::SandboxArgs::augment_args),
    ("completions", completions::CompletionsArgs::augment_args),
    ("man", man::ManArgs::augment_args),
    ("help", help::HelpArgs::augment_args),
];

const SEND: &[Branch] = &[
    ("messenger", commands::send::messenger::MessengerArgs::augment_args),
    ("super", commands::send::super_message::SuperArgs::augment_args),
    ("whatsapp", commands::send::whatsapp::WhatsappArgs::augment_args),
];

/// The commands below one, each without its options until it is chosen.
fn branched(command: Command, branches: &[Branch]) -> Command {
    let add = |command: Command, (name, augment): &Branch| command.subcommand(Command::new(*name).defer(*augment));
    branches.iter().fold(command, add).subcommand_required(true).arg_required_else_help(true)
}

/// The tree.
pub fn command() -> Command {
    Cli::<Lazy>::command()
}

/// The commands as they are read; what was read becomes the same as with the whole tree.
struct Lazy;

impl Subcommand for Lazy {
    fn augment_subcommands(command: Command) -> Command {
        branched(command, BRANCHES)
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        branched(command, BRANCHES)
    }

    fn has_subcommand(name: &str) -> bool {
        BRANCHES.iter().any(|branch| branch.0 == name)
    }
}

impl FromArgMatches for Lazy {
    fn from_arg_matches(_: &ArgMatches) -> Result<Self, Error> {
        Ok(Self)
    }

    fn update_from_arg_matches(&mut self, _: &ArgMatches) -> Result<(), Error> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use clap::builder::Resettable;

    use super::*;

    /// What a command takes, by its path: options and arguments without the words that tell of them.
    fn taken(command: &Command, path: &str, all: &mut BTreeMap<String, Vec<String>>) {
        let mut words: Vec<String> = command
            .get_arguments()
            .map(|argument| {
                let bare = argument
                    .clone()
                    .help(Resettable::Reset)
                    .long_help(Resettable::Reset)
                    .help_heading(Resettable::Reset);
                // Where an option stands among the others is a matter of help.
                format!("{bare:?}").split(", disp_ord").next().unwrap_or_default().to_owned()
            })
            .collect();
        words.sort();
        words.push(format!("{:?}", command.is_subcommand_required_set()));
        words.push(format!("{:?}", command.is_arg_required_else_help_set()));
        words.push(format!(
            "{:?}",
            command
                .get_groups()
                .filter(|group| group.get_args().next().is_some())
                .map(|group| format!("{group:?}"))
                .collect::<Vec<_>>()
        ));
        all.insert(path.to_owned(), words);
        for below in command.get_subcommands() {
            taken(below, &format!("{path} {}", below.get_name()), all);
        }
    }

    #[test]
    fn the_lazy_tree_takes_what_the_whole_tree_takes() {
        let [whole, lazy] = [Cli::<super::super::Command>::command(), command()].map(|mut tree| {
            tree.build();
            let mut all = BTreeMap::new();
            taken(&tree, "msgops", &mut all);
            all
        });
        assert!(whole.len() > 60, "{}", whole.len());
        assert_eq!(whole.keys().collect::<Vec<_>>(), lazy.keys().collect::<Vec<_>>());
        for (path, taken) in whole {
            assert_eq!(taken, lazy[&path], "{path}");
        }
    }
}
