//! Progress on stderr: a bar on a terminal, a plain line every few seconds anywhere else.

use std::cell::Cell;
use std::time::{Duration, Instant};

use indicatif::ProgressStyle;

use unicode_width::UnicodeWidthStr;

use super::Output;
use super::column::grouped;

/// A bar appears only when the work is not done by then.
const BAR_AFTER: Duration = Duration::from_millis(250);
/// The bar is drawn anew this often.
const BAR_EVERY: Duration = Duration::from_millis(100);
/// Plain lines come this far apart, and the first one not before.
const LINE_EVERY: Duration = Duration::from_secs(5);

/// The widest bar, and the narrowest that is worth its place.
const BAR: std::ops::RangeInclusive<usize> = 4..=24;

/// What the work tells about itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Units done: rows printed, or rows of a job with an outcome.
    pub done: u64,
    /// Units in all, when known.
    pub total: Option<u64>,
    /// Of a job: accepted, refused and unknown so far.
    pub outcomes: Option<Outcomes>,
}

/// How the rows of a job ended so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// Accepted.
    pub accepted: u64,
    /// Refused.
    pub refused: u64,
    /// Unknown.
    pub unknown: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Bar,
    Lines,
    Silent,
}

/// Progress of one piece of work; gone from the terminal when dropped.
pub struct Progress<'a> {
    output: &'a Output,
    mode: Mode,
    /// What the work is called: `records`, `job spring`.
    name: String,
    started: Instant,
    next: Cell<Duration>,
    /// Of this run alone: what was done before its first look does not count.
    speed: Cell<Option<Speed>>,
}

impl<'a> Progress<'a> {
    /// Progress of a listing. A bar never shares the terminal with rows, so there is none when
    /// stdout is a terminal.
    pub(super) fn of_rows(output: &'a Output, name: &str) -> Self {
        let settings = output.settings();
        let mode = match (settings.stdout_terminal, settings.stderr_terminal) {
            (true, _) => Mode::Silent,
            (false, true) if !settings.ci => Mode::Bar,
            _ => Mode::Lines,
        };
        Self::new(output, name, mode)
    }

    /// Progress of a job, which prints nothing on stdout before its end.
    pub(super) fn of_job(output: &'a Output, name: &str) -> Self {
        let settings = output.settings();
        let mode = if settings.stderr_terminal && !settings.ci { Mode::Bar } else { Mode::Lines };
        Self::new(output, name, mode)
    }

    fn new(output: &'a Output, name: &str, mode: Mode) -> Self {
        let mode = if output.settings().quiet { Mode::Silent } else { mode };
        let first = if mode == Mode::Bar { BAR_AFTER } else { LINE_EVERY };
        Self {
            output,
            mode,
            name: name.to_owned(),
            started: Instant::now(),
            next: Cell::new(first),
            speed: Cell::new(None),
        }
    }

