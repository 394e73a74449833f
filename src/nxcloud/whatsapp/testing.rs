//! A template and calls of it, for tests.

use serde_json::json;

use super::media::Media;
use super::template::Definition;
use super::template_call::{Components, Header, Parameter, TemplateCall, Values};

pub fn definition() -> Definition {
    Definition::of(&json!({
        "name": "order_update", "language": "en_US", "status": "APPROVED", "category": "UTILITY",
        "components": [
            {"type": "HEADER", "format": "IMAGE"},
            {"type": "BODY", "text": "Hi {{1}}, order {{2}} is on its way. {{1}}!"},
            {"type": "FOOTER", "text": "Bye"},
            {"type": "BUTTONS", "buttons": [
                {"type": "URL", "text": "Track", "url": "https://x.example/{{1}}"},
                {"type": "QUICK_REPLY", "text": "Stop"}]}
        ]
    }))
}

pub fn call(header: Option<Header>, body: &[&str], buttons: &[(u8, &str)]) -> TemplateCall {
    TemplateCall {
        name: "order_update".into(),
        language: "en_US".into(),
        components: Components::Values(Values {
            header,
            body: body.iter().map(|value| Parameter { name: None, value: (*value).into() }).collect(),
            buttons: buttons.iter().map(|(place, value)| (*place, Some((*value).into()))).collect(),
        }),
        url_buttons: Vec::new(),
        header_name: None,
        code_button: None,
    }
}

pub fn image() -> Option<Header> {
    Some(Header::Media(Media::Image, "https://x.example/a.png".into()))
}
