//! Keeps secrets out of what is handed on whole because nobody knows its shape: an envelope without a body, a
//! token's reply.

use super::json;

/// Names whose values are never shown, in lower case.
const NAMES: [&str; 24] = [
    "authorization",
    "proxy-authorization",
    "token",
    "access_token",
    "accesstoken",
    "refresh_token",
    "id_token",
    "x-hub-signature",
    "x-hub-signature-256",
    "hub.verify_token",
    "verify_token",
    "accesskey",
    "access_key",
    "access-key",
    "accesssecret",
    "access_secret",
    "sign",
    "signature",
    "cookie",
    "set-cookie",
    "x-api-key",
    "api_key",
    "app_key",
    "password",
];

/// Query parameters that are masked inside of texts.
const PARAMETERS: [&str; 6] = ["hub.verify_token=", "access_token=", "token=", "sign=", "accesskey=", "accessKey="];

const MASK: &[u8] = b"\"***\"";

/// The text with the values of secret names masked; none when there are none.
pub fn mask(text: &[u8]) -> Option<Vec<u8>> {
    let mut masked = Vec::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(offset) = text.get(at..).and_then(|rest| memchr::memchr(b'"', rest)) {
        let start = at + offset;
        let end = start + json::string_length(&text[start..]);
        let after = end + text[end..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        at = end;
        if text.get(after) == Some(&b':') {
            let name = json::unescape(&text[start..end]).to_ascii_lowercase();
            if !NAMES.contains(&name.as_str()) {
                continue;
            }
            let value = after + 1 + text[after + 1..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            if value >= text.len() {
                break;
            }
            at = json::value_end(text, value);
            masked.extend_from_slice(&text[copied..value]);
            masked.extend_from_slice(MASK);
            copied = at;
        } else if let Some(clean) = without_parameters(&text[start..end]) {
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

/// A text with the secrets of a query masked. Headers as `Name: value` lines lose the values of secret names.
fn without_parameters(text: &[u8]) -> Option<Vec<u8>> {
    let has = |name: &str| memchr::memmem::find(text, name.as_bytes()).is_some();
    let lower = || String::from_utf8_lossy(text).to_ascii_lowercase();
    if PARAMETERS.iter().any(|name| has(name)) {
        let mut clean = text.to_vec();
        for name in PARAMETERS {
            clean = cut(&clean, name.as_bytes(), |byte| matches!(byte, b'&' | b'"' | b'\\' | b' ' | b'#'));
        }
        return Some(clean);
    }
    if has(": ") && NAMES.iter().any(|name| lower().contains(&format!("{name}: "))) {
        return Some(MASK.to_vec());
    }
    None
}

/// Replaces what follows the name, up to a byte that ends it.
fn cut(text: &[u8], name: &[u8], ends: impl Fn(u8) -> bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut from = 0;
    for at in memchr::memmem::find_iter(text, name) {
        let value = at + name.len();
        if value < from {
            continue;
        }
        let length = text[value..].iter().position(|&byte| ends(byte)).unwrap_or(text.len() - value);
        out.extend_from_slice(&text[from..value]);
        out.extend_from_slice(b"***");
        from = value + length;
    }
    out.extend_from_slice(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
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
    fn what_holds_no_secret_stays_as_it_is() {
        assert_eq!(mask(br#"{"text":"the token is here","a":[1,2.50]}"#), None);
        assert_eq!(mask(br#""text""#), None);
        for text in ["{\"token\"", "{\"token\":", "{\"token\":\"", "\"", "{\"a\"  :"] {
            let _ = mask(text.as_bytes());
        }
    }
}
