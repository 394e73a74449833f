//! Phones as NXCloud takes them: digits with country code.
//!
//! What is certainly no international number is refused; what the numbering plans merely do not
//! know (a new range, a shortened test number) is only doubted, for the plans are always late.

use std::collections::HashSet;
use std::sync::LazyLock;

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, ValidationError};

use crate::excerpt::excerpt;

/// The fewest digits an international number has (E.164 has some of seven).
const FEWEST_DIGITS: usize = 7;

/// The most digits an international number has (E.164).
const MOST_DIGITS: usize = 15;

/// Why a text is no phone with country code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Nothing is left of it.
    #[error("the phone `{text}` has no digits")]
    NoDigits {
        /// As given.
        text: String,
    },
    /// A letter, or any other character that is not part of a phone.
    #[error("the phone `{text}` has {character}, which is no part of a number")]
    Character {
        /// As given.
        text: String,
        /// The first such character, named.
        character: String,
    },
    /// Digits of another script, mostly full-width ones.
    #[error("the phone `{text}` has the digit `{digit}`, which is not one of 0 to 9; write it as `{value}`")]
    OtherDigit {
        /// As given.
        text: String,
        /// The first such digit.
        digit: char,
        /// Its value.
        value: u32,
    },
    /// What a spreadsheet makes of a long number.
    #[error("the phone `{text}` was turned into a power of ten by a spreadsheet; export the column as text")]
    Exponent {
        /// As given.
        text: String,
    },
    /// A number with decimals: a spreadsheet's, or a program's float. Its digits would be another number.
    #[error(
        "the phone `{text}` has decimals, as a spreadsheet or a program writes a number; export the column as text"
    )]
    Decimals {
        /// As given.
        text: String,
    },
    /// A zero in brackets behind the country code, which is dialled only inside the country.
    #[error("the phone `{text}` has a 0 in brackets, which is dialled only inside its country; write it without")]
    TrunkZero {
        /// As given.
        text: String,
    },
    /// A `+` behind the first digit: two numbers in one, perhaps.
    #[error("the phone `{text}` has a `+` that is not at its start")]
    LatePlus {
        /// As given.
        text: String,
    },
    /// It begins with a zero, as numbers inside one country do.
    #[error("the phone `{text}` begins with 0: it is without country code")]
    NationalZero {
        /// As given.
        text: String,
    },
    /// Too few digits for any country.
    #[error("the phone `{text}` has only {digits} digits: it is without country code")]
    TooShort {
        /// As given.
        text: String,
        /// How many.
        digits: usize,
    },
    /// Too many digits for any country.
    #[error("the phone `{text}` has {digits} digits; a number with country code has at most {MOST_DIGITS}")]
    TooLong {
        /// As given.
        text: String,
        /// How many.
        digits: usize,
    },
}

/// The phone in the form that is sent and compared: `+`, a leading `00`, spaces, dashes, dots and
/// brackets taken off.
///
/// # Errors
/// What is certainly no phone with country code, and what would become another number by losing its marks: decimals
/// (`628….0`) and a trunk zero (`+44 (0)20 …`).
pub fn normalise(text: &str) -> Result<String, PhoneError> {
    let mut digits = String::with_capacity(MOST_DIGITS);
    let mut plus = false;
    // In front of digits it is a minus: a number that was worked out.
    if let Some(minus) = text.trim_start().chars().next().filter(|first| is_dash(*first)) {
        return Err(stranger(text, minus));
    }
    for character in text.chars() {
        match character {
            '0'..='9' => digits.push(character),
            '+' if digits.is_empty() && !plus => plus = true,
            _ if is_separator(character) => {}
            _ => return Err(stranger(text, character)),
        }
    }
    if !plus && digits.starts_with("00") {
        digits.drain(..2);
    }
    if has_decimals(text) {
        return Err(PhoneError::Decimals { text: shown(text) });
    }
    if has_trunk_zero(text, &digits) {
        return Err(PhoneError::TrunkZero { text: shown(text) });
    }
    let text = || shown(text);
    match digits.len() {
        0 => Err(PhoneError::NoDigits { text: text() }),
        _ if digits.starts_with('0') => Err(PhoneError::NationalZero { text: text() }),
        1..FEWEST_DIGITS => Err(PhoneError::TooShort { text: text(), digits: digits.len() }),
        FEWEST_DIGITS..=MOST_DIGITS => Ok(digits),
        _ => Err(PhoneError::TooLong { text: text(), digits: digits.len() }),
    }
}

