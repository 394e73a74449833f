//! Sobot's open platform: Facebook Messenger sends, uploads, topics, tasks and records.

pub mod codes;
