//! However an input is cut up and encoded, and however many threads read it, the same comes out as from one reader.

use std::io::Write as _;

use jiff::tz::TimeZone;

use super::*;
use crate::webhook::batch::Want;
use crate::webhook::filter::Filter;
use crate::webhook::stats::Keys;

fn plan() -> Plan {
    Plan { want: Want::Json, filter: Filter::default(), zone: TimeZone::UTC, signer: None, keys: Keys::new() }
}

/// Lines of output, and each problem with its place; those in a row one by one.
type Seen = (Vec<String>, Vec<(u64, Option<u64>, String)>);

fn note(batch: &Batch, seen: &mut Seen) {
    seen.0.extend(String::from_utf8_lossy(&batch.out).lines().map(str::to_owned));
    for trouble in &batch.troubles {
        for line in 0..trouble.count {
            seen.1.push((trouble.line + line, trouble.column, trouble.message.clone()));
        }
    }
}

/// By one reader from the first byte to the last.
fn alone_read(file: &[u8]) -> Seen {
    let (plan, mut batch, mut seen) = (plan(), Batch::default(), Seen::default());
    let mut decoder = Decoder::new(&plan);
    let _ = capture::read(file, Source { file: "f", line: 1 }, &mut decoder.sink(&mut batch)).unwrap();
    note(&batch, &mut seen);
    seen
}

/// Gives at most so many bytes at a time.
struct Sips<'b>(&'b [u8], usize);

impl Read for Sips<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = buffer.len().min(self.1).min(self.0.len());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

fn piped(file: &[u8], sip: usize, slow: bool) -> Seen {
    let (plan, mut seen) = (plan(), Seen::default());
    let input = Input { file: "f", bytes: Box::new(Sips(file, sip)), slow };
    let flow = run::<()>(input, &plan, &mut |batch| {
        note(batch, &mut seen);
        Ok(ControlFlow::Continue(()))
    });
    assert!(matches!(flow, Ok(ControlFlow::Continue(()))));
    seen
}

/// At once and in sips.
fn piped_alike(file: &[u8], expected: &Seen, what: impl std::fmt::Debug) {
    for (sip, slow) in [(usize::MAX, false), (9973, true)] {
        assert_eq!(&piped(file, sip, slow), expected, "{what:?}, sips of {sip}");
    }
}

fn callback(number: usize) -> String {
    format!(
        r#"{{"statuses":[{{"id":"wamid.{number}","status":"sent","timestamp":"1660019986","recipient_id":"8617"}}],"business_phone":"852","pad":"{}"}}"#,
        "x".repeat(300)
    )
}

/// Lines of NDJSON, with something else between them every `every` lines.
fn mixed(lines: usize, every: usize, other: &[&str]) -> Vec<u8> {
    let mut file = Vec::new();
    for number in 0..lines {
        if every > 0 && number % every == every - 1 {
            file.extend_from_slice(other[number / every % other.len()].as_bytes());
        }
        file.extend_from_slice(callback(number).as_bytes());
        file.push(b'\n');
    }
    file
}

const OTHERS: [&str; 6] = [
    "a line of a log\n\nanother\n",
    "{\n  \"statuses\": [\n    {\"id\": \"p\", \"status\": \"read\", \"recipient_id\": \"1\"}\n  ]\n}\n",
    "{\"cut\": [1,\n",
    "POST /hook HTTP/1.1\nContent-Length: 2\n\n{}\n",
    "info { starting\n",
    "2024 {\"statuses\":[{\"id\":\"l\",\"status\":\"read\",\"recipient_id\":\"1\"}]} tail\n",
];

#[test]
fn what_stands_between_the_lines_ends_the_parallel_part_and_only_for_a_while() {
    for every in [0, 3000, 701] {
        let file = mixed(9000, every, &OTHERS);
        let expected = alone_read(&file);
        assert!(expected.0.len() >= 9000, "{}", expected.0.len());
        for (sip, slow) in [(usize::MAX, false), (100_003, false), (4096, true)] {
            let seen = piped(&file, sip, slow);
            assert_eq!(seen.0, expected.0, "every {every}, sips of {sip}");
            assert_eq!(seen.1, expected.1, "every {every}, sips of {sip}");
        }
    }
}

