//! Containers within containers: whatever is wrapped how often, the same body comes out.

use proptest::prelude::*;

use super::*;

type Wrap = fn(&str) -> String;

/// Containers that are JSON themselves.
const JSON: [Wrap; 14] = [
    |body| json!({"headers": {"a": "b"}, "body": body}).to_string(),
    |body| json!({"headers": {"a": ["b"]}, "body": parsed(body)}).to_string(),
    |body| json!({"version": "2.0", "requestContext": {}, "body": base64(body), "isBase64Encoded": true}).to_string(),
    |body| json!({"Records": [{"receiptHandle": "r", "body": body}]}).to_string(),
    |body| json!({"Type": "Notification", "TopicArn": "a", "Message": body}).to_string(),
    |body| {
        json!({"log": {"entries": [{"request": {"method": "POST", "postData": {"text": body}}, "response": {"content": {"text": body}}}]}}).to_string()
    },
    |body| {
        json!({"requests": [{"request": {"method": "POST", "headers": {}, "uri": "/", "raw": base64(format!("POST / HTTP/1.1\r\n\r\n{body}"))}, "response": null}]}).to_string()
    },
    |body| json!({"data": [{"uuid": "u", "type": "web", "content": body, "headers": {}}]}).to_string(),
    |body| {
        json!({"events": [{"timestamp": 1, "message": format!("2024-04-26T08:34:07.000Z\tid\tINFO\t{}", dense(body))}]})
            .to_string()
    },
    |body| json!({"pinData": {"Webhook": [{"json": {"headers": {}, "body": parsed(body)}}]}}).to_string(),
    |body| json!({"level": "info", "deep": {"er": [{"payload": body}]}}).to_string(),
    |body| json!([parsed(body)]).to_string(),
    quoted,
    |body| serde_json::to_string_pretty(&parsed(body)).unwrap(),
];

/// Containers of a whole file.
const FILES: [Wrap; 9] = [
    str::to_owned,
    |body| format!("[2024-04-26 08:34:07] local.INFO: webhook {} []\n", dense(body)),
    |body| format!("\u{feff}id;body\r\n1;\"{}\"\r\n", body.replace('"', "\"\"")),
    |body| format!("POST / HTTP/1.1\r\nContent-Length: {}\r\n\r\n{body}", body.len()),
    |body| format!("POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n{:x}\n{body}\n0\n\n", body.len()),
    |body| format!("curl -d '{}' https://h\n", body.replace('\'', "'\\''")),
    |body| {
        format!(
            "--abcd-A--\nx\n--abcd-B--\nPOST / HTTP/1.1\n\n--abcd-C--\n{body}\n--abcd-F--\nHTTP/1.1 200 OK\n\n--abcd-Z--\n"
        )
    },
    |body| {
        format!(
            "<items>\n<item><request base64=\"true\">{}</request></item></items>",
            base64(format!("POST / HTTP/1.1\n\n{body}"))
        )
    },
    |body| format!("*************************** 1. row ***************************\n  id: 1\nbody: {body}\n"),
];

/// Encodings of a whole file.
const ENCODINGS: [fn(&str) -> Vec<u8>; 4] = [
    |text| text.as_bytes().to_vec(),
    |text| gzip(text),
    |text| zstd::stream::encode_all(text.as_bytes(), 1).unwrap(),
    |text| {
        format!("\u{feff}{}", text.trim_start_matches('\u{feff}')).encode_utf16().flat_map(u16::to_be_bytes).collect()
    },
];

fn parsed(body: &str) -> Value {
    serde_json::from_str(body).unwrap()
}

fn dense(body: &str) -> String {
    parsed(body).to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_chain_of_containers_gives_the_body_back(
        which in 0usize..1000,
        inner in proptest::collection::vec(0..JSON.len(), 0..4),
        file in 0..FILES.len(),
        encoding in 0..ENCODINGS.len(),
    ) {
        let corpus = sound_corpus();
        let (name, text) = &corpus[which % corpus.len()];
        let mut wrapped = text.clone();
        for &wrap in &inner {
            wrapped = JSON[wrap](&wrapped);
        }
        let wrapped = ENCODINGS[encoding](&FILES[file](&wrapped));
        let mut held = Held::default();
        let _ = read(&wrapped[..], Source { file: "f", line: 1 }, &mut held).unwrap();
        let expected = vec![parsed(text)];
        prop_assert_eq!(held.json(), expected, "{} {:?} {} {:?}", name, inner, file, held.problems);
        prop_assert_eq!(held.problems, Vec::<String>::new(), "{} {:?} {}", name, inner, file);
    }
}
