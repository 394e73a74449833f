//! Transport alone, and the only user of reqwest: one request, and a whole reply or how far the try came.

pub mod client;
pub mod exchange;
pub mod probe;
pub mod request;
pub mod trace;

pub use client::{Answered, Client, ClientError, Relayed, Settings, is_loopback};
pub use exchange::{Cause, Failure, Reply, Stage};
pub use request::{Body, Header, MASK, Method, Request, join};
pub use trace::{Silent, Trace};
