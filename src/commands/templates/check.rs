//! A call of a template, held to the template before anything is sent.

use serde_json::Value;

use super::cache::Cache;
use super::{PAGE, each};
use crate::commands::nxcloud_link::NxcloudLink;
use crate::context::Context;
use crate::error::{Error, Kind, Platform, Result};
use crate::interrupt;
use crate::nxcloud::whatsapp::TemplateCall;
use crate::nxcloud::whatsapp::request::Sender;
use crate::nxcloud::whatsapp::template::Definition;
use crate::nxcloud::whatsapp::template_fit::TemplateError;

/// The way out where a template cannot be read.
const NO_CHECK: &str = "`--no-check` sends it without reading the template first";

/// Reads the template, unless it was read within minutes, and holds a call to it; says what the call needs to know of its
/// buttons and values. None: a dry run has no credentials to ask with.
///
/// # Errors
/// Exit 2: no such name or language (the nearest is offered), a state other than APPROVED, values that do not fit.
pub fn check(
    context: &Context,
    link: &NxcloudLink<'_>,
    sender: &Sender,
    call: &mut TemplateCall,
) -> Result<Option<Definition>> {
    call.check_address().map_err(|error| Error::usage(error.to_string()))?;
    if let Err(error) = link.account_known() {
        if context.options.dry_run.is_none() {
            return Err(error);
        }
        context.output.note("the template was not read: there are no credentials");
        return Ok(None);
    }
    let cache = Cache::of(context, link, sender)?;
    let mut definitions = cache.find(&call.name);
    if !definitions.iter().any(|own| own.language == call.language) {
        let (found, mut known) = link.asking(look(context, link, sender, &call.name)).map_err(|error| {
            // An account that may send may be one that may not read.
            if matches!(error.kind(), Kind::Refused | Kind::Unreachable) { error.hint(NO_CHECK) } else { error }
        })?;
        // A long list may be read before anything listens again.
        interrupt::release();
        cache.keep(&found);
        definitions = found.iter().map(Definition::of).collect();
        if !definitions.iter().any(|own| own.language == call.language) {
            known.extend(definitions.into_iter().map(|own| (own.name, own.language)));
            return Err(missing(&call.name, Some(&call.language), &known));
        }
    }
    let Some(own) = definitions.into_iter().find(|own| own.language == call.language) else { return Ok(None) };
    own.describe(call);
    own.check(call).map_err(|error| {
        // What is wrong may have been mended since.
        cache.forget(&call.name);
        if matches!(error, TemplateError::Untold { .. }) {
            let untold = Error::new(Kind::Unreachable, error.to_string()).platform(Platform::Nxcloud);
            return untold.hint(NO_CHECK);
        }
        Error::usage(error.to_string()).hint(format!("`msgops templates show {}` tells what it takes", call.name))
    })?;
    Ok(Some(own))
}

/// Forgets what was read of a template, so that the next send asks again.
pub fn forget(context: &Context, link: &NxcloudLink<'_>, sender: &Sender, name: &str) {
    if let Ok(cache) = Cache::of(context, link, sender) {
        cache.forget(name);
    }
}

/// That there is no such template, with what is likely meant.
pub(super) fn missing(name: &str, language: Option<&str>, known: &[(String, String)]) -> Error {
    let languages: Vec<&str> =
        known.iter().filter(|(other, _)| other == name).map(|(_, language)| language.as_str()).collect();
    if let (Some(language), false) = (language, languages.is_empty()) {
        return Error::usage(format!("the template `{name}` is not there in `{language}`"))
            .hint(format!("it is there in {}", languages.join(", ")));
    }
    let near = known
        .iter()
        .map(|(other, _)| (strsim::damerau_levenshtein(name, other), other))
        .min()
        .filter(|(distance, other)| *distance <= 2.max(other.len() / 3));
    let error = Error::usage(format!("there is no template `{name}`"));
    match near {
        Some((_, other)) => error.hint(format!("did you mean `{other}`?")),
        None => error.hint("`msgops templates list` shows all of them"),
    }
}

/// The templates of a name; where there are none, the names and languages that there are.
pub(super) async fn look(
    context: &Context,
    link: &NxcloudLink<'_>,
    sender: &Sender,
    name: &str,
) -> Result<(Vec<Value>, Vec<(String, String)>)> {
    let mut found = Vec::new();
    each(context, link, sender, PAGE, Some(name), &mut |item| {
        // The vendor may find by a part of the name.
        if item.get("name").and_then(Value::as_str) == Some(name) {
            found.push(item.clone());
        }
        Ok(true)
    })
    .await?;
    let mut known = Vec::new();
    if found.is_empty() {
        each(context, link, sender, PAGE, None, &mut |item| {
            let own = Definition::of(item);
            known.push((own.name, own.language));
            Ok(true)
        })
        .await?;
    }
    Ok((found, known))
}
