//! The directory of captures: whose it is, who may look into it, one listener at a time, and the names of its files.

use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::platform::{locks, permissions};

use jiff::civil::Date;

/// What the listener keeps beside the captures: its lock, and how far each forward has come. No capture stands below it.
pub const OWN: &str = ".msgops";

/// Why a directory cannot hold captures.
#[derive(Debug, thiserror::Error)]
pub enum DirectoryError {
    /// Another listener writes in it.
    #[error("another process holds the captures in `{}`{}", path.display(), holder(*.pid))]
    Held {
        /// The directory.
        path: PathBuf,
        /// The process, when it could be read.
        pid: Option<u32>,
    },
    /// It belongs to another user.
    #[error("the directory of captures `{}` belongs to another user", path.display())]
    Foreign {
        /// The directory.
        path: PathBuf,
    },
    /// Others may write in it.
    #[error("the directory of captures `{}` can be written by others (mode {mode:04o})", path.display())]
    Open {
        /// The directory.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// The machine says no.
    #[error("`{}` could not be {action}", path.display())]
    Io {
        /// What was tried: `made`, `opened`.
        action: &'static str,
        /// The file or directory.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
}

fn holder(pid: Option<u32>) -> String {
    pid.map_or_else(String::new, |pid| format!(" (process {pid})"))
}

/// A directory of captures that this process may write in; the lock goes with it.
#[derive(Debug)]
pub struct Directory {
    path: PathBuf,
    /// Others can list the names of the files, which are 0600 themselves.
    listed_by: Option<u32>,
    _lock: File,
}

impl Directory {
    /// Makes the directory, 0700, where it is not there, and takes its lock.
    ///
    /// # Errors
    /// When it is not ours alone, or another listener is at work in it.
    pub fn open(path: &Path) -> Result<Self, DirectoryError> {
        make(path)?;
        let own = path.join(OWN);
        make(&own)?;
        let listed_by = check(path)?;
        let lock = take_lock(path, &own.join("lock"))?;
        Ok(Self { path: path.to_owned(), listed_by, _lock: lock })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The mode, when others can see which files there are.
    pub fn listed_by(&self) -> Option<u32> {
        self.listed_by
    }
}

fn make(path: &Path) -> Result<(), DirectoryError> {
    permissions::make_private_directory(path).map_err(|source| DirectoryError::Io {
        action: "made",
        path: path.to_owned(),
        source,
    })
}

fn check(path: &Path) -> Result<Option<u32>, DirectoryError> {
    let metadata = fs::metadata(path).map_err(|source| DirectoryError::Io {
        action: "looked at",
        path: path.to_owned(),
        source,
    })?;
    if permissions::other_owner(&metadata).is_some() {
        return Err(DirectoryError::Foreign { path: path.to_owned() });
    }
    let Some(mode) = permissions::mode(&metadata) else { return Ok(None) };
    if mode & 0o022 != 0 {
        return Err(DirectoryError::Open { path: path.to_owned(), mode });
    }
    Ok((mode & 0o077 != 0).then_some(mode))
}

fn take_lock(directory: &Path, path: &Path) -> Result<File, DirectoryError> {
    let failed = |source| DirectoryError::Io { action: "locked", path: path.to_owned(), source };
    let mut file =
        permissions::private_file(OpenOptions::new().read(true).write(true).create(true)).open(path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            // Who it is helps, and is not needed.
            let pid = locks::holder(path).and_then(|text| text.trim().parse().ok());
            return Err(DirectoryError::Held { path: directory.to_owned(), pid });
        }
        Err(TryLockError::Error(source)) => return Err(failed(source)),
    }
    // On a full disk the lock holds all the same.
    let _ = locks::tell_holder(&mut file, path, &format!("{}\n", std::process::id()));
    Ok(file)
}

/// One file of captures: `2026-11-28-000001.ndjson`. The number goes on over the days, so that a file that is missing
/// between two others is seen; later files sort behind earlier ones, as text too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Segment {
    /// From 1.
    pub number: u64,
    /// The day, in UTC, of its first capture.
    pub day: Date,
}

impl Segment {
    /// The first file of all.
    pub fn first(day: Date) -> Self {
        Self { number: 1, day }
    }

    /// The file behind this one. A clock that went back changes nothing about the order.
    #[must_use]
    pub fn next(self, today: Date) -> Self {
        Self { number: self.number + 1, day: self.day.max(today) }
    }

    /// Where it stands in a directory.
    pub fn path(self, directory: &Path) -> PathBuf {
        directory.join(self.to_string())
    }

    /// Every file of captures in a directory, oldest first.
    ///
    /// # Errors
    /// When the directory cannot be listed.
    pub fn all(directory: &Path) -> io::Result<Vec<Self>> {
        let mut segments: Vec<Self> = fs::read_dir(directory)?
            .filter_map(|entry| entry.map(|entry| entry.file_name().to_str()?.parse().ok()).transpose())
            .collect::<io::Result<_>>()?;
        segments.sort_unstable();
        Ok(segments)
    }
}

impl fmt::Display for Segment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{:06}.ndjson", self.day, self.number)
    }
}

impl FromStr for Segment {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        let (day, number) = name.strip_suffix(".ndjson").and_then(|stem| stem.split_at_checked(10)).ok_or(())?;
        let number = number.strip_prefix('-').filter(|digits| digits.len() >= 6).ok_or(())?;
        let segment = Self { day: day.parse().map_err(|_| ())?, number: number.parse().map_err(|_| ())? };
        // `+1` and the like are numbers too, and no names of ours.
        if segment.to_string() == name { Ok(segment) } else { Err(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_their_files_came() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let first = Segment::first(day("2026-11-28"));
        let second = first.next(day("2026-11-28"));
        let names =
            [first, second, second.next(day("2026-11-29")), second.next(day("2026-11-29")).next(day("2026-11-27"))];
        let text: Vec<String> = names.iter().map(Segment::to_string).collect();
        assert_eq!(
            text,
            [
                "2026-11-28-000001.ndjson",
                "2026-11-28-000002.ndjson",
                "2026-11-29-000003.ndjson",
                "2026-11-29-000004.ndjson"
            ]
        );
        assert!(text.is_sorted() && names.is_sorted());
        for name in text {
            assert_eq!(name.parse::<Segment>().unwrap().to_string(), name);
        }
        for other in [
            "2026-11-28.ndjson",
            "2026-11-28-000001.ndjson.gz",
            "2026-11-28-+00001.ndjson",
            "x",
            "2026-13-01-000001.ndjson",
        ] {
            assert!(other.parse::<Segment>().is_err(), "{other}");
        }
    }

    #[test]
    fn one_listener_a_directory() {
        let home = tempfile::TempDir::new().unwrap();
        let path = home.path().join("a/b");
        let held = Directory::open(&path).unwrap();
        let own = std::process::id();
        assert!(matches!(Directory::open(&path), Err(DirectoryError::Held { pid: Some(pid), .. }) if pid == own));
        drop(held);
        Directory::open(&path).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_directory_that_others_write_in_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::TempDir::new().unwrap();
        let path = home.path().join("captures");
        Directory::open(&path).unwrap();
        let set = |mode| fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o700);
        set(0o755);
        assert_eq!(Directory::open(&path).unwrap().listed_by(), Some(0o755));
        set(0o770);
        assert!(matches!(Directory::open(&path), Err(DirectoryError::Open { mode: 0o770, .. })));
    }
}
