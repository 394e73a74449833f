//! Tables for people: printed in blocks, so that memory does not grow with rows and the first rows
//! do not wait for the last.
//!
//! comfy-table draws each block. The widths are ours: those of the first block have to hold for the
//! blocks that follow, ids have to stay whole whatever comes, and colour follows our options alone.

use std::fmt::Write;

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Width};
use jiff::tz::TimeZone;
use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::column::{self, Cell, Cells, NamedColumn};
use super::paint::Ink;

/// Rows that are laid out together.
const BLOCK: usize = 100;
/// Between two columns.
const GAP: usize = 2;
/// A column that may be cut keeps at least this width, or its header's.
const NARROWEST: usize = 8;

pub(super) struct Table {
    columns: Vec<NamedColumn>,
    cells: Cells,
    /// The width to fit; none in a pipe.
    limit: Option<usize>,
    color: bool,
    /// Whether columns may be left out to fit; not when they were asked for by name.
    may_drop: bool,
    block: Vec<Vec<Cell>>,
    /// Of each column; empty until the first block is drawn.
    widths: Vec<usize>,
    /// To fit, names in the header are broken at their underscores where they are wider than what
    /// stands below them.
    broken_names: bool,
    dropped: Vec<String>,
}

impl Table {
    pub(super) fn new(
        columns: Vec<NamedColumn>,
        zone: Option<TimeZone>,
        limit: Option<usize>,
        color: bool,
        may_drop: bool,
    ) -> Self {
        Self {
            columns,
            cells: Cells::new(zone),
            limit,
            color,
            may_drop,
            block: Vec::new(),
            widths: Vec::new(),
            broken_names: false,
            dropped: Vec::new(),
        }
    }

    /// Takes a row; the text of a block when one is full.
    pub(super) fn push(&mut self, row: &Value) -> Option<String> {
        let cells =
            self.columns.iter().map(|column| self.cells.cell(column::lookup(row, &column.key), column.show)).collect();
        self.block.push(cells);
        (self.block.len() >= BLOCK).then(|| self.draw())
    }

