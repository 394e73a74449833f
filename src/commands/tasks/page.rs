//! The statistics of tasks as a page: the funnel of all and of each, all over time, failures by code.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde_json::Value;

use crate::codes::{self, Book};
use crate::page::{Bar, Figure, Page, Section, Timeline, Tone, grouped, height};
use crate::sobot::row::Row;
use crate::sobot::task::{NUMBERS, numbers};

/// How many tasks have a funnel of their own; the table has them all.
const FUNNELS: usize = 50;

/// How many columns the picture over time has at most.
const COLUMNS: i64 = 92;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// The steps of a task's life, in the order of [`NUMBERS`].
const STEPS: [(&str, Tone); NUMBERS.len()] = [
    ("planned", Tone::Plain),
    ("sent", Tone::Plain),
    ("failed", Tone::Bad),
    ("delivered", Tone::Good),
    ("read", Tone::Good),
    ("replied", Tone::Good),
];

/// What a page needs of a task.
pub struct Told {
    /// The vendor's id.
    pub id: String,
    name: String,
    start: Option<Timestamp>,
    numbers: [u64; NUMBERS.len()],
}

impl Told {
    /// Takes it from a row of the list.
    pub fn of(task: &Row) -> Self {
        let text = |name| task.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        Self {
            id: text("task_id"),
            name: text("task_name"),
            start: text("task_start_time").parse().ok(),
            numbers: numbers(task).map(|number| number.and_then(|number| u64::try_from(number).ok()).unwrap_or(0)),
        }
    }

    /// When it started, in epoch milliseconds.
    pub fn started(&self) -> Option<i64> {
        self.start.map(Timestamp::as_millisecond)
    }
}

/// What the page is about.
pub struct About<'a> {
    /// The filters, as they were given.
    pub filters: String,
    /// When the page is made, in the zone of its times.
    pub now: &'a Zoned,
}

/// Makes the page; `failures` are the rows of failed records by code.
pub fn page(tasks: &[Told], totals: &Row, failures: &[Value], about: &About<'_>) -> Page {
    let zone = about.now.time_zone();
    let sections = [
        Section::new("").figures(figures(tasks.len(), totals)),
        Section::new("All tasks").bars(bars(&all(tasks))),
        over_time(tasks, zone),
        by_code(failures),
        each(tasks, zone),
        table(tasks, zone),
    ];
    let page = Page::new("Broadcast tasks")
        .about("Filters", &about.filters)
        .about("Period", period(tasks, zone))
        .made(about.now);
    sections.into_iter().fold(page, Page::section)
}

fn all(tasks: &[Told]) -> [u64; NUMBERS.len()] {
    let mut sums = [0_u64; NUMBERS.len()];
    for task in tasks {
        for (sum, number) in sums.iter_mut().zip(task.numbers) {
            *sum = sum.saturating_add(number);
        }
    }
    sums
}

fn figures(tasks: usize, totals: &Row) -> Vec<Figure> {
    let number = |name: &str| grouped(totals.get(name).and_then(Value::as_u64).unwrap_or(0));
    let rated = |label: &str, name: &str, rate: &str, of: &str, tone| Figure {
        remark: totals
            .get(rate)
            .and_then(Value::as_f64)
            .map_or_else(String::new, |rate| format!("{:.1} % of {of}", 100.0 * rate)),
        ..Figure::new(label, number(name)).tone(tone)
    };
    vec![
        Figure::new(if tasks == 1 { "task" } else { "tasks" }, grouped(tasks as u64)),
        Figure::new("sent", number("send_success_num")),
        rated("failed", "send_error_num", "failure_rate", "tried", Tone::Bad),
        rated("delivered", "already_send_num", "delivery_rate", "sent", Tone::Good),
        rated("read", "already_read_num", "read_rate", "delivered", Tone::Good),
        rated("replied", "reply_data_num", "reply_rate", "delivered", Tone::Good),
    ]
}

