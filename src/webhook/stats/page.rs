//! The statistics as a page.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::page::{Bar, Figure, Page, Section, Timeline, Tone, grouped};
use crate::webhook::decimal::Decimal;
use crate::webhook::shape::Platform;
use crate::webhook::stats::figure::{amounts, category_name, span};
use crate::webhook::stats::report::{CategoryCost, Funnel, People, Report, step_word};

/// How many bars a picture has; the table below it has them all.
const BARS: usize = 12;

/// How many inputs are named.
const NAMED: usize = 4;

/// What the statistics are about.
pub struct About<'a> {
    /// The inputs, as they were named.
    pub files: &'a [&'a str],
    /// When the page is made, in the zone of its times.
    pub now: &'a Zoned,
}

/// Makes the page.
pub fn page(report: &Report, about: &About<'_>) -> Page {
    let zone = about.now.time_zone();
    let sections = [
        summary(report),
        funnels(report),
        timeline(report, zone),
        errors(report),
        costs(report),
        latencies(report),
        events(report),
        capture(report),
    ];
    let page = Page::new(title(about.files))
        .about(if about.files.len() == 1 { "Capture" } else { "Captures" }, files(about.files))
        .about("Period", period(report, zone))
        .made(about.now);
    sections.into_iter().fold(page, Page::section)
}

fn title(files: &[&str]) -> String {
    match files {
        [one] if *one != "-" => format!("Webhooks: {}", one.rsplit(['/', '\\']).next().unwrap_or(one)),
        _ => "Webhooks".to_owned(),
    }
}

fn files(files: &[&str]) -> String {
    let name = |file: &&str| if *file == "-" { "standard input" } else { file }.to_owned();
    let mut named: Vec<String> = files.iter().take(NAMED).map(name).collect();
    if files.len() > NAMED {
        named.push(format!("and {} more", grouped((files.len() - NAMED) as u64)));
    }
    named.join(", ")
}

/// From the first event to the last.
fn period(report: &Report, zone: &TimeZone) -> String {
    let Some((first, last)) = report.period else { return "no event has a time".to_owned() };
    format!("{} to {}", minute(first, zone), minute(last, zone))
}

fn minute(millis: i64, zone: &TimeZone) -> String {
    let instant = Timestamp::from_millisecond(millis).unwrap_or_default();
    instant.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M %:z").to_string()
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn per_cent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}

fn summary(report: &Report) -> Section {
    let did = |count: fn(&People) -> u64| report.contacts.platforms.iter().map(count).sum::<u64>();
    let funnel = report.funnel();
    let mut figures = vec![
        Figure::new("events", grouped(report.tally.events)),
        Figure {
            remark: format!(
                "{} wrote, {} were written to",
                grouped(did(|own| own.wrote)),
                grouped(did(|own| own.addressed))
            ),
            ..Figure::new("people", grouped(did(|own| own.all)))
        },
    ];
    if funnel.accepted > 0 {
        let of_all = |count| per_cent(share(count, funnel.accepted));
        let figure =
            |label, count, tone| Figure { remark: of_all(count), ..Figure::new(label, grouped(count)).tone(tone) };
        figures.push(Figure::new("messages of ours", grouped(funnel.accepted)));
        figures.push(figure("delivered", funnel.delivered, Tone::Good));
        figures.push(figure("read", funnel.read, Tone::Good));
        figures.push(figure("failed", funnel.failed, if funnel.failed > 0 { Tone::Bad } else { Tone::Other }));
    }
    if report.costs.counted > 0 {
        figures.push(Figure { remark: amounts(&report.foreign()), ..Figure::new("CNY", cny(report)) });
    }
    Section::new("").figures(figures)
}

fn cny(report: &Report) -> String {
    report.cny().map_or_else(|| "too much to add".to_owned(), |cny| cny.to_string())
}

fn funnels(report: &Report) -> Section {
    let mut section = Section::new("What became of the messages");
    let shown: Vec<(Platform, &Funnel)> =
        Platform::ALL.into_iter().zip(&report.funnels).filter(|(_, funnel)| funnel.accepted > 0).collect();
    for (platform, funnel) in &shown {
        if shown.len() > 1 {
            section = section.note(platform.word());
        }
        section = section.bars(funnel.steps().map(|step| funnel_bar(step, funnel.accepted)).to_vec());
    }
    section
}

