//! Captured callbacks in, normalised events out. Synchronous; knows no network and no terminal.

pub mod body;
pub mod capture;
pub mod decimal;
pub mod decode;
pub mod event;
pub mod json;
mod messenger;
pub mod moment;
mod nx_messenger;
pub mod shape;
pub mod text;
pub mod verify;
mod whatsapp;
