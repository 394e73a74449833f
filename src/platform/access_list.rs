//! Who may read a file beside its owner, where an access list (`setfacl`) says it and not the mode alone.
//!
//! systemd gives a credential to a service that has a user of its own in this way: the file is root's, and the
//! list lets the service's user read it. The mode then shows the list's mask in the place of the group's bits.

use std::fs::File;

/// The name under which Linux shows a file's list (`include/uapi/linux/xattr.h`).
const ATTRIBUTE: &str = "system.posix_acl_access";

/// The form of the list below (`include/uapi/linux/posix_acl_xattr.h`): the version, then entries of a tag, what it
/// allows and whom, all little-endian.
const VERSION: [u8; 4] = [2, 0, 0, 0];

/// More entries than a file that is meant for one can have.
const LARGEST: usize = 4 + 8 * 32;

/// Whether the list of the file opens it to us and its owner and nobody else.
pub fn is_for_us_alone(file: &File) -> bool {
    let mut list = [0; LARGEST];
    let read = rustix::fs::fgetxattr(file, ATTRIBUTE, &mut list[..]);
    read.is_ok_and(|length| is_for(&list[..length], rustix::process::geteuid().as_raw()))
}

fn is_for(list: &[u8], user: u32) -> bool {
    let Some(entries) = list.strip_prefix(&VERSION) else { return false };
    let mut named = false;
    for entry in entries.chunks(8) {
        let [tag, 0, allowed, 0, id @ ..] = entry else { return false };
        let Ok(id) = <[u8; 4]>::try_from(id) else { return false };
        match tag {
            // The owner; the mask, which only ever takes away.
            0x01 | 0x10 => {}
            0x02 if u32::from_le_bytes(id) == user => named = true,
            // Another user, the file's group, another group, all others.
            0x02 | 0x04 | 0x08 | 0x20 if *allowed == 0 => {}
            _ => return false,
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use rustix::fs::{XattrFlags, fsetxattr};

    use super::*;

    fn list(entries: &[(u8, u8, u32)]) -> Vec<u8> {
        let entries = entries.iter().flat_map(|(tag, allowed, id)| {
            let mut entry = vec![*tag, 0, *allowed, 0];
            entry.extend(id.to_le_bytes());
            entry
        });
        VERSION.into_iter().chain(entries).collect()
    }

    const NOBODY: u32 = u32::MAX;

    fn credential(user: u32) -> Vec<u8> {
        list(&[(1, 4, NOBODY), (2, 4, user), (4, 0, NOBODY), (16, 4, NOBODY), (32, 0, NOBODY)])
    }

    #[test]
    fn a_list_that_names_anybody_else_is_not_for_us_alone() {
        assert!(is_for(&credential(61_234), 61_234));
        assert!(!is_for(&credential(61_234), 1000), "another user's");
        let with = |more: (u8, u8, u32)| [credential(1000), list(&[more])[4..].to_vec()].concat();
        assert!(is_for(&with((2, 0, 33)), 1000), "who is named to be kept out");
        for more in [(2, 4, 33), (4, 4, NOBODY), (8, 4, 100), (32, 4, NOBODY), (64, 0, NOBODY)] {
            assert!(!is_for(&with(more), 1000), "{more:?}");
        }
        assert!(!is_for(&list(&[(1, 6, NOBODY), (4, 0, NOBODY), (32, 0, NOBODY)]), 1000), "names nobody");
        for end in 0..credential(1000).len() {
            assert!(!is_for(&credential(1000)[..end], 1000) || end % 8 == 4, "torn at {end}");
        }
    }

    /// A service with `LoadCredential=` and `DynamicUser=` was told to run `chmod 600` on its profile file.
    #[test]
    fn a_file_that_a_list_opens_to_us_alone_is_as_good_as_one_of_0600() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let us = rustix::process::geteuid().as_raw();
        if fsetxattr(&file, ATTRIBUTE, &credential(us), XattrFlags::empty()).is_err() {
            // A file system without lists has no such files.
            return;
        }
        let mode = file.as_file().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o440, "the mask stands where the group's bits do");
        assert!(is_for_us_alone(file.as_file()));
        fsetxattr(&file, ATTRIBUTE, &credential(us + 1), XattrFlags::empty()).unwrap();
        assert!(!is_for_us_alone(file.as_file()));
    }
}
