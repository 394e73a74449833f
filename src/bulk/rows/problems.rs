//! Problems of rows, by line: all of them, in little memory, and each told once.

use std::collections::HashMap;
use std::fmt::Write;

use super::{BadRow, Encoding};

/// Texts that are kept; lines beyond are counted under the last one.
const TEXTS: usize = 2000;

/// A problem of more lines than these is told once for all of them.
const TOGETHER: u64 = 20;

/// Stretches of lines that one text names.
const STRETCHES: usize = 2000;

/// The longest text of a problem, in bytes; a cell that it repeats may be of any length.
const LONGEST: usize = 1000;

/// What is wrong with which lines.
#[derive(Clone, Debug, Default)]
pub struct BadRows {
    problems: Vec<Problem>,
    known: HashMap<String, usize>,
    count: u64,
    not_utf8: Option<Stretches>,
    likely: Option<Encoding>,
    sheet: Option<String>,
}

/// Lines with the same problem.
#[derive(Clone, Debug)]
struct Problem {
    text: String,
    lines: Stretches,
}

/// Lines in ascending order, neighbours together.
#[derive(Clone, Debug, Default)]
struct Stretches {
    spans: Vec<(u64, u64)>,
    count: u64,
}

impl Stretches {
    fn add(&mut self, line: u64) {
        self.count += 1;
        if let Some((_, last)) = self.spans.last_mut()
            && *last + 1 >= line
        {
            *last = line;
        } else if self.spans.len() < STRETCHES {
            self.spans.push((line, line));
        }
    }

    fn first(&self) -> u64 {
        self.spans.first().map_or(0, |(first, _)| *first)
    }

    /// `3, 5–9 and 12 more`.
    fn named(&self, most: usize) -> String {
        let mut text = String::new();
        let mut named = 0;
        for (index, (first, last)) in self.spans.iter().take(most).enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            let _ =
                if first == last { write!(text, "{comma}{first}") } else { write!(text, "{comma}{first}–{last}") };
            named += last - first + 1;
        }
        if named < self.count {
            let _ = write!(text, " and {} more", self.count - named);
        }
        text
    }
}

impl BadRows {
    /// Adds a row.
    pub fn add(&mut self, bad: &BadRow) {
        if bad.is_encoding {
            self.count += 1;
            self.not_utf8.get_or_insert_default().add(bad.line);
        } else {
            self.add_line(bad.line, &bad.problem);
        }
    }

    /// Adds a line; lines come in ascending order.
    pub fn add_line(&mut self, line: u64, problem: &str) {
        self.count += 1;
        let mut end = problem.len().min(LONGEST);
        while !problem.is_char_boundary(end) {
            end -= 1;
        }
        let problem = &problem[..end];
        let index = match self.known.get(problem) {
            Some(index) => *index,
            None if self.problems.len() < TEXTS => {
                self.known.insert(problem.to_owned(), self.problems.len());
                self.problems.push(Problem { text: problem.to_owned(), lines: Stretches::default() });
                self.problems.len() - 1
            }
            None => {
                if self.problems.len() == TEXTS {
                    self.problems.push(Problem { text: "wrong too".to_owned(), lines: Stretches::default() });
                }
                TEXTS
            }
        };
        self.problems[index].lines.add(line);
    }

    /// Says what the lines that are no UTF-8 most likely are.
    pub fn set_encoding(&mut self, encoding: Option<Encoding>) {
        self.likely = encoding;
    }

    /// Says which sheet of a workbook the rows stand in.
    pub fn set_sheet(&mut self, sheet: Option<&str>) {
        self.sheet = sheet.map(str::to_owned);
    }

    /// Whether the file as a whole is in another encoding: several lines that one other encoding reads. A single one is
    /// more likely damaged.
    pub fn is_other_encoding(&self) -> bool {
        self.likely.is_some() && self.not_utf8.as_ref().is_some_and(|lines| lines.count > 1)
    }

