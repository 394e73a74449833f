//! `msgops topics`, `tasks` and `records` against the emulator with its faults, and against pinned replies.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::harness::{Machine, RawServer, Run, Served};

const CONFIG_ID: &str = "10d7de1db4884c43b4b88e3fcbbf47d2";

fn pinned(replies: Vec<Vec<u8>>) -> (RawServer, Machine) {
    let server = RawServer::new(replies);
    let machine = Machine::new()
        .env("MSGOPS_SOBOT_BASE_URL", server.url())
        .env("MSGOPS_SOBOT_TOKEN", "token-from-outside")
        .env("MSGOPS_SOBOT_PAGE", "106474898833640");
    (server, machine)
}

fn body(request: &str) -> Value {
    serde_json::from_str(request.split("\r\n\r\n").nth(1).unwrap()).unwrap()
}

/// The message or recipient of every record, in order.
fn identities(run: &Run) -> Vec<String> {
    let identity = |row: &Value| format!("{} {} {}", row["message_id"], row["recipient_id"], row["send_time"]);
    run.stdout.lines().map(|line| identity(&serde_json::from_str(line).unwrap())).collect()
}

#[test]
fn a_hundred_rows_unless_more_are_asked_for_and_stderr_says_what_is_left() {
    let machine = Machine::new();
    let list = |extra: &[&str]| {
        let mut arguments = vec!["-p", "sandbox", "records", "list", "--since", "365d", "-o", "ndjson"];
        arguments.extend(extra);
        machine.run(arguments).exits(0)
    };
    let total: usize = list(&["--count"]).stdout.trim().parse().unwrap();
    assert!(total > 250, "{total}");
    let grouped = total.to_string();
    let (thousands, rest) = grouped.split_at(grouped.len() - 3);
    let first = list(&[]);
    assert_eq!(first.stdout.lines().count(), 100);
    assert!(first.stderr.contains(&format!("100 of {thousands},{rest}; --all")), "{}", first.stderr);
    assert_eq!(list(&["--limit", "250"]).stdout.lines().count(), 250);
    let all = list(&["--all", "--page-size", "37"]);
    assert_eq!(all.stderr, "");
    let ids = identities(&all);
    assert_eq!(ids.len(), total);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), total, "no row twice");
    assert_eq!(identities(&list(&["--all"])), ids);
}

#[test]
fn small_pages_dead_tokens_and_broken_gateways_lose_nothing() {
    let list = ["records", "list", "--all", "--since", "40d", "--until", "1d", "-o", "ndjson", "-q"];
    let quiet = Served::new(&[]);
    let whole = identities(&quiet.run(&list).exits(0));
    assert!(whole.len() > 300, "{}", whole.len());
    for faults in [
        &["small-pages=15:on=records"][..],
        &["expired-token:every=7:on=records"],
        &["http=502:every=9:on=records", "small-pages=40:on=records"],
        &["cut:every=11:on=records"],
        &["item-for-items"],
    ] {
        let served = Served::new(faults);
        let rows = served.run(&list).exits(0);
        // The seeds are laid in relation to now, so the times of two emulators differ by moments.
        let recipients = |identities: &[String]| -> Vec<String> {
            identities.iter().map(|identity| identity.split(' ').nth(1).unwrap().to_owned()).collect()
        };
        let rows = identities(&rows);
        assert_eq!(rows.len(), whole.len(), "{faults:?}");
        assert_eq!(recipients(&rows), recipients(&whole), "{faults:?}");
        assert_eq!(rows.iter().collect::<BTreeSet<_>>().len(), rows.len(), "{faults:?}: no row twice");
    }
}

#[test]
fn a_listing_that_breaks_off_is_no_success_and_no_whole_array() {
    let served = Served::new(&["http=502:skip=2:on=records"]);
    let run = served.run(&["records", "list", "--all", "--since", "365d", "-o", "json"]).exits(5);
    assert_eq!(run.error()["http_status"], 502);
    assert!(serde_json::from_str::<Value>(&run.stdout).is_err(), "what came is not the whole");
    let run = served.run(&["records", "list", "--all", "--since", "365d", "--jq", "length"]).exits(5);
    assert_eq!(run.stdout, "", "a filter sees the whole or nothing");
}

