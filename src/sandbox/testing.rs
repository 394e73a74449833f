//! A client for the sandbox's own tests: HTTP as text over a socket, nothing of the real clients.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use md5::{Digest, Md5};
use serde_json::{Value, json};

use super::endpoint::Endpoint;
use super::{ACCESS_KEY, ACCESS_SECRET, APP_KEY, APPID, APPKEY, Clock, Fault, Options, PAGE, Running};

/// The instant at which every test begins.
pub(super) const NOW: i64 = 1_774_000_000_000;

/// A sandbox in memory with a clock that the test moves.
pub(super) struct Bench {
    pub(super) running: Running,
    clock: Arc<AtomicI64>,
}

/// A reply as it came.
#[derive(Debug)]
pub(super) struct Heard {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: String,
}

impl Heard {
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// `ret_code` or `code`.
    pub(super) fn code(&self) -> String {
        let body = self.json();
        body["ret_code"].as_str().map_or_else(|| body["code"].to_string(), str::to_owned)
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl Bench {
    pub(super) fn new() -> Self {
        Self::with_faults(&[])
    }

    pub(super) fn with_faults(faults: &[&str]) -> Self {
        let faults = faults.iter().map(|fault| fault.parse::<Fault>().unwrap()).collect();
        Self::with(Options { faults, ..Options::default() })
    }

    pub(super) fn with(options: Options) -> Self {
        let clock = Arc::new(AtomicI64::new(NOW));
        let options = Options { clock: Clock::Shared(Arc::clone(&clock)), ..options };
        Self { running: super::start_in_memory(options).unwrap(), clock }
    }

    pub(super) fn pass(&self, milliseconds: i64) {
        self.clock.fetch_add(milliseconds, Ordering::Relaxed);
    }

    /// Sends bytes and reads to the end of the connection.
    pub(super) fn exchange(&self, request: &str) -> std::io::Result<Heard> {
        let mut stream = TcpStream::connect(self.running.addr())?;
        stream.write_all(request.as_bytes())?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) =
            text.split_once("\r\n\r\n").ok_or_else(|| std::io::Error::from(std::io::ErrorKind::UnexpectedEof))?;
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Ok(Heard { status, head: head.to_owned(), body: body.to_owned() })
    }

    pub(super) fn request(method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> String {
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        format!(
            "{method} {target} HTTP/1.1\r\nhost: sandbox\r\nconnection: close\r\ncontent-length: {}\r\n{headers}\r\n{body}",
            body.len()
        )
    }

    pub(super) fn get(&self, target: &str, token: &str) -> Heard {
        self.exchange(&Self::request("GET", target, &[("token", token)], "")).unwrap()
    }

    pub(super) fn post(&self, endpoint: Endpoint, token: &str, body: &Value) -> Heard {
        self.try_post(endpoint, token, body).unwrap()
    }

    pub(super) fn try_post(&self, endpoint: Endpoint, token: &str, body: &Value) -> std::io::Result<Heard> {
        let headers = [("token", token), ("content-type", "application/json")];
        self.exchange(&Self::request("POST", endpoint.path(), &headers, &body.to_string()))
    }

    pub(super) fn ask_token(&self, appid: &str, create_time: &str, app_key: &str) -> Heard {
        let sign = md5(&format!("{appid}{create_time}{app_key}"));
        let query = format!("appid={appid}&create_time={create_time}&sign={sign}");
        self.exchange(&Self::request("GET", &format!("/api/get_token?{query}"), &[], "")).unwrap()
    }

    pub(super) fn token(&self) -> String {
        let heard = self.ask_token(APPID, "1774000000", APP_KEY);
        heard.json()["item"]["token"].as_str().unwrap().to_owned()
    }

    pub(super) fn text_to(recipient: &str) -> Value {
        json!({"recipientid": recipient, "pageid": PAGE, "type": "text", "payload": "hello"})
    }

    pub(super) fn push_to(phones: &[&str]) -> Value {
        json!({"appkey": APPKEY, "phones": phones, "message": {"textMessage": {"text": "hello"}}})
    }

    /// A Super Message, signed as documented.
    pub(super) fn push(&self, body: &str) -> Heard {
        self.try_push(body).unwrap()
    }

    pub(super) fn try_push(&self, body: &str) -> std::io::Result<Heard> {
        let ts = self.clock.load(Ordering::Relaxed).to_string();
        let sign = md5(&signed_text(&ts, body, ACCESS_SECRET));
        self.exchange(&Self::request("POST", Endpoint::Super.path(), &common_headers(&ts, &sign), body))
    }
}

pub(super) fn signed_text(ts: &str, body: &str, secret: &str) -> String {
    let body = if body.is_empty() { String::new() } else { format!("&body={body}") };
    format!("accessKey={ACCESS_KEY}&action=mt&bizType=8&ts={ts}{body}&accessSecret={secret}")
}

pub(super) fn common_headers<'a>(ts: &'a str, sign: &'a str) -> [(&'a str, &'a str); 6] {
    [
        ("content-type", "application/json"),
        ("accessKey", ACCESS_KEY),
        ("ts", ts),
        ("bizType", "8"),
        ("action", "mt"),
        ("sign", sign),
    ]
}

pub(super) fn md5(text: &str) -> String {
    Md5::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
