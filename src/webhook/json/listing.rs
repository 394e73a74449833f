//! Regular JSON, whole in memory: its values listed in one tight pass. Whatever is not regular (faults that can be mended,
//! numbers at the end of the text, brackets nested deep) is left to the [`Scanner`](super::scan::Scanner), which lists the
//! same values of what both read.

use super::value::{Kind, MAX_NODES, Node};
use crate::webhook::text::Specials;

/// Brackets within one another; the scanner reads deeper ones.
const DEPTH: usize = 32;

/// A bracket that is open: its node, and what was uneven before it.
#[derive(Clone, Copy, Default)]
struct Open {
    node: u32,
    uneven: u32,
    is_object: bool,
}

/// What is known of a value that was listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Where it ends.
    pub end: usize,
    /// A key begins with `$`.
    pub dollar: bool,
}

/// Lists the values of the JSON value at the front of the text.
pub fn list(text: &[u8], nodes: &mut Vec<Node>) -> Option<Listed> {
    let mut lister = Lister { text, at: 0, uneven: 0, specials: Specials::of(text), dollar: false, nodes };
    let (mut stack, mut depth) = ([Open::default(); DEPTH], 0);
    let mut open = Open::default();
    loop {
        // A value begins.
        let byte = lister.next()?;
        match byte {
            b'"' => lister.string()?,
            b'{' | b'[' => {
                *stack.get_mut(depth)? = open;
                depth += 1;
                open = lister.enter(byte)?;
                if lister.next()? != if open.is_object { b'}' } else { b']' } {
                    if open.is_object {
                        lister.key()?;
                    }
                    continue;
                }
                lister.leave(open);
                depth -= 1;
                open = stack[depth];
            }
            b'-' | b'0'..=b'9' => lister.number()?,
            _ => lister.word(byte)?,
        }
        // A value ended.
        loop {
            if depth == 0 {
                return Some(Listed { end: lister.at, dollar: lister.dollar });
            }
            match (lister.next()?, open.is_object) {
                (b',', is_object) => {
                    lister.at += 1;
                    if is_object {
                        lister.key()?;
                    }
                    break;
                }
                (b'}', true) | (b']', false) => {
                    lister.leave(open);
                    depth -= 1;
                    open = stack[depth];
                }
                _ => return None,
            }
        }
    }
}

struct Lister<'t, 'n> {
    text: &'t [u8],
    at: usize,
    /// Runs of white space and texts with escapes so far.
    uneven: u32,
    specials: Specials<'t>,
    dollar: bool,
    nodes: &'n mut Vec<Node>,
}

impl Lister<'_, '_> {
    /// The next byte that is no white space.
    #[inline(always)]
    fn next(&mut self) -> Option<u8> {
        let byte = *self.text.get(self.at)?;
        if byte > b' ' { Some(byte) } else { self.after_blank() }
    }

