//! `msgops replay`: captured callbacks POSTed again, to a receiver of one's own.

mod reading;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::{Value, json};
use tokio::sync::mpsc;
use url::Url;

use crate::commands::captures;
use crate::commands::event_filter::EventArgs;
use crate::commands::listen::receiver;
use crate::commands::session;
use crate::commands::webhook_decode::{inputs, signer};
use crate::context::{Context, DryRun};
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::http::{self, Relayed};
use crate::interrupt::Interrupt;
use crate::nxcloud::signature::{Algorithm, Fields, sign};
use crate::output::{Column, Rows, Show};
use crate::profile::{self, FileLocation, ProfileFile, SANDBOX};
use crate::rate::Rate;
use crate::receive::line::end_to_end;
use crate::shell;
use crate::time::TimeArg;
use crate::webhook::batch::Signer;
use crate::webhook::shape::{self, Platform};
use reading::{Again, Found};

/// POST captured callbacks again, to a receiver of yours
///
/// Bytes and headers are those that came; headers of the connection, cookies and authorization are left
/// out. Reads whatever `webhook-decode` reads, if it keeps the bytes: what `listen` wrote, HAR, ngrok, raw
/// HTTP. A callback is chosen when any of its events is. A row each; 6 when any was not answered 2xx.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops replay captures/ --to http://127.0.0.1:3000/hook --rate 10/s \\
      --event 'status.*'
  msgops -p prod replay requests.har --to https://staging.example.com/hook \\
      --sign --limit 1")]
pub struct ReplayArgs {
    /// Captures: files and directories; `-` is stdin
    #[arg(value_name = "CAPTURE", required = true)]
    captures: Vec<PathBuf>,
    /// Where to: exactly this URL, whatever path they came on
    #[arg(long, value_name = "URL")]
    to: String,
    #[command(flatten)]
    events: EventArgs,
    /// Only what was received at or after this time; where the capture tells none, the events' own time counts
    #[arg(long, value_name = "TIME")]
    since: Option<TimeArg>,
    /// Only what was received up to this time
    #[arg(long, value_name = "TIME")]
    until: Option<TimeArg>,
    /// At most so many in a time, evenly spaced
    #[arg(long, value_name = "N/s")]
    rate: Option<Rate>,
    /// At most so many
    #[arg(long, value_name = "N", value_parser = super::count_u64)]
    limit: Option<u64>,
    /// Sign NXCloud's callbacks afresh with the profile's access secret
    #[arg(long)]
    sign: bool,
}

const COLUMNS: &[Column] = &[
    Column::new("file", Show::Text),
    Column::new("line", Show::Number),
    Column::new("received", Show::Time),
    Column::new("bytes", Show::Number),
    Column::new("status", Show::Code),
    Column::new("elapsed_ms", Show::Number),
    Column::new("reason", Show::Text),
];

/// What a dry run shows in full.
const SHOWN: u64 = 3;

/// Runs the command.
pub fn run(context: &Context, args: ReplayArgs) -> Result<Exit> {
    let to = receiver("--to", &args.to)?;
    may_go_to(context, &to)?;
    let filter = args.events.filter(context, args.since, args.until)?;
    let signer = if args.sign { Some(signer(context)?) } else { None };
    let inputs::Found { sources, failed } = inputs::find(&args.captures, context)?;
    context.output.before_work(COLUMNS)?;
    for message in &failed {
        context.output.warn(message);
    }
    let mut replay = Replay {
        context,
        rows: if context.options.dry_run.is_some() { None } else { Some(context.output.rows(COLUMNS)?) },
        signer,
        to,
        counts: Counts { failed: failed.len() as u64, ..Counts::default() },
    };
    context.block_on(async {
        let interrupt = Interrupt::listen()?;
        let (found, seen) = reading::start(sources, Arc::new(filter))?;
        replay.all(found, &args, &interrupt).await?;
        if seen.load(Ordering::Relaxed) == 0 && replay.counts.failed == 0 && interrupt.settled().await.is_none() {
            return Err(Error::input("no capture holds a callback that could be sent")
                .hint("`msgops webhook-decode PATH` tells what is in it"));
        }
        replay.end(&interrupt).await
    })
}

