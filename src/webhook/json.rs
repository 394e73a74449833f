//! JSON read in place: one pass over the text makes a flat list of nodes that point into it.
//!
//! Nothing is copied or unescaped until somebody asks, numbers stay digits, and reading one more
//! body reuses the list. The grammar is RFC 8259 without mercy: a text that is not JSON is a [`Fault`]
//! with its place and what was expected there. A general `serde_json::Value` costs about six times as much per body,
//! and a typed derive could not keep what it does not know.

use std::borrow::Cow;

use crate::webhook::text;

/// How deep arrays and objects may nest: as deep as `capture` lets them.
const MAX_DEPTH: usize = 128;

/// How many values one body may hold: what keeps a hostile body of 16 MiB from taking ten times its size.
const MAX_NODES: usize = 1 << 20;

/// How many nodes are kept for the next body.
const KEPT_NODES: usize = 1 << 16;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `{…}`.
    Object,
    /// `[…]`.
    Array,
    /// `"…"`.
    String,
    /// Digits.
    Number,
    /// `true`.
    True,
    /// `false`.
    False,
    /// `null`.
    Null,
}

/// One value: its place in the text (of a string: without the quotes) and the node after its end.
#[derive(Clone, Copy, Debug)]
struct Node {
    start: u32,
    end: u32,
    next: u32,
    kind: Kind,
    /// A string: without escapes. A container: without white space and escapes, ready to be copied.
    plain: bool,
}

/// Why a text is not one JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The byte where it stops to be JSON.
    pub at: usize,
    /// What should stand there.
    pub expected: &'static str,
    /// The text ends there: more of it could still be JSON.
    pub at_end: bool,
}

/// A reader that keeps its list of nodes from text to text.
#[derive(Debug, Default)]
pub struct Parser {
    nodes: Vec<Node>,
    open: Vec<Open>,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    node: u32,
    /// White space and escapes met before it opened.
    uneven: u32,
    object: bool,
}

impl Parser {
    /// Reads a text that is one JSON value with nothing but white space around it.
    pub fn parse<'a>(&'a mut self, text: &'a str) -> Result<Value<'a>, Fault> {
        self.nodes.clear();
        self.nodes.shrink_to(KEPT_NODES);
        self.open.clear();
        let mut scan = Scan { bytes: text.as_bytes(), at: 0, uneven: 0 };
        scan.blanks();
        scan.value(&mut self.nodes, &mut self.open)?;
        scan.blanks();
        if scan.at < scan.bytes.len() {
            return Err(scan.fault("the end of the body"));
        }
        Ok(Value { text, nodes: &self.nodes, at: 0 })
    }
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Runs of white space and strings with escapes so far.
    uneven: u32,
}

