//! What no vendor has: a look at the books from outside, for tests and rehearsals.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State as Shared;
use axum::http::{HeaderValue, Response, StatusCode, Uri, header};
use serde::Serialize;

use super::call::Sandbox;
use super::store::StoreError;

/// `GET /_sandbox/state`: the figures.
pub(super) async fn state(Shared(sandbox): Shared<Arc<Sandbox>>) -> Response<Body> {
    shown(&sandbox.store().state())
}

/// `GET /_sandbox/accepted[?least=N]`: every recipient and message that was accepted, with how
/// often; `least=2` shows what was accepted twice.
pub(super) async fn accepted(Shared(sandbox): Shared<Arc<Sandbox>>, uri: Uri) -> Response<Body> {
    let least = number(&uri, "least").unwrap_or(1);
    shown(&sandbox.store().accepted(least))
}

/// `GET /_sandbox/webhooks[?since=MILLISECONDS]`: the callbacks that both vendors would have sent by
/// now, one a line.
pub(super) async fn webhooks(Shared(sandbox): Shared<Arc<Sandbox>>, uri: Uri) -> Response<Body> {
    let since = number(&uri, "since").unwrap_or(0);
    let now = sandbox.clock.now();
    match sandbox.store().webhooks(since, now) {
        Ok(callbacks) => {
            let lines: String = callbacks.iter().map(|callback| format!("{callback}\n")).collect();
            Response::new(Body::from(lines))
        }
        Err(error) => shown::<()>(&Err(error)),
    }
}

fn number(uri: &Uri, name: &str) -> Option<i64> {
    let query = uri.query().unwrap_or("");
    url::form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name)?.1.parse().ok()
}

fn shown<T: Serialize>(value: &Result<T, StoreError>) -> Response<Body> {
    let (status, body) = match value {
        Ok(value) => (StatusCode::OK, serde_json::to_vec(value).unwrap_or_default()),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string().into_bytes()),
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
