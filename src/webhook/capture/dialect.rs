//! Bodies as other languages print them: Python's repr, Ruby's inspect, Node's console.log. One lenient grammar reads
//! all of them and writes JSON.

use super::json;
use crate::webhook::effort;
use crate::webhook::json::scan::{Broken, MAX_DEPTH};

/// Why a text gives no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is in none of these languages.
    Foreign,
    /// console.log left `[Object]` or `... 3 more items` in place of data.
    Gone,
}

/// Whether a text that stops being JSON there may be one of these languages.
pub fn is_likely(text: &[u8], broken: Broken) -> bool {
    let (front, rest) = text.split_at(broken.at);
    let only_brackets = front.iter().all(|byte| byte.is_ascii_whitespace() || matches!(byte, b'{' | b'['));
    if rest.starts_with(b"=>") {
        return true;
    }
    if !broken.after_value && [&b"True"[..], b"False", b"None"].iter().any(|word| starts_word(rest, word)) {
        return true;
    }
    match rest.first() {
        // After lines of good JSON: another thing begins, as in a log.
        _ if front.contains(&b'\n') && !only_brackets => false,
        // A long integer's suffix, and two texts that are to be joined.
        Some(byte) if broken.after_value => matches!(byte, b'n' | b'L' | b'+') && text[broken.at - 1] != b'\n',
        Some(b'\'' | b'`' | b'<') => true,
        Some(b':') => rest.get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'"'),
        Some(b'.') => rest.starts_with(b"..."),
        Some(byte) => byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$'),
        None => false,
    }
}

/// Whether it starts with that word and the word ends there.
fn starts_word(text: &[u8], word: &[u8]) -> bool {
    text.strip_prefix(word)
        .is_some_and(|rest| !rest.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_'))
}

/// The text, from its first bracket to its last, as JSON.
pub fn to_json(text: &[u8]) -> Result<Vec<u8>, Unreadable> {
    effort::spend(text.len());
    let mut reader = Reader { text, at: 0, json: Vec::with_capacity(text.len()) };
    reader.value(0)?;
    reader.space();
    if reader.at < text.len() { Err(Unreadable::Foreign) } else { Ok(reader.json) }
}

/// The bytes of a Python literal `b'…'` whose text starts after the quote, and the literal's length.
pub fn python_bytes(text: &[u8], quote: u8) -> Option<(Vec<u8>, usize)> {
    python_literal(text, quote, true)
}

/// The same of a literal of text, `'…'`: what it means, in UTF-8.
pub fn python_text(text: &[u8], quote: u8) -> Option<(Vec<u8>, usize)> {
    python_literal(text, quote, false)
}

fn python_literal(text: &[u8], quote: u8, is_bytes: bool) -> Option<(Vec<u8>, usize)> {
    let mut bytes = Vec::new();
    let mut at = 0;
    loop {
        effort::spend(1);
        match *text.get(at)? {
            b'\\' => {
                let (decoded, length) = escape(&text[at + 1..], is_bytes)?;
                bytes.extend_from_slice(&decoded);
                at += 1 + length;
            }
            b'\n' => return None,
            byte if byte == quote => return Some((bytes, at + 1)),
            byte => {
                bytes.push(byte);
                at += 1;
            }
        }
    }
}

/// What follows a backslash: its bytes, and how long it is written.
fn escape(rest: &[u8], bytes: bool) -> Option<(Vec<u8>, usize)> {
    let hex = |from: usize, to: usize| {
        let digits = std::str::from_utf8(rest.get(from..to)?).ok()?;
        u32::from_str_radix(digits, 16).ok()
    };
    let text = |code: u32, length| Some((char::from_u32(code)?.to_string().into_bytes(), length));
    match *rest.first()? {
        b'n' => Some((vec![b'\n'], 1)),
        b'r' => Some((vec![b'\r'], 1)),
        b't' => Some((vec![b'\t'], 1)),
        b'b' => Some((vec![8], 1)),
        b'f' => Some((vec![12], 1)),
        b'v' => Some((vec![11], 1)),
        b'e' => Some((vec![27], 1)),
        b'\n' => Some((Vec::new(), 1)),
        b'x' if bytes => Some((vec![u8::try_from(hex(1, 3)?).ok()?], 3)),
        b'x' => text(hex(1, 3)?, 3),
        b'u' if rest.get(1) == Some(&b'{') => {
            let end = rest.iter().take(10).position(|&byte| byte == b'}')?;
            text(hex(2, end)?, end + 1)
        }
        b'u' => {
            let first = hex(1, 5)?;
            if (0xd800..0xdc00).contains(&first) && rest.get(5..7) == Some(b"\\u") {
                let second = hex(7, 11)?;
                return text(0x10000 + ((first - 0xd800) << 10) + second.checked_sub(0xdc00)?, 11);
            }
            text(first, 5)
        }
        b'U' => text(hex(1, 9)?, 9),
        b'0' if !rest.get(1).is_some_and(u8::is_ascii_digit) => Some((vec![0], 1)),
        other => Some((vec![other], 1)),
    }
}

struct Reader<'a> {
    text: &'a [u8],
    at: usize,
    json: Vec<u8>,
}

