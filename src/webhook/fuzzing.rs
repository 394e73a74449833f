//! What the fuzzers run, and the smoke test with them: any bytes in, and what must hold afterwards. Not for users.

use std::ops::ControlFlow;

use jiff::tz::TimeZone;

use crate::nxcloud::signature::{Algorithm, Fields, sign};
use crate::webhook::batch::{Batch, Decoder, Plan, Want};
use crate::webhook::body::{Body, BodySink, Headers, LineEnd, MAX_BODY, Problem, Request, RequestSink, Source};
use crate::webhook::capture::{self, Capture};
use crate::webhook::filter::Filter;
use crate::webhook::stats::Keys;
use crate::webhook::verify::{self, Credentials, Proof, Refusal};

/// Containers: the first byte says in how large pieces the rest is read. Whole and in pieces, the same comes out, and of the
/// first line alone the same as from the reader of files; every body is JSON and within the limit.
///
/// # Panics
/// When that does not hold: that is what a fuzzer looks for.
pub fn containers(data: &[u8]) {
    let Some((&size, file)) = data.split_first() else { return };
    let mut whole = Seen::default();
    let read = capture::read(file, Source { file: "f", line: 1 }, &mut whole);
    assert!(read.is_ok_and(|flow| flow.is_continue()));
    let mut pieces = Seen::default();
    let mut reader = Capture::new("f");
    for piece in file.chunks(usize::from(size).max(1)) {
        assert!(reader.push(piece, &mut pieces).is_continue());
    }
    assert!(reader.finish(&mut pieces).is_continue());
    // How much a codec gives before it meets the damage depends on what it was given at a time.
    if !whole.problems.iter().any(|(_, _, message)| message.contains("is damaged")) {
        assert_eq!(whole, pieces);
    }
    let first = file.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let end = first.iter().rposition(|&byte| byte != b'\r').map_or(0, |last| last + 1);
    let first = &first[..end];
    let mut line = Seen::default();
    let end = capture::line(first, Source { file: "f", line: 7 }, &mut line);
    let mut slowly = Seen::default();
    if end != LineEnd::Spans {
        let mut reader = Capture::resume("f", 7);
        for piece in [first, b"\n"] {
            assert!(reader.push(piece, &mut slowly).is_continue());
        }
        assert!(reader.finish(&mut slowly).is_continue());
    }
    assert_eq!(line, slowly);
    let mut requests = Requests::default();
    let read = capture::requests(file, Source { file: "f", line: 1 }, &mut requests);
    assert!(read.is_ok_and(|flow| flow.is_continue()));
    assert!(whole.bodies.is_empty() || requests.requests + requests.problems > 0, "a request was dropped");
    let _ = capture::own_line(first, Source { file: "f", line: 1 }, &mut requests);
}

/// Events: the bytes as one body; every event is one line of JSON.
///
/// # Panics
/// When that does not hold.
pub fn events(data: &[u8]) {
    let plan =
        Plan { want: Want::Json, filter: Filter::default(), zone: TimeZone::UTC, signer: None, keys: Keys::new() };
    let mut decoder = Decoder::new(&plan);
    let mut batch = Batch::default();
    let body = Body::plain(data, Source { file: "f", line: 1 });
    assert!(decoder.sink(&mut batch).body(body).is_continue());
    for line in batch.out.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
        assert!(std::str::from_utf8(line).is_ok());
        let parsed = serde_json::from_slice::<serde::de::IgnoredAny>(line);
        assert!(parsed.is_ok(), "{parsed:?}: {}", String::from_utf8_lossy(line));
    }
    let lines = memchr::memchr_iter(b'\n', &batch.out).count() as u64;
    assert_eq!(lines, batch.tally.events);
    assert!(batch.tally.events > 0 || batch.tally.unreadable > 0, "a body was dropped");
}

