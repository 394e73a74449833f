//! From TOML to settings. Walks the tables by hand, because a generic reader's complaint quotes the
//! value it stumbled over, and that value may be a secret.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml_edit::{Item, Key, TableLike, Value};

use super::document::{FileProfile, FileValue, ProfileFile};
use super::origin::Origin;
use super::problem::Problem;
use super::schema::{self, SANDBOX, SECTIONS, SETTINGS, Setting, Shape};
use super::secret::Secret;

/// Line and column of a byte offset, both from 1, the column in characters.
pub(super) fn position(text: &str, offset: usize) -> (usize, usize) {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |index| index + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// The file being walked: its path and text are at hand for messages.
pub(super) struct Reader<'a> {
    path: Arc<PathBuf>,
    text: &'a str,
}

impl<'a> Reader<'a> {
    pub(super) fn new(path: &Path, text: &'a str) -> Self {
        Self { path: Arc::new(path.to_owned()), text }
    }

    pub(super) fn file(&self, root: &dyn TableLike) -> Result<ProfileFile, Problem> {
        let mut file = ProfileFile { path: Arc::clone(&self.path), default: None, profiles: Vec::new() };
        for (key, item) in entries(root) {
            match key.get() {
                "default-profile" => {
                    let Some(name) = item.as_str() else {
                        return Err(self.wrong_type(key, "the name of a profile, in quotes"));
                    };
                    file.default = Some((name.to_owned(), self.origin(key)));
                }
                "profiles" => {
                    for (key, item) in entries(self.table(key, item)?) {
                        file.profiles.push(self.profile(key, item)?);
                    }
                }
                _ => return Err(self.unknown(key, &["default-profile", "profiles"])),
            }
        }
        Ok(file)
    }

    fn profile(&self, key: &Key, item: &Item) -> Result<FileProfile, Problem> {
        if key.get() == SANDBOX {
            let (line, column) = self.place(key);
            return Err(Problem::Reserved { path: self.path.to_path_buf(), line, column });
        }
        let mut profile = FileProfile { name: key.get().to_owned(), values: Vec::new() };
        for (key, item) in entries(self.table(key, item)?) {
            if SECTIONS.contains(&key.get()) {
                let section = key.get().to_owned();
                for (key, item) in entries(self.table(key, item)?) {
                    profile.values.push(self.value(Some(&section), key, item)?);
                }
            } else {
                profile.values.push(self.value(None, key, item)?);
            }
        }
        one_way_each(&profile)?;
        Ok(profile)
    }

    fn value(&self, section: Option<&str>, key: &Key, item: &Item) -> Result<FileValue, Problem> {
        let known = SETTINGS.iter().find(|setting| setting.section() == section && setting.key() == key.get());
        let Some(setting) = known else {
            let mut candidates: Vec<&str> =
                SETTINGS.iter().filter(|setting| setting.section() == section).map(|setting| setting.key()).collect();
            if section.is_none() {
                candidates.extend(SECTIONS);
            }
            return Err(self.unknown(key, &candidates));
        };
        let Some(text) = text_of(setting, item) else {
            return Err(self.wrong_type(key, &wanted(setting, item)));
        };
        let text = setting.normalise(&text).map_err(|complaint| Problem::Value {
            key: setting.path.to_owned(),
            origin: self.origin(key),
            complaint,
        })?;
        Ok(FileValue { setting, text: Secret::new(text), origin: self.origin(key) })
    }

    fn table<'i>(&self, key: &Key, item: &'i Item) -> Result<&'i dyn TableLike, Problem> {
        item.as_table_like().ok_or_else(|| self.wrong_type(key, "a table"))
    }

    fn place(&self, key: &Key) -> (usize, usize) {
        position(self.text, key.span().map_or(0, |span| span.start))
    }

    fn origin(&self, key: &Key) -> Origin {
        Origin::File { path: Arc::clone(&self.path), line: self.place(key).0 }
    }

    fn wrong_type(&self, key: &Key, wanted: &str) -> Problem {
        let (line, column) = self.place(key);
        let message = format!("`{}` must be {wanted}", key.get());
        Problem::Syntax { path: self.path.to_path_buf(), line, column, message }
    }

    /// A key of another section counts as near too: `appid` beside `rate` belongs under `sobot`.
    fn unknown(&self, key: &Key, candidates: &[&str]) -> Problem {
        let (line, column) = self.place(key);
        let elsewhere = SETTINGS.iter().find(|setting| setting.key() == key.get() && setting.section().is_some());
        let nearest = match elsewhere {
            Some(setting) => setting.path,
            None => schema::nearest(key.get(), candidates.iter().copied()).unwrap_or_default(),
        };
        Problem::UnknownKey {
            path: self.path.to_path_buf(),
            line,
            column,
            key: key.get().to_owned(),
            nearest: nearest.to_owned(),
        }
    }
}

fn entries(table: &dyn TableLike) -> impl Iterator<Item = (&Key, &Item)> {
    table.iter().filter_map(|(name, _)| table.get_key_value(name))
}

/// The value as the environment would give it; none when it is of another type.
fn text_of(setting: &Setting, item: &Item) -> Option<String> {
    match setting.shape {
        Shape::Switch => item.as_bool().map(|on| on.to_string()),
        Shape::Channels => {
            let names: Option<Vec<&str>> = item.as_array()?.iter().map(Value::as_str).collect();
            Some(names?.join(","))
        }
        _ => item.as_str().map(str::to_owned),
    }
}

/// What should stand there. A secret's wrong value is never quoted.
fn wanted(setting: &Setting, item: &Item) -> String {
    match setting.shape {
        Shape::Switch => "true or false, without quotes".to_owned(),
        Shape::Channels => "a list, such as `[\"VIBER\", \"SMS\"]`".to_owned(),
        Shape::Rate => "a rate in quotes, such as `\"50/s\"`".to_owned(),
        shape => match item.as_integer() {
            Some(number) if shape == Shape::Text => {
                format!("text, not a number: put it in quotes, `{} = \"{number}\"`", setting.key())
            }
            _ => "text in quotes".to_owned(),
        },
    }
}

/// A secret may be given in one of three ways in a profile, not in two of them.
fn one_way_each(profile: &FileProfile) -> Result<(), Problem> {
    for (index, value) in profile.values.iter().enumerate() {
        let Some(secret) = value.setting.secret() else { continue };
        let earlier = profile.values[..index].iter().find(|other| other.setting.secret() == Some(secret));
        if let Some(other) = earlier {
            let named = |value: &FileValue| format!("`{}` ({})", value.setting.path, value.origin);
            return Err(Problem::TwoWays { secret, first: named(other), second: named(value) });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
