//! `msgops send whatsapp`: WhatsApp messages through NXCloud.

use std::cell::Cell;

use clap::{Args, Subcommand};

use super::bulk::{self, BatchArgs, BulkArgs, Plan};
use super::input::{self, Stdin};
use super::whatsapp_bulk::{WhatsappSender, WhatsappTemplate};
use super::whatsapp_one_off::{self, Sending};
use crate::bulk::journal::{MessageIds, Product};
use crate::bulk::{MessageTemplate, RecipientKind};
use crate::commands::nxcloud_link::NxcloudLink;
use crate::commands::session::Session;
use crate::commands::templates;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::nxcloud::message::check_url;
use crate::nxcloud::phone::Phones;
use crate::nxcloud::whatsapp::media::Media;
use crate::nxcloud::whatsapp::recipient;
use crate::nxcloud::whatsapp::request::Sender;
use crate::nxcloud::whatsapp::template::LAST_BUTTON;
use crate::nxcloud::whatsapp::template_call::{Header, is_name};
use crate::nxcloud::whatsapp::{Components, Message, Parameter, Source, TemplateCall, Values};

/// Phones of `--to`, at most: more belong into a list, for `--to` keeps no journal.
const MOST: usize = 2000;

/// Requests in flight when `--concurrency` is absent.
const DEFAULT_CONCURRENCY: usize = 16;

/// Said before a list gets anything but a template.
const WINDOW: &str =
    "only people who wrote within the last 24 hours get anything but a template: the others are refused with 131047";

/// WhatsApp messages, through NXCloud
///
/// Free text reaches a person only within 24 hours after their last message (131047 otherwise): send a template. Every message gets an id
/// of our own (`cus_message_id`), which its status callbacks carry, so that a lost answer is not the end of knowledge. Each person
/// is one request; `--to` keeps no journal, `--recipients` does.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops send whatsapp text --to 85261234567 'Your table is ready'
  msgops send whatsapp template --to 85261234567 order_update --language en_US \\
      --body Ada --body 10231 --button 0=10231")]
pub struct WhatsappArgs {
    #[command(subcommand)]
    kind: Kind,
}

