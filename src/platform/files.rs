//! Files: which of two names are one file, opening without being led elsewhere, replacing one whole, and names that
//! stay after a power cut.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

use tempfile::TempPath;

/// Which file it is, whatever its name: two that are equal are one file, as long as one of them is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FileId {
    volume: u64,
    number: u64,
}

impl FileId {
    /// Of an open file.
    ///
    /// # Errors
    /// When the system does not tell.
    #[cfg(unix)]
    pub fn of(file: &File) -> io::Result<Self> {
        file.metadata().map(|metadata| Self::told(&metadata))
    }

    /// Of what is there, through links.
    ///
    /// # Errors
    /// When nothing is there, or the system does not tell.
    #[cfg(unix)]
    pub fn at(path: &Path) -> io::Result<Self> {
        std::fs::metadata(path).map(|metadata| Self::told(&metadata))
    }

    /// Of what has this name; of a link, not of what it leads to.
    ///
    /// # Errors
    /// When nothing is there, or the system does not tell.
    #[cfg(unix)]
    pub fn named(path: &Path) -> io::Result<Self> {
        std::fs::symlink_metadata(path).map(|metadata| Self::told(&metadata))
    }

    #[cfg(unix)]
    fn told(metadata: &std::fs::Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self { volume: metadata.dev(), number: metadata.ino() }
    }

    /// Of an open file.
    ///
    /// # Errors
    /// When the system does not tell.
    #[cfg(windows)]
    pub fn of(file: &File) -> io::Result<Self> {
        let told = winapi_util::file::information(file)?;
        Ok(Self { volume: told.volume_serial_number(), number: told.file_index() })
    }

    /// Of what is there, through links.
    ///
    /// # Errors
    /// When nothing is there, or the system does not tell.
    #[cfg(windows)]
    pub fn at(path: &Path) -> io::Result<Self> {
        Self::opened(path, windows::BACKUP_SEMANTICS)
    }

    /// Of what has this name; of a link, not of what it leads to.
    ///
    /// # Errors
    /// When nothing is there, or the system does not tell.
    #[cfg(windows)]
    pub fn named(path: &Path) -> io::Result<Self> {
        Self::opened(path, windows::BACKUP_SEMANTICS | windows::OPEN_REPARSE_POINT)
    }

    #[cfg(windows)]
    fn opened(path: &Path, flags: u32) -> io::Result<Self> {
        use std::os::windows::fs::OpenOptionsExt;
        // Without any right: a file that another process has for itself is told as well.
        Self::of(&OpenOptions::new().access_mode(0).custom_flags(flags).open(path)?)
    }
}

#[cfg(windows)]
mod windows {
    /// Opens directories too.
    pub(super) const BACKUP_SEMANTICS: u32 = 0x0200_0000;
    /// Opens a link, not what it leads to.
    pub(super) const OPEN_REPARSE_POINT: u32 = 0x0020_0000;
    /// Somebody has the file open in a way that forbids it.
    pub(super) const SHARING_VIOLATION: i32 = 32;
    /// The same, as renaming tells it.
    pub(super) const ACCESS_DENIED: i32 = 5;
}

/// Whether two names lead to one file; false when either leads nowhere.
pub fn is_same(one: &Path, other: &Path) -> bool {
    matches!((FileId::at(one), FileId::at(other)), (Ok(one), Ok(other)) if one == other)
}

/// Whether an open file still has a name: one that was removed while it is open has none. Windows keeps the name
/// until the last one closes it.
#[cfg(unix)]
pub fn has_name(file: &File) -> io::Result<bool> {
    file.metadata().map(|metadata| std::os::unix::fs::MetadataExt::nlink(&metadata) > 0)
}

/// Whether an open file still has a name. Windows keeps the name until the last one closes it.
#[cfg(not(unix))]
pub fn has_name(_: &File) -> io::Result<bool> {
    Ok(true)
}

/// Makes these options open what has the name itself: no link is followed, and a pipe does not wait for its other end.
#[cfg(unix)]
pub fn not_elsewhere(options: &mut OpenOptions) -> &mut OpenOptions {
    // A plain file knows no difference.
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    std::os::unix::fs::OpenOptionsExt::custom_flags(options, i32::try_from(flags.bits()).unwrap_or_default())
}

/// Makes these options open what has the name itself. A link is opened as what it is, and is no plain file then.
#[cfg(windows)]
pub fn not_elsewhere(options: &mut OpenOptions) -> &mut OpenOptions {
    std::os::windows::fs::OpenOptionsExt::custom_flags(options, windows::OPEN_REPARSE_POINT)
}

/// Whether it is a device without end or content, such as `/dev/null`.
#[cfg(unix)]
pub fn is_device(metadata: &std::fs::Metadata) -> bool {
    std::os::unix::fs::FileTypeExt::is_char_device(&metadata.file_type())
}

