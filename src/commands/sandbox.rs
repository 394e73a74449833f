//! `msgops sandbox`: the built-in emulator of both vendors, as a server of its own.

use std::net::SocketAddr;

use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};
use url::Url;

use crate::bulk::journal::Jobs;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::output::{Column, Flow, Show};
use crate::profile::{self, SANDBOX};
use crate::sandbox::{self, Fault, Mail, Options, Running, Store, StoreError, store_path};

/// Rehearse without an account: both vendors' emulator
///
/// `--profile sandbox` needs none of this: it starts the emulator inside the command. `serve` keeps
/// it running, for other tools, for several commands at once, and with faults. All share one store.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops sandbox serve --fault latency=200ms
  msgops sandbox state -o json")]
pub struct SandboxArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Debug)]
enum Verb {
    Serve(ServeArgs),
    Reset(ResetArgs),
    State(StateArgs),
}

/// Serve both vendors' interfaces until Ctrl-C, which ends it with 0
///
/// Prints base URLs, credentials and, in a table, lines to export. Messages become records and are
/// delivered and read with time. `GET /_sandbox/state` and `/_sandbox/accepted` show the books.
///
/// A recipient `99…000CODE` (at least three zeros) is refused with CODE, `98…000CODE` is accepted and
/// fails later; a phone `15550CCCCCC` gets CCCCCC (`15550000001`: -1), `15551…` on viber only,
/// `15552…` on sms only; `15553…` is accepted, and its receipts say CCCCCC, `15554…` those of viber.
///
/// A fault is EFFECT[=VALUE][:KEY=VALUE]…
///
///   latency=DURATION, hang, reset-before, reset-after (before or after acceptance),
///   http=STATUS[:retry-after=SECONDS], html[=STATUS], cut, huge[=64MB], wrong-types,
///   item-for-items, redirect[=URL], code=CODE, rate=N/s[,CODE], expired-token, small-pages[=N],
///   skew=DURATION
///
/// with the keys on=CALL (messenger, optin, upload, super, topics, subscribers, tasks, records,
/// topic-save, topic-delete, token; or send, lists, sobot, nxcloud, any, or a path; by default every
/// call but token), every=N, first=N, skip=N, p=PROBABILITY, seed=N, when=before|after.
#[derive(Args, Debug)]
#[command(
    verbatim_doc_comment,
    after_help = "Examples:
  msgops sandbox serve --addr 127.0.0.1:8600 \\
      --fault reset-after:every=7:on=send --fault http=503:retry-after=2:p=0.1
  msgops sandbox serve -o json --fault rate=50/s --fault expired-token:every=100"
)]
struct ServeArgs {
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:0")]
    addr: SocketAddr,
    /// Listen where other machines can reach it
    #[arg(long)]
    expose: bool,
    /// What to do wrong; may be given again
    #[arg(long, value_name = "SPEC")]
    fault: Vec<Fault>,
    /// Send every callback to this URL on this machine: echoes, deliveries and readings as Sobot forwards them, finished
    /// uploads, signed receipts of Super Messages
    #[arg(long, value_name = "URL")]
    callback: Option<Url>,
    /// Send receipts of Super Messages to the `webhook` of their request, on this machine only
    #[arg(long)]
    receipts: bool,
}

/// Empty the store and fill it anew with topics, subscribers, tasks and records
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops sandbox reset
  msgops sandbox reset -o json")]
struct ResetArgs {}

/// Show what the store holds: counts, calls seen, what was accepted
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops sandbox state
  msgops sandbox state --accepted --jq '.[] | select(.count > 1)'
  msgops sandbox state --webhooks | msgops webhook-decode")]
struct StateArgs {
    /// Every recipient and message that was accepted, with how often
    #[arg(long)]
    accepted: bool,
    /// The callbacks that both vendors would have sent by now, as captured: one JSON body a line, at most 10,000
    #[arg(long, conflicts_with = "accepted")]
    webhooks: bool,
}

const SERVER: &[Column] = &[
    Column::new("sobot_base_url", Show::Id),
    Column::new("appid", Show::Id),
    Column::new("app_key", Show::Id),
    Column::new("page", Show::Id),
    Column::new("nxcloud_base_url", Show::Id),
    Column::new("access_key", Show::Id),
    Column::new("access_secret", Show::Id),
    Column::new("appkey", Show::Id),
    Column::new("business_phone", Show::Id),
    Column::new("store", Show::Text),
    Column::extra("environment", Show::Json),
];

