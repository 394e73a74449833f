//! The runs of a job: one at a time. A run is entered open and closed last; an open one whose process is
//! gone has crashed, and what it had in flight may have been accepted.
//!
//! The lock file keeps a second runner out. Should it be gone (deleted under a running job), the
//! table of runs does: a live runner is recognised by its process where that can be looked at, and in any
//! case the first runner's next commit closes the younger run as `locked`, which ends that one.

use rusqlite::{Connection, OptionalExtension, params};

use crate::platform::{names, process};

use super::beside::{LOG, beside};
use super::lock::Owner;
use super::mark::Mark;
use super::version::Version;
use super::{Journal, JournalError, Run};

/// How a younger run ends that another one found beside itself.
pub(super) const LOCKED: &str = "locked";

/// What keeps a job from going on until a person says so (`--go-on`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// A row of the canary was refused, unknown or set aside.
    Canary,
    /// `--max-failures`.
    MaxFailures,
}

impl Hold {
    /// The word in the journal, and the option that stopped the job.
    pub fn word(self) -> &'static str {
        match self {
            Self::Canary => "canary",
            Self::MaxFailures => "max_failures",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Canary, Self::MaxFailures].into_iter().find(|hold| hold.word() == word)
    }
}

/// Where a runner stands among the runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is the only one.
    Alone,
    /// A younger run was there and is closed now.
    Contested,
    /// An older runner has closed this run.
    Ousted,
}

/// How many numbers of requests are passed over when a log is lost.
const PASSED: i64 = 1 << 32;

impl Journal {
    /// Enters what a crashed run left in flight as unknown, and gives the number of rows.
    ///
    /// # Errors
    /// [`JournalError::Running`] when the run has not crashed: its process lives. [`JournalError::LogLost`] when
    /// rows that stand as pending may have been sent.
    pub fn recover(&mut self) -> Result<u64, JournalError> {
        self.refuse_live_runner()?;
        self.check_log()?;
        self.close_crashed()
    }

    /// An error where a run was cut off whose log is lost: what it sent nobody knows. Only for a job that no process runs.
    ///
    /// # Errors
    /// [`JournalError::LogLost`].
    pub fn check_log(&self) -> Result<(), JournalError> {
        if self.has_lost_its_log()? {
            return Err(JournalError::LogLost { path: beside(&self.path, LOG) });
        }
        Ok(())
    }

    /// The same, where a person knows from elsewhere what a lost log held.
    ///
    /// # Errors
    /// [`JournalError::Running`].
    pub fn recover_without_log(&mut self) -> Result<u64, JournalError> {
        self.refuse_live_runner()?;
        self.close_crashed()
    }

    /// The same, and where the log is lost every pending row is unknown: it may have been sent.
    ///
    /// # Errors
    /// [`JournalError::Running`].
    pub fn recover_in_doubt(&mut self, at: i64) -> Result<(), JournalError> {
        self.refuse_live_runner()?;
        if self.has_lost_its_log()? {
            self.in_transaction(|connection| {
                connection.execute(
                    "INSERT OR REPLACE INTO outcomes (row, state, at, attempts, request, reason)
                     SELECT r.id, 3, ?1, coalesce(o.attempts, 0), NULL, 'log_lost' FROM rows r LEFT JOIN outcomes o ON o.row = r.id
                     WHERE coalesce(o.state, 0) = 0 AND r.id NOT IN (SELECT row FROM sending)",
                    [at],
                )
            })?;
        }
        self.close_crashed().map(|_| ())
    }

    /// Whether a run was cut off whose log is gone, or is behind the mark that the run set beside it.
    pub fn has_lost_its_log(&self) -> Result<bool, JournalError> {
        if !self.has_open_run()? {
            return Ok(false);
        }
        Ok(match Mark::read(&self.path) {
            Some(mark) => self.without_log || mark >= self.next_request()?,
            None => self.without_log,
        })
    }

    /// Whether a run is open: it goes on, or was cut off.
    pub fn has_open_run(&self) -> Result<bool, JournalError> {
        let asked = "SELECT EXISTS (SELECT 1 FROM runs WHERE ended_at IS NULL AND ending IS NULL)";
        self.connection.query_row(asked, [], |row| row.get(0)).map_err(self.reading())
    }

    /// An error where the job is running after all, whoever has its lock.
    pub fn refuse_live_runner(&self) -> Result<(), JournalError> {
        match self.live_runner()? {
            Some(owner) => Err(JournalError::Running { owner }),
            None => Ok(()),
        }
    }

    fn close_crashed(&mut self) -> Result<u64, JournalError> {
        // What the log held gave numbers too, and messages may carry them: they are passed over, by more than there can be.
        let passed = if self.has_lost_its_log()? { Some(self.next_request()? + PASSED) } else { None };
        let count = self.in_transaction(|connection| {
            if let Some(passed) = passed {
                connection.execute("INSERT INTO requests (id, at) VALUES (?1, 0)", [passed])?;
            }
            let count = connection.execute(
                "INSERT OR REPLACE INTO outcomes (row, state, at, attempts, request, reason)
                 SELECT row, 3, at, attempts, request, 'crashed' FROM sending",
                [],
            )?;
            connection.execute("DELETE FROM sending", [])?;
            connection.execute("UPDATE runs SET ending = 'crashed' WHERE ended_at IS NULL AND ending IS NULL", [])?;
            Ok(count as u64)
        })?;
        Mark::remove(&self.path);
        Ok(count)
    }

