//! A job's deliveries as `jobs show`, `jobs track` and its page show them.

use serde_json::{Map, Value, json};

use crate::bulk::journal::{CodeCount, Counts, Journal};
use crate::bulk::report;
use crate::commands::send::bulk::{CODE_COLUMNS, counts_json};
use crate::context::Context;
use crate::delivery::summary::{SHARES, Summary};
use crate::error::Result;
use crate::output::{Bar, Column, Ink, Show};
use crate::time;
use crate::webhook::decimal::Decimal;

/// The columns of a job with its deliveries.
pub(super) const COLUMNS: &[Column] = &[
    Column::new("job", Show::Id),
    Column::new("total", Show::Number),
    Column::new("accepted", Show::Number),
    Column::new("refused", Show::Number),
    Column::new("unknown", Show::Number),
    Column::new("skipped", Show::Number),
    Column::new("pending", Show::Number),
    Column::extra("delivery", Show::Json),
];

/// The member `delivery` of a result.
///
/// # Errors
/// When the journal cannot be read.
pub fn delivery_json(journal: &Journal) -> Result<Value> {
    let summary = Summary::of(journal)?;
    let ladder = &summary.ladder;
    let mut object = Map::new();
    for (key, count) in [
        ("unheard", ladder.unheard),
        ("sent", ladder.sent),
        ("delivered", ladder.delivered),
        ("read", ladder.read),
        ("failed", ladder.failed),
        ("resolved", ladder.resolved),
    ] {
        object.insert(key.to_owned(), count.into());
    }
    let by_code = ladder.by_code.iter().map(|(code, book, count)| {
        let code = CodeCount { code: code.clone(), book: book.clone(), count: *count };
        json!({"code": code.code, "book": code.book, "count": code.count, "explanation": report::explain(&code)})
    });
    object.insert("by_code".to_owned(), by_code.collect());
    let latency = |found: Option<[i64; SHARES.len()]>| {
        let [p50, p90, p99] = found.map_or([None; SHARES.len()], |found| found.map(Some));
        json!({"p50_ms": p50, "p90_ms": p90, "p99_ms": p99})
    };
    let latencies = json!({"delivered": latency(summary.delivered), "read": latency(summary.read)});
    object.insert("latency".to_owned(), latencies);
    let number = |sum: Decimal| serde_json::from_str::<Value>(&sum.to_string()).unwrap_or(Value::Null);
    let costs = summary.costs.iter().map(|(currency, sum)| json!({"currency": currency, "amount": number(sum)}));
    object.insert("costs".to_owned(), costs.collect());
    object.insert("heard_until".to_owned(), ladder.heard_until.and_then(time::rfc3339_of_millis).into());
    Ok(Value::Object(object))
}

/// Prints a job with what is known of its deliveries.
pub(super) fn print_result(context: &Context, name: &str, journal: &Journal, counts: &Counts) -> Result<()> {
    let delivery = delivery_json(journal)?;
    let mut result = Map::new();
    result.insert("job".to_owned(), name.into());
    result.extend(counts_json(counts));
    result.insert("delivery".to_owned(), delivery.clone());
    context.output.object(COLUMNS, &Value::Object(result))?;
    print_delivery(context, &delivery)
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
    let resolved = count("resolved");
    if resolved > 0 {
        output.note(&format!("{resolved} whose answer was lost turned out to be accepted"));
    }
    let costs: Vec<String> = delivery["costs"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|cost| format!("{} {}", cost["amount"], cost["currency"].as_str().unwrap_or_default()))
        .collect();
    if !costs.is_empty() {
        output.note(&format!(
            "it cost {} (the same money in each currency), as far as receipts tell",
            costs.join(" or ")
        ));
    }
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