pub(super) const STATE: &[Column] = &[
    Column::new("store", Show::Text),
    Column::new("pages", Show::Text),
    Column::new("topics", Show::Number),
    Column::new("subscribers", Show::Number),
    Column::new("tasks", Show::Number),
    Column::new("records", Show::Number),
    Column::new("uploads", Show::Number),
    Column::new("accepted_messenger", Show::Number),
    Column::new("accepted_super", Show::Number),
    Column::new("accepted_whatsapp", Show::Number),
    Column::new("accepted_twice", Show::Number),
    Column::new("tokens_issued", Show::Number),
    Column::new("requests", Show::Json),
];

const ACCEPTED: &[Column] = &[
    Column::new("platform", Show::Text),
    Column::new("recipient", Show::Id),
    Column::new("count", Show::Number),
    Column::new("message", Show::Text),
];

const CALLBACKS: &[Column] = &[
    Column::new("object", Show::Text),
    Column::new("entry", Show::Json),
    Column::new("track_id", Show::Id),
    Column::new("attachment_id", Show::Id),
    Column::extra("requestId", Show::Id),
    Column::extra("phone", Show::Id),
    Column::extra("channel", Show::Id),
    Column::extra("code", Show::Code),
    Column::extra("message", Show::Text),
    Column::extra("sendTime", Show::Text),
    Column::extra("cost", Show::Json),
];

/// Runs the command.
pub fn run(context: &Context, args: SandboxArgs) -> Result<Exit> {
    match args.verb {
        Verb::Serve(args) => serve(context, args),
        Verb::Reset(ResetArgs {}) => reset(context),
        Verb::State(args) => state(context, &args),
    }
}

fn serve(context: &Context, args: ServeArgs) -> Result<Exit> {
    context.output.before_read(SERVER)?;
    if !args.addr.ip().is_loopback() && !args.expose {
        return Err(Error::usage(format!(
            "other machines could reach `{}`, and the credentials are known to all",
            args.addr
        ))
        .hint("take an address such as 127.0.0.1:8600, or say `--expose`"));
    }
    if let Some(callback) = args.callback.as_ref().filter(|callback| !sandbox::is_callable(callback)) {
        return Err(Error::usage(format!("`--callback {callback}` is no plain http on this machine"))
            .hint("a rehearsal reaches nobody else: write one such as http://127.0.0.1:8787/"));
    }
    if context.options.dry_run.is_some() {
        context.output.note("dry run: nothing was started");
        return Ok(Exit::Done);
    }
    let state_dir = context.state_dir()?;
    context.block_on(async {
        // Before anything is printed: a script may stop us as soon as it has read that.
        let interrupt = Interrupt::listen()?;
        let mail = Mail { callback: args.callback, webhooks: args.receipts };
        let options = Options { addr: args.addr, faults: args.fault, mail, ..Options::default() };
        let running = sandbox::start(&state_dir, options)?;
        show_server(context, &running)?;
        context.output.note("serving until Ctrl-C");
        // To be told to stop is how a server is done: no 130 and no 143.
        interrupt.wait().await;
        Ok(Exit::Done)
    })
}

fn show_server(context: &Context, running: &Running) -> Result<()> {
    let (sobot, nxcloud) = (running.sobot_url(), running.nxcloud_url());
    let environment = [
        ("MSGOPS_SOBOT_BASE_URL", sobot.as_str()),
        ("MSGOPS_SOBOT_APPID", sandbox::APPID),
        ("MSGOPS_SOBOT_APP_KEY", sandbox::APP_KEY),
        ("MSGOPS_SOBOT_PAGE", sandbox::PAGE),
        ("MSGOPS_NXCLOUD_BASE_URL", nxcloud.as_str()),
        ("MSGOPS_NXCLOUD_ACCESS_KEY", sandbox::ACCESS_KEY),
        ("MSGOPS_NXCLOUD_ACCESS_SECRET", sandbox::ACCESS_SECRET),
        ("MSGOPS_NXCLOUD_APPKEY", sandbox::APPKEY),
        ("MSGOPS_NXCLOUD_WHATSAPP_BASE_URL", nxcloud.as_str()),
        ("MSGOPS_NXCLOUD_BUSINESS_PHONE", sandbox::BUSINESS_PHONE),
    ];
    let exported: Map<String, Value> =
        environment.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
    context.output.object(
        SERVER,
        &json!({
            "sobot_base_url": sobot,
            "appid": sandbox::APPID,
            "app_key": sandbox::APP_KEY,
            "page": sandbox::PAGE,
            "nxcloud_base_url": nxcloud,
            "access_key": sandbox::ACCESS_KEY,
            "access_secret": sandbox::ACCESS_SECRET,
            "appkey": sandbox::APPKEY,
            "business_phone": sandbox::BUSINESS_PHONE,
            "store": store_path(&context.state_dir()?).display().to_string(),
            "environment": exported,
        }),
    )?;
    if context.output.is_table() {
        context.output.line("")?;
        for (name, value) in environment {
            context.output.line(&format!("export {name}={value}"))?;
        }
    }
    context.output.flush().map(drop)
}

