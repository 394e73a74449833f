//! The fuzzers' targets on every stable build: the seeds, and seeds cut, joined, doubled and spoilt.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::*;

/// Rounds of the smoke run; `MSGOPS_FUZZ_ROUNDS` asks for more.
fn rounds() -> usize {
    std::env::var("MSGOPS_FUZZ_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(3000)
}

fn files(folder: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// One of the seeds, changed a few times.
fn mutated(seeds: &[Vec<u8>], random: &mut fastrand::Rng) -> Vec<u8> {
    const PIECES: [&[u8]; 40] = [
        b"{",
        b"}",
        b"[",
        b"]",
        b"\"",
        b"\\",
        b",",
        b":",
        b"\n",
        b"\r\n",
        b"\n\n",
        b"'",
        b"|",
        b"=>",
        b"\\x22",
        b"\"\"",
        b"{\"",
        b"\0",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\x1f\x8b",
        b"###\n",
        b"POST / HTTP/1.1\n",
        b"HTTP/1.1 200 OK\n",
        b"curl -d '",
        b"--abcd-C--\n",
        b"Content-Length: 5\n",
        b"Transfer-Encoding: chunked\n\n",
        b"5\n",
        b"id,body\n",
        b"[Object]",
        b"None",
        b"\\u",
        b"\\ud83d",
        b"1e9",
        b"-",
        b"+",
        b"---+---\n",
        b"\"body\":",
        b"\"headers\":{},",
    ];
    let mut data = random.choice(seeds).cloned().unwrap_or_default();
    for _ in 0..random.usize(1..6) {
        let at = random.usize(0..=data.len());
        match random.u8(0..7) {
            0 => data.truncate(at),
            1 => drop(data.drain(..at)),
            2 => drop(data.splice(at..at, random.choice(PIECES).unwrap_or_default().iter().copied())),
            3 if at < data.len() => data[at] = random.u8(..),
            4 => {
                let end = random.usize(at..=data.len()).min(at + 64);
                let piece = data[at..end].to_vec();
                data.splice(at..at, piece);
            }
            5 => {
                let end = random.usize(at..=data.len()).min(at + 8);
                data.drain(at..end);
            }
            _ => data.extend_from_slice(&random.choice(seeds).cloned().unwrap_or_default()),
        }
        data.truncate(8192);
    }
    data
}

fn run(target: fn(&[u8]), seeds: &[Vec<u8>]) {
    for seed in seeds {
        target(seed);
    }
    let first: u64 = std::env::var("MSGOPS_FUZZ_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    for round in 0..rounds() as u64 {
        let data = mutated(seeds, &mut fastrand::Rng::with_seed(first + round));
        if catch_unwind(AssertUnwindSafe(|| target(&data))).is_err() {
            panic!("round {}: {:?}", first + round, String::from_utf8_lossy(&data));
        }
    }
}

#[test]
fn containers_hold_for_seeds_and_what_is_made_of_them() {
    let mut seeds = files(&root().join("fuzz/seeds/containers"));
    seeds.extend(
        files(&root().join("tests/fixtures/corpus/webhooks")).into_iter().map(|text| [b"\x07", &text[..]].concat()),
    );
    run(containers, &seeds);
}

#[test]
fn events_hold_for_seeds_and_what_is_made_of_them() {
    let mut seeds = files(&root().join("tests/fixtures/corpus/webhooks"));
    seeds.extend(files(&root().join("tests/fixtures/corpus/api")));
    run(events, &seeds);
}

#[test]
fn signatures_hold_for_seeds_and_what_is_made_of_them() {
    run(signatures, &files(&root().join("fuzz/seeds/signatures")));
}

/// Seeds are small files of their own, so that a fuzzer can take and a person read them.
#[test]
fn every_seed_of_containers_holds_a_body_or_says_why_not() {
    for seed in files(&root().join("fuzz/seeds/containers")) {
        let mut seen = Seen::default();
        let _ = capture::read(&seed[1..], Source { file: "f", line: 1 }, &mut seen).unwrap();
        assert!(!seen.bodies.is_empty() || !seen.problems.is_empty(), "{}", String::from_utf8_lossy(&seed));
    }
}
