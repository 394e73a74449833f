//! The vendors' books of codes: what a code means, who must act, and whether a retry can help.
//!
//! The same number means different things in different books (`999999`, `000000`, `10`), so a code
//! always has its book. The entries stand in `codes/sobot.rs` and `codes/nxcloud.rs`, in the order of the vendors'
//! documents, each with its ruling: a new code is one line there. This module owns the shape, the lookup and
//! the search. All texts are our own words, in English and in Chinese.

use std::cmp::Ordering;
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
    /// The receipt codes of NXCloud Super Message.
    NxcloudSuper,
    /// NXCloud's answers to WhatsApp calls.
    NxcloudWhatsappSend,
    /// Meta's codes of WhatsApp messages.
    Meta,
}

impl Book {
    /// Every book.
    pub const ALL: [Self; 8] = [
        Self::Sobot,
        Self::SobotRecord,
        Self::Nxcloud,
        Self::NxcloudWhatsapp,
        Self::NxcloudMessenger,
        Self::NxcloudSuper,
        Self::NxcloudWhatsappSend,
        Self::Meta,
    ];

    /// The name in results and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sobot => "sobot",
            Self::SobotRecord => "sobot.record",
            Self::Nxcloud => "nxcloud",
            Self::NxcloudWhatsapp => "nxcloud.whatsapp",
            Self::NxcloudMessenger => "nxcloud.messenger",
            Self::NxcloudSuper => "nxcloud.super",
            Self::NxcloudWhatsappSend => "nxcloud.whatsapp.send",
            Self::Meta => "meta",
        }
    }

    /// The entries, in the order of the vendor's document.
    pub fn entries(self) -> &'static [Entry] {
        match self {
            Self::Sobot => sobot::SOBOT,
            Self::SobotRecord => sobot::RECORD,
            Self::Nxcloud => nxcloud::NXCLOUD,
            Self::NxcloudWhatsapp => nxcloud::WHATSAPP,
            Self::NxcloudMessenger => nxcloud::MESSENGER,
            Self::NxcloudSuper => nxcloud::SUPER,
            Self::NxcloudWhatsappSend => nxcloud::WHATSAPP_SEND,
            Self::Meta => nxcloud::META,
        }
    }

    /// The positions of the entries in the order of [`compare`].
    fn order(self) -> &'static [u8] {
        match self {
            Self::Sobot => &SOBOT_ORDER,
            Self::SobotRecord => &RECORD_ORDER,
            Self::Nxcloud => &NXCLOUD_ORDER,
            Self::NxcloudWhatsapp => &WHATSAPP_ORDER,
            Self::NxcloudMessenger => &MESSENGER_ORDER,
            Self::NxcloudSuper => &SUPER_ORDER,
            Self::NxcloudWhatsappSend => &WHATSAPP_SEND_ORDER,
            Self::Meta => &META_ORDER,
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

/// What a code says about the request that it answers. A code that stands in receipts and records alone answers none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ruling {
    /// The vendor took it.
    Accepted,
    /// The vendor said no to it.
    #[default]
    Refused,
    /// The vendor said no, and would to every other recipient as well: the account or the message is at fault.
    Dooms,
    /// Not taken: the vendor asks for fewer requests.
    SlowDown,
    /// Not taken: this one person gets too many messages at the moment.
    SparePerson,
    /// Not taken: the token is no longer valid.
    TokenExpired,
    /// Even the vendor cannot tell.
    Unknown,
}

/// What people read about a code, in one language.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// What it means, a short sentence in our words, without full stop.
    pub explanation: &'static str,
    /// What to do, a short sentence; empty when there is nothing to do.
    pub advice: &'static str,
}

/// One code of one book.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The book.
    pub book: Book,
    /// The code as the vendor writes it; leading zeros count.
    pub code: &'static str,
    /// What it means and what to do, in English.
    pub english: Text,
    /// The same in Chinese.
    pub chinese: Text,
    /// Who must act.
    pub who: Who,
    /// Whether sending again can help.
    pub retry: Retry,
    /// What it says of the request it answers.
    pub ruling: Ruling,
}

impl Entry {
    /// The texts in `language`.
    pub fn text(&self, language: Language) -> Text {
        match language {
            Language::English => self.english,
            Language::Chinese => self.chinese,
        }
    }

    /// What it means, in the reader's language.
    pub fn explanation(&self) -> &'static str {
        self.text(Language::of_reader()).explanation
    }

    /// What to do, in the reader's language; empty when there is nothing to do.
    pub fn advice(&self) -> &'static str {
        self.text(Language::of_reader()).advice
    }

    /// Whether every word, in any case, stands in the code, its book or its texts of either language.
    fn has_words(&self, words: &[String]) -> bool {
        let Self { book, code, english, chinese, who, retry, .. } = self;
        let (who, retry) = (who.word(), retry.word());
        let texts = [english, chinese].map(|text| format!("{} {}", text.explanation, text.advice)).join(" ");
        let all = format!("{book} {code} {who} {retry} {texts}").to_lowercase();
        words.iter().all(|word| all.contains(word.as_str()))
    }
}

