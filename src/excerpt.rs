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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_stay_and_long_ones_are_cut_between_characters() {
        assert_eq!(excerpt("Ann"), "Ann");
        assert_eq!(excerpt(&"你".repeat(80)), "你".repeat(80));
        assert_eq!(excerpt(&"你".repeat(81)), format!("{}… (243 bytes)", "你".repeat(80)));
    }
}
