//! Signatures of NXCloud's callbacks (the vendor's public page "callback verify"): checked over the raw body, in
//! constant time. Says why a check fails; an old `ts` is told by [`age`], never judged.

use jiff::{SignedDuration, Timestamp};

use crate::nxcloud::signature::{Algorithm, Fields, sign};
use crate::webhook::body::Headers;
use crate::webhook::effort;

/// What a callback is checked against.
#[derive(Clone, Copy)]
pub struct Credentials<'a> {
    /// The access key of the profile; none when it has none, then any key passes.
    pub access_key: Option<&'a str>,
    /// The access secret.
    pub access_secret: &'a str,
}

/// Why a callback is not verified, in the words of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Refusal {
    /// A header that is signed, or `sign` itself, is absent or empty, or there are no headers at all.
    MissingHeader,
    /// The callback belongs to another access key than the profile's.
    AccessKeyDiffers,
    /// The signature is right, but by the other algorithm than the callback names.
    OtherAlgorithmMatches,
    /// The capture holds the body parsed, not the bytes that were signed.
    NoRawBody,
    /// The signature is wrong.
    Mismatch,
}

impl Refusal {
    /// The word in results.
    pub fn word(self) -> &'static str {
        match self {
            Self::MissingHeader => "missing_header",
            Self::AccessKeyDiffers => "access_key_differs",
            Self::OtherAlgorithmMatches => "other_algorithm_matches",
            Self::NoRawBody => "no_raw_body",
            Self::Mismatch => "mismatch",
        }
    }
}

/// How a signature was found to be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// By the algorithm that the callback names.
    Named,
    /// By MD5: the callback names none. The vendor's page of 2026-04 refuses such a callback, and its signed example of
    /// 2023 is one.
    Assumed,
}

/// Checks the signature over the body as it was received.
pub fn check(headers: Option<&Headers>, raw: Option<&[u8]>, credentials: Credentials<'_>) -> Result<Proof, Refusal> {
    let header = |name| headers.and_then(|headers| headers.get(name)).map(str::trim).filter(|value| !value.is_empty());
    let needed = |name| header(name).ok_or(Refusal::MissingHeader);
    let given = needed("sign")?;
    let signed = Fields {
        access_key: needed("accesskey")?,
        action: needed("action")?,
        biz_type: needed("biztype")?,
        ts: needed("ts")?,
    };
    if credentials.access_key.is_some_and(|own| own != signed.access_key) {
        return Err(Refusal::AccessKeyDiffers);
    }
    let raw = raw.ok_or(Refusal::NoRawBody)?;
    let matches = |algorithm| {
        effort::spend(raw.len());
        same(given, &sign(algorithm, signed, raw, credentials.access_secret))
    };
    let algorithm = header("algorithm");
    let (named, other) = match algorithm {
        Some(name) if name.eq_ignore_ascii_case("sha256") => (Algorithm::Sha256, Algorithm::Md5),
        _ => (Algorithm::Md5, Algorithm::Sha256),
    };
    match (matches(named), matches(other)) {
        (true, _) => Ok(if algorithm.is_some() { Proof::Named } else { Proof::Assumed }),
        (false, true) => Err(Refusal::OtherAlgorithmMatches),
        (false, false) => Err(Refusal::Mismatch),
    }
}

/// How long the callback was under way: from its `ts` to when the container says that it came. None when either is
/// not known.
pub fn age(headers: &Headers, received: Option<Timestamp>) -> Option<SignedDuration> {
    let sent = Timestamp::from_millisecond(headers.get("ts")?.trim().parse().ok()?).ok()?;
    Some(received?.duration_since(sent))
}

