//! stdout as the tool writes it: buffered by rows, quiet when nobody reads any more, never silent
//! about a disk that is full.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use super::Flow;

/// Bytes gathered before they are written whatever the time.
const FULL: usize = 64 * 1024;
/// Rows further apart than this are written at once; faster ones share a write.
const PROMPT: Duration = Duration::from_millis(20);

pub(super) struct Stream {
    inner: Box<dyn Write>,
    buffer: Vec<u8>,
    /// Nobody reads, or the disk is full and that was told: what comes is dropped.
    closed: bool,
    written: Option<Instant>,
    /// It was closed by anything but a reader that had enough.
    is_full: bool,
    /// What could not be written, as far as it is kept.
    lost: Vec<u8>,
}

/// As much of what a full disk did not take is kept to be told.
const LOST: usize = 1 << 20;

impl Stream {
    pub(super) fn new(inner: Box<dyn Write>) -> Self {
        Self { inner, buffer: Vec::new(), closed: false, written: None, is_full: false, lost: Vec::new() }
    }

    /// Whether there is nothing to write.
    pub(super) fn is_empty(&self) -> bool {
        self.buffer.is_empty()
    }

    /// Takes bytes; writes only when much has gathered.
    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<Flow> {
        if self.closed {
            self.lose(bytes);
            return Ok(Flow::Closed);
        }
        if bytes.len() >= FULL {
            return self.write_whole(bytes);
        }
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= FULL { self.flush() } else { Ok(Flow::Open) }
    }

    /// Much at once is written from where it is, behind what has gathered.
    fn write_whole(&mut self, bytes: &[u8]) -> io::Result<Flow> {
        match self.flush() {
            Ok(Flow::Open) => {}
            ended => {
                self.lose(bytes);
                return ended;
            }
        }
        self.put(bytes).map_or_else(|error| self.end(error, bytes), |()| Ok(Flow::Open))
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.written = Some(Instant::now());
        self.inner.write_all(bytes).and_then(|()| self.inner.flush())
    }

    /// Nothing can be written any more.
    fn end(&mut self, error: io::Error, bytes: &[u8]) -> io::Result<Flow> {
        self.closed = true;
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Ok(Flow::Closed);
        }
        self.is_full = true;
        self.lose(bytes);
        Err(error)
    }

    /// A row is complete: a slow row is written now, fast ones share one write.
    pub(super) fn end_row(&mut self) -> io::Result<Flow> {
        if self.written.is_none_or(|written| written.elapsed() >= PROMPT) { self.flush() } else { Ok(self.flow()) }
    }

    /// Writes what has gathered. A closed pipe is no error; anything else is told once.
    pub(super) fn flush(&mut self) -> io::Result<Flow> {
        if self.closed || self.buffer.is_empty() {
            return Ok(self.flow());
        }
        let written = std::mem::take(&mut self.buffer);
        match self.put(&written) {
            Ok(()) => {
                self.buffer = written;
                self.buffer.clear();
                Ok(Flow::Open)
            }
            Err(error) => self.end(error, &written),
        }
    }

    /// Nobody misses what a closed pipe did not take.
    fn lose(&mut self, bytes: &[u8]) {
        let room = if self.is_full { LOST - self.lost.len() } else { 0 };
        self.lost.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    /// What could not be written.
    pub(super) fn take_lost(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.lost)
    }

    /// Whether anybody still reads.
    pub(super) fn flow(&self) -> Flow {
        if self.closed { Flow::Closed } else { Flow::Open }
    }
}

impl Drop for Stream {
    /// A command that ended early keeps what it had printed; its error was told already.
    fn drop(&mut self) {
        let _ = self.flush();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::tests::Sink;

    struct Fails(io::ErrorKind);

    impl Write for Fails {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_closed_pipe_is_quiet_and_stays_closed() {
        let mut stream = Stream::new(Box::new(Fails(io::ErrorKind::BrokenPipe)));
        assert_eq!(stream.write(b"row\n").unwrap(), Flow::Open);
        assert_eq!(stream.end_row().unwrap(), Flow::Closed);
        assert_eq!(stream.write(b"row\n").unwrap(), Flow::Closed);
        assert_eq!(stream.flush().unwrap(), Flow::Closed);
    }

    #[test]
    fn much_at_once_stands_behind_what_had_gathered() {
        let kept = Sink::default();
        let mut stream = Stream::new(Box::new(kept.clone()));
        let much = vec![b'm'; FULL];
        for piece in [b"row\n", &much[..], b"last\n"] {
            assert_eq!(stream.write(piece).unwrap(), Flow::Open);
        }
        stream.flush().unwrap();
        assert_eq!(kept.text().into_bytes(), [b"row\n", &much[..], b"last\n"].concat());
        let mut stream = Stream::new(Box::new(Fails(io::ErrorKind::StorageFull)));
        stream.write(b"row\n").unwrap();
        assert!(stream.write(&much).is_err());
        assert!(stream.take_lost().starts_with(b"row\nmm"), "what follows is kept as well");
    }

    #[test]
    fn a_full_disk_is_told_once() {
        let mut stream = Stream::new(Box::new(Fails(io::ErrorKind::StorageFull)));
        stream.write(b"row\n").unwrap();
        assert_eq!(stream.flush().unwrap_err().kind(), io::ErrorKind::StorageFull);
        assert_eq!(stream.flush().unwrap(), Flow::Closed);
    }
}
