//! NXCloud: Super Message sends over SMS and Viber.

pub mod channel;
pub mod codes;
pub mod file_type;
pub mod message;
pub mod phone;
pub mod segments;
pub mod signature;

pub use channel::{Channel, Priority};
pub use message::{Choice, Message, MessageError};
pub use signature::Algorithm;
