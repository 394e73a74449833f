//! A reply before it is bytes.

use serde_json::Value;

/// What a call answers, when nothing interferes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reply {
    /// HTTP status; both vendors say their errors under 200.
    pub(super) status: u16,
    /// The JSON body.
    pub(super) body: Value,
}

impl Reply {
    /// A body under 200.
    pub(super) fn ok(body: Value) -> Self {
        Self { status: 200, body }
    }
}
