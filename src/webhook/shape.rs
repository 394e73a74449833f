//! Which vendor's callback an object is, by the keys that only such a callback has.
//!
//! Strict on purpose: an API reply, a request of ours, Stripe's `object` or another product's
//! `messages` is none of these, and is never guessed to be one.

use std::cell::OnceCell;

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
    /// `field` and an item of `messaging` as `value`: what a page's dashboard sends to test.
    PageChange,
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
            Self::Page | Self::PageChange | Self::Upload => Platform::Messenger,
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
    let beside = Beside::of(body);
    for (key, value) in body.members() {
        // The first key that only such a callback has decides which test is made.
        let shape = match key.raw {
            "object" if value.is("page") && beside.has_entries() => Shape::Page,
            "object" if value.is("whatsapp_business_account") && beside.has_entries() => Shape::MetaEnvelope,
            "object" => return None,
            "statuses" if beside.is_flat(value, is_status) => Shape::Flat,
            "messages" if beside.is_flat(value, is_message) => Shape::Flat,
            "calls" if beside.is_flat(value, is_call) => Shape::Flat,
            "history" | "message_echoes" | "state_sync" | "user_actions" | "user_preferences"
                if beside.is_news(value) =>
            {
                Shape::Flat
            }
            "field" if beside.is_page_change(value) => Shape::PageChange,
            "field" if beside.is_change(value) => Shape::Change,
            "sendTime" | "appkey" if beside.is_nx_message() => Shape::NxMessage,
            "requestId" if value.scalar().is_some() && beside.is_nx_status() => Shape::NxStatus,
            "requestId" if value.scalar().is_some() && beside.is_super_receipt() => Shape::SuperReceipt,
            "track_id" if value.scalar().is_some() && beside.is_upload() => Shape::Upload,
            _ => continue,
        };
        return Some(shape);
    }
    None
}

/// What a body has beside the key that decides. Each answer is found once, however often such a key stands in the body.
struct Beside<'a> {
    body: Value<'a>,
    product: OnceCell<Option<Value<'a>>>,
    value: OnceCell<Option<Value<'a>>>,
    entries: OnceCell<bool>,
    business: OnceCell<bool>,
    people: OnceCell<bool>,
    page_item: OnceCell<bool>,
    whose_value: OnceCell<bool>,
    flow: OnceCell<bool>,
    display: OnceCell<bool>,
    nx_message: OnceCell<bool>,
    nx_status: OnceCell<bool>,
    super_receipt: OnceCell<bool>,
    upload: OnceCell<bool>,
}

impl<'a> Beside<'a> {
    fn of(body: Value<'a>) -> Self {
        Self {
            body,
            product: OnceCell::new(),
            value: OnceCell::new(),
            entries: OnceCell::new(),
            business: OnceCell::new(),
            people: OnceCell::new(),
            page_item: OnceCell::new(),
            whose_value: OnceCell::new(),
            flow: OnceCell::new(),
            display: OnceCell::new(),
            nx_message: OnceCell::new(),
            nx_status: OnceCell::new(),
            super_receipt: OnceCell::new(),
            upload: OnceCell::new(),
        }
    }

    fn has_entries(&self) -> bool {
        *self.entries.get_or_init(|| {
            self.body.get("entry").is_some_and(|entry| {
                entry.kind() == Kind::Array && (entry.is_empty() || entry.elements().any(Value::is_object))
            })
        })
    }

