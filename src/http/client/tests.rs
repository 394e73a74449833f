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

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// A client over connections of our own, or over reqwest.
fn client(url: &Url, timeout: Duration, is_direct: bool) -> Client<'static> {
    let mut client = Client::new(&Settings { base_url: url, timeout, connections: 1 }, &Silent).unwrap();
    if !is_direct {
        Rc::get_mut(&mut client.ways).unwrap().direct = None;
    }
    client
}

/// Asks over both ways, which have to tell the same.
fn ask(url: impl Fn() -> Url, timeout: Duration) -> Result<Reply, Failure> {
    let mut told = [true, false].map(|is_direct| {
        let url = url();
        runtime().block_on(async {
            let request = Request::post(url.clone(), Body::json("{}")).header(Header::secret("token", "x"));
            client(&url, timeout, is_direct).send(&request).await
        })
    });
    let [direct, general] = &mut told;
    match (&direct, &general) {
        (Ok(direct), Ok(general)) => assert_eq!(
            (direct.status, &direct.headers, &direct.body),
            (general.status, &general.headers, &general.body)
        ),
        (Err(direct), Err(general)) => assert_eq!(
            (direct.stage, direct.cause, direct.status, &direct.detail),
            (general.stage, general.cause, general.status, &general.detail)
        ),
        (direct, general) => panic!("{direct:?} is not {general:?}"),
    }
    let [direct, _] = told;
    direct
}

const LONG: Duration = Duration::from_secs(20);

#[test]
fn a_whole_reply() {
    let reply = ask(|| server(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"), LONG).unwrap();
    assert_eq!((reply.status, &reply.body[..]), (200, &b"{}"[..]));
}

#[test]
fn a_reply_in_pieces_and_one_that_ends_with_its_connection() {
    let pieces = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\nx: y\r\n\r\n";
    assert_eq!(&ask(|| server(pieces), LONG).unwrap().body[..], b"{}");
    assert_eq!(&ask(|| server(b"HTTP/1.1 200 OK\r\n\r\n{\"a\":1}"), LONG).unwrap().body[..], b"{\"a\":1}");
    let interim = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
    assert_eq!(ask(|| server(interim), LONG).unwrap().status, 200);
}

#[test]
fn a_reply_beyond_the_limit_is_too_large() {
    let endless = || {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut buffer = [0; 4096];
            let _ = stream.read(&mut buffer);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
            while stream.write_all(&buffer).is_ok() {}
        });
        url.parse().unwrap()
    };
    let failure = ask(endless, LONG).unwrap_err();
    assert_eq!((failure.stage, failure.cause, failure.status), (Stage::AfterRequest, Cause::TooLarge, Some(200)));
}

#[test]
fn a_redirect_is_not_followed() {
    let elsewhere = b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n";
    assert_eq!(ask(|| server(elsewhere), LONG).unwrap().status, 302);
}

#[test]
fn a_refused_connection_is_before_the_request() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url: Url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    drop(listener);
    let failure = ask(|| url.clone(), LONG).unwrap_err();
    assert_eq!((failure.stage, failure.cause), (Stage::BeforeRequest, Cause::Connect));
}

#[test]
fn a_name_that_does_not_resolve_is_before_the_request() {
    let failure = ask(|| "http://nowhere.invalid/".parse().unwrap(), LONG).unwrap_err();
    assert_eq!((failure.stage, failure.cause), (Stage::BeforeRequest, Cause::Dns), "{failure:?}");
}

#[test]
fn no_tls_is_before_the_request() {
    let no_tls = || {
        let mut url = server(b"this is not TLS\r\n");
        url.set_scheme("https").unwrap();
        url
    };
    let failure = ask(no_tls, LONG).unwrap_err();
    assert_eq!((failure.stage, failure.cause), (Stage::BeforeRequest, Cause::Tls), "{failure:?}");
}

#[test]
fn a_connection_that_ends_without_a_reply_is_after_the_request() {
    let failure = ask(|| server(b""), LONG).unwrap_err();
    assert_eq!((failure.stage, failure.cause), (Stage::AfterRequest, Cause::Reset), "{failure:?}");
}

#[test]
fn a_cut_reply_keeps_its_status() {
    let failure = ask(|| server(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"ret"), LONG).unwrap_err();
    assert_eq!(
        (failure.stage, failure.cause, failure.status),
        (Stage::AfterRequest, Cause::Cut, Some(200)),
        "{failure:?}"
    );
}

#[test]
fn what_is_not_http_is_after_the_request() {
    let failure = ask(|| server(b"SSH-2.0-OpenSSH_9.9\r\n\r\n"), LONG).unwrap_err();
    assert_eq!(failure.stage, Stage::AfterRequest, "{failure:?}");
}

#[test]
fn silence_is_a_timeout_after_the_request() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url: Url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    let failure = ask(|| url.clone(), Duration::from_millis(150)).unwrap_err();
    assert_eq!((failure.stage, failure.cause), (Stage::AfterRequest, Cause::Timeout), "{failure:?}");
}

/// A connection that was kept and ends while the next request is answered must not be tried again by
/// any layer below: the vendor has read that request.
#[test]
fn a_kept_connection_that_ends_is_after_the_request_and_nothing_is_sent_again() {
    for is_direct in [true, false] {
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
        let failure = runtime().block_on(async {
            let client = client(&url, LONG, is_direct);
            client.send(&Request::get(url.clone())).await.unwrap();
            client.send(&Request::get(url.clone())).await.unwrap_err()
        });
        assert_eq!((failure.stage, failure.cause), (Stage::AfterRequest, Cause::Reset), "{failure:?}");
        assert_eq!(seen.try_iter().count(), 2);
    }
}

/// A connection that ended while it rested carries no further request: there is a new one, and nobody hears of it.
#[test]
fn a_kept_connection_that_ended_meanwhile_is_passed_over() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url: Url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    let far_end = TcpListener::bind("127.0.0.1:0").unwrap();
    let bell = far_end.local_addr().unwrap();
    std::thread::spawn(move || {
        let (mut bell, _) = far_end.accept().unwrap();
        for _ in 0..2 {
            let (mut stream, _) = listener.accept().unwrap();
            let mut buffer = [0; 4096];
            let _ = stream.read(&mut buffer);
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").unwrap();
            drop(stream);
            bell.write_all(b"!").unwrap();
        }
    });
    runtime().block_on(async {
        let mut bell = tokio::net::TcpStream::connect(bell).await.unwrap();
        let client = client(&url, LONG, true);
        for _ in 0..2 {
            assert_eq!(client.send(&Request::get(url.clone())).await.unwrap().status, 200);
            // Readiness may be told where there is nothing to read.
            tokio::io::AsyncReadExt::read_exact(&mut bell, &mut [0; 1]).await.unwrap();
        }
    });
}

/// A name with addresses of both families: the first refuses, the next is taken.
#[test]
fn the_next_address_of_a_name_is_tried() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://localhost:{}/", listener.local_addr().unwrap().port()).parse().unwrap();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut buffer = [0; 4096];
        let _ = stream.read(&mut buffer);
        let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n");
    });
    let reply = runtime().block_on(async { client(&url, LONG, true).send(&Request::get(url.clone())).await });
    assert_eq!(reply.unwrap().status, 204);
}

/// An interim answer is none: what ends after it is still unknown.
#[test]
fn a_connection_that_ends_after_100_continue_is_after_the_request() {
    let failure = ask(|| server(b"HTTP/1.1 100 Continue\r\n\r\n"), LONG).unwrap_err();
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
