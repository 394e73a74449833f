//! What TAB offers: clap_complete's engine over the tree of commands, with values that only this machine knows.
//!
//! The shells' scripts are a few lines that ask the tool itself; nothing here asks anybody else.

mod shells;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Command;
use clap::builder::StyledStr;
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use clap_complete::env::CompleteEnv;

use crate::bulk::journal::Jobs;
use crate::codes::{Book, Language};
use crate::commands::topics::seen::{SeenTopic, topics};
use crate::commands::{self, templates};
use crate::context::{Clock, Context, Env, Options, ProfileOrigin};
use crate::output::{Output, Settings};
use crate::profile::{FileLocation, ProfileFile, SANDBOX};

/// Set by the shells' scripts to the name of their shell.
pub const VARIABLE: &str = "MSGOPS_COMPLETE";

/// The place of the word that is asked for, where a shell tells it; else it is the last one.
const INDEX: &str = "_CLAP_COMPLETE_INDEX";

/// The script that a shell reads once; none for a shell that nobody knows.
pub fn registration(shell: &str) -> Option<Vec<u8>> {
    let mut script = Vec::new();
    let shell = shells::ALL.completer(shell)?;
    shell.write_registration(VARIABLE, "msgops", "msgops", "msgops", &mut script).ok()?;
    Some(script)
}

/// Answers a shell that asks, on stdout; false when none does.
pub fn answer(arguments: &[OsString], env: &Env) -> bool {
    let Some(shell) = env.get(VARIABLE) else { return false };
    // A language that nobody knows is no reason to offer nothing.
    super::language(None, env).unwrap_or(Language::English).speak();
    let dashes = arguments.iter().position(|argument| argument == "--").map_or(arguments.len(), |place| place + 1);
    let mut arguments = arguments.to_vec();
    shells::read(&shell.to_string_lossy(), &mut arguments[dashes..]);
    let typed = Arc::new(Typed::new(&arguments[dashes..], env.clone()));
    // The engine takes a value that is called like a command, as in `-p sandbox`, for that command.
    let asked = env.text(INDEX).ok().flatten().and_then(|index| index.parse().ok()).unwrap_or(usize::MAX);
    let last = arguments.len().saturating_sub(dashes + 1);
    for place in typed.values.iter().filter(|place| **place != asked && **place < last) {
        arguments[dashes + place] = OsString::from("value");
    }
    let factory = || completing(super::command(), "", &typed);
    let directory = std::env::current_dir().ok();
    // Nothing that goes wrong belongs on the line of a shell that asks.
    let asked = CompleteEnv::with_factory(factory).shells(shells::ALL).var(VARIABLE).bin("msgops");
    let _ = asked.try_complete(&arguments, directory.as_deref());
    true
}

/// What stands on the line already, as far as values depend on it.
struct Typed {
    command: String,
    profile: Option<String>,
    config: Option<String>,
    words: Vec<String>,
    /// The places of words that are values of options.
    values: Vec<usize>,
    env: Env,
}

impl Typed {
    fn new(words: &[OsString], env: Env) -> Self {
        let words: Vec<&str> = words.iter().filter_map(|word| word.to_str()).collect();
        let root = super::command();
        let mut at = &root;
        let mut names = Vec::new();
        let owned = words.iter().map(|word| (*word).to_owned()).collect();
        let mut typed =
            Self { command: String::new(), profile: None, config: None, words: owned, values: Vec::new(), env };
        let mut index = 1;
        while index < words.len() {
            let word = words[index];
            index += 1;
            // bash breaks `--option=value` into three words.
            if word.starts_with("--") && words.get(index) == Some(&"=") && index + 1 < words.len() {
                index += 1;
            }
            let value = || words.get(index).map(|value| (*value).to_owned());
            match word {
                "-p" | "--profile" => typed.profile = value(),
                "--config" => typed.config = value(),
                _ if !word.starts_with('-') => {
                    if let Some(below) = at.find_subcommand(word) {
                        names.push(below.get_name());
                        at = below;
                    }
                    continue;
                }
                _ => {}
            }
            let takes = |argument: &clap::Arg| {
                let named = argument.get_long().is_some_and(|long| word == format!("--{long}"))
                    || argument.get_short().is_some_and(|short| word == format!("-{short}"));
                let values = argument.get_num_args().is_none_or(|count| count.min_values() > 0);
                named && argument.get_action().takes_values() && values
            };
            if root.get_arguments().chain(at.get_arguments()).any(takes) {
                typed.values.push(index);
                index += 1;
            }
        }
        typed.command = names.join(" ");
        typed
    }

