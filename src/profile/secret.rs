//! Secrets: a type that does not print, and the places a secret is fetched from, at the last moment.

use std::fmt;
use std::fs::File;
use std::io::{self, IsTerminal as _, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, OnceLock, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use futures_util::FutureExt;

use super::origin::{Line, Origin};
use super::problem::Problem;
use crate::error::{Error, Result};
use crate::notices::Notices;
use crate::platform::{permissions, process};
use crate::private;

/// More than any key: what is longer is the wrong file.
const LIMIT: u64 = 64 * 1024;

/// The longest wait for a command or a file.
const LONGEST: Duration = Duration::from_secs(60);

/// A wait that is longer is told.
const TOLD: Duration = Duration::from_secs(1);

/// How often a wait looks whether there is an answer.
const LOOK_AGAIN: Duration = Duration::from_millis(2);

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

    /// Whether somebody else's time may pass until it is there: a command's, or of whoever writes into a pipe.
    pub fn is_awaited(&self) -> bool {
        let awaited = match &self.place {
            Place::Inline(_) => false,
            Place::File(path) => std::fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()),
            Place::Command(_) => true,
        };
        self.fetched.get().is_none() && (awaited || self.rival.as_ref().is_some_and(|rival| rival.is_awaited()))
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
    /// read is warned about, and a command that takes its time is told. Blocks the thread: inside a runtime
    /// [`fetched`](Self::fetched) serves.
    ///
    /// # Errors
    /// Exit 3 when the file cannot be read, the command fails or takes longer than a minute, nothing is in them, or
    /// the profile named with `--profile` says something else than the environment.
    pub fn get(&self, notices: &dyn Notices) -> Result<&Secret> {
        // Nothing below it waits for anybody else, so one look is all it needs.
        match self.obtain(notices, Wait::Blocking).now_or_never() {
            Some(secret) => secret,
            None => Err(Error::internal("a secret that blocks was not waited for")),
        }
    }

    /// The secret, as [`get`](Self::get), for a runtime that has more to do. Dropped, it ends the command.
    ///
    /// # Errors
    /// As [`get`](Self::get).
    pub async fn fetched(&self, notices: &dyn Notices) -> Result<&Secret> {
        self.obtain(notices, Wait::Timer).await
    }

    async fn obtain(&self, notices: &dyn Notices, wait: Wait) -> Result<&Secret> {
        if let Some(secret) = self.fetched.get() {
            return Ok(secret);
        }
        let secret = self.fetch(notices, wait).await?;
        self.conceal(&secret, notices);
        if let Some(rival) = &self.rival {
            let other = rival.fetch(notices, wait).await?;
            rival.conceal(&other, notices);
            if !secret.same_as(&other) {
                return Err(self.contradiction(rival).into());
            }
        }
        Ok(self.fetched.get_or_init(|| secret))
    }

    /// The built-in sandbox's secrets are known to all.
    fn conceal(&self, secret: &Secret, notices: &dyn Notices) {
        if self.origin != Origin::Sandbox {
            notices.conceal(secret.expose());
        }
    }

    /// Has nobody show a secret that stands in the profile itself, before it is asked for.
    pub(super) fn conceal_visible(&self, notices: &dyn Notices) {
        if let Place::Inline(secret) = &self.place {
            self.conceal(secret, notices);
        }
        if let Some(rival) = &self.rival {
            rival.conceal_visible(notices);
        }
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

    async fn fetch(&self, notices: &dyn Notices, wait: Wait) -> Result<Secret, Problem> {
        match &self.place {
            Place::Inline(secret) => Ok(secret.clone()),
            Place::File(path) => self.read(path, notices, wait).await,
            Place::Command(command) => self.run(command, notices, wait).await,
        }
    }

    async fn read(&self, path: &Path, notices: &dyn Notices, wait: Wait) -> Result<Secret, Problem> {
        let unreadable =
            |source| Problem::SecretFile { key: self.key, origin: self.origin.clone(), path: path.to_owned(), source };
        let metadata = std::fs::metadata(path).map_err(unreadable)?;
        if metadata.is_dir() {
            return Err(unreadable(io::ErrorKind::IsADirectory.into()));
        }
        let listed =
            || metadata.is_file() && File::open(path).is_ok_and(|file| permissions::listed_for_us_alone(&file));
        if let Some(mode) = private::open_to_others(&metadata)
            && !listed()
        {
            notices.warn(&format!(
                "the secret file `{}` of `{}` can be read by others (mode {mode:04o}); `chmod 600 {}` mends it",
                path.display(),
                self.key,
                crate::shell::path(path)
            ));
        }
        let owned = path.to_owned();
        let bytes = if metadata.is_file() {
            whole(File::open(path))
        } else {
            // A pipe (`<(pass show sobot)`) gives when its other end does.
            let reading = Reading::start(None, move || File::open(owned)).map_err(unreadable)?;
            self.awaited(reading, ("file", notices), wait).await?
        };
        let bytes = bytes.map_err(unreadable)?;
        self.only_line(&bytes)
    }

    async fn run(&self, command: &Secret, notices: &dyn Notices, wait: Wait) -> Result<Secret, Problem> {
        let failed = |reason: String| Problem::SecretCommand { key: self.key, origin: self.origin.clone(), reason };
        let starved = |source| Problem::Starved { what: "the command of a secret", source };
        // stdin may be carrying the user's data, so the command gets none; its stderr is the user's.
        let mut command = process::shell(command.expose());
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        command.stderr(if io::stderr().is_terminal() { Stdio::inherit() } else { Stdio::piped() });
        let mut helper = Helper::start(command).map_err(starved)?;
        let child = &mut helper.0;
        // A helper that outlives us must not hold the pipe that a script reads our own words from.
        if let Some(mut words) = child.stderr.take() {
            thread::Builder::new()
                .name("secret".to_owned())
                .spawn(move || io::copy(&mut words, &mut io::stderr()))
                .map_err(starved)?;
        }
        let stdout = child.stdout.take().ok_or_else(|| failed("has no output".to_owned()))?;
        let reading = Reading::start(Some(helper), move || Ok(stdout)).map_err(starved)?;
        let bytes =
            self.awaited(reading, ("command", notices), wait).await?.map_err(|error| failed(error.to_string()))?;
        // Password managers print the secret on the first line and notes below it.
        let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        self.only_line(first)
    }

    /// Waits for a file or a command, at most a minute; a wait of over a second is told.
    async fn awaited(
        &self,
        mut reading: Reading,
        (way, notices): (&'static str, &dyn Notices),
        wait: Wait,
    ) -> Result<io::Result<Vec<u8>>, Problem> {
        let started = Instant::now();
        let mut told = false;
        loop {
            if let Some(read) = reading.poll() {
                return Ok(read);
            }
            let waited = started.elapsed();
            if waited >= LONGEST {
                return Err(Problem::SecretSlow { key: self.key, origin: self.origin.clone(), way });
            }
            if waited >= TOLD && !told {
                told = true;
                notices.note(&format!("waiting for the {way} of `{}`", self.key));
            }
            wait.a_moment().await;
        }
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

/// How the time until the next look is spent.
#[derive(Clone, Copy, Debug)]
enum Wait {
    /// The thread has nothing else to do.
    Blocking,
    /// A runtime has: its timer wakes us.
    Timer,
}

impl Wait {
    async fn a_moment(self) {
        match self {
            Self::Blocking => thread::sleep(LOOK_AGAIN),
            Self::Timer => tokio::time::sleep(LOOK_AGAIN).await,
        }
    }
}

/// Something that is read on a thread of its own, and the command that writes it; the command ends with this.
struct Reading {
    helper: Option<Helper>,
    bytes: mpsc::Receiver<io::Result<Vec<u8>>>,
    read: Option<Vec<u8>>,
}

impl Reading {
    /// Starts to read what `open` gives, to its end or the limit.
    ///
    /// # Errors
    /// When the machine has no thread left.
    fn start<R: Read>(
        helper: Option<Helper>,
        open: impl FnOnce() -> io::Result<R> + Send + 'static,
    ) -> io::Result<Self> {
        let (sender, bytes) = mpsc::channel();
        let started = Self { helper, bytes, read: None };
        thread::Builder::new().name("secret".to_owned()).spawn(move || {
            // Nobody may be waiting any more.
            let _ = sender.send(whole(open()));
        })?;
        Ok(started)
    }

    /// What was read, once it is all there and the command has ended well.
    fn poll(&mut self) -> Option<io::Result<Vec<u8>>> {
        if self.read.is_none() {
            match self.bytes.try_recv() {
                Ok(Ok(bytes)) => self.read = Some(bytes),
                Ok(Err(error)) => return Some(Err(error)),
                Err(mpsc::TryRecvError::Empty) => return None,
                Err(mpsc::TryRecvError::Disconnected) => return Some(Err(io::ErrorKind::BrokenPipe.into())),
            }
        }
        if let Some(helper) = &mut self.helper {
            let ended = helper.0.try_wait();
            if matches!(ended, Ok(None)) {
                return None;
            }
            // It was waited for: from here on its number may be a stranger's, and nothing is ended by it.
            self.helper = None;
            match ended {
                Ok(Some(status)) if !status.success() => {
                    return Some(Err(io::Error::other(format!("failed ({status})"))));
                }
                // A parent that ignores SIGCHLD has the system collect our children too: their end is known to nobody.
                Err(error) if !process::is_collected(&error) => return Some(Err(error)),
                _ => {}
            }
        }
        self.read.take().map(Ok)
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        if let Some(helper) = &mut self.helper {
            helper.end();
        }
    }
}

/// A command and whatever it starts.
struct Helper(Child);

impl Helper {
    fn start(mut command: Command) -> io::Result<Self> {
        if !process::has_terminal() {
            process::lead_group(&mut command);
        }
        Ok(Self(command.spawn()?))
    }

    /// Ends it, and what it started: a shell that is killed leaves its `sleep` behind.
    fn end(&mut self) {
        process::end_with_children(&mut self.0);
    }
}

fn whole<R: Read>(opened: io::Result<R>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    opened?.take(LIMIT).read_to_end(&mut bytes)?;
    Ok(bytes)
}
