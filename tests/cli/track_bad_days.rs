//! `msgops jobs track` on bad days: what comes early, late, twice, contradicts itself, belongs to others or is taken away
//! costs nobody a wrong word.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc;

use serde_json::{Value, json};

use crate::harness::{Machine, RawServer, Run, finish};
use crate::track::{PAGE, echo_of, ladder, machine_of, page};

const MINUTE: i64 = 60_000;

fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

/// A page whose sends are answered with `ids` in turn (an empty one: the answer is lost), and whose records are these, by
/// the number of their status.
fn sobot(ids: &'static [&'static str], records: HashMap<&'static str, Vec<Value>>) -> (RawServer, Machine) {
    let mut sent = ids.iter();
    let server = RawServer::answering(move |request| {
        if !request.contains("send_record_list") {
            return match sent.next() {
                None | Some(&"") => RawServer::status("502 Bad Gateway", "text/plain", ""),
                Some(&"refused") => RawServer::json(&json!({"ret_code": "551", "ret_msg": "no"}).to_string()),
                Some(id) => RawServer::json(&json!({"ret_code": "000000", "item": {"message_id": id}}).to_string()),
            };
        }
        let body: Value = serde_json::from_str(request.split_once("\r\n\r\n").unwrap().1).unwrap();
        let items = match body["page_no"].as_u64() {
            Some(1) => records.get(body["message_status"].as_str().unwrap()).cloned().unwrap_or_default(),
            _ => Vec::new(),
        };
        let count = items.len();
        let told = json!({"ret_code": "000000", "items": items, "page_no": 1, "page_size": 100, "total_count": count});
        RawServer::json(&told.to_string())
    });
    let machine = machine_of(&server);
    (server, machine)
}

/// A record as the vendor writes it.
fn record(id: &str, person: &str, at: i64, code: &str) -> Value {
    json!({"messageid": id, "recipient_id": person, "sender": PAGE, "send_time": at, "status_update_time": at,
        "error_code": code, "timezone": "UTC+8"})
}

fn send(machine: &Machine, job: &str, people: &str, text: &str, code: i32) {
    machine.file("people.csv", format!("to\n{people}"));
    let send = ["send", "messenger", "text", "--recipients", "people.csv", "--yes", "--not-within", "0s"];
    machine.run([&send[..], &["--concurrency", "1", "--job", job, text]].concat()).exits(code);
}

fn track(machine: &Machine, job: &str, more: &[&str], code: i32) -> Value {
    machine.run([&["jobs", "track", job, "--captures", "heard.ndjson", "-o", "json"], more].concat()).exits(code).json()
}

fn delivered(id: &str, person: &str, at: i64) -> String {
    page(person, at, "delivery", &json!({"mids": [id]}))
}

#[test]
fn a_receipt_that_came_before_its_send_was_booked_counts_and_took_no_time() {
    let (_server, machine) = sobot(&["m_1"], HashMap::new());
    machine.file("heard.ndjson", delivered("m_1", "7001", now() - 30_000));
    send(&machine, "spring", "7001\n", "hi", 0);
    let told = track(&machine, "spring", &["--no-records"], 0);
    assert_eq!(ladder(&told), [0, 0, 1, 0, 0]);
    assert_eq!(told["delivery"]["latency"]["delivered"]["p50_ms"], 0);
}

#[test]
fn records_that_contradict_captures_take_nothing_back() {
    let at = now();
    let records = HashMap::from([
        ("9", vec![record("m_1", "7001", at, "551"), record("m_3", "7003", at, "551")]),
        ("0", vec![record("m_2", "7002", at, "000000")]),
    ]);
    let (_server, machine) = sobot(&["m_1", "m_2", "m_3"], records);
    send(&machine, "spring", "7001\n7002\n7003\n", "hi", 0);
    let read = page("7002", now() + 10, "read", &json!({"watermark": now() + MINUTE}));
    machine.file("heard.ndjson", format!("{}\n{read}\n", delivered("m_1", "7001", now())));
    for _ in 0..2 {
        let told = track(&machine, "spring", &[], 0);
        assert_eq!(ladder(&told), [0, 0, 1, 1, 1], "the callbacks know better, and m_3 has none");
        assert_eq!(told["delivery"]["by_code"][0]["code"], "551");
    }
}

