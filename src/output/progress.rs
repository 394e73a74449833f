//! Progress on stderr: a bar on a terminal, a plain line every few seconds anywhere else.

use std::cell::Cell;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Output;
use super::column::grouped;

/// A bar appears only when the work is not done by then.
const BAR_AFTER: Duration = Duration::from_millis(250);
/// The bar is drawn anew this often.
const BAR_EVERY: Duration = Duration::from_millis(100);
/// Plain lines come this far apart, and the first one not before.
const LINE_EVERY: Duration = Duration::from_secs(5);

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
    speed: Cell<Speed>,
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
            speed: Cell::new(Speed::default()),
        }
    }

    /// Tells how far the work is. `figures` is asked only when something is to be drawn, so this
    /// may be called for every row.
    pub fn update(&self, figures: impl FnOnce() -> Figures) {
        if self.mode == Mode::Silent {
            return;
        }
        let elapsed = self.started.elapsed();
        if elapsed < self.next.get() {
            return;
        }
        let figures = figures();
        let mut speed = self.speed.get();
        speed.advance(elapsed, figures.done);
        self.speed.set(speed);
        let text = told(&self.name, &figures, speed.per_second);
        match self.mode {
            Mode::Bar => {
                self.next.set(elapsed + BAR_EVERY);
                self.output.draw_bar(&figures, text, || bar(self.output.settings().ascii));
            }
            Mode::Lines => {
                self.next.set(elapsed + LINE_EVERY);
                self.output.note(&text);
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

fn bar(ascii: bool) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let characters = if ascii { "=> " } else { "█▉▊▋▌▍▎▏ " };
    if let Ok(style) = ProgressStyle::with_template("{bar:24} {wide_msg}") {
        bar.set_style(style.progress_chars(characters));
    }
    bar
}

/// The rate of the last seconds.
#[derive(Clone, Copy, Debug, Default)]
struct Speed {
    at: Duration,
    done: u64,
    per_second: f64,
}

impl Speed {
    /// Blends in what was done since the last look; older looks fade within about three seconds.
    fn advance(&mut self, now: Duration, done: u64) {
        let seconds = now.saturating_sub(self.at).as_secs_f64();
        if seconds <= 0.0 {
            return;
        }
        let fresh = done.saturating_sub(self.done) as f64 / seconds;
        let weight = if self.at.is_zero() { 1.0 } else { 1.0 - (-seconds / 3.0).exp() };
        self.per_second += weight * (fresh - self.per_second);
        self.at = now;
        self.done = done;
    }
}

fn told(name: &str, figures: &Figures, per_second: f64) -> String {
    let number = |count: u64| grouped(&count.to_string());
    let mut text = match figures.total {
        Some(total) => format!("{name}: {} of {}", number(figures.done), number(total)),
        None => format!("{name}: {}", number(figures.done)),
    };
    if let Some(outcomes) = figures.outcomes {
        text.push_str(&format!(
            ", {} accepted, {} refused, {} unknown",
            number(outcomes.accepted),
            number(outcomes.refused),
            number(outcomes.unknown)
        ));
    }
    if per_second >= 10.0 {
        text.push_str(&format!(", {}/s", number(per_second.round() as u64)));
    } else if per_second > 0.0 {
        text.push_str(&format!(", {per_second:.1}/s"));
    }
    if let Some(left) = figures.total.map(|total| total.saturating_sub(figures.done))
        && left > 0
        && per_second > 0.0
    {
        text.push_str(&format!(", {} left", span(left as f64 / per_second)));
    }
    text
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
        assert_eq!(
            told("job spring", &job, 2010.4),
            "job spring: 12,300 of 20,000, 12,280 accepted, 15 refused, 5 unknown, 2,010/s, 4 s left"
        );
        let rows = Figures { done: 500, ..Figures::default() };
        assert_eq!(told("records", &rows, 0.0), "records: 500");
        assert_eq!(span(7_800.0), "2 h 10 min");
    }

    #[test]
    fn speed_follows_the_last_seconds() {
        let mut speed = Speed::default();
        speed.advance(Duration::from_secs(1), 1000);
        assert!((speed.per_second - 1000.0).abs() < 1.0);
        for second in 2..30 {
            speed.advance(Duration::from_secs(second), 1000 + (second - 1) * 100);
        }
        assert!((speed.per_second - 100.0).abs() < 5.0, "{speed:?}");
    }
}
