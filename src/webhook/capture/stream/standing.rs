//! Where a reader stands when another one reads on: all that the front of a file has to do with the rest of it.

use super::{LIMIT, Level, State, Stream};
use crate::webhook::capture::text;

/// How much of a value may have been read when another reader begins it again.
const MAX_BEGUN: usize = 256 * 1024;

/// A place between two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Its line.
    pub line: u64,
    /// How many characters stand before it on its line.
    column: u64,
    /// Something other than spaces does.
    inked: bool,
    /// The last byte before it that is no space.
    ink: u8,
    /// Bytes before it.
    taken: usize,
}

impl Spot {
    /// The start of a line, before which nothing matters.
    pub fn line(line: u64) -> Self {
        Self { line, column: 0, inked: false, ink: 0, taken: 0 }
    }

    /// These bytes were read.
    pub fn pass(&mut self, gone: &[u8]) {
        self.line += memchr::memchr_iter(b'\n', gone).count() as u64;
        let tail = match memchr::memrchr(b'\n', gone) {
            Some(end) => {
                (self.column, self.inked) = (0, false);
                &gone[end + 1..]
            }
            None => gone,
        };
        self.column += text::characters(tail);
        self.inked |= !tail.trim_ascii().is_empty();
        self.ink = gone.trim_ascii_end().last().copied().unwrap_or(self.ink);
        self.taken += gone.len();
    }
}

/// A place between two values, and what is open there.
pub struct Standing {
    /// The place.
    pub spot: Spot,
    levels: Vec<Level>,
    /// How much was handed on or told.
    handed: u64,
    foreign: usize,
}

impl Standing {
    /// The same, further on; whether something was handed on or told meanwhile.
    #[must_use]
    pub fn further(self, spot: Spot, handed: bool) -> Self {
        Self { spot, handed: self.handed + u64::from(handed), ..self }
    }

    /// How much was handed on or told before it.
    pub fn handed(&self) -> u64 {
        self.handed
    }

    /// Whether values are elements of an array; else documents of their own.
    pub fn is_array(&self) -> bool {
        !self.levels.is_empty()
    }

    /// Whether nothing is taken but callbacks.
    pub fn is_searched(&self) -> bool {
        self.levels.last().is_some_and(|level| level.search)
    }
}

impl Stream {
    /// A reader that reads on.
    pub fn stand(standing: Standing) -> Self {
        let Standing { spot: Spot { line, column, inked, ink, taken }, levels, foreign, .. } = standing;
        Self { line, column, inked, ink, taken, levels, foreign, first: false, ..Self::new() }
    }

    /// Whether it reads an array element by element.
    pub fn is_in_array(&self) -> bool {
        self.levels.last().is_some_and(|level| level.open == b'[')
    }

    /// Nothing in the front of the file has a say in how the rest is read but where it stands.
    pub(super) fn is_sound(&self) -> bool {
        self.credit >= 4 * LIMIT && !self.table && !self.inside && !self.colours.is_begun()
    }

    /// Where it stands and what it has not read, when another reader can go on from there: between the elements of an array, or where
    /// an object begins at the very left.
    pub fn leave(&mut self, handed: u64) -> Option<(Standing, Vec<u8>)> {
        let rest = self.rest();
        let is_begun =
            matches!(self.state, State::Value(_, false) | State::Ended(_, _, false)) && rest.len() <= MAX_BEGUN;
        let may_begin = match self.levels.last() {
            Some(level) => {
                level.open == b'[' && (is_begun || matches!(self.state, State::Between) && !level.after_value)
            }
            None => is_begun && rest.first() == Some(&b'{') && self.column == 0 && !self.inked,
        };
        if !may_begin || !self.is_sound() {
            return None;
        }
        let rest = rest.to_vec();
        let Self { line, column, inked, ink, taken, foreign, .. } = *self;
        let levels = std::mem::take(&mut self.levels);
        Some((Standing { spot: Spot { line, column, inked, ink, taken }, levels, handed, foreign }, rest))
    }
}
