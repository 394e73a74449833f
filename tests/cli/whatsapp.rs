//! `msgops send whatsapp`, `templates`, `media` and `numbers` against the emulator, and exchanges of the vendor's page.

use serde_json::{Value, json};

use crate::harness::{Machine, RawServer, Run};

fn sandbox() -> Machine {
    Machine::new().env("MSGOPS_PROFILE", "sandbox")
}

fn send(machine: &Machine, arguments: &[&str]) -> Run {
    let mut all = vec!["send", "whatsapp"];
    all.extend(arguments);
    all.extend(["-o", "json"]);
    machine.run(all)
}

#[test]
fn every_kind_is_taken_and_carries_our_own_id() {
    let machine = sandbox();
    let to = ["--to", "85261234568"];
    let file = machine.file("a.mp4", b"\0\0\0 ftypmp42").display().to_string();
    let uploaded = machine.run(["media", "upload", &file, "-o", "json", "--jq", ".media_id"]).exits(0).stdout;
    for arguments in [
        &["text", "hello", "--preview-url"][..],
        &["image", "https://example.com/a.png", "--caption", "c"],
        &["video", "--media", uploaded.trim()],
        &["audio", "https://example.com/a.mp3"],
        &["document", "https://example.com/a.pdf", "--filename", "a.pdf", "--caption", "c"],
        &["sticker", "https://example.com/a.webp"],
        &["location", "--latitude", "-22.3", "--longitude", "114.2", "--name", "n", "--address", "a"],
        &["reaction", "--message", "wamid.x", "👍"],
        &["json", "--type", "interactive", "{\"type\":\"list\"}"],
        &["template", "welcome", "--language", "en"],
    ] {
        let mut all = vec![arguments[0]];
        all.extend(to);
        all.extend(&arguments[1..]);
        let rows = send(&machine, &all).exits(0).json();
        assert_eq!(rows[0]["outcome"], "accepted", "{arguments:?}");
        assert_eq!(rows[0]["channel"], "whatsapp");
        assert_eq!(rows[0]["message_id"].as_str().unwrap().len(), 36, "{arguments:?}");
    }
    let state = machine.run(["sandbox", "state", "-o", "json"]).exits(0).json();
    assert_eq!(state["accepted_whatsapp"], 10, "{state}");
    let bare = send(&machine, &["text", "--to", "85261234568", "--no-message-id", "hi"]).exits(0).json();
    assert!(bare[0]["message_id"].as_str().unwrap().starts_with("wamid."), "{bare}");
}

