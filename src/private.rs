//! Private directories and files on disk: directories 0700, files 0600, ours alone, whole or not at all.
//!
//! Every room that keeps something makes, opens and replaces it here. What others could have put in its
//! place (another user's directory, a symbolic link, a pipe) is refused, never followed.

use crate::platform::{files, permissions};
use crate::shell;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// What msgops itself keeps in the state directory: a directory with nothing else in it is ours to close.
const OURS: [&str; 6] = ["jobs", "tokens", "sandbox", "captures", "templates", "topics"];

/// How the temporary files of [`replace`] begin; the name of the file they become follows.
const TEMPORARY: &str = ".msgops-";

/// Why a private place cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PrivateError {
    #[error("`{}` cannot be {action}", path.display())]
    Io {
        action: &'static str,
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error("the directory `{}` can be written by others (mode {mode:04o})", path.display())]
    OpenDirectory { path: PathBuf, mode: u32 },
    #[error("`{}` belongs to another user (uid {owner})", path.display())]
    Owner { path: PathBuf, owner: u32 },
    #[error("`{}` is a symbolic link: another file would be written in its place", path.display())]
    Link { path: PathBuf },
    #[error("`{}` is no plain file", path.display())]
    NotFile { path: PathBuf },
}

impl PrivateError {
    fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { action, path, source }
    }

    /// A way out, as a command to run; none where the cause says all.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Io { .. } => None,
            Self::OpenDirectory { path, .. } => Some(format!("run `chmod 700 {}`", shell::path(path))),
            Self::Owner { path, .. } => Some(format!(
                "run `chown \"$(id -u)\" {}` if it is yours, or set MSGOPS_STATE_DIR to a directory of your own",
                shell::path(path)
            )),
            Self::Link { path } | Self::NotFile { path } => {
                Some(format!("see what it is with `ls -ld {}`, and take it away", shell::path(path)))
            }
        }
    }
}

/// The directory `name` (such as `jobs`) of the state directory `root`; both are made, 0700, when they are not there.
///
/// An existing state directory that others can enter is closed when it holds nothing but our own things
/// (another one, say a shared `/tmp`, keeps its mode: what we make in it is closed). A directory that others can write in, unless
/// it is sticky, is refused: they could put their files in place of ours. `name` itself has to be ours alone, sticky or not.
///
/// # Errors
/// [`PrivateError::Io`] when it cannot be made; the others when it is unsafe.
pub fn directory(root: &Path, name: &str) -> Result<PathBuf, PrivateError> {
    make_directory(root)?;
    close_directory(root, true)?;
    let path = root.join(name);
    own_directory(&path)?;
    Ok(path)
}

/// The directory at `path` for us alone: made 0700 with its parents when it is not there, else held to
/// owner and mode, without following a link of somebody else's.
///
/// # Errors
/// As [`directory`].
pub fn own_directory(path: &Path) -> Result<(), PrivateError> {
    make_directory(path)?;
    let link = fs::symlink_metadata(path).map_err(PrivateError::io("read", path))?;
    if link.is_symlink() {
        check_owner(path, &link)?;
    }
    close_directory(path, false)
}

/// Makes the directory and its parents, 0700, where they are not there; what is there stays as it is.
///
/// # Errors
/// [`PrivateError::Io`].
pub fn make_directory(path: &Path) -> Result<(), PrivateError> {
    if path.is_dir() {
        return Ok(());
    }
    permissions::make_private_directory(path).map_err(PrivateError::io("made", path))?;
    // The name of a directory is on disk when the one above it is.
    sync_parent(path)
}

fn close_directory(path: &Path, shared: bool) -> Result<(), PrivateError> {
    let metadata = fs::metadata(path).map_err(PrivateError::io("read", path))?;
    check_owner(path, &metadata)?;
    let Some(mode) = open_to_others(&metadata) else { return Ok(()) };
    let sticky = mode & 0o1000 != 0;
    if !(shared && sticky) && holds_only_ours(path) && permissions::close_directory(path).is_ok() {
        return Ok(());
    }
    if mode & 0o022 != 0 && !(shared && sticky) {
        return Err(PrivateError::OpenDirectory { path: path.to_owned(), mode });
    }
    Ok(())
}

fn holds_only_ours(path: &Path) -> bool {
    let is_ours = |name: &OsStr| OURS.iter().any(|ours| name == *ours);
    path.file_name().is_some_and(is_ours)
        || fs::read_dir(path)
            .is_ok_and(|mut entries| entries.all(|entry| entry.is_ok_and(|entry| is_ours(&entry.file_name()))))
}