#[test]
fn replies_that_are_none_end_in_5_after_all_tries() {
    let huge = format!(r#"{{"ret_code":"000000","items":["{}"]}}"#, "x".repeat(9 * 1024 * 1024));
    for (reply, tries) in [
        (RawServer::status("502 Bad Gateway", "text/html", "<html>502</html>"), 4),
        (RawServer::json("<html>welcome</html>"), 4),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"ret_code\":\"000000\",\"items\":[{".to_vec(), 4),
        (RawServer::json(&huge), 4),
        (RawServer::json(r#"{"ret_code":"000000","items":["no object"],"total_count":1}"#), 1),
        (RawServer::json(r#"{"ret_code":"000000","items":{"a":1},"total_count":1}"#), 1),
    ] {
        let (server, machine) = pinned(vec![reply.clone()]);
        let run = machine.run(["topics", "list", "-o", "json"]).exits(5);
        assert_eq!(run.error()["kind"], "unreachable", "{}", run.stderr);
        assert_eq!(run.stdout, "");
        assert_eq!(server.requests().len(), tries, "{}", String::from_utf8_lossy(&reply[..60]));
    }
}

/// It passed for an empty list: no rows, a count of 0, and a plan that wanted to create every topic.
#[test]
fn a_success_with_neither_rows_nor_their_number_is_no_empty_list() {
    let topic = "[[topic]]\npage = '1'\ntitle = 'T'\ndescribe = 'x'\nimage-ratio = 'square'\nbutton-type = 'sign-up'\n";
    for reply in [r#"{"ret_code":"000000"}"#, r#"{"ret_code":"000000","ret_msg":"x","page_no":1}"#] {
        for arguments in [
            &["topics", "list"][..],
            &["topics", "list", "--count"],
            &["topics", "subscribers", "T", "--page", "1"],
            &["topics", "plan", "topics.toml"],
            &["tasks", "list"],
            &["records", "list"],
            &["records", "list", "--count"],
            &["records", "list", "--with-status", "--count"],
            &["records", "stats"],
        ] {
            let (_server, machine) = pinned(vec![RawServer::json(reply)]);
            machine.file("topics.toml", topic);
            let run = machine.run([arguments, &["-o", "json"]].concat()).exits(5);
            assert_eq!(run.stdout.trim_matches(['[', ']', '\n']), "", "{arguments:?}");
            assert!(run.error()["message"].as_str().unwrap().contains("holds no list"), "{}", run.stderr);
        }
    }
    for empty in [r#"{"ret_code":"000000","total_count":0}"#, r#"{"ret_code":"000000","items":[]}"#] {
        let (_server, machine) = pinned(vec![RawServer::json(empty)]);
        assert_eq!(machine.run(["topics", "list", "-o", "json"]).exits(0).stdout, "[]\n");
        let stats = machine.run(["records", "stats", "-o", "json"]).exits(0);
        assert_eq!((&stats.json()["total"], &stats.json()["by_status"]["read"]), (&0.into(), &0.into()));
    }
}

#[test]
fn raw_is_the_reply_as_received_one_line_a_page() {
    let reply = "{\"ret_code\": \"000000\",\n \"items\": [{\"configid\": 1.50}], \"total_count\": 2}";
    let (_server, machine) = pinned(vec![RawServer::json(reply)]);
    let run = machine.run(["topics", "list", "--limit", "1", "--raw", "-q"]).exits(0);
    assert_eq!(run.stdout, format!("{}\n", reply.replace('\n', " ")));
    let (_server, machine) = pinned(vec![RawServer::json(r#"{"ret_code":"210010","ret_msg":"no"}"#)]);
    let run = machine.run(["topics", "list", "--raw"]).exits(4);
    assert_eq!(run.stdout, "{\"ret_code\":\"210010\",\"ret_msg\":\"no\"}\n");
}

#[test]
fn filters_go_out_under_the_document_s_names() {
    let machine = Machine::new().env("MSGOPS_SOBOT_BASE_URL", "http://127.0.0.1:9");
    let asked = |arguments: &[&str]| -> Value {
        let mut all = arguments.to_vec();
        all.push("--dry-run");
        let run = machine.run(all).exits(0);
        serde_json::from_str(run.stdout.lines().last().unwrap()).unwrap()
    };
    assert_eq!(
        asked(&[
            "tasks",
            "list",
            "--since",
            "2026-11-20",
            "--until",
            "2026-11-20",
            "--page",
            "123456",
            "--name",
            "n",
            "--topic-or-tag",
            "x",
            "--type",
            "tag",
            "--limit",
            "7",
            "--tz",
            "UTC"
        ]),
        json!({"task_start_time": 1795132800000_i64, "task_end_time": 1795219199999_i64, "sender": "123456",
            "task_name": "n", "message_topic_or_tag": "x", "message_type": 2, "page_no": 1, "page_size": 7})
    );
    assert_eq!(
        asked(&[
            "records",
            "list",
            "--until",
            "1795219199999",
            "--message",
            "m",
            "--status",
            "failed",
            "--task",
            "t",
            "--task-name",
            "n",
            "--agent",
            "a",
            "--page",
            "0123456",
            "--recipient",
            "r",
            "--topic-or-tag",
            "x"
        ]),
        json!({"send_start_time": 1792627199999_i64, "send_end_time": 1795219199999_i64, "messageid": "m",
            "message_status": "9", "taskid": "t", "task_name": "n", "send_agentid": "a", "sender": "0123456",
            "recipient": "r", "message_topic_or_tag": "x", "page_no": 1, "page_size": 100}),
        "only an end: the 30 days before it"
    );
    assert_eq!(
        asked(&["topics", "list", "--title", "t", "--page", "111111", "--page", "222222", "--page-size", "20"]),
        json!({"appids": "111111,222222", "title": "t", "page_no": 1, "page_size": 20})
    );
    let run = machine.run(["topics", "subscribers", "a b&c", "--page", "111111", "--dry-run=curl"]).exits(0);
    assert!(
        run.stdout.contains("query_sub_users?appid=111111&title=a+b%26c&page_no=1&page_size=100"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains(" token get)"), "{}", run.stdout);
}

#[test]
fn records_without_a_time_are_those_of_the_last_thirty_days_and_say_so() {
    let machine = Machine::new().env("MSGOPS_SOBOT_BASE_URL", "http://127.0.0.1:9");
    let run = machine.run(["records", "list", "--dry-run"]).exits(0);
    assert!(run.stderr.contains("last 30 days"), "{}", run.stderr);
    let asked: Value = serde_json::from_str(run.stdout.lines().last().unwrap()).unwrap();
    let span = asked["send_end_time"].as_i64().unwrap() - asked["send_start_time"].as_i64().unwrap();
    assert_eq!(span, 30 * 24 * 60 * 60 * 1000);
    let run = machine.run(["records", "list", "--since", "7d", "--dry-run"]).exits(0);
    assert_eq!(run.stderr, "");
    let run = machine.run(["records", "list", "--since", "1d", "--until", "2d", "--dry-run"]).exits(2);
    assert!(run.stderr.contains("ends before it begins"), "{}", run.stderr);
}

#[test]
fn a_small_page_id_is_hinted_at() {
    let machine = Machine::new();
    let run = machine.run(["-p", "sandbox", "tasks", "list", "--page", "2"]).exits(0);
    assert!(run.stderr.contains("`--limit 2`"), "{}", run.stderr);
}

#[test]
fn stats_are_sums_and_show_finds_one_task() {
    let machine = Machine::new();
    let tasks = machine.run(["-p", "sandbox", "tasks", "list", "--all", "-o", "json"]).exits(0).json();
    let tasks = tasks.as_array().unwrap();
    let stats = machine.run(["-p", "sandbox", "tasks", "stats", "-o", "json"]).exits(0).json();
    let sum = |name: &str| tasks.iter().map(|task| task[name].as_i64().unwrap()).sum::<i64>();
    assert_eq!(stats["tasks"], tasks.len());
    for name in ["send_success_num", "send_error_num", "already_send_num", "already_read_num", "reply_data_num"] {
        assert_eq!(stats[name], sum(name), "{name}");
    }
    let rate = sum("already_read_num") as f64 / sum("already_send_num") as f64;
    assert!((stats["read_rate"].as_f64().unwrap() - rate).abs() < 1e-12);

    let wanted = &tasks[tasks.len() / 2];
    let id = wanted["task_id"].as_str().unwrap();
    let shown = machine.run(["-p", "sandbox", "tasks", "show", id, "-o", "json"]).exits(0).json();
    assert_eq!(shown["send_success_num"], wanted["send_success_num"]);
    let failures = shown["failures"].as_array().unwrap();
    assert!(failures.iter().all(|failure| failure["book"] == "sobot.record" && failure["explanation"].is_string()));
    let table = machine.run(["-p", "sandbox", "tasks", "show", id]).exits(0).stdout;
    assert!(table.contains("Funnel") && table.contains('█') && table.contains("delivered"), "{table}");
    let ascii = machine.command(["-p", "sandbox", "tasks", "stats"]).env("LC_ALL", "C").output().unwrap();
    let ascii = String::from_utf8_lossy(&ascii.stdout).into_owned();
    assert!(ascii.contains("####") && !ascii.contains('█'), "{ascii}");

    let run = machine.run(["-p", "sandbox", "tasks", "show", "no-such-task", "-o", "json"]).exits(4);
    let message = run.error()["message"].as_str().unwrap().to_owned();
    assert!(message.contains(&format!("{} tasks searched", tasks.len())), "{message}");
}

#[test]
fn records_are_counted_by_status_and_by_code() {
    let machine = Machine::new();
    let period = ["--since", "60d", "--until", "2d"];
    let run = |verb: &[&str]| {
        let mut arguments = vec!["-p", "sandbox", "records"];
        arguments.extend(verb);
        arguments.extend(period);
        machine.run(arguments).exits(0)
    };
    let stats = run(&["stats", "-o", "json"]).json();
    for status in ["sent", "delivered", "read", "failed"] {
        let count = run(&["list", "--count", "--status", status]).stdout;
        assert_eq!(stats["by_status"][status].to_string(), count.trim(), "{status}");
    }
    let by_code = stats["by_code"].as_array().unwrap();
    let counted: u64 = by_code.iter().map(|code| code["count"].as_u64().unwrap()).sum();
    assert_eq!(stats["total"], counted);
    assert!(by_code.iter().all(|code| code["explanation"].is_string()));
    let rows = run(&["list", "--status", "failed", "--limit", "3", "-o", "json"]).json();
    assert_eq!(rows[0]["status"], "failed");
    let rows = run(&["list", "--limit", "3", "-o", "json"]).json();
    assert_eq!(rows[0].get("status"), None, "the vendor tells none");
}

#[test]
fn a_topic_s_life() {
    let machine = Machine::new();
    let topics = |arguments: &[&str]| {
        let mut all = vec!["-p", "sandbox", "topics"];
        all.extend(arguments);
        machine.run(all)
    };
    let create = [
        "create",
        "--title",
        "Winter 🎄",
        "--describe",
        "Gifts",
        "--image-ratio",
        "horizontal",
        "--button-type",
        "sign-up",
        "--timezone",
        "Asia/Shanghai",
        "-o",
        "json",
    ];
    let created = topics(&create).exits(0).json();
    let id = created["config_id"].as_str().unwrap();
    assert_eq!(created["outcome"], "accepted");
    let refused = topics(&create).exits(4);
    assert_eq!((refused.error()["code"].clone(), refused.stdout.as_str()), (json!("210008"), ""));

    topics(&["update", id, "--describe", "Gifts and cards"]).exits(0);
    let row = topics(&["list", "--title", "Winter 🎄", "-o", "json"]).exits(0).json()[0].clone();
    assert_eq!(row["describe"], "Gifts and cards");
    assert_eq!((&row["image_ratio"], &row["button_type"]), (&json!("HORIZONTAL"), &json!("SIGN_UP")));
    assert_eq!(row["timezone"], "Asia/Shanghai", "what was not given stays");

    let renamed = topics(&["update", id, "--describe", "x", "--title", "Summer"]).exits(2);
    assert!(renamed.stderr.contains("it is `Winter 🎄`"), "{}", renamed.stderr);
    let moved = topics(&["update", id, "--describe", "x", "--page", "111111111111"]).exits(2);
    assert!(moved.stderr.contains("page of a topic cannot be changed"), "{}", moved.stderr);
    topics(&["update", "nobody", "--describe", "x"]).exits(4);
    topics(&["update", id]).exits(2);

    let unasked = topics(&["delete", id]).exits(2);
    assert!(unasked.stderr.contains("--yes"), "{}", unasked.stderr);
    let several = topics(&["delete", id, "nobody", "--yes", "-o", "json"]).exits(6);
    assert_eq!(several.json()[0]["outcome"], "accepted");
    assert_eq!((&several.json()[1]["outcome"], &several.json()[1]["code"]), (&json!("refused"), &json!("210013")));
    topics(&["delete", id, "--yes"]).exits(4);
}

#[test]
fn a_topic_is_checked_before_anything_leaves() {
    let machine = Machine::new().env("MSGOPS_SOBOT_BASE_URL", "http://127.0.0.1:9");
    let long = "测".repeat(66);
    for wrong in [
        &["--title", &long, "--describe", "d"][..],
        &["--title", "t", "--describe", &long],
        &["--title", " ", "--describe", "d"],
        &["--title", "t", "--describe", "d", "--image", "example.com/a.png"],
        &["--title", "t", "--describe", "d", "--timezone", "Mars/Olympus"],
    ] {
        let mut arguments =
            vec!["topics", "create", "--page", "1064748988336", "--image-ratio", "square", "--button-type", "get"];
        arguments.extend(wrong);
        machine.run(arguments).exits(2);
    }
    let wrong =
        ["topics", "create", "--title", "t", "--describe", "d", "--image-ratio", "round", "--button-type", "get"];
    machine.run(wrong).exits(2);
}

#[test]
fn a_read_only_profile_reads_and_changes_nothing() {
    let machine = Machine::new().env("MSGOPS_READ_ONLY", "1");
    machine.run(["-p", "sandbox", "topics", "list"]).exits(0);
    let create = [
        "-p",
        "sandbox",
        "topics",
        "create",
        "--title",
        "t",
        "--describe",
        "d",
        "--image-ratio",
        "square",
        "--button-type",
        "get",
    ];
    machine.run(create).exits(3);
    machine.run(["-p", "sandbox", "topics", "update", CONFIG_ID, "--describe", "d"]).exits(3);
    machine.run(["-p", "sandbox", "topics", "delete", CONFIG_ID, "--yes"]).exits(3);
    machine.run(create.iter().chain(&["--dry-run"])).exits(0);
}

#[test]
fn a_write_whose_answer_is_lost_is_unknown_and_not_repeated() {
    let (server, machine) = pinned(vec![Vec::new()]);
    let create = [
        "topics",
        "create",
        "--title",
        "t",
        "--describe",
        "d",
        "--image-ratio",
        "square",
        "--button-type",
        "get",
        "-o",
        "json",
    ];
    let run = machine.run(create).exits(7);
    assert_eq!(run.error()["kind"], "unknown_outcome");
    assert_eq!(server.requests().len(), 1);

    let (server, machine) = pinned(vec![Vec::new()]);
    let run = machine.run(["topics", "delete", "a", "b", "--yes", "-o", "json"]).exits(7);
    assert_eq!((&run.json()[0]["outcome"], &run.json()[1]["outcome"]), (&json!("unknown"), &json!("unknown")));
    assert_eq!(server.requests().len(), 2, "once each, although it is a GET");
}

#[test]
fn subscribers_by_status_are_counted_here() {
    let machine = Machine::new();
    let topics = machine.run(["-p", "sandbox", "topics", "list", "-o", "json"]).exits(0).json();
    let title = topics.as_array().unwrap().iter().find(|topic| topic["page_id"] == "106474898833640").unwrap()["title"]
        .as_str()
        .unwrap();
    let run = |extra: &[&str]| {
        let mut arguments = vec!["-p", "sandbox", "topics", "subscribers", title];
        arguments.extend(extra);
        machine.run(arguments).exits(0)
    };
    let count = |extra: &[&str]| -> u64 { run(extra).stdout.trim().parse().unwrap() };
    let all = count(&["--count"]);
    let subscribed = count(&["--count", "--status", "subscribed"]);
    assert_eq!(all, subscribed + count(&["--count", "--status", "unsubscribed"]));
    let rows = run(&["--status", "subscribed", "--all", "-o", "json"]).json();
    assert_eq!(rows.as_array().unwrap().len() as u64, subscribed);
    assert!(
        rows.as_array().unwrap().iter().all(|row| row["sub_status"] == "subscribed" && row["sub_token"].is_string())
    );
    let few = run(&["--status", "subscribed", "--limit", "2", "-o", "json"]);
    assert_eq!(few.json().as_array().unwrap().len(), 2);
    assert!(few.stderr.contains("--all"), "{}", few.stderr);
}

#[test]
fn a_token_that_dies_half_way_through_a_listing_is_renewed_and_no_row_is_missing() {
    let page = |number: u64| {
        let rows: Vec<Value> =
            (0..100).map(|row| json!({"configid": format!("{number}-{row}"), "title": "t"})).collect();
        RawServer::json(&json!({"ret_code": "000000", "total_count": 200, "page_size": 100, "items": rows}).to_string())
    };
    let token = |token: &str| {
        RawServer::json(&json!({"ret_code": "000000", "item": {"token": token, "expires_in": "86400"}}).to_string())
    };
    let dead = RawServer::json(r#"{"ret_code":"900002","ret_msg":"token 已失效"}"#);
    let server = RawServer::new(vec![token("first"), page(1), dead, token("second"), page(2)]);
    let machine = Machine::new()
        .env("MSGOPS_SOBOT_BASE_URL", server.url())
        .env("MSGOPS_SOBOT_APPID", "1")
        .env("MSGOPS_SOBOT_APP_KEY", "key-of-the-app");
    let run = machine.run(["topics", "list", "--all", "-o", "ndjson"]).exits(0);
    assert_eq!(run.stdout.lines().count(), 200);
    let requests = server.requests();
    assert_eq!(requests.len(), 5);
    assert!(requests[4].contains("token: second") && body(&requests[4])["page_no"] == 2, "{}", requests[4]);

    // A token from outside is never renewed.
    let (server, machine) = pinned(vec![page(1), RawServer::json(r#"{"ret_code":"900002","ret_msg":"dead"}"#)]);
    let run = machine.run(["topics", "list", "--all", "-o", "ndjson"]).exits(4);
    assert_eq!(run.error()["code"], "900002");
    assert_eq!((run.stdout.lines().count(), server.requests().len()), (100, 2), "rows that came are printed");
}

#[test]
fn something_else_in_the_place_of_a_list_is_no_empty_list() {
    for body in [
        r#"{"ret_code":"000000","items":{"a":1},"total_count":"many"}"#,
        r#"{"ret_code":"000000","items":"none"}"#,
        r#"{"ret_code":"000000","item":{"taskid":"1"}}"#,
    ] {
        let (_server, machine) = pinned(vec![RawServer::json(body)]);
        let run = machine.run(["tasks", "list", "-o", "json"]).exits(5);
        assert_eq!(run.error()["kind"], "unreachable", "{body}");
    }
    for body in [
        r#"{"ret_code":"000000","total_count":0}"#,
        r#"{"ret_code":"000000","items":null}"#,
        r#"{"ret_code":"000000","item":{}}"#,
    ] {
        let (_server, machine) = pinned(vec![RawServer::json(body)]);
        assert_eq!(machine.run(["tasks", "list", "-o", "json"]).exits(0).json(), json!([]), "{body}");
    }
}

#[test]
fn rows_of_a_list_that_says_it_has_none_are_not_lost() {
    let row = r#"{"ret_code":"000000","items":[{"taskid":"1"}],"total_count":0,"page_count":0}"#;
    let next = row.replace(r#""1""#, r#""2""#);
    let end = r#"{"ret_code":"000000","items":[],"total_count":0}"#;
    let (_server, machine) = pinned(vec![RawServer::json(row), RawServer::json(&next), RawServer::json(end)]);
    let run = machine.run(["tasks", "list", "--all", "-o", "json", "--page-size", "1"]).exits(0);
    assert_eq!(run.json().as_array().map(Vec::len), Some(2), "{}", run.stdout);
}

#[test]
fn the_page_of_tasks_has_each_funnel_and_the_failures_of_these_tasks_alone() {
    let machine = Machine::new();
    let stats = |arguments: &[&str]| machine.run([&["-p", "sandbox", "tasks", "stats"], arguments].concat());
    let plain = stats(&["-o", "json"]).exits(0);
    let paged = stats(&["-o", "json", "--html", "tasks.html"]).exits(0);
    assert_eq!(paged.json(), plain.json());
    assert!(paged.stderr.contains("the page is in `tasks.html`"), "{}", paged.stderr);
    let page = std::fs::read_to_string(machine.path().join("tasks.html")).unwrap();
    let tasks = plain.json()["tasks"].as_u64().unwrap() as usize;
    assert_eq!(page.matches("<ul class=\"bars\">").count(), tasks + 2, "all, each, and the codes");
    assert!(page.contains("Failures by code") && page.contains("take the person off"), "{page}");
    // Again over its own page, and never over anything else.
    stats(&["--html", "tasks.html"]).exits(0);
    std::fs::write(machine.path().join("mine.txt"), "mine").unwrap();
    let run = stats(&["--html", "mine.txt"]).exits(2);
    assert!(run.stderr.contains("`mine.txt` exists"), "{}", run.stderr);
    stats(&["--html", "tasks.html", "--raw"]).exits(2);
    let run = stats(&["--html", "new.html", "--dry-run"]).exits(0);
    assert!(run.stderr.contains("would be written to `new.html`") && !machine.path().join("new.html").exists());
    let none = stats(&["--name", "no such task", "--html", "none.html"]).exits(0);
    let empty = std::fs::read_to_string(machine.path().join("none.html")).unwrap();
    assert!(!empty.contains("Failures by code"), "{}", none.stdout);
}
