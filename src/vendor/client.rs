//! The one client core: a try, and tries under the rule of reads or of writes. Vendors bring the request of
//! each try (signed for its moment, with the token of now) and how their reply is read.

use bytes::Bytes;
use jiff::Timestamp;

use super::clock::seconds_ahead;
use super::outcome::{Answer, Judged, NotSent, Verdict, judge};
use super::retry::{Budget, Halt, Halted, pause};
use crate::http::{self, Request};

/// Whether a call changes something at the vendor's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It only asks: tried again after everything but a refusal.
    Read,
    /// It may send or change something: tried again only when it was certainly not accepted.
    Write,
}

impl Effect {
    fn may_try_again(self, verdict: Verdict) -> bool {
        match (self, verdict) {
            (_, Verdict::Accepted | Verdict::Refused) => false,
            (Self::Read, _) => true,
            // A person who gets too many messages is not served better within a minute.
            (Self::Write, Verdict::NotSent(NotSent::RecipientLimited)) => false,
            (Self::Write, Verdict::NotSent(_)) => true,
            (Self::Write, Verdict::Unknown(_)) => false,
        }
    }
}

/// A whole reply of one vendor's API.
pub trait Reply: Sized {
    /// Reads a body; none when it is not this vendor's.
    fn read(body: &[u8]) -> Option<Self>;

    /// Code, message and ruling.
    fn answer(&self) -> &Answer;

    /// Takes secrets out of the vendor's words that are kept beside the answer.
    fn mask(&mut self, _mask: &dyn Fn(String) -> String) {}
}

/// A call as answered.
#[derive(Clone, Debug)]
pub struct Called<R> {
    /// The verdict of the last try, with the code that decided it.
    pub judged: Judged,
    /// The reply, when it was the vendor's.
    pub reply: Option<R>,
    /// The reply's bytes as received; empty when none came.
    pub raw: Bytes,
    /// Tries, this one included.
    pub attempts: u32,
    /// How many seconds this machine's clock is ahead of the vendor's `Date`, when it sent one.
    pub ahead: Option<i64>,
}

impl<R> Called<R> {
    /// A call of which nothing left, because a signal came before.
    pub fn not_tried(halted: Halted) -> Self {
        let judged = Judged {
            verdict: Verdict::NotSent(NotSent::Unreachable),
            code: None,
            book: None,
            message: halted.to_string(),
            http_status: None,
            retry_after: None,
        };
        Self { judged, reply: None, raw: Bytes::new(), attempts: 0, ahead: None }
    }

    /// The explanation of the code, in our words.
    pub fn explanation(&self) -> Option<&'static str> {
        self.judged.entry().map(|entry| entry.explanation())
    }
}

/// Asks a vendor over HTTP.
#[derive(Clone)]
pub struct Client<'a> {
    http: http::Client<'a>,
    now: &'a dyn Fn() -> Timestamp,
    halt: Option<&'a dyn Halt>,
}

impl<'a> Client<'a> {
    /// A client; nothing is asked of anybody yet. `now` is asked for every try.
    pub fn new(http: http::Client<'a>, now: &'a dyn Fn() -> Timestamp) -> Self {
        Self { http, now, halt: None }
    }

    /// A client that starts no try once `halt` says so, and waits for none; a try in flight is always awaited.
    #[must_use]
    pub fn halted_by(mut self, halt: &'a dyn Halt) -> Self {
        self.halt = Some(halt);
        self
    }

    /// The moment a request is signed for.
    pub fn now(&self) -> Timestamp {
        (self.now)()
    }

    /// One try.
    pub async fn once<R: Reply>(&self, request: &Request) -> Called<R> {
        let sent_at = self.now();
        let exchange = self.http.send(request).await;
        let whole = exchange.as_ref().ok();
        let ahead = whole.and_then(|reply| Some(seconds_ahead(sent_at, self.now(), reply.date()?)));
        let mut reply = whole.and_then(|reply| R::read(&reply.body));
        let mut judged = judge(&exchange, reply.as_ref().map(Reply::answer));
        judged.message = self.http.mask(request, judged.message);
        if let Some(reply) = &mut reply {
            reply.mask(&|text| self.http.mask(request, text));
        }
        let raw = exchange.map(|reply| reply.body).unwrap_or_default();
        Called { judged, reply, raw, attempts: 1, ahead }
    }

    /// Tries until there is an answer that stands, at most [`super::retry::TRIES`] times. `request` makes the
    /// request of each try; it is told whether the one before died of an expired token, and then brings another.
    ///
    /// # Errors
    /// What `request` fails with, and [`Halted`] when the halt came before anything left.
    pub async fn tried<R: Reply, E: From<Halted>>(
        &self,
        effect: Effect,
        mut request: impl AsyncFnMut(bool) -> Result<Request, E>,
    ) -> Result<Called<R>, E> {
        let mut budget = Budget::new();
        let mut last: Option<Called<R>> = None;
        loop {
            if last.is_none() && self.is_halted() {
                return Err(Halted.into());
            }
            let expired = last.as_ref().is_some_and(|called| is_expired(called.judged.verdict));
            // Whoever keeps the token knows whether renewing can help, and ends a contest itself: it is asked
            // also when no try is left.
            let request = request(expired).await?;
            match last {
                Some(called) if self.is_halted() || budget.next_wait(None).is_none() => return Ok(called),
                None if self.is_halted() => return Err(Halted.into()),
                _ => {}
            }
            budget.start_try();
            let mut called = self.once::<R>(&request).await;
            called.attempts = budget.tries();
            let verdict = called.judged.verdict;
            if !effect.may_try_again(verdict) || self.is_halted() {
                return Ok(called);
            }
            if !is_expired(verdict) {
                match budget.next_wait(called.judged.retry_after) {
                    Some(wait) if pause(wait, self.halt).await => {}
                    _ => return Ok(called),
                }
            }
            last = Some(called);
        }
    }

    /// As [`tried`](Self::tried), for a request that can always be made.
    ///
    /// # Errors
    /// [`Halted`] when the halt came before anything left.
    pub async fn tried_anew<R: Reply>(
        &self,
        effect: Effect,
        request: impl Fn() -> Request,
    ) -> Result<Called<R>, Halted> {
        self.tried(effect, async |_| Ok(request())).await
    }

    fn is_halted(&self) -> bool {
        self.halt.is_some_and(Halt::halted)
    }
}

fn is_expired(verdict: Verdict) -> bool {
    verdict == Verdict::NotSent(NotSent::TokenExpired)
}

#[cfg(test)]
mod tests;
