//! One runner a job: a file lock that the system drops with the process.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

/// How often a taken lock is tried again: whoever only looks holds it for an instant.
const TRIES: u32 = 8;

/// Between two tries.
const PAUSE: Duration = Duration::from_millis(15);

/// Who runs a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// Process id.
    pub pid: u32,
    /// Name of the machine.
    pub host: String,
    /// Since when, RFC 3339.
    pub since: String,
}

impl Owner {
    /// This process.
    pub fn current(since: String) -> Self {
        Self { pid: std::process::id(), host: host(), since }
    }
}

/// Why the lock was not to be had.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another process has it; who, when that could be read.
    #[error("another process is running this job")]
    Held(Option<Owner>),
    /// The file could not be made or locked.
    #[error("the lock `{}` could not be taken", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

/// The right to run a job, until it is dropped.
#[derive(Debug)]
pub struct JobLock {
    _file: File,
    owner: Owner,
}

impl JobLock {
    /// Takes the lock of job `name` in `dir`.
    pub fn take(dir: &Path, name: &str, since: String) -> Result<Self, LockError> {
        let path = path(dir, name);
        let failed = |source| LockError::Io { path: path.clone(), source };
        for _ in 0..TRIES {
            let mut file = open(&path).map_err(failed)?;
            match file.try_lock() {
                Ok(()) if is_current(&file, &path) => {
                    let owner = Owner::current(since);
                    enter(&mut file, &owner).map_err(failed)?;
                    return Ok(Self { _file: file, owner });
                }
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
                Err(TryLockError::Error(source)) => return Err(failed(source)),
            }
        }
        Err(LockError::Held(owner(dir, name)))
    }

    /// Who holds it: this process.
    pub fn owner(&self) -> &Owner {
        &self.owner
    }
}

/// Whether anybody has the lock at this moment.
pub(super) fn is_held(dir: &Path, name: &str) -> bool {
    let Ok(file) = File::open(path(dir, name)) else { return false };
    matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
}

/// The file of the lock.
pub(super) fn path(dir: &Path, name: &str) -> PathBuf {
    dir.join(format!("{name}.lock"))
}

fn open(path: &Path) -> io::Result<File> {
    if path.is_symlink() {
        return Err(io::Error::other("it is a link"));
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Whether the locked file is still the one in the directory: `jobs remove` takes it away.
#[cfg(unix)]
fn is_current(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    // Not through a link: the file at its other end is a stranger's, and would be written into.
    match (file.metadata(), std::fs::symlink_metadata(path)) {
        (Ok(held), Ok(there)) => held.ino() == there.ino() && held.dev() == there.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_current(_file: &File, _path: &Path) -> bool {
    true
}

fn enter(file: &mut File, owner: &Owner) -> io::Result<()> {
    let text = json!({ "pid": owner.pid, "host": owner.host, "since": owner.since }).to_string();
    file.set_len(0)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(text.as_bytes())
}

/// Whoever took the lock last.
pub(super) fn owner(dir: &Path, name: &str) -> Option<Owner> {
    let mut text = String::new();
    File::open(path(dir, name)).ok()?.read_to_string(&mut text).ok()?;
    let value: Value = serde_json::from_str(&text).ok()?;
    let word = |key: &str| value.get(key)?.as_str().map(str::to_owned);
    let pid = value.get("pid")?.as_u64().and_then(|pid| u32::try_from(pid).ok())?;
    Some(Owner { pid, host: word("host")?, since: word("since")? })
}

/// The name of this machine.
pub(super) fn host() -> String {
    let read = |path: &str| std::fs::read_to_string(path).ok().map(|name| name.trim().to_owned());
    read("/proc/sys/kernel/hostname")
        .or_else(|| read("/etc/hostname"))
        .or_else(|| std::env::var("HOSTNAME").ok())
        .or_else(|| std::env::var("COMPUTERNAME").ok())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "localhost".to_owned())
}