    /// As much of a context as files need.
    fn context(&self) -> Context {
        let silent = || Box::new(std::io::sink());
        Context {
            options: Options {
                profile: self.profile.clone().map(|name| (name, ProfileOrigin::Flag)),
                config: self.config.as_ref().map(Into::into).or_else(|| self.env.get("MSGOPS_CONFIG").map(Into::into)),
                raw: false,
                dry_run: None,
                timeout: super::DEFAULT_TIMEOUT,
            },
            output: Output::new(Settings::plain(), silent(), silent()),
            clock: Clock,
            env: self.env.clone(),
        }
    }

    fn file(&self) -> Option<ProfileFile> {
        ProfileFile::read(&FileLocation::of(&self.context()).ok()?).ok()?
    }

    fn profiles(&self) -> Vec<CompletionCandidate> {
        let file = self.file();
        let names = file.iter().flat_map(ProfileFile::names).chain([SANDBOX]);
        names.map(CompletionCandidate::new).collect()
    }

    /// The jobs of the profile that the command would use.
    fn jobs(&self) -> Vec<CompletionCandidate> {
        let Some((state, profile)) = self.place() else { return Vec::new() };
        let names = Jobs::look(&state.join("jobs"), &profile).and_then(|jobs| jobs.names());
        names.unwrap_or_default().into_iter().map(CompletionCandidate::new).collect()
    }

    /// The state directory, and the profile that the command would use.
    fn place(&self) -> Option<(PathBuf, String)> {
        let named = self.profile.clone().or_else(|| self.env.text("MSGOPS_PROFILE").ok().flatten().map(str::to_owned));
        let profile = named.or_else(|| self.file()?.default().map(|(name, _)| name.to_owned()))?;
        Some((self.context().state_dir().ok()?, profile))
    }

    fn topics(&self) -> Vec<SeenTopic> {
        self.place().map_or_else(Vec::new, |(state, profile)| topics(&state, &profile))
    }

    fn topic_ids(&self) -> Vec<CompletionCandidate> {
        let told = |topic: SeenTopic| CompletionCandidate::new(topic.config_id).help(Some(topic.title.into()));
        self.topics().into_iter().map(told).collect()
    }

    fn topic_titles(&self) -> Vec<CompletionCandidate> {
        let mut titles: Vec<String> = self.topics().into_iter().map(|topic| topic.title).collect();
        titles.sort();
        titles.dedup();
        titles.into_iter().map(CompletionCandidate::new).collect()
    }

    fn templates(&self) -> Vec<(String, String)> {
        self.place().map_or_else(Vec::new, |(state, profile)| templates::seen(&state, &profile))
    }

    /// The names of templates, each with its languages.
    fn template_names(&self) -> Vec<CompletionCandidate> {
        let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, language) in self.templates() {
            names.entry(name).or_default().push(language);
        }
        let told = |(name, languages): (String, Vec<String>)| {
            CompletionCandidate::new(name).help(Some(languages.join(", ").into()))
        };
        names.into_iter().map(told).collect()
    }

    /// The languages of the template that stands on the line already, else of all.
    fn template_languages(&self) -> Vec<CompletionCandidate> {
        let all = self.templates();
        let named = |(name, _): &&(String, String)| self.words.contains(name);
        let known = all.iter().any(|template| named(&template));
        let mut languages: Vec<&str> =
            all.iter().filter(|template| !known || named(template)).map(|(_, language)| language.as_str()).collect();
        languages.sort_unstable();
        languages.dedup();
        languages.into_iter().map(CompletionCandidate::new).collect()
    }
}

/// A code with what it means; one that several books have, with each meaning.
fn codes() -> Vec<CompletionCandidate> {
    let entries = Book::ALL.iter().flat_map(|book| book.entries());
    let told = entries.map(|entry| {
        let help = StyledStr::from(format!("{}: {}", entry.book.word(), entry.explanation()));
        CompletionCandidate::new(entry.code).help(Some(help))
    });
    let mut told: Vec<_> = told.collect();
    told.sort_by(|one, other| one.get_value().cmp(other.get_value()));
    told.dedup_by(|one, other| one.get_value() == other.get_value());
    told
}

