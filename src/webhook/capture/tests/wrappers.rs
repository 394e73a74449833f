//! A body in each wrapper that people have.

use super::*;

/// A wrapper gives this body and nothing else.
#[track_caller]
fn gives_the_page(file: impl AsRef<[u8]>) -> Found {
    let held = capture(file.as_ref());
    let text = String::from_utf8_lossy(file.as_ref()).into_owned();
    assert_eq!(held.json(), [page()], "{text}\n{:?}", held.problems);
    assert_eq!(held.problems, Vec::<String>::new(), "{text}");
    held.bodies[0].clone()
}

/// The header that the wrappers carry was kept.
#[track_caller]
fn with_sign(found: &Found) {
    assert!(found.headers.iter().any(|(name, value)| name.eq_ignore_ascii_case("sign") && value == "abc"), "{found:?}");
}

#[test]
fn documents_with_no_wrapper() {
    let pretty = serde_json::to_string_pretty(&page()).unwrap();
    for file in [
        PAGE.to_owned(),
        format!("{PAGE}\n"),
        format!("\u{feff}{PAGE}\r\n"),
        pretty.clone(),
        quoted(PAGE),
        quoted(&quoted(PAGE)),
        format!("[{PAGE}]"),
        format!("[\n  {PAGE},\n]\n"),
        format!("\u{1e}{PAGE}\n"),
    ] {
        gives_the_page(file);
    }
    let plain = capture(PAGE);
    assert_eq!(plain.bodies[0].raw.as_deref(), Some(PAGE));
    assert!(!plain.bodies[0].repaired);
}

#[test]
fn several_documents_in_every_arrangement() {
    let pretty = serde_json::to_string_pretty(&page()).unwrap();
    for (file, lines) in [
        (format!("{PAGE}\n{PAGE}\n\n{PAGE}"), [1, 2, 4]),
        (format!("{PAGE}{PAGE} {PAGE}"), [1, 1, 1]),
        (format!("{PAGE},\n{PAGE},\n{PAGE}"), [1, 2, 3]),
        (format!("{pretty}\n{pretty}\n{pretty}"), [1, 25, 49]),
        (format!("{pretty}{pretty}\n{pretty}"), [1, 24, 48]),
        (format!("[{PAGE},\n{PAGE}]\n[{PAGE}]"), [1, 2, 3]),
        (format!("{}\n{}\n{PAGE}", quoted(PAGE), quoted(PAGE)), [1, 2, 3]),
    ] {
        let held = capture(&file);
        assert_eq!(held.json(), [page(), page(), page()], "{file}");
        assert_eq!(held.problems, Vec::<String>::new(), "{file}");
        assert_eq!(held.bodies.iter().map(|body| body.line).collect::<Vec<_>>(), lines, "{file}");
    }
}

