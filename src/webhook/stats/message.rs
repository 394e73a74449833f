//! One message of ours as its statuses tell it: late, twice, and in any order.

use crate::webhook::shape::Platform;
use crate::webhook::stats::lane::{platform_at, platform_index};
use crate::webhook::stats::record::Record;

/// How far a message came; a status never takes it back. Failed is final, but for a Super Message that another channel
/// delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The vendor took it.
    Accepted,
    /// It left.
    Sent,
    /// It arrived.
    Delivered,
    /// It was read.
    Read,
    /// It will not arrive.
    Failed,
}

/// No time.
const NEVER: i64 = i64::MAX;

/// What is known of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message {
    platform: u8,
    steps: u8,
    /// The first time of each step, in milliseconds.
    sent: i64,
    delivered: i64,
    read: i64,
    /// Messenger: it was sent before this instant.
    before: i64,
    /// Messenger: page and person; 0 for none.
    person: u64,
}

impl Message {
    /// What one status says.
    pub fn new(platform: Platform, step: Option<Step>, time: Option<i64>, watermark: Option<i64>, person: u64) -> Self {
        let mut message = Self {
            platform: platform_index(Some(platform)) as u8,
            steps: 0,
            sent: NEVER,
            delivered: NEVER,
            read: NEVER,
            before: watermark.unwrap_or(NEVER),
            person: if platform == Platform::Messenger { person } else { 0 },
        };
        message.reach(step.unwrap_or(Step::Accepted), time.unwrap_or(NEVER));
        message
    }

    fn reach(&mut self, step: Step, time: i64) {
        self.steps |= 1 << step as u8;
        match step {
            Step::Sent => self.sent = self.sent.min(time),
            Step::Delivered => self.delivered = self.delivered.min(time),
            Step::Read => self.read = self.read.min(time),
            Step::Accepted | Step::Failed => {}
        }
    }

    /// The platform.
    pub fn platform(&self) -> Option<Platform> {
        platform_at(usize::from(self.platform))
    }

    /// How far it came.
    pub fn step(&self) -> Step {
        // A Super Message that one channel could not deliver may have come by another.
        let order = if self.platform() == Some(Platform::Super) {
            [Step::Read, Step::Delivered, Step::Failed, Step::Sent]
        } else {
            [Step::Failed, Step::Read, Step::Delivered, Step::Sent]
        };
        order.into_iter().find(|step| self.steps & (1 << *step as u8) != 0).unwrap_or(Step::Accepted)
    }

    /// The times between two steps, in milliseconds; none when one of them has no time.
    pub fn latency(&self, from: Step, to: Step) -> Option<i64> {
        let time = |step| match step {
            Step::Sent => self.sent,
            Step::Delivered => self.delivered,
            _ => self.read,
        };
        let (from, to) = (time(from), time(to));
        (from != NEVER && to != NEVER).then(|| to.saturating_sub(from))
    }

    /// Whether a watermark can tell more: a Messenger message that is not known to be read, the page and
    /// person it belongs to, and the latest instant at which it can have been sent.
    pub fn waits_for_watermark(&self) -> Option<(u64, i64)> {
        let sent = self.sent.min(self.before);
        (self.person != 0 && sent != NEVER && self.step() < Step::Read).then_some((self.person, sent))
    }

    /// A watermark reaches it.
    pub fn marked(&mut self, step: Step, time: i64) {
        if self.steps & (1 << step as u8) == 0 {
            self.reach(step, time);
        }
    }
}

/// Bits of the second byte: what follows it, in this order.
const HAS: [u8; 5] = [1, 2, 4, 8, 16];

impl Record for Message {
    const MOST: usize = 2 + 5 * 8;

    /// Platform and steps, then what there is: most messages have one time, and those of WhatsApp no person.
    fn put(&self, bytes: &mut [u8]) -> usize {
        let words =
            [self.sent, self.delivered, self.read, self.before].map(|time| (time != NEVER).then_some(time as u64));
        let [sent, delivered, read, before] = words;
        let words = [sent, delivered, read, before, Some(self.person).filter(|person| *person != 0)];
        let (mut has, mut length) = (0, 2);
        for (word, bit) in words.into_iter().zip(HAS) {
            if let Some(word) = word {
                has |= bit;
                bytes[length..length + 8].copy_from_slice(&word.to_le_bytes());
                length += 8;
            }
        }
        bytes[0] = self.platform << 5 | self.steps;
        bytes[1] = has;
        length
    }

    fn take(bytes: &[u8]) -> (Self, usize) {
        let (has, mut length) = (bytes[1], 2);
        let [sent, delivered, read, before, person] = HAS.map(|bit| {
            let word = bytes.get(length..length + 8).filter(|_| has & bit != 0)?;
            length += 8;
            word.try_into().ok().map(u64::from_le_bytes)
        });
        let time = |word: Option<u64>| word.map_or(NEVER, |word| word as i64);
        let message = Self {
            platform: bytes[0] >> 5,
            steps: bytes[0] & 31,
            sent: time(sent),
            delivered: time(delivered),
            read: time(read),
            before: time(before),
            person: person.unwrap_or(0),
        };
        (message, length)
    }

    fn absorb(&mut self, other: &Self) {
        self.steps |= other.steps;
        self.sent = self.sent.min(other.sent);
        self.delivered = self.delivered.min(other.delivered);
        self.read = self.read.min(other.read);
        self.before = self.before.min(other.before);
        if self.person == 0 {
            self.person = other.person;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder_never_goes_down_and_failed_is_final() {
        let at = |step, time| Message::new(Platform::Whatsapp, Some(step), Some(time), None, 0);
        let mut message = at(Step::Read, 30);
        for other in [at(Step::Sent, 10), at(Step::Delivered, 25), at(Step::Delivered, 20), at(Step::Sent, 12)] {
            message.absorb(&other);
        }
        assert_eq!(message.step(), Step::Read);
        assert_eq!(message.latency(Step::Sent, Step::Delivered), Some(10));
        assert_eq!(message.latency(Step::Delivered, Step::Read), Some(10));
        message.absorb(&at(Step::Failed, 1));
        message.absorb(&at(Step::Read, 40));
        assert_eq!(message.step(), Step::Failed);
        let person = Message::new(Platform::Messenger, Some(Step::Read), Some(7), Some(-9), 5);
        for message in [message, person, Message::new(Platform::Super, None, None, None, 5)] {
            let mut bytes = [0xff; Message::MOST];
            let length = message.put(&mut bytes);
            assert_eq!(Message::take(&bytes), (message, length));
            assert_eq!(Message::take(&bytes[..length]), (message, length));
        }
    }
}
