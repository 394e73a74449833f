//! Whoever keeps the token. Each get_token call kills the token before it, so all processes of one appid
//! share one: the store is asked first, then the vendor, under the store's lock, and never both at once.
//! Within a process everything in flight shares one fetch, and a fetch that has begun is never dropped
//! half-way ([`Tokens::settle`]): its answer is the only token that works.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fmt;
use std::rc::Rc;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared};
use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;
use url::Url;

use super::token::{self, Foreign, Fresh, Local, TokenError};
use crate::http::MASK;
use crate::notices::Notices;
use crate::vendor::{self, Halt, Halted, pause};

/// How often a process that waits for another one's lock looks again.
const LOOK_AGAIN: Duration = Duration::from_millis(15);

/// A wait that is longer is told.
const TOLD: Duration = Duration::from_secs(1);

/// The longest wait for another process's lock.
const LONGEST_LOCK: Duration = Duration::from_secs(120);

/// So many fresh tokens that die within [`CONTEST`] mean that somebody else is renewing.
const DEATHS: usize = 3;

/// The time within which deaths count.
const CONTEST: Duration = Duration::from_secs(60);

/// How long a token that is due, but could not be renewed, is used before that is tried again.
const GRACE: Duration = Duration::from_secs(60);

/// A token and its life.
#[derive(Clone, PartialEq, Eq)]
pub struct Kept {
    /// The token; a secret.
    pub token: String,
    /// When it was asked for, by this machine's clock.
    pub fetched_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl fmt::Debug for Kept {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Kept").field("token", &MASK).field("expires_at", &self.expires_at).finish()
    }
}

impl Kept {
    /// Whether nine tenths of its life are over: time to renew.
    pub fn is_due(&self, now: Timestamp) -> bool {
        now >= self.due_at()
    }

    /// When nine tenths of its life are over.
    pub fn due_at(&self) -> Timestamp {
        let life = self.expires_at.duration_since(self.fetched_at);
        self.fetched_at.saturating_add(life * 9 / 10).unwrap_or(self.expires_at)
    }

    /// Whether its life is over.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        now >= self.expires_at
    }
}

/// Where the processes of one appid and base URL keep their token.
pub trait Store {
    /// What is kept; none when there is nothing that could be used.
    fn read(&self, now: Timestamp) -> Option<Kept>;

    /// The right to replace it; none while another process has it.
    ///
    /// # Errors
    /// When the store cannot be used.
    fn try_lock(&self) -> Result<Option<Box<dyn Locked + '_>>, Foreign>;
}

/// The right to replace the token that is kept; given back when dropped.
pub trait Locked {
    /// Replaces it.
    ///
    /// # Errors
    /// When it cannot be written; it is then as it was.
    fn write(&self, kept: &Kept) -> Result<(), Foreign>;

    /// Forgets it; whether there was one.
    ///
    /// # Errors
    /// When it cannot be removed.
    fn clear(&self) -> Result<bool, Foreign>;
}

/// Where a secret comes from, at the last moment.
pub trait Source {
    /// The secret; may take its time.
    fn get(&self) -> Local<'_, Result<String, Foreign>>;
}

/// Whoever keeps the token for a client.
pub trait Tokens {
    /// A token that should work: from outside, from the store, or fetched under the lock; renewed at nine tenths of its life.
    fn current(&self) -> Local<'_, Result<String, TokenError>>;

    /// A token after the vendor said that `dead` has expired: the store is read again first, for
    /// another process may have renewed it; everything in flight shares one renewal.
    fn renew<'a>(&'a self, dead: &'a str) -> Local<'a, Result<String, TokenError>>;

    /// Whether [`current`](Self::current) has a token at once, without asking anybody.
    fn is_ready(&self) -> bool {
        true
    }

    /// Who may want the waits to end. A request for a token that has left is awaited all the same.
    fn halted_by(&self, _halt: Rc<dyn Halt>) {}

    /// Waits for a fetch that nobody waits for any more, so that its token is kept.
    fn settle(&self) -> Local<'_, ()> {
        Box::pin(async {})
    }
}

/// A token that came from outside and is never renewed.
pub struct OutsideToken<'a> {
    source: Box<dyn Source + 'a>,
    origin: String,
}

impl<'a> OutsideToken<'a> {
    /// The token that `source` gives, as `origin` (a variable's name, say) says it.
    pub fn new(source: Box<dyn Source + 'a>, origin: String) -> Self {
        Self { source, origin }
    }
}

impl Tokens for OutsideToken<'_> {
    fn current(&self) -> Local<'_, Result<String, TokenError>> {
        Box::pin(async { Ok(self.source.get().await?) })
    }

    fn renew<'a>(&'a self, _dead: &'a str) -> Local<'a, Result<String, TokenError>> {
        Box::pin(async { Err(TokenError::Outside { origin: self.origin.clone() }) })
    }
}

