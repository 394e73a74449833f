//! The calls of WhatsApp: paths, actions, bodies.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::http::Body;
use crate::nxcloud::client::Call;

/// Header `bizType` of WhatsApp's calls.
pub const BIZ_TYPE: &str = "2";

const PRODUCT: &str = "whatsapp";

/// Who sends, and what goes with each of its messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// The app.
    pub appkey: String,
    /// The business number, digits with country code.
    pub from: String,
    /// Where the statuses of these messages go first (`dr_webhook`).
    pub webhook: Option<String>,
}

impl Sender {
    /// The call that sends `rest` (a message's `type` and object, between braces) to `to`; `id` is the message's own
    /// id, where one is given.
    pub fn send(&self, to: &str, id: Option<&str>, rest: &str) -> Call {
        let mut head = Map::new();
        let mut put = |key: &str, value: &str| head.insert(key.to_owned(), value.into());
        put("appkey", &self.appkey);
        put("business_phone", &self.from);
        put("messaging_product", PRODUCT);
        put("recipient_type", "individual");
        put("to", to);
        if let Some(id) = id {
            put("cus_message_id", id);
        }
        if let Some(webhook) = &self.webhook {
            put("dr_webhook", webhook);
        }
        let head = Value::Object(head).to_string();
        let body = format!("{},{}", head.trim_end_matches('}'), rest.strip_prefix('{').unwrap_or(rest));
        Call::json("/api/wa/mt", "mt", body)
    }

    /// A page of templates, behind the cursor `after`.
    pub fn templates(&self, after: Option<&str>, limit: u64, name: Option<&str>) -> Call {
        let mut body = json!({
            "appkey": self.appkey, "business_phone": self.from, "messaging_product": PRODUCT, "limit": limit
        });
        for (key, value) in [("after", after), ("name", name)] {
            if let Some(value) = value {
                body[key] = value.into();
            }
        }
        Call::json("/api/wa/getTemplate", "getTemplate", body.to_string())
    }
}

/// The business numbers of an app: all, or one.
pub fn numbers(appkey: &str, only: Option<&str>) -> Call {
    let mut body = json!({"appkey": appkey, "messaging_product": PRODUCT});
    if let Some(number) = only {
        body["business_phones"] = number.into();
    }
    Call::json("/api/wa/getPhone", "getPhone", body.to_string())
}

/// Where a media of a number is.
pub fn media(from: &str, id: &str) -> Call {
    Call::json("/api/wa/getMedia", "getMedia", media_body(from, id))
}

/// The end of a media.
pub fn delete_media(from: &str, id: &str) -> Call {
    Call::json("/api/wa/deleteMedia", "deleteMedia", media_body(from, id))
}

fn media_body(from: &str, id: &str) -> String {
    json!({"business_phone": from, "messaging_product": PRODUCT, "Media-ID": id}).to_string()
}

/// A file for a number. Of a form no body is signed.
pub fn upload(from: &str, mime: &str, name: &str, file: &[u8], boundary: &str) -> Call {
    let mut bytes = Vec::with_capacity(file.len() + 1024);
    for (key, value) in [("business_phone", from), ("messaging_product", PRODUCT), ("type", mime)] {
        bytes.extend_from_slice(
            format!("--{boundary}\r\ncontent-disposition: form-data; name=\"{key}\"\r\n\r\n{value}\r\n").as_bytes(),
        );
    }
    // A name in a header may hold neither quotes nor line ends.
    let name: String =
        name.chars().map(|letter| if letter == '"' || letter.is_control() { '_' } else { letter }).collect();
    bytes.extend_from_slice(
        format!(
            "--{boundary}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: {mime}\r\n\r\n"
        )
        .as_bytes(),
    );
    bytes.extend_from_slice(file);
    bytes.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    let content_type = format!("multipart/form-data; boundary={boundary}").into();
    let body = Body { content_type, bytes: bytes.into() };
    Call { path: "/api/wa/uploadMedia", action: "uploadMedia", body, signs_body: false }
}

/// The same form as curl's options `-F` have it; the file is read where it is.
pub fn upload_fields(from: &str, mime: &str, file: &Path) -> Vec<String> {
    let file = file.display().to_string().replace('\\', r"\\").replace('"', "\\\"");
    vec![
        format!("business_phone={from}"),
        format!("messaging_product={PRODUCT}"),
        format!("type={mime}"),
        format!("file=@\"{file}\";type={mime}"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sender(webhook: Option<&str>) -> Sender {
        Sender { appkey: "a".into(), from: "85261234567".into(), webhook: webhook.map(str::to_owned) }
    }

    #[test]
    fn keys_stand_in_the_order_of_the_page() {
        let call = sender(None).send("8613800138000", Some("m-1"), r#"{"type":"text","text":{"body":"}"}}"#);
        assert_eq!(
            std::str::from_utf8(&call.body.bytes).unwrap(),
            concat!(
                r#"{"appkey":"a","business_phone":"85261234567","messaging_product":"whatsapp","#,
                r#""recipient_type":"individual","to":"8613800138000","cus_message_id":"m-1","#,
                r#""type":"text","text":{"body":"}"}}"#
            )
        );
        let bare = sender(Some("https://x.example/h")).send("1", None, "{\"type\":\"t\"}");
        let text = String::from_utf8(bare.body.bytes.to_vec()).unwrap();
        assert!(text.contains("dr_webhook") && !text.contains("cus_message_id"), "{text}");
    }

    #[test]
    fn a_form_carries_the_file_to_the_byte() {
        let call = upload("852", "image/png", "a\"\r\nb.png", b"\x89PNG\r\n", "XX");
        assert!(!call.signs_body);
        let text = String::from_utf8_lossy(&call.body.bytes).into_owned();
        assert!(text.contains("filename=\"a___b.png\""), "{text}");
        assert!(call.body.bytes.windows(6).any(|window| window == b"\x89PNG\r\n"));
        assert!(text.ends_with("\r\n--XX--\r\n"));
    }
}
