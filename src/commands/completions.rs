//! `msgops completions`.

use clap::Args;
use clap_complete::Shell;

use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;

/// Print a completion script for a shell
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  msgops completions bash > ~/.local/share/bash-completion/completions/msgops
  msgops completions fish > ~/.config/fish/completions/msgops.fish";

/// Runs the command.
pub fn run(context: &Context, args: CompletionsArgs) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut crate::cli::command(), "msgops", &mut script);
    context.output.raw(&script)?;
    Ok(Exit::Done)
}
