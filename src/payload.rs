//! JSON as a user wrote it: its string values can be changed, everything else stays byte for byte.
//!
//! Going through a parsed value would write `1e5` as `1e+5` and drop repeated keys.

use serde_json::Value;
use serde_json::value::RawValue;

/// Runs every string value of a JSON text through `change`; keys, order, digits and blanks stay.
/// The error is a fragment: the text is not JSON, or what `change` said.
pub fn map_strings(text: &str, change: &mut dyn FnMut(&str) -> Result<String, String>) -> Result<String, String> {
    serde_json::from_str::<&RawValue>(text).map_err(|error| format!("the payload is not JSON: {error}"))?;
    let mut changed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('"') {
        let (before, from) = rest.split_at(start);
        changed.push_str(before);
        let length = string_length(from);
        let (literal, after) = from.split_at(length);
        if after.trim_start().starts_with(':') {
            changed.push_str(literal);
        } else {
            let value: String =
                serde_json::from_str(literal).map_err(|error| format!("the payload is not JSON: {error}"))?;
            changed.push_str(&Value::from(change(&value)?).to_string());
        }
        rest = after;
    }
    changed.push_str(rest);
    Ok(changed)
}

/// The length of the string literal that `text` starts with, quotes included.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (index, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return index + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_string_values_change() {
        let text = r#"{ "a" : "x\"y", "b":1e5,"b":[1.0,"é", {"k":"v"}], "c":"" }"#;
        let changed = map_strings(text, &mut |value| Ok(format!("<{value}>"))).unwrap();
        assert_eq!(changed, r#"{ "a" : "<x\"y>", "b":1e5,"b":[1.0,"<é>", {"k":"<v>"}], "c":"<>" }"#);
        assert_eq!(map_strings(r#""t""#, &mut |_| Ok("a\nb".into())).unwrap(), r#""a\nb""#);
        assert!(map_strings("{", &mut |value| Ok(value.into())).is_err());
        assert_eq!(map_strings(r#"["x"]"#, &mut |_| Err("no".into())), Err("no".into()));
    }
}
