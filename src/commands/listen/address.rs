//! Addresses as they are typed: where to listen, and who is to get what was received.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs as _};
use std::str::FromStr;

use url::{Host, Url};

use crate::error::{Error, Result};
use crate::http;

/// `127.0.0.1:8787`, `[::1]:8787`, `localhost:8787`, or `:8787`, which is this machine alone.
#[derive(Clone, Copy, Debug)]
pub struct ListenAddress(pub SocketAddr);

impl FromStr for ListenAddress {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no address; write one such as 127.0.0.1:8787, or :8787");
        if let Some(port) = text.strip_prefix(':') {
            return Ok(Self((Ipv4Addr::LOCALHOST, port.parse().map_err(|_| wrong())?).into()));
        }
        if let Ok(address) = text.parse() {
            return Ok(Self(address));
        }
        // Names other than this machine's own would have to be asked for.
        match text.strip_prefix("localhost:") {
            Some(_) => text.to_socket_addrs().ok().and_then(|mut found| found.next()).map(Self).ok_or_else(wrong),
            None => Err(wrong()),
        }
    }
}

/// The URL of somebody who gets callbacks.
///
/// # Errors
/// Exit 2 when it is none, would send people's messages unencrypted to another machine, or holds a password.
pub fn receiver(option: &str, text: &str) -> Result<Url> {
    let wrong = |what: &str| Error::usage(format!("`{option} {text}` {what}"));
    let url = Url::parse(text).map_err(|_| wrong("is no URL").hint("write one such as http://127.0.0.1:3000/hook"))?;
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return Err(wrong("is no http or https URL").hint("write one such as http://127.0.0.1:3000/hook"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Error::usage(format!("the URL of `{option}` has a user name or password in it"))
            .hint("a command line is seen by others: leave them out"));
    }
    if url.fragment().is_some() {
        return Err(wrong("has a fragment, which is never sent"));
    }
    if url.scheme() == "http" && !http::is_loopback(&url) {
        return Err(wrong("would send people's messages unencrypted to another machine")
            .hint("write `https://`; plain http goes to this machine only"));
    }
    Ok(url)
}

/// Whether two URLs name the same receiver: a dot behind the host's name makes no other one.
pub fn is_same(one: &Url, other: &Url) -> bool {
    let place = |url: &Url| (url.scheme().to_owned(), http::host(url), url.port_or_known_default());
    place(one) == place(other) && one.path() == other.path() && one.query() == other.query()
}

/// Whether a URL leads back to the address that is listened on.
pub fn leads_to(url: &Url, listened: SocketAddr) -> bool {
    let ip: Option<IpAddr> = match url.host() {
        Some(Host::Ipv4(ip)) => Some(ip.into()),
        Some(Host::Ipv6(ip)) => Some(ip.into()),
        _ => None,
    };
    let here = http::is_loopback(url) && (listened.ip().is_loopback() || listened.ip().is_unspecified());
    url.port_or_known_default() == Some(listened.port()) && (here || ip == Some(listened.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_as_typed() {
        for (typed, address) in [
            ("127.0.0.1:8787", "127.0.0.1:8787"),
            (":0", "127.0.0.1:0"),
            ("[::1]:80", "[::1]:80"),
            ("0.0.0.0:80", "0.0.0.0:80"),
        ] {
            assert_eq!(typed.parse::<ListenAddress>().unwrap().0.to_string(), address);
        }
        assert!("localhost:80".parse::<ListenAddress>().unwrap().0.ip().is_loopback());
        for other in ["", "8787", "example.com:80", ":http", "127.0.0.1"] {
            assert!(other.parse::<ListenAddress>().is_err(), "{other}");
        }
    }

    #[test]
    fn callbacks_are_handed_on_unencrypted_on_this_machine_only() {
        for good in ["http://127.0.0.1:3000", "http://localhost/x?y=z", "https://hooks.example/in"] {
            receiver("--forward", good).unwrap();
        }
        for bad in ["hooks.example", "ftp://x/", "http://hooks.example/in", "http://u:p@127.0.0.1/", "https://a/#b"] {
            assert!(receiver("--forward", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_dot_behind_a_name_makes_no_other_receiver() {
        let is_same = |one, other| is_same(&Url::parse(one).unwrap(), &Url::parse(other).unwrap());
        assert!(is_same("https://hooks.example/in?a=b", "https://Hooks.example.:443/in?a=b"));
        assert!(!is_same("https://hooks.example/in", "https://hooks.example/out"));
        assert!(!is_same("https://hooks.example/in", "https://hooks.example:444/in"));
    }

    #[test]
    fn a_listener_is_no_receiver_of_its_own() {
        let listened = "127.0.0.1:8787".parse().unwrap();
        assert!(leads_to(&Url::parse("http://localhost:8787/x").unwrap(), listened));
        assert!(leads_to(&Url::parse("http://localhost.:8787/x").unwrap(), listened));
        assert!(!leads_to(&Url::parse("http://localhost:8788/x").unwrap(), listened));
        assert!(!leads_to(&Url::parse("https://hooks.example:8787/").unwrap(), listened));
    }
}
