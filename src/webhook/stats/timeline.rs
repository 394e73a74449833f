//! Events over time in a bounded number of bars: when there are too many, the bars become wider.

use std::collections::BTreeMap;

/// What is counted apart: inbound, outbound, failed, other.
pub const LANES: usize = 4;

/// The most bars that are kept.
const MAX_BARS: usize = 480;

/// Widths of a bar, in milliseconds: each a multiple of the one before, so that widening adds up exactly.
const WIDTHS: [i64; 14] = [
    1_000,
    5_000,
    15_000,
    60_000,
    300_000,
    900_000,
    3_600_000,
    21_600_000,
    86_400_000,
    604_800_000,
    2_419_200_000,
    31_449_600_000,
    314_496_000_000,
    3_144_960_000_000,
];

/// A bar of a minute.
const MINUTE: usize = 3;

/// Counts per bar.
#[derive(Clone, Debug)]
pub struct Timeline {
    width: usize,
    bars: BTreeMap<i64, [u64; LANES]>,
    /// The bar of the last event: most follow one another.
    last: Option<(i64, [u64; LANES])>,
    /// The first and the last instant.
    period: Option<(i64, i64)>,
}

impl Default for Timeline {
    /// Bars of a minute, as long as there are not too many.
    fn default() -> Self {
        Self { width: MINUTE, ..Self::of_seconds() }
    }
}

impl Timeline {
    /// Bars of a second, as long as there are not too many.
    pub fn of_seconds() -> Self {
        Self { width: 0, bars: BTreeMap::new(), last: None, period: None }
    }

    /// Empties it.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Counts an event.
    pub fn add(&mut self, millis: i64, lane: usize, count: u64) {
        self.reach(millis, millis);
        let bar = millis.div_euclid(WIDTHS[self.width]);
        match &mut self.last {
            Some((last, counts)) if *last == bar => counts[lane] += count,
            _ => {
                self.settle();
                let mut counts = [0; LANES];
                counts[lane] = count;
                self.last = Some((millis.div_euclid(WIDTHS[self.width]), counts));
            }
        }
    }

    fn reach(&mut self, first: i64, last: i64) {
        let (earliest, latest) = self.period.unwrap_or((first, last));
        self.period = Some((earliest.min(first), latest.max(last)));
    }

    /// The first and the last instant; none when nothing was counted.
    pub fn period(&self) -> Option<(i64, i64)> {
        self.period
    }

    /// Puts the last bar to the others.
    fn settle(&mut self) {
        let Some((bar, counts)) = self.last.take() else { return };
        let own = self.bars.entry(bar).or_default();
        for (own, count) in own.iter_mut().zip(counts) {
            *own += count;
        }
        while self.bars.len() > MAX_BARS && self.width + 1 < WIDTHS.len() {
            self.widen(self.width + 1);
        }
    }

    fn widen(&mut self, width: usize) {
        let factor = WIDTHS[width] / WIDTHS[self.width];
        for (bar, counts) in std::mem::take(&mut self.bars) {
            let own = self.bars.entry(bar.div_euclid(factor)).or_default();
            for (own, count) in own.iter_mut().zip(counts) {
                *own += count;
            }
        }
        self.width = width;
    }

    /// Adds another one.
    pub fn merge(&mut self, other: &mut Self) {
        self.settle();
        other.settle();
        // What is added below stands at the beginning of its bar.
        if let Some((first, last)) = other.period {
            self.reach(first, last);
        }
        let period = self.period;
        if other.width > self.width {
            self.widen(other.width);
        }
        for (bar, counts) in &other.bars {
            for (lane, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                self.add(bar * WIDTHS[other.width], lane, *count);
            }
        }
        self.period = period;
    }

    /// The bars in order, each with its first instant, and their width; both in milliseconds.
    pub fn bars(&mut self) -> (i64, Vec<(i64, [u64; LANES])>) {
        self.settle();
        // A picture has room for so many bars from the first to the last, also where few of them hold anything.
        let span = |bars: &BTreeMap<i64, _>| {
            bars.last_key_value().zip(bars.first_key_value()).map_or(0, |(last, first)| last.0 - first.0)
        };
        while span(&self.bars) > MAX_BARS as i64 && self.width + 1 < WIDTHS.len() {
            self.widen(self.width + 1);
        }
        let width = WIDTHS[self.width];
        (width, self.bars.iter().map(|(bar, counts)| (bar * width, *counts)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widening_loses_nothing_and_merging_is_the_same_as_counting_at_once() {
        let mut whole = Timeline::default();
        let mut parts: Vec<Timeline> = vec![Timeline::default(); 3];
        let mut total = 0;
        for number in 0..20_000_i64 {
            let millis = 1_700_000_000_000 + (number * number * 7919) % 40_000_000_000;
            whole.add(millis, (number % 4) as usize, 1);
            parts[(number % 3) as usize].add(millis, (number % 4) as usize, 1);
            total += 1;
        }
        let mut merged = Timeline::default();
        for part in &mut parts {
            merged.merge(part);
        }
        let (width, bars) = whole.bars();
        assert_eq!(merged.bars(), (width, bars.clone()));
        assert!(bars.len() <= MAX_BARS && width > WIDTHS[MINUTE]);
        assert_eq!(bars.iter().flat_map(|(_, counts)| counts).sum::<u64>(), total);
    }

    #[test]
    fn a_bar_is_a_minute_or_a_second_at_first() {
        for (mut timeline, width) in [(Timeline::default(), 60_000), (Timeline::of_seconds(), 1_000)] {
            timeline.add(61_500, 0, 1);
            assert_eq!(timeline.bars(), (width, vec![(61_500 / width * width, [1, 0, 0, 0])]));
        }
    }

    #[test]
    fn every_width_is_a_multiple_of_the_one_before() {
        assert!(WIDTHS.windows(2).all(|pair| pair[1] % pair[0] == 0));
    }
}
