use std::fs;
use std::sync::Mutex;

use super::*;

/// A writer with a clock that the test sets.
struct Bench {
    home: tempfile::TempDir,
    now: Arc<Mutex<Timestamp>>,
    largest: u64,
}

impl Bench {
    fn new() -> Self {
        let now = "2026-11-28T23:59:00Z".parse().unwrap();
        Self { home: tempfile::TempDir::new().unwrap(), now: Arc::new(Mutex::new(now)), largest: LARGEST_FILE }
    }

    fn path(&self) -> PathBuf {
        self.home.path().join("captures")
    }

    fn set(&self, now: &str) {
        *self.now.lock().unwrap() = now.parse().unwrap();
    }

    fn start(&self) -> Writer {
        let now = Arc::clone(&self.now);
        let clock: Clock = Arc::new(move || *now.lock().unwrap());
        let (notices, _) = Notices::channel();
        Writer::start(Directory::open(&self.path()).unwrap(), clock, self.largest, notices).unwrap()
    }

    /// Each file with what is in it.
    fn files(&self) -> Vec<(String, String)> {
        let all = Segment::all(&self.path()).unwrap();
        all.iter().map(|file| (file.to_string(), fs::read_to_string(file.path(&self.path())).unwrap())).collect()
    }
}

fn write(writer: &Writer, line: &str) -> Result<(), Unwritten> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(writer.hand.write(Capture::Ready(line.as_bytes().to_vec())))
}

fn file(name: &str, text: &str) -> (String, String) {
    (name.to_owned(), text.to_owned())
}

#[test]
fn a_file_a_day_and_another_when_one_is_full() {
    let mut bench = Bench::new();
    bench.largest = 4;
    let writer = bench.start();
    for (now, line) in
        [("2026-11-28T23:59:00Z", "a\n"), ("2026-11-28T23:59:59Z", "b\n"), ("2026-11-28T23:59:59Z", "c\n")]
    {
        bench.set(now);
        write(&writer, line).unwrap();
    }
    bench.set("2026-11-29T00:00:00Z");
    write(&writer, "d\n").unwrap();
    let place = *writer.committed.borrow();
    writer.join();
    let expected = [
        file("2026-11-28-000001.ndjson", "a\nb\n"),
        file("2026-11-28-000002.ndjson", "c\n"),
        file("2026-11-29-000003.ndjson", "d\n"),
    ];
    assert_eq!(bench.files(), expected);
    assert_eq!((place.segment.number, place.offset), (3, 2));
}

#[test]
fn a_clock_that_goes_back_changes_no_order() {
    let bench = Bench::new();
    let writer = bench.start();
    write(&writer, "a\n").unwrap();
    bench.set("2026-11-27T10:00:00Z");
    write(&writer, "b\n").unwrap();
    writer.join();
    let again = bench.start();
    write(&again, "c\n").unwrap();
    again.join();
    assert_eq!(bench.files(), [file("2026-11-28-000001.ndjson", "a\nb\nc\n")]);
}

#[test]
fn a_torn_last_line_costs_itself_alone() {
    let bench = Bench::new();
    let writer = bench.start();
    write(&writer, "a\n").unwrap();
    writer.join();
    let path = bench.path().join("2026-11-28-000001.ndjson");
    fs::write(&path, "a\n{\"torn").unwrap();
    let again = bench.start();
    let begin = *again.committed.borrow();
    assert_eq!(begin.offset, 9);
    write(&again, "b\n").unwrap();
    again.join();
    assert_eq!(bench.files(), [file("2026-11-28-000001.ndjson", "a\n{\"torn\nb\n")]);
}

