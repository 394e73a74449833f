//! A template as the vendor has it: what values it takes, and how a person will see it.

use serde_json::Value;

use super::media::Media;
use super::template_call::{Components, Header, TemplateCall, Values, is_name};

/// The last button that can be given a value by itself, counted from 0; those behind it only Meta's own list can fill.
pub const LAST_BUTTON: u8 = 2;

/// Buttons that Meta's own list need not name; what others take only it can say.
const PLAIN_BUTTONS: [&str; 6] = ["URL", "QUICK_REPLY", "PHONE_NUMBER", "OTP", "VOICE_CALL", ""];

/// A part that is sent without values, besides those that are read.
const PLAIN_PART: &str = "CALL_PERMISSION_REQUEST";

/// A template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Definition {
    /// Its name.
    pub name: String,
    /// Its language.
    pub language: String,
    /// `APPROVED`, or why not.
    pub status: String,
    /// `MARKETING`, `UTILITY`, `AUTHENTICATION`.
    pub category: String,
    /// The head: its format (`TEXT`, `IMAGE` …) and its text.
    pub header: Option<(String, String)>,
    /// The text.
    pub body: String,
    /// Below it.
    pub footer: String,
    /// The buttons.
    pub buttons: Vec<Button>,
    /// Other parts, which only Meta's own list can fill: a carousel, an offer that ends.
    pub parts: Vec<String>,
    /// The vendor did not tell what it is made of.
    pub is_untold: bool,
}

/// A button of a template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Button {
    /// `URL`, `QUICK_REPLY`, `PHONE_NUMBER`, `OTP` …
    pub kind: String,
    /// What it says.
    pub text: String,
    /// What it opens; may end in a value.
    pub url: String,
}

/// The names of the places in a text, each once, in order: `1`, `2` or words.
pub fn places(text: &str) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some((_, behind)) = rest.split_once("{{") {
        let Some((name, after)) = behind.split_once("}}") else { break };
        let name = name.trim();
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if is_name && !places.iter().any(|known| known == name) {
            places.push(name.to_owned());
        }
        rest = after;
    }
    places.sort_by_key(|name| name.parse::<u32>().unwrap_or(0));
    places
}

