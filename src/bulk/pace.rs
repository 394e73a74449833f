//! When the next request may leave: evenly spaced, slower when the vendor asks for it, faster again
//! when it no longer does.

use std::time::Duration;

use tokio::time::Instant;

use crate::vendor::backoff;

/// How far behind its schedule a pace may catch up. A timer is exact to a millisecond: a rate of
/// thousands a second needs a few requests per tick, one of 200 a second or less never sends two at once.
const SLACK: Duration = Duration::from_millis(5);

/// The first pause after a rate limit without a Retry-After.
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// The longest pause that nobody asked for.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Cuts that come closer together than this are answers to the same haste.
const CUT_WINDOW: Duration = Duration::from_secs(1);

/// How long all must go well before the pace rises by a quarter.
const RISE_AFTER: Duration = Duration::from_secs(1);

/// The slowest pace that a brake leads to: a request in five seconds, or half the rate that was asked for.
const SLOWEST: Duration = Duration::from_secs(5);

/// The schedule of departures. The rate that was asked for and the brake are two gates: whatever the
/// brake does, the rate is never broken.
#[derive(Debug)]
pub struct Pace {
    limit: Option<Gate>,
    brake: Option<Gate>,
    paused_until: Option<Instant>,
    last_departure: Option<Instant>,
    last_cut: Option<Instant>,
    last_rise: Instant,
    /// Cuts without anything getting through in between.
    strikes: u32,
    /// The fastest departure rate before the first cut; beyond it a brake is taken off.
    free_interval: Option<Duration>,
    departures: Meter,
    throughs: Meter,
}

/// Lets one through in each interval.
#[derive(Clone, Copy, Debug)]
struct Gate {
    interval: Duration,
    next: Instant,
}

impl Gate {
    fn claimed(&mut self, now: Instant) {
        let earliest = now.checked_sub(SLACK).unwrap_or(now);
        self.next = self.next.max(earliest) + self.interval;
    }

    /// What was claimed leaves later than that: the disk was slow.
    fn departed(&mut self, now: Instant) {
        let earliest = now.checked_sub(SLACK).unwrap_or(now);
        self.next = self.next.max(earliest + self.interval);
    }
}

/// Events of the last one to two seconds.
#[derive(Debug)]
struct Meter {
    start: Instant,
    count: u32,
    before: u32,
}

impl Meter {
    fn new(now: Instant) -> Self {
        Self { start: now, count: 0, before: 0 }
    }

    fn turn(&mut self, now: Instant) {
        let windows = now.saturating_duration_since(self.start).as_secs();
        if windows > 0 {
            self.before = if windows == 1 { self.count } else { 0 };
            self.count = 0;
            self.start += Duration::from_secs(windows);
        }
    }

    fn tick(&mut self, now: Instant) {
        self.turn(now);
        self.count += 1;
    }

    fn per_second(&mut self, now: Instant) -> f64 {
        self.turn(now);
        f64::from(self.count.max(self.before))
    }
}

impl Pace {
    /// `limit` is the time between two requests.
    pub fn new(limit: Option<Duration>, now: Instant) -> Self {
        Self {
            limit: limit.map(|interval| Gate { interval, next: now }),
            brake: None,
            paused_until: None,
            last_departure: None,
            last_cut: None,
            last_rise: now,
            strikes: 0,
            free_interval: None,
            departures: Meter::new(now),
            throughs: Meter::new(now),
        }
    }

    fn gates(&mut self) -> impl Iterator<Item = &mut Gate> {
        self.limit.iter_mut().chain(&mut self.brake)
    }

    /// When the next request may leave; now or earlier: at once.
    pub fn next(&self, now: Instant) -> Instant {
        let gates = self.limit.iter().chain(&self.brake).map(|gate| gate.next);
        gates.chain(self.paused_until).max().unwrap_or(now)
    }

    /// Whether nothing may leave for a while, whatever its turn.
    pub fn is_paused(&self, now: Instant) -> bool {
        self.paused_until.is_some_and(|until| until > now)
    }

    /// A request is about to leave: its turn is taken.
    pub fn claimed(&mut self, now: Instant) {
        self.gates().for_each(|gate| gate.claimed(now));
    }

    /// It leaves.
    pub fn departed(&mut self, now: Instant) {
        self.departures.tick(now);
        self.last_departure = Some(now);
        self.gates().for_each(|gate| gate.departed(now));
    }

    /// Something got through.
    pub fn got_through(&mut self, now: Instant) {
        self.throughs.tick(now);
        self.strikes = 0;
        if self.last_cut.is_some() && now.saturating_duration_since(self.last_rise) >= RISE_AFTER {
            self.rise(now);
        }
    }

    /// The vendor asks for fewer requests. Gives how long nothing leaves.
    pub fn rate_limited(&mut self, now: Instant, retry_after: Option<Duration>) -> Duration {
        let again =
            self.last_cut.is_none_or(|cut| now.saturating_duration_since(cut) >= CUT_WINDOW) && !self.is_paused(now);
        if again {
            self.cut(now);
            self.strikes += 1;
        }
        let pause = retry_after.unwrap_or_else(|| backoff(self.strikes.saturating_sub(1), FIRST_PAUSE, LONGEST_PAUSE));
        if again || retry_after.is_some() {
            self.pause(now, pause);
        }
        pause
    }

    /// Halves the pace without a pause: one person gets too much, others may follow.
    pub fn slow_down(&mut self, now: Instant) {
        if self.last_cut.is_none_or(|cut| now.saturating_duration_since(cut) >= CUT_WINDOW) {
            self.cut(now);
        }
    }

