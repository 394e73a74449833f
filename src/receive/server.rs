//! The listener's life: it binds, serves on threads of its own, and ends after answering what it had taken.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use bytes::Bytes;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

use super::body;
use super::connection::{Connections, Guard};
use super::directory::{Directory, DirectoryError};
use super::limits;
use super::notice::Notices;
use super::service::{Answers, Counts, Desk};
use super::tls::TlsFiles;
use super::writer::{Clock, LARGEST_FILE, Place, Writer};

/// More threads than this only take turns at the one disk.
const THREADS: usize = 4;

/// After an accept that failed for want of descriptors.
const PAUSE: Duration = Duration::from_millis(20);

/// How a listener runs.
pub struct Options {
    /// Where it listens; port 0 takes a free one.
    pub addr: SocketAddr,
    /// What it answers.
    pub answers: Answers,
    /// For https.
    pub tls: Option<TlsFiles>,
    /// Listens on a second address too, without TLS, that only this machine reaches.
    pub inner: bool,
}

/// Why there is no listener.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Its captures.
    #[error(transparent)]
    Captures(#[from] DirectoryError),
    /// Its address.
    #[error("nothing can be received on `{addr}`")]
    Address {
        /// Where it should listen.
        addr: SocketAddr,
        /// Why it cannot.
        #[source]
        source: io::Error,
    },
    /// Threads or their runtimes.
    #[error("the listener could not be started")]
    Thread(#[source] io::Error),
}

/// How often what was answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// 200.
    pub taken: u64,
    /// 401, 408 or 413.
    pub refused: u64,
    /// 503.
    pub unwritten: u64,
}

/// A listener at work.
pub struct Listener {
    addr: SocketAddr,
    inner: Option<SocketAddr>,
    counts: Arc<Counts>,
    stop: watch::Sender<bool>,
    threads: Vec<JoinHandle<()>>,
    writer: Writer,
}

impl Listener {
    /// Starts to listen; captures go into `directory`.
    ///
    /// # Errors
    /// When the address is taken, the captures cannot be opened, or no threads can be had.
    pub fn start(directory: Directory, options: Options, notices: Notices) -> Result<Self, StartError> {
        Self::start_at(directory, options, notices, Arc::new(jiff::Timestamp::now))
    }

    pub(super) fn start_at(
        directory: Directory,
        options: Options,
        notices: Notices,
        clock: Clock,
    ) -> Result<Self, StartError> {
        let listen = |source| StartError::Address { addr: options.addr, source };
        let socket = TcpListener::bind(options.addr).map_err(listen)?;
        socket.set_nonblocking(true).map_err(listen)?;
        let addr = socket.local_addr().map_err(listen)?;
        let spool = body::spool(directory.path());
        let writer = Writer::start(directory, Arc::clone(&clock), LARGEST_FILE, notices.clone())?;
        let counts = Arc::new(Counts::default());
        let threads = thread::available_parallelism().map_or(1, usize::from).min(THREADS);
        let shared = Arc::new(Shared {
            desk: Desk {
                reply: Bytes::from(options.answers.reply.clone()),
                answers: options.answers,
                spool,
                hand: writer.hand.clone(),
                clock,
                counts: Arc::clone(&counts),
            },
            tls: options.tls,
            notices,
            most: (limits::connections() / threads).max(1),
        });
        let (stop, stopped) = watch::channel(false);
        let mut threads = (0..threads)
            .map(|_| {
                let socket = socket.try_clone().map_err(StartError::Thread)?;
                serve_on_thread(socket, Arc::clone(&shared), stopped.clone(), true)
            })
            .collect::<Result<Vec<_>, _>>()?;
        let mut inner = None;
        if options.inner {
            let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(listen)?;
            socket.set_nonblocking(true).map_err(listen)?;
            inner = Some(socket.local_addr().map_err(listen)?);
            threads.push(serve_on_thread(socket, shared, stopped, false)?);
        }
        Ok(Self { addr, inner, counts, stop, threads, writer })
    }

    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// The second address, if there is one.
    pub fn inner(&self) -> Option<SocketAddr> {
        self.inner
    }

