//! Readers of captured files: any container in, bodies out. Recognises by content, never by name; decodes no
//! response; holds at most one body and a small buffer in memory, whatever it is given.
//!
//! [`Capture`] is fed bytes as they come (a file that grows may stop anywhere); [`read`] and [`line()`] are loops
//! around it.
//!
//! ```text
//! bytes -> encoding -> stream -> containers (a table: delimited, http_text, sections, burp, command ...) and text
//!                         -> open -> envelope -> exports (a table of paths), flatted, dialect -> outlet -> BodySink
//! ```

mod base64_text;
mod burp;
mod colours;
mod command;
mod containers;
mod delimited;
mod dialect;
mod encoding;
mod envelope;
mod exports;
mod flatted;
mod headers;
mod http_text;
mod json;
mod line;
mod loose;
mod notation;
mod open;
mod outlet;
mod reply;
mod requests;
pub mod secrets;
mod sections;
mod stream;
mod table;
mod text;

use std::io::{self, Read};
use std::ops::ControlFlow;

use crate::webhook::body::{BodySink, Request, Source};
use crate::webhook::effort;

pub use colours::are_in as may_be_coloured;
use encoding::Decoder;
pub use encoding::{Decoder as Text, Undecodable, text_from};
pub use line::{is_separate, line, value_alone};
use outlet::{Around, Notes, Outlet};
pub use requests::{own_line, requests};
use stream::Stream;
pub use stream::{Spot, Standing};

/// Finds the bodies in a file that is fed in pieces.
pub struct Capture {
    file: String,
    decoder: Decoder,
    stream: Stream,
    notes: Notes,
}

impl Capture {
    /// A reader at the first byte of a file.
    pub fn new(file: &str) -> Self {
        Self { file: file.to_owned(), decoder: Decoder::new(), stream: Stream::new(), notes: Notes::default() }
    }

    /// A reader at the first byte of a file's text, from which encodings and marks are taken off already.
    pub fn text(file: &str) -> Self {
        Self { decoder: Decoder::plain(), ..Self::new(file) }
    }

    /// The line that is read.
    pub fn line(&self) -> u64 {
        self.stream.line
    }

    /// A reader at the start of a line in the middle of a file whose text is UTF-8.
    pub fn resume(file: &str, line: u64) -> Self {
        Self { decoder: Decoder::plain(), stream: Stream::resume(line), ..Self::new(file) }
    }

    /// Takes more of the file. What is complete goes to the sink; the rest waits.
    pub fn push(&mut self, bytes: &[u8], sink: &mut dyn BodySink) -> ControlFlow<()> {
        self.feed(sink, |decoder, take| decoder.push(bytes, take))
    }

    /// A reader that goes on where another one left.
    pub fn stand(file: &str, standing: Standing) -> Self {
        let notes = Notes::after(standing.handed());
        Self { decoder: Decoder::plain(), stream: Stream::stand(standing), notes, ..Self::new(file) }
    }

    /// Whether another reader goes on as soon as it can: see [`Capture::leave`].
    pub fn leave_soon(&mut self, soon: bool) {
        self.stream.leaves = soon;
    }

    /// Whether it reads an array element by element.
    pub fn is_in_array(&self) -> bool {
        self.stream.is_in_array()
    }

    /// Where it stands and what it has not read, when another reader can go on there: one that reads values by themselves,
    /// elements of an array or documents. Nothing may be pushed afterwards.
    pub fn leave(&mut self, sink: &mut dyn BodySink) -> Option<(Standing, Vec<u8>)> {
        if !self.decoder.is_plain() {
            return None;
        }
        let left = self.stream.leave(self.notes.handed)?;
        // What is taken into a batch is never enough.
        let _ = self.settle(sink);
        Some(left)
    }

    /// Whether nothing waits: the next line starts afresh. Problems of one kind in a row are told once, so the last
    /// of them may still be untold: [`Capture::settle`] tells it.
    pub fn at_rest(&self) -> bool {
        self.decoder.is_plain() && self.stream.at_rest()
    }

    /// Tells the problems that wait for others of their kind; for a file that grows.
    pub fn settle(&mut self, sink: &mut dyn BodySink) -> ControlFlow<()> {
        self.outlet(sink).flush()
    }

    /// The file is at its end: what still waits is cut off, or complete after all.
    pub fn finish(&mut self, sink: &mut dyn BodySink) -> ControlFlow<()> {
        let flow = self.feed(sink, |decoder, take| decoder.finish(take));
        if flow.is_break() {
            return flow;
        }
        let mut out = Outlet { file: &self.file, sink, notes: &mut self.notes, known_only: false, known: 0 };
        let flow = self.stream.finish(&mut out, Around::line(1));
        if flow.is_break() { flow } else { out.flush() }
    }

    fn outlet<'o>(&'o mut self, sink: &'o mut dyn BodySink) -> Outlet<'o> {
        Outlet { file: &self.file, sink, notes: &mut self.notes, known_only: false, known: 0 }
    }

    fn feed(
        &mut self,
        sink: &mut dyn BodySink,
        step: impl FnOnce(&mut Decoder, &mut encoding::Take<'_>) -> Result<ControlFlow<()>, Undecodable>,
    ) -> ControlFlow<()> {
        let mut out = Outlet { file: &self.file, sink, notes: &mut self.notes, known_only: false, known: 0 };
        let stream = &mut self.stream;
        let result = step(&mut self.decoder, &mut |text| {
            effort::unpack(text.len());
            stream.push(text, &mut out, Around::line(1))
        });
        match result {
            Ok(flow) => flow,
            Err(error) => {
                let line = self.stream.line;
                self.outlet(sink).unreadable(line, None, error.to_string())
            }
        }
    }
}

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

/// Finds the bodies in what a request brought, as its headers say that it is coded.
pub fn opened(request: &Request<'_>, sink: &mut dyn BodySink) -> ControlFlow<()> {
    let mut notes = Notes::default();
    let mut out = Outlet { file: request.source.file, sink, notes: &mut notes, known_only: false, known: 0 };
    let around = Around {
        headers: Some(request.headers),
        received: request.received,
        verified: request.verified,
        ..Around::line(request.source.line)
    };
    let flow = http_text::body(&mut out, request.body, around);
    if flow.is_break() { flow } else { out.flush() }
}

#[cfg(test)]
mod tests;
