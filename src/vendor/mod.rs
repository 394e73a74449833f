//! What all vendors have in common: what an answer means, and one client core with its tries and waits.
//!
//! `http` below knows transport alone; Sobot and NXCloud above know their requests and replies.

pub mod client;
pub mod clock;
pub mod outcome;
pub mod retry;

pub use client::{Called, Client, Effect, Reply};
pub use outcome::{Answer, ChannelAnswer, Judged, NotSent, Platform, Unknown, Verdict, is_refusing_status};
pub use retry::{Halt, Halted, backoff, pause};
