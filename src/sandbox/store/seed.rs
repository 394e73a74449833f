//! What the store holds from the first moment.

use rusqlite::Connection;

use crate::sandbox::credentials::PAGE;

/// Fills empty tables, as of `now`.
pub(super) fn seed(connection: &Connection, now: i64) -> rusqlite::Result<()> {
    let _ = now;
    connection.execute("INSERT INTO page VALUES (?1, 'Sunrise Coffee')", [PAGE])?;
    Ok(())
}
