//! After what is broken: another language's notation, the last brackets missing, or trouble to tell and the next place where
//! something may begin. Reading a second time has a credit, so that hostile input stays linear.

use super::oversize;
use super::{LIMIT, State, Step, Stream};
use crate::webhook::capture::dialect::{self, Unreadable};
use crate::webhook::capture::line;
use crate::webhook::capture::loose::Loose;
use crate::webhook::capture::open;
use crate::webhook::capture::outlet::{Around, Outlet};
use crate::webhook::capture::text;
use crate::webhook::json::fix::mend;
use crate::webhook::json::scan::{Broken, Scan, Scanner};

/// The most that another language prints of one body.
const MAX_FOREIGN: usize = 1024 * 1024;

/// So much is looked at in vain for another language's text, and twice what was read besides.
const FREE_FOREIGN: usize = 1024 * 1024;

/// How the lines of a broken document stand.
#[derive(Clone, Copy)]
pub enum Lines {
    /// At the very left.
    FlushLeft,
    /// Indented, as far as is known.
    Indented,
    /// Indented after the first: one at the very left is none of them.
    Block,
}

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
        let may_try = self.foreign <= FREE_FOREIGN + 2 * self.taken;
        if may_try && dialect::is_likely(rest, broken) && matches!(rest[0], b'{' | b'[') {
            self.state = State::Foreign(Loose::new(true), broken, in_text);
            return Step::On;
        }
        let is_line = on_first_line && is_block(rest) != Some(true);
        if !in_text && self.levels.is_empty() && is_line && !self.inked && !self.may_salvage(broken.at) {
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
        let flush_left = is_flush_left(front);
        // The line on which it broke may be another thing, of which the front was taken for a part of this one.
        let start = memchr::memrchr(b'\n', front).map_or(0, |end| end + 1);
        let at_line = start > 0 && line::holds_callback(first_line(&rest[start..]));
        let at_new_line = front.ends_with(b"\n") && (at_line || rest.get(broken.at) == Some(&b'{'));
        let next = next_document(front, flush_left, in_text);
        if let Some(next) = next.filter(|next| self.credit > broken.at - next) {
            return self.restart(next, broken.at, in_text, out, outer);
        }
        let one_line = !front.trim_ascii_end().contains(&b'\n');
        let is_block = self.levels.is_empty() && is_block(rest) == Some(true);
        let is_cut_line = one_line && !is_block && (rest.get(broken.at) == Some(&b'\n') || front.contains(&b'\n'));
        // A fault that showed only later may have been found past where it stands.
        let is_there = scanner.at() == broken.at && self.levels.is_empty();
        let end = scanner.missing_end().filter(|_| is_there && (at_new_line || is_cut_line));
        if let Some(end) = end {
            return self.mended_end(scanner, broken.at, &end, out, outer);
        }
        if self.may_salvage(broken.at) {
            return self.salvage(broken.at, out);
        }
        let rest = self.rest();
        let front = &rest[..broken.at];
        let found = rest.get(broken.at).copied();
        let is_cut_text = rest[0] == b'"' && found == Some(b'\n');
        let mut loose = Loose::new(false);
        let _ = loose.scan(front);
        let message = text::not_json(broken.expected, found.as_ref());
        let flow = self.unreadable(out, outer, self.at + broken.at, message);
        if let Some(level) = self.levels.last_mut() {
            level.after_value = false;
        }
        if at_line && self.rest().get(start) != Some(&b'{') {
            self.levels.clear();
        }
        if at_line {
            self.consume(start);
        } else if at_new_line || is_cut_line || is_cut_text && !self.levels.is_empty() {
            self.consume(broken.at);
        } else if broken.at == 0 {
            self.state = State::Word;
        } else if one_line && self.levels.last().is_some_and(|level| level.open == b'[') {
            self.consume(broken.at);
            self.give_up_element();
        } else {
            let kind = match (flush_left, is_block) {
                (true, _) => Lines::FlushLeft,
                (false, true) => Lines::Block,
                (false, false) => Lines::Indented,
            };
            self.state = State::Lost(loose, kind);
        }
        flow.into()
    }

    /// The rest of an element of a list is lost: the next one on its line goes on, and of what follows nothing is taken but
    /// callbacks. Outside of lists, whatever follows is read as it comes.
    pub(super) fn give_up_element(&mut self) {
        let list = self.levels.iter().rposition(|level| level.open == b'[');
        self.levels.truncate(list.map_or(0, |list| list + 1));
        if let Some(level) = self.levels.last_mut() {
            level.after_value = false;
            level.search = true;
            self.state = State::Resync;
        }
    }

    /// Finds `},{"`, where the next element of a list begins, or `,"` before the next key of an object, or the end of the line.
    pub(super) fn resync(&mut self, eof: bool) -> Step {
        const FRONT: usize = 3;
        let in_object = self.levels.last().is_some_and(|level| level.open == b'{');
        let list = self.levels.iter().rposition(|level| level.open == b'[');
        let rest = self.rest();
        let mut from = 0;
        while let Some(offset) = memchr::memchr3(b'{', b'"', b'\n', &rest[from..]) {
            let at = from + offset;
            let before = rest[at.saturating_sub(FRONT)..at].trim_ascii_end();
            if rest[at] == b'\n' {
                // The element ends with its line.
                let (comma, last) = (before.ends_with(b"},"), before.ends_with(b"}"));
                if let Some(list) = list.filter(|_| in_object && (comma || last)) {
                    self.levels.truncate(list + 1);
                    self.levels[list].after_value = last;
                }
                self.consume(at + 1);
                return Step::On;
            }
            let is_element = rest[at] == b'{' && list.is_some() && before.ends_with(b"},");
            if is_element && at + 1 == rest.len() && !eof {
                self.consume(at.saturating_sub(FRONT));
                self.state = State::Resync;
                return Step::Wait;
            }
            if is_element && rest.get(at + 1) == Some(&b'"') {
                self.levels.truncate(list.map_or(0, |list| list + 1));
                self.consume(at);
                return Step::On;
            }
            if in_object && rest[at] == b'"' && before.ends_with(b",") {
                self.consume(at);
                return Step::On;
            }
            from = at + 1;
        }
        let count = rest.len().saturating_sub(if eof { 0 } else { FRONT });
        self.consume(count);
        self.state = if eof { State::Between } else { State::Resync };
        Step::Wait
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
            None => front.first() == Some(&b'{') && (has_list() || names_list(front)),
            Some(level) => level.search,
        };
        self.credit > 2 * seen && is_export && oversize::is_container(self, front)
    }

    /// Opens a broken export and reads its entries one by one; the fault is told where they reach it.
    pub(super) fn salvage(&mut self, seen: usize, out: &Outlet<'_>) -> Step {
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
        let around = Around { repaired: true, ..self.around(outer) };
        let flow = self.unit(text, around, out, |out, around| open::text(out, &mended, around));
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
        // It is no book, and no line of it starts another object at the very left: a lone bracket in a log holds up nothing.
        let rest = &self.buffer[self.at..];
        let next = memchr::memmem::find(rest, b"\n{").map_or(rest.len(), |end| end + 1);
        let limit = next.min(MAX_FOREIGN);
        let end = match loose.scan(&rest[..limit]) {
            Scan::Done(end) => end,
            Scan::More if !eof && limit == rest.len() => {
                self.state = State::Foreign(loose, broken, in_text);
                return Step::Wait;
            }
            _ => {
                // It is read again from its next line on.
                self.foreign += loose.at();
                return self.not_foreign(broken, in_text, out, outer);
            }
        };
        let text = &self.buffer[self.at..self.at + end];
        let flow = match dialect::to_json(text) {
            Ok(json) => {
                let around = self.around(outer);
                let was = out.known_only;
                out.known_only |= self.levels.last().is_some_and(|level| level.search);
                let flow = open::text(out, &json, around);
                out.known_only = was;
                flow
            }
            Err(Unreadable::Gone) => out.unreadable(self.around(outer).line, None, text::GONE),
            Err(Unreadable::Foreign) => {
                self.foreign += end;
                return self.not_foreign(broken, in_text, out, outer);
            }
        };
        self.finish_unit(end);
        flow.into()
    }

    fn not_foreign(&mut self, broken: Broken, in_text: bool, out: &mut Outlet<'_>, outer: Around<'_>) -> Step {
        let rest = self.rest();
        if in_text && is_block(rest) != Some(true) {
            let message = text::not_json(broken.expected, rest.get(broken.at));
            self.state = State::PassLine;
            return self.unreadable(out, outer, self.at + broken.at, message).into();
        }
        let on_first_line = !rest[..broken.at].contains(&b'\n') && rest.get(broken.at) != Some(&b'\n');
        let is_line = on_first_line && is_block(rest) != Some(true);
        if !in_text && self.levels.is_empty() && is_line && !self.inked && !self.may_salvage(broken.at) {
            self.state = State::Line;
            return Step::On;
        }
        self.recover(&Scanner::new(), broken, in_text, out, outer)
    }

    /// Passes over the rest of a broken document: to its last bracket, or to a line with which another thing begins.
    pub(super) fn lost(&mut self, mut loose: Loose, kind: Lines, eof: bool) -> Step {
        loop {
            let rest = self.rest();
            let from = loose.at();
            let end = memchr::memchr(b'\n', &rest[from..]).map(|end| from + end + 1);
            if from == 0 && self.column == 0 && !self.inked {
                if end.is_none() && !eof && rest.len() <= LIMIT {
                    self.state = State::Lost(loose, kind);
                    return Step::Wait;
                }
                let line = first_line(rest);
                match line.first() {
                    Some(b'{') if self.starts_anew(line, kind) => return Step::On,
                    Some(b'{') | None => {}
                    Some(&byte) if matches!(kind, Lines::Block) && ends_block(byte) => return Step::On,
                    _ if line::holds_callback(line) => {
                        self.levels.clear();
                        return Step::On;
                    }
                    _ => {}
                }
            }
            match loose.scan(&self.buffer[self.at..][..end.unwrap_or(rest.len())]) {
                Scan::Done(end) => {
                    self.finish_unit_passed(end);
                    return Step::On;
                }
                _ => {
                    let count = end.unwrap_or(loose.at());
                    loose.forget(count);
                    self.consume(count);
                }
            }
            if end.is_none() {
                self.state = State::Lost(loose, kind);
                return if eof { self.end_lost() } else { Step::Wait };
            }
        }
    }

    /// Whether a bracket at the very left, in the rest of a broken document, is another document's: in one whose lines are
    /// not indented, its own objects follow a comma, a colon or a bracket.
    fn starts_anew(&self, line: &[u8], kind: Lines) -> bool {
        !matches!(kind, Lines::FlushLeft)
            || !matches!(self.ink, b',' | b':' | b'[' | b'{')
            || line::holds_callback(line)
    }

    pub(super) fn end_lost(&mut self) -> Step {
        self.state = State::Between;
        Step::Wait
    }
}

