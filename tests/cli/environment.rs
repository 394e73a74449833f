//! What the surroundings say: certificates, proxies, zones, devices in the place of files. What is wrong with them is
//! named, before anything leaves.

use std::net::TcpListener;

use crate::harness::{Machine, RawServer};

const CERTIFICATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tls/certificate.pem");

fn sobot(url: &str) -> Machine {
    Machine::new().env("MSGOPS_SOBOT_BASE_URL", url).env("MSGOPS_SOBOT_TOKEN", "token-from-outside")
}

/// Each was passed over, and the first reply then failed as `UnknownIssuer`; `/dev/zero` was read for ever.
#[test]
fn what_ssl_cert_file_names_is_a_bundle_or_is_named() {
    let machine = Machine::new();
    let empty = machine.file("empty.pem", "");
    let garbage = machine.file("garbage.pem", "no certificate\n");
    let names = [empty, garbage, machine.path().join("missing.pem"), machine.path().to_owned(), "/dev/zero".into()];
    for name in names.iter().filter(|name| cfg!(unix) || !name.starts_with("/dev")) {
        let machine = sobot("https://127.0.0.1:9").env("SSL_CERT_FILE", name.to_string_lossy());
        let run = machine.run(["send", "messenger", "text", "--page", "1", "--to", "7608034689289950", "hi"]).exits(3);
        let message = run.stderr.clone();
        assert!(message.contains("`SSL_CERT_FILE` names `"), "{}: {message}", name.display());
        assert!(run.stderr.contains("unset it"), "{}", run.stderr);
    }
}

/// "connection refused" sent people to the vendor's firewall.
#[test]
fn a_dead_proxy_is_named_with_its_variable() {
    let gone = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = gone.local_addr().expect("an address");
    drop(gone);
    let machine = sobot("https://api.example.invalid")
        .env("SSL_CERT_FILE", CERTIFICATE)
        .env("https_proxy", format!("http://user:hunter2@{address}"));
    let run = machine.run(["topics", "list", "--page", "1", "--timeout", "1s"]).exits(5);
    assert!(run.stderr.contains(&format!("through the proxy `http://{address}` of https_proxy")), "{}", run.stderr);
    assert!(!run.stderr.contains("hunter2"), "{}", run.stderr);
}

/// Times were in UTC without a word.
#[test]
fn a_time_zone_that_is_none_is_told_with_the_nearest_one() {
    let run = Machine::new().env("TZ", "Asia/Shangai").run(["codes", "100"]);
    assert!(run.stderr.contains("`Asia/Shangai`") && run.stderr.contains("`Asia/Shanghai`"), "{}", run.stderr);
    for known in ["Asia/Shanghai", "EST5EDT", "<+08>-8", "", ":Europe/Berlin"] {
        let run = Machine::new().env("TZ", known).run(["codes", "100"]);
        assert!(!run.stderr.contains("time zone"), "{known}: {}", run.stderr);
    }
    let run = Machine::new().run(["-p", "sandbox", "records", "stats", "--tz", "Asia/Shangai"]).exits(2);
    assert!(run.stderr.contains("the nearest name is `Asia/Shanghai`"), "{}", run.stderr);
}

/// The advice was `chmod 600 /dev/null`, and `profile set` would have put a file in its place.
#[cfg(unix)]
#[test]
fn a_device_in_the_place_of_the_profile_file_is_an_empty_file_that_nobody_writes() {
    let machine = Machine::new().env("MSGOPS_CONFIG", "/dev/null");
    let run = machine.run(["profile", "list", "--jq", ".[].name"]).exits(0);
    assert_eq!(run.stdout, "sandbox\n");
    for verb in [&["set", "prod", "rate=1/s"][..], &["default", "sandbox"], &["remove", "prod"]] {
        let run = machine.run([&["profile"], verb].concat()).exits(3);
        assert!(run.stderr.contains("`/dev/null` is no plain file"), "{}", run.stderr);
    }
    use std::os::unix::fs::FileTypeExt;
    assert!(std::fs::metadata("/dev/null").expect("a device").file_type().is_char_device());
}

