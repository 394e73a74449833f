//! One Super Message request without a journal: a row for every phone, and the exit code of the request.

use std::thread::{self, JoinHandle};

use serde_json::{Map, Value, json};

use crate::codes::{self, Book};
use crate::commands::nxcloud_link::NxcloudLink;
use crate::context::{Context, DryRun};
use crate::error::{Effect, Error, Platform, Result};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::nxcloud::{Called, Delivery, Message, phone, request};
use crate::output::{Column, Show};
use crate::vendor::{ChannelAnswer, Verdict};

/// How many doubtful phones are named on stderr; the rows name them all.
const NAMED_DOUBTS: usize = 5;

/// The columns of a send's result.
const COLUMNS: &[Column] = &[
    Column::extra("platform", Show::Text),
    Column::new("recipient", Show::Id),
    Column::new("outcome", Show::Outcome),
    Column::extra("reason", Show::Text),
    Column::new("request_id", Show::Id),
    Column::extra("trace_id", Show::Id),
    Column::extra("channels", Show::Json),
    Column::new("code", Show::Code),
    Column::new("message", Show::Text),
    Column::new("explanation", Show::Text),
    Column::extra("attempts", Show::Number),
    Column::extra("warnings", Show::Json),
];

/// One request, ready to be signed.
pub struct Sending {
    phones: Vec<String>,
    body: String,
    warnings: Vec<String>,
}

impl Sending {
    /// The request of a checked message.
    pub fn new(
        appkey: &str,
        phones: Vec<String>,
        message: &Message,
        delivery: &Delivery,
        warnings: Vec<String>,
    ) -> Result<Self> {
        let rest = request::rest(message, delivery).map_err(|error| Error::usage(error.to_string()))?;
        Ok(Self::rendered(appkey, phones, &rest, warnings))
    }

    /// The request of a message that is JSON already: everything but appkey and phones.
    pub fn rendered(appkey: &str, phones: Vec<String>, rest: &str, warnings: Vec<String>) -> Self {
        let all: Vec<&str> = phones.iter().map(String::as_str).collect();
        let body = request::body(appkey, &all, rest);
        Self { phones, body, warnings }
    }
}

/// Sends or shows the request, prints a row for every phone, and tells the outcome.
pub fn run(context: &Context, link: &NxcloudLink<'_>, sending: Sending) -> Result<Exit> {
    // Reading the numbering plans takes longer than a send to a near server, so it happens meanwhile.
    let phones = sending.phones.clone();
    let doubts = thread::Builder::new()
        .spawn(move || phones.iter().map(|phone| phone::doubt(phone)).collect())
        .map_err(|error| Error::io("this machine starts no further thread; nothing was sent").source(error))?;
    if context.options.dry_run.is_some() {
        tell_doubts(context, doubts);
        context.output.line(&shown(context, link, &sending.body))?;
        return Ok(Exit::Done);
    }
    context.output.before_work(COLUMNS)?;
    let call = request::call(sending.body.clone());
    let (called, signal) = context.block_on(async {
        let interrupt = Interrupt::listen()?;
        let called = link.client(1)?.halted_by(&interrupt).write(&call).await.unwrap_or_else(Called::not_tried);
        Ok((called, interrupt.settled().await))
    })?;
    let doubts = tell_doubts(context, doubts);
    if context.options.raw {
        if !called.raw.is_empty() {
            context.output.raw(&called.raw)?;
            context.output.raw(b"\n")?;
        }
    } else {
        let mut rows = context.output.rows(COLUMNS)?;
        let mut doubts = doubts.into_iter();
        for phone in &sending.phones {
            rows.push(&row(phone, doubts.next().flatten(), &sending.warnings, &called))?;
        }
        rows.finish()?;
    }
    for warning in channel_warnings(&called) {
        context.output.warn(&warning);
    }
    sum_up(&called, sending.phones.len(), signal)
}

