//! The streams of a process: whether anybody reads them, and whether colours are understood.

use std::io::Stdout;

/// Whether the other end of a pipe is closed. A file or a terminal has none. On Windows only a write tells it.
#[cfg(unix)]
pub fn is_abandoned(stdout: &Stdout) -> bool {
    use rustix::event::{PollFd, PollFlags, poll};
    let mut ends = [PollFd::new(stdout, PollFlags::empty())];
    let told = poll(&mut ends, Some(&rustix::event::Timespec::default()));
    told.is_ok() && ends[0].revents().intersects(PollFlags::ERR | PollFlags::HUP)
}

/// Whether the other end of a pipe is closed. On Windows only a write tells it.
#[cfg(not(unix))]
pub fn is_abandoned(_: &Stdout) -> bool {
    false
}

/// Whether a terminal takes SGR codes for colours. A console of Windows is asked to, once.
#[cfg(not(windows))]
pub fn takes_colours() -> bool {
    true
}

/// Whether a terminal takes SGR codes for colours: a console from before Windows 10 does not.
#[cfg(windows)]
pub fn takes_colours() -> bool {
    static ENABLED: std::sync::OnceLock<bool> = std::sync::OnceLock::new();
    // None: it is no console of Windows, but a terminal such as that of MSYS, which takes them.
    *ENABLED.get_or_init(|| anstyle_query::windows::enable_ansi_colors().unwrap_or(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_reads_the_tests_is_there() {
        assert!(!is_abandoned(&std::io::stdout()));
    }

    #[test]
    fn colours_are_decided_once() {
        assert_eq!(takes_colours(), takes_colours());
    }
}
