//! Brings callbacks to whoever receives them: what is due in the store, over HTTP, until it is taken.
//!
//! Only addresses of this machine are called, in plain HTTP: a rehearsal reaches nobody.

use std::fs::{File, OpenOptions};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::platform::permissions::private_file;

use axum::body::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::sync::watch;
use url::{Host, Url};

use super::call::Sandbox;
use super::clock::Clock;
use super::endpoint::Vendor;
use super::fault::Faults;
use super::nxcloud;
use super::server::Error;
use super::store::{Callback, Store, store_path};

/// How long a receiver may take over one callback.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often the store is looked into: other processes enter callbacks too.
const LOOK: Duration = Duration::from_millis(100);

/// What was not taken is brought again so much later, in milliseconds.
const AGAIN: i64 = 2_000;

/// And given up after a day.
const GIVE_UP: i64 = 24 * 3_600_000;

/// On their way at a time.
const LANES: usize = 8;

/// Of one look.
const MOST: usize = 64;

/// Where callbacks go.
#[derive(Clone, Debug, Default)]
pub struct Mail {
    /// All of them.
    pub callback: Option<Url>,
    /// Receipts of Super Messages, to the address that the request itself named.
    pub webhooks: bool,
}

impl Mail {
    pub(super) fn is_wanted(&self) -> bool {
        self.callback.is_some() || self.webhooks
    }

    fn address_of(&self, callback: &Callback) -> Option<Url> {
        let own = || callback.webhook.as_deref().and_then(|webhook| Url::parse(webhook).ok());
        let own = if self.webhooks { own() } else { None };
        own.or_else(|| self.callback.clone())
    }
}

/// Brings what is due in a store until it is dropped, without serving anything.
pub struct Delivery {
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

/// Brings the callbacks of the store below `state_dir`, whoever enters them, to `callback`.
pub fn deliver_to(state_dir: &Path, callback: Url) -> Result<Delivery, Error> {
    let store = Store::open(state_dir, Clock::System.now())?;
    let sandbox = Arc::new(Sandbox::new(store, Clock::System, Faults::new(Vec::new()), None));
    let lock = lock_file(state_dir).map_err(Error::Start)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Error::Start)?;
    let (stop, stopped) = watch::channel(false);
    let mail = Mail { callback: Some(callback), webhooks: false };
    let thread = thread::Builder::new()
        .name("postman".into())
        .spawn(move || runtime.block_on(deliver(&sandbox, &mail, Some(lock), stopped)))
        .map_err(Error::Start)?;
    Ok(Delivery { stop, thread: Some(thread) })
}

