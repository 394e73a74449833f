//! A message in words: the text of a text, and of anything else what a person would read in it.

use serde_json::Value;

/// Members that only machines read.
const FOR_MACHINES: [&str; 5] = ["kind", "type", "template_type", "priority", "webhook"];

/// The words of a rendered message, or of a job's templates, out of their JSON.
pub(crate) fn in_words(json: &str) -> String {
    let Ok(value) = serde_json::from_str(json) else { return json.to_owned() };
    let mut words = Vec::new();
    gather(&value, None, &mut words);
    match words.as_slice() {
        [] => json.to_owned(),
        [(_, text)] => text.clone(),
        many => many.iter().map(|(name, text)| format!("{name}: {text}")).collect::<Vec<_>>().join("; "),
    }
}

/// A job's templates with what is JSON in them as JSON, not as text of it.
pub(crate) fn source_json(source: &str) -> Value {
    let Ok(mut value) = serde_json::from_str::<Value>(source) else { return source.into() };
    if let Some(inner) = value.get("message").and_then(Value::as_str).and_then(|text| serde_json::from_str(text).ok())
        && let Some(place) = value.get_mut("message")
    {
        *place = inner;
    }
    value
}

/// Every text with the name of the member it stands in, in order.
fn gather(value: &Value, name: Option<&str>, words: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => {
            // A job's templates hold the vendor's JSON as a text.
            if text.starts_with('{')
                && let Ok(inner @ Value::Object(_)) = serde_json::from_str(text)
            {
                return gather(&inner, name, words);
            }
            words.push((name.unwrap_or("text").to_owned(), text.clone()));
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, name, words)),
        Value::Object(members) => {
            for (name, value) in members.iter().filter(|(name, _)| !FOR_MACHINES.contains(&name.as_str())) {
                gather(value, Some(name), words);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_its_words_and_a_card_its_members() {
        for (json, words) in [
            (r#"{"type":"text","payload":"Hi \"Ann\""}"#, "Hi \"Ann\""),
            (r#"{"message":{"textMessage":{"text":"Hi"}},"priority":["VIBER"],"webhook":"https://x.com"}"#, "Hi"),
            (r#"{"kind":"text","message":"{\"type\":\"text\",\"payload\":\"Hi {{ name }}\"}"}"#, "Hi {{ name }}"),
            (r#"{"kind":"text","strings":["Hi {{ a }}"],"fixed":{},"priority":null,"webhook":null}"#, "Hi {{ a }}"),
            (
                r#"{"type":"template","payload":{"template_type":"button","text":"T","buttons":[{"type":"web_url","title":"Go","url":"https://x.com"}]}}"#,
                "text: T; title: Go; url: https://x.com",
            ),
            ("no JSON", "no JSON"),
        ] {
            assert_eq!(in_words(json), words);
        }
        let source = source_json(r#"{"kind":"text","message":"{\"type\":\"text\",\"payload\":\"Hi\"}"}"#);
        assert_eq!(source["message"]["payload"], "Hi");
    }
}