/// The entry of `code` in `book`; leading zeros count. Cheap enough for every row of a capture: a
/// binary search over an order that was worked out at compile time.
pub fn find(book: Book, code: &str) -> Option<&'static Entry> {
    let entries = book.entries();
    let order = book.order();
    let place = order
        .binary_search_by(|position| compare(entries[usize::from(*position)].code.as_bytes(), code.as_bytes()))
        .ok()?;
    Some(&entries[usize::from(order[place])])
}

/// The first entry that one of `books` has; a send's answer is looked up in `sobot`, then `sobot.record`.
pub fn find_in(books: &[Book], code: &str) -> Option<&'static Entry> {
    books.iter().find_map(|book| find(*book, code))
}

/// The entries whose code differs from `code` by leading zeros alone.
pub fn apart_from_zeros(code: &str) -> impl Iterator<Item = &'static Entry> {
    let bare = code.trim_start_matches('0');
    Book::ALL
        .into_iter()
        .flat_map(Book::entries)
        .filter(move |entry| entry.code != code && entry.code.trim_start_matches('0') == bare)
}

/// Whether a refusal with this code of this book would meet every other recipient as well.
pub fn dooms_every_row(book: Book, code: &str) -> bool {
    find(book, code).is_some_and(|entry| entry.ruling == Ruling::Dooms)
}

/// Every entry in whose code, book or texts all words stand, in any case, book after book.
pub fn search(words: &str) -> impl Iterator<Item = &'static Entry> {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    Book::ALL.into_iter().flat_map(Book::entries).filter(move |entry| entry.has_words(&words))
}

/// Writes a book as a table: who must act, whether a retry helps, its ruling (none written: refused), what it
/// means and, below it, what to do; behind the stroke both in Chinese.
macro_rules! book {
    ($book:ident: $($code:literal $who:ident $retry:ident $($ruling:ident)? $explanation:literal $($advice:literal)?
        / $chinese:literal $($chinese_advice:literal)?;)+) => {
        &[$(crate::codes::Entry {
            book: crate::codes::Book::$book,
            code: $code,
            english: crate::codes::Text { explanation: $explanation, advice: concat!($($advice)?) },
            chinese: crate::codes::Text { explanation: $chinese, advice: concat!($($chinese_advice)?) },
            who: crate::codes::Who::$who,
            retry: crate::codes::Retry::$retry,
            ruling: crate::codes::ruling!($($ruling)?),
        }),+]
    };
}

macro_rules! ruling {
    () => {
        crate::codes::Ruling::Refused
    };
    ($ruling:ident) => {
        crate::codes::Ruling::$ruling
    };
}
use ruling;

mod language;
mod nxcloud;
mod sobot;

pub use language::Language;

static SOBOT_ORDER: [u8; sobot::SOBOT.len()] = order(sobot::SOBOT);
static RECORD_ORDER: [u8; sobot::RECORD.len()] = order(sobot::RECORD);
static NXCLOUD_ORDER: [u8; nxcloud::NXCLOUD.len()] = order(nxcloud::NXCLOUD);
static WHATSAPP_ORDER: [u8; nxcloud::WHATSAPP.len()] = order(nxcloud::WHATSAPP);
static MESSENGER_ORDER: [u8; nxcloud::MESSENGER.len()] = order(nxcloud::MESSENGER);
static SUPER_ORDER: [u8; nxcloud::SUPER.len()] = order(nxcloud::SUPER);
static WHATSAPP_SEND_ORDER: [u8; nxcloud::WHATSAPP_SEND.len()] = order(nxcloud::WHATSAPP_SEND);
static META_ORDER: [u8; nxcloud::META.len()] = order(nxcloud::META);

/// The positions of `entries`, sorted. A code that stands twice does not compile.
const fn order<const N: usize>(entries: &[Entry]) -> [u8; N] {
    let mut order = [0; N];
    let mut count = 0;
    while count < N {
        let mut place = count;
        while place > 0 {
            let before = entries[order[place - 1] as usize].code.as_bytes();
            match compare(before, entries[count].code.as_bytes()) {
                Ordering::Less => break,
                Ordering::Equal => panic!("a code stands twice in its book"),
                Ordering::Greater => order[place] = order[place - 1],
            }
            place -= 1;
        }
        order[place] = count as u8;
        count += 1;
    }
    order
}

/// Shorter codes first, then by their bytes.
const fn compare(one: &[u8], other: &[u8]) -> Ordering {
    if one.len() != other.len() {
        return if one.len() < other.len() { Ordering::Less } else { Ordering::Greater };
    }
    let mut place = 0;
    while place < one.len() {
        if one[place] != other[place] {
            return if one[place] < other[place] { Ordering::Less } else { Ordering::Greater };
        }
        place += 1;
    }
    Ordering::Equal
}

#[cfg(test)]
mod tests;
