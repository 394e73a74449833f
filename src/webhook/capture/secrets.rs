//! Keeps secrets out of what is handed on whole because nobody knows its shape: an envelope without a body, a
//! token's reply.

use super::json;

/// Names whose values are never shown, without what joins their words.
const NAMES: [&str; 24] = [
    "authorization",
    "proxyauthorization",
    "token",
    "accesstoken",
    "refreshtoken",
    "idtoken",
    "xhubsignature",
    "xhubsignature256",
    "hubverifytoken",
    "verifytoken",
    "accesskey",
    "accesssecret",
    "appsecret",
    "clientsecret",
    "secret",
    "sign",
    "signature",
    "cookie",
    "setcookie",
    "xapikey",
    "apikey",
    "password",
    "xsignature",
    "xauthtoken",
];

/// Those of them that are nothing but a secret's name, also where they stand as a value: in lists of headers.
const HEADERS: [&str; 10] = [
    "authorization",
    "proxyauthorization",
    "xhubsignature",
    "xhubsignature256",
    "hubverifytoken",
    "accesskey",
    "cookie",
    "setcookie",
    "xapikey",
    "xauthtoken",
];

/// Query parameters that are masked inside of texts.
const PARAMETERS: [&str; 7] =
    ["hub.verify_token=", "hub_verify_token=", "access_token=", "token=", "sign=", "accesskey=", "accessKey="];

const MASK: &[u8] = b"\"***\"";

/// How often a text may hold JSON that holds a text.
const MAX_DEPTH: u8 = 4;

/// A name as the lists have it: `HTTP_X_HUB_SIGNATURE_256` of CGI, `x-hub-signature-256` and `hub_verify_token` of PHP are
/// those that they stand for.
fn squeezed(name: &str) -> String {
    let mut plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    plain.make_ascii_lowercase();
    match plain.strip_prefix("http") {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => plain,
    }
}

/// Whether the value under this name is never shown. An `appkey` names an app and is no secret, an `app_key` is Sobot's.
pub fn is_secret(name: &str) -> bool {
    name.len() <= 64
        && (NAMES.contains(&squeezed(name).as_str())
            || ["app_key", "app-key"].iter().any(|own| name.eq_ignore_ascii_case(own)))
}

/// The text with the values of secret names masked; none when there are none.
pub fn mask(text: &[u8]) -> Option<Vec<u8>> {
    masked(text, 0)
}

fn masked(text: &[u8], depth: u8) -> Option<Vec<u8>> {
    let mut masked = Vec::new();
    let mut copied = 0;
    let mut at = 0;
    // The name of a header came as a value: the next value is the header's.
    let mut named = false;
    // Up to there a list of headers goes, in which every name is one.
    let mut headers = 0;
    while let Some(offset) = text.get(at..).and_then(|rest| memchr::memchr(b'"', rest)) {
        let start = at + offset;
        let end = start + json::string_length(&text[start..]);
        let after = end + text[end..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        at = end;
        if text.get(after) == Some(&b':') {
            let name = json::unescape(&text[start..end]);
            if !is_secret(&name) {
                if super::envelope::is_headers(&name) {
                    headers = json::value_end(text, (after + 1).min(text.len()));
                }
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
            continue;
        }
        let clean =
            if std::mem::take(&mut named) { Some(MASK.to_vec()) } else { without_secrets(&text[start..end], depth) };
        let names = if start < headers { &NAMES[..] } else { &HEADERS[..] };
        named = clean.is_none() && names.contains(&squeezed(&json::unescape(&text[start..end])).as_str());
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

/// A JSON string with the secrets in it masked: those of JSON that it holds, of a query, and of headers as lines.
fn without_secrets(text: &[u8], depth: u8) -> Option<Vec<u8>> {
    if depth < MAX_DEPTH && memchr::memmem::find(text, b"\\\"").is_some() {
        let inner = json::unescape(text);
        if let Some(clean) = masked(inner.as_bytes(), depth + 1) {
            return Some(json::quote(&String::from_utf8_lossy(&clean)).into_bytes());
        }
    }
    without_parameters(text)
}

/// A text with the secrets of a query masked. Headers as `Name: value` lines lose the values of secret names.
fn without_parameters(text: &[u8]) -> Option<Vec<u8>> {
    let has = |name: &str| memchr::memmem::find(text, name.as_bytes()).is_some();
    if let Some((from, to)) = password(text) {
        return Some([&text[..from], b"***", &text[to..]].concat());
    }
    if PARAMETERS.iter().any(|name| has(name)) {
        let mut clean = text.to_vec();
        for name in PARAMETERS {
            clean = cut(&clean, name.as_bytes(), |byte| matches!(byte, b'&' | b'"' | b'\\' | b' ' | b'#'));
        }
        return Some(clean);
    }
    has(": ").then(|| json::unescape(text)).filter(|lines| has_secret_line(lines)).map(|_| MASK.to_vec())
}

/// Where a password stands in an address: `https://user:password@host`.
fn password(text: &[u8]) -> Option<(usize, usize)> {
    let host = memchr::memmem::find(text, b"://")? + 3;
    let end =
        host + text[host..].iter().position(|byte| matches!(byte, b'/' | b' ' | b'"' | b'?' | b'\\')).unwrap_or(0);
    let at = host + memchr::memrchr(b'@', text.get(host..end)?)?;
    let colon = host + memchr::memchr(b':', &text[host..at])?;
    (&text[colon + 1..at] != b"***").then_some((colon + 1, at))
}

/// Whether one of the lines is a header with a secret's name.
fn has_secret_line(lines: &str) -> bool {
    let name =
        |line: &str| line.split_once(": ").is_some_and(|(name, _)| is_secret(name.trim().trim_matches(['"', '\''])));
    lines.split(['\n', '\r', ',']).any(name)
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
        assert!(!is_secret("appkey") && is_secret("app_key") && !is_secret("text"));
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
