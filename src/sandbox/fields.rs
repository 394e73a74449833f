//! Reads the fields of a request, and is strict: a wrong type or a field that no document names is
//! told, never passed over, or a misspelt filter would look like one that matches everything.

use serde_json::{Map, Value};

/// A field that is not as documented, in a sentence for the vendor's message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Misfit(pub(super) String);

/// A JSON object being read, and where it stands in the request.
pub(super) struct Fields<'a> {
    object: &'a Map<String, Value>,
    place: String,
}

impl<'a> Fields<'a> {
    /// The request's body itself.
    pub(super) fn root(value: &'a Value) -> Result<Self, Misfit> {
        match value {
            Value::Object(object) => Ok(Self { object, place: String::new() }),
            _ => Err(Misfit("the body is not a JSON object".into())),
        }
    }

    /// An element of a list.
    pub(super) fn element(value: &'a Value, place: &str) -> Result<Self, Misfit> {
        match value {
            Value::Object(object) => Ok(Self { object, place: format!("{place}.") }),
            _ => Err(Misfit(format!("{place} is not an object"))),
        }
    }

    /// The full name of a field.
    pub(super) fn name(&self, key: &str) -> String {
        format!("{}{key}", self.place)
    }

    /// Every field must be one of `known`.
    pub(super) fn only(&self, known: &[&str]) -> Result<(), Misfit> {
        match self.object.keys().find(|key| !known.contains(&key.as_str())) {
            Some(key) => Err(Misfit(format!("{} is not a field of this call", self.name(key)))),
            None => Ok(()),
        }
    }

    fn get(&self, key: &str) -> Option<&'a Value> {
        self.object.get(key).filter(|value| !value.is_null())
    }

    /// A string; none when it is absent, null or empty.
    pub(super) fn text(&self, key: &str) -> Result<Option<&'a str>, Misfit> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.as_str()).filter(|text| !text.is_empty())),
            Some(_) => Err(Misfit(format!("{} is not a string", self.name(key)))),
        }
    }

    /// A string that must be there.
    pub(super) fn required(&self, key: &str) -> Result<&'a str, Misfit> {
        self.text(key)?.ok_or_else(|| self.missing(key))
    }

    /// A whole number written as a number.
    pub(super) fn integer(&self, key: &str) -> Result<Option<i64>, Misfit> {
        match self.get(key) {
            None => Ok(None),
            Some(value) => {
                value.as_i64().map(Some).ok_or_else(|| Misfit(format!("{} is not a whole number", self.name(key))))
            }
        }
    }

    /// An object.
    pub(super) fn object(&self, key: &str) -> Result<Option<Self>, Misfit> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::Object(object)) => Ok(Some(Self { object, place: format!("{}.", self.name(key)) })),
            Some(_) => Err(Misfit(format!("{} is not an object", self.name(key)))),
        }
    }

    /// An object that must be there.
    pub(super) fn required_object(&self, key: &str) -> Result<Self, Misfit> {
        self.object(key)?.ok_or_else(|| self.missing(key))
    }

    /// A list.
    pub(super) fn list(&self, key: &str) -> Result<Option<&'a [Value]>, Misfit> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::Array(list)) => Ok(Some(list)),
            Some(_) => Err(Misfit(format!("{} is not a list", self.name(key)))),
        }
    }

    /// The objects of a list that must be there.
    pub(super) fn elements(&self, key: &str) -> Result<Vec<Self>, Misfit> {
        let list = self.list(key)?.ok_or_else(|| self.missing(key))?;
        let place = |index: usize| format!("{}[{index}]", self.name(key));
        list.iter().enumerate().map(|(index, value)| Self::element(value, &place(index))).collect()
    }

    /// One of the words of an enum; none when it is absent.
    pub(super) fn one_of(&self, key: &str, words: &[&str]) -> Result<Option<&'a str>, Misfit> {
        match self.text(key)? {
            Some(word) if !words.contains(&word) => {
                Err(Misfit(format!("{} must be one of {}", self.name(key), words.join(", "))))
            }
            word => Ok(word),
        }
    }

    /// A link that must be http or https; none when it is absent.
    pub(super) fn link(&self, key: &str) -> Result<Option<url::Url>, Misfit> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        let wrong = || Misfit(format!("{} is not an http or https address", self.name(key)));
        let link = url::Url::parse(text).map_err(|_| wrong())?;
        if matches!(link.scheme(), "http" | "https") && link.has_host() { Ok(Some(link)) } else { Err(wrong()) }
    }

    /// A link that must be there.
    pub(super) fn required_link(&self, key: &str) -> Result<url::Url, Misfit> {
        self.link(key)?.ok_or_else(|| self.missing(key))
    }

    /// A text of at most `limit` code points; none when it is absent.
    pub(super) fn text_up_to(&self, key: &str, limit: usize) -> Result<Option<&'a str>, Misfit> {
        match self.text(key)? {
            Some(text) if is_longer(text, limit) => {
                Err(Misfit(format!("{} is longer than {limit} characters", self.name(key))))
            }
            text => Ok(text),
        }
    }

    /// What is said of a field that is not there.
    pub(super) fn missing(&self, key: &str) -> Misfit {
        Misfit(format!("{} is missing", self.name(key)))
    }
}

/// Whether a text has more than `limit` code points.
pub(super) fn is_longer(text: &str, limit: usize) -> bool {
    text.len() > limit && text.chars().count() > limit
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn wrong_types_and_unknown_fields_are_told_with_their_place() {
        let body = json!({"payload": {"elements": [{"title": 7}]}, "pageId": "1"});
        let root = Fields::root(&body).unwrap();
        assert_eq!(root.only(&["payload", "pageid"]).unwrap_err().0, "pageId is not a field of this call");
        let elements = root.required_object("payload").unwrap().elements("elements").unwrap();
        assert_eq!(elements[0].text("title").unwrap_err().0, "payload.elements[0].title is not a string");
    }

    #[test]
    fn lengths_count_code_points() {
        let body = json!({"title": "测试🙂"});
        let root = Fields::root(&body).unwrap();
        assert!(root.text_up_to("title", 3).is_ok());
        assert_eq!(root.text_up_to("title", 2).unwrap_err().0, "title is longer than 2 characters");
    }

    #[test]
    fn only_http_and_https_are_links() {
        for (link, good) in [
            ("https://a.example/x", true),
            ("http://a.example", true),
            ("ftp://a.example", false),
            ("a.example", false),
        ] {
            let body = json!({ "url": link });
            assert_eq!(Fields::root(&body).unwrap().link("url").is_ok(), good, "{link}");
        }
    }
}
