//! What people and scripts see: stdout carries data, stderr carries everything else.
//!
//! The work feeds rows (JSON objects in the order of the contract); table, json, ndjson and csv render the
//! same object through the same [`Column`]s, so that no format can lack a field. Nothing outside
//! this module prints.

use std::cell::{Cell, RefCell};
use std::io::{self, Write};

use serde_json::Value;

use crate::error::{Error, Result};

/// `-o`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people (the default).
    Table,
    /// One JSON value.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// Comma-separated, with a header.
    Csv,
}

/// `--color`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColorChoice {
    /// On a terminal, unless `NO_COLOR`; with `CLICOLOR_FORCE` also elsewhere.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How a value is shown in a table; JSON keeps it as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// Never cut, never wrapped inside, left-aligned.
    Id,
    /// Cut or wrapped to fit a terminal.
    Text,
    /// Right-aligned, digits grouped by thousands in a table.
    Number,
    /// A fraction shown as per cent, right-aligned; null is `–`.
    Rate,
    /// RFC 3339 in JSON; in a table in the zone of `--tz`.
    Time,
    /// A vendor's code: never cut.
    Code,
    /// Coloured by its word (`accepted`, `refused`, `unknown`, `sent`, `failed`, …).
    Outcome,
    /// A nested object or list, as compact JSON.
    Json,
}

/// One column of a listing.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The key in the JSON object; dots walk into nested objects.
    pub key: &'static str,
    /// How it is shown.
    pub show: Show,
    /// Whether the default table has it (csv always has every column; `--columns` can name any).
    pub default: bool,
}

impl Column {
    /// A column of the default table.
    pub const fn new(key: &'static str, show: Show) -> Self {
        Self { key, show, default: true }
    }

    /// A column that only csv and `--columns` show.
    pub const fn extra(key: &'static str, show: Show) -> Self {
        Self { key, show, default: false }
    }
}

/// Everything the global options say about output.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `-o`, `MSGOPS_OUTPUT`, or what `--jq` implies.
    pub format: Format,
    /// `--jq`.
    pub jq: Option<String>,
    /// `--columns`.
    pub columns: Option<Vec<String>>,
    /// `--color`.
    pub color: ColorChoice,
    /// `-q`.
    pub quiet: bool,
    /// `-v` counted.
    pub verbose: u8,
    /// `--tz`; none is the machine's, which is read only when a time is shown ([`Output::zone`]).
    pub tz: Option<jiff::tz::TimeZone>,
    /// Whether stdout is a terminal.
    pub stdout_terminal: bool,
    /// Whether stderr is a terminal.
    pub stderr_terminal: bool,
    /// Columns of the terminal; `COLUMNS` wins.
    pub width: Option<usize>,
    /// `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// `CLICOLOR_FORCE` is set and not `0`.
    pub color_force: bool,
    /// `CI` is set: plain progress lines.
    pub ci: bool,
}

impl Settings {
    /// A table without colour for no terminal: what is used before any option is known.
    pub fn plain() -> Self {
        Self {
            format: Format::Table,
            jq: None,
            columns: None,
            color: ColorChoice::Auto,
            quiet: false,
            verbose: 0,
            tz: None,
            stdout_terminal: false,
            stderr_terminal: false,
            width: None,
            no_color: false,
            color_force: false,
            ci: false,
        }
    }
}

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
    stdout: RefCell<Box<dyn Write>>,
    stderr: RefCell<Box<dyn Write>>,
    closed: Cell<bool>,
}

impl Output {
    /// Output to the given streams; tests give buffers.
    pub fn new(settings: Settings, stdout: Box<dyn Write>, stderr: Box<dyn Write>) -> Self {
        Self { settings, stdout: RefCell::new(stdout), stderr: RefCell::new(stderr), closed: Cell::new(false) }
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The zone of tables and of times without one.
    pub fn zone(&self) -> jiff::tz::TimeZone {
        self.settings.tz.clone().unwrap_or_else(jiff::tz::TimeZone::system)
    }

    /// Starts a listing; rows print as they come in ndjson and csv, in blocks in a table, as one
    /// array in json. Errors on an unknown `--columns` name (exit 2, nearest name offered) or a broken `--jq`.
    pub fn rows(&self, columns: &'static [Column]) -> Result<Rows<'_>> {
        Ok(Rows { output: self, columns })
    }

    /// Prints one object: a two-column card in a table, an object in json.
    pub fn object(&self, columns: &'static [Column], value: &Value) -> Result<Flow> {
        let _ = (columns, value);
        Ok(Flow::Open)
    }

    /// A line of bare data on stdout (`token get`, `profile path`).
    pub fn line(&self, text: &str) -> Result<Flow> {
        self.raw(format!("{text}\n").as_bytes())
    }

    /// Bytes on stdout as they are (`--raw`, generated files).
    pub fn raw(&self, bytes: &[u8]) -> Result<Flow> {
        if self.closed.get() {
            return Ok(Flow::Closed);
        }
        match self.stdout.borrow_mut().write_all(bytes) {
            Ok(()) => Ok(Flow::Open),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed.set(true);
                Ok(Flow::Closed)
            }
            Err(error) => Err(Error::internal("stdout could not be written").source(error)),
        }
    }

    /// Flushes stdout.
    pub fn flush(&self) -> Result<Flow> {
        self.raw(b"")
    }

    /// A note on stderr; silent with `-q`.
    pub fn note(&self, text: &str) {
        if !self.settings.quiet {
            let _ = writeln!(self.stderr.borrow_mut(), "{text}");
        }
    }

    /// A warning on stderr, `warning: …`; shown with `-q` too.
    pub fn warn(&self, text: &str) {
        let _ = writeln!(self.stderr.borrow_mut(), "warning: {text}");
    }

    /// What was asked of whom: on stderr at `-v` (level 1) or `-vv` (level 2).
    pub fn trace(&self, level: u8, text: &str) {
        if self.settings.verbose >= level {
            let _ = writeln!(self.stderr.borrow_mut(), "{text}");
        }
    }

    /// Sums up a failure on stderr, once: prose, or the error object with json and ndjson.
    pub fn error(&self, error: &Error) {
        let _ = writeln!(self.stderr.borrow_mut(), "error: {error}");
    }
}

/// A listing being printed.
pub struct Rows<'a> {
    output: &'a Output,
    columns: &'static [Column],
}

impl Rows<'_> {
    /// One row.
    pub fn push(&mut self, row: &Value) -> Result<Flow> {
        let _ = (row, self.columns);
        self.output.raw(b"")
    }

    /// Ends the listing: closes the array, prints what is left of the table.
    pub fn finish(self) -> Result<Flow> {
        self.output.raw(b"")
    }
}
