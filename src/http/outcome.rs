//! What an answer means: the table of the contract, in one place.
//!
//! Neither vendor has an idempotency key, so every call ends *accepted*, *refused*, *unknown* or
//! *not sent*, and only *not sent* may ever be tried again for a write. The vendor layers read
//! their replies into an [`Answer`]; this module alone turns an exchange into a [`Verdict`].

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::HeaderMap;

/// A vendor's platform, as results name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Platform {
    /// Sobot, behind Facebook Messenger.
    Sobot,
    /// NXCloud, behind Super Message.
    Nxcloud,
}

impl Platform {
    /// The word in results.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sobot => "sobot",
            Self::Nxcloud => "nxcloud",
        }
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

/// A whole reply.
#[derive(Clone, Debug)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// Headers as received.
    pub headers: HeaderMap,
    /// Body as received, at most the limit of the client.
    pub body: Bytes,
    /// From the start of the try to the last byte.
    pub elapsed: Duration,
}

/// How far a try had come when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Not a byte of the request had left: the vendor certainly did not see it.
    BeforeRequest,
    /// The request, or a part of it, had left: the vendor may have acted on it.
    AfterRequest,
}

/// Why no whole reply came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The name did not resolve.
    Dns,
    /// The connection was refused or could not be made.
    Connect,
    /// TLS could not be set up.
    Tls,
    /// The time limit of the try passed.
    Timeout,
    /// The connection ended before a reply.
    Reset,
    /// The reply ended before its announced length.
    Cut,
    /// The reply is larger than the client reads.
    TooLarge,
    /// Anything else, such as a reply that is not HTTP.
    Other,
}

/// A try without a whole reply.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{detail}")]
pub struct Failure {
    /// How far it had come.
    pub stage: Stage,
    /// Why.
    pub cause: Cause,
    /// The status, when at least the head of a reply came.
    pub status: Option<u16>,
    /// What the machine said, for people.
    pub detail: String,
    /// From the start of the try to the failure.
    pub elapsed: Duration,
}

/// What one channel of a Super Message answer said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelAnswer {
    /// `sms`, `viber`, or a name nobody knows yet.
    pub channel: String,
    /// Its code, digits as they came.
    pub code: String,
    /// Its message.
    pub message: String,
}

/// A vendor's own words, read from a whole reply.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// `ret_code` or `code`, as text, leading zeros kept.
    pub code: String,
    /// `ret_msg` or `message`.
    pub message: String,
    /// Whether any book of the vendor has the code; an answer with an unknown code under a 5xx may
    /// be a gateway's, not the vendor's.
    pub known: bool,
    /// Super Message only: what each channel said.
    pub channels: Vec<ChannelAnswer>,
}

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The vendor took it.
    Accepted,
    /// The vendor said no: trying the same again is pointless without a change.
    Refused,
    /// It may have been accepted; never tried again behind the user's back.
    Unknown(Unknown),
    /// It was certainly not accepted and may be tried again.
    NotSent(NotSent),
}

impl Verdict {
    /// The word in results (`outcome`).
    pub fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Unknown(_) => "unknown",
            Self::NotSent(_) => "not_sent",
        }
    }

    /// Why nobody can tell, in results (`reason`).
    pub fn reason(self) -> Option<&'static str> {
        match self {
            Self::Unknown(reason) => Some(reason.word()),
            Self::Accepted | Self::Refused | Self::NotSent(_) => None,
        }
    }
}

/// Why nobody can tell whether a call was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// The time limit passed after the request left.
    Timeout,
    /// The connection ended after the request left.
    ConnectionLost,
    /// The reply was cut short, too large, or not readable.
    UnreadableReply,
    /// An HTTP status that says nothing about acceptance.
    HttpStatus,
    /// The vendor's own code says that it does not know.
    VendorCode,
}

