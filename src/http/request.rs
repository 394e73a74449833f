//! One request, with what of it must never be shown.

use std::borrow::Cow;
use std::fmt::Write as _;

use bytes::Bytes;
use url::Url;

pub use crate::secret_names::MASK;
use crate::secret_names::{SHORTEST, beginning, is_secret};
use crate::shell;

/// HTTP method; the vendors use no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// GET
    Get,
    /// POST
    Post,
}

impl Method {
    /// The word on the request line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// A header; a secret one is sent but never shown.
#[derive(Clone)]
pub struct Header {
    /// Name as sent.
    pub name: &'static str,
    /// Value.
    pub value: String,
    /// Whether traces and dry runs mask the value.
    pub secret: bool,
    /// What is shown of a secret value.
    mask: Cow<'static, str>,
}

impl Header {
    /// A header that may be shown.
    pub fn plain(name: &'static str, value: impl Into<String>) -> Self {
        Self { name, value: value.into(), secret: false, mask: Cow::Borrowed(MASK) }
    }

    /// A header that is masked wherever a request is shown.
    pub fn secret(name: &'static str, value: impl Into<String>) -> Self {
        Self { name, value: value.into(), secret: true, mask: Cow::Borrowed(MASK) }
    }

    /// A header of which only the beginning is shown: the name of an account, say.
    pub fn partly_secret(name: &'static str, value: impl Into<String>) -> Self {
        let value = value.into();
        let mask = Cow::Owned(beginning(&value));
        Self { name, value, secret: true, mask }
    }

    fn shown(&self) -> String {
        if self.secret { self.mask.to_string() } else { self.value.clone() }
    }
}

/// The content type of JSON.
const JSON: &str = "application/json";

/// What a request carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Header `content-type`.
    pub content_type: Cow<'static, str>,
    /// The bytes that leave.
    pub bytes: Bytes,
}

impl Body {
    /// JSON, as it was written.
    pub fn json(bytes: impl Into<Bytes>) -> Self {
        Self { content_type: Cow::Borrowed(JSON), bytes: bytes.into() }
    }
}

/// One request, ready to leave.
#[derive(Clone)]
pub struct Request {
    /// Method.
    pub method: Method,
    /// URL, query included.
    pub url: Url,
    /// Headers besides `content-type` and what HTTP itself needs.
    pub headers: Vec<Header>,
    /// The body, byte for byte as it was signed.
    pub body: Option<Body>,
    /// Whether the reply carries a secret and must not be traced.
    pub secret_reply: bool,
}

impl Request {
    /// A request without body.
    pub fn get(url: Url) -> Self {
        Self { method: Method::Get, url, headers: Vec::new(), body: None, secret_reply: false }
    }

    /// A POST.
    pub fn post(url: Url, body: Body) -> Self {
        Self { method: Method::Post, url, headers: Vec::new(), body: Some(body), secret_reply: false }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, header: Header) -> Self {
        self.headers.push(header);
        self
    }

    /// The URL with secret query values masked.
    pub fn masked_url(&self) -> String {
        masked(&self.url)
    }

    /// A vendor's text with the secrets of this request masked: a reply may repeat what it was asked with.
    pub fn mask(&self, text: String) -> String {
        let hide = |text: String, secret: &str, shown: &str| {
            if secret.len() >= SHORTEST && text.contains(secret) { text.replace(secret, shown) } else { text }
        };
        let secret = self.headers.iter().filter(|header| header.secret);
        let text = secret.fold(text, |text, header| hide(text, &header.value, &header.mask));
        if self.url.query().is_none() {
            return text;
        }
        let query = self.url.query_pairs().filter(|(name, _)| is_secret(name));
        query.fold(text, |text, (_, value)| hide(text, &value, MASK))
    }

    /// The request as HTTP would show it, secrets masked: what `--dry-run` prints.
    pub fn to_http(&self) -> String {
        let mut text = format!("{} {}\n", self.method.word(), self.masked_url());
        for header in &self.headers {
            let _ = writeln!(text, "{}: {}", header.name, header.shown());
        }
        if let Some(body) = &self.body {
            let _ = write!(text, "content-type: {}\n\n{}\n", body.content_type, String::from_utf8_lossy(&body.bytes));
        }
        text
    }

    /// The request as a curl command for a POSIX shell. `secrets` says what stands for a secret
    /// header, such as `$(msgops token get)`; it is put between double quotes so that the shell expands it.
    pub fn to_curl(&self, secrets: impl Fn(&str) -> String) -> String {
        let mut text = format!("curl -X {} {}", self.method.word(), shell::quote(&self.masked_url()));
        for header in &self.headers {
            if header.secret {
                let _ = write!(text, " \\\n  -H \"{}: {}\"", header.name, secrets(header.name));
            } else {
                let _ = write!(text, " \\\n  -H {}", shell::quote(&format!("{}: {}", header.name, header.value)));
            }
        }
        if let Some(body) = &self.body {
            let _ = write!(
                text,
                " \\\n  -H {} \\\n  --data-binary {}",
                shell::quote(&format!("content-type: {}", body.content_type)),
                shell::quote(&String::from_utf8_lossy(&body.bytes))
            );
        }
        text
    }
}

/// A URL with secret query values masked and any password taken out.
pub fn masked(url: &Url) -> String {
    let mut shown = url.clone();
    if shown.password().is_some() {
        let _ = shown.set_password(Some(MASK));
    }
    if url.query_pairs().any(|(name, _)| is_secret(&name)) {
        let query: Vec<String> = url
            .query()
            .unwrap_or_default()
            .split('&')
            .map(|pair| match pair.split_once('=') {
                Some((name, _)) if is_secret(name) => format!("{name}={MASK}"),
                _ => pair.to_owned(),
            })
            .collect();
        shown.set_query(Some(&query.join("&")));
    }
    shown.into()
}

/// A path below the base URL, whose own path stays in front.
pub fn join(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    url.set_path(&format!("{}{path}", base.path().trim_end_matches('/')));
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Request {
        Request::post("https://sg.sobot.com/x?a=1&sign=abcdef".parse().unwrap(), Body::json(r#"{"t":"it's"}"#))
            .header(Header::secret("token", "4ac37cb2"))
            .header(Header::plain("bizType", "8"))
    }

    #[test]
    fn a_shown_request_masks_secrets() {
        let shown = request().to_http();
        assert!(!shown.contains("4ac37cb2") && !shown.contains("abcdef"), "{shown}");
        assert!(
            shown.contains("a=1&sign=***") && shown.contains("token: ***") && shown.contains("bizType: 8"),
            "{shown}"
        );
    }

    #[test]
    fn a_secret_that_a_reply_repeats_is_masked() {
        assert_eq!(request().mask("bad token 4ac37cb2!".to_owned()), "bad token ***!");
        let signed = request().mask("location: /x?sign=abcdef, sign abcdef".to_owned());
        assert_eq!(signed, "location: /x?sign=***, sign ***", "a signature in the query counts as well");
        let short = Request::get("https://sg.sobot.com/".parse().unwrap()).header(Header::secret("token", "a"));
        assert_eq!(short.mask("a bad token".to_owned()), "a bad token");
    }

    #[test]
    fn a_curl_command_quotes_for_the_shell() {
        let curl = request().to_curl(|_| "$(msgops token get)".to_owned());
        assert!(curl.contains(r#"-H "token: $(msgops token get)""#), "{curl}");
        assert!(curl.contains(r#"--data-binary '{"t":"it'\''s"}'"#), "{curl}");
    }
}
