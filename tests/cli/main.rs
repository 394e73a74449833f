//! End-to-end tests: the binary as a user runs it, with a clean environment and its own state.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops with the reason")]

#[cfg(unix)]
mod action;
mod architecture;
mod bulk;
mod bulk_engine;
mod capture;
mod codes;
mod completions;
mod docs;
mod doctor;
mod environment;
mod events;
mod examples;
mod generated;
mod global_options;
mod guards;
mod harness;
mod help;
mod imports;
mod jobs;
mod jobs_report;
mod listings;
mod lists;
mod messenger;
mod output;
mod output_edges;
#[cfg(unix)]
mod packaging;
mod profile;
mod readme;
mod receive;
mod receive_bad_days;
mod records;
mod sandbox;
mod secrets;
mod super_message;
mod task_wait;
mod token;
mod topics_file;
mod track;
mod track_bad_days;
mod webhook;
mod whatsapp;
mod whatsapp_bad_days;
mod whatsapp_bulk;
mod whole_loop;
