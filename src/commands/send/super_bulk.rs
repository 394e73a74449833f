//! Super Message as the bulk engine sees it: a template over a row's columns, and a sender of batches.

use serde_json::json;

use crate::bulk::sender::{Local, SendError};
use crate::bulk::{MessageTemplate, Outgoing, Recipient, RecipientKind, Rendered, Sender, Sent};
use crate::error::{Error, Result};
use crate::nxcloud::request::{self, MOST_PHONES};
use crate::nxcloud::{Called, Channel, Client, Delivery, Message, phone, segments};

/// A message whose strings are templates.
pub struct SuperTemplate {
    message: Message,
    delivery: Delivery,
    strings: Vec<String>,
}

impl SuperTemplate {
    /// The template; an error (exit 2) when a JSON message is not JSON.
    pub fn new(message: Message, delivery: Delivery) -> Result<Self> {
        let mut strings = Vec::new();
        message
            .map_strings(&mut |text| {
                strings.push(text.to_owned());
                Ok(text.to_owned())
            })
            .map_err(Error::usage)?;
        Ok(Self { message, delivery, strings })
    }

    /// Whether SMS may carry it, and so segments are worth counting.
    fn may_be_sms(&self) -> bool {
        self.delivery.priority.as_ref().is_none_or(|priority| priority.has(Channel::Sms))
    }
}

impl MessageTemplate for SuperTemplate {
    fn source(&self) -> String {
        let fixed = match &self.message {
            Message::Video { size, duration, .. } => json!({"size": size, "duration": duration}),
            Message::File { name, file_type, .. } => json!({"named": name.is_some(), "type": file_type}),
            Message::Card { image, .. } => json!({"image": image.is_some()}),
            Message::Json(text) => json!({"json": text}),
            _ => json!({}),
        };
        let priority: Option<Vec<&str>> = self
            .delivery
            .priority
            .as_ref()
            .map(|priority| priority.channels().iter().map(|channel| channel.wire()).collect());
        json!({
            "kind": self.message.kind(),
            "strings": self.strings,
            "fixed": fixed,
            "priority": priority,
            "webhook": self.delivery.webhook,
        })
        .to_string()
    }

    fn strings(&self) -> Vec<&str> {
        self.strings.iter().map(String::as_str).collect()
    }

    fn render(&self, fill: &mut dyn FnMut(&str) -> Result<String, String>) -> Result<Rendered, String> {
        let message = self.message.map_strings(fill)?;
        let text = request::rest(&message, &self.delivery).map_err(|error| error.to_string())?;
        let segments = if self.may_be_sms() { message.segments() } else { None };
        Ok(Rendered { message: text, notes: segments.iter().map(|estimate| format!("as SMS {estimate}")).collect() })
    }

    fn segments(&self, message: &str) -> Option<u64> {
        if !self.may_be_sms() {
            return None;
        }
        let value: serde_json::Value = serde_json::from_str(message).ok()?;
        let text = value.pointer("/message/textMessage/text")?.as_str()?;
        Some(segments::estimate(text).segments as u64)
    }

    fn country(&self, recipient: &str) -> String {
        phone::country_code(recipient).to_owned()
    }

    fn recipient(&self, cell: &str, kind: RecipientKind) -> Result<Recipient, String> {
        if kind != RecipientKind::Phone {
            return Err("Super Message sends to phones, not to ids and tokens of Facebook".to_owned());
        }
        let value = phone::normalise(cell).map_err(|error| error.to_string())?;
        let doubt = phone::doubt(&value);
        Ok(Recipient { value, doubt })
    }
}

/// Sends one message to up to 2000 phones a request.
pub struct SuperSender<'a> {
    client: Client<'a>,
    appkey: String,
}

impl<'a> SuperSender<'a> {
    /// A sender for one app.
    pub fn new(client: Client<'a>, appkey: String) -> Self {
        Self { client, appkey }
    }

    /// The body of a request.
    pub fn body(&self, message: &str, phones: &[&str]) -> String {
        request::body(&self.appkey, phones, message)
    }
}

