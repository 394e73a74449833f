//! Forms that captures have and were not read, and texts that were taken for callbacks.

use super::*;

fn only_pages(file: &str, count: usize) {
    let held = capture(file);
    assert_eq!(held.json(), vec![page(); count], "{file}\n{:?}", held.problems);
}

/// 34: what a person wrote is no callback, whatever it quotes.
#[test]
fn a_text_that_a_person_wrote_is_no_callback() {
    let quoted = quoted(&format!("look at this {PAGE}"));
    for file in [
        format!(r#"{{"type":"message","channel":"C1","user":"U1","text":{quoted}}}"#),
        format!(r#"{{"channel":"C1","user":"U1","message":{quoted}}}"#),
        format!(r#"{{"id":"1","author":{{"username":"u"}},"content":{quoted}}}"#),
        format!(r#"{{"subject":"s","comment":{quoted},"notes":[{quoted}]}}"#),
        format!(r#"{{"attachments":[{{"title":{quoted},"fallback":{quoted}}}]}}"#),
    ] {
        let held = capture(&file);
        assert_eq!(held.json(), [serde_json::from_str::<Value>(&file).unwrap()], "{file}");
    }
    let table = format!(
        "from,text\nBob,{}\n",
        format!("look {PAGE}").replace('"', "\"\"").replacen("look", "\"look", 1) + "\""
    );
    let held = capture(&table);
    assert!(!held.json().contains(&page()) || held.bodies.is_empty(), "{held:?}");
    for carrier in [
        "body",
        "message",
        "msg",
        "log",
        "line",
        "raw",
        "payload",
        "content",
        "request_body",
        "webhookPayload",
        "@message",
    ] {
        only_pages(&format!(r#"{{"level":"info","x":{{"{carrier}":{quoted}}}}}"#), 1);
    }
}

/// 37: remarks in a document, as in a constant of JavaScript.
#[test]
fn remarks_within_a_document_lose_nothing() {
    let pretty = serde_json::to_string_pretty(&page()).unwrap();
    let remarked = pretty.replacen(",\n", ", // it's \"11\" {\n", 3).replacen("[\n", "[ /* a\n list */\n", 1);
    for file in [
        remarked.clone(),
        format!("const body = {remarked};\n"),
        format!("[\n// the first\n{PAGE}, // and\n/* the\nsecond */ {PAGE}\n]"),
        format!("{PAGE} // after it\n{PAGE}"),
    ] {
        let held = capture(&file);
        assert!(held.json().iter().all(|body| *body == page()) && !held.bodies.is_empty(), "{file}\n{held:?}");
        assert!(held.problems.is_empty(), "{file}\n{:?}", held.problems);
    }
    let hashed = pretty.replacen(",\n", ", # it's \"11\" {\n# of YAML {\n", 3);
    let held = capture(&hashed);
    assert!(held.json() == [page()] && held.problems.is_empty(), "{hashed}\n{held:?}");
    let keys =
        "const body = {\n  object: 'page', // it's a page\n  entry: [{ id: '1', /* \" */ messaging: [] }],\n};\n";
    assert_eq!(capture(keys).json(), [json!({"object": "page", "entry": [{"id": "1", "messaging": []}]})]);
    let cut = capture("{\"a\": 1 // and");
    assert!(cut.bodies.is_empty() && cut.problems.len() == 1, "{cut:?}");
}

/// 37: a broken document over several lines is told once and gives no fragments; what follows it is read.
#[test]
fn a_broken_document_over_several_lines_is_told_once_and_gives_no_fragments() {
    for broken in [
        "const body = {\n  object: oops page,\n  entry: [\n    {\"id\": \"1\"},\n    {\"statuses\": []}\n  ]\n};\n",
        "info got {\n  \"a\": [\n    {\"b\": 1} {\"c\": 2}\n  ],\n  \"d\": {\"e\": 3}\n}\n",
        "{ \"a\": oops oops,\n  \"b\": {\"x\": 1},\n  \"c\": [{\"y\": 2}]\n}\n",
        "{\n  \"a\": oops oops,\n  \"b\": {\"x\": 1},\n  \"c\": [\n    {\"y\": 2}\n  ]\n}\n",
    ] {
        let held = capture(format!("{broken}{PAGE}\ninfo {PAGE}\n"));
        assert_eq!(held.json(), [page(), page()], "{broken}\n{held:?}");
        assert_eq!(held.problems.len(), 1, "{broken}\n{:?}", held.problems);
    }
    // One that never closes ends where a line stands at the very left.
    let held = capture(format!("info {{\n  a: oops oops,\n  b: 1\nnext line\n{{\"x\":1}}\ninfo {PAGE}\n"));
    assert_eq!(held.json(), [json!({"x": 1}), page()], "{held:?}");
    // A lone bracket in a log is no document.
    let held = capture(format!("info {{ starting\n{{\"x\":1}}\n{PAGE}\n"));
    assert_eq!(held.json(), [json!({"x": 1}), page()], "{held:?}");
}

/// 38: Python's words in a document over several lines with double quotes; Elixir's maps.
#[test]
fn python_and_elixir_over_several_lines() {
    let with = |word: &str| {
        let mut value = page();
        value["entry"][0]["messaging"][0]["message"]["is_echo"] = json!("WORD");
        serde_json::to_string_pretty(&value).unwrap().replace("\"WORD\"", word)
    };
    let mut expected = page();
    expected["entry"][0]["messaging"][0]["message"]["is_echo"] = json!(true);
    for file in [
        with("True"),
        format!("got {}\n", with("True")),
        with("True").replace('{', "%{").replace("\":", "\" =>").replace("True", "true"),
    ] {
        assert_eq!(capture(&file).json(), [expected.clone()], "{file}");
    }
    expected["entry"][0]["messaging"][0]["message"]["is_echo"] = Value::Null;
    assert_eq!(capture(with("None")).json(), [expected]);
}

/// 38: colours of jq and Node, also where JSON writes them as escapes.
#[test]
fn colours_are_taken_out() {
    let coloured = |text: &str| {
        format!(
            "\u{1b}[1;39m{}\u{1b}[0m",
            text.replace(":[", ":\u{1b}[1;39m[\u{1b}[0m").replace("\"page\"", "\u{1b}[32m\"page\"\u{1b}[0m")
        )
    };
    let node =
        "{\n  object: \u{1b}[32m'page'\u{1b}[39m,\n  entry: [ { id: \u{1b}[33m1\u{1b}[39m, messaging: [] } ]\n}\n";
    assert_eq!(capture(node).json(), [json!({"object": "page", "entry": [{"id": 1, "messaging": []}]})]);
    let pretty = serde_json::to_string_pretty(&page()).unwrap();
    only_pages(&format!("{}\n{}\n", coloured(PAGE), coloured(PAGE)), 2);
    only_pages(&coloured(&pretty), 1);
    only_pages(&format!("\u{1b}[32minfo\u{1b}[0m webhook {}\n", coloured(PAGE)), 1);
    only_pages(
        &json!({"log": format!("{}\n", coloured(PAGE)), "stream": "stdout", "time": "2024-04-26T08:34:07Z"})
            .to_string(),
        1,
    );
}

/// 38: spaces that JSON does not know, as pages and editors put them.
#[test]
fn spaces_that_json_does_not_know_are_spaces() {
    let pretty = serde_json::to_string_pretty(&page()).unwrap();
    for space in ["\u{a0}", "\u{a0}\u{a0}", "\u{3000}", "\u{2003}", "\u{feff}"] {
        let spaced = pretty.replace("  ", space).replace("\": ", &format!("\":{space}"));
        let held = capture(&spaced);
        assert_eq!(held.json(), [page()], "{space:?} {:?}", held.problems);
        assert!(held.bodies[0].repaired);
        only_pages(&format!("[{spaced},{space}{spaced}]"), 2);
    }
    // In a text it is what was said.
    let said = json!({"track_id": "a\u{a0}b", "attachment_id": "1"}).to_string();
    assert_eq!(capture(&said).bodies[0].json, said);
}

/// 38: entities of HTML, by name and by number.
#[test]
fn entities_of_html_are_undone() {
    let mut expected = page();
    expected["entry"][0]["messaging"][0]["message"]["text"] = json!("<b> & 'x' \u{a9}");
    let plain = expected.to_string();
    let encode = |quote: &str| {
        plain
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('\'', "&#39;")
            .replace('\u{a9}', "&#xA9;")
            .replace('"', quote)
    };
    for quote in ["&quot;", "&#34;", "&#x22;"] {
        assert_eq!(capture(format!("<pre>{} tail</pre>\n", encode(quote))).json(), [expected.clone()], "{quote}");
        assert_eq!(capture(format!("a {} b {}\n", encode(quote), encode(quote))).json().len(), 2);
    }
}

/// 38: journald writes a message with control characters as a list of bytes.
#[test]
fn messages_of_journald_are_texts() {
    let line = format!("\u{1b}[32mwebhook\u{1b}[0m {PAGE}");
    for message in [json!(line), json!(line.as_bytes())] {
        let entry = json!({"__REALTIME_TIMESTAMP": "1714120447751000", "_SYSTEMD_UNIT": "hook.service", "PRIORITY": "6", "MESSAGE": message});
        let held = capture(entry.to_string());
        assert_eq!(held.json(), [page()], "{held:?}");
        assert_eq!(held.bodies[0].received.as_deref(), Some("2024-04-26T08:34:07.751Z"));
    }
}

/// 38: what cannot be read back is named.
#[test]
fn notations_that_cannot_be_read_back_are_named() {
    for (file, name) in [
        (
            "Array\n(\n    [object] => page\n    [entry] => Array\n        (\n            [0] => Array\n                (\n                )\n\n        )\n\n)\n",
            "print_r",
        ),
        (
            "array (\n  'object' => 'page',\n  'entry' => \n  array (\n    0 => \n    array (\n      'id' => '1',\n    ),\n  ),\n)\n",
            "var_export",
        ),
        ("got {object=page, entry=[{id=1, messaging=[]}]}\n", "Java"),
        ("got map[entry:[map[id:1]] object:page]\n", "Go"),
    ] {
        let held = capture(format!("{file}{PAGE}\n"));
        assert_eq!(held.json(), [page()], "{held:?}");
        assert!(held.problems.len() == 1 && held.problems[0].contains(name), "{:?}", held.problems);
    }
}

/// The form of a body shows whatever bytes stand in one of its texts, and only the body with such bytes is marked.
#[test]
fn a_body_that_is_not_all_utf8_is_known_by_its_form_wherever_it_stands() {
    let wrapped = format!(
        r#"{{"requests":[{{"method":"POST","headers":{{}},"body":{PAGE}}},{{"method":"POST","headers":{{}},"body":{PAGE}}}]}}"#
    );
    let mut bytes = wrapped.into_bytes();
    let place = memchr::memmem::find(&bytes, b"it's").unwrap();
    bytes[place] = 0xff;
    let held = capture(&bytes);
    assert_eq!(held.problems, Vec::<String>::new());
    let marks: Vec<_> = held.bodies.iter().map(|body| (body.repaired, body.json.contains('\u{fffd}'))).collect();
    assert_eq!(marks, [(true, true), (false, false)]);
}

/// What stands in place of white space is none of a key, also where an export breaks off.
#[test]
fn strange_spaces_in_front_of_a_key_hide_no_body() {
    let held = capture(b"[{[\n\xc2\xa0\xc2\xa0{\"a\":\"\",\xc2\xa0\"messaging\":[");
    assert_eq!(held.problems.last().unwrap(), "2:25 unreadable cut off: expected a value or `]`, found the end");
}
