//! Every HTML page that a command writes: one style, no script, nothing that is fetched; wide, narrow, dark and printed.
//!
//! Whoever has something to tell builds a [`Page`] of sections and blocks; what it looks like stands here and in `page/`.
//! Every text is escaped, and what could hide or reorder it is made visible, whoever wrote it.

use std::fmt::Write as _;

use jiff::Zoned;
use minijinja::value::Value;
use minijinja::{Environment, escape_formatter};
use serde::Serialize;

const TEMPLATE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");

/// How every page begins, in whatever language.
const FRONT: &[u8] = b"<!doctype html>\n<html lang=\"";
/// By what a page of this tool is known.
const MARK: &[u8] = b"<meta name=\"generator\" content=\"msgops\">";
/// How pages of earlier versions began.
const OLD_FRONT: &[u8] = b"<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">";

/// Whether a file that begins so is a page of this tool, and may be replaced by another.
pub fn is_page(front: &[u8]) -> bool {
    let marked = &front[..front.len().min(256)];
    front.starts_with(OLD_FRONT) || front.starts_with(FRONT) && memchr::memmem::find(marked, MARK).is_some()
}

/// The template does not fit the page: a bug of ours.
#[derive(Debug, thiserror::Error)]
#[error("the page could not be made")]
pub struct PageError(#[source] minijinja::Error);

/// The colour of a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// Neither good nor bad.
    #[default]
    Plain,
    Good,
    Bad,
    /// To be looked at.
    Warm,
    /// Beside the point.
    Other,
}

/// A page.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// The language of its words: `en`, `zh`.
    lang: &'static str,
    title: String,
    about: Vec<Entry>,
    sections: Vec<Section>,
}

#[derive(Clone, Debug, Serialize)]
struct Entry {
    label: String,
    value: String,
}

/// A part of a page under a heading.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    title: String,
    blocks: Vec<Block>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Block {
    Figures { list: Vec<Figure> },
    Bars { list: Vec<Bar> },
    Timeline { lanes: Vec<Lane>, columns: u64, list: Vec<Column>, first: String, last: String },
    Table { headings: Vec<Heading>, rows: Vec<Vec<String>> },
    Note { text: String },
}

/// One number that matters.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// What is counted.
    pub label: String,
    /// As it is shown: `1,204`, `12.5 CNY`.
    pub value: String,
    /// Smaller, below it.
    pub remark: String,
    pub tone: Tone,
}

impl Figure {
    /// A figure without a remark.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), remark: String::new(), tone: Tone::Plain }
    }

    /// In another colour.
    pub fn tone(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }
}

/// One bar of a picture of bars.
#[derive(Clone, Debug, Serialize)]
pub struct Bar {
    label: String,
    value: String,
    remark: String,
    /// Per cent of the room.
    width: f64,
    tone: Tone,
}

impl Bar {
    /// A bar that fills `share` (0 to 1) of the room.
    pub fn new(label: impl Into<String>, value: impl Into<String>, share: f64, tone: Tone) -> Self {
        // What is there at all can be seen.
        let width = if share > 0.0 { (share * 100.0).clamp(0.3, 100.0) } else { 0.0 };
        let width = (width * 100.0).round() / 100.0;
        Self { label: label.into(), value: value.into(), remark: String::new(), width, tone }
    }

    /// Smaller, beside the value.
    pub fn remark(self, remark: impl Into<String>) -> Self {
        Self { remark: remark.into(), ..self }
    }
}

#[derive(Clone, Debug, Serialize)]
struct Lane {
    label: String,
    tone: Tone,
}

#[derive(Clone, Debug, Serialize)]
struct Column {
    x: u64,
    title: String,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, Serialize)]
struct Part {
    tone: Tone,
    y: f64,
    height: f64,
}

#[derive(Clone, Debug, Serialize)]
struct Heading {
    text: String,
    number: bool,
}

