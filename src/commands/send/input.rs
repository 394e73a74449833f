//! What a send takes from arguments, files and stdin; stdin can be taken once.

use std::cell::Cell;
use std::io::IsTerminal;

use crate::error::{Error, Result};
use crate::output::Output;
use crate::whole;

/// The process's stdin, which one argument may have.
#[derive(Default)]
pub struct Stdin {
    taken: Cell<Option<&'static str>>,
}

impl Stdin {
    /// Marks stdin as taken by `what`; twice is exit 2.
    pub fn claim(&self, what: &'static str) -> Result<()> {
        match self.taken.replace(Some(what)) {
            None => Ok(()),
            Some(first) => Err(Error::usage(format!("stdin is wanted twice: for {first} and for {what}"))
                .hint("put one of the two into a file or an argument")),
        }
    }

    /// Reads all of stdin as UTF-8 text.
    pub fn read(&self, what: &'static str, output: &Output) -> Result<String> {
        self.claim(what)?;
        let stdin = std::io::stdin().lock();
        if stdin.is_terminal() {
            output.note(&format!("reading {what} from the terminal; end it with Ctrl-D"));
        }
        let bytes = whole::read(stdin, whole::DOCUMENT)
            .map_err(|error| Error::input(format!("{what} could not be read from stdin")).source(error))?;
        utf8(bytes, what, "stdin")
    }
}

/// TEXT: the argument, or stdin when it is `-` or absent, with one final newline taken off.
pub fn text(argument: Option<&str>, what: &'static str, stdin: &Stdin, output: &Output) -> Result<String> {
    match argument {
        Some(text) if text != "-" => Ok(text.to_owned()),
        _ => {
            let mut text = stdin.read(what, output)?;
            if text.ends_with('\n') {
                text.pop();
                if text.ends_with('\r') {
                    text.pop();
                }
            }
            Ok(text)
        }
    }
}

/// PAYLOAD, MESSAGE or `--element`: the argument, `@FILE`, or stdin when it is `-`.
pub fn document(argument: &str, what: &'static str, stdin: &Stdin, output: &Output) -> Result<String> {
    let text = if argument == "-" {
        stdin.read(what, output)?
    } else if let Some(path) = argument.strip_prefix('@') {
        let bytes = whole::file(std::path::Path::new(path), whole::DOCUMENT)
            .map_err(|error| Error::input(format!("{what} could not be read from `{path}`")).source(error))?;
        utf8(bytes, what, path)?
    } else {
        argument.to_owned()
    };
    Ok(text.trim().to_owned())
}

fn utf8(bytes: Vec<u8>, what: &str, place: &str) -> Result<String> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Error::input(format!("{what} from {place} is not UTF-8: the byte at offset {at} does not belong"))
            .hint("convert it first, for example with `iconv -t UTF-8`")
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}
