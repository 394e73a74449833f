//! 96-bit keys of ids: what the joins compare in place of the ids themselves.
//!
//! Two lanes of the multiply-and-fold hash of wyhash (<https://github.com/wangyi-fudan/wyhash>), with seeds drawn anew in each run, so
//! that nobody can prepare two ids with the same key. Among a thousand million ids, two share a key with a chance
//! below 10^-11.

use std::hash::{BuildHasher, RandomState};

/// Makes keys; the same in all threads of a run.
#[derive(Clone, Copy, Debug)]
pub struct Keys {
    seeds: [u64; 4],
}

impl Keys {
    /// With seeds of its own.
    pub fn new() -> Self {
        let state = RandomState::new();
        Self { seeds: [1_u64, 2, 3, 4].map(|number| state.hash_one(number) | 1) }
    }

    /// The key of `text` within `space`: the same text in two spaces has two keys. The lowest 32 bits are zero.
    pub fn key(&self, space: u8, text: &[u8]) -> u128 {
        let [one, two, three, four] = self.seeds;
        let length = text.len() as u64;
        let (mut high, mut low) = (fold(one ^ u64::from(space), three), fold(two ^ length, four ^ u64::from(space)));
        let mut blocks = text.chunks_exact(16);
        for block in &mut blocks {
            let (first, second) = (word(&block[..8]), word(&block[8..]));
            high = fold(first ^ three, second ^ high);
            low = fold(second ^ four, first ^ low.rotate_left(17));
        }
        let mut last = [0; 16];
        let rest = blocks.remainder();
        last[..rest.len()].copy_from_slice(rest);
        let (first, second) = (word(&last[..8]), word(&last[8..]));
        high = fold(fold(first ^ three, second ^ high) ^ length, one);
        low = fold(fold(second ^ four, first ^ low.rotate_left(17)) ^ length, two);
        (u128::from(high) << 64) | u128::from(low & !0xffff_ffff)
    }
}

impl Default for Keys {
    fn default() -> Self {
        Self::new()
    }
}

fn word(bytes: &[u8]) -> u64 {
    bytes.try_into().map_or(0, u64::from_le_bytes)
}

fn fold(one: u64, two: u64) -> u64 {
    let product = u128::from(one) * u128::from(two);
    (product >> 64) as u64 ^ product as u64
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn different_ids_have_different_keys() {
        let keys = Keys::new();
        let mut seen = HashSet::new();
        let mut halves = HashSet::new();
        for number in 0..100_000_u32 {
            let key = keys.key(0, format!("wamid.{number:x}").as_bytes());
            assert!(seen.insert(key));
            halves.insert((key >> 64) as u64);
            assert_eq!(key as u32, 0);
        }
        assert_eq!(halves.len(), 100_000);
        for length in 0..64 {
            assert!(seen.insert(keys.key(0, &vec![0; length])), "{length} zeros");
            assert!(seen.insert(keys.key(1, &vec![0; length])), "{length} zeros in another space");
        }
        assert_eq!(keys.key(3, b"abc"), keys.key(3, b"abc"));
    }
}
