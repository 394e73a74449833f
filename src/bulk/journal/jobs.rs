//! Where jobs lie: a directory for each profile, a journal and a lock for each job.
//!
//! Until version 1.0 all jobs lay in one directory. Whoever opens the jobs moves those into their
//! profile's; what cannot be moved at that moment (an older msgops runs it) is read where it is.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::beside::{LOG, beside, remove_leftovers};
use super::lock::{self, JobLock, LockError};
use super::{Journal, JournalError, spool};
use crate::platform::files::sync_names;
use crate::platform::names;
use crate::platform::permissions::make_private_directory;
use crate::private;

/// How a journal's file name ends.
const EXTENSION: &str = "sqlite";

/// See [`Jobs::turn`].
#[derive(Debug)]
pub struct Turn {
    _file: File,
}

/// The jobs of one profile.
#[derive(Clone, Debug)]
pub struct Jobs {
    dir: PathBuf,
    /// Jobs of this profile that still lie where all did: name and file.
    strays: Vec<(String, PathBuf)>,
}

impl Jobs {
    /// The jobs of a profile below `root`, to be looked at: nothing is made or moved.
    pub fn look(root: &Path, profile: &str) -> Result<Self, JournalError> {
        let mut strays = Vec::new();
        for (name, path) in journals(root)? {
            // One broken journal hides no other; whose it was cannot be told.
            if Journal::open(&path, false).is_ok_and(|journal| journal.header().profile == profile) {
                strays.push((name, path));
            }
        }
        Ok(Self { dir: root.join(directory_name(profile)), strays })
    }

    /// The jobs of a profile, its directory made and what lay in the old place moved.
    pub fn of(root: &Path, profile: &str, since: &str) -> Result<Self, JournalError> {
        for (name, path) in journals(root)? {
            // What cannot be moved now is moved another time.
            let _ = move_in(root, &name, &path, since);
        }
        let jobs = Self::look(root, profile)?;
        make(&jobs.dir)?;
        Ok(jobs)
    }

    /// The jobs in `dir`.
    #[cfg(test)]
    pub fn at(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), strays: Vec::new() }
    }

    /// The jobs of every profile, to be looked at.
    pub fn of_all_profiles(root: &Path) -> Result<Vec<Self>, JournalError> {
        let mut all = Vec::new();
        for (_, path) in entries(root)? {
            if path.is_dir() && !path.is_symlink() {
                all.push(Self { dir: path, strays: Vec::new() });
            }
        }
        all.sort_by(|left, right| left.dir.cmp(&right.dir));
        let strays = journals(root)?;
        if !strays.is_empty() {
            all.push(Self { dir: root.join(".none"), strays });
        }
        Ok(all)
    }

    /// The profile's directory.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The file of a job.
    pub fn path(&self, name: &str) -> PathBuf {
        let own = self.dir.join(format!("{name}.{EXTENSION}"));
        match self.strays.iter().find(|(stray, _)| stray == name) {
            Some((_, stray)) if !own.exists() => stray.clone(),
            _ => own,
        }
    }

    /// Whether the job exists.
    pub fn exists(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    /// The names of all jobs, sorted.
    pub fn names(&self) -> Result<Vec<String>, JournalError> {
        let mut names: Vec<String> = journals(&self.dir)?.into_iter().map(|(name, _)| name).collect();
        names.extend(self.strays.iter().map(|(name, _)| name.clone()));
        names.sort();
        names.dedup();
        Ok(names)
    }

    /// Opens a job to be read, also while another process runs it.
    pub fn read(&self, name: &str) -> Result<Journal, JournalError> {
        Journal::open(&self.path(name), false)
    }

    /// Opens a job to be written; the caller has its lock.
    pub fn open(&self, name: &str) -> Result<Journal, JournalError> {
        Journal::open(&self.path(name), true)
    }

    /// Takes the right to run or change a job.
    pub fn lock(&self, name: &str, since: String) -> Result<JobLock, LockError> {
        let path = self.path(name);
        if path.parent() != Some(&self.dir) {
            // It would be here, if an older msgops did not run it at this moment.
            return Err(LockError::Held(lock::owner(path.parent().unwrap_or(&self.dir), name)));
        }
        JobLock::take(&self.dir, name, since)
    }

    /// Whether a process sends for the job at this moment: it has the lock, and a run is open. Whoever tracks or changes
    /// the job has the lock alone.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn runs(&self, name: &str, journal: &Journal) -> Result<bool, JournalError> {
        Ok(self.is_running(name) && journal.has_open_run()?)
    }

    /// The right to enter rows of this profile, in turn with other processes: what a job is about to send is in its
    /// journal before the next one compares.
    ///
    /// # Errors
    /// When the file cannot be made; none is returned where another process has it.
    pub fn turn(&self) -> Result<Option<Turn>, JournalError> {
        // Beside the directory: in it lies what belongs to jobs, and goes with them.
        let name = self.dir.file_name().unwrap_or_default().to_string_lossy();
        let path = self.dir.with_file_name(format!(".{name}.turn"));
        let file = private::open(&path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Turn { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(source)) => Err(JournalError::Io { action: "locked", path, source }),
        }
    }

    /// Whether a process has the job at this moment.
    pub fn is_running(&self, name: &str) -> bool {
        let path = self.path(name);
        lock::is_held(path.parent().unwrap_or(&self.dir), name)
    }

    /// Removes a job. The journal goes first, and for good: without it the rest means nothing, but a journal without
    /// its log would be an older state, and send again.
    pub fn remove(&self, name: &str, lock: JobLock) -> Result<(), JournalError> {
        let path = self.path(name);
        let failed = |source| JournalError::Io { action: "removed", path: path.clone(), source };
        std::fs::remove_file(&path).map_err(failed)?;
        sync_names(&self.dir).map_err(failed)?;
        remove_leftovers(&path).map_err(failed)?;
        // Whoever waits for the lock checks that the file it got is still the one in the directory.
        lock::remove(&self.dir, name);
        drop(lock);
        Ok(())
    }

    /// Forgets every job of the profile that no process runs; gives the number.
    pub fn remove_all(&self, since: &str) -> Result<u64, JournalError> {
        let mut removed = 0;
        for name in self.names()? {
            if let Ok(lock) = self.lock(&name, since.to_owned()) {
                self.remove(&name, lock)?;
                removed += 1;
            }
        }
        Ok(removed)
    }
}

