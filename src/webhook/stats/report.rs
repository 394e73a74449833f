//! The finished statistics, and their one JSON form (docs/webhooks.md).

use std::io;

use serde_json::{Map, Number, Value, json};

use crate::codes::Book;
use crate::webhook::decimal::Decimal;
use crate::webhook::event::{Cost, Direction};
use crate::webhook::json::Text;
use crate::webhook::shape::Platform;
use crate::webhook::stats::facts::{ADDRESSED, CodeCount, Counts, WROTE};
use crate::webhook::stats::lane::{PLACES, platform_at, platform_index};
use crate::webhook::stats::message::{Message, Step};
use crate::webhook::stats::table::Records;
use crate::webhook::stats::timeline::LANES;
use crate::webhook::stats::{Latencies, Times};
use crate::webhook::tally::Tally;

/// The steps between which times are measured.
pub const PAIRS: [(Step, Step); 3] =
    [(Step::Sent, Step::Delivered), (Step::Delivered, Step::Read), (Step::Sent, Step::Read)];

/// The percentiles that are told.
pub const PERCENTILES: [(&str, u64); 5] = [("p50", 50), ("p90", 90), ("p95", 95), ("p99", 99), ("max", 100)];

/// How often an event was met.
#[derive(Clone, Debug)]
pub struct EventCount {
    /// Its platform.
    pub platform: Option<Platform>,
    /// Its name.
    pub event: String,
    /// How often.
    pub count: u64,
}

/// A code of failures, explained.
#[derive(Clone, Debug)]
pub struct ErrorCount {
    /// The platform whose events they were.
    pub platform: Option<Platform>,
    /// The book that explains it.
    pub book: Option<Book>,
    /// The code.
    pub code: String,
    /// How often.
    pub count: u64,
    /// Our words.
    pub explanation: Option<&'static str>,
    /// What to do.
    pub advice: Option<&'static str>,
    /// Who can do something about it.
    pub who: Option<&'static str>,
    /// The vendor's words, the first time.
    pub title: String,
}

/// An amount of a foreign currency.
#[derive(Clone, Debug)]
pub struct Amount {
    /// The currency, as it came.
    pub currency: String,
    /// How much.
    pub amount: Decimal,
}

/// The costs of one category.
#[derive(Clone, Debug)]
pub struct CategoryCost {
    /// The platform that told them.
    pub platform: Platform,
    /// Our word for it, or the channel; none for a number that the vendor does not document.
    pub category: Option<String>,
    /// The vendor's number; empty where there are channels.
    pub cdr_type: String,
    /// Which way the messages went.
    pub direction: Option<Direction>,
    /// How many costs.
    pub count: u64,
    /// Their sum in CNY.
    pub cny: Decimal,
    /// Their sums in foreign currencies.
    pub foreign: Vec<Amount>,
}

impl CategoryCost {
    /// Names the category after the vendor's number, or the channel.
    pub fn named(mut self, word: String, by_channel: bool) -> Self {
        if by_channel {
            self.platform = Platform::Super;
            self.category = Some(word).filter(|word| !word.is_empty());
        } else {
            let cost = Cost { cdr_type: Some(Text::plain(&word)), ..Cost::default() };
            self.category = cost.category().map(str::to_owned);
            self.cdr_type = word;
        }
        self
    }
}

/// All costs.
#[derive(Clone, Debug, Default)]
pub struct Costs {
    /// How many costs were met.
    pub seen: u64,
    /// How many of them counted: each once.
    pub counted: u64,
    /// Costs whose price is no number.
    pub unreadable: u64,
    /// By category.
    pub categories: Vec<CategoryCost>,
}

/// People of one platform.
#[derive(Clone, Copy, Debug, Default)]
pub struct People {
    /// All of them.
    pub all: u64,
    /// Those who wrote.
    pub wrote: u64,
    /// Those who were written to.
    pub addressed: u64,
}

/// People by platform.
#[derive(Clone, Copy, Debug, Default)]
pub struct Contacts {
    /// In the order of the platforms, those of unknown events last.
    pub platforms: [People; PLACES],
}

impl Contacts {
    /// Counts a person by what they did.
    pub(super) fn count(&mut self, did: u8) {
        let Some(people) = self.platforms.get_mut(usize::from(did >> 2)) else { return };
        people.all += 1;
        people.wrote += u64::from(did & WROTE != 0);
        people.addressed += u64::from(did & ADDRESSED != 0);
    }
}

