//! Replies that are not what a vendor should say.

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, Response, StatusCode, header};
use futures_util::{StreamExt, stream};
use serde_json::{Value, json};

use crate::sandbox::call::{json_reply, set_date};
use crate::sandbox::endpoint::{Endpoint, Vendor};
use crate::sandbox::reply::Reply;
use crate::sandbox::{nxcloud, sobot};

/// What comes in place of the reply.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sandbox) enum Trouble {
    /// Nothing, ever.
    Hang,
    /// A connection reset.
    Reset,
    /// A bare status, as a gateway sends it.
    Http {
        status: u16,
        /// Seconds.
        retry_after: Option<u64>,
    },
    /// A page of a proxy under this status.
    Html(u16),
    /// Half of the reply, then the end of the connection.
    Cut,
    /// So many bytes.
    Huge(u64),
    /// Numbers where strings belong and the other way round, lists where objects belong.
    WrongTypes,
    /// `item` where `items` belongs and the other way round.
    ItemForItems,
    /// To another host.
    Redirect(String),
    /// A code of the vendor.
    Code(String),
}

/// How much of a huge reply is made at a time.
const CHUNK: usize = 64 << 10;

impl Trouble {
    /// The reply; `reply` is the real one, when the call was carried out.
    pub(in crate::sandbox) fn reply(
        &self,
        endpoint: Endpoint,
        reply: Option<Reply>,
        date: Option<HeaderValue>,
    ) -> Response<Body> {
        let real = || reply.unwrap_or_else(|| coded(endpoint, "0"));
        let mut response = match self {
            // The caller sees to these two: they are no replies.
            Self::Hang | Self::Reset => Response::new(Body::empty()),
            Self::Http { status, retry_after } => bare(*status, *retry_after),
            Self::Html(status) => html(*status),
            Self::Cut => cut(&real()),
            Self::Huge(bytes) => huge(*bytes),
            Self::Redirect(address) => redirect(address, endpoint),
            Self::Code(code) => json_reply(&coded(endpoint, code), None),
            Self::WrongTypes => json_reply(&with_body(real(), wrong_types), None),
            Self::ItemForItems => json_reply(&with_body(real(), item_for_items), None),
        };
        set_date(&mut response, date);
        response
    }
}

fn coded(endpoint: Endpoint, code: &str) -> Reply {
    match endpoint.vendor() {
        Vendor::Sobot => sobot::coded(if code == "0" { "000000" } else { code }),
        Vendor::Nxcloud => nxcloud::coded(code),
    }
}

fn with_body(reply: Reply, change: fn(Value) -> Value) -> Reply {
    Reply { body: change(reply.body), ..reply }
}

fn with_status(status: u16, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response
}

fn bare(status: u16, retry_after: Option<u64>) -> Response<Body> {
    let mut response = with_status(status, Body::empty());
    if let Some(seconds) = retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn html(status: u16) -> Response<Body> {
    let page = "<html><head><title>Gateway</title></head><body><h1>The page is not available</h1></body></html>\n";
    let mut response = with_status(status, Body::from(page));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response
}

/// The head announces the whole body; the connection ends in the middle of it.
fn cut(reply: &Reply) -> Response<Body> {
    let whole = serde_json::to_vec(&reply.body).unwrap_or_default();
    let half = Bytes::copy_from_slice(&whole[..whole.len() / 2]);
    let end = async {
        // Time for the half to leave: the server flushes whenever the body has nothing ready.
        tokio::task::yield_now().await;
        Err(std::io::Error::from(std::io::ErrorKind::ConnectionAborted))
    };
    let parts = stream::iter([Ok(half)]).chain(stream::once(end));
    let mut response = with_status(reply.status, Body::from_stream(parts));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json;charset=UTF-8"));
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(whole.len()));
    response
}

/// Valid JSON of so many bytes, made as it is read.
fn huge(bytes: u64) -> Response<Body> {
    let (head, tail) = (&b"{\"ret_msg\":\""[..], &b"\"}"[..]);
    let filling = bytes.saturating_sub((head.len() + tail.len()) as u64);
    let chunk = Bytes::from(vec![b'x'; CHUNK]);
    let chunks = stream::unfold(filling, move |left| {
        let size = left.min(CHUNK as u64);
        let piece = chunk.slice(..size as usize);
        async move { (size > 0).then_some((Ok::<_, std::io::Error>(piece), left - size)) }
    });
    let whole = stream::iter([Ok(Bytes::from_static(head))]);
    let end = stream::iter([Ok(Bytes::from_static(tail))]);
    let mut response = with_status(200, Body::from_stream(whole.chain(chunks).chain(end)));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json;charset=UTF-8"));
    response
}

fn redirect(address: &str, endpoint: Endpoint) -> Response<Body> {
    let target = format!("{}{}", address.trim_end_matches('/'), endpoint.path());
    let mut response = with_status(302, Body::empty());
    if let Ok(target) = HeaderValue::from_str(&target) {
        response.headers_mut().insert(header::LOCATION, target);
    }
    response
}

/// Swaps the type of every value, at every depth.
fn wrong_types(value: Value) -> Value {
    match value {
        Value::Object(object) => object.into_iter().map(|(key, value)| (key, wrong_types(value))).collect(),
        Value::Array(list) => Value::Array(list.into_iter().map(wrong_types).collect()),
        Value::Number(number) => Value::String(number.to_string()),
        Value::String(text) => json!([text]),
        other => json!({ "value": other }),
    }
}

fn item_for_items(value: Value) -> Value {
    let Value::Object(object) = value else { return value };
    let swap = |key: String| match key.as_str() {
        "items" => "item".to_owned(),
        "item" => "items".to_owned(),
        _ => key,
    };
    object.into_iter().map(|(key, value)| (swap(key), value)).collect()
}