#[test]
fn a_failed_record_without_an_id_is_of_no_job_when_two_jobs_may_have_it() {
    let records = HashMap::from([("9", vec![record("", "7001", now(), "551")])]);
    let (_server, machine) = sobot(&["m_1", "m_2"], records);
    machine.file("heard.ndjson", "");
    send(&machine, "spring", "7001\n", "hi", 0);
    assert_eq!(ladder(&track(&machine, "spring", &[], 0)), [0, 0, 0, 0, 1], "the only one it can be");
    send(&machine, "summer", "7001\n", "ho", 0);
    assert_eq!(ladder(&track(&machine, "summer", &[], 0)), [1, 0, 0, 0, 0], "it may be that of `spring`");
}

#[test]
fn one_message_for_unknown_rows_of_two_jobs_resolves_neither() {
    let (_server, machine) = sobot(&[], HashMap::new());
    send(&machine, "spring", "7001\n", "hi", 7);
    send(&machine, "summer", "7001\n", "hi", 7);
    machine.file("heard.ndjson", echo_of("m_1", "7001", now(), "hi"));
    for job in ["spring", "summer"] {
        assert_eq!(track(&machine, job, &["--no-records"], 7)["unknown"], 1);
        let rows = machine.run(["jobs", "rows", job, "-o", "json"]).exits(0).json();
        assert_eq!(rows[0]["evidence"], "1 candidates");
    }
    // A person's word about one of them leaves the message to the other.
    machine.run(["jobs", "settle", "summer", "--as", "refused"]).exits(0);
    assert_eq!(track(&machine, "spring", &["--no-records"], 0)["delivery"]["resolved"], 1);
}

#[test]
fn captures_of_another_product_and_unverified_ones_are_no_evidence() {
    let (_server, machine) = sobot(&["m_1", ""], HashMap::new());
    send(&machine, "spring", "7001\n7002\n", "hi", 7);
    let other_page = echo_of("m_9", "7002", now(), "hi").replace(PAGE, "110661988252225");
    let unverified = |body: &str| {
        json!({"received": "2026-11-28T10:00:00.000Z", "method": "POST", "path": "/", "headers": {"host": "h"},
            "body": body, "verified": false})
        .to_string()
    };
    let lines = [
        json!({"requestId": "m_1", "phone": "7001", "channel": "SMS", "code": 14004, "sendTime": "2026-11-28 10:00:00"})
            .to_string(),
        json!({"id": "evt_1", "object": "event", "type": "charge.succeeded", "data": {"object": {"id": "m_1"}}})
            .to_string(),
        other_page,
        unverified(&delivered("m_1", "7001", now())),
        unverified(&echo_of("m_2", "7002", now(), "hi")),
        "no JSON at all".to_owned(),
    ];
    machine.file("heard.ndjson", lines.join("\n"));
    let told = track(&machine, "spring", &["--no-records"], 7);
    assert_eq!((ladder(&told), &told["unknown"]), ([1, 0, 0, 0, 0], &json!(1)));
    assert_eq!(told["delivery"]["heard_until"], Value::Null);
}

