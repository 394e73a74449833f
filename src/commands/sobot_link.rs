//! From a session to Sobot: address, connections, credentials, and the token that all processes share.

use std::future::Future;
use std::rc::Rc;

use jiff::Timestamp;
use url::Url;

use super::session::{Session, parse_base_url, unless_signalled};
use crate::codes::Book;
use crate::error::{Effect, Error, Kind, Platform, Result};
use crate::exit::Exit;
use crate::http;
use crate::interrupt::Interrupt;
use crate::notices::Notices;
use crate::profile::{CachedToken, Secret, SecretSource, SobotAuth, SobotSettings, TokenLock, TokenStore};
use crate::sobot::keeper::{Keeper, Kept, Keys, Locked, OutsideToken, Source, Store};
use crate::sobot::token::{Foreign, Local};
use crate::sobot::{self, CallError, TokenError, Tokens};
use crate::vendor;

/// The way to Sobot: address, connections, credentials.
pub struct SobotLink<'a> {
    session: &'a Session<'a>,
    settings: SobotSettings,
    base_url: Url,
    http: http::Client<'a>,
    now: Box<dyn Fn() -> Timestamp>,
}

impl<'a> SobotLink<'a> {
    /// The way for at most `connections` requests at a time.
    ///
    /// # Errors
    /// Exit 3 when the profile lacks something for it.
    pub fn open(session: &'a Session<'a>, connections: usize) -> Result<Self> {
        let settings = session.profile.sobot()?;
        let base_url = parse_base_url(&settings.base_url.value)?;
        let http = session.context.http_client(&base_url, connections)?;
        let clock = session.context.clock;
        Ok(Self { session, settings, base_url, http, now: Box::new(move || clock.now()) })
    }

    /// Base URL.
    pub fn base_url(&self) -> &Url {
        &self.base_url
    }

    /// The appid, when tokens are fetched here.
    pub fn appid(&self) -> Option<&str> {
        match self.settings.auth() {
            Ok(SobotAuth::Keys { appid, .. }) => Some(&appid.value),
            _ => None,
        }
    }

    /// Where a token from outside comes from.
    pub fn outside_origin(&self) -> Option<String> {
        match self.settings.auth() {
            Ok(SobotAuth::Token(source)) => Some(source.origin().to_string()),
            _ => None,
        }
    }

    /// The profile's name.
    pub fn profile(&self) -> &str {
        &self.session.profile.name
    }

    /// `--page`, or the profile's page; exit 2 when neither is there.
    pub fn page(&self, flag: Option<&str>) -> Result<String> {
        if let Some(page) = flag {
            return Ok(page.to_owned());
        }
        match &self.settings.page {
            Some(page) => Ok(page.value.clone()),
            None => Err(Error::usage("no page is named")
                .hint("give `--page ID`, set MSGOPS_SOBOT_PAGE, or `msgops profile set NAME sobot.page=ID`")),
        }
    }

    /// Whoever keeps the token.
    pub fn tokens(&self) -> Result<Box<dyn Tokens + '_>> {
        Ok(match self.keeper()? {
            Some(keeper) => Box::new(keeper),
            None => Box::new(self.outside_token()?),
        })
    }

    /// The token that processes share; none when it comes from outside.
    pub fn keeper(&self) -> Result<Option<Keeper<'_>>> {
        let SobotAuth::Keys { appid, app_key } = self.settings.auth()? else { return Ok(None) };
        let context = self.session.context;
        // The emulator's port changes with every process, its tokens do not.
        let place = if self.session.profile.is_sandbox() { "sandbox" } else { &self.settings.base_url.value };
        let store = TokenStore::new(&context.state_dir()?, &appid.value, place);
        let store = SharedStore { store, notices: &context.output };
        let app_key = Box::new(Given { source: app_key, notices: &context.output });
        let keys = Keys { base_url: self.base_url.clone(), appid: &appid.value, app_key };
        Ok(Some(Keeper::new(keys, Box::new(store), self.core(), &context.output)))
    }

    fn outside_token(&self) -> Result<OutsideToken<'_>> {
        match self.settings.auth()? {
            SobotAuth::Token(source) => {
                let given = Box::new(Given { source, notices: &self.session.context.output });
                Ok(OutsideToken::new(given, source.origin().to_string()))
            }
            SobotAuth::Keys { .. } => Err(Error::internal("a token from outside was asked for and there is none")),
        }
    }

    fn core(&self) -> vendor::Client<'_> {
        vendor::Client::new(self.http.clone(), &*self.now)
    }

    /// A client whose token `tokens` keeps.
    pub fn client<'b>(&'b self, tokens: &'b dyn Tokens) -> sobot::Client<'b> {
        sobot::Client::new(self.core(), self.base_url.clone(), tokens)
    }

    /// Runs `work` on a runtime of its own. A token that it began to fetch and no longer waits for is
    /// kept before this returns.
    ///
    /// # Errors
    /// Those of `work`.
    pub fn block_on<T>(&self, tokens: &dyn Tokens, work: impl Future<Output = Result<T>>) -> Result<T> {
        self.session.context.block_on(async {
            let done = work.await;
            tokens.settle().await;
            done
        })
    }

    /// As [`block_on`](Self::block_on), for work that only asks: a signal ends it, but not the fetch of a token, whose
    /// predecessor died when it was asked for.
    ///
    /// # Errors
    /// Those of `work`, and exit 130 or 143.
    pub fn asking<T>(&self, tokens: &dyn Tokens, work: impl Future<Output = Result<T>>) -> Result<T> {
        self.block_on(tokens, async {
            let interrupt = Interrupt::listen()?;
            // The wait for a secret or a lock ends with the signal; only a request that has left is awaited.
            tokens.halted_by(Rc::new(interrupt.clone()));
            unless_signalled(&interrupt, work).await
        })
    }
}

