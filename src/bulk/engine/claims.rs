//! Which rows leave next: their intents into the journal, and behind the commit out of the door.

use std::rc::Rc;
use std::sync::Arc;

use tokio::time::Instant;

use super::{Batch, Commit, Completion, Engine, Outgoing, Stop};
use crate::bulk::journal::{Claim, Claims, JournalError, PendingRow, Resolved, State, Transaction};

impl<'a> Engine<'a> {
    /// Starts to write what finished and what leaves next.
    pub(super) fn begin_commit(&mut self, now: Instant) {
        let resolved = std::mem::take(&mut self.finished);
        let mut transaction = Transaction { resolved, hold: self.hold.take(), ..Transaction::default() };
        let claimed = self.claim(&mut transaction.claims, now);
        if !transaction.is_empty() {
            let transaction = Arc::new(transaction);
            let written = self.ledger.commit(Arc::clone(&transaction));
            self.commit = Some(Commit { written, transaction, claimed });
        }
    }

    /// Takes as many batches as may leave now.
    fn claim(&mut self, claims: &mut Vec<Claim>, now: Instant) -> Vec<(i64, Batch)> {
        let mut claimed = Vec::new();
        let mut rows = self.rows_in_flight;
        if self.stop.is_some() || !self.is_ready() {
            return claimed;
        }
        while self.pace.next(now) <= now {
            let Some(most) = self.health.room(self.flights.len() + claimed.len(), rows) else { break };
            let Some(mut batch) = self.next_batch(now, most) else { break };
            batch.attempts += 1;
            rows += batch.rows.len();
            self.pace.claimed(now);
            let request = self.ledger.number();
            claims.push(Claim { request, rows: batch.ids(), attempts: batch.attempts, at: (self.ports.clock)() });
            claimed.push((request, batch));
        }
        claimed
    }

    /// Whether requests can leave at all; where a token has to be had first, it is asked for.
    fn is_ready(&mut self) -> bool {
        let has_work = !self.buffer.is_empty() || !self.retries.is_empty();
        if self.renewal.is_none() && has_work {
            self.renewal = self.ports.sender.ready();
            self.fresh |= self.renewal.is_some() && self.generation > 0;
        }
        self.renewal.is_none()
    }

    pub(super) fn end_commit(&mut self, written: Result<Claims, JournalError>) {
        let Some(Commit { transaction, mut claimed, .. }) = self.commit.take() else { return };
        match written {
            Ok(Claims::Entered { taken }) => {
                if !taken.is_empty() {
                    claimed.iter_mut().for_each(|(_, batch)| batch.rows.retain(|row| !taken.contains(&row.id)));
                    claimed.retain(|(_, batch)| !batch.rows.is_empty());
                }
                self.release(claimed);
            }
            Ok(Claims::Later) => claimed.into_iter().for_each(|(_, batch)| self.put_back(batch)),
            Ok(Claims::Ousted) => self.stop_with(Stop::OtherRunner),
            Err(error) => {
                self.journal_failed = true;
                self.finished.extend(transaction.resolved.iter().cloned());
                self.hold = self.hold.take().or(transaction.hold);
                self.stop_with(Stop::Journal(error));
            }
        }
    }

    /// Lets requests go whose intents are on disk, unless that moment has brought a reason to wait.
    fn release(&mut self, claimed: Vec<(i64, Batch)>) {
        let now = Instant::now();
        let at = (self.ports.clock)();
        let may_leave = self.stop.is_none() && self.renewal.is_none() && !self.pace.is_paused(now);
        for (request, batch) in claimed {
            let room = self.health.room(self.flights.len(), self.rows_in_flight);
            if may_leave && room.is_some_and(|most| batch.rows.len() <= most) {
                self.pace.departed(now);
                self.depart(request, batch);
                continue;
            }
            self.finished.push(Resolved {
                request,
                rows: batch.ids(),
                state: State::Pending,
                reason: None,
                attempts: batch.attempts - 1,
                at,
                answer: None,
            });
            self.put_back(batch);
        }
    }

    /// Rows that were claimed and did not leave.
    fn put_back(&mut self, batch: Batch) {
        self.retries.push(Batch { attempts: batch.attempts - 1, ..batch });
    }

    fn depart(&mut self, request: i64, batch: Batch) {
        let (sender, kind, generation) = (self.ports.sender, self.settings.kind, self.generation);
        let id = self.settings.message_ids.as_ref().map(|ids| ids.of(request));
        self.rows_in_flight += batch.rows.len();
        self.flights.push(Box::pin(async move {
            let departed = Instant::now();
            let recipients: Vec<&str> = batch.rows.iter().map(|row| row.recipient.as_str()).collect();
            let outgoing = Outgoing { message: &batch.message, recipients: &recipients, kind, id: id.as_deref() };
            let result = sender.send(outgoing).await;
            Completion { request, batch, departed, generation, result }
        }));
    }

    /// At most so many rows that may leave now: first those that wait for another try.
    fn next_batch(&mut self, now: Instant, most: usize) -> Option<Batch> {
        if let Some(index) = self.retries.iter().position(|batch| batch.ready <= now) {
            let waiting = self.retries.get_mut(index)?;
            if waiting.rows.len() <= most {
                return Some(self.retries.remove(index));
            }
            let rest = waiting.rows.split_off(most);
            let rows = std::mem::replace(&mut waiting.rows, rest);
            let Batch { message, attempts, ready, .. } = waiting;
            return Some(Batch { rows, message: Rc::clone(message), attempts: *attempts, ready: *ready });
        }
        // While so many rows wait for another try, new ones would only join them.
        if self.retries.len() >= self.settings.concurrency {
            return None;
        }
        let first = self.buffer.front()?;
        let together = self.buffer.iter().take(most).take_while(|row| row.message == first.message).count();
        let more_may_come = !self.exhausted && self.canary.is_none();
        if together == self.buffer.len() && together < most && more_may_come {
            return None;
        }
        let mut rows: Vec<PendingRow> = self.buffer.drain(..together).collect();
        let own = rows.first_mut().and_then(|row| row.message.take());
        let message = own.map(Rc::from).or_else(|| self.message.clone()).unwrap_or_else(|| Rc::from(""));
        let attempts = rows.iter().map(|row| row.attempts).max().unwrap_or(0);
        Some(Batch { rows, message, attempts, ready: now })
    }
}
