//! The form of a captured request: a line of JSON, from which the request comes back to the byte.

use std::borrow::Cow;
use std::io::{self, Read, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hyper::HeaderMap;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

/// What lets somebody in elsewhere is not kept.
const SECRET: [&str; 3] = ["authorization", "cookie", "proxy-authorization"];

/// Read at a time of a body that stands in a file; a multiple of 3, as base64 counts.
const PIECE: usize = 48 * 1024;

/// The beginning of a line, up to its body.
pub(super) struct Head<'a> {
    pub(super) received: Timestamp,
    pub(super) method: &'a str,
    /// With the query.
    pub(super) path: &'a str,
    pub(super) headers: &'a HeaderMap,
}

impl Head<'_> {
    pub(super) fn write(&self, line: &mut Vec<u8>) {
        line.extend_from_slice(b"{\"received\":\"");
        let _ = write!(line, "{:.3}", self.received);
        line.extend_from_slice(b"\",\"method\":");
        string(line, self.method);
        line.extend_from_slice(b",\"path\":");
        string(line, self.path);
        line.extend_from_slice(b",\"headers\":{");
        let mut begun = false;
        for name in self.headers.keys().filter(|name| !SECRET.contains(&name.as_str())) {
            if std::mem::replace(&mut begun, true) {
                line.push(b',');
            }
            string(line, name.as_str());
            line.push(b':');
            let mut values = self.headers.get_all(name).iter().map(|value| text(value.as_bytes()));
            let (first, second) = (values.next().unwrap_or_default(), values.next());
            if second.is_some() {
                line.push(b'[');
            }
            string(line, &first);
            for value in second.iter().cloned().chain(values) {
                line.push(b',');
                string(line, &value);
            }
            if second.is_some() {
                line.push(b']');
            }
        }
        line.push(b'}');
    }
}

/// A header's value is UTF-8 mostly; what is not is Latin-1, as HTTP once said.
fn text(value: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(value) {
        Ok(text) => text.into(),
        Err(_) => value.iter().map(|byte| char::from(*byte)).collect::<String>().into(),
    }
}

fn string(line: &mut Vec<u8>, text: &str) {
    line.push(b'"');
    escape(line, text.as_bytes());
    line.push(b'"');
}

/// How a byte stands in a JSON string: as it is, behind a backslash, or as six characters.
fn width(byte: u8) -> usize {
    match byte {
        b'"' | b'\\' | b'\n' | b'\r' | b'\t' => 2,
        0..0x20 => 6,
        _ => 1,
    }
}

fn escape(line: &mut Vec<u8>, bytes: &[u8]) {
    let mut plain = 0;
    for (place, &byte) in bytes.iter().enumerate() {
        if width(byte) == 1 {
            continue;
        }
        line.extend_from_slice(&bytes[plain..place]);
        plain = place + 1;
        match byte {
            b'\n' => line.extend_from_slice(b"\\n"),
            b'\r' => line.extend_from_slice(b"\\r"),
            b'\t' => line.extend_from_slice(b"\\t"),
            b'"' | b'\\' => line.extend_from_slice(&[b'\\', byte]),
            _ => {
                let _ = write!(line, "\\u{byte:04x}");
            }
        }
    }
    line.extend_from_slice(&bytes[plain..]);
}

/// Whether a body can stand as text: it is UTF-8, and not so full of control characters that base64 is shorter.
#[derive(Debug, Default)]
pub(super) struct Texture {
    /// The beginning of a character that the last piece ended in.
    begun: Vec<u8>,
    broken: bool,
    bytes: usize,
    written: usize,
}

impl Texture {
    pub(super) fn add(&mut self, piece: &[u8]) {
        self.bytes += piece.len();
        if self.broken {
            return;
        }
        self.written += piece.iter().map(|byte| width(*byte)).sum::<usize>();
        let joined;
        let piece = if self.begun.is_empty() {
            piece
        } else {
            joined = [&self.begun, piece].concat();
            &joined
        };
        let rest = match std::str::from_utf8(piece) {
            Ok(_) => &[][..],
            Err(error) if error.error_len().is_none() => &piece[error.valid_up_to()..],
            Err(_) => {
                self.broken = true;
                &[][..]
            }
        };
        let rest = rest.to_vec();
        self.begun = rest;
    }

    pub(super) fn is_text(&self) -> bool {
        !self.broken && self.begun.is_empty() && self.written <= 2 * self.bytes
    }
}

