//! After what is broken: another language's notation, the last brackets missing, or trouble to tell and the next place where
//! something may begin. Reading a second time has a credit, so that hostile input stays linear.

use super::dialect::{self, Unreadable};
use super::loose::Loose;
use super::open;
use super::outlet::{Around, Outlet};
use super::oversize;
use super::scan::{Broken, Scan, Scanner, mend};
use super::stream::{State, Step, Stream};
use super::text;

/// The most that another language prints of one body.
const MAX_FOREIGN: usize = 1024 * 1024;

impl Stream {
    /// The text stops being JSON `broken.at` bytes on.
    pub(super) fn broken(
        &mut self,
        scanner: &Scanner,
        broken: Broken,
        in_text: bool,
        out: &mut Outlet<'_>,
        outer: Around<'_>,
    ) -> Step {
        let rest = self.rest();
        let on_first_line = !rest[..broken.at].contains(&b'\n') && rest.get(broken.at) != Some(&b'\n');
        if dialect::is_likely(rest, broken) && matches!(rest[0], b'{' | b'[') {
            self.state = State::Foreign(Loose::new(true), broken, in_text);
            return Step::On;
        }
        if !in_text && self.levels.is_empty() && on_first_line && !self.inked && !self.may_salvage(broken.at) {
            self.state = State::Line;
            return Step::On;
        }
        self.recover(scanner, broken, in_text, out, outer)
    }

    /// Tells what is broken and finds where the next thing may begin.
    fn recover(
        &mut self,
        scanner: &Scanner,
        broken: Broken,
        in_text: bool,
        out: &mut Outlet<'_>,
        outer: Around<'_>,
    ) -> Step {
        let rest = self.rest();
        let front = &rest[..broken.at];
        let at_new_line = front.ends_with(b"\n") && rest.get(broken.at) == Some(&b'{');
        let flush_left = is_flush_left(front);
        let next = next_document(front, flush_left, in_text);
        if let Some(next) = next.filter(|next| self.credit > broken.at - next) {
            return self.restart(next, broken.at, in_text, out, outer);
        }
        let one_line = !front.trim_ascii_end().contains(&b'\n');
        let is_cut_line = one_line && (rest.get(broken.at) == Some(&b'\n') || front.contains(&b'\n'));
        let end = scanner.missing_end().filter(|_| (at_new_line || is_cut_line) && self.levels.is_empty());
        if let Some(end) = end {
            return self.mended_end(scanner, broken.at, &end, out, outer);
        }
        if self.may_salvage(broken.at) {
            return self.salvage(broken.at, out);
        }
        let rest = self.rest();
        let front = &rest[..broken.at];
        let found = rest.get(broken.at).copied();
        let mut loose = Loose::new(false);
        let _ = loose.scan(front);
        let message = text::not_json(broken.expected, found.as_ref());
        let flow = self.unreadable(out, outer, self.at + broken.at, message);
        if let Some(level) = self.levels.last_mut() {
            level.after_value = false;
        }
        if at_new_line || is_cut_line {
            self.consume(broken.at);
        } else if broken.at == 0 {
            self.state = State::Word;
        } else {
            self.state = State::Lost(loose, flush_left);
        }
        flow.into()
    }

    /// Gives up a document that took in the start of another one, and goes back to that.
    fn restart(&mut self, next: usize, read: usize, in_text: bool, out: &mut Outlet<'_>, outer: Around<'_>) -> Step {
        let mut scanner = Scanner::new();
        let _ = scanner.scan(&self.rest()[..next]);
        if let Some(end) = scanner.missing_end().filter(|_| in_text) {
            self.credit = self.credit.saturating_sub(read - next);
            return self.mended_end(&scanner, next, &end, out, outer);
        }
        let end = self.rest()[..next].trim_ascii_end().len();
        let flow = if in_text {
            out.unreadable(self.around(outer).line, None, text::NO_JSON)
        } else {
            self.unreadable(out, outer, self.at + end, format!("cut off: expected {}", scanner.expected()))
        };
        self.credit = self.credit.saturating_sub(read - next);
        self.levels.clear();
        self.consume(next);
        flow.into()
    }

