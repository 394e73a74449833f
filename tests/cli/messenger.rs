//! `msgops send messenger` and `msgops token` against pinned replies.

use serde_json::Value;

use crate::harness::{Machine, RawServer};

const TOKEN: &str = r#"{"item":{"token":"4ac37cb2e9c740dba4b75a34d5358802","expires_in":"86400"},"ret_code":"000000","ret_msg":"操作成功"}"#;
const SENT: &str = r#"{"item":{"message_id":"m_1","recipient_id":"1"},"ret_code":"000000","ret_msg":"成功"}"#;

/// A machine whose environment points at the server; a token from outside unless `keys`.
fn machine(server: &RawServer, keys: bool) -> Machine {
    let machine =
        Machine::new().env("MSGOPS_SOBOT_BASE_URL", server.url()).env("MSGOPS_SOBOT_PAGE", "0106474898833640");
    if keys {
        machine.env("MSGOPS_SOBOT_APPID", "1").env("MSGOPS_SOBOT_APP_KEY", "key-of-the-app")
    } else {
        machine.env("MSGOPS_SOBOT_TOKEN", "token-from-outside")
    }
}

fn body(request: &str) -> Value {
    serde_json::from_str(request.split("\r\n\r\n").nth(1).unwrap()).unwrap()
}

fn text(machine: &Machine, extra: &[&str]) -> crate::harness::Run {
    let mut arguments = vec!["send", "messenger", "text", "--to", "7608034689289950", "Hello"];
    arguments.extend(extra);
    machine.run(arguments)
}

#[test]
fn a_token_is_fetched_once_and_the_message_is_sent() {
    let server = RawServer::new(vec![RawServer::json(TOKEN), RawServer::json(SENT)]);
    let machine = machine(&server, true);
    let row = text(&machine, &["-o", "json"]).exits(0).json()[0].clone();
    assert_eq!(row["outcome"], "accepted");
    assert_eq!(row["message_id"], "m_1");
    assert_eq!(row["page_id"], "0106474898833640", "leading zeros stay");
    assert_eq!(row["attempts"], 1);
    text(&machine, &[]).exits(0);
    let requests = server.requests();
    assert_eq!(requests.len(), 3, "one token for both: {requests:?}");
    assert!(requests[0].starts_with("GET /api/get_token?appid=1&create_time="));
    assert!(requests[1].contains("token: 4ac37cb2e9c740dba4b75a34d5358802"));
    assert_eq!(body(&requests[1])["payload"], "Hello");
}

