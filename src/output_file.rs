//! A file that a command writes its result into, for `--report`, `--html` and the like: found fit
//! before the work begins, and replaced only when the new one is whole.
//!
//! It is never one of the command's inputs, under whatever name, and takes the place of an existing
//! file only if that is empty or itself such a result. Devices and pipes, and whatever stands behind
//! `/dev/stdout`, are written through.

use std::fs::{File, OpenOptions, Permissions};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use crate::platform::files;

/// How much of an existing file is looked at to tell whether it is one of ours.
const HEAD: u64 = 1024 * 1024;

/// Links after links before they are taken for a circle, as the system does.
const MOST_LINKS: usize = 40;

/// Tells by its first bytes (at most 1 MiB) whether an existing file is a result of the same sort.
pub type Recognise = fn(&[u8]) -> bool;

/// Why a file cannot take the result.
#[derive(Debug, thiserror::Error)]
pub enum OutputFileError {
    /// It is read by this very command.
    #[error("`{}` is an input of this command, and the {what} would replace it", path.display())]
    Input {
        /// The file.
        path: PathBuf,
        /// What would be written.
        what: &'static str,
    },
    /// Something else is in it.
    #[error("`{}` exists and is no {what} of msgops, so it is not replaced", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What would be written.
        what: &'static str,
    },
    /// It is a directory.
    #[error("`{}` is a directory, and the {what} needs a file", path.display())]
    Directory {
        /// The directory.
        path: PathBuf,
        /// What would be written.
        what: &'static str,
    },
    /// The system says no.
    #[error("the {what} `{}` could not be written", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What would be written.
        what: &'static str,
        /// Why not.
        source: io::Error,
    },
}

/// A file that was found fit.
#[derive(Clone, Debug)]
pub struct OutputFile {
    /// As named.
    path: PathBuf,
    /// Where links lead.
    place: PathBuf,
    what: &'static str,
    inputs: Vec<PathBuf>,
    recognise: Recognise,
}

/// How the bytes get there.
enum Way {
    /// A new file, which takes the place of the old one and has its mode.
    Replace(Option<Permissions>),
    /// A device or a pipe.
    Through,
    /// What this process's own stdout, or another open descriptor, leads to.
    Descriptor,
}

impl OutputFile {
    /// Finds out, before any work, whether `path` can take a `what` (`report`, `page`). `inputs` are the files that
    /// this command reads; `-` is stdin.
    ///
    /// # Errors
    /// Everything that can be known to be wrong now.
    pub fn check(
        path: &Path,
        what: &'static str,
        inputs: &[&Path],
        recognise: Recognise,
    ) -> Result<Self, OutputFileError> {
        let failed = |source| OutputFileError::Io { path: path.to_owned(), what, source };
        let file = Self {
            path: path.to_owned(),
            place: follow(path).map_err(failed)?,
            what,
            inputs: inputs.iter().map(|input| (*input).to_owned()).collect(),
            recognise,
        };
        if let Way::Replace(_) = file.way()? {
            tempfile::tempfile_in(file.directory()).map_err(|source| file.failed(source))?;
        }
        Ok(file)
    }

    /// As it was named.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the result: on disk and whole when this returns without an error, else the file is as it was.
    ///
    /// # Errors
    /// Those of `work`, and of the file.
    pub fn write<E: From<OutputFileError>>(&self, work: impl FnOnce(&mut dyn Write) -> Result<(), E>) -> Result<(), E> {
        match self.way()? {
            Way::Replace(permissions) => self.replace(permissions, work),
            Way::Through => {
                let opened = OpenOptions::new().write(true).open(&self.place);
                self.through(opened.map_err(|source| self.failed(source))?, work)
            }
            Way::Descriptor if self.place == Path::new("/dev/stdout") => self.through(io::stdout().lock(), work),
            Way::Descriptor => {
                // Opened anew, a plain file behind it would be written from its start.
                let opened = OpenOptions::new().append(true).open(&self.place);
                self.through(opened.map_err(|source| self.failed(source))?, work)
            }
        }
    }

    /// What a failed write to the file is.
    pub fn failed(&self, source: io::Error) -> OutputFileError {
        OutputFileError::Io { path: self.path.clone(), what: self.what, source }
    }

    fn through<E: From<OutputFileError>>(
        &self,
        to: impl Write,
        work: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut out = BufWriter::with_capacity(64 * 1024, to);
        work(&mut out)?;
        Ok(out.flush().map_err(|source| self.failed(source))?)
    }

    fn replace<E: From<OutputFileError>>(
        &self,
        permissions: Option<Permissions>,
        work: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |source| self.failed(source);
        let directory = self.directory();
        let mut file = tempfile::Builder::new().prefix(".msgops-").tempfile_in(directory).map_err(failed)?;
        self.through(file.as_file_mut(), work)?;
        if let Some(permissions) = permissions {
            file.as_file().set_permissions(permissions).map_err(failed)?;
        }
        file.as_file().sync_all().map_err(failed)?;
        files::give_name(file.into_temp_path(), &self.place).map_err(failed)?;
        // Only then is the new name there after a power cut; what was written is whole without it.
        let _ = files::sync_names(directory);
        Ok(())
    }

    fn directory(&self) -> &Path {
        self.place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
    }

