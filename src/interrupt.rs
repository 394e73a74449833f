//! Ctrl-C, SIGTERM and SIGHUP while something is in flight: the first is noted and waited out, a second
//! one leaves at once.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::platform::signals::{Heard, Signals};
use crate::vendor::Halt;

/// A signal that asks the process to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Ctrl-C.
    Interrupt,
    /// SIGTERM, or SIGHUP when the terminal goes away.
    Terminate,
}

impl Signal {
    /// The exit code it asks for.
    pub fn exit(self) -> Exit {
        match self {
            Self::Interrupt => Exit::Interrupted,
            Self::Terminate => Exit::Terminated,
        }
    }
}

/// Listens for signals from the moment it is made; lives on the runtime's one thread.
#[derive(Clone)]
pub struct Interrupt {
    state: Rc<State>,
}

#[derive(Default)]
struct State {
    caught: Cell<Option<Signal>>,
    notify: Notify,
    /// When the first SIGHUP came.
    hung_up: Cell<Option<Instant>>,
}

/// A terminal that goes away sends SIGHUP more than once, by the kernel and by its shell: within this time they are one.
const TOGETHER: Duration = Duration::from_millis(500);

impl Interrupt {
    /// Starts to listen; to be called inside the runtime's `LocalSet`.
    pub fn listen() -> Result<Self> {
        LETHAL.store(false, Ordering::SeqCst);
        let state = Rc::new(State::default());
        let listening = Self { state: Rc::clone(&state) };
        let mut signals =
            Signals::listen().map_err(|error| Error::io("signals cannot be listened for").source(error))?;
        tokio::task::spawn_local(async move {
            loop {
                match signals.next().await {
                    Heard::Interrupt => state.catch(Signal::Interrupt),
                    Heard::Terminate => state.catch(Signal::Terminate),
                    Heard::Hangup => state.hang_up(Instant::now()),
                }
            }
        });
        Ok(listening)
    }

    /// The first signal that came, as the exit code it asks for.
    pub fn caught(&self) -> Option<Exit> {
        self.state.caught.get().map(Signal::exit)
    }

    /// The first signal that came, also one that came together with the last answer: the listener
    /// gets its turn before the question is answered.
    pub async fn settled(&self) -> Option<Exit> {
        for _ in 0..3 {
            tokio::task::yield_now().await;
        }
        self.caught()
    }

    /// Waits for the first signal, and gives the exit code it asks for.
    pub async fn wait(&self) -> Exit {
        self.signal().await.exit()
    }

    /// Waits for the first signal.
    pub async fn signal(&self) -> Signal {
        loop {
            let notified = self.state.notify.notified();
            if let Some(signal) = self.state.caught.get() {
                return signal;
            }
            notified.await;
        }
    }
}

/// Whether a signal ends the process at once: between a question and the work that listens again.
static LETHAL: AtomicBool = AtomicBool::new(false);

/// Gives signals their effect back after something listened, until something listens again: what was listened for once
/// is never left to the system again, and a list that is read or a question on the terminal would not hear Ctrl-C.
pub fn release() {
    static WATCH: Once = Once::new();
    WATCH.call_once(|| {
        let (ready, is_ready) = std::sync::mpsc::channel::<()>();
        let watch = move || {
            let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
            let watching = async {
                let interrupt = Interrupt::listen()?;
                drop(ready);
                loop {
                    let signal = interrupt.wait().await;
                    if LETHAL.load(Ordering::SeqCst) {
                        leave(signal);
                    }
                    interrupt.state.caught.set(None);
                }
            };
            let _: Result<()> = tokio::task::LocalSet::new().block_on(&runtime, watching);
        };
        // Without a thread to spare the signal waits for whoever listens next.
        if std::thread::Builder::new().name("signals".to_owned()).spawn(watch).is_ok() {
            let _ = is_ready.recv();
        }
    });
    LETHAL.store(true, Ordering::SeqCst);
}

/// Ends the process at once.
#[expect(clippy::exit, reason = "the signal asks for no more work, and main is busy or waits for a person")]
fn leave(signal: Exit) -> ! {
    std::process::exit(i32::from(signal.code()))
}

