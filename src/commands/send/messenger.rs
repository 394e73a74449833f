//! `msgops send messenger`: one-off messages over Sobot, and the hand-over to a bulk run.

use clap::{Args, Subcommand};

use super::bulk::{self, BatchArgs, BulkArgs, Plan};
use super::input::{self, Stdin};
use super::messenger_bulk::{MessengerSender, MessengerTemplate, NoToken};
use super::one_off::{self, Target};
use crate::bulk::RecipientKind;
use crate::bulk::journal::Product;
use crate::commands::choice::Choice;
use crate::commands::session::Session;
use crate::commands::sobot_link::SobotLink;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::sobot::message::{Button, Element, MediaKind, MediaSource, PAYLOAD_KINDS, retired};
use crate::sobot::recipient::is_psid;
use crate::sobot::{Envelope, Message, MessagingType, Tag};

/// Facebook Messenger, through Sobot
///
/// Name the people with `--to` (once for each), one with `--recipient-token`, or a whole list with
/// `--recipients`. Limits of the vendor are checked before anything leaves.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops send messenger text --to 7608034689289950 'Your parcel is on its way'
  msgops send messenger button --to 7608034689289950 'Rate us?' \\
      --button 'Yes=https://example.com/rate' --button 'No=postback:NO'")]
pub struct MessengerArgs {
    #[command(subcommand)]
    kind: Kind,
}

#[derive(Subcommand, Debug)]
enum Kind {
    /// Plain text
    #[command(after_help = "Examples:
  msgops send messenger text --to 7608034689289950 'Hello'
  date | msgops send messenger text --to 7608034689289950")]
    Text {
        #[command(flatten)]
        common: Common,
        /// The text; `-` or nothing reads stdin
        #[arg(value_name = "TEXT")]
        text: Option<String>,
    },
    /// A picture by URL
    #[command(after_help = "Examples:
  msgops send messenger image --to 7608034689289950 https://example.com/a.png
  msgops send messenger image --recipients people.csv --yes \\
      'https://example.com/{{ picture }}'")]
    Image(MediaArgs),
    /// A sound by URL
    #[command(after_help = "Examples:
  msgops send messenger audio --to 7608034689289950 https://example.com/a.mp3
  msgops send messenger audio --recipients people.csv --yes \\
      https://example.com/a.mp3")]
    Audio(MediaArgs),
    /// A video by URL
    #[command(after_help = "Examples:
  msgops send messenger video --to 7608034689289950 https://example.com/a.mp4
  msgops send messenger video --recipients people.csv --yes \\
      https://example.com/a.mp4")]
    Video(MediaArgs),
    /// A file by URL
    #[command(after_help = "Examples:
  msgops send messenger file --to 7608034689289950 https://example.com/a.pdf
  msgops send messenger file --recipients people.csv --yes \\
      'https://example.com/{{ invoice }}.pdf'")]
    File(MediaArgs),
    /// Text with 1 to 3 buttons; the text has up to 640 characters
    #[command(after_help = "Examples:
  msgops send messenger button --to 7608034689289950 'Track it?' \\
      --button 'Track=https://example.com/t'
  msgops send messenger button --to 7608034689289950 'More news?' \\
      --button 'Yes=postback:NEWS_YES' --button 'No=postback:NEWS_NO'")]
    Button {
        #[command(flatten)]
        common: Common,
        /// The text above the buttons; `-` or nothing reads stdin
        #[arg(value_name = "TEXT")]
        text: Option<String>,
        /// 'Title=https://…' opens a page, 'Title=postback:PAYLOAD' tells the page's webhook; up to 3
        #[arg(long = "button", value_name = "SPEC", required = true)]
        buttons: Vec<Button>,
    },
    /// A card, or several with --element
    #[command(after_help = "Examples:
  msgops send messenger generic --to 7608034689289950 --title 'New hats' \\
      --image https://example.com/hat.png --button 'Look=https://example.com'
  msgops send messenger generic --to 7608034689289950 --element @first.json \\
      --element @second.json")]
    Generic(GenericArgs),
    /// A picture or video that was uploaded, or that stands on Facebook
    #[command(after_help = "Examples:
  msgops send messenger media --to 7608034689289950 --type image \\
      --attachment 1234567890
  msgops send messenger media --to 7608034689289950 --type video \\
      --url https://www.facebook.com/page/videos/1")]
    Media(MediaTemplateArgs),
    /// Ask a person to subscribe to a topic
    #[command(after_help = "Examples:
  msgops send messenger optin --to 7608034689289950 --topic 'Weekly offers'
  msgops send messenger optin --to 7608034689289950 --topic 'Weekly offers' \\
      --image-ratio square --button-type sign-up")]
    Optin(OptInArgs),
    /// A payload as written, key order and digits kept
    #[command(after_help = "Examples:
  msgops send messenger json --to 7608034689289950 --type template @payload.json
  msgops send messenger json --to 7608034689289950 --type image \\
      '{\"url\":\"https://example.com/a.png\"}'")]
    Json {
        #[command(flatten)]
        common: Common,
        /// What the payload is
        #[arg(long = "type", value_name = "TYPE", value_parser = PAYLOAD_KINDS)]
        kind: String,
        /// The payload, `@FILE`, or `-` for stdin
        #[arg(value_name = "PAYLOAD")]
        payload: String,
    },
}

