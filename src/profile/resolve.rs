//! Which value wins: flag, else environment, else profile, else default. Flags of single commands
//! (`--page`, `--rate`) are laid over the result by those commands.

use std::path::{Path, PathBuf};

use super::document::{FileProfile, ProfileFile};
use super::file::FileLocation;
use super::origin::{Origin, Sourced};
use super::problem::Problem;
use super::resolved::Resolved;
use super::schema::{self, ENVIRONMENT, SANDBOX, SETTINGS, Setting, Shape};
use super::secret::{Place, Secret, SecretSource};
use super::settings::Profile;
use crate::context::{Context, Env, ProfileOrigin};
use crate::error::{Error, Result};

/// The profile that the command line, the environment or the file names, with every value it needs
/// to have checked. No secret is fetched, and the built-in `sandbox` reads no file.
///
/// # Errors
/// Exit 3: no or an unknown profile, a file that is unreadable, unsafe or wrong, a wrong value in the environment,
/// or a vendor variable that contradicts the profile named with `--profile`.
pub fn resolve(context: &Context) -> Result<Profile> {
    let by_flag = matches!(context.options.profile, Some((_, ProfileOrigin::Flag)));
    let (mut resolved, contradictions) = inspect(context, None)?;
    if by_flag {
        if let Some(problem) = contradictions.problems.into_iter().next() {
            return Err(problem.into());
        }
        for source in contradictions.unseen {
            if let Some(winner) = resolved.secrets.remove(source.key()) {
                resolved.put_secret(winner.held_to(source));
            }
        }
    }
    Ok(Profile::new(resolved, context.options.dry_run.is_some()))
}

/// Where the environment and the profile say different things about a vendor.
#[derive(Debug, Default)]
pub struct Contradictions {
    /// Those that can be seen without fetching a secret.
    pub problems: Vec<Problem>,
    /// The profile's own secrets that the environment replaces; whether they differ shows when they are fetched.
    unseen: Vec<SecretSource>,
}

/// What [`resolve`] works with, contradictions told instead of refused; `name` stands for the profile named by
/// command line, environment and file.
///
/// # Errors
/// As [`resolve`].
pub fn inspect(context: &Context, name: Option<&str>) -> Result<(Resolved, Contradictions)> {
    let named = match (name, &context.options.profile) {
        (Some(name), _) => Some((name.to_owned(), Origin::Flag("argument"))),
        (None, Some((name, ProfileOrigin::Flag))) => Some((name.clone(), Origin::Flag("--profile"))),
        (None, Some((name, ProfileOrigin::Environment))) => Some((name.clone(), Origin::Environment("MSGOPS_PROFILE"))),
        (None, None) => None,
    };
    if let Some((name, chosen_by)) = &named
        && name == SANDBOX
    {
        return sandbox(&context.env, chosen_by.clone());
    }
    let location = FileLocation::of(context)?;
    let Some(file) = ProfileFile::read(&location)? else {
        return match named {
            Some((name, _)) => Err(Problem::NoFile { name, path: location.path }.into()),
            None => environment_alone(context, location.path, Vec::new()),
        };
    };
    let chosen = named.or_else(|| file.default().map(|(name, origin)| (name.to_owned(), origin.clone())));
    match chosen {
        Some((name, chosen_by)) if name == SANDBOX => sandbox(&context.env, chosen_by),
        Some((name, chosen_by)) => match file.profile(&name) {
            Some(profile) => layered(context, profile, file.path(), chosen_by),
            None => Err(file.unknown(&name, chosen_by).into()),
        },
        None => environment_alone(context, location.path, file.names().map(str::to_owned).collect()),
    }
}

/// Of the environment, the sandbox hears only what is not about a vendor.
fn sandbox(env: &Env, chosen_by: Origin) -> Result<(Resolved, Contradictions)> {
    let mut resolved = Resolved::new(SANDBOX, chosen_by);
    for setting in SETTINGS.iter().filter(|setting| !setting.is_vendors() && setting.secret().is_none()) {
        if let Some(value) = from_environment(env, setting)? {
            resolved.put(setting.path, value);
        }
    }
    for source in environment_secrets(env)?.into_iter().filter(|source| source.key().starts_with(schema::WEBHOOK)) {
        resolved.put_secret(source);
    }
    Ok((resolved, Contradictions::default()))
}

/// Whether the environment says anything that a profile could say about vendors or callbacks.
pub fn is_in_environment(context: &Context) -> bool {
    let variables =
        SETTINGS.iter().filter(|setting| setting.section().is_some()).filter_map(|setting| setting.variable);
    let mut variables = variables.chain([schema::TOKEN_VARIABLE, schema::TOKEN_FILE_VARIABLE]);
    variables.any(|variable| context.env.get(variable).is_some())
}

fn environment_alone(context: &Context, path: PathBuf, names: Vec<String>) -> Result<(Resolved, Contradictions)> {
    if !is_in_environment(context) {
        return Err(Problem::NoProfile { path, names }.into());
    }
    let nothing = FileProfile { name: ENVIRONMENT.to_owned(), values: Vec::new() };
    layered(context, &nothing, &path, Origin::Default)
}