/// Listens while nothing runs that could: for work that reads files and sorts for long. The first signal is kept until
/// it is asked for; a second one leaves at once, whatever the work is at.
pub struct Listener {
    told: std::sync::mpsc::Receiver<Exit>,
    first: Cell<Option<Exit>>,
    /// Dropped with the listener, which ends its thread.
    _stay: tokio::sync::oneshot::Sender<()>,
}

impl Listener {
    /// Starts to listen, on a thread of its own.
    ///
    /// # Errors
    /// When the machine starts no further thread, or signals cannot be listened for.
    pub fn start() -> Result<Self> {
        let (tell, told) = std::sync::mpsc::channel();
        let (ready, started) = std::sync::mpsc::channel();
        let (stay, gone) = tokio::sync::oneshot::channel::<()>();
        let starved = |error| Error::io("this machine starts no further thread").source(error);
        let listen = move || {
            let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
                Ok(runtime) => runtime,
                Err(error) => return drop(ready.send(Err(starved(error)))),
            };
            tokio::task::LocalSet::new().block_on(&runtime, async {
                let interrupt = match Interrupt::listen() {
                    Ok(interrupt) => interrupt,
                    Err(error) => return drop(ready.send(Err(error))),
                };
                drop(ready.send(Ok(())));
                let first = async {
                    let _ = tell.send(interrupt.wait().await);
                    std::future::pending::<()>().await;
                };
                tokio::select! {
                    () = first => {}
                    _ = gone => {}
                }
            });
        };
        std::thread::Builder::new().name("signals".to_owned()).spawn(listen).map_err(starved)?;
        match started.recv() {
            Ok(listening) => listening?,
            Err(_) => return Err(Error::io("signals cannot be listened for")),
        }
        Ok(Self { told, first: Cell::new(None), _stay: stay })
    }

    /// The first signal that came, as the exit code it asks for.
    pub fn caught(&self) -> Option<Exit> {
        self.pause(Duration::ZERO)
    }

    /// Waits so long, or until the first signal came.
    pub fn pause(&self, wait: Duration) -> Option<Exit> {
        if self.first.get().is_none()
            && let Ok(signal) = self.told.recv_timeout(wait)
        {
            self.first.set(Some(signal));
        }
        self.first.get()
    }
}

/// What follows the work is printed by nobody who listens. Behind a signal only its end is told, which the same signal must
/// not cut short.
impl Drop for Listener {
    fn drop(&mut self) {
        if self.caught().is_none() {
            release();
        }
    }
}

impl Halt for Interrupt {
    fn halted(&self) -> bool {
        self.caught().is_some()
    }

    fn wait(&self) -> Pin<Box<dyn Future<Output = ()> + '_>> {
        Box::pin(async {
            Self::wait(self).await;
        })
    }
}

impl State {
    fn catch(&self, signal: Signal) {
        if self.caught.get().is_some() {
            // A second signal asks to leave at once, in whatever state things are.
            leave(signal.exit());
        }
        self.note(signal);
    }

    /// A hangup does not hurry behind another signal, nor when it comes twice together.
    fn hang_up(&self, now: Instant) {
        match self.hung_up.get() {
            Some(first) if hurries(first, now) => leave(Signal::Terminate.exit()),
            Some(_) => {}
            None => self.hung_up.set(Some(now)),
        }
        self.note(Signal::Terminate);
    }

    fn note(&self, signal: Signal) {
        if self.caught.get().is_none() {
            self.caught.set(Some(signal));
            self.notify.notify_waiters();
        }
    }
}

/// Whether a further hangup is a wish of its own.
fn hurries(first: Instant, now: Instant) -> bool {
    now.duration_since(first) >= TOGETHER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hangup_behind_another_signal_does_not_hurry() {
        let state = State::default();
        state.note(Signal::Interrupt);
        state.hang_up(Instant::now());
        assert_eq!(state.caught.get(), Some(Signal::Interrupt));
    }

    /// A second SIGHUP was void; but that of the shell behind that of the kernel is the same one.
    #[test]
    fn a_second_hangup_leaves_at_once_unless_both_come_together() {
        let first = Instant::now();
        assert!(!hurries(first, first) && !hurries(first, first + Duration::from_millis(100)));
        assert!(hurries(first, first + Duration::from_secs(1)));
    }
}
