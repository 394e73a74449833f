//! Sorting more than memory holds: entries of a key and a value, both bytes, kept in memory up to a limit and spilled
//! to temporary files that vanish with the process. Entries of one key keep the order they came in.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// Files that are merged at a time; past that some are merged into one first.
const FAN_IN: usize = 32;

/// Bytes read ahead of each file.
const AHEAD: usize = 32 * 1024;

/// Collects entries.
pub struct Sorter {
    dir: PathBuf,
    limit: usize,
    bytes: Vec<u8>,
    entries: Vec<Entry>,
    runs: Vec<File>,
}

/// An entry in memory: its first bytes as a number, so that most comparisons look no further.
#[derive(Clone, Copy)]
struct Entry {
    prefix: u64,
    start: u32,
    key: u32,
    value: u32,
}

impl Entry {
    fn key(self, bytes: &[u8]) -> &[u8] {
        &bytes[self.start as usize..][..self.key as usize]
    }

    fn value(self, bytes: &[u8]) -> &[u8] {
        &bytes[self.start as usize + self.key as usize..][..self.value as usize]
    }

    fn order(self, other: Self, bytes: &[u8]) -> Ordering {
        let by_key = self.prefix.cmp(&other.prefix).then_with(|| self.key(bytes).cmp(other.key(bytes)));
        by_key.then(self.start.cmp(&other.start))
    }
}

fn prefix(key: &[u8]) -> u64 {
    let mut first = [0; 8];
    let length = key.len().min(8);
    first[..length].copy_from_slice(&key[..length]);
    u64::from_be_bytes(first)
}

impl Sorter {
    /// Spills into `dir` once about `limit` bytes are held (at least 64 KiB, at most 1 GiB).
    pub fn new(dir: &Path, limit: usize) -> Self {
        let limit = limit.clamp(64 << 10, 1 << 30);
        Self { dir: dir.to_owned(), limit, bytes: Vec::new(), entries: Vec::new(), runs: Vec::new() }
    }

    /// Adds an entry.
    ///
    /// # Errors
    /// When a temporary file cannot be made or written, or one entry is longer than the limit.
    pub fn push(&mut self, key: &[u8], value: &[u8]) -> io::Result<()> {
        let size = key.len() + value.len();
        if size > self.limit {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "an entry is too long to be sorted"));
        }
        let held = self.bytes.len() + self.entries.len() * size_of::<Entry>();
        if held + size > self.limit && !self.entries.is_empty() {
            self.spill()?;
        }
        let start = self.bytes.len() as u32;
        self.bytes.extend_from_slice(key);
        self.bytes.extend_from_slice(value);
        if size == 0 {
            // Where an entry starts tells when it came: no two start at one place.
            self.bytes.push(0);
        }
        self.entries.push(Entry { prefix: prefix(key), start, key: key.len() as u32, value: value.len() as u32 });
        Ok(())
    }

    fn sort(&mut self) {
        let bytes = &self.bytes;
        self.entries.sort_unstable_by(|one, other| one.order(*other, bytes));
    }

    fn spill(&mut self) -> io::Result<()> {
        self.sort();
        let mut run = Run::writer(&self.dir)?;
        for entry in &self.entries {
            write_entry(&mut run, entry.key(&self.bytes), entry.value(&self.bytes))?;
        }
        self.runs.push(Run::written(run)?);
        self.bytes.clear();
        self.entries.clear();
        if self.runs.len() == FAN_IN {
            let mut merged = Merge::new(std::mem::take(&mut self.runs))?;
            let mut run = Run::writer(&self.dir)?;
            while let Some((key, value)) = merged.next()? {
                write_entry(&mut run, key, value)?;
            }
            self.runs.push(Run::written(run)?);
        }
        Ok(())
    }

    /// The entries in the order of their keys.
    ///
    /// # Errors
    /// When a temporary file cannot be written or read.
    pub fn finish(mut self) -> io::Result<Sorted> {
        if self.runs.is_empty() {
            self.sort();
            let Self { bytes, entries, .. } = self;
            return Ok(Sorted(Way::Memory { bytes, entries, place: 0 }));
        }
        if !self.entries.is_empty() {
            self.spill()?;
        }
        let Self { runs, .. } = self;
        Ok(Sorted(Way::Files(Merge::new(runs)?)))
    }
}

/// Sorted entries, one after the other.
pub struct Sorted(Way);

enum Way {
    Memory { bytes: Vec<u8>, entries: Vec<Entry>, place: usize },
    Files(Merge),
}

impl Sorted {
    /// The next key and value.
    ///
    /// # Errors
    /// When a temporary file cannot be read.
    pub fn next(&mut self) -> io::Result<Option<(&[u8], &[u8])>> {
        match &mut self.0 {
            Way::Memory { bytes, entries, place } => {
                let Some(entry) = entries.get(*place) else { return Ok(None) };
                *place += 1;
                Ok(Some((entry.key(bytes), entry.value(bytes))))
            }
            Way::Files(merge) => merge.next(),
        }
    }
}

