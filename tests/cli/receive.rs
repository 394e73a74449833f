//! `listen` and `replay`: what was answered is on disk, whatever happens.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

use base64::Engine as _;
use serde_json::{Value, json};

use crate::harness::{Machine, Run};

/// A listener at work, killed when it is dropped.
pub struct Listening {
    pub child: Child,
    pub address: SocketAddr,
    stderr: BufReader<ChildStderr>,
}

impl Listening {
    pub fn start(machine: &Machine, arguments: &[&str]) -> Self {
        let mut command = machine.command(["-p", "sandbox", "listen", "--addr", ":0", "-o", "ndjson"]);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null());
        Self::spawn(command)
    }

    fn spawn(mut command: Command) -> Self {
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let mut listening = Self { child, address: SocketAddr::from(([127, 0, 0, 1], 0)), stderr };
        let line = listening.hears("listening on ");
        let address = line.split_once("://").unwrap().1.split(';').next().unwrap();
        listening.address = address.parse().unwrap();
        listening
    }

    pub fn post(&self, path: &str, body: &[u8]) -> Option<u16> {
        self.try_post(path, &[], body)
    }

    /// The status, when there was an answer.
    pub fn try_post(&self, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Option<u16> {
        post(self.address, path, headers, body).ok()
    }

    /// Waits for a line on stderr that has `words` in it.
    pub fn hears(&mut self, words: &str) -> String {
        let mut told = String::new();
        loop {
            let mut line = String::new();
            assert!(self.stderr.read_line(&mut line).unwrap() > 0, "`{words}` was not told: {told}");
            if line.contains(words) {
                return line;
            }
            told.push_str(&line);
        }
    }

    fn signal(&self, signal: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
    }

    /// Ends it as a service manager does.
    pub fn end(mut self) -> Run {
        self.signal("-TERM");
        let mut stderr = String::new();
        self.stderr.read_to_string(&mut stderr).unwrap();
        let code = self.child.wait().unwrap().code().unwrap();
        Run { stdout: String::new(), stderr, code }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn request(path: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let mut bytes = format!(
        "POST {path} HTTP/1.1\r\nhost: here\r\nconnection: close\r\ncontent-length: {}\r\n{headers}\r\n",
        body.len()
    )
    .into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

fn post(address: SocketAddr, path: &str, headers: &[(&str, &str)], body: &[u8]) -> std::io::Result<u16> {
    exchange(address, &request(path, headers, body)).map(|(status, _)| status)
}

/// The status and the whole answer.
pub fn exchange(address: SocketAddr, bytes: &[u8]) -> std::io::Result<(u16, String)> {
    let mut stream = TcpStream::connect(address)?;
    // Whoever refuses what is written may say so all the same.
    let written = stream.write_all(bytes);
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    written?;
    let text = String::from_utf8_lossy(&answer).into_owned();
    match text.get(9..12).and_then(|status| status.parse().ok()) {
        Some(status) => Ok((status, text)),
        None => Err(std::io::ErrorKind::UnexpectedEof.into()),
    }
}

pub fn captures(machine: &Machine) -> PathBuf {
    machine.state_dir().join("captures/sandbox")
}

/// Every line of the captures, in order.
pub fn lines(directory: &Path) -> Vec<Value> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
        .iter()
        .flat_map(|file| {
            let text = std::fs::read_to_string(file).unwrap();
            text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect::<Vec<Value>>()
        })
        .collect()
}

pub fn message(mid: &str) -> String {
    json!({"object": "page", "entry": [{"id": "1", "time": 1714295033250_u64, "messaging": [{
        "sender": {"id": "5"}, "recipient": {"id": "1"}, "timestamp": 1714295033250_u64,
        "message": {"mid": mid, "text": "hi"}
    }]}]})
    .to_string()
}

#[test]
fn a_callback_is_on_disk_to_the_byte_before_it_is_answered() {
    let machine = Machine::new();
    let listening = Listening::start(&machine, &["--reply", "success"]);
    let body = message("m_1");
    let sent = request("/hook?a=%201", &[("X-Two", "a"), ("x-two", "b"), ("Authorization", "secret")], body.as_bytes());
    let (status, answer) = exchange(listening.address, &sent).unwrap();
    assert_eq!((status, answer.rsplit("\r\n").next()), (200, Some("success")));
    let line = lines(&captures(&machine)).remove(0);
    let keys: Vec<&String> = line.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["received", "method", "path", "headers", "body"]);
    assert_eq!((&line["method"], &line["path"]), (&json!("POST"), &json!("/hook?a=%201")));
    assert_eq!(line["body"], Value::from(body));
    assert_eq!(line["headers"]["x-two"], json!(["a", "b"]));
    assert!(line["headers"].get("authorization").is_none());
    assert_eq!(listening.post("/gz", b"\x1f\x8b\x08\0\0bomb\xff"), Some(200));
    assert_eq!(lines(&captures(&machine))[1]["body_base64"], "H4sIAABib21i/w==");
    let run = listening.end().exits(0);
    assert!(run.stderr.contains("2 callbacks taken"), "{}", run.stderr);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&captures(&machine)), 0o700);
        for entry in std::fs::read_dir(captures(&machine)).unwrap().map(|entry| entry.unwrap().path()) {
            assert_eq!(mode(&entry), if entry.is_dir() { 0o700 } else { 0o600 }, "{}", entry.display());
        }
    }
    let decoded = machine.run(["webhook-decode", captures(&machine).to_str().unwrap(), "-o", "ndjson"]);
    assert!(decoded.stdout.contains("\"message_id\":\"m_1\""), "{}", decoded.stdout);
}