/// Moves a journal of the old layout into its profile's directory, its log written into it first.
fn move_in(root: &Path, name: &str, path: &Path, since: &str) -> Result<(), JournalError> {
    let failed = |source| JournalError::Io { action: "moved", path: path.to_owned(), source };
    let Ok(lock) = JobLock::take(root, name, since.to_owned()) else { return Ok(()) };
    let mut journal = Journal::open(path, true)?;
    // That version did not keep the log of a run that was cut off: that it is gone means nothing.
    journal.recover_without_log()?;
    let dir = root.join(directory_name(&journal.header().profile));
    journal.close()?;
    let log = beside(path, LOG);
    let to = dir.join(format!("{name}.{EXTENSION}"));
    if to.exists() || log.metadata().is_ok_and(|log| log.len() > 0) {
        return Ok(());
    }
    make(&dir)?;
    remove_leftovers(&to).map_err(failed)?;
    std::fs::rename(path, &to).map_err(failed)?;
    sync_names(&dir).and_then(|()| sync_names(root)).map_err(failed)?;
    remove_leftovers(path).map_err(failed)?;
    lock::remove(root, name);
    drop(lock);
    spool::clean(root);
    Ok(())
}

/// Makes the directory, for its owner alone, and makes sure that it stays after a power cut.
fn make(dir: &Path) -> Result<(), JournalError> {
    if dir.is_dir() {
        return Ok(());
    }
    let failed = |source| JournalError::Io { action: "made", path: dir.to_owned(), source };
    make_private_directory(dir).map_err(failed)?;
    sync_names(dir.parent().unwrap_or(dir)).map_err(failed)
}

/// The name of a profile's directory: the profile's, with what may not stand in a file's name, or could be taken for
/// something else there, as `%` and two hex digits.
fn directory_name(profile: &str) -> String {
    let mut name = String::with_capacity(profile.len());
    let is_taken = names::is_taken(profile);
    for (place, byte) in profile.bytes().enumerate() {
        match byte {
            _ if place == 0 && is_taken => name.push_str(&format!("%{byte:02x}")),
            b'.' if place == 0 => name.push_str("%2e"),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'.' | b'(' | b')' => name.push(char::from(byte)),
            _ => name.push_str(&format!("%{byte:02x}")),
        }
    }
    name
}

/// Name and file of each journal in a directory, which need not exist.
fn journals(dir: &Path) -> Result<Vec<(String, PathBuf)>, JournalError> {
    let mut journals = entries(dir)?;
    journals.retain(|(name, path)| {
        !name.starts_with('.') && path.extension().is_some_and(|extension| extension == EXTENSION) && !path.is_dir()
    });
    Ok(journals)
}

/// The stem of its name, and path, of everything in a directory.
fn entries(dir: &Path) -> Result<Vec<(String, PathBuf)>, JournalError> {
    let failed = |source| JournalError::Io { action: "read", path: dir.to_owned(), source };
    let entries = match std::fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(failed)?.path();
        if let Some(name) = path.file_stem().and_then(|name| name.to_str()) {
            found.push((name.to_owned(), path));
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_has_a_directory_of_its_own() {
        for (profile, name) in [
            ("prod", "prod"),
            ("(environment)", "(environment)"),
            ("a/b", "a%2fb"),
            ("..", "%2e."),
            ("x.sqlite", "x.sqlite"),
            ("客户", "%e5%ae%a2%e6%88%b7"),
            ("%2e.", "%252e."),
        ] {
            assert_eq!(directory_name(profile), name);
        }
    }
}
