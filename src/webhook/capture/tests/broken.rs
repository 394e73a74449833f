//! What is not JSON: told with place and expectation, mended where it can only mean one thing; the rest goes on.

use super::*;

#[test]
fn the_two_broken_examples_of_the_documents() {
    for (name, text) in corpus() {
        if name.starts_with("052") {
            let held = capture(&text);
            assert_eq!(held.json()[0]["value"]["disable_info"]["disable_date"], "DATE");
            assert_eq!(held.json()[0]["field"], "message_template_status_update");
            assert!(held.bodies[0].repaired && held.problems.is_empty(), "{held:?}");
            assert_eq!(held.bodies[0].raw.as_deref(), Some(text.trim_end()));
        }
        if name.starts_with("061") {
            let held = capture(&text);
            assert_eq!(held.json()[0]["value"]["event"], "ACCOUNT_RESTRICTION");
            let kind = held.json()[0]["value"]["restriction_info"][0]["restriction_type"].clone();
            assert_eq!(
                kind,
                "RESTRICTED_BIZ_INITIATED_MESSAGING | RESTRICTION_ON_ADD_PHONE_NUMBER_ACTION | RESTRICTED_CUSTOMER_INITIATED_MESSAGING"
            );
            assert!(held.bodies[0].repaired && held.problems.is_empty(), "{held:?}");
        }
    }
}

#[test]
fn the_whole_corpus_in_one_file() {
    let all: Vec<String> = corpus().into_iter().map(|(_, text)| text).collect();
    for separator in ["", "\n", "\n\n"] {
        let held = capture(all.join(separator));
        assert_eq!(held.bodies.len(), all.len(), "{separator:?} {:?}", held.problems);
        assert_eq!(held.problems, Vec::<String>::new());
        assert_eq!(held.bodies.iter().filter(|body| body.repaired).count(), 2);
    }
}

