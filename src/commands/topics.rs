//! `msgops topics`: what people subscribe to, and who has subscribed.

mod delete;
mod file;
pub mod seen;

use std::cell::RefCell;

use clap::{Args, Subcommand};
use serde_json::{Map, Value};

use seen::SeenTopic;

use super::choice::Choice;
use super::listing::{self, CONNECTIONS, Keep, Listing, PagingArgs, PeriodArgs};
use super::session::Session;
use super::sobot_link::unsent;
use crate::commands::sobot_link::SobotLink;
use crate::context::Context;
use crate::error::{Effect, Error, Kind, Platform, Result};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::output::{Column, Show, grouped};
use crate::sobot::pages::{LARGEST_PAGE, Pages};
use crate::sobot::row::Row;
use crate::sobot::topic::{ButtonType, FIELDS, ImageRatio, SUBSCRIBER_FIELDS, SubscriberQuery, Topic, TopicQuery};
use crate::sobot::{Call, Called, Client};
use crate::vendor::Verdict;

/// Manage topics and see who has subscribed to them
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops topics list
  msgops topics subscribers 'Weekly offers' --all -o csv > subscribers.csv")]
pub struct TopicsArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// The topics that match
    #[command(after_help = "Examples:
  msgops topics list --page 106474898833640
  msgops topics list --since 30d --all -o json --jq '.[].title'")]
    List {
        #[command(flatten)]
        filters: FilterArgs,
        #[command(flatten)]
        paging: PagingArgs,
    },
    /// Make a topic
    #[command(after_help = "Examples:
  msgops topics create --title 'Weekly news' --describe 'What has happened' \\
      --image-ratio square --button-type get-updates
  msgops topics create --title 'Sales' --describe 'Offers first' \\
      --image-ratio horizontal --image https://example.com/sale.png \\
      --button-type sign-up --timezone Asia/Shanghai")]
    Create(CreateArgs),
    /// Change a topic
    ///
    /// What is not given is read from the topic first. The vendor cannot change its title or page.
    #[command(after_help = "Examples:
  msgops topics update c4432c85f096497cdd300a0fd1922173 --describe 'Each Friday'
  msgops topics update c4432c85f096497cdd300a0fd1922173 \\
      --button-type sign-up --dry-run")]
    Update(UpdateArgs),
    /// Delete topics
    #[command(after_help = "Examples:
  msgops topics delete c4432c85f096497cdd300a0fd1922173
  msgops topics delete --yes c4432c85f096497cdd300a0fd1922173 \\
      4000f555123e605736649d408eb5dee8")]
    Delete(delete::DeleteArgs),
    /// The topics as a TOML file
    #[command(after_help = "Examples:
  msgops topics export > topics.toml
  msgops topics export --page 106474898833640 > topics.toml")]
    Export(file::ExportArgs),
    /// What `apply` would do to make the topics those of a file; changes nothing
    ///
    /// A topic is known by its page and title. What the file leaves out stays as it is.
    #[command(after_help = "Examples:
  msgops topics plan topics.toml
  msgops topics plan topics.toml --prune -o json --jq 'length'")]
    Plan(file::PlanArgs),
    /// Make the topics those of a file
    ///
    /// New topics first, then changes, then (with --prune alone) deletions. Where an answer is lost the list
    /// is read again: nothing is repeated that was done. Run again it changes nothing.
    #[command(after_help = "Examples:
  msgops topics apply topics.toml
  msgops topics apply topics.toml --prune --yes")]
    Apply(file::ApplyArgs),
    /// Who has subscribed to a topic, with the token that marketing messages go to
    #[command(after_help = "Examples:
  msgops topics subscribers 'Weekly offers' --status subscribed --count
  msgops topics subscribers 'Weekly offers' --status subscribed --all -o csv \\
      | msgops send messenger text --recipients - --recipient-column sub_token \\
      --recipient-kind token --yes 'Hello'")]
    Subscribers(SubscribersArgs),
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Filters")]
struct FilterArgs {
    /// The title
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// A Facebook page; again for more
    #[arg(long, value_name = "ID")]
    page: Vec<String>,
    #[command(flatten)]
    period: PeriodArgs,
}