#[test]
fn encodings() {
    let wide: Vec<u8> = format!("\u{feff}{PAGE}\r\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    gives_the_page(&wide);
    gives_the_page(gzip(PAGE));
    gives_the_page(gzip(gzip(wide)));
    gives_the_page(zstd::stream::encode_all(PAGE.as_bytes(), 1).unwrap());
}

#[test]
fn lines_of_logs() {
    let context = r#"{"userId":7,"ip":"::1"}"#;
    for log in [
        format!("[2024-04-26 08:34:07] local.INFO: webhook {PAGE} \n"),
        format!("[2024-04-26 08:34:07] local.INFO: webhook {PAGE} {context}\n"),
        format!("[2024-04-26 08:34:07] local.INFO: webhook {context} {PAGE} []\n"),
        format!("{PAGE} took 12 ms\n"),
        format!("hook_1  | 2024-04-26T08:34:07Z INFO body={PAGE}"),
        format!("level=info msg=webhook body={}", quoted(PAGE)),
        format!("{{info}} got [2] {PAGE}\n"),
        format!("127.0.0.1 - [26/Apr/2024] \"POST /hook HTTP/1.1\" \"{}\"", nginx(PAGE)),
        format!("{} 0.003\n", nginx(PAGE)),
        format!("1.2.3.4 \"POST /hook HTTP/1.1\" 200 \"ua\" {} 0.1\n", nginx(PAGE)),
        format!(
            "INFO:root:b'{}'\n",
            PAGE.replace('\\', "\\\\").replace('\'', "\\'").replace("你好", r"\xe4\xbd\xa0\xe5\xa5\xbd")
        ),
        json!({"time": "2024-04-26T08:34:07Z", "status": "200", "request_body": PAGE}).to_string(),
        json!({"log": format!("INFO webhook {PAGE}\n"), "stream": "stdout", "time": "2024-04-26T08:34:07.1Z"})
            .to_string(),
        json!({"level": "info", "msg": "webhook", "payload": page()}).to_string(),
        format!("mod_dumpio:  dumpio_in (data-HEAP): {PAGE}\n"),
    ] {
        gives_the_page(log);
    }
    let pretty = serde_json::to_string_pretty(&page()).unwrap();
    assert_eq!(gives_the_page(format!("INFO webhook {pretty}\n")).line, 1);
}

fn nginx(body: &str) -> String {
    body.bytes().fold(String::new(), |mut text, byte| {
        match byte {
            b'"' | b'\\' | 0..=0x1f | 0x7f.. => write!(text, "\\x{byte:02X}").unwrap(),
            _ => text.push(char::from(byte)),
        }
        text
    })
}

#[test]
fn raw_bytes_of_a_line_are_those_before_escaping() {
    assert_eq!(gives_the_page(nginx(PAGE)).raw.as_deref(), Some(PAGE));
    assert_eq!(gives_the_page(json!({"headers": {}, "body": PAGE}).to_string()).raw.as_deref(), Some(PAGE));
    assert_eq!(gives_the_page(json!({"headers": {}, "body": page()}).to_string()).raw, None);
}

#[test]
fn lines_without_a_body_are_told() {
    let held = capture("starting\nlistening\n1.2.3.4 \"POST /hook HTTP/1.1\" 200 \"-\"\n");
    assert_eq!(held.problems, ["1 unreadable no JSON on this line, 2 times", "3 skipped no body recorded"]);
    let held = capture(format!("starting\n{PAGE}\nlistening\n"));
    assert_eq!(held.json(), [page()]);
    assert_eq!(held.problems, ["1 unreadable no JSON on this line", "3 unreadable no JSON on this line"]);
    let held = capture("INFO {\"a\":1} {\"b\":{}}\n");
    assert_eq!(held.json(), [json!({"a": 1}), json!({"b": {}})]);
}

#[test]
fn other_languages() {
    let python = "{'object': 'page', 'entry': [{'id': '110661988000000', 'time': 1714120447751, 'messaging': [{'sender': {'id': '524807506000000'}, 'recipient': {'id': '110661988000000'}, 'timestamp': 1714120446870, 'message': {'mid': 'm_1', 'text': 'it\\'s \"11\" 你好'}}]}]}";
    let ruby = PAGE.replace(':', "=>");
    let node = "{\n  object: 'page',\n  entry: [\n    {\n      id: '110661988000000',\n      time: 1714120447751,\n      messaging: [ { sender: { id: '524807506000000' }, recipient: { id: '110661988000000' }, timestamp: 1714120446870, message: { mid: 'm_1', text: `it's \"11\" 你好` } } ]\n    }\n  ]\n}";
    for file in [
        python.to_owned(),
        format!("webhook: {python}\n"),
        format!("  Parameters: {ruby}\n"),
        format!("  Parameters: {}\n", ruby.replace("=>", " => ")),
        node.to_owned(),
        format!("body {node}\n"),
        format!("[{python}]"),
    ] {
        let found = gives_the_page(&file);
        assert_eq!(found.raw, None, "{file}");
    }
    let both = capture(format!("{python}\n{PAGE}\n{node}\n{PAGE}\n"));
    assert_eq!(both.json(), [page(), page(), page(), page()]);
}

#[test]
fn data_that_console_log_left_out_is_said_to_be_gone() {
    for log in ["{ object: 'page', entry: [ { id: '1', messaging: [Array] } ] }\n", "body { a: [Object] }\n"] {
        let held = capture(format!("{log}{PAGE}\n"));
        assert_eq!(held.json(), [page()], "{log}");
        assert_eq!(held.problems.len(), 1, "{log}");
        assert!(held.problems[0].contains("gone"), "{:?}", held.problems);
    }
}

#[test]
fn curl_commands() {
    let shell = PAGE.replace('\'', "'\\''");
    for command in [
        format!("curl -X POST https://h/hook -H 'sign: abc' -d '{shell}'\n"),
        format!("$ curl https://h/hook \\\n  --header \"sign: abc\" \\\n  --data-raw '{shell}'\n"),
        format!(
            "curl 'https://h/hook' -H 'sign: abc' --data-binary $'{}'",
            PAGE.replace('\\', "\\\\").replace('\'', "\\u0027")
        ),
        format!("curl --json='{shell}' -H'sign: abc' https://h/hook"),
    ] {
        let found = gives_the_page(&command);
        with_sign(&found);
        assert_eq!(found.raw.as_deref(), Some(PAGE), "{command}");
    }
    assert_eq!(capture("curl https://h/\ncurl -d @f https://h/\n").problems.len(), 2);
}

#[test]
fn webhook_site() {
    let request = |content: &str| {
        json!({"uuid": "u", "type": "web", "token_id": "t", "ip": "::1", "method": "POST", "content": content,
            "headers": {"sign": ["abc"]}, "url": "https://h", "created_at": "2025-07-04 14:27:26"})
    };
    let found = gives_the_page(json!({"data": [request(PAGE)], "total": 1, "per_page": 50}).to_string());
    with_sign(&found);
    assert_eq!(found.raw.as_deref(), Some(PAGE));
    assert_eq!(found.received.as_deref(), Some("2025-07-04T14:27:26Z"));
    gives_the_page(request(PAGE).to_string());
    let mail = json!({"data": [{"uuid": "u", "type": "email", "content": "{\"a\":1}", "headers": {}}, request("")]});
    assert_eq!(capture(mail.to_string()).problems.len(), 2);
}

#[test]
fn ngrok() {
    let raw = format!("POST /hook HTTP/1.1\r\nHost: h\r\nsign: abc\r\nContent-Length: {}\r\n\r\n{PAGE}", PAGE.len());
    let chunked = format!(
        "POST /hook HTTP/1.1\r\nsign: abc\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{PAGE}\r\n0\r\n\r\n",
        PAGE.len()
    );
    for raw in [raw, chunked] {
        let reply = base64(format!("HTTP/1.1 200 OK\r\n\r\n{PAGE}"));
        let file = json!({"uri": "/api/requests/http", "requests": [{"uri": "/api", "id": "a", "tunnel_name": "t",
            "start": "2014-12-15T20:32:07-08:00", "request": {"method": "POST", "proto": "HTTP/1.1", "headers": {"Host": ["h"]},
            "uri": "/hook", "raw": base64(&raw)}, "response": {"status": "200 OK", "raw": reply}}]});
        let found = gives_the_page(file.to_string());
        with_sign(&found);
        assert_eq!(found.received.as_deref(), Some("2014-12-16T04:32:07Z"));
        assert_eq!(found.raw.as_deref(), Some(PAGE));
    }
    let only_body = json!({"requests": [{"request": {"method": "POST", "headers": {"Sign": ["abc"]}, "uri": "/", "raw": base64(PAGE)}, "response": null}]});
    with_sign(&gives_the_page(only_body.to_string()));
}

#[test]
fn inspectors() {
    for file in [
        json!({"endpoint": "e", "exported_at": "2025-01-01T00:00:00Z", "requests": [{"id": "1", "method": "POST", "headers": {"sign": "abc"}, "body": PAGE, "received_at": "2025-01-01T00:00:00Z"}]}),
        json!({"endpoint": "e", "requests": [{"id": "1", "method": "POST", "headers": {"sign": "abc"}, "body": base64(PAGE)}]}),
        json!({"method": "POST", "path": "/", "query": {}, "client_ip": "::1", "url": "https://h", "headers": {"sign": "abc"}, "body": page()}),
        json!({"steps": {"trigger": {"event": {"method": "POST", "headers": {"sign": "abc"}, "body": page()}}}}),
        json!([{"id": "1", "time": "2025", "method": "POST", "path": "/", "headers": {"Sign": "abc"}, "query_string": "", "form_data": [], "body": PAGE, "content_type": "application/json"}]),
        json!({"id": "r", "team_id": "t", "verified": true, "ingested_at": "2025-01-01T00:00:00Z", "data": {"path": "/", "query": "", "headers": {"sign": "abc"}, "body": page(), "is_large_payload": false}}),
        json!({"pagination": {}, "count": 1, "models": [{"id": "r", "data": {"headers": {"sign": "abc"}, "body": PAGE}}]}),
    ] {
        with_sign(&gives_the_page(file.to_string()));
    }
}

#[test]
fn automation_tools() {
    let item = json!({"headers": {"sign": "abc"}, "params": {}, "query": {}, "body": page(), "webhookUrl": "https://h", "executionMode": "test"});
    let run = json!({"Webhook": [{"startTime": 1, "executionStatus": "success", "data": {"main": [[{"json": item, "pairedItem": {"item": 0}}]]}}],
        "If": [{"data": {"main": [[{"json": item, "pairedItem": {"item": 0}}], []]}}]});
    for file in [
        json!([item]),
        json!({"name": "w", "nodes": [{"parameters": {}}], "pinData": {"Webhook": [{"json": item}]}}),
        json!({"name": "w", "pinData": {"Webhook": [item]}}),
        json!({"id": "7", "data": {"startData": {}, "resultData": {"runData": run}}, "mode": "webhook"}),
        json!({"headers": {"sign": "abc"}, "query": {}, "body": {"body": page()}}),
        json!([{"json": {"headers": {"sign": "abc"}, "body": {}}, "binary": {"data": {"mimeType": "application/json", "data": base64(PAGE)}}}]),
    ] {
        with_sign(&gives_the_page(file.to_string()));
    }
    let php = json!({"query_params": [], "body_params": page()}).to_string();
    let held = capture(format!("{php} {php}"));
    assert_eq!(held.json(), [page(), page()]);
    let buffer: Vec<u8> = PAGE.bytes().collect();
    let found = gives_the_page(json!({"headers": {}, "body": {"type": "Buffer", "data": buffer}}).to_string());
    assert_eq!(found.raw.as_deref(), Some(PAGE));
}

#[test]
fn n8n_executions_as_flatted_arrays() {
    let body = concat!(
        r#"[{"resultData":"1"},{"runData":"2"},{"Webhook":"3"},["4"],{"data":"5"},{"main":"6"},["7"],["8"],"#,
        r#"{"json":"9"},{"headers":"10","body":"11"},{"sign":"12"},"#,
        r#"{"track_id":"13","attachment_id":"14"},"abc","t1","123"]"#,
    );
    for file in [body.to_owned(), json!({"id": 7, "data": body}).to_string()] {
        let held = capture(&file);
        assert_eq!(held.json(), [json!({"track_id": "t1", "attachment_id": "123"})], "{file}");
        with_sign(&held.bodies[0]);
    }
}

#[test]
fn cloud_events_and_logs() {
    let v2 = |body: &str, base64: bool| {
        json!({"version": "2.0", "routeKey": "$default", "rawPath": "/hook", "rawQueryString": "", "headers": {"sign": "abc"},
            "requestContext": {"http": {"method": "POST"}, "timeEpoch": 1_583_348_638_390_i64}, "body": body, "isBase64Encoded": base64})
    };
    for file in [
        v2(PAGE, false),
        v2(&base64(PAGE), true),
        json!({"resource": "/", "path": "/", "httpMethod": "POST", "headers": {"Sign": "abc"}, "multiValueHeaders": {"Sign": ["abc"]}, "requestContext": {"requestTimeEpoch": 1}, "body": PAGE, "isBase64Encoded": false}),
        json!({"requestContext": {"elb": {}}, "httpMethod": "POST", "multiValueHeaders": {"sign": ["abc"]}, "body": base64(PAGE), "isBase64Encoded": true}),
        json!({"Records": [{"messageId": "m", "receiptHandle": "r", "body": v2(PAGE, false).to_string(), "eventSource": "aws:sqs"}]}),
    ] {
        let found = gives_the_page(file.to_string());
        with_sign(&found);
        assert_eq!(found.raw.as_deref(), Some(PAGE), "{file}");
    }
    assert_eq!(gives_the_page(v2(PAGE, false).to_string()).received.as_deref(), Some("2020-03-04T19:03:58.39Z"));
    let sns = json!({"Type": "Notification", "MessageId": "m", "TopicArn": "arn", "Message": PAGE, "Timestamp": "2024-04-26T08:34:07.000Z"});
    let line = format!("2024-04-26T08:34:07.000Z\trequest-id\tINFO\t{PAGE}\n");
    for file in [
        json!({"Records": [{"receiptHandle": "r", "body": PAGE}]}),
        json!({"Records": [{"receiptHandle": "r", "body": sns.to_string()}]}),
        json!({"Records": [{"EventSource": "aws:sns", "Sns": sns}]}),
        json!({"Records": [{"kinesis": {"data": base64(PAGE)}}]}),
        json!({"events": [{"logStreamName": "s", "timestamp": 1_714_120_447_000_i64, "message": line, "eventId": "1"}], "nextToken": "n"}),
        json!({"awslogs": {"data": base64(gzip(json!({"messageType": "DATA_MESSAGE", "logEvents": [{"id": "1", "timestamp": 1, "message": line}]}).to_string()))}}),
        json!([{"insertId": "i", "jsonPayload": {"message": "webhook", "body": page()}, "timestamp": "2024-04-26T08:34:07Z", "severity": "INFO", "logName": "l"}]),
        json!([{"insertId": "i", "textPayload": line, "timestamp": "2024-04-26T08:34:07Z", "logName": "l"}]),
        json!({"Body": PAGE, "BodyLength": 9, "Headers": "sign: abc\\nhost: h", "Host": "h", "Method": "POST", "Timestamp": "2024-04-26T08:34:07Z"}),
    ] {
        gives_the_page(file.to_string());
    }
    let told =
        capture(json!({"Body": "", "BodyLength": 9, "Headers": "", "R2Path": "p", "Method": "POST"}).to_string());
    assert_eq!((told.bodies.len(), told.problems.len()), (0, 1));
}

#[test]
fn requests_without_a_body() {
    for (file, told) in [
        (
            json!({"version": "2.0", "headers": {}, "rawQueryString": "hub.mode=subscribe&hub.verify_token=hush", "requestContext": {"http": {"method": "GET"}}, "isBase64Encoded": false}),
            "verification",
        ),
        (
            json!({"httpMethod": "GET", "headers": {}, "requestContext": {}, "body": null, "isBase64Encoded": false}),
            "GET",
        ),
        (json!({"method": "POST", "headers": {}, "body": "-"}), "no body recorded"),
        (
            json!({"Type": "SubscriptionConfirmation", "TopicArn": "a", "Token": "hush", "Message": "{}"}),
            "verification",
        ),
        (json!({"statusCode": 200, "headers": {}, "body": PAGE}), "response"),
    ] {
        let held = capture(file.to_string());
        assert_eq!(held.bodies, Vec::new(), "{file}");
        assert!(held.problems.len() == 1 && held.problems[0].contains(told), "{file}: {:?}", held.problems);
        assert!(held.problems[0].contains("skipped") && !held.problems[0].contains("hush"), "{:?}", held.problems);
    }
}

#[test]
fn har() {
    let entry = |request: Value| {
        json!({"startedDateTime": "2024-04-26T08:34:07.000Z", "time": 3, "request": request,
            "response": {"status": 200, "content": {"mimeType": "application/json", "text": PAGE}}})
    };
    let post = |data: Value| json!({"method": "POST", "url": "https://h/hook", "headers": [{"name": "Sign", "value": "abc"}], "queryString": [], "postData": data});
    for data in [
        json!({"mimeType": "application/json", "text": PAGE}),
        json!({"mimeType": "application/json", "text": base64(PAGE), "encoding": "base64"}),
        json!({"mimeType": "application/json", "text": base64(PAGE)}),
        json!({"mimeType": "application/json", "json": page()}),
    ] {
        let file = json!({"log": {"version": "1.2", "creator": {}, "entries": [entry(post(data))]}});
        let found = gives_the_page(file.to_string());
        with_sign(&found);
        assert_eq!(found.received.as_deref(), Some("2024-04-26T08:34:07Z"));
        gives_the_page(format!("\u{feff}{}", serde_json::to_string_pretty(&file).unwrap()));
    }
    let get = json!({"method": "GET", "url": "https://h/hook?hub.mode=subscribe&hub.verify_token=hush", "headers": []});
    let held = capture(json!({"log": {"entries": [entry(get)]}}).to_string());
    assert_eq!(held.bodies, Vec::new());
    assert!(held.problems[0].contains("verification"), "{:?}", held.problems);
}

#[test]
fn http_as_text() {
    let head = "POST /hook HTTP/1.1\r\nHost: h\r\nSign: abc\r\n";
    let length = PAGE.len();
    let packed = gzip(PAGE);
    let mut compressed =
        format!("{head}Content-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", packed.len()).into_bytes();
    compressed.extend_from_slice(&packed);
    let (front, back) = PAGE.split_at(17);
    let chunked = format!(
        "{head}Transfer-Encoding: chunked\r\n\r\n11\r\n{front}\r\n{:X};x=y\r\n{back}\r\n0\r\nTrailer: x\r\n\r\n",
        back.len()
    );
    let pretty = serde_json::to_string_pretty(&page()).unwrap();
    let requests: Vec<Vec<u8>> = vec![
        format!("{head}Content-Length: {length}\r\n\r\n{PAGE}").into(),
        format!("{head}\r\n{PAGE}").into(),
        format!("{head}\r\n{PAGE}").replace("\r\n", "\n").into(),
        format!("{head}Content-Length: {length}\r\n\r\n{pretty}").into(),
        format!("{head}Content-Length: 99999\r\n\r\n{PAGE}\r\n").into(),
        format!(
            "{head}Content-Type: application/x-www-form-urlencoded\r\n\r\npayload={}",
            url::form_urlencoded::byte_serialize(PAGE.as_bytes()).collect::<String>()
        )
        .into(),
        format!("POST https://h/hook\nSign: abc\n\n{PAGE}\n").into(),
        chunked.into(),
        compressed,
    ];
    for request in &requests {
        with_sign(&gives_the_page(request));
    }
    assert_eq!(gives_the_page(&requests[0]).raw.as_deref(), Some(PAGE));
    for separator in ["\r\n", "\n\n", "\n###\n", "\n### second\n\n"] {
        let file = requests.iter().filter(|request| !request.starts_with(b"POST https") || separator.contains('#'));
        let file: Vec<Vec<u8>> = file.cloned().collect();
        // A length that is too long would take the next request in: what the JSON says counts more.
        let held = capture(file.join(separator.as_bytes()));
        assert_eq!(held.json(), vec![page(); file.len()], "{separator:?} {:?}", held.problems);
    }
}

#[test]
fn http_replies_and_verifications_are_passed_over() {
    let file = format!(
        "GET /hook?hub.mode=subscribe&hub.challenge=1&hub.verify_token=hush HTTP/1.1\r\nHost: h\r\n\r\n\
         HTTP/1.1 200 OK\r\nContent-Length: {0}\r\n\r\n{PAGE}\r\n\
         POST /hook HTTP/1.1\r\nContent-Length: {0}\r\n\r\n{PAGE}\r\n\
         HTTP/1.1 200 OK\r\n\r\n{PAGE}\r\n\
         POST /hook HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
        PAGE.len()
    );
    let held = capture(&file);
    assert_eq!(held.json(), [page()]);
    let kinds: Vec<_> = held.problems.iter().map(|problem| problem.split(' ').nth(2).unwrap()).collect();
    assert_eq!(kinds, ["verification:", "a", "a", "no"], "{:?}", held.problems);
    assert!(held.problems.iter().all(|problem| problem.contains("skipped") && !problem.contains("hush")));
    let listing = format!(
        "1.1.1.1:2: POST https://h/hook\n    Host: h\n\n    {PAGE}\n\n << 200 OK 9b\n    Server: s\n\n    {PAGE}\n\n1.1.1.1:2: POST https://h/hook\n    {PAGE}\n"
    );
    assert_eq!(capture(listing).json(), [page(), page()]);
}

#[test]
fn modsecurity() {
    let file = format!(
        "--a1b2c3d4-A--\n[26/Apr/2024:08:34:07 +0000] x 1.2.3.4 5 6.7.8.9 80\n--a1b2c3d4-B--\nPOST /hook HTTP/1.1\nHost: h\nSign: abc\n\n--a1b2c3d4-C--\n{PAGE}\n--a1b2c3d4-E--\n{PAGE}\n--a1b2c3d4-F--\nHTTP/1.1 200 OK\n\n--a1b2c3d4-Z--\n\n"
    );
    let found = gives_the_page(&file);
    with_sign(&found);
    assert_eq!((found.line, found.raw.as_deref()), (9, Some(PAGE)));
    assert_eq!(capture(file.repeat(3)).bodies.len(), 3);
}

#[test]
fn burp() {
    let request = base64(format!("POST /hook HTTP/1.1\r\nSign: abc\r\nContent-Length: {}\r\n\r\n{PAGE}", PAGE.len()));
    let reply = base64(format!("HTTP/1.1 200 OK\r\n\r\n{PAGE}"));
    let item = format!(
        "<item><time>t</time><request base64=\"true\"><![CDATA[{request}]]></request><status>200</status><responselength>9</responselength><response base64=\"true\"><![CDATA[{reply}]]></response></item>"
    );
    let file = format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE items [\n<!ELEMENT items (item*)>\n]>\n<items burpVersion=\"2\">\n{item}\n</items>\n"
    );
    with_sign(&gives_the_page(&file));
    assert_eq!(capture(file.replace("</items>", &format!("{item}</items>"))).bodies.len(), 2);
    let plain = format!(
        "<items>\n<item><request base64=\"false\"><![CDATA[POST / HTTP/1.1\nSign: abc\n\n{PAGE}]]></request></item></items>"
    );
    with_sign(&gives_the_page(plain));
}

