//! `msgops send whatsapp … --recipients` against the emulator and pinned replies, and what `jobs track` learns since.

use std::collections::BTreeSet;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::bulk::{Sandbox, wait_until};
use crate::harness::{Machine, RawServer, Run};
use crate::receive::Listening;

const ORDER: [&str; 10] = [
    "template",
    "order_update",
    "--language",
    "en_US",
    "--body",
    "{{ name }}",
    "--body",
    "{{ order }}",
    "--button",
    "0={{ order }}",
];

fn sandbox() -> Machine {
    Machine::new().env("MSGOPS_PROFILE", "sandbox")
}

/// `count` phones that get everything.
fn people(count: u32) -> String {
    let row = |number| format!("{},P{number},{}\n", phone(number), 1000 + number);
    std::iter::once("phone,name,order\n".to_owned()).chain((0..count).map(row)).collect()
}

fn phone(number: u32) -> String {
    format!("85261{number:04}{}", if number.is_multiple_of(2) { "20" } else { "21" })
}

fn arguments<'a>(kind: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    let fixed = ["--recipients", "list.csv", "--job", "j", "-o", "json"];
    ["send", "whatsapp"].iter().chain(kind).chain(&fixed).chain(more).copied().collect()
}

fn send(machine: &Machine, kind: &[&str], more: &[&str]) -> Run {
    machine.run(arguments(kind, more))
}

fn rows(machine: &Machine) -> Vec<Value> {
    machine.run(["jobs", "rows", "j", "-o", "json"]).exits(0).json().as_array().unwrap().clone()
}

