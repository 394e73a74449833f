//! Jobs as files: what a report may replace, and what the journal says whatever becomes of the output.

use crate::bulk::{Sandbox, people};

const SEND: [&str; 9] = ["send", "messenger", "text", "Hi", "--yes", "--job", "j", "--recipients", "list.csv"];

#[test]
fn a_report_replaces_neither_the_list_nor_a_strangers_file() {
    let sandbox = Sandbox::start(&[]);
    let list = people(0..3);
    let path = sandbox.list("list.csv", &list);
    sandbox.list("notes.csv", "my,own\n1,2\n");
    sandbox.list("made/with.csv/x", "");
    #[cfg(unix)]
    std::os::unix::fs::symlink("list.csv", sandbox.machine.path().join("link.csv")).unwrap();
    let full = path.to_str().unwrap();
    for (report, why) in [
        ("list.csv", "input"),
        ("./list.csv", "input"),
        ("link.csv", "input"),
        (full, "input"),
        ("notes.csv", "is no report"),
        ("made/with.csv", "is a directory"),
        ("missing/r.csv", "could not be written"),
        ("r.txt", "must end in"),
    ] {
        let run = sandbox.run(&[&SEND[..], &["--report", report]].concat()).exits(2);
        assert!(run.stderr.contains(why), "{report}: {}", run.stderr);
    }
    // The list through stdin is an input like any other.
    let mut command = sandbox.machine.command([&SEND[..8], &["-", "--report", "list.csv"]].concat());
    command.stdin(std::fs::File::open(&path).unwrap()).stderr(std::process::Stdio::piped());
    let run = crate::harness::finish(command.spawn().unwrap()).exits(2);
    assert!(run.stderr.contains("input"), "{}", run.stderr);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), list);
    assert!(sandbox.accepted().is_empty());
    for name in ["r.csv", "r.ndjson", "r.json"] {
        // The second run replaces the report of the first.
        sandbox.run(&[&SEND[..], &["--report", name]].concat()).exits(0);
        sandbox.run(&[&SEND[..], &["--report", name]].concat()).exits(0);
    }
    assert_eq!(sandbox.once().len(), 3);
}
