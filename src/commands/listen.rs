//! `msgops listen`: callbacks received, on disk before they are answered, and printed as they come.

mod address;
mod printing;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use jiff::tz::TimeZone;
use tokio::sync::mpsc::Receiver;
use url::Url;

use crate::commands::captures;
use crate::commands::event_filter::EventArgs;
use crate::commands::webhook_decode::printer::{Printer, columns};
use crate::commands::webhook_decode::signer;
use crate::context::Context;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::output::Format;
use crate::profile::{self, Profile};
use crate::receive::forward::{ForwardError, Forwarder, Plan as ForwardPlan};
use crate::receive::{
    Answers, Check, Directory, DirectoryError, Figures, Listener, Notice, Notices, Options, StartError, TlsFiles,
};
use crate::sandbox::{self, Delivery};
use crate::webhook::batch::{Plan, Signer};
use crate::webhook::body::Headers;
use crate::webhook::filter::Filter;
use crate::webhook::shape::{self, Platform};
use crate::webhook::stats::Keys;
use crate::webhook::verify::{self, Credentials};
use address::ListenAddress;
pub use address::receiver;
use printing::Printing;

/// Receive callbacks: each is on disk before it is answered
///
/// Every POST, on any path, is written to the captures of the profile and answered 200 only then; what
/// cannot be written is answered 503, so that its sender tries again. The events are printed as they come;
/// `--platform`, `--event` and `--contact` choose which, and everything is captured.
/// `webhook-decode`, `jobs track`, `upload --wait` and `replay` read the captures. Ctrl-C or SIGTERM ends
/// it with 0. See docs/receiving.md for the vendors' settings, reverse proxies and services.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops -p sandbox listen
  msgops -p prod listen --require-signature -o ndjson \\
      --forward http://127.0.0.1:3000/hooks
  msgops -p prod listen --addr 0.0.0.0:443 --expose \\
      --tls-cert fullchain.pem --tls-key privkey.pem")]
pub struct ListenArgs {
    /// Where to listen; port 0 takes a free one, told on stderr
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8787")]
    addr: ListenAddress,
    /// Directory of the captures [default: the profile's]
    #[arg(long, value_name = "DIR")]
    captures: Option<PathBuf>,
    /// Mark whether NXCloud's signatures are right
    #[arg(long)]
    verify: bool,
    /// Answer 401 to what NXCloud has not signed; it is captured all the same. Refuses Sobot too, which signs nothing
    #[arg(long)]
    require_signature: bool,
    /// Hand every callback on to this URL too; in order, at least once. May be given again
    #[arg(long, value_name = "URL")]
    forward: Vec<String>,
    /// What a 200 says; some senders want `success`
    #[arg(long, value_name = "TEXT", default_value = "ok")]
    reply: String,
    /// Serve https with this certificate chain (PEM); it is read again when it is renewed
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The key of the certificate (PEM)
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Listen where other machines can reach it
    #[arg(long)]
    expose: bool,
    /// End after so long
    #[arg(long = "for", value_name = "DURATION", value_parser = crate::time::duration)]
    duration: Option<Duration>,
    #[command(flatten)]
    events: EventArgs,
}