/// Whether it is a device. `NUL` is told as a file by Windows, and is as empty.
#[cfg(not(unix))]
pub fn is_device(_: &std::fs::Metadata) -> bool {
    false
}

/// Gives a finished temporary file its name, in place of what has it: a reader sees the old content or the new.
///
/// Windows refuses while somebody has the old one open (a spreadsheet, a scanner of viruses): that is waited for, for a second.
///
/// # Errors
/// When the name cannot be given; the old file is then as it was, and the temporary one is gone.
pub fn give_name(file: TempPath, path: &Path) -> io::Result<()> {
    #[cfg(windows)]
    let file = {
        let mut file = file;
        for _ in 0..20 {
            match file.persist(path) {
                Ok(()) => return Ok(()),
                Err(error) if is_held(&error.error) && !path.is_dir() => file = error.path,
                Err(error) => return Err(error.error),
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        file
    };
    file.persist(path).map_err(|error| error.error)
}

#[cfg(windows)]
fn is_held(error: &io::Error) -> bool {
    error.raw_os_error().is_some_and(|code| [windows::SHARING_VIOLATION, windows::ACCESS_DENIED].contains(&code))
}

/// Makes the names in a directory last: a file that was made, renamed or removed is so after a power cut too. Some file
/// systems have no such sync, and some directories may be written but not read: that is no error. Windows has none to ask for:
/// NTFS keeps a journal of names.
///
/// # Errors
/// When the disk fails.
#[cfg(unix)]
pub fn sync_names(directory: &Path) -> io::Result<()> {
    let directory = if directory.as_os_str().is_empty() { Path::new(".") } else { directory };
    match File::open(directory).and_then(|directory| directory.sync_all()) {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::PermissionDenied) => Ok(()),
        synced => synced,
    }
}

/// Makes the names in a directory last. Windows has no such sync: NTFS keeps a journal of names.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn sync_names(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_is_one_under_every_name_and_a_new_one_is_another() {
        let home = tempfile::tempdir().unwrap();
        let (path, hard) = (home.path().join("a"), home.path().join("b"));
        std::fs::write(&path, "1").unwrap();
        std::fs::hard_link(&path, &hard).unwrap();
        let open = File::open(&path).unwrap();
        assert_eq!(FileId::of(&open).unwrap(), FileId::at(&hard).unwrap());
        assert_eq!(FileId::of(&open).unwrap(), FileId::named(&path).unwrap());
        assert!(is_same(&path, &hard));
        assert!(is_same(&home.path().join("."), home.path()), "a directory is something too");
        std::fs::rename(&path, home.path().join("moved")).unwrap();
        std::fs::write(&path, "1").unwrap();
        assert_ne!(FileId::of(&open).unwrap(), FileId::at(&path).unwrap());
        assert!(!is_same(&path, &home.path().join("nothing")));
        assert!(!is_same(&home.path().join("nothing"), &home.path().join("nothing")));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_what_it_leads_to() {
        let home = tempfile::tempdir().unwrap();
        let (path, link) = (home.path().join("a"), home.path().join("link"));
        std::fs::write(&path, "1").unwrap();
        std::os::unix::fs::symlink("a", &link).unwrap();
        assert_eq!(FileId::at(&link).unwrap(), FileId::at(&path).unwrap());
        assert_ne!(FileId::named(&link).unwrap(), FileId::at(&path).unwrap());
        assert!(not_elsewhere(OpenOptions::new().read(true)).open(&link).is_err());
        assert!(not_elsewhere(OpenOptions::new().read(true)).open(&path).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_removed_file_has_no_name() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a");
        let file = File::create(&path).unwrap();
        assert!(has_name(&file).unwrap());
        std::fs::remove_file(&path).unwrap();
        assert!(!has_name(&file).unwrap());
    }

    #[test]
    fn a_name_is_given_in_place_of_an_old_file() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a");
        for text in ["old", "new"] {
            let file = tempfile::NamedTempFile::new_in(home.path()).unwrap().into_temp_path();
            std::fs::write(&file, text).unwrap();
            give_name(file, &path).unwrap();
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        }
        sync_names(home.path()).unwrap();
        let file = tempfile::NamedTempFile::new_in(home.path()).unwrap().into_temp_path();
        assert!(give_name(file, &home.path().join("no/such")).is_err());
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 1, "no temporary file is left");
    }

    #[test]
    fn a_file_is_no_device() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a");
        std::fs::write(&path, "1").unwrap();
        assert!(!is_device(&path.metadata().unwrap()));
        #[cfg(unix)]
        assert!(is_device(&std::fs::metadata("/dev/null").unwrap()));
    }
}
