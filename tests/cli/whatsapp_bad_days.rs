//! `templates`, `media`, `numbers` and `send whatsapp` where the vendor answers oddly, or not at all.

use crate::harness::{Machine, RawServer};

fn pointed_at(server: &RawServer) -> Machine {
    Machine::new()
        .env("MSGOPS_NXCLOUD_WHATSAPP_BASE_URL", server.url())
        .env("MSGOPS_NXCLOUD_BASE_URL", server.url())
        .env("MSGOPS_NXCLOUD_ACCESS_KEY", "key")
        .env("MSGOPS_NXCLOUD_ACCESS_SECRET", "secret")
        .env("MSGOPS_NXCLOUD_APPKEY", "app")
        .env("MSGOPS_NXCLOUD_BUSINESS_PHONE", "+852 6800 0001")
}

/// They died by the signal itself, with no word.
#[cfg(unix)]
#[test]
fn a_read_that_a_signal_ends_says_so() {
    use std::process::Stdio;
    for (arguments, signal, exit) in [
        (&["media", "show", "7"][..], "TERM", 143),
        (&["numbers", "list"], "HUP", 143),
        (&["templates", "list"], "INT", 130),
        (&["templates", "show", "x"], "TERM", 143),
        (&["doctor"], "TERM", 143),
        (&["doctor"], "INT", 130),
        (&["send", "whatsapp", "template", "--to", "85261234567", "x", "--language", "en"], "HUP", 143),
    ] {
        let (asked, is_asked) = std::sync::mpsc::channel();
        let (release, released) = std::sync::mpsc::channel::<()>();
        let server = RawServer::answering(move |_| {
            let _ = asked.send(());
            let _ = released.recv();
            Vec::new()
        });
        let machine = pointed_at(&server);
        let mut command = machine.command(arguments);
        command.args(["-o", "json"]).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().expect("a run");
        is_asked.recv().expect("a question");
        crate::bulk::signal(&child, signal);
        let run = crate::harness::finish(child).exits(exit);
        assert!(run.error()["message"].is_string(), "{arguments:?}: {}", run.stderr);
        drop(release);
    }
}

/// Once something had listened for signals, a list that was read afterwards heard none of them.
#[cfg(unix)]
#[test]
fn a_list_that_is_read_behind_the_template_still_hears_a_signal() {
    use std::io::Write;
    use std::process::Stdio;
    let page = r#"{"code":0,"data":{"data":[{"name":"x","language":"en","status":"APPROVED","components":[{"type":"BODY","text":"Hi"}]}]}}"#;
    let server = RawServer::new(vec![RawServer::json(page)]);
    let machine = pointed_at(&server);
    let list = ["send", "whatsapp", "template", "x", "--language", "en", "--recipients", "-", "--yes"];
    let mut child = machine
        .command(list)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a run");
    let mut stdin = child.stdin.take().expect("a pipe");
    // More than a pipe holds: it is being read when this has been written, and it does not end.
    stdin.write_all(b"phone\n").expect("a reader");
    stdin.write_all(&b"85261234567\n".repeat(100_000)).expect("a reader");
    crate::bulk::signal(&child, "TERM");
    assert_eq!(crate::harness::finish(child).code, 143);
    drop(stdin);
    assert!(server.requests().iter().all(|request| request.contains("getTemplate HTTP")));
}

