//! Colours that a terminal was meant to show (`jq -C`, Node, pino-pretty): taken out of a text that comes in pieces.

use std::borrow::Cow;

/// The longest sequence.
const MAX_LENGTH: usize = 32;

/// Takes the sequences out; one may go over several pieces. An escape that begins none stays: it is a byte of something else.
#[derive(Default)]
pub struct Colours {
    /// What may be the beginning of a sequence.
    begun: Vec<u8>,
}

/// Whether there may be colours in a text.
pub fn are_in(text: &[u8]) -> bool {
    memchr::memchr(0x1b, text).is_some()
}

impl Colours {
    /// Whether a sequence may have begun.
    pub fn is_begun(&self) -> bool {
        !self.begun.is_empty()
    }

    /// The piece without colours.
    pub fn strip<'p>(&mut self, piece: &'p [u8]) -> Cow<'p, [u8]> {
        if self.begun.is_empty() && !are_in(piece) {
            return Cow::Borrowed(piece);
        }
        let mut plain = Vec::with_capacity(piece.len() + self.begun.len());
        for &byte in piece {
            match (self.begun.len(), byte) {
                (1, b'[') => self.begun.push(byte),
                (2..MAX_LENGTH, b'0'..=b'?') => self.begun.push(byte),
                // What sets colours, or erases the line behind them.
                (2.., b'm' | b'K') => self.begun.clear(),
                _ => {
                    plain.append(&mut self.begun);
                    if byte == 0x1b { self.begun.push(byte) } else { plain.push(byte) }
                }
            }
        }
        Cow::Owned(plain)
    }

    /// What is left at the end of the text.
    pub fn finish(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.begun)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_go_and_everything_else_stays() {
        let text = b"\x1b[1;39m{\x1b[0m\x1b[34;1m\"a\"\x1b[0m: [1m\x1b[K\n\x1b[\nb\x1b\x1b[1m\x1bc\x1b[2J\x1b";
        for size in [1, 2, 3, 100] {
            let mut colours = Colours::default();
            let mut plain: Vec<u8> = text.chunks(size).flat_map(|piece| colours.strip(piece).into_owned()).collect();
            plain.extend(colours.finish());
            assert_eq!(String::from_utf8(plain).unwrap(), "{\"a\": [1m\n\x1b[\nb\x1b\x1bc\x1b[2J\x1b");
        }
    }
}
