//! What goes to stdout and stderr, in every format, whatever the rows hold.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use serde_json::Value;

use crate::harness::{Machine, RawServer, finish};

/// A topic whose text would move the cursor, reorder a line and run in a spreadsheet.
const HOSTILE: &str = r#"{"items":[
  {"configid":"10d7de1db4884c43b4b88e3fcbbf47d2","title":"=cmd|' /C calc'!A0","describe":"\u001b[2Jgone\u202etxt","appid":"00106474898833640","button_type":"ALLOW","update_time":1713871710134,"price":124.0},
  {"configid":12345678901234567890,"title":"你好 😀","describe":"two\nlines","appid":"106474898833641","button_type":"GET","update_time":"1713871710134"}],
  "page_count":1,"page_no":1,"page_size":100,"ret_code":"000000","ret_msg":"成功","total_count":2}"#;

fn machine(server: &RawServer) -> Machine {
    Machine::new().env("MSGOPS_SOBOT_BASE_URL", server.url()).env("MSGOPS_SOBOT_TOKEN", "token-from-outside")
}

fn topics(extra: &[&str]) -> crate::harness::Run {
    let server = RawServer::new(vec![RawServer::json(HOSTILE)]);
    let mut arguments = vec!["topics", "list"];
    arguments.extend(extra);
    machine(&server).run(arguments)
}

