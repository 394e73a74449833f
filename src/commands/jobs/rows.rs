//! The rows of a job as people get them back.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde_json::{Map, Value};

use super::{jobs, open};
use crate::bulk::journal::{Delivery, FullRow, RowCost, State};
use crate::bulk::report::Shape;
use crate::bulk::rows::{COSTS_COLUMN, added_name};
use crate::commands::choice::Choice;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::{Flow, NamedColumn, Show};

#[derive(Args, Debug)]
pub(super) struct RowsArgs {
    /// The job
    job: String,
    /// Only rows in this state
    #[arg(long, value_name = "STATE", value_parser = STATES)]
    state: Option<State>,
    /// Only accepted rows of which this is the last that was heard; again for more
    #[arg(long, value_name = "DELIVERY", value_parser = deliveries())]
    delivery: Vec<Delivery>,
    /// Add what the delivery of each row cost, as receipts tell it: `price` in CNY, `foreign_price` in the currency, the same money
    #[arg(long)]
    costs: bool,
}

/// Reads a delivery by its word.
fn deliveries() -> impl TypedValueParser<Value = Delivery> {
    PossibleValuesParser::new(Delivery::ALL.map(Delivery::word)).try_map(|word| word.parse::<Delivery>())
}

const STATES: Choice<State> = Choice(&[
    ("accepted", State::Accepted, ""),
    ("refused", State::Refused, ""),
    ("unknown", State::Unknown, ""),
    ("skipped", State::Skipped, ""),
    ("pending", State::Pending, ""),
    ("sending", State::Sending, ""),
]);

/// Prints the rows, or those that were asked for, in the order of the list.
pub(super) fn run(context: &Context, args: &RowsArgs) -> Result<Exit> {
    let jobs = jobs(context)?;
    let journal = open(&jobs, &args.job)?;
    let shape = Shape::new(&journal)?;
    let is_tracked = journal.is_tracked()?;
    let own =
        shape.own().iter().map(|name| NamedColumn { key: name.clone().into(), show: Show::Verbatim, default: true });
    let added = shape.added().iter().enumerate().map(|(index, name)| {
        let (show, default) = match index {
            0 => (Show::Outcome, true),
            1 => (Show::Code, true),
            2 => (Show::Text, true),
            7 => (Show::Number, false),
            8 | 10 => (Show::Time, false),
            9 => (Show::Outcome, is_tracked),
            11 => (Show::Code, !args.delivery.is_empty()),
            12 => (Show::Text, is_tracked && args.delivery.is_empty()),
            _ => (Show::Id, false),
        };
        NamedColumn { key: name.clone().into(), show, default }
    });
    let costs = args.costs.then(|| added_name(COSTS_COLUMN, |name| shape.own().iter().any(|own| own.trim() == name)));
    let told = costs.iter().map(|name| NamedColumn { key: name.clone().into(), show: Show::Json, default: true });
    let mut rows = context.output.rows_named(own.chain(added).chain(told).collect())?;
    let running = jobs.runs(&args.job, &journal)?;
    // What a crash left in flight may have been accepted: it is unknown, and listed with the unknown rows.
    let state = args.state;
    let asked = if state == Some(State::Unknown) && !running { None } else { state };
    journal.each_row::<Error>(asked, &mut |row| {
        let row = if running { row } else { row.at_rest() };
        let heard = |row: &FullRow| row.delivery().is_some_and(|heard| args.delivery.contains(&heard));
        if state.is_some_and(|state| state != row.state) || !args.delivery.is_empty() && !heard(&row) {
            return Ok(true);
        }
        let mut object = shape.object(&row);
        if let Some(name) = &costs {
            object[name.as_str()] = costs_json(&journal.costs_of(row.id)?);
        }
        Ok(rows.push(&object)? == Flow::Open)
    })?;
    rows.finish()?;
    Ok(Exit::Done)
}

/// The costs of a row with their digits as they came; null where none was heard of.
fn costs_json(costs: &[RowCost]) -> Value {
    let number = |digits: &str| serde_json::from_str::<Value>(digits).unwrap_or_else(|_| digits.into());
    let cost = |cost: &RowCost| {
        let mut object = Map::new();
        if !cost.currency.is_empty() {
            object.insert("currency".to_owned(), cost.currency.as_str().into());
        }
        for (key, digits) in [("price", &cost.price), ("foreign_price", &cost.foreign)] {
            if let Some(digits) = digits {
                object.insert(key.to_owned(), number(digits));
            }
        }
        Value::Object(object)
    };
    if costs.is_empty() { Value::Null } else { costs.iter().map(cost).collect() }
}
