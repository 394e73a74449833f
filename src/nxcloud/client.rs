//! Calls to NXCloud: signed at the moment of every try, tried again only when certainly not accepted.

use std::fmt::Write as _;

use bytes::Bytes;
use jiff::Timestamp;
use url::Url;

use super::signature::{self, Algorithm, Fields};
use crate::http::{self, Body, Header, Request};
use crate::shell;
use crate::vendor::clock::told_skew;
use crate::vendor::{self, Called, Effect, Halt, Halted};

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
    /// The request that is sent, signed for `ts` over exactly the bytes of its body.
    pub fn request(&self, call: &Call, ts: Timestamp) -> Request {
        let ts = ts.as_millisecond().to_string();
        let fields = Fields { access_key: &self.access_key, action: call.action, biz_type: &self.biz_type, ts: &ts };
        let signed: &[u8] = if call.signs_body { &call.body.bytes } else { b"" };
        let sign = signature::sign(self.algorithm, fields, signed, &self.access_secret);
        let mut request = Request::post(http::join(&self.base_url, call.path), call.body.clone())
            .header(Header::partly_secret("accessKey", self.access_key.as_str()))
            .header(Header::plain("ts", ts))
            .header(Header::plain("bizType", self.biz_type.as_str()))
            .header(Header::plain("action", call.action));
        if self.algorithm != Algorithm::Md5 {
            request = request.header(Header::plain("algorithm", self.algorithm.word()));
        }
        request.header(Header::secret("sign", sign))
    }

    /// The request as lines for a POSIX shell. A signature lives for a minute, so the lines make
    /// their own, with key and secret from the variables that msgops reads too.
    pub fn to_curl(&self, call: &Call) -> String {
        self.curl(call, None)
    }

    /// The same for a form, whose body is no part of the signature: `fields` are curl's.
    pub fn to_curl_form(&self, call: &Call, fields: &[String]) -> String {
        self.curl(call, Some(fields))
    }

    fn curl(&self, call: &Call, form: Option<&[String]>) -> String {
        let (algorithm, biz_type, action) = (self.algorithm, &self.biz_type, call.action);
        let biz_type_quoted = shell::quote(biz_type);
        let mut text =
            String::from("# needs MSGOPS_NXCLOUD_ACCESS_KEY and MSGOPS_NXCLOUD_ACCESS_SECRET; signed when it runs\n");
        let mut signed = "";
        if form.is_none() {
            let _ = writeln!(text, "body={}", shell::quote(&String::from_utf8_lossy(&call.body.bytes)));
            signed = "&body=$body";
        }
        let _ = writeln!(text, "biz_type={biz_type_quoted}");
        let _ = writeln!(text, "ts=$(date +%s)000");
        let _ = writeln!(
            text,
            "sign=$(printf '%s' \"accessKey=$MSGOPS_NXCLOUD_ACCESS_KEY&action={action}&bizType=$biz_type&ts=$ts{signed}&accessSecret=$MSGOPS_NXCLOUD_ACCESS_SECRET\" | openssl dgst -{algorithm} -r | cut -d ' ' -f 1)"
        );
        let _ = write!(
            text,
            "curl -X POST {}",
            shell::quote(&http::request::masked(&http::join(&self.base_url, call.path)))
        );
        let mut header = |value: &str| {
            let _ = write!(text, " \\\n  -H \"{value}\"");
        };
        header("accessKey: $MSGOPS_NXCLOUD_ACCESS_KEY");
        header("ts: $ts");
        header("bizType: $biz_type");
        header(&format!("action: {action}"));
        if algorithm != Algorithm::Md5 {
            header(&format!("algorithm: {algorithm}"));
        }
        header("sign: $sign");
        match form {
            Some(fields) => {
                for field in fields {
                    let _ = write!(text, " \\\n  -F {}", shell::quote(field));
                }
            }
            None => {
                header(&format!("content-type: {}", call.body.content_type));
                text.push_str(" \\\n  --data-binary \"$body\"");
            }
        }
        text
    }
}

/// One call of NXCloud's API.
#[derive(Clone, Debug)]
pub struct Call {
    /// Path below the base URL.
    pub path: &'static str,
    /// The business operation, header `action`.
    pub action: &'static str,
    /// What it carries.
    pub body: Body,
    /// Whether the body is part of the signature: not of multipart forms.
    pub signs_body: bool,
}

impl Call {
    /// A call that carries JSON.
    pub fn json(path: &'static str, action: &'static str, body: impl Into<Bytes>) -> Self {
        Self { path, action, body: Body::json(body), signs_body: true }
    }
}

