//! `msgops send super`: SMS and Viber over NXCloud Super Message, one-off and handed over to a bulk run.

use clap::{Args, Subcommand};

use super::bulk::{self, BatchArgs, BulkArgs, Plan};
use super::input::{self, Stdin};
use super::super_bulk::{SuperSender, SuperTemplate};
use super::super_one_off::{self, Sending};
use crate::bulk::RecipientKind;
use crate::bulk::journal::Product;
use crate::commands::nxcloud_link::NxcloudLink;
use crate::commands::session::Session;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::nxcloud::channel::{self, NO_PRIORITY};
use crate::nxcloud::measure::{ByteSize, Seconds};
use crate::nxcloud::message::check_url;
use crate::nxcloud::phone::Phones;
use crate::nxcloud::request::MOST_PHONES;
use crate::nxcloud::{Channel, Choice, Delivery, Message, Priority};

/// SMS and Viber in one send, through NXCloud Super Message
///
/// Name up to 2000 phones with `--to`: they go out in one request, so one lost answer leaves all of
/// them unknown. For more, or for a journal, use `--recipients`. SMS carries text only. Without a priority (`--priority`,
/// or the profile's) NXCloud pushes on EVERY opened channel: one person can get two messages, at two prices.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops send super text --to 85261234567 --priority viber,sms 'It is here'
  msgops send super card --to 85261234567 --priority viber --title 'New hats' \\
      --image https://example.com/hat.jpg --choice 'Look=https://example.com'")]
pub struct SuperArgs {
    #[command(subcommand)]
    kind: Kind,
}

#[derive(Subcommand, Debug)]
enum Kind {
    /// Plain text, the only kind that SMS carries
    #[command(after_help = "Examples:
  msgops send super text --to '+852 6123 4567' --priority viber,sms 'Code 1234'
  date | msgops send super text --to 85261234567 --to 85261234568 --priority sms")]
    Text {
        #[command(flatten)]
        common: Common,
        /// The text; `-` or nothing reads stdin
        #[arg(value_name = "TEXT")]
        text: Option<String>,
    },
    /// A picture by URL
    #[command(after_help = "Examples:
  msgops send super image --to 85261234567 --priority viber \\
      https://example.com/a.jpeg
  msgops send super image --recipients phones.csv --priority viber --yes \\
      'https://example.com/{{ picture }}'")]
    Image {
        #[command(flatten)]
        common: Common,
        /// Where the picture is
        #[arg(value_name = "URL")]
        url: String,
    },
    /// A video by URL: up to 200 MB and 600 seconds
    #[command(after_help = "Examples:
  msgops send super video --to 85261234567 --priority viber \\
      https://example.com/a.mp4 --thumbnail https://example.com/a.jpg \\
      --size 10MB --duration 2m
  msgops send super video --to 85261234567 --priority viber \\
      https://example.com/a.mp4 --thumbnail https://example.com/a.jpg \\
      --size 700123 --duration 45")]
    Video(VideoArgs),
    /// A file by URL: documents and spreadsheets up to 200 MB
    #[command(after_help = "Examples:
  msgops send super file --to 85261234567 --priority viber \\
      https://example.com/price%20list.xlsx
  msgops send super file --to 85261234567 --priority viber \\
      'https://example.com/download?id=7' --name invoice.pdf")]
    File(FileArgs),
    /// A title over buttons that open pages
    #[command(after_help = "Examples:
  msgops send super choice --to 85261234567 --priority viber 'Rate us' \\
      --choice 'Good=https://example.com/1' --choice 'Bad=https://example.com/0'
  msgops send super choice --recipients phones.csv --priority viber --yes \\
      'Hi {{ name }}' --choice 'Track=https://example.com/t/{{ order }}'")]
    Choice {
        #[command(flatten)]
        common: Common,
        /// What stands above the buttons; `-` or nothing reads stdin
        #[arg(value_name = "TITLE")]
        title: Option<String>,
        /// A button, 'NAME=URL', split at the first `=`; again for more
        #[arg(long = "choice", value_name = "NAME=URL", required = true)]
        choices: Vec<Choice>,
    },
    /// A card: a title with a picture, buttons or both
    #[command(after_help = "Examples:
  msgops send super card --to 85261234567 --priority viber --title 'New hats' \\
      --image https://example.com/hat.jpg
  msgops send super card --to 85261234567 --priority viber,sms \\
      --title 'New hats' --choice 'Look=https://example.com/hats'")]
    Card {
        #[command(flatten)]
        common: Common,
        /// What the card says
        #[arg(long)]
        title: String,
        /// Picture
        #[arg(long, value_name = "URL")]
        image: Option<String>,
        /// A button, 'NAME=URL', split at the first `=`; again for more
        #[arg(long = "choice", value_name = "NAME=URL")]
        choices: Vec<Choice>,
    },
    /// A `message` object as written, key order and digits kept
    #[command(after_help = "Examples:
  msgops send super json --to 85261234567 --priority viber @card.json
  msgops send super json --to 85261234567 --priority sms \\
      '{\"textMessage\":{\"text\":\"Hello\"}}'")]
    Json {
        #[command(flatten)]
        common: Common,
        /// The message, `@FILE`, or `-` for stdin
        #[arg(value_name = "MESSAGE")]
        message: String,
    },
}

