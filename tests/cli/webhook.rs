//! `msgops webhook-decode` as a user runs it.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::harness::{Machine, finish};

fn corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/corpus")
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

fn status(id: &str, word: &str, seconds: u64) -> String {
    format!(
        r#"{{"statuses":[{{"id":"{id}","recipient_id":"85255311705","status":"{word}","timestamp":"{seconds}"}}],"business_phone":"852"}}"#
    )
}

/// What reaches a machine's own directory under a name.
fn file(machine: &Machine, name: &str, bytes: impl AsRef<[u8]>) -> String {
    machine.file(name, bytes).to_str().unwrap().to_owned()
}

#[test]
fn every_example_of_the_documents_decodes_to_its_platform_and_event() {
    let machine = Machine::new();
    let manifest = fs::read_to_string(corpus().join("manifest.jsonl")).unwrap();
    let folder = corpus().join("webhooks");
    let run = machine.run(["webhook-decode", "-o", "ndjson", folder.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let events = lines(&run.stdout);
    let expected: Vec<Value> =
        lines(&manifest).into_iter().filter(|row| row["file"].as_str().unwrap().starts_with("webhooks/")).collect();
    assert_eq!(expected.len(), 75);
    assert_eq!(events.len(), 75);
    for (event, row) in events.iter().zip(&expected) {
        let file = row["file"].as_str().unwrap();
        assert!(event["source"]["file"].as_str().unwrap().ends_with(file), "{event}");
        assert_eq!((&event["platform"], &event["event"]), (&row["platform"], &row["event"]), "{file}");
        assert_eq!(event.get("repaired").is_some(), row["strict_json"] == false, "{file}");
    }
}

#[test]
fn the_examples_that_are_no_json_as_printed_keep_what_can_be_read() {
    let machine = Machine::new();
    for (name, check) in [
        ("052-whatsapp-template-flagged", "message_template_name"),
        ("061-whatsapp-account-account-restriction", "wabaId"),
    ] {
        let path = corpus().join(format!("webhooks/{name}.json"));
        let run = machine.run(["webhook-decode", "-o", "ndjson", path.to_str().unwrap()]);
        let events = lines(&run.stdout);
        assert_eq!(events.len(), 1, "{name}: {}{}", run.stdout, run.stderr);
        assert_eq!(events[0]["repaired"], json!(true));
        assert!(events[0]["detail"]["value"][check].is_string(), "{}", events[0]);
        assert_eq!(machine.run(["webhook-decode", "--strict", path.to_str().unwrap()]).code, 2);
    }
}

#[test]
fn requests_and_replies_of_the_api_are_unknown() {
    let machine = Machine::new();
    let run = machine.run(["webhook-decode", "-o", "ndjson", corpus().join("api").to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let events = lines(&run.stdout);
    assert_eq!(events.len(), 22);
    assert!(events.iter().all(|event| event["event"] == "unknown" && event.get("platform").is_none()));
}

#[test]
fn formats_filters_and_columns() {
    let machine = Machine::new();
    let capture = file(
        &machine,
        "c.ndjson",
        [status("a", "sent", 1_700_000_000), status("b", "read", 1_700_086_400), "{\"hello\":1}".into()].join("\n"),
    );
    let stdout = |arguments: &[&str]| {
        let run = machine.run([&["webhook-decode", &capture], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout
    };
    let json: Value = serde_json::from_str(&stdout(&["-o", "json"])).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 3);
    assert_eq!(
        stdout(&["-o", "csv", "--columns", "event,message_id,source.line"]),
        "event,message_id,source.line\nstatus.sent,a,1\nstatus.read,b,2\nunknown,,3\n"
    );
    assert_eq!(stdout(&["--jq", ".[].event"]), "status.sent\nstatus.read\nunknown\n");
    assert_eq!(stdout(&["-o", "ndjson", "--jq", ".message_id"]), "a\nb\nnull\n");
    assert_eq!(stdout(&["-o", "csv", "--columns", "message_id", "--event", "*.read"]), "message_id\nb\n");
    assert_eq!(stdout(&["-o", "csv", "--columns", "event", "--platform", "messenger"]), "event\n");
    assert_eq!(stdout(&["-o", "json", "--platform", "messenger"]), "[]\n");
    assert_eq!(
        stdout(&[
            "-o",
            "csv",
            "--columns",
            "message_id",
            "--contact",
            "+852 5531 1705",
            "--since",
            "2023-11-15T00:00:00Z"
        ]),
        "message_id\nb\n"
    );
    let table = stdout(&["--tz", "+08:00"]);
    assert!(table.contains("2023-11-15 06:13:20+08") && table.contains("status.sent"), "{table}");
    let untimed = machine.run(["webhook-decode", &capture, "--until", "2023-11-14T23:00:00Z", "-o", "ndjson"]);
    assert_eq!(lines(&untimed.stdout).len(), 1);
    assert!(untimed.stderr.contains("1 event without a time"), "{}", untimed.stderr);
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let machine = Machine::new();
    let capture = file(&machine, "c.ndjson", status("a", "sent", 1_700_000_000));
    for arguments in [
        vec!["--columns", "colour", "-o", "csv"],
        vec!["--platform", "telegram"],
        vec!["--follow", "-o", "json"],
        vec!["--follow", "--stats"],
        vec!["--html", "x.html"],
        vec!["--stats", "--columns", "event"],
        vec!["--raw"],
        vec!["--event", ""],
        vec!["--assume-tz", "Mars/Olympus"],
        vec!["--since", "1700000000"],
        vec!["no-such-file"],
        vec!["-", "-"],
        vec!["--jq", ".["],
    ] {
        let run = machine.run([&["webhook-decode", &capture], &*arguments].concat());
        assert_eq!(run.code, 2, "{arguments:?}: {}{}", run.stdout, run.stderr);
        assert_eq!(run.stdout, "", "{arguments:?}");
    }
}

#[test]
fn one_bad_line_does_not_lose_the_others() {
    let machine = Machine::new();
    let good = status("a", "sent", 1_700_000_000);
    let text = format!("{good}\n{{\"statuses\":[{{\"id\":\"cu\n\n{good}\r\nnot json at all\n{good}");
    let capture = file(&machine, "c.ndjson", &text);
    let run = machine.run(["webhook-decode", "-o", "ndjson", &capture]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let sources: Vec<u64> = lines(&run.stdout).iter().map(|event| event["source"]["line"].as_u64().unwrap()).collect();
    assert_eq!(sources, [1, 4, 6], "{}", run.stderr);
    assert!(run.stderr.contains(&format!("{capture}:2")), "{}", run.stderr);
    assert!(run.stderr.contains(&format!("{capture}:5")), "{}", run.stderr);
    assert_eq!(machine.run(["webhook-decode", "--strict", &capture]).code, 2);
}

#[test]
fn a_large_capture_keeps_its_order_whatever_breaks_in_its_middle() {
    let machine = Machine::new();
    let mut text = String::new();
    let mut expected = Vec::new();
    for number in 0..12_000_u64 {
        expected.push(format!("w{number}"));
        let line = status(&format!("w{number}"), "sent", 1_700_000_000 + number);
        // A document over several lines in the middle of single ones.
        if number == 9_000 {
            text.push_str(&line.replace(",\"status\"", ",\n  \"status\""));
        } else {
            text.push_str(&line);
        }
        text.push('\n');
    }
    assert!(text.len() > 1_200_000, "the parallel reader is not used below two chunks");
    let capture = file(&machine, "c.ndjson", &text);
    let run = machine.run(["webhook-decode", "-o", "csv", "--columns", "message_id", &capture]);
    let got: Vec<&str> = run.stdout.lines().skip(1).collect();
    assert_eq!(got.len(), expected.len(), "{}", run.stderr);
    assert!(got.iter().zip(&expected).all(|(got, expected)| got == expected));
    let from_stdin =
        machine.run_with_input(["webhook-decode", "-o", "csv", "--columns", "message_id"], text.as_bytes());
    assert_eq!(from_stdin.stdout, run.stdout);
}

#[test]
fn hostile_text_cannot_move_the_cursor_or_run_in_a_spreadsheet() {
    let machine = Machine::new();
    let body = r#"{"sender":{"id":"=1+1"},"recipient":{"id":"2"},"sendTime":1736834239000,"appkey":"k","message":{"text":"\u001b[2J\u202eevil","type":"\u001b[31m"}}"#;
    let table = machine.run_with_input(["webhook-decode"], body.as_bytes());
    assert!(!table.stdout.contains('\u{1b}') && !table.stdout.contains('\u{202e}'), "{:?}", table.stdout);
    let csv = machine.run_with_input(["webhook-decode", "-o", "csv", "--columns", "contact,event"], body.as_bytes());
    assert_eq!(csv.stdout, "contact,event\n'=1+1,message.31m\n");
}

#[test]
fn statistics_in_every_form() {
    let machine = Machine::new();
    let folder = corpus().join("webhooks");
    let folder = folder.to_str().unwrap();
    let run = machine.run(["webhook-decode", "--stats", "-o", "json", folder]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((&report["events"], &report["bodies"], &report["repaired"]), (&json!(75), &json!(75), &json!(2)));
    assert_eq!(report["costs"]["cny"].to_string(), "0.1381");
    let page = machine.path().join("page.html");
    let run = machine.run(["webhook-decode", "--stats", "--html", page.to_str().unwrap(), folder]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("Failures by code") && run.stdout.contains("131047"), "{}", run.stdout);
    let html = fs::read_to_string(page).unwrap();
    assert!(html.contains("<svg") && html.contains("Cost by category") && !html.contains("<script"));
    let csv = machine.run(["webhook-decode", "--stats", "-o", "csv", folder]);
    assert!(csv.stdout.starts_with("part,platform,name,figure,value,explanation\n"), "{}", csv.stdout);
    assert!(csv.stdout.contains("costs,whatsapp,\"marketing, outbound\",CNY,0.1381,"), "{}", csv.stdout);
}

#[test]
fn a_closed_stdout_ends_quietly() {
    let machine = Machine::new();
    let line = status("a", "sent", 1_700_000_000);
    let capture = file(&machine, "c.ndjson", format!("{line}\n").repeat(20_000));
    let mut child = machine
        .command(["webhook-decode", "-o", "ndjson", &capture])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let run = finish(child);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}

#[test]
fn a_file_that_grows_is_followed_through_a_rotation() {
    let machine = Machine::new();
    let capture = file(&machine, "c.ndjson", status("a", "sent", 1_700_000_000) + "\n");
    let mut child = machine
        .command(["webhook-decode", "--follow", "-o", "csv", "--columns", "message_id", &capture])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let reader = std::io::BufReader::new(child.stdout.take().unwrap());
    let (sender, lines) = std::sync::mpsc::channel();
    std::thread::spawn(move || std::io::BufRead::lines(reader).try_for_each(|line| sender.send(line.unwrap())));
    let next = || lines.recv_timeout(std::time::Duration::from_secs(30)).unwrap_or_default();
    assert_eq!((next(), next()), ("message_id".into(), "a".into()));
    let mut open = fs::OpenOptions::new().append(true).open(&capture).unwrap();
    open.write_all(status("b", "sent", 1_700_000_000).as_bytes()).unwrap();
    open.write_all(b"\n").unwrap();
    assert_eq!(next(), "b");
    fs::rename(&capture, format!("{capture}.1")).unwrap();
    file(&machine, "c.ndjson", status("c", "sent", 1_700_000_000) + "\n");
    assert_eq!(next(), "c");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_page_never_replaces_a_capture_and_an_old_page_only_whole() {
    let machine = Machine::new();
    let line = status("a", "sent", 1_700_000_000) + "\n";
    let capture = file(&machine, "c.ndjson", &line);
    let link = machine.path().join("link.html");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&capture, &link).unwrap();
    for page in [capture.as_str(), link.to_str().unwrap(), "-"] {
        let run = machine.run(["webhook-decode", "--stats", "--html", page, &capture]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{page} {}", run.stderr);
        assert_eq!(fs::read_to_string(&capture).unwrap(), line);
    }
    // In a directory too; but the page of the last run is no capture.
    let folder = machine.path().join("captures");
    fs::create_dir(&folder).unwrap();
    let (inside, report) = (folder.join("c.ndjson"), folder.join("report.html"));
    fs::write(&inside, &line).unwrap();
    let run = |page: &std::path::Path| {
        machine.run([
            "webhook-decode",
            "--stats",
            "-o",
            "json",
            "--html",
            page.to_str().unwrap(),
            folder.to_str().unwrap(),
        ])
    };
    assert_eq!(run(&inside).code, 2);
    assert_eq!(fs::read_to_string(&inside).unwrap(), line);
    for _ in 0..2 {
        let run = run(&report);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_eq!(serde_json::from_str::<Value>(&run.stdout).unwrap()["bodies"], json!(1));
    }
    let page = file(&machine, "page.html", "<p>mine");
    assert_eq!(machine.run(["webhook-decode", "--stats", "--html", &page, &capture]).code, 2);
    assert_eq!(fs::read_to_string(&page).unwrap(), "<p>mine");
    fs::write(&page, "").unwrap();
    let dry = machine.run(["webhook-decode", "--stats", "--dry-run", "--html", &page, &capture]);
    assert!(dry.code == 0 && dry.stderr.contains("dry run"), "{}", dry.stderr);
    assert_eq!(fs::read_to_string(&page).unwrap(), "");
    assert_eq!(machine.run(["webhook-decode", "--stats", "--html", &page, &capture]).code, 0);
    assert!(fs::read_to_string(&page).unwrap().starts_with("<!doctype html>"));
    let run = machine.run(["webhook-decode", "--stats", "--html", "/nowhere/page.html", &capture]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("`/nowhere/page.html` could not be written"), "{}", run.stderr);
}

#[test]
fn totals_and_costs_stand_on_stdout() {
    let machine = Machine::new();
    let folder = corpus().join("webhooks");
    let run = machine.run(["webhook-decode", "--stats", "-q", folder.to_str().unwrap()]);
    assert!(run.stdout.starts_with("bodies      75\nevents      75\npeople "), "{}", run.stdout);
    assert!(run.stdout.contains("\ntotal  "), "{}", run.stdout);
}

#[test]
fn many_currencies_and_prices_that_are_none() {
    let machine = Machine::new();
    let cost = |number: usize, price: &str| {
        format!(
            r#"{{"statuses":[{{"id":"v{number}","recipient_id":"1","status":"sent","timestamp":"1700000000","costs":[{{"currency":"C{number}","price":{price},"foreign_price":1,"cdr_type":{number},"direction":1}}]}}]}}"#
        )
    };
    let lines: Vec<String> = (0..6000).map(|number| cost(number, "0.5")).collect();
    let capture = file(&machine, "c.ndjson", lines.join("\n"));
    let run = machine.run(["webhook-decode", "--stats", "-o", "json", &capture]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((report["costs"]["counted"].clone(), report["costs"]["cny"].clone()), (json!(6000), json!(3000)));
    let odd = [cost(1, "\"x\""), cost(2, "null"), cost(3, "0.00001234567890123456")].join("\n");
    let run = machine.run_with_input(["webhook-decode", "--stats", "-o", "json"], odd.as_bytes());
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["costs"]["unreadable"], json!(1), "{}", report["costs"]);
    assert_eq!(report["costs"]["cny"].to_string(), "0.00001234567890123456");
    let table = machine.run_with_input(["webhook-decode", "--stats"], odd.as_bytes());
    assert!(table.stderr.contains("1 costs whose price is no number"), "{}", table.stderr);
}

#[test]
fn words_between_callbacks_do_not_drown_the_shell() {
    let machine = Machine::new();
    let line = status("a", "sent", 1_700_000_000);
    let capture = file(&machine, "c.log", format!("{line}\n{}{line}\n", "noise\n".repeat(2000)));
    let run = machine.run(["webhook-decode", "-o", "ndjson", &capture]);
    assert_eq!(run.stdout.lines().count(), 2);
    assert!(run.stderr.contains(":2: no JSON on this line (2000 in a row from here)"), "{}", run.stderr);
    let capture = file(&machine, "d.log", format!("noise\n{line}\n").repeat(400));
    let run = machine.run(["webhook-decode", "-o", "ndjson", &capture]);
    assert!(run.stderr.lines().count() < 110 && run.stderr.contains("in 300 more places"), "{}", run.stderr);
    let run = machine.run(["webhook-decode", "-o", "ndjson", "-v", &capture]);
    assert!(run.stderr.lines().count() >= 400, "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_directory_with_what_cannot_be_read() {
    let machine = Machine::new();
    let folder = machine.path().join("captures");
    fs::create_dir_all(folder.join("sub")).unwrap();
    fs::write(folder.join("sub/a.json"), status("a", "sent", 1_700_000_000)).unwrap();
    let fifo = folder.join("fifo");
    assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    let run = machine.run(["webhook-decode", "-o", "ndjson", folder.to_str().unwrap()]);
    assert_eq!(
        (run.code, run.stdout.lines().count()),
        (0, 1),
        "a pipe in a directory holds nothing up: {}",
        run.stderr
    );
    std::os::unix::fs::symlink(machine.path().join("gone"), folder.join("link")).unwrap();
    let run = machine.run(["webhook-decode", "-o", "ndjson", folder.to_str().unwrap()]);
    assert_eq!((run.code, run.stdout.lines().count()), (2, 1), "what cannot be read is told: {}", run.stderr);
    assert!(run.stderr.contains("link` could not be read"), "{}", run.stderr);
}

#[test]
fn the_sandbox_profile_verifies_without_being_started() {
    let machine = Machine::new();
    let run = machine.run_with_input(
        ["webhook-decode", "-p", "sandbox", "--verify", "-o", "ndjson"],
        status("a", "sent", 1_700_000_000).as_bytes(),
    );
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("\"verified\":false,\"verify_error\":\"missing_header\""), "{}", run.stdout);
    let body = status("a", "sent", 1_700_000_000);
    let table = machine.run_with_input(["webhook-decode", "-p", "sandbox", "--verify"], body.as_bytes());
    assert!(table.stdout.contains("verify_error") && table.stdout.contains("missing_header"), "{}", table.stdout);
}

#[cfg(unix)]
#[test]
fn following_ends_when_nobody_reads_and_keeps_up_with_gzip() {
    let machine = Machine::new();
    let line = status("a", "sent", 1_700_000_000) + "\n";
    let packed = |text: &str| {
        let mut codec = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        codec.write_all(text.as_bytes()).unwrap();
        codec.finish().unwrap()
    };
    let capture = machine.file("c.ndjson.gz", packed(&line));
    let capture = capture.to_str().unwrap();
    let mut child = machine
        .command(["webhook-decode", "--follow", "-o", "csv", "--columns", "message_id", capture])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut reader = std::io::BufReader::new(child.stdout.take().unwrap());
    let mut next = || {
        let mut text = String::new();
        std::io::BufRead::read_line(&mut reader, &mut text).unwrap();
        text.trim_end().to_owned()
    };
    assert_eq!((next(), next()), ("message_id".to_owned(), "a".to_owned()));
    let mut open = fs::OpenOptions::new().append(true).open(capture).unwrap();
    open.write_all(&packed(&(status("b", "sent", 1_700_000_000) + "\n"))).unwrap();
    assert_eq!(next(), "b", "the newest member is not held back");
    drop(reader);
    let run = finish(child);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}

/// It died of the raw signal, with no word.
#[cfg(unix)]
#[test]
fn a_signal_that_ends_following_is_told() {
    for (signal, exit) in [("INT", 130), ("TERM", 143), ("HUP", 143)] {
        let machine = Machine::new();
        let capture = machine.file("c.ndjson", "{\"track_id\":\"t9\",\"attachment_id\":\"1\"}\n");
        let capture = capture.to_string_lossy().into_owned();
        let mut child = machine
            .command(["webhook-decode", "--follow", "-o", "ndjson", &capture])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a run");
        let mut line = String::new();
        let mut stdout = std::io::BufReader::new(child.stdout.take().expect("stdout"));
        std::io::BufRead::read_line(&mut stdout, &mut line).expect("an event");
        crate::bulk::signal(&child, signal);
        let run = finish(child).exits(exit);
        assert_eq!(run.error()["exit_code"], exit, "{}", run.stderr);
    }
}