impl Unknown {
    /// The word in results (`reason`).
    pub fn word(self) -> &'static str {
        match self {
            Self::Timeout => "timeout",
            Self::ConnectionLost => "connection_lost",
            Self::UnreadableReply => "unreadable_reply",
            Self::HttpStatus => "http_status",
            Self::VendorCode => "vendor_code",
        }
    }
}

/// Why a call was certainly not accepted, and so what has to happen before the next try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSent {
    /// No connection: wait and try again.
    Unreachable,
    /// The vendor asks for fewer requests: wait and slow down.
    RateLimited,
    /// This one person gets too many messages (2018352): a bulk row stays pending, a one-off ends.
    RecipientLimited,
    /// The token is no longer valid: one renewal, then again.
    TokenExpired,
}

/// A verdict with what it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The verdict.
    pub verdict: Verdict,
    /// The vendor's code, or `http_404` where only a status spoke; none where nothing came.
    pub code: Option<String>,
    /// The vendor's message, or what the machine said.
    pub message: String,
    /// HTTP status, when one came.
    pub http_status: Option<u16>,
    /// How long the vendor asks to wait.
    pub retry_after: Option<Duration>,
}

/// Codes that say "not accepted, ask again later", by vendor.
const RATE_CODES: &[(Platform, &str)] =
    &[(Platform::Nxcloud, "9010"), (Platform::Sobot, "4"), (Platform::Sobot, "2534040")];

/// Codes after which nobody can tell, by vendor.
const UNKNOWN_CODES: &[(Platform, &str)] = &[
    (Platform::Sobot, "1"),
    (Platform::Sobot, "2"),
    (Platform::Sobot, "999997"),
    (Platform::Sobot, "999999"),
    (Platform::Nxcloud, "-1"),
    (Platform::Nxcloud, "9999"),
    (Platform::Nxcloud, "14003"),
];

/// Codes that would refuse every other recipient too, by vendor.
const DOOM_CODES: &[(Platform, &[&str])] = &[
    (
        Platform::Nxcloud,
        &["1000", "1001", "1002", "1003", "1004", "1005", "1100", "1102", "9000", "9003", "14001", "14002"],
    ),
    (
        Platform::Sobot,
        &["900003", "900004", "210001", "210002", "210010", "10", "190", "200", "1404170", "2018028", "2022"],
    ),
];

/// Whether a refusal with this code would meet every other recipient as well.
pub fn dooms(platform: Platform, code: &str) -> bool {
    DOOM_CODES.iter().any(|(vendor, codes)| *vendor == platform && codes.contains(&code))
}

/// Channel codes that are a plain no.
const CHANNEL_REFUSED: [&str; 2] = ["14001", "14002"];

/// What an exchange of a *write* means. `answer` is the vendor's own word, when the reply had one.
///
/// A vendor's answer decides wherever there is one, with three exceptions: 429 always means "not
/// accepted"; a success code under a 4xx or 5xx contradicts itself and is unknown; and under a 5xx
/// or 408 a code that no book has is taken for a gateway's and is unknown.
pub fn judge(platform: Platform, exchange: &Result<Reply, Failure>, answer: Option<&Answer>) -> Judged {
    let reply = match exchange {
        Ok(reply) => reply,
        Err(failure) => return judge_failure(failure),
    };
    let status = reply.status;
    let retry_after = retry_after(&reply.headers);
    let judged = |verdict, code: Option<String>, message: String| Judged {
        verdict,
        code,
        message,
        http_status: Some(status),
        retry_after,
    };
    let http_code = || Some(format!("http_{status}"));
    if status == 429 {
        let code = answer.map(|answer| answer.code.clone()).or_else(http_code);
        let message = answer.map_or_else(|| status_line(status), |answer| answer.message.clone());
        return judged(Verdict::NotSent(NotSent::RateLimited), code, message);
    }
    let gateway = status >= 500 || status == 408;
    if let Some(answer) = answer.filter(|answer| answer.known || !gateway) {
        let verdict = judge_answer(platform, answer);
        let verdict = match verdict {
            Verdict::Accepted if !(200..300).contains(&status) => Verdict::Unknown(Unknown::HttpStatus),
            other => other,
        };
        return judged(verdict, Some(answer.code.clone()), answer.message.clone());
    }
    let verdict = match status {
        503 if retry_after.is_some() && answer.is_none() => Verdict::NotSent(NotSent::RateLimited),
        408 | 500.. => Verdict::Unknown(Unknown::HttpStatus),
        300..=499 => Verdict::Refused,
        _ => Verdict::Unknown(Unknown::UnreadableReply),
    };
    let message = match verdict {
        Verdict::Unknown(Unknown::UnreadableReply) => "the reply is not the vendor's JSON".to_owned(),
        _ => status_line(status),
    };
    judged(verdict, http_code(), message)
}

