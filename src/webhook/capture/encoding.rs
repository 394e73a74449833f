//! From the bytes of a file to UTF-8 text: gzip, zstd, byte order marks, UTF-16. Recognised by the first bytes,
//! never by a name; a compressed text may be any of these again. Streams: nothing is held but the
//! codec's own window, so a bomb only takes time.

use std::io::Write;
use std::ops::ControlFlow;

use flate2::write::MultiGzDecoder;
use zstd::stream::raw::Operation;

use crate::webhook::effort;

/// How many layers are taken off one another.
const MAX_LAYERS: usize = 4;

/// How many bytes go through a codec at a time.
const PIECE: usize = 16 * 1024;

/// Why the text ends before the file does.
#[derive(Debug, thiserror::Error)]
pub enum Undecodable {
    /// A codec refused the bytes.
    #[error("the {codec} data is damaged: {source}")]
    Damaged {
        /// gzip or zstd.
        codec: &'static str,
        /// What the codec said.
        source: std::io::Error,
    },
    /// The file ends inside a compressed stream.
    #[error("the {codec} data is cut off; what came before the cut was read")]
    Cut {
        /// gzip or zstd.
        codec: &'static str,
    },
    /// An archive, or a compression that is not read.
    #[error("this is {what}: unpack it first")]
    Packed {
        /// What it is.
        what: &'static str,
    },
    /// Compressed more often than anyone does.
    #[error("the data is compressed more than {MAX_LAYERS} times over")]
    TooManyLayers,
}

/// How long the mark before the text is, in a file with this front (four bytes, or all there are); none when the text is
/// compressed or in UTF-16.
pub fn text_from(front: &[u8]) -> Option<usize> {
    match Form::of(front) {
        Form::Text(mark) => Some(mark),
        _ => None,
    }
}

/// What the first bytes say.
#[derive(Clone, Copy)]
enum Form {
    /// UTF-8 after a mark of that length.
    Text(usize),
    /// UTF-16 after a mark of that length, the low byte first or last.
    Utf16(usize, bool),
    Gzip,
    Zstd,
    Packed(&'static str),
}

impl Form {
    fn of(front: &[u8]) -> Self {
        match *front {
            [0x1f, 0x8b, ..] => Self::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Self::Zstd,
            [b'P', b'K', 3, 4, ..] => Self::Packed("a zip archive"),
            [b'B', b'Z', b'h', b'1'..=b'9', ..] => Self::Packed("bzip2 data"),
            [0xfd, b'7', b'z', b'X', ..] => Self::Packed("xz data"),
            [b'7', b'z', 0xbc, 0xaf, ..] => Self::Packed("a 7z archive"),
            [0xef, 0xbb, 0xbf, ..] => Self::Text(3),
            [0xff, 0xfe, ..] => Self::Utf16(2, true),
            [0xfe, 0xff, ..] => Self::Utf16(2, false),
            [first, 0, second, 0, ..] if first != 0 && second != 0 => Self::Utf16(0, true),
            [0, first, 0, second, ..] if first != 0 && second != 0 => Self::Utf16(0, false),
            _ => Self::Text(0),
        }
    }
}

/// Takes decoded text, in pieces of any size.
pub type Take<'t> = dyn FnMut(&[u8]) -> ControlFlow<()> + 't;

/// How a step ended: told to stop by the taker, or by the data.
type Step = Result<ControlFlow<()>, Undecodable>;

/// One layer.
pub struct Decoder {
    kind: Kind,
    head: Vec<u8>,
    layer: usize,
}

enum Kind {
    Undecided,
    Plain,
    Utf16 { little: bool, odd: Option<u8>, high: Option<u16> },
    Gzip(Box<MultiGzDecoder<Vec<u8>>>, Box<Decoder>),
    Zstd(Zstd, Box<Decoder>),
    Failed,
}

/// zstd frames, one after another.
struct Zstd {
    codec: zstd::stream::raw::Decoder<'static>,
    output: Vec<u8>,
    inside: bool,
}

impl Zstd {
    fn new() -> std::io::Result<Self> {
        Ok(Self { codec: zstd::stream::raw::Decoder::new()?, output: vec![0; 4 * PIECE], inside: false })
    }

