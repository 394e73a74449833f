//! NXCloud's request signature (the vendor's "API calling convention"); its callbacks carry the same one.
//!
//! The body that is hashed is byte for byte the body that is sent, so a caller serialises once and
//! passes the same buffer here and to the wire.

use std::fmt;
use std::str::FromStr;

use crate::hex::hex;
use md5::{Digest, Md5};
use sha2::Sha256;

/// The hash of a signature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Algorithm {
    /// The vendor's default; no `algorithm` header is needed.
    #[default]
    Md5,
    /// Sent as `algorithm: sha256`.
    Sha256,
}

impl Algorithm {
    /// The word in the profile and in the `algorithm` header.
    pub fn word(self) -> &'static str {
        match self {
            Self::Md5 => "md5",
            Self::Sha256 => "sha256",
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

impl FromStr for Algorithm {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        [Self::Md5, Self::Sha256]
            .into_iter()
            .find(|algorithm| algorithm.word().eq_ignore_ascii_case(word))
            .ok_or_else(|| format!("`{word}` is not a signature algorithm; the vendor knows md5 and sha256"))
    }
}

/// What is signed besides the body. `algorithm` and `sign` themselves are not part of it.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    /// Header `accessKey`.
    pub access_key: &'a str,
    /// Header `action`.
    pub action: &'a str,
    /// Header `bizType`.
    pub biz_type: &'a str,
    /// Header `ts`: milliseconds since the epoch; the vendor allows ±60,000.
    pub ts: &'a str,
}

/// The signature in lowercase hex. An empty body is left out of the string, as the vendor says.
pub fn sign(algorithm: Algorithm, fields: Fields<'_>, body: &[u8], access_secret: &str) -> String {
    match algorithm {
        Algorithm::Md5 => digest::<Md5>(fields, body, access_secret),
        Algorithm::Sha256 => digest::<Sha256>(fields, body, access_secret),
    }
}

fn digest<D: Digest>(fields: Fields<'_>, body: &[u8], access_secret: &str) -> String {
    let Fields { access_key, action, biz_type, ts } = fields;
    let mut hash = D::new();
    for part in ["accessKey=", access_key, "&action=", action, "&bizType=", biz_type, "&ts=", ts] {
        hash.update(part);
    }
    if !body.is_empty() {
        hash.update("&body=");
        hash.update(body);
    }
    hash.update("&accessSecret=");
    hash.update(access_secret);
    hex(hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: Fields<'_> =
        Fields { access_key: "fme2na3kdi3ki", action: "send", biz_type: "1", ts: "1655710885431" };
    const SECRET: &str = "abciiiko2k3";

    #[test]
    fn the_vendors_vectors() {
        let body = "{\"name\":\"牛小信\",\"id\":10001}";
        assert_eq!(sign(Algorithm::Md5, FIELDS, body.as_bytes(), SECRET), "87c3560d3331ae23f1021e2025722354");
        let other_order = "{\"id\":10001,\"name\":\"牛小信\"}";
        assert_eq!(sign(Algorithm::Md5, FIELDS, other_order.as_bytes(), SECRET), "7750759da06333f20d0640be09355e34");
    }

    /// Expected values from coreutils over the string of the convention, written out.
    #[test]
    fn sha256_an_empty_body_and_a_secret_that_is_not_ascii() {
        let body = "{\"name\":\"牛小信\",\"id\":10001}";
        assert_eq!(
            sign(Algorithm::Sha256, FIELDS, body.as_bytes(), SECRET),
            "e0eec2c99ef80f269a82795e2223f618ebfc0616c8b6c8c7d438021ec38ad0eb"
        );
        assert_eq!(sign(Algorithm::Md5, FIELDS, b"", SECRET), "884afe159e39b6c88a0d6102ca97d704");
        assert_eq!(sign(Algorithm::Md5, FIELDS, b"", "schlüssel-密"), "62b19012ef5eb99555f620ddeda02308");
    }

    #[test]
    fn every_byte_of_the_body_counts() {
        let compact = sign(Algorithm::Md5, FIELDS, b"{\"a\":1}", SECRET);
        let spaced = sign(Algorithm::Md5, FIELDS, b"{\"a\": 1}", SECRET);
        assert_ne!(compact, spaced);
    }

    #[test]
    fn algorithm_words() {
        assert_eq!("SHA256".parse(), Ok(Algorithm::Sha256));
        assert_eq!("md5".parse(), Ok(Algorithm::Md5));
        assert!("sha1".parse::<Algorithm>().unwrap_err().contains("`sha1`"));
    }
}
