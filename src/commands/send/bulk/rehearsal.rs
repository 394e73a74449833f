//! `--test-to`: one row of a list as its person would get it, sent to somebody else, without a job.

use std::io::Read;

use super::BulkArgs;
use super::failure::prepare_error;
use super::run::open_list;
use crate::bulk::prepare::{Reading, Sample, sample};
use crate::bulk::rows::Format;
use crate::bulk::{MessageTemplate, RecipientKind};
use crate::context::Context;
use crate::error::Result;

/// Renders the row that `--test-row` asks for, or the first; tells what a person should know about it.
///
/// # Errors
/// Exit 2 for a list that is none and for a row that cannot be sent.
pub fn rehearse(
    context: &Context,
    args: &BulkArgs,
    template: &dyn MessageTemplate,
    kinds: &[RecipientKind],
) -> Result<Sample> {
    let input: Box<dyn Read + Send> = open_list(args)?;
    let dir = std::env::temp_dir();
    let reading = Reading {
        template,
        kinds,
        column: args.recipient_column.as_deref(),
        kind: args.recipient_kind,
        format: Format { encoding: args.encoding, sheet: args.sheet.as_deref() },
        exclude: &[],
        shard: None,
        batches: false,
        dir: &dir,
        now: 0,
    };
    let row = args.test_row.map_or(1, |row| row.get());
    let sample = sample(input, &reading, row).map_err(prepare_error)?;
    sample.warnings.iter().for_each(|warning| context.output.warn(warning));
    context.output.note(&format!("the message of line {} goes to `--test-to` alone; no job is made", sample.line));
    sample.notes.iter().for_each(|note| context.output.note(&format!("the message: {note}")));
    Ok(sample)
}
