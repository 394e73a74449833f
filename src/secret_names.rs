//! Which names stand for secrets, by the kind of name rather than by a list, and how texts that hold some are shown.
//! Knows nobody, and is used wherever something is shown: traces, dry runs, events.

mod known;

pub use known::{Known, SHORTEST, beginning};

/// What stands where a secret was.
pub const MASK: &str = "***";

/// Longer names are no names.
const MAX_NAME: usize = 128;

/// What makes a name a secret's wherever it stands in it.
const ANYWHERE: [&str; 14] = [
    "authorization",
    "bearer",
    "cookie",
    "cookies",
    "credential",
    "credentials",
    "csrf",
    "hmac",
    "jwt",
    "passphrase",
    "passwd",
    "password",
    "signature",
    "xsrf",
];

/// What makes it one at its end, also without anything that parts the words (`clientsecret`).
const AT_END: [&str; 7] = ["authorization", "cookie", "password", "secret", "signature", "token", "passwd"];

/// Keys that open something, by the word before `key`.
const KEYS: [&str; 8] = ["access", "api", "auth", "functions", "master", "private", "secret", "subscription"];

/// Tokens that open nothing: places in a list, and people who can be written to.
const OPEN_TOKENS: [&str; 9] =
    ["next", "nextpage", "page", "pagination", "continuation", "sync", "messages", "sub", "recipient"];

/// The words of a name in lower case: `x-amz-security-token`, `X_HUB_SIGNATURE`, `accessKey` and `hub.verify_token` alike.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() {
            let is_start =
                !before.is_ascii_alphanumeric() || letter.is_ascii_uppercase() && before.is_ascii_lowercase();
            if is_start || words.is_empty() {
                words.push(String::new());
            }
            words.last_mut().map(|word| word.push(letter.to_ascii_lowercase())).unwrap_or_default();
        }
        before = letter;
    }
    words
}

/// Whether three letters in a row are those that a word of a secret's name begins with; most names have none, and are not
/// looked at any further.
fn may_be_secret(name: &[u8]) -> bool {
    const FIRST: [&[u8; 3]; 13] =
        [b"aut", b"bea", b"coo", b"cre", b"csr", b"hma", b"jwt", b"pas", b"sig", b"xsr", b"sec", b"tok", b"key"];
    // Of a letter in either case the last five bits are the same; what else has them is looked at further for nothing.
    const fn joined(last: u16, byte: u8) -> u16 {
        (last << 5 | (byte & 31) as u16) & 0x7fff
    }
    static WORDS: [u64; 512] = {
        let (mut words, mut place) = ([0; 512], 0);
        while place < FIRST.len() {
            let [one, two, three] = *FIRST[place];
            let word = joined(joined(joined(0, one), two), three);
            words[word as usize / 64] |= 1 << (word % 64);
            place += 1;
        }
        words
    };
    let mut last = 0;
    let mut any = 0;
    for byte in name {
        last = joined(last, *byte);
        any |= WORDS[usize::from(last) / 64] >> (last % 64) & 1;
    }
    any != 0
}

/// Whether the value under this name is never shown. An `appkey` names an app and is no secret, an `app_key` is Sobot's.
pub fn is_secret(name: &str) -> bool {
    if name.len() > MAX_NAME || !may_be_secret(name.as_bytes()) {
        return false;
    }
    if ["app_key", "app-key"].iter().any(|own| name.eq_ignore_ascii_case(own)) {
        return true;
    }
    let words = words(name);
    let Some((last, before)) = words.split_last() else { return false };
    if words.iter().any(|word| ANYWHERE.contains(&word.as_str())) {
        return true;
    }
    let stem = AT_END.iter().find_map(|end| last.strip_suffix(end).map(|stem| (*end, stem)));
    if let Some((end, stem)) = stem {
        let before = if stem.is_empty() { before.last().map_or("", String::as_str) } else { stem };
        return end != "token" || !OPEN_TOKENS.contains(&before);
    }
    let opens = |word: &str| KEYS.contains(&word) || word.strip_prefix('x').is_some_and(|rest| KEYS.contains(&rest));
    match last.strip_suffix("key") {
        Some("") => before.last().is_some_and(|word| opens(word)),
        Some(stem) => opens(stem),
        // A number may follow: `x-signature-256` has the word, `token2` has not.
        None => last == "sign" || before.last().is_some_and(|word| word == "secret" || word == "sign"),
    }
}