/// The name of the body's key, its bytes, and what may follow.
pub(super) fn end(line: &mut Vec<u8>, body: &[u8], as_text: bool, verified: Option<bool>) {
    open_body(line, as_text);
    if as_text {
        escape(line, body);
    } else {
        let start = line.len();
        line.resize(start + body.len().div_ceil(3) * 4, 0);
        // The room is what the encoding takes.
        let _ = STANDARD.encode_slice(body, &mut line[start..]);
    }
    close(line, verified);
}

pub(super) fn open_body(line: &mut Vec<u8>, as_text: bool) {
    line.extend_from_slice(if as_text { b",\"body\":\"" } else { b",\"body_base64\":\"" });
}

pub(super) fn close(line: &mut Vec<u8>, verified: Option<bool>) {
    line.push(b'"');
    if let Some(verified) = verified {
        let _ = write!(line, ",\"verified\":{verified}");
    }
    line.extend_from_slice(b"}\n");
}

/// Copies a body out of a file into its line.
pub(super) fn copy_body(body: &mut impl Read, as_text: bool, to: &mut impl Write) -> io::Result<()> {
    let mut piece = vec![0; PIECE];
    let mut written = Vec::with_capacity(2 * PIECE);
    loop {
        let mut filled = 0;
        while filled < PIECE {
            match body.read(&mut piece[filled..]) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        written.clear();
        if as_text {
            escape(&mut written, &piece[..filled]);
        } else {
            written.extend_from_slice(STANDARD.encode(&piece[..filled]).as_bytes());
        }
        to.write_all(&written)?;
        if filled < PIECE {
            return Ok(());
        }
    }
}

/// A captured request, as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// When it came, RFC 3339.
    pub received: String,
    /// As on the wire.
    pub method: String,
    /// With the query.
    pub path: String,
    /// Names in lower case; a header that came twice stands twice.
    pub headers: Vec<(String, String)>,
    /// Byte for byte.
    pub body: Vec<u8>,
    /// What the listener said of its signature, if it looked.
    pub verified: Option<bool>,
}

#[derive(Deserialize)]
struct Written<'a> {
    #[serde(borrow)]
    received: Cow<'a, str>,
    #[serde(borrow)]
    method: Cow<'a, str>,
    #[serde(borrow)]
    path: Cow<'a, str>,
    headers: Map<String, Value>,
    #[serde(borrow)]
    body: Option<Cow<'a, str>>,
    #[serde(borrow)]
    body_base64: Option<Cow<'a, str>>,
    verified: Option<bool>,
}

/// Headers that are between two machines only, and those that whoever hands a request on sets anew.
const HOP_BY_HOP: [&str; 11] = [
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "trailers",
    "transfer-encoding",
    "upgrade",
];

/// The headers that go with a request wherever it is handed on to.
pub fn end_to_end(headers: &[(String, String)]) -> Vec<(&str, &str)> {
    let has = |list: &[&str], name: &str| list.iter().any(|other| other.eq_ignore_ascii_case(name));
    let named: Vec<&str> = headers
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case("connection"))
        .flat_map(|(_, value)| value.split(',').map(str::trim))
        .collect();
    let kept = |name: &str| !has(&HOP_BY_HOP, name) && !has(&SECRET, name) && !has(&named, name);
    headers.iter().filter(|(name, _)| kept(name)).map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

impl Request {
    /// See [`end_to_end`].
    pub fn end_to_end(&self) -> Vec<(&str, &str)> {
        end_to_end(&self.headers)
    }

    /// Reads a line as [`super::writer`] wrote it; none for a line that was torn, or is somebody else's.
    pub fn read(line: &[u8]) -> Option<Self> {
        let written: Written<'_> = serde_json::from_slice(line).ok()?;
        let body = match (written.body, written.body_base64) {
            (Some(text), None) => text.into_owned().into_bytes(),
            (None, Some(encoded)) => STANDARD.decode(encoded.as_bytes()).ok()?,
            _ => return None,
        };
        let mut headers = Vec::with_capacity(written.headers.len());
        for (name, value) in written.headers {
            match value {
                Value::String(value) => headers.push((name, value)),
                Value::Array(values) => {
                    for value in values {
                        let Value::String(value) = value else { return None };
                        headers.push((name.clone(), value));
                    }
                }
                _ => return None,
            }
        }
        Some(Self {
            received: written.received.into_owned(),
            method: written.method.into_owned(),
            path: written.path.into_owned(),
            headers,
            body,
            verified: written.verified,
        })
    }
}

