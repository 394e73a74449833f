//! The one reader of JSON, for bodies and for what is captured around them: a grammar that can stop at any byte, and values
//! that are found in place.

pub mod blank;
pub mod fix;
mod listing;
pub mod scan;
mod value;

pub use value::{Elements, Kind, Text, Value};

use scan::{Broken, Scan, Scanner};

/// Reads texts that are one JSON value each, and keeps its memory from text to text.
#[derive(Debug)]
pub struct Parser {
    scanner: Scanner,
}

/// A value that was read.
#[derive(Clone, Copy, Debug)]
pub struct Read<'a> {
    /// The value.
    pub value: Value<'a>,
    /// Where it ends.
    pub end: usize,
    /// A key in it begins with `$`, as those of MongoDB's extended JSON do.
    pub has_dollar: bool,
}

impl Default for Parser {
    fn default() -> Self {
        Self { scanner: Scanner::listing() }
    }
}

impl Parser {
    /// Reads a text that is one JSON value with nothing but white space around it.
    ///
    /// # Errors
    /// Where it is none. One that only has to be mended is none either, nor is one of more than a million values.
    pub fn parse<'a>(&'a mut self, text: &'a str) -> Result<Value<'a>, Broken> {
        self.read(text).map(|read| read.value)
    }

    /// The same, with what is known of it.
    ///
    /// # Errors
    /// As [`Parser::parse`].
    pub fn read<'a>(&'a mut self, text: &'a str) -> Result<Read<'a>, Broken> {
        let broken = |at, expected| Err(Broken { at, expected, deep: false, after_value: false });
        self.scanner.restart();
        let end = match self.scanner.scan_whole(text.as_bytes()) {
            Scan::Done(end) => end,
            Scan::More if self.scanner.ends_as_number() => text.len(),
            Scan::More => return broken(text.len(), self.scanner.expected()),
            Scan::Broken(broken) => return Err(broken),
        };
        if let Some(fix) = self.scanner.fixes().first() {
            return broken(fix.at(), "JSON without faults");
        }
        let rest = text.as_bytes()[end..].iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
        if let Some(more) = rest {
            return broken(end + more, "the end of the body");
        }
        let has_dollar = self.scanner.has_dollar();
        match self.scanner.value(text) {
            Some(value) => Ok(Read { value, end, has_dollar }),
            None => Err(Broken { at: 0, expected: "a body of fewer values", deep: false, after_value: false }),
        }
    }

    /// Reads the value with which a text begins, and tells where it ends; none when it is not sound, or goes on.
    pub fn front<'a>(&'a mut self, text: &'a str) -> Option<Read<'a>> {
        self.scanner.restart();
        let Scan::Done(end) = self.scanner.scan_whole(text.as_bytes()) else { return None };
        let has_dollar = self.scanner.has_dollar();
        Some(Read { value: self.scanner.value(text.get(..end)?)?, end, has_dollar })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str) -> (usize, &'static str) {
        let broken = Parser::default().parse(text).unwrap_err();
        (broken.at, broken.expected)
    }

    #[test]
    fn members_elements_and_digits_are_found_in_place() {
        let mut parser = Parser::default();
        let text = r#" {"a": [1, 2.50, {"b":"x\ny"}], "id": 110661988000000123456, "a2":{}, "e":""} "#;
        let value = parser.parse(text).unwrap();
        let elements: Vec<_> = value.get("a").unwrap().elements().collect();
        assert_eq!(elements[1].raw(), "2.50");
        assert_eq!(elements[2].get("b").unwrap().string().unwrap().decoded(), "x\ny");
        assert_eq!(value.get("id").unwrap().scalar().unwrap().raw, "110661988000000123456");
        assert!(value.get("a2").unwrap().is_empty() && value.get("e").unwrap().is_empty());
        assert!(value.get("a2").unwrap().is_plain() && !value.get("a").unwrap().is_plain());
        assert!(value.get("nothing").is_none());
        assert_eq!(value.members().count(), 4);
    }

    #[test]
    fn a_key_that_stands_there_twice_counts_the_last_time() {
        let mut parser = Parser::default();
        assert_eq!(parser.parse(r#"{"a":1,"a":2}"#).unwrap().get("a").unwrap().raw(), "2");
    }

    #[test]
    fn members_are_picked_in_one_pass() {
        let mut parser = Parser::default();
        let value = parser.parse(r#"{"a":1,"\u0062":2,"a":3,"c":4}"#).unwrap();
        let [a, b, d] = value.pick(["a", "b", "d"]);
        assert_eq!((a.unwrap().raw(), b.unwrap().raw(), d.is_none()), ("3", "2", true));
    }

    #[test]
    fn what_is_not_json_is_told_with_its_place() {
        assert_eq!(broken(""), (0, "a value"));
        assert_eq!(broken("{\"a\":1,}"), (6, "JSON without faults"));
        assert_eq!(broken("[1 /* one */]"), (3, "JSON without faults"));
        assert_eq!(broken("\"a\u{1}\""), (2, "JSON without faults"));
        assert_eq!(broken("{\"a\":\"b"), (7, "the `\"` that ends the text"));
        assert_eq!(broken("{\"a\" 1}"), (5, "`:` after the key"));
        assert_eq!(broken("[01]"), (2, "a number without leading zeros"));
        assert_eq!(broken("{} {}"), (3, "the end of the body"));
        assert_eq!(broken("\"\\ud8x0\"").1, "four hex digits after `\\u`");
        assert_eq!(broken("[1.]").1, "a digit");
        assert_eq!(broken(&"[".repeat(600)).1, "at most 128 brackets within one another");
        assert_eq!(broken(&format!("[{}1]", "1,".repeat(1 << 20))).1, "a body of fewer values");
    }

    #[test]
    fn agrees_with_serde_json_on_what_is_json() {
        for text in [
            "1",
            "-0",
            "-",
            "1e5",
            "1E+",
            "0.0e-1",
            "00",
            ".5",
            "true",
            "truex",
            "nul",
            "\"\\u00e9\"",
            "\"\\x\"",
            "[[],{}]",
            "{\"a\":{}}",
            "{,}",
            "[,]",
            "{\"a\"}",
            "[1 2]",
            " [ ] ",
            "\"\t\"",
            "\u{feff}1",
        ] {
            let ours = Parser::default().parse(text).is_ok();
            assert_eq!(ours, serde_json::from_str::<serde_json::Value>(text).is_ok(), "{text}");
        }
    }
}
