//! How far a message came, as it is heard: late, twice, in any order and contradictory. Adding what was heard is
//! commutative and changes nothing the second time, so that no order of captures changes the result.

use super::fact::Fact;
use crate::codes::Book;
use crate::webhook::heard::Step;

/// Why a message failed.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Failure {
    /// When it was told, epoch milliseconds.
    pub time: Option<i64>,
    /// The vendor's code.
    pub code: String,
    /// Its book's word.
    pub book: String,
}

/// Everything heard of one message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ladder {
    /// A bit for each step that was told of this message, and one for each that a watermark alone says.
    heard: u8,
    sent: Option<i64>,
    delivered: Option<i64>,
    read: Option<i64>,
    failure: Failure,
}

fn bit(step: Step) -> u8 {
    1 << step as u8
}

/// The bit of a watermark that says so.
fn mark_bit(step: Step) -> u8 {
    bit(step) << 2
}

impl Ladder {
    /// What a journal kept: which steps, their times, and the failure.
    pub fn kept(heard: u8, sent: Option<i64>, delivered: Option<i64>, read: Option<i64>, failure: Failure) -> Self {
        Self { heard, sent, delivered, read, failure }
    }

    /// Which steps were heard, as bits to be kept.
    pub fn bits(&self) -> u8 {
        self.heard
    }

    /// The first time of a step.
    pub fn time(&self, step: Step) -> Option<i64> {
        match step {
            Step::Sent => self.sent,
            Step::Delivered => self.delivered,
            Step::Read => self.read,
            Step::Failed => self.failure.time,
        }
    }

    /// Why it failed, when that was heard.
    pub fn failure(&self) -> Option<&Failure> {
        self.has(Step::Failed).then_some(&self.failure)
    }

    fn has(&self, step: Step) -> bool {
        self.heard & bit(step) != 0
    }

    /// Adds what a watermark says of every message before it. It knows nothing of one that failed, so it counts only
    /// while no failure is heard; it is kept all the same, so that no order changes the times.
    pub fn mark(&mut self, step: Step, time: Option<i64>) {
        let (delivered, read) = match step {
            Step::Delivered => (time, None),
            Step::Read => (None, time),
            Step::Sent | Step::Failed => return,
        };
        self.add(&Self { heard: mark_bit(step), delivered, read, ..Self::default() });
    }

    /// Adds what was heard: of a step its first time, of a failure the latest.
    pub fn hear(&mut self, step: Step, time: Option<i64>, code: &str, book: Option<Book>) {
        let mut heard = Self { heard: bit(step), ..Self::default() };
        match step {
            Step::Sent => heard.sent = time,
            Step::Delivered => heard.delivered = time,
            Step::Read => heard.read = time,
            Step::Failed => {
                heard.failure = Failure { time, code: code.to_owned(), book: book.map_or("", Book::word).to_owned() };
            }
        }
        self.add(&heard);
    }

    /// Adds everything that another ladder has heard.
    pub fn add(&mut self, other: &Self) {
        let first = |own: Option<i64>, other: Option<i64>| own.into_iter().chain(other).min();
        self.heard |= other.heard;
        self.sent = first(self.sent, other.sent);
        self.delivered = first(self.delivered, other.delivered);
        self.read = first(self.read, other.read);
        if other.failure > self.failure {
            self.failure = other.failure.clone();
        }
    }

    /// Adds a fact, and by when it says that the message was sent.
    pub fn take(&mut self, fact: &Fact<'_>) {
        self.hear(fact.step, fact.time, fact.code, fact.book);
        self.add(&Self { sent: fact.sent, ..Self::default() });
    }

    /// The highest step: read before delivered before failed before sent. None: nothing was heard.
    #[cfg(test)]
    pub fn step(&self) -> Option<Step> {
        [Step::Read, Step::Delivered, Step::Failed, Step::Sent].into_iter().find(|step| {
            let is_marked = matches!(step, Step::Delivered | Step::Read) && self.heard & mark_bit(*step) != 0;
            self.has(*step) || is_marked && !self.has(Step::Failed)
        })
    }
}
