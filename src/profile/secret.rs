//! Secrets: a type that does not print, and the places a secret is fetched from, at the last moment.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, OnceLock};

use super::origin::Origin;
use super::problem::Problem;
use super::resolve::Line;
use crate::error::Result;
use crate::output::Output;
use crate::private;

/// More than any key: what is longer is the wrong file.
const LIMIT: u64 = 64 * 1024;

/// Text that must never be shown: masked in `Debug`, no `Display`, no serialisation.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// What stands for a secret wherever one would be shown.
    pub const MASK: &'static str = "********";

    /// Wraps a secret.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself: for signing and for the header that carries it, never for a message.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether both hold the same text; takes equally long wherever they differ.
    pub fn same_as(&self, other: &Self) -> bool {
        self.0.len() == other.0.len()
            && self.0.bytes().zip(other.0.bytes()).fold(0, |difference, (left, right)| difference | (left ^ right)) == 0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Secret({})", Self::MASK)
    }
}

/// Where a secret stands. A command's text may hold one too, so it is masked alike.
#[derive(Clone, Debug)]
pub(super) enum Place {
    Inline(Secret),
    File(PathBuf),
    Command(Secret),
}

/// A secret that is fetched when it is first asked for, and once, its copies included.
#[derive(Clone, Debug)]
pub struct SecretSource {
    key: &'static str,
    place: Place,
    origin: Origin,
    rival: Option<Box<SecretSource>>,
    fetched: Arc<OnceLock<Secret>>,
}

impl SecretSource {
    pub(super) fn new(key: &'static str, place: Place, origin: Origin) -> Self {
        Self { key, place, origin, rival: None, fetched: Arc::default() }
    }

    /// A secret of the in-process emulator.
    pub fn sandbox(key: &'static str, secret: Secret) -> Self {
        Self::new(key, Place::Inline(secret), Origin::Sandbox)
    }

    /// A second source that must say the same, which is checked when the secret is fetched.
    pub(super) fn held_to(mut self, rival: SecretSource) -> Self {
        self.rival = Some(Box::new(rival));
        self
    }

    /// The setting it belongs to, such as `sobot.app-key`.
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// Where the secret, or the way to it, was written down.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// How it is given: `value`, `file` or `command`.
    fn way(&self) -> &'static str {
        match self.place {
            Place::Inline(_) => "value",
            Place::File(_) => "file",
            Place::Command(_) => "command",
        }
    }

    /// The line of `profile show`, when `key` is the way this secret is given. Of the three ways only a
    /// file's path is shown: a command can have the secret in its text.
    pub(super) fn describe(&self, key: &'static str) -> Option<Line> {
        let way = key.strip_prefix(self.key)?;
        let value = match (&self.place, way) {
            (Place::Inline(_), "") | (Place::Command(_), "-command") => Secret::MASK.to_owned(),
            (Place::File(path), "-file") => path.display().to_string(),
            _ => return None,
        };
        Some(Line::new(key, value, self.origin.clone()))
    }

    /// The secret; reads the file or runs the command on the first call. A file that others can
    /// read is warned about.
    ///
    /// # Errors
    /// Exit 3 when the file cannot be read, the command fails, nothing is in them, or the profile named
    /// with `--profile` says something else than the environment.
    pub fn get(&self, output: &Output) -> Result<&Secret> {
        if let Some(secret) = self.fetched.get() {
            return Ok(secret);
        }
        let secret = self.fetch(output)?;
        if let Some(rival) = &self.rival
            && !secret.same_as(&rival.fetch(output)?)
        {
            return Err(self.contradiction(rival).into());
        }
        Ok(self.fetched.get_or_init(|| secret))
    }

    /// The contradiction with `rival`, as far as it can be seen without reading files or running commands.
    pub(super) fn visible_contradiction(&self, rival: &Self) -> Option<Problem> {
        match (&self.place, &rival.place) {
            (Place::Inline(ours), Place::Inline(theirs)) if !ours.same_as(theirs) => Some(self.contradiction(rival)),
            _ => None,
        }
    }

    /// Whether both lead to the same secret without looking.
    pub(super) fn leads_where(&self, rival: &Self) -> bool {
        match (&self.place, &rival.place) {
            (Place::Inline(ours), Place::Inline(theirs)) => ours.same_as(theirs),
            (Place::File(ours), Place::File(theirs)) => ours == theirs,
            _ => false,
        }
    }

    fn contradiction(&self, rival: &Self) -> Problem {
        Problem::Contradiction { key: self.key, winner: self.origin.clone(), loser: rival.origin.clone(), values: None }
    }

    fn fetch(&self, output: &Output) -> Result<Secret, Problem> {
        match &self.place {
            Place::Inline(secret) => Ok(secret.clone()),
            Place::File(path) => self.read(path, output),
            Place::Command(command) => self.run(command),
        }
    }

    fn read(&self, path: &Path, output: &Output) -> Result<Secret, Problem> {
        let unreadable =
            |source| Problem::SecretFile { key: self.key, origin: self.origin.clone(), path: path.to_owned(), source };
        let file = File::open(path).map_err(unreadable)?;
        let metadata = file.metadata().map_err(unreadable)?;
        if metadata.is_dir() {
            return Err(unreadable(std::io::ErrorKind::IsADirectory.into()));
        }
        if let Some(mode) = private::open_to_others(&metadata) {
            output.warn(&format!(
                "the secret file `{}` of `{}` can be read by others (mode {mode:04o}); `chmod 600 {}` mends it",
                path.display(),
                self.key,
                private::shell_path(path)
            ));
        }
        let mut bytes = Vec::new();
        file.take(LIMIT).read_to_end(&mut bytes).map_err(unreadable)?;
        self.only_line(&bytes)
    }

    fn run(&self, command: &Secret) -> Result<Secret, Problem> {
        let failed = |reason: String| Problem::SecretCommand { key: self.key, origin: self.origin.clone(), reason };
        // stdin may be carrying the user's data, so the command gets none; its stderr is the user's.
        let child = shell(command.expose())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .output()
            .map_err(|error| failed(format!("could not be started: {error}")))?;
        if !child.status.success() {
            return Err(failed(format!("failed ({})", child.status)));
        }
        // Password managers print the secret on the first line and notes below it.
        let first = child.stdout.split(|byte| *byte == b'\n').next().unwrap_or_default();
        self.only_line(first)
    }

    /// The text without a byte order mark and the final line end.
    fn only_line(&self, bytes: &[u8]) -> Result<Secret, Problem> {
        let wrong =
            |reason| Problem::SecretText { key: self.key, origin: self.origin.clone(), way: self.way(), reason };
        let text = std::str::from_utf8(bytes).map_err(|_| wrong("is not UTF-8 text"))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim_end_matches(['\r', '\n']);
        if text.trim().is_empty() {
            return Err(wrong("is empty"));
        }
        if text.contains(char::is_control) {
            return Err(wrong("has more than one line or control characters in it"));
        }
        Ok(Secret::new(text))
    }
}

#[cfg(not(windows))]
fn shell(line: &str) -> Command {
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(line);
    command
}

#[cfg(windows)]
fn shell(line: &str) -> Command {
    let mut command = Command::new("cmd");
    command.arg("/C").arg(line);
    command
}
