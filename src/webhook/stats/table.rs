//! Records under keys of 128 bits, larger than memory.
//!
//! A [`Ledger`] is for many keys: it takes records as they come, and joins those of one key when room is needed, or at
//! the end. A [`Table`] is for few keys that come often, and joins at once. [`Records`] stay apart until they are read. What
//! does not fit goes to the [`Sorter`], and comes back in the order of the keys.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::io;
use std::marker::PhantomData;

use crate::sorter::{Sorted, Sorter};
use crate::webhook::stats::held::Held;
use crate::webhook::stats::record::Record;

/// Records of a table which ends in memory that are sorted there; more go to a file.
const HELD: usize = 1 << 15;

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

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }

    fn write_u128(&mut self, key: u128) {
        self.0 = (key >> 64) as u64 ^ key as u64;
    }
}

/// Records under keys that are hashes already.
pub type Map<R> = HashMap<u128, R, BuildHasherDefault<Passed>>;

/// One record per key.
pub struct Table<R> {
    map: Map<R>,
    limit: usize,
    records: Records<R>,
}

impl<R: Record> Table<R> {
    /// A table that keeps up to `limit` records in memory.
    pub fn new(limit: usize) -> Self {
        Self { map: HashMap::default(), limit, records: Records::new(HELD) }
    }

    /// Adds a record, or joins it to the one of its key.
    pub fn add(&mut self, key: u128, record: R) -> io::Result<()> {
        match self.map.entry(key) {
            std::collections::hash_map::Entry::Occupied(mut entry) => entry.get_mut().absorb(&record),
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(record);
                if self.map.len() >= self.limit {
                    self.spill()?;
                }
            }
        }
        Ok(())
    }

    fn spill(&mut self) -> io::Result<()> {
        let map = std::mem::take(&mut self.map);
        // Only the keys in order: a list of the records would need their memory twice.
        let mut keys: Vec<u128> = map.keys().copied().collect();
        keys.sort_unstable();
        self.records
            .add_run(|add| keys.iter().try_for_each(|key| map.get(key).map_or(Ok(()), |record| add(*key, record))))
    }

    /// All records, one per key.
    pub fn finish(mut self) -> io::Result<Records<R>> {
        if self.records.is_in_memory() {
            for (key, record) in self.map {
                self.records.add(key, record)?;
            }
        } else {
            self.spill()?;
        }
        Ok(self.records.joined())
    }
}

/// One record per key, of many keys. What is in memory may still be more: see [`Ledger::join`].
pub struct Ledger<R> {
    held: Held<R>,
    records: Records<R>,
}

impl<R: Record> Ledger<R> {
    /// Nothing.
    pub fn new() -> Self {
        Self { held: Held::new(), records: Records::new(0).joined() }
    }

    /// Adds a record.
    pub fn add(&mut self, key: u128, record: &R) {
        self.held.push(key, record);
    }

    /// The bytes in memory.
    pub fn bytes(&self) -> usize {
        self.held.bytes()
    }

    /// Joins records of one key in memory.
    pub fn join(&mut self) {
        self.held.join();
    }

    /// Everything goes to disk.
    pub fn spill(&mut self) -> io::Result<()> {
        self.records.add_run(|add| self.held.drain(add))
    }

    /// Whether all of it is in memory.
    pub fn is_in_memory(&self) -> bool {
        self.records.is_in_memory()
    }

    /// What is in memory; all of it when it [`Ledger::is_in_memory`].
    pub fn into_held(self) -> Held<R> {
        self.held
    }

    /// All records, one per key, on disk.
    pub fn finish(mut self) -> io::Result<Records<R>> {
        self.spill()?;
        Ok(self.records)
    }

    /// Gives every record, one per key. Gives the bytes that went to disk.
    pub fn each(mut self, mut take: impl FnMut(&R) -> io::Result<()>) -> io::Result<u64> {
        if self.is_in_memory() {
            self.held.drain(|_, record| take(record))?;
            return Ok(0);
        }
        let mut records = self.finish()?;
        records.each(|_, record| take(record))?;
        Ok(records.spilled())
    }
}

/// Records in the order of their keys; may be gone through more than once.
pub struct Records<R> {
    sorter: Sorter,
    value: Vec<u8>,
    joined: bool,
    kind: PhantomData<R>,
}

