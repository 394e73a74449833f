//! Tables larger than memory: what does not fit is sorted and written to a temporary file, and read back in order
//! at the end.
//!
//! A [`Table`] holds one record per key and joins what comes later to it; a [`Sorter`] holds records that stay
//! apart. Both end as a [`Sorted`]: every record in the order of its key, however many there are.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::fs::File;
use std::hash::{BuildHasherDefault, Hasher};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

/// How many files are read side by side; more are merged into one first.
const MAX_RUNS: usize = 48;

/// The buffer of one file, in bytes.
const BUFFER: usize = 64 * 1024;

/// Something kept under a key, of a fixed size on disk.
pub trait Record: Copy {
    /// Bytes on disk, without the key.
    const SIZE: usize;
    /// Writes itself into exactly that many bytes.
    fn put(&self, bytes: &mut [u8]);
    /// Reads itself back.
    fn take(bytes: &[u8]) -> Self;
    /// Joins another record of the same key that came later.
    fn absorb(&mut self, other: &Self);
}

/// Hands over bits of a key that is a hash already.
#[derive(Clone, Copy, Debug, Default)]
pub struct Passed(u64);

impl Hasher for Passed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u128(&mut self, key: u128) {
        self.0 = (key >> 64) as u64 ^ key as u64;
    }
}

/// A key in two words, for records so small that the alignment of a `u128` would be most of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Halves(u64, u64);

impl From<u128> for Halves {
    fn from(key: u128) -> Self {
        Self((key >> 64) as u64, key as u64)
    }
}

impl From<Halves> for u128 {
    fn from(key: Halves) -> Self {
        Self::from(key.0) << 64 | Self::from(key.1)
    }
}

impl std::hash::Hash for Halves {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u128((*self).into());
    }
}

/// Records under keys that are hashes already.
pub type Map<R> = HashMap<u128, R, BuildHasherDefault<Passed>>;

/// One record per key.
pub struct Table<R> {
    map: Map<R>,
    limit: usize,
    sorter: Sorter<R>,
}

impl<R: Record> Table<R> {
    /// A table that keeps up to `limit` records in memory.
    pub fn new(limit: usize) -> Self {
        Self { map: HashMap::default(), limit, sorter: Sorter::new(limit) }
    }

    /// Adds a record, or joins it to the one of its key.
    pub fn add(&mut self, key: u128, record: R) -> io::Result<()> {
        match self.map.entry(key) {
            std::collections::hash_map::Entry::Occupied(mut entry) => entry.get_mut().absorb(&record),
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(record);
                if self.map.len() >= self.limit {
                    let full = Memory::of_map(std::mem::take(&mut self.map));
                    self.sorter.write_run(&full)?;
                }
            }
        }
        Ok(())
    }

    /// All records, one per key, in the order of the keys.
    pub fn finish(self) -> io::Result<Sorted<R>> {
        let Self { map, sorter, .. } = self;
        let mut sorted = sorter.finish()?;
        sorted.memory = Memory::of_map(map);
        sorted.joined = true;
        Ok(sorted)
    }

    /// Whether all of it is in memory.
    pub fn is_in_memory(&self) -> bool {
        self.sorter.runs.is_empty()
    }

    /// The records in memory; all of them when it [`Table::is_in_memory`].
    pub fn into_map(self) -> Map<R> {
        self.map
    }

    /// Gives every record, one per key, in any order; what fits into memory needs no sorting. Gives the bytes that went to
    /// disk.
    pub fn each(self, mut take: impl FnMut(&R) -> io::Result<()>) -> io::Result<u64> {
        if self.is_in_memory() {
            self.map.values().try_for_each(take)?;
            return Ok(0);
        }
        let mut sorted = self.finish()?;
        sorted.each(|_, record| take(record))?;
        Ok(sorted.spilled())
    }
}

/// Records in memory, in the order of their keys.
enum Memory<R> {
    List(Vec<(u128, R)>),
    /// The map as it was and its keys in order: a list of its records would need their memory twice.
    Map(Vec<u128>, Map<R>),
}

impl<R: Record> Memory<R> {
    fn of_map(map: Map<R>) -> Self {
        let mut keys: Vec<u128> = map.keys().copied().collect();
        keys.sort_unstable();
        Self::Map(keys, map)
    }

    fn of_list(mut list: Vec<(u128, R)>) -> Self {
        list.sort_by_key(|(key, _)| *key);
        Self::List(list)
    }

