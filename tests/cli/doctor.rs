//! `msgops doctor`, with half of everything broken.

use std::net::TcpListener;

use serde_json::Value;

use crate::harness::{Machine, RawServer, Run};

/// A root to trust, so that TLS can be set up wherever the tests run.
const CERTIFICATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tls/certificate.pem");

fn nxcloud(url: &str) -> Machine {
    Machine::new()
        .env("MSGOPS_NXCLOUD_BASE_URL", url)
        .env("MSGOPS_NXCLOUD_ACCESS_KEY", "fme2na3kdi3ki")
        .env("MSGOPS_NXCLOUD_ACCESS_SECRET", "abciiiko2k3")
        .env("MSGOPS_NXCLOUD_APPKEY", "pem28kje")
}

fn sobot(url: &str) -> Machine {
    Machine::new().env("MSGOPS_SOBOT_BASE_URL", url).env("MSGOPS_SOBOT_TOKEN", "token-from-outside")
}

fn doctor(machine: &Machine) -> Run {
    machine.run(["doctor", "-o", "json"])
}

/// Status and detail of one check.
#[track_caller]
fn check<'a>(rows: &'a Value, platform: Option<&str>, name: &str) -> (&'a str, &'a str) {
    let row = rows
        .as_array()
        .and_then(|rows| rows.iter().find(|row| row["platform"].as_str() == platform && row["check"] == name))
        .unwrap_or_else(|| panic!("no check `{name}` of {platform:?} in {rows}"));
    (row["status"].as_str().expect("a status"), row["detail"].as_str().expect("a detail"))
}

fn dated(body: &str, seconds_ahead: i64) -> Vec<u8> {
    let date = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(seconds_ahead);
    let date = date.strftime("%a, %d %b %Y %H:%M:%S GMT");
    let length = body.len();
    format!("HTTP/1.1 200 OK\r\ndate: {date}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}")
        .into_bytes()
}

#[test]
fn the_sandbox_is_healthy_and_keeps_its_token_unless_asked() {
    let machine = Machine::new();
    let run = machine.run(["-p", "sandbox", "doctor", "-o", "json"]).exits(0);
    let rows = run.json();
    for platform in ["sobot", "nxcloud"] {
        for name in ["dns", "connect", "tls", "clock"] {
            assert_eq!(check(&rows, Some(platform), name).0, "ok", "{platform} {name}: {rows}");
        }
    }
    assert_eq!(check(&rows, Some("nxcloud"), "credentials").0, "ok");
    let (status, detail) = check(&rows, Some("sobot"), "credentials");
    assert!(status == "warn" && detail.contains("no token is cached"), "{detail}");
    let renewed = machine.run(["-p", "sandbox", "doctor", "--renew-token", "-o", "json"]).exits(0).json();
    assert_eq!(check(&renewed, Some("sobot"), "credentials").0, "ok");
    let cached = machine.run(["-p", "sandbox", "doctor", "-o", "json"]).exits(0).json();
    assert!(check(&cached, Some("sobot"), "credentials").1.contains("the cached token works"));
}

#[test]
fn without_a_profile_the_rest_is_checked_all_the_same() {
    let run = doctor(&Machine::new()).exits(3);
    let rows = run.json();
    assert_eq!(check(&rows, None, "profile").0, "fail");
    assert_eq!(check(&rows, None, "permissions").0, "ok");
    assert_eq!(check(&rows, None, "state").0, "ok");
    assert!(run.error()["message"].as_str().is_some_and(|message| message.contains("1 of 5 checks failed: profile")));
}

#[cfg(unix)]
#[test]
fn a_profile_file_that_others_can_read_fails_with_the_chmod_that_mends_it() {
    use std::os::unix::fs::PermissionsExt;
    let machine = Machine::new();
    let path = machine.config("[profiles.prod.nxcloud]\naccess-key = \"a\"\n");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).expect("a mode");
    let run = machine.run(["doctor", "-p", "prod"]).exits(3);
    assert!(run.stdout.contains("permissions") && run.stdout.contains("chmod 600"), "{}", run.stdout);
}

