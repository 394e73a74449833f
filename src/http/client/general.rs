//! Requests to anywhere, through proxies too, over reqwest.

use std::cell::OnceCell;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::header::CONTENT_TYPE;

use super::direct::Whole;
use super::failure::{Broken, Reach};
use super::{AGENT, IDLE, REPLY_LIMIT};
use crate::http::request::{Method, Request};
use crate::http::resolver;

/// The way over reqwest.
pub struct General {
    /// Made when it is needed: most runs need none.
    made: OnceCell<reqwest::Client>,
    timeout: Duration,
    connect: Duration,
    connections: usize,
    tls: Arc<rustls::ClientConfig>,
    may_use_proxies: bool,
}

impl General {
    /// The way with a limit for a try and one for a connection.
    pub fn new(
        (timeout, connect): (Duration, Duration),
        connections: usize,
        tls: Arc<rustls::ClientConfig>,
        may_use_proxies: bool,
    ) -> Self {
        Self { made: OnceCell::new(), timeout, connect, connections, tls, may_use_proxies }
    }

    /// reqwest's own client.
    pub fn client(&self) -> Result<&reqwest::Client, reqwest::Error> {
        if let Some(made) = self.made.get() {
            return Ok(made);
        }
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .user_agent(AGENT)
            .connect_timeout(self.connect)
            .timeout(self.timeout)
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(self.connections)
            .tcp_nodelay(true)
            .dns_resolver(Arc::new(resolver::System))
            .tls_info(true)
            .tls_backend_preconfigured((*self.tls).clone());
        if !self.may_use_proxies {
            builder = builder.no_proxy();
        }
        let made = builder.build()?;
        Ok(self.made.get_or_init(|| made))
    }

    /// Sends once and reads the whole reply.
    pub async fn send(&self, request: &Request) -> Result<Whole, Broken> {
        let outgoing = self.outgoing(request).map_err(|error| broken(error, None))?;
        let client = self.client().map_err(|error| broken(error, None))?;
        let mut response = client.execute(outgoing).await.map_err(|error| broken(error, None))?;
        let status = response.status().as_u16();
        let certificate = response
            .extensions()
            .get::<reqwest::tls::TlsInfo>()
            .and_then(|info| info.peer_certificate())
            .map(<[u8]>::to_vec);
        let headers = std::mem::take(response.headers_mut());
        let mut body = match response.chunk().await.map_err(|error| broken(error, Some(status)))? {
            None => Bytes::new(),
            Some(chunk) => chunk,
        };
        let mut rest = BytesMut::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| broken(error, Some(status)))? {
            if rest.is_empty() {
                rest.extend_from_slice(&body);
            }
            if rest.len() + chunk.len() > REPLY_LIMIT {
                return Err(Broken::TooLarge(status));
            }
            rest.extend_from_slice(&chunk);
        }
        if !rest.is_empty() {
            body = rest.freeze();
        }
        Ok(Whole { status, headers, body, certificate })
    }

    fn outgoing(&self, request: &Request) -> Result<reqwest::Request, reqwest::Error> {
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
        };
        let mut builder = self.client()?.request(method, request.url.clone());
        for header in &request.headers {
            builder = builder.header(header.name, &header.value);
        }
        if let Some(body) = &request.body {
            builder = builder.header(CONTENT_TYPE, &*body.content_type).body(body.bytes.clone());
        }
        builder.build()
    }
}

/// What reqwest failed with; its own first line names the URL, so that its causes are told.
pub fn broken(error: reqwest::Error, status: Option<u16>) -> Broken {
    let reach = match (error.is_connect(), error.is_builder()) {
        (true, _) => Reach::Unconnected,
        (_, true) => Reach::Unmade,
        _ => Reach::Left,
    };
    Broken::Reqwest(reach, status, error)
}
