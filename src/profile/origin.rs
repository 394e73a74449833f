//! Where a value came from.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// The place a value was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// An option of the command line, such as `--rate`.
    Flag(&'static str),
    /// An environment variable.
    Environment(&'static str),
    /// A line of the profile file, counted from 1.
    File {
        /// The profile file.
        path: Arc<PathBuf>,
        /// The line.
        line: usize,
    },
    /// Nobody said anything else.
    Default,
    /// The built-in emulator.
    Sandbox,
}

impl Origin {
    /// The word for scripts: `flag`, `environment`, `file`, `default` or `sandbox`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Flag(_) => "flag",
            Self::Environment(_) => "environment",
            Self::File { .. } => "file",
            Self::Default => "default",
            Self::Sandbox => "sandbox",
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(name) | Self::Environment(name) => formatter.write_str(name),
            Self::File { path, line } => write!(formatter, "{}:{line}", path.display()),
            Self::Default => formatter.write_str("default"),
            Self::Sandbox => formatter.write_str("sandbox"),
        }
    }
}

/// A value and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it came from.
    pub origin: Origin,
}

impl<T> Sourced<T> {
    /// A value from `origin`.
    pub fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }
}

/// One value as `profile show` tells it.
#[derive(Clone, Debug)]
pub struct Line {
    /// The key of the file.
    pub key: &'static str,
    /// The value, a mask for a secret.
    pub value: String,
    /// Where it comes from.
    pub origin: Origin,
}

impl Line {
    pub(super) fn new(key: &'static str, value: String, origin: Origin) -> Self {
        Self { key, value, origin }
    }
}