type Read = Result<(), Unreadable>;

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn rest(&self) -> &[u8] {
        &self.text[self.at..]
    }

    /// White space and remarks.
    fn space(&mut self) {
        loop {
            let blank = self.rest().iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let remark = crate::webhook::json::blank::blank_length(&self.rest()[blank..]).unwrap_or(0);
            self.at += blank + remark;
            if remark == 0 {
                return;
            }
        }
    }

    fn eat(&mut self, word: &[u8]) -> bool {
        let found = self.rest().starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    fn value(&mut self, depth: usize) -> Read {
        if depth > MAX_DEPTH {
            return Err(Unreadable::Foreign);
        }
        self.space();
        if self.rest().starts_with(b"...") {
            return Err(Unreadable::Gone);
        }
        match self.peek().ok_or(Unreadable::Foreign)? {
            b'{' => self.object(depth),
            b'[' => self.array(depth),
            b'\'' | b'"' | b'`' => self.texts(),
            b'0'..=b'9' | b'-' => self.number(),
            // Elixir's maps.
            b'%' => {
                self.at += 1;
                if self.peek() == Some(b'{') { self.object(depth) } else { self.named(depth) }
            }
            b':' => {
                self.at += 1;
                let word = self.word()?;
                self.put(&word);
                Ok(())
            }
            _ => self.named(depth),
        }
    }

    fn object(&mut self, depth: usize) -> Read {
        self.at += 1;
        self.json.push(b'{');
        let mut first = true;
        loop {
            self.space();
            if self.eat(b"}") {
                self.json.push(b'}');
                return Ok(());
            }
            if !first {
                self.json.push(b',');
            }
            first = false;
            self.key()?;
            self.json.push(b':');
            self.value(depth + 1)?;
            self.space();
            if !self.eat(b",") && self.peek() != Some(b'}') {
                return Err(Unreadable::Foreign);
            }
        }
    }

    fn key(&mut self) -> Read {
        match self.peek().ok_or(Unreadable::Foreign)? {
            b'\'' | b'"' => self.texts()?,
            b':' => {
                self.at += 1;
                if self.peek() == Some(b'"') { self.texts()? } else { self.bare_key()? }
            }
            _ => self.bare_key()?,
        }
        self.space();
        if self.eat(b"=>") || self.eat(b":") { Ok(()) } else { Err(Unreadable::Foreign) }
    }

    fn bare_key(&mut self) -> Read {
        if self.rest().starts_with(b"...") {
            return Err(Unreadable::Gone);
        }
        let word = self.word()?;
        self.put(&word);
        Ok(())
    }

    fn array(&mut self, depth: usize) -> Read {
        for gone in ["[Object]", "[Array]", "[Function", "[Circular", "[Getter"] {
            if self.rest().starts_with(gone.as_bytes()) {
                return Err(Unreadable::Gone);
            }
        }
        self.at += 1;
        self.json.push(b'[');
        let mut first = true;
        loop {
            self.space();
            if self.eat(b"]") {
                self.json.push(b']');
                return Ok(());
            }
            if !first {
                self.json.push(b',');
            }
            first = false;
            self.value(depth + 1)?;
            self.space();
            if !self.eat(b",") && self.peek() != Some(b']') {
                return Err(Unreadable::Foreign);
            }
        }
    }

    /// A quoted text; console.log breaks long ones into several with `+` between, pprint with nothing between.
    fn texts(&mut self) -> Read {
        let mut text = self.quoted()?;
        loop {
            let before = self.at;
            self.space();
            let joined = self.eat(b"+");
            if joined {
                self.space();
            }
            if !joined && !matches!(self.peek(), Some(b'\'' | b'"')) {
                self.at = before;
                break;
            }
            text.extend(self.quoted()?);
        }
        self.put(&String::from_utf8_lossy(&text));
        Ok(())
    }

    fn quoted(&mut self) -> Result<Vec<u8>, Unreadable> {
        let quote = self.peek().filter(|byte| matches!(byte, b'\'' | b'"' | b'`')).ok_or(Unreadable::Foreign)?;
        self.at += 1;
        let mut text = Vec::new();
        loop {
            match self.peek().ok_or(Unreadable::Foreign)? {
                b'\\' => {
                    let (decoded, length) = escape(&self.text[self.at + 1..], false).ok_or(Unreadable::Foreign)?;
                    text.extend(decoded);
                    self.at += 1 + length;
                }
                byte if byte == quote => {
                    self.at += 1;
                    return Ok(text);
                }
                byte => {
                    text.push(byte);
                    self.at += 1;
                }
            }
        }
    }

    fn number(&mut self) -> Read {
        if self.eat(b"-Infinity") {
            self.put("-Infinity");
            return Ok(());
        }
        let is_part = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E');
        let length = self.rest().iter().take_while(|byte| is_part(byte)).count();
        let digits = &self.text[self.at..self.at + length];
        let text = std::str::from_utf8(digits).map_err(|_| Unreadable::Foreign)?;
        if serde_json::from_str::<serde_json::Number>(text).is_err() {
            return Err(Unreadable::Foreign);
        }
        self.json.extend_from_slice(digits);
        self.at += length;
        // The suffixes of JavaScript's and old Python's long integers.
        let _ = self.eat(b"n") || self.eat(b"L");
        Ok(())
    }

    fn word(&mut self) -> Result<String, Unreadable> {
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || *byte >= 0x80;
        let length = self.rest().iter().take_while(|byte| is_part(byte)).count();
        if length == 0 {
            return Err(Unreadable::Foreign);
        }
        let word = String::from_utf8_lossy(&self.text[self.at..self.at + length]).into_owned();
        self.at += length;
        Ok(word)
    }

    /// A constant, or the name of a class before a bracket.
    fn named(&mut self, depth: usize) -> Read {
        let word = self.word()?;
        match word.as_str() {
            "true" | "True" => self.json.extend_from_slice(b"true"),
            "false" | "False" => self.json.extend_from_slice(b"false"),
            "null" | "None" | "nil" | "undefined" => self.json.extend_from_slice(b"null"),
            // No JSON number; as a text it is at least not lost.
            "NaN" | "Infinity" => self.put(&word),
            _ => {
                self.space();
                return match self.peek() {
                    Some(b'{') => self.value(depth + 1),
                    _ => Err(Unreadable::Foreign),
                };
            }
        }
        Ok(())
    }

    fn put(&mut self, text: &str) {
        self.json.extend_from_slice(json::quote(text).as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(text: &str) -> String {
        String::from_utf8(to_json(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error:?}"))).unwrap()
    }

    #[test]
    fn what_other_languages_print_becomes_json() {
        for (printed, json) in [
            (
                r#"{'object': 'page', 'n': 1.50, 'a': [True, False, None]}"#,
                r#"{"object":"page","n":1.50,"a":[true,false,null]}"#,
            ),
            (
                r#"{'t': "it's", 'u': 'a "b" \\ \n \xe9 \u4f60 \U0001f600'}"#,
                r#"{"t":"it's","u":"a \"b\" \\ \n é 你 😀"}"#,
            ),
            (
                r#"{"object"=>"page", "a"=>[nil, {:k=>1}], sym: :word}"#,
                r#"{"object":"page","a":[null,{"k":1}],"sym":"word"}"#,
            ),
            (r#"{"object" => "page", "e" => []}"#, r#"{"object":"page","e":[]}"#),
            (r#"{"object" => "page", "e" => [%{"a" => nil}]}"#, r#"{"object":"page","e":[{"a":null}]}"#),
            ("{ // it's\n a: 1, /* \"b\" */ b: 'x' // end\n}", r#"{"a":1,"b":"x"}"#),
            (
                "{\n  object: 'page',\n  text: 'long ' +\n    'text',\n  n: 17n,\n  u: undefined,\n}",
                r#"{"object":"page","text":"long text","n":17,"u":null}"#,
            ),
            ("{ 'a-b': Foo { x: 1 } }", r#"{"a-b":{"x":1}}"#),
            ("{'t': 'abc '\n      'def', 'n': NaN, 'i': -Infinity}", r#"{"t":"abc def","n":"NaN","i":"-Infinity"}"#),
        ] {
            assert_eq!(converted(printed), json, "{printed}");
        }
    }

    #[test]
    fn data_that_console_log_left_out_is_gone() {
        for printed in
            ["{ a: [Object] }", "{ a: [ [Array] ] }", "{ a: [ 1, ... 3 more items ] }", "{ f: [Function: f] }"]
        {
            assert_eq!(to_json(printed.as_bytes()), Err(Unreadable::Gone), "{printed}");
        }
    }

    #[test]
    fn anything_else_is_foreign() {
        for text in
            ["{", "{a", "{a:", "{'a", "{'a'", "{'a':}", "{a: b}", "[1,,2]", "{a:1} x", "{'\\u12'}", "{'a': 1 2}", ""]
        {
            assert_eq!(to_json(text.as_bytes()), Err(Unreadable::Foreign), "{text}");
        }
        assert_eq!(to_json("[".repeat(100_000).as_bytes()), Err(Unreadable::Foreign));
    }

    #[test]
    fn bytes_of_python() {
        let (bytes, length) = python_bytes(br#"{"t":"\xe4\xbd\xa0 \\n it\'s"}' tail"#, b'\'').unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), r#"{"t":"你 \n it's"}"#);
        assert_eq!(length, 31);
        assert_eq!(python_bytes(b"{\"never\": ends", b'\''), None);
    }
}
