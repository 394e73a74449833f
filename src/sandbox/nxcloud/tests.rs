use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::sandbox::endpoint::Endpoint;
use crate::sandbox::testing::{Bench, NOW, common_headers, md5, signed_text};
use crate::sandbox::{ACCESS_SECRET, APPKEY, Mail, Options};

fn message(message: Value) -> Value {
    json!({"appkey": APPKEY, "phones": ["85291234567"], "message": message})
}

fn code(bench: &Bench, body: &Value) -> i64 {
    bench.push(&body.to_string()).json()["code"].as_i64().unwrap()
}

/// A request with one header changed (or, with none, left out), signed with what it then says.
fn with_header(bench: &Bench, name: &str, value: Option<&str>) -> i64 {
    let (ts, body) = (NOW.to_string(), Bench::push_to(&["85291234567"]).to_string());
    let sign = md5(&signed_text(&ts, &body, ACCESS_SECRET));
    let headers: Vec<_> = common_headers(&ts, &sign)
        .into_iter()
        .filter_map(|(key, usual)| if key == name { value.map(|value| (key, value)) } else { Some((key, usual)) })
        .collect();
    let heard = bench.exchange(&Bench::request("POST", Endpoint::Super.path(), &headers, &body)).unwrap();
    heard.json()["code"].as_i64().unwrap()
}

#[test]
fn a_signed_text_is_taken_by_both_channels() {
    let bench = Bench::new();
    let heard = bench.push(&Bench::push_to(&["85291234567", "85291234568"]).to_string());
    let body = heard.json();
    assert_eq!(body["code"], 0, "{body}");
    assert_eq!(body["data"]["channelStatus"]["sms"], json!({"code": 0, "message": "Success"}));
    assert_eq!(body["data"]["channelStatus"]["viber"]["code"], 0);
    assert_eq!(body["data"]["requestId"].as_str().unwrap().len(), 32);
    assert!(body["traceId"].is_string());
    assert_eq!(bench.running.state().unwrap().accepted_super, 2);
    assert_eq!(heard.header("date"), Some("Fri, 20 Mar 2026 09:46:40 GMT"));
}

#[test]
fn every_code_of_the_signature() {
    let bench = Bench::new();
    for name in ["accessKey", "ts", "bizType", "action", "sign"] {
        assert_eq!(with_header(&bench, name, None), 1001, "{name}");
    }
    assert_eq!(with_header(&bench, "bizType", Some("1")), 1002);
    assert_eq!(with_header(&bench, "action", Some("send")), 1002);
    assert_eq!(with_header(&bench, "sign", Some("87c3560d3331ae23f1021e2025722354")), 1003);
    assert_eq!(with_header(&bench, "accessKey", Some("nobody")), 1005);
    assert_eq!(with_header(&bench, "content-type", Some("application/json")), 0);
}

#[test]
fn a_time_61_seconds_off_is_refused_and_60_is_not() {
    for (off, expected) in [(60_000, 0), (-60_000, 0), (60_001, 1004), (-60_001, 1004)] {
        let bench = Bench::new();
        let (ts, body) = ((NOW + off).to_string(), Bench::push_to(&["85291234567"]).to_string());
        let sign = md5(&signed_text(&ts, &body, ACCESS_SECRET));
        let request = Bench::request("POST", Endpoint::Super.path(), &common_headers(&ts, &sign), &body);
        assert_eq!(bench.exchange(&request).unwrap().json()["code"], expected, "{off}");
    }
}

#[test]
fn sha256_is_taken_when_it_is_named() {
    let bench = Bench::new();
    let (ts, body) = (NOW.to_string(), Bench::push_to(&["85291234567"]).to_string());
    let digest = Sha256::digest(signed_text(&ts, &body, ACCESS_SECRET));
    let sign: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let ask = |algorithm: Option<&str>| {
        let mut headers = common_headers(&ts, &sign).to_vec();
        headers.extend(algorithm.map(|algorithm| ("algorithm", algorithm)));
        bench.exchange(&Bench::request("POST", Endpoint::Super.path(), &headers, &body)).unwrap().json()["code"].clone()
    };
    assert_eq!(ask(Some("sha256")), 0);
    assert_eq!(ask(None), 1003);
    assert_eq!(ask(Some("sha1")), 1002);
}