#[derive(Args, Debug)]
struct CreateArgs {
    /// Its title, up to 65 characters
    #[arg(long, value_name = "TITLE")]
    title: String,
    /// What it is about, up to 65 characters
    #[arg(long, value_name = "TEXT")]
    describe: String,
    /// Shape of the picture
    #[arg(long, value_name = "RATIO", value_parser = RATIOS)]
    image_ratio: ImageRatio,
    /// What the button of its opt-in message says
    #[arg(long, value_name = "TYPE", value_parser = BUTTONS)]
    button_type: ButtonType,
    /// Picture
    #[arg(long, value_name = "URL")]
    image: Option<String>,
    /// Time zone of the topic
    #[arg(long, value_name = "TZ")]
    timezone: Option<String>,
    /// The Facebook page it belongs to [default: the profile's]
    #[arg(long, value_name = "ID")]
    page: Option<String>,
}

#[derive(Args, Debug)]
struct UpdateArgs {
    /// The topic, as `topics list` shows it
    #[arg(value_name = "CONFIG_ID")]
    config_id: String,
    /// Its title, which has to be the one it has
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// What it is about, up to 65 characters
    #[arg(long, value_name = "TEXT")]
    describe: Option<String>,
    /// Shape of the picture
    #[arg(long, value_name = "RATIO", value_parser = RATIOS)]
    image_ratio: Option<ImageRatio>,
    /// What the button of its opt-in message says
    #[arg(long, value_name = "TYPE", value_parser = BUTTONS)]
    button_type: Option<ButtonType>,
    /// Picture
    #[arg(long, value_name = "URL")]
    image: Option<String>,
    /// Time zone of the topic
    #[arg(long, value_name = "TZ")]
    timezone: Option<String>,
    /// Its Facebook page, which has to be the one it has
    #[arg(long, value_name = "ID")]
    page: Option<String>,
}

#[derive(Args, Debug)]
struct SubscribersArgs {
    /// The topic's title
    #[arg(value_name = "TITLE")]
    title: String,
    /// The topic's Facebook page [default: the profile's]
    #[arg(long, value_name = "ID")]
    page: Option<String>,
    /// Only those who still are, or only those who no longer are; the vendor gives both, so this
    /// is counted here
    #[arg(long, value_name = "STATUS", value_parser = SUBSCRIPTIONS)]
    status: Option<&'static str>,
    #[command(flatten)]
    paging: PagingArgs,
}

const SUBSCRIPTIONS: Choice<&str> = Choice(&[("subscribed", "subscribed", ""), ("unsubscribed", "unsubscribed", "")]);

const RATIOS: Choice<ImageRatio> =
    Choice(&[("square", ImageRatio::Square, "1:1"), ("horizontal", ImageRatio::Horizontal, "1.91:1")]);

const BUTTONS: Choice<ButtonType> = Choice(&[
    ("allow", ButtonType::Allow, "Allow messages"),
    ("get", ButtonType::Get, "Get messages"),
    ("get-updates", ButtonType::GetUpdates, "Get updates"),
    ("opt-in", ButtonType::OptIn, "Opt in to messages"),
    ("sign-up", ButtonType::SignUp, "Sign up for messages"),
]);

const NAMED: &[Column] = &[
    Column::new("config_id", Show::Id),
    Column::new("title", Show::Text),
    Column::new("describe", Show::Text),
    Column::new("page_id", Show::Id),
    Column::new("button_type", Show::Text),
    Column::new("update_time", Show::Time),
];

pub(super) fn columns() -> Vec<Column> {
    listing::columns(NAMED, FIELDS)
}

const SUBSCRIBER_NAMED: &[Column] = &[
    Column::new("facebook_id", Show::Id),
    Column::new("sub_status", Show::Outcome),
    Column::new("update_time", Show::Time),
    Column::new("sub_token", Show::Id),
    Column::extra("create_time", Show::Time),
];

pub(super) fn subscriber_columns() -> Vec<Column> {
    listing::columns(SUBSCRIBER_NAMED, SUBSCRIBER_FIELDS)
}

pub(super) const WRITTEN_COLUMNS: &[Column] = &[
    Column::extra("platform", Show::Text),
    Column::new("config_id", Show::Id),
    Column::new("outcome", Show::Outcome),
    Column::new("title", Show::Text),
    Column::new("page_id", Show::Id),
    Column::extra("code", Show::Code),
    Column::extra("message", Show::Text),
    Column::extra("attempts", Show::Number),
];

