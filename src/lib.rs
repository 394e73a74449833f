//! msgops: an operator's tool for two message platforms, Sobot (Facebook Messenger) and NXCloud
//! (SMS, Viber, and the webhooks of WhatsApp and Messenger).
//!
//! Imports point down only: `cli` and `commands`, then `context`, `error` and `exit`, then `bulk`,
//! `webhook`, `sandbox`, `output` and `profile` side by side, then `sobot` and `nxcloud`, then `vendor`,
//! then `http` and `codes`. `docs/architecture.md` says which room owns what.

mod bulk;
pub mod cli;
mod codes;
mod commands;
mod context;
mod csv;
mod delivery;
mod error;
mod excerpt;
mod exit;
mod hex;
mod http;
mod interrupt;
mod notices;
mod nxcloud;
mod output;
mod output_file;
mod page;
mod payload;
mod platform;
mod private;
mod profile;
mod rate;
mod receive;
mod sandbox;
mod secret_names;
mod shell;
mod sobot;
mod sorter;
mod thousands;
mod time;
mod vendor;
mod webhook;
mod whole;

/// What this repository's fuzz targets and end-to-end tests call; nothing here is for users.
#[doc(hidden)]
pub mod workbench {
    pub use crate::cli::changing_commands;
    pub use crate::cli::reference::markdown as command_reference;
    pub use crate::sandbox::{
        ACCESS_KEY, ACCESS_SECRET, APP_KEY, APPID, APPKEY, Clock, Fault, Mail, Options, PAGE, Running, start,
        start_in_memory,
    };
    pub use crate::webhook::fuzzing::{containers, events, signatures};
}
