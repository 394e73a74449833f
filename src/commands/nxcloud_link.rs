//! From a session to NXCloud: address, connections, who signs.

use std::future::Future;

use super::session::{Session, parse_base_url, secret, unless_signalled};
use crate::context::{Clock, Context, DryRun};
use crate::error::{Error, Result};
use crate::interrupt::Interrupt;
use crate::nxcloud::client::Call;
use crate::nxcloud::whatsapp::request::BIZ_TYPE;
use crate::nxcloud::{Account, Client, Delivery, Priority, phone};
use crate::profile::{NxcloudSettings, Origin};
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
                (auth.access_key.value.clone(), secret(session.context, &auth.access_secret)?.expose().to_owned())
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

    /// The same account for WhatsApp's calls.
    ///
    /// # Errors
    /// Exit 3 when the base URL is none.
    pub fn whatsapp(&self) -> Result<Account> {
        let base_url = parse_base_url(&self.settings.whatsapp_base_url.value)?;
        Ok(Account { base_url, biz_type: BIZ_TYPE.to_owned(), ..self.account.clone() })
    }

    /// Name of the profile.
    pub fn profile(&self) -> &str {
        &self.session.profile.name
    }

    /// Whose templates and numbers these are: the address, but for the emulator, which has another one each time.
    pub fn whatsapp_origin(&self) -> String {
        let given = &self.settings.whatsapp_base_url;
        if given.origin == Origin::Sandbox { Origin::Sandbox.to_string() } else { given.value.clone() }
    }

    /// `--from`, or the profile's business-phone, as digits; exit 3 when neither is there, 2 when it is no phone.
    pub fn business_phone(&self, flag: Option<&str>) -> Result<String> {
        let profile = self.settings.business_phone.as_ref().map(|given| given.value.as_str());
        let Some(phone) = flag.or(profile) else {
            return Err(Error::config("no business number is named").hint(
                "give `--from PHONE`, set MSGOPS_NXCLOUD_BUSINESS_PHONE, or run `msgops profile set NAME nxcloud.business-phone=PHONE`",
            ));
        };
        phone::normalise(phone).map_err(|error| Error::usage(format!("the business number: {error}")))
    }

    /// Whether the profile names the number that WhatsApp messages come from.
    pub fn has_business_phone(&self) -> bool {
        self.settings.business_phone.is_some()
    }

    /// Whether there is a key to sign with.
    ///
    /// # Errors
    /// Exit 3 naming what is missing.
    pub fn account_known(&self) -> Result<()> {
        self.settings.auth().map(|_| ())
    }

    /// A call of WhatsApp's as `--dry-run` asks for it.
    pub fn whatsapp_shown(&self, context: &Context, call: &Call) -> Result<String> {
        let account = self.whatsapp()?;
        Ok(match context.options.dry_run {
            Some(DryRun::Curl) => account.to_curl(call),
            _ => account.request(call, self.now()).to_http().trim_end().to_owned(),
        })
    }

    /// A client for WhatsApp's calls.
    ///
    /// # Errors
    /// As of any client.
    pub fn whatsapp_client(&self, connections: usize) -> Result<Client<'_>> {
        let account = self.whatsapp()?;
        let http = self.session.context.http_client(&account.base_url, connections)?;
        Ok(Client::new(vendor::Client::new(http, &*self.now), account))
    }

    /// Runs `work` that only asks on a runtime of its own: a signal ends it.
    ///
    /// # Errors
    /// Those of `work`, and exit 130 or 143.
    pub fn asking<T>(&self, work: impl Future<Output = Result<T>>) -> Result<T> {
        self.session.context.block_on(async {
            let interrupt = Interrupt::listen()?;
            unless_signalled(&interrupt, work).await
        })
    }

    /// Who signs, and where the vendor is.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// The moment a request would be signed at.
    pub fn now(&self) -> jiff::Timestamp {
        (self.now)()
    }

    /// `--appkey`, or the profile's; exit 3 when neither is there, 2 when it is empty.
    pub fn appkey(&self, flag: Option<&str>) -> Result<String> {
        match (flag, &self.settings.appkey) {
            (Some(appkey), _) if appkey.trim().is_empty() => {
                Err(Error::usage("the appkey is empty").hint("leave `--appkey` out to take the profile's"))
            }
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