#[test]
fn a_signed_body_that_is_not_json_is_refused_as_such() {
    let bench = Bench::new();
    assert_eq!(bench.push("{").json()["code"], 1002);
    assert_eq!(bench.push("").json()["code"], 1002);
    assert_eq!(bench.push("[]").json()["code"], 9000);
}

#[test]
fn phones_are_counted_and_read() {
    let bench = Bench::new();
    let phones = |phones: Vec<String>| {
        let phones: Vec<_> = phones.iter().map(String::as_str).collect();
        code(&bench, &Bench::push_to(&phones))
    };
    let many = |count: u64| (0..count).map(|number| (85_290_000_000 + number).to_string()).collect::<Vec<_>>();
    assert_eq!(phones(vec![]), 9000);
    assert_eq!(phones(many(2001)), 9000);
    assert_eq!(bench.running.state().unwrap().accepted_super, 0);
    assert_eq!(phones(many(2000)), 0);
    assert_eq!(bench.running.state().unwrap().accepted_super, 2000);
    for bad in ["852-9123", "1234", "+85291234567", "8529123456789012", "", "085291234567", "８５２９１２３４５６７"]
    {
        assert_eq!(phones(vec!["85291234567".into(), bad.into()]), 9002, "{bad}");
    }
    assert_eq!(code(&bench, &json!({"appkey": APPKEY, "phones": [85_291_234_567_i64], "message": {}})), 9000);
    assert_eq!(bench.running.state().unwrap().accepted_super, 2000);
}

#[test]
fn the_appkey_comes_before_the_phones() {
    let bench = Bench::new();
    assert_eq!(code(&bench, &json!({"appkey": "nobody", "phones": []})), 9003);
    assert_eq!(code(&bench, &json!({"phones": []})), 9000);
    assert_eq!(code(&bench, &json!({"appkey": APPKEY, "phones": []})), 9000);
}

#[test]
fn every_kind_of_the_document_is_taken_by_viber_alone() {
    let bench = Bench::new();
    let image = json!({"image": {"url": "https://a.example/a.jpeg"}});
    let choices = json!([{"textMessage": {"text": "按钮"}, "urlMessage": {"url": "http://a.example"}}]);
    for rich in [
        json!({"mediaMessage": image}),
        json!({"mediaMessage": {"video": {"url": "https://a.example/v.mp4", "thumbnailUrl": "https://a.example/t.jpg", "videoSize": "209715200", "duration": "600"}}}),
        json!({"mediaMessage": {"file": {"fileName": "文件名称", "url": "https://a.example/f.pdf", "fileType": "pdf"}}}),
        json!({"choiceMessage": {"textMessage": {"text": "Title"}, "choices": choices}}),
        json!({"cardMessage": {"title": "卡片", "mediaMessage": image, "choices": choices}}),
        json!({"cardMessage": {"title": "卡片", "mediaMessage": image}}),
        json!({"cardMessage": {"title": "卡片", "choices": choices}}),
    ] {
        let body = bench.push(&message(rich.clone()).to_string()).json();
        assert_eq!(body["data"]["channelStatus"]["viber"]["code"], 0, "{rich} → {body}");
        assert_eq!(body["data"]["channelStatus"]["sms"]["code"], 14002, "{rich}");
    }
}

