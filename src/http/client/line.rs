//! One connection of our own. Nobody drives it but whoever waits for its reply, so that a reply wakes one task and no
//! other; between two requests it rests, and is looked at before the next one.

use std::error::Error as StdError;
use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::{Either, select};
use http_body_util::Full;
use hyper::Response;
use hyper::body::{Body as _, Incoming};
use hyper::client::conn::{TrySendError, http1};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, timeout};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use url::{Host, Url};

use crate::http::resolver;

/// How long addresses of one family are tried before those of the other are tried as well.
const HEAD_START: Duration = Duration::from_millis(300);

/// A request as hyper takes it.
pub type Message = hyper::Request<Full<Bytes>>;

/// The way to one origin.
pub struct Way {
    host: Host<String>,
    port: u16,
    tls: Option<(TlsConnector, ServerName<'static>)>,
    /// Time limit of name, connection and TLS together.
    limit: Duration,
}

impl Way {
    /// The way to the origin of a URL; none when it names no host.
    pub fn new(url: &Url, tls: Option<&Arc<rustls::ClientConfig>>, limit: Duration) -> Option<Self> {
        let host = url.host()?.to_owned();
        let named = match &host {
            Host::Domain(name) => ServerName::try_from(name.clone()).ok(),
            Host::Ipv4(address) => Some(ServerName::from(std::net::IpAddr::V4(*address))),
            Host::Ipv6(address) => Some(ServerName::from(std::net::IpAddr::V6(*address))),
        };
        let tls = match tls {
            None => None,
            Some(config) => {
                let mut config = (**config).clone();
                config.alpn_protocols = vec![b"http/1.1".to_vec()];
                Some((TlsConnector::from(Arc::new(config)), named?))
            }
        };
        Some(Self { host, port: url.port_or_known_default()?, tls, limit })
    }

    /// A new connection. The error is none when the time limit passed.
    pub async fn connect(&self) -> Result<Line, Option<Box<dyn StdError + Send + Sync>>> {
        let wire = match timeout(self.limit, self.wire()).await {
            Ok(wire) => wire.map_err(Some)?,
            Err(_) => return Err(None),
        };
        let certificate = wire.certificate();
        let (sender, driver) = http1::handshake(TokioIo::new(wire)).await.map_err(|error| Some(error.into()))?;
        let timer = Box::pin(tokio::time::sleep(self.limit));
        Ok(Line { sender, driver: Box::pin(driver), has_ended: false, timer, rests_since: Instant::now(), certificate })
    }

    async fn wire(&self) -> Result<Wire, Box<dyn StdError + Send + Sync>> {
        let addresses: Vec<SocketAddr> = match &self.host {
            Host::Ipv4(address) => vec![(*address, self.port).into()],
            Host::Ipv6(address) => vec![(*address, self.port).into()],
            Host::Domain(name) => resolver::lookup(name, self.port).await?,
        };
        let stream = reach(&addresses, self.limit).await?;
        stream.set_nodelay(true)?;
        Ok(match &self.tls {
            None => Wire::Plain(stream),
            Some((connector, name)) => Wire::Tls(Box::new(connector.connect(name.clone(), stream).await?)),
        })
    }
}

/// The first that answers: the addresses of the first one's family in turn, and after a while those of the other beside them.
async fn reach(addresses: &[SocketAddr], limit: Duration) -> io::Result<TcpStream> {
    let is_first = |address: &SocketAddr| addresses.first().is_some_and(|first| first.is_ipv4() == address.is_ipv4());
    let (first, second): (Vec<SocketAddr>, Vec<SocketAddr>) = addresses.iter().partition(|address| is_first(address));
    if second.is_empty() {
        return in_turn(&first, limit).await;
    }
    let mut preferred = pin!(in_turn(&first, limit));
    match timeout(HEAD_START, preferred.as_mut()).await {
        Ok(Ok(stream)) => return Ok(stream),
        Ok(Err(_)) => return in_turn(&second, limit).await,
        Err(_) => {}
    }
    match select(preferred, pin!(in_turn(&second, limit))).await {
        Either::Left((Err(_), other)) => other.await,
        Either::Right((Err(_), other)) => other.await,
        Either::Left((connected, _)) | Either::Right((connected, _)) => connected,
    }
}

/// Each gets its share of the time, so that one that drops everything does not use it up for all.
async fn in_turn(addresses: &[SocketAddr], limit: Duration) -> io::Result<TcpStream> {
    let share = limit / u32::try_from(addresses.len().max(1)).unwrap_or(u32::MAX);
    let mut last = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
    for address in addresses {
        match timeout(share, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => last = error,
            Err(_) => last = io::ErrorKind::TimedOut.into(),
        }
    }
    Err(last)
}

/// A connection, and what drives it.
pub struct Line {
    sender: http1::SendRequest<Full<Bytes>>,
    driver: Pin<Box<http1::Connection<TokioIo<Wire>, Full<Bytes>>>>,
    has_ended: bool,
    /// One for the life of the connection: to set it later is nearly free, to make one is not.
    timer: Pin<Box<Sleep>>,
    rests_since: Instant,
    certificate: Option<Vec<u8>>,
}

impl Line {
    /// Asks; none when the deadline passed before the head of a reply came.
    pub async fn ask(
        &mut self,
        message: Message,
        deadline: Instant,
    ) -> Option<Result<Response<Incoming>, TrySendError<Message>>> {
        self.timer.as_mut().reset(deadline);
        let mut answer = pin!(self.sender.try_send_request(message));
        let (driver, has_ended, timer) = (&mut self.driver, &mut self.has_ended, &mut self.timer);
        poll_fn(|context| {
            drive(driver, has_ended, context);
            match answer.as_mut().poll(context) {
                Poll::Ready(answered) => Poll::Ready(Some(answered)),
                Poll::Pending => timer.as_mut().poll(context).map(|()| None),
            }
        })
        .await
    }

