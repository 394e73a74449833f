//! What an answer does to its rows, to the pace and to the job.

use std::time::Duration;

use tokio::time::Instant;

use super::breaker::Bad;
use super::health::{Outage, Trouble};
use super::{Batch, Completion, Engine, Stop};
use crate::bulk::journal::{Answer, Resolved, State};
use crate::bulk::sender::{SendError, Sent};
use crate::vendor::{NotSent, Verdict, backoff};

/// The longest pause that a job takes because the vendor asks for it.
const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// Fresh tokens that die within a minute before the job stops.
const DEATHS: usize = 3;

/// The pause before a row that did not reach the vendor is tried again.
const FIRST_RETRY: Duration = Duration::from_millis(250);
const LONGEST_RETRY: Duration = Duration::from_secs(15);

/// Where a request's rows end.
enum End {
    State(State, Option<&'static str>),
    /// Back to pending, to be tried again at that time.
    Again(&'static str, Instant),
    /// Back to pending, not to be tried again in this run.
    Deferred(&'static str),
    /// Back to pending, each half to be tried alone.
    Halves,
}

impl Engine<'_> {
    /// Books a request that came back.
    pub(super) fn complete(&mut self, completion: Completion) {
        let now = Instant::now();
        let Completion { request, batch, departed, generation, result } = completion;
        self.rows_in_flight = self.rows_in_flight.saturating_sub(batch.rows.len());
        let (end, answer) = match result {
            Ok(sent) => {
                let end = self.judge(&sent, &batch, departed, generation, now);
                (end, answer_of(sent))
            }
            Err(error) => (self.unmade(error, &batch, departed, now), Answer::default()),
        };
        self.book(request, batch, end, answer);
        self.check_failures();
    }

    fn book(&mut self, request: i64, batch: Batch, end: End, answer: Answer) {
        let (state, reason) = match &end {
            End::State(state, reason) => (*state, *reason),
            End::Again(reason, _) | End::Deferred(reason) => (State::Pending, Some(*reason)),
            End::Halves => (State::Pending, Some("bad_number_in_batch")),
        };
        let count = batch.rows.len() as u64;
        match (state, &end) {
            (State::Accepted, _) => self.tally.accepted += count,
            (State::Refused, _) => {
                self.tally.refused += count;
                self.count_bad(Bad::Refused, count);
            }
            (State::Unknown, _) => {
                self.tally.unknown += count;
                self.count_bad(Bad::Unknown, count);
            }
            (_, End::Deferred(_)) => self.count_bad(Bad::Deferred, count),
            _ => {}
        }
        self.finished.push(Resolved {
            request,
            rows: batch.ids(),
            state,
            reason,
            attempts: batch.attempts,
            at: (self.ports.clock)(),
            answer: Some(answer),
        });
        match end {
            End::Again(_, ready) => self.retries.push(Batch { ready, ..batch }),
            End::Halves => {
                let Batch { mut rows, message, attempts, ready } = batch;
                let back = rows.split_off(rows.len().div_ceil(2));
                for rows in [rows, back] {
                    self.retries.push(Batch { rows, message: message.clone(), attempts, ready });
                }
            }
            End::State(..) | End::Deferred(_) => {}
        }
    }

    fn judge(&mut self, sent: &Sent, batch: &Batch, departed: Instant, generation: u64, now: Instant) -> End {
        let judged = &sent.judged;
        match judged.verdict {
            Verdict::Accepted => {
                self.went_through(batch, now);
                End::State(State::Accepted, None)
            }
            Verdict::Refused => {
                self.went_through(batch, now);
                self.refused(sent, batch)
            }
            Verdict::Unknown(unknown) => {
                let answered = judged.http_status.is_some();
                self.trouble(Trouble::Lost { rows: batch.rows.len(), answered }, departed, now, &judged.message);
                End::State(State::Unknown, Some(unknown.word()))
            }
            Verdict::NotSent(NotSent::Unreachable) => {
                self.trouble(Trouble::Unreached, departed, now, &judged.message);
                unreachable(batch, now)
            }
            Verdict::NotSent(NotSent::RateLimited) => {
                if let Some(wait) = judged.retry_after.filter(|wait| *wait > LONGEST_WAIT) {
                    self.stop_with(Stop::AskedToWait(wait));
                    return End::Deferred("rate_limited");
                }
                let pause = self.pace.rate_limited(now, judged.retry_after);
                self.trouble(Trouble::AskedToWait(judged.retry_after), departed, now, &judged.message);
                End::Again("rate_limited", now + pause)
            }
            Verdict::NotSent(NotSent::RecipientLimited) => {
                self.pace.slow_down(now);
                self.health.through(batch.rows.len());
                End::Deferred("recipient_limited")
            }
            Verdict::NotSent(NotSent::TokenExpired) => {
                self.trouble(Trouble::TokenDied, departed, now, &judged.message);
                self.token_expired(generation, now);
                End::Again("token_expired", now)
            }
        }
    }

    fn went_through(&mut self, batch: &Batch, now: Instant) {
        self.pace.got_through(now);
        self.health.through(batch.rows.len());
    }

    fn trouble(&mut self, trouble: Trouble, departed: Instant, now: Instant, message: &str) {
        let (pause, outage) = self.health.trouble(trouble, departed, now);
        if let Some(pause) = pause {
            self.pace.pause(now, pause);
        }
        match outage {
            Some(Outage::Silence) => self.stop_with(Stop::Silence(message.to_owned())),
            Some(Outage::NothingThrough) => self.stop_with(Stop::NothingThrough(message.to_owned())),
            None => {}
        }
    }

    /// A whole answer that says no: about these rows, about a number in the batch, or about everything.
    fn refused(&mut self, sent: &Sent, batch: &Batch) -> End {
        if sent.has_bad_number() {
            if !self.settings.halve {
                self.stop_with(Stop::BadNumber);
            } else if batch.rows.len() > 1 {
                self.halved = true;
                return End::Halves;
            }
            return End::State(State::Refused, None);
        }
        if let Some((code, book)) = sent.doom() {
            // The account or the message is at fault, not these people.
            let message = sent.judged.message.clone();
            self.stop_with(Stop::Doomed { code: code.to_owned(), book: Some(book), message });
            return End::Deferred("doomed");
        }
        End::State(State::Refused, None)
    }

    /// The request could not even be made.
    fn unmade(&mut self, error: SendError, batch: &Batch, departed: Instant, now: Instant) -> End {
        match error {
            SendError::Unreachable(cause) => {
                self.trouble(Trouble::Unreached, departed, now, &cause.to_string());
                unreachable(batch, now)
            }
            SendError::Halted => End::Again("not_sent", now),
            error @ SendError::Impossible(_) => {
                self.stop_with(Stop::Sender(error));
                End::Deferred("not_sent")
            }
        }
    }

    /// One renewal for everything in flight: whoever left with an older token only tries again.
    fn token_expired(&mut self, generation: u64, now: Instant) {
        if generation != self.generation || self.renewal.is_some() || self.stop.is_some() {
            return;
        }
        if self.fresh {
            self.deaths.retain(|death| now.saturating_duration_since(*death) < Duration::from_secs(60));
            self.deaths.push(now);
            if self.deaths.len() >= DEATHS {
                self.stop_with(Stop::TokensDie);
                return;
            }
        }
        self.fresh = true;
        self.renewal = Some(self.ports.sender.renew());
    }

    pub(super) fn renewed(&mut self, renewed: Result<(), SendError>) {
        match renewed {
            Ok(()) => self.generation += 1,
            Err(SendError::Halted) => {}
            Err(SendError::Unreachable(cause)) => {
                // The next row will ask again.
                let now = Instant::now();
                self.trouble(Trouble::Unreached, now, now, &cause.to_string());
                self.pace.pause(now, FIRST_RETRY);
            }
            Err(error) => self.stop_with(Stop::Sender(error)),
        }
    }
}

/// What did not reach the vendor is tried again after a while.
fn unreachable(batch: &Batch, now: Instant) -> End {
    End::Again("unreachable", now + backoff(batch.attempts.saturating_sub(1), FIRST_RETRY, LONGEST_RETRY))
}

fn answer_of(sent: Sent) -> Answer {
    let channels = (!sent.channels.is_empty()).then(|| {
        let channels: Vec<serde_json::Value> = sent
            .channels
            .iter()
            .map(|channel| {
                serde_json::json!({ "channel": channel.channel, "code": channel.code, "message": channel.message })
            })
            .collect();
        serde_json::Value::from(channels).to_string()
    });
    Answer {
        code: sent.judged.code,
        book: sent.judged.book.map(|book| book.word().to_owned()),
        message: sent.judged.message,
        http_status: sent.judged.http_status,
        message_id: sent.message_id,
        request_id: sent.request_id,
        trace_id: sent.trace_id,
        channels,
    }
}
