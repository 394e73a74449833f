//! From a file's bytes to UTF-8: which encoding, and the digest of what the file holds.

use std::fmt;
use std::io::{self, Read};
use std::str::FromStr;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, DecoderResult, GBK, UTF_8, UTF_16BE, UTF_16LE};
use sha2::{Digest, Sha256};

use super::RowsError;

/// How much of the file is looked at before anything is read.
const HEAD: usize = 8 * 1024;

/// How many bytes are decoded at once.
const CHUNK: usize = 64 * 1024;

/// An encoding, by one of the names that the web knows (`gbk`, `windows-1252`, `utf-16le`, `shift_jis` …).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl FromStr for Encoding {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match encoding_rs::Encoding::for_label(text.as_bytes()) {
            Some(encoding) if encoding != encoding_rs::REPLACEMENT => Ok(Self(encoding)),
            _ => Err(format!(
                "`{text}` is no encoding that is known; such are gbk, gb18030, big5, windows-1252, windows-1251, shift_jis, euc-kr, utf-16le"
            )),
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.name().to_ascii_lowercase())
    }
}

/// The bytes of a list: hashed as they are, decoded where they are no UTF-8.
pub(super) struct Input {
    raw: Box<dyn Read + Send>,
    head: Vec<u8>,
    used: usize,
    digest: Sha256,
    decoding: Option<Decoding>,
}

/// A decoder at work.
struct Decoding {
    decoder: Decoder,
    name: Encoding,
    bytes: Vec<u8>,
    start: usize,
    end: usize,
    at_end: bool,
    broken: bool,
    /// Line ends that came out.
    lines: u64,
}

impl Input {
    /// The input, its first bytes looked at.
    pub(super) fn new(raw: Box<dyn Read + Send>) -> io::Result<Self> {
        let mut input = Self { raw, head: vec![0; HEAD], used: 0, digest: Sha256::new(), decoding: None };
        let mut length = 0;
        while length < HEAD {
            match read(&mut *input.raw, &mut input.head[length..])? {
                0 => break,
                count => length += count,
            }
        }
        input.head.truncate(length);
        input.digest.update(&input.head);
        Ok(input)
    }

    /// The first bytes of the file.
    pub(super) fn head(&self) -> &[u8] {
        &self.head[self.used..]
    }

    /// Chooses how the bytes become text: a mark at the beginning decides, then what was asked for, then UTF-8.
    pub(super) fn decode(&mut self, asked: Option<Encoding>) {
        let marked = encoding_rs::Encoding::for_bom(&self.head);
        if let Some((_, length)) = marked {
            self.used = length;
        }
        let encoding = marked.map_or(asked, |(encoding, _)| Some(Encoding(encoding)));
        self.decoding = encoding.filter(|encoding| encoding.0 != UTF_8).map(|name| Decoding {
            decoder: name.0.new_decoder_without_bom_handling(),
            name,
            bytes: vec![0; CHUNK],
            start: 0,
            end: 0,
            at_end: false,
            broken: false,
            lines: 0,
        });
    }

    /// Whether what comes out was decoded, so that it is UTF-8 for certain.
    pub(super) fn is_decoded(&self) -> bool {
        self.decoding.is_some()
    }

    /// Text; none at the end.
    pub(super) fn read(&mut self, out: &mut [u8]) -> Result<usize, RowsError> {
        let Self { raw, head, used, digest, decoding } = self;
        let mut next = |out: &mut [u8]| -> io::Result<usize> {
            if *used < head.len() {
                let count = out.len().min(head.len() - *used);
                out[..count].copy_from_slice(&head[*used..*used + count]);
                *used += count;
                return Ok(count);
            }
            let count = read(&mut **raw, out)?;
            digest.update(&out[..count]);
            Ok(count)
        };
        match decoding {
            None => Ok(next(out)?),
            Some(decoding) => decoding.read(&mut next, out),
        }
    }

    /// The whole file, undecoded; none when it is longer than `most`.
    pub(super) fn bytes(&mut self, most: u64) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = self.head.clone();
        self.used = self.head.len();
        let before = bytes.len();
        (&mut self.raw).take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        self.digest.update(&bytes[before..]);
        Ok(Some(bytes).filter(|bytes| bytes.len() as u64 <= most))
    }

    /// SHA-256 of every byte of the file; reads what is left of it.
    pub(super) fn digest(mut self) -> io::Result<[u8; 32]> {
        let mut rest = vec![0; CHUNK];
        loop {
            match read(&mut *self.raw, &mut rest)? {
                0 => return Ok(self.digest.finalize().into()),
                count => self.digest.update(&rest[..count]),
            }
        }
    }
}

