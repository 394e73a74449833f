//! The access token: how it is asked for, and why there may be none. Who keeps it is [`super::keeper`]'s.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use md5::{Digest, Md5};
use url::Url;

use super::reply::{self, Reply};
use crate::codes::Ruling;
use crate::hex::hex;
use crate::http::{self, Request};
use crate::vendor::{self, Answer, Called, Effect, Halted, Judged, Verdict};

/// The life of a token whose reply does not tell one: 24 hours.
const DEFAULT_LIFE: Duration = Duration::from_secs(86_400);

/// A token just issued.
pub struct Fresh {
    /// The token; a secret.
    pub token: String,
    /// How long the vendor says it lives.
    pub life: Duration,
}

impl fmt::Debug for Fresh {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Fresh").field("token", &http::MASK).field("life", &self.life).finish()
    }
}

/// Why there is no usable token.
#[derive(Clone, Debug, thiserror::Error)]
pub enum TokenError {
    /// get_token was answered with a refusal or without a usable answer.
    #[error("no token could be fetched")]
    Fetch {
        /// What was answered.
        judged: Box<Judged>,
        /// How far this machine's clock is ahead of the vendor's `Date`, in seconds.
        ahead: Option<i64>,
    },
    /// The vendor no longer takes a token that was given from outside; it is never renewed here.
    #[error("the vendor no longer accepts the token from {origin}")]
    Outside {
        /// Where the token came from.
        origin: String,
    },
    /// Fresh tokens die as soon as they are made.
    #[error("three fresh tokens stopped working within a minute: another client is renewing the token of this appid")]
    Contested,
    /// A signal came before the token was had.
    #[error(transparent)]
    Halted(#[from] Halted),
    /// Another process holds the lock and does not let go of it.
    #[error("another process has held the lock of the token for two minutes")]
    Busy,
    /// The secret or the store could not be had.
    #[error(transparent)]
    Foreign(#[from] Foreign),
}

/// What the house around could not do: fetch a secret, use the store. Its cause is recovered by type.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub struct Foreign(Arc<dyn StdError + Send + Sync>);

impl Foreign {
    /// Carries a cause.
    pub fn new(cause: impl StdError + Send + Sync + 'static) -> Self {
        Self(Arc::new(cause))
    }

    /// The cause, when it is of that type.
    pub fn cause<T: StdError + 'static>(&self) -> Option<&T> {
        self.0.downcast_ref()
    }
}

/// A future on the one thread of the runtime.
pub type Local<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// `md5(appid + create_time + app_key)`, lowercase hex.
pub fn sign(appid: &str, create_time: &str, app_key: &str) -> String {
    let mut hash = Md5::new();
    for part in [appid, create_time, app_key] {
        hash.update(part.as_bytes());
    }
    hex(hash.finalize())
}

/// The get_token request, `create_time` in whole seconds.
pub fn request(base: &Url, appid: &str, app_key: &str, now: Timestamp) -> Request {
    let create_time = now.as_second().to_string();
    let sign = sign(appid, &create_time, app_key);
    let mut url = http::join(base, "/api/get_token");
    url.query_pairs_mut()
        .append_pair("appid", appid)
        .append_pair("create_time", &create_time)
        .append_pair("sign", &sign);
    let mut request = Request::get(url);
    request.secret_reply = true;
    request
}

/// Asks for a new token. May be repeated when the answer is lost, for only the newest token counts;
/// the caller holds the lock that all processes of this appid share.
pub async fn fetch(core: &vendor::Client<'_>, base: &Url, appid: &str, app_key: &str) -> Result<Fresh, TokenError> {
    let called: Called<Issued> = core.tried_anew(Effect::Read, || request(base, appid, app_key, core.now())).await?;
    match called.reply.and_then(|issued| issued.fresh) {
        Some(fresh) if called.judged.verdict == Verdict::Accepted => Ok(fresh),
        _ => Err(TokenError::Fetch { judged: Box::new(called.judged), ahead: called.ahead }),
    }
}

/// A reply to get_token.
struct Issued {
    answer: Answer,
    fresh: Option<Fresh>,
}

impl vendor::Reply for Issued {
    fn read(body: &[u8]) -> Option<Self> {
        let reply = Reply::read(body)?;
        let fresh = read(&reply);
        let mut answer = reply.answer;
        if answer.ruling == Ruling::Accepted && fresh.is_none() {
            // A success that brings no token is no answer that can be used.
            answer = Answer {
                ruling: Ruling::Unknown,
                book: None,
                message: "the reply holds no usable token".to_owned(),
                ..answer
            };
        }
        Some(Self { answer, fresh })
    }

    fn answer(&self) -> &Answer {
        &self.answer
    }
}

/// The token in `item`, and its life under `expires_in` or `expire_in`; none when it could not be
/// sent in a header.
fn read(reply: &Reply) -> Option<Fresh> {
    let token = reply.item_id("token").filter(|token| token.bytes().all(|byte| byte.is_ascii_graphic()))?;
    let item = reply.item.as_ref()?;
    let life = ["expires_in", "expire_in"]
        .iter()
        .find_map(|field| item.get(field).and_then(reply::number))
        .map_or(DEFAULT_LIFE, Duration::from_secs);
    Some(Fresh { token, life })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_s_signature() {
        assert_eq!(sign("1", "1569397773", "2"), "258eec3118705112b2c53dc8043d4d34");
    }

    #[test]
    fn the_document_s_request() {
        let request =
            request(&"https://sg.sobot.com".parse().unwrap(), "1", "2", "2019-09-25T07:49:33Z".parse().unwrap());
        assert_eq!(
            request.url.as_str(),
            "https://sg.sobot.com/api/get_token?appid=1&create_time=1569397773&sign=258eec3118705112b2c53dc8043d4d34"
        );
        assert!(!request.to_http().contains("258eec"), "the signature is masked");
    }

    #[test]
    fn a_life_is_read_in_every_form() {
        for (body, life) in [
            (r#"{"ret_code":"000000","item":{"token":"t","expires_in":"86400"}}"#, 86_400),
            (r#"{"ret_code":"000000","item":{"token":"t","expires_in":7200}}"#, 7_200),
            (r#"{"ret_code":"000000","item":{"token":"t","expire_in":"60"}}"#, 60),
            (r#"{"ret_code":"000000","item":{"token":"t"}}"#, 86_400),
        ] {
            let fresh = read(&Reply::read(body.as_bytes()).unwrap()).unwrap();
            assert_eq!((fresh.token.as_str(), fresh.life.as_secs()), ("t", life), "{body}");
        }
    }

    #[test]
    fn what_is_no_token_is_not_taken_for_one() {
        for token in [r#""""#, "null", r#""a\r\nx-evil: 1""#, r#""a b""#, r#""\u00e9""#, "{}"] {
            let body = format!(r#"{{"ret_code":"000000","item":{{"token":{token}}}}}"#);
            assert!(read(&Reply::read(body.as_bytes()).unwrap()).is_none(), "{body}");
        }
    }

    #[test]
    fn a_fresh_token_is_masked_in_debug() {
        let shown = format!("{:?}", Fresh { token: "4ac37cb2".into(), life: DEFAULT_LIFE });
        assert!(!shown.contains("4ac37cb2"));
    }
}
