//! The error at the command edge: kind, message, cause, hints, and what the vendor said.
//!
//! Layers below have their own `thiserror` enums; each converts into this one where a command meets it.
//! One function maps the kind to the exit code.

use std::error::Error as StdError;
use std::fmt;

use serde_json::{Map, Value};

use crate::codes::{self, Book, Ruling};
use crate::exit::Exit;
use crate::http::{ClientError, RootsError};
use crate::output_file::OutputFileError;
use crate::private::PrivateError;
use crate::vendor::{self, Judged, Verdict};
pub use crate::vendor::{Effect, Platform};

/// What to do when a status alone refused: whoever is there may not be the vendor.
pub const CHECK_ADDRESS: &str = "check base-url with `msgops profile show`";

/// What went wrong, in the words of the contract's error object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The command line is wrong.
    Usage,
    /// The input data is wrong.
    Input,
    /// Profile or credentials.
    Config,
    /// The vendor refused.
    Refused,
    /// No usable answer, and certainly nothing was accepted.
    Unreachable,
    /// The request may have been accepted.
    UnknownOutcome,
    /// Some or all of several recipients were refused, or a job was stopped.
    Partial,
    /// A wait ran out of time.
    Timeout,
    /// Another process runs this job, or holds this capture directory.
    Locked,
    /// This machine failed: disk full, state or output that cannot be written, no threads or descriptors left.
    Io,
    /// The condition of `--fail-if` holds.
    Condition,
    /// Interrupted by SIGINT.
    Interrupted,
    /// Ended by SIGTERM.
    Terminated,
    /// A bug.
    Internal,
}

impl Kind {
    /// The word in the error object.
    pub fn word(self) -> &'static str {
        match self {
            Self::Usage => "usage",
            Self::Input => "input",
            Self::Config => "config",
            Self::Refused => "refused",
            Self::Unreachable => "unreachable",
            Self::UnknownOutcome => "unknown_outcome",
            Self::Partial => "partial",
            Self::Timeout => "timeout",
            Self::Locked => "locked",
            Self::Io => "io",
            Self::Condition => "condition",
            Self::Interrupted => "interrupted",
            Self::Terminated => "terminated",
            Self::Internal => "internal",
        }
    }

    /// The exit code of this kind.
    pub fn exit(self) -> Exit {
        match self {
            Self::Usage | Self::Input => Exit::Usage,
            Self::Config => Exit::Config,
            Self::Refused => Exit::Refused,
            Self::Unreachable => Exit::Unreachable,
            Self::UnknownOutcome => Exit::Unknown,
            Self::Partial => Exit::Partial,
            Self::Timeout => Exit::Timeout,
            Self::Locked => Exit::Locked,
            Self::Io => Exit::Machine,
            Self::Condition => Exit::Condition,
            Self::Interrupted => Exit::Interrupted,
            Self::Terminated => Exit::Terminated,
            Self::Internal => Exit::Internal,
        }
    }
}

/// An error as the user meets it: a lower-case fragment without full stop, its cause, and hints
/// that each name a way out.
pub struct Error(Box<Parts>);

struct Parts {
    kind: Kind,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
    hints: Vec<String>,
    code: Option<(String, Option<Book>)>,
    explanation: Option<String>,
    wished: bool,
    platform: Option<Platform>,
    http_status: Option<u16>,
}

