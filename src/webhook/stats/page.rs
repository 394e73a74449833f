//! The statistics as one page that needs nothing else: pictures are SVG, there is no script, and nothing is fetched.
//! Every text that comes from outside is escaped, and what could hide or reorder text in it is made visible.

use std::fmt::Write;

use crate::webhook::decimal::Decimal;
use crate::webhook::shape::Platform;
use crate::webhook::stats::figure::{amounts, category_name, span};
use crate::webhook::stats::report::{Funnel, People, Report, step_word};

/// Width of a picture, in its own units.
const WIDTH: f64 = 720.0;
/// Room for the labels at the left of a bar.
const LABELS: f64 = 170.0;
/// Height of a bar with the room below it.
const ROW: f64 = 28.0;

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1d2733;--dim:#64707d;--line:#d9dfe5;--back:#fff;--in:#2f7dd1;--out:#4b9c6a;--bad:#cc4b43;--other:#9aa5b1}
@media(prefers-color-scheme:dark){:root{--ink:#e4e9ee;--dim:#98a4b0;--line:#38424d;--back:#14191f}}
body{margin:2rem auto;max-width:60rem;padding:0 1rem;font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--back)}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2.2rem}p{color:var(--dim)}
svg{width:100%;height:auto;display:block}svg text{fill:var(--ink);font:12px system-ui,sans-serif}svg .dim{fill:var(--dim)}
.in{fill:var(--in)}.out{fill:var(--out)}.bad{fill:var(--bad)}.other{fill:var(--other)}.axis{stroke:var(--line)}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}@media(max-width:40rem){svg{min-width:36rem}}
.key span{display:inline-block;width:.8em;height:.8em;margin:0 .4em 0 1em}
.key .in{background:var(--in)}.key .out{background:var(--out)}.key .bad{background:var(--bad)}.key .other{background:var(--other)}
";

/// How every page begins.
pub const FRONT: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n";

/// Makes the page.
pub fn render(report: &Report) -> String {
    let mut page = String::with_capacity(64 * 1024);
    page.push_str(FRONT);
    page.push_str(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
    );
    page.push_str("<meta name=\"viewport\" content=\"width=device-width\">\n<title>Webhooks</title>\n<style>\n");
    page.push_str(STYLE);
    page.push_str("</style>\n<h1>Webhooks</h1>\n");
    let did = |count: fn(&People) -> u64| report.contacts.platforms.iter().map(count).sum::<u64>();
    let people = did(|people| people.all);
    let tally = &report.tally;
    line(
        &mut page,
        &format!(
            "<p>{} events in {} bodies, {} people: {} wrote, {} were written to. Not recognised: {}; unreadable: {}; \
             repaired: {}; passed over: {}; without a time: {}; not verified: {}; steps in reverse order: {}.</p>",
            grouped(tally.events),
            grouped(tally.bodies),
            grouped(people),
            grouped(did(|people| people.wrote)),
            grouped(did(|people| people.addressed)),
            grouped(report.unknown),
            grouped(tally.unreadable),
            grouped(tally.repaired),
            grouped(tally.skipped),
            grouped(tally.untimed),
            grouped(tally.unverified),
            grouped(report.reversed)
        ),
    );
    funnels(&mut page, report);
    timeline(&mut page, report);
    errors(&mut page, report);
    costs(&mut page, report);
    latencies(&mut page, report);
    events(&mut page, report);
    page
}

fn line(page: &mut String, text: &str) {
    page.push_str(text);
    page.push('\n');
}

/// A text from outside, for a page.
fn safe(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}' => {
                let _ = write!(safe, "\\u{{{:x}}}", u32::from(character));
            }
            _ if character.is_control() => {
                let _ = write!(safe, "\\u{{{:x}}}", u32::from(character));
            }
            _ => safe.push(character),
        }
    }
    safe
}

fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// One bar of a picture of bars.
struct Bar {
    label: String,
    /// Between 0 and 1.
    share: f64,
    remark: String,
    class: &'static str,
}

