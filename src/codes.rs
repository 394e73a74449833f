//! The vendors' books of codes: what a code means, who must act, and whether a retry can help.
//!
//! The same number means different things in different books (`999999`, `000000`, `10`), so a code
//! always has its book. The entries stand in `sobot::codes` and `nxcloud::codes`; this module owns
//! the shape, the lookup and the search. All texts are our own words.

use std::fmt;
use std::str::FromStr;

/// One of the vendors' tables of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Book {
    /// System and business codes of Sobot's open platform (`ret_code`).
    Sobot,
    /// The `error_code` of a Sobot send record; Facebook's own numbers among them.
    SobotRecord,
    /// NXCloud Super Message and the common authentication codes.
    Nxcloud,
    /// The platform codes of NXCloud's WhatsApp webhook.
    NxcloudWhatsapp,
    /// The receipt codes of NXCloud's Messenger webhook.
    NxcloudMessenger,
    /// Meta's codes, as the WhatsApp document shows them.
    Meta,
}

impl Book {
    /// Every book.
    pub const ALL: [Self; 6] =
        [Self::Sobot, Self::SobotRecord, Self::Nxcloud, Self::NxcloudWhatsapp, Self::NxcloudMessenger, Self::Meta];

    /// The name in results and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sobot => "sobot",
            Self::SobotRecord => "sobot.record",
            Self::Nxcloud => "nxcloud",
            Self::NxcloudWhatsapp => "nxcloud.whatsapp",
            Self::NxcloudMessenger => "nxcloud.messenger",
            Self::Meta => "meta",
        }
    }

    /// The entries, in the order of the vendor's document.
    pub fn entries(self) -> &'static [Entry] {
        match self {
            Self::Sobot => crate::sobot::codes::SOBOT,
            Self::SobotRecord => crate::sobot::codes::RECORD,
            Self::Nxcloud => crate::nxcloud::codes::NXCLOUD,
            Self::NxcloudWhatsapp => crate::nxcloud::codes::WHATSAPP,
            Self::NxcloudMessenger => crate::nxcloud::codes::MESSENGER,
            Self::Meta => crate::nxcloud::codes::META,
        }
    }
}

impl fmt::Display for Book {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

impl FromStr for Book {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|book| book.word() == word)
            .ok_or_else(|| format!("no book `{word}`; the books are {}", Self::ALL.map(Self::word).join(", ")))
    }
}

/// Who can do something about a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Nobody has to: it is no error.
    Nobody,
    /// Whoever wrote the command or the list.
    Sender,
    /// Whoever runs the account, page or app with the vendor or Meta.
    Account,
    /// The person who should receive the message.
    Recipient,
    /// The vendor's support.
    Vendor,
    /// Meta.
    Meta,
}

impl Who {
    /// The word in results.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Sender => "sender",
            Self::Account => "account",
            Self::Recipient => "recipient",
            Self::Vendor => "vendor",
            Self::Meta => "meta",
        }
    }
}

/// Whether sending again can help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// There is nothing to send again.
    NotNeeded,
    /// The same request will be refused again.
    No,
    /// Only after what `advice` names was mended.
    AfterFix,
    /// Later, without a change.
    Later,
    /// The request may have been accepted: look before sending again.
    LookFirst,
}

impl Retry {
    /// The word in results.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotNeeded => "not_needed",
            Self::No => "no",
            Self::AfterFix => "after_fix",
            Self::Later => "later",
            Self::LookFirst => "look_first",
        }
    }
}

/// One code of one book.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The book.
    pub book: Book,
    /// The code as the vendor writes it; leading zeros count.
    pub code: &'static str,
    /// What it means, a short sentence in our words, without full stop.
    pub explanation: &'static str,
    /// What to do, a short sentence; empty when there is nothing to do.
    pub advice: &'static str,
    /// Who must act.
    pub who: Who,
    /// Whether sending again can help.
    pub retry: Retry,
}

/// The entry of `code` in `book`.
pub fn find(book: Book, code: &str) -> Option<&'static Entry> {
    book.entries().iter().find(|entry| entry.code == code)
}

/// The entry of a send's answer: Sobot's own book, then the record table, for its sends can carry both.
pub fn find_in(books: &[Book], code: &str) -> Option<&'static Entry> {
    books.iter().find_map(|book| find(*book, code))
}

/// Every book that has the number.
pub fn find_everywhere(code: &str) -> impl Iterator<Item = &'static Entry> {
    Book::ALL.into_iter().filter_map(move |book| find(book, code))
}
