//! How far a failed try had come, by the types of its causes.

use std::error::Error as StdError;
use std::io;
use std::time::Duration;

use crate::http::exchange::{Cause, Failure, Stage};
use crate::http::proxy::Proxy;
use crate::http::resolver::Unresolved;

use super::REPLY_LIMIT;

/// The limits and the way of the try that failed.
pub struct Try<'a> {
    /// From its start to the failure.
    pub elapsed: Duration,
    /// Its time limit.
    pub limit: Duration,
    /// The proxy on its way.
    pub proxy: Option<&'a Proxy>,
}

/// How far a try had come at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// There was no request that could be written.
    Unmade,
    /// There was no connection.
    Unconnected,
    /// A part of it may have left.
    Left,
}

/// Why there is no whole reply.
pub enum Broken {
    /// It is larger than is read; its status.
    TooLarge(u16),
    /// How far the try had come, its status when there was one, and the cause; none when it was the time limit alone.
    Off(Reach, Option<u16>, Option<Box<dyn StdError + Send + Sync>>),
    /// The same in reqwest's words.
    Reqwest(Reach, Option<u16>, reqwest::Error),
}

type Dyn<'e> = &'e (dyn StdError + 'static);

impl Try<'_> {
    /// The failure that this was.
    pub fn failed(&self, broken: Broken) -> Failure {
        match broken {
            Broken::TooLarge(status) => self.too_large(status),
            Broken::Off(reach, status, cause) => {
                let error = cause.as_deref().map(|cause| cause as Dyn<'_>);
                self.told(reach, status, error.is_none(), error)
            }
            Broken::Reqwest(reach, status, error) => self.told(reach, status, error.is_timeout(), error.source()),
        }
    }

    /// Whatever is not surely before the request counts as after it. `error` is the outermost cause, and `late` says that
    /// the time limit had passed.
    fn told(&self, reach: Reach, status: Option<u16>, late: bool, error: Option<Dyn<'_>>) -> Failure {
        let before = status.is_none() && reach != Reach::Left;
        let stage = if before { Stage::BeforeRequest } else { Stage::AfterRequest };
        let connecting = before && reach == Reach::Unconnected;
        let cause = if late || causes(error).any(is_late) {
            Cause::Timeout
        } else if before && causes(error).any(|cause| cause.is::<Unresolved>()) {
            Cause::Dns
        } else if before && causes(error).any(|cause| cause.is::<rustls::Error>()) {
            Cause::Tls
        } else if connecting {
            Cause::Connect
        } else if status.is_some() {
            Cause::Cut
        } else if before || causes(error).any(|cause| cause.downcast_ref().is_some_and(hyper::Error::is_parse)) {
            Cause::Other
        } else {
            Cause::Reset
        };
        let mut detail = self.detail(cause, stage, error);
        if let (true, Some(proxy)) = (before, self.proxy) {
            detail = format!("{detail}, through {}", proxy.named());
        }
        Failure { stage, cause, status, detail, elapsed: self.elapsed }
    }

    fn too_large(&self, status: u16) -> Failure {
        Failure {
            stage: Stage::AfterRequest,
            cause: Cause::TooLarge,
            status: Some(status),
            detail: format!("the reply is larger than {} MiB", REPLY_LIMIT / (1024 * 1024)),
            elapsed: self.elapsed,
        }
    }

    fn detail(&self, cause: Cause, stage: Stage, error: Option<Dyn<'_>>) -> String {
        let last = causes(error).last().map_or_else(|| "no cause was told".to_owned(), ToString::to_string);
        match (cause, stage) {
            (Cause::Timeout, Stage::AfterRequest) => format!("no whole reply within {:?}", self.limit),
            (Cause::Timeout, Stage::BeforeRequest) => "the connection could not be made in time".to_owned(),
            (Cause::Dns, _) => format!("the host name could not be resolved ({last})"),
            (Cause::Tls, _) => format!("TLS could not be set up ({last})"),
            (Cause::Connect, _) => format!("no connection ({last})"),
            (Cause::Cut, _) => format!("the reply was cut short ({last})"),
            (Cause::Reset, _) => format!("the connection ended before a reply ({last})"),
            _ => last,
        }
    }
}

fn is_late(cause: Dyn<'_>) -> bool {
    cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::TimedOut)
}

/// An error and the causes below it.
fn causes<'e>(error: Option<Dyn<'e>>) -> impl Iterator<Item = Dyn<'e>> {
    fn below<'e>(error: Dyn<'e>) -> Option<Dyn<'e>> {
        // An `io::Error` that wraps another error does not name it as its source.
        match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner as Dyn<'e>),
            None => error.source(),
        }
    }
    std::iter::successors(error, |error| below(*error))
}
