//! Where a profile's callbacks are captured: by `listen`, and for whoever reads what it wrote.

use std::path::PathBuf;

use crate::context::Context;
use crate::error::Result;
use crate::profile::{ENVIRONMENT, Profile};

/// The directory of a profile's captures: `webhook.captures`, else `captures/PROFILE` below the state directory.
///
/// # Errors
/// Exit 3 when no state directory is known.
pub fn directory(context: &Context, profile: &Profile) -> Result<PathBuf> {
    match profile.webhook().captures {
        Some(captures) => Ok(captures.value.into()),
        None => Ok(context.state_dir()?.join("captures").join(file_name(&profile.name))),
    }
}

/// A profile may have any name, a file or a directory not: no name leads out of the directory that it is joined to.
pub fn file_name(profile: &str) -> String {
    if profile == ENVIRONMENT {
        return "environment".to_owned();
    }
    let mut name = String::with_capacity(profile.len());
    for (place, byte) in profile.bytes().enumerate() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || byte == b'.' && place > 0 {
            name.push(char::from(byte));
        } else {
            name.push_str(&format!("%{byte:02X}"));
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_has_a_directory_of_its_own() {
        for (profile, name) in
            [("prod", "prod"), ("../x", "%2E.%2Fx"), ("a b", "a%20b"), ("(environment)", "environment"), ("..", "%2E.")]
        {
            assert_eq!(file_name(profile), name);
        }
    }
}
