use bytes::Bytes;
use reqwest::header::HeaderMap;

use super::*;

fn reply(status: u16, headers: &[(&'static str, &str)]) -> Result<Reply, Failure> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.insert(*name, value.parse().unwrap());
    }
    Ok(Reply { status, headers: map, body: Bytes::new(), elapsed: Duration::ZERO })
}

fn failure(stage: Stage, cause: Cause) -> Result<Reply, Failure> {
    Err(Failure { stage, cause, status: None, detail: "x".into(), elapsed: Duration::ZERO })
}

const SOBOT: &[Book] = &[Book::Sobot, Book::SobotRecord];
const NXCLOUD: &[Book] = &[Book::Nxcloud];

fn answer(books: &[Book], code: &str) -> Answer {
    Answer::of(books, code.into(), String::new())
}

#[test]
fn transport_failures() {
    use Cause::*;
    use Stage::*;
    let unreachable = Verdict::NotSent(NotSent::Unreachable);
    for (stage, cause, expected) in [
        (BeforeRequest, Dns, unreachable),
        (BeforeRequest, Connect, unreachable),
        (BeforeRequest, Tls, unreachable),
        (BeforeRequest, Timeout, unreachable),
        (AfterRequest, Timeout, Verdict::Unknown(Unknown::Timeout)),
        (AfterRequest, Reset, Verdict::Unknown(Unknown::ConnectionLost)),
        (AfterRequest, Cut, Verdict::Unknown(Unknown::UnreadableReply)),
        (AfterRequest, TooLarge, Verdict::Unknown(Unknown::UnreadableReply)),
        (AfterRequest, Other, Verdict::Unknown(Unknown::UnreadableReply)),
    ] {
        assert_eq!(judge(&failure(stage, cause), None).verdict, expected, "{stage:?} {cause:?}");
    }
}

#[test]
fn statuses_without_a_vendor_answer() {
    let retry: &[(&str, &str)] = &[("retry-after", "7")];
    for (status, headers, expected, code) in [
        (429, &[][..], Verdict::NotSent(NotSent::RateLimited), "http_429"),
        (503, retry, Verdict::NotSent(NotSent::RateLimited), "http_503"),
        (503, &[][..], Verdict::Unknown(Unknown::HttpStatus), "http_503"),
        (500, retry, Verdict::Unknown(Unknown::HttpStatus), "http_500"),
        (502, &[][..], Verdict::Unknown(Unknown::HttpStatus), "http_502"),
        (408, &[][..], Verdict::Unknown(Unknown::HttpStatus), "http_408"),
        (302, &[][..], Verdict::Refused, "http_302"),
        (404, &[][..], Verdict::Refused, "http_404"),
        (401, &[][..], Verdict::Refused, "http_401"),
        (200, &[][..], Verdict::Unknown(Unknown::UnreadableReply), "http_200"),
        (204, &[][..], Verdict::Unknown(Unknown::UnreadableReply), "http_204"),
    ] {
        let judged = judge(&reply(status, headers), None);
        assert_eq!(judged.verdict, expected, "{status}");
        assert_eq!((judged.code.as_deref(), judged.book), (Some(code), None));
    }
}

#[test]
fn vendor_codes() {
    let rate = Verdict::NotSent(NotSent::RateLimited);
    let open = Verdict::Unknown(Unknown::VendorCode);
    for (books, code, expected) in [
        (SOBOT, "000000", Verdict::Accepted),
        (SOBOT, "4", rate),
        (SOBOT, "2534040", rate),
        (SOBOT, "2018352", Verdict::NotSent(NotSent::RecipientLimited)),
        (SOBOT, "900002", Verdict::NotSent(NotSent::TokenExpired)),
        (SOBOT, "900001", Verdict::Refused),
        (SOBOT, "1", open),
        (SOBOT, "2", open),
        (SOBOT, "999997", open),
        (SOBOT, "999999", open),
        (SOBOT, "999998", Verdict::Refused),
        (SOBOT, "210002", Verdict::Refused),
        (SOBOT, "31337", Verdict::Refused),
        (SOBOT, "0", Verdict::Refused),
        (SOBOT, "9010", Verdict::Refused),
        (NXCLOUD, "0", Verdict::Accepted),
        (NXCLOUD, "9010", rate),
        (NXCLOUD, "-1", open),
        (NXCLOUD, "9999", open),
        (NXCLOUD, "14003", open),
        (NXCLOUD, "14001", Verdict::Refused),
        (NXCLOUD, "1004", Verdict::Refused),
        (NXCLOUD, "9002", Verdict::Refused),
        (NXCLOUD, "4", Verdict::Refused),
        (NXCLOUD, "900002", Verdict::Refused),
    ] {
        let answer = answer(books, code);
        assert_eq!(judge(&reply(200, &[]), Some(&answer)).verdict, expected, "{books:?} {code}");
    }
}

#[test]
fn a_vendor_answer_under_a_bad_status() {
    let retry: &[(&str, &str)] = &[("retry-after", "7")];
    for (books, status, headers, code, expected) in [
        (SOBOT, 400, &[][..], "210001", Verdict::Refused),
        (SOBOT, 400, &[], "77", Verdict::Refused),
        (SOBOT, 500, &[], "210001", Verdict::Refused),
        (SOBOT, 500, &[], "500", Verdict::Unknown(Unknown::HttpStatus)),
        (NXCLOUD, 502, &[], "502", Verdict::Unknown(Unknown::HttpStatus)),
        (SOBOT, 500, &[], "000000", Verdict::Unknown(Unknown::HttpStatus)),
        (SOBOT, 403, &[], "000000", Verdict::Unknown(Unknown::HttpStatus)),
        (NXCLOUD, 429, &[], "0", Verdict::NotSent(NotSent::RateLimited)),
        (SOBOT, 503, retry, "210008", Verdict::Refused),
        (SOBOT, 503, retry, "503", Verdict::Unknown(Unknown::HttpStatus)),
    ] {
        let answer = answer(books, code);
        assert_eq!(judge(&reply(status, headers), Some(&answer)).verdict, expected, "{books:?} {status} {code}");
    }
}

#[test]
fn a_refusal_dooms_only_where_its_book_says_so() {
    let judged = |code| judge(&reply(200, &[]), Some(&answer(NXCLOUD, code)));
    assert!(judged("1102").dooms());
    assert!(!judged("9002").dooms() && !judged("31337").dooms());
    // Under 429 nothing was refused, whatever the code.
    assert!(!judge(&reply(429, &[]), Some(&answer(NXCLOUD, "1102"))).dooms());
}
