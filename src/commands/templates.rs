//! `msgops templates`: the WhatsApp templates of a business number.

mod cache;
mod check;

use std::collections::HashSet;

use clap::{Args, Subcommand};
use serde_json::{Map, Value};

use super::listing::PagingArgs;
use super::nxcloud_link::NxcloudLink;
use super::session::Session;
use crate::context::Context;
use crate::error::{Effect, Error, Kind, Platform, Result};
use crate::exit::Exit;
use crate::nxcloud::whatsapp::request::Sender;
use crate::nxcloud::whatsapp::template::Definition;
use crate::nxcloud::whatsapp::{Listed, Values};
use crate::output::{Column, Show, grouped};
use crate::vendor::{Called, Verdict};
use cache::Cache;

pub use cache::seen;
pub use check::{check, forget};

/// Templates asked for at a time where one is looked for by its name: what the vendor gives when nothing is said.
const PAGE: u64 = 20;

/// Pages past which a vendor whose cursors never end is not followed.
const MOST_PAGES: usize = 1_000;

/// WhatsApp templates: state, category, quality, their values
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops templates list --status APPROVED
  msgops templates show order_update")]
pub struct TemplatesArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// The templates that match
    #[command(after_help = "Examples:
  msgops templates list --status APPROVED --all
  msgops templates list --category MARKETING -o json --jq '.[].name'")]
    List(ListArgs),
    /// A template in its languages: its text, and what values it takes
    #[command(after_help = "Examples:
  msgops templates show order_update
  msgops templates show order_update --language en_US --jq '.[0].takes'")]
    Show(ShowArgs),
}

#[derive(Args, Debug)]
struct From {
    /// The business number [default: the profile's]
    #[arg(long, value_name = "PHONE")]
    from: Option<String>,
    /// The app [default: the profile's]
    #[arg(long, value_name = "KEY")]
    appkey: Option<String>,
}

#[derive(Args, Debug)]
struct ListArgs {
    #[command(flatten)]
    from: From,
    /// Only those of this name
    #[arg(long, value_name = "NAME", help_heading = "Filters")]
    name: Option<String>,
    /// Only those in this state, such as APPROVED, REJECTED or PAUSED; again for more
    #[arg(long, value_name = "STATUS", help_heading = "Filters")]
    status: Vec<String>,
    /// Only those of this category: MARKETING, UTILITY or AUTHENTICATION; again for more
    #[arg(long, value_name = "CATEGORY", help_heading = "Filters")]
    category: Vec<String>,
    /// Only those in this language; again for more
    #[arg(long, value_name = "CODE", help_heading = "Filters")]
    language: Vec<String>,
    #[command(flatten)]
    paging: PagingArgs,
}

#[derive(Args, Debug)]
struct ShowArgs {
    /// Its name
    #[arg(value_name = "NAME")]
    name: String,
    /// Only in this language
    #[arg(long, value_name = "L")]
    language: Option<String>,
    #[command(flatten)]
    from: From,
}

const COLUMNS: &[Column] = &[
    Column::new("name", Show::Text),
    Column::new("language", Show::Text),
    Column::new("status", Show::Outcome),
    Column::new("category", Show::Text),
    Column::new("quality", Show::Text),
    Column::new("body", Show::Text),
    Column::extra("takes", Show::Text),
    Column::extra("quality_score", Show::Text),
    Column::extra("rejected_reason", Show::Text),
    Column::extra("id", Show::Id),
    Column::extra("components", Show::Json),
];

/// Runs the command.
pub fn run(context: &Context, args: TemplatesArgs) -> Result<Exit> {
    match args.verb {
        Verb::List(args) => list(context, &args),
        Verb::Show(args) => show(context, &args),
    }
}

impl From {
    fn sender(&self, link: &NxcloudLink<'_>) -> Result<Sender> {
        let (appkey, from) = (link.appkey(self.appkey.as_deref())?, link.business_phone(self.from.as_deref())?);
        Ok(Sender { appkey, from, webhook: None })
    }
}