#[test]
fn item_in_every_form_is_an_acceptance() {
    for (item, id) in [
        (r#""item":{"message_id":"m_9"},"#, Some("m_9")),
        (r#""item":"m_8","#, Some("m_8")),
        (r#""item":null,"#, None),
        ("", None),
    ] {
        let server = RawServer::new(vec![RawServer::json(&format!(r#"{{{item}"ret_code":"000000"}}"#))]);
        let row = text(&machine(&server, false), &["-o", "json"]).exits(0).json()[0].clone();
        assert_eq!(row["message_id"].as_str(), id);
    }
}

#[test]
fn each_answer_has_its_exit_code_and_is_asked_for_once() {
    let cut = b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"ret".to_vec();
    for (reply, code, outcome, kind) in [
        (RawServer::json(r#"{"ret_code":"210002","ret_msg":"x"}"#), 4, "refused", "refused"),
        (RawServer::json(r#"{"ret_code":"900003","ret_msg":"x"}"#), 4, "refused", "refused"),
        (RawServer::json(r#"{"ret_code":"999999","ret_msg":"x"}"#), 7, "unknown", "unknown_outcome"),
        (RawServer::json("<html>ok</html>"), 7, "unknown", "unknown_outcome"),
        (RawServer::status("502 Bad Gateway", "text/html", "<html>bad</html>"), 7, "unknown", "unknown_outcome"),
        (RawServer::status("404 Not Found", "text/html", "no"), 4, "refused", "refused"),
        (RawServer::status("302 Found\r\nlocation: http://127.0.0.1:1/", "text/html", ""), 4, "refused", "refused"),
        (RawServer::json(r#"{"ret_code":"2018352","ret_msg":"x"}"#), 5, "not_sent", "unreachable"),
        (cut, 7, "unknown", "unknown_outcome"),
        (Vec::new(), 7, "unknown", "unknown_outcome"),
    ] {
        let shown = String::from_utf8_lossy(&reply).into_owned();
        let server = RawServer::new(vec![reply]);
        let run = text(&machine(&server, false), &["-o", "json"]);
        assert_eq!(run.code, code, "{shown}\n{}", run.stderr);
        assert_eq!(run.json()[0]["outcome"], outcome, "{shown}");
        assert_eq!(run.error()["kind"], kind, "{shown}");
        assert_eq!(run.error()["exit_code"], code);
        assert_eq!(server.requests().len(), 1, "{shown}");
    }
}

#[test]
fn what_was_certainly_not_accepted_is_tried_again() {
    for (reply, tries) in [
        (RawServer::status("429 Too Many Requests", "text/plain", ""), 2),
        (RawServer::status("503 Unavailable\r\nretry-after: 0", "text/plain", ""), 2),
        (RawServer::json(r#"{"ret_code":"4","ret_msg":"slow"}"#), 2),
        (RawServer::json(r#"{"ret_code":"2534040","ret_msg":"slow"}"#), 2),
    ] {
        let server = RawServer::new(vec![reply, RawServer::json(SENT)]);
        let row = text(&machine(&server, false), &["-o", "json"]).exits(0).json()[0].clone();
        assert_eq!(row["attempts"], tries);
    }
    let long = RawServer::new(vec![RawServer::status("429 Too Many Requests\r\nretry-after: 301", "text/plain", "")]);
    text(&machine(&long, false), &[]).exits(5);
    assert_eq!(long.requests().len(), 1, "five minutes are too long to wait");
}

#[test]
fn an_unreachable_vendor_is_exit_5() {
    let machine = Machine::new()
        .env("MSGOPS_SOBOT_BASE_URL", "http://127.0.0.1:1")
        .env("MSGOPS_SOBOT_TOKEN", "t")
        .env("MSGOPS_SOBOT_PAGE", "1");
    let run = machine.run(["send", "messenger", "text", "--to", "1", "--to", "2", "x", "-o", "ndjson"]).exits(5);
    let rows: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row["outcome"] == "not_sent"));
    assert_eq!(rows[1]["attempts"], 0, "the second was not even tried");
}

#[test]
fn a_dead_token_from_outside_is_never_renewed() {
    let server = RawServer::new(vec![RawServer::json(r#"{"ret_code":"900002","ret_msg":"x"}"#)]);
    let run = text(&machine(&server, false), &["-o", "json"]).exits(4);
    assert_eq!(run.error()["code"], "900002");
    assert_eq!(run.json()[0]["outcome"], "not_sent");
    assert_eq!(server.requests().len(), 1);
}

/// Retries that were used up by something else do not make it a contest of tokens.
#[test]
fn a_dead_token_from_outside_is_told_as_such_after_the_last_try_too() {
    let slow = RawServer::json(r#"{"ret_code":"4","ret_msg":"slow"}"#);
    let dead = RawServer::json(r#"{"ret_code":"900002","ret_msg":"x"}"#);
    let server = RawServer::new(vec![slow.clone(), slow.clone(), slow, dead]);
    let run = text(&machine(&server, false), &["-o", "json"]).exits(4);
    assert!(run.error()["message"].as_str().unwrap().contains("MSGOPS_SOBOT_TOKEN"), "{}", run.stderr);
    assert_eq!(server.requests().len(), 4);
}

#[test]
fn a_vendor_that_hangs_leaves_a_send_unknown_and_a_read_without_answer() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let machine = Machine::new()
        .env("MSGOPS_SOBOT_BASE_URL", format!("http://{}", listener.local_addr().unwrap()))
        .env("MSGOPS_SOBOT_TOKEN", "t")
        .env("MSGOPS_SOBOT_PAGE", "1");
    let run = text(&machine, &["-o", "json", "--timeout", "200ms"]).exits(7);
    let row = run.json()[0].clone();
    assert_eq!((&row["outcome"], &row["reason"], &row["attempts"]), (&"unknown".into(), &"timeout".into(), &1.into()));
    machine.run(["topics", "list", "--timeout", "200ms"]).exits(5);
}

#[test]
fn a_redirect_to_another_host_carries_nothing_there() {
    let other = RawServer::new(vec![RawServer::json(SENT)]);
    for status in ["302 Found", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let head = format!("{status}\r\nlocation: {}/x", other.url());
        let server = RawServer::new(vec![RawServer::status(&head, "text/html", "")]);
        let run = text(&machine(&server, false), &["-o", "json"]).exits(4);
        assert_eq!(run.error()["code"], format!("http_{}", &status[..3]));
        machine(&server, false).run(["topics", "list"]).exits(4);
    }
    assert_eq!(other.requests(), Vec::<String>::new());
}

#[test]
fn any_text_goes_out_as_it_is_and_moves_no_cursor_here() {
    let hostile = "two\nlines 😀 \u{1b}[2J \u{202e}over";
    let server = RawServer::new(vec![RawServer::json(r#"{"ret_code":"210002","ret_msg":"\u001b[2Jgone\u202e"}"#)]);
    let machine = machine(&server, false);
    let run = machine.run(["send", "messenger", "text", "--to", "76080346892899501", hostile]).exits(4);
    let sent = body(&server.requests()[0]);
    assert_eq!((&sent["payload"], &sent["recipientid"]), (&hostile.into(), &"76080346892899501".into()));
    for shown in [&run.stdout, &run.stderr] {
        assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}'), "{shown:?}");
    }
}

#[test]
fn a_dead_token_is_renewed_once_and_the_message_sent() {
    let server = RawServer::new(vec![
        RawServer::json(TOKEN),
        RawServer::json(r#"{"ret_code":"900002","ret_msg":"x"}"#),
        RawServer::json(&TOKEN.replace("4ac3", "5bd4")),
        RawServer::json(SENT),
    ]);
    let row = text(&machine(&server, true), &["-o", "json"]).exits(0).json()[0].clone();
    assert_eq!(row["attempts"], 2);
    assert!(server.requests()[3].contains("token: 5bd4"));
}

#[test]
fn a_renewal_war_ends() {
    let mut replies = Vec::new();
    for index in 0..8 {
        replies.push(RawServer::json(&TOKEN.replace("4ac3", &format!("{index:04}"))));
        replies.push(RawServer::json(r#"{"ret_code":"900002","ret_msg":"x"}"#));
    }
    let server = RawServer::new(replies);
    let run = text(&machine(&server, true), &[]).exits(4);
    assert!(run.stderr.contains("another client is renewing"), "{}", run.stderr);
}

#[test]
fn a_refused_token_names_the_cause() {
    for (code, word) in [("900003", "sign"), ("900004", "appid")] {
        let server = RawServer::new(vec![RawServer::json(&format!(r#"{{"ret_code":"{code}","ret_msg":"x"}}"#))]);
        let run = text(&machine(&server, true), &["-o", "json"]).exits(4);
        assert_eq!(run.error()["code"], code);
        let explanation = run.error()["explanation"].as_str().unwrap().to_lowercase();
        assert!(explanation.contains(word), "{explanation}");
    }
}

#[test]
fn a_refused_token_tells_of_a_wrong_clock() {
    let refusal = r#"{"ret_code":"900003","ret_msg":"x"}"#;
    let reply = RawServer::status("200 OK\r\ndate: Mon, 22 Nov 2021 10:00:00 GMT", "application/json", refusal);
    let run = text(&machine(&RawServer::new(vec![reply]), true), &[]).exits(4);
    assert!(run.stderr.contains("this machine's clock is") && run.stderr.contains("ahead of"), "{}", run.stderr);
}

#[test]
fn secrets_are_never_shown() {
    let server = RawServer::new(vec![RawServer::json(TOKEN), RawServer::json(SENT)]);
    let machine = machine(&server, true);
    let sent = text(&machine, &["-vv"]).exits(0);
    let show = machine.run(["token", "show", "-vv", "-o", "json"]).exits(0);
    let dry = text(&machine, &["--dry-run"]).exits(0);
    let curl = text(&machine, &["--dry-run=curl"]).exits(0);
    for run in [&sent, &show, &dry, &curl] {
        for secret in ["4ac37cb2e9c740dba4b75a34d5358802", "key-of-the-app"] {
            assert!(!run.stdout.contains(secret) && !run.stderr.contains(secret), "{run:?}");
        }
    }
    assert!(curl.stdout.contains(r#"-H "token: $(msgops --config"#), "{}", curl.stdout);
    assert_eq!(server.requests().len(), 2, "a dry run asks nobody");
    let sign = server.requests()[0].split("sign=").nth(1).unwrap()[..32].to_owned();
    assert!(!sent.stderr.contains(&sign), "{}", sent.stderr);
}

#[test]
fn token_get_prints_the_bare_token_and_clear_forgets_it() {
    let server = RawServer::new(vec![RawServer::json(TOKEN)]);
    let machine = machine(&server, true);
    for _ in 0..2 {
        assert_eq!(machine.run(["token", "get"]).exits(0).stdout, "4ac37cb2e9c740dba4b75a34d5358802\n");
    }
    assert_eq!(server.requests().len(), 1);
    machine.run(["token", "clear"]).exits(0);
    assert_eq!(machine.run(["token", "show", "-o", "json"]).exits(0).json()["state"], "absent");
    machine.run(["token", "get", "--raw"]).exits(2);
}

#[test]
fn thirty_processes_ask_for_one_token() {
    let server = RawServer::new(vec![RawServer::json(TOKEN)]);
    let machine = machine(&server, true);
    let children: Vec<_> = (0..30)
        .map(|_| {
            let mut command = machine.command(["token", "get"]);
            command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for child in children {
        let run = crate::harness::finish(child).exits(0);
        assert_eq!(run.stdout, "4ac37cb2e9c740dba4b75a34d5358802\n");
    }
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_wrong_command_line_sends_nothing() {
    let server = RawServer::new(vec![RawServer::json(SENT)]);
    let machine = machine(&server, false);
    let long = "x".repeat(641);
    let cases: Vec<Vec<&str>> = vec![
        vec!["text", "Hello"],
        vec!["text", "--to", "1", "--recipient-token", "2", "Hello"],
        vec!["text", "--to", "", "Hello"],
        vec!["text", "--to", "1", ""],
        vec!["text", "--to", "1", "--tag", "account-update", "--messaging-type", "response", "x"],
        vec!["text", "--to", "1", "--messaging-type", "message-tag", "x"],
        vec!["text", "--to", "1", "--tag", "nonsense", "x"],
        vec!["image", "--to", "1", "example.com/a.png"],
        vec!["button", "--to", "1", "x"],
        vec!["button", "--to", "1", &long, "--button", "A=https://e.com"],
        vec!["button", "--to", "1", "x", "--button", "A=ftp://e.com"],
        vec![
            "button",
            "--to",
            "1",
            "x",
            "--button",
            "A=postback:1",
            "--button",
            "B=postback:1",
            "--button",
            "C=postback:1",
            "--button",
            "D=postback:1",
        ],
        vec!["generic", "--to", "1"],
        vec!["generic", "--to", "1", "--title", "x", "--element", "{}"],
        vec!["generic", "--to", "1", "--element", "{}"],
        vec!["media", "--to", "1", "--type", "image", "--url", "https://example.com/"],
        vec!["media", "--to", "1", "--type", "image", "--url", "https://facebook.com/", "--attachment", "1"],
        vec!["optin", "--recipient-token", "1", "--topic", "x"],
        vec!["json", "--to", "1", "--type", "text", "not json"],
        vec!["json", "--to", "1", "--type", "text", "@/nowhere/at/all"],
        vec!["text", "--to", "1", "--to", "2", "--raw", "x"],
    ];
    for case in cases {
        let mut arguments = vec!["send", "messenger"];
        arguments.extend(case.iter().copied());
        let run = machine.run(&arguments);
        assert_eq!(run.code, 2, "{arguments:?}\n{}\n{}", run.stdout, run.stderr);
        assert_eq!(run.stdout, "", "{arguments:?}");
        assert!(!run.stderr.is_empty());
    }
    assert!(server.requests().is_empty());
}

#[test]
fn text_comes_from_stdin_with_one_newline_taken_off() {
    let server = RawServer::new(vec![RawServer::json(SENT)]);
    let machine = machine(&server, false);
    for arguments in
        [vec!["send", "messenger", "text", "--to", "1"], vec!["send", "messenger", "text", "--to", "1", "-"]]
    {
        machine.run_with_input(&arguments, "你好\n\n".as_bytes()).exits(0);
    }
    for request in server.requests() {
        assert_eq!(body(&request)["payload"], "你好\n");
    }
    let run = machine.run_with_input(["send", "messenger", "text", "--to", "1"], b"\xff\xfe").exits(2);
    assert!(run.stderr.contains("not UTF-8"), "{}", run.stderr);
}

#[test]
fn repeated_recipients_are_sent_once_each_and_refusals_do_not_stop_the_rest() {
    let server = RawServer::new(vec![RawServer::json(r#"{"ret_code":"551","ret_msg":"x"}"#), RawServer::json(SENT)]);
    let machine = machine(&server, false);
    let run =
        machine.run(["send", "messenger", "text", "--to", "1", "--to", "2", "--to", "1", "x", "-o", "json"]).exits(6);
    assert_eq!(run.json().as_array().unwrap().len(), 2);
    assert_eq!(run.error()["kind"], "partial");
    let doomed = RawServer::new(vec![RawServer::json(r#"{"ret_code":"210002","ret_msg":"x"}"#)]);
    let run = self::machine(&doomed, false)
        .run(["send", "messenger", "text", "--to", "1", "--to", "2", "x", "-o", "json"])
        .exits(6);
    assert_eq!(run.json()[1]["outcome"], "not_sent");
    assert_eq!(doomed.requests().len(), 1, "a code that dooms all stops");
}

#[test]
fn raw_is_the_reply_as_received() {
    let reply = "{ \"ret_code\":\"000000\",\n\"item\":12345678901234567890 }";
    let server = RawServer::new(vec![RawServer::json(reply)]);
    let run = text(&machine(&server, false), &["--raw"]).exits(0);
    assert_eq!(run.stdout, format!("{reply}\n"));
}

#[test]
fn a_read_only_profile_sends_nothing_and_still_dry_runs() {
    let server = RawServer::new(vec![RawServer::json(SENT)]);
    let machine = machine(&server, false).env("MSGOPS_READ_ONLY", "1");
    text(&machine, &[]).exits(3);
    text(&machine, &["--dry-run"]).exits(0);
    machine.run(["upload", "image", "https://example.com/a.png"]).exits(3);
    assert!(server.requests().is_empty());
}

#[test]
fn a_closed_stdout_does_not_stop_a_send() {
    let server = RawServer::new(vec![RawServer::json(SENT)]);
    let machine = machine(&server, false);
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = machine.command(["send", "messenger", "text", "--to", "1", "--to", "2", "x"]);
    let status = command.stdout(writer).stderr(std::process::Stdio::null()).status().unwrap();
    assert_eq!(status.code(), Some(0));
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn an_upload_prints_its_track_id() {
    let server = RawServer::new(vec![RawServer::json(
        r#"{"item":"d13415bb2b704e58aa373bb5e0e11914","ret_code":"000000","ret_msg":"成功"}"#,
    )]);
    let machine = machine(&server, false);
    let run = machine.run(["upload", "image", "https://example.com/a.png", "-o", "json"]).exits(0);
    assert_eq!(run.json()["track_id"], "d13415bb2b704e58aa373bb5e0e11914");
    machine.run(["upload", "image", "example.com/a.png"]).exits(2);
    assert_eq!(server.requests().len(), 1);
}

/// It passed for accepted, and with `--wait` for one that was not completed in time.
#[test]
fn an_upload_without_a_track_id_is_unknown() {
    for reply in
        [r#"{"ret_code":"000000"}"#, r#"{"ret_code":"000000","item":""}"#, r#"{"ret_code":"000000","item":{}}"#]
    {
        for waits in [&[][..], &["--wait", "later.ndjson", "--wait-timeout", "20s"]] {
            let server = RawServer::new(vec![RawServer::json(reply)]);
            let machine = machine(&server, false);
            machine.file("later.ndjson", "");
            let upload = ["upload", "image", "https://example.com/a.png", "-o", "json"];
            let run = machine.run([&upload[..], waits].concat()).exits(7);
            assert!(run.error()["message"].as_str().unwrap().contains("no track id"), "{}", run.stderr);
            assert_eq!(server.requests().len(), 1);
        }
    }
}

const UPLOADED: &str = r#"{"item":"d13415bb2b704e58aa373bb5e0e11914","ret_code":"000000","ret_msg":"成功"}"#;

#[test]
fn an_upload_waits_for_its_completion_in_a_capture() {
    let server = RawServer::new(vec![RawServer::json(UPLOADED)]);
    let machine = machine(&server, false);
    let capture = machine.file(
        "capture.ndjson",
        "{\"track_id\":\"another\",\"attachment_id\":\"1\"}\n{\"track_id\":\"d13415bb2b704e58aa373bb5e0e11914\",\"attachment_id\":\"1234567890\"}\n",
    );
    let capture = capture.to_str().unwrap();
    let run = machine
        .run(["upload", "image", "https://example.com/a.png", "--wait", capture, "--wait-timeout", "20s", "-o", "json"])
        .exits(0);
    assert_eq!(run.json()["attachment_id"], "1234567890");
}

#[test]
fn an_upload_that_is_not_completed_in_time_is_exit_8_and_tells_its_track_id() {
    let server = RawServer::new(vec![RawServer::json(UPLOADED)]);
    let machine = machine(&server, false);
    machine.file("later.ndjson", "");
    let arguments = [
        "upload",
        "image",
        "https://example.com/a.png",
        "--wait",
        "later.ndjson",
        "--wait-timeout",
        "50ms",
        "-o",
        "json",
    ];
    let run = machine.run(arguments).exits(8);
    assert_eq!(run.json()["track_id"], "d13415bb2b704e58aa373bb5e0e11914");
    assert_eq!(run.error()["kind"], "timeout");
    machine.run(["upload", "image", "https://example.com/a.png", "--wait", "nowhere.ndjson"]).exits(2);
    let run = machine.run(["upload", "image", "https://example.com/a.png", "--wait"]).exits(2);
    assert!(run.stderr.contains("msgops listen"), "{}", run.stderr);
    assert_eq!(server.requests().len(), 1, "a capture that cannot be read is told before the upload");
}

/// The wait ends with the signal, and the track id is told all the same.
#[cfg(unix)]
#[test]
fn an_upload_s_wait_can_be_interrupted() {
    use std::io::BufRead;
    let server = RawServer::new(vec![RawServer::json(UPLOADED)]);
    let machine = machine(&server, false);
    machine.file("later.ndjson", "");
    let mut child = machine
        .command(["upload", "image", "https://example.com/a.png", "--wait", "later.ndjson", "-o", "ndjson"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut notes = std::io::BufReader::new(child.stderr.take().unwrap());
    let mut note = String::new();
    notes.read_line(&mut note).unwrap();
    assert!(note.contains("waiting for its completion"), "{note}");
    let id = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let run = crate::harness::finish(child).exits(130);
    assert_eq!(run.json()["track_id"], "d13415bb2b704e58aa373bb5e0e11914");
}

#[test]
fn a_reply_that_repeats_the_token_does_not_show_it() {
    let server =
        RawServer::new(vec![RawServer::json(r#"{"ret_code":"210002","ret_msg":"bad token token-from-outside here"}"#)]);
    let machine = machine(&server, false);
    for extra in [&["-vv"][..], &["-vv", "-o", "json"], &["-vv", "-o", "csv"]] {
        let run = text(&machine, extra).exits(4);
        assert!(
            !format!("{}{}", run.stdout, run.stderr).contains("token-from-outside"),
            "{}\n{}",
            run.stdout,
            run.stderr
        );
        assert!(run.stdout.contains("bad token *** here"), "{}", run.stdout);
    }
}

#[test]
fn several_with_an_unknown_one_are_told_to_look_before_sending_again() {
    let server = RawServer::new(vec![Vec::new(), RawServer::json(SENT)]);
    let run = text(&machine(&server, false), &["--to", "2", "-o", "json"]).exits(7);
    assert_eq!(run.error()["kind"], "unknown_outcome");
    assert!(run.error()["hint"].as_str().is_some_and(|hint| hint.contains("not sent again")), "{}", run.stderr);
}

#[test]
fn a_missing_subcommand_is_named_as_such_in_json() {
    let error = Machine::new().env("MSGOPS_OUTPUT", "json").run([] as [&str; 0]).exits(2).error();
    assert_eq!(error["message"], "the command is not complete: a subcommand is missing");
    let error = Machine::new().run(["topics", "-o", "json"]).exits(2).error();
    assert_eq!(error["message"], "'msgops topics' requires a subcommand but one was not provided");
}

#[test]
fn a_proxy_that_is_no_address_is_told_and_not_passed_over() {
    let machine = Machine::new()
        .env("MSGOPS_SOBOT_BASE_URL", "https://vendor.invalid")
        .env("MSGOPS_SOBOT_TOKEN", "t")
        .env("MSGOPS_SOBOT_PAGE", "1")
        .env("HTTPS_PROXY", "http://user:hunter2@:not-a-port");
    let run = machine.run(["send", "messenger", "text", "--to", "1", "x"]).exits(3);
    assert!(run.stderr.contains("HTTPS_PROXY") && !run.stderr.contains("hunter2"), "{}", run.stderr);
}

/// Three of Meta's tags, and opt-in messages, end as code 100: said before anything leaves, sent as asked.
#[test]
fn what_meta_no_longer_takes_is_said_before() {
    let machine = Machine::new();
    let send = |arguments: &[&str]| {
        machine.run([&["-p", "sandbox", "send", "messenger"], arguments, &["--dry-run"]].concat()).exits(0).stderr
    };
    let list = machine.file("tokens.csv", "sub_token\n6f3a1c2e9b7d4508\n");
    let list = list.to_string_lossy();
    let people = machine.file("people.csv", "psid\n7608034689289950\n");
    let people = people.to_string_lossy();
    for tag in ["account-update", "confirmed-event-update", "post-purchase-update"] {
        let told = send(&["text", "hi", "--to", "7608034689289950", "--tag", tag]);
        assert!(told.contains("code 100") && told.contains("human-agent"), "{tag}: {told}");
        let told = send(&["text", "hi", "--recipients", &people, "--tag", tag]);
        assert_eq!(told.matches("code 100").count(), 1, "{tag}: {told}");
    }
    let told = send(&["text", "hi", "--to", "7608034689289950", "--tag", "human-agent"]);
    assert!(!told.contains("warning"), "{told}");
    let topic = ["optin", "--to", "7608034689289950", "--topic", "Weekly news"];
    assert!(send(&topic).contains("South Korea"));
    assert!(send(&["text", "hi", "--recipient-token", "6f3a1c2e9b7d4508"]).contains("South Korea"));
    assert_eq!(send(&["text", "hi", "--recipients", &list]).matches("South Korea").count(), 1);
}