#[derive(Subcommand, Debug)]
enum Kind {
    /// A text, up to 4096 characters
    #[command(after_help = "Examples:
  msgops send whatsapp text --to '+852 6123 4567' 'Your table is ready'
  date | msgops send whatsapp text --to 85261234567")]
    Text {
        #[command(flatten)]
        common: Common,
        /// The text; `-` or nothing reads stdin
        #[arg(value_name = "TEXT")]
        text: Option<String>,
        /// Show the first link as a card
        #[arg(long)]
        preview_url: bool,
    },
    /// A picture: jpeg or png, up to 5 MB
    #[command(after_help = "Examples:
  msgops send whatsapp image --to 85261234567 https://example.com/a.png \\
      --caption 'New hats'
  msgops send whatsapp image --to 85261234567 --media 1013859600285441")]
    Image(CaptionedArgs),
    /// A video: mp4 or 3gp, up to 16 MB
    #[command(after_help = "Examples:
  msgops send whatsapp video --to 85261234567 https://example.com/a.mp4
  msgops send whatsapp video --to 85261234567 --media 1013859600285441 \\
      --caption 'How to'")]
    Video(CaptionedArgs),
    /// A recording: aac, mp4, mpeg, amr or ogg (opus), up to 16 MB
    #[command(after_help = "Examples:
  msgops send whatsapp audio --to 85261234567 https://example.com/a.mp3
  msgops send whatsapp audio --to 85261234567 --media 1013859600285441")]
    Audio(MediaArgs),
    /// A document: text, pdf or office, up to 100 MB
    #[command(after_help = "Examples:
  msgops send whatsapp document --to 85261234567 https://example.com/a.pdf \\
      --filename invoice.pdf
  msgops send whatsapp document --to 85261234567 --media 1013859600285441 \\
      --caption 'Your invoice'")]
    Document {
        #[command(flatten)]
        media: CaptionedArgs,
        /// The name it is shown under
        #[arg(long, value_name = "NAME")]
        filename: Option<String>,
    },
    /// A sticker: webp, up to 100 KB
    #[command(after_help = "Examples:
  msgops send whatsapp sticker --to 85261234567 https://example.com/a.webp
  msgops send whatsapp sticker --to 85261234567 --media 1013859600285441")]
    Sticker(MediaArgs),
    /// A place on the map
    #[command(after_help = "Examples:
  msgops send whatsapp location --to 85261234567 \\
      --latitude 22.3027 --longitude 114.1772
  msgops send whatsapp location --to 85261234567 \\
      --latitude 22.3027 --longitude 114.1772 \\
      --name 'Our shop' --address '1 Salisbury Road'")]
    Location {
        #[command(flatten)]
        common: Common,
        /// Degrees north, -90 to 90
        #[arg(long, value_name = "X", allow_negative_numbers = true)]
        latitude: String,
        /// Degrees east, -180 to 180
        #[arg(long, value_name = "Y", allow_negative_numbers = true)]
        longitude: String,
        /// What it is called
        #[arg(long, value_name = "N")]
        name: Option<String>,
        /// Where that is
        #[arg(long, value_name = "A")]
        address: Option<String>,
    },
    /// An approved template, filled with values
    ///
    /// The template is read first, unless it was read within the last 5 minutes, and what the vendor would refuse is told before anything
    /// is sent: no such name or language, a state other than APPROVED, too few values.
    #[command(after_help = "Examples:
  msgops send whatsapp template --to 85261234567 order_update --language en_US \\
      --body Ada --body 10231 --button 0=10231
  msgops send whatsapp template --to 85261234567 login_code --language en_US \\
      --body 123456 --dry-run")]
    Template(TemplateArgs),
    /// A reaction to a message: one emoji, or '' to take it back
    #[command(after_help = "Examples:
  msgops send whatsapp reaction --to 85261234567 --message wamid.HBgL 👍
  msgops send whatsapp reaction --to 85261234567 --message wamid.HBgL ''")]
    Reaction {
        #[command(flatten)]
        common: Common,
        /// The message's id, as its callback has it
        #[arg(long, value_name = "ID")]
        message: String,
        /// The emoji
        #[arg(value_name = "EMOJI")]
        emoji: String,
    },
    /// The object of a type as written, such as interactive: key order and digits kept
    #[command(after_help = "Examples:
  msgops send whatsapp json --to 85261234567 --type interactive @list.json
  msgops send whatsapp json --to 85261234567 --type text '{\"body\":\"Hello\"}'")]
    Json {
        #[command(flatten)]
        common: Common,
        /// The object, `@FILE`, or `-` for stdin
        #[arg(value_name = "PAYLOAD")]
        payload: String,
        /// WhatsApp's word for what it is
        #[arg(long = "type", value_name = "TYPE")]
        kind: String,
    },
}

/// To whom, from which number.
#[derive(Args, Debug)]
struct Common {
    /// A phone with country code; again for more
    #[arg(long, value_name = "PHONE", help_heading = "Recipients")]
    to: Vec<String>,
    /// The business number that sends [default: the profile's]
    #[arg(long, value_name = "PHONE", help_heading = "Delivery")]
    from: Option<String>,
    /// The app that sends [default: the profile's]
    #[arg(long, value_name = "KEY", help_heading = "Delivery")]
    appkey: Option<String>,
    /// Where the statuses of this message go first [default: the account's address]
    #[arg(long, value_name = "URL", help_heading = "Delivery")]
    webhook: Option<String>,
    /// Give the message no id of ours; where an account does not take it
    #[arg(long, help_heading = "Delivery")]
    no_message_id: bool,
    #[command(flatten)]
    bulk: BulkArgs,
}

#[derive(Args, Debug)]
struct MediaArgs {
    #[command(flatten)]
    common: Common,
    /// Where it is
    #[arg(value_name = "URL", required_unless_present = "media", conflicts_with = "media")]
    url: Option<String>,
    /// Its id after `msgops media upload`
    #[arg(long, value_name = "ID")]
    media: Option<String>,
}

#[derive(Args, Debug)]
struct CaptionedArgs {
    #[command(flatten)]
    media: MediaArgs,
    /// The text under it, up to 1024 characters
    #[arg(long, value_name = "T")]
    caption: Option<String>,
}