/// A funnel: each bar's share is of the longest one, for the vendor's numbers need not add up.
fn bars(numbers: &[u64; NUMBERS.len()]) -> Vec<Bar> {
    let longest = numbers.iter().copied().max().unwrap_or(0);
    let [_, sent, failed, delivered, read, replied] = *numbers;
    let of = |part: u64, whole: u64, what: &str| match whole {
        0 => String::new(),
        _ => format!("{:.1} % of {what}", 100.0 * part as f64 / whole as f64),
    };
    let remarks = [
        String::new(),
        String::new(),
        of(failed, sent.saturating_add(failed), "tried"),
        of(delivered, sent, "sent"),
        of(read, delivered, "delivered"),
        of(replied, delivered, "delivered"),
    ];
    STEPS
        .iter()
        .zip(numbers)
        .zip(remarks)
        .map(|(((label, tone), number), remark)| {
            let share = if longest == 0 { 0.0 } else { *number as f64 / longest as f64 };
            Bar::new(*label, grouped(*number), share, *tone).remark(remark)
        })
        .collect()
}

fn date(start: Timestamp, zone: &TimeZone) -> Date {
    start.to_zoned(zone.clone()).date()
}

fn minute(start: Option<Timestamp>, zone: &TimeZone) -> String {
    start.map_or_else(String::new, |start| start.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string())
}

fn period(tasks: &[Told], zone: &TimeZone) -> String {
    let starts = || tasks.iter().filter_map(|task| task.start);
    match starts().min().zip(starts().max()) {
        Some((first, last)) => {
            let last = last.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M %:z").to_string();
            format!("{} to {last}", minute(Some(first), zone))
        }
        None => String::new(),
    }
}

/// Sent and failed by the day on which the task started; of several days where there are too many.
fn over_time(tasks: &[Told], zone: &TimeZone) -> Section {
    let dates = || tasks.iter().filter_map(|task| Some(date(task.start?, zone)));
    let Some((first, last)) = dates().min().zip(dates().max()) else { return Section::new("") };
    let days = i64::from((last - first).get_days()) + 1;
    let wide = (days + COLUMNS - 1) / COLUMNS;
    let mut columns: BTreeMap<i64, Vec<u64>> = BTreeMap::new();
    for (task, date) in tasks.iter().filter_map(|task| Some((task, date(task.start?, zone)))) {
        let place = i64::from((date - first).get_days()) / wide;
        let counts = columns.entry(place * wide * DAY).or_insert_with(|| vec![0, 0]);
        let [_, sent, failed, ..] = task.numbers;
        counts[0] = counts[0].saturating_add(sent);
        counts[1] = counts[1].saturating_add(failed);
    }
    let columns: Vec<(i64, Vec<u64>)> = columns.into_iter().collect();
    let highest = columns.iter().map(|(_, counts)| height(counts)).max().unwrap_or(0);
    // Days are counted from the first one: a calendar day is not always 24 hours long.
    let label = |millis: i64| {
        let day = first.checked_add(jiff::Span::new().days(millis / DAY));
        day.map_or_else(|_| String::new(), |day| day.to_string())
    };
    let span = if wide == 1 { "a day".to_owned() } else { format!("{wide} days") };
    Section::new("Over time")
        .timeline(&Timeline {
            lanes: &[("sent", Tone::Good), ("failed", Tone::Bad)],
            width: wide * DAY,
            columns: &columns,
            label: &label,
        })
        .note(format!(
            "By the start of the task; each column is {span}, the highest has {} messages.",
            grouped(highest)
        ))
}

fn by_code(failures: &[Value]) -> Section {
    let text = |row: &Value, key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let count = |row: &Value| row.get("count").and_then(Value::as_u64).unwrap_or(0);
    let most = failures.iter().map(count).max().unwrap_or(0).max(1);
    let bars = failures
        .iter()
        .take(12)
        .map(|row| Bar::new(text(row, "code"), grouped(count(row)), count(row) as f64 / most as f64, Tone::Bad));
    let rows = failures.iter().map(|row| {
        let entry = codes::find(Book::SobotRecord, &text(row, "code"));
        vec![
            text(row, "code"),
            grouped(count(row)),
            text(row, "explanation"),
            entry.map_or("", |entry| entry.who.word()).to_owned(),
            entry.map_or("", codes::Entry::advice).to_owned(),
        ]
    });
    Section::new("Failures by code")
        .bars(bars.collect())
        .table(&["Code", "#Count", "Meaning", "Who acts", "What to do"], rows.collect())
}