/// How far the messages of one platform came.
#[derive(Clone, Copy, Debug, Default)]
pub struct Funnel {
    /// All messages that a status or echo names.
    pub accepted: u64,
    /// Those that came at least so far and did not fail.
    pub sent: u64,
    /// Those that came at least so far and did not fail.
    pub delivered: u64,
    /// Those that were read.
    pub read: u64,
    /// Those that failed.
    pub failed: u64,
}

impl Funnel {
    /// The steps in order, and what failed.
    pub fn steps(&self) -> [(&'static str, u64); 5] {
        [
            ("accepted", self.accepted),
            ("sent", self.sent),
            ("delivered", self.delivered),
            ("read", self.read),
            ("failed", self.failed),
        ]
    }
}

/// Times between two steps.
#[derive(Clone, Debug)]
pub struct Latency {
    /// The platform.
    pub platform: Option<Platform>,
    /// From and to.
    pub pair: (Step, Step),
    /// How many messages.
    pub count: u64,
    /// Milliseconds, in the order of p50, p90, p95, p99, max.
    pub millis: [u64; 5],
}

/// The statistics of a capture.
#[derive(Clone, Debug)]
pub struct Report {
    /// What was read.
    pub tally: Tally,
    /// Events of no known name.
    pub unknown: u64,
    /// By platform and event, the most frequent first.
    pub events: Vec<EventCount>,
    /// By code, the most frequent first.
    pub errors: Vec<ErrorCount>,
    /// What it cost.
    pub costs: Costs,
    /// Whom it concerned.
    pub contacts: Contacts,
    /// How far messages came, by platform.
    pub funnels: [Funnel; Platform::ALL.len()],
    /// How long that took.
    pub latencies: Vec<Latency>,
    /// Messages whose later step has the earlier time; they are in no percentile.
    pub reversed: u64,
    /// The times of the first and the last event, in milliseconds.
    pub period: Option<(i64, i64)>,
    /// The width of a bar, in milliseconds.
    pub bar_width: i64,
    /// Events over time: first instant (ms) and inbound, outbound, failed, other.
    pub timeline: Vec<(i64, [u64; LANES])>,
    /// How many bytes went to temporary files.
    pub spilled: u64,
}

impl Report {
    pub(super) fn new(
        tally: Tally,
        unknown: u64,
        names: &[Counts<String>; PLACES],
        codes: Vec<CodeCount>,
        (bar_width, timeline): (i64, Vec<(i64, [u64; LANES])>),
    ) -> Self {
        let mut events = Vec::new();
        for (index, counts) in names.iter().enumerate() {
            for (event, count) in counts.list.iter().filter(|(_, count)| *count > 0) {
                events.push(EventCount { platform: platform_at(index), event: event.clone(), count: *count });
            }
        }
        let errors = codes.into_iter().map(|code| ErrorCount {
            platform: code.name.platform,
            book: code.name.book,
            code: code.name.code,
            count: code.count,
            explanation: code.entry.map(|entry| entry.explanation()),
            who: code.entry.map(|entry| entry.who.word()),
            advice: code.entry.map(|entry| entry.advice()).filter(|advice| !advice.is_empty()),
            title: code.title,
        });
        Self {
            tally,
            unknown,
            events,
            errors: errors.collect(),
            costs: Costs::default(),
            contacts: Contacts::default(),
            funnels: [Funnel::default(); Platform::ALL.len()],
            latencies: Vec::new(),
            reversed: 0,
            period: None,
            bar_width,
            timeline,
            spilled: 0,
        }
    }

    pub(super) fn count_message(&mut self, message: &Message, latencies: &mut Latencies) -> io::Result<()> {
        let index = platform_index(message.platform());
        let Some(funnel) = self.funnels.get_mut(index) else { return Ok(()) };
        let step = message.step();
        funnel.accepted += 1;
        if step == Step::Failed {
            funnel.failed += 1;
        } else {
            funnel.sent += u64::from(step >= Step::Sent);
            funnel.delivered += u64::from(step >= Step::Delivered);
            funnel.read += u64::from(step >= Step::Read);
        }
        latencies.add(message.platform(), message)
    }