    /// Enters a run as open, in the file itself: should its log be lost, that there was one is known.
    pub fn begin_run(&mut self, owner: &Owner, at: i64) -> Result<(), JournalError> {
        self.connection
            .execute("INSERT INTO runs (started_at, pid, host) VALUES (?1, ?2, ?3)", params![at, owner.pid, owner.host])
            .map_err(self.writing())?;
        self.run = Some(self.connection.last_insert_rowid());
        self.mark = Mark::begin(&self.path, self.next_request()? - 1).ok();
        // The log itself stays, and is written on. A reader may hold some of it back: then the mark alone tells.
        self.checkpoint("PASSIVE")?;
        Ok(())
    }

    /// Closes the run that this journal has begun.
    pub fn end_run(&self, at: i64, ending: &str, detail: Option<&str>) -> Result<(), JournalError> {
        self.connection
            .execute(
                "UPDATE runs SET ended_at = ?1, ending = CASE ending WHEN 'locked' THEN ending ELSE ?2 END, detail = ?3
                 WHERE id = coalesce(?4, (SELECT max(id) FROM runs))",
                params![at, ending, detail, self.run],
            )
            .map_err(self.writing())?;
        // Another runner's log is not ours to empty: should it be cut off, that its log is gone means something.
        if !self.has_open_run()? {
            // Best effort: a smaller file for readers; the outcome is on disk either way.
            let _ = self.checkpoint("TRUNCATE");
            Mark::remove(&self.path);
        }
        Ok(())
    }

    /// The last run; not one that was turned away because another was there.
    pub fn last_run(&self) -> Result<Option<Run>, JournalError> {
        self.connection
            .query_row(
                "SELECT started_at, ended_at, ending, detail FROM runs WHERE ending IS NOT 'locked' ORDER BY id DESC LIMIT 1",
                [],
                |row| {
                    Ok(Run { started_at: row.get(0)?, ended_at: row.get(1)?, ending: row.get(2)?, detail: row.get(3)? })
                },
            )
            .optional()
            .map_err(self.reading())
    }

    /// What the job waits for a person's word for, if it does.
    pub fn hold(&self) -> Result<Option<Hold>, JournalError> {
        if self.version < Version::new(2, 0) {
            return Ok(None);
        }
        let word: Option<String> =
            self.connection.query_row("SELECT hold FROM job", [], |row| row.get(0)).map_err(self.reading())?;
        Ok(word.as_deref().and_then(Hold::from_word))
    }

    /// Whoever runs the job at this moment in another process of this machine, as far as that can be seen.
    fn live_runner(&self) -> Result<Option<Owner>, JournalError> {
        let read = || -> rusqlite::Result<Vec<_>> {
            let mut statement = self.connection.prepare(
                "SELECT pid, host, started_at FROM runs WHERE ended_at IS NULL AND ending IS NULL ORDER BY id",
            )?;
            let open = statement
                .query_map([], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?)))?;
            open.collect()
        };
        let open = read().map_err(self.reading())?;
        let live = open.into_iter().find(|(pid, on, since)| *on == names::host() && process::is_of_ours(*pid, *since));
        Ok(live.map(|(pid, host, since)| Owner {
            pid,
            host,
            since: crate::time::rfc3339_of_millis(since).unwrap_or_default(),
        }))
    }
}

