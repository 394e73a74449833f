//! What an exchange gave: a whole reply, or how far a try came.

use std::time::Duration;

use bytes::Bytes;
use jiff::Timestamp;
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};

/// A whole reply.
#[derive(Clone, Debug)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// Headers as received.
    pub headers: HeaderMap,
    /// Body as received, at most the limit of the client.
    pub body: Bytes,
    /// From the start of the try to the last byte.
    pub elapsed: Duration,
}

impl Reply {
    /// `Retry-After` in seconds, or as an HTTP date measured against the reply's own `Date`.
    pub fn retry_after(&self) -> Option<Duration> {
        let value = self.headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
        if let Ok(seconds) = value.parse::<u64>() {
            return Some(Duration::from_secs(seconds));
        }
        let until = http_date(value)?;
        let wait = until.duration_since(self.date().unwrap_or_else(Timestamp::now));
        Some(Duration::try_from(wait).unwrap_or(Duration::ZERO))
    }

    /// The reply's own `Date`: what a clock is measured against.
    pub fn date(&self) -> Option<Timestamp> {
        http_date(self.headers.get(DATE)?.to_str().ok()?.trim())
    }

    /// The status as people read it.
    pub fn status_line(&self) -> String {
        let status = reqwest::StatusCode::from_u16(self.status).ok();
        let reason = status.and_then(|status| status.canonical_reason()).unwrap_or("");
        format!("HTTP {} {reason}", self.status).trim_end().to_owned()
    }
}

/// A date of HTTP. One beyond what a clock can hold, such as the last day of the year 9999 in a zone
/// west of Greenwich, is the end of time.
fn http_date(text: &str) -> Option<Timestamp> {
    if let Ok(date) = jiff::fmt::rfc2822::parse(text) {
        return Some(date.timestamp());
    }
    let far = text.split_whitespace().any(|word| word == "9999") && text.ends_with("GMT");
    far.then_some(Timestamp::MAX)
}

/// How far a try had come when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Not a byte of the request had left: the vendor certainly did not see it.
    BeforeRequest,
    /// The request, or a part of it, had left: the vendor may have acted on it.
    AfterRequest,
}

/// Why no whole reply came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The name did not resolve.
    Dns,
    /// The connection was refused or could not be made.
    Connect,
    /// TLS could not be set up.
    Tls,
    /// The time limit of the try passed.
    Timeout,
    /// The connection ended before a reply.
    Reset,
    /// The reply ended before its announced length.
    Cut,
    /// The reply is larger than the client reads.
    TooLarge,
    /// Anything else, such as a reply that is not HTTP.
    Other,
}

/// A try without a whole reply.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{detail}")]
pub struct Failure {
    /// How far it had come.
    pub stage: Stage,
    /// Why.
    pub cause: Cause,
    /// The status, when at least the head of a reply came.
    pub status: Option<u16>,
    /// What the machine said, for people.
    pub detail: String,
    /// From the start of the try to the failure.
    pub elapsed: Duration,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(headers: &[(&'static str, &str)]) -> Reply {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, value.parse().unwrap());
        }
        Reply { status: 429, headers: map, body: Bytes::new(), elapsed: Duration::ZERO }
    }

    #[test]
    fn retry_after_is_read_as_seconds_or_as_a_date() {
        let after =
            |value: &str| reply(&[("retry-after", value), ("date", "Wed, 21 Oct 2015 07:28:00 GMT")]).retry_after();
        assert_eq!(after("120"), Some(Duration::from_secs(120)));
        assert_eq!(after("Wed, 21 Oct 2015 07:28:30 GMT"), Some(Duration::from_secs(30)));
        assert_eq!(after("Wed, 21 Oct 2015 07:27:00 GMT"), Some(Duration::ZERO));
        assert_eq!(after("soon"), None);
    }

    /// Read as absent, a vendor that asks to be left alone for ever was asked again after a quarter of a second.
    #[test]
    fn the_last_day_of_the_year_9999_is_a_long_wait_and_no_absent_one() {
        let wait = reply(&[("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT")]).retry_after();
        assert!(wait.is_some_and(|wait| wait > Duration::from_secs(86_400 * 365)), "{wait:?}");
    }
}