fn zones() -> Vec<CompletionCandidate> {
    jiff::tz::db().available().map(|name| CompletionCandidate::new(name.as_str())).collect()
}

fn words(words: &[&str]) -> Vec<CompletionCandidate> {
    words.iter().map(|word| CompletionCandidate::new(*word)).collect()
}

/// What events are called; more may come, named after the vendor's own word.
const EVENTS: &[&str] = &[
    "message.*",
    "status.*",
    "message.audio",
    "message.button_reply",
    "message.document",
    "message.echo",
    "message.file",
    "message.image",
    "message.list_reply",
    "message.location",
    "message.nfm_reply",
    "message.order",
    "message.quick_reply",
    "message.reaction",
    "message.sticker",
    "message.text",
    "message.unsupported",
    "message.video",
    "message.voice",
    "status.delivered",
    "status.expired",
    "status.failed",
    "status.read",
    "status.sent",
    "optin.resumed",
    "optin.stopped",
    "optin.subscribed",
    "upload.completed",
    "template.approved",
    "template.category",
    "template.flagged",
    "template.paused",
    "template.pending_deletion",
    "template.quality",
    "template.rejected",
    "account.account_deleted",
    "account.account_restriction",
    "account.account_violation",
    "account.disabled_update",
    "account.partner_removed",
    "account.review",
    "account.verified_account",
    "postback",
    "reaction",
    "referral",
    "unknown",
];

/// What can be offered: a control character would end a candidate early, or do worse on a terminal.
fn offered(candidates: Vec<CompletionCandidate>) -> Vec<CompletionCandidate> {
    let clean = |text: &str| !text.chars().any(char::is_control);
    let can_be = candidates.into_iter().filter(|candidate| candidate.get_value().to_str().is_some_and(clean));
    let cleaned = can_be.map(|candidate| match candidate.get_help().map(ToString::to_string) {
        Some(help) if !clean(&help) => {
            candidate.help(Some(help.replace(|letter: char| letter.is_control(), " ").into()))
        }
        _ => candidate,
    });
    cleaned.collect()
}

/// The tree with a source of values behind each argument that has one.
fn completing(mut command: Command, path: &str, typed: &Arc<Typed>) -> Command {
    let ids: Vec<_> = command.get_arguments().map(|argument| argument.get_id().clone()).collect();
    for id in ids {
        let typed = Arc::clone(typed);
        let source: Box<dyn Fn() -> Vec<CompletionCandidate> + Send + Sync> = match (path, id.as_str()) {
            (_, "profile") => Box::new(move || typed.profiles()),
            ("profile show" | "profile set" | "profile remove" | "profile default", "name") => {
                Box::new(move || typed.profiles())
            }
            (_, "job") => Box::new(move || typed.jobs()),
            ("codes", "codes") | (_, "code") => Box::new(codes),
            (_, "columns") => Box::new(move || words(&commands::columns(&typed.command))),
            (_, "tz" | "timezone" | "assume_tz") => Box::new(zones),
            (_, "event") => Box::new(|| words(EVENTS)),
            ("topics update" | "topics delete", "config_id" | "config_ids") => Box::new(move || typed.topic_ids()),
            ("topics subscribers" | "topics list", "title") | (_, "topic" | "topic_or_tag") => {
                Box::new(move || typed.topic_titles())
            }
            ("templates list" | "templates show" | "send whatsapp template", "name") => {
                Box::new(move || typed.template_names())
            }
            ("templates list" | "templates show" | "send whatsapp template", "language") => {
                Box::new(move || typed.template_languages())
            }
            ("help", "words") => Box::new(|| words(&super::help::TOPICS)),
            _ => continue,
        };
        command = command.mut_arg(id, |argument| argument.add(ArgValueCandidates::new(move || offered(source()))));
    }
    let names: Vec<_> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    for name in names {
        let path = format!("{path} {name}").trim_start().to_owned();
        command = command.mut_subcommand(name, |below| completing(below, &path, typed));
    }
    command
}