    /// Decodes some of the input; how much of it was read and how much came out.
    fn step(&mut self, input: &[u8]) -> std::io::Result<(usize, usize)> {
        let status = self.codec.run_on_buffers(input, &mut self.output)?;
        if status.bytes_read + status.bytes_written > 0 {
            self.inside = status.remaining != 0;
        }
        Ok((status.bytes_read, status.bytes_written))
    }
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new()
    }
}

impl Decoder {
    /// A decoder at the first byte of a file.
    pub fn new() -> Self {
        Self { kind: Kind::Undecided, head: Vec::new(), layer: 0 }
    }

    /// A decoder for text in the middle of a file: passes it on as it is.
    pub fn plain() -> Self {
        Self { kind: Kind::Plain, head: Vec::new(), layer: 0 }
    }

    /// Whether bytes pass unchanged.
    pub fn is_plain(&self) -> bool {
        matches!(self.kind, Kind::Plain)
    }

    /// Decodes more of the file.
    pub fn push(&mut self, bytes: &[u8], take: &mut Take<'_>) -> Step {
        match &mut self.kind {
            Kind::Plain => Ok(take(bytes)),
            Kind::Failed => Ok(ControlFlow::Continue(())),
            Kind::Undecided => {
                self.head.extend_from_slice(bytes);
                if self.head.len() < 4 { Ok(ControlFlow::Continue(())) } else { self.decide(take) }
            }
            Kind::Utf16 { little, odd, high } => {
                let mut text = String::with_capacity(bytes.len());
                utf16(bytes, *little, odd, high, &mut text);
                Ok(take(text.as_bytes()))
            }
            Kind::Gzip(..) | Kind::Zstd(..) => {
                let step = self.decompress(bytes, take);
                if step.is_err() {
                    self.kind = Kind::Failed;
                }
                step
            }
        }
    }

    /// The file is at its end.
    pub fn finish(&mut self, take: &mut Take<'_>) -> Step {
        if matches!(self.kind, Kind::Undecided) && !self.head.is_empty() {
            let decided = self.decide(take)?;
            if decided.is_break() {
                return Ok(decided);
            }
        }
        match &mut self.kind {
            Kind::Utf16 { odd, high, .. } => {
                let left = odd.take().is_some() | high.take().is_some();
                Ok(if left { take("\u{fffd}".as_bytes()) } else { ControlFlow::Continue(()) })
            }
            Kind::Gzip(codec, inner) => {
                let ended = codec.try_finish();
                let flow = drain(codec.get_mut(), inner, take)?;
                if flow.is_continue() && ended.is_err() {
                    let _ = inner.finish(take)?;
                    return Err(Undecodable::Cut { codec: "gzip" });
                }
                if flow.is_break() { Ok(flow) } else { inner.finish(take) }
            }
            Kind::Zstd(codec, inner) => {
                let flow = inner.finish(take)?;
                if codec.inside { Err(Undecodable::Cut { codec: "zstd" }) } else { Ok(flow) }
            }
            Kind::Undecided | Kind::Plain | Kind::Failed => Ok(ControlFlow::Continue(())),
        }
    }

    fn decide(&mut self, take: &mut Take<'_>) -> Step {
        let head = std::mem::take(&mut self.head);
        let (kind, mark) = match Form::of(&head) {
            Form::Text(mark) => (Kind::Plain, mark),
            Form::Utf16(mark, little) => (Kind::Utf16 { little, odd: None, high: None }, mark),
            Form::Packed(what) => {
                self.kind = Kind::Failed;
                return Err(Undecodable::Packed { what });
            }
            Form::Gzip => (Kind::Gzip(Box::new(MultiGzDecoder::new(Vec::new())), self.next()?), 0),
            Form::Zstd => {
                let codec = Zstd::new().map_err(|source| Undecodable::Damaged { codec: "zstd", source })?;
                (Kind::Zstd(codec, self.next()?), 0)
            }
        };
        self.kind = kind;
        self.push(&head[mark..], take)
    }

