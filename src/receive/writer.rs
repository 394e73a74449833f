//! The captures on disk: whoever hands in a line hears of it when it is synced. Lines that come in while a sync is
//! under way share the next one.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use crate::platform::files::{self, FileId};
use crate::platform::permissions::private_file;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tokio::sync::{oneshot, watch};

use super::body::Capture;
use super::directory::{self, Directory, DirectoryError, Segment};
use super::notice::{Notices, described};

/// A file that has reached this size is followed by another.
pub const LARGEST_FILE: u64 = 256 << 20;

/// Gathered before it is written, in bytes; a larger line stands alone.
const GROUP: usize = 4 << 20;

/// What a probe of the disk writes.
const PROBE: u64 = 64 << 10;

/// What time it is.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// How far the captures are on disk, for whoever reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub segment: Segment,
    /// Bytes of it, to the end of a line.
    pub offset: u64,
}

/// The line could not be written.
#[derive(Clone, Debug)]
pub(super) struct Unwritten;

enum Job {
    Write(Capture, oneshot::Sender<Result<(), Unwritten>>),
    /// Whether anything could be written at all.
    Probe(oneshot::Sender<bool>),
}

/// Hands lines to the writer.
#[derive(Clone)]
pub(super) struct Hand(Sender<Job>);

impl Hand {
    /// Waits until the line is on disk.
    pub(super) async fn write(&self, capture: Capture) -> Result<(), Unwritten> {
        let (sender, receiver) = oneshot::channel();
        self.0.send(Job::Write(capture, sender)).map_err(|_| Unwritten)?;
        receiver.await.unwrap_or(Err(Unwritten))
    }

    /// Whether a line could be written now.
    pub(super) async fn probe(&self) -> bool {
        let (sender, receiver) = oneshot::channel();
        self.0.send(Job::Probe(sender)).is_ok() && receiver.await.unwrap_or(false)
    }
}

/// The thread that writes.
pub(super) struct Writer {
    pub(super) hand: Hand,
    /// How far everything is synced.
    pub(super) committed: watch::Receiver<Place>,
    thread: JoinHandle<()>,
}

impl Writer {
    /// Opens the newest file of the directory, mends its end, and starts the thread.
    pub(super) fn start(
        directory: Directory,
        clock: Clock,
        largest: u64,
        notices: Notices,
    ) -> Result<Self, DirectoryError> {
        let mut files =
            Files { directory, clock, largest, notices, current: None, last: None, fresh: false, probed: PROBE };
        let place = files.take_over()?;
        let (publish, committed) = watch::channel(place);
        let (sender, jobs) = mpsc::channel();
        let mut work = Work { files, publish, failing: false };
        let thread =
            thread::Builder::new().name("captures".into()).spawn(move || work.run(&jobs)).map_err(|source| {
                DirectoryError::Io { action: "written: no thread can be had", path: PathBuf::new(), source }
            })?;
        Ok(Self { hand: Hand(sender), committed, thread })
    }

    /// Waits until every hand is gone and everything is written.
    pub(super) fn join(self) {
        drop(self.hand);
        // A panic was told where it happened.
        let _ = self.thread.join();
    }
}

struct Work {
    files: Files,
    publish: watch::Sender<Place>,
    /// The last write failed, and that was told.
    failing: bool,
}

type Waiting = oneshot::Sender<Result<(), Unwritten>>;

impl Work {
    fn run(&mut self, jobs: &Receiver<Job>) {
        let mut bytes = Vec::with_capacity(GROUP / 8);
        let mut waiting: Vec<(Waiting, usize)> = Vec::new();
        let mut next = None;
        while let Some(job) = next.take().or_else(|| jobs.recv().ok()) {
            let mut job = Some(job);
            while let Some(this) = job.take() {
                match this {
                    Job::Write(Capture::Ready(line), done) if bytes.len() + line.len() <= GROUP => {
                        bytes.extend_from_slice(&line);
                        waiting.push((done, bytes.len()));
                        job = jobs.try_recv().ok();
                    }
                    other => next = Some(other),
                }
            }
            if !waiting.is_empty() {
                self.group(&bytes, waiting.drain(..));
                bytes.clear();
                bytes.shrink_to(GROUP);
                continue;
            }
            match next.take() {
                Some(Job::Write(mut capture, done)) => {
                    let written = self.write(&mut |to| match &mut capture {
                        Capture::Ready(line) => to.write_all(line),
                        Capture::Spooled(spooled) => spooled.write(to),
                    });
                    // Whoever has gone away needs no answer.
                    let _ = done.send(written);
                }
                Some(Job::Probe(done)) => {
                    let has_file = !self.failing || self.files.current.is_some() || self.files.ready().is_ok();
                    let _ = done.send(has_file && self.files.probe().is_ok());
                }
                None => {}
            }
        }
    }

