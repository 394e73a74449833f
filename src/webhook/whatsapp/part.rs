//! The parts that statuses and messages have in common: errors, costs, the conversation.

use jiff::tz::TimeZone;

use crate::webhook::event::{Conversation, Cost, Direction, Event, Failure};
use crate::webhook::json::{Kind, Text, Value};
use crate::webhook::moment::Moment;
use crate::webhook::shape::Platform;

/// A list of errors, or one alone. What an error holds that is no text keeps the whole in `detail`.
pub fn errors<'a>(event: &mut Event<'a>, key: Text<'a>, value: Value<'a>) {
    let mut whole = matches!(value.kind(), Kind::Array | Kind::Object);
    let one = value.is_object().then_some(value);
    for error in one.into_iter().chain(value.elements()) {
        whole &= error.is_object();
        let mut failure = Failure::default();
        for (key, value) in error.members() {
            let place = match key.raw {
                "code" => &mut failure.code,
                "meta_code" => &mut failure.meta_code,
                "title" => &mut failure.title,
                // The word that is ours.
                "explanation" => {
                    whole &= value.is_empty();
                    continue;
                }
                _ => {
                    if !value.is_empty() {
                        failure.more.push((key, value));
                    }
                    continue;
                }
            };
            *place = value.scalar();
            whole &= place.is_some() || value.is_empty();
        }
        failure.explain(Platform::Whatsapp);
        if !failure.is_empty() {
            event.errors.push(failure);
        }
    }
    if !whole {
        event.keep(key, value);
    }
}

/// One cost or a list of them; what a cost holds beyond the event's fields keeps the whole in `detail`.
pub fn costs<'a>(event: &mut Event<'a>, key: Text<'a>, value: Value<'a>) {
    let mut whole = true;
    let one = value.is_object().then_some(value);
    for cost in one.into_iter().chain(value.elements()) {
        let mut ours = Cost::default();
        for (key, value) in cost.members() {
            let place = match key.raw {
                "message_id" => &mut ours.message_id,
                "currency" => &mut ours.currency,
                "cdr_type" => &mut ours.cdr_type,
                "price" => {
                    ours.price = (!value.is_empty()).then_some(value);
                    continue;
                }
                "foreign_price" => {
                    ours.foreign_price = (!value.is_empty()).then_some(value);
                    continue;
                }
                "direction" => {
                    ours.direction = match value.raw() {
                        "1" => Some(Direction::Outbound),
                        "2" => Some(Direction::Inbound),
                        _ => None,
                    };
                    whole &= ours.direction.is_some() || value.is_empty();
                    continue;
                }
                _ => {
                    whole &= value.is_empty();
                    continue;
                }
            };
            *place = value.scalar();
            whole &= place.is_some() || value.is_empty();
        }
        whole &= cost.is_object();
        event.costs.push(ours);
    }
    if !whole || event.costs.is_empty() {
        event.keep(key, value);
    }
}

/// The conversation that a status belongs to.
pub fn conversation<'a>(event: &mut Event<'a>, key: Text<'a>, value: Value<'a>, zone: &TimeZone) {
    let mut ours = Conversation::default();
    let mut whole = value.is_object();
    for (key, value) in value.members() {
        match key.raw {
            "id" => {
                ours.id = value.scalar();
                whole &= ours.id.is_some() || value.is_empty();
            }
            "expiration_timestamp" => {
                ours.expires = Moment::read(value, zone);
                whole &= ours.expires.is_some_and(|time| !time.rounded) || value.is_empty();
            }
            "origin" => {
                ours.category = value.get("type").and_then(Value::scalar);
                whole &= ours.category.is_some() || value.is_empty();
                whole &= value.members().all(|(key, value)| key.raw == "type" || value.is_empty());
            }
            _ => whole &= value.is_empty(),
        }
    }
    if ours.id.is_some() || ours.category.is_some() || ours.expires.is_some() {
        event.conversation = Some(ours);
    }
    if !whole {
        event.keep(key, value);
    }
}
