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
    /// WhatsApp, through NXCloud.
    Whatsapp,
}

impl Product {
    /// Every product.
    pub const ALL: [Self; 3] = [Self::Messenger, Self::Super, Self::Whatsapp];

    /// The word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Messenger => "messenger",
            Self::Super => "super",
            Self::Whatsapp => "whatsapp",
        }
    }

    /// What a job's account is.
    pub fn account(self) -> &'static str {
        match self {
            Self::Messenger => "page",
            Self::Super => "appkey",
            Self::Whatsapp => "number",
        }
    }

    /// The vendor's word in results.
    pub fn platform(self) -> &'static str {
        match self {
            Self::Messenger => "sobot",
            Self::Super | Self::Whatsapp => "nxcloud",
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
    /// A document.
    Document,
    /// A sticker.
    Sticker,
    /// A point on the map.
    Location,
    /// A template of the vendor's.
    Template,
    /// An emoji under a message.
    Reaction,
    /// The vendor's own JSON.
    Json,
}

impl MessageKind {
    /// Every kind.
    pub const ALL: [Self; 17] = [
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
        Self::Document,
        Self::Sticker,
        Self::Location,
        Self::Template,
        Self::Reaction,
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
            Self::Document => "document",
            Self::Sticker => "sticker",
            Self::Location => "location",
            Self::Template => "template",
            Self::Reaction => "reaction",
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

/// The table of [`MessageIds`]: of a job that gives its messages ids, their beginning.
pub(super) const MESSAGE_IDS: &str = "CREATE TABLE message_ids (prefix TEXT NOT NULL);\n";

/// The ids that a job gives its own messages, where the vendor takes any: what no other job has, and the number of
/// the request. They are known before the first intent is written, and so are those of rows that a crash left in flight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageIds(String);

impl MessageIds {
    /// Those of a new job: 96 random bits go before the number.
    pub fn new() -> Self {
        Self(format!("{:024x}", fastrand::u128(..) >> 32))
    }

    /// The id of the message in a request.
    pub fn of(&self, request: i64) -> String {
        format!("{}-{request}", self.0)
    }
}

impl Default for MessageIds {
    fn default() -> Self {
        Self::new()
    }
}

/// What a job is, fixed when it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// The profile it belongs to.
    pub profile: String,
    /// Page, appkey or business number.
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
    /// The ids that its messages have, where it gives them any.
    pub message_ids: Option<MessageIds>,
    /// Epoch milliseconds.
    pub created_at: i64,
}

/// The one line of the table `job`.
pub(super) fn read(connection: &Connection) -> rusqlite::Result<Header> {
    connection.query_row(
        "SELECT name, profile, account, command, kind, source, message, recipient_column, by_message, created_at,
                (SELECT prefix FROM message_ids) FROM job",
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
                message_ids: row.get::<_, Option<String>>(10)?.map(MessageIds),
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
        )?;
    if let Some(MessageIds(prefix)) = &header.message_ids {
        connection.execute("INSERT INTO message_ids (prefix) VALUES (?1)", [prefix])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_a_job_are_kept_and_no_two_jobs_have_the_same() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(super::super::SCHEMA).unwrap();
        connection.execute_batch(MESSAGE_IDS).unwrap();
        let header = Header {
            name: "j".into(),
            profile: "p".into(),
            account: "85268000001".into(),
            command: Command { product: Product::Whatsapp, kind: MessageKind::Template },
            kind: RecipientKind::Phone,
            source: "{}".into(),
            message: None,
            recipient_column: "phone".into(),
            by_message: false,
            message_ids: Some(MessageIds::new()),
            created_at: 0,
        };
        write(&connection, &header).unwrap();
        assert_eq!(read(&connection).unwrap(), header);
        let ids: std::collections::HashSet<String> = (0..100).map(|_| MessageIds::new().of(7)).collect();
        assert!(ids.len() == 100 && ids.iter().all(|id| id.len() == 26 && id.ends_with("-7")));
    }

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