#[test]
fn a_job_that_runs_is_told_of_but_not_tracked() {
    let (release, held) = mpsc::channel::<()>();
    let (reached, begun) = mpsc::channel::<()>();
    let mut first = true;
    let server = RawServer::answering(move |_| {
        if !std::mem::replace(&mut first, false) {
            let _ = reached.send(());
            let _ = held.recv();
        }
        RawServer::json(r#"{"ret_code": "000000", "item": {"message_id": "m_1"}}"#)
    });
    let machine = Machine::new()
        .env("MSGOPS_SOBOT_BASE_URL", server.url())
        .env("MSGOPS_SOBOT_TOKEN", "token-from-outside")
        .env("MSGOPS_SOBOT_PAGE", PAGE);
    machine.file("people.csv", "to\n7001\n7002\n");
    machine.file("heard.ndjson", delivered("m_1", "7001", now()));
    let send = ["send", "messenger", "text", "--recipients", "people.csv", "--job", "spring", "--yes", "hi"];
    let child = machine
        .command([&send[..], &["--concurrency", "1"]].concat())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    begun.recv().unwrap();
    let run = machine.run(["jobs", "track", "spring", "--captures", "heard.ndjson", "--no-records", "-o", "json"]);
    assert_eq!(run.exits(9).error()["kind"], "locked");
    let report = machine.run(["jobs", "report", "spring", "--html", "p.html", "--report", "r.json"]).exits(0);
    assert!(report.stderr.contains("the page is in"), "{}", report.stderr);
    let page = std::fs::read_to_string(machine.path().join("p.html")).unwrap();
    assert!(page.contains("in flight") && !page.contains("Unknown:"), "{page}");
    let rows = std::fs::read_to_string(machine.path().join("r.json")).unwrap();
    let rows: Value = serde_json::from_str(&rows).unwrap();
    assert_eq!((&rows[0]["delivery"], &rows[1]["outcome"]), (&json!("unheard"), &json!("sending")));
    release.send(()).unwrap();
    finish(child).exits(0);
    let told = track(&machine, "spring", &["--no-records"], 0);
    assert_eq!(ladder(&told), [1, 0, 1, 0, 0], "of an id that came twice the person tells whose it is");
}

#[test]
fn what_another_job_has_in_flight_may_be_its_message() {
    let (release, held) = mpsc::channel::<()>();
    let (reached, begun) = mpsc::channel::<()>();
    let mut asked = 0;
    let server = RawServer::answering(move |_| {
        asked += 1;
        if asked == 1 {
            return RawServer::status("502 Bad Gateway", "text/plain", "");
        }
        let _ = reached.send(());
        let _ = held.recv();
        RawServer::json(r#"{"ret_code": "000000", "item": {"message_id": "m_1"}}"#)
    });
    let machine = Machine::new()
        .env("MSGOPS_SOBOT_BASE_URL", server.url())
        .env("MSGOPS_SOBOT_TOKEN", "token-from-outside")
        .env("MSGOPS_SOBOT_PAGE", PAGE);
    send(&machine, "spring", "7001\n", "hi", 7);
    let list = ["send", "messenger", "text", "--recipients", "people.csv", "--job", "summer", "--yes", "hi"];
    let child = machine
        .command([&list[..], &["--not-within", "0s"]].concat())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    begun.recv().unwrap();
    // The vendor has taken the one that is in flight, and nobody knows yet whose `m_1` is.
    machine.file("heard.ndjson", echo_of("m_1", "7001", now(), "hi"));
    assert_eq!(track(&machine, "spring", &["--no-records"], 7)["unknown"], 1);
    release.send(()).unwrap();
    finish(child).exits(0);
    assert_eq!(track(&machine, "spring", &["--no-records"], 7)["unknown"], 1, "it is the other job's");
    assert_eq!(ladder(&track(&machine, "summer", &["--no-records"], 0)), [0, 1, 0, 0, 0]);
}

#[test]
fn a_message_of_an_earlier_round_is_nobody_else_s() {
    let (_server, machine) = sobot(&["", "m_2", ""], HashMap::new());
    send(&machine, "spring", "7001\n", "hi", 7);
    let again =
        ["send", "messenger", "text", "--recipients", "people.csv", "--job", "spring", "--retry-unknown", "--yes"];
    machine.run([&again[..], &["hi"]].concat()).exits(0);
    send(&machine, "summer", "7001\n", "hi", 7);
    // `m_1` is of the first try of `spring`, or of `summer`.
    machine.file("heard.ndjson", echo_of("m_1", "7001", now(), "hi"));
    let told = track(&machine, "summer", &["--no-records"], 7);
    assert_eq!(told["unknown"], 1, "{told}");
}

#[test]
fn a_failed_record_of_a_refused_send_resolves_no_unknown_row_and_fails_no_accepted_one() {
    let failed = vec![record("", "7001", now(), "551"), record("", "7002", now(), "551")];
    let (_server, machine) = sobot(&["", "m_2", "refused", "refused"], HashMap::from([("9", failed)]));
    machine.file("heard.ndjson", "");
    send(&machine, "spring", "7001\n7002\n", "hi", 7);
    send(&machine, "summer", "7001\n7002\n", "ho", 6);
    let told = track(&machine, "spring", &[], 7);
    assert_eq!((ladder(&told), &told["unknown"]), ([1, 0, 0, 0, 0], &json!(1)), "{told}");
    let rows = machine.run(["jobs", "rows", "spring", "-o", "json"]).exits(0).json();
    assert_eq!((&rows[0]["outcome"], &rows[0]["evidence"]), (&json!("unknown"), &json!("1 candidates")), "{rows}");
}

/// A watch over `captures`, and what is done to it once it has heard their first file.
fn watched(more: &[&str], then: impl FnOnce(&Machine, &Child), code: i32) -> Run {
    let (_server, machine) = sobot(&["m_1", "m_2"], HashMap::new());
    send(&machine, "spring", "7001\n7002\n", "hi", 0);
    machine.file("captures/1.ndjson", delivered("m_1", "7001", now()) + "\n}\n");
    let watch = ["jobs", "track", "spring", "--captures", "captures", "--no-records", "--watch", "-o", "json"];
    let mut child = machine
        .command([&watch[..], more].concat())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The bracket of nothing is told when the file was read to its end.
    let mut stderr = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains("1 places could not be read") {
        line.clear();
        assert!(stderr.read_line(&mut line).unwrap() > 0, "the watch ended");
    }
    then(&machine, &child);
    let run = finish(child).exits(code);
    drop(stderr);
    run
}

#[cfg(unix)]
#[test]
fn a_signal_while_captures_are_read_ends_a_watch() {
    let interrupted = |machine: &Machine, child: &Child| {
        // Lines enough that the signal falls into the reading of them; where it does not, it ends the watch all the same.
        let line = echo_of("m_9", "7009", now(), "hi") + "\n";
        machine.file("captures/2.ndjson", line.repeat(100_000));
        let id = child.id().to_string();
        assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    };
    watched(&[], interrupted, 130);
}

#[test]
fn captures_that_are_rotated_deleted_and_made_again_are_followed() {
    let told = watched(
        &[],
        |machine, _| {
            let captures = machine.path().join("captures");
            std::fs::rename(captures.join("1.ndjson"), machine.path().join("archived")).unwrap();
            std::fs::remove_dir_all(&captures).unwrap();
            machine.file("captures/2.ndjson", delivered("m_2", "7002", now()));
        },
        0,
    )
    .json();
    assert_eq!(ladder(&told), [0, 0, 2, 0, 0], "what was heard is never taken back");
}

#[test]
fn captures_that_are_gone_for_good_end_no_watch() {
    let gone = |machine: &Machine, _: &Child| std::fs::remove_dir_all(machine.path().join("captures")).unwrap();
    assert_eq!(ladder(&watched(&["--watch-timeout", "3s"], gone, 8).json()), [1, 0, 1, 0, 0]);
}

fn nxcloud(ids: &'static [&'static str]) -> (RawServer, Machine) {
    let mut sent = ids.iter();
    let server = RawServer::answering(move |_| match sent.next() {
        None | Some(&"") => RawServer::status("502 Bad Gateway", "text/plain", ""),
        Some(id) => {
            let data = json!({"requestId": id, "channelStatus": {"sms": {"code": 0, "message": "Success"}}});
            RawServer::json(&json!({"code": 0, "message": "Success", "traceId": "t", "data": data}).to_string())
        }
    });
    let machine = Machine::new()
        .env("MSGOPS_NXCLOUD_BASE_URL", server.url())
        .env("MSGOPS_NXCLOUD_ACCESS_KEY", "key")
        .env("MSGOPS_NXCLOUD_ACCESS_SECRET", "secret")
        .env("MSGOPS_NXCLOUD_APPKEY", "app1");
    (server, machine)
}

fn send_super(machine: &Machine, job: &str, phones: &[&str], code: i32) {
    machine.file("phones.csv", format!("phone\n{}\n", phones.join("\n")));
    let send = ["send", "super", "text", "--recipients", "phones.csv", "--yes", "--not-within", "0s"];
    machine.run([&send[..], &["--concurrency", "1", "--priority", "sms", "--job", job, "hi"]].concat()).exits(code);
}

fn receipt(request: &str, phone: &str, channel: &str, code: u32) -> String {
    let at = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(8)));
    json!({"requestId": request, "phone": phone, "channel": channel, "code": code,
        "sendTime": at.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        "cost": {"currency": "USD", "localPrice": 0.18, "originalPrice": 0.025}})
    .to_string()
}

