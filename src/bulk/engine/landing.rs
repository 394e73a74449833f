//! What an answer does to its rows, to the pace and to the job.

use std::time::Duration;

use tokio::time::Instant;

use super::weather::{Lull, Trouble};
use super::{Engine, Landing, MaxFailures, Stop, Task};
use crate::bulk::journal::{Answer, Resolved, State};
use crate::bulk::pace::backoff;
use crate::bulk::sender::Sent;
use crate::codes::{self, Book};
use crate::error::{Error, Kind};
use crate::vendor::{NotSent, Platform, Verdict};

/// The longest pause that a job takes because the vendor asks for it.
const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// Fresh tokens that die within a minute before the job stops.
const DEATHS: usize = 3;

/// The pause before a row that did not reach the vendor is tried again.
const FIRST_RETRY: Duration = Duration::from_millis(250);
const LONGEST_RETRY: Duration = Duration::from_secs(15);

/// Codes of `get_token`: they say nothing about the row.
const TOKEN_CODES: [&str; 2] = ["900003", "900004"];

/// Where a request's rows end.
enum End {
    State(State, Option<&'static str>),
    /// Back to pending, to be tried again at that time.
    Again(&'static str, Instant),
    /// Back to pending, not to be tried again in this run.
    Aside(&'static str),
    /// Back to pending, each half to be tried alone.
    Halves,
}

impl<'a> Engine<'a> {
    /// Books a request that came back.
    pub(super) fn land(&mut self, landing: Landing) {
        let now = Instant::now();
        let Landing { request, task, departed, generation, result } = landing;
        let (end, booked) = match result {
            Ok(sent) => {
                let end = self.judge(&sent, &task, departed, generation, now);
                (end, booked(sent))
            }
            Err(error) => (self.unmade(error, &task, departed, now), Answer::default()),
        };
        self.book(request, task, end, booked);
        self.check_failures();
    }

    fn book(&mut self, request: i64, task: Task, end: End, booked: Answer) {
        let (state, reason) = match &end {
            End::State(state, reason) => (*state, *reason),
            End::Again(reason, _) | End::Aside(reason) => (State::Pending, Some(*reason)),
            End::Halves => (State::Pending, Some("bad_number_in_batch")),
        };
        let count = task.rows.len() as u64;
        match state {
            State::Accepted => self.tally.accepted += count,
            State::Refused => self.tally.refused += count,
            State::Unknown => self.tally.unknown += count,
            _ => {}
        }
        self.finished.push(Resolved {
            request,
            rows: task.rows.iter().map(|row| row.id).collect(),
            state,
            reason,
            attempts: task.attempts,
            at: (self.outside.clock)(),
            answer: Some(booked),
        });
        match end {
            End::Again(_, ready) => self.retries.push(Task { ready, ..task }),
            End::Halves => {
                let Task { mut rows, message, attempts, ready } = task;
                let back = rows.split_off(rows.len().div_ceil(2));
                for rows in [rows, back] {
                    self.retries.push(Task { rows, message: message.clone(), attempts, ready });
                }
            }
            End::State(..) | End::Aside(_) => {}
        }
    }

    fn judge(&mut self, sent: &Sent, task: &Task, departed: Instant, generation: u64, now: Instant) -> End {
        let judged = &sent.judged;
        match judged.verdict {
            Verdict::Accepted => {
                self.went_through(now);
                End::State(State::Accepted, None)
            }
            Verdict::Refused => {
                self.went_through(now);
                self.refused(sent, task)
            }
            Verdict::Unknown(unknown) => {
                let answered = judged.http_status.is_some();
                self.trouble(Trouble::Lost { answered }, departed, now, &judged.message);
                End::State(State::Unknown, Some(unknown.word()))
            }
            Verdict::NotSent(NotSent::Unreachable) => {
                self.trouble(Trouble::Unreached, departed, now, &judged.message);
                End::Again("unreachable", now + backoff(task.attempts.saturating_sub(1), FIRST_RETRY, LONGEST_RETRY))
            }
            Verdict::NotSent(NotSent::RateLimited) => {
                if let Some(wait) = judged.retry_after.filter(|wait| *wait > LONGEST_WAIT) {
                    self.stop_with(Stop::AskedToWait(wait));
                    return End::Aside("rate_limited");
                }
                let pause = self.pace.rate_limited(now, judged.retry_after);
                self.trouble(Trouble::AskedToWait(judged.retry_after), departed, now, &judged.message);
                End::Again("rate_limited", now + pause)
            }
            Verdict::NotSent(NotSent::RecipientLimited) => {
                self.pace.slow_down(now);
                self.weather.through();
                End::Aside("recipient_limited")
            }
            Verdict::NotSent(NotSent::TokenExpired) => {
                self.token_expired(generation, now);
                End::Again("token_expired", now)
            }
        }
    }

    fn went_through(&mut self, now: Instant) {
        self.pace.got_through(now);
        self.weather.through();
    }

    fn trouble(&mut self, trouble: Trouble, departed: Instant, now: Instant, message: &str) {
        let (pause, lull) = self.weather.trouble(trouble, departed, now);
        if let Some(pause) = pause {
            self.pace.pause(now, pause);
        }
        match lull {
            Some(Lull::Silence) => self.stop_with(Stop::Silence(message.to_owned())),
            Some(Lull::NothingThrough) => self.stop_with(Stop::NothingThrough(message.to_owned())),
            None => {}
        }
    }

    /// A whole answer that says no: about these rows, about a number in the batch, or about everything.
    fn refused(&mut self, sent: &Sent, task: &Task) -> End {
        let platform = self.outside.sender.platform();
        let code = sent.judged.code.as_deref().unwrap_or_default();
        if platform == Platform::Nxcloud && code == "9002" {
            if !self.settings.halve {
                self.stop_with(Stop::BadNumber);
            } else if task.rows.len() > 1 {
                self.halved = true;
                return End::Halves;
            }
            return End::State(State::Refused, None);
        }
        if let Some((code, book)) = doom(platform, sent) {
            let message = sent.judged.message.clone();
            self.stop_with(Stop::Doomed { code: code.clone(), book: Some(book), message });
            if platform == Platform::Sobot && TOKEN_CODES.contains(&code.as_str()) {
                return End::Aside("no_token");
            }
        }
        End::State(State::Refused, None)
    }

    /// The request could not even be made.
    fn unmade(&mut self, error: Error, task: &Task, departed: Instant, now: Instant) -> End {
        if matches!(error.kind(), Kind::Unreachable | Kind::UnknownOutcome) {
            self.trouble(Trouble::Unreached, departed, now, &error.message());
            return End::Again(
                "unreachable",
                now + backoff(task.attempts.saturating_sub(1), FIRST_RETRY, LONGEST_RETRY),
            );
        }
        self.stop_with(Stop::Sender(error));
        End::Aside("not_sent")
    }

    /// One renewal for everything in flight: whoever left with an older token only tries again.
    fn token_expired(&mut self, generation: u64, now: Instant) {
        if generation != self.generation || self.renewal.is_some() || self.stop.is_some() {
            return;
        }
        if self.generation > 0 {
            self.deaths.retain(|death| now.saturating_duration_since(*death) < Duration::from_secs(60));
            self.deaths.push(now);
            if self.deaths.len() >= DEATHS {
                self.stop_with(Stop::TokensDie);
                return;
            }
        }
        self.renewal = Some(self.outside.sender.renew());
    }

    pub(super) fn renewed(&mut self, renewed: Result<(), Error>) {
        match renewed {
            Ok(()) => self.generation += 1,
            Err(error) if matches!(error.kind(), Kind::Unreachable | Kind::UnknownOutcome) => {
                // The next row will hear 900002 again and ask for another renewal.
                let now = Instant::now();
                self.trouble(Trouble::Unreached, now, now, &error.message());
                self.pace.pause(now, FIRST_RETRY);
            }
            Err(error) => self.stop_with(Stop::Sender(error)),
        }
    }

    fn check_failures(&mut self) {
        let (refused, answered) = (self.tally.refused, self.tally.accepted + self.tally.refused);
        let over = match self.settings.max_failures {
            None => false,
            Some(MaxFailures::Count(most)) => refused >= most,
            Some(MaxFailures::Percent(most)) => answered >= 100 && refused as f64 * 100.0 / answered as f64 >= most,
        };
        if over && self.stop.is_none() {
            self.stop_with(Stop::MaxFailures { refused, answered });
        }
    }
}

/// The code of an answer that every further row would get too, with its book.
pub(super) fn doom(platform: Platform, sent: &Sent) -> Option<(String, Book)> {
    let books: &[Book] = match platform {
        Platform::Sobot => &[Book::Sobot, Book::SobotRecord],
        Platform::Nxcloud => &[Book::Nxcloud],
    };
    let channels = sent.channels.iter().map(|channel| channel.code.as_str());
    sent.judged.code.as_deref().into_iter().chain(channels).find_map(|code| {
        let book = books.iter().find(|book| codes::dooms_every_row(**book, code))?;
        Some((code.to_owned(), *book))
    })
}

fn booked(sent: Sent) -> Answer {
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
        book: sent.book.map(|book| book.word().to_owned()),
        message: sent.judged.message,
        http_status: sent.judged.http_status,
        message_id: sent.message_id,
        request_id: sent.request_id,
        trace_id: sent.trace_id,
        channels,
    }
}
