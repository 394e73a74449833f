//! WhatsApp as the bulk engine sees it: a template over a row's columns, and a sender of one message a request.

use serde_json::{Value, json};

use crate::bulk::sender::{Local, SendError};
use crate::bulk::{MessageTemplate, Outgoing, Recipient, RecipientKind, Rendered, Sender, Sent};
use crate::error::{Error, Result};
use crate::nxcloud::whatsapp::template::Definition;
use crate::nxcloud::whatsapp::template_call::Header;
use crate::nxcloud::whatsapp::{self, Components, Message, Source, Values, recipient, request};
use crate::nxcloud::{Client, phone};
use crate::vendor::Called;

/// A message whose strings are templates.
pub struct WhatsappTemplate {
    message: Message,
    webhook: Option<String>,
    gives_ids: bool,
    definition: Option<Definition>,
    strings: Vec<String>,
}

impl WhatsappTemplate {
    /// The template; `definition` is WhatsApp's own one, where it was read. An error (exit 2) when a JSON payload is not JSON.
    pub fn new(
        message: Message,
        webhook: Option<String>,
        gives_ids: bool,
        definition: Option<Definition>,
    ) -> Result<Self> {
        let mut strings = Vec::new();
        message
            .map_strings(&mut |text| {
                strings.push(text.to_owned());
                Ok(text.to_owned())
            })
            .map_err(Error::usage)?;
        Ok(Self { message, webhook, gives_ids, definition, strings })
    }

    /// What decides what is sent besides the strings.
    fn fixed(&self) -> Value {
        match &self.message {
            Message::Text { preview, .. } => json!({"preview_url": preview}),
            Message::Media { source, caption, filename, .. } => json!({
                "id": matches!(source, Source::Id(_)), "caption": caption.is_some(), "filename": filename.is_some()
            }),
            Message::Location { name, address, .. } => json!({"name": name.is_some(), "address": address.is_some()}),
            Message::Template(call) => match &call.components {
                Components::Raw(text) => {
                    json!({"name": call.name, "language": call.language, "components": text})
                }
                Components::Values(Values { header, body, buttons }) => json!({
                    "name": call.name,
                    "language": call.language,
                    "header": header.as_ref().map(|header| match header {
                        Header::Text(_) => json!(0),
                        Header::Media(kind, _) => json!(1 + *kind as u8),
                    }),
                    "body": body.iter().map(|one| one.name.as_deref()).collect::<Vec<_>>(),
                    "buttons": buttons.iter().map(|(place, _)| place).collect::<Vec<_>>(),
                }),
            },
            Message::Reaction { .. } => json!({}),
            Message::Json { kind, payload } => json!({"type": kind, "json": payload}),
        }
    }
}

impl MessageTemplate for WhatsappTemplate {
    fn source(&self) -> String {
        json!({
            "kind": self.message.kind(),
            "fixed": self.fixed(),
            "strings": self.strings,
            "webhook": self.webhook,
            "ids": self.gives_ids,
        })
        .to_string()
    }

    fn strings(&self) -> Vec<&str> {
        self.strings.iter().map(String::as_str).collect()
    }

    fn render(&self, fill: &mut dyn FnMut(&str) -> Result<String, String>) -> Result<Rendered, String> {
        let message = self.message.map_strings(fill)?;
        if let (Message::Template(call), Some(definition)) = (&message, &self.definition) {
            definition.check_code(call).map_err(|error| error.to_string())?;
        }
        let message = message.to_json_string().map_err(|error| error.to_string())?;
        Ok(Rendered { message, notes: Vec::new() })
    }

    fn seen(&self, message: &str) -> Option<String> {
        let message: Value = serde_json::from_str(message).ok()?;
        Some(self.definition.as_ref()?.preview(&Values::of_wire(&message["template"]["components"])))
    }

    fn gives_ids(&self) -> bool {
        self.gives_ids
    }

    fn recipient(&self, cell: &str, kind: RecipientKind) -> Result<Recipient, String> {
        if kind != RecipientKind::Phone {
            return Err("WhatsApp sends to phones, not to ids and tokens of Facebook".to_owned());
        }
        if let Some(problem) = recipient::without_number(cell) {
            return Err(problem);
        }
        let value = phone::normalise(cell).map_err(|error| error.to_string())?;
        let doubt = phone::doubt(&value);
        Ok(Recipient { value, doubt })
    }
}

/// Sends one message to one phone a request.
pub struct WhatsappSender<'a> {
    client: Client<'a>,
    sender: request::Sender,
}

impl<'a> WhatsappSender<'a> {
    /// A sender for one business number.
    pub fn new(client: Client<'a>, sender: request::Sender) -> Self {
        Self { client, sender }
    }
}