/// Whom, from which page, and under which of Facebook's rules.
#[derive(Args, Debug)]
struct Common {
    #[command(flatten)]
    target: TargetArgs,
    /// Facebook's rule that it is sent under; absent unless asked for
    #[arg(long, value_name = "TYPE", help_heading = "Facebook's rules", value_parser = MESSAGING_TYPES)]
    messaging_type: Option<MessagingType>,
    /// Why it may be sent after 24 hours; implies `--messaging-type message-tag`
    #[arg(long, value_name = "TAG", help_heading = "Facebook's rules", value_parser = TAGS)]
    tag: Option<Tag>,
}

#[derive(Args, Debug)]
struct TargetArgs {
    /// A person's PSID; again for more, sent once each
    #[arg(long, value_name = "ID", help_heading = "Recipients")]
    to: Vec<String>,
    /// A marketing-message token
    #[arg(long, value_name = "TOKEN", help_heading = "Recipients")]
    recipient_token: Option<String>,
    /// The Facebook page that sends [default: the profile's]
    #[arg(long, value_name = "ID", help_heading = "Recipients")]
    page: Option<String>,
    #[command(flatten)]
    bulk: BulkArgs,
}

#[derive(Args, Debug)]
struct MediaArgs {
    #[command(flatten)]
    common: Common,
    /// Where the file is
    #[arg(value_name = "URL")]
    url: String,
}

#[derive(Args, Debug)]
struct GenericArgs {
    #[command(flatten)]
    common: Common,
    /// Title of the card, up to 80 characters
    #[arg(long, required_unless_present = "element", conflicts_with = "element")]
    title: Option<String>,
    /// Subtitle, up to 80 characters
    #[arg(long, requires = "title")]
    subtitle: Option<String>,
    /// Picture
    #[arg(long, value_name = "URL", requires = "title")]
    image: Option<String>,
    /// Where a click on the card leads
    #[arg(long, value_name = "URL", requires = "title")]
    default_url: Option<String>,
    /// 'Title=https://…' or 'Title=postback:PAYLOAD'; up to 3
    #[arg(long = "button", value_name = "SPEC", requires = "title")]
    buttons: Vec<Button>,
    /// A whole element as JSON or `@FILE`; again for more
    #[arg(long, value_name = "JSON|@FILE")]
    element: Vec<String>,
}

