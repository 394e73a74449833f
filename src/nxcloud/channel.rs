//! The channels of Super Message and what each carries.

use std::fmt;
use std::str::FromStr;

/// A channel the vendor's document names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// Viber: text, media, choices and cards.
    Viber,
    /// SMS: text alone.
    Sms,
}

impl Channel {
    /// The word on our command line and in the vendor's replies.
    pub fn word(self) -> &'static str {
        match self {
            Self::Viber => "viber",
            Self::Sms => "sms",
        }
    }

    /// The word in the vendor's `priority`.
    pub fn wire(self) -> &'static str {
        match self {
            Self::Viber => "VIBER",
            Self::Sms => "SMS",
        }
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

impl FromStr for Channel {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        [Self::Viber, Self::Sms]
            .into_iter()
            .find(|channel| channel.word().eq_ignore_ascii_case(word.trim()))
            .ok_or_else(|| format!("`{word}` is no channel of Super Message; its channels are viber and sms"))
    }
}

/// The channels to try, one after the other until one has sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priority(Vec<Channel>);

impl Priority {
    /// A priority of these channels in this order.
    ///
    /// # Errors
    /// None at all, or one twice.
    pub fn new(channels: Vec<Channel>) -> Result<Self, String> {
        if channels.is_empty() {
            return Err("a priority names at least one channel: viber, sms or both".into());
        }
        for (index, channel) in channels.iter().enumerate() {
            if channels[..index].contains(channel) {
                return Err(format!("the priority names `{channel}` twice"));
            }
        }
        Ok(Self(channels))
    }

    /// Reads `viber,sms`.
    ///
    /// # Errors
    /// A word that is no channel, none at all, or one twice.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::new(text.split(',').map(str::parse).collect::<Result<_, _>>()?)
    }

    /// The channels, in order.
    pub fn channels(&self) -> &[Channel] {
        &self.0
    }

    /// Whether the channel is one of them.
    pub fn has(&self, channel: Channel) -> bool {
        self.0.contains(&channel)
    }
}

impl FromStr for Priority {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

/// Why a send without a priority deserves a thought.
pub const NO_PRIORITY: &str =
    "without `--priority` NXCloud pushes on every opened channel: one person can get two messages, at two prices";

/// Whether a message fits the channels: none when it does, a warning when only some carry it.
///
/// # Errors
/// When no channel of the priority carries it.
pub fn fit(is_text: bool, priority: Option<&Priority>) -> Result<Option<String>, String> {
    match priority {
        Some(priority) if !is_text && priority.has(Channel::Sms) => {
            if priority.has(Channel::Viber) {
                Ok(Some("SMS carries text only: this message can go out over viber alone".into()))
            } else {
                Err("SMS carries text only, and the priority names no other channel".into())
            }
        }
        None if !is_text => Ok(Some("SMS carries text only: that channel will refuse this message".into())),
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_priority_names_each_channel_once() {
        assert_eq!(Priority::parse("viber,SMS").unwrap().channels(), [Channel::Viber, Channel::Sms]);
        assert!(Priority::parse("sms,sms").unwrap_err().contains("twice"));
        assert!(Priority::parse("").unwrap_err().contains("no channel"));
        assert!(Priority::parse("whatsapp").unwrap_err().contains("`whatsapp`"));
        assert!(Priority::new(Vec::new()).is_err());
    }

    #[test]
    fn the_channel_matrix() {
        let priority = |text: &str| Priority::parse(text).unwrap();
        assert_eq!(fit(true, Some(&priority("sms"))), Ok(None));
        assert_eq!(fit(true, None), Ok(None));
        assert!(fit(false, Some(&priority("sms"))).is_err());
        assert!(fit(false, Some(&priority("viber,sms"))).unwrap().unwrap().contains("viber alone"));
        assert_eq!(fit(false, Some(&priority("viber"))), Ok(None));
        assert!(fit(false, None).unwrap().unwrap().contains("text only"));
    }
}
