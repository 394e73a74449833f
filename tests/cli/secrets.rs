//! Secrets that a vendor's own text repeats: nothing that is printed or kept shows one.

use crate::harness::{Machine, RawServer};

const SECRET: &str = "SECRETAS98765432";
const ACCESS_KEY: &str = "AK1234567890";

fn nxcloud(url: &str) -> Machine {
    Machine::new()
        .env("MSGOPS_NXCLOUD_BASE_URL", url)
        .env("MSGOPS_NXCLOUD_WHATSAPP_BASE_URL", url)
        .env("MSGOPS_NXCLOUD_ACCESS_KEY", ACCESS_KEY)
        .env("MSGOPS_NXCLOUD_ACCESS_SECRET", SECRET)
        .env("MSGOPS_NXCLOUD_APPKEY", "appkey01")
        .env("MSGOPS_NXCLOUD_BUSINESS_PHONE", "+85268000001")
}

/// Every file of the state directory and all that was printed.
fn everything(machine: &Machine, run: &crate::harness::Run) -> String {
    let kept = machine.everything().into_values().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    kept.fold(format!("{}{}", run.stdout, run.stderr), |all, kept| all + &kept)
}

/// The access key was masked, the secret beside it was printed.
#[test]
fn an_access_secret_that_the_vendor_repeats_is_shown_nowhere() {
    let said = format!("{{\"code\":9000,\"message\":\"bad secret {SECRET} key {ACCESS_KEY}\"}}");
    let server = RawServer::new(vec![RawServer::json(&said)]);
    let machine = nxcloud(&server.url());
    let image = machine.file("i.png", b"\x89PNG\r\n\x1a\n").to_string_lossy().into_owned();
    let list = machine.file("l.csv", "phone\n+85261234567\n").to_string_lossy().into_owned();
    for arguments in [
        &["templates", "list"][..],
        &["templates", "list", "--raw"],
        &["numbers", "list"],
        &["media", "show", "7"],
        &["media", "upload", &image],
        &["send", "whatsapp", "text", "--to", "+85261234567", "hi"],
        &["send", "super", "text", "--to", "+85261234567", "hi"],
        &["send", "super", "text", "--recipients", &list, "--yes", "--report", "r.csv", "hi"],
        &["doctor"],
    ] {
        for more in [&["-vv"][..], &["-o", "json"], &["-o", "csv"]] {
            let run = machine.run([arguments, more].concat());
            let all = everything(&machine, &run);
            assert!(!all.contains(SECRET), "{arguments:?} {more:?}: {all}");
            let printed = format!("{}{}", run.stdout, run.stderr);
            assert!(!printed.contains(ACCESS_KEY), "{arguments:?} {more:?}: {printed}");
        }
    }
    let run = machine.run(["numbers", "list"]).exits(4);
    assert!(run.stderr.contains("bad secret *** key AK12***"), "{}", run.stderr);
}

/// What one channel said of a message that another one took was kept as it came.
#[test]
fn a_secret_that_a_channel_repeats_is_kept_nowhere() {
    let said = format!(
        "{{\"code\":0,\"message\":\"Success\",\"data\":{{\"requestId\":\"r1\",\"channelStatus\":{{\"sms\":{{\"code\":0}},\"viber\":{{\"code\":14001,\"message\":\"bad secret {SECRET}\"}}}}}}}}"
    );
    let server = RawServer::new(vec![RawServer::json(&said)]);
    let machine = nxcloud(&server.url());
    let list = machine.file("l.csv", "phone\n+85261234567\n").to_string_lossy().into_owned();
    let run = machine.run(["send", "super", "text", "--recipients", &list, "--yes", "--job", "spring", "hi"]).exits(0);
    assert!(!everything(&machine, &run).contains(SECRET));
}

/// The token was masked, the app key beside it was printed.
#[test]
fn an_app_key_that_the_vendor_repeats_is_shown_nowhere() {
    const KEY: &str = "SEKRET00123456";
    const TOKEN: &str = "TOK4ac37cb2e9c740";
    let token = format!("{{\"ret_code\":\"000000\",\"item\":{{\"token\":\"{TOKEN}\",\"expires_in\":\"86400\"}}}}");
    let row = format!("{{\"psid\":\"7608\",\"error_msg\":\"token {TOKEN} appkey {KEY}\"}}");
    for said in [
        format!("{{\"ret_code\":\"900001\",\"ret_msg\":\"token {TOKEN} appkey {KEY}\"}}"),
        format!("{{\"ret_code\":\"000000\",\"ret_msg\":\"{KEY}\",\"items\":[{row}],\"total_count\":1}}"),
    ] {
        let token = token.clone();
        let server = RawServer::answering(move |request| {
            RawServer::json(if request.contains("get_token") { &token } else { &said })
        });
        let machine = Machine::new()
            .env("MSGOPS_SOBOT_BASE_URL", server.url())
            .env("MSGOPS_SOBOT_APPID", "1")
            .env("MSGOPS_SOBOT_APP_KEY", KEY)
            .env("MSGOPS_SOBOT_PAGE", "106");
        for arguments in [
            &["records", "list", "--since", "2h"][..],
            &["topics", "list"],
            &["topics", "list", "--raw"],
            &["send", "messenger", "text", "--to", "7608034689289950", "hi"],
        ] {
            for more in [&["-vv"][..], &["-o", "json"], &["-o", "ndjson"]] {
                let run = machine.run([arguments, more].concat());
                let printed = format!("{}{}", run.stdout, run.stderr);
                assert!(!printed.contains(KEY) && !printed.contains(TOKEN), "{arguments:?} {more:?}: {printed}");
            }
        }
        // What was asked for is printed all the same.
        assert_eq!(machine.run(["token", "get"]).exits(0).stdout.trim(), TOKEN);
        assert_eq!(machine.run(["token", "get", "-o", "json"]).exits(0).json()["token"], TOKEN);
    }
}
