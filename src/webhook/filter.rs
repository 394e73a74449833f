//! Which events are wanted: `--platform`, `--event`, `--contact`, `--since`, `--until`.

use jiff::Timestamp;

use crate::webhook::event::Event;
use crate::webhook::shape::Platform;

/// Names such as `status.*`: `*` stands for any text, `?` for one character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glob(String);

impl Glob {
    /// Whether the name fits.
    pub fn matches(&self, name: &str) -> bool {
        let (pattern, name) = (self.0.as_bytes(), name.as_bytes());
        let (mut at, mut place) = (0, 0);
        // Where the last `*` stood, and how much of the name it has taken: the only place to go back to.
        let mut star: Option<(usize, usize)> = None;
        while place < name.len() {
            match pattern.get(at) {
                Some(b'*') => {
                    star = Some((at, place));
                    at += 1;
                }
                Some(&byte) if byte == b'?' || byte == name[place] => {
                    at += 1;
                    place += 1;
                }
                _ => match star {
                    Some((before, taken)) => {
                        star = Some((before, taken + 1));
                        at = before + 1;
                        place = taken + 1;
                    }
                    None => return false,
                },
            }
        }
        pattern[at..].iter().all(|byte| *byte == b'*')
    }
}

impl std::str::FromStr for Glob {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text.is_empty() {
            return Err("an empty text names no event; write a name such as `status.failed` or `status.*`".to_owned());
        }
        Ok(Self(text.to_ascii_lowercase()))
    }
}

/// What came of an event at the filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// It is wanted.
    Wanted,
    /// It is not.
    Unwanted,
    /// A time was asked for, and it has none.
    Untimed,
}

/// All conditions; each must hold. Several globs or contacts: one of them.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// `--platform`.
    pub platforms: Vec<Platform>,
    /// `--event`.
    pub events: Vec<Glob>,
    /// `--contact`.
    pub contacts: Vec<String>,
    /// `--since`.
    pub since: Option<Timestamp>,
    /// `--until`.
    pub until: Option<Timestamp>,
}

impl Filter {
    /// Whether it lets everything in.
    pub fn is_open(&self) -> bool {
        self.platforms.is_empty()
            && self.events.is_empty()
            && self.contacts.is_empty()
            && self.since.is_none()
            && self.until.is_none()
    }

    /// Whether an event is wanted.
    pub fn admits(&self, event: &Event<'_>) -> Admission {
        let platform = self.platforms.is_empty() || event.platform.is_some_and(|own| self.platforms.contains(&own));
        let name = self.events.is_empty() || self.events.iter().any(|glob| glob.matches(&event.name));
        let contact = self.contacts.is_empty()
            || event.contact.is_some_and(|own| {
                let own = own.decoded();
                self.contacts.iter().any(|contact| same_contact(contact, &own))
            });
        if !(platform && name && contact) {
            return Admission::Unwanted;
        }
        if self.since.is_none() && self.until.is_none() {
            return Admission::Wanted;
        }
        let Some(time) = event.time else { return Admission::Untimed };
        let since = self.since.is_none_or(|since| time.millis >= since.as_millisecond());
        let until = self.until.is_none_or(|until| time.millis <= until.as_millisecond());
        if since && until { Admission::Wanted } else { Admission::Unwanted }
    }
}

/// The id as it is, or a phone number however it was typed (`+852 5531-1705`).
fn same_contact(asked: &str, own: &str) -> bool {
    if asked == own {
        return true;
    }
    let mut digits = asked.chars().filter(|character| !matches!(character, '+' | ' ' | '-' | '.' | '(' | ')'));
    own.chars().all(|character| digits.next() == Some(character)) && digits.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs() {
        for (glob, name, fits) in [
            ("status.failed", "status.failed", true),
            ("status.failed", "status.failed2", false),
            ("status.*", "status.read", true),
            ("*.text", "message.text", true),
            ("*e*t*", "message.text", true),
            ("message.????", "message.text", true),
            ("message.???", "message.text", false),
            ("*", "unknown", true),
            ("STATUS.*", "status.read", true),
            ("status.*x", "status.read", false),
        ] {
            assert_eq!(glob.parse::<Glob>().unwrap().matches(name), fits, "{glob} {name}");
        }
        assert!(" ".parse::<Glob>().is_err());
    }

    #[test]
    fn a_phone_may_be_typed_as_people_write_it() {
        assert!(same_contact("+852 5531-1705", "85255311705"));
        assert!(same_contact("86176xxxx0819", "86176xxxx0819"));
        assert!(!same_contact("+852 5531-170", "85255311705"));
        assert!(!same_contact("852553117055", "85255311705"));
    }

    #[test]
    fn an_event_without_a_time_is_told_apart_when_a_time_was_asked_for() {
        let mut event = Event::new(Platform::Whatsapp, "status.sent");
        let filter = Filter { since: Some(Timestamp::UNIX_EPOCH), ..Filter::default() };
        assert_eq!(filter.admits(&event), Admission::Untimed);
        assert_eq!(Filter::default().admits(&event), Admission::Wanted);
        event.time = Some(crate::webhook::moment::Moment { millis: 5, assumed: false, rounded: false });
        assert_eq!(filter.admits(&event), Admission::Wanted);
        let other = Filter { platforms: vec![Platform::Messenger], ..filter };
        assert_eq!(other.admits(&event), Admission::Unwanted);
    }
}