/// Documents over several lines, and what only looks like one.
const DOCUMENTS: [&str; 12] = [
    "{\n  \"statuses\": [\n    {\"id\": \"p\", \"status\": \"read\", \"recipient_id\": \"1\"}\n  ]\n}\n",
    "{\r\n\"statuses\": [{\r\n\"id\": \"p\", \"status\": \"read\",\r\n\"recipient_id\": \"1\"}]}  \r\n",
    "{\n}\n",
    "{\n\"statuses\":[{\"id\":\"p\",\"status\":\"read\",\"recipient_id\":\"1\"}]\n} {\"b\":2}\n",
    "{\n\"statuses\":[{\"id\":\"p\",\"status\":\"read\",\"recipient_id\":\"1\"}]\n} and more\n",
    "{\n\"statuses\":[{\"id\":\"p\",\"status\":\"read\",\"recipient_id\":\"1\"}]\n},\n",
    "{\"level\":\"info\",\n\"body\":\"{\\\"statuses\\\":[{\\\"id\\\":\\\"p\\\",\\\"status\\\":\\\"read\\\",\\\"recipient_id\\\":\\\"1\\\"}]}\"}\n",
    "{\"a\":\n{\"statuses\":[{\"id\":\"p\",\"status\":\"read\",\"recipient_id\":\"1\"}]}\n}\n",
    "{\n  \"id\": {\"$oid\": \"1\"},\n  \"statuses\": [{\"id\": \"p\", \"status\": \"read\", \"recipient_id\": \"1\"}]\n}\n",
    "{\n  \"statuses\": [{\"id\": \"p\", \"status\": \"read\", \"recipient_id\": \"1\",}]\n}\n",
    "{\n  \"no\": \"callback\"\n}\n",
    "  {\n  \"statuses\": [{\"id\": \"p\", \"status\": \"read\", \"recipient_id\": \"1\"}]\n  }\n",
];

#[test]
fn documents_between_the_lines_are_read_as_one_reader_reads_them() {
    for (every, others) in
        DOCUMENTS.iter().map(|one| (3, std::slice::from_ref(one))).chain([(5, &DOCUMENTS[..]), (2, &DOCUMENTS[..3])])
    {
        let file = mixed(4000, every, others);
        let expected = alone_read(&file);
        assert!(expected.0.len() >= 3999, "{}", expected.0.len());
        piped_alike(&file, &expected, others);
    }
}

#[test]
fn a_chunk_of_lines_and_documents_is_cut_between_them_and_read_by_one_worker() {
    let file = mixed(9000, 2, &DOCUMENTS[..1]);
    let (plan, mut decoded) = (plan(), 0);
    let mut chunks = Chunks::new(Box::new(&file[..]), false, Vec::new());
    let (mut chunk, mut decoder) = (Chunk::default(), Decoder::new(&plan));
    while chunks.fill(&mut chunk).unwrap() {
        let mut batch = Batch::default();
        assert!(decode_lines(&mut decoder, &chunk, "f", &mut batch).is_none());
        decoded += batch.tally.events;
    }
    assert_eq!(decoded, 9000 + 4500);
}

/// What else is found between callbacks, a line each.
const NOISE: [&str; 9] = [
    "2024-11-03 08:15:30,482 INFO  [http-nio-8080-exec-3] c.e.hook.Controller - accepted\n",
    "\n",
    "   \n",
    "{\"level\":\"info\",\"ts\":1730621730.482,\"msg\":\"request handled\",\"status\":200}\n",
    "{\"id\":\"evt_1P\",\"object\":\"event\",\"type\":\"invoice.paid\",\"data\":{\"object\":{\"id\":\"in_1\"}}}\n",
    "WARN pool exhausted, 3 waiting; next try in 250ms\n",
    "{\"_id\":{\"$oid\":\"65f0\"},\"statuses\":[{\"id\":\"p\",\"status\":\"read\",\"recipient_id\":\"1\",\"timestamp\":{\"$numberLong\":\"1660019986\"}}]}\n",
    "[{\"metric\":\"cpu\",\"value\":0.31},{\"metric\":\"mem\",\"value\":0.77}]\n",
    "[{\"metric\":\"cpu\"},{\"statuses\":[{\"id\":\"p\",\"status\":\"read\",\"recipient_id\":\"1\"}]}]\r\n",
];

