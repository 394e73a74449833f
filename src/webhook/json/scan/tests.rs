use super::*;
use crate::webhook::json::fix::mend;

fn scan(text: &str) -> (Scan, Scanner) {
    let mut scanner = Scanner::new();
    (scanner.scan(text.as_bytes()), scanner)
}

fn mended(text: &str) -> String {
    let (scan, scanner) = scan(text);
    let end = match scan {
        Scan::Done(_) => Vec::new(),
        _ => scanner.missing_end().unwrap(),
    };
    String::from_utf8(mend(text.as_bytes(), scanner.fixes(), &end)).unwrap()
}

#[test]
fn agrees_with_a_parser_on_what_is_json() {
    for text in [
        "{}",
        "[]",
        "[1]",
        "[-0.5e+7, 0, 10, 1E5]",
        r#"{"a":{"b":[true,false,null]},"c":"\u00e9\n\\\""}"#,
        r#""x""#,
        r#"[01]"#,
        r#"[1.]"#,
        r#"[+1]"#,
        r#"[.5]"#,
        r#"{"a"}"#,
        r#"{"a":}"#,
        r#"{a:1}"#,
        r#"["\x22"]"#,
        r#"["\u12g4"]"#,
        r#"[tru]"#,
        r#"[nul1]"#,
        r#"[1 2]"#,
        r#"{"a":1 "b":2}"#,
        "[-]",
        "[1e]",
        "[,1]",
        "{,}",
    ] {
        let (scan, scanner) = scan(text);
        let is_json = matches!(scan, Scan::Done(end) if end == text.len()) && scanner.fixes().is_empty();
        assert_eq!(is_json, serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok(), "{text}: {scan:?}");
    }
}

#[test]
fn stops_and_goes_on_at_any_byte() {
    let text = br#"{"a":[1.5e3,"\u00e9\"x",true],"b":{}} tail"#;
    let mut scanner = Scanner::new();
    for end in 0..text.len() - 6 {
        assert_eq!(scanner.scan(&text[..end]), Scan::More, "{end}");
    }
    assert_eq!(scanner.scan(text), Scan::Done(text.len() - 5));
}

#[test]
fn faults_that_mean_one_thing_are_mended() {
    for (broken, whole) in [
        (r#"{"a":[1,2,],}"#, r#"{"a":[1,2]}"#),
        (r#"{"a":{"b":"c"}"#, r#"{"a":{"b":"c"}}"#),
        (r#"{"a":[{"b":"c""#, r#"{"a":[{"b":"c"}]}"#),
        (r#"{"a":[{"b":"c"}}"#, r#"{"a":[{"b":"c"}]}"#),
        (r#"{"t":"A" | "B"| "C"}"#, r#"{"t":"A | B | C"}"#),
        ("{\"t\":\"a\tb\"}", r#"{"t":"a\u0009b"}"#),
        ("{\"a\":[1, /* b */\u{a0}], // c\n}", "{\"a\":[1  ]  \n}"),
        ("{\"t\":\"A\" /* or */ | // or\n \"B\"}", r#"{"t":"A | B"}"#),
    ] {
        assert_eq!(mended(broken), whole, "{broken}");
    }
}

#[test]
fn what_may_mean_several_things_is_not_mended() {
    for text in ["{\"a\":", "{\"a\"", "{\"a\":\"b", "{\"a\":1,", "{\"a\":12", "{\"a\":tru", "{\"a\":\"b\" |", "{"] {
        let (scan, scanner) = scan(text);
        assert_eq!(scan, Scan::More, "{text}");
        assert_eq!(scanner.missing_end(), None, "{text}");
    }
    for (text, at) in [
        ("{\"x\":{\"a\":[1}, \"b\":2}}", 12),
        ("{\"a\":1 | 2}", 7),
        ("{\"a\":\"x\ny\"}", 7),
        ("{\"a\" 1}", 5),
        ("{\"a\":[1,,2]}", 8),
    ] {
        let (scan, _) = scan(text);
        assert!(matches!(scan, Scan::Broken(Broken { at: found, .. }) if found == at), "{text}: {scan:?}");
    }
}

#[test]
fn deep_nesting_ends_in_an_error_not_in_a_crash() {
    let text = "[".repeat(1_000_000);
    let (scan, _) = scan(&text);
    assert!(matches!(scan, Scan::Broken(Broken { deep: true, at: MAX_DEPTH, .. })), "{scan:?}");
}
