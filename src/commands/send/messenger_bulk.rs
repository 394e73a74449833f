//! Messenger as the bulk engine sees it: a template over a row's columns, and a sender.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::json;
use url::Url;

use crate::bulk::sender::{Local, SendError};
use crate::bulk::{MessageTemplate, Outgoing, Recipient, RecipientKind, Rendered, Sender, Sent};
use crate::error::{Error, Kind, Result};
use crate::http::Request;
use crate::sobot::Tokens;
use crate::sobot::token::{self, TokenError};
use crate::sobot::{self, Call, Client, Envelope, Message, recipient};
use crate::vendor::{Halt, Halted, NotSent, Verdict};

/// A message whose strings are templates.
pub struct MessengerTemplate {
    message: Message,
    envelope: Envelope,
    strings: Vec<String>,
}

impl MessengerTemplate {
    /// The template; an error (exit 2) when a JSON payload is not JSON.
    pub fn new(message: Message, envelope: Envelope) -> Result<Self> {
        let mut strings = Vec::new();
        message
            .map(&mut |text| {
                strings.push(text.to_owned());
                Ok(text.to_owned())
            })
            .map_err(Error::usage)?;
        Ok(Self { message, envelope, strings })
    }
}

impl MessageTemplate for MessengerTemplate {
    fn source(&self) -> String {
        json!({ "kind": self.message.kind(), "message": self.message.to_json(self.envelope) }).to_string()
    }

    fn strings(&self) -> Vec<&str> {
        self.strings.iter().map(String::as_str).collect()
    }

    fn render(&self, fill: &mut dyn FnMut(&str) -> Result<String, String>) -> Result<Rendered, String> {
        let message = self.message.map(fill)?;
        message.check()?;
        Ok(Rendered { message: message.to_json(self.envelope), notes: Vec::new() })
    }

    fn recipient(&self, cell: &str, kind: RecipientKind) -> Result<Recipient, String> {
        if kind == RecipientKind::Phone {
            return Err("Messenger sends to PSIDs and tokens, not to phones".to_owned());
        }
        let value = recipient::checked(cell).map_err(|error| error.to_string())?;
        let is_doubtful = kind == RecipientKind::Id && !recipient::is_psid(value);
        let doubt = is_doubtful.then(|| "a PSID is digits and nothing else; it is sent as it stands".to_owned());
        Ok(Recipient { value: value.to_owned(), doubt })
    }
}

/// Sends one message to one recipient a request.
pub struct MessengerSender<'a> {
    client: Client<'a>,
    page: String,
    path: &'static str,
    dead: RefCell<String>,
}

impl<'a> MessengerSender<'a> {
    /// A sender for one page and kind.
    pub fn new(client: Client<'a>, page: String, path: &'static str) -> Self {
        Self { client, page, path, dead: RefCell::new(String::new()) }
    }

    /// The request as a dry run shows it.
    pub fn request(&self, base_url: &Url, message: &str, recipient: &str, kind: RecipientKind) -> Request {
        Client::request(base_url, &self.call(message, recipient, kind), "")
    }

    fn call(&self, message: &str, recipient: &str, kind: RecipientKind) -> Call {
        let recipient = match kind {
            RecipientKind::Token => sobot::Recipient::Token(recipient),
            _ => sobot::Recipient::Id(recipient),
        };
        Call::post(self.path, sobot::message::body(message, self.path, &self.page, recipient))
    }
}

impl Sender for MessengerSender<'_> {
    fn batch_limit(&self) -> usize {
        1
    }

    fn send<'a>(&'a self, request: Outgoing<'a>) -> Local<'a, Result<Sent, SendError>> {
        let Outgoing { message, recipients, kind, .. } = request;
        Box::pin(async move {
            let recipient = recipients.first().copied().unwrap_or_default();
            let token = self.client.tokens().current().await.map_err(no_token)?;
            let called = self.client.once(&self.call(message, recipient, kind), &token).await;
            if called.judged.verdict == Verdict::NotSent(NotSent::TokenExpired) {
                *self.dead.borrow_mut() = token;
            }
            let message_id = called.reply.as_ref().and_then(|reply| reply.item_id("message_id"));
            Ok(Sent { judged: called.judged, message_id, request_id: None, trace_id: None, channels: Vec::new() })
        })
    }

    fn halted_by(&self, halt: Rc<dyn Halt>) {
        self.client.tokens().halted_by(halt);
    }

    fn ready(&self) -> Option<Local<'_, Result<(), SendError>>> {
        let tokens = self.client.tokens();
        (!tokens.is_ready())
            .then(|| Box::pin(async move { tokens.current().await.map(drop).map_err(no_token) }) as Local<'_, _>)
    }

    fn renew(&self) -> Local<'_, Result<(), SendError>> {
        Box::pin(async move {
            let dead = self.dead.borrow().clone();
            self.client.tokens().renew(&dead).await.map_err(no_token)?;
            Ok(())
        })
    }
}

fn no_token(error: TokenError) -> SendError {
    if matches!(error, TokenError::Halted(_)) {
        return SendError::Halted;
    }
    let error = Error::from(error);
    match error.kind() {
        Kind::Unreachable | Kind::UnknownOutcome => SendError::Unreachable(Box::new(error)),
        _ => SendError::Impossible(Box::new(error)),
    }
}

/// Keeps no token: for dry runs, which ask nobody.
pub struct NoToken;

impl NoToken {
    fn refuse() -> TokenError {
        TokenError::Halted(Halted)
    }
}

impl Tokens for NoToken {
    fn current(&self) -> token::Local<'_, Result<String, TokenError>> {
        Box::pin(async { Err(Self::refuse()) })
    }

    fn renew<'a>(&'a self, _dead: &'a str) -> token::Local<'a, Result<String, TokenError>> {
        Box::pin(async { Err(Self::refuse()) })
    }
}
