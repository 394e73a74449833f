//! Values as captures need them: with the lines on which they stand; and texts that are JSON only as far as is known.

use std::borrow::Cow;

use memchr::{memchr_iter, memchr2};

use crate::webhook::json::scan::{Scan, Scanner};
use crate::webhook::json::{Parser, Value};
use crate::webhook::{effort, text};

/// One member of an object.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// The key, unescaped.
    pub key: Cow<'a, str>,
    /// The value.
    pub value: Value<'a>,
    /// How many lines end before the value in the object.
    pub line: u64,
}

/// The members of an object, in order; none when the value is no object.
pub fn members(object: Value<'_>) -> impl Iterator<Item = Member<'_>> {
    let mut lines = Lines::from(object);
    object.members().map(move |(key, value)| Member { key: key.decoded(), value, line: lines.to(value) })
}

/// The elements of an array with the line ends before each, in order; none when the value is no array.
pub fn elements(array: Value<'_>) -> impl Iterator<Item = (Value<'_>, u64)> {
    let mut lines = Lines::from(array);
    array.elements().map(move |value| (value, lines.to(value)))
}

/// The first member of that name.
pub fn member<'a>(object: Value<'a>, name: &str) -> Option<Value<'a>> {
    object.members().find(|(key, _)| key.is(name)).map(|(_, value)| value)
}

/// The text of a string; empty when the value is no string.
pub fn text(value: Value<'_>) -> Cow<'_, str> {
    value.string().map_or(Cow::Borrowed(""), |text| text.decoded())
}

/// Counts the lines that end up to one value after another.
struct Lines {
    at: usize,
    count: u64,
}

impl Lines {
    fn from(container: Value<'_>) -> Self {
        Self { at: container.start(), count: 0 }
    }

    fn to(&mut self, value: Value<'_>) -> u64 {
        self.count += line_ends(&value.whole().as_bytes()[self.at..value.start()]);
        self.at = value.start();
        self.count
    }
}

/// What is found in a text that is one JSON value; none when it is not.
pub fn within<T>(json: &[u8], find: impl FnOnce(Value<'_>) -> T) -> Option<T> {
    let mut parser = Parser::default();
    let json = String::from_utf8_lossy(json);
    parser.parse(&json).ok().map(find)
}

/// The text of a string in quotes, with unpaired surrogates replaced; empty when there are none.
pub fn unescape(quoted: &[u8]) -> String {
    let inner = quoted.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\""));
    inner.map(unescape_inner).unwrap_or_default()
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

/// How many lines end in these bytes.
pub fn line_ends(text: &[u8]) -> u64 {
    effort::spend(text.len());
    memchr_iter(b'\n', text).count() as u64
}

/// Where the first value of the text ends; none when it does not.
pub fn first_end(text: &[u8]) -> Option<usize> {
    match Scanner::new().scan(text) {
        Scan::Done(end) => Some(end),
        _ => None,
    }
}

/// Where the quote stands that closes a text whose opening quote stands before `from`: also in what is no JSON.
pub fn closing_quote(text: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    let quote = loop {
        let Some(offset) = text.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) else { break None };
        at += offset;
        if text[at] == b'"' {
            break Some(at);
        }
        at += 2;
    };
    effort::spend(quote.unwrap_or(text.len()).saturating_sub(from));
    quote
}

/// Where such a text ends, past its quote; at the end of everything when none closes it.
pub fn quoted_end(text: &[u8], from: usize) -> usize {
    closing_quote(text, from).map_or(text.len(), |quote| quote + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_slices_of_the_text() {
        let text = br#"{"a": 1.50,
 "b\u00e9" : {"x":["}",2]}
, "c":"q\"" ,"d":[] }"#;
        let found = within(text, |object| {
            let whole = |member: Member<'_>| (member.key.into_owned(), member.value.source().to_owned(), member.line);
            members(object).map(whole).collect::<Vec<_>>()
        });
        let expected = [("a", "1.50", 0), ("bé", r#"{"x":["}",2]}"#, 1), ("c", r#""q\"""#, 2), ("d", "[]", 2)];
        assert_eq!(found.unwrap(), expected.map(|(key, value, line)| (key.to_owned(), value.to_owned(), line)));
        let found = within(b"[1 , {\"a\":\n2},\"x\"]", |array| {
            elements(array).map(|(value, line)| (value.source().len(), line)).collect::<Vec<_>>()
        });
        assert_eq!(found.unwrap(), [(1, 0), (8, 0), (3, 1)]);
    }

    #[test]
    fn a_text_ends_at_a_quote_that_no_backslash_keeps() {
        for (text, quote) in [
            ("a\" b", Some(1)),
            ("a\\\" \"", Some(4)),
            ("a\\\\\"", Some(3)),
            ("a\\\"", None),
            ("a\\", None),
            ("", None),
        ] {
            assert_eq!(closing_quote(text.as_bytes(), 0), quote, "{text}");
            assert_eq!(quoted_end(text.as_bytes(), 0), quote.map_or(text.len(), |quote| quote + 1), "{text}");
        }
    }

    #[test]
    fn strings_are_unescaped_as_a_parser_would() {
        for text in [r#""""#, r#""plain 你好""#, r#""\ud83d\ude00 \n\t\b\f\r\/\\\"""#, r#""\u4f60""#] {
            assert_eq!(unescape(text.as_bytes()), serde_json::from_str::<String>(text).unwrap(), "{text}");
        }
        assert_eq!(unescape(br#""\ud83d x""#), "\u{fffd} x");
        assert_eq!(unescape(b"12"), "");
    }
}
