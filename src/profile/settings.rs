//! What a resolved profile gives to the commands: typed, each value with its origin.

use std::fmt;

use super::origin::{Origin, Sourced};
use super::problem::Problem;
use super::resolved::Resolved;
use super::schema::{self, ENVIRONMENT, SANDBOX, TOKEN};
use super::secret::{Secret, SecretSource};
use crate::error::{Error, Result};
use crate::notices::Notices;
use crate::nxcloud::{Algorithm, Priority};
use crate::rate::Rate;
use crate::shell;

/// The profile a command works with.
#[derive(Debug)]
pub struct Profile {
    /// Its name; [`ENVIRONMENT`] when there is none and the environment says all.
    pub name: String,
    /// Whether everything but reads is refused; [`Profile::require_writable`] enforces it.
    pub read_only: Sourced<bool>,
    /// Requests of a bulk job that may leave in a time.
    pub rate: Option<Sourced<Rate>>,
    dry_run: bool,
    resolved: Resolved,
}

/// Where the in-process emulator listens and what it lets in.
#[derive(Clone, Debug)]
pub struct SandboxEndpoints {
    /// Base URL of the Sobot side, without a final slash.
    pub sobot_base_url: String,
    /// An appid it knows.
    pub appid: String,
    /// The key of that appid.
    pub app_key: Secret,
    /// The page it has.
    pub page: String,
    /// Base URL of the NXCloud side, without a final slash.
    pub nxcloud_base_url: String,
    /// An access key it knows.
    pub access_key: String,
    /// The secret of that key.
    pub access_secret: Secret,
    /// The appkey it has.
    pub appkey: String,
    /// The WhatsApp number it has.
    pub business_phone: String,
}

/// How to call Sobot.
#[derive(Debug)]
pub struct SobotSettings {
    /// Scheme, host and path, without a final slash.
    pub base_url: Sourced<String>,
    /// The default page.
    pub page: Option<Sourced<String>>,
    auth: Result<SobotAuth, Missing>,
}

/// How callbacks are received.
#[derive(Debug)]
pub struct WebhookSettings {
    /// The directory of the captures.
    pub captures: Option<Sourced<String>>,
    /// What Meta must say to subscribe.
    pub verify_token: Option<SecretSource>,
}

/// What lets us in at Sobot.
#[derive(Debug)]
pub enum SobotAuth {
    /// A token from outside: used as it is, never renewed, never cached.
    Token(SecretSource),
    /// The key pair that tokens are fetched with.
    Keys {
        /// The appid.
        appid: Sourced<String>,
        /// Its key.
        app_key: SecretSource,
    },
}

/// How to call NXCloud.
#[derive(Debug)]
pub struct NxcloudSettings {
    /// Scheme, host and path, without a final slash.
    pub base_url: Sourced<String>,
    /// The app of a send.
    pub appkey: Option<Sourced<String>>,
    /// The hash of the signature.
    pub algorithm: Sourced<Algorithm>,
    /// The business type of the signature.
    pub biz_type: Sourced<String>,
    /// Channels in the order of preference.
    pub priority: Option<Sourced<Priority>>,
    /// Where receipts go.
    pub webhook: Option<Sourced<String>>,
    /// Where WhatsApp's calls go: scheme, host and path, without a final slash.
    pub whatsapp_base_url: Sourced<String>,
    /// The number that WhatsApp messages come from.
    pub business_phone: Option<Sourced<String>>,
    auth: Result<NxcloudAuth, Missing>,
}

/// What lets us in at NXCloud.
#[derive(Debug)]
pub struct NxcloudAuth {
    /// The access key; it travels in a header and is no secret.
    pub access_key: Sourced<String>,
    /// The secret that requests are signed with.
    pub access_secret: SecretSource,
}

impl SobotSettings {
    /// What lets us in.
    ///
    /// # Errors
    /// Exit 3 when something is missing, which can only be so in a dry run.
    pub fn auth(&self) -> Result<&SobotAuth> {
        self.auth.as_ref().map_err(Missing::error)
    }
}

