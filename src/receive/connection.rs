//! Connections of one thread: whose turn it is, and which one is given up when there are too many.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::time::Instant;

use tokio::sync::Notify;

/// One connection: since when we wait for its sender, if we do.
pub(super) struct Turn {
    waits_since: Cell<Option<Instant>>,
    given_up: Notify,
}

impl Turn {
    fn new() -> Self {
        Self { waits_since: Cell::new(Some(Instant::now())), given_up: Notify::new() }
    }

    /// The request is whole: it is ours to answer.
    pub(super) fn received(&self) {
        self.waits_since.set(None);
    }

    /// It is answered, and the next one is the sender's to send.
    pub(super) fn answered(&self) {
        self.waits_since.set(Some(Instant::now()));
    }

    /// Ends when the connection is wanted for somebody else.
    pub(super) async fn given_up(&self) {
        self.given_up.notified().await;
    }
}

/// The open connections.
#[derive(Clone, Default)]
pub(super) struct Connections {
    open: Rc<RefCell<HashMap<u64, Rc<Turn>>>>,
    next: Rc<Cell<u64>>,
}

impl Connections {
    /// How many are open.
    pub(super) fn count(&self) -> usize {
        self.open.borrow().len()
    }

    /// A new connection; it counts until the guard is dropped.
    pub(super) fn enter(&self) -> Guard {
        let id = self.next.replace(self.next.get() + 1);
        let turn = Rc::new(Turn::new());
        self.open.borrow_mut().insert(id, Rc::clone(&turn));
        Guard { connections: self.clone(), id, turn }
    }

    /// Gives up the connection whose sender has let us wait longest; none when all are ours to answer.
    pub(super) fn give_one_up(&self) -> bool {
        let mut open = self.open.borrow_mut();
        let waiting = open.iter().filter_map(|(id, turn)| Some((turn.waits_since.get()?, *id)));
        let Some((_, id)) = waiting.min() else { return false };
        if let Some(turn) = open.remove(&id) {
            turn.given_up.notify_one();
        }
        true
    }
}

/// A place among the connections.
pub(super) struct Guard {
    connections: Connections,
    id: u64,
    pub(super) turn: Rc<Turn>,
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.connections.open.borrow_mut().remove(&self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_that_lets_us_wait_longest_is_given_up() {
        let connections = Connections::default();
        let (slow, fast) = (connections.enter(), connections.enter());
        slow.turn.waits_since.set(Some(Instant::now() - std::time::Duration::from_secs(9)));
        fast.turn.received();
        assert!(connections.give_one_up());
        assert_eq!(connections.count(), 1);
        assert!(!connections.give_one_up(), "the other is ours to answer");
        fast.turn.answered();
        drop(slow);
        assert_eq!(connections.count(), 1);
        assert!(connections.give_one_up());
    }
}
