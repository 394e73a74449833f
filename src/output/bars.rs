//! Bars for a terminal: a funnel whose steps need not shrink, and counts side by side.

use unicode_width::UnicodeWidthStr;

use super::Output;
use super::column::grouped;
use super::paint::Ink;
use super::sanitize;

/// The widest bar, in columns.
const WIDEST: usize = 40;

/// One line of a chart.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What is counted.
    pub label: String,
    /// How many.
    pub count: u64,
    /// A remark after the count, such as a rate.
    pub remark: String,
    /// How it is inked.
    pub ink: Ink,
}

impl Bar {
    /// A bar without remark.
    pub fn new(label: impl Into<String>, count: u64) -> Self {
        Self { label: label.into(), count, remark: String::new(), ink: Ink::Plain }
    }

    /// With a remark after the count.
    #[must_use]
    pub fn remark(mut self, remark: impl Into<String>) -> Self {
        self.remark = remark.into();
        self
    }

    /// With an ink.
    #[must_use]
    pub fn ink(mut self, ink: Ink) -> Self {
        self.ink = ink;
        self
    }
}

/// The lines of a chart, each bar measured against the largest.
pub fn chart(bars: &[Bar], output: &Output) -> Vec<String> {
    let settings = output.settings();
    draw(bars, settings.table_width(), settings.ascii, settings.stdout_color())
}

fn draw(bars: &[Bar], limit: Option<usize>, ascii: bool, color: bool) -> Vec<String> {
    let labels: Vec<_> = bars.iter().map(|bar| sanitize::line(&bar.label).into_owned()).collect();
    let counts: Vec<_> = bars.iter().map(|bar| grouped(&bar.count.to_string())).collect();
    let remarks: Vec<_> = bars.iter().map(|bar| sanitize::line(&bar.remark).into_owned()).collect();
    let widest = |texts: &[String]| texts.iter().map(|text| text.width()).max().unwrap_or(0);
    let (label_width, count_width, remark_width) = (widest(&labels), widest(&counts), widest(&remarks));
    let beside = label_width + count_width + remark_width + 6;
    let room = limit.map_or(WIDEST, |limit| limit.saturating_sub(beside).min(WIDEST));
    let largest = bars.iter().map(|bar| bar.count).max().unwrap_or(0);
    (0..bars.len())
        .map(|index| {
            let mut line = labels[index].clone();
            line.push_str(&" ".repeat(label_width - labels[index].width() + 2));
            let bar = block(bars[index].count, largest, room, ascii);
            bars[index].ink.push(&mut line, &bar, color);
            line.push_str(&" ".repeat(room - bar.width() + if room > 0 { 2 } else { 0 }));
            line.push_str(&" ".repeat(count_width - counts[index].width()));
            line.push_str(&counts[index]);
            if !remarks[index].is_empty() {
                line.push_str("  ");
                line.push_str(&remarks[index]);
            }
            line
        })
        .collect()
}

/// A bar in eighths of a column; what is not zero is never nothing.
fn block(count: u64, largest: u64, room: usize, ascii: bool) -> String {
    if largest == 0 || count == 0 || room == 0 {
        return String::new();
    }
    let eighths = (u128::from(count) * room as u128 * 8 / u128::from(largest)).max(1) as usize;
    if ascii {
        return "#".repeat(eighths.div_ceil(8));
    }
    let mut bar = "█".repeat(eighths / 8);
    bar.push_str(["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]);
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    fn funnel() -> Vec<Bar> {
        vec![
            Bar::new("estimated", 1).remark("estimate of the vendor"),
            Bar::new("failed", 11).ink(Ink::Red),
            Bar::new("sent", 0),
            Bar::new("名", 5_000_000_000),
        ]
    }

    #[test]
    fn numbers_need_not_add_up() {
        insta::assert_snapshot!(draw(&funnel(), Some(62), false, false).join("\n"), @r"
        estimated  ▏                         1  estimate of the vendor
        failed     ▏                        11
        sent                                 0
        名         ████████████  5,000,000,000
        ");
    }

    #[test]
    fn ascii_where_the_locale_knows_no_blocks_and_no_bar_without_room() {
        assert_eq!(block(1, 2, 10, true), "#####");
        let lines = draw(&funnel(), Some(20), false, false);
        assert!(lines.iter().all(|line| !line.contains('█')), "{lines:?}");
    }
}
