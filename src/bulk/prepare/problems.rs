//! Problems of rows, by line: all of them, in little memory.

/// Texts that are kept; lines beyond are counted under the last one.
const TEXTS: usize = 2000;

/// A longer run of neighbours with the same problem is told as one.
const TOGETHER: u64 = 20;

/// What is wrong with which lines, in the order of the list.
#[derive(Clone, Debug, Default)]
pub struct BadRows {
    runs: Vec<Run>,
    count: u64,
}

/// Lines one after another with the same problem.
#[derive(Clone, Debug)]
struct Run {
    first: u64,
    last: u64,
    problem: Option<String>,
}

impl BadRows {
    /// Adds a line; lines come in ascending order.
    pub fn add(&mut self, line: u64, problem: &str) {
        self.count += 1;
        let full = self.runs.len() >= TEXTS;
        if let Some(run) = self.runs.last_mut() {
            let same = run.problem.as_deref() == Some(problem) || (full && run.problem.is_none());
            if same && run.last + 1 == line {
                run.last = line;
                return;
            }
        }
        let problem = (!full).then(|| problem.to_owned());
        self.runs.push(Run { first: line, last: line, problem });
    }

    /// How many lines.
    pub fn len(&self) -> u64 {
        self.count
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// A line of text for each, `line 3: …`; a long run of neighbours with the same problem (a
    /// column that the list does not have) shares one, `lines 3–900: …`.
    pub fn lines(&self) -> impl Iterator<Item = String> + '_ {
        self.runs.iter().flat_map(|run| {
            let problem = run.problem.as_deref().unwrap_or("wrong too");
            let length = run.last - run.first + 1;
            let step = if length > TOGETHER { length } else { 1 };
            (run.first..=run.last).step_by(step as usize).map(move |first| match step {
                1 => format!("line {first}: {problem}"),
                _ => format!("lines {first}–{}: {problem}", run.last),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_named() {
        let mut bad = BadRows::default();
        for (line, problem) in [(2, "a"), (3, "a"), (4, "b"), (9, "b")] {
            bad.add(line, problem);
        }
        assert_eq!(bad.len(), 4);
        assert_eq!(bad.lines().collect::<Vec<_>>(), ["line 2: a", "line 3: a", "line 4: b", "line 9: b"]);
    }

    #[test]
    fn a_million_rows_with_one_problem_are_one_line() {
        let mut bad = BadRows::default();
        (2..1_000_002).for_each(|line| bad.add(line, "there is no column `x`"));
        assert_eq!(bad.lines().collect::<Vec<_>>(), ["lines 2–1000001: there is no column `x`"]);
    }

    #[test]
    fn beyond_the_limit_lines_are_still_named() {
        let mut bad = BadRows::default();
        for line in 0..TEXTS as u64 + 500 {
            bad.add(line * 2, &format!("problem {line}"));
        }
        let lines: Vec<String> = bad.lines().collect();
        assert_eq!(lines.len(), TEXTS + 500);
        assert_eq!(lines.last().map(String::as_str), Some("line 4998: wrong too"));
    }
}