#[test]
fn whatever_is_a_line_by_itself_is_read_by_the_worker_that_meets_it() {
    let plan = plan();
    for noise in NOISE {
        let file = mixed(40, 3, &[noise]);
        let chunk = Chunk { filled: file.len(), buffer: file.clone(), ..Chunk::default() };
        let (mut batch, mut seen) = (Batch::default(), Seen::default());
        let stop = decode_lines(&mut Decoder::new(&plan), &chunk, "f", &mut batch);
        assert!(stop.is_none(), "{noise} {stop:?}");
        note(&batch, &mut seen);
        assert_eq!(seen, alone_read(&file), "{noise}");
    }
}

#[test]
fn lines_of_a_log_are_read_on_every_thread_too() {
    for prefix in ["2024-04-26T08:34:07Z app[12] webhook ", "[2024-04-26 08:34:07] local.INFO: webhook "] {
        let mut file = Vec::new();
        for line in String::from_utf8(mixed(6000, 2000, &OTHERS)).unwrap().lines() {
            let prefix = if line.starts_with("{\"statuses\"") { prefix } else { "" };
            file.extend_from_slice(format!("{prefix}{line}\n").as_bytes());
        }
        let expected = alone_read(&file);
        assert!(expected.0.len() >= 6000, "{}", expected.0.len());
        piped_alike(&file, &expected, prefix);
    }
}

