use serde_json::{Value, json};

use crate::sandbox::testing::{Bench, NOW};
use crate::sandbox::{APP_KEY, APPID, Endpoint, PAGE};

#[test]
fn a_token_is_issued_to_a_right_signature_only() {
    let bench = Bench::new();
    let heard = bench.ask_token(APPID, "1774000000", APP_KEY);
    let body = heard.json();
    assert_eq!(body["ret_code"], "000000");
    assert_eq!(body["item"]["expires_in"], "86400");
    assert_eq!(body["item"]["token"].as_str().unwrap().len(), 32);
    assert_eq!(bench.ask_token(APPID, "1774000000", "wrong").code(), "900003");
    assert_eq!(bench.ask_token("nobody", "1774000000", APP_KEY).code(), "900004");
    assert_eq!(bench.ask_token(APPID, "1774000000000", APP_KEY).code(), super::WRONG_FIELD);
}

#[test]
fn each_token_kills_the_one_before_and_dies_after_a_day() {
    let bench = Bench::new();
    let message = Bench::text_to("5611755588");
    assert_eq!(bench.post(Endpoint::Send, "", &message).code(), "900001");
    assert_eq!(bench.post(Endpoint::Send, "never", &message).code(), "900002");
    let first = bench.token();
    assert_eq!(bench.post(Endpoint::Send, &first, &message).code(), "000000");
    let second = bench.token();
    assert_eq!(bench.post(Endpoint::Send, &first, &message).code(), "900002");
    assert_eq!(bench.post(Endpoint::Send, &second, &message).code(), "000000");
    bench.pass(86_400_000);
    assert_eq!(bench.post(Endpoint::Send, &second, &message).code(), "900002");
    assert_eq!(bench.running.state().unwrap().tokens_issued, 2);
}

#[test]
fn a_message_is_accepted_once_for_each_request() {
    let bench = Bench::new();
    let token = bench.token();
    for _ in 0..2 {
        let body = bench.post(Endpoint::Send, &token, &Bench::text_to("5611755588")).json();
        assert!(body["item"]["message_id"].as_str().unwrap().starts_with("m_"));
    }
    let accepted = bench.running.accepted(1).unwrap();
    assert_eq!(accepted.len(), 1);
    assert_eq!(
        (accepted[0].recipient.as_str(), accepted[0].message.as_str(), accepted[0].count),
        ("5611755588", "hello", 2)
    );
    assert_eq!(bench.running.state().unwrap().accepted_twice, 1);
}
