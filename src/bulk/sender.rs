//! The seam between the bulk engine and a vendor.

use std::future::Future;
use std::pin::Pin;

use crate::codes::Book;
use crate::error::{Error, Platform};
use crate::http::{ChannelAnswer, Judged};

/// What the recipient column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecipientKind {
    /// A PSID.
    Id,
    /// A marketing-message token of one person and topic.
    Token,
    /// A phone with country code.
    Phone,
}

impl RecipientKind {
    /// The word on the command line and in the journal.
    pub fn word(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Token => "token",
            Self::Phone => "phone",
        }
    }
}

/// A message as it will be sent to one recipient, without the recipient.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rendered {
    /// The vendor's JSON of everything but recipient, page, appkey and token: what identifies the
    /// message for deduplication, batching and the seven-day guard. Same message, same bytes.
    pub message: String,
    /// What a person should know before it leaves (an estimate of SMS segments, say); not identity.
    pub notes: Vec<String>,
}

/// One request as answered; the engine books it for every row that was in it.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Verdict, code, message and how long the vendor asks to wait.
    pub judged: Judged,
    /// The book `judged.code` was found in.
    pub book: Option<Book>,
    /// Messenger: the message id. One per request.
    pub message_id: Option<String>,
    /// Super Message: the vendor's id of the request.
    pub request_id: Option<String>,
    /// Super Message: the vendor's trace id.
    pub trace_id: Option<String>,
    /// Super Message: what each channel said.
    pub channels: Vec<ChannelAnswer>,
}

/// A future that need not be sent between threads: one job runs on one runtime thread.
pub type Local<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// A vendor's send call as the bulk engine sees it. One call is one try: no retries inside.
pub trait Sender {
    /// Which vendor.
    fn platform(&self) -> Platform;

    /// The recipient in the form that is sent and compared (phones without `+`, spaces and so on;
    /// ids and tokens untouched), or why it cannot be one, as a message fragment.
    fn recipient(&self, cell: &str, kind: RecipientKind) -> Result<String, String>;

    /// How many recipients one request may carry: 1 for Messenger.
    fn batch_limit(&self) -> usize;

    /// Sends `message` (a [`Rendered::message`]) to `recipients`, once.
    fn send<'a>(&'a self, message: &'a str, recipients: &'a [&'a str], kind: RecipientKind) -> Local<'a, Sent>;

    /// Makes a fresh token after the vendor said 900002; shared by everything in flight, and an
    /// error when the token came from outside. A vendor without tokens has nothing to do.
    fn renew(&self) -> Local<'_, Result<(), Error>>;
}
