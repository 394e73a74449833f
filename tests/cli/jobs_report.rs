//! `msgops jobs report`: a job as a page, and its rows as a file, at any time.

use serde_json::{Value, json};

use crate::harness::{Machine, RawServer, Run};

const APPKEY: &str = "app1";

/// A job of three phones: one accepted, one refused by its number, one whose answer was lost.
fn sent() -> (RawServer, Machine) {
    let taken = json!({"requestId": "q1", "channelStatus": {"viber": {"code": 0, "message": "Success"}}});
    let server = RawServer::new(vec![
        RawServer::json(&json!({"code": 0, "message": "Success", "traceId": "t", "data": taken}).to_string()),
        RawServer::json(&json!({"code": 9002, "message": "no such <number>", "traceId": "t"}).to_string()),
        RawServer::status("502 Bad Gateway", "text/plain", ""),
    ]);
    let machine = Machine::new()
        .env("MSGOPS_NXCLOUD_BASE_URL", server.url())
        .env("MSGOPS_NXCLOUD_ACCESS_KEY", "key")
        .env("MSGOPS_NXCLOUD_ACCESS_SECRET", "secret")
        .env("MSGOPS_NXCLOUD_APPKEY", APPKEY);
    machine.file("people.csv", "phone,name\n85291234567,Ann\n85291234568,<b>Bo</b>\n85291234569,Cy\n");
    let send = ["send", "super", "text", "--recipients", "people.csv", "--job", "spring", "--yes", "--batch-size", "1"];
    machine.run([&send[..], &["--concurrency", "1", "--priority", "viber", "Hi <i>"]].concat()).exits(7);
    (server, machine)
}

fn receipt(request: &str, phone: &str, code: u32) -> String {
    let cost = json!({"currency": "USD", "localPrice": 0.18, "originalPrice": 0.025});
    let at = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(8)));
    json!({"requestId": request, "phone": phone, "channel": "VIBER", "code": code, "message": "m",
        "sendTime": at.strftime("%Y-%m-%d %H:%M:%S").to_string(), "cost": cost})
    .to_string()
}

fn report(machine: &Machine, more: &[&str]) -> Run {
    machine.run([&["jobs", "report", "spring"], more].concat())
}

fn page(machine: &Machine) -> String {
    std::fs::read_to_string(machine.path().join("page.html")).unwrap()
}

#[test]
fn a_page_tells_of_the_whole_job_and_fetches_nothing() {
    let (_server, machine) = sent();
    report(&machine, &["--html", "page.html"]).exits(0);
    assert!(page(&machine).contains("msgops jobs track spring"), "nothing was joined yet");
    machine.file("heard.ndjson", receipt("q1", "85291234567", 14005));
    machine.run(["jobs", "track", "spring", "--captures", "heard.ndjson"]).exits(7);
    let told = report(&machine, &["--html", "page.html", "-o", "json"]).exits(0);
    assert_eq!((&told.json()["unknown"], &told.json()["delivery"]["failed"]), (&json!(1), &json!(1)));
    let html = page(&machine);
    for word in [
        "Job: spring",
        "Hi &lt;i&gt;",
        APPKEY,
        "How far it came",
        "Over time",
        "Failures by code",
        "14005",
        "9002",
        "failed later",
        "recipient",
        "0.18",
        "0.025 USD",
        "Unknown: they may have been accepted",
        "85291234569",
        "jobs settle spring",
        "Heard until",
        "Made",
    ] {
        assert!(html.contains(word), "{word}: {html}");
    }
    for word in ["<script", "http:", "https:", "url(", "Hi <i>", "@import", "secret"] {
        assert!(!html.contains(word), "{word}: {html}");
    }
    let table = report(&machine, &["--html", "page.html"]).exits(0);
    assert!(table.stdout.contains("Deliveries") && table.stderr.contains("the page is in `page.html`"), "{table:?}");
}

#[test]
fn the_rows_are_written_at_any_time_with_what_was_heard() {
    let (_server, machine) = sent();
    machine.file("heard.ndjson", receipt("q1", "85291234567", 14006));
    machine.run(["jobs", "track", "spring", "--captures", "heard.ndjson"]).exits(7);
    for name in ["rows.csv", "rows.ndjson", "rows.json"] {
        report(&machine, &["--report", name]).exits(0);
        let text = std::fs::read_to_string(machine.path().join(name)).unwrap();
        assert!(text.contains("14006") && text.contains("the phone was not reached in time"), "{text}");
    }
    let rows = std::fs::read_to_string(machine.path().join("rows.json")).unwrap();
    let rows: Value = serde_json::from_str(&rows).unwrap();
    let short = |row: &Value| ["outcome", "delivery", "delivery_code"].map(|key| row[key].clone());
    assert_eq!(short(&rows[0]), [json!("accepted"), json!("failed"), json!("14006")]);
    assert_eq!(short(&rows[1]), [json!("refused"), Value::Null, Value::Null]);
    assert_eq!(short(&rows[2]), [json!("unknown"), Value::Null, Value::Null]);
}

#[test]
fn what_cannot_be_written_is_told_before_anything_is() {
    let (_server, machine) = sent();
    machine.file("mine.html", "<p>mine");
    machine.file("mine.csv", "to\n1\n");
    for (arguments, word) in [
        (&[][..], "--html"),
        (&["--html", "mine.html"], "is no page of msgops"),
        (&["--report", "mine.csv"], "is no report of msgops"),
        (&["--report", "rows.txt"], "must end in"),
        (&["--html", "-"], "/dev/stdout"),
        (&["--html", "x.csv", "--report", "x.csv"], "the same file"),
        (&["--html", "p.html", "--raw"], "--raw"),
        (&["--html", "p.html", "--columns", "nope"], "no column `nope`"),
    ] {
        let run = report(&machine, arguments).exits(2);
        assert!(run.stderr.contains(word), "{arguments:?}: {}", run.stderr);
    }
    machine.run(["jobs", "report", "summer", "--html", "p.html"]).exits(2);
    let dry = report(&machine, &["--html", "p.html", "--report", "r.csv", "--dry-run"]).exits(0);
    assert!(dry.stderr.contains("`p.html`") && dry.stderr.contains("`r.csv`"), "{}", dry.stderr);
    assert!(!machine.path().join("p.html").exists() && !machine.path().join("r.csv").exists());
    report(&machine, &["--html", "p.html", "-o", "json", "--fail-if", ".unknown > 0"]).exits(11);
}
