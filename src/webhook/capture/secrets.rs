//! Keeps secrets out of what is handed on whole because nobody knows its shape: an envelope without a body, a
//! token's reply.

use super::base64_text::base64;
use super::json;
use crate::secret_names::{self, is_secret, is_secret_header};
use crate::webhook::effort;

const MASK: &[u8] = b"\"***\"";

/// How often a text may hold JSON that holds a text.
const MAX_DEPTH: u8 = 4;

/// The text with the values of secret names masked; none when there are none.
pub fn mask(text: &[u8]) -> Option<Vec<u8>> {
    masked(text, 0)
}

fn masked(text: &[u8], depth: u8) -> Option<Vec<u8>> {
    effort::spend(text.len());
    let mut masked = Vec::new();
    let mut copied = 0;
    let mut at = 0;
    // The name of a header came as a value: the next value is the header's.
    let mut named = false;
    // Up to there a list of headers goes, in which every name is one.
    let mut headers = 0;
    while let Some(offset) = text.get(at..).and_then(|rest| memchr::memchr(b'"', rest)) {
        let start = at + offset;
        let end = start + json::quoted_end(&text[start..], 1);
        let after = end + text[end..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        at = end;
        if text.get(after) == Some(&b':') {
            let name = json::unescape(&text[start..end]);
            if !is_secret(&name) {
                // One within another ends no later.
                if start >= headers && super::envelope::is_headers(&name) {
                    headers = value_end(text, (after + 1).min(text.len()));
                }
                continue;
            }
            let value = after + 1 + text[after + 1..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            if value >= text.len() {
                break;
            }
            at = value_end(text, value);
            masked.extend_from_slice(&text[copied..value]);
            masked.extend_from_slice(MASK);
            copied = at;
            continue;
        }
        let clean =
            if std::mem::take(&mut named) { Some(MASK.to_vec()) } else { without_secrets(&text[start..end], depth) };
        let name = if start < headers { is_secret } else { is_secret_header };
        named = clean.is_none() && name(&json::unescape(&text[start..end]));
        if let Some(clean) = clean {
            masked.extend_from_slice(&text[copied..start]);
            masked.extend_from_slice(&clean);
            copied = end;
        }
    }
    if copied == 0 {
        return None;
    }
    masked.extend_from_slice(&text[copied..]);
    Some(masked)
}

/// Where the value that starts at `start` ends, whatever it is.
fn value_end(text: &[u8], start: usize) -> usize {
    let end = find_value_end(text, start);
    effort::spend(end - start);
    end
}

fn find_value_end(text: &[u8], start: usize) -> usize {
    let mut depth = 0usize;
    let mut at = start;
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => {
                at = json::quoted_end(text, at + 1);
                if depth == 0 {
                    return at;
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth <= 1 => return if depth == 0 { at.max(start + 1) } else { at + 1 },
            b'}' | b']' => depth -= 1,
            b',' | b':' | b' ' | b'\t' | b'\n' | b'\r' if depth == 0 && at > start => return at,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

/// A JSON string with the secrets in it masked: those of JSON that it holds, of base64 over a text with some, of a query, and
/// of headers as lines.
fn without_secrets(text: &[u8], depth: u8) -> Option<Vec<u8>> {
    let inner = json::unescape(text);
    let nested = if depth < MAX_DEPTH && memchr::memchr(b'"', inner.as_bytes()).is_some() {
        masked(inner.as_bytes(), depth + 1).map(|clean| String::from_utf8_lossy(&clean).into_owned())
    } else {
        None
    };
    effort::spend(inner.len());
    let outer = secret_names::masked(nested.as_deref().unwrap_or(&inner));
    if let Some(clean) = outer.or(nested) {
        return Some(json::quote(&clean).into_bytes());
    }
    (depth < MAX_DEPTH && is_secret_in_base64(&inner, depth)).then(|| MASK.to_vec())
}

/// Whether the text is base64 of a text that holds secrets, such as a whole request.
fn is_secret_in_base64(text: &str, depth: u8) -> bool {
    /// So much tells whether it is a text.
    const FRONT: usize = 4096;
    let is_part =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_' | b'=' | b'\r' | b'\n');
    if text.len() < 16 || !text.bytes().all(is_part) {
        return false;
    }
    let is_text = |bytes: &[u8]| bytes.iter().all(|&byte| byte >= 0x20 || matches!(byte, b'\t' | b'\r' | b'\n'));
    let front = text.get(..FRONT).unwrap_or(text);
    if !base64(front.as_bytes()).is_some_and(|bytes| is_text(&bytes)) {
        return false;
    }
    base64(text.as_bytes()).is_some_and(|bytes| {
        let plain = String::from_utf8_lossy(&bytes);
        secret_names::masked(&plain).is_some() || masked(plain.as_bytes(), depth + 1).is_some()
    })
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;

    use super::*;

    #[test]
    fn secrets_are_masked_wherever_they_stand() {
        let text = r#"{"headers":{"Authorization":"Bearer abc","X-Hub-Signature-256":["sha256=abc"],"host":"h"},"item":{"token" : "abc","expires_in":"1"},"url":"/hook?hub.mode=subscribe&hub.verify_token=abc&x=1","Headers":"accesskey: abc\nhost: h","sign":{"a":"abc"}}"#;
        let masked = String::from_utf8(mask(text.as_bytes()).unwrap()).unwrap();
        assert!(!masked.contains("abc"), "{masked}");
        let value: serde_json::Value = serde_json::from_str(&masked).unwrap();
        assert_eq!(value["url"], "/hook?hub.mode=subscribe&hub.verify_token=***&x=1");
        assert_eq!(value["headers"]["host"], "h");
        assert_eq!(value["item"]["expires_in"], "1");
    }

    #[test]
    fn every_spelling_of_a_name_is_known() {
        for text in [
            r#"{"hub_verify_token":"abc"}"#,
            r#"{"http_authorization":"abc","HTTP_X_HUB_SIGNATURE_256":"abc","HTTP_COOKIE":"abc","app_secret":"abc"}"#,
            r#"{"headers":[["Authorization","abc"],["Host","h"]]}"#,
            r#"{"headers":[{"name":"Authorization","value":"abc"},{"key":"Cookie","value":"abc"}]}"#,
            r#"{"rawHeaders":["Host","h","Authorization","abc","Accept","*/*"]}"#,
            r#"{"rawHeaders":["token","abc","sign","abc"],"headers":[{"key":"token","value":"abc"},{"Name":"sign","Value":"abc"}]}"#,
            r#"{"url":"https://u:abc@h/p"}"#,
            r#"{"msg":"got headers {\"Authorization\":\"Bearer abc\"}"}"#,
            r#"{"msg":"{\"a\":\"{\\\"token\\\":\\\"abc\\\"}\"}"}"#,
        ] {
            let masked = String::from_utf8(mask(text.as_bytes()).expect(text)).unwrap();
            assert!(!masked.contains("abc"), "{masked}");
            assert!(serde_json::from_str::<serde::de::IgnoredAny>(&masked).is_ok(), "{masked}");
        }
    }

    /// A29: a text that also had a masked parameter, base64 of a request under any key, headers on no list.
    #[test]
    fn secrets_beside_a_masked_one_and_under_names_on_no_list_are_masked() {
        let encoded = |text: &str| base64::engine::general_purpose::STANDARD.encode(text);
        for text in [
            r#"{"dump":"POST /h?token=abc HTTP/1.1\r\nAuthorization: Bearer abcabcabc"}"#.to_owned(),
            r#"{"dump":"https://u:abc@h/?token=abc Cookie: abc"}"#.to_owned(),
            r#"{"dump":"{\"token\":\"abc\"} POST /?access_token=abc"}"#.to_owned(),
            format!(r#"{{"blob":"{}"}}"#, encoded("POST /h HTTP/1.1\r\nX-Vault-Token: abc\r\n\r\n{}")),
            format!(r#"{{"blob":["{}"]}}"#, encoded(r#"{"headers":{"Authorization":"abc"}}"#)),
            r#"{"x-amz-security-token":"abc","X-Gitlab-Token":"abc","stripe-signature":"abc","x-csrf-token":"abc","x-vault-token":["abc"]}"#.to_owned(),
            r#"{"headers":[{"name":"X-Gitlab-Token","value":"abc"},{"name":"token","value":"abc"}],"list":["x-vault-token","abc"]}"#.to_owned(),
        ] {
            let masked = String::from_utf8(mask(text.as_bytes()).expect(&text)).unwrap();
            assert!(!masked.contains("abc") && !masked.contains(&encoded("POST /h HTTP/1.1\r\nX-Vault")[..16]), "{masked}");
            assert!(serde_json::from_str::<serde::de::IgnoredAny>(&masked).is_ok(), "{masked}");
        }
    }

    #[test]
    fn what_holds_no_secret_stays_as_it_is() {
        assert_eq!(mask(br#"{"text":"the token is here","a":[1,2.50]}"#), None);
        assert_eq!(mask(br#""text""#), None);
        for text in ["{\"token\"", "{\"token\":", "{\"token\":\"", "\"", "{\"a\"  :"] {
            let _ = mask(text.as_bytes());
        }
    }
}
