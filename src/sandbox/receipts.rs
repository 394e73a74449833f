//! Receipts of Super Messages to the `webhook` of the request, when they are asked for.
//!
//! Only addresses of this machine are called, in plain HTTP: a rehearsal reaches nobody.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::{Host, Url};

use super::receipt::Receipt;

/// How long a receiver may take over one receipt.
const PATIENCE: Duration = Duration::from_secs(5);

/// The receipts of one request.
pub(super) struct Receipts {
    pub(super) webhook: Url,
    pub(super) request_id: String,
    pub(super) phones: Vec<String>,
    /// The channels that took it.
    pub(super) channels: Vec<&'static str>,
    pub(super) time: i64,
}

impl Receipts {
    /// Sends one receipt for each phone and channel. A receiver that is not there misses them: the
    /// vendor's reply was sent already, and there is nobody to tell.
    pub(super) async fn deliver(self) {
        let Some(address) = loopback(&self.webhook) else { return };
        for phone in &self.phones {
            for channel in &self.channels {
                let body = Receipt { request_id: &self.request_id, phone, channel, time: self.time }.body();
                let posted = tokio::time::timeout(PATIENCE, post(address, &self.webhook, &body.to_string())).await;
                if !matches!(posted, Ok(Ok(()))) {
                    return;
                }
            }
        }
    }
}

/// The socket of an address on this machine; none for any other.
fn loopback(webhook: &Url) -> Option<SocketAddr> {
    let ip: IpAddr = match webhook.host()? {
        Host::Ipv4(ip) => ip.into(),
        Host::Ipv6(ip) => ip.into(),
        Host::Domain("localhost") => [127, 0, 0, 1].into(),
        Host::Domain(_) => return None,
    };
    let plain = webhook.scheme() == "http" && ip.is_loopback();
    plain.then(|| SocketAddr::new(ip, webhook.port().unwrap_or(80)))
}

async fn post(address: SocketAddr, webhook: &Url, body: &str) -> io::Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    let target = &webhook[url::Position::BeforePath..url::Position::AfterQuery];
    let request = format!(
        "POST {target} HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
         connection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await?;
    // One byte of an answer is enough: the receiver has read it.
    stream.read_u8().await.map(drop)
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