#[derive(Args, Debug)]
struct TemplateArgs {
    #[command(flatten)]
    common: Common,
    /// Its name
    #[arg(value_name = "NAME")]
    name: String,
    /// Its language, as `msgops templates list` shows it
    #[arg(long, value_name = "CODE")]
    language: String,
    /// The value of a text header
    #[arg(long, value_name = "TEXT", help_heading = "Values", group = "head")]
    header: Option<String>,
    /// The picture of an image header
    #[arg(long, value_name = "URL", help_heading = "Values", group = "head")]
    header_image: Option<String>,
    /// The video of a video header
    #[arg(long, value_name = "URL", help_heading = "Values", group = "head")]
    header_video: Option<String>,
    /// The document of a document header
    #[arg(long, value_name = "URL", help_heading = "Values", group = "head")]
    header_document: Option<String>,
    /// A value of the body, in order; NAME=VALUE where its values have names
    #[arg(long, value_name = "VALUE", help_heading = "Values")]
    body: Vec<String>,
    /// The value of a button, counted from 0: what its URL ends in, or the payload of a quick reply
    #[arg(long, value_name = "INDEX=VALUE", help_heading = "Values", value_parser = button)]
    button: Vec<(u8, String)>,
    /// Meta's own list of components; in place of values
    #[arg(long, value_name = "JSON|@FILE", help_heading = "Values",
        conflicts_with_all = ["head", "body", "button"])]
    components: Option<String>,
    /// Do not read the template first; where an account may not. Buttons then need --components
    #[arg(long, help_heading = "Values", conflicts_with = "button")]
    no_check: bool,
}

/// Three buttons take a value, counted from 0.
fn button(text: &str) -> std::result::Result<(u8, String), String> {
    let wrong = || {
        format!(
            "`{text}` is not INDEX=VALUE with an index from 0 to {LAST_BUTTON}; buttons behind are filled by `--components`"
        )
    };
    let (place, value) = text.split_once('=').ok_or_else(wrong)?;
    let place = place.trim().parse().ok().filter(|place| *place <= LAST_BUTTON).ok_or_else(wrong)?;
    Ok((place, value.to_owned()))
}

/// A message as it was typed.
struct Typed {
    message: Message,
    common: Common,
    /// Whether its template is read first.
    reads_template: bool,
}

/// Runs the command.
pub fn run(context: &Context, args: WhatsappArgs) -> Result<Exit> {
    let typed = args.kind.read(context, &Stdin::default())?;
    match (typed.common.to.is_empty(), typed.common.bulk.recipients.is_some()) {
        (true, false) => {
            Err(Error::usage("nobody is named to send to").hint("give `--to PHONE` or `--recipients FILE`"))
        }
        (false, true) => Err(Error::usage("`--to` and `--recipients` exclude each other")),
        (false, false) => send_one_off(context, typed),
        (true, true) => match typed.common.bulk.test_to.clone() {
            Some(phone) => rehearse(context, typed, &phone),
            None => send_bulk(context, typed),
        },
    }
}

impl Kind {
    /// The message and its surroundings, stdin and files read.
    fn read(self, context: &Context, stdin: &Stdin) -> Result<Typed> {
        let output = &context.output;
        let mut reads_template = false;
        let (message, common) = match self {
            Self::Text { common, text, preview_url } => {
                common.claim(stdin)?;
                let text = input::text(text.as_deref(), "the text", stdin, output)?;
                (Message::Text { text, preview: preview_url }, common)
            }
            Self::Image(args) => captioned(Media::Image, args, None),
            Self::Video(args) => captioned(Media::Video, args, None),
            Self::Document { media, filename } => captioned(Media::Document, media, filename),
            Self::Audio(args) => captioned(Media::Audio, CaptionedArgs { media: args, caption: None }, None),
            Self::Sticker(args) => captioned(Media::Sticker, CaptionedArgs { media: args, caption: None }, None),
            Self::Location { common, latitude, longitude, name, address } => {
                (Message::Location { latitude, longitude, name, address }, common)
            }
            Self::Template(args) => {
                reads_template = !args.no_check;
                args.common.claim(stdin)?;
                template(args, stdin, context)?
            }
            Self::Reaction { common, message, emoji } => (Message::Reaction { message, emoji }, common),
            Self::Json { common, payload, kind } => {
                common.claim(stdin)?;
                (Message::Json { kind, payload: input::document(&payload, "the payload", stdin, output)? }, common)
            }
        };
        Ok(Typed { message, common, reads_template })
    }
}

