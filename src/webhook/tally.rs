//! How much of an input was read, and how well.

/// How often what was met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Bodies read.
    pub bodies: u64,
    /// Events that the filter let through.
    pub events: u64,
    /// Bodies or parts of them that nobody knows.
    pub unknown: u64,
    /// Bodies that were mended.
    pub repaired: u64,
    /// Events whose signature was not right.
    pub unverified: u64,
    /// Events that a time filter dropped because they have no time.
    pub untimed: u64,
    /// Places where something may have been lost.
    pub unreadable: u64,
    /// Requests and replies that rightly hold no event.
    pub skipped: u64,
}

impl Tally {
    /// Adds another count.
    pub fn add(&mut self, other: &Self) {
        self.bodies += other.bodies;
        self.events += other.events;
        self.unknown += other.unknown;
        self.repaired += other.repaired;
        self.unverified += other.unverified;
        self.untimed += other.untimed;
        self.unreadable += other.unreadable;
        self.skipped += other.skipped;
    }

    /// Whether `--strict` has nothing to say against it.
    pub fn is_clean(&self) -> bool {
        self.unknown + self.repaired + self.unverified + self.unreadable == 0
    }
}