/// What a token is asked for with.
pub struct Keys<'a> {
    /// Base URL of the vendor.
    pub base_url: Url,
    /// The appid.
    pub appid: &'a str,
    /// Its key, fetched only when a token has to be.
    pub app_key: Box<dyn Source + 'a>,
}

type Flight<'a> = Shared<LocalBoxFuture<'a, Result<Kept, TokenError>>>;

/// The token that all processes of one appid and base URL share.
pub struct Keeper<'a> {
    desk: Rc<Desk<'a>>,
    flight: RefCell<Option<Flight<'a>>>,
    fresh_since: Cell<Option<Instant>>,
    deaths: RefCell<VecDeque<Instant>>,
    mourned: RefCell<Option<String>>,
    graced_until: Cell<Option<Instant>>,
}

/// What a fetch needs, whoever waits for it.
struct Desk<'a> {
    keys: Keys<'a>,
    store: Box<dyn Store + 'a>,
    core: vendor::Client<'a>,
    notices: &'a dyn Notices,
    halt: RefCell<Option<Rc<dyn Halt>>>,
    held: RefCell<Option<Kept>>,
}

impl<'a> Keeper<'a> {
    /// The shared token kept in `store`; nothing is read or asked yet.
    pub fn new(keys: Keys<'a>, store: Box<dyn Store + 'a>, core: vendor::Client<'a>, notices: &'a dyn Notices) -> Self {
        let (halt, held) = (RefCell::new(None), RefCell::new(None));
        Self {
            desk: Rc::new(Desk { keys, store, core, notices, halt, held }),
            flight: RefCell::new(None),
            fresh_since: Cell::new(None),
            deaths: RefCell::new(VecDeque::new()),
            mourned: RefCell::new(None),
            graced_until: Cell::new(None),
        }
    }

    /// What is kept, due or not; none when nothing usable is.
    pub fn kept(&self) -> Option<Kept> {
        self.desk.store.read(self.desk.core.now())
    }

    /// Forgets what is kept; whether there was anything.
    ///
    /// # Errors
    /// When the lock cannot be had, or the store cannot be used.
    pub async fn clear(&self) -> Result<bool, TokenError> {
        Ok(self.desk.lock().await?.clear()?)
    }

    /// A new token from the vendor whatever is kept; the old one dies.
    ///
    /// # Errors
    /// As of a fetch, and when it cannot be kept.
    pub async fn refresh(&self) -> Result<Kept, TokenError> {
        let lock = self.desk.lock().await?;
        let kept = self.desk.fetch().await?;
        lock.write(&kept)?;
        *self.desk.held.borrow_mut() = Some(kept.clone());
        Ok(kept)
    }

    fn held(&self) -> Option<Kept> {
        self.desk.held.borrow().clone()
    }

    /// The fetch under way; none when nobody is fetching.
    fn under_way(&self) -> Option<Flight<'a>> {
        self.flight.borrow().as_ref().filter(|flight| flight.peek().is_none()).cloned()
    }

    /// Joins the fetch under way, or starts one for a token other than `dead`.
    fn join(&self, dead: Option<String>) -> Flight<'a> {
        if let Some(flight) = self.under_way() {
            return flight;
        }
        let desk = Rc::clone(&self.desk);
        let flight = async move { desk.obtain(dead.as_deref()).await }.boxed_local().shared();
        *self.flight.borrow_mut() = Some(flight.clone());
        flight
    }

    /// Whether a token that is due may be used a little longer, because renewing it failed a moment ago.
    fn is_graced(&self) -> bool {
        self.graced_until.get().is_some_and(|until| Instant::now() < until)
    }

    /// Books the death of a token that was fresh, once: it is handed out again while its renewal fails. An error when
    /// too many died in too short a time.
    fn mourn(&self, dead: &str) -> Result<(), TokenError> {
        let Some(since) = self.fresh_since.get() else { return Ok(()) };
        let mut deaths = self.deaths.borrow_mut();
        let now = Instant::now();
        let is_news = self.mourned.replace(Some(dead.to_owned())).is_none_or(|last| last != dead);
        if is_news && now.duration_since(since) < CONTEST {
            deaths.push_back(now);
        }
        while deaths.front().is_some_and(|death| now.duration_since(*death) >= CONTEST) {
            deaths.pop_front();
        }
        if deaths.len() >= DEATHS { Err(TokenError::Contested) } else { Ok(()) }
    }
}

