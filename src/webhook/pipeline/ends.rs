//! Where one value ends and the next may begin, in text that is taken to be JSON: brackets and texts are told apart, 64 bytes at
//! a time, and nothing is read. Whoever reads the values finds out where it is none.

use crate::webhook::effort;

/// What the values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Values {
    /// Elements of an array; true when nothing is taken of them but callbacks.
    Elements(bool),
    /// Documents that stand for themselves.
    Documents,
}

/// What separates the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Between {
    /// The commas of an array.
    Commas,
    /// The ends of lines.
    Lines,
}

/// Finds the separators that are in no value, in text that comes in pieces.
#[derive(Clone, Debug)]
pub(super) struct Ends {
    between: Between,
    /// How many brackets are open.
    depth: usize,
    /// All bits: a text goes on.
    in_text: u64,
    /// One: the next byte is escaped.
    escaped: u64,
    /// The last two places after a separator.
    found: [Option<usize>; 2],
    /// A bracket closed that was opened before: the array ends there.
    pub(super) closed: bool,
}

const EVEN: u64 = 0x5555_5555_5555_5555;

impl Ends {
    /// At the first byte of a value.
    pub(super) fn new(between: Between) -> Self {
        Self { between, depth: 0, in_text: 0, escaped: 0, found: [None; 2], closed: false }
    }

    /// Looks on from `from`; what stands before it was looked at.
    pub(super) fn look(&mut self, bytes: &[u8], from: usize) {
        effort::spend(bytes.len() - from);
        let (blocks, rest) = bytes[from..].as_chunks::<64>();
        for (number, block) in blocks.iter().enumerate() {
            if self.closed {
                return;
            }
            self.block(block, from + 64 * number, 64);
        }
        if !rest.is_empty() && !self.closed {
            let mut block = [b' '; 64];
            block[..rest.len()].copy_from_slice(rest);
            self.block(&block, bytes.len() - rest.len(), rest.len());
        }
    }

    /// `count` bytes of the front are gone.
    pub(super) fn forget(&mut self, count: usize) {
        self.found =
            self.found.map(|place| place.and_then(|place| place.checked_sub(count)).filter(|place| *place > 0));
    }

    /// The last place between two values: another one begins after it.
    pub(super) fn last(&self, bytes: &[u8]) -> Option<usize> {
        let [before, last] = self.found;
        match self.between {
            Between::Lines => last,
            Between::Commas => {
                let next = |place: usize| bytes[place..].iter().find(|byte| !byte.is_ascii_whitespace());
                last.filter(|place| !matches!(next(*place), None | Some(b']' | b'}' | b','))).or(before)
            }
        }
    }

    /// Up to `length` bytes, which stand at `at`.
    fn block(&mut self, block: &[u8; 64], at: usize, length: usize) {
        let backslashes = mask(block, |byte| byte == b'\\');
        let escaped = if backslashes | self.escaped == 0 { 0 } else { self.escaped(backslashes) };
        if length < 64 {
            self.escaped = escaped >> length & 1;
        }
        let quotes = mask(block, |byte| byte == b'"') & !escaped;
        let texts = within(quotes) ^ self.in_text;
        self.in_text = 0u64.wrapping_sub(texts >> 63);
        // A bit tells `[` from `{` and `]` from `}`.
        let opens = mask(block, |byte| byte | 0x20 == b'{') & !texts;
        let closes = mask(block, |byte| byte | 0x20 == b'}') & !texts;
        if self.depth > closes.count_ones() as usize {
            self.depth = self.depth + opens.count_ones() as usize - closes.count_ones() as usize;
            return;
        }
        let separator = if self.between == Between::Commas { b',' } else { b'\n' };
        let mut marks = opens | closes | mask(block, |byte| byte == separator) & !texts;
        while marks != 0 {
            let place = marks.trailing_zeros();
            let bit = marks & marks.wrapping_neg();
            marks ^= bit;
            if opens & bit != 0 {
                self.depth += 1;
            } else if closes & bit == 0 {
                if self.depth == 0 {
                    self.found = [self.found[1], Some(at + place as usize + 1)];
                }
            } else if self.depth == 0 && self.between == Between::Commas {
                self.closed = true;
                return;
            } else {
                self.depth = self.depth.saturating_sub(1);
            }
        }
    }

