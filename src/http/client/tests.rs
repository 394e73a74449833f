use std::io::{Read, Write};
use std::net::TcpListener;

use super::*;
use crate::http::{Body, Cause, Header, Silent, Stage};

/// Answers one connection with the given bytes, then closes it; or resets without a byte.
fn server(reply: &'static [u8]) -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut buffer = [0; 4096];
        let _ = stream.read(&mut buffer);
        let _ = stream.write_all(reply);
    });
    url.parse().unwrap()
}

fn ask(url: &Url, timeout: Duration) -> Result<Reply, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let client = Client::new(&Settings { base_url: url, timeout, connections: 1 }, &Silent).unwrap();
        client.send(&Request::post(url.clone(), Body::json("{}")).header(Header::secret("token", "x"))).await
    })
}

const LONG: Duration = Duration::from_secs(20);

#[test]
fn a_whole_reply() {
    let url = server(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
    let reply = ask(&url, LONG).unwrap();
    assert_eq!((reply.status, &reply.body[..]), (200, &b"{}"[..]));
}

#[test]
fn a_redirect_is_not_followed() {
    let url = server(b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n");
    assert_eq!(ask(&url, LONG).unwrap().status, 302);
}

#[test]
fn a_refused_connection_is_before_the_request() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    drop(listener);
    let failure = ask(&url, LONG).unwrap_err();
    assert_eq!((failure.stage, failure.cause), (Stage::BeforeRequest, Cause::Connect));
}

#[test]
fn a_name_that_does_not_resolve_is_before_the_request() {
    let failure = ask(&"http://nowhere.invalid/".parse().unwrap(), LONG).unwrap_err();
    assert_eq!((failure.stage, failure.cause), (Stage::BeforeRequest, Cause::Dns), "{failure:?}");
}

#[test]
fn no_tls_is_before_the_request() {
    let mut url = server(b"this is not TLS\r\n");
    url.set_scheme("https").unwrap();
    let failure = ask(&url, LONG);
    let failure = match failure {
        Err(failure) => failure,
        Ok(reply) => panic!("{reply:?}"),
    };
    assert_eq!((failure.stage, failure.cause), (Stage::BeforeRequest, Cause::Tls), "{failure:?}");
}

#[test]
fn a_connection_that_ends_without_a_reply_is_after_the_request() {
    let failure = ask(&server(b""), LONG).unwrap_err();
    assert_eq!((failure.stage, failure.cause), (Stage::AfterRequest, Cause::Reset), "{failure:?}");
}

#[test]
fn a_cut_reply_keeps_its_status() {
    let failure = ask(&server(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"ret"), LONG).unwrap_err();
    assert_eq!(
        (failure.stage, failure.cause, failure.status),
        (Stage::AfterRequest, Cause::Cut, Some(200)),
        "{failure:?}"
    );
}

#[test]
fn what_is_not_http_is_after_the_request() {
    let failure = ask(&server(b"SSH-2.0-OpenSSH_9.9\r\n\r\n"), LONG).unwrap_err();
    assert_eq!(failure.stage, Stage::AfterRequest, "{failure:?}");
}

#[test]
fn silence_is_a_timeout_after_the_request() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    let failure = ask(&url, Duration::from_millis(150)).unwrap_err();
    assert_eq!((failure.stage, failure.cause), (Stage::AfterRequest, Cause::Timeout), "{failure:?}");
}

/// A connection that was kept and ends while the next request is answered must not be tried again by
/// any layer below: the vendor has read that request.
#[test]
fn a_kept_connection_that_ends_is_after_the_request_and_nothing_is_sent_again() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url: Url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    let (asked, seen) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut buffer = [0; 4096];
            let mut first = true;
            while stream.read(&mut buffer).is_ok_and(|count| count > 0) {
                asked.send(()).unwrap();
                if !first {
                    break;
                }
                first = false;
                stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").unwrap();
            }
        }
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let failure = runtime.block_on(async {
        let client = Client::new(&Settings { base_url: &url, timeout: LONG, connections: 1 }, &Silent).unwrap();
        client.send(&Request::get(url.clone())).await.unwrap();
        client.send(&Request::get(url.clone())).await.unwrap_err()
    });
    assert_eq!((failure.stage, failure.cause), (Stage::AfterRequest, Cause::Reset), "{failure:?}");
    assert_eq!(seen.try_iter().count(), 2);
}

/// An interim answer is none: what ends after it is still unknown.
#[test]
fn a_connection_that_ends_after_100_continue_is_after_the_request() {
    let failure = ask(&server(b"HTTP/1.1 100 Continue\r\n\r\n"), LONG).unwrap_err();
    assert_eq!((failure.stage, failure.status), (Stage::AfterRequest, None), "{failure:?}");
}

#[test]
fn this_machine_and_no_other_is_loopback() {
    for (url, here) in [
        ("http://localhost:1/", true),
        ("http://localhost./", true),
        ("http://127.8.9.1/", true),
        ("http://[::1]/", true),
        ("http://localhost.example.com/", false),
        ("http://x.localhost/", false),
        ("http://128.0.0.1/", false),
        ("http://[::2]/", false),
    ] {
        assert_eq!(is_loopback(&url.parse().unwrap()), here, "{url}");
    }
}