/// The country code that a normalised phone begins with, by the zones of E.164: one digit in North America and
/// Russia, two where the ITU gave two, else three.
pub fn country_code(digits: &str) -> &str {
    const TWO: [&str; 44] = [
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49",
        "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84",
        "86", "90", "91", "92", "93", "94", "95", "98",
    ];
    let length = match digits.get(..2) {
        _ if digits.starts_with(['1', '7']) => 1,
        Some(two) if TWO.contains(&two) => 2,
        _ => 3,
    };
    digits.get(..length).unwrap_or(digits)
}

/// Spaces, dashes, dots and brackets as people, web pages and address books write them.
fn is_separator(character: char) -> bool {
    matches!(character, '.' | '(' | ')' | '[' | ']') || is_dash(character) || character.is_whitespace()
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The text as a message repeats it.
fn shown(text: &str) -> String {
    excerpt(text).into_owned()
}

/// Whether the text ends as the fraction of a number does: a lone zero behind any separator, or, where the only dot is
/// the last separator, zeros or one or two digits. Nobody writes the end of a phone like that (`+33 1 23 45 67 89` has
/// its pairs behind many separators).
fn has_decimals(text: &str) -> bool {
    let text = text.trim_end();
    let Some(at) = text.rfind(is_separator) else { return false };
    let (whole, fraction) = text.split_at(at);
    let fraction = fraction.trim_start_matches(is_separator);
    let is_number = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let zeros = fraction.bytes().all(|byte| byte == b'0');
    let one_dot = text[at..].starts_with('.') && !whole.contains('.');
    is_number
        && whole.bytes().any(|byte| byte.is_ascii_digit())
        && (fraction == "0" || one_dot && (fraction.len() <= 2 || zeros))
}

/// Whether a zero stands behind the country code that is dialled only inside the country: in a bracket of its own
/// (`+44 (0)20 …`), which it is everywhere, or behind any separator (`+44 020 …`) where the plans do not know the number
/// with it. In Italy they do (`+39 06 …`).
fn has_trunk_zero(text: &str, digits: &str) -> bool {
    // What is written with `+`, `00` or brackets has a country code at its start.
    let code = country_code(digits).len() + if text.trim_start().starts_with("00") { 2 } else { 0 };
    let mut places = text.char_indices().filter(|(_, letter)| letter.is_ascii_digit());
    let Some((last, _)) = code.checked_sub(1).and_then(|before| places.nth(before)) else { return false };
    let behind = text[last + 1..].trim_start_matches([')', ']']);
    let national = behind.trim_start_matches(is_separator);
    let is_apart = national.len() < text.len() - last - 1;
    let alone = behind.trim_start_matches(|letter| letter != '(' && letter != '[' && is_separator(letter));
    let is_alone = alone.starts_with("(0)") || alone.starts_with("[0]");
    is_apart && national.starts_with('0') && (is_alone || doubt(digits).is_some())
}

/// Names a character that is no part of a phone.
fn stranger(text: &str, character: char) -> PhoneError {
    let owned = shown(text);
    if character == '+' {
        return PhoneError::LatePlus { text: owned };
    }
    if let Some(value) = digit_value(character) {
        return PhoneError::OtherDigit { text: owned, digit: character, value };
    }
    if matches!(character, 'e' | 'E') && text.trim().parse::<f64>().is_ok() {
        return PhoneError::Exponent { text: owned };
    }
    let named = if character.is_alphabetic() {
        format!("the letter `{character}`")
    } else if character.is_control() || is_invisible(character) {
        format!("the invisible character U+{:04X}", u32::from(character))
    } else {
        format!("`{character}`")
    };
    PhoneError::Character { text: owned, character: named }
}

/// Direction marks and zero-width characters, which address books put around numbers.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}')
}

/// The value of a decimal digit of the scripts that keyboards write.
fn digit_value(character: char) -> Option<u32> {
    const ZEROES: [char; 6] = ['\u{FF10}', '\u{660}', '\u{6F0}', '\u{966}', '\u{9E6}', '\u{E50}'];
    let code = u32::from(character);
    ZEROES.into_iter().map(u32::from).find(|zero| (*zero..*zero + 10).contains(&code)).map(|zero| code - zero)
}

