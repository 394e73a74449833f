//! What people and scripts see: stdout carries data, stderr carries everything else.
//!
//! The work feeds rows (JSON objects in the order of the contract); table, json, ndjson and csv render the
//! same object through the same [`Column`]s, so that no format can lack a field. Nothing outside
//! this module prints.

mod bars;
mod column;
mod condition;
mod csv;
mod filter;
mod fold;
mod jq;
mod json;
mod paint;
mod progress;
mod rows;
pub mod sanitize;
mod settings;
mod stream;
mod table;

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::io::{self, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::Value;

pub use bars::{Bar, chart};
pub use column::{Column, NamedColumn, Show, grouped};
pub(crate) use filter::{ARGUMENT as FILTER_ARGUMENT, process::run as run_filter};
pub use paint::Ink;
pub use progress::{Figures, Outcomes, Progress};
pub use rows::Rows;
pub use settings::{ColorChoice, Format, Settings};

use crate::error::{Error, Result};
use crate::platform::console;
use crate::secret_names::Known;
use filter::{FilterError, Filters, Printed};
use stream::Stream;

/// Whether anybody still reads stdout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    Open,
    /// stdout was closed: a read stops quietly with 0, a send goes on without output.
    Closed,
}

/// The two streams and how to write to them.
pub struct Output {
    settings: Settings,
    stdout: RefCell<Stream>,
    stderr: RefCell<Box<dyn Write>>,
    filters: OnceCell<Option<Filters>>,
    bar: RefCell<Option<ProgressBar>>,
    /// Something was printed on stdout.
    printed: Cell<bool>,
    /// Something is being sent or changed: see [`Output::before_work`].
    working: Cell<bool>,
    /// What stopped stdout since then.
    broken: RefCell<Option<Error>>,
    /// The explanation in the last row of a table: the error need not say it again.
    explained: RefCell<String>,
    /// Secrets that whatever is printed is searched for.
    known: Known,
    /// The result is a secret, and was asked for.
    is_disclosing: Cell<bool>,
}

