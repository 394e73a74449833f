//! Texts inside JSON: where they end, what they mean, and how they are written again.

use crate::webhook::effort;

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// How many bytes from the start are neither a quote, a backslash nor a control character below
/// U+0020: eight at a time, which beats a call of memchr for the short texts of a callback; of a longer one 32.
#[inline]
pub fn plain_length(bytes: &[u8]) -> usize {
    let mut length = 0;
    while let Some(eight) = bytes[length..].first_chunk::<8>() {
        if length == 24 {
            length += plain_blocks(&bytes[length..]);
            return length + plain_words(&bytes[length..]);
        }
        let word = u64::from_le_bytes(*eight);
        if let Some(place) = special(word) {
            return length + place;
        }
        length += 8;
    }
    length + plain_bytes(&bytes[length..])
}

/// Whole blocks of 32 bytes: a loop that the compiler makes of wide instructions.
fn plain_blocks(bytes: &[u8]) -> usize {
    let is_special = |byte: &u8| (*byte == b'"') | (*byte == b'\\') | (*byte < 0x20);
    let is_plain = |block: &&[u8; 32]| !block.iter().fold(false, |any, byte| any | is_special(byte));
    32 * bytes.as_chunks::<32>().0.iter().take_while(is_plain).count()
}

fn plain_words(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        if let Some(place) = special(u64::from_le_bytes(*word)) {
            return 8 * index + place;
        }
    }
    8 * words.len() + plain_bytes(rest)
}

fn plain_bytes(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)).unwrap_or(bytes.len())
}

/// Where the first special byte of eight stands.
#[inline(always)]
fn special(word: u64) -> Option<usize> {
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    // The lowest set bit is exact; higher ones may be false, and nobody looks at them.
    let zero = |word: u64| word.wrapping_sub(ONES) & !word & HIGHS;
    let control = word.wrapping_sub(ONES * 0x20) & !word & HIGHS;
    let found = zero(quote) | zero(backslash) | control;
    (found != 0).then(|| (found.trailing_zeros() / 8) as usize)
}

/// Where a text's special bytes stand (a quote, a backslash, a control character below U+0020), found 64 bytes at a time:
/// one after another they cost a shift each, wherever they stand.
#[derive(Debug)]
pub struct Specials<'t> {
    text: &'t [u8],
    /// The block whose bits these are.
    block: usize,
    bits: u64,
}

impl<'t> Specials<'t> {
    /// Of a text.
    pub fn of(text: &'t [u8]) -> Self {
        Self { text, block: usize::MAX, bits: 0 }
    }

    /// The first one from a place on; at or past the end when there is none.
    #[inline(always)]
    pub fn from(&mut self, mut at: usize) -> usize {
        loop {
            if at / 64 != self.block {
                if at >= self.text.len() {
                    return at;
                }
                self.look(at / 64);
            }
            let bits = self.bits >> (at % 64);
            if bits != 0 {
                return at + bits.trailing_zeros() as usize;
            }
            at = (at / 64 + 1) * 64;
        }
    }

    #[inline(never)]
    fn look(&mut self, block: usize) {
        self.block = block;
        let rest = &self.text[64 * block..];
        self.bits = match rest.first_chunk::<64>() {
            Some(whole) => special_bits(whole),
            None => {
                let mut last = [b' '; 64];
                last[..rest.len()].copy_from_slice(rest);
                special_bits(&last)
            }
        };
    }
}

/// A bit for each special byte. The first loop becomes wide instructions, the second gathers the lowest bits of eight bytes
/// by one multiplication.
fn special_bits(block: &[u8; 64]) -> u64 {
    let mut flags = [0; 64];
    for (flag, byte) in flags.iter_mut().zip(block) {
        *flag = u8::from((*byte == b'"') | (*byte == b'\\') | (*byte < 0x20));
    }
    let gathered = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    flags.as_chunks::<8>().0.iter().rev().fold(0, |bits, eight| bits << 8 | gathered(eight))
}

/// The characters that a JSON string means; half a surrogate pair becomes U+FFFD.
pub fn unescape(raw: &str) -> String {
    effort::spend(raw.len());
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        text.push_str(&rest[..at]);
        let mut characters = rest[at + 1..].chars();
        let (character, used) = match characters.next() {
            Some('b') => ('\u{8}', 2),
            Some('f') => ('\u{c}', 2),
            Some('n') => ('\n', 2),
            Some('r') => ('\r', 2),
            Some('t') => ('\t', 2),
            Some('u') => unit(&rest[at..]),
            Some(other) => (other, 1 + other.len_utf8()),
            None => ('\\', 1),
        };
        text.push(character);
        rest = &rest[at + used..];
    }
    text.push_str(rest);
    text
}