fn list(context: &Context, args: &ListArgs) -> Result<Exit> {
    let session = Session::open(context)?;
    let link = NxcloudLink::open(&session)?;
    let sender = args.from.sender(&link)?;
    args.paging.check(context)?;
    if context.options.dry_run.is_some() {
        return dry_run(context, &link, &sender, args.paging.size(), args.name.as_deref());
    }
    context.output.before_read(COLUMNS)?;
    let any =
        |wanted: &[String], value: &str| wanted.is_empty() || wanted.iter().any(|one| one.eq_ignore_ascii_case(value));
    let keep = |item: &Value| {
        let own = Definition::of(item);
        any(&args.status, &own.status) && any(&args.category, &own.category) && any(&args.language, &own.language)
    };
    let wanted = args.paging.wanted();
    let mut shown = 0;
    let mut more = false;
    let mut seen = Vec::new();
    let mut rows = if context.options.raw || args.paging.counts() { None } else { Some(context.output.rows(COLUMNS)?) };
    let name = args.name.as_deref();
    let whole = link.asking(each(context, &link, &sender, args.paging.size(), name, &mut |item| {
        seen.push(item.clone());
        if !keep(item) {
            return Ok(true);
        }
        if shown == wanted {
            more = true;
            return Ok(false);
        }
        shown += 1;
        match &mut rows {
            Some(rows) => Ok(rows.push(&row(item))? == crate::output::Flow::Open),
            None => Ok(true),
        }
    }))?;
    if whole {
        Cache::of(context, &link, &sender)?.keep(&seen);
    }
    if let Some(rows) = rows {
        rows.finish()?;
    }
    if args.paging.counts() && !context.options.raw {
        context.output.value(&Value::from(shown))?;
    } else if more {
        context.output.note(&format!("the first {}; --all", grouped(&shown.to_string())));
    }
    Ok(Exit::Done)
}

fn show(context: &Context, args: &ShowArgs) -> Result<Exit> {
    let session = Session::open(context)?;
    let link = NxcloudLink::open(&session)?;
    let sender = args.from.sender(&link)?;
    if context.options.dry_run.is_some() {
        return dry_run(context, &link, &sender, PAGE, Some(&args.name));
    }
    context.output.before_read(COLUMNS)?;
    let (found, mut known) = link.asking(check::look(context, &link, &sender, &args.name))?;
    Cache::of(context, &link, &sender)?.keep(&found);
    known.extend(found.iter().map(Definition::of).map(|own| (own.name, own.language)));
    let found: Vec<Value> = found
        .into_iter()
        .filter(|item| args.language.as_ref().is_none_or(|language| Definition::of(item).language == *language))
        .collect();
    if found.is_empty() {
        return Err(check::missing(&args.name, args.language.as_deref(), &known));
    }
    if context.options.raw {
        return Ok(Exit::Done);
    }
    if let Some(own) = found.iter().map(Definition::of).find(|own| own.is_untold)
        && found.iter().all(|item| Definition::of(item).is_untold)
    {
        let why = format!("it does not tell the components of `{}` ({})", own.name, own.language);
        return Err(unreadable("the template", &why));
    }
    let mut rows = context.output.rows(COLUMNS)?;
    for item in &found {
        rows.push(&row(item))?;
    }
    rows.finish()?;
    if context.output.is_table() {
        for item in &found {
            let own = Definition::of(item);
            context.output.heading(&format!("{} ({})", own.name, own.language))?;
            for line in own.preview(&Values::default()).lines().map(str::to_owned).chain(own.takes()) {
                context.output.line(&crate::output::sanitize::line(&line))?;
            }
        }
    }
    Ok(Exit::Done)
}

