//! Problems that outlive the input they were found in: alike ones in a row become one, and what is met over and over is
//! told so often and no oftener.

use std::fmt;

use crate::webhook::body::{Problem, ProblemKind};

/// A problem, or several of one kind in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The file as it was named.
    pub file: String,
    /// The line of the first.
    pub line: u64,
    /// Its column, from 1.
    pub column: Option<u64>,
    /// What was found and what was expected.
    pub message: String,
    /// Whether something may have been lost.
    pub kind: ProblemKind,
    /// How many in a row, at least 1.
    pub count: u64,
    /// How many bodies had been read before.
    pub after: u64,
}

impl Trouble {
    /// A problem that was met after so many bodies.
    pub fn new(problem: Problem<'_>, after: u64) -> Self {
        let Problem { source, column, kind, message, count } = problem;
        Self {
            file: source.file.to_owned(),
            line: source.line,
            column,
            message: message.into_owned(),
            kind,
            count,
            after,
        }
    }

    /// Takes in the next one, if it is of the same kind with no body in between; a problem with a column stays on its own.
    pub fn absorb(&mut self, next: &Self) -> bool {
        let alike = self.is_alike(next) && self.after == next.after;
        if alike {
            self.count += next.count;
        }
        alike
    }

    fn is_alike(&self, other: &Self) -> bool {
        self.column.is_none()
            && other.column.is_none()
            && self.kind == other.kind
            && self.message == other.message
            && self.file == other.file
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.file, self.line)?;
        if let Some(column) = self.column {
            write!(out, ":{column}")?;
        }
        write!(out, ": {}", self.message)?;
        match self.count {
            1 => Ok(()),
            count => write!(out, " ({count} in a row from here)"),
        }
    }
}

/// How often problems of one kind are told of one file; the rest is counted. A log of a gigabyte has its words between any
/// two callbacks.
const MAX_TOLD: u64 = 100;

/// How many are put aside while a file has shown no body. Past that it is told as it comes.
const MAX_HELD: usize = 10_000;

/// What is to be said of a trouble.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Telling {
    /// All of it.
    Whole(Trouble),
    /// That nothing at all was found in the file: so many lines are no part of a callback.
    Nothing {
        /// The first.
        first: Trouble,
        /// All of them.
        lines: u64,
    },
    /// That the file has this many more places like `like`, which are not told one by one.
    More {
        /// One of them.
        like: Trouble,
        /// How many runs of lines, and how many lines in them.
        places: u64,
        /// The lines of all of them.
        lines: u64,
    },
}

/// A kind of problem of the present file.
#[derive(Debug)]
struct Kind {
    like: Trouble,
    told: u64,
    places: u64,
    lines: u64,
}

/// Decides what is told. Troubles come in input order.
#[derive(Debug)]
pub struct Teller {
    /// Every problem is told.
    all: bool,
    bodies: u64,
    waiting: Option<Trouble>,
    kinds: Vec<Kind>,
    /// How many bodies there were before the present file.
    before: u64,
    /// What a file without any body has so far: it may be told in one line.
    held: Vec<Trouble>,
}

impl Teller {
    /// With `all`, everything is told however often it comes.
    pub fn new(all: bool) -> Self {
        Self { all, bodies: 0, waiting: None, kinds: Vec::new(), before: 0, held: Vec::new() }
    }

    /// Takes the troubles of a batch that held so many bodies; gives what is to be told by now. The last of them waits
    /// for others of its kind.
    pub fn take(&mut self, troubles: &[Trouble], bodies: u64) -> Vec<Telling> {
        let mut told = Vec::new();
        for trouble in troubles {
            let trouble = Trouble { after: self.bodies + trouble.after, ..trouble.clone() };
            if !self.waiting.as_mut().is_some_and(|last| last.absorb(&trouble)) {
                let last = self.waiting.replace(trouble);
                told.extend(last.into_iter().flat_map(|last| self.hold(last)));
            }
        }
        self.bodies += bodies;
        told
    }

    /// What waits, for a file that grows.
    pub fn settle(&mut self) -> Vec<Telling> {
        let mut told = self.release();
        told.extend(self.waiting.take().and_then(|last| self.admit(last)));
        told
    }

