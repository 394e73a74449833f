//! Keys that a condition names and the result does not have: a gate with a misspelt key would be open for ever.

use std::collections::BTreeMap;

use serde_json::Value;

/// A key of `filter` that stands nowhere in `value`, with the nearest one that does. None where it is looked for in
/// something empty, in which it could have stood, or where the filter makes objects of its own.
pub(super) fn missing_key(filter: &str, value: &Value) -> Option<(String, Option<String>)> {
    let mut keys = BTreeMap::new();
    collect(value, &mut keys);
    if keys.is_empty() || filter.contains('{') {
        return None;
    }
    let missing = first_missing(filter, value, &keys)?;
    let nearest = keys.keys().map(|key| (strsim::damerau_levenshtein(key, &missing), *key)).min();
    let nearest = nearest.filter(|(distance, _)| *distance <= 1.max(missing.len() / 3)).map(|(_, key)| key.to_owned());
    Some((missing, nearest))
}

/// The keys of every depth, and whether what one has is empty.
fn collect<'a>(value: &'a Value, keys: &mut BTreeMap<&'a str, bool>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, keys)),
        Value::Object(members) => {
            for (key, member) in members {
                *keys.entry(key).or_default() |= is_empty(member);
                collect(member, keys);
            }
        }
        _ => {}
    }
}

/// Whether it is empty, or one of its items is.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty() || items.iter().any(is_empty),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

/// What goes into a value without naming its keys.
const WALKS: [&str; 7] = ["..", "recurse", "_entries", "paths", "walk", "getpath", "tostream"];

/// The first `.key` of a jq filter that is none of the keys, unless what it is asked of is empty.
fn first_missing(filter: &str, value: &Value, keys: &BTreeMap<&str, bool>) -> Option<String> {
    let is_entered = is_empty(value) || value.as_object().is_some_and(|members| members.values().any(is_empty));
    // Whether something empty is piped to here, whether the path at hand leads through something empty, and whether
    // any path so far did.
    let mut input = keys.values().any(|is_empty| *is_empty) && WALKS.iter().any(|walk| filter.contains(walk));
    let (mut path, mut seen) = (false, false);
    let mut open = Vec::new();
    let mut letters = filter.char_indices().peekable();
    while let Some((place, letter)) = letters.next() {
        match letter {
            '"' => {
                while let Some((_, inner)) = letters.next().filter(|(_, inner)| *inner != '"') {
                    if inner == '\\' {
                        letters.next();
                    }
                }
            }
            '.' => {
                let rest = &filter[place + 1..];
                let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
                let name = &rest[..rest.find(|letter| !is_part(letter)).unwrap_or(rest.len())];
                if name.starts_with(|first: char| !first.is_ascii_digit()) {
                    match keys.get(name) {
                        Some(is_empty) => path |= is_empty,
                        None if path || input => {}
                        None => return Some(name.to_owned()),
                    }
                    while letters.next_if(|(_, letter)| is_part(*letter)).is_some() {}
                }
            }
            '[' => {
                path |= is_entered;
                open.push((input, path));
            }
            '(' => open.push((input, path)),
            ']' => (input, path) = open.pop().unwrap_or_default(),
            ')' => (input, path) = (open.pop().unwrap_or_default().0, seen),
            '|' | ';' => (input, path) = (input || seen, false),
            '?' => {}
            _ => path = false,
        }
        seen |= path;
    }
    None
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

    #[test]
    fn something_empty_elsewhere_excuses_no_misspelt_key() {
        let value = json!({"tasks": 0, "failure_rate": null, "by_code": [], "delivery": {"failed": 1, "costs": {}}});
        let missing = |filter| missing_key(filter, &value).map(|(missing, _)| missing);
        for (filter, misspelt) in [
            (".failure_rat > 0.05", "failure_rat"),
            (".failure_rate > 0.05 and .taks == 0", "taks"),
            ("any(.by_code[]; .count > 1) or .taks == 0", "taks"),
            (".delivery.faild > 1", "faild"),
            (".delivery | .faild > 1", "faild"),
            ("(.by_cod | length) > 3", "by_cod"),
            ("\"a \\\" .b\" == .taks", "taks"),
        ] {
            assert_eq!(missing(filter).as_deref(), Some(misspelt), "{filter}");
        }
        for fine in [
            ".by_code[0].count > 1",
            ".by_code[-1].count.most > 1",
            ".by_code | map(select(.code == \"190\")) | length > 0",
            "any(.by_code[]; .code == \"190\" and .count > 1)",
            "[.by_code[] | .count] | add > 3",
            "(.by_code)[0].count > 1",
            ".failure_rate.p50 > 1 or .delivery.costs.amount > 1",
            ".delivery.costs?.amount > 1",
            "[.. | .amount?] | any",
            ".[] | .amount? > 1",
            ".by_code as $codes | $codes[0].count > 1",
        ] {
            assert_eq!(missing(fine), None, "{fine}");
        }
        let list = json!([{"id": "1", "note": null}]);
        assert_eq!(missing_key("any(.[]; .nte == 1)", &list), Some(("nte".into(), Some("note".into()))));
        assert_eq!(missing_key("any(.[]; .note.text == 1)", &list), None);
        assert_eq!(missing_key(".[0].a == 1", &json!([{}, {"b": 1}])), None);
    }
}