#[test]
fn one_bad_line_does_not_lose_the_others() {
    for (bad, told) in [
        (
            r#"{"object":"page","entry":[{"id":"1"#,
            "2:35 unreadable not JSON: expected the `\"` that ends the text before the end of the line, found the end",
        ),
        (
            r#"{"object":"page",,"entry":[]}"#,
            "2:18 unreadable not JSON: expected a key in double quotes after the `,`, found `,`",
        ),
        (r#"{"object":"page" "entry":[]}"#, "2:18 unreadable not JSON: expected `,` or `}`, found `\"`"),
        (r#"{"你好":tru}"#, "2:10 unreadable not JSON: expected `true`, `false` or `null`, found `}`"),
        (r#"{"a":01}"#, "2:7 unreadable not JSON: expected a number without leading zeros, found `1`"),
        ("]", "2:1 unreadable a closing `]` that was never opened"),
    ] {
        let held = capture(format!("{PAGE}\n{bad}\n{PAGE}\n{PAGE}\n"));
        assert_eq!(held.json(), [page(), page(), page()], "{bad} {:?}", held.problems);
        assert_eq!(held.problems, [told], "{bad}");
    }
}

#[test]
fn a_line_cut_between_tokens_does_not_swallow_the_next() {
    for bad in [
        r#"{"object":"page","entry":["#,
        r#"{"object":"page","entry":"#,
        r#"{"object":"page","entry":[{"id":"1","#,
        r#"{"object""#,
    ] {
        let held = capture(format!("{PAGE}\n{bad}\n{PAGE}\n{PAGE}\n"));
        assert_eq!(held.json(), [page(), page(), page()], "{bad} {:?}", held.problems);
        assert_eq!(held.problems.len(), 1, "{bad} {:?}", held.problems);
        assert!(
            held.problems[0].starts_with("2:") || held.problems[0].starts_with("3:1 "),
            "{bad} {:?}",
            held.problems
        );
    }
}

#[test]
fn pretty_documents_go_on_after_a_broken_one() {
    let pretty = serde_json::to_string_pretty(&page()).unwrap();
    let cut: String = pretty.lines().take(8).collect::<Vec<_>>().join("\n");
    let spoilt = pretty.replace("\"mid\": ", "\"mid\" ");
    for bad in [cut, spoilt, pretty.replace("\"11\\\"", "\n")] {
        let held = capture(format!("{pretty}\n{bad}\n{pretty}\n{pretty}\n"));
        assert_eq!(held.json(), [page(), page(), page()], "{bad}\n{:?}", held.problems);
        assert!(!held.problems.is_empty());
    }
}

#[test]
fn missing_ends_are_mended() {
    let pretty = serde_json::to_string_pretty(&page()).unwrap();
    for (file, count) in [
        (PAGE[..PAGE.len() - 2].to_owned(), 1),
        (format!("{}\n{PAGE}\n", &PAGE[..PAGE.len() - 1]), 2),
        (format!("{}\n{pretty}\n", pretty.trim_end_matches(['}', '\n', ' '])), 2),
        (format!("INFO {}\n", &PAGE[..PAGE.len() - 1]), 1),
        (json!({"headers": {}, "body": &PAGE[..PAGE.len() - 3]}).to_string(), 1),
        (PAGE.replace("]}]}", ",]},]}"), 1),
        (PAGE.replace("}]}]}", "}}]}"), 1),
    ] {
        let held = capture(&file);
        assert_eq!(held.json(), vec![page(); count], "{file} {:?}", held.problems);
        assert!(held.bodies[0].repaired, "{file}");
        assert_eq!(held.problems, Vec::<String>::new(), "{file}");
    }
}

#[test]
fn what_was_cut_in_the_middle_is_told_not_guessed() {
    for (file, place) in [(&PAGE[..50], "1:51"), (&PAGE[..17], "1:18"), ("{", "1:2"), ("[{\"a\":1}", "1:9")] {
        let held = capture(file);
        assert_eq!(held.problems.len(), 1, "{file}");
        assert!(
            held.problems[0].starts_with(place) && held.problems[0].contains("cut off"),
            "{file} {:?}",
            held.problems
        );
    }
}

#[test]
fn a_bad_element_does_not_lose_the_array() {
    for bad in [r#"{"a":tru}"#, r#"{"a" 1}"#, "oops", r#"{"a":[1,{"b":"c}"},]x}"#] {
        let held = capture(format!("[{PAGE},{bad},{PAGE},\n{PAGE}]\n{PAGE}\n"));
        assert_eq!(held.json(), vec![page(); 4], "{bad} {:?}", held.problems);
        assert_eq!(held.problems.len(), 1, "{bad} {:?}", held.problems);
    }
}

#[test]
fn bytes_that_are_no_utf_8_are_marked() {
    let mut file = br#"{"track_id":"a"#.to_vec();
    file.extend_from_slice(b"\xff\",\"attachment_id\":\"1\"}");
    let held = capture(&file);
    assert_eq!(held.json()[0]["track_id"], "a\u{fffd}");
    assert!(held.bodies[0].repaired);
}

#[test]
fn a_single_line_or_the_beginning_of_more() {
    let source = Source { file: "f", line: 7 };
    let mut held = Held::default();
    assert_eq!(line(format!("INFO {PAGE}").as_bytes(), source, &mut held), LineEnd::Done(ControlFlow::Continue(())));
    assert_eq!((held.json(), held.bodies[0].line), (vec![page()], 7));
    assert_eq!(line(b"starting", source, &mut held), LineEnd::Done(ControlFlow::Continue(())));
    assert_eq!(held.problems, ["7 unreadable no JSON on this line"]);
    for begins in ["{", "INFO {", "POST / HTTP/1.1", "[", "{\"a\":", "curl x \\", "--abcd-A--"] {
        let mut held = Held::default();
        assert_eq!(line(begins.as_bytes(), source, &mut held), LineEnd::Spans, "{begins}");
        assert!(held.bodies.is_empty() && held.problems.is_empty(), "{begins}");
    }
}

#[test]
fn a_file_that_grows_gives_each_body_once_it_is_whole() {
    let mut reader = Capture::new("f");
    let mut held = Held::default();
    let (front, back) = PAGE.split_at(50);
    for (piece, bodies, at_rest) in
        [(front, 0, false), (back, 1, true), ("\n", 1, true), (PAGE, 2, true), (front, 2, false)]
    {
        let _ = reader.push(piece.as_bytes(), &mut held);
        assert_eq!((held.bodies.len(), reader.at_rest()), (bodies, at_rest), "{piece}");
    }
    let _ = reader.push(b"\nstarting\n", &mut held);
    let _ = reader.settle(&mut held);
    assert_eq!(held.problems.len(), 2, "{:?}", held.problems);
}

#[test]
fn a_quote_after_the_word_curl_swallows_nothing() {
    for bad in ["curl error: it's down", "$ curl -s 'http://localhost", "curl http://h/x's"] {
        let held = capture(format!("{PAGE}\n{bad}\n{PAGE}\n{PAGE}\n"));
        assert_eq!(held.json(), [page(), page(), page()], "{bad} {:?}", held.problems);
        assert_eq!(held.problems.len(), 1, "{bad} {:?}", held.problems);
    }
}

#[test]
fn a_curl_command_whose_data_was_cut_takes_in_no_other_line() {
    for bad in ["curl 'x' -d '{", "curl -d '{\"object\":\"pa", "curl -d '{\"a\":1,"] {
        let held = capture(format!("{PAGE}\n{bad}\n{PAGE}\n{PAGE}\n"));
        assert_eq!(held.json(), [page(), page(), page()], "{bad} {:?}", held.problems);
        assert!(!held.problems.is_empty(), "{bad}");
    }
    let pretty = serde_json::to_string_pretty(&page()).unwrap().replace('\'', "'\\''");
    assert_eq!(capture(format!("curl -d '{pretty}'\n{PAGE}\n")).json(), [page(), page()]);
}

#[test]
fn an_export_that_is_cut_or_damaged_gives_what_is_whole_in_it() {
    let body = quoted(PAGE);
    let site = format!(r#"{{"method":"POST","content":{body}}}"#);
    let har = format!(
        r#"{{"request":{{"method":"POST","url":"u","headers":[],"postData":{{"text":{body}}}}},"response":{{}}}}"#
    );
    for (name, front, entry, back, damage) in [
        ("webhook.site", r#"{"data":["#, &site, "]}", r#"{"method":"POST","size":oops,"content":"x"}"#),
        ("har", r#"{"log":{"version":"1.2","entries":["#, &har, "]}}", r#"{"request":{"method":POST},"response":{}}"#),
        ("sqs", r#"{"Records":["#, &format!(r#"{{"body":{body}}}"#), "]}", r#"{"body" "x"}"#),
    ] {
        for space in ["", "\n  "] {
            let cut = format!("{front}{space}{entry},{space}{entry},{space}{{\"meth");
            let held = capture(&cut);
            assert_eq!(held.json(), [page(), page()], "{name} {:?}", held.problems);
            assert!(!held.problems.is_empty() && held.bodies.iter().all(|body| !body.repaired), "{name}");
            let damaged = format!("{front}{space}{entry},{space}{damage},{space}{entry}{space}{back}\n{PAGE}\n");
            let held = capture(&damaged);
            assert_eq!(held.json(), [page(), page(), page()], "{name} {:?}\n{damaged}", held.problems);
            assert!(!held.problems.is_empty(), "{name}");
        }
    }
}

#[test]
fn a_comma_too_many_in_an_array_marks_its_last_element() {
    let held = capture(format!("[{PAGE},{PAGE},]"));
    assert_eq!(held.bodies.iter().map(|body| body.repaired).collect::<Vec<_>>(), [false, true]);
    assert_eq!(held.problems, Vec::<String>::new());
}

#[test]
fn a_number_that_a_line_ends_in_may_be_cut() {
    let held = capture("{\"object\":\"page\",\"entry\":[{\"time\":17368342\n");
    assert!(held.bodies.is_empty(), "{held:?}");
    assert!(held.problems[0].contains("cut off: expected the rest of a number"), "{held:?}");
    // Over several lines each was written whole.
    assert!(capture("{\n\"entry\": [],\n\"time\": 17368342\n").bodies[0].repaired);
}

#[test]
fn a_document_cut_anywhere_loses_nothing_that_comes_after_it() {
    let flush: String =
        serde_json::to_string_pretty(&page()).unwrap().lines().map(|line| format!("{}\n", line.trim_start())).collect();
    let indented = serde_json::to_string_pretty(&page()).unwrap() + "\n";
    let wrapper = serde_json::to_string_pretty(&json!({"headers": {"a": "b"}, "body": PAGE})).unwrap() + "\n";
    let prefixed = format!("[2024-04-26 08:34:07] local.INFO: webhook {PAGE}\n");
    let lines =
        [format!("{PAGE}\n"), format!("INFO {PAGE}\n"), prefixed, indented.clone(), flush.clone(), wrapper.clone()];
    let mut lost = Vec::new();
    for (name, cut) in [("flush", &flush), ("indented", &indented), ("wrapper", &wrapper)] {
        for at in (1..cut.len() - 2).filter(|at| cut.is_char_boundary(*at)) {
            for (form, line) in lines.iter().enumerate() {
                let held = capture_once(&format!("{}\n{}", &cut[..at], line.repeat(5)));
                let whole = held.iter().filter(|body| **body == page()).count();
                // A document over several lines may be taken for the rest of the one that was cut.
                let most_lost = if form < 3 { 0 } else { 1 };
                if whole < 5 - most_lost {
                    lost.push((name, at, form, whole));
                }
            }
        }
    }
    assert!(lost.is_empty(), "{} cuts: {:?}", lost.len(), &lost[..lost.len().min(40)]);
}

/// The bodies of a file, read at once.
fn capture_once(file: &str) -> Vec<Value> {
    let mut held = Held::default();
    let _ = read(file.as_bytes(), Source { file: "f", line: 1 }, &mut held).unwrap();
    held.json()
}

#[test]
fn one_damaged_element_does_not_lose_an_array_on_one_line() {
    let array = format!("[{}]", [PAGE; 6].join(","));
    for (damage, least) in [("\"pa\"ge\"", 5), ("\"page", 4)] {
        let held = capture(array.replacen("\"page\"", damage, 1));
        assert!(held.bodies.len() >= least, "{damage} {:?}", held.problems);
        assert!(held.json().iter().all(|body| *body == page()), "{damage} {held:?}");
    }
}

#[test]
fn the_reply_in_a_damaged_export_stays_a_reply() {
    let entry = |text: &str| {
        json!({"request": {"method": "POST", "url": "u", "headers": [{"name": "a", "value": "b"}], "postData": {"text": text}},
        "response": {"status": 200, "content": {"text": text.replace("it's", "REPLY")}}, "startedDateTime": "2024-04-26T08:34:07Z"})
    };
    let har = json!({"log": {"version": "1.2", "entries": [entry(PAGE), entry(PAGE), entry(PAGE)]}});
    for text in [serde_json::to_string_pretty(&har).unwrap(), har.to_string()] {
        for (sound, damaged) in
            [("\"POST\"", "\"POST"), ("\"2024-04-26T08:34:07Z\"", "2024-04-26T08:34:07Z"), ("\"version\"", "version")]
        {
            let held = capture(text.replacen(sound, damaged, 1));
            assert!(held.json().iter().all(|body| *body == page()), "{sound} {held:?}");
            assert!(held.bodies.len() >= 2, "{sound} {:?}\n{text}", held.problems);
        }
    }
}

#[test]
fn a_fault_in_one_entry_marks_that_entry() {
    let body = quoted(PAGE);
    let entry = format!(r#"{{"method":"POST","content":{body}}}"#);
    for list in [
        format!(r#"{{"data":[{entry},{entry},{entry},]}}"#),
        format!(r#"{{"data":[{entry},{entry},{entry}]}}"#).replacen("POST", "PO\u{1}ST", 1),
    ] {
        let held = capture(&list);
        assert_eq!(held.bodies.len(), 3, "{list} {:?}", held.problems);
        assert_eq!(held.bodies.iter().filter(|body| body.repaired).count(), 1, "{list}");
    }
}

#[test]
fn a_cut_number_before_another_line_is_not_guessed() {
    let held = capture(format!("{{\"track_id\":\"d1\",\"attachment_id\":12345\n{PAGE}\n"));
    assert_eq!(held.json(), [page()], "{held:?}");
    assert_eq!(held.problems.len(), 1);
}

#[test]
fn archives_are_named() {
    for (front, what) in
        [(&b"PK\x03\x04rest"[..], "a zip archive"), (b"BZh91AY", "bzip2 data"), (b"\xfd7zXZ\0", "xz data")]
    {
        assert_eq!(capture(front).problems, [format!("1 unreadable this is {what}: unpack it first")]);
    }
}

#[test]
fn a_fault_that_shows_later_than_it_stands_mends_nothing() {
    let cut = "{\n\":\"1106\",\"messaging\":[{\"sender\":{\"id\":\"5\"}}]}]}\n";
    for file in [cut.to_owned(), format!("{cut}{PAGE}\n{PAGE}\n"), format!("{{\"a\":[{{\"b\":1}},\n{PAGE}\n")] {
        let held = capture(&file);
        assert!(
            held.json().iter().filter(|body| **body == page()).count() == file.matches("\"page\"").count(),
            "{file} {held:?}"
        );
    }
}

/// The rest of the file was passed over without a word.
#[test]
fn a_length_beyond_what_is_read_swallows_no_callback() {
    let body = PAGE;
    let file = format!(
        "POST / HTTP/1.1\nContent-Length: 17000000\n\n{body}\nPOST / HTTP/1.1\nContent-Length: {}\n\n{body}\n{body}\n",
        body.len()
    );
    let held = capture(&file);
    assert_eq!((held.bodies.len(), held.problems.len()), (3, 0), "{:?}", held.problems);
    let file = "POST / HTTP/1.1\nContent-Length: 17000000\nContent-Encoding: gzip\n\nabc\n";
    assert_eq!(capture(file).problems, ["1 unreadable cut off: fewer bytes follow than content-length says"]);
    // The next one begins where the length says, and blanks before a body are a part of it.
    let next = format!("POST / HTTP/1.1\nContent-Length: {}\n\n{body}", body.len());
    for blanks in ["", " \n "] {
        let (length, long) = (MAX_BODY + 2 + blanks.len(), "a".repeat(MAX_BODY));
        let held = capture(format!("POST / HTTP/1.1\nContent-Length: {length}\n\n{blanks}\"{long}\"{next}\n"));
        assert_eq!((held.bodies.len(), held.problems.len()), (1, 1), "{:?}", held.problems);
    }
    let long = format!("POST / HTTP/1.1\nContent-Length: {}\n\n\"{}\"{PAGE}\n", MAX_BODY + 2, "a".repeat(MAX_BODY));
    let held = capture(&long);
    assert_eq!(
        (held.bodies.len(), &*held.problems),
        (1, &["1 unreadable a body of more than 16 MiB was skipped".to_owned()][..])
    );
}

/// Escapes that begin no colour are bytes of what is compressed.
#[test]
fn compressed_bodies_are_read_whatever_bytes_they_have() {
    let mut with_escape = 0;
    for number in 0..200 {
        let body = PAGE.replace("110661988000000", &format!("110661988{number:06}"));
        let zipped = gzip(&body);
        with_escape += u32::from(zipped.contains(&0x1b));
        let head = format!("POST / HTTP/1.1\nContent-Encoding: gzip\nContent-Length: {}\n\n", zipped.len());
        let held = capture([head.as_bytes(), &zipped].concat());
        assert_eq!((held.bodies.len(), held.problems.len()), (1, 0), "{number}: {:?}", held.problems);
    }
    assert!(with_escape > 20, "{with_escape}");
}

/// Its inner objects came out as bodies that nobody knows, and that it was cut was not told.
#[test]
fn an_escaped_body_that_is_cut_gives_no_parts() {
    let escaped = |quote: &str| {
        let body = page().to_string().replace('"', quote);
        body[..body.len() - 40].to_owned()
    };
    for line in [
        format!("level=info body=\"{}", escaped("\\\"")),
        format!("level=info body=\"{}\" more=1", escaped("\\\"")),
        format!("body: \"{}\"", escaped("\\x22")),
        format!("<td>{}", escaped("&quot;")),
    ] {
        let held = capture(format!("{line}\n{PAGE}\n"));
        assert_eq!(held.bodies.len(), 1, "{line}: {:?}", held.bodies);
        assert_eq!(held.problems.len(), 1, "{line}: {:?}", held.problems);
        assert!(held.problems[0].starts_with("1:") && held.problems[0].contains("not JSON"), "{:?}", held.problems);
    }
}

#[test]
fn a_bracket_that_nobody_closes_takes_no_lines_and_is_told_once() {
    let held = capture(format!("[\n{}", format!("{PAGE}\n").repeat(40)));
    assert_eq!(held.json(), vec![page(); 40]);
    assert_eq!(held.problems.len(), 2, "the first comma that is missing, and the end: {:?}", held.problems);
    let held = capture(format!("[\n{PAGE}\n{PAGE}\n{PAGE},\n{PAGE}\n{PAGE}]\n"));
    assert_eq!(held.json(), vec![page(); 5]);
    let places: Vec<_> = held.problems.iter().map(|problem| &problem[..4]).collect();
    assert_eq!(places, ["3:1 ", "6:1 "], "each row of them: {:?}", held.problems);
}

#[test]
fn lines_after_a_list_that_was_cut_are_documents_again_also_those_nobody_knows() {
    for key in ["items", "Records", "data"] {
        let lines = format!("{{\"pageid\":\"P\"}}\n{PAGE}\n").repeat(5);
        let held = capture(format!("{{\"{key}\": [{{\"a\": 1, \"\n}}\n{lines}"));
        assert_eq!(held.bodies.len(), 10, "{key} {:?}", held.problems);
        assert_eq!(held.problems.len(), 1, "{key} {:?}", held.problems);
    }
}
