//! What the fuzzers run, and the smoke test with them: any bytes in, and what must hold afterwards, which is also that steps and
//! output stay within a budget for each byte of input. Not for users.

use std::ops::ControlFlow;

use jiff::tz::TimeZone;

use crate::nxcloud::signature::{Algorithm, Fields, sign};
use crate::webhook::batch::{Batch, Decoder, Plan, Signer, Want};
use crate::webhook::body::{Body, BodySink, Headers, LineEnd, MAX_BODY, Problem, Request, RequestSink, Source};
use crate::webhook::capture::{self, Capture};
use crate::webhook::columns::Column;
use crate::webhook::effort;
use crate::webhook::filter::Filter;
use crate::webhook::stats::Keys;
use crate::webhook::verify::{self, Credentials, Proof, Refusal};

/// How many steps (see [`effort`]) a byte of input may take, and what any input may take besides.
const STEPS: u64 = 600;
const FREE_STEPS: u64 = 300_000;

/// How many bytes of output an input may give for each of its own, and besides.
const BYTES: u64 = 400;
const FREE_BYTES: u64 = 100_000;

/// What an input costs.
#[derive(Clone, Copy, Debug)]
struct Budget {
    spent: u64,
    unpacked: u64,
}

impl Budget {
    /// From here on.
    fn begin() -> Self {
        Self { spent: effort::spent(), unpacked: effort::unpacked() }
    }

    /// How much was read since: the input, and what came out of it when it was compressed.
    fn read(self, input: usize) -> u64 {
        input as u64 + effort::unpacked() - self.unpacked
    }

    /// What was done since is a small multiple of the input.
    fn steps(self, input: usize, times: u64) {
        let (spent, read) = (effort::spent() - self.spent, self.read(input));
        assert!(spent <= times * STEPS * read + FREE_STEPS, "{spent} steps for {read} bytes");
    }

    /// So is what it gave.
    fn output(self, input: usize, given: usize) {
        let read = self.read(input);
        assert!(given as u64 <= BYTES * read + FREE_BYTES, "{given} bytes of output for {read} bytes");
    }
}

/// What the events of a file or body become: lines of JSON, and one of the other kinds.
fn outputs(kind: usize) -> [Plan; 2] {
    let column = |name: &str| (name.to_owned(), Column::named(name).unwrap_or(Column::Said));
    let columns = ["time", "contact", "said", "code", "detail", "errors.0.title", "detail.entry.id"];
    let other = match kind % 4 {
        0 => Want::People,
        1 => Want::Csv(columns.map(column).to_vec()),
        2 => Want::Facts,
        _ => Want::Heard,
    };
    [Want::Json, other].map(|want| {
        let signer = Signer { access_key: None, access_secret: "secret".to_owned() };
        Plan { want, filter: Filter::default(), zone: TimeZone::UTC, signer: Some(signer), keys: Keys::new() }
    })
}

/// Containers: the first byte says in how large pieces the rest is read. Whole and in pieces, the same comes out, and of the
/// first line alone the same as from the reader of files; every body is JSON and within the limit.
///
/// # Panics
/// When that does not hold: that is what a fuzzer looks for.
pub fn containers(data: &[u8]) {
    let Some((&size, file)) = data.split_first() else { return };
    let budget = Budget::begin();
    let mut whole = Seen::default();
    let read = capture::read(file, Source { file: "f", line: 1 }, &mut whole);
    assert!(read.is_ok_and(|flow| flow.is_continue()));
    budget.steps(file.len(), 1);
    budget.output(file.len(), whole.bytes());
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
    for plan in outputs(size.into()) {
        let budget = Budget::begin();
        let (mut decoder, mut batch) = (Decoder::new(&plan), Batch::default());
        let _ = capture::read(file, Source { file: "f", line: 1 }, &mut decoder.sink(&mut batch));
        budget.steps(file.len(), 1);
        budget.output(file.len(), batch.out.len());
    }
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
    for plan in outputs(data.len()) {
        let budget = Budget::begin();
        let mut batch = Batch::default();
        let _ = Decoder::new(&plan).sink(&mut batch).body(body);
        budget.steps(data.len(), 1);
        budget.output(data.len(), batch.out.len());
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

impl Seen {
    /// How much there is of it. The bytes of an array stand beside each of its elements, and are no more for that.
    fn bytes(&self) -> usize {
        let bodies: usize = self.bodies.iter().map(|(json, ..)| json.len()).sum();
        bodies + self.problems.iter().map(|(.., message)| message.len() + 32).sum::<usize>()
    }
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
