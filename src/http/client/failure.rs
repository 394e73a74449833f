//! How far a failed try had come, by the types of its causes.

use std::error::Error as StdError;
use std::io;
use std::time::Duration;

use crate::http::exchange::{Cause, Failure, Stage};
use crate::http::proxy::Proxy;
use crate::http::resolver::Unresolved;

/// The limits and the way of the try that failed.
pub struct Try<'a> {
    /// The status, when the head of a reply had come.
    pub status: Option<u16>,
    /// From its start to the failure.
    pub elapsed: Duration,
    /// Its time limit.
    pub limit: Duration,
    /// The proxy on its way.
    pub proxy: Option<&'a Proxy>,
}

impl Try<'_> {
    /// Whatever is not surely before the request counts as after it.
    pub fn failed(self, error: &reqwest::Error) -> Failure {
        let Self { status, elapsed, limit, proxy } = self;
        let before = status.is_none() && (error.is_connect() || error.is_builder());
        let stage = if before { Stage::BeforeRequest } else { Stage::AfterRequest };
        let cause = cause(error, before, status.is_some());
        let last = last(error);
        let mut detail = match (cause, stage) {
            (Cause::Timeout, Stage::AfterRequest) => format!("no whole reply within {limit:?}"),
            (Cause::Timeout, Stage::BeforeRequest) => "the connection could not be made in time".to_owned(),
            (Cause::Dns, _) => format!("the host name could not be resolved ({last})"),
            (Cause::Tls, _) => format!("TLS could not be set up ({last})"),
            (Cause::Connect, _) => format!("no connection ({last})"),
            (Cause::Cut, _) => format!("the reply was cut short ({last})"),
            (Cause::Reset, _) => format!("the connection ended before a reply ({last})"),
            _ => last,
        };
        if let (true, Some(proxy)) = (before, proxy) {
            detail = format!("{detail}, through {}", proxy.named());
        }
        Failure { stage, cause, status, detail, elapsed }
    }
}

fn cause(error: &reqwest::Error, before: bool, has_status: bool) -> Cause {
    let late = |error: &io::Error| error.kind() == io::ErrorKind::TimedOut;
    if error.is_timeout() || causes(error).any(|cause| cause.downcast_ref::<io::Error>().is_some_and(late)) {
        Cause::Timeout
    } else if before && causes(error).any(|cause| cause.is::<Unresolved>()) {
        Cause::Dns
    } else if before && causes(error).any(|cause| cause.is::<rustls::Error>()) {
        Cause::Tls
    } else if before && error.is_connect() {
        Cause::Connect
    } else if has_status {
        Cause::Cut
    } else if before || causes(error).any(|cause| cause.downcast_ref().is_some_and(hyper::Error::is_parse)) {
        Cause::Other
    } else {
        Cause::Reset
    }
}

type Dyn<'e> = &'e (dyn StdError + 'static);

/// The causes below the library's own error, whose first line names the URL.
fn causes<'e>(error: &'e reqwest::Error) -> impl Iterator<Item = Dyn<'e>> {
    fn below<'e>(error: Dyn<'e>) -> Option<Dyn<'e>> {
        // An `io::Error` that wraps another error does not name it as its source.
        match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner as Dyn<'e>),
            None => error.source(),
        }
    }
    std::iter::successors(error.source(), |error| below(*error))
}

fn last(error: &reqwest::Error) -> String {
    causes(error).last().map_or_else(|| "no cause was told".to_owned(), ToString::to_string)
}
