//! The way to a vendor, one step at a time: name, connection, certificate. Sends no request.

use std::io;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use url::Url;
use x509_cert::certificate::Certificate as X509;
use x509_cert::der::Decode;
use x509_cert::der::asn1::{Any, ObjectIdentifier, PrintableStringRef, TeletexStringRef, Utf8StringRef};
use x509_cert::der::oid::db::rfc4519::{COMMON_NAME, ORGANIZATION_NAME};
use x509_cert::name::Name;

/// The addresses of a URL's host.
///
/// # Errors
/// The resolver's, or that it took longer than `limit`.
pub async fn resolve(url: &Url, limit: Duration) -> io::Result<Vec<SocketAddr>> {
    let port = url.port_or_known_default().unwrap_or(443);
    let host = match url.host() {
        Some(url::Host::Ipv4(address)) => return Ok(vec![SocketAddr::from((address, port))]),
        Some(url::Host::Ipv6(address)) => return Ok(vec![SocketAddr::from((address, port))]),
        Some(url::Host::Domain(name)) => name,
        None => return Err(io::Error::new(io::ErrorKind::InvalidInput, "the URL names no host")),
    };
    let found: Vec<SocketAddr> = timeout(limit, lookup_host((host, port))).await.map_err(|_| late(limit))??.collect();
    if found.is_empty() { Err(io::Error::new(io::ErrorKind::NotFound, "the name has no address")) } else { Ok(found) }
}

/// Connects to the first of the addresses that takes it, and how long that took.
///
/// # Errors
/// Of the last address, or that they took longer than `limit` together.
pub async fn connect(addresses: &[SocketAddr], limit: Duration) -> io::Result<(SocketAddr, Duration)> {
    let attempts = async {
        let mut last = io::Error::new(io::ErrorKind::NotFound, "there is no address to connect to");
        for address in addresses {
            let started = Instant::now();
            match TcpStream::connect(address).await {
                Ok(_) => return Ok((*address, started.elapsed())),
                Err(error) => last = error,
            }
        }
        Err(last)
    };
    timeout(limit, attempts).await.map_err(|_| late(limit))?
}

fn late(limit: Duration) -> io::Error {
    io::Error::new(io::ErrorKind::TimedOut, format!("no answer within {limit:?}"))
}

/// What a certificate says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// When it ends.
    pub ends: Timestamp,
    /// Who issued it.
    pub issuer: String,
}

impl Certificate {
    /// Reads a certificate in DER; none when it is not one.
    pub fn read(der: &[u8]) -> Option<Self> {
        let certificate = X509::from_der(der).ok()?;
        let told = certificate.tbs_certificate();
        let ends = told.validity().not_after.to_unix_duration().as_secs();
        let ends = Timestamp::from_second(i64::try_from(ends).ok()?).ok()?;
        let named = [ORGANIZATION_NAME, COMMON_NAME].into_iter().find_map(|kind| part(told.issuer(), kind));
        Some(Self { ends, issuer: named.unwrap_or_else(|| "an unnamed issuer".to_owned()) })
    }
}

/// The first part of a name that is of this kind and can be read.
fn part(name: &Name, kind: ObjectIdentifier) -> Option<String> {
    name.iter().filter(|part| part.oid == kind).find_map(|part| text(&part.value))
}

fn text(value: &Any) -> Option<String> {
    let utf8 = value.decode_as::<Utf8StringRef<'_>>().ok().map(|text| text.as_str().to_owned());
    let printable = || value.decode_as::<PrintableStringRef<'_>>().ok().map(|text| text.as_str().to_owned());
    let teletex = || value.decode_as::<TeletexStringRef<'_>>().ok().map(|text| text.as_str().to_owned());
    utf8.or_else(printable).or_else(teletex)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runtime() -> tokio::runtime::Runtime {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
    }

    #[test]
    fn an_address_needs_no_resolver() {
        let limit = Duration::from_secs(5);
        let resolved = runtime().block_on(resolve(&"http://127.0.0.1:8080".parse().unwrap(), limit)).unwrap();
        assert_eq!(resolved, ["127.0.0.1:8080".parse().unwrap()]);
        let resolved = runtime().block_on(resolve(&"https://[::1]/".parse().unwrap(), limit)).unwrap();
        assert_eq!(resolved, ["[::1]:443".parse().unwrap()]);
    }

    #[test]
    fn the_next_address_is_tried_when_one_refuses() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let open = listener.local_addr().unwrap();
        let closed = {
            let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
            gone.local_addr().unwrap()
        };
        let limit = Duration::from_secs(5);
        let (address, _) = runtime().block_on(connect(&[closed, open], limit)).unwrap();
        assert_eq!(address, open);
        let error = runtime().block_on(connect(&[closed], limit)).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::ConnectionRefused);
    }

    #[test]
    fn a_certificate_tells_its_end_and_issuer() {
        let der = include_bytes!("../../tests/fixtures/tls/certificate.der");
        let certificate = Certificate::read(der).unwrap();
        assert_eq!(certificate.ends.to_string(), "2026-12-03T10:02:31Z");
        assert_eq!(certificate.issuer, "msgops tests");
        assert_eq!(Certificate::read(b"no certificate"), None);
    }
}
