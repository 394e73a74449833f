//! Each wrapper of docs/captures.md, broken input, bounds.

use std::fmt::Write as _;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::Path;

use base64::Engine as _;
use serde_json::{Value, json};

use super::{Capture, line, read};
use crate::webhook::body::{Body, BodySink, LineEnd, MAX_BODY, Problem, ProblemKind, Source};

mod bounds;
mod broken;
mod chains;
mod mended;
mod requests;
mod strangers;
mod wrappers;

/// What a container held.
#[derive(Default, Debug)]
struct Held {
    bodies: Vec<Found>,
    problems: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
struct Found {
    json: String,
    line: u64,
    raw: Option<String>,
    headers: Vec<(String, String)>,
    received: Option<String>,
    repaired: bool,
}

impl BodySink for Held {
    fn body(&mut self, body: Body<'_>) -> ControlFlow<()> {
        self.bodies.push(Found {
            json: std::str::from_utf8(body.bytes).unwrap().to_owned(),
            line: body.source.line,
            raw: body.raw.map(|raw| String::from_utf8_lossy(raw).into_owned()),
            headers: body.headers.map(|headers| headers.0.clone()).unwrap_or_default(),
            received: body.received.map(|time| time.to_string()),
            repaired: body.repaired,
        });
        ControlFlow::Continue(())
    }

    fn problem(&mut self, problem: Problem<'_>) -> ControlFlow<()> {
        let mut text = format!("{}", problem.source.line);
        if let Some(column) = problem.column {
            write!(text, ":{column}").unwrap();
        }
        let kind = if problem.kind == ProblemKind::Skipped { "skipped" } else { "unreadable" };
        write!(text, " {kind} {}", problem.message).unwrap();
        if problem.count > 1 {
            write!(text, ", {} times", problem.count).unwrap();
        }
        self.problems.push(text);
        ControlFlow::Continue(())
    }
}

impl Held {
    fn json(&self) -> Vec<Value> {
        self.bodies.iter().map(|body| serde_json::from_str(&body.json).expect(&body.json)).collect()
    }
}

/// Reads a file whole and, to the same end, a few bytes at a time.
#[track_caller]
fn capture(file: impl AsRef<[u8]>) -> Held {
    let file = file.as_ref();
    let mut held = Held::default();
    let _ = read(file, Source { file: "f", line: 1 }, &mut held).unwrap();
    if file.len() < 100_000 {
        for size in [1, 7] {
            let mut again = Held::default();
            let mut reader = Capture::new("f");
            for piece in file.chunks(size) {
                let _ = reader.push(piece, &mut again);
            }
            let _ = reader.finish(&mut again);
            assert_eq!((&held.bodies, &held.problems), (&again.bodies, &again.problems), "in pieces of {size}");
        }
    }
    held
}

const PAGE: &str = r#"{"object":"page","entry":[{"id":"110661988000000","time":1714120447751,"messaging":[{"sender":{"id":"524807506000000"},"recipient":{"id":"110661988000000"},"timestamp":1714120446870,"message":{"mid":"m_1","text":"it's \"11\" 你好"}}]}]}"#;

fn page() -> Value {
    serde_json::from_str(PAGE).unwrap()
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

fn base64(text: impl AsRef<[u8]>) -> String {
    base64::engine::general_purpose::STANDARD.encode(text)
}

fn gzip(text: impl AsRef<[u8]>) -> Vec<u8> {
    let mut codec = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    codec.write_all(text.as_ref()).unwrap();
    codec.finish().unwrap()
}

/// The corpus: names and texts of the files that are JSON as they stand.
fn corpus() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/corpus/webhooks");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let text = |path: &Path| std::fs::read_to_string(path).unwrap();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), text(path))).collect()
}

/// The corpus without the two files that need mending.
fn sound_corpus() -> Vec<(String, String)> {
    let sound = |text: &str| serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
    corpus().into_iter().filter(|(_, text)| sound(text)).collect()
}
