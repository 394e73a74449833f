//! Row numbers as bits: of a million rows, 125 KB.

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
