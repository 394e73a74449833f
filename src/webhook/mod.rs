//! Captured callbacks in, normalised events out. Synchronous; knows no network and no terminal.
