//! A job's deliveries as `jobs show`, `jobs track` and its page show them.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::bulk::journal::{Journal, Ladder, Timed};
use crate::codes::{self, Book};
use crate::context::Context;
use crate::error::Result;
use crate::output::{Bar, Column, Ink, Show};
use crate::time;
use crate::webhook::decimal::Decimal;

/// The percentiles that are told.
const SHARES: [u64; 3] = [50, 90, 99];

const CODE_COLUMNS: &[Column] = &[
    Column::new("code", Show::Code),
    Column::new("book", Show::Text),
    Column::new("count", Show::Number),
    Column::new("explanation", Show::Text),
];

/// The member `delivery` of a result.
///
/// # Errors
/// When the journal cannot be read.
pub fn delivery_json(journal: &Journal) -> Result<Value> {
    let ladder = journal.ladder()?;
    let mut object = Map::new();
    for (key, count) in steps(&ladder) {
        object.insert(key.to_owned(), count.into());
    }
    object.insert("resolved".to_owned(), ladder.resolved.into());
    let by_code: Vec<Value> = ladder
        .by_code
        .iter()
        .map(|(code, book, count)| {
            let explanation = book
                .as_deref()
                .and_then(|word| Book::ALL.into_iter().find(|book| book.word() == word))
                .and_then(|book| codes::find(book, code))
                .map(|entry| entry.explanation());
            json!({"code": code, "book": book, "count": count, "explanation": explanation})
        })
        .collect();
    object.insert("by_code".to_owned(), by_code.into());
    let mut latency = Map::new();
    for (step, key) in [(Timed::Delivered, "delivered"), (Timed::Read, "read")] {
        let [p50, p90, p99] = journal.latencies(step, SHARES)?.map_or([None; 3], |found| found.map(Some));
        latency.insert(key.to_owned(), json!({"p50_ms": p50, "p90_ms": p90, "p99_ms": p99}));
    }
    object.insert("latency".to_owned(), latency.into());
    object.insert("costs".to_owned(), costs(journal)?.into());
    object.insert("heard_until".to_owned(), ladder.heard_until.and_then(time::rfc3339_of_millis).into());
    Ok(Value::Object(object))
}

fn steps(ladder: &Ladder) -> [(&'static str, u64); 5] {
    [
        ("unheard", ladder.unheard),
        ("sent", ladder.sent),
        ("delivered", ladder.delivered),
        ("read", ladder.read),
        ("failed", ladder.failed),
    ]
}

/// The sums: of CNY the prices, of any other currency the foreign prices. The two are the same money.
fn costs(journal: &Journal) -> Result<Vec<Value>> {
    let mut sums: BTreeMap<String, Decimal> = BTreeMap::new();
    let mut add = |currency: &str, digits: Option<&str>| {
        if let Some(amount) = digits.and_then(Decimal::parse) {
            let sum = sums.entry(currency.to_owned()).or_insert(Decimal::ZERO);
            *sum = sum.checked_add(amount).unwrap_or(*sum);
        }
    };
    journal.each_cost(&mut |currency, price, foreign| {
        add("CNY", price);
        if currency != "CNY" && !currency.is_empty() {
            add(currency, foreign);
        }
    })?;
    let number = |sum: Decimal| serde_json::from_str::<Value>(&sum.to_string()).unwrap_or(Value::Null);
    Ok(sums.into_iter().map(|(currency, sum)| json!({"currency": currency, "amount": number(sum)})).collect())
}

/// The funnel in bars, and why rows failed, for people.
pub fn print_delivery(context: &Context, delivery: &Value) -> Result<()> {
    let output = &context.output;
    if !output.is_table() || output.settings().columns.is_some() {
        return Ok(());
    }
    let count = |key: &str| delivery[key].as_u64().unwrap_or(0);
    output.heading("Deliveries")?;
    let bars: Vec<Bar> = [
        ("read", Ink::Green),
        ("delivered", Ink::Green),
        ("sent", Ink::Plain),
        ("failed", Ink::Red),
        ("unheard", Ink::Plain),
    ]
    .into_iter()
    .map(|(key, ink)| Bar::new(key, count(key)).ink(ink).remark(remark(delivery, key)))
    .collect();
    output.chart(&bars)?;
    if let Some(until) = delivery["heard_until"].as_str() {
        output.note(&format!("heard until {until}; what is unheard may have arrived all the same"));
    }
    if let Some(codes) = delivery["by_code"].as_array().filter(|codes| !codes.is_empty()) {
        output.heading("Failures by code")?;
        let mut rows = output.rows(CODE_COLUMNS)?;
        for code in codes {
            rows.push(code)?;
        }
        rows.finish()?;
    }
    Ok(())
}

fn remark(delivery: &Value, key: &str) -> String {
    match delivery["latency"][key]["p50_ms"].as_f64() {
        Some(p50) => format!("half of them within {:.1} s", p50 / 1000.0),
        None => String::new(),
    }
}
