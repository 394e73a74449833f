//! Transport alone, and the only user of reqwest: one request, and a whole reply or how far the try came.

pub mod client;
pub mod exchange;
pub mod probe;
mod proxy;
pub mod request;
mod resolver;
mod roots;
pub mod trace;

pub use client::{Answered, Client, ClientError, Relayed, Settings, host, is_loopback};
pub use exchange::{Cause, Failure, Reply, Stage};
pub use request::{Body, Header, MASK, Method, Request, join};
pub use roots::RootsError;
pub use trace::{Silent, Trace};
