//! What it cost: each cost once, exactly, by category.
//!
//! `price` is CNY whatever `currency` says, and `currency` belongs to `foreign_price`. The same cost comes with several
//! callbacks: it counts once by message, category and direction, as it came first.

use std::collections::{BTreeMap, HashMap};
use std::io;

use crate::webhook::decimal::Decimal;
use crate::webhook::event::Direction;
use crate::webhook::shape::Platform;
use crate::webhook::stats::facts::{CostFact, MAX_NAMES, place_of};
use crate::webhook::stats::held::Held;
use crate::webhook::stats::record::Record;
use crate::webhook::stats::report::{Amount, CategoryCost, Report};
use crate::webhook::stats::table::Records;

/// What a cost says; a price list has few of them, so costs in memory only name theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Cost {
    price: Packed,
    foreign: Packed,
    category: u16,
    currency: u16,
    /// 0 where none was told; and the two highest bits.
    direction: u8,
}

/// The bit of [`Cost::direction`]: one of the prices is no number.
const UNREADABLE: u8 = 0x80;
/// Another: the category is a channel.
const BY_CHANNEL: u8 = 0x40;

/// An amount in 18 bytes; the last tells whether there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    const MOST: usize = 2 * 18 + 5;

    fn put(&self, bytes: &mut [u8]) -> usize {
        bytes[..18].copy_from_slice(&self.price.0);
        bytes[18..36].copy_from_slice(&self.foreign.0);
        bytes[36..38].copy_from_slice(&self.category.to_le_bytes());
        bytes[38..40].copy_from_slice(&self.currency.to_le_bytes());
        bytes[40] = self.direction;
        Self::MOST
    }

    fn take(bytes: &[u8]) -> (Self, usize) {
        let packed = |place: usize| Packed(bytes[place..place + 18].try_into().unwrap_or([0; 18]));
        let cost = Self {
            price: packed(0),
            foreign: packed(18),
            category: u16::from_le_bytes([bytes[36], bytes[37]]),
            currency: u16::from_le_bytes([bytes[38], bytes[39]]),
            direction: bytes[40],
        };
        (cost, Self::MOST)
    }

    /// The one that came first counts, unless it had no price yet.
    fn absorb(&mut self, other: &Self) {
        if self.is_bare() {
            *self = *other;
        }
    }
}

impl Cost {
    /// Whether it tells no price at all.
    fn is_bare(&self) -> bool {
        self.price.amount().is_none() && self.foreign.amount().is_none() && self.direction & UNREADABLE == 0
    }
}

/// How many different prices are kept; more go to disk with their costs.
const MAX_PRICES: usize = 1 << 14;

/// Which of the prices a cost has; the highest bit: it is a bare one.
#[derive(Clone, Copy)]
struct Price(u16);

impl Price {
    const BARE: u16 = 1 << 15;

    fn new(place: usize, cost: &Cost) -> Self {
        Self(place as u16 | if cost.is_bare() { Self::BARE } else { 0 })
    }

    fn place(self) -> usize {
        usize::from(self.0 & !Self::BARE)
    }
}

impl Record for Price {
    const MOST: usize = 2;

    fn put(&self, bytes: &mut [u8]) -> usize {
        bytes[..2].copy_from_slice(&self.0.to_le_bytes());
        2
    }

    fn take(bytes: &[u8]) -> (Self, usize) {
        (Self(u16::from_le_bytes([bytes[0], bytes[1]])), 2)
    }

    /// As [`Cost`] does.
    fn absorb(&mut self, other: &Self) {
        if self.0 & Self::BARE != 0 {
            *self = *other;
        }
    }
}

/// All costs while they grow.
pub struct Money {
    costs: Held<Price>,
    prices: Vec<Cost>,
    places: HashMap<Cost, usize>,
    records: Records<Cost>,
    words: Vec<String>,
    seen: u64,
    sums: Sums,
}

