//! Calls to Super Message: signed at the moment of every try, tried again only when certainly not accepted.
//!
//! Page: "通过API发起多渠道的消息发送服务", `POST /v1/message/mt`.

use std::fmt::Write as _;

use bytes::Bytes;
use jiff::Timestamp;
use url::Url;

use super::answer::Reply;
use super::signature::{self, Algorithm, Fields};
use crate::codes::{self, Book};
use crate::http::outcome::date;
use crate::http::request::shell_quote;
use crate::http::retry::{Budget, Halt, pause};
use crate::http::{self, Header, Judged, NotSent, Platform, Request, Verdict, judge};

/// Path of the one call.
pub const PATH: &str = "/v1/message/mt";

/// The business operation, fixed by the document.
pub const ACTION: &str = "mt";

/// The vendor takes requests whose `ts` is at most so many seconds off its clock.
pub const WINDOW: i64 = 60;

/// Who signs: never printed as a whole.
#[derive(Clone)]
pub struct Account {
    /// Where the vendor is.
    pub base_url: Url,
    /// Header `accessKey`.
    pub access_key: String,
    /// What requests are signed with.
    pub access_secret: String,
    /// The hash.
    pub algorithm: Algorithm,
    /// Header `bizType`: `8` by the document.
    pub biz_type: String,
}

impl Account {
    /// The request that is sent, signed for `ts` over exactly the bytes of `body`.
    pub fn request(&self, body: Bytes, ts: Timestamp) -> Request {
        let ts = ts.as_millisecond().to_string();
        let fields = Fields { access_key: &self.access_key, action: ACTION, biz_type: &self.biz_type, ts: &ts };
        let sign = signature::sign(self.algorithm, fields, &body, &self.access_secret);
        let mut request = Request::post(http::join(&self.base_url, PATH), body)
            .header(Header::partly_secret("accessKey", self.access_key.as_str()))
            .header(Header::plain("ts", ts))
            .header(Header::plain("bizType", self.biz_type.as_str()))
            .header(Header::plain("action", ACTION));
        if self.algorithm != Algorithm::Md5 {
            request = request.header(Header::plain("algorithm", self.algorithm.word()));
        }
        request.header(Header::secret("sign", sign))
    }

    /// The request as lines for a POSIX shell. A signature lives for a minute, so the lines make
    /// their own, with key and secret from the variables that msgops reads too.
    pub fn to_curl(&self, body: &str) -> String {
        let (algorithm, biz_type) = (self.algorithm, &self.biz_type);
        let biz_type_quoted = shell_quote(biz_type);
        let mut text =
            String::from("# needs MSGOPS_NXCLOUD_ACCESS_KEY and MSGOPS_NXCLOUD_ACCESS_SECRET; signed when it runs\n");
        let _ = writeln!(text, "body={}", shell_quote(body));
        let _ = writeln!(text, "biz_type={biz_type_quoted}");
        let _ = writeln!(text, "ts=$(date +%s)000");
        let _ = writeln!(
            text,
            "sign=$(printf '%s' \"accessKey=$MSGOPS_NXCLOUD_ACCESS_KEY&action={ACTION}&bizType=$biz_type&ts=$ts&body=$body&accessSecret=$MSGOPS_NXCLOUD_ACCESS_SECRET\" | openssl dgst -{algorithm} -r | cut -d ' ' -f 1)"
        );
        let _ = write!(text, "curl -X POST {}", shell_quote(&http::request::masked(&http::join(&self.base_url, PATH))));
        let mut header = |value: &str| {
            let _ = write!(text, " \\\n  -H \"{value}\"");
        };
        header("accessKey: $MSGOPS_NXCLOUD_ACCESS_KEY");
        header("ts: $ts");
        header("bizType: $biz_type");
        header(&format!("action: {ACTION}"));
        if algorithm != Algorithm::Md5 {
            header(&format!("algorithm: {algorithm}"));
        }
        header("sign: $sign");
        header("content-type: application/json");
        text.push_str(" \\\n  --data-binary \"$body\"");
        text
    }
}

/// A call as answered.
#[derive(Clone, Debug)]
pub struct Called {
    /// The verdict of the last try, with the code that decided it.
    pub judged: Judged,
    /// The book its code was found in.
    pub book: Option<Book>,
    /// The reply, when it was NXCloud's JSON.
    pub reply: Option<Reply>,
    /// The reply's bytes as received; empty when none came.
    pub raw: Bytes,
    /// Tries, this one included.
    pub attempts: u32,
}

impl Called {
    /// The explanation of the code, in our words.
    pub fn explanation(&self) -> Option<&'static str> {
        let code = self.judged.code.as_deref()?;
        codes::find(self.book?, code).map(|entry| entry.explanation)
    }
}

/// Talks to NXCloud.
pub struct Client<'a> {
    http: http::Client<'a>,
    account: Account,
    now: &'a dyn Fn() -> Timestamp,
    halt: Option<&'a dyn Halt>,
}

impl<'a> Client<'a> {
    /// A client; nothing is asked of anybody yet. `now` is asked for every try.
    pub fn new(http: http::Client<'a>, account: Account, now: &'a dyn Fn() -> Timestamp) -> Self {
        Self { http, account, now, halt: None }
    }

    /// A client whose retries end when `halt` says so; a try in flight is always awaited.
    #[must_use]
    pub fn halted_by(mut self, halt: &'a dyn Halt) -> Self {
        self.halt = Some(halt);
        self
    }

