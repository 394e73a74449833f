//! A bulk send under way: what was asked for, in the words of the room below.

use super::{BatchArgs, BulkArgs, OnBadNumber, Plan};
use crate::bulk::job::{Options, Order};
use crate::bulk::journal::Jobs;
use crate::bulk::prepare::OnOtherMessage;
use crate::bulk::rows::Format;
use crate::context::Context;
use crate::output_file::OutputFile;

/// Phones in a request when `--batch-size` is absent.
const BATCH: usize = 500;

/// A bulk send under way.
pub(super) struct Send<'a> {
    pub(super) context: &'a Context,
    pub(super) plan: Plan<'a>,
    pub(super) args: BulkArgs,
    pub(super) batch: BatchArgs,
    pub(super) report: Option<OutputFile>,
    pub(super) jobs: Jobs,
}

impl Send<'_> {
    pub(super) fn now(&self) -> i64 {
        self.context.clock.now().as_millisecond()
    }

    pub(super) fn order(&self) -> Order<'_> {
        Order {
            profile: &self.plan.profile,
            account: &self.plan.account,
            command: self.plan.command,
            template: self.plan.template,
            kinds: self.plan.kinds,
            batch_limit: self.plan.sender.batch_limit(),
        }
    }

    pub(super) fn options(&self) -> Options<'_> {
        let args = &self.args;
        Options {
            name: args.job.as_deref(),
            column: args.recipient_column.as_deref(),
            kind: args.recipient_kind,
            format: Format { encoding: args.encoding, sheet: args.sheet.as_deref() },
            exclude: &args.exclude,
            shard: args.shard.map(|shard| (shard.part, shard.of)),
            limit: args.limit.map(|limit| limit.get() as u64),
            skip_invalid: args.skip_invalid,
            on_other: args.duplicates.unwrap_or(OnOtherMessage::Refuse),
            again: args.again,
            retry_refused: args.retry_refused,
            retry_unknown: args.retry_unknown,
            not_within: args.not_within,
            resume_from: args.resume_from.as_deref(),
        }
    }

    /// The options, where a job that is held keeps what was refused and what is unknown until somebody says so.
    pub(super) fn options_held(&self, held: bool) -> Options<'_> {
        let mut options = self.options();
        if held && !self.goes_on() {
            options.retry_refused = false;
            options.retry_unknown = false;
        }
        options
    }

    pub(super) fn goes_on(&self) -> bool {
        self.args.go_on || self.args.again
    }

    pub(super) fn halves(&self) -> bool {
        self.plan.sender.batch_limit() > 1 && self.batch.on_bad_number.unwrap_or_default() == OnBadNumber::Halve
    }

    pub(super) fn batch_size(&self) -> usize {
        self.batch.batch_size.unwrap_or(BATCH).min(self.plan.sender.batch_limit()).max(1)
    }
}
