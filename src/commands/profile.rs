//! `msgops profile`: the profile file as a user sees and changes it.

use std::io::{self, BufRead, IsTerminal};

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::{Column, Show};
use crate::profile::{self, Assignment, Change, Editor, FileLocation, ProfileFile, Resolved, SANDBOX, Secret, Shape};

/// Profiles: list, show, change
///
/// A profile is a named set of addresses, ids and secrets in a TOML file that only you can read. Each value
/// comes from a flag, else from the environment, else from the profile, else from a default; `profile show`
/// tells which. The profile `sandbox` is built in: it reaches no vendor and needs no file.
///
/// MSGOPS_READ_ONLY refuses what changes that file; in a read-only profile only `read-only` itself can be set.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops profile set prod sobot.appid=1 sobot.page=106474898833640
  msgops profile show prod")]
pub struct ProfileArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Debug)]
enum Verb {
    List(ListArgs),
    Show(ShowArgs),
    Set(SetArgs),
    Remove(RemoveArgs),
    Default(DefaultArgs),
    Path(PathArgs),
}

/// List the profiles
///
/// One row a profile: whether it is the file's default, which vendors it says anything about, and whether
/// it is read-only.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops profile list
  msgops profile list --jq '.[] | select(.default) | .name'")]
struct ListArgs {}

/// Show every value of a profile and where it comes from
///
/// Without NAME, the profile a command would use now. Secrets are never shown, and none is fetched: no file of
/// a secret is read, no command of one is run. Values have the form that `profile set` takes.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops profile show
  msgops profile show prod --jq '.[] | select(.source == \"environment\")'")]
struct ShowArgs {
    /// The profile; without it, the one a command would use now
    name: Option<String>,
}

/// Set values of a profile, making it when it is not there
///
/// An empty value (`sobot.page=`) takes the key out. A secret (`sobot.app-key`, `nxcloud.access-secret`) takes only `-`: it is asked
/// for without echo on a terminal, or read from stdin, one line for each `-` in order. Comments in the file stay; the file is replaced
/// whole or not at all, mode 0600.
///
/// Keys: read-only, rate; sobot. with base-url, appid, app-key, app-key-file, app-key-command, page; nxcloud. with base-url, access-key,
/// access-secret, access-secret-file, access-secret-command, appkey, algorithm, biz-type, priority, webhook.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops profile set prod sobot.appid=1 sobot.app-key=- rate=50/s
  msgops profile set prod nxcloud.access-secret=- < secret.txt")]
struct SetArgs {
    /// The profile
    name: String,
    /// What to set
    #[arg(value_name = "KEY=VALUE", required = true)]
    assignments: Vec<String>,
}

/// Take a profile out of the file
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops profile remove staging
  msgops profile remove staging --config ./msgops.toml")]
struct RemoveArgs {
    /// The profile
    name: String,
}

/// Choose the profile that is used when none is named
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops profile default prod
  msgops profile default sandbox")]
struct DefaultArgs {
    /// The profile; `sandbox` is allowed
    name: String,
}

/// Print the path of the profile file, whether it is there or not
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops profile path
  chmod 600 \"$(msgops profile path)\"")]
struct PathArgs {}

/// Runs the command.
pub fn run(context: &Context, args: ProfileArgs) -> Result<Exit> {
    match args.verb {
        Verb::List(_) => list(context),
        Verb::Show(args) => show(context, args.name.as_deref()),
        Verb::Set(args) => set(context, &args),
        Verb::Remove(args) => remove(context, &args.name),
        Verb::Default(args) => default(context, &args.name),
        Verb::Path(_) => path(context),
    }
}

pub(super) const LIST: &[Column] = &[
    Column::new("name", Show::Id),
    Column::new("default", Show::Text),
    Column::new("vendors", Show::Text),
    Column::new("read_only", Show::Text),
    Column::extra("built_in", Show::Text),
];

fn list(context: &Context) -> Result<Exit> {
    let location = FileLocation::of(context)?;
    let file = ProfileFile::read(&location)?;
    let default = file.as_ref().and_then(ProfileFile::default).map(|(name, _)| name);
    let mut rows = context.output.rows(LIST)?;
    let names = file.iter().flat_map(ProfileFile::names);
    for name in names.chain([SANDBOX]) {
        let built_in = name == SANDBOX;
        let vendors: Vec<&str> = match &file {
            _ if built_in => vec!["sobot", "nxcloud"],
            Some(file) => file.sections(name),
            None => Vec::new(),
        };
        rows.push(&json!({
            "name": name,
            "default": default == Some(name),
            "vendors": vendors,
            "read_only": file.as_ref().is_some_and(|file| file.is_read_only(name)),
            "built_in": built_in,
        }))?;
    }
    rows.finish()?;
    if file.is_none() {
        context.output.note(&format!(
            "no profile file yet; `msgops profile set prod sobot.appid=APPID sobot.app-key=-` makes {}",
            location.path.display()
        ));
    }
    Ok(Exit::Done)
}

