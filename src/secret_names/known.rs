//! The secrets that a run works with, wherever a stranger's text repeats one.

use std::borrow::Cow;
use std::cell::RefCell;

use serde_json::Value;

use super::MASK;

/// A shorter one is looked for nowhere: it would be found in words that have nothing to do with it.
pub const SHORTEST: usize = 6;

/// What is shown of the name of an account: its beginning, to tell one from another; of a short one even that is too much.
pub fn beginning(account: &str) -> String {
    let shown = if account.chars().count() >= 12 { 4 } else { 0 };
    account.chars().take(shown).chain(MASK.chars()).collect()
}

/// The secrets that were met so far, each as it is searched for and what stands for it.
#[derive(Default)]
pub struct Known(RefCell<Vec<(String, String)>>);

impl Known {
    /// Remembers a secret.
    pub fn add(&self, secret: &str) {
        self.add_as(secret, MASK);
    }

    /// Remembers a text of which `shown` is shown: the longest stand first, for one may begin like another.
    pub fn add_as(&self, secret: &str, shown: &str) {
        let mut known = self.0.borrow_mut();
        for spelling in spellings(secret) {
            if spelling.len() >= SHORTEST && known.iter().all(|(other, _)| *other != spelling) {
                known.push((spelling, shown.to_owned()));
            }
        }
        known.sort_by_key(|(secret, _)| std::cmp::Reverse(secret.len()));
    }

    /// The text with each of them masked.
    pub fn mask<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let known = self.0.borrow();
        known.iter().fold(Cow::Borrowed(text), |text, (secret, shown)| {
            if text.contains(secret.as_str()) { Cow::Owned(text.replace(secret, shown)) } else { text }
        })
    }

    /// Bytes with each of them masked: of what is JSON only in its texts, so that it stays JSON and names stay.
    pub fn mask_bytes<'t>(&self, bytes: &'t [u8]) -> Cow<'t, [u8]> {
        let Cow::Owned(masked) = self.mask_all(bytes) else { return Cow::Borrowed(bytes) };
        let is_json = |line: &[u8]| serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok();
        let mut lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).peekable();
        let is_whole = lines.peek().is_some() && (is_json(bytes) || lines.all(is_json));
        Cow::Owned(if is_whole { self.mask_texts(bytes) } else { masked })
    }

    /// JSON, or lines of it, masked in its texts.
    fn mask_texts(&self, json: &[u8]) -> Vec<u8> {
        let mut masked = Vec::with_capacity(json.len());
        let mut rest = json;
        while let Some(start) = memchr::memchr(b'"', rest) {
            let mut end = start + 1;
            while let Some(byte) = rest.get(end).filter(|byte| **byte != b'"') {
                end += if *byte == b'\\' { 2 } else { 1 };
            }
            let end = rest.len().min(end + 1);
            let (text, after) = (&rest[start..end], &rest[end..]);
            masked.extend_from_slice(&rest[..start]);
            let is_name = after.trim_ascii_start().first() == Some(&b':');
            masked.extend_from_slice(&if is_name { Cow::Borrowed(text) } else { self.mask_all(text) });
            rest = after;
        }
        masked.extend_from_slice(rest);
        masked
    }

    fn mask_all<'t>(&self, bytes: &'t [u8]) -> Cow<'t, [u8]> {
        let known = self.0.borrow();
        known.iter().fold(Cow::Borrowed(bytes), |bytes, (secret, shown)| {
            match memchr::memmem::find(&bytes, secret.as_bytes()) {
                None => bytes,
                Some(_) => Cow::Owned(replaced(&bytes, secret.as_bytes(), shown.as_bytes())),
            }
        })
    }

    /// The value with each of them masked in its texts; names stay, for scripts ask for them.
    pub fn mask_value<'v>(&self, value: &'v Value) -> Cow<'v, Value> {
        if self.0.borrow().is_empty() || !self.is_in(value) {
            return Cow::Borrowed(value);
        }
        let mut masked = value.clone();
        self.mask_in(&mut masked);
        Cow::Owned(masked)
    }

    /// One value as JSON on a line with each of them masked in its texts.
    pub fn mask_json<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let masked = self.mask(text);
        if let Cow::Borrowed(_) = masked {
            return masked;
        }
        match serde_json::from_str::<Value>(text) {
            Ok(value) => Cow::Owned(self.mask_value(&value).to_string()),
            Err(_) => masked,
        }
    }

    fn is_in(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => matches!(self.mask(text), Cow::Owned(_)),
            Value::Array(items) => items.iter().any(|item| self.is_in(item)),
            Value::Object(members) => members.values().any(|item| self.is_in(item)),
            _ => false,
        }
    }

    fn mask_in(&self, value: &mut Value) {
        match value {
            Value::String(text) => {
                if let Cow::Owned(masked) = self.mask(text) {
                    *text = masked;
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.mask_in(item)),
            Value::Object(members) => members.values_mut().for_each(|item| self.mask_in(item)),
            _ => {}
        }
    }
}

