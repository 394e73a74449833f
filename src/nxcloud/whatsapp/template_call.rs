//! A call of a template: its name, its language, and the values that fill it.

use serde_json::{Map, Value, json};

use super::limits::{Change, MessageError, link, put, shown_as};
use super::media::Media;
use crate::payload;

/// One value of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name, of a template whose values have names.
    pub name: Option<String>,
    /// What stands in its place.
    pub value: String,
}

/// What fills the head of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Header {
    /// The value of its text.
    Text(String),
    /// Media of a kind: its URL, or its id.
    Media(Media, String),
}

/// The values of a template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// Of the head.
    pub header: Option<Header>,
    /// Of the body, in order or by name.
    pub body: Vec<Parameter>,
    /// Of buttons, by their place from 0; none where Meta's own list names a button and gives it nothing. What kind of
    /// button it is, the template says.
    pub buttons: Vec<(u8, Option<String>)>,
}

/// What fills a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Components {
    /// Values, to be put into Meta's form.
    Values(Values),
    /// Meta's own list, as written.
    Raw(String),
}

/// A call of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateCall {
    /// Its name.
    pub name: String,
    /// Its language.
    pub language: String,
    /// What fills it.
    pub components: Components,
    /// Whether each button is a URL button (else a quick reply), as far as the template was read.
    pub url_buttons: Vec<bool>,
    /// What the value of the head is called, of a template whose values have names.
    pub header_name: Option<String>,
    /// The button that the code stands on as well, of a one-time code.
    pub code_button: Option<u8>,
}

impl Values {
    /// The values in Meta's own list of components, as far as they can be known there.
    pub fn of_wire(components: &Value) -> Self {
        let mut values = Self::default();
        let word = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_ascii_lowercase();
        for component in components.as_array().into_iter().flatten() {
            let parameters = || component["parameters"].as_array().into_iter().flatten();
            match word(component, "type").as_str() {
                "header" => values.header = parameters().next().map(header_of_wire),
                "body" => values.body.extend(parameters().map(|one| Parameter {
                    name: one["parameter_name"].as_str().map(str::to_owned),
                    value: text_of_wire(one),
                })),
                "button" => {
                    let index = &component["index"];
                    let place = index.as_str().and_then(|index| index.parse().ok());
                    if let Some(place) = place.or_else(|| index.as_u64().and_then(|index| index.try_into().ok())) {
                        values.buttons.push((place, parameters().next().map(text_of_wire)));
                    }
                }
                _ => {}
            }
        }
        values
    }

    fn map_strings(&self, change: Change<'_>) -> Result<Self, String> {
        Ok(Self {
            header: match &self.header {
                None => None,
                Some(Header::Text(text)) => Some(Header::Text(change(text)?)),
                Some(Header::Media(kind, url)) => Some(Header::Media(*kind, change(url)?)),
            },
            body: self
                .body
                .iter()
                .map(|one| Ok(Parameter { name: one.name.clone(), value: change(&one.value)? }))
                .collect::<Result<_, String>>()?,
            buttons: self
                .buttons
                .iter()
                .map(|(place, value)| Ok((*place, value.as_deref().map(&mut *change).transpose()?)))
                .collect::<Result<_, String>>()?,
        })
    }

    /// Texts that Meta refuses.
    fn check(&self) -> Result<(), MessageError> {
        if let Some(Header::Text(text)) = &self.header {
            value("the header".to_owned(), text)?;
        }
        for (place, one) in self.body.iter().enumerate() {
            let name = one.name.clone().unwrap_or_else(|| (place + 1).to_string());
            value(format!("{{{{{name}}}}}"), &one.value)?;
        }
        let given = self.buttons.iter().filter_map(|(place, text)| Some((place, text.as_deref()?)));
        given.into_iter().try_for_each(|(place, text)| value(format!("button {place}"), text))
    }
}

fn header_of_wire(parameter: &Value) -> Header {
    let kinds = [Media::Image, Media::Video, Media::Document];
    let media = kinds.into_iter().find_map(|kind| {
        let object = parameter.get(kind.word())?;
        let place = object["link"].as_str().or_else(|| object["id"].as_str());
        Some(Header::Media(kind, place.unwrap_or_default().to_owned()))
    });
    media.unwrap_or_else(|| Header::Text(text_of_wire(parameter)))
}

/// What a parameter shows; of an amount or an instant what is shown where it cannot be put into the person's words.
fn text_of_wire(parameter: &Value) -> String {
    let plain = ["text", "payload", "coupon_code"].iter().find_map(|key| parameter[key].as_str());
    let fallback = || ["currency", "date_time"].iter().find_map(|key| parameter[key]["fallback_value"].as_str());
    plain.or_else(fallback).unwrap_or("…").to_owned()
}