    /// One try.
    pub async fn once(&self, body: &Bytes) -> Called {
        let sent_at = (self.now)();
        let request = self.account.request(body.clone(), sent_at);
        let exchange = self.http.send(&request).await;
        let ahead =
            exchange.as_ref().ok().and_then(|reply| Some(seconds_ahead(sent_at, (self.now)(), date(&reply.headers)?)));
        let reply = exchange.as_ref().ok().and_then(|reply| Reply::read(&reply.body));
        let mut judged = judge(Platform::Nxcloud, &exchange, reply.as_ref().map(|reply| &reply.answer));
        if let Some(reply) = &reply {
            judged = reply.decided(judged);
        }
        judged.message = request.mask(judged.message);
        if judged.code.as_deref() == Some("1004") {
            judged.message = format!("{} ({})", judged.message, told_skew(ahead));
        }
        let book = judged.code.as_deref().and_then(|code| codes::find(Book::Nxcloud, code)).map(|entry| entry.book);
        let raw = exchange.map(|reply| reply.body).unwrap_or_default();
        Called { judged, book, reply, raw, attempts: 1 }
    }

    /// A send: tried again only when the last try was certainly not accepted, at most
    /// [`http::retry::TRIES`] times. Each try is signed anew.
    pub async fn write(&self, body: &Bytes) -> Called {
        let mut budget = Budget::new();
        loop {
            budget.start_try();
            let mut called = self.once(body).await;
            called.attempts = budget.tries();
            let Verdict::NotSent(NotSent::RateLimited | NotSent::Unreachable) = called.judged.verdict else {
                return called;
            };
            match budget.next_wait(called.judged.retry_after) {
                Some(wait) if pause(wait, self.halt).await => {}
                _ => return called,
            }
        }
    }
}

/// Seconds from the vendor's clock to ours, by the middle of the exchange. `Date` tells whole
/// seconds only, and is half a second late on the average.
pub fn seconds_ahead(sent_at: Timestamp, received_at: Timestamp, vendor: Timestamp) -> i64 {
    let middle = (sent_at.as_millisecond() + received_at.as_millisecond()) / 2;
    let off = middle - (vendor.as_millisecond() + 500);
    (off + off.signum() * 500) / 1000
}

/// The measured skew as a sentence fragment.
pub fn told_skew(ahead: Option<i64>) -> String {
    match ahead {
        None => "the reply has no Date to measure this machine's clock against".into(),
        Some(0) => "this machine's clock agrees with the vendor's Date".into(),
        Some(seconds) if seconds > 0 => format!("this machine's clock is {seconds} s ahead of the vendor's"),
        Some(seconds) => format!("this machine's clock is {} s behind the vendor's", -seconds),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(algorithm: Algorithm) -> Account {
        Account {
            base_url: "http://127.0.0.1:1/base/".parse().unwrap(),
            access_key: "fme2na3kdi3ki".into(),
            access_secret: "abciiiko2k3".into(),
            algorithm,
            biz_type: "8".into(),
        }
    }

    fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
        request.headers.iter().find(|header| header.name == name).map(|header| header.value.as_str())
    }

    #[test]
    fn the_signature_is_over_the_bytes_that_are_sent() {
        let body = Bytes::from_static(b"{\"appkey\":\"a\"}");
        let ts = Timestamp::from_millisecond(1_655_710_885_431).unwrap();
        let request = account(Algorithm::Md5).request(body.clone(), ts);
        assert_eq!(request.url.as_str(), "http://127.0.0.1:1/base/v1/message/mt");
        assert_eq!(header(&request, "ts"), Some("1655710885431"));
        assert_eq!(header(&request, "algorithm"), None);
        let fields = Fields { access_key: "fme2na3kdi3ki", action: "mt", biz_type: "8", ts: "1655710885431" };
        let expected = signature::sign(Algorithm::Md5, fields, request.body.as_deref().unwrap(), "abciiiko2k3");
        assert_eq!(header(&request, "sign"), Some(expected.as_str()));
        let other = account(Algorithm::Sha256).request(body, ts);
        assert_eq!(header(&other, "algorithm"), Some("sha256"));
        assert_eq!(header(&other, "sign").map(str::len), Some(64));
    }

    #[test]
    fn nothing_secret_is_shown() {
        let ts = Timestamp::from_millisecond(1_655_710_885_431).unwrap();
        let request = account(Algorithm::Md5).request(Bytes::from_static(b"{}"), ts);
        let sign = header(&request, "sign").unwrap().to_owned();
        for shown in [request.to_http(), account(Algorithm::Md5).to_curl("{}")] {
            assert!(
                !shown.contains(&sign) && !shown.contains("abciiiko2k3") && !shown.contains("fme2na3kdi3ki"),
                "{shown}"
            );
        }
        assert!(request.to_http().contains("accessKey: fme2***\n"), "{}", request.to_http());
    }

    #[test]
    fn skew_is_rounded_to_the_nearest_second() {
        let at = |millisecond| Timestamp::from_millisecond(millisecond).unwrap();
        assert_eq!(seconds_ahead(at(61_500), at(61_700), at(0)), 61);
        assert_eq!(seconds_ahead(at(400), at(600), at(0)), 0);
        assert_eq!(seconds_ahead(at(0), at(0), at(61_000)), -62);
        assert!(told_skew(Some(-62)).contains("62 s behind"));
        assert!(told_skew(Some(61)).contains("61 s ahead"));
        assert!(told_skew(None).contains("no Date"));
    }
}