#[test]
fn what_the_document_limits_in_a_message_is_refused() {
    let bench = Bench::new();
    let text = json!({"text": "hello"});
    let image = json!({"url": "https://a.example/a.jpeg"});
    let video = |size: &str, duration: &str| json!({"mediaMessage": {"video": {"url": "https://a.example/v", "thumbnailUrl": "https://a.example/t", "videoSize": size, "duration": duration}}});
    for wrong in [
        json!({}),
        json!({"textMessage": text, "cardMessage": {"title": "x"}}),
        json!({"textMessage": {"text": ""}}),
        json!({"textMessage": {"text": 1}}),
        json!({"text": text}),
        json!({"mediaMessage": {"image": image, "file": {"fileName": "a", "url": "https://a.example/a", "fileType": "pdf"}}}),
        json!({"mediaMessage": {"image": {"url": "a.example/a.jpeg"}}}),
        video("209715201", "10"),
        video("10", "601"),
        video("10MB", "10"),
        video("10", ""),
        json!({"mediaMessage": {"file": {"fileName": "a", "url": "https://a.example/a", "fileType": "exe"}}}),
        json!({"mediaMessage": {"file": {"fileName": "a", "url": "https://a.example/a", "fileType": ".pdf"}}}),
        json!({"choiceMessage": {"textMessage": text, "choices": []}}),
        json!({"choiceMessage": {"textMessage": text}}),
        json!({"choiceMessage": {"choices": [{"textMessage": text, "urlMessage": image}]}}),
        json!({"cardMessage": {"mediaMessage": {"image": image}}}),
        json!({"cardMessage": {"title": "x", "mediaMessage": {"file": image}}}),
    ] {
        assert_eq!(code(&bench, &message(wrong.clone())), 9000, "{wrong}");
    }
    let mut body = message(json!({"textMessage": text}));
    body["priority"] = json!(["viber"]);
    assert_eq!(code(&bench, &body), 9000);
    body["priority"] = json!(["VIBER"]);
    body["webhook"] = json!("hooks.example");
    assert_eq!(code(&bench, &body), 9000);
    assert_eq!(bench.running.state().unwrap().accepted_super, 0);
}

#[test]
fn a_priority_ends_with_the_first_channel_that_takes_it() {
    let bench = Bench::new();
    let status = |kind: Value, phone: &str, priority: Value| {
        let body = json!({"appkey": APPKEY, "phones": [phone], "message": kind, "priority": priority});
        let said = bench.push(&body.to_string()).json()["data"]["channelStatus"].clone();
        let channels = said.as_object().unwrap().iter();
        channels.map(|(name, said)| format!("{name}={}", said["code"])).collect::<Vec<_>>().join(" ")
    };
    let text = json!({"textMessage": {"text": "hello"}});
    let card = json!({"cardMessage": {"title": "x"}});
    assert_eq!(status(text.clone(), "85291234567", json!(["VIBER", "SMS"])), "viber=0");
    assert_eq!(status(card.clone(), "85291234567", json!(["SMS", "VIBER"])), "sms=14002 viber=0");
    assert_eq!(status(card, "85291234567", json!(["SMS"])), "sms=14002");
    assert_eq!(status(text.clone(), "15551014003", json!(["VIBER", "SMS"])), "viber=14003 sms=0");
    assert_eq!(status(text.clone(), "15550014001", json!(null)), "sms=14001 viber=14001");
    assert_eq!(status(text, "15552014001", json!([])), "sms=14001 viber=0");
}

#[test]
fn a_special_phone_answers_for_the_whole_request() {
    let bench = Bench::new();
    for (phone, expected) in [("15550009002", 9002), ("15550009010", 9010), ("15550000001", -1), ("15550001102", 1102)]
    {
        assert_eq!(code(&bench, &Bench::push_to(&["85291234567", phone])), expected, "{phone}");
    }
    assert_eq!(bench.running.state().unwrap().accepted_super, 0);
    assert_eq!(code(&bench, &Bench::push_to(&["15550000000"])), 0);
}

/// The next connection; nobody waits for one that never comes.
fn accept(receiver: &TcpListener) -> TcpStream {
    receiver.set_nonblocking(true).unwrap();
    let begun = std::time::Instant::now();
    loop {
        match receiver.accept() {
            Ok((stream, _)) => {
                stream.set_nonblocking(false).unwrap();
                return stream;
            }
            Err(error) => assert!(begun.elapsed().as_secs() < 60, "{error}"),
        }
        std::thread::yield_now();
    }
}

