//! HTTP messages as text: several in a file, CRLF or LF, with a length, chunked, compressed, or simply pasted. A reply is
//! told and passed over, a GET has no body.

use super::containers::{Begins, Container, Look};
use super::headers::MAX_HEAD_LINE;
use super::outlet::{Around, Flow, Outlet, RequestLine};
use super::stream::{LIMIT, State, Step, Stream};
use super::{encoding, headers, json, open};
use crate::webhook::body::{Headers, MAX_BODY};
use crate::webhook::json::scan::{Scan, Scanner};

/// What is said of a request by which a vendor makes sure of the address.
pub const VERIFICATION: &str = "verification: a request that checks the webhook's address";

/// What is said of a reply.
pub const REPLY: &str = "a response, which is not decoded";

/// A message that is being read.
pub struct Message {
    line: u64,
    method: String,
    target: String,
    reply: bool,
    get: bool,
    verification: bool,
    headers: Headers,
    part: Part,
    body: Vec<u8>,
    too_large: bool,
    /// The length that it names, when that is more than a body may have.
    huge: Option<usize>,
    /// The file ends before the body does.
    cut: bool,
}

enum Part {
    Head,
    Length(usize),
    Pass(usize),
    ChunkSize,
    Chunk(usize),
    ChunkEnd,
    Trailer,
    Json(Box<Scanner>),
    Lines,
}

/// Whether a message begins on this line. The lines between the requests of a .http file hold nothing.
pub fn begins(look: &Look<'_>) -> Begins {
    match Message::begin(look.line, look.number) {
        Some(message) => Begins::Here(look.whole, Box::new(message)),
        None if look.line.starts_with(b"###") => Begins::Passed,
        None => Begins::No,
    }
}

impl Message {
    /// A message whose first line this is.
    fn begin(line: &[u8], number: u64) -> Option<Self> {
        let first = first_line(line)?;
        let mut words = line.split(|&byte| byte == b' ').filter(|word| !word.is_empty());
        let mut word = || String::from_utf8_lossy(words.next().unwrap_or_default()).into_owned();
        Some(Self {
            line: number,
            method: word(),
            target: word(),
            reply: first.reply,
            get: first.get,
            verification: first.verification,
            headers: Headers::default(),
            part: Part::Head,
            body: Vec::new(),
            too_large: false,
            huge: None,
            cut: false,
        })
    }

    fn keep(&mut self, bytes: &[u8]) {
        if self.body.len() + bytes.len() > MAX_BODY {
            self.too_large = true;
            self.body = Vec::new();
        }
        if !self.too_large {
            self.body.extend_from_slice(bytes);
        }
    }

    fn content_length(&self) -> Option<usize> {
        self.headers.get("content-length")?.parse().ok()
    }

    fn is_encoded(&self) -> bool {
        self.headers.get("content-encoding").is_some_and(|name| !name.eq_ignore_ascii_case("identity"))
    }
}

pub struct First {
    /// It is a reply.
    pub reply: bool,
    get: bool,
    verification: bool,
}

/// `POST /hook HTTP/1.1`, `POST https://…` as in .http files, `HTTP/1.1 200 OK`.
pub fn first_line(line: &[u8]) -> Option<First> {
    if line.len() > MAX_HEAD_LINE || !line.first().is_some_and(u8::is_ascii_uppercase) {
        return None;
    }
    if line.starts_with(b"HTTP/") {
        let status = line.split(|&byte| byte == b' ').nth(1)?;
        let is_status = status.len() == 3 && status.iter().all(u8::is_ascii_digit);
        return is_status.then_some(First { reply: true, get: false, verification: false });
    }
    let mut words = line.split(|&byte| byte == b' ').filter(|word| !word.is_empty());
    let method = words.next()?;
    let target = words.next()?;
    let is_method = matches!(method, b"GET" | b"POST" | b"PUT" | b"PATCH" | b"DELETE" | b"HEAD" | b"OPTIONS");
    let rest = (words.next(), words.next());
    let is_target = match rest {
        (Some(version), None) => version.starts_with(b"HTTP/"),
        (None, None) => target.starts_with(b"http") || target.starts_with(b"/") || target.starts_with(b"{{"),
        _ => false,
    };
    (is_method && is_target).then(|| First {
        reply: false,
        get: matches!(method, b"GET" | b"HEAD" | b"OPTIONS"),
        verification: memchr::memmem::find(target, b"hub.mode=").is_some(),
    })
}