#[derive(Args, Debug)]
struct MediaTemplateArgs {
    #[command(flatten)]
    common: Common,
    /// What it shows
    #[arg(long = "type", value_name = "TYPE", value_parser = MEDIA)]
    kind: MediaKind,
    /// An attachment id, as an upload's webhook tells it
    #[arg(long, value_name = "ID", required_unless_present = "url", conflicts_with = "url")]
    attachment: Option<String>,
    /// A Facebook URL
    #[arg(long, value_name = "FACEBOOK_URL")]
    url: Option<String>,
}

#[derive(Args, Debug)]
struct OptInArgs {
    #[command(flatten)]
    target: TargetArgs,
    /// The topic, up to 65 characters
    #[arg(long, value_name = "TITLE")]
    topic: String,
    /// Description, up to 65 characters
    #[arg(long, value_name = "TEXT")]
    describe: Option<String>,
    /// Picture
    #[arg(long, value_name = "URL")]
    image: Option<String>,
    /// Shape of the picture
    #[arg(long, value_name = "RATIO", value_parser = ["square", "horizontal"])]
    image_ratio: Option<String>,
    /// What the button says
    #[arg(long, value_name = "TYPE", value_parser = ["allow", "get", "get-updates", "opt-in", "sign-up"])]
    button_type: Option<String>,
    /// Time zone of the topic
    #[arg(long, value_name = "TZ")]
    timezone: Option<String>,
}

const MESSAGING_TYPES: Choice<MessagingType> = Choice(&[
    ("response", MessagingType::Response, "An answer within 24 hours"),
    ("update", MessagingType::Update, "On one's own account within 24 hours"),
    ("message-tag", MessagingType::MessageTag, "Later than 24 hours, with a tag"),
]);

const TAGS: Choice<Tag> = Choice(&[
    ("account-update", Tag::AccountUpdate, "A change of the person's account"),
    ("confirmed-event-update", Tag::ConfirmedEventUpdate, "A reminder of an event the person signed up for"),
    ("human-agent", Tag::HumanAgent, "A person answers"),
    ("post-purchase-update", Tag::PostPurchaseUpdate, "A change of a recent purchase"),
]);

const MEDIA: Choice<MediaKind> = Choice(&[("image", MediaKind::Image, ""), ("video", MediaKind::Video, "")]);

/// A message ready to be checked, with everything around it.
struct Asked {
    message: Message,
    envelope: Envelope,
    target: TargetArgs,
}

/// Runs the command.
pub fn run(context: &Context, args: MessengerArgs) -> Result<Exit> {
    let stdin = Stdin::default();
    let asked = args.kind.read(context, &stdin)?;
    let target = &asked.target;
    let named = usize::from(!target.to.is_empty())
        + usize::from(target.recipient_token.is_some())
        + usize::from(target.bulk.recipients.is_some());
    match named {
        0 => {
            return Err(Error::usage("nobody is named to send to")
                .hint("give `--to ID`, `--recipient-token TOKEN` or `--recipients FILE`"));
        }
        1 => {}
        _ => return Err(Error::usage("`--to`, `--recipient-token` and `--recipients` exclude each other")),
    }
    let opt_in = matches!(asked.message, Message::OptIn { .. });
    if opt_in && target.recipient_token.is_some() {
        return Err(Error::usage("an opt-in message goes to a PSID, not to a token").hint("use `--to ID`"));
    }
    if let Some(recipient) = target.bulk.test_to.clone() {
        return rehearse(context, asked, &recipient);
    }
    if target.bulk.recipients.is_some() {
        return send_bulk(context, asked);
    }
    send_one_off(context, asked)
}

