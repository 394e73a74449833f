//! Why a job stops before its end.

use std::time::Duration;

use crate::bulk::journal::{Hold, JournalError};
use crate::bulk::sender::SendError;
use crate::codes::Book;
use crate::interrupt::Signal;

/// Why a job stopped; its pending rows stay pending.
#[derive(Debug)]
pub enum Stop {
    /// Ctrl-C, SIGTERM or SIGHUP.
    Signal(Signal),
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
        /// Rows refused in the whole job.
        refused: u64,
        /// Rows answered in the whole job.
        answered: u64,
    },
    /// A row of the canary was refused, unknown or set aside.
    Canary {
        /// Refused.
        refused: u64,
        /// Unknown.
        unknown: u64,
        /// Set aside: that person gets too many messages.
        deferred: u64,
    },
    /// An earlier run was stopped by this, and nobody has said `--go-on`.
    Held(Hold),
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
    /// No request can be made.
    Sender(SendError),
    /// An older runner has this job.
    OtherRunner,
    /// The journal could not be written or read: nothing may leave.
    Journal(JournalError),
}