impl Output {
    /// Output to the given streams; tests give buffers.
    pub fn new(settings: Settings, stdout: Box<dyn Write>, stderr: Box<dyn Write>) -> Self {
        Self {
            settings,
            stdout: RefCell::new(Stream::new(stdout)),
            stderr: RefCell::new(stderr),
            filters: OnceCell::new(),
            bar: RefCell::new(None),
            printed: Cell::new(false),
            working: Cell::new(false),
            broken: RefCell::new(None),
            explained: RefCell::default(),
            known: Known::default(),
            is_disclosing: Cell::new(false),
        }
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The secrets that are masked in whatever is printed; each is added as soon as it is known.
    pub fn known(&self) -> &Known {
        &self.known
    }

    /// The result on stdout is a secret that was asked for (`token get`).
    pub fn disclose(&self) {
        self.is_disclosing.set(true);
    }

    /// A result on its way to stdout.
    fn masked_value<'v>(&self, value: &'v Value) -> Cow<'v, Value> {
        if self.is_disclosing.get() { Cow::Borrowed(value) } else { self.known.mask_value(value) }
    }

    /// Whether people read the result: no machine format was asked for.
    pub fn is_table(&self) -> bool {
        self.settings.format == Format::Table
    }

    /// The zone of tables and of times without one.
    pub fn zone(&self) -> jiff::tz::TimeZone {
        self.settings.tz.clone().unwrap_or_else(jiff::tz::TimeZone::system)
    }

    /// Finds a broken `--jq` or `--fail-if` before anything is asked or sent (exit 2, with its place).
    pub fn check(&self) -> Result<()> {
        self.filters().map(|_| ())
    }

    /// To be called before the first request of a command that only asks and prints one object, with its columns: a
    /// wrong `--columns` is told now.
    pub fn before_read(&self, columns: &[Column]) -> Result<()> {
        self.check()?;
        self.named(&columns.iter().copied().map(NamedColumn::from).collect::<Vec<_>>()).map(drop)
    }

    /// To be called before the first request of a command that sends or changes something, with the
    /// columns of its result. A wrong `--columns` or `--jq` is told now (exit 2, nothing was sent);
    /// from here on nothing that stdout or a filter meets stops the work or hides what it came to: a
    /// filter that fails is a warning, and a full disk is told at the end.
    pub fn before_work(&self, columns: &[Column]) -> Result<()> {
        self.before_read(columns)?;
        self.working.set(true);
        Ok(())
    }

    /// The columns that `--columns` names.
    fn named(&self, known: &[NamedColumn]) -> Result<Option<Vec<NamedColumn>>> {
        self.settings.columns.as_deref().map(|names| column::asked(known, names)).transpose()
    }

    /// Writes what waits; the last call of a run. What stopped stdout while something was sent or changed is a warning:
    /// how that ended counts, and not who could be told.
    pub fn settle(&self) -> Result<()> {
        self.flush()?;
        if let Some(error) = self.broken.borrow_mut().take() {
            self.warn(&format!(
                "{error}; what was to be printed follows, and the exit code tells what became of the work"
            ));
            self.complaint(String::from_utf8_lossy(&self.stdout.borrow_mut().take_lost()).trim_end());
        }
        Ok(())
    }

    /// Whether the condition of `--fail-if` holds for what was printed; what was not printed to its end is not judged.
    pub fn judge(&self) -> Result<()> {
        let Some(filters) = self.filters()?.filter(|filters| filters.judges() && filters.is_whole()) else {
            return Ok(());
        };
        if !filters.judge()? {
            return Ok(());
        }
        let filter = self.settings.fail_if.as_deref().unwrap_or_default();
        Err(Error::condition(format!("the condition of `--fail-if` holds: `{filter}`")))
    }

    /// Gives `--fail-if` the whole of a result that is printed in parts, before the first part.
    pub fn whole(&self, value: impl FnOnce() -> Value) -> Result<()> {
        match self.judging()? {
            Some(filters) => {
                let value = value();
                let filter = self.settings.fail_if.as_deref().unwrap_or_default();
                if let Some((missing, nearest)) = condition::missing_key(filter, &value) {
                    let tip = nearest.map_or_else(String::new, |nearest| format!("; the nearest is `.{nearest}`"));
                    self.warn(&format!("`--fail-if` asks for `.{missing}`, which the result does not have{tip}"));
                }
                Ok(filters.keep_whole(json::compact(&value)?.as_bytes())?)
            }
            None => Ok(()),
        }
    }

    /// The filters, when the result that comes is to be judged and none was yet.
    fn judging(&self) -> Result<Option<&Filters>> {
        Ok(self.filters()?.filter(|filters| filters.judges() && !filters.is_whole()))
    }

    /// Starts a listing; rows print as they come in ndjson and csv, in blocks in a table, as one
    /// array in json. Errors on an unknown `--columns` name (exit 2, nearest name offered) or a broken `--jq`:
    /// start it before the first request.
    pub fn rows(&self, columns: &[Column]) -> Result<Rows<'_>> {
        self.rows_named(columns.iter().copied().map(NamedColumn::from).collect())
    }

    /// A listing whose columns are known only when the command runs.
    pub fn rows_named(&self, columns: Vec<NamedColumn>) -> Result<Rows<'_>> {
        Rows::new(self, columns)
    }

    /// Prints one object: a two-column card in a table, an object in json.
    pub fn object(&self, columns: &[Column], value: &Value) -> Result<Flow> {
        let value = &*self.masked_value(value);
        let filtered = self.filters()?.is_some_and(Filters::filters);
        let known: Vec<NamedColumn> = columns.iter().copied().map(NamedColumn::from).collect();
        let named = self.named(&known)?;
        self.whole(|| value.clone())?;
        match self.settings.format {
            Format::Json | Format::Ndjson if filtered => self.filtered(value)?,
            Format::Json => self.write(format!("{}\n", self.safe_json(&json::pretty(value)?)).as_bytes())?,
            Format::Ndjson => self.write(format!("{}\n", self.safe_json(&json::compact(value)?)).as_bytes())?,
            Format::Csv => {
                let mut lines = csv::Lines::new(named.unwrap_or(known));
                self.write_text(lines.header())?;
                self.write_text(lines.row(value))?
            }
            Format::Table => {
                let columns = named.unwrap_or_else(|| known.into_iter().filter(|column| column.default).collect());
                let (limit, color) = (self.settings.table_width(), self.settings.stdout_color());
                self.write(table::card(&columns, value, self.settings.tz.clone(), limit, color).as_bytes())?
            }
        };
        self.end_row()
    }

    /// Prints one bare value, such as a count, in every format.
    pub fn value(&self, value: &Value) -> Result<Flow> {
        let value = &*self.masked_value(value);
        self.whole(|| value.clone())?;
        if self.filters()?.is_some_and(Filters::filters) {
            self.filtered(value)?;
            return self.end_row();
        }
        self.line(&self.safe_json(&json::compact(value)?))
    }

    /// A chart of bars on stdout, for people; nothing in a machine format.
    pub fn chart(&self, bars: &[Bar]) -> Result<Flow> {
        if self.is_table() {
            for line in chart(bars, self) {
                self.write(line.as_bytes())?;
                self.write(b"\n")?;
            }
        }
        Ok(self.flow())
    }

    /// A heading over a part of a result, for people; nothing in a machine format.
    pub fn heading(&self, text: &str) -> Result<Flow> {
        if self.is_table() {
            let painted = Ink::Bold.paint(&sanitize::line(text), self.settings.stdout_color());
            let gap = if self.printed.get() { "\n" } else { "" };
            self.write(format!("{gap}{painted}\n").as_bytes())?;
        }
        Ok(self.flow())
    }

    /// A line of bare data on stdout (`token get`, `profile path`, a request of a dry run).
    pub fn line(&self, text: &str) -> Result<Flow> {
        let text = if self.is_disclosing.get() { Cow::Borrowed(text) } else { self.known.mask(text) };
        self.write(self.safe_json(&text).as_bytes())?;
        self.write(b"\n")?;
        self.end_row()
    }

    /// Bytes on stdout as they are (`--raw`, generated files), but for secrets.
    pub fn raw(&self, bytes: &[u8]) -> Result<Flow> {
        self.write(&self.known.mask_bytes(bytes))?;
        self.end_row()
    }

    /// Writes what waits for stdout. Rows that come fast share one write; whoever is about to wait
    /// for something calls this first.
    pub fn flush(&self) -> Result<Flow> {
        if let Some(Some(filters)) = self.filters.get() {
            self.printed(|sink| filters.flush(sink))?;
        }
        let mut stdout = self.stdout.borrow_mut();
        if self.settings.stdout_terminal && !stdout.is_empty() {
            self.clear_bar();
        }
        self.spared(stdout.flush())
    }

    /// Whether nobody reads stdout any more, found out without writing: for a command that waits for more to print.
    pub fn reader_is_gone(&self) -> bool {
        console::is_abandoned(&io::stdout())
    }

    /// Progress of a listing of `name` (`records`).
    pub fn progress(&self, name: &str) -> Progress<'_> {
        Progress::of_rows(self, name)
    }

    /// Progress of a job.
    pub fn job_progress(&self, name: &str) -> Progress<'_> {
        Progress::of_job(self, name)
    }

    /// A note on stderr; silent with `-q`.
    pub fn note(&self, text: &str) {
        if !self.settings.quiet {
            self.tell(&self.folded(&sanitize::prose(text), ""));
        }
    }

    /// On a terminal a message breaks between words, not where the line happens to end.
    fn folded(&self, text: &str, label: &str) -> String {
        if !self.settings.stderr_terminal {
            return text.to_owned();
        }
        let taken = if label.is_empty() { 0 } else { label.len() + 1 };
        fold::fold(text, self.settings.stderr_width(), taken)
    }

    /// A warning on stderr, `warning: …`; shown with `-q` too.
    pub fn warn(&self, text: &str) {
        let text = self.folded(&sanitize::prose(text), "warning:");
        let label = Ink::Yellow.paint("warning:", self.settings.stderr_color());
        self.tell(&format!("{label} {text}"));
    }

    /// What was asked of whom: on stderr at `-v` (level 1) or `-vv` (level 2).
    pub fn trace(&self, level: u8, text: &str) {
        if self.settings.verbose >= level {
            self.tell(&sanitize::prose(text));
        }
    }

    /// What is wrong with a command line, in lines of its own.
    pub fn complaint(&self, text: &str) {
        self.tell(&sanitize::lines(text));
    }

    /// A question on stderr, whose answer is typed behind it.
    pub fn ask(&self, question: &str) {
        let _ = self.flush();
        let question = self.folded(&sanitize::line(question), "");
        let mut stderr = self.stderr.borrow_mut();
        let _ = stderr.write_all(question.as_bytes());
        let _ = stderr.flush();
    }

    /// Sums up a failure on stderr, once: prose, or the error object with json and ndjson.
    pub fn error(&self, error: &Error) {
        // What was printed comes first; that it cannot be written was told, or is this very error.
        let _ = self.flush();
        if self.settings.format.is_json() {
            let text = self.known.mask_value(&error.to_json()).to_string();
            let safe = if self.settings.stderr_terminal { sanitize::json(&text) } else { text.into() };
            self.put(&safe);
        } else {
            self.tell(&self.prose(error));
        }
    }

    /// One line or more on stderr, without secrets.
    fn tell(&self, text: &str) {
        self.put(&self.known.mask(text));
    }

    /// One line or more on stderr, above a bar if there is one. Nobody can be told that stderr is
    /// gone.
    fn put(&self, text: &str) {
        let write = || {
            let mut stderr = self.stderr.borrow_mut();
            let _ = stderr.write_all(format!("{text}\n").as_bytes());
            let _ = stderr.flush();
        };
        match &*self.bar.borrow() {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    fn draw_bar(&self, figures: &Figures, text: String, style: ProgressStyle) {
        let mut bar = self.bar.borrow_mut();
        let bar = bar.get_or_insert_with(|| ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()));
        bar.set_style(style);
        match figures.total {
            Some(total) => bar.set_length(total),
            None => bar.unset_length(),
        }
        bar.set_position(figures.done);
        bar.set_message(text);
    }

    fn clear_bar(&self) {
        if let Some(bar) = self.bar.borrow_mut().take() {
            bar.finish_and_clear();
        }
    }

    /// The compiled `--jq` and `--fail-if`, if one was given.
    fn filters(&self) -> Result<Option<&Filters>> {
        if let Some(filters) = self.filters.get() {
            return Ok(filters.as_ref());
        }
        let filters = Filters::start(self.settings.jq.as_deref(), self.settings.fail_if.as_deref())?;
        Ok(self.filters.get_or_init(|| filters).as_ref())
    }

    /// Runs `--jq` over a value that stands for itself.
    fn filtered(&self, value: &Value) -> Result<Flow> {
        let Some(filters) = self.filters()? else { return Ok(self.flow()) };
        let text = json::compact(value)?;
        if !self.printed(|sink| filters.rows(text.as_bytes(), false, true, sink))? {
            self.unfiltered(&text)?;
        }
        Ok(self.flow())
    }

    /// What a filter gave, printed: strings raw, everything else as JSON, one output a line. False when it failed on the
    /// result of something done, which is a warning; then the result is to be printed as it is.
    fn printed(
        &self,
        ask: impl FnOnce(&mut dyn FnMut(Printed<'_>) -> Result<()>) -> Result<Result<(), FilterError>>,
    ) -> Result<bool> {
        let told = ask(&mut |printed| {
            let text = match printed {
                Printed::Text(text) if self.settings.stdout_terminal => sanitize::lines(text),
                Printed::Text(text) => Cow::Borrowed(text),
                Printed::Json(text) => self.safe_json(text),
            };
            self.write(text.as_bytes())?;
            self.write(b"\n").map(|_| ())
        })?;
        match told {
            Ok(()) => Ok(true),
            Err(error) if self.working.get() => {
                self.warn(&format!("{error}; what was done is not affected, and is printed as it is"));
                Ok(false)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// A result on a line of its own, as no filter has seen it.
    fn unfiltered(&self, json: &str) -> Result<()> {
        self.write(self.safe_json(json).as_bytes())?;
        self.write(b"\n").map(drop)
    }

    /// JSON as it goes to stdout: on a terminal without characters that could move the cursor.
    fn safe_json<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.settings.stdout_terminal { sanitize::json(text) } else { Cow::Borrowed(text) }
    }

    /// csv as it goes to stdout: bytes as they are into a pipe, cleaned on a terminal.
    fn write_text(&self, bytes: &[u8]) -> Result<Flow> {
        if self.settings.stdout_terminal {
            self.write(sanitize::lines(&String::from_utf8_lossy(bytes)).as_bytes())
        } else {
            self.write(bytes)
        }
    }

    fn write(&self, bytes: &[u8]) -> Result<Flow> {
        self.printed.set(true);
        self.spared(self.stdout.borrow_mut().write(bytes))
    }

    fn end_row(&self) -> Result<Flow> {
        self.spared(self.stdout.borrow_mut().end_row())
    }

    /// An stdout that cannot be written is an error; while work is done it is kept for its end.
    fn spared(&self, result: io::Result<Flow>) -> Result<Flow> {
        result.or_else(|error| {
            let error = unwritable(&error);
            if !self.working.get() {
                return Err(error);
            }
            *self.broken.borrow_mut() = Some(error);
            Ok(Flow::Closed)
        })
    }

    fn flow(&self) -> Flow {
        self.stdout.borrow().flow()
    }
}

fn unwritable(error: &io::Error) -> Error {
    Error::io("stdout could not be written")
        .source(io::Error::new(error.kind(), error.to_string()))
        .hint("a full disk or a broken device takes no more output; what was done before stays done")
}

impl Output {
    /// An error for people: what happened, what the vendor's code means, and the way out.
    fn prose(&self, error: &Error) -> String {
        let color = self.settings.stderr_color();
        let line = |ink: Ink, label: &str, text: &str| {
            format!("{} {}", ink.paint(label, color), self.folded(&sanitize::prose(text), label))
        };
        if error.is_wished() {
            return self.folded(&sanitize::prose(&error.message()), "");
        }
        let mut text = line(Ink::Red, "error:", &error.message());
        if let Some((code, book)) = error.vendor_code() {
            let mut said_of_code = format!("  code {}", sanitize::line(code));
            if let Some(book) = book {
                said_of_code.push_str(&format!(" ({book})"));
            }
            // Said above, in a row or by the vendor itself, it need not be said again.
            let explained = self.explained.borrow();
            let said = |text: &&str| **text == **explained || error.message().contains(text);
            if let Some(explanation) = error.explanation().filter(|text| !said(text)) {
                said_of_code.push_str(&format!(": {}", sanitize::prose(explanation)));
            }
            text.push('\n');
            text.push_str(&self.folded(&said_of_code, ""));
        }
        for hint in error.hints() {
            text.push('\n');
            text.push_str(&line(Ink::Green, "hint:", hint));
        }
        text
    }
}

#[cfg(test)]
mod tests;
