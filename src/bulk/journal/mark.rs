//! A high-water mark beside a journal: the highest number of a request that a run has entered.
//!
//! It is not synced, so a power cut may leave it behind the journal, never ahead of it. A journal behind
//! its mark has lost what its log held.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use crate::platform::permissions::private_file;

use super::beside::{MARK, beside};

/// The mark of a run.
#[derive(Debug)]
pub(super) struct Mark {
    file: File,
    /// Where it began.
    base: i64,
}

impl Mark {
    /// A new one, at `number`.
    pub(super) fn begin(journal: &Path, number: i64) -> io::Result<Self> {
        let file = private_file(File::options().write(true).create(true).truncate(true)).open(beside(journal, MARK))?;
        let mut mark = Self { file, base: number };
        mark.raise(number);
        Ok(mark)
    }

    /// Raises it. What cannot be written is let go: a mark that is too low only sees less.
    pub(super) fn raise(&mut self, number: i64) {
        let _ = self.file.seek(SeekFrom::Start(0)).and_then(|_| self.file.write_all(&number.to_le_bytes()));
    }

    /// Lowers it to where it began: before numbers go out of the journal again whose requests did not leave after all.
    pub(super) fn lower(&mut self) {
        self.raise(self.base);
    }

    /// The mark beside a journal, if it has one.
    pub(super) fn read(journal: &Path) -> Option<i64> {
        let mut bytes = [0; 8];
        File::open(beside(journal, MARK)).ok()?.read_exact(&mut bytes).ok()?;
        Some(i64::from_le_bytes(bytes))
    }

    /// Takes it away.
    pub(super) fn remove(journal: &Path) {
        let _ = std::fs::remove_file(beside(journal, MARK));
    }
}
