use serde_json::json;

use super::{Fault, FaultError};
use crate::sandbox::endpoint::Endpoint;
use crate::sandbox::testing::{Bench, Heard};
use crate::sandbox::{APP_KEY, APPID};

/// Sends texts to `count` people and tells the outcome of each: a code, a status, or `lost`.
fn outcomes(bench: &Bench, count: usize) -> Vec<String> {
    let token = bench.token();
    (0..count).map(|number| outcome(bench, &token, &format!("5{number:015}"))).collect()
}

fn outcome(bench: &Bench, token: &str, recipient: &str) -> String {
    match bench.try_post(Endpoint::Send, token, &Bench::text_to(recipient)) {
        Err(_) => "lost".into(),
        Ok(Heard { status: 200, body, .. }) => match serde_json::from_str::<serde_json::Value>(&body) {
            Ok(body) => body["ret_code"].as_str().unwrap_or("unreadable").to_owned(),
            Err(_) => "unreadable".into(),
        },
        Ok(heard) => heard.status.to_string(),
    }
}

fn accepted(bench: &Bench) -> i64 {
    bench.running.state().unwrap().accepted_messenger
}

#[test]
fn each_fault_answers_and_accepts_as_it_says() {
    for (fault, heard, count) in [
        ("reset-before", "lost", 0),
        ("reset-after", "lost", 1),
        ("http=429", "429", 0),
        ("http=503:retry-after=2", "503", 0),
        ("http=503", "503", 0),
        ("http=503:when=after", "503", 1),
        ("http=500", "500", 0),
        ("http=502:when=after", "502", 1),
        ("http=504:when=after", "504", 1),
        ("html", "unreadable", 0),
        ("html:when=after", "unreadable", 1),
        ("html=502", "502", 0),
        ("cut", "unreadable", 1),
        ("cut:when=before", "unreadable", 0),
        ("wrong-types", "unreadable", 1),
        ("redirect", "302", 0),
        ("code=2018352", "2018352", 0),
        ("code=999999:when=after", "999999", 1),
        ("expired-token", "900002", 0),
        ("rate=1/s,2534040:skip=1", "000000", 1),
    ] {
        let bench = Bench::with_faults(&[fault]);
        assert_eq!(outcomes(&bench, 1), [heard], "{fault}");
        assert_eq!(accepted(&bench), count, "{fault}");
    }
}

#[test]
fn picks_strike_as_often_as_they_say() {
    let struck = |fault: &str, count: usize| {
        let bench = Bench::with_faults(&[fault]);
        let codes = outcomes(&bench, count);
        codes.iter().map(|code| if code == "000000" { '.' } else { 'x' }).collect::<String>()
    };
    assert_eq!(struck("code=551:every=3", 7), "..x..x.");
    assert_eq!(struck("code=551:first=2", 5), "xx...");
    assert_eq!(struck("code=551:skip=2:first=1", 5), "..x..");
    assert_eq!(struck("code=551:every=2:first=2", 7), ".x.x...");
    assert_eq!(struck("code=551:p=0", 3), "...");
    assert_eq!(struck("code=551:p=1", 3), "xxx");
    let by_chance = struck("code=551:p=0.5:seed=7", 24);
    assert_eq!(by_chance, struck("code=551:p=0.5:seed=7", 24));
    assert_ne!(by_chance, struck("code=551:p=0.5:seed=8", 24));
    assert!(by_chance.contains('x') && by_chance.contains('.'));
}

#[test]
fn a_scope_spares_the_other_calls() {
    let bench = Bench::with_faults(&["code=551:on=super", "http=500:on=token:skip=1"]);
    assert_eq!(outcomes(&bench, 1), ["000000"]);
    assert_eq!(bench.push(&Bench::push_to(&["85291234567"]).to_string()).json()["code"], 551);
    assert_eq!(bench.ask_token(APPID, "1774000000", APP_KEY).status, 500);
    let bench = Bench::with_faults(&["code=551:on=/chat-set/api/messenger/query_task_list"]);
    let token = bench.token();
    assert_eq!(bench.post(Endpoint::Tasks, &token, &json!({})).code(), "551");
    assert_eq!(bench.post(Endpoint::Records, &token, &json!({})).code(), "000000");
}

