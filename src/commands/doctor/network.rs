//! The way to a vendor: name, connection, TLS, and how far its clock is from ours.

use std::time::Duration;

use jiff::{Timestamp, Unit};
use url::Url;

use super::Check;
use crate::context::Context;
use crate::error::{Kind, Platform, Result};
use crate::http::probe::{self, Certificate};
use crate::http::{Cause, Client, Request, Settings};
use crate::nxcloud::client::WINDOW;
use crate::vendor::clock::{seconds_ahead, told_skew};

/// No single step waits longer, whatever `--timeout` says.
const LIMIT: Duration = Duration::from_secs(10);

/// A clock that is so many seconds off is worth a word.
const NOTABLE_SKEW: i64 = 5;

/// A certificate that ends so soon is worth a word.
const SOON_DAYS: f64 = 14.0;

/// What the way to a vendor showed.
pub struct Way {
    /// In its order.
    pub checks: Vec<Check>,
    /// How far our clock is ahead of the `Date` of the address's front page, when that was answered with one.
    pub front: Option<Option<i64>>,
}

/// Runs the checks in the order of the way; one that cannot be made because of an earlier one is left out.
pub async fn checks(context: &Context, platform: Platform, base_url: &Url) -> Result<Way> {
    let limit = context.options.timeout.min(LIMIT);
    let settings = Settings { base_url, timeout: limit, connections: 1 };
    let client = Client::new(&settings, &context.output)?;
    let mut checks = Vec::new();
    match client.proxy() {
        Some(proxy) => checks.push(Check::ok(Some(platform), "connect", format!("left to {}", proxy.named()))),
        None => {
            let (mut made, connected) = direct(platform, base_url, limit).await;
            checks.append(&mut made);
            if !connected {
                return Ok(Way { checks, front: None });
            }
        }
    }
    let sent_at = context.clock.now();
    match client.inspect(&Request::get(base_url.clone())).await {
        Ok((reply, certificate)) => {
            checks.push(tls(platform, base_url, certificate.as_deref(), sent_at));
            let ahead = reply.date().map(|date| seconds_ahead(sent_at, context.clock.now(), date));
            return Ok(Way { checks, front: Some(ahead) });
        }
        Err(failure) => {
            let name = if failure.cause == Cause::Tls { "tls" } else { "http" };
            checks.push(Check::fail(Some(platform), name, Kind::Unreachable, failure.to_string()).hint(
                match failure.cause {
                    Cause::Tls => "check SSL_CERT_FILE, the machine's clock, and who answers at that address",
                    _ => "check HTTPS_PROXY, the firewall, and base-url with `msgops profile show`",
                },
            ));
        }
    }
    Ok(Way { checks, front: None })
}

/// Name and connection; whether there is one.
async fn direct(platform: Platform, base_url: &Url, limit: Duration) -> (Vec<Check>, bool) {
    let host = base_url.host_str().unwrap_or_default();
    let platform = Some(platform);
    let addresses = match probe::resolve(base_url, limit).await {
        Ok(addresses) => addresses,
        Err(error) => {
            let check =
                Check::fail(platform, "dns", Kind::Unreachable, format!("`{host}` cannot be resolved: {error}"))
                    .hint("check the network and base-url with `msgops profile show`");
            return (vec![check], false);
        }
    };
    let shown: Vec<String> = addresses.iter().map(|address| address.ip().to_string()).collect();
    let dns = Check::ok(platform, "dns", format!("`{host}` is {}", shown.join(", ")));
    match probe::connect(&addresses, limit).await {
        Ok((address, took)) => {
            let connect = Check::ok(platform, "connect", format!("{address} in {} ms", took.as_millis()));
            (vec![dns, connect], true)
        }
        Err(error) => {
            let detail = format!("nobody answers at {}: {error}", shown.join(", "));
            let connect = Check::fail(platform, "connect", Kind::Unreachable, detail)
                .hint("check the firewall, HTTPS_PROXY, and base-url with `msgops profile show`");
            (vec![dns, connect], false)
        }
    }
}

fn tls(platform: Platform, base_url: &Url, certificate: Option<&[u8]>, now: Timestamp) -> Check {
    let platform = Some(platform);
    if base_url.scheme() != "https" {
        return Check::ok(platform, "tls", "plain http to this machine: there is none");
    }
    let Some(certificate) = certificate.and_then(Certificate::read) else {
        return Check::warn(platform, "tls", "the certificate was accepted, but its end cannot be read");
    };
    let days = (certificate.ends - now).total(Unit::Hour).unwrap_or_default() / 24.0;
    let day = certificate.ends.strftime("%Y-%m-%d");
    let detail = format!("valid until {day}, {} days from now; issued by {}", days.floor(), certificate.issuer);
    if days < SOON_DAYS {
        Check::warn(platform, "tls", detail).hint("the vendor has to renew it; tell its support if it does not")
    } else {
        Check::ok(platform, "tls", detail)
    }
}

/// How far the clocks are apart: by the API's own `Date`, for what answers at the front page may be another machine
/// with a clock of its own; by the front page's where the API was not asked or told none.
pub fn clock(platform: Platform, api: Option<i64>, front: Option<i64>) -> Check {
    const NAME: &str = "clock";
    let ahead = api.or(front);
    let mut detail = told_skew(ahead);
    if api.is_none() && ahead.is_some() {
        detail.push_str(" (of its front page: the API told none)");
    }
    let hint = "set the machine's clock, for example with NTP: a wrong one makes signatures invalid";
    match ahead.map(i64::abs) {
        None => Check::warn(Some(platform), NAME, detail),
        Some(off) if off > WINDOW && platform == Platform::Nxcloud => {
            let detail = format!("{detail}; it takes at most {WINDOW} s");
            Check::fail(Some(platform), NAME, Kind::Refused, detail).hint(hint)
        }
        Some(off) if off > NOTABLE_SKEW => Check::warn(Some(platform), NAME, detail).hint(hint),
        Some(_) => Check::ok(Some(platform), NAME, detail),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Status;
    use super::*;

    #[test]
    fn a_clock_beyond_the_window_fails_for_nxcloud_alone() {
        let status = |platform, ahead| clock(platform, ahead, None).status;
        assert_eq!(status(Platform::Nxcloud, Some(0)), Status::Ok);
        assert_eq!(status(Platform::Nxcloud, Some(-30)), Status::Warn);
        assert_eq!(status(Platform::Nxcloud, Some(-61)), Status::Fail(Kind::Refused));
        assert_eq!(status(Platform::Sobot, Some(-61)), Status::Warn);
        assert_eq!(status(Platform::Nxcloud, None), Status::Warn);
    }

    #[test]
    fn a_certificate_near_its_end_is_a_warning() {
        let der = include_bytes!("../../../tests/fixtures/tls/certificate.der");
        let ends = Certificate::read(der).unwrap().ends;
        let url: Url = "https://localhost".parse().unwrap();
        let status = |days: i64| {
            tls(Platform::Sobot, &url, Some(der), ends - jiff::SignedDuration::from_hours(days * 24)).status
        };
        assert_eq!(status(15), Status::Ok);
        assert_eq!(status(13), Status::Warn);
        assert_eq!(tls(Platform::Sobot, &url, None, ends).status, Status::Warn);
        assert_eq!(tls(Platform::Sobot, &"http://127.0.0.1".parse().unwrap(), None, ends).status, Status::Ok);
    }
}