fn write_entry(run: &mut BufWriter<File>, key: &[u8], value: &[u8]) -> io::Result<()> {
    run.write_all(&(key.len() as u32).to_le_bytes())?;
    run.write_all(&(value.len() as u32).to_le_bytes())?;
    run.write_all(key)?;
    run.write_all(value)
}

/// A file of sorted entries.
struct Run(BufReader<File>);

impl Run {
    fn writer(dir: &Path) -> io::Result<BufWriter<File>> {
        Ok(BufWriter::with_capacity(AHEAD, tempfile::tempfile_in(dir)?))
    }

    fn written(run: BufWriter<File>) -> io::Result<File> {
        let mut file = run.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        Ok(file)
    }

    /// Reads the next entry into `head`; false at the end.
    fn read(&mut self, head: &mut Head) -> io::Result<bool> {
        let mut sizes = [0; 8];
        match self.0.read_exact(&mut sizes) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
            other => other?,
        }
        let [a, b, c, d, e, f, g, h] = sizes;
        head.key.resize(u32::from_le_bytes([a, b, c, d]) as usize, 0);
        head.value.resize(u32::from_le_bytes([e, f, g, h]) as usize, 0);
        self.0.read_exact(&mut head.key)?;
        self.0.read_exact(&mut head.value)?;
        Ok(true)
    }
}

/// The first entry of a file that was not given yet.
#[derive(Default)]
struct Head {
    key: Vec<u8>,
    value: Vec<u8>,
    run: usize,
}

impl PartialEq for Head {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Head {}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Head {
    fn cmp(&self, other: &Self) -> Ordering {
        // Runs are in the order their entries came in.
        self.key.cmp(&other.key).then(self.run.cmp(&other.run))
    }
}

struct Merge {
    runs: Vec<Run>,
    heads: BinaryHeap<Reverse<Head>>,
    given: Option<Head>,
}

impl Merge {
    fn new(files: Vec<File>) -> io::Result<Self> {
        let mut runs: Vec<Run> = files.into_iter().map(|file| Run(BufReader::with_capacity(AHEAD, file))).collect();
        let mut heads = BinaryHeap::with_capacity(runs.len());
        for (number, run) in runs.iter_mut().enumerate() {
            let mut head = Head { run: number, ..Head::default() };
            if run.read(&mut head)? {
                heads.push(Reverse(head));
            }
        }
        Ok(Self { runs, heads, given: None })
    }

    fn next(&mut self) -> io::Result<Option<(&[u8], &[u8])>> {
        if let Some(mut head) = self.given.take()
            && self.runs[head.run].read(&mut head)?
        {
            self.heads.push(Reverse(head));
        }
        self.given = self.heads.pop().map(|Reverse(head)| head);
        Ok(self.given.as_ref().map(|head| (&head.key[..], &head.value[..])))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sorted(limit: usize, entries: &[(Vec<u8>, Vec<u8>)]) -> Vec<(Vec<u8>, Vec<u8>)> {
        let dir = tempfile::tempdir().unwrap();
        let mut sorter = Sorter::new(dir.path(), limit);
        // The floor of the limit would hide the files.
        sorter.limit = limit;
        for (key, value) in entries {
            sorter.push(key, value).unwrap();
        }
        let mut sorted = sorter.finish().unwrap();
        let mut all = Vec::new();
        while let Some((key, value)) = sorted.next().unwrap() {
            all.push((key.to_vec(), value.to_vec()));
        }
        all
    }

    proptest! {
        #[test]
        fn what_comes_out_is_what_went_in_stably_sorted(
            entries in prop::collection::vec((prop::collection::vec(0u8..4, 0..10), prop::collection::vec(any::<u8>(), 0..6)), 0..400),
            limit in 40usize..4000,
        ) {
            let mut expected = entries.clone();
            expected.sort_by(|one, other| one.0.cmp(&other.0));
            prop_assert_eq!(sorted(limit, &entries), expected);
        }
    }

    #[test]
    fn many_files_are_merged_in_between() {
        let entries: Vec<_> = (0u32..5000)
            .map(|number| ((number * 7919 % 97).to_be_bytes().to_vec(), number.to_be_bytes().to_vec()))
            .collect();
        let mut expected = entries.clone();
        expected.sort_by(|one, other| one.0.cmp(&other.0));
        assert_eq!(sorted(300, &entries), expected);
    }

    #[test]
    fn an_entry_that_is_too_long_is_an_error() {
        let mut sorter = Sorter::new(Path::new("."), 0);
        assert!(sorter.push(b"", &[0; 70_000]).is_err());
        assert!(sorter.finish().unwrap().next().unwrap().is_none());
    }
}