/// The environment over the profile.
fn layered(
    context: &Context,
    profile: &FileProfile,
    path: &Path,
    chosen_by: Origin,
) -> Result<(Resolved, Contradictions)> {
    let mut resolved = Resolved::new(&profile.name, chosen_by);
    let mut contradictions = Contradictions::default();
    for given in &profile.values {
        let text = given.text.expose().to_owned();
        match place(given.setting, text.clone(), |text| beside(path, text, &context.env)) {
            Some((key, place)) => resolved.put_secret(SecretSource::new(key, place, given.origin.clone())),
            None if given.setting.shape == Shape::Path => {
                let whole = beside(path, text, &context.env).to_string_lossy().into_owned();
                resolved.put(given.setting.path, Sourced::new(whole, given.origin.clone()));
            }
            None => resolved.put(given.setting.path, Sourced::new(text, given.origin.clone())),
        }
    }
    for setting in SETTINGS.iter().filter(|setting| setting.secret().is_none()) {
        let Some(value) = from_environment(&context.env, setting)? else { continue };
        lay_text(&mut resolved, &mut contradictions, setting, value);
    }
    for source in environment_secrets(&context.env)? {
        if let Some(rival) = resolved.secrets.get(source.key()) {
            match source.visible_contradiction(rival) {
                Some(problem) => contradictions.problems.push(problem),
                None if source.leads_where(rival) => {}
                None => contradictions.unseen.push(rival.clone()),
            }
        }
        resolved.put_secret(source);
    }
    Ok((resolved, contradictions))
}

fn lay_text(
    resolved: &mut Resolved,
    contradictions: &mut Contradictions,
    setting: &'static Setting,
    value: Sourced<String>,
) {
    if let Some(rival) = resolved.texts.get(setting.path) {
        // Either of the two makes a profile read-only: a variable cannot open what the file closed.
        if setting.shape == Shape::Switch && rival.value == "true" {
            return;
        }
        if setting.is_vendors() && rival.value != value.value {
            contradictions.problems.push(Problem::Contradiction {
                key: setting.path,
                winner: value.origin.clone(),
                loser: rival.origin.clone(),
                values: Some((value.value.clone(), rival.value.clone())),
            });
        }
    }
    resolved.put(setting.path, value);
}

fn from_environment(env: &Env, setting: &Setting) -> Result<Option<Sourced<String>>> {
    let Some(variable) = setting.variable else { return Ok(None) };
    let Some(text) = env.text(variable)? else { return Ok(None) };
    let origin = Origin::Environment(variable);
    match setting.normalise(text) {
        Ok(text) => Ok(Some(Sourced::new(text, origin))),
        Err(complaint) => Err(Problem::Value { key: setting.path.to_owned(), origin, complaint }.into()),
    }
}

/// The secrets of the environment; each may be given in one way only.
fn environment_secrets(env: &Env) -> Result<Vec<SecretSource>> {
    let mut sources: Vec<SecretSource> = Vec::new();
    let mut add = |source: SecretSource| {
        let twice = sources.iter().find(|earlier| earlier.key() == source.key());
        if let Some(earlier) = twice {
            let (first, second) = (earlier.origin().to_string(), source.origin().to_string());
            return Err(Problem::TwoWays { secret: source.key(), first, second });
        }
        sources.push(source);
        Ok(())
    };
    for setting in SETTINGS {
        let Some(key) = setting.secret() else { continue };
        let Some(given) = from_environment(env, setting)? else { continue };
        if let Some((_, place)) = place(setting, given.value, PathBuf::from) {
            add(SecretSource::new(key, place, given.origin))?;
        }
    }
    let token = |variable, shape| {
        from_environment(env, &Setting { path: schema::TOKEN, variable: Some(variable), shape, default: None })
    };
    if let Some(given) = token(schema::TOKEN_VARIABLE, Shape::Secret)? {
        add(SecretSource::new(schema::TOKEN, Place::Inline(Secret::new(given.value)), given.origin))?;
    }
    if let Some(given) = token(schema::TOKEN_FILE_VARIABLE, Shape::SecretFile)? {
        add(SecretSource::new(schema::TOKEN, Place::File(given.value.into()), given.origin))?;
    }
    Ok(sources)
}

/// The secret that a setting leads to and where it then stands; none for a setting that is no way to a secret.
fn place(setting: &Setting, text: String, file: impl Fn(String) -> PathBuf) -> Option<(&'static str, Place)> {
    let place = match setting.shape {
        Shape::Secret => Place::Inline(Secret::new(text)),
        Shape::SecretFile => Place::File(file(text)),
        Shape::SecretCommand => Place::Command(Secret::new(text)),
        _ => return None,
    };
    Some((setting.secret()?, place))
}

/// A path of the profile file: `~/` is the home, a relative one starts at the file's own directory.
fn beside(profile_file: &Path, text: String, env: &Env) -> PathBuf {
    if let (Some(rest), Some(home)) = (text.strip_prefix("~/"), env.get("HOME")) {
        return Path::new(home).join(rest);
    }
    profile_file.parent().unwrap_or(Path::new("")).join(text)
}

/// Refuses `what` (a noun) where the environment says read-only: for commands that no profile stands behind.
///
/// # Errors
/// Exit 3, and for a value that is none.
pub fn refuse_read_only(env: &Env, what: &str) -> Result<()> {
    let Some(text) = env.text("MSGOPS_READ_ONLY")? else { return Ok(()) };
    let setting = SETTINGS.iter().find(|setting| setting.path == "read-only");
    if setting.and_then(|setting| setting.normalise(text).ok()).is_some_and(|value| value == "false") {
        return Ok(());
    }
    Err(Error::config(format!("MSGOPS_READ_ONLY is set: {what} is refused")).hint("unset MSGOPS_READ_ONLY to lift it"))
}

#[cfg(test)]
mod tests;
