//! Changing the profile file: one writer at a time, the user's comments kept, nothing written that
//! could not be read back.

use std::fs::File;
use std::path::{Path, PathBuf};

use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};

use super::document::ProfileFile;
use super::file::{FileLocation, read_text, syntax};
use super::origin::Origin;
use super::problem::Problem;
use super::schema::{self, SANDBOX, SETTINGS, Setting, Shape};
use super::secret::Secret;
use crate::private::{self, PrivateError};

/// One `KEY=VALUE` of `profile set`, understood but not yet written.
#[derive(Clone, Debug)]
pub struct Assignment {
    /// What is set.
    pub setting: &'static Setting,
    /// What to.
    pub change: Change,
}

/// The right side of an assignment.
#[derive(Clone, Debug)]
pub enum Change {
    /// Nothing: the key is taken out.
    Remove,
    /// `-`: a secret that is still to be asked for.
    Ask,
    /// The value, normalised by its setting.
    To(Secret),
}

impl std::str::FromStr for Assignment {
    type Err = (String, Option<String>);

    /// The complaint, and a hint. Neither ever quotes the value: it may be a secret in the wrong place.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let Some((key, value)) = text.split_once('=') else {
            return Err(("an argument has no `=`; write KEY=VALUE".to_owned(), None));
        };
        let Some(setting) = schema::find(key) else {
            let nearest = schema::nearest(key, SETTINGS.iter().map(|setting| setting.path)).unwrap_or_default();
            // What looks like no key at all may be a secret that ends in `=`.
            let shown = if schema::likeness(key, nearest) < 0.5 { String::new() } else { format!(" `{key}`") };
            return Err((
                format!("unknown key{shown}"),
                Some(format!("did you mean `{nearest}`? `msgops profile set --help` lists every key")),
            ));
        };
        let change = match value {
            "" => Change::Remove,
            "-" if setting.is_secret() => Change::Ask,
            _ if setting.is_secret() => {
                return Err((
                    format!(
                        "`{key}` takes no value on the command line, where other processes and the shell's history see it"
                    ),
                    Some(format!("write `{key}=-`: it is asked for without echo, or read from stdin")),
                ));
            }
            value => match setting.normalise(value) {
                Ok(value) => Change::To(Secret::new(value)),
                Err(complaint) => return Err((format!("`{key}` {complaint}"), None)),
            },
        };
        Ok(Self { setting, change })
    }
}

impl Assignment {
    /// Answers [`Change::Ask`].
    ///
    /// # Errors
    /// What is wrong with the secret, without quoting it.
    pub fn answer(&mut self, text: &str) -> Result<(), String> {
        let text = self.setting.normalise(text).map_err(|complaint| format!("`{}` {complaint}", self.setting.path))?;
        self.change = Change::To(Secret::new(text));
        Ok(())
    }
}

/// The profile file, held against other writers until dropped.
#[derive(Debug)]
pub struct Editor {
    /// The file itself, behind any symbolic link: a link stays one.
    path: PathBuf,
    document: DocumentMut,
    /// None where nothing will be written.
    _lock: Option<File>,
}

/// The file itself, behind any link. A device or pipe in its place would be replaced by a file.
fn plain(location: &FileLocation) -> Result<PathBuf, Problem> {
    let path = std::fs::canonicalize(&location.path).unwrap_or_else(|_| location.path.clone());
    match std::fs::metadata(&path) {
        Ok(found) if !found.is_file() => Err(Problem::NotPlain { path }),
        _ => Ok(path),
    }
}

impl Editor {
    /// Whether [`Editor::open`] could read the file, without taking the lock.
    ///
    /// # Errors
    /// An unsafe or unreadable file, broken TOML, what is no file.
    pub fn check_readable(location: &FileLocation) -> Result<(), Problem> {
        read_document(&plain(location)?).map(drop)
    }

    /// Reads the file to see what a change would come to; nothing is made or locked, and nothing can be saved.
    ///
    /// # Errors
    /// As [`Editor::check_readable`].
    pub fn look(location: &FileLocation) -> Result<Self, Problem> {
        let path = plain(location)?;
        let document = read_document(&path)?;
        Ok(Self { path, document, _lock: None })
    }

    /// Takes the lock and reads the file; an absent one is an empty one.
    ///
    /// # Errors
    /// An unsafe or unreadable file, broken TOML, a directory that cannot be written.
    pub fn open(location: &FileLocation) -> Result<Self, Problem> {
        let path = plain(location)?;
        let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        private::make_directory(directory)?;
        let mut lock_name = std::ffi::OsString::from(".");
        lock_name.push(path.file_name().unwrap_or_default());
        lock_name.push(".lock");
        let lock_path = directory.join(lock_name);
        let lock = private::open(&lock_path)?;
        lock.lock().map_err(|source| PrivateError::Io { action: "locked", path: lock_path, source })?;
        let document = read_document(&path)?;
        Ok(Self { path, document, _lock: Some(lock) })
    }

    /// The names of the profiles in the file.
    pub fn names(&self) -> Vec<String> {
        self.profiles().map(|table| table.iter().map(|(name, _)| name.to_owned()).collect()).unwrap_or_default()
    }

    /// `default-profile`.
    pub fn default(&self) -> Option<&str> {
        self.document.get("default-profile").and_then(Item::as_str)
    }

