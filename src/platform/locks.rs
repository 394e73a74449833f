//! Who holds a lock. The lock itself is the standard library's: the system drops it with the process, however that ends.
//!
//! On Unix the holder stands in the locked file. Windows lets nobody read a file that is locked, so there it
//! stands in one beside it.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// What a holder says of itself is at most this long.
const LONGEST: u64 = 4096;

/// Writes who holds the lock on `file`, which stands at `path`.
///
/// # Errors
/// When it cannot be written; the lock holds all the same.
#[cfg(unix)]
pub fn tell_holder(file: &mut File, _path: &Path, text: &str) -> io::Result<()> {
    file.set_len(0)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(text.as_bytes())
}

/// Writes who holds the lock on `file`, which stands at `path`.
///
/// # Errors
/// When it cannot be written; the lock holds all the same.
#[cfg(not(unix))]
pub fn tell_holder(_file: &mut File, path: &Path, text: &str) -> io::Result<()> {
    let mut beside = File::create(beside(path))?;
    beside.seek(SeekFrom::Start(0))?;
    beside.write_all(text.as_bytes())
}

/// What the last holder of the lock at `path` wrote; none when it cannot be read.
pub fn holder(path: &Path) -> Option<String> {
    let mut text = String::new();
    File::open(beside(path)).ok()?.take(LONGEST).read_to_string(&mut text).ok()?;
    Some(text)
}

/// Where a lock's holder is told, when it is not the locked file: to be removed with it.
pub fn beside(path: &Path) -> std::path::PathBuf {
    if cfg!(unix) {
        return path.to_owned();
    }
    let mut name = path.as_os_str().to_owned();
    name.push("-holder");
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_holder_is_told_while_the_lock_is_held() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("lock");
        assert_eq!(holder(&path), None);
        let mut file = File::create(&path).unwrap();
        file.lock().unwrap();
        for text in ["a longer one", "short"] {
            tell_holder(&mut file, &path, text).unwrap();
            assert_eq!(holder(&path).unwrap(), text);
        }
        assert!(File::open(&path).unwrap().try_lock_shared().is_err());
        drop(file);
        assert!(File::open(&path).unwrap().try_lock_shared().is_ok());
    }
}
