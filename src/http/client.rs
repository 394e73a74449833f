//! One try of one request: no retries, no redirects, a limit on the reply. Straight over hyper where nothing stands between,
//! else over reqwest.

use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use hyper::header::SET_COOKIE;
use url::Url;

use super::exchange::{Failure, Reply};
use super::proxy::Proxy;
use super::request::Request;
use super::roots::{RootsError, roots};
use super::trace::Trace;

mod direct;
mod failure;
mod general;
mod line;
mod relay;

use direct::{Direct, Whole};
use failure::Try;
use general::General;
pub use relay::{Answered, Relayed};

/// The largest reply that is read: 8 MiB.
pub const REPLY_LIMIT: usize = 8 * 1024 * 1024;

/// Idle connections older than this are not used again: many servers close theirs after 5 s, and a
/// request that meets a closing connection ends unknown.
const IDLE: Duration = Duration::from_secs(4);

/// Who asks.
const AGENT: &str = concat!("msgops/", env!("CARGO_PKG_VERSION"));

/// What a client is made for.
pub struct Settings<'a> {
    /// Where it will talk to: TLS and trusted roots are set up for https alone, and a loopback
    /// address is never asked of through a proxy.
    pub base_url: &'a Url,
    /// Time limit of one try, from the first connection attempt to the last byte.
    pub timeout: Duration,
    /// How many connections stay open between requests.
    pub connections: usize,
}

/// Why no client could be made.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// Certificates are needed and there are none.
    #[error(transparent)]
    Roots(#[from] RootsError),
    /// A proxy is named that is none.
    #[error("`{variable}` holds no address of a proxy")]
    Proxy {
        /// The variable.
        variable: &'static str,
    },
    /// TLS could not be set up.
    #[error("TLS could not be set up")]
    Tls(#[source] rustls::Error),
    /// reqwest refused its settings: a broken proxy address, mostly.
    #[error("the HTTP client could not be made")]
    Build(#[source] reqwest::Error),
}

/// Sends requests to one vendor; clones share the connections. Lives on one thread.
#[derive(Clone)]
pub struct Client<'a> {
    ways: Rc<Ways>,
    trace: &'a dyn Trace,
}

/// How requests leave.
struct Ways {
    /// To the origin that the client was made for, when there is no proxy on the way.
    direct: Option<Direct>,
    general: General,
    timeout: Duration,
    proxy: Option<Proxy>,
}

impl<'a> Client<'a> {
    /// A client for one base URL. `HTTPS_PROXY`, `NO_PROXY`, `SSL_CERT_FILE` and `SSL_CERT_DIR` are honoured.
    ///
    /// # Errors
    /// No roots to trust, a variable that names no proxy or no certificates, and settings that reqwest refuses.
    pub fn new(settings: &Settings<'_>, trace: &'a dyn Trace) -> Result<Self, ClientError> {
        let &Settings { base_url, timeout, connections } = settings;
        let proxy =
            Proxy::of(base_url, |name| std::env::var_os(name)).map_err(|variable| ClientError::Proxy { variable })?;
        let connect = timeout.mul_f64(0.9).min(Duration::from_secs(10));
        let needs_tls = base_url.scheme() == "https";
        let tls = Arc::new(tls(needs_tls)?);
        let direct = match &proxy {
            None => Direct::new(base_url, needs_tls.then_some(&tls), (timeout, connect), connections),
            Some(_) => None,
        };
        let general = General::new((timeout, connect), connections, tls, !is_loopback(base_url));
        if direct.is_none() {
            general.client().map_err(ClientError::Build)?;
        }
        Ok(Self { ways: Rc::new(Ways { direct, general, timeout, proxy }), trace })
    }

    /// The proxy on the way, if there is one.
    pub fn proxy(&self) -> Option<&Proxy> {
        self.ways.proxy.as_ref()
    }

    /// What a reply says, without the secrets it was asked with and those the run knows.
    pub fn mask(&self, request: &Request, text: String) -> String {
        self.trace.masked(request.mask(text))
    }

    /// Sends once and reads the whole reply.
    pub async fn send(&self, request: &Request) -> Result<Reply, Failure> {
        self.exchange(request).await.map(|(reply, _)| reply)
    }

    /// Sends once; the peer's certificate (DER) comes with the reply when TLS was used.
    pub async fn inspect(&self, request: &Request) -> Result<(Reply, Option<Vec<u8>>), Failure> {
        self.exchange(request).await
    }

    async fn exchange(&self, request: &Request) -> Result<(Reply, Option<Vec<u8>>), Failure> {
        if self.trace.wants(2) {
            self.trace.tell(2, &format!("> {}", request.to_http().trim_end().replace('\n', "\n> ")));
        }
        let started = Instant::now();
        let result = self.exchange_untold(request, started).await;
        if self.trace.wants(1) {
            self.tell(request, &result);
        }
        result
    }

    async fn exchange_untold(&self, request: &Request, started: Instant) -> Result<(Reply, Option<Vec<u8>>), Failure> {
        let Whole { status, headers, body, certificate } = match &self.ways.direct {
            Some(direct) if direct.leads_to(&request.url) => direct.send(request).await,
            _ => self.ways.general.send(request).await,
        }
        .map_err(|broken| self.tried(started).failed(broken))?;
        Ok((Reply { status, headers, body, elapsed: started.elapsed() }, certificate))
    }

    fn tried(&self, started: Instant) -> Try<'_> {
        Try { elapsed: started.elapsed(), limit: self.ways.timeout, proxy: self.ways.proxy.as_ref() }
    }

    fn tell(&self, request: &Request, result: &Result<(Reply, Option<Vec<u8>>), Failure>) {
        let line = format!("{} {}", request.method.word(), request.masked_url());
        match result {
            Ok((reply, _)) => {
                self.trace.tell(
                    1,
                    &format!(
                        "{line} -> {} in {} ms, {} bytes",
                        reply.status,
                        reply.elapsed.as_millis(),
                        reply.body.len()
                    ),
                );
                if self.trace.wants(2) {
                    let mut text = String::new();
                    for (name, value) in &reply.headers {
                        let shown = if name == SET_COOKIE { "***" } else { value.to_str().unwrap_or("?") };
                        text.push_str(&format!("< {name}: {shown}\n"));
                    }
                    text.push_str("< ");
                    if request.secret_reply {
                        text.push_str("(body not shown: it carries a secret)");
                    } else {
                        text.push_str(&String::from_utf8_lossy(&reply.body[..reply.body.len().min(64 * 1024)]));
                    }
                    self.trace.tell(2, &self.mask(request, text));
                }
            }
            Err(failure) => {
                self.trace.tell(1, &format!("{line} -> {failure} after {} ms", failure.elapsed.as_millis()));
            }
        }
    }
}

/// A URL's host as it is compared: in small letters, and without the dot that ends a name whose root is written out. Both
/// spellings lead to the same machine.
pub fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().trim_end_matches('.').to_ascii_lowercase()
}

/// Whether a URL's host is this machine. Names below `localhost` are not taken for it: not every
/// resolver keeps them on the machine.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(_)) => host(url) == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// TLS with the trusted roots; without a need for it, an empty store that costs nothing.
fn tls(needed: bool) -> Result<rustls::ClientConfig, ClientError> {
    let roots = if needed { roots(|name| std::env::var_os(name))? } else { rustls::RootCertStore::empty() };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(ClientError::Tls)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(config)
}

#[cfg(test)]
mod tests;