    /// Nothing leaves for so long.
    pub fn pause(&mut self, now: Instant, pause: Duration) {
        let until = now + pause;
        self.paused_until = Some(self.paused_until.map_or(until, |earlier| earlier.max(until)));
    }

    /// The time between two requests at the moment; none: as fast as answers come.
    fn interval(&self) -> Option<Duration> {
        self.limit.iter().chain(&self.brake).map(|gate| gate.interval).max()
    }

    fn cut(&mut self, now: Instant) {
        let departures = self.departures.per_second(now).max(1.0);
        let throughs = self.throughs.per_second(now).max(0.5);
        let current = self.interval().map_or(departures, |interval| 1.0 / interval.as_secs_f64()).min(departures);
        self.free_interval.get_or_insert(Duration::from_secs_f64(1.0 / departures));
        let slower = (current / 2.0).min(throughs);
        let slowest = self.limit.map_or(SLOWEST, |limit| SLOWEST.max(limit.interval.saturating_mul(2)));
        let interval = Duration::from_secs_f64(1.0 / slower).min(slowest);
        let next = self.last_departure.map_or(now, |last| now.max(last + interval));
        self.brake = Some(Gate { interval, next });
        self.last_cut = Some(now);
        self.last_rise = now;
    }

    fn rise(&mut self, now: Instant) {
        self.last_rise = now;
        let Some(brake) = &mut self.brake else { return };
        let faster = brake.interval.mul_f64(0.8);
        // Back at what was asked for; without that, at twice as fast as what was too fast: the limit is gone, or
        // the work itself is slower.
        let free = self.limit.map(|limit| limit.interval).or(self.free_interval.map(|free| free / 2));
        if free.is_some_and(|free| faster <= free) {
            self.brake = None;
            self.last_cut = None;
            self.free_interval = None;
        } else {
            brake.interval = faster;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Departures in the first `seconds`, each as milliseconds from the start.
    fn departures(pace: &mut Pace, start: Instant, seconds: u64) -> Vec<u64> {
        let end = start + Duration::from_secs(seconds);
        let mut now = start;
        let mut times = Vec::new();
        loop {
            now = now.max(pace.next(now));
            if now >= end {
                return times;
            }
            pace.claimed(now);
            pace.departed(now);
            times.push((now - start).as_millis() as u64);
        }
    }

    #[test]
    fn evenly_spaced_without_bursts() {
        let start = Instant::now();
        let mut pace = Pace::new(Some(Duration::from_millis(20)), start);
        assert_eq!(departures(&mut pace, start, 1), (0..50).map(|count| count * 20).collect::<Vec<_>>());
        // A standstill is not made up for.
        let later = start + Duration::from_secs(60);
        let times = departures(&mut pace, later, 1);
        assert!(times.windows(2).all(|pair| pair[1] - pair[0] >= 15), "{times:?}");
        assert!((50..=51).contains(&times.len()), "{}", times.len());
    }

    #[test]
    fn a_rate_beyond_the_timer_is_kept_on_average() {
        let start = Instant::now();
        let mut pace = Pace::new(Some(Duration::from_micros(200)), start);
        let (mut now, mut count) = (start, 0);
        while now < start + Duration::from_secs(1) {
            while pace.next(now) <= now {
                pace.claimed(now);
                pace.departed(now);
                count += 1;
            }
            now += Duration::from_millis(1);
        }
        assert!((4900..=5030).contains(&count), "{count}");
    }

    #[test]
    fn a_rate_limit_pauses_halves_and_recovers() {
        let start = Instant::now();
        let mut pace = Pace::new(Some(Duration::from_millis(10)), start);
        departures(&mut pace, start, 2);
        let mut now = start + Duration::from_secs(2);
        for _ in 0..100 {
            pace.got_through(now);
        }
        pace.rate_limited(now, Some(Duration::from_secs(3)));
        assert_eq!(pace.next(now), now + Duration::from_secs(3));
        // The other requests in flight hear the same and do not cut again.
        pace.rate_limited(now, None);
        now += Duration::from_secs(3);
        let slow = departures(&mut pace, now, 2).len();
        assert!((95..=105).contains(&slow), "{slow}");
        for second in 0..12 {
            now += Duration::from_secs(1);
            pace.got_through(now);
            let _ = second;
        }
        now = now.max(pace.next(now));
        let fast = departures(&mut pace, now, 1).len();
        assert!((99..=101).contains(&fast), "{fast}");
    }

    #[test]
    fn without_a_limit_the_brake_follows_what_gets_through() {
        let start = Instant::now();
        let mut pace = Pace::new(None, start);
        for _ in 0..1000 {
            pace.departed(start);
        }
        for _ in 0..50 {
            pace.got_through(start);
        }
        let pause = pace.rate_limited(start, None);
        assert!((250..=500).contains(&pause.as_millis()), "{pause:?}");
        let now = start + pause;
        let count = departures(&mut pace, now, 1).len();
        assert!((48..=52).contains(&count), "{count}");
    }

    #[test]
    fn longer_and_longer_pauses_while_nothing_gets_through() {
        let mut now = Instant::now();
        let mut pace = Pace::new(None, now);
        let mut pauses = Vec::new();
        for _ in 0..8 {
            pace.departed(now);
            pauses.push(pace.rate_limited(now, None));
            now = (now + Duration::from_secs(2)).max(pace.next(now));
        }
        assert!(pauses[7] >= Duration::from_secs(15) && pauses[7] <= Duration::from_secs(30), "{pauses:?}");
    }
}