/// Gives the templates page by page until `take` wants no more, none of them twice; whether it took all of them.
async fn each(
    context: &Context,
    link: &NxcloudLink<'_>,
    sender: &Sender,
    size: u64,
    name: Option<&str>,
    take: &mut dyn FnMut(&Value) -> Result<bool>,
) -> Result<bool> {
    let client = link.whatsapp_client(1)?;
    let mut after: Option<String> = None;
    let (mut cursors, mut came) = (HashSet::new(), HashSet::new());
    for _ in 0..MOST_PAGES {
        let called: Called<Listed> =
            client.read(&sender.templates(after.as_deref(), size, name)).await.unwrap_or_else(Called::not_tried);
        let data = usable(context, "the templates", called)?;
        let items = match data.get("data") {
            Some(Value::Array(items)) if items.iter().all(Value::is_object) => items.as_slice(),
            Some(Value::Null) => &[],
            _ => return Err(unreadable("the templates", "the reply holds no list of templates")),
        };
        for item in items {
            // Pages may overlap: what stands on two of them is one template.
            if came.insert(identity(item)) && !take(item)? {
                return Ok(false);
            }
        }
        let paging = data.get("paging");
        let has_next =
            paging.and_then(|paging| paging.get("next")).and_then(Value::as_str).is_some_and(|next| !next.is_empty());
        let cursor = paging.and_then(|paging| paging.get("cursors")?.get("after")?.as_str()).map(str::to_owned);
        if !has_next {
            return Ok(true);
        }
        // What is not the whole list must not pass for it.
        match cursor.filter(|cursor| !cursor.is_empty() && cursors.insert(cursor.clone())) {
            Some(cursor) => after = Some(cursor),
            None => return Err(unreadable("the templates", "the reply says that there are more and not where")),
        }
    }
    Err(Error::new(Kind::Unreachable, "the vendor's list of templates has no end").platform(Platform::Nxcloud))
}

/// What tells a template from every other: its id with its name and language, else all of it.
fn identity(item: &Value) -> String {
    let own = Definition::of(item);
    match item.get("id") {
        Some(Value::String(id)) if !id.trim().is_empty() => format!("{} {} {}", id.trim(), own.name, own.language),
        Some(Value::Number(id)) => format!("{id} {} {}", own.name, own.language),
        _ => item.to_string(),
    }
}

/// What a read was answered.
///
/// # Errors
/// Exit 4 or 5.
pub(super) fn usable(context: &Context, what: &str, called: Called<Listed>) -> Result<Value> {
    if context.options.raw && !called.raw.is_empty() {
        context.output.raw(&called.raw)?;
        context.output.raw(b"\n")?;
    }
    match (called.judged.verdict, called.reply) {
        (Verdict::Accepted, Some(reply)) => Ok(reply.data),
        _ => Err(Error::answered(Platform::Nxcloud, Effect::Read, what, &called.judged)),
    }
}

/// That an accepted answer does not hold what was asked for.
pub(super) fn unreadable(what: &str, why: &str) -> Error {
    Error::new(Kind::Unreachable, format!("NXCloud gave no usable answer to {what}: {why}"))
        .platform(Platform::Nxcloud)
        .hint("`--raw` shows what came")
}

fn row(item: &Value) -> Value {
    let own = Definition::of(item);
    let mut row = Map::new();
    let takes = own.takes();
    for key in ["id", "name", "language", "status", "category", "rejected_reason"] {
        if let Some(value) = item.get(key).filter(|value| !value.is_null()) {
            row.insert(key.to_owned(), value.clone());
        }
    }
    if let Some(score) = item.get("quality_score").and_then(|quality| quality.get("score")) {
        row.insert("quality".to_owned(), score.clone());
        row.insert("quality_score".to_owned(), score.clone());
    }
    row.insert("body".to_owned(), own.body.into());
    row.insert("takes".to_owned(), if own.is_untold { Value::Null } else { takes.into() });
    if let Some(components) = item.get("components") {
        row.insert("components".to_owned(), components.clone());
    }
    Value::Object(row)
}

fn dry_run(context: &Context, link: &NxcloudLink<'_>, sender: &Sender, size: u64, name: Option<&str>) -> Result<Exit> {
    context.output.line(&link.whatsapp_shown(context, &sender.templates(None, size, name))?)?;
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Of two languages under one id the second was lost.
    #[test]
    fn one_id_in_two_languages_is_two_templates() {
        let of = |id: Value, language: &str| identity(&json!({"id": id, "name": "x", "language": language}));
        assert_ne!(of(json!("1"), "en"), of(json!("1"), "zh_CN"));
        assert_eq!(of(json!("1"), "en"), of(json!(1), "en"));
        assert_ne!(
            identity(&json!({"name": "x", "language": "en"})),
            identity(&json!({"name": "y", "language": "en"}))
        );
    }
}