    /// The text of the rows that wait; the first time with the header.
    pub(super) fn draw(&mut self) -> String {
        let mut text = String::new();
        if self.block.is_empty() {
            return text;
        }
        let first = self.widths.is_empty();
        self.fit(first);
        let mut drawn = self.frame();
        if first {
            for line in self.header() {
                drawn.add_row(line.into_iter().map(|name| Ink::Bold.paint(name, self.color)));
            }
        }
        for row in std::mem::take(&mut self.block) {
            drawn.add_row(row.iter().enumerate().map(|(index, cell)| {
                let may_be_cut = self.limit.is_some() && self.columns[index].show.may_be_cut();
                cell.ink.paint(&cut(&cell.text, self.widths[index], may_be_cut), self.color)
            }));
        }
        for (index, column) in drawn.column_iter_mut().enumerate() {
            let gap = if index + 1 < self.columns.len() { GAP } else { 0 };
            column.set_padding((0, u16::try_from(gap).unwrap_or(0)));
            let width = u16::try_from(self.widths[index] + gap).unwrap_or(u16::MAX);
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
            if self.columns[index].show.is_right_aligned() {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        for line in drawn.lines() {
            text.push_str(line.trim_end_matches(' '));
            text.push('\n');
        }
        text
    }

    /// A table without lines whose columns are as wide as we say, whatever the terminal is.
    fn frame(&self) -> comfy_table::Table {
        let mut frame = comfy_table::Table::new();
        frame.load_style(comfy_table::presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
        if self.color {
            frame.enforce_styling()
        } else {
            frame.force_no_tty()
        };
        frame
    }

    /// The columns left out because the terminal is too narrow, told once.
    pub(super) fn take_dropped(&mut self) -> Vec<String> {
        std::mem::take(&mut self.dropped)
    }

    fn fit(&mut self, first: bool) {
        if !first {
            self.grow();
            return;
        }
        let mut needs = self.needs();
        if let Some(limit) = self.limit {
            if total(&self.least(&needs)) > limit {
                self.broken_names = true;
                needs = self.needs();
            }
            if self.may_drop {
                self.drop_until_it_fits(&mut needs, limit);
            }
            let least = self.least(&needs);
            shrink(&mut needs, &least, limit);
        }
        self.widths = needs;
    }

    /// What may be cut keeps its width on a terminal; everything else grows rather than be cut.
    fn grow(&mut self) {
        for (index, width) in self.widths.iter_mut().enumerate() {
            if self.limit.is_none() || !self.columns[index].show.may_be_cut() {
                *width = self.block.iter().map(|row| row[index].text.width()).fold(*width, usize::max);
            }
        }
    }

    /// The widths at which nothing is cut.
    fn needs(&self) -> Vec<usize> {
        (0..self.columns.len()).map(|index| self.name_width(index).max(self.content_width(index))).collect()
    }

    /// The widths below which no column must be pressed.
    fn least(&self, needs: &[usize]) -> Vec<usize> {
        let least = |(index, need): (usize, &usize)| match self.columns[index].show.may_be_cut() {
            true => (*need).min(self.name_width(index).max(NARROWEST)),
            false => *need,
        };
        needs.iter().enumerate().map(least).collect()
    }

    /// The widest cell of the first block.
    fn content_width(&self, index: usize) -> usize {
        self.block.iter().map(|row| row[index].text.width()).max().unwrap_or(0)
    }

    /// A column's name, on one line or broken behind its underscores.
    fn name_lines(&self, index: usize) -> Vec<&str> {
        let name = &*self.columns[index].key;
        let broken = self.broken_names && name.width() > self.content_width(index);
        if broken { name.split_inclusive('_').collect() } else { vec![name] }
    }

    fn name_width(&self, index: usize) -> usize {
        self.name_lines(index).iter().map(|line| line.width()).max().unwrap_or(0)
    }

    /// The lines of the header; every name ends on the last.
    fn header(&self) -> Vec<Vec<&str>> {
        let names: Vec<Vec<&str>> = (0..self.columns.len()).map(|index| self.name_lines(index)).collect();
        let height = names.iter().map(Vec::len).max().unwrap_or(0);
        let part = |name: &Vec<&'_ str>, line: usize| (line + name.len()).checked_sub(height);
        (0..height)
            .map(|line| names.iter().map(|name| part(name, line).map_or("", |index| name[index])).collect())
            .collect()
    }

    /// Leaves out columns, as long as more than one is there and even the narrowest layout is too
    /// wide: first those that fill half the screen alone and can't be cut (an id of a hundred
    /// characters would push out all that can be read), then from the right.
    fn drop_until_it_fits(&mut self, needs: &mut Vec<usize>, limit: usize) {
        loop {
            let least = self.least(needs);
            if self.columns.len() <= 1 || total(&least) <= limit {
                return;
            }
            let vast = (1..least.len()).rev().find(|index| least[*index] > limit / 2);
            let index = vast.unwrap_or(least.len() - 1);
            self.dropped.insert(0, self.columns.remove(index).key.into_owned());
            needs.remove(index);
            for row in &mut self.block {
                row.remove(index);
            }
        }
    }
}

fn total(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)
}

/// Takes width from the widest column that can give, until all fit.
fn shrink(widths: &mut [usize], least: &[usize], limit: usize) {
    while total(widths) > limit {
        let widest =
            (0..widths.len()).filter(|index| widths[*index] > least[*index]).max_by_key(|index| widths[*index]);
        let Some(widest) = widest else { return };
        widths[widest] -= 1;
    }
}

/// The text cut at a whole character, with `…`, when it is wider than `width` and may be cut.
fn cut(text: &str, width: usize, may_be_cut: bool) -> std::borrow::Cow<'_, str> {
    if !may_be_cut || text.width() <= width {
        return text.into();
    }
    let mut kept = String::new();
    let mut used = 0;
    for character in text.graphemes(true) {
        if used + character.width() + 1 > width {
            break;
        }
        used += character.width();
        kept.push_str(character);
    }
    kept.push('…');
    kept.into()
}

/// One object as a card: a key and its value a line, long values wrapped under themselves.
pub(super) fn card(
    columns: &[NamedColumn],
    value: &Value,
    zone: Option<TimeZone>,
    limit: Option<usize>,
    color: bool,
) -> String {
    let cells = Cells::new(zone);
    let key_width = columns.iter().map(|column| column.key.width()).max().unwrap_or(0);
    let mut text = String::new();
    for column in columns {
        let cell = cells.cell(column::lookup(value, &column.key), column.show);
        Ink::Bold.push(&mut text, &column.key, color);
        let padding = key_width - column.key.width() + GAP;
        let _ = write!(text, "{:padding$}", "");
        let room = limit.map(|limit| limit.saturating_sub(key_width + GAP)).filter(|room| *room >= NARROWEST);
        match room {
            Some(room) if column.show.may_be_cut() => {
                let indent = key_width + GAP;
                for (index, line) in wrap(&cell.text, room).iter().enumerate() {
                    if index > 0 {
                        let _ = write!(text, "\n{:indent$}", "");
                    }
                    cell.ink.push(&mut text, line.trim_end_matches(' '), color);
                }
            }
            _ => cell.ink.push(&mut text, &cell.text, color),
        }
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
    }
    text
}

/// The text in lines of at most `width`, broken at spaces where there are any.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_word_bounds() {
        let mut word = word;
        let used = lines.last().map_or(0, |line| line.width());
        if used + word.width() > width && used > 0 {
            lines.push(String::new());
            word = word.trim_start();
        }
        for character in word.graphemes(true) {
            let full = lines.last().is_some_and(|line| line.width() + character.width() > width && !line.is_empty());
            if full {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push_str(character);
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests;