/// Talks to NXCloud.
pub struct Client<'a> {
    core: vendor::Client<'a>,
    account: Account,
}

impl<'a> Client<'a> {
    /// A client; nothing is asked of anybody yet.
    pub fn new(core: vendor::Client<'a>, account: Account) -> Self {
        Self { core, account }
    }

    /// A client whose retries end when `halt` says so; a try in flight is always awaited.
    #[must_use]
    pub fn halted_by(mut self, halt: &'a dyn Halt) -> Self {
        self.core = self.core.halted_by(halt);
        self
    }

    /// One try.
    pub async fn once<R: vendor::Reply>(&self, call: &Call) -> Called<R> {
        measured(self.core.once(&self.account.request(call, self.core.now())).await)
    }

    /// A read: tried again after everything but a refusal.
    ///
    /// # Errors
    /// [`Halted`] when a signal came before anything left.
    pub async fn read<R: vendor::Reply>(&self, call: &Call) -> Result<Called<R>, Halted> {
        let request = || self.account.request(call, self.core.now());
        self.core.tried_anew(Effect::Read, request).await.map(measured)
    }

    /// A send: tried again only when the last try was certainly not accepted. Each try is signed anew.
    ///
    /// # Errors
    /// [`Halted`] when a signal came before anything left.
    pub async fn write<R: vendor::Reply>(&self, call: &Call) -> Result<Called<R>, Halted> {
        let request = || self.account.request(call, self.core.now());
        self.core.tried_anew(Effect::Write, request).await.map(measured)
    }
}

/// A request that was too old or too new tells how far the clocks are apart.
fn measured<R>(mut called: Called<R>) -> Called<R> {
    if called.judged.code.as_deref() == Some("1004") {
        called.judged.message = format!("{} ({})", called.judged.message, told_skew(called.ahead));
    }
    called
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

    fn call(body: Bytes) -> Call {
        Call::json("/v1/message/mt", "mt", body)
    }

    fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
        request.headers.iter().find(|header| header.name == name).map(|header| header.value.as_str())
    }

    #[test]
    fn the_signature_is_over_the_bytes_that_are_sent() {
        let body = Bytes::from_static(b"{\"appkey\":\"a\"}");
        let ts = Timestamp::from_millisecond(1_655_710_885_431).unwrap();
        let request = account(Algorithm::Md5).request(&call(body.clone()), ts);
        assert_eq!(request.url.as_str(), "http://127.0.0.1:1/base/v1/message/mt");
        assert_eq!(header(&request, "ts"), Some("1655710885431"));
        assert_eq!(header(&request, "algorithm"), None);
        let fields = Fields { access_key: "fme2na3kdi3ki", action: "mt", biz_type: "8", ts: "1655710885431" };
        let expected = signature::sign(Algorithm::Md5, fields, &request.body.as_ref().unwrap().bytes, "abciiiko2k3");
        assert_eq!(header(&request, "sign"), Some(expected.as_str()));
        let other = account(Algorithm::Sha256).request(&call(body), ts);
        assert_eq!(header(&other, "algorithm"), Some("sha256"));
        assert_eq!(header(&other, "sign").map(str::len), Some(64));
    }

    /// The vendor's page of media uploads: the string of a multipart call has no body part.
    #[test]
    fn a_form_is_signed_without_its_body() {
        let ts = Timestamp::from_millisecond(1_655_710_885_431).unwrap();
        let form = Call { signs_body: false, ..call(Bytes::from_static(b"--x")) };
        let request = account(Algorithm::Md5).request(&form, ts);
        let fields = Fields { access_key: "fme2na3kdi3ki", action: "mt", biz_type: "8", ts: "1655710885431" };
        let expected = signature::sign(Algorithm::Md5, fields, b"", "abciiiko2k3");
        assert_eq!(header(&request, "sign"), Some(expected.as_str()));
        assert_eq!(&request.body.unwrap().bytes[..], b"--x");
    }

    #[test]
    fn nothing_secret_is_shown() {
        let ts = Timestamp::from_millisecond(1_655_710_885_431).unwrap();
        let request = account(Algorithm::Md5).request(&call(Bytes::from_static(b"{}")), ts);
        let sign = header(&request, "sign").unwrap().to_owned();
        for shown in [request.to_http(), account(Algorithm::Md5).to_curl(&call(Bytes::from_static(b"{}")))] {
            assert!(
                !shown.contains(&sign) && !shown.contains("abciiiko2k3") && !shown.contains("fme2na3kdi3ki"),
                "{shown}"
            );
        }
        assert!(request.to_http().contains("accessKey: fme2***\n"), "{}", request.to_http());
    }
}