    /// Whether a broken value is an export, of which each entry is a body: what is whole in it can be had. A body that is
    /// broken has no parts.
    fn may_salvage(&self, seen: usize) -> bool {
        let front = &self.rest()[..seen];
        let has_list =
            || memchr::memchr_iter(b'[', front).any(|at| front[at + 1..].trim_ascii_start().first() == Some(&b'{'));
        // At the top of a file only an object: `[` may be the time stamp of a log.
        let is_export = match self.levels.last() {
            None => front.first() == Some(&b'{') && has_list(),
            Some(level) => level.search,
        };
        self.credit > 2 * seen && is_export && oversize::is_container(self, front)
    }

    /// Opens a broken export and reads its entries one by one; the fault is told where they reach it.
    fn salvage(&mut self, seen: usize, out: &Outlet<'_>) -> Step {
        self.credit = self.credit.saturating_sub(2 * seen);
        oversize::open_container(self, out.notes.handed);
        // Of a broken document nothing is taken but callbacks.
        if let Some(level) = self.levels.last_mut() {
            level.search = true;
        }
        Step::On
    }

    /// Passes over something in a list that is no value.
    pub(super) fn word(&mut self) -> Step {
        let rest = self.rest();
        let end = rest.iter().position(|byte| matches!(byte, b',' | b']' | b'}' | b'\n'));
        let count = end.unwrap_or(rest.len());
        if let Some(level) = self.levels.last_mut() {
            level.after_value = true;
        }
        self.consume(count);
        if end.is_some() {
            return Step::On;
        }
        self.state = State::Word;
        Step::Wait
    }

    /// A document that ends here with its last brackets missing.
    fn mended_end(
        &mut self,
        scanner: &Scanner,
        length: usize,
        end: &[u8],
        out: &mut Outlet<'_>,
        outer: Around<'_>,
    ) -> Step {
        let text = self.buffer[self.at..self.at + length].trim_ascii_end();
        let mended = mend(text, scanner.fixes(), end);
        let flow = self.unit(&mended, text, Around { repaired: true, ..self.around(outer) }, out);
        self.finish_unit(length);
        flow.into()
    }

    /// The file ends inside a value.
    pub(super) fn cut(&mut self, scanner: &Scanner, in_text: bool, out: &mut Outlet<'_>, outer: Around<'_>) -> Step {
        let rest = self.rest();
        let length = rest.len();
        let flush_left = is_flush_left(rest);
        if let Some(next) = next_document(rest, flush_left, in_text).filter(|next| self.credit > length - next) {
            return self.restart(next, length, in_text, out, outer);
        }
        if let Some(end) = scanner.missing_end() {
            return self.mended_end(scanner, length, &end, out, outer);
        }
        if self.may_salvage(length) {
            return self.salvage(length, out);
        }
        let message = format!("cut off: expected {}, found the end", scanner.expected());
        let end = self.at + self.rest().trim_ascii_end().len();
        let flow = self.unreadable(out, outer, end, message);
        self.levels.clear();
        self.consume(length);
        flow.into()
    }

