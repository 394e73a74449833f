//! What happens while nobody asks: told to whoever has a terminal, and never waited for.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::mpsc;

/// How many wait to be told; further ones are only counted.
const WAITING: usize = 256;

/// Something to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// As it should be.
    Note(String),
    /// Somebody should look.
    Warning(String),
}

/// Where notices are handed in.
#[derive(Clone)]
pub struct Notices {
    sender: mpsc::Sender<Notice>,
    lost: Arc<AtomicU64>,
}

impl Notices {
    /// Where they are handed in, and where they come out.
    pub fn channel() -> (Self, mpsc::Receiver<Notice>) {
        let (sender, receiver) = mpsc::channel(WAITING);
        (Self { sender, lost: Arc::default() }, receiver)
    }

    /// A note.
    pub fn note(&self, text: impl fmt::Display) {
        self.tell(Notice::Note(text.to_string()));
    }

    /// A warning.
    pub fn warn(&self, text: impl fmt::Display) {
        self.tell(Notice::Warning(text.to_string()));
    }

    /// How many could not be told, because nobody took those before.
    pub fn lost(&self) -> u64 {
        self.lost.load(Ordering::Relaxed)
    }

    fn tell(&self, notice: Notice) {
        if self.sender.try_send(notice).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// An error and its causes in a line.
pub(super) fn described(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let next = error.to_string();
        if !text.ends_with(&next) {
            text.push_str(": ");
            text.push_str(&next);
        }
        cause = error.source();
    }
    text
}