    /// The bytes that a backslash before them keeps from being what they are.
    fn escaped(&mut self, backslashes: u64) -> u64 {
        let begins = backslashes & !self.escaped;
        let follows = begins << 1 | self.escaped;
        let odd_starts = begins & !EVEN & !follows;
        let (even_ends, carry) = odd_starts.overflowing_add(begins);
        self.escaped = u64::from(carry);
        (EVEN ^ even_ends << 1) & follows
    }
}

/// A bit for each byte that is one of those.
#[inline]
fn mask(block: &[u8; 64], is: impl Fn(u8) -> bool) -> u64 {
    // A table of the block's length, and no branch: so the loop becomes a few instructions for sixteen bytes each.
    const BITS: [u8; 64] = {
        let mut bits = [0; 64];
        let mut place = 0;
        while place < 64 {
            bits[place] = 1 << (place % 8);
            place += 1;
        }
        bits
    };
    let mut bits = [0u8; 64];
    for ((bit, byte), own) in bits.iter_mut().zip(block).zip(&BITS) {
        *bit = u8::from(is(*byte)).wrapping_neg() & own;
    }
    // The sum of eight bytes that have a bit each.
    let (words, _) = bits.as_chunks::<8>();
    let sums = words.iter().enumerate();
    sums.fold(0, |mask, (place, word)| {
        let sum = u64::from_le_bytes(*word).wrapping_mul(0x0101_0101_0101_0101) >> 56;
        mask | sum << (8 * place)
    })
}

/// The bits from each first quote to before the second.
fn within(quotes: u64) -> u64 {
    [1, 2, 4, 8, 16, 32].into_iter().fold(quotes, |bits, distance| bits ^ bits << distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same, byte by byte.
    fn slowly(text: &[u8], between: Between) -> (Vec<usize>, bool) {
        let (mut depth, mut in_text, mut escaped, mut places) = (0usize, false, false, Vec::new());
        for (place, &byte) in text.iter().enumerate() {
            let is_escaped = std::mem::take(&mut escaped);
            match byte {
                b'\\' => escaped = !is_escaped,
                b'"' if !is_escaped => in_text = !in_text,
                _ if in_text => {}
                b'{' | b'[' => depth += 1,
                b'}' | b']' if depth == 0 && between == Between::Commas => return (places, true),
                b'}' | b']' => depth = depth.saturating_sub(1),
                b',' if depth == 0 && between == Between::Commas => places.push(place + 1),
                b'\n' if depth == 0 && between == Between::Lines => places.push(place + 1),
                _ => {}
            }
        }
        (places, false)
    }

    #[test]
    fn places_are_those_that_are_found_byte_by_byte_in_pieces_of_any_size() {
        let mut random = fastrand::Rng::with_seed(7);
        for round in 0..4000 {
            let pieces: [&[u8]; 16] = [
                b"{",
                b"}",
                b"[",
                b"]",
                b"\"",
                b"\\",
                b"\\\\",
                b",",
                b"\n",
                b" ",
                b"x",
                b"\"text\"",
                b"\\\"",
                b"{\"a\":1},",
                b"{}\n",
                "\u{4f60}\u{597d} words that fill a block of bytes without any mark in them, so that".as_bytes(),
            ];
            let mut text = Vec::new();
            for _ in 0..random.usize(0..60) {
                text.extend_from_slice(pieces[random.usize(0..pieces.len())]);
            }
            for between in [Between::Commas, Between::Lines] {
                let (places, closed) = slowly(&text, between);
                let mut ends = Ends::new(between);
                let mut from = 0;
                while from < text.len() {
                    let to = (from + random.usize(1..150)).min(text.len());
                    ends.look(&text[..to], from);
                    from = to;
                }
                let last = |back: usize| places.len().checked_sub(back).map(|place| places[place]);
                assert_eq!(
                    (ends.found, ends.closed),
                    ([last(2), last(1)], closed),
                    "{round} {}",
                    String::from_utf8_lossy(&text)
                );
            }
        }
    }
}
