//! A file or a stream read whole, up to a limit: a device without end is no document, and a large one no message.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// More than any document that a command takes whole.
pub const DOCUMENT: u64 = 16 << 20;

/// The bytes of a stream.
///
/// # Errors
/// The stream's, and one of the kind [`io::ErrorKind::FileTooLarge`] when there are more than `limit`.
pub fn read(from: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        let message = format!("it is larger than {} MiB", limit >> 20);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

/// The bytes of a file.
///
/// # Errors
/// As [`read`], and when it cannot be opened.
pub fn file(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    read(File::open(path)?, limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_longer_than_the_limit_is_not_read_on() {
        assert_eq!(read(&[7; 5][..], 5).unwrap(), [7; 5]);
        assert_eq!(read(io::repeat(7), 5).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }
}
