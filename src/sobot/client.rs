//! Calls to Sobot: the token in the header, one renewal when it has expired, reads tried freely and
//! writes only when they were certainly not accepted.

use std::cell::RefCell;
use std::rc::Rc;

use bytes::Bytes;
use url::Url;

use super::keeper::Tokens;
use super::reply::Reply;
use super::token::TokenError;
use crate::http::{self, Body, Header, Method, Request};
use crate::vendor::{self, Effect, Halt, Verdict};

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
pub type Called = vendor::Called<Reply>;

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
    core: vendor::Client<'a>,
    base_url: Url,
    /// Where the last call went: most calls of a run go to the same place.
    last: RefCell<Option<(&'static str, Url)>>,
    tokens: &'a dyn Tokens,
}

impl<'a> Client<'a> {
    /// A client; nothing is asked of anybody yet.
    pub fn new(core: vendor::Client<'a>, base_url: Url, tokens: &'a dyn Tokens) -> Self {
        Self { core, base_url, last: RefCell::default(), tokens }
    }

    /// A client whose waits end when `halt` says so, those for a token too; a try in flight is always awaited.
    #[must_use]
    pub fn halted_by(mut self, halt: &'a (impl Halt + Clone + 'static)) -> Self {
        self.tokens.halted_by(Rc::new(halt.clone()));
        self.core = self.core.halted_by(halt);
        self
    }

    /// The request of a call, with the token in its header, masked when shown.
    pub fn request(base_url: &Url, call: &Call, token: &str) -> Request {
        Self::request_to(http::join(base_url, call.path), call, token)
    }

    fn request_to(mut url: Url, call: &Call, token: &str) -> Request {
        if !call.query.is_empty() {
            url.query_pairs_mut().extend_pairs(call.query.iter().map(|(name, value)| (*name, value.as_str())));
        }
        let request = match (call.method, &call.body) {
            (Method::Post, body) => Request::post(url, Body::json(body.clone().unwrap_or_default())),
            (Method::Get, _) => Request::get(url),
        };
        request.header(Header::secret("token", token))
    }

    fn made(&self, call: &Call, token: &str) -> Request {
        let mut last = self.last.borrow_mut();
        let url = match &*last {
            Some((path, url)) if *path == call.path => url.clone(),
            _ => last.insert((call.path, http::join(&self.base_url, call.path))).1.clone(),
        };
        Self::request_to(url, call, token)
    }

    /// One try with the given token.
    pub async fn once(&self, call: &Call, token: &str) -> Called {
        self.core.once(&self.made(call, token)).await
    }

    /// A read: tried again after everything but a refusal; anything but an accepted answer is an error.
    pub async fn read(&self, what: &'static str, call: &Call) -> Result<Called, CallError> {
        let called = self.tried(Effect::Read, call).await?;
        match called.judged.verdict {
            Verdict::Accepted => Ok(called),
            _ => Err(CallError::Answered { what, called: Box::new(called) }),
        }
    }

    /// A write: tried again only when the last try was certainly not accepted.
    pub async fn write(&self, call: &Call) -> Result<Called, TokenError> {
        self.tried(Effect::Write, call).await
    }

    async fn tried(&self, effect: Effect, call: &Call) -> Result<Called, TokenError> {
        let mut token = String::new();
        let request = async |expired| {
            token = if expired { self.tokens.renew(&token).await? } else { self.tokens.current().await? };
            Ok(self.made(call, &token))
        };
        self.core.tried(effect, request).await
    }

    /// Whoever keeps the token.
    pub fn tokens(&self) -> &'a dyn Tokens {
        self.tokens
    }
}
