//! Calls to Sobot: the token in the header, one renewal when it has expired, reads tried freely and
//! writes only when they were certainly not accepted.

use bytes::Bytes;
use url::Url;

use super::reply::{self, Reply};
use super::token::{TokenError, Tokens};
use crate::codes::{self, Book};
use crate::http::retry::{Budget, Halt, pause};
use crate::http::{self, Header, Judged, Method, NotSent, Platform, Request, Verdict, judge};

/// One call of the documented API.
#[derive(Clone, Debug)]
pub struct Call {
    /// Method.
    pub method: Method,
    /// Path below the base URL.
    pub path: &'static str,
    /// Query, in order.
    pub query: Vec<(&'static str, String)>,
    /// JSON body.
    pub body: Option<Bytes>,
}

impl Call {
    /// A GET with query values.
    pub fn get(path: &'static str, query: Vec<(&'static str, String)>) -> Self {
        Self { method: Method::Get, path, query, body: None }
    }

    /// A POST of JSON.
    pub fn post(path: &'static str, body: impl Into<Bytes>) -> Self {
        Self { method: Method::Post, path, query: Vec::new(), body: Some(body.into()) }
    }
}

/// A call as answered.
#[derive(Clone, Debug)]
pub struct Called {
    /// The verdict of the last try.
    pub judged: Judged,
    /// The book its code was found in.
    pub book: Option<Book>,
    /// The reply, when it was Sobot's JSON.
    pub reply: Option<Reply>,
    /// The reply's bytes as received.
    pub raw: Bytes,
    /// Tries, this one included.
    pub attempts: u32,
}

impl Called {
    /// The explanation of the code, in our words.
    pub fn explanation(&self) -> Option<&'static str> {
        let code = self.judged.code.as_deref()?;
        codes::find(self.book?, code).map(|entry| entry.explanation)
    }
}

/// Why a call has no answer that can be used.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// No token.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// A read ended without the rows that were asked for.
    #[error("{what} was not answered")]
    Answered {
        /// What was asked for, as a noun.
        what: &'static str,
        /// What was answered.
        called: Box<Called>,
    },
}

/// Talks to Sobot with a token that `tokens` keeps.
pub struct Client<'a> {
    http: http::Client<'a>,
    base_url: Url,
    tokens: &'a dyn Tokens,
    halt: Option<&'a dyn Halt>,
}

impl<'a> Client<'a> {
    /// A client; nothing is asked of anybody yet.
    pub fn new(http: http::Client<'a>, base_url: Url, tokens: &'a dyn Tokens) -> Self {
        Self { http, base_url, tokens, halt: None }
    }

    /// A client whose retries end when `halt` says so; a try in flight is always awaited.
    #[must_use]
    pub fn halted_by(mut self, halt: &'a dyn Halt) -> Self {
        self.halt = Some(halt);
        self
    }

    /// The request of a call, with the token in its header, masked when shown.
    pub fn request(base_url: &Url, call: &Call, token: &str) -> Request {
        let mut url = http::join(base_url, call.path);
        if !call.query.is_empty() {
            url.query_pairs_mut().extend_pairs(call.query.iter().map(|(name, value)| (*name, value.as_str())));
        }
        let request = match (call.method, &call.body) {
            (Method::Post, body) => Request::post(url, body.clone().unwrap_or_default()),
            (Method::Get, _) => Request::get(url),
        };
        request.header(Header::secret("token", token))
    }

    /// One try with the given token.
    pub async fn once(&self, call: &Call, token: &str) -> Called {
        let request = Self::request(&self.base_url, call, token);
        let exchange = self.http.send(&request).await;
        let reply = exchange.as_ref().ok().and_then(|reply| Reply::read(&reply.body));
        let mut judged = judge(Platform::Sobot, &exchange, reply.as_ref().map(|reply| &reply.answer));
        judged.message = request.mask(judged.message);
        let book = judged.code.as_deref().and_then(|code| codes::find_in(&reply::BOOKS, code)).map(|entry| entry.book);
        let raw = exchange.map(|reply| reply.body).unwrap_or_default();
        Called { judged, book, reply, raw, attempts: 1 }
    }

    /// A read: tried again after everything but a refusal; anything but an accepted answer is an error.
    pub async fn read(&self, what: &'static str, call: &Call) -> Result<Called, CallError> {
        let called = self.tried(call, |verdict| !matches!(verdict, Verdict::Accepted | Verdict::Refused)).await?;
        match called.judged.verdict {
            Verdict::Accepted => Ok(called),
            _ => Err(CallError::Answered { what, called: Box::new(called) }),
        }
    }

    /// A write: tried again only when the last try was certainly not accepted.
    pub async fn write(&self, call: &Call) -> Result<Called, TokenError> {
        let again = |verdict| match verdict {
            Verdict::NotSent(NotSent::RecipientLimited) => false,
            Verdict::NotSent(_) => true,
            _ => false,
        };
        self.tried(call, again).await
    }

    async fn tried(&self, call: &Call, again: impl Fn(Verdict) -> bool) -> Result<Called, TokenError> {
        let mut budget = Budget::new();
        let mut token = self.tokens.current().await?;
        loop {
            budget.start_try();
            let mut called = self.once(call, &token).await;
            called.attempts = budget.tries();
            let verdict = called.judged.verdict;
            if !again(verdict) || self.halt.is_some_and(Halt::halted) {
                return Ok(called);
            }
            if verdict == Verdict::NotSent(NotSent::TokenExpired) {
                // Whoever keeps the token knows whether renewing can help; it ends a contest itself.
                token = self.tokens.renew(&token).await?;
                if budget.next_wait(None).is_none() {
                    return Ok(called);
                }
                continue;
            }
            match budget.next_wait(called.judged.retry_after) {
                Some(wait) if pause(wait, self.halt).await => {}
                _ => return Ok(called),
            }
        }
    }

    /// Whoever keeps the token.
    pub fn tokens(&self) -> &'a dyn Tokens {
        self.tokens
    }
}
