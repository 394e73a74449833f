//! The npm package "flatted", in which n8n stores executions: an array whose elements name one another by index,
//! written as strings of digits.

use std::collections::HashMap;

use super::json;
use crate::webhook::json::scan::MAX_DEPTH;

/// The largest document that is put together again, in bytes.
const LIMIT: usize = 16 * 1024 * 1024;

/// The value that the array stands for; none when the array is not of this kind, or runs in circles.
pub fn unflatten(array: &[u8]) -> Option<Vec<u8>> {
    let (first, _) = json::elements(array).next()?;
    if !is_first(first) {
        return None;
    }
    let elements: Vec<&[u8]> = json::elements(array).map(|(element, _)| element).collect();
    let mut whole = Vec::new();
    write(&elements, 0, 0, &mut whole, &mut HashMap::new())?;
    Some(whole)
}

/// Whether an array with this first element may be of this kind: an object of nothing but indices.
pub fn is_first(element: &[u8]) -> bool {
    let mut any = false;
    json::members(element).all(|member| {
        any = true;
        index(member.value).is_some()
    }) && any
}

fn index(value: &[u8]) -> Option<usize> {
    let digits = value.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// Writes one element; what was written once is copied, so that a hostile array costs no more than it yields.
fn write(
    elements: &[&[u8]],
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
    match element.first()? {
        b'{' => {
            whole.push(b'{');
            for (count, member) in json::members(element).enumerate() {
                if count > 0 {
                    whole.push(b',');
                }
                whole.extend_from_slice(json::quote(&member.key).as_bytes());
                whole.push(b':');
                part(elements, member.value, depth, whole, done)?;
            }
            whole.push(b'}');
        }
        b'[' => {
            whole.push(b'[');
            for (count, (value, _)) in json::elements(element).enumerate() {
                if count > 0 {
                    whole.push(b',');
                }
                part(elements, value, depth, whole, done)?;
            }
            whole.push(b']');
        }
        _ => whole.extend_from_slice(element),
    }
    done.insert(at, (from, whole.len()));
    Some(())
}

/// A string is the index of another element; anything else stands for itself.
fn part(
    elements: &[&[u8]],
    value: &[u8],
    depth: usize,
    whole: &mut Vec<u8>,
    done: &mut HashMap<usize, (usize, usize)>,
) -> Option<()> {
    if json::is_string(value) {
        return write(elements, index(value)?, depth + 1, whole, done);
    }
    whole.extend_from_slice(value);
    (whole.len() <= LIMIT).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_put_back_where_they_belong() {
        let array = br#"[{"a":"1","b":"2","c":"1"},[5,"2",true],"text"]"#;
        let whole = unflatten(array).unwrap();
        assert_eq!(String::from_utf8(whole).unwrap(), r#"{"a":[5,"text",true],"b":"text","c":[5,"text",true]}"#);
    }

    #[test]
    fn other_arrays_and_circles_are_left_alone() {
        for array in
            [r#"[{"a":"x"}]"#, r#"[{"a":1}]"#, "[1]", "[]", "{}", r#"[{}]"#, r#"[{"a":"0"}]"#, r#"[{"a":"7"}]"#]
        {
            assert_eq!(unflatten(array.as_bytes()), None, "{array}");
        }
        // Each element names the next one twice: 2^60 copies if written out.
        let elements: Vec<String> = (0..60).map(|at| format!("{{\"a\":\"{0}\",\"b\":\"{0}\"}}", at + 1)).collect();
        assert_eq!(unflatten(format!("[{},\"text\"]", elements.join(",")).as_bytes()), None);
    }
}