/// To whom, from which app, over which channels.
#[derive(Args, Debug)]
struct Common {
    /// A phone with country code; again for more, up to 2000 in one request
    #[arg(long, value_name = "PHONE", help_heading = "Recipients")]
    to: Vec<String>,
    /// The app that sends [default: the profile's]
    #[arg(long, value_name = "KEY", help_heading = "Delivery")]
    appkey: Option<String>,
    /// Where NXCloud posts receipts [default: the profile's]
    #[arg(long, value_name = "URL", help_heading = "Delivery")]
    webhook: Option<String>,
    /// Channels to try until one has sent, such as viber,sms. Without it (here or in
    /// the profile) every opened channel gets the message: two messages, two prices
    #[arg(long, value_name = "CHANNELS", help_heading = "Delivery")]
    priority: Option<Priority>,
    #[command(flatten)]
    bulk: BulkArgs,
    #[command(flatten)]
    batch: BatchArgs,
}

#[derive(Args, Debug)]
struct VideoArgs {
    #[command(flatten)]
    common: Common,
    /// Where the video is
    #[arg(value_name = "URL")]
    url: String,
    /// Where its still picture is
    #[arg(long, value_name = "URL")]
    thumbnail: String,
    /// Its size: bytes, or such as 10MB (1 MB is 1,048,576 bytes); up to 200MB
    #[arg(long, value_name = "BYTES|10MB")]
    size: ByteSize,
    /// How long it plays: seconds, or such as 2m; up to 10m
    #[arg(long, value_name = "SECONDS|2m")]
    duration: Seconds,
}

#[derive(Args, Debug)]
struct FileArgs {
    #[command(flatten)]
    common: Common,
    /// Where the file is
    #[arg(value_name = "URL")]
    url: String,
    /// Its name [default: the last of the URL's path]
    #[arg(long)]
    name: Option<String>,
    /// Its type, such as pdf [default: the ending of the URL's path, else of the name]
    #[arg(long = "type", value_name = "EXT")]
    file_type: Option<String>,
}

/// Runs the command.
pub fn run(context: &Context, args: SuperArgs) -> Result<Exit> {
    let (message, common) = args.kind.read(context, &Stdin::default())?;
    match (common.to.is_empty(), common.bulk.recipients.is_some()) {
        (true, false) => {
            Err(Error::usage("nobody is named to send to").hint("give `--to PHONE` or `--recipients FILE`"))
        }
        (false, true) => Err(Error::usage("`--to` and `--recipients` exclude each other")),
        (false, false) => send_one_off(context, &message, common),
        (true, true) => match common.bulk.test_to.clone() {
            Some(phone) => rehearse(context, message, common, &phone),
            None => send_bulk(context, message, common),
        },
    }
}

fn send_one_off(context: &Context, message: &Message, common: Common) -> Result<Exit> {
    message.check().map_err(|error| Error::usage(error.to_string()))?;
    let phones = phones(context, &common.to)?;
    if context.options.raw && phones.len() > 1 {
        return Err(Error::usage("`--raw` is refused for sends to several"));
    }
    context.output.check()?;
    let session = Session::open(context)?;
    let link = NxcloudLink::open(&session)?;
    let appkey = link.appkey(common.appkey.as_deref())?;
    let delivery = link.delivery(common.webhook, common.priority);
    let mut warnings = check_delivery(message, &delivery)?;
    session.profile.require_writable("a send")?;
    if delivery.priority.is_none() {
        context.output.note(NO_PRIORITY);
    }
    warnings.extend(tell_segments(context, message, &delivery));
    for warning in &warnings {
        context.output.warn(warning);
    }
    super_one_off::run(context, &link, Sending::new(&appkey, phones, message, &delivery, warnings)?)
}

/// The phones of `--to`, each once; one that is none is exit 2.
fn phones(context: &Context, given: &[String]) -> Result<Vec<String>> {
    let phones = Phones::read(given.iter().map(String::as_str)).map_err(|error| {
        Error::usage(error.to_string()).hint("write it with its country code, such as 85261234567 or +852 6123 4567")
    })?;
    if phones.repeated > 0 {
        context.output.warn(&format!("{} of the phones are given twice; each is sent to once", phones.repeated));
    }
    let count = phones.unique.len();
    if count > MOST_PHONES {
        return Err(Error::usage(format!("{count} phones are named; one request takes at most {MOST_PHONES}"))
            .hint("put them into a file and use `--recipients FILE`, which also keeps a journal"));
    }
    Ok(phones.unique)
}

