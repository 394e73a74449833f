//! What every command is given: environment, settings of the global options, output, clock. No
//! process globals.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::future::Future;
use std::path::PathBuf;
use std::time::Duration;

use url::Url;

use crate::error::{Error, Result};
use crate::http;
use crate::notices::Notices;
use crate::output::Output;

/// The environment as it was at start.
#[derive(Clone, Debug, Default)]
pub struct Env(BTreeMap<OsString, OsString>);

impl Env {
    /// The process's environment.
    pub fn from_process() -> Self {
        Self(std::env::vars_os().collect())
    }

    /// An environment for tests.
    #[cfg(test)]
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }

    /// The value, when it is set and not empty.
    pub fn get(&self, name: &str) -> Option<&OsStr> {
        self.0.get(OsStr::new(name)).map(OsString::as_os_str).filter(|value| !value.is_empty())
    }

    /// The value as text; an error (exit 3) when it is not UTF-8.
    pub fn text(&self, name: &str) -> Result<Option<&str>> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => match value.to_str() {
                Some(text) => Ok(Some(text)),
                None => Err(Error::config(format!("the environment variable `{name}` is not UTF-8"))),
            },
        }
    }
}

/// The environment variables of our own, and what each says.
pub const VARIABLES: &[(&str, &str)] = &[
    ("MSGOPS_PROFILE", "the profile, as `--profile`"),
    ("MSGOPS_CONFIG", "the profile file, as `--config`"),
    ("MSGOPS_OUTPUT", "the format, as `--output`"),
    ("MSGOPS_LANG", "the language of explanations, `en` or `zh`"),
    ("MSGOPS_STATE_DIR", "the directory of all state: jobs, tokens, captures, the sandbox's store"),
    ("MSGOPS_RATE", "requests leaving a bulk run, such as `50/s`"),
    ("MSGOPS_READ_ONLY", "`1` refuses everything but reads (exit 3)"),
    ("MSGOPS_SOBOT_BASE_URL", "Sobot's address"),
    ("MSGOPS_SOBOT_APPID", "Sobot's appid"),
    ("MSGOPS_SOBOT_APP_KEY", "Sobot's app key, a secret"),
    ("MSGOPS_SOBOT_APP_KEY_FILE", "a file with it"),
    ("MSGOPS_SOBOT_PAGE", "the Facebook page that sends"),
    ("MSGOPS_SOBOT_TOKEN", "an access token from outside: used as it is, never renewed"),
    ("MSGOPS_SOBOT_TOKEN_FILE", "a file with it"),
    ("MSGOPS_NXCLOUD_BASE_URL", "NXCloud's address"),
    ("MSGOPS_NXCLOUD_ACCESS_KEY", "NXCloud's access key"),
    ("MSGOPS_NXCLOUD_ACCESS_SECRET", "NXCloud's access secret"),
    ("MSGOPS_NXCLOUD_ACCESS_SECRET_FILE", "a file with it"),
    ("MSGOPS_NXCLOUD_APPKEY", "the appkey that sends"),
    ("MSGOPS_NXCLOUD_ALGORITHM", "`md5` or `sha256`"),
    ("MSGOPS_NXCLOUD_BIZ_TYPE", "the business type of requests"),
    ("MSGOPS_NXCLOUD_PRIORITY", "channels in order, such as `viber,sms`"),
    ("MSGOPS_NXCLOUD_WEBHOOK", "where receipts of Super Messages go"),
    ("MSGOPS_NXCLOUD_WHATSAPP_BASE_URL", "NXCloud's address for WhatsApp"),
    ("MSGOPS_NXCLOUD_BUSINESS_PHONE", "the sender of WhatsApp messages"),
    ("MSGOPS_WEBHOOK_CAPTURES", "the directory that `listen` writes captures into"),
    ("MSGOPS_WEBHOOK_VERIFY_TOKEN_FILE", "a file with the verify token of Meta's subscription handshake"),
];

