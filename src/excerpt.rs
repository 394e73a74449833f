//! What a person wrote, as a message repeats it: whole when it is short, else its beginning.

use std::borrow::Cow;

/// Characters that a message repeats.
const MOST: usize = 80;

/// The text, or its beginning and how long it is.
pub fn excerpt(text: &str) -> Cow<'_, str> {
    // A character is at most four bytes, so most texts need no counting.
    if text.len() <= MOST {
        return Cow::Borrowed(text);
    }
    match text.char_indices().nth(MOST) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}… ({} bytes)", &text[..end], text.len())),
    }
}

/// Names between backticks and commas: the first twenty, and how many more there are.
pub fn named<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    const SHOWN: usize = 20;
    let mut text = String::new();
    let mut count = 0;
    for name in names {
        count += 1;
        if count <= SHOWN {
            if count > 1 {
                text.push_str(", ");
            }
            text.push('`');
            text.push_str(&excerpt(name));
            text.push('`');
        }
    }
    if count > SHOWN {
        text.push_str(&format!(" and {} more", count - SHOWN));
    }
    text
}

/// The name that is most likely meant by `name`; none when no other is near.
pub fn nearest<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    // The distance of two long texts takes their product in steps, and nobody mistypes a page of text.
    const LONGEST: usize = 100;
    if name.len() > LONGEST {
        return None;
    }
    let lower = name.to_lowercase();
    names
        .into_iter()
        .filter(|other| !other.is_empty() && other.len() <= LONGEST)
        .map(|other| (strsim::damerau_levenshtein(&lower, &other.to_lowercase()), other))
        .filter(|(distance, other)| *distance <= 1 + other.chars().count() / 4)
        .min()
        .map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_stay_and_long_ones_are_cut_between_characters() {
        assert_eq!(excerpt("Ann"), "Ann");
        assert_eq!(excerpt(&"你".repeat(80)), "你".repeat(80));
        assert_eq!(excerpt(&"你".repeat(81)), format!("{}… (243 bytes)", "你".repeat(80)));
        let many: Vec<String> = (0..100_000).map(|number| format!("c{number}")).collect();
        assert!(named(many.iter().map(String::as_str)).ends_with("`c19` and 99980 more"));
    }

    #[test]
    fn the_nearest_name() {
        let names = ["name", "order", "", "姓名"];
        assert_eq!(nearest("nmae", names), Some("name"));
        assert_eq!(nearest("Name", names), Some("name"));
        assert_eq!(nearest("zebra", names), None);
        assert_eq!(nearest(&"n".repeat(1 << 20), names), None);
    }
}
