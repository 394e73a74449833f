//! Runs the binary with a clean environment, a state directory and a home of its own, and offers a
//! server that answers with bytes pinned by the test.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use tempfile::TempDir;

/// A machine of the test's own: home, state, config.
pub struct Machine {
    home: TempDir,
    env: Vec<(String, String)>,
}

/// What a run left behind.
#[derive(Debug)]
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
}

impl Run {
    /// The run, held to its exit code.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    /// stdout as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{}\n{}", self.stdout, self.stderr))
    }

    /// The error object on stderr.
    #[track_caller]
    pub fn error(&self) -> serde_json::Value {
        let line = self.stderr.lines().find(|line| line.starts_with("{\"error\"")).expect(&self.stderr);
        serde_json::from_str::<serde_json::Value>(line).unwrap()["error"].clone()
    }
}

impl Machine {
    pub fn new() -> Self {
        Self { home: TempDir::new().unwrap(), env: Vec::new() }
    }

    /// A variable for every run on this machine.
    pub fn env(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.env.push((name.into(), value.as_ref().into()));
        self
    }

    pub fn path(&self) -> &Path {
        self.home.path()
    }

    pub fn state_dir(&self) -> std::path::PathBuf {
        self.home.path().join("state")
    }

    /// Writes a file below the home and returns its path.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> std::path::PathBuf {
        let path = self.home.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Every file below the home with its bytes.
    pub fn everything(&self) -> std::collections::BTreeMap<std::path::PathBuf, Vec<u8>> {
        let mut files = std::collections::BTreeMap::new();
        let mut folders = vec![self.home.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.insert(path.clone(), std::fs::read(&path).unwrap());
                }
            }
        }
        files
    }

    /// The profile file, readable by its owner alone.
    pub fn config(&self, content: &str) -> std::path::PathBuf {
        let path = self.file("config.toml", content);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        }
        path
    }

    /// The command with the clean environment, for tests that steer the child themselves.
    pub fn command<I, A>(&self, arguments: I) -> Command
    where
        I: IntoIterator<Item = A>,
        A: AsRef<OsStr>,
    {
        let mut command = Command::new(env!("CARGO_BIN_EXE_msgops"));
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.home.path())
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("TZ", "UTC")
            .env("LC_ALL", "C.UTF-8")
            .env("MSGOPS_STATE_DIR", self.state_dir())
            .env("MSGOPS_CONFIG", self.home.path().join("config.toml"))
            .current_dir(self.home.path());
        for (name, value) in &self.env {
            command.env(name, value);
        }
        command
    }

    pub fn run<I, A>(&self, arguments: I) -> Run
    where
        I: IntoIterator<Item = A>,
        A: AsRef<OsStr>,
    {
        self.run_with_input(arguments, b"")
    }

    pub fn run_with_input<I, A>(&self, arguments: I, input: &[u8]) -> Run
    where
        I: IntoIterator<Item = A>,
        A: AsRef<OsStr>,
    {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let writer = thread::spawn(move || {
            let _ = stdin.write_all(&input);
        });
        let run = finish(child);
        writer.join().unwrap();
        run
    }
}

/// Waits for the child and collects what it printed.
pub fn finish(child: Child) -> Run {
    let output = child.wait_with_output().unwrap();
    #[cfg(unix)]
    let signal = std::os::unix::process::ExitStatusExt::signal(&output.status);
    #[cfg(not(unix))]
    let signal: Option<i32> = None;
    Run {
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        code: output.status.code().unwrap_or_else(|| 128 + signal.unwrap_or(0)),
    }
}

/// The emulator in a process of its own, with faults.
pub struct Served {
    child: Child,
    /// Has the environment that points at it.
    pub machine: Machine,
    /// Holds the emulator's store.
    _home: Machine,
}

impl Served {
    pub fn new(faults: &[&str]) -> Self {
        let server = Machine::new();
        let mut arguments = vec!["sandbox", "serve", "-o", "ndjson"];
        for fault in faults {
            arguments.extend(["--fault", fault]);
        }
        let mut child = server.command(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let told: serde_json::Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        let mut machine = Machine::new();
        for (name, value) in told["environment"].as_object().unwrap() {
            machine = machine.env(name, value.as_str().unwrap());
        }
        Self { child, machine, _home: server }
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        self.machine.run(arguments)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A loopback server that answers every request with the next of the given byte strings (the last
/// one again when they run out) and closes the connection; it remembers what it was asked.
pub struct RawServer {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl RawServer {
    pub fn new(replies: Vec<Vec<u8>>) -> Self {
        let mut next = 0;
        Self::answering(move |_| {
            next += 1;
            replies[(next - 1).min(replies.len() - 1)].clone()
        })
    }

    /// One whose answers depend on the request, head and body; it answers one after the other.
    pub fn answering(mut answer: impl FnMut(&str) -> Vec<u8> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                let Some(request) = read_request(&mut stream) else { continue };
                seen.lock().unwrap().push(request.clone());
                let _ = stream.write_all(&answer(&request));
            }
        });
        Self { address, requests }
    }

    /// A 200 with a JSON body.
    pub fn json(body: &str) -> Vec<u8> {
        Self::status("200 OK", "application/json", body)
    }

    pub fn status(status: &str, content_type: &str, body: &str) -> Vec<u8> {
        format!(
            "HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        )
        .into_bytes()
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Every request so far: head and body.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 8192];
    loop {
        let count = stream.read(&mut buffer).ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&bytes);
        if let Some(end) = text.find("\r\n\r\n") {
            let length = text[..end]
                .lines()
                .find_map(|line| {
                    line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse::<usize>().ok()
                })
                .unwrap_or(0);
            if bytes.len() >= end + 4 + length {
                return Some(text.into_owned());
            }
        }
    }
}

/// What NXCloud signs, put together with this file's own eyes (the vendor's "API calling convention").
pub struct Signed<'a> {
    pub access_key: &'a str,
    pub action: &'a str,
    pub biz_type: &'a str,
    pub ts: &'a str,
    pub body: &'a str,
}

impl Signed<'_> {
    /// The signature in lowercase hex; `algorithm` is `md5` or `sha256`.
    pub fn sign(&self, algorithm: &str, secret: &str) -> String {
        use md5::Digest;
        let Self { access_key, action, biz_type, ts, body } = self;
        let body = if body.is_empty() { String::new() } else { format!("&body={body}") };
        let text =
            format!("accessKey={access_key}&action={action}&bizType={biz_type}&ts={ts}{body}&accessSecret={secret}");
        let bytes = match algorithm {
            "md5" => md5::Md5::digest(text).to_vec(),
            "sha256" => sha2::Sha256::digest(text).to_vec(),
            other => panic!("no algorithm `{other}`"),
        };
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
