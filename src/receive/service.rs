//! What a request is answered.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::header::{ALLOW, CONNECTION, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use hyper::http::request::Parts;
use hyper::{HeaderMap, Method, StatusCode};

use super::body::{self, Unfinished};
use super::connection::Turn;
use super::line::Head;
use super::writer::{Clock, Hand};

/// The longest challenge that is repeated; Meta's has ten digits.
const CHALLENGE: usize = 256;

/// Says whether a signature is right; nothing when it is none that could be checked.
pub type Check = Arc<dyn Fn(&[(&str, &str)], &[u8]) -> Option<bool> + Send + Sync>;

/// How requests are answered.
#[derive(Clone)]
pub struct Answers {
    /// The body of a 200.
    pub reply: String,
    /// Checks signatures.
    pub check: Option<Check>,
    /// Answers 401 to what is not signed rightly.
    pub require_signature: bool,
    /// What Meta must know to subscribe.
    pub verify_token: Option<String>,
}

/// How often what was answered.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) taken: AtomicU64,
    pub(super) refused: AtomicU64,
    pub(super) unwritten: AtomicU64,
}

/// What every connection shares.
pub(super) struct Desk {
    pub(super) answers: Answers,
    pub(super) reply: Bytes,
    pub(super) spool: PathBuf,
    pub(super) hand: Hand,
    pub(super) clock: Clock,
    pub(super) counts: Arc<Counts>,
}

type Response = hyper::Response<Full<Bytes>>;

/// Nothing is answered, and the connection ends.
#[derive(Debug, thiserror::Error)]
#[error("the sender broke off")]
pub(super) struct Gone;

impl Desk {
    /// Answers one request.
    pub(super) async fn answer(&self, turn: &Turn, request: hyper::Request<Incoming>) -> Result<Response, Gone> {
        let (parts, incoming) = request.into_parts();
        let path = parts.uri.path();
        let answer = match parts.method {
            Method::POST => return self.take(turn, &parts, incoming).await,
            Method::GET | Method::HEAD if path == "/healthz" => self.health().await,
            Method::GET => match parts.uri.query().and_then(handshake) {
                Some(asked) => self.subscribe(&asked),
                None => plain(StatusCode::NOT_FOUND, "callbacks are POSTed\n"),
            },
            _ => {
                let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "callbacks are POSTed\n");
                response.headers_mut().insert(ALLOW, HeaderValue::from_static("POST, GET"));
                response
            }
        };
        turn.answered();
        Ok(answer)
    }

    /// Takes a callback: it is answered when it is on disk.
    async fn take(&self, turn: &Turn, parts: &Parts, incoming: Incoming) -> Result<Response, Gone> {
        let mut whole = match body::read(incoming, &self.spool).await {
            Ok(whole) => whole,
            Err(Unfinished::Cut) => return Err(Gone),
            Err(unfinished) => {
                turn.answered();
                return Ok(self.refuse(unfinished));
            }
        };
        turn.received();
        let verified = match &self.answers.check {
            None => None,
            Some(check) => match whole.bytes() {
                Ok(bytes) => check(&visible(&parts.headers), &bytes),
                Err(_) => return Ok(self.unwritten()),
            },
        };
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        let mut head = Vec::with_capacity(1024);
        Head { received: (self.clock)(), method: "POST", path, headers: &parts.headers }.write(&mut head);
        let written = self.hand.write(whole.into_capture(head, verified)).await;
        turn.answered();
        if written.is_err() {
            return Ok(self.unwritten());
        }
        if self.answers.require_signature && verified != Some(true) {
            self.counts.refused.fetch_add(1, Ordering::Relaxed);
            return Ok(plain(StatusCode::UNAUTHORIZED, "the signature is missing or wrong\n"));
        }
        self.counts.taken.fetch_add(1, Ordering::Relaxed);
        Ok(text(StatusCode::OK, self.reply.clone()))
    }

    fn refuse(&self, unfinished: Unfinished) -> Response {
        let mut response = match unfinished {
            Unfinished::TooLarge => plain(StatusCode::PAYLOAD_TOO_LARGE, "a body may have 16 MiB\n"),
            Unfinished::Slow | Unfinished::Cut => plain(StatusCode::REQUEST_TIMEOUT, "the body came too slowly\n"),
            Unfinished::NoRoom => return self.unwritten(),
        };
        self.counts.refused.fetch_add(1, Ordering::Relaxed);
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        response
    }

    fn unwritten(&self) -> Response {
        self.counts.unwritten.fetch_add(1, Ordering::Relaxed);
        let mut response = plain(StatusCode::SERVICE_UNAVAILABLE, "the callback could not be written; send it again\n");
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
        response
    }

    async fn health(&self) -> Response {
        let writable = self.hand.probe().await;
        let status = if writable { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
        let mut response = plain(status, if writable { "{\"writable\":true}\n" } else { "{\"writable\":false}\n" });
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        response
    }

    fn subscribe(&self, asked: &Subscription) -> Response {
        let known = self.answers.verify_token.as_deref().is_some_and(|own| same(own, &asked.token));
        if !known || asked.challenge.len() > CHALLENGE {
            return plain(StatusCode::FORBIDDEN, "the verify token is another one\n");
        }
        text(StatusCode::OK, asked.challenge.clone().into())
    }
}

/// Meta's question before it sends callbacks.
struct Subscription {
    token: String,
    challenge: String,
}

fn handshake(query: &str) -> Option<Subscription> {
    let value = |name: &str| {
        url::form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    };
    (value("hub.mode")? == "subscribe").then(|| Subscription {
        token: value("hub.verify_token").unwrap_or_default(),
        challenge: value("hub.challenge").unwrap_or_default(),
    })
}

/// Compares in a time that tells nothing of where the two differ.
fn same(own: &str, given: &str) -> bool {
    use sha2::{Digest, Sha256};
    let (own, given) = (Sha256::digest(own), Sha256::digest(given));
    let difference = own.iter().zip(given.iter()).fold(0, |difference, (own, given)| difference | (own ^ given));
    std::hint::black_box(difference) == 0
}

/// The headers that are text: a signature is.
fn visible(headers: &HeaderMap) -> Vec<(&str, &str)> {
    headers.iter().filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?))).collect()
}

fn plain(status: StatusCode, body: &'static str) -> Response {
    text(status, Bytes::from_static(body.as_bytes()))
}

fn text(status: StatusCode, body: Bytes) -> Response {
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    // A challenge is a stranger's text: no browser may take it for a page.
    response.headers_mut().insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscription_is_told_by_its_mode() {
        let asked = handshake("hub.mode=subscribe&hub.verify_token=a%20b&hub.challenge=1158201444").unwrap();
        assert_eq!((asked.token.as_str(), asked.challenge.as_str()), ("a b", "1158201444"));
        assert!(handshake("hub.mode=unsubscribe&hub.verify_token=a").is_none());
        assert!(handshake("").is_none());
        assert!(same("token", "token") && !same("token", "tokem") && !same("token", ""));
    }
}
