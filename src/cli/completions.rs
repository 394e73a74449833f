//! `msgops completions`.

use clap::{Args, ValueEnum};

use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;

/// Print the few lines that let a shell complete with TAB
///
/// The script asks the tool itself, so it stays right when the tool is replaced: commands and options, and
/// profiles, jobs, codes with their meaning, columns, events, time zones and files where each belongs.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Shell {
    Bash,
    Elvish,
    Fish,
    Powershell,
    Zsh,
}

const EXAMPLES: &str = "\
Examples:
  msgops completions bash > ~/.local/share/bash-completion/completions/msgops
  msgops completions fish > ~/.config/fish/completions/msgops.fish";

/// Runs the command.
pub fn run(context: &Context, args: CompletionsArgs) -> Result<Exit> {
    let shell = match args.shell {
        Shell::Bash => "bash",
        Shell::Elvish => "elvish",
        Shell::Fish => "fish",
        Shell::Powershell => "powershell",
        Shell::Zsh => "zsh",
    };
    let script = super::completer::registration(shell)
        .ok_or_else(|| Error::internal(format!("the script of `{shell}` could not be made")))?;
    context.output.raw(&script)?;
    Ok(Exit::Done)
}
