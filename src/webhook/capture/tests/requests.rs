//! Whole requests, for who sends them on.

use super::*;
use crate::webhook::body::{Request, RequestSink};
use crate::webhook::capture::{own_line, requests};

/// Method, target, headers, body.
type Whole = (Option<String>, Option<String>, Vec<(String, String)>, Vec<u8>);

#[derive(Debug, Default, PartialEq)]
struct Kept {
    requests: Vec<Whole>,
    received: Vec<Option<String>>,
    lines: Vec<u64>,
    verified: Vec<Option<bool>>,
    problems: Vec<String>,
}

impl RequestSink for Kept {
    fn request(&mut self, request: Request<'_>) -> ControlFlow<()> {
        let word = |word: Option<&str>| word.map(str::to_owned);
        let headers = request.headers.0.clone();
        self.requests.push((word(request.method), word(request.target), headers, request.body.to_vec()));
        self.received.push(request.received.map(|time| time.to_string()));
        self.lines.push(request.source.line);
        self.verified.push(request.verified);
        ControlFlow::Continue(())
    }

    fn problem(&mut self, problem: Problem<'_>) -> ControlFlow<()> {
        self.problems.push(problem.message.into_owned());
        ControlFlow::Continue(())
    }
}

fn kept(file: impl AsRef<[u8]>) -> Kept {
    let mut kept = Kept::default();
    let _ = requests(file.as_ref(), Source { file: "f", line: 1 }, &mut kept).unwrap();
    kept
}

