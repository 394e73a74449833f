//! Requests straight to one origin, below reqwest: nothing stands between a bulk send and hyper. What reqwest is for
//! (proxies, credentials in a URL, other origins) goes its way; both give the same replies and failures.

use std::cell::RefCell;
use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http_body_util::Full;
use hyper::Uri;
use hyper::header::{ACCEPT, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use tokio::time::Instant;
use url::{Position, Url};

use super::failure::{Broken, Reach};
use super::line::{Line, Message, Way};
use super::{AGENT, IDLE, REPLY_LIMIT};
use crate::http::request::{Method, Request};

/// Connections to one origin; used on one thread.
pub struct Direct {
    /// Scheme, host and port, as URLs of this origin begin.
    origin: String,
    host: HeaderValue,
    way: Way,
    timeout: Duration,
    most_idle: usize,
    /// The one that was used last stands last.
    idle: RefCell<Vec<Line>>,
}

/// A whole reply, and the certificate of whoever gave it.
pub struct Whole {
    /// HTTP status.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Bytes,
    /// The peer's certificate in DER, when TLS was used.
    pub certificate: Option<Vec<u8>>,
}

impl Direct {
    /// Connections to the origin of `base_url`; none where it needs more than a connection and a request.
    pub fn new(
        base_url: &Url,
        tls: Option<&Arc<rustls::ClientConfig>>,
        (timeout, connect): (Duration, Duration),
        most_idle: usize,
    ) -> Option<Self> {
        if !base_url.username().is_empty() || base_url.password().is_some() {
            return None;
        }
        Some(Self {
            origin: base_url[..Position::BeforePath].to_owned(),
            host: HeaderValue::from_str(&base_url[Position::BeforeHost..Position::AfterPort]).ok()?,
            way: Way::new(base_url, tls, connect)?,
            timeout,
            most_idle,
            idle: RefCell::default(),
        })
    }

    /// Whether a URL leads here.
    pub fn leads_to(&self, url: &Url) -> bool {
        url[..Position::BeforePath] == self.origin
    }

    /// Sends once and reads the whole reply.
    pub async fn send(&self, request: &Request) -> Result<Whole, Broken> {
        let deadline = Instant::now() + self.timeout;
        let mut message = self.message(request)?;
        loop {
            let kept = self.kept().await;
            let is_kept = kept.is_some();
            let mut line = match kept {
                Some(line) => line,
                None => self.way.connect().await.map_err(|cause| Broken::Off(Reach::Unconnected, None, cause))?,
            };
            let answered = match line.ask(message, deadline).await {
                None => return Err(Broken::Off(Reach::Left, None, None)),
                Some(answered) => answered,
            };
            match answered {
                Ok(response) => {
                    let (head, body) = response.into_parts();
                    let body = read(&mut line, body, head.status.as_u16(), deadline).await?;
                    let certificate = line.certificate();
                    self.keep(line);
                    return Ok(Whole { status: head.status.as_u16(), headers: head.headers, body, certificate });
                }
                Err(mut error) => match error.take_message() {
                    // A kept connection had ended, and not a byte of this left: it goes over another one.
                    Some(unsent) if is_kept => message = unsent,
                    _ => return Err(Broken::Off(Reach::Left, None, Some(error.into_error().into()))),
                },
            }
        }
    }

    fn message(&self, request: &Request) -> Result<Message, Broken> {
        fn unmade(cause: impl StdError + Send + Sync + 'static) -> Broken {
            Broken::Off(Reach::Unmade, None, Some(cause.into()))
        }
        let target = &request.url[Position::BeforePath..Position::AfterQuery];
        let mut headers = HeaderMap::with_capacity(request.headers.len() + 4);
        headers.insert(HOST, self.host.clone());
        for header in &request.headers {
            let name = HeaderName::from_bytes(header.name.as_bytes()).map_err(unmade)?;
            headers.append(name, HeaderValue::from_str(&header.value).map_err(unmade)?);
        }
        let mut body = Bytes::new();
        if let Some(carried) = &request.body {
            headers.insert(CONTENT_TYPE, HeaderValue::from_str(&carried.content_type).map_err(unmade)?);
            body = carried.bytes.clone();
        }
        headers.insert(ACCEPT, HeaderValue::from_static("*/*"));
        headers.insert(USER_AGENT, HeaderValue::from_static(AGENT));
        let mut message = Message::new(Full::new(body));
        *message.method_mut() = match request.method {
            Method::Get => hyper::Method::GET,
            Method::Post => hyper::Method::POST,
        };
        *message.uri_mut() = target.parse::<Uri>().map_err(unmade)?;
        *message.headers_mut() = headers;
        Ok(message)
    }

    /// A connection that was used a short while ago and is still open.
    async fn kept(&self) -> Option<Line> {
        loop {
            let mut line = self.idle.borrow_mut().pop()?;
            if line.idle_for() >= IDLE {
                // All below it are older.
                self.idle.borrow_mut().clear();
                return None;
            }
            if line.is_open().await {
                return Some(line);
            }
        }
    }

    fn keep(&self, mut line: Line) {
        let mut idle = self.idle.borrow_mut();
        if line.rests() && idle.len() < self.most_idle {
            idle.push(line);
        }
    }
}

/// The body, up to the limit.
async fn read(
    line: &mut Line,
    mut body: hyper::body::Incoming,
    status: u16,
    deadline: Instant,
) -> Result<Bytes, Broken> {
    let mut first = Bytes::new();
    let mut rest = BytesMut::new();
    loop {
        let piece = match line.piece(&mut body, deadline).await {
            None => return Err(Broken::Off(Reach::Left, Some(status), None)),
            Some(None) => break,
            Some(Some(Err(error))) => return Err(Broken::Off(Reach::Left, Some(status), Some(error.into()))),
            Some(Some(Ok(piece))) => piece,
        };
        if first.is_empty() && rest.is_empty() {
            first = piece;
            continue;
        }
        if rest.is_empty() {
            rest.extend_from_slice(&first);
        }
        if rest.len() + piece.len() > REPLY_LIMIT {
            return Err(Broken::TooLarge(status));
        }
        rest.extend_from_slice(&piece);
    }
    Ok(if rest.is_empty() { first } else { rest.freeze() })
}
