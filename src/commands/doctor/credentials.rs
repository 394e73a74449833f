//! Whether the vendors let us in, found out by calls that can send nothing.

use super::{Check, unsignalled};
use crate::commands::nxcloud_link::NxcloudLink;
use crate::commands::session::{Session, asking};
use crate::commands::sobot_link::SobotLink;
use crate::commands::sobot_link::heard;
use crate::context::Context;
use crate::error::{Effect, Error, Kind, Platform, Result};
use crate::interrupt;
use crate::nxcloud::{self, request};
use crate::sobot::keeper::Kept;
use crate::sobot::pages::{Ask, List};
use crate::sobot::task::TaskQuery;
use crate::time::rfc3339;
use crate::vendor::{NotSent, Verdict};

const NAME: &str = "credentials";

/// What the API said, when it was asked.
pub struct Asked {
    /// Whether it lets us in.
    pub check: Check,
    /// How far our clock is ahead of its `Date`.
    pub ahead: Option<i64>,
}

impl From<Check> for Asked {
    fn from(check: Check) -> Self {
        Self { check, ahead: None }
    }
}

/// Sobot: a read with the token that is there; a new one only when asked for.
pub fn sobot(context: &Context, session: &Session<'_>, reachable: bool, renew: bool) -> Result<Asked> {
    try_sobot(context, session, reachable, renew)
        .or_else(|error| unsignalled(Platform::Sobot, NAME, error).map(Asked::from))
}

fn try_sobot(context: &Context, session: &Session<'_>, reachable: bool, renew: bool) -> Result<Asked> {
    let link = SobotLink::open(session, 1)?;
    if !reachable {
        return Ok(unreachable(Platform::Sobot).into());
    }
    let platform = Some(Platform::Sobot);
    let Some(shared) = link.keeper()? else {
        if renew {
            return Err(Error::usage("a token from outside is never renewed").hint("leave `--renew-token` out"));
        }
        return read(context, &link, None);
    };
    if renew {
        session.profile.require_writable("a new token, which kills the one in use,")?;
        let fresh = context.block_on(heard(&shared, shared.refresh()));
        // Nothing of what follows listens.
        interrupt::release();
        let fresh = fresh?;
        return read(context, &link, Some(&fresh));
    }
    match shared.kept() {
        Some(kept) if !kept.is_expired(context.clock.now()) => read(context, &link, Some(&kept)),
        kept => {
            let detail = if kept.is_some() { "the cached token is over" } else { "no token is cached" };
            Ok(Check::warn(platform, NAME, format!("{detail}, so the app key was not tried"))
                .hint("`msgops doctor --renew-token` fetches one; it kills a token that another machine may be using")
                .into())
        }
    }
}

/// Asks for a list with the cached token, or with the one from outside. One try: no renewal.
fn read(context: &Context, link: &SobotLink<'_>, cached: Option<&Kept>) -> Result<Asked> {
    let platform = Some(Platform::Sobot);
    let tokens = link.tokens()?;
    let client = link.client(&*tokens);
    let call = TaskQuery::default().call(Ask { number: 1, size: 1 });
    let called = asking(context, async {
        let token = match cached {
            Some(cached) => cached.token.clone(),
            None => tokens.current().await?,
        };
        Ok(client.once(&call, &token).await)
    })?;
    let which = match cached {
        Some(cached) => format!("the cached token works (until {})", rfc3339(cached.expires_at)),
        None => "the token from outside works".to_owned(),
    };
    let check = match (called.judged.verdict, cached) {
        (Verdict::Accepted, _) => Check::ok(platform, NAME, which),
        (Verdict::NotSent(NotSent::TokenExpired), Some(_)) => {
            Check::warn(platform, NAME, "the vendor no longer knows the cached token: another client fetched one")
                .hint("the next command renews it; let one client fetch tokens and the others inherit them")
        }
        (Verdict::NotSent(NotSent::TokenExpired), None) => {
            Check::fail(platform, NAME, Kind::Refused, "the vendor no longer knows the token from outside")
                .hint("fetch one with `msgops token refresh` where the app key is, and hand it on")
        }
        (Verdict::NotSent(NotSent::RateLimited), _) => {
            Check::warn(platform, NAME, "the vendor asks for fewer requests, so it said nothing about the token")
        }
        _ => {
            let error = Error::answered(Platform::Sobot, Effect::Read, "a list of tasks", &called.judged);
            Check::of_error(platform, NAME, &error)
        }
    };
    Ok(Asked { check, ahead: called.ahead })
}

/// NXCloud: a signed request without phones. Its code tells a wrong key or signature from what it
/// says to a good one that has nobody to send to.
pub fn nxcloud(context: &Context, session: &Session<'_>, reachable: bool) -> Result<Asked> {
    try_nxcloud(context, session, reachable)
        .or_else(|error| unsignalled(Platform::Nxcloud, NAME, error).map(Asked::from))
}

fn try_nxcloud(context: &Context, session: &Session<'_>, reachable: bool) -> Result<Asked> {
    let platform = Some(Platform::Nxcloud);
    let link = NxcloudLink::open(session)?;
    let appkey = link.appkey(None).ok();
    if !reachable {
        return Ok(unreachable(Platform::Nxcloud).into());
    }
    if session.profile.require_writable("the check").is_err() {
        let detail = "not tried: the profile is read-only, and NXCloud has no call that only reads";
        return Ok(Check::warn(platform, NAME, detail).into());
    }
    let body = request::body(
        appkey.as_deref().unwrap_or_default(),
        &[],
        r#"{"message":{"textMessage":{"text":"msgops doctor"}}}"#,
    );
    let called: nxcloud::Called = asking(context, async { Ok(link.client(1)?.once(&request::call(body)).await) })?;
    let fine = |said: &str| match &appkey {
        Some(_) => Check::ok(platform, NAME, format!("key and signature are right ({said})")),
        None => Check::warn(platform, NAME, "key and signature are right, but no appkey is set")
            .hint("each send needs `--appkey KEY`; `msgops profile set NAME nxcloud.appkey=KEY` makes one the default"),
    };
    let check = match called.judged.code.as_deref() {
        Some("9000" | "9002") => fine("a request without phones was turned down for that alone"),
        Some("0") => fine("a request without phones was taken"),
        Some("9003") if appkey.is_none() => fine("a request without appkey was turned down for that alone"),
        Some("9010") => {
            Check::warn(platform, NAME, "the vendor asks for fewer requests, so it said nothing about the key")
        }
        _ => {
            let judged = &called.judged;
            let error = Error::answered(Platform::Nxcloud, Effect::Read, "a request without phones", judged);
            Check::of_error(platform, NAME, &error)
        }
    };
    Ok(Asked { check, ahead: called.ahead })
}

fn unreachable(platform: Platform) -> Check {
    Check::warn(Some(platform), NAME, "not tried: there is no way to the vendor")
}
