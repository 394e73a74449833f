//! msgops: an operator's tool for two message platforms, Sobot (Facebook Messenger) and NXCloud
//! (SMS, Viber, and the webhooks of WhatsApp and Messenger).
//!
//! Imports point down only: `cli` and `commands`, then `context`, `error` and `exit`, then `bulk`,
//! `webhook`, `sandbox`, `output` and `profile` side by side, then `sobot`, `nxcloud` and `codes`,
//! then `http`. `docs/architecture.md` says which room owns what.

pub mod bulk;
pub mod cli;
pub mod codes;
pub mod commands;
pub mod context;
pub mod error;
pub mod exit;
pub mod http;
pub mod interrupt;
pub mod nxcloud;
pub mod output;
pub mod payload;
pub mod profile;
pub mod rate;
pub mod sandbox;
pub mod sobot;
pub mod time;
pub mod webhook;
