//! Lines of a list in one buffer that is used again: where they end, and which of them make a row.

use super::encoding::Input;
use super::{MAX_ROW, RowsError};
use crate::csv;

/// How much is read at once.
pub(super) const CHUNK: usize = 128 * 1024;

/// Room that a decoder needs to make any progress.
const LEAST_ROOM: usize = 64;

/// The lines of an input.
pub(super) struct Lines {
    input: Input,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    at_end: bool,
    next_line: u64,
    /// What ends a line: a line feed, or a carriage return where none follows the first one.
    line_end: u8,
    /// Whether the last line had no end.
    open: bool,
}

impl Lines {
    pub(super) fn new(input: Input) -> Result<Self, RowsError> {
        let mut lines = Self {
            input,
            buffer: vec![0; CHUNK],
            start: 0,
            end: 0,
            at_end: false,
            next_line: 1,
            line_end: b'\n',
            open: false,
        };
        lines.find_line_ends()?;
        Ok(lines)
    }

    /// Whether the last line that came had no line end: the file may have been cut.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    pub(super) fn into_input(self) -> Input {
        self.input
    }

    /// What was read and not yet used.
    pub(super) fn ahead(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// The next line without its end, which stays the next one; none at the end of the file.
    pub(super) fn peek(&mut self) -> Result<Option<&[u8]>, RowsError> {
        let Some(length) = self.line(0)? else { return Ok(None) };
        Ok(Some(self.bare(length)))
    }

    /// Passes over the next line.
    pub(super) fn pass(&mut self) -> Result<(), RowsError> {
        if let Some(length) = self.line(0)? {
            self.next_line += 1;
            self.start += length;
        }
        Ok(())
    }

    /// The next line without its end, and its number.
    pub(super) fn take(&mut self) -> Result<Option<(u64, &[u8])>, RowsError> {
        let Some(length) = self.line(0)? else { return Ok(None) };
        let line = self.next_line;
        self.next_line += 1;
        self.start += length;
        Ok(Some((line, trim_end(&self.buffer[self.start - length..self.start], self.line_end))))
    }

    /// The next CSV row without its line end, which may go over several lines, and the number of its first; blank lines
    /// are passed over.
    pub(super) fn take_row(&mut self, delimiter: u8) -> Result<Option<(u64, &[u8])>, RowsError> {
        loop {
            let line = self.next_line;
            let mut quotes = csv::Quotes::new(csv::Dialect::of(delimiter));
            let mut length = 0;
            while let Some(end) = self.line(length)? {
                quotes.line(&self.buffer[self.start + length..self.start + end]);
                length = end;
                self.next_line += 1;
                if !quotes.open() {
                    break;
                }
                if length > MAX_ROW {
                    return Err(RowsError::OpenQuote { line });
                }
            }
            if quotes.open() {
                return Err(RowsError::OpenQuote { line });
            }
            if length == 0 {
                return Ok(None);
            }
            let is_blank = self.bare(length).is_empty();
            self.start += length;
            if !is_blank {
                return Ok(Some((line, trim_end(&self.buffer[self.start - length..self.start], self.line_end))));
            }
        }
    }

    fn bare(&self, length: usize) -> &[u8] {
        trim_end(&self.buffer[self.start..self.start + length], self.line_end)
    }

    /// Where the line that starts `from` bytes behind the start ends, its line end included.
    fn line(&mut self, from: usize) -> Result<Option<usize>, RowsError> {
        let mut searched = from;
        loop {
            if let Some(found) = memchr::memchr(self.line_end, &self.buffer[self.start + searched..self.end]) {
                return Ok(Some(searched + found + 1));
            }
            searched = self.end - self.start;
            if self.at_end {
                // Stays so when the end is looked for again.
                self.open |= searched > from;
                return Ok((searched > from).then_some(searched));
            }
            if searched > MAX_ROW {
                return Err(RowsError::TooLong { line: self.next_line });
            }
            self.fill()?;
        }
    }

    /// Looks for the first line end outside quotes: a carriage return alone ends every line of such a file.
    fn find_line_ends(&mut self) -> Result<(), RowsError> {
        let mut searched = 0;
        let mut quotes = 0;
        loop {
            let ahead = &self.buffer[self.start..self.end];
            while let Some(found) = memchr::memchr2(b'\n', b'\r', &ahead[searched..]) {
                let at = searched + found;
                if at + 1 == ahead.len() && !self.at_end {
                    break;
                }
                quotes += memchr::memchr_iter(b'"', &ahead[searched..at]).count();
                searched = at + 1;
                if quotes % 2 == 0 {
                    let is_alone = ahead[at] == b'\r' && ahead.get(at + 1) != Some(&b'\n');
                    self.line_end = if is_alone { b'\r' } else { b'\n' };
                    return Ok(());
                }
            }
            if self.at_end || ahead.len() > MAX_ROW {
                return Ok(());
            }
            self.fill()?;
        }
    }

    /// Reads more behind what is not used yet.
    fn fill(&mut self) -> Result<(), RowsError> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.end + LEAST_ROOM > self.buffer.len() {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let count = self.input.read(&mut self.buffer[self.end..])?;
        self.end += count;
        self.at_end = count == 0;
        Ok(())
    }
}

fn trim_end(line: &[u8], line_end: u8) -> &[u8] {
    let Some(line) = line.strip_suffix(&[line_end]) else { return line };
    if line_end == b'\n' { line.strip_suffix(b"\r").unwrap_or(line) } else { line }
}