#[test]
fn the_same_rows_in_every_format() {
    let json = topics(&["-o", "json"]).exits(0).json();
    assert_eq!(json[0]["page_id"], "00106474898833640", "leading zeros stay");
    assert_eq!(json[1]["config_id"], "12345678901234567890", "an id is never a float");
    assert_eq!(json[0]["describe"], "\u{1b}[2Jgone\u{202e}txt", "JSON keeps the value");
    assert_eq!(json[0]["update_time"], json[1]["update_time"], "numbers and strings either way");
    let ndjson = topics(&["-o", "ndjson"]).exits(0);
    let lines: Vec<Value> = ndjson.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(Value::Array(lines), json);
    assert!(ndjson.stdout.contains(r#""price":124.0"#), "{}", ndjson.stdout);
    let csv = topics(&["-o", "csv"]).exits(0).stdout;
    assert!(csv.starts_with("config_id,title,describe,page_id,"), "{csv}");
    assert!(csv.contains(r#",'=cmd|' /C calc'!A0,"#), "{csv}");
    assert_eq!(csv.matches("106474898833640").count(), 1);
    let table = topics(&[]).exits(0).stdout;
    assert_eq!(table.lines().count(), 3, "{table}");
    assert!(table.contains("two⏎lines") && table.contains("\\u{1b}[2Jgone\\u{202e}txt"), "{table}");
    assert!(!table.contains('\u{1b}'), "no colour in a pipe");
}

#[test]
fn a_table_in_a_pipe_is_never_cut_and_its_times_are_in_the_zone_asked_for() {
    let server = RawServer::new(vec![RawServer::json(HOSTILE)]);
    let table = machine(&server).env("COLUMNS", "20").run(["topics", "list", "--tz", "Asia/Shanghai"]).exits(0).stdout;
    assert!(table.contains("=cmd|' /C calc'!A0"), "{table}");
    assert!(table.contains("2024-04-23 19:28:30+08"), "{table}");
}

#[test]
fn colour_is_asked_for_or_not_there() {
    let colored = |arguments: &[&str], name: &str, value: &str| {
        let server = RawServer::new(vec![RawServer::json(HOSTILE)]);
        let mut all = vec!["topics", "list"];
        all.extend(arguments);
        machine(&server).env(name, value).run(all).exits(0).stdout.contains("\u{1b}[1m")
    };
    assert!(colored(&["--color", "always"], "NO_COLOR", "1"));
    assert!(colored(&[], "CLICOLOR_FORCE", "1"));
    assert!(!colored(&[], "CLICOLOR_FORCE", "0"));
    assert!(!colored(&["--color", "never"], "CLICOLOR_FORCE", "1"));
}

#[test]
fn columns_are_chosen_by_name_and_an_unknown_one_is_told_before_anything_is_asked() {
    let csv = topics(&["-o", "csv", "--columns", "page_id,config_id"]).exits(0).stdout;
    assert!(csv.starts_with("page_id,config_id\n00106474898833640,10d7de1db4884c43b4b88e3fcbbf47d2\n"), "{csv}");
    let server = RawServer::new(vec![RawServer::json(HOSTILE)]);
    let run = machine(&server).run(["topics", "list", "--columns", "configid"]).exits(2);
    assert!(run.stderr.contains("did you mean `config_id`?"), "{}", run.stderr);
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn jq_filters_the_whole_or_each_row_and_prints_strings_raw() {
    assert_eq!(topics(&["--jq", "length, .[0].price, .[1].title"]).exits(0).stdout, "2\n124.0\n你好 😀\n");
    assert_eq!(topics(&["-o", "ndjson", "--jq", ".page_id"]).exits(0).stdout, "00106474898833640\n106474898833641\n");
    for format in ["table", "csv"] {
        let run = topics(&["-o", format, "--jq", "."]).exits(2);
        assert!(run.stdout.is_empty(), "{}", run.stdout);
    }
}

#[test]
fn a_broken_filter_is_told_with_its_place_before_anything_is_asked() {
    let server = RawServer::new(vec![RawServer::json(HOSTILE)]);
    let run = machine(&server).run(["topics", "list", "--jq", ".[] | frobnicate"]).exits(2);
    assert_eq!(run.error()["kind"], "usage");
    assert!(run.error()["message"].as_str().unwrap().contains("character 7"), "{}", run.stderr);
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn a_filter_never_sees_an_error() {
    let refused = r#"{"ret_code":"210010","ret_msg":"\u001b[31mno such topic"}"#;
    let server = RawServer::new(vec![RawServer::json(refused)]);
    let run = machine(&server).run(["topics", "list", "--jq", ".[0]"]).exits(4);
    assert_eq!(run.stdout, "");
    assert_eq!(run.stderr.lines().count(), 1, "once: {}", run.stderr);
    let error = run.error();
    assert_eq!((&error["code"], &error["book"]), (&Value::from("210010"), &Value::from("sobot")));
    assert!(error["explanation"].is_string() && error["hint"].is_string());
    let server = RawServer::new(vec![RawServer::json(refused)]);
    let run = machine(&server).run(["topics", "list", "-q"]).exits(4);
    assert!(run.stderr.starts_with("error: ") && run.stderr.contains("code 210010 (sobot): "), "{}", run.stderr);
    assert!(run.stderr.contains("\\u{1b}[31m") && !run.stderr.contains('\u{1b}'), "{:?}", run.stderr);
}

#[test]
fn a_reader_that_has_seen_enough_ends_a_listing_quietly() {
    for format in ["ndjson", "csv", "json", "table"] {
        let machine = Machine::new();
        let mut child = machine
            .command(["-p", "sandbox", "records", "list", "--all", "-q", "--since", "365d", "-o", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        assert!(!first.is_empty());
        let run = finish(child);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{format}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_no_silence() {
    for arguments in [["topics", "list", "-o", "json"], ["topics", "list", "-o", "table"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let mut child = Machine::new()
            .command(["-p", "sandbox"].iter().chain(&arguments))
            .stdout(full)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(10), "{stderr}");
        assert!(stderr.contains("stdout could not be written"), "{stderr}");
    }
}

#[test]
fn an_empty_listing_is_an_empty_result() {
    let empty = r#"{"ret_code":"000000","ret_msg":"成功","total_count":0}"#;
    let run = |format: &str| {
        let server = RawServer::new(vec![RawServer::json(empty)]);
        machine(&server).run(["topics", "list", "-o", format]).exits(0)
    };
    assert_eq!(run("json").stdout, "[]\n");
    assert_eq!(run("ndjson").stdout, "");
    assert_eq!(run("csv").stdout.lines().count(), 1);
    assert_eq!((run("table").stdout.as_str(), run("table").stderr.as_str()), ("", "no rows\n"));
}

#[test]
fn a_send_goes_on_whatever_becomes_of_its_output_and_exits_by_its_outcome() {
    let send =
        ["-p", "sandbox", "send", "messenger", "text", "--to", "7608034689289950", "--to", "7608034689289951", "hi"];
    let machine = Machine::new();
    let before = machine.run(["-p", "sandbox", "records", "list", "--count", "-q"]).exits(0).stdout;
    let failing = machine.run(send.iter().chain(&["-o", "ndjson", "--jq", ".outcome.x"])).exits(0);
    assert!(failing.stderr.contains("warning: the jq filter failed"), "{}", failing.stderr);
    let after = machine.run(["-p", "sandbox", "records", "list", "--count", "-q"]).exits(0).stdout;
    let number = |text: &str| text.trim().parse::<u64>().unwrap();
    assert_eq!(number(&after), number(&before) + 2, "both were sent");
    let wrong = machine.run(send.iter().chain(&["--columns", "outcomes"])).exits(2);
    assert!(wrong.stderr.contains("did you mean `outcome`?"), "{}", wrong.stderr);
    let unsent = machine.run(["-p", "sandbox", "records", "list", "--count", "-q"]).exits(0).stdout;
    assert_eq!(unsent, after, "nothing was sent");
}