    /// How many lines.
    pub fn len(&self) -> u64 {
        self.count
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// A line of text for each, `line 3: …`, in their order; what many share (a column that the list does not have, an
    /// encoding) is told once, with all of its lines.
    pub fn lines(&self) -> Vec<String> {
        self.told(TOGETHER, STRETCHES)
    }

    /// A line of text for each kind of problem, with the count of its lines and the first few of them.
    pub fn once(&self) -> Vec<String> {
        self.told(1, 3)
    }

    fn told(&self, together: u64, most: usize) -> Vec<String> {
        let (line, lines) = if self.sheet.is_some() { ("row", "rows") } else { ("line", "lines") };
        let place = self.sheet.as_ref().map(|sheet| format!("sheet `{sheet}`, ")).unwrap_or_default();
        let mut told: Vec<(u64, String)> = Vec::new();
        for problem in &self.problems {
            if problem.lines.count > together {
                let count = if most < STRETCHES { format!("{} ", problem.lines.count) } else { String::new() };
                let named = problem.lines.named(most);
                let text = match count.is_empty() {
                    true => format!("{place}{lines} {named}: {}", problem.text),
                    false => format!("{place}{count}{lines} ({named}): {}", problem.text),
                };
                told.push((problem.lines.first(), text));
                continue;
            }
            for number in problem.lines.spans.iter().flat_map(|(first, last)| *first..=*last) {
                told.push((number, format!("{place}{line} {number}: {}", problem.text)));
            }
        }
        if let Some(stretches) = &self.not_utf8 {
            let which = if stretches.count == 1 { line } else { lines };
            let way = match self.likely {
                Some(encoding) => format!("the file looks like {encoding}: `--encoding {encoding}` reads it"),
                None => "save the file as UTF-8".to_owned(),
            };
            told.push((stretches.first(), format!("{which} {}: not UTF-8; {way}", stretches.named(20))));
        }
        told.sort_by_key(|(line, _)| *line);
        told.into_iter().map(|(_, text)| text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_named() {
        let mut bad = BadRows::default();
        for (line, problem) in [(2, "a"), (3, "a"), (4, "b"), (9, "b")] {
            bad.add_line(line, problem);
        }
        assert_eq!(bad.len(), 4);
        assert_eq!(bad.lines(), ["line 2: a", "line 3: a", "line 4: b", "line 9: b"]);
        assert_eq!(bad.once(), ["2 lines (2–3): a", "2 lines (4, 9): b"]);
    }

    #[test]
    fn a_million_rows_with_one_problem_are_one_line() {
        let mut bad = BadRows::default();
        (2..1_000_002).for_each(|line| bad.add_line(line, "there is no column `x`"));
        assert_eq!(bad.lines(), ["lines 2–1000001: there is no column `x`"]);
    }

    #[test]
    fn a_problem_that_comes_and_goes_is_told_once_with_its_lines() {
        let mut bad = BadRows::default();
        (1..=30).for_each(|line| bad.add_line(line * 2, "empty"));
        bad.add_line(61, "other");
        let lines = bad.lines();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].starts_with("lines 2, 4, 6, ") && lines[0].ends_with(", 60: empty"), "{lines:?}");
    }

    #[test]
    fn beyond_the_limit_lines_are_still_named() {
        let mut bad = BadRows::default();
        for line in 0..TEXTS as u64 + 500 {
            bad.add_line(line * 2, &format!("problem {line}"));
        }
        let lines = bad.lines();
        assert_eq!(lines.len(), TEXTS + 1);
        assert!(lines.last().is_some_and(|line| line.ends_with(", 4998: wrong too")), "{:?}", lines.last());
    }

    #[test]
    fn an_encoding_is_a_matter_of_the_file() {
        let mut bad = BadRows::default();
        for line in [2, 3, 7] {
            bad.add(&BadRow { line, problem: "not UTF-8 (byte 0xD5)".to_owned(), is_encoding: true });
        }
        bad.add_line(4, "empty");
        bad.set_encoding("gbk".parse().ok());
        assert_eq!(
            bad.lines(),
            ["lines 2–3, 7: not UTF-8; the file looks like gbk: `--encoding gbk` reads it", "line 4: empty"]
        );
    }

    #[test]
    fn rows_of_a_sheet_are_named_with_it() {
        let mut bad = BadRows::default();
        bad.set_sheet(Some("People"));
        bad.add_line(4, "empty");
        assert_eq!(bad.lines(), ["sheet `People`, row 4: empty"]);
        assert!(bad.lines()[0].len() < 100);
        bad.add_line(5, &"x".repeat(1 << 24));
        assert!(bad.lines()[1].len() < 2000);
    }
}
