//! Bulk sends: rows in, a journal that is written before every request, an engine that can be
//! killed at any instant. Knows vendors only through [`Sender`] and [`MessageTemplate`].

pub mod pace;
pub mod rows;
pub mod sender;
pub mod template;

pub use pace::Rate;
pub use sender::{MessageTemplate, Recipient, RecipientKind, Rendered, Sender, Sent};