/// Whether a text is nothing but the name of a secret header: `Authorization`, `x-vault-token`, `HTTP_COOKIE`; a word that
/// people say is none.
pub fn is_secret_header(text: &str) -> bool {
    const ALONE: [&str; 4] = ["authorization", "cookie", "accesskey", "setcookie"];
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    if text.len() > MAX_NAME || !text.chars().all(is_name) {
        return false;
    }
    let parted = text.contains(['-', '_', '.']) && is_secret(text);
    parted || ALONE.iter().any(|name| text.eq_ignore_ascii_case(name)) && text != "cookie"
}

/// The text with the secrets in it masked: after a secret's name with `:` or `=` (a header, a query, a member of JSON or of
/// what other languages print, escaped or not), after `Bearer`, and the password of an address. None when there are none.
pub fn masked(text: &str) -> Option<String> {
    let mut shown = String::new();
    let mut copied = 0;
    let mut at = 0;
    let bytes = text.as_bytes();
    while let Some(offset) =
        bytes.get(at..).and_then(|rest| rest.iter().position(|byte| matches!(byte, b':' | b'=' | b'>' | b'@' | b' ')))
    {
        let mark = at + offset;
        at = mark + 1;
        let Some((from, to)) = secret_after(text, mark).filter(|&(from, to)| from >= copied && from < to) else {
            continue;
        };
        if &text[from..to] != MASK {
            shown.push_str(&text[copied..from]);
            shown.push_str(MASK);
            copied = to;
        }
        at = to.max(at);
    }
    if copied == 0 {
        return None;
    }
    shown.push_str(&text[copied..]);
    Some(shown)
}

/// Where the secret stands to which this mark leads.
fn secret_after(text: &str, mark: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    match bytes[mark] {
        b'@' => password(text, mark),
        b' ' => {
            let word = name_before(text, mark);
            let is_scheme = ["bearer", "basic"].iter().any(|scheme| word.eq_ignore_ascii_case(scheme));
            let end = mark + 1 + bytes[mark + 1..].iter().take_while(|byte| is_credential(**byte)).count();
            (is_scheme && end - mark > 8).then_some((mark + 1, end))
        }
        b'>' if mark == 0 || bytes[mark - 1] != b'=' => None,
        byte => {
            let end = if byte == b'>' { mark - 1 } else { mark };
            // `==` and `=>` are seen at their second byte.
            if matches!(bytes.get(mark + 1), Some(b'>')) && byte == b'=' || bytes.get(mark + 1..mark + 3) == Some(b"//")
            {
                return None;
            }
            is_secret(name_before(text, end)).then(|| value_after(text, mark + 1, byte == b'='))
        }
    }
}

fn is_credential(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'+' | b'/' | b'=' | b'~')
}

/// The name that ends before this place, whatever quotes and spaces stand between.
fn name_before(text: &str, end: usize) -> &str {
    let bytes = &text.as_bytes()[..end];
    let is_between = |byte: &u8| matches!(byte, b' ' | b'"' | b'\'' | b'\\' | b']' | b'\t');
    let end = end - bytes.iter().rev().take(16).take_while(|byte| is_between(byte)).count();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let start = end - bytes[..end].iter().rev().take(MAX_NAME + 1).take_while(|byte| is_name(byte)).count();
    &text[start..end]
}

/// The value that begins here: to its closing quote, else to the end of its line; of a query to the next parameter.
fn value_after(text: &str, start: usize, is_query: bool) -> (usize, usize) {
    let bytes = text.as_bytes();
    let is_open = |byte: &u8| matches!(byte, b' ' | b'\t' | b'[' | b'{' | b'(');
    let blank = if is_query { 0 } else { bytes[start..].iter().take_while(|byte| is_open(byte)).count() };
    let open = start + blank;
    let quotes = bytes[open..].iter().take_while(|byte| matches!(byte, b'"' | b'\'' | b'\\')).count();
    let from = open + quotes;
    let ends = |byte: &u8| match (quotes > 0, is_query) {
        (true, _) => matches!(byte, b'"' | b'\'' | b'\\' | b'\n'),
        (false, true) => matches!(byte, b'&' | b'"' | b'\\' | b' ' | b'#' | b'\n' | b'\r' | b'\'' | b',' | b';'),
        (false, false) => matches!(byte, b'\n' | b'\r' | b'\\' | b'"'),
    };
    let to = from + bytes[from..].iter().position(ends).unwrap_or(bytes.len() - from);
    (from, to)
}

