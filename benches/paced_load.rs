//! Callbacks at a steady pace, and how long each answer took, counted from when its callback was due: a listener that
//! holds one up cannot make the next ones look quick.
//!
//!     cargo bench --bench paced_load -- 127.0.0.1:8787 5000 64 10      # so many a second, connections, seconds

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

const BODY: &str = r#"{"object":"page","entry":[{"id":"106474898833640","time":1714295033250,"messaging":[{"sender":{"id":"7608034689289950"},"recipient":{"id":"106474898833640"},"timestamp":1714295033250,"delivery":{"mids":["m_aWQgb2YgYSBtZXNzYWdlIHRoYXQgaXMgYXMgbG9uZyBhcyB0aGV5IGFyZSBpbiB0cnV0aA"],"watermark":1714295033000}}]}]}"#;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    // `cargo bench` and `cargo test` give options of their own, and then there is nobody to send to.
    let Some(address) = arguments.first().and_then(|text| text.parse::<SocketAddr>().ok()) else { return Ok(()) };
    let number =
        |place: usize, default: u32| arguments.get(place).and_then(|text| text.parse().ok()).unwrap_or(default);
    let (rate, connections, seconds) = (number(1, 5000), number(2, 64).max(1), number(3, 10));
    let apart = Duration::from_secs(1) * connections / rate.max(1);
    let begin = Instant::now() + Duration::from_millis(200);
    let senders: Vec<_> = (0..connections)
        .map(|place| {
            let first = begin + apart * place / connections;
            thread::spawn(move || send(address, first, apart, begin + Duration::from_secs(u64::from(seconds))))
        })
        .collect();
    let (mut took, mut refused) = (Vec::new(), 0);
    for sender in senders {
        match sender.join() {
            Ok(Ok((times, not_taken))) => {
                took.extend(times);
                refused += not_taken;
            }
            Ok(Err(error)) => return Err(error),
            Err(_) => return Err(io::Error::other("a sender ended early")),
        }
    }
    took.sort_unstable();
    let at = |share: usize| took.get((took.len() * share / 1000).min(took.len().saturating_sub(1)));
    let shown = |time: Option<&Duration>| time.map_or(0.0, |time| time.as_secs_f64() * 1000.0);
    writeln!(
        io::stdout(),
        "{} answers, {:.0} a second, {refused} not 200; p50 {:.2} ms, p99 {:.2} ms, p99.9 {:.2} ms, longest {:.2} ms",
        took.len(),
        took.len() as f64 / f64::from(seconds),
        shown(at(500)),
        shown(at(990)),
        shown(at(999)),
        shown(took.last())
    )
}

/// Sends one after the other, each when it is due or as soon as the one before is answered.
fn send(address: SocketAddr, first: Instant, apart: Duration, end: Instant) -> io::Result<(Vec<Duration>, u64)> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let request = format!(
        "POST /hook HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{BODY}",
        BODY.len()
    );
    let (mut times, mut refused) = (Vec::new(), 0);
    let mut buffer = [0; 4096];
    let mut due = first;
    while due < end {
        thread::sleep(due.saturating_duration_since(Instant::now()));
        stream.write_all(request.as_bytes())?;
        let mut length = 0;
        // The answers are small and come whole: a head, and `ok` or the like behind it.
        loop {
            let count = stream.read(&mut buffer[length..])?;
            if count == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            length += count;
            let head = buffer[..length].windows(4).position(|four| four == b"\r\n\r\n");
            let text = String::from_utf8_lossy(&buffer[..length]).to_ascii_lowercase();
            let wanted = text.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
            if head.is_some_and(|head| length >= head + 4 + wanted.unwrap_or(0)) {
                break;
            }
        }
        refused += u64::from(!buffer.starts_with(b"HTTP/1.1 200"));
        times.push(due.elapsed());
        due += apart;
    }
    Ok((times, refused))
}
