//! Whether a call fits its template: what the vendor would refuse is found before anything is sent.

use super::template::{Button, Definition, LAST_BUTTON, media, places};
use super::template_call::{Components, Header, Parameter, TemplateCall, Values};

/// The state in which a template can be sent.
const APPROVED: &str = "APPROVED";

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

impl Definition {
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
            (button.needs_value() || self.is_copying(*place)) && !is_given() && (as_written || !self.is_copying(*place))
        };
        match self.buttons.iter().enumerate().find(needs) {
            Some((place, button)) => {
                let way = if as_written {
                    "its list gives none".to_owned()
                } else if place > usize::from(LAST_BUTTON) {
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
        let Some(copying) = self.copying() else { return Ok(()) };
        let Values { body, buttons, .. } = call.values();
        let Some(code) = body.first() else { return Ok(()) };
        let is_other = |(place, value): &&(u8, Option<String>)| {
            usize::from(*place) == copying && value.as_ref().is_some_and(|value| *value != code.value)
        };
        match buttons.iter().find(is_other) {
            Some((_, value)) => Err(TemplateError::Button(format!(
                "button {copying} of `{}` (`{}`) copies the code of the body, `{}`, and `{}` is given",
                self.name,
                self.buttons.get(copying).map_or("", |button| &button.text),
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
                "the body of `{name}` has values that `--body` cannot name, and can be filled by `--components` only"
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
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::testing::{call, definition, image};
    use super::*;

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
        let told = code.check(&raw).unwrap_err().to_string();
        assert!(told.contains("needs a value: its list gives none"), "a list goes out as it is: {told}");
    }

    /// The list that a code alone makes was refused when it was written as it is, and one without the button passed.
    #[test]
    fn the_button_of_a_code_is_in_its_list_whatever_the_vendor_lists() {
        let of = |buttons: Value| {
            Definition::of(&json!({
                "name": "otp", "language": "en", "status": "APPROVED", "category": "AUTHENTICATION",
                "components": [{"type": "BODY", "text": "*{{1}}* is your code."}, {"type": "BUTTONS", "buttons": buttons}]
            }))
        };
        let body = r#"{"type":"body","parameters":[{"type":"text","text":"5"}]}"#;
        let button = r#"{"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"5"}]}"#;
        let raw = |list: String| TemplateCall::new("otp".into(), "en".into(), Components::Raw(list));
        let unlisted = of(json!([]));
        unlisted.check(&raw(format!("[{body},{button}]"))).unwrap();
        let other = raw(format!("[{body},{}]", button.replace('5', "6")));
        assert!(unlisted.check_code(&other).unwrap_err().to_string().contains("`6`"));
        let listed = of(json!([{"type": "OTP", "text": "Copy code"}]));
        listed.check(&raw(format!("[{body},{button}]"))).unwrap();
        assert!(listed.check(&raw(format!("[{body}]"))).is_err());
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
}
