//! The grammar of JSON: a scanner of one value that can stop at any byte and go on when more has come. It keeps no copy of
//! the text, never recurses, and looks at each byte once.
//!
//! It is strict, says what it expected where, and notes the few faults that can only mean one thing ([`Fix`]): who wants
//! nothing but JSON takes a text with none of them. On its way it lists the values, by which a
//! [`Value`](super::value::Value) finds its way in the text.

mod faults;

use super::fix::Fix;
use super::listing::{self, Listed};
use super::value::{Kind, MAX_NODES, Node, Value};
use crate::webhook::{effort, text};

/// How deep brackets may nest. The vendors' bodies nest 9 deep, exports of them some 15 deeper.
pub const MAX_DEPTH: usize = 128;

/// How much of the list is kept for the next value.
const KEPT_NODES: usize = 1 << 16;

/// What a scanner found in the bytes it was shown.
#[derive(Debug, PartialEq, Eq)]
pub enum Scan {
    /// The value goes on past the end of the bytes.
    More,
    /// The value ends before this offset.
    Done(usize),
    /// No JSON value.
    Broken(Broken),
}

/// Where a text stops being JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The offset of the first byte that does not fit.
    pub at: usize,
    /// What would have fitted.
    pub expected: &'static str,
    /// The brackets nest too deep; the text may be JSON all the same.
    pub deep: bool,
    /// A value had ended: only a comma or a bracket would have fitted.
    pub after_value: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Want {
    Value,
    ElementOrEnd,
    Element,
    KeyOrEnd,
    Key,
    Colon,
    CommaOrEnd,
    Alternative,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Want(Want),
    /// True in a key.
    Text(bool),
    Number(Digits),
    Word,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Digits {
    Minus,
    Zero,
    Whole,
    Point,
    Fraction,
    Exponent,
    Sign,
    Power,
}

/// What a step came to.
enum Step {
    On,
    /// The bytes are at their end.
    Wait,
    /// The value is at its end.
    Done,
    /// See [`Scanner::broken`].
    Broken,
}

/// A bracket that is open.
#[derive(Clone, Copy, Debug)]
struct Open {
    byte: u8,
    node: u32,
    /// White space and escapes met before it.
    uneven: u32,
}

/// The scanner.
#[derive(Clone, Debug)]
pub struct Scanner {
    at: usize,
    state: State,
    stack: Vec<Open>,
    /// The values so far, when they are listed.
    nodes: Vec<Node>,
    lists: bool,
    /// Where the text, number or word begins that is being read.
    start: usize,
    /// The text so far is without escapes.
    plain: bool,
    /// Runs of white space and texts with escapes so far.
    uneven: u32,
    fixes: Vec<Fix>,
    /// How many of them are blanks.
    blanks: usize,
    /// The text ends within one.
    in_blank: bool,
    comma: usize,
    last_text_end: usize,
    alternative: bool,
    implied: Option<Broken>,
    /// Why it is none.
    broken: Option<Broken>,
    /// A line ended so far.
    lines: bool,
    /// A key begins with `$`.
    dollar: bool,
    /// The last thing was a number, and its line ended with it, the first one: it may have been cut.
    cut_number: bool,
}

impl Default for Scanner {
    fn default() -> Self {
        Self::new()
    }
}

impl Scanner {
    /// A scanner at the first byte of a value, which only tells where it ends.
    pub fn new() -> Self {
        Self {
            at: 0,
            state: State::Want(Want::Value),
            stack: Vec::new(),
            nodes: Vec::new(),
            lists: false,
            start: 0,
            plain: true,
            uneven: 0,
            fixes: Vec::new(),
            blanks: 0,
            in_blank: false,
            comma: 0,
            last_text_end: 0,
            alternative: false,
            implied: None,
            broken: None,
            lines: false,
            dollar: false,
            cut_number: false,
        }
    }

    /// A scanner that lists the values, too.
    pub fn listing() -> Self {
        Self { lists: true, nodes: Vec::with_capacity(64), ..Self::new() }
    }

    /// At the first byte of another value; memory is kept.
    pub fn restart(&mut self) {
        let (mut nodes, mut stack, lists) =
            (std::mem::take(&mut self.nodes), std::mem::take(&mut self.stack), self.lists);
        nodes.clear();
        nodes.shrink_to(KEPT_NODES);
        stack.clear();
        *self = Self { nodes, stack, lists, ..Self::new() };
    }

    /// How many bytes were looked at.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The faults found so far; not empty after [`Scan::Done`] means that the text needs [`mend`](super::fix::mend).
    pub fn fixes(&self) -> &[Fix] {
        &self.fixes
    }

    /// The value that was scanned to its end in this text; none when it needs mending, or has more values than are listed.
    pub fn value<'a>(&'a self, text: &'a str) -> Option<Value<'a>> {
        let is_whole = self.lists && self.fixes.is_empty() && !self.is_crowded();
        (is_whole && !self.nodes.is_empty()).then(|| Value::root(text, &self.nodes))
    }

    /// Whether it has more values than are listed.
    pub fn is_crowded(&self) -> bool {
        self.nodes.len() > MAX_NODES
    }

    /// Whether a key begins with `$`, as those of MongoDB's extended JSON do.
    pub fn has_dollar(&self) -> bool {
        self.dollar
    }

    /// What was scanned of a value that is not at its end, as if it ended here.
    pub fn front<'a>(&'a mut self, text: &'a str) -> Option<Value<'a>> {
        let (next, end) = (self.nodes.len() as u32, self.at as u32);
        for open in &self.stack {
            if let Some(node) = self.nodes.get_mut(open.node as usize) {
                (node.end, node.next) = (end, next);
            }
        }
        (!self.nodes.is_empty()).then(|| Value::root(text, &self.nodes))
    }

    /// The innermost open bracket.
    fn open(&self) -> Option<u8> {
        self.stack.last().map(|open| open.byte)
    }

    /// Looks on from where it stopped; `text` is always the whole value so far, from its first byte.
    pub fn scan(&mut self, text: &[u8]) -> Scan {
        let before = self.at;
        let scan = self.scan_on(text);
        effort::spend(self.at - before);
        scan
    }

    /// Looks at a text from its first byte; all of it is there. For a scanner that lists.
    pub fn scan_whole(&mut self, text: &[u8]) -> Scan {
        if let Some(Listed { end, dollar }) = listing::list(text, &mut self.nodes) {
            effort::spend(end);
            self.dollar = dollar;
            return Scan::Done(end);
        }
        self.nodes.clear();
        self.scan(text)
    }

    /// The values so far.
    #[cfg(test)]
    pub(super) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    fn scan_on(&mut self, text: &[u8]) -> Scan {
        loop {
            let step = match self.state {
                State::Want(want) => self.want(text, want),
                State::Text(key) => self.text(text, key),
                State::Number(digits) => self.number(text, digits),
                State::Word => self.word(text),
            };
            match step {
                Step::On => {}
                Step::Wait => return Scan::More,
                Step::Done => return Scan::Done(self.at),
                Step::Broken => return self.broken.map_or(Scan::More, Scan::Broken),
            }
        }
    }

    /// The text is at its end: whether a number was the whole value and ends with it.
    pub fn ends_as_number(&mut self) -> bool {
        let is_number = self.stack.is_empty()
            && matches!(self.state, State::Number(Digits::Zero | Digits::Whole | Digits::Fraction | Digits::Power));
        if is_number {
            self.list(Kind::Number, true);
        }
        is_number
    }

    /// The cure of a text that ends here with nothing but closing brackets missing: the brackets, in order.
    /// None when something else is missing too, or when a number may have been cut.
    pub fn missing_end(&self) -> Option<Vec<u8>> {
        let complete = matches!(self.state, State::Want(Want::CommaOrEnd));
        if !complete || self.in_blank || self.alternative || self.stack.is_empty() || self.cut_number {
            return None;
        }
        Some(self.stack.iter().rev().map(|open| closer(open.byte)).collect())
    }

    /// What is expected where the text ends.
    pub fn expected(&self) -> &'static str {
        match self.state {
            State::Text(_) => "the `\"` that ends the text",
            State::Number(_) => "a digit",
            State::Word => "the rest of `true`, `false` or `null`",
            State::Want(Want::CommaOrEnd) if self.cut_number => "the rest of a number, `,` or a bracket",
            State::Want(want) => self.wanted(want),
        }
    }

    fn wanted(&self, want: Want) -> &'static str {
        match want {
            Want::Value | Want::Alternative => "a value",
            Want::ElementOrEnd => "a value or `]`",
            Want::Element => "a value after the `,`",
            Want::KeyOrEnd => "a key in double quotes or `}`",
            Want::Key => "a key in double quotes after the `,`",
            Want::Colon => "`:` after the key",
            Want::CommaOrEnd if self.open() == Some(b'[') => "`,` or `]`",
            Want::CommaOrEnd => "`,` or `}`",
        }
    }

    #[cold]
    fn breaks(&mut self, expected: &'static str) -> Step {
        let after_value = matches!(self.state, State::Want(Want::CommaOrEnd) | State::Number(_));
        self.broken = Some(Broken { at: self.at, expected, deep: false, after_value });
        Step::Broken
    }

    fn list(&mut self, kind: Kind, plain: bool) {
        if self.lists && self.nodes.len() <= MAX_NODES {
            let next = self.nodes.len() as u32 + 1;
            self.nodes.push(Node { start: self.start as u32, end: self.at as u32, next, kind, plain });
        }
    }

    /// The state in which something is wanted; what is regular in it.
    fn want(&mut self, text: &[u8], want: Want) -> Step {
        let Some(&byte) = text.get(self.at) else { return Step::Wait };
        match (want, byte) {
            (Want::Value | Want::Element | Want::ElementOrEnd, _) => self.begin(text, byte, want),
            (Want::KeyOrEnd | Want::Key, b'"') => self.begin_text(text, true),
            (Want::Colon, b':') => {
                self.at += 1;
                self.state = State::Want(Want::Value);
                Step::On
            }
            (Want::CommaOrEnd, b',') if self.implied.is_none() => {
                self.comma = self.at;
                self.cut_number = false;
                self.at += 1;
                self.alternative = false;
                self.last_text_end = 0;
                let next = if self.open() == Some(b'[') { Want::Element } else { Want::Key };
                self.state = State::Want(next);
                Step::On
            }
            (Want::KeyOrEnd, b'}') => self.close(),
            (Want::CommaOrEnd, b'}' | b']') if self.open() == Some(opener(byte)) => self.close(),
            _ => self.irregular(text, byte, want),
        }
    }

    /// A value may begin here.
    fn begin(&mut self, text: &[u8], byte: u8, want: Want) -> Step {
        match byte {
            b'"' => self.begin_text(text, false),
            b'{' | b'[' => self.enter(byte),
            b'-' | b'0'..=b'9' => {
                self.start = self.at;
                self.at += 1;
                self.number(
                    text,
                    match byte {
                        b'-' => Digits::Minus,
                        b'0' => Digits::Zero,
                        _ => Digits::Whole,
                    },
                )
            }
            b't' | b'f' | b'n' => {
                self.start = self.at;
                self.word(text)
            }
            b']' if want == Want::ElementOrEnd => self.close(),
            _ => self.irregular(text, byte, want),
        }
    }

    fn enter(&mut self, byte: u8) -> Step {
        if self.stack.len() == MAX_DEPTH {
            let expected = "at most 128 brackets within one another";
            self.broken = Some(Broken { at: self.at, expected, deep: true, after_value: false });
            return Step::Broken;
        }
        self.stack.push(Open { byte, node: self.nodes.len() as u32, uneven: self.uneven });
        self.start = self.at;
        self.at += 1;
        let is_object = byte == b'{';
        self.list(if is_object { Kind::Object } else { Kind::Array }, false);
        self.state = State::Want(if is_object { Want::KeyOrEnd } else { Want::ElementOrEnd });
        Step::On
    }

    fn close(&mut self) -> Step {
        self.cut_number = false;
        self.at += 1;
        if let Some(open) = self.stack.pop() {
            let next = self.nodes.len() as u32;
            if let Some(node) = self.nodes.get_mut(open.node as usize) {
                node.end = self.at as u32;
                node.next = next;
                node.plain = self.uneven == open.uneven;
            }
        }
        self.ended()
    }

    /// A value ended before `self.at`.
    fn ended(&mut self) -> Step {
        self.last_text_end = 0;
        self.state = State::Want(Want::CommaOrEnd);
        if self.stack.is_empty() { Step::Done } else { Step::On }
    }

    fn begin_text(&mut self, text: &[u8], key: bool) -> Step {
        self.at += 1;
        self.start = self.at;
        self.plain = true;
        self.text(text, key)
    }

    fn text(&mut self, text: &[u8], key: bool) -> Step {
        loop {
            self.at += text::plain_length(&text[self.at..]);
            match text.get(self.at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    self.plain = false;
                    self.state = State::Text(key);
                    match self.escape(text) {
                        Step::On => {}
                        other => return other,
                    }
                }
                None => {
                    self.state = State::Text(key);
                    return Step::Wait;
                }
                Some(byte) => {
                    self.state = State::Text(key);
                    if matches!(byte, b'\n' | b'\r') {
                        return self.breaks("the `\"` that ends the text before the end of the line");
                    }
                    self.plain = false;
                    if !self.fix(Fix::Escape(self.at)) {
                        return Step::Broken;
                    }
                    self.at += 1;
                }
            }
        }
        self.uneven += u32::from(!self.plain);
        self.list(Kind::String, self.plain);
        self.at += 1;
        if key {
            self.dollar |= text[self.start] == b'$';
            self.state = State::Want(Want::Colon);
            return Step::On;
        }
        let step = self.ended();
        self.last_text_end = self.at;
        step
    }

    /// What a backslash begins: passed over when all of it is there.
    fn escape(&mut self, text: &[u8]) -> Step {
        match text.get(self.at + 1) {
            None => Step::Wait,
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                self.at += 2;
                Step::On
            }
            Some(b'u') => {
                let digits = &text[self.at + 2..text.len().min(self.at + 6)];
                match digits.iter().position(|byte| !byte.is_ascii_hexdigit()) {
                    Some(wrong) => {
                        self.at += 2 + wrong;
                        self.breaks("four hex digits after `\\u`")
                    }
                    None if digits.len() < 4 => Step::Wait,
                    None => {
                        self.at += 6;
                        Step::On
                    }
                }
            }
            Some(_) => {
                self.at += 1;
                self.breaks("one of `\"\\/bfnrtu` after the backslash")
            }
        }
    }

    fn number(&mut self, text: &[u8], mut digits: Digits) -> Step {
        while let Some(&byte) = text.get(self.at) {
            digits = match (digits, byte) {
                (Digits::Whole | Digits::Minus, b'1'..=b'9') | (Digits::Whole, b'0') => Digits::Whole,
                (Digits::Minus, b'0') => Digits::Zero,
                (Digits::Zero | Digits::Whole, b'.') => Digits::Point,
                (Digits::Point | Digits::Fraction, b'0'..=b'9') => Digits::Fraction,
                (Digits::Zero | Digits::Whole | Digits::Fraction, b'e' | b'E') => Digits::Exponent,
                (Digits::Exponent, b'+' | b'-') => Digits::Sign,
                (Digits::Exponent | Digits::Sign | Digits::Power, b'0'..=b'9') => Digits::Power,
                (Digits::Zero | Digits::Whole | Digits::Fraction | Digits::Power, _) if !byte.is_ascii_digit() => {
                    self.cut_number = !self.lines && matches!(byte, b'\n' | b'\r');
                    self.list(Kind::Number, true);
                    return self.ended();
                }
                _ => {
                    self.state = State::Number(digits);
                    let is_zero = digits == Digits::Zero;
                    return self.breaks(if is_zero { "a number without leading zeros" } else { "a digit" });
                }
            };
            self.at += 1;
        }
        self.state = State::Number(digits);
        Step::Wait
    }

    fn word(&mut self, text: &[u8]) -> Step {
        let (word, kind): (&[u8], Kind) = match text[self.start] {
            b't' => (b"true", Kind::True),
            b'f' => (b"false", Kind::False),
            _ => (b"null", Kind::Null),
        };
        let there = &text[self.start..text.len().min(self.start + word.len())];
        self.state = State::Word;
        if there == word {
            self.at = self.start + word.len();
            self.list(kind, true);
            return self.ended();
        }
        let alike = there.iter().zip(word).take_while(|(one, other)| one == other).count();
        self.at = self.start + alike;
        if alike == there.len() { Step::Wait } else { self.breaks("`true`, `false` or `null`") }
    }
}

fn opener(close: u8) -> u8 {
    if close == b'}' { b'{' } else { b'[' }
}

fn closer(open: u8) -> u8 {
    if open == b'{' { b'}' } else { b']' }
}

#[cfg(test)]
mod tests;