impl Common {
    /// A list that comes from stdin has it before any text can.
    fn claim(&self, stdin: &Stdin) -> Result<()> {
        if self.bulk.takes_stdin() { stdin.claim("the recipients") } else { Ok(()) }
    }

    fn sender(&self, link: &NxcloudLink<'_>) -> Result<Sender> {
        if let Some(webhook) = &self.webhook {
            check_url("webhook URL", webhook).map_err(|error| Error::usage(error.to_string()))?;
        }
        Ok(Sender {
            appkey: link.appkey(self.appkey.as_deref())?,
            from: link.business_phone(self.from.as_deref())?,
            webhook: self.webhook.clone(),
        })
    }
}

fn captioned(kind: Media, args: CaptionedArgs, filename: Option<String>) -> (Message, Common) {
    let CaptionedArgs { media: MediaArgs { common, url, media }, caption } = args;
    let source = match media {
        Some(id) => Source::Id(id),
        None => Source::Link(url.unwrap_or_default()),
    };
    (Message::Media { kind, source, caption, filename }, common)
}

fn template(args: TemplateArgs, stdin: &Stdin, context: &Context) -> Result<(Message, Common)> {
    let media =
        [(Media::Image, args.header_image), (Media::Video, args.header_video), (Media::Document, args.header_document)];
    let header = media.into_iter().find_map(|(kind, url)| url.map(|url| Header::Media(kind, url)));
    let header = header.or(args.header.map(Header::Text));
    let components = match args.components {
        Some(text) => Components::Raw(input::document(&text, "the components", stdin, &context.output)?),
        None => {
            let body = args.body.iter().map(|text| parameter(text)).collect();
            let buttons = args.button.into_iter().map(|(place, value)| (place, Some(value))).collect();
            Components::Values(Values { header, body, buttons })
        }
    };
    Ok((Message::Template(TemplateCall::new(args.name, args.language, components)), args.common))
}

/// `NAME=VALUE` where the name is a word; any other text is a value without a name.
fn parameter(text: &str) -> Parameter {
    match text.split_once('=') {
        Some((name, value)) if is_name(name) => Parameter { name: Some(name.to_owned()), value: value.to_owned() },
        _ => Parameter { name: None, value: text.to_owned() },
    }
}

fn send_one_off(context: &Context, typed: Typed) -> Result<Exit> {
    let Typed { mut message, common, reads_template } = typed;
    message.check().map_err(|error| Error::usage(error.to_string()))?;
    let phones = phones(context, &common.to)?;
    if context.options.raw && phones.len() > 1 {
        return Err(Error::usage("`--raw` is refused for sends to several"));
    }
    context.output.check()?;
    let session = Session::open(context)?;
    let link = NxcloudLink::open(&session)?;
    let sender = common.sender(&link)?;
    session.profile.require_writable("a send")?;
    whatsapp_one_off::before_work(context)?;
    if let (Message::Template(call), true) = (&mut message, reads_template) {
        let definition = templates::check(context, &link, &sender, call)?;
        if let Some(definition) = &definition {
            definition.check_code(call).map_err(|error| Error::usage(error.to_string()))?;
        }
        if let (Some(definition), Some(_)) = (definition, &context.options.dry_run) {
            context.output.note(&format!("the person sees:\n{}", definition.preview(&call.values())));
        }
    }
    let rest = message.to_json_string().map_err(|error| Error::usage(error.to_string()))?;
    let sending = Sending { sender, rest, phones, gives_id: !common.no_message_id };
    let ran = whatsapp_one_off::run(context, &link, &sending);
    forget_template(context, &link, &sending.sender, &message, &ran);
    ran
}

/// A send of a template that did not go well says that the template may not be as it was read.
fn forget_template(context: &Context, link: &NxcloudLink<'_>, sender: &Sender, message: &Message, ran: &Result<Exit>) {
    if let (Message::Template(call), Err(_)) = (message, ran) {
        templates::forget(context, link, sender, &call.name);
    }
}