/// The character of `\uXXXX` or of a pair of them, and how many bytes that took.
fn unit(text: &str) -> (char, usize) {
    let code = |text: &str| {
        let digits = text.as_bytes().strip_prefix(b"\\u")?.first_chunk::<4>()?;
        digits.iter().try_fold(0, |code, digit| Some(code << 4 | char::from(*digit).to_digit(16)?))
    };
    let Some(first) = code(text) else { return (char::REPLACEMENT_CHARACTER, 2) };
    if let (0xd800..=0xdbff, Some(second @ 0xdc00..=0xdfff)) = (first, text.get(6..).and_then(code)) {
        let joined = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
        return (char::from_u32(joined).unwrap_or(char::REPLACEMENT_CHARACTER), 12);
    }
    (char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), 6)
}

/// Writes what stands between the quotes of a JSON string again, each character as this tool writes it: what is
/// [`unescape`]d and [`write_escaped`], without the text in between.
pub fn write_again(out: &mut Vec<u8>, raw: &str) {
    effort::spend(raw.len());
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        write_escaped(out, &rest[..at]);
        let mut characters = rest[at + 1..].chars();
        let (character, used) = match characters.next() {
            Some(same @ ('b' | 'f' | 'n' | 'r' | 't' | '"' | '\\')) => {
                out.extend_from_slice(&[b'\\', same as u8]);
                rest = &rest[at + 2..];
                continue;
            }
            Some('u') => unit(&rest[at..]),
            Some(other) => (other, 1 + other.len_utf8()),
            None => ('\\', 1),
        };
        let mut bytes = [0; 4];
        match character.encode_utf8(&mut bytes) {
            one if one.len() == 1 => write_escaped(out, one),
            more => out.extend_from_slice(more.as_bytes()),
        }
        rest = &rest[at + used..];
    }
    write_escaped(out, rest);
}

/// Writes any characters as a JSON string.
pub fn write_quoted(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    write_escaped(out, text);
    out.push(b'"');
}

/// Writes characters as they stand between the quotes of a JSON string.
pub fn write_escaped(out: &mut Vec<u8>, text: &str) {
    effort::spend(text.len());
    let mut rest = text.as_bytes();
    loop {
        let plain = plain_length(rest);
        out.extend_from_slice(&rest[..plain]);
        let Some(byte) = rest.get(plain) else { return };
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0x8 => out.extend_from_slice(b"\\b"),
            0xc => out.extend_from_slice(b"\\f"),
            other => {
                let digit = |nibble: u8| b"0123456789abcdef"[usize::from(nibble & 15)];
                out.extend_from_slice(&[b'\\', b'u', b'0', b'0', digit(other >> 4), digit(*other)]);
            }
        }
        rest = &rest[plain + 1..];
    }
}

/// Writes a number in decimal.
pub fn write_integer(out: &mut Vec<u8>, mut number: u64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_length_stops_at_the_first_special_byte_wherever_it_stands() {
        for special in [b'"', b'\\', 0, 0x1f, b'\n'] {
            for place in 0..140 {
                let mut bytes = vec![b'x'; 140];
                bytes[place] = special;
                assert_eq!(plain_length(&bytes), place);
            }
        }
        assert_eq!(plain_length("é你好 ~\u{7f}\u{80} !#[]".as_bytes()), "é你好 ~\u{7f}\u{80} !#[]".len());
        assert_eq!(plain_length(b""), 0);
    }

    #[test]
    fn special_bytes_are_found_one_after_another() {
        let text: Vec<u8> = (0..1000_u32).map(|place| (place.wrapping_mul(2_654_435_761) >> 23) as u8).collect();
        for length in [0, 1, 63, 64, 65, 128, 999, 1000] {
            let text = &text[..length];
            let (mut specials, mut at) = (Specials::of(text), 0);
            for place in 0..length {
                if plain_length(&text[place..place + 1]) == 0 {
                    at = specials.from(at);
                    assert_eq!(at, place);
                    at += 1;
                }
            }
            assert!(specials.from(at) >= length);
        }
    }

    #[test]
    fn escapes_mean_what_json_says() {
        assert_eq!(unescape(r#"a\"\\\/\b\f\n\r\tz"#), "a\"\\/\u{8}\u{c}\n\r\tz");
        assert_eq!(unescape(r"\u4f60\u597d \ud83d\ude00!"), "你好 😀!");
        assert_eq!(unescape(r"\ud83d \ude00 \ud83d\u0041"), "\u{fffd} \u{fffd} \u{fffd}A");
    }

    #[test]
    fn what_is_written_again_is_what_was_meant() {
        for raw in [
            "",
            "plain 你好",
            r#"a\"\\\/\b\f\n\r\tz"#,
            r"\u4f60\u597d \ud83d\ude00!\u0022\u005c\u000a\u001f\u007f",
            r"\ud83d \ude00 \ud83d\u0041",
            "cut \\",
            "odd \\u12 \\x",
        ] {
            let (mut again, mut meant) = (Vec::new(), Vec::new());
            write_again(&mut again, raw);
            write_escaped(&mut meant, &unescape(raw));
            assert_eq!(String::from_utf8(again), String::from_utf8(meant), "{raw}");
        }
    }

    #[test]
    fn integers() {
        for number in [0, 7, 10, 18_446_744_073_709_551_615] {
            let mut out = Vec::new();
            write_integer(&mut out, number);
            assert_eq!(out, number.to_string().as_bytes());
        }
    }
}
