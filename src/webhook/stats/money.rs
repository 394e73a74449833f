//! What it cost: each cost once, exactly, by category.
//!
//! `price` is CNY whatever `currency` says, and `currency` belongs to `foreign_price`. The same cost comes with several
//! callbacks: it counts once by message, category and direction, as it came first.

use std::collections::BTreeMap;
use std::io;

use crate::webhook::decimal::Decimal;
use crate::webhook::event::Direction;
use crate::webhook::stats::facts::{CostFact, MAX_NAMES};
use crate::webhook::stats::report::{Amount, CategoryCost, Report};
use crate::webhook::stats::spill::{Record, Table};

/// A cost under its key, packed: there may be many.
#[derive(Clone, Copy)]
struct Cost {
    /// The place of the one that came first.
    seq: u64,
    price: Packed,
    foreign: Packed,
    cdr_type: u16,
    currency: u16,
    direction: u8,
}

/// An amount in 18 bytes; the last tells whether there is one.
#[derive(Clone, Copy)]
struct Packed([u8; 18]);

impl Packed {
    fn of(amount: Option<Decimal>) -> Self {
        let (units, scale) = amount.map_or((0, 0), Decimal::parts);
        let mut bytes = [0; 18];
        bytes[..16].copy_from_slice(&units.to_le_bytes());
        bytes[16] = scale as u8;
        bytes[17] = u8::from(amount.is_some());
        Self(bytes)
    }

    fn amount(self) -> Option<Decimal> {
        let units = self.0[..16].try_into().map_or(0, i128::from_le_bytes);
        (self.0[17] == 1).then(|| Decimal::from_parts(units, u32::from(self.0[16])))
    }
}

impl Record for Cost {
    const SIZE: usize = 8 + 2 * 18 + 5;

    fn put(&self, bytes: &mut [u8]) {
        bytes[..8].copy_from_slice(&self.seq.to_le_bytes());
        bytes[8..26].copy_from_slice(&self.price.0);
        bytes[26..44].copy_from_slice(&self.foreign.0);
        bytes[44..46].copy_from_slice(&self.cdr_type.to_le_bytes());
        bytes[46..48].copy_from_slice(&self.currency.to_le_bytes());
        bytes[48] = self.direction;
    }

    fn take(bytes: &[u8]) -> Self {
        let packed = |place: usize| Packed(bytes[place..place + 18].try_into().unwrap_or([0; 18]));
        Self {
            seq: bytes[..8].try_into().map_or(0, u64::from_le_bytes),
            price: packed(8),
            foreign: packed(26),
            cdr_type: u16::from_le_bytes([bytes[44], bytes[45]]),
            currency: u16::from_le_bytes([bytes[46], bytes[47]]),
            direction: bytes[48],
        }
    }

    fn absorb(&mut self, other: &Self) {
        if other.seq < self.seq {
            *self = *other;
        }
    }
}

/// All costs while they grow.
pub struct Money {
    table: Table<Cost>,
    words: Vec<String>,
    seq: u64,
    sums: Sums,
}

impl Money {
    /// Nothing yet; up to `limit` costs stay in memory.
    pub fn new(limit: usize) -> Self {
        Self { table: Table::new(limit), words: Vec::new(), seq: 0, sums: Sums::default() }
    }

    /// Adds a batch's costs; `words` are the batch's.
    pub fn add(&mut self, costs: &[CostFact], words: &[String]) -> io::Result<()> {
        let places: Vec<u16> = words.iter().map(|word| self.word(word)).collect();
        for fact in costs {
            let cost = Cost {
                seq: self.seq,
                price: Packed::of(fact.price),
                foreign: Packed::of(fact.foreign),
                cdr_type: places[usize::from(fact.cdr_type)],
                currency: places[usize::from(fact.currency)],
                direction: fact.direction.map_or(0, |direction| 1 + direction as u8),
            };
            self.seq += 1;
            match fact.key {
                Some(key) => self.table.add(key, cost)?,
                None => self.sums.add(&cost),
            }
        }
        Ok(())
    }

    fn word(&mut self, word: &str) -> u16 {
        let known = self.words.iter().position(|own| own == word);
        let place = known.unwrap_or_else(|| {
            if self.words.len() < MAX_NAMES {
                self.words.push(word.to_owned());
            }
            self.words.len() - 1
        });
        place as u16
    }

    /// Adds everything up.
    pub fn finish(self, report: &mut Report) -> io::Result<()> {
        let Self { table, words, seq, mut sums } = self;
        let mut sorted = table.finish()?;
        sorted.each(|_, cost| {
            sums.add(cost);
            Ok(())
        })?;
        report.spilled += sorted.spilled();
        report.costs.seen = seq;
        for ((cdr_type, direction), sum) in sums.groups {
            let word = |place: u16| words.get(usize::from(place)).cloned().unwrap_or_default();
            let foreign =
                sum.foreign.into_iter().map(|(currency, amount)| Amount { currency: word(currency), amount }).collect();
            let direction = match direction {
                1 => Some(Direction::Inbound),
                2 => Some(Direction::Outbound),
                _ => None,
            };
            report.costs.counted += sum.count;
            report.costs.unreadable += sum.unreadable;
            report.costs.categories.push(CategoryCost::new(word(cdr_type), direction, sum.count, sum.cny, foreign));
        }
        Ok(())
    }
}

#[derive(Default)]
struct Sum {
    count: u64,
    cny: Decimal,
    foreign: BTreeMap<u16, Decimal>,
    unreadable: u64,
}

#[derive(Default)]
struct Sums {
    groups: BTreeMap<(u16, u8), Sum>,
}

impl Sums {
    fn add(&mut self, cost: &Cost) {
        let sum = self.groups.entry((cost.cdr_type, cost.direction)).or_default();
        sum.count += 1;
        let added = cost.price.amount().and_then(|price| sum.cny.checked_add(price));
        match added {
            Some(total) => sum.cny = total,
            None => sum.unreadable += 1,
        }
        if let Some(foreign) = cost.foreign.amount() {
            let total = sum.foreign.entry(cost.currency).or_default();
            match total.checked_add(foreign) {
                Some(sum) => *total = sum,
                None => sum.unreadable += 1,
            }
        }
    }
}
