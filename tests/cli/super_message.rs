//! `msgops send super` against pinned replies, and the vendor's examples as the docs page shows them.

use std::path::Path;
use std::process::Stdio;

use serde_json::Value;

use crate::docs::words;
use crate::harness::{Machine, RawServer, Run, Signed};

const SENT: &str = r#"{"code":0,"message":"Success","data":{"requestId":"ec6fceb05c1843bd9e4c3bc81e69ed74","channelStatus":{"sms":{"code":0,"message":"Success"},"viber":{"code":0,"message":"Success"}}},"traceId":"t-1"}"#;

/// A root to trust, so that TLS can be set up wherever the tests run.
const CERTIFICATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tls/certificate.pem");

/// A machine whose environment says all, and points at the URL.
fn machine(url: &str) -> Machine {
    Machine::new()
        .env("MSGOPS_NXCLOUD_BASE_URL", url)
        .env("MSGOPS_NXCLOUD_ACCESS_KEY", "fme2na3kdi3ki")
        .env("MSGOPS_NXCLOUD_ACCESS_SECRET", "abciiiko2k3")
        .env("MSGOPS_NXCLOUD_APPKEY", "pem28kje")
}

/// A machine that must not ask anybody: nothing listens there.
fn alone() -> Machine {
    machine("http://127.0.0.1:9")
}

fn text(machine: &Machine, extra: &[&str]) -> Run {
    let mut arguments = vec!["send", "super", "text", "--to", "85261234567", "--priority", "viber,sms", "Hello"];
    arguments.extend(extra);
    machine.run(arguments)
}

fn header<'a>(request: &'a str, name: &str) -> Option<&'a str> {
    request.lines().find_map(|line| {
        line.to_ascii_lowercase().starts_with(&format!("{}: ", name.to_lowercase())).then(|| &line[name.len() + 2..])
    })
}

fn body(request: &str) -> &str {
    request.split_once("\r\n\r\n").expect(request).1
}

/// The body that a dry run prints.
fn dry_body(run: &Run) -> &str {
    run.stdout.split_once("\n\n").expect(&run.stdout).1.trim_end()
}

#[test]
fn an_accepted_message_is_a_row_with_ids_and_channels() {
    let server = RawServer::new(vec![RawServer::json(SENT)]);
    let run = text(&machine(&server.url()), &["-o", "json"]).exits(0);
    let row = &run.json()[0];
    assert_eq!(row["platform"], "nxcloud");
    assert_eq!(row["recipient"], "85261234567");
    assert_eq!(row["outcome"], "accepted");
    assert_eq!(row["request_id"], "ec6fceb05c1843bd9e4c3bc81e69ed74");
    assert_eq!(row["trace_id"], "t-1");
    assert_eq!(row["channels"][1], serde_json::json!({"channel": "viber", "code": "0", "message": "Success"}));
    assert_eq!((&row["code"], &row["attempts"]), (&"0".into(), &1.into()));
    assert_eq!(row["warnings"], serde_json::json!([]));
    assert_eq!(run.stderr, "");
}

#[test]
fn what_is_sent_is_what_was_signed() {
    let server = RawServer::new(vec![RawServer::json(SENT)]);
    text(&machine(&server.url()), &["--webhook", "https://x.com/hook"]).exits(0);
    text(&machine(&server.url()).env("MSGOPS_NXCLOUD_ALGORITHM", "sha256").env("MSGOPS_NXCLOUD_BIZ_TYPE", "9"), &[])
        .exits(0);
    let requests = server.requests();
    assert!(requests[0].starts_with("POST /v1/message/mt HTTP/1.1\r\n"));
    assert_eq!(
        body(&requests[0]),
        r#"{"appkey":"pem28kje","phones":["85261234567"],"message":{"textMessage":{"text":"Hello"}},"webhook":"https://x.com/hook","priority":["VIBER","SMS"]}"#
    );
    for (request, biz_type, algorithm, length) in
        [(&requests[0], "8", None, 32), (&requests[1], "9", Some("sha256"), 64)]
    {
        let ts = header(request, "ts").unwrap();
        assert_eq!((header(request, "accessKey"), header(request, "action")), (Some("fme2na3kdi3ki"), Some("mt")));
        assert_eq!((header(request, "bizType"), header(request, "algorithm")), (Some(biz_type), algorithm));
        assert_eq!(header(request, "content-type"), Some("application/json"));
        let sign = header(request, "sign").unwrap();
        assert_eq!(sign.len(), length);
        let signed = Signed { access_key: "fme2na3kdi3ki", action: "mt", biz_type, ts, body: body(request) };
        assert_eq!(sign, signed.sign(algorithm.unwrap_or("md5"), "abciiiko2k3"));
    }
}