impl Sender for WhatsappSender<'_> {
    fn batch_limit(&self) -> usize {
        1
    }

    fn send<'a>(&'a self, request: Outgoing<'a>) -> Local<'a, Result<Sent, SendError>> {
        Box::pin(async move {
            let phone = request.recipients.first().copied().unwrap_or_default();
            let call = self.sender.send(phone, request.id, request.message);
            let called: Called<whatsapp::Sent> = self.client.once(&call).await;
            let message_id = called.reply.and_then(|reply| reply.message_id);
            Ok(Sent { judged: called.judged, message_id, request_id: None, trace_id: None, channels: Vec::new() })
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
    use crate::nxcloud::whatsapp::media::Media;
    use crate::nxcloud::whatsapp::{Parameter, TemplateCall};

    fn template(message: Message) -> WhatsappTemplate {
        WhatsappTemplate::new(message, None, true, None).unwrap()
    }

    fn call(values: Values) -> Message {
        Message::Template(TemplateCall::new("order_update".into(), "en_US".into(), Components::Values(values)))
    }

    fn body(values: &[&str]) -> Values {
        let one = |value: &&str| Parameter { name: None, value: (*value).to_owned() };
        Values { body: values.iter().map(one).collect(), ..Values::default() }
    }

    #[test]
    fn every_string_is_filled_in_the_order_it_is_told_and_checked_as_rendered() {
        let values = Values { buttons: vec![(0, Some("{{ o }}".into()))], ..body(&["{{ n }}", "{{ o }}"]) };
        let template = template(call(values));
        assert_eq!(template.strings(), ["{{ n }}", "{{ o }}", "{{ o }}"]);
        let fill = |text: &str| Ok(text.replace("{{ ", "").replace(" }}", ""));
        let rendered = template.render(&mut |text| fill(text)).unwrap();
        assert!(rendered.message.contains(r#""text":"n""#), "{}", rendered.message);
        assert!(template.render(&mut |_| Ok(String::new())).unwrap_err().contains("{{1}} is empty"));
        assert_eq!(template.render(&mut |_| Err("undefined".into())), Err("undefined".into()));
    }

    /// The code on the button may be written in another way than that of the body, but it may not be another.
    #[test]
    fn the_code_of_a_row_is_the_same_on_its_button() {
        let url = "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}";
        let definition = Definition::of(&json!({
            "name": "otp", "language": "en", "status": "APPROVED", "category": "AUTHENTICATION",
            "components": [{"type": "BODY", "text": "*{{1}}* is your code."},
                {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "Copy code", "url": url}]}]
        }));
        let values = Values { buttons: vec![(0, Some("{{n}}".into()))], ..body(&["{{ n }}"]) };
        let Message::Template(mut call) = call(values) else { return };
        definition.describe(&mut call);
        definition.check(&call).unwrap();
        let template = WhatsappTemplate::new(Message::Template(call), None, true, Some(definition)).unwrap();
        template.render(&mut |_| Ok("123456".into())).unwrap();
        assert!(template.render(&mut |text| Ok(text.len().to_string())).unwrap_err().contains("copies the code"));
    }

    #[test]
    fn other_commands_have_other_sources() {
        let media = |source: Source, caption: Option<&str>| Message::Media {
            kind: Media::Document,
            source,
            caption: caption.map(Into::into),
            filename: (caption.is_none()).then(|| "u".into()),
        };
        let text = |preview| Message::Text { text: "u".into(), preview };
        let named = Values { body: vec![Parameter { name: Some("n".into()), value: "u".into() }], ..Values::default() };
        let header = |header| Values { header: Some(header), ..Values::default() };
        let of = |message: Message, webhook: Option<&str>, ids| {
            WhatsappTemplate::new(message, webhook.map(str::to_owned), ids, None).unwrap().source()
        };
        let sources = [
            of(text(false), None, true),
            of(text(true), None, true),
            of(text(false), Some("https://x.example"), true),
            of(text(false), None, false),
            of(media(Source::Link("u".into()), Some("c")), None, true),
            of(media(Source::Id("u".into()), Some("c")), None, true),
            of(media(Source::Id("c".into()), None), None, true),
            of(call(body(&["u"])), None, true),
            of(call(named), None, true),
            of(call(header(Header::Text("u".into()))), None, true),
            of(call(header(Header::Media(Media::Image, "u".into()))), None, true),
            of(call(header(Header::Media(Media::Video, "u".into()))), None, true),
            of(Message::Json { kind: "interactive".into(), payload: "{\"a\":\"u\"}".into() }, None, true),
            of(Message::Json { kind: "interactive".into(), payload: "{\"b\":\"u\"}".into() }, None, true),
        ];
        for (index, source) in sources.iter().enumerate() {
            assert!(!sources[..index].contains(source), "{source}");
        }
    }

    #[test]
    fn cells_are_phones() {
        let template = template(Message::Text { text: "a".into(), preview: false });
        let read = |cell: &str| template.recipient(cell, RecipientKind::Phone);
        assert_eq!(read("+852 6123 4567"), Ok(Recipient { value: "85261234567".into(), doubt: None }));
        assert!(read("CC.A1b2").unwrap_err().contains("BSUID"));
        assert!(template.recipient("1", RecipientKind::Token).is_err());
    }
}