fn bars(page: &mut String, title: &str, list: &[Bar]) {
    let height = ROW * list.len() as f64 + 6.0;
    line(
        page,
        &format!(
            "<div class=\"wide\"><svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\">",
            safe(title)
        ),
    );
    for (index, bar) in list.iter().enumerate() {
        let top = ROW * index as f64 + 4.0;
        let room = WIDTH - LABELS - 190.0;
        let width = (bar.share * room).max(if bar.share > 0.0 { 1.0 } else { 0.0 });
        line(
            page,
            &format!(
                "<text x=\"{:.0}\" y=\"{:.0}\" text-anchor=\"end\">{}</text>\
             <rect class=\"{}\" x=\"{LABELS}\" y=\"{top:.0}\" width=\"{width:.1}\" height=\"20\" rx=\"2\"/>\
             <text class=\"dim\" x=\"{:.1}\" y=\"{:.0}\">{}</text>",
                LABELS - 8.0,
                top + 14.0,
                safe(&short(&bar.label, 24)),
                bar.class,
                LABELS + width + 8.0,
                top + 14.0,
                safe(&short(&bar.remark, 28))
            ),
        );
    }
    line(page, "</svg></div>");
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn funnels(page: &mut String, report: &Report) {
    let shown: Vec<(Platform, &Funnel)> =
        Platform::ALL.into_iter().zip(&report.funnels).filter(|(_, funnel)| funnel.accepted > 0).collect();
    for (platform, funnel) in shown {
        line(page, &format!("<h2>Delivery funnel, {}</h2>", platform.word()));
        let list = funnel.steps().map(|(name, count)| Bar {
            label: name.to_owned(),
            share: share(count, funnel.accepted),
            remark: format!("{} · {:.1} %", grouped(count), 100.0 * share(count, funnel.accepted)),
            class: if name == "failed" { "bad" } else { "out" },
        });
        bars(page, &format!("Delivery funnel, {}", platform.word()), &list);
    }
}

fn timeline(page: &mut String, report: &Report) {
    let (Some((first, _)), Some((last, _))) = (report.timeline.first(), report.timeline.last()) else { return };
    const HEIGHT: f64 = 180.0;
    let count = ((last - first) / report.bar_width + 1) as f64;
    let highest = report.timeline.iter().map(|(_, lanes)| lanes.iter().sum::<u64>()).max().unwrap_or(1).max(1);
    line(page, "<h2>Events over time</h2>");
    line(
        page,
        "<p class=\"key\"><span class=\"in\"></span>inbound<span class=\"out\"></span>outbound\
        <span class=\"bad\"></span>failed<span class=\"other\"></span>other</p>",
    );
    line(
        page,
        &format!(
            "<div class=\"wide\"><svg viewBox=\"0 0 {WIDTH} {}\" role=\"img\" aria-label=\"Events over time\">",
            HEIGHT + 22.0
        ),
    );
    let step = WIDTH / count;
    for (start, lanes) in &report.timeline {
        let left = ((start - first) / report.bar_width) as f64 * step;
        let mut top = HEIGHT;
        for (lane, class) in ["in", "out", "bad", "other"].iter().enumerate() {
            let height = HEIGHT * share(lanes[lane], highest);
            if height > 0.0 {
                top -= height;
                let _ = write!(
                    page,
                    "<rect class=\"{class}\" x=\"{left:.2}\" y=\"{top:.2}\" width=\"{:.2}\" height=\"{height:.2}\"/>",
                    (step * 0.9).max(0.4)
                );
            }
        }
    }
    let label = |millis: i64| crate::time::rfc3339_of_millis(millis).unwrap_or_default();
    line(
        page,
        &format!(
            "<line class=\"axis\" x1=\"0\" x2=\"{WIDTH}\" y1=\"{HEIGHT}\" y2=\"{HEIGHT}\"/>\
         <text class=\"dim\" x=\"0\" y=\"{0}\">{1}</text><text class=\"dim\" x=\"{WIDTH}\" y=\"{0}\" text-anchor=\"end\">{2}</text></svg></div>",
            HEIGHT + 16.0,
            label(*first),
            label(*last)
        ),
    );
    line(
        page,
        &format!(
            "<p>Each bar is {}; the highest has {} events. Times are UTC.</p>",
            span(report.bar_width.unsigned_abs()),
            grouped(highest)
        ),
    );
}

fn errors(page: &mut String, report: &Report) {
    let Some(most) = report.errors.first() else { return };
    line(page, "<h2>Failures by code</h2>");
    let list: Vec<Bar> = report
        .errors
        .iter()
        .take(20)
        .map(|error| Bar {
            label: error.code.clone(),
            share: share(error.count, most.count),
            remark: grouped(error.count),
            class: "bad",
        })
        .collect();
    bars(page, "Failures by code", &list);
    let rows = report.errors.iter().map(|error| {
        vec![
            Cell::text(&error.code),
            Cell::text(error.book.map_or("", crate::codes::Book::word)),
            Cell::number(&grouped(error.count)),
            Cell::text(error.explanation.unwrap_or(&error.title)),
            Cell::text(error.advice.unwrap_or_default()),
        ]
    });
    table(page, &["Code", "Book", "#Count", "Meaning", "What to do"], rows);
}

fn costs(page: &mut String, report: &Report) {
    if report.costs.counted == 0 {
        return;
    }
    line(page, "<h2>Cost by category</h2>");
    let highest = report.costs.categories.iter().map(|category| category.cny).max().unwrap_or(Decimal::ZERO);
    let list: Vec<Bar> = report
        .costs
        .categories
        .iter()
        .take(20)
        .map(|category| Bar {
            label: category_name(category),
            share: category.cny.share(highest),
            remark: format!("{} CNY", category.cny),
            class: "in",
        })
        .collect();
    bars(page, "Cost by category", &list);
    let rows = report.costs.categories.iter().map(|category| {
        vec![
            Cell::text(&category_name(category)),
            Cell::number(&grouped(category.count)),
            Cell::number(&category.cny.to_string()),
            Cell::number(&amounts(&category.foreign)),
        ]
    });
    table(page, &["Category", "#Costs", "#CNY", "#Foreign"], rows);
    let total = report.cny().map_or_else(|| "too much to add".to_owned(), |cny| cny.to_string());
    line(
        page,
        &format!(
            "<p>Together {} CNY, {}. Each cost counts once: {} of {} in the capture.</p>",
            safe(&total),
            safe(&amounts(&report.foreign())),
            grouped(report.costs.counted),
            grouped(report.costs.seen)
        ),
    );
    if report.costs.unreadable > 0 {
        line(
            page,
            &format!("<p>Not added up: {} costs whose price is no number.</p>", grouped(report.costs.unreadable)),
        );
    }
}

fn latencies(page: &mut String, report: &Report) {
    if report.latencies.is_empty() {
        return;
    }
    line(page, "<h2>Time between steps</h2>");
    let rows = report.latencies.iter().map(|latency| {
        let mut row = vec![
            Cell::text(latency.platform.map_or("", Platform::word)),
            Cell::text(&format!("{} → {}", step_word(latency.pair.0), step_word(latency.pair.1))),
            Cell::number(&grouped(latency.count)),
        ];
        row.extend(latency.millis.iter().map(|millis| Cell::number(&span(*millis))));
        row
    });
    table(page, &["Platform", "Steps", "#Messages", "#p50", "#p90", "#p95", "#p99", "#Longest"], rows);
}

fn events(page: &mut String, report: &Report) {
    line(page, "<h2>Events</h2>");
    let rows = report.events.iter().map(|event| {
        vec![
            Cell::text(event.platform.map_or("", Platform::word)),
            Cell::text(&event.event),
            Cell::number(&grouped(event.count)),
        ]
    });
    table(page, &["Platform", "Event", "#Count"], rows);
}

/// A cell of a table.
struct Cell {
    html: String,
    number: bool,
}

impl Cell {
    fn text(text: &str) -> Self {
        Self { html: safe(text), number: false }
    }

    fn number(text: &str) -> Self {
        Self { html: safe(text), number: true }
    }
}

/// A table; `#` marks the heading of a column of numbers.
fn table(page: &mut String, headings: &[&str], rows: impl Iterator<Item = Vec<Cell>>) {
    page.push_str("<div class=\"wide\"><table><tr>");
    for heading in headings {
        match heading.strip_prefix('#') {
            Some(number) => page.push_str(&format!("<th class=\"number\">{number}</th>")),
            None => page.push_str(&format!("<th>{heading}</th>")),
        }
    }
    line(page, "</tr>");
    for row in rows {
        page.push_str("<tr>");
        for cell in row {
            let class = if cell.number { " class=\"number\"" } else { "" };
            page.push_str(&format!("<td{class}><bdi>{}</bdi></td>", cell.html));
        }
        line(page, "</tr>");
    }
    line(page, "</table></div>");
}
