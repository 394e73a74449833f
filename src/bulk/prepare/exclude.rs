//! Whom `--exclude` leaves out.

use std::path::PathBuf;

use super::PrepareError;
use crate::bulk::report::{ReportError, each_listed};
use crate::bulk::rows::Column;
use crate::bulk::{MessageTemplate, hashes};

/// The hashes of whoever stands in other lists: eight bytes a person.
#[derive(Debug, Default)]
pub(super) struct Excluded(Vec<i64>);

impl Excluded {
    /// Reads the lists and reports, whose recipients are of the same kind as those of `column`.
    pub(super) fn read(
        paths: &[PathBuf],
        column: &Column,
        template: &dyn MessageTemplate,
    ) -> Result<Self, PrepareError> {
        let mut people = Vec::new();
        let check = |cell: &str| template.recipient(cell, column.kind);
        for path in paths {
            each_listed::<ReportError>(path, column, &check, &mut |recipient| {
                people.push(hashes::person(&recipient.value));
                Ok(())
            })
            .map_err(|source| PrepareError::Exclude { path: path.clone(), source: Box::new(source) })?;
        }
        people.sort_unstable();
        people.dedup();
        Ok(Self(people))
    }

    /// Whether this person stands in one of them.
    pub(super) fn has(&self, person: i64) -> bool {
        self.0.binary_search(&person).is_ok()
    }
}
