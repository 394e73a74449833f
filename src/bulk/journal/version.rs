//! The version of a journal's layout, and the way from an older one to this one.

use rusqlite::Connection;

/// What this version writes; a file that says more is refused.
pub(super) const SCHEMA_VERSION: i32 = 2;

/// The step from each version to the next, the first one from version 1.
const STEPS: [&str; 1] = ["ALTER TABLE job ADD COLUMN hold TEXT"];

/// Brings an older journal up to this version; one transaction, whatever the number of steps.
pub(super) fn upgrade(connection: &Connection, found: i32) -> rusqlite::Result<()> {
    let first = usize::try_from(found.max(1) - 1).unwrap_or(0);
    let Some(steps) = STEPS.get(first..).filter(|steps| !steps.is_empty()) else { return Ok(()) };
    let steps = steps.join(";\n");
    let upgraded =
        connection.execute_batch(&format!("BEGIN IMMEDIATE;\n{steps};\nPRAGMA user_version={SCHEMA_VERSION};\nCOMMIT"));
    if upgraded.is_err() && !connection.is_autocommit() {
        let _ = connection.execute_batch("ROLLBACK");
    }
    upgraded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_step_from_every_version() {
        assert_eq!(STEPS.len() as i32, SCHEMA_VERSION - 1);
    }

    #[test]
    fn a_journal_of_the_first_version_is_brought_up_to_date_once() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE job (name TEXT); PRAGMA user_version=1").unwrap();
        upgrade(&connection, 1).unwrap();
        let version = || connection.pragma_query_value(None, "user_version", |row| row.get::<_, i32>(0)).unwrap();
        assert_eq!(version(), SCHEMA_VERSION);
        upgrade(&connection, version()).unwrap();
        connection.execute("INSERT INTO job (name, hold) VALUES ('j', 'canary')", []).unwrap();
    }
}