#[test]
fn receipts_twice_and_contradictory_in_any_order_are_one_ladder_and_one_cost() {
    let (_server, machine) = nxcloud(&["q1", "q2"]);
    let (a, b) = ("85291234567", "85291234568");
    send_super(&machine, "spring", &[a, b], 0);
    let (good, bad) = (receipt("q1", a, "SMS", 14004), receipt("q1", a, "SMS", 14005));
    let other = receipt("q1", b, "VIBER", 14006);
    for lines in [[&good, &bad, &other, &good], [&bad, &other, &good, &bad]] {
        machine.file("heard.ndjson", lines.map(String::as_str).join("\n"));
        let told = track(&machine, "spring", &[], 0);
        assert_eq!(ladder(&told), [0, 0, 1, 0, 1], "{told}");
        let costs = json!([{"currency": "CNY", "amount": 0.36}, {"currency": "USD", "amount": 0.05}]);
        assert_eq!(told["delivery"]["costs"], costs, "one for each phone");
    }
}

#[test]
fn a_price_that_is_told_later_is_added() {
    let (_server, machine) = nxcloud(&["q1"]);
    send_super(&machine, "spring", &["85291234567"], 0);
    let whole = receipt("q1", "85291234567", "SMS", 14004);
    let bare = whole.replace("\"localPrice\":0.18,", "");
    assert_ne!(bare, whole);
    for (told, costs) in [
        (&bare, json!([{"currency": "USD", "amount": 0.025}])),
        (&whole, json!([{"currency": "CNY", "amount": 0.18}, {"currency": "USD", "amount": 0.025}])),
        (&bare, json!([{"currency": "CNY", "amount": 0.18}, {"currency": "USD", "amount": 0.025}])),
    ] {
        machine.file("heard.ndjson", told);
        assert_eq!(track(&machine, "spring", &[], 0)["delivery"]["costs"], costs);
    }
}

