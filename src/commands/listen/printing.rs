//! Captures printed as they are written: read back from disk, so that a reader of stdout who is slow, or gone, holds up
//! nobody else and costs no memory.

use std::path::{Path, PathBuf};

use tokio::sync::watch;

use crate::commands::webhook_decode::printer::Printer;
use crate::commands::webhook_decode::tell;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::receive::tail::{Next, Place, Tail};
use crate::webhook::batch::{Batch, Decoder, Plan};
use crate::webhook::body::{LineEnd, Source};
use crate::webhook::capture;
use crate::webhook::trouble::Teller;

/// Read before signals and notices get their turn again.
const TURN: usize = 1 << 20;

/// Prints the events of what is captured from now on.
pub struct Printing<'p> {
    context: &'p Context,
    directory: PathBuf,
    committed: watch::Receiver<Place>,
    tail: Tail,
    decoder: Decoder<'p>,
    batch: Batch,
    printer: Option<Printer<'p>>,
    teller: Teller,
    /// There is more to read than one turn had time for.
    behind: bool,
}

impl<'p> Printing<'p> {
    /// Begins behind what is captured by now.
    pub fn new(
        context: &'p Context,
        directory: &Path,
        plan: &'p Plan,
        printer: Printer<'p>,
        committed: watch::Receiver<Place>,
    ) -> Result<Self> {
        let begin = *committed.borrow();
        let tail = Tail::counted(directory, begin).map_err(|error| {
            Error::io(format!("the captures in `{}` cannot be read", directory.display())).source(error)
        })?;
        Ok(Self {
            context,
            directory: directory.to_owned(),
            committed,
            tail,
            decoder: Decoder::new(plan),
            batch: Batch::default(),
            printer: Some(printer),
            teller: Teller::new(context.output.settings().verbose > 0),
            behind: false,
        })
    }

    /// Waits until there is something to print.
    pub async fn ready(&mut self) {
        if self.printer.is_none() {
            return std::future::pending().await;
        }
        if !self.behind && self.committed.changed().await.is_err() {
            std::future::pending().await
        }
    }

    /// Prints what came, for a turn.
    pub fn go_on(&mut self) -> Result<()> {
        let end = *self.committed.borrow_and_update();
        self.behind = self.print_until(end)?;
        if !self.behind {
            self.settle()?;
        }
        Ok(())
    }

    /// Prints the rest, and ends the result.
    pub fn finish(mut self) -> Result<()> {
        let end = *self.committed.borrow_and_update();
        while self.print_until(end)? {}
        for telling in self.teller.end() {
            tell(&self.context.output, &telling);
        }
        self.printer.map_or(Ok(()), Printer::finish)
    }

    /// True when the turn ended before everything was read.
    fn print_until(&mut self, end: Place) -> Result<bool> {
        let mut read = 0;
        while self.printer.is_some() {
            match self.tail.next(end) {
                Ok(Next::Line { line, segment, number }) => {
                    read += line.len();
                    let file = segment.path(&self.directory);
                    let source = Source { file: &file.to_string_lossy(), line: number };
                    // Most are callbacks of a known form.
                    let text = std::str::from_utf8(line).ok();
                    let is_plain = text.is_some_and(|text| self.decoder.plain_line(text, source, &mut self.batch));
                    if !is_plain
                        && let LineEnd::Spans = capture::line(line, source, &mut self.decoder.sink(&mut self.batch))
                    {
                        self.context.output.warn(&format!("{}:{number}: no capture of a callback", file.display()));
                    }
                }
                Ok(Next::Lost(segment)) => {
                    self.context.output.warn(&format!("`{segment}` is gone before all of it was printed"));
                }
                Ok(Next::Caught) => return self.print().map(|()| false),
                Err(error) => {
                    self.context.output.warn(&format!("the captures cannot be read, so nothing is printed: {error}"));
                    return Ok(false);
                }
            }
            if read >= TURN {
                return self.print().map(|()| true);
            }
        }
        Ok(false)
    }

    fn print(&mut self) -> Result<()> {
        for telling in self.teller.take(&self.batch.troubles, self.batch.tally.bodies) {
            tell(&self.context.output, &telling);
        }
        if let Some(printer) = &mut self.printer
            && printer.print(&mut self.batch)?.is_break()
        {
            self.stop();
        }
        self.batch.clear();
        Ok(())
    }

    /// Writes what waits: more may be long in coming.
    fn settle(&mut self) -> Result<()> {
        for telling in self.teller.settle() {
            tell(&self.context.output, &telling);
        }
        if let Some(printer) = &mut self.printer
            && printer.flush()?.is_break()
        {
            self.stop();
        }
        Ok(())
    }

    /// Nobody reads any more. The listener goes on: it is there for the captures.
    fn stop(&mut self) {
        self.printer = None;
        self.context.output.note("nobody reads the events any more; callbacks are captured all the same");
    }
}