    pub(super) fn set_latencies(&mut self, latencies: Latencies) -> io::Result<()> {
        self.reversed = latencies.reversed;
        let mut times = latencies.table.finish()?;
        let mut totals = [0_u64; Platform::ALL.len() * PAIRS.len()];
        times.each(|key, count| {
            totals[(key >> 64) as usize] += count.0;
            Ok(())
        })?;
        self.latencies = percentiles(&mut times, &totals)?;
        self.spilled += times.spilled();
        Ok(())
    }

    pub(super) fn sort(&mut self) {
        self.events.sort_by(|one, two| two.count.cmp(&one.count).then_with(|| one.event.cmp(&two.event)));
        self.errors.sort_by(|one, two| two.count.cmp(&one.count).then_with(|| one.code.cmp(&two.code)));
        self.costs.categories.sort_by(|one, two| two.cny.cmp(&one.cny).then_with(|| one.cdr_type.cmp(&two.cdr_type)));
    }

    /// All platforms' messages together.
    pub fn funnel(&self) -> Funnel {
        self.funnels.iter().fold(Funnel::default(), |sum, own| Funnel {
            accepted: sum.accepted + own.accepted,
            sent: sum.sent + own.sent,
            delivered: sum.delivered + own.delivered,
            read: sum.read + own.read,
            failed: sum.failed + own.failed,
        })
    }

    /// The sum of all costs in CNY; none past what can be added.
    pub fn cny(&self) -> Option<Decimal> {
        self.costs.categories.iter().try_fold(Decimal::ZERO, |sum, own| sum.checked_add(own.cny))
    }

    /// The sums of all costs by foreign currency.
    pub fn foreign(&self) -> Vec<Amount> {
        let mut sums: Vec<Amount> = Vec::new();
        for amount in self.costs.categories.iter().flat_map(|category| &category.foreign) {
            match sums.iter_mut().find(|own| own.currency == amount.currency) {
                Some(own) => own.amount = own.amount.checked_add(amount.amount).unwrap_or(own.amount),
                None => sums.push(amount.clone()),
            }
        }
        sums
    }

    /// The JSON of the statistics.
    pub fn to_json(&self) -> Value {
        let mut object = Map::new();
        let tally = &self.tally;
        object.insert("bodies".into(), tally.bodies.into());
        object.insert("events".into(), tally.events.into());
        object.insert("unknown".into(), self.unknown.into());
        object.insert("unreadable".into(), tally.unreadable.into());
        object.insert("repaired".into(), tally.repaired.into());
        object.insert("skipped".into(), tally.skipped.into());
        object.insert("untimed".into(), tally.untimed.into());
        object.insert("unverified".into(), tally.unverified.into());
        object.insert("by_event".into(), self.events.iter().map(event_json).collect());
        object.insert("errors".into(), self.errors.iter().map(error_json).collect());
        object.insert("costs".into(), self.costs_json());
        object.insert("contacts".into(), self.contacts_json());
        object.insert("funnel".into(), self.funnel_json());
        object.insert("latency".into(), self.latencies.iter().map(latency_json).collect());
        object.insert("reversed".into(), self.reversed.into());
        object.insert("timeline".into(), self.timeline_json());
        object.insert("spilled_bytes".into(), self.spilled.into());
        Value::Object(object)
    }

    fn costs_json(&self) -> Value {
        let categories: Vec<Value> = self.costs.categories.iter().map(category_json).collect();
        json!({
            "seen": self.costs.seen,
            "counted": self.costs.counted,
            "unreadable": self.costs.unreadable,
            "cny": self.cny().map(number),
            "foreign": self.foreign().iter().map(amount_json).collect::<Vec<_>>(),
            "by_category": categories,
        })
    }

    fn contacts_json(&self) -> Value {
        let mut all = People::default();
        let mut list = Vec::new();
        for (index, people) in self.contacts.platforms.iter().enumerate().filter(|(_, people)| people.all > 0) {
            all.all += people.all;
            all.wrote += people.wrote;
            all.addressed += people.addressed;
            list.push(json!({
                "platform": platform_at(index).map(Platform::word),
                "contacts": people.all, "wrote": people.wrote, "addressed": people.addressed,
            }));
        }
        json!({"total": all.all, "wrote": all.wrote, "addressed": all.addressed, "by_platform": list})
    }

