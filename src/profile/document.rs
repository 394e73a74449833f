//! What a profile file says, read and understood.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::origin::Origin;
use super::problem::Problem;
use super::schema::{self, SANDBOX, Setting, VENDORS};
use super::secret::Secret;

/// One value as the file has it.
#[derive(Clone, Debug)]
pub(super) struct FileValue {
    pub setting: &'static Setting,
    /// Normalised by the setting. May be a secret: never print it.
    pub text: Secret,
    pub origin: Origin,
}

/// One profile as the file has it.
#[derive(Clone, Debug)]
pub(super) struct FileProfile {
    pub name: String,
    pub values: Vec<FileValue>,
}

/// A profile file that has been read and understood.
#[derive(Clone, Debug)]
pub struct ProfileFile {
    pub(super) path: Arc<PathBuf>,
    pub(super) default: Option<(String, Origin)>,
    pub(super) profiles: Vec<FileProfile>,
}

impl ProfileFile {
    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// `default-profile`, and the line that says so.
    pub fn default(&self) -> Option<(&str, &Origin)> {
        self.default.as_ref().map(|(name, origin)| (name.as_str(), origin))
    }

    /// The names of the profiles, in the order of the file.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.profiles.iter().map(|profile| profile.name.as_str())
    }

    /// The vendors (`sobot`, `nxcloud`) that the profile says anything about.
    pub fn sections(&self, name: &str) -> Vec<&'static str> {
        let values = self.profile(name).map(|profile| profile.values.as_slice()).unwrap_or_default();
        let says = |section: &&str| values.iter().any(|value| value.setting.section() == Some(section));
        VENDORS.into_iter().filter(says).collect()
    }

    /// The addresses of vendors that any profile names.
    pub fn vendor_addresses(&self) -> impl Iterator<Item = &str> {
        let values = self.profiles.iter().flat_map(|profile| &profile.values);
        values.filter(|value| value.setting.shape == schema::Shape::BaseUrl).map(|value| value.text.expose())
    }

    /// Whether the profile itself is read-only.
    pub fn is_read_only(&self, name: &str) -> bool {
        self.profile(name).is_some_and(|profile| {
            profile.values.iter().any(|value| value.setting.path == "read-only" && value.text.expose() == "true")
        })
    }

    pub(super) fn profile(&self, name: &str) -> Option<&FileProfile> {
        self.profiles.iter().find(|profile| profile.name == name)
    }

    pub(super) fn unknown(&self, name: &str, said: Origin) -> Problem {
        // The sandbox is offered for its own name mistyped only: it is not what somebody else was looking for.
        let sandbox = (schema::likeness(name, SANDBOX) > 0.5).then_some(SANDBOX);
        let nearest = schema::nearest(name, self.names().chain(sandbox)).map(str::to_owned);
        Problem::UnknownProfile { name: name.to_owned(), said, path: self.path().to_owned(), nearest }
    }
}