#[test]
fn spreadsheets() {
    let cell = format!("\"{}\"", PAGE.replace('"', "\"\""));
    let pretty = format!("\"{}\"", serde_json::to_string_pretty(&page()).unwrap().replace('"', "\"\""));
    let escaped = format!("\"{}\"", PAGE.replace('\\', "\\\\").replace('"', "\\\""));
    for file in [
        format!("id,body,created_at\n1,{cell},2025-07-04 14:27:26\n"),
        format!("\u{feff}id;body;created_at\r\n1;{cell};2025-07-04 14:27:26\r\n"),
        format!("id\tbody\tcreated_at\n1\t{PAGE}\t2025-07-04 14:27:26\n"),
        format!("id,body,created_at\n1,{pretty},2025-07-04 14:27:26\n"),
        format!("\"id\",\"Body\",\"created_at\"\n\"1\",{cell},\"2025-07-04 14:27:26\"\n"),
        format!("id,body,created_at\n1,{escaped},2025-07-04 14:27:26\n"),
        format!("id,something,created_at\n1,{cell},2025-07-04 14:27:26\n"),
        format!(
            "@timestamp,@message\n2025-07-04 14:27:26.000,{}\n",
            cell.replacen('"', "\"2025-07-04T14:27:26.000Z\tid\tINFO\t", 1)
        ),
    ] {
        let found = gives_the_page(&file);
        assert_eq!(found.received.as_deref(), Some("2025-07-04T14:27:26Z"), "{file}");
    }
    gives_the_page(format!("payload\n{cell}\n"));
    gives_the_page(format!("1,{cell}\n"));
    let found = gives_the_page(format!("headers,body\n\"{{\"\"Sign\"\":\"\"abc\"\"}}\",{cell}\n"));
    with_sign(&found);
    assert_eq!(found.raw.as_deref(), Some(PAGE));
    let rows = capture(format!("id,body\n1,{cell}\n2,{pretty}\n3,\n4,nothing\n5,{cell}\n"));
    assert_eq!(rows.json(), [page(), page(), page()]);
    assert_eq!(rows.bodies.iter().map(|body| body.line).collect::<Vec<_>>(), [2, 3, 29]);
    assert_eq!(rows.problems, ["27 skipped no body recorded", "28 unreadable no JSON on this line"]);
    let preview = capture(format!("id,method,body_preview\n1,POST,{}\n", &cell[..60]));
    assert!(preview.problems.iter().any(|problem| problem.contains("preview")), "{:?}", preview.problems);
}

