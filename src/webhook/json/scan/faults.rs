//! What is not regular: white space, what stands in place of it, the faults that can only mean one thing, and what breaks a text.

use super::{Scanner, State, Step, Want, closer, opener};
use crate::webhook::json::blank::{begins_remark, blank_length, is_cut_space, is_hash_remark};
use crate::webhook::json::fix::Fix;
use crate::webhook::json::scan::Broken;

/// How many faults of one document are mended before it counts as broken.
const MAX_FIXES: usize = 256;

impl Scanner {
    /// White space, remarks, the faults that can only mean one thing, and what breaks it.
    pub(super) fn irregular(&mut self, text: &[u8], byte: u8, want: Want) -> Step {
        if matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
            self.uneven += 1;
            while let Some(byte @ (b' ' | b'\t' | b'\n' | b'\r')) = text.get(self.at) {
                self.lines |= *byte == b'\n';
                self.at += 1;
            }
            return Step::On;
        }
        let rest = &text[self.at..];
        let (blank, is_cut) = match byte {
            b'#' if is_hash_remark(text, self.at) => {
                let length = memchr::memchr(b'\n', rest);
                (length, length.is_none())
            }
            b'/' | 0xc2 | 0xe2 | 0xe3 | 0xef => (blank_length(rest), begins_remark(rest) || is_cut_space(rest)),
            _ => (None, false),
        };
        match (want, byte) {
            _ if blank.is_some() => self.blank(blank.unwrap_or_default()),
            _ if is_cut => {
                self.in_blank = true;
                Step::Wait
            }
            (Want::CommaOrEnd, b',') => {
                self.broken = self.implied;
                Step::Broken
            }
            (Want::CommaOrEnd, b'|') if self.last_text_end > 0 => {
                self.at += 1;
                self.alternative = true;
                self.state = State::Want(Want::Alternative);
                Step::On
            }
            (Want::Alternative, b'"') => {
                if !self.fix(Fix::Join(self.last_text_end - 1, self.at + 1)) {
                    return Step::Broken;
                }
                self.alternative = false;
                self.begin_text(text, false)
            }
            (Want::Key | Want::Element, b'}' | b']') if self.open() == Some(opener(byte)) => {
                if self.fix(Fix::Drop(self.comma)) { self.close() } else { Step::Broken }
            }
            (Want::CommaOrEnd, b'}' | b']') => self.close_through(byte),
            _ => self.breaks(self.wanted(want)),
        }
    }

    /// Something that can only be meant as white space.
    fn blank(&mut self, length: usize) -> Step {
        /// So many places have such spaces at most.
        const MAX_BLANKS: usize = 1 << 16;
        let (start, end) = (self.at, self.at + length);
        self.in_blank = false;
        if self.fixes.len() > MAX_BLANKS {
            return self.breaks("white space of JSON");
        }
        match self.fixes.last_mut() {
            Some(Fix::Blank(_, last)) if *last == start => *last = end,
            _ => {
                self.fixes.push(Fix::Blank(start, end));
                self.blanks += 1;
            }
        }
        self.at = end;
        Step::On
    }

    /// Notes a fault; false when there are too many, which breaks it.
    pub(super) fn fix(&mut self, fix: Fix) -> bool {
        if self.fixes.len() - self.blanks == MAX_FIXES {
            self.breaks("a document with fewer faults");
            return false;
        }
        // A comma too many shows only after the blanks behind it.
        let place = self.fixes.iter().rposition(|earlier| earlier.at() <= fix.at()).map_or(0, |place| place + 1);
        self.fixes.insert(place, fix);
        true
    }

    /// A closing bracket after a value. One that does not match says that others are missing before it;
    /// this is certain only when nothing but closing brackets follows.
    fn close_through(&mut self, byte: u8) -> Step {
        while let Some(open) = self.open() {
            if open == opener(byte) {
                return self.close();
            }
            let expected = self.wanted(Want::CommaOrEnd);
            if !self.stack.iter().any(|open| open.byte == opener(byte)) {
                return self.breaks(expected);
            }
            self.implied.get_or_insert(Broken { at: self.at, expected, deep: false, after_value: false });
            if !self.fix(Fix::Insert(self.at, closer(open))) {
                return Step::Broken;
            }
            self.stack.pop();
        }
        self.breaks("nothing more")
    }
}
