//! `msgops token`: the access token that all processes of an appid share.

use clap::{Args, Subcommand};
use serde_json::json;

use super::session::Session;
use super::sobot_link::heard;
use crate::commands::sobot_link::SobotLink;
use crate::context::{Context, DryRun};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::{Column, Show};
use crate::sobot::keeper::{Keeper, Kept};
use crate::sobot::token;
use crate::time::rfc3339;

/// Look at, hand on, renew or forget the Sobot access token
///
/// Every get_token call of the vendor kills the token before it, so all processes of one appid
/// share one token through a cache. To share it between machines, fetch it once with `msgops token
/// get` and give it to the others in MSGOPS_SOBOT_TOKEN: they use it as it is and never renew it.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops token show
  MSGOPS_SOBOT_TOKEN=$(msgops -p prod token get) ./run-elsewhere.sh")]
pub struct TokenArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// Tell whether there is a token, where it came from and when it ends; never the token itself
    #[command(after_help = "Examples:
  msgops token show
  msgops -p prod token show -o json")]
    Show,
    /// Print the bare token; fetch one only when none is cached
    #[command(after_help = "Examples:
  msgops token get
  curl -H \"token: $(msgops token get)\" https://…")]
    Get,
    /// Fetch a new token; the one before stops working everywhere
    #[command(after_help = "Examples:
  msgops token refresh
  msgops -p prod token refresh -o json")]
    Refresh,
    /// Forget the cached token; the vendor is not told
    #[command(after_help = "Examples:
  msgops token clear
  msgops -p prod token clear")]
    Clear,
}

pub(super) const COLUMNS: &[Column] = &[
    Column::new("appid", Show::Id),
    Column::new("origin", Show::Text),
    Column::new("state", Show::Outcome),
    Column::new("fetched_at", Show::Time),
    Column::new("renewal_at", Show::Time),
    Column::new("expires_at", Show::Time),
];

const TOKEN: &[Column] = &[Column::new("token", Show::Id)];

/// Runs the command.
pub fn run(context: &Context, args: TokenArgs) -> Result<Exit> {
    if context.options.raw {
        return Err(Error::usage("`--raw` is refused for `token`: a reply carries the token itself")
            .hint("`msgops token show` tells what is known about it"));
    }
    let session = Session::open(context)?;
    let link = SobotLink::open(&session, 1)?;
    if context.options.dry_run.is_some() && matches!(args.verb, Verb::Get | Verb::Refresh) {
        return dry_run(context, &link);
    }
    context.output.before_read(if matches!(args.verb, Verb::Get) { TOKEN } else { COLUMNS })?;
    match args.verb {
        Verb::Show => show(context, &link),
        Verb::Get => get(context, &link),
        Verb::Refresh => {
            session.profile.require_writable("a new token, which kills the one in use,")?;
            let shared = shared(&link)?;
            context.output.before_work(COLUMNS)?;
            let cached = context.block_on(heard(&shared, shared.refresh()))?;
            print(context, &link, Some(&cached))
        }
        Verb::Clear if context.options.dry_run.is_some() => {
            let what = if shared(&link)?.kept().is_some() {
                "the cached token would be forgotten"
            } else {
                "no token is cached"
            };
            context.output.note(&format!("dry run: {what}"));
            Ok(Exit::Done)
        }
        Verb::Clear => {
            session.profile.require_writable("forgetting the token")?;
            let shared = shared(&link)?;
            let cleared = context.block_on(heard(&shared, shared.clear()))?;
            context.output.note(if cleared { "the cached token is forgotten" } else { "no token was cached" });
            Ok(Exit::Done)
        }
    }
}

fn shared<'a>(link: &'a SobotLink<'_>) -> Result<Keeper<'a>> {
    link.keeper()?.ok_or_else(|| {
        Error::usage("the token comes from outside; it is neither renewed nor kept here")
            .hint("unset MSGOPS_SOBOT_TOKEN and MSGOPS_SOBOT_TOKEN_FILE to use the app key")
    })
}

fn dry_run(context: &Context, link: &SobotLink<'_>) -> Result<Exit> {
    if context.options.dry_run == Some(DryRun::Curl) {
        return Err(Error::usage("the request for a token is signed with the app key, which no line may show")
            .hint("`--dry-run` shows the request; `msgops token get` prints the token"));
    }
    let appid = link.appid().unwrap_or("APPID");
    let request = token::request(link.base_url(), appid, "***", context.clock.now());
    super::dry_run(context, &request)?;
    Ok(Exit::Done)
}

fn get(context: &Context, link: &SobotLink<'_>) -> Result<Exit> {
    let tokens = link.tokens()?;
    let token = context.block_on(heard(&*tokens, tokens.current()))?;
    context.output.disclose();
    if context.output.settings().format.is_json() {
        context.output.object(TOKEN, &json!({ "token": token }))?;
    } else {
        context.output.line(&token)?;
    }
    Ok(Exit::Done)
}

fn show(context: &Context, link: &SobotLink<'_>) -> Result<Exit> {
    let Some(shared) = link.keeper()? else {
        let origin = link.outside_origin().unwrap_or_default();
        // It is not shown; that it can be had is what the row says.
        let tokens = link.tokens()?;
        context.block_on(heard(&*tokens, tokens.current()))?;
        context.output.object(COLUMNS, &json!({ "origin": origin, "state": "from outside" }))?;
        return Ok(Exit::Done);
    };
    print(context, link, shared.kept().as_ref())
}

fn print(context: &Context, link: &SobotLink<'_>, cached: Option<&Kept>) -> Result<Exit> {
    let now = context.clock.now();
    let mut object = json!({ "appid": link.appid(), "origin": "cache" });
    match cached {
        None => object["state"] = "absent".into(),
        Some(cached) => {
            let state = if cached.is_expired(now) {
                "expired"
            } else if cached.is_due(now) {
                "due"
            } else {
                "valid"
            };
            object["state"] = state.into();
            object["fetched_at"] = rfc3339(cached.fetched_at).into();
            object["renewal_at"] = rfc3339(cached.due_at()).into();
            object["expires_at"] = rfc3339(cached.expires_at).into();
        }
    }
    context.output.object(COLUMNS, &object)?;
    Ok(Exit::Done)
}