    /// Lays the assignments over the profile, which is made when it is not there. Another way to the
    /// same secret is taken out: which, and for which.
    ///
    /// # Errors
    /// A section that is not a table.
    pub fn set(
        &mut self,
        name: &str,
        assignments: &[Assignment],
    ) -> Result<Vec<(&'static str, &'static str)>, Problem> {
        let mut taken_out = Vec::new();
        let path = self.path.clone();
        let profiles = table_in(self.document.as_table_mut(), "profiles", &path)?;
        let profile = table_in(profiles, name, &path)?;
        for assignment in assignments {
            let setting = assignment.setting;
            let table = match setting.section() {
                Some(section) if profile.contains_key(section) || matches!(assignment.change, Change::To(_)) => {
                    table_in(profile, section, &path)?
                }
                Some(_) => continue,
                None => &mut *profile,
            };
            if let Some(secret) = setting.secret() {
                for other in SETTINGS.iter().filter(|other| other.secret() == Some(secret) && *other != setting) {
                    let replaced = matches!(assignment.change, Change::To(_)) && table.remove(other.key()).is_some();
                    if replaced && !assignments.iter().any(|given| given.setting == other) {
                        taken_out.push((other.path, setting.path));
                    }
                }
            }
            match &assignment.change {
                Change::To(text) => put(table, setting.key(), value_of(setting, text.expose())),
                Change::Remove | Change::Ask => drop(table.remove(setting.key())),
            }
        }
        Ok(taken_out)
    }

    /// Takes a profile out, and `default-profile` with it when that names it; whether it did.
    ///
    /// # Errors
    /// No such profile, nearest name offered.
    pub fn remove(&mut self, name: &str) -> Result<bool, Problem> {
        self.require(name)?;
        if let Some(profiles) = self.document.get_mut("profiles").and_then(Item::as_table_like_mut) {
            profiles.remove(name);
        }
        let was_default = self.default() == Some(name);
        if was_default {
            self.document.remove("default-profile");
        }
        Ok(was_default)
    }

    /// Makes a profile, or the built-in `sandbox`, the default.
    ///
    /// # Errors
    /// No such profile, nearest name offered.
    pub fn set_default(&mut self, name: &str) -> Result<(), Problem> {
        if name != SANDBOX {
            self.require(name)?;
        }
        let mut value = Value::from(name);
        // An empty line above the first header; an old value's surroundings win over this.
        value.decor_mut().set_suffix("\n");
        put(self.document.as_table_mut(), "default-profile", value);
        Ok(())
    }

    /// Writes the file, whole or not at all, when what was made of it reads back as a good one.
    ///
    /// # Errors
    /// What is still wrong in the file, or that it cannot be written.
    pub fn save(&self) -> Result<(), Problem> {
        let text = self.check()?;
        Ok(private::replace(&self.path, text.as_bytes())?)
    }

    /// The text that [`Editor::save`] would write, read back as a check.
    ///
    /// # Errors
    /// What is still wrong in the file.
    pub fn check(&self) -> Result<String, Problem> {
        let text = self.document.to_string();
        ProfileFile::parse(&self.path, &text)?;
        Ok(text)
    }

    fn profiles(&self) -> Option<&dyn TableLike> {
        self.document.get("profiles").and_then(Item::as_table_like)
    }

    fn require(&self, name: &str) -> Result<(), Problem> {
        let names = self.names();
        if names.iter().any(|known| known == name) {
            return Ok(());
        }
        Err(Problem::UnknownProfile {
            name: name.to_owned(),
            said: Origin::Flag("argument"),
            path: self.path.clone(),
            nearest: schema::nearest(name, names.iter().map(String::as_str)).map(str::to_owned),
        })
    }
}

/// The file's document; an absent file has an empty one.
fn read_document(path: &Path) -> Result<DocumentMut, Problem> {
    let text = read_text(path)?.unwrap_or_default();
    text.parse::<DocumentMut>().map_err(|error| syntax(path, &text, &error))
}

/// The table of that name, made in the form of its parent when it is not there. A made one shows no header until
/// it holds a value of its own.
fn table_in<'a>(parent: &'a mut dyn TableLike, name: &str, path: &Path) -> Result<&'a mut dyn TableLike, Problem> {
    if !parent.contains_key(name) {
        let mut table = Table::new();
        table.set_implicit(true);
        table.set_dotted(parent.is_dotted());
        parent.insert(name, Item::Table(table));
    }
    parent
        .get_mut(name)
        .and_then(Item::as_table_like_mut)
        .ok_or_else(|| Problem::NotTable { path: path.to_owned(), key: name.to_owned() })
}

/// Sets a value; what is written around the old one (a comment behind it) stays.
fn put(table: &mut dyn TableLike, key: &str, mut value: Value) {
    match table.get_mut(key) {
        Some(item) => {
            if let Some(old) = item.as_value() {
                *value.decor_mut() = old.decor().clone();
            }
            *item = Item::Value(value);
        }
        None => drop(table.insert(key, Item::Value(value))),
    }
}

fn value_of(setting: &Setting, text: &str) -> Value {
    match setting.shape {
        Shape::Switch => (text == "true").into(),
        Shape::Channels => text.split(',').collect::<Array>().into(),
        _ => text.into(),
    }
}

#[cfg(test)]
mod tests;
