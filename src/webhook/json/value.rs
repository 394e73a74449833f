//! JSON values in place: a flat list of nodes that point into the text.
//!
//! Nothing is copied or unescaped until somebody asks, numbers stay digits, and reading one more body reuses the list. A
//! general `serde_json::Value` costs about six times as much per body, and a typed derive could not keep what it does not know.

use std::borrow::Cow;

use crate::webhook::{effort, text};

/// How many values are listed: what keeps a hostile body of 16 MiB from taking ten times its size.
pub(super) const MAX_NODES: usize = 1 << 20;

/// What a value is.
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
pub struct Node {
    pub start: u32,
    pub end: u32,
    pub next: u32,
    pub kind: Kind,
    /// A string: without escapes. A container: without white space and escapes, ready to be copied.
    pub plain: bool,
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
        if self.escaped {
            return self.decoded() == other;
        }
        let may_be = self.raw.len() == other.len();
        effort::spend(if may_be { other.len() } else { 0 });
        may_be && self.raw == other
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
    /// The first of the nodes, which all lie in the text.
    pub(super) fn root(text: &'a str, nodes: &'a [Node]) -> Self {
        Self { text, nodes, at: 0 }
    }

    #[inline]
    fn node(self) -> Node {
        self.nodes[self.at as usize]
    }

    /// What it is.
    #[inline]
    pub fn kind(self) -> Kind {
        self.node().kind
    }

    /// Its text: of a string what stands between the quotes.
    #[inline]
    pub fn raw(self) -> &'a str {
        let node = self.node();
        &self.text[node.start as usize..node.end as usize]
    }

    /// The value as it stands in the text, a string with its quotes.
    pub fn source(self) -> &'a str {
        let node = self.node();
        let quote = usize::from(node.kind == Kind::String);
        &self.text[node.start as usize - quote..node.end as usize + quote]
    }

    /// How many values it is made of: itself, its keys, and whatever is in it.
    pub fn count(self) -> usize {
        (self.node().next - self.at) as usize
    }

    /// Where it starts in the text.
    pub fn start(self) -> usize {
        self.node().start as usize
    }

    /// The text that it stands in.
    pub fn whole(self) -> &'a str {
        self.text
    }

    /// Whether [`Value::raw`] of a container can be copied as compact JSON.
    pub fn is_plain(self) -> bool {
        self.node().plain
    }

    /// The text of a string.
    #[inline]
    pub fn string(self) -> Option<Text<'a>> {
        (self.kind() == Kind::String).then(|| Text { raw: self.raw(), escaped: !self.node().plain })
    }

    /// The text of a string or the digits of a number: how ids, codes and times come; none when empty.
    #[inline]
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
    #[inline]
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

    /// Whether it is an array.
    pub fn is_array(self) -> bool {
        self.kind() == Kind::Array
    }

    /// Whether it is a string.
    pub fn is_string(self) -> bool {
        self.kind() == Kind::String
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
        let mut members = self.members();
        while let Some((key, value)) = members.step() {
            if let Some(place) = keys.iter().position(|name| key.is_key(name)) {
                found[place] = Some(value);
            }
        }
        found
    }

    /// The member of that name; the last one when it stands there twice.
    pub fn get(self, name: &str) -> Option<Value<'a>> {
        let mut found = None;
        let mut members = self.members();
        while let Some((key, value)) = members.step() {
            if key.is_key(name) {
                found = Some(value);
            }
        }
        found
    }

    /// Whether a key is that one: most differ in length.
    #[inline(always)]
    fn is_key(self, name: &str) -> bool {
        let node = self.node();
        if !node.plain {
            return Text { raw: self.raw(), escaped: true }.is(name);
        }
        let length = (node.end - node.start) as usize;
        let may_be = length == name.len();
        effort::spend(if may_be { length } else { 0 });
        may_be && self.text.as_bytes()[node.start as usize..][..length] == *name.as_bytes()
    }
}

/// See [`Value::members`].
#[derive(Clone, Debug)]
pub struct Members<'a> {
    value: Value<'a>,
    at: u32,
    end: u32,
}

impl<'a> Members<'a> {
    /// The next key and value.
    #[inline(always)]
    fn step(&mut self) -> Option<(Value<'a>, Value<'a>)> {
        effort::spend(1);
        // Of a value that is cut off a key may be the last thing.
        if self.at + 1 >= self.end {
            return None;
        }
        let key = Value { at: self.at, ..self.value };
        let value = Value { at: self.at + 1, ..self.value };
        self.at = value.node().next;
        Some((key, value))
    }
}

impl<'a> Iterator for Members<'a> {
    type Item = (Text<'a>, Value<'a>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let (key, value) = self.step()?;
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
        effort::spend(1);
        if self.at >= self.end {
            return None;
        }
        let element = Value { at: self.at, ..self.value };
        self.at = element.node().next;
        Some(element)
    }
}