fn send_one_off(context: &Context, asked: Asked) -> Result<Exit> {
    asked.message.check().map_err(Error::usage)?;
    let target = asked.target;
    let recipients = match &target.recipient_token {
        Some(token) => Target::token(token)?,
        None => Target::ids(&target.to, &context.output)?,
    };
    let session = Session::open(context)?;
    let link = SobotLink::open(&session, 1)?;
    let page = link.page(target.page.as_deref())?;
    session.profile.require_writable("a send")?;
    let mut cautions = retired::cautions(&asked.message, asked.envelope);
    if target.recipient_token.is_some() {
        cautions.push(retired::TOKENS.to_owned());
    }
    cautions.iter().for_each(|caution| context.output.warn(caution));
    let sending = one_off::Sending {
        path: asked.message.path(),
        message: asked.message.to_json(asked.envelope),
        page,
        recipients,
    };
    one_off::run(context, &link, &sending)
}

/// What the recipient column of a list may hold, the default first.
fn kinds(message: &Message) -> &'static [RecipientKind] {
    match message {
        Message::OptIn { .. } => &[RecipientKind::Id],
        _ => &[RecipientKind::Id, RecipientKind::Token],
    }
}

/// `--test-to`: the message of one row, as a one-off.
fn rehearse(context: &Context, asked: Asked, recipient: &str) -> Result<Exit> {
    let path = asked.message.path();
    let kinds = kinds(&asked.message);
    let mut cautions = retired::cautions(&asked.message, asked.envelope);
    let template = MessengerTemplate::new(asked.message, asked.envelope)?;
    let sample = bulk::rehearse(context, &asked.target.bulk, &template, kinds)?;
    let is_token = sample.kind == RecipientKind::Token && !is_psid(recipient.trim());
    let recipients = match is_token {
        true => Target::token(recipient)?,
        false => Target::ids(&[recipient.to_owned()], &context.output)?,
    };
    let session = Session::open(context)?;
    let link = SobotLink::open(&session, 1)?;
    let page = link.page(asked.target.page.as_deref())?;
    session.profile.require_writable("a send")?;
    if is_token {
        cautions.push(retired::TOKENS.to_owned());
    }
    cautions.iter().for_each(|caution| context.output.warn(caution));
    let sending = one_off::Sending { path, message: sample.message, page, recipients };
    one_off::run(context, &link, &sending)
}

fn send_bulk(context: &Context, asked: Asked) -> Result<Exit> {
    if context.options.raw {
        return Err(Error::usage("`--raw` is refused for sends to several"));
    }
    let kinds = kinds(&asked.message);
    let session = Session::open(context)?;
    let concurrency = asked.target.bulk.concurrency();
    let link = SobotLink::open(&session, concurrency)?;
    let page = link.page(asked.target.page.as_deref())?;
    session.profile.require_writable("a bulk send")?;
    let command = bulk::command(Product::Messenger, asked.message.kind())?;
    let path = asked.message.path();
    let cautions = retired::cautions(&asked.message, asked.envelope);
    let template = MessengerTemplate::new(asked.message, asked.envelope)?;
    // A dry run needs no credentials, so there is no sender's token either.
    let dry = context.options.dry_run.is_some();
    let tokens = if dry { None } else { Some(link.tokens()?) };
    let nobody = NoToken;
    let client = link.client(tokens.as_deref().unwrap_or(&nobody));
    let sender = MessengerSender::new(client, page.clone(), path);
    let preview = |message: &str, recipients: &[&str], kind: RecipientKind| {
        let recipient = recipients.first().copied().unwrap_or_default();
        let request = sender.request(link.base_url(), message, recipient, kind);
        Ok(crate::commands::shown(context, &request))
    };
    let plan = Plan {
        profile: session.profile.name.clone(),
        rate: session.profile.rate.as_ref().map(|rate| rate.value),
        account: page,
        command,
        template: &template,
        sender: &sender,
        kinds,
        cautions,
        preview: &preview,
    };
    bulk::run(context, plan, asked.target.bulk, BatchArgs::default())
}