    fn product(&self) -> Option<Value<'a>> {
        *self.product.get_or_init(|| self.body.get("messaging_product"))
    }

    /// Whether it names the business, or lists WhatsApp's people.
    fn is_marked(&self) -> bool {
        *self.business.get_or_init(|| names_business(self.body)) || *self.people.get_or_init(|| has_people(self.body))
    }

    /// An array with an element of that kind. `statuses`, `messages` and `calls` are everybody's words: the body must name
    /// WhatsApp or the business, or the element must have what only WhatsApp's have.
    fn is_flat(&self, list: Value<'_>, test: fn(Value<'_>, bool) -> bool) -> bool {
        let product = self.product();
        if list.kind() != Kind::Array || product.is_some_and(|product| !product.is("whatsapp")) {
            return false;
        }
        // Most elements tell by themselves; the body is only asked where they do not.
        let any = |marked: bool| list.elements().any(|element| test(element, marked));
        any(product.is_some()) || product.is_none() && !list.is_empty() && self.is_marked() && any(true)
    }

    /// A list of other news, whose words are everybody's too.
    fn is_news(&self, list: Value<'_>) -> bool {
        list.elements().any(Value::is_object) && self.product().is_some_and(|product| product.is("whatsapp"))
    }

    fn value(&self) -> Option<Value<'a>> {
        *self.value.get_or_init(|| self.body.get("value").filter(|value| value.is_object()))
    }

    /// What a page's webhook sends from the dashboard: `field`, and an item of `messaging` as `value`.
    fn is_page_change(&self, field: Value<'_>) -> bool {
        field.string().is_some_and(is_messaging)
            && *self.page_item.get_or_init(|| self.value().is_some_and(is_page_item))
    }

    /// `field` and `value` are common words: the field must be one of the vendor's, or the value name
    /// the business.
    fn is_change(&self, field: Value<'_>) -> bool {
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
        let Some(value) = self.value() else { return false };
        let is = |word: &str| field.is(word);
        let names_its_own =
            || value.get("messaging_product").is_some_and(|product| product.is("whatsapp")) || names_business(value);
        FIELDS.iter().any(|known| is(known))
            || field.scalar().is_some()
                && (*self.whose_value.get_or_init(names_its_own)
                    || *self.business.get_or_init(|| names_business(self.body)))
            || is("flows") && *self.flow.get_or_init(|| value.get("flow_id").is_some())
            || is("security") && *self.display.get_or_init(|| value.get("display_phone_number").is_some())
    }

    fn is_nx_message(&self) -> bool {
        *self.nx_message.get_or_init(|| {
            let [sender, recipient, message, time] = self.body.pick(["sender", "recipient", "message", "sendTime"]);
            [sender, recipient].into_iter().all(|party| party.is_some_and(is_party))
                && message.is_some_and(Value::is_object)
                && time.is_some()
        })
    }

    fn is_nx_status(&self) -> bool {
        // Another product's receipt has the same keys, but neither these words nor these codes.
        const WORDS: [&str; 4] = ["sent", "delivered", "read", "failed"];
        const CODES: [&str; 3] = ["16000", "16001", "16002"];
        let is_ours = |status: Text<'_>, code: Text<'_>| {
            WORDS.iter().any(|word| status.decoded().eq_ignore_ascii_case(word)) || CODES.iter().any(|own| code.is(own))
        };
        *self.nx_status.get_or_init(|| {
            let [status, code, time] = self.body.pick(["status", "code", "sendTime"]);
            let status = status.and_then(Value::string).and_then(Text::filled);
            status.zip(code.and_then(Value::scalar)).is_some_and(|(status, code)| is_ours(status, code))
                && time.is_some()
        })
    }

    /// One phone on one channel, and a code that only these receipts have; a code that is not documented counts on a
    /// channel of the vendor's, with its time or price.
    fn is_super_receipt(&self) -> bool {
        const CODES: [&str; 4] = ["14003", "14004", "14005", "14006"];
        const CHANNELS: [&str; 2] = ["sms", "viber"];
        *self.super_receipt.get_or_init(|| {
            let [phone, channel, code, time, cost] = self.body.pick(["phone", "channel", "code", "sendTime", "cost"]);
            let Some(code) = code.and_then(Value::scalar) else { return false };
            let word = channel.and_then(Value::string);
            let is_channel = word.is_some_and(|word| CHANNELS.iter().any(|own| word.raw.eq_ignore_ascii_case(own)));
            let tells_more = time.and_then(Value::scalar).is_some() || cost.is_some_and(Value::is_object);
            phone.and_then(Value::scalar).is_some()
                && channel.is_some()
                && (CODES.iter().any(|own| code.is(own)) || is_channel && tells_more)
        })
    }

    /// The answer to an upload request has `item` and `ret_code` in place of these.
    fn is_upload(&self) -> bool {
        *self.upload.get_or_init(|| {
            let [id, error, code, errors] = self.body.pick(["attachment_id", "error", "error_code", "errors"]);
            let failed = [error, code, errors].into_iter().flatten().any(|error| !error.is_empty());
            id.and_then(Value::scalar).is_some_and(|id| id.raw != "0") && !failed
        })
    }
}

/// Whether it names the business as only these vendors do.
fn names_business(value: Value<'_>) -> bool {
    let filled = |value: Option<Value<'_>>| value.is_some_and(|value| value.scalar().is_some());
    let [phone, merchant, waba, account, metadata] =
        value.pick(["business_phone", "merchant_phone", "wabaId", "waba_id", "metadata"]);
    [phone, merchant, waba, account].into_iter().any(filled)
        || metadata.is_some_and(|own| own.pick(["display_phone_number", "phone_number_id"]).iter().any(Option::is_some))
}

/// Whether it lists WhatsApp's people: `contacts` with `wa_id` or `user_id` and a profile.
fn has_people(body: Value<'_>) -> bool {
    let is_person = |contact: Value<'_>| contact.pick(["wa_id", "user_id"]).iter().any(Option::is_some);
    body.get("contacts").is_some_and(|contacts| contacts.elements().any(is_person))
}

/// Whether it is somebody with an id.
fn is_party(party: Value<'_>) -> bool {
    party.is_object() && party.get("id").is_some()
}

