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

/// A word as it is typed, without its quotes and escapes; a quote may still be open.
pub fn unquoted(typed: &str) -> String {
    let (mut word, mut quote) = (String::with_capacity(typed.len()), None);
    let mut letters = typed.chars().peekable();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (None, '\'' | '"') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            (None, '\\') => word.extend(letters.next()),
            (Some('"'), '\\') => {
                let is_escape = letters.peek().is_some_and(|next| "$`\"\\".contains(*next));
                word.push(if is_escape { letters.next().unwrap_or(letter) } else { letter });
            }
            _ => word.push(letter),
        }
    }
    word
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

    #[test]
    fn what_is_typed_is_read_as_a_shell_does() {
        for (typed, expected) in [
            ("plain", "plain"),
            (r"Big\ Sale", "Big Sale"),
            ("'Big Sa", "Big Sa"),
            (r#""a \"b\" \c"#, r#"a "b" \c"#),
            (r"'it'\''s'", "it's"),
            ("--title='a b'", "--title=a b"),
            ("end\\", "end"),
        ] {
            assert_eq!(unquoted(typed), expected, "{typed}");
        }
        assert_eq!(unquoted(&quote("it's $(a) \"b\"")), "it's $(a) \"b\"");
    }
}
