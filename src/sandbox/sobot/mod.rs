//! Sobot's side: the token in the header, the codes, and which call is answered where.

mod listing;
mod message;
mod token;
mod topic;

use serde_json::{Map, Value, json};

use super::call::{Request, Turn};
use super::endpoint::Endpoint;
use super::fields::Misfit;
use super::reply::Reply;
use super::store::TokenState;
use crate::codes::{self, Book};

/// The vendor documents no code for a field that is wrong in a way of its own (a type, an enum, an
/// address): this one is the sandbox's, and in no book.
pub(super) const WRONG_FIELD: &str = "400001";

/// Why a call is answered with a code other than 000000.
#[derive(Debug)]
enum Refusal {
    /// A code and what is said with it.
    Code(String, String),
    /// The store failed: no answer of the vendor.
    Store(rusqlite::Error),
}

type Checked<T> = Result<T, Refusal>;

impl From<Misfit> for Refusal {
    fn from(misfit: Misfit) -> Self {
        Self::Code(WRONG_FIELD.to_owned(), misfit.0)
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error)
    }
}

/// A refusal with the book's own words.
fn refuse<T>(code: &str) -> Checked<T> {
    Err(Refusal::Code(code.to_owned(), message_of(code)))
}

/// Answers a call of Sobot's.
pub(super) fn answer(endpoint: Endpoint, request: &Request<'_>, turn: &mut Turn<'_>) -> rusqlite::Result<Reply> {
    let answered = match endpoint {
        Endpoint::Token => token::issue(request, turn),
        _ => check_token(request, turn).and_then(|()| route(endpoint, request, turn)),
    };
    match answered {
        Ok(reply) => Ok(reply),
        Err(Refusal::Code(code, message)) => Ok(Reply::ok(json!({ "ret_code": code, "ret_msg": message }))),
        Err(Refusal::Store(error)) => Err(error),
    }
}

fn route(endpoint: Endpoint, request: &Request<'_>, turn: &mut Turn<'_>) -> Checked<Reply> {
    match endpoint {
        Endpoint::Send => message::send(&body(request)?, turn),
        Endpoint::OptIn => message::opt_in(&body(request)?, turn),
        Endpoint::Upload => message::upload(&body(request)?, turn),
        Endpoint::SaveTopic => topic::save(&body(request)?, turn),
        Endpoint::DeleteTopic => topic::delete(request, turn),
        Endpoint::Topics => listing::topics(&body(request)?, turn),
        Endpoint::Subscribers => listing::subscribers(request, turn),
        Endpoint::Tasks => listing::tasks(&body(request)?, turn),
        Endpoint::Records => listing::records(&body(request)?, turn),
        // These two are answered elsewhere.
        _ => refuse("999999"),
    }
}

/// The reply to a code alone.
pub(super) fn coded(code: &str) -> Reply {
    Reply::ok(json!({ "ret_code": code, "ret_msg": message_of(code) }))
}

fn message_of(code: &str) -> String {
    // In words of a vendor's, not in those that explain them.
    match codes::find(Book::Sobot, code) {
        Some(_) => format!("请求失败（{code}）"),
        None => format!("(#{code}) Message failed to send"),
    }
}

fn success(item: Option<Value>) -> Reply {
    let mut body = Map::new();
    if let Some(item) = item {
        body.insert("item".into(), item);
    }
    body.insert("ret_code".into(), "000000".into());
    body.insert("ret_msg".into(), "成功".into());
    Reply::ok(Value::Object(body))
}

fn check_token(request: &Request<'_>, turn: &Turn<'_>) -> Checked<()> {
    let Some(token) = request.header("token") else { return refuse("900001") };
    match turn.db.token_state(token, turn.now)? {
        TokenState::Valid => Ok(()),
        TokenState::Dead => refuse("900002"),
    }
}

fn body(request: &Request<'_>) -> Checked<Value> {
    let kind = request.header("content-type").unwrap_or("");
    if !kind.to_ascii_lowercase().starts_with("application/json") {
        return Err(Misfit("the content-type is not application/json".into()).into());
    }
    let body =
        serde_json::from_slice(request.body).map_err(|error| Misfit(format!("the body is not JSON: {error}")))?;
    Ok(body)
}

/// The page of a call: 210001 without one, 210002 with one that the sandbox does not have.
fn check_page(page: Option<&str>, turn: &Turn<'_>) -> Checked<String> {
    let Some(page) = page else { return refuse("210001") };
    if turn.db.has_page(page)? {
        return Ok(page.to_owned());
    }
    let pages = turn.db.pages()?.join(", ");
    Err(Refusal::Code("210002".into(), format!("{}; the sandbox's pages are {pages}", message_of("210002"))))
}

#[cfg(test)]
mod tests;