/// Takes so many callbacks, each on a connection of its own, and answers them with a status.
fn take(receiver: &TcpListener, count: usize, status: &str) -> Vec<(String, Value)> {
    (0..count)
        .map(|_| {
            let mut stream = accept(receiver);
            let mut bytes = Vec::new();
            let body = loop {
                let mut piece = [0; 4096];
                let count = stream.read(&mut piece).unwrap();
                bytes.extend_from_slice(&piece[..count]);
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let body = text.split_once("\r\n\r\n").and_then(|(_, body)| serde_json::from_str(body).ok());
                if let Some(body) = body {
                    break (text, body);
                }
            };
            let answer = format!("HTTP/1.1 {status} x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            stream.write_all(answer.as_bytes()).unwrap();
            body
        })
        .collect()
}

#[test]
fn receipts_come_to_the_webhook_of_the_request_signed_and_when_they_are_due() {
    let receiver = TcpListener::bind("127.0.0.1:0").unwrap();
    let webhook = format!("http://{}/hook", receiver.local_addr().unwrap());
    let mail = Mail { callback: None, webhooks: true };
    let bench = Bench::with(Options { mail, seed: Some(1), ..Options::default() });
    let mut body = Bench::push_to(&["85291234567"]);
    body["webhook"] = json!(webhook);
    assert_eq!(code(&bench, &body), 0);
    bench.pass(60_000);
    let heard = take(&receiver, 2, "200");
    // On their way at once, they arrive in any order.
    let mut channels: Vec<&str> = heard.iter().filter_map(|(_, body)| body["channel"].as_str()).collect();
    channels.sort_unstable();
    assert_eq!(channels, ["SMS", "VIBER"]);
    let (text, told) = &heard[0];
    assert!(text.starts_with("POST /hook HTTP/1.1\r\n"), "{text}");
    assert_eq!((&told["phone"], &told["code"]), (&json!("85291234567"), &json!(14_004)));
    let header = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
        line.unwrap_or_else(|| panic!("no {name} in {text}")).to_owned()
    };
    let signed = signed_text(&header("ts"), text.split_once("\r\n\r\n").unwrap().1, ACCESS_SECRET);
    assert_eq!(header("sign"), md5(&signed));
}

#[test]
fn a_callback_that_nobody_takes_comes_again() {
    let receiver = TcpListener::bind("127.0.0.1:0").unwrap();
    let callback = Some(format!("http://{}/all", receiver.local_addr().unwrap()).parse().unwrap());
    let bench = Bench::with(Options { mail: Mail { callback, webhooks: false }, seed: Some(1), ..Options::default() });
    let body = json!({ "message": {"textMessage": {"text": "hi"}}, "priority": ["SMS"], "appkey": APPKEY, "phones": ["85291234567"] });
    assert_eq!(code(&bench, &body), 0);
    bench.pass(60_000);
    let over = std::sync::atomic::AtomicBool::new(false);
    let heard = std::thread::scope(|scope| {
        let taker = scope.spawn(|| {
            let heard = [take(&receiver, 1, "503"), take(&receiver, 1, "200")].concat();
            over.store(true, std::sync::atomic::Ordering::Relaxed);
            heard
        });
        // The clock runs on until it has come again: how long that takes is the sandbox's to say.
        while !over.load(std::sync::atomic::Ordering::Relaxed) && !taker.is_finished() {
            bench.pass(100);
            std::thread::yield_now();
        }
        taker.join().unwrap()
    });
    assert_eq!(heard[0].1, heard[1].1);
}

#[test]
fn the_capture_has_a_receipt_of_every_phone_and_channel() {
    let bench = Bench::new();
    assert_eq!(code(&bench, &Bench::push_to(&["85291234567", "15553014006"])), 0);
    assert_eq!(bench.running.webhooks(0).unwrap().len(), 0, "they take their time");
    bench.pass(4000);
    let heard = bench.running.webhooks(0).unwrap();
    let seen: Vec<_> = heard.iter().map(|one| format!("{} {}", one["channel"], one["code"])).collect();
    assert_eq!(seen, ["\"VIBER\" 14004", "\"VIBER\" 14006", "\"SMS\" 14004", "\"SMS\" 14006"]);
    let known = |one: &Value| crate::webhook::shape::platform(one.to_string().as_bytes());
    assert!(heard.iter().all(|one| known(one) == Some(crate::webhook::shape::Platform::Super)));
}
