//! Which vendor's callback an object is, by the keys that only such a callback has.
//!
//! Strict on purpose: an API reply, a request of ours, Stripe's `object` or another product's
//! `messages` is none of these, and is never guessed to be one.

use crate::webhook::json::{Kind, Parser, Value};

/// Where an event came from, in the words of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Platform {
    /// NXCloud's WhatsApp callbacks, and Meta's own envelope.
    Whatsapp,
    /// Facebook Messenger as Sobot forwards it.
    Messenger,
    /// NXCloud's Messenger callbacks.
    NxMessenger,
}

impl Platform {
    /// Every platform.
    pub const ALL: [Self; 3] = [Self::Whatsapp, Self::Messenger, Self::NxMessenger];

    /// The word in results.
    pub fn word(self) -> &'static str {
        match self {
            Self::Whatsapp => "whatsapp",
            Self::Messenger => "messenger",
            Self::NxMessenger => "nx-messenger",
        }
    }
}

/// The form of a callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `object: page` with entries: Messenger, forwarded by Sobot.
    Page,
    /// Sobot's answer to an upload: `track_id` and `attachment_id`.
    Upload,
    /// `object: whatsapp_business_account` with entries: Meta's own envelope.
    MetaEnvelope,
    /// `statuses` or `messages` at the top: NXCloud's WhatsApp callback.
    Flat,
    /// `field` and `value`: news about templates and accounts, or one change of Meta's envelope.
    Change,
    /// NXCloud Messenger, a person's message.
    NxMessage,
    /// NXCloud Messenger, a receipt.
    NxStatus,
}

impl Shape {
    /// The platform of the form.
    pub fn platform(self) -> Platform {
        match self {
            Self::Page | Self::Upload => Platform::Messenger,
            Self::MetaEnvelope | Self::Flat | Self::Change => Platform::Whatsapp,
            Self::NxMessage | Self::NxStatus => Platform::NxMessenger,
        }
    }
}

/// Whose callback the JSON object is; none when it is no callback of these vendors, or no JSON.
pub fn platform(json: &[u8]) -> Option<Platform> {
    let text = std::str::from_utf8(json).ok()?;
    Parser::default().parse(text).ok().and_then(of).map(Shape::platform)
}

/// The form of a body; none when it is no callback of these vendors.
pub fn of(body: Value<'_>) -> Option<Shape> {
    for (key, value) in body.members() {
        // The first key that only such a callback has decides which test is made.
        let shape = match key.raw {
            "object" if value.is("page") && has_entries(body) => Shape::Page,
            "object" if value.is("whatsapp_business_account") && has_entries(body) => Shape::MetaEnvelope,
            "object" => return None,
            "statuses" if is_flat(body, value, is_status) => Shape::Flat,
            "messages" if is_flat(body, value, is_message) => Shape::Flat,
            "calls" if is_flat(body, value, is_call) => Shape::Flat,
            "field" if is_change(body, value) => Shape::Change,
            "sendTime" | "appkey" if is_nx_message(body) => Shape::NxMessage,
            "requestId" if is_nx_status(body, value) => Shape::NxStatus,
            "track_id" if is_upload(body, value) => Shape::Upload,
            _ => continue,
        };
        return Some(shape);
    }
    None
}

fn has_entries(body: Value<'_>) -> bool {
    body.get("entry").is_some_and(|entry| entry.kind() == Kind::Array && entry.elements().all(Value::is_object))
}

