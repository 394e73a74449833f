//! From the global options to a resolved profile, with the emulator when that is the sandbox.

use std::future::Future;

use url::Url;

use crate::context::{Context, DryRun};
use crate::error::{Error, Result};
use crate::interrupt::{self, Interrupt};
use crate::notices::Notices;
use crate::output::Output;
use crate::profile::{self, Profile, SandboxEndpoints, Secret, SecretSource};
use crate::sandbox;
use crate::secret_names::beginning;

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
        if profile.is_sandbox() && context.options.dry_run == Some(DryRun::Curl) {
            return Err(Error::usage("the built-in sandbox ends with its command, so no curl line reaches it")
                .hint("start `msgops sandbox serve`, and export the variables that it prints"));
        }
        profile.conceal(&context.output);
        if let Some(key) = profile.access_key() {
            context.output.known().add_as(&key.value, &beginning(&key.value));
        }
        let emulator = if profile.is_sandbox() { Some(attach_emulator(context, &mut profile)?) } else { None };
        Ok(Self { context, profile, _emulator: emulator })
    }
}

/// Starts both vendors' emulator on a loopback port and points the profile at it.
fn attach_emulator(context: &Context, profile: &mut Profile) -> Result<sandbox::Running> {
    let options = sandbox::Options::default();
    // A dry run asks nobody, and leaves nothing behind.
    let started = match context.options.dry_run {
        Some(_) => sandbox::start_in_memory(options),
        None => sandbox::start(&context.state_dir()?, options),
    };
    let running = started.map_err(|error| Error::from(error).hint("MSGOPS_STATE_DIR moves the store"))?;
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
        business_phone: sandbox::BUSINESS_PHONE.to_owned(),
    }
}

/// A secret, fetched before anything else is done: where a command or a pipe is waited for, a signal ends the wait.
///
/// # Errors
/// As of the secret, and exit 130 or 143.
pub fn secret<'s>(context: &Context, source: &'s SecretSource) -> Result<&'s Secret> {
    if source.is_awaited() { asking(context, source.fetched(&context.output)) } else { source.get(&context.output) }
}

/// As [`secret`], but what is printed later may hold its text.
///
/// # Errors
/// As [`secret`].
pub fn secret_in_silence<'s>(context: &Context, source: &'s SecretSource) -> Result<&'s Secret> {
    let notices = Unconcealing(&context.output);
    if source.is_awaited() { asking(context, source.fetched(&notices)) } else { source.get(&notices) }
}

/// Tells what there is to tell, and keeps nothing from being shown.
struct Unconcealing<'a>(&'a Output);

impl Notices for Unconcealing<'_> {
    fn note(&self, text: &str) {
        self.0.note(text);
    }

    fn warn(&self, text: &str) {
        self.0.warn(text);
    }
}

/// Runs work that only asks, on a runtime of its own: a signal ends it.
///
/// # Errors
/// Those of `work`, and exit 130 or 143.
pub fn asking<T>(context: &Context, work: impl Future<Output = Result<T>>) -> Result<T> {
    let (done, caught) = context.block_on(async {
        let interrupt = Interrupt::listen()?;
        let done = unless_signalled(&interrupt, work).await;
        Ok((done, interrupt.caught()))
    })?;
    // What follows may read a list or ask a question, and listens to nothing. Behind a signal only its end is told, which
    // the same signal must not cut short.
    if caught.is_none() {
        interrupt::release();
    }
    done
}

/// As [`asking`], inside a runtime.
///
/// # Errors
/// Those of `work`, and exit 130 or 143.
pub async fn unless_signalled<T>(interrupt: &Interrupt, work: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::select! {
        biased;
        signal = interrupt.wait() => Err(Error::signalled(signal, "nothing was changed")),
        done = work => done,
    }
}

/// The base URL of a resolved profile.
///
/// # Errors
/// Exit 3 when it is none.
pub fn parse_base_url(base_url: &str) -> Result<Url> {
    Url::parse(base_url).map_err(|error| Error::config(format!("`{base_url}` is no base URL")).source(error))
}