/// Whether a field of a page's webhook tells what happens in its messages.
pub fn is_messaging(field: Text<'_>) -> bool {
    field.raw.starts_with("messag") || field.raw == "standby"
}

/// Whether it is an item of `messaging`: from somebody to somebody.
pub fn is_page_item(item: Value<'_>) -> bool {
    item.pick(["sender", "recipient"]).into_iter().all(|party| party.is_some_and(is_party))
}

fn is_wamid(id: Value<'_>) -> bool {
    id.string().is_some_and(|id| id.raw.starts_with("wamid.") || id.raw.starts_with("wacid."))
}

fn is_status(element: Value<'_>, marked: bool) -> bool {
    const WORDS: [&str; 4] = ["sent", "delivered", "read", "failed"];
    let (mut id, mut wamid, mut whose, mut when) = (false, false, false, false);
    let mut status = None;
    for (key, value) in element.members() {
        match key.raw {
            "id" => {
                id = value.scalar().is_some();
                wamid |= is_wamid(value);
            }
            "status" => status = value.string(),
            "recipient_id" | "recipient_user_id" => whose |= value.scalar().is_some_and(|id| !id.raw.contains('@')),
            "timestamp" => when = value.scalar().is_some(),
            _ => {}
        }
    }
    let is_word = |status: Text<'_>| WORDS.iter().any(|word| status.is(word));
    id && status.is_some_and(|status| whose || (marked || wamid) && when || wamid && is_word(status))
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
            // The vendor's own category of a price.
            "cost" => own |= value.get("cdr_type").is_some(),
            _ => {}
        }
    }
    from && kind && named && (own || speaks_whatsapp(element))
}

/// Whether a message can be nobody else's: from a number, its type names an object with WhatsApp's keys, and nothing
/// stands beside that but what WhatsApp puts there.
fn speaks_whatsapp(message: Value<'_>) -> bool {
    const BESIDE: [&str; 10] =
        ["from", "from_user_id", "id", "timestamp", "type", "context", "cost", "errors", "referral", "meta_message_id"];
    let [from, id, time, kind] = message.pick(["from", "id", "timestamp", "type"]);
    let is_number = |text: Text<'_>| {
        // The documents mask digits.
        let digit = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'x' | b'*');
        text.raw.len() >= 5 && text.raw.starts_with(|first: char| first.is_ascii_digit()) && text.raw.bytes().all(digit)
    };
    let is_time = |text: Text<'_>| text.raw.bytes().all(|byte| byte.is_ascii_digit());
    let Some(kind) = kind.and_then(Value::string).filter(|kind| !kind.escaped) else { return false };
    from.and_then(Value::scalar).is_some_and(is_number)
        && id.is_some_and(|id| id.scalar().is_some())
        && time.and_then(Value::scalar).is_some_and(is_time)
        && message.members().all(|(key, _)| key.raw == kind.raw || BESIDE.contains(&key.raw))
        && message.get(kind.raw).is_some_and(|content| has_keys_of(kind.raw, content))
}

/// Whether the object of a message has the keys that WhatsApp's has.
fn has_keys_of(kind: &str, content: Value<'_>) -> bool {
    let has = |keys: &[&str]| keys.iter().all(|key| content.get(key).is_some());
    match kind {
        "text" => has(&["body"]),
        "image" | "video" | "voice" | "audio" | "document" | "sticker" => has(&["id", "mime_type"]),
        "location" => has(&["latitude", "longitude"]),
        "order" => has(&["catalog_id", "product_items"]),
        "reaction" => has(&["message_id"]),
        "button" => has(&["payload", "text"]),
        "interactive" => {
            let reply = content.get("type").and_then(Value::string);
            reply.is_some_and(|reply| content.get(reply.raw).is_some_and(Value::is_object))
        }
        _ => false,
    }
}

fn is_call(element: Value<'_>, marked: bool) -> bool {
    let [id, event, from, to] = element.pick(["id", "event", "from", "to"]);
    let has = |value: Option<Value<'_>>| value.is_some_and(|value| value.scalar().is_some());
    has(id) && has(event) && (has(from) || has(to)) && (marked || id.is_some_and(is_wamid))
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
            r#"{"messages":[{"from":"Bob","id":"1","timestamp":"1700000000","type":"text","text":{"body":"x"}}]}"#,
            r#"{"messages":[{"from":"85212345","id":"1","timestamp":"1700000000","type":"text","text":"x"}]}"#,
            r#"{"statuses":[{"id":"x","status":"sent"}]}"#,
            r#"{"statuses":[{"id":"wamid.x","status":"shipped"}]}"#,
            r#"{"history":[{"threads":[]}]}"#,
            r#"{"field":"messages","value":{"sender":"me","recipient":"you"}}"#,
            r#"{"field":"email","value":{"sender":{"id":"1"},"recipient":{"id":"2"}}}"#,
        ] {
            assert_eq!(platform(body.as_bytes()), None, "{body}");
        }
    }
}
