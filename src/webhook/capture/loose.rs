//! Where a thing in brackets ends that is not JSON: what Python, Ruby or JavaScript printed, or a broken document.

use crate::webhook::effort;
use crate::webhook::json::blank::{begins_remark, blank_length};
use crate::webhook::json::scan::{Broken, Scan};

/// Finds the end of something in brackets, whatever is inside.
#[derive(Clone, Debug)]
pub struct Loose {
    at: usize,
    depth: usize,
    quote: u8,
    escaped: bool,
    apostrophes: bool,
    is_text: bool,
}

impl Loose {
    /// A scanner from the opening bracket on. With `apostrophes`, `'` and a backtick quote too, and a quoted
    /// text does not pass the end of a line.
    pub fn new(apostrophes: bool) -> Self {
        Self { at: 0, depth: 0, quote: 0, escaped: false, apostrophes, is_text: false }
    }

    /// A scanner of one text in double quotes.
    pub fn text() -> Self {
        Self { is_text: true, ..Self::new(false) }
    }

    /// How many bytes were looked at.
    pub fn at(&self) -> usize {
        self.at
    }

    /// `count` bytes at the front of what it looked at are gone.
    pub fn forget(&mut self, count: usize) {
        self.at -= count;
    }

    /// Looks on from where it stopped.
    pub fn scan(&mut self, text: &[u8]) -> Scan {
        let before = self.at;
        let scan = self.scan_on(text);
        effort::spend(self.at - before);
        scan
    }

    fn scan_on(&mut self, text: &[u8]) -> Scan {
        while let Some(&byte) = text.get(self.at) {
            if self.quote != 0 {
                match byte {
                    b'\n' if self.apostrophes && self.quote != b'`' => {
                        return Scan::Broken(Broken {
                            at: self.at,
                            expected: "the end of the text",
                            deep: false,
                            after_value: false,
                        });
                    }
                    b'\n' => self.quote = 0,
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    _ if byte == self.quote => self.quote = 0,
                    _ => {}
                }
                if self.quote == 0 {
                    self.escaped = false;
                    if self.is_text {
                        self.at += 1;
                        return Scan::Done(self.at);
                    }
                }
            } else {
                match byte {
                    // A remark may hold any quote.
                    b'/' if self.apostrophes => match blank_length(&text[self.at..]) {
                        Some(length) => self.at += length - 1,
                        None if begins_remark(&text[self.at..]) => return Scan::More,
                        None => {}
                    },
                    b'"' => self.quote = byte,
                    b'\'' | b'`' if self.apostrophes => self.quote = byte,
                    b'{' | b'[' => self.depth += 1,
                    b'}' | b']' => {
                        self.depth = self.depth.saturating_sub(1);
                        if self.depth == 0 {
                            self.at += 1;
                            return Scan::Done(self.at);
                        }
                    }
                    _ => {}
                }
            }
            self.at += 1;
        }
        Scan::More
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deep_nesting_ends_in_no_crash() {
        assert_eq!(Loose::new(false).scan("[".repeat(1_000_000).as_bytes()), Scan::More);
    }
}
