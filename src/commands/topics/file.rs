//! `msgops topics export`, `plan` and `apply`: topics as a file.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Map, Value, json};

use super::add_answer;
use super::seen::{self, SeenTopic};
use crate::commands::confirm::confirm;
use crate::commands::listing::{self, CONNECTIONS};
use crate::commands::session::Session;
use crate::commands::sobot_link::SobotLink;
use crate::commands::tally::Tally;
use crate::context::Context;
use crate::error::{Error, Platform, Result};
use crate::exit::Exit;
use crate::interrupt::{self, Interrupt};
use crate::output::{Column, Show};
use crate::sobot::pages::{Ask, LARGEST_PAGE, List};
use crate::sobot::row::Row;
use crate::sobot::topic::{self, Topic, TopicQuery};
use crate::sobot::topic_file::{self, Wanted};
use crate::sobot::topic_plan::{self, Action, Present, Step};
use crate::sobot::{Call, Called, Client};
use crate::vendor::Verdict;
use crate::whole;

#[derive(Args, Debug)]
pub(super) struct ExportArgs {
    /// A Facebook page; again for more [default: all]
    #[arg(long, value_name = "ID")]
    page: Vec<String>,
}

#[derive(Args, Debug)]
pub(super) struct PlanArgs {
    /// The file of topics, as `topics export` writes it; `-` reads stdin
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Show what `apply --prune` would do: also delete what stands on the file's pages and not in the file
    #[arg(long)]
    prune: bool,
}

#[derive(Args, Debug)]
pub(super) struct ApplyArgs {
    /// The file of topics, as `topics export` writes it; `-` reads stdin
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Also delete the topics that stand on the file's pages and not in the file
    #[arg(long)]
    prune: bool,
    /// Do not ask; needed without a terminal
    #[arg(short = 'y', long)]
    yes: bool,
}

const PLAN_COLUMNS: &[Column] = &[
    Column::new("action", Show::Text),
    Column::new("title", Show::Text),
    Column::new("page_id", Show::Id),
    Column::new("changes", Show::Text),
    Column::extra("config_id", Show::Id),
];

const APPLY_COLUMNS: &[Column] = &[
    Column::extra("platform", Show::Text),
    Column::new("action", Show::Text),
    Column::new("title", Show::Text),
    Column::extra("page_id", Show::Id),
    Column::new("config_id", Show::Id),
    Column::new("outcome", Show::Outcome),
    Column::extra("reason", Show::Text),
    Column::extra("code", Show::Code),
    Column::new("message", Show::Text),
    Column::extra("explanation", Show::Text),
    Column::extra("attempts", Show::Number),
];

/// Prints the topics as a file.
pub(super) fn export(context: &Context, args: ExportArgs) -> Result<Exit> {
    if !context.output.is_table() {
        return Err(Error::usage("`topics export` writes a TOML file and has no other format")
            .hint("`msgops topics list --all -o json` prints the same topics as JSON"));
    }
    listing::doubt_page(context, &args.page);
    let query = TopicQuery { pages: args.page, ..TopicQuery::default() };
    let session = Session::open(context)?;
    let link = SobotLink::open(&session, CONNECTIONS)?;
    if context.options.dry_run.is_some() {
        return ask_first_page(context, &link, &query);
    }
    let topics = present(context, &link, &query)?;
    if context.options.raw {
        return Ok(Exit::Done);
    }
    let topics: Vec<(String, Topic)> = topics.into_iter().map(|one| (one.config_id, one.topic)).collect();
    context.output.raw(topic_file::write(&topics).as_bytes())?;
    Ok(Exit::Done)
}