impl NxcloudSettings {
    /// What lets us in.
    ///
    /// # Errors
    /// Exit 3 when something is missing, which can only be so in a dry run.
    pub fn auth(&self) -> Result<&NxcloudAuth> {
        self.auth.as_ref().map_err(Missing::error)
    }
}

/// Settings that nobody has said.
#[derive(Clone, Debug)]
struct Missing {
    profile: String,
    keys: Vec<&'static str>,
}

impl Missing {
    fn error(&self) -> Error {
        let settings = || self.keys.iter().filter_map(|key| schema::find(key));
        let variables: Vec<&str> = settings().filter_map(|setting| setting.variable).collect();
        let pairs: Vec<String> = settings()
            .map(|setting| format!("{}={}", setting.path, if setting.is_secret() { "-" } else { "VALUE" }))
            .collect();
        let variables = variables.join(" and ");
        let set = |profile: &str| format!("`msgops profile set {} {}`", shell::word(profile), pairs.join(" "));
        let (whose, hint) = if self.profile == ENVIRONMENT {
            ("the environment".to_owned(), format!("set {variables}, or make a profile: {}", set("prod")))
        } else {
            (format!("the profile `{}`", self.profile), format!("{}, or set {variables}", set(&self.profile)))
        };
        Problem::Missing { whose, keys: schema::quoted(&self.keys, " and no "), hint }.into()
    }
}

impl Profile {
    pub(super) fn new(resolved: Resolved, dry_run: bool) -> Self {
        let read_only = resolved
            .text("read-only")
            .map_or(Sourced::new(false, Origin::Default), |given| Sourced::new(given.value == "true", given.origin));
        Self { name: resolved.name.clone(), read_only, rate: resolved.parsed("rate"), dry_run, resolved }
    }

    /// Whether this is the built-in profile, whose vendors live in this process.
    pub fn is_sandbox(&self) -> bool {
        self.name == SANDBOX
    }

    /// Says where the emulator listens; needed before [`Profile::sobot`] and [`Profile::nxcloud`] of the sandbox.
    pub fn attach_sandbox(&mut self, endpoints: SandboxEndpoints) {
        let resolved = &mut self.resolved;
        for (key, text) in [
            ("sobot.base-url", endpoints.sobot_base_url),
            ("sobot.appid", endpoints.appid),
            ("sobot.page", endpoints.page),
            ("nxcloud.whatsapp-base-url", endpoints.nxcloud_base_url.clone()),
            ("nxcloud.base-url", endpoints.nxcloud_base_url),
            ("nxcloud.business-phone", endpoints.business_phone),
            ("nxcloud.access-key", endpoints.access_key),
            ("nxcloud.appkey", endpoints.appkey),
        ] {
            resolved.put(key, Sourced::new(text, Origin::Sandbox));
        }
        resolved.put_secret(SecretSource::sandbox("sobot.app-key", endpoints.app_key));
        resolved.put_secret(SecretSource::sandbox("nxcloud.access-secret", endpoints.access_secret));
    }

    /// Has nobody show the secrets that stand in the profile itself; others follow when they are fetched.
    pub fn conceal(&self, notices: &dyn Notices) {
        self.resolved.secrets.values().for_each(|source| source.conceal_visible(notices));
    }

    /// NXCloud's access key, where one is set: it travels in a header, and its beginning may be shown.
    pub fn access_key(&self) -> Option<Sourced<String>> {
        self.resolved.text("nxcloud.access-key")
    }

    /// How to call Sobot.
    ///
    /// # Errors
    /// Exit 3 naming what is missing, its variable and the command that sets it; a dry run misses nothing.
    pub fn sobot(&self) -> Result<SobotSettings> {
        let settings = SobotSettings {
            base_url: self.address("sobot.base-url")?,
            page: self.resolved.text("sobot.page"),
            auth: self.sobot_auth(),
        };
        if !self.dry_run {
            settings.auth()?;
        }
        Ok(settings)
    }