/// What the numbering plans have against a normalised phone, as a warning; none when they know it.
///
/// The first call reads the plans (some 5 ms); later ones take a few microseconds.
pub fn doubt(phone: &str) -> Option<String> {
    let Some((code, national)) = split(phone) else {
        return Some(format!("the phone `{phone}` begins with no country code that is in use"));
    };
    // The digits go out as they are, so they are asked about as they are: the library's parser would
    // first take a national prefix off, and is four times as slow.
    let number = number(code, national)?;
    if PHONE_NUMBER_UTIL.is_valid_number(&number) {
        return None;
    }
    Some(match PHONE_NUMBER_UTIL.is_possible_number_with_reason(&number) {
        Ok(_) => format!("the phone `{phone}` is in no range that is known for country code {code}"),
        Err(ValidationError::TooShort) => {
            format!("the phone `{phone}` is too short for country code {code}; is its own country code missing?")
        }
        Err(ValidationError::TooLong) => format!("the phone `{phone}` is too long for country code {code}"),
        Err(_) => format!("the phone `{phone}` has a length that country code {code} does not know"),
    })
}

/// Country code and the rest; no code is the beginning of another.
fn split(phone: &str) -> Option<(i32, &str)> {
    static CODES: LazyLock<Vec<i32>> = LazyLock::new(|| {
        let mut codes: Vec<i32> = PHONE_NUMBER_UTIL.get_supported_calling_codes().collect();
        codes.sort_unstable();
        codes
    });
    (1..=3).find_map(|length| {
        let code = phone.get(..length)?.parse().ok()?;
        CODES.binary_search(&code).is_ok().then(|| (code, &phone[length..]))
    })
}

fn number(code: i32, national: &str) -> Option<PhoneNumber> {
    let zeroes = national.bytes().take_while(|digit| *digit == b'0').count();
    let mut number = PhoneNumber { country_code: code, national_number: national.parse().ok()?, ..Default::default() };
    if zeroes > 0 {
        number.italian_leading_zero = Some(true);
        number.number_of_leading_zeros = i32::try_from(zeroes).ok();
    }
    Some(number)
}

/// Phones of one request: normalised, each once, in the order given.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Phones {
    /// What is sent.
    pub unique: Vec<String>,
    /// How many were left out because they stood there before.
    pub repeated: usize,
}

