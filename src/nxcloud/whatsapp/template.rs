//! A template as the vendor has it: what values it takes, and how a person will see it.

use serde_json::Value;

use super::media::Media;
use super::template_call::{Components, Header, Parameter, TemplateCall, Values, is_name};

/// The state in which a template can be sent.
const APPROVED: &str = "APPROVED";

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

/// Why a template cannot be sent with these values.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// Nobody may send it now.
    #[error("the template `{name}` ({language}) is {status}, and only an APPROVED one can be sent")]
    NotApproved {
        /// Which.
        name: String,
        /// In which language.
        language: String,
        /// Its state.
        status: String,
    },
    /// Nobody can say what it takes.
    #[error("the vendor does not tell what `{name}` ({language}) is made of, so nobody can say what it takes")]
    Untold {
        /// Which.
        name: String,
        /// In which language.
        language: String,
    },
    /// A part that values cannot fill.
    #[error("{0}")]
    Part(String),
    /// More or fewer values than it has places.
    #[error("the body of `{name}` takes {wanted} {}, and {given} are given", if *.wanted == 1 { "value" } else { "values" })]
    Count {
        /// Which.
        name: String,
        /// Places.
        wanted: usize,
        /// Values.
        given: usize,
    },
    /// Values with other names than its places.
    #[error("the body of `{name}` takes {wanted}, and {given} is given", wanted = .wanted.join(", "))]
    Names {
        /// Which.
        name: String,
        /// Its places.
        wanted: Vec<String>,
        /// What is given.
        given: String,
    },
    /// A value with a name that is given more than once.
    #[error("the body of `{name}` takes `{place}` once, and it is given {given} times")]
    Repeated {
        /// Which.
        name: String,
        /// Its place.
        place: String,
        /// How often.
        given: usize,
    },
    /// A head that is missing, or that it has no place for.
    #[error("{0}")]
    Header(String),
    /// A button that is missing, or that takes nothing.
    #[error("{0}")]
    Button(String),
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

    fn is_one_time_code(&self) -> bool {
        self.category.eq_ignore_ascii_case("AUTHENTICATION")
    }

    /// The button of a one-time code, which copies what stands in the body: Meta lists it as a URL or as OTP. Where no
    /// button is listed it is the first.
    fn copying(&self) -> Option<usize> {
        if self.is_one_time_code() && self.buttons.is_empty() {
            return Some(0);
        }
        let is_its = |button: &Button| matches!(button.kind.as_str(), "URL" | "OTP");
        self.buttons.iter().position(is_its).filter(|_| self.is_one_time_code())
    }

    fn is_copying(&self, place: usize) -> bool {
        self.copying() == Some(place) && !self.buttons.is_empty()
    }

    /// Whether the body has values with names and others that `NAME=VALUE` cannot name.
    fn has_odd_body(&self) -> bool {
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

    /// Holds a call to the template.
    ///
    /// # Errors
    /// The first thing that the vendor would refuse.
    pub fn check(&self, call: &TemplateCall) -> Result<(), TemplateError> {
        if !self.status.eq_ignore_ascii_case(APPROVED) {
            let (name, language, status) = (self.name.clone(), self.language.clone(), self.status.clone());
            return Err(TemplateError::NotApproved { name, language, status });
        }
        if self.is_untold {
            return Err(TemplateError::Untold { name: self.name.clone(), language: self.language.clone() });
        }
        let Values { header, body, buttons } = &call.values();
        // Meta's own list may hold more than is known here.
        let as_written = matches!(call.components, Components::Raw(_));
        if let (Some(part), false) = (self.parts.first(), as_written) {
            let what = format!("the {part} of `{}` can be filled by `--components` only", self.name);
            return Err(TemplateError::Part(what));
        }
        self.check_header(header.as_ref(), as_written)?;
        self.check_body(body, as_written)?;
        for (index, (place, _)) in buttons.iter().enumerate() {
            let button = self.buttons.get(usize::from(*place));
            if buttons[..index].iter().any(|(other, _)| other == place) {
                let what = format!("button {place} of `{}` takes one value, and it is given again", self.name);
                return Err(TemplateError::Button(what));
            }
            if self.is_copying((*place).into()) {
                continue;
            }
            if !button.is_some_and(|button| as_written || button.takes_value()) {
                let what = match button {
                    Some(button) => format!("button {place} of `{}` (`{}`) takes no value", self.name, button.text),
                    None => format!("`{}` has no button {place}; it has {}", self.name, self.buttons.len()),
                };
                return Err(TemplateError::Button(what));
            }
        }
        let beyond = |(_, button): &(usize, &Button)| !as_written && button.needs_components();
        if let Some((place, button)) = self.buttons.iter().enumerate().find(beyond) {
            let (name, text, kind) = (&self.name, &button.text, &button.kind);
            return Err(TemplateError::Button(format!(
                "button {place} of `{name}` (`{text}`, {kind}) can be filled by `--components` only"
            )));
        }
        let needs = |(place, button): &(usize, &Button)| {
            let is_given = || buttons.iter().any(|(given, value)| usize::from(*given) == *place && value.is_some());
            // Of values the code of the body is put there too.
            button.needs_value() && !is_given() && (as_written || !self.is_copying(*place))
        };
        match self.buttons.iter().enumerate().find(needs) {
            Some((place, button)) => {
                let way = if place > usize::from(LAST_BUTTON) {
                    "which `--components` alone can give".to_owned()
                } else {
                    format!("`--button {place}=VALUE`")
                };
                let (name, text) = (&self.name, &button.text);
                Err(TemplateError::Button(format!("button {place} of `{name}` (`{text}`) needs a value: {way}")))
            }
            None => Ok(()),
        }
    }

    /// Holds the code on the button of a one-time code to that in the body, as both go out.
    ///
    /// # Errors
    /// That they differ.
    pub fn check_code(&self, call: &TemplateCall) -> Result<(), TemplateError> {
        let Some((copying, button)) = self.copying().and_then(|place| Some((place, self.buttons.get(place)?))) else {
            return Ok(());
        };
        let Values { body, buttons, .. } = call.values();
        let Some(code) = body.first() else { return Ok(()) };
        let is_other = |(place, value): &&(u8, Option<String>)| {
            usize::from(*place) == copying && value.as_ref().is_some_and(|value| *value != code.value)
        };
        match buttons.iter().find(is_other) {
            Some((_, value)) => Err(TemplateError::Button(format!(
                "button {copying} of `{}` (`{}`) copies the code of the body, `{}`, and `{}` is given",
                self.name,
                button.text,
                code.value,
                value.as_deref().unwrap_or_default()
            ))),
            None => Ok(()),
        }
    }

    fn check_header(&self, given: Option<&Header>, as_written: bool) -> Result<(), TemplateError> {
        let name = &self.name;
        let wrong = |what: String| Err(TemplateError::Header(what));
        match (&self.header, given) {
            (Some((format, text)), given) if format == "TEXT" => match (places(text).is_empty(), given) {
                (true, None) | (false, Some(Header::Text(_))) => Ok(()),
                (true, Some(_)) => wrong(format!("the header of `{name}` takes no value")),
                (false, _) => wrong(format!("the header of `{name}` needs a text: `--header TEXT`")),
            },
            (Some((format, _)), Some(Header::Media(kind, _))) if format.eq_ignore_ascii_case(kind.word()) => Ok(()),
            // A place, or what nobody knows yet: the list alone can say it.
            (Some((format, _)), given) if media(format).is_none() => match given {
                None if format == "LOCATION" => {
                    wrong(format!("the header of `{name}` needs a location, which `--components` alone can give"))
                }
                _ if !as_written => wrong(format!(
                    "the header of `{name}` ({}) can be filled by `--components` only",
                    format.to_ascii_lowercase()
                )),
                _ => Ok(()),
            },
            (Some((format, _)), _) => {
                let format = format.to_ascii_lowercase();
                wrong(format!("the header of `{name}` needs media: `--header-{format} URL`"))
            }
            (None, Some(_)) => wrong(format!("`{name}` has no header")),
            (None, None) => Ok(()),
        }
    }

    fn check_body(&self, body: &[Parameter], as_written: bool) -> Result<(), TemplateError> {
        if self.has_odd_body() && !as_written {
            let name = &self.name;
            let what = format!(
                "the body of `{name}` has values with names and others without, and can be filled by `--components` only"
            );
            return Err(TemplateError::Part(what));
        }
        let wanted = places(&self.body);
        let named = wanted.iter().any(|place| place.parse::<u32>().is_err());
        // A one-time code's body is Meta's own and takes the code, whatever it shows.
        let count = if self.is_one_time_code() { wanted.len().max(1) } else { wanted.len() };
        if named && !self.has_odd_body() {
            let odd = body.iter().find(|one| one.name.as_ref().is_none_or(|name| !wanted.contains(name)));
            if let Some(odd) = odd {
                let given =
                    odd.name.as_ref().map_or_else(|| "a value without a name".to_owned(), |name| format!("`{name}`"));
                return Err(TemplateError::Names { name: self.name.clone(), wanted, given });
            }
            let times = |place: &str| body.iter().filter(|one| one.name.as_deref() == Some(place)).count();
            if let Some(place) = wanted.iter().find(|place| times(place) > 1) {
                let (name, place, given) = (self.name.clone(), place.clone(), times(place));
                return Err(TemplateError::Repeated { name, place, given });
            }
        }
        if body.len() == count {
            Ok(())
        } else {
            Err(TemplateError::Count { name: self.name.clone(), wanted: count, given: body.len() })
        }
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

fn media(format: &str) -> Option<Media> {
    [Media::Image, Media::Video, Media::Document].into_iter().find(|kind| format.eq_ignore_ascii_case(kind.word()))
}

impl Button {
    /// Whether a value can be given.
    fn takes_value(&self) -> bool {
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
    fn needs_components(&self) -> bool {
        !PLAIN_BUTTONS.contains(&self.kind.as_str())
    }

    /// Whether a value has to be given.
    fn needs_value(&self) -> bool {
        self.kind == "URL" && !places(&self.url).is_empty()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn definition() -> Definition {
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

    fn call(header: Option<Header>, body: &[&str], buttons: &[(u8, &str)]) -> TemplateCall {
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

    fn image() -> Option<Header> {
        Some(Header::Media(Media::Image, "https://x.example/a.png".into()))
    }

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
    fn what_the_vendor_would_refuse_is_told_before() {
        let told = |definition: &Definition, call: &TemplateCall| definition.check(call).unwrap_err().to_string();
        let own = definition();
        assert!(told(&own, &call(image(), &["Ada"], &[(0, "x")])).contains("takes 2 values, and 1 are given"));
        assert!(told(&own, &call(None, &["a", "b"], &[(0, "x")])).contains("--header-image"));
        assert!(told(&own, &call(image(), &["a", "b"], &[])).contains("--button 0=VALUE"));
        assert!(told(&own, &call(image(), &["a", "b"], &[(0, "x"), (2, "y")])).contains("no button 2"));
        assert!(told(&own, &call(image(), &["a", "b"], &[(0, "x"), (0, "y")])).contains("given again"));
        let paused = Definition { status: "PAUSED".into(), ..own };
        assert!(told(&paused, &call(None, &[], &[])).contains("PAUSED"));
        let named = Definition { body: "Hi {{who}}".into(), header: None, buttons: Vec::new(), ..definition() };
        assert!(told(&named, &call(None, &["Ada"], &[])).contains("who"));
        let by_name = TemplateCall {
            components: Components::Values(Values {
                body: vec![Parameter { name: Some("who".into()), value: "Ada".into() }],
                ..Values::default()
            }),
            ..call(None, &[], &[])
        };
        named.check(&by_name).unwrap();
        assert_eq!(named.preview(&by_name.values()), "Hi Ada\nBye");
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

    /// Meta lists the button as a URL with a place: the code was refused for want of `--button`, and another one went out.
    #[test]
    fn a_one_time_code_fills_its_own_button_and_no_other_code_goes_there() {
        let url = "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}";
        let code = Definition::of(&json!({
            "name": "otp", "language": "en", "status": "APPROVED", "category": "AUTHENTICATION",
            "components": [{"type": "BODY", "text": "*{{1}}* is your code."},
                {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "Copy code", "url": url}]}]
        }));
        assert_eq!(code.takes(), ["--body VALUE (1)"]);
        let mut alone = call(None, &["123456"], &[]);
        code.describe(&mut alone);
        code.check(&alone).unwrap();
        assert_eq!(alone.to_json_string().unwrap().matches("123456").count(), 2);
        assert!(code.preview(&alone.values()).ends_with("code=otp123456]"));
        let mut twice = call(None, &["123456"], &[(0, "123456")]);
        code.describe(&mut twice);
        code.check(&twice).unwrap();
        assert_eq!(twice.to_json_string().unwrap().matches("123456").count(), 2);
        let other = call(None, &["123456"], &[(0, "999999")]);
        code.check(&other).unwrap();
        assert!(code.check_code(&twice).is_ok() && code.check_code(&alone).is_ok());
        assert!(code.check_code(&other).unwrap_err().to_string().contains("`999999`"));
        let list = r#"[{"type":"body","parameters":[{"type":"text","text":"123456"}]}]"#;
        let raw = TemplateCall::new("otp".into(), "en".into(), Components::Raw(list.into()));
        assert!(code.check(&raw).unwrap_err().to_string().contains("needs a value"), "a list goes out as it is");
    }

    /// A template whose header is a place could never be sent: the list's own header was taken for a text.
    #[test]
    fn a_header_that_is_a_place_is_filled_by_a_list() {
        let place = Definition {
            header: Some(("LOCATION".into(), String::new())),
            body: "Hi".into(),
            buttons: Vec::new(),
            ..definition()
        };
        let list =
            r#"[{"type":"header","parameters":[{"type":"location","location":{"latitude":"1","longitude":"2"}}]}]"#;
        place.check(&TemplateCall::new("a".into(), "en".into(), Components::Raw(list.into()))).unwrap();
        let told = place.check(&call(Some(Header::Text("here".into())), &[], &[])).unwrap_err().to_string();
        assert!(told.contains("`--components`") && !told.contains("--header-location"), "{told}");
        let told = place.check(&call(None, &[], &[])).unwrap_err().to_string();
        assert!(told.contains("`--components`"), "{told}");
    }

    /// It was said to take nothing, and passed as ready.
    #[test]
    fn a_template_of_parts_that_only_a_list_can_fill_is_not_ready() {
        let of = |components: Value| {
            Definition::of(&json!({"name": "a", "language": "en", "status": "APPROVED", "components": components}))
        };
        let with = |part: Value| of(json!([{"type": "BODY", "text": "Hi"}, part]));
        let button = |kind: &str| json!({"type": "BUTTONS", "buttons": [{"type": kind, "text": "Go"}]});
        for part in [
            json!({"type": "CAROUSEL", "cards": []}),
            json!({"type": "LIMITED_TIME_OFFER"}),
            json!({"type": "HEADER", "format": "PRODUCT"}),
            button("FLOW"),
            button("MPM"),
        ] {
            let own = with(part);
            assert!(own.takes()[0].starts_with("--components JSON ("), "{:?}", own.takes());
            let told = own.check(&call(None, &[], &[])).unwrap_err().to_string();
            assert!(told.contains("by `--components` only"), "{told}");
            own.check(&TemplateCall::new("a".into(), "en".into(), Components::Raw("[]".into()))).unwrap();
        }
        for plain in [button("PHONE_NUMBER"), json!({"type": "call_permission_request"})] {
            with(plain).check(&call(None, &[], &[])).unwrap();
        }
        for untold in [json!(null), json!({}), json!([7]), json!([{"type": "BUTTONS"}])] {
            let error = of(untold).check(&call(None, &[], &[])).unwrap_err();
            assert!(matches!(error, TemplateError::Untold { .. }), "{error}");
        }
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

    /// The quick reply before it got the code as its payload, and another code passed on its own.
    #[test]
    fn a_one_time_code_goes_to_its_own_button_wherever_it_stands() {
        let code = Definition::of(&json!({
            "name": "otp", "language": "en", "status": "APPROVED", "category": "AUTHENTICATION",
            "components": [{"type": "BODY", "text": "*{{1}}* is your code."}, {"type": "BUTTONS", "buttons": [
                {"type": "QUICK_REPLY", "text": "Not me"},
                {"type": "URL", "text": "Copy code", "url": "https://x.example/?code={{1}}"}]}]
        }));
        assert_eq!(code.takes(), ["--body VALUE (1)", "--button 0=VALUE (Not me, if wanted)"]);
        let mut alone = call(None, &["5"], &[]);
        code.describe(&mut alone);
        code.check(&alone).unwrap();
        let sent = alone.to_json_string().unwrap();
        assert!(sent.contains(r#""sub_type":"url","index":"1""#) && !sent.contains("quick_reply"), "{sent}");
        let told = code.check_code(&call(None, &["5"], &[(1, "6")])).unwrap_err().to_string();
        assert!(told.contains("button 1") && told.contains("`6`"), "{told}");
    }

    /// Two values went out under one name, and none under the other.
    #[test]
    fn a_value_with_a_name_is_given_once() {
        let named =
            Definition { body: "Hi {{who}} {{order}}".into(), header: None, buttons: Vec::new(), ..definition() };
        let call = |names: &[&str]| {
            let body = names.iter().map(|name| Parameter { name: Some((*name).into()), value: "A".into() }).collect();
            let values = Values { body, ..Values::default() };
            TemplateCall { components: Components::Values(values), ..call(None, &[], &[]) }
        };
        named.check(&call(&["order", "who"])).unwrap();
        for names in [&["who", "who"][..], &["who", "order", "who"]] {
            let told = named.check(&call(names)).unwrap_err().to_string();
            assert!(told.contains("takes `who` once"), "{told}");
        }
    }

    #[test]
    fn places_are_numbers_or_words_each_once() {
        assert_eq!(places("{{2}} {{1}} {{ 2 }} {{x"), ["1", "2"]);
        assert_eq!(places("{{who}} {{}} {{a b}}"), ["who"]);
    }
}
