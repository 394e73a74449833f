//! What stops a job for too much that went wrong: a canary, and a number of refusals. Both count what
//! earlier runs of the job did, and both hold the job until a person says `--go-on`.

use super::{CanaryRows, Engine, Hold, Stop};
use crate::bulk::journal::Counts;

/// `--max-failures`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MaxFailures {
    /// So many refused rows.
    Count(u64),
    /// Per cent of the answered rows, from 100 answers on.
    Percent(f64),
}

impl MaxFailures {
    fn is_reached(self, refused: u64, answered: u64) -> bool {
        match self {
            Self::Count(most) => refused >= most,
            Self::Percent(most) => answered >= 100 && refused as f64 * 100.0 / answered as f64 >= most,
        }
    }
}

/// Watches the refusals of the whole job.
#[derive(Clone, Copy, Debug)]
pub(super) struct Breaker {
    limit: Option<MaxFailures>,
    /// Refused and answered before this run.
    before: (u64, u64),
}

impl Breaker {
    /// With `go_on`, earlier refusals no longer count where they alone would stop the job again at once.
    pub(super) fn new(limit: Option<MaxFailures>, before: Counts, go_on: bool) -> Self {
        let counted = (before.refused, before.accepted + before.refused);
        let overruled = go_on && limit.is_some_and(|limit| limit.is_reached(counted.0, counted.1));
        Self { limit, before: if overruled { (0, 0) } else { counted } }
    }
}

/// The first rows of the list, which go alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Canary {
    size: u64,
    is_read: bool,
    refused: u64,
    unknown: u64,
    deferred: u64,
}

impl Canary {
    pub(super) fn new(size: u64) -> Self {
        Self { size, is_read: false, refused: 0, unknown: 0, deferred: 0 }
    }

    pub(super) fn size(&self) -> u64 {
        self.size
    }

    pub(super) fn is_read(&self) -> bool {
        self.is_read
    }

    fn has_failed(&self) -> bool {
        self.refused + self.unknown + self.deferred > 0
    }
}

/// How rows ended, as far as breakers look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bad {
    Refused,
    Unknown,
    Deferred,
}

impl Engine<'_> {
    /// The canary's rows; where an earlier run has failed on one of them, none of the others is sent.
    pub(super) fn take_canary(&mut self, rows: CanaryRows) {
        let Some(canary) = &mut self.canary else { return };
        canary.is_read = true;
        canary.refused += rows.refused;
        canary.unknown += rows.unknown;
        self.buffer.extend(rows.pending);
        if canary.has_failed() {
            self.fail_canary();
        }
    }

    /// Rows of the canary that ended badly.
    pub(super) fn count_bad(&mut self, bad: Bad, rows: u64) {
        let Some(canary) = &mut self.canary else { return };
        match bad {
            Bad::Refused => canary.refused += rows,
            Bad::Unknown => canary.unknown += rows,
            Bad::Deferred => canary.deferred += rows,
        }
    }

    /// Goes on behind the canary when every row of it has an outcome and none is bad.
    pub(super) fn pass_canary(&mut self) {
        let moving = !self.flights.is_empty()
            || !self.retries.is_empty()
            || !self.buffer.is_empty()
            || self.commit.is_some()
            || !self.finished.is_empty();
        let Some(canary) = self.canary.filter(|canary| canary.is_read && !moving && self.stop.is_none()) else {
            return;
        };
        if canary.has_failed() {
            self.fail_canary();
        } else {
            self.canary = None;
        }
    }

    fn fail_canary(&mut self) {
        let Some(Canary { refused, unknown, deferred, .. }) = self.canary else { return };
        self.hold = Some(Some(Hold::Canary));
        self.stop_with(Stop::Canary { refused, unknown, deferred });
    }

    pub(super) fn check_failures(&mut self) {
        let Breaker { limit: Some(limit), before } = self.breaker else { return };
        let refused = before.0 + self.tally.refused;
        let answered = before.1 + self.tally.accepted + self.tally.refused;
        if limit.is_reached(refused, answered) && self.stop.is_none() {
            self.hold = Some(Some(Hold::MaxFailures));
            self.stop_with(Stop::MaxFailures { refused, answered });
        }
    }
}
