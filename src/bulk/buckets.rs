//! Comparing millions of rows in flat memory: their hashes are spread over temporary files by person,
//! and each file is small enough to be sorted.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::path::Path;

/// How many files; a million rows make 0.4 MB each.
const FILES: usize = 64;

/// Bytes of an entry on disk.
const WIDTH: usize = 26;

/// Where an entry comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The list that was read: its number there.
    List,
    /// The job's journal: the row's number there, and its state.
    Journal(u8),
    /// Another job that reached this person: its place in the list of jobs.
    Elsewhere,
    /// A report that says this person was reached.
    Report,
}

impl Origin {
    fn bytes(self) -> [u8; 2] {
        match self {
            Self::List => [0, 0],
            Self::Journal(state) => [1, state],
            Self::Elsewhere => [2, 0],
            Self::Report => [3, 0],
        }
    }

    fn from_bytes(bytes: [u8; 2]) -> Self {
        match bytes {
            [0, _] => Self::List,
            [1, state] => Self::Journal(state),
            [2, _] => Self::Elsewhere,
            _ => Self::Report,
        }
    }
}

/// One row, by its hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Hash of the recipient.
    pub person: i64,
    /// Where it comes from.
    pub origin: Origin,
    /// Its number there.
    pub id: i64,
    /// Hash of recipient and message.
    pub pair: i64,
}

/// Entries spread by person. Numbers of one origin must be added in ascending order per person: groups keep it.
pub struct Buckets {
    files: Vec<BufWriter<File>>,
}

impl Buckets {
    /// Empty ones, in files that vanish with the process.
    pub fn new(dir: &Path) -> io::Result<Self> {
        let files = (0..FILES)
            .map(|_| Ok(BufWriter::with_capacity(WIDTH * 256, tempfile::tempfile_in(dir)?)))
            .collect::<io::Result<_>>()?;
        Ok(Self { files })
    }

    /// Adds an entry.
    pub fn add(&mut self, entry: Entry) -> io::Result<()> {
        let mut bytes = [0; WIDTH];
        bytes[..8].copy_from_slice(&entry.person.to_le_bytes());
        bytes[8..16].copy_from_slice(&entry.pair.to_le_bytes());
        bytes[16..24].copy_from_slice(&entry.id.to_le_bytes());
        bytes[24..].copy_from_slice(&entry.origin.bytes());
        // The highest bits: the lowest are all alike within a shard.
        let file = (entry.person as u64 >> (u64::BITS - FILES.ilog2())) as usize;
        self.files[file].write_all(&bytes)
    }

    /// Gives the entries of each person, sorted by origin and number.
    pub fn each_person<E: From<io::Error>>(
        &mut self,
        each: &mut dyn FnMut(&[Entry]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut entries = Vec::new();
        for file in &mut self.files {
            file.flush()?;
            let file = file.get_mut();
            file.rewind()?;
            read_all(file, &mut entries)?;
            entries.sort_unstable();
            for group in entries.chunk_by(|left, right| left.person == right.person) {
                each(group)?;
            }
            file.seek(io::SeekFrom::End(0))?;
        }
        Ok(())
    }
}

fn read_all(file: &mut File, entries: &mut Vec<Entry>) -> io::Result<()> {
    entries.clear();
    let mut reader = BufReader::with_capacity(WIDTH * 2048, file);
    let mut bytes = [0; WIDTH];
    loop {
        match reader.read_exact(&mut bytes) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            Err(error) => return Err(error),
        }
        let number = |at: usize| {
            let mut eight = [0; 8];
            eight.copy_from_slice(&bytes[at..at + 8]);
            i64::from_le_bytes(eight)
        };
        entries.push(Entry {
            person: number(0),
            pair: number(8),
            id: number(16),
            origin: Origin::from_bytes([bytes[24], bytes[25]]),
        });
    }
}

/// A set of row numbers, a bit each.
#[derive(Clone, Debug, Default)]
pub struct RowSet {
    words: Vec<u64>,
    count: u64,
}

