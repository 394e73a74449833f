//! What time it is in the sandbox: the machine's, or a clock that a test moves.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A source of epoch milliseconds.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// Epoch milliseconds that a test moves: delivered and read follow it.
    Shared(Arc<AtomicI64>),
}

impl Clock {
    /// Now, in epoch milliseconds.
    pub fn now(&self) -> i64 {
        match self {
            Self::System => jiff::Timestamp::now().as_millisecond(),
            Self::Shared(instant) => instant.load(Ordering::Relaxed),
        }
    }
}
