//! `--jq` and `--fail-if`: the tool's side of the process that runs them.
//!
//! Both are compiled there before anything is asked or sent. Whatever becomes of that process, the rows are here.

pub(crate) mod process;
mod wire;

use std::cell::{Cell, RefCell};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::process::Child;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use self::wire::{Answer, Ask};
use crate::error::{Error, Result};

/// The only argument of a process that filters.
pub(crate) const ARGUMENT: &str = "__filter";
/// Rows that are asked about at once.
const BATCH: usize = 64 * 1024;
/// Rows further apart than this are asked about at once; faster ones share a question.
const PROMPT: Duration = Duration::from_millis(20);
/// How much of a listing a filter may see at once, as JSON. As values it takes some ten times as much memory.
const MOST_KEPT: usize = 64 << 20;

/// One output of a filter.
pub(super) enum Printed<'a> {
    /// A string: its text.
    Text(&'a str),
    /// Any other value, as JSON.
    Json(&'a str),
}

/// Where outputs go.
pub(super) type Sink<'s> = &'s mut dyn FnMut(Printed<'_>) -> Result<()>;

/// Why a filter gave no result, or not all of it.
#[derive(Debug, thiserror::Error)]
pub(super) enum FilterError {
    #[error("the jq filter failed: {reason}")]
    Failed { reason: String, row: u64 },
    #[error("the jq filter was stopped: it went too deep, or took too much memory or time")]
    Stopped,
    #[error("the filter asks for all rows at once, and they are more than 64 MiB")]
    TooMuch,
}

impl From<FilterError> for Error {
    fn from(error: FilterError) -> Self {
        let made = Self::usage(error.to_string());
        match error {
            FilterError::Failed { row, .. } if row > 0 => {
                made.hint(format!("it was row {row}; earlier rows are printed"))
            }
            FilterError::TooMuch => {
                made.hint("a filter that begins with `.[] |` sees one row after another; so does any with `-o ndjson`")
            }
            FilterError::Failed { .. } | FilterError::Stopped => made,
        }
    }
}

/// What of a filter's process is used.
struct Pipes {
    input: BufWriter<Box<dyn Write>>,
    output: BufReader<Box<dyn Read>>,
    child: Option<Child>,
}

/// The compiled filters of this run.
pub(super) struct Filters {
    /// None once the process is gone.
    pipes: RefCell<Option<Pipes>>,
    by_element: bool,
    filters: bool,
    judges: bool,
    /// Rows that wait to be asked about, and how.
    pending: RefCell<(Option<Ask>, Vec<u8>)>,
    asked: Cell<Option<Instant>>,
    kept: Cell<usize>,
    /// Rows that wait to be kept.
    keeping: RefCell<Vec<u8>>,
    /// Something whole was kept: the condition can be judged.
    is_whole: Cell<bool>,
}

impl Filters {
    /// Starts the process and compiles; none when there is nothing to filter by.
    ///
    /// # Errors
    /// A source that is no filter (exit 2), or a machine that has no process left (exit 10).
    pub(super) fn start(jq: Option<&str>, fail_if: Option<&str>) -> Result<Option<Self>> {
        if jq.is_none() && fail_if.is_none() {
            return Ok(None);
        }
        let pipes = start().map_err(|error| Error::io("no process could be started to filter in").source(error))?;
        let mut filters = Self {
            pipes: RefCell::new(Some(pipes)),
            by_element: false,
            filters: jq.is_some(),
            judges: fail_if.is_some(),
            pending: RefCell::default(),
            asked: Cell::new(None),
            kept: Cell::new(0),
            keeping: RefCell::default(),
            is_whole: Cell::new(false),
        };
        let sources = json!({ "jq": jq, "fail_if": fail_if }).to_string();
        let refused = |message: String| Error::usage(message);
        let (answer, bytes) = filters
            .exchange(Ask::Compile, sources.as_bytes(), &mut |_| Ok(()))?
            .map_err(|_| refused("the jq filter is nested too deep to be read".to_owned()))?;
        if answer == Answer::Broken {
            let told: Value = serde_json::from_slice(&bytes).unwrap_or_default();
            let text = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
            let of = if text("filter") == "fail_if" { "`--fail-if`: " } else { "" };
            return Err(refused(format!("{of}{}", text("message"))).hint(text("hint")));
        }
        filters.by_element = bytes == [1];
        Ok(Some(filters))
    }

    /// Whether there is a `--jq`.
    pub(super) fn filters(&self) -> bool {
        self.filters
    }

    /// Whether there is a `--fail-if`.
    pub(super) fn judges(&self) -> bool {
        self.judges
    }

    /// Whether `--jq` over an array is the same as over its elements, one after another.
    pub(super) fn is_by_element(&self) -> bool {
        self.by_element
    }

    /// `--jq` over each row of JSON lines; `elements` gives it an array of the row. Fast rows wait for each other unless
    /// `now`.
    pub(super) fn rows(
        &self,
        lines: &[u8],
        elements: bool,
        now: bool,
        sink: Sink<'_>,
    ) -> Result<Result<(), FilterError>> {
        {
            let mut pending = self.pending.borrow_mut();
            pending.0 = Some(if elements { Ask::Elements } else { Ask::Rows });
            pending.1.extend_from_slice(lines);
            pending.1.push(b'\n');
            let prompt = self.asked.get().is_none_or(|asked| asked.elapsed() >= PROMPT);
            if !now && !prompt && pending.1.len() < BATCH {
                return Ok(Ok(()));
            }
        }
        self.flush(sink)
    }

    /// Asks about the rows that wait.
    pub(super) fn flush(&self, sink: Sink<'_>) -> Result<Result<(), FilterError>> {
        let (ask, lines) = std::mem::take(&mut *self.pending.borrow_mut());
        let Some(ask) = ask else { return Ok(Ok(())) };
        self.asked.set(Some(Instant::now()));
        self.ask(ask, &lines, sink)
    }

    /// Keeps rows, as JSON lines, for [`Filters::whole`] and [`Filters::judge`].
    pub(super) fn keep(&self, lines: &[u8]) -> Result<(), FilterError> {
        let kept = self.kept.get().saturating_add(lines.len());
        self.kept.set(kept);
        if kept > MOST_KEPT {
            return Err(FilterError::TooMuch);
        }
        let mut keeping = self.keeping.borrow_mut();
        keeping.extend_from_slice(lines);
        keeping.push(b'\n');
        if keeping.len() < BATCH {
            return Ok(());
        }
        let batch = std::mem::take(&mut *keeping);
        self.tell(Ask::Keep, &batch)
    }

    /// The rows that were kept are all there are.
    pub(super) fn kept_all(&self) -> Result<(), FilterError> {
        let batch = std::mem::take(&mut *self.keeping.borrow_mut());
        self.is_whole.set(true);
        self.tell(Ask::Keep, &batch)
    }

    /// Keeps the one value of a command; the first is the one that counts.
    pub(super) fn keep_whole(&self, value: &[u8]) -> Result<(), FilterError> {
        self.is_whole.set(true);
        self.tell(Ask::Whole, value)
    }

    /// Whether what is judged is there.
    pub(super) fn is_whole(&self) -> bool {
        self.is_whole.get()
    }

    /// `--jq` over all that was kept.
    pub(super) fn whole(&self, sink: Sink<'_>) -> Result<Result<(), FilterError>> {
        self.ask(Ask::Filter, &[], sink)
    }

    /// Whether `--fail-if` gives `true` for what was kept.
    pub(super) fn judge(&self) -> Result<bool> {
        if self.kept.get() > MOST_KEPT {
            return Err(FilterError::TooMuch.into());
        }
        let mut holds = false;
        let told = self.ask(Ask::Judge, &[], &mut |printed| {
            holds |= matches!(printed, Printed::Json("true"));
            Ok(())
        })?;
        told.map_err(|error| Error::usage(format!("`--fail-if` could not be judged: {error}")))?;
        Ok(holds)
    }

    fn ask(&self, ask: Ask, bytes: &[u8], sink: Sink<'_>) -> Result<Result<(), FilterError>> {
        Ok(self.exchange(ask, bytes, sink)?.map(drop))
    }

    /// Asks, and hands on every result until the answer ends.
    fn exchange(&self, ask: Ask, bytes: &[u8], sink: Sink<'_>) -> Result<Result<(Answer, Vec<u8>), FilterError>> {
        if let Err(stopped) = self.tell(ask, bytes) {
            return Ok(Err(stopped));
        }
        let mut answer = Vec::new();
        loop {
            let told = match &mut *self.pipes.borrow_mut() {
                Some(pipes) => Answer::read(&mut pipes.output, &mut answer),
                None => return Ok(Err(FilterError::Stopped)),
            };
            let text = String::from_utf8_lossy(&answer);
            match told {
                Ok(Answer::Text) => sink(Printed::Text(&text))?,
                Ok(Answer::Json) => sink(Printed::Json(&text))?,
                Ok(Answer::Failed) => {
                    let (row, reason) = answer.split_at_checked(8).unwrap_or_default();
                    let row = row.try_into().map(u64::from_le_bytes).unwrap_or_default();
                    let reason = String::from_utf8_lossy(reason).into_owned();
                    return Ok(Err(FilterError::Failed { reason, row }));
                }
                Ok(end @ (Answer::Done | Answer::Broken)) => return Ok(Ok((end, answer))),
                Err(_) => {
                    self.end();
                    return Ok(Err(FilterError::Stopped));
                }
            }
        }
    }

    fn tell(&self, ask: Ask, bytes: &[u8]) -> Result<(), FilterError> {
        let told = match &mut *self.pipes.borrow_mut() {
            Some(pipes) => ask.write(&mut pipes.input, bytes).and_then(|()| pipes.input.flush()),
            None => return Err(FilterError::Stopped),
        };
        told.map_err(|_| {
            self.end();
            FilterError::Stopped
        })
    }

    fn end(&self) {
        let Some(mut pipes) = self.pipes.borrow_mut().take() else { return };
        if let Some(child) = &mut pipes.child {
            let _ = child.kill();
            // Who started us may have seen to it that there is nothing to wait for.
            let _ = child.wait();
        }
    }
}

impl Drop for Filters {
    fn drop(&mut self) {
        self.end();
    }
}

/// The tool itself, as a process that filters: it hears no Ctrl-C of ours, and has no environment to look into.
#[cfg(not(test))]
fn start() -> io::Result<Pipes> {
    use std::process::{Command, Stdio};
    let mut command = Command::new(crate::platform::process::own_program()?);
    command.arg(ARGUMENT).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    for name in ["TZ", "SystemRoot"] {
        command.envs(std::env::var_os(name).map(|value| (name, value)));
    }
    let mut child = crate::platform::process::lead_group(&mut command).spawn()?;
    let gone = || io::Error::from(io::ErrorKind::BrokenPipe);
    let input = BufWriter::new(Box::new(child.stdin.take().ok_or_else(gone)?) as Box<dyn Write>);
    let output = BufReader::new(Box::new(child.stdout.take().ok_or_else(gone)?) as Box<dyn Read>);
    Ok(Pipes { input, output, child: Some(child) })
}

/// On a thread: a test is not the tool.
#[cfg(test)]
fn start() -> io::Result<Pipes> {
    let (asked, input) = io::pipe()?;
    let (output, answers) = io::pipe()?;
    std::thread::spawn(move || process::answer(BufReader::new(asked), answers, &process::Watch::idle()));
    let (input, output) = (BufWriter::new(Box::new(input) as _), BufReader::new(Box::new(output) as _));
    Ok(Pipes { input, output, child: None })
}
