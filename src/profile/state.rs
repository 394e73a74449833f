//! Private directories and files on disk: directories 0700, files 0600, whole or not at all.
//!
//! Every layer that keeps something under the state directory makes it here.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::problem::{Problem, shell_word};

/// What msgops itself keeps in the state directory: a directory with nothing else in it is ours to close.
const OURS: [&str; 3] = ["jobs", "tokens", "sandbox"];

/// The directory `name` (such as `jobs`) of the state directory `root`; both are made, 0700, when they are not there.
///
/// An existing state directory that others can enter is closed when it holds nothing but our own things
/// (another one, say a shared `/tmp`, keeps its mode: what we make in it is closed). A directory that others can write in, unless
/// it is sticky, is refused: they could put their files in place of ours.
///
/// # Errors
/// [`Problem::State`] when it cannot be made, [`Problem::OpenDirectory`] when it is unsafe.
pub fn directory(root: &Path, name: &str) -> Result<PathBuf, Problem> {
    private_directory(root)?;
    let path = root.join(name);
    private_directory(&path)?;
    Ok(path)
}

/// Makes the directory and its parents, 0700, where they are not there; what is there stays as it is.
pub(super) fn make_directory(path: &Path) -> Result<(), Problem> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|source| Problem::State { action: "made", path: path.to_owned(), source })
}

fn private_directory(path: &Path) -> Result<(), Problem> {
    make_directory(path)?;
    let metadata =
        fs::metadata(path).map_err(|source| Problem::State { action: "read", path: path.to_owned(), source })?;
    let Some(mode) = open_to_others(&metadata) else { return Ok(()) };
    if mode & 0o1000 == 0 && holds_only_ours(path) && close(path).is_ok() {
        return Ok(());
    }
    if mode & 0o022 != 0 && mode & 0o1000 == 0 {
        return Err(Problem::OpenDirectory { path: path.to_owned(), mode });
    }
    Ok(())
}

fn holds_only_ours(path: &Path) -> bool {
    let is_ours = path.file_name().is_some_and(|name| OURS.iter().any(|ours| name == *ours));
    let holds_ours = || {
        fs::read_dir(path).is_ok_and(|mut entries| {
            entries.all(|entry| entry.is_ok_and(|entry| OURS.iter().any(|ours| entry.file_name() == *ours)))
        })
    };
    is_ours || holds_ours()
}

#[cfg(unix)]
fn close(path: &Path) -> io::Result<()> {
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o700))
}

#[cfg(not(unix))]
fn close(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// The mode (with the sticky bit), when group or others may do anything with it.
#[cfg(unix)]
pub(super) fn open_to_others(metadata: &Metadata) -> Option<u32> {
    let mode = std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o7777;
    (mode & 0o077 != 0).then_some(mode)
}

#[cfg(not(unix))]
pub(super) fn open_to_others(_metadata: &Metadata) -> Option<u32> {
    None
}

/// The mode, when it allows more than 0600: what a profile file may be at most.
#[cfg(unix)]
pub(super) fn wider_than_owner(metadata: &Metadata) -> Option<u32> {
    let mode = std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o7777;
    (mode & 0o177 != 0).then_some(mode)
}

#[cfg(not(unix))]
pub(super) fn wider_than_owner(_metadata: &Metadata) -> Option<u32> {
    None
}

/// The command that closes a file.
pub(super) fn chmod(path: &Path) -> String {
    format!("chmod 600 {}", shell_path(path))
}

/// The path as a shell takes it.
pub(super) fn shell_path(path: &Path) -> String {
    shell_word(&path.to_string_lossy())
}

/// Opens the file to read and write, making it 0600 when it is not there.
///
/// # Errors
/// [`Problem::State`].
pub fn open(path: &Path) -> Result<File, Problem> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|source| Problem::State { action: "opened", path: path.to_owned(), source })
}

/// Puts `bytes` in the file, 0600: a reader sees the old content or the new, and so does the
/// next start after a crash.
///
/// # Errors
/// [`Problem::State`]; the file is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let failed = |source| Problem::State { action: "written", path: path.to_owned(), source };
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    // tempfile makes it 0600.
    let mut file = tempfile::Builder::new().prefix(".msgops-").tempfile_in(parent).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    #[cfg(unix)]
    File::open(parent).and_then(|directory| directory.sync_all()).map_err(failed)?;
    Ok(())
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn made(mode: u32, entries: &[&str]) -> (tempfile::TempDir, PathBuf) {
        let home = tempfile::TempDir::new().unwrap();
        let root = home.path().join("state");
        fs::create_dir(&root).unwrap();
        for entry in entries {
            fs::create_dir(root.join(entry)).unwrap();
        }
        fs::set_permissions(&root, fs::Permissions::from_mode(mode)).unwrap();
        (home, root)
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
        assert!(matches!(directory(&root, "jobs"), Err(Problem::OpenDirectory { mode: 0o777, .. })));
        fs::remove_dir(root.join("photos")).unwrap();
        fs::write(root.join("file"), "").unwrap();
        assert!(matches!(directory(&root.join("file"), "jobs"), Err(Problem::State { action: "made", .. })));
    }

    #[test]
    fn files_are_closed_and_replaced_whole() {
        let (_home, root) = made(0o700, &[]);
        let path = root.join("file");
        drop(open(&path).unwrap());
        assert_eq!(mode(&path), 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        replace(&path, b"new").unwrap();
        assert_eq!((mode(&path), fs::read(&path).unwrap()), (0o600, b"new".to_vec()));
        assert_eq!(fs::read_dir(&root).unwrap().count(), 1);
        assert!(replace(&root.join("no/file"), b"").is_err());
    }
}
