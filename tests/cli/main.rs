//! End-to-end tests: the binary as a user runs it, with a clean environment and its own state.

mod architecture;
mod codes;
mod docs;
mod generated;
mod harness;
mod listings;
mod messenger;
mod profile;
mod output;
mod readme;
mod super_message;
