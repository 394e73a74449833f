//! Containers and signatures through the command: what `webhook-decode` makes of files that people have.

use serde_json::{Value, json};

use crate::harness::{Machine, Run, Signed};

const BODY: &str = r#"{"statuses":[{"id":"wamid.1","status":"delivered","timestamp":"1660019986","recipient_id":"8617"}],"business_phone":"85"}"#;

fn decode(machine: &Machine, arguments: &[&str], name: &str, content: impl AsRef<[u8]>) -> (Vec<Value>, Run) {
    let file = machine.file(name, content);
    let file = file.to_str().unwrap();
    let run = machine.run(["webhook-decode", "-o", "ndjson", file].iter().chain(arguments));
    let events = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (events, run)
}

/// A machine that knows the secret the callbacks are signed with.
fn signer() -> Machine {
    Machine::new().env("MSGOPS_NXCLOUD_ACCESS_KEY", "fme2na3kdi3ki").env("MSGOPS_NXCLOUD_ACCESS_SECRET", "abciiiko2k3")
}

fn signature() -> String {
    Signed { access_key: "fme2na3kdi3ki", action: "send", biz_type: "1", ts: "1655710885431", body: BODY }
        .sign("md5", "abciiiko2k3")
}

fn headers(changes: Value) -> Value {
    let mut headers = json!({"accesskey": "fme2na3kdi3ki", "action": "send", "biztype": "1", "ts": "1655710885431",
        "sign": signature().to_uppercase(), "Authorization": "Bearer hush"});
    headers.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    headers
}

#[test]
fn the_name_of_a_file_tells_nothing() {
    let machine = Machine::new();
    let har = json!({"log": {"entries": [{"request": {"method": "POST", "url": "u", "headers": [], "postData": {"text": BODY}},
        "response": {"content": {"text": BODY}}}]}});
    let csv = format!("id,body\n1,\"{}\"\n", BODY.replace('"', "\"\""));
    let http = format!("POST / HTTP/1.1\r\nContent-Length: {}\r\n\r\n{BODY}", BODY.len());
    let log = format!("[2024-04-26 08:34:07] INFO webhook {BODY} {{\"ctx\":1}}\n");
    for (name, content) in
        [("a.gz", har.to_string()), ("b.json", csv), ("c.csv", http), ("d.har", log), ("e", format!("[{BODY}]"))]
    {
        let (events, run) = decode(&machine, &["--strict"], name, &content);
        assert_eq!(run.code, 0, "{name} {}", run.stderr);
        assert_eq!(events.len(), 1, "{name}");
        assert_eq!(events[0]["event"], "status.delivered", "{name}");
    }
}

#[test]
fn signatures_are_checked_over_the_bytes_that_were_received() {
    let parsed: Value = serde_json::from_str(BODY).unwrap();
    let respelt = BODY.replace(',', ", ");
    for (envelope, verified) in [
        (json!({"headers": headers(json!({})), "body": BODY}), None),
        (json!({"headers": headers(json!({})), "body": parsed}), Some("no_raw_body")),
        (json!({"headers": headers(json!({})), "body": respelt}), Some("mismatch")),
        (json!({"headers": headers(json!({"algorithm": "SHA256"})), "body": BODY}), Some("other_algorithm_matches")),
        (json!({"headers": headers(json!({"accesskey": "other"})), "body": BODY}), Some("access_key_differs")),
        (json!({"headers": headers(json!({"ts": ""})), "body": BODY}), Some("missing_header")),
    ] {
        let (events, run) = decode(&signer(), &["--verify", "--strict"], "f", envelope.to_string());
        assert_eq!(events[0]["verified"], verified.is_none(), "{envelope}");
        assert_eq!(events[0].get("verify_error").and_then(Value::as_str), verified, "{envelope}");
        assert!(!format!("{run:?}").contains("hush"), "{run:?}");
    }
    let sign = signature();
    let fields = format!("accessKey: fme2na3kdi3ki\r\nACTION: send\r\nbiztype: 1\r\nts: 1655710885431\r\nsign: {sign}");
    let http = format!("POST /hook HTTP/1.1\r\n{fields}\r\nContent-Length: {}\r\n\r\n{BODY}\r\n", BODY.len());
    let (events, _) = decode(&signer(), &["--verify"], "f", &http);
    assert_eq!(events[0]["verified"], true, "{events:?}");
    let (events, _) = decode(&signer(), &["--verify"], "f", BODY);
    assert_eq!(events[0]["verify_error"], "missing_header");
}

#[test]
fn trouble_is_told_with_its_place_and_the_rest_goes_on() {
    let file = format!("{BODY}\n{{\"a\": tru}}\n{BODY}\nstarting\n{}\n", &BODY[..BODY.len() - 1]);
    let machine = Machine::new();
    let (events, run) = decode(&machine, &[], "f", &file);
    assert_eq!(run.code, 0);
    assert_eq!(events.iter().map(|event| event["source"]["line"].as_u64().unwrap()).collect::<Vec<_>>(), [1, 3, 5]);
    assert_eq!(events[2]["repaired"], true);
    assert!(run.stderr.contains(":2:10: not JSON: expected `true`, `false` or `null`"), "{}", run.stderr);
    assert!(run.stderr.contains(":4: no JSON on this line"), "{}", run.stderr);
    let (_, run) = decode(&machine, &["--strict"], "f", &file);
    assert_eq!(run.code, 2);
}

#[test]
fn no_secret_of_a_wrapper_reaches_the_output() {
    let file = [
        json!({"headers": {"Authorization": "Bearer hush", "X-Hub-Signature-256": "sha256=hush", "accesskey": "hush", "cookie": "hush"}, "note": 1}).to_string(),
        json!({"item": {"token": "hush", "expires_in": "86400"}, "ret_code": "000000"}).to_string(),
        json!({"method": "GET", "url": "/hook?hub.mode=subscribe&hub.verify_token=hush", "headers": {}}).to_string(),
        "GET /hook?hub.mode=subscribe&hub.verify_token=hush HTTP/1.1\nsign: hush\n".to_owned(),
    ]
    .join("\n");
    for output in ["ndjson", "csv", "table", "json"] {
        let machine = Machine::new();
        let path = machine.file("f", &file);
        let run = machine.run(["webhook-decode", "-v", "-o", output, path.to_str().unwrap()]);
        assert!(!run.stdout.contains("hush") && !run.stderr.contains("hush"), "{output} {run:?}");
    }
}
