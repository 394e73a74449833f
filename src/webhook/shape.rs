//! Which vendor's callback an object is, by the keys that only such a callback has.
//!
//! Strict on purpose: an API reply, a request of ours, Stripe's `object` or another product's
//! `messages` is none of these, and is never guessed to be one.

use crate::webhook::json::{Kind, Parser, Text, Value};

/// Where an event came from, in the words of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Platform {
    /// NXCloud's WhatsApp callbacks, and Meta's own envelope.
    Whatsapp,
    /// Facebook Messenger as Sobot forwards it.
    Messenger,
    /// NXCloud's Messenger callbacks.
    NxMessenger,
    /// Receipts of NXCloud's Super Message.
    Super,
}

impl Platform {
    /// Every platform.
    pub const ALL: [Self; 4] = [Self::Whatsapp, Self::Messenger, Self::NxMessenger, Self::Super];

    /// The word in results.
    pub fn word(self) -> &'static str {
        match self {
            Self::Whatsapp => "whatsapp",
            Self::Messenger => "messenger",
            Self::NxMessenger => "nx-messenger",
            Self::Super => "super",
        }
    }
}

/// A word that names no platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such platform")]
pub struct UnknownPlatform;

impl std::str::FromStr for Platform {
    type Err = UnknownPlatform;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|platform| platform.word() == word).ok_or(UnknownPlatform)
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
    /// Super Message, the receipt of one phone and channel.
    SuperReceipt,
}

impl Shape {
    /// The platform of the form.
    pub fn platform(self) -> Platform {
        match self {
            Self::Page | Self::Upload => Platform::Messenger,
            Self::MetaEnvelope | Self::Flat | Self::Change => Platform::Whatsapp,
            Self::NxMessage | Self::NxStatus => Platform::NxMessenger,
            Self::SuperReceipt => Platform::Super,
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
            "requestId" if is_super_receipt(body, value) => Shape::SuperReceipt,
            "track_id" if is_upload(body, value) => Shape::Upload,
            _ => continue,
        };
        return Some(shape);
    }
    None
}

fn has_entries(body: Value<'_>) -> bool {
    body.get("entry").is_some_and(|entry| {
        entry.kind() == Kind::Array && (entry.is_empty() || entry.elements().any(Value::is_object))
    })
}

/// An array with an element of that kind. `statuses`, `messages` and `calls` are everybody's words: the body must name
/// WhatsApp or the business, or the element must have what only WhatsApp's have.
fn is_flat(body: Value<'_>, list: Value<'_>, test: fn(Value<'_>, bool) -> bool) -> bool {
    let product = body.get("messaging_product");
    if product.is_some_and(|product| !product.is("whatsapp")) {
        return false;
    }
    // Most elements tell by themselves; the body is only asked where they do not.
    let any = |marked: bool| list.elements().any(|element| test(element, marked));
    list.kind() == Kind::Array
        && (any(product.is_some()) || product.is_none() && (names_business(body) || has_people(body)) && any(true))
}

/// Whether it names the business as only these vendors do.
fn names_business(value: Value<'_>) -> bool {
    let filled = |key| value.get(key).is_some_and(|value| value.scalar().is_some());
    let metadata = || value.get("metadata").filter(|metadata| metadata.is_object());
    ["business_phone", "merchant_phone", "wabaId", "waba_id"].into_iter().any(filled)
        || metadata()
            .is_some_and(|own| ["display_phone_number", "phone_number_id"].iter().any(|key| own.get(key).is_some()))
}

/// Whether it lists WhatsApp's people: `contacts` with `wa_id` or `user_id` and a profile.
fn has_people(body: Value<'_>) -> bool {
    let is_person = |contact: Value<'_>| contact.get("wa_id").or(contact.get("user_id")).is_some();
    body.get("contacts").is_some_and(|contacts| contacts.elements().any(is_person))
}

fn is_wamid(id: Value<'_>) -> bool {
    id.string().is_some_and(|id| id.raw.starts_with("wamid.") || id.raw.starts_with("wacid."))
}

fn is_status(element: Value<'_>, marked: bool) -> bool {
    let (mut id, mut own, mut status, mut whose, mut when) = (false, marked, false, false, false);
    for (key, value) in element.members() {
        match key.raw {
            "id" => {
                id = value.scalar().is_some();
                own |= is_wamid(value);
            }
            "status" => status = value.string().is_some(),
            "recipient_id" | "recipient_user_id" => whose |= value.scalar().is_some_and(|id| !id.raw.contains('@')),
            "timestamp" => when = value.scalar().is_some(),
            _ => {}
        }
    }
    id && status && (whose || own && when)
}

/// A person's message has a sender; the reply to a send (`{"messages":[{"id":…}]}`) has none.
fn is_message(element: Value<'_>, marked: bool) -> bool {
    let (mut from, mut kind, mut own, mut named) = (false, false, marked, false);
    for (key, value) in element.members() {
        match key.raw {
            "from" | "from_user_id" => from |= value.scalar().is_some(),
            "type" => kind = value.scalar().is_some(),
            "id" => {
                named |= value.scalar().is_some();
                own |= is_wamid(value);
            }
            "timestamp" => named |= value.scalar().is_some(),
            _ => {}
        }
    }
    from && kind && named && own
}

fn is_call(element: Value<'_>, marked: bool) -> bool {
    let has = |key| element.get(key).and_then(Value::scalar).is_some();
    has("id") && has("event") && (has("from") || has("to")) && (marked || element.get("id").is_some_and(is_wamid))
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
    ];
    let Some(value) = body.get("value").filter(|value| value.is_object()) else { return false };
    let is = |word: &str| field.is(word);
    FIELDS.iter().any(|known| is(known))
        || field.scalar().is_some()
            && (value.get("messaging_product").is_some_and(|product| product.is("whatsapp"))
                || names_business(value)
                || names_business(body))
        || is("flows") && value.get("flow_id").is_some()
        || is("security") && value.get("display_phone_number").is_some()
}

