//! The server's life: bind, serve on a thread with its own runtime, stop.

use std::fs::File;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use axum::Router;
use axum::extract::{ConnectInfo, Request, State as Shared};
use axum::http::Response;
use axum::routing::get;
use tokio::sync::{oneshot, watch};

use super::call::Sandbox;
use super::clock::Clock;
use super::connection::{Door, Switch};
use super::fault::{Fault, Faults};
use super::introspection;
use super::postman::{self, Mail};
use super::store::{Accepted, State, Store, StoreError};

/// How a sandbox runs.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where it listens; port 0 picks a free one.
    pub addr: SocketAddr,
    /// What it does wrong.
    pub faults: Vec<Fault>,
    /// The vendors' clock.
    pub clock: Clock,
    /// Where callbacks are sent.
    pub mail: Mail,
    /// Makes what is left to chance the same every time.
    pub seed: Option<u64>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            addr: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            faults: Vec::new(),
            clock: Clock::System,
            mail: Mail::default(),
            seed: None,
        }
    }
}

/// The sandbox could not be started.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Its store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Its address.
    #[error("the sandbox could not listen on `{addr}`")]
    Listen {
        /// Where it should.
        addr: SocketAddr,
        /// Why it could not.
        #[source]
        source: io::Error,
    },
    /// Its thread or runtime.
    #[error("the sandbox could not be started")]
    Start(#[source] io::Error),
}

/// A sandbox that serves until it is dropped.
pub struct Running {
    addr: SocketAddr,
    sandbox: Arc<Sandbox>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Starts a sandbox whose store is below `state_dir`. It serves on a thread with a runtime of its
/// own: the caller's runtime may be busy, or none.
pub fn start(state_dir: &Path, options: Options) -> Result<Running, Error> {
    let store = Store::open(state_dir, options.clock.now())?;
    let lock = if options.mail.is_wanted() { Some(postman::lock_file(state_dir).map_err(Error::Start)?) } else { None };
    serve(store, options, lock)
}

/// Starts a sandbox that forgets everything and writes nothing: for dry runs and tests.
pub fn start_in_memory(options: Options) -> Result<Running, Error> {
    let store = Store::in_memory(options.clock.now())?;
    serve(store, options, None)
}

fn serve(store: Store, options: Options, lock: Option<File>) -> Result<Running, Error> {
    let listen = |source| Error::Listen { addr: options.addr, source };
    let listener = TcpListener::bind(options.addr).map_err(listen)?;
    listener.set_nonblocking(true).map_err(listen)?;
    let addr = listener.local_addr().map_err(listen)?;
    let sandbox = Arc::new(Sandbox::new(store, options.clock, Faults::new(options.faults), options.seed));
    let mail = options.mail;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Error::Start)?;
    let (stop, stopped) = oneshot::channel();
    let shared = Arc::clone(&sandbox);
    let thread = thread::Builder::new()
        .name("sandbox".into())
        .spawn(move || {
            runtime.block_on(run(listener, &shared, stopped, (mail, lock)));
            // Connections that are still open end here, whatever their calls were waiting for.
            runtime.shutdown_background();
            // Nobody is left to be told.
            let _ = shared.store().flush();
        })
        .map_err(Error::Start)?;
    Ok(Running { addr, sandbox, stop: Some(stop), thread: Some(thread) })
}

async fn run(
    listener: TcpListener,
    sandbox: &Arc<Sandbox>,
    stopped: oneshot::Receiver<()>,
    (mail, lock): (Mail, Option<File>),
) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let router = Router::new()
        .route("/_sandbox/state", get(introspection::state))
        .route("/_sandbox/accepted", get(introspection::accepted))
        .route("/_sandbox/webhooks", get(introspection::webhooks))
        .fallback(answer)
        .with_state(Arc::clone(sandbox));
    let service = router.into_make_service_with_connect_info::<Switch>();
    let served = axum::serve(Door::new(listener), service).into_future();
    let (_stop, end) = watch::channel(false);
    let bring = async {
        if mail.is_wanted() {
            postman::deliver(sandbox, &mail, lock, end).await;
        }
        std::future::pending().await
    };
    tokio::select! {
        _ = served => {}
        () = sandbox.commit_groups() => {}
        () = bring => {}
        _ = stopped => {}
    }
}

async fn answer(
    Shared(sandbox): Shared<Arc<Sandbox>>,
    ConnectInfo(switch): ConnectInfo<Switch>,
    request: Request,
) -> Response<axum::body::Body> {
    let (parts, body) = request.into_parts();
    sandbox.answer(switch, parts, body).await
}

impl Running {
    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// The base URL of Sobot's calls.
    pub fn sobot_url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// The base URL of NXCloud's calls.
    pub fn nxcloud_url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// The figures of the store.
    pub fn state(&self) -> Result<State, StoreError> {
        self.sandbox.store().state()
    }

    /// The callbacks that Sobot would have forwarded after `since` (epoch milliseconds) and until now.
    pub fn webhooks(&self, since: i64) -> Result<Vec<serde_json::Value>, StoreError> {
        self.sandbox.store().webhooks(since, self.sandbox.clock.now())
    }

    /// What was accepted at least `least` times.
    pub fn accepted(&self, least: i64) -> Result<Vec<Accepted>, StoreError> {
        self.sandbox.store().accepted(least)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl std::fmt::Debug for Running {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Running").field("addr", &self.addr).finish_non_exhaustive()
    }
}