/// Runs the command.
pub fn run(context: &Context, args: TopicsArgs) -> Result<Exit> {
    match args.verb {
        Verb::List { filters, paging } => list(context, filters, &paging),
        Verb::Create(args) => create(context, args),
        Verb::Update(args) => update(context, args),
        Verb::Delete(args) => delete::run(context, args),
        Verb::Export(args) => file::export(context, args),
        Verb::Plan(args) => file::plan(context, args),
        Verb::Apply(args) => file::apply(context, args),
        Verb::Subscribers(args) => subscribers(context, args),
    }
}

fn list(context: &Context, filters: FilterArgs, paging: &PagingArgs) -> Result<Exit> {
    let period = filters.period.resolve(context)?;
    listing::doubt_page(context, &filters.page);
    let query = TopicQuery { title: filters.title, pages: filters.page, since: period.since, until: period.until };
    let session = Session::open(context)?;
    let topics = RefCell::new(Vec::new());
    let see = |row: &Row| topics.borrow_mut().extend(SeenTopic::of(row));
    let listing = Listing { list: query, paging, columns: columns(), keep: None, seen: Some(&see) };
    let done = listing.run(context, &session);
    seen::keep(context, &session.profile.name, topics.take());
    done
}

fn subscribers(context: &Context, args: SubscribersArgs) -> Result<Exit> {
    if args.title.trim().is_empty() {
        return Err(Error::usage("the topic's title is empty"));
    }
    listing::doubt_page(context, args.page.as_slice());
    let session = Session::open(context)?;
    let page = SobotLink::open(&session, 1)?.page(args.page.as_deref())?;
    let word = args.status;
    let test = |row: &Row| row.get("sub_status").and_then(Value::as_str) == word;
    Listing {
        list: SubscriberQuery { page, title: args.title },
        paging: &args.paging,
        columns: subscriber_columns(),
        keep: word.map(|word| Keep { word, test: &test }),
        seen: None,
    }
    .run(context, &session)
}

fn create(context: &Context, args: CreateArgs) -> Result<Exit> {
    let mut topic = Topic {
        page: None,
        title: Some(args.title),
        describe: Some(args.describe),
        image_ratio: Some(args.image_ratio.word().to_owned()),
        button_type: Some(args.button_type.word().to_owned()),
        image_url: args.image,
        timezone: args.timezone,
    };
    topic.check().map_err(Error::usage)?;
    let session = Session::open(context)?;
    let link = SobotLink::open(&session, 1)?;
    topic.page = Some(link.page(args.page.as_deref())?);
    session.profile.require_writable("a new topic")?;
    let call = topic.call(None);
    if context.options.dry_run.is_some() {
        super::dry_run(context, &Client::request(link.base_url(), &call, ""))?;
        return Ok(Exit::Done);
    }
    context.output.before_work(WRITTEN_COLUMNS)?;
    let written = write(&link, &call)?;
    written.print(context, &session.profile.name, "the new topic", (&topic, None))
}

fn update(context: &Context, args: UpdateArgs) -> Result<Exit> {
    let given = Topic {
        page: args.page,
        title: args.title,
        describe: args.describe,
        image_ratio: args.image_ratio.map(|ratio| ratio.word().to_owned()),
        button_type: args.button_type.map(|button| button.word().to_owned()),
        image_url: args.image,
        timezone: args.timezone,
    };
    given.check().map_err(Error::usage)?;
    let changes = Topic { page: None, title: None, ..given.clone() };
    if changes == Topic::default() {
        return Err(Error::usage("nothing is given that could be changed")
            .hint("give `--describe`, `--image`, `--image-ratio`, `--button-type` or `--timezone`"));
    }
    let session = Session::open(context)?;
    session.profile.require_writable("a change of a topic")?;
    let link = SobotLink::open(&session, CONNECTIONS)?;
    if context.options.dry_run.is_some() {
        context.output.note("what is not given is read from the topic first, which a dry run does not do");
        super::dry_run(context, &Client::request(link.base_url(), &given.call(Some(&args.config_id)), ""))?;
        return Ok(Exit::Done);
    }
    context.output.before_work(WRITTEN_COLUMNS)?;
    let present = find(&link, &args.config_id)?;
    for (what, given, present) in [("title", &given.title, &present.title), ("page", &given.page, &present.page)] {
        if let Some(asked) = given.as_ref().filter(|_| given != present) {
            let present = present.as_deref().unwrap_or_default();
            return Err(Error::usage(format!(
                "the {what} of a topic cannot be changed: it is `{present}`, and `{asked}` was given"
            ))
            .hint("make a new topic with `msgops topics create`"));
        }
    }
    let topic = given.or(present);
    for (flag, value) in [
        ("--title", &topic.title),
        ("--describe", &topic.describe),
        ("--image-ratio", &topic.image_ratio),
        ("--button-type", &topic.button_type),
        ("--page", &topic.page),
    ] {
        if value.is_none() {
            return Err(Error::usage(format!("the vendor wants `{flag}`, and the topic itself has none to keep")));
        }
    }
    let written = write(&link, &topic.call(Some(&args.config_id)))?;
    written.print(context, &session.profile.name, "the change of the topic", (&topic, Some(&args.config_id)))
}