impl Money {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            costs: Held::new(),
            prices: Vec::new(),
            places: HashMap::new(),
            records: Records::new(0).joined(),
            words: Vec::new(),
            seen: 0,
            sums: Sums::default(),
        }
    }

    /// Adds a batch's costs; `words` are the batch's.
    pub fn add(&mut self, costs: &[CostFact], words: &[String]) -> io::Result<()> {
        let places: Vec<u16> = words.iter().map(|word| self.word(word)).collect();
        for fact in costs {
            self.seen += 1;
            let cost = Cost {
                price: Packed::of(fact.price),
                foreign: Packed::of(fact.foreign),
                category: places[usize::from(fact.category)],
                currency: places[usize::from(fact.currency)],
                direction: fact.direction.map_or(0, |direction| 1 + direction as u8)
                    | if fact.unreadable { UNREADABLE } else { 0 }
                    | if fact.by_channel { BY_CHANNEL } else { 0 },
            };
            let Some(key) = fact.key else {
                self.sums.add(&cost, 1);
                continue;
            };
            if self.prices.len() >= MAX_PRICES {
                self.spill()?;
            }
            let price = Price::new(self.price(cost), &cost);
            self.costs.push(key, &price);
        }
        Ok(())
    }

    /// The bytes of the costs in memory.
    pub fn bytes(&self) -> usize {
        self.costs.bytes()
    }

    /// Joins costs of one key in memory.
    pub fn join(&mut self) {
        self.costs.join();
    }

    fn price(&mut self, cost: Cost) -> usize {
        // Costs of one campaign follow one another; a scan of the first few beats a hash of 41 bytes.
        if let Some(place) = self.prices.iter().take(8).position(|own| *own == cost) {
            return place;
        }
        *self.places.entry(cost).or_insert_with(|| {
            self.prices.push(cost);
            self.prices.len() - 1
        })
    }

    /// Every cost goes to disk.
    pub fn spill(&mut self) -> io::Result<()> {
        let Self { costs, prices, records, .. } = self;
        records.add_run(|add| costs.drain(|key, price| add(key, &prices[price.place()])))?;
        self.prices.clear();
        self.places.clear();
        Ok(())
    }

    fn word(&mut self, word: &str) -> u16 {
        place_of(&mut self.words, word, MAX_NAMES) as u16
    }

    /// Adds everything up.
    pub fn finish(mut self, report: &mut Report) -> io::Result<()> {
        if !self.records.is_in_memory() {
            self.spill()?;
        }
        let Self { mut costs, prices, mut records, words, seen, mut sums, .. } = self;
        let mut counts = vec![0_u64; prices.len()];
        costs.drain(|_, price| {
            counts[price.place()] += 1;
            Ok(())
        })?;
        for (price, count) in prices.iter().zip(counts) {
            sums.add(price, count);
        }
        records.each(|_, cost| {
            sums.add(cost, 1);
            Ok(())
        })?;
        report.spilled += records.spilled();
        report.costs.seen = seen;
        for ((category, direction), sum) in sums.groups {
            let word = |place: u16| words.get(usize::from(place)).cloned().unwrap_or_default();
            let foreign =
                sum.foreign.into_iter().map(|(currency, amount)| Amount { currency: word(currency), amount }).collect();
            let by_channel = direction & BY_CHANNEL != 0;
            let direction = match direction & !BY_CHANNEL {
                1 => Some(Direction::Inbound),
                2 => Some(Direction::Outbound),
                _ => None,
            };
            report.costs.counted += sum.count;
            report.costs.unreadable += sum.unreadable;
            let cost = CategoryCost {
                platform: Platform::Whatsapp,
                category: None,
                cdr_type: String::new(),
                direction,
                count: sum.count,
                cny: sum.cny,
                foreign,
            };
            report.costs.categories.push(cost.named(word(category), by_channel));
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
    /// Adds the same cost so many times.
    fn add(&mut self, cost: &Cost, count: u64) {
        if count == 0 {
            return;
        }
        let sum = self.groups.entry((cost.category, cost.direction & !UNREADABLE)).or_default();
        sum.count += count;
        let mut unreadable = cost.direction & UNREADABLE != 0;
        let mut put = |total: &mut Decimal, amount: Decimal| match amount
            .checked_mul(count)
            .and_then(|amount| total.checked_add(amount))
        {
            Some(sum) => *total = sum,
            None => unreadable = true,
        };
        if let Some(price) = cost.price.amount() {
            put(&mut sum.cny, price);
        }
        if let Some(foreign) = cost.foreign.amount() {
            put(sum.foreign.entry(cost.currency).or_default(), foreign);
        }
        if unreadable {
            sum.unreadable += count;
        }
    }
}
