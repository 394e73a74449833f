//! What captures of strangers showed: wrappers that came another way than expected.

use super::*;

#[test]
fn messages_that_only_their_length_divides() {
    let message = |first: &str, more: &str, body: &[u8]| {
        [format!("{first}\r\n{more}Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
    };
    let plain = message("POST /a HTTP/1.1", "", PAGE.as_bytes());
    let packed = message("POST /a HTTP/1.1", "Content-Encoding: gzip\r\n", &gzip(PAGE));
    let reply = message("HTTP/1.1 200 OK", "Content-Type: application/json\r\n", PAGE.as_bytes());
    let chunked =
        format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{PAGE}\r\n0\r\n\r\n", PAGE.len());
    let held = capture([&plain[..], &reply, &packed, &packed, chunked.as_bytes(), &plain].concat());
    assert_eq!(held.json(), vec![page(); 4], "{:?}", held.problems);
    assert!(held.problems.iter().all(|problem| problem.contains("a response")), "{:?}", held.problems);
    assert!(held.bodies.iter().all(|body| !body.headers.is_empty()));
}

#[test]
fn several_escaped_bodies_on_one_line() {
    let one = quoted(PAGE);
    let one = &one[1..one.len() - 1];
    for line in [
        format!("INSERT INTO h VALUES (1,'{one}'),(2,'{one}'),(3,'{one}');"),
        format!("a {one} b {one} c {one}"),
        format!("a {0} b {0} c {0}", PAGE.replace("\\\"", "\\x5C\\x22").replace('"', "\\x22")),
        format!("a {0} b {0} c {0}", PAGE.replace("\\\"", "&#").replace('"', "&quot;").replace("&#", "\\&quot;")),
    ] {
        let held = capture(format!("{line}\n"));
        assert_eq!(held.json(), vec![page(); 3], "{line} {:?}", held.problems);
    }
}

#[test]
fn requests_and_replies_in_one_object() {
    for log in [
        format!(r#"{{"request":{PAGE},"response":{{"ok":true}}}}"#),
        format!(r#"{{"request":{{"body":{PAGE}}},"response":{{"status":200,"body":{PAGE}}}}}"#),
        format!(r#"{{"request":{{"body":{}}}}}"#, quoted(PAGE)),
        format!(r#"{{"event":{{"body":{0},"headers":{{}}}},"result":{{"statusCode":200,"body":{0}}}}}"#, quoted(PAGE)),
        format!(r#"{{"records":[{{"data":"{}"}}]}}"#, base64(PAGE)),
        format!(r#"{{"message":{{"data":"{}","messageId":"1"}},"subscription":"s"}}"#, base64(PAGE)),
        format!(
            "1.1.1.1:1: POST https://x/h HTTP/2.0\n    host: x\n\n    {PAGE}\n\n << HTTP/2.0 200 OK 2b\n    a: b\n\n    {PAGE}\n"
        ),
    ] {
        let held = capture(&log);
        assert_eq!(held.json(), [page()], "{log} {:?}", held.problems);
    }
    let held = capture(format!("{PAGE}\nHTTP/1.1 200 OK\n{PAGE}\n"));
    assert_eq!(held.json(), [page(), page()], "a status line alone is no reply: {:?}", held.problems);
}

#[test]
fn a_form_on_a_line_of_a_log() {
    let form: String = PAGE.bytes().map(|byte| format!("%{byte:02X}")).collect();
    for line in [format!("payload={form}"), format!("POST body: a=1&payload={form}&b=2 \"agent\"")] {
        assert_eq!(capture(format!("{line}\n{PAGE}\n")).json(), [page(), page()], "{line}");
    }
}

#[test]
fn python_prints_texts_with_both_quotes() {
    let repr = PAGE.replace('\\', "\\\\").replace("it's", "it\\'s");
    let held = capture(format!("'{repr}'\n"));
    assert_eq!(held.json(), [page()], "{:?}", held.problems);
    assert!(!held.bodies[0].repaired);
}

#[test]
fn bodies_that_are_extended_json_themselves() {
    let held = capture(
        r#"{"_id":{"$oid":"662b6"},"object":"page","entry":[{"time":{"$numberLong":"1714120447751"},"id":"1","messaging":[{"sender":{"id":"5"},"timestamp":{"$numberLong":"1714120446870"},"message":{"mid":"m_1","text":"11"}}]}]}"#,
    );
    assert_eq!(held.json()[0]["entry"][0]["messaging"][0]["timestamp"], json!(1_714_120_446_870_u64));
}

#[test]
fn an_access_log_without_a_body_says_so() {
    for line in [r#"{"request":"POST /h HTTP/1.1","request_body":"-"}"#, r#"{"status":200,"request_body":""}"#] {
        assert_eq!(capture(line).problems, ["1 skipped no body recorded"], "{line}");
    }
    let php =
        r#"{"query_params":{"hub_mode":"subscribe","hub_challenge":"1","hub_verify_token":"S"},"body_params":[]}"#;
    assert!(capture(php).problems[0].contains("verification"), "{:?}", capture(php));
}

#[test]
fn a_text_in_another_products_callback_is_no_callback() {
    let text = quoted(PAGE);
    for body in [
        format!(r#"{{"token":"z","type":"event_callback","event":{{"type":"message","user":"U","text":{text}}}}}"#),
        format!(r#"{{"action":"opened","issue":{{"body":{text}}},"repository":{{"id":1}},"sender":{{"id":2}}}}"#),
        format!(r#"{{"update_id":1,"message":{{"text":{text}}}}}"#),
        format!(r#"{{"ret_code":"000000","ret_msg":"ok","item":{text}}}"#),
        format!(r#"{{"object":"event","livemode":false,"data":{{"object":{{"description":{text}}}}}}}"#),
        r#"{"object":"instagram","entry":[{"id":"0","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"1"},"statuses":[{"id":"s","status":"sent","timestamp":"1","recipient_id":"2"}]}}]}]}"#.to_owned(),
    ] {
        let held = capture(&body);
        assert_eq!(held.bodies.len(), 1, "{body}");
        assert!(crate::webhook::shape::platform(held.bodies[0].json.as_bytes()).is_none(), "{body}");
    }
    // A logger of one's own may hold one anywhere.
    for log in [format!(r#"{{"level":"info","context":{{"payload":{text}}}}}"#), format!(r#"{{"msg":{text}}}"#)] {
        assert_eq!(capture(&log).json(), [page()], "{log}");
    }
}

#[test]
fn a_number_in_brackets_before_the_json() {
    for prefix in ["[1234] INFO ", "[12.5] ", "[ 12.5 ] x "] {
        let held = capture(format!("{prefix}{PAGE}\n{prefix}{PAGE}\n"));
        assert_eq!(held.json(), [page(), page()], "{prefix} {:?}", held.problems);
    }
    assert_eq!(capture("[1, 2]\n").json(), [json!(1), json!(2)]);
}