    pub(super) fn foreign(
        &mut self,
        mut loose: Loose,
        broken: Broken,
        in_text: bool,
        out: &mut Outlet<'_>,
        outer: Around<'_>,
        eof: bool,
    ) -> Step {
        let scan = loose.scan(&self.buffer[self.at..]);
        let end = match scan {
            Scan::Done(end) if is_foreign(&self.rest()[..end]) => end,
            Scan::More if !eof && is_foreign(self.rest()) => {
                self.state = State::Foreign(loose, broken, in_text);
                return Step::Wait;
            }
            _ => return self.not_foreign(broken, in_text, out, outer),
        };
        let text = &self.buffer[self.at..self.at + end];
        let flow = match dialect::to_json(text) {
            Ok(json) => {
                let around = self.around(outer);
                let was = out.known_only;
                out.known_only |= self.levels.last().is_some_and(|level| level.search);
                let flow = open::value(out, &json, around);
                out.known_only = was;
                flow
            }
            Err(Unreadable::Gone) => out.unreadable(self.around(outer).line, None, text::GONE),
            Err(Unreadable::Foreign) => return self.not_foreign(broken, in_text, out, outer),
        };
        self.finish_unit(end);
        flow.into()
    }

    fn not_foreign(&mut self, broken: Broken, in_text: bool, out: &mut Outlet<'_>, outer: Around<'_>) -> Step {
        let rest = self.rest();
        if in_text {
            let message = text::not_json(broken.expected, rest.get(broken.at));
            self.state = State::PassLine;
            return self.unreadable(out, outer, self.at + broken.at, message).into();
        }
        let on_first_line = !rest[..broken.at].contains(&b'\n') && rest.get(broken.at) != Some(&b'\n');
        if self.levels.is_empty() && on_first_line && !self.inked && !self.may_salvage(broken.at) {
            self.state = State::Line;
            return Step::On;
        }
        self.recover(&Scanner::new(), broken, false, out, outer)
    }

    /// Passes over the rest of a broken document: to its last bracket, or to a line that starts another one.
    pub(super) fn lost(&mut self, mut loose: Loose, flush_left: bool, eof: bool) -> Step {
        if loose.at() == 0 && self.column == 0 && !self.inked && !flush_left && self.rest().first() == Some(&b'{') {
            return Step::On;
        }
        loop {
            let rest = &self.buffer[self.at..];
            let from = loose.at();
            let line = memchr::memchr(b'\n', &rest[from..]).map(|end| from + end + 1);
            match loose.scan(&rest[..line.unwrap_or(rest.len())]) {
                Scan::Done(end) => {
                    self.finish_unit_passed(end);
                    return Step::On;
                }
                _ if line.is_none() => {
                    let count = loose.at();
                    loose.forget(count);
                    self.consume(count);
                    self.state = State::Lost(loose, flush_left);
                    return if eof { self.end_lost() } else { Step::Wait };
                }
                _ => {}
            }
            let Some(line) = line else { return Step::Wait };
            match rest.get(line) {
                Some(b'{') if !flush_left => {
                    self.consume(line);
                    return Step::On;
                }
                _ => {
                    loose.forget(line);
                    self.consume(line);
                }
            }
        }
    }

    pub(super) fn end_lost(&mut self) -> Step {
        self.state = State::Between;
        Step::Wait
    }
}

/// Whether another language may have printed this: it is no book, and no line of it starts another object at the very left.
/// A lone bracket in a line of a log holds up nothing.
fn is_foreign(text: &[u8]) -> bool {
    text.len() <= MAX_FOREIGN && memchr::memmem::find(text, b"\n{").is_none()
}

/// Whether the lines of a document are not indented: keys stand at the very left.
fn is_flush_left(text: &[u8]) -> bool {
    memchr::memmem::find(text, b"\n\"").is_some()
}

/// Where, after the first line, a line starts with a bracket at the very left: in an indented document, or after a line
/// that was cut off, that is another document.
fn next_document(text: &[u8], flush_left: bool, in_text: bool) -> Option<usize> {
    if flush_left {
        return None;
    }
    let first_line = memchr::memchr(b'\n', text)?;
    if in_text {
        return Some(first_line + 1);
    }
    if text[..first_line].trim_ascii().len() < 2
        && !text[first_line + 1..].starts_with(b" ")
        && !text[first_line + 1..].starts_with(b"\t")
    {
        return None;
    }
    memchr::memmem::find(&text[first_line..], b"\n{").map(|offset| first_line + offset + 1)
}
