//! A bulk send against a server that answers a fixed reply at once: messages a second, client CPU, peak memory.
//!
//!     cargo build --release && cargo bench --bench bulk            # 20,000 messages, 64 in flight
//!     cargo bench --bench bulk -- send 20000 64 20                 # … against a server that takes 20 ms
//!     cargo bench --bench bulk -- prepare 1000000                  # a list read, checked and rendered (--dry-run)
//!     cargo bench --bench bulk -- serve 127.0.0.1:8700             # only the server, for other clients
//!
//! The server runs in this process, the client is `target/release/msgops` with a state directory of its own.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const REPLY: &str = "{\"ret_code\":\"000000\",\"ret_msg\":\"ok\",\"item\":{\"message_id\":\"m_1\"}}";

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let number =
        |place: usize, default: u64| arguments.get(place).and_then(|text| text.parse().ok()).unwrap_or(default);
    match arguments.first().map_or("send", String::as_str) {
        "serve" => {
            let address = arguments.get(1).map_or("127.0.0.1:0", String::as_str);
            let served = serve(address, Duration::from_millis(number(2, 0)))?;
            tell(&format!("serving on {served}"));
            loop {
                std::thread::park();
            }
        }
        "prepare" => prepare(number(1, 1_000_000)),
        _ => send(number(1, 20_000), number(2, 64), number(3, 0)),
    }
}

fn tell(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}

/// Answers every request with the same reply, after a while.
fn serve(address: &str, wait: Duration) -> io::Result<SocketAddr> {
    let listener = std::net::TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    std::thread::spawn(move || {
        runtime.block_on(async {
            let Ok(listener) = TcpListener::from_std(listener) else { return };
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, wait));
            }
        });
    });
    Ok(address)
}

async fn answer(mut stream: TcpStream, wait: Duration) {
    let _ = stream.set_nodelay(true);
    let reply =
        format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{REPLY}", REPLY.len());
    let mut bytes = Vec::with_capacity(16 * 1024);
    loop {
        while let Some(length) = request_length(&bytes) {
            bytes.drain(..length);
            if !wait.is_zero() {
                tokio::time::sleep(wait).await;
            }
            if stream.write_all(reply.as_bytes()).await.is_err() {
                return;
            }
        }
        match stream.read_buf(&mut bytes).await {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// The length of the first whole request.
fn request_length(bytes: &[u8]) -> Option<usize> {
    let head = bytes.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&bytes[..head]).ok()?;
    let length = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        if name.eq_ignore_ascii_case("content-length") { value.trim().parse::<usize>().ok() } else { None }
    });
    let whole = head + length.unwrap_or(0);
    (bytes.len() >= whole).then_some(whole)
}

fn list(path: &Path, rows: u64) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "psid,name,order")?;
    for row in 0..rows {
        writeln!(file, "{},Person {row},A-{}", 63_123_456_789_000_000 + row, row * 7)?;
    }
    file.flush()
}

/// A run of the client: how long, how much CPU, how much memory.
struct Cost {
    wall: Duration,
    cpu: Duration,
    peak_kib: u64,
}

fn client(dir: &Path, server: SocketAddr, arguments: &[&str]) -> io::Result<Cost> {
    let binary = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/release/msgops");
    let before = children_cpu();
    let started = Instant::now();
    let mut process = Command::new(binary)
        .args(arguments)
        .env("MSGOPS_STATE_DIR", dir.join("state"))
        .env("MSGOPS_SOBOT_BASE_URL", format!("http://{server}"))
        .env("MSGOPS_SOBOT_APPID", "a")
        .env("MSGOPS_SOBOT_TOKEN", "t")
        .env("MSGOPS_SOBOT_PAGE", "106474898833640")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()?;
    let status = format!("/proc/{}/status", process.id());
    let mut peak_kib = 0;
    let exit = loop {
        if let Ok(text) = std::fs::read_to_string(&status) {
            let peak =
                text.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
            peak_kib = peak.unwrap_or(peak_kib);
        }
        if let Some(exit) = process.try_wait()? {
            break exit;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let wall = started.elapsed();
    if !exit.success() {
        return Err(io::Error::other(format!("the client ended with {exit}")));
    }
    Ok(Cost { wall, cpu: children_cpu().saturating_sub(before), peak_kib })
}

/// CPU time of all children that ended, in ticks of 10 ms.
fn children_cpu() -> Duration {
    let mut text = String::new();
    let read = File::open("/proc/self/stat").and_then(|mut file| file.read_to_string(&mut text));
    if read.is_err() {
        return Duration::ZERO;
    }
    let fields: Vec<&str> = text.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |place: usize| fields.get(place).and_then(|field| field.parse::<u64>().ok()).unwrap_or(0);
    Duration::from_millis(10 * (ticks(13) + ticks(14)))
}

fn report(what: &str, rows: u64, cost: &Cost) {
    let per_second = rows as f64 / cost.wall.as_secs_f64();
    tell(&format!(
        "{what}: {rows} rows in {:.3} s, {per_second:.0}/s, {:.2} s of client CPU, peak {:.1} MiB",
        cost.wall.as_secs_f64(),
        cost.cpu.as_secs_f64(),
        cost.peak_kib as f64 / 1024.0
    ));
}

fn send(rows: u64, concurrency: u64, wait: u64) -> io::Result<()> {
    let server = serve("127.0.0.1:0", Duration::from_millis(wait))?;
    for round in 1..=3 {
        let dir = tempfile::tempdir()?;
        let path = dir.path().join("list.csv");
        list(&path, rows)?;
        let (path, concurrency) = (path.to_string_lossy(), concurrency.to_string());
        let text = "Hi {{ name }}, your order {{ order }} is on its way.";
        let arguments =
            ["send", "messenger", "text", "--recipients", &path, "--yes", "--concurrency", &concurrency, "-q", text];
        let cost = client(dir.path(), server, &arguments)?;
        report(&format!("send, {concurrency} in flight, round {round}"), rows, &cost);
    }
    Ok(())
}

fn prepare(rows: u64) -> io::Result<()> {
    let server = serve("127.0.0.1:0", Duration::ZERO)?;
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("list.csv");
    list(&path, rows)?;
    let path = path.to_string_lossy();
    for (what, text) in
        [("the same text", "Hello"), ("a text of its own each", "Hi {{ name }}, your order {{ order }} is on its way.")]
    {
        let arguments = ["send", "messenger", "text", "--recipients", &path, "--dry-run", "-q", text];
        report(&format!("prepare, {what}"), rows, &client(dir.path(), server, &arguments)?);
    }
    Ok(())
}
