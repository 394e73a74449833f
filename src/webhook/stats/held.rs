//! Many small records in memory: packed behind one another, apart by the first bits of their keys.
//!
//! A hash table would wait for memory with every record, and be a third empty. Here a record goes to the end of its
//! shard; records of one key are joined when a shard is gone through, sorted, while it fits into a core's own memory.

use std::io;
use std::marker::PhantomData;

use crate::webhook::stats::record::Record;

/// How many bits of a key tell its shard.
const BITS: u32 = 8;

/// Bytes of a key: see [`Keys`](crate::webhook::stats::Keys).
const KEY: usize = 12;

/// A shard grows by so many bytes.
const PAGE: usize = 1024;

/// The most bytes of a record with its key.
const MOST: usize = 80;

/// Packed records; more than one may have the same key.
pub struct Held<R> {
    shards: Vec<Vec<Vec<u8>>>,
    bytes: usize,
    kind: PhantomData<R>,
}

impl<R: Record> Held<R> {
    /// Nothing.
    pub fn new() -> Self {
        const { assert!(KEY + R::MOST <= MOST) };
        Self { shards: vec![Vec::new(); 1 << BITS], bytes: 0, kind: PhantomData }
    }

    /// About how much memory it takes.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Adds a record.
    pub fn push(&mut self, key: u128, record: &R) {
        let mut bytes = [0; MOST];
        bytes[..KEY].copy_from_slice(&key.to_be_bytes()[..KEY]);
        let length = KEY + record.put(&mut bytes[KEY..]);
        let pages = &mut self.shards[(key >> (128 - BITS)) as usize];
        match pages.last_mut() {
            Some(page) if page.len() + length <= PAGE => page.extend_from_slice(&bytes[..length]),
            _ => {
                let mut page = Vec::with_capacity(PAGE);
                page.extend_from_slice(&bytes[..length]);
                pages.push(page);
                self.bytes += PAGE;
            }
        }
    }

    /// Joins the records of one key, which makes room where keys come again.
    pub fn join(&mut self) {
        let mut joined = Self::new();
        for shard in 0..self.shards.len() {
            for (key, record) in self.take(shard) {
                joined.push(key, &record);
            }
        }
        *self = joined;
    }

    /// Gives every record, one per key, in the order of their keys. Its memory is freed on the way.
    pub fn drain(&mut self, mut give: impl FnMut(u128, &R) -> io::Result<()>) -> io::Result<()> {
        for shard in 0..self.shards.len() {
            self.take(shard).iter().try_for_each(|(key, record)| give(*key, record))?;
        }
        Ok(())
    }

    /// Moves records to other keys: each record once, to the key that its own has in `other`.
    pub fn rename<O: Record + Into<u128>>(&mut self, mut other: Held<O>) {
        let mut moved = Self::new();
        for shard in 0..self.shards.len() {
            let names = other.take(shard);
            let name = |key: u128| {
                let place = names.binary_search_by_key(&key, |(first, _)| *first).ok()?;
                Some(names[place].1.into())
            };
            if names.is_empty() || !records::<R>(&self.shards[shard]).any(|(key, _)| name(key).is_some()) {
                continue;
            }
            let pages = std::mem::take(&mut self.shards[shard]);
            self.bytes -= pages.len() * PAGE;
            for (key, record) in records::<R>(&pages) {
                match name(key) {
                    Some(key) => moved.push(key, &record),
                    None => self.push(key, &record),
                }
            }
        }
        self.bytes += moved.bytes;
        for (own, more) in self.shards.iter_mut().zip(moved.shards) {
            own.extend(more);
        }
    }

    /// Empties a shard: its records, one per key, sorted.
    fn take(&mut self, shard: usize) -> Vec<(u128, R)> {
        let pages = std::mem::take(&mut self.shards[shard]);
        self.bytes -= pages.len() * PAGE;
        let all: Vec<(u128, R)> = records(&pages).collect();
        drop(pages);
        // What is sorted are numbers: the key, and in the bits that it leaves free the place.
        let mut places: Vec<u128> = all.iter().enumerate().map(|(place, (key, _))| key | place as u128).collect();
        places.sort_unstable();
        let mut joined: Vec<(u128, R)> = Vec::with_capacity(all.len());
        for place in places {
            let (key, record) = &all[place as u32 as usize];
            match joined.last_mut() {
                Some((last, own)) if last == key => own.absorb(record),
                _ => joined.push((*key, *record)),
            }
        }
        joined
    }
}

/// The records of a shard's pages, in the order in which they came.
fn records<R: Record>(pages: &[Vec<u8>]) -> impl Iterator<Item = (u128, R)> {
    pages.iter().flat_map(|page| {
        let mut rest = &page[..];
        std::iter::from_fn(move || {
            let (key, value) = rest.split_first_chunk::<KEY>()?;
            let mut bytes = [0; 16];
            bytes[..KEY].copy_from_slice(key);
            let (record, length) = R::take(value);
            rest = &value[length..];
            Some((u128::from_be_bytes(bytes), record))
        })
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    struct First(u8);

    impl Record for First {
        const MOST: usize = 1;
        fn put(&self, bytes: &mut [u8]) -> usize {
            bytes[0] = self.0;
            1
        }
        fn take(bytes: &[u8]) -> (Self, usize) {
            (Self(bytes[0]), 1)
        }
        fn absorb(&mut self, _: &Self) {}
    }

    impl From<First> for u128 {
        fn from(first: First) -> Self {
            key(u64::from(first.0))
        }
    }

    fn key(number: u64) -> u128 {
        u128::from(number.wrapping_mul(0x9e37_79b9_7f4a_7c15)) << 64
    }

    fn all<R: Record>(mut held: Held<R>) -> Vec<(u128, R)> {
        let mut all = Vec::new();
        held.drain(|key, record| {
            all.push((key, *record));
            Ok(())
        })
        .unwrap();
        assert_eq!(held.bytes(), 0);
        all
    }

    #[test]
    fn records_come_back_in_order_and_the_first_of_a_key_is_the_first() {
        let (mut held, mut expected) = (Held::new(), BTreeMap::new());
        for number in 0..60_000_u64 {
            let (key, record) = (key(number * number % 9001), First(number as u8));
            held.push(key, &record);
            expected.entry(key).or_insert(record);
            if number % 20_000 == 7 {
                let before = held.bytes();
                held.join();
                assert!(held.bytes() <= before);
            }
        }
        assert_eq!(all(held), expected.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn each_record_moves_once() {
        let (mut held, mut other) = (Held::new(), Held::new());
        for number in 0..5 {
            held.push(key(number), &First(number as u8));
        }
        // 1 to 2, 2 to 3: what was under 1 stays under 2.
        other.push(key(1), &First(2));
        other.push(key(2), &First(3));
        held.rename(other);
        let mut expected = vec![(key(0), First(0)), (key(2), First(1)), (key(3), First(3)), (key(4), First(4))];
        expected.sort_unstable_by_key(|(key, _)| *key);
        assert_eq!(all(held), expected);
    }
}
