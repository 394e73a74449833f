//! Readers of captured files: any container in, bodies out. Recognises by content, never by name; decodes no
//! response; holds at most one body and a small buffer in memory, whatever it is given.
//!
//! [`Capture`] is fed bytes as they come (a file that grows may stop anywhere); [`read`] and [`line`] are loops
//! around it.

pub mod encoding;
#[expect(dead_code, reason = "the readers follow")]
mod json;
#[expect(dead_code, reason = "the readers follow")]
mod scan;
mod stream;

use std::io::{self, Read};
use std::ops::ControlFlow;

use crate::webhook::body::{BodySink, LineEnd, Problem, Source};

pub use stream::Capture;

/// Reads everything from here to the end of the input. `start.line` past 1: the input is the rest of a file.
pub fn read(mut input: impl Read, start: Source<'_>, sink: &mut dyn BodySink) -> io::Result<ControlFlow<()>> {
    let mut capture = if start.line > 1 { Capture::resume(start.file, start.line) } else { Capture::new(start.file) };
    let mut buffer = vec![0; 128 * 1024];
    loop {
        let count = match input.read(&mut buffer) {
            Ok(0) => return Ok(capture.finish(sink)),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if capture.push(&buffer[..count], sink).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
}

/// Reads one line, without its end, that is not a plain known body.
pub fn line(line: &[u8], source: Source<'_>, sink: &mut dyn BodySink) -> LineEnd {
    let mut capture = Capture::resume(source.file, source.line);
    let _ = (line, &mut capture, sink);
    LineEnd::Spans
}

#[expect(dead_code, reason = "used by the readers to come")]
fn unused(_: Problem<'_>) {}
