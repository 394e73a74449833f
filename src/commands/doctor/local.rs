//! What can be checked without asking anybody: profile, permissions, state directory.

use std::path::Path;

use url::Url;

use super::Check;
use crate::commands::session::{Session, parse_base_url};
use crate::context::Context;
use crate::error::{Error, Kind, Platform, Result};
use crate::private;
use crate::profile::{self, FileLocation, ProfileFile};

/// The profile file's mode.
pub fn permissions(context: &Context) -> Check {
    const NAME: &str = "permissions";
    let location = match FileLocation::of(context) {
        Ok(location) => location,
        Err(problem) => return Check::of_error(None, NAME, &Error::from(problem)),
    };
    let path = location.path.display();
    if !location.path.exists() {
        return Check::ok(None, NAME, format!("there is no profile file at `{path}`"));
    }
    match ProfileFile::read(&location) {
        Ok(_) => Check::ok(None, NAME, format!("`{path}` is closed to others")),
        Err(problem @ profile::Problem::Wide { .. }) => Check::of_error(None, NAME, &Error::from(problem)),
        Err(profile::Problem::Read { source, .. }) => {
            Check::fail(None, NAME, Kind::Config, format!("`{path}` cannot be read: {source}"))
        }
        // What is in it is the next check's business.
        Err(_) => Check::ok(None, NAME, format!("`{path}` is closed to others")),
    }
}

/// Whether jobs and tokens can be kept.
pub fn state_directory(context: &Context) -> Check {
    const NAME: &str = "state";
    let root = match context.state_dir() {
        Ok(root) => root,
        Err(error) => return Check::of_error(None, NAME, &error),
    };
    if context.options.dry_run.is_some() {
        return Check::warn(None, NAME, format!("not checked: a dry run writes nothing (`{}`)", root.display()));
    }
    match try_write(&root) {
        Ok(()) => Check::ok(None, NAME, format!("`{}` can be written", root.display())),
        Err(error) => {
            Check::of_error(None, NAME, &error.hint("make it writable, or set MSGOPS_STATE_DIR to a directory that is"))
        }
    }
}

/// Makes a file where jobs would stand, and takes it away again.
fn try_write(root: &Path) -> Result<()> {
    let jobs = private::directory(root, "jobs")?;
    tempfile::Builder::new()
        .prefix(".doctor")
        .tempfile_in(&jobs)
        .map(drop)
        .map_err(|error| Error::io(format!("`{}` cannot be written", jobs.display())).source(error))
}

/// Which profile is used, or why none is.
pub fn profile(context: &Context, refused: Option<&Error>) -> Check {
    const NAME: &str = "profile";
    if let Some(error) = refused {
        return Check::of_error(None, NAME, error);
    }
    match profile::inspect(context, None) {
        Ok((resolved, _)) => {
            Check::ok(None, NAME, format!("`{}` is used (chosen by {})", resolved.name, resolved.chosen_by))
        }
        Err(error) => Check::of_error(None, NAME, &error),
    }
}

/// What the profile says about one vendor, complete or not.
pub struct Setup {
    /// Whether it says anything at all.
    pub is_used: bool,
    /// Where the vendor is.
    pub base_url: Result<Url>,
}

impl Setup {
    /// Looks at profile and environment.
    pub fn of(context: &Context, session: &Session<'_>, platform: Platform) -> Self {
        let complete = match platform {
            Platform::Sobot => session.profile.sobot().map(|settings| settings.base_url.value),
            Platform::Nxcloud => session.profile.nxcloud().map(|settings| settings.base_url.value),
        };
        let (is_used, base_url) = match complete {
            Ok(base_url) => (true, Ok(base_url)),
            Err(error) => Self::incomplete(context, platform, error),
        };
        Self { is_used, base_url: base_url.and_then(|text| parse_base_url(&text)) }
    }

    /// Something is missing, but the way to the vendor can be checked all the same.
    fn incomplete(context: &Context, platform: Platform, error: Error) -> (bool, Result<String>) {
        let Ok((resolved, _)) = profile::inspect(context, None) else { return (true, Err(error)) };
        let prefix = format!("{}.", platform.word());
        let said: Vec<_> = resolved.describe().into_iter().filter(|line| line.key.starts_with(&prefix)).collect();
        let is_used = said.iter().any(|line| line.origin != profile::Origin::Default);
        let base_url = said.into_iter().find(|line| line.key == format!("{prefix}base-url")).map(|line| line.value);
        (is_used, base_url.ok_or(error))
    }
}
