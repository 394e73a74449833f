//! JSON texts: compact for rows, indented for a single object.

use serde_json::Value;

use crate::error::{Error, Result};

/// On one line.
pub(super) fn compact(value: &Value) -> Result<String> {
    serde_json::to_string(value).map_err(not_json)
}

/// Indented by two.
pub(super) fn pretty(value: &Value) -> Result<String> {
    serde_json::to_string_pretty(value).map_err(not_json)
}

/// A value that cannot be written is a bug of ours.
pub(super) fn not_json(error: serde_json::Error) -> Error {
    Error::internal("a value could not be written as JSON").source(error)
}
