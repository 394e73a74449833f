//! Files that grow: what was added since the last look, also after the file was cut short or replaced by a new one
//! (log rotation).

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::platform::files::FileId;
use crate::webhook::body::{Body, BodySink, Problem};
use crate::webhook::capture::Capture;
use crate::webhook::json::{Parser, Value};
use crate::webhook::shape::{self, Shape};

/// How often a file that does not grow is looked at.
pub const PAUSE: Duration = Duration::from_millis(100);

/// How much is read at a time.
const PIECE: usize = 128 * 1024;

/// So much of what was read first and last is remembered, to see that a file was written anew.
const SAMPLE: usize = 1024;

/// A file that is read as it grows.
pub struct Followed {
    path: PathBuf,
    name: String,
    open: Option<Growing>,
    capture: Capture,
}

impl Followed {
    /// A file that need not exist yet; `name` is how events tell where they stand.
    pub fn new(path: &Path, name: &str) -> Self {
        Self { path: path.to_owned(), name: name.to_owned(), open: None, capture: Capture::new(name) }
    }

    /// Gives what was added to the sink; true when there was anything.
    ///
    /// # Errors
    /// When the file cannot be read; that it does not exist is none.
    pub fn poll(&mut self, sink: &mut dyn BodySink) -> io::Result<(bool, ControlFlow<()>)> {
        let on_disk = match FileId::at(&self.path) {
            Ok(on_disk) => Some(on_disk),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        if let (Some(open), Some(on_disk)) = (&mut self.open, &on_disk) {
            let is_replaced = FileId::of(&open.file)? != *on_disk;
            if is_replaced {
                // What was written to the old file before it was moved away.
                let (_, flow) = open.read_on(&mut self.capture, sink)?;
                if flow.is_break() {
                    return Ok((true, flow));
                }
            }
            if is_replaced || open.is_rewritten()? {
                let flow = self.capture.finish(sink);
                (self.open, self.capture) = (None, Capture::new(&self.name));
                if flow.is_break() {
                    return Ok((true, flow));
                }
            }
        }
        if self.open.is_none() && on_disk.is_some() {
            self.open = Some(Growing::new(File::open(&self.path)?));
        }
        let Some(open) = &mut self.open else { return Ok((false, ControlFlow::Continue(()))) };
        let (any, flow) = open.read_on(&mut self.capture, sink)?;
        Ok((any, if flow.is_break() { flow } else { self.capture.settle(sink) }))
    }
}

/// An open file of which the front was read.
struct Growing {
    file: File,
    read: u64,
    /// Its length and time when it was last looked at.
    seen: Option<(u64, SystemTime)>,
    /// The first bytes that were read.
    front: Vec<u8>,
    /// The last ones.
    back: Vec<u8>,
}

impl Growing {
    fn new(file: File) -> Self {
        Self { file, read: 0, seen: None, front: Vec::new(), back: Vec::new() }
    }

    /// Whether it was cut short since, or written anew: then other bytes stand where some were read.
    fn is_rewritten(&mut self) -> io::Result<bool> {
        let now = self.file.metadata()?;
        if !now.is_file() {
            return Ok(false);
        }
        if now.len() < self.read {
            return Ok(true);
        }
        let seen = Some((now.len(), now.modified()?));
        if std::mem::replace(&mut self.seen, seen) == seen {
            return Ok(false);
        }
        let same = self.stands(0, &self.front)? && self.stands(self.read - self.back.len() as u64, &self.back)?;
        self.file.seek(SeekFrom::Start(self.read))?;
        Ok(!same)
    }

    /// Whether these bytes stand there.
    fn stands(&self, place: u64, bytes: &[u8]) -> io::Result<bool> {
        let mut file = &self.file;
        file.seek(SeekFrom::Start(place))?;
        let mut found = Vec::with_capacity(bytes.len());
        file.take(bytes.len() as u64).read_to_end(&mut found)?;
        Ok(found == bytes)
    }

    /// Reads to the end; true when there was anything.
    fn read_on(&mut self, capture: &mut Capture, sink: &mut dyn BodySink) -> io::Result<(bool, ControlFlow<()>)> {
        let now = self.file.metadata()?;
        let more = now.len().saturating_sub(self.read);
        if now.is_file() && more == 0 {
            return Ok((false, ControlFlow::Continue(())));
        }
        // Most files grow by a few lines at a time, and most of many do not grow at all.
        let size = if now.is_file() { usize::try_from(more).unwrap_or(PIECE) + 1 } else { PIECE };
        let mut buffer = vec![0; size.min(PIECE)];
        let mut any = false;
        loop {
            let count = match self.file.read(&mut buffer) {
                Ok(0) => return Ok((any, ControlFlow::Continue(()))),
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            any = true;
            self.note(&buffer[..count]);
            if capture.push(&buffer[..count], sink).is_break() {
                return Ok((true, ControlFlow::Break(())));
            }
        }
    }

    fn note(&mut self, piece: &[u8]) {
        self.read += piece.len() as u64;
        let missing = SAMPLE - self.front.len();
        self.front.extend_from_slice(&piece[..piece.len().min(missing)]);
        self.back.extend_from_slice(&piece[piece.len().saturating_sub(SAMPLE)..]);
        self.back.drain(..self.back.len().saturating_sub(SAMPLE));
    }
}

/// Looks for the completion of one upload in a capture that grows.
pub struct UploadWatch {
    followed: Followed,
    search: Search,
}

impl UploadWatch {
    /// Looks into the capture from its start: the news may have come before the look.
    pub fn new(capture: &Path, track_id: &str) -> Self {
        let search = Search { track_id: track_id.to_owned(), parser: Parser::default(), found: None };
        Self { followed: Followed::new(capture, &capture.to_string_lossy()), search }
    }

