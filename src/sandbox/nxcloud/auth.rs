//! The common headers and the signature.

use md5::Md5;
use sha2::{Digest, Sha256};

use super::{Checked, refuse};
use crate::hex::hex;
use crate::sandbox::call::Request;
use crate::sandbox::credentials::{ACCESS_KEY, ACCESS_SECRET};
use crate::sandbox::endpoint::Endpoint;

/// How far `ts` may be from the vendor's clock, in milliseconds.
const WINDOW: i64 = 60_000;

/// The headers, in the vendor's order: 1001 one is missing, 1002 one has a value that this call
/// does not take, 1005 the account is unknown (there is no secret to check anything with), 1003
/// the signature, 1004 the time.
pub(super) fn check(endpoint: Endpoint, request: &Request<'_>, now: i64) -> Checked<()> {
    let header = |name: &str| match request.header(name) {
        Some(value) => Ok(value),
        None => refuse(1001, &format!("the header {name} is missing")),
    };
    let (access_key, ts, biz_type) = (header("accessKey")?, header("ts")?, header("bizType")?);
    let (action, sign) = (header("action")?, header("sign")?);
    let expected = if endpoint.is_whatsapp() { "2" } else { "8" };
    let own = match endpoint {
        Endpoint::Super | Endpoint::Whatsapp => "mt",
        _ => endpoint.path().rsplit('/').next().unwrap_or_default(),
    };
    if biz_type != expected || action != own {
        return refuse(1002, &format!("bizType must be {expected} and action {own}"));
    }
    let algorithm = request.header("algorithm").unwrap_or("md5");
    if !matches!(algorithm, "md5" | "sha256") {
        return refuse(1002, "algorithm must be md5 or sha256");
    }
    if access_key != ACCESS_KEY {
        return refuse(1005, "the accessKey is unknown");
    }
    // Of a form no body is signed.
    let body = if endpoint == Endpoint::MediaUpload { b"" } else { request.body };
    let text = Signed { access_key, action, biz_type, ts, body, secret: ACCESS_SECRET };
    if sign != text.signature(algorithm) {
        return refuse(1003, "the signature is wrong");
    }
    match ts.parse::<i64>() {
        Ok(time) if time.abs_diff(now) <= WINDOW as u64 => Ok(()),
        _ => refuse(1004, "ts is not within 60 s of the server's clock"),
    }
}

/// The headers of a callback, signed as one of an app with signing switched on.
pub(in crate::sandbox) fn callback_headers(now: i64, body: &[u8]) -> Vec<(&'static str, String)> {
    let ts = now.to_string();
    let (action, biz_type) = ("mt", "8");
    let text = Signed { access_key: ACCESS_KEY, action, biz_type, ts: &ts, body, secret: ACCESS_SECRET };
    let sign = text.signature("md5");
    vec![
        ("accessKey", ACCESS_KEY.to_owned()),
        ("action", action.to_owned()),
        ("bizType", biz_type.to_owned()),
        ("ts", ts),
        ("algorithm", "md5".to_owned()),
        ("sign", sign),
    ]
}

/// What a signature covers.
struct Signed<'a> {
    access_key: &'a str,
    action: &'a str,
    biz_type: &'a str,
    ts: &'a str,
    body: &'a [u8],
    secret: &'a str,
}

impl Signed<'_> {
    fn signature(&self, algorithm: &str) -> String {
        let mut text =
            format!("accessKey={}&action={}&bizType={}&ts={}", self.access_key, self.action, self.biz_type, self.ts)
                .into_bytes();
        if !self.body.is_empty() {
            text.extend_from_slice(b"&body=");
            text.extend_from_slice(self.body);
        }
        text.extend_from_slice(b"&accessSecret=");
        text.extend_from_slice(self.secret.as_bytes());
        match algorithm {
            "sha256" => hex(Sha256::digest(&text)),
            _ => hex(Md5::digest(&text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vendors_vectors() {
        for (body, sign) in [
            ("{\"name\":\"牛小信\",\"id\":10001}", "87c3560d3331ae23f1021e2025722354"),
            ("{\"id\":10001,\"name\":\"牛小信\"}", "7750759da06333f20d0640be09355e34"),
        ] {
            let text = Signed {
                access_key: "fme2na3kdi3ki",
                action: "send",
                biz_type: "1",
                ts: "1655710885431",
                body: body.as_bytes(),
                secret: "abciiiko2k3",
            };
            assert_eq!(text.signature("md5"), sign);
            assert_eq!(text.signature("sha256").len(), 64);
        }
    }
}