/// Whether the bytes are an HTTP request.
pub fn starts_request(bytes: &[u8]) -> bool {
    let line = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    first_line(line.trim_ascii_end()).is_some_and(|first| !first.reply)
}

impl Container for Message {
    fn next(mut self: Box<Self>, stream: &mut Stream, out: &mut Outlet<'_>, outer: Around<'_>, eof: bool) -> Step {
        let step = match self.part {
            Part::Head => head(stream, &mut self, eof),
            Part::Length(length) => whole(stream, &mut self, length, eof),
            Part::Pass(left) => pass(stream, &mut self, left, eof),
            Part::ChunkSize | Part::ChunkEnd | Part::Trailer => chunk_line(stream, &mut self, eof),
            Part::Chunk(left) => chunk(stream, &mut self, left, eof),
            Part::Json(_) => pasted(stream, &mut self, eof),
            Part::Lines => lines(stream, &mut self, eof),
        };
        match step {
            Progress::More => {
                stream.state = State::Container(self);
                Step::On
            }
            Progress::Wait => {
                stream.state = State::Container(self);
                Step::Wait
            }
            Progress::End => {
                // Where its length says that it ends the next one may begin, also without a line end between them.
                if matches!(self.part, Part::Length(_) | Part::Pass(_) | Part::Trailer) {
                    stream.inked = false;
                }
                deliver(stream, &self, out, outer).into()
            }
        }
    }
}

enum Progress {
    More,
    Wait,
    End,
}

fn head(stream: &mut Stream, message: &mut Message, eof: bool) -> Progress {
    let Some((length, whole)) = stream.line_end(eof) else {
        if eof {
            return Progress::End;
        }
        if stream.rest().len() > MAX_HEAD_LINE {
            message.part = Part::Lines;
            return Progress::More;
        }
        return Progress::Wait;
    };
    let line = &stream.rest()[..length];
    if line.trim_ascii().is_empty() {
        stream.consume(whole);
        message.part = body_part(message);
        message.huge = message.content_length().filter(|length| *length > MAX_BODY);
        return match message.part {
            Part::Length(0) => Progress::End,
            _ if message.get && message.headers.get("content-length").is_none() => Progress::End,
            _ => Progress::More,
        };
    }
    // A header that goes on, and the names with which HTTP/2 begins.
    if matches!(line.first(), Some(b' ' | b'\t')) && headers::go_on(&mut message.headers, line) {
        stream.consume(whole);
        return Progress::More;
    }
    if line.starts_with(b":") && message.headers.0.is_empty() {
        stream.consume(whole);
        return Progress::More;
    }
    if let Some(header) = headers::line(line) {
        headers::keep(&mut message.headers, header);
        stream.consume(whole);
        return Progress::More;
    }
    // No empty line before the body, or no message at all.
    if message.get || message.reply && message.headers.0.is_empty() {
        return Progress::End;
    }
    message.part =
        if matches!(line.first(), Some(b'{' | b'[')) { Part::Json(Box::default()) } else { return Progress::End };
    Progress::More
}

fn body_part(message: &Message) -> Part {
    if message.headers.get("transfer-encoding").is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked")) {
        return Part::ChunkSize;
    }
    match message.content_length() {
        // What the JSON says counts more than a length.
        Some(length) if length <= MAX_BODY => Part::Length(length),
        _ => Part::Json(Box::default()),
    }
}

