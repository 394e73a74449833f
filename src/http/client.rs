//! One try of one request over reqwest: no retries, no redirects, a limit on the reply.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use url::Url;

use super::exchange::{Cause, Failure, Reply, Stage};
use super::proxy::Proxy;
use super::request::{Method, Request};
use super::resolver;
use super::roots::{RootsError, roots};
use super::trace::Trace;

mod failure;
mod relay;

use failure::Try;
pub use relay::{Answered, Relayed};

/// The largest reply that is read: 8 MiB.
pub const REPLY_LIMIT: usize = 8 * 1024 * 1024;

/// Idle connections older than this are not used again: many servers close theirs after 5 s, and a
/// request that meets a closing connection ends unknown.
const IDLE: Duration = Duration::from_secs(4);

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

/// Sends requests to one vendor; clones share the connections.
#[derive(Clone)]
pub struct Client<'a> {
    inner: reqwest::Client,
    trace: &'a dyn Trace,
    timeout: Duration,
    proxy: Option<Arc<Proxy>>,
}

impl<'a> Client<'a> {
    /// A client for one base URL. `HTTPS_PROXY`, `NO_PROXY`, `SSL_CERT_FILE` and `SSL_CERT_DIR` are honoured.
    ///
    /// # Errors
    /// No roots to trust, a variable that names no proxy or no certificates, and settings that reqwest refuses.
    pub fn new(settings: &Settings<'_>, trace: &'a dyn Trace) -> Result<Self, ClientError> {
        let proxy = Proxy::of(settings.base_url, |name| std::env::var_os(name))
            .map_err(|variable| ClientError::Proxy { variable })?;
        let connect = settings.timeout.mul_f64(0.9).min(Duration::from_secs(10));
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .user_agent(concat!("msgops/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(connect)
            .timeout(settings.timeout)
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(settings.connections)
            .tcp_nodelay(true)
            .dns_resolver(Arc::new(resolver::System))
            .tls_info(true)
            .tls_backend_preconfigured(tls(settings.base_url.scheme() == "https")?);
        if is_loopback(settings.base_url) {
            builder = builder.no_proxy();
        }
        let inner = builder.build().map_err(ClientError::Build)?;
        Ok(Self { inner, trace, timeout: settings.timeout, proxy: proxy.map(Arc::new) })
    }

    /// The proxy on the way, if there is one.
    pub fn proxy(&self) -> Option<&Proxy> {
        self.proxy.as_deref()
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
        let failed = |error: &reqwest::Error, status| self.failed(error, status, started);
        let outgoing = self.outgoing(request).map_err(|error| failed(&error, None))?;
        let mut response = self.inner.execute(outgoing).await.map_err(|error| failed(&error, None))?;
        let status = response.status().as_u16();
        let certificate = response
            .extensions()
            .get::<reqwest::tls::TlsInfo>()
            .and_then(|info| info.peer_certificate())
            .map(<[u8]>::to_vec);
        let headers = std::mem::take(response.headers_mut());
        let mut body = match response.chunk().await.map_err(|error| failed(&error, Some(status)))? {
            None => Bytes::new(),
            Some(chunk) => chunk,
        };
        let mut rest = BytesMut::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| failed(&error, Some(status)))? {
            if rest.is_empty() {
                rest.extend_from_slice(&body);
            }
            if rest.len() + chunk.len() > REPLY_LIMIT {
                return Err(Failure {
                    stage: Stage::AfterRequest,
                    cause: Cause::TooLarge,
                    status: Some(status),
                    detail: format!("the reply is larger than {} MiB", REPLY_LIMIT / (1024 * 1024)),
                    elapsed: started.elapsed(),
                });
            }
            rest.extend_from_slice(&chunk);
        }
        if !rest.is_empty() {
            body = rest.freeze();
        }
        Ok((Reply { status, headers, body, elapsed: started.elapsed() }, certificate))
    }

    fn failed(&self, error: &reqwest::Error, status: Option<u16>, started: Instant) -> Failure {
        let proxy = self.proxy.as_deref();
        Try { status, elapsed: started.elapsed(), limit: self.timeout, proxy }.failed(error)
    }

    fn outgoing(&self, request: &Request) -> Result<reqwest::Request, reqwest::Error> {
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
        };
        let mut builder = self.inner.request(method, request.url.clone());
        for header in &request.headers {
            builder = builder.header(header.name, &header.value);
        }
        if let Some(body) = &request.body {
            builder = builder.header(reqwest::header::CONTENT_TYPE, &*body.content_type).body(body.bytes.clone());
        }
        builder.build()
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
                        let shown =
                            if name == reqwest::header::SET_COOKIE { "***" } else { value.to_str().unwrap_or("?") };
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
