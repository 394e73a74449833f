//! NXCloud's side: Super Message and WhatsApp.

mod auth;
mod message;
mod request;
mod templates;
mod whatsapp;

use serde_json::{Map, Value, json};

pub(super) use auth::callback_headers;

use super::call::{Request, Turn};
use super::endpoint::Endpoint;
use super::fields::Misfit;
use super::reply::Reply;
use crate::codes::{self, Book};

/// Why a call is answered with a code other than 0.
#[derive(Debug)]
enum Refusal {
    /// A code and what is said with it.
    Code(i64, String),
    /// The store failed: no answer of the vendor.
    Store(rusqlite::Error),
}

type Checked<T> = Result<T, Refusal>;

impl From<Misfit> for Refusal {
    fn from(misfit: Misfit) -> Self {
        Self::Code(9000, format!("{}: {}", message_of(9000), misfit.0))
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error)
    }
}

/// A refusal with the document's own words, and what exactly was wrong.
fn refuse<T>(code: i64, detail: &str) -> Checked<T> {
    Err(Refusal::Code(code, format!("{}: {detail}", message_of(code))))
}

/// Answers a call.
pub(super) fn answer(endpoint: Endpoint, request: &Request<'_>, turn: &mut Turn<'_>) -> rusqlite::Result<Reply> {
    let done = auth::check(endpoint, request, turn.now).and_then(|()| match endpoint.is_whatsapp() {
        true => whatsapp::carry_out(endpoint, request, turn),
        false => request::carry_out(request, turn),
    });
    match done {
        Ok(reply) => Ok(reply),
        Err(Refusal::Code(code, message)) => {
            let trace_id = turn.random.hex_id();
            Ok(Reply::ok(json!({ "code": code, "message": message, "traceId": trace_id })))
        }
        Err(Refusal::Store(error)) => Err(error),
    }
}

/// The reply to a code alone; the codes of channels come on both channels.
pub(super) fn coded(code: &str) -> Reply {
    let number: i64 = code.parse().unwrap_or(-1);
    let message = message_of(number);
    if !(14_001..=14_999).contains(&number) {
        return Reply::ok(json!({ "code": number, "message": message }));
    }
    let channels = [("sms", number), ("viber", number)];
    Reply::ok(success("00000000000000000000000000000000", "00000000000000000000000000000000", &channels))
}

fn success(request_id: &str, trace_id: &str, channels: &[(&str, i64)]) -> Value {
    let channel =
        |(name, code): &(&str, i64)| ((*name).to_owned(), json!({ "code": code, "message": message_of(*code) }));
    let status: Map<String, Value> = channels.iter().map(channel).collect();
    json!({
        "code": 0,
        "message": "Success",
        "data": { "requestId": request_id, "channelStatus": status },
        "traceId": trace_id
    })
}

/// The document's words where it has any; they are English and short.
fn message_of(code: i64) -> String {
    let words = match code {
        0 => "Success",
        -1 => "Failure",
        1000..=1009 => "Authentication failed",
        1100 => "Customer does not exist / Status is unavailable",
        1102 => "Insufficient balance",
        9000 => "Request parameter error",
        9002 => "Phone number error",
        9003 => "Customer APP does not exist / Status is unavailable",
        9010 => "Rate limit exceeded",
        9999 => "Unknown error",
        14_001 => "channel is not opened",
        14_002 => "Message is not supported",
        14_003 => "Send error",
        _ => {
            let entry = codes::find(Book::Nxcloud, &code.to_string());
            return entry.map_or_else(|| format!("code {code}"), |entry| entry.english.explanation.to_owned());
        }
    };
    words.to_owned()
}

#[cfg(test)]
mod tests;