#[test]
fn encoded_files_are_read_as_their_text_is() {
    let file = mixed(4000, 1500, &OTHERS);
    let expected = alone_read(&file);
    let gzip = {
        let mut codec = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        codec.write_all(&file).unwrap();
        codec.finish().unwrap()
    };
    let zstd = zstd::stream::encode_all(&file[..], 1).unwrap();
    let wide: Vec<u8> = [0xfeff]
        .into_iter()
        .chain(String::from_utf8(file.clone()).unwrap().encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let marked = [b"\xef\xbb\xbf", &file[..]].concat();
    let twice = zstd::stream::encode_all(&gzip[..], 1).unwrap();
    for (name, encoded) in [("gzip", &gzip), ("zstd", &zstd), ("wide", &wide), ("marked", &marked), ("twice", &twice)] {
        for (sip, slow) in [(usize::MAX, false), (777, true)] {
            assert_eq!(piped(encoded, sip, slow), expected, "{name}, sips of {sip}");
        }
    }
    // What came before the damage is decoded, and the damage told once.
    for (name, encoded) in [("gzip", &gzip), ("zstd", &zstd)] {
        let seen = piped(&encoded[..encoded.len() / 2], usize::MAX, false);
        assert!(!seen.0.is_empty() && expected.0.starts_with(&seen.0), "{name}");
        assert_eq!(seen.1.iter().filter(|(.., message)| message.contains("cut off; what came")).count(), 1, "{name}");
    }
}

#[test]
fn a_taker_that_wants_no_more_ends_every_thread() {
    let file = mixed(9000, 0, &[]);
    let zstd = zstd::stream::encode_all(&file[..], 1).unwrap();
    for file in [&file, &zstd] {
        let plan = plan();
        let input = Input { file: "f", bytes: Box::new(Sips(file, usize::MAX)), slow: false };
        let mut batches = 0;
        let flow = run::<()>(input, &plan, &mut |_| {
            batches += 1;
            Ok(ControlFlow::Break(()))
        });
        assert!(matches!(flow, Ok(ControlFlow::Break(()))));
        assert_eq!(batches, 1);
        let input = Input { file: "f", bytes: Box::new(Sips(file, usize::MAX)), slow: false };
        let failed = run(input, &plan, &mut |_| Err("full"));
        assert!(matches!(failed, Err(ReadError::Taker("full"))));
    }
}

#[test]
fn nothing_and_nearly_nothing() {
    for file in ["", "\n", "{", "{}", "x", "[]", "\u{feff}", "\u{feff}{}"] {
        assert_eq!(piped(file.as_bytes(), 1, false), alone_read(file.as_bytes()), "{file:?}");
    }
}

/// Files in which values stand one after another, with what may be wrong with them in the middle.
fn of_values(count: usize, fault: &str) -> Vec<(&'static str, String)> {
    let pretty = |number: usize| {
        let value: serde_json::Value = serde_json::from_str(&callback(number)).unwrap();
        serde_json::to_string_pretty(&value).unwrap()
    };
    let text = |number: usize| serde_json::Value::from(callback(number)).to_string();
    let envelope =
        |number: usize| format!(r#"{{"method":"POST","url":"/h","headers":{{"a":"b, [c]"}},"body":{}}}"#, text(number));
    let entry = |number: usize| {
        format!(
            r#"{{"request":{{"method":"POST","url":"/h","headers":[{{"name":"a","value":"b"}}],"postData":{{"text":{}}}}},"response":{{"status":200}}}}"#,
            text(number)
        )
    };
    let other = |number: usize| format!(r#"{{"level":"info","n":{number},"words":["a \" ] , {{","\\"]}}"#);
    let joined = |one: &dyn Fn(usize) -> String, between: &str| {
        let mut all: Vec<String> = (0..count).map(one).collect();
        all.insert(count / 2, fault.to_owned());
        all.retain(|value| !value.is_empty());
        all.join(between)
    };
    let mixed = |number: usize| match number % 3 {
        0 => callback(number),
        1 => envelope(number),
        _ => other(number),
    };
    vec![
        ("one line", format!("[{}]", joined(&callback, ","))),
        ("a line each", format!("[\n{}\n]\n", joined(&callback, ",\n"))),
        ("pretty", format!("[\n  {}\n]\n{}\n", joined(&pretty, ",\n  "), callback(1))),
        ("texts", format!("[{}] trailing words\n", joined(&text, " , "))),
        ("mixed", format!("\n[{}\n]\n{}", joined(&mixed, ",\r\n"), mixed(1))),
        ("records", format!("{{\"Records\":[{}],\"n\":1}}\n{}\n", joined(&envelope, ","), callback(3))),
        ("har", format!("{{\"log\":{{\"version\":\"1.2\",\"entries\":[{}]}}}}", joined(&entry, ",\n"))),
        ("documents", joined(&pretty, "\n")),
        ("documents without a line between", joined(&pretty, "")),
        (
            "documents and lines",
            format!("{}\n{}", joined(&pretty, "\n\n"), String::from_utf8(mixed_lines(count)).unwrap()),
        ),
        (
            "arrays",
            [joined(&callback, ","), joined(&other, ",\n"), joined(&pretty, ",")]
                .map(|list| format!("[{list}]\n"))
                .concat(),
        ),
    ]
}

fn mixed_lines(count: usize) -> Vec<u8> {
    mixed(count, 701, &OTHERS)
}

/// What may stand where a value should.
const FAULTS: [&str; 14] = [
    "",
    "null",
    "{\"a\":[1,2,],}",
    "{\"cut\": [1,",
    "{\"statuses\":[{\"id\":\"x\" \"status\":\"sent\"}]}",
    "\"a text, {\\\"b\\\":1}\"",
    "{\"control\":\"\u{1}\"}",
    "\u{1b}[31m{\"coloured\":1}\u{1b}[0m",
    "/* a remark */ {\"a\":1}",
    "]",
    "}",
    "{'python': None}",
    "words",
    "[[{\"deep\":[{}]}],[]]",
];

#[test]
fn values_one_after_another_are_read_as_one_thread_reads_them() {
    for (turn, fault) in FAULTS.into_iter().enumerate() {
        for (place, (name, file)) in of_values(2600, fault).into_iter().enumerate() {
            // Every form meets a third of the faults.
            if turn > 0 && (turn + place) % 3 > 0 {
                continue;
            }
            let expected = alone_read(file.as_bytes());
            assert!(expected.0.len() > 1000, "{name} {fault} {}", expected.0.len());
            for (sip, slow) in [(usize::MAX, false), (70_001, true)] {
                let seen = piped(file.as_bytes(), sip, slow);
                assert!(
                    seen == expected,
                    "{name}, fault {fault:?}, sips of {sip}: {}",
                    first_difference(&seen, &expected)
                );
            }
        }
    }
}

fn first_difference(seen: &Seen, expected: &Seen) -> String {
    let place = seen.0.iter().zip(&expected.0).position(|(one, other)| one != other);
    let lines = place.map(|place| (place, &seen.0[place], &expected.0[place]));
    format!("{} and {} lines, {lines:?}; {:?} and {:?}", seen.0.len(), expected.0.len(), seen.1, expected.1)
}

/// Bytes that are no UTF-8, cut ends, and exports that are opened while they stream.
#[test]
fn cut_and_spoilt_arrays_are_read_as_one_thread_reads_them() {
    let mut random = fastrand::Rng::with_seed(3);
    let files = of_values(2600, "");
    for round in 0..40 {
        let (name, file) = &files[round % files.len()];
        let mut file = file.clone().into_bytes();
        for _ in 0..random.usize(0..3) {
            let at = random.usize(0..file.len());
            file[at] = [b'"', b'{', b']', b',', 0xff, b'\\', b'\n', b' '][random.usize(0..8)];
        }
        if random.bool() {
            file.truncate(random.usize(0..file.len()));
        }
        let expected = alone_read(&file);
        let seen = piped(&file, [usize::MAX, 9_973][round % 2], round % 4 == 1);
        assert!(seen == expected, "round {round}, {name}: {}", first_difference(&seen, &expected));
    }
}

/// What the caller's thread does is counted on it alone.
#[test]
fn arrays_and_documents_are_decoded_by_the_workers() {
    for (name, file) in of_values(9000, "") {
        if !["one line", "a line each", "pretty", "documents", "mixed", "texts"].contains(&name) {
            continue;
        }
        let before = crate::webhook::effort::spent();
        assert!(piped(file.as_bytes(), usize::MAX, false).0.len() >= 9000, "{name}");
        let spent = crate::webhook::effort::spent() - before;
        assert!(spent < 2 * file.len() as u64, "{name}: {spent} steps for {} bytes on the one thread", file.len());
    }
}

#[test]
fn exports_that_are_opened_while_they_stream_are_read_on_every_thread() {
    let (_, har) = of_values(2600, "").into_iter().find(|(name, _)| *name == "har").unwrap();
    let (front, rest) = har.split_at(har.find("{\"request\"").unwrap());
    let entries = rest.strip_suffix("]}}").unwrap();
    for fault in ["{\"request\":{\"a\" 1}},", "/* */"] {
        let file =
            format!("{front}{}{entries},{fault}{entries}]}}}}\n{}\n", format!("{entries},").repeat(11), callback(1));
        assert!(file.len() > 17 * 1024 * 1024, "{}", file.len());
        let expected = alone_read(file.as_bytes());
        let seen = piped(file.as_bytes(), usize::MAX, false);
        assert!(expected.0.len() > 30_000 && seen == expected, "{fault}: {}", first_difference(&seen, &expected));
    }
    // One in which nothing is found says so.
    let noise = "{\"a\":\"words, words\"},".repeat(900_000);
    let file = format!("{{\"items\":[{}{{}}]}}\n", noise);
    let (expected, seen) = (alone_read(file.as_bytes()), piped(file.as_bytes(), usize::MAX, false));
    assert!(expected.1.len() == 1 && seen == expected, "{:?} {:?}", seen.1, expected.1);
}
