//! The bulk options of `send` and the run of a job.

mod failure;
mod message;
mod question;
mod rehearsal;
mod run;
mod sending;
mod summary;

use std::num::{NonZeroU64, NonZeroUsize};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use clap::{Args, ValueEnum};

use crate::bulk::engine::MaxFailures;
use crate::bulk::journal::{Command, Product, UnknownWord};
use crate::bulk::prepare::OnOtherMessage;
use crate::bulk::rows::Encoding;
use crate::bulk::{MessageTemplate, RecipientKind, Sender};
use crate::commands::choice::Choice;
use crate::error::{Error, Result};
use crate::rate::Rate;

/// What has no meaning without a job.
const TESTS_TAKE_NO: [&str; 14] = [
    "job",
    "again",
    "not_within",
    "resume_from",
    "exclude",
    "limit",
    "canary",
    "shard",
    "retry_refused",
    "retry_unknown",
    "max_failures",
    "report",
    "skip_invalid",
    "duplicates",
];

/// The options of a bulk send, flattened into every kind of `send`.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Bulk")]
pub struct BulkArgs {
    /// Send to every row of a list; CSV (with header), NDJSON, xlsx or ods, `-` reads stdin. Texts, titles,
    /// urls and buttons become templates over the columns: 'Hi {{ name }}'
    #[arg(long, value_name = "FILE")]
    pub recipients: Option<PathBuf>,
    /// Encoding of the file, such as gbk or windows-1252 [default: UTF-8, or what its mark says]
    #[arg(long, value_name = "NAME", requires = "recipients")]
    pub encoding: Option<Encoding>,
    /// Sheet of a workbook [default: the first]
    #[arg(long, value_name = "NAME", requires = "recipients")]
    pub sheet: Option<String>,
    /// Leave out whoever stands in this list or report; may be given again
    #[arg(long, value_name = "FILE", requires = "recipients")]
    pub exclude: Vec<PathBuf>,
    /// Send one row's message to this recipient alone; then stop, without a job
    #[arg(long, value_name = "ID", requires = "recipients", conflicts_with_all = TESTS_TAKE_NO)]
    pub test_to: Option<String>,
    /// The row whose message `--test-to` sends, from 1 [default: the first]
    #[arg(long, value_name = "N", requires = "test_to", value_parser = crate::commands::count::<NonZeroU64>)]
    pub test_row: Option<NonZeroU64>,
    /// The column that holds the recipient [default: found by its name]
    #[arg(long, value_name = "NAME", requires = "recipients")]
    pub recipient_column: Option<String>,
    /// What that column holds
    #[arg(long, value_name = "KIND", requires = "recipients", value_parser = KINDS)]
    pub recipient_kind: Option<RecipientKind>,
    /// Name of the job [default: derived from the command and the file, so that the same command resumes]
    #[arg(long, value_name = "NAME", requires = "recipients")]
    pub job: Option<String>,
    /// Start a finished job anew
    #[arg(long, requires = "recipients")]
    pub again: bool,
    /// Go on with a job that its canary or --max-failures stopped
    #[arg(long, requires = "recipients")]
    pub go_on: bool,
    /// Skip people whom any job of this profile reached within this time; `0s` sends anyway
    #[arg(long, value_name = "DURATION", value_parser = crate::time::duration, requires = "recipients")]
    pub not_within: Option<Duration>,
    /// Skip rows that this report (of another machine) says accepted or unknown
    #[arg(long, value_name = "REPORT", requires = "recipients")]
    pub resume_from: Option<PathBuf>,
    /// Only the first N rows after the checks
    #[arg(long, value_name = "N", requires = "recipients", value_parser = crate::commands::count::<NonZeroUsize>)]
    pub limit: Option<NonZeroUsize>,
    /// Requests in a time, such as 50/s, 600/m; evenly spaced [default: the profile's]
    #[arg(long, value_name = "N/s|m|h", requires = "recipients")]
    pub rate: Option<Rate>,
    /// Requests in flight [default: 16]
    #[arg(long, value_name = "N", requires = "recipients", value_parser = concurrency)]
    pub concurrency: Option<usize>,
    /// Do not ask before sending; needed without a terminal
    #[arg(short = 'y', long)]
    pub yes: bool,
    /// Send N first; go on only if none was refused or unknown (acceptance, not delivery)
    #[arg(long, value_name = "N", requires = "recipients", value_parser = crate::commands::count::<NonZeroUsize>)]
    pub canary: Option<NonZeroUsize>,
    /// Part I of 1…N of the recipients, the same on every machine
    #[arg(long, value_name = "I/N", requires = "recipients")]
    pub shard: Option<Shard>,
    /// Send again what was refused
    #[arg(long, requires = "recipients", conflicts_with = "again")]
    pub retry_refused: bool,
    /// Send again what may have been accepted; needs --yes
    #[arg(long, requires = "recipients", conflicts_with = "again")]
    pub retry_unknown: bool,
    /// Stop once so many were refused (per cent: of those answered, from 100 on)
    #[arg(long, value_name = "N|P%", value_parser = max_failures, requires = "recipients")]
    pub max_failures: Option<MaxFailures>,
    /// Write every row with its outcome; csv, ndjson or json by the file's ending
    #[arg(long, value_name = "FILE", requires = "recipients")]
    pub report: Option<PathBuf>,
    /// Go on without rows that are wrong
    #[arg(long, requires = "recipients")]
    pub skip_invalid: bool,
    /// The same recipient with another message: send both, or only the first [default: an error]
    #[arg(long, value_name = "send|first", hide_possible_values = true, requires = "recipients", value_parser = DUPLICATES)]
    pub duplicates: Option<OnOtherMessage>,
}

