//! Whether requests get through, and so how much may be in flight. What is lost may have been accepted:
//! an outage costs at most what was in flight when it began, and small probes after that.

use std::time::Duration;

use tokio::time::Instant;

use crate::vendor::backoff;

/// So many rows may be in flight or lost at a time: one lost answer leaves all of its rows unknown.
pub(super) const MOST_ROWS: usize = 2000;

/// After so long without any answer, or without anything getting through, the job stops.
const PATIENCE: Duration = Duration::from_secs(120);

/// Tries one after another that did not reach the vendor before the others are held back.
const UNREACHED: u32 = 4;

/// A lost batch makes the next ones so many times smaller.
const SHRINK: usize = 4;

/// What gets through makes good for so many times as much that was lost before: where more than that is
/// lost, little is sent at a time.
const FORGIVEN: usize = 2;

const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// How a request that did not get through ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It did not reach the vendor.
    Unreached,
    /// No answer came, or none that says anything, to so many rows.
    Lost {
        /// Its rows.
        rows: usize,
        /// Whether something answered at all.
        answered: bool,
    },
    /// The vendor asked to wait, so long if it said so.
    AskedToWait(Option<Duration>),
    /// The vendor no longer takes the token.
    TokenDied,
}

/// What patience has run out for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outage {
    /// No answer of any kind.
    Silence,
    /// Answers, but none that took or refused anything.
    NothingThrough,
}

#[derive(Debug)]
pub(super) struct Health {
    concurrency: usize,
    batch: usize,
    /// Rows of a request at the moment; never more than `batch`.
    batch_now: usize,
    lost_requests: usize,
    lost_rows: usize,
    unreached: u32,
    level: u32,
    calm_again: Option<Instant>,
    silent_since: Option<Instant>,
    stuck_since: Option<Instant>,
    /// Until when the vendor has named a wait; it does not count as being stuck, and counts once.
    excused_until: Option<Instant>,
}

impl Health {
    pub(super) fn new(concurrency: usize, batch: usize) -> Self {
        let (concurrency, batch) = (concurrency.max(1), batch.clamp(1, MOST_ROWS));
        Self {
            concurrency,
            batch,
            batch_now: batch,
            lost_requests: 0,
            lost_rows: 0,
            unreached: 0,
            level: 0,
            calm_again: None,
            silent_since: None,
            stuck_since: None,
            excused_until: None,
        }
    }

    /// The most rows that one more request may carry beside what is in flight; none: it has to wait.
    pub(super) fn room(&self, requests: usize, rows: usize) -> Option<usize> {
        if self.is_probing() {
            return (requests == 0).then(|| if self.is_spent() { 1 } else { self.batch_now });
        }
        if requests + self.lost_requests >= self.concurrency {
            return None;
        }
        let room = MOST_ROWS.saturating_sub(rows + self.lost_rows);
        // A full batch or none, but for the first one: crumbs would only cost requests.
        if room >= self.batch_now { Some(self.batch_now) } else { (requests == 0 && room > 0).then_some(room) }
    }

    /// Whether one request at a time tries for all.
    fn is_probing(&self) -> bool {
        self.level > 0 || self.is_spent()
    }

    /// Whether all the doubt is used up that an outage may cost.
    fn is_spent(&self) -> bool {
        self.lost_requests >= self.concurrency || self.lost_rows >= MOST_ROWS
    }

    /// The vendor took or refused so many rows.
    pub(super) fn through(&mut self, rows: usize) {
        self.lost_requests = self.lost_requests.saturating_sub(FORGIVEN);
        self.lost_rows = self.lost_rows.saturating_sub(FORGIVEN * rows);
        self.batch_now = (self.batch_now * 2).min(self.batch);
        self.unreached = 0;
        self.level = 0;
        self.calm_again = None;
        self.silent_since = None;
        self.stuck_since = None;
        self.excused_until = None;
    }