    /// How to call NXCloud.
    ///
    /// # Errors
    /// Exit 3 naming what is missing, its variable and the command that sets it; a dry run misses nothing.
    pub fn nxcloud(&self) -> Result<NxcloudSettings> {
        let settings = NxcloudSettings {
            base_url: self.address("nxcloud.base-url")?,
            appkey: self.resolved.text("nxcloud.appkey"),
            algorithm: self
                .resolved
                .parsed("nxcloud.algorithm")
                .unwrap_or(Sourced::new(Algorithm::default(), Origin::Default)),
            biz_type: self.with_default("nxcloud.biz-type"),
            priority: self.resolved.parsed("nxcloud.priority"),
            webhook: self.resolved.text("nxcloud.webhook"),
            whatsapp_base_url: self.address("nxcloud.whatsapp-base-url")?,
            business_phone: self.resolved.text("nxcloud.business-phone"),
            auth: self.nxcloud_auth(),
        };
        if !self.dry_run {
            settings.auth()?;
        }
        Ok(settings)
    }

    /// The addresses of the vendors, of which the built-in profile has none before it is started.
    pub fn vendor_addresses(&self) -> Vec<String> {
        let addresses = schema::SETTINGS.iter().filter(|setting| setting.shape == schema::Shape::BaseUrl);
        addresses.filter_map(|setting| Some(self.address(setting.path).ok()?.value)).collect()
    }

    /// How callbacks are received.
    pub fn webhook(&self) -> WebhookSettings {
        WebhookSettings {
            captures: self.resolved.text("webhook.captures"),
            verify_token: self.resolved.secret("webhook.verify-token"),
        }
    }

    /// Refuses what would change something at the vendor when the profile is read-only; a dry run
    /// changes nothing and passes. `what` is the action, such as "a send".
    ///
    /// # Errors
    /// Exit 3 with who said so.
    pub fn require_writable(&self, what: impl fmt::Display) -> Result<()> {
        if !self.read_only.value || self.dry_run {
            return Ok(());
        }
        let lift = match &self.read_only.origin {
            Origin::File { .. } => format!("`msgops profile set {} read-only=false` lifts it", shell::word(&self.name)),
            origin => format!("unset {origin} to lift it"),
        };
        Err(Problem::ReadOnly {
            whose: self.whose(),
            origin: self.read_only.origin.clone(),
            what: what.to_string(),
            hint: format!("`--dry-run` shows the request without sending it; {lift}"),
        }
        .into())
    }

    /// How a sentence calls this profile.
    fn whose(&self) -> String {
        if self.name == ENVIRONMENT { "the environment".to_owned() } else { format!("the profile `{}`", self.name) }
    }

    fn sobot_auth(&self) -> Result<SobotAuth, Missing> {
        if let Some(token) = self.resolved.secret(TOKEN) {
            return Ok(SobotAuth::Token(token));
        }
        let (appid, app_key) = self.pair("sobot.appid", "sobot.app-key")?;
        Ok(SobotAuth::Keys { appid, app_key })
    }

    fn nxcloud_auth(&self) -> Result<NxcloudAuth, Missing> {
        let (access_key, access_secret) = self.pair("nxcloud.access-key", "nxcloud.access-secret")?;
        Ok(NxcloudAuth { access_key, access_secret })
    }

    /// An id and its secret, or all that is missing of them at once.
    fn pair(&self, id: &'static str, secret: &'static str) -> Result<(Sourced<String>, SecretSource), Missing> {
        match (self.resolved.text(id), self.resolved.secret(secret)) {
            (Some(given), Some(source)) => Ok((given, source)),
            (given, source) => {
                let keys = [(given.is_none(), id), (source.is_none(), secret)];
                let keys = keys.into_iter().filter_map(|(missing, key)| missing.then_some(key)).collect();
                Err(Missing { profile: self.name.clone(), keys })
            }
        }
    }

    /// The emulator has no default address: without it a rehearsal would reach the vendor.
    fn address(&self, key: &'static str) -> Result<Sourced<String>> {
        if self.is_sandbox() && self.resolved.text(key).is_none() {
            return Err(Error::internal("the sandbox was asked for its address before it was started"));
        }
        Ok(self.with_default(key))
    }

    fn with_default(&self, key: &'static str) -> Sourced<String> {
        self.resolved.text(key).unwrap_or_else(|| {
            let default = schema::find(key).and_then(|setting| setting.default).unwrap_or_default();
            Sourced::new(default.to_owned(), Origin::Default)
        })
    }
}
