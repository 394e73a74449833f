//! What an answer means: the table of the contract, in one place.
//!
//! Neither vendor has an idempotency key, so every call ends *accepted*, *refused*, *unknown* or
//! *not sent*, and only *not sent* may ever be tried again for a write. The vendors read their replies into
//! an [`Answer`], whose ruling stands in the book of its code; this module alone turns an exchange into a [`Verdict`].

use std::fmt;
use std::time::Duration;

use crate::codes::{self, Book, Entry, Ruling};
use crate::http::{Cause, Failure, Reply, Stage};

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
    /// The book that has the code; an answer with a code of no book under a 5xx may be a gateway's, not the vendor's.
    pub book: Option<Book>,
    /// What the code says of the request; a code of no book is a refusal.
    pub ruling: Ruling,
}

impl Answer {
    /// The answer of a code that is looked up in `books`, the first that has it.
    pub fn of(books: &[Book], code: String, message: String) -> Self {
        let entry = codes::find_in(books, &code);
        Self {
            book: entry.map(|entry| entry.book),
            ruling: entry.map_or(Ruling::Refused, |entry| entry.ruling),
            code,
            message,
        }
    }
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
    /// The book that has the code.
    pub book: Option<Book>,
    /// The vendor's message, or what the machine said.
    pub message: String,
    /// HTTP status, when one came.
    pub http_status: Option<u16>,
    /// How long the vendor asks to wait.
    pub retry_after: Option<Duration>,
}

impl Judged {
    /// The entry of its code.
    pub fn entry(&self) -> Option<&'static Entry> {
        codes::find(self.book?, self.code.as_deref()?)
    }

    /// Whether it is a refusal that every other recipient would meet as well.
    pub fn dooms(&self) -> bool {
        self.verdict == Verdict::Refused && self.entry().is_some_and(|entry| entry.ruling == Ruling::Dooms)
    }
}

/// What an exchange of a *write* means. `answer` is the vendor's own word, when the reply had one.
///
/// A vendor's answer decides wherever there is one, with three exceptions: 429 always means "not
/// accepted"; a success code under a 4xx or 5xx contradicts itself and is unknown; and under a 5xx
/// or 408 a code that no book has is taken for a gateway's and is unknown.
pub fn judge(exchange: &Result<Reply, Failure>, answer: Option<&Answer>) -> Judged {
    let reply = match exchange {
        Ok(reply) => reply,
        Err(failure) => return judge_failure(failure),
    };
    let status = reply.status;
    let retry_after = reply.retry_after();
    let said = |verdict, answer: &Answer| Judged {
        verdict,
        code: Some(answer.code.clone()),
        book: answer.book,
        message: answer.message.clone(),
        http_status: Some(status),
        retry_after,
    };
    let by_status = |verdict, message: String| Judged {
        verdict,
        code: Some(format!("http_{status}")),
        book: None,
        message,
        http_status: Some(status),
        retry_after,
    };
    if status == 429 {
        let slow_down = Verdict::NotSent(NotSent::RateLimited);
        return answer.map_or_else(|| by_status(slow_down, reply.status_line()), |answer| said(slow_down, answer));
    }
    let gateway = status >= 500 || status == 408;
    if let Some(answer) = answer.filter(|answer| answer.book.is_some() || !gateway) {
        let verdict = match verdict(answer.ruling) {
            Verdict::Accepted if !(200..300).contains(&status) => Verdict::Unknown(Unknown::HttpStatus),
            other => other,
        };
        return said(verdict, answer);
    }
    let verdict = match status {
        503 if retry_after.is_some() && answer.is_none() => Verdict::NotSent(NotSent::RateLimited),
        _ => verdict_of_status(status),
    };
    let message = match verdict {
        Verdict::Unknown(Unknown::UnreadableReply) => "the reply is not the vendor's JSON".to_owned(),
        _ => reply.status_line(),
    };
    by_status(verdict, message)
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
    Judged {
        verdict,
        code: None,
        book: None,
        message: failure.detail.clone(),
        http_status: failure.status,
        retry_after: None,
    }
}

/// What a status comes to where it alone speaks.
fn verdict_of_status(status: u16) -> Verdict {
    match status {
        429 => Verdict::NotSent(NotSent::RateLimited),
        408 | 500.. => Verdict::Unknown(Unknown::HttpStatus),
        300..=499 => Verdict::Refused,
        _ => Verdict::Unknown(Unknown::UnreadableReply),
    }
}

/// Whether a code is that of a status which alone refused: whoever is at the address may not be the vendor.
pub fn is_refusing_status(code: &str) -> bool {
    let status = code.strip_prefix("http_").and_then(|status| status.parse().ok());
    status.is_some_and(|status| verdict_of_status(status) == Verdict::Refused)
}

/// What a code's ruling comes to.
fn verdict(ruling: Ruling) -> Verdict {
    match ruling {
        Ruling::Accepted => Verdict::Accepted,
        Ruling::Refused | Ruling::Dooms => Verdict::Refused,
        Ruling::SlowDown => Verdict::NotSent(NotSent::RateLimited),
        Ruling::SparePerson => Verdict::NotSent(NotSent::RecipientLimited),
        Ruling::TokenExpired => Verdict::NotSent(NotSent::TokenExpired),
        Ruling::Unknown => Verdict::Unknown(Unknown::VendorCode),
    }
}

#[cfg(test)]
mod tests;
