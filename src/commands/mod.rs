//! One file per verb: its arguments above its `run`.

pub mod captures;
pub mod choice;
pub mod codes;
pub mod confirm;
pub mod doctor;
pub mod event_filter;
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

use std::borrow::Cow;

use crate::context::{Context, DryRun};
use crate::error::Result;
use crate::http::Request;
use crate::profile::ENVIRONMENT;
use crate::shell;

/// A number of things: from 1 on.
pub fn count<N: std::str::FromStr>(text: &str) -> std::result::Result<N, String> {
    text.parse().map_err(|_| format!("`{text}` is no number from 1 on"))
}

/// As [`count`], as a plain number.
pub fn count_u64(text: &str) -> std::result::Result<u64, String> {
    count::<std::num::NonZeroU64>(text).map(std::num::NonZeroU64::get)
}

/// A request as `--dry-run` shows it, secrets masked.
pub fn shown(context: &Context, request: &Request) -> String {
    let text = match context.options.dry_run {
        Some(DryRun::Curl) => request.to_curl(|name| match name {
            "token" => token_command(context),
            _ => crate::http::MASK.to_owned(),
        }),
        _ => request.to_http(),
    };
    text.trim_end().to_owned()
}

/// The command that prints the token of the account this run would use, wherever the line is pasted.
fn token_command(context: &Context) -> String {
    let mut command = "$(msgops".to_owned();
    if let Some(config) = &context.options.config {
        let config = std::path::absolute(config).unwrap_or_else(|_| config.clone());
        command.push_str(&format!(" --config {}", shell::path(&config)));
    }
    // Where the environment says otherwise than the profile, it wins only as long as no `-p` contradicts it.
    if let Ok((resolved, contradictions)) = crate::profile::inspect(context, None)
        && resolved.name != ENVIRONMENT
        && contradictions.problems.is_empty()
    {
        command.push_str(&format!(" -p {}", shell::word(&resolved.name)));
    }
    command + " token get)"
}

/// Prints a request as `--dry-run` asks for it.
pub fn dry_run(context: &Context, request: &Request) -> Result<()> {
    context.output.line(&shown(context, request))?;
    Ok(())
}

/// The columns of a command's result, for completions; none where it has none of its own.
pub fn columns(command: &str) -> Vec<&'static str> {
    let columns: Cow<'static, [crate::output::Column]> = match command {
        "topics list" => topics::columns().into(),
        "topics subscribers" => topics::subscriber_columns().into(),
        "topics create" | "topics update" => topics::WRITTEN_COLUMNS.into(),
        "tasks list" => tasks::columns().into(),
        "tasks stats" => tasks::stats_columns().into(),
        "tasks show" => tasks::show_columns().into(),
        "records list" => records::columns().into(),
        "token show" | "token refresh" => token::COLUMNS.into(),
        "codes" => codes::COLUMNS.into(),
        "profile list" => profile::LIST.into(),
        "profile show" => profile::SHOW.into(),
        "doctor" => doctor::COLUMNS.into(),
        "jobs list" => jobs::LIST.into(),
        "upload" => upload::COLUMNS.into(),
        "sandbox state" => sandbox::STATE.into(),
        "webhook-decode" => webhook_decode::columns().into(),
        _ if command.starts_with("send messenger") => send::columns().into(),
        _ => Cow::default(),
    };
    columns.iter().map(|column| column.key).collect()
}