fn outcomes(machine: &Machine) -> Vec<String> {
    rows(machine).iter().map(|row| row["outcome"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_list_gets_a_template_and_every_message_an_id_of_its_own() {
    let machine = sandbox();
    machine.file("list.csv", people(6));
    let told = send(&machine, &ORDER, &["--yes"]).exits(0).json();
    assert_eq!((&told["accepted"], &told["sent_now"]), (&json!(6), &json!(6)), "{told}");
    let ids: BTreeSet<String> =
        rows(&machine).iter().map(|row| row["message_id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids.len(), 6);
    let prefixes: BTreeSet<&str> = ids.iter().map(|id| id.split_once('-').unwrap().0).collect();
    assert_eq!(prefixes.len(), 1, "{ids:?}");
    assert_eq!(send(&machine, &ORDER, &["--yes"]).exits(0).json()["sent_now"], 0);
    assert_eq!(machine.run(["sandbox", "state", "-o", "json"]).exits(0).json()["accepted_whatsapp"], 6);
    // Another job's messages have other ids.
    let other = ["send", "whatsapp", "text", "--recipients", "list.csv", "--job", "k", "--yes", "-o", "json", "Hello"];
    machine.run(other).exits(0);
    let of_other = machine.run(["jobs", "rows", "k", "-o", "json"]).exits(0).json();
    assert!(of_other.as_array().unwrap().iter().all(|row| !ids.contains(row["message_id"].as_str().unwrap())));
    // The same command under the same name with or without ids is not the same job.
    send(&machine, &ORDER, &["--yes", "--no-message-id"]).exits(2);
}

#[test]
fn every_kind_goes_to_a_list_with_its_columns_filled_in() {
    let machine = sandbox();
    machine.file("list.csv", "phone,x,y\n85261000020,a,1\n85261000120,b,2\n");
    machine.file(
        "filled.json",
        r#"[{"type":"body","parameters":[{"type":"text","text":"{{ x }}"},{"type":"text","text":"{{ y }}"}]},
        {"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"{{ y }}"}]}]"#,
    );
    let link = "https://example.com/{{ x }}";
    for (job, kind) in [
        &["text", "Hello {{ x }}"][..],
        &["image", link, "--caption", "{{ y }}"],
        &["video", link],
        &["audio", link],
        &["document", link, "--filename", "{{ x }}.pdf"],
        &["sticker", link],
        &["location", "--latitude", "{{ y }}", "--longitude", "1{{ y }}.5", "--name", "{{ x }}"],
        &["reaction", "--message", "wamid.{{ x }}", "👍"],
        &["json", "--type", "interactive", r#"{"type":"list","body":{"text":"{{ x }}"}}"#],
        &["template", "order_update", "--language", "en_US", "--components", "@filled.json"],
    ]
    .iter()
    .enumerate()
    {
        let job = format!("kind-{job}");
        let more = ["--recipients", "list.csv", "--job", &job, "--yes", "-o", "json"];
        let told = machine.run([&["send", "whatsapp"], *kind, &more].concat()).exits(0).json();
        assert_eq!(told["accepted"], 2, "{kind:?}");
    }
    let accepted = machine.run(["sandbox", "state", "--accepted", "-o", "json"]).exits(0).stdout;
    assert!(!accepted.contains("{{") && accepted.contains("wamid.a") && accepted.contains("12.5"), "{accepted}");
}

#[test]
fn a_dry_run_and_a_rehearsal_show_what_a_person_will_see() {
    let machine = sandbox();
    machine.file("list.csv", people(3));
    let dry = send(&machine, &ORDER, &["--dry-run"]).exits(0);
    assert!(dry.stderr.contains("Hi P0, your order 1000 is on its way."), "{}", dry.stderr);
    assert!(dry.stderr.contains("[Track it: https://hats.example/t/1000]"), "{}", dry.stderr);
    let told = dry.json();
    assert_eq!((&told["to_send"], &told["total_requests"]), (&json!(3), &json!(3)));
    assert!(told["requests"][0].as_str().unwrap().contains("cus_message_id"));
    assert!(!machine.state_dir().join("jobs").exists() && !machine.state_dir().join("templates").exists());
    let asked = send(&machine, &ORDER, &[]).exits(2);
    assert!(asked.stderr.contains("from number `85268000001`") && asked.stderr.contains("Hi P0"), "{}", asked.stderr);
    let test =
        ["send", "whatsapp", "template", "order_update", "--language", "en_US", "--body", "{{ name }}", "--body", "x"];
    let more =
        ["--button", "0=1", "--recipients", "list.csv", "--test-to", "85261234568", "--test-row", "2", "-o", "json"];
    let run = machine.run([&test[..], &more].concat()).exits(0);
    assert!(run.stderr.contains("Hi P1, your order x"), "{}", run.stderr);
    assert_eq!((&run.json()[0]["recipient"], &run.json()[0]["outcome"]), (&json!("85261234568"), &json!("accepted")));
    let state = machine.run(["sandbox", "state", "-o", "json"]).exits(0).json();
    assert_eq!(state["accepted_whatsapp"], 1, "{state}");
}

#[test]
fn values_that_whatsapp_refuses_are_named_by_line_before_anything_is_sent() {
    let machine = sandbox();
    machine.file(
        "list.csv",
        "phone,name,order\n85261000020,,1\n85261000120,\"a\nb\",2\n85261000220,a\tb,3\nCC.A1b2,d,4\n85261000420,e,5\n",
    );
    let run = send(&machine, &ORDER, &["--yes"]).exits(2);
    for told in
        ["line 2: the value of {{1}} is empty", "line 3: the value of {{1}} has a line break", "has a tab", "BSUID"]
    {
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
    }
    let skipping = send(&machine, &ORDER, &["--yes", "--skip-invalid"]).exits(0).json();
    assert_eq!((&skipping["accepted"], &skipping["skipped"]), (&json!(1), &json!(4)));
    machine.file("list.csv", "phone,name\n85261000020,A\n");
    let unknown = send(&machine, &ORDER, &["--yes", "--not-within", "0s"]);
    assert!(unknown.exits(2).stderr.contains("`order`"));
    // What every row would share is told once, and from the template.
    for (kind, told) in [
        (&["template", "order_updat", "--language", "en_US"][..], "did you mean `order_update`"),
        (&["template", "order_update", "--language", "en_US", "--body", "{{ name }}"], "takes 2 values"),
        (&["template", "winter_sale", "--language", "en_US", "--body", "{{ name }}"], "PAUSED"),
    ] {
        assert!(send(&machine, kind, &["--yes"]).exits(2).stderr.contains(told), "{kind:?}");
    }
}

#[test]
fn a_code_that_dooms_stops_the_job_and_spares_the_rows() {
    // The balance is gone, the number not bound, the template paused: half-way.
    for (phone, code, book) in [
        ("15555009005", "9005", "nxcloud.whatsapp.send"),
        ("15555009006", "9006", "nxcloud.whatsapp.send"),
        ("15556132015", "132015", "meta"),
    ] {
        let machine = sandbox();
        machine.file("list.csv", people(2) + phone + ",X,1\n" + &people(4)[people(2).len()..]);
        let run = send(&machine, &ORDER, &["--yes", "--concurrency", "1"]).exits(6);
        assert_eq!((&run.error()["code"], &run.error()["book"]), (&json!(code), &json!(book)));
        assert_eq!(outcomes(&machine), ["accepted", "accepted", "pending", "pending", "pending"]);
    }
}

#[test]
fn a_refusal_is_of_its_row_alone_and_says_what_helps() {
    let machine = sandbox();
    machine.file("list.csv", "phone\n85261000020\n85261000047\n15556131026\n15555009004\n85261000220\n");
    let run = send(&machine, &["text", "Hello"], &["--yes"]).exits(6);
    assert!(run.stderr.contains("24 hours"), "{}", run.stderr);
    assert_eq!(outcomes(&machine), ["accepted", "refused", "refused", "refused", "accepted"]);
    let codes: Vec<Value> = rows(&machine).iter().map(|row| row["code"].clone()).collect();
    assert_eq!(codes[1..4], [json!("131047"), json!("131026"), json!("9004")]);
    let explained = machine.run(["codes", "131047"]).exits(0).stdout;
    assert!(explained.contains("template"), "{explained}");
}

#[test]
fn a_limit_slows_the_job_down_and_a_person_s_own_limit_spares_the_others() {
    let machine = sandbox();
    machine.file("list.csv", "phone\n15556131056\n85261000020\n85261000220\n");
    send(&machine, &["text", "Hello"], &["--yes", "--concurrency", "1"]).exits(5);
    assert_eq!(outcomes(&machine), ["pending", "accepted", "accepted"]);
    // The number's own limit is no refusal: the row goes out later.
    for limit in [
        r#"{"code":9099,"message":"m","data":{"error":{"code":130429,"message":"slow"}}}"#,
        r#"{"code":9099,"message":"m","data":{"error":{"code":80007,"message":"slow"}}}"#,
    ] {
        let server = RawServer::new(vec![RawServer::json(limit), taken("m")]);
        let machine = pinned(&server);
        machine.file("list.csv", "phone\n85261000020\n");
        let told = send(&machine, &["text", "Hello"], &["--yes"]).exits(0).json();
        assert_eq!((&told["accepted"], &told["refused"]), (&json!(1), &json!(0)));
        let ids: BTreeSet<String> = server.requests().iter().map(|request| sent_id(request).unwrap()).collect();
        assert_eq!(ids.len(), 2, "another try is another message to the vendor");
    }
}

fn taken(id: &str) -> Vec<u8> {
    RawServer::json(&json!({"code": 0, "data": {"messages": [{"id": id}]}, "message": "ok"}).to_string())
}

fn lost() -> Vec<u8> {
    RawServer::status("502 Bad Gateway", "text/plain", "")
}

fn pinned(server: &RawServer) -> Machine {
    Machine::new()
        .env("MSGOPS_NXCLOUD_WHATSAPP_BASE_URL", server.url())
        .env("MSGOPS_NXCLOUD_ACCESS_KEY", "key")
        .env("MSGOPS_NXCLOUD_ACCESS_SECRET", "secret")
        .env("MSGOPS_NXCLOUD_APPKEY", "app")
        .env("MSGOPS_NXCLOUD_BUSINESS_PHONE", "85268000001")
}

fn sent_id(request: &str) -> Option<String> {
    let body: Value = serde_json::from_str(request.split("\r\n\r\n").nth(1).unwrap()).unwrap();
    body["cus_message_id"].as_str().map(str::to_owned)
}

fn status(id: &str, word: &str, more: Value) -> String {
    let mut status = json!({"id": id, "status": word, "timestamp": "1785000000", "recipient_id": "85261000020"});
    status.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({"statuses": [status], "business_phone": "85268000001", "messaging_product": "whatsapp"}).to_string() + "\n"
}

fn track(machine: &Machine, code: i32) -> Value {
    machine.run(["jobs", "track", "j", "--captures", "heard.ndjson", "-o", "json"]).exits(code).json()
}

#[test]
fn a_lost_answer_is_resolved_by_the_message_s_own_id_and_by_nothing_else() {
    let server = RawServer::new(vec![lost(), lost(), taken("wamid.other")]);
    let machine = pinned(&server);
    machine.file("list.csv", "phone\n85261000020\n85261000120\n85261000220\n");
    send(&machine, &["text", "Hello"], &["--yes", "--concurrency", "1"]).exits(7);
    assert_eq!(outcomes(&machine), ["unknown", "unknown", "accepted"]);
    let ids: Vec<String> = server.requests().iter().map(|request| sent_id(request).unwrap()).collect();
    let own: Vec<Value> = rows(&machine).iter().map(|row| row["message_id"].clone()).collect();
    assert_eq!(own, ids, "also of an answer that was lost the id is known");
    assert_eq!(rows(&machine)[2]["request_id"], "wamid.other", "what the vendor calls it is kept beside it");
    // Another's receipt for the same person proves nothing.
    machine.file("heard.ndjson", status("wamid.else", "delivered", json!({})));
    assert_eq!(track(&machine, 7)["unknown"], 2);
    // It comes under our id, under the vendor's, or beside it.
    let costs =
        json!({"costs": [{"currency": "USD", "price": 0.1381, "foreign_price": 0.02, "cdr_type": 5, "direction": 1}]});
    machine.file(
        "heard.ndjson",
        status(&ids[0], "delivered", costs)
            + &status("wamid.new", "sent", json!({"cus_message_id": ids[1]}))
            + &status("wamid.other", "read", json!({})),
    );
    let told = track(&machine, 0);
    let ladder =
        ["unheard", "sent", "delivered", "read", "resolved"].map(|step| told["delivery"][step].as_u64().unwrap());
    assert_eq!(ladder, [0, 1, 1, 1, 2], "{told}");
    let costs = json!([{"currency": "CNY", "amount": 0.1381}, {"currency": "USD", "amount": 0.02}]);
    assert_eq!(told["delivery"]["costs"], costs, "the same money twice");
    assert_eq!((&rows(&machine)[0]["evidence"], &rows(&machine)[1]["evidence"]), (&json!("own id"), &json!("own id")));
    assert_eq!(send(&machine, &["text", "Hello"], &["--yes"]).exits(0).json()["sent_now"], 0);
}

#[test]
fn two_rows_that_the_vendor_gives_one_id_are_told_apart_by_their_people() {
    let server = RawServer::new(vec![taken("wamid.same")]);
    let machine = pinned(&server);
    machine.file("list.csv", "phone\n85261000020\n85261000120\n");
    send(&machine, &["text", "Hello"], &["--yes", "--no-message-id"]).exits(0);
    assert!(server.requests().iter().all(|request| sent_id(request).is_none()));
    machine.file("heard.ndjson", status("wamid.same", "delivered", json!({"recipient_id": "85261000120"})));
    assert_eq!(track(&machine, 0)["delivery"]["delivered"], 1);
    let delivery: Vec<Value> = rows(&machine).iter().map(|row| row["delivery"].clone()).collect();
    assert_eq!(delivery, ["unheard", "delivered"]);
}

#[test]
fn a_failure_after_acceptance_has_meta_s_code() {
    let machine = sandbox();
    machine.file("list.csv", "phone\n85261000120\n15557131049\n");
    send(&machine, &["text", "Hello"], &["--yes"]).exits(0);
    let sale = ["send", "whatsapp", "template", "--to", "85261000121", "spring_sale", "--language", "en_US"];
    let values = ["--header-image", "https://example.com/a.png", "--body", "name=Ada", "--body", "percent=20"];
    machine.run([&sale[..], &values].concat()).exits(0);
    let mut heard = String::new();
    wait_until(|| {
        heard = machine.run(["sandbox", "state", "--webhooks", "-o", "ndjson"]).exits(0).stdout;
        machine.file("heard.ndjson", &heard);
        let ladder = &track(&machine, 0)["delivery"];
        ladder["failed"] == 1 && ladder["delivered"] == 1 && heard.matches("\"delivered\"").count() == 2
    });
    // A template costs what it is, anything else what service costs.
    let stats = machine.run_with_input(["webhook-decode", "--stats", "-o", "json"], heard.as_bytes()).exits(0).stdout;
    assert!(stats.contains("marketing") && stats.contains("service"), "{stats}");
    let told = track(&machine, 0);
    assert_eq!(
        (&told["delivery"]["by_code"][0]["code"], &told["delivery"]["by_code"][0]["count"]),
        (&json!("131049"), &json!(1))
    );
    assert_eq!(rows(&machine)[1]["delivery_code"], "131049");
}

/// The whole way of a user: templates are looked at, a list is sent and killed half-way, receipts come in, and every
/// recipient's end is told with its cost.
#[test]
fn a_killed_send_is_told_to_its_last_recipient_with_its_cost() {
    let sandbox = Sandbox::start(&["latency=100ms:on=whatsapp", "reset-after:every=9:on=whatsapp"]);
    let machine = &sandbox.machine;
    let approved =
        machine.run(["templates", "list", "--status", "APPROVED", "-o", "json", "--jq", ".[].name"]).exits(0);
    assert!(approved.stdout.contains("order_update"), "{}", approved.stdout);
    assert!(machine.run(["templates", "show", "order_update"]).exits(0).stdout.contains("Track it"));
    let listening = Listening::start(machine, &[]);
    machine.file("list.csv", people(24));
    let mut command = machine.command(arguments(&ORDER, &["--yes", "--concurrency", "4"]));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut process = command.spawn().unwrap();
    let accepted = || machine.run(["sandbox", "state", "-o", "json"]).exits(0).json()["accepted_whatsapp"].as_u64();
    wait_until(|| accepted() > Some(6));
    process.kill().unwrap();
    process.wait().unwrap();
    // The same command goes on; what was in flight stays unknown.
    let resumed = send(machine, &ORDER, &["--yes"]);
    assert!([0, 7].contains(&resumed.code), "{}", resumed.stderr);
    let unknown = resumed.json()["unknown"].as_u64().unwrap();
    assert!(unknown > 0 && resumed.json()["accepted"].as_u64().unwrap() + unknown == 24, "{}", resumed.stdout);
    // Whoever's answer was lost though the emulator took the message is known again by the id alone.
    let reached: u64 = sandbox.accepted().values().sum();
    let captures = machine.state_dir().join("captures/sandbox").display().to_string();
    let look = || machine.run(["jobs", "track", "j", "--captures", &captures, "-o", "json"]).json();
    wait_until(|| {
        let told = look();
        let ladder = |step: &str| told["delivery"][step].as_u64().unwrap();
        let whole = json!({"currency": "USD", "amount": reached as f64 * 2.0 / 100.0});
        let arrived = ladder("delivered") + ladder("read") == reached;
        arrived && told["accepted"].as_u64() == Some(reached) && told["delivery"]["costs"][1] == whole
    });
    let told = look();
    let resolved = told["delivery"]["resolved"].as_u64();
    assert!(resolved > Some(0) && resolved == Some(unknown - (24 - reached)), "{told}");
    let costs = machine.run(["jobs", "rows", "j", "--costs", "-o", "json"]).exits(0).json();
    let cost = json!([{"currency": "USD", "price": 0.1381, "foreign_price": 0.02}]);
    for row in costs.as_array().unwrap() {
        let own = if row["outcome"] == "unknown" { Value::Null } else { cost.clone() };
        assert_eq!(row["costs"], own, "{row}");
    }
    for row in rows(machine) {
        let end = row["delivery"].as_str();
        assert!(matches!(end, Some("delivered" | "read")) || row["outcome"] == "unknown", "{row}");
    }
    assert!(sandbox.accepted().values().all(|count| *count == 1));
    listening.end().exits(0);
}
