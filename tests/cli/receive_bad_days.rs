//! `listen` on bad days: targets that are slow, kills under load, bombs, other volumes.

use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

use crate::harness::Machine;
use crate::receive::{Listening, Target, captures, exchange, lines, message, read};

/// A target that answers each callback only when it is told to.
struct Slow {
    address: SocketAddr,
    seen: mpsc::Receiver<String>,
    release: mpsc::Sender<()>,
}

impl Slow {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (sender, seen) = mpsc::channel();
        let (release, held) = mpsc::channel::<()>();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                let Some(request) = read(&mut stream) else { continue };
                let body = request.split_once("\r\n\r\n").unwrap().1.to_owned();
                if sender.send(body).is_err() || held.recv().is_err() {
                    return;
                }
                let _ = stream.write_all(b"HTTP/1.1 200 x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            }
        });
        Self { address, seen, release }
    }
}

#[test]
fn a_slow_target_holds_up_no_answer_and_gets_everything_in_order() {
    let machine = Machine::new();
    let target = Slow::start();
    let listening = Listening::start(&machine, &["--forward", &format!("http://{}/", target.address)]);
    assert_eq!(listening.post("/", b"0"), Some(200));
    assert_eq!(target.seen.recv().unwrap(), "0");
    // The target has the first and says nothing: everybody else is answered all the same.
    for number in 1..60 {
        assert_eq!(listening.post("/", number.to_string().as_bytes()), Some(200));
    }
    let healthy = b"GET /healthz HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n";
    assert_eq!(exchange(listening.address, healthy).unwrap().0, 200);
    assert!(target.seen.try_recv().is_err(), "one at a time");
    for number in 1..60 {
        target.release.send(()).unwrap();
        assert_eq!(target.seen.recv().unwrap(), number.to_string());
    }
    target.release.send(()).unwrap();
    listening.end().exits(0);
}

/// Sends one number after the other, each until it is answered, over listeners that come and go.
fn send_numbers(address: &Arc<Mutex<SocketAddr>>, over: &Arc<AtomicBool>) -> thread::JoinHandle<u64> {
    let (address, over) = (Arc::clone(address), Arc::clone(over));
    thread::spawn(move || {
        let mut number = 0;
        while !over.load(Ordering::Relaxed) {
            let to = *address.lock().unwrap();
            let body = number.to_string();
            let request = format!(
                "POST /n HTTP/1.1\r\nhost: here\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
                body.len()
            );
            if exchange(to, request.as_bytes()).is_ok_and(|(status, _)| status == 200) {
                number += 1;
            }
        }
        number
    })
}

#[test]
fn a_forwarder_that_is_killed_under_load_skips_nothing_and_keeps_the_order() {
    const ROUNDS: usize = 6;
    let machine = Machine::new();
    let target = Target::start("127.0.0.1:0", &[]);
    let url = format!("http://{}/in", target.address);
    let mut listening = Listening::start(&machine, &["--forward", &url]);
    let address = Arc::new(Mutex::new(listening.address));
    let over = Arc::new(AtomicBool::new(false));
    let sender = send_numbers(&address, &over);
    let mut handed = Vec::new();
    let body = |told: String| told.rsplit("\r\n").next().unwrap().to_owned();
    for round in 0..ROUNDS {
        // So many were handed on, and then the kill: where that falls nobody knows.
        handed.extend((0..5 + 17 * round % 40).map(|_| body(target.next())));
        drop(listening);
        listening = Listening::start(&machine, &["--forward", &url]);
        *address.lock().unwrap() = listening.address;
    }
    over.store(true, Ordering::Relaxed);
    let answered = sender.join().unwrap();
    assert_eq!(listening.post("/n", b"last"), Some(200));
    while handed.last().is_none_or(|last| last != "last") {
        handed.push(body(target.next()));
    }
    let captured: Vec<String> =
        lines(&captures(&machine)).iter().map(|line| line["body"].as_str().unwrap().to_owned()).collect();
    // In the order of the captures; a kill may lead back, and never ahead.
    let (mut next, mut back) = (0, 0);
    for body in &handed {
        if captured.get(next) != Some(body) {
            next = captured[..next].iter().rposition(|earlier| earlier == body).expect("one was skipped");
            back += 1;
        }
        next += 1;
    }
    assert_eq!(next, captured.len(), "everything was handed on");
    assert!(back <= ROUNDS, "it went back {back} times");
    assert!((0..answered).all(|number| captured.contains(&number.to_string())));
}

fn zipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_compressed_body_is_kept_as_it_came_and_a_bomb_fills_no_memory() {
    let machine = Machine::new();
    let listening = Listening::start(&machine, &[]);
    let gzip = [("content-encoding", "gzip"), ("content-type", "application/json")];
    let bomb = zipped(&vec![b' '; 48 << 20]);
    for _ in 0..3 {
        assert_eq!(listening.try_post("/", &gzip, &bomb), Some(200));
    }
    assert_eq!(listening.try_post("/", &gzip, &zipped(message("m_1").as_bytes())), Some(200));
    #[cfg(target_os = "linux")]
    {
        let status = std::fs::read_to_string(format!("/proc/{}/status", listening.child.id())).unwrap();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        let kib: u64 = peak.split_whitespace().next().unwrap().parse().unwrap();
        assert!(kib < 64 << 10, "{kib} KiB");
    }
    listening.end().exits(0);
    let directory = captures(&machine);
    let kept = lines(&directory);
    assert!(kept.iter().all(|line| line["body_base64"].is_string()));
    let decoded = machine.run(["webhook-decode", directory.to_str().unwrap(), "-o", "ndjson"]).exits(0);
    assert_eq!(decoded.stdout.lines().count(), 1, "{}", decoded.stdout);
    assert!(decoded.stdout.contains("\"message_id\":\"m_1\""), "{}", decoded.stdout);
    assert!(decoded.stderr.contains("16 MiB"), "{}", decoded.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn captures_may_lie_on_another_volume_and_one_that_takes_nothing_is_told() {
    let machine = Machine::new();
    let shared = Path::new("/dev/shm");
    if shared.is_dir() {
        let volume = tempfile::tempdir_in(shared).unwrap();
        let directory = volume.path().join("captures");
        let named = directory.to_str().unwrap();
        let listening = Listening::start(&machine, &["--captures", named]);
        let large = format!("{}{}", message("m_2"), " ".repeat(200_000));
        assert_eq!(listening.post("/", message("m_1").as_bytes()), Some(200));
        assert_eq!(listening.post("/", large.as_bytes()), Some(200));
        // Moved to a volume of its own while it is written: copied there, and then deleted here.
        let file =
            std::fs::read_dir(&directory).unwrap().map(|entry| entry.unwrap().path()).find(|path| path.is_file());
        std::fs::copy(file.as_ref().unwrap(), machine.path().join("archived.ndjson")).unwrap();
        std::fs::remove_file(file.unwrap()).unwrap();
        assert_eq!(listening.post("/", message("m_3").as_bytes()), Some(200));
        listening.end().exits(0);
        let decoded = machine.run(["webhook-decode", "archived.ndjson", named, "-o", "ndjson"]).exits(0).stdout;
        assert_eq!(decoded.lines().count(), 3, "{decoded}");
    }
    let run = machine.run(["-p", "sandbox", "listen", "--addr", ":0", "--captures", "/proc/captures", "-o", "ndjson"]);
    let error = run.exits(10).error();
    assert!(error["kind"] == "io" && error["message"].as_str().unwrap().contains("/proc/captures"), "{error}");
}
