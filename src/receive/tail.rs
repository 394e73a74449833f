//! The captures read from a place on, as far as they are on disk: line by line, from file to file, whatever is done to the
//! files meanwhile.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::directory::Segment;
pub use super::writer::Place;

/// Read at a time.
const PIECE: usize = 128 << 10;

/// What comes next.
#[derive(Debug)]
pub enum Next<'t> {
    /// A line.
    Line {
        /// Without its end.
        line: &'t [u8],
        /// The file.
        segment: Segment,
        /// Which of the file's lines it is, from 1; of those that were read, unless the reader counts.
        number: u64,
    },
    /// Nothing yet.
    Caught,
    /// Captures were moved away, deleted or cut short before they were read; reading goes on behind them.
    Lost(Segment),
}

/// A reader of captures.
pub struct Tail {
    directory: PathBuf,
    place: Place,
    file: Option<File>,
    buffer: Vec<u8>,
    /// Of the buffer, given out already.
    given: usize,
    /// Lines of the file that were given out.
    lines: u64,
}

impl Tail {
    /// A reader that begins at `place`.
    pub fn new(directory: &Path, place: Place) -> Self {
        Self { directory: directory.to_owned(), place, file: None, buffer: Vec::new(), given: 0, lines: 0 }
    }

    /// The same, which counts lines from the start of the file.
    ///
    /// # Errors
    /// When what stands before cannot be read.
    pub fn counted(directory: &Path, place: Place) -> io::Result<Self> {
        let mut tail = Self::new(directory, place);
        if place.offset > 0 {
            let mut before = File::open(place.segment.path(directory))?.take(place.offset);
            let mut piece = vec![0; PIECE];
            loop {
                match before.read(&mut piece)? {
                    0 => break,
                    count => tail.lines += memchr::memchr_iter(b'\n', &piece[..count]).count() as u64,
                }
            }
        }
        Ok(tail)
    }

