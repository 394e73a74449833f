//! Waiting for a token: for another process's lock, for a secret's command, under a signal.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Child, Stdio};
use std::sync::mpsc;

use crate::harness::{Machine, RawServer, Run, finish};

const TOKEN: &str = r#"{"ret_code":"000000","item":{"token":"4ac37cb2e9c740dba4b75a34d5358802","expires_in":"86400"}}"#;

fn machine(url: &str, key: &str) -> Machine {
    let machine = Machine::new();
    machine.config(&format!(
        "default-profile = \"prod\"\n[profiles.prod.sobot]\nbase-url = \"{url}\"\nappid = \"1\"\n{key}\npage = \"106\"\n"
    ));
    machine
}

fn send(machine: &Machine) -> Child {
    machine
        .command(["send", "messenger", "text", "--to", "7608034689289950", "hi", "-o", "json"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a process")
}

/// Waits until stderr has a line with these words, sends the signal, and waits for the end.
fn signal_at(mut child: Child, words: &str, signal: &str) -> Run {
    let mut stderr = BufReader::new(child.stderr.take().expect("stderr"));
    let mut line = String::new();
    while !line.contains(words) {
        line.clear();
        assert!(stderr.read_line(&mut line).expect("stderr") > 0, "stderr ended without `{words}`");
    }
    let killed = std::process::Command::new("kill").arg(format!("-{signal}")).arg(child.id().to_string()).status();
    assert!(killed.expect("kill").success());
    let mut rest = String::new();
    stderr.read_to_string(&mut rest).expect("stderr");
    Run { stderr: rest, ..finish(child) }
}

/// Ctrl-C while the lock was waited for: eleven seconds later the message went out, with exit 130.
#[test]
fn a_signal_while_another_process_holds_the_token_s_lock_sends_nothing() {
    let server = RawServer::new(vec![RawServer::json(TOKEN)]);
    let machine = machine(&server.url(), "app-key = \"k\"");
    machine.run(["token", "clear"]).exits(0);
    let tokens = std::fs::read_dir(machine.state_dir().join("tokens")).expect("tokens");
    let lock =
        tokens.map(|entry| entry.expect("an entry").path()).find(|path| path.extension() == Some("lock".as_ref()));
    let held = std::fs::File::options().write(true).open(lock.expect("a lock")).expect("the lock");
    held.lock().expect("the lock");
    for (signal, exit) in [("INT", 130), ("TERM", 143)] {
        let run = signal_at(send(&machine), "waiting for another process", signal).exits(exit);
        assert_eq!(run.json()[0]["outcome"], "not_sent", "{}", run.stdout);
    }
    assert_eq!(server.requests().len(), 0);
}

/// `app-key-command = "sleep 30"` made INT and TERM void, twice.
#[test]
fn a_signal_ends_a_secret_s_command() {
    let server = RawServer::new(vec![RawServer::json(TOKEN)]);
    let machine = machine(&server.url(), "app-key-command = \"exec sleep 300\"");
    for (signal, exit) in [("INT", 130), ("TERM", 143)] {
        signal_at(send(&machine), "waiting for the command of `sobot.app-key`", signal).exits(exit);
    }
    assert_eq!(server.requests().len(), 0);
}

/// A read waited for the command until its own end, whatever signal came; NXCloud's died of the raw signal.
#[test]
fn a_signal_ends_the_wait_for_a_secret_s_command_in_reads_and_of_nxcloud() {
    let server = RawServer::new(vec![RawServer::json(TOKEN)]);
    let machine = Machine::new();
    let url = server.url();
    machine.config(&format!(
        "default-profile = \"prod\"\n[profiles.prod.sobot]\nbase-url = \"{url}\"\nappid = \"1\"\npage = \"106\"\n\
         app-key-command = \"sleep 300; :\"\n[profiles.prod.nxcloud]\nbase-url = \"{url}\"\naccess-key = \"k\"\n\
         access-secret-command = \"sleep 300; :\"\nappkey = \"a\"\n"
    ));
    machine.file("l.csv", "phone\n+85261234567\n");
    for (arguments, words, signal, exit) in [
        (&["topics", "list"][..], "sobot.app-key", "TERM", 143),
        (&["records", "list", "--since", "2h"], "sobot.app-key", "HUP", 143),
        (&["topics", "list", "--all"], "sobot.app-key", "INT", 130),
        (&["templates", "list"], "nxcloud.access-secret", "TERM", 143),
        (&["send", "super", "text", "--recipients", "l.csv", "--yes", "hi"], "nxcloud.access-secret", "INT", 130),
        (&["webhook-decode", "--verify", "l.csv"], "nxcloud.access-secret", "HUP", 143),
        (&["doctor"], "nxcloud.access-secret", "TERM", 143),
    ] {
        let mut command = machine.command(arguments);
        command.args(["-o", "ndjson"]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().expect("a process");
        let run = signal_at(child, &format!("waiting for the command of `{words}`"), signal).exits(exit);
        assert_eq!(run.error()["exit_code"], exit, "{arguments:?}: {}", run.stderr);
        assert_eq!(run.stderr.matches("\"error\"").count(), 1, "{arguments:?}: {}", run.stderr);
    }
}

/// The shell was killed, and its `sleep` went on.
#[cfg(target_os = "linux")]
#[test]
fn what_a_secret_s_command_started_ends_with_it() {
    let server = RawServer::new(vec![RawServer::json(TOKEN)]);
    let machine = machine(&server.url(), "app-key-command = \"sleep 300 & echo $! > pid; wait; :\"");
    signal_at(send(&machine), "waiting for the command of `sobot.app-key`", "TERM").exits(143);
    let pid = std::fs::read_to_string(machine.path().join("pid")).expect("a pid");
    let stat = format!("/proc/{}/stat", pid.trim());
    // Nobody may have collected it yet.
    crate::bulk::wait_until(|| std::fs::read_to_string(&stat).map_or(true, |stat| stat.contains(") Z ")));
}

#[test]
fn a_parent_that_ignores_sigchld_fails_no_secret_s_command() {
    let server = RawServer::new(vec![RawServer::json(TOKEN)]);
    let machine = machine(&server.url(), "app-key-command = \"echo k\"");
    let binary = env!("CARGO_BIN_EXE_msgops");
    let mut command = machine.command(["token", "get"]);
    let environment: Vec<_> =
        command.get_envs().map(|(name, value)| (name.to_owned(), value.map(ToOwned::to_owned))).collect();
    command = std::process::Command::new("sh");
    command.arg("-c").arg(format!("trap '' CHLD; exec '{binary}' token get")).env_clear();
    for (name, value) in environment {
        command.env(name, value.unwrap_or_default());
    }
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).stdin(Stdio::null()).spawn().expect("a shell");
    assert_eq!(finish(child).exits(0).stdout.trim(), "4ac37cb2e9c740dba4b75a34d5358802");
}

/// A cache that somebody edited, or a disk that lied: it heals with the next fetch.
#[test]
fn a_cached_token_that_no_header_can_carry_is_fetched_anew() {
    let server = RawServer::new(vec![RawServer::json(TOKEN)]);
    let machine = machine(&server.url(), "app-key = \"k\"");
    machine.run(["token", "get"]).exits(0);
    let tokens = std::fs::read_dir(machine.state_dir().join("tokens")).expect("tokens");
    let cache =
        tokens.map(|entry| entry.expect("an entry").path()).find(|path| path.extension() == Some("json".as_ref()));
    let cache = cache.expect("a cache");
    let whole = std::fs::read_to_string(&cache).expect("the cache");
    for bad in ["a\\r\\nb", "a\\u0000"] {
        std::fs::write(&cache, whole.replace("4ac37cb2e9c740dba4b75a34d5358802", bad)).expect("the cache");
        let run = machine.run(["token", "get"]).exits(0);
        assert_eq!(run.stdout.trim(), "4ac37cb2e9c740dba4b75a34d5358802");
    }
    assert_eq!(server.requests().len(), 3);
}

/// Any verbosity: a reply may repeat the signature that it was asked with, in its message or where it points to.
#[test]
fn the_signature_of_get_token_is_shown_nowhere() {
    for (head, body) in [
        ("302 Found\r\nlocation: /elsewhere?sign=SIGN&then=SIGN", ""),
        ("200 OK", r#"{"ret_code":"900003","ret_msg":"bad sign SIGN"}"#),
    ] {
        let (url, signs) = repeating(head, body);
        let run = machine(&url, "app-key = \"k\"").run(["-vv", "token", "get"]);
        let sign = signs.recv().expect("a signature");
        assert_eq!(sign.len(), 32, "{sign}");
        assert!(!run.stderr.contains(&sign) && !run.stdout.contains(&sign), "{}", run.stderr);
    }
}

/// A server that puts the request's signature in place of `SIGN`, and tells it.
fn repeating(head: &'static str, body: &'static str) -> (String, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let (told, signs) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let mut request = String::new();
            BufReader::new(&stream).read_line(&mut request).expect("a request");
            let sign = request.split("sign=").nth(1).unwrap_or_default().split([' ', '&']).next().unwrap_or_default();
            let (head, body) = (head.replace("SIGN", sign), body.replace("SIGN", sign));
            let length = body.len();
            let _ = write!(stream, "HTTP/1.1 {head}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}");
            let _ = told.send(sign.to_owned());
        }
    });
    (url, signs)
}