/// Code 0 without what was asked for passed for success.
#[test]
fn a_success_that_holds_nothing_is_none() {
    let machine_of = |body: &str| {
        let server = RawServer::new(vec![RawServer::json(body)]);
        (pointed_at(&server), server)
    };
    for data in ["null", "{}", r#"{"id":""}"#, r#"{"id":{}}"#, "[]"] {
        let (machine, _server) = machine_of(&format!(r#"{{"code":0,"data":{data}}}"#));
        let file = machine.file("a.png", b"\x89PNG\r\n").display().to_string();
        let run = machine.run(["media", "upload", &file, "-o", "json"]).exits(7);
        assert!(run.error()["hint"].as_str().unwrap().contains("media upload"), "{data}: {}", run.stderr);
    }
    for (arguments, data) in [
        (&["media", "show", "7"][..], &["null", "{}", "[]", r#"{"url":7}"#, r#"{"url":" "}"#][..]),
        (&["numbers", "list"], &["null", "[]", "7", r#"{"852":7}"#, r#"{"852":[7]}"#]),
        (&["templates", "list"], &["null", "{}", "[]", r#"{"data":{}}"#, r#"{"data":[7]}"#]),
        (&["templates", "show", "x"], &["null", "{}"]),
    ] {
        for data in data {
            let (machine, _server) = machine_of(&format!(r#"{{"code":0,"data":{data}}}"#));
            let run = machine.run([arguments, &["-o", "json"]].concat()).exits(5);
            assert!(run.error()["message"].as_str().unwrap().contains("no usable answer"), "{}", run.stderr);
        }
    }
    let (machine, _server) = machine_of(r#"{"code":0,"data":{}}"#);
    assert_eq!(machine.run(["numbers", "list", "-o", "json"]).exits(0).stdout.trim(), "[]");
    let (machine, _server) = machine_of(r#"{"code":0,"data":{"success":false}}"#);
    let run = machine.run(["media", "delete", "7", "--yes", "-o", "json"]).exits(4);
    assert_eq!(run.json()["outcome"], "refused");
}

/// Pages that overlap by a row showed and counted it twice.
#[test]
fn a_template_on_two_pages_is_one_template() {
    let page = |ids: &[u32], after: Option<&str>| {
        let one = |id: &u32| {
            format!(
                r#"{{"id":"{id}","name":"x{id}","language":"en","status":"APPROVED","components":[{{"type":"BODY","text":"Hi"}}]}}"#
            )
        };
        let rows: Vec<String> = ids.iter().map(one).collect();
        let paging = after.map_or_else(String::new, |after| {
            format!(r#","paging":{{"cursors":{{"after":"{after}"}},"next":"https://x.example/?after={after}"}}"#)
        });
        RawServer::json(&format!(r#"{{"code":0,"data":{{"data":[{}]{paging}}}}}"#, rows.join(",")))
    };
    let pages = || vec![page(&[1, 2, 3], Some("A")), page(&[3, 4, 5], Some("B")), page(&[5, 6], None)];
    let server = RawServer::new(pages());
    let run = pointed_at(&server).run(["templates", "list", "--all", "-o", "json", "--jq", "map(.id) | join(\" \")"]);
    assert_eq!(run.exits(0).stdout.trim().trim_matches('"'), "1 2 3 4 5 6");
    let server = RawServer::new(pages());
    assert_eq!(pointed_at(&server).run(["templates", "list", "--count"]).exits(0).stdout.trim(), "6");
}

/// Nobody had said that it was deleted, nor that the message was taken: code 0 alone passed for that.
#[test]
fn a_code_of_success_alone_is_no_deletion_and_no_message() {
    let server = RawServer::new(vec![RawServer::json(r#"{"code":0}"#)]);
    let run = pointed_at(&server).run(["media", "delete", "7", "--yes", "-o", "json"]).exits(7);
    assert_eq!(run.json()["outcome"], "unknown");
    assert!(run.error()["hint"].as_str().unwrap().contains("media show 7"), "{}", run.stderr);
    let refused = r#"{"code":0,"data":{"error":{"code":131047,"message":"Re-engagement message"}}}"#;
    let server = RawServer::new(vec![RawServer::json(refused)]);
    let text = ["send", "whatsapp", "text", "--to", "85261234567", "Hi", "-o", "json"];
    let run = pointed_at(&server).run(text).exits(4);
    assert_eq!((&run.json()[0]["outcome"], &run.json()[0]["code"]), (&"refused".into(), &"131047".into()));
}

/// What cannot be checked passed for what takes nothing.
#[test]
fn a_template_without_components_cannot_be_checked_and_says_so() {
    for components in ["", r#","components":null"#, r#","components":{}"#] {
        let one = format!(r#"{{"name":"x","language":"en","status":"APPROVED"{components}}}"#);
        let server = RawServer::new(vec![RawServer::json(&format!(r#"{{"code":0,"data":{{"data":[{one}]}}}}"#))]);
        let machine = pointed_at(&server);
        let show = machine.run(["templates", "show", "x", "-o", "json"]).exits(5);
        assert!(show.stderr.contains("components of `x`") && show.stdout.is_empty(), "{}", show.stderr);
        let send = ["send", "whatsapp", "template", "--to", "85261234567", "x", "--language", "en", "-o", "json"];
        let run = machine.run([&send[..], &["--dry-run"]].concat()).exits(5);
        assert!(run.error()["hint"].as_str().unwrap().contains("--no-check"), "{}", run.stderr);
        let list = machine.run(["templates", "list", "-o", "json"]).exits(0);
        assert!(list.json()[0]["takes"].is_null(), "{}", list.stdout);
    }
}

#[test]
fn an_account_that_may_not_read_templates_is_told_how_to_send() {
    let server = RawServer::new(vec![RawServer::json(r#"{"code":1005,"message":"no"}"#)]);
    let template = ["send", "whatsapp", "template", "--to", "85261234567", "x", "--language", "en", "-o", "json"];
    let run = pointed_at(&server).run(template).exits(4);
    assert!(run.error()["hint"].as_str().unwrap().contains("--no-check"), "{}", run.stderr);
}

/// A question was told that the message may have gone out, and a send to look at Sobot's lists.
#[test]
fn the_advice_is_that_of_the_call_and_of_the_vendor() {
    let server = RawServer::new(vec![RawServer::json(r#"{"code":-1,"message":"Failure"}"#)]);
    let run = pointed_at(&server).run(["templates", "list", "-o", "json"]).exits(5);
    assert_eq!(run.error()["code"], "-1");
    assert!(!run.stderr.contains("gone out") && run.stderr.contains("nothing was changed"), "{}", run.stderr);
    let run = pointed_at(&server).run(["send", "whatsapp", "text", "--to", "85261234567", "Hi", "-o", "json"]).exits(7);
    assert!(!run.stderr.contains("records list") && run.stderr.contains("console"), "{}", run.stderr);
}

#[test]
fn an_empty_appkey_is_refused_before_anything_leaves() {
    let server = RawServer::new(vec![RawServer::json(r#"{"code":0}"#)]);
    let machine = pointed_at(&server);
    for empty in ["", " "] {
        let run = machine.run(["send", "whatsapp", "text", "--to", "85261234567", "Hi", "--appkey", empty]).exits(2);
        assert!(run.stderr.contains("the appkey is empty"), "{}", run.stderr);
        machine.run(["templates", "list", "--appkey", empty]).exits(2);
    }
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn a_template_in_another_language_is_named_with_its_languages() {
    let machine = Machine::new().env("MSGOPS_PROFILE", "sandbox");
    let run = machine.run(["templates", "show", "order_update", "--language", "xx", "-o", "json"]).exits(2);
    assert!(run.error()["hint"].as_str().unwrap().contains("en_US, zh_CN"), "{}", run.stderr);
}

#[test]
fn a_place_may_have_an_address_and_no_name() {
    let machine = Machine::new().env("MSGOPS_PROFILE", "sandbox");
    let place = ["send", "whatsapp", "location", "--to", "85261234568", "--latitude", "1", "--longitude", "2"];
    machine.run([&place[..], &["--address", "1 Salisbury Road"]].concat()).exits(0);
}

/// Its help says that such a phone gets the code; it was accepted.
#[test]
fn the_sandbox_s_phone_of_a_code_is_refused_with_it_by_whatsapp_too() {
    let machine = Machine::new().env("MSGOPS_PROFILE", "sandbox");
    for (phone, code, outcome, exit) in [
        ("15550009004", "9004", "refused", 4),
        ("15550001005", "1005", "refused", 4),
        ("15550131026", "131026", "refused", 4),
        ("15550131056", "131056", "not_sent", 5),
        ("15550009001", "9001", "unknown", 7),
        ("15550000001", "-1", "unknown", 7),
    ] {
        let run = machine.run(["send", "whatsapp", "text", "--to", phone, "Hi", "-o", "json"]).exits(exit);
        let row = run.json()[0].clone();
        assert_eq!((&row["code"], &row["outcome"]), (&code.into(), &outcome.into()), "{phone}");
    }
    machine.run(["send", "whatsapp", "text", "--to", "15550000000", "Hi"]).exits(0);
}

/// A list that broke off was taken for the whole one, and kept as such; A, B, A went round a thousand times.
#[test]
fn a_list_of_templates_that_breaks_off_is_not_the_whole_list() {
    let page = |cursors: &str| {
        let one = r#"{"name":"x","language":"en","status":"APPROVED","components":[{"type":"BODY","text":"Hi"}]}"#;
        let paging = format!(r#"{{"cursors":{cursors},"next":"https://x.example/?after=abc"}}"#);
        RawServer::json(&format!(r#"{{"code":0,"data":{{"data":[{one}],"paging":{paging}}}}}"#))
    };
    let cursor = |after: &str| page(&format!(r#"{{"after":"{after}"}}"#));
    for (pages, asked) in [
        (vec![page("{}")], 1),
        (vec![cursor("")], 1),
        (vec![cursor("A"), cursor("A")], 2),
        (vec![cursor("A"), cursor("B"), cursor("A"), cursor("B")], 3),
    ] {
        let server = RawServer::new(pages);
        let machine = pointed_at(&server);
        let run = machine.run(["templates", "list", "--all", "-o", "json"]).exits(5);
        assert!(run.stderr.contains("not where"), "{}", run.stderr);
        assert_eq!(server.requests().len(), asked);
        assert!(!machine.state_dir().join("templates").exists(), "it is not kept");
    }
}

#[test]
fn media_without_an_id_are_asked_for_nowhere() {
    let server = RawServer::new(vec![RawServer::json("{}")]);
    let machine = pointed_at(&server);
    for arguments in [&["media", "show", ""][..], &["media", "show", " "], &["media", "delete", "\t", "--yes"]] {
        assert!(machine.run(arguments).exits(2).stderr.contains("id is empty"));
    }
    assert!(server.requests().is_empty());
}

/// A single send said where to look, a send to several and a job did not.
#[test]
fn a_status_that_refuses_every_row_points_at_the_address_once() {
    let server = RawServer::answering(|_| RawServer::status("404 Not Found", "text/html", "<p>nothing here</p>"));
    let machine = pointed_at(&server);
    machine.file("list.csv", "phone\n85261234567\n85261234568\n85261234569\n");
    for (to, exit) in [
        (&["--to", "85261234567"][..], 4),
        (&["--to", "85261234567", "--to", "85261234568"], 6),
        (&["--recipients", "list.csv", "--yes"], 6),
    ] {
        let run = machine.run([&["send", "whatsapp", "text", "Hi", "-o", "json"], to].concat()).exits(exit);
        assert_eq!(run.error()["hint"].as_str().unwrap().matches("base-url").count(), 1, "{}", run.stderr);
    }
}
