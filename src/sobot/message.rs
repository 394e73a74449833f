//! Every kind of Messenger message, its documented limits, and the JSON that is sent.
//!
//! Page: "发送消息" and "发送optin消息" of the Sobot document. Lengths count Unicode code points.

mod limits;
pub mod retired;
mod wire;

use crate::payload::map_strings;

pub use limits::{PAYLOAD_KINDS, TOPIC_LIMIT, at_most, web_url};
pub use wire::body;

/// Path of an ordinary message.
pub const SEND_PATH: &str = "/chat-facebook/api/messenger/send";

/// Path of an opt-in message.
pub const OPT_IN_PATH: &str = "/chat-facebook/api/messenger/send_opt_in_message";

/// `messaging_type`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessagingType {
    /// An answer within 24 hours.
    Response,
    /// Sent on one's own account within 24 hours.
    Update,
    /// Beyond 24 hours, with a tag.
    MessageTag,
}

impl MessagingType {
    /// The vendor's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Response => "RESPONSE",
            Self::Update => "UPDATE",
            Self::MessageTag => "MESSAGE_TAG",
        }
    }
}

/// `tag`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A change of the person's account.
    AccountUpdate,
    /// A reminder of an event the person has signed up for.
    ConfirmedEventUpdate,
    /// A person answers.
    HumanAgent,
    /// A change of a recent purchase.
    PostPurchaseUpdate,
}

impl Tag {
    /// The vendor's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::AccountUpdate => "ACCOUNT_UPDATE",
            Self::ConfirmedEventUpdate => "CONFIRMED_EVENT_UPDATE",
            Self::HumanAgent => "HUMAN_AGENT",
            Self::PostPurchaseUpdate => "POST_PURCHASE_UPDATE",
        }
    }
}

/// A file by URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaKind {
    /// Picture.
    Image,
    /// Sound.
    Audio,
    /// Moving picture.
    Video,
    /// Anything else.
    File,
}

impl MediaKind {
    /// The vendor's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Audio => "audio",
            Self::Video => "video",
            Self::File => "file",
        }
    }
}

/// A button of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Button {
    /// Opens a page.
    Web {
        /// What stands on it.
        title: String,
        /// Where it leads.
        url: String,
    },
    /// Sends a postback to the page's webhook.
    Postback {
        /// What stands on it.
        title: String,
        /// What the webhook gets.
        payload: String,
    },
}

impl std::str::FromStr for Button {
    type Err = String;

    /// `Title=https://…` or `Title=postback:PAYLOAD`, split at the first `=`.
    fn from_str(spec: &str) -> Result<Self, Self::Err> {
        let Some((title, target)) = spec.split_once('=') else {
            return Err(format!("`{spec}` is no button; write 'Title=https://…' or 'Title=postback:PAYLOAD'"));
        };
        let title = title.to_owned();
        Ok(match target.strip_prefix("postback:") {
            Some(payload) => Self::Postback { title, payload: payload.to_owned() },
            None => Self::Web { title, url: target.to_owned() },
        })
    }
}

/// An element of a generic template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// Made from options.
    Made {
        /// Title, up to 80.
        title: String,
        /// Subtitle, up to 80.
        subtitle: Option<String>,
        /// Picture.
        image_url: Option<String>,
        /// Where a click on the element leads.
        default_url: Option<String>,
        /// Up to 3.
        buttons: Vec<Button>,
    },
    /// The vendor's JSON as written.
    Json(String),
}

/// What a media template shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MediaSource {
    /// An attachment that was uploaded before.
    Attachment(String),
    /// A Facebook URL.
    Url(String),
}

/// A message without recipient and page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Plain text.
    Text(String),
    /// A file by URL.
    Media {
        /// Which kind.
        kind: MediaKind,
        /// Where it is.
        url: String,
    },
    /// Text with buttons.
    Button {
        /// Up to 640.
        text: String,
        /// 1 to 3.
        buttons: Vec<Button>,
    },
    /// Cards.
    Generic(Vec<Element>),
    /// A picture or video with nothing else.
    MediaTemplate {
        /// `image` or `video`.
        kind: MediaKind,
        /// What it shows.
        source: MediaSource,
    },
    /// Asks a person to subscribe to a topic.
    OptIn {
        /// The topic.
        title: String,
        /// Its description.
        describe: Option<String>,
        /// Picture.
        image_url: Option<String>,
        /// `SQUARE` or `HORIZONTAL`.
        image_ratio: Option<String>,
        /// `ALLOW`, `GET`, …
        button_type: Option<String>,
        /// Zone of the topic.
        timezone: Option<String>,
    },
    /// A payload as written.
    Json {
        /// `text`, `image`, `audio`, `video`, `file` or `template`.
        kind: String,
        /// JSON text.
        payload: String,
    },
}

