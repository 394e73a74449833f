//! What a job is, fixed when it is made.

use std::fmt;
use std::str::FromStr;

use rusqlite::types::Type;
use rusqlite::{Connection, Row, params};

use crate::bulk::RecipientKind;

/// What a vendor sells, as the command line names it behind `send`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Product {
    /// Facebook Messenger, through Sobot.
    Messenger,
    /// Super Message, of NXCloud.
    Super,
}

impl Product {
    /// Every product.
    pub const ALL: [Self; 2] = [Self::Messenger, Self::Super];

    /// The word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Messenger => "messenger",
            Self::Super => "super",
        }
    }

    /// The vendor's word in results.
    pub fn platform(self) -> &'static str {
        match self {
            Self::Messenger => "sobot",
            Self::Super => "nxcloud",
        }
    }
}

/// What kind of message a command sends, whatever the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MessageKind {
    /// A text.
    Text,
    /// An image.
    Image,
    /// A sound.
    Audio,
    /// A video.
    Video,
    /// A file.
    File,
    /// A text with buttons.
    Button,
    /// A card with title, image and buttons, or several.
    Generic,
    /// A media template.
    Media,
    /// A request to subscribe.
    Optin,
    /// A title over buttons.
    Choice,
    /// A card.
    Card,
    /// The vendor's own JSON.
    Json,
}

impl MessageKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Text,
        Self::Image,
        Self::Audio,
        Self::Video,
        Self::File,
        Self::Button,
        Self::Generic,
        Self::Media,
        Self::Optin,
        Self::Choice,
        Self::Card,
        Self::Json,
    ];

    /// The word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Image => "image",
            Self::Audio => "audio",
            Self::Video => "video",
            Self::File => "file",
            Self::Button => "button",
            Self::Generic => "generic",
            Self::Media => "media",
            Self::Optin => "optin",
            Self::Choice => "choice",
            Self::Card => "card",
            Self::Json => "json",
        }
    }
}

/// The command behind `send`: `messenger text`, `super card`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Command {
    /// The product.
    pub product: Product,
    /// The kind of message.
    pub kind: MessageKind,
}

impl fmt::Display for Command {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.product.word(), self.kind.word())
    }
}

/// A word that this version does not know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is unknown to this version")]
pub struct UnknownWord(String);

impl UnknownWord {
    pub(super) fn new(word: &str) -> Self {
        Self(word.to_owned())
    }
}

impl FromStr for Command {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = || {
            let (product, kind) = text.split_once(' ')?;
            Some(Self {
                product: Product::ALL.into_iter().find(|known| known.word() == product)?,
                kind: MessageKind::ALL.into_iter().find(|known| known.word() == kind)?,
            })
        };
        read().ok_or_else(|| UnknownWord(text.to_owned()))
    }
}

/// What a job is, fixed when it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// The profile it belongs to.
    pub profile: String,
    /// Page or appkey.
    pub account: String,
    /// The command that made it.
    pub command: Command,
    /// What the recipient column holds.
    pub kind: RecipientKind,
    /// The message as typed, unrendered.
    pub source: String,
    /// The message of every row, when it is the same.
    pub message: Option<String>,
    /// The recipient column.
    pub recipient_column: String,
    /// Whether rows are sent in the order of their messages, so that equal ones share requests.
    pub by_message: bool,
    /// Epoch milliseconds.
    pub created_at: i64,
}

/// The one line of the table `job`.
pub(super) fn read(connection: &Connection) -> rusqlite::Result<Header> {
    connection.query_row(
        "SELECT name, profile, account, command, kind, source, message, recipient_column, by_message, created_at FROM job",
        [],
        |row| {
            Ok(Header {
                name: row.get(0)?,
                profile: row.get(1)?,
                account: row.get(2)?,
                command: word(row, 3, |word| word.parse().ok())?,
                kind: word(row, 4, RecipientKind::from_word)?,
                source: row.get(5)?,
                message: row.get(6)?,
                recipient_column: row.get(7)?,
                by_message: row.get(8)?,
                created_at: row.get(9)?,
            })
        },
    )
}

fn word<T>(row: &Row<'_>, place: usize, known: impl FnOnce(&str) -> Option<T>) -> rusqlite::Result<T> {
    let text: String = row.get(place)?;
    known(&text)
        .ok_or_else(|| rusqlite::Error::FromSqlConversionFailure(place, Type::Text, Box::new(UnknownWord(text))))
}

/// Enters it into a journal that has none.
pub(super) fn write(connection: &Connection, header: &Header) -> rusqlite::Result<()> {
    connection
        .execute(
            "INSERT INTO job (name, profile, platform, account, command, kind, source, message, recipient_column, by_message, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                header.name,
                header.profile,
                header.command.product.platform(),
                header.account,
                header.command.to_string(),
                header.kind.word(),
                header.source,
                header.message,
                header.recipient_column,
                header.by_message,
                header.created_at
            ],
        )
        .map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_read_as_it_is_written() {
        for product in Product::ALL {
            for kind in MessageKind::ALL {
                let command = Command { product, kind };
                assert_eq!(command.to_string().parse(), Ok(command));
            }
        }
        for text in ["messenger", "messenger texts", "carrier pigeon", ""] {
            assert_eq!(text.parse::<Command>(), Err(UnknownWord(text.to_owned())));
        }
    }
}
