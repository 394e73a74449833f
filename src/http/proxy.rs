//! The proxy that requests to an address go through, as reqwest finds it: for what is said about it.

use std::ffi::OsString;

use hyper_util::client::proxy::matcher::Matcher;
use url::Url;

use super::is_loopback;

/// A proxy on the way to an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proxy {
    /// The variable that names it; none when the system does.
    pub variable: Option<&'static str>,
    /// Its address, without credentials.
    pub address: String,
}

impl Proxy {
    /// The proxy on the way to `url`; none to this machine itself.
    ///
    /// # Errors
    /// The name of a variable that holds no address of a proxy: reqwest would pass over it and go directly,
    /// a way that nobody asked for.
    pub fn of(url: &Url, variable: impl Fn(&str) -> Option<OsString>) -> Result<Option<Self>, &'static str> {
        if is_loopback(url) {
            return Ok(None);
        }
        let names = match url.scheme() {
            "https" => ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"],
            _ => ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"],
        };
        let named = names.iter().find_map(|name| Some((*name, variable(name).filter(|value| !value.is_empty())?)));
        if let Some((name, value)) = &named
            && !is_address(value)
        {
            return Err(name);
        }
        let target = url.as_str().parse().ok();
        let Some(found) = target.and_then(|target| Matcher::from_system().intercept(&target)) else { return Ok(None) };
        let uri = found.uri();
        let host = uri.authority().map_or("", |authority| authority.as_str());
        let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
        let address = format!("{}://{host}", uri.scheme_str().unwrap_or("http"));
        Ok(Some(Self { variable: named.map(|(name, _)| name), address }))
    }

    /// As a message names it.
    pub fn named(&self) -> String {
        match self.variable {
            Some(variable) => format!("the proxy `{}` of {variable}", self.address),
            None => format!("the proxy `{}` of this system", self.address),
        }
    }
}

fn is_address(value: &OsString) -> bool {
    let Some(value) = value.to_str() else { return false };
    let whole = if value.contains("://") { value.to_owned() } else { format!("http://{value}") };
    Url::parse(&whole).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_without_an_address_is_named() {
        let url: Url = "https://api.example.com/".parse().unwrap();
        for value in ["socks5://127.0.0.1:1080", "http://", "not an address"] {
            let found = Proxy::of(&url, |name| (name == "HTTPS_PROXY").then(|| value.into()));
            assert_eq!(found, Err("HTTPS_PROXY"), "{value}");
        }
        let here: Url = "https://127.0.0.1/".parse().unwrap();
        assert_eq!(Proxy::of(&here, |_| Some("nonsense".into())), Ok(None));
    }
}
