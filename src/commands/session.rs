//! From the global options to a client: the profile, the emulator when the profile is the sandbox,
//! the token that all processes share.

use url::Url;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::http;
use crate::profile::{
    self, Keys, OutsideToken, Profile, SandboxEndpoints, Secret, SharedToken, SobotAuth, SobotSettings, TokenStore,
};
use crate::sandbox;
use crate::sobot::{self, Tokens};
use crate::vendor;

/// A resolved profile, with its emulator running when it is the sandbox.
pub struct Session<'a> {
    /// What was asked for.
    pub context: &'a Context,
    /// The profile.
    pub profile: Profile,
    /// Serves as long as the session lives.
    _emulator: Option<sandbox::Running>,
}

impl<'a> Session<'a> {
    /// Resolves the profile of the global options.
    pub fn open(context: &'a Context) -> Result<Self> {
        let mut profile = profile::resolve(context)?;
        let emulator = if profile.is_sandbox() { Some(attach_emulator(context, &mut profile)?) } else { None };
        Ok(Self { context, profile, _emulator: emulator })
    }

    /// The way to Sobot, for at most `connections` requests at a time.
    pub fn sobot(&self, connections: usize) -> Result<SobotLink<'_>> {
        let settings = self.profile.sobot()?;
        let base_url = parse_base_url(&settings.base_url.value)?;
        let http = self.context.http_client(&base_url, connections)?;
        let clock = self.context.clock;
        Ok(SobotLink { session: self, settings, base_url, http, now: Box::new(move || clock.now()) })
    }
}

/// The way to Sobot: address, connections, credentials.
pub struct SobotLink<'a> {
    session: &'a Session<'a>,
    settings: SobotSettings,
    base_url: Url,
    http: http::Client<'a>,
    now: Box<dyn Fn() -> jiff::Timestamp>,
}

impl SobotLink<'_> {
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
        Ok(match self.shared_token()? {
            Some(shared) => Box::new(shared),
            None => Box::new(self.outside_token()?),
        })
    }

    /// The token that processes share; none when it comes from outside.
    pub fn shared_token(&self) -> Result<Option<SharedToken<'_>>> {
        let SobotAuth::Keys { appid, app_key } = self.settings.auth()? else { return Ok(None) };
        let context = self.session.context;
        // The emulator's port changes with every process, its tokens do not.
        let place = if self.session.profile.is_sandbox() { "sandbox" } else { &self.settings.base_url.value };
        let store = TokenStore::new(&context.state_dir()?, &appid.value, place);
        let keys = Keys { base_url: self.base_url.clone(), appid: &appid.value, app_key };
        Ok(Some(SharedToken::new(keys, store, self.core(), &context.output)))
    }

    fn outside_token(&self) -> Result<OutsideToken<'_>> {
        match self.settings.auth()? {
            SobotAuth::Token(source) => Ok(OutsideToken::new(source, &self.session.context.output)),
            SobotAuth::Keys { .. } => Err(Error::internal("a token from outside was asked for and there is none")),
        }
    }

    fn core(&self) -> vendor::Client<'_> {
        vendor::Client::new(self.http.clone(), &*self.now)
    }

    /// A client whose token `tokens` keeps.
    pub fn client<'a>(&'a self, tokens: &'a dyn Tokens) -> sobot::Client<'a> {
        sobot::Client::new(self.core(), self.base_url.clone(), tokens)
    }
}

/// Starts both vendors' emulator on a loopback port and points the profile at it.
fn attach_emulator(context: &Context, profile: &mut Profile) -> Result<sandbox::Running> {
    let running = sandbox::start(&context.state_dir()?, sandbox::Options::default()).map_err(|error| {
        Error::config("the built-in sandbox could not be started")
            .source(error)
            .hint("`msgops sandbox reset` makes its store anew; MSGOPS_STATE_DIR moves it")
    })?;
    profile.attach_sandbox(endpoints(running.sobot_url(), running.nxcloud_url()));
    Ok(running)
}

/// Gives the profile `sandbox` its credentials without starting the emulator: for what asks nobody.
pub fn attach_credentials(profile: &mut Profile) {
    if profile.is_sandbox() {
        let nowhere = || "http://127.0.0.1:0".to_owned();
        profile.attach_sandbox(endpoints(nowhere(), nowhere()));
    }
}

fn endpoints(sobot_base_url: String, nxcloud_base_url: String) -> SandboxEndpoints {
    SandboxEndpoints {
        sobot_base_url,
        appid: sandbox::APPID.to_owned(),
        app_key: Secret::new(sandbox::APP_KEY),
        page: sandbox::PAGE.to_owned(),
        nxcloud_base_url,
        access_key: sandbox::ACCESS_KEY.to_owned(),
        access_secret: Secret::new(sandbox::ACCESS_SECRET),
        appkey: sandbox::APPKEY.to_owned(),
    }
}

/// The base URL of a resolved profile.
///
/// # Errors
/// Exit 3 when it is none.
pub fn parse_base_url(base_url: &str) -> Result<Url> {
    Url::parse(base_url).map_err(|error| Error::config(format!("`{base_url}` is no base URL")).source(error))
}