/// Prints what `apply` would do.
pub(super) fn plan(context: &Context, args: PlanArgs) -> Result<Exit> {
    let desk = Desk::open(context, &args.file)?;
    let session = Session::open(context)?;
    let link = SobotLink::open(&session, CONNECTIONS)?;
    let wanted = desk.read(&link)?;
    if context.options.dry_run.is_some() {
        return ask_first_page(context, &link, &TopicQuery::default());
    }
    let rows = if context.options.raw { None } else { Some(context.output.rows(PLAN_COLUMNS)?) };
    let steps = desk.plan(context, &link, &wanted, args.prune)?;
    let Some(mut rows) = rows else { return Ok(Exit::Done) };
    for step in steps.iter().filter(|step| step.action != Action::Keep) {
        rows.push(&planned(step, context.output.is_table()))?;
    }
    rows.finish()?;
    sum_up_plan(context, &steps);
    Ok(Exit::Done)
}

/// Does what the plan says.
pub(super) fn apply(context: &Context, args: ApplyArgs) -> Result<Exit> {
    let desk = Desk::open(context, &args.file)?;
    let session = Session::open(context)?;
    session.profile.require_writable("a change of topics")?;
    let link = SobotLink::open(&session, CONNECTIONS)?;
    let wanted = desk.read(&link)?;
    if context.options.dry_run.is_some() {
        context.output.note("`msgops topics plan FILE` reads the topics and shows what would change");
        return ask_first_page(context, &link, &TopicQuery::default());
    }
    context.output.before_work(APPLY_COLUMNS)?;
    let mut steps = desk.plan(context, &link, &wanted, args.prune)?;
    steps.retain(|step| step.action.is_write());
    if steps.is_empty() {
        context.output.rows(APPLY_COLUMNS)?.finish()?;
        context.output.note("the topics are as the file wants them; nothing was done");
        return Ok(Exit::Done);
    }
    ask(context, &steps, &session.profile.name, args.yes)?;
    let tokens = link.tokens()?;
    link.block_on(&*tokens, async {
        let interrupt = Interrupt::listen()?;
        let client = link.client(&*tokens).halted_by(&interrupt);
        carry_out(context, &client, &steps, &interrupt).await
    })
}

/// A file of topics that was opened before anybody is asked for anything.
struct Desk {
    name: String,
    text: String,
}

impl Desk {
    fn open(context: &Context, path: &Path) -> Result<Self> {
        context.output.check()?;
        let name = if path.as_os_str() == "-" { "stdin".to_owned() } else { format!("`{}`", path.display()) };
        let bytes = match path.as_os_str() == "-" {
            true => whole::read(std::io::stdin().lock(), whole::DOCUMENT),
            false => whole::file(path, whole::DOCUMENT),
        }
        .map_err(|error| Error::input(format!("{name} cannot be read")).source(error))?;
        let text = String::from_utf8(bytes)
            .map_err(|error| Error::input(format!("{name} is not UTF-8")).source(error.utf8_error()))?;
        Ok(Self { name, text })
    }

    fn read(&self, link: &SobotLink<'_>) -> Result<Vec<Wanted>> {
        let page = link.page(None).ok();
        topic_file::read(&self.text, page.as_deref())
            .map_err(|error| Error::input(format!("{} cannot be used", self.name)).source(error))
    }

    fn plan(&self, context: &Context, link: &SobotLink<'_>, wanted: &[Wanted], prune: bool) -> Result<Vec<Step>> {
        let present = present(context, link, &TopicQuery::default())?;
        topic_plan::plan(wanted, &present, prune)
            .map_err(|error| Error::input(format!("{} cannot be planned", self.name)).source(error))
    }
}

fn ask_first_page(context: &Context, link: &SobotLink<'_>, query: &TopicQuery) -> Result<Exit> {
    let call = query.call(Ask { number: 1, size: LARGEST_PAGE });
    crate::commands::dry_run(context, &Client::request(link.base_url(), &call, ""))?;
    Ok(Exit::Done)
}

