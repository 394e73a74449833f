//! `msgops codes`.

use serde_json::{Value, json};

use crate::harness::{Machine, Run};

fn codes(arguments: &[&str]) -> Run {
    let mut line = vec!["codes", "-o", "json"];
    line.extend(arguments);
    Machine::new().run(line)
}

/// Book and code of each row.
#[track_caller]
fn found(run: &Run) -> Vec<(String, String)> {
    let text = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
    run.json().as_array().unwrap().iter().map(|row| (text(row, "book"), text(row, "code"))).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(book, code)| ((*book).into(), (*code).into())).collect()
}

#[test]
fn a_code_is_explained_without_a_profile_or_a_network() {
    let run = codes(&["900002"]).exits(0);
    let rows = run.json();
    assert_eq!(rows.as_array().unwrap().len(), 1);
    let keys: Vec<&String> = rows[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["book", "code", "explanation", "advice", "who", "retry"]);
    assert_eq!(rows[0]["who"], json!("account"));
    assert_eq!(rows[0]["retry"], json!("after_fix"));
    assert!(rows[0]["advice"].as_str().unwrap().contains("msgops token refresh"));
}

#[test]
fn every_book_that_has_the_number_is_shown() {
    let run = codes(&["999999", "10"]).exits(0);
    let expected = [("sobot", "999999"), ("sobot.record", "999999"), ("sobot.record", "10"), ("meta", "10")];
    assert_eq!(found(&run), pairs(&expected));
    assert_eq!(found(&codes(&["10", "--book", "meta", "10"]).exits(0)), pairs(&[("meta", "10")]));
}

#[test]
fn a_negative_code_is_no_option() {
    assert_eq!(found(&codes(&["-1"]).exits(0)), pairs(&[("nxcloud", "-1"), ("nxcloud.whatsapp.send", "-1")]));
    let run = Machine::new().run(["codes", "-1", "-o", "json", "0", "--book", "nxcloud"]).exits(0);
    assert_eq!(found(&run), pairs(&[("nxcloud", "-1"), ("nxcloud", "0")]));
    Machine::new().run(["codes", "--frobnicate"]).exits(2);
}

#[test]
fn leading_zeros_count_and_the_other_code_is_named() {
    let run = codes(&["0", "--book", "nxcloud"]).exits(0);
    assert_eq!(found(&run), pairs(&[("nxcloud", "0")]));
    assert_eq!(run.stderr, "");
    let run = codes(&["0"]).exits(0);
    assert!(run.stderr.contains("`000000` of sobot.record is another code than `0`"), "{}", run.stderr);
    let run = codes(&["0", "--book", "sobot"]).exits(2);
    assert!(run.stderr.contains("`000000` of sobot "), "{}", run.stderr);
}

#[test]
fn a_code_in_no_book_is_named_after_those_that_are() {
    let run = codes(&["31337", "210008", "x"]).exits(2);
    assert_eq!(found(&run), pairs(&[("sobot", "210008")]));
    let error = run.error();
    assert_eq!(error["kind"], json!("input"));
    let message = error["message"].as_str().unwrap();
    assert!(message.contains("`31337`, `x` are in no book") && message.contains("sobot.record"), "{message}");
    let run = codes(&["http_404"]).exits(2);
    assert_eq!(run.stdout, "");
    assert!(run.error()["hint"].as_str().unwrap().contains("HTTP status 404"));
}

#[test]
fn words_are_searched_in_one_book_or_in_all() {
    let run = codes(&["--search", "not subscribed", "--book", "sobot.record"]).exits(0);
    assert_eq!(found(&run), pairs(&[("sobot.record", "999999")]));
    let run = codes(&["--search", "zebra crossing"]).exits(0);
    assert_eq!(run.json(), json!([]));
}

#[test]
fn without_a_code_a_whole_book_is_listed_in_the_documents_order() {
    let rows = found(&codes(&["--book", "nxcloud.whatsapp"]).exits(0));
    assert_eq!(rows, pairs(&["9001", "10000", "10001", "10002"].map(|code| ("nxcloud.whatsapp", code))));
    let all = found(&codes(&[]).exits(0));
    let mut books: Vec<&str> = all.iter().map(|(book, _)| book.as_str()).collect();
    books.dedup();
    let each: usize = books.iter().map(|book| found(&codes(&["--book", book]).exits(0)).len()).sum();
    assert_eq!(all.len(), each);
    let run = codes(&["--book", "facebook"]).exits(2);
    assert!(run.stderr.contains("sobot.record"), "{}", run.stderr);
}

