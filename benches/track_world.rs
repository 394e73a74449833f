//! The world that `benches/track.sh` measures `jobs track` in: lists, vendors that answer at once with ids of their own,
//! and the captures of what became of it all.
//!
//!     cargo bench --bench track_world -- list messenger 300000 people.csv
//!     cargo bench --bench track_world -- serve 127.0.0.1:8700
//!     cargo bench --bench track_world -- captures messenger 300000 200 captures.ndjson     # so many MB

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

const PAGE: &str = "106474898833640";

/// Phones of one request, as the script sends them.
const BATCH: u64 = 2000;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let text = |place: usize| arguments.get(place).map_or("", String::as_str);
    let number = |place: usize| text(place).parse::<u64>().unwrap_or(0);
    match text(0) {
        "serve" => serve(text(1)),
        "list" => list(text(1), number(2), text(3)),
        "captures" => captures(text(1), number(2), number(3) * 1_000_000, text(4)),
        // `cargo bench` and `cargo test` give options of their own, and then there is nothing to make.
        _ => Ok(()),
    }
}

fn person(number: u64) -> String {
    format!("2468{number:014}")
}

fn phone(number: u64) -> String {
    format!("8529{number:07}")
}

/// The id of whatever was sent to a person first: as long as the vendors' are, and without order.
fn id(of: &str) -> String {
    let mut state =
        of.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    let mut id = String::from("m_");
    for _ in 0..4 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        id.push_str(&format!("{state:016x}"));
    }
    id
}

fn list(product: &str, count: u64, path: &str) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    let is_super = product == "super";
    writeln!(out, "{}", if is_super { "phone" } else { "to" })?;
    (0..count).try_for_each(|number| writeln!(out, "{}", if is_super { phone(number) } else { person(number) }))?;
    out.flush()
}

/// Answers every send at once.
fn serve(address: &str) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    for stream in listener.incoming() {
        let stream = stream?;
        thread::spawn(move || answer(stream));
    }
    Ok(())
}

fn answer(mut stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let (mut bytes, mut buffer) = (Vec::new(), vec![0; 128 << 10]);
    loop {
        let count = stream.read(&mut buffer)?;
        if count == 0 {
            return Ok(());
        }
        bytes.extend_from_slice(&buffer[..count]);
        let Some(head) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let text = String::from_utf8_lossy(&bytes[..head]).to_ascii_lowercase();
        let length = text.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
        let end = head + 4 + length.unwrap_or(0);
        if bytes.len() < end {
            continue;
        }
        let body = String::from_utf8_lossy(&bytes[head + 4..end]).into_owned();
        bytes.drain(..end);
        let reply = reply(&body);
        write!(
            stream,
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{reply}",
            reply.len()
        )?;
    }
}

fn reply(body: &str) -> String {
    let behind = |key: &str| body.split_once(key)?.1.split('"').next();
    if let Some(person) = behind("\"recipientid\":\"") {
        return format!(r#"{{"ret_code":"000000","ret_msg":"ok","item":{{"message_id":"{}"}}}}"#, id(person));
    }
    let first = behind("\"phones\":[\"").unwrap_or_default();
    let status = r#""channelStatus":{"sms":{"code":0,"message":"Success"}}"#;
    format!(r#"{{"code":0,"message":"Success","traceId":"t","data":{{"requestId":"{}",{status}}}}}"#, id(first))
}

/// The captures of a job that was just sent, and of everything else that a page or an app hears, as `listen` writes them.
fn captures(product: &str, count: u64, bytes: u64, path: &str) -> io::Result<()> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |age| age.as_millis() as u64);
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let mut written = 0;
    let mut put = |body: &str| -> io::Result<u64> {
        let body = body.replace('"', "\\\"");
        let line = format!(
            "{{\"received\":\"2026-11-28T20:00:00.000Z\",\"method\":\"POST\",\"path\":\"/hook\",\"headers\":{{\"host\":\"hooks.example.com\",\"content-type\":\"application/json\",\"user-agent\":\"okhttp/4.9.3\",\"content-length\":\"{}\"}},\"body\":\"{body}\"}}\n",
            body.len()
        );
        written += line.len() as u64;
        out.write_all(line.as_bytes())?;
        Ok(written)
    };
    let event = |from: &str, to: &str, at: u64, what: &str| {
        format!(
            r#"{{"object":"page","entry":[{{"time":{at},"id":"{PAGE}","messaging":[{{"sender":{{"id":"{from}"}},"recipient":{{"id":"{to}"}},"timestamp":{at},{what}}}]}}]}}"#
        )
    };
    // Not in the order in which they were sent.
    let step = (count / 2 + 7) | 1;
    for turn in 0..count {
        let number = (turn * step) % count.max(1);
        let at = now + turn / 50;
        if product == "super" {
            let request = id(&phone(number / BATCH * BATCH));
            put(&format!(
                r#"{{"requestId":"{request}","phone":"{}","channel":"SMS","code":{},"message":"Delivered","sendTime":"2026-11-29 04:00:00","cost":{{"currency":"USD","localPrice":0.18,"originalPrice":0.025}}}}"#,
                phone(number),
                if number.is_multiple_of(20) { 14005 } else { 14004 }
            ))?;
            continue;
        }
        let (person, mid) = (person(number), id(&person(number)));
        put(&event(&person, PAGE, at, &format!(r#""delivery":{{"mids":["{mid}"],"watermark":{at}}}"#)))?;
        if !number.is_multiple_of(3) {
            put(&event(&person, PAGE, at + 60_000, &format!(r#""read":{{"watermark":{}}}"#, at + 50_000)))?;
        }
    }
    for other in 0_u64.. {
        let stranger = format!("7777{other:014}");
        let said =
            format!(r#""message":{{"mid":"{}","text":"when does the shop open on Friday? {other}"}}"#, id(&stranger));
        if put(&event(&stranger, PAGE, now + other, &said))? >= bytes {
            break;
        }
    }
    out.flush()
}
