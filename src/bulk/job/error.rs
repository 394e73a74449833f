//! Why a job does not begin, or cannot be closed.

use std::io;
use std::path::PathBuf;

use crate::bulk::compare::CompareError;
use crate::bulk::journal::{JournalError, LockError};
use crate::bulk::prepare::PrepareError;
use crate::bulk::report::ReportError;
use crate::bulk::rows::BadRows;

/// Why a job does not begin, or cannot go on. Nothing was sent.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// The list is none, or is wrong as a whole.
    #[error(transparent)]
    Prepare(#[from] PrepareError),
    /// Rows that cannot be sent.
    #[error("rows cannot be sent")]
    BadRows {
        /// Which, and why.
        bad: Box<BadRows>,
        /// Rows of the list.
        rows: u64,
    },
    /// One recipient, several messages.
    #[error("recipients stand in the list again with another message")]
    Conflicts(Conflicting),
    /// The name means another job.
    #[error("the job already exists with {0}")]
    Different(Difference),
    /// `--again` of a job that still has something to send.
    #[error("the job is not finished, so it cannot start anew")]
    NotFinished,
    /// Another job sent the same to the same people.
    #[error("job `{job}` sent this very message to {people} recipients of this list within the last 7 days")]
    Repeats {
        /// The other job.
        job: String,
        /// How many people.
        people: u64,
    },
    /// Whom another job reached cannot be told.
    #[error("whom job `{job}` reached cannot be told")]
    Other {
        /// The other job.
        job: String,
        /// Why not.
        source: Box<JournalError>,
    },
    /// The report of `--resume-from`.
    #[error("the report `{}` cannot be resumed from", path.display())]
    Report {
        /// The report.
        path: PathBuf,
        /// Why not.
        source: Box<ReportError>,
    },
    /// Somebody else has the job.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The journal failed.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The temporary files failed.
    #[error("temporary files could not be written")]
    Scratch(#[from] io::Error),
}

impl From<CompareError> for JobError {
    fn from(error: CompareError) -> Self {
        match error {
            CompareError::Io(error) => Self::Scratch(error),
            CompareError::Journal(error) => Self::Journal(error),
        }
    }
}

/// In what a job differs from the one that has its name: what that one has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Difference {
    /// Another profile.
    #[error("profile `{0}`")]
    Profile(String),
    /// Another page or appkey.
    #[error("page or appkey `{0}`")]
    Account(String),
    /// Another command.
    #[error("messages of kind `{0}`")]
    Command(String),
    /// Another kind of recipient.
    #[error("recipients of kind `{0}`")]
    RecipientKind(&'static str),
    /// Other templates.
    #[error("other templates")]
    Templates,
}

/// Lines with one recipient and two messages.
#[derive(Clone, Debug)]
pub struct Conflicting {
    /// All.
    pub count: u64,
    /// The first ones.
    pub lines: Vec<ConflictLine>,
}

/// Two such lines.
#[derive(Clone, Copy, Debug)]
pub struct ConflictLine {
    /// The line that stands first.
    pub first: i64,
    /// Whether it was sent already by this job.
    pub reached: bool,
    /// The later line.
    pub second: i64,
}