/// Looks at the other runs from within a transaction that this run is about to write. The older one stays.
pub(super) fn stand(connection: &Connection, run: i64) -> rusqlite::Result<Standing> {
    let ending: Option<String> = connection
        .prepare_cached("SELECT ending FROM runs WHERE id = ?1")?
        .query_row([run], |row| row.get(0))
        .optional()?
        .flatten();
    if ending.as_deref() == Some(LOCKED) {
        return Ok(Standing::Ousted);
    }
    let closed = connection
        .prepare_cached("UPDATE runs SET ending = 'locked' WHERE id > ?1 AND ended_at IS NULL AND ending IS NULL")?
        .execute([run])?;
    if ending.is_some() {
        // A younger runner took this one for crashed.
        connection.prepare_cached("UPDATE runs SET ending = NULL WHERE id = ?1")?.execute([run])?;
    }
    Ok(if closed > 0 || ending.is_some() { Standing::Contested } else { Standing::Alone })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tempfile::TempDir;

    use super::super::testing::job;
    use super::super::{Answer, Claim, Claims, Jobs, Ledger, Resolved, State, Transaction};
    use super::*;

    fn runner(jobs: &Jobs) -> Ledger {
        let mut journal = jobs.open("j").unwrap();
        journal.recover().unwrap();
        journal.begin_run(&Owner::current(String::new()), 0).unwrap();
        Ledger::here(journal, std::time::Duration::ZERO).unwrap()
    }

    fn claim(ledger: &mut Ledger, rows: &[i64]) -> (i64, Claims) {
        let request = ledger.number();
        let claims = vec![Claim { request, rows: rows.to_vec(), attempts: 1, at: 0 }];
        (request, write(ledger, Transaction { claims, ..Transaction::default() }))
    }

    fn write(ledger: &mut Ledger, transaction: Transaction) -> Claims {
        ledger.commit(Arc::new(transaction)).blocking_recv().unwrap().unwrap()
    }

    fn accept(ledger: &mut Ledger, request: i64, row: i64) {
        let resolved = Resolved {
            request,
            rows: vec![row],
            state: State::Accepted,
            reason: None,
            attempts: 1,
            at: 0,
            answer: Some(Answer::default()),
        };
        write(ledger, Transaction { resolved: vec![resolved], ..Transaction::default() });
    }

    /// A WhatsApp message is known by the number of its request: after a lost log other people got the ids of those before.
    #[test]
    fn numbers_that_a_lost_log_gave_are_passed_over() {
        let dir = TempDir::new().unwrap();
        let jobs = job(dir.path(), &[None; 4]);
        let mut lost = runner(&jobs);
        let (number, _) = claim(&mut lost, &[1]);
        accept(&mut lost, number, 1);
        let (last, _) = claim(&mut lost, &[2]);
        drop(lost.finish().unwrap());
        for ending in ["-wal", "-shm"] {
            std::fs::remove_file(dir.path().join(format!("j.sqlite{ending}"))).unwrap();
        }
        for recovered in [true, false] {
            let mut journal = jobs.open("j").unwrap();
            if recovered {
                assert!(journal.recover().is_err());
                journal.recover_without_log().unwrap();
            }
            assert!(journal.next_request().unwrap() > last + 1_000_000, "{recovered}");
        }
        // Nothing else of the job has changed.
        let counts = jobs.open("j").unwrap().counts().unwrap();
        assert_eq!((counts.total, counts.pending, counts.accepted), (4, 4, 0));
    }

    #[test]
    fn of_two_runners_the_older_goes_on_and_no_row_or_number_is_given_twice() {
        let dir = TempDir::new().unwrap();
        let jobs = job(dir.path(), &[None; 6]);
        let mut old = runner(&jobs);
        let (first, claims) = claim(&mut old, &[1]);
        assert_eq!(claims, Claims::Entered { taken: vec![] });
        // The lock file is gone, and the processes cannot see one another.
        let mut young = runner(&jobs);
        let (second, claims) = claim(&mut young, &[2]);
        assert_eq!(claims, Claims::Entered { taken: vec![] });
        assert_eq!(claim(&mut old, &[2, 3]).1, Claims::Later);
        let (third, claims) = claim(&mut old, &[2, 3]);
        assert_eq!(claims, Claims::Entered { taken: vec![2] });
        assert!(first < second && second < third, "{first} {second} {third}");
        assert_eq!(claim(&mut young, &[4]).1, Claims::Ousted);
        accept(&mut old, first, 1);
        accept(&mut young, second, 2);
        accept(&mut old, third, 3);
        let journal = young.finish().unwrap();
        journal.end_run(0, "stopped", None).unwrap();
        assert_eq!(journal.last_run().unwrap().map(|run| run.ended_at), Some(None), "the older one still runs");
        let counts = journal.counts().unwrap();
        assert_eq!((counts.accepted, counts.pending, counts.unknown, counts.sending), (3, 3, 0, 0));
    }

    #[test]
    fn a_number_is_not_given_again_after_a_crash_a_settlement_and_a_new_round() {
        let dir = TempDir::new().unwrap();
        let jobs = job(dir.path(), &[None; 3]);
        let mut ledger = runner(&jobs);
        let (last, _) = claim(&mut ledger, &[1, 2]);
        drop(ledger);
        let mut journal = jobs.open("j").unwrap();
        journal.recover().unwrap();
        journal.settle(State::Accepted, None).unwrap();
        assert_eq!(Ledger::here(journal, std::time::Duration::ZERO).unwrap().number(), last + 1);
        let mut journal = jobs.open("j").unwrap();
        journal.reset(&mut [1, 2].into_iter()).unwrap();
        assert_eq!(Ledger::here(journal, std::time::Duration::ZERO).unwrap().number(), last + 1);
    }

    #[test]
    fn a_hold_is_kept_until_it_is_taken_off() {
        let dir = TempDir::new().unwrap();
        let jobs = job(dir.path(), &[None; 1]);
        let mut ledger = runner(&jobs);
        for hold in [Some(Hold::Canary), Some(Hold::MaxFailures), None] {
            write(&mut ledger, Transaction { hold: Some(hold), ..Transaction::default() });
            assert_eq!(jobs.read("j").unwrap().hold().unwrap(), hold);
        }
    }
}