#[test]
fn without_a_scope_tokens_are_issued() {
    let bench = Bench::with_faults(&["reset-before"]);
    assert_eq!(bench.ask_token(APPID, "1774000000", APP_KEY).code(), "000000");
}

#[test]
fn an_expired_token_stays_dead_and_a_new_one_lives() {
    let bench = Bench::with_faults(&["expired-token:first=1"]);
    let token = bench.token();
    assert_eq!(outcome(&bench, &token, "51"), "900002");
    assert_eq!(outcome(&bench, &token, "51"), "900002");
    let token = bench.token();
    assert_eq!(outcome(&bench, &token, "51"), "000000");
}

#[test]
fn a_rate_refuses_what_is_above_it_in_a_second() {
    let bench = Bench::with_faults(&["rate=3/s"]);
    assert_eq!(outcomes(&bench, 5), ["000000", "000000", "000000", "4", "4"]);
    bench.pass(1_000);
    assert_eq!(outcomes(&bench, 1), ["000000"]);
    let bench = Bench::with_faults(&["rate=1/s"]);
    let push = || bench.push(&Bench::push_to(&["85291234567"]).to_string()).json()["code"].clone();
    assert_eq!([push(), push()], [json!(0), json!(9010)]);
}

#[test]
fn retry_after_is_a_header() {
    let bench = Bench::with_faults(&["http=503:retry-after=2"]);
    let heard = bench.post(Endpoint::Send, "any", &Bench::text_to("51"));
    assert_eq!((heard.status, heard.header("retry-after"), heard.body.as_str()), (503, Some("2"), ""));
}

#[test]
fn a_redirect_leads_to_another_host() {
    let bench = Bench::with_faults(&["redirect=http://192.0.2.1:81/x"]);
    let heard = bench.post(Endpoint::Send, "any", &Bench::text_to("51"));
    assert_eq!(heard.header("location"), Some("http://192.0.2.1:81/x/chat-facebook/api/messenger/send"));
}

#[test]
fn a_cut_reply_announces_more_than_comes() {
    let bench = Bench::with_faults(&["cut"]);
    let token = bench.token();
    let heard = bench.post(Endpoint::Send, &token, &Bench::text_to("51"));
    let announced: usize = heard.header("content-length").unwrap().parse().unwrap();
    assert!(!heard.body.is_empty() && heard.body.len() < announced, "{heard:?}");
}

#[test]
fn a_huge_reply_is_as_large_as_it_was_asked_to_be() {
    let bench = Bench::with_faults(&["huge=300KB"]);
    let token = bench.token();
    let heard = bench.post(Endpoint::Send, &token, &Bench::text_to("51"));
    // Chunked: more than the 300 KB, by the chunks' own heads.
    assert!((300 << 10..310 << 10).contains(&heard.body.len()), "{}", heard.body.len());
    assert_eq!(accepted(&bench), 1);
}

#[test]
fn lists_come_under_the_other_name_and_in_small_pages() {
    let bench = Bench::with_faults(&["item-for-items:on=tasks", "small-pages=7:on=lists"]);
    let token = bench.token();
    let body = bench.post(Endpoint::Tasks, &token, &json!({"page_size": 100})).json();
    assert_eq!(body["item"].as_array().unwrap().len(), 7);
    assert!(body.get("items").is_none());
    assert_eq!((&body["page_size"], &body["page_count"], &body["total_count"]), (&json!(7), &json!(4), &json!(24)));
}