impl Phones {
    /// Reads the phones of a command line; the first that is none ends it.
    pub fn read<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, PhoneError> {
        let mut phones = Self::default();
        let mut seen = HashSet::new();
        for text in texts {
            let phone = normalise(text)?;
            if seen.insert(phone.clone()) {
                phones.unique.push(phone);
            } else {
                phones.repeated += 1;
            }
        }
        Ok(phones)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn country_codes_are_one_to_three_digits() {
        for (phone, code) in [
            ("15550001111", "1"),
            ("79160000000", "7"),
            ("8613800138000", "86"),
            ("447700900000", "44"),
            ("85261234567", "852"),
            ("2348012345678", "234"),
            ("21612345678", "216"),
        ] {
            assert_eq!(country_code(phone), code);
        }
    }

    #[test]
    fn what_people_write_comes_down_to_digits() {
        for text in [
            "85290001234",
            "+85290001234",
            "0085290001234",
            "+852 9000-1234",
            " (852) 9000.1234 ",
            "[852]\u{a0}9000\u{2011}1234",
            "00 852 9000 1234",
        ] {
            assert_eq!(normalise(text).as_deref(), Ok("85290001234"), "{text}");
        }
    }

    #[test]
    fn what_is_no_phone_with_country_code_says_why() {
        let message = |text: &str| normalise(text).unwrap_err().to_string();
        assert!(message("8529XXX7630").contains("the letter `X`"));
        assert!(message("８５２90001234").contains("write it as `8`"));
        assert!(message("٨٥٢90001234").contains("write it as `8`"));
        assert!(message("1234").contains("only 4 digits: it is without country code"));
        assert!(message("0912345678").contains("begins with 0: it is without country code"));
        assert!(message("+0085290001234").contains("begins with 0"));
        assert!(message("").contains("no digits"));
        assert!(message("+").contains("no digits"));
        assert!(message("00").contains("no digits"));
        assert!(message("8.63E+17").contains("spreadsheet"));
        assert!(message("852+90001234").contains("`+` that is not at its start"));
        assert!(message("++85290001234").contains("`+`"));
        assert!(message("1234567890123456").contains("16 digits"));
        assert!(message("\u{202a}85290001234").contains("U+202A"));
        assert!(message("852/90001234").contains("`/`"));
        assert!(message("-85290001234").contains("`-`"));
        assert!(message("85290001234,85290001235").contains("`,`"));
    }

    #[test]
    fn decimals_and_trunk_zeros_turn_into_nobody_elses_number() {
        for text in [
            "628123456789.0",
            "628123456789.00",
            "+628123456789.0 ",
            "628123456789.5",
            "6281234567.000",
            "62 812 3456789.0",
            "852.9123.45.67.0",
            "1.234.567.890.0",
            "85291234567.0.0",
            "628123456789 0",
        ] {
            assert!(matches!(normalise(text), Err(PhoneError::Decimals { .. })), "{text}");
        }
        for text in [
            "+44 (0)20 7946 0958",
            "+44(0)2079460958",
            "0044 [0] 20 7946 0958",
            "+44 (020) 7946 0958",
            "+44 ( 0 ) 20 7946 0958",
            "+44 020 7946 0018",
            "+(44)0 20 79460018",
            "+44-0-2079460018",
            "(44) 020 7946 0018",
            "+39 (0) 6 1234 5678",
        ] {
            assert!(matches!(normalise(text), Err(PhoneError::TrunkZero { .. })), "{text}");
        }
        for (text, digits) in [
            ("852.9000.1234", "85290001234"),
            ("+33.1.23.45.67.89", "33123456789"),
            ("8529000.1234", "85290001234"),
            ("+39 (06) 1234 5678", "390612345678"),
            ("+39 06 1234 5678", "390612345678"),
            ("+33 1 23 45 67 00", "33123456700"),
            ("+33.1.23.45.67.00", "33123456700"),
            ("+1 500 000 0000", "15000000000"),
            ("+1 (202) 555 0123", "12025550123"),
            ("(00852) 90001234", "85290001234"),
        ] {
            assert_eq!(normalise(text).as_deref(), Ok(digits), "{text}");
        }
        assert!(matches!(normalise("6.28123456789e11"), Err(PhoneError::Exponent { .. })));
        assert!(normalise("628123456789,0").is_err());
        assert!(normalise(&"8".repeat(1 << 24)).unwrap_err().to_string().len() < 300);
    }

    /// A cell that held nothing but a wide blank ended the process.
    #[test]
    fn blanks_without_digits_are_no_phone() {
        for text in ["\u{3000}", "\u{a0}", "\u{2003}()", "\u{3000}+", " \u{2028}.", "[\u{3000}]"] {
            assert!(matches!(normalise(text), Err(PhoneError::NoDigits { .. })), "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_phone_or_says_why_it_is_none(text in "[0-9+.()\\[\\] \u{2010}\u{a0}\u{3000}\\-]{0,24}|\\PC{0,12}") {
            if let Ok(digits) = normalise(&text) {
                let typed: String = text.chars().filter(char::is_ascii_digit).collect();
                proptest::prop_assert!(typed.ends_with(&digits) && (7..=15).contains(&digits.len()));
                proptest::prop_assert_eq!(normalise(&digits), Ok(digits.clone()));
            }
        }
    }

    #[test]
    fn the_plans_doubt_but_do_not_refuse() {
        for known in ["85261234567", "8613800138000", "79161234567", "12015550123", "4915123456789", "390612345678"] {
            assert_eq!(doubt(known), None);
        }
        assert!(doubt("7911239730").unwrap().contains("country code 7"));
        assert!(doubt("9991234567").unwrap().contains("no country code"));
        assert!(doubt("85212345678").unwrap().contains("no range"));
        assert!(doubt("4407400123456").is_some(), "a national 0 behind the country code is sent as it is");
    }

    #[test]
    fn the_same_phone_written_twice_is_one() {
        let phones = Phones::read(["+852 9000 1234", "85290001235", "0085290001234"]).unwrap();
        assert_eq!(phones.unique, ["85290001234", "85290001235"]);
        assert_eq!(phones.repeated, 1);
        assert!(Phones::read(["85290001234", "x"]).is_err());
    }
}