/// A body of known length. People edit bodies and leave the length: what the JSON says counts more.
fn whole(stream: &mut Stream, message: &mut Message, length: usize, eof: bool) -> Progress {
    let rest = stream.rest();
    if rest.len() < length && !eof {
        return Progress::Wait;
    }
    let length = length.min(rest.len());
    let bytes = &rest[..length];
    if message.is_encoded() {
        message.body = bytes.to_vec();
        stream.consume(length);
        return Progress::End;
    }
    let start = length - bytes.trim_ascii_start().len();
    let end = match Scanner::new().scan(&bytes[start..]) {
        Scan::Done(end) if bytes[start + end..].trim_ascii().is_empty() => length,
        Scan::Done(end) => start + end,
        Scan::More if matches!(bytes.get(start), Some(b'{' | b'[')) => {
            message.part = Part::Json(Box::default());
            return Progress::More;
        }
        _ => length,
    };
    message.body = rest[..end].to_vec();
    stream.consume(end);
    Progress::End
}

fn pass(stream: &mut Stream, message: &mut Message, left: usize, eof: bool) -> Progress {
    message.too_large = true;
    let count = left.min(stream.rest().len());
    stream.consume(count);
    message.part = Part::Pass(left - count);
    message.cut = eof && left > count;
    if left == count || eof { Progress::End } else { Progress::Wait }
}

fn chunk_line(stream: &mut Stream, message: &mut Message, eof: bool) -> Progress {
    let Some((length, whole)) = stream.line_end(eof) else {
        return if eof || stream.rest().len() > MAX_HEAD_LINE { Progress::End } else { Progress::Wait };
    };
    let line = stream.rest()[..length].trim_ascii();
    let next = match message.part {
        Part::ChunkEnd => Part::ChunkSize,
        Part::Trailer if line.is_empty() => {
            stream.consume(whole);
            return Progress::End;
        }
        // What follows is no trailer but the next message.
        Part::Trailer if first_line(line).is_some() || headers::line(line).is_none() => return Progress::End,
        Part::Trailer => Part::Trailer,
        _ => {
            let digits = line.split(|&byte| byte == b';').next().unwrap_or_default().trim_ascii();
            let size = std::str::from_utf8(digits).ok().and_then(|digits| usize::from_str_radix(digits, 16).ok());
            match size {
                Some(0) => Part::Trailer,
                Some(size) => Part::Chunk(size),
                // Captured without the chunks' sizes, or damaged.
                None if message.body.is_empty() => Part::Json(Box::default()),
                None => return Progress::End,
            }
        }
    };
    if !matches!(next, Part::Json(_)) {
        stream.consume(whole);
    }
    message.part = next;
    Progress::More
}

fn chunk(stream: &mut Stream, message: &mut Message, left: usize, eof: bool) -> Progress {
    let count = left.min(stream.rest().len());
    let bytes = stream.rest()[..count].to_vec();
    message.keep(&bytes);
    stream.consume(count);
    if count == left {
        message.part = Part::ChunkEnd;
        return Progress::More;
    }
    message.part = Part::Chunk(left - count);
    if eof { Progress::End } else { Progress::Wait }
}

/// A body without a length: one JSON value, else everything up to the next message.
fn pasted(stream: &mut Stream, message: &mut Message, eof: bool) -> Progress {
    let blank = stream.rest().iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let start = matches!(&message.part, Part::Json(scanner) if scanner.at() == 0);
    if start && blank > 0 {
        stream.consume(blank);
        message.huge = message.huge.map(|length| length.saturating_sub(blank));
    }
    let is_encoded = message.is_encoded();
    let Part::Json(scanner) = &mut message.part else { return Progress::End };
    let rest = &stream.buffer[stream.at..];
    match rest.first() {
        Some(b'{' | b'[') if !is_encoded => {}
        Some(_) => {
            message.part = message.huge.map_or(Part::Lines, Part::Pass);
            return Progress::More;
        }
        None => return if eof { Progress::End } else { Progress::Wait },
    }
    match scanner.scan(rest) {
        Scan::Done(end) => {
            message.body = rest[..end].to_vec();
            stream.consume(end);
            Progress::End
        }
        Scan::More if !eof && rest.len() <= LIMIT => Progress::Wait,
        _ => {
            message.part = message.huge.map_or(Part::Lines, Part::Pass);
            Progress::More
        }
    }
}