/// Whether the lines of a document are not indented: keys stand at the very left.
fn is_flush_left(text: &[u8]) -> bool {
    memchr::memmem::find(text, b"\n\"").is_some()
}

/// Where, after the first line, a line starts with a bracket at the very left: in an indented document, or after a line
/// that was cut off, that is another document.
fn next_document(text: &[u8], flush_left: bool, in_text: bool) -> Option<usize> {
    if flush_left {
        return next_callback(text);
    }
    let first_line = memchr::memchr(b'\n', text)?;
    if in_text {
        return if is_block(text) == Some(true) { next_at_left(text, first_line) } else { Some(first_line + 1) };
    }
    if text[..first_line].trim_ascii().len() < 2
        && !text[first_line + 1..].starts_with(b" ")
        && !text[first_line + 1..].starts_with(b"\t")
    {
        return None;
    }
    memchr::memmem::find(&text[first_line..], b"\n{").map(|offset| first_line + offset + 1)
}

/// Whether what begins on this line goes on in lines that are indented: a document, not a lone bracket in a log. None when that
/// cannot be told yet.
pub(super) fn is_block(text: &[u8]) -> Option<bool> {
    let end = memchr::memchr(b'\n', text)?;
    if !matches!(text[..end].trim_ascii_end().last(), Some(b'{' | b'[' | b'(' | b',')) {
        return Some(false);
    }
    text.get(end + 1).map(|byte| matches!(byte, b' ' | b'\t'))
}

/// Where, after its first line, a line of an indented document is none of it: it stands at the very left and closes nothing.
fn next_at_left(text: &[u8], first_line: usize) -> Option<usize> {
    let mut ends = memchr::memchr_iter(b'\n', &text[first_line..]).map(|end| first_line + end + 1);
    ends.find(|&start| text.get(start).is_some_and(|&byte| ends_block(byte)))
}

/// Whether a line that starts with this byte is none of an indented document.
fn ends_block(byte: u8) -> bool {
    !matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'}' | b']' | b')' | b';' | b'/')
}

/// Whether the front of a document names the list that an export is.
fn names_list(front: &[u8]) -> bool {
    let has = |name: &str| memchr::memmem::find(front, name.as_bytes()).is_some();
    ["\"log\"", "\"requests\"", "\"Records\"", "\"entries\"", "\"logEvents\""].into_iter().any(has)
}

/// Where, after the first line, a line is a whole callback: it was taken for a part of the document before it.
fn next_callback(text: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(text, b"\n{")
        .map(|end| end + 1)
        .find(|&start| line::holds_callback(first_line(&text[start..])))
}

fn first_line(text: &[u8]) -> &[u8] {
    &text[..memchr::memchr(b'\n', text).unwrap_or(text.len())]
}