/// A text with values in its places; a place without a value stays as it is.
fn filled(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("{{") {
        out.push_str(before);
        match behind.split_once("}}") {
            Some((name, after)) => {
                out.push_str(&value(name.trim()).unwrap_or_else(|| format!("{{{{{name}}}}}")));
                rest = after;
            }
            None => {
                out.push_str("{{");
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

impl Definition {
    /// The template of the vendor's object.
    pub fn of(item: &Value) -> Self {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut own = Self {
            name: text(item.get("name")),
            language: text(item.get("language")),
            status: text(item.get("status")),
            category: text(item.get("category")),
            ..Self::default()
        };
        let list = |value: Option<&Value>| {
            value.and_then(Value::as_array).filter(|items| items.iter().all(Value::is_object)).cloned()
        };
        let components = list(item.get("components"));
        own.is_untold = components.is_none();
        for component in components.into_iter().flatten() {
            match text(component.get("type")).to_ascii_uppercase().as_str() {
                "HEADER" => {
                    let format = text(component.get("format")).to_ascii_uppercase();
                    let format = if format.is_empty() { "TEXT".to_owned() } else { format };
                    own.header = Some((format, text(component.get("text"))));
                }
                "BODY" => own.body = text(component.get("text")),
                "FOOTER" => own.footer = text(component.get("text")),
                "BUTTONS" => {
                    let buttons = list(component.get("buttons"));
                    own.is_untold |= buttons.is_none();
                    own.buttons = buttons
                        .into_iter()
                        .flatten()
                        .map(|button| Button {
                            kind: text(button.get("type")).to_ascii_uppercase(),
                            text: text(button.get("text")),
                            url: text(button.get("url")),
                        })
                        .collect();
                }
                PLAIN_PART => {}
                other => own.parts.push(other.to_ascii_lowercase().replace('_', " ")),
            }
        }
        own
    }

    /// What values it takes, as a person would say it.
    pub fn takes(&self) -> Vec<String> {
        let mut takes = Vec::new();
        match &self.header {
            Some((format, text)) if format == "TEXT" && !places(text).is_empty() => {
                takes.push("--header TEXT".to_owned())
            }
            Some((format, _)) if media(format).is_some() => {
                takes.push(format!("--header-{} URL", format.to_ascii_lowercase()))
            }
            Some((format, _)) if format != "TEXT" => {
                takes.push(format!("--components JSON (a {} header)", format.to_ascii_lowercase()))
            }
            _ => {}
        }
        if self.has_odd_body() {
            takes.push("--components JSON (the body)".to_owned());
        } else {
            takes.extend(places(&self.body).into_iter().map(|place| match place.parse::<u32>() {
                Ok(_) => format!("--body VALUE ({place})"),
                Err(_) => format!("--body {place}=VALUE"),
            }));
        }
        takes.extend(self.parts.iter().map(|part| format!("--components JSON ({part})")));
        if self.is_one_time_code() && places(&self.body).is_empty() {
            takes.push("--body VALUE (the code)".to_owned());
        }
        let asked = self.buttons.iter().enumerate().filter(|(place, _)| !self.is_copying(*place));
        takes.extend(asked.filter_map(|(place, button)| button.takes(place)));
        takes
    }

    pub(super) fn is_one_time_code(&self) -> bool {
        self.category.eq_ignore_ascii_case("AUTHENTICATION")
    }

    /// The button of a one-time code, which copies what stands in the body: Meta lists it as a URL or as OTP. Where no
    /// button is listed it is the first.
    pub(super) fn copying(&self) -> Option<usize> {
        if self.is_one_time_code() && self.buttons.is_empty() {
            return Some(0);
        }
        let is_its = |button: &Button| matches!(button.kind.as_str(), "URL" | "OTP");
        self.buttons.iter().position(is_its).filter(|_| self.is_one_time_code())
    }

    pub(super) fn is_copying(&self, place: usize) -> bool {
        self.copying() == Some(place)
    }

    /// Whether the body has values with names and others that `NAME=VALUE` cannot name.
    pub(super) fn has_odd_body(&self) -> bool {
        let wanted = places(&self.body);
        wanted.iter().any(|place| place.parse::<u32>().is_err()) && !wanted.iter().all(|place| is_name(place))
    }

    /// Says what the call needs to know of the template: the kinds of its buttons, and whether its values have names.
    pub fn describe(&self, call: &mut TemplateCall) {
        if let Components::Values(values) = &mut call.components
            && places(&self.body).iter().all(|place| place.parse::<u32>().is_ok())
        {
            // `x=1` is a value like any other where values have no names.
            for one in &mut values.body {
                if let Some(name) = one.name.take() {
                    one.value = format!("{name}={}", one.value);
                }
            }
        }
        let named = self.header.iter().flat_map(|(_, text)| places(text)).find(|place| place.parse::<u32>().is_err());
        call.header_name = named;
        call.url_buttons = self.buttons.iter().map(|button| matches!(button.kind.as_str(), "URL" | "OTP")).collect();
        call.code_button = self.copying().and_then(|place| place.try_into().ok());
    }

    /// The message as the person will see it.
    pub fn preview(&self, values: &Values) -> String {
        let Values { header, body, buttons } = values;
        let by_place = |name: &str| {
            let place = name.parse::<usize>().ok();
            let found = match place {
                Some(place) => place.checked_sub(1).and_then(|place| body.get(place)),
                None => body.iter().find(|one| one.name.as_deref() == Some(name)),
            };
            found.map(|one| one.value.clone())
        };
        let mut lines = Vec::new();
        match (&self.header, header) {
            (Some((format, _)), Some(Header::Media(_, url))) => {
                lines.push(format!("[{}: {url}]", format.to_ascii_lowercase()))
            }
            (Some((format, text)), header) if format == "TEXT" => {
                let value = match header {
                    Some(Header::Text(value)) => Some(value),
                    _ => None,
                };
                lines.push(filled(text, |_| value.cloned()));
            }
            (Some((format, _)), _) => lines.push(format!("[{}]", format.to_ascii_lowercase())),
            (None, _) => {}
        }
        lines.push(filled(&self.body, by_place));
        if !self.footer.is_empty() {
            lines.push(self.footer.clone());
        }
        for (place, button) in self.buttons.iter().enumerate() {
            let given = buttons.iter().find(|(given, _)| usize::from(*given) == place);
            let copied = || body.first().filter(|_| self.is_copying(place)).map(|code| code.value.clone());
            let value = given.and_then(|(_, value)| value.clone()).or_else(copied);
            let url = filled(&button.url, |_| value.clone());
            lines.push(if url.is_empty() { format!("[{}]", button.text) } else { format!("[{}: {url}]", button.text) });
        }
        lines.join("\n")
    }
}

pub(super) fn media(format: &str) -> Option<Media> {
    [Media::Image, Media::Video, Media::Document].into_iter().find(|kind| format.eq_ignore_ascii_case(kind.word()))
}

impl Button {
    /// Whether a value can be given.
    pub(super) fn takes_value(&self) -> bool {
        self.needs_value() || self.kind == "QUICK_REPLY"
    }

    /// What it takes, as options; `place` is its own, from 0.
    fn takes(&self, place: usize) -> Option<String> {
        if self.needs_components() {
            return Some(format!("--components JSON (button {place}, {})", self.text));
        }
        let may = if self.needs_value() { "" } else { ", if wanted" };
        self.takes_value().then(|| match place > usize::from(LAST_BUTTON) {
            true => format!("--components JSON (button {place}, {}{may})", self.text),
            false => format!("--button {place}=VALUE ({}{may})", self.text),
        })
    }

    /// Whether only Meta's own list can say what it takes: the code that it copies, the flow that it opens.
    pub(super) fn needs_components(&self) -> bool {
        !PLAIN_BUTTONS.contains(&self.kind.as_str())
    }

    /// Whether a value has to be given.
    pub(super) fn needs_value(&self) -> bool {
        self.kind == "URL" && !places(&self.url).is_empty()
    }
}

#[cfg(test)]
mod tests {

    use super::super::testing::{call, definition, image};
    use super::*;

    #[test]
    fn a_person_sees_the_values_in_their_places() {
        let whole = call(image(), &["Ada", "7"], &[(0, "abc")]);
        definition().check(&whole).unwrap();
        assert_eq!(
            definition().preview(&whole.values()),
            "[image: https://x.example/a.png]\nHi Ada, order 7 is on its way. Ada!\nBye\n[Track: https://x.example/abc]\n[Stop]"
        );
        let takes = definition().takes();
        assert_eq!(takes[0], "--header-image URL");
        assert_eq!(takes.len(), 5);
    }

    #[test]
    fn a_head_whose_value_has_a_name_is_filled_by_it_and_what_only_a_list_can_fill_is_told() {
        let button = |kind: &str| Button { kind: kind.into(), text: "Copy".into(), url: String::new() };
        let named = Definition {
            header: Some(("TEXT".into(), "For {{who}}".into())),
            body: "Hi".into(),
            buttons: Vec::new(),
            ..definition()
        };
        let mut greeting = call(Some(Header::Text("Ada".into())), &[], &[]);
        named.describe(&mut greeting);
        named.check(&greeting).unwrap();
        assert!(greeting.to_json_string().unwrap().contains(r#"{"type":"text","parameter_name":"who","text":"Ada"}"#));
        let coupon = Definition { buttons: vec![button("COPY_CODE")], header: None, body: "Hi".into(), ..definition() };
        assert!(coupon.check(&call(None, &[], &[])).unwrap_err().to_string().contains("--components"));
        let list = r#"[{"type":"button","sub_type":"copy_code","index":"0","parameters":[{"type":"coupon_code","coupon_code":"X"}]}]"#;
        coupon.check(&TemplateCall::new("a".into(), "en".into(), Components::Raw(list.into()))).unwrap();
        let place =
            Definition { header: Some(("LOCATION".into(), String::new())), buttons: Vec::new(), ..definition() };
        assert!(place.takes()[0].starts_with("--components") && coupon.takes()[0].starts_with("--components"));
    }

    /// `takes` offered what a send refused.
    #[test]
    fn what_is_offered_is_what_is_taken() {
        let url = |place: usize| {
            let (kind, text, url) = ("URL".to_owned(), place.to_string(), "https://x.example/{{1}}".to_owned());
            Button { kind, text, url }
        };
        let buttons = (0..4).map(url).collect();
        let many = Definition { buttons, header: None, body: "Hi".into(), ..definition() };
        assert_eq!(many.takes()[2..], ["--button 2=VALUE (2)", "--components JSON (button 3, 3)"]);
        let told = many.check(&call(None, &[], &[(0, "a"), (1, "b"), (2, "c")])).unwrap_err().to_string();
        assert!(told.contains("button 3") && told.contains("`--components`"), "{told}");
        let mixed = Definition { body: "Hi {{name}}, {{2}}".into(), header: None, buttons: Vec::new(), ..definition() };
        assert_eq!(mixed.takes(), ["--components JSON (the body)"]);
        assert!(mixed.check(&call(None, &["a", "b"], &[])).unwrap_err().to_string().contains("`--components`"));
        let list = r#"[{"type":"body","parameters":[{"type":"text","parameter_name":"name","text":"a"},{"type":"text","text":"b"}]}]"#;
        mixed.check(&TemplateCall::new("a".into(), "en".into(), Components::Raw(list.into()))).unwrap();
    }

    #[test]
    fn places_are_numbers_or_words_each_once() {
        assert_eq!(places("{{2}} {{1}} {{ 2 }} {{x"), ["1", "2"]);
        assert_eq!(places("{{who}} {{}} {{a b}}"), ["who"]);
    }
}
