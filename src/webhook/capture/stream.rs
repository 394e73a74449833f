//! The reader of text that comes in pieces: finds where one thing ends and the next begins, and recovers after what is
//! broken. Holds one value at most; what is larger is opened while it streams, or skipped.
//!
//! Each kind of container that is not JSON has a file of its own; they share this buffer.

mod oversize;
mod recovery;
mod standing;
mod value;

use super::colours::Colours;
use super::containers::{self, Begins, Container, Look};
use super::json;
use super::loose::Loose;
use super::outlet::{Around, Flow, ON, Outlet};
use super::text::{self, Outcome};
use super::{flatted, table};
use crate::webhook::body::{MAX_BODY, ProblemKind};
use crate::webhook::effort;
use crate::webhook::json::blank::{begins_remark, blank_length, is_cut_space};
use crate::webhook::json::scan::{Broken, Scanner};

pub use standing::{Spot, Standing};

/// How much of one thing is held: a body, and the envelope around it.
pub const LIMIT: usize = MAX_BODY + 64 * 1024;

/// How much is taken into the buffer at a time.
const PIECE: usize = 128 * 1024;

/// How many steps may follow one another without taking a byte.
const MAX_IDLE: u32 = 32;

/// What a step came to.
pub enum Step {
    /// Something was done; go on.
    On,
    /// More of the file is needed.
    Wait,
    /// The sink wants no more.
    Stop,
}

impl Step {
    /// At the end of the file nothing more can be done after it.
    pub fn or_wait(self, eof: bool) -> Self {
        if eof && matches!(self, Self::On) { Self::Wait } else { self }
    }
}

impl From<Flow> for Step {
    fn from(flow: Flow) -> Self {
        if flow.is_break() { Self::Stop } else { Self::On }
    }
}

/// What is being read.
pub enum State {
    /// The next thing may begin.
    Between,
    /// A JSON value; true when it began in the middle of a line of text.
    Value(Box<Scanner>, bool),
    /// A value that ends there; the next bytes tell whether a comma too many follows.
    Ended(Box<Scanner>, usize, bool),
    /// A value that is broken there; the next bytes tell how to go on.
    Doubt(Box<Scanner>, Broken, bool),
    /// Something in brackets that another language printed; why it is no JSON; true as with a value.
    Foreign(Loose, Broken, bool),
    /// The rest of a broken document.
    Lost(Loose, recovery::Lines),
    /// The rest of something in a list that is no value.
    Word,
    /// The rest of a broken element of a list, up to the next element on its line.
    Resync,
    /// The rest of a value that is too large or a reply.
    Pass(Loose),
    /// A line that is no JSON at its start.
    Line,
    /// The rest of a line that is too long.
    PassLine,
    /// What is no JSON.
    Container(Box<dyn Container>),
}

/// A container that is opened while it streams.
pub struct Level {
    /// `[` or `{`.
    pub open: u8,
    /// A value was read; a comma or the end follows.
    pub after_value: bool,
    /// The comma before the last value was missing, and told: those that are missing in a row are told once.
    pub lacks_commas: bool,
    /// The key of the value to come.
    pub key: String,
    /// What is inside is only searched for callbacks.
    pub search: bool,
    /// How much had been handed on or told when it was opened.
    pub handed: u64,
}

/// The reader.
pub struct Stream {
    pub(super) buffer: Vec<u8>,
    pub(super) at: usize,
    pub(super) line: u64,
    pub(super) column: u64,
    /// Something other than spaces stands before `at` on its line.
    pub(super) inked: bool,
    /// Inside of something else: lines are the outer's.
    inside: bool,
    /// Nothing but empty lines came so far.
    first: bool,
    pub(super) state: State,
    pub(super) levels: Vec<Level>,
    /// How far past `at` a line end was looked for.
    pub(super) looked: usize,
    /// Bytes that may be read a second time after what is broken.
    pub(super) credit: usize,
    /// Lines of a table that hold no JSON are its other cells.
    pub(super) table: bool,
    /// The last byte before `at` that is no space.
    pub(super) ink: u8,
    colours: Colours,
    /// Bytes that were read.
    taken: usize,
    /// Bytes that were looked at in vain for another language's text.
    foreign: usize,
    /// Was used, and its memory can be.
    spare: Option<Box<Scanner>>,
    /// Another reader goes on as soon as it can: elements of an array are not begun.
    pub(super) leaves: bool,
}