impl Env {
    /// Variables that look like ours and that nobody knows, each with the nearest known one.
    pub fn strangers(&self) -> impl Iterator<Item = (&str, Option<&'static str>)> {
        let names = self.0.keys().filter_map(|name| name.to_str()).filter(|name| name.starts_with("MSGOPS_"));
        names.filter(|name| VARIABLES.iter().all(|(known, _)| known != name)).map(|name| {
            let distance = |known: &'static str| (strsim::damerau_levenshtein(known, name), known);
            let nearest = VARIABLES.iter().map(|(known, _)| distance(known)).min();
            (name, nearest.filter(|(distance, _)| *distance <= name.len() / 3).map(|(_, known)| known))
        })
    }
}

/// Where time comes from: the machine's clock.
#[derive(Clone, Copy, Debug)]
pub struct Clock;

impl Clock {
    /// Now.
    pub fn now(self) -> jiff::Timestamp {
        jiff::Timestamp::now()
    }
}

/// `--dry-run`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DryRun {
    /// The HTTP request.
    Http,
    /// A curl command.
    Curl,
}

/// The global options that are not about output.
#[derive(Clone, Debug)]
pub struct Options {
    /// `-p` or `MSGOPS_PROFILE`, and which of the two it was.
    pub profile: Option<(String, ProfileOrigin)>,
    /// `--config` or `MSGOPS_CONFIG`.
    pub config: Option<PathBuf>,
    /// `--raw`.
    pub raw: bool,
    /// `--dry-run`.
    pub dry_run: Option<DryRun>,
    /// `--timeout`.
    pub timeout: Duration,
}

/// Who named the profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileOrigin {
    /// `--profile`.
    Flag,
    /// `MSGOPS_PROFILE`.
    Environment,
}

impl http::Trace for Output {
    fn wants(&self, level: u8) -> bool {
        self.settings().verbose >= level
    }

    fn tell(&self, level: u8, text: &str) {
        self.trace(level, text);
    }

    fn masked(&self, text: String) -> String {
        self.known().mask(&text).into_owned()
    }
}

impl Notices for Output {
    fn note(&self, text: &str) {
        self.note(text);
    }

    fn warn(&self, text: &str) {
        self.warn(text);
    }

    fn conceal(&self, secret: &str) {
        self.known().add(secret);
    }
}

/// What a command is given.
pub struct Context {
    /// The environment.
    pub env: Env,
    /// Global options.
    pub options: Options,
    /// The two streams.
    pub output: Output,
    /// The clock.
    pub clock: Clock,
}

impl Context {
    /// Runs a future on a single-threaded runtime that is made for it: a command that asks nobody
    /// pays for no runtime.
    pub fn block_on<T>(&self, future: impl Future<Output = Result<T>>) -> Result<T> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Error::io("the asynchronous runtime could not be started").source(error))?;
        let local = tokio::task::LocalSet::new();
        local.block_on(&runtime, future)
    }

    /// A client for one base URL with the time limit of `--timeout`.
    ///
    /// # Errors
    /// Exit 3 when TLS cannot be set up, or a proxy variable holds no address: going there directly
    /// instead would take a way that nobody asked for.
    pub fn http_client(&self, base_url: &Url, connections: usize) -> Result<http::Client<'_>> {
        let settings = http::Settings { base_url, timeout: self.options.timeout, connections };
        Ok(http::Client::new(&settings, &self.output)?)
    }

    /// The directory of all state: `MSGOPS_STATE_DIR`, else the platform's state directory, `msgops/`.
    pub fn state_dir(&self) -> Result<PathBuf> {
        if let Some(dir) = self.env.get("MSGOPS_STATE_DIR") {
            return Ok(dir.into());
        }
        if let Some(dir) = self.env.get("XDG_STATE_HOME") {
            return Ok(PathBuf::from(dir).join("msgops"));
        }
        let dirs = directories::ProjectDirs::from("", "", "msgops")
            .ok_or_else(|| Error::config("no home directory is known").hint("set MSGOPS_STATE_DIR to a directory"))?;
        Ok(dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_owned())
    }
}
