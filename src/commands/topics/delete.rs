//! `msgops topics delete`: one call a topic, each with an outcome of its own.

use clap::Args;
use serde_json::{Map, Value};

use super::add_answer;
use crate::commands::confirm::confirm;
use crate::commands::session::Session;
use crate::context::Context;
use crate::error::{Effect, Error, Kind, Platform, Result};
use crate::exit::Exit;
use crate::http::Verdict;
use crate::interrupt::Interrupt;
use crate::output::{Column, Show};
use crate::sobot::row::Row;
use crate::sobot::{Called, Client, TokenError, topic};

#[derive(Args, Debug)]
pub(super) struct DeleteArgs {
    /// The topics, as `topics list` shows them
    #[arg(value_name = "CONFIG_ID", required = true)]
    config_ids: Vec<String>,
    /// Do not ask; needed without a terminal
    #[arg(short = 'y', long)]
    yes: bool,
}

const DELETED_COLUMNS: &[Column] = &[
    Column::extra("platform", Show::Text),
    Column::new("config_id", Show::Id),
    Column::new("outcome", Show::Outcome),
    Column::extra("reason", Show::Text),
    Column::new("code", Show::Code),
    Column::new("message", Show::Text),
    Column::new("explanation", Show::Text),
    Column::extra("attempts", Show::Number),
];

/// Deletes one topic after the other and prints what became of each.
pub(super) fn run(context: &Context, args: DeleteArgs) -> Result<Exit> {
    let mut ids: Vec<String> = Vec::with_capacity(args.config_ids.len());
    for id in args.config_ids {
        if id.trim().is_empty() {
            return Err(Error::usage("a config id is empty"));
        }
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let session = Session::open(context)?;
    session.profile.require_writable("deleting a topic")?;
    let link = session.sobot(1)?;
    if context.options.dry_run.is_some() {
        for id in &ids {
            crate::commands::dry_run(context, &Client::request(link.base_url(), &topic::delete(id), ""))?;
        }
        return Ok(Exit::Done);
    }
    context.output.before_work(DELETED_COLUMNS)?;
    let many = if ids.len() == 1 { "topic".to_owned() } else { format!("{} topics", ids.len()) };
    confirm(context, &format!("delete {many} {} (profile {})", ids.join(", "), session.profile.name), args.yes)?;
    let tokens = link.tokens()?;
    context.block_on(async {
        let interrupt = Interrupt::listen()?;
        let client = link.client(&*tokens).halted_by(&interrupt);
        delete_all(context, &client, &ids, &interrupt).await
    })
}

/// How the deletions ended so far.
#[derive(Default)]
struct Tally {
    refused: usize,
    unknown: usize,
    not_sent: usize,
    last: Option<Error>,
    /// Why the rest is not tried.
    stopped: Option<&'static str>,
}

async fn delete_all(context: &Context, client: &Client<'_>, ids: &[String], interrupt: &Interrupt) -> Result<Exit> {
    let raw = context.options.raw;
    let mut rows = if raw { None } else { Some(context.output.rows(DELETED_COLUMNS)?) };
    let mut tally = Tally::default();
    for id in ids {
        if interrupt.caught().is_some() {
            tally.stopped = Some("not tried: interrupted before it");
        }
        let called = match tally.stopped {
            Some(_) => None,
            None => Some(client.write(&topic::delete(id)).await),
        };
        if let (true, Some(Ok(called))) = (raw, &called) {
            context.output.raw(&called.raw)?;
            context.output.raw(b"\n")?;
        }
        let row = tally.book(id, called);
        if let Some(rows) = &mut rows {
            // When nobody reads any more the topics are deleted all the same.
            rows.push(&row)?;
        }
    }
    if let Some(rows) = rows {
        rows.finish()?;
    }
    tally.sum_up(ids.len(), interrupt.caught())
}

impl Tally {
    /// Counts an answer and makes its row.
    fn book(&mut self, id: &str, called: Option<Result<Called, TokenError>>) -> Value {
        let mut row = Map::new();
        row.insert("platform".into(), Platform::Sobot.word().into());
        row.insert("config_id".into(), id.into());
        let called = match called {
            Some(Ok(called)) => called,
            Some(Err(error)) => {
                let error = Error::from(error);
                let message = error.to_string();
                self.last = Some(error);
                self.stopped = Some("not tried: there is no token");
                return self.untried(row, &message);
            }
            None => {
                let reason = self.stopped.unwrap_or_default();
                return self.untried(row, reason);
            }
        };
        let judged = &called.judged;
        let (outcome, reason) = match judged.verdict {
            Verdict::Accepted => ("accepted", None),
            Verdict::Refused => ("refused", None),
            Verdict::Unknown(reason) => ("unknown", Some(reason.word())),
            Verdict::NotSent(_) => ("not_sent", None),
        };
        match judged.verdict {
            Verdict::Accepted => {}
            Verdict::Refused => self.refused += 1,
            Verdict::Unknown(_) => self.unknown += 1,
            Verdict::NotSent(_) => {
                self.not_sent += 1;
                self.stopped = Some("not tried: the one before could not be sent either");
            }
        }
        if judged.verdict != Verdict::Accepted {
            self.last = Some(Error::answered(Platform::Sobot, Effect::Write, "the deletion", judged, called.book));
        }
        row.insert("outcome".into(), outcome.into());
        if let Some(reason) = reason {
            row.insert("reason".into(), reason.into());
        }
        add_answer(&mut row, &called);
        Value::Object(row)
    }

    fn untried(&mut self, mut row: Row, message: &str) -> Value {
        self.not_sent += 1;
        row.insert("outcome".into(), "not_sent".into());
        row.insert("message".into(), message.into());
        row.insert("attempts".into(), 0.into());
        Value::Object(row)
    }

    /// One topic: its own error. Several: unknown before refused before not sent, and a signal
    /// before them all.
    fn sum_up(self, total: usize, signal: Option<Exit>) -> Result<Exit> {
        let failed = self.refused + self.unknown + self.not_sent;
        if let Some(signal) = signal {
            return Ok(signal);
        }
        let (kind, last) = match (failed, self.last) {
            (0, _) => return Ok(Exit::Done),
            (_, Some(last)) if total == 1 => return Err(last),
            (_, last) if self.unknown > 0 => (Kind::UnknownOutcome, last),
            (_, last) if self.refused > 0 => (Kind::Partial, last),
            (_, Some(last)) => return Err(last),
            (_, None) => (Kind::Unreachable, None),
        };
        let error = Error::new(
            kind,
            format!(
                "of {total} topics {} were deleted, {} refused, {} unknown, {} not tried or not sent",
                total - failed,
                self.refused,
                self.unknown,
                self.not_sent
            ),
        )
        .platform(Platform::Sobot);
        Err(match last.and_then(|last| last.vendor_code().map(|(code, book)| (code.to_owned(), book))) {
            Some((code, book)) => error.code(code, book),
            None => error,
        })
    }
}
