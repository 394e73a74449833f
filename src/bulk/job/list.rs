//! The list as it is to be sent: read, checked, rendered, each recipient and message once.

use std::io::Read;
use std::path::Path;

use super::{ConflictLine, Conflicting, JobError, Options, Order};
use crate::bulk::compare;
use crate::bulk::prepare::{Prepared, Reading, prepare};

/// Reads the whole list; temporary files go into `dir`, `now` is in epoch milliseconds.
///
/// # Errors
/// A list that is none, rows that cannot be sent (unless `--skip-invalid` leaves some), recipients with two messages.
pub fn read_list(
    input: Box<dyn Read + Send>,
    order: &Order<'_>,
    options: &Options<'_>,
    dir: &Path,
    now: i64,
) -> Result<Prepared, JobError> {
    let reading = Reading {
        template: order.template,
        kinds: order.kinds,
        column: options.column,
        kind: options.kind,
        format: options.format,
        exclude: options.exclude,
        shard: options.shard,
        batches: order.batch_limit > 1,
        dir,
        now,
    };
    let mut list = prepare(input, &reading)?;
    let none_good = list.rows.unsigned_abs() == list.skipped.len();
    if !list.bad.is_empty() && (!options.skip_invalid || none_good || list.bad.is_other_encoding()) {
        let rows = list.rows.unsigned_abs().max(list.bad.len());
        return Err(JobError::BadRows { bad: Box::new(list.bad), rows });
    }
    let conflicts = compare::remove_duplicates(&mut list, options.on_other, now)?;
    if conflicts.count > 0 {
        let line = |row| list.spool.line(row).unwrap_or_default();
        let lines = conflicts.named.iter().map(|conflict| ConflictLine {
            first: line(conflict.first),
            reached: false,
            second: line(conflict.second),
        });
        return Err(JobError::Conflicts(Conflicting { count: conflicts.count, lines: lines.collect() }));
    }
    if let Some(limit) = options.limit {
        compare::limit(&mut list, limit)?;
    }
    Ok(list)
}
