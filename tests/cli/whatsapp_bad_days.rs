//! `templates`, `media`, `numbers` and `send whatsapp` where the vendor answers oddly, or not at all.

use crate::harness::{Machine, RawServer};

fn pointed_at(server: &RawServer) -> Machine {
    Machine::new()
        .env("MSGOPS_NXCLOUD_WHATSAPP_BASE_URL", server.url())
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
