//! A few WhatsApp messages, one request each, without a journal: every phone is a row.

use serde_json::{Map, Value};

use crate::commands::nxcloud_link::NxcloudLink;
use crate::commands::tally::Tally;
use crate::context::Context;
use crate::error::{Platform, Result};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::nxcloud::phone;
use crate::nxcloud::whatsapp::Sent;
use crate::nxcloud::whatsapp::request::Sender;
use crate::output::{Column, Show};
use crate::vendor::{Called, NotSent, Verdict};

const COLUMNS: &[Column] = &[
    Column::extra("platform", Show::Text),
    Column::extra("channel", Show::Text),
    Column::extra("business_phone", Show::Id),
    Column::new("recipient", Show::Id),
    Column::new("outcome", Show::Outcome),
    Column::extra("reason", Show::Text),
    Column::new("message_id", Show::Id),
    Column::extra("vendor_message_id", Show::Id),
    Column::new("code", Show::Code),
    Column::new("message", Show::Text),
    Column::new("explanation", Show::Text),
    Column::extra("attempts", Show::Number),
    Column::extra("warnings", Show::Json),
];

/// One message to some phones.
pub struct Sending {
    /// Who sends.
    pub sender: Sender,
    /// The message's `type` and object.
    pub rest: String,
    /// To whom.
    pub phones: Vec<String>,
    /// Whether each message gets an id of ours.
    pub gives_id: bool,
}

/// To be called before the first request.
pub fn before_work(context: &Context) -> Result<()> {
    context.output.before_work(COLUMNS)
}

/// Sends or shows the requests, prints a row for every phone, and tells the outcome.
pub fn run(context: &Context, link: &NxcloudLink<'_>, sending: &Sending) -> Result<Exit> {
    for doubt in sending.phones.iter().filter_map(|phone| phone::doubt(phone)) {
        context.output.warn(&doubt);
    }
    if context.options.dry_run.is_some() {
        return show(context, link, sending);
    }
    context.block_on(async {
        let interrupt = Interrupt::listen()?;
        let client = link.whatsapp_client(1)?.halted_by(&interrupt);
        let raw = context.options.raw;
        let mut rows = if raw { None } else { Some(context.output.rows(COLUMNS)?) };
        let mut tally = Tally::default();
        let mut stopped: Option<String> = None;
        for phone in &sending.phones {
            if let (None, Some(_)) = (&stopped, interrupt.settled().await) {
                stopped = Some("not tried: interrupted before it was sent".to_owned());
            }
            let mut row = sending.start(phone);
            match &stopped {
                Some(reason) => {
                    tally.untried();
                    untried(&mut row, reason);
                }
                None => {
                    let id = sending.gives_id.then(own_id);
                    let call = sending.sender.send(phone, id.as_deref(), &sending.rest);
                    let called = client.write::<Sent>(&call).await.unwrap_or_else(Called::not_tried);
                    if raw && !called.raw.is_empty() {
                        context.output.raw(&called.raw)?;
                        context.output.raw(b"\n")?;
                    }
                    tally.book(Platform::Nxcloud, "the message", &called);
                    stopped = stop_reason(&called);
                    answered(context, &mut row, &called, id);
                }
            }
            if let Some(rows) = &mut rows {
                rows.push(&Value::Object(row))?;
            }
        }
        if let Some(rows) = rows {
            rows.finish()?;
        }
        tally.sum_up(sending.phones.len(), "recipients", "accepted", interrupt.settled().await)
    })
}

fn show(context: &Context, link: &NxcloudLink<'_>, sending: &Sending) -> Result<Exit> {
    for (place, phone) in sending.phones.iter().enumerate() {
        if place > 0 {
            context.output.line("")?;
        }
        let id = sending.gives_id.then(own_id);
        let call = sending.sender.send(phone, id.as_deref(), &sending.rest);
        let shown = link.whatsapp_shown(context, &call)?;
        context.output.line(&shown)?;
    }
    Ok(Exit::Done)
}

/// An id that no other message has: 128 bits, in the form of a UUID.
fn own_id() -> String {
    let bits = fastrand::u128(..);
    let text = format!("{bits:032x}");
    format!("{}-{}-4{}-a{}-{}", &text[..8], &text[8..12], &text[13..16], &text[17..20], &text[20..])
}

/// Why the rest need not be tried.
fn stop_reason(called: &Called<Sent>) -> Option<String> {
    match called.judged.verdict {
        Verdict::Refused if called.judged.dooms() => {
            let code = called.judged.code.as_deref().unwrap_or_default();
            Some(format!("not tried: the code {code} refuses every recipient"))
        }
        Verdict::NotSent(NotSent::RecipientLimited) => None,
        Verdict::NotSent(_) => Some("not tried: the one before could not be sent either".to_owned()),
        _ => None,
    }
}

fn untried(row: &mut Map<String, Value>, reason: &str) {
    row.insert("outcome".into(), "not_sent".into());
    row.insert("message".into(), reason.into());
    row.insert("attempts".into(), 0.into());
}

fn answered(context: &Context, row: &mut Map<String, Value>, called: &Called<Sent>, id: Option<String>) {
    let verdict = called.judged.verdict;
    row.insert("outcome".into(), verdict.word().into());
    if let Some(reason) = verdict.reason() {
        row.insert("reason".into(), reason.into());
    }
    let told = called.reply.as_ref().and_then(|reply| reply.message_id.clone());
    let mut warnings = Vec::new();
    if let (Some(own), Some(told)) = (&id, told.as_ref().filter(|told| id.as_ref() != Some(*told))) {
        warnings
            .push(format!("the vendor calls the message `{told}` and not `{own}`: its statuses may carry either id"));
        row.insert("vendor_message_id".into(), told.as_str().into());
    }
    if verdict == Verdict::Accepted && id.is_none() && told.is_none() {
        warnings.push("the reply tells no message id, so no status can be joined with this message".to_owned());
    }
    if let Some(id) = id.or(told) {
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
    warnings.iter().for_each(|warning| context.output.warn(warning));
    row.insert("warnings".into(), warnings.into());
}

impl Sending {
    fn start(&self, phone: &str) -> Map<String, Value> {
        let mut row = Map::new();
        row.insert("platform".into(), Platform::Nxcloud.word().into());
        row.insert("channel".into(), "whatsapp".into());
        row.insert("business_phone".into(), self.sender.from.clone().into());
        row.insert("recipient".into(), phone.into());
        row
    }
}