#[cfg(test)]
mod tests {
    use hyper::header::{HeaderName, HeaderValue};
    use proptest::prelude::*;

    use super::*;

    fn write(headers: &HeaderMap, body: &[u8], verified: Option<bool>) -> Vec<u8> {
        let mut line = Vec::new();
        let received = "2026-11-28T10:00:00.25Z".parse().unwrap();
        Head { received, method: "POST", path: "/hook?a=\"1\"", headers }.write(&mut line);
        let mut texture = Texture::default();
        texture.add(body);
        end(&mut line, body, texture.is_text(), verified);
        line
    }

    fn headers(pairs: &[(&str, &[u8])]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in pairs {
            map.append(name.parse::<HeaderName>().unwrap(), HeaderValue::from_bytes(value).unwrap());
        }
        map
    }

    #[test]
    fn a_line_has_the_keys_of_the_contract_and_no_secrets() {
        let came = headers(&[
            ("Content-Type", b"application/json"),
            ("Authorization", b"Bearer secret"),
            ("Cookie", b"a=b"),
            ("Proxy-Authorization", b"Basic x"),
            ("x-twice", b"one"),
            ("x-twice", b"two"),
            ("x-latin", b"\xe9"),
        ]);
        let line = String::from_utf8(write(&came, b"{\"a\":\"\n\"}", Some(false))).unwrap();
        assert_eq!(
            line,
            "{\"received\":\"2026-11-28T10:00:00.250Z\",\"method\":\"POST\",\"path\":\"/hook?a=\\\"1\\\"\",\
             \"headers\":{\"content-type\":\"application/json\",\"x-twice\":[\"one\",\"two\"],\"x-latin\":\"é\"},\
             \"body\":\"{\\\"a\\\":\\\"\\n\\\"}\",\"verified\":false}\n"
        );
        let read = Request::read(line.as_bytes()).unwrap();
        assert_eq!((read.method.as_str(), read.path.as_str(), read.verified), ("POST", "/hook?a=\"1\"", Some(false)));
        assert_eq!(read.headers.iter().filter(|(name, _)| name == "x-twice").count(), 2);
    }

    #[test]
    fn an_empty_body_is_an_empty_text_and_bytes_are_base64() {
        assert!(
            String::from_utf8(write(&HeaderMap::new(), b"", None))
                .unwrap()
                .ends_with("\"headers\":{},\"body\":\"\"}\n")
        );
        assert!(
            String::from_utf8(write(&HeaderMap::new(), b"\x1f\x8b", None))
                .unwrap()
                .contains("\"body_base64\":\"H4s=\"")
        );
        assert!(String::from_utf8(write(&HeaderMap::new(), &[0; 9], None)).unwrap().contains("body_base64"));
    }

    #[test]
    fn a_torn_line_is_no_request() {
        let line = write(&HeaderMap::new(), b"body", None);
        for length in 0..line.len() - 2 {
            assert!(Request::read(&line[..length]).is_none(), "{length}");
        }
    }

    proptest! {
        #[test]
        fn every_body_comes_back_to_the_byte(body in prop::collection::vec(any::<u8>(), 0..300), pieces in 1_usize..40) {
            prop_assert_eq!(&Request::read(&write(&HeaderMap::new(), &body, None)).unwrap().body, &body);
            let mut texture = Texture::default();
            body.chunks(pieces).for_each(|piece| texture.add(piece));
            let mut line = Vec::new();
            Head { received: Timestamp::UNIX_EPOCH, method: "POST", path: "/", headers: &HeaderMap::new() }.write(&mut line);
            open_body(&mut line, texture.is_text());
            copy_body(&mut &body[..], texture.is_text(), &mut line).unwrap();
            close(&mut line, None);
            prop_assert_eq!(&Request::read(&line).unwrap().body, &body);
        }

        #[test]
        fn every_text_comes_back(body in "\\PC{0,80}", pieces in 1_usize..9) {
            let mut texture = Texture::default();
            body.as_bytes().chunks(pieces).for_each(|piece| texture.add(piece));
            prop_assert!(texture.is_text());
            prop_assert_eq!(Request::read(&write(&HeaderMap::new(), body.as_bytes(), None)).unwrap().body, body.as_bytes());
        }
    }
}
