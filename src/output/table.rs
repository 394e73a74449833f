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
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::column::{self, Cell, Cells, NamedColumn};
use super::fold;
use super::paint::Ink;

/// Rows that are laid out together.
const BLOCK: usize = 100;
/// Between two columns.
const GAP: usize = 2;
/// A column whose text wraps keeps at least this width, or its header's.
const NARROWEST: usize = 12;
/// Lines that the longest text of a block may take before its rows are shown as records.
const TALLEST: usize = 5;

pub(super) struct Table {
    columns: Vec<NamedColumn>,
    cells: Cells,
    /// The width to fit; none in a pipe.
    limit: Option<usize>,
    color: bool,
    block: Vec<Vec<Cell>>,
    /// How the first block was laid out, and so every one after it.
    layout: Layout,
    /// To fit, names in the header are broken at their underscores where they are wider than what
    /// stands below them.
    broken_names: bool,
}

/// Nothing that a row has is lost, however narrow the terminal.
#[derive(Clone, Debug)]
enum Layout {
    /// Nothing was drawn yet.
    Open,
    /// Columns of these widths; text wraps within its own.
    Columns(Vec<usize>),
    /// A `name  value` a line, and a blank line between two rows.
    Records,
}

impl Table {
    /// Whether it has a column of this name.
    pub(super) fn shows(&self, name: &str) -> bool {
        self.columns.iter().any(|column| column.key == name)
    }