pub(super) const SHOW: &[Column] = &[
    Column::new("key", Show::Id),
    Column::new("value", Show::Text),
    Column::new("origin", Show::Text),
    Column::extra("source", Show::Text),
];

fn show(context: &Context, name: Option<&str>) -> Result<Exit> {
    // Named with `--profile`, a contradiction is an error here too, as in the command one is asking about.
    if name.is_none() {
        profile::resolve(context)?;
    }
    let (resolved, contradictions) = profile::inspect(context, name)?;
    let mut rows = context.output.rows(SHOW)?;
    for line in resolved.describe() {
        rows.push(&json!({
            "key": line.key,
            "value": line.value,
            "origin": line.origin.to_string(),
            "source": line.origin.word(),
        }))?;
    }
    rows.finish()?;
    tell_contradictions(context, &resolved, &contradictions.problems);
    Ok(Exit::Done)
}

/// Without `--profile` the environment wins in silence; here is where a user looks for why.
fn tell_contradictions(context: &Context, resolved: &Resolved, problems: &[profile::Problem]) {
    for problem in problems {
        context.output.warn(&format!("`--profile {}` would be refused: {problem}", resolved.name));
    }
}

fn set(context: &Context, args: &SetArgs) -> Result<Exit> {
    check_name(&args.name)?;
    let mut assignments = parse(&args.assignments)?;
    let location = FileLocation::of(context)?;
    let lifts = assignments.iter().all(|assignment| assignment.setting.path == "read-only");
    require_writable(context, &location, (!lifts).then_some(args.name.as_str()), "a change of a profile")?;
    absolute_files(&mut assignments)?;
    // Whatever is wrong with the file is said before anybody types a secret.
    Editor::check_readable(&location)?;
    ask(&mut assignments)?;
    let mut editor = open(context, &location)?;
    let is_new = !editor.names().contains(&args.name);
    let taken_out = editor.set(&args.name, &assignments)?;
    let made = if is_new { "made" } else { "changed" };
    save(context, &editor, &format!("profile `{}` {made} in {}", args.name, location.path.display()))?;
    for (key, other) in taken_out {
        context.output.note(&format!("`{key}` is taken out: `{other}` is now the way to that secret"));
    }
    if is_new && editor.default().is_none() {
        context.output.note(&format!("`msgops profile default {}` makes it the default", args.name));
    }
    Ok(Exit::Done)
}

/// Refuses a change where the environment, or the profile itself, says read-only.
fn require_writable(context: &Context, location: &FileLocation, name: Option<&str>, what: &str) -> Result<()> {
    if context.options.dry_run.is_some() {
        return Ok(());
    }
    profile::refuse_read_only(&context.env, what)?;
    // A file that cannot be read is told where it is opened, with its place.
    let Ok(Some(file)) = ProfileFile::read(location) else { return Ok(()) };
    match name.filter(|name| file.is_read_only(name)) {
        None => Ok(()),
        Some(name) => Err(Error::config(format!("the profile `{name}` is read-only: {what} is refused"))
            .hint(format!("`msgops profile set {} read-only=false` lifts it", crate::shell::word(name)))),
    }
}

fn check_name(name: &str) -> Result<()> {
    if name == SANDBOX {
        return Err(Error::usage("the profile `sandbox` is built in and cannot be changed")
            .hint("choose another name, such as `prod`"));
    }
    if name.contains('=') {
        return Err(Error::usage("the first argument of `profile set` is the profile's name, without `=`")
            .hint("`msgops profile set prod KEY=VALUE…`"));
    }
    if name.trim() != name || name.is_empty() || name.contains(char::is_control) || name.starts_with(['-', '(']) {
        return Err(Error::usage("a profile's name is plain text without blanks around it")
            .hint("choose a name such as `prod`"));
    }
    Ok(())
}