fn each(tasks: &[Told], zone: &TimeZone) -> Section {
    let mut section = Section::new("Each task");
    if tasks.len() < 2 {
        return section;
    }
    for task in tasks.iter().take(FUNNELS) {
        let heading = [task.name.as_str(), &minute(task.start, zone)].map(str::trim).join(" · ");
        section = section.note(heading.trim_matches([' ', '·'])).bars(bars(&task.numbers));
    }
    if tasks.len() > FUNNELS {
        let more = grouped((tasks.len() - FUNNELS) as u64);
        section = section.note(format!("The newest {FUNNELS}; the table below has {more} more."));
    }
    section
}

fn table(tasks: &[Told], zone: &TimeZone) -> Section {
    let rows = tasks.iter().map(|task| {
        let mut row = vec![task.name.clone(), minute(task.start, zone)];
        row.extend(task.numbers.map(grouped));
        row.push(task.id.clone());
        row
    });
    let headings = ["Task", "Started", "#Planned", "#Sent", "#Failed", "#Delivered", "#Read", "#Replied", "Id"];
    Section::new("The numbers").table(&headings, rows.collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn task(id: &str, name: &str, start: &str, numbers: [u64; 6]) -> Told {
        let mut row = json!({"task_id": id, "task_name": name, "task_start_time": start});
        for (key, number) in NUMBERS.iter().zip(numbers) {
            row[key] = number.into();
        }
        Told::of(row.as_object().unwrap())
    }

    fn html(tasks: &[Told], failures: &[Value]) -> String {
        let now = "2026-11-28T12:00:00+08:00[Asia/Shanghai]".parse().unwrap();
        let totals = json!({"send_success_num": 3, "failure_rate": 0.25}).as_object().unwrap().clone();
        page(tasks, &totals, failures, &About { filters: "name 春节".to_owned(), now: &now }).render().unwrap()
    }

    #[test]
    fn each_task_has_its_funnel_and_days_are_those_of_the_zone() {
        let tasks = [
            task("b", "春节 🎉 <b>", "2026-11-20T17:00:00Z", [10, 8, 2, 7, 3, 1]),
            task("a", "Second", "2026-11-20T15:59:00Z", [0, 0, 5, 0, 0, 0]),
        ];
        let failures = [json!({"code": "551", "count": 7, "explanation": "blocked"})];
        let html = html(&tasks, &failures);
        assert!(html.contains("春节 🎉 &lt;b&gt; · 2026-11-21 01:00"), "{html}");
        assert_eq!(html.matches("<ul class=\"bars\">").count(), 4);
        // 17:00 in London is the next day in Shanghai, 15:59 is not.
        assert!(html.contains("<title>2026-11-20 · failed 5</title>"), "{html}");
        assert!(html.contains("<title>2026-11-21 · sent 8 · failed 2</title>"), "{html}");
        assert!(html.contains("25.0 % of tried") && html.contains("take the person off the list"));
    }

    #[test]
    fn years_of_tasks_make_a_bounded_picture_and_no_task_makes_a_page_too() {
        let tasks: Vec<Told> = (0..2000_i64)
            .map(|number| {
                let start = Timestamp::from_second(1_700_000_000 + number * 86_400).unwrap().to_string();
                task(&number.to_string(), "daily", &start, [1, 1, 0, 1, 0, 0])
            })
            .collect();
        let html = html(&tasks, &[]);
        assert!(html.matches("<g>").count() <= COLUMNS as usize, "{}", html.matches("<g>").count());
        assert!(html.contains("The newest 50; the table below has 1,950 more."));
        assert!(html.contains("each column is 22 days"));
        let none = page(
            &[],
            &Row::new(),
            &[],
            &About { filters: String::new(), now: &"2026-11-28T12:00:00+00:00[UTC]".parse().unwrap() },
        );
        assert!(none.render().unwrap().contains("tasks"));
    }

    /// It overflowed.
    #[test]
    fn numbers_of_any_size_make_a_page() {
        let numbers = [i64::MAX.unsigned_abs(); 6];
        let tasks = ["a", "b", "c"].map(|id| task(id, "n", "2026-11-20T10:00:00Z", numbers));
        assert!(html(&tasks, &[]).contains("18,446,744,073,709,551,615"));
    }
}
