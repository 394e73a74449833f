//! Strangers' text on its way to a terminal: what could move the cursor, hide or reorder text is made visible.
//!
//! JSON is not touched in value: on a terminal such characters are written as `\uXXXX`, which reads
//! back as the same string.

use std::borrow::Cow;
use std::fmt::Write;

/// The text on one line: a line break becomes `⏎`, every other control, bidi or invisible
/// character its escape.
pub fn line(text: &str) -> Cow<'_, str> {
    clean(text, false)
}

/// Prose of several lines: line breaks stay, but what follows one is indented, so that a stranger's
/// text cannot pass for a line of ours.
pub fn prose(text: &str) -> Cow<'_, str> {
    let cleaned = clean(text, true);
    if cleaned.contains('\n') { Cow::Owned(cleaned.replace('\n', "\n  ")) } else { cleaned }
}

/// Several lines of data for a terminal: line breaks stay as they are.
pub fn lines(text: &str) -> Cow<'_, str> {
    clean(text, true)
}

/// A JSON text for a terminal: the same value, with hidden characters written as escapes.
pub fn json(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|character| character != '\n' && is_hidden(character)) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    let mut before = None;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let joins = is_joiner(character) && joins(before, characters.peek().copied());
        before = Some(character);
        // serde_json escapes what stands in a string; line breaks between values stay.
        if character != '\n' && !joins && is_hidden(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(character);
        }
    }
    Cow::Owned(safe)
}

fn clean(text: &str, keep_line_breaks: bool) -> Cow<'_, str> {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len() + 16);
    let mut before = None;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let joins = is_joiner(character) && joins(before, characters.peek().copied());
        match character {
            '\n' if keep_line_breaks => cleaned.push('\n'),
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' => cleaned.push('⏎'),
            '\t' => cleaned.push_str("\\t"),
            '\r' => cleaned.push_str("\\r"),
            _ if !joins && is_hidden(character) => {
                let _ = write!(cleaned, "\\u{{{:x}}}", u32::from(character));
            }
            _ => cleaned.push(character),
        }
        before = Some(character);
    }
    Cow::Owned(cleaned)
}

/// Zero-width joiner and non-joiner: parts of emoji and of several scripts.
fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}')
}

/// Between two characters beyond ASCII a joiner does its work; anywhere else it hides.
fn joins(before: Option<char>, after: Option<char>) -> bool {
    let beyond =
        |character: Option<char>| character.is_some_and(|character| !character.is_ascii() && !is_hidden(character));
    beyond(before) && beyond(after)
}

fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_made_visible() {
        for (text, shown) in [
            ("plain text", "plain text"),
            ("\u{1b}[2J\u{1b}[31mred", "\\u{1b}[2J\\u{1b}[31mred"),
            ("\u{9b}31m", "\\u{9b}31m"),
            ("bell\u{7}", "bell\\u{7}"),
            ("one\ntwo\r\nthree", "one⏎two⏎three"),
            ("over\rwrite", "over\\rwrite"),
            ("a\tb", "a\\tb"),
            ("evil\u{202e}txt.exe", "evil\\u{202e}txt.exe"),
            ("\u{2066}isolated\u{2069}", "\\u{2066}isolated\\u{2069}"),
            ("pay\u{200b}pal", "pay\\u{200b}pal"),
            ("pay\u{200d}pal", "pay\\u{200d}pal"),
            ("你好 😀", "你好 😀"),
            ("👨\u{200d}👩\u{200d}👧", "👨\u{200d}👩\u{200d}👧"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("é", "é"),
        ] {
            assert_eq!(line(text), shown, "{text:?}");
        }
    }

    #[test]
    fn a_line_break_in_prose_cannot_start_a_line_of_ours() {
        assert_eq!(prose("refused\nhint: run this\u{1b}[0m"), "refused\n  hint: run this\\u{1b}[0m");
    }

    #[test]
    fn json_for_a_terminal_reads_back_as_the_same_value() {
        let text = serde_json::to_string("\u{1b}[0m\u{9b}1m\u{202e}x\u{7f}\u{e0041}你").unwrap();
        let safe = json(&text);
        assert!(!safe.chars().any(is_hidden), "{safe:?}");
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), serde_json::from_str::<String>(&text).unwrap());
    }
}