/// A secret of the profile as a source of Sobot's.
struct Given<'a> {
    source: &'a SecretSource,
    notices: &'a dyn Notices,
}

impl Source for Given<'_> {
    fn get(&self) -> Local<'_, Result<String, Foreign>> {
        Box::pin(async {
            self.source.fetched(self.notices).await.map(|secret| secret.expose().to_owned()).map_err(Foreign::new)
        })
    }
}

/// The file of the token; what comes from it or goes into it is shown nowhere.
struct SharedStore<'a> {
    store: TokenStore,
    notices: &'a dyn Notices,
}

struct SharedLock<'a> {
    lock: TokenLock<'a>,
    notices: &'a dyn Notices,
}

impl Store for SharedStore<'_> {
    fn read(&self, now: Timestamp) -> Option<Kept> {
        let CachedToken { token, fetched_at, expires_at } = self.store.read(now)?;
        self.notices.conceal(token.expose());
        Some(Kept { token: token.expose().to_owned(), fetched_at, expires_at })
    }

    fn try_lock(&self) -> Result<Option<Box<dyn Locked + '_>>, Foreign> {
        let lock = self.store.try_lock().map_err(|error| Foreign::new(Error::from(error)))?;
        Ok(lock.map(|lock| Box::new(SharedLock { lock, notices: self.notices }) as Box<dyn Locked>))
    }
}

impl Locked for SharedLock<'_> {
    fn write(&self, kept: &Kept) -> Result<(), Foreign> {
        self.notices.conceal(&kept.token);
        let token = Secret::new(kept.token.as_str());
        let cached = CachedToken { token, fetched_at: kept.fetched_at, expires_at: kept.expires_at };
        self.lock.write(&cached).map_err(|error| Foreign::new(Error::from(error)))
    }

    fn clear(&self) -> Result<bool, Foreign> {
        self.lock.clear().map_err(|error| Foreign::new(Error::from(error)))
    }
}

/// What a write without a token comes to; a signal that ended the wait for one gives the exit code.
pub fn unsent(error: TokenError, signal: Option<Exit>) -> Error {
    match (error, signal) {
        (TokenError::Halted(_), Some(signal)) => Error::signalled(signal, "nothing was sent"),
        (error, _) => error.into(),
    }
}

/// Runs what asks for a token with signals heard: a fetch that has begun is awaited and kept.
///
/// # Errors
/// Those of `work`, and the signal that ended its wait.
pub async fn heard<T>(keeper: &dyn Tokens, work: impl Future<Output = Result<T, TokenError>>) -> Result<T> {
    let interrupt = Interrupt::listen()?;
    keeper.halted_by(Rc::new(interrupt.clone()));
    match work.await {
        Ok(done) => Ok(done),
        Err(error) => Err(unsent(error, interrupt.settled().await)),
    }
}

impl From<TokenError> for Error {
    fn from(error: TokenError) -> Self {
        match error {
            TokenError::Fetch { judged, ahead } => {
                let mut made = Self::answered(Platform::Sobot, Effect::Read, "the request for a token", &judged);
                if let Some(seconds) = ahead.filter(|seconds| seconds.abs() > 60) {
                    let side = if seconds > 0 { "ahead of" } else { "behind" };
                    made = made.hint(format!(
                        "this machine's clock is {} s {side} the vendor's; a wrong clock makes signatures invalid",
                        seconds.abs()
                    ));
                }
                made
            }
            outside @ TokenError::Outside { .. } => Self::new(Kind::Refused, outside.to_string())
                .code("900002", Some(Book::Sobot))
                .platform(Platform::Sobot)
                .hint("fetch a fresh one with `msgops token refresh` where the app key is, and hand it on"),
            TokenError::Contested => Self::new(Kind::Refused, TokenError::Contested.to_string())
                .code("900002", Some(Book::Sobot))
                .platform(Platform::Sobot)
                .hint("find the other client; let one fetch the token and the others inherit it in MSGOPS_SOBOT_TOKEN"),
            TokenError::Busy => Self::new(Kind::Unreachable, TokenError::Busy.to_string())
                .platform(Platform::Sobot)
                .hint("find the process that hangs (`ps` shows it); its end gives the lock back"),
            halted @ TokenError::Halted(_) => Self::new(Kind::Interrupted, halted.to_string()),
            TokenError::Foreign(foreign) => match foreign.cause::<Self>() {
                Some(cause) => {
                    let made = Self::new(cause.kind(), cause.message());
                    cause.hints().iter().fold(made, |made, hint| made.hint(hint.clone()))
                }
                None => Self::internal(foreign.to_string()),
            },
        }
    }
}

impl From<CallError> for Error {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Token(error) => error.into(),
            CallError::Answered { what, called } => Self::answered(Platform::Sobot, Effect::Read, what, &called.judged),
        }
    }
}
