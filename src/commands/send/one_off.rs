//! A few Messenger recipients, one after another, without a journal: every recipient is a row, and
//! the exit code tells the worst of them.

use serde_json::{Map, Value};

use crate::commands::sobot_link::SobotLink;
use crate::commands::tally::Tally;
use crate::context::Context;
use crate::error::{Error, Platform, Result};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::output::{Column, Output, Show};
use crate::sobot::token::TokenError;
use crate::sobot::{self, Call, Called, Client, recipient};
use crate::vendor::{NotSent, Verdict};

/// Whom a one-off goes to.
pub enum Target {
    /// PSIDs, each once.
    Ids(Vec<String>),
    /// A marketing-message token.
    Token(String),
}

impl Target {
    fn all(&self) -> &[String] {
        match self {
            Self::Ids(ids) => ids,
            Self::Token(token) => std::slice::from_ref(token),
        }
    }

    fn recipient<'a>(&self, value: &'a str) -> sobot::Recipient<'a> {
        match self {
            Self::Ids(_) => sobot::Recipient::Id(value),
            Self::Token(_) => sobot::Recipient::Token(value),
        }
    }

    /// The people of `--to`, each once, in order; a repeated one is told, and so is how many are no PSIDs.
    ///
    /// # Errors
    /// Exit 2 for what can be no recipient.
    pub fn ids(typed: &[String], output: &Output) -> Result<Self> {
        let mut ids: Vec<String> = Vec::with_capacity(typed.len());
        for recipient in typed {
            let id = checked(recipient)?;
            if ids.iter().any(|known| known == id) {
                output.warn(&format!("`--to {id}` is given twice; it is sent once"));
            } else {
                ids.push(id.to_owned());
            }
        }
        let odd: Vec<&String> = ids.iter().filter(|id| !recipient::is_psid(id)).collect();
        match odd.as_slice() {
            [] => {}
            [one] => output.warn(&format!("`{one}` is not a PSID, which has digits only")),
            [first, ..] => {
                output.warn(&format!(
                    "{} recipients are not PSIDs, which have digits only; the first is `{first}`",
                    odd.len()
                ));
            }
        }
        Ok(Self::Ids(ids))
    }

    /// The token of `--recipient-token`.
    ///
    /// # Errors
    /// Exit 2 for what can be no token.
    pub fn token(typed: &str) -> Result<Self> {
        Ok(Self::Token(checked(typed)?.to_owned()))
    }
}

/// What a one-off sends to whom.
pub struct Sending {
    /// The vendor's path.
    pub path: &'static str,
    /// The JSON of everything but recipient and page.
    pub message: String,
    /// The page that sends.
    pub page: String,
    /// Whom it goes to.
    pub recipients: Target,
}

/// The columns of a send's result.
pub const COLUMNS: &[Column] = &[
    Column::extra("platform", Show::Text),
    Column::extra("page_id", Show::Id),
    Column::new("recipient", Show::Id),
    Column::new("outcome", Show::Outcome),
    Column::extra("reason", Show::Text),
    Column::new("message_id", Show::Id),
    Column::new("code", Show::Code),
    Column::new("message", Show::Text),
    Column::new("explanation", Show::Text),
    Column::extra("attempts", Show::Number),
];

fn checked(typed: &str) -> Result<&str> {
    recipient::checked(typed).map_err(|error| Error::usage(error.to_string()).hint(error.hint()))
}

/// Sends, prints a row for every recipient, and tells the worst outcome.
pub fn run(context: &Context, link: &SobotLink<'_>, sending: &Sending) -> Result<Exit> {
    let recipients = sending.recipients.all();
    if context.options.raw && recipients.len() > 1 {
        return Err(Error::usage("`--raw` is refused for sends to several"));
    }
    if context.options.dry_run.is_some() {
        return dry_run(context, link, sending);
    }
    context.output.before_work(COLUMNS)?;
    let tokens = link.tokens()?;
    link.block_on(&*tokens, async {
        let interrupt = Interrupt::listen()?;
        let client = link.client(&*tokens).halted_by(&interrupt);
        send_all(context, &client, sending, &interrupt).await
    })
}

