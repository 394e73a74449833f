//! The version of a journal's layout, and the way from an older one to this one.
//!
//! To add one: change `SCHEMA`, add a row to [`STEPS`], and raise [`Version::CURRENT`]. A step that adds whole
//! tables and touches nothing else is minor: whoever only reads an older journal gets those tables empty.
//! Any other step is major, and readers ask for the version where it matters.

use std::fmt;

use rusqlite::Connection;

/// A version: an older journal is brought up to date by whoever writes it, a newer one is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The layout of tables that were there.
    pub major: u8,
    /// Tables that came since.
    pub minor: u8,
}

impl Version {
    /// What this msgops writes.
    pub const CURRENT: Self = Self::new(2, 3);

    /// A version.
    pub const fn new(major: u8, minor: u8) -> Self {
        Self { major, minor }
    }

    /// As the file has it (`user_version`): the first version had a bare 1.
    pub(super) fn from_number(number: i32) -> Self {
        let [major, minor, more, most] = number.to_le_bytes();
        // What has more than the two is of a time to come.
        Self::new(if more == 0 && most == 0 { major } else { u8::MAX }, minor)
    }

    /// As the file has it.
    pub(super) fn number(self) -> i32 {
        i32::from_le_bytes([self.major, self.minor, 0, 0])
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.major, self.minor)
    }
}

/// The steps after version 1.0: what each leads to, and how.
const STEPS: &[(Version, &str)] = &[
    // What the job waits for a person's word for.
    (Version::new(2, 0), "ALTER TABLE job ADD COLUMN hold TEXT"),
    // What became of accepted rows.
    (Version::new(2, 1), super::delivery::TABLES),
    // Ids that a job gives its own messages.
    (Version::new(2, 2), super::header::MESSAGE_IDS),
    // Watermarks that may reach a row once more is heard of it.
    (Version::new(2, 3), super::watermark::TABLE),
];

/// Brings an older journal up to this version; one transaction, whatever the number of steps.
pub(super) fn upgrade(connection: &Connection, found: Version) -> rusqlite::Result<()> {
    climb(connection, found, STEPS)
}

/// Gives whoever only reads an older journal the tables that it lacks, empty and its own.
pub(super) fn stand_in(connection: &Connection, found: Version) -> rusqlite::Result<()> {
    lend(connection, found, STEPS)
}

fn climb(connection: &Connection, found: Version, steps: &[(Version, &str)]) -> rusqlite::Result<()> {
    let missing: Vec<_> = steps.iter().filter(|(version, _)| *version > found).collect();
    let Some((last, _)) = missing.last() else { return Ok(()) };
    let steps: String = missing.iter().map(|(_, step)| format!("{step};\n")).collect();
    let number = last.number();
    let upgraded = connection.execute_batch(&format!("BEGIN IMMEDIATE;\n{steps}PRAGMA user_version={number};\nCOMMIT"));
    if upgraded.is_err() && !connection.is_autocommit() {
        let _ = connection.execute_batch("ROLLBACK");
    }
    upgraded
}

fn lend(connection: &Connection, found: Version, steps: &[(Version, &str)]) -> rusqlite::Result<()> {
    for (_, step) in steps.iter().filter(|(version, _)| *version > found && version.minor > 0) {
        connection.execute_batch(&step.replace("CREATE TABLE", "CREATE TEMP TABLE"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::SCHEMA;
    use super::*;

    fn version(connection: &Connection) -> Version {
        let number = connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        Version::from_number(number)
    }

    fn first() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(&SCHEMA.replace(", hold TEXT", "")).unwrap();
        connection.execute_batch("PRAGMA user_version=1").unwrap();
        connection
    }

    #[test]
    fn the_steps_lead_to_this_version_in_order() {
        assert_eq!(STEPS.last().map(|(version, _)| *version), Some(Version::CURRENT));
        assert!(STEPS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for step in STEPS.iter().filter(|(version, _)| version.minor > 0) {
            assert!(step.1.split(';').all(|one| one.trim().is_empty() || one.trim().starts_with("CREATE TABLE ")));
        }
    }

    #[test]
    fn a_journal_of_the_first_version_is_brought_up_to_date_once() {
        let connection = first();
        assert_eq!(version(&connection), Version::new(1, 0));
        upgrade(&connection, version(&connection)).unwrap();
        assert_eq!(version(&connection), Version::CURRENT);
        upgrade(&connection, version(&connection)).unwrap();
        let columns = |connection: &Connection| -> Vec<String> {
            let mut asked = connection
                .prepare("SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c ORDER BY 1")
                .unwrap();
            asked.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        };
        let fresh = Connection::open_in_memory().unwrap();
        fresh.execute_batch(SCHEMA).unwrap();
        fresh.execute_batch(super::super::delivery::TABLES).unwrap();
        fresh.execute_batch(super::super::header::MESSAGE_IDS).unwrap();
        fresh.execute_batch(super::super::watermark::TABLE).unwrap();
        assert_eq!(columns(&connection), columns(&fresh));
    }

    #[test]
    fn a_reader_of_an_older_journal_has_every_table() {
        let steps =
            &[(Version::new(2, 0), "ALTER TABLE job ADD COLUMN a TEXT"), (Version::new(2, 1), "CREATE TABLE t (a)")];
        let connection = first();
        lend(&connection, Version::new(1, 0), steps).unwrap();
        assert_eq!(connection.query_row("SELECT count(*) FROM t", [], |row| row.get::<_, i64>(0)).unwrap(), 0);
        assert_eq!(version(&connection), Version::new(1, 0), "the file is as it was");
    }

    #[test]
    fn versions_of_a_time_to_come_are_newer() {
        for number in [99, 256 * 77 + 2, 1 << 16, -1] {
            assert!(Version::from_number(number) > Version::CURRENT, "{number}");
        }
        assert_eq!(Version::from_number(Version::new(2, 1).number()), Version::new(2, 1));
        assert_eq!(Version::new(2, 1).to_string(), "2.1");
    }
}
