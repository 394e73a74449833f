//! Templates that were read lately, so that a send does not ask for its template again within minutes.
//!
//! One file a business number in the state directory's `templates`: profile, number, and by name when it was read and
//! what the vendor said. A file that is missing, damaged or cannot be written costs a question and nothing else.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::commands::nxcloud_link::NxcloudLink;
use crate::context::Context;
use crate::error::Result;
use crate::nxcloud::whatsapp::request::Sender;
use crate::nxcloud::whatsapp::template::Definition;
use crate::private;

/// The room in the state directory.
const ROOM: &str = "templates";
/// How long a template is taken for what it was, in milliseconds.
const FRESH: i64 = 5 * 60 * 1000;
/// A file larger than this is none of ours.
const MOST: u64 = 64 << 20;

/// Name and language of the templates of a profile that were read lately, of whatever number.
pub fn seen(state: &Path, profile: &str) -> Vec<(String, String)> {
    let files = std::fs::read_dir(state.join(ROOM)).into_iter().flatten().flatten();
    let mut seen = Vec::new();
    for file in files {
        let bytes = private::read(&file.path(), MOST).ok().flatten().unwrap_or_default();
        let Ok(whole) = serde_json::from_slice::<Value>(&bytes) else { continue };
        if whole["profile"].as_str() != Some(profile) {
            continue;
        }
        let entries = whole["names"].as_object().into_iter().flatten();
        for template in entries.flat_map(|(_, entry)| entry["templates"].as_array().into_iter().flatten()) {
            let own = Definition::of(template);
            seen.push((own.name, own.language));
        }
    }
    seen.sort();
    seen.dedup();
    seen
}

/// What is known of the templates of one number.
pub(super) struct Cache<'a> {
    context: &'a Context,
    file: PathBuf,
    profile: String,
    number: String,
}

impl<'a> Cache<'a> {
    /// That of a sender; nothing is read yet.
    pub(super) fn of(context: &'a Context, link: &NxcloudLink<'_>, sender: &Sender) -> Result<Self> {
        let profile = link.profile().to_owned();
        let mut digest = Sha256::new();
        for part in [profile.as_str(), &link.whatsapp_origin(), &sender.appkey, &sender.from] {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part);
        }
        let name: String = digest.finalize().iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        let file = context.state_dir()?.join(ROOM).join(format!("{name}.json"));
        Ok(Self { context, file, profile, number: sender.from.clone() })
    }

    fn now(&self) -> i64 {
        self.context.clock.now().as_millisecond()
    }

    /// Every name with its entry.
    fn read(&self) -> Map<String, Value> {
        let bytes = private::read(&self.file, MOST).ok().flatten().unwrap_or_default();
        match serde_json::from_slice::<Value>(&bytes) {
            Ok(Value::Object(mut whole)) => match whole.remove("names") {
                Some(Value::Object(names)) => names,
                _ => Map::new(),
            },
            _ => Map::new(),
        }
    }

    /// The template of a name in its languages, as far as it was read within minutes.
    pub(super) fn find(&self, name: &str) -> Vec<Definition> {
        let names = self.read();
        let Some(entry) = names.get(name) else { return Vec::new() };
        let age = self.now().saturating_sub(entry["read_at"].as_i64().unwrap_or(i64::MIN));
        if !(0..FRESH).contains(&age) {
            return Vec::new();
        }
        entry["templates"].as_array().into_iter().flatten().map(Definition::of).collect()
    }

    /// Keeps templates: all languages of every name that is among them.
    pub(super) fn keep(&self, items: &[Value]) {
        let mut found: Map<String, Value> = Map::new();
        for item in items {
            let Some(name) = item["name"].as_str() else { continue };
            let entry = found.entry(name.to_owned()).or_insert_with(|| json!({"read_at": self.now(), "templates": []}));
            if let Some(templates) = entry["templates"].as_array_mut() {
                templates.push(item.clone());
            }
        }
        if !found.is_empty() {
            let mut names = self.read();
            names.extend(found);
            self.write(names);
        }
    }

    /// Forgets a name: the vendor has said that it is not as it was.
    pub(super) fn forget(&self, name: &str) {
        let mut names = self.read();
        if names.remove(name).is_some() {
            self.write(names);
        }
    }

    fn write(&self, names: Map<String, Value>) {
        if self.context.options.dry_run.is_some() {
            return;
        }
        let whole = json!({"profile": self.profile, "business_phone": self.number, "names": names});
        let written = self
            .context
            .state_dir()
            .and_then(|root| Ok(private::directory(&root, ROOM)?))
            .and_then(|_| Ok(private::replace(&self.file, whole.to_string().as_bytes())?));
        if let Err(error) = written {
            self.context.output.trace(1, &format!("templates are not kept: {}", error.message()));
        }
    }
}
