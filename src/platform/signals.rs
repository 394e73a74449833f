//! What asks a process to end: signals on Unix, events of the console on Windows.

use std::io;

/// What came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Ctrl-C; on Windows Ctrl-Break too.
    Interrupt,
    /// SIGTERM; on Windows logging off or shutting down.
    Terminate,
    /// The terminal goes away: SIGHUP; on Windows its window is closed.
    Hangup,
}

/// Listens from the moment it is made.
#[cfg(unix)]
pub struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
    hangup: Option<tokio::signal::unix::Signal>,
}

/// Listens from the moment it is made.
#[cfg(windows)]
pub struct Signals {
    interrupt: tokio::signal::windows::CtrlC,
    break_off: tokio::signal::windows::CtrlBreak,
    close: tokio::signal::windows::CtrlClose,
    log_off: tokio::signal::windows::CtrlLogoff,
    shut_down: tokio::signal::windows::CtrlShutdown,
}

/// The same number on every Unix that Rust knows, but on those of MIPS.
#[cfg(unix)]
const SIGXFSZ: i32 = if cfg!(any(target_arch = "mips", target_arch = "mips64")) { 31 } else { 25 };

impl Signals {
    /// Starts to listen; to be called inside a runtime.
    ///
    /// # Errors
    /// When the system lets nobody listen.
    #[cfg(unix)]
    pub fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        // A limit on the size of files is a full disk (EFBIG), not the end of the process.
        drop(signal(SignalKind::from_raw(SIGXFSZ))?);
        let hangup = if hangup_is_ignored() { None } else { Some(signal(SignalKind::hangup())?) };
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())?, hangup })
    }

    /// Starts to listen; to be called inside a runtime.
    ///
    /// # Errors
    /// When the system lets nobody listen.
    #[cfg(windows)]
    pub fn listen() -> io::Result<Self> {
        use tokio::signal::windows::{ctrl_break, ctrl_c, ctrl_close, ctrl_logoff, ctrl_shutdown};
        Ok(Self {
            interrupt: ctrl_c()?,
            break_off: ctrl_break()?,
            close: ctrl_close()?,
            log_off: ctrl_logoff()?,
            shut_down: ctrl_shutdown()?,
        })
    }

    /// Waits for the next one.
    #[cfg(unix)]
    pub async fn next(&mut self) -> Heard {
        let Self { interrupt, terminate, hangup } = self;
        tokio::select! {
            _ = interrupt.recv() => Heard::Interrupt,
            _ = terminate.recv() => Heard::Terminate,
            () = hung_up(hangup) => Heard::Hangup,
        }
    }

    /// Waits for the next one.
    #[cfg(windows)]
    pub async fn next(&mut self) -> Heard {
        tokio::select! {
            _ = self.interrupt.recv() => Heard::Interrupt,
            _ = self.break_off.recv() => Heard::Interrupt,
            _ = self.close.recv() => Heard::Hangup,
            _ = self.log_off.recv() => Heard::Terminate,
            _ = self.shut_down.recv() => Heard::Terminate,
        }
    }
}

#[cfg(unix)]
async fn hung_up(hangup: &mut Option<tokio::signal::unix::Signal>) {
    match hangup {
        Some(hangup) => drop(hangup.recv().await),
        None => std::future::pending().await,
    }
}

/// Whether whoever started the process has it ignore SIGHUP, as `nohup` does: listening would undo that.
/// Where the system does not tell, it is taken for no.
#[cfg(unix)]
fn hangup_is_ignored() -> bool {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return false };
    ignores_hangup(&status)
}

/// SIGHUP is signal 1, the lowest bit of the mask.
#[cfg(unix)]
fn ignores_hangup(status: &str) -> bool {
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_some_and(|mask| mask & 1 == 1)
}

#[cfg(test)]
mod tests {
    #[cfg(unix)]
    #[test]
    fn what_nohup_ignores_stays_ignored() {
        assert!(super::ignores_hangup("Name:\tmsgops\nSigIgn:\t0000000000001001\n"));
        assert!(!super::ignores_hangup("Name:\tmsgops\nSigIgn:\t0000000000001000\n"));
        assert!(!super::ignores_hangup(""));
    }
}
