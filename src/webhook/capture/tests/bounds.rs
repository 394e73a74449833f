//! Sizes and hostile input.

use super::super::delimited::Rows;
use super::super::stream::State;
use super::*;
use crate::webhook::effort;

/// Counts; keeps nothing.
#[derive(Default)]
struct Count {
    bodies: usize,
    largest: usize,
    problems: Vec<String>,
    /// How many headers came, and how long they are together.
    headers: (usize, usize),
}

impl BodySink for Count {
    fn body(&mut self, body: Body<'_>) -> ControlFlow<()> {
        self.bodies += 1;
        self.largest = self.largest.max(body.bytes.len());
        let headers = body.headers.map_or(&[][..], |headers| &headers.0);
        self.headers = (headers.len(), headers.iter().map(|(name, value)| name.len() + value.len()).sum());
        ControlFlow::Continue(())
    }

    fn problem(&mut self, problem: Problem<'_>) -> ControlFlow<()> {
        self.problems.push(problem.message.into_owned());
        ControlFlow::Continue(())
    }
}

/// Feeds the parts in turn and says how much the reader held at most.
fn feed<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> (Count, usize) {
    let mut count = Count::default();
    let mut reader = Capture::new("f");
    let mut most = 0;
    for part in parts {
        for piece in part.chunks(64 * 1024) {
            let _ = reader.push(piece, &mut count);
            most = most.max(reader.stream.buffer.capacity());
        }
    }
    let _ = reader.finish(&mut count);
    (count, most)
}

const MEBIBYTE: usize = 1024 * 1024;