impl Kind {
    /// The message and its surroundings, stdin and files read.
    fn read(self, context: &Context, stdin: &Stdin) -> Result<Asked> {
        let (message, common) = match self {
            Self::Text { common, text } => {
                common.target.claim(stdin)?;
                (Message::Text(input::text(text.as_deref(), "the text", stdin, &context.output)?), common)
            }
            Self::Image(args) => args.read(MediaKind::Image),
            Self::Audio(args) => args.read(MediaKind::Audio),
            Self::Video(args) => args.read(MediaKind::Video),
            Self::File(args) => args.read(MediaKind::File),
            Self::Button { common, text, buttons } => {
                common.target.claim(stdin)?;
                let text = input::text(text.as_deref(), "the text", stdin, &context.output)?;
                (Message::Button { text, buttons }, common)
            }
            Self::Generic(args) => args.read(context, stdin)?,
            Self::Media(args) => args.read(),
            Self::Optin(args) => return args.read(stdin),
            Self::Json { common, kind, payload } => {
                common.target.claim(stdin)?;
                let payload = input::document(&payload, "the payload", stdin, &context.output)?;
                (Message::Json { kind, payload }, common)
            }
        };
        let envelope = common.envelope()?;
        Ok(Asked { message, envelope, target: common.target })
    }
}

impl Common {
    fn envelope(&self) -> Result<Envelope> {
        let tag = self.tag;
        let messaging_type = match (self.messaging_type, tag) {
            (Some(MessagingType::Response | MessagingType::Update), Some(_)) => {
                return Err(Error::usage("`--tag` goes with `--messaging-type message-tag` alone")
                    .hint("leave one of the two out"));
            }
            (Some(MessagingType::MessageTag), None) => {
                return Err(Error::usage("`--messaging-type message-tag` needs a `--tag`").hint(
                    "the tags are account-update, confirmed-event-update, human-agent and post-purchase-update",
                ));
            }
            (_, Some(_)) => Some(MessagingType::MessageTag),
            (asked, None) => asked,
        };
        Ok(Envelope { messaging_type, tag })
    }
}

impl TargetArgs {
    /// A list that comes from stdin has it before any text can.
    fn claim(&self, stdin: &Stdin) -> Result<()> {
        if self.bulk.takes_stdin() { stdin.claim("the recipients") } else { Ok(()) }
    }
}

impl MediaArgs {
    fn read(self, kind: MediaKind) -> (Message, Common) {
        (Message::Media { kind, url: self.url }, self.common)
    }
}

impl GenericArgs {
    fn read(self, context: &Context, stdin: &Stdin) -> Result<(Message, Common)> {
        self.common.target.claim(stdin)?;
        let elements = match self.title {
            Some(title) => vec![Element::Made {
                title,
                subtitle: self.subtitle,
                image_url: self.image,
                default_url: self.default_url,
                buttons: self.buttons,
            }],
            None => self
                .element
                .iter()
                .map(|element| Ok(Element::Json(input::document(element, "the element", stdin, &context.output)?)))
                .collect::<Result<_>>()?,
        };
        Ok((Message::Generic(elements), self.common))
    }
}

impl MediaTemplateArgs {
    fn read(self) -> (Message, Common) {
        let kind = self.kind;
        let source = match (self.attachment, self.url) {
            (Some(id), _) => MediaSource::Attachment(id),
            (None, url) => MediaSource::Url(url.unwrap_or_default()),
        };
        (Message::MediaTemplate { kind, source }, self.common)
    }
}

impl OptInArgs {
    fn read(self, stdin: &Stdin) -> Result<Asked> {
        self.target.claim(stdin)?;
        let message = Message::OptIn {
            title: self.topic,
            describe: self.describe,
            image_url: self.image,
            image_ratio: self.image_ratio.as_deref().map(vendor_word),
            button_type: self.button_type.as_deref().map(vendor_word),
            timezone: self.timezone,
        };
        Ok(Asked { message, envelope: Envelope::default(), target: self.target })
    }
}

/// `get-updates` as the vendor writes it: `GET_UPDATES`.
fn vendor_word(word: &str) -> String {
    word.to_ascii_uppercase().replace('-', "_")
}
