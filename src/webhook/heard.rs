//! What callbacks say became of sent messages: a fact for each receipt, to be joined with what was sent.

use crate::codes::Book;
use crate::webhook::decimal::Decimal;
use crate::webhook::event::{Cost, Direction, Event, Part, price_digits};
use crate::webhook::json::{Text, Value};
use crate::webhook::shape::Platform;

/// How far a receipt says that a message came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// It left.
    Sent,
    /// It will not arrive.
    Failed,
    /// It arrived.
    Delivered,
    /// It was seen.
    Read,
}

/// One receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Whose.
    pub platform: Platform,
    /// What it says.
    pub step: Step,
    /// The vendor's time of it, epoch milliseconds.
    pub time: Option<i64>,
    /// The vendor's id of the message; of a Super Message that of the request. Empty: Messenger's watermarks alone.
    pub id: String,
    /// Meta's own id of the same message.
    pub meta_id: String,
    /// The id that its sender gave it, where a receipt tells that beside the vendor's.
    pub own_id: String,
    /// The person.
    pub contact: String,
    /// The page or number that sent.
    pub business: String,
    /// Messenger: everything sent to the person before this instant came so far, epoch milliseconds.
    pub watermark: Option<i64>,
    /// Super Message: the way it took.
    pub channel: String,
    /// Why it failed.
    pub code: String,
    /// The book of that code.
    pub book: Option<Book>,
    /// Of an echo: the text that was sent.
    pub echo: Option<String>,
    /// What it cost.
    pub costs: Vec<HeardCost>,
}

/// A cost of a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeardCost {
    /// What makes it another cost of the same message: the vendor's category and direction, or the channel.
    pub kind: String,
    /// Of `foreign`.
    pub currency: String,
    /// In CNY.
    pub price: Option<Decimal>,
    /// In `currency`.
    pub foreign: Option<Decimal>,
}

impl Heard {
    /// What an event says of a sent message, if it does.
    pub fn of(event: &Event<'_>) -> Option<Self> {
        let platform = event.platform?;
        if event.direction != Some(Direction::Outbound) {
            return None;
        }
        let is_echo = &*event.name == "message.echo";
        let step = match &*event.name {
            "status.sent" | "message.echo" => Step::Sent,
            "status.delivered" => Step::Delivered,
            "status.read" | "status.played" => Step::Read,
            "status.failed" | "status.expired" => Step::Failed,
            _ => return None,
        };
        let text = |text: Option<Text<'_>>| text.map(|text| text.decoded().into_owned()).unwrap_or_default();
        let telling = event.errors.first().and_then(|error| error.telling_code());
        Some(Self {
            platform,
            step,
            time: event.time.map(|time| time.millis),
            id: text(event.message_id),
            meta_id: text(event.meta_message_id),
            own_id: own_id(event),
            contact: text(event.contact),
            business: text(event.business),
            watermark: event.watermark,
            channel: event.channel.as_deref().unwrap_or_default().to_owned(),
            code: text(telling.map(|(code, _)| code)),
            book: telling.and_then(|(_, book)| book),
            echo: is_echo.then(|| text(event.text)),
            costs: costs(event, platform),
        })
    }
}

/// `cus_message_id` of a WhatsApp status: the vendor says that it comes as `id`, and may repeat it.
fn own_id(event: &Event<'_>) -> String {
    let given = event.detail.iter().find(|(key, _)| key.raw == "cus_message_id");
    match given {
        Some((_, Part::Value(value))) => value.scalar().map(|text| text.decoded().into_owned()).unwrap_or_default(),
        _ => String::new(),
    }
}

fn costs(event: &Event<'_>, platform: Platform) -> Vec<HeardCost> {
    let cost = |cost: &Cost<'_>| {
        let kind = match platform {
            Platform::Super => event.channel.as_deref().unwrap_or_default().to_owned(),
            _ => {
                let number =
                    || cost.cdr_type.map(|number| format!("cdr_type {}", number.decoded())).unwrap_or_default();
                let category = cost.category().map_or_else(number, str::to_owned);
                // What the other direction costs is another cost of the same category.
                let inbound = if cost.direction == Some(Direction::Inbound) { " (inbound)" } else { "" };
                format!("{category}{inbound}")
            }
        };
        let currency = cost.currency.map(Text::decoded).unwrap_or_default().into_owned();
        HeardCost { kind, currency, price: amount(cost.price), foreign: amount(cost.foreign_price) }
    };
    event.costs.iter().map(cost).filter(|cost| cost.price.is_some() || cost.foreign.is_some()).collect()
}

fn amount(value: Option<Value<'_>>) -> Option<Decimal> {
    Decimal::parse(price_digits(value?)?)
}