    fn next(&self) -> Result<Box<Self>, Undecodable> {
        if self.layer == MAX_LAYERS {
            return Err(Undecodable::TooManyLayers);
        }
        Ok(Box::new(Self { kind: Kind::Undecided, head: Vec::new(), layer: self.layer + 1 }))
    }

    fn decompress(&mut self, bytes: &[u8], take: &mut Take<'_>) -> Step {
        match &mut self.kind {
            Kind::Gzip(codec, inner) => gunzip(codec, inner, bytes, take),
            Kind::Zstd(codec, inner) => unzstd(codec, inner, bytes, take),
            _ => Ok(ControlFlow::Continue(())),
        }
    }
}

fn gunzip(codec: &mut MultiGzDecoder<Vec<u8>>, inner: &mut Decoder, mut bytes: &[u8], take: &mut Take<'_>) -> Step {
    while !bytes.is_empty() {
        let written = codec.write(&bytes[..bytes.len().min(PIECE)]);
        let flow = drain(codec.get_mut(), inner, take)?;
        match written {
            Ok(0) => break,
            Ok(count) => bytes = &bytes[count..],
            Err(source) => {
                let _ = inner.finish(take)?;
                return Err(Undecodable::Damaged { codec: "gzip", source });
            }
        }
        if flow.is_break() {
            return Ok(flow);
        }
    }
    // The codec holds back what it decoded last; of a file that grows that would be its newest lines.
    let _ = codec.flush();
    drain(codec.get_mut(), inner, take)
}

fn unzstd(codec: &mut Zstd, inner: &mut Decoder, mut bytes: &[u8], take: &mut Take<'_>) -> Step {
    loop {
        let (read, written) = match codec.step(bytes) {
            Ok(counts) => counts,
            Err(source) => {
                let _ = inner.finish(take)?;
                return Err(Undecodable::Damaged { codec: "zstd", source });
            }
        };
        bytes = &bytes[read..];
        if written > 0 {
            let flow = inner.push(&codec.output[..written], take)?;
            if flow.is_break() {
                return Ok(flow);
            }
        }
        if bytes.is_empty() && written < codec.output.len() {
            return Ok(ControlFlow::Continue(()));
        }
    }
}

fn drain(output: &mut Vec<u8>, inner: &mut Decoder, take: &mut Take<'_>) -> Step {
    if output.is_empty() {
        return Ok(ControlFlow::Continue(()));
    }
    let flow = inner.push(output, take);
    output.clear();
    flow
}

/// Appends UTF-16 text; halves of units and of pairs wait for the next piece.
fn utf16(bytes: &[u8], little: bool, odd: &mut Option<u8>, high: &mut Option<u16>, text: &mut String) {
    for &byte in bytes {
        let Some(first) = odd.take() else {
            *odd = Some(byte);
            continue;
        };
        let unit = if little { u16::from_le_bytes([first, byte]) } else { u16::from_be_bytes([first, byte]) };
        match (high.take(), unit) {
            (Some(high), 0xdc00..=0xdfff) => {
                let code = 0x10000 + ((u32::from(high) - 0xd800) << 10) + (u32::from(unit) - 0xdc00);
                text.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                continue;
            }
            (Some(_), _) => text.push(char::REPLACEMENT_CHARACTER),
            (None, _) => {}
        }
        match unit {
            0xd800..=0xdbff => *high = Some(unit),
            _ => text.push(char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER)),
        }
    }
}

