//! Keys that a condition names and the result does not have: a gate with a misspelt key would be open for ever.

use std::collections::BTreeSet;

use serde_json::Value;

/// A key of `filter` that stands nowhere in `value`, with the nearest one that does. None where the value has
/// something empty in it, in which any key could have stood.
pub(super) fn missing_key(filter: &str, value: &Value) -> Option<(String, Option<String>)> {
    let mut keys = BTreeSet::new();
    if !collect(value, &mut keys) || keys.is_empty() {
        return None;
    }
    let missing = named(filter).into_iter().find(|name| !keys.contains(name.as_str()))?;
    let nearest = keys.iter().map(|key| (strsim::damerau_levenshtein(key, &missing), *key)).min();
    let nearest = nearest.filter(|(distance, _)| *distance <= 1.max(missing.len() / 3)).map(|(_, key)| key.to_owned());
    Some((missing, nearest))
}

/// Collects the keys of every depth; false when something is empty.
fn collect<'a>(value: &'a Value, keys: &mut BTreeSet<&'a str>) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty() && items.iter().all(|item| collect(item, keys)),
        Value::Object(members) => {
            keys.extend(members.keys().map(String::as_str));
            !members.is_empty() && members.values().all(|member| collect(member, keys))
        }
        _ => true,
    }
}

/// The keys that a jq filter names as `.key`; none where it makes objects of its own.
fn named(filter: &str) -> Vec<String> {
    if filter.contains('{') {
        return Vec::new();
    }
    let (mut names, mut quoted) = (Vec::new(), false);
    let mut letters = filter.char_indices().peekable();
    while let Some((place, letter)) = letters.next() {
        match letter {
            '\\' if quoted => {
                letters.next();
            }
            '"' => quoted = !quoted,
            '.' if !quoted => {
                let rest = &filter[place + 1..];
                let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
                let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
                if rest.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') {
                    names.push(rest[..end].to_owned());
                }
            }
            _ => {}
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_misspelt_key_is_named_with_the_nearest_one() {
        let value = json!({"tasks": 1, "failure_rate": 0.5, "by_code": [{"code": "551", "count": 2}]});
        let missing = |filter| missing_key(filter, &value);
        assert_eq!(missing(".failure_rat > 0.05"), Some(("failure_rat".into(), Some("failure_rate".into()))));
        assert_eq!(missing(".zebra > 1"), Some(("zebra".into(), None)));
        for fine in [
            ".failure_rate > 0.05",
            "any(.by_code[]; .code == \"a.b\" and .count > 1.5)",
            "{a: 1} | .a == 1",
            ".[\"x\"] == null",
            "length > 3",
            ".. | numbers > 3",
        ] {
            assert_eq!(missing(fine), None, "{fine}");
        }
        // What is empty could have had it.
        assert_eq!(missing_key(".by_code[].count > 1", &json!({"by_code": []})), None);
        assert_eq!(missing_key(".delivery.failed > 1", &json!({"delivery": null})), None);
    }
}