fn judge_failure(failure: &Failure) -> Judged {
    let verdict = match (failure.stage, failure.cause) {
        (Stage::BeforeRequest, _) => Verdict::NotSent(NotSent::Unreachable),
        (Stage::AfterRequest, _) if failure.status == Some(429) => Verdict::NotSent(NotSent::RateLimited),
        (Stage::AfterRequest, Cause::Timeout) => Verdict::Unknown(Unknown::Timeout),
        (Stage::AfterRequest, Cause::Cut | Cause::TooLarge | Cause::Other) => {
            Verdict::Unknown(Unknown::UnreadableReply)
        }
        (Stage::AfterRequest, _) => Verdict::Unknown(Unknown::ConnectionLost),
    };
    Judged { verdict, code: None, message: failure.detail.clone(), http_status: failure.status, retry_after: None }
}

fn judge_answer(platform: Platform, answer: &Answer) -> Verdict {
    let is = |table: &[(Platform, &str)]| table.contains(&(platform, answer.code.as_str()));
    if is(RATE_CODES) {
        return Verdict::NotSent(NotSent::RateLimited);
    }
    if is(UNKNOWN_CODES) {
        return Verdict::Unknown(Unknown::VendorCode);
    }
    match (platform, answer.code.as_str()) {
        (Platform::Sobot, "2018352") => Verdict::NotSent(NotSent::RecipientLimited),
        (Platform::Sobot, "900002") => Verdict::NotSent(NotSent::TokenExpired),
        (Platform::Sobot, "000000") => Verdict::Accepted,
        (Platform::Nxcloud, "0") => judge_channels(&answer.channels),
        _ => Verdict::Refused,
    }
}

/// NXCloud code 0: one channel with 0 is enough; no channels told is an acceptance; all of them a
/// plain no is a refusal; anything else, 14003 or a code nobody knows, leaves it open.
fn judge_channels(channels: &[ChannelAnswer]) -> Verdict {
    if channels.is_empty() || channels.iter().any(|channel| channel.code == "0") {
        return Verdict::Accepted;
    }
    if channels.iter().all(|channel| CHANNEL_REFUSED.contains(&channel.code.as_str())) {
        return Verdict::Refused;
    }
    Verdict::Unknown(Unknown::VendorCode)
}

/// `Retry-After` in seconds, or as an HTTP date measured against the reply's own `Date`.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get(reqwest::header::RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let until = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
    let from = date(headers).unwrap_or_else(jiff::Timestamp::now);
    let wait = until.duration_since(from);
    Some(Duration::try_from(wait).unwrap_or(Duration::ZERO))
}

/// The reply's own `Date`: what a clock is measured against.
pub fn date(headers: &HeaderMap) -> Option<jiff::Timestamp> {
    let value = headers.get(reqwest::header::DATE)?.to_str().ok()?;
    jiff::fmt::rfc2822::parse(value).ok().map(|date| date.timestamp())
}

fn status_line(status: u16) -> String {
    let reason = reqwest::StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason()).unwrap_or("");
    format!("HTTP {status} {reason}").trim_end().to_owned()
}

#[cfg(test)]
mod tests;
