//! The table of containers that are no JSON. Each has a file with two functions, whether it begins on a line and what of it comes
//! next, and a row here; the first that takes a line has it.

use super::outlet::{Around, Outlet};
use super::stream::{Step, Stream};
use super::{burp, command, delimited, http_text, notation, reply, sections, table};
use crate::webhook::body::ProblemKind;

/// A container that is being read.
pub trait Container {
    /// Reads on: what comes next goes out, and what waits goes back into the stream's state.
    fn next(self: Box<Self>, stream: &mut Stream, out: &mut Outlet<'_>, outer: Around<'_>, eof: bool) -> Step;
}

/// A line on which something new may begin.
pub struct Look<'l> {
    /// The line without its end.
    pub line: &'l [u8],
    /// Its length with its end.
    pub whole: usize,
    /// What follows it, as far as it has come.
    pub after: &'l [u8],
    /// Its number.
    pub number: u64,
    /// Nothing but empty lines stands before it in its file.
    pub first: bool,
    /// No more can be waited for.
    pub eof: bool,
}

impl<'l> Look<'l> {
    /// A line by itself in the middle of a file.
    pub fn alone(line: &'l [u8]) -> Self {
        Self { line, whole: line.len(), after: b"", number: 1, first: false, eof: true }
    }
}

/// What a container says of a line.
pub enum Begins {
    /// It is none of its.
    No,
    /// What follows the line decides.
    Wait,
    /// It begins after so many bytes.
    Here(usize, Box<dyn Container>),
    /// The line stands between things and holds nothing.
    Passed,
    /// The line draws a table around cells.
    Furniture,
    /// It begins after so many bytes and is told, for nothing of it is handed on.
    Told(ProblemKind, &'static str, usize, Box<dyn Container>),
    /// After so many bytes stands a value that is a reply.
    ReplyAt(usize),
}

/// Every container, in the order in which they are asked.
const CONTAINERS: [fn(&Look<'_>) -> Begins; 8] = [
    delimited::begins,
    http_text::begins,
    table::begins,
    sections::begins,
    burp::begins,
    notation::begins,
    command::begins,
    reply::begins,
];

/// What begins on this line.
pub fn begins(look: &Look<'_>) -> Begins {
    CONTAINERS.iter().map(|begins| begins(look)).find(|begins| !matches!(begins, Begins::No)).unwrap_or(Begins::No)
}