/// Pasted where another profile is the default, the line took another account's token.
#[test]
fn a_curl_line_takes_the_token_of_the_profile_in_force() {
    let machine = Machine::new();
    machine.config(
        "default-profile = \"prod\"\n[profiles.prod.sobot]\nappid = \"1\"\napp-key-file = \"k\"\npage = \"2\"\n\
         [profiles.\"my team\".sobot]\nappid = \"1\"\napp-key-file = \"k\"\npage = \"2\"\n",
    );
    let config = machine.path().join("config.toml").display().to_string();
    let send = ["send", "messenger", "text", "--to", "7608034689289950", "hi", "--dry-run=curl"];
    let run = machine.run(send).exits(0);
    assert!(
        run.stdout.contains(&format!("\"token: $(msgops --config {config} -p prod token get)\"")),
        "{}",
        run.stdout
    );
    let run = machine.run([&["-p", "my team"], &send[..]].concat()).exits(0);
    assert!(run.stdout.contains("-p 'my team' token get)"), "{}", run.stdout);
}

/// `invalid value '0': number would be zero for non-zero type`.
#[test]
fn counts_start_at_one_and_say_so() {
    let machine = Machine::new();
    let list = machine.file("l.csv", "psid\n7608034689289950\n");
    let list = list.to_string_lossy();
    let bulk = ["-p", "sandbox", "send", "messenger", "text", "hi", "--recipients", &*list, "--dry-run"];
    for (option, value) in [("--limit", "0"), ("--canary", "-0"), ("--limit", "many")] {
        let run = machine.run([&bulk[..], &[&*format!("{option}={value}")]].concat()).exits(2);
        assert!(run.stderr.contains(&format!("`{value}` is no number from 1 on")), "{}", run.stderr);
    }
    for command in [&["topics", "list"][..], &["records", "list"]] {
        let run = machine.run([&["-p", "sandbox"], command, &["--limit", "0"]].concat()).exits(2);
        assert!(run.stderr.contains("`0` is no number from 1 on"), "{}", run.stderr);
    }
}

/// An empty value takes a key out, so it is in nobody's way.
#[test]
fn one_way_to_a_secret_is_taken_out_while_another_is_set() {
    let machine = Machine::new();
    machine.run_with_input(["profile", "set", "prod", "sobot.app-key=-"], b"hunter2\n").exits(0);
    machine.run(["profile", "set", "prod", "sobot.app-key=", "sobot.app-key-file=key.txt"]).exits(0);
    let text = std::fs::read_to_string(machine.path().join("config.toml")).expect("a file");
    assert!(text.contains("app-key-file") && !text.contains("hunter2"), "{text}");
    machine.run(["profile", "set", "prod", "sobot.app-key=", "sobot.app-key-file="]).exits(0);
}

/// Its port ends with the command: the line that was printed reached nobody.
#[test]
fn a_curl_line_of_the_built_in_sandbox_is_refused_with_the_way_out() {
    for command in [
        &["send", "messenger", "text", "--to", "7608034689289950", "hi"][..],
        &["send", "super", "text", "--to", "6281234567890", "hi"],
        &["topics", "list"],
    ] {
        let run = Machine::new().run([&["-p", "sandbox"], command, &["--dry-run=curl"]].concat()).exits(2);
        assert!(run.stdout.is_empty() && run.stderr.contains("`msgops sandbox serve`"), "{}", run.stderr);
    }
}