/// The vendor's topics.
pub(super) fn present(context: &Context, link: &SobotLink<'_>, query: &TopicQuery) -> Result<Vec<Present>> {
    let tokens = link.tokens()?;
    let client = link.client(&*tokens);
    let present = link.asking(&*tokens, list(context, &client, query));
    // Somebody may be asked next.
    interrupt::release();
    let present = present?;
    let seen = |one: &Present| SeenTopic {
        config_id: one.config_id.clone(),
        title: one.topic.title.clone().unwrap_or_default(),
    };
    seen::keep(context, link.profile(), present.iter().map(seen).collect());
    Ok(present)
}

async fn list(context: &Context, client: &Client<'_>, query: &TopicQuery) -> Result<Vec<Present>> {
    let mut topics = Vec::new();
    listing::each(context, client, query, None, |row| {
        let id = row.get("config_id").and_then(Value::as_str).unwrap_or_default().to_owned();
        topics.push(Present { config_id: id, topic: Topic::of_row(&row) });
        true
    })
    .await?;
    Ok(topics)
}

/// A step as a row: for people the changes as one text.
fn planned(step: &Step, as_text: bool) -> Value {
    let changes = if as_text {
        let lines: Vec<String> = step
            .changes
            .iter()
            .map(|change| match &change.from {
                Some(from) => format!("{}: {from:?} → {:?}", change.field, change.to),
                None => format!("{}: {:?}", change.field, change.to),
            })
            .collect();
        Value::from(lines.join(", "))
    } else {
        let change = |change: &topic_plan::Change| json!({"field": change.field, "from": change.from, "to": change.to});
        step.changes.iter().map(change).collect()
    };
    let mut row = start(step);
    row.insert("changes".into(), changes);
    Value::Object(row)
}

fn start(step: &Step) -> Row {
    let mut row = Map::new();
    row.insert("action".into(), step.action.word().into());
    row.insert("config_id".into(), step.config_id.clone().into());
    row.insert("title".into(), step.topic.title.clone().into());
    row.insert("page_id".into(), step.topic.page.clone().into());
    row
}

fn counted(steps: &[Step]) -> String {
    let parts: Vec<String> = [Action::Create, Action::Update, Action::Delete, Action::Keep, Action::Extra]
        .into_iter()
        .filter_map(|action| {
            let count = steps.iter().filter(|step| step.action == action).count();
            let word = match action {
                Action::Keep => "as they are",
                Action::Extra => "in no file",
                _ => action.word(),
            };
            (count > 0).then(|| if action.is_write() { format!("{word} {count}") } else { format!("{count} {word}") })
        })
        .collect();
    parts.join(", ")
}

fn sum_up_plan(context: &Context, steps: &[Step]) {
    if steps.iter().any(|step| step.action.is_write()) {
        context.output.note(&counted(steps));
    } else if steps.is_empty() {
        context.output.note("nothing to do: the file names no topic, and the vendor has none");
    } else {
        context.output.note(&format!("nothing to do: {}", counted(steps)));
    }
    if steps.iter().any(|step| step.action == Action::Extra) {
        context.output.note("`extra` topics stay; `--prune` deletes them");
    }
}

/// Asks, with every deletion named.
fn ask(context: &Context, steps: &[Step], profile: &str, yes: bool) -> Result<()> {
    let gone: Vec<String> = steps
        .iter()
        .filter(|step| step.action == Action::Delete)
        .filter_map(|step| step.topic.title.as_ref().map(|title| format!("`{title}`")))
        .collect();
    let gone = if gone.is_empty() { String::new() } else { format!(" (deleting {})", gone.join(", ")) };
    confirm(context, &format!("{} topics{gone} with profile {profile}", counted(steps)), yes)
}

fn call(step: &Step) -> Call {
    match (step.action, &step.config_id) {
        (Action::Delete, Some(id)) => topic::delete(id),
        _ => step.topic.call(step.config_id.as_deref()),
    }
}

