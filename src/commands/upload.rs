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
use crate::webhook::follow::wait_for_upload;

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
    let follower = args.wait.map(|path| Follower::new(path, args.wait_timeout.unwrap_or(WAIT)));
    let waits = follower.is_some();
    follower.as_ref().map_or(Ok(()), Follower::check)?;
    context.output.before_work(COLUMNS)?;
    let called = ask(context, &link, &call)?;
    if context.options.raw {
        context.output.raw(&called.raw)?;
        context.output.raw(b"\n")?;
    }
    if called.judged.verdict != Verdict::Accepted {
        return Err(Error::answered(Platform::Sobot, Effect::Write, "the upload", &called.judged, called.book));
    }
    let track_id = called.reply.as_ref().and_then(|reply| reply.item_id("track_id"));
    if context.options.raw {
        return Ok(Exit::Done);
    }
    let attachment = match (&track_id, follower) {
        (Some(track_id), Some(follower)) => follower.wait(context, track_id)?,
        _ => Attachment::NotAsked,
    };
    print(context, &page, track_id.as_deref(), &called, &attachment)?;
    match (track_id, attachment) {
        (None, _) => {
            context.output.warn("the upload was accepted, but the reply tells no track id");
            if waits {
                Err(Error::new(Kind::Timeout, "without a track id there is nothing to wait for"))
            } else {
                Ok(Exit::Done)
            }
        }
        (Some(track_id), Attachment::Late { waited }) => Err(Error::new(
            Kind::Timeout,
            format!("no `upload.completed` of `{track_id}` came within {:.0} s", waited.as_secs_f64()),
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

fn print(
    context: &Context,
    page: &str,
    track_id: Option<&str>,
    called: &Called,
    attachment: &Attachment,
) -> Result<()> {
    let mut object = Map::new();
    object.insert("platform".into(), Platform::Sobot.word().into());
    object.insert("page_id".into(), page.into());
    if let Some(track_id) = track_id {
        object.insert("track_id".into(), track_id.into());
    }
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

    /// Fails before anything is uploaded when the capture can never be read.
    fn check(&self) -> Result<()> {
        match std::fs::metadata(&self.path) {
            Ok(metadata) if metadata.is_dir() => {
                Err(Error::input(format!("`{}` is a directory; `--wait` follows one file", self.path.display())))
            }
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(self.unreadable(error)),
            _ => Ok(()),
        }
    }

    /// Follows the capture; what stands in it already counts too, for the news may have been faster.
    fn wait(self, context: &Context, track_id: &str) -> Result<Attachment> {
        context.output.note(&format!("track id {track_id}; waiting for its completion in `{}`", self.path.display()));
        match wait_for_upload(&self.path, track_id, self.limit).map_err(|error| self.unreadable(error))? {
            Some(id) => Ok(Attachment::Known(id)),
            None => Ok(Attachment::Late { waited: self.limit }),
        }
    }

    fn unreadable(&self, error: std::io::Error) -> Error {
        Error::input(format!("the capture `{}` cannot be read", self.path.display())).source(error)
    }
}