/// Signatures: lines of headers up to an empty one, then the body. What is signed here passes, anything else is refused
/// with a reason.
///
/// # Panics
/// When that does not hold.
pub fn signatures(data: &[u8]) {
    let end = memchr::memmem::find(data, b"\n\n");
    let (head, body) = end.map_or((data, data), |end| (&data[..end], &data[end + 2..]));
    let text = String::from_utf8_lossy(head);
    let pairs = text.lines().filter_map(|line| line.split_once(':'));
    let mut headers = Headers(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
    let credentials = Credentials { access_key: None, access_secret: "secret" };
    let given = verify::check(Some(&headers), Some(body), credentials);
    assert_ne!(given, Err(Refusal::AccessKeyDiffers));
    let _ = verify::age(&headers, Some(jiff::Timestamp::UNIX_EPOCH));
    let value = |name| headers.get(name).map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned);
    let parts = (value("accesskey"), value("action"), value("biztype"), value("ts"));
    let (Some(access_key), Some(action), Some(biz_type), Some(ts)) = parts else {
        assert_eq!(given, Err(Refusal::MissingHeader));
        return;
    };
    let fields = Fields { access_key: &access_key, action: &action, biz_type: &biz_type, ts: &ts };
    let named = value("algorithm").is_some_and(|name| name.eq_ignore_ascii_case("sha256"));
    let (right, other) = if named { (Algorithm::Sha256, Algorithm::Md5) } else { (Algorithm::Md5, Algorithm::Sha256) };
    let proof = if value("algorithm").is_some() { Proof::Named } else { Proof::Assumed };
    for (algorithm, expected) in [(right, Ok(proof)), (other, Err(Refusal::OtherAlgorithmMatches))] {
        let signature = sign(algorithm, fields, body, "secret").to_uppercase();
        headers.0.retain(|(name, _)| !name.eq_ignore_ascii_case("sign"));
        headers.0.push(("SIGN".to_owned(), signature));
        assert_eq!(verify::check(Some(&headers), Some(body), credentials), expected);
        assert_eq!(verify::check(Some(&headers), None, credentials), Err(Refusal::NoRawBody));
        let changed = [body, b"x"].concat();
        assert_eq!(verify::check(Some(&headers), Some(&changed), credentials), Err(Refusal::Mismatch));
    }
}

/// Counts whole requests.
#[derive(Debug, Default)]
struct Requests {
    requests: u64,
    problems: u64,
}

impl RequestSink for Requests {
    fn request(&mut self, request: Request<'_>) -> ControlFlow<()> {
        let Request { method, target, headers, body, received, source, verified } = request;
        assert!(source.line > 0 && body.len() <= 2 * MAX_BODY);
        // Nothing of a request without a first line was guessed.
        assert!(method.is_some() || verified.is_none());
        let _ = (target, headers, received);
        self.requests += 1;
        ControlFlow::Continue(())
    }

    fn problem(&mut self, _: Problem<'_>) -> ControlFlow<()> {
        self.problems += 1;
        ControlFlow::Continue(())
    }
}

/// A body's bytes, line, whether it was mended, its raw bytes, and the listener's verdict.
type Kept = (Vec<u8>, u64, bool, Option<Vec<u8>>, Option<bool>);

/// What came out of a reader.
#[derive(Debug, Default, PartialEq)]
struct Seen {
    bodies: Vec<Kept>,
    problems: Vec<(u64, Option<u64>, String)>,
}

impl BodySink for Seen {
    fn body(&mut self, body: Body<'_>) -> ControlFlow<()> {
        assert!(body.bytes.len() <= MAX_BODY && body.source.line > 0);
        let text = std::str::from_utf8(body.bytes);
        let parsed = text.map(serde_json::from_str::<serde::de::IgnoredAny>);
        assert!(matches!(parsed, Ok(Ok(_))), "{parsed:?}: {}", String::from_utf8_lossy(body.bytes));
        let raw = body.raw.map(<[u8]>::to_vec);
        self.bodies.push((body.bytes.to_vec(), body.source.line, body.repaired, raw, body.verified));
        ControlFlow::Continue(())
    }

    fn problem(&mut self, problem: Problem<'_>) -> ControlFlow<()> {
        assert!(problem.source.line > 0 && problem.column != Some(0));
        assert!(problem.count > 0);
        self.problems.push((problem.source.line, problem.column, problem.message.into_owned()));
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests;
