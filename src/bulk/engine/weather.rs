//! Whether requests get through at all. While they do not, one at a time tries, with longer and longer
//! pauses: an outage costs a few unknown rows, not the whole list.

use std::time::Duration;

use tokio::time::Instant;

use crate::bulk::pace::backoff;

/// After so long without any answer, or without anything getting through, the job stops.
const PATIENCE: Duration = Duration::from_secs(120);

/// Tries one after another that did not reach the vendor before the others are held back.
const UNREACHED: u32 = 4;

/// At least so many lost answers one after another before the others are held back.
const LOST: u32 = 32;

const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// How a request that did not get through ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It did not reach the vendor.
    Unreached,
    /// No answer came, or none that says anything.
    Lost {
        /// Whether something answered at all.
        answered: bool,
    },
    /// The vendor asked to wait, so long if it said so.
    AskedToWait(Option<Duration>),
}

/// What patience has run out for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lull {
    /// No answer of any kind.
    Silence,
    /// Answers, but none that took or refused anything.
    NothingThrough,
}

#[derive(Debug)]
pub(super) struct Weather {
    concurrency: usize,
    unreached: u32,
    lost: u32,
    level: u32,
    calm_again: Option<Instant>,
    silent_since: Option<Instant>,
    stuck_since: Option<Instant>,
}

impl Weather {
    pub(super) fn new(concurrency: usize) -> Self {
        Self { concurrency, unreached: 0, lost: 0, level: 0, calm_again: None, silent_since: None, stuck_since: None }
    }

    /// Requests that may be in flight.
    pub(super) fn concurrency(&self) -> usize {
        if self.level > 0 { 1 } else { self.concurrency }
    }

    /// The vendor took or refused something.
    pub(super) fn through(&mut self) {
        *self = Self::new(self.concurrency);
    }

    /// Something did not get through. Gives a pause for everything, and whether patience has run out.
    pub(super) fn trouble(
        &mut self,
        trouble: Trouble,
        departed: Instant,
        now: Instant,
    ) -> (Option<Duration>, Option<Lull>) {
        let stuck = self.stuck_since.get_or_insert(departed);
        let answered = match trouble {
            Trouble::Unreached => {
                self.unreached += 1;
                false
            }
            Trouble::Lost { answered } => {
                self.lost += 1;
                answered
            }
            Trouble::AskedToWait(wait) => {
                // Waiting because the vendor asked for it is not counted as being stuck.
                *stuck += wait.unwrap_or_default();
                true
            }
        };
        if answered {
            self.silent_since = None;
            self.unreached = 0;
        } else {
            self.silent_since.get_or_insert(departed);
        }
        let over = |since: Option<Instant>| since.is_some_and(|since| now.saturating_duration_since(since) >= PATIENCE);
        let lull = match (over(self.silent_since), over(self.stuck_since)) {
            (true, _) => Some(Lull::Silence),
            (_, true) => Some(Lull::NothingThrough),
            _ => None,
        };
        (self.hold_back(now), lull)
    }

    fn hold_back(&mut self, now: Instant) -> Option<Duration> {
        let many = LOST.max(2 * u32::try_from(self.concurrency).unwrap_or(LOST));
        if self.unreached < UNREACHED && self.lost < many {
            return None;
        }
        // What was in flight with the first one tells nothing new.
        if self.calm_again.is_some_and(|calm| now < calm) {
            return None;
        }
        let pause = backoff(self.level, FIRST_PAUSE, LONGEST_PAUSE);
        self.level += 1;
        self.calm_again = Some(now + pause);
        Some(pause)
    }
}
