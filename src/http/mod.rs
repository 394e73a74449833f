//! The only user of reqwest: one request, one exchange, and what an answer means.

pub mod client;
pub mod outcome;
pub mod probe;
pub mod request;
pub mod retry;
pub mod trace;

pub use client::{Answered, Client, ClientError, Relayed, Settings, is_loopback};
#[cfg(test)]
pub use outcome::Failure;
pub use outcome::{Answer, Cause, ChannelAnswer, Judged, NotSent, Platform, Reply, Unknown, Verdict, dooms, judge};
pub use request::{Header, MASK, Method, Request, join};
pub use trace::{Silent, Trace};