#[test]
fn a_state_directory_that_is_none_fails_and_the_vendor_is_asked_all_the_same() {
    let server = RawServer::new(vec![RawServer::json(r#"{"code":9000,"message":"x"}"#)]);
    let machine = nxcloud(&server.url());
    let file = machine.file("a-file", "");
    let machine = machine.env("MSGOPS_STATE_DIR", file.to_str().expect("a path"));
    let rows = doctor(&machine).exits(10).json();
    assert_eq!(check(&rows, None, "state").0, "fail");
    assert_eq!(check(&rows, Some("nxcloud"), "credentials").0, "ok");
}

#[test]
fn an_nxcloud_code_tells_a_wrong_key_from_a_good_one() {
    for (code, status, exit) in [
        ("9000", "ok", 0),
        ("9002", "ok", 0),
        ("1001", "fail", 4),
        ("1002", "fail", 4),
        ("1003", "fail", 4),
        ("1004", "fail", 4),
        ("1005", "fail", 4),
        ("1100", "fail", 4),
        ("1102", "fail", 4),
        ("9003", "fail", 4),
        ("9010", "warn", 0),
        ("-1", "fail", 5),
    ] {
        let server = RawServer::new(vec![dated(&format!(r#"{{"code":{code},"message":"x"}}"#), 0)]);
        let rows = doctor(&nxcloud(&server.url())).exits(exit).json();
        assert_eq!(check(&rows, Some("nxcloud"), "credentials").0, status, "{code}: {rows}");
        let requests = server.requests();
        let posts: Vec<&String> = requests.iter().filter(|request| request.starts_with("POST")).collect();
        assert_eq!(posts.len(), 1, "{requests:?}");
        assert!(posts[0].contains(r#""phones":[]"#), "it can send nothing: {}", posts[0]);
    }
}

#[test]
fn a_business_number_that_the_app_lacks_is_found_before_a_send() {
    let number = |status: &str, quality: &str| {
        format!(r#"{{"code":0,"data":{{"85268000001":[{{"status":"{status}","quality_rating":"{quality}"}}]}}}}"#)
    };
    for (reply, exit, status, told) in [
        (number("CONNECTED", "GREEN"), 0, "ok", "CONNECTED"),
        (number("FLAGGED", "RED"), 0, "warn", "quality RED"),
        (r#"{"code":0,"data":{}}"#.to_owned(), 4, "fail", "the app has no number 85268000001"),
        (r#"{"code":9003,"message":"m"}"#.to_owned(), 4, "fail", "9003"),
    ] {
        let server = RawServer::new(vec![RawServer::json(&reply)]);
        let bad = RawServer::new(vec![RawServer::json(r#"{"code":9000,"message":"m"}"#)]);
        let machine = nxcloud(&bad.url())
            .env("MSGOPS_NXCLOUD_WHATSAPP_BASE_URL", server.url())
            .env("MSGOPS_NXCLOUD_BUSINESS_PHONE", "85268000001");
        let rows = doctor(&machine).exits(exit).json();
        let (found, detail) = check(&rows, Some("nxcloud"), "whatsapp");
        assert!(found == status && detail.contains(told), "{rows}");
    }
}

#[test]
fn a_clock_beyond_the_window_fails() {
    let server = RawServer::new(vec![dated(r#"{"code":1004,"message":"x"}"#, 300)]);
    let rows = doctor(&nxcloud(&server.url())).exits(4).json();
    let (status, detail) = check(&rows, Some("nxcloud"), "clock");
    assert!(status == "fail" && detail.contains(" s behind the vendor's"), "{detail}");
    assert!(check(&rows, Some("nxcloud"), "credentials").1.contains(" s behind the vendor's"));
}

/// What answers at the front page may be another machine: "clock ok" was told by its clock, and each send then failed.
#[test]
fn the_clock_is_measured_against_the_api_and_not_the_front_page() {
    let server = RawServer::new(vec![dated("front", 0), dated(r#"{"code":9000,"message":"x"}"#, 75)]);
    let rows = doctor(&nxcloud(&server.url())).exits(4).json();
    let (status, detail) = check(&rows, Some("nxcloud"), "clock");
    assert!(status == "fail" && detail.contains("s behind the vendor's"), "{detail}");
    let server = RawServer::new(vec![dated("front", 0), dated(r#"{"ret_code":"000000","items":[]}"#, 75)]);
    let rows = doctor(&sobot(&server.url())).exits(0).json();
    let (status, detail) = check(&rows, Some("sobot"), "clock");
    assert!(status == "warn" && detail.contains("s behind the vendor's"), "{detail}");
}

#[test]
fn one_vendor_out_of_reach_leaves_the_other_checked() {
    let server = RawServer::new(vec![dated(r#"{"ret_code":"000000","items":[],"total_count":0}"#, 0)]);
    let machine = sobot(&server.url())
        .env("MSGOPS_NXCLOUD_BASE_URL", "http://127.0.0.1:9")
        .env("MSGOPS_NXCLOUD_ACCESS_KEY", "a")
        .env("MSGOPS_NXCLOUD_ACCESS_SECRET", "b");
    let run = doctor(&machine).exits(5);
    let rows = run.json();
    assert_eq!(check(&rows, Some("sobot"), "credentials"), ("ok", "the token from outside works"));
    assert_eq!(check(&rows, Some("nxcloud"), "connect").0, "fail");
    assert_eq!(check(&rows, Some("nxcloud"), "credentials").0, "warn");
    assert_eq!(run.error()["kind"], "unreachable");
}

#[test]
fn a_vendor_that_hangs_is_waited_for_no_longer_than_asked() {
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let machine = nxcloud(&format!("http://{}", silent.local_addr().expect("an address")));
    let rows = machine.run(["doctor", "--timeout", "200ms", "-o", "json"]).exits(5).json();
    assert_eq!(check(&rows, Some("nxcloud"), "connect").0, "ok");
    assert_eq!(check(&rows, Some("nxcloud"), "http").0, "fail");
}

#[test]
fn what_speaks_no_tls_fails_there() {
    use std::io::{Read, Write};
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("https://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 1024]);
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        }
    });
    let rows = doctor(&nxcloud(&url).env("SSL_CERT_FILE", CERTIFICATE)).exits(5).json();
    assert_eq!(check(&rows, Some("nxcloud"), "tls").0, "fail", "{rows}");
}

#[test]
fn a_proxy_is_named_without_its_password() {
    let proxy = RawServer::new(vec![RawServer::status("403 Forbidden", "text/plain", "no")]);
    let with_password = proxy.url().replace("http://", "http://user:pass-of-proxy@");
    let machine =
        nxcloud("https://api.example.invalid").env("HTTPS_PROXY", with_password).env("SSL_CERT_FILE", CERTIFICATE);
    let run = machine.run(["doctor", "-o", "json", "-vv"]).exits(5);
    assert!(check(&run.json(), Some("nxcloud"), "connect").1.contains("left to the proxy `http://127.0.0.1:"));
    assert!(!format!("{}{}", run.stdout, run.stderr).contains("pass-of-proxy"));
}

#[test]
fn a_dead_token_from_outside_fails_and_is_not_renewed() {
    let server = RawServer::new(vec![dated(r#"{"ret_code":"900002","ret_msg":"x"}"#, 0)]);
    let rows = doctor(&sobot(&server.url())).exits(4).json();
    assert!(check(&rows, Some("sobot"), "credentials").1.contains("no longer knows the token from outside"));
    assert!(server.requests().iter().all(|request| !request.contains("get_token")));
}

#[test]
fn replies_that_are_none_are_no_usable_answer() {
    let server = RawServer::new(vec![RawServer::status("200 OK", "text/html", "<html>")]);
    let rows = doctor(&nxcloud(&server.url())).exits(5).json();
    assert_eq!(check(&rows, Some("nxcloud"), "credentials").0, "fail");
    assert_eq!(check(&rows, Some("nxcloud"), "clock").0, "warn");
}

#[test]
fn a_read_only_profile_posts_nothing_and_a_dry_run_asks_nobody() {
    let server = RawServer::new(vec![dated(r#"{"code":9000,"message":"x"}"#, 0)]);
    let machine = nxcloud(&server.url());
    machine.run(["doctor", "--dry-run"]).exits(0);
    assert_eq!(server.requests().len(), 0);
    let rows = doctor(&machine.env("MSGOPS_READ_ONLY", "1")).exits(0).json();
    assert!(check(&rows, Some("nxcloud"), "credentials").1.contains("read-only"));
    assert!(server.requests().iter().all(|request| request.starts_with("GET")));
}

#[test]
fn a_missing_half_of_the_credentials_fails_and_the_way_is_checked() {
    let server = RawServer::new(vec![dated("hello", 0)]);
    let machine =
        Machine::new().env("MSGOPS_NXCLOUD_BASE_URL", server.url()).env("MSGOPS_NXCLOUD_ACCESS_KEY", "fme2na3kdi3ki");
    let run = doctor(&machine).exits(3);
    let rows = run.json();
    assert_eq!(check(&rows, Some("nxcloud"), "clock").0, "ok");
    assert_eq!(check(&rows, Some("nxcloud"), "credentials").0, "fail");
    assert_eq!(check(&rows, Some("sobot"), "profile").0, "ok");
    assert!(run.stdout.contains("MSGOPS_NXCLOUD_ACCESS_SECRET"), "{}", run.stdout);
}

/// Behind the new token nothing listened, and nothing ended the check that waited for the vendor.
#[cfg(unix)]
#[test]
fn a_check_behind_a_new_token_still_hears_a_signal() {
    let (asked, is_asked) = std::sync::mpsc::channel();
    let (release, released) = std::sync::mpsc::channel::<()>();
    let server = RawServer::answering(move |request| match request {
        request if request.contains("get_token") => {
            RawServer::json(r#"{"item":{"token":"T","expires_in":"86400"},"ret_code":"000000"}"#)
        }
        request if request.starts_with("POST") => {
            let _ = asked.send(());
            let _ = released.recv();
            Vec::new()
        }
        _ => RawServer::json("{}"),
    });
    let machine = Machine::new()
        .env("MSGOPS_SOBOT_BASE_URL", server.url())
        .env("MSGOPS_SOBOT_APPID", "1")
        .env("MSGOPS_SOBOT_APP_KEY", "k");
    let mut command = machine.command(["doctor", "--renew-token"]);
    let child =
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().expect("a run");
    is_asked.recv().expect("a question");
    crate::bulk::signal(&child, "TERM");
    crate::harness::finish(child).exits(143);
    drop(release);
}
