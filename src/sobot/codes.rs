//! Sobot's books of codes.

use crate::codes::Entry;

/// System and business codes.
pub const SOBOT: &[Entry] = &[];

/// The `error_code` of a send record.
pub const RECORD: &[Entry] = &[];
