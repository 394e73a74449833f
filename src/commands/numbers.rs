//! `msgops numbers`: the WhatsApp business numbers of an app.

use clap::{Args, Subcommand};
use serde_json::{Map, Value};

use super::nxcloud_link::NxcloudLink;
use super::session::Session;
use super::templates::{unreadable, usable};
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::nxcloud::whatsapp::request;
use crate::output::{Column, Show};
use crate::vendor::Called;

/// WhatsApp business numbers: quality, state, limits
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops numbers list
  msgops numbers list -o json --jq '.[] | select(.quality_rating != \"GREEN\")'")]
pub struct NumbersArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// The numbers of the app
    #[command(after_help = "Examples:
  msgops numbers list
  msgops numbers list --from 85261234567 -o json")]
    List {
        /// Only this one
        #[arg(long, value_name = "PHONE")]
        from: Option<String>,
        /// The app [default: the profile's]
        #[arg(long, value_name = "KEY")]
        appkey: Option<String>,
    },
}

const COLUMNS: &[Column] = &[
    Column::new("business_phone", Show::Id),
    Column::new("verified_name", Show::Text),
    Column::new("quality_rating", Show::Text),
    Column::new("status", Show::Text),
    Column::new("current_limit", Show::Text),
    Column::extra("display_phone_number", Show::Text),
    Column::extra("name_status", Show::Text),
    Column::extra("code_verification_status", Show::Text),
];

/// Runs the command.
pub fn run(context: &Context, args: NumbersArgs) -> Result<Exit> {
    let Verb::List { from, appkey } = args.verb;
    let session = Session::open(context)?;
    let link = NxcloudLink::open(&session)?;
    let only = from.as_deref().map(|from| link.business_phone(Some(from))).transpose()?;
    let call = request::numbers(&link.appkey(appkey.as_deref())?, only.as_deref());
    if context.options.dry_run.is_some() {
        context.output.line(&link.whatsapp_shown(context, &call)?)?;
        return Ok(Exit::Done);
    }
    context.output.before_read(COLUMNS)?;
    let data = link.asking(async {
        let called = link.whatsapp_client(1)?.read(&call).await.unwrap_or_else(Called::not_tried);
        usable(context, "the numbers", called)
    })?;
    if !is_listing(&data) {
        return Err(unreadable("the numbers", "the reply holds no list of numbers"));
    }
    if context.options.raw {
        return Ok(Exit::Done);
    }
    let mut rows = context.output.rows(COLUMNS)?;
    for (number, items) in data.as_object().into_iter().flatten() {
        let one = items.is_object().then_some(items);
        for item in one.into_iter().chain(items.as_array().into_iter().flatten()) {
            let mut row = Map::new();
            row.insert("business_phone".to_owned(), number.as_str().into());
            row.extend(item.as_object().cloned().unwrap_or_default());
            rows.push(&Value::Object(row))?;
        }
    }
    rows.finish()?;
    Ok(Exit::Done)
}

/// By number an object, or a list of them, or nothing.
pub(super) fn is_listing(data: &Value) -> bool {
    let is_item = |item: &Value| match item {
        Value::Array(items) => items.iter().all(Value::is_object),
        Value::Null => true,
        one => one.is_object(),
    };
    data.as_object().is_some_and(|numbers| numbers.values().all(is_item))
}
