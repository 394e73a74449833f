//! The statistics for people, scripts and spreadsheets, and as a page.

use serde_json::{Map, Value, json};

use crate::error::Result;
use crate::output::{Bar, Column, Format, Ink, Output, Show};
use crate::webhook::shape::Platform;
use crate::webhook::stats::figure;
use crate::webhook::stats::report::{CategoryCost, Funnel, Report, step_word};

/// Prints the statistics: one object as JSON, one figure a row as csv, tables and bars for people.
pub fn print(output: &Output, report: &Report) -> Result<()> {
    match output.settings().format {
        Format::Json | Format::Ndjson => output.object(&[], &report.to_json()).map(|_| ()),
        Format::Csv => figures(output, report),
        Format::Table => {
            totals(output, report)?;
            events(output, report)?;
            errors(output, report)?;
            funnel(output, report)?;
            latencies(output, report)?;
            costs(output, report)?;
            closing(output, report);
            Ok(())
        }
    }
}

/// What the capture holds, in one card.
fn totals(output: &Output, report: &Report) -> Result<()> {
    const COLUMNS: &[Column] = &[
        Column::new("bodies", Show::Number),
        Column::new("events", Show::Number),
        Column::new("people", Show::Number),
        Column::new("unknown", Show::Number),
        Column::new("unreadable", Show::Number),
        Column::new("repaired", Show::Number),
    ];
    let people: u64 = report.contacts.platforms.iter().map(|people| people.all).sum();
    let totals = json!({
        "bodies": report.tally.bodies,
        "events": report.tally.events,
        "people": people,
        "unknown": report.unknown,
        "unreadable": report.tally.unreadable,
        "repaired": report.tally.repaired,
    });
    output.object(COLUMNS, &totals)?;
    Ok(())
}

fn table(output: &Output, heading: &str, columns: &'static [Column], list: Vec<Value>) -> Result<()> {
    if list.is_empty() {
        return Ok(());
    }
    output.heading(heading)?;
    let mut rows = output.rows(columns)?;
    for row in &list {
        rows.push(row)?;
    }
    rows.finish()?;
    Ok(())
}

fn list_of(report: &Value, path: &str) -> Vec<Value> {
    report.pointer(path).and_then(Value::as_array).cloned().unwrap_or_default()
}

fn events(output: &Output, report: &Report) -> Result<()> {
    const COLUMNS: &[Column] =
        &[Column::new("platform", Show::Id), Column::new("event", Show::Id), Column::new("count", Show::Number)];
    table(output, "Events", COLUMNS, list_of(&report.to_json(), "/by_event"))
}

fn errors(output: &Output, report: &Report) -> Result<()> {
    const COLUMNS: &[Column] = &[
        Column::new("code", Show::Code),
        Column::new("book", Show::Id),
        Column::new("count", Show::Number),
        Column::new("explanation", Show::Text),
        Column::new("title", Show::Text),
    ];
    table(output, "Failures by code", COLUMNS, list_of(&report.to_json(), "/errors"))
}

fn funnel(output: &Output, report: &Report) -> Result<()> {
    for (platform, funnel) in Platform::ALL.into_iter().zip(&report.funnels) {
        if funnel.accepted == 0 {
            continue;
        }
        output.heading(&format!("Messages, {}", platform.word()))?;
        output.chart(&bars(funnel))?;
    }
    Ok(())
}

fn bars(funnel: &Funnel) -> Vec<Bar> {
    let bar = |(label, count): (&str, u64)| {
        let share = count as f64 * 100.0 / funnel.accepted as f64;
        let ink = match label {
            "read" => Ink::Green,
            "failed" => Ink::Red,
            _ => Ink::Plain,
        };
        Bar::new(label, count).remark(format!("{share:.1} %")).ink(ink)
    };
    funnel.steps().into_iter().map(bar).collect()
}

fn latencies(output: &Output, report: &Report) -> Result<()> {
    const COLUMNS: &[Column] = &[
        Column::new("platform", Show::Id),
        Column::new("from", Show::Text),
        Column::new("to", Show::Text),
        Column::new("count", Show::Number),
        Column::new("p50", Show::Text),
        Column::new("p90", Show::Text),
        Column::new("p95", Show::Text),
        Column::new("p99", Show::Text),
        Column::new("max", Show::Text),
    ];
    let rows = report.latencies.iter().map(|latency| {
        let mut row = Map::new();
        row.insert("platform".into(), latency.platform.map(Platform::word).into());
        row.insert("from".into(), step_word(latency.pair.0).into());
        row.insert("to".into(), step_word(latency.pair.1).into());
        row.insert("count".into(), latency.count.into());
        for (name, millis) in ["p50", "p90", "p95", "p99", "max"].iter().zip(latency.millis) {
            row.insert((*name).into(), figure::span(millis).into());
        }
        Value::Object(row)
    });
    table(output, "Time between steps", COLUMNS, rows.collect())
}

fn costs(output: &Output, report: &Report) -> Result<()> {
    const COLUMNS: &[Column] = &[
        Column::new("category", Show::Text),
        Column::new("cdr_type", Show::Id),
        Column::new("direction", Show::Text),
        Column::new("count", Show::Number),
        Column::new("cny", Show::Number),
        Column::new("foreign", Show::Text),
    ];
    let row = |category: &CategoryCost| {
        json!({
            "category": category.category,
            "cdr_type": Some(&category.cdr_type).filter(|word| !word.is_empty()),
            "direction": category.direction.map(crate::webhook::event::Direction::word),
            "count": category.count,
            "cny": category.cny.to_string(),
            "foreign": figure::amounts(&category.foreign),
        })
    };
    let mut rows: Vec<Value> = report.costs.categories.iter().map(row).collect();
    if !rows.is_empty() {
        rows.push(json!({
            "category": "total",
            "count": report.costs.counted,
            "cny": report.cny().map_or_else(|| "too much to add".to_owned(), |cny| cny.to_string()),
            "foreign": figure::amounts(&report.foreign()),
        }));
    }
    table(output, "Costs, each counted once", COLUMNS, rows)
}

/// What to know about the figures.
fn closing(output: &Output, report: &Report) {
    let again = report.costs.seen - report.costs.counted;
    if again > 0 {
        output.note(&format!("{again} repeated {} left out", if again == 1 { "cost" } else { "costs" }));
    }
    if report.costs.unreadable > 0 {
        output.note(&format!("{} costs whose price is no number", report.costs.unreadable));
    }
    if report.spilled > 0 {
        output.note(&format!(
            "the joins took {} MiB of temporary files; the figures are exact all the same",
            report.spilled.div_ceil(1 << 20)
        ));
    }
}

/// One figure a row: what a spreadsheet can sort and add up.
fn figures(output: &Output, report: &Report) -> Result<()> {
    const COLUMNS: &[Column] = &[
        Column::new("part", Show::Id),
        Column::new("platform", Show::Id),
        Column::new("name", Show::Text),
        Column::new("figure", Show::Id),
        Column::new("value", Show::Number),
        Column::new("explanation", Show::Text),
    ];
    let mut rows = output.rows(COLUMNS)?;
    for figure in figure::figures(report) {
        rows.push(&json!({
            "part": figure.part,
            "platform": figure.platform.map(Platform::word),
            "name": figure.name,
            "figure": figure.figure,
            "value": figure.value,
            "explanation": figure.explanation,
        }))?;
    }
    rows.finish()?;
    Ok(())
}