/// The result of a command.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error of `kind`; values in the message stand in backticks.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self(Box::new(Parts {
            kind,
            message: message.into(),
            source: None,
            hints: Vec::new(),
            code: None,
            explanation: None,
            wished: false,
            platform: None,
            http_status: None,
        }))
    }

    /// The command line is wrong (exit 2).
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// The input data is wrong (exit 2).
    pub fn input(message: impl Into<String>) -> Self {
        Self::new(Kind::Input, message)
    }

    /// Profile or credentials (exit 3).
    pub fn config(message: impl Into<String>) -> Self {
        Self::new(Kind::Config, message)
    }

    /// This machine failed: what it is asked to write cannot be written, or it has nothing left to give (exit 10).
    pub fn io(message: impl Into<String>) -> Self {
        Self::new(Kind::Io, message)
    }

    /// The condition of `--fail-if` holds (exit 11).
    pub fn condition(message: impl Into<String>) -> Self {
        Self::new(Kind::Condition, message)
    }

    /// A bug (exit 1); what the machine under us cannot do is [`Error::io`].
    pub fn internal(message: impl Into<String>) -> Self {
        Self::new(Kind::Internal, message)
    }

    /// What is wrong with an output file before the work begins (exit 2).
    pub fn unfit(error: OutputFileError) -> Self {
        let made = Self::usage(error.to_string());
        match error {
            OutputFileError::Io { source, .. } => made.source(source),
            _ => made.hint("name another file"),
        }
    }

    /// A signal ended the command (exit 130 or 143); `became` is what became of its work.
    pub fn signalled(signal: Exit, became: impl fmt::Display) -> Self {
        let kind = if signal == Exit::Terminated { Kind::Terminated } else { Kind::Interrupted };
        Self::new(kind, format!("stopped by a signal; {became}"))
    }

    /// A signal came while `what`, a noun with its article, was in flight; its end was awaited.
    pub fn signalled_during(signal: Exit, what: &str, verdict: Verdict) -> Self {
        let became = match verdict {
            Verdict::Accepted => format!("{what} was accepted"),
            Verdict::Refused => format!("{what} was refused"),
            Verdict::Unknown(_) => format!("nobody can tell whether {what} was accepted"),
            Verdict::NotSent(_) => format!("{what} was not sent"),
        };
        Self::signalled(signal, became)
    }

    /// Adds a hint: a sentence or a command on a line of its own.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        let hint = hint.into();
        if !self.0.hints.contains(&hint) {
            self.0.hints.push(hint);
        }
        self
    }

    /// Adds the cause.
    #[must_use]
    pub fn source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Adds the vendor's code; `book` is where it was found. The explanation and the hint of the
    /// book's entry come with it.
    #[must_use]
    pub fn code(mut self, code: impl Into<String>, book: Option<Book>) -> Self {
        let code = code.into();
        if let Some(entry) = book.and_then(|book| codes::find(book, &code)) {
            self.0.explanation = Some(entry.explanation().to_owned());
            if !entry.advice().is_empty() {
                self.0.hints.push(entry.advice().to_owned());
            }
        }
        self.0.code = Some((code, book));
        self
    }

    /// What a call without a usable answer comes to: `what` is the thing that was asked for or
    /// sent, as a noun with its article. For a read nothing can have happened (exit 4 or 5); for a
    /// write the verdict decides (exit 4, 5 or 7).
    pub fn answered(platform: Platform, effect: Effect, what: &str, judged: &Judged) -> Self {
        let kind = match (judged.verdict, effect) {
            (Verdict::Refused, _) => Kind::Refused,
            (Verdict::Unknown(_), Effect::Write) => Kind::UnknownOutcome,
            _ => Kind::Unreachable,
        };
        let vendor = match platform {
            Platform::Sobot => "Sobot",
            Platform::Nxcloud => "NXCloud",
        };
        let said = match (&judged.code, judged.message.is_empty()) {
            (Some(code), false) => format!("`{code}` {}", judged.message),
            (Some(code), true) => format!("`{code}`"),
            (None, _) => judged.message.clone(),
        };
        let message = match kind {
            Kind::Refused => format!("{vendor} refused {what}: {said}"),
            Kind::UnknownOutcome => format!("nobody can tell whether {vendor} accepted {what}: {said}"),
            _ if effect == Effect::Write => format!("{what} was not sent to {vendor}: {said}"),
            _ => format!("{vendor} gave no usable answer to {what}: {said}"),
        };
        let mut error = Self::new(kind, message).platform(platform);
        if let Some(code) = &judged.code {
            let is_of_sends = judged.entry().is_some_and(|entry| entry.ruling == Ruling::Unknown);
            if effect == Effect::Read && is_of_sends {
                // What its book says of messages that may be on their way is not so of a question.
                error.0.code = Some((code.clone(), judged.book));
                error = error.hint("nothing was changed: ask again later, and tell the vendor when it persists");
            } else {
                error = error.code(code.clone(), judged.book);
            }
        }
        if let Some(status) = judged.http_status {
            error = error.http_status(status);
        }
        let status_spoke = judged.code.as_deref().is_some_and(vendor::is_refusing_status);
        match kind {
            Kind::Refused if status_spoke => error.hint(CHECK_ADDRESS),
            Kind::UnknownOutcome if platform == Platform::Nxcloud => error.hint(
                "it is not sent again by itself: look in the vendor's console, or wait for its callback, before you do",
            ),
            Kind::UnknownOutcome => {
                error.hint("it is not sent again by itself: look at what the vendor has (`records list`, `topics list`) before you do")
            }
            Kind::Unreachable if judged.code.is_none() => error.hint("`msgops doctor` checks the way to the vendor"),
            _ => error,
        }
    }

    /// The user wanted it so: people are told without the word error.
    #[must_use]
    pub fn wished(mut self) -> Self {
        self.0.wished = true;
        self
    }

    /// Whether the user wanted it so.
    pub fn is_wished(&self) -> bool {
        self.0.wished
    }

    /// Adds the platform that was talked to.
    #[must_use]
    pub fn platform(mut self, platform: Platform) -> Self {
        self.0.platform = Some(platform);
        self
    }

    /// Adds the HTTP status of the reply.
    #[must_use]
    pub fn http_status(mut self, status: u16) -> Self {
        self.0.http_status = Some(status);
        self
    }

    /// The same error for several recipients, of whom all were refused at once (exit 6).
    #[must_use]
    pub fn into_partial(mut self) -> Self {
        self.0.kind = Kind::Partial;
        self
    }

    /// The kind.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// The exit code of this error.
    pub fn exit(&self) -> Exit {
        self.0.kind.exit()
    }

    /// The message alone, with causes appended after colons.
    pub fn message(&self) -> String {
        let mut text = self.0.message.clone();
        let mut cause: Option<&dyn StdError> = self.0.source.as_ref().map(|source| &**source as &dyn StdError);
        while let Some(error) = cause {
            let next = error.to_string();
            if !text.ends_with(&next) {
                text.push_str(": ");
                text.push_str(&next);
            }
            cause = error.source();
        }
        text
    }

    /// The hints, in order.
    pub fn hints(&self) -> &[String] {
        &self.0.hints
    }

    /// The explanation of the vendor's code, when a book has it.
    pub fn explanation(&self) -> Option<&str> {
        self.0.explanation.as_deref()
    }

    /// The vendor's code and the book it was found in.
    pub fn vendor_code(&self) -> Option<(&str, Option<Book>)> {
        self.0.code.as_ref().map(|(code, book)| (code.as_str(), *book))
    }

    /// The error object of the contract: `{"error":{…}}`.
    pub fn to_json(&self) -> Value {
        let parts = &self.0;
        let mut object = Map::new();
        object.insert("kind".into(), parts.kind.word().into());
        object.insert("exit_code".into(), parts.kind.exit().code().into());
        if let Some((code, book)) = &parts.code {
            object.insert("code".into(), code.clone().into());
            if let Some(book) = book {
                object.insert("book".into(), book.word().into());
            }
        }
        object.insert("message".into(), self.message().into());
        if let Some(explanation) = &parts.explanation {
            object.insert("explanation".into(), explanation.clone().into());
        }
        if !parts.hints.is_empty() {
            object.insert("hint".into(), parts.hints.join("\n").into());
        }
        if let Some(platform) = parts.platform {
            object.insert("platform".into(), platform.word().into());
        }
        if let Some(status) = parts.http_status {
            object.insert("http_status".into(), status.into());
        }
        let mut outer = Map::new();
        outer.insert("error".into(), Value::Object(object));
        Value::Object(outer)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Error({}: {})", self.0.kind.word(), self.message())
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_ref().map(|source| &**source as &(dyn StdError + 'static))
    }
}

impl From<PrivateError> for Error {
    fn from(error: PrivateError) -> Self {
        let hint = error.hint();
        let made = match &error {
            // The cause is named once, at the end of the sentence.
            PrivateError::Io { source, .. } => Self::io(format!("{error}: {source}")),
            _ => Self::config(error.to_string()),
        };
        hint.into_iter().fold(made, Self::hint)
    }
}

impl From<ClientError> for Error {
    fn from(error: ClientError) -> Self {
        let hint = match &error {
            ClientError::Roots(RootsError::Named { .. }) => {
                "point it at trusted root certificates in PEM form, or unset it"
            }
            ClientError::Roots(RootsError::None { .. }) => {
                "install the system's CA certificates, or point SSL_CERT_FILE at a bundle"
            }
            ClientError::Proxy { .. } => "write it as http://HOST:PORT, or unset it",
            ClientError::Tls(_) => "check SSL_CERT_FILE",
            ClientError::Build(_) => "check HTTPS_PROXY and NO_PROXY",
        };
        match error {
            ClientError::Roots(_) | ClientError::Proxy { .. } => Self::config(error.to_string()).hint(hint),
            _ => Self::config("no HTTP client could be made").source(error).hint(hint),
        }
    }
}

impl From<OutputFileError> for Error {
    fn from(error: OutputFileError) -> Self {
        let made = Self::io(error.to_string());
        match error {
            OutputFileError::Io { source, .. } => made.source(source),
            _ => made,
        }
    }
}
