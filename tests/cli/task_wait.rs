//! `msgops tasks show --wait` against pinned replies.

use serde_json::json;

use crate::harness::{Machine, RawServer};

const TASK: &str = "91f9dba1879c4a5ebc778c03665a7a47";

/// A list with one task that has sent so many.
fn tasks(sent: u64, ended: bool) -> Vec<u8> {
    let end = if ended { "2024-07-18 20:03:10" } else { "" };
    let task = json!({
        "taskid": TASK, "task_name": "n", "task_start_time": "2024-07-18 20:02:58", "task_end_time": end,
        "timezone": "GMT+08:00", "estimate_send_num": 3, "send_success_num": sent, "send_error_num": 0
    });
    let body = json!({
        "ret_code": "000000", "ret_msg": "", "items": [task], "page_no": 1, "page_count": 1, "total_count": 1
    });
    RawServer::json(&body.to_string())
}

fn machine(server: &RawServer) -> Machine {
    Machine::new()
        .env("MSGOPS_SOBOT_BASE_URL", server.url())
        .env("MSGOPS_SOBOT_TOKEN", "token-from-outside")
        .env("MSGOPS_SOBOT_PAGE", "106474898833640")
}

fn no_records() -> Vec<u8> {
    RawServer::json(r#"{"ret_code":"000000","ret_msg":"","items":[],"page_no":1,"page_count":0,"total_count":0}"#)
}

#[test]
fn a_task_is_waited_for_until_it_has_ended_and_stands_still() {
    // Still sending; ended, but its numbers have moved; ended, and still.
    let server = RawServer::new(vec![tasks(1, false), tasks(3, true), tasks(3, true), no_records()]);
    let run = machine(&server).run(["tasks", "show", TASK, "--wait", "-o", "json"]).exits(0);
    assert_eq!(run.json()["send_success_num"], 3);
    assert!(run.stderr.contains("sent 1 of 3"), "{}", run.stderr);
    let asked = server.requests();
    assert_eq!(asked.len(), 4, "{asked:?}");
    assert!(asked[1].contains("\"task_name\":\"n\""), "later looks search by name: {}", asked[1]);
}

#[test]
fn a_wait_that_runs_out_shows_the_task_and_ends_with_8() {
    let server = RawServer::new(vec![tasks(1, false), tasks(1, false), no_records()]);
    let run = machine(&server).run(["tasks", "show", TASK, "--wait", "--wait-timeout", "50ms", "-o", "json"]).exits(8);
    assert_eq!(run.json()["send_success_num"], 1);
    assert_eq!(run.error()["kind"], "timeout");
    machine(&server).run(["tasks", "show", TASK, "--wait-timeout", "1s"]).exits(2);
    machine(&server).run(["tasks", "show", TASK, "--wait", "--raw"]).exits(2);
}