    /// Looks at what is there: when the work begins, and again when there is something to write.
    fn way(&self) -> Result<Way, OutputFileError> {
        let (path, what) = (self.path.clone(), self.what);
        if is_descriptor(&self.place) {
            return Ok(Way::Descriptor);
        }
        let there = match std::fs::metadata(&self.place) {
            Ok(there) => there,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Way::Replace(None)),
            Err(source) => return Err(self.failed(source)),
        };
        if there.is_dir() {
            return Err(OutputFileError::Directory { path, what });
        }
        if !there.is_file() {
            return Ok(Way::Through);
        }
        if self.inputs.iter().any(|input| is_input(input, &self.place)) {
            return Err(OutputFileError::Input { path, what });
        }
        if there.len() > 0 {
            let mut head = Vec::new();
            let opened = File::open(&self.place).and_then(|file| file.take(HEAD).read_to_end(&mut head));
            opened.map_err(|source| self.failed(source))?;
            if !(self.recognise)(&head) {
                return Err(OutputFileError::Foreign { path, what });
            }
        }
        Ok(Way::Replace(Some(there.permissions())))
    }
}

/// Where a chain of links ends, whether anything is there or not; at a descriptor it ends too, for what
/// is behind that is written through.
fn follow(path: &Path) -> io::Result<PathBuf> {
    let mut place = path.to_owned();
    for _ in 0..MOST_LINKS {
        if is_descriptor(&place) || !place.is_symlink() {
            return Ok(place);
        }
        let target = std::fs::read_link(&place)?;
        place = place.parent().unwrap_or(Path::new("")).join(target);
    }
    Err(io::Error::other("too many links, one after another"))
}

/// Whether the name means a descriptor of this process, whatever is open there.
fn is_descriptor(path: &Path) -> bool {
    let below = ["/dev/fd", "/proc/self/fd"].iter().any(|folder| path.parent() == Some(Path::new(folder)));
    below || path == Path::new("/dev/stdout") || path == Path::new("/dev/stderr")
}

fn is_input(input: &Path, place: &Path) -> bool {
    let input = if input.as_os_str() == "-" { Path::new("/dev/stdin") } else { input };
    files::is_same(input, place)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: Recognise = |head| head.starts_with(b"ours");

    fn check(path: &Path, inputs: &[&Path]) -> Result<OutputFile, OutputFileError> {
        OutputFile::check(path, "report", inputs, OURS)
    }

    fn write(file: &OutputFile, text: &str) -> Result<(), OutputFileError> {
        file.write(|out| out.write_all(text.as_bytes()).map_err(|source| file.failed(source)))
    }

    #[test]
    fn only_what_is_empty_or_ours_is_replaced() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("r");
        for (before, fits) in [(None, true), (Some(""), true), (Some("ours, old"), true), (Some("theirs"), false)] {
            match before {
                Some(text) => std::fs::write(&path, text).unwrap(),
                None => assert!(!path.exists()),
            }
            let checked = check(&path, &[]);
            assert_eq!(checked.is_ok(), fits, "{before:?}");
            if let Ok(file) = checked {
                write(&file, "ours, new").unwrap();
                assert_eq!(std::fs::read_to_string(&path).unwrap(), "ours, new");
            }
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "theirs");
        assert!(matches!(check(home.path(), &[]), Err(OutputFileError::Directory { .. })));
        assert!(matches!(check(&home.path().join("no/r"), &[]), Err(OutputFileError::Io { .. })));
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 1, "no temporary file is left");
    }

    #[test]
    fn what_came_meanwhile_is_kept() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("r");
        let file = check(&path, &[]).unwrap();
        std::fs::write(&path, "theirs").unwrap();
        assert!(matches!(write(&file, "ours"), Err(OutputFileError::Foreign { .. })));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "theirs");
    }

    #[cfg(unix)]
    #[test]
    fn an_input_is_found_under_every_name() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let home = tempfile::tempdir().unwrap();
        let (list, link, hard) = (home.path().join("l"), home.path().join("link"), home.path().join("hard"));
        std::fs::write(&list, "ours").unwrap();
        symlink("l", &link).unwrap();
        std::fs::hard_link(&list, &hard).unwrap();
        for path in [&list, &link, &hard, &home.path().join("./l")] {
            assert!(matches!(check(path, &[&list]), Err(OutputFileError::Input { .. })), "{path:?}");
        }
        // The file behind a link is replaced, not the link, and its mode stays.
        std::fs::set_permissions(&list, Permissions::from_mode(0o640)).unwrap();
        write(&check(&link, &[]).unwrap(), "ours, new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(std::fs::read_to_string(&list).unwrap(), "ours, new");
        assert_eq!(std::fs::metadata(&list).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn devices_and_descriptors_are_written_through() {
        let home = tempfile::tempdir().unwrap();
        let device = check(Path::new("/dev/null"), &[]).unwrap();
        write(&device, "text").unwrap();
        assert!(!std::fs::metadata("/dev/null").unwrap().is_file());
        let link = home.path().join("r");
        std::os::unix::fs::symlink("/dev/stdout", &link).unwrap();
        assert!(matches!(check(&link, &[]).unwrap().way(), Ok(Way::Descriptor)));
        std::os::unix::fs::symlink("circle", home.path().join("circle")).unwrap();
        assert!(matches!(check(&home.path().join("circle"), &[]), Err(OutputFileError::Io { .. })));
    }
}