/// `--test-to`: the message of one row, as a one-off.
fn rehearse(context: &Context, typed: Typed, phone: &str) -> Result<Exit> {
    let phones = phones(context, &[phone.to_owned()])?;
    context.output.check()?;
    let session = Session::open(context)?;
    let link = NxcloudLink::open(&session)?;
    let sender = typed.common.sender(&link)?;
    session.profile.require_writable("a send")?;
    let (template, common) = over_rows(context, &link, &sender, typed)?;
    let sample = bulk::rehearse(context, &common.bulk, &template, &[RecipientKind::Phone])?;
    if let Some(seen) = template.seen(&sample.message) {
        context.output.note(&format!("the person sees:\n{seen}"));
    }
    whatsapp_one_off::before_work(context)?;
    let gives_id = !common.no_message_id;
    whatsapp_one_off::run(context, &link, &Sending { sender, rest: sample.message, phones, gives_id })
}

fn send_bulk(context: &Context, typed: Typed) -> Result<Exit> {
    if context.options.raw {
        return Err(Error::usage("`--raw` is refused for sends to several"));
    }
    let session = Session::open(context)?;
    let link = NxcloudLink::open(&session)?;
    let sender = typed.common.sender(&link)?;
    session.profile.require_writable("a bulk send")?;
    let command = bulk::command(Product::Whatsapp, typed.message.kind())?;
    let is_template = match &typed.message {
        Message::Template(_) => true,
        Message::Json { kind, .. } => kind == "template",
        _ => false,
    };
    let message = typed.message.clone();
    let (template, common) = over_rows(context, &link, &sender, typed)?;
    let client = link.whatsapp_client(common.bulk.concurrency.unwrap_or(DEFAULT_CONCURRENCY))?;
    let (ids, shown) = ((!common.no_message_id).then(MessageIds::new), Cell::new(0));
    let preview = |message: &str, phones: &[&str], _kind: RecipientKind| {
        let phone = phones.first().copied().unwrap_or_default();
        shown.set(shown.get() + 1);
        let id = ids.as_ref().map(|ids| ids.of(shown.get()));
        link.whatsapp_shown(context, &sender.send(phone, id.as_deref(), message))
    };
    let plan = Plan {
        profile: session.profile.name.clone(),
        rate: session.profile.rate.as_ref().map(|rate| rate.value),
        account: sender.from.clone(),
        command,
        template: &template,
        sender: &WhatsappSender::new(client, sender.clone()),
        kinds: &[RecipientKind::Phone],
        cautions: if is_template { Vec::new() } else { vec![WINDOW.to_owned()] },
        preview: &preview,
    };
    let ran = bulk::run(context, plan, common.bulk, BatchArgs::default());
    forget_template(context, &link, &sender, &message, &ran);
    ran
}

/// The message as a template over a list's columns; WhatsApp's own template is read first.
fn over_rows(
    context: &Context,
    link: &NxcloudLink<'_>,
    sender: &Sender,
    typed: Typed,
) -> Result<(WhatsappTemplate, Common)> {
    let Typed { mut message, common, reads_template } = typed;
    let mut definition = None;
    if let Message::Template(call) = &mut message {
        call.check_address().map_err(|error| Error::usage(error.to_string()))?;
        if reads_template {
            definition = templates::check(context, link, sender, call)?;
        }
    }
    let template = WhatsappTemplate::new(message, sender.webhook.clone(), !common.no_message_id, definition)?;
    Ok((template, common))
}

/// The phones of `--to`, each once.
fn phones(context: &Context, given: &[String]) -> Result<Vec<String>> {
    if let Some(problem) = given.iter().find_map(|text| recipient::without_number(text)) {
        return Err(Error::usage(problem).hint("give the person's phone with country code"));
    }
    let phones = Phones::read(given.iter().map(String::as_str)).map_err(|error| {
        Error::usage(error.to_string()).hint("write it with its country code, such as 85261234567 or +852 6123 4567")
    })?;
    match phones.repeated {
        0 => {}
        1 => context.output.warn("a phone is given twice; it is sent to once"),
        many => context.output.warn(&format!("{many} phones are given again; each is sent to once")),
    }
    if phones.unique.len() > MOST {
        return Err(Error::usage(format!("{} phones are named; at most {MOST} at a time", phones.unique.len()))
            .hint("put them into a file and use `--recipients FILE`, which also keeps a journal"));
    }
    Ok(phones.unique)
}
