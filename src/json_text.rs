//! JSON as a person wrote it: numbers digit for digit, keys in their order, repeated keys and
//! escapes untouched. What a parser and a printer would lose between them stays.

use serde::de::IgnoredAny;

/// JSON text without the white space between its tokens.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct JsonText(String);

impl JsonText {
    /// Checks the text and takes out the white space between tokens.
    ///
    /// # Errors
    /// Where it is no JSON, with line and column.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str::<IgnoredAny>(text)?;
        let mut compact = String::with_capacity(text.len());
        for token in Tokens(text) {
            compact.push_str(token);
        }
        Ok(Self(compact))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same with every string value (never a key) put through `change`.
    ///
    /// # Errors
    /// The first that `change` gives.
    pub fn map_strings<E>(&self, change: &mut dyn FnMut(&str) -> Result<String, E>) -> Result<Self, E> {
        let mut changed = String::with_capacity(self.0.len());
        let mut tokens = Tokens(&self.0).peekable();
        while let Some(token) = tokens.next() {
            let is_key = tokens.peek() == Some(&":");
            match serde_json::from_str::<String>(token) {
                Ok(value) if token.starts_with('"') && !is_key => {
                    let new = change(&value)?;
                    // An untouched string keeps its own escapes.
                    if new == value {
                        changed.push_str(token);
                    } else {
                        changed.push_str(&serde_json::Value::String(new).to_string());
                    }
                }
                _ => changed.push_str(token),
            }
        }
        Ok(Self(changed))
    }
}

/// The tokens of valid JSON: strings whole, punctuation one by one, the rest between them.
struct Tokens<'a>(&'a str);

impl<'a> Iterator for Tokens<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let text = self.0.trim_start_matches([' ', '\t', '\n', '\r']);
        let bytes = text.as_bytes();
        let length = match bytes.first()? {
            b'"' => string_length(bytes),
            b'{' | b'}' | b'[' | b']' | b',' | b':' => 1,
            _ => bytes
                .iter()
                .position(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b':' | b']' | b'}'))
                .unwrap_or(bytes.len()),
        };
        let (token, rest) = text.split_at(length);
        self.0 = rest;
        Some(token)
    }
}

/// From the opening quote to the closing one, both included.
fn string_length(bytes: &[u8]) -> usize {
    let mut index = 1;
    while let Some(offset) = memchr::memchr2(b'"', b'\\', &bytes[index.min(bytes.len())..]) {
        index += offset;
        if bytes[index] == b'"' {
            return index + 1;
        }
        index += 2;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_order_escapes_and_repeated_keys_stay() {
        let text = "{ \"b\" : 1.50 ,\n\"a\":[1E+2, -0.0, 12345678901234567890123], \"b\": \"\\u4f60 \\\" : x\" , \"t\" : true }\n";
        assert_eq!(
            JsonText::parse(text).unwrap().as_str(),
            r#"{"b":1.50,"a":[1E+2,-0.0,12345678901234567890123],"b":"\u4f60 \" : x","t":true}"#
        );
    }

    #[test]
    fn strings_change_and_keys_do_not() {
        let text = JsonText::parse(r#"{"x":"x","y":["x","\u0079"],"z":{"x":null}}"#).unwrap();
        let changed = text.map_strings::<()>(&mut |value| Ok(value.replace('x', "a\"b"))).unwrap();
        assert_eq!(changed.as_str(), r#"{"x":"a\"b","y":["a\"b","\u0079"],"z":{"x":null}}"#);
        assert_eq!(text.map_strings(&mut |_| Err("no")), Err("no"));
    }

    #[test]
    fn what_is_no_json_says_where() {
        let error = JsonText::parse("{\"a\":1,\n}").unwrap_err();
        assert_eq!((error.line(), error.column()), (2, 1));
        assert!(JsonText::parse("{} {}").is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_value_comes_through(words in proptest::collection::vec(".*", 0..8)) {
            let value = serde_json::json!({"list": words, "n": 1});
            let pretty = serde_json::to_string_pretty(&value).unwrap();
            let text = JsonText::parse(&pretty).unwrap();
            proptest::prop_assert_eq!(text.as_str(), value.to_string());
            let mapped = text.map_strings::<()>(&mut |word| Ok(format!("{word}!"))).unwrap();
            let expected = serde_json::json!({"list": words.iter().map(|word| format!("{word}!")).collect::<Vec<_>>(), "n": 1});
            proptest::prop_assert_eq!(mapped.as_str(), expected.to_string());
        }
    }
}