impl Scan<'_> {
    fn fault(&self, expected: &'static str) -> Fault {
        Fault { at: self.at, expected, at_end: self.at >= self.bytes.len() }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blanks(&mut self) {
        if !matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            return;
        }
        self.uneven += 1;
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    /// One value with everything in it; iterative, so that no input can exhaust the stack.
    fn value(&mut self, nodes: &mut Vec<Node>, open: &mut Vec<Open>) -> Result<(), Fault> {
        loop {
            if nodes.len() > MAX_NODES {
                return Err(self.fault("a body of fewer values"));
            }
            match self.peek() {
                Some(b'"') => self.string(nodes)?,
                Some(byte @ (b'{' | b'[')) => {
                    if self.enter(byte, nodes, open)? {
                        continue;
                    }
                }
                Some(b'-' | b'0'..=b'9') => self.number(nodes)?,
                Some(b't') => self.word("true", Kind::True, nodes)?,
                Some(b'f') => self.word("false", Kind::False, nodes)?,
                Some(b'n') => self.word("null", Kind::Null, nodes)?,
                _ => return Err(self.fault("a value")),
            }
            if !self.leave(nodes, open)? {
                return Ok(());
            }
        }
    }

    /// Opens a container; true when its first value follows, false when it is empty and closed.
    fn enter(&mut self, byte: u8, nodes: &mut Vec<Node>, open: &mut Vec<Open>) -> Result<bool, Fault> {
        let object = byte == b'{';
        if open.len() == MAX_DEPTH {
            return Err(self.fault("a body nested less deep"));
        }
        let start = self.at as u32;
        let uneven = self.uneven;
        let kind = if object { Kind::Object } else { Kind::Array };
        nodes.push(Node { start, end: 0, next: 0, kind, plain: false });
        self.at += 1;
        self.blanks();
        let node = nodes.len() as u32 - 1;
        if self.peek() == Some(if object { b'}' } else { b']' }) {
            self.at += 1;
            self.close(Open { node, uneven, object }, nodes);
            return Ok(false);
        }
        open.push(Open { node, uneven, object });
        if object {
            self.key(nodes, "a key in quotes or `}`")?;
        }
        Ok(true)
    }

    fn close(&self, open: Open, nodes: &mut [Node]) {
        let next = nodes.len() as u32;
        let node = &mut nodes[open.node as usize];
        node.end = self.at as u32;
        node.next = next;
        node.plain = self.uneven == open.uneven;
    }

    /// After a value: a comma and the next value (true), or closing brackets up to the end (false).
    fn leave(&mut self, nodes: &mut Vec<Node>, open: &mut Vec<Open>) -> Result<bool, Fault> {
        while let Some(&top) = open.last() {
            self.blanks();
            match (self.peek(), top.object) {
                (Some(b','), object) => {
                    self.at += 1;
                    self.blanks();
                    if object {
                        self.key(nodes, "a key in quotes")?;
                    }
                    return Ok(true);
                }
                (Some(b'}'), true) | (Some(b']'), false) => {
                    self.at += 1;
                    open.pop();
                    self.close(top, nodes);
                }
                (_, true) => return Err(self.fault("`,` or `}`")),
                (_, false) => return Err(self.fault("`,` or `]`")),
            }
        }
        Ok(false)
    }

    fn key(&mut self, nodes: &mut Vec<Node>, expected: &'static str) -> Result<(), Fault> {
        if self.peek() != Some(b'"') {
            return Err(self.fault(expected));
        }
        self.string(nodes)?;
        self.blanks();
        if self.peek() != Some(b':') {
            return Err(self.fault("`:`"));
        }
        self.at += 1;
        self.blanks();
        Ok(())
    }

    fn string(&mut self, nodes: &mut Vec<Node>) -> Result<(), Fault> {
        self.at += 1;
        let start = self.at as u32;
        let mut plain = true;
        loop {
            self.at += text::plain_length(&self.bytes[self.at..]);
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    plain = false;
                    self.escape()?;
                }
                Some(_) => return Err(self.fault("no raw control character in a text")),
                None => return Err(self.fault("the closing quote of a text")),
            }
        }
        if !plain {
            self.uneven += 1;
        }
        let next = nodes.len() as u32 + 1;
        nodes.push(Node { start, end: self.at as u32, next, kind: Kind::String, plain });
        self.at += 1;
        Ok(())
    }

    fn escape(&mut self) -> Result<(), Fault> {
        self.at += 1;
        match self.peek() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 1,
            Some(b'u') => {
                self.at += 1;
                for _ in 0..4 {
                    if !self.peek().is_some_and(|byte| byte.is_ascii_hexdigit()) {
                        return Err(self.fault("four hexadecimal digits after `\\u`"));
                    }
                    self.at += 1;
                }
            }
            _ => return Err(self.fault("one of the escapes of JSON after `\\`")),
        }
        Ok(())
    }

    fn digits(&mut self) -> Result<(), Fault> {
        if !self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            return Err(self.fault("a digit"));
        }
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self, nodes: &mut Vec<Node>) -> Result<(), Fault> {
        let start = self.at as u32;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        let next = nodes.len() as u32 + 1;
        nodes.push(Node { start, end: self.at as u32, next, kind: Kind::Number, plain: true });
        Ok(())
    }

    fn word(&mut self, word: &'static str, kind: Kind, nodes: &mut Vec<Node>) -> Result<(), Fault> {
        let start = self.at as u32;
        if !self.bytes[self.at..].starts_with(word.as_bytes()) {
            return Err(self.fault("true, false, null, a number, a text in quotes, `{` or `[`"));
        }
        self.at += word.len();
        let next = nodes.len() as u32 + 1;
        nodes.push(Node { start, end: self.at as u32, next, kind, plain: true });
        Ok(())
    }
}

/// A JSON string as it stands in the text (or other text of ours): unescaped only when asked.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// Without quotes; escapes still in it when `escaped`.
    pub raw: &'a str,
    /// Whether there are escapes.
    pub escaped: bool,
}

impl<'a> Text<'a> {
    /// Text that holds neither quotes, backslashes nor control characters.
    pub const fn plain(raw: &'a str) -> Self {
        Self { raw, escaped: false }
    }

    /// The characters meant.
    pub fn decoded(self) -> Cow<'a, str> {
        if self.escaped { Cow::Owned(text::unescape(self.raw)) } else { Cow::Borrowed(self.raw) }
    }

    /// Whether it is that text.
    pub fn is(self, other: &str) -> bool {
        if self.escaped { self.decoded() == other } else { self.raw == other }
    }

    /// None when there is nothing in it.
    pub fn filled(self) -> Option<Self> {
        (!self.raw.is_empty()).then_some(self)
    }
}

/// One value of a text that was read.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a> {
    text: &'a str,
    nodes: &'a [Node],
    at: u32,
}

impl<'a> Value<'a> {
    fn node(self) -> Node {
        self.nodes[self.at as usize]
    }

