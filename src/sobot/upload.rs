//! The asynchronous upload: the reply's `item` is a track id, the attachment id comes by webhook.
//!
//! Page: "上传附件" of the Sobot document.

use serde_json::json;

use super::client::Call;
use super::message::MediaKind;

/// Path of the call.
pub const PATH: &str = "/chat-facebook/api/messenger/upload_async";

/// The call for one file, which the vendor fetches from `url`.
pub fn call(page: &str, kind: MediaKind, url: &str) -> Call {
    let body = json!({ "pageid": page, "type": kind.word(), "payload": { "url": url } });
    Call::post(PATH, body.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_s_example() {
        let call = call("PAGEID", MediaKind::Image, "URL");
        assert_eq!(&call.body.unwrap()[..], br#"{"pageid":"PAGEID","type":"image","payload":{"url":"URL"}}"#);
    }
}
