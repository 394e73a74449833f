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

fn answer(code: &str, known: bool, channels: &[(&str, &str)]) -> Answer {
    Answer {
        code: code.into(),
        message: String::new(),
        known,
        channels: channels
            .iter()
            .map(|(channel, code)| ChannelAnswer {
                channel: (*channel).into(),
                code: (*code).into(),
                message: String::new(),
            })
            .collect(),
    }
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
        for platform in [Platform::Sobot, Platform::Nxcloud] {
            assert_eq!(judge(platform, &failure(stage, cause), None).verdict, expected, "{stage:?} {cause:?}");
        }
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
        for platform in [Platform::Sobot, Platform::Nxcloud] {
            let judged = judge(platform, &reply(status, headers), None);
            assert_eq!(judged.verdict, expected, "{status}");
            assert_eq!(judged.code.as_deref(), Some(code));
        }
    }
}

#[test]
fn vendor_codes() {
    use Platform::*;
    let rate = Verdict::NotSent(NotSent::RateLimited);
    let open = Verdict::Unknown(Unknown::VendorCode);
    for (platform, code, expected) in [
        (Sobot, "000000", Verdict::Accepted),
        (Sobot, "4", rate),
        (Sobot, "2534040", rate),
        (Sobot, "2018352", Verdict::NotSent(NotSent::RecipientLimited)),
        (Sobot, "900002", Verdict::NotSent(NotSent::TokenExpired)),
        (Sobot, "900001", Verdict::Refused),
        (Sobot, "1", open),
        (Sobot, "2", open),
        (Sobot, "999997", open),
        (Sobot, "999999", open),
        (Sobot, "999998", Verdict::Refused),
        (Sobot, "210002", Verdict::Refused),
        (Sobot, "31337", Verdict::Refused),
        (Sobot, "0", Verdict::Refused),
        (Sobot, "9010", Verdict::Refused),
        (Nxcloud, "0", Verdict::Accepted),
        (Nxcloud, "9010", rate),
        (Nxcloud, "-1", open),
        (Nxcloud, "9999", open),
        (Nxcloud, "14003", open),
        (Nxcloud, "14001", Verdict::Refused),
        (Nxcloud, "1004", Verdict::Refused),
        (Nxcloud, "9002", Verdict::Refused),
        (Nxcloud, "4", Verdict::Refused),
        (Nxcloud, "900002", Verdict::Refused),
    ] {
        let answer = answer(code, true, &[]);
        assert_eq!(judge(platform, &reply(200, &[]), Some(&answer)).verdict, expected, "{platform} {code}");
    }
}

#[test]
fn channels_of_an_accepted_request() {
    for (channels, expected) in [
        (&[("sms", "0"), ("viber", "14001")][..], Verdict::Accepted),
        (&[("sms", "14003"), ("viber", "0")], Verdict::Accepted),
        (&[("sms", "14001"), ("viber", "14002")], Verdict::Refused),
        (&[("viber", "14002")], Verdict::Refused),
        (&[("sms", "14001"), ("viber", "14003")], Verdict::Unknown(Unknown::VendorCode)),
        (&[("rcs", "777")], Verdict::Unknown(Unknown::VendorCode)),
        (&[("rcs", "0")], Verdict::Accepted),
        (&[], Verdict::Accepted),
    ] {
        let answer = answer("0", true, channels);
        assert_eq!(judge(Platform::Nxcloud, &reply(200, &[]), Some(&answer)).verdict, expected, "{channels:?}");
    }
}

#[test]
fn a_vendor_answer_under_a_bad_status() {
    use Platform::*;
    let retry: &[(&str, &str)] = &[("retry-after", "7")];
    for (platform, status, headers, code, known, expected) in [
        (Sobot, 400, &[][..], "210001", true, Verdict::Refused),
        (Sobot, 400, &[], "77", false, Verdict::Refused),
        (Sobot, 500, &[], "210001", true, Verdict::Refused),
        (Sobot, 500, &[], "500", false, Verdict::Unknown(Unknown::HttpStatus)),
        (Nxcloud, 502, &[], "502", false, Verdict::Unknown(Unknown::HttpStatus)),
        (Sobot, 500, &[], "000000", true, Verdict::Unknown(Unknown::HttpStatus)),
        (Sobot, 403, &[], "000000", true, Verdict::Unknown(Unknown::HttpStatus)),
        (Nxcloud, 429, &[], "0", true, Verdict::NotSent(NotSent::RateLimited)),
        (Sobot, 503, retry, "210008", true, Verdict::Refused),
        (Sobot, 503, retry, "503", false, Verdict::Unknown(Unknown::HttpStatus)),
    ] {
        let answer = answer(code, known, &[]);
        assert_eq!(
            judge(platform, &reply(status, headers), Some(&answer)).verdict,
            expected,
            "{platform} {status} {code}"
        );
    }
}

#[test]
fn retry_after_is_read_as_seconds_or_as_a_date() {
    let seconds = judge(Platform::Sobot, &reply(429, &[("retry-after", "120")]), None);
    assert_eq!(seconds.retry_after, Some(Duration::from_secs(120)));
    let headers: &[(&str, &str)] =
        &[("retry-after", "Wed, 21 Oct 2015 07:28:30 GMT"), ("date", "Wed, 21 Oct 2015 07:28:00 GMT")];
    assert_eq!(judge(Platform::Sobot, &reply(429, headers), None).retry_after, Some(Duration::from_secs(30)));
    assert_eq!(judge(Platform::Sobot, &reply(429, &[("retry-after", "soon")]), None).retry_after, None);
}
