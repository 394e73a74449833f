//! One runner a job: a file lock that the system drops with the process.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::platform::files::FileId;
use crate::platform::permissions::private_file;
use crate::platform::{locks, names};

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
        Self { pid: std::process::id(), host: names::host(), since }
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
                    enter(&mut file, &path, &owner).map_err(failed)?;
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
    private_file(OpenOptions::new().read(true).write(true).create(true).truncate(false)).open(path)
}

/// Whether the locked file is still the one in the directory: `jobs remove` takes it away. Not through a link: the file at
/// its other end is a stranger's, and would be written into.
fn is_current(file: &File, path: &Path) -> bool {
    matches!((FileId::of(file), FileId::named(path)), (Ok(held), Ok(there)) if held == there)
}

fn enter(file: &mut File, path: &Path, owner: &Owner) -> io::Result<()> {
    let text = json!({ "pid": owner.pid, "host": owner.host, "since": owner.since }).to_string();
    locks::tell_holder(file, path, &text)
}

/// Takes the lock's file away, and what stands beside it.
pub(super) fn remove(dir: &Path, name: &str) {
    let path = path(dir, name);
    let _ = std::fs::remove_file(locks::beside(&path));
    let _ = std::fs::remove_file(path);
}

/// Whoever took the lock last.
pub(super) fn owner(dir: &Path, name: &str) -> Option<Owner> {
    let value: Value = serde_json::from_str(&locks::holder(&path(dir, name))?).ok()?;
    let word = |key: &str| value.get(key)?.as_str().map(str::to_owned);
    let pid = value.get("pid")?.as_u64().and_then(|pid| u32::try_from(pid).ok())?;
    Some(Owner { pid, host: word("host")?, since: word("since")? })
}
