//! One token for every process of this appid: the cache is asked first, then the vendor, under the
//! lock, and never both at once. A token from outside is used as it is.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;
use url::Url;

use super::{CachedToken, Secret, SecretSource, TokenStore};
use crate::error::Error;
use crate::output::Output;
use crate::private::PrivateError;
use crate::sobot::token::{self, Fresh, Local, TokenError, Tokens};
use crate::vendor;

/// How often a process that waits for another one's lock looks again.
const LOOK_AGAIN: Duration = Duration::from_millis(15);

/// So many fresh tokens that die within [`CONTEST`] mean that somebody else is renewing.
const DEATHS: usize = 3;

/// The time within which deaths count.
const CONTEST: Duration = Duration::from_secs(60);

/// A token that came from outside and is never renewed.
pub struct OutsideToken<'a> {
    source: &'a SecretSource,
    output: &'a Output,
}

impl<'a> OutsideToken<'a> {
    /// The token of `MSGOPS_SOBOT_TOKEN` or `MSGOPS_SOBOT_TOKEN_FILE`.
    pub fn new(source: &'a SecretSource, output: &'a Output) -> Self {
        Self { source, output }
    }
}

impl Tokens for OutsideToken<'_> {
    fn current(&self) -> Local<'_, Result<String, TokenError>> {
        Box::pin(async { self.source.get(self.output).map(|secret| secret.expose().to_owned()).map_err(local) })
    }

    fn renew<'a>(&'a self, _dead: &'a str) -> Local<'a, Result<String, TokenError>> {
        Box::pin(async { Err(TokenError::Outside { origin: self.source.origin().to_string() }) })
    }
}

/// The token that all processes of one appid and base URL share.
pub struct SharedToken<'a> {
    keys: Keys<'a>,
    store: TokenStore,
    core: vendor::Client<'a>,
    output: &'a Output,
    held: RefCell<Option<String>>,
    fresh_since: Cell<Option<Instant>>,
    deaths: RefCell<VecDeque<Instant>>,
    renewing: Mutex<()>,
}

/// What a token is asked for with.
pub struct Keys<'a> {
    /// Base URL of the vendor.
    pub base_url: Url,
    /// The appid.
    pub appid: &'a str,
    /// Its key, fetched only when a token has to be.
    pub app_key: &'a SecretSource,
}

impl<'a> SharedToken<'a> {
    /// The shared token kept in `store`; nothing is read or asked yet.
    pub fn new(keys: Keys<'a>, store: TokenStore, core: vendor::Client<'a>, output: &'a Output) -> Self {
        Self {
            keys,
            store,
            core,
            output,
            held: RefCell::new(None),
            fresh_since: Cell::new(None),
            deaths: RefCell::new(VecDeque::new()),
            renewing: Mutex::new(()),
        }
    }

    /// The cached token, when nine tenths of its life are not over.
    pub fn cached(&self) -> Option<CachedToken> {
        let now = self.core.now();
        self.store.read(now).filter(|cached| !cached.is_due(now))
    }

    /// The cached token, due or not; none when nothing usable is kept.
    pub fn kept(&self) -> Option<CachedToken> {
        self.store.read(self.core.now())
    }

    /// Forgets the cached token; whether there was one.
    pub fn clear(&self) -> Result<bool, PrivateError> {
        self.store.lock()?.clear()
    }

    /// A new token from the vendor whatever the cache holds; the old one dies.
    pub async fn refresh(&self) -> Result<CachedToken, TokenError> {
        let lock = self.lock().await?;
        let cached = self.fetch().await?;
        lock.write(&cached).map_err(problem)?;
        *self.held.borrow_mut() = Some(cached.token.expose().to_owned());
        Ok(cached)
    }

    async fn lock(&self) -> Result<super::TokenLock<'_>, TokenError> {
        loop {
            if let Some(lock) = self.store.try_lock().map_err(problem)? {
                return Ok(lock);
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// A token other than `dead`: somebody else's newer one, or a new one.
    async fn obtain(&self, dead: Option<&str>) -> Result<String, TokenError> {
        let lock = self.lock().await?;
        let now = self.core.now();
        let kept = lock.read(now).filter(|cached| !cached.is_due(now) && Some(cached.token.expose()) != dead);
        let token = match kept {
            Some(cached) => cached.token.expose().to_owned(),
            None => {
                let cached = self.fetch().await?;
                if let Err(problem) = lock.write(&cached) {
                    let error = Error::from(problem);
                    self.output.warn(&format!("the token could not be kept for other processes: {error}"));
                }
                cached.token.expose().to_owned()
            }
        };
        *self.held.borrow_mut() = Some(token.clone());
        Ok(token)
    }

    async fn fetch(&self) -> Result<CachedToken, TokenError> {
        let app_key = self.keys.app_key.get(self.output).map_err(local)?;
        let Fresh { token, life } =
            token::fetch(&self.core, &self.keys.base_url, self.keys.appid, app_key.expose()).await?;
        let fetched_at = self.core.now();
        let life = SignedDuration::try_from(life).unwrap_or(SignedDuration::from_hours(24));
        let expires_at = fetched_at.checked_add(life).unwrap_or(Timestamp::MAX);
        Ok(CachedToken { token: Secret::new(token), fetched_at, expires_at })
    }

    /// Books the death of a token that was fresh; an error when too many died in too short a time.
    fn mourn(&self) -> Result<(), TokenError> {
        let Some(since) = self.fresh_since.get() else { return Ok(()) };
        let mut deaths = self.deaths.borrow_mut();
        let now = Instant::now();
        if now.duration_since(since) < CONTEST {
            deaths.push_back(now);
        }
        while deaths.front().is_some_and(|death| now.duration_since(*death) >= CONTEST) {
            deaths.pop_front();
        }
        if deaths.len() >= DEATHS { Err(TokenError::Contested) } else { Ok(()) }
    }
}

impl Tokens for SharedToken<'_> {
    fn current(&self) -> Local<'_, Result<String, TokenError>> {
        Box::pin(async {
            let held = self.held.borrow().clone();
            if let Some(token) = held {
                return Ok(token);
            }
            let _turn = self.renewing.lock().await;
            let held = self.held.borrow().clone();
            if let Some(token) = held {
                return Ok(token);
            }
            if let Some(cached) = self.cached() {
                let token = cached.token.expose().to_owned();
                *self.held.borrow_mut() = Some(token.clone());
                return Ok(token);
            }
            self.obtain(None).await
        })
    }

    fn renew<'a>(&'a self, dead: &'a str) -> Local<'a, Result<String, TokenError>> {
        Box::pin(async move {
            let _turn = self.renewing.lock().await;
            let held = self.held.borrow().clone();
            if let Some(token) = held.filter(|token| token != dead) {
                return Ok(token);
            }
            self.mourn()?;
            let token = self.obtain(Some(dead)).await?;
            self.fresh_since.set(Some(Instant::now()));
            Ok(token)
        })
    }
}

fn local(error: Error) -> TokenError {
    let hint = error.hints().first().cloned();
    TokenError::Local { message: error.to_string(), hint }
}

fn problem(problem: PrivateError) -> TokenError {
    local(problem.into())
}

#[cfg(test)]
mod tests;