#[test]
fn a_skewed_clock_shows_in_the_date_and_in_the_window() {
    let bench = Bench::with_faults(&["skew=61s:on=super"]);
    let heard = bench.push(&Bench::push_to(&["85291234567"]).to_string());
    assert_eq!(heard.json()["code"], 1004);
    assert_eq!(heard.header("date"), Some("Fri, 20 Mar 2026 09:47:41 GMT"));
    let bench = Bench::with_faults(&["skew=-59s"]);
    assert_eq!(bench.push(&Bench::push_to(&["85291234567"]).to_string()).json()["code"], 0);
}

#[test]
fn channel_codes_come_on_the_channels() {
    let bench = Bench::with_faults(&["code=14003:when=after"]);
    let body = bench.push(&Bench::push_to(&["85291234567"]).to_string()).json();
    assert_eq!(body["code"], 0);
    assert_eq!(body["data"]["channelStatus"]["sms"]["code"], 14003);
    assert_eq!(bench.running.state().unwrap().accepted_super, 1);
}

#[test]
fn a_hanging_call_ends_with_the_server() {
    use std::io::{Read, Write};
    let bench = Bench::with_faults(&["hang"]);
    let mut stream = std::net::TcpStream::connect(bench.running.addr()).unwrap();
    let body = Bench::text_to("51").to_string();
    stream.write_all(Bench::request("POST", Endpoint::Send.path(), &[], &body).as_bytes()).unwrap();
    while bench.running.state().unwrap().requests.is_empty() {
        std::thread::yield_now();
    }
    drop(bench);
    // Reset or closed: but not a byte of an answer.
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    assert!(bytes.is_empty());
}

#[test]
fn a_wrong_fault_names_the_nearest_right_one() {
    let error = |text: &str| text.parse::<Fault>().unwrap_err().to_string();
    assert_eq!(error("reset-aftr"), "no fault is called `reset-aftr`; did you mean `reset-after`?");
    assert!(error("xyz").starts_with("no fault is called `xyz`; there are latency, hang, "));
    assert_eq!(error("hang:evry=2"), "`evry` says nothing about a fault; did you mean `every`?");
    assert_eq!(error("hang:on=subscriber"), "`on` names no call: `subscriber`; did you mean `subscribers`?");
    assert_eq!(error("hang:every=2:every=3"), "`every` is given twice");
    assert_eq!(error("hang:retry-after=2"), "`hang` takes no `retry-after`");
    assert_eq!(
        error("http=503:retry-after=2:when=after"),
        "`http=503` says that nothing was accepted: it cannot come after acceptance"
    );
    assert_eq!(error("code=4:when=after"), "`code=4` says that nothing was accepted: it cannot come after acceptance");
    for text in [
        "",
        "hang=1",
        "latency",
        "latency=fast",
        "latency=1h",
        "http",
        "http=99",
        "code=",
        "code=x",
        "rate=0",
        "small-pages=0",
        "skew=61",
        "huge=1GB",
        "hang:p=2",
        "hang:every=0",
        "hang:first=x",
        "hang:when=now",
        "http=429:when=after",
    ] {
        assert!(text.parse::<Fault>().is_err(), "{text}");
    }
    assert!(matches!("".parse::<Fault>(), Err(FaultError::Effect { .. })));
}

#[test]
fn every_example_of_the_help_is_a_fault() {
    for text in [
        "reset-after:every=7:on=send",
        "code=900002:first=1:on=send",
        "latency=200ms",
        "http=503:retry-after=2:p=0.1",
        "rate=50/s",
        "rate=50/s,2534040",
        "expired-token:every=100",
        "redirect=http://127.0.0.2:9/:first=1",
        "code=-1:on=super:when=after",
        "huge=64MB:first=1",
        "skew=-61s:on=nxcloud:seed=42",
    ] {
        assert!(text.parse::<Fault>().is_ok(), "{text}: {:?}", text.parse::<Fault>());
    }
}
