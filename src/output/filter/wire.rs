//! What the two sides of a filter say to each other: frames of a tag, a length and bytes.

use std::io::{self, Read, Write};

/// What the tool asks of its filter process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// The sources as JSON: `{"jq":…,"fail_if":…}`. Answered.
    Compile,
    /// Rows, one a line; `--jq` over each. Answered.
    Rows,
    /// Rows, one a line; `--jq` over an array of each alone. Answered.
    Elements,
    /// Rows to keep for a filter over all of them. Not answered.
    Keep,
    /// The one value of a command. Not answered.
    Whole,
    /// `--jq` over what was kept. Answered.
    Filter,
    /// `--fail-if` over what was kept. Answered.
    Judge,
}

/// What comes back: any number of results, then one of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A string, to be printed as it is.
    Text,
    /// Any other value, as JSON.
    Json,
    /// That was all; after `Compile` with `1` when `--jq` may be asked element by element.
    Done,
    /// The filter failed, in its own words; `row`, counted from 1, stands before them in eight bytes.
    Failed,
    /// The source is no filter: an object with `message` and `hint`.
    Broken,
}

const ASKS: [Ask; 7] = [Ask::Compile, Ask::Rows, Ask::Elements, Ask::Keep, Ask::Whole, Ask::Filter, Ask::Judge];
const ANSWERS: [Answer; 5] = [Answer::Text, Answer::Json, Answer::Done, Answer::Failed, Answer::Broken];

impl Ask {
    pub(super) fn write(self, to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
        frame(to, self as u8, bytes)
    }

    /// The next question; none when nobody asks any more.
    pub(super) fn read(from: &mut impl Read, bytes: &mut Vec<u8>) -> io::Result<Option<Self>> {
        match tag(from) {
            Ok(tag) => {
                body(from, bytes)?;
                ASKS.get(usize::from(tag)).copied().map(Some).ok_or_else(strange)
            }
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl Answer {
    pub(super) fn write(self, to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
        frame(to, self as u8, bytes)
    }

    pub(super) fn read(from: &mut impl Read, bytes: &mut Vec<u8>) -> io::Result<Self> {
        let tag = tag(from)?;
        body(from, bytes)?;
        ANSWERS.get(usize::from(tag)).copied().ok_or_else(strange)
    }
}

fn frame(to: &mut impl Write, tag: u8, bytes: &[u8]) -> io::Result<()> {
    to.write_all(&[tag])?;
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(bytes)
}

fn tag(from: &mut impl Read) -> io::Result<u8> {
    let mut tag = [0];
    from.read_exact(&mut tag)?;
    Ok(tag[0])
}

fn body(from: &mut impl Read, bytes: &mut Vec<u8>) -> io::Result<()> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    bytes.clear();
    // What was announced and does not come takes no memory.
    let read = from.take(length).read_to_end(bytes)?;
    if read as u64 == length { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

fn strange() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a frame of no known kind")
}