/// Looks for a topic in the list: the vendor cannot be asked for one by its id.
fn find(link: &SobotLink<'_>, config_id: &str) -> Result<Topic> {
    let tokens = link.tokens()?;
    let client = link.client(&*tokens);
    link.asking(&*tokens, async {
        let query = TopicQuery::default();
        let mut pages = Pages::of(&client, &query, LARGEST_PAGE, u64::MAX);
        let mut searched: u64 = 0;
        while let Some(step) = pages.next().await? {
            for row in &step.rows {
                searched += 1;
                if row.get("config_id").and_then(Value::as_str) == Some(config_id) {
                    return Ok(Topic::of_row(row));
                }
            }
        }
        let many = if searched == 1 { "topic" } else { "topics" };
        let message = format!("no topic `{config_id}` among the {} {many} searched", grouped(&searched.to_string()));
        Err(Error::new(Kind::Refused, message)
            .platform(Platform::Sobot)
            .hint("`msgops topics list` shows the config ids"))
    })
}

/// A write, with the signal that came while it was in flight.
struct Written {
    called: Called,
    signal: Option<Exit>,
}

fn write(link: &SobotLink<'_>, call: &Call) -> Result<Written> {
    let tokens = link.tokens()?;
    link.block_on(&*tokens, async {
        let interrupt = Interrupt::listen()?;
        let called = match link.client(&*tokens).halted_by(&interrupt).write(call).await {
            Ok(called) => called,
            Err(error) => return Err(unsent(error, interrupt.settled().await)),
        };
        Ok(Written { called, signal: interrupt.settled().await })
    })
}

impl Written {
    fn print(
        self,
        context: &Context,
        profile: &str,
        what: &str,
        (topic, config_id): (&Topic, Option<&str>),
    ) -> Result<Exit> {
        let Self { called, signal } = self;
        let output = &context.output;
        if context.options.raw {
            output.raw(&called.raw)?;
            output.raw(b"\n")?;
        }
        let verdict = called.judged.verdict;
        let row = written_row(&called, topic, config_id);
        if let (Verdict::Accepted, Some(row)) = (verdict, row.as_object()) {
            seen::keep(context, profile, SeenTopic::of(row).into_iter().collect());
        }
        if verdict == Verdict::Accepted && !context.options.raw {
            output.object(WRITTEN_COLUMNS, &row)?;
        }
        match (signal, verdict) {
            (Some(signal), _) => Err(Error::signalled_during(signal, what, verdict)),
            (None, Verdict::Accepted) => Ok(Exit::Done),
            (None, _) => Err(Error::answered(Platform::Sobot, Effect::Write, what, &called.judged)),
        }
    }
}

fn written_row(called: &Called, topic: &Topic, config_id: Option<&str>) -> Value {
    let mut object = Map::new();
    object.insert("platform".into(), Platform::Sobot.word().into());
    let id = config_id.map(str::to_owned).or_else(|| called.reply.as_ref()?.item_id("configid"));
    object.insert("config_id".into(), id.map_or(Value::Null, Value::from));
    object.insert("outcome".into(), called.judged.verdict.word().into());
    object.insert("title".into(), topic.title.clone().into());
    object.insert("page_id".into(), topic.page.clone().into());
    add_answer(&mut object, called);
    Value::Object(object)
}

/// What the vendor said, and after how many tries.
fn add_answer(row: &mut Row, called: &Called) {
    if let Some(code) = &called.judged.code {
        row.insert("code".into(), code.clone().into());
    }
    row.insert("message".into(), called.judged.message.clone().into());
    if called.judged.verdict != Verdict::Accepted
        && let Some(explanation) = called.explanation()
    {
        row.insert("explanation".into(), explanation.into());
    }
    row.insert("attempts".into(), called.attempts.into());
}
