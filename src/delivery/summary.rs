//! What is known of a job's deliveries, in figures.

use std::collections::BTreeMap;

use crate::bulk::journal::{Journal, JournalError, Ladder, Timed};
use crate::webhook::decimal::Decimal;

/// The percentiles of a latency.
pub const SHARES: [u64; 3] = [50, 90, 99];

/// The costs of one kind: a category, or a channel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KindCost {
    /// How many costs.
    pub count: u64,
    /// What they come to.
    pub sums: Sums,
}

/// Amounts by currency: of CNY the prices, of any other the foreign prices. The two are the same money, and are never
/// added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums(BTreeMap<String, Decimal>);

impl Sums {
    fn add(&mut self, currency: &str, digits: Option<&str>) {
        if let Some(amount) = digits.and_then(Decimal::parse) {
            let sum = self.0.entry(currency.to_owned()).or_insert(Decimal::ZERO);
            *sum = sum.checked_add(amount).unwrap_or(*sum);
        }
    }

    fn take(&mut self, currency: &str, price: Option<&str>, foreign: Option<&str>) {
        self.add("CNY", price);
        if currency != "CNY" && !currency.is_empty() {
            self.add(currency, foreign);
        }
    }

    /// Each currency with its sum, in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Decimal)> {
        self.0.iter().map(|(currency, sum)| (currency.as_str(), *sum))
    }

    /// The sum of a currency.
    pub fn of(&self, currency: &str) -> Option<Decimal> {
        self.0.get(currency).copied()
    }
}

/// Everything that is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How far the accepted rows came.
    pub ladder: Ladder,
    /// Milliseconds from our answer to the delivery, at each of [`SHARES`].
    pub delivered: Option<[i64; SHARES.len()]>,
    /// The same to the reading.
    pub read: Option<[i64; SHARES.len()]>,
    /// What it cost.
    pub costs: Sums,
    /// The same by kind.
    pub kinds: BTreeMap<String, KindCost>,
}

impl Summary {
    /// What a journal knows.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(journal: &Journal) -> Result<Self, JournalError> {
        let mut summary = Self {
            ladder: journal.ladder()?,
            delivered: journal.latencies(Timed::Delivered, SHARES)?,
            read: journal.latencies(Timed::Read, SHARES)?,
            ..Self::default()
        };
        let (costs, kinds) = (&mut summary.costs, &mut summary.kinds);
        journal.each_cost(&mut |cost| {
            costs.take(cost.currency, cost.price, cost.foreign);
            if !kinds.contains_key(cost.kind) {
                kinds.insert(cost.kind.to_owned(), KindCost::default());
            }
            if let Some(kind) = kinds.get_mut(cost.kind) {
                kind.count += 1;
                kind.sums.take(cost.currency, cost.price, cost.foreign);
            }
        })?;
        Ok(summary)
    }
}
