//! What is one emoji (Unicode's UTS #51), by its code points.

use icu_properties::CodePointSetData;
use icu_properties::props::{Emoji, EmojiModifier};
use unicode_segmentation::UnicodeSegmentation;

/// Joins emoji to one.
const JOINER: char = '\u{200D}';

/// Asks for the picture where a text would stand.
const PICTURE: char = '\u{FE0F}';

/// The longest that there are have 11 code points: a family with the skin of each.
const LONGEST: usize = 16;

/// Whether a text is exactly one emoji: a picture, a flag, a keycap, or some joined to one picture.
pub fn is_one(text: &str) -> bool {
    if text.chars().count() > LONGEST {
        return false;
    }
    let mut graphemes = text.graphemes(true);
    let (Some(one), None) = (graphemes.next(), graphemes.next()) else { return false };
    is_flag(one) || is_keycap(one) || one.split(JOINER).all(is_picture)
}

/// Two letters that name a country.
fn is_flag(text: &str) -> bool {
    let is_letter = |letter| ('\u{1F1E6}'..='\u{1F1FF}').contains(&letter);
    text.chars().count() == 2 && text.chars().all(is_letter)
}

fn is_keycap(text: &str) -> bool {
    let Some(key) = text.strip_suffix('\u{20E3}') else { return false };
    let key = key.strip_suffix(PICTURE).unwrap_or(key);
    matches!(key.as_bytes(), [b'0'..=b'9' | b'#' | b'*'])
}

/// An emoji of its own, with the marks that may follow it: a skin, the wish for a picture, a region's tags.
fn is_picture(text: &str) -> bool {
    let mut characters = text.chars();
    let is_base = characters.next().is_some_and(|base| {
        let is_letter = ('\u{1F1E6}'..='\u{1F1FF}').contains(&base);
        !base.is_ascii() && !is_letter && CodePointSetData::new::<Emoji>().contains(base)
    });
    let may_follow = |mark: char| {
        let is_tag = ('\u{E0020}'..='\u{E007F}').contains(&mark);
        mark == PICTURE || is_tag || CodePointSetData::new::<EmojiModifier>().contains(mark)
    };
    is_base && characters.all(may_follow)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters that are emoji were refused; blanks, punctuation and two emoji went out.
    #[test]
    fn one_emoji_is_one_picture_and_nothing_else() {
        let letters = ["\u{2139}\u{FE0F}", "\u{24C2}\u{FE0F}", "\u{1F170}\u{FE0F}", "\u{1F17F}\u{FE0F}", "\u{1F18E}"];
        let pictures = ["👍", "👍🏽", "❤️", "❤", "☝🏻", "©\u{FE0F}", "1️⃣", "#️⃣", "*\u{20E3}", "🇭🇰", "👨‍👩‍👧‍👦", "🏳️‍🌈", "❤️‍🔥"];
        let england = "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}";
        for text in letters.iter().chain(&pictures).chain([&england]) {
            assert!(is_one(text), "{text}");
        }
        let others = [
            "",
            " ",
            "\u{3000}",
            "。",
            "!",
            "…",
            "1",
            "#",
            "ok",
            "好",
            "👍👍",
            "👍 ",
            "👍a",
            "👍\u{301}",
            "👍\u{200D}",
            "\u{FE0F}",
            "\u{200D}",
            "🇭",
            "🇭🇰🇭🇰",
            "❤\u{FE0E}",
            "1\u{FE0F}",
            "a\u{20E3}",
            "→",
        ];
        let long = ["👍"; 9].join("\u{200D}");
        for text in others.iter().chain([&long.as_str()]) {
            assert!(!is_one(text), "{text}");
        }
    }
}
