//! A job as a page: what was sent to how many, and what became of it.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::summary::{SHARES, Summary, Sums};
use crate::bulk::journal::{CodeCount, Counts, Delivery, Journal, JournalError, Product, State};
use crate::bulk::report::{explain, explain_reason, explanation};
use crate::codes::{self, Book};
use crate::page::{Bar, Figure, Page, Section, Timeline, Tone, grouped};
use crate::webhook::decimal::Decimal;
use crate::webhook::stats::figure::span;
use crate::webhook::stats::timeline;

/// How many bars a picture has; the table below it has them all.
const BARS: usize = 12;

/// What the page is about, besides the journal.
pub struct About<'a> {
    /// The job.
    pub name: &'a str,
    /// The message as typed, in words.
    pub message: &'a str,
    /// Whether a process runs the job at this moment.
    pub is_running: bool,
    /// When the page is made, in the zone of its times.
    pub now: &'a Zoned,
}

/// Makes the page of one instant of the job.
///
/// # Errors
/// When the journal cannot be read.
pub fn page(journal: &Journal, about: &About<'_>) -> Result<Page, JournalError> {
    let zone = about.now.time_zone();
    let summary = Summary::of(journal)?;
    let counts = journal.counts()?;
    let counts = if about.is_running { counts } else { counts.at_rest() };
    let header = journal.header();
    let sent = journal.sent_period()?.map(|(first, last)| format!("{} to {}", minute(first, zone), minute(last, zone)));
    let heard = summary.ladder.heard_until.map(|until| minute(until, zone));
    let page = Page::new(format!("Job: {}", about.name))
        .about("Profile", &header.profile)
        .about("Message", about.message)
        .about("Kind", header.command.to_string())
        .about(capital(header.command.product.account()), &header.account)
        .about("Sent", sent.unwrap_or_default())
        .about("Heard until", heard.unwrap_or_default())
        .made(about.now);
    let sections = [
        figures(&summary, &counts, header.command.product),
        ladder(&summary, &counts, about, journal.is_tracked()?),
        over_time(journal, zone)?,
        failures(&summary, &journal.refusals()?),
        latencies(&summary),
        costs(&summary),
        unknown(journal, about)?,
        left_out(&journal.skips()?),
    ];
    Ok(sections.into_iter().fold(page, Page::section))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn minute(millis: i64, zone: &TimeZone) -> String {
    zoned(millis, zone).strftime("%Y-%m-%d %H:%M %:z").to_string()
}

fn second(millis: i64, zone: &TimeZone) -> String {
    zoned(millis, zone).strftime("%Y-%m-%d %H:%M:%S %:z").to_string()
}

fn zoned(millis: i64, zone: &TimeZone) -> Zoned {
    Timestamp::from_millisecond(millis).unwrap_or_default().to_zoned(zone.clone())
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn per_cent(part: u64, whole: u64) -> String {
    format!("{:.1} %", 100.0 * share(part, whole))
}

/// To how many, and how it went on the whole.
fn figures(summary: &Summary, counts: &Counts, product: Product) -> Section {
    let ladder = &summary.ladder;
    let arrived = ladder.delivered + ladder.read;
    let of = |part, whole, what: &str| format!("{} of {what}", per_cent(part, whole));
    let figure = |label, count, remark, tone| Figure { remark, ..Figure::new(label, grouped(count)).tone(tone) };
    let mut figures = vec![Figure::new("recipients", grouped(counts.total))];
    figures.push(figure("accepted", counts.accepted, of(counts.accepted, counts.total, "all"), Tone::Plain));
    if ladder.heard_until.is_some() {
        figures.push(figure("received it", arrived, of(arrived, counts.accepted, "the accepted"), Tone::Good));
    }
    // No receipt of a Super Message tells of the reading.
    if ladder.heard_until.is_some() && product != Product::Super {
        figures.push(figure("read it", ladder.read, of(ladder.read, counts.accepted, "the accepted"), Tone::Good));
    }
    let failed = ladder.failed;
    let more = [
        ("failed later", failed, of(failed, counts.accepted, "the accepted"), Tone::Bad),
        ("refused", counts.refused, of(counts.refused, counts.total, "all"), Tone::Bad),
        ("unknown", counts.unknown, "may have been accepted".to_owned(), Tone::Warm),
        ("in flight", counts.sending, String::new(), Tone::Plain),
        ("not sent yet", counts.pending, String::new(), Tone::Warm),
        ("left out", counts.skipped, String::new(), Tone::Other),
    ];
    let more = more.into_iter().filter(|(_, count, ..)| *count > 0);
    figures.extend(more.map(|(label, count, remark, tone)| figure(label, count, remark, tone)));
    if let Some(cny) = summary.costs.of("CNY") {
        figures.push(Figure { remark: foreign(&summary.costs), ..Figure::new("CNY", cny.to_string()) });
    }
    Section::new("").figures(figures)
}

/// Each accepted row at the highest step that was heard.
fn ladder(summary: &Summary, counts: &Counts, about: &About<'_>, is_tracked: bool) -> Section {
    let title = "How far it came";
    if counts.accepted == 0 {
        return Section::new(title);
    }
    if !is_tracked {
        let command = format!("msgops jobs track {}", about.name);
        return Section::new(title).note(format!("Nothing was joined yet: `{command}` tells who received it."));
    }
    let ladder = &summary.ladder;
    let steps = [
        (Delivery::Read, ladder.read, Tone::Good),
        (Delivery::Delivered, ladder.delivered, Tone::Plain),
        (Delivery::Sent, ladder.sent, Tone::Other),
        (Delivery::Failed, ladder.failed, Tone::Bad),
        (Delivery::Unheard, ladder.unheard, Tone::Other),
    ];
    let bars = steps.map(|(step, count, tone)| {
        Bar::new(step.word(), grouped(count), share(count, counts.accepted), tone)
            .remark(per_cent(count, counts.accepted))
    });
    let mut section = Section::new(title).bars(bars.to_vec()).note(
        "Each accepted recipient counts once, at the last step that was heard. \
         What is unheard may have arrived all the same.",
    );
    if ladder.resolved > 0 {
        section = section.note(format!(
            "{} whose answer was lost turned out to be accepted, by what was heard since.",
            grouped(ladder.resolved)
        ));
    }
    section
}

fn over_time(journal: &Journal, zone: &TimeZone) -> Result<Section, JournalError> {
    let mut timeline = timeline::Timeline::of_seconds();
    journal.each_moment(&mut |moments| {
        for (lane, moment) in moments.into_iter().enumerate() {
            if let Some(at) = moment {
                timeline.add(at, lane, 1);
            }
        }
    })?;
    let (width, bars) = timeline.bars();
    if bars.is_empty() {
        return Ok(Section::new(""));
    }
    let columns: Vec<(i64, Vec<u64>)> = bars.into_iter().map(|(start, lanes)| (start, lanes.to_vec())).collect();
    let highest = columns.iter().map(|(_, counts)| counts.iter().sum::<u64>()).max().unwrap_or(0);
    Ok(Section::new("Over time")
        .timeline(&Timeline {
            lanes: &[
                ("accepted", Tone::Other),
                ("delivered", Tone::Plain),
                ("read", Tone::Good),
                ("failed", Tone::Bad),
            ],
            width,
            columns: &columns,
            label: &|millis| if width < 60_000 { second(millis, zone) } else { minute(millis, zone) },
        })
        .note(format!("Each column is {}; the highest has {}.", span(width.unsigned_abs()), grouped(highest))))
}

/// Everything that went wrong for certain: refused when it was sent, and failed later.
fn failures(summary: &Summary, refused: &[CodeCount]) -> Section {
    let mut all: Vec<(CodeCount, &str)> = refused.iter().map(|code| (code.clone(), "refused")).collect();
    all.extend(summary.ladder.by_code.iter().map(|(code, book, count)| {
        (CodeCount { code: code.clone(), book: book.clone(), count: *count }, "failed later")
    }));
    all.sort_by_key(|(code, _)| std::cmp::Reverse(code.count));
    let most = all.first().map_or(0, |(code, _)| code.count);
    let named = |code: &CodeCount| if code.code.is_empty() { "no code".to_owned() } else { code.code.clone() };
    let bars = all.iter().take(BARS).map(|(code, when)| {
        Bar::new(named(code), grouped(code.count), share(code.count, most), Tone::Bad).remark(*when)
    });
    let rows = all.iter().map(|(code, when)| {
        let entry = code
            .book
            .as_deref()
            .and_then(|word| word.parse::<Book>().ok())
            .and_then(|book| codes::find(book, &code.code));
        vec![
            named(code),
            code.book.clone().unwrap_or_default(),
            (*when).to_owned(),
            grouped(code.count),
            explain(code).unwrap_or_default(),
            entry.map_or("", |entry| entry.who.word()).to_owned(),
            entry.map_or("", codes::Entry::advice).to_owned(),
        ]
    });
    Section::new("Failures by code")
        .bars(bars.collect())
        .table(&["Code", "Book", "When", "#Count", "Meaning", "Who acts", "What to do"], rows.collect())
}

fn latencies(summary: &Summary) -> Section {
    let steps = [("delivered", summary.delivered), ("read", summary.read)];
    let rows: Vec<Vec<String>> = steps
        .into_iter()
        .filter_map(|(step, found)| Some((step, found?)))
        .map(|(step, found)| {
            let times = found.map(|millis: i64| span(millis.unsigned_abs()));
            std::iter::once(step.to_owned()).chain(times).collect()
        })
        .collect();
    let headings: Vec<String> =
        std::iter::once("Step".to_owned()).chain(SHARES.map(|share| format!("#{share} % within"))).collect();
    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
    Section::new("Time from the vendor's answer").table(&headings, rows)
}

/// What is told in other currencies.
fn foreign(sums: &Sums) -> String {
    let sums = sums.iter().filter(|(currency, _)| *currency != "CNY");
    sums.map(|(currency, sum)| format!("{sum} {currency}")).collect::<Vec<_>>().join(", ")
}

fn costs(summary: &Summary) -> Section {
    let cny = |sums: &Sums| sums.of("CNY").unwrap_or(Decimal::ZERO);
    let name = |kind: &str| if kind.is_empty() { "no category".to_owned() } else { kind.to_owned() };
    let highest = summary.kinds.values().map(|kind| cny(&kind.sums)).max().unwrap_or(Decimal::ZERO);
    let bars = summary.kinds.iter().take(BARS).map(|(kind, cost)| {
        let sum = cny(&cost.sums);
        Bar::new(name(kind), format!("{sum} CNY"), sum.share(highest), Tone::Plain)
    });
    let rows = summary
        .kinds
        .iter()
        .map(|(kind, cost)| vec![name(kind), grouped(cost.count), cny(&cost.sums).to_string(), foreign(&cost.sums)]);
    Section::new("Cost")
        .bars(bars.collect())
        .table(&["Category", "#Costs", "#CNY", "#Foreign: the same money"], rows.collect())
}

/// Every row of which nobody can tell, with what may be its message.
fn unknown(journal: &Journal, about: &About<'_>) -> Result<Section, JournalError> {
    let zone = about.now.time_zone();
    let mut rows = Vec::new();
    journal.each_row::<JournalError>(None, &mut |row| {
        let row = if about.is_running { row } else { row.at_rest() };
        if row.state == State::Unknown {
            rows.push(vec![
                grouped(row.line.unsigned_abs()),
                row.recipient.clone(),
                row.at.map(|at| zoned(at, zone).strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default(),
                explanation(&row).unwrap_or_default(),
                row.kept.evidence.clone().unwrap_or_default(),
            ]);
        }
        Ok(true)
    })?;
    let is_empty = rows.is_empty();
    let section = Section::new("Unknown: they may have been accepted")
        .table(&["#Line", "Recipient", "Since", "Why", "Evidence"], rows);
    Ok(if is_empty {
        section
    } else {
        section.note(format!(
            "They are never sent again by themselves. What you know otherwise: `msgops jobs settle {} --as accepted`, or refused.",
            about.name
        ))
    })
}

fn left_out(skips: &[(String, u64)]) -> Section {
    let rows = skips.iter().map(|(reason, count)| vec![reason.clone(), grouped(*count), explain_reason(reason)]);
    Section::new("Left out").table(&["Reason", "#Rows", "Meaning"], rows.collect())
}
