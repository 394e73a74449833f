//! Captures handed on to other URLs: in order, at least once, and never in the way of whoever is waiting for an answer.
//!
//! Each URL has a position of its own. A capture is done with when it is answered; what is down is tried until it is back.

use std::io;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tokio::sync::watch;
use url::Url;

use super::limits;
use super::line::Request;
use super::notice::{Notices, described};
use super::position::Position;
use super::tail::{Next, Tail};
use super::writer::Place;
use crate::http::{self, Answered, Relayed};

/// How often a position is written down at most: a crash hands on again what was answered since.
const KEEP: Duration = Duration::from_millis(500);

/// First wait before a URL that did not take a capture is tried again; it doubles.
const FIRST_WAIT: Duration = Duration::from_millis(250);

/// The longest such wait.
const LONGEST_WAIT: Duration = Duration::from_secs(15);

/// Why nothing can be forwarded.
#[derive(Debug, thiserror::Error)]
pub enum ForwardError {
    /// The place to begin at.
    #[error("the position `{}` of `{url}` could not be used", path.display())]
    Position {
        /// Whose.
        url: String,
        /// Its file.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// No thread.
    #[error("no thread can be had to forward on")]
    Thread(#[source] io::Error),
}

/// Forwards at work.
pub struct Forwarder {
    stop: watch::Sender<bool>,
    thread: JoinHandle<()>,
}

/// Where and how to forward.
pub struct Plan<'p> {
    /// The captures.
    pub directory: &'p Path,
    /// To whom.
    pub urls: &'p [Url],
    /// Time limit of one try.
    pub timeout: Duration,
}

impl Forwarder {
    /// Starts a forward to each URL; one that is new begins with the next capture.
    ///
    /// # Errors
    /// When a position cannot be read or written.
    pub fn start(plan: &Plan<'_>, committed: watch::Receiver<Place>, notices: Notices) -> Result<Self, ForwardError> {
        let (stop, stopped) = watch::channel(false);
        let begin = *committed.borrow();
        let forwards = plan
            .urls
            .iter()
            .map(|url| {
                let position = Position::of(plan.directory, url);
                let failed =
                    |source| ForwardError::Position { url: shown(url), path: position.path().to_owned(), source };
                let place = match position.read().map_err(failed)? {
                    Some(place) => place,
                    None => {
                        position.write(begin).map_err(failed)?;
                        begin
                    }
                };
                Ok(Forward {
                    url: url.clone(),
                    tail: Tail::new(plan.directory, place),
                    position,
                    done: place,
                    written: Some(place),
                    kept: Instant::now(),
                    refused: 0,
                    down: false,
                    committed: committed.clone(),
                    stopped: stopped.clone(),
                    notices: notices.clone(),
                })
            })
            .collect::<Result<Vec<_>, _>>()?;
        let timeout = plan.timeout;
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(ForwardError::Thread)?;
        let thread = thread::Builder::new()
            .name("forward".into())
            .spawn(move || {
                let local = tokio::task::LocalSet::new();
                local.block_on(&runtime, async {
                    let running: Vec<_> = forwards
                        .into_iter()
                        .map(|mut forward| tokio::task::spawn_local(async move { forward.run(timeout).await }))
                        .collect();
                    for forward in running {
                        let _ = forward.await;
                    }
                });
            })
            .map_err(ForwardError::Thread)?;
        Ok(Self { stop, thread })
    }

