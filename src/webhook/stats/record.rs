//! What the tables of the statistics keep: records packed into few bytes.

/// Something kept under a key, packed into few bytes.
pub trait Record: Copy {
    /// The most bytes it takes, without the key.
    const MOST: usize;
    /// Writes itself to the front of at least that many bytes; gives how many it took.
    fn put(&self, bytes: &mut [u8]) -> usize;
    /// Reads itself back; gives how many bytes it took.
    fn take(bytes: &[u8]) -> (Self, usize);
    /// Joins another record of the same key that came later.
    fn absorb(&mut self, other: &Self);
}
