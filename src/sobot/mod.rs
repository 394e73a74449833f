//! Sobot's open platform: Facebook Messenger sends, uploads, topics, tasks and records.

pub mod client;
pub mod keeper;
pub mod message;
pub mod pages;
pub mod recipient;
pub mod record;
pub mod records;
pub mod reply;
pub mod row;
pub mod task;
pub mod token;
pub mod topic;
pub mod topic_file;
pub mod topic_plan;
pub mod upload;

pub use client::{Call, CallError, Called, Client};
pub use keeper::Tokens;
pub use message::{Envelope, Message, MessagingType, Recipient, Tag};
pub use token::TokenError;
