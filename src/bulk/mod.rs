//! Bulk sends: rows in, a journal that is written before every request, an engine that can be
//! killed at any instant. Knows vendors only through [`Sender`].

pub mod sender;

pub use sender::{RecipientKind, Rendered, Sender, Sent};