#[test]
fn tables_of_databases() {
    let width = PAGE.chars().count();
    let psql = format!(" id | {:width$} \n----+-{}-\n  1 | {PAGE} \n(1 row)\n\n", "body", "-".repeat(width));
    let mysql = format!(
        "*************************** 1. row ***************************\n  id: 1\nbody: {PAGE}\n*************************** 2. row ***************************\n  id: 2\nbody: {PAGE}\n2 rows in set (0.00 sec)\n"
    );
    let boxed = format!("+----+{0}+\n| id | body |\n+----+{0}+\n|  1 | {PAGE} |\n+----+{0}+\n", "-".repeat(width + 2));
    gives_the_page(psql);
    gives_the_page(boxed);
    let held = capture(mysql);
    assert_eq!((held.json(), held.problems), (vec![page(), page()], Vec::new()));
    let pretty = serde_json::to_string_pretty(&page()).unwrap();
    let lines: Vec<_> = pretty.lines().collect();
    let cells = lines.iter().enumerate().map(|(index, line)| {
        let (id, more) = (if index == 0 { "1" } else { " " }, if index + 1 < lines.len() { "+" } else { " " });
        format!("  {id} | {line:60}{more}| x \n")
    });
    gives_the_page(format!(" id | body | y \n----+------+---\n{}(1 row)\n", cells.collect::<String>()));
    let mongo = PAGE.replace("1714120447751", r#"{"$numberLong":"1714120447751"}"#).replacen(
        '{',
        r#"{"_id":{"$oid":"65f0"},"#,
        1,
    );
    let held = capture(&mongo);
    let mut expected = json!({"_id": "65f0"});
    expected.as_object_mut().unwrap().extend(page().as_object().unwrap().clone());
    assert_eq!(held.json(), [expected]);
}