impl Drop for Delivery {
    /// What is on its way is brought first.
    fn drop(&mut self) {
        self.stop.send_replace(true);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The lock that one postman of a store has.
pub(super) fn lock_file(state_dir: &Path) -> io::Result<File> {
    let path = store_path(state_dir).with_file_name("postman.lock");
    private_file(OpenOptions::new().create(true).truncate(false).write(true)).open(path)
}

/// Brings what is due, until it is to stop. With a lock it waits until no other does.
pub(super) async fn deliver(sandbox: &Sandbox, mail: &Mail, lock: Option<File>, mut stopped: watch::Receiver<bool>) {
    // A file that cannot be locked is one that nobody else locks either.
    while lock.as_ref().is_some_and(|lock| matches!(lock.try_lock(), Err(std::fs::TryLockError::WouldBlock))) {
        if pause(&mut stopped).await {
            return;
        }
    }
    // A store that cannot be read is told by the calls that need it.
    let _ = sandbox.store().give_up(sandbox.clock.now() - GIVE_UP);
    let mut lanes: [Lane; LANES] = std::array::from_fn(|_| Lane::default());
    loop {
        let due = sandbox.store().due(sandbox.clock.now(), MOST, mail.callback.is_none()).unwrap_or_default();
        if due.is_empty() {
            if pause(&mut stopped).await {
                return;
            }
            continue;
        }
        for some in due.chunks(LANES) {
            if *stopped.borrow() {
                return;
            }
            let now = sandbox.clock.now();
            let brought = some.iter().zip(&mut lanes).map(|(callback, lane)| async move {
                let url = mail.address_of(callback)?;
                lane.bring(&url, callback, now).await
            });
            let brought = futures_util::future::join_all(brought).await;
            let (mut done, mut again) = (Vec::new(), Vec::new());
            for (callback, status) in some.iter().zip(brought) {
                // A receiver that refuses it would refuse it again.
                let settled = status.is_some_and(|status| (200..500).contains(&status));
                (if settled { &mut done } else { &mut again }).push(callback.slip);
            }
            let _ = sandbox.store().settle(&done, &again, sandbox.clock.now() + AGAIN);
        }
    }
}

/// True when it is to stop.
async fn pause(stopped: &mut watch::Receiver<bool>) -> bool {
    tokio::time::timeout(LOOK, stopped.wait_for(|stop| *stop)).await.is_ok()
}

/// A connection that is used again.
#[derive(Default)]
struct Lane(Option<(SocketAddr, SendRequest<Full<Bytes>>)>);

impl Lane {
    /// Brings one; none when nobody answered.
    async fn bring(&mut self, url: &Url, callback: &Callback, now: i64) -> Option<u16> {
        // What cannot be brought at all is done with.
        let Some(address) = loopback(url) else { return Some(200) };
        let open = self.0.take();
        let brought = tokio::time::timeout(PATIENCE, post(open, address, url, callback, now)).await;
        let (sender, status) = brought.ok()?.ok()?;
        self.0 = Some((address, sender));
        Some(status)
    }
}

type Sender = SendRequest<Full<Bytes>>;
type Problem = Box<dyn std::error::Error + Send + Sync>;

async fn post(
    open: Option<(SocketAddr, Sender)>,
    address: SocketAddr,
    url: &Url,
    callback: &Callback,
    now: i64,
) -> Result<(Sender, u16), Problem> {
    let mut sender = match open {
        Some((there, sender)) if there == address && !sender.is_closed() => sender,
        _ => connect(address).await?,
    };
    if sender.ready().await.is_err() {
        sender = connect(address).await?;
        sender.ready().await?;
    }
    let body = callback.body.to_string();
    let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let mut request = hyper::Request::post(if target.is_empty() { "/" } else { target })
        .header("host", address.to_string())
        .header("content-type", "application/json");
    if callback.vendor == Vendor::Nxcloud {
        for (name, value) in nxcloud::callback_headers(now, body.as_bytes()) {
            request = request.header(name, value);
        }
    }
    let response = sender.send_request(request.body(Full::new(Bytes::from(body)))?).await?;
    let status = response.status().as_u16();
    response.into_body().collect().await?;
    Ok((sender, status))
}

async fn connect(address: SocketAddr) -> Result<Sender, Problem> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(sender)
}

/// Whether callbacks can be sent there: it is plain http on this machine.
pub fn is_callable(url: &Url) -> bool {
    loopback(url).is_some()
}

/// The socket of an address on this machine; none for any other.
pub(super) fn loopback(url: &Url) -> Option<SocketAddr> {
    let ip: IpAddr = match url.host()? {
        Host::Ipv4(ip) => ip.into(),
        Host::Ipv6(ip) => ip.into(),
        Host::Domain("localhost") => [127, 0, 0, 1].into(),
        Host::Domain(_) => return None,
    };
    let plain = url.scheme() == "http" && ip.is_loopback();
    plain.then(|| SocketAddr::new(ip, url.port().unwrap_or(80)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_called() {
        let socket = |text: &str| loopback(&Url::parse(text).unwrap()).map(|socket| socket.to_string());
        assert_eq!(socket("http://127.0.0.1:8080/hook?a=1").as_deref(), Some("127.0.0.1:8080"));
        assert_eq!(socket("http://localhost/").as_deref(), Some("127.0.0.1:80"));
        assert_eq!(socket("http://[::1]:9/").as_deref(), Some("[::1]:9"));
        for other in ["https://127.0.0.1/", "http://192.0.2.1/", "http://hooks.example/"] {
            assert_eq!(socket(other), None, "{other}");
        }
    }
}
