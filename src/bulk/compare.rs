//! What of a list is to be sent: duplicates inside it, the rows that its job already has, people whom
//! another job or another machine reached.

use std::io;

use super::entries::{Entry, Origin};
use super::journal::{Journal, JournalError, RowKey, State};
use super::prepare::{OnOtherMessage, Prepared};
use super::reason;
use super::row_set::RowSet;

/// A journal row that an edited list no longer had.
const GONE: u8 = 9;

/// How many conflicts are kept to be named.
const NAMED: usize = 1000;

/// Two lines with one recipient and two messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The row that stands first: in the list, or in the journal.
    pub first: i64,
    /// Whether the first is a row of the journal, already reached.
    pub reached: bool,
    /// The later row of the list.
    pub second: i64,
}

/// Conflicts, the first ones by name.
#[derive(Clone, Debug, Default)]
pub struct Conflicts {
    /// Up to a thousand.
    pub named: Vec<Conflict>,
    /// All.
    pub count: u64,
}

impl Conflicts {
    fn add(&mut self, conflict: Conflict) {
        self.count += 1;
        if self.named.len() < NAMED {
            self.named.push(conflict);
        }
    }
}

/// Why a comparison failed.
#[derive(Debug, thiserror::Error)]
pub enum CompareError {
    /// The temporary files could not be used.
    #[error("the temporary files could not be used")]
    Io(#[from] io::Error),
    /// A journal could not be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// Leaves out repeated rows; gives the pairs of lines with one recipient and two messages.
pub fn remove_duplicates(
    prepared: &mut Prepared,
    on_other: OnOtherMessage,
    now: i64,
) -> Result<Conflicts, CompareError> {
    let Prepared { entries, skipped, spool, .. } = prepared;
    let mut conflicts = Conflicts::default();
    let mut kept: Vec<(i64, i64)> = Vec::new();
    entries.each_person::<CompareError>(&mut |group| {
        let list = group.iter().filter(|entry| entry.origin == Origin::List);
        let mut left_out: Vec<(i64, String)> = Vec::new();
        kept.clear();
        for entry in list.filter(|entry| !skipped.contains(entry.id)) {
            if kept.iter().any(|(pair, _)| *pair == entry.pair) {
                left_out.push((entry.id, reason::DUPLICATE.to_owned()));
                continue;
            }
            match (kept.first(), on_other) {
                (Some((_, first)), OnOtherMessage::Refuse) => {
                    conflicts.add(Conflict { first: *first, reached: false, second: entry.id });
                }
                (Some(_), OnOtherMessage::First) => left_out.push((entry.id, reason::OTHER_MESSAGE.to_owned())),
                _ => kept.push((entry.pair, entry.id)),
            }
        }
        for (row, _) in &left_out {
            skipped.insert(*row);
        }
        spool.skip(&mut left_out.into_iter(), now)?;
        Ok(())
    })?;
    conflicts.named.sort_by_key(|conflict| conflict.second);
    Ok(conflicts)
}

/// Keeps the first `limit` rows that are not left out.
pub fn limit(prepared: &mut Prepared, limit: u64) -> Result<(), CompareError> {
    let mut left = limit;
    for row in 1..=prepared.rows {
        if prepared.skipped.contains(row) {
            continue;
        }
        left -= 1;
        if left == 0 {
            prepared.spool.cut(row)?;
            prepared.rows = row;
            break;
        }
    }
    Ok(())
}

/// How rows that are already known are treated.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rules {
    /// One recipient, another message than the one that reached it.
    pub on_other: OnOtherMessage,
    /// `--again`.
    pub again: bool,
    /// `--retry-refused`.
    pub retry_refused: bool,
    /// `--retry-unknown`.
    pub retry_unknown: bool,
    /// `--not-within` was given: whoever was reached elsewhere is skipped instead of stopping the job.
    pub skip_reached: bool,
}

/// What is to be done with each row.
#[derive(Debug, Default)]
pub struct Plan {
    /// Rows of the list that the job does not have yet, left-out ones included.
    pub fresh: RowSet,
    /// Of these, people reached elsewhere.
    pub fresh_reached: RowSet,
    /// Of these, people a report names.
    pub fresh_reported: RowSet,
    /// Of these, other messages to people reached by this job (`--duplicates first`).
    pub fresh_other: RowSet,
    /// Journal rows that go back to pending.
    pub reset: RowSet,
    /// Pending journal rows that the list no longer has.
    pub gone: RowSet,
    /// Journal rows to be sent to people reached elsewhere.
    pub reached: RowSet,
    /// Journal rows to be sent to people a report names.
    pub reported: RowSet,
    /// Other messages to people whom this job reached.
    pub conflicts: Conflicts,
    /// People to be sent to whom another job reached with the same message: how many, by job.
    pub repeats: Vec<u64>,
    /// Rows of the list that will be sent.
    pub sending: RowSet,
    /// People of the report who do not stand in the list.
    pub strangers: u64,
    /// The other jobs that were asked, by the numbers that [`repeats`](Self::repeats) counts under.
    pub others: Vec<String>,
}

/// Adds the rows of the job's journal to the comparison.
pub fn add_journal(prepared: &mut Prepared, journal: &Journal) -> Result<(), CompareError> {
    journal.each_key::<CompareError>(&mut |key: RowKey| {
        let state = match key.state {
            State::Skipped if key.gone => GONE,
            State::Pending => 0,
            State::Accepted => 1,
            State::Refused => 2,
            State::Unknown | State::Sending => 3,
            State::Skipped => 4,
        };
        prepared.entries.add(Entry {
            person: key.person,
            pair: key.pair,
            id: key.id,
            origin: Origin::Journal(state),
        })?;
        Ok(())
    })
}

/// Adds the people whom another job reached since then, and how many.
pub fn add_reached(
    prepared: &mut Prepared,
    job: i64,
    other: &Journal,
    since: i64,
    runs: bool,
) -> Result<u64, CompareError> {
    let mut count = 0;
    if !runs && !other.may_have_reached(since)? {
        return Ok(count);
    }
    other.each_reached::<CompareError>(since, runs, &mut |person, pair| {
        count += 1;
        prepared.entries.add(Entry { person, pair, id: job, origin: Origin::Elsewhere })?;
        Ok(())
    })?;
    Ok(count)
}

/// Decides about every row.
pub fn plan(prepared: &mut Prepared, rules: Rules) -> Result<Plan, CompareError> {
    let Prepared { entries, skipped, rows, .. } = prepared;
    let last = *rows;
    let mut plan = Plan::default();
    entries.each_person::<CompareError>(&mut |group| {
        Person::new(group, skipped, last).decide(rules, &mut plan);
        Ok(())
    })?;
    Ok(plan)
}

/// Everything about one recipient.
struct Person<'a> {
    list: Vec<(&'a Entry, bool)>,
    journal: Vec<(&'a Entry, u8)>,
    elsewhere: Vec<&'a Entry>,
    reports: Vec<&'a Entry>,
}

impl<'a> Person<'a> {
    fn new(group: &'a [Entry], skipped: &RowSet, last: i64) -> Self {
        let mut person = Self { list: Vec::new(), journal: Vec::new(), elsewhere: Vec::new(), reports: Vec::new() };
        for entry in group {
            match entry.origin {
                Origin::List if entry.id <= last => person.list.push((entry, skipped.contains(entry.id))),
                Origin::List => {}
                Origin::Journal(state) => person.journal.push((entry, state)),
                Origin::Elsewhere => person.elsewhere.push(entry),
                Origin::Report => person.reports.push(entry),
            }
        }
        person
    }

    fn decide(&self, rules: Rules, plan: &mut Plan) {
        plan.strangers += u64::from(!self.reports.is_empty() && self.list.is_empty());
        let mut repeated = Vec::new();
        self.choose(rules, plan, &mut repeated);
        repeated.sort_unstable();
        repeated.dedup();
        for job in repeated {
            let job = job.unsigned_abs() as usize;
            if plan.repeats.len() <= job {
                plan.repeats.resize(job + 1, 0);
            }
            plan.repeats[job] += 1;
        }
    }

    /// Decides about each row; `repeated` gets the jobs that sent this person what is to be sent now.
    fn choose(&self, rules: Rules, plan: &mut Plan, repeated: &mut Vec<i64>) {
        for (entry, skipped) in &self.list {
            let known = self.journal.iter().any(|(other, _)| other.pair == entry.pair);
            if known {
                continue;
            }
            plan.fresh.insert(entry.id);
            if *skipped {
                continue;
            }
            let reached = self.journal.iter().find(|(_, state)| matches!(state, 1 | 3));
            match (reached, rules.on_other) {
                (Some((first, _)), OnOtherMessage::Refuse) => {
                    plan.conflicts.add(Conflict { first: first.id, reached: true, second: entry.id });
                }
                (Some(_), OnOtherMessage::First) => plan.fresh_other.insert(entry.id),
                _ => {
                    self.send(entry, rules, plan, repeated, |plan| (&mut plan.fresh_reported, &mut plan.fresh_reached))
                }
            }
        }
        for (entry, state) in &self.journal {
            let listed = self.list.iter().any(|(other, skipped)| !skipped && other.pair == entry.pair);
            let first = self.journal.iter().find(|(other, _)| other.pair == entry.pair);
            let is_first = first.is_some_and(|(other, _)| other.id == entry.id);
            let sends = match *state {
                0 if listed => true,
                GONE if listed => true,
                1..=4 if rules.again => listed && is_first,
                2 => listed && rules.retry_refused,
                3 => listed && rules.retry_unknown,
                _ => false,
            };
            if *state != 0 && sends {
                plan.reset.insert(entry.id);
            }
            if sends {
                self.send(entry, rules, plan, repeated, |plan| (&mut plan.reported, &mut plan.reached));
            } else if !listed && (*state == 0 || (rules.again && !matches!(*state, 4 | GONE))) {
                if *state != 0 {
                    plan.reset.insert(entry.id);
                }
                plan.gone.insert(entry.id);
            }
        }
    }

    /// A row that will be sent, unless this person was reached.
    fn send(
        &self,
        entry: &Entry,
        rules: Rules,
        plan: &mut Plan,
        repeated: &mut Vec<i64>,
        sets: impl FnOnce(&mut Plan) -> (&mut RowSet, &mut RowSet),
    ) {
        let reported = self.reports.iter().any(|report| match rules.on_other {
            // Only where one person may get several messages does the message matter.
            OnOtherMessage::Send if report.pair != 0 => report.pair == entry.pair,
            _ => true,
        });
        if reported {
            sets(plan).0.insert(entry.id);
        } else if rules.skip_reached && !self.elsewhere.is_empty() {
            sets(plan).1.insert(entry.id);
        } else {
            let same = |other: &&(&Entry, bool)| !other.1 && other.0.pair == entry.pair;
            if let Some((listed, _)) = self.list.iter().find(same) {
                plan.sending.insert(listed.id);
            }
            repeated.extend(self.elsewhere.iter().filter(|other| other.pair == entry.pair).map(|other| other.id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guard_counts_people_not_sendings() {
        let entry = |origin, id, pair| Entry { person: 1, origin, id, pair };
        // Two messages to one person; job 0 sent each of them twice (after a settlement, say), job 1 one of them.
        let group = [
            entry(Origin::List, 1, 10),
            entry(Origin::List, 2, 20),
            entry(Origin::Elsewhere, 0, 10),
            entry(Origin::Elsewhere, 0, 10),
            entry(Origin::Elsewhere, 0, 20),
            entry(Origin::Elsewhere, 0, 20),
            entry(Origin::Elsewhere, 1, 20),
        ];
        let mut plan = Plan::default();
        let rules = Rules { on_other: OnOtherMessage::Send, ..Rules::default() };
        Person::new(&group, &RowSet::default(), 2).decide(rules, &mut plan);
        assert_eq!(plan.repeats, [1, 1]);
        assert_eq!(plan.sending.len(), 2);
    }
}