fn dry_run(context: &Context, link: &SobotLink<'_>, sending: &Sending) -> Result<Exit> {
    for (index, recipient) in sending.recipients.all().iter().enumerate() {
        if index > 0 {
            context.output.line("")?;
        }
        let request = Client::request(link.base_url(), &sending.call(recipient), "");
        crate::commands::dry_run(context, &request)?;
    }
    Ok(Exit::Done)
}

impl Sending {
    fn call(&self, recipient: &str) -> Call {
        let body = sobot::message::body(&self.message, self.path, &self.page, self.recipients.recipient(recipient));
        Call::post(self.path, body)
    }
}

async fn send_all(context: &Context, client: &Client<'_>, sending: &Sending, interrupt: &Interrupt) -> Result<Exit> {
    let recipients = sending.recipients.all();
    let mut rows = if context.options.raw { None } else { Some(context.output.rows(COLUMNS)?) };
    let mut tally = Tally::default();
    let mut stopped: Option<String> = None;
    for recipient in recipients {
        if let (None, Some(_)) = (&stopped, interrupt.settled().await) {
            stopped = Some("not tried: interrupted before it was sent".to_owned());
        }
        let row = match &stopped {
            Some(reason) => {
                tally.untried();
                sending.untried(recipient, reason)
            }
            None => {
                let called = client.write(&sending.call(recipient)).await;
                stopped = stop_reason(&called);
                if let (Ok(called), true) = (&called, context.options.raw) {
                    context.output.raw(&called.raw)?;
                    context.output.raw(b"\n")?;
                }
                match called {
                    Ok(called) => {
                        tally.book(Platform::Sobot, "the message", &called);
                        sending.row(recipient, &called)
                    }
                    Err(error) => {
                        let error = Error::from(error);
                        let row = sending.untried(recipient, &error.to_string());
                        tally.failed(error);
                        row
                    }
                }
            }
        };
        if let Some(rows) = &mut rows {
            rows.push(&row)?;
        }
    }
    if let Some(rows) = rows {
        rows.finish()?;
    }
    tally.sum_up(recipients.len(), "recipients", "accepted", interrupt.settled().await)
}

/// Why the rest need not be tried: a code that dooms every recipient, no way to the vendor, no token.
fn stop_reason(called: &Result<Called, TokenError>) -> Option<String> {
    let called = match called {
        Ok(called) => called,
        Err(_) => return Some("not tried: there is no token".to_owned()),
    };
    match (called.judged.verdict, called.judged.code.as_deref()) {
        (Verdict::Refused, Some(code)) if called.judged.dooms() => {
            Some(format!("not tried: the code {code} refuses every recipient"))
        }
        (Verdict::NotSent(NotSent::RecipientLimited), _) => None,
        (Verdict::NotSent(_), _) => Some("not tried: the one before could not be sent either".to_owned()),
        _ => None,
    }
}

impl Sending {
    fn row(&self, recipient: &str, called: &Called) -> Value {
        let verdict = called.judged.verdict;
        let mut row = self.start(recipient, verdict.word());
        if let Some(reason) = verdict.reason() {
            row.insert("reason".into(), reason.into());
        }
        if let Some(id) = called.reply.as_ref().and_then(|reply| reply.item_id("message_id")) {
            row.insert("message_id".into(), id.into());
        }
        if let Some(code) = &called.judged.code {
            row.insert("code".into(), code.clone().into());
        }
        row.insert("message".into(), called.judged.message.clone().into());
        if let Some(explanation) = called.explanation() {
            row.insert("explanation".into(), explanation.into());
        }
        row.insert("attempts".into(), called.attempts.into());
        Value::Object(row)
    }

    fn untried(&self, recipient: &str, message: &str) -> Value {
        let mut row = self.start(recipient, "not_sent");
        row.insert("message".into(), message.into());
        row.insert("attempts".into(), 0.into());
        Value::Object(row)
    }

    fn start(&self, recipient: &str, outcome: &str) -> Map<String, Value> {
        let mut row = Map::new();
        row.insert("platform".into(), Platform::Sobot.word().into());
        row.insert("page_id".into(), self.page.clone().into());
        row.insert("recipient".into(), recipient.into());
        row.insert("outcome".into(), outcome.into());
        row
    }
}