/// Holds webhook and channels to what they can do; gives what deserves a warning.
fn check_delivery(message: &Message, delivery: &Delivery) -> Result<Vec<String>> {
    if let Some(webhook) = &delivery.webhook {
        check_url("webhook URL", webhook).map_err(|error| Error::usage(error.to_string()))?;
    }
    let fitted = channel::fit(message.is_text(), delivery.priority.as_ref()).map_err(|refusal| {
        Error::usage(refusal).hint("use `--priority viber` or `--priority viber,sms`, or send a text")
    })?;
    Ok(fitted.into_iter().collect())
}

/// How many SMS the text becomes, where SMS may carry it: told under `-v` and in dry runs, and always when
/// no phone could put the parts together.
fn tell_segments(context: &Context, message: &Message, delivery: &Delivery) -> Option<String> {
    if delivery.priority.as_ref().is_some_and(|priority| !priority.has(Channel::Sms)) {
        return None;
    }
    let estimate = message.segments()?;
    if estimate.is_too_long() {
        return Some(format!("as SMS the text takes {estimate}; one SMS has at most 255"));
    }
    if context.options.dry_run.is_some() {
        context.output.note(&format!("as SMS the text takes {estimate}"));
    } else {
        context.output.trace(1, &format!("as SMS the text takes {estimate}"));
    }
    None
}

/// `--test-to`: the message of one row, as a one-off.
fn rehearse(context: &Context, message: Message, common: Common, phone: &str) -> Result<Exit> {
    let phones = phones(context, &[phone.to_owned()])?;
    let session = Session::open(context)?;
    let link = NxcloudLink::open(&session)?;
    let appkey = link.appkey(common.appkey.as_deref())?;
    let delivery = link.delivery(common.webhook, common.priority);
    let warnings = check_delivery(&message, &delivery)?;
    session.profile.require_writable("a send")?;
    if delivery.priority.is_none() {
        context.output.note(NO_PRIORITY);
    }
    let template = SuperTemplate::new(message, delivery)?;
    let sample = bulk::rehearse(context, &common.bulk, &template, &[RecipientKind::Phone])?;
    warnings.iter().for_each(|warning| context.output.warn(warning));
    super_one_off::run(context, &link, Sending::rendered(&appkey, phones, &sample.message, warnings))
}

fn send_bulk(context: &Context, message: Message, common: Common) -> Result<Exit> {
    if context.options.raw {
        return Err(Error::usage("`--raw` is refused for sends to several"));
    }
    let session = Session::open(context)?;
    let link = NxcloudLink::open(&session)?;
    let appkey = link.appkey(common.appkey.as_deref())?;
    let delivery = link.delivery(common.webhook, common.priority);
    let mut cautions = check_delivery(&message, &delivery)?;
    if delivery.priority.is_none() {
        cautions.push(NO_PRIORITY.to_owned());
    }
    session.profile.require_writable("a bulk send")?;
    let command = bulk::command(Product::Super, message.kind())?;
    let template = SuperTemplate::new(message, delivery)?;
    let sender = SuperSender::new(link.client(common.bulk.concurrency())?, appkey.clone());
    let preview = |message: &str, phones: &[&str], _kind: RecipientKind| {
        Ok(super_one_off::shown(context, &link, &sender.body(message, phones)))
    };
    let plan = Plan {
        profile: session.profile.name.clone(),
        rate: session.profile.rate.as_ref().map(|rate| rate.value),
        account: appkey,
        command,
        template: &template,
        sender: &sender,
        kinds: &[RecipientKind::Phone],
        cautions,
        preview: &preview,
    };
    bulk::run(context, plan, common.bulk, common.batch)
}

impl Kind {
    /// The message and its surroundings, stdin and files read.
    fn read(self, context: &Context, stdin: &Stdin) -> Result<(Message, Common)> {
        let output = &context.output;
        Ok(match self {
            Self::Text { common, text } => {
                common.claim(stdin)?;
                (Message::Text { text: input::text(text.as_deref(), "the text", stdin, output)? }, common)
            }
            Self::Image { common, url } => (Message::Image { url }, common),
            Self::Video(VideoArgs { common, url, thumbnail, size, duration }) => {
                (Message::Video { url, thumbnail, size: size.0, duration: duration.0 }, common)
            }
            Self::File(FileArgs { common, url, name, file_type }) => (Message::File { url, name, file_type }, common),
            Self::Choice { common, title, choices } => {
                common.claim(stdin)?;
                let title = input::text(title.as_deref(), "the title", stdin, output)?;
                (Message::Choice { title, choices }, common)
            }
            Self::Card { common, title, image, choices } => (Message::Card { title, image, choices }, common),
            Self::Json { common, message } => {
                common.claim(stdin)?;
                (Message::Json(input::document(&message, "the message", stdin, output)?), common)
            }
        })
    }
}

impl Common {
    /// A list that comes from stdin has it before any text can.
    fn claim(&self, stdin: &Stdin) -> Result<()> {
        if self.bulk.takes_stdin() { stdin.claim("the recipients") } else { Ok(()) }
    }
}
