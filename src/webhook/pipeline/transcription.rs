//! Inputs that are compressed or in UTF-16: a thread of its own makes plain text of them.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

use super::chunk::{CHUNK, Chunks};
use super::{Input, ReadError, Take, text};
use crate::webhook::batch::{Batch, Decoder, Plan};
use crate::webhook::body::{BodySink as _, Problem, ProblemKind, Source};
use crate::webhook::capture;

/// How many pieces of decoded text wait at the most.
const PIECES: usize = 4;

/// Decodes an input that is compressed or in UTF-16: a thread of its own makes plain text of it.
pub(super) fn transcribed<E>(
    input: Input<'_>,
    head: &[u8],
    plan: &Plan,
    take: Take<'_, E>,
) -> Result<ControlFlow<()>, ReadError<E>> {
    let Input { file, bytes, slow } = input;
    let (sender, receiver) = mpsc::sync_channel(PIECES);
    let (flow, ended) = thread::scope(|scope| {
        let reading = thread::Builder::new()
            .spawn_scoped(scope, move || transcribe(head, bytes, &sender))
            .map_err(ReadError::Starved)?;
        let pieces = Pieces { receiver, piece: Vec::new(), at: 0 };
        let flow = text(Chunks::new(Box::new(pieces), slow, Vec::new()), file, plan, &mut *take);
        Ok((flow, reading.join()))
    })?;
    let flow = flow?;
    let (line, ended) = ended.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    match ended {
        Err(Untranscribed::Input(source)) if flow.is_continue() => {
            Err(ReadError::Input { file: file.to_owned(), source })
        }
        Err(Untranscribed::Encoding(error)) if flow.is_continue() => {
            let mut batch = Batch::default();
            let problem = Problem {
                source: Source { file, line },
                column: None,
                kind: ProblemKind::Unreadable,
                message: error.to_string().into(),
                count: 1,
            };
            let _ = Decoder::new(plan).sink(&mut batch).problem(problem);
            take(&mut batch).map_err(ReadError::Taker)
        }
        _ => Ok(flow),
    }
}

/// Why the text of an input ends early.
enum Untranscribed {
    Input(io::Error),
    Encoding(capture::Undecodable),
}

/// Sends the text of an encoded input in pieces; gives the line it came to.
fn transcribe(
    head: &[u8],
    mut bytes: Box<dyn Read + Send + '_>,
    sender: &SyncSender<Vec<u8>>,
) -> (u64, Result<(), Untranscribed>) {
    let mut line = 1;
    let mut take = |text: &[u8]| {
        for piece in text.chunks(CHUNK / 2) {
            line += memchr::memchr_iter(b'\n', piece).count() as u64;
            if sender.send(piece.to_vec()).is_err() {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    };
    let mut text = capture::Text::new();
    let mut read = || {
        let mut flow = text.push(head, &mut take).map_err(Untranscribed::Encoding)?;
        let mut buffer = vec![0; CHUNK / 8];
        while flow.is_continue() {
            flow = match bytes.read(&mut buffer) {
                Ok(0) => return text.finish(&mut take).map(|_| ()).map_err(Untranscribed::Encoding),
                Ok(count) => text.push(&buffer[..count], &mut take).map_err(Untranscribed::Encoding)?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => flow,
                Err(source) => return Err(Untranscribed::Input(source)),
            };
        }
        Ok(())
    };
    let ended = read();
    (line, ended)
}

/// The pieces of a text as one input.
struct Pieces {
    receiver: Receiver<Vec<u8>>,
    piece: Vec<u8>,
    at: usize,
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.piece.len() {
            match self.receiver.recv() {
                Ok(piece) => (self.piece, self.at) = (piece, 0),
                Err(_) => return Ok(0),
            }
        }
        let count = buffer.len().min(self.piece.len() - self.at);
        buffer[..count].copy_from_slice(&self.piece[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}