    /// What waits, and what was only counted: the file is at its end.
    pub fn end(&mut self) -> Vec<Telling> {
        let mut told = Vec::new();
        let is_empty = self.bodies == self.before;
        if let Some(last) = self.waiting.take() {
            told.extend(self.hold(last));
        }
        if is_empty && self.held.len() > 1 {
            let held = std::mem::take(&mut self.held);
            let lines = held.iter().map(|trouble| trouble.count).sum();
            told.extend(held.into_iter().next().map(|first| Telling::Nothing { first, lines }));
        } else {
            told.extend(self.release());
        }
        self.before = self.bodies;
        let counted = std::mem::take(&mut self.kinds).into_iter().filter(|kind| kind.places > 0);
        told.extend(counted.map(|kind| Telling::More { like: kind.like, places: kind.places, lines: kind.lines }));
        told
    }

    /// Puts one aside as long as the file has no body, and is not too long to wait for one.
    fn hold(&mut self, trouble: Trouble) -> Vec<Telling> {
        let may_be_prose = trouble.after == self.before && trouble.column.is_none();
        if !self.all && may_be_prose && self.held.len() < MAX_HELD {
            self.held.push(trouble);
            return Vec::new();
        }
        let mut told = self.release();
        told.extend(self.admit(trouble));
        told
    }

    fn release(&mut self) -> Vec<Telling> {
        std::mem::take(&mut self.held).into_iter().filter_map(|trouble| self.admit(trouble)).collect()
    }

    fn admit(&mut self, trouble: Trouble) -> Option<Telling> {
        // One with a column is a broken body: each is told.
        if self.all || trouble.column.is_some() {
            return Some(Telling::Whole(trouble));
        }
        let place = match self.kinds.iter().position(|kind| kind.like.is_alike(&trouble)) {
            Some(place) => place,
            None => {
                self.kinds.push(Kind { like: trouble.clone(), told: 0, places: 0, lines: 0 });
                self.kinds.len() - 1
            }
        };
        let kind = &mut self.kinds[place];
        if kind.told < MAX_TOLD {
            kind.told += 1;
            return Some(Telling::Whole(trouble));
        }
        kind.places += 1;
        kind.lines += trouble.count;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noise(line: u64, after: u64) -> Trouble {
        Trouble {
            file: "f".into(),
            line,
            column: None,
            message: "no JSON on this line".into(),
            kind: ProblemKind::Unreadable,
            count: 1,
            after,
        }
    }

    #[test]
    fn alike_ones_in_a_row_are_one_across_batches_and_a_body_ends_the_row() {
        let mut teller = Teller::new(false);
        assert_eq!(teller.take(&[noise(2, 1), noise(3, 1)], 1), []);
        let told = teller.take(&[noise(4, 0), noise(6, 1)], 1);
        assert_eq!(told, [Telling::Whole(Trouble { count: 3, ..noise(2, 1) })]);
        assert_eq!(teller.end(), [Telling::Whole(noise(6, 2))]);
    }

    #[test]
    fn a_file_of_prose_is_told_in_one_line_and_one_bad_line_as_it_is() {
        let mut teller = Teller::new(false);
        let comment = |line| Trouble { message: "a comment".into(), kind: ProblemKind::Skipped, ..noise(line, 0) };
        assert_eq!(teller.take(&[comment(1), noise(3, 0), comment(9), noise(10, 0), noise(11, 0)], 0), []);
        assert_eq!(teller.end(), [Telling::Nothing { first: comment(1), lines: 5 }]);
        assert_eq!(teller.take(&[noise(1, 0)], 0), []);
        assert_eq!(teller.end(), [Telling::Whole(noise(1, 0))]);
        assert_eq!(teller.take(&[comment(1), noise(2, 0), comment(4)], 2).len(), 0);
        assert_eq!(teller.end().len(), 3, "a file with bodies tells of each place");
        assert_eq!(Teller::new(true).take(&[comment(1), noise(2, 0), comment(4)], 0).len(), 2);
    }

    #[test]
    fn what_comes_over_and_over_is_counted_but_a_broken_body_is_always_told() {
        let mut teller = Teller::new(false);
        let mut told = 0;
        for line in 1..=500 {
            let broken = Trouble { column: Some(7), ..noise(2 * line, 1) };
            told += teller.take(&[noise(2 * line - 1, 0), broken], 1).len();
        }
        let end = teller.end();
        assert_eq!(told + 1, 500 + 100);
        assert!(matches!(&end[..], [Telling::Whole(_), Telling::More { places: 400, lines: 400, .. }]), "{end:?}");
        let mut all = Teller::new(true);
        let told: usize = (1..=500).map(|line| all.take(&[noise(line, 0)], 1).len()).sum();
        assert_eq!(told + all.end().len(), 500);
    }
}
