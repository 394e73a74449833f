//! A bulk send from the list to the report: the list is read, the job opened, both compared, the rows
//! entered, sent, and the run closed. Whoever calls parses, asks and prints.

mod close;
mod enter;
mod error;
mod list;
mod open;
mod total;

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::journal::Command;
use super::prepare::OnOtherMessage;
use super::rows::Format;
use super::{MessageTemplate, RecipientKind, identity};

pub use close::{Closed, close};
pub use enter::{Entered, enter};
pub use error::{ConflictLine, Conflicting, Difference, JobError};
pub use list::read_list;
pub use open::{Opened, compare, compare_again, look, open};
pub use total::{Totals, skips, totals};

/// What is to be sent, and as whom.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    /// Name of the profile.
    pub profile: &'a str,
    /// Page or appkey.
    pub account: &'a str,
    /// The command.
    pub command: Command,
    /// What is said.
    pub template: &'a dyn MessageTemplate,
    /// What the recipient column may hold, the default first.
    pub kinds: &'a [RecipientKind],
    /// Rows that one request may carry, at most.
    pub batch_limit: usize,
}

/// What the command says about rows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// `--job`; else the name is derived.
    pub name: Option<&'a str>,
    /// `--recipient-column`.
    pub column: Option<&'a str>,
    /// `--recipient-kind`.
    pub kind: Option<RecipientKind>,
    /// How the list is to be read.
    pub format: Format<'a>,
    /// `--exclude`.
    pub exclude: &'a [PathBuf],
    /// `--shard`: part and number of parts.
    pub shard: Option<(u64, u64)>,
    /// `--limit`.
    pub limit: Option<u64>,
    /// `--skip-invalid`.
    pub skip_invalid: bool,
    /// `--duplicates`.
    pub on_other: OnOtherMessage,
    /// `--again`.
    pub again: bool,
    /// `--retry-refused`.
    pub retry_refused: bool,
    /// `--retry-unknown`.
    pub retry_unknown: bool,
    /// `--not-within`.
    pub not_within: Option<Duration>,
    /// `--resume-from`.
    pub resume_from: Option<&'a Path>,
}

/// The job's name: as typed, or derived from everything that makes it this job.
pub fn name(order: &Order<'_>, options: &Options<'_>, list: &super::prepare::Prepared) -> String {
    if let Some(name) = options.name {
        return name.to_owned();
    }
    let identity = identity::Identity {
        profile: order.profile,
        account: order.account,
        command: &order.command.to_string(),
        source: &order.template.source(),
        digest: &list.digest,
        column: list.column.name.trim(),
        kind: list.column.kind.word(),
        shard: options.shard,
        limit: options.limit,
    };
    identity.name()
}
