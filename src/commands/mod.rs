//! One file per verb: its arguments above its `run`.

pub mod captures;
pub mod codes;
pub mod completions;
pub mod confirm;
pub mod doctor;
pub mod jobs;
pub mod listen;
pub mod listing;
pub mod man;
pub mod nxcloud_link;
pub mod profile;
pub mod records;
pub mod reference;
pub mod sandbox;
pub mod send;
pub mod session;
pub mod tally;
pub mod tasks;
pub mod token;
pub mod topics;
pub mod upload;
pub mod webhook_decode;

use crate::context::{Context, DryRun};
use crate::error::Result;
use crate::http::Request;

/// A request as `--dry-run` shows it, secrets masked.
pub fn shown(context: &Context, request: &Request) -> String {
    let text = match context.options.dry_run {
        Some(DryRun::Curl) => request.to_curl(|name| match name {
            "token" => "$(msgops token get)".to_owned(),
            _ => crate::http::MASK.to_owned(),
        }),
        _ => request.to_http(),
    };
    text.trim_end().to_owned()
}

/// Prints a request as `--dry-run` asks for it.
pub fn dry_run(context: &Context, request: &Request) -> Result<()> {
    context.output.line(&shown(context, request))?;
    Ok(())
}
