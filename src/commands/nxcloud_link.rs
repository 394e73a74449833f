//! From a session to NXCloud: address, connections, who signs.

use super::session::{Session, parse_base_url};
use crate::context::Clock;
use crate::error::{Error, Result};
use crate::nxcloud::{Account, Client, Delivery, Priority};
use crate::profile::NxcloudSettings;
use crate::vendor;

/// What a command needs of the profile's NXCloud side.
pub struct NxcloudLink<'a> {
    session: &'a Session<'a>,
    settings: NxcloudSettings,
    account: Account,
    now: Box<dyn Fn() -> jiff::Timestamp>,
}

impl<'a> NxcloudLink<'a> {
    /// Reads the settings and fetches the secret. A dry run that has no credentials signs with
    /// empty ones: the signature is masked anyway.
    pub fn open(session: &'a Session<'a>) -> Result<Self> {
        let settings = session.profile.nxcloud()?;
        let base_url = parse_base_url(&settings.base_url.value)?;
        let dry = session.context.options.dry_run.is_some();
        let (access_key, access_secret) = match settings.auth() {
            Ok(auth) => {
                (auth.access_key.value.clone(), auth.access_secret.get(&session.context.output)?.expose().to_owned())
            }
            Err(_) if dry => (String::new(), String::new()),
            Err(error) => return Err(error),
        };
        let account = Account {
            base_url,
            access_key,
            access_secret,
            algorithm: settings.algorithm.value,
            biz_type: settings.biz_type.value.clone(),
        };
        let clock: Clock = session.context.clock;
        Ok(Self { session, settings, account, now: Box::new(move || clock.now()) })
    }

    /// Who signs, and where the vendor is.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// The moment a request would be signed at.
    pub fn now(&self) -> jiff::Timestamp {
        (self.now)()
    }

    /// `--appkey`, or the profile's; exit 3 when neither is there.
    pub fn appkey(&self, flag: Option<&str>) -> Result<String> {
        match (flag, &self.settings.appkey) {
            (Some(appkey), _) => Ok(appkey.to_owned()),
            (None, Some(appkey)) => Ok(appkey.value.clone()),
            (None, None) => Err(Error::config("no appkey is named").hint(
                "give `--appkey KEY`, set MSGOPS_NXCLOUD_APPKEY, or run `msgops profile set NAME nxcloud.appkey=KEY`",
            )),
        }
    }

    /// Flags over the profile's webhook and priority.
    pub fn delivery(&self, webhook: Option<String>, priority: Option<Priority>) -> Delivery {
        let priority = priority.or_else(|| self.settings.priority.as_ref().map(|given| given.value.clone()));
        let webhook = webhook.or_else(|| self.settings.webhook.as_ref().map(|given| given.value.clone()));
        Delivery { webhook, priority }
    }

    /// A client for at most `connections` requests at a time.
    pub fn client(&self, connections: usize) -> Result<Client<'_>> {
        let context = self.session.context;
        let http = context.http_client(&self.account.base_url, connections)?;
        Ok(Client::new(vendor::Client::new(http, &*self.now), self.account.clone()))
    }
}
