//! How many SMS a text becomes: an estimate, for carriers may change characters before they count.
//!
//! GSM 03.38: 160 characters of seven bits, or 153 in each part of a longer text; a character of
//! the extension table takes two. Anything else makes the whole text UCS-2: 70 units, or 67 a part.

use std::fmt;

/// Characters of the GSM 7-bit basic alphabet besides digits and Latin letters.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";

/// Characters of its extension table, two septets each.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// The most parts a long SMS can have.
const MOST_PARTS: usize = 255;

/// What a text is sent in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// Seven bits a character.
    Gsm7,
    /// Sixteen bits a unit; emoji take two.
    Ucs2,
}

/// An estimate for one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// The alphabet.
    pub alphabet: Alphabet,
    /// Septets, or UTF-16 units.
    pub units: usize,
    /// SMS to be paid for each person.
    pub segments: usize,
}

impl Estimate {
    /// Whether no phone could put it together again.
    pub fn is_too_long(self) -> bool {
        self.segments > MOST_PARTS
    }
}

impl fmt::Display for Estimate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (alphabet, unit) = match self.alphabet {
            Alphabet::Gsm7 => ("GSM-7", "characters"),
            Alphabet::Ucs2 => ("UCS-2", "units"),
        };
        let plural = if self.segments == 1 { "" } else { "s" };
        write!(formatter, "about {} segment{plural} ({alphabet}, {} {unit})", self.segments, self.units)
    }
}

/// Counts a text.
pub fn estimate(text: &str) -> Estimate {
    match text.chars().map(septets).sum::<Option<usize>>() {
        Some(units) => {
            let widths = text.chars().filter_map(septets);
            Estimate { alphabet: Alphabet::Gsm7, units, segments: segments(units, widths, 160, 153) }
        }
        None => {
            let units = text.chars().map(char::len_utf16).sum();
            let widths = text.chars().map(char::len_utf16);
            Estimate { alphabet: Alphabet::Ucs2, units, segments: segments(units, widths, 70, 67) }
        }
    }
}

/// Septets of a character, none outside the alphabet.
fn septets(character: char) -> Option<usize> {
    if character.is_ascii_alphanumeric() || BASIC.contains(character) {
        Some(1)
    } else if EXTENSION.contains(character) {
        Some(2)
    } else {
        None
    }
}

/// A character that takes two units is never split over two parts.
fn segments(units: usize, widths: impl Iterator<Item = usize>, alone: usize, part: usize) -> usize {
    if units <= alone {
        return 1;
    }
    let (mut parts, mut filled) = (1, 0);
    for width in widths {
        if filled + width > part {
            parts += 1;
            filled = 0;
        }
        filled += width;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(text: &str) -> (Alphabet, usize, usize) {
        let Estimate { alphabet, units, segments } = estimate(text);
        (alphabet, units, segments)
    }

    #[test]
    fn the_borders_of_both_alphabets() {
        assert_eq!(counted(""), (Alphabet::Gsm7, 0, 1));
        assert_eq!(counted(&"a".repeat(160)), (Alphabet::Gsm7, 160, 1));
        assert_eq!(counted(&"a".repeat(161)), (Alphabet::Gsm7, 161, 2));
        assert_eq!(counted(&"a".repeat(306)), (Alphabet::Gsm7, 306, 2));
        assert_eq!(counted(&"a".repeat(307)), (Alphabet::Gsm7, 307, 3));
        assert_eq!(counted(&"€".repeat(80)), (Alphabet::Gsm7, 160, 1));
        assert_eq!(counted(&"你".repeat(70)), (Alphabet::Ucs2, 70, 1));
        assert_eq!(counted(&"你".repeat(71)), (Alphabet::Ucs2, 71, 2));
        assert_eq!(counted(&"你".repeat(134)), (Alphabet::Ucs2, 134, 2));
        assert_eq!(counted(&"你".repeat(135)), (Alphabet::Ucs2, 135, 3));
        assert_eq!(counted("naïve"), (Alphabet::Ucs2, 5, 1), "ï is not in the alphabet, à and é are");
        assert_eq!(counted("à la carte, señor"), (Alphabet::Gsm7, 17, 1));
    }

    #[test]
    fn two_unit_characters_are_not_split() {
        // 153 is odd: each part holds 76 euro signs and one septet stays empty.
        assert_eq!(counted(&"€".repeat(153)), (Alphabet::Gsm7, 306, 3));
        // 67 is odd too: 33 emoji a part.
        assert_eq!(counted(&"😀".repeat(67)), (Alphabet::Ucs2, 134, 3));
    }

    #[test]
    fn a_hundred_kilobytes() {
        assert_eq!(estimate(&"a".repeat(100 * 1024)).segments, 670);
        assert!(estimate(&"a".repeat(100 * 1024)).is_too_long());
    }

    #[test]
    fn shown_as_an_estimate() {
        assert_eq!(estimate("hi").to_string(), "about 1 segment (GSM-7, 2 characters)");
    }
}
