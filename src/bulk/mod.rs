//! Bulk sends: rows in, a journal that is written before every request, an engine that can be
//! killed at any instant. Knows vendors only through [`Sender`] and [`MessageTemplate`].

pub mod compare;
pub mod engine;
pub mod entries;
pub mod hashes;
pub mod identity;
pub mod job;
pub mod journal;
pub mod pace;
pub mod prepare;
pub mod reason;
pub mod report;
pub mod row_set;
pub mod rows;
pub mod sender;
pub mod template;

pub use sender::{MessageTemplate, Outgoing, Recipient, RecipientKind, Rendered, Sender, Sent};
