//! Files that grow: what was added since the last look, also after the file was cut short or replaced by a new one
//! (log rotation).

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::webhook::body::{Body, BodySink, Problem};
use crate::webhook::capture::Capture;
use crate::webhook::json::{Parser, Value};
use crate::webhook::shape::{self, Shape};

/// How often a file that does not grow is looked at.
pub const PAUSE: Duration = Duration::from_millis(100);

/// A file that is read as it grows.
pub struct Followed {
    path: PathBuf,
    name: String,
    file: Option<File>,
    read: u64,
    capture: Capture,
}

impl Followed {
    /// A file that need not exist yet; `name` is how events tell where they stand.
    pub fn new(path: &Path, name: &str) -> Self {
        Self { path: path.to_owned(), name: name.to_owned(), file: None, read: 0, capture: Capture::new(name) }
    }

    /// Gives what was added to the sink; true when there was anything.
    ///
    /// # Errors
    /// When the file cannot be read; that it does not exist is none.
    pub fn poll(&mut self, sink: &mut dyn BodySink) -> io::Result<(bool, ControlFlow<()>)> {
        let Some(file) = self.current(sink)? else { return Ok((false, ControlFlow::Continue(()))) };
        let mut file = file;
        let mut buffer = vec![0; 128 * 1024];
        let mut any = false;
        loop {
            let count = match file.read(&mut buffer) {
                Ok(0) => return Ok((any, self.capture.settle(sink))),
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            any = true;
            self.read += count as u64;
            if self.capture.push(&buffer[..count], sink).is_break() {
                return Ok((true, ControlFlow::Break(())));
            }
        }
    }

    /// The open file; a new one when the path was replaced, from its start when it was cut short.
    fn current(&mut self, sink: &mut dyn BodySink) -> io::Result<Option<File>> {
        let on_disk = match std::fs::metadata(&self.path) {
            Ok(on_disk) => on_disk,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return self.file.as_ref().map(File::try_clone).transpose();
            }
            Err(error) => return Err(error),
        };
        if let Some(file) = &self.file {
            let open = file.metadata()?;
            let replaced = !is_same(&open, &on_disk);
            if !replaced && open.len() >= self.read {
                return file.try_clone().map(Some);
            }
            let mut rest = Vec::new();
            if replaced {
                // What was written to the old file before it was moved away.
                file.try_clone()?.read_to_end(&mut rest)?;
                let _ = self.capture.push(&rest, sink);
            }
            let _ = self.capture.finish(sink);
        }
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(0))?;
        self.read = 0;
        self.capture = Capture::new(&self.name);
        let clone = file.try_clone()?;
        self.file = Some(file);
        Ok(Some(clone))
    }
}

/// Whether the two are one file.
#[cfg(unix)]
pub fn is_same(one: &std::fs::Metadata, other: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Whether the two may be one file.
#[cfg(not(unix))]
pub fn is_same(one: &std::fs::Metadata, other: &std::fs::Metadata) -> bool {
    other.len() >= one.len()
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
        let Some(value) = std::str::from_utf8(body.bytes).ok().and_then(|text| self.parser.parse(text).ok()) else {
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