/// What a job knows decides whom the next run sends to.
#[test]
fn a_read_only_profile_settles_and_removes_nothing() {
    let machine = Machine::new();
    let list = machine.file("l.csv", "psid\n7608034689289950\n");
    let list = list.to_string_lossy();
    machine
        .run(["-p", "sandbox", "send", "messenger", "text", "hi", "--recipients", &list, "--job", "j", "-y"])
        .exits(0);
    let before = machine.everything();
    let machine = machine.env("MSGOPS_READ_ONLY", "1");
    for change in [&["settle", "j", "--as", "refused"][..], &["remove", "j", "--yes"]] {
        let run = machine.run([&["-p", "sandbox", "jobs"], change].concat()).exits(3);
        assert!(run.stderr.contains("MSGOPS_READ_ONLY"), "{}", run.stderr);
        machine.run([&["-p", "sandbox", "jobs"], change, &["--dry-run"]].concat());
    }
    machine.run(["-p", "sandbox", "jobs", "show", "j"]).exits(0);
    assert_eq!(machine.everything().keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
}

/// It made the sandbox's store, and `doctor` the directory of jobs.
#[test]
fn a_dry_run_of_the_sandbox_leaves_nothing_behind() {
    let machine = Machine::new();
    let list = machine.file("l.csv", "psid\n7608034689289950\n");
    let list = list.to_string_lossy();
    let before = machine.everything();
    for command in [
        &["send", "messenger", "text", "--to", "7608034689289950", "hi"][..],
        &["send", "messenger", "text", "--recipients", &list, "hi"],
        &["send", "super", "text", "--to", "6281234567890", "hi"],
        &["topics", "list"],
        &["token", "refresh"],
        &["token", "clear"],
        &["doctor"],
        &["sandbox", "state"],
        &["records", "list"],
    ] {
        machine.run([&["-p", "sandbox", "--dry-run"], command].concat()).exits(0);
        assert_eq!(machine.everything(), before, "{command:?}");
        assert!(!machine.state_dir().exists(), "{command:?}");
    }
}

/// Somebody else's link was followed: their file, or root's, became the sandbox's store.
#[cfg(unix)]
#[test]
fn the_sandbox_and_journals_follow_no_links_and_take_no_open_directory() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let send = ["-p", "sandbox", "send", "messenger", "text", "--to", "7608034689289950", "hi"];
    for name in ["store.sqlite3", "store.sqlite3-wal"] {
        let machine = Machine::new();
        let victim = machine.file("victim", "");
        std::fs::create_dir_all(machine.state_dir().join("sandbox")).expect("a directory");
        symlink(&victim, machine.state_dir().join("sandbox").join(name)).expect("a link");
        let run = machine.run(send);
        assert!(matches!(run.code, 3 | 10), "{name}: {} {}", run.code, run.stderr);
        assert_eq!(std::fs::metadata(&victim).expect("the victim").len(), 0, "{name}");
    }
    let machine = Machine::new();
    let open = machine.state_dir().join("sandbox");
    std::fs::create_dir_all(&open).expect("a directory");
    std::fs::set_permissions(&open, std::fs::Permissions::from_mode(0o1777)).expect("a mode");
    machine.run(send).exits(0);
    // It is ours, so it is closed; somebody else's would be refused.
    assert_eq!(std::fs::metadata(&open).expect("a directory").permissions().mode() & 0o7777, 0o700);
    let machine = Machine::new();
    let list = machine.file("l.csv", "psid\n7608034689289950\n");
    let list = list.to_string_lossy();
    let bulk = ["-p", "sandbox", "send", "messenger", "text", "--recipients", &*list, "--job", "j", "--yes", "hi"];
    machine.run(bulk).exits(0);
    let journal = machine.state_dir().join("jobs/sandbox/j.sqlite");
    let elsewhere = machine.path().join("elsewhere.sqlite");
    std::fs::rename(&journal, &elsewhere).expect("a move");
    symlink(&elsewhere, &journal).expect("a link");
    let run = machine.run([&bulk[..], &["--again"]].concat());
    assert!(matches!(run.code, 3 | 10), "{} {}", run.code, run.stderr);
}

/// `MSGOPS_READ_ONLY=1 msgops profile remove prod` took the profile and its secret.
#[test]
fn read_only_refuses_changes_of_profiles_and_of_the_token() {
    let machine = Machine::new();
    machine.run_with_input(["profile", "set", "prod", "sobot.appid=1", "sobot.app-key=-"], b"hunter2\n").exits(0);
    let before = machine.everything();
    let changes = [
        &["profile", "set", "prod", "rate=1/s"][..],
        &["profile", "remove", "prod"],
        &["profile", "default", "prod"],
        &["-p", "prod", "token", "clear"],
    ];
    let closed = Machine::new()
        .env("MSGOPS_READ_ONLY", "1")
        .env("MSGOPS_CONFIG", machine.path().join("config.toml").to_string_lossy());
    for change in changes {
        let run = closed.run(change).exits(3);
        assert!(run.stderr.contains("MSGOPS_READ_ONLY"), "{}", run.stderr);
        closed.run([change, &["--dry-run"]].concat()).exits(0);
    }
    assert_eq!(machine.everything(), before);
    machine.run(["profile", "set", "prod", "read-only=true"]).exits(0);
    for change in [changes[0], changes[1], changes[3]] {
        machine.run(change).exits(3);
    }
    machine.run(["profile", "set", "prod", "read-only=false"]).exits(0);
    machine.run(changes[0]).exits(0);
}

