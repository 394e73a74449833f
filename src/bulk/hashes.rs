//! Recipients and messages by their hashes, and the shard a recipient belongs to.

/// The hash by which a recipient is compared.
pub fn person(recipient: &str) -> i64 {
    first_eight(&sha256(&[recipient.as_bytes()]))
}

/// The hash of a message.
pub fn message(message: &str) -> [u8; 32] {
    sha256(&[message.as_bytes()])
}

/// The hash by which a message to a recipient is compared.
pub fn pair(recipient: &str, message: &[u8; 32]) -> i64 {
    first_eight(&sha256(&[message, recipient.as_bytes()]))
}

/// Which of `of` parts a recipient belongs to, from 1: SHA-256 of the recipient, its first eight bytes
/// as a big-endian number, modulo `of`. Fixed for ever: machines of different versions share a list.
pub fn shard(recipient: &str, of: u64) -> u64 {
    let mut first = [0; 8];
    first.copy_from_slice(&sha256(&[recipient.as_bytes()])[..8]);
    u64::from_be_bytes(first) % of + 1
}

fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    use sha2::Digest;
    let mut digest = sha2::Sha256::new();
    for part in parts {
        digest.update(part);
    }
    digest.finalize().into()
}

/// The first eight bytes as a number.
pub fn first_eight(digest: &[u8; 32]) -> i64 {
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    i64::from_be_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_are_the_same_for_ever() {
        // `printf %s 86312345678901234 | sha256sum` starts with 2bd7271968afb597, which is 7 modulo 8.
        let parts: Vec<u64> = ["86312345678901234", "8529123456", "a"].iter().map(|id| shard(id, 8)).collect();
        assert_eq!(parts, SHARDS);
        let mut counts = [0; 4];
        for id in 0..4000 {
            counts[shard(&id.to_string(), 4) as usize - 1] += 1;
        }
        assert!(counts.iter().all(|count| (850..1150).contains(count)), "{counts:?}");
    }

    const SHARDS: [u64; 3] = [8, 5, 3];
}
