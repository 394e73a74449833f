//! `msgops jobs track` against the emulator and captures: what is said is what is known, and how.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::harness::{Machine, RawServer, Run};

pub const PAGE: &str = "106474898833640";

fn sobot(replies: Vec<Vec<u8>>) -> (RawServer, Machine) {
    let server = RawServer::new(replies);
    let machine = machine_of(&server);
    (server, machine)
}

/// A machine whose Sobot is this server.
pub fn machine_of(server: &RawServer) -> Machine {
    Machine::new()
        .env("MSGOPS_SOBOT_BASE_URL", server.url())
        .env("MSGOPS_SOBOT_TOKEN", "token-from-outside")
        .env("MSGOPS_SOBOT_PAGE", PAGE)
}

fn accepted(id: &str) -> Vec<u8> {
    RawServer::json(&json!({"ret_code": "000000", "ret_msg": "", "item": {"message_id": id}}).to_string())
}

fn lost() -> Vec<u8> {
    RawServer::status("502 Bad Gateway", "text/plain", "")
}

fn send(machine: &Machine, code: i32) -> Run {
    machine.file("people.csv", "to\n7001\n7002\n7003\n");
    let arguments = ["send", "messenger", "text", "--recipients", "people.csv", "--job", "spring", "--yes"];
    machine.run([&arguments[..], &["--concurrency", "1", "-o", "json", "hi"]].concat()).exits(code)
}

/// A callback of the page.
fn callback(at: i64, messaging: &Value) -> String {
    json!({"object": "page", "entry": [{"id": PAGE, "time": at, "messaging": [messaging]}]}).to_string()
}

/// One about a person.
pub fn page(person: &str, at: i64, key: &str, told: &Value) -> String {
    callback(at, &json!({"sender": {"id": person}, "recipient": {"id": PAGE}, "timestamp": at, key: told}))
}

/// One that says what was sent.
pub fn echo_of(id: &str, person: &str, at: i64, text: &str) -> String {
    let message = json!({"mid": id, "is_echo": true, "text": text});
    callback(at, &json!({"sender": {"id": PAGE}, "recipient": {"id": person}, "timestamp": at, "message": message}))
}

pub fn ladder(told: &Value) -> [u64; 5] {
    ["unheard", "sent", "delivered", "read", "failed"].map(|step| told["delivery"][step].as_u64().unwrap())
}

fn track(machine: &Machine, more: &[&str], code: i32) -> Run {
    let mut all = vec!["jobs", "track", "spring", "--captures", "heard.ndjson", "--no-records", "-o", "json"];
    all.extend(more);
    machine.run(all).exits(code)
}

#[test]
fn receipts_and_watermarks_become_a_ladder_that_never_goes_down() {
    let (_server, machine) = sobot(vec![accepted("m_1"), accepted("m_2"), accepted("m_3")]);
    send(&machine, 0);
    let now = jiff::Timestamp::now().as_millisecond();
    let delivered = page("7001", now + 2000, "delivery", &json!({"mids": ["m_1"], "watermark": now + 1500}));
    let read = page("7002", now + 5000, "read", &json!({"watermark": now + 4000}));
    machine.file("heard.ndjson", format!("{read}\n{delivered}\n{delivered}\n"));
    let told = track(&machine, &[], 0).json();
    assert_eq!(ladder(&told), [1, 0, 1, 1, 0], "{told}");
    assert!(told["delivery"]["latency"]["read"]["p50_ms"].is_number(), "{told}");
    // What was heard is never taken back, and what is new is added.
    machine.file("heard.ndjson", page("7003", now + 6000, "read", &json!({"watermark": now + 4000})));
    assert_eq!(ladder(&track(&machine, &[], 0).json()), [0, 0, 1, 2, 0]);
    let shown = machine.run(["jobs", "show", "spring", "-o", "json"]).exits(0).json();
    assert_eq!(ladder(&shown), [0, 0, 1, 2, 0]);
    let table = machine.run(["jobs", "show", "spring"]).exits(0).stdout;
    assert!(table.contains("Deliveries") && table.contains("delivered"), "{table}");
    assert_eq!(track(&machine, &["--watch", "--watch-timeout", "1s"], 0).stderr, "");
}

#[test]
fn a_watch_out_of_time_says_so_also_with_unknown_rows() {
    let (_server, machine) = sobot(vec![accepted("m_1"), lost(), accepted("m_3")]);
    send(&machine, 7);
    machine.file("heard.ndjson", "");
    let run = track(&machine, &["--watch", "--watch-timeout", "1s"], 8);
    assert!(run.stderr.contains("2 of 2 accepted rows are unheard"), "{}", run.stderr);
    assert!(run.stderr.contains("1 of 3 rows may have been accepted"), "{}", run.stderr);
}