#[test]
fn a_secret_that_is_not_ascii_signs() {
    let server = RawServer::new(vec![RawServer::json(SENT)]);
    text(&machine(&server.url()).env("MSGOPS_NXCLOUD_ACCESS_SECRET", "schlüssel-密"), &[]).exits(0);
    let request = &server.requests()[0];
    let ts = header(request, "ts").unwrap();
    let signed = Signed { access_key: "fme2na3kdi3ki", action: "mt", biz_type: "8", ts, body: body(request) };
    let sign = signed.sign("md5", "schlüssel-密");
    assert_eq!(header(request, "sign"), Some(sign.as_str()));
}

#[test]
fn every_code_of_the_book_leads_to_its_exit_code_and_advice() {
    let book = Machine::new().run(["codes", "--book", "nxcloud", "-o", "json"]).exits(0).json();
    for entry in book.as_array().unwrap() {
        let code = entry["code"].as_str().unwrap();
        let exit = match code {
            "0" => 0,
            "-1" | "9999" | "14003" => 7,
            "9010" => 5,
            _ => 4,
        };
        let reply = format!(r#"{{"code":{},"message":"said"}}"#, code);
        let server = RawServer::new(vec![RawServer::json(&reply)]);
        let run = text(&machine(&server.url()), &["-o", "json"]).exits(exit);
        let row = &run.json()[0];
        assert_eq!(row["code"], code);
        assert_eq!(row["explanation"], entry["explanation"]);
        let tries = if code == "9010" { 4 } else { 1 };
        assert_eq!((row["attempts"].as_u64(), server.requests().len()), (Some(tries), tries as usize), "{}", code);
        if exit != 0 {
            let error = run.error();
            assert_eq!(error["code"], code);
            assert_eq!(error["book"], "nxcloud");
            assert_eq!(error["platform"], "nxcloud");
            assert_eq!(error["explanation"], entry["explanation"]);
            assert!(error["hint"].as_str().unwrap().contains(entry["advice"].as_str().unwrap()), "{error}");
        }
    }
}

#[test]
fn each_retry_is_signed_anew() {
    let limited = RawServer::json(r#"{"code":9010,"message":"Rate limit exceeded"}"#);
    let server = RawServer::new(vec![limited, RawServer::json(SENT)]);
    let row = text(&machine(&server.url()), &["-o", "json"]).exits(0).json()[0].clone();
    assert_eq!((row["outcome"].as_str(), row["attempts"].as_u64()), (Some("accepted"), Some(2)));
    let requests = server.requests();
    assert_eq!(body(&requests[0]), body(&requests[1]));
    assert_ne!(header(&requests[0], "ts"), header(&requests[1], "ts"));
    assert_ne!(header(&requests[0], "sign"), header(&requests[1], "sign"));
}

#[test]
fn channels_decide_where_the_top_code_is_zero() {
    let channels = |status: &str| {
        RawServer::json(&format!(
            r#"{{"code":0,"message":"Success","data":{{"requestId":"r","channelStatus":{status}}}}}"#
        ))
    };
    for (status, exit, outcome, code, warned) in [
        (
            r#"{"sms":{"code":14001,"message":"x"},"viber":{"code":0,"message":"Success"}}"#,
            0,
            "accepted",
            "0",
            Some("sms did not take it: `14001`"),
        ),
        (r#"{"sms":{"code":14001,"message":"x"},"viber":{"code":14002,"message":"y"}}"#, 4, "refused", "14002", None),
        (r#"{"sms":{"code":14003,"message":"x"},"viber":{"code":14002,"message":"y"}}"#, 7, "unknown", "14003", None),
        (r#"{"sms":{"code":"14003","message":"x"},"viber":{"code":"0"}}"#, 0, "accepted", "0", Some("`14003`")),
        (r#"{"rcs":{"code":0,"message":"ok"}}"#, 0, "accepted", "0", None),
        (r#"{"rcs":{"code":77,"message":"what"}}"#, 7, "unknown", "77", None),
        ("{}", 0, "accepted", "0", None),
    ] {
        let server = RawServer::new(vec![channels(status)]);
        let run = text(&machine(&server.url()), &["-o", "json"]).exits(exit);
        let row = &run.json()[0];
        assert_eq!((row["outcome"].as_str(), row["code"].as_str()), (Some(outcome), Some(code)), "{status}");
        assert_eq!(row["request_id"], "r");
        match warned {
            Some(warning) => assert!(
                run.stderr.contains(warning) && row["warnings"][0].as_str().unwrap().contains(warning),
                "{}",
                run.stderr
            ),
            None => assert!(!run.stderr.contains("warning"), "{}", run.stderr),
        }
    }
}

#[test]
fn replies_that_say_nothing_leave_it_open_and_are_asked_for_once() {
    let cut = b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"code\"".to_vec();
    for (reply, exit, outcome, reason) in [
        (RawServer::status("200 OK", "text/html", "<html>busy</html>"), 7, "unknown", Some("unreadable_reply")),
        (RawServer::json("{}"), 7, "unknown", Some("unreadable_reply")),
        (RawServer::status("502 Bad Gateway", "text/html", "<html>"), 7, "unknown", Some("http_status")),
        (RawServer::status("503 Service Unavailable", "text/plain", "busy"), 7, "unknown", Some("http_status")),
        (RawServer::status("404 Not Found", "text/plain", "no"), 4, "refused", None),
        (RawServer::status("302 Found\r\nlocation: http://127.0.0.1:1/", "text/plain", ""), 4, "refused", None),
        (cut, 7, "unknown", Some("unreadable_reply")),
        (Vec::new(), 7, "unknown", Some("connection_lost")),
        (RawServer::json(r#"{"code":0}"#), 0, "accepted", None),
    ] {
        let shown = String::from_utf8_lossy(&reply).into_owned();
        let server = RawServer::new(vec![reply]);
        let run = text(&machine(&server.url()), &["-o", "json"]);
        assert_eq!(run.code, exit, "{shown}\n{}", run.stderr);
        let row = &run.json()[0];
        assert_eq!((row["outcome"].as_str(), row["reason"].as_str()), (Some(outcome), reason), "{shown}");
        assert_eq!(server.requests().len(), 1, "{shown}");
    }
}

#[test]
fn nobody_listening_is_not_sent() {
    let row = text(&alone(), &["-o", "json"]).exits(5).json()[0].clone();
    assert_eq!((row["outcome"].as_str(), row["attempts"].as_u64()), (Some("not_sent"), Some(4)));
}

#[test]
fn a_proxy_is_asked_to_pass_tls_on_and_its_refusal_sends_nothing() {
    let proxy = RawServer::new(vec![RawServer::status("403 Forbidden", "text/plain", "no")]);
    let machine =
        machine("https://api.example.invalid").env("HTTPS_PROXY", proxy.url()).env("SSL_CERT_FILE", CERTIFICATE);
    let run = text(&machine, &["-o", "json"]).exits(5);
    assert_eq!(run.json()[0]["outcome"], "not_sent");
    assert!(proxy.requests().iter().all(|request| request.starts_with("CONNECT api.example.invalid:443 ")));
    assert!(!proxy.requests().is_empty());
}

#[test]
fn a_wrong_clock_is_told_with_its_skew() {
    for (vendor_ahead, expected) in [(61, "behind"), (-61, "ahead of")] {
        let date = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(vendor_ahead);
        let date = date.strftime("%a, %d %b %Y %H:%M:%S GMT");
        let body = r#"{"code":1004,"message":"Authentication failed"}"#;
        let reply = format!(
            "HTTP/1.1 200 OK\r\ndate: {date}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        );
        let server = RawServer::new(vec![reply.into_bytes()]);
        let error = text(&machine(&server.url()), &["-o", "json"]).exits(4).error();
        let message = error["message"].as_str().unwrap();
        let told = [60, 61, 62].map(|seconds| format!("this machine's clock is {seconds} s {expected} "));
        assert!(told.iter().any(|told| message.contains(told)), "{message}");
    }
}

#[test]
fn several_phones_go_out_in_one_request_and_share_its_outcome() {
    for (reply, exit, outcome, kind) in [
        (SENT, 0, "accepted", None),
        (r#"{"code":9002,"message":"Phone number error"}"#, 6, "refused", Some("partial")),
        (r#"{"code":1003,"message":"x"}"#, 6, "refused", Some("partial")),
        (r#"{"code":-1,"message":"Failure"}"#, 7, "unknown", Some("unknown_outcome")),
    ] {
        let server = RawServer::new(vec![RawServer::json(reply)]);
        let run = text(&machine(&server.url()), &["--to", "+852 6123 4568", "--to", "0085261234567", "-o", "json"])
            .exits(exit);
        let rows = run.json();
        assert_eq!(rows.as_array().unwrap().len(), 2);
        assert!(rows.as_array().unwrap().iter().all(|row| row["outcome"] == outcome));
        assert!(run.stderr.contains("1 of the phones are given twice"), "{}", run.stderr);
        assert!(body(&server.requests()[0]).contains(r#""phones":["85261234567","85261234568"]"#));
        assert_eq!(server.requests().len(), 1);
        if let Some(kind) = kind {
            assert_eq!(run.error()["kind"], kind);
            assert_eq!(run.error()["exit_code"], exit);
        }
    }
}

fn many(count: usize) -> Vec<String> {
    let mut arguments: Vec<String> =
        ["send", "super", "text", "--priority", "sms", "-o", "ndjson", "Hello"].map(Into::into).into();
    for index in 0..count {
        arguments.extend(["--to".into(), (85_261_230_000_u64 + index as u64).to_string()]);
    }
    arguments
}

#[test]
fn none_one_two_thousand_and_one_more() {
    let server = RawServer::new(vec![RawServer::json(SENT)]);
    let machine = machine(&server.url());
    assert!(machine.run(many(0)).exits(2).error()["message"].as_str().unwrap().contains("nobody is named"));
    assert_eq!(machine.run(many(1)).exits(0).stdout.lines().count(), 1);
    assert_eq!(machine.run(many(2000)).exits(0).stdout.lines().count(), 2000);
    let error = machine.run(many(2001)).exits(2).error();
    assert!(error["message"].as_str().unwrap().contains("2001 phones"), "{error}");
    assert!(error["hint"].as_str().unwrap().contains("--recipients"), "{error}");
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn phones_that_are_none_are_named_before_anything_leaves() {
    for (phone, told) in [
        ("8526123X567", "the letter `X`"),
        ("８５２61234567", "write it as `8`"),
        ("1234", "without country code"),
        ("061234567", "without country code"),
        ("", "no digits"),
    ] {
        let error = alone().run(["send", "super", "text", "--to", phone, "-o", "json", "Hello"]).exits(2).error();
        assert!(error["message"].as_str().unwrap().contains(told), "{error}");
        assert!(error["hint"].as_str().unwrap().contains("country code"), "{error}");
    }
}

#[test]
fn a_doubtful_phone_is_sent_with_a_warning() {
    let server = RawServer::new(vec![RawServer::json(SENT)]);
    let run = machine(&server.url()).run([
        "send",
        "super",
        "text",
        "--to",
        "7910009730",
        "--priority",
        "sms",
        "-o",
        "json",
        "a",
    ]);
    let run = run.exits(0);
    assert!(run.stderr.contains("warning: the phone `7910009730` is too short for country code 7"), "{}", run.stderr);
    assert!(run.json()[0]["warnings"][0].as_str().unwrap().contains("7910009730"));
}

#[test]
fn limits_are_told_before_anything_leaves() {
    let video = |size: &str, duration: &str| {
        ["video", "https://x.com/a.mp4", "--thumbnail", "https://x.com/a.jpg", "--size", size, "--duration", duration]
            .map(String::from)
            .to_vec()
    };
    let words = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
    for (kind, told) in [
        (words(&["text", ""]), "the text is empty"),
        (words(&["text", " \n"]), "the text is empty"),
        (video("201MB", "1m"), "200 MB"),
        (video("10MB", "11m"), "660 s"),
        (video("ten", "1m"), "`ten` is not a size"),
        (video("1", "1.5"), "whole number of seconds"),
        (words(&["image", "x.com/a.jpg"]), "begin with http:// or https://"),
        (words(&["image", "https:///a.jpg"]), "names no host"),
        (words(&["file", "https://x.com/a.exe"]), "`exe` is not one"),
        (words(&["file", "https://x.com/"]), "--name"),
        (words(&["choice", "T", "--choice", "Go"]), "NAME=URL"),
        (words(&["choice", "T", "--choice", "Go=x.com"]), "choice's URL"),
        (words(&["card", "--title", "T", "--choice", "=https://x.com"]), "choice's name"),
        (words(&["json", r#"{"mediaMessage":{"image":{"url":"u"},"video":{"url":"u"}}}"#]), "at once"),
        (words(&["json", r#"{"textMessage":{"text":"a"},"cardMessage":{"title":"b"}}"#]), "at once"),
        (words(&["json", "{\"textMessage\":\n{]}"]), "line 2 column 2"),
        (words(&["text", "a", "--webhook", "x.com/hook"]), "webhook URL"),
        (words(&["text", "a", "--priority", "sms,sms"]), "twice"),
        (words(&["text", "a", "--priority", "fax"]), "`fax`"),
        (words(&["text", "a", "--recipients", "list.csv"]), "exclude each other"),
        (words(&["text", "a", "--to", "85261234568", "--raw"]), "`--raw` is refused"),
        (words(&["card", "--title", "T", "--priority", "sms"]), "SMS carries text only"),
    ] {
        let arguments = ["send", "super"].map(String::from).into_iter().chain(kind);
        let run = alone().run(arguments.chain(["--to", "85261234567", "-o", "json"].map(String::from))).exits(2);
        let message = run.error()["message"].as_str().unwrap().to_owned();
        let all = format!("{message} {}", run.error()["hint"]);
        assert!(all.contains(told), "{told}: {all}");
        assert_eq!(run.stdout, "");
    }
}

#[test]
fn what_only_viber_carries_is_a_warning_with_both_channels() {
    let server = RawServer::new(vec![RawServer::json(SENT)]);
    let run = machine(&server.url()).run([
        "send",
        "super",
        "card",
        "--title",
        "T",
        "--to",
        "85261234567",
        "--priority",
        "viber,sms",
        "-o",
        "json",
    ]);
    let run = run.exits(0);
    assert!(run.stderr.contains("warning: SMS carries text only"), "{}", run.stderr);
    assert!(run.json()[0]["warnings"][0].as_str().unwrap().contains("viber alone"));
}

#[test]
fn without_a_priority_the_two_prices_are_told() {
    let run = alone().run(["send", "super", "text", "--to", "85261234567", "--dry-run", "Hello"]).exits(0);
    assert!(run.stderr.contains("every opened channel"), "{}", run.stderr);
    assert!(run.stderr.contains("about 1 segment (GSM-7, 5 characters)"), "{}", run.stderr);
    assert!(!dry_body(&run).contains("priority"));
    let set = alone()
        .env("MSGOPS_NXCLOUD_PRIORITY", "sms")
        .run(["send", "super", "text", "--to", "85261234567", "--dry-run", "你好"])
        .exits(0);
    assert!(!set.stderr.contains("opened channel"), "{}", set.stderr);
    assert!(set.stderr.contains("UCS-2"), "{}", set.stderr);
    assert!(dry_body(&set).ends_with(r#""priority":["SMS"]}"#));
}

#[test]
fn a_hundred_kilobytes_of_text_go_out_with_a_warning() {
    let server = RawServer::new(vec![RawServer::json(SENT)]);
    let input = "a".repeat(100 * 1024);
    let arguments = ["send", "super", "text", "--to", "85261234567", "--priority", "viber,sms"];
    let run = machine(&server.url()).run_with_input(arguments, input.as_bytes()).exits(0);
    assert!(run.stderr.contains("about 670 segments"), "{}", run.stderr);
    assert!(body(&server.requests()[0]).contains(&input));
}

#[test]
fn text_comes_from_stdin_once_and_is_utf8() {
    let server = RawServer::new(vec![RawServer::json(SENT)]);
    let machine = machine(&server.url());
    let send = ["send", "super", "text", "--to", "85261234567", "--priority", "sms"];
    machine.run_with_input(send, b"line one\nline two\n\n").exits(0);
    assert!(body(&server.requests()[0]).contains(r#"{"text":"line one\nline two\n"}"#));
    machine.run_with_input(send.into_iter().chain(["-"]), "\u{feff}é\r\n".as_bytes()).exits(0);
    assert!(body(&server.requests()[1]).contains(r#"{"text":"é"}"#));
    machine.run_with_input(send, b"\xff\xfe").exits(2);
    machine.run_with_input(send, b"\n").exits(2);
    let both = ["send", "super", "text", "--recipients", "-", "--yes"];
    assert!(machine.run_with_input(both, b"phone\n85261234567\n").exits(2).stderr.contains("stdin is wanted twice"));
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn json_goes_out_as_written_from_argument_file_and_stdin() {
    let written = r#"{"cardMessage":{ "z":1.50, "title":"t", "a":12345678901234567890 }}"#;
    let machine = alone();
    let file = machine.file("card.json", format!("{written}\n"));
    let send = ["send", "super", "json", "--to", "85261234567", "--priority", "viber", "--dry-run"].map(String::from);
    let from_file = machine.run(send.iter().cloned().chain([format!("@{}", file.display())])).exits(0);
    let from_argument = machine.run(send.iter().cloned().chain([written.to_owned()])).exits(0);
    let from_stdin = machine.run_with_input(send.iter().cloned().chain(["-".to_owned()]), written.as_bytes()).exits(0);
    for run in [from_file, from_argument, from_stdin] {
        assert!(dry_body(&run).contains(&format!("\"message\":{written},")), "{}", run.stdout);
    }
}

#[test]
fn a_dry_run_needs_no_network_and_shows_no_secret() {
    for extra in ["--dry-run", "--dry-run=curl"] {
        let run = text(&alone(), &[extra]).exits(0);
        assert!(!run.stdout.contains("abciiiko2k3") && !run.stdout.contains("fme2na3kdi3ki"), "{}", run.stdout);
        assert!(run.stdout.contains("/v1/message/mt"), "{}", run.stdout);
    }
    let run = text(&alone(), &["--dry-run"]);
    assert!(run.stdout.contains("accessKey: fme2***\n") && run.stdout.contains("sign: ***\n"), "{}", run.stdout);
    let nothing = Machine::new().env("MSGOPS_NXCLOUD_APPKEY", "pem28kje");
    text(&nothing, &["--dry-run"]).exits(0);
    assert!(text(&nothing, &[]).exits(3).stderr.contains("access-secret"));
}

#[test]
fn traces_show_no_secret() {
    let server = RawServer::new(vec![RawServer::json(SENT)]);
    let run = text(&machine(&server.url()), &["-vv"]).exits(0);
    assert!(run.stderr.contains("about 1 segment"), "{}", run.stderr);
    assert!(run.stderr.contains("> sign: ***") && !run.stderr.contains("fme2na3kdi3ki"), "{}", run.stderr);
    let request = &server.requests()[0];
    assert!(!run.stderr.contains(header(request, "sign").unwrap()));
}

#[test]
fn a_key_that_a_reply_repeats_is_not_shown() {
    let server = RawServer::new(vec![RawServer::json(r#"{"code":1000,"message":"no fme2na3kdi3ki here"}"#)]);
    for format in ["table", "json"] {
        let run = text(&machine(&server.url()), &["-vv", "-o", format]).exits(4);
        let shown = format!("{}{}", run.stdout, run.stderr);
        assert!(shown.contains("no fme2*** here") && !shown.contains("fme2na3kdi3ki"), "{shown}");
    }
}

#[test]
fn a_missing_appkey_and_a_read_only_profile_are_exit_3() {
    let server = RawServer::new(vec![RawServer::json(SENT)]);
    let error = text(&machine(&server.url()).env("MSGOPS_NXCLOUD_APPKEY", ""), &["-o", "json"]).exits(3).error();
    assert!(error["hint"].as_str().unwrap().contains("--appkey"), "{error}");
    let read_only = machine(&server.url()).env("MSGOPS_READ_ONLY", "1");
    text(&read_only, &[]).exits(3);
    text(&read_only, &["--dry-run"]).exits(0);
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn raw_gives_the_reply_as_received() {
    let server = RawServer::new(vec![RawServer::json(SENT)]);
    let run = text(&machine(&server.url()), &["--raw"]).exits(0);
    assert_eq!(run.stdout, format!("{SENT}\n"));
}

#[test]
fn a_table_fits_people_and_names_the_outcome() {
    let server = RawServer::new(vec![RawServer::json(r#"{"code":1102,"message":"Insufficient balance"}"#)]);
    let run = text(&machine(&server.url()), &[]).exits(4);
    assert!(
        run.stdout.contains("85261234567") && run.stdout.contains("refused") && run.stdout.contains("1102"),
        "{}",
        run.stdout
    );
    assert!(run.stderr.contains("error: NXCloud refused the message: `1102` Insufficient balance"), "{}", run.stderr);
}

/// Every body that the vendor's document shows comes out of the command line that the page shows.
#[test]
fn the_documents_examples_come_out_of_the_commands_of_the_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/super-message.md")).unwrap();
    let section = page.split("## Every message").nth(1).unwrap().split("\n## ").next().unwrap();
    let blocks = |kind: &str| -> Vec<String> {
        section
            .split(&format!("```{kind}\n"))
            .skip(1)
            .map(|rest| rest.split("```").next().unwrap().trim().to_owned())
            .collect()
    };
    let mut fixtures: Vec<_> =
        std::fs::read_dir(root.join("tests/fixtures/super")).unwrap().map(|entry| entry.unwrap().path()).collect();
    fixtures.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    fixtures.sort();
    let (commands, bodies) = (blocks("sh"), blocks("json"));
    assert_eq!((commands.len(), bodies.len(), fixtures.len()), (8, 8, 8));
    for ((command, shown), fixture) in commands.iter().zip(&bodies).zip(&fixtures) {
        let fixture: Value = serde_json::from_str(&std::fs::read_to_string(fixture).unwrap()).unwrap();
        let words = words(&command.replace("\\\n", " "));
        assert_eq!(words[0], "msgops");
        let run = alone().run(words[1..].iter().map(String::as_str).chain(["--dry-run"])).exits(0);
        assert_eq!(dry_body(&run), fixture.to_string(), "{command}");
        assert_eq!(shown, &fixture.to_string(), "the page's own body");
    }
}

/// A sandbox with faults, and a machine that knows it as a vendor.
fn sandbox(faults: &[&str]) -> (msgops::workbench::Running, Machine) {
    let faults = faults.iter().map(|fault| fault.parse().expect(fault)).collect();
    let options = msgops::workbench::Options { faults, ..Default::default() };
    let running = msgops::workbench::start_in_memory(options).expect("a sandbox");
    let machine = Machine::new()
        .env("MSGOPS_NXCLOUD_BASE_URL", running.nxcloud_url())
        .env("MSGOPS_NXCLOUD_ACCESS_KEY", msgops::workbench::ACCESS_KEY)
        .env("MSGOPS_NXCLOUD_ACCESS_SECRET", msgops::workbench::ACCESS_SECRET)
        .env("MSGOPS_NXCLOUD_APPKEY", msgops::workbench::APPKEY);
    (running, machine)
}

#[test]
fn every_bad_day_of_the_emulator_ends_as_the_contract_says_and_is_never_sent_twice() {
    for (fault, exit, outcome, attempts, accepted) in [
        ("reset-after:on=send", 7, "unknown", 1, 1),
        ("reset-before:on=send", 7, "unknown", 1, 0),
        ("cut:on=send", 7, "unknown", 1, 1),
        ("huge:on=send", 7, "unknown", 1, 1),
        ("html:on=send", 7, "unknown", 1, 0),
        ("hang:on=send", 7, "unknown", 1, 0),
        ("http=502:on=send", 7, "unknown", 1, 0),
        ("http=502:on=send:when=after", 7, "unknown", 1, 1),
        ("code=14003:on=send", 7, "unknown", 1, 0),
        ("code=9002:on=send", 4, "refused", 1, 0),
        ("redirect:on=send", 4, "refused", 1, 0),
        ("code=9010:on=send:first=2", 0, "accepted", 3, 1),
        ("http=429:on=send:first=1", 0, "accepted", 2, 1),
        ("http=503:retry-after=0:on=send:first=1", 0, "accepted", 2, 1),
    ] {
        let (running, machine) = sandbox(&[fault]);
        let run = text(&machine, &["-o", "json", "--timeout", "1s"]);
        assert_eq!(run.code, exit, "{fault}: {}", run.stderr);
        let row = &run.json()[0];
        assert_eq!((row["outcome"].as_str(), row["attempts"].as_i64()), (Some(outcome), Some(attempts)), "{fault}");
        let seen: i64 = running.accepted(1).expect("a count").iter().map(|accepted| accepted.count).sum();
        assert_eq!(seen, accepted, "{fault}");
    }
}

#[test]
fn a_vendor_whose_clock_is_61_seconds_off_refuses_and_the_skew_is_told() {
    for (fault, told) in [("skew=61s", "behind"), ("skew=-61s", "ahead of")] {
        let (_running, machine) = sandbox(&[fault]);
        let error = text(&machine, &["-o", "json"]).exits(4).error();
        assert_eq!(error["code"], "1004");
        assert!(error["message"].as_str().is_some_and(|message| message.contains(told)), "{error}");
    }
    let (_running, machine) = sandbox(&["skew=55s"]);
    text(&machine, &[]).exits(0);
}

#[test]
fn wrong_credentials_are_exit_4_with_their_cause() {
    let (_running, machine) = sandbox(&[]);
    let error = text(&machine, &["--appkey", "nobody", "-o", "json"]).exits(4).error();
    assert_eq!(error["code"], "9003");
    let machine = machine.env("MSGOPS_NXCLOUD_ACCESS_SECRET", "wrong-é");
    let error = text(&machine, &["-o", "json"]).exits(4).error();
    assert_eq!(error["code"], "1003");
    let machine = machine.env("MSGOPS_NXCLOUD_ACCESS_KEY", "nobody");
    let error = text(&machine, &["-o", "json"]).exits(4).error();
    assert_eq!(error["code"], "1005");
}

#[test]
fn every_kind_is_taken_by_the_emulator() {
    let (_running, machine) = sandbox(&[]);
    let sends: [&[&str]; 7] = [
        &["text", "Hello", "--priority", "sms"],
        &["image", "https://x.com/a.jpeg", "--priority", "viber"],
        &["video", "https://x.com/a.mp4", "--thumbnail", "https://x.com/a.jpg", "--size", "200MB", "--duration", "10m"],
        &["file", "https://x.com/Happy%20Cow.pdf", "--priority", "viber,sms"],
        &["choice", "T", "--choice", "Go=https://x.com?a=b", "--choice", "Stay=https://y.com"],
        &["card", "--title", "T", "--image", "https://x.com/a.jpg", "--choice", "Go=https://x.com"],
        &["json", r#"{"cardMessage":{"title":"T"}}"#, "--webhook", "https://x.com/hook"],
    ];
    for send in sends {
        let run = machine.run(["send", "super"].iter().chain(send).chain(&["--to", "85261234567", "-o", "json"]));
        assert_eq!(run.exits(0).json()[0]["outcome"], "accepted", "{send:?}");
    }
    let machine = machine.env("MSGOPS_NXCLOUD_ALGORITHM", "sha256");
    text(&machine, &[]).exits(0);
}

#[test]
fn a_send_of_the_sandbox_profile_needs_nothing_else() {
    let run = Machine::new().run([
        "-p",
        "sandbox",
        "send",
        "super",
        "text",
        "--to",
        "85261234567",
        "--jq",
        ".[0].outcome",
        "Hi",
    ]);
    assert_eq!(run.exits(0).stdout, "accepted\n");
}

#[cfg(unix)]
#[test]
fn an_interrupt_awaits_the_request_in_flight() {
    use std::io::{Read, Write};
    let vendor = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let machine = machine(&format!("http://{}", vendor.local_addr().expect("an address")));
    let child = machine
        .command(["send", "super", "text", "--to", "85261234567", "--priority", "sms", "-o", "json", "Hi"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a child");
    let (mut request, _) = vendor.accept().expect("a request");
    assert!(request.read(&mut [0; 4096]).expect("its first bytes") > 0);
    let id = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().expect("kill").success());
    request.write_all(&RawServer::json(SENT)).expect("a reader");
    let run = crate::harness::finish(child);
    assert_eq!(run.code, 130, "{}", run.stderr);
    assert_eq!(run.json()[0]["outcome"], "accepted");
    assert!(run.error()["message"].as_str().is_some_and(|message| message.contains("the request was accepted")));
}
