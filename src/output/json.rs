//! JSON texts: compact for rows, indented for a single object.

use serde_json::Value;

use super::rows::not_json;
use crate::error::Result;

/// On one line.
pub(super) fn compact(value: &Value) -> Result<String> {
    serde_json::to_string(value).map_err(not_json)
}

/// Indented by two.
pub(super) fn pretty(value: &Value) -> Result<String> {
    serde_json::to_string_pretty(value).map_err(not_json)
}