impl RowSet {
    /// Adds a row.
    pub fn insert(&mut self, row: i64) {
        let (word, bit) = (row.unsigned_abs() as usize / 64, 1 << (row.unsigned_abs() % 64));
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        if self.words[word] & bit == 0 {
            self.words[word] |= bit;
            self.count += 1;
        }
    }

    /// Whether the row is in it.
    pub fn contains(&self, row: i64) -> bool {
        let row = row.unsigned_abs();
        self.words.get(row as usize / 64).is_some_and(|word| word & (1 << (row % 64)) != 0)
    }

    /// How many rows.
    pub fn len(&self) -> u64 {
        self.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The rows in order.
    pub fn iter(&self) -> impl Iterator<Item = i64> + '_ {
        self.words.iter().enumerate().filter(|(_, word)| **word != 0).flat_map(|(index, word)| {
            (0..64).filter(move |bit| word & (1 << bit) != 0).map(move |bit| (index * 64 + bit) as i64)
        })
    }
}

/// The hash by which a recipient is compared.
pub fn person(recipient: &str) -> i64 {
    first_eight(&sha256(&[recipient.as_bytes()]))
}

/// The hash of a message.
pub fn message(message: &str) -> [u8; 32] {
    sha256(&[message.as_bytes()])
}

/// The hash by which a message to a recipient is compared.
pub fn pair(recipient: &str, message: &[u8; 32]) -> i64 {
    first_eight(&sha256(&[message, recipient.as_bytes()]))
}

/// Which of `of` parts a recipient belongs to, from 1: SHA-256 of the recipient, its first eight bytes
/// as a big-endian number, modulo `of`. Fixed for ever: machines of different versions share a list.
pub fn shard(recipient: &str, of: u64) -> u64 {
    let mut first = [0; 8];
    first.copy_from_slice(&sha256(&[recipient.as_bytes()])[..8]);
    u64::from_be_bytes(first) % of + 1
}

fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    use sha2::Digest;
    let mut digest = sha2::Sha256::new();
    for part in parts {
        digest.update(part);
    }
    digest.finalize().into()
}

/// The first eight bytes as a number.
pub fn first_eight(digest: &[u8; 32]) -> i64 {
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    i64::from_be_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_come_together_from_all_origins_in_order() {
        let mut buckets = Buckets::new(&std::env::temp_dir()).unwrap();
        let entry = |name: &str, origin, id| Entry { person: person(name), pair: id * 7, id, origin };
        for id in 0..500 {
            buckets.add(entry(&format!("p{}", id % 100), Origin::List, id)).unwrap();
        }
        buckets.add(entry("p7", Origin::Journal(3), 9)).unwrap();
        for _ in 0..2 {
            let mut seen = 0;
            let mut seven = Vec::new();
            buckets
                .each_person::<io::Error>(&mut |group| {
                    seen += 1;
                    assert!(group.is_sorted());
                    if group[0].person == person("p7") {
                        seven = group.iter().map(|entry| (entry.origin, entry.id, entry.pair)).collect();
                    }
                    Ok(())
                })
                .unwrap();
            assert_eq!(seen, 100);
            assert_eq!(seven.len(), 6);
            assert_eq!(seven[0], (Origin::List, 7, 49));
            assert_eq!(seven[5], (Origin::Journal(3), 9, 63));
        }
    }

    #[test]
    fn shards_are_the_same_for_ever() {
        // `printf %s 86312345678901234 | sha256sum` starts with 2bd7271968afb597, which is 7 modulo 8.
        let parts: Vec<u64> = ["86312345678901234", "8529123456", "a"].iter().map(|id| shard(id, 8)).collect();
        assert_eq!(parts, SHARDS);
        let mut counts = [0; 4];
        for id in 0..4000 {
            counts[shard(&id.to_string(), 4) as usize - 1] += 1;
        }
        assert!(counts.iter().all(|count| (850..1150).contains(count)), "{counts:?}");
    }

    const SHARDS: [u64; 3] = [8, 5, 3];
}