    /// The attachment's id, when the capture tells it by now.
    ///
    /// # Errors
    /// When the capture cannot be read; that it does not exist yet is none.
    pub fn poll(&mut self) -> io::Result<Option<String>> {
        let _ = self.followed.poll(&mut self.search)?;
        Ok(self.search.found.clone())
    }
}

struct Search {
    track_id: String,
    parser: Parser,
    found: Option<String>,
}

impl BodySink for Search {
    fn body(&mut self, body: Body<'_>) -> ControlFlow<()> {
        let Some(value) = body.read(&mut self.parser) else {
            return ControlFlow::Continue(());
        };
        let scalar = |key: &str| value.get(key).and_then(Value::scalar);
        if shape::of(value) == Some(Shape::Upload) && scalar("track_id").is_some_and(|id| id.is(&self.track_id)) {
            self.found = scalar("attachment_id").map(|id| id.decoded().into_owned());
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    fn problem(&mut self, _: Problem<'_>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write;

    use super::*;

    const DONE: &str = r#"{"track_id":"t1","attachment_id":1234567890123456789}"#;

    #[test]
    fn an_upload_that_completed_before_the_look_is_found_too() {
        let folder = tempfile::tempdir().unwrap();
        let capture = folder.path().join("c.ndjson");
        fs::write(&capture, format!("{{\"track_id\":\"t0\",\"attachment_id\":\"1\"}}\nnoise\n{DONE}\n")).unwrap();
        let found = UploadWatch::new(&capture, "t1").poll().unwrap();
        assert_eq!(found.as_deref(), Some("1234567890123456789"));
        assert_eq!(UploadWatch::new(&capture, "t2").poll().unwrap(), None);
    }

    /// A39: between two looks the file was cut and grew past where it had been read.
    #[test]
    fn a_file_that_was_cut_and_grew_again_between_two_looks_is_read_anew() {
        let folder = tempfile::tempdir().unwrap();
        let capture = folder.path().join("c.ndjson");
        let old = "{\"track_id\":\"t9\",\"attachment_id\":\"1\"}\n".repeat(200);
        for (front, back) in [("", " \n".repeat(9000)), ("{\"other\":1}\n", old.clone())] {
            fs::write(&capture, &old).unwrap();
            let mut watch = UploadWatch::new(&capture, "t1");
            assert_eq!(watch.poll().unwrap(), None);
            fs::write(&capture, format!("{front}{DONE}\n{back}")).unwrap();
            assert_eq!(watch.poll().unwrap().as_deref(), Some("1234567890123456789"), "{front}");
        }
        // What only grows is not read twice.
        fs::write(&capture, &old).unwrap();
        let mut followed = Followed::new(&capture, "c");
        let mut bodies = Bodies(0);
        let mut file = File::options().append(true).open(&capture).unwrap();
        for expected in [200, 201, 202] {
            let _ = followed.poll(&mut bodies).unwrap();
            let _ = followed.poll(&mut bodies).unwrap();
            assert_eq!(bodies.0, expected);
            file.write_all(format!("{DONE}\n").as_bytes()).unwrap();
        }
    }

    struct Bodies(usize);

    impl BodySink for Bodies {
        fn body(&mut self, _: Body<'_>) -> ControlFlow<()> {
            self.0 += 1;
            ControlFlow::Continue(())
        }

        fn problem(&mut self, _: Problem<'_>) -> ControlFlow<()> {
            ControlFlow::Continue(())
        }
    }

    #[test]
    fn a_watch_sees_a_file_appear_grow_shrink_and_be_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let capture = folder.path().join("c.ndjson");
        let mut watch = UploadWatch::new(&capture, "t1");
        assert_eq!(watch.poll().unwrap(), None, "it does not exist yet");
        fs::write(&capture, "{\"hello\":1}\n{\"track_id\":\"t9\",\"attachment_id\":\"1\"}\n").unwrap();
        assert_eq!(watch.poll().unwrap(), None);
        fs::write(&capture, "{}\n").unwrap();
        assert_eq!(watch.poll().unwrap(), None, "cut short");
        fs::rename(&capture, folder.path().join("c.1")).unwrap();
        assert_eq!(watch.poll().unwrap(), None, "moved away");
        let mut file = File::create(&capture).unwrap();
        let (one, two) = DONE.split_at(20);
        file.write_all(one.as_bytes()).unwrap();
        assert_eq!(watch.poll().unwrap(), None, "half a line");
        file.write_all(two.as_bytes()).unwrap();
        file.write_all(b"\n").unwrap();
        assert_eq!(watch.poll().unwrap().as_deref(), Some("1234567890123456789"));
    }
}