    /// Behind the last line that was given out.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The next line before `end`, which is synced.
    ///
    /// # Errors
    /// When a file cannot be read; asking again tries again.
    pub fn next(&mut self, end: Place) -> io::Result<Next<'_>> {
        loop {
            if let Some(length) = memchr::memchr(b'\n', &self.buffer[self.given..]) {
                let start = self.given;
                self.given += length + 1;
                self.place.offset += length as u64 + 1;
                self.lines += 1;
                let line = &self.buffer[start..start + length];
                return Ok(Next::Line { line, segment: self.place.segment, number: self.lines });
            }
            if self.place >= end {
                return Ok(Next::Caught);
            }
            let Some(file) = &mut self.file else {
                match self.open(end)? {
                    None => continue,
                    Some(lost) => return Ok(Next::Lost(lost)),
                }
            };
            self.buffer.drain(..std::mem::take(&mut self.given));
            if self.buffer.is_empty() {
                self.buffer.shrink_to(PIECE);
            }
            let there = self.buffer.len() as u64;
            let left = if self.place.segment.number == end.segment.number {
                end.offset.saturating_sub(self.place.offset + there)
            } else {
                u64::MAX
            };
            let count = file.take(left.min(PIECE as u64)).read_to_end(&mut self.buffer)?;
            if count > 0 {
                continue;
            }
            if self.place.segment.number < end.segment.number {
                // A rest without an end is what a write that failed has left: nobody was answered for it.
                self.turn();
            } else {
                let lost = self.place.segment;
                self.leave(end);
                return Ok(Next::Lost(lost));
            }
        }
    }

    /// On to the file behind this one, which is there or was.
    fn turn(&mut self) {
        let next = self.place.segment.next(self.place.segment.day);
        self.leave(Place { segment: next, offset: 0 });
    }

    fn leave(&mut self, place: Place) {
        (self.place, self.file, self.given, self.lines) = (place, None, 0, 0);
        self.buffer.clear();
    }

    /// Opens the file of the place, or the first behind it; tells what is gone.
    fn open(&mut self, end: Place) -> io::Result<Option<Segment>> {
        let wanted = self.place.segment;
        let there = Segment::all(&self.directory)?;
        let Some(found) = there.into_iter().find(|segment| segment.number >= wanted.number) else {
            self.leave(end);
            return Ok(Some(wanted));
        };
        let mut file = match File::open(found.path(&self.directory)) {
            // Taken away this very moment: it is looked for again.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            other => other?,
        };
        let gone = found.number > wanted.number;
        let cut = !gone && file.metadata()?.len() < self.place.offset;
        let offset = if gone || cut { 0 } else { self.place.offset };
        let lines = if offset == 0 { 0 } else { self.lines };
        file.seek(SeekFrom::Start(offset))?;
        self.leave(Place { segment: found, offset });
        (self.file, self.lines) = (Some(file), lines);
        Ok((gone || cut).then_some(wanted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(number: u64) -> Segment {
        Segment { number, day: "2026-11-28".parse().unwrap() }
    }

    fn place(number: u64, offset: u64) -> Place {
        Place { segment: segment(number), offset }
    }

    /// Every line up to `end`, and `-` where something was lost.
    fn read(tail: &mut Tail, end: Place) -> Vec<String> {
        let mut seen = Vec::new();
        loop {
            match tail.next(end).unwrap() {
                Next::Line { line, .. } => seen.push(String::from_utf8(line.to_vec()).unwrap()),
                Next::Lost(_) => seen.push("-".into()),
                Next::Caught => return seen,
            }
        }
    }

    fn directory(files: &[(u64, &str)]) -> tempfile::TempDir {
        let home = tempfile::TempDir::new().unwrap();
        for (number, text) in files {
            std::fs::write(segment(*number).path(home.path()), text).unwrap();
        }
        home
    }

    #[test]
    fn lines_are_read_over_files_up_to_what_is_synced() {
        let home = directory(&[(1, "a\nb\n"), (2, "c\nd\nnot yet synced\n")]);
        let mut tail = Tail::new(home.path(), place(1, 2));
        assert_eq!(read(&mut tail, place(1, 4)), ["b"]);
        assert_eq!(read(&mut tail, place(2, 2)), ["c"]);
        assert_eq!(read(&mut tail, place(2, 2)), [""; 0]);
        assert_eq!(read(&mut tail, place(2, 4)), ["d"]);
        assert_eq!(tail.place(), place(2, 4));
        let mut counted = Tail::counted(home.path(), place(1, 2)).unwrap();
        assert!(matches!(counted.next(place(1, 4)).unwrap(), Next::Line { line: b"b", number: 2, .. }));
    }

    #[test]
    fn a_line_that_never_ended_is_passed_when_another_file_follows() {
        let home = directory(&[(1, "a\nhalf"), (2, "b\n")]);
        assert_eq!(read(&mut Tail::new(home.path(), place(1, 0)), place(2, 2)), ["a", "b"]);
    }

    #[test]
    fn what_is_gone_is_told_and_what_follows_is_read() {
        let home = directory(&[(1, "a\n"), (4, "d\n")]);
        let mut tail = Tail::new(home.path(), place(1, 0));
        assert_eq!(read(&mut tail, place(4, 2)), ["a", "-", "d"]);
        let mut deleted = Tail::new(home.path(), place(2, 7));
        assert_eq!(read(&mut deleted, place(4, 2)), ["-", "d"]);
        let mut all_gone = Tail::new(home.path(), place(5, 0));
        assert_eq!(read(&mut all_gone, place(6, 9)), ["-"]);
        assert_eq!(all_gone.place(), place(6, 9));
    }

    #[test]
    fn a_file_that_is_renamed_while_it_is_read_is_read_to_its_end() {
        let home = directory(&[(1, "a\nb\n")]);
        let mut tail = Tail::new(home.path(), place(1, 0));
        assert_eq!(read(&mut tail, place(1, 2)), ["a"]);
        std::fs::rename(segment(1).path(home.path()), home.path().join("archived")).unwrap();
        std::fs::write(segment(2).path(home.path()), "c\n").unwrap();
        assert_eq!(read(&mut tail, place(2, 2)), ["b", "c"]);
    }

    #[test]
    fn a_file_that_was_cut_short_is_read_from_its_start() {
        let home = directory(&[(1, "new\n")]);
        assert_eq!(read(&mut Tail::new(home.path(), place(1, 100)), place(1, 104)), ["-", "new", "-"]);
    }

    #[test]
    fn a_first_file_that_came_a_day_later_is_no_loss() {
        let home = directory(&[]);
        let later = Segment { number: 3, day: "2026-11-29".parse().unwrap() };
        std::fs::write(later.path(home.path()), "a\n").unwrap();
        assert_eq!(read(&mut Tail::new(home.path(), place(3, 0)), Place { segment: later, offset: 2 }), ["a"]);
    }
}