/// Refuses a vendor's host, and everything when the profile is read-only.
fn may_go_to(context: &Context, to: &Url) -> Result<()> {
    let host = http::host(to);
    let known = ["sobot.com", "sobot.io", "nxcloud.com"];
    let refused = || {
        Error::usage(format!("`{host}` is a vendor's host: callbacks go from the vendor to you"))
            .hint("name a receiver of your own with `--to`")
    };
    if known.iter().any(|domain| host == *domain || host.ends_with(&format!(".{domain}"))) {
        return Err(refused());
    }
    let file = FileLocation::of(context).and_then(|location| ProfileFile::read(&location));
    // The sandbox reads no file, so none is in its way; every other profile needs one that can be read.
    let is_sandbox = context.options.profile.as_ref().is_some_and(|(name, _)| name == SANDBOX);
    let file = if is_sandbox { file.ok().flatten() } else { file? };
    // Nothing is asked of a vendor, so no profile has to be chosen.
    let is_chosen = context.options.profile.is_some()
        || profile::is_in_environment(context)
        || file.as_ref().is_some_and(|file| file.default().is_some());
    let profile = if is_chosen { Some(profile::resolve(context)?) } else { None };
    captures::require_writable(context, profile.as_ref(), "replaying callbacks")?;
    let own = profile.map(|mut profile| {
        session::attach_credentials(&mut profile);
        profile.vendor_addresses()
    });
    let listed = file.iter().flat_map(ProfileFile::vendor_addresses).map(str::to_owned);
    for base in own.into_iter().flatten().chain(listed) {
        let Ok(base) = Url::parse(&base) else { continue };
        // On this machine a vendor is an emulator at one port, and its neighbours are not.
        let same_port = to.port_or_known_default() == base.port_or_known_default();
        let here = http::is_loopback(to);
        // This machine has several names.
        let same_host = http::host(&base) == host || here && http::is_loopback(&base);
        if same_host && (same_port || !here) {
            return Err(refused());
        }
    }
    Ok(())
}

#[derive(Default)]
struct Counts {
    sent: u64,
    /// Not answered 2xx.
    unanswered: u64,
    /// Places without bytes to send.
    unreadable: u64,
    /// Inputs.
    failed: u64,
}

struct Replay<'r> {
    context: &'r Context,
    /// None in a dry run.
    rows: Option<Rows<'r>>,
    signer: Option<Signer>,
    to: Url,
    counts: Counts,
}