#[test]
fn a_phone_of_two_jobs_and_a_request_that_nobody_knows() {
    let (_server, machine) = nxcloud(&["q1", "q2", ""]);
    let phone = "85291234567";
    send_super(&machine, "spring", &[phone], 0);
    send_super(&machine, "summer", &[phone], 0);
    let lines = [receipt("q2", phone, "SMS", 14005), receipt("q9", phone, "SMS", 14004)];
    machine.file("heard.ndjson", lines.join("\n"));
    assert_eq!(ladder(&track(&machine, "spring", &[], 0)), [1, 0, 0, 0, 0]);
    assert_eq!(ladder(&track(&machine, "summer", &[], 0)), [0, 0, 0, 0, 1]);
    // The request of nobody is that of the row whose answer was lost, and only of that.
    send_super(&machine, "autumn", &[phone], 7);
    let told = track(&machine, "autumn", &[], 0);
    assert_eq!((ladder(&told), &told["delivery"]["resolved"]), ([0, 0, 1, 0, 0], &json!(1)));
    let rows = machine.run(["jobs", "rows", "autumn", "-o", "json"]).exits(0).json();
    assert_eq!((&rows[0]["evidence"], &rows[0]["request_id"]), (&json!("receipt q9"), &json!("q9")));
    assert_eq!(ladder(&track(&machine, "spring", &[], 0)), [1, 0, 0, 0, 0]);
}

#[test]
fn the_rest_of_a_lost_batch_is_resolved_as_its_receipts_come() {
    let (_server, machine) = nxcloud(&[""]);
    let phones = ["85291234567", "85291234568", "85291234569"];
    send_super(&machine, "spring", &phones, 7);
    machine.file("heard.ndjson", receipt("q1", phones[1], "SMS", 14004));
    assert_eq!(track(&machine, "spring", &[], 7)["unknown"], 2);
    // The captures of then are gone; the journal knows whose request `q1` was.
    machine.file(
        "heard.ndjson",
        [receipt("q1", phones[0], "SMS", 14005), receipt("q2", phones[2], "SMS", 14004)].join("\n"),
    );
    let told = track(&machine, "spring", &[], 7);
    assert_eq!((ladder(&told), &told["unknown"]), ([0, 0, 1, 0, 1], &json!(1)), "q2 is another request's");
}
