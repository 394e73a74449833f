//! Events of every platform from capture to result: Super Message receipts, the statistics and their page.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::harness::Machine;

fn fixture(name: &str) -> String {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    root.join(name).to_string_lossy().into_owned()
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn receipts_of_a_super_message_decode_by_phone_and_channel() {
    let machine = Machine::new();
    let receipts = fixture("receipts/super.ndjson");
    let run = machine.run(["webhook-decode", &receipts, "-o", "ndjson", "--platform", "super", "--strict"]).exits(0);
    let events = lines(&run.stdout);
    let seen: Vec<String> = events
        .iter()
        .map(|event| {
            let word = |key: &str| event[key].as_str().unwrap().to_owned();
            format!("{} {} {} {}", word("time"), word("event"), word("contact"), word("channel"))
        })
        .collect();
    assert_eq!(
        seen,
        [
            "2026-11-20T02:00:05Z status.failed 85291237630 viber",
            "2026-11-20T02:00:09Z status.delivered 85291237630 sms",
            "2026-11-20T02:00:06Z status.delivered 85291237631 viber",
            "2026-11-20T02:00:06Z status.delivered 85291237631 viber",
            "2026-11-20T02:00:07Z status.failed 85291237631 sms",
            "2026-11-21T02:00:05Z status.expired 85291237632 sms",
        ]
    );
    assert_eq!(events[0]["time_assumed"], true);
    assert_eq!(events[0]["errors"][0]["code"], "14005");
    assert!(events[5]["errors"][0]["explanation"].as_str().unwrap().contains("given up"));
    assert_eq!(events[5]["costs"].to_string(), r#"[{"currency":"USD","price":0.36,"foreign_price":0.05}]"#);
    let csv = machine.run(["webhook-decode", &receipts, "-o", "csv", "--columns", "channel,contact,code"]).exits(0);
    assert!(csv.stdout.starts_with("channel,contact,code\nviber,85291237630,14005\nsms,85291237630,\n"), "{csv:?}");
}

#[test]
fn a_phone_that_any_channel_reached_is_delivered_and_a_cost_counts_once_by_phone_and_channel() {
    let machine = Machine::new();
    let run = machine.run(["webhook-decode", &fixture("receipts/super.ndjson"), "--stats", "-o", "json"]).exits(0);
    let stats = run.json();
    let funnel = &stats["funnel"]["by_platform"][0];
    assert_eq!(funnel, &json!({"platform": "super", "accepted": 3, "sent": 2, "delivered": 2, "read": 0, "failed": 1}));
    let costs = &stats["costs"];
    assert_eq!((&costs["seen"], &costs["counted"]), (&json!(6), &json!(5)));
    assert_eq!((costs["cny"].to_string(), costs["foreign"][0]["amount"].to_string()), ("0.9".into(), "0.125".into()));
    assert_eq!(
        (&costs["by_category"][0]["category"], &costs["by_category"][0]["platform"]),
        (&json!("sms"), &json!("super"))
    );
    assert_eq!(costs["unreadable"], 0);
    assert_eq!(stats["errors"][0]["book"], "nxcloud.super");
    assert_eq!(stats["contacts"]["by_platform"][0]["addressed"], 3);
}

#[test]
fn the_sandbox_tells_what_became_of_a_super_message_and_the_decoder_reads_it() {
    let machine = Machine::new();
    let send = ["-p", "sandbox", "send", "super", "text", "--to", "85291234567", "--to", "15553014006", "hi"];
    let sent = machine.run([&send[..], &["-o", "json"]].concat()).exits(0).json();
    let accepted = sent[0]["request_id"].as_str().unwrap().to_owned();
    let heard = machine.run(["sandbox", "state", "--webhooks", "-o", "ndjson", "--jq", ".requestId"]);
    assert!(heard.code == 0 && heard.stdout.lines().all(|id| id == accepted), "{heard:?}");
}
