//! Who received it: a job's rows joined with what was heard since, from captured callbacks and the vendor's records.
//!
//! Owns the [`Ladder`] (how far a message came), and the join in flat memory: facts and rows are sorted by id, then
//! by person, then by row. A claim has evidence: an unknown row is resolved only by what can be no other message, and
//! what was heard is never taken back. Also what is known in figures ([`summary`]) and as a [`page`]. Knows no network and no terminal: who tracks brings the
//! captures and the records.

mod fact;
mod join;
mod ladder;
pub mod page;
mod person;
mod row;
pub mod summary;
#[cfg(test)]
mod tests;
mod track;

pub use join::{Subject, Tracker};
pub use row::Vendor;
pub use track::{Changed, Reading, TrackError, claim_rows, of_record, write};