impl Stream {
    /// At the first byte of a file.
    pub fn new() -> Self {
        Self {
            buffer: Vec::new(),
            at: 0,
            line: 1,
            column: 0,
            inked: false,
            inside: false,
            first: true,
            state: State::Between,
            levels: Vec::new(),
            looked: 0,
            credit: 4 * LIMIT,
            table: false,
            ink: 0,
            colours: Colours::default(),
            taken: 0,
            foreign: 0,
            spare: None,
            leaves: false,
        }
    }

    /// At the start of a line in the middle of a file.
    pub fn resume(line: u64) -> Self {
        Self { line, first: false, ..Self::new() }
    }

    /// At the first byte of a text that stands inside of something else.
    pub fn inside() -> Self {
        Self { inside: true, first: false, ..Self::new() }
    }

    /// Whether nothing waits: the next line starts afresh.
    pub fn at_rest(&self) -> bool {
        let nothing_begun = matches!(self.state, State::Between) && self.levels.is_empty() && !self.table;
        nothing_begun && self.rest().trim_ascii().is_empty()
    }

    /// Takes more of the text.
    pub fn push(&mut self, bytes: &[u8], out: &mut Outlet<'_>, outer: Around<'_>) -> Flow {
        for piece in bytes.chunks(PIECE) {
            effort::spend(piece.len());
            let piece = &*self.colours.strip(piece);
            self.make_room(piece.len());
            self.buffer.extend_from_slice(piece);
            self.credit = self.credit.saturating_add(2 * piece.len()).min(4 * LIMIT);
            let flow = self.run(out, outer, false);
            if flow.is_break() {
                return flow;
            }
        }
        ON
    }

    /// The text is at its end.
    pub fn finish(&mut self, out: &mut Outlet<'_>, outer: Around<'_>) -> Flow {
        let left = self.colours.finish();
        self.buffer.extend_from_slice(&left);
        let flow = self.run(out, outer, true);
        if flow.is_break() || self.levels.is_empty() {
            return flow;
        }
        self.levels.clear();
        self.unreadable(out, outer, self.at, "cut off: expected `]` or `}`, found the end")
    }

    fn make_room(&mut self, more: usize) {
        let rest = self.buffer.len() - self.at;
        if self.at > 0 && rest <= self.at {
            self.buffer.copy_within(self.at.., 0);
            self.buffer.truncate(rest);
            self.at = 0;
        }
        let length = self.buffer.len();
        if self.buffer.capacity() < length + more {
            // Doubling would end at twice the limit.
            let wanted = (2 * length).min(LIMIT + 4 * PIECE).max(length + more);
            self.buffer.reserve_exact(wanted - length);
        }
    }

    fn run(&mut self, out: &mut Outlet<'_>, outer: Around<'_>, eof: bool) -> Flow {
        let (mut before, mut idle) = (self.at, 0);
        loop {
            match self.step(out, outer, eof) {
                Step::On => {}
                Step::Wait => return ON,
                Step::Stop => return Flow::Break(()),
            }
            // Two readers that send one another the same bytes would be a fault of ours; a line lost is better than
            // a program that hangs.
            idle = if self.at == before { idle + 1 } else { 0 };
            before = self.at;
            if idle > MAX_IDLE {
                let flow = self.unreadable(out, outer, self.at, "cannot be read");
                self.levels.clear();
                self.state = State::PassLine;
                idle = 0;
                if flow.is_break() {
                    return flow;
                }
            }
        }
    }

    fn step(&mut self, out: &mut Outlet<'_>, outer: Around<'_>, eof: bool) -> Step {
        match std::mem::replace(&mut self.state, State::Between) {
            State::Between => self.between(out, outer, eof),
            State::Value(scanner, in_text) => self.value(scanner, in_text, out, outer, eof),
            State::Ended(scanner, end, in_text) => self.ended(scanner, end, in_text, out, outer, eof),
            State::Doubt(scanner, broken, in_text) => self.look_on(scanner, broken, in_text, out, outer, eof),
            State::Foreign(loose, broken, in_text) => self.foreign(loose, broken, in_text, out, outer, eof),
            State::Lost(loose, kind) => self.lost(loose, kind, eof),
            State::Word => self.word(),
            State::Resync => self.resync(eof),
            State::Pass(loose) => self.pass(loose),
            State::Line => self.text_line(out, outer, eof),
            State::PassLine => self.pass_line(),
            State::Container(container) => container.next(self, out, outer, eof),
        }
    }

    /// Whether this is the text of something inside of a file.
    pub(super) fn is_inside(&self) -> bool {
        self.inside
    }

    /// What was not consumed.
    pub(super) fn rest(&self) -> &[u8] {
        &self.buffer[self.at..]
    }