    /// Hands on what is left, as long as it is taken and for a few seconds, and ends; the rest waits for the next start.
    pub fn end(self) {
        self.stop.send_replace(true);
        // A panic was told where it happened.
        let _ = self.thread.join();
    }
}

struct Forward {
    url: Url,
    tail: Tail,
    position: Position,
    /// Up to here everything is answered.
    done: Place,
    /// What the file of the position says.
    written: Option<Place>,
    /// When the position was written down.
    kept: Instant,
    /// Captures that were answered 4xx.
    refused: u64,
    down: bool,
    committed: watch::Receiver<Place>,
    stopped: watch::Receiver<bool>,
    notices: Notices,
}

impl Forward {
    async fn run(&mut self, timeout: Duration) {
        let settings = http::Settings { base_url: &self.url, timeout, connections: 1 };
        let client = match http::Client::new(&settings, &http::Silent) {
            Ok(client) => client,
            Err(error) => {
                return self.notices.warn(format!(
                    "nothing is forwarded to `{}`: {}",
                    shown(&self.url),
                    described(&error)
                ));
            }
        };
        let mut stopped = self.stopped.clone();
        let grace = async {
            let _ = stopped.wait_for(|stop| *stop).await;
            tokio::time::sleep(limits::GRACE).await;
        };
        tokio::select! {
            () = grace => {}
            () = self.go_on(&client) => {}
        }
        self.keep();
    }

    /// Hands on one after the other, until it is to end and there is nothing more, or nobody to take it.
    async fn go_on(&mut self, client: &http::Client<'_>) {
        loop {
            // Until this one is answered it is the next one.
            self.done = self.tail.place();
            let end = *self.committed.borrow_and_update();
            let request = match self.tail.next(end) {
                Ok(Next::Line { line, .. }) => Request::read(line),
                Ok(Next::Lost(segment)) => {
                    self.notices.warn(format!(
                        "`{segment}` is gone or was cut short before all of it was forwarded to `{}`",
                        shown(&self.url)
                    ));
                    continue;
                }
                Ok(Next::Caught) => {
                    self.keep();
                    if self.is_stopped() || !self.more().await {
                        return;
                    }
                    continue;
                }
                Err(error) => {
                    self.tell_down(&format!("its captures cannot be read: {error}"));
                    if self.is_stopped() || !self.wait(LONGEST_WAIT).await {
                        return;
                    }
                    continue;
                }
            };
            // A torn line was answered to nobody: its sender sends it again.
            let Some(request) = request else { continue };
            if !self.hand_on(client, &request).await {
                return;
            }
            self.done = self.tail.place();
            if self.kept.elapsed() >= KEEP {
                self.keep();
            }
        }
    }

    /// Hands one on, however long it takes; false when it is to end first.
    async fn hand_on(&mut self, client: &http::Client<'_>, request: &Request) -> bool {
        let Some(url) = behind(&self.url, &request.path) else {
            self.notices.warn(format!("a capture of the path `{}` cannot be put behind a URL: left out", request.path));
            return true;
        };
        let relayed = Relayed {
            method: &request.method,
            url,
            headers: &request.end_to_end(),
            body: bytes::Bytes::copy_from_slice(&request.body),
        };
        let mut wait = FIRST_WAIT;
        loop {
            let (why, retry_after) = match client.relay(&relayed).await {
                Ok(answered) if is_answer(answered) => {
                    self.tell_answered(answered);
                    return true;
                }
                Ok(answered) => (format!("it answers {}", answered.status), answered.retry_after),
                Err(failure) => (failure.to_string(), None),
            };
            // What was answered before is not handed on again because this one waits.
            self.keep();
            self.tell_down(&why);
            let asked = retry_after.map_or(wait, |asked| asked.clamp(wait, LONGEST_WAIT));
            if self.is_stopped() || !self.wait(asked).await {
                return false;
            }
            wait = (wait * 2).min(LONGEST_WAIT);
        }
    }

    /// Waits for more captures; false when it is to end.
    async fn more(&mut self) -> bool {
        tokio::select! {
            changed = self.committed.changed() => changed.is_ok(),
            _ = self.stopped.wait_for(|stop| *stop) => true,
        }
    }

    async fn wait(&mut self, time: Duration) -> bool {
        tokio::select! {
            () = tokio::time::sleep(time) => true,
            _ = self.stopped.wait_for(|stop| *stop) => false,
        }
    }

    fn is_stopped(&self) -> bool {
        *self.stopped.borrow()
    }

