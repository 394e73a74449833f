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
    let query = uri.query().unwrap_or("");
    let least = url::form_urlencoded::parse(query.as_bytes())
        .find(|(key, _)| key == "least")
        .and_then(|(_, value)| value.parse().ok())
        .unwrap_or(1);
    shown(&sandbox.store().accepted(least))
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