    fn after_blank(&mut self) -> Option<u8> {
        let length = self.text[self.at..].iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))?;
        self.uneven += u32::from(length > 0);
        self.at += length;
        self.text.get(self.at).copied()
    }

    #[inline(always)]
    fn push(&mut self, start: usize, end: usize, kind: Kind, plain: bool) {
        let next = self.nodes.len() as u32 + 1;
        self.nodes.push(Node { start: start as u32, end: end as u32, next, kind, plain });
    }

    fn enter(&mut self, byte: u8) -> Option<Open> {
        let is_object = byte == b'{';
        let open = Open { node: self.nodes.len() as u32, uneven: self.uneven, is_object };
        self.push(self.at, self.at, if is_object { Kind::Object } else { Kind::Array }, false);
        self.at += 1;
        (self.nodes.len() <= MAX_NODES).then_some(open)
    }

    fn leave(&mut self, open: Open) {
        self.at += 1;
        let (next, end, plain) = (self.nodes.len() as u32, self.at as u32, self.uneven == open.uneven);
        if let Some(node) = self.nodes.get_mut(open.node as usize) {
            (node.next, node.end, node.plain) = (next, end, plain);
        }
    }

    /// A key and its colon.
    #[inline(always)]
    fn key(&mut self) -> Option<()> {
        if self.next()? != b'"' || self.nodes.len() > MAX_NODES {
            return None;
        }
        self.dollar |= self.text.get(self.at + 1) == Some(&b'$');
        self.string()?;
        if self.next()? != b':' {
            return None;
        }
        self.at += 1;
        Some(())
    }

    #[inline(always)]
    fn string(&mut self) -> Option<()> {
        let start = self.at + 1;
        let end = self.specials.from(start);
        match self.text.get(end)? {
            b'"' => {
                self.push(start, end, Kind::String, true);
                self.at = end + 1;
                Some(())
            }
            b'\\' => self.escaped(start, end),
            _ => None,
        }
    }

    /// The rest of a text, from its first escape on.
    fn escaped(&mut self, start: usize, mut at: usize) -> Option<()> {
        loop {
            match self.text.get(at)? {
                b'"' => break,
                b'\\' => match self.text.get(at + 1)? {
                    b'u' if self.text.get(at + 2..at + 6)?.iter().all(u8::is_ascii_hexdigit) => at += 6,
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => at += 2,
                    _ => return None,
                },
                0..=0x1f => return None,
                _ => at = self.specials.from(at),
            }
        }
        self.uneven += 1;
        self.push(start, at, Kind::String, false);
        self.at = at + 1;
        Some(())
    }

    fn number(&mut self) -> Option<()> {
        let start = self.at;
        let digits =
            |at: usize| self.text[at..].iter().position(|byte| !byte.is_ascii_digit()).map(|length| at + length);
        let mut at = start + usize::from(self.text[start] == b'-');
        let whole = digits(at)?;
        if whole == at || whole > at + 1 && self.text[at] == b'0' {
            return None;
        }
        at = whole;
        if self.text[at] == b'.' {
            let end = digits(at + 1)?;
            if end == at + 1 {
                return None;
            }
            at = end;
        }
        if matches!(self.text[at], b'e' | b'E') {
            let from = at + 1 + usize::from(matches!(self.text.get(at + 1)?, b'+' | b'-'));
            let end = digits(from)?;
            if end == from {
                return None;
            }
            at = end;
        }
        self.push(start, at, Kind::Number, true);
        self.at = at;
        (self.nodes.len() <= MAX_NODES).then_some(())
    }

    fn word(&mut self, byte: u8) -> Option<()> {
        let (word, kind): (&[u8], Kind) = match byte {
            b't' => (b"true", Kind::True),
            b'f' => (b"false", Kind::False),
            b'n' => (b"null", Kind::Null),
            _ => return None,
        };
        if !self.text[self.at..].starts_with(word) {
            return None;
        }
        self.push(self.at, self.at + word.len(), kind, true);
        self.at += word.len();
        (self.nodes.len() <= MAX_NODES).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::webhook::json::scan::{Scan, Scanner};

    /// The values, and whether a key begins with `$`.
    type Made = Option<(Vec<Node>, bool)>;

    /// What both make of a text.
    fn both(text: &str) -> (Made, Made) {
        let mut nodes = Vec::new();
        let listed = list(text.as_bytes(), &mut nodes);
        let mut scanner = Scanner::listing();
        let scanned = match scanner.scan(text.as_bytes()) {
            Scan::Done(end) if scanner.fixes().is_empty() => Some(end),
            _ => None,
        };
        assert!(listed.is_none() || listed.map(|listed| listed.end) == scanned, "{text}");
        (listed.map(|listed| (nodes, listed.dollar)), scanned.map(|_| (scanner.nodes().to_vec(), scanner.has_dollar())))
    }

    fn json() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            Just("null".to_owned()),
            Just("true".to_owned()),
            Just(" false".to_owned()),
            any::<i64>().prop_map(|number| number.to_string()),
            "-?(0|[1-9][0-9]{0,3})(\\.[0-9]{1,3})?([eE][+-]?[0-9]{1,2})? ?",
            "\"([a-z你😀]|\\\\[nrt\"\\\\/]|\\\\u[0-9a-fA-F]{4}){0,40}\"",
        ];
        leaf.prop_recursive(6, 60, 6, |inner| {
            let member = ("\\$?[a-z]{0,12}", inner.clone()).prop_map(|(key, value)| format!("\"{key}\": {value}"));
            prop_oneof![
                prop::collection::vec(inner, 0..6).prop_map(|all| format!("[{}]", all.join(","))),
                prop::collection::vec(member, 0..6).prop_map(|all| format!("{{{}}}", all.join(" ,\n"))),
            ]
        })
    }

    proptest! {
        #[test]
        fn lists_what_the_scanner_lists(text in json()) {
            let (listed, scanned) = both(&format!("{text} "));
            prop_assert_eq!(format!("{listed:?}"), format!("{scanned:?}"));
            prop_assert!(listed.is_some());
        }

        #[test]
        fn reads_nothing_that_the_scanner_does_not(text in json(), at in any::<prop::sample::Index>(), byte in "[\\[\\]{}:,\"\\\\0-9eE+.\u{1}\t -]") {
            let mut text = text;
            let place = (0..=at.index(text.len() + 1)).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0);
            text.insert_str(place, &byte);
            let (listed, scanned) = both(&text);
            if listed.is_some() {
                prop_assert_eq!(format!("{listed:?}"), format!("{scanned:?}"));
            }
        }
    }

    #[test]
    fn what_is_too_much_is_left_to_the_scanner() {
        let mut nodes = Vec::new();
        assert!(list("[".repeat(DEPTH + 1).as_bytes(), &mut nodes).is_none());
        nodes.clear();
        assert!(list(format!("[{}1]", "1,".repeat(MAX_NODES)).as_bytes(), &mut nodes).is_none());
        assert!(nodes.len() <= MAX_NODES + 2);
    }
}
