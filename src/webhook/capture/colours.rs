//! Colours that a terminal was meant to show (`jq -C`, Node, pino-pretty): taken out of a text that comes in pieces.

use std::borrow::Cow;

/// The longest sequence.
const MAX_LENGTH: u8 = 32;

/// Takes the sequences out; one may go over several pieces.
#[derive(Default)]
pub struct Colours {
    place: Place,
}

#[derive(Clone, Copy, Default)]
enum Place {
    #[default]
    Text,
    /// After the escape.
    Escape,
    /// So far into a sequence.
    Sequence(u8),
}

/// Whether there may be colours in a text.
pub fn are_in(text: &[u8]) -> bool {
    memchr::memchr(0x1b, text).is_some()
}

impl Colours {
    /// The piece without colours.
    pub fn strip<'p>(&mut self, piece: &'p [u8]) -> Cow<'p, [u8]> {
        if matches!(self.place, Place::Text) && !are_in(piece) {
            return Cow::Borrowed(piece);
        }
        let mut plain = Vec::with_capacity(piece.len());
        for &byte in piece {
            self.place = match (self.place, byte) {
                (Place::Text | Place::Escape, 0x1b) => Place::Escape,
                (Place::Escape, b'[') => Place::Sequence(0),
                (Place::Sequence(length), b' '..=b'?') if length < MAX_LENGTH => Place::Sequence(length + 1),
                // The letter that ends it.
                (Place::Sequence(_), b'@'..=b'~') => Place::Text,
                (_, byte) => {
                    plain.push(byte);
                    Place::Text
                }
            };
        }
        Cow::Owned(plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_go_and_everything_else_stays() {
        let text = b"\x1b[1;39m{\x1b[0m\x1b[34;1m\"a\"\x1b[0m: [1m\n\x1b[\nb\x1b";
        for size in [1, 2, 3, 100] {
            let mut colours = Colours::default();
            let plain: Vec<u8> = text.chunks(size).flat_map(|piece| colours.strip(piece).into_owned()).collect();
            assert_eq!(String::from_utf8(plain).unwrap(), "{\"a\": [1m\n\nb");
        }
    }
}