fn lines(stream: &mut Stream, message: &mut Message, eof: bool) -> Progress {
    let Some((length, whole)) = stream.line_end(eof) else {
        if eof {
            return Progress::End;
        }
        if stream.rest().len() > LIMIT {
            message.too_large = true;
            message.body = Vec::new();
            stream.consume(stream.rest().len());
        }
        return Progress::Wait;
    };
    let line = &stream.rest()[..length];
    if line.starts_with(b"###") || first_line(line).is_some() {
        return Progress::End;
    }
    let bytes = stream.rest()[..whole].to_vec();
    message.keep(&bytes);
    stream.consume(whole);
    Progress::More
}

fn deliver(stream: &Stream, message: &Message, out: &mut Outlet<'_>, outer: Around<'_>) -> Flow {
    let line = if stream.is_inside() { outer.line } else { message.line };
    if message.reply {
        return out.skipped(line, REPLY);
    }
    if message.cut {
        return out.unreadable(line, None, "cut off: fewer bytes follow than content-length says");
    }
    if message.too_large {
        return out.too_large(line);
    }
    let headers = Some(&message.headers).filter(|headers| !headers.0.is_empty()).or(outer.headers);
    let request = RequestLine { method: Some(&message.method), target: Some(&message.target) };
    let around = Around { line, headers, raw: None, request: Some(request), ..outer.inside(0) };
    // Without a length, the line ends before the next message are the file's.
    let body = if matches!(message.part, Part::Lines) { message.body.trim_ascii_end() } else { &message.body };
    if body.is_empty() {
        if !message.get
            && let Some(flow) = out.request(body, around)
        {
            return flow;
        }
        let what = match (message.verification, message.get) {
            (true, _) => VERIFICATION,
            (_, true) => "a GET request, which has no body",
            _ => "no body recorded",
        };
        return out.skipped(line, what);
    }
    self::body(out, body, around)
}

/// The body of a request whose headers are known, as it came over the wire.
pub fn body(out: &mut Outlet<'_>, body: &[u8], around: Around<'_>) -> Flow {
    if let Some(flow) = out.request(body, around) {
        return flow;
    }
    let encoding = around.headers.and_then(|headers| headers.get("content-encoding"));
    if let Some(name) = encoding.filter(|name| !name.eq_ignore_ascii_case("identity")) {
        return match encoding::content(body, name, MAX_BODY) {
            Ok(plain) if plain.len() > MAX_BODY => out.too_large(around.line),
            Ok(plain) => open::received(out, &plain, around),
            // A proxy that shows the body decoded keeps the header.
            Err(_) if json::first_end(body.trim_ascii()).is_some() => open::received(out, body, around),
            Err(error) => out.unreadable(around.line, None, error.to_string()),
        };
    }
    if let Some(json) = form_value(body) {
        return open::received(out, &json, around);
    }
    open::received(out, body, around)
}

/// The JSON in a form, `payload=%7B…`, or in a form on a line of a log.
pub fn form_value(body: &[u8]) -> Option<Vec<u8>> {
    let ends = |&byte: &u8| byte == b'&' || byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'');
    let pair = body.split(ends).find(|pair| {
        let value = pair.iter().position(|&byte| byte == b'=').map(|at| &pair[at + 1..]);
        value.is_some_and(|value| value.starts_with(b"%7B") || value.starts_with(b"%7b") || value.starts_with(b"%5B"))
    })?;
    let name = pair.iter().position(|&byte| byte == b'=')?;
    let mut value = Vec::with_capacity(pair.len());
    let mut at = name + 1;
    while at < pair.len() {
        let hex =
            pair.get(at + 1..at + 3).and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        match (pair[at], hex) {
            (b'%', Some(byte)) => {
                value.push(byte);
                at += 3;
                continue;
            }
            (b'+', _) => value.push(b' '),
            (byte, _) => value.push(byte),
        }
        at += 1;
    }
    Some(value)
}
