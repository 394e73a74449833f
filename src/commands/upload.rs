//! `msgops upload`: hands a file to Facebook by URL; the attachment id comes by webhook.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use clap::Args;
use serde_json::{Map, Value};

use super::captures;
use super::choice::Choice;
use super::session::Session;
use super::sobot_link::unsent;
use crate::commands::sobot_link::SobotLink;
use crate::context::Context;
use crate::error::{Effect, Error, Kind, Platform, Result};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::output::{Column, Show};
use crate::profile::Profile;
use crate::sobot::message::{MediaKind, web_url};
use crate::sobot::{Called, Client, upload};
use crate::vendor::Verdict;
use crate::vendor::pause;
use crate::webhook::follow::{PAUSE, UploadWatch};

/// Upload a file for later media templates
///
/// The vendor fetches the file by itself and answers with a track id; the attachment id comes later,
/// in a webhook. With `--wait` the captures of `listen`, or of a receiver of yours, are followed until it comes.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops upload image https://example.com/a.png --wait
  msgops upload video https://example.com/a.mp4 --wait callbacks.ndjson \\
      --wait-timeout 10m")]
pub struct UploadArgs {
    /// What the file is
    #[arg(value_name = "KIND", value_parser = KINDS)]
    kind: MediaKind,
    /// Where the vendor finds it
    #[arg(value_name = "URL")]
    url: String,
    /// The Facebook page it is for [default: the profile's]
    #[arg(long, value_name = "ID")]
    page: Option<String>,
    /// Follow these captures of webhooks until the upload is completed: files, or directories as `listen` writes them
    /// [default: the profile's]
    #[arg(long, value_name = "CAPTURE", num_args = 0..)]
    wait: Option<Vec<PathBuf>>,
    /// How long to wait [default: 5m]
    #[arg(long, value_name = "DURATION", value_parser = crate::time::duration, requires = "wait")]
    wait_timeout: Option<Duration>,
}

const KINDS: Choice<MediaKind> = Choice(&[
    ("image", MediaKind::Image, ""),
    ("audio", MediaKind::Audio, ""),
    ("video", MediaKind::Video, ""),
    ("file", MediaKind::File, ""),
]);

/// How far the clock of a file system may be behind ours.
const CLOCKS_DIFFER: Duration = Duration::from_secs(120);

/// How long `--wait` waits when nothing else is said.
const WAIT: Duration = Duration::from_secs(5 * 60);

pub(super) const COLUMNS: &[Column] = &[
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
    let link = SobotLink::open(&session, 1)?;
    let page = link.page(args.page.as_deref())?;
    session.profile.require_writable("an upload")?;
    let call = upload::call(&page, args.kind, &args.url);
    if context.options.dry_run.is_some() {
        super::dry_run(context, &Client::request(link.base_url(), &call, ""))?;
        return Ok(Exit::Done);
    }
    let limit = args.wait_timeout.unwrap_or(WAIT);
    let follower = args.wait.map(|named| Follower::new(context, &session.profile, named, limit)).transpose()?;
    context.output.before_work(COLUMNS)?;
    let tokens = link.tokens()?;
    link.block_on(&*tokens, async {
        let interrupt = Interrupt::listen()?;
        let called = match link.client(&*tokens).halted_by(&interrupt).write(&call).await {
            Ok(called) => called,
            Err(error) => return Err(unsent(error, interrupt.settled().await)),
        };
        finish(context, &page, &called, follower, &interrupt).await
    })
}