    /// Writes many lines at once. When they do not fit together each is tried alone: a small one may.
    fn group(&mut self, bytes: &[u8], waiting: impl ExactSizeIterator<Item = (Waiting, usize)>) {
        let alone = waiting.len() == 1;
        let together = self.write(&mut |to| to.write_all(bytes));
        let mut start = 0;
        for (done, end) in waiting {
            let written = match &together {
                Err(_) if !alone => self.write(&mut |to| to.write_all(&bytes[start..end])),
                other => other.clone(),
            };
            start = end;
            let _ = done.send(written);
        }
    }

    fn write(&mut self, put: &mut dyn FnMut(&mut File) -> io::Result<()>) -> Result<(), Unwritten> {
        match self.files.append(put) {
            Ok(place) => {
                if std::mem::replace(&mut self.failing, false) {
                    self.files.notices.note("captures can be written again");
                }
                self.publish.send_replace(place);
                Ok(())
            }
            Err(error) => {
                if !std::mem::replace(&mut self.failing, true) {
                    self.files.notices.warn(format!(
                        "captures cannot be written, and callbacks are answered 503: {}",
                        described(&error)
                    ));
                }
                Err(Unwritten)
            }
        }
    }
}

/// The files of the captures, of which the newest is written.
struct Files {
    directory: Directory,
    clock: Clock,
    largest: u64,
    notices: Notices,
    current: Option<Current>,
    /// The newest file there ever was, also when it is gone: no name is used twice, or readers would wait at a place
    /// that never comes.
    last: Option<Segment>,
    /// Whatever there is, the next line begins a file.
    fresh: bool,
    /// So many bytes say whether a line can be written: more than went in when the last one failed.
    probed: u64,
}

struct Current {
    segment: Segment,
    path: PathBuf,
    file: File,
    /// To the end of the last line that is synced.
    length: u64,
}

impl Files {
    fn today(&self) -> Date {
        (self.clock)().to_zoned(TimeZone::UTC).date()
    }

    fn failed(&self, action: &'static str, source: io::Error) -> DirectoryError {
        DirectoryError::Io { action, path: self.directory.path().to_owned(), source }
    }

    /// Where the next line will stand. A last line that a crash tore was answered to nobody; it is closed, so that it costs
    /// itself alone, and not cut off: whoever follows the file has read it already.
    fn take_over(&mut self) -> Result<Place, DirectoryError> {
        let newest = self.newest()?;
        self.last = newest.max(self.recorded());
        let Some(newest) = newest.filter(|newest| Some(*newest) == self.last) else {
            return Ok(Place { segment: self.following(), offset: 0 });
        };
        if newest.day > self.today() {
            self.notices
                .warn(format!("the newest capture `{newest}` is of a later day than today; it is gone on with"));
        }
        let path = newest.path(self.directory.path());
        let io = |source| DirectoryError::Io { action: "opened", path: path.clone(), source };
        let mut current = Current::open(newest, self.directory.path()).map_err(io)?;
        if current.is_torn().map_err(io)? {
            self.notices.warn(format!(
                "`{}` ends in the middle of a line, as a crash leaves it: nobody was answered for that one",
                path.display()
            ));
            current.file.write_all(b"\n").and_then(|()| current.file.sync_data()).map_err(io)?;
            current.length = current.file.metadata().map_err(io)?.len();
        }
        let place = Place { segment: newest, offset: current.length };
        self.current = Some(current);
        Ok(place)
    }