/// An array of which every element passes, in a body that no other messaging product claims.
fn is_flat(body: Value<'_>, list: Value<'_>, test: fn(Value<'_>) -> bool) -> bool {
    list.kind() == Kind::Array
        && !list.is_empty()
        && list.elements().all(test)
        && body.get("messaging_product").is_none_or(|product| product.is("whatsapp"))
}

fn is_status(element: Value<'_>) -> bool {
    let (mut id, mut status, mut whose) = (false, false, false);
    for (key, value) in element.members() {
        match key.raw {
            "id" => id = value.scalar().is_some(),
            "status" => status = value.string().is_some(),
            "recipient_id" | "timestamp" => whose |= value.scalar().is_some(),
            _ => {}
        }
    }
    id && status && whose
}

/// A person's message has a sender; the reply to a send (`{"messages":[{"id":…}]}`) has none.
fn is_message(element: Value<'_>) -> bool {
    let (mut from, mut kind, mut own) = (false, false, false);
    for (key, value) in element.members() {
        match key.raw {
            "from" | "from_user_id" => from |= value.scalar().is_some(),
            "type" => kind = value.scalar().is_some(),
            "id" | "timestamp" => own |= value.scalar().is_some(),
            _ => {}
        }
    }
    from && kind && own
}

fn is_call(element: Value<'_>) -> bool {
    let has = |key| element.get(key).and_then(Value::scalar).is_some();
    has("id") && has("event") && (has("from") || has("to"))
}

/// `field` and `value` are common words: the field must be one of the vendor's, or the value name
/// the business.
fn is_change(body: Value<'_>, field: Value<'_>) -> bool {
    const FIELDS: &[&str] = &[
        "message_template_status_update",
        "message_template_quality_update",
        "message_template_components_update",
        "template_category_update",
        "template_correct_category_detection",
        "account_update",
        "account_review_update",
        "account_alerts",
        "account_settings_update",
        "business_capability_update",
        "phone_number_name_update",
        "phone_number_quality_update",
        "security",
        "flows",
    ];
    let Some(value) = body.get("value").filter(|value| value.is_object()) else { return false };
    field.string().is_some_and(|text| FIELDS.iter().any(|known| text.is(known)))
        || field.scalar().is_some()
            && (value.get("messaging_product").is_some_and(|product| product.is("whatsapp"))
                || ["business_phone", "wabaId", "waba_id"].iter().any(|key| value.get(key).is_some()))
}

fn is_nx_message(body: Value<'_>) -> bool {
    let party = |key| body.get(key).is_some_and(|party| party.is_object() && party.get("id").is_some());
    party("sender")
        && party("recipient")
        && body.get("message").is_some_and(Value::is_object)
        && body.get("sendTime").is_some()
}

fn is_nx_status(body: Value<'_>, id: Value<'_>) -> bool {
    id.scalar().is_some()
        && body.get("status").and_then(Value::string).is_some_and(|status| !status.raw.is_empty())
        && body.get("code").is_some_and(|code| code.scalar().is_some())
        && body.get("sendTime").is_some()
}

/// The answer to an upload request has `item` and `ret_code` in place of these.
fn is_upload(body: Value<'_>, track: Value<'_>) -> bool {
    track.scalar().is_some() && body.get("attachment_id").is_some_and(|id| id.scalar().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_callback_is_never_guessed_to_be_one() {
        for body in [
            r#"{"object":"list","data":[]}"#,
            r#"{"object":"event","type":"payment_intent.succeeded","data":{"object":{"id":"pi_1"}}}"#,
            r#"{"object":"instagram","entry":[{"id":"1","messaging":[]}]}"#,
            r#"{"object":"page"}"#,
            r#"{"messaging_product":"whatsapp","contacts":[{"input":"1","wa_id":"1"}],"messages":[{"id":"wamid.1"}]}"#,
            r#"{"model":"m","messages":[{"role":"user","content":"hi"}]}"#,
            r#"{"statuses":[{"id":1,"text":"a tweet"}]}"#,
            r#"{"field":"name","value":{"x":1}}"#,
            r#"{"requestId":"r","code":0,"message":"Success","traceId":"t"}"#,
            r#"{"requestId":"r","level":"INFO","status":"failed","message":"a log line"}"#,
            r#"{"track_id":"t"}"#,
            r#"{"item":"t","ret_code":"000000","ret_msg":"ok"}"#,
            r#"{"statuses":[],"messaging_product":"whatsapp"}"#,
            r#"[1,2]"#,
            r#""text""#,
        ] {
            assert_eq!(platform(body.as_bytes()), None, "{body}");
        }
    }
}