    fn get(&self, at: usize) -> Option<(u128, R)> {
        match self {
            Self::List(list) => list.get(at).copied(),
            Self::Map(keys, map) => keys.get(at).and_then(|key| Some((*key, *map.get(key)?))),
        }
    }
}

/// Records that stay apart, also those of one key.
pub struct Sorter<R> {
    memory: Vec<(u128, R)>,
    limit: usize,
    runs: Vec<File>,
    spilled: u64,
}

impl<R: Record> Sorter<R> {
    /// A sorter that keeps up to `limit` records in memory.
    pub fn new(limit: usize) -> Self {
        Self { memory: Vec::new(), limit, runs: Vec::new(), spilled: 0 }
    }

    /// Adds a record.
    pub fn add(&mut self, key: u128, record: R) -> io::Result<()> {
        self.memory.push((key, record));
        if self.memory.len() >= self.limit {
            let full = Memory::of_list(std::mem::take(&mut self.memory));
            self.write_run(&full)?;
        }
        Ok(())
    }

    fn write_run(&mut self, full: &Memory<R>) -> io::Result<()> {
        self.write_sorted((0..).map_while(|at| full.get(at)))
    }

    /// Writes records that are in order already.
    pub fn write_sorted(&mut self, records: impl Iterator<Item = (u128, R)>) -> io::Result<()> {
        let mut run = Writer::new()?;
        for (key, record) in records {
            run.write(key, &record)?;
        }
        self.spilled += run.bytes;
        self.runs.push(run.finish()?);
        Ok(())
    }

    /// Whether nothing went to disk.
    pub fn is_in_memory(&self) -> bool {
        self.runs.is_empty()
    }

    /// All records in the order of the keys.
    pub fn finish(self) -> io::Result<Sorted<R>> {
        let mut sorted =
            Sorted { memory: Memory::of_list(self.memory), runs: self.runs, joined: false, spilled: self.spilled };
        while sorted.runs.len() > MAX_RUNS {
            let part = sorted.runs.drain(..MAX_RUNS).collect();
            let mut part = Sorted { memory: Memory::List(Vec::new()), runs: part, joined: false, spilled: 0 };
            let mut run = Writer::new()?;
            part.each(|key, record: &R| run.write(key, record))?;
            // It holds what came first, so it stays first: records of one key keep their order.
            sorted.runs.insert(0, run.finish()?);
        }
        Ok(sorted)
    }
}

struct Writer {
    file: BufWriter<File>,
    buffer: Vec<u8>,
    bytes: u64,
}

impl Writer {
    fn new() -> io::Result<Self> {
        Ok(Self { file: BufWriter::with_capacity(BUFFER, tempfile::tempfile()?), buffer: Vec::new(), bytes: 0 })
    }

    fn write<R: Record>(&mut self, key: u128, record: &R) -> io::Result<()> {
        self.buffer.resize(16 + R::SIZE, 0);
        self.buffer[..16].copy_from_slice(&key.to_be_bytes());
        record.put(&mut self.buffer[16..]);
        self.bytes += self.buffer.len() as u64;
        self.file.write_all(&self.buffer)
    }

    fn finish(self) -> io::Result<File> {
        self.file.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

/// Records in the order of their keys; may be gone through more than once.
pub struct Sorted<R> {
    memory: Memory<R>,
    runs: Vec<File>,
    joined: bool,
    spilled: u64,
}

impl<R: Record> Sorted<R> {
    /// The records of one key are one record.
    pub fn joined(mut self) -> Self {
        self.joined = true;
        self
    }

    /// How many bytes went to disk.
    pub fn spilled(&self) -> u64 {
        self.spilled
    }

    /// Gives every record in order.
    pub fn each(&mut self, mut take: impl FnMut(u128, &R) -> io::Result<()>) -> io::Result<()> {
        let mut walk = self.walk()?;
        while let Some((key, record)) = walk.take_next()? {
            take(key, &record)?;
        }
        Ok(())
    }

    /// Goes through the records from the first.
    pub fn walk(&mut self) -> io::Result<Walk<'_, R>> {
        let mut runs = Vec::with_capacity(self.runs.len());
        let mut heap = BinaryHeap::with_capacity(self.runs.len() + 1);
        for (index, file) in self.runs.iter_mut().enumerate() {
            file.seek(SeekFrom::Start(0))?;
            let mut run = Run { file: BufReader::with_capacity(BUFFER, file), head: None };
            run.advance()?;
            if let Some((key, _)) = run.head {
                heap.push(Reverse((key, index)));
            }
            runs.push(run);
        }
        if let Some((key, _)) = self.memory.get(0) {
            heap.push(Reverse((key, runs.len())));
        }
        Ok(Walk { memory: &self.memory, at: 0, runs, heap, joined: self.joined })
    }
}

struct Run<'r, R> {
    file: BufReader<&'r mut File>,
    head: Option<(u128, R)>,
}

