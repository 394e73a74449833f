//! Sorting more than memory holds: entries of a key and a value, both bytes, kept in memory up to a limit and spilled
//! to temporary files that vanish with the process. Entries of one key keep the order they came in.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// So many files of one level become one of the next: each entry is written once a level.
const FAN_IN: usize = 32;

/// Bytes read ahead of each file.
const AHEAD: usize = 32 * 1024;

/// Collects entries.
pub struct Sorter {
    dir: PathBuf,
    limit: usize,
    bytes: Vec<u8>,
    entries: Vec<Entry>,
    /// In the order in which their entries came, so that their levels never rise.
    runs: Vec<Run>,
    spilled: u64,
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
}

fn prefix(key: &[u8]) -> u64 {
    let mut first = [0; 8];
    let length = key.len().min(8);
    first[..length].copy_from_slice(&key[..length]);
    u64::from_be_bytes(first)
}

impl Sorter {
    /// What an entry takes in memory besides its key and value.
    pub const ENTRY: usize = size_of::<Entry>();

    /// Spills into `dir` once about `limit` bytes are held (at most 1 GiB).
    pub fn new(dir: &Path, limit: usize) -> Self {
        let limit = limit.min(1 << 30);
        Self { dir: dir.to_owned(), limit, bytes: Vec::new(), entries: Vec::new(), runs: Vec::new(), spilled: 0 }
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
        let held = self.bytes.len() + self.entries.len() * Self::ENTRY;
        if held + size > self.limit {
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

    /// Adds entries that are in the order of their keys already: they go to a file as they are, however many.
    ///
    /// # Errors
    /// When a temporary file cannot be made or written.
    pub fn push_sorted(&mut self, write: impl FnOnce(&mut Writer) -> io::Result<()>) -> io::Result<()> {
        self.spill()?;
        self.write_run(write)
    }

    fn sort(&mut self) {
        let bytes = &self.bytes;
        self.entries.sort_unstable_by_key(|entry| (entry.prefix, entry.start));
        for same in self.entries.chunk_by_mut(|one, other| one.prefix == other.prefix).filter(|same| same.len() > 1) {
            same.sort_unstable_by(|one, other| one.key(bytes).cmp(other.key(bytes)).then(one.start.cmp(&other.start)));
        }
    }

    fn spill(&mut self) -> io::Result<()> {
        if self.entries.is_empty() {
            return Ok(());
        }
        self.sort();
        let (mut bytes, mut entries) = (std::mem::take(&mut self.bytes), std::mem::take(&mut self.entries));
        self.write_run(|run| entries.iter().try_for_each(|entry| run.write(entry.key(&bytes), entry.value(&bytes))))?;
        bytes.clear();
        entries.clear();
        (self.bytes, self.entries) = (bytes, entries);
        Ok(())
    }

    fn write_run(&mut self, write: impl FnOnce(&mut Writer) -> io::Result<()>) -> io::Result<()> {
        let mut run = Writer::new(&self.dir)?;
        write(&mut run)?;
        if run.entries == 0 {
            return Ok(());
        }
        self.spilled += run.bytes;
        self.runs.push(run.finish(0)?);
        while let Some(first) = self.runs.len().checked_sub(FAN_IN)
            && self.runs[first].level == self.runs[self.runs.len() - 1].level
        {
            let mut merged = Writer::new(&self.dir)?;
            let mut merge = Merge::new(&mut self.runs[first..])?;
            while let Some((key, value)) = merge.next()? {
                merged.write(key, value)?;
            }
            let level = self.runs[first].level + 1;
            self.runs.truncate(first);
            self.runs.push(merged.finish(level)?);
        }
        Ok(())
    }

    /// Whether nothing went to files.
    pub fn is_in_memory(&self) -> bool {
        self.runs.is_empty()
    }

    /// How many bytes went to files.
    pub fn spilled(&self) -> u64 {
        self.spilled
    }

    /// All entries in the order of their keys. More may be added afterwards, and all be gone through again.
    ///
    /// # Errors
    /// When a temporary file cannot be written or read.
    pub fn sorted(&mut self) -> io::Result<Sorted<'_>> {
        if self.runs.is_empty() {
            self.sort();
            return Ok(Sorted(Way::Memory { bytes: &self.bytes, entries: self.entries.iter() }));
        }
        self.spill()?;
        // The files are read in the memory of what went to them.
        (self.bytes, self.entries) = (Vec::new(), Vec::new());
        Ok(Sorted(Way::Files(Merge::new(&mut self.runs)?)))
    }
}

/// Sorted entries, one after the other.
pub struct Sorted<'s>(Way<'s>);

