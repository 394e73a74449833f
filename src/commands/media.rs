//! `msgops media`: files of WhatsApp messages.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::{Map, Value};

use super::confirm::confirm;
use super::nxcloud_link::NxcloudLink;
use super::session::Session;
use super::templates::{unreadable, usable};
use crate::context::{Context, DryRun};
use crate::error::{Effect, Error, Kind, Platform, Result};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::nxcloud::whatsapp::media::{check_content, check_size, file_type};
use crate::nxcloud::whatsapp::{Listed, request};
use crate::output::{Column, Show};
use crate::vendor::{Called, Unknown, Verdict};
use crate::whole;

/// Upload, look up and delete files of WhatsApp messages
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops media upload invoice.pdf
  msgops media show 1013859600285441")]
pub struct MediaArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// Upload a file; its id can be sent with --media
    #[command(after_help = "Examples:
  msgops media upload invoice.pdf
  msgops media upload voice.bin --type audio/ogg -o json --jq .media_id")]
    Upload {
        /// The file
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Its MIME type [default: by the ending of its name]
        #[arg(long = "type", value_name = "MIME")]
        mime: Option<String>,
        #[command(flatten)]
        from: FromArg,
    },
    /// Where an uploaded file is
    #[command(after_help = "Examples:
  msgops media show 1013859600285441
  msgops media show 1013859600285441 -o json --jq .url")]
    Show {
        /// Its id
        #[arg(value_name = "ID")]
        id: String,
        #[command(flatten)]
        from: FromArg,
    },
    /// Delete an uploaded file
    #[command(after_help = "Examples:
  msgops media delete 1013859600285441
  msgops media delete 1013859600285441 --yes")]
    Delete {
        /// Its id
        #[arg(value_name = "ID")]
        id: String,
        /// Do not ask; needed without a terminal
        #[arg(short = 'y', long)]
        yes: bool,
        #[command(flatten)]
        from: FromArg,
    },
}

#[derive(Args, Debug)]
struct FromArg {
    /// The business number it belongs to [default: the profile's]
    #[arg(long, value_name = "PHONE")]
    from: Option<String>,
}

/// More than the largest kind of file may have.
const LARGEST: u64 = 128 << 20;

const UPLOADED: &[Column] = &[
    Column::extra("platform", Show::Text),
    Column::extra("business_phone", Show::Id),
    Column::new("media_id", Show::Id),
    Column::new("outcome", Show::Outcome),
    Column::new("mime_type", Show::Text),
    Column::extra("bytes", Show::Number),
    Column::extra("code", Show::Code),
    Column::extra("message", Show::Text),
];

const SHOWN: &[Column] = &[
    Column::new("media_id", Show::Id),
    Column::new("mime_type", Show::Text),
    Column::new("file_name", Show::Text),
    Column::new("url", Show::Text),
];

/// Runs the command.
pub fn run(context: &Context, args: MediaArgs) -> Result<Exit> {
    match args.verb {
        Verb::Upload { file, mime, from } => upload(context, &file, mime.as_deref(), &from),
        Verb::Show { id, from } => show(context, &id, &from),
        Verb::Delete { id, yes, from } => delete(context, &id, yes, &from),
    }
}

fn upload(context: &Context, file: &std::path::Path, mime: Option<&str>, from: &FromArg) -> Result<Exit> {
    let unreadable = |error| Error::input(format!("`{}` cannot be read", file.display())).source(error);
    let kind = file_type(file, mime).map_err(|error| Error::usage(error.to_string()))?;
    let size = std::fs::metadata(file).map_err(unreadable)?.len();
    check_size(kind, size).map_err(|error| Error::usage(format!("`{}`: {error}", file.display())))?;
    // A device says that it is empty, and a file may grow.
    let bytes = whole::file(file, LARGEST).map_err(unreadable)?;
    check_size(kind, bytes.len() as u64).map_err(|error| Error::usage(format!("`{}`: {error}", file.display())))?;
    check_content(kind, &bytes).map_err(|error| Error::usage(format!("`{}`: {error}", file.display())))?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let session = Session::open(context)?;
    let link = NxcloudLink::open(&session)?;
    let from = link.business_phone(from.from.as_deref())?;
    session.profile.require_writable("an upload")?;
    let boundary = format!("msgops-{:032x}", fastrand::u128(..));
    let call = request::upload(&from, kind.mime, &name, &bytes, &boundary);
    if context.options.dry_run == Some(DryRun::Curl) {
        let fields = request::upload_fields(&from, kind.mime, file);
        context.output.line(&link.whatsapp()?.to_curl_form(&call, &fields))?;
        return Ok(Exit::Done);
    }
    if context.options.dry_run.is_some() {
        let shown = request::upload(&from, kind.mime, &name, format!("({size} bytes)").as_bytes(), &boundary);
        context.output.line(&link.whatsapp_shown(context, &shown)?)?;
        return Ok(Exit::Done);
    }
    context.output.before_work(UPLOADED)?;
    let called = write(context, &link, &call, "the upload")?;
    let id = called.reply.as_ref().and_then(|reply| match reply.data.get("id")? {
        Value::String(id) if !id.trim().is_empty() => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    });
    let Some(id) = id else {
        let told = "nobody can tell whether NXCloud accepted the upload: its reply tells no media id";
        let error = Error::new(Kind::UnknownOutcome, told).platform(Platform::Nxcloud);
        return Err(
            error.hint("what has no id cannot be sent; `msgops media upload` once more leaves at most a second copy")
        );
    };
    let mut row = outcome(&from, &called);
    row.insert("media_id".into(), id.into());
    row.insert("mime_type".into(), kind.mime.into());
    row.insert("bytes".into(), size.into());
    if !context.options.raw {
        context.output.object(UPLOADED, &Value::Object(row))?;
    }
    Ok(Exit::Done)
}