/// Ours, or root's, who can do as he pleases anyway.
fn check_owner(path: &Path, metadata: &Metadata) -> Result<(), PrivateError> {
    match permissions::other_owner(metadata) {
        None | Some(0) => Ok(()),
        Some(owner) => Err(PrivateError::Owner { path: path.to_owned(), owner }),
    }
}

/// The mode (with the sticky bit), when group or others may do anything with it.
pub fn open_to_others(metadata: &Metadata) -> Option<u32> {
    permissions::mode(metadata).filter(|mode| mode & 0o077 != 0)
}

/// The mode, when it allows more than 0600: what a profile file may be at most.
pub fn wider_than_owner(metadata: &Metadata) -> Option<u32> {
    permissions::mode(metadata).filter(|mode| mode & 0o177 != 0)
}

/// Opens the file to read and write, making it 0600 when it is not there. A link is not followed, and
/// only a plain file of ours is taken; its content stays: this is for locks and stores.
///
/// # Errors
/// [`PrivateError`].
pub fn open(path: &Path) -> Result<File, PrivateError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    open_with(&mut options, path)
}

/// Opens a file of ours to read it; none when there is none.
///
/// # Errors
/// [`PrivateError`].
pub fn open_to_read(path: &Path) -> Result<Option<File>, PrivateError> {
    let mut options = OpenOptions::new();
    options.read(true);
    match open_with(&mut options, path) {
        Ok(file) => Ok(Some(file)),
        Err(PrivateError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The bytes of a file of ours, at most `limit` of them; none when there is none.
///
/// # Errors
/// [`PrivateError`].
pub fn read(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, PrivateError> {
    let Some(file) = open_to_read(path)? else { return Ok(None) };
    let mut bytes = Vec::new();
    file.take(limit).read_to_end(&mut bytes).map_err(PrivateError::io("read", path))?;
    Ok(Some(bytes))
}

fn open_with(options: &mut OpenOptions, path: &Path) -> Result<File, PrivateError> {
    let file = permissions::private_file(files::not_elsewhere(options)).open(path).map_err(|source| {
        if fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink()) {
            PrivateError::Link { path: path.to_owned() }
        } else {
            PrivateError::io("opened", path)(source)
        }
    })?;
    let metadata = file.metadata().map_err(PrivateError::io("read", path))?;
    if metadata.is_symlink() {
        return Err(PrivateError::Link { path: path.to_owned() });
    }
    if !metadata.is_file() {
        return Err(PrivateError::NotFile { path: path.to_owned() });
    }
    check_owner(path, &metadata)?;
    Ok(file)
}

/// Puts `bytes` in the file, 0600: a reader sees the old content or the new, and so does the
/// next start after a crash. A link at `path` is replaced, not followed.
///
/// The caller is the only writer of this file at the time (it holds its lock): copies that killed writers
/// left beside it, secrets and all, are taken away.
///
/// # Errors
/// [`PrivateError::Io`]; the file is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), PrivateError> {
    let failed = |source| PrivateError::io("written", path)(source);
    let parent = parent(path);
    let mut prefix = OsString::from(TEMPORARY);
    prefix.push(path.file_name().unwrap_or_default());
    prefix.push("-");
    remove_copies(parent, &prefix);
    // tempfile makes it 0600.
    let mut file = tempfile::Builder::new().prefix(&prefix).tempfile_in(parent).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    files::give_name(file.into_temp_path(), path).map_err(failed)?;
    sync_parent(path)
}

/// Takes a file away, for good: also after a crash. Whether there was one.
///
/// # Errors
/// [`PrivateError::Io`].
pub fn remove(path: &Path) -> Result<bool, PrivateError> {
    match fs::remove_file(path) {
        Ok(()) => sync_parent(path).map(|()| true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(source) => Err(PrivateError::io("removed", path)(source)),
    }
}

/// Puts the names of the directory that `path` stands in on disk: a file that was made, renamed or removed
/// is so after a power cut too.
///
/// # Errors
/// [`PrivateError::Io`].
pub fn sync_parent(path: &Path) -> Result<(), PrivateError> {
    let parent = parent(path);
    files::sync_names(parent).map_err(PrivateError::io("synced", parent))
}

fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn remove_copies(directory: &Path, prefix: &OsStr) {
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name.as_encoded_bytes().starts_with(prefix.as_encoded_bytes())
            && fs::symlink_metadata(entry.path()).is_ok_and(|metadata| metadata.is_file())
        {
            // One that cannot be removed (another user's, in a shared directory) is not ours to mend.
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests;