enum Way<'s> {
    Memory { bytes: &'s [u8], entries: std::slice::Iter<'s, Entry> },
    Files(Merge<'s>),
}

impl Sorted<'_> {
    /// The next key and value.
    ///
    /// # Errors
    /// When a temporary file cannot be read.
    pub fn next(&mut self) -> io::Result<Option<(&[u8], &[u8])>> {
        match &mut self.0 {
            Way::Memory { bytes, entries } => Ok(entries.next().map(|entry| (entry.key(bytes), entry.value(bytes)))),
            Way::Files(merge) => merge.next(),
        }
    }
}

/// A file of sorted entries.
struct Run {
    file: File,
    entries: u64,
    level: u32,
}

/// Writes a file of sorted entries.
pub struct Writer {
    file: BufWriter<File>,
    entries: u64,
    bytes: u64,
}

impl Writer {
    fn new(dir: &Path) -> io::Result<Self> {
        Ok(Self { file: BufWriter::with_capacity(AHEAD, tempfile::tempfile_in(dir)?), entries: 0, bytes: 0 })
    }

    /// Writes an entry, whose key is no smaller than the one before.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&mut self, key: &[u8], value: &[u8]) -> io::Result<()> {
        self.entries += 1;
        self.length(key.len())?;
        self.length(value.len())?;
        self.bytes += (key.len() + value.len()) as u64;
        self.file.write_all(key)?;
        self.file.write_all(value)
    }

    /// Seven bits a byte: most lengths are one.
    fn length(&mut self, mut length: usize) -> io::Result<()> {
        loop {
            let more = length >> 7;
            self.bytes += 1;
            self.file.write_all(&[length as u8 & 0x7f | u8::from(more > 0) << 7])?;
            if more == 0 {
                return Ok(());
            }
            length = more;
        }
    }

    fn finish(self, level: u32) -> io::Result<Run> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok(Run { file, entries: self.entries, level })
    }
}

/// Reads a file of sorted entries.
struct Reader<'s> {
    file: BufReader<&'s mut File>,
    left: u64,
}

impl<'s> Reader<'s> {
    fn new(run: &'s mut Run) -> io::Result<Self> {
        run.file.rewind()?;
        Ok(Self { file: BufReader::with_capacity(AHEAD, &mut run.file), left: run.entries })
    }

    /// Reads the next entry into `head`; false at the end.
    fn read(&mut self, head: &mut Head) -> io::Result<bool> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(false) };
        self.left = left;
        let (key, value) = (self.length()?, self.length()?);
        head.key.resize(key, 0);
        head.value.resize(value, 0);
        self.file.read_exact(&mut head.key)?;
        self.file.read_exact(&mut head.value)?;
        head.prefix = prefix(&head.key);
        Ok(true)
    }

    fn length(&mut self) -> io::Result<usize> {
        let (mut length, mut shift, mut byte) = (0, 0, [0]);
        loop {
            self.file.read_exact(&mut byte)?;
            length |= usize::from(byte[0] & 0x7f) << shift;
            shift += 7;
            if byte[0] < 0x80 {
                return Ok(length);
            }
        }
    }
}

/// The first entry of a file that was not given yet.
#[derive(Default)]
struct Head {
    prefix: u64,
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
        let by_key = self.prefix.cmp(&other.prefix).then_with(|| self.key.cmp(&other.key));
        by_key.then(self.run.cmp(&other.run))
    }
}

struct Merge<'s> {
    runs: Vec<Reader<'s>>,
    heads: BinaryHeap<Reverse<Head>>,
    /// The first of the heads was given: the next of its file takes its place.
    is_given: bool,
}

