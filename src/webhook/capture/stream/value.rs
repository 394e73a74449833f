//! JSON values in the stream of a file: where they end, and how a whole one is handed on.

use super::oversize;
use super::recovery;
use super::{LIMIT, State, Step, Stream};
use crate::webhook::capture::envelope;
use crate::webhook::capture::json;
use crate::webhook::capture::loose::Loose;
use crate::webhook::capture::open;
use crate::webhook::capture::outlet::{Around, Flow, Outlet};
use crate::webhook::json::fix::{Fix, mend};
use crate::webhook::json::scan::{Broken, Scan, Scanner};

impl Stream {
    pub(super) fn value(
        &mut self,
        mut scanner: Box<Scanner>,
        in_text: bool,
        out: &mut Outlet<'_>,
        outer: Around<'_>,
        eof: bool,
    ) -> Step {
        match scanner.scan(&self.buffer[self.at..]) {
            Scan::Done(_) if scanner.is_crowded() && oversize::is_container(self, self.rest()) => {
                oversize::open(self, out, outer)
            }
            Scan::Done(end) => self.ended(scanner, end, in_text, out, outer, eof),
            Scan::Broken(broken) => self.look_on(scanner, broken, in_text, out, outer, eof),
            Scan::More if self.rest().len() > LIMIT => oversize::open(self, out, outer),
            Scan::More if eof => self.cut(&scanner, in_text, out, outer),
            Scan::More => {
                self.state = State::Value(scanner, in_text);
                Step::Wait
            }
        }
    }

    /// An element of an array that streams: with a comma behind it and no other element, it is the one that was mended.
    pub(super) fn ended(
        &mut self,
        scanner: Box<Scanner>,
        end: usize,
        in_text: bool,
        out: &mut Outlet<'_>,
        outer: Around<'_>,
        eof: bool,
    ) -> Step {
        let mut last = false;
        if self.levels.is_empty() && !in_text && is_numbers(&self.rest()[..end]) {
            // `[1234] INFO …`: a process's number, unless the line ends with it.
            match self.rest()[end..].iter().find(|byte| !matches!(byte, b' ' | b'\t')) {
                None if !eof && self.rest().len() <= LIMIT => {
                    self.state = State::Ended(scanner, end, in_text);
                    return Step::Wait;
                }
                None | Some(b'\n' | b'\r' | b',' | b'[') => {}
                Some(_) => {
                    self.state = State::Line;
                    return Step::On;
                }
            }
        }
        if self.levels.last().is_some_and(|level| level.open == b'[') {
            let mut after = self.rest()[end..].iter().filter(|byte| !byte.is_ascii_whitespace());
            last = match (after.next(), after.next()) {
                (Some(b','), Some(next)) => *next == b']',
                (None, _) | (Some(b','), None) if !eof && self.rest().len() <= LIMIT => {
                    self.state = State::Ended(scanner, end, in_text);
                    return Step::Wait;
                }
                _ => false,
            };
        }
        let step = self.complete(&scanner, end, in_text, out, Around { repaired: outer.repaired || last, ..outer });
        self.spare = Some(scanner);
        step
    }

    /// The few bytes after a fault tell what language it may be: waits for them.
    pub(super) fn look_on(
        &mut self,
        scanner: Box<Scanner>,
        broken: Broken,
        in_text: bool,
        out: &mut Outlet<'_>,
        outer: Around<'_>,
        eof: bool,
    ) -> Step {
        let rest = self.rest();
        // The line on which it breaks may be another thing.
        let on_later_line = rest[..broken.at].contains(&b'\n') && rest.len() <= LIMIT;
        // So may the lines below it.
        let may_be_block =
            self.levels.is_empty() && rest.len() <= LIMIT && !on_later_line && recovery::is_block(rest).is_none();
        let is_short =
            may_be_block || rest.len() < broken.at + 4 || on_later_line && !rest[broken.at..].contains(&b'\n');
        if !eof && is_short {
            self.state = State::Doubt(scanner, broken, in_text);
            return Step::Wait;
        }
        self.broken(&scanner, broken, in_text, out, outer)
    }

    /// A value from `at` to `end`, perhaps with faults that can be mended.
    fn complete(
        &mut self,
        scanner: &Scanner,
        end: usize,
        in_text: bool,
        out: &mut Outlet<'_>,
        outer: Around<'_>,
    ) -> Step {
        let text = &self.buffer[self.at..self.at + end];
        if text.first() == Some(&b'"') && self.levels.is_empty() && !in_text {
            // A text at the start of a line: JSON within it, or a line that merely starts with a quote.
            let after = self.buffer[self.at + end..].iter().find(|byte| !matches!(byte, b' ' | b'\t'));
            let opens = text[1..].iter().find(|byte| !byte.is_ascii_whitespace());
            if !matches!(opens, Some(b'{' | b'[' | b'\\')) || matches!(after, Some(b':' | b'=' | b',')) {
                self.state = State::Line;
                return Step::On;
            }
        }
        let around = self.around(outer);
        if !in_text && self.mends_entries(text, scanner.fixes()) {
            return self.salvage(end, out);
        }
        let flow = self.unit(text, around, out, |out, around| open::scanned(out, text, scanner, around));
        self.finish_unit(end);
        flow.into()
    }

    /// Whether it is a list of bodies with faults in its entries alone: each entry is then mended by itself.
    fn mends_entries(&self, text: &[u8], fixes: &[Fix]) -> bool {
        if fixes.is_empty() {
            return false;
        }
        let is_list = || json::within(&mend(text, fixes, &[]), envelope::is_list) == Some(true);
        let is_list = match self.levels.last() {
            None => is_list(),
            Some(level) => level.search && (text.first() == Some(&b'[') || is_list()),
        };
        let last = memchr::memrchr(b']', text).unwrap_or(0);
        self.credit > 2 * text.len() && is_list && fixes.iter().all(|fix| fix.at() < last)
    }

    /// Hands on a whole value; `raw` is the text as it stood there.
    pub(super) fn unit(
        &self,
        raw: &[u8],
        around: Around<'_>,
        out: &mut Outlet<'_>,
        give: impl FnOnce(&mut Outlet<'_>, Around<'_>) -> Flow,
    ) -> Flow {
        let was = out.known_only;
        out.known_only |= self.levels.last().is_some_and(|level| level.search);
        let flow = give(out, Around { raw: around.raw.or(Some(raw)), ..around });
        out.known_only = was;
        flow
    }

    pub(super) fn finish_unit(&mut self, end: usize) {
        self.finish_unit_passed(end);
        self.state = State::Between;
    }

    /// Passes over the rest of a value without holding it.
    pub(super) fn pass(&mut self, mut loose: Loose) -> Step {
        match loose.scan(&self.buffer[self.at..]) {
            Scan::Done(end) => {
                self.finish_unit_passed(end);
                Step::On
            }
            _ => {
                let count = loose.at();
                loose.forget(count);
                self.consume(count);
                self.state = State::Pass(loose);
                Step::Wait
            }
        }
    }

    pub(super) fn finish_unit_passed(&mut self, end: usize) {
        if let Some(level) = self.levels.last_mut() {
            level.after_value = true;
        }
        self.consume(end);
    }
}

/// Whether an array holds nothing but numbers.
fn is_numbers(text: &[u8]) -> bool {
    text.first() == Some(&b'[')
        && text.len() <= 64
        && text[1..].iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b' ' | b']' | b'-'))
}
