//! Faults of a JSON text that can only mean one thing, and their cures.

use crate::webhook::effort;

/// A fault that can only mean one thing, and its cure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fix {
    /// A comma before a closing bracket: leave out this byte.
    Drop(usize),
    /// `"A" | "B"`: replace these bytes (the quotes and what is between them) by ` | `.
    Join(usize, usize),
    /// A closing bracket is missing here.
    Insert(usize, u8),
    /// A raw control character inside a string: escape it.
    Escape(usize),
    /// A remark, or spaces that are none of JSON's: a space in place of these bytes.
    Blank(usize, usize),
}

impl Fix {
    /// The first byte that it changes.
    pub fn at(self) -> usize {
        match self {
            Self::Drop(at) | Self::Join(at, _) | Self::Insert(at, _) | Self::Escape(at) | Self::Blank(at, _) => at,
        }
    }
}

/// The text with its faults cured.
pub fn mend(text: &[u8], fixes: &[Fix], end: &[u8]) -> Vec<u8> {
    effort::spend(text.len());
    let mut mended = Vec::with_capacity(text.len() + fixes.len() * 6 + end.len());
    let mut from = 0;
    for &fix in fixes {
        let (until, put, next): (usize, &[u8], usize) = match fix {
            Fix::Drop(at) => (at, b"", at + 1),
            Fix::Join(start, end) => (start, b" | ", end),
            Fix::Blank(start, end) => (start, b" ", end),
            Fix::Insert(at, ref byte) => (at, std::slice::from_ref(byte), at),
            Fix::Escape(at) => (at, b"", at + 1),
        };
        if until < from {
            // It stands within what was replaced.
            continue;
        }
        // A fault past the end of the text is none of its.
        let Some(front) = text.get(from..until) else { break };
        mended.extend_from_slice(front);
        mended.extend_from_slice(put);
        if let (Fix::Escape(at), Some(byte)) = (fix, text.get(until)) {
            debug_assert_eq!(at, until);
            mended.extend_from_slice(format!("\\u{byte:04x}").as_bytes());
        }
        from = next;
    }
    mended.extend_from_slice(text.get(from..).unwrap_or_default());
    mended.extend_from_slice(end);
    mended
}