fn is_nx_message(body: Value<'_>) -> bool {
    let party = |key| body.get(key).is_some_and(|party| party.is_object() && party.get("id").is_some());
    party("sender")
        && party("recipient")
        && body.get("message").is_some_and(Value::is_object)
        && body.get("sendTime").is_some()
}

fn is_nx_status(body: Value<'_>, id: Value<'_>) -> bool {
    // Another product's receipt has the same keys, but neither these words nor these codes.
    const WORDS: [&str; 4] = ["sent", "delivered", "read", "failed"];
    const CODES: [&str; 3] = ["16000", "16001", "16002"];
    let status = body.get("status").and_then(Value::string).and_then(Text::filled);
    let code = body.get("code").and_then(Value::scalar);
    let is_ours = |status: Text<'_>, code: Text<'_>| {
        WORDS.iter().any(|word| status.decoded().eq_ignore_ascii_case(word)) || CODES.iter().any(|own| code.is(own))
    };
    id.scalar().is_some()
        && status.zip(code).is_some_and(|(status, code)| is_ours(status, code))
        && body.get("sendTime").is_some()
}

/// One phone on one channel, and a code that only these receipts have; a code that is not documented counts on a
/// channel of the vendor's, with its time or price.
fn is_super_receipt(body: Value<'_>, id: Value<'_>) -> bool {
    const CODES: [&str; 4] = ["14003", "14004", "14005", "14006"];
    const CHANNELS: [&str; 2] = ["sms", "viber"];
    let has = |key: &str| body.get(key).and_then(Value::scalar).is_some();
    let Some(code) = body.get("code").and_then(Value::scalar) else { return false };
    let channel = body.get("channel").and_then(Value::string);
    let is_channel = || channel.is_some_and(|word| CHANNELS.iter().any(|own| word.raw.eq_ignore_ascii_case(own)));
    let is_known = CODES.iter().any(|own| code.is(own));
    id.scalar().is_some()
        && has("phone")
        && body.get("channel").is_some()
        && (is_known || is_channel() && (has("sendTime") || body.get("cost").is_some_and(Value::is_object)))
}

/// The answer to an upload request has `item` and `ret_code` in place of these.
fn is_upload(body: Value<'_>, track: Value<'_>) -> bool {
    let done = body.get("attachment_id").and_then(Value::scalar).is_some_and(|id| id.raw != "0");
    let failed =
        ["error", "error_code", "errors"].iter().any(|key| body.get(key).is_some_and(|error| !error.is_empty()));
    track.scalar().is_some() && done && !failed
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
            r#"{"name":"Bob","type":"personal_chat","messages":[{"id":1,"type":"message","from":"Bob","text":"hello"}]}"#,
            r#"{"messages":[{"id":"m1","from":"a@b.c","type":"email","timestamp":1700000000}]}"#,
            r#"{"statuses":[{"id":"o-1","status":"shipped","timestamp":1700000000}]}"#,
            r#"{"messages":[{"id":"p","from_me":true,"type":"text","timestamp":1712995245,"text":{"body":"Hello"},"from":"6"}],"channel_id":"M"}"#,
            r#"{"calls":[{"id":"1","event":"ringing","from":"+1"}],"account":"aircall"}"#,
            r#"{"field":"flows","value":{"unit":"m3/s"}}"#,
            r#"{"statuses":[{"id":"q","status":"delivered","recipient_id":"1@c.us","timestamp":"1663053029"}]}"#,
            r#"{"track_id":"t","attachment_id":"7","error":"failed"}"#,
            r#"{"field":"security","value":{"level":"high"}}"#,
            r#"{"field":"friends","value":{"wabaId":null}}"#,
            r#"{"requestId":"r","status":"ok","code":200,"sendTime":"2024-01-01 00:00:00","message":"email sent"}"#,
            r#"{"item":"t","ret_code":"000000","ret_msg":"ok"}"#,
            r#"{"statuses":[],"messaging_product":"whatsapp"}"#,
            r#"[1,2]"#,
            r#""text""#,
        ] {
            assert_eq!(platform(body.as_bytes()), None, "{body}");
        }
    }
}