    /// How far the captures are on disk.
    pub fn committed(&self) -> watch::Receiver<Place> {
        self.writer.committed.clone()
    }

    /// Takes no more, answers what was taken, and ends.
    pub fn end(self) -> Figures {
        self.stop.send_replace(true);
        for thread in self.threads {
            // A panic was told where it happened.
            let _ = thread.join();
        }
        self.writer.join();
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        Figures {
            taken: read(&self.counts.taken),
            refused: read(&self.counts.refused),
            unwritten: read(&self.counts.unwritten),
        }
    }
}

/// What all threads share.
struct Shared {
    desk: Desk,
    tls: Option<TlsFiles>,
    notices: Notices,
    /// Connections of one thread.
    most: usize,
}

fn serve_on_thread(
    socket: TcpListener,
    shared: Arc<Shared>,
    stopped: watch::Receiver<bool>,
    with_tls: bool,
) -> Result<JoinHandle<()>, StartError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(StartError::Thread)?;
    thread::Builder::new()
        .name("listener".into())
        .spawn(move || {
            let local = tokio::task::LocalSet::new();
            local.block_on(&runtime, serve(socket, shared, stopped, with_tls));
        })
        .map_err(StartError::Thread)
}

async fn serve(socket: TcpListener, shared: Arc<Shared>, mut stopped: watch::Receiver<bool>, with_tls: bool) {
    let Ok(socket) = tokio::net::TcpListener::from_std(socket) else { return };
    let connections = Connections::default();
    let mut tasks = JoinSet::new();
    let mut end = stopped.clone();
    loop {
        tokio::select! {
            _ = end.wait_for(|stop| *stop) => break,
            accepted = socket.accept() => match accepted {
                Ok((stream, _)) => {
                    if connections.count() >= shared.most {
                        connections.give_one_up();
                    }
                    let guard = connections.enter();
                    tasks.spawn_local(connection(stream, guard, Arc::clone(&shared), stopped.clone(), with_tls));
                }
                // Out of descriptors, or the sender was gone before we looked: neither ends the listener.
                Err(_) => {
                    connections.give_one_up();
                    tokio::time::sleep(PAUSE).await;
                }
            },
            Some(_) = tasks.join_next() => {}
        }
    }
    drop(socket);
    let _ = stopped.borrow_and_update();
    let rest = async { while tasks.join_next().await.is_some() {} };
    let _ = tokio::time::timeout(limits::GRACE, rest).await;
}

async fn connection(
    stream: TcpStream,
    guard: Guard,
    shared: Arc<Shared>,
    stopped: watch::Receiver<bool>,
    with_tls: bool,
) {
    // Answers are small, and nothing follows them to wait for.
    let _ = stream.set_nodelay(true);
    let Some(tls) = shared.tls.as_ref().filter(|_| with_tls) else {
        return talk(stream, guard, &shared, stopped).await;
    };
    let acceptor = TlsAcceptor::from(tls.current(&shared.notices));
    let turn = Rc::clone(&guard.turn);
    let handshake = tokio::select! {
        shaken = tokio::time::timeout(limits::HANDSHAKE, acceptor.accept(stream)) => shaken,
        () = turn.given_up() => return,
    };
    if let Ok(Ok(stream)) = handshake {
        talk(stream, guard, &shared, stopped).await;
    }
}

/// Serves one connection to its end. What is wrong with it concerns its sender alone.
async fn talk(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    guard: Guard,
    shared: &Shared,
    mut stopped: watch::Receiver<bool>,
) {
    let turn = &guard.turn;
    let service = service_fn(|request| shared.desk.answer(turn, request));
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits::HEAD_TIME)
        .max_buf_size(limits::HEAD)
        .max_headers(limits::HEADERS)
        // A sender may close its side behind the request and still wait for the answer.
        .half_close(true)
        .serve_connection(TokioIo::new(stream), service);
    let mut served = std::pin::pin!(served);
    tokio::select! {
        _ = served.as_mut() => return,
        () = turn.given_up() => return,
        _ = stopped.wait_for(|stop| *stop) => served.as_mut().graceful_shutdown(),
    }
    let _ = served.await;
}
