//! Why a job stops before its end.

use std::time::Duration;

use crate::bulk::journal::JournalError;
use crate::codes::Book;
use crate::error::Error;
use crate::exit::Exit;

/// Why a job stopped; its pending rows stay pending.
#[derive(Debug)]
pub enum Stop {
    /// Ctrl-C or SIGTERM.
    Signal(Exit),
    /// A code that every further row would get.
    Doomed {
        /// The code.
        code: String,
        /// Its book.
        book: Option<Book>,
        /// The vendor's message.
        message: String,
    },
    /// `--max-failures`.
    MaxFailures {
        /// Rows refused in this run.
        refused: u64,
        /// Rows answered in this run.
        answered: u64,
    },
    /// A row of the canary was refused or unknown.
    Canary {
        /// Refused.
        refused: u64,
        /// Unknown.
        unknown: u64,
    },
    /// 9002 with `--on-bad-number stop`.
    BadNumber,
    /// No answer of any kind for two minutes.
    Silence(String),
    /// Nothing was taken or refused for two minutes.
    NothingThrough(String),
    /// The vendor asks for a longer pause than a job waits.
    AskedToWait(Duration),
    /// Fresh tokens die at once: another client renews them.
    TokensDie,
    /// The request could not be made.
    Sender(Error),
    /// An older runner has this job.
    OtherRunner,
    /// The journal could not be written or read: nothing may leave.
    Journal(JournalError),
}
