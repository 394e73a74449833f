//! Whether WhatsApp messages can leave: the business number as the app has it, found out by a call that only reads.

use serde_json::Value;

use super::{Check, unsignalled};
use crate::commands::numbers::is_listing;
use crate::commands::nxcloud_link::NxcloudLink;
use crate::commands::session::{Session, asking};
use crate::commands::templates::unreadable;
use crate::context::Context;
use crate::error::{Effect, Error, Kind, Platform, Result};
use crate::nxcloud::whatsapp::{Listed, request};
use crate::vendor::{Called, Verdict};

const NAME: &str = "whatsapp";

/// The check; none for a profile that names no business number.
pub fn number(context: &Context, session: &Session<'_>) -> Result<Option<Check>> {
    let link = match NxcloudLink::open(session) {
        Ok(link) if link.has_business_phone() => link,
        Ok(_) => return Ok(None),
        // That there is none was told by the check before.
        Err(error) => return unsignalled(Platform::Nxcloud, NAME, error).map(|_| None),
    };
    ask(context, &link).or_else(|error| unsignalled(Platform::Nxcloud, NAME, error)).map(Some)
}

fn ask(context: &Context, link: &NxcloudLink<'_>) -> Result<Check> {
    let platform = Some(Platform::Nxcloud);
    let from = link.business_phone(None)?;
    let call = request::numbers(&link.appkey(None)?, Some(&from));
    let called: Called<Listed> = asking(context, async { Ok(link.whatsapp_client(1)?.once(&call).await) })?;
    let (Verdict::Accepted, Some(reply)) = (called.judged.verdict, &called.reply) else {
        let error = Error::answered(Platform::Nxcloud, Effect::Read, "the business numbers", &called.judged);
        return Ok(Check::of_error(platform, NAME, &error));
    };
    if !is_listing(&reply.data) {
        let error = unreadable("the business numbers", "the reply holds no list of numbers");
        return Ok(Check::of_error(platform, NAME, &error));
    }
    let Some(number) = reply.data.get(&from).map(|items| items.get(0).unwrap_or(items)) else {
        let detail = format!("the app has no number {from}");
        return Ok(Check::fail(platform, NAME, Kind::Refused, detail).hint("`msgops numbers list` shows those it has"));
    };
    let word = |key: &str| number.get(key).and_then(Value::as_str).unwrap_or("unknown");
    let (status, quality) = (word("status"), word("quality_rating"));
    let detail = format!("the number {from} is {status}, its quality {quality}, its limit {}", word("current_limit"));
    let is_well = status == "CONNECTED" && quality != "RED";
    Ok(if is_well { Check::ok(platform, NAME, detail) } else { Check::warn(platform, NAME, detail) })
}
