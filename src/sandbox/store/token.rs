//! Sobot's one token.

use rusqlite::OptionalExtension;

use super::Db;

/// How a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum TokenState {
    /// It is the last one issued and its time is not over.
    Valid,
    /// It was never issued, has expired, or another was issued since.
    Dead,
}

impl Db<'_> {
    /// Puts a new token in the place of the one before, which dies.
    pub(in crate::sandbox) fn issue_token(self, token: &str, now: i64, life: i64) -> rusqlite::Result<()> {
        self.0
            .prepare_cached(
                "INSERT INTO token VALUES (1, ?1, ?2, ?3, 1) ON CONFLICT (one) DO UPDATE SET
                 token = excluded.token, issued_at = excluded.issued_at, expires_at = excluded.expires_at, issued = issued + 1",
            )?
            .execute((token, now, now + life))?;
        Ok(())
    }

    /// How `token` stands.
    pub(in crate::sandbox) fn token_state(self, token: &str, now: i64) -> rusqlite::Result<TokenState> {
        let valid =
            self.0.prepare_cached("SELECT 1 FROM token WHERE token = ?1 AND expires_at > ?2")?.exists((token, now))?;
        Ok(if valid { TokenState::Valid } else { TokenState::Dead })
    }

    /// Ends the life of the token that is valid now.
    pub(in crate::sandbox) fn expire_token(self, now: i64) -> rusqlite::Result<()> {
        self.0.prepare_cached("UPDATE token SET expires_at = min(expires_at, ?1)")?.execute([now])?;
        Ok(())
    }

    /// How many tokens were issued.
    pub(in crate::sandbox) fn tokens_issued(self) -> rusqlite::Result<i64> {
        Ok(self.0.query_row("SELECT issued FROM token", [], |row| row.get(0)).optional()?.unwrap_or(0))
    }
}
