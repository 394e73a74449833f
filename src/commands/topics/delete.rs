//! `msgops topics delete`: one call a topic, each with an outcome of its own.

use std::io::IsTerminal;

use clap::Args;
use serde_json::{Map, Value};

use super::add_answer;
use super::file::present;
use super::seen;
use crate::commands::confirm::confirm;
use crate::commands::session::Session;
use crate::commands::sobot_link::SobotLink;
use crate::commands::tally::Tally;
use crate::context::Context;
use crate::error::{Error, Kind, Platform, Result};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::output::{Column, Show};
use crate::sobot::row::Row;
use crate::sobot::topic::TopicQuery;
use crate::sobot::{Called, Client, topic};
use crate::vendor::Verdict;

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
    let link = SobotLink::open(&session, 1)?;
    if context.options.dry_run.is_some() {
        for id in &ids {
            crate::commands::dry_run(context, &Client::request(link.base_url(), &topic::delete(id), ""))?;
        }
        return Ok(Exit::Done);
    }
    context.output.before_work(DELETED_COLUMNS)?;
    if !args.yes {
        let many = if ids.len() == 1 { "topic".to_owned() } else { format!("{} topics", ids.len()) };
        let named = named(context, &link, &ids)?;
        confirm(context, &format!("delete {many} {} (profile {})", named.join(", "), session.profile.name), false)?;
    }
    let tokens = link.tokens()?;
    link.block_on(&*tokens, async {
        let interrupt = Interrupt::listen()?;
        let client = link.client(&*tokens).halted_by(&interrupt);
        delete_all(context, (&client, &session.profile.name), &ids, &interrupt).await
    })
}

/// The topics as a person knows them: with their titles, where somebody can be asked and the list can be read.
fn named(context: &Context, link: &SobotLink<'_>, ids: &[String]) -> Result<Vec<String>> {
    let somebody = std::io::stdin().is_terminal() && context.output.settings().stderr_terminal;
    let present = if somebody { unless_signalled(present(context, link, &TopicQuery::default()))? } else { Vec::new() };
    let name = |id: &String| {
        let title = present.iter().find(|one| one.config_id == *id).and_then(|one| one.topic.title.as_deref());
        title.map_or_else(|| id.clone(), |title| format!("{id} `{title}`"))
    };
    Ok(ids.iter().map(name).collect())
}

/// What was read, or nothing; who sent a signal wants no question either.
fn unless_signalled<T: Default>(read: Result<T>) -> Result<T> {
    match read {
        Err(error) if matches!(error.kind(), Kind::Interrupted | Kind::Terminated) => Err(error),
        read => Ok(read.unwrap_or_default()),
    }
}

async fn delete_all(
    context: &Context,
    (client, profile): (&Client<'_>, &str),
    ids: &[String],
    interrupt: &Interrupt,
) -> Result<Exit> {
    let raw = context.options.raw;
    let mut rows = if raw { None } else { Some(context.output.rows(DELETED_COLUMNS)?) };
    let mut tally = Tally::default();
    let mut stopped = None;
    for id in ids {
        if interrupt.settled().await.is_some() {
            stopped = Some("not tried: interrupted before it");
        }
        let row = match stopped {
            Some(reason) => {
                tally.untried();
                untried(id, reason)
            }
            None => match client.write(&topic::delete(id)).await {
                Ok(called) => {
                    if raw {
                        context.output.raw(&called.raw)?;
                        context.output.raw(b"\n")?;
                    }
                    tally.book(Platform::Sobot, "the deletion", &called);
                    if called.judged.verdict == Verdict::Accepted {
                        seen::forget(context, profile, id);
                    }
                    if matches!(called.judged.verdict, Verdict::NotSent(_)) {
                        stopped = Some("not tried: the one before could not be sent either");
                    }
                    answered(id, &called)
                }
                Err(error) => {
                    let error = Error::from(error);
                    let row = untried(id, &error.to_string());
                    tally.failed(error);
                    stopped = Some("not tried: there is no token");
                    row
                }
            },
        };
        if let Some(rows) = &mut rows {
            // When nobody reads any more the topics are deleted all the same.
            rows.push(&row)?;
        }
    }
    if let Some(rows) = rows {
        rows.finish()?;
    }
    tally.sum_up(ids.len(), "topics", "deleted", interrupt.settled().await)
}

fn answered(id: &str, called: &Called) -> Value {
    let verdict = called.judged.verdict;
    let mut row = start(id, verdict.word());
    if let Some(reason) = verdict.reason() {
        row.insert("reason".into(), reason.into());
    }
    add_answer(&mut row, called);
    Value::Object(row)
}

fn untried(id: &str, message: &str) -> Value {
    let mut row = start(id, "not_sent");
    row.insert("message".into(), message.into());
    row.insert("attempts".into(), 0.into());
    Value::Object(row)
}

fn start(id: &str, outcome: &str) -> Row {
    let mut row = Map::new();
    row.insert("platform".into(), Platform::Sobot.word().into());
    row.insert("config_id".into(), id.into());
    row.insert("outcome".into(), outcome.into());
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ctrl-C while the titles were read brought up the question, which then heard no Ctrl-C.
    #[test]
    fn who_interrupts_the_look_for_titles_is_asked_nothing() {
        for signal in [Exit::Interrupted, Exit::Terminated] {
            let read: Result<Vec<u8>> = Err(Error::signalled(signal, "nothing was changed"));
            assert_eq!(unless_signalled(read).unwrap_err().exit(), signal);
        }
        assert!(unless_signalled::<Vec<u8>>(Err(Error::usage("x"))).unwrap().is_empty());
        assert_eq!(unless_signalled(Ok(vec![1])).unwrap(), [1]);
    }
}
