//! A look into JSON text that a [`Scanner`](crate::webhook::json::scan::Scanner) has passed: members, elements and strings as
//! slices of it, so that digits and key order stay as they came. No tree is built and nothing recurses.

use std::borrow::Cow;

use memchr::{memchr_iter, memchr2};

use crate::webhook::json::scan::{Scan, Scanner};
use crate::webhook::text;

/// One member of an object.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// The key, unescaped.
    pub key: Cow<'a, str>,
    /// The value's text.
    pub value: &'a [u8],
    /// How many line ends stand before the value in the object.
    pub line: u64,
}

/// The members of an object, in order; none when the text is no object.
pub fn members(object: &[u8]) -> impl Iterator<Item = Member<'_>> {
    let mut walk = Walk::into(object, b'{');
    std::iter::from_fn(move || {
        let (key, _) = walk.next_value()?;
        let (value, line) = walk.next_value()?;
        Some(Member { key: unescape(key), value, line })
    })
}

/// The elements of an array with the line ends before each, in order; none when the text is no array.
pub fn elements(array: &[u8]) -> impl Iterator<Item = (&[u8], u64)> {
    let mut walk = Walk::into(array, b'[');
    std::iter::from_fn(move || walk.next_value())
}

/// The first member of that name.
pub fn member<'a>(object: &'a [u8], name: &str) -> Option<&'a [u8]> {
    members(object).find(|member| member.key == name).map(|member| member.value)
}

/// The text of a string, with unpaired surrogates replaced; empty when the value is no string.
pub fn unescape(value: &[u8]) -> Cow<'_, str> {
    let Some(inner) = value.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")) else {
        return Cow::Borrowed("");
    };
    if memchr::memchr(b'\\', inner).is_none() {
        return String::from_utf8_lossy(inner);
    }
    Cow::Owned(unescape_inner(inner))
}

/// The text between the quotes of a string.
pub fn unescape_inner(inner: &[u8]) -> String {
    text::unescape(&String::from_utf8_lossy(inner))
}

/// The text as a JSON string.
pub fn quote(plain: &str) -> String {
    let mut quoted = Vec::with_capacity(plain.len() + 2);
    text::write_quoted(&mut quoted, plain);
    String::from_utf8_lossy(&quoted).into_owned()
}

/// Whether the value is a string.
pub fn is_string(value: &[u8]) -> bool {
    value.first() == Some(&b'"')
}

/// Whether the value is an object.
pub fn is_object(value: &[u8]) -> bool {
    value.first() == Some(&b'{')
}

/// Whether the value is an array.
pub fn is_array(value: &[u8]) -> bool {
    value.first() == Some(&b'[')
}

/// How many lines end in these bytes.
pub fn line_ends(text: &[u8]) -> u64 {
    memchr_iter(b'\n', text).count() as u64
}

/// Goes through the values, and keys, of one container.
struct Walk<'a> {
    text: &'a [u8],
    at: usize,
    lines: u64,
}

impl<'a> Walk<'a> {
    fn into(text: &'a [u8], open: u8) -> Self {
        let at = if text.first() == Some(&open) { 1 } else { text.len() };
        Self { text, at, lines: 0 }
    }

    fn next_value(&mut self) -> Option<(&'a [u8], u64)> {
        loop {
            match *self.text.get(self.at)? {
                b'\n' => self.lines += 1,
                b' ' | b'\t' | b'\r' | b',' | b':' => {}
                b'}' | b']' => {
                    self.at = self.text.len();
                    return None;
                }
                _ => break,
            }
            self.at += 1;
        }
        let start = self.at;
        self.at = value_end(self.text, start);
        let value = &self.text[start..self.at];
        let lines = self.lines;
        if matches!(value[0], b'{' | b'[') {
            self.lines += line_ends(value);
        }
        Some((value, lines))
    }
}

/// Where the first value of the text ends; none when it does not.
pub fn first_end(text: &[u8]) -> Option<usize> {
    match Scanner::new().scan(text) {
        Scan::Done(end) => Some(end),
        _ => None,
    }
}

/// How long the string at the front of the text is, quotes included.
pub fn string_length(text: &[u8]) -> usize {
    string_end(text, 0)
}

/// Where the value that starts at `start` ends; always past `start`.
pub fn value_end(text: &[u8], start: usize) -> usize {
    let end = end_of_value(text, start);
    #[cfg(test)]
    crate::webhook::effort::spend(end - start);
    end
}

fn end_of_value(text: &[u8], start: usize) -> usize {
    match text[start] {
        b'"' => string_end(text, start),
        b'{' | b'[' => {
            let mut depth = 0usize;
            let mut at = start;
            while at < text.len() {
                match text[at] {
                    b'"' => {
                        at = string_end(text, at);
                        continue;
                    }
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => {
                        depth -= 1;
                        if depth == 0 {
                            return at + 1;
                        }
                    }
                    _ => {}
                }
                at += 1;
            }
            text.len()
        }
        _ => {
            let rest = &text[start + 1..];
            let end =
                rest.iter().position(|byte| matches!(byte, b',' | b'}' | b']' | b' ' | b'\t' | b'\n' | b'\r' | b':'));
            end.map_or(text.len(), |length| start + 1 + length)
        }
    }
}

fn string_end(text: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(offset) = text.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        at += offset;
        if text[at] == b'"' {
            return at + 1;
        }
        at += 2;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_slices_of_the_text() {
        let text = br#"{"a": 1.50,
 "b\u00e9" : {"x":["}",2]}
, "c":"q\"" ,"d":[] }"#;
        let found: Vec<_> = members(text)
            .map(|member| (member.key.into_owned(), String::from_utf8_lossy(member.value).into_owned(), member.line))
            .collect();
        let expected = [("a", "1.50", 0), ("bé", r#"{"x":["}",2]}"#, 1), ("c", r#""q\"""#, 2), ("d", "[]", 2)];
        assert_eq!(found, expected.map(|(key, value, line)| (key.to_owned(), value.to_owned(), line)));
        assert_eq!(
            elements(b"[1 , {\"a\":\n2},\"x\"]").map(|(value, line)| (value.len(), line)).collect::<Vec<_>>(),
            [(1, 0), (8, 0), (3, 1)]
        );
    }

    #[test]
    fn strings_are_unescaped_as_a_parser_would() {
        for text in [r#""""#, r#""plain 你好""#, r#""\ud83d\ude00 \n\t\b\f\r\/\\\"""#, r#""\u4f60""#] {
            assert_eq!(unescape(text.as_bytes()), serde_json::from_str::<String>(text).unwrap(), "{text}");
        }
        assert_eq!(unescape(br#""\ud83d x""#), "\u{fffd} x");
        assert_eq!(unescape(b"12"), "");
    }

    #[test]
    fn text_that_is_no_json_ends_nowhere_else() {
        for text in ["{", "[[", "{\"", "{\"a\\", "{\"a\":{", "[\"\\", "{:,}", "{]", "x", "", "[}]"] {
            let _ = members(text.as_bytes()).count();
            let _ = elements(text.as_bytes()).count();
        }
    }
}
