//! Who owns a file and who may read it. Windows keeps what stands in a user's own folders from others by the folders' lists of
//! rights, which new files inherit: there is no mode to set or to hold anybody to.

use std::fs::{DirBuilder, File, Metadata, OpenOptions};
use std::io;
use std::path::Path;

/// Options that make a file for its owner alone (0600); of one that is there, nothing changes.
pub fn private_file(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Makes the directory, and those above it, for its owner alone (0700); those that are there stay as they are.
///
/// # Errors
/// When it cannot be made.
pub fn make_private_directory(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// The mode with the sticky bit; none where the system has none.
#[cfg(unix)]
pub fn mode(metadata: &Metadata) -> Option<u32> {
    Some(std::os::unix::fs::MetadataExt::mode(metadata) & 0o7777)
}

/// The mode; none where the system has none.
#[cfg(not(unix))]
pub fn mode(_: &Metadata) -> Option<u32> {
    None
}

/// Closes a directory to everybody but its owner.
///
/// # Errors
/// When it is not ours to close.
#[cfg(unix)]
pub fn close_directory(path: &Path) -> io::Result<()> {
    std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o700))
}

/// Closes a directory to everybody but its owner: it is already.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn close_directory(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The owner, when that is not us; none where the system does not tell.
#[cfg(unix)]
pub fn other_owner(metadata: &Metadata) -> Option<u32> {
    let owner = std::os::unix::fs::MetadataExt::uid(metadata);
    (owner != rustix::process::geteuid().as_raw()).then_some(owner)
}

/// The owner, when that is not us; none where the system does not tell.
#[cfg(not(unix))]
pub fn other_owner(_: &Metadata) -> Option<u32> {
    None
}

/// Whether the file's access list keeps out everybody but its owner and us, whatever its mode looks like.
#[cfg(target_os = "linux")]
pub fn listed_for_us_alone(file: &File) -> bool {
    super::access_list::is_for_us_alone(file)
}

/// Whether the file's access list keeps out everybody but its owner and us; not asked for on this system.
#[cfg(not(target_os = "linux"))]
pub fn listed_for_us_alone(_: &File) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_is_ours_alone() {
        let home = tempfile::tempdir().unwrap();
        let directory = home.path().join("a/b");
        make_private_directory(&directory).unwrap();
        make_private_directory(&directory).unwrap();
        let path = directory.join("f");
        let file = private_file(OpenOptions::new().write(true).create(true)).open(&path).unwrap();
        assert_eq!(other_owner(&file.metadata().unwrap()), None);
        let modes = [&directory, &path].map(|path| mode(&path.metadata().unwrap()));
        assert_eq!(modes, if cfg!(unix) { [Some(0o700), Some(0o600)] } else { [None, None] });
        close_directory(&directory).unwrap();
    }
}