#[test]
fn the_watermark_of_the_last_message_counts_in_the_run_behind_its_echo_and_before_it() {
    for turned in [false, true] {
        let (_server, machine) = sobot(vec![accepted("m_1"), accepted("m_2"), accepted("m_3")]);
        let before = jiff::Timestamp::now().as_millisecond();
        send(&machine, 0);
        let now = jiff::Timestamp::now().as_millisecond();
        // Read up to the message itself, which the vendor had before our answer came.
        let mut parts =
            [echo_of("m_1", "7001", before, "hi"), page("7001", now, "read", &json!({"watermark": before}))];
        if turned {
            parts.reverse();
        }
        let last = parts.map(|part| {
            machine.file("heard.ndjson", part);
            ladder(&track(&machine, &[], 0).json())
        });
        assert_eq!(last[1], [2, 0, 0, 1, 0], "{turned} {last:?}");
    }
}

#[test]
fn an_unknown_row_is_accepted_by_its_echo_and_by_nothing_less() {
    let (_server, machine) = sobot(vec![accepted("m_1"), lost(), accepted("m_3")]);
    send(&machine, 7);
    machine.file("heard.ndjson", echo("another text"));
    assert_eq!(track(&machine, &[], 7).json()["unknown"], 1);
    machine.file("heard.ndjson", echo("hi"));
    let told = track(&machine, &[], 0).json();
    assert_eq!(
        (&told["accepted"], &told["delivery"]["resolved"], &told["delivery"]["sent"]),
        (&json!(3), &json!(1), &json!(1))
    );
    let rows = machine.run(["jobs", "rows", "spring", "-o", "json"]).exits(0).json();
    assert_eq!((&rows[1]["outcome"], &rows[1]["message_id"]), (&json!("accepted"), &json!("m_2")));
    assert_eq!(send(&machine, 0).json()["sent_now"], 0, "what is resolved is not sent again");
}

#[test]
fn what_cannot_be_tracked_is_told_before_anything_is_asked() {
    let (server, machine) = sobot(vec![accepted("m_1"), accepted("m_2"), accepted("m_3")]);
    send(&machine, 0);
    let asked = server.requests().len();
    machine.run(["jobs", "track", "summer"]).exits(2);
    machine.run(["jobs", "track", "spring", "--captures", "nowhere.ndjson"]).exits(2);
    machine.run(["jobs", "track", "spring", "--raw"]).exits(2);
    machine.run(["jobs", "track", "spring", "--watch-timeout", "1s"]).exits(2);
    machine.run(["jobs", "track", "spring", "--columns", "nope"]).exits(2);
    let dry = machine.run(["jobs", "track", "spring", "--dry-run"]).exits(0);
    assert_eq!(dry.stdout.matches("send_record_list").count(), 4, "{}", dry.stdout);
    assert_eq!(server.requests().len(), asked);
}

#[test]
fn the_sandbox_s_records_tell_what_became_of_a_job() {
    let machine = Machine::new().env("MSGOPS_PROFILE", "sandbox");
    machine.file("people.csv", "to\n24681012141618203\n24681012141618204\n");
    let arguments = ["send", "messenger", "text", "--recipients", "people.csv", "--job", "spring", "--yes", "hi"];
    machine.run(arguments).exits(0);
    let told = machine.run(["jobs", "track", "spring", "-o", "json"]).exits(0).json();
    assert_eq!(told["delivery"]["unheard"], 0, "{told}");
}

fn echo(text: &str) -> String {
    echo_of("m_2", "7002", jiff::Timestamp::now().as_millisecond(), text)
}

#[test]
fn an_echo_with_a_text_of_megabytes_ends_no_job() {
    let (_server, machine) = sobot(vec![accepted("m_1"), lost(), accepted("m_3")]);
    send(&machine, 7);
    let long = "a".repeat(11 << 20);
    let named = page("7001", 5, "delivery", &json!({"mids": [long], "watermark": 5}));
    machine.file("heard.ndjson", format!("{}\n{named}\n{}\n", echo(&long), echo("hi").replace("m_2", "m_4")));
    let run = track(&machine, &[], 0);
    assert_eq!(run.json()["delivery"]["resolved"], 1, "{run:?}");
    assert!(run.stderr.contains("1 callbacks or records were passed over"), "{}", run.stderr);
}

/// The directory of the journals.
fn journals(machine: &Machine) -> PathBuf {
    let profile = std::fs::read_dir(machine.state_dir().join("jobs")).unwrap().map(|entry| entry.unwrap().path());
    profile.into_iter().find(|path| path.join("spring.sqlite").exists()).unwrap()
}