/// Runs the command.
pub fn run(context: &Context, args: ListenArgs) -> Result<Exit> {
    // Captures that are named need no profile, unless it has to say more.
    let profile = match &args.captures {
        Some(_) => captures::profile(context)?,
        None => Some(profile::resolve(context)?),
    };
    let profile = profile.as_ref();
    check(context, &args)?;
    let filter = args.events.filter(context, None, None)?;
    let forwards = forwards(context, profile, &args)?;
    // What stands in their way is told now, not by the thread that hands on.
    for url in &forwards {
        context.http_client(url, 1)?;
    }
    let directory = match (&args.captures, profile) {
        (None, Some(profile)) => captures::directory(context, profile)?,
        (captures, _) => captures.clone().unwrap_or_default(),
    };
    let tls = match (&args.tls_cert, &args.tls_key) {
        (Some(certificate), Some(key)) => Some(TlsFiles::read(certificate, key).map_err(|error| {
            Error::input("https cannot be served").source(error).hint("both files are PEM, as certbot writes them")
        })?),
        _ => None,
    };
    let signer = if args.verify || args.require_signature { Some(signer(context)?) } else { None };
    let answers = Answers {
        reply: args.reply.clone(),
        check: signer.clone().map(signature_check),
        require_signature: args.require_signature,
        verify_token: verify_token(context, profile)?,
    };
    let printer = Printer::new(&context.output, signer.is_some())?;
    let plan = plan(filter, &printer, signer);
    if context.options.dry_run.is_some() {
        return Ok(tell_plan(context, &args, &directory, &forwards));
    }
    context.output.before_work(&columns())?;
    if let Some(profile) = profile.filter(|_| args.captures.is_none()) {
        captures::secure(context, profile)?;
    }
    // The emulator calls its listener back, and it speaks plain http.
    let is_sandbox = profile.is_some_and(Profile::is_sandbox);
    let inner = is_sandbox && (tls.is_some() || !args.addr.0.ip().is_loopback());
    let options = Options { addr: args.addr.0, answers, tls, inner };
    context.block_on(async {
        // Before anything is told: a script may stop us as soon as it has read that.
        let interrupt = Interrupt::listen()?;
        let (notices, told) = Notices::channel();
        let scheme = if options.tls.is_some() { "https" } else { "http" };
        let open = Directory::open(&directory)?;
        if let Some(mode) = open.listed_by() {
            let path = open.path().display();
            context.output.warn(&format!(
                "others can see which captures there are (mode {mode:04o}); `chmod 700 {path}` mends it"
            ));
        }
        let listener = Listener::start(open, options, notices.clone())?;
        let plan_of_forwards = ForwardPlan { directory: &directory, urls: &forwards, timeout: context.options.timeout };
        let forwarder = if forwards.is_empty() {
            None
        } else {
            Some(Forwarder::start(&plan_of_forwards, listener.committed(), notices.clone())?)
        };
        let emulator = if is_sandbox { Some(emulator(context, &listener)?) } else { None };
        let printing = Printing::new(context, &directory, &plan, printer, listener.committed())?;
        context.output.note(&format!(
            "listening on {scheme}://{}; captures in `{}`",
            listener.addr(),
            directory.display()
        ));
        let mut session = Listening { context, interrupt, told, printing };
        session.listen(args.duration).await?;
        drop(emulator);
        let figures = listener.end();
        if let Some(forwarder) = forwarder {
            forwarder.end();
        }
        session.end(&figures, notices.lost())?;
        Ok(Exit::Done)
    })
}

/// What the command line asks for that cannot be.
fn check(context: &Context, args: &ListenArgs) -> Result<()> {
    if context.output.settings().format == Format::Json {
        return Err(Error::usage("callbacks have no end, so their events are no JSON array")
            .hint("add `-o ndjson`: one event a line"));
    }
    if args.reply.len() > 1024 {
        return Err(Error::usage("`--reply` is longer than 1,024 bytes"));
    }
    if args.addr.0.ip().is_loopback() {
        return Ok(());
    }
    if !args.expose {
        return Err(Error::usage(format!("other machines could reach `{}`", args.addr.0))
            .hint("take an address such as 127.0.0.1:8787 behind a reverse proxy, or say `--expose`"));
    }
    if args.tls_cert.is_none() && !args.require_signature {
        context.output.warn(
            "anybody can reach this address, callbacks travel unencrypted, and nobody's signature is asked for: \
             what it captures may come from anybody; `--tls-cert` and `--require-signature` mend that",
        );
    }
    Ok(())
}

/// The URLs to hand callbacks on to.
fn forwards(context: &Context, profile: Option<&Profile>, args: &ListenArgs) -> Result<Vec<Url>> {
    if !args.forward.is_empty() {
        captures::require_writable(context, profile, "handing callbacks on")?;
    }
    let mut urls: Vec<Url> = Vec::new();
    for text in &args.forward {
        let url = receiver("--forward", text)?;
        if args.addr.0.port() != 0 && address::leads_to(&url, args.addr.0) {
            return Err(Error::usage(format!("`{text}` is this listener itself: callbacks would go in circles")));
        }
        if urls.iter().any(|other| address::is_same(other, &url)) {
            return Err(Error::usage(format!("`--forward {text}` is given twice")));
        }
        // A proxy or certificates that cannot be used are told now.
        drop(context.http_client(&url, 1)?);
        urls.push(url);
    }
    Ok(urls)
}

/// The vendors' side of the profile `sandbox`: whatever command sends, its callbacks come here.
fn emulator(context: &Context, listener: &Listener) -> Result<Delivery> {
    let address = listener.inner().unwrap_or(listener.addr());
    let url = Url::parse(&format!("http://{address}/"))
        .map_err(|error| Error::internal("the listener's own address is no URL").source(error))?;
    Ok(sandbox::deliver_to(&context.state_dir()?, url)?)
}

fn verify_token(context: &Context, profile: Option<&Profile>) -> Result<Option<String>> {
    let Some(source) = profile.and_then(|profile| profile.webhook().verify_token) else { return Ok(None) };
    // A word that somebody chose: what strangers write may hold it by chance, and has to stay as it is.
    Ok(Some(super::session::secret_in_silence(context, &source)?.expose().to_owned()))
}

