//! Which events of captured callbacks are wanted: the options that `webhook-decode`, `listen` and `replay` share.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::context::Context;
use crate::error::{Error, Result};
use crate::time::TimeArg;
use crate::webhook::filter::{Filter, Glob};
use crate::webhook::shape::Platform;

/// What an event has to be.
#[derive(Args, Debug)]
pub struct EventArgs {
    /// Only events of this platform
    #[arg(long, value_name = "PLATFORM", value_parser = platforms())]
    platform: Vec<Platform>,
    /// Only events of this name; `*` stands for any text, as in `status.*`
    #[arg(long, value_name = "GLOB")]
    event: Vec<Glob>,
    /// Only events of this person
    #[arg(long, value_name = "ID")]
    contact: Vec<String>,
}

impl EventArgs {
    /// The filter, in a period where there is one.
    ///
    /// # Errors
    /// Exit 2 for a person without a name, and for a period that ends before it begins.
    pub fn filter(&self, context: &Context, since: Option<TimeArg>, until: Option<TimeArg>) -> Result<Filter> {
        if self.contact.iter().any(|contact| contact.trim().is_empty()) {
            return Err(
                Error::usage("`--contact` is empty").hint("name a person: a phone number, or an id as events show it")
            );
        }
        let now = context.clock.now();
        // The machine's zone is read only when a time was given.
        let zone = || context.output.zone();
        let since = since.map(|time| time.since(now, &zone())).transpose().map_err(Error::usage)?;
        let until = until.map(|time| time.until(now, &zone())).transpose().map_err(Error::usage)?;
        if let Some((since, until)) = since.zip(until).filter(|(since, until)| since > until) {
            return Err(Error::usage(format!("`--since` ({since}) is later than `--until` ({until})")));
        }
        Ok(Filter {
            platforms: self.platform.clone(),
            events: self.event.clone(),
            contacts: self.contact.clone(),
            since,
            until,
        })
    }
}

/// Reads a platform by its word.
fn platforms() -> impl TypedValueParser<Value = Platform> {
    PossibleValuesParser::new(Platform::ALL.map(Platform::word)).try_map(|word| word.parse::<Platform>())
}