#[test]
fn a_job_that_cannot_be_read_may_claim_anything_so_unknown_rows_stay_unknown() {
    let (_server, machine) = sobot(vec![accepted("m_1"), lost(), accepted("m_3")]);
    send(&machine, 7);
    machine.file("heard.ndjson", echo("hi"));
    let broken = journals(&machine).join("winter.sqlite");
    std::fs::write(&broken, "no journal").unwrap();
    let run = track(&machine, &[], 7);
    assert_eq!(run.json()["unknown"], 1, "{run:?}");
    assert!(run.stderr.contains("job `winter` cannot be read, so unknown rows stay unknown"), "{}", run.stderr);
    let row = machine.run(["jobs", "rows", "spring", "--state", "unknown", "-o", "json"]).exits(0).json();
    assert_eq!((&row[0]["evidence"], &row[0]["delivery"]), (&json!("1 candidates"), &Value::Null));
    std::fs::remove_file(&broken).unwrap();
    assert_eq!(track(&machine, &[], 0).json()["delivery"]["resolved"], 1);
}

#[test]
fn rows_tell_their_delivery_and_can_be_chosen_by_it() {
    let (_server, machine) = sobot(vec![accepted("m_1"), lost(), accepted("m_3")]);
    send(&machine, 7);
    let now = jiff::Timestamp::now().as_millisecond();
    let delivered = page("7001", now + 2000, "delivery", &json!({"mids": ["m_1"], "watermark": now + 1500}));
    machine.file("heard.ndjson", format!("{delivered}\n{}\n", echo("hi")));
    let before = machine.run(["jobs", "rows", "spring"]).exits(0).stdout;
    assert!(!before.contains("delivery"), "{before}");
    track(&machine, &[], 0);
    let rows = |more: &[&str]| machine.run([&["jobs", "rows", "spring"], more].concat()).exits(0);
    let told = rows(&["-o", "json"]).json();
    let short = |row: &Value| ["outcome", "delivery", "delivery_code", "evidence"].map(|key| row[key].clone());
    assert_eq!(short(&told[0]), [json!("accepted"), json!("delivered"), Value::Null, Value::Null]);
    assert_eq!(short(&told[1]), [json!("accepted"), json!("sent"), Value::Null, json!("echo m_2")]);
    assert_eq!(short(&told[2]), [json!("accepted"), json!("unheard"), Value::Null, Value::Null]);
    let at: jiff::Timestamp = told[0]["delivery_at"].as_str().unwrap().parse().unwrap();
    assert_eq!(at.as_millisecond(), now + 2000);
    assert!(told[1]["explanation"].as_str().unwrap().contains("its answer was lost"), "{}", told[1]);
    let chosen = rows(&["--delivery", "sent", "--delivery", "unheard", "-o", "csv", "--columns", "to"]).stdout;
    assert_eq!(chosen, "to\n7002\n7003\n");
    assert_eq!(rows(&["--delivery", "sent", "--state", "refused", "-o", "json"]).json(), json!([]));
    assert!(rows(&[]).stdout.contains("echo m_2"));
    machine.run(["jobs", "rows", "spring", "--delivery", "arrived"]).exits(2);
    // What is given back is a list again, and tells a later run whom it reached.
    machine.file("again.csv", rows(&["-o", "csv"]).stdout);
    let dry =
        ["send", "messenger", "text", "--recipients", "again.csv", "--dry-run", "-o", "json", "--not-within", "0s"];
    assert_eq!(machine.run([&dry[..], &["{{ to }}"]].concat()).exits(0).json()["to_send"], 3);
    let resumed = machine.run([&dry[..], &["--resume-from", "again.csv", "hi"]].concat()).exits(0).json();
    assert_eq!(resumed["to_send"], 0, "{resumed}");
    let wrong = machine.run([&dry[..], &["{{ delivery }}"]].concat()).exits(2);
    assert!(wrong.stderr.contains("delivery"), "{}", wrong.stderr);
}

#[test]
fn what_became_of_a_message_says_nothing_of_the_next_one() {
    let (_server, machine) = sobot(vec![
        accepted("m_1"),
        accepted("m_2"),
        accepted("m_3"),
        accepted("m_4"),
        accepted("m_5"),
        accepted("m_6"),
    ]);
    send(&machine, 0);
    let now = jiff::Timestamp::now().as_millisecond();
    machine.file("heard.ndjson", page("7001", now, "delivery", &json!({"mids": ["m_1"], "watermark": now - 90_000})));
    assert_eq!(track(&machine, &[], 0).json()["delivery"]["delivered"], 1);
    let again = ["send", "messenger", "text", "--recipients", "people.csv", "--job", "spring", "--yes", "--again"];
    machine.run([&again[..], &["--concurrency", "1", "hi"]].concat()).exits(0);
    let shown = machine.run(["jobs", "show", "spring", "-o", "json"]).exits(0).json();
    assert_eq!((&shown["delivery"]["delivered"], &shown["delivery"]["unheard"]), (&json!(0), &json!(3)));
    assert_eq!(track(&machine, &[], 0).json()["delivery"]["unheard"], 3, "m_1 was the earlier message");
}