/// One call a step. What was answered by nothing that can be read is looked for in the list afterwards.
async fn carry_out(context: &Context, client: &Client<'_>, steps: &[Step], interrupt: &Interrupt) -> Result<Exit> {
    let raw = context.options.raw;
    let mut tally = Tally::default();
    let mut stopped = None;
    let mut answers: Vec<Answer> = Vec::with_capacity(steps.len());
    for step in steps {
        if interrupt.settled().await.is_some() {
            stopped = Some("not tried: interrupted before it");
        }
        let answer = match stopped {
            Some(reason) => Answer::Untried(reason.to_owned()),
            None => match client.write(&call(step)).await {
                Ok(called) => {
                    if raw {
                        context.output.raw(&called.raw)?;
                        context.output.raw(b"\n")?;
                    }
                    if matches!(called.judged.verdict, Verdict::NotSent(_)) {
                        stopped = Some("not tried: the one before could not be sent either");
                    }
                    Answer::Called(Box::new(called))
                }
                Err(error) => {
                    stopped = Some("not tried: there is no token");
                    Answer::Failed(Error::from(error))
                }
            },
        };
        answers.push(answer);
    }
    look_again(context, client, steps, &mut answers).await;
    let mut rows = if raw { None } else { Some(context.output.rows(APPLY_COLUMNS)?) };
    for (step, answer) in steps.iter().zip(answers) {
        let row = answer.booked(step, &mut tally);
        if let Some(rows) = &mut rows {
            rows.push(&row)?;
        }
    }
    if let Some(rows) = rows {
        rows.finish()?;
    }
    tally.sum_up(steps.len(), "changes of topics", "made", interrupt.settled().await)
}

/// Finds what became of the calls whose answers were lost; what the list does not show stays unknown.
async fn look_again(context: &Context, client: &Client<'_>, steps: &[Step], answers: &mut [Answer]) {
    let is_unknown = |answer: &Answer| matches!(answer, Answer::Called(called) if matches!(called.judged.verdict, Verdict::Unknown(_)));
    if !answers.iter().any(is_unknown) {
        return;
    }
    context.output.note("an answer was lost; the list is read again to see what was done");
    let present = match list(context, client, &TopicQuery::default()).await {
        Ok(present) => present,
        Err(error) => return context.output.warn(&format!("the list could not be read again: {}", error.message())),
    };
    for (step, answer) in steps.iter().zip(answers) {
        if is_unknown(answer)
            && let Some(id) = step.is_done_in(&present)
        {
            *answer = Answer::Found(id);
        }
    }
}

enum Answer {
    Called(Box<Called>),
    /// Its answer was lost; the list shows that it was done.
    Found(String),
    Failed(Error),
    Untried(String),
}

impl Answer {
    fn booked(self, step: &Step, tally: &mut Tally) -> Value {
        let mut row = Map::new();
        row.insert("platform".into(), Platform::Sobot.word().into());
        row.append(&mut start(step));
        let mut end = |outcome: &str, message: &str| {
            row.insert("outcome".into(), outcome.into());
            row.insert("message".into(), message.into());
        };
        match self {
            Self::Untried(reason) => {
                tally.untried();
                end("not_sent", &reason);
            }
            Self::Failed(error) => {
                end("not_sent", &error.to_string());
                tally.failed(error);
            }
            Self::Found(id) => {
                end("accepted", "the answer was lost; the list shows that it was done");
                row.insert("config_id".into(), id.into());
            }
            Self::Called(called) => {
                tally.book(Platform::Sobot, &format!("the {} of a topic", step.action.word()), &called);
                let verdict = called.judged.verdict;
                row.insert("outcome".into(), verdict.word().into());
                if let Some(reason) = verdict.reason() {
                    row.insert("reason".into(), reason.into());
                }
                if let (Verdict::Accepted, None, Some(reply)) = (verdict, &step.config_id, &called.reply) {
                    row.insert("config_id".into(), reply.item_id("configid").into());
                }
                add_answer(&mut row, &called);
            }
        }
        Value::Object(row)
    }
}