#[test]
fn events_are_printed_as_they_come_and_a_filter_chooses_only_what_is_printed() {
    let machine = Machine::new();
    let mut command = machine.command(["-p", "sandbox", "listen", "--addr", ":0", "-o", "ndjson", "--contact", "5"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut listening = Listening::spawn(command);
    let mut stdout = BufReader::new(listening.child.stdout.take().unwrap());
    listening.post("/", message("m_1").replace("\"5\"", "\"6\"").as_bytes());
    listening.post("/", message("m_2").as_bytes());
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    let event: Value = serde_json::from_str(&line).unwrap();
    assert_eq!((&event["message_id"], &event["source"]["line"]), (&json!("m_2"), &json!(2)));
    assert_eq!(lines(&captures(&machine)).len(), 2);
    // Nobody reads any more: it goes on.
    drop(stdout);
    for number in 3..40 {
        assert_eq!(listening.post("/", message(&format!("m_{number}")).as_bytes()), Some(200));
    }
    assert_eq!(lines(&captures(&machine)).len(), 39);
    listening.end().exits(0);
}

#[test]
fn a_subscription_is_answered_with_its_challenge() {
    let machine = Machine::new();
    let token = machine.file("token", "s3cret\n");
    let machine = machine.env("MSGOPS_WEBHOOK_VERIFY_TOKEN_FILE", token.to_str().unwrap());
    let listening = Listening::start(&machine, &[]);
    let get = |target: &str| {
        let bytes = format!("GET {target} HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n");
        exchange(listening.address, bytes.as_bytes()).unwrap()
    };
    let (status, answer) = get("/hook?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=s3cret");
    assert_eq!((status, answer.rsplit("\r\n").next()), (200, Some("1158201444")));
    assert_eq!(get("/hook?hub.mode=subscribe&hub.challenge=1&hub.verify_token=other").0, 403);
    assert_eq!(get("/healthz").0, 200);
    assert_eq!(get("/").0, 404);
    assert!(lines_or_none(&machine).is_empty());
}

fn lines_or_none(machine: &Machine) -> Vec<Value> {
    if captures(machine).exists() { lines(&captures(machine)) } else { Vec::new() }
}

#[test]
fn one_listener_a_directory_and_one_program_a_port() {
    let machine = Machine::new();
    let listening = Listening::start(&machine, &[]);
    let run = machine.run(["-p", "sandbox", "listen", "--addr", ":0", "-o", "ndjson"]).exits(9);
    assert_eq!(run.error()["kind"], "locked");
    let address = listening.address.to_string();
    let other = Machine::new();
    let run = other.run(["-p", "sandbox", "listen", "--addr", &address, "-o", "ndjson"]).exits(10);
    assert!(run.error()["message"].as_str().unwrap().contains(&address));
}

#[test]
fn what_cannot_be_is_refused_before_anything_is_made() {
    let machine = Machine::new();
    for (arguments, word) in [
        (&["-o", "json"][..], "ndjson"),
        (&["--raw"], "--raw"),
        (&["--addr", "0.0.0.0:0"], "--expose"),
        (&["--forward", "http://192.0.2.1/"], "https://"),
        (&["--addr", "127.0.0.1:8787", "--forward", "http://localhost:8787/"], "circles"),
        (&["--forward", "https://user:pass@hooks.example/"], "password"),
        (&["--tls-cert", "nowhere.pem", "--tls-key", "nowhere.pem"], "nowhere.pem"),
        (&["--tls-cert", "nowhere.pem"], "--tls-key"),
    ] {
        let run = machine.run(["-p", "sandbox", "listen"].iter().chain(arguments)).exits(2);
        assert!(run.stderr.contains(word), "{}", run.stderr);
    }
    let run = machine.run(["-p", "sandbox", "listen", "--dry-run"]).exits(0);
    assert!(run.stderr.contains("dry run"), "{}", run.stderr);
    assert!(!machine.state_dir().exists());
    let read_only = Machine::new().env("MSGOPS_READ_ONLY", "1");
    read_only.run(["-p", "sandbox", "listen", "--forward", "http://127.0.0.1:1/"]).exits(3);
}

#[test]
fn captures_that_are_named_need_no_profile() {
    let machine = Machine::new();
    let named = ["listen", "--captures", "hooks", "--addr", "127.0.0.1:0", "-o", "ndjson"];
    let mut command = machine.command(named);
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let listening = Listening::spawn(command);
    assert_eq!(listening.post("/", message("m_1").as_bytes()), Some(200));
    listening.end().exits(0);
    assert_eq!(lines(&machine.path().join("hooks")).len(), 1);
    assert!(!machine.state_dir().exists(), "nothing else is made");
    machine.run([&named[..], &["--require-signature"]].concat()).exits(3);
    let read_only = Machine::new().env("MSGOPS_READ_ONLY", "1");
    read_only.run([&named[..], &["--forward", "http://127.0.0.1:1/"]].concat()).exits(3);
    machine.run(["listen", "--addr", "127.0.0.1:0"]).exits(3);
}

#[cfg(unix)]
#[test]
fn what_stands_above_the_profile_s_captures_is_ours_alone() {
    use std::os::unix::fs::PermissionsExt;
    let machine = Machine::new();
    let above = machine.state_dir().join("captures");
    std::fs::create_dir_all(&above).unwrap();
    std::fs::set_permissions(&above, std::fs::Permissions::from_mode(0o1777)).unwrap();
    let listening = Listening::start(&machine, &[]);
    assert_eq!(std::fs::metadata(&above).unwrap().permissions().mode() & 0o7777, 0o700);
    drop(listening);
    std::fs::remove_dir_all(&above).unwrap();
    std::fs::write(&above, "no directory").unwrap();
    machine.run(["-p", "sandbox", "listen", "--addr", ":0"]).exits(10);
}

#[test]
fn a_time_to_listen_ends_it() {
    let machine = Machine::new();
    let run = machine.run(["-p", "sandbox", "listen", "--addr", ":0", "--for", "50ms"]).exits(0);
    assert!(run.stderr.contains("0 callbacks taken"), "{}", run.stderr);
}

#[test]
fn a_signature_that_is_required_and_wrong_is_captured_and_answered_401() {
    let machine = Machine::new();
    let listening = Listening::start(&machine, &["--require-signature"]);
    let sign = |secret: &str| {
        use md5::Digest;
        let text = format!("accessKey=sandbox-access-key&action=mt&bizType=8&ts=1&body={{}}&accessSecret={secret}");
        md5::Md5::digest(text).iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let send = |sign: &str| {
        let headers =
            [("accessKey", "sandbox-access-key"), ("action", "mt"), ("bizType", "8"), ("ts", "1"), ("sign", sign)];
        listening.try_post("/", &headers, b"{}")
    };
    assert_eq!(send(&sign("sandbox-access-secret")), Some(200));
    assert_eq!(send(&sign("another")), Some(401));
    assert_eq!(listening.post("/", message("m_1").as_bytes()), Some(401));
    let lines = lines(&captures(&machine));
    assert_eq!((&lines[0]["verified"], &lines[1]["verified"]), (&json!(true), &json!(false)));
    assert!(lines[2].get("verified").is_none(), "Sobot signs nothing");
}

#[test]
fn a_huge_or_malformed_request_costs_its_sender_alone() {
    let machine = Machine::new();
    let listening = Listening::start(&machine, &[]);
    let huge = vec![b'a'; 17 << 20];
    assert_eq!(listening.post("/", &huge), Some(413));
    assert_eq!(listening.post("/", &huge[..(16 << 20) + 1]), Some(413));
    assert_eq!(listening.post("/", &huge[..16 << 20]), Some(200));
    let flood: String = (0..200).map(|number| format!("x-{number}: y\r\n")).collect();
    let bytes = format!("POST / HTTP/1.1\r\n{flood}content-length: 0\r\nconnection: close\r\n\r\n");
    assert_eq!(exchange(listening.address, bytes.as_bytes()).unwrap().0, 431);
    // One header without end: it is ended from our side, with or without a word.
    let mut stream = TcpStream::connect(listening.address).unwrap();
    stream.write_all(b"POST / HTTP/1.1\r\nx-long: ").unwrap();
    let sent =
        std::iter::repeat_with(|| stream.write_all(&huge[..0x10000])).take(1_000).take_while(Result::is_ok).count();
    assert!(sent < 1_000);
    assert_eq!(exchange(listening.address, b"nonsense\r\n\r\n").unwrap().0, 400);
    // Chunks without end: the connection is ended from our side.
    let mut stream = TcpStream::connect(listening.address).unwrap();
    stream.write_all(b"POST / HTTP/1.1\r\nhost: here\r\ntransfer-encoding: chunked\r\n\r\n").unwrap();
    let chunk = [b"10000\r\n".to_vec(), vec![b'a'; 0x10000], b"\r\n".to_vec()].concat();
    let sent = std::iter::repeat_with(|| stream.write_all(&chunk)).take(2_000).take_while(Result::is_ok).count();
    assert!(sent < 2_000);
    assert_eq!(listening.post("/", message("m_1").as_bytes()), Some(200));
    assert_eq!(lines(&captures(&machine)).len(), 2);
    assert_eq!(lines(&captures(&machine))[0]["body"].as_str().unwrap().len(), 16 << 20);
}

#[test]
fn slow_senders_hold_nobody_up() {
    let machine = Machine::new();
    let listening = Listening::start(&machine, &[]);
    let slow: Vec<TcpStream> = (0..500)
        .map(|number| {
            let mut stream = TcpStream::connect(listening.address).unwrap();
            let begun: &[u8] =
                if number % 2 == 0 { b"POST / HT" } else { b"POST / HTTP/1.1\r\ncontent-length: 9\r\n\r\nab" };
            stream.write_all(begun).unwrap();
            stream
        })
        .collect();
    for number in 0..50 {
        assert_eq!(listening.post("/", message(&format!("m_{number}")).as_bytes()), Some(200));
    }
    drop(slow);
    assert_eq!(lines(&captures(&machine)).len(), 50);
}

/// Kills the listener at an instant that nobody chose, over and over, while many send.
#[test]
fn killed_at_any_instant_it_has_lost_nothing_that_it_answered() {
    let rounds: u64 = std::env::var("RECEIVE_KILLS").map_or(6, |text| text.parse().unwrap());
    let machine = Machine::new();
    let answered = Arc::new(Mutex::new(Vec::new()));
    for round in 0..rounds {
        let listening = Listening::start(&machine, &[]);
        let address = listening.address;
        let over = Arc::new(AtomicBool::new(false));
        let (first, begun) = mpsc::channel();
        let senders: Vec<_> = (0..8)
            .map(|sender| {
                let (answered, over, first) = (Arc::clone(&answered), Arc::clone(&over), first.clone());
                thread::spawn(move || {
                    for number in 0.. {
                        if over.load(Ordering::Relaxed) {
                            return;
                        }
                        let mid = format!("m_{round}_{sender}_{number}");
                        // One in seven is large enough to wait in a file.
                        let padding = if number % 7 == 0 { " ".repeat(100_000) } else { String::new() };
                        if post(address, "/", &[], format!("{}{padding}", message(&mid)).as_bytes()).ok() == Some(200) {
                            answered.lock().unwrap().push(mid);
                            let _ = first.send(());
                        }
                    }
                })
            })
            .collect();
        // So many answers, and then the kill: where that falls nobody knows.
        begun.iter().take(3 + 37 * round as usize % 60).for_each(drop);
        drop(listening);
        over.store(true, Ordering::Relaxed);
        senders.into_iter().for_each(|sender| sender.join().unwrap());
    }
    let decoded = machine.run(["webhook-decode", captures(&machine).to_str().unwrap(), "-o", "ndjson"]);
    let seen: std::collections::HashSet<String> = decoded
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter_map(|event| event["message_id"].as_str().map(str::to_owned))
        .collect();
    let answered = answered.lock().unwrap();
    assert!(answered.len() > 20);
    let lost: Vec<_> = answered.iter().filter(|mid| !seen.contains(*mid)).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn what_the_disk_does_not_take_is_answered_503_and_then_it_is_well_again() {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};
    let machine = Machine::new();
    let mut command = Command::new("sh");
    let inner = machine.command(["-p", "sandbox", "listen", "--addr", ":0", "-o", "ndjson"]);
    command.arg("-c").arg("trap '' XFSZ; exec \"$0\" \"$@\"").arg(inner.get_program()).args(inner.get_args());
    command.env_clear().stdin(Stdio::null()).stdout(Stdio::null());
    command.envs(inner.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let mut listening = Listening::spawn(command);
    assert_eq!(listening.post("/", message("m_0").as_bytes()), Some(200));
    let process = Pid::from_raw(listening.child.id().try_into().unwrap());
    let limit = |bytes| prlimit(process, Resource::Fsize, Rlimit { current: bytes, maximum: None }).unwrap();
    // A file that may grow no more is followed by another, as long as that one holds a line.
    limit(Some(900));
    for number in 1..5 {
        assert_eq!(listening.post("/", message(&format!("m_{number}")).as_bytes()), Some(200));
    }
    limit(Some(100));
    let (mut taken, mut refused) = (5, 0);
    for number in 5..9 {
        match listening.post("/", message(&format!("m_{number}")).as_bytes()) {
            Some(200) => taken += 1,
            Some(503) => refused += 1,
            other => panic!("{other:?}"),
        }
    }
    assert!(refused > 0);
    listening.hears("answered 503");
    let healthy = b"GET /healthz HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n";
    assert_eq!(exchange(listening.address, healthy).unwrap().0, 503);
    limit(None);
    assert_eq!(exchange(listening.address, healthy).unwrap().0, 200);
    assert_eq!(listening.post("/", message("m_9").as_bytes()), Some(200));
    listening.hears("can be written again");
    assert_eq!(lines(&captures(&machine)).len(), taken + 1);
    let decoded =
        machine.run(["webhook-decode", captures(&machine).to_str().unwrap(), "--strict", "-o", "ndjson"]).exits(0);
    assert_eq!(decoded.stdout.lines().count(), taken + 1);
}

#[test]
fn captures_that_are_taken_away_are_followed_by_others() {
    let machine = Machine::new();
    let mut listening = Listening::start(&machine, &[]);
    assert_eq!(listening.post("/", message("m_1").as_bytes()), Some(200));
    let file =
        std::fs::read_dir(captures(&machine)).unwrap().map(|entry| entry.unwrap().path()).find(|path| path.is_file());
    std::fs::rename(file.unwrap(), machine.path().join("archived")).unwrap();
    assert_eq!(listening.post("/", message("m_2").as_bytes()), Some(200));
    listening.hears("was moved or deleted");
    std::fs::remove_dir_all(captures(&machine)).unwrap();
    assert_eq!(listening.post("/", message("m_3").as_bytes()), Some(200));
    assert_eq!(lines(&captures(&machine)).len(), 1);
}

/// Somebody who gets what was received: answers each request with the next of the given statuses (200 when they run
/// out; 0 closes the connection in place of an answer), and remembers the bodies.
pub struct Target {
    pub address: SocketAddr,
    seen: mpsc::Receiver<String>,
}

impl Target {
    pub fn start(address: &str, statuses: &[u16]) -> Self {
        let listener = TcpListener::bind(address).unwrap();
        let address = listener.local_addr().unwrap();
        let (sender, seen) = mpsc::channel();
        let mut statuses: std::collections::VecDeque<u16> = statuses.iter().copied().collect();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                let Some(request) = read(&mut stream) else { continue };
                let status = statuses.pop_front().unwrap_or(200);
                if sender.send(format!("{status} {request}")).is_err() {
                    return;
                }
                if status > 0 {
                    let _ = write!(stream, "HTTP/1.1 {status} x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
                }
            }
        });
        Self { address, seen }
    }

    pub fn next(&self) -> String {
        self.seen.recv_timeout(std::time::Duration::from_secs(60)).unwrap()
    }
}

pub fn read(stream: &mut TcpStream) -> Option<String> {
    let (mut bytes, mut buffer) = (Vec::new(), [0; 8192]);
    loop {
        let count = stream.read(&mut buffer).ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
        if body.len() >= length.unwrap_or(0) {
            return Some(text);
        }
    }
}

#[test]
fn callbacks_are_handed_on_in_order_whatever_the_target_does() {
    let machine = Machine::new();
    let target = Target::start("127.0.0.1:0", &[500, 0, 200, 404, 429]);
    let url = format!("http://{}/in?key=k", target.address);
    let mut listening = Listening::start(&machine, &["--forward", &url]);
    for number in 1..=3 {
        assert_eq!(
            listening.try_post("/hook?a=1", &[("x-sign", "s")], format!("{{\"n\":{number}}}").as_bytes()),
            Some(200)
        );
    }
    let told: Vec<String> = (0..6).map(|_| target.next()).collect();
    let short: Vec<String> = told
        .iter()
        .map(|text| format!("{} {}", &text[..text.find(' ').unwrap()], text.rsplit("\r\n").next().unwrap()))
        .collect();
    let expected = ["500 {\"n\":1}", "0 {\"n\":1}", "200 {\"n\":1}", "404 {\"n\":2}", "429 {\"n\":3}", "200 {\"n\":3}"];
    assert_eq!(short, expected);
    assert!(told[2].contains("POST /in/hook?key=k&a=1 HTTP/1.1\r\n"), "{}", told[2]);
    assert!(told[2].contains("x-sign: s\r\n"), "{}", told[2]);
    assert!(!told[2].contains("host: here"), "{}", told[2]);
    listening.hears("does not take callbacks: it answers 500");
    listening.hears("takes callbacks again");
    listening.hears("refused a callback with 404");
    listening.end().exits(0);
}

#[test]
fn a_target_that_is_down_holds_up_nobody_and_gets_everything_also_after_a_restart() {
    let machine = Machine::new();
    // An address that is free, and where nobody is.
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let url = format!("http://{address}");
    let before = Listening::start(&machine, &[]);
    assert_eq!(before.post("/", b"before anybody was to get them"), Some(200));
    before.end().exits(0);
    let mut first = Listening::start(&machine, &["--forward", &url]);
    assert_eq!(first.post("/", b"1"), Some(200));
    first.hears("does not take callbacks");
    assert_eq!(first.post("/", b"2"), Some(200));
    drop(first);
    let second = Listening::start(&machine, &["--forward", &url]);
    assert_eq!(second.post("/", b"3"), Some(200));
    let target = Target::start(&address, &[]);
    let bodies: Vec<String> = (0..3).map(|_| target.next().rsplit("\r\n").next().unwrap().to_owned()).collect();
    assert_eq!(bodies, ["1", "2", "3"]);
    // What was answered is not handed on again.
    second.end().exits(0);
    let third = Listening::start(&machine, &["--forward", &url]);
    assert_eq!(third.post("/", b"4"), Some(200));
    assert!(target.next().ends_with("\r\n4"));
    third.end().exits(0);
}

#[test]
fn what_was_deleted_before_it_was_handed_on_is_told() {
    let machine = Machine::new();
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let url = format!("http://{address}");
    let first = Listening::start(&machine, &["--forward", &url]);
    assert_eq!(first.post("/", b"1"), Some(200));
    drop(first);
    for entry in std::fs::read_dir(captures(&machine)).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_file() {
            std::fs::remove_file(entry).unwrap();
        }
    }
    let target = Target::start(&address, &[]);
    let mut second = Listening::start(&machine, &["--forward", &url]);
    assert_eq!(second.post("/", b"2"), Some(200));
    second.hears("is gone or was cut short before all of it was forwarded");
    assert!(target.next().ends_with("\r\n2"));
}

#[test]
fn a_table_and_csv_print_events_too() {
    for format in ["table", "csv"] {
        let machine = Machine::new();
        let mut command = machine.command(["-p", "sandbox", "listen", "--addr", ":0", "-o", format]);
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let listening = Listening::spawn(command);
        assert_eq!(listening.post("/", message("m_1").as_bytes()), Some(200));
        listening.signal("-INT");
        let mut listening = listening;
        let mut stdout = String::new();
        listening.child.stdout.take().unwrap().read_to_string(&mut stdout).unwrap();
        assert!(stdout.to_lowercase().contains("contact") && stdout.contains("message.text"), "{stdout}");
    }
}

/// A word that somebody chose stands in what strangers write, too: it was masked there, and lines were no JSON any more.
#[test]
fn the_verify_token_changes_nothing_that_is_heard() {
    for token in ["messenger", "detail", "110661988"] {
        let machine = Machine::new();
        let file = machine.file("token", format!("{token}\n"));
        let machine = machine.env("MSGOPS_WEBHOOK_VERIFY_TOKEN_FILE", file.to_str().unwrap());
        let mut command = machine.command(["-p", "sandbox", "listen", "--addr", ":0", "-o", "ndjson"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut listening = Listening::spawn(command);
        assert_eq!(listening.post("/", message("m_1").as_bytes()), Some(200));
        listening.signal("-INT");
        let mut stdout = String::new();
        listening.child.stdout.take().unwrap().read_to_string(&mut stdout).unwrap();
        assert!(!stdout.contains("***"), "{token}: {stdout}");
        assert_eq!(serde_json::from_str::<Value>(&stdout).unwrap()["platform"], "messenger");
    }
}

/// The rows of a replay.
fn replay(machine: &Machine, arguments: &[&str], code: i32) -> Vec<Value> {
    let run = machine.run(["replay", "-o", "ndjson"].iter().chain(arguments)).exits(code);
    run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn captured_callbacks_are_posted_again_as_they_came() {
    let machine = Machine::new();
    let listening = Listening::start(&machine, &[]);
    listening.try_post("/hook", &[("x-sign", "s"), ("content-type", "application/json")], message("m_1").as_bytes());
    listening.post("/hook", b"\x1f\x8b no text");
    listening.post("/hook", message("m_2").replace("\"5\"", "\"6\"").as_bytes());
    listening.end().exits(0);
    let directory = captures(&machine);
    let directory = directory.to_str().unwrap();
    let target = Target::start("127.0.0.1:0", &[200, 500]);
    let to = format!("http://{}/exactly?this=one", target.address);
    let rows = replay(&machine, &[directory, "--to", &to], 6);
    assert_eq!(rows.iter().map(|row| row["status"].as_u64().unwrap()).collect::<Vec<_>>(), [200, 500, 200]);
    assert!(rows.iter().all(|row| row["elapsed_ms"].is_u64() && row["received"].is_string()));
    let first = target.next();
    assert!(first.contains("POST /exactly?this=one HTTP/1.1\r\n") && first.contains("x-sign: s\r\n"), "{first}");
    assert!(first.ends_with(&message("m_1")), "{first}");
    (0..2).for_each(|_| drop(target.next()));
    let rows =
        replay(&machine, &[directory, "--to", &to, "--contact", "6", "--event", "message.*", "--rate", "1000/s"], 0);
    assert_eq!((rows.len(), &rows[0]["line"]), (1, &json!(3)));
    assert!(target.next().ends_with(&message("m_2").replace("\"5\"", "\"6\"")));
    assert_eq!(replay(&machine, &[directory, "--to", &to, "--limit", "1"], 0).len(), 1);
    assert_eq!(replay(&machine, &[directory, "--to", &to, "--until", "1h"], 0).len(), 0);
    let run = machine.run(["replay", directory, "--to", &to, "--dry-run"]).exits(0);
    assert!(run.stdout.contains("POST http://") && run.stderr.contains("3 callbacks would be POSTed"), "{run:?}");
}

#[test]
fn a_dry_run_of_a_replay_has_no_pace() {
    let machine = Machine::new();
    let capture = machine.file("capture.ndjson", format!("{}\n{}\n", message("m_1"), message("m_2")));
    let to = ["--to", "http://127.0.0.1:1/", "--rate", "1/h", "--dry-run"];
    // With its pace it would take an hour.
    let run = machine.run([&["replay", capture.to_str().unwrap()], &to[..]].concat()).exits(0);
    assert!(run.stderr.contains("2 callbacks would be POSTed"), "{run:?}");
}

#[test]
fn a_filter_reads_what_came_compressed_and_tells_what_it_cannot_read() {
    let machine = Machine::new();
    let deflated = |text: &str| {
        let mut deflate = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        deflate.write_all(text.as_bytes()).unwrap();
        deflate.finish().unwrap()
    };
    let line = |coding: &str, body: &[u8]| {
        let body = base64::engine::general_purpose::STANDARD.encode(body);
        json!({"received": "2026-11-22T08:00:00Z", "method": "POST", "path": "/", "headers": {"content-encoding": [coding]}, "body_base64": body})
            .to_string()
    };
    let (wanted, other) = (message("m_1"), message("m_2").replace("\"5\"", "\"6\""));
    let zstd = zstd::encode_all(wanted.as_bytes(), 0).unwrap();
    let lines = [
        line("deflate", &deflated(&wanted)),
        line("zstd", &zstd),
        line("deflate", &deflated(&other)),
        line("zstd", b"\x01 no such thing"),
    ];
    let capture = machine.file("capture.ndjson", lines.join("\n"));
    let to = ["--to", "http://127.0.0.1:1/", "--contact", "5", "--dry-run"];
    let run = machine.run([&["replay", capture.to_str().unwrap()], &to[..]].concat()).exits(0);
    assert!(run.stderr.contains("2 callbacks would be POSTed"), "{run:?}");
    assert!(run.stderr.contains("capture.ndjson:4:"), "{run:?}");
}

#[test]
fn a_fresh_signature_is_right_and_messengers_callbacks_get_none() {
    let machine = Machine::new();
    let receipt = "{\"requestId\":\"r\",\"phone\":\"8529\",\"channel\":\"SMS\",\"code\":14004,\"sendTime\":\"2026-11-20 10:00:05\"}";
    let lines =
        [receipt, &message("m_1")].map(|body| json!({"headers": {"sign": "old", "ts": "1"}, "body": body}).to_string());
    let capture = machine.file("capture.ndjson", lines.join("\n"));
    let receiver = Machine::new();
    let listening = Listening::start(&receiver, &["--verify"]);
    let to = format!("http://{}/", listening.address);
    let run = machine.run(["-p", "sandbox", "replay", capture.to_str().unwrap(), "--to", &to, "--sign"]).exits(0);
    assert!(!run.stdout.contains("sandbox-access-secret"));
    let kept = self::lines(&captures(&receiver));
    assert_eq!((&kept[0]["verified"], &kept[0]["body"]), (&json!(true), &json!(receipt)));
    assert_eq!((&kept[1]["verified"], &kept[1]["headers"]["sign"]), (&json!(false), &json!("old")));
}

#[test]
fn what_may_not_be_replayed_is_refused() {
    let machine = Machine::new();
    let capture = machine.file("capture.ndjson", message("m_1"));
    let capture = capture.to_str().unwrap();
    machine.config("[profiles.prod.sobot]\nbase-url = \"https://vendor.example\"\nappid = \"1\"\napp-key = \"k\"\n");
    for to in [
        "https://sg.sobot.com/x",
        "https://api2.nxcloud.com/",
        "https://vendor.example/",
        "http://192.0.2.1/",
        // A name with its root written out leads to the same machine.
        "https://api2.nxcloud.com./x",
        "https://SOBOT.com./x",
        "https://vendor.example./",
    ] {
        machine.run(["-p", "prod", "replay", capture, "--to", to]).exits(2);
    }
    let nowhere = "http://127.0.0.1:1/";
    // A list of people, say, in place of a capture.
    machine.file("people.csv", "to\n7001\n");
    let empty = machine.run(["-p", "prod", "replay", "people.csv", "--to", nowhere]).exits(2);
    assert!(empty.stderr.contains("no capture holds a callback"), "{}", empty.stderr);
    let rows = replay(&machine, &[capture, "--to", nowhere, "-p", "prod"], 6);
    assert!(rows[0]["status"].is_null() && rows[0]["reason"].is_string(), "{rows:?}");
    for machine in [Machine::new().env("MSGOPS_READ_ONLY", "1"), machine.env("MSGOPS_READ_ONLY", "1")] {
        let capture = machine.file("capture.ndjson", message("m_1"));
        machine.run(["replay", capture.to_str().unwrap(), "--to", nowhere]).exits(3);
    }
}

#[test]
fn a_vendor_on_this_machine_is_known_by_each_of_its_names_and_in_every_profile() {
    let machine = Machine::new();
    let capture = machine.file("capture.ndjson", message("m_1"));
    let capture = capture.to_str().unwrap();
    let profile = |name: &str, port: u16| {
        format!("[profiles.{name}.sobot]\nbase-url = \"http://127.0.0.1:{port}\"\nappid = \"1\"\napp-key = \"k\"\n")
    };
    machine.config(&(profile("one", 18795) + &profile("two", 18796)));
    for host in ["127.0.0.1", "localhost", "LOCALHOST.", "127.0.0.2", "[::1]"] {
        for port in [18795, 18796] {
            let to = format!("http://{host}:{port}/");
            for chosen in [&[][..], &["-p", "two"]] {
                let refused = machine.run([chosen, &["replay", capture, "--to", &to]].concat()).exits(2);
                assert!(refused.stderr.contains("a vendor's host"), "{to} {}", refused.stderr);
            }
        }
    }
    // Of several profiles none is chosen, and none is needed but to sign.
    let to = ["replay", capture, "--to", "http://127.0.0.1:1/", "--dry-run"];
    machine.run(to).exits(0);
    machine.run([&to[..], &["--sign"]].concat()).exits(3);
}

#[test]
fn https_is_served_with_a_certificate_of_ones_own() {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tls");
    let (certificate, key) = (format!("{fixtures}/cert.pem"), format!("{fixtures}/key.pem"));
    let machine = Machine::new();
    let listening = Listening::start(&machine, &["--tls-cert", &certificate, "--tls-key", &key]);
    let visitor = Machine::new().env("SSL_CERT_FILE", format!("{fixtures}/ca.pem"));
    let capture = visitor.file("capture.ndjson", message("m_1"));
    let to = format!("https://localhost:{}/", listening.address.port());
    let rows = replay(&visitor, &[capture.to_str().unwrap(), "--to", &to], 0);
    assert_eq!(rows[0]["status"], 200, "{rows:?}");
    assert_eq!(lines(&captures(&machine)).len(), 1);
    let wrong =
        machine.run(["-p", "sandbox", "listen", "--addr", ":0", "--tls-cert", &key, "--tls-key", &key]).exits(2);
    assert!(wrong.stderr.contains("no certificate in PEM"), "{}", wrong.stderr);
}

/// A sandbox whose messages were sent an hour ago: by now everything about them is due.
fn an_hour_ago(machine: &Machine) -> msgops::workbench::Running {
    use msgops::workbench::{Clock, Options, start};
    let then = jiff::Timestamp::now().as_millisecond() - 3_600_000;
    let clock = Clock::Shared(Arc::new(std::sync::atomic::AtomicI64::new(then)));
    start(&machine.state_dir(), Options { clock, ..Options::default() }).unwrap()
}

#[test]
fn the_sandbox_calls_its_listener_back_whoever_sent() {
    use msgops::workbench::{ACCESS_KEY, APP_KEY, APPID, PAGE};
    let machine = Machine::new();
    let running = an_hour_ago(&machine);
    let visitor = Machine::new()
        .env("MSGOPS_SOBOT_BASE_URL", running.sobot_url())
        .env("MSGOPS_SOBOT_APPID", APPID)
        .env("MSGOPS_SOBOT_APP_KEY", APP_KEY)
        .env("MSGOPS_SOBOT_PAGE", PAGE);
    let ids: Vec<String> = (0..20)
        .map(|number| {
            let to = format!("56117555{number:02}");
            let sent = visitor.run(["send", "messenger", "text", "--to", &to, "hello", "-o", "json"]).exits(0).json();
            sent[0]["message_id"].as_str().unwrap().to_owned()
        })
        .collect();
    let uploaded = visitor.run(["upload", "image", "https://images.example/a.png", "-o", "json"]).exits(0).json();
    drop(running);
    let mut listening = Listening::start(&machine, &["--verify"]);
    // A message of now, by a command that ends at once: the listener brings what it has caused.
    let sent = machine.run([
        "-p",
        "sandbox",
        "send",
        "super",
        "text",
        "--to",
        "85291234567",
        "--to",
        "15553014005",
        "hi",
        "-o",
        "json",
    ]);
    let request = sent.exits(0).json()[0]["request_id"].as_str().unwrap().to_owned();
    let is_complete = || {
        let kept: Vec<Value> = lines_or_none(&machine)
            .iter()
            .filter_map(|line| serde_json::from_str(line["body"].as_str()?).ok())
            .collect();
        let about = |text: &str| kept.iter().filter(|body| body.to_string().contains(text)).count();
        let receipts = kept
            .iter()
            .filter(|body| body["requestId"] == request.as_str())
            .map(|body| format!("{} {} {}", body["phone"], body["channel"], body["code"]));
        let receipts: std::collections::BTreeSet<String> = receipts.collect();
        let uploads = kept.iter().filter(|body| body["track_id"] == uploaded["track_id"]).count();
        let kinds = ["is_echo", "\"delivery\"", "\"read\""];
        (ids.iter().all(|id| about(id) > 0)
            && kinds.iter().all(|kind| about(kind) > 0)
            && uploads > 0
            && receipts.len() == 4)
            .then_some(receipts)
    };
    let begun = std::time::Instant::now();
    let receipts = loop {
        if let Some(done) = is_complete() {
            break done;
        }
        assert!(listening.child.try_wait().unwrap().is_none());
        assert!(begun.elapsed().as_secs() < 120, "not everything came");
        thread::yield_now();
    };
    assert_eq!(
        receipts.into_iter().collect::<Vec<_>>(),
        [
            "\"15553014005\" \"SMS\" 14005",
            "\"15553014005\" \"VIBER\" 14005",
            "\"85291234567\" \"SMS\" 14004",
            "\"85291234567\" \"VIBER\" 14004"
        ]
    );
    let signed =
        lines(&captures(&machine)).into_iter().filter(|line| line["body"].as_str().unwrap().contains("requestId"));
    assert!(signed.into_iter().all(|line| line["verified"] == true && line["headers"]["accesskey"] == ACCESS_KEY));
    let waited =
        machine.run(["-p", "sandbox", "upload", "image", "https://images.example/b.png", "--wait", "-o", "json"]);
    assert!(waited.exits(0).json()["attachment_id"].is_string());
    listening.end().exits(0);
    // What was brought is not brought again.
    let before = lines(&captures(&machine)).len();
    machine.run(["-p", "sandbox", "listen", "--addr", ":0", "--for", "300ms"]).exits(0);
    let news = &lines(&captures(&machine))[before..];
    assert!(news.iter().all(|line| !line["body"].as_str().unwrap().contains(&ids[0])), "{news:?}");
}

#[test]
fn a_sandbox_that_serves_calls_back_where_it_is_told() {
    let machine = Machine::new();
    let target = Target::start("127.0.0.1:0", &[]);
    let callback = format!("http://{}/all", target.address);
    let mut child = machine
        .command(["sandbox", "serve", "--callback", &callback, "-o", "ndjson"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    machine.run(["-p", "sandbox", "send", "messenger", "text", "--to", "5611755588", "hello"]).exits(0);
    // They may come in another order than they happened, as the vendors' do.
    let echo = std::iter::repeat_with(|| target.next()).find(|told| told.contains("\"is_echo\":true")).unwrap();
    assert!(echo.contains("POST /all HTTP/1.1\r\n"), "{echo}");
    child.kill().unwrap();
    child.wait().unwrap();
    machine.run(["sandbox", "serve", "--callback", "https://hooks.example/"]).exits(2);
}