/// Compares ignoring case, in a time that depends on the lengths alone.
fn same(given: &str, computed: &str) -> bool {
    if given.len() != computed.len() {
        return false;
    }
    let difference = given
        .bytes()
        .zip(computed.bytes())
        .fold(0u8, |difference, (given, computed)| difference | (given.to_ascii_lowercase() ^ computed));
    std::hint::black_box(difference) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: Credentials<'_> = Credentials { access_key: Some("fme2na3kdi3ki"), access_secret: "abciiiko2k3" };
    const BODY: &[u8] = "{\"name\":\"牛小信\",\"id\":10001}".as_bytes();
    const MD5: &str = "87c3560d3331ae23f1021e2025722354";

    fn headers(changes: &[(&str, &str)]) -> Headers {
        let mut headers = vec![
            ("accessKey", "fme2na3kdi3ki"),
            ("Action", "send"),
            ("BIZTYPE", "1"),
            ("ts", "1655710885431"),
            ("sign", MD5),
        ];
        for &(name, value) in changes {
            headers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
            headers.push((name, value));
        }
        Headers(headers.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    fn sha256() -> String {
        let fields = Fields { access_key: "fme2na3kdi3ki", action: "send", biz_type: "1", ts: "1655710885431" };
        sign(Algorithm::Sha256, fields, BODY, "abciiiko2k3")
    }

    #[test]
    fn the_vendors_vectors() {
        assert_eq!(check(Some(&headers(&[])), Some(BODY), OWN), Ok(Proof::Assumed));
        assert_eq!(check(Some(&headers(&[("algorithm", "md5")])), Some(BODY), OWN), Ok(Proof::Named));
        let other = "{\"id\":10001,\"name\":\"牛小信\"}".as_bytes();
        let sign = headers(&[("sign", "7750759da06333f20d0640be09355e34")]);
        assert_eq!(check(Some(&sign), Some(other), OWN), Ok(Proof::Assumed));
        assert_eq!(check(Some(&sign), Some(BODY), OWN), Err(Refusal::Mismatch));
    }

    #[test]
    fn case_of_names_algorithm_and_signature_does_not_matter() {
        let upper = MD5.to_uppercase();
        assert_eq!(check(Some(&headers(&[("SIGN", &upper)])), Some(BODY), OWN), Ok(Proof::Assumed));
        assert_eq!(
            check(Some(&headers(&[("algorithm", "SHA256"), ("sign", &sha256())])), Some(BODY), OWN),
            Ok(Proof::Named)
        );
        for md5 in ["md5", "MD5", "whatever"] {
            assert_eq!(check(Some(&headers(&[("algorithm", md5)])), Some(BODY), OWN), Ok(Proof::Named), "{md5}");
        }
    }

    #[test]
    fn an_empty_body_is_no_missing_body() {
        let fields = Fields { access_key: "fme2na3kdi3ki", action: "send", biz_type: "1", ts: "1655710885431" };
        let signed = headers(&[("sign", &sign(Algorithm::Md5, fields, b"", "abciiiko2k3"))]);
        assert_eq!(check(Some(&signed), Some(b""), OWN), Ok(Proof::Assumed));
    }

    #[test]
    fn every_refusal() {
        for name in ["accesskey", "action", "biztype", "ts", "sign"] {
            let emptied = headers(&[(name, " ")]);
            assert_eq!(check(Some(&emptied), Some(BODY), OWN), Err(Refusal::MissingHeader), "{name}");
        }
        assert_eq!(check(None, Some(BODY), OWN), Err(Refusal::MissingHeader));
        let other = Credentials { access_key: Some("other"), ..OWN };
        assert_eq!(check(Some(&headers(&[])), Some(BODY), other), Err(Refusal::AccessKeyDiffers));
        assert_eq!(check(Some(&headers(&[])), None, OWN), Err(Refusal::NoRawBody));
        assert_eq!(
            check(Some(&headers(&[("algorithm", "sha256")])), Some(BODY), OWN),
            Err(Refusal::OtherAlgorithmMatches)
        );
        assert_eq!(check(Some(&headers(&[("sign", &sha256())])), Some(BODY), OWN), Err(Refusal::OtherAlgorithmMatches));
        let wrong = MD5.replace('8', "9");
        assert_eq!(check(Some(&headers(&[("sign", &wrong)])), Some(BODY), OWN), Err(Refusal::Mismatch));
        assert_eq!(check(Some(&headers(&[("sign", "8")])), Some(BODY), OWN), Err(Refusal::Mismatch));
        assert_eq!(check(Some(&headers(&[])), Some(&BODY[1..]), OWN), Err(Refusal::Mismatch));
    }

    #[test]
    fn age_is_told() {
        let received = Timestamp::from_millisecond(1_655_710_946_431).unwrap();
        assert_eq!(age(&headers(&[]), Some(received)), Some(SignedDuration::from_secs(61)));
        assert_eq!(age(&headers(&[]), None), None);
        assert_eq!(age(&headers(&[("ts", "soon")]), Some(received)), None);
    }
}