    /// Appends whole lines and syncs them.
    fn append(&mut self, put: &mut dyn FnMut(&mut File) -> io::Result<()>) -> Result<Place, DirectoryError> {
        // Deleted while it was written, or full: once more, into a file that is there.
        for _ in 0..3 {
            let current = self.ready()?;
            match current.append(put) {
                Ok(true) => {
                    let place = Place { segment: current.segment, offset: current.length };
                    self.probed = PROBE;
                    return Ok(place);
                }
                Ok(false) => self.current = None,
                Err(source) => {
                    let path = current.path.clone();
                    // The file may grow no more (`ulimit -f`), and another may hold the line; a full disk holds neither.
                    let is_disk = matches!(source.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
                    let is_full = !is_disk && current.length > 0;
                    let went_in = current.file.metadata().map_or(0, |file| file.len().saturating_sub(current.length));
                    if !current.undo() || is_full {
                        // What stands there now nobody knows: the next line begins a file of its own.
                        (self.current, self.fresh) = (None, true);
                    }
                    self.probed = went_in + PROBE;
                    if is_full {
                        continue;
                    }
                    return Err(DirectoryError::Io { action: "written", path, source });
                }
            }
        }
        Err(self.failed("written: its files are deleted as they are made", io::ErrorKind::NotFound.into()))
    }

    /// The file for the next line: of today, not too large, and still where it was.
    fn ready(&mut self) -> Result<&mut Current, DirectoryError> {
        let today = self.today();
        let wanted = match &mut self.current {
            Some(current) if current.is_gone() => {
                self.notices.warn(format!("`{}` was moved or deleted; another file is begun", current.path.display()));
                None
            }
            Some(current) if current.segment.day >= today && current.length < self.largest => Some(current.segment),
            _ => None,
        };
        if wanted.is_none() || self.fresh {
            self.current = None;
            self.current = Some(self.begin()?);
            self.fresh = false;
        }
        match &mut self.current {
            Some(current) => Ok(current),
            None => Err(DirectoryError::Io {
                action: "opened",
                path: self.directory.path().to_owned(),
                source: io::ErrorKind::NotFound.into(),
            }),
        }
    }

    /// Begins a file behind all others, also those that are gone: readers go on in the order of names.
    fn begin(&mut self) -> Result<Current, DirectoryError> {
        if !self.directory.path().is_dir() {
            self.notices.warn(format!("`{}` was deleted; it is made again", self.directory.path().display()));
            self.directory = Directory::open(self.directory.path())?;
        }
        self.last = self.last.max(self.newest()?);
        let segment = self.following();
        let path = segment.path(self.directory.path());
        let begun = Current::create(segment, self.directory.path());
        let current = begun.map_err(|source| DirectoryError::Io { action: "made", path, source })?;
        self.last = Some(segment);
        // Needed only when somebody takes the file away and the listener is started anew.
        let record = private_file(OpenOptions::new().write(true).create(true).truncate(true)).open(self.record());
        let _ = record.and_then(|mut record| write!(record, "{segment}"));
        Ok(current)
    }

    /// The name behind all others.
    fn following(&self) -> Segment {
        let today = self.today();
        self.last.map_or(Segment::first(today), |last| last.next(today))
    }

    fn newest(&self) -> Result<Option<Segment>, DirectoryError> {
        Segment::all(self.directory.path()).map(|mut all| all.pop()).map_err(|source| self.failed("listed", source))
    }

    /// Where the name of the newest file stands.
    fn record(&self) -> PathBuf {
        self.directory.path().join(directory::OWN).join("newest")
    }

    fn recorded(&self) -> Option<Segment> {
        std::fs::read_to_string(self.record()).ok()?.trim().parse().ok()
    }

    /// Writes something beside the captures and takes it away again.
    fn probe(&mut self) -> io::Result<()> {
        let own = self.directory.path().join(directory::OWN);
        let mut file = tempfile::tempfile_in(own)?;
        io::copy(&mut io::repeat(0).take(self.probed), &mut file)?;
        file.sync_data()
    }
}

impl Current {
    fn open(segment: Segment, directory: &Path) -> io::Result<Self> {
        let path = segment.path(directory);
        if !path.symlink_metadata()?.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no plain file"));
        }
        let file = OpenOptions::new().read(true).append(true).open(&path)?;
        let length = file.metadata()?.len();
        Ok(Self { segment, path, file, length })
    }

    fn create(segment: Segment, directory: &Path) -> io::Result<Self> {
        let path = segment.path(directory);
        let file = private_file(OpenOptions::new().read(true).append(true).create_new(true)).open(&path)?;
        files::sync_names(directory)?;
        Ok(Self { segment, path, file, length: 0 })
    }

    fn is_torn(&mut self) -> io::Result<bool> {
        if self.length == 0 {
            return Ok(false);
        }
        let mut last = [0];
        self.file.seek(SeekFrom::Start(self.length - 1))?;
        self.file.read_exact(&mut last)?;
        Ok(last != [b'\n'])
    }

    /// Appends and syncs; false when the file had no name any more by then.
    fn append(&mut self, put: &mut dyn FnMut(&mut File) -> io::Result<()>) -> io::Result<bool> {
        // Somebody may have cut it short (logrotate's copytruncate).
        self.length = self.file.metadata()?.len();
        put(&mut self.file)?;
        self.file.sync_data()?;
        self.length = self.file.metadata()?.len();
        files::has_name(&self.file)
    }

    /// Takes away what was begun; false when that failed too, or when what stands there may not be what was written.
    fn undo(&mut self) -> bool {
        self.file.set_len(self.length).and_then(|()| self.file.sync_data()).is_ok()
    }

    /// Whether the path leads elsewhere by now.
    fn is_gone(&self) -> bool {
        !matches!((FileId::of(&self.file), FileId::named(&self.path)), (Ok(open), Ok(there)) if open == there)
    }
}

#[cfg(test)]
mod tests;
