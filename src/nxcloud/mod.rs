//! NXCloud: Super Message sends over SMS and Viber.

pub mod answer;
pub mod channel;
pub mod client;
pub mod file_type;
pub mod measure;
pub mod message;
pub mod phone;
pub mod request;
pub mod segments;
pub mod signature;
pub mod whatsapp;

pub use answer::Called;
pub use channel::{Channel, Priority};
pub use client::{Account, Client};
pub use message::{Choice, Message};
pub use request::Delivery;
pub use signature::Algorithm;
