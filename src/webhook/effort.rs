//! How many bytes the readers of values looked at: what tests of hostile captures count in place of time.

use std::cell::Cell;

thread_local! {
    static SPENT: Cell<u64> = const { Cell::new(0) };
}

/// Counts bytes that were looked at.
pub fn spend(bytes: usize) {
    SPENT.with(|spent| spent.set(spent.get() + bytes as u64));
}

/// What was looked at on this thread so far.
pub fn spent() -> u64 {
    SPENT.get()
}