/// As it is, as JSON escapes it, and as an address does.
fn spellings(secret: &str) -> [String; 3] {
    let quoted = Value::from(secret).to_string();
    let address = percent_encoding::utf8_percent_encode(secret, percent_encoding::NON_ALPHANUMERIC).to_string();
    [secret.to_owned(), quoted[1..quoted.len() - 1].to_owned(), address]
}

fn replaced(bytes: &[u8], secret: &[u8], shown: &[u8]) -> Vec<u8> {
    let mut masked = Vec::with_capacity(bytes.len());
    let mut copied = 0;
    for place in memchr::memmem::find_iter(bytes, secret) {
        masked.extend_from_slice(&bytes[copied..place]);
        masked.extend_from_slice(shown);
        copied = place + secret.len();
    }
    masked.extend_from_slice(&bytes[copied..]);
    masked
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_known_secret_is_masked_in_texts_bytes_and_values_but_not_in_names() {
        let known = Known::default();
        known.add("SECRETAS98765432");
        known.add(r#"a"b/c d"#);
        known.add_as("AK123456789012", &beginning("AK123456789012"));
        assert_eq!(known.mask("bad SECRETAS98765432 of AK123456789012"), "bad *** of AK12***");
        assert_eq!(known.mask(r#"{"m":"a\"b/c d"}, a%22b%2Fc%20d"#), r#"{"m":"***"}, ***"#);
        assert_eq!(&*known.mask_bytes(b"\xffSECRETAS98765432"), b"\xff***");
        let value = json!({"SECRETAS98765432": ["x SECRETAS98765432", 1, {"a": "a\"b/c d"}]});
        let masked = json!({"SECRETAS98765432": ["x ***", 1, {"a": "***"}]});
        assert_eq!(*known.mask_value(&value), masked);
        assert_eq!(known.mask_json(&value.to_string()), masked.to_string());
    }

    #[test]
    fn a_secret_too_short_to_be_told_from_words_is_left_alone() {
        let known = Known::default();
        known.add("");
        known.add("is");
        known.add("table");
        assert_eq!(known.mask("this is a table"), "this is a table");
    }

    /// A number that held the digits of a secret was no JSON any more, and a key that was its word had another name.
    #[test]
    fn json_stays_json_and_names_stay() {
        let known = Known::default();
        known.add("123456");
        known.add("detail");
        let text = br#"{"id":1234567,"detail":{"x":"m_123456","y\"detail":"a\"detail"}}"#;
        let masked = br#"{"id":1234567,"detail":{"x":"m_***","y\"detail":"a\"***"}}"#;
        assert_eq!(known.mask_bytes(text), &masked[..]);
        let lines = |line: &[u8]| [line, b"\n", line, b"\n"].concat();
        assert_eq!(known.mask_bytes(&lines(text)), lines(masked));
        assert_eq!(known.mask_bytes(b"<p>123456 detail</p>"), &b"<p>*** ***</p>"[..]);
    }
}