/// The password of an address whose host begins after this `@`: `https://user:password@host`.
fn password(text: &str, mark: usize) -> Option<(usize, usize)> {
    let before = &text.as_bytes()[..mark];
    let user = before
        .iter()
        .rev()
        .take(256)
        .take_while(|byte| !matches!(byte, b'/' | b' ' | b'"' | b'?' | b'\\' | b'\n'))
        .count();
    let start = mark - user;
    let colon = start + before[start..].iter().position(|&byte| byte == b':')?;
    (before[..start].ends_with(b"://") && colon + 1 < mark).then_some((colon + 1, mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_secrets_name_is_looked_for() {
        for word in ANYWHERE.iter().chain(&AT_END).chain(&["key", "app_key", "app-key", "sign", "secret"]) {
            assert!(
                may_be_secret(word.as_bytes()) && may_be_secret(format!("My{}2", word.to_uppercase()).as_bytes()),
                "{word}"
            );
        }
        assert!(!may_be_secret(b"timestamp") && !may_be_secret(b"recipient_id") && !may_be_secret(b""));
    }

    #[test]
    fn names_of_secrets_are_known_by_their_kind() {
        for name in [
            "Authorization",
            "proxy-authorization",
            "token",
            "access_token",
            "refreshToken",
            "idtoken",
            "X-Hub-Signature-256",
            "hub.verify_token",
            "hub_verify_token",
            "HTTP_X_HUB_SIGNATURE_256",
            "accesskey",
            "accessKey",
            "access-secret",
            "appsecret",
            "client_secret",
            "secret",
            "sign",
            "Sign",
            "signature",
            "Cookie",
            "set-cookie",
            "x-api-key",
            "apikey",
            "password",
            "x-auth-token",
            "app_key",
            "x-amz-security-token",
            "X-Gitlab-Token",
            "Stripe-Signature",
            "x-csrf-token",
            "X-CSRFToken",
            "X-Vault-Token",
            "x-shopify-hmac-sha256",
            "x-functions-key",
            "db_password",
            "http_authorization",
            "X-Twilio-Signature",
            "svix-signature",
            "Ocp-Apim-Subscription-Key",
            "privateKey",
            "xapikey",
        ] {
            assert!(is_secret(name), "{name}");
        }
        for name in [
            "appkey",
            "appKey",
            "text",
            "token_type",
            "max_tokens",
            "next_token",
            "nextPageToken",
            "notification_messages_token",
            "sub_token",
            "key",
            "keyboard",
            "signed_at",
            "design",
            "assign",
            "message",
            "authentication",
            "access_key_id",
            "monkey",
            "Host",
            "",
            "a",
            "turkey",
            "cookiecutter",
        ] {
            assert!(!is_secret(name), "{name}");
        }
        assert!(
            is_secret_header("x-vault-token") && is_secret_header("Authorization") && is_secret_header("HTTP_COOKIE")
        );
        assert!(!is_secret_header("password") && !is_secret_header("the token") && !is_secret_header("cookie"));
    }

    #[test]
    fn secrets_within_texts_are_masked_and_nothing_else() {
        for (text, shown) in [
            (
                "POST /h?token=abc&x=1 HTTP/1.1\r\nAuthorization: Bearer abc\r\nHost: h",
                "POST /h?token=***&x=1 HTTP/1.1\r\nAuthorization: ***\r\nHost: h",
            ),
            ("{'X-Vault-Token': 'abc', 'a': 1}", "{'X-Vault-Token': '***', 'a': 1}"),
            (r#"{\"token\":\"abc\",\"a\":1}"#, r#"{\"token\":\"***\",\"a\":1}"#),
            ("{\"token\"=>\"abc\", \"b\"=>1}", "{\"token\"=>\"***\", \"b\"=>1}"),
            ("https://u:abc@h/p and https://v:abc@h", "https://u:***@h/p and https://v:***@h"),
            ("sent with Bearer abcdefghij today", "sent with Bearer *** today"),
            ("hub.mode=subscribe&hub.verify_token=abc&x=1", "hub.mode=subscribe&hub.verify_token=***&x=1"),
            ("stripe-signature: t=1,v1=abc\nhost: h", "stripe-signature: ***\nhost: h"),
        ] {
            assert_eq!(masked(text).as_deref(), Some(shown), "{text}");
            assert_eq!(masked(shown), None, "{shown}");
        }
        for text in [
            "the token is here",
            "https://h:8080/a@b",
            "a: b",
            "mail me@h.example: now",
            "time: 12:30",
            "==",
            "=>",
            ":",
            "token",
            "bearer of news",
            "",
        ] {
            assert_eq!(masked(text), None, "{text}");
        }
    }
}
