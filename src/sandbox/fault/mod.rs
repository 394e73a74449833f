//! Faults: what the sandbox can be told to do wrong, to whom, and how often.

mod grammar;
mod trouble;

use std::time::Duration;

#[cfg(test)]
use grammar::FaultError;
pub(super) use trouble::Trouble;

use super::endpoint::{Endpoint, Vendor};
use super::random::Random;

/// One `--fault`: an effect, the calls it concerns, and how often it strikes.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    effect: Effect,
    scope: Scope,
    pick: Pick,
    when: When,
    seed: u64,
}

/// What goes wrong.
#[derive(Clone, Debug, PartialEq)]
enum Effect {
    /// The reply waits; other faults may strike too.
    Latency(Duration),
    /// The reply is not the one that was meant.
    Trouble(Trouble),
    /// Sobot's token dies before this call is looked at.
    ExpireToken,
    /// Above so many calls a second, this code.
    Rate { per_second: u64, code: Option<String> },
    /// Pages are no larger than this.
    SmallPages(i64),
    /// The vendor's clock goes wrong by so many milliseconds.
    Skew(i64),
}

/// Which calls.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Scope {
    /// Every call but `get_token`.
    AllButToken,
    /// Every call.
    Any,
    /// The calls of a vendor, but `get_token`.
    Vendor(Vendor),
    /// Messages to people: Messenger, opt-in and Super.
    Sends,
    /// The lists.
    Lists,
    /// One call.
    One(Endpoint),
}

impl Scope {
    fn has(&self, endpoint: Endpoint) -> bool {
        match self {
            Self::Any => true,
            Self::AllButToken => endpoint != Endpoint::Token,
            Self::Vendor(vendor) => endpoint != Endpoint::Token && endpoint.vendor() == *vendor,
            Self::Sends => endpoint.sends(),
            Self::Lists => endpoint.lists(),
            Self::One(one) => endpoint == *one,
        }
    }
}

/// How often; all that are given must agree.
#[derive(Clone, Debug, Default, PartialEq)]
struct Pick {
    /// Every so many calls.
    every: Option<u64>,
    /// The first so many calls, or strikes where `every` or `p` choose.
    first: Option<u64>,
    /// Not before so many calls have passed.
    skip: u64,
    /// With this probability.
    probability: Option<f64>,
}

/// Whether the call is carried out before the trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// Nothing was accepted.
    Before,
    /// The call was carried out; only its reply is not what it should be.
    After,
}

/// The faults of a server with what they have seen.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<Active>);

#[derive(Debug)]
struct Active {
    fault: Fault,
    seen: u64,
    struck: u64,
    random: Random,
    /// For a rate: the second that is counted, and how many calls it had.
    second: (i64, u64),
}

/// What will happen to one call.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Plan {
    pub(super) latency: Duration,
    pub(super) skew: i64,
    pub(super) expire_token: bool,
    pub(super) largest_page: Option<i64>,
    /// In place of carrying the call out.
    pub(super) before: Option<Trouble>,
    /// In place of the reply.
    pub(super) after: Option<Trouble>,
}

impl Faults {
    pub(super) fn new(faults: Vec<Fault>) -> Self {
        let active = |fault: Fault| {
            let random = Random::new(fault.seed);
            Active { fault, seen: 0, struck: 0, random, second: (0, 0) }
        };
        Self(faults.into_iter().map(active).collect())
    }

    /// What happens to the next call of `endpoint`. Latencies add up, of the troubles the first
    /// fault in the order given that strikes decides.
    pub(super) fn plan(&mut self, endpoint: Endpoint, now: i64) -> Plan {
        let mut plan = Plan::default();
        for active in &mut self.0 {
            if active.fault.scope.has(endpoint) && active.strikes() {
                active.act(endpoint, now, &mut plan);
            }
        }
        plan
    }
}

impl Active {
    fn strikes(&mut self) -> bool {
        let pick = &self.fault.pick;
        self.seen += 1;
        let Some(number) = self.seen.checked_sub(pick.skip).filter(|number| *number > 0) else { return false };
        if pick.every.is_some_and(|every| number % every != 0) {
            return false;
        }
        if pick.probability.is_some_and(|probability| !self.random.chance(probability)) {
            return false;
        }
        if pick.first.is_some_and(|first| self.struck >= first) {
            return false;
        }
        self.struck += 1;
        true
    }

    fn act(&mut self, endpoint: Endpoint, now: i64, plan: &mut Plan) {
        let trouble = match &self.fault.effect {
            Effect::Latency(latency) => {
                plan.latency += *latency;
                return;
            }
            Effect::Skew(milliseconds) => {
                plan.skew += milliseconds;
                return;
            }
            Effect::SmallPages(rows) => {
                plan.largest_page = Some(plan.largest_page.map_or(*rows, |other| other.min(*rows)));
                return;
            }
            Effect::ExpireToken => {
                plan.expire_token = true;
                return;
            }
            Effect::Rate { per_second, code } => {
                let second = now.div_euclid(1000);
                let count = if self.second.0 == second { self.second.1 + 1 } else { 1 };
                self.second = (second, count);
                if count <= *per_second {
                    return;
                }
                let code = code.as_deref().unwrap_or(match endpoint.vendor() {
                    Vendor::Sobot => "4",
                    Vendor::Nxcloud => "9010",
                });
                Trouble::Code(code.to_owned())
            }
            Effect::Trouble(trouble) => trouble.clone(),
        };
        if plan.before.is_none() && plan.after.is_none() {
            match self.fault.when {
                When::Before => plan.before = Some(trouble),
                When::After => plan.after = Some(trouble),
            }
        }
    }
}

#[cfg(test)]
mod tests;