impl<R: Record> Run<'_, R> {
    fn advance(&mut self) -> io::Result<()> {
        let mut bytes = [0; 128];
        let bytes = &mut bytes[..16 + R::SIZE];
        self.head = match self.file.read_exact(bytes) {
            Ok(()) => {
                let (key, record) = bytes.split_at(16);
                Some((key.try_into().map_or(0, u128::from_be_bytes), R::take(record)))
            }
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => None,
            Err(error) => return Err(error),
        };
        Ok(())
    }
}

/// A way through sorted records.
pub struct Walk<'r, R> {
    memory: &'r Memory<R>,
    at: usize,
    runs: Vec<Run<'r, R>>,
    heap: BinaryHeap<Reverse<(u128, usize)>>,
    joined: bool,
}

impl<R: Record> Walk<'_, R> {
    /// The next record; of a table, all of one key joined.
    pub fn take_next(&mut self) -> io::Result<Option<(u128, R)>> {
        let Some((key, mut record)) = self.one()? else { return Ok(None) };
        while self.joined && self.heap.peek().is_some_and(|Reverse((next, _))| *next == key) {
            if let Some((_, other)) = self.one()? {
                record.absorb(&other);
            }
        }
        Ok(Some((key, record)))
    }

    fn one(&mut self) -> io::Result<Option<(u128, R)>> {
        let Some(Reverse((_, index))) = self.heap.pop() else { return Ok(None) };
        if let Some(run) = self.runs.get_mut(index) {
            let taken = run.head;
            run.advance()?;
            if let Some((next, _)) = run.head {
                self.heap.push(Reverse((next, index)));
            }
            return Ok(taken);
        }
        let taken = self.memory.get(self.at);
        self.at += 1;
        if let Some((next, _)) = self.memory.get(self.at) {
            self.heap.push(Reverse((next, index)));
        }
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    struct Sum(u64);

    impl Record for Sum {
        const SIZE: usize = 8;
        fn put(&self, bytes: &mut [u8]) {
            bytes.copy_from_slice(&self.0.to_le_bytes());
        }
        fn take(bytes: &[u8]) -> Self {
            Self(u64::from_le_bytes(bytes.try_into().unwrap()))
        }
        fn absorb(&mut self, other: &Self) {
            self.0 += other.0;
        }
    }

    fn key(number: u64) -> u128 {
        u128::from(number.wrapping_mul(0x9e37_79b9_7f4a_7c15)) << 60
    }

    #[test]
    fn a_table_that_spills_joins_as_one_that_does_not() {
        for limit in [7, 100, 100_000] {
            let mut table = Table::new(limit);
            let mut expected: BTreeMap<u128, u64> = BTreeMap::new();
            for number in 0..3000_u64 {
                let key = key(number * number % 701);
                table.add(key, Sum(number)).unwrap();
                *expected.entry(key).or_default() += number;
            }
            let mut sorted = table.finish().unwrap();
            assert_eq!(sorted.spilled() > 0, limit < 701);
            for _ in 0..2 {
                let mut got = Vec::new();
                sorted
                    .each(|key, sum| {
                        got.push((key, sum.0));
                        Ok(())
                    })
                    .unwrap();
                assert_eq!(got, expected.clone().into_iter().collect::<Vec<_>>(), "limit {limit}");
            }
        }
    }

    #[test]
    fn a_sorter_keeps_records_of_one_key_apart() {
        let mut sorter = Sorter::new(3);
        for number in [5, 1, 5, 5, 2, 1, 9, 9, 9, 9] {
            sorter.add(number, Sum(1)).unwrap();
        }
        let mut keys = Vec::new();
        sorter
            .finish()
            .unwrap()
            .each(|key, _| {
                keys.push(key);
                Ok(())
            })
            .unwrap();
        assert_eq!(keys, [1, 1, 2, 5, 5, 5, 9, 9, 9, 9]);
    }
}
