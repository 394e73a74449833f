use std::cell::Cell;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::pin::Pin;
use std::time::Duration;

use tokio::sync::Notify;

use super::*;
use crate::codes::Book;
use crate::http::{Settings, Silent};

/// A reply whose body is its code.
struct Plain(Answer);

impl Reply for Plain {
    fn read(body: &[u8]) -> Option<Self> {
        let code = std::str::from_utf8(body).ok()?.trim();
        Some(Self(Answer::of(&[Book::Sobot, Book::SobotRecord], code.to_owned(), "said".to_owned())))
    }

    fn answer(&self) -> &Answer {
        &self.0
    }
}

/// Halts when it is told to.
#[derive(Default)]
struct Stop {
    halted: Cell<bool>,
    notify: Notify,
}

impl Stop {
    fn now(&self) {
        self.halted.set(true);
        self.notify.notify_waiters();
    }
}

impl Halt for Stop {
    fn halted(&self) -> bool {
        self.halted.get()
    }

    fn wait(&self) -> Pin<Box<dyn Future<Output = ()> + '_>> {
        Box::pin(async {
            let notified = self.notify.notified();
            if !self.halted.get() {
                notified.await;
            }
        })
    }
}

/// Answers connection after connection with these heads and bodies; the count is of those that were asked.
fn server(replies: Vec<(&'static str, &'static str)>) -> (url::Url, std::sync::mpsc::Receiver<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    let (asked, count) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for (head, body) in replies {
            let (mut stream, _) = listener.accept().unwrap();
            let mut buffer = [0; 4096];
            let _ = stream.read(&mut buffer);
            asked.send(()).unwrap();
            let length = body.len();
            let _ = write!(stream, "HTTP/1.1 {head}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}");
        }
    });
    (url, count)
}

fn with_client<T>(url: &url::Url, test: impl AsyncFnOnce(Client<'_>) -> T) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let settings = Settings { base_url: url, timeout: Duration::from_secs(30), connections: 1 };
    let http = http::Client::new(&settings, &Silent).unwrap();
    runtime.block_on(test(Client::new(http, &Timestamp::now)))
}

#[test]
fn a_write_is_tried_again_only_when_it_was_certainly_not_accepted() {
    for (replies, attempts, code) in [
        (vec![("200 OK", "4"), ("200 OK", "000000")], 2, "000000"),
        (vec![("429 Too Many Requests", ""), ("200 OK", "000000")], 2, "000000"),
        (vec![("200 OK", "999999")], 1, "999999"),
        (vec![("200 OK", "2018352")], 1, "2018352"),
        (vec![("200 OK", "210002")], 1, "210002"),
    ] {
        let (url, _asked) = server(replies);
        let called = with_client(&url, async |client| {
            client.tried_anew::<Plain>(Effect::Write, || Request::get(url.clone())).await.unwrap()
        });
        assert_eq!((called.attempts, called.judged.code.as_deref()), (attempts, Some(code)));
    }
}

#[test]
fn an_expired_token_brings_another_request_at_once() {
    let (url, asked) = server(vec![("200 OK", "900002"), ("200 OK", "000000")]);
    let mut told = Vec::new();
    let called = with_client(&url, async |client| {
        let request = async |expired| {
            told.push(expired);
            Ok::<_, Halted>(Request::get(url.clone()))
        };
        client.tried::<Plain, _>(Effect::Write, request).await.unwrap()
    });
    assert_eq!((called.judged.verdict, called.attempts), (Verdict::Accepted, 2));
    assert_eq!(told, [false, true]);
    assert_eq!(asked.try_iter().count(), 2);
}

/// Ctrl-C while the token's lock was waited for: the message left all the same, eleven seconds later.
#[test]
fn nothing_leaves_once_the_halt_has_come_before_the_first_try() {
    let (url, asked) = server(vec![("200 OK", "000000")]);
    let stop = Stop::default();
    let result = with_client(&url, async |client| {
        let request = async |_| {
            stop.now();
            Ok::<_, Halted>(Request::get(url.clone()))
        };
        client.halted_by(&stop).tried::<Plain, _>(Effect::Write, request).await.map(|called| called.judged)
    });
    assert_eq!(result, Err(Halted));
    assert_eq!(asked.try_iter().count(), 0);
}

#[test]
fn a_halt_ends_the_wait_that_a_vendor_asks_for_with_the_answer_that_was_had() {
    let (url, asked) = server(vec![("429 Too Many Requests\r\nretry-after: 200", "")]);
    let stop = Stop::default();
    let called = with_client(&url, async |client| {
        let client = client.halted_by(&stop);
        let call = client.tried_anew::<Plain>(Effect::Write, || Request::get(url.clone()));
        let halt = async {
            // The halt comes while the call waits: nothing else lets this future run so often.
            for _ in 0..1_000 {
                tokio::time::sleep(Duration::from_millis(1)).await;
                if asked.try_recv().is_ok() {
                    break;
                }
            }
            stop.now();
        };
        futures_util::future::join(call, halt).await.0.unwrap()
    });
    assert_eq!(called.judged.verdict, Verdict::NotSent(NotSent::RateLimited));
    assert_eq!(called.attempts, 1);
}
