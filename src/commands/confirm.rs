//! Questions before something that cannot be taken back. Nothing ever asks without a terminal.

use std::io::{BufRead, IsTerminal};

use crate::context::Context;
use crate::error::{Error, Result};

/// Asks on the terminal, unless `yes` was given; `question` ends without a mark.
///
/// # Errors
/// Exit 2 when nobody can be asked, or the answer is no.
pub fn confirm(context: &Context, question: &str, yes: bool) -> Result<()> {
    if yes {
        return Ok(());
    }
    let stdin = std::io::stdin();
    if !stdin.is_terminal() || !context.output.settings().stderr_terminal {
        return Err(Error::usage(format!("{question}? there is no terminal to ask on")).hint("`--yes` answers"));
    }
    context.output.ask(&format!("{question}? [y/N] "));
    let mut answer = String::new();
    stdin.lock().read_line(&mut answer).map_err(|error| Error::input("the answer could not be read").source(error))?;
    if matches!(answer.trim().to_lowercase().as_str(), "y" | "yes") {
        return Ok(());
    }
    Err(Error::usage("stopped: the answer was no, and nothing was done").wished())
}