    /// Something did not get through. Gives a pause for everything, and whether patience has run out.
    pub(super) fn trouble(
        &mut self,
        trouble: Trouble,
        departed: Instant,
        now: Instant,
    ) -> (Option<Duration>, Option<Outage>) {
        let stuck = self.stuck_since.get_or_insert(departed);
        let answered = match trouble {
            Trouble::Unreached => {
                self.unreached += 1;
                false
            }
            Trouble::Lost { rows, answered } => {
                self.lost_requests += 1;
                self.lost_rows += rows;
                self.batch_now = (self.batch_now.min(rows) / SHRINK).max(1);
                answered
            }
            Trouble::AskedToWait(wait) => {
                let until = now + wait.unwrap_or_default();
                let from = self.excused_until.map_or(now, |until| until.max(now));
                if until > from {
                    *stuck += until - from;
                    self.excused_until = Some(until);
                }
                true
            }
            Trouble::TokenDied => true,
        };
        if answered {
            self.silent_since = None;
            self.unreached = 0;
        } else {
            self.silent_since.get_or_insert(departed);
        }
        let over = |since: Option<Instant>| since.is_some_and(|since| now.saturating_duration_since(since) >= PATIENCE);
        let outage = match (over(self.silent_since), over(self.stuck_since)) {
            (true, _) => Some(Outage::Silence),
            (_, true) => Some(Outage::NothingThrough),
            _ => None,
        };
        let counts = matches!(trouble, Trouble::Unreached | Trouble::Lost { .. });
        (counts.then(|| self.hold_back(now)).flatten(), outage)
    }

    fn hold_back(&mut self, now: Instant) -> Option<Duration> {
        if self.unreached < UNREACHED && !self.is_spent() {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn lost(health: &mut Health, rows: usize, now: Instant) -> (Option<Duration>, Option<Outage>) {
        health.trouble(Trouble::Lost { rows, answered: false }, now, now)
    }

    #[test]
    fn no_more_than_2000_rows_are_in_flight() {
        let health = Health::new(16, 500);
        assert_eq!((health.room(0, 0), health.room(3, 1500), health.room(4, 2000)), (Some(500), Some(500), None));
        assert_eq!(health.room(3, 1501), None, "a crumb waits");
        assert_eq!(Health::new(16, 2000).room(1, 2000), None);
        assert_eq!((Health::new(2, 1).room(1, 1), Health::new(2, 1).room(2, 2)), (Some(1), None));
    }

    #[test]
    fn what_is_lost_is_not_filled_up_and_the_batches_shrink_at_once() {
        let now = Instant::now();
        let mut health = Health::new(16, 500);
        assert_eq!(lost(&mut health, 500, now).0, None);
        assert_eq!((health.room(3, 1500), health.room(0, 0)), (None, Some(125)));
        for _ in 0..3 {
            lost(&mut health, 500, now);
        }
        assert_eq!((health.room(0, 0), health.room(1, 1)), (Some(1), None), "a probe, and one at a time");
        for _ in 0..40 {
            let most = health.room(0, 0).unwrap();
            health.through(most);
        }
        assert_eq!(health.room(3, 1500), Some(500));
    }

    #[test]
    fn a_wait_that_the_vendor_names_counts_once_whatever_the_flights() {
        let start = Instant::now();
        let mut health = Health::new(16, 1);
        for _ in 0..16 {
            health.trouble(Trouble::AskedToWait(Some(Duration::from_secs(60))), start, start);
        }
        let later = start + Duration::from_secs(181);
        assert_eq!(health.trouble(Trouble::AskedToWait(None), later, later).1, Some(Outage::NothingThrough));
        let sooner = start + Duration::from_secs(179);
        let mut health = Health::new(16, 1);
        health.trouble(Trouble::AskedToWait(Some(Duration::from_secs(60))), start, start);
        assert_eq!(health.trouble(Trouble::AskedToWait(None), sooner, sooner).1, None);
    }
}
