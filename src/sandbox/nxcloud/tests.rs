use serde_json::json;

use crate::sandbox::testing::Bench;

#[test]
fn a_signed_text_is_taken_by_both_channels() {
    let bench = Bench::new();
    let heard = bench.push(&Bench::push_to(&["85291234567", "85291234568"]).to_string());
    let body = heard.json();
    assert_eq!(body["code"], 0, "{body}");
    assert_eq!(body["data"]["channelStatus"]["sms"], json!({"code": 0, "message": "Success"}));
    assert_eq!(body["data"]["channelStatus"]["viber"]["code"], 0);
    assert_eq!(bench.running.state().unwrap().accepted_super, 2);
    assert!(heard.header("date").is_some_and(|date| date.ends_with(" GMT")));
}
