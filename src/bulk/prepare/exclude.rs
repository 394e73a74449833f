//! Whom `--exclude` leaves out.

use std::path::PathBuf;

use super::PrepareError;
use crate::bulk::report::{ReportError, Sought, each_listed};
use crate::bulk::{MessageTemplate, hashes};

/// The hashes of whoever stands in other lists: eight bytes a person.
#[derive(Debug, Default)]
pub(super) struct Excluded(Vec<i64>);

impl Excluded {
    /// Reads the lists and reports, whose recipients are of the same kind as those sought. A list in which nobody stands is
    /// told among the warnings.
    pub(super) fn read(
        paths: &[PathBuf],
        sought: Sought<'_>,
        template: &dyn MessageTemplate,
        warnings: &mut Vec<String>,
    ) -> Result<Self, PrepareError> {
        let mut people = Vec::new();
        let check = |cell: &str| template.recipient(cell, sought.column.kind);
        for path in paths {
            let rows = each_listed::<ReportError>(path, sought, &check, &mut |recipient| {
                people.push(hashes::person(&recipient.value));
                Ok(())
            })
            .map_err(|source| PrepareError::Exclude { path: path.clone(), source: Box::new(source) })?;
            if rows == 0 {
                warnings.push(format!("`{}` has no rows: it leaves nobody out", path.display()));
            }
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
