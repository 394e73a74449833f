//! What TAB offers: clap_complete's engine over the tree of commands, with values that only this machine knows.
//!
//! The shells' scripts are a few lines that ask the tool itself; nothing here asks anybody else.

use std::ffi::OsString;
use std::path::Path;
use std::sync::Arc;

use clap::Command;
use clap::builder::StyledStr;
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use clap_complete::env::{CompleteEnv, Shells};

use crate::codes::{Book, Language};
use crate::commands;
use crate::context::{Clock, Context, Env, Options, ProfileOrigin};
use crate::output::{Output, Settings};
use crate::profile::{FileLocation, ProfileFile, SANDBOX};

/// Set by the shells' scripts to the name of their shell.
pub const VARIABLE: &str = "MSGOPS_COMPLETE";

/// The script that a shell reads once; none for a shell that nobody knows.
pub fn registration(shell: &str) -> Option<Vec<u8>> {
    let mut script = Vec::new();
    let shells = Shells::builtins();
    let shell = shells.completer(shell)?;
    shell.write_registration(VARIABLE, "msgops", "msgops", "msgops", &mut script).ok()?;
    Some(script)
}

/// Answers a shell that asks, on stdout; false when none does.
pub fn answer(arguments: &[OsString], env: &Env) -> bool {
    if env.get(VARIABLE).is_none() {
        return false;
    }
    // A language that nobody knows is no reason to offer nothing.
    super::language(None, env).unwrap_or(Language::English).speak();
    let dashes = arguments.iter().position(|argument| argument == "--").map_or(arguments.len(), |place| place + 1);
    let typed = Arc::new(Typed::new(&arguments[dashes..], env.clone()));
    let factory = || completing(super::command(), "", &typed);
    let directory = std::env::current_dir().ok();
    // Nothing that goes wrong belongs on the line of a shell that asks.
    let _ =
        CompleteEnv::with_factory(factory).var(VARIABLE).bin("msgops").try_complete(arguments, directory.as_deref());
    true
}

/// What stands on the line already, as far as values depend on it.
struct Typed {
    command: String,
    profile: Option<String>,
    config: Option<String>,
    env: Env,
}

impl Typed {
    fn new(words: &[OsString], env: Env) -> Self {
        let words: Vec<&str> = words.iter().filter_map(|word| word.to_str()).collect();
        let root = super::command();
        let mut at = &root;
        let mut names = Vec::new();
        let mut typed = Self { command: String::new(), profile: None, config: None, env };
        let mut index = 1;
        while index < words.len() {
            let word = words[index];
            index += 1;
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
        let Ok(state) = self.context().state_dir() else { return Vec::new() };
        let named = self.profile.clone().or_else(|| self.env.text("MSGOPS_PROFILE").ok().flatten().map(str::to_owned));
        let profile = named.or_else(|| self.file()?.default().map(|(name, _)| name.to_owned()));
        let folder = state.join("jobs");
        let mut names = profile.map_or_else(Vec::new, |profile| job_names(&folder.join(profile)));
        // Where jobs of all profiles stood together.
        names.extend(job_names(&folder));
        names.sort();
        names.dedup();
        names.into_iter().map(CompletionCandidate::new).collect()
    }
}

fn job_names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries
        .filter(|path| {
            path.extension().is_some_and(|ending| ending == "sqlite" || ending == "sqlite3" || ending == "db")
        })
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect()
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

/// The tree with a source of values behind each argument that has one.
fn completing(mut command: Command, path: &str, typed: &Arc<Typed>) -> Command {
    let ids: Vec<_> = command.get_arguments().map(|argument| argument.get_id().clone()).collect();
    for id in ids {
        let typed = Arc::clone(typed);
        let source = match (path, id.as_str()) {
            (_, "profile") => ArgValueCandidates::new(move || typed.profiles()),
            ("profile show" | "profile set" | "profile remove" | "profile default", "name") => {
                ArgValueCandidates::new(move || typed.profiles())
            }
            (_, "job") => ArgValueCandidates::new(move || typed.jobs()),
            ("codes", "codes") | (_, "code") => ArgValueCandidates::new(codes),
            (_, "columns") => ArgValueCandidates::new(move || words(&commands::columns(&typed.command))),
            (_, "tz" | "timezone" | "assume_tz") => ArgValueCandidates::new(zones),
            (_, "event") => ArgValueCandidates::new(|| words(EVENTS)),
            ("help", "words") => ArgValueCandidates::new(|| words(&super::help::TOPICS)),
            _ => continue,
        };
        command = command.mut_arg(id, |argument| argument.add(source));
    }
    let names: Vec<_> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    for name in names {
        let path = format!("{path} {name}").trim_start().to_owned();
        command = command.mut_subcommand(name, |below| completing(below, &path, typed));
    }
    command
}