impl<R: Record> Records<R> {
    /// Records of which up to `limit` stay in memory.
    pub fn new(limit: usize) -> Self {
        let sorter = Sorter::new(&std::env::temp_dir(), limit * (size_of::<u128>() + R::MOST + Sorter::ENTRY));
        Self { sorter, value: vec![0; R::MOST], joined: false, kind: PhantomData }
    }

    /// Adds a record.
    pub fn add(&mut self, key: u128, record: R) -> io::Result<()> {
        let length = record.put(&mut self.value);
        self.sorter.push(&key.to_be_bytes(), &self.value[..length])
    }

    /// Adds the records that `fill` gives in order; they go to disk.
    pub fn add_run(
        &mut self,
        fill: impl FnOnce(&mut dyn FnMut(u128, &R) -> io::Result<()>) -> io::Result<()>,
    ) -> io::Result<()> {
        let Self { sorter, value, .. } = self;
        sorter.push_sorted(|run| {
            fill(&mut |key, record| {
                let length = record.put(value);
                run.write(&key.to_be_bytes(), &value[..length])
            })
        })
    }

    /// The records of one key are one record.
    pub fn joined(mut self) -> Self {
        self.joined = true;
        self
    }

    /// Whether nothing went to disk.
    pub fn is_in_memory(&self) -> bool {
        self.sorter.is_in_memory()
    }

    /// How many bytes went to disk.
    pub fn spilled(&self) -> u64 {
        self.sorter.spilled()
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
        let mut walk = Walk { sorted: self.sorter.sorted()?, head: None, joined: self.joined };
        walk.head = walk.one()?;
        Ok(walk)
    }
}

/// A way through sorted records.
pub struct Walk<'r, R> {
    sorted: Sorted<'r>,
    head: Option<(u128, R)>,
    joined: bool,
}

impl<R: Record> Walk<'_, R> {
    /// The next record; of a table, all of one key joined.
    pub fn take_next(&mut self) -> io::Result<Option<(u128, R)>> {
        let Some((key, mut record)) = self.head.take() else { return Ok(None) };
        self.head = self.one()?;
        while let Some((_, other)) = self.head.filter(|(next, _)| self.joined && *next == key) {
            record.absorb(&other);
            self.head = self.one()?;
        }
        Ok(Some((key, record)))
    }

    fn one(&mut self) -> io::Result<Option<(u128, R)>> {
        let entry = self.sorted.next()?;
        Ok(entry.and_then(|(key, value)| Some((u128::from_be_bytes(key.try_into().ok()?), R::take(value).0))))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    struct Sum(u64);

    impl Record for Sum {
        const MOST: usize = 8;
        fn put(&self, bytes: &mut [u8]) -> usize {
            bytes[..8].copy_from_slice(&self.0.to_le_bytes());
            8
        }
        fn take(bytes: &[u8]) -> (Self, usize) {
            (Self(u64::from_le_bytes(bytes[..8].try_into().unwrap())), 8)
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
    fn a_ledger_that_spills_joins_as_one_that_does_not() {
        for every in [100, 701, u64::MAX] {
            let mut ledger = Ledger::new();
            let mut expected: BTreeMap<u128, u64> = BTreeMap::new();
            for number in 0..3000_u64 {
                let key = key(number * number % 701) & !0xffff_ffff;
                ledger.add(key, &Sum(number));
                *expected.entry(key).or_default() += number;
                if number % every == every / 2 {
                    ledger.join();
                }
                if number % every == every - 1 {
                    ledger.spill().unwrap();
                }
            }
            let mut sums = Vec::new();
            let spilled = ledger
                .each(|sum| {
                    sums.push(sum.0);
                    Ok(())
                })
                .unwrap();
            assert_eq!(spilled > 0, every < u64::MAX);
            assert_eq!(sums, expected.into_values().collect::<Vec<_>>(), "every {every}");
        }
    }

    #[test]
    fn records_of_one_key_stay_apart() {
        let mut records = Records::new(3);
        for number in [5, 1, 5, 5, 2, 1, 9, 9, 9, 9] {
            records.add(number, Sum(1)).unwrap();
        }
        let mut keys = Vec::new();
        records
            .each(|key, _| {
                keys.push(key);
                Ok(())
            })
            .unwrap();
        assert!(records.spilled() > 0);
        assert_eq!(keys, [1, 1, 2, 5, 5, 5, 9, 9, 9, 9]);
    }
}