/// The request as `--dry-run` asks for it.
pub fn shown(context: &Context, link: &NxcloudLink<'_>, body: &str) -> String {
    let call = request::call(body.to_owned());
    match context.options.dry_run {
        Some(DryRun::Curl) => link.account().to_curl(&call),
        _ => link.account().request(&call, link.now()).to_http().trim_end().to_owned(),
    }
}

/// Waits for the doubts and names the first of them on stderr.
fn tell_doubts(context: &Context, doubts: JoinHandle<Vec<Option<String>>>) -> Vec<Option<String>> {
    // A panic in there is a bug in the plans; the send itself must not suffer from it.
    let doubts = doubts.join().unwrap_or_default();
    let doubtful: Vec<&String> = doubts.iter().flatten().collect();
    for doubt in doubtful.iter().take(NAMED_DOUBTS) {
        context.output.warn(doubt);
    }
    if doubtful.len() > NAMED_DOUBTS {
        context.output.warn(&format!("{} more phones are doubtful", doubtful.len() - NAMED_DOUBTS));
    }
    doubts
}

fn row(phone: &str, doubt: Option<String>, warnings: &[String], called: &Called) -> Value {
    let verdict = called.judged.verdict;
    let mut row = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            row.insert(key.to_owned(), value);
        }
    };
    let reply = called.reply.clone().unwrap_or_default();
    put("platform", Some(Platform::Nxcloud.word().into()));
    put("recipient", Some(phone.into()));
    put("outcome", Some(verdict.word().into()));
    put("reason", verdict.reason().map(Value::from));
    put("request_id", reply.request_id.map(Value::from));
    put("trace_id", reply.trace_id.map(Value::from));
    put("channels", Some(reply.channels.iter().map(channel).collect()));
    put("code", called.judged.code.clone().map(Value::from));
    put("message", Some(called.judged.message.clone().into()));
    put("explanation", called.explanation().map(Value::from));
    put("attempts", Some(called.attempts.into()));
    let warnings = doubt.into_iter().chain(warnings.iter().cloned()).chain(channel_warnings(called));
    put("warnings", Some(warnings.map(Value::from).collect()));
    Value::Object(row)
}

/// What one channel said, explained unless there is nothing to explain.
fn channel(answer: &ChannelAnswer) -> Value {
    let mut value = json!({"channel": answer.channel, "code": answer.code, "message": answer.message});
    if let Some(entry) = codes::find(Book::Nxcloud, &answer.code).filter(|_| answer.code != "0") {
        value["explanation"] = entry.explanation().into();
    }
    value
}

/// Channels that did not take a message which another one took.
fn channel_warnings(called: &Called) -> Vec<String> {
    let Some(reply) = called.reply.as_ref().filter(|_| called.judged.verdict == Verdict::Accepted) else {
        return Vec::new();
    };
    let warning = |answer: &ChannelAnswer| {
        let meaning =
            codes::find(Book::Nxcloud, &answer.code).map_or(answer.message.as_str(), |entry| entry.explanation());
        format!("{} did not take it: `{}` {meaning}", answer.channel, answer.code)
    };
    reply.other_channels().map(warning).collect()
}

/// One phone: its own error. Several that were refused: exit 6. A signal comes before them all.
fn sum_up(called: &Called, count: usize, signal: Option<Exit>) -> Result<Exit> {
    let judged = &called.judged;
    if let Some(signal) = signal {
        return Err(Error::signalled_during(signal, "the request", judged.verdict));
    }
    if judged.verdict == Verdict::Accepted {
        return Ok(Exit::Done);
    }
    let what = if count == 1 { "the message".to_owned() } else { format!("the message to {count} phones") };
    let error = Error::answered(Platform::Nxcloud, Effect::Write, &what, judged);
    if judged.verdict == Verdict::Refused && count > 1 { Err(error.into_partial()) } else { Err(error) }
}
