//! What can be wrong with profiles, secrets and the state directory. All of it is exit 3.

use std::io;
use std::path::PathBuf;

use super::origin::Origin;
use crate::error::Error;
use crate::private::PrivateError;
use crate::shell;

/// A profile, credential or state problem; [`Error`] is made of it at the command edge.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    #[error("no profile is chosen, and no credentials are in the environment")]
    NoProfile { path: PathBuf, names: Vec<String> },
    #[error("there is no profile `{name}` in `{}`{}", path.display(), said_by(said))]
    UnknownProfile { name: String, said: Origin, path: PathBuf, nearest: Option<String> },
    #[error("there is no profile `{name}`: the profile file `{}` does not exist", path.display())]
    NoFile { name: String, path: PathBuf },
    #[error("the profile file `{}` does not exist", path.display())]
    NamedFileMissing { path: PathBuf },
    #[error("the profile file `{}` cannot be read", path.display())]
    Read {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error("the profile file `{}` is over {limit} bytes", path.display())]
    TooLarge { path: PathBuf, limit: u64 },
    #[error("the profile file `{}` is open to others (mode {mode:04o}, at most 0600 is allowed)", path.display())]
    Wide { path: PathBuf, mode: u32 },
    #[error("`{}` is no plain file, so no profile can be written to it", path.display())]
    NotPlain { path: PathBuf },
    #[error("{}:{line}:{column}: {message}", path.display())]
    Syntax { path: PathBuf, line: usize, column: usize, message: String },
    #[error("{}:{line}:{column}: unknown key `{key}`; the nearest known one is `{nearest}`", path.display())]
    UnknownKey { path: PathBuf, line: usize, column: usize, key: String, nearest: String },
    #[error("{}: `{key}` is not a table", path.display())]
    NotTable { path: PathBuf, key: String },
    #[error("{}:{line}:{column}: the name `sandbox` is built in and cannot be a profile of the file", path.display())]
    Reserved { path: PathBuf, line: usize, column: usize },
    #[error("`{key}` {complaint} ({origin})")]
    Value { key: String, origin: Origin, complaint: String },
    #[error("`{secret}` is given twice: by {first} and by {second}")]
    TwoWays { secret: &'static str, first: String, second: String },
    #[error("{}", contradiction(key, winner, loser, values))]
    Contradiction { key: &'static str, winner: Origin, loser: Origin, values: Option<(String, String)> },
    #[error("the file `{}` of `{key}` ({origin}) cannot be read", path.display())]
    SecretFile {
        key: &'static str,
        origin: Origin,
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error("the command of `{key}` ({origin}) {reason}")]
    SecretCommand { key: &'static str, origin: Origin, reason: String },
    #[error("the {way} of `{key}` ({origin}) gave nothing within a minute")]
    SecretSlow { key: &'static str, origin: Origin, way: &'static str },
    #[error("{what} could not be started")]
    Starved {
        what: &'static str,
        #[source]
        source: io::Error,
    },
    #[error("what the {way} of `{key}` ({origin}) gives {reason}")]
    SecretText { key: &'static str, origin: Origin, way: &'static str, reason: &'static str },
    #[error("{whose} has no {keys}")]
    Missing { whose: String, keys: String, hint: String },
    #[error("{whose} is read-only ({origin}): {what} is refused")]
    ReadOnly { whose: String, origin: Origin, what: String, hint: String },
    #[error(transparent)]
    Private(#[from] PrivateError),
    #[error("no home directory is known")]
    NoHome,
}

fn said_by(said: &Origin) -> String {
    match said {
        Origin::Flag(_) => String::new(),
        said => format!(" (named by {said})"),
    }
}

fn contradiction(key: &str, winner: &Origin, loser: &Origin, values: &Option<(String, String)>) -> String {
    let Some((ours, theirs)) = values else {
        return format!("{winner} says another `{key}` than the profile named with `--profile` ({loser})");
    };
    format!("{winner} says `{ours}`, but `{key}` of the profile named with `--profile` is `{theirs}` ({loser})")
}

impl Problem {
    /// Ways out: commands to run, or what to change.
    fn hints(&self) -> Vec<String> {
        match self {
            Self::NoProfile { names, .. } if names.is_empty() => vec![
                "to try without an account: `--profile sandbox`".into(),
                "to make a profile: `msgops profile set prod sobot.appid=APPID sobot.app-key=-`".into(),
            ],
            Self::NoProfile { path, names } => vec![
                format!("`{}` has {}; choose with `--profile NAME`", path.display(), list(names)),
                format!("`msgops profile default {}` makes it the default", shell::word(&names[0])),
                "to try without an account: `--profile sandbox`".into(),
            ],
            Self::UnknownProfile { nearest, .. } => match nearest {
                Some(nearest) => {
                    vec![format!("did you mean `{nearest}`? `msgops profile list` shows every profile")]
                }
                None => vec!["`msgops profile list` shows every profile".into()],
            },
            Self::NoFile { name, .. } => vec![
                format!("`msgops profile set {} sobot.appid=APPID sobot.app-key=-` makes it", shell::word(name)),
                "to try without an account: `--profile sandbox`".into(),
            ],
            Self::NamedFileMissing { .. } => {
                vec!["`msgops profile path` shows which file is used without `--config`".into()]
            }
            Self::Wide { path, .. } => vec![format!("run `chmod 600 {}`", shell::path(path))],
            Self::Reserved { .. } => {
                vec!["rename the section, or take it out with `msgops profile remove sandbox`".into()]
            }
            Self::TwoWays { .. } => vec!["keep one of them".into()],
            Self::Contradiction { winner, .. } => vec![
                format!("unset {winner}, or leave `--profile` out (then the environment wins over the file)"),
                "`msgops profile show NAME` tells where each value comes from".into(),
            ],
            Self::Missing { hint, .. } | Self::ReadOnly { hint, .. } => vec![hint.clone()],
            Self::SecretSlow { .. } => vec!["run it by hand to see what it waits for".into()],
            Self::NotPlain { .. } => vec!["name a file with `--config`, or unset MSGOPS_CONFIG".into()],
            Self::NoHome => vec!["set HOME, or name the file with `--config`".into()],
            _ => Vec::new(),
        }
    }
}

fn list(names: &[String]) -> String {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    super::schema::quoted(&names, ", ")
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        use std::error::Error as _;
        let problem = match problem {
            Problem::Private(error) => return error.into(),
            problem => problem,
        };
        let hints = problem.hints();
        // The io error is named once, as the cause at the end of the sentence.
        let cause = problem.source().map(ToString::to_string);
        let message = match cause {
            Some(cause) => format!("{problem}: {cause}"),
            None => problem.to_string(),
        };
        let starved = matches!(problem, Problem::Starved { .. });
        let made = if starved { Error::io(message) } else { Error::config(message) };
        hints.into_iter().fold(made, Error::hint)
    }
}
