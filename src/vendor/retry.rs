//! How often and after what wait a one-off is tried again. What may be tried again at all is
//! decided by the verdict, not here.

use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, Instant};

/// Tries of a one-off.
pub const TRIES: u32 = 4;

/// The time within which a one-off's tries start.
pub const WITHIN: Duration = Duration::from_secs(60);

/// A vendor that asks for a longer wait than this ends a one-off.
pub const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(300);

/// First wait between tries; it doubles each time.
const FIRST_WAIT: Duration = Duration::from_millis(250);

/// Longest wait between tries that no vendor asked for.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// What is left of a one-off's tries.
#[derive(Debug)]
pub struct Budget {
    started: Instant,
    tries: u32,
}

impl Default for Budget {
    fn default() -> Self {
        Self::new()
    }
}

impl Budget {
    /// A whole budget, its time running from now.
    pub fn new() -> Self {
        Self { started: Instant::now(), tries: 0 }
    }

    /// Counts a try that is about to start.
    pub fn start_try(&mut self) {
        self.tries += 1;
    }

    /// Tries started so far.
    pub fn tries(&self) -> u32 {
        self.tries
    }

    /// How long to wait before the next try, or none when there is none left. A `Retry-After` is
    /// waited for as asked, up to [`LONGEST_RETRY_AFTER`].
    pub fn next_wait(&self, retry_after: Option<Duration>) -> Option<Duration> {
        if self.tries >= TRIES {
            return None;
        }
        let wait_of_our_own = backoff(self.tries.saturating_sub(1), FIRST_WAIT, LONGEST_WAIT);
        match retry_after {
            Some(wait) if wait > LONGEST_RETRY_AFTER => None,
            Some(wait) => Some(wait.max(wait_of_our_own)),
            None => (self.started.elapsed() + wait_of_our_own < WITHIN).then_some(wait_of_our_own),
        }
    }
}

/// A signal came before anything left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("stopped by a signal before it was sent")]
pub struct Halted;

/// Somebody who may want the tries to end: a signal that was caught.
pub trait Halt {
    /// Whether no further try shall start.
    fn halted(&self) -> bool;

    /// Waits until that is so.
    fn wait(&self) -> Pin<Box<dyn Future<Output = ()> + '_>>;
}

/// Sleeps, but not past a halt; false when there was one.
pub async fn pause(wait: Duration, halt: Option<&dyn Halt>) -> bool {
    let Some(halt) = halt else {
        tokio::time::sleep(wait).await;
        return true;
    };
    tokio::select! {
        () = tokio::time::sleep(wait) => !halt.halted(),
        () = halt.wait() => false,
    }
}

/// A wait that doubles from `first` with each step, capped, and somewhere between half and all of that so that
/// many processes do not come back together.
pub fn backoff(step: u32, first: Duration, longest: Duration) -> Duration {
    let whole = first.saturating_mul(1 << step.min(16)).min(longest);
    whole.mul_f64(0.5 + 0.5 * fastrand::f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_ends_after_four_tries() {
        let mut budget = Budget::new();
        for _ in 0..TRIES {
            assert!(budget.tries() == 0 || budget.next_wait(None).is_some());
            budget.start_try();
        }
        assert_eq!(budget.next_wait(None), None);
        assert_eq!(budget.next_wait(Some(Duration::ZERO)), None);
    }

    #[test]
    fn a_vendor_is_waited_for_up_to_five_minutes() {
        let mut budget = Budget::new();
        budget.start_try();
        assert_eq!(budget.next_wait(Some(Duration::from_secs(300))), Some(Duration::from_secs(300)));
        assert_eq!(budget.next_wait(Some(Duration::from_secs(301))), None);
    }

    #[test]
    fn backoff_doubles_and_stays_bounded() {
        for step in 0..40 {
            let wait = backoff(step, FIRST_WAIT, LONGEST_WAIT);
            assert!(wait >= FIRST_WAIT / 2 && wait <= LONGEST_WAIT, "{step}: {wait:?}");
        }
        assert!(backoff(3, FIRST_WAIT, LONGEST_WAIT) > backoff(0, FIRST_WAIT, LONGEST_WAIT));
    }
}
