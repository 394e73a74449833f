//! Which job a command means.

use crate::hex::hex;
use crate::platform::names;
use sha2::{Digest, Sha256};

/// The longest name of a job.
const LONGEST: usize = 100;

/// What the name of a job is derived from: the same command over the same file is the same job.
/// Rate, concurrency, batch size, canary, report and output play no part.
#[derive(Clone, Copy, Debug)]
pub struct Identity<'a> {
    /// The profile.
    pub profile: &'a str,
    /// Page or appkey.
    pub account: &'a str,
    /// The command's kind, such as `messenger text`.
    pub command: &'a str,
    /// The message as typed.
    pub source: &'a str,
    /// SHA-256 of the list.
    pub digest: &'a [u8; 32],
    /// The recipient column.
    pub column: &'a str,
    /// What it holds.
    pub kind: &'a str,
    /// `--shard`.
    pub shard: Option<(u64, u64)>,
    /// `--limit`.
    pub limit: Option<u64>,
}

impl Identity<'_> {
    /// The derived name: the kind and twelve hex digits.
    pub fn name(&self) -> String {
        let mut digest = Sha256::new();
        let shard = self.shard.map_or_else(String::new, |(part, of)| format!("{part}/{of}"));
        let limit = self.limit.map_or_else(String::new, |limit| limit.to_string());
        for part in [self.profile, self.account, self.command, self.source, self.column, self.kind, &shard, &limit] {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part);
        }
        digest.update(self.digest);
        let hex = hex(&digest.finalize()[..6]);
        format!("{}-{hex}", self.command.replace(' ', "-"))
    }
}

/// Checks the name of a job, which is also the name of a file; the error is a fragment.
pub fn check_name(name: &str) -> Result<(), String> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    if name.is_empty() || name.len() > LONGEST || !name.bytes().all(allowed) || name.starts_with(['.', '-']) {
        return Err(format!(
            "`{name}` is no name for a job; use 1 to {LONGEST} letters, digits, `-`, `_` and `.`, the first a letter or digit"
        ));
    }
    if names::is_taken(name) {
        return Err(format!("`{name}` is the name of a device on this system; put another word before it"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const IDENTITY: Identity<'static> = Identity {
        profile: "prod",
        account: "1064",
        command: "messenger text",
        source: "{}",
        digest: &[7; 32],
        column: "to",
        kind: "id",
        shard: None,
        limit: None,
    };

    #[test]
    fn every_part_counts() {
        let others = [
            Identity { profile: "test", ..IDENTITY },
            Identity { account: "1065", ..IDENTITY },
            Identity { command: "messenger image", ..IDENTITY },
            Identity { source: "{} ", ..IDENTITY },
            Identity { digest: &[8; 32], ..IDENTITY },
            Identity { column: "psid", ..IDENTITY },
            Identity { kind: "token", ..IDENTITY },
            Identity { shard: Some((1, 2)), ..IDENTITY },
            Identity { limit: Some(12), ..IDENTITY },
            // Parts do not run into each other.
            Identity { profile: "pro", account: "d1064", ..IDENTITY },
        ];
        let mut names: Vec<String> = others.iter().map(Identity::name).collect();
        names.push(IDENTITY.name());
        names.sort();
        names.dedup();
        assert_eq!(names.len(), others.len() + 1);
        assert!(names.iter().all(|name| check_name(name).is_ok()), "{names:?}");
        assert!(IDENTITY.name().starts_with("messenger-text-"));
    }

    #[test]
    fn names_are_file_names() {
        for name in ["spring", "spring-2026.1", "a_b"] {
            assert!(check_name(name).is_ok(), "{name}");
        }
        for name in ["", "../x", "a/b", ".hidden", "-x", "ü", "a b", &"x".repeat(101)] {
            assert!(check_name(name).is_err(), "{name}");
        }
    }
}
