//! The values of one profile, each with where it came from.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::origin::{Line, Origin, Sourced};
use super::schema::{self, SANDBOX, SETTINGS};
use super::secret::SecretSource;

/// The values of one profile after file and environment are laid over each other.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The profile's name, or [`ENVIRONMENT`].
    pub name: String,
    /// Who chose it; [`Origin::Default`] when nobody did.
    pub chosen_by: Origin,
    pub(super) texts: BTreeMap<&'static str, Sourced<String>>,
    pub(super) secrets: BTreeMap<&'static str, SecretSource>,
}

impl Resolved {
    pub(super) fn new(name: &str, chosen_by: Origin) -> Self {
        Self { name: name.to_owned(), chosen_by, texts: BTreeMap::new(), secrets: BTreeMap::new() }
    }

    /// The value of a setting that is no secret; none when it is not set.
    pub fn text(&self, path: &str) -> Option<Sourced<String>> {
        self.texts.get(path).cloned()
    }

    /// Where the secret of that path (`sobot.app-key`) is to be had.
    pub fn secret(&self, path: &str) -> Option<SecretSource> {
        self.secrets.get(path).cloned()
    }

    /// The value in its own type; the settings' normal forms are readable by it.
    pub(super) fn parsed<T: FromStr>(&self, path: &str) -> Option<Sourced<T>> {
        let given = self.texts.get(path)?;
        Some(Sourced::new(given.value.parse().ok()?, given.origin.clone()))
    }

    /// Every value, secrets masked, in the order of the documentation: first the profile's name, last
    /// the token from outside. Fetches nothing.
    pub fn describe(&self) -> Vec<Line> {
        let mut lines = vec![Line::new("profile", self.name.clone(), self.chosen_by.clone())];
        for setting in SETTINGS {
            let key = setting.path;
            match setting.secret() {
                Some(secret) => lines.extend(self.secrets.get(secret).and_then(|source| source.describe(key))),
                None => match (self.texts.get(key), setting.default) {
                    (Some(given), _) => lines.push(Line::new(key, given.value.clone(), given.origin.clone())),
                    (None, Some(_)) if self.name == SANDBOX && setting.section().is_some() => {}
                    (None, Some(default)) => lines.push(Line::new(key, default.to_owned(), Origin::Default)),
                    (None, None) => {}
                },
            }
        }
        if let Some(source) = self.secrets.get(schema::TOKEN) {
            lines.extend(["sobot.token", "sobot.token-file"].into_iter().filter_map(|key| source.describe(key)));
        }
        lines
    }

    pub(super) fn put(&mut self, path: &'static str, value: Sourced<String>) {
        self.texts.insert(path, value);
    }

    pub(super) fn put_secret(&mut self, source: SecretSource) {
        self.secrets.insert(source.key(), source);
    }
}