    /// What it is.
    pub fn kind(self) -> Kind {
        self.node().kind
    }

    /// Its text: of a string what stands between the quotes.
    pub fn raw(self) -> &'a str {
        let node = self.node();
        &self.text[node.start as usize..node.end as usize]
    }

    /// Whether [`Value::raw`] of a container can be copied as compact JSON.
    pub fn is_plain(self) -> bool {
        self.node().plain
    }

    /// The text of a string.
    pub fn string(self) -> Option<Text<'a>> {
        (self.kind() == Kind::String).then(|| Text { raw: self.raw(), escaped: !self.node().plain })
    }

    /// The text of a string or the digits of a number: how ids, codes and times come; none when empty.
    pub fn scalar(self) -> Option<Text<'a>> {
        match self.kind() {
            Kind::String => self.string().and_then(Text::filled),
            Kind::Number => Some(Text::plain(self.raw())),
            _ => None,
        }
    }

    /// Whether it is the string.
    pub fn is(self, other: &str) -> bool {
        self.string().is_some_and(|text| text.is(other))
    }

    /// Null, `""`, `{}` or `[]`.
    pub fn is_empty(self) -> bool {
        let node = self.node();
        match node.kind {
            Kind::Null => true,
            Kind::String => node.start == node.end,
            Kind::Object | Kind::Array => node.next == self.at + 1,
            _ => false,
        }
    }

    /// Whether it is an object.
    pub fn is_object(self) -> bool {
        self.kind() == Kind::Object
    }

    /// The members of an object, in order; nothing for other values.
    pub fn members(self) -> Members<'a> {
        let node = self.node();
        let end = if node.kind == Kind::Object { node.next } else { self.at + 1 };
        Members { value: self, at: self.at + 1, end }
    }

    /// The elements of an array, in order; nothing for other values.
    pub fn elements(self) -> Elements<'a> {
        let node = self.node();
        let end = if node.kind == Kind::Array { node.next } else { self.at + 1 };
        Elements { value: self, at: self.at + 1, end }
    }

    /// The members of those names, all found in one pass; the last one of each.
    pub fn pick<const N: usize>(self, keys: [&str; N]) -> [Option<Value<'a>>; N] {
        let mut found = [None; N];
        for (name, value) in self.members() {
            let name = name.decoded();
            if let Some(place) = keys.iter().position(|key| name == *key) {
                found[place] = Some(value);
            }
        }
        found
    }

    /// The member of that name; the last one when it stands there twice.
    pub fn get(self, key: &str) -> Option<Value<'a>> {
        self.members().filter(|(name, _)| name.is(key)).last().map(|(_, value)| value)
    }
}

#[cfg(test)]
thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// How many members were passed on this thread so far: what tests of hostile bodies count in place of time.
#[cfg(test)]
pub fn steps() -> u64 {
    STEPS.get()
}

/// See [`Value::members`].
#[derive(Clone, Debug)]
pub struct Members<'a> {
    value: Value<'a>,
    at: u32,
    end: u32,
}

impl<'a> Iterator for Members<'a> {
    type Item = (Text<'a>, Value<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        #[cfg(test)]
        STEPS.with(|steps| steps.set(steps.get() + 1));
        if self.at >= self.end {
            return None;
        }
        let key = Value { at: self.at, ..self.value };
        let value = Value { at: self.at + 1, ..self.value };
        self.at = value.node().next;
        Some((Text { raw: key.raw(), escaped: !key.node().plain }, value))
    }
}

/// See [`Value::elements`].
#[derive(Clone, Debug)]
pub struct Elements<'a> {
    value: Value<'a>,
    at: u32,
    end: u32,
}

impl<'a> Iterator for Elements<'a> {
    type Item = Value<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.end {
            return None;
        }
        let element = Value { at: self.at, ..self.value };
        self.at = element.node().next;
        Some(element)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> (usize, &'static str, bool) {
        let fault = Parser::default().parse(text).unwrap_err();
        (fault.at, fault.expected, fault.at_end)
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
        assert_eq!(fault(""), (0, "a value", true));
        assert_eq!(fault("{\"a\":1,}"), (7, "a key in quotes", false));
        assert_eq!(fault("[1,]"), (3, "a value", false));
        assert_eq!(fault("{\"a\":\"b"), (7, "the closing quote of a text", true));
        assert_eq!(fault("{\"a\" 1}"), (5, "`:`", false));
        assert_eq!(fault("[01]"), (2, "`,` or `]`", false));
        assert_eq!(fault("{} {}"), (3, "the end of the body", false));
        assert_eq!(fault("\"a\u{1}\""), (2, "no raw control character in a text", false));
        assert_eq!(fault("\"\\ud8x0\"").1, "four hexadecimal digits after `\\u`");
        assert_eq!(fault("[1.]").1, "a digit");
        assert_eq!(fault(&"[".repeat(600)).1, "a body nested less deep");
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