#[test]
fn unknown_json_is_handed_on_and_shows_no_secret() {
    for (file, body) in [
        (json!({"object": "list", "data": [{"id": "evt_1", "object": "event", "data": {"object": {}}}]}), None),
        (
            json!({"item": {"token": "hush", "expires_in": "86400"}, "ret_code": "000000"}),
            Some(json!({"item": {"token": "***", "expires_in": "86400"}, "ret_code": "000000"})),
        ),
        (
            json!({"headers": {"authorization": "hush", "x": "y"}, "foo": 1}),
            Some(json!({"headers": {"authorization": "***", "x": "y"}, "foo": 1})),
        ),
        (json!({"headers": {"authorization": "hush"}, "body": {"foo": 1}}), Some(json!({"foo": 1}))),
        (json!(17), None),
        (json!({}), None),
    ] {
        let held = capture(format!("[{file}]"));
        assert_eq!(held.json(), [body.unwrap_or(file)], "{:?}", held.problems);
        assert_eq!(held.problems, Vec::<String>::new());
    }
}

#[test]
fn every_body_of_the_corpus_in_every_container() {
    for (name, text) in sound_corpus() {
        let value: Value = serde_json::from_str(&text).unwrap();
        let dense = value.to_string();
        let cell = format!("\"{}\"", text.replace('"', "\"\""));
        let containers = [
            text.clone(),
            dense.clone(),
            format!("[{text},{dense}]"),
            format!("{text}{text}"),
            quoted(&text),
            format!("INFO {dense}\nINFO {text}\n"),
            nginx(&text),
            json!({"headers": {}, "body": text}).to_string(),
            json!({"headers": {}, "body": value}).to_string(),
            json!({"isBase64Encoded": true, "body": base64(&text)}).to_string(),
            json!({"log": {"entries": [{"request": {"postData": {"text": text}}, "response": {}}]}}).to_string(),
            format!("id,body\n1,{cell}\n"),
            format!("POST / HTTP/1.1\nContent-Length: {}\n\n{text}\nPOST / HTTP/1.1\n\n{dense}", text.len()),
            format!("curl -d '{}' https://h", text.replace('\'', "'\\''")),
        ];
        for container in containers {
            let held = capture(&container);
            assert!(!held.bodies.is_empty(), "{name}: {container}\n{:?}", held.problems);
            assert!(held.json().iter().all(|found| *found == value), "{name}: {container}\n{held:?}");
            assert_eq!(held.problems, Vec::<String>::new(), "{name}: {container}");
        }
    }
}

#[test]
fn api_requests_and_replies_are_handed_on_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/corpus/api");
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let held = capture(&text);
        if serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok() {
            assert_eq!(held.bodies.len(), 1, "{text}\n{:?}", held.problems);
        }
    }
}