fn funnel_bar((name, count): (&'static str, u64), accepted: u64) -> Bar {
    let tone = match name {
        "failed" => Tone::Bad,
        "delivered" | "read" => Tone::Good,
        _ => Tone::Plain,
    };
    Bar::new(name, grouped(count), share(count, accepted), tone).remark(per_cent(share(count, accepted)))
}

fn timeline(report: &Report, zone: &TimeZone) -> Section {
    if report.timeline.is_empty() {
        return Section::new("");
    }
    let columns: Vec<(i64, Vec<u64>)> = report.timeline.iter().map(|(start, lanes)| (*start, lanes.to_vec())).collect();
    let highest = columns.iter().map(|(_, counts)| counts.iter().sum::<u64>()).max().unwrap_or(0);
    Section::new("Events over time")
        .timeline(&Timeline {
            lanes: &[("inbound", Tone::Plain), ("outbound", Tone::Good), ("failed", Tone::Bad), ("other", Tone::Other)],
            width: report.bar_width,
            columns: &columns,
            label: &|millis| minute(millis, zone),
        })
        .note(format!(
            "Each column is {}; the highest has {} events.",
            span(report.bar_width.unsigned_abs()),
            grouped(highest)
        ))
}

fn errors(report: &Report) -> Section {
    let Some(most) = report.errors.first() else { return Section::new("") };
    let bars = report.errors.iter().take(BARS).map(|error| {
        Bar::new(&error.code, grouped(error.count), share(error.count, most.count), Tone::Bad)
            .remark(error.book.map_or("", crate::codes::Book::word))
    });
    let rows = report.errors.iter().map(|error| {
        vec![
            error.code.clone(),
            error.book.map_or("", crate::codes::Book::word).to_owned(),
            grouped(error.count),
            error.explanation.unwrap_or(&error.title).to_owned(),
            error.who.unwrap_or_default().to_owned(),
            error.advice.unwrap_or_default().to_owned(),
        ]
    });
    Section::new("Failures by code")
        .bars(bars.collect())
        .table(&["Code", "Book", "#Count", "Meaning", "Who acts", "What to do"], rows.collect())
}

fn costs(report: &Report) -> Section {
    if report.costs.counted == 0 {
        return Section::new("");
    }
    let categories = &report.costs.categories;
    let highest = categories.iter().map(|category| category.cny).max().unwrap_or(Decimal::ZERO);
    let name = |category: &CategoryCost| format!("{}, {}", category.platform.word(), category_name(category));
    let bars = categories.iter().take(BARS).map(|category| {
        Bar::new(name(category), format!("{} CNY", category.cny), category.cny.share(highest), Tone::Plain)
    });
    let rows = categories.iter().map(|category| {
        vec![name(category), grouped(category.count), category.cny.to_string(), amounts(&category.foreign)]
    });
    let costs = &report.costs;
    let again = costs.seen - costs.counted;
    let mut section = Section::new("Cost by category")
        .bars(bars.collect())
        .table(&["Category", "#Costs", "#CNY", "#Foreign: the same money"], rows.collect());
    if again > 0 {
        section = section.note(format!("Each cost counts once: {} were told again.", grouped(again)));
    }
    if costs.unreadable > 0 {
        section = section.note(format!("Not added up: {} costs whose price is no number.", grouped(costs.unreadable)));
    }
    section
}

fn latencies(report: &Report) -> Section {
    let rows = report.latencies.iter().map(|latency| {
        let mut row = vec![
            latency.platform.map_or("", Platform::word).to_owned(),
            format!("{} → {}", step_word(latency.pair.0), step_word(latency.pair.1)),
            grouped(latency.count),
        ];
        row.extend(latency.millis.iter().map(|millis| span(*millis)));
        row
    });
    Section::new("Time between steps")
        .table(&["Platform", "Steps", "#Messages", "#p50", "#p90", "#p95", "#p99", "#Longest"], rows.collect())
}

fn events(report: &Report) -> Section {
    let rows = report.events.iter().map(|event| {
        let platform = event.platform.map_or("", Platform::word);
        vec![platform.to_owned(), event.event.clone(), grouped(event.count)]
    });
    Section::new("Events").table(&["Platform", "Event", "#Count"], rows.collect())
}

/// What the capture itself was like.
fn capture(report: &Report) -> Section {
    let tally = &report.tally;
    let counts = [
        ("bodies", tally.bodies, Tone::Plain),
        ("not recognised", report.unknown, Tone::Warm),
        ("unreadable", tally.unreadable, Tone::Bad),
        ("repaired", tally.repaired, Tone::Warm),
        ("passed over", tally.skipped, Tone::Other),
        ("without a time", tally.untimed, Tone::Other),
        ("not verified", tally.unverified, Tone::Bad),
        ("steps in reverse order", report.reversed, Tone::Warm),
    ];
    let shown = counts.into_iter().enumerate().filter(|(place, (_, count, _))| *place == 0 || *count > 0);
    let figures = shown.map(|(_, (label, count, tone))| Figure::new(label, grouped(count)).tone(tone));
    Section::new("The capture").figures(figures.collect())
}
