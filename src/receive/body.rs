//! A body while it comes in: in memory as long as it is small, then in a file without a name.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use hyper::body::{Body as _, Frame, Incoming};
use std::future::poll_fn;
use std::pin::Pin;
use tokio::time::{Instant, timeout, timeout_at};

use super::limits;
use super::line::{self, Texture};

/// Why a body did not come to its end.
#[derive(Debug)]
pub(super) enum Unfinished {
    /// Larger than the limit.
    TooLarge,
    /// Too slow.
    Slow,
    /// The sender broke off, or its framing is wrong.
    Cut,
    /// No room for it here.
    NoRoom,
}

/// A whole body.
#[derive(Debug)]
pub(super) struct Whole {
    start: Vec<u8>,
    rest: Option<File>,
    texture: Texture,
}

/// Reads a body within the limits; `spool` is where a large one may wait.
pub(super) async fn read(mut incoming: Incoming, spool: &Path) -> Result<Whole, Unfinished> {
    let declared = incoming.size_hint().exact();
    if declared.is_some_and(|length| length > limits::BODY as u64) {
        drain(&mut incoming).await;
        return Err(Unfinished::TooLarge);
    }
    let capacity = declared.map_or(0, |length| length.min(limits::IN_MEMORY as u64) as usize);
    let mut whole = Whole { start: Vec::with_capacity(capacity), rest: None, texture: Texture::default() };
    let mut length = 0;
    let end = Instant::now() + limits::BODY_TIME;
    loop {
        let until = end.min(Instant::now() + limits::GAP);
        let piece = match timeout_at(until, frame(&mut incoming)).await {
            Err(_) => return Err(Unfinished::Slow),
            Ok(None) => break,
            Ok(Some(Err(_))) => return Err(Unfinished::Cut),
            // Trailers are no part of a body.
            Ok(Some(Ok(frame))) => frame.into_data().unwrap_or_default(),
        };
        length += piece.len();
        if length > limits::BODY {
            drain(&mut incoming).await;
            return Err(Unfinished::TooLarge);
        }
        whole.add(&piece, spool).map_err(|_| Unfinished::NoRoom)?;
    }
    Ok(whole)
}

async fn frame(incoming: &mut Incoming) -> Option<hyper::Result<Frame<bytes::Bytes>>> {
    poll_fn(|context| Pin::new(&mut *incoming).poll_frame(context)).await
}

/// Reads on for a while and keeps nothing: whoever is still writing hears the answer.
async fn drain(incoming: &mut Incoming) {
    let read = async {
        let mut left = limits::DRAIN;
        while let Some(Ok(frame)) = frame(incoming).await {
            let Some(rest) = left.checked_sub(frame.data_ref().map_or(0, bytes::Bytes::len)) else { break };
            left = rest;
        }
    };
    let patience: Duration = limits::DRAIN_TIME;
    let _ = timeout(patience, read).await;
}

impl Whole {
    fn add(&mut self, piece: &[u8], spool: &Path) -> io::Result<()> {
        self.texture.add(piece);
        if self.rest.is_none() && self.start.len() + piece.len() <= limits::IN_MEMORY {
            self.start.extend_from_slice(piece);
            return Ok(());
        }
        if self.rest.is_none() {
            let mut file = tempfile::tempfile_in(spool)?;
            file.write_all(&self.start)?;
            self.start = Vec::new();
            self.rest = Some(file);
        }
        match &mut self.rest {
            Some(file) => file.write_all(piece),
            None => Ok(()),
        }
    }

    /// The bytes in memory, wherever they stand: for a signature, which is over all of them.
    pub(super) fn bytes(&mut self) -> io::Result<std::borrow::Cow<'_, [u8]>> {
        let Some(file) = &mut self.rest else { return Ok((&*self.start).into()) };
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(0))?;
        file.read_to_end(&mut bytes)?;
        Ok(bytes.into())
    }

    /// The capture of it, behind `head`.
    pub(super) fn into_capture(self, mut head: Vec<u8>, verified: Option<bool>) -> Capture {
        let as_text = self.texture.is_text();
        match self.rest {
            None => {
                line::end(&mut head, &self.start, as_text, verified);
                Capture::Ready(head)
            }
            Some(body) => {
                line::open_body(&mut head, as_text);
                let mut end = Vec::new();
                line::close(&mut end, verified);
                Capture::Spooled(Box::new(Spooled { head, body, as_text, end }))
            }
        }
    }
}

/// A line to be written.
#[derive(Debug)]
pub(super) enum Capture {
    /// The whole line.
    Ready(Vec<u8>),
    /// A line whose body stands in a file.
    Spooled(Box<Spooled>),
}

#[derive(Debug)]
pub(super) struct Spooled {
    head: Vec<u8>,
    body: File,
    as_text: bool,
    end: Vec<u8>,
}

impl Spooled {
    /// Writes the line; can be called again after a failure.
    pub(super) fn write(&mut self, to: &mut impl Write) -> io::Result<()> {
        self.body.seek(SeekFrom::Start(0))?;
        to.write_all(&self.head)?;
        line::copy_body(&mut self.body, self.as_text, to)?;
        to.write_all(&self.end)
    }
}

/// Where large bodies wait: beside the captures, so that they fill no other volume.
pub(super) fn spool(captures: &Path) -> PathBuf {
    captures.join(super::directory::OWN)
}