fn pairs(headers: &[(&str, &str)]) -> Vec<(String, String)> {
    headers.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn own(rest: &str) -> String {
    format!(
        r#"{{"received":"2026-11-22T08:00:00.123Z","method":"POST","path":"/hook?a=1&b=2","headers":{{"x":["1","2"],"ts":"17"}},{rest}}}"#
    )
}

#[test]
fn lines_of_the_listener_give_back_every_byte() {
    let bytes: Vec<u8> = (0..=255).collect();
    let file = [
        own(&format!("\"body\":{},\"verified\":true", quoted(&format!(" {PAGE}\r\n\u{0}\u{2028}")))),
        own(&format!("\"body_base64\":\"{}\",\"verified\":false", base64(&bytes))),
        own("\"body\":\"\""),
        own("\"body\":\"no JSON { at all\""),
    ]
    .join("\n");
    let kept = kept(&file);
    assert_eq!(kept.problems, Vec::<String>::new());
    let bodies: Vec<_> = kept.requests.iter().map(|(.., body)| body.clone()).collect();
    let text = format!(" {PAGE}\r\n\u{0}\u{2028}").into_bytes();
    assert_eq!(bodies, [text, bytes, Vec::new(), b"no JSON { at all".to_vec()]);
    for (method, target, headers, _) in &kept.requests {
        assert_eq!((method.as_deref(), target.as_deref()), (Some("POST"), Some("/hook?a=1&b=2")));
        assert_eq!(*headers, pairs(&[("x", "1"), ("x", "2"), ("ts", "17")]));
    }
    assert_eq!(kept.received[0].as_deref(), Some("2026-11-22T08:00:00.123Z"));
    assert_eq!((kept.lines, kept.verified), (vec![1, 2, 3, 4], vec![Some(true), Some(false), None, None]));
    let mut alone = Kept::default();
    let line = file.lines().nth(1).unwrap();
    let _ = own_line(line.as_bytes(), Source { file: "f", line: 7 }, &mut alone);
    assert_eq!((alone.requests[0].3.len(), alone.lines), (256, vec![7]));
    let mut torn = Kept::default();
    let _ = own_line(&line.as_bytes()[..200], Source { file: "f", line: 7 }, &mut torn);
    assert_eq!((torn.requests.len(), torn.problems.len()), (0, 1));
}

#[test]
fn a_line_of_the_listener_is_decoded_with_nothing_assumed() {
    let zipped = gzip(PAGE);
    let spoilt = [PAGE.as_bytes(), b"\xff"].concat();
    let file = [
        own(&format!("\"body\":{}", quoted(PAGE))),
        own(&format!("\"body_base64\":\"{}\"", base64(&zipped)))
            .replace("\"ts\":", "\"content-encoding\":\"gzip\",\"ts\":"),
        own(&format!("\"body_base64\":\"{}\"", base64(&spoilt))),
        own("\"body\":\"\""),
    ]
    .join("\n");
    let held = capture(&file);
    assert_eq!(held.bodies.iter().map(|body| body.line).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(held.json().iter().all(|body| *body == page()));
    assert_eq!(held.bodies[0].raw.as_deref(), Some(PAGE));
    assert_eq!(held.bodies[0].received.as_deref(), Some("2026-11-22T08:00:00.123Z"));
    assert!(held.problems.iter().any(|problem| problem == "4 skipped no body recorded"), "{:?}", held.problems);
}

#[test]
fn requests_of_other_containers_that_keep_the_bytes() {
    let zipped = gzip(PAGE);
    let raw = [
        format!("POST /raw HTTP/1.1\r\nHost: h\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", zipped.len())
            .as_bytes(),
        &zipped,
    ]
    .concat();
    let har = json!({"log": {"version": "1.2", "entries": [{"startedDateTime": "2024-04-26T08:34:07Z",
        "request": {"method": "PUT", "url": "https://h/har?x=1", "headers": [{"name": "A", "value": "1"}, {"name": "A", "value": "2"}],
        "postData": {"mimeType": "application/json", "text": format!(" {PAGE}")}}, "response": {"status": 200}}]}});
    let ngrok = json!({"uri": "/api/requests/http", "requests": [{"uri": "/x", "id": "1", "start": "2014-12-15T20:32:07-08:00",
        "request": {"method": "POST", "headers": {"Sign": ["s"]}, "uri": "/ng",
        "raw": base64(format!("POST /ng HTTP/1.1\r\nSign: s\r\n\r\n{PAGE}"))}}]});
    let gateway = json!({"version": "2.0", "rawPath": "/gw", "rawQueryString": "q=1", "headers": {"sign": "s"},
        "requestContext": {"http": {"method": "POST", "path": "/gw"}}, "body": base64(PAGE), "isBase64Encoded": true});
    for (file, method, target, body) in [
        (raw, "POST", "/raw", zipped.clone()),
        (har.to_string().into_bytes(), "PUT", "https://h/har?x=1", format!(" {PAGE}").into_bytes()),
        (ngrok.to_string().into_bytes(), "POST", "/ng", PAGE.as_bytes().to_vec()),
        (gateway.to_string().into_bytes(), "POST", "/gw?q=1", PAGE.as_bytes().to_vec()),
    ] {
        let kept = kept(&file);
        assert_eq!(kept.problems, Vec::<String>::new());
        assert_eq!(kept.requests.len(), 1, "{target}");
        let (found, place, headers, bytes) = &kept.requests[0];
        assert_eq!((found.as_deref(), place.as_deref()), (Some(method), Some(target)));
        assert_eq!(*bytes, body, "{target}");
        assert!(!headers.is_empty(), "{target}");
    }
}

#[test]
fn bare_bodies_are_requests_and_parsed_ones_are_told() {
    let kept_bare = kept(format!("{PAGE}\n {PAGE} \n"));
    let bodies: Vec<_> =
        kept_bare.requests.iter().map(|(method, _, headers, body)| (method, headers.len(), body.as_slice())).collect();
    assert_eq!(bodies, [(&None, 0, PAGE.as_bytes()), (&None, 0, PAGE.as_bytes())]);
    let parsed =
        kept(format!(r#"[{{"headers":{{"a":"1"}},"params":{{}},"query":{{}},"body":{PAGE},"webhookUrl":"u"}}]"#));
    assert_eq!((parsed.requests.len(), parsed.problems.len()), (0, 1), "{parsed:?}");
    let array = kept(quoted(&format!("[{PAGE},{PAGE}]")));
    assert_eq!(array.requests.len(), 1, "an array that came as one body is one request");
    let mut alone = Kept::default();
    let line = quoted(&format!("[{PAGE},{PAGE}]"));
    let _ = own_line(line.as_bytes(), Source { file: "f", line: 1 }, &mut alone);
    assert_eq!(alone.requests.len(), 1);
}