impl BulkArgs {
    /// Requests in flight: as asked for, else sixteen.
    pub fn concurrency(&self) -> usize {
        self.concurrency.unwrap_or(16)
    }

    /// Whether the rows come from stdin, so that nothing else can.
    pub fn takes_stdin(&self) -> bool {
        self.recipients.as_deref().is_some_and(|path| path.as_os_str() == "-")
    }
}

/// The bulk options that only Super Message has.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Bulk")]
pub struct BatchArgs {
    /// Phones per request for equal messages, at most 2000; one lost answer leaves that many unknown [default: 500]
    #[arg(long, value_name = "N", requires = "recipients", value_parser = batch_size)]
    pub batch_size: Option<usize>,
    /// On code 9002: halve the batch until the bad numbers stand alone, or stop. The vendor nowhere
    /// says that 9002 refuses the whole request [default: halve]
    #[arg(long, value_name = "halve|stop", hide_possible_values = true, requires = "recipients")]
    pub on_bad_number: Option<OnBadNumber>,
}

/// `--recipient-kind`.
const KINDS: Choice<RecipientKind> = Choice(&[
    ("id", RecipientKind::Id, "A PSID"),
    ("token", RecipientKind::Token, "A marketing-message token"),
    ("phone", RecipientKind::Phone, "A phone with country code"),
]);

/// `--duplicates`.
const DUPLICATES: Choice<OnOtherMessage> =
    Choice(&[("send", OnOtherMessage::Send, "Every message"), ("first", OnOtherMessage::First, "Only the first")]);

/// `--on-bad-number`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum OnBadNumber {
    /// Halve the batch until the bad numbers stand alone
    #[default]
    Halve,
    /// Stop the job
    Stop,
}

/// `--shard I/N`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// 1 to `of`.
    pub part: u64,
    /// How many parts.
    pub of: u64,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("`{text}` is not a shard; write I/N with I from 1 to N, such as `2/8`");
        let (part, of) = text.split_once('/').ok_or_else(wrong)?;
        let (part, of): (u64, u64) = (part.parse().map_err(|_| wrong())?, of.parse().map_err(|_| wrong())?);
        if part == 0 || part > of {
            return Err(wrong());
        }
        Ok(Self { part, of })
    }
}

fn max_failures(text: &str) -> Result<MaxFailures, String> {
    let wrong = || format!("`{text}` is neither a number of rows from 1 on nor a percentage such as `5%`");
    if let Some(percent) = text.strip_suffix('%') {
        let percent: f64 = percent.trim().parse().map_err(|_| wrong())?;
        return if percent > 0.0 && percent <= 100.0 { Ok(MaxFailures::Percent(percent)) } else { Err(wrong()) };
    }
    match text.parse() {
        Ok(count) if count > 0 => Ok(MaxFailures::Count(count)),
        _ => Err(wrong()),
    }
}

fn concurrency(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(count @ 1..=1024) => Ok(count),
        _ => Err(format!("`{text}` is not a number from 1 to 1024")),
    }
}

fn batch_size(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(count @ 1..=2000) => Ok(count),
        _ => Err(format!("`{text}` is not a number from 1 to 2000")),
    }
}

/// What a `send` command hands to the bulk run. The caller has refused read-only profiles.
pub struct Plan<'a> {
    /// Name of the profile, for the question, the job's identity and the guard.
    pub profile: String,
    /// The profile's `rate`, used when `--rate` is absent.
    pub rate: Option<Rate>,
    /// Page or appkey.
    pub account: String,
    /// The command, such as `messenger text` or `super card`.
    pub command: Command,
    /// What is said.
    pub template: &'a dyn MessageTemplate,
    /// How it leaves.
    pub sender: &'a dyn Sender,
    /// What the recipient column may hold, the default first.
    pub kinds: &'static [RecipientKind],
    /// What the question must say besides count and profile (every opened channel, two prices).
    pub cautions: Vec<String>,
    /// The request as `--dry-run` prints it, secrets masked: message, recipients, kind.
    pub preview: &'a Preview<'a>,
}

/// The command of a product and of the word for a kind of message.
pub(super) fn command(product: Product, kind: &str) -> Result<Command> {
    let text = format!("{} {kind}", product.word());
    text.parse().map_err(|error: UnknownWord| Error::internal("the command has no name").source(error))
}

/// A request as `--dry-run` prints it: message, recipients, kind.
pub type Preview<'a> = dyn Fn(&str, &[&str], RecipientKind) -> Result<String> + 'a;

pub(crate) use failure::lock_error;
pub(crate) use message::{in_words, source_json};
pub use rehearsal::rehearse;
pub use run::run;
pub(crate) use summary::{CODE_COLUMNS, codes_json, counts_json, print_codes, print_skips, skips_json};