/// The stored key was gone, and nobody had said so.
#[test]
fn a_secret_that_another_way_replaces_is_named() {
    let machine = Machine::new();
    machine.run_with_input(["profile", "set", "prod", "sobot.app-key=-"], b"hunter2\n").exits(0);
    let run = machine.run(["profile", "set", "prod", "sobot.app-key-file=key.txt"]).exits(0);
    assert!(run.stderr.contains("`sobot.app-key` is taken out"), "{}", run.stderr);
}

#[test]
fn a_token_is_shown_by_no_curl_line_and_one_that_cannot_be_had_is_no_token() {
    let machine = Machine::new();
    machine.config(
        "default-profile = \"prod\"\n[profiles.prod.sobot]\nappid = \"1\"\napp-key-file = \"k\"\npage = \"2\"\n",
    );
    for verb in ["get", "refresh"] {
        machine.run(["token", verb, "--dry-run=curl"]).exits(2);
    }
    // The environment wins over the file's default, but contradicts a profile that is named.
    let other = machine.env("MSGOPS_SOBOT_APPID", "other");
    let run = other.run(["topics", "list", "--dry-run=curl"]).exits(0);
    assert!(run.stdout.contains(" token get)") && !run.stdout.contains("-p prod"), "{}", run.stdout);
    Machine::new().env("MSGOPS_SOBOT_TOKEN_FILE", "/nonexistent/token").run(["token", "show"]).exits(3);
}

/// `sandbox reset` was advised for a directory that nobody can make.
#[cfg(target_os = "linux")]
#[test]
fn state_that_cannot_be_made_is_this_machine_s_failure() {
    let machine = Machine::new().env("MSGOPS_STATE_DIR", "/proc/nothing/here");
    machine.run(["-p", "sandbox", "topics", "list"]).exits(10);
    machine.run(["-p", "sandbox", "send", "messenger", "text", "--to", "7608034689289950", "hi"]).exits(10);
}