fn body_of(size: usize) -> String {
    let shell = r#"{"track_id":"","attachment_id":"1"}"#.len();
    format!(r#"{{"track_id":"{}","attachment_id":"1"}}"#, "x".repeat(size - shell))
}

#[test]
fn a_body_of_16_mib_passes_and_one_byte_more_is_told() {
    let fits = body_of(MAX_BODY);
    let (count, most) = feed([fits.as_bytes(), b"\n", PAGE.as_bytes()]);
    assert_eq!((count.bodies, count.largest, count.problems), (2, MAX_BODY, Vec::new()));
    assert!(most <= MAX_BODY + MEBIBYTE, "{most}");
    let large = body_of(MAX_BODY + 1);
    for (before, after) in [("", "\n"), ("[", "]"), ("{\"headers\":{},\"body\":", "}")] {
        let (count, _) = feed([before.as_bytes(), large.as_bytes(), after.as_bytes(), PAGE.as_bytes()]);
        assert_eq!((count.bodies, count.problems.len()), (1, 1), "{before} {:?}", count.problems);
        assert!(count.problems[0].contains("16 MiB"), "{:?}", count.problems);
    }
}

#[test]
fn arrays_exports_and_har_stream_at_any_size() {
    let entry = format!(
        r#"{{"startedDateTime":"2024-04-26T08:34:07.000Z","request":{{"method":"POST","url":"u","headers":[],"postData":{{"text":{}}}}},"response":{{"content":{{"text":"{}"}}}}}},"#,
        quoted(PAGE),
        "y".repeat(MEBIBYTE)
    );
    let huge = entry.replace("\"response\":{", &format!("\"response\":{{\"z\":\"{}\",", "z".repeat(17 * MEBIBYTE)));
    let site = format!(r#"{{"uuid":"u","method":"POST","headers":{{}},"content":{}}},"#, quoted(PAGE));
    let site = site.repeat(MEBIBYTE / site.len());
    let last = |text: &str| text.trim_end_matches(',').to_owned();
    for (front, element, count, back, expected) in [
        ("[", format!("{PAGE},").repeat(1000), 100, "]", 101_000),
        (r#"{"log":{"version":"1.2","creator":{"name":"c"},"pages":[],"entries":["#, entry.clone(), 40, "]}}", 41),
        (r#"{"log":{"entries":["#, huge, 2, "]}}", 3),
        (r#"{"total":1,"data":["#, site.clone(), 40, "]}", 41 * (site.matches("\"uuid\"").count())),
    ] {
        let end = last(&element);
        let parts = std::iter::once(front.as_bytes())
            .chain(std::iter::repeat_n(element.as_bytes(), count))
            .chain([end.as_bytes(), back.as_bytes()]);
        let (found, most) = feed(parts);
        assert_eq!((found.bodies, found.problems), (expected, Vec::new()), "{front}");
        assert!(most <= MAX_BODY + MEBIBYTE, "{front} {most}");
    }
}

/// What captures end with, begin with, or break with, without end.
const HOSTILE: &[&str] = &[
    "x",
    "{",
    "[",
    "\"",
    "{\"a\":",
    "[[",
    "{\"body\":",
    "\\",
    "'",
    "{'a':",
    "GET / HTTP/1.1\n",
    "POST / HTTP/1.1\n\n",
    "a,b\n",
    "\"{\"\"",
    "{\\x22",
    "{\"a\":1,\n",
    "{\n",
    "[\n",
    "{\"a\":[\n",
    "INFO {'a': 1,\n 'b': {'c': 2\n",
    "{'a':\n",
    "{'a': 1,\n",
    "{\"a\"=>\n",
    "{a:\n",
    "curl '",
    "--abcd-A--\n",
    "--abcd-C--\n{",
    "<request",
    "***. row ***\n",
    "###\n",
    "{}",
    "{ ",
    "[{",
    "[1",
    "\"\\\"",
    "\u{feff}",
    "\n",
    " ",
    "\0",
    "{\"$oid\":",
    "a{'",
    "a{\"b\":",
    "a {\"b\":1",
    "b'{\\x",
    "curl -d {",
    "| {+\n",
    "-----\n",
    "{\"request\":",
    "}",
    "]",
    ",",
    "<?xml",
    "<item><request base64=\"true\">AAAA",
    "1,\"{\"\"a\n",
    "HTTP/1.1 200 OK\n\n",
    "{\"headers\":{},\"body\":\"{",
    "{\"a\":\"\n",
    "{\"a\"=>",
    "{a: [Object], ",
];

#[test]
fn endless_lines_deep_nesting_and_bombs_take_no_memory_and_no_time() {
    // Something quadratic would not come to an end here.
    let part = |text: &str| text.repeat(MEBIBYTE / 4 / text.len());
    for unit in HOSTILE {
        let part = part(unit);
        let (_, most) = feed(std::iter::repeat_n(part.as_bytes(), 2));
        assert!(most <= 36 * MEBIBYTE, "{unit:?} {most}");
    }
    let bomb = gzip(gzip(vec![b' '; 64 * MEBIBYTE]));
    let (count, most) = feed([bomb.as_slice()]);
    assert_eq!((count.bodies, count.problems), (0, Vec::new()));
    assert!(most <= MEBIBYTE, "{most}");
}

#[test]
fn twice_the_bytes_are_looked_at_twice() {
    let spent = |unit: &str, size: usize| {
        let text = unit.repeat(size / unit.len());
        let before = effort::spent();
        feed([text.as_bytes()]);
        effort::spent() - before
    };
    for unit in HOSTILE {
        let (one, two) = (spent(unit, MEBIBYTE / 32), spent(unit, MEBIBYTE / 16));
        assert!(two <= 5 * one / 2 + 64 * 1024, "{unit:?}: {one} and {two} bytes");
        assert!(two <= 128 * MEBIBYTE as u64 / 16, "{unit:?}: {two} bytes of {}", MEBIBYTE / 16);
    }
}

#[test]
fn a_head_without_end_is_kept_as_far_as_heads_go() {
    let many = "a: b\n".repeat(10_000);
    let folded = format!("a: b\n{}", " more of it, and more\n".repeat(10_000));
    let long = format!("a: {}\nb: c\n", "x".repeat(MEBIBYTE));
    for head in [many, folded, long] {
        let length = head.len();
        for text in [
            format!("--abcdef-A--\nx\n--abcdef-B--\nPOST /h HTTP/1.1\n{head}--abcdef-C--\n{PAGE}\n--abcdef-Z--\n"),
            format!("POST /h HTTP/1.1\n{head}\n{PAGE}\n"),
        ] {
            let (count, _) = feed([text.as_bytes()]);
            assert!(count.headers.0 <= 256 && count.headers.1 <= 65 * 1024, "{:?} of {length}", count.headers);
        }
    }
}

#[test]
fn a_quote_that_no_row_closes_is_not_looked_for_from_each_of_its_lines() {
    let spent = |size: usize| {
        let mut reader = Capture::text("f");
        reader.stream.state = State::Container(Rows::of_at_most(4096));
        reader.stream.credit = 0;
        // From whichever line it is read, a quote is open at each line's end.
        let text = "a\"b,\"c\n".repeat(size / 7);
        let (before, mut count) = (effort::spent(), Count::default());
        for piece in text.as_bytes().chunks(1024) {
            let _ = reader.push(piece, &mut count);
        }
        let _ = reader.finish(&mut count);
        assert!(count.problems[0].contains("is a quote missing"), "{:?}", count.problems);
        effort::spent() - before
    };
    let (one, two) = (spent(MEBIBYTE / 32), spent(MEBIBYTE / 16));
    assert!(two <= 5 * one / 2 + 8 * 1024, "{one} and {two} bytes");
    assert!(two <= 8 * MEBIBYTE as u64 / 16, "{two} bytes of {}", MEBIBYTE / 16);
}

#[test]
fn an_endless_line_is_told_and_the_next_one_read() {
    let part = "x".repeat(MEBIBYTE);
    let (count, most) =
        feed(std::iter::repeat_n(part.as_bytes(), 20).chain([b"\n".as_slice(), PAGE.as_bytes(), b"\n"]));
    assert_eq!((count.bodies, count.problems.len()), (1, 1), "{:?}", count.problems);
    assert!(most <= MAX_BODY + MEBIBYTE, "{most}");
}

#[test]
fn the_sink_can_end_the_reading() {
    struct Once(usize);
    impl BodySink for Once {
        fn body(&mut self, _: Body<'_>) -> ControlFlow<()> {
            self.0 += 1;
            ControlFlow::Break(())
        }
        fn problem(&mut self, _: Problem<'_>) -> ControlFlow<()> {
            ControlFlow::Break(())
        }
    }
    let mut once = Once(0);
    let flow = read(format!("{PAGE}\n{PAGE}\n").as_bytes(), Source { file: "f", line: 1 }, &mut once).unwrap();
    assert_eq!((flow, once.0), (ControlFlow::Break(()), 1));
}

/// More values than are listed of one document: its entries are read one by one, a body of so many is told.
#[test]
fn a_document_of_more_values_than_are_listed_is_opened_while_it_streams() {
    let many = "1,".repeat(1 << 20);
    let export = format!(r#"{{"requests":[{{"method":"POST","headers":{{}},"body":{PAGE}}}],"counts":[{many}1]}}"#);
    let mut count = Count::default();
    let _ = read(export.as_bytes(), Source { file: "f", line: 1 }, &mut count).unwrap();
    assert_eq!((count.bodies, count.problems), (1, Vec::new()));
    let body = format!(r#"{{"object":"page","entry":[{many}1]}}"#);
    let held = capture(body.as_bytes());
    assert_eq!(held.bodies.len(), 0);
    assert_eq!(held.problems, ["1 unreadable the body is not JSON, or nested too deep, or of too many values"]);
}