impl<'s> Merge<'s> {
    fn new(runs: &'s mut [Run]) -> io::Result<Self> {
        let mut runs = runs.iter_mut().map(Reader::new).collect::<io::Result<Vec<_>>>()?;
        let mut heads = BinaryHeap::with_capacity(runs.len());
        for (number, run) in runs.iter_mut().enumerate() {
            let mut head = Head { run: number, ..Head::default() };
            if run.read(&mut head)? {
                heads.push(Reverse(head));
            }
        }
        Ok(Self { runs, heads, is_given: false })
    }

    fn next(&mut self) -> io::Result<Option<(&[u8], &[u8])>> {
        if self.is_given
            && let Some(mut first) = self.heads.peek_mut()
        {
            let Reverse(head) = &mut *first;
            if !self.runs[head.run].read(head)? {
                PeekMut::pop(first);
            }
        }
        self.is_given = true;
        Ok(self.heads.peek().map(|Reverse(head)| (&head.key[..], &head.value[..])))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Entries = Vec<(Vec<u8>, Vec<u8>)>;

    fn read(sorter: &mut Sorter) -> Entries {
        let mut sorted = sorter.sorted().unwrap();
        let mut all = Vec::new();
        while let Some((key, value)) = sorted.next().unwrap() {
            all.push((key.to_vec(), value.to_vec()));
        }
        assert!(sorted.next().unwrap().is_none());
        all
    }

    fn sorted(limit: usize, entries: &Entries) -> Entries {
        let dir = tempfile::tempdir().unwrap();
        let mut sorter = Sorter::new(dir.path(), limit);
        for (key, value) in entries {
            sorter.push(key, value).unwrap();
        }
        read(&mut sorter)
    }

    fn entries() -> impl Strategy<Value = Entries> {
        let key = prop::collection::vec(0u8..4, 0..10);
        prop::collection::vec((key, prop::collection::vec(any::<u8>(), 0..6)), 0..400)
    }

    proptest! {
        #[test]
        fn what_comes_out_is_what_went_in_stably_sorted(entries in entries(), limit in 40usize..4000) {
            let mut expected = entries.clone();
            expected.sort_by(|one, other| one.0.cmp(&other.0));
            prop_assert_eq!(sorted(limit, &entries), expected);
        }

        #[test]
        fn what_is_added_later_stands_among_the_rest(parts in prop::collection::vec((entries(), any::<bool>()), 0..6), limit in 40usize..40_000) {
            let mut sorter = Sorter::new(&std::env::temp_dir(), limit);
            let mut expected = Vec::new();
            for (mut part, is_sorted) in parts {
                if is_sorted {
                    part.sort_by(|one, other| one.0.cmp(&other.0));
                    sorter
                        .push_sorted(|run| part.iter().try_for_each(|(key, value)| run.write(key, value)))
                        .unwrap();
                    prop_assert!(!sorter.is_in_memory() || part.is_empty());
                } else {
                    part.iter().for_each(|(key, value)| sorter.push(key, value).unwrap());
                }
                expected.extend(part);
                expected.sort_by(|one, other| one.0.cmp(&other.0));
                prop_assert_eq!(&read(&mut sorter), &expected);
                prop_assert_eq!(sorter.spilled() == 0, sorter.is_in_memory());
            }
        }
    }

    #[test]
    fn many_files_are_merged_in_between() {
        let entries: Vec<_> = (0u32..50_000)
            .map(|number| ((number * 7919 % 97).to_be_bytes().to_vec(), number.to_be_bytes().to_vec()))
            .collect();
        let mut expected = entries.clone();
        expected.sort_by(|one, other| one.0.cmp(&other.0));
        assert_eq!(sorted(300, &entries), expected);
    }

    #[test]
    fn long_entries_come_back_whole() {
        let entries: Vec<_> = [127, 128, 16_383, 16_384, 70_000]
            .map(|length| (vec![b'k'; length], vec![b'v'; 70_001 - length]))
            .into_iter()
            .rev()
            .collect();
        let expected: Vec<_> = entries.iter().rev().cloned().collect();
        assert_eq!(sorted(71_000, &entries), expected);
    }

    #[test]
    fn an_entry_that_is_too_long_is_an_error() {
        let mut sorter = Sorter::new(Path::new("."), 69_999);
        assert!(sorter.push(b"", &[0; 70_000]).is_err());
        assert!(sorter.sorted().unwrap().next().unwrap().is_none());
    }
}
