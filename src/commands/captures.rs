//! Where a profile's callbacks are captured: by `listen`, and for whoever reads what it wrote. Captures that are named
//! need no profile.

use std::path::PathBuf;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::private;
use crate::profile::{self, ENVIRONMENT, FileLocation, Profile};

/// The name of the directory of all profiles' captures below the state directory.
const CAPTURES: &str = "captures";

/// The profile in force; none where nothing speaks of one.
///
/// # Errors
/// When there is one that cannot be used (exit 3).
pub fn profile(context: &Context) -> Result<Option<Profile>> {
    let is_spoken_of = context.options.profile.is_some() || profile::is_in_environment(context) || {
        let location = FileLocation::of(context)?;
        location.by_flag || location.path.exists()
    };
    if is_spoken_of { profile::resolve(context).map(Some) } else { Ok(None) }
}

/// Refuses what a read-only profile refuses; without a profile what the environment alone does.
///
/// # Errors
/// Exit 3.
pub fn require_writable(context: &Context, profile: Option<&Profile>, what: &str) -> Result<()> {
    if let Some(profile) = profile {
        return profile.require_writable(what);
    }
    match context.env.text("MSGOPS_READ_ONLY")? {
        Some("1" | "true" | "yes" | "on") if context.options.dry_run.is_none() => {
            Err(Error::config(format!("`MSGOPS_READ_ONLY` refuses {what}")).hint("unset MSGOPS_READ_ONLY to lift it"))
        }
        _ => Ok(()),
    }
}

/// Before the profile's captures are written: what stands above them below the state directory is made, and held to be
/// ours alone.
///
/// # Errors
/// Exit 3 when others could put something in its place.
pub fn secure(context: &Context, profile: &Profile) -> Result<()> {
    if profile.webhook().captures.is_none() {
        private::directory(&context.state_dir()?, CAPTURES)?;
    }
    Ok(())
}

/// The directory of a profile's captures: `webhook.captures`, else `captures/PROFILE` below the state directory.
///
/// # Errors
/// Exit 3 when no state directory is known.
pub fn directory(context: &Context, profile: &Profile) -> Result<PathBuf> {
    match profile.webhook().captures {
        Some(captures) => Ok(captures.value.into()),
        None => Ok(context.state_dir()?.join(CAPTURES).join(file_name(&profile.name))),
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