    fn funnel_json(&self) -> Value {
        let mut whole = funnel_json(&self.funnel());
        let list: Vec<Value> = self
            .funnels
            .iter()
            .enumerate()
            .filter(|(_, funnel)| funnel.accepted > 0)
            .map(|(index, funnel)| {
                let mut object = Map::new();
                object.insert("platform".into(), platform_at(index).map(Platform::word).into());
                object.extend(funnel_json(funnel));
                Value::Object(object)
            })
            .collect();
        whole.insert("by_platform".into(), list.into());
        Value::Object(whole)
    }

    fn timeline_json(&self) -> Value {
        let bars: Vec<Value> = self
            .timeline
            .iter()
            .map(|(start, [inbound, outbound, failed, other])| {
                json!({
                    "start": crate::time::rfc3339_of_millis(*start),
                    "inbound": inbound, "outbound": outbound, "failed": failed, "other": other,
                })
            })
            .collect();
        json!({"width_s": self.bar_width / 1000, "bars": bars})
    }
}

/// The value below which so many per cent of all lie: the smallest that at least that share does not exceed.
fn percentiles(times: &mut Records<Times>, totals: &[u64]) -> io::Result<Vec<Latency>> {
    let mut found: Vec<Latency> = Vec::new();
    let mut passed = 0;
    let mut lane = usize::MAX;
    times.each(|key, count| {
        let (own, millis) = ((key >> 64) as usize, key as u64);
        if own != lane {
            lane = own;
            passed = 0;
            let platform = platform_at(own / PAIRS.len());
            found.push(Latency { platform, pair: PAIRS[own % PAIRS.len()], count: totals[own], millis: [0; 5] });
        }
        let before = passed;
        passed += count.0;
        if let Some(latency) = found.last_mut() {
            for (place, (_, per_cent)) in PERCENTILES.iter().enumerate() {
                let rank = (u128::from(totals[own]) * u128::from(*per_cent)).div_ceil(100) as u64;
                if before < rank && rank <= passed {
                    latency.millis[place] = millis;
                }
            }
        }
        Ok(())
    })?;
    Ok(found)
}

/// The word of a step in results.
pub fn step_word(step: Step) -> &'static str {
    match step {
        Step::Accepted => "accepted",
        Step::Sent => "sent",
        Step::Delivered => "delivered",
        Step::Read => "read",
        Step::Failed => "failed",
    }
}

fn number(amount: Decimal) -> Value {
    serde_json::from_str::<Number>(&amount.to_string()).map_or(Value::Null, Value::Number)
}

fn event_json(event: &EventCount) -> Value {
    let mut object = Map::new();
    if let Some(platform) = event.platform {
        object.insert("platform".into(), platform.word().into());
    }
    object.insert("event".into(), event.event.clone().into());
    object.insert("count".into(), event.count.into());
    Value::Object(object)
}

fn error_json(error: &ErrorCount) -> Value {
    let mut object = Map::new();
    let mut put = |key: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            object.insert(key.into(), value.into());
        }
    };
    put("platform", error.platform.map(Platform::word));
    put("book", error.book.map(Book::word));
    put("code", Some(&error.code));
    put("explanation", error.explanation);
    put("advice", error.advice);
    put("title", Some(&error.title));
    object.insert("count".into(), error.count.into());
    Value::Object(object)
}

fn amount_json(amount: &Amount) -> Value {
    json!({"currency": amount.currency, "amount": number(amount.amount)})
}

fn category_json(category: &CategoryCost) -> Value {
    json!({
        "platform": category.platform.word(),
        "category": category.category,
        "cdr_type": Some(&category.cdr_type).filter(|word| !word.is_empty()),
        "direction": category.direction.map(Direction::word),
        "count": category.count,
        "cny": number(category.cny),
        "foreign": category.foreign.iter().map(amount_json).collect::<Vec<_>>(),
    })
}

fn funnel_json(funnel: &Funnel) -> Map<String, Value> {
    funnel.steps().into_iter().map(|(key, count)| (key.to_owned(), count.into())).collect()
}

fn latency_json(latency: &Latency) -> Value {
    let mut object = Map::new();
    object.insert("platform".into(), latency.platform.map(Platform::word).into());
    object.insert("from".into(), step_word(latency.pair.0).into());
    object.insert("to".into(), step_word(latency.pair.1).into());
    object.insert("count".into(), latency.count.into());
    for ((name, _), millis) in PERCENTILES.iter().zip(latency.millis) {
        object.insert(format!("{name}_ms"), millis.into());
    }
    Value::Object(object)
}