/// Each key once, and one way to each secret. The error never quotes a value.
fn parse(texts: &[String]) -> Result<Vec<Assignment>> {
    let mut assignments: Vec<Assignment> = Vec::new();
    for text in texts {
        let assignment: Assignment = text.parse().map_err(|(message, hint): (String, Option<String>)| {
            let error = Error::usage(message);
            match hint {
                Some(hint) => error.hint(hint),
                None => error,
            }
        })?;
        let rival = assignments.iter().find(|earlier| {
            let (ours, theirs) = (assignment.setting, earlier.setting);
            // A way that is taken out stands in nobody's way.
            let both_stay = [&assignment, earlier].iter().all(|one| !matches!(one.change, Change::Remove));
            ours == theirs || (both_stay && ours.secret().is_some() && ours.secret() == theirs.secret())
        });
        if let Some(earlier) = rival {
            let (first, second) = (earlier.setting.path, assignment.setting.path);
            return Err(Error::usage(match first == second {
                true => format!("`{first}` is given twice"),
                false => format!("`{first}` and `{second}` are two ways to the same secret; give one"),
            }));
        }
        assignments.push(assignment);
    }
    Ok(assignments)
}

/// A relative path in the file starts at the file's directory, one on the command line at this one.
fn absolute_files(assignments: &mut [Assignment]) -> Result<()> {
    let is_path = |assignment: &&mut Assignment| matches!(assignment.setting.shape, Shape::SecretFile | Shape::Path);
    for assignment in assignments.iter_mut().filter(is_path) {
        let Change::To(typed) = &assignment.change else { continue };
        if typed.expose().starts_with("~/") {
            continue;
        }
        let path = std::path::absolute(typed.expose())
            .map_err(|error| Error::usage("the current directory is not known").source(error))?;
        assignment.change = Change::To(Secret::new(path.to_string_lossy()));
    }
    Ok(())
}

/// Gets every secret that was given as `-`.
fn ask(assignments: &mut [Assignment]) -> Result<()> {
    let asked: Vec<&mut Assignment> =
        assignments.iter_mut().filter(|assignment| matches!(assignment.change, Change::Ask)).collect();
    if asked.is_empty() {
        return Ok(());
    }
    let count = asked.len();
    let stdin = io::stdin();
    let on_terminal = stdin.is_terminal();
    let mut lines = stdin.lock().lines();
    for (index, assignment) in asked.into_iter().enumerate() {
        let path = assignment.setting.path;
        let text = if on_terminal {
            rpassword::prompt_password(format!("{path}: "))
                .map_err(|error| Error::usage(format!("`{path}` could not be asked for")).source(error))?
        } else {
            lines
                .next()
                .transpose()
                .map_err(|error| Error::usage("stdin could not be read").source(error))?
                .ok_or_else(|| {
                    Error::usage(format!("stdin has {index} of {count} lines: `{path}` is missing"))
                        .hint("write one line to stdin for each `-`, in their order")
                })?
        };
        assignment.answer(text.trim_start_matches('\u{feff}')).map_err(Error::usage)?;
    }
    if !on_terminal && lines.any(|line| line.is_ok_and(|line| !line.trim().is_empty())) {
        return Err(Error::usage(format!("stdin has more lines than secrets are asked for ({count})"))
            .hint("write one line to stdin for each `-`, in their order"));
    }
    Ok(())
}

fn remove(context: &Context, name: &str) -> Result<Exit> {
    let location = FileLocation::of(context)?;
    require_writable(context, &location, Some(name), "removing a profile")?;
    let mut editor = open(context, &location)?;
    let was_default = editor.remove(name)?;
    save(context, &editor, &format!("profile `{name}` removed from {}", location.path.display()))?;
    if was_default {
        context.output.note("it was the default; there is no default now");
    }
    Ok(Exit::Done)
}

fn default(context: &Context, name: &str) -> Result<Exit> {
    let location = FileLocation::of(context)?;
    require_writable(context, &location, None, "another default")?;
    let mut editor = open(context, &location)?;
    editor.set_default(name)?;
    save(context, &editor, &format!("profile `{name}` is the default in {}", location.path.display()))?;
    Ok(Exit::Done)
}

fn path(context: &Context) -> Result<Exit> {
    let location = FileLocation::of(context)?;
    let path = location.path.to_string_lossy();
    if context.output.settings().format.is_json() {
        context.output.value(&Value::from(path))?;
    } else {
        context.output.line(&path)?;
    }
    Ok(Exit::Done)
}

/// With `--dry-run` nothing is made beside the file either.
fn open(context: &Context, location: &FileLocation) -> Result<Editor> {
    let open = if context.options.dry_run.is_some() { Editor::look } else { Editor::open };
    Ok(open(location)?)
}

/// Writes the file and says so; with `--dry-run` says what would have been.
fn save(context: &Context, editor: &Editor, done: &str) -> Result<()> {
    if context.options.dry_run.is_some() {
        editor.check()?;
        context.output.note(&format!("dry run, nothing written: {done}"));
        return Ok(());
    }
    editor.save()?;
    context.output.note(done);
    Ok(())
}