impl Decoding {
    fn read(
        &mut self,
        next: &mut dyn FnMut(&mut [u8]) -> io::Result<usize>,
        out: &mut [u8],
    ) -> Result<usize, RowsError> {
        loop {
            if self.broken {
                let problem = format!("bytes that are no {}", self.name);
                return Err(RowsError::Encoding { line: self.lines + 1, problem });
            }
            if self.start == self.end && !self.at_end {
                (self.start, self.end) = (0, next(&mut self.bytes)?);
                self.at_end = self.end == 0;
            }
            let bytes = &self.bytes[self.start..self.end];
            let (result, taken, written) = self.decoder.decode_to_utf8_without_replacement(bytes, out, self.at_end);
            self.start += taken;
            self.broken = matches!(result, DecoderResult::Malformed(..));
            self.lines += memchr::memchr_iter(b'\n', &out[..written]).count() as u64;
            if written > 0 || (self.at_end && !self.broken) {
                return Ok(written);
            }
        }
    }
}

fn read(raw: &mut dyn Read, out: &mut [u8]) -> io::Result<usize> {
    loop {
        match raw.read(out) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

/// UTF-16 without a mark, which is UTF-8 with a NUL beside every letter.
pub(super) fn unmarked_utf16(head: &[u8]) -> Option<Encoding> {
    let head = &head[..head.len().min(512) & !1];
    let nuls = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let many = |count: usize| count * 8 > head.len() && head.len() >= 4;
    match (nuls(0), nuls(1)) {
        (0, low) if many(low) => Some(Encoding(UTF_16LE)),
        (high, 0) if many(high) => Some(Encoding(UTF_16BE)),
        _ => None,
    }
}

/// The encoding that bytes which are no UTF-8 are most likely in.
pub(super) fn likely(sample: &[u8]) -> Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let found = detector.guess(None, Utf8Detection::Deny);
    // A few names are too little for the detector. Letters of the West hardly ever come in pairs throughout.
    let is_western = found.is_single_byte();
    if is_western && is_paired(sample) && GBK.decode_without_bom_handling_and_without_replacement(sample).is_some() {
        return Encoding(GBK);
    }
    Encoding(found)
}

/// Whether the bytes beyond ASCII come in pairs as those of GB 2312 do.
fn is_paired(sample: &[u8]) -> bool {
    sample.split(|byte| *byte < 0x80).all(|run| run.len() % 2 == 0 && run.iter().all(|byte| *byte >= 0xa1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likely_encoding_of_a_few_names() {
        for (text, label) in [
            ("to,name\n1,张三\n2,李四\n", "gbk"),
            ("to,name\n1,王小明\n2,欧阳娜娜\n3,订单已发货，请注意查收\n", "gbk"),
            ("to,name\n1,José\n2,Zoë\n3,François\n", "windows-1252"),
            ("to,name\n1,Привет\n2,Москва и область\n", "windows-1251"),
            ("to,name\n1,こんにちは\n2,ありがとうございます\n", "shift_jis"),
        ] {
            let encoding: Encoding = label.parse().unwrap();
            let (bytes, _, _) = encoding.0.encode(text);
            assert_eq!(likely(&bytes).to_string(), label, "{text}");
        }
    }

    #[test]
    fn utf16_without_a_mark_is_seen() {
        assert_eq!(unmarked_utf16(b"t\0o\0\n\x001\0").map(|found| found.to_string()).as_deref(), Some("utf-16le"));
        assert_eq!(unmarked_utf16(b"\0t\0o\0\n\x001").map(|found| found.to_string()).as_deref(), Some("utf-16be"));
        assert_eq!(unmarked_utf16(b"to,name\n"), None);
    }

    #[test]
    fn encodings_by_their_names() {
        assert_eq!("GBK".parse::<Encoding>().unwrap().to_string(), "gbk");
        assert_eq!("latin1".parse::<Encoding>().unwrap().to_string(), "windows-1252");
        assert!("klingon".parse::<Encoding>().is_err() && "replacement".parse::<Encoding>().is_err());
    }
}
