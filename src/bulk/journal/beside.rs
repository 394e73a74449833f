//! What lies beside a journal, and goes with it.

use std::io;
use std::path::{Path, PathBuf};

/// What SQLite keeps beside a journal.
pub(super) const LOG: &str = "-wal";
const INDEX: &str = "-shm";

/// What we keep beside it: see [`super::mark`].
pub(super) const MARK: &str = "-mark";

/// Takes away what stands beside a journal that is gone: a log that stayed would be read into the next
/// journal of that name.
pub(super) fn remove_leftovers(journal: &Path) -> io::Result<()> {
    for suffix in [LOG, INDEX, MARK] {
        match std::fs::remove_file(beside(journal, suffix)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// The file whose name is the journal's with `suffix` behind it.
pub(super) fn beside(journal: &Path, suffix: &str) -> PathBuf {
    let mut name = journal.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
