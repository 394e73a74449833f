//! Whole requests in place of bodies: for who sends captured callbacks on, byte for byte.

use std::io::{self, Read};
use std::ops::ControlFlow;

use crate::webhook::body::{Body, BodySink, Headers, Problem, ProblemKind, Request, RequestSink, Source};

/// Reads everything from here to the end of the input, in any container. A body that stands there without a request around it is
/// a request without method, target and headers; one of which only the parsed form was kept is told as a problem.
///
/// # Errors
/// When the input cannot be read.
pub fn requests(input: impl Read, start: Source<'_>, sink: &mut dyn RequestSink) -> io::Result<ControlFlow<()>> {
    super::read(input, start, &mut Whole { sink })
}

/// Reads one line of a capture that `listen` wrote (or any other request that stands on a line of its own).
pub fn own_line(line: &[u8], source: Source<'_>, sink: &mut dyn RequestSink) -> ControlFlow<()> {
    match super::line(line, source, &mut Whole { sink }) {
        crate::webhook::body::LineEnd::Done(flow) => flow,
        crate::webhook::body::LineEnd::Spans => sink.problem(Problem {
            source,
            column: None,
            kind: ProblemKind::Unreadable,
            message: "the line is no whole request".into(),
            count: 1,
        }),
    }
}

/// Takes requests whole.
struct Whole<'s> {
    sink: &'s mut dyn RequestSink,
}

impl BodySink for Whole<'_> {
    fn body(&mut self, body: Body<'_>) -> ControlFlow<()> {
        let Some(raw) = body.raw else {
            return self.sink.problem(Problem {
                source: body.source,
                column: None,
                kind: ProblemKind::Unreadable,
                message: "the capture holds this body parsed, not the bytes that came".into(),
                count: 1,
            });
        };
        // The other elements of an array are in it.
        if body.of_array().is_some_and(|whole| whole.taken.replace(true)) {
            return ControlFlow::Continue(());
        }
        let none = Headers::default();
        self.sink.request(Request {
            method: None,
            target: None,
            headers: body.headers.unwrap_or(&none),
            body: raw,
            received: body.received,
            source: body.source,
            verified: body.verified,
        })
    }

    fn problem(&mut self, problem: Problem<'_>) -> ControlFlow<()> {
        self.sink.problem(problem)
    }

    fn wants_requests(&self) -> bool {
        true
    }

    fn request(&mut self, request: Request<'_>) -> Option<ControlFlow<()>> {
        Some(self.sink.request(request))
    }
}