/// An id that names something.
fn named(id: &str) -> Result<()> {
    let empty = || Error::usage("the media id is empty").hint("`msgops media upload` tells it");
    if id.trim().is_empty() { Err(empty()) } else { Ok(()) }
}

fn show(context: &Context, id: &str, from: &FromArg) -> Result<Exit> {
    named(id)?;
    let session = Session::open(context)?;
    let link = NxcloudLink::open(&session)?;
    let call = request::media(&link.business_phone(from.from.as_deref())?, id);
    if context.options.dry_run.is_some() {
        context.output.line(&link.whatsapp_shown(context, &call)?)?;
        return Ok(Exit::Done);
    }
    context.output.before_read(SHOWN)?;
    let data = link.asking(async {
        let called = link.whatsapp_client(1)?.read(&call).await.unwrap_or_else(Called::not_tried);
        usable(context, "the media", called)
    })?;
    let place = data.get("url").and_then(Value::as_str).filter(|url| !url.trim().is_empty());
    if place.is_none() {
        return Err(unreadable("the media", "the reply tells no URL"));
    }
    if !context.options.raw {
        let mut row = Map::new();
        row.insert("media_id".into(), id.into());
        row.extend(data.as_object().cloned().unwrap_or_default());
        context.output.object(SHOWN, &Value::Object(row))?;
    }
    Ok(Exit::Done)
}

fn delete(context: &Context, id: &str, yes: bool, from: &FromArg) -> Result<Exit> {
    named(id)?;
    let session = Session::open(context)?;
    session.profile.require_writable("deleting media")?;
    let link = NxcloudLink::open(&session)?;
    let from = link.business_phone(from.from.as_deref())?;
    let call = request::delete_media(&from, id);
    if context.options.dry_run.is_some() {
        context.output.line(&link.whatsapp_shown(context, &call)?)?;
        return Ok(Exit::Done);
    }
    context.output.before_work(UPLOADED)?;
    confirm(context, &format!("delete media {id} of {from} (profile {})", session.profile.name), yes)?;
    let called = write(context, &link, &call, "the deletion")?;
    let told = called.reply.as_ref().and_then(|reply| reply.data.get("success")).and_then(Value::as_bool);
    let verdict = match told {
        Some(true) => Verdict::Accepted,
        Some(false) => Verdict::Refused,
        None => Verdict::Unknown(Unknown::UnreadableReply),
    };
    if !context.options.raw {
        let mut row = outcome(&from, &called);
        row.insert("media_id".into(), id.into());
        row.insert("outcome".into(), verdict.word().into());
        context.output.object(UPLOADED, &Value::Object(row))?;
    }
    let (kind, what) = match verdict {
        Verdict::Accepted => return Ok(Exit::Done),
        Verdict::Refused => (Kind::Refused, "NXCloud took the deletion and says that it did not succeed"),
        _ => (
            Kind::UnknownOutcome,
            "nobody can tell whether NXCloud deleted the media: its reply does not say that it succeeded",
        ),
    };
    Err(Error::new(kind, what)
        .platform(Platform::Nxcloud)
        .hint(format!("`msgops media show {id}` tells whether it is still there")))
}

fn outcome(from: &str, called: &Called<Listed>) -> Map<String, Value> {
    let mut row = Map::new();
    row.insert("platform".into(), Platform::Nxcloud.word().into());
    row.insert("business_phone".into(), from.into());
    row.insert("outcome".into(), called.judged.verdict.word().into());
    row.insert("code".into(), called.judged.code.clone().into());
    row.insert("message".into(), called.judged.message.clone().into());
    row
}

/// A call that changes something, accepted.
fn write(
    context: &Context,
    link: &NxcloudLink<'_>,
    call: &crate::nxcloud::client::Call,
    what: &str,
) -> Result<Called<Listed>> {
    context.block_on(async {
        let interrupt = Interrupt::listen()?;
        let client = link.whatsapp_client(1)?.halted_by(&interrupt);
        let called: Called<Listed> = client.write(call).await.unwrap_or_else(Called::not_tried);
        if context.options.raw && !called.raw.is_empty() {
            context.output.raw(&called.raw)?;
            context.output.raw(b"\n")?;
        }
        match (interrupt.settled().await, called.judged.verdict) {
            (Some(signal), verdict) => Err(Error::signalled_during(signal, what, verdict)),
            (None, Verdict::Accepted) => Ok(called),
            (None, _) => Err(Error::answered(Platform::Nxcloud, Effect::Write, what, &called.judged)),
        }
    })
}