impl Sender for SuperSender<'_> {
    fn batch_limit(&self) -> usize {
        MOST_PHONES
    }

    fn send<'a>(&'a self, request: Outgoing<'a>) -> Local<'a, Result<Sent, SendError>> {
        let Outgoing { message, recipients, .. } = request;
        Box::pin(async move {
            let called: Called = self.client.once(&request::call(self.body(message, recipients))).await;
            let reply = called.reply.unwrap_or_default();
            Ok(Sent {
                judged: called.judged,
                message_id: None,
                request_id: reply.request_id,
                trace_id: reply.trace_id,
                channels: reply.channels,
            })
        })
    }

    fn ready(&self) -> Option<Local<'_, Result<(), SendError>>> {
        None
    }

    /// NXCloud has no tokens.
    fn renew(&self) -> Local<'_, Result<(), SendError>> {
        Box::pin(async { Ok(()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nxcloud::Priority;

    fn template(message: Message, priority: Option<&str>) -> SuperTemplate {
        let delivery = Delivery { webhook: None, priority: priority.map(|text| Priority::parse(text).unwrap()) };
        SuperTemplate::new(message, delivery).unwrap()
    }

    fn card(image: Option<&str>, choice: &str) -> Message {
        Message::Card {
            title: "Hi {{ name }}".into(),
            image: image.map(Into::into),
            choices: vec![choice.parse().unwrap()],
        }
    }

    #[test]
    fn every_string_is_filled_in_the_order_it_is_told() {
        let template = template(card(Some("https://x.com/{{ i }}"), "Go=https://x.com/{{ o }}"), Some("viber"));
        assert_eq!(template.strings(), ["Hi {{ name }}", "https://x.com/{{ i }}", "Go", "https://x.com/{{ o }}"]);
        let mut seen = Vec::new();
        let rendered = template
            .render(&mut |text| {
                seen.push(text.to_owned());
                Ok(text.replace("{{ ", "").replace(" }}", ""))
            })
            .unwrap();
        assert_eq!(seen, template.strings());
        assert_eq!(
            rendered.message,
            r#"{"message":{"cardMessage":{"title":"Hi name","mediaMessage":{"image":{"url":"https://x.com/i"}},"choices":[{"textMessage":{"text":"Go"},"urlMessage":{"url":"https://x.com/o"}}]}},"priority":["VIBER"]}"#
        );
    }

    #[test]
    fn limits_are_held_by_the_rendered_text() {
        let text = template(Message::Text { text: "{{ t }}".into() }, None);
        assert!(text.render(&mut |_| Ok(String::new())).unwrap_err().contains("text is empty"));
        assert_eq!(text.render(&mut |_| Err("undefined".into())), Err("undefined".into()));
        let notes = text.render(&mut |_| Ok("a".repeat(161))).unwrap().notes;
        assert!(notes[0].contains("2 segments"), "{notes:?}");
        let viber = template(Message::Text { text: "{{ t }}".into() }, Some("viber"));
        assert!(viber.render(&mut |_| Ok("a".into())).unwrap().notes.is_empty());
    }

    #[test]
    fn other_commands_have_other_sources() {
        let video = |size| Message::Video { url: "u".into(), thumbnail: "t".into(), size, duration: 1 };
        let file = |name: Option<&str>| Message::File { url: "u".into(), name: name.map(Into::into), file_type: None };
        let sources = [
            template(Message::Text { text: "u".into() }, None).source(),
            template(Message::Image { url: "u".into() }, None).source(),
            template(Message::Image { url: "u".into() }, Some("viber")).source(),
            template(Message::Image { url: "u".into() }, Some("viber,sms")).source(),
            template(video(1), None).source(),
            template(video(2), None).source(),
            template(file(None), None).source(),
            template(file(Some("u")), None).source(),
            template(card(None, "a=b"), None).source(),
            template(card(Some("a"), "b=a"), None).source(),
            template(Message::Json("{\"a\":\"u\"}".into()), None).source(),
            template(Message::Json("{\"b\":\"u\"}".into()), None).source(),
        ];
        for (index, source) in sources.iter().enumerate() {
            assert!(!sources[..index].contains(source), "{source}");
        }
    }

    #[test]
    fn cells_are_phones() {
        let template = template(Message::Text { text: "a".into() }, None);
        let read = |cell: &str| template.recipient(cell, RecipientKind::Phone);
        assert_eq!(read("+852 6123 4567"), Ok(Recipient { value: "85261234567".into(), doubt: None }));
        assert!(read("9991234567").unwrap().doubt.is_some());
        assert!(read("0612345678").unwrap_err().contains("without country code"));
        assert!(template.recipient("1", RecipientKind::Id).is_err());
    }
}
