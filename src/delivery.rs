//! Who received it: a job's rows joined with what was heard since, from captured callbacks and the vendor's records.
//!
//! Owns the [`Ladder`] (how far a message came), and the join in flat memory: facts and rows are sorted by id, then
//! by person, then by row. A claim has evidence: an unknown row is resolved only by what can be no other message, and
//! what was heard is never taken back. Knows the journal only through [`Subject`], and no network.

mod fact;
mod join;
mod ladder;
mod person;
#[cfg(test)]
mod tests;

pub use fact::{Fact, Source};
pub use join::{Claim, Flight, Joined, Resolution, RowState, Subject, Tracker, Vendor};
pub use ladder::{Failure, Ladder};
