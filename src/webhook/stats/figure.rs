//! The statistics as single figures, and how figures are written for people.

use crate::webhook::event::Direction;
use crate::webhook::shape::Platform;
use crate::webhook::stats::lane::platform_at;
use crate::webhook::stats::report::{Amount, CategoryCost, PERCENTILES, Report, step_word};

/// One figure: what a spreadsheet can sort and add up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// `events`, `errors`, `funnel`, `latency`, `costs`, `contacts` or `capture`.
    pub part: &'static str,
    /// The platform, when the figure belongs to one.
    pub platform: Option<Platform>,
    /// The event, code, category or pair of steps.
    pub name: String,
    /// What is counted.
    pub figure: String,
    /// The digits.
    pub value: String,
    /// What a code means.
    pub explanation: Option<&'static str>,
}

/// Every figure, in the order of the JSON.
pub fn figures(report: &Report) -> Vec<Figure> {
    let figure = |part, name: &str, figure: &str, value: u64| Figure {
        part,
        name: name.to_owned(),
        figure: figure.to_owned(),
        value: value.to_string(),
        ..Figure::default()
    };
    let tally = &report.tally;
    let mut list: Vec<Figure> = [
        ("bodies", tally.bodies),
        ("events", tally.events),
        ("unknown", report.unknown),
        ("unreadable", tally.unreadable),
        ("repaired", tally.repaired),
        ("skipped", tally.skipped),
        ("untimed", tally.untimed),
        ("unverified", tally.unverified),
        ("reversed", report.reversed),
    ]
    .map(|(name, count)| figure("capture", "", name, count))
    .to_vec();
    for event in &report.events {
        list.push(Figure { platform: event.platform, ..figure("events", &event.event, "count", event.count) });
    }
    for error in &report.errors {
        let own = figure("errors", &error.code, "count", error.count);
        list.push(Figure { platform: error.platform, explanation: error.explanation, ..own });
    }
    for category in &report.costs.categories {
        list.extend(of_category(category));
    }
    if report.costs.seen > 0 {
        let costs = &report.costs;
        for (name, count) in [("seen", costs.seen), ("counted", costs.counted), ("unreadable", costs.unreadable)] {
            list.push(figure("costs", "total", name, count));
        }
        let total = |figure: &str, value: String| Figure {
            part: "costs",
            name: "total".to_owned(),
            figure: figure.to_owned(),
            value,
            ..Figure::default()
        };
        list.extend(report.cny().map(|cny| total("CNY", cny.to_string())));
        list.extend(report.foreign().iter().map(|amount| total(&foreign(amount), amount.amount.to_string())));
    }
    for (index, people) in report.contacts.platforms.iter().enumerate().filter(|(_, people)| people.all > 0) {
        for (name, count) in [("contacts", people.all), ("wrote", people.wrote), ("addressed", people.addressed)] {
            list.push(Figure { platform: platform_at(index), ..figure("contacts", "", name, count) });
        }
    }
    for (platform, funnel) in Platform::ALL.into_iter().zip(&report.funnels).filter(|(_, own)| own.accepted > 0) {
        for (name, count) in funnel.steps() {
            list.push(Figure { platform: Some(platform), ..figure("funnel", "", name, count) });
        }
    }
    for latency in &report.latencies {
        let pair = format!("{} to {}", step_word(latency.pair.0), step_word(latency.pair.1));
        list.push(Figure { platform: latency.platform, ..figure("latency", &pair, "count", latency.count) });
        for ((name, _), millis) in PERCENTILES.iter().zip(latency.millis) {
            list.push(Figure { platform: latency.platform, ..figure("latency", &pair, &format!("{name}_ms"), millis) });
        }
    }
    list
}

fn of_category(category: &CategoryCost) -> Vec<Figure> {
    let name = category_name(category);
    let figure = |figure: &str, value: String| Figure {
        part: "costs",
        platform: Some(category.platform),
        name: name.clone(),
        figure: figure.to_owned(),
        value,
        explanation: None,
    };
    let mut list = vec![figure("count", category.count.to_string()), figure("CNY", category.cny.to_string())];
    list.extend(category.foreign.iter().map(|amount| figure(&foreign(amount), amount.amount.to_string())));
    list
}

/// The figure of a foreign amount: one in CNY is not the price.
fn foreign(amount: &Amount) -> String {
    format!("foreign {}", amount.currency)
}

/// `marketing, outbound`; a number that is not documented stays one.
pub fn category_name(category: &CategoryCost) -> String {
    let word = match &category.category {
        Some(word) => word.clone(),
        None if category.cdr_type.is_empty() => "no category".to_owned(),
        None => format!("cdr_type {}", category.cdr_type),
    };
    match category.direction {
        Some(direction) => format!("{word}, {}", Direction::word(direction)),
        None => word,
    }
}

/// `0.02 USD, 1.5 EUR`.
pub fn amounts(foreign: &[Amount]) -> String {
    let one = |amount: &Amount| format!("{} {}", amount.amount, amount.currency);
    foreign.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// A time for people: `850 ms`, `12.3 s`, `4 min 5 s`, `3 h 20 min`, `2 d 3 h`.
pub fn span(millis: u64) -> String {
    let seconds = millis / 1000;
    match seconds {
        0 => format!("{millis} ms"),
        1..60 => format!("{}.{} s", seconds, millis % 1000 / 100),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        3600..86_400 => format!("{} h {} min", seconds / 3600, seconds / 60 % 60),
        _ => format!("{} d {} h", seconds / 86_400, seconds / 3600 % 24),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_told_in_two_units() {
        for (millis, text) in [
            (0, "0 ms"),
            (999, "999 ms"),
            (1500, "1.5 s"),
            (61_000, "1 min 1 s"),
            (3_660_000, "1 h 1 min"),
            (90_000_000, "1 d 1 h"),
        ] {
            assert_eq!(span(millis), text);
        }
    }
}