    fn keep(&mut self) {
        self.kept = Instant::now();
        if self.written == Some(self.done) {
            return;
        }
        self.written = Some(self.done);
        if let Err(error) = self.position.write(self.done) {
            self.notices.warn(format!(
                "how far `{}` has come cannot be written down, so it may get captures again: {error}",
                shown(&self.url)
            ));
        }
    }

    fn tell_answered(&mut self, answered: Answered) {
        if std::mem::replace(&mut self.down, false) {
            self.notices.note(format!("`{}` takes callbacks again", shown(&self.url)));
        }
        if answered.status < 400 {
            return;
        }
        self.refused += 1;
        // The first is told, then every tenth, hundredth …: a receiver that refuses all of them is no flood.
        if self.refused.to_string().trim_end_matches('0') == "1" {
            let times = if self.refused == 1 { String::new() } else { format!("; {} so far", self.refused) };
            self.notices.warn(format!(
                "`{}` refused a callback with {}; it is not handed on again{times}",
                shown(&self.url),
                answered.status
            ));
        }
    }

    fn tell_down(&mut self, why: &str) {
        if !std::mem::replace(&mut self.down, true) {
            self.notices.warn(format!(
                "`{}` does not take callbacks: {why}; they wait on disk, in order, and are tried until it does",
                shown(&self.url)
            ));
        }
    }
}

/// Whether a capture is done with: taken, or refused for what it is.
fn is_answer(answered: Answered) -> bool {
    matches!(answered.status, 200..=299)
        || matches!(answered.status, 400..=499) && !matches!(answered.status, 408 | 429)
}

/// A URL without what may be secret in it.
fn shown(url: &Url) -> String {
    url[..url::Position::AfterPath].to_owned()
}

/// The captured path and query behind those of a URL. A path that climbs (`/../`) climbs no higher than the URL's own.
pub fn behind(base: &Url, path: &str) -> Option<Url> {
    let slash = if path.starts_with('/') { "" } else { "/" };
    let captured = Url::parse(&format!("http://captured{slash}{path}")).ok()?;
    let mut url = base.clone();
    url.set_path(&format!("{}{}", base.path().trim_end_matches('/'), captured.path()));
    let query = match (base.query(), captured.query()) {
        (Some(own), Some(other)) => Some(format!("{own}&{other}")),
        (own, other) => own.or(other).map(str::to_owned),
    };
    url.set_query(query.as_deref());
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_captured_path_and_query_stand_behind_the_urls_own() {
        for (base, path, whole) in [
            ("http://127.0.0.1:3000", "/hook?a=1", "http://127.0.0.1:3000/hook?a=1"),
            ("http://127.0.0.1:3000/in/", "/hook", "http://127.0.0.1:3000/in/hook"),
            ("http://127.0.0.1:3000/in?key=k", "/hook?a=%20", "http://127.0.0.1:3000/in/hook?key=k&a=%20"),
            ("http://127.0.0.1:3000/in?key=k", "/", "http://127.0.0.1:3000/in/?key=k"),
            ("http://127.0.0.1:3000/in", "/../admin", "http://127.0.0.1:3000/in/admin"),
            ("http://127.0.0.1:3000/in", "/%2e%2e/%2E./admin", "http://127.0.0.1:3000/in/admin"),
            ("http://127.0.0.1:3000/in", "//evil.example/x", "http://127.0.0.1:3000/in//evil.example/x"),
            ("http://127.0.0.1:3000/in", "@evil.example/x", "http://127.0.0.1:3000/in/@evil.example/x"),
            ("http://127.0.0.1:3000/in", "*", "http://127.0.0.1:3000/in/*"),
        ] {
            assert_eq!(behind(&Url::parse(base).unwrap(), path).unwrap().as_str(), whole, "{base} {path}");
        }
    }

    #[test]
    fn what_counts_as_an_answer() {
        for (status, done) in
            [(200, true), (204, true), (301, false), (404, true), (408, false), (429, false), (500, false)]
        {
            assert_eq!(is_answer(Answered { status, retry_after: None }), done, "{status}");
        }
    }
}