/// What happened over time: stacked columns of one width.
pub struct Timeline<'t> {
    /// What is counted apart, from the bottom to the top.
    pub lanes: &'t [(&'t str, Tone)],
    /// The width of a column, in milliseconds; above 0.
    pub width: i64,
    /// The first instant of each column (epoch milliseconds) and a count for each lane; in order.
    pub columns: &'t [(i64, Vec<u64>)],
    /// How an instant is shown.
    pub label: &'t dyn Fn(i64) -> String,
}

impl Page {
    /// A page in English.
    pub fn new(title: impl Into<String>) -> Self {
        Self { lang: "en", title: title.into(), about: Vec::new(), sections: Vec::new() }
    }

    /// Something about the whole: which file, which period, when it was made. Nothing is shown for an empty value.
    pub fn about(mut self, label: impl Into<String>, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.about.push(Entry { label: label.into(), value });
        }
        self
    }

    /// When it was made, and by what.
    pub fn made(self, now: &Zoned) -> Self {
        let when = now.strftime("%Y-%m-%d %H:%M %:z").to_string();
        self.about("Made", format!("{when}, msgops {}", env!("CARGO_PKG_VERSION")))
    }

    /// One more section; an empty one is left out.
    pub fn section(mut self, section: Section) -> Self {
        if !section.blocks.is_empty() {
            self.sections.push(section);
        }
        self
    }

    /// The page as HTML.
    ///
    /// # Errors
    /// None that a caller could cause: the template stands beside this.
    pub fn render(&self) -> Result<String, PageError> {
        self.fill().map_err(PageError)
    }

    fn fill(&self) -> Result<String, minijinja::Error> {
        let mut environment = Environment::new();
        environment.set_formatter(|out, state, value| match value.as_str().filter(|_| !value.is_safe()) {
            Some(text) => escape_formatter(out, state, &Value::from(visible(text))),
            None => escape_formatter(out, state, value),
        });
        environment.add_global("style", Value::from_safe_string(STYLE.to_owned()));
        environment.add_template("page.html", TEMPLATE)?;
        environment.get_template("page.html")?.render(minijinja::value::Serde(self))
    }
}

impl Section {
    /// A section under a heading.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), blocks: Vec::new() }
    }

    /// Numbers side by side.
    pub fn figures(mut self, list: Vec<Figure>) -> Self {
        if !list.is_empty() {
            self.blocks.push(Block::Figures { list });
        }
        self
    }

    /// Bars one below the other.
    pub fn bars(mut self, list: Vec<Bar>) -> Self {
        if !list.is_empty() {
            self.blocks.push(Block::Bars { list });
        }
        self
    }

    /// A table; a heading that begins with `#` is that of numbers.
    pub fn table(mut self, headings: &[&str], rows: Vec<Vec<String>>) -> Self {
        if !rows.is_empty() {
            let heading = |text: &&str| match text.strip_prefix('#') {
                Some(text) => Heading { text: text.to_owned(), number: true },
                None => Heading { text: (*text).to_owned(), number: false },
            };
            self.blocks.push(Block::Table { headings: headings.iter().map(heading).collect(), rows });
        }
        self
    }

    /// A remark.
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.blocks.push(Block::Note { text: text.into() });
        self
    }

    /// What happened over time.
    pub fn timeline(mut self, timeline: &Timeline<'_>) -> Self {
        let (Some((first, _)), Some((last, _))) = (timeline.columns.first(), timeline.columns.last()) else {
            return self;
        };
        let highest = timeline.columns.iter().map(|(_, counts)| height(counts)).max().unwrap_or(0).max(1);
        let place = |start: i64| (start - first).div_euclid(timeline.width).unsigned_abs();
        let list = timeline.columns.iter().map(|(start, counts)| Column {
            x: place(*start),
            title: title(timeline, *start, counts),
            parts: stacked(timeline, counts, highest),
        });
        self.blocks.push(Block::Timeline {
            lanes: timeline
                .lanes
                .iter()
                .map(|(label, tone)| Lane { label: (*label).to_owned(), tone: *tone })
                .collect(),
            columns: place(*last) + 1,
            list: list.collect(),
            first: (timeline.label)(*first),
            last: (timeline.label)(last + timeline.width),
        });
        self
    }
}

