//! Comparing millions of rows in flat memory: their hashes, by person.

use std::io;
use std::path::Path;

use crate::sorter::Sorter;

/// Entries that stay in memory: a power of two is what memory grows to.
const HELD: usize = 1 << 15;

/// Bytes of an entry that is sorted.
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

    fn of(bytes: [u8; 2]) -> Self {
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

impl Entry {
    /// Bytes in the order of the entries; no number is negative.
    fn bytes(&self) -> [u8; WIDTH] {
        let mut bytes = [0; WIDTH];
        bytes[..8].copy_from_slice(&self.person.to_be_bytes());
        bytes[8..10].copy_from_slice(&self.origin.bytes());
        bytes[10..18].copy_from_slice(&self.id.to_be_bytes());
        bytes[18..].copy_from_slice(&self.pair.to_be_bytes());
        bytes
    }

    fn of(bytes: &[u8]) -> Option<Self> {
        let (person, rest) = bytes.split_first_chunk()?;
        let (origin, rest) = rest.split_first_chunk()?;
        let (id, rest) = rest.split_first_chunk()?;
        Some(Self {
            person: i64::from_be_bytes(*person),
            origin: Origin::of(*origin),
            id: i64::from_be_bytes(*id),
            pair: i64::from_be_bytes(*rest.first_chunk()?),
        })
    }
}

/// Entries of any number of people.
pub struct Entries(Sorter);

impl Entries {
    /// None yet; what memory does not hold goes to files in `dir` that vanish with the process.
    pub fn new(dir: &Path) -> Self {
        Self(Sorter::new(dir, HELD * (WIDTH + Sorter::ENTRY)))
    }

    /// Adds an entry.
    pub fn add(&mut self, entry: Entry) -> io::Result<()> {
        self.0.push(&entry.bytes(), &[])
    }

    /// Gives the entries of each person, sorted by origin and number.
    pub fn each_person<E: From<io::Error>>(
        &mut self,
        each: &mut dyn FnMut(&[Entry]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut sorted = self.0.sorted()?;
        let mut group: Vec<Entry> = Vec::new();
        while let Some((bytes, _)) = sorted.next()? {
            let Some(entry) = Entry::of(bytes) else { continue };
            if group.first().is_some_and(|first| first.person != entry.person) {
                each(&group)?;
                group.clear();
            }
            group.push(entry);
        }
        if group.is_empty() { Ok(()) } else { each(&group) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulk::hashes::person;

    #[test]
    fn persons_come_together_from_all_origins_in_order() {
        let mut entries = Entries::new(&std::env::temp_dir());
        let entry = |name: &str, origin, id| Entry { person: person(name), pair: id * 7, id, origin };
        for id in 0..500 {
            entries.add(entry(&format!("p{}", id % 100), Origin::List, id)).unwrap();
        }
        entries.add(entry("p7", Origin::Journal(3), 9)).unwrap();
        for _ in 0..2 {
            let mut seen = 0;
            let mut seven = Vec::new();
            entries
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
}