impl Tokens for Keeper<'_> {
    fn current(&self) -> Local<'_, Result<String, TokenError>> {
        Box::pin(async {
            if let Some(flight) = self.under_way() {
                return Ok(flight.await?.token);
            }
            let now = self.desk.core.now();
            let held = self.held();
            if let Some(kept) = held.as_ref().filter(|kept| !kept.is_due(now) || self.is_graced()) {
                return Ok(kept.token.clone());
            }
            if let Some(kept) = self.desk.store.read(now).filter(|kept| !kept.is_due(now)) {
                *self.desk.held.borrow_mut() = Some(kept.clone());
                return Ok(kept.token);
            }
            match (self.join(None).await, held) {
                (Ok(kept), _) => Ok(kept.token),
                // It works until its end; 900002 tells when it does not.
                (Err(TokenError::Fetch { .. } | TokenError::Busy), Some(kept)) if !kept.is_expired(now) => {
                    self.graced_until.set(Some(Instant::now() + GRACE));
                    Ok(kept.token)
                }
                (Err(error), _) => Err(error),
            }
        })
    }

    fn renew<'a>(&'a self, dead: &'a str) -> Local<'a, Result<String, TokenError>> {
        Box::pin(async move {
            if let Some(kept) = self.held().filter(|kept| kept.token != dead) {
                return Ok(kept.token);
            }
            if let Some(flight) = self.under_way() {
                return Ok(flight.await?.token);
            }
            self.mourn(dead)?;
            let kept = self.join(Some(dead.to_owned())).await?;
            self.fresh_since.set(Some(Instant::now()));
            Ok(kept.token)
        })
    }

    fn is_ready(&self) -> bool {
        let now = self.desk.core.now();
        let held = self.desk.held.borrow();
        held.as_ref().is_some_and(|kept| !kept.is_due(now) || self.is_graced()) && self.under_way().is_none()
    }

    fn halted_by(&self, halt: Rc<dyn Halt>) {
        *self.desk.halt.borrow_mut() = Some(halt);
    }

    fn settle(&self) -> Local<'_, ()> {
        Box::pin(async {
            if let Some(flight) = self.under_way() {
                let _ = flight.await;
            }
        })
    }
}

impl Desk<'_> {
    /// A token other than `dead`: somebody else's newer one, or a new one.
    async fn obtain(&self, dead: Option<&str>) -> Result<Kept, TokenError> {
        let lock = self.lock().await?;
        let now = self.core.now();
        let kept = self.store.read(now).filter(|kept| !kept.is_due(now) && Some(kept.token.as_str()) != dead);
        let kept = match kept {
            Some(kept) => kept,
            None => {
                let kept = self.fetch().await?;
                if let Err(error) = lock.write(&kept) {
                    self.notices.warn(&format!("the token could not be kept for other processes: {error}"));
                }
                kept
            }
        };
        *self.held.borrow_mut() = Some(kept.clone());
        Ok(kept)
    }

    /// Waits for the lock: told after a second, ended by the halt at once and by itself after two minutes.
    async fn lock(&self) -> Result<Box<dyn Locked + '_>, TokenError> {
        let halt = self.halt.borrow().clone();
        let started = Instant::now();
        let mut told = false;
        loop {
            if halt.as_ref().is_some_and(|halt| halt.halted()) {
                return Err(Halted.into());
            }
            if let Some(lock) = self.store.try_lock()? {
                return Ok(lock);
            }
            let waited = started.elapsed();
            if waited >= LONGEST_LOCK {
                return Err(TokenError::Busy);
            }
            if waited >= TOLD && !told {
                told = true;
                self.notices.note("waiting for another process, which holds the token's lock");
            }
            pause(LOOK_AGAIN, halt.as_deref()).await;
        }
    }

    async fn fetch(&self) -> Result<Kept, TokenError> {
        let halt = self.halt.borrow().clone();
        let halted = async {
            match &halt {
                Some(halt) => halt.wait().await,
                None => std::future::pending().await,
            }
        };
        let app_key = tokio::select! {
            biased;
            () = halted => return Err(Halted.into()),
            app_key = self.keys.app_key.get() => app_key?,
        };
        let mut core = self.core.clone();
        if let Some(halt) = &halt {
            core = core.halted_by(&**halt);
        }
        let Fresh { token, life } = token::fetch(&core, &self.keys.base_url, self.keys.appid, &app_key).await?;
        let fetched_at = self.core.now();
        let life = SignedDuration::try_from(life).unwrap_or(SignedDuration::from_hours(24));
        let expires_at = fetched_at.checked_add(life).unwrap_or(Timestamp::MAX);
        Ok(Kept { token, fetched_at, expires_at })
    }
}

#[cfg(test)]
mod tests;
