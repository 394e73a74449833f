//! How much was done: values passed, bytes looked at, compared, copied and written. What tests and fuzzers of hostile captures
//! count in place of time; any other build counts nothing.

use std::cell::Cell;

/// Whether this build counts.
const COUNTS: bool = cfg!(any(test, fuzzing));

thread_local! {
    static SPENT: Cell<u64> = const { Cell::new(0) };
    static UNPACKED: Cell<u64> = const { Cell::new(0) };
}

/// Counts so many values or bytes.
#[inline]
pub fn spend(steps: usize) {
    if COUNTS {
        SPENT.with(|spent| spent.set(spent.get() + steps as u64));
    }
}

/// What was done on this thread so far.
pub fn spent() -> u64 {
    SPENT.get()
}

/// Counts bytes that came out of something compressed: they are input as the file's own are.
pub fn unpack(bytes: usize) {
    if COUNTS {
        UNPACKED.with(|unpacked| unpacked.set(unpacked.get() + bytes as u64));
    }
}

/// What was unpacked on this thread so far.
pub fn unpacked() -> u64 {
    UNPACKED.get()
}
