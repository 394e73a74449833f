//! A small generator with a seed (SplitMix64): seeds and faults come out the same in every version
//! of every dependency.

/// A stream of numbers that its seed determines.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

/// 64 signs that need no escaping anywhere.
const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

impl Random {
    /// The stream of `seed`.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is not 0.
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// True once in a while: `probability` is from 0 to 1.
    pub(super) fn chance(&mut self, probability: f64) -> bool {
        ((self.next() >> 11) as f64) / ((1_u64 << 53) as f64) < probability
    }

    /// `length` digits, the first not 0.
    pub(super) fn digits(&mut self, length: usize) -> String {
        let mut digits = String::with_capacity(length);
        digits.push(char::from(b'1' + self.below(8) as u8));
        for _ in 1..length {
            digits.push(char::from(b'0' + self.below(10) as u8));
        }
        digits
    }

    /// 32 hexadecimal digits, as the vendors write ids.
    pub(super) fn hex_id(&mut self) -> String {
        format!("{:016x}{:016x}", self.next(), self.next())
    }

    /// A message id: `m_` and 86 signs.
    pub(super) fn message_id(&mut self) -> String {
        let mut id = String::with_capacity(88);
        id.push_str("m_");
        while id.len() < 88 {
            let mut bits = self.next();
            for _ in 0..10.min(88 - id.len()) {
                id.push(char::from(SIGNS[(bits & 63) as usize]));
                bits >>= 6;
            }
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_of_a_seed_never_changes() {
        let mut random = Random::new(42);
        assert_eq!([random.next(), random.next()], [13_679_457_532_755_275_413, 2_949_826_092_126_892_291]);
    }

    #[test]
    fn ids_have_their_documented_lengths() {
        let mut random = Random::new(1);
        assert_eq!(random.hex_id().len(), 32);
        let id = random.message_id();
        assert_eq!(id.len(), 88);
        assert!(id.starts_with("m_"));
        let psid = random.digits(17);
        assert!(psid.len() == 17 && !psid.starts_with('0') && !psid.starts_with('9'));
    }
}