/// Checks signatures for the listener. Sobot signs nothing: what is its own and bears none is not wrong.
fn signature_check(signer: Signer) -> Check {
    Arc::new(move |headers, body| {
        let headers = Headers(headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect());
        let credentials =
            Credentials { access_key: signer.access_key.as_deref(), access_secret: &signer.access_secret };
        match verify::check(Some(&headers), Some(body), credentials) {
            Ok(_) => Some(true),
            Err(_) if headers.get("sign").is_none() && shape::platform(body) == Some(Platform::Messenger) => None,
            Err(_) => Some(false),
        }
    })
}

fn plan(filter: Filter, printer: &Printer<'_>, signer: Option<Signer>) -> Plan {
    Plan { want: printer.want(), filter, zone: TimeZone::fixed(jiff::tz::offset(8)), signer, keys: Keys::new() }
}

fn tell_plan(context: &Context, args: &ListenArgs, directory: &std::path::Path, forwards: &[Url]) -> Exit {
    let onward: String = forwards.iter().map(|url| format!(", and hand callbacks on to {url}")).collect();
    context.output.note(&format!(
        "dry run: nothing was started; it would listen on {}, write captures to `{}`{onward}",
        args.addr.0,
        directory.display()
    ));
    Exit::Done
}

/// The time between the start and the end.
struct Listening<'l> {
    context: &'l Context,
    interrupt: Interrupt,
    told: Receiver<Notice>,
    printing: Printing<'l>,
}

impl Listening<'_> {
    /// Prints what comes until a signal or the end of the time.
    async fn listen(&mut self, duration: Option<Duration>) -> Result<()> {
        let interrupt = self.interrupt.clone();
        let over = async {
            match duration {
                Some(duration) => tokio::time::sleep(duration).await,
                None => std::future::pending().await,
            }
        };
        let mut over = std::pin::pin!(over);
        loop {
            tokio::select! {
                biased;
                _ = interrupt.wait() => return Ok(()),
                () = &mut over => return Ok(()),
                Some(notice) = self.told.recv() => self.tell(&notice),
                () = self.printing.ready() => self.printing.go_on()?,
            }
        }
    }

    /// Prints the rest and sums up.
    fn end(mut self, figures: &Figures, lost: u64) -> Result<()> {
        while let Ok(notice) = self.told.try_recv() {
            self.tell(&notice);
        }
        self.printing.finish()?;
        if lost > 0 {
            self.context.output.note(&format!("{lost} more notes were not told"));
        }
        let mut text = format!("{} callbacks taken", figures.taken);
        if figures.refused > 0 {
            text.push_str(&format!(", {} refused", figures.refused));
        }
        if figures.unwritten > 0 {
            text.push_str(&format!(", {} answered 503 because they could not be written", figures.unwritten));
        }
        self.context.output.note(&text);
        Ok(())
    }

    fn tell(&self, notice: &Notice) {
        match notice {
            Notice::Note(text) => self.context.output.note(text),
            Notice::Warning(text) => self.context.output.warn(text),
        }
    }
}

impl From<StartError> for Error {
    fn from(error: StartError) -> Self {
        match error {
            StartError::Captures(error) => error.into(),
            StartError::Address { .. } => Self::io("the listener has no address")
                .source(error)
                .hint("another program may have it: `--addr 127.0.0.1:0` takes a free port"),
            StartError::Thread(_) => Self::io("the listener has no thread to run on").source(error),
        }
    }
}

impl From<DirectoryError> for Error {
    fn from(error: DirectoryError) -> Self {
        match &error {
            DirectoryError::Held { .. } => Self::new(Kind::Locked, error.to_string())
                .hint("one listener writes a directory; `--captures DIR` names another"),
            DirectoryError::Foreign { path } => {
                let hint = format!(
                    "chown it to the user that runs msgops, or name another: `--captures DIR` (not `{}`)",
                    path.display()
                );
                Self::config(error.to_string()).hint(hint)
            }
            DirectoryError::Open { path, .. } => {
                let hint = format!("`chmod 700 {}` mends it", path.display());
                Self::config(error.to_string()).hint(hint)
            }
            DirectoryError::Io { .. } => Self::io("captures cannot be written")
                .source(error)
                .hint("make room, or name another directory: `--captures DIR`"),
        }
    }
}

impl From<ForwardError> for Error {
    fn from(error: ForwardError) -> Self {
        let hint = match &error {
            ForwardError::Position { path, .. } => {
                format!("without the file `{}` the forward begins with the next capture", path.display())
            }
            ForwardError::Thread(_) => "close other programs and try again".to_owned(),
        };
        Self::io("callbacks cannot be handed on").source(error).hint(hint)
    }
}
