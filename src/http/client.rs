//! One try of one request over reqwest: no retries, no redirects, a limit on the reply.

use std::error::Error as StdError;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use url::Url;

use super::exchange::{Cause, Failure, Reply, Stage};
use super::request::{Method, Request};
use super::trace::Trace;

mod relay;

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
    /// Certificates are needed and none were found.
    #[error("no trusted root certificates were found{}", detail(.problems))]
    NoRoots {
        /// What the machine said.
        problems: String,
    },
    /// TLS could not be set up.
    #[error("TLS could not be set up")]
    Tls(#[source] rustls::Error),
    /// reqwest refused its settings: a broken proxy address, mostly.
    #[error("the HTTP client could not be made")]
    Build(#[source] reqwest::Error),
}

fn detail(problems: &str) -> String {
    if problems.is_empty() { String::new() } else { format!(": {problems}") }
}

/// Sends requests to one vendor; clones share the connections.
#[derive(Clone)]
pub struct Client<'a> {
    inner: reqwest::Client,
    trace: &'a dyn Trace,
    timeout: Duration,
}

impl<'a> Client<'a> {
    /// A client for one base URL. `HTTPS_PROXY`, `NO_PROXY` and `SSL_CERT_FILE` are honoured.
    pub fn new(settings: &Settings<'_>, trace: &'a dyn Trace) -> Result<Self, ClientError> {
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
            .tls_info(true)
            .tls_backend_preconfigured(tls(settings.base_url.scheme() == "https")?);
        if is_loopback(settings.base_url) {
            builder = builder.no_proxy();
        }
        let inner = builder.build().map_err(ClientError::Build)?;
        Ok(Self { inner, trace, timeout: settings.timeout })
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
        let failed = |error: &reqwest::Error, status| failure(error, status, started.elapsed(), self.timeout);
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
                    self.trace.tell(2, &request.mask(text));
                }
            }
            Err(failure) => {
                self.trace.tell(1, &format!("{line} -> {failure} after {} ms", failure.elapsed.as_millis()));
            }
        }
    }
}

/// Whether a URL's host is this machine. Names below `localhost` are not taken for it: not every
/// resolver keeps them on the machine.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name.trim_end_matches('.') == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// TLS with the machine's roots (or `SSL_CERT_FILE`); without a need for it, an empty store that costs nothing.
fn tls(needed: bool) -> Result<rustls::ClientConfig, ClientError> {
    let mut roots = rustls::RootCertStore::empty();
    if needed {
        let found = rustls_native_certs::load_native_certs();
        let (added, _) = roots.add_parsable_certificates(found.certs);
        if added == 0 {
            let problems: Vec<String> = found.errors.iter().map(ToString::to_string).collect();
            return Err(ClientError::NoRoots { problems: problems.join("; ") });
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(ClientError::Tls)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(config)
}

/// How far a failed try had come. Whatever is not surely before the request counts as after it.
fn failure(error: &reqwest::Error, status: Option<u16>, elapsed: Duration, limit: Duration) -> Failure {
    let chain = chain(error);
    let text = chain.join(": ");
    let lower = text.to_ascii_lowercase();
    let before = status.is_none() && (error.is_connect() || error.is_builder());
    let cause = if error.is_timeout() || lower.contains("timed out") {
        Cause::Timeout
    } else if before && lower.contains("dns") {
        Cause::Dns
    } else if before && has_tls_cause(error) {
        Cause::Tls
    } else if before && error.is_connect() {
        Cause::Connect
    } else if status.is_some() {
        Cause::Cut
    } else if before || lower.contains("pars") || lower.contains("invalid http") {
        Cause::Other
    } else {
        Cause::Reset
    };
    let stage = if before { Stage::BeforeRequest } else { Stage::AfterRequest };
    let detail = match (cause, stage) {
        (Cause::Timeout, Stage::AfterRequest) => format!("no whole reply within {limit:?}"),
        (Cause::Timeout, Stage::BeforeRequest) => "the connection could not be made in time".to_owned(),
        (Cause::Dns, _) => format!("the host name could not be resolved ({})", last(&chain)),
        (Cause::Tls, _) => format!("TLS could not be set up ({})", last(&chain)),
        (Cause::Connect, _) => format!("no connection ({})", last(&chain)),
        (Cause::Cut, _) => format!("the reply was cut short ({})", last(&chain)),
        (Cause::Reset, _) => format!("the connection ended before a reply ({})", last(&chain)),
        _ => last(&chain).to_owned(),
    };
    Failure { stage, cause, status, detail, elapsed }
}

fn last(chain: &[String]) -> &str {
    chain.last().map_or("no cause was told", String::as_str)
}

fn has_tls_cause(error: &reqwest::Error) -> bool {
    let mut cause: Option<&(dyn StdError + 'static)> = error.source();
    while let Some(error) = cause {
        if error.is::<rustls::Error>() {
            return true;
        }
        // An `io::Error` that wraps another error does not name it as its source.
        let wrapped = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        cause = match wrapped {
            Some(inner) => Some(inner as &(dyn StdError + 'static)),
            None => error.source(),
        };
    }
    false
}

/// The messages of the error and its causes; reqwest's own first line names the URL and is left out.
fn chain(error: &reqwest::Error) -> Vec<String> {
    let mut messages = Vec::new();
    let mut cause: Option<&(dyn StdError + 'static)> = error.source();
    while let Some(error) = cause {
        messages.push(error.to_string());
        cause = error.source();
    }
    messages
}

#[cfg(test)]
mod tests;