    /// The first `count` bytes were read.
    pub(super) fn consume(&mut self, count: usize) {
        let gone = &self.buffer[self.at..self.at + count];
        let ends = json::line_ends(gone);
        let tail = memchr::memrchr(b'\n', gone).map_or(gone, |end| &gone[end + 1..]);
        if ends > 0 {
            self.line += ends;
            self.column = 0;
            self.inked = false;
        }
        self.column += text::characters(tail);
        self.inked |= !tail.trim_ascii().is_empty();
        self.ink = gone.trim_ascii_end().last().copied().unwrap_or(self.ink);
        self.at += count;
        self.taken += count;
        self.looked = 0;
    }

    /// What stands around a thing that begins here.
    pub(super) fn around<'a>(&self, outer: Around<'a>) -> Around<'a> {
        if self.inside { outer } else { Around { line: self.line, ..outer } }
    }

    /// The length of the line that begins here, without and with its end; none when it goes on.
    pub(super) fn line_end(&mut self, eof: bool) -> Option<(usize, usize)> {
        let rest = &self.buffer[self.at..];
        match memchr::memchr(b'\n', &rest[self.looked.min(rest.len())..]) {
            Some(offset) => {
                let end = self.looked + offset;
                let length = if end > 0 && rest[end - 1] == b'\r' { end - 1 } else { end };
                Some((length, end + 1))
            }
            None => {
                self.looked = rest.len();
                (eof && !rest.is_empty()).then_some((rest.len(), rest.len()))
            }
        }
    }

    /// Tells of trouble at an offset in the buffer.
    pub(super) fn unreadable(
        &self,
        out: &mut Outlet<'_>,
        outer: Around<'_>,
        at: usize,
        message: impl Into<String>,
    ) -> Flow {
        if self.inside {
            return out.unreadable(outer.line, None, message.into());
        }
        let before = &self.buffer[self.at..at.min(self.buffer.len())];
        let line = self.line + json::line_ends(before);
        let start = memchr::memrchr(b'\n', before).map(|end| end + 1);
        let column = match start {
            Some(start) => text::characters(&before[start..]),
            None => self.column + text::characters(before),
        };
        out.unreadable(line, Some(column + 1), message.into())
    }

    fn between(&mut self, out: &mut Outlet<'_>, outer: Around<'_>, eof: bool) -> Step {
        let blank = |byte: &&u8| byte.is_ascii_whitespace() || matches!(byte, 0 | 0x1e);
        let count = self.rest().iter().take_while(blank).count();
        if count > 0 {
            self.consume(count);
        }
        let Some(&byte) = self.rest().first() else { return Step::Wait };
        if !self.levels.is_empty() {
            if let Some(length) = blank_length(self.rest()) {
                self.consume(length);
                return Step::On;
            }
            if (begins_remark(self.rest()) || is_cut_space(self.rest())) && !eof && self.rest().len() <= LIMIT {
                return Step::Wait;
            }
            return oversize::between(self, byte, out, outer, eof);
        }
        match byte {
            b'{' => self.begin(),
            b'[' => self.bracket(eof),
            b',' | b';' => self.skip_byte(),
            b']' | b'}' => {
                let message = format!("a closing `{}` that was never opened", char::from(byte));
                let flow = self.unreadable(out, outer, self.at, message);
                self.consume(1);
                flow.into()
            }
            _ if self.inked => self.words_beside(out, outer, eof),
            _ => self.line_start(byte, out, outer, eof),
        }
    }

    fn skip_byte(&mut self) -> Step {
        self.consume(1);
        Step::On
    }

    /// A JSON value begins here.
    pub(super) fn begin(&mut self) -> Step {
        self.first = false;
        self.state = State::Value(self.scanner(), false);
        Step::On
    }

    /// A scanner at the first byte of a value.
    fn scanner(&mut self) -> Box<Scanner> {
        match self.spare.take() {
            Some(mut scanner) => {
                scanner.restart();
                scanner
            }
            None => Box::new(Scanner::listing()),
        }
    }

    /// `[`: an array, which is opened while it streams, or the time stamp of a line of a log.
    fn bracket(&mut self, eof: bool) -> Step {
        let rest = self.rest();
        let Some(next) = rest[1..].iter().find(|byte| !byte.is_ascii_whitespace()) else {
            if !eof && rest.len() < 4096 {
                return Step::Wait;
            }
            return self.begin();
        };
        if !matches!(next, b'{' | b'[' | b'"') {
            return self.begin();
        }
        let front = rest[1..rest.len().min(1024)].trim_ascii_start();
        let element = json::first_end(front);
        if element.is_none() && !eof && rest.len() < 1024 {
            return Step::Wait;
        }
        let is_flatted = element.and_then(|end| json::within(&front[..end], flatted::is_first)) == Some(true);
        self.first = false;
        if is_flatted {
            return self.begin();
        }
        self.consume(1);
        oversize::enter(self, b'[', false, 0);
        Step::On
    }

    /// Something other than a bracket at the start of a line.
    fn line_start(&mut self, byte: u8, out: &mut Outlet<'_>, outer: Around<'_>, eof: bool) -> Step {
        let Some((length, whole)) = self.line_end(eof) else {
            if self.rest().len() > LIMIT {
                let flow = out.unreadable(self.around(outer).line, None, "a line of more than 16 MiB was skipped");
                self.state = State::PassLine;
                return flow.into();
            }
            return Step::Wait;
        };
        let rest = &self.buffer[self.at..];
        let look = Look {
            line: &rest[..length],
            whole,
            after: &rest[whole..],
            number: self.around(outer).line,
            first: self.first,
            eof: eof || rest.len() >= LIMIT,
        };
        let begins = containers::begins(&look);
        self.first &= matches!(begins, Begins::Wait);
        match begins {
            Begins::Wait => Step::Wait,
            Begins::No if byte == b'"' => self.begin(),
            Begins::No => {
                self.state = State::Line;
                Step::On
            }
            Begins::Here(count, container) => {
                self.consume(count);
                self.state = State::Container(container);
                Step::On
            }
            Begins::Passed => {
                self.consume(whole);
                Step::On
            }
            Begins::Furniture => {
                self.table = true;
                out.notes.forget(self.line.saturating_sub(1));
                self.consume(whole);
                Step::On
            }
            Begins::Told(kind, message, count, container) => {
                let line = self.around(outer).line;
                let flow = match kind {
                    ProblemKind::Unreadable => out.unreadable(line, None, message),
                    ProblemKind::Skipped => out.skipped(line, message),
                };
                self.consume(count);
                self.state = State::Container(container);
                flow.into()
            }
            // What is left of a broken export.
            Begins::ReplyAt(count) => {
                self.consume(count);
                oversize::pass(self)
            }
        }
    }

    /// Words after a value on its line.
    fn words_beside(&mut self, out: &mut Outlet<'_>, outer: Around<'_>, eof: bool) -> Step {
        let Some((length, whole)) = self.line_end(eof) else {
            if self.rest().len() > LIMIT {
                self.state = State::PassLine;
                return Step::On;
            }
            return Step::Wait;
        };
        let around = self.around(outer);
        let was = std::mem::replace(&mut out.known_only, true);
        let outcome = text::line(out, &self.buffer[self.at..self.at + length], around, self.column, false);
        out.known_only = was;
        self.consume(whole);
        match outcome {
            Outcome::Done(flow) => flow.into(),
            Outcome::Spans(_) => Step::On,
        }
    }

    fn text_line(&mut self, out: &mut Outlet<'_>, outer: Around<'_>, eof: bool) -> Step {
        let Some((length, whole)) = self.line_end(eof) else {
            if self.rest().len() > LIMIT {
                let flow = out.unreadable(self.around(outer).line, None, "a line of more than 16 MiB was skipped");
                self.state = State::PassLine;
                return flow.into();
            }
            self.state = State::Line;
            return if eof { self.end_lost() } else { Step::Wait };
        };
        let around = self.around(outer);
        let line = &self.buffer[self.at..self.at + length];
        if self.table {
            if let Some(cell) = table::Cell::begin(line, around.line) {
                self.consume(whole);
                self.state = State::Container(Box::new(cell));
                return Step::On;
            }
            if table::is_other_cell(line) {
                self.consume(whole);
                return Step::On;
            }
            self.table = !line.trim_ascii().is_empty();
        }
        let may_span = !(eof && whole == self.rest().len());
        match text::line(out, line, around, self.column, may_span) {
            Outcome::Done(flow) => {
                self.consume(whole);
                flow.into()
            }
            Outcome::Spans(offset) => {
                self.consume(offset);
                self.state = State::Value(self.scanner(), true);
                Step::On
            }
        }
    }

    fn pass_line(&mut self) -> Step {
        let rest = self.rest();
        match memchr::memchr(b'\n', rest) {
            Some(end) => {
                self.consume(end + 1);
                Step::On
            }
            None => {
                let count = rest.len();
                self.consume(count);
                self.state = State::PassLine;
                Step::Wait
            }
        }
    }
}