/// What stands beside the payload.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// `messaging_type`, absent unless asked for.
    pub messaging_type: Option<MessagingType>,
    /// `tag`, which goes with `MESSAGE_TAG`.
    pub tag: Option<Tag>,
}

/// Whom a message goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipient<'a> {
    /// A PSID.
    Id(&'a str),
    /// A marketing-message token.
    Token(&'a str),
}

impl Message {
    /// The vendor's path for this kind.
    pub fn path(&self) -> &'static str {
        if matches!(self, Self::OptIn { .. }) { OPT_IN_PATH } else { SEND_PATH }
    }

    /// The word of the kind, as on the command line.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Media { kind, .. } => kind.word(),
            Self::Button { .. } => "button",
            Self::Generic(_) => "generic",
            Self::MediaTemplate { .. } => "media",
            Self::OptIn { .. } => "optin",
            Self::Json { .. } => "json",
        }
    }

    /// The same message with every text, title, URL and button run through `change`; in JSON the
    /// string values, never the JSON text.
    pub fn map(&self, change: &mut dyn FnMut(&str) -> Result<String, String>) -> Result<Self, String> {
        let optional = |text: &Option<String>, change: &mut dyn FnMut(&str) -> Result<String, String>| {
            text.as_deref().map(change).transpose()
        };
        Ok(match self {
            Self::Text(text) => Self::Text(change(text)?),
            Self::Media { kind, url } => Self::Media { kind: *kind, url: change(url)? },
            Self::Button { text, buttons } => {
                Self::Button { text: change(text)?, buttons: map_buttons(buttons, change)? }
            }
            Self::Generic(elements) => {
                Self::Generic(elements.iter().map(|element| element.map(change)).collect::<Result<_, _>>()?)
            }
            Self::MediaTemplate { kind, source } => Self::MediaTemplate {
                kind: *kind,
                source: match source {
                    MediaSource::Attachment(id) => MediaSource::Attachment(change(id)?),
                    MediaSource::Url(url) => MediaSource::Url(change(url)?),
                },
            },
            Self::OptIn { title, describe, image_url, image_ratio, button_type, timezone } => Self::OptIn {
                title: change(title)?,
                describe: optional(describe, change)?,
                image_url: optional(image_url, change)?,
                image_ratio: image_ratio.clone(),
                button_type: button_type.clone(),
                timezone: timezone.clone(),
            },
            Self::Json { kind, payload } => Self::Json { kind: kind.clone(), payload: map_strings(payload, change)? },
        })
    }
}

impl Element {
    fn map(&self, change: &mut dyn FnMut(&str) -> Result<String, String>) -> Result<Self, String> {
        let optional = |text: &Option<String>, change: &mut dyn FnMut(&str) -> Result<String, String>| {
            text.as_deref().map(change).transpose()
        };
        Ok(match self {
            Self::Made { title, subtitle, image_url, default_url, buttons } => Self::Made {
                title: change(title)?,
                subtitle: optional(subtitle, change)?,
                image_url: optional(image_url, change)?,
                default_url: optional(default_url, change)?,
                buttons: map_buttons(buttons, change)?,
            },
            Self::Json(text) => Self::Json(map_strings(text, change)?),
        })
    }
}

fn map_buttons(
    buttons: &[Button],
    change: &mut dyn FnMut(&str) -> Result<String, String>,
) -> Result<Vec<Button>, String> {
    buttons
        .iter()
        .map(|button| {
            Ok(match button {
                Button::Web { title, url } => Button::Web { title: change(title)?, url: change(url)? },
                Button::Postback { title, payload } => {
                    Button::Postback { title: change(title)?, payload: change(payload)? }
                }
            })
        })
        .collect()
}

#[cfg(test)]
mod tests;