/// What a column says when it is pointed at.
fn title(timeline: &Timeline<'_>, start: i64, counts: &[u64]) -> String {
    let mut title = (timeline.label)(start);
    for ((label, _), count) in timeline.lanes.iter().zip(counts).filter(|(_, count)| **count > 0) {
        let _ = write!(title, " · {label} {}", grouped(*count));
    }
    title
}

fn stacked(timeline: &Timeline<'_>, counts: &[u64], highest: u64) -> Vec<Part> {
    let mut top = 100.0;
    let mut parts = Vec::new();
    for ((_, tone), count) in timeline.lanes.iter().zip(counts).filter(|(_, count)| **count > 0) {
        let height = 100.0 * *count as f64 / highest as f64;
        top -= height;
        let short = |number: f64| (number * 1000.0).round() / 1000.0;
        parts.push(Part { tone: *tone, y: short(top), height: short(height) });
    }
    parts
}

/// What the parts of a column come to; of a vendor's numbers, which may be any.
pub fn height(counts: &[u64]) -> u64 {
    counts.iter().fold(0, |sum, count| sum.saturating_add(*count))
}

/// Thousands grouped by commas.
pub fn grouped(number: u64) -> String {
    crate::thousands::grouped(&number.to_string())
}

/// A text in which nothing can hide.
fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{61c}'
            | '\u{ad}' => {
                let _ = write!(visible, "\\u{{{:x}}}", u32::from(character));
            }
            _ if character.is_control() => {
                let _ = write!(visible, "\\u{{{:x}}}", u32::from(character));
            }
            _ => visible.push(character),
        }
    }
    visible
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        let section = Section::new("Over <time>")
            .figures(vec![Figure::new("sent", "1,204").tone(Tone::Good)])
            .bars(vec![Bar::new("\u{202e}evil", "7", 1.5, Tone::Bad).remark("\"100\" %")])
            .timeline(&Timeline {
                lanes: &[("in", Tone::Plain), ("failed", Tone::Bad)],
                width: 1000,
                columns: &[(0, vec![3, 1]), (2000, vec![0, 2])],
                label: &|millis| format!("t{millis}"),
            })
            .table(&["Code", "#Count"], vec![vec!["<script>alert(1)</script>".into(), "1".into()]])
            .note("that's all & more");
        Page::new("A page")
            .about("File", "it's/here")
            .about("Nothing", "")
            .section(section)
            .section(Section::new("empty"))
    }

    #[test]
    fn every_text_is_escaped_and_what_hides_is_seen() {
        let html = page().render().unwrap();
        assert!(!html.contains("<script") && html.contains("&lt;script&gt;"), "{html}");
        assert!(!html.contains('\u{202e}') && html.contains("\\u{202e}evil"), "{html}");
        assert!(html.contains("Over &lt;time&gt;") && html.contains("that&#x27;s all &amp; more"), "{html}");
        assert!(!html.contains("<h2>empty") && !html.contains("Nothing"));
        assert!(!html.contains("http:") && !html.contains("https:") && !html.contains("url("), "nothing is fetched");
        assert!(html.contains("width:100.0%") || html.contains("width:100%"), "{html}");
    }

    #[test]
    fn columns_stand_at_their_time_and_stack() {
        let html = page().render().unwrap();
        assert!(html.contains("viewBox=\"0 0 3 100\""), "{html}");
        assert!(html.contains("<title>t0 · in 3 · failed 1</title>"), "{html}");
        assert!(html.contains(r#"<rect class="bad" x="2" y="50.0" width="0.9" height="50.0"/>"#), "{html}");
        assert!(html.contains("<span>t0</span><span>t3000</span>"), "{html}");
    }

    #[test]
    fn a_page_is_known_by_its_beginning() {
        let html = page().render().unwrap();
        assert!(is_page(html.as_bytes()) && is_page(&[OLD_FRONT, b"\n<p>"].concat()));
        for other in ["", "<!doctype html>\n<html lang=\"en\">\n<p>mine", "{\"object\":\"page\"}"] {
            assert!(!is_page(other.as_bytes()), "{other}");
        }
    }
}
