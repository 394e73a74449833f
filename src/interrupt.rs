//! Ctrl-C and SIGTERM while something is in flight: the first is noted and waited out, a second
//! Ctrl-C leaves at once.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use tokio::sync::Notify;

use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::vendor::Halt;

/// Listens for signals from the moment it is made; lives on the runtime's one thread.
#[derive(Clone)]
pub struct Interrupt {
    state: Rc<State>,
}

struct State {
    caught: Cell<Option<Exit>>,
    notify: Notify,
}

impl Interrupt {
    /// Starts to listen; to be called inside the runtime's `LocalSet`.
    pub fn listen() -> Result<Self> {
        let state = Rc::new(State { caught: Cell::new(None), notify: Notify::new() });
        let listening = Self { state: Rc::clone(&state) };
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            let failed = |error| Error::io("signals cannot be listened for").source(error);
            let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
            let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
            tokio::task::spawn_local(async move {
                loop {
                    let exit = tokio::select! {
                        _ = interrupt.recv() => Exit::Interrupted,
                        _ = terminate.recv() => Exit::Terminated,
                    };
                    state.catch(exit);
                }
            });
        }
        #[cfg(not(unix))]
        tokio::task::spawn_local(async move {
            while tokio::signal::ctrl_c().await.is_ok() {
                state.catch(Exit::Interrupted);
            }
        });
        Ok(listening)
    }

    /// The first signal that came, as the exit code it asks for.
    pub fn caught(&self) -> Option<Exit> {
        self.state.caught.get()
    }

    /// The first signal that came, also one that came together with the last answer: the listener
    /// gets its turn before the question is answered.
    pub async fn settled(&self) -> Option<Exit> {
        for _ in 0..3 {
            tokio::task::yield_now().await;
        }
        self.caught()
    }

    /// Waits for the first signal.
    pub async fn wait(&self) -> Exit {
        loop {
            let notified = self.state.notify.notified();
            if let Some(exit) = self.caught() {
                return exit;
            }
            notified.await;
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
    fn catch(&self, exit: Exit) {
        if self.caught.get().is_some() {
            // A second signal asks to leave at once, in whatever state things are.
            std::process::exit(i32::from(exit.code()));
        }
        self.caught.set(Some(exit));
        self.notify.notify_waiters();
    }
}