/// The helper lived on with the pipe that the script read our words from, so the script waited for the helper.
#[cfg(unix)]
#[test]
fn a_helper_that_outlives_the_command_holds_no_pipe_of_it() {
    let machine = Machine::new();
    let started = machine.path().join("started");
    machine.config(&format!(
        "[profiles.prod.sobot]\nappid = \"1\"\npage = \"2\"\napp-key-command = \"touch {}; sleep 300; echo k\"\n",
        started.display()
    ));
    let child = machine
        .command(["-p", "prod", "send", "messenger", "text", "--to", "7608034689289950", "hi"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("a run");
    while !started.exists() {
        std::thread::yield_now();
    }
    crate::bulk::signal(&child, "TERM");
    // Returns when the last writer of both pipes is gone.
    assert_eq!(child.wait_with_output().expect("an end").status.code(), Some(143));
}

/// A read that was ended by Ctrl-C dropped the new token, and the old one was dead.
#[cfg(unix)]
#[test]
fn a_read_that_a_signal_ends_keeps_the_token_that_it_began_to_fetch() {
    ended_read_keeps_the_token(&["records", "list", "--all"]);
}

/// The look for the topic before its change was such a read too, and died by the signal itself.
#[cfg(unix)]
#[test]
fn a_look_for_a_topic_that_a_signal_ends_keeps_the_token_that_it_began_to_fetch() {
    ended_read_keeps_the_token(&["topics", "update", "7", "--title", "x", "--describe", "y"]);
}

#[cfg(unix)]
fn ended_read_keeps_the_token(arguments: &[&str]) {
    let (asked, is_asked) = std::sync::mpsc::channel();
    let (release, released) = std::sync::mpsc::channel::<()>();
    let mut fetched = 0;
    let server = RawServer::answering(move |request| {
        if !request.contains("get_token") {
            return RawServer::json(r#"{"ret_code":"900002","ret_msg":"expired"}"#);
        }
        fetched += 1;
        if fetched == 2 {
            asked.send(()).expect("the test");
            let _ = released.recv();
        }
        RawServer::json(&format!(
            r#"{{"item":{{"token":"TOKEN-{fetched}","expires_in":"86400"}},"ret_code":"000000"}}"#
        ))
    });
    let machine = Machine::new()
        .env("MSGOPS_SOBOT_BASE_URL", server.url())
        .env("MSGOPS_SOBOT_APPID", "1")
        .env("MSGOPS_SOBOT_APP_KEY", "k");
    let child = machine
        .command(arguments)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("a run");
    is_asked.recv().expect("a second fetch");
    crate::bulk::signal(&child, "INT");
    // Whether the signal or the answer is seen first, the token is kept.
    release.send(()).expect("the server");
    let ended = child.wait_with_output().expect("an end");
    assert!(matches!(ended.status.code(), Some(130 | 4)), "{ended:?}");
    assert_eq!(machine.run(["token", "get"]).exits(0).stdout, "TOKEN-2\n");
}

/// Everything else that cannot be written is exit 10.
#[cfg(target_os = "linux")]
#[test]
fn help_that_cannot_be_written_says_so() {
    for word in [&["--help"][..], &["--version"], &["send", "--help"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a device");
        let ended = Machine::new().command(word).stdout(full).output().expect("a run");
        assert_eq!(ended.status.code(), Some(10), "{word:?}");
    }
}

/// A filter over more than it can hold took 3.7 GB before it was refused; what it holds are lines until it is asked.
#[test]
fn a_filter_over_a_listing_that_is_too_long_is_refused_and_one_by_element_is_not() {
    let machine = Machine::new();
    let body = |number: u32| {
        format!(
            "{{\"object\":\"page\",\"entry\":[{{\"id\":\"1\",\"time\":1,\"messaging\":[{{\"sender\":{{\"id\":\"{number}\"}},\
             \"recipient\":{{\"id\":\"2\"}},\"timestamp\":1732500000000,\"message\":{{\"mid\":\"m\",\"text\":\"{}\"}}}}]}}]}}\n",
            "x".repeat(6000)
        )
    };
    let capture = machine.file("c.ndjson", (0..12_000).map(body).collect::<String>());
    let capture = capture.to_string_lossy();
    let run = machine.run(["webhook-decode", &capture, "--jq", "length"]).exits(2);
    assert!(run.stderr.contains("more than 64 MiB") && run.stderr.contains(".[] |"), "{}", run.stderr);
    let run = machine.run(["webhook-decode", &capture, "--jq", ".[] | .contact"]).exits(0);
    assert_eq!(run.stdout.lines().count(), 12_000);
}

/// Each of them was read until memory ended.
#[cfg(unix)]
#[test]
fn a_device_without_end_is_no_document() {
    let machine = Machine::new();
    let zero = "/dev/zero";
    for command in [
        &["topics", "plan", zero][..],
        &["topics", "apply", zero, "--yes"],
        &["send", "messenger", "generic", "--to", "7608034689289950", "--element", "@/dev/zero"],
        &["media", "upload", zero, "--type", "image/png"],
    ] {
        let run = machine.run([&["-p", "sandbox"], command].concat()).exits(2);
        assert!(run.stderr.contains(zero), "{command:?} {}", run.stderr);
    }
    let endless = std::fs::File::open(zero).expect("a device");
    let send = ["-p", "sandbox", "send", "messenger", "text", "--to", "7608034689289950", "-"];
    let ended = machine.command(send).stdin(endless).output().expect("a run");
    assert_eq!(ended.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("larger than 16 MiB"), "{ended:?}");
}

/// `webhook-decode` and `listen` refused it; `replay` chose nobody, and said that there was nothing to replay.
#[test]
fn a_person_without_a_name_is_refused_wherever_events_are_chosen() {
    let machine = Machine::new();
    let capture = machine.file("c.ndjson", "{}\n");
    let capture = capture.to_string_lossy();
    for command in [
        &["webhook-decode", &capture][..],
        &["-p", "sandbox", "listen", "--addr", "127.0.0.1:0", "--for", "1ms"],
        &["-p", "sandbox", "replay", &capture, "--to", "http://127.0.0.1:1/"],
    ] {
        let run = machine.run([command, &["--contact", " "]].concat()).exits(2);
        assert!(run.stderr.contains("`--contact` is empty"), "{command:?} {}", run.stderr);
    }
}

/// It was told by the thread that hands on, while callbacks came in already.
#[test]
fn a_way_to_a_forward_that_cannot_be_taken_is_told_before_anything_is_heard() {
    let machine = Machine::new().env("HTTPS_PROXY", "no address");
    let run = machine.run([
        "-p",
        "sandbox",
        "listen",
        "--addr",
        "127.0.0.1:0",
        "--for",
        "1ms",
        "--forward",
        "https://hooks.example.com/",
    ]);
    assert_eq!(run.code, 3, "{}", run.stderr);
    assert!(run.stderr.contains("HTTPS_PROXY") && !machine.state_dir().join("captures").exists(), "{}", run.stderr);
}
