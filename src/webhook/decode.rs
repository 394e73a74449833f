//! From one body to its events: the form decides the platform, the platform's module does the rest.

use jiff::tz::TimeZone;

use crate::webhook::around::{Room, Scope};
use crate::webhook::event::Event;
use crate::webhook::json::Value;
use crate::webhook::shape::Shape;
use crate::webhook::{messenger, nx_messenger, super_receipt, whatsapp};

/// Gives every event of a body to `sink`, in order; a body that is no callback is one `unknown` event.
/// `zone` is assumed for times without one.
pub fn decode<'a>(body: Value<'a>, zone: &TimeZone, sink: &mut dyn FnMut(Event<'a>)) {
    match crate::webhook::shape::of(body) {
        Some(shape) => decode_as(shape, body, zone, false, sink),
        None => sink(Event::unknown(body)),
    }
}

/// The same for a body whose form is known. A callback that lists nothing (an empty `entry`) is not dropped either. `bare`:
/// nobody asks for the `detail` of its events.
pub fn decode_as<'a>(shape: Shape, body: Value<'a>, zone: &TimeZone, bare: bool, sink: &mut dyn FnMut(Event<'a>)) {
    let mut any = false;
    let mut counted = |event: Event<'a>| {
        any = true;
        sink(event);
    };
    let scope = Scope { zone, room: Room::of(body), bare };
    match shape {
        Shape::Page => messenger::page(body, &scope, &mut counted),
        Shape::PageChange => messenger::bare_change(body, &scope, &mut counted),
        Shape::Upload => messenger::upload(body, &scope, &mut counted),
        Shape::MetaEnvelope => whatsapp::envelope(body, &scope, &mut counted),
        Shape::Flat => whatsapp::flat(body, &scope, &mut counted),
        Shape::Change => whatsapp::change(body, &[], &scope, &mut counted),
        Shape::NxMessage => nx_messenger::message(body, &scope, &mut counted),
        Shape::NxStatus => nx_messenger::status(body, &scope, &mut counted),
        Shape::SuperReceipt => super_receipt::receipt(body, &scope, &mut counted),
    }
    if !any {
        let mut event = Event::unknown(body);
        event.platform = Some(shape.platform());
        sink(event);
    }
}

#[cfg(test)]
pub(in crate::webhook) mod tests;