#[test]
fn files_that_are_taken_away_are_followed_by_others_of_a_new_name() {
    let bench = Bench::new();
    let writer = bench.start();
    write(&writer, "a\n").unwrap();
    fs::remove_file(bench.path().join("2026-11-28-000001.ndjson")).unwrap();
    write(&writer, "b\n").unwrap();
    fs::rename(bench.path().join("2026-11-28-000002.ndjson"), bench.path().join("old")).unwrap();
    write(&writer, "c\n").unwrap();
    assert_eq!(bench.files(), [file("2026-11-28-000003.ndjson", "c\n")]);
    fs::remove_file(bench.path().join("2026-11-28-000003.ndjson")).unwrap();
    writer.join();
    let again = bench.start();
    write(&again, "d\n").unwrap();
    assert_eq!(bench.files(), [file("2026-11-28-000004.ndjson", "d\n")]);
    fs::remove_dir_all(bench.path()).unwrap();
    write(&again, "e\n").unwrap();
    again.join();
    assert_eq!(bench.files(), [file("2026-11-28-000005.ndjson", "e\n")]);
}

#[test]
fn a_file_that_was_cut_short_under_us_is_gone_on_with() {
    let bench = Bench::new();
    let writer = bench.start();
    write(&writer, "a\n").unwrap();
    fs::write(bench.path().join("2026-11-28-000001.ndjson"), "").unwrap();
    write(&writer, "b\n").unwrap();
    writer.join();
    assert_eq!(bench.files(), [file("2026-11-28-000001.ndjson", "b\n")]);
}

#[test]
fn what_cannot_be_written_is_told_and_leaves_nothing() {
    let bench = Bench::new();
    let mut files = Files {
        directory: Directory::open(&bench.path()).unwrap(),
        clock: Arc::new(Timestamp::now),
        largest: LARGEST_FILE,
        notices: Notices::channel().0,
        current: None,
        last: None,
        fresh: false,
        probed: PROBE,
    };
    files.append(&mut |to| to.write_all(b"a\n")).unwrap();
    let full = files.append(&mut |to| {
        to.write_all(b"half of b")?;
        Err(io::ErrorKind::StorageFull.into())
    });
    assert!(matches!(full, Err(DirectoryError::Io { action: "written", .. })));
    let place = files.append(&mut |to| to.write_all(b"c\n")).unwrap();
    assert_eq!(place.offset, 4);
    assert_eq!(bench.files()[0].1, "a\nc\n");
}

#[test]
fn a_file_that_may_grow_no_more_is_followed_by_another() {
    let bench = Bench::new();
    let mut files = Files {
        directory: Directory::open(&bench.path()).unwrap(),
        clock: Arc::new(|| "2026-11-28T23:59:00Z".parse().unwrap()),
        largest: LARGEST_FILE,
        notices: Notices::channel().0,
        current: None,
        last: None,
        fresh: false,
        probed: PROBE,
    };
    // As under `ulimit -f`: a file holds four bytes.
    let limited = |line: &'static [u8]| {
        move |to: &mut File| {
            let room = usize::try_from(4 - to.metadata()?.len()).unwrap();
            to.write_all(&line[..line.len().min(room)])?;
            if line.len() > room { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(()) }
        }
    };
    for line in [&b"a\n"[..], b"b\n", b"c\n"] {
        files.append(&mut limited(line)).unwrap();
    }
    assert_eq!(bench.files(), [file("2026-11-28-000001.ndjson", "a\nb\n"), file("2026-11-28-000002.ndjson", "c\n")]);
    // What no file holds is not written, makes no file after file, and the probe writes more than went in.
    for _ in 0..3 {
        assert!(files.append(&mut limited(b"longer\n")).is_err());
    }
    assert_eq!((bench.files().len(), files.probed), (3, PROBE + 4));
    files.append(&mut limited(b"d\n")).unwrap();
    assert_eq!((bench.files()[2].1.as_str(), files.probed), ("d\n", PROBE));
}

#[test]
fn many_that_come_at_once_share_a_sync_and_keep_their_order() {
    let bench = Bench::new();
    let writer = bench.start();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let lines: Vec<String> = (0..200).map(|number| format!("{{\"line\":{number}}}\n")).collect();
    let written = runtime.block_on(futures_util::future::join_all(
        lines.iter().map(|line| writer.hand.write(Capture::Ready(line.clone().into_bytes()))),
    ));
    assert!(written.iter().all(Result::is_ok));
    assert!(runtime.block_on(writer.hand.probe()));
    writer.join();
    assert_eq!(bench.files()[0].1, lines.concat());
}
