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
