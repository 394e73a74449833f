//! Topics that were seen lately, so that a TAB can offer them without asking anybody.
//!
//! A file a profile in the state directory's `topics`. What is missing, damaged or cannot be written costs nothing but
//! the offer.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::commands::captures::file_name;
use crate::context::Context;
use crate::private;

/// The room in the state directory.
const ROOM: &str = "topics";
/// How many are kept, the latest first.
const MOST: usize = 500;
/// A file larger than this is none of ours.
const LARGEST: u64 = 4 << 20;

/// A topic as far as a TAB needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenTopic {
    /// The vendor's id.
    pub config_id: String,
    /// The title.
    pub title: String,
}

impl SeenTopic {
    /// Of a row of the list; none without an id.
    pub fn of(row: &serde_json::Map<String, Value>) -> Option<Self> {
        let text = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let seen = Self { config_id: text("config_id"), title: text("title") };
        (!seen.config_id.is_empty()).then_some(seen)
    }
}

/// The topics of a profile that were seen lately, the latest first.
pub fn topics(state: &Path, profile: &str) -> Vec<SeenTopic> {
    let bytes = private::read(&file(state, profile), LARGEST).ok().flatten().unwrap_or_default();
    let Ok(Value::Array(topics)) = serde_json::from_slice::<Value>(&bytes) else { return Vec::new() };
    topics.iter().filter_map(|topic| SeenTopic::of(topic.as_object()?)).collect()
}

/// Keeps what was just seen.
pub fn keep(context: &Context, profile: &str, seen: Vec<SeenTopic>) {
    if seen.is_empty() || context.options.dry_run.is_some() {
        return;
    }
    change(context, profile, |known| {
        let mut ids = HashSet::new();
        let latest_first = seen.into_iter().chain(known);
        latest_first.filter(|topic| ids.insert(topic.config_id.clone())).take(MOST).collect()
    });
}

/// Forgets what is gone.
pub fn forget(context: &Context, profile: &str, config_id: &str) {
    change(context, profile, |known| known.into_iter().filter(|topic| topic.config_id != config_id).collect());
}

/// Forgets all topics of a profile.
pub fn forget_all(context: &Context, profile: &str) {
    change(context, profile, |_| Vec::new());
}

fn change(context: &Context, profile: &str, work: impl FnOnce(Vec<SeenTopic>) -> Vec<SeenTopic>) {
    let Ok(state) = context.state_dir() else { return };
    let known = topics(&state, profile);
    let kept = work(known.clone());
    if kept == known {
        return;
    }
    let whole: Vec<Value> =
        kept.iter().map(|topic| json!({"config_id": topic.config_id, "title": topic.title})).collect();
    let written = private::directory(&state, ROOM)
        .and_then(|_| private::replace(&file(&state, profile), Value::Array(whole).to_string().as_bytes()));
    if let Err(error) = written {
        context.output.trace(1, &format!("topics are not kept for completions: {error}"));
    }
}

fn file(state: &Path, profile: &str) -> PathBuf {
    state.join(ROOM).join(format!("{}.json", file_name(profile)))
}