fn reset(context: &Context) -> Result<Exit> {
    context.output.before_read(STATE)?;
    if context.options.dry_run.is_some() {
        context.output.note("dry run: the store stays as it is");
        return Ok(Exit::Done);
    }
    // The one thing of a profile that concerns this command, and the environment alone can say it.
    profile::refuse_read_only(&context.env, "emptying the sandbox's store")?;
    context.output.before_work(STATE)?;
    let state_dir = context.state_dir()?;
    let mut store = Store::reset(&state_dir, context.clock.now().as_millisecond())?;
    let root = state_dir.join("jobs");
    if root.is_dir() {
        let since = crate::time::rfc3339(context.clock.now());
        let jobs = Jobs::of(&root, SANDBOX, &since)?;
        let removed = jobs.remove_all(&since)?;
        if removed > 0 {
            context.output.note(&format!("{removed} jobs of the profile `{SANDBOX}` are forgotten with it"));
        }
        for job in jobs.names()? {
            context.output.warn(&format!("job `{job}` is running, and is kept"));
        }
    }
    super::topics::seen::forget_all(context, SANDBOX);
    context.output.note("the sandbox's store is as new");
    show_state(context, &mut store)
}

fn state(context: &Context, args: &StateArgs) -> Result<Exit> {
    let (state_dir, now) = (context.state_dir()?, context.clock.now().as_millisecond());
    let mut store = match context.options.dry_run {
        Some(_) if !store_path(&state_dir).exists() => Store::in_memory(now)?,
        _ => Store::open(&state_dir, now)?,
    };
    if args.webhooks {
        let callbacks = store.webhooks(0, context.clock.now().as_millisecond())?;
        return show_callbacks(context, &callbacks);
    }
    if !args.accepted {
        return show_state(context, &mut store);
    }
    let mut rows = context.output.rows(ACCEPTED)?;
    for accepted in store.accepted(1)? {
        let row = serde_json::to_value(&accepted).map_err(unwritable)?;
        if rows.push(&row)? == Flow::Closed {
            break;
        }
    }
    rows.finish()?;
    Ok(Exit::Done)
}

/// A capture is lines of JSON; where another form was asked for, rows.
fn show_callbacks(context: &Context, callbacks: &[Value]) -> Result<Exit> {
    if context.output.is_table() {
        for callback in callbacks {
            if context.output.line(&callback.to_string())? == Flow::Closed {
                break;
            }
        }
        return Ok(Exit::Done);
    }
    let mut rows = context.output.rows(CALLBACKS)?;
    for callback in callbacks {
        if rows.push(callback)? == Flow::Closed {
            break;
        }
    }
    rows.finish()?;
    Ok(Exit::Done)
}

fn show_state(context: &Context, store: &mut Store) -> Result<Exit> {
    let mut value = json!({ "store": store_path(&context.state_dir()?).display().to_string() });
    if let (Value::Object(shown), Value::Object(state)) =
        (&mut value, serde_json::to_value(store.state()?).map_err(unwritable)?)
    {
        shown.extend(state);
    }
    context.output.object(STATE, &value)?;
    Ok(Exit::Done)
}

fn unwritable(error: serde_json::Error) -> Error {
    Error::internal("the sandbox's figures could not be written as JSON").source(error)
}

impl From<sandbox::Error> for Error {
    fn from(error: sandbox::Error) -> Self {
        match error {
            sandbox::Error::Store(error) => error.into(),
            sandbox::Error::Listen { .. } => Self::io("the sandbox found no place to listen").source(error),
            sandbox::Error::Start(_) => Self::io("the sandbox has no thread to run on").source(error),
        }
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        if let StoreError::Private(error) = error {
            return error.into();
        }
        let made = if matches!(error, StoreError::Newer { .. }) { Self::config } else { Self::io };
        made("the sandbox has no store").source(error).hint("make a new one: `msgops sandbox reset`")
    }
}