    /// The next piece of a body: none when the deadline passed, none within when there is no more.
    pub async fn piece(
        &mut self,
        body: &mut Incoming,
        deadline: Instant,
    ) -> Option<Option<Result<Bytes, hyper::Error>>> {
        if body.is_end_stream() {
            return Some(None);
        }
        debug_assert!(self.timer.deadline() == deadline, "`ask` has set it");
        let (driver, has_ended, timer) = (&mut self.driver, &mut self.has_ended, &mut self.timer);
        poll_fn(|context| {
            loop {
                let polled = match Pin::new(&mut *body).poll_frame(context) {
                    Poll::Ready(polled) => Poll::Ready(polled),
                    Poll::Pending => {
                        drive(driver, has_ended, context);
                        Pin::new(&mut *body).poll_frame(context)
                    }
                };
                match polled {
                    Poll::Ready(None) => return Poll::Ready(Some(None)),
                    Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Some(Err(error)))),
                    Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                        Ok(data) => return Poll::Ready(Some(Some(Ok(data)))),
                        // Trailers say nothing here.
                        Err(_) => continue,
                    },
                    Poll::Pending => return timer.as_mut().poll(context).map(|()| None),
                }
            }
        })
        .await
    }

    /// Whether a connection that has rested can carry a request: it did not end meanwhile.
    pub async fn is_open(&mut self) -> bool {
        let (driver, has_ended) = (&mut self.driver, &mut self.has_ended);
        poll_fn(|context| {
            drive(driver, has_ended, context);
            Poll::Ready(())
        })
        .await;
        !self.has_ended && self.sender.is_ready()
    }

    /// Begins to rest; false when it can be used for nothing more.
    pub fn rests(&mut self) -> bool {
        self.rests_since = Instant::now();
        !self.has_ended && !self.sender.is_closed()
    }

    /// How long it has rested.
    pub fn idle_for(&self) -> Duration {
        self.rests_since.elapsed()
    }

    /// The peer's certificate in DER.
    pub fn certificate(&self) -> Option<Vec<u8>> {
        self.certificate.clone()
    }
}

/// What it ends with is told to whoever waits for the reply.
fn drive(
    driver: &mut Pin<Box<http1::Connection<TokioIo<Wire>, Full<Bytes>>>>,
    has_ended: &mut bool,
    context: &mut Context<'_>,
) {
    if !*has_ended && driver.as_mut().poll(context).is_ready() {
        *has_ended = true;
    }
}

/// Bytes to and from the peer.
enum Wire {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

impl Wire {
    fn certificate(&self) -> Option<Vec<u8>> {
        match self {
            Self::Plain(_) => None,
            Self::Tls(stream) => Some(stream.get_ref().1.peer_certificates()?.first()?.to_vec()),
        }
    }
}

impl AsyncRead for Wire {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_read(context, buffer),
            Self::Tls(stream) => Pin::new(stream).poll_read(context, buffer),
        }
    }
}

impl AsyncWrite for Wire {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_write(context, bytes),
            Self::Tls(stream) => Pin::new(stream).poll_write(context, bytes),
        }
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_write_vectored(context, pieces),
            Self::Tls(stream) => Pin::new(stream).poll_write_vectored(context, pieces),
        }
    }

    fn is_write_vectored(&self) -> bool {
        match self {
            Self::Plain(stream) => stream.is_write_vectored(),
            Self::Tls(stream) => stream.is_write_vectored(),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_flush(context),
            Self::Tls(stream) => Pin::new(stream).poll_flush(context),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_shutdown(context),
            Self::Tls(stream) => Pin::new(stream).poll_shutdown(context),
        }
    }
}
