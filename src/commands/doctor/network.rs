//! The way to a vendor: name, connection, TLS, and how far its clock is from ours.

use std::time::Duration;

use jiff::{Timestamp, Unit};
use url::Url;

use super::Check;
use crate::context::Context;
use crate::error::{Kind, Platform, Result};
use crate::http::probe::{self, Certificate};
use crate::http::{Cause, Client, Reply, Request, Settings, is_loopback};
use crate::nxcloud::client::WINDOW;
use crate::vendor::clock::{seconds_ahead, told_skew};

/// No single step waits longer, whatever `--timeout` says.
const LIMIT: Duration = Duration::from_secs(10);

/// A clock that is so many seconds off is worth a word.
const NOTABLE_SKEW: i64 = 5;

/// A certificate that ends so soon is worth a word.
const SOON_DAYS: f64 = 14.0;

/// Runs the checks in the order of the way; one that cannot be made because of an earlier one is left out.
pub async fn checks(context: &Context, platform: Platform, base_url: &Url) -> Result<Vec<Check>> {
    let limit = context.options.timeout.min(LIMIT);
    let mut checks = Vec::new();
    match proxy(context, base_url) {
        Some(proxy) => checks.push(Check::ok(Some(platform), "connect", format!("left to the proxy `{proxy}`"))),
        None => {
            let (mut made, connected) = direct(platform, base_url, limit).await;
            checks.append(&mut made);
            if !connected {
                return Ok(checks);
            }
        }
    }
    let settings = Settings { base_url, timeout: limit, connections: 1 };
    let client = Client::new(&settings, &context.output)?;
    let sent_at = context.clock.now();
    match client.inspect(&Request::get(base_url.clone())).await {
        Ok((reply, certificate)) => {
            checks.push(tls(platform, base_url, certificate.as_deref(), sent_at));
            checks.push(clock(platform, sent_at, context.clock.now(), &reply));
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
    Ok(checks)
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

/// The proxy that requests to this URL go through, without its credentials.
fn proxy(context: &Context, base_url: &Url) -> Option<String> {
    if is_loopback(base_url) || base_url.scheme() != "https" {
        return None;
    }
    let variable = |names: &[&str]| names.iter().find_map(|name| context.env.get(name)?.to_str());
    let host = base_url.host_str().unwrap_or_default();
    let spared = variable(&["NO_PROXY", "no_proxy"]).unwrap_or_default().split(',').map(str::trim).any(|entry| {
        let domain = entry.trim_start_matches('.');
        entry == "*" || (!domain.is_empty() && (host == domain || host.ends_with(&format!(".{domain}"))))
    });
    let proxy = variable(&["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]).filter(|_| !spared)?;
    Some(proxy.rsplit_once('@').map_or(proxy, |(_, host)| host).to_owned())
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

fn clock(platform: Platform, sent_at: Timestamp, received_at: Timestamp, reply: &Reply) -> Check {
    const NAME: &str = "clock";
    let ahead = reply.date().map(|vendor| seconds_ahead(sent_at, received_at, vendor));
    let detail = told_skew(ahead);
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

    fn reply(date: Option<&str>) -> Reply {
        let mut reply =
            Reply { status: 200, headers: Default::default(), body: Default::default(), elapsed: Duration::ZERO };
        if let Some(date) = date {
            reply.headers.insert("date", date.parse().unwrap());
        }
        reply
    }

    #[test]
    fn a_clock_beyond_the_window_fails_for_nxcloud_alone() {
        let now: Timestamp = "2026-11-23T10:00:00.5Z".parse().unwrap();
        let status = |platform, date| clock(platform, now, now, &reply(date)).status;
        let (exact, near, far) =
            ("Mon, 23 Nov 2026 10:00:00 GMT", "Mon, 23 Nov 2026 10:00:30 GMT", "Mon, 23 Nov 2026 10:01:01 GMT");
        assert_eq!(status(Platform::Nxcloud, Some(exact)), Status::Ok);
        assert_eq!(status(Platform::Nxcloud, Some(near)), Status::Warn);
        assert_eq!(status(Platform::Nxcloud, Some(far)), Status::Fail(Kind::Refused));
        assert_eq!(status(Platform::Sobot, Some(far)), Status::Warn);
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
