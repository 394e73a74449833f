//! What one sender may take of time and room, so that it costs nobody else any.

use std::time::Duration;

use crate::platform::process;

/// The largest body that is taken.
pub(super) const BODY: usize = 16 << 20;

/// A larger body waits for its end in a file.
pub(super) const IN_MEMORY: usize = 64 << 10;

/// The largest head of a request, and what is read at a time.
pub(super) const HEAD: usize = 64 << 10;

/// Headers of a request.
pub(super) const HEADERS: usize = 100;

/// From the first byte that could come to a whole head; also how long a connection may be idle.
pub(super) const HEAD_TIME: Duration = Duration::from_secs(20);

/// Between two pieces of a body.
pub(super) const GAP: Duration = Duration::from_secs(10);

/// The whole of a body: 16 MiB at 2 Mbit/s.
pub(super) const BODY_TIME: Duration = Duration::from_secs(60);

/// A body that is too large is read so much further, for a sender that sees the answer only then: what is cut off before
/// hears a reset in place of a 413.
pub(super) const DRAIN: usize = 64 << 20;

/// And no longer than this.
pub(super) const DRAIN_TIME: Duration = Duration::from_secs(5);

/// A TLS handshake.
pub(super) const HANDSHAKE: Duration = Duration::from_secs(10);

/// How long requests that have begun may go on when the listener ends.
pub(super) const GRACE: Duration = Duration::from_secs(5);

/// Connections open at a time, when the machine has descriptors for them.
const CONNECTIONS: usize = 2_000;

/// Descriptors that are not for connections: captures, spools, forwards, the runtime's own.
const RESERVED: usize = 128;

/// How many connections may be open; asks the machine for the descriptors first.
pub(super) fn connections() -> usize {
    let room = process::descriptors((CONNECTIONS + RESERVED) as u64);
    let room = usize::try_from(room).unwrap_or(usize::MAX);
    // With very few descriptors half of them are better than none.
    room.saturating_sub(RESERVED).max(room / 2).clamp(4, CONNECTIONS)
}