#[test]
fn the_table_has_every_text() {
    let run = Machine::new().run(["codes", "131047"]).exits(0);
    for text in ["meta", "131047", "24 hours", "template", "sender", "after_fix"] {
        assert!(run.stdout.contains(text), "{text}: {}", run.stdout);
    }
}

/// One person the sandbox refuses with 551, asked for in the language that `machine` reads.
#[track_caller]
fn refused(machine: &Machine, arguments: &[&str]) -> Run {
    let line = ["-p", "sandbox", "send", "messenger", "text", "--to", "9900000000000551", "hi", "-o", "json"];
    machine.run([&line[..], arguments].concat()).exits(4)
}

#[test]
fn codes_are_explained_in_the_readers_language_and_nothing_else_changes() {
    let machine = Machine::new();
    let english = refused(&machine, &[]);
    let chinese = refused(&machine, &["--lang", "zh"]);
    let (row, error) = (&chinese.json()[0], chinese.error());
    assert_eq!(row["explanation"], json!("该用户屏蔽了主页，或关闭了主页消息"));
    assert_eq!(error["explanation"], row["explanation"]);
    assert_eq!(error["hint"], json!("移出名单"));
    for key in ["code", "outcome", "message", "attempts"] {
        assert_eq!(row[key], english.json()[0][key], "{key}");
    }
    assert_eq!(error["kind"], english.error()["kind"]);
    let keys = |run: &Run| run.json()[0].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&chinese), keys(&english));
}

#[test]
fn the_language_is_the_options_then_the_environments_then_the_locales() {
    let told = |machine: Machine, arguments: &[&str]| {
        let run = machine.run([&["codes", "551", "-o", "json"], arguments].concat()).exits(0);
        run.json()[0]["advice"].as_str().unwrap().to_owned()
    };
    let (english, chinese) = ("take the person off the list", "移出名单");
    let machine = |pairs: &[(&str, &str)]| {
        let with = |machine: Machine, (name, value): &(&str, &str)| machine.env(name, value);
        pairs.iter().fold(Machine::new(), with)
    };
    assert_eq!(told(machine(&[]), &[]), english);
    assert_eq!(told(machine(&[("LC_ALL", "zh_CN.UTF-8")]), &[]), chinese);
    assert_eq!(told(machine(&[("LC_ALL", "zh_CN.UTF-8"), ("MSGOPS_LANG", "en")]), &[]), english);
    assert_eq!(told(machine(&[("MSGOPS_LANG", "en")]), &["--lang", "zh"]), chinese);
    let run = Machine::new().env("MSGOPS_LANG", "fr").run(["codes", "551"]).exits(2);
    assert!(run.stderr.contains("`MSGOPS_LANG`") && run.stderr.contains("en and zh"), "{}", run.stderr);
    let run = Machine::new().run(["codes", "551", "--lang", "fr"]).exits(2);
    assert!(run.stderr.contains("en, zh"), "{}", run.stderr);
}

#[test]
fn a_jobs_report_and_a_decoded_failure_are_told_in_chinese_too() {
    let machine = Machine::new().env("MSGOPS_LANG", "zh");
    std::fs::write(machine.path().join("list.csv"), "to\n9900000000000551\n").unwrap();
    let bulk = ["send", "messenger", "text", "--recipients", "list.csv", "--yes", "hi", "--report", "report.csv"];
    let run = machine.run([&["-p", "sandbox", "-o", "json"], &bulk[..]].concat()).exits(6);
    assert_eq!(run.json()["by_code"][0]["explanation"], json!("该用户屏蔽了主页，或关闭了主页消息"));
    let report = std::fs::read_to_string(machine.path().join("report.csv")).unwrap();
    assert!(report.contains("该用户屏蔽了主页"), "{report}");
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/corpus/webhooks");
    let run = machine.run(["webhook-decode", corpus, "--event", "status.failed", "-o", "json"]).exits(0);
    let explained = run
        .json()
        .as_array()
        .unwrap()
        .iter()
        .all(|event| event["errors"][0]["explanation"].as_str().is_none_or(|text| !text.is_ascii()));
    assert!(explained, "{}", run.stdout);
    let run = machine.run(["webhook-decode", corpus, "--stats"]).exits(0);
    assert!(run.stdout.contains("消息可能已经发出"), "{}", run.stdout);
}

#[test]
fn words_of_both_languages_find() {
    let codes_of = |words: &str| found(&codes(&["--search", words]).exits(0));
    assert!(codes_of("屏蔽").contains(&("sobot.record".into(), "551".into())));
    assert!(codes_of("rate limit").contains(&("nxcloud".into(), "9010".into())));
    assert_eq!(codes_of("LIMIT rate"), codes_of("rate limit"));
}
