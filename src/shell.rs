//! Words as a POSIX shell takes them.

use std::path::Path;

/// The word in single quotes.
pub fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// The word, quoted where it has to be.
pub fn word(word: &str) -> String {
    let plain = |character: char| character.is_alphanumeric() || "-_./:@%+=,".contains(character);
    if !word.is_empty() && word.chars().all(plain) { word.to_owned() } else { quote(word) }
}

/// The path, quoted where it has to be.
pub fn path(path: &Path) -> String {
    word(&path.to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_would_read_otherwise_is_quoted() {
        for (plain, expected) in
            [("a-b.c", "a-b.c"), ("", "''"), ("it's", r"'it'\''s'"), ("a b", "'a b'"), ("张三", "张三")]
        {
            assert_eq!(word(plain), expected);
        }
        assert_eq!(quote("a"), "'a'");
    }
}
