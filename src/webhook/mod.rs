//! Captured callbacks in, normalised events out. Synchronous; knows no network and no terminal.

pub mod body;
pub mod capture;
pub mod shape;
pub mod verify;