impl Replay<'_> {
    async fn all(&mut self, mut found: mpsc::Receiver<Found>, args: &ReplayArgs, interrupt: &Interrupt) -> Result<()> {
        let context = self.context;
        let client = context.http_client(&self.to, 1)?;
        let mut next = tokio::time::Instant::now();
        while args.limit.is_none_or(|limit| self.counts.sent < limit) {
            let one = tokio::select! {
                biased;
                _ = interrupt.wait() => return Ok(()),
                one = found.recv() => one,
            };
            match one {
                None => return Ok(()),
                Some(Found::Request(again)) => {
                    // What a dry run shows goes nowhere and has no pace.
                    if let Some(rate) = args.rate.filter(|_| self.rows.is_some()) {
                        tokio::select! {
                            _ = interrupt.wait() => return Ok(()),
                            () = tokio::time::sleep_until(next) => {}
                        }
                        next = next.max(tokio::time::Instant::now() - rate.interval()) + rate.interval();
                    }
                    self.one(&client, &again).await?;
                }
                Some(Found::Problem(text)) => {
                    self.counts.unreadable += 1;
                    context.output.warn(&text);
                }
                Some(Found::Failed(text)) => {
                    self.counts.failed += 1;
                    context.output.warn(&text);
                }
            }
        }
        Ok(())
    }

    async fn one(&mut self, client: &http::Client<'_>, again: &Again) -> Result<()> {
        let own = self.headers(again);
        let headers: Vec<(&str, &str)> = own.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.counts.sent += 1;
        let Some(rows) = &mut self.rows else { return self.show(again, &headers) };
        let started = Instant::now();
        let relayed = Relayed { method: "POST", url: self.to.clone(), headers: &headers, body: again.body.clone() };
        let answered = client.relay(&relayed).await;
        let elapsed = started.elapsed();
        let (status, reason) = match answered {
            Ok(answered) => (Some(answered.status), None),
            Err(failure) => (None, Some(failure.to_string())),
        };
        if !status.is_some_and(|status| (200..300).contains(&status)) {
            self.counts.unanswered += 1;
        }
        rows.push(&row(again, status, elapsed, reason))?;
        Ok(())
    }

    /// Those that came, with a fresh signature where one is asked for and belongs.
    fn headers(&self, again: &Again) -> Vec<(String, String)> {
        let kept = end_to_end(&again.headers);
        let own = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let is_nxclouds = || {
            let signed = kept.iter().any(|(name, _)| name.eq_ignore_ascii_case("sign"));
            let platform = shape::platform(&again.body);
            platform.map_or(signed, |platform| platform != Platform::Messenger)
        };
        let Some(signer) = self.signer.as_ref().filter(|_| is_nxclouds()) else {
            return kept.iter().map(|(name, value)| own(name, value)).collect();
        };
        let came =
            |name: &str| kept.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| *value);
        let ts = self.context.clock.now().as_millisecond().to_string();
        let algorithm = match came("algorithm") {
            Some(word) if word.eq_ignore_ascii_case("sha256") => Algorithm::Sha256,
            _ => Algorithm::Md5,
        };
        let access_key = signer.access_key.as_deref().or(came("accesskey")).unwrap_or_default();
        let fields = Fields {
            access_key,
            action: came("action").unwrap_or("mt"),
            biz_type: came("biztype").unwrap_or("8"),
            ts: &ts,
        };
        let fresh = [
            ("accesskey", access_key),
            ("action", fields.action),
            ("biztype", fields.biz_type),
            ("ts", ts.as_str()),
            ("algorithm", algorithm.word()),
        ];
        let signature = sign(algorithm, fields, &again.body, &signer.access_secret);
        let is_fresh = |name: &str| {
            name.eq_ignore_ascii_case("sign") || fresh.iter().any(|(other, _)| other.eq_ignore_ascii_case(name))
        };
        let old = kept.iter().filter(|(name, _)| !is_fresh(name)).map(|(name, value)| own(name, value));
        old.chain(fresh.iter().map(|(name, value)| own(name, value))).chain([own("sign", &signature)]).collect()
    }

    /// The first requests of a dry run.
    fn show(&self, again: &Again, headers: &[(&str, &str)]) -> Result<()> {
        if self.counts.sent > SHOWN {
            return Ok(());
        }
        let hidden = |name: &str, value: &str| {
            if name == "sign" { http::MASK.to_owned() } else { value.to_owned() }
        };
        let body = String::from_utf8_lossy(&again.body);
        let text = if self.context.options.dry_run == Some(DryRun::Curl) {
            let mut text = format!("curl -X POST {}", shell::word(self.to.as_str()));
            for (name, value) in headers {
                text.push_str(&format!(" \\\n  -H {}", shell::word(&format!("{name}: {}", hidden(name, value)))));
            }
            text.push_str(&format!(" \\\n  --data-binary {}", shell::word(&body)));
            text
        } else {
            let mut text = format!("POST {}\n", self.to);
            for (name, value) in headers {
                text.push_str(&format!("{name}: {}\n", hidden(name, value)));
            }
            format!("{text}\n{body}\n")
        };
        self.context.output.line(&text)?;
        Ok(())
    }

    async fn end(self, interrupt: &Interrupt) -> Result<Exit> {
        let Counts { sent, unanswered, unreadable, failed } = self.counts;
        match self.rows {
            Some(rows) => drop(rows.finish()?),
            None => {
                let all = format!("dry run: {sent} callbacks would be POSTed to {}", self.to);
                self.context.output.note(&if sent > SHOWN {
                    format!("{all}; the first {SHOWN} are shown")
                } else {
                    all
                });
            }
        }
        if unreadable > 0 {
            self.context
                .output
                .note(&format!("{unreadable} places in the captures hold no callback that could be sent"));
        }
        if let Some(signal) = interrupt.settled().await {
            return Err(Error::signalled(signal, format!("{sent} callbacks were sent")));
        }
        if unanswered > 0 {
            return Err(Error::new(Kind::Partial, format!("{unanswered} of {sent} callbacks were not answered 2xx")));
        }
        if failed > 0 {
            return Err(Error::input(format!("{failed} of the captures could not be read")));
        }
        Ok(Exit::Done)
    }
}

fn row(again: &Again, status: Option<u16>, elapsed: Duration, reason: Option<String>) -> Value {
    let mut row = json!({
        "file": again.file,
        "line": again.line,
        "received": again.received.map(crate::time::rfc3339),
        "bytes": again.body.len(),
        "status": status,
        "elapsed_ms": u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX),
    });
    if let (Some(reason), Some(object)) = (reason, row.as_object_mut()) {
        object.insert("reason".into(), reason.into());
    }
    row
}
