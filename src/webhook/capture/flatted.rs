//! The npm package "flatted", in which n8n stores executions: an array whose elements name one another by index,
//! written as strings of digits.

use std::collections::HashMap;

use super::json;
use crate::webhook::body::MAX_BODY;
use crate::webhook::effort;
use crate::webhook::json::scan::MAX_DEPTH;
use crate::webhook::json::{Kind, Value};

/// How many times its own length a document may have that is put together again: a few elements that name one another over and
/// over would be gigabytes.
const TIMES: usize = 32;

/// What a short one may have, in bytes.
const LEAST: usize = 64 * 1024;

/// The value that the array stands for; none when the array is not of this kind, or runs in circles.
pub fn unflatten(array: Value<'_>) -> Option<Vec<u8>> {
    if !is_first(array.elements().next()?) {
        return None;
    }
    let elements: Vec<_> = array.elements().collect();
    let limit = (TIMES * array.raw().len() + LEAST).min(MAX_BODY);
    let mut whole = Whole { elements, json: Vec::new(), limit, done: HashMap::new() };
    whole.write(0, 0)?;
    effort::spend(whole.json.len());
    Some(whole.json)
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

/// The document as far as it is put together.
struct Whole<'a> {
    elements: Vec<Value<'a>>,
    json: Vec<u8>,
    /// How long it may become.
    limit: usize,
    /// Where elements stand that were written.
    done: HashMap<usize, (usize, usize)>,
}

impl Whole<'_> {
    /// Writes one element; what was written once is copied, so that a hostile array costs no more than it yields.
    fn write(&mut self, at: usize, depth: usize) -> Option<()> {
        if depth > MAX_DEPTH || self.json.len() > self.limit {
            return None;
        }
        if let Some(&(from, to)) = self.done.get(&at) {
            if self.json.len() + (to - from) > self.limit {
                return None;
            }
            self.json.extend_from_within(from..to);
            return Some(());
        }
        let element = *self.elements.get(at)?;
        let from = self.json.len();
        match element.kind() {
            Kind::Object => {
                self.json.push(b'{');
                for (count, (key, value)) in element.members().enumerate() {
                    if count > 0 {
                        self.json.push(b',');
                    }
                    self.json.extend_from_slice(json::quote(&key.decoded()).as_bytes());
                    self.json.push(b':');
                    self.part(value, depth)?;
                }
                self.json.push(b'}');
            }
            Kind::Array => {
                self.json.push(b'[');
                for (count, value) in element.elements().enumerate() {
                    if count > 0 {
                        self.json.push(b',');
                    }
                    self.part(value, depth)?;
                }
                self.json.push(b']');
            }
            _ => self.json.extend_from_slice(element.source().as_bytes()),
        }
        self.done.insert(at, (from, self.json.len()));
        Some(())
    }

    /// A string is the index of another element; anything else stands for itself.
    fn part(&mut self, value: Value<'_>, depth: usize) -> Option<()> {
        if value.is_string() {
            return self.write(index(value)?, depth + 1);
        }
        self.json.extend_from_slice(value.raw().as_bytes());
        (self.json.len() <= self.limit).then_some(())
    }
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