/// The body of a message with a `Content-Encoding`; at most `limit` bytes of it.
pub fn content(bytes: &[u8], encoding: &str, limit: usize) -> Result<Vec<u8>, Undecodable> {
    use std::io::Read;
    let mut decoded = bytes.to_vec();
    for codec in encoding.rsplit(',').map(|name| name.trim().to_ascii_lowercase()).take(MAX_LAYERS) {
        let (codec, result) = match codec.as_str() {
            "gzip" | "x-gzip" => ("gzip", limited(flate2::read::MultiGzDecoder::new(&decoded[..]), limit)),
            "deflate" if decoded.first().is_some_and(|byte| byte & 0x0f == 8) => {
                ("deflate", limited(flate2::read::ZlibDecoder::new(&decoded[..]), limit))
            }
            "deflate" => ("deflate", limited(flate2::read::DeflateDecoder::new(&decoded[..]), limit)),
            "zstd" => ("zstd", zstd::stream::read::Decoder::new(&decoded[..]).and_then(|codec| limited(codec, limit))),
            _ => continue,
        };
        decoded = result.map_err(|source| Undecodable::Damaged { codec, source })?;
    }
    return Ok(decoded);

    fn limited(source: impl Read, limit: usize) -> std::io::Result<Vec<u8>> {
        let mut out = Vec::new();
        source.take(limit as u64 + 1).read_to_end(&mut out)?;
        effort::unpack(out.len());
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(file: &[u8], piece: usize) -> (String, Option<String>) {
        let mut decoder = Decoder::new();
        let mut text = Vec::new();
        let mut failed = None;
        for piece in file.chunks(piece) {
            let mut take = |bytes: &[u8]| {
                text.extend_from_slice(bytes);
                ControlFlow::Continue(())
            };
            if let Err(error) = decoder.push(piece, &mut take) {
                failed = Some(error.to_string());
            }
        }
        let mut take = |bytes: &[u8]| {
            text.extend_from_slice(bytes);
            ControlFlow::Continue(())
        };
        if let Err(error) = decoder.finish(&mut take) {
            failed = Some(error.to_string());
        }
        (String::from_utf8(text).unwrap(), failed)
    }

    pub fn gzip(text: &[u8]) -> Vec<u8> {
        let mut codec = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        codec.write_all(text).unwrap();
        codec.finish().unwrap()
    }

    fn wide(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    #[test]
    fn every_encoding_in_pieces_of_any_size() {
        let text = "{\"text\":\"你好 😀\"}\n";
        let double = [gzip(text.as_bytes()), gzip(text.as_bytes())].concat();
        let files = [
            (text.as_bytes().to_vec(), text.to_owned()),
            ([b"\xef\xbb\xbf", text.as_bytes()].concat(), text.to_owned()),
            ([b"\xff\xfe".to_vec(), wide(text, true)].concat(), text.to_owned()),
            ([b"\xfe\xff".to_vec(), wide(text, false)].concat(), text.to_owned()),
            (wide(text, true), text.to_owned()),
            (wide(text, false), text.to_owned()),
            (double, text.repeat(2)),
            (zstd::stream::encode_all(text.as_bytes(), 1).unwrap(), text.to_owned()),
            (gzip(&[b"\xff\xfe".to_vec(), wide(text, true)].concat()), text.to_owned()),
            (gzip(&zstd::stream::encode_all(text.as_bytes(), 1).unwrap()), text.to_owned()),
            (b"{}".to_vec(), "{}".to_owned()),
            (Vec::new(), String::new()),
        ];
        for (index, (file, expected)) in files.iter().enumerate() {
            for piece in [1, 2, 3, 7, 1 << 20] {
                assert_eq!(decode(file, piece), (expected.clone(), None), "file {index}, pieces of {piece}");
            }
        }
    }

    #[test]
    fn damaged_and_cut_streams_give_what_they_held_and_say_so() {
        let text = "0123456789abcdef".repeat(4000);
        for file in [gzip(text.as_bytes()), zstd::stream::encode_all(text.as_bytes(), 1).unwrap()] {
            let (_, failed) = decode(&file[..file.len() - 5], 64);
            assert!(failed.is_some_and(|message| message.contains("cut off")));
        }
        let mut file = gzip(text.as_bytes());
        file.extend_from_slice(b"trailing rubbish that is no gzip member");
        let (held, failed) = decode(&file, 64);
        assert_eq!(held, text);
        assert!(failed.is_some());
    }

    #[test]
    fn content_encodings_are_limited() {
        let bomb = gzip(&vec![b' '; 1 << 20]);
        assert_eq!(content(&bomb, "gzip", 1000).unwrap().len(), 1001);
        assert_eq!(content(b"plain", "identity", 1000).unwrap(), b"plain");
        assert!(content(b"plain", "gzip", 1000).is_err());
    }
}
