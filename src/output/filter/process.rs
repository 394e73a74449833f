//! The filter's side: a process of its own, for what a filter does to it (a stack that is used up, memory that is gone, a
//! loop without end, a bug of the library's) must not reach the one that sends.

use std::io::{self, BufReader, BufWriter, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use jaq_json::Val;
use serde_json::{Value, json};

use super::wire::{Answer, Ask};
use crate::output::jq::{self, Jq};
use crate::platform;

/// Deep enough for any filter that ends; one that recurses without end is stopped here.
const STACK: usize = 256 << 20;
/// All that the process may take.
const MEMORY: u64 = 4 << 30;
/// One question is answered within this time, or not at all.
const LONGEST: Duration = Duration::from_secs(30);

/// Runs a process that filters until its stdin ends.
pub(crate) fn run() {
    // A filter that takes everything ends this process alone, and leaves no core behind.
    platform::process::limit_memory(MEMORY);
    let watch = Watch::start();
    let work = move || {
        let (input, output) = (BufReader::new(io::stdin().lock()), BufWriter::new(io::stdout().lock()));
        // A tool that is gone is nobody to tell.
        let _ = answer(input, output, &watch);
    };
    if let Ok(thread) = thread::Builder::new().stack_size(STACK).spawn(work) {
        let _ = thread.join();
    }
}

/// Ends the process when one question takes too long.
#[derive(Clone)]
pub(super) struct Watch {
    begun: Instant,
    /// Milliseconds after `begun` when the question came, plus one; 0 when there is none.
    since: Arc<AtomicU64>,
}

impl Watch {
    /// A watch that never bites, for a filter on a thread of a test.
    pub(super) fn idle() -> Self {
        Self { begun: Instant::now(), since: Arc::default() }
    }

    fn start() -> Self {
        let watch = Self::idle();
        let seen = watch.clone();
        // Without it a filter without end is ended by whoever ends the tool.
        let _ = thread::Builder::new().stack_size(64 << 10).spawn(move || {
            loop {
                thread::sleep(LONGEST / 30);
                let since = seen.since.load(Ordering::Relaxed);
                if since > 0 && seen.millis().saturating_sub(since) > LONGEST.as_millis() as u64 {
                    std::process::abort();
                }
            }
        });
        watch
    }

    fn millis(&self) -> u64 {
        self.begun.elapsed().as_millis() as u64 + 1
    }

    fn begin(&self) {
        self.since.store(self.millis(), Ordering::Relaxed);
    }

    fn end(&self) {
        self.since.store(0, Ordering::Relaxed);
    }
}

/// Answers questions until no more come.
pub(super) fn answer(mut input: impl Read, mut output: impl Write, watch: &Watch) -> io::Result<()> {
    let mut worker = Worker::default();
    let mut bytes = Vec::new();
    while let Some(ask) = Ask::read(&mut input, &mut bytes)? {
        watch.begin();
        worker.take(ask, &bytes, &mut output)?;
        watch.end();
        output.flush()?;
    }
    Ok(())
}

#[derive(Default)]
struct Worker {
    jq: Option<Jq>,
    fail_if: Option<Jq>,
    rows: u64,
    kept: Kept,
}

/// What a filter over the whole result sees.
enum Kept {
    /// Of a listing, its rows as lines of JSON: they become values when they are asked about.
    Rows(Vec<u8>),
    /// Of anything else, the value.
    Value(Value),
}

impl Default for Kept {
    fn default() -> Self {
        Self::Rows(Vec::new())
    }
}

impl Worker {
    fn take(&mut self, ask: Ask, bytes: &[u8], output: &mut impl Write) -> io::Result<()> {
        match ask {
            Ask::Compile => self.compile(bytes, output),
            Ask::Rows => self.each(bytes, output, |row| row),
            Ask::Elements => self.each(bytes, output, |row| Value::Array(vec![row])),
            Ask::Keep => {
                if let Kept::Rows(rows) = &mut self.kept {
                    rows.extend_from_slice(bytes);
                    rows.push(b'\n');
                }
                Ok(())
            }
            Ask::Whole => {
                self.kept = Kept::Value(value(bytes)?);
                Ok(())
            }
            Ask::Filter => self.over_kept(self.jq.as_ref(), output),
            Ask::Judge => self.over_kept(self.fail_if.as_ref(), output),
        }
    }

    fn compile(&mut self, bytes: &[u8], output: &mut impl Write) -> io::Result<()> {
        let sources = value(bytes)?;
        for (name, place) in [("jq", &mut self.jq), ("fail_if", &mut self.fail_if)] {
            let Some(code) = sources.get(name).and_then(Value::as_str) else { continue };
            match Jq::new(code) {
                Ok(jq) => *place = Some(jq),
                Err(jq::Broken { message, hint }) => {
                    let told = json!({ "filter": name, "message": message, "hint": hint });
                    return Answer::Broken.write(output, told.to_string().as_bytes());
                }
            }
        }
        let by_element = sources.get("jq").and_then(Value::as_str).is_some_and(jq::is_by_element);
        Answer::Done.write(output, &[u8::from(by_element)])
    }

    fn each(&mut self, bytes: &[u8], output: &mut impl Write, shape: fn(Value) -> Value) -> io::Result<()> {
        for line in lines(bytes) {
            self.rows += 1;
            let row = shape(value(line)?);
            if let Some(jq) = &self.jq
                && let Some(reason) = print(jq, jq::input(&row), output)?
            {
                return failed(self.rows, &reason, output);
            }
        }
        Answer::Done.write(output, &[])
    }

    fn over_kept(&self, jq: Option<&Jq>, output: &mut impl Write) -> io::Result<()> {
        let input = || match &self.kept {
            Kept::Rows(rows) => jq::array(lines(rows).map(value)),
            Kept::Value(value) => Ok(jq::input(value)),
        };
        match jq.map(|jq| print(jq, input()?, output)).transpose()?.flatten() {
            Some(reason) => failed(0, &reason, output),
            None => Answer::Done.write(output, &[]),
        }
    }
}

/// Every output of the filter; its own reason when it failed.
fn print(jq: &Jq, value: Val, output: &mut impl Write) -> io::Result<Option<String>> {
    let mut written = Ok(());
    let failed = jq.run(value, |result| {
        written = match &result {
            Value::String(text) => Answer::Text.write(output, text.as_bytes()),
            other => Answer::Json.write(output, other.to_string().as_bytes()),
        };
        written.is_ok()
    });
    written.map(|()| failed.err())
}

fn failed(row: u64, reason: &str, output: &mut impl Write) -> io::Result<()> {
    let mut bytes = row.to_le_bytes().to_vec();
    bytes.extend_from_slice(reason.as_bytes());
    Answer::Failed.write(output, &bytes)
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty())
}

fn value(bytes: &[u8]) -> io::Result<Value> {
    serde_json::from_slice(bytes).map_err(io::Error::from)
}
