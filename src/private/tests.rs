#![cfg(unix)]

use std::os::unix::fs::{PermissionsExt, symlink};

use super::*;

fn made(mode: u32, entries: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let home = tempfile::TempDir::new().unwrap();
    let root = home.path().join("state");
    fs::create_dir(&root).unwrap();
    for entry in entries {
        fs::create_dir(root.join(entry)).unwrap();
    }
    set_mode(&root, mode);
    (home, root)
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

#[test]
fn what_is_ours_is_closed_and_what_is_shared_is_left() {
    for (before, entries, after) in [
        (0o755, &[][..], 0o700),
        (0o777, &["jobs", "tokens"][..], 0o700),
        (0o755, &["jobs", "photos"][..], 0o755),
        (0o1777, &[][..], 0o1777),
        (0o700, &["photos"][..], 0o700),
    ] {
        let (_home, root) = made(before, entries);
        let jobs = directory(&root, "jobs").unwrap();
        assert_eq!((mode(&root), mode(&jobs)), (after, 0o700), "{before:o} {entries:?}");
    }
}

#[test]
fn a_directory_that_others_write_in_is_refused() {
    let (_home, root) = made(0o777, &["photos"]);
    assert!(matches!(directory(&root, "jobs"), Err(PrivateError::OpenDirectory { mode: 0o777, .. })));
    fs::remove_dir(root.join("photos")).unwrap();
    fs::write(root.join("file"), "").unwrap();
    assert!(matches!(directory(&root.join("file"), "jobs"), Err(PrivateError::Io { action: "made", .. })));
}

/// Below a sticky directory somebody else may have made `jobs` first, sticky as well: what we keep in it would be his.
#[test]
fn a_sticky_directory_of_others_is_not_taken_for_ours() {
    let (_home, root) = made(0o1777, &["jobs", "reports"]);
    set_mode(&root.join("jobs"), 0o1777);
    assert_eq!(mode(&directory(&root, "jobs").unwrap()), 0o700, "ours is closed");
    set_mode(&root.join("reports"), 0o1777);
    fs::write(root.join("reports/x"), "").unwrap();
    assert!(matches!(own_directory(&root.join("reports")), Err(PrivateError::OpenDirectory { mode: 0o1777, .. })));
}

/// Only root can make a file of somebody else's; for anybody else the check has nothing to show here.
#[test]
fn a_directory_or_lock_of_another_user_is_refused() {
    let (_home, root) = made(0o1777, &["jobs"]);
    let lock = root.join("spring.lock");
    fs::write(&lock, "").unwrap();
    let given =
        [root.join("jobs"), lock.clone()].iter().all(|path| std::os::unix::fs::chown(path, Some(65_534), None).is_ok());
    if given {
        assert!(matches!(directory(&root, "jobs"), Err(PrivateError::Owner { owner: 65_534, .. })));
        assert!(matches!(open(&lock), Err(PrivateError::Owner { owner: 65_534, .. })));
    }
}

#[test]
fn a_lock_that_is_a_link_or_a_pipe_is_not_opened() {
    let (_home, root) = made(0o700, &[]);
    let victim = root.join("victim");
    fs::write(&victim, "precious").unwrap();
    symlink(&victim, root.join("spring.lock")).unwrap();
    symlink(root.join("nowhere"), root.join("hanging.lock")).unwrap();
    for name in ["spring.lock", "hanging.lock"] {
        assert!(matches!(open(&root.join(name)), Err(PrivateError::Link { .. })), "{name}");
        assert!(matches!(read(&root.join(name), 10), Err(PrivateError::Link { .. })), "{name}");
    }
    assert!(!root.join("nowhere").exists());
    assert_eq!(fs::read(&victim).unwrap(), b"precious");
    rustix::fs::mknodat(rustix::fs::CWD, root.join("pipe"), rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
    assert!(matches!(open(&root.join("pipe")), Err(PrivateError::NotFile { .. })));
    assert!(matches!(open_to_read(&root.join("pipe")), Err(PrivateError::NotFile { .. })));
}

#[test]
fn files_are_closed_and_replaced_whole() {
    let (_home, root) = made(0o700, &[]);
    let path = root.join("file");
    drop(open(&path).unwrap());
    assert_eq!(mode(&path), 0o600);
    set_mode(&path, 0o644);
    replace(&path, b"new").unwrap();
    assert_eq!((mode(&path), read(&path, 100).unwrap().as_deref()), (0o600, Some(&b"new"[..])));
    assert_eq!(read(&path, 2).unwrap().as_deref(), Some(&b"ne"[..]));
    assert_eq!(fs::read_dir(&root).unwrap().count(), 1);
    assert!(replace(&root.join("no/file"), b"").is_err());
    assert!(remove(&path).unwrap() && !remove(&path).unwrap());
    assert_eq!(read(&path, 2).unwrap(), None);
}

/// A kill while a file was written leaves its copy, secrets and all.
#[test]
fn copies_that_a_kill_left_behind_go_with_the_next_write() {
    let (_home, root) = made(0o700, &[]);
    let (copy, other) = (root.join(".msgops-config.toml-x1y2z3"), root.join(".msgops-b.json-x1y2z3"));
    for path in [&copy, &other] {
        fs::write(path, "app-key").unwrap();
    }
    replace(&root.join("config.toml"), b"x").unwrap();
    assert!(!copy.exists(), "the copy is gone");
    assert!(other.exists(), "another file's writer may be at work");
}