    pub(super) fn new(columns: Vec<NamedColumn>, zone: Option<TimeZone>, limit: Option<usize>, color: bool) -> Self {
        Self {
            columns,
            cells: Cells::new(zone),
            limit,
            color,
            block: Vec::new(),
            layout: Layout::Open,
            broken_names: false,
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
        if self.block.is_empty() {
            return String::new();
        }
        let (first, widths) = match std::mem::replace(&mut self.layout, Layout::Open) {
            Layout::Open => (true, self.fit()),
            Layout::Columns(widths) => (false, Some(self.grown(widths))),
            Layout::Records => (false, None),
        };
        let rows = std::mem::take(&mut self.block);
        match widths {
            Some(widths) => {
                let text = self.columns_of(&rows, &widths, first);
                self.layout = Layout::Columns(widths);
                text
            }
            None => {
                self.layout = Layout::Records;
                self.records_of(&rows, first)
            }
        }
    }

    fn columns_of(&self, rows: &[Vec<Cell>], widths: &[usize], first: bool) -> String {
        // The frame counts columns in 16 bits and would cut what is wider.
        if widths.iter().any(|width| u16::try_from(width + GAP).is_err()) {
            return self.wide_columns_of(rows, widths, first);
        }
        let mut drawn = self.frame();
        if first {
            for line in self.header() {
                drawn.add_row(line.into_iter().map(|name| Ink::Bold.paint(name, self.color)));
            }
        }
        for row in rows {
            drawn.add_row(row.iter().enumerate().map(|(index, cell)| {
                if self.limit.is_none() || !self.columns[index].show.may_wrap() {
                    return cell.ink.paint(&cell.text, self.color);
                }
                let lines = wrap(&cell.text, widths[index]);
                let painted: Vec<_> = lines.iter().map(|line| cell.ink.paint(line.trim_end(), self.color)).collect();
                painted.join("\n")
            }));
        }
        for (index, column) in drawn.column_iter_mut().enumerate() {
            let gap = if index + 1 < self.columns.len() { GAP } else { 0 };
            column.set_padding((0, u16::try_from(gap).unwrap_or(0)));
            let width = u16::try_from(widths[index] + gap).unwrap_or(u16::MAX);
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
            if self.columns[index].show.is_right_aligned() {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        let mut text = String::new();
        for line in drawn.lines() {
            text.push_str(line.trim_end_matches(' '));
            text.push('\n');
        }
        text
    }

    /// The same columns, however wide: nothing wraps in them.
    fn wide_columns_of(&self, rows: &[Vec<Cell>], widths: &[usize], first: bool) -> String {
        let mut text = String::new();
        let mut line = |cells: &[(&str, String)]| {
            for (index, (bare, painted)) in cells.iter().enumerate() {
                let padding = " ".repeat(widths[index].saturating_sub(bare.width()));
                let is_right = self.columns[index].show.is_right_aligned();
                let (before, after) = if is_right { (&*padding, "") } else { ("", &*padding) };
                let _ = write!(text, "{before}{painted}{after}{:GAP$}", "");
            }
            text.truncate(text.trim_end_matches(' ').len());
            text.push('\n');
        };
        for names in if first { self.header() } else { Vec::new() } {
            let cells: Vec<_> = names.iter().map(|name| (*name, Ink::Bold.paint(name, self.color))).collect();
            line(&cells);
        }
        for row in rows {
            let cells: Vec<_> = row.iter().map(|cell| (&*cell.text, cell.ink.paint(&cell.text, self.color))).collect();
            line(&cells);
        }
        text
    }

    /// Rows one below another; what a row does not have takes no line.
    fn records_of(&self, rows: &[Vec<Cell>], first: bool) -> String {
        let mut text = String::new();
        for (index, row) in rows.iter().enumerate() {
            if index > 0 || !first {
                text.push('\n');
            }
            let lines = self.columns.iter().zip(row).filter(|(_, cell)| !cell.is_absent() && !cell.text.is_empty());
            record(&mut text, lines, self.limit, self.color);
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

    /// The widths of the columns; none when even the narrowest do not fit.
    fn fit(&mut self) -> Option<Vec<usize>> {
        let mut widths = self.needs();
        let Some(limit) = self.limit.filter(|limit| total(&widths) > *limit) else { return Some(widths) };
        if total(&self.least(&widths)) > limit {
            self.broken_names = true;
            widths = self.needs();
        }
        let least = self.least(&widths);
        if total(&least) > limit {
            self.broken_names = false;
            return None;
        }
        shrink(&mut widths, &least, limit);
        Some(widths)
    }

    /// Columns only grow from block to block: text as far as there is room, everything else rather than be cut.
    fn grown(&self, widths: Vec<usize>) -> Vec<usize> {
        let mut grown: Vec<usize> =
            widths.iter().enumerate().map(|(index, width)| self.content_width(index).max(*width)).collect();
        if let Some(limit) = self.limit {
            let least: Vec<usize> = (0..grown.len())
                .map(|index| if self.columns[index].show.may_wrap() { widths[index] } else { grown[index] })
                .collect();
            shrink(&mut grown, &least, limit);
        }
        grown
    }

    /// The widths at which nothing wraps.
    fn needs(&self) -> Vec<usize> {
        (0..self.columns.len()).map(|index| self.name_width(index).max(self.content_width(index))).collect()
    }

    /// The widths below which no column must be pressed: the rows would become towers.
    fn least(&self, needs: &[usize]) -> Vec<usize> {
        let least = |(index, need): (usize, &usize)| match self.columns[index].show.may_wrap() {
            true => (*need).min(self.name_width(index).max(NARROWEST).max(need / TALLEST)),
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

/// One object as a card: a key and its value a line, long values wrapped under themselves.
pub(super) fn card(
    columns: &[NamedColumn],
    value: &Value,
    zone: Option<TimeZone>,
    limit: Option<usize>,
    color: bool,
) -> String {
    let cells = Cells::new(zone);
    let row: Vec<Cell> =
        columns.iter().map(|column| cells.cell(column::lookup(value, &column.key), column.show)).collect();
    let mut text = String::new();
    record(&mut text, columns.iter().zip(&row), limit, color);
    text
}

/// `name  value` lines.
fn record<'a>(
    text: &mut String,
    lines: impl Iterator<Item = (&'a NamedColumn, &'a Cell)> + Clone,
    limit: Option<usize>,
    color: bool,
) {
    let key_width = lines.clone().map(|(column, _)| column.key.width()).max().unwrap_or(0);
    let indent = key_width + GAP;
    let room = limit.map(|limit| limit.saturating_sub(indent)).filter(|room| *room >= NARROWEST);
    for (column, cell) in lines {
        Ink::Bold.push(text, &column.key, color);
        let padding = indent - column.key.width();
        let _ = write!(text, "{:padding$}", "");
        match room {
            Some(room) if column.show.may_wrap() => {
                for (index, line) in wrap(&cell.text, room).iter().enumerate() {
                    if index > 0 {
                        let _ = write!(text, "\n{:indent$}", "");
                    }
                    cell.ink.push(text, line.trim_end_matches(' '), color);
                }
            }
            _ => cell.ink.push(text, &cell.text, color),
        }
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
    }
}

/// The letter that goes to the next line with a mark that no line begins with; nothing for other characters.
fn overhung(line: Option<&mut String>, next: &str) -> String {
    let Some(line) = line.filter(|_| next.starts_with(fold::CLOSING)) else { return String::new() };
    let last = line.graphemes(true).next_back().map_or(0, str::len);
    if last == line.len() { String::new() } else { line.split_off(line.len() - last) }
}

/// The text in lines of at most `width`: broken at spaces, and within a word only where it is longer than a line or is
/// of a script without spaces.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end_matches(' ').width();
        let breaks = bare > width || word.chars().any(|character| character.width() == Some(2));
        if used + bare > width && used > 0 && !breaks {
            lines.push(String::new());
            used = 0;
        }
        for character in word.graphemes(true) {
            let wide = character.width();
            if used + wide > width && used > 0 {
                // A space at the end of a line is none at the beginning of the next.
                if character == " " {
                    continue;
                }
                let moved = overhung(lines.last_mut(), character);
                used = moved.width();
                lines.push(moved);
            }
            used += wide;
            if let Some(line) = lines.last_mut() {
                line.push_str(character);
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests;
