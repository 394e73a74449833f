//! The seam between the bulk engine and a vendor: what is said ([`MessageTemplate`]) and how it
//! leaves ([`Sender`]).

use std::error::Error as StdError;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use crate::codes::{self, Book};
use crate::vendor::{ChannelAnswer, Halt, Judged, Verdict};

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

    /// The kind of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Id, Self::Token, Self::Phone].into_iter().find(|kind| kind.word() == word)
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

/// A recipient cell that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The form that is sent and compared: phones without `+`, spaces and so on; ids and tokens untouched.
    pub value: String,
    /// What is doubtful about it, as a fragment; it is sent all the same, with a warning.
    pub doubt: Option<String>,
}

/// A vendor's message whose strings are templates over a row's columns. Rows are rendered away
/// from the thread that sends, hence `Sync`.
pub trait MessageTemplate: Sync {
    /// Everything that was typed and decides what is sent (kind, templates, messaging type, tag,
    /// priority …), unrendered, as JSON: the same command gives the same text. Two commands
    /// with another source are never the same job.
    fn source(&self) -> String;

    /// Every string that is a template, in a fixed order.
    fn strings(&self) -> Vec<&str>;

    /// The message for one row. Calls `fill` once for each of [`strings`](Self::strings), in that
    /// order, checks what came back (limits, url schemes) and writes the vendor's JSON. An error
    /// is a message fragment that names the field; `fill`'s errors go through unchanged.
    fn render(&self, fill: &mut dyn FnMut(&str) -> Result<String, String>) -> Result<Rendered, String>;

    /// SMS that a rendered message takes, where SMS may carry it.
    fn segments(&self, _message: &str) -> Option<u64> {
        None
    }

    /// A rendered message as the person will see it, where its JSON does not say it.
    fn seen(&self, _message: &str) -> Option<String> {
        None
    }

    /// Whether each message gets an id of ours.
    fn gives_ids(&self) -> bool {
        false
    }

    /// The country code of a recipient in the form that is sent; empty where there is none.
    fn country(&self, _recipient: &str) -> String {
        String::new()
    }

    /// The recipient in the form that is sent and compared, or why the cell cannot be one, as a fragment.
    fn recipient(&self, cell: &str, kind: RecipientKind) -> Result<Recipient, String>;
}

/// One request as answered; the engine books it for every row that was in it.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Verdict, code, message and how long the vendor asks to wait.
    pub judged: Judged,
    /// What the vendor calls the message; one per request. None: Super Message, which names requests.
    pub message_id: Option<String>,
    /// Super Message: the vendor's id of the request.
    pub request_id: Option<String>,
    /// Super Message: the vendor's trace id.
    pub trace_id: Option<String>,
    /// Super Message: what each channel said.
    pub channels: Vec<ChannelAnswer>,
}

impl Sent {
    /// The code that would refuse every other recipient too, with its book: the answer's own, or that of a channel.
    pub fn doom(&self) -> Option<(&str, Book)> {
        if self.judged.dooms() {
            return Some((self.judged.code.as_deref()?, self.judged.book?));
        }
        let refused = self.judged.verdict == Verdict::Refused;
        let mut codes = self.channels.iter().filter(|_| refused).map(|channel| channel.code.as_str());
        codes.find(|code| codes::dooms_every_row(Book::Nxcloud, code)).map(|code| (code, Book::Nxcloud))
    }

    /// Whether it is refused because a number among its recipients is wrong.
    pub fn has_bad_number(&self) -> bool {
        self.judged.book == Some(Book::Nxcloud) && self.judged.code.as_deref() == Some("9002")
    }
}

/// A future that need not be sent between threads: one job runs on one runtime thread.
pub type Local<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Why a request could not even be made: certainly nothing has left.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// What stands in the way may pass: it is tried again.
    #[error("the vendor cannot be reached")]
    Unreachable(#[source] Box<dyn StdError>),
    /// What stands in the way does not pass by itself: the job stops.
    #[error("no request can be made")]
    Impossible(#[source] Box<dyn StdError>),
    /// The command was told to end: nobody waited any longer.
    #[error("the command was told to end")]
    Halted,
}

/// One request, about to leave.
#[derive(Clone, Copy, Debug)]
pub struct Outgoing<'a> {
    /// A [`Rendered::message`].
    pub message: &'a str,
    /// To whom, at most [`Sender::batch_limit`].
    pub recipients: &'a [&'a str],
    /// What they are.
    pub kind: RecipientKind,
    /// The message's own id, where the job gives its messages ids.
    pub id: Option<&'a str>,
}

/// A vendor's send call as the bulk engine sees it. One call is one try: no retries inside.
pub trait Sender {
    /// How many recipients one request may carry: 1 for Messenger and WhatsApp.
    fn batch_limit(&self) -> usize;

    /// Who may want the waits of [`ready`](Self::ready) and [`renew`](Self::renew) to end.
    fn halted_by(&self, _halt: Rc<dyn Halt>) {}

    /// What has to be done before further requests leave: a token to be had, or to be renewed near the end
    /// of its life. None: they may leave. Asked before rows are claimed, so that no claimed row waits for it.
    fn ready(&self) -> Option<Local<'_, Result<(), SendError>>>;

    /// Sends it, once. After an error the rows stay pending.
    fn send<'a>(&'a self, request: Outgoing<'a>) -> Local<'a, Result<Sent, SendError>>;

    /// Makes a fresh token after the vendor said 900002; shared by everything in flight, and an
    /// error when the token came from outside. A vendor without tokens has nothing to do.
    fn renew(&self) -> Local<'_, Result<(), SendError>>;
}