/// Prints what the vendor answered, after the wait when one was asked for.
async fn finish(
    context: &Context,
    page: &str,
    called: &Called,
    follower: Option<Follower>,
    interrupt: &Interrupt,
) -> Result<Exit> {
    if context.options.raw {
        context.output.raw(&called.raw)?;
        context.output.raw(b"\n")?;
    }
    let verdict = called.judged.verdict;
    if verdict != Verdict::Accepted {
        return Err(match interrupt.settled().await {
            Some(signal) => Error::signalled_during(signal, "the upload", verdict),
            None => Error::answered(Platform::Sobot, Effect::Write, "the upload", &called.judged),
        });
    }
    let track_id = called.reply.as_ref().and_then(|reply| reply.item_id("track_id"));
    let attachment = match (&track_id, follower) {
        (Some(track_id), Some(follower)) => follower.wait(context, track_id, interrupt).await?,
        _ => Attachment::NotAsked,
    };
    if let (Some(track_id), false) = (&track_id, context.options.raw) {
        print(context, page, track_id, called, &attachment)?;
    }
    let later =
        |id: &str| format!("the upload goes on: look for `{id}` in later webhooks with `msgops webhook-decode`");
    match (interrupt.settled().await, track_id, attachment) {
        (Some(signal), track_id, attachment) => {
            let error = Error::signalled_during(signal, "the upload", verdict);
            let unfinished = track_id.filter(|_| !matches!(attachment, Attachment::Known(_)));
            Err(unfinished.map(|id| later(&id)).into_iter().fold(error, Error::hint))
        }
        (None, None, _) => {
            let told = "nobody can tell whether Sobot accepted the upload: its reply tells no track id";
            let error = Error::new(Kind::UnknownOutcome, told).platform(Platform::Sobot);
            Err(error.hint(
                "without it nobody can find the attachment; `msgops upload` once more leaves at most a second copy",
            ))
        }
        (None, Some(id), Attachment::Late { waited }) => {
            let message = format!("no `upload.completed` of `{id}` came within {:.0} s", waited.as_secs_f64());
            Err(Error::new(Kind::Timeout, message).hint(later(&id)))
        }
        (None, Some(_), _) => Ok(Exit::Done),
    }
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

/// Follows captures: files, and directories of them that `listen` writes.
struct Follower {
    paths: Vec<PathBuf>,
    limit: Duration,
    /// Files of a directory that were last written before cannot tell of this upload.
    since: SystemTime,
}

impl Follower {
    /// The captures that are named, else the profile's own.
    fn new(context: &Context, profile: &Profile, named: Vec<PathBuf>, limit: Duration) -> Result<Self> {
        let own = named.is_empty();
        let paths = if own { vec![captures::directory(context, profile)?] } else { named };
        let since = SystemTime::now() - CLOCKS_DIFFER;
        let follower = Self { paths, limit, since };
        for path in &follower.paths {
            std::fs::metadata(path).map_err(|error| {
                let error = unreadable(path, error);
                if own { error.hint("`msgops listen` writes it: start that first, or name a capture") } else { error }
            })?;
        }
        Ok(follower)
    }

    /// Follows the captures until they tell the attachment, the time is over or a signal comes; what stands in
    /// them already counts too, for the news may have been faster.
    async fn wait(self, context: &Context, track_id: &str, interrupt: &Interrupt) -> Result<Attachment> {
        let named: Vec<String> = self.paths.iter().map(|path| format!("`{}`", path.display())).collect();
        context.output.note(&format!("track id {track_id}; waiting for its completion in {}", named.join(", ")));
        let started = Instant::now();
        let mut watches = BTreeMap::new();
        loop {
            for file in self.files()? {
                let watch = watches.entry(file).or_insert_with_key(|file| UploadWatch::new(file, track_id));
                if let Some(id) = watch.poll().map_err(|error| unreadable(&self.paths[0], error))? {
                    return Ok(Attachment::Known(id));
                }
            }
            let left = self.limit.saturating_sub(started.elapsed());
            if left.is_zero() {
                return Ok(Attachment::Late { waited: self.limit });
            }
            if !pause(left.min(PAUSE), Some(interrupt)).await {
                return Ok(Attachment::Late { waited: started.elapsed() });
            }
        }
    }

    /// The files there are by now.
    fn files(&self) -> Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        for path in &self.paths {
            if !path.is_dir() {
                files.push(path.clone());
                continue;
            }
            let entries = std::fs::read_dir(path).map_err(|error| unreadable(path, error))?;
            for entry in entries.map_while(std::io::Result::ok) {
                let metadata = entry.metadata().ok().filter(std::fs::Metadata::is_file);
                let is_new = |written: SystemTime| written >= self.since;
                if metadata.is_some_and(|metadata| metadata.modified().map_or(true, is_new)) {
                    files.push(entry.path());
                }
            }
        }
        Ok(files)
    }
}

fn unreadable(path: &Path, error: std::io::Error) -> Error {
    Error::input(format!("the capture `{}` cannot be read", path.display())).source(error)
}
