//! Whole requests out of captures, read on a thread of its own as they are wanted.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use bytes::Bytes;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::sync::mpsc;

use crate::commands::webhook_decode::inputs;
use crate::error::{Error, Result};
use crate::webhook::body::{Body, BodySink, Problem, ProblemKind, Request, RequestSink, Source};
use crate::webhook::capture;
use crate::webhook::decode;
use crate::webhook::filter::{Admission, Filter};
use crate::webhook::json::Parser;

/// Read before they are wanted.
const AHEAD: usize = 4;

/// A request to be sent again.
pub struct Again {
    /// Where it stands.
    pub file: String,
    /// Its line, from 1.
    pub line: u64,
    /// When it came, if the capture tells.
    pub received: Option<Timestamp>,
    /// As captured.
    pub headers: Vec<(String, String)>,
    /// Byte for byte.
    pub body: Bytes,
}

/// What a capture holds.
pub enum Found {
    /// A request that was asked for.
    Request(Again),
    /// Something that cannot be sent.
    Problem(String),
    /// A capture that cannot be read.
    Failed(String),
}

/// Reads the captures in turn, until nobody wants more; and how many callbacks were met, asked for or not.
pub fn start(sources: Vec<inputs::Source>, filter: Arc<Filter>) -> Result<(mpsc::Receiver<Found>, Arc<AtomicU64>)> {
    let (sender, receiver) = mpsc::channel(AHEAD);
    let seen = Arc::new(AtomicU64::new(0));
    let met = Arc::clone(&seen);
    thread::Builder::new()
        .name("captures".into())
        .spawn(move || {
            for source in &sources {
                let name = source.name();
                let failed = |error: std::io::Error| Found::Failed(format!("`{name}` could not be read: {error}"));
                let input = match source.open() {
                    Ok(input) => input,
                    Err(error) => {
                        let _ = sender.blocking_send(failed(error));
                        continue;
                    }
                };
                let mut sink = Sink { filter: &filter, sender: &sender, met: &met };
                match capture::requests(input.bytes, Source { file: name, line: 1 }, &mut sink) {
                    Ok(ControlFlow::Continue(())) => {}
                    Ok(ControlFlow::Break(())) => return,
                    Err(error) => drop(sender.blocking_send(failed(error))),
                }
            }
        })
        .map_err(|error| Error::io("no thread can be had to read the captures on").source(error))?;
    Ok((receiver, seen))
}

struct Sink<'s> {
    filter: &'s Filter,
    sender: &'s mpsc::Sender<Found>,
    met: &'s AtomicU64,
}

impl Sink<'_> {
    fn give(&self, found: Found) -> ControlFlow<()> {
        if self.sender.blocking_send(found).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }
}

impl RequestSink for Sink<'_> {
    fn request(&mut self, request: Request<'_>) -> ControlFlow<()> {
        // A handshake or a health check is no callback.
        if request.method.is_some_and(|method| !method.eq_ignore_ascii_case("POST")) {
            return ControlFlow::Continue(());
        }
        self.met.fetch_add(1, Ordering::Relaxed);
        match asked_for(self.filter, &request) {
            Ok(true) => {}
            Ok(false) => return ControlFlow::Continue(()),
            Err(why) => {
                let Source { file, line } = request.source;
                let text =
                    format!("{file}:{line}: not sent: its events are asked for, and its body cannot be read: {why}");
                return self.give(Found::Problem(text));
            }
        }
        self.give(Found::Request(Again {
            file: request.source.file.to_owned(),
            line: request.source.line,
            received: request.received,
            headers: request.headers.0.clone(),
            body: Bytes::copy_from_slice(request.body),
        }))
    }

    fn problem(&mut self, problem: Problem<'_>) -> ControlFlow<()> {
        if problem.kind == ProblemKind::Skipped {
            return ControlFlow::Continue(());
        }
        self.give(Found::Problem(format!("{}:{}: {}", problem.source.file, problem.source.line, problem.message)))
    }
}

/// Whether the request was asked for: its time is that of its receipt, where that is known.
///
/// # Errors
/// Why nobody can tell: its body cannot be read.
fn asked_for(filter: &Filter, request: &Request<'_>) -> Result<bool, String> {
    let mut asked = filter.clone();
    if let Some(received) = request.received {
        let since = asked.since.take().is_none_or(|since| received >= since);
        let until = asked.until.take().is_none_or(|until| received <= until);
        if !since || !until {
            return Ok(false);
        }
    }
    if asked.is_open() {
        return Ok(true);
    }
    let mut wanted = Wanted { filter: &asked, parser: Parser::default(), found: false, unread: None };
    let _ = capture::opened(request, &mut wanted);
    match wanted.unread {
        Some(why) if !wanted.found => Err(why),
        _ => Ok(wanted.found),
    }
}

/// Looks for an event that was asked for.
struct Wanted<'w> {
    filter: &'w Filter,
    parser: Parser,
    found: bool,
    /// Why something of it could not be read.
    unread: Option<String>,
}

impl BodySink for Wanted<'_> {
    fn body(&mut self, body: Body<'_>) -> ControlFlow<()> {
        let Some(value) = body.read(&mut self.parser) else {
            self.unread.get_or_insert_with(|| "it is no JSON".to_owned());
            return ControlFlow::Continue(());
        };
        let (filter, found) = (self.filter, &mut self.found);
        let zone = TimeZone::fixed(jiff::tz::offset(8));
        decode::decode(value, &zone, &mut |event| *found |= filter.admits(&event) == Admission::Wanted);
        if self.found { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn problem(&mut self, problem: Problem<'_>) -> ControlFlow<()> {
        if problem.kind == ProblemKind::Unreadable {
            self.unread.get_or_insert_with(|| problem.message.into_owned());
        }
        ControlFlow::Continue(())
    }
}
