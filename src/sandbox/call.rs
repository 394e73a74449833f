//! One call, from the request to the reply: count it, let the faults interfere, answer it within the
//! store, and reply only when what was accepted is committed.

use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header, request::Parts};
use tokio::sync::{Notify, oneshot};

use super::clock::Clock;
use super::connection::Switch;
use super::endpoint::{Endpoint, Vendor};
use super::fault::{Faults, Plan, Trouble};
use super::random::Random;
use super::reply::Reply;
use super::store::{Db, Store, StoreError};
use super::{nxcloud, sobot};

/// The largest request body that is read.
const LARGEST_BODY: usize = 16 << 20;

/// Everything the calls share.
pub(super) struct Sandbox {
    pub(super) store: Mutex<Store>,
    pub(super) clock: Clock,
    faults: Mutex<Faults>,
    random: Mutex<Random>,
    /// A group of writes has begun and wants its commit.
    begun: Notify,
}

/// A request with its body.
pub(super) struct Request<'a> {
    pub(super) query: &'a str,
    pub(super) headers: &'a HeaderMap,
    pub(super) body: &'a [u8],
}

impl Request<'_> {
    /// A header's value; none when it is absent, empty or not text.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok().filter(|value| !value.is_empty())
    }

    /// A parameter of the query; none when it is absent or empty.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        url::form_urlencoded::parse(self.query.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
            .filter(|value| !value.is_empty())
    }
}

/// What a call may use while it is answered.
pub(super) struct Turn<'a> {
    pub(super) db: Db<'a>,
    /// The vendor's clock, in epoch milliseconds.
    pub(super) now: i64,
    pub(super) random: &'a mut Random,
    /// A list's pages are no larger than this, whatever was asked for.
    pub(super) largest_page: Option<i64>,
}

impl Sandbox {
    pub(super) fn new(store: Store, clock: Clock, faults: Faults, seed: Option<u64>) -> Self {
        let random = Random::new(seed.unwrap_or_else(|| fastrand::u64(..)));
        Self {
            store: Mutex::new(store),
            clock,
            faults: Mutex::new(faults),
            random: Mutex::new(random),
            begun: Notify::new(),
        }
    }

    /// The store. A panic elsewhere leaves no half of anything in it: its transaction was not committed.
    pub(super) fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Commits groups as they begin, for ever. The pause lets every call that is ready join the group.
    pub(super) async fn commit_groups(&self) {
        loop {
            self.begun.notified().await;
            tokio::task::yield_now().await;
            // A commit that fails tells everybody in its group by dropping their senders.
            let _ = self.store().commit();
        }
    }

    /// Answers one request.
    pub(super) async fn answer(&self, switch: Switch, parts: Parts, body: Body) -> Response<Body> {
        let Some(endpoint) = Endpoint::at(parts.uri.path()) else {
            return plain(StatusCode::NOT_FOUND, "no such call; see docs/sandbox.md");
        };
        if parts.method.as_str() != if endpoint.is_get() { "GET" } else { "POST" } {
            return plain(StatusCode::METHOD_NOT_ALLOWED, "another method is documented for this call");
        }
        let Ok(body) = axum::body::to_bytes(body, LARGEST_BODY).await else {
            return plain(StatusCode::PAYLOAD_TOO_LARGE, "the body is larger than 16 MiB, or ended early");
        };
        self.store().count(endpoint);
        let plan = self.faults.lock().unwrap_or_else(PoisonError::into_inner).plan(endpoint, self.clock.now());
        if !plan.latency.is_zero() {
            tokio::time::sleep(plan.latency).await;
        }
        let now = self.clock.now() + plan.skew;
        let date = http_date(now);
        if let Some(trouble) = &plan.before {
            return trouble_reply(trouble, endpoint, &switch, None, date).await;
        }
        let request = Request { query: parts.uri.query().unwrap_or(""), headers: &parts.headers, body: &body };
        let reply = match self.carry_out(endpoint, &request, &plan, now).await {
            Ok(reply) => reply,
            Err(error) => return plain(StatusCode::INSUFFICIENT_STORAGE, &error),
        };
        match &plan.after {
            Some(trouble) => trouble_reply(trouble, endpoint, &switch, Some(reply), date).await,
            None => json_reply(&reply, date),
        }
    }

    /// Answers within the store and waits until that is committed.
    async fn carry_out(
        &self,
        endpoint: Endpoint,
        request: &Request<'_>,
        plan: &Plan,
        now: i64,
    ) -> Result<Reply, String> {
        let entered = self.enter(endpoint, request, plan, now).map_err(|error| describe(&error))?;
        if let Some(committed) = entered.committed {
            self.begun.notify_one();
            if committed.await.is_err() {
                return Err("the store could not be written".into());
            }
        }
        Ok(entered.reply)
    }

    fn enter(&self, endpoint: Endpoint, request: &Request<'_>, plan: &Plan, now: i64) -> Result<Entered, StoreError> {
        let mut random = self.random.lock().unwrap_or_else(PoisonError::into_inner);
        let mut store = self.store();
        let work = |db: Db<'_>| {
            let mut turn = Turn { db, now, random: &mut random, largest_page: plan.largest_page };
            if plan.expire_token {
                turn.db.expire_token(now)?;
            }
            let reply = match endpoint.vendor() {
                Vendor::Sobot => sobot::answer(endpoint, request, &mut turn)?,
                Vendor::Nxcloud => nxcloud::answer(endpoint, request, &mut turn)?,
            };
            Ok(Entered { reply, committed: None })
        };
        if endpoint.lists() && !plan.expire_token {
            store.read(work)
        } else {
            let (entered, committed) = store.write(work)?;
            Ok(Entered { committed: Some(committed), ..entered })
        }
    }
}

/// A call that was answered within the store.
struct Entered {
    reply: Reply,
    /// Hears of the commit, when something was written.
    committed: Option<oneshot::Receiver<()>>,
}

/// An error and its causes in a line.
fn describe(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

/// The reply when something interferes. `reply` is the real one, when the call was carried out.
async fn trouble_reply(
    trouble: &Trouble,
    endpoint: Endpoint,
    switch: &Switch,
    reply: Option<Reply>,
    date: Option<HeaderValue>,
) -> Response<Body> {
    match trouble {
        Trouble::Hang => std::future::pending().await,
        Trouble::Reset => {
            switch.break_connection();
            Response::new(Body::empty())
        }
        _ => trouble.reply(endpoint, reply, date),
    }
}

/// A JSON body with the vendor's date.
pub(super) fn json_reply(reply: &Reply, date: Option<HeaderValue>) -> Response<Body> {
    let bytes = serde_json::to_vec(&reply.body).unwrap_or_default();
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json;charset=UTF-8"));
    set_date(&mut response, date);
    response
}

/// The vendor's date in place of the machine's.
pub(super) fn set_date(response: &mut Response<Body>, date: Option<HeaderValue>) {
    if let Some(date) = date {
        response.headers_mut().insert(header::DATE, date);
    }
}

fn plain(status: StatusCode, text: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(Bytes::copy_from_slice(text.as_bytes())));
    *response.status_mut() = status;
    response
}

/// The `Date` header of an instant.
fn http_date(now: i64) -> Option<HeaderValue> {
    let instant = jiff::Timestamp::from_millisecond(now).ok()?;
    let text = instant.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    HeaderValue::from_str(&text).ok()
}