    /// Tells how far the work is; the first call, when the work begins, what was done before it. `figures` is asked
    /// only then and when something is to be drawn, so this may be called for every row.
    pub fn update(&self, figures: impl FnOnce() -> Figures) {
        if self.mode == Mode::Silent {
            return;
        }
        let elapsed = self.started.elapsed();
        let Some(mut speed) = self.speed.get() else {
            self.speed.set(Some(Speed { at: elapsed, done: figures().done, per_second: None }));
            return;
        };
        if elapsed < self.next.get() {
            return;
        }
        let figures = figures();
        speed.advance(elapsed, figures.done);
        self.speed.set(Some(speed));
        let texts = told(&self.name, &figures, speed.per_second.unwrap_or(0.0));
        match self.mode {
            Mode::Bar => {
                self.next.set(elapsed + BAR_EVERY);
                let settings = self.output.settings();
                let (bar, text) = fitted(&texts, settings.stderr_width());
                self.output.draw_bar(&figures, text.to_owned(), style(bar, settings.ascii));
            }
            Mode::Lines => {
                self.next.set(elapsed + LINE_EVERY);
                self.output.note(&texts[0]);
            }
            Mode::Silent => {}
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        self.output.clear_bar();
    }
}

/// How wide the bar may be, and which text fits: the bar gives way first, then the name and what is done; counts, rate
/// and time left stay.
fn fitted(texts: &[String], width: usize) -> (usize, &str) {
    // The last column stays free: a cursor there would begin a new line.
    let room = width.saturating_sub(2);
    let fits = texts.iter().find(|text| text.width() <= room).or(texts.last());
    let text = fits.map_or("", String::as_str);
    let bar = room.saturating_sub(text.width()).min(*BAR.end());
    (if BAR.contains(&bar) { bar } else { 0 }, text)
}

fn style(bar: usize, ascii: bool) -> ProgressStyle {
    let template = if bar > 0 { format!("{{bar:{bar}}} {{wide_msg}}") } else { "{wide_msg}".to_owned() };
    let characters = if ascii { "=> " } else { "█▉▊▋▌▍▎▏ " };
    ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars(characters)
}

/// The rate of the last seconds.
#[derive(Clone, Copy, Debug)]
struct Speed {
    at: Duration,
    done: u64,
    /// None before anything was measured.
    per_second: Option<f64>,
}

impl Speed {
    /// Blends in what was done since the last look; older looks fade within about three seconds.
    fn advance(&mut self, now: Duration, done: u64) {
        let seconds = now.saturating_sub(self.at).as_secs_f64();
        if seconds <= 0.0 {
            return;
        }
        let fresh = done.saturating_sub(self.done) as f64 / seconds;
        let weight = 1.0 - (-seconds / 3.0).exp();
        self.per_second = Some(self.per_second.map_or(fresh, |before| before + weight * (fresh - before)));
        self.at = now;
        self.done = done;
    }
}

/// The same in words, from the longest to the shortest.
fn told(name: &str, figures: &Figures, per_second: f64) -> Vec<String> {
    let number = |count: u64| grouped(&count.to_string());
    let done = match figures.total {
        Some(total) => format!("{} of {}", number(figures.done), number(total)),
        None => number(figures.done),
    };
    let mut ends = Vec::new();
    if let Some(outcomes) = figures.outcomes {
        ends.push(format!("{} accepted", number(outcomes.accepted)));
        ends.push(format!("{} refused", number(outcomes.refused)));
        ends.push(format!("{} unknown", number(outcomes.unknown)));
    }
    if per_second >= 10.0 {
        ends.push(format!("{}/s", number(per_second.round() as u64)));
    } else if per_second > 0.0 {
        ends.push(format!("{per_second:.1}/s"));
    }
    if let Some(left) = figures.total.map(|total| total.saturating_sub(figures.done))
        && left > 0
        && per_second > 0.0
    {
        ends.push(format!("{} left", span(left as f64 / per_second)));
    }
    let after = |first: String| [&[first][..], &ends].concat().join(", ");
    let mut texts = vec![after(format!("{name}: {done}")), after(done)];
    if figures.outcomes.is_some() {
        texts.push(ends.join(", "));
    }
    texts
}

/// `3 s`, `4 min`, `2 h 10 min`.
fn span(seconds: f64) -> String {
    let seconds = seconds.ceil() as u64;
    match seconds {
        0..=99 => format!("{seconds} s"),
        100..=5_999 => format!("{} min", seconds.div_ceil(60)),
        _ => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_in_words() {
        let job = Figures {
            done: 12_300,
            total: Some(20_000),
            outcomes: Some(Outcomes { accepted: 12_280, refused: 15, unknown: 5 }),
        };
        let texts = told("job spring", &job, 2010.4);
        assert_eq!(
            texts,
            [
                "job spring: 12,300 of 20,000, 12,280 accepted, 15 refused, 5 unknown, 2,010/s, 4 s left",
                "12,300 of 20,000, 12,280 accepted, 15 refused, 5 unknown, 2,010/s, 4 s left",
                "12,280 accepted, 15 refused, 5 unknown, 2,010/s, 4 s left",
            ]
        );
        assert_eq!(fitted(&texts, 120), (24, texts[0].as_str()));
        assert_eq!(fitted(&texts, 97), (8, texts[0].as_str()));
        assert_eq!(fitted(&texts, 80), (0, texts[1].as_str()));
        assert_eq!(fitted(&texts, 70), (11, texts[2].as_str()));
        assert_eq!(fitted(&texts, 20), (0, texts[2].as_str()));
        let rows = Figures { done: 500, ..Figures::default() };
        assert_eq!(told("records", &rows, 0.0)[0], "records: 500");
        assert_eq!(span(7_800.0), "2 h 10 min");
    }

    #[test]
    fn speed_is_that_of_the_last_seconds_of_this_run() {
        let mut speed = Speed { at: Duration::ZERO, done: 1_000_000, per_second: None };
        speed.advance(Duration::from_secs(1), 1_001_000);
        assert!((speed.per_second.unwrap() - 1000.0).abs() < 1.0, "what earlier runs did is no speed: {speed:?}");
        for second in 2..30 {
            speed.advance(Duration::from_secs(second), 1_001_000 + (second - 1) * 100);
        }
        assert!((speed.per_second.unwrap() - 100.0).abs() < 5.0, "{speed:?}");
    }
}
