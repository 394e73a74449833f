//! Requests of others, handed on as they came: any headers, any bytes. What the answer means is the caller's to say.

use std::time::{Duration, Instant};

use bytes::Bytes;
use reqwest::header::{HeaderName, HeaderValue, RETRY_AFTER};
use url::Url;

use super::general::broken;
use super::{Client, REPLY_LIMIT};
use crate::http::Failure;

/// A request that was made elsewhere.
pub struct Relayed<'r> {
    /// Its method, as on the wire.
    pub method: &'r str,
    /// Where it is to go.
    pub url: Url,
    /// Its own headers; what belongs to one connection is left out by the caller.
    pub headers: &'r [(&'r str, &'r str)],
    /// Byte for byte.
    pub body: Bytes,
}

/// How it was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The status.
    pub status: u16,
    /// `Retry-After`, when it names seconds.
    pub retry_after: Option<Duration>,
}

impl Client<'_> {
    /// Hands a request on once. The answer's body is read, up to a limit, so that the connection can be used again.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn relay(&self, relayed: &Relayed<'_>) -> Result<Answered, Failure> {
        let started = Instant::now();
        let failed = |error, status| self.tried(started).failed(broken(error, status));
        let method = reqwest::Method::from_bytes(relayed.method.as_bytes()).unwrap_or(reqwest::Method::POST);
        let client = self.ways.general.client().map_err(|error| failed(error, None))?;
        let mut builder = client.request(method, relayed.url.clone());
        for (name, value) in relayed.headers {
            // A header that cannot be sent must not keep the rest from being.
            let (Ok(name), Ok(value)) =
                (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value.as_bytes()))
            else {
                continue;
            };
            builder = builder.header(name, value);
        }
        let sent = builder.body(relayed.body.clone()).send();
        let mut response = sent.await.map_err(|error| failed(error, None))?;
        let status = response.status().as_u16();
        let seconds = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
        let mut read = 0;
        // It is answered: an answer that breaks off behind its status changes nothing.
        while let Ok(Some(piece)) = response.chunk().await {
            read += piece.len();
            if read > REPLY_LIMIT {
                break;
            }
        }
        Ok(Answered { status, retry_after: seconds.map(Duration::from_secs) })
    }
}