#[test]
fn several_phones_are_a_row_each_and_a_code_that_dooms_ends_them() {
    let machine = sandbox();
    let rows = send(&machine, &["text", "--to", "85261234568", "--to", "15556131026", "--to", "+852 6123 4568", "x"]);
    let rows = rows.exits(6).json();
    let outcomes: Vec<&str> = rows.as_array().unwrap().iter().map(|row| row["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["accepted", "refused"]);
    assert_eq!((&rows[1]["code"], rows[1]["explanation"].is_string()), (&json!("131026"), true));
    let doomed = send(&machine, &["text", "--to", "15555009005", "--to", "85261234568", "x"]).exits(6).json();
    assert_eq!(doomed[1]["outcome"], "not_sent", "{doomed}");
    for (phone, exit, outcome) in [
        ("15555009004", 4, "refused"),
        ("15555009001", 7, "unknown"),
        ("15555000001", 7, "unknown"),
        ("15556131000", 7, "unknown"),
        ("15556131056", 5, "not_sent"),
    ] {
        let run = send(&machine, &["text", "--to", phone, "x"]).exits(exit);
        assert_eq!(run.json()[0]["outcome"], outcome, "{phone}");
    }
    let strange = send(&machine, &["image", "--to", "85261234568", "--media", "123"]).exits(4);
    assert_eq!(strange.error()["code"], "131009", "media of another number");
    let late = send(&machine, &["text", "--to", "85261234547", "x"]).exits(4);
    assert_eq!(late.error()["code"], "131047");
    assert_eq!(late.error()["book"], "meta");
    assert!(late.error()["hint"].as_str().unwrap().contains("template"), "{}", late.stderr);
}

#[test]
fn a_template_is_read_before_it_is_sent() {
    let machine = sandbox();
    let to = ["template", "--to", "85261234568"];
    let template = |more: &[&str]| {
        let mut all = to.to_vec();
        all.extend(more);
        send(&machine, &all)
    };
    let order = ["order_update", "--language", "en_US", "--body", "Ada", "--body", "10231", "--button", "0=10231"];
    template(&order).exits(0);
    template(&["login_code", "--language", "en_US", "--body", "123456"]).exits(0);
    let sale = ["spring_sale", "--language", "en_US", "--header-image", "https://example.com/a.png"];
    template(&[&sale[..], &["--body", "name=Ada", "--body", "percent=20"]].concat()).exits(0);
    for (arguments, told) in [
        (&["order_updat", "--language", "en_US"][..], "did you mean `order_update`?"),
        (&["order_update", "--language", "fr"], "it is there in en_US, zh_CN"),
        (&["winter_sale", "--language", "en_US", "--body", "20"], "PAUSED"),
        (&["lottery", "--language", "en_US", "--body", "20"], "REJECTED"),
        (&["order_update", "--language", "en_US", "--body", "Ada"], "takes 2 values"),
        (&order[..7], "--button 0=VALUE"),
        (&sale, "takes 2 values"),
        (&["order_update", "--language", "en-US"], "language code"),
        (&["order_update", "--language", "en_US", "--body", "a\nb", "--body", "x"], "line break"),
    ] {
        let run = template(arguments).exits(2);
        assert!(run.stderr.contains(told), "{arguments:?}: {}", run.stderr);
    }
    assert_eq!(machine.run(["sandbox", "state", "-o", "json"]).exits(0).json()["accepted_whatsapp"], 3);
    let seen = machine.run([&["send", "whatsapp"], &to[..], &order[..], &["--dry-run"]].concat()).exits(0);
    assert!(seen.stderr.contains("Hi Ada, your order 10231 is on its way."), "{}", seen.stderr);
    assert!(seen.stdout.contains("/api/wa/mt") && seen.stdout.contains("bizType: 2"), "{}", seen.stdout);
    let unchecked = template(&["nowhere", "--language", "en_US", "--no-check"]).exits(4);
    assert_eq!(unchecked.error()["code"], "132001");
    template(&["order_update", "--language", "en_US", "--no-check", "--button", "0=x"]).exits(2);
}

#[test]
fn templates_are_listed_page_by_page_and_filtered() {
    let machine = sandbox();
    let list = |more: &[&str]| {
        let mut all = vec!["templates", "list", "-o", "json"];
        all.extend(more);
        machine.run(all).exits(0)
    };
    let all = list(&["--all", "--page-size", "5"]).json();
    assert_eq!(all.as_array().unwrap().len(), 12);
    let names: std::collections::BTreeSet<String> =
        all.as_array().unwrap().iter().map(|row| format!("{} {}", row["name"], row["language"])).collect();
    assert_eq!(names.len(), 12);
    let approved = list(&["--status", "approved", "--category", "UTILITY"]).json();
    assert!(approved.as_array().unwrap().iter().all(|row| row["status"] == "APPROVED" && row["category"] == "UTILITY"));
    assert_eq!(list(&["--count"]).stdout.trim(), "12");
    let few = list(&["--limit", "2"]);
    assert!(few.json().as_array().unwrap().len() == 2 && few.stderr.contains("--all"), "{}", few.stderr);
    let shown = machine.run(["templates", "show", "order_update"]).exits(0).stdout;
    assert!(
        shown.contains("{{1}}") && shown.contains("--button 0=VALUE (Track it)") && shown.contains("zh_CN"),
        "{shown}"
    );
    assert!(machine.run(["templates", "show", "order"]).exits(2).stderr.contains("no template"));
    let numbers = machine.run(["numbers", "list", "-o", "json"]).exits(0).json();
    assert_eq!(
        (&numbers[0]["business_phone"], &numbers[0]["quality_rating"]),
        (&json!("85268000001"), &json!("GREEN"))
    );
}

#[test]
fn media_lives_from_upload_to_deletion() {
    let machine = sandbox();
    let file = machine.file("a.png", b"\x89PNG\r\n\x00\xff").display().to_string();
    let uploaded = machine.run(["media", "upload", &file, "-o", "json"]).exits(0).json();
    let id = uploaded["media_id"].as_str().unwrap().to_owned();
    let shown = machine.run(["media", "show", &id, "-o", "json"]).exits(0).json();
    assert_eq!((&shown["mime_type"], &shown["file_name"]), (&json!("image/png"), &json!("a.png")));
    machine.run(["media", "delete", &id]).exits(2);
    machine.run(["media", "delete", &id, "--yes"]).exits(0);
    machine.run(["media", "show", &id]).exits(4);
    let large = machine.file("a.mp4", vec![0; 17 << 20]).display().to_string();
    assert!(machine.run(["media", "upload", &large]).exits(2).stderr.contains("16777216"));
    let webp = machine.file("a.webp", vec![0; 200_000]).display().to_string();
    assert!(machine.run(["media", "upload", &webp]).exits(2).stderr.contains("sticker"));
    let disguised = machine.file("b.png", b"RIFF\0\0\0\0WEBPVP8 ").display().to_string();
    assert!(machine.run(["media", "upload", &disguised]).exits(2).stderr.contains("sticker"));
    let odd = machine.file("a.exe", "x").display().to_string();
    assert!(machine.run(["media", "upload", &odd]).exits(2).stderr.contains("image/png"));
    assert!(machine.run(["media", "upload", &file, "--type", "image/gif"]).exits(2).stderr.contains("image/gif"));
    machine.run(["media", "upload", "nowhere.png"]).exits(2);
    let dry = machine.run(["media", "upload", &file, "--dry-run"]).exits(0).stdout;
    assert!(dry.contains("multipart/form-data") && dry.contains("(8 bytes)"), "{dry}");
}

#[test]
fn a_curl_line_of_an_upload_signs_no_body_and_names_the_file() {
    let (server, machine) = pinned("{}");
    let file = machine.file("a b.png", b"\x89PNG\r\n").display().to_string();
    let shown = machine.run(["media", "upload", &file, "--dry-run=curl"]).exits(0).stdout;
    assert!(
        shown.contains("&ts=$ts&accessSecret") && shown.contains(&format!("file=@\"{file}\";type=image/png")),
        "{shown}"
    );
    let Ok(ran) = std::process::Command::new("sh")
        .args(["-c", &shown])
        .env("MSGOPS_NXCLOUD_ACCESS_KEY", "key")
        .env("MSGOPS_NXCLOUD_ACCESS_SECRET", "secret")
        .output()
    else {
        return;
    };
    if !ran.status.success() {
        // No curl or openssl on this machine.
        return;
    }
    let request = &server.requests()[0];
    let header = |name: &str| {
        let line = request.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.trim_start_matches(": ").to_owned()
    };
    let signed =
        crate::harness::Signed { access_key: "key", action: "uploadMedia", biz_type: "2", ts: &header("ts"), body: "" };
    assert_eq!(header("sign"), signed.sign("md5", "secret"));
    assert!(request.contains("name=\"business_phone\"\r\n\r\n85268000001"), "{request}");
}

#[test]
fn a_template_is_asked_for_once_within_minutes_and_again_when_it_is_not_as_it_was() {
    let page = |status: &str, language: &str| {
        let one = json!({"name": "welcome", "language": language, "status": status, "category": "MARKETING",
            "components": [{"type": "BODY", "text": "Hello {{1}}"}]});
        RawServer::json(&json!({"code": 0, "data": {"data": [one]}, "message": "ok"}).to_string())
    };
    let sent = || RawServer::json(r#"{"code":0,"data":{"messages":[{"id":"m"}]}}"#);
    let paused = RawServer::json(r#"{"code":9099,"data":{"error":{"code":132015,"message":"paused"}}}"#);
    let server = RawServer::new(vec![page("APPROVED", "en"), sent(), sent(), paused, page("PAUSED", "en")]);
    let machine = pointed_at(&server);
    let welcome = |body: &str| {
        send(&machine, &["template", "--to", "85261234567", "welcome", "--language", "en", "--body", body])
    };
    let asked = || server.requests().iter().filter(|request| request.contains("getTemplate HTTP")).count();
    welcome("Ada").exits(0);
    // Where values have no names, a sign of equality is a sign like any other.
    welcome("x=1").exits(0);
    assert!(server.requests()[2].contains("x=1"), "{}", server.requests()[2]);
    assert_eq!(asked(), 1);
    welcome("a\nb").exits(2);
    assert_eq!(asked(), 1);
    // Paused while sending: the vendor says so, and the next send asks again.
    assert_eq!(welcome("Ada").exits(4).error()["code"], "132015");
    assert!(welcome("Ada").exits(2).stderr.contains("PAUSED"));
    assert_eq!(asked(), 2);
    let room = machine.state_dir().join("templates");
    let files: Vec<_> = std::fs::read_dir(room).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 1);
    // What is damaged costs a question.
    std::fs::write(&files[0], "{").unwrap();
    welcome("Ada").exits(2);
    assert_eq!(asked(), 3);
}

fn pinned(reply: &str) -> (RawServer, Machine) {
    let server = RawServer::new(vec![RawServer::json(reply)]);
    let machine = pointed_at(&server);
    (server, machine)
}

fn pointed_at(server: &RawServer) -> Machine {
    Machine::new()
        .env("MSGOPS_NXCLOUD_WHATSAPP_BASE_URL", server.url())
        .env("MSGOPS_NXCLOUD_ACCESS_KEY", "key")
        .env("MSGOPS_NXCLOUD_ACCESS_SECRET", "secret")
        .env("MSGOPS_NXCLOUD_APPKEY", "app")
        .env("MSGOPS_NXCLOUD_BUSINESS_PHONE", "+852 6800 0001")
}

#[test]
fn replies_of_every_form_are_read_and_the_body_has_the_order_of_the_page() {
    for (reply, exit) in [
        (r#"{"code":0,"data":{"messaging_product":"whatsapp","messages":[{"id":"other"}]},"message":"ok"}"#, 0),
        (r#"{"code":0,"data":null}"#, 0),
        (r#"{"code":9099,"message":"m"}"#, 7),
        (r#"{"code":9099,"data":{"error":{"code":131047,"message":"x","error_data":{"details":"d"}}}}"#, 4),
        (r#"{"code":"9003","message":"m"}"#, 4),
        ("nonsense", 7),
    ] {
        let (server, machine) = pinned(reply);
        let run = send(&machine, &["text", "--to", "85261234567", "hi"]).exits(exit);
        let body: Value = serde_json::from_str(server.requests()[0].split("\r\n\r\n").nth(1).unwrap()).unwrap();
        let keys: Vec<&str> = body.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(
            keys,
            ["appkey", "business_phone", "messaging_product", "recipient_type", "to", "cus_message_id", "type", "text"]
        );
        assert_eq!(run.json()[0]["message_id"], body["cus_message_id"]);
        assert_eq!(body["business_phone"], "85268000001");
        assert!(server.requests()[0].to_lowercase().contains("biztype: 2"));
    }
    let (_server, machine) = pinned(r#"{"code":0,"data":{"messages":[{"id":"other"}]}}"#);
    let run = send(&machine, &["text", "--to", "85261234567", "hi"]).exits(0);
    assert_eq!(run.json()[0]["vendor_message_id"], "other");
    assert!(run.stderr.contains("either id"), "{}", run.stderr);
}

#[test]
fn what_can_be_no_message_is_found_before_anybody_is_asked() {
    let machine = sandbox();
    for (arguments, told) in [
        (&["text", "--to", "1234", "x"][..], "country code"),
        (&["text", "--to", "CC.A1b2", "x"], "BSUID"),
        (&["text", "--to", "85261234567", "--from", "me", "x"], "business number"),
        (&["text", "--to", "85261234567", "--webhook", "nowhere", "x"], "webhook"),
        (&["image", "--to", "85261234567", "a.png"], "image"),
        (&["image", "--to", "85261234567"], "URL"),
        (&["image", "--to", "85261234567", "https://x.example/a.webp"], "no `webp` as image, only jpg, jpeg, png"),
        (&["sticker", "--to", "85261234567", "https://x.example/a.png"], "webp"),
        (&["audio", "--to", "85261234567", "https://example.com/a", "--caption", "x"], "--caption"),
        (&["location", "--to", "85261234567", "--latitude", "91", "--longitude", "0"], "latitude"),
        (&["reaction", "--to", "85261234567", "--message", "m", "ok"], "emoji"),
        (&["json", "--to", "85261234567", "--type", "text", "[]"], "object"),
        (&["json", "--to", "85261234567", "--type", "to", "{}"], "no type of message"),
        (&["template", "--to", "85261234567", "x", "--language", "en", "--button", "3=x"], "0 to 2"),
    ] {
        let run = send(&machine, arguments).exits(2);
        assert!(run.stderr.contains(told), "{arguments:?}: {}", run.stderr);
    }
    assert!(
        !machine.state_dir().join("sandbox").exists() || {
            let state = machine.run(["sandbox", "state", "-o", "json"]).exits(0).json();
            state["accepted_whatsapp"] == 0
        }
    );
    let read_only = sandbox().env("MSGOPS_READ_ONLY", "1");
    send(&read_only, &["text", "--to", "85261234567", "x"]).exits(3);
    read_only.run(["media", "delete", "1", "--yes"]).exits(3);
    let nobody = Machine::new().env("MSGOPS_NXCLOUD_ACCESS_KEY", "k").env("MSGOPS_NXCLOUD_ACCESS_SECRET", "s");
    assert!(
        send(&nobody.env("MSGOPS_NXCLOUD_APPKEY", "a"), &["text", "--to", "85261234567", "x"])
            .exits(3)
            .stderr
            .contains("--from")
    );
}
