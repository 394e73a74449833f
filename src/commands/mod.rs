//! One file per verb: its arguments above its `run`.

pub mod codes;
pub mod completions;
pub mod doctor;
pub mod jobs;
pub mod man;
pub mod profile;
pub mod records;
pub mod reference;
pub mod sandbox;
pub mod send;
pub mod tasks;
pub mod token;
pub mod topics;
pub mod upload;
pub mod webhook_decode;
