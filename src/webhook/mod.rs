//! Captured callbacks in, normalised events out. Synchronous; knows no network and no terminal.

mod around;
pub mod batch;
pub mod body;
pub mod capture;
pub mod columns;
pub mod decimal;
pub mod decode;
mod effort;
pub mod event;
pub mod filter;
pub mod follow;
#[doc(hidden)]
pub mod fuzzing;
pub mod heard;
pub mod json;
mod messenger;
pub mod moment;
mod nx_messenger;
pub mod pipeline;
pub mod shape;
pub mod stats;
mod super_receipt;
pub mod tally;
pub mod text;
pub mod trouble;
pub mod verify;
pub mod view;
mod whatsapp;
pub mod write;
