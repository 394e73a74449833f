//! The npm package "flatted", in which n8n stores executions: an array whose elements name one another by index,
//! written as strings of digits.

use std::collections::HashMap;

use super::json;
use crate::webhook::json::scan::MAX_DEPTH;
use crate::webhook::json::{Kind, Value};

/// The largest document that is put together again, in bytes.
const LIMIT: usize = 16 * 1024 * 1024;

/// The value that the array stands for; none when the array is not of this kind, or runs in circles.
pub fn unflatten(array: Value<'_>) -> Option<Vec<u8>> {
    if !is_first(array.elements().next()?) {
        return None;
    }
    let elements: Vec<_> = array.elements().collect();
    let mut whole = Vec::new();
    write(&elements, 0, 0, &mut whole, &mut HashMap::new())?;
    Some(whole)
}

/// Whether an array with this first element may be of this kind: an object of nothing but indices.
pub fn is_first(element: Value<'_>) -> bool {
    let mut any = false;
    element.members().all(|(_, value)| {
        any = true;
        index(value).is_some()
    }) && any
}

fn index(value: Value<'_>) -> Option<usize> {
    value.string()?.raw.parse().ok()
}

/// Writes one element; what was written once is copied, so that a hostile array costs no more than it yields.
fn write(
    elements: &[Value<'_>],
    at: usize,
    depth: usize,
    whole: &mut Vec<u8>,
    done: &mut HashMap<usize, (usize, usize)>,
) -> Option<()> {
    if depth > MAX_DEPTH || whole.len() > LIMIT {
        return None;
    }
    if let Some(&(from, to)) = done.get(&at) {
        if whole.len() + (to - from) > LIMIT {
            return None;
        }
        whole.extend_from_within(from..to);
        return Some(());
    }
    let element = *elements.get(at)?;
    let from = whole.len();
    match element.kind() {
        Kind::Object => {
            whole.push(b'{');
            for (count, (key, value)) in element.members().enumerate() {
                if count > 0 {
                    whole.push(b',');
                }
                whole.extend_from_slice(json::quote(&key.decoded()).as_bytes());
                whole.push(b':');
                part(elements, value, depth, whole, done)?;
            }
            whole.push(b'}');
        }
        Kind::Array => {
            whole.push(b'[');
            for (count, value) in element.elements().enumerate() {
                if count > 0 {
                    whole.push(b',');
                }
                part(elements, value, depth, whole, done)?;
            }
            whole.push(b']');
        }
        _ => whole.extend_from_slice(element.source().as_bytes()),
    }
    done.insert(at, (from, whole.len()));
    Some(())
}

/// A string is the index of another element; anything else stands for itself.
fn part(
    elements: &[Value<'_>],
    value: Value<'_>,
    depth: usize,
    whole: &mut Vec<u8>,
    done: &mut HashMap<usize, (usize, usize)>,
) -> Option<()> {
    if value.is_string() {
        return write(elements, index(value)?, depth + 1, whole, done);
    }
    whole.extend_from_slice(value.raw().as_bytes());
    (whole.len() <= LIMIT).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_put_back_where_they_belong() {
        let array = br#"[{"a":"1","b":"2","c":"1"},[5,"2",true],"text"]"#;
        let whole = json::within(array, unflatten).unwrap().unwrap();
        assert_eq!(String::from_utf8(whole).unwrap(), r#"{"a":[5,"text",true],"b":"text","c":[5,"text",true]}"#);
    }

    #[test]
    fn other_arrays_and_circles_are_left_alone() {
        for array in
            [r#"[{"a":"x"}]"#, r#"[{"a":1}]"#, "[1]", "[]", "{}", r#"[{}]"#, r#"[{"a":"0"}]"#, r#"[{"a":"7"}]"#]
        {
            assert_eq!(json::within(array.as_bytes(), unflatten), Some(None), "{array}");
        }
        // Each element names the next one twice: 2^60 copies if written out.
        let elements: Vec<String> = (0..60).map(|at| format!("{{\"a\":\"{0}\",\"b\":\"{0}\"}}", at + 1)).collect();
        let array = format!("[{},\"text\"]", elements.join(","));
        assert_eq!(json::within(array.as_bytes(), unflatten), Some(None));
    }
}
