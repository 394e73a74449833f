//! One file per verb: its arguments above its `run`.

pub mod captures;
pub mod codes;
pub mod confirm;
pub mod doctor;
pub mod jobs;
pub mod listen;
pub mod listing;
pub mod media;
pub mod numbers;
pub mod nxcloud_link;
pub mod page;
pub mod profile;
pub mod records;
pub mod replay;
pub mod sandbox;
pub mod send;
pub mod session;
pub mod sobot_link;
pub mod tally;
pub mod tasks;
pub mod templates;
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

/// The columns of a command's result, for completions; none where it has none of its own.
pub fn columns(command: &str) -> Vec<&'static str> {
    let columns: &[crate::output::Column] = match command {
        "topics list" => topics::COLUMNS,
        "topics subscribers" => topics::SUBSCRIBER_COLUMNS,
        "topics create" | "topics update" => topics::WRITTEN_COLUMNS,
        "tasks list" => tasks::COLUMNS,
        "tasks stats" => tasks::STATS_COLUMNS,
        "tasks show" => tasks::SHOW_COLUMNS,
        "records list" => records::COLUMNS,
        "token show" | "token refresh" => token::COLUMNS,
        "codes" => codes::COLUMNS,
        "profile list" => profile::LIST,
        "profile show" => profile::SHOW,
        "doctor" => doctor::COLUMNS,
        "jobs list" => jobs::LIST,
        "upload" => upload::COLUMNS,
        "sandbox state" => sandbox::STATE,
        "webhook-decode" => webhook_decode::columns(),
        _ if command.starts_with("send messenger") => send::columns(),
        _ => &[],
    };
    columns.iter().map(|column| column.key).collect()
}