/// Whether a text can name a value before `=`.
pub fn is_name(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

impl TemplateCall {
    /// A call of a template that nobody has read.
    pub fn new(name: String, language: String, components: Components) -> Self {
        Self { name, language, components, url_buttons: Vec::new(), header_name: None, code_button: None }
    }

    /// The values, also those in Meta's own list; none of a list that is none.
    pub fn values(&self) -> Values {
        match &self.components {
            Components::Values(values) => values.clone(),
            Components::Raw(text) => {
                serde_json::from_str(text).map_or_else(|_| Values::default(), |wire| Values::of_wire(&wire))
            }
        }
    }

    pub(super) fn map_strings(&self, change: Change<'_>) -> Result<Self, String> {
        let components = match &self.components {
            Components::Raw(text) => Components::Raw(payload::map_strings(text, change)?),
            Components::Values(values) => Components::Values(values.map_strings(change)?),
        };
        Ok(Self { components, ..self.clone() })
    }

    /// Whether name and language can be such.
    ///
    /// # Errors
    /// That they cannot.
    pub fn check_address(&self) -> Result<(), MessageError> {
        let word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if self.name.is_empty() || !self.name.bytes().all(word) {
            return Err(MessageError::Name(self.name.clone()));
        }
        check_language(&self.language)
    }

    pub(super) fn check(&self) -> Result<(), MessageError> {
        self.check_address()?;
        match &self.components {
            Components::Raw(text) => match serde_json::from_str::<Value>(text) {
                Ok(list @ Value::Array(_)) => Values::of_wire(&list).check(),
                Ok(_) => Err(MessageError::Json("the components are no JSON list".to_owned())),
                Err(error) => Err(MessageError::Json(format!("the components are not JSON: {error}"))),
            },
            Components::Values(values) => {
                if let Some(Header::Media(kind, url)) = &values.header {
                    link(kind.word(), url)?;
                    shown_as(*kind, url)?;
                }
                values.check()
            }
        }
    }

    pub(super) fn to_json_string(&self) -> Result<String, MessageError> {
        let head = format!(
            "{{\"type\":\"template\",\"template\":{{\"name\":{},\"language\":{}",
            Value::from(self.name.as_str()),
            json!({"code": self.language, "policy": "deterministic"})
        );
        let components = match &self.components {
            Components::Raw(text) => text.clone(),
            Components::Values(values) => {
                let components = self.components(values);
                if components.is_empty() {
                    return Ok(format!("{head}}}}}"));
                }
                Value::Array(components).to_string()
            }
        };
        Ok(format!("{head},\"components\":{components}}}}}"))
    }

    fn components(&self, values: &Values) -> Vec<Value> {
        let Values { header, body, buttons } = values;
        let mut components = Vec::new();
        match header {
            Some(Header::Text(text)) => {
                let one = Parameter { name: self.header_name.clone(), value: text.clone() };
                components.push(json!({"type": "header", "parameters": [text_parameter(&one)]}));
            }
            Some(Header::Media(kind, url)) => {
                let (kind, url) = (kind.word(), url.as_str());
                components.push(json!({"type": "header", "parameters": [{"type": kind, kind: {"link": url}}]}));
            }
            None => {}
        }
        if !body.is_empty() {
            components.push(json!({"type": "body", "parameters": body.iter().map(text_parameter).collect::<Vec<_>>()}));
        }
        let button = |place: u8, value: &str| {
            if self.url_buttons.get(usize::from(place)).copied().unwrap_or(self.code_button == Some(place)) {
                json!({"type": "button", "sub_type": "url", "index": place.to_string(),
                    "parameters": [{"type": "text", "text": value}]})
            } else {
                json!({"type": "button", "sub_type": "quick_reply", "index": place.to_string(),
                    "parameters": [{"type": "payload", "payload": value}]})
            }
        };
        let given = buttons.iter().filter_map(|(place, value)| Some((*place, value.as_deref()?)));
        components.extend(given.map(|(place, value)| button(place, value)));
        // A one-time code stands in the body and on the button that copies it.
        let unfilled = self.code_button.filter(|own| !buttons.iter().any(|(place, _)| place == own));
        if let (Some(place), Some(code)) = (unfilled, body.first()) {
            components.push(button(place, &code.value));
        }
        components
    }
}

fn text_parameter(one: &Parameter) -> Value {
    let mut parameter = Map::new();
    put(&mut parameter, "type", Some("text"));
    put(&mut parameter, "parameter_name", one.name.as_deref());
    put(&mut parameter, "text", Some(&one.value));
    Value::Object(parameter)
}

/// Whether a text can be a template's language.
///
/// # Errors
/// That it cannot.
pub fn check_language(code: &str) -> Result<(), MessageError> {
    let (language, region) = code.split_once('_').map_or((code, None), |(language, region)| (language, Some(region)));
    let is_language = (2..=3).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_region = region.is_none_or(|region| {
        (2..=4).contains(&region.len()) && region.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    if is_language && is_region { Ok(()) } else { Err(MessageError::Language(code.to_owned())) }
}

/// What Meta refuses in a value: nothing, line breaks, tabs, more than four blanks in a row.
fn value(place: String, text: &str) -> Result<(), MessageError> {
    let complaint = if text.trim().is_empty() {
        "is empty"
    } else if text.contains(['\n', '\r']) {
        "has a line break"
    } else if text.contains('\t') {
        "has a tab"
    } else if text.contains("     ") {
        "has more than four blanks in a row"
    } else {
        return Ok(());
    };
    Err(MessageError::Value { place, complaint })
}

#[cfg(test)]
mod tests {
    use super::super::message::Message;
    use super::*;

    fn json_of(message: &Message) -> String {
        message.to_json_string().unwrap()
    }

    fn call(components: Components) -> TemplateCall {
        TemplateCall {
            name: "order_update".into(),
            language: "en_US".into(),
            components,
            url_buttons: vec![true, false],
            header_name: None,
            code_button: None,
        }
    }

    #[test]
    fn a_template_takes_values_by_place_or_name_and_buttons_by_their_kind() {
        let values = Components::Values(Values {
            header: Some(Header::Media(Media::Document, "https://x.example/a.pdf".into())),
            body: vec![Parameter { name: Some("who".into()), value: "Ada".into() }],
            buttons: vec![(0, Some("42".into())), (1, Some("YES".into()))],
        });
        assert_eq!(
            json_of(&Message::Template(call(values))),
            concat!(
                r#"{"type":"template","template":{"name":"order_update","language":{"code":"en_US","policy":"deterministic"},"#,
                r#""components":[{"type":"header","parameters":[{"type":"document","document":{"link":"https://x.example/a.pdf"}}]},"#,
                r#"{"type":"body","parameters":[{"type":"text","parameter_name":"who","text":"Ada"}]},"#,
                r#"{"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"42"}]},"#,
                r#"{"type":"button","sub_type":"quick_reply","index":"1","parameters":[{"type":"payload","payload":"YES"}]}]}}"#
            )
        );
        let code = TemplateCall {
            code_button: Some(0),
            ..call(Components::Values(Values {
                body: vec![Parameter { name: None, value: "123456".into() }],
                ..Values::default()
            }))
        };
        assert_eq!(json_of(&Message::Template(code)).matches("123456").count(), 2);
    }

    #[test]
    fn what_meta_refuses_is_named() {
        let error = |message: Message| message.check().unwrap_err().to_string();
        for (value, complaint) in [("", "empty"), ("a\nb", "line break"), ("a\tb", "tab"), ("a     b", "blanks")] {
            let body = vec![Parameter { name: None, value: value.into() }];
            let values = Components::Values(Values { body, ..Values::default() });
            let told = error(Message::Template(call(values)));
            assert!(told.contains("{{1}}") && told.contains(complaint), "{told}");
        }
        let raw = |text: &str| Message::Template(call(Components::Raw(text.into())));
        assert!(error(raw("{}")).contains("list"));
        assert!(error(raw("[")).contains("not JSON"));
        for code in ["english", "EN", "en-US", "", "e"] {
            assert!(check_language(code).is_err(), "{code}");
        }
        for code in ["en", "en_US", "zh_CN", "fil", "pt_BR"] {
            assert!(check_language(code).is_ok(), "{code}");
        }
        let one = r#"[{"type":"body","parameters":[{"type":"text","text":"a\nb"}]}]"#;
        assert!(error(raw(one)).contains("line break"));
    }

    #[test]
    fn values_come_back_from_the_wire() {
        let values = Values {
            header: Some(Header::Media(Media::Image, "https://x.example/a.png".into())),
            body: vec![Parameter { name: Some("who".into()), value: "Ada".into() }],
            buttons: vec![(0, Some("42".into())), (1, Some("YES".into()))],
        };
        let wire: Value =
            serde_json::from_str(&json_of(&Message::Template(call(Components::Values(values.clone()))))).unwrap();
        assert_eq!(Values::of_wire(&wire["template"]["components"]), values);
        let odd = json!([{"type": "HEADER", "parameters": [{"type": "image", "image": {"id": "7"}}]},
            {"type": "body", "parameters": [{"type": "currency", "currency": {"fallback_value": "7 €"}}]},
            {"type": "button", "index": 1, "parameters": []}, {"type": "carousel"}]);
        let read = Values::of_wire(&odd);
        assert_eq!(read.header, Some(Header::Media(Media::Image, "7".into())));
        assert_eq!((read.body[0].value.as_str(), read.buttons[0].0), ("7 €", 1));
        // It was refused as empty.
        assert_eq!(read.buttons[0].1, None);
        let bare = r#"[{"type":"button","sub_type":"flow","index":"0"}]"#;
        Message::Template(call(Components::Raw(bare.into()))).check().unwrap();
    }
}
